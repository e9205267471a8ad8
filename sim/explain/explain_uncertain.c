/* explain_uncertain.c - values that are estimates. */
#include "explain_uncertain.h"

#include "units.h"

void ccs_explain_uncertain(const ccs_plan_t *plan, FILE *to)
{
    char low[CCS_UNITS_TEXT_MAX], high[CCS_UNITS_TEXT_MAX];

    if (plan->n_uncertain == 0) return;
    fputs("\nEstimates (they vary with --input-uncertainty alone: ccsim run, compare and tradeoff)\n", to);
    for (uint32_t i = 0; i < plan->n_uncertain; i++) {
        const ccs_uncertain_t *const u = &plan->uncertain[i];

        fprintf(to, "  %s: %s is %s to %s of what is written, in 95 of 100 cases.\n", u->name, u->of,
            ccs_units_show_share(ccs_distribution_at(&u->times, 0.025), low, sizeof low),
            ccs_units_show_share(ccs_distribution_at(&u->times, 0.975), high, sizeof high));
    }
}
