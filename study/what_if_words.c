/* what_if_words.c - changes in words. Invariant: what comes of one has a path and an "=". */
#include "what_if_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "units.h"
#include "what_if_when.h"

/* ---- changes in words ----------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *word, *members; /* "types", "groups" or "contracts" */
    bool by_time;
    const char *example;
} QUANTITIES[CCS_N_QUANTITIES] = {
    [CCS_QUANTITY_VOLUME] = {"volume", "types", true, "volume +10 % from 09:00 to 12:00"},
    [CCS_QUANTITY_AHT] = {"aht", "types", false, "aht of sales +5 %"},
    [CCS_QUANTITY_PACE] = {"pace", "types", false, "pace -10 %"},
    [CCS_QUANTITY_PATIENCE] = {"patience", "types", false, "patience -20 %"},
    [CCS_QUANTITY_STAFF] = {"staff", "groups", true, "staff -4 %, staff +2 in sales"},
    [CCS_QUANTITY_SHRINKAGE] = {"shrinkage", "groups", true, "shrinkage 15 %"},
    [CCS_QUANTITY_WAGE] = {"wage", "groups", false, "wage of sales +5 %"},
    [CCS_QUANTITY_PRICE] = {"price", "contracts", false, "price -10 %"},
    [CCS_QUANTITY_MOVE] = {"move", "groups", true, "move 2 from general to sales"},
    [CCS_QUANTITY_CROSS_TRAIN] = {"cross-train", "groups", false, "cross-train 10 of sales for support"},
};

/* What else they are called, as people say it: "agents +5", "10 % more contacts". */
static const struct {
    const char *word;
    enum ccs_quantity quantity;
} ALSO[] = {{"agents", CCS_QUANTITY_STAFF}, {"agent", CCS_QUANTITY_STAFF}, {"contacts", CCS_QUANTITY_VOLUME}};

/* The quantity, up to an amount that may be written without a blank in between: "aht+10%", "volume*1.1", but "cross-train". */
static ccs_word_t take_first(ccs_phrase_t *self)
{
    ccs_word_t word = ccs_phrase_take(self);

    for (size_t i = 1; i + 1 < word.n; i++) {
        if (!strchr("+-*", word.at[i]) || !ccs_what_if_is_digit(word.at[i + 1])) continue;
        word.n = i;
        self->at = word.at + i;
    }
    return word;
}

/* A quantity of two words: "cross train", "handle time". @return whether it is one */
static bool take_pair(ccs_phrase_t *self, const ccs_word_t *first)
{
    const char *const behind = self->at;
    const ccs_word_t second = take_first(self);

    self->quantity = ccs_word_is(first, "cross") ? CCS_QUANTITY_CROSS_TRAIN : CCS_QUANTITY_AHT;
    if (ccs_word_is(first, "cross") && ccs_word_is(&second, "train")) return true;
    if ((ccs_word_is(first, "handle") || ccs_word_is(first, "handling")) &&
        (ccs_word_is(&second, "time") || ccs_word_is(&second, "times")))
        return true;
    self->at = behind;
    return false;
}

/* The quantity that comes next, if one does. @return whether it has been taken */
static bool try_quantity(ccs_phrase_t *self)
{
    const char *const begin = self->at;
    const ccs_word_t word = take_first(self);

    if (take_pair(self, &word)) return true;
    for (int i = 0; i < CCS_N_QUANTITIES; i++) {
        self->quantity = (enum ccs_quantity) i;
        if (ccs_word_is(&word, QUANTITIES[i].word)) return true;
    }
    for (size_t i = 0; i < sizeof ALSO / sizeof *ALSO; i++) {
        self->quantity = ALSO[i].quantity;
        if (ccs_word_is(&word, ALSO[i].word)) return true;
    }
    self->at = begin;
    return false;
}

static int take_quantity(ccs_phrase_t *self)
{
    ccs_closest_t closest = {0};

    if (try_quantity(self)) return 0;
    const ccs_word_t word = take_first(self);
    const char *const copy = ccs_arena_printf(self->arena, "%.*s", (int) word.n, word.at);

    if (!copy) return ccs_what_if_no_memory(self->err);
    for (int i = 0; i < CCS_N_QUANTITIES; i++) ccs_closest_offer(&closest, copy, QUANTITIES[i].word);
    if (closest.best)
        return ccs_phrase_fail(self, &word, "is nothing that a what-if changes, did you mean \"%s\"?", closest.best);
    return ccs_phrase_fail(self, &word,
        "expected volume, aht, pace, patience, staff, shrinkage, wage, price, move or cross-train, as in \"busy: volume +10 %%, staff -4 %%\", or PATH=VALUE");
}

/* Whether the amount comes first, as a number of agents. */
static bool counts_agents(const ccs_phrase_t *self)
{
    return self->quantity == CCS_QUANTITY_MOVE || self->quantity == CCS_QUANTITY_CROSS_TRAIN;
}

/* "to", where agents are added: "add 5 agents to sales". */
static bool is_joint(const ccs_phrase_t *self, const ccs_word_t *word)
{
    return word->n == 0 || ccs_word_is(word, "of") || ccs_word_is(word, "in") || (self->verb && ccs_word_is(word, "to")) ||
        ccs_when_begins(self, word);
}

/* "up 10 %", "rises by 10 %", "10 % higher"; a label may have such words, too, but no number behind them. */
static bool begins_told_amount(const ccs_phrase_t *self, const ccs_word_t *word)
{
    const ccs_word_t next = ccs_phrase_behind(self, word);

    if (ccs_word_is_number(word)) return word->at[word->n - 1] == '%' || ccs_word_is_percent(&next);
    if (ccs_word_is(word, "by")) return ccs_word_is_number(&next);
    return ccs_word_sign(word) && (ccs_word_is(&next, "by") || ccs_word_is_number(&next));
}

/* "+10", "x 1.1"; "15 %" of a quantity that has no sign. */
static bool begins_amount(const ccs_phrase_t *self, const ccs_word_t *word)
{
    const char *const at = word->at;

    if (word->n == 0 || counts_agents(self)) return false;
    if (self->quantity == CCS_QUANTITY_SHRINKAGE) return ccs_what_if_is_digit(*at);
    if (*at == 'x' || *at == 'X') return ccs_what_if_is_digit(at[1]) || (at[1] == ' ' && ccs_what_if_is_digit(at[2]));
    return strchr("+-*", *at) != NULL || begins_told_amount(self, word);
}

/* A label may be of several words, in quotes or up to what follows a name. Without its quotes. */
static ccs_word_t take_words(ccs_phrase_t *self)
{
    ccs_word_t words = ccs_phrase_take(self), next = ccs_phrase_peek(self);

    if (words.n > 0 && *words.at == '"') {
        const char *const begin = words.at + 1, *const end = memchr(begin, '"', (size_t) (self->end - begin));

        if (!end) return words;
        self->at = end + 1;
        return (ccs_word_t){begin, (size_t) (end - begin)};
    }
    const bool for_type = self->quantity == CCS_QUANTITY_CROSS_TRAIN;

    for (; !is_joint(self, &next) && !(for_type && ccs_word_is(&next, "for")) && !ccs_word_is(&next, "to") &&
         !ccs_word_is(&next, "and") && !begins_amount(self, &next);
         next = ccs_phrase_peek(self)) {
        (void) ccs_phrase_take(self);
        words.n = (size_t) (self->at - words.at);
    }
    return words;
}

/* A name behind "of", "in", "from", "to", "for". @param members  "types", "groups" or "contracts" */
static int take_name(ccs_phrase_t *self, const char *members, ccs_word_t *name)
{
    *name = take_words(self);
    if (name->n > 0 && !memchr(name->at, '"', name->n)) return 0;
    return ccs_phrase_fail(self, name, "expected the name of a %.*s, or its label, perhaps in quotes", (int) strlen(members) - 1,
        members);
}

/* What a count was expected to be of. */
static const char COUNTED[] =
    "expected agents, as in \"+5 agents in NAME\", or what changes ahead of how much, as in \"volume +10 %\"";

static int take_joint(ccs_phrase_t *self, const char *joint)
{
    const ccs_word_t word = ccs_phrase_take(self);

    return ccs_word_is(&word, joint) ? 0 : ccs_phrase_fail(self, &word, "expected \"%s\"", joint);
}

/* A word of an amount: one that says whether more or less, or one of the number. */
static int add_to_amount(ccs_phrase_t *self, const ccs_word_t *word)
{
    const char sign = ccs_word_sign(word);
    const bool again = self->verb && sign == self->sign; /* "add 5 more agents" */
    const char *const before = self->number ? self->number : "";

    if (sign && self->sign && !again) return ccs_phrase_fail(self, word, "more or fewer is said already");
    if (sign) self->sign = sign;
    if (sign || ccs_word_is(word, "by")) return 0;
    self->number = ccs_word_is_percent(word)
        ? ccs_arena_printf(self->arena, "%s %%", before)
        : ccs_arena_printf(self->arena, "%s%s%.*s", before, *before ? " " : "", (int) word->n, word->at);
    return self->number ? 0 : ccs_what_if_no_memory(self->err);
}

/* An amount may be of several words: "+ 10 %", "up by 10 percent". */
static int take_amount(ccs_phrase_t *self)
{
    ccs_word_t word = ccs_phrase_peek(self);
    int ret = 0;

    if (self->amount.n > 0) CCS_TRY(ccs_phrase_fail(self, &word, "expected \"of\", \"in\", \"from\" or the end"));
    self->amount.at = word.at;
    while (!is_joint(self, &word)) {
        word = ccs_phrase_take(self);
        self->amount.n = (size_t) (self->at - self->amount.at);
        CCS_TRY(add_to_amount(self, &word));
        word = ccs_phrase_peek(self);
    }
out:
    return ret;
}

/* Whether how many comes first: "+5 agents", "5 more agents". */
static bool begins_count(const ccs_word_t *word)
{
    return word->n > 0 && ccs_what_if_is_digit(word->at[*word->at == '+' || *word->at == '-' ? 1 : 0]);
}

/* What a count ends with: all of it said? @param is_said  what is counted */
static int end_count(const ccs_phrase_t *self, const ccs_word_t *count, const ccs_word_t *percent, bool is_said)
{
    const char *const what = self->quantity == CCS_QUANTITY_STAFF ? "agents" : QUANTITIES[self->quantity].word;

    if (!is_said && percent->n > 0) return ccs_phrase_fail(self, percent, "%s", COUNTED);
    if (!is_said)
        return ccs_phrase_fail(self, count,
            "of what? write \"+5 agents\", or what changes ahead of how much, as in \"volume +10 %%\"");
    if (self->sign || !ccs_word_is_number(count)) return 0;
    return ccs_phrase_fail(self, count, "more or fewer? write \"+%s %s\" or \"-%s %s\"", self->number, what, self->number, what);
}

/* "+5 agents", "5 more agents", "5 agents fewer", "10 % more handle time". */
static int take_count(ccs_phrase_t *self)
{
    const ccs_word_t count = ccs_phrase_take(self);
    ccs_word_t percent = {.at = count.at};
    bool is_said = false;
    int ret = 0;

    self->quantity = CCS_QUANTITY_STAFF;
    self->amount = count;
    CCS_TRY(add_to_amount(self, &count));
    for (ccs_word_t word = ccs_phrase_peek(self); !is_joint(self, &word); word = ccs_phrase_peek(self)) {
        const bool of_amount = ccs_word_is_percent(&word) || (ccs_word_sign(&word) && ccs_word_is_number(&count));

        if (!of_amount && !is_said && (is_said = try_quantity(self) && !counts_agents(self))) continue;
        if (!of_amount) CCS_TRY(ccs_phrase_fail(self, &word, "%s", COUNTED));
        if (ccs_word_is_percent(&word)) {
            percent = word;
            self->amount.n = (size_t) (word.at + word.n - count.at);
        }
        CCS_TRY(add_to_amount(self, &word));
        (void) ccs_phrase_take(self);
    }
    CCS_TRY(end_count(self, &count, &percent, is_said));
out:
    return ret;
}

/* What holds all day of a quantity that has no times. */
static const char *constancy(const ccs_phrase_t *self)
{
    return self->quantity == CCS_QUANTITY_WAGE || self->quantity == CCS_QUANTITY_PRICE ? "one amount" : "one law";
}

/* Times of day or days, at the word that comes next; what has one law all day has none of them. */
static int take_when(ccs_phrase_t *self)
{
    const ccs_word_t word = ccs_phrase_peek(self), day = ccs_phrase_behind(self, &word);
    if (self->quantity == CCS_N_QUANTITIES || QUANTITIES[self->quantity].by_time) return ccs_when_take(self);
    const char *const what = QUANTITIES[self->quantity].word, *const one = constancy(self);

    if (ccs_word_is(&word, "on")) return ccs_phrase_fail(self, &day, "%s has no days: %s holds on all of them", what, one);
    return ccs_phrase_fail(self, &word, "%s has no times of day: %s holds all day", what, one);
}

/* "from", where agents are taken away: "remove 2 agents from sales", but "from 10 to 12". */
static bool is_from_name(const ccs_phrase_t *self, const ccs_word_t *word)
{
    const ccs_word_t next = ccs_phrase_behind(self, word), from = {next.at, next.n > 5 ? 5 : next.n};

    return self->verb && ccs_word_is(word, "from") && !ccs_when_is_time(&next) && !(from.n == 5 && ccs_when_is_time(&from));
}

/* One part behind the quantity: an amount, a member, times. */
static int take_part(ccs_phrase_t *self)
{
    const ccs_word_t word = ccs_phrase_peek(self);

    if (!is_joint(self, &word)) return take_amount(self);
    if (ccs_when_begins(self, &word) && !is_from_name(self, &word)) return take_when(self);
    (void) ccs_phrase_take(self);
    if (self->member.n > 0) return ccs_phrase_fail(self, &word, "one name is said already");
    return take_name(self, QUANTITIES[self->quantity].members, &self->member);
}

/* "10", "10 agents"; a share is refused as a whole. */
static void take_agents(ccs_phrase_t *self)
{
    ccs_word_t word;

    self->amount = ccs_phrase_take(self);
    word = ccs_phrase_peek(self);
    if (ccs_word_is(&word, "%")) (void) ccs_phrase_take(self);
    self->amount.n = (size_t) (self->at - self->amount.at);
    word = ccs_phrase_peek(self);
    if (ccs_word_is(&word, "agents") || ccs_word_is(&word, "agent")) (void) ccs_phrase_take(self);
}

/* "10 of sales for support", "10 agents in sales for support" */
static int take_lesson(ccs_phrase_t *self)
{
    ccs_word_t word;
    int ret = 0;

    take_agents(self);
    word = ccs_phrase_peek(self);
    CCS_TRY(take_joint(self, ccs_word_is(&word, "in") ? "in" : "of"));
    CCS_TRY(take_name(self, "groups", &self->member));
    CCS_TRY(take_joint(self, "for"));
    CCS_TRY(take_name(self, "types", &self->to));
    word = ccs_phrase_peek(self);
    if (ccs_when_begins(self, &word))
        CCS_TRY(ccs_phrase_fail(self, &word, "what agents have learned they serve at all times: leave the times out"));
    if (word.n > 0) CCS_TRY(ccs_phrase_fail(self, &word, "expected the end"));
out:
    return ret;
}

/* "10 from service to shared", "10 agents from service to shared from 08:00 to 10:00" */
static int take_move(ccs_phrase_t *self)
{
    ccs_word_t word;
    int ret = 0;

    take_agents(self);
    CCS_TRY(take_joint(self, "from"));
    CCS_TRY(take_name(self, "groups", &self->member));
    CCS_TRY(take_joint(self, "to"));
    CCS_TRY(take_name(self, "groups", &self->to));
    if (self->member.n == self->to.n && memcmp(self->member.at, self->to.at, self->to.n) == 0)
        CCS_TRY(ccs_phrase_fail(self, &self->to, "is the group that they leave"));
    for (word = ccs_phrase_peek(self); word.n > 0; word = ccs_phrase_peek(self)) {
        if (!ccs_when_begins(self, &word))
            CCS_TRY(ccs_phrase_fail(self, &word, self->is_timed ? "expected the end" : "expected \"from\", a time, or the end"));
        CCS_TRY(take_when(self));
    }
out:
    return ret;
}

const char *ccs_what_if_quantity(const char *words)
{
    const size_t n = strcspn(words, " \t");

    for (int i = 0; i < CCS_N_QUANTITIES; i++)
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

static int put(ccs_phrase_t *self, const char *set)
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
static bool read_amount(const ccs_word_t *said, char sign, amount_t *amount)
{
    const size_t first = sign ? 0 : 1;
    size_t n = said->n;

    *amount = (amount_t){.sign = sign};
    if (n < first + 1 || !(sign ? ccs_word_is_number(said) : strchr("+-*xX", *said->at) != NULL)) return false;
    if (!sign) amount->sign = *said->at == 'x' || *said->at == 'X' ? '*' : *said->at;
    amount->percent = said->at[n - 1] == '%';
    n -= first + amount->percent;
    return read_number(said->at + first, n, &amount->x) && amount->x >= 0 && !(amount->percent && amount->sign == '*');
}

/* An entry of `changes`: the quantity in the language of scenarios, for the members and at the times that were said. */
static int put_change(ccs_phrase_t *self, const char *quantity)
{
    const char *whose = "";
    const char *const hours = ccs_when_hours(self);

    if (self->quantity == CCS_QUANTITY_CROSS_TRAIN)
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

static int put_shrinkage(ccs_phrase_t *self)
{
    double share = 0;
    const char *const text = self->number && !self->sign ? self->number : "";

    if (read_number(text, strlen(text), &share) && share > 1 && share < 100)
        return ccs_phrase_fail(self, &self->amount, "expected a share, did you mean \"%s %%\"?", text);
    if (ccs_units_share(text, &share) != 0)
        return ccs_phrase_fail_mended(self, &self->amount, text, strlen(text),
            self->sign ? "expected all that is not there, such as 33 %, and not by how much it changes"
                       : "expected a share from 0 to 100 %: all that is not there, such as 33 %");
    return put_change(self, ccs_arena_printf(self->arena, "shrinkage = %.17g", share));
}

static int put_move(ccs_phrase_t *self)
{
    double agents = 0;
    char expected[120];

    snprintf(expected, sizeof expected, "expected how many agents move, as in \"%s\"", QUANTITIES[CCS_QUANTITY_MOVE].example);
    if (!read_number(self->amount.at, self->amount.n, &agents) || !(agents > 0))
        return ccs_phrase_fail_mended(self, &self->amount, self->amount.at, self->amount.n, expected);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", agents));
}

static int put_lesson(ccs_phrase_t *self)
{
    double agents = 0;
    char expected[120];

    snprintf(expected, sizeof expected, "expected how many agents learn it, a whole number, as in \"%s\"",
        QUANTITIES[CCS_QUANTITY_CROSS_TRAIN].example);
    if (!read_number(self->amount.at, self->amount.n, &agents) || !(agents >= 1) || fmod(agents, 1) != 0)
        return ccs_phrase_fail(self, &self->amount, "%s", expected);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", agents));
}

static int put_factor(ccs_phrase_t *self, double factor)
{
    const char *const word = QUANTITIES[self->quantity].word;

    if (self->is_timed || self->days) return put_change(self, ccs_arena_printf(self->arena, "%s = %.15g", word, factor));
    if (self->member.n == 0) return put(self, ccs_arena_printf(self->arena, "factors.%s*=%.15g", word, factor));
    return put(self, /* in quotes, as a name may be a label, and cases do not matter */
        ccs_arena_printf(self->arena, "%s.\"%.*s\".factors.%s*=%.15g", QUANTITIES[self->quantity].members, (int) self->member.n,
            self->member.at, word, factor));
}

/* Behind a share stands what belongs to no amount: "+10 % volume +20 %". @return where; at == NULL: nowhere */
static ccs_word_t behind_share(const ccs_word_t *said)
{
    const char *const percent = said->n > 0 ? memchr(said->at, '%', said->n) : NULL;
    amount_t amount;

    if (!percent) return (ccs_word_t){0};
    const ccs_word_t share = {said->at, (size_t) (percent + 1 - said->at)};
    ccs_word_t rest = {percent + 1, said->n - share.n};

    if (!read_amount(&share, 0, &amount)) return (ccs_word_t){0};
    for (; rest.n > 0 && *rest.at == ' '; rest.n--) rest.at++;
    return rest.n > 0 ? rest : (ccs_word_t){0};
}

/* Refuse a word that is no amount. Of one with a decimal comma the remedy shows the number with a point, without its sign and its %. */
static int refuse_amount(const ccs_phrase_t *self)
{
    const ccs_word_t *const said = &self->amount;
    const size_t sign = said->n > 0 && strchr("+-*xX", *said->at) ? 1 : 0,
                 n = said->n > sign && said->at[said->n - 1] == '%' ? said->n - sign - 1 : said->n - sign;
    const ccs_word_t behind = behind_share(said);
    char expected[160];

    if (behind.at)
        return ccs_phrase_fail(self, &behind, "expected \"of\", \"in\", \"from\", a comma before the next change, or the end");
    snprintf(expected, sizeof expected, "expected an amount such as +10 %%, -4 %%, *1.1%s, as in \"%s\"",
        self->quantity == CCS_QUANTITY_STAFF ? " or +2" : "", QUANTITIES[self->quantity].example);
    if (memchr(said->at, ',', said->n)) return ccs_phrase_fail_mended(self, said, said->at + sign, n, expected);
    return ccs_phrase_fail(self, said, "%s", expected);
}

static int put_quantity(ccs_phrase_t *self)
{
    const char *const word = QUANTITIES[self->quantity].word;
    const char *const number = self->number ? self->number : "";
    amount_t amount;

    if (!read_amount(&(ccs_word_t){number, strlen(number)}, self->sign, &amount)) return refuse_amount(self);
    if (amount.sign == '*') return put_factor(self, amount.x);
    if (amount.percent && amount.sign == '-' && amount.x > 100)
        return ccs_phrase_fail(self, &self->amount, "takes more than there is");
    if (amount.percent) return put_factor(self, 1 + (amount.sign == '-' ? -amount.x : amount.x) / 100);
    if (self->quantity != CCS_QUANTITY_STAFF)
        return ccs_phrase_fail(self, &self->amount, "of what? write %c%g %% for a share of the %s", amount.sign, amount.x, word);
    return put_change(self, ccs_arena_printf(self->arena, "agents = %.15g", amount.sign == '-' ? -amount.x : amount.x));
}

/* What changes, behind when it does and what somebody does: "on Monday 10-12 add 5 agents", "increase the volume". */
static int take_subject(ccs_phrase_t *self)
{
    int ret = 0;

    self->quantity = CCS_N_QUANTITIES;
    const ccs_word_t when = ccs_phrase_peek(self);

    for (ccs_word_t word = when; ccs_when_begins(self, &word); word = ccs_phrase_peek(self)) CCS_TRY(take_when(self));
    const bool is_when = self->is_timed || self->days;
    ccs_word_t first = ccs_phrase_peek(self);

    self->sign = ccs_word_verb(&first);
    self->verb = self->sign != 0;
    if (self->verb) (void) ccs_phrase_take(self);
    first = ccs_phrase_peek(self);
    if (self->verb && ccs_word_is(&first, "the")) (void) ccs_phrase_take(self);
    first = ccs_phrase_peek(self);
    CCS_TRY(begins_count(&first) ? take_count(self) : take_quantity(self));
    if (is_when && !QUANTITIES[self->quantity].by_time)
        CCS_TRY(ccs_phrase_fail(self, &when, "%s has no times of day and no days: %s holds all day",
            QUANTITIES[self->quantity].word, constancy(self)));
out:
    return ret;
}

/* A change in words becomes one that --set takes. */
static int read_words(ccs_phrase_t *self)
{
    int ret = 0;

    CCS_TRY(take_subject(self));
    if (self->quantity == CCS_QUANTITY_MOVE) {
        CCS_TRY(take_move(self));
        return put_move(self);
    }
    if (self->quantity == CCS_QUANTITY_CROSS_TRAIN) {
        CCS_TRY(take_lesson(self));
        return put_lesson(self);
    }
    for (ccs_word_t word = ccs_phrase_peek(self); word.n > 0; word = ccs_phrase_peek(self)) CCS_TRY(take_part(self));
    if (self->amount.n == 0) self->amount = ccs_phrase_peek(self);
    CCS_TRY(self->quantity == CCS_QUANTITY_SHRINKAGE ? put_shrinkage(self) : put_quantity(self));
out:
    return ret;
}

int ccs_what_if_words(const char *text, const char *at, size_t length, ccs_arena_t *arena, const char **set, ccs_err_t *err)
{
    ccs_phrase_t reading = {.text = text, .at = at, .end = at + length, .arena = arena, .err = err};
    const int code = read_words(&reading);

    *set = reading.set;
    return code;
}

int ccs_what_if_fail(const char *text, const char *at, size_t n, const char *what, ccs_err_t *err)
{
    return ccs_phrase_fail(&(ccs_phrase_t){.text = text, .err = err}, &(ccs_word_t){at, n}, "%s", what);
}
