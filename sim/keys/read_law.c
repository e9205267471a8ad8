/* read_law.c - distributions of a scenario, whose mean may vary over time. Invariant: what is handed to ccs_distribution_make is finite or absent; whether
 * it obeys a law is decided there. */
#include "read_law.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "mixture.h"
#include "read_course.h"
#include "read_value.h"
#include "text.h"
#include "units.h"

enum unit { AMOUNT, NUMBER, LOCATION };

static const struct {
    const char *key;
    enum unit unit;
    size_t offset; /* of a double in ccs_distribution_given_t */
} KEYS[] = {
#define X(name, unit, text) {#name, unit, offsetof(ccs_distribution_given_t, name)},
    CCS_LAW_KEY_LIST(X)
#undef X
};
enum { N_KEYS = sizeof KEYS / sizeof *KEYS };

static const double AMOUNT_MAX = 1e9; /* seconds: thirty years; beyond it is a slip, and sums of times lose digits */

static double *field(ccs_distribution_given_t *given, int key)
{
    return (double *) (void *) ((char *) given + KEYS[key].offset);
}

/* A duration, or a plain number for factors. */
static bool amount(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use, double *x)
{
    const bool times = use != CCS_LAW_FACTOR;

    if (times && at->value->kind == CCS_VALUE_STRING && ccs_read_signed(ccs_units_duration, at->value->as.text, x)) {
        /* a duration in words */
    } else if (!ccs_read_number(self, at, times ? CCS_UNITS_DURATION_FORM : "a number", x)) {
        return false;
    }
    if (fabs(*x) <= AMOUNT_MAX) return true;
    ccs_reader_expected(self, at, "at most 1e9 seconds");
    return false;
}

static int find_key(const char *name)
{
    for (int i = 0; i < N_KEYS; i++)
        if (strcmp(KEYS[i].key, name) == 0) return i;
    return -1;
}

/* What says how a factor is correlated, which is nothing of its law. */
static bool is_of_factor(const char *key)
{
    return strcmp(key, "memory") == 0 || strcmp(key, "with") == 0 || strcmp(key, "correlation") == 0;
}

static void unknown_parameter(ccs_reader_t *self, const ccs_place_t *at)
{
    ccs_closest_t closest = {0};

    for (int i = 0; i < N_KEYS; i++) ccs_closest_offer(&closest, at->key, KEYS[i].key);
    ccs_closest_offer(&closest, at->key, "dist");
    ccs_closest_offer(&closest, at->key, "values");
    ccs_closest_offer(&closest, at->key, "weights");
    if (closest.best) {
        ccs_reader_error(self, at, "unknown parameter of a distribution, did you mean \"%s\"?", closest.best);
    } else {
        ccs_reader_error(self, at,
            "unknown parameter of a distribution; known are dist, mean, cv and those of `ccsim list distributions`");
    }
}

/* The numbers of `values` or `weights`, in the arena; NULL if something is wrong. */
static const double *numbers(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use, uint32_t *n)
{
    uint32_t index = 0;
    bool valid = true;

    if (at->value->kind != CCS_VALUE_LIST || at->value->n == 0) {
        ccs_reader_expected(self, at, "a list of numbers");
        return NULL;
    }
    double *const x = ccs_reader_array(self, at->value->n, sizeof *x);

    for (const ccs_value_t *v = at->value->first; v && x; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(at, v, index);

        if (!amount(self, &element, use, &x[index])) valid = false;
    }
    *n = at->value->n;
    return valid ? x : NULL;
}

/* A law while it is read. */
typedef struct {
    enum ccs_law_use use;
    enum ccs_distribution_kind kind;
    ccs_distribution_given_t given;
    const ccs_course_t *course; /* of its mean; NULL: it does not vary */
} law_t;

/* The mean, or the value of a constant, may be one over time: then the rest says the form, which holds at all times. */
static bool is_moving(const ccs_value_t *parameter, enum ccs_law_use use)
{
    return use == CCS_LAW_TIME && ccs_is_over_time(parameter) &&
        (strcmp(parameter->key, "mean") == 0 || strcmp(parameter->key, "value") == 0);
}

static bool read_moving(ccs_reader_t *self, const ccs_place_t *at, law_t *law)
{
    double *const mean = field(&law->given, find_key(at->key));

    ccs_read_course(self, at, CCS_COURSE_TIME, mean, &law->course);
    return !isnan(*mean);
}

/* Lengths that would have to vary with the mean, if the form is to stay as it is. @return false if something was recorded */
static bool check_beside_moving(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use)
{
    const ccs_value_t *moving = NULL;
    bool valid = true;

    for (const ccs_value_t *v = at->value->first; v; v = v->next)
        if (is_moving(v, use)) moving = v;
    for (const ccs_value_t *v = at->value->first; moving && v; v = v->next) {
        const ccs_place_t parameter = ccs_place_field(at, v);
        const int key = find_key(v->key);

        if (v == moving || key < 0 || KEYS[key].unit == NUMBER) continue;
        ccs_reader_error(self, &parameter,
            "cannot stand beside a %s that varies over time: the form of the law, such as cv, holds at all times", moving->key);
        valid = false;
    }
    return valid;
}

/* The weight of a part of a mixture. */
static bool is_of_part(const ccs_place_t *at, const char *key)
{
    return at->parent && at->parent->key && strcmp(at->parent->key, "parts") == 0 && strcmp(key, "weight") == 0;
}

/* All parameters of the group. @return false if something was recorded */
static bool read_parameters(ccs_reader_t *self, const ccs_place_t *at, law_t *law)
{
    const enum ccs_law_use use = law->use;
    ccs_distribution_given_t *const given = &law->given;
    uint32_t n_weights = 0;
    bool valid = check_beside_moving(self, at, use);

    for (const ccs_value_t *v = at->value->first; v; v = v->next) {
        const ccs_place_t parameter = ccs_place_field(at, v);
        const int key = find_key(v->key);

        if (strcmp(v->key, "dist") == 0 || (use == CCS_LAW_FACTOR && is_of_factor(v->key)) || is_of_part(at, v->key)) continue;
        if (strcmp(v->key, "values") == 0) {
            valid &= (given->values = numbers(self, &parameter, use, &given->n_values)) != NULL;
        } else if (strcmp(v->key, "weights") == 0) {
            valid &= (given->weights = numbers(self, &parameter, CCS_LAW_FACTOR, &n_weights)) != NULL;
        } else if (key < 0) {
            unknown_parameter(self, &parameter);
            valid = false;
        } else if (is_moving(v, use)) {
            valid &= read_moving(self, &parameter, law);
        } else if (KEYS[key].unit == AMOUNT || (KEYS[key].unit == LOCATION && law->kind == CCS_DISTRIBUTION_TRUNCATED_NORMAL)) {
            valid &= amount(self, &parameter, use, field(given, key));
        } else {
            valid &= ccs_read_number(self, &parameter, "a number", field(given, key));
        }
    }
    if (valid && given->weights && n_weights != given->n_values) {
        ccs_reader_error(self, at, "has %lu values and %lu weights", (unsigned long) given->n_values, (unsigned long) n_weights);
        valid = false;
    }
    return valid;
}

/* Where the mean need not be written, complete what says the form: the mean becomes 1, or the law's own scale does. */
static void complete(enum ccs_distribution_kind kind, ccs_distribution_given_t *given)
{
    const bool has_mean = !isnan(given->mean) || !isnan(given->rate) || !isnan(given->scale) || !isnan(given->median) ||
        !isnan(given->mu) || !isnan(given->value) || !isnan(given->mean_1) || !isnan(given->mean_2) || !isnan(given->min) ||
        !isnan(given->max) || given->values;

    if (has_mean || kind == CCS_DISTRIBUTION_NONE) return;
    if (kind == CCS_DISTRIBUTION_CONSTANT) {
        given->value = 1;
    } else if (!isnan(given->shape) && isnan(given->cv)) {
        given->scale =
            kind == CCS_DISTRIBUTION_GAMMA && given->shape > 0 ? 1 / given->shape : 1; /* a gamma law then has mean 1 */
    } else if (!isnan(given->sigma)) {
        given->mu = -given->sigma * given->sigma / 2; /* mean 1 */
    } else {
        given->mean = 1;
    }
}

/* The record of ccs_distribution_make at the parameter that it names. */
static void refuse(ccs_reader_t *self, const ccs_place_t *at, const ccs_err_t *err)
{
    const ccs_value_t *const parameter = ccs_value_get(at->value, err->path);

    if (parameter) {
        const ccs_place_t place = ccs_place_field(at, parameter);

        ccs_reader_error(self, &place, "%s", err->text);
    } else {
        ccs_reader_error(self, at, "%s", err->text);
    }
}

static ccs_distribution_t make(ccs_reader_t *self, const ccs_place_t *at, const law_t *read)
{
    const enum ccs_distribution_kind kind = read->kind;
    ccs_distribution_t law = {0};
    ccs_err_t err;
    const int ret = ccs_distribution_make(kind, &read->given, self->arena, &law, &err);

    if (ret == CCS_ERR_NOMEM) {
        self->out_of_memory = true;
    } else if (ret != 0) {
        refuse(self, at, &err);
    } else if (kind != CCS_DISTRIBUTION_NONE && !(law.mean >= 0 && law.mean <= AMOUNT_MAX)) {
        ccs_reader_error(self, at, "its mean must be from 0 to 1e9, found %g", law.mean);
    } else {
        if (read->course) law.course = ccs_course_scaled(self, read->course, 1 / law.mean);
        return law;
    }
    return (ccs_distribution_t){0};
}

/* The kind that `dist` names, -1 if there is none (recorded). */
static int find_kind(ccs_reader_t *self, const ccs_place_t *at)
{
    const ccs_value_t *const dist = ccs_value_get(at->value, "dist");
    static const char *const names[] = {
#define X(name, text, parameters, about) text,
        CCS_DISTRIBUTION_LIST(X)
#undef X
    };
    ccs_closest_t closest = {0};

    if (!dist) {
        ccs_reader_error(self, at, "a distribution needs its law: dist = \"lognormal\"; (see `ccsim list distributions`)");
        return -1;
    }
    const ccs_place_t place = ccs_place_field(at, dist);

    if (dist->kind != CCS_VALUE_STRING) {
        ccs_reader_expected(self, &place, "the name of a distribution such as \"lognormal\"");
        return -1;
    }
    const int kind = ccs_distribution_find(dist->as.text);

    if (kind >= 0) return kind;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) ccs_closest_offer(&closest, dist->as.text, names[i]);
    if (closest.best) {
        ccs_reader_error(self, &place, "there is no distribution \"%s\", did you mean \"%s\"?", dist->as.text, closest.best);
    } else {
        ccs_reader_error(self, &place, "there is no distribution \"%s\"; see `ccsim list distributions`", dist->as.text);
    }
    return -1;
}

static void doubt_cv(ccs_reader_t *self, const ccs_place_t *at, const ccs_value_t *cv, double x)
{
    const ccs_place_t place = ccs_place_field(at, cv);

    (void) ccs_reader_doubt(self, &place, CCS_PLAUSIBLE_CV, x);
}

/* A duration over time: always the same at any time, and another at another. */
static ccs_distribution_t constant_over_time(ccs_reader_t *self, const ccs_place_t *at)
{
    law_t law = {.kind = CCS_DISTRIBUTION_CONSTANT, .given = CCS_DISTRIBUTION_GIVEN_NOTHING};

    ccs_read_course(self, at, CCS_COURSE_TIME, &law.given.value, &law.course);
    return isnan(law.given.value) ? (ccs_distribution_t){0} : make(self, at, &law);
}

/* ---- mixtures ------------------------------------------------------------------------------------------------------------------- */

/* @return false if something was recorded */
static bool read_part(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use, ccs_mixture_part_t *part)
{
    const ccs_value_t *const weight = at->value->kind == CCS_VALUE_GROUP ? ccs_value_get(at->value, "weight") : NULL;

    if (!weight) {
        ccs_reader_error(self, at, "expected a part of a mixture such as { weight = 0.7; dist = \"exponential\"; mean = 60; }");
        return false;
    }
    const ccs_place_t place = ccs_place_field(at, weight);

    if (!ccs_read_number(self, &place, "a number such as 0.7", &part->weight)) return false;
    part->law = ccs_read_law(self, at, use);
    if (part->law.kind == CCS_DISTRIBUTION_NONE) return false;
    if (!(part->weight > 0)) ccs_reader_error(self, &place, "must be > 0, found %g", part->weight);
    else if (part->law.course) ccs_reader_error(self, at, "cannot vary over time within a mixture");
    else if (!ccs_mixture_takes(&part->law))
        ccs_reader_error(self, at,
            "%s cannot be part of a mixture: expected exponential, gamma, erlang, lognormal, weibull or hyperexponential",
            ccs_distribution_name(part->law.kind));
    else return true;
    return false;
}

/* Nothing but its parts says what a mixture is. @return false if something was recorded */
static bool check_mixture(ccs_reader_t *self, const ccs_place_t *at, const ccs_value_t *parts, enum ccs_law_use use)
{
    bool valid = true;

    if (!parts || parts->kind != CCS_VALUE_LIST || parts->n == 0 || parts->n > CCS_MIXTURE_PARTS) {
        ccs_reader_error(self, at,
            "a mixture needs 1 to %d parts: parts = ({ weight = 0.7; dist = \"exponential\"; mean = 60; }, ...)",
            (int) CCS_MIXTURE_PARTS);
        valid = false;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next) {
        const ccs_place_t field = ccs_place_field(at, v);

        if (v == parts || strcmp(v->key, "dist") == 0 || (use == CCS_LAW_FACTOR && is_of_factor(v->key)) ||
            is_of_part(at, v->key))
            continue;
        ccs_reader_error(self, &field,
            "cannot stand in a mixture, which has dist and parts: each part has parameters of its own");
        valid = false;
    }
    return valid;
}

static ccs_distribution_t read_mixture(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use)
{
    const ccs_value_t *const parts = ccs_value_get(at->value, "parts");
    ccs_mixture_part_t read[CCS_MIXTURE_PARTS];
    ccs_distribution_t law = {0};
    ccs_err_t err;
    uint32_t n = 0;
    bool valid = check_mixture(self, at, parts, use);

    if (!valid) return law;
    const ccs_place_t list = ccs_place_field(at, parts);

    for (const ccs_value_t *v = parts->first; v; v = v->next, n++) {
        const ccs_place_t part = ccs_place_element(&list, v, n);

        valid = read_part(self, &part, use, &read[n]) && valid;
    }
    if (valid && ccs_mixture_make(read, n, self->arena, &law, &err) != 0) self->out_of_memory = true;
    return law;
}

ccs_distribution_t ccs_read_law(ccs_reader_t *self, const ccs_place_t *at, enum ccs_law_use use)
{
    const ccs_distribution_t none = {0};

    if (!at->value) return none;
    if (at->value->kind == CCS_VALUE_GROUP) {
        const ccs_value_t *const cv = ccs_value_get(at->value, "cv");
        const int kind = find_kind(self, at);
        law_t law = {.use = use, .kind = (enum ccs_distribution_kind) kind, .given = CCS_DISTRIBUTION_GIVEN_NOTHING};

        if (kind == CCS_DISTRIBUTION_MIXTURE) return read_mixture(self, at, use);
        if (kind < 0 || !read_parameters(self, at, &law)) return none;
        if (cv) doubt_cv(self, at, cv, law.given.cv);
        if (use != CCS_LAW_TIME) complete(law.kind, &law.given);
        return make(self, at, &law);
    }
    if (use == CCS_LAW_TIME && ccs_is_over_time(at->value)) return constant_over_time(self, at);
    double value = NAN;

    if (at->value->kind == CCS_VALUE_STRING &&
        (use == CCS_LAW_FACTOR || !ccs_read_signed(ccs_units_duration, at->value->as.text, &value))) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return none;
    }
    if (at->value->kind != CCS_VALUE_STRING && !ccs_read_number(self, at, ccs_shape_text(at->row->shape), &value)) return none;
    if (!(value >= 0 && value <= AMOUNT_MAX)) {
        ccs_reader_expected(self, at, "a time from 0 to 1e9 seconds");
        return none;
    }
    return ccs_distribution_constant(value);
}
