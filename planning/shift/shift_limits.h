/** @file shift_limits.h  What a day's shifts of a group are held to: at least and at most a part of them, or so many, of a template or a kind of employment. Parts are rounded to
 * the head that a part of one comes to: up where it is the most, down where it is the least. */
#ifndef CCS_SHIFT_LIMITS_H
#define CCS_SHIFT_LIMITS_H

#include "shift_need.h"

/** own times its heads and all times those of all templates are together at most `most`. */
typedef struct {
    bool is_kind; /* its heads are those of a kind of employment, else of a template */
    uint32_t id;
    double own, all, most;
} ccs_shift_limit_t;
/** @param limits  receives them, in the arena @return how many; CCS_NONE without memory */
uint32_t ccs_shift_limit_list(const ccs_shift_templates_t *templates, ccs_arena_t *arena, const ccs_shift_limit_t **limits);
/** What a head of a template counts in a limit. */
double ccs_shift_limit_of(const ccs_shift_limit_t *limit, const ccs_shift_templates_t *templates, uint32_t template_id);

/** The heads of each day, and how many start when, as they are changed. */
typedef struct {
    const ccs_shift_templates_t *templates;
    const ccs_shift_candidates_t *candidates;
    uint32_t n_limits;
    const ccs_shift_limit_t *limits;
    uint32_t *heads;  /* [day + 1][template] */
    uint32_t *starts; /* by candidate: heads; NULL: no template is limited in its starts */
} ccs_shift_limits_t;

/** Those of a choice. @param arena  owns the numbers @return 0 or CCS_ERR_NOMEM */
int ccs_shift_limits_init(ccs_shift_limits_t *self, const ccs_shift_templates_t *templates,
    const ccs_shift_candidates_t *candidates, const ccs_shift_choice_t *choice, ccs_arena_t *arena);
/** Heads of a candidate more, or less than 0. */
void ccs_shift_limits_count(ccs_shift_limits_t *self, uint32_t candidate, int32_t heads);
/** Whether the limits hold with one head of a candidate less and one of another more. @param come  CCS_NONE: nobody comes */
bool ccs_shift_limits_allow(const ccs_shift_limits_t *self, uint32_t gone, uint32_t come);

#endif
