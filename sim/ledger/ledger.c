/* ledger.c - a ledger's life, and the shares by which costs are divided. Invariant: shares of a team are 1 together, and those of a trunk group. */
#include "ledger_parts.h"

#include <string.h>

#include "err.h"

/* The number of the first term of a contract among those of all. */
uint32_t ccs_ledger_first_term(const ccs_money_t *money, uint32_t contract)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < contract; i++) n += money->contracts[i].n_terms;
    return n;
}

static uint32_t n_terms_of(const ccs_money_t *money)
{
    return ccs_ledger_first_term(money, money->n_contracts);
}

int ccs_ledger_init(ccs_ledger_t *self, const ccs_metrics_t *metrics)
{
    const ccs_plan_t *const plan = metrics->plan;
    ccs_facts_t shape;

    *self = (ccs_ledger_t){.metrics = metrics};
    ccs_facts_shape(&shape, plan);
    self->shares = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->shares);
    self->lines = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->lines);
    self->record = ccs_arena_lines(&self->arena, shape.size, sizeof *self->record);
    self->missed = ccs_arena_array(&self->arena, (size_t) plan->money->n_bills * n_terms_of(plan->money), sizeof *self->missed);
    if (!self->missed) return CCS_ERR_NOMEM;
    self->day = ccs_arena_lines(&self->arena, shape.size, sizeof *self->day);
    return self->shares && self->lines && self->record && self->day ? 0 : CCS_ERR_NOMEM;
}

void ccs_ledger_free(ccs_ledger_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_ledger_t){0};
}

/* The record of all periods that count. */
static void add_up(ccs_ledger_t *self, const ccs_facts_t *facts)
{
    const ccs_periods_t *const periods = &facts->plan->periods;

    memset(self->record, 0, facts->size * sizeof *self->record);
    for (uint32_t i = periods->first_counted; i < periods->first_counted + periods->n_counted; i++)
        for (uint32_t k = 0; k < facts->size; k++) self->record[k] += facts->doubles[(size_t) i * facts->size + k];
}

/* Of what a team costs, by the time that its agents work for each of their types; evenly where they have not worked. */
static void share_teams(ccs_ledger_t *self, const ccs_facts_t *facts)
{
    const ccs_plan_t *const plan = facts->plan;
    const ccs_record_t all = ccs_facts_record(facts, self->record);

    for (uint32_t team = 0; team < plan->n_teams; team++) {
        double engaged_s = 0, n = 0;

        for (uint32_t i = 0; i < plan->n_pairs; i++) {
            const double *const pair = &all.pair[(size_t) i * CCS_N_PAIR_FACTS];

            if (plan->groups[plan->pairs[i].group].team != team) continue;
            self->shares[i] = pair[CCS_FACT_talk_area] + pair[CCS_FACT_wrap_area];
            engaged_s += self->shares[i];
            n++;
        }
        for (uint32_t i = 0; i < plan->n_pairs; i++)
            if (plan->groups[plan->pairs[i].group].team == team)
                self->shares[i] = engaged_s > 0 ? self->shares[i] / engaged_s : 1 / n;
    }
}

double ccs_ledger_call_s(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t type)
{
    const double *const row = &record->type[(size_t) type * facts->type_width];
    const ccs_routing_t *const routing = &facts->plan->types[type].routing;
    double talk_s = 0;

    for (uint32_t i = routing->first_pair; i < routing->first_pair + routing->n_pairs; i++) {
        talk_s += record->pair[(size_t) i * CCS_N_PAIR_FACTS + CCS_FACT_talk_area];
        if (facts->plan->handling) talk_s -= record->handling[(size_t) i * CCS_N_HANDLING_FACTS + CCS_FACT_company_area];
    }
    return row[CCS_FACT_ivr_area] + row[CCS_FACT_queue_area] + talk_s;
}

/* Time of its calls, and of the attempts of its campaign: by this a type has its share of what lines cost. */
static double on_line_s(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t type)
{
    double time_s = ccs_ledger_call_s(facts, record, type);

    for (uint32_t i = 0; i < facts->plan->n_campaigns; i++)
        if (facts->plan->campaigns[i].type == type)
            time_s += record->campaign[(size_t) i * CCS_N_CAMPAIGN_FACTS + CCS_FACT_lines_out_area];
    return time_s;
}

static void share_lines(ccs_ledger_t *self, const ccs_facts_t *facts)
{
    const ccs_plan_t *const plan = facts->plan;
    const ccs_record_t all = ccs_facts_record(facts, self->record);

    for (uint32_t type = 0; type < plan->n_types; type++) self->lines[type] = on_line_s(facts, &all, type);
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++) {
        double time_s = 0, n = 0;

        for (uint32_t type = 0; type < plan->n_types; type++) {
            time_s += plan->types[type].trunk == trunk ? self->lines[type] : 0;
            n += plan->types[type].trunk == trunk;
        }
        for (uint32_t type = 0; type < plan->n_types; type++)
            if (plan->types[type].trunk == trunk) self->lines[type] = time_s > 0 ? self->lines[type] / time_s : 1 / n;
    }
}

void ccs_ledger_settle(ccs_ledger_t *self, ccs_facts_t *facts)
{
    const ccs_money_t *const money = facts->plan->money;

    memset(facts->ledger, 0, facts->n_ledger * sizeof *facts->ledger);
    add_up(self, facts);
    share_teams(self, facts);
    share_lines(self, facts);
    for (uint32_t i = 0; i < money->n_bills; i++) {
        ccs_ledger_labour(self, facts, &money->bills[i], i);
        ccs_ledger_charges(self, facts, &money->bills[i], i);
        ccs_ledger_contracts(self, facts, &money->bills[i], i);
    }
}
