/** @file work.h  How long an agent's work on a contact takes: its law is that of the time at which it begins. */
#ifndef CCS_LIFE_WORK_H
#define CCS_LIFE_WORK_H

#include <math.h>

#include "issue.h"

static inline double talk_length_s(const ccs_flow_t *f, const ccs_pair_t *pair, const ccs_contact_t *c)
{
    const double drawn_s = isnan(pair->talk_ratio) ? ccs_distribution_at(&pair->talk, c->talk) : c->talk * pair->talk_ratio;

    return as_now(f, &pair->talk, drawn_s);
}

/* With the group of the pair, whose law is not NONE. */
static double wrap_length_s(const ccs_flow_t *f, const ccs_pair_t *pair, const ccs_contact_t *c)
{
    if (pair->wrap.kind == CCS_DISTRIBUTION_CONSTANT && !pair->wrap_is_known) return as_now(f, &pair->wrap, pair->wrap.mean);
    const double drawn = draw_of(f, c, CCS_PURPOSE_WRAP, c->attempt);

    return as_now(f, &pair->wrap, pair->wrap_is_shared ? drawn : ccs_distribution_at(&pair->wrap, drawn));
}

#endif
