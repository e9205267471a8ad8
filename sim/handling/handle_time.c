/* handle_time.c - how handle time parts into talk and after-call work. Invariant: at any time talk and after-call work have the mean of the handle
 * time together, and the talk has its form. */
#include "handle_time.h"

#include <math.h>

#include "units.h"

static double factor_at(const ccs_course_t *course, double time_s)
{
    return course ? ccs_course_at(course, time_s) : 1;
}

/* What is left of the handle time while the talk goes on, over time: its factor on the mean of the talk. */
typedef struct {
    const ccs_distribution_t *aht, *wrap;
    ccs_course_piece_t *pieces;
    uint32_t n;
    double least, most;
} rest_t;

static void add_piece(rest_t *rest, double from_s)
{
    const double mean_s = rest->aht->mean - rest->wrap->mean,
                 value = (rest->aht->mean * factor_at(rest->aht->course, from_s) -
                             rest->wrap->mean * factor_at(rest->wrap->course, from_s)) /
        mean_s;

    if (rest->n > 0 && rest->pieces[rest->n - 1].value == value) return;
    rest->pieces[rest->n++] = (ccs_course_piece_t){from_s, value};
    rest->least = fmin(rest->least, value);
    rest->most = fmax(rest->most, value);
}

/* A piece wherever one of both begins. @return NULL without memory */
static const ccs_course_t *rest_over_time(ccs_reader_t *reader, const ccs_distribution_t *aht, const ccs_distribution_t *wrap)
{
    const uint32_t n_aht = aht->course ? aht->course->n : 0, n_wrap = wrap->course ? wrap->course->n : 0;
    ccs_course_t *const course = ccs_reader_array(reader, 1, sizeof *course);
    rest_t rest = {.aht = aht,
        .wrap = wrap,
        .pieces = ccs_reader_array(reader, (size_t) n_aht + n_wrap, sizeof *rest.pieces),
        .least = INFINITY,
        .most = -INFINITY};

    if (!course || !rest.pieces) return NULL;
    for (uint32_t i = 0, k = 0; i < n_aht || k < n_wrap;) {
        const double a_s = i < n_aht ? aht->course->pieces[i].from_s : (double) INFINITY,
                     w_s = k < n_wrap ? wrap->course->pieces[k].from_s : (double) INFINITY;

        add_piece(&rest, fmin(a_s, w_s));
        i += a_s <= w_s;
        k += w_s <= a_s;
    }
    *course = (ccs_course_t){.n = rest.n, .pieces = rest.pieces, .least = rest.least, .most = rest.most};
    return course;
}

ccs_distribution_t ccs_handle_time_talk(ccs_reader_t *reader, const ccs_place_t *at, const ccs_distribution_t *aht,
    const ccs_distribution_t *wrap)
{
    const bool varies = aht->course || wrap->course;
    char whole[CCS_UNITS_TEXT_MAX], part[CCS_UNITS_TEXT_MAX];

    if (wrap->kind == CCS_DISTRIBUTION_NONE || !(wrap->mean > 0)) return *aht;
    ccs_distribution_t talk = {0};
    const ccs_course_t *course = NULL;
    const bool long_enough = aht->mean > wrap->mean;

    if (long_enough && varies) course = rest_over_time(reader, aht, wrap);
    if (!long_enough || (course && !(course->least > 0))) {
        ccs_reader_error(reader, at, "leaves no time for the talk%s: of %s on average %s are after-call work (wrap)",
            long_enough ? " at some time" : "", ccs_units_show_duration(aht->mean, whole, sizeof whole),
            ccs_units_show_duration(wrap->mean, part, sizeof part));
        return talk;
    }
    talk = ccs_distribution_scaled(aht, (aht->mean - wrap->mean) / aht->mean);
    talk.course = course;
    return talk;
}
