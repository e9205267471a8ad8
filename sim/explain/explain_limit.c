/* explain_limit.c - limits of figures in words. */
#include "explain_limit.h"

#include <math.h>
#include <string.h>

#include "units.h"

/* "yellow above 85 %" */
static void explain_step(const ccs_limit_t *limit, const char *color, double step, const char *before, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    if (isnan(step)) return;
    fprintf(to, "%s%s %s %s", before, color, limit->side == CCS_LIMIT_ABOVE ? "above" : "below",
        !strcmp(limit->unit, "s") ? ccs_units_show_duration(step, text, sizeof text)
            : limit->is_share     ? ccs_units_show_share(step, text, sizeof text)
                                  : ccs_units_show_number(step, text, sizeof text));
}

void ccs_explain_limits(const ccs_plan_t *plan, FILE *to)
{
    static const char *const per[] = {"by interval", "by day", "over the run"};

    if (plan->n_limits > 0) fprintf(to, "\nLimits of figures, which change nothing that happens\n");
    for (uint32_t i = 0; i < plan->n_limits; i++) {
        const ccs_limit_t *const limit = &plan->limits[i];

        fprintf(to, "  %s: %s of %s, %s: ", limit->name, limit->metric, limit->of, per[limit->per]);
        explain_step(limit, "yellow", limit->yellow, "", to);
        explain_step(limit, "red", limit->red, isnan(limit->yellow) ? "" : ", ", to);
        fprintf(to, ".\n");
    }
}
