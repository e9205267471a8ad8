/* what_if.c - takes a what-if apart. Invariant: every change that comes out has a path and an "=". */
#include "what_if.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "units.h"

/* The text without the blanks around it. */
static const char *trimmed(const char *text, size_t n, ccs_arena_t *arena)
{
    while (n > 0 && (*text == ' ' || *text == '\t')) text++, n--;
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) n--;
    return ccs_arena_printf(arena, "%.*s", (int) n, text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Characters up to the next comma that parts changes, or to the end. One between two digits is of a number: no change begins with a digit. */
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
        else if (c == ',' && depth <= 0 && !(n > 0 && is_digit(text[n - 1]) && is_digit(text[n + 1]))) break;
    }
    return n;
}

/* The colon behind a name: the last one with a blank behind it before the first "=", or else the first one there; not that of 09:30. */
static const char *colon_of(const char *text)
{
    const char *const end = text + strcspn(text, "=");
    const char *first = NULL, *last = NULL;

    for (const char *c = text; c < end; c++) {
        if (*c != ':' || (c > text && is_digit(c[-1]) && is_digit(c[1]))) continue;
        if (!first) first = c;
        if (c[1] == ' ') last = c;
    }
    return last ? last : first;
}

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- changes in words ----------------------------------------------------------------------------------------------------------------- */

/* What can be changed in words, whatever keys it is written in. */
enum quantity { VOLUME, AHT, PACE, PATIENCE, STAFF, SHRINKAGE, MOVE, CROSS_TRAIN, N_QUANTITIES };
static const struct {
    const char *word, *members; /* "types" or "groups" */
    bool by_time;
    const char *example;
} QUANTITIES[N_QUANTITIES] = {
    [VOLUME] = {"volume", "types", true, "volume +10 % from 09:00 to 12:00"},
    [AHT] = {"aht", "types", false, "aht of sales +5 %"},
    [PACE] = {"pace", "types", false, "pace -10 %"},
    [PATIENCE] = {"patience", "types", false, "patience -20 %"},
    [STAFF] = {"staff", "groups", true, "staff -4 %, staff +2 in sales"},
    [SHRINKAGE] = {"shrinkage", "groups", true, "shrinkage 15 %"},
    [MOVE] = {"move", "groups", true, "move 2 from general to sales"},
    [CROSS_TRAIN] = {"cross-train", "groups", false, "cross-train 10 of sales for support"},
};

/* A word, or several, of the what-if. */
typedef struct {
    const char *at;
    size_t n;
} word_t;

typedef struct {
    const char *text;     /* the what-if as it is written */
    const char *at, *end; /* of the change: what is not read yet */
    const char *said;     /* the change */
    enum quantity quantity;
    word_t amount, member, to; /* n = 0: not said; a move leaves `member` and joins `to`, which is the type that agents learn */
    double from_s, until_s;    /* time of day */
    bool is_timed;
    ccs_arena_t *arena;
    ccs_what_if_t *out;
    ccs_err_t *err;
} reading_t;

static bool is(const word_t *word, const char *text)
{
    return ccs_text_is_word(word->at, word->n, text);
}

/* The word that comes next; behind the last one, the end. */
static word_t peek(const reading_t *self)
{
    word_t word = {.at = self->at};

    while (word.at < self->end && (*word.at == ' ' || *word.at == '\t')) word.at++;
    while (word.at + word.n < self->end && word.at[word.n] != ' ' && word.at[word.n] != '\t') word.n++;
    return word;
}

static word_t take(reading_t *self)
{
    const word_t word = peek(self);

    self->at = word.at + word.n;
    return word;
}

/* Where a word stands, what it is and what is wrong with it. */
static int fail(const reading_t *self, const word_t *word, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int fail(const reading_t *self, const word_t *word, const char *format, ...)
{
    char what[300];
    unsigned long position = 1;
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    for (const char *c = self->text; c < word->at; c++) position += ((unsigned char) *c & 0xC0) != 0x80;
    if (word->n == 0)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--what-if", "\"%.100s\" ends too early: %s", self->text, what);
    return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--what-if", "\"%.100s\", character %lu, \"%.*s\": %s", self->text,
        position, (int) (word->n < 40 ? word->n : 40), word->at, what);
}

/* The same, with what they ought to write where that is known: "9:00 AM", "0,15". @param text  of the word what is to be mended */
static int fail_mended(const reading_t *self, const word_t *word, const char *text, size_t n, const char *expected)
{
    char copy[CCS_UNITS_TEXT_MAX], remedy[2 * CCS_UNITS_TEXT_MAX + 64];

    snprintf(copy, sizeof copy, "%.*s", (int) (n < sizeof copy ? n : sizeof copy - 1), text);
    (void) ccs_units_remedy(copy, remedy, sizeof remedy);
    return fail(self, word, "%s%s%s", expected, remedy[0] ? ": " : "", remedy);
}

/* The quantity, up to an amount that may be written without a blank in between: "aht+10%", "volume*1.1", but "cross-train". */
static word_t take_first(reading_t *self)
{
    word_t word = take(self);

    for (size_t i = 1; i + 1 < word.n; i++) {
        if (!strchr("+-*", word.at[i]) || !is_digit(word.at[i + 1])) continue;
        word.n = i;
        self->at = word.at + i;
    }
    return word;
}

static int take_quantity(reading_t *self)
{
    const word_t word = take_first(self), next = peek(self);

    if (is(&word, "cross") && is(&next, "train")) {
        (void) take(self);
        self->quantity = CROSS_TRAIN;
        return 0;
    }
    const char *const copy = ccs_arena_printf(self->arena, "%.*s", (int) word.n, word.at);
    ccs_closest_t closest = {0};

    if (!copy) return no_memory(self->err);
    for (int i = 0; i < N_QUANTITIES; i++) {
        self->quantity = (enum quantity) i;
        if (is(&word, QUANTITIES[i].word)) return 0;
        ccs_closest_offer(&closest, copy, QUANTITIES[i].word);
    }
    if (closest.best) return fail(self, &word, "is nothing that a what-if changes, did you mean \"%s\"?", closest.best);
    return fail(self, &word,
        "expected volume, aht, pace, patience, staff, shrinkage, move or cross-train, as in \"busy: volume +10 %%, staff -4 %%\", or PATH=VALUE");
}

/* Whether the amount comes first, as a number of agents. */
static bool counts_agents(const reading_t *self)
{
    return self->quantity == MOVE || self->quantity == CROSS_TRAIN;
}

static bool is_joint(const word_t *word)
{
    return word->n == 0 || is(word, "of") || is(word, "in") || is(word, "from") || is(word, "between");
}

/* "+10", "x 1.1"; "15 %" of a quantity that has no sign. */
static bool begins_amount(const reading_t *self, const word_t *word)
{
    const char *const at = word->at;

    if (word->n == 0 || counts_agents(self)) return false;
    if (self->quantity == SHRINKAGE) return is_digit(*at);
    if (*at == 'x' || *at == 'X') return is_digit(at[1]) || (at[1] == ' ' && is_digit(at[2]));
    return strchr("+-*", *at) != NULL;
}

/* A label may be of several words, in quotes or up to what follows a name. Without its quotes. */
static word_t take_words(reading_t *self)
{
    word_t words = take(self), next = peek(self);

    if (words.n > 0 && *words.at == '"') {
        const char *const begin = words.at + 1, *const end = memchr(begin, '"', (size_t) (self->end - begin));

        if (!end) return words;
        self->at = end + 1;
        return (word_t){begin, (size_t) (end - begin)};
    }
    const bool for_type = self->quantity == CROSS_TRAIN;

    for (; !is_joint(&next) && !(for_type && is(&next, "for")) && !is(&next, "to") && !is(&next, "and") &&
         !begins_amount(self, &next);
         next = peek(self)) {
        (void) take(self);
        words.n = (size_t) (self->at - words.at);
    }
    return words;
}

/* A name behind "of", "in", "from", "to", "for". @param members  "types" or "groups" */
static int take_name(reading_t *self, const char *members, word_t *name)
{
    const bool types = strcmp(members, "types") == 0;

    *name = take_words(self);
    if (name->n > 0 && !memchr(name->at, '"', name->n)) return 0;
    return fail(self, name, "expected the name of a %s, or its label, perhaps in quotes", types ? "type" : "group");
}

/* What a time of the half day ends in: such a time is told of as a whole. */
static bool is_half_day(const word_t *word)
{
    return is(word, "am") || is(word, "pm") || is(word, "a.m.") || is(word, "p.m.");
}

static int take_time(reading_t *self, double *time_s)
{
    word_t word = take(self);
    const word_t next = peek(self);
    const char *const copy = ccs_arena_printf(self->arena, "%.*s", (int) word.n, word.at);

    if (!copy) return no_memory(self->err);
    if (is_half_day(&next)) word.n = (size_t) (next.at + next.n - word.at);
    else if (ccs_units_time_of_day(copy, time_s) == 0) return 0;
    return fail_mended(self, &word, word.at, word.n, "expected " CCS_UNITS_TIME_OF_DAY_FORM);
}

static int take_joint(reading_t *self, const char *joint)
{
    const word_t word = take(self);

    return is(&word, joint) ? 0 : fail(self, &word, "expected \"%s\"", joint);
}

/* "from 09:00 to 12:00" */
static int take_hours(reading_t *self, const word_t *from, const char *joint)
{
    int ret = 0;

    if (!QUANTITIES[self->quantity].by_time)
        CCS_TRY(fail(self, from, "%s has no times of day: one law holds all day", QUANTITIES[self->quantity].word));
    if (self->is_timed) CCS_TRY(fail(self, from, "the times are said already"));
    self->is_timed = true;
    CCS_TRY(take_time(self, &self->from_s));
    CCS_TRY(take_joint(self, joint));
    CCS_TRY(take_time(self, &self->until_s));
    if (self->from_s == self->until_s) CCS_TRY(fail(self, from, "the times end where they begin"));
out:
    return ret;
}

/* An amount may be of several words: "+ 10 %". */
static int take_amount(reading_t *self)
{
    word_t word = peek(self);

    if (self->amount.n > 0) return fail(self, &word, "expected \"of\", \"in\", \"from\" or the end");
    self->amount.at = word.at;
    while (!is_joint(&word)) {
        word = take(self);
        self->amount.n = (size_t) (self->at - self->amount.at);
        word = peek(self);
    }
    return 0;
}

/* One part behind the quantity: an amount, a member, times. */
static int take_part(reading_t *self)
{
    const word_t word = peek(self);
    const bool times = is(&word, "from") || is(&word, "between");

    if (!is_joint(&word)) return take_amount(self);
    (void) take(self);
    if (times) return take_hours(self, &word, is(&word, "from") ? "to" : "and");
    if (self->member.n > 0) return fail(self, &word, "one name is said already");
    return take_name(self, QUANTITIES[self->quantity].members, &self->member);
}

/* "10", "10 agents"; a share is refused as a whole. */
static void take_agents(reading_t *self)
{
    word_t word;

    self->amount = take(self);
    word = peek(self);
    if (is(&word, "%")) (void) take(self);
    self->amount.n = (size_t) (self->at - self->amount.at);
    word = peek(self);
    if (is(&word, "agents") || is(&word, "agent")) (void) take(self);
}

/* "10 of sales for support", "10 agents in sales for support" */
static int take_lesson(reading_t *self)
{
    word_t word;
    int ret = 0;

    take_agents(self);
    word = peek(self);
    CCS_TRY(take_joint(self, is(&word, "in") ? "in" : "of"));
    CCS_TRY(take_name(self, "groups", &self->member));
    CCS_TRY(take_joint(self, "for"));
    CCS_TRY(take_name(self, "types", &self->to));
    word = take(self);
    if (is(&word, "from") || is(&word, "between"))
        CCS_TRY(fail(self, &word, "what agents have learned they serve at all times: leave the times out"));
    if (word.n > 0) CCS_TRY(fail(self, &word, "expected the end"));
out:
    return ret;
}

/* "10 from service to shared", "10 agents from service to shared from 08:00 to 10:00" */
static int take_move(reading_t *self)
{
    word_t word;
    int ret = 0;

    take_agents(self);
    CCS_TRY(take_joint(self, "from"));
    CCS_TRY(take_name(self, "groups", &self->member));
    CCS_TRY(take_joint(self, "to"));
    CCS_TRY(take_name(self, "groups", &self->to));
    if (self->member.n == self->to.n && memcmp(self->member.at, self->to.at, self->to.n) == 0)
        CCS_TRY(fail(self, &self->to, "is the group that they leave"));
    word = take(self);
    if (word.n == 0) goto out;
    if (!is(&word, "from") && !is(&word, "between")) CCS_TRY(fail(self, &word, "expected \"from\", a time, or the end"));
    CCS_TRY(take_hours(self, &word, is(&word, "from") ? "to" : "and"));
    word = take(self);
    if (word.n > 0) CCS_TRY(fail(self, &word, "expected the end"));
out:
    return ret;
}

const char *ccs_what_if_quantity(const char *words)
{
    const size_t n = strcspn(words, " \t");

    for (int i = 0; i < N_QUANTITIES; i++)
        if (ccs_text_is_word(words, n, QUANTITIES[i].word)) return QUANTITIES[i].word;
    return NULL;
}

/* ---- what the words say, as settings ---------------------------------------------------------------------------------------------------- */

/* "+10 %", "-20%", "*1.1", "x 1.1", "+2". */
typedef struct {
    char sign; /* + - * */
    bool percent;
    double x;
} amount_t;

static bool add_set(ccs_what_if_t *out, const char *set, const char *said)
{
    out->said[out->n_sets] = said;
    out->sets[out->n_sets] = set;
    out->n_sets += set != NULL;
    return set != NULL;
}

static int put(reading_t *self, const char *set)
{
    return add_set(self->out, set, self->said) ? 0 : no_memory(self->err);
}

/* A number of n characters, blanks around it. */
static bool read_number(const char *text, size_t n, double *x)
{
    char number[CCS_UNITS_TEXT_MAX];

    if (n >= sizeof number) return false;
    memcpy(number, text, n);
    number[n] = '\0';
    return ccs_units_number(number, x) == 0;
}

static bool read_amount(const word_t *said, amount_t *amount)
{
    size_t n = said->n;

    *amount = (amount_t){0};
    if (n < 2 || !strchr("+-*xX", *said->at)) return false;
    amount->sign = *said->at == 'x' || *said->at == 'X' ? '*' : *said->at;
    amount->percent = said->at[n - 1] == '%';
    n -= 1 + amount->percent;
    return read_number(said->at + 1, n, &amount->x) && amount->x >= 0 && !(amount->percent && amount->sign == '*');
}

/* An entry of `changes`: the quantity in the language of scenarios, for the members and at the times that were said. */
static int put_change(reading_t *self, const char *quantity)
{
    char hours[2 * CCS_UNITS_TEXT_MAX + 32] = "", from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX];
    const char *whose = "";

    if (self->is_timed)
        snprintf(hours, sizeof hours, "hours = \"%s-%s\"; ", ccs_units_show_time_of_day(self->from_s, from, sizeof from),
            ccs_units_show_time_of_day(self->until_s, until, sizeof until));
    if (self->quantity == CROSS_TRAIN)
        whose = ccs_arena_printf(self->arena, "groups = [\"%.*s\"]; learn = \"%.*s\"; ", (int) self->member.n, self->member.at,
            (int) self->to.n, self->to.at);
    else if (self->to.n > 0)
        whose = ccs_arena_printf(self->arena, "from = \"%.*s\"; to = \"%.*s\"; ", (int) self->member.n, self->member.at,
            (int) self->to.n, self->to.at);
    else if (self->member.n > 0)
        whose = ccs_arena_printf(self->arena, "%s = [\"%.*s\"]; ", QUANTITIES[self->quantity].members, (int) self->member.n,
            self->member.at);
    return whose && quantity ? put(self, ccs_arena_printf(self->arena, "changes+={ %s%s%s; }", hours, whose, quantity))
                             : no_memory(self->err);
}

static int put_shrinkage(reading_t *self)
{
    double share = 0;
    const char *const text = ccs_arena_printf(self->arena, "%.*s", (int) self->amount.n, self->amount.at);

    if (!text) return no_memory(self->err);
    if (read_number(text, self->amount.n, &share) && share > 1 && share < 100)
        return fail(self, &self->amount, "expected a share, did you mean \"%s %%\"?", text);
    if (ccs_units_share(text, &share) != 0)
        return fail_mended(self, &self->amount, text, self->amount.n,
            "expected all that is not there, such as 33 %, and not by how much it changes");
    return put_change(self, ccs_arena_printf(self->arena, "shrinkage = %.17g", share));
}

static int put_move(reading_t *self)
{
    double agents = 0;
    char expected[120];

    snprintf(expected, sizeof expected, "expected how many agents move, as in \"%s\"", QUANTITIES[MOVE].example);
    if (!read_number(self->amount.at, self->amount.n, &agents) || !(agents > 0))
        return fail_mended(self, &self->amount, self->amount.at, self->amount.n, expected);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", agents));
}

static int put_lesson(reading_t *self)
{
    double agents = 0;
    char expected[120];

    snprintf(expected, sizeof expected, "expected how many agents learn it, a whole number, as in \"%s\"",
        QUANTITIES[CROSS_TRAIN].example);
    if (!read_number(self->amount.at, self->amount.n, &agents) || !(agents >= 1) || fmod(agents, 1) != 0)
        return fail(self, &self->amount, "%s", expected);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", agents));
}

static int put_factor(reading_t *self, double factor)
{
    const char *const word = QUANTITIES[self->quantity].word;

    if (self->is_timed) return put_change(self, ccs_arena_printf(self->arena, "%s = %.15g", word, factor));
    if (self->member.n == 0) return put(self, ccs_arena_printf(self->arena, "factors.%s*=%.15g", word, factor));
    return put(self, /* in quotes, as a name may be a label, and cases do not matter */
        ccs_arena_printf(self->arena, "%s.\"%.*s\".factors.%s*=%.15g", QUANTITIES[self->quantity].members, (int) self->member.n,
            self->member.at, word, factor));
}

/* Behind a share stands what belongs to no amount: "+10 % volume +20 %". @return where; at == NULL: nowhere */
static word_t behind_share(const word_t *said)
{
    const char *const percent = said->n > 0 ? memchr(said->at, '%', said->n) : NULL;
    amount_t amount;

    if (!percent) return (word_t){0};
    const word_t share = {said->at, (size_t) (percent + 1 - said->at)};
    word_t rest = {percent + 1, said->n - share.n};

    if (!read_amount(&share, &amount)) return (word_t){0};
    for (; rest.n > 0 && *rest.at == ' '; rest.n--) rest.at++;
    return rest.n > 0 ? rest : (word_t){0};
}

/* Refuse a word that is no amount. Of one with a decimal comma the remedy shows the number with a point, without its sign and its %. */
static int refuse_amount(const reading_t *self)
{
    const word_t *const said = &self->amount;
    const size_t sign = said->n > 0 && strchr("+-*xX", *said->at) ? 1 : 0,
                 n = said->n > sign && said->at[said->n - 1] == '%' ? said->n - sign - 1 : said->n - sign;
    const word_t behind = behind_share(said);
    char expected[160];

    if (behind.at) return fail(self, &behind, "expected \"of\", \"in\", \"from\", a comma before the next change, or the end");
    snprintf(expected, sizeof expected, "expected an amount such as +10 %%, -4 %%, *1.1%s, as in \"%s\"",
        self->quantity == STAFF ? " or +2" : "", QUANTITIES[self->quantity].example);
    if (memchr(said->at, ',', said->n)) return fail_mended(self, said, said->at + sign, n, expected);
    return fail(self, said, "%s", expected);
}

static int put_quantity(reading_t *self)
{
    const char *const word = QUANTITIES[self->quantity].word;
    amount_t amount;

    if (!read_amount(&self->amount, &amount)) return refuse_amount(self);
    if (amount.sign == '*') return put_factor(self, amount.x);
    if (amount.percent && amount.sign == '-' && amount.x > 100) return fail(self, &self->amount, "takes more than there is");
    if (amount.percent) return put_factor(self, 1 + (amount.sign == '-' ? -amount.x : amount.x) / 100);
    if (self->quantity != STAFF)
        return fail(self, &self->amount, "of what? write %c%g %% for a share of the %s", amount.sign, amount.x, word);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", amount.sign == '-' ? -amount.x : amount.x));
}

/* A change in words becomes one that --set takes. */
static int read_words(reading_t *self)
{
    int ret = 0;

    CCS_TRY(take_quantity(self));
    if (self->quantity == MOVE) {
        CCS_TRY(take_move(self));
        return put_move(self);
    }
    if (self->quantity == CROSS_TRAIN) {
        CCS_TRY(take_lesson(self));
        return put_lesson(self);
    }
    for (word_t word = peek(self); word.n > 0; word = peek(self)) CCS_TRY(take_part(self));
    if (self->amount.n == 0) self->amount = peek(self);
    CCS_TRY(self->quantity == SHRINKAGE ? put_shrinkage(self) : put_quantity(self));
out:
    return ret;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------------------ */

/* One change, from at on, of length characters. */
static int read_change(const char *text, const char *at, size_t length, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    reading_t reading =
        {.text = text, .at = at, .end = at + length, .said = trimmed(at, length, arena), .arena = arena, .out = out, .err = err};

    if (!reading.said) return no_memory(err);
    const char *const equals = strchr(reading.said, '=');
    const word_t first = peek(&reading);

    if (first.n == 0) return fail(&reading, &first, "expected a change such as \"volume +10 %%\", or PATH=VALUE");
    if (equals == reading.said) return fail(&reading, &first, "expected a path in front of the =");
    return equals ? put(&reading, reading.said) : read_words(&reading);
}

int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err)
{
    const char *const colon = colon_of(text), *at = colon ? colon + 1 : text;
    const size_t most = strlen(text) + 1;
    int ret = 0;

    *out = (ccs_what_if_t){.name = colon ? trimmed(text, (size_t) (colon - text), arena) : trimmed(text, strlen(text), arena),
        .sets = ccs_arena_array(arena, most, sizeof *out->sets),
        .said = ccs_arena_array(arena, most, sizeof *out->said)};
    if (!out->name || !out->sets || !out->said) return no_memory(err);
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
    if (!parts) return no_memory(err);
    for (size_t i = 0; i < n_texts; i++) {
        CCS_TRY(ccs_what_if_read(texts[i], arena, &parts[i], err));
        n += parts[i].n_sets;
    }
    *out = (ccs_what_if_t){.sets = ccs_arena_array(arena, n, sizeof *out->sets),
        .said = ccs_arena_array(arena, n, sizeof *out->said)};
    CCS_REQUIRE(out->sets && out->said, no_memory(err));
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
        if (!self->name || strcmp(self->name, self->said[n - 1]) == 0)
            snprintf(err->where, sizeof err->where, "--what-if \"%.70s\"", self->said[n - 1]);
        else snprintf(err->where, sizeof err->where, "--what-if \"%.34s: %.34s\"", self->name, self->said[n - 1]);
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
