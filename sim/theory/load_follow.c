/* load_follow.c - attempts that follow others, in loads. */
#include "load_follow.h"

#include <math.h>

#include "put_off.h"

enum { ATTEMPTS_MAX = 1 << 20 };

static const double NEGLIGIBLE = 1e-12; /* share */

/* The share of attempts after which another one follows, in a geometric law with the mean number of attempts that the scenario's has. */
static double share_again(const ccs_repeat_t *repeat, ccs_load_again_t again, double contained_frac)
{
    const double frac = again.first_frac * (1 - contained_frac), further_frac = again.further_frac * (1 - contained_frac);
    const bool is_same = again.further_frac == again.first_frac;
    double sum = 1, product = 1;

    if (repeat->max_attempts == CCS_NONE && repeat->decay >= 1 && is_same) return frac;
    for (uint32_t k = 1; k < repeat->max_attempts && k < ATTEMPTS_MAX && product > NEGLIGIBLE; k++) {
        product *= is_same || k == 1 ? frac * pow(repeat->decay, k - 1.0) : further_frac * pow(repeat->decay, k - 2.0);
        sum += product;
    }
    return 1 - 1 / sum;
}

/* The share of a type's attempts that ended so, first or further ones. */
static double redial_frac(const ccs_type_t *type, enum ccs_retry_cause cause, bool further)
{
    return further && type->again.further.has[cause] ? type->again.further.frac[cause] : type->again.frac[cause];
}

ccs_load_again_t ccs_load_redials(const ccs_plan_t *plan, const ccs_type_t *type)
{
    const enum ccs_retry_cause cause = type->patience.kind != CCS_DISTRIBUTION_NONE ? CCS_RETRY_ABANDONED : CCS_RETRY_BLOCKED;
    const double stay_frac = cause == CCS_RETRY_ABANDONED ? 1 - type->never_frac : ccs_plan_may_block(plan, type);

    return (ccs_load_again_t){stay_frac * redial_frac(type, cause, false), stay_frac * redial_frac(type, cause, true)};
}

ccs_load_follow_t ccs_load_follow(const ccs_repeat_t *repeat, ccs_load_again_t again, double contained_frac, double before_s)
{
    ccs_load_follow_t out = {.frac = share_again(repeat, again, contained_frac)};

    for (int i = 0; i < CCS_LOAD_DELAYS; i++)
        out.late_s[i] = before_s +
            (repeat->delay.kind == CCS_DISTRIBUTION_NONE ? 0 : ccs_distribution_at(&repeat->delay, (i + 0.5) / CCS_LOAD_DELAYS));
    return out;
}

/* Contacts that would have fallen into closed hours come in the course of the day that begins with a cell. */
static void send_into_day(const ccs_load_from_t *from, uint32_t first, double contacts)
{
    const ccs_plan_t *const plan = from->plan;
    const ccs_cell_t *const cells = plan->cells;
    uint32_t end;
    const double all = ccs_put_off_contacts_of_day(plan, from->type, first, &end);

    if (!(all > 0)) from->again_per_s[first] += contacts / (cells[first].end_s - cells[first].start_s);
    for (uint32_t i = first; all > 0 && i < end; i++)
        from->again_per_s[i] += contacts * ccs_put_off_contacts(plan, from->type, i) / all / (cells[i].end_s - cells[i].start_s);
}

/* Contacts that follow in a cell; from closed hours they come when it opens, or in that day. */
static void send_into(const ccs_load_from_t *from, uint32_t cell, double contacts)
{
    const ccs_plan_t *const plan = from->plan;
    uint32_t to = cell;

    while (to < plan->n_cells && !ccs_plan_is_served(plan, from->type, to)) to++;
    if (to == plan->n_cells) return;
    if (to > cell && ccs_plan_puts_off_to_day(&plan->types[from->type])) send_into_day(from, to, contacts);
    else from->again_per_s[to] += contacts / (plan->cells[to].end_s - plan->cells[to].start_s);
}

void ccs_load_follow_on(ccs_load_follow_t *self, const ccs_load_from_t *from, double per_s)
{
    const uint32_t n = from->plan->n_cells;
    const ccs_cell_t *const cells = from->plan->cells, *const at = &cells[from->cell];
    const double point_per_s = per_s * self->frac / CCS_LOAD_DELAYS;

    if (!(point_per_s > 0)) return;
    for (int i = 0; i < CCS_LOAD_DELAYS; i++) {
        const double start_s = at->start_s + self->late_s[i], end_s = at->end_s + self->late_s[i];
        uint32_t c = self->first[i] > from->cell ? self->first[i] : from->cell + 1;

        while (c < n && cells[c].end_s <= start_s) c++;
        self->first[i] = c;
        for (; c < n && cells[c].start_s < end_s; c++)
            send_into(from, c, point_per_s * (fmin(end_s, cells[c].end_s) - fmax(start_s, cells[c].start_s)));
    }
}
