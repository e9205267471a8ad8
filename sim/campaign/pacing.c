/* pacing.c - from free agents to lines. */
#include "pacing.h"

#include <math.h>

#include "elementary.h"

/* Steps of what is learnt: the last few hundred calls count; a hundred live answers move `over` by a few per cent where the target is 3 %. */
static const double CALLS = 300, STEP = 0.15, LOWEST = -3, HIGHEST = 3;

static void set_over(ccs_pacer_t *self, double log_over)
{
    self->log_over = log_over;
    self->over = ccs_exp(log_over);
}

void ccs_pacer_reset(ccs_pacer_t *self, const ccs_campaign_t *campaign)
{
    *self = (ccs_pacer_t){.connect_frac = ccs_campaign_connect_frac(campaign)};
    set_over(self, ccs_log(campaign->pacing.over));
}

/* Of a predictive campaign, for each agent who is free or soon will be. */
static double lines_per_agent(const ccs_pacer_t *self)
{
    return self->over / fmax(self->connect_frac, 0.001);
}

double ccs_pacer_agents(const ccs_pacer_t *self, const ccs_pacing_t *pacing, double n_lines)
{
    if (pacing->mode == CCS_PACING_PREDICTIVE) return n_lines / lines_per_agent(self);
    return fmax(0, n_lines - pacing->more) / pacing->per_agent;
}

double ccs_pacer_lines(const ccs_pacer_t *self, const ccs_pacing_t *pacing, double n_free, double n_soon)
{
    if (pacing->mode == CCS_PACING_PREDICTIVE)
        return floor(self->over * fmax(0, n_free + n_soon) / fmax(self->connect_frac, 0.001));
    return n_free > 0 ? floor(pacing->per_agent * n_free + pacing->more) : 0;
}

void ccs_pacer_see_call(ccs_pacer_t *self, bool comes_to_agent)
{
    self->connect_frac += ((comes_to_agent ? 1 : 0) - self->connect_frac) / CALLS;
}

void ccs_pacer_see_live(ccs_pacer_t *self, const ccs_pacing_t *pacing, bool abandoned)
{
    if (isnan(pacing->target_frac)) return;
    set_over(self, fmin(HIGHEST, fmax(LOWEST, self->log_over + STEP * (pacing->target_frac - (abandoned ? 1 : 0)))));
}
