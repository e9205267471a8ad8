/** @file transfers.h  What becomes of contacts in a talk and after it, as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_TRANSFERS_H
#define CCS_TRANSFERS_H

#include "consults.h"
#include "handling.h"
#include "reader.h"
#include "retries.h"

/** The table that grows, and what it is made from. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types; /* the members of `types` */
    ccs_vector_t transfers;   /* ccs_transfer_t, type by type */
    uint32_t *first;          /* by type, and behind the last one */
    uint32_t *first_plain;    /* by type: those before it are escalations */
    ccs_drop_t *drops;        /* by type */
    ccs_pauses_t *pauses;     /* by type */
    ccs_consults_t consults;
    ccs_retries_t retries;
    bool any_drop, any_call_back, any_pause, any_hang_up, any_company, any_up;
} ccs_transfers_t;

/** @param types  stays where it is */
void ccs_transfers_start(ccs_transfers_t *self, ccs_reader_t *reader, const ccs_named_t *types);
/** `drop` and `transfer` of a type; types in the order of their ids. */
void ccs_transfers_type(ccs_transfers_t *self, uint32_t id);
/** The table in the plan; it is freed. Without a transfer and a drop the plan has none. @param cuts  outages cut talks off, whose customers may come again */
void ccs_transfers_keep(ccs_transfers_t *self, ccs_plan_t *plan, bool cuts);
/** Whether contacts of other types come to a type: transferred, as agents who ask, or as customers who come again. */
bool ccs_transfers_reach(const ccs_plan_t *plan, uint32_t type);
/** Whether every contact that is transferred comes to an end. */
void ccs_transfers_check(ccs_transfers_t *self, const ccs_plan_t *plan);

#endif
