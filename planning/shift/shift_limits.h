/** @file shift_limits.h  The shifts of each day by template, and whether one less or another in its place keeps every template to its part of the day. */
#ifndef CCS_SHIFT_LIMITS_H
#define CCS_SHIFT_LIMITS_H

#include "shift_need.h"

typedef struct {
    const ccs_shift_templates_t *templates;
    const ccs_shift_candidates_t *candidates;
    uint32_t *heads; /* [day + 1][template] */
    bool limited;    /* some template may have a part of a day's shifts only */
} ccs_shift_limits_t;

/** Those of a choice. @param arena  owns the numbers @return 0 or CCS_ERR_NOMEM */
int ccs_shift_limits_init(ccs_shift_limits_t *self, const ccs_shift_templates_t *templates,
    const ccs_shift_candidates_t *candidates, const ccs_shift_choice_t *choice, ccs_arena_t *arena);
/** Heads of a candidate more, or less than 0. */
void ccs_shift_limits_count(ccs_shift_limits_t *self, uint32_t candidate, int32_t heads);
/** Whether the limits hold with one head of a candidate less and one of another more. @param come  CCS_NONE: nobody comes */
bool ccs_shift_limits_allow(const ccs_shift_limits_t *self, uint32_t gone, uint32_t come);

#endif
