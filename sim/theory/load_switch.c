/* load_switch.c - shares that are sent elsewhere. Invariant: nobody is lost by it, nor sent on twice. */
#include "load_switch.h"

#include <math.h>

#include "date.h"
#include "expression.h"
#include "switching.h"

enum { MOMENTS = 6, DAY_S = 86400 }; /* of a cell at which conditions are looked at */

/* What conditions by the clock are asked at. */
typedef struct {
    const ccs_load_t *load;
    double clock_s; /* of the local clock, since midnight of the first date */
} moment_t;

static double read_clock(const void *context, enum ccs_gauge gauge, uint32_t argument)
{
    const moment_t *const at = context;
    const double days = floor(at->clock_s / DAY_S);

    if (gauge == CCS_GAUGE_OPEN) return !ccs_plan_is_closed(at->load->plan, argument, at->load->cell);
    if (gauge == CCS_GAUGE_WEEKDAY) return 1 + ccs_date_weekday(at->load->plan->first_date + (int64_t) days);
    return at->clock_s - DAY_S * days;
}

/* For how much of the cell at hand the row is there. */
static double there_frac(const ccs_load_t *self, const ccs_switch_t *row)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];
    double sum = 0;

    if (ccs_plan_is_closed(self->plan, row->to, self->cell)) return 0;
    if (!row->when) return 1;
    if (!ccs_expression_is_by_clock(row->when)) return row->expected_frac;
    for (int i = 0; i < MOMENTS; i++) {
        const moment_t at = {self, cell->clock_s + (cell->end_s - cell->start_s) * (i + 0.5) / MOMENTS};

        sum += ccs_expression_value(row->when, read_clock, &at);
    }
    return sum / MOMENTS;
}

/* The odds of the types that may be chosen, but for the own. */
static double odds_of_others(const ccs_load_t *self, uint32_t type)
{
    const ccs_switching_t *const s = self->plan->switching;
    double sum = 0;

    for (uint32_t i = s->first[type]; i < s->first[type + 1]; i++) sum += s->rows[i].odds * there_frac(self, &s->rows[i]);
    return sum;
}

static double odds_of_own(const ccs_channel_choice_t *choice, bool further)
{
    return exp(further ? choice->after_failure : choice->same);
}

/* @param sent  by type: what it has more by it */
static void send_from(const ccs_load_t *self, uint32_t type, double per_s, bool further, double *sent, double *explain)
{
    const ccs_switching_t *const s = self->plan->switching;
    const ccs_channel_choice_t *const choice = &s->choices[type];
    const double odds = choice->is_on ? odds_of_own(choice, further) + odds_of_others(self, type) : 1;
    double left_frac = 1;

    for (uint32_t i = s->first[type]; i < s->first[type + 1]; i++) {
        const ccs_switch_t *const row = &s->rows[i];
        const double there = there_frac(self, row);
        const double goes_per_s = per_s * there * (choice->is_on ? row->odds / odds : left_frac * row->accept_frac);

        sent[type] -= goes_per_s;
        sent[row->to] += goes_per_s;
        left_frac *= 1 - there * row->accept_frac;
        if (row->context_frac < 1) explain[row->to] += goes_per_s * (1 - row->context_frac) * row->explain.mean;
    }
}

void ccs_load_switch(const ccs_load_t *self, double *per_s, bool further, double *explain)
{
    const uint32_t n = self->plan->n_types;
    double *const sent = per_s + n;

    for (uint32_t type = 0; type < n; type++) sent[type] = 0;
    for (uint32_t type = 0; type < n; type++)
        if (per_s[type] > 0) send_from(self, type, per_s[type], further, sent, explain);
    for (uint32_t type = 0; type < n; type++) per_s[type] += sent[type];
}
