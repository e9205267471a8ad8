/** @file money_case.h  Facts written by hand, and what they come to in money: what the tests of money share. */
#ifndef MONEY_CASE_H
#define MONEY_CASE_H

#include <math.h>

#include "compile_case.h"
#include "ledger.h"

#define CLOCK "clock: { start = \"2026-03-02\"; days = 1; open = \"09:00-11:00\"; };"

/* A plan whose facts are written by hand. */
typedef struct {
    compiled_t c;
    ccs_metrics_t metrics;
    ccs_facts_t facts;
    ccs_ledger_t ledger;
} hand_t;

static inline void hand_init(hand_t *self, const char *text)
{
    compile_text(&self->c, text);
    cr_assert(self->c.ret == 0, "%s", self->c.messages);
    cr_assert(self->c.plan.money);
    cr_assert(ccs_metrics_init(&self->metrics, &self->c.plan) == 0);
    cr_assert(ccs_facts_init(&self->facts, &self->c.plan) == 0);
    cr_assert(ccs_ledger_init(&self->ledger, &self->metrics) == 0);
}

static inline void hand_free(hand_t *self)
{
    ccs_ledger_free(&self->ledger);
    ccs_facts_free(&self->facts);
    ccs_metrics_free(&self->metrics);
    compiled_free(&self->c);
}

/* A line of a month by its name: the amount, or what else stands there. */
static inline double line(const hand_t *self, uint32_t bill, const char *name, uint32_t what)
{
    const ccs_money_t *const money = self->c.plan.money;

    for (uint32_t i = 0; i < money->n_lines; i++)
        if (!strcmp(money->lines[i].name, name)) return self->facts.ledger[2 * ((size_t) bill * money->n_lines + i) + what];
    cr_assert_fail("no line %s", name);
    return NAN;
}

static inline double figure(const hand_t *self, const char *metric, const char *entity)
{
    static double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];
    double *const doubles = calloc(self->facts.size, sizeof *doubles);
    const ccs_record_t record = ccs_facts_record(&self->facts, doubles);
    double x = NAN;

    for (uint32_t i = self->c.plan.periods.first_counted; i < self->c.plan.periods.first_counted + self->c.plan.periods.n_counted;
         i++)
        ccs_facts_add_cell(&self->facts, i, doubles);
    for (uint32_t e = 0; e < self->metrics.n_entities; e++) {
        if (strcmp(self->metrics.entities[e].name, entity) != 0) continue;
        ccs_metrics_evaluate(&self->metrics, &self->facts, &record, e, 7200, num, den);
        for (uint32_t i = 0; i < self->metrics.n_metrics; i++)
            if (!strcmp(self->metrics.metrics[i].name, metric)) x = num[i] / den[i];
    }
    free(doubles);
    return x;
}

/* Cells: 0 to 3 are open. Of a group: time scheduled in one of them. */
static inline void schedule(hand_t *self, uint32_t cell, uint32_t group, double hours)
{
    ccs_facts_group(&self->facts, cell, group)[CCS_FACT_scheduled_area] += 3600 * hours;
    ccs_facts_group(&self->facts, cell, group)[CCS_FACT_staffed_area] += 3600 * hours;
}

static inline void work(hand_t *self, uint32_t cell, uint32_t pair, double talks, double minutes)
{
    double *const row = ccs_facts_pair(&self->facts, cell, pair);

    row[CCS_FACT_talks] += talks;
    row[CCS_FACT_talk_area] += 60 * minutes;
}

#endif
