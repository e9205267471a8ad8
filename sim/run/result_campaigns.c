/* result_campaigns.c - what the rules of outbound campaigns are, as variables of a result, so that what was found can be held against them. */
#include "result_parts.h"

void ccs_result_add_campaigns(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_CAMPAIGN]};
    const ccs_plan_t *const plan = m->plan;

    if (plan->n_campaigns == 0) return;
    double *const cap =
        ccs_result_numbers(m, "campaign_cap", dims, 2, "1", "live answers that may be abandoned in each window; 1: any");
    double *const window =
        ccs_result_numbers(m, "campaign_window_s", dims, 2, "s", "successive windows since the begin of the run");

    for (uint32_t i = 0; cap && window && i < plan->n_campaigns; i++) {
        cap[i] = plan->campaigns[i].compliance.cap_frac;
        window[i] = plan->campaigns[i].compliance.window_s;
    }
}
