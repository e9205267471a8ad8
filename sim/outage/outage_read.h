/** @file outage_read.h  Outages, as rows of the plan: `outages`. What is wrong is recorded by the reader. */
#ifndef CCS_OUTAGE_READ_H
#define CCS_OUTAGE_READ_H

#include "reader.h"

/** The members that outages may name. */
typedef struct {
    const ccs_named_t *outages, *groups, *sites, *types, *trunks, *flows;
} ccs_outage_names_t;

/** Ids of named members; n = 0: none are named. */
typedef struct {
    uint32_t n, *at;
} ccs_outage_ids_t;

/** What an outage names, while the rows that it means are not known yet. */
typedef struct {
    ccs_outage_ids_t groups, sites, types, trunks, flows, told;
    bool slows;
} ccs_outage_scope_t;

typedef struct {
    ccs_reader_t *reader;
    ccs_outage_names_t names;
    ccs_outage_t *outages;
    ccs_outage_scope_t *scopes;
} ccs_outage_reader_t;

/** When each outage is and what it does; after all that it may name. @param names  stay where they are */
void ccs_outages_read(ccs_outage_reader_t *self, const ccs_outage_names_t *names, ccs_reader_t *reader);
/** Whether some outage cuts talks off. */
bool ccs_outages_drop(const ccs_outage_reader_t *self);
/** The rows in the plan, and which groups, pairs, lines, flows and queues they mean; those are in the plan already. */
void ccs_outages_keep(ccs_outage_reader_t *self, ccs_plan_t *plan);
/** What only the whole plan shows: contacts that nobody would serve, outages that never meet an open hour. For a plan without errors so far. */
void ccs_outages_check(ccs_outage_reader_t *self, const ccs_plan_t *plan);

#endif
