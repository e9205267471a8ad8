/** @file ledger.h  What the facts of a replication come to in money. A ledger has an amount for each bill and line, to the cent; what is rounded off is put into the facts of the bill's last period, so that
 * facts, lines and statements agree. */
#ifndef CCS_LEDGER_H
#define CCS_LEDGER_H

#include "metric.h"

typedef struct {
    const ccs_metrics_t *metrics;
    double *shares; /* by pair: of what its team costs; of a team they are 1 together */
    double *lines;  /* by type: of the cost of its trunk group */
    double *record; /* all periods that count together, areas of closed ones too */
    double *day;    /* a record of a shorter stretch */
    bool *missed;   /* by bill and term of all contracts */
    ccs_arena_t arena;
} ccs_ledger_t;

/** Room for a plan that asks what things cost. Content in the caller's storage. @return 0 or CCS_ERR_NOMEM */
int ccs_ledger_init(ccs_ledger_t *self, const ccs_metrics_t *metrics);
void ccs_ledger_free(ccs_ledger_t *self);

/** Price the facts of a replication that has ended, once. @param facts  receive facts of money by period, and the ledger */
void ccs_ledger_settle(ccs_ledger_t *self, ccs_facts_t *facts);

#endif
