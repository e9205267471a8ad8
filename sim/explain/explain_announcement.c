/* explain_announcement.c - announcements in words. */
#include "explain_announcement.h"

#include <inttypes.h>
#include <math.h>

#include "elementary.h"
#include "units.h"

static void explain_factor(const ccs_share_curve_t *factor, bool by_place, FILE *to)
{
    const double last = factor->at[factor->n - 1];

    if (by_place)
        fprintf(to, "  What remains of patience is then %g times as long for the next one, %g times from place %" PRIu32 " on.\n",
            factor->at[factor->n > 1], last, factor->n - 1);
    else
        fprintf(to,
            "  What remains of patience is then %g times as long where it will be no time, %g times where it will be %" PRIu32
            " s or more.\n",
            factor->at[0], last, factor->n - 1);
}

static void explain_effect(const ccs_announcement_t *a, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX];

    if (a->factor.n > 0) explain_factor(&a->factor, a->what == CCS_ANNOUNCED_POSITION, to);
    if (a->leave_frac > 0)
        fprintf(to, "  When the wait that was announced is over, %s of those still there give up.\n",
            ccs_units_show_share(a->leave_frac, share, sizeof share));
    if (a->growth_per_s != 0)
        fprintf(to, "  From then on patience runs down %.4g times as fast with every minute.\n", ccs_exp(60 * a->growth_per_s));
}

void ccs_explain_announcement(const ccs_announcement_t *announcement, FILE *to)
{
    const ccs_announcement_t *const a = announcement;
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(to, "  Customers who wait are told %s",
        a->what == CCS_ANNOUNCED_POSITION ? "their place in the queue" : "how long it will be");
    if (!isnan(a->says_s)) fprintf(to, ", always %s", ccs_units_show_duration(a->says_s, text, sizeof text));
    if (a->above_s > 0)
        fprintf(to, ", where the predictor says more than %s", ccs_units_show_duration(a->above_s, text, sizeof text));
    fprintf(to, ", as the wait begins");
    if (!isnan(a->every_s)) fprintf(to, " and then every %s", ccs_units_show_duration(a->every_s, text, sizeof text));
    fprintf(to, ".\n");
    explain_effect(a, to);
}
