/** @file result_parts.h  What the sources of a result's data set share. Private to the files result*.c. */
#ifndef CCS_RESULT_PARTS_H
#define CCS_RESULT_PARTS_H

#include "result.h"

typedef struct {
    const ccs_results_t *r;
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics;
    ccs_dataset_t *to;
    uint32_t config, replication, entity, metric, pair, agent, agent_activity, within, interval, day, moment, probability,
        way;        /* dimensions; agent, agent_activity, way CCS_DATA_NONE: none */
    double *untold; /* NAN, n_untold times: what one replication cannot tell */
    size_t n_untold;
    uint32_t noun[CCS_N_ENTITY_KINDS]; /* of a kind of entity; CCS_DATA_NONE: there is none */
} ccs_result_maker_t;

/** A variable of texts, of numbers. @return its cells; NULL when out of memory (the data set says so) */
const char **ccs_result_texts(ccs_result_maker_t *m, const char *name, uint32_t dim, const char *about);
/** The same of this configuration alone. */
const char **ccs_result_config_texts(ccs_result_maker_t *m, const char *name, uint32_t dim, const char *about);
double *ccs_result_numbers(ccs_result_maker_t *m, const char *name, const uint32_t *dims, uint32_t n_dims, const char *units,
    const char *about);

/** What it was made by, and from. */
void ccs_result_add_provenance(ccs_result_maker_t *m, const ccs_provenance_t *p);
/** The same by configuration, over which results are stacked. */
void ccs_result_add_config(ccs_result_maker_t *m, const ccs_provenance_t *p);
/** The intervals and, of several, the days; nothing where no figures are kept by interval. */
void ccs_result_add_times(ccs_result_maker_t *m);
/** When types are closed by hours of their own; nothing where none has such. After the types. */
void ccs_result_add_type_hours(ccs_result_maker_t *m);
/** Of each type how many of those who wait when the run begins have due dates, if any have. */
void ccs_result_add_due_dates(ccs_result_maker_t *m);
/** The ways out of nodes of call flows, if there are any. */
void ccs_result_add_ways(ccs_result_maker_t *m);
/** The limits that the scenario sets for figures, if it does. */
void ccs_result_add_limits(ccs_result_maker_t *m);
/** Where the scenario's numbers come from. */
void ccs_result_add_sources(ccs_result_maker_t *m);
/** Caps and windows of outbound campaigns, if there are any. */
void ccs_result_add_campaigns(ccs_result_maker_t *m);
/** The ledger, where it is asked what things cost. */
void ccs_result_add_money(ccs_result_maker_t *m);
/** Base facts, and distributions of waits and the like. */
void ccs_result_add_facts(ccs_result_maker_t *m);
/** What intervals rest on. */
void ccs_result_add_basis(ccs_result_maker_t *m);

#endif
