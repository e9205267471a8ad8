/* closed_days.c - closed times that reach over whole days. Invariant: days lie within those of the view, whatever a file says. */
#include "closed_days.h"

#include <math.h>

enum { SAID_MAX = 3 };

/* The closed days that a closed interval reaches over: behind its own day, or before it where nothing opened yet. */
static void find_days(const ccs_view_t *v, uint32_t interval, ccs_closed_days_t *out)
{
    const uint32_t day = v->interval_day[interval], n = v->days.n;
    const uint32_t next = interval + 1 < v->n_intervals ? v->interval_day[interval + 1] : n;
    const bool before = interval == 0;

    out->day = day;
    out->first = before ? 0 : day + 1;
    out->n_days = 0;
    if (day >= n || next > n) return;
    out->n_days = before ? day : next > day + 1 ? next - day - 1 : 0;
}

bool ccs_closed_days_next(const ccs_view_t *view, uint32_t entity, uint32_t *interval, ccs_closed_days_t *out)
{
    const uint32_t offered = ccs_view_metric(view, "offered");

    if (!view->interval_day || offered == CCS_DATA_NONE || !ccs_view_applies(view, offered, entity)) return false;
    while (*interval < view->n_intervals) {
        const uint32_t i = (*interval)++;

        if (view->interval_open[i]) continue;
        find_days(view, i, out);
        out->offered = ccs_view_point_at(view, offered, entity, i);
        if (out->n_days > 0 && out->offered.mean > 0) return true;
    }
    return false;
}

static void say_one(const ccs_view_t *view, const ccs_closed_days_t *closed, ccs_prose_t *to)
{
    const char *const *const days = view->days.names;

    ccs_prose_add(to, "%s", days[closed->first]);
    if (closed->n_days > 1) ccs_prose_add(to, " to %s", days[closed->first + closed->n_days - 1]);
    ccs_prose_add(to, closed->n_days > 1 ? " are closed: " : " is closed: ");
    ccs_prose_add_figure(to, CCS_FIGURE_NUMBER, closed->offered.mean, closed->offered.half_width);
    if (closed->first > closed->day) ccs_prose_add(to, " offered from the close of %s on stand there\n", days[closed->day]);
    else ccs_prose_add(to, " offered before the opening on %s stand there\n", days[closed->day]);
}

void ccs_closed_days_say(const ccs_view_t *view, uint32_t entity, ccs_prose_t *to)
{
    ccs_closed_days_t closed;
    uint32_t interval = 0, n = 0;

    while (ccs_closed_days_next(view, entity, &interval, &closed))
        if (n++ < SAID_MAX) say_one(view, &closed, to);
    if (n > SAID_MAX) ccs_prose_add(to, "and so on, for %u more closed times\n", n - SAID_MAX);
}
