/* shift_cover.c - parts of the horizon, one after the other; then what is superfluous is taken away. Invariant: on_phones is what the shifts of the choice
 * come to. */
#include "shift_cover.h"

#include <math.h>

#include "shift_columns.h"
#include "shift_part.h"
#include "shift_trim.h"

/* --- what can be covered ----------------------------------------------------------------------------------------------------------- */

/* Whether some placement of a candidate's breaks leaves a row covered: the row has a price, all others none. */
static bool may_cover(const ccs_shift_candidate_t *c, uint32_t row, double *scratch)
{
    static const double sums[] = {0, 1};
    uint32_t breaks[CCS_SHIFT_BREAKS_MAX];

    return ccs_shift_place(c, &(ccs_shift_prices_t){row, row + 1, sums}, breaks, scratch) > 0.5;
}

int ccs_shift_uncovered(const ccs_shift_need_t *need, uint32_t *row)
{
    ccs_arena_t arena = {0};
    double *const scratch = ccs_arena_array(&arena, ccs_shift_scratch(need->candidates), sizeof *scratch);
    bool covered = true;

    if (!scratch) return CCS_ERR_NOMEM;
    for (*row = 0; *row < need->n_rows; ++*row) {
        covered = !(need->need[*row] > 0);
        for (uint32_t j = 0; !covered && j < need->candidates->n; j++)
            covered = may_cover(&need->candidates->items[j], *row, scratch);
        if (!covered) break;
    }
    if (covered) *row = UINT32_MAX;
    ccs_arena_free(&arena);
    return 0;
}

/* --- parts ------------------------------------------------------------------------------------------------------------------------- */

/* Rows in front of which a part begins: no candidate has both it and the one before. @param linked  by row: candidates that have */
static void find_links(const ccs_shift_need_t *need, uint32_t *linked)
{
    for (uint32_t j = 0; j < need->candidates->n; j++) {
        const ccs_shift_candidate_t *const c = &need->candidates->items[j];
        const int64_t end = (int64_t) c->start + c->n_rows;

        for (int64_t row = c->start < 0 ? 1 : (int64_t) c->start + 1; row < end && row < need->n_rows; row++)
            if (row > 0) linked[row] = 1;
    }
}

typedef int (*part_fn)(const ccs_shift_need_t *need, uint32_t from, uint32_t to, ccs_shift_choice_t *choice, ccs_err_t *err);

/* Each part in which anything is needed. @param linked  scratch, zeroed, one for each row */
static int each_part(const ccs_shift_need_t *need, part_fn part, uint32_t *linked, ccs_shift_choice_t *choice, ccs_err_t *err)
{
    uint32_t from = 0;
    bool needed = false;
    int ret = 0;

    find_links(need, linked);
    for (uint32_t row = 0; row < need->n_rows && ret == 0; row++) {
        needed = needed || need->need[row] > 0;
        if (row + 1 < need->n_rows && linked[row + 1]) continue;
        if (needed) ret = part(need, from, row + 1, choice, err);
        from = row + 1;
        needed = false;
    }
    return ret;
}

static void sum_up(const ccs_shift_need_t *need, ccs_shift_choice_t *choice)
{
    const double row_h = (double) need->templates->row_s / 3600;

    choice->cost = 0;
    choice->found = true;
    for (uint32_t i = 0; i < choice->n_picks; i++) {
        const ccs_shift_candidate_t *const c = &need->candidates->items[choice->picks[i].candidate];

        choice->cost += choice->picks[i].n * need->cost * need->templates->items[c->template_id].weight *
            ccs_shift_paid_h(need->templates, c);
    }
    for (uint32_t row = 0; row < need->n_rows; row++) {
        const double missing = need->need[row] - choice->on_phones[row];

        if (missing < 1e-6) continue;
        if (isfinite(need->short_cost)) choice->cost += need->short_cost * missing * row_h;
        else choice->found = false;
    }
}

int ccs_shift_cover(const ccs_shift_need_t *need, ccs_shift_choice_t *choice, ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    uint32_t *const linked = ccs_arena_array(&arena, need->n_rows, sizeof *linked);
    int ret;

    choice->on_phones = ccs_arena_array(&choice->arena, need->n_rows, sizeof *choice->on_phones);
    CCS_REQUIRE(linked && choice->on_phones, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(each_part(need, ccs_shift_part, linked, choice, err));
    for (uint32_t i = 0; i < choice->n_picks; i++)
        ccs_shift_add(&need->candidates->items[choice->picks[i].candidate], choice->picks[i].breaks, choice->picks[i].n,
            choice->on_phones, need->n_rows);
    CCS_REQUIRE(ccs_shift_trim(need, choice) == 0, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    sum_up(need, choice);
out:
    ccs_arena_free(&arena);
    return ret;
}

int ccs_shift_bound(const ccs_shift_need_t *need, ccs_shift_choice_t *choice, ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    uint32_t *const linked = ccs_arena_array(&arena, need->n_rows, sizeof *linked);
    const int ret = linked ? each_part(need, ccs_shift_part_bound, linked, choice, err)
                           : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");

    ccs_arena_free(&arena);
    return ret;
}
