/* ranked.c - sorted rows. Invariant: equal figures keep the order of the result, so that it does not depend on how a library sorts. */
#include "ranked.h"

#include <math.h>
#include <stdlib.h>

static int by_figure(const void *a, const void *b)
{
    const ccs_ranked_t *const x = a, *const y = b;

    if (isnan(x->by) != isnan(y->by)) return isnan(x->by) ? 1 : -1;
    if (x->by > y->by) return -1;
    if (x->by < y->by) return 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

uint32_t ccs_ranked(const ccs_view_t *view, enum ccs_axis axis, const ccs_wanted_t *wanted, uint32_t metric, ccs_ranked_t *rows)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < ccs_view_count(view, axis); i++) {
        if (!ccs_wanted_apart(wanted, ccs_view_name(view, axis, i))) continue;
        rows[n++] = (ccs_ranked_t){i, metric == CCS_DATA_NONE ? 0 : ccs_view_at(view, axis, metric, 0, i).mean};
    }
    if (n > 1) qsort(rows, n, sizeof *rows, by_figure);
    return n;
}
