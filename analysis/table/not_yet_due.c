/* not_yet_due.c - sentences on contacts that no service level counts, and on those that it counts by due dates. */
#include "not_yet_due.h"

#include <math.h>

ccs_point_t ccs_not_yet_due(const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "not_yet_due");
    const ccs_point_t none = ccs_point_around(0, NAN);

    if (metric == CCS_DATA_NONE || entity == CCS_DATA_NONE || !ccs_view_applies(view, metric, entity)) return none;
    const ccs_point_t found = ccs_view_point(view, metric, entity);

    return found.mean > 0 ? found : none;
}

/* " (Mails 12, Forms 3.5)" */
static void say_types(const ccs_view_t *view, ccs_prose_t *to)
{
    const char *before = " (";
    char number[CCS_FIGURE_MAX];

    for (uint32_t i = 0; i < view->n_types; i++) {
        const ccs_point_t found = ccs_not_yet_due(view, view->type_entity[i]);

        if (!(found.mean > 0)) continue;
        ccs_prose_add(to, "%s%s %s", before, view->labels[view->type_entity[i]],
            ccs_figure_mean(CCS_FIGURE_NUMBER, found.mean, found.half_width, number));
        before = ", ";
    }
    ccs_prose_add(to, ")");
}

void ccs_not_yet_due_say(const ccs_view_t *view, ccs_prose_t *to)
{
    const ccs_point_t found = ccs_not_yet_due(view, ccs_view_entity(view, "all"));

    if (!(found.mean > 0)) return;
    ccs_prose_add(to, "When the run ends, ");
    ccs_prose_add_figure(to, CCS_FIGURE_NUMBER, found.mean, found.half_width);
    ccs_prose_add(to, found.mean == 1 ? " contact is not yet due" : " contacts are not yet due");
    if (view->n_types > 1) say_types(view, to);
    ccs_prose_add(to, ": neither in time nor late, in no service level.");
}

void ccs_due_dates_say(const ccs_view_t *view, ccs_prose_t *to)
{
    const char *before = " (";
    uint64_t n = 0;

    for (uint32_t i = 0; view->due_dates && i < view->n_types; i++) n += view->due_dates[i];
    if (n == 0) return;
    ccs_prose_add(to, n == 1 ? "%lu contact that waits when the run begins" : "%lu contacts that wait when the run begins",
        (unsigned long) n);
    for (uint32_t i = 0; view->n_types > 1 && i < view->n_types; i++) {
        if (view->due_dates[i] == 0) continue;
        ccs_prose_add(to, "%s%s", before, view->labels[view->type_entity[i]]);
        before = ", ";
    }
    ccs_prose_add(to,
        n == 1 ? "%s is in time by due dates of their own, whatever the time of the target."
               : "%s are in time by due dates of their own, whatever the time of the target.",
        *before == ',' ? ")" : "");
}
