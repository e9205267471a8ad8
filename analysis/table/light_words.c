/* light_words.c - limits in words. Invariant: each light that is not green is told, or that there are more. */
#include "light_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scope.h"
#include "stretch.h"
#include "words.h"

enum { STRETCHES_MAX = 12 }; /* of a light that are told one by one */

const char *ccs_light_step(const ccs_view_t *view, const ccs_limit_row_t *limit, double step, char text[CCS_FIGURE_MAX + 8])
{
    const enum ccs_figure_unit unit = ccs_figure_unit(view->units[limit->metric], view->kinds[limit->metric]);
    char figure[CCS_FIGURE_MAX];

    if (isnan(step)) return strcpy(text, "");
    snprintf(text, CCS_FIGURE_MAX + 8, "%s %s", ccs_word(limit->above ? "above" : "below"),
        ccs_figure_mean(unit, step, (double) NAN, figure));
    return text;
}

const char *ccs_light_nouns(const ccs_view_t *view, const ccs_limit_row_t *limit, char text[CCS_FIGURE_MAX])
{
    if (limit->axis == CCS_AXIS_RUN) return strcpy(text, "");
    if (limit->axis == CCS_AXIS_DAY) return strcpy(text, ccs_word("days"));
    snprintf(text, CCS_FIGURE_MAX, "%ss",
        ccs_prose_interval_noun(view->report, view->interval_end_s[0] - view->interval_start_s[0]));
    return text;
}

/* "Mon 2 Mar 10:00-11:00", "Mon 2 Mar to Wed 4 Mar" */
static void say_stretch(const ccs_view_t *v, const ccs_limit_row_t *limit, ccs_below_target_t of, ccs_prose_t *to)
{
    const bool by_day = limit->axis == CCS_AXIS_DAY, dated = ccs_prose_is_dated(v->intervals, v->n_intervals);
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    if (by_day) ccs_prose_add(to, "%s", ccs_prose_day(v->days.names[of.first], begin));
    else ccs_prose_add(to, "%s", ccs_prose_begin(v->intervals[of.first], dated, begin));
    if (of.first == of.last) return;
    if (by_day) ccs_prose_add(to, " to %s", ccs_prose_day(v->days.names[of.last], end));
    else if (v->report || !ccs_view_same_block(v, of.first, of.last))
        ccs_prose_add(to, " to %s", ccs_prose_begin(v->intervals[of.last], dated, end));
    else
        ccs_prose_add(to, "-%s",
            ccs_prose_end(v->intervals[of.last], v->interval_end_s[of.last] - v->interval_start_s[of.last], end));
}

static void say_light(const ccs_view_t *view, const ccs_limit_row_t *limit, const unsigned char *marks, enum ccs_light light,
    ccs_prose_t *to)
{
    const uint32_t n = ccs_view_count(view, limit->axis), n_stretches = ccs_stretch_count(marks, n, (unsigned char) light);
    ccs_below_target_t stretch;
    uint32_t from = 0;

    if (n_stretches == 0) return;
    ccs_prose_add(to, "%s%s ", to->n > 0 ? "; " : "", ccs_word(ccs_light_name(light)));
    for (uint32_t i = 0; i < STRETCHES_MAX && ccs_stretch_next(marks, n, (unsigned char) light, &from, &stretch); i++) {
        if (i > 0) ccs_prose_add(to, ", ");
        say_stretch(view, limit, stretch, to);
    }
    if (n_stretches > STRETCHES_MAX) ccs_prose_add(to, " and %u more", n_stretches - STRETCHES_MAX);
}

void ccs_light_say(const ccs_view_t *view, const ccs_limit_row_t *limit, const unsigned char *marks, ccs_prose_t *to)
{
    static const enum ccs_light told[] = {CCS_LIGHT_RED, CCS_LIGHT_YELLOW, CCS_LIGHT_UNDECIDED};

    for (size_t i = 0; limit->axis != CCS_AXIS_RUN && i < sizeof told / sizeof *told; i++)
        say_light(view, limit, marks, told[i], to);
}
