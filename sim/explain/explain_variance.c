/* explain_variance.c - how replications are drawn, where they are not drawn each for itself. */
#include "explain_parts.h"

void ccs_explain_variance(const ccs_plan_t *plan, FILE *to)
{
    const char *how = "";

    switch (plan->variance) {
    case CCS_VARIANCE_PLAIN: return;
    case CCS_VARIANCE_ANTITHETIC:
        how =
            "the second of each pair has the opposites of the first one's gaps, times and factors, so that what is much in one is little in the other";
        break;
    case CCS_VARIANCE_STRATIFIED:
        how = "each factor of a day or an interval falls into another equal part of its law in each of them";
        break;
    case CCS_VARIANCE_LATTICE:
        how = "their factors of days and intervals are the points of a lattice, shifted by chance for each set";
        break;
    }
    fprintf(to,
        "Replications are drawn in sets of %u: %s. No expectation changes by it; intervals rest on sets, each as one observation.\n",
        ccs_plan_set(plan), how);
}
