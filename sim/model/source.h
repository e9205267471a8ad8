/** @file source.h  Where fresh contacts of a type come from: their times and draws, a batch at a time. */
#ifndef CCS_SOURCE_H
#define CCS_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "plan.h"
#include "stream.h"

/** Contact number `index` is the next to arrive. Its draws stand at `index - batch_first` of the batch. */
typedef struct {
    ccs_stream_t stream;
    uint64_t factor_key; /* of the day's factor, which may be shared with other types */
    uint32_t index, batch_first;
    bool has_arrivals;                        /* a piece of the rate is in force */
    bool has_second;                          /* patience and balk of the batch are filled, */
    bool has_ivr;                             /* what the IVR or bot does with it, too */
    bool talk_by_ratio;                       /* talk is in seconds of the type's first pair, else a uniform */
    uint32_t rate, end_rate;                  /* piece of the rate in force, end of the type's pieces */
    double time_s;                            /* of the last arrival */
    double per_s, s_per_contact, piece_end_s; /* of the piece in force, the day's factor included */
    double gap[CCS_STREAM_BATCH], talk[CCS_STREAM_BATCH];
    double patience_s[CCS_STREAM_BATCH], balk[CCS_STREAM_BATCH];
    double contained[CCS_STREAM_BATCH], ivr_time_s[CCS_STREAM_BATCH];
} ccs_source_t;

/** The factor of a day on the rates of a type, 1 where it has none. @param factor  the stream of its day factor in a replication */
double ccs_source_day_factor(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_stream_t *factor, uint32_t day);
/** Start of a replication. */
void ccs_source_reset(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint64_t seed, uint32_t replication);
/** Time of the next fresh contact, INFINITY if there is none any more. Non-homogeneous arrivals by gaps of mean 1 through the
 * integrated rate. Call it once per contact, before _talk and the others of that contact. */
double ccs_source_next(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type);
/** The contact has arrived: move on to the next one. */
static inline void ccs_source_advance(ccs_source_t *self)
{
    self->index++;
}

/** Talk draw of a contact (see ccs_contact_t.talk); attempt 0 of the contact at hand comes from the batch, all others afresh. */
double ccs_source_talk(const ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint32_t index, uint32_t attempt);
double ccs_source_patience_s(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt);
/** After-call work with the group of the pair, whose wrap is not NONE. */
double ccs_source_wrap_s(const ccs_source_t *self, const ccs_pair_t *pair, uint32_t index, uint32_t attempt);
/** The uniform that decides whether the IVR or bot contains the contact, and the seconds that it spends there (the type has a time). */
double ccs_source_contained(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt);
double ccs_source_ivr_time_s(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt);
bool ccs_source_balks(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt);

#endif
