/** @file threads.h  A team of threads. The only place that starts any. */
#ifndef CCS_THREADS_H
#define CCS_THREADS_H

#include "team.h"

enum { CCS_THREADS_MAX = 1024 };

typedef struct {
    ccs_team_t team;
    uint32_t n; /* workers, the calling thread included; 1 .. CCS_THREADS_MAX */
} ccs_threads_t;

/** Nothing to be freed: threads live as long as a ccs_team_run. One that cannot be started is done without. */
ccs_threads_t ccs_threads(uint32_t n);
/** As many as there are processors. */
uint32_t ccs_threads_all(void);

#endif
