/* what_if_words.c - changes in words. Invariant: what comes of one has a path and an "=". */
#include "what_if_words.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "key.def"
#include "text.h"
#include "units.h"

/* ---- changes in words ----------------------------------------------------------------------------------------------------------------- */

/* What can be changed in words, whatever keys it is written in. */
enum quantity { VOLUME, AHT, PACE, PATIENCE, STAFF, SHRINKAGE, WAGE, PRICE, MOVE, CROSS_TRAIN, N_QUANTITIES };
static const struct {
    const char *word, *members; /* "types", "groups" or "contracts" */
    bool by_time;
    const char *example;
} QUANTITIES[N_QUANTITIES] = {
    [VOLUME] = {"volume", "types", true, "volume +10 % from 09:00 to 12:00"},
    [AHT] = {"aht", "types", false, "aht of sales +5 %"},
    [PACE] = {"pace", "types", false, "pace -10 %"},
    [PATIENCE] = {"patience", "types", false, "patience -20 %"},
    [STAFF] = {"staff", "groups", true, "staff -4 %, staff +2 in sales"},
    [SHRINKAGE] = {"shrinkage", "groups", true, "shrinkage 15 %"},
    [WAGE] = {"wage", "groups", false, "wage of sales +5 %"},
    [PRICE] = {"price", "contracts", false, "price -10 %"},
    [MOVE] = {"move", "groups", true, "move 2 from general to sales"},
    [CROSS_TRAIN] = {"cross-train", "groups", false, "cross-train 10 of sales for support"},
};

static const struct {
    const char *key;
    int first, last;
} SPANS[] = {
#define X(name, key, first, last) {key, first, last},
    CCS_WEEKDAY_LIST(X)
#undef X
};
static const char *const DAYS[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
enum { N_DAYS = sizeof DAYS / sizeof *DAYS };

/* A word, or several, of the what-if. */
typedef struct {
    const char *at;
    size_t n;
} word_t;

typedef struct {
    const char *text;     /* the what-if as it is written */
    const char *at, *end; /* of the change: what is not read yet */
    enum quantity quantity;
    word_t amount, member, to; /* n = 0: not said; a move leaves `member` and joins `to`, which is the type that agents learn */
    double from_s, until_s;    /* time of day */
    bool is_timed;
    unsigned days; /* of the week, as bits, Monday first; 0: all */
    char sign;     /* of an amount that is said without one: "5 more agents"; 0: it has its own */
    ccs_arena_t *arena;
    const char *set; /* what comes of it */
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
        if (!strchr("+-*", word.at[i]) || !ccs_what_if_is_digit(word.at[i + 1])) continue;
        word.n = i;
        self->at = word.at + i;
    }
    return word;
}

/* A quantity of two words: "cross train", "handle time". @return whether it is one */
static bool take_pair(reading_t *self, const word_t *first)
{
    const char *const behind = self->at;
    const word_t second = take_first(self);

    self->quantity = is(first, "cross") ? CROSS_TRAIN : AHT;
    if (is(first, "cross") && is(&second, "train")) return true;
    if ((is(first, "handle") || is(first, "handling")) && (is(&second, "time") || is(&second, "times"))) return true;
    self->at = behind;
    return false;
}

static int take_quantity(reading_t *self)
{
    const word_t word = take_first(self);

    if (take_pair(self, &word)) return 0;
    const char *const copy = ccs_arena_printf(self->arena, "%.*s", (int) word.n, word.at);
    ccs_closest_t closest = {0};

    if (!copy) return ccs_what_if_no_memory(self->err);
    for (int i = 0; i < N_QUANTITIES; i++) {
        self->quantity = (enum quantity) i;
        if (is(&word, QUANTITIES[i].word)) return 0;
        ccs_closest_offer(&closest, copy, QUANTITIES[i].word);
    }
    if (closest.best) return fail(self, &word, "is nothing that a what-if changes, did you mean \"%s\"?", closest.best);
    return fail(self, &word,
        "expected volume, aht, pace, patience, staff, shrinkage, wage, price, move or cross-train, as in \"busy: volume +10 %%, staff -4 %%\", or PATH=VALUE");
}

/* Whether the amount comes first, as a number of agents. */
static bool counts_agents(const reading_t *self)
{
    return self->quantity == MOVE || self->quantity == CROSS_TRAIN;
}

static bool is_money(const reading_t *self)
{
    return self->quantity == WAGE || self->quantity == PRICE;
}

/* "mon", "Monday", "weekdays". @return days as bits, Monday first; 0: it is none */
static unsigned days_of(const word_t *word)
{
    unsigned days = 0;

    for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++)
        for (int day = SPANS[i].first; is(word, SPANS[i].key) && day <= SPANS[i].last; day++) days |= 1U << day;
    for (int day = 0; day < N_DAYS; day++) days |= is(word, DAYS[day]) ? 1U << day : 0;
    return days;
}

/* A day, or the first of "mon-fri". */
static word_t first_day(const word_t *word)
{
    const char *const dash = memchr(word->at, '-', word->n);

    return dash ? (word_t){word->at, (size_t) (dash - word->at)} : *word;
}

/* "on Monday"; a label may have an "on" of its own. */
static bool is_on_days(const reading_t *self, const word_t *word)
{
    const reading_t behind = {.at = word->at + word->n, .end = self->end};
    const word_t next = peek(&behind), day = first_day(&next);

    return is(word, "on") && days_of(&day) != 0;
}

static bool is_joint(const reading_t *self, const word_t *word)
{
    return word->n == 0 || is(word, "of") || is(word, "in") || is(word, "from") || is(word, "between") || is_on_days(self, word);
}

/* "+10", "x 1.1"; "15 %" of a quantity that has no sign. */
static bool begins_amount(const reading_t *self, const word_t *word)
{
    const char *const at = word->at;

    if (word->n == 0 || counts_agents(self)) return false;
    if (self->quantity == SHRINKAGE) return ccs_what_if_is_digit(*at);
    if (*at == 'x' || *at == 'X') return ccs_what_if_is_digit(at[1]) || (at[1] == ' ' && ccs_what_if_is_digit(at[2]));
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

    for (; !is_joint(self, &next) && !(for_type && is(&next, "for")) && !is(&next, "to") && !is(&next, "and") &&
         !begins_amount(self, &next);
         next = peek(self)) {
        (void) take(self);
        words.n = (size_t) (self->at - words.at);
    }
    return words;
}

/* A name behind "of", "in", "from", "to", "for". @param members  "types", "groups" or "contracts" */
static int take_name(reading_t *self, const char *members, word_t *name)
{
    *name = take_words(self);
    if (name->n > 0 && !memchr(name->at, '"', name->n)) return 0;
    return fail(self, name, "expected the name of a %.*s, or its label, perhaps in quotes", (int) strlen(members) - 1, members);
}

/* What a time of the half day ends in: such a time is told of as a whole. */
static bool is_half_day(const word_t *word)
{
    return is(word, "am") || is(word, "pm") || is(word, "a.m.") || is(word, "p.m.");
}

/* A whole hour may be its number alone, behind "from" and "between", where nothing else stands. */
static int take_time(reading_t *self, double *time_s)
{
    word_t word = take(self);
    const word_t next = peek(self);
    const bool whole = word.n > 0 && word.n <= 2 && ccs_what_if_is_digit(word.at[0]) && ccs_what_if_is_digit(word.at[word.n - 1]);
    const char *const copy = ccs_arena_printf(self->arena, "%.*s%s", (int) word.n, word.at, whole ? ":00" : "");

    if (!copy) return ccs_what_if_no_memory(self->err);
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
        CCS_TRY(fail(self, from, "%s has no times of day: %s holds all day", QUANTITIES[self->quantity].word,
            is_money(self) ? "one amount" : "one law"));
    if (self->is_timed) CCS_TRY(fail(self, from, "the times are said already"));
    self->is_timed = true;
    CCS_TRY(take_time(self, &self->from_s));
    CCS_TRY(take_joint(self, joint));
    CCS_TRY(take_time(self, &self->until_s));
    if (self->from_s == self->until_s) CCS_TRY(fail(self, from, "the times end where they begin"));
out:
    return ret;
}

/* "Monday", "mon-fri", "Monday to Friday". */
static int take_span(reading_t *self)
{
    const word_t word = take(self), first = first_day(&word), next = peek(self);
    word_t last = word;

    if (first.n < word.n) last = (word_t){first.at + first.n + 1, word.n - first.n - 1};
    else if (is(&next, "to")) {
        (void) take(self);
        last = take(self);
    }
    const unsigned begin = days_of(&first), end = days_of(&last);

    if (!begin || !end) return fail(self, begin ? &last : &first, "expected a day such as mon, mon-fri, weekdays or weekend");
    self->days |= begin | end;
    for (int day = 0, seen = 0; day < 2 * N_DAYS && last.at != first.at;
         day++) { /* Saturday to Monday goes over the end of the week */
        const unsigned bit = 1U << (day % N_DAYS);

        if (!seen && (begin & bit)) seen = 1;
        if (seen) self->days |= bit;
        if (seen && (end & bit)) break;
    }
    return 0;
}

/* "on Monday", "on Sat and Sun" */
static int take_days(reading_t *self, const word_t *on)
{
    const word_t day = peek(self);
    int ret = 0;

    if (!QUANTITIES[self->quantity].by_time)
        CCS_TRY(fail(self, &day, "%s has no days: %s holds on all of them", QUANTITIES[self->quantity].word,
            is_money(self) ? "one amount" : "one law"));
    if (self->days) CCS_TRY(fail(self, on, "the days are said already"));
    for (word_t and = *on; and.n > 0;) {
        CCS_TRY(take_span(self));
        and = peek(self);
        if (is(&and, "and")) (void) take(self);
        else break;
    }
out:
    return ret;
}

/* Times of day or days, at the word that has been taken. */
static int take_when(reading_t *self, const word_t *word)
{
    if (is(word, "on")) return take_days(self, word);
    return take_hours(self, word, is(word, "from") ? "to" : "and");
}

/* An amount may be of several words: "+ 10 %". */
static int take_amount(reading_t *self)
{
    word_t word = peek(self);

    if (self->amount.n > 0) return fail(self, &word, "expected \"of\", \"in\", \"from\" or the end");
    self->amount.at = word.at;
    while (!is_joint(self, &word)) {
        word = take(self);
        self->amount.n = (size_t) (self->at - self->amount.at);
        word = peek(self);
    }
    return 0;
}

static char sign_of(const word_t *word)
{
    if (is(word, "more") || is(word, "additional") || is(word, "extra")) return '+';
    return is(word, "fewer") || is(word, "less") ? '-' : 0;
}

/* Whether how many comes first: "+5 agents", "5 more agents". */
static bool begins_count(const word_t *word)
{
    return word->n > 0 && ccs_what_if_is_digit(word->at[*word->at == '+' || *word->at == '-' ? 1 : 0]);
}

/* "+5 agents", "5 more agents", "5 agents fewer". */
static int take_count(reading_t *self)
{
    const word_t count = take(self);
    bool agents = false;

    self->quantity = STAFF;
    self->amount = count;
    for (word_t word = peek(self); !is_joint(self, &word); word = peek(self)) {
        const char sign = sign_of(&word);

        if (sign && self->sign) return fail(self, &word, "more or fewer is said already");
        if (sign && ccs_what_if_is_digit(*count.at)) self->sign = sign;
        else if (is(&word, "agents") || is(&word, "agent")) agents = true;
        else
            return fail(self, &word,
                "expected agents, as in \"+5 agents in NAME\", or what changes ahead of how much, as in \"volume +10 %%\"");
        (void) take(self);
    }
    if (!agents)
        return fail(self, &count, "of what? write \"+5 agents\", or what changes ahead of how much, as in \"volume +10 %%\"");
    if (!self->sign && ccs_what_if_is_digit(*count.at))
        return fail(self, &count, "more or fewer? write \"+%.*s agents\" or \"-%.*s agents\"", (int) count.n, count.at,
            (int) count.n, count.at);
    return 0;
}

/* One part behind the quantity: an amount, a member, times. */
static int take_part(reading_t *self)
{
    const word_t word = peek(self);
    const bool when = is(&word, "from") || is(&word, "between") || is(&word, "on");

    if (!is_joint(self, &word)) return take_amount(self);
    (void) take(self);
    if (when) return take_when(self, &word);
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
    if (is(&word, "from") || is(&word, "between") || is_on_days(self, &word))
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
    for (word = take(self); word.n > 0; word = take(self)) {
        if (!is(&word, "from") && !is(&word, "between") && !is_on_days(self, &word))
            CCS_TRY(fail(self, &word, self->is_timed ? "expected the end" : "expected \"from\", a time, or the end"));
        CCS_TRY(take_when(self, &word));
    }
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

static int put(reading_t *self, const char *set)
{
    self->set = set;
    return set ? 0 : ccs_what_if_no_memory(self->err);
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

/* @param sign  of an amount that has none; 0: it has one */
static bool read_amount(const word_t *said, char sign, amount_t *amount)
{
    const size_t first = sign ? 0 : 1;
    size_t n = said->n;

    *amount = (amount_t){.sign = sign};
    if (n < first + 1 || (!sign && !strchr("+-*xX", *said->at))) return false;
    if (!sign) amount->sign = *said->at == 'x' || *said->at == 'X' ? '*' : *said->at;
    amount->percent = said->at[n - 1] == '%';
    n -= first + amount->percent;
    return read_number(said->at + first, n, &amount->x) && amount->x >= 0 && !(amount->percent && amount->sign == '*');
}

/* `hours` of a change: "", those of every day, or of some days. @return NULL: there is no memory */
static const char *hours_text(const reading_t *self)
{
    char from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX], hours[2 * CCS_UNITS_TEXT_MAX + 2] = "00:00-24:00";
    const char *text = "";

    if (self->is_timed)
        snprintf(hours, sizeof hours, "%s-%s", ccs_units_show_time_of_day(self->from_s, from, sizeof from),
            ccs_units_show_time_of_day(self->until_s, until, sizeof until));
    if (self->days == 0) return self->is_timed ? ccs_arena_printf(self->arena, "hours = \"%s\"; ", hours) : "";
    for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS && text; i++)
        if (SPANS[i].first == SPANS[i].last && (self->days >> SPANS[i].first & 1))
            text = ccs_arena_printf(self->arena, "%s%s = \"%s\"; ", text, SPANS[i].key, hours);
    return text ? ccs_arena_printf(self->arena, "hours = { %s}; ", text) : NULL;
}

/* An entry of `changes`: the quantity in the language of scenarios, for the members and at the times that were said. */
static int put_change(reading_t *self, const char *quantity)
{
    const char *whose = "";
    const char *const hours = hours_text(self);

    if (self->quantity == CROSS_TRAIN)
        whose = ccs_arena_printf(self->arena, "groups = [\"%.*s\"]; learn = \"%.*s\"; ", (int) self->member.n, self->member.at,
            (int) self->to.n, self->to.at);
    else if (self->to.n > 0)
        whose = ccs_arena_printf(self->arena, "from = \"%.*s\"; to = \"%.*s\"; ", (int) self->member.n, self->member.at,
            (int) self->to.n, self->to.at);
    else if (self->member.n > 0)
        whose = ccs_arena_printf(self->arena, "%s = [\"%.*s\"]; ", QUANTITIES[self->quantity].members, (int) self->member.n,
            self->member.at);
    return whose && quantity && hours ? put(self, ccs_arena_printf(self->arena, "changes+={ %s%s%s; }", hours, whose, quantity))
                                      : ccs_what_if_no_memory(self->err);
}

static int put_shrinkage(reading_t *self)
{
    double share = 0;
    const char *const text = ccs_arena_printf(self->arena, "%.*s", (int) self->amount.n, self->amount.at);

    if (!text) return ccs_what_if_no_memory(self->err);
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

    if (self->is_timed || self->days) return put_change(self, ccs_arena_printf(self->arena, "%s = %.15g", word, factor));
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

    if (!read_amount(&share, 0, &amount)) return (word_t){0};
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

    if (!read_amount(&self->amount, self->sign, &amount)) return refuse_amount(self);
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
    const word_t first = peek(self);
    int ret = 0;

    CCS_TRY(begins_count(&first) ? take_count(self) : take_quantity(self));
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

int ccs_what_if_words(const char *text, const char *at, size_t length, ccs_arena_t *arena, const char **set, ccs_err_t *err)
{
    reading_t reading = {.text = text, .at = at, .end = at + length, .arena = arena, .err = err};
    const int code = read_words(&reading);

    *set = reading.set;
    return code;
}

int ccs_what_if_fail(const char *text, const char *at, size_t n, const char *what, ccs_err_t *err)
{
    return fail(&(reading_t){.text = text, .err = err}, &(word_t){at, n}, "%s", what);
}

int ccs_what_if_no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}
