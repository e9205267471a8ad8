/** @file prediction.h  How long a contact is expected to wait: by which predictor, and what it reads of the plan and of what has happened. The prediction itself
 * is made by policy/predict.h, what it reads of the plan by predictions.h. */
#ifndef CCS_PREDICTION_H
#define CCS_PREDICTION_H

#include "hazard.h"
#include "vocabulary.h"

enum { CCS_MAX_RECENT_WAITS = 1000 };

/** A queue from which agents of a type take contacts before, or between, those of the type. */
typedef struct {
    uint32_t queue;
    double weight;      /* the mean handle time of its contacts, over that of the type's */
    double leave_per_s; /* at which one who waits there gives up */
} ccs_ahead_t;

/** Of a type. */
typedef struct {
    enum ccs_predictor by;    /* NONE: nothing is predicted, and nothing else is there */
    uint32_t n_waits;         /* MEAN_WAIT: of so many */
    uint32_t n_ahead;         /* QUEUE_..: */
    const ccs_ahead_t *ahead; /* queues other than its own */
    double leave_per_s;       /* at which one who waits gives up, as if patience were exponential; 0: nobody does */
    double leaving_frac;      /* of the customers: give up some time */
    ccs_hazard_t hazard;      /* QUEUE_PATIENCE: of the patience of those */
} ccs_prediction_t;

/** Whether a predictor asks for waits that have come. */
static inline bool ccs_prediction_remembers(const ccs_prediction_t *self)
{
    return self->by == CCS_PREDICTOR_LAST_WAIT || self->by == CCS_PREDICTOR_MEAN_WAIT;
}

/** The waits of the contacts of a type that reached an agent last, of those who did at once too. */
typedef struct {
    double *at;       /* a ring of size */
    uint32_t size, n; /* n: all that have ever been put in */
} ccs_recent_waits_t;

static inline void ccs_recent_waits_add(ccs_recent_waits_t *self, double wait_s)
{
    self->at[self->n++ % self->size] = wait_s;
}

#endif
