/** @file result.h  The results of an experiment as a data set: what a result file holds and what tables are made of. */
#ifndef CCS_RESULT_H
#define CCS_RESULT_H

#include "dataset.h"
#include "results.h"

/** Where a result comes from. All texts must outlive the call only. */
typedef struct {
    const char *name;     /* of the scenario or variant */
    const char *file;     /* stem of the scenario's file; NULL: the same as the name */
    const char *scenario; /* the complete text */
    const char *settings; /* changes to the scenario's file, one a line: --set texts, or words of a --what-if */
    const char *applied;  /* what these come to in agents and contacts, one a line; or "" */
    const char *warnings; /* what a reader must know, one a line */
    const char *version, *revision;
    uint64_t seed;
    uint32_t replications;                      /* asked for */
    uint32_t first_replication;                 /* its number, from 0 */
    const char *precision;                      /* "service_level=1%", or "" */
    double precision_wanted, precision_reached; /* half-widths relative to the mean; wanted 0: none */
    uint64_t together;                          /* figures whose intervals hold at once; 0: each for itself */
    const char *together_of;                    /* which these are, in words; NULL: none */
    bool complete;                              /* all that was asked for is there */
    bool tables_only;    /* for tables alone: without sums and quantiles by interval, which only files hold */
    bool keep_intervals; /* replications by interval too, of results that keep their weights; these must outlive the data set */
} ccs_provenance_t;

/** Fill @p out, which is zero-initialised by the caller and freed by the caller also after an error. Texts of the plan and the metrics are
 * shared: both must outlive it. @return 0 or CCS_ERR_NOMEM
 *
 * docs/results.md lists the dimensions and variables. What several results may differ in (title, settings, scenario, seed,
 * replications, targets) stands over the dimension config, so that they can be stacked. */
int ccs_result_make(const ccs_results_t *results, const ccs_provenance_t *provenance, ccs_dataset_t *out);

#endif
