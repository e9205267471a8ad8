/** @file expect.h  Further: how long a contact is expected to wait as it begins to, and how far from it the wait was that came. */
#ifndef CCS_LIFE_EXPECT_H
#define CCS_LIFE_EXPECT_H

#include <math.h>

#include "hint.h"
#include "note.h"
#include "predict.h"

/* Whether the wait of contacts of some type is predicted. */
static inline bool expects(const ccs_flow_t *f)
{
    return FURTHER && f->world.predicted_s;
}

/* The contact joins its queue, of whose wait nothing is known. */
static inline void expect_nothing(const ccs_flow_t *f, uint32_t id)
{
    if (expects(f)) f->world.predicted_s[id] = (double) NAN;
}

/* What is to be expected, before the contact joins its queue. */
CCS_APART static void expect_wait(const ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const uint32_t type = w->contacts.at[id].type;

    if (w->plan->types[type].prediction.by == CCS_PREDICTOR_NONE) expect_nothing(f, id);
    else w->predicted_s[id] = ccs_predict_next_s(w, type);
}

static inline void note_expected(ccs_flow_t *f, uint32_t id)
{
    if (expects(f) && !isnan(f->world.predicted_s[id]))
        note(f, CCS_MOMENT_predicted, &f->world.contacts.at[id], f->world.predicted_s[id]);
}

/* A contact of the type reaches an agent. */
CCS_APART static void remember_wait(const ccs_flow_t *f, uint32_t type, double wait_s)
{
    if (f->world.recent_waits && f->world.recent_waits[type].size > 0) ccs_recent_waits_add(&f->world.recent_waits[type], wait_s);
}

/* The contact has waited and reaches an agent. */
CCS_APART static void count_expected(const ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const double wait_s = w->now_s - c->offered_s, predicted_s = w->predicted_s[id], miss_s = predicted_s - wait_s;

    remember_wait(f, c->type, wait_s);
    if (isnan(predicted_s)) return;
    double *const row = ccs_facts_prediction(&f->facts, c->counts_at, c->type);

    row[CCS_FACT_predicted]++;
    row[CCS_FACT_predicted_wait] += predicted_s;
    row[CCS_FACT_came_wait] += wait_s;
    row[CCS_FACT_miss] += fabs(miss_s);
    row[CCS_FACT_miss2] += miss_s * miss_s;
    if (wait_s > predicted_s) row[CCS_FACT_predicted_less]++;
}

#endif
