/** @file effort.h  What a run will take, told before it begins: memory, added up from the sizes by which the program allocates, and time,
 * by what contacts and figures cost on the machine of docs/performance.md. */
#ifndef CCS_EFFORT_H
#define CCS_EFFORT_H

#include "job.h"

/** Parts in bytes, all of them at once in memory at the end of a run. Zero-initialised: of nothing, to which variants can be added. */
typedef struct {
    double plan, results, data, file;
    double each_thread;
    double simulating_s, adding_s; /* of all replications: by one thread; and what only one thread can do at a time */
    uint32_t threads, replications, variants;
} ccs_effort_t;

enum { CCS_EFFORT_TEXT_MAX = 160, CCS_EFFORT_DOUBT_MAX = 320 };

/** Add a scenario run with these options. @param writes  the result is written to a file too @return 0 or CCS_ERR_NOMEM */
int ccs_effort_add(ccs_effort_t *self, const ccs_scenario_t *scenario, const ccs_job_options_t *options, bool writes);
/** At the peak. */
double ccs_effort_bytes(const ccs_effort_t *self);
/** On an idle machine, roughly. */
double ccs_effort_s(const ccs_effort_t *self);
/** "about 1.4 GB and 3 min for 20 replications". @return text, CCS_EFFORT_TEXT_MAX long */
const char *ccs_effort_words(const ccs_effort_t *self, char *text);
/** Why to think again before the run begins: it takes more than half of the machine's memory, or many minutes.
 * @param memory_bytes  of the machine; 0: unknown
 * @return text, CCS_EFFORT_DOUBT_MAX long, or NULL if there is no reason */
const char *ccs_effort_doubt(const ccs_effort_t *self, double memory_bytes, char *text);

#endif
