/* what_if.c - takes a what-if apart. Invariant: every change that comes out has a path and an "=". */
#include "what_if.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "units.h"

enum { NAME_SIZE = 96 };

/* Without the blanks around it. */
static const char *trimmed(const char *text, size_t n, ccs_arena_t *arena)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) text++, n--;
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) n--;
    return ccs_arena_printf(arena, "%.*s", (int) n, text);
}

/* Characters up to the next comma that parts changes, or to the end. */
static size_t length_of_change(const char *text)
{
    size_t n = 0;
    int depth = 0;
    bool quoted = false;

    for (; text[n]; n++) {
        const char c = text[n];

        if (quoted && c == '\\' && text[n + 1]) n++;
        else if (c == '"') quoted = !quoted;
        else if (quoted) continue;
        else if (strchr("([{", c)) depth++;
        else if (strchr(")]}", c)) depth--;
        else if (c == ',' && depth <= 0) break;
    }
    return n;
}

/* The colon behind a name: the last one with a blank behind it before the first "=", or else the first one there. */
static const char *colon_of(const char *text)
{
    const char *const end = text + strcspn(text, "=");
    const char *first = NULL, *last = NULL;

    for (const char *c = text; c < end; c++) {
        if (*c != ':') continue;
        if (!first) first = c;
        if (c[1] == ' ') last = c;
    }
    return last ? last : first;
}

static int refuse(ccs_err_t *err, const char *text)
{
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--what-if",
        "must be such as \"busy: volume +10 %%, aht of sales +5 %%\", \"staff -4 %%\", \"shrinkage 15 %%\", \"move 2 from general to "
        "sales\" or \"two more: groups.general.staff+=2\", found \"%s\"",
        text);
}

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- changes in words ----------------------------------------------------------------------------------------------------------------- */

/* What can be changed in words, whatever keys it is written in. */
typedef struct {
    const char *word, *members; /* "types" or "groups" */
} quantity_t;
static const quantity_t QUANTITIES[] = {{"volume", "types"}, {"aht", "types"}, {"patience", "types"}, {"staff", "groups"}};
enum { N_QUANTITIES = sizeof QUANTITIES / sizeof *QUANTITIES };

/* The next word, moved over. @return false if there is none, or a very long one */
static bool take_word(const char **text, char *word, size_t size)
{
    const size_t n = strcspn(*text, " \t");

    if (n == 0 || n >= size) return false;
    memcpy(word, *text, n);
    word[n] = '\0';
    *text += n;
    *text += strspn(*text, " \t");
    return true;
}

/* "+10 %", "-20%", "*1.1", "x 1.1", "+2". */
typedef struct {
    char sign; /* + - * */
    bool percent;
    double x;
} amount_t;

static bool take_amount(const char *text, amount_t *amount)
{
    char number[CCS_UNITS_TEXT_MAX];
    size_t n;

    amount->sign = *text == 'x' ? '*' : *text;
    if (!strchr("+-*", amount->sign) || amount->sign == '\0' || strlen(text) > sizeof number) return false;
    memcpy(number, text + 1, strlen(text));
    n = strlen(number);
    amount->percent = n > 0 && number[n - 1] == '%';
    if (amount->percent) number[n - 1] = '\0';
    return ccs_units_number(number, &amount->x) == 0 && !(amount->percent && amount->sign == '*');
}

static bool add_set(ccs_what_if_t *out, const char *set, const char *said)
{
    out->said[out->n_sets] = said;
    out->sets[out->n_sets] = set;
    out->n_sets += set != NULL;
    return set != NULL;
}

/* "move 10 from service to shared" */
static bool read_move(const char *text, const char *said, ccs_arena_t *arena, ccs_what_if_t *out)
{
    char number[NAME_SIZE], from[NAME_SIZE], to[NAME_SIZE], word[NAME_SIZE];
    double x = 0;

    if (!take_word(&text, number, sizeof number) || ccs_units_number(number, &x) != 0) return false;
    if (!take_word(&text, word, sizeof word) || (!strcmp(word, "agents") && !take_word(&text, word, sizeof word))) return false;
    if (strcmp(word, "from") != 0 || !take_word(&text, from, sizeof from)) return false;
    if (!take_word(&text, word, sizeof word) || strcmp(word, "to") != 0 || !take_word(&text, to, sizeof to) || *text)
        return false;
    return add_set(out, ccs_arena_printf(arena, "groups.%s.staff-=%s", from, number), said) &&
        add_set(out, ccs_arena_printf(arena, "groups.%s.staff+=%s", to, number), NULL);
}

/* "15 %", "of sales 15 %" behind "shrinkage" */
static bool read_shrinkage(const char *text, const char *group, const char *said, ccs_arena_t *arena, ccs_what_if_t *out)
{
    double share = 0;

    if (*text == '=') text += 1 + strspn(text + 1, " ");
    if (ccs_units_share(text, &share) != 0) return false;
    return add_set(out, ccs_arena_printf(arena, "groups.%s.shrinkage=%.17g", *group ? group : "*", share), said);
}

static bool read_quantity(const quantity_t *quantity, const char *text, const char *member, const char *said, ccs_arena_t *arena,
    ccs_what_if_t *out)
{
    const bool staff = strcmp(quantity->word, "staff") == 0;
    amount_t amount;
    double factor;

    if (!take_amount(text, &amount)) return false;
    if (!amount.percent && amount.sign != '*') {
        if (!staff) return false; /* two contacts more of what? */
        return add_set(out, ccs_arena_printf(arena, "groups.%s.staff%c=%.15g", *member ? member : "*", amount.sign, amount.x),
            said);
    }
    factor = amount.sign == '*' ? amount.x : 1 + (amount.sign == '-' ? -amount.x : amount.x) / 100;
    if (factor < 0) return false;
    if (!*member) return add_set(out, ccs_arena_printf(arena, "factors.%s*=%.15g", quantity->word, factor), said);
    return add_set(out, ccs_arena_printf(arena, "%s.%s.factors.%s*=%.15g", quantity->members, member, quantity->word, factor),
        said);
}

/* A change in words becomes one that --set takes. @return false if nobody would understand it */
static bool read_words(const char *said, ccs_arena_t *arena, ccs_what_if_t *out)
{
    const char *text = said, *after;
    char word[NAME_SIZE], member[NAME_SIZE] = "";

    if (!take_word(&text, word, sizeof word)) return false;
    if (strcmp(word, "move") == 0) return read_move(text, said, arena, out);
    after = text;
    if (take_word(&after, member, sizeof member) && strcmp(member, "of") == 0) {
        if (!take_word(&after, member, sizeof member)) return false;
        text = after;
    } else {
        member[0] = '\0';
    }
    if (strcmp(word, "shrinkage") == 0) return read_shrinkage(text, member, said, arena, out);
    for (size_t i = 0; i < N_QUANTITIES; i++)
        if (strcmp(QUANTITIES[i].word, word) == 0) return read_quantity(&QUANTITIES[i], text, member, said, arena, out);
    return false;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------------ */

int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    const char *const colon = colon_of(text), *at = colon ? colon + 1 : text;
    const size_t most = 2 * strlen(text) + 2; /* a move is two settings */

    *out = (ccs_what_if_t){.name = colon ? trimmed(text, (size_t) (colon - text), arena) : trimmed(text, strlen(text), arena),
        .sets = ccs_arena_array(arena, most, sizeof *out->sets),
        .said = ccs_arena_array(arena, most, sizeof *out->said)};
    if (!out->name || !out->sets || !out->said) return no_memory(err);
    if (out->name[0] == '\0') return refuse(err, text);
    for (bool more = true; more;) {
        const size_t n = length_of_change(at);
        const char *const change = trimmed(at, n, arena), *const equals = change ? strchr(change, '=') : NULL;

        if (!change) return no_memory(err);
        if (equals == change || (!equals && !read_words(change, arena, out))) return refuse(err, text);
        if (equals) (void) add_set(out, change, change);
        more = at[n] == ',';
        at += n + 1;
    }
    return 0;
}

int ccs_what_if_join(const char *const *sets, size_t n_sets, const char *const *texts, size_t n_texts, ccs_arena_t *arena,
    ccs_what_if_t *out, ccs_err_t *err)
{
    size_t n = n_sets;
    ccs_what_if_t *const parts = ccs_arena_array(arena, n_texts, sizeof *parts);
    int ret = 0;

    *out = (ccs_what_if_t){0};
    if (!parts) return no_memory(err);
    for (size_t i = 0; i < n_texts; i++) {
        CCS_TRY(ccs_what_if_read(texts[i], arena, &parts[i], err));
        n += parts[i].n_sets;
    }
    *out = (ccs_what_if_t){.sets = ccs_arena_array(arena, n, sizeof *out->sets),
        .said = ccs_arena_array(arena, n, sizeof *out->said)};
    CCS_TRY(out->sets && out->said ? 0 : no_memory(err));
    for (size_t i = 0; i < n_sets; i++) (void) add_set(out, sets[i], sets[i]);
    for (size_t i = 0; i < n_texts; i++)
        for (size_t k = 0; k < parts[i].n_sets; k++) (void) add_set(out, parts[i].sets[k], parts[i].said[k]);
out:
    return ret;
}

void ccs_what_if_cite(const ccs_said_t *self, ccs_err_list_t *errors, size_t first)
{
    static const char SET[] = "--set:";

    for (size_t i = first; self->said && i < errors->n; i++) {
        ccs_err_t *const err = &errors->items[i];
        size_t n = strncmp(err->where, SET, sizeof SET - 1) == 0 ? strtoul(&err->where[sizeof SET - 1], NULL, 10) : 0;

        if (n <= self->n_common || n > self->n_sets) continue;
        while (n > self->n_common + 1 && !self->said[n - 1]) n--;
        if (!self->name || strcmp(self->name, self->said[n - 1]) == 0)
            (void) snprintf(err->where, sizeof err->where, "--what-if \"%.70s\"", self->said[n - 1]);
        else (void) snprintf(err->where, sizeof err->where, "--what-if \"%.34s: %.34s\"", self->name, self->said[n - 1]);
    }
}

bool ccs_what_if_agents(const char *set, const char *group, double *agents)
{
    static const char GROUPS[] = "groups.", STAFF[] = ".staff";
    const char *const name = set + sizeof GROUPS - 1,
                      *const end = strncmp(set, GROUPS, sizeof GROUPS - 1) ? NULL : strchr(name, '.');

    if (!end || strncmp(end, STAFF, sizeof STAFF - 1) != 0) return false;
    const size_t n = (size_t) (end - name);
    const bool all = n == 1 && *name == '*', own = n == strlen(group) && strncmp(name, group, n) == 0;
    const char *const sign = end + sizeof STAFF - 1 + strspn(end + sizeof STAFF - 1, " ");

    if (!(all || own) || (*sign != '+' && *sign != '-') || sign[1] != '=') return false;
    char *rest;

    *agents = strtod(&sign[2], &rest) * (*sign == '-' ? -1 : 1);
    return rest != &sign[2] && *rest == '\0';
}
