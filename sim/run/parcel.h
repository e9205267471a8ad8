/** @file parcel.h  A replication as bytes, so that who simulates and who gathers need share no memory: taken out where the plan is the same, it is added to
 * results as if it had been simulated there, to the last bit. In the machine's own byte order, among processes of one build. */
#ifndef CCS_PARCEL_H
#define CCS_PARCEL_H

#include <stddef.h>

#include "replication.h"

/** Replications, one behind the other; zero-initialised it is empty. */
typedef struct {
    unsigned char *bytes; /* owned */
    size_t n, cap;
} ccs_parcel_t;

/** Pack a replication that was run, behind those that are there. @return 0 or CCS_ERR_NOMEM; the parcel is then as it was */
int ccs_parcel_put(ccs_parcel_t *self, const ccs_replication_t *replication);
void ccs_parcel_free(ccs_parcel_t *self);

/** Where reading is; made of bytes that outlive it. */
typedef struct {
    const unsigned char *at, *end;
} ccs_parcel_reader_t;

/** Take the next replication out. @param replication  initialised for the same plan and metrics; it holds what was put
 * @return 0; CCS_ERR_SCENARIO: the bytes are not of this plan, or damaged (the replication is then of no use) */
int ccs_parcel_take(ccs_parcel_reader_t *self, ccs_replication_t *replication);

#endif
