/* shift_columns.c - a shift on the grid. Invariant: breaks that are laid do not overlap and lie in their windows. */
#include "shift_columns.h"

#include <math.h>

/* Sum of the prices in front of a row, counted from the start of the shift. */
static double before(const ccs_shift_prices_t *prices, int64_t row)
{
    const int64_t at = row < prices->from ? 0 : row > prices->to ? prices->to - prices->from : row - prices->from;

    return prices->sums[at];
}

size_t ccs_shift_scratch(const ccs_shift_candidates_t *candidates)
{
    uint32_t widest = 0;

    for (uint32_t j = 0; j < candidates->n; j++)
        for (uint32_t i = 0; i < candidates->items[j].n_windows; i++)
            if (candidates->items[j].windows[i].to - candidates->items[j].windows[i].from >= widest)
                widest = candidates->items[j].windows[i].to - candidates->items[j].windows[i].from + 1;
    return (size_t) CCS_SHIFT_BREAKS_MAX * (widest + 1);
}

/* Where a break begins that costs least, when the one behind it begins at @p limit or later: least[p] is that of beginning at from + p or before. */
static uint32_t latest_best(const ccs_shift_window_t *w, const double *least, uint32_t limit)
{
    uint32_t p = (limit < w->to ? limit : w->to) - w->from;

    while (p > 0 && least[p - 1] <= least[p]) p--;
    return w->from + p;
}

double ccs_shift_place(const ccs_shift_candidate_t *candidate, const ccs_shift_prices_t *prices, uint32_t *breaks,
    double *scratch)
{
    const ccs_shift_candidate_t *const c = candidate;
    const double worth = before(prices, (int64_t) c->start + c->n_rows) - before(prices, c->start);
    const double *last = NULL;

    if (c->n_windows == 0) return worth;
    for (uint32_t i = 0; i < c->n_windows; i++) { /* least[p]: of the breaks up to this one, which begins at from + p or before */
        const ccs_shift_window_t *const w = &c->windows[i], *const prior = i > 0 ? w - 1 : NULL;
        double *const least = scratch;

        for (uint32_t p = 0; p <= w->to - w->from; p++) {
            const int64_t begin = (int64_t) c->start + w->from + p;
            double cost = before(prices, begin + w->lasts) - before(prices, begin);

            if (prior && w->from + p < prior->from + prior->lasts) cost = (double) INFINITY;
            else if (prior) {
                const uint32_t limit = w->from + p - prior->lasts;

                cost += last[(limit < prior->to ? limit : prior->to) - prior->from];
            }
            least[p] = p > 0 ? fmin(least[p - 1], cost) : cost;
        }
        last = least;
        scratch += w->to - w->from + 1;
    }
    const double cost = last[c->windows[c->n_windows - 1].to - c->windows[c->n_windows - 1].from];
    uint32_t limit = UINT32_MAX;

    for (uint32_t i = c->n_windows; i-- > 0;) {
        breaks[i] = latest_best(&c->windows[i], last, limit);
        if (i == 0) break;
        limit = breaks[i] - c->windows[i - 1].lasts;
        last -= c->windows[i - 1].to - c->windows[i - 1].from + 1;
    }
    return worth - cost;
}

bool ccs_shift_covers(const ccs_shift_candidate_t *candidate, const uint32_t *breaks, uint32_t row)
{
    const int64_t at = (int64_t) row - candidate->start;

    if (at < 0 || at >= candidate->n_rows) return false;
    for (uint32_t i = 0; i < candidate->n_windows; i++)
        if (at >= breaks[i] && at < (int64_t) breaks[i] + candidate->windows[i].lasts) return false;
    return true;
}

static void add_stretch(int64_t from, int64_t to, double heads, double *rows, uint32_t n_rows)
{
    for (int64_t row = from > 0 ? from : 0; row < to && row < n_rows; row++) rows[row] += heads;
}

void ccs_shift_add(const ccs_shift_candidate_t *candidate, const uint32_t *breaks, double heads, double *rows, uint32_t n_rows)
{
    const int64_t start = candidate->start;

    add_stretch(start, start + candidate->n_rows, heads, rows, n_rows);
    for (uint32_t i = 0; i < candidate->n_windows; i++)
        add_stretch(start + breaks[i], start + breaks[i] + candidate->windows[i].lasts, -heads, rows, n_rows);
}
