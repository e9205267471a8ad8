/* explain_money.c - costs in words: what an hour of each group comes to, and what its contacts do. */
#include "explain_money.h"

#include <math.h>
#include <stddef.h>

/* Factors of premiums: the range over the periods. */
static void explain_premium(const ccs_plan_t *plan, uint32_t team, FILE *to)
{
    const double *const x = &plan->money->premiums[(size_t) team * plan->periods.n];
    double least = INFINITY, most = 0;

    for (uint32_t i = plan->periods.first_counted; i < plan->periods.first_counted + plan->periods.n_counted; i++) {
        least = fmin(least, x[i]);
        most = fmax(most, x[i]);
    }
    if (most > 1) fprintf(to, ", with premiums %.4g to %.4g times that", least, most);
}

/* What a paid hour comes to, without what is by month and seat. */
static double loaded(const ccs_pay_t *pay, double wage)
{
    return wage * (1 + pay->benefits) + pay->overhead + pay->supervisor_wage * (1 + pay->benefits) / pay->supervised +
        pay->leavers_yearly * (pay->recruiting + pay->training) / (12 * pay->full_time_h) + pay->licence / pay->full_time_h;
}

static void explain_pay(const ccs_plan_t *plan, uint32_t team, FILE *to)
{
    const ccs_money_t *const money = plan->money;
    const ccs_pay_t *const pay = &money->pay[team];
    const double wage = money->wages[plan->teams[team].first_class];

    fprintf(to, "  %s: an hour is paid %.2f", plan->teams[team].label, wage);
    explain_premium(plan, team, to);
    if (loaded(pay, wage) > wage)
        fprintf(to, "; with benefits, supervision, turnover, licences and overhead it costs %.2f", loaded(pay, wage));
    if (pay->seat > 0) fprintf(to, "; %.6g seats cost %.2f each a month", pay->seats, pay->seat);
    if (pay->overtime != 1) fprintf(to, "; overtime is paid %.4g times", pay->overtime);
    if (pay->absence_frac < 1) fprintf(to, "; of absence %.4g %% is paid", 100 * pay->absence_frac);
    if (pay->transition > 0) fprintf(to, "; transition, once, %.2f", pay->transition);
    fprintf(to, ".\n");
}

static void explain_charges(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    static const struct {
        size_t offset;
        const char *text;
    } words[] = {{offsetof(ccs_charges_t, telephony), "a minute on the line"},
        {offsetof(ccs_charges_t, self_service), "a contact in the IVR or bot"},
        {offsetof(ccs_charges_t, self_service_minute), "a minute there"},
        {offsetof(ccs_charges_t, contained), "one that is served to the end there"},
        {offsetof(ccs_charges_t, refund), "a refund"}, {offsetof(ccs_charges_t, dispatch), "a dispatch"},
        {offsetof(ccs_charges_t, fine), "a day that misses its target"},
        {offsetof(ccs_charges_t, abandoned), "a customer who gives up (not paid)"},
        {offsetof(ccs_charges_t, waiting), "a minute of waiting (not paid)"},
        {offsetof(ccs_charges_t, income), "a contact served (revenue)"}, {offsetof(ccs_charges_t, sale), "a sale (revenue)"}};
    const char *before = "";

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const double price = *(const double *) (const void *) ((const char *) &plan->money->charges[id] + words[i].offset);

        if (price == 0) continue;
        if (before[0] == '\0') fprintf(to, "  %s: ", plan->types[id].label);
        fprintf(to, "%s%s %.6g", before, words[i].text, price);
        before = ", ";
    }
    if (before[0] != '\0') fprintf(to, ".\n");
}

void ccs_explain_money(const ccs_plan_t *plan, FILE *to)
{
    const ccs_money_t *const money = plan->money;

    if (!money) return;
    fprintf(to, "\nCosts, in %s; nothing that happens depends on them\n", money->currency);
    for (uint32_t i = 0; i < plan->n_teams; i++) explain_pay(plan, i, to);
    for (uint32_t i = 0; i < plan->n_types; i++) explain_charges(plan, i, to);
    if (money->index[plan->periods.first_counted + plan->periods.n_counted - 1] != 1)
        fprintf(to, "  Prices are %.4g times these when the run ends.\n",
            money->index[plan->periods.first_counted + plan->periods.n_counted - 1]);
    fprintf(to,
        "  What a group costs goes to its types by the time that its agents work for them. Statements are by calendar month: %s%s%s.\n",
        money->bills[0].label, money->n_bills > 1 ? " to " : "",
        money->n_bills > 1 ? money->bills[money->n_bills - 1].label : "");
}
