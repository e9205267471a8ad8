/* money_read.c - pay and charges as a scenario says them. Invariant: what a group does not say says its site, then `costs`; what a type does not say says `costs`, which has defaults. */
#include "money_parts.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "read_fallback.h"
#include "read_value.h"

/* A row of money.def. */
typedef struct {
    const char *path;
    bool is_money;
    enum ccs_shape shape;
    size_t offset;
} row_t;

#define IS_MONEY true
#define IS_PLAIN false
#define NOTHING(...)
#define PAY(M, path, amount, shape, fallback, range, text, field)                                                                \
    {path, IS_##amount, CCS_SHAPE_##shape, offsetof(ccs_pay_t, field)},
#define CHARGES(M, path, amount, shape, fallback, range, text, field)                                                            \
    {path, IS_##amount, CCS_SHAPE_##shape, offsetof(ccs_charges_t, field)},
static const row_t PAYS[] = {CCS_PAY_LIST(, PAY, NOTHING)};
static const row_t CHARGED[] = {CCS_CHARGES_LIST(, CHARGES, NOTHING)};

enum { N_PAYS = sizeof PAYS / sizeof *PAYS, N_CHARGED = sizeof CHARGED / sizeof *CHARGED };

static double *field(void *record, const row_t *row)
{
    return (double *) (void *) ((char *) record + row->offset);
}

static double read_row(const ccs_money_reader_t *self, const ccs_place_t *at, const row_t *row)
{
    return row->shape == CCS_SHAPE_SHARE ? ccs_read_share(self->reader, at) : ccs_read_amount(self->reader, at, (double) NAN);
}

/* ---- currencies ----------------------------------------------------------------------------------------------------------------- */

double ccs_money_rate(const ccs_money_reader_t *self, const ccs_place_t *owner, double otherwise)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "currency"),
                      all = ccs_place_child(self->reader, &self->at, "currencies");
    const char *const wanted = at.given ? ccs_read_text(self->reader, &at) : NULL;

    if (!wanted) return otherwise;
    if (!strcmp(wanted, self->money->currency)) return 1;
    const ccs_value_t *const rate = all.value ? ccs_value_get(all.value, wanted) : NULL;

    if (rate) {
        const ccs_place_t member = ccs_place_child(self->reader, &all, wanted);

        return ccs_read_amount(self->reader, &member, 1);
    }
    ccs_reader_error(self->reader, &at,
        "there is no currency \"%s\" in costs.currencies: say there what one of it is worth in %s", wanted,
        self->money->currency);
    return 1;
}

static void read_currency(ccs_money_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->at, "currency");

    self->money->currency = ccs_read_text(self->reader, &at);
    if (!self->money->currency) self->money->currency = "";
}

/* ---- pay and charges ------------------------------------------------------------------------------------------------------------ */

/* The most agents that are ever there. */
static double most_agents(const ccs_plan_t *plan, const ccs_group_t *team)
{
    double most = 0;

    for (uint32_t i = team->first_class; i < team->first_class + team->n_classes; i++) most += plan->groups[i].max_agents;
    return most;
}

static void read_pay(ccs_money_reader_t *self, uint32_t team, ccs_pay_t *pay)
{
    const ccs_group_t *const group = &self->plan->teams[team];
    const ccs_place_t none = {0};
    const ccs_place_t owners[3] = {ccs_place_child(self->reader, &self->names->groups->at[team], "costs"),
        group->site == CCS_NONE ? none : ccs_place_child(self->reader, &self->names->sites->at[group->site], "costs"), self->at};
    const ccs_place_t said[2] = {owners[0], owners[2]};
    const double of_site = group->site == CCS_NONE ? 1 : ccs_money_rate(self, &owners[1], 1),
                 of_group = ccs_money_rate(self, &owners[0], of_site);
    ccs_found_t found;

    for (uint32_t i = 0; i < N_PAYS; i++) {
        const uint32_t where = group->site == CCS_NONE ? 2 * ccs_find_first(self->reader, said, 2, PAYS[i].path, &found)
                                                       : ccs_find_first(self->reader, owners, 3, PAYS[i].path, &found);
        const double rate = !PAYS[i].is_money || where == 2 ? 1 : where == 1 ? of_site : of_group;

        *field(pay, &PAYS[i]) = rate * read_row(self, &found.at, &PAYS[i]);
    }
    pay->wage_factor = ccs_money_wage_factor(self, team);
    if (isnan(pay->seats)) pay->seats = most_agents(self->plan, group);
}

/* What is never charged, as what it is charged for cannot happen; of what is said for all types nobody is told. */
static void check_charges(ccs_money_reader_t *self, uint32_t type, const ccs_place_t *owners, const ccs_charges_t *charges)
{
    static const struct {
        const char *path;
        bool by_outcome;
        const char *needs;
    } needs[] = {{"refund", true, "outcomes.recorded.refund"}, {"dispatch", true, "outcomes.recorded.dispatched"},
        {"sale", true, "outcomes.recorded.sale"}, {"fine", false, "a target of the type"}};
    ccs_found_t found;

    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        ccs_find_at(self->reader, &owners[0], needs[i].path, &found);
        const bool has = needs[i].by_outcome ? self->plan->outcomes != NULL : !isnan(self->plan->types[type].target.frac);

        if (found.at.given && !has) ccs_reader_error(self->reader, &found.at, "is never charged without %s", needs[i].needs);
    }
    ccs_find_first(self->reader, owners, 2, "fine", &found);
    if (charges->fine > 0 && self->plan->periods.by > CCS_REPORT_DAY)
        ccs_reader_error(self->reader, &found.at, "is by day, and figures are told by week or month (clock.report)");
}

static void read_charges(ccs_money_reader_t *self, uint32_t type, ccs_charges_t *charges)
{
    const ccs_place_t owners[2] = {ccs_place_child(self->reader, &self->names->types->at[type], "costs"), self->at};
    ccs_found_t found;

    for (uint32_t i = 0; i < N_CHARGED; i++) {
        (void) ccs_find_first(self->reader, owners, 2, CHARGED[i].path, &found);
        *field(charges, &CHARGED[i]) = read_row(self, &found.at, &CHARGED[i]);
    }
    check_charges(self, type, owners, charges);
    if (isnan(self->plan->types[type].target.frac)) charges->fine = 0;
    ccs_find_at(self->reader, &owners[0], "telephony", &found);
    if (!found.at.given && ccs_channel_use(self->plan->types[type].channel) != CCS_USE_CALL) charges->telephony = 0;
}

static ccs_line_price_t *read_trunks(ccs_money_reader_t *self)
{
    ccs_line_price_t *const prices = ccs_reader_array(self->reader, self->plan->n_trunks, sizeof *prices);

    for (uint32_t i = 0; prices && i < self->plan->n_trunks; i++) {
        const ccs_place_t line = ccs_place_child(self->reader, &self->names->trunks->at[i], "line"),
                          hour = ccs_place_child(self->reader, &self->names->trunks->at[i], "hour");

        prices[i] = (ccs_line_price_t){ccs_read_amount(self->reader, &line, 0), ccs_read_amount(self->reader, &hour, 0)};
    }
    return prices;
}

/* What an hour of agents of each group is paid, who are paid more for the types that they can serve. */
static double *hourly(ccs_money_reader_t *self, const ccs_pay_t *pay, const ccs_charges_t *charges)
{
    const ccs_plan_t *const plan = self->plan;
    double *const wages = ccs_reader_array(self->reader, plan->n_groups, sizeof *wages);

    for (uint32_t i = 0; wages && i < plan->n_groups; i++) wages[i] = pay[plan->groups[i].team].wage;
    for (uint32_t i = 0; wages && i < plan->n_pairs; i++) wages[plan->pairs[i].group] += charges[plan->pairs[i].type].skill_pay;
    for (uint32_t i = 0; wages && i < plan->n_groups; i++) wages[i] *= pay[plan->groups[i].team].wage_factor;
    return wages;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

static bool any_says(const ccs_reader_t *reader, const ccs_named_t *named, const char *key)
{
    bool any = false;

    for (uint32_t i = 0; i < named->n; i++) any = any || ccs_place_child(reader, &named->at[i], key).given;
    return any;
}

static bool is_asked(const ccs_reader_t *reader, const ccs_money_names_t *names)
{
    return ccs_place_child(reader, &reader->root, "costs").given || ccs_place_child(reader, &reader->root, "contracts").given ||
        any_says(reader, names->types, "costs") || any_says(reader, names->groups, "costs") ||
        any_says(reader, names->sites, "costs") || any_says(reader, names->trunks, "line") ||
        any_says(reader, names->trunks, "hour");
}

void ccs_money_read(ccs_reader_t *reader, const ccs_money_names_t *names, ccs_plan_t *plan)
{
    if (reader->steady) return;
    if (!is_asked(reader, names)) {
        ccs_money_check_factors(reader, names, plan);
        return;
    }
    ccs_money_reader_t self = {.reader = reader,
        .names = names,
        .plan = plan,
        .money = ccs_reader_array(reader, 1, sizeof *self.money),
        .at = ccs_place_child(reader, &reader->root, "costs")};
    ccs_pay_t *const pay = ccs_reader_array(reader, plan->n_teams, sizeof *pay);
    ccs_charges_t *const charges = ccs_reader_array(reader, plan->n_types, sizeof *charges);

    if (!self.money || !pay || !charges) return;
    read_currency(&self);
    for (uint32_t i = 0; i < plan->n_teams; i++) read_pay(&self, i, &pay[i]);
    for (uint32_t i = 0; i < plan->n_types; i++) read_charges(&self, i, &charges[i]);
    self.money->pay = pay;
    self.money->charges = charges;
    self.money->trunks = read_trunks(&self);
    self.money->wages = hourly(&self, pay, charges);
    if (!ccs_money_calendar(&self)) return;
    ccs_money_premiums(&self);
    if (reader->out_of_memory) return;
    plan->money = self.money;
    ccs_money_contracts(&self);
    ccs_money_lines(&self);
    ccs_money_check_factors(reader, names, plan);
}
