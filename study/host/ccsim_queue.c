/* ccsim_queue.c - the closed formulas of the public C API. */
#include <math.h>

#include "formula.h"
#include "host.h"

static const double USUAL_WITHIN_S = 20;

static ccs_formula_in_t in(const ccsim_queue_t *self)
{
    ccs_formula_in_t to = ccs_formula_in(self->rate_per_s, self->handle_s, self->agents);

    to.patience_s = self->patience_s;
    to.balk_frac = self->balk_frac;
    to.places = self->places;
    to.lines = self->lines;
    return to;
}

void ccsim_queue_init(ccsim_queue_t *self, double rate_per_s, double handle_s, uint32_t agents)
{
    *self = (ccsim_queue_t){.rate_per_s = rate_per_s,
        .handle_s = handle_s,
        .agents = agents,
        .patience_s = (double) INFINITY,
        .places = CCSIM_UNLIMITED,
        .lines = CCSIM_UNLIMITED,
        .within_s = USUAL_WITHIN_S};
}

int ccsim_queue_solve(const ccsim_queue_t *self, const ccsim_listener_t *listener, ccsim_queue_figures_t *to)
{
    const ccs_formula_in_t from = in(self);
    const ccs_formula_times_t times = {.within_s = &self->within_s, .n = 1, .short_s = (double) NAN};
    ccs_formula_out_t out;
    ccs_formula_within_t within;
    ccs_err_t err = {0};

    *to = (ccsim_queue_figures_t){0};
    if (ccs_formula_figures(&from, &times, &out, &within, &err) != 0) return ccs_host_fail(listener, &err);
    *to = (ccsim_queue_figures_t){.service_level = within.answered_frac,
        .load_erlang = out.load_erlang,
        .p_wait = out.p_wait,
        .p_blocked = out.p_blocked,
        .p_balked = out.p_balked,
        .p_abandoned = out.p_abandoned,
        .p_answered = out.p_answered,
        .mean_wait_s = out.mean_wait_s,
        .asa_s = out.asa_s,
        .queue_length = out.queue_length,
        .occupancy = out.occupancy};
    return CCSIM_OK;
}

int ccsim_queue_agents(const ccsim_queue_t *self, double service_level, const ccsim_listener_t *listener, uint32_t *to)
{
    const ccs_formula_in_t from = in(self);
    const ccs_formula_target_t target = {.aim = CCS_FORMULA_LEVEL,
        .value = service_level,
        .level = CCS_LEVEL_sl_offered,
        .within_s = self->within_s,
        .short_s = (double) NAN};
    ccs_err_t err = {0};

    *to = 0;
    return ccs_formula_least_agents(&from, &target, to, &err) ? ccs_host_fail(listener, &err) : CCSIM_OK;
}
