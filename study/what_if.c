/* what_if.c - takes a what-if apart. Invariant: every change that comes out has a path and an "=". */
#include "what_if.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "what_if_phrase.h"
#include "what_if_words.h"

/* The text without the blanks around it. */
static const char *trimmed(const char *text, size_t n, ccs_arena_t *arena)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) text++, n--;
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) n--;
    return ccs_arena_printf(arena, "%.*s", (int) n, text);
}

/* Characters up to the next comma that parts changes, or to the end. One between two digits is of a number: a change that begins with
 * a digit, "5 more agents", needs a blank behind the comma. */
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
        else if (c == ',' && depth <= 0 && !(n > 0 && ccs_what_if_is_digit(text[n - 1]) && ccs_what_if_is_digit(text[n + 1])))
            break;
    }
    return n;
}

/* The colon behind a name: the last one with a blank behind it before the first "=", or else the first one there; not that of 09:30. */
static const char *colon_of(const char *text)
{
    const char *const end = text + strcspn(text, "=");
    const char *first = NULL, *last = NULL;

    for (const char *c = text; c < end; c++) {
        if (*c != ':' || (c > text && ccs_what_if_is_digit(c[-1]) && ccs_what_if_is_digit(c[1]))) continue;
        if (!first) first = c;
        if (c[1] == ' ') last = c;
    }
    return last ? last : first;
}

static bool add_set(ccs_what_if_t *out, const char *set, const char *said)
{
    out->said[out->n_sets] = said;
    out->sets[out->n_sets] = set;
    out->n_sets += set != NULL;
    return set != NULL;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------------ */

/* One change, from at on, of length characters. */
static int read_change(const char *text, const char *at, size_t length, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    const char *const said = trimmed(at, length, arena), *set = said;
    int ret = 0;

    if (!said) return ccs_what_if_no_memory(err);
    const char *const equals = strchr(said, '=');
    const size_t blanks = strspn(at, " \t"), n = strcspn(said, " \t");

    if (*said == '\0')
        return ccs_what_if_fail(text, at + length, 0, "expected a change such as \"volume +10 %\", or PATH=VALUE", err);
    if (equals == said) return ccs_what_if_fail(text, at + blanks, n, "expected a path in front of the =", err);
    if (!equals) CCS_TRY(ccs_what_if_words(text, at, length, arena, &set, err));
    if (!add_set(out, set, said)) return ccs_what_if_no_memory(err);
out:
    return ret;
}

int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    const char *const colon = colon_of(text), *at = colon ? colon + 1 : text;
    const size_t most = strlen(text) + 1;
    int ret = 0;

    *out = (ccs_what_if_t){.name = colon ? trimmed(text, (size_t) (colon - text), arena) : trimmed(text, strlen(text), arena),
        .sets = ccs_arena_array(arena, most, sizeof *out->sets),
        .said = ccs_arena_array(arena, most, sizeof *out->said)};
    if (!out->name || !out->sets || !out->said) return ccs_what_if_no_memory(err);
    if (colon && out->name[0] == '\0')
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--what-if", "\"%.100s\" has no name in front of its colon", text);
    for (bool more = true; more;) {
        const size_t n = length_of_change(at);

        CCS_TRY(read_change(text, at, n, arena, out, err));
        more = at[n] == ',';
        at += n + 1;
    }
out:
    return ret;
}

int ccs_what_if_join(const char *const *sets, size_t n_sets, const char *const *texts, size_t n_texts, ccs_arena_t *arena,
    ccs_what_if_t *out, ccs_err_t *err)
{
    size_t n = n_sets;
    ccs_what_if_t *const parts = ccs_arena_array(arena, n_texts, sizeof *parts);
    int ret = 0;

    *out = (ccs_what_if_t){0};
    if (!parts) return ccs_what_if_no_memory(err);
    for (size_t i = 0; i < n_texts; i++) {
        CCS_TRY(ccs_what_if_read(texts[i], arena, &parts[i], err));
        n += parts[i].n_sets;
    }
    *out = (ccs_what_if_t){.sets = ccs_arena_array(arena, n, sizeof *out->sets),
        .said = ccs_arena_array(arena, n, sizeof *out->said)};
    CCS_REQUIRE(out->sets && out->said, ccs_what_if_no_memory(err));
    for (size_t i = 0; i < n_sets; i++) (void) add_set(out, sets[i], sets[i]);
    for (size_t i = 0; i < n_texts; i++)
        for (size_t k = 0; k < parts[i].n_sets; k++) (void) add_set(out, parts[i].sets[k], parts[i].said[k]);
out:
    return ret;
}

/* "changes.changes_1.from" becomes "from", "changes.changes_1" nothing: the name of the change is one that nobody wrote. */
static void cut_change(char *path)
{
    static const char CHANGE[] = "changes.changes_";
    const size_t n = sizeof CHANGE - 1, digits = strncmp(path, CHANGE, n) == 0 ? strspn(path + n, "0123456789") : 0;
    const char *const rest = path + n + digits;

    if (digits == 0 || (*rest != '\0' && *rest != '.')) return;
    memmove(path, *rest == '.' ? rest + 1 : rest, strlen(*rest == '.' ? rest + 1 : rest) + 1);
}

void ccs_what_if_cite(const ccs_said_t *self, ccs_err_list_t *errors, size_t first)
{
    static const char SET[] = "--set:";

    for (size_t i = first; self->said && i < errors->n; i++) {
        ccs_err_t *const err = &errors->items[i];
        const size_t n = strncmp(err->where, SET, sizeof SET - 1) == 0 ? strtoul(&err->where[sizeof SET - 1], NULL, 10) : 0;

        if (n <= self->n_common || n > self->n_sets) continue;
        const bool named = self->name && strcmp(self->name, self->said[n - 1]) != 0;
        char name[CCS_SHOWN_MAX], said[CCS_SHOWN_MAX];

        snprintf(err->where, sizeof err->where, "--what-if \"%s%s%s\"", named ? ccs_what_if_shown(self->name, name) : "",
            named ? ": " : "", ccs_what_if_shown(self->said[n - 1], said));
        cut_change(err->path);
    }
}
bool ccs_what_if_agents(const char *set, const char *group, double *agents)
{
    static const char MEMBERS[] = "groups.", COUNT[] = ".staff";
    const char *const name = set + sizeof MEMBERS - 1,
                      *const end = strncmp(set, MEMBERS, sizeof MEMBERS - 1) ? NULL : strchr(name, '.');

    if (!end || strncmp(end, COUNT, sizeof COUNT - 1) != 0) return false;
    const size_t n = (size_t) (end - name);
    const bool all = n == 1 && *name == '*', own = n == strlen(group) && strncmp(name, group, n) == 0;
    const char *const sign = end + sizeof COUNT - 1 + strspn(end + sizeof COUNT - 1, " ");

    if (!(all || own) || (*sign != '+' && *sign != '-') || sign[1] != '=') return false;
    char *rest;

    *agents = strtod(&sign[2], &rest) * (*sign == '-' ? -1 : 1);
    return rest != &sign[2] && *rest == '\0';
}
