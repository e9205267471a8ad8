/* read_value.c - values of simple shapes: numbers, durations, shares, choices, names. Invariant: a reader records at most
 * one error for a value, and a value that it returns lies in the range of its row. */
#include "read_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "units.h"

/* --- signs ------------------------------------------------------------------------------------------------------------- */

bool ccs_read_signed(ccs_read_words_t *read, const char *text, double *x)
{
    while (*text == ' ' || *text == '\t') text++;
    const bool negative = *text == '-';

    if (read(text + negative, x) != 0) return false;
    if (negative && *x > 0) *x = -*x; /* a zero has no sign */
    return true;
}

/* --- ranges of key.def ------------------------------------------------------------------------------------------------- */

/* One end of a range: a number or a duration, perhaps negative. */
static double bound(const char *text, size_t n)
{
    char copy[CCS_UNITS_TEXT_MAX];
    double x = 0;

    snprintf(copy, sizeof copy, "%.*s", (int) n, text);
    CCS_BUG_IF(!ccs_read_signed(ccs_units_duration, copy, &x)); /* key.def is wrong */
    return x;
}

static bool in_range(const char *range, double x)
{
    const char *const dots = strstr(range, " .. ");

    if (dots) return x >= bound(range, (size_t) (dots - range)) && x <= bound(dots + 4, strlen(dots + 4));
    if (strncmp(range, ">= ", 3) == 0) return x >= bound(range + 3, strlen(range + 3));
    if (strncmp(range, "> ", 2) == 0) return x > bound(range + 2, strlen(range + 2));
    return true;
}

static bool check_range(ccs_reader_t *self, const ccs_place_t *at, double x)
{
    const char *const range = at->row->range, *const dots = strstr(range, " .. ");
    const bool is_share = at->row->shape == CCS_SHAPE_SHARE || at->row->shape == CCS_SHAPE_SHRINKAGE ||
        at->row->shape == CCS_SHAPE_SHARE_OVER_TIME || at->row->shape == CCS_SHAPE_SHARE_BY_COUNT ||
        at->row->shape == CCS_SHAPE_SHARE_BY_WAIT;
    const bool percent = is_share && x >= 2 && x <= 100; /* 80 for 80 % */
    char shown[80], share[CCS_UNITS_TEXT_MAX] = "", remedy[2 * CCS_UNITS_TEXT_MAX + 32] = "";

    if (in_range(range, x)) return true;
    ccs_value_show(at->value, shown, sizeof shown);
    if (percent)
        snprintf(remedy, sizeof remedy, ": write %s or \"%g %%\"", ccs_units_write_number(x / 100, share, sizeof share), x);
    if (dots) {
        ccs_reader_error(self, at, "must be from %.*s to %s, found %s%s", (int) (dots - range), range, dots + 4, shown, remedy);
    } else {
        ccs_reader_error(self, at, "must be %s, found %s", range, shown);
    }
    return false;
}

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

bool ccs_read_is_number(const ccs_value_t *value, double *x)
{
    const bool words = value && value->kind == CCS_VALUE_STRING;

    return words ? ccs_read_signed(ccs_units_number, value->as.text, x) : ccs_value_number(value, x);
}

bool ccs_read_number(ccs_reader_t *self, const ccs_place_t *at, const char *expected, double *x)
{
    if (ccs_read_is_number(at->value, x) && isfinite(*x)) return true;
    ccs_reader_expected(self, at, expected);
    return false;
}

/* A number, or a text that `read` understands. */
static double quantity(ccs_reader_t *self, const ccs_place_t *at, ccs_read_words_t *read)
{
    double x = NAN;

    if (!at->value) return NAN;
    if (at->value->kind == CCS_VALUE_STRING && ccs_read_signed(read, at->value->as.text, &x)) {
        /* a quantity in words */
    } else if (!ccs_read_number(self, at, ccs_shape_text(at->row->shape), &x)) {
        return NAN;
    }
    if (!check_range(self, at, x)) return NAN;
    if (at->row->shape != CCS_SHAPE_SHRINKAGE || x < 1) return x;
    ccs_reader_error(self, at,
        "100 %% takes all agents off, so that nobody is there: write the share that is not there, such as \"33 %%\"");
    return NAN;
}

double ccs_read_duration(ccs_reader_t *self, const ccs_place_t *at)
{
    return quantity(self, at, ccs_units_duration);
}

double ccs_read_share(ccs_reader_t *self, const ccs_place_t *at)
{
    return quantity(self, at, ccs_units_share);
}

double ccs_read_amount(ccs_reader_t *self, const ccs_place_t *at, double absent)
{
    double x;

    if (!at->value || !ccs_read_number(self, at, ccs_shape_text(at->row->shape), &x)) return absent;
    return check_range(self, at, x) ? x : absent;
}

double ccs_read_factor(ccs_reader_t *self, const ccs_place_t *owner, const char *key)
{
    const ccs_place_t factors = ccs_place_child(self, owner, "factors"), at = ccs_place_child(self, &factors, key);

    return ccs_read_amount(self, &at, 1);
}

/* A whole number within the range of its row. */
static bool whole(ccs_reader_t *self, const ccs_place_t *at, int64_t *i)
{
    const double most = 9007199254740992.0; /* 2^53: every range of key.def lies below */
    double x = 0;

    if (!at->value) return false;
    if (at->value->kind == CCS_VALUE_INT) {
        *i = at->value->as.i;
    } else if (at->value->kind == CCS_VALUE_STRING && ccs_read_is_number(at->value, &x) && x == floor(x) && fabs(x) < most) {
        *i = (int64_t) x;
    } else {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return false;
    }
    return check_range(self, at, (double) *i);
}

uint32_t ccs_read_count(ccs_reader_t *self, const ccs_place_t *at)
{
    int64_t i;

    return whole(self, at, &i) ? (uint32_t) i : CCS_NONE;
}

int64_t ccs_read_integer(ccs_reader_t *self, const ccs_place_t *at)
{
    int64_t i;

    return whole(self, at, &i) ? i : 0;
}

static bool read_u64(const char *text, uint64_t *x)
{
    *x = 0;
    for (const char *c = text; *c; c++) {
        const unsigned digit = (unsigned) (*c - '0');

        if (digit > 9 || *x > (UINT64_MAX - digit) / 10) return false;
        *x = *x * 10 + digit;
    }
    return *text != '\0';
}

uint64_t ccs_read_seed(ccs_reader_t *self, const ccs_place_t *at)
{
    uint64_t seed = 0;

    if (at->value->kind == CCS_VALUE_INT && at->value->as.i >= 0) return (uint64_t) at->value->as.i;
    if (at->value->kind == CCS_VALUE_STRING && read_u64(at->value->as.text, &seed)) return seed;
    ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
    return 0;
}

const char *ccs_read_text(ccs_reader_t *self, const ccs_place_t *at)
{
    if (!at->value) return NULL;
    if (at->value->kind == CCS_VALUE_STRING && *at->value->as.text) return at->value->as.text;
    ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
    return NULL;
}

/* --- choices ----------------------------------------------------------------------------------------------------------- */

/* The shapes that are a word of a vocabulary, whose rows are CCS_SHAPE_LIST of that name. */
#define CHOICES(X)                                                                                                               \
    X(CHANNEL)                                                                                                                   \
    X(CHANNEL_CLASS)                                                                                                             \
    X(GIVE_TO)                                                                                                                   \
    X(AGENT_SELECTION)                                                                                                           \
    X(CONTACT_SELECTION)                                                                                                         \
    X(QUEUE_ORDER)                                                                                                               \
    X(JOIN)                                                                                                                      \
    X(TRANSFER_KIND)                                                                                                             \
    X(PREDICTOR)                                                                                                                 \
    X(ANNOUNCED)                                                                                                                 \
    X(AT_CLOSE)                                                                                                                  \
    X(DRAWS)                                                                                                                     \
    X(WHEN_CLOSED)                                                                                                               \
    X(MODE)                                                                                                                      \
    X(REPORT)                                                                                                                    \
    X(OUTSIDE)                                                                                                                   \
    X(AGENT_FIGURES)                                                                                                             \
    X(FIGURES)                                                                                                                   \
    X(VARIANCE)                                                                                                                  \
    X(RATIOS)                                                                                                                    \
    X(COUNTED_IN)                                                                                                                \
    X(LEVEL_OF)                                                                                                                  \
    X(LIMIT_PER)                                                                                                                 \
    X(BILLED)                                                                                                                    \
    X(TERM_PER)                                                                                                                  \
    X(LIMIT_SIDE)                                                                                                                \
    X(RATE_SHAPE)                                                                                                                \
    X(CALLBACK_WAY)                                                                                                              \
    X(PROMISE_CLOCK)                                                                                                             \
    X(PROMISE_OF)                                                                                                                \
    X(CHASED)                                                                                                                    \
    X(CALLBACK_COUNTING)                                                                                                         \
    X(CALLBACK_FIRST)                                                                                                            \
    X(IN_HAND)                                                                                                                   \
    X(PACING)                                                                                                                    \
    X(MISMATCH)                                                                                                                  \
    X(CALL_RULES)                                                                                                                \
    X(CALL_GUARD)                                                                                                                \
    X(LIST_EVERY)                                                                                                                \
    X(FLOW_DOWN)                                                                                                                 \
    X(WHEN_FULL)

enum { MEMBERS_SIZE = 300, MOST_WORDS = 32, WORD = 3 /* letters of a name that may be another one amiss */ };

static const char *const WORDS[CCS_N_SHAPES][MOST_WORDS] = {
#define WORD(name, text, ...) text,
#define X(shape)              [CCS_SHAPE_##shape] = {CCS_##shape##_LIST(WORD)},
    CHOICES(X)
#undef X
#undef WORD
};

bool ccs_shape_is_choice(enum ccs_shape shape)
{
    return WORDS[shape][0] != NULL;
}

int ccs_read_choice(ccs_reader_t *self, const ccs_place_t *at)
{
    const char *const *const words = WORDS[at->row->shape];
    const char *const written = at->value->kind == CCS_VALUE_STRING ? at->value->as.text : NULL;
    ccs_closest_t closest = {0};
    char known[MEMBERS_SIZE] = "one of", hint[80] = "", shown[80];
    size_t n = strlen(known);

    for (int i = 0; i < MOST_WORDS && words[i]; i++) {
        if (written && strcmp(words[i], written) == 0) return i;
        if (n < sizeof known) n += (size_t) snprintf(known + n, sizeof known - n, "%s %s", i ? "," : "", words[i]);
        if (written) ccs_closest_offer(&closest, written, words[i]);
    }
    if (closest.best) snprintf(hint, sizeof hint, ", did you mean \"%s\"?", closest.best);
    ccs_reader_error(self, at, "expected %s, found %s%s", known, ccs_value_show(at->value, shown, sizeof shown), hint);
    return 0;
}

/* --- names ------------------------------------------------------------------------------------------------------------- */

static const char *label_of(const ccs_place_t *member)
{
    const ccs_value_t *const label = member->value ? ccs_value_get(member->value, "label") : NULL;

    return label && label->kind == CCS_VALUE_STRING ? label->as.text : "";
}

/* "; there are service (Service), orders"; "" where there are none. @return text */
static const char *members_text(const ccs_named_t *of, char *text, size_t size)
{
    char list[MEMBERS_SIZE] = "", one[120];

    for (uint32_t i = 0; i < of->n; i++) {
        const char *const label = label_of(&of->at[i]);

        snprintf(one, sizeof one, *label ? "%.50s (%.50s)" : "%.50s", of->at[i].key, label);
        ccs_text_enumerate(list, sizeof list, one);
    }
    snprintf(text, size, "%s%s", *list ? "; there are " : "", list);
    return text;
}

/* "types" where a type is named as if it were a group; NULL: nothing is called so. */
static const char *list_with(const ccs_reader_t *self, const char *name)
{
    for (int i = 0; i < CCS_N_KEYS; i++) {
        const char *const list = ccs_key_last_name(&CCS_KEYS[i], NULL);
        const ccs_value_t *const members =
            list && CCS_KEYS[i].shape == CCS_SHAPE_NAMED ? ccs_value_get(self->root.value, list) : NULL;

        if (members && members->kind == CCS_VALUE_GROUP && ccs_value_get(members, name)) return list;
    }
    return NULL;
}

void ccs_reader_no_such(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of, const char *name)
{
    ccs_closest_t closest = {0};
    const char *const elsewhere = list_with(self, name);
    char members[MEMBERS_SIZE + 16];

    for (uint32_t i = 0; i < of->n; i++) {
        ccs_closest_offer(&closest, name, of->at[i].key);
        if (strcmp(label_of(&of->at[i]), name) != 0) continue;
        ccs_reader_error(self, at, "\"%s\" is a label: write its name, \"%s\"", name, of->at[i].key);
        return;
    }
    if (elsewhere)
        ccs_reader_error(self, at, "there is no %s \"%s\", which is one of %s%s", of->what, name, elsewhere,
            members_text(of, members, sizeof members));
    else if (closest.best)
        ccs_reader_error(self, at, "there is no %s \"%s\", did you mean \"%s\"?", of->what, name, closest.best);
    else if (of->n == 0)
        ccs_reader_error(self, at, "there is no %s \"%s\", nor any other: write it, or none here", of->what, name);
    else ccs_reader_error(self, at, "there is no %s \"%s\"%s", of->what, name, members_text(of, members, sizeof members));
}

void ccs_reader_idle(ccs_reader_t *self, const ccs_named_t *of, uint32_t id, const char *what)
{
    const bool is_word = strlen(of->at[id].key) >= WORD; /* g is like h, and nobody means it */
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < of->n; i++)
        if (i != id && is_word) ccs_closest_offer(&closest, of->at[id].key, of->at[i].key);
    ccs_reader_warning(self, &of->at[id], "%s%s%s%s", what, closest.best ? "; is \"" : "", closest.best ? closest.best : "",
        closest.best ? "\" meant?" : "");
}

uint32_t ccs_read_name(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of)
{
    char expected[80];

    if (at->value->kind != CCS_VALUE_STRING) {
        snprintf(expected, sizeof expected, "the name of a %s", of->what);
        ccs_reader_expected(self, at, expected);
        return CCS_NONE;
    }
    const uint32_t id = ccs_named_find(of, at->value->as.text);

    if (id == CCS_NONE) ccs_reader_no_such(self, at, of, at->value->as.text);
    return id;
}

uint32_t ccs_read_names(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of, uint32_t **ids)
{
    const bool single = at->value && at->value->kind == CCS_VALUE_STRING;
    uint32_t n = 0, index = 0;

    *ids = NULL;
    if (!at->value) return 0;
    if (!single && (at->value->kind != CCS_VALUE_LIST || at->value->n == 0)) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return 0;
    }
    bool *const seen = ccs_reader_array(self, of->n, sizeof *seen);

    if (!seen || !(*ids = ccs_reader_array(self, of->n, sizeof **ids))) return 0;
    for (const ccs_value_t *v = single ? at->value : at->value->first; v; v = single ? NULL : v->next, index++) {
        const ccs_place_t element = single ? *at : ccs_place_element(at, v, index);
        const uint32_t id = ccs_read_name(self, &element, of);

        if (id == CCS_NONE) continue;
        if (seen[id]) {
            ccs_reader_error(self, &element, "names \"%s\" twice", v->as.text);
            continue;
        }
        seen[id] = true;
        (*ids)[n++] = id;
    }
    return n;
}
