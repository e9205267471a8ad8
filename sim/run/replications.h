/** @file replications.h  Replications of one plan, or of several side by side, shared out to a team and taken in in the order of their numbers: one worker
 * and many give the same. */
#ifndef CCS_REPLICATIONS_H
#define CCS_REPLICATIONS_H

#include "audience.h"
#include "replication.h"
#include "team.h"

/** A replication that is wanted. */
typedef struct {
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics; /* NULL: its facts are all that is wanted */
    uint64_t seed;
    uint32_t number;
} ccs_wanted_replication_t;

/** Pieces 0, 1, …: which replications they are, and who takes them. Neighbours had best be of one plan: a worker makes itself ready for a plan anew
 * where the one before was another. */
typedef struct {
    void *context;
    ccs_wanted_replication_t (*wanted)(const void *context, uint32_t piece);
    /** One at a time, in the order of the pieces. @return 0 or a code, which ends it */
    int (*take)(void *context, uint32_t piece, const ccs_replication_t *replication);
    const ccs_audience_t *audience; /* NULL: they are not told */
    const ccs_stop_t *stop;         /* may be NULL */
} ccs_replications_t;

/** Simulate the pieces 0 .. n - 1. @param team  NULL: the calling thread alone
 * @return 0, CCS_ERR_STOPPED, CCS_ERR_NOMEM or what take said: of the piece with the lowest number; those before it are taken, none behind it */
int ccs_replications_run(const ccs_replications_t *self, ccs_team_t *team, uint32_t n);

#endif
