/* contract_read.c - contracts as a scenario says them. Invariant: no group is of two, and the weights of a contract's terms are at most 1 together. */
#include <math.h>
#include <string.h>

#include "date.h"
#include "money_parts.h"
#include "read_figure.h"
#include "read_value.h"

/* A contract that is being read. */
typedef struct {
    ccs_money_reader_t *of;
    ccs_reader_t *reader;
    const ccs_metrics_t *metrics;
    const ccs_place_t *at;
    double rate;  /* of its currency */
    double price; /* the same, with factors on prices */
    ccs_contract_t *contract;
} contract_reader_t;

static double amount(const contract_reader_t *self, const ccs_place_t *owner, const char *key, double absent)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);

    return ccs_read_amount(self->reader, &at, absent);
}

static double share(const contract_reader_t *self, const ccs_place_t *owner, const char *key)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);

    return ccs_read_share(self->reader, &at);
}

static const char *label_of(const contract_reader_t *self, const ccs_place_t *owner)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "label");
    const char *const label = at.value ? ccs_read_text(self->reader, &at) : NULL;

    return label ? label : owner->key;
}

/* ---- prices --------------------------------------------------------------------------------------------------------------------- */

static int by_from(const ccs_price_band_t *a, const ccs_price_band_t *b)
{
    return (a->from > b->from) - (a->from < b->from);
}

/* The bands of a price, ascending. */
static void read_bands(contract_reader_t *self, const ccs_place_t *at, ccs_price_t *price)
{
    const ccs_place_t all = ccs_place_child(self->reader, at, "bands");
    const ccs_named_t named = ccs_read_named(self->reader, &all, "band");
    ccs_price_band_t *const bands = ccs_reader_array(self->reader, named.n, sizeof *bands);

    for (uint32_t i = 0; bands && i < named.n; i++) {
        const ccs_price_band_t band = {amount(self, &named.at[i], "from", 0),
            self->price * amount(self, &named.at[i], "price", 0)};
        uint32_t k = i;

        for (; k > 0 && by_from(&bands[k - 1], &band) > 0; k--) bands[k] = bands[k - 1];
        bands[k] = band;
    }
    price->bands = bands;
    price->n_bands = bands ? named.n : 0;
}

static enum ccs_billed read_unit(contract_reader_t *self, const ccs_place_t *owner, const char *key)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);
    const enum ccs_billed unit = at.value ? (enum ccs_billed) ccs_read_choice(self->reader, &at) : CCS_BILLED_MONTH;

    if ((unit == CCS_BILLED_RESOLUTION || unit == CCS_BILLED_SALE) && !self->of->plan->outcomes)
        ccs_reader_error(self->reader, &at, "needs outcomes: without them it is not known what comes of contacts");
    return unit;
}

static void read_price(contract_reader_t *self, const ccs_place_t *at, ccs_price_t *price)
{
    *price = (ccs_price_t){.name = at->key,
        .label = label_of(self, at),
        .per = read_unit(self, at, "per"),
        .volume = read_unit(self, at, "volume"),
        .price = self->price * amount(self, at, "price", 0),
        .minimum = amount(self, at, "minimum", 0),
        .forecast = amount(self, at, "forecast", (double) NAN),
        .within_frac = share(self, at, "within"),
        .above = amount(self, at, "above", 1),
        .baseline = amount(self, at, "baseline", (double) NAN),
        .band_frac = share(self, at, "band"),
        .additional = self->price * amount(self, at, "additional", 0),
        .reduction = self->price * amount(self, at, "reduction", 0)};
    read_bands(self, at, price);
}

static void read_prices(contract_reader_t *self)
{
    const ccs_place_t all = ccs_place_child(self->reader, self->at, "prices");
    const ccs_named_t named = ccs_read_named(self->reader, &all, "price");
    ccs_price_t *const prices = ccs_reader_array(self->reader, named.n, sizeof *prices);

    for (uint32_t i = 0; prices && i < named.n; i++) read_price(self, &named.at[i], &prices[i]);
    self->contract->prices = prices;
    self->contract->n_prices = prices ? named.n : 0;
}

/* ---- terms and gains ------------------------------------------------------------------------------------------------------------ */

/* Which figure of what. @return false: it cannot be judged (recorded) */
static bool read_figure(contract_reader_t *self, const ccs_place_t *owner, uint32_t *metric, uint32_t *entity, const char **of)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "metric"), of_at = ccs_place_child(self->reader, owner, "of");
    const char *const name = ccs_read_text(self->reader, &of_at);

    *of = name;
    if (!ccs_read_metric(self->reader, &at, self->metrics, metric) || !name) return false;
    for (*entity = 0; *entity < self->metrics->n_entities; ++*entity) {
        if (strcmp(self->metrics->entities[*entity].name, name) != 0) continue;
        if (!ccs_metrics_apply(self->metrics, *metric, *entity)) break;
        if (self->metrics->metrics[*metric].kind != CCS_KIND_QUANTILE && self->metrics->metrics[*metric].kind != CCS_KIND_DAYS)
            return true;
        ccs_reader_error(self->reader, &at,
            "is known of whole runs only: a term needs a figure that an interval, a day, a month has");
        return false;
    }
    ccs_reader_no_entity(self->reader, &of_at, self->metrics, self->metrics->metrics[*metric].name, name,
        *entity < self->metrics->n_entities);
    return false;
}

static double read_step(contract_reader_t *self, const ccs_place_t *owner, const char *key, uint32_t metric)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, key);
    const double x = ccs_read_step(self->reader, &at, &self->metrics->metrics[metric]);

    return isnan(x) ? 0 : x;
}

/* Where it is missed: below, of figures of which more is better. */
static bool read_side(contract_reader_t *self, const ccs_place_t *owner, uint32_t metric)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "side");
    const int sense = self->metrics->metrics[metric].sense;

    if (at.value) return ccs_read_choice(self->reader, &at) == CCS_LIMIT_BELOW;
    if (sense == 0)
        ccs_reader_error(self->reader, owner, "needs side = \"above\" or \"below\": more of %s is neither better nor worse",
            self->metrics->metrics[metric].name);
    return sense > 0;
}

/* What a term is held against must be known of such times. */
static void check_per(contract_reader_t *self, const ccs_place_t *owner, enum ccs_term_per per)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "per");
    const enum ccs_report by = self->of->plan->periods.by;

    if (per == CCS_TERM_PER_INTERVAL && by != CCS_REPORT_INTERVAL)
        ccs_reader_error(self->reader, &at, "is by interval, and figures are told by day, week or month (clock.report)");
    else if (per != CCS_TERM_PER_MONTH && by > CCS_REPORT_DAY)
        ccs_reader_error(self->reader, &at, "is by day or week, and figures are told by month (clock.report)");
}

static void read_term(contract_reader_t *self, const ccs_place_t *at, ccs_contract_term_t *term)
{
    const ccs_place_t per = ccs_place_child(self->reader, at, "per"), back = ccs_place_child(self->reader, at, "earn_back");

    *term = (ccs_contract_term_t){.name = at->key,
        .label = label_of(self, at),
        .per = (enum ccs_term_per) ccs_read_choice(self->reader, &per),
        .weight = share(self, at, "weight"),
        .credit = self->rate * amount(self, at, "credit", 0),
        .earn_back = ccs_read_count(self->reader, &back)};
    check_per(self, at, term->per);
    if (!read_figure(self, at, &term->metric, &term->entity, &term->of)) return;
    term->metric_name = ccs_arena_strdup(self->reader->arena, self->metrics->metrics[term->metric].name);
    if (!term->metric_name) self->reader->out_of_memory = true;
    term->below = read_side(self, at, term->metric);
    term->target = read_step(self, at, "target", term->metric);
    term->dead_band = read_step(self, at, "dead_band", term->metric);
    term->band = read_step(self, at, "full_at", term->metric);
}

static void read_terms(contract_reader_t *self)
{
    const ccs_place_t all = ccs_place_child(self->reader, self->at, "terms");
    const ccs_named_t named = ccs_read_named(self->reader, &all, "term");
    ccs_contract_term_t *const terms = ccs_reader_array(self->reader, named.n, sizeof *terms);
    double weight = 0;

    for (uint32_t i = 0; terms && i < named.n; i++) {
        read_term(self, &named.at[i], &terms[i]);
        weight += terms[i].weight;
    }
    if (weight > 1 + 1e-9)
        ccs_reader_error(self->reader, &all, "the weights add up to %.6g: together they are at most 1, all of at_risk", weight);
    self->contract->terms = terms;
    self->contract->n_terms = terms ? named.n : 0;
}

static void read_gain(contract_reader_t *self, const ccs_place_t *at, ccs_gain_t *gain)
{
    const ccs_place_t metric = ccs_place_child(self->reader, at, "metric");

    *gain = (ccs_gain_t){.name = at->key,
        .label = label_of(self, at),
        .share = share(self, at, "share"),
        .worth = self->rate * amount(self, at, "worth", 1),
        .most = self->rate * amount(self, at, "most", INFINITY)};
    if (!read_figure(self, at, &gain->metric, &gain->entity, &gain->of)) return;
    const ccs_metric_t *const m = &self->metrics->metrics[gain->metric];

    if (strcmp(ccs_metric_kind_name(m->kind), "ratio") != 0 || m->sense == 0)
        ccs_reader_error(self->reader, &metric, "must be a ratio of which more is better, or less: fcr, cost_per_resolution");
    gain->metric_name = ccs_arena_strdup(self->reader->arena, m->name);
    if (!gain->metric_name) self->reader->out_of_memory = true;
    gain->below = m->sense < 0;
    gain->baseline = read_step(self, at, "baseline", gain->metric);
}

static void read_gains(contract_reader_t *self)
{
    const ccs_place_t all = ccs_place_child(self->reader, self->at, "gains");
    const ccs_named_t named = ccs_read_named(self->reader, &all, "gain share");
    ccs_gain_t *const gains = ccs_reader_array(self->reader, named.n, sizeof *gains);

    for (uint32_t i = 0; gains && i < named.n; i++) read_gain(self, &named.at[i], &gains[i]);
    self->contract->gains = gains;
    self->contract->n_gains = gains ? named.n : 0;
}

/* ---- a contract ----------------------------------------------------------------------------------------------------------------- */

static void read_excluded(contract_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "excluded_days");
    const ccs_plan_t *const plan = self->of->plan;
    bool *const excluded = at.value ? ccs_reader_array(self->reader, plan->n_days, sizeof *excluded) : NULL;
    uint32_t index = 0;
    int64_t date;

    if (!excluded) return;
    if (plan->periods.by > CCS_REPORT_DAY)
        ccs_reader_error(self->reader, &at, "are days, and figures are told by month (clock.report)");
    if (at.value->kind != CCS_VALUE_LIST) ccs_reader_expected(self->reader, &at, ccs_shape_text(CCS_SHAPE_DATES));
    for (const ccs_value_t *v = at.value->kind == CCS_VALUE_LIST ? at.value->first : NULL; v; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(&at, v, index);

        if (v->kind != CCS_VALUE_STRING || ccs_date_read(v->as.text, &date) != 0)
            ccs_reader_expected(self->reader, &element, ccs_shape_text(CCS_SHAPE_DATE));
        else if (date >= plan->first_date && date < plan->first_date + plan->n_days) excluded[date - plan->first_date] = true;
    }
    self->contract->excluded = excluded;
}

/* @param owners  by team: the contract, CCS_NONE */
static void read_teams(contract_reader_t *self, uint32_t id, uint32_t *owners)
{
    const ccs_place_t at = ccs_place_child(self->reader, self->at, "groups");
    uint32_t *teams = NULL;

    self->contract->n_teams = ccs_read_names(self->reader, &at, self->of->names->groups, &teams);
    self->contract->teams = teams;
    for (uint32_t i = 0; i < self->contract->n_teams; i++) {
        if (owners[teams[i]] != CCS_NONE)
            ccs_reader_error(self->reader, &at, "%s is in another contract already", self->of->plan->teams[teams[i]].name);
        owners[teams[i]] = id;
    }
}

/* What agents cannot do: they would have to work at less than a tenth of the time that they take. */
static void check_cap(contract_reader_t *self, uint32_t id, const uint32_t *owners)
{
    const ccs_plan_t *const plan = self->of->plan;
    const ccs_place_t cap = ccs_place_child(self->reader, self->at, "aht_cap");

    for (uint32_t i = 0; cap.value && i < plan->n_pairs; i++) {
        const ccs_pair_t *const pair = &plan->pairs[i];

        if (owners[plan->groups[pair->group].team] != id || pair->pace >= 0.1) continue;
        ccs_reader_error(self->reader, &cap, "is less than a tenth of the time that %s takes: no pace keeps it",
            plan->types[pair->type].label);
        return;
    }
}

static void check_contract(contract_reader_t *self, uint32_t id, const uint32_t *owners)
{
    const ccs_contract_t *const c = self->contract;

    if (c->n_prices == 0 && isnan(c->cost_plus) && c->minimum == 0 && c->n_gains == 0 && c->transition == 0)
        ccs_reader_error(self->reader, self->at, "bills nothing: give it prices, cost_plus, gains, minimum_bill or transition");
    check_cap(self, id, owners);
}

static void read_contract(contract_reader_t *self, uint32_t id, uint32_t *owners)
{
    ccs_contract_t *const c = self->contract;
    const ccs_place_t cap = ccs_place_child(self->reader, self->at, "aht_cap");

    self->rate = ccs_money_rate(self->of, self->at, 1);
    self->price = self->rate * ccs_money_price_factor(self->of, self->at);
    *c = (ccs_contract_t){.name = self->at->key,
        .label = label_of(self, self->at),
        .cost_plus = share(self, self->at, "cost_plus"),
        .minimum = self->rate * amount(self, self->at, "minimum_bill", 0),
        .transition = self->rate * amount(self, self->at, "transition", 0),
        .at_risk_frac = share(self, self->at, "at_risk"),
        .bonus_frac = share(self, self->at, "bonus"),
        .credits_most = self->rate * amount(self, self->at, "credits_most", INFINITY),
        .price_factor = self->price / self->rate,
        .index = ccs_money_index(self->of, amount(self, self->at, "indexation", 0))};
    (void) amount(self, self->at, "pace", 1); /* which pairs have already, and the cap */
    (void) ccs_read_duration(self->reader, &cap);
    read_teams(self, id, owners);
    read_prices(self);
    read_terms(self);
    read_gains(self);
    read_excluded(self);
    check_contract(self, id, owners);
}

/* Terms may be of figures of contracts, of which the plan must know how many there are before any is read. */
void ccs_money_contracts(ccs_money_reader_t *self)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->reader->root, "contracts");
    const ccs_named_t named = ccs_read_named(self->reader, &at, "contract");
    ccs_contract_t *const contracts = ccs_reader_array(self->reader, named.n, sizeof *contracts);
    uint32_t *const owners = ccs_reader_array(self->reader, self->plan->n_teams, sizeof *owners);
    ccs_metrics_t metrics = {0};

    for (uint32_t i = 0; owners && i < self->plan->n_teams; i++) owners[i] = CCS_NONE;
    self->money->contract_of = owners;
    self->money->contracts = self->contracts = contracts;
    self->money->n_contracts = contracts ? named.n : 0;
    for (uint32_t i = 0; contracts && i < named.n; i++) contracts[i].name = contracts[i].label = named.at[i].key;
    if (named.n == 0 || !owners || !contracts || self->reader->out_of_memory) return;
    if (ccs_metrics_init(&metrics, self->plan) != 0) self->reader->out_of_memory = true;
    for (uint32_t i = 0; i < named.n && !self->reader->out_of_memory; i++)
        read_contract(&(contract_reader_t){.of = self,
                          .reader = self->reader,
                          .metrics = &metrics,
                          .at = &named.at[i],
                          .contract = &contracts[i]},
            i, owners);
    ccs_metrics_free(&metrics);
}

double ccs_money_pace(ccs_reader_t *reader, const char *group, double handle_s)
{
    const ccs_place_t all = ccs_place_child(reader, &reader->root, "contracts");
    ccs_err_list_t unsaid = {0}, *const errors = reader->errors; /* they are told when contracts are read */
    double pace = 1;

    reader->errors = &unsaid;

    for (const ccs_value_t *v = all.value && all.value->kind == CCS_VALUE_GROUP ? all.value->first : NULL; v; v = v->next) {
        const ccs_value_t *const groups = v->kind == CCS_VALUE_GROUP ? ccs_value_get(v, "groups") : NULL;
        bool is_of = groups && groups->kind == CCS_VALUE_STRING && !strcmp(groups->as.text, group);

        for (const ccs_value_t *g = groups && groups->kind == CCS_VALUE_LIST ? groups->first : NULL; g; g = g->next)
            is_of = is_of || (g->kind == CCS_VALUE_STRING && !strcmp(g->as.text, group));
        if (!is_of) continue;
        const ccs_place_t member = ccs_place_child(reader, &all, v->key), place = ccs_place_child(reader, &member, "pace"),
                          cap = ccs_place_child(reader, &member, "aht_cap");

        pace *= ccs_read_amount(reader, &place, 1);
        if (cap.value) pace *= fmin(1, ccs_read_duration(reader, &cap) / (pace * handle_s));
    }
    reader->errors = errors;
    ccs_err_list_free(&unsaid);
    return pace;
}
