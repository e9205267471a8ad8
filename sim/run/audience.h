/** @file audience.h  Who listens to the replications of an experiment, each told from end to end, and takes in what was heard in the order of their numbers. */
#ifndef CCS_AUDIENCE_H
#define CCS_AUDIENCE_H

#include "plan.h"
#include "told.h"

/** Each worker of a team hears with an ear of its own. What is told changes no figure. */
typedef struct {
    void *context;
    /** A worker's ear, before its first replication. @param ear  initially NULL @return 0 or a code */
    int (*open)(void *context, void **ear);
    /** Before replication 0, 1, ... @return what it is told to, which lives until _end; NULL: without memory */
    ccs_told_t *(*begin)(void *ear, const ccs_plan_t *plan, uint32_t number);
    /** After it, while others do theirs. @return 0 or a code */
    int (*end)(void *ear);
    /** What was heard of it, one at a time, in the order of the numbers. @return 0 or a code, which ends the experiment */
    int (*take)(void *context, void *ear);
    /** After a worker's last one, also where _open failed. */
    void (*close)(void *ear);
} ccs_audience_t;

#endif
