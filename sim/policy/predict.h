/** @file predict.h  How long a contact will wait, as the centre stands. Pure. */
#ifndef CCS_PREDICT_H
#define CCS_PREDICT_H

#include "world.h"

/** What the predictor of a type (def/predictor.def) says of one of its contacts.
 * @param type  one that has a predictor: its prediction.by is not NONE
 * @param ahead  contacts of its queue that are served before it; for one that would join now, all that wait there
 * @param waited_s  how long it has waited already
 * @return seconds from now, >= 0; NAN: nothing can be said, as no agent who serves the type is there, or none has been reached yet.
 * O(groups of the type + queues that these serve), those with abandonment also O(contacts in front)
 * Sources: Whitt (1999), Predicting queueing delays, Management Science 45; Ibrahim and Whitt (2009), Real-time delay estimation in overloaded multiserver
 * queues with abandonments, Management Science 55. */
double ccs_predict_wait_s(const ccs_world_t *world, uint32_t type, uint32_t ahead, double waited_s);

/** The same of one that would come now. */
static inline double ccs_predict_next_s(const ccs_world_t *world, uint32_t type)
{
    return ccs_predict_wait_s(world, type, ccs_world_n_waiting(world, type), 0);
}

#endif
