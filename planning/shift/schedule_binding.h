/** @file schedule_binding.h  What binds: how much less a schedule would cost without one of the limits of its shifts.
 *
 * Each limit by itself is left out, or made an hour wider, and the linear program behind the shifts is solved again, its broken
 * numbers only: the difference of two bounds. A limit on starts is no row of that program, so all programs have the starts that were
 * chosen of templates so limited, where these cover the need.
 * What is agreed with persons (rest, days and hours a week) is in none of them. */
#ifndef CCS_SCHEDULE_BINDING_H
#define CCS_SCHEDULE_BINDING_H

#include "schedule.h"

/** Left out, but for the last two: these are made wider. */
enum ccs_schedule_limit_kind {
    CCS_LIMIT_SHARE_LEAST,
    CCS_LIMIT_SHARE_MOST,
    CCS_LIMIT_MOST,
    CCS_LIMIT_STARTS_MOST,
    CCS_LIMIT_WITHIN, /* a break may begin an hour later */
    CCS_LIMIT_STARTS  /* a shift may begin an hour earlier, and an hour later: by steps of its starts, at least one */
};

typedef struct {
    enum ccs_schedule_limit_kind kind;
    bool is_kind;      /* of a kind of employment, else of a template */
    uint32_t id, of;   /* which one; into its breaks */
    double saved;      /* weighted paid hours less, >= 0 */
    double saved_frac; /* of the bound */
} ccs_schedule_limit_t;

/** Zero-initialised storage is valid: nothing was looked at. */
typedef struct {
    double bound;                /* weighted paid hours, with all limits; 0: it was not found */
    ccs_schedule_limit_t *items; /* that bind, those that save most first */
    uint32_t n;
    uint32_t n_tried, n_left; /* limits looked at; those for which there was no time */
    ccs_arena_t arena;
} ccs_schedule_binding_t;

/** The least part of the bound that a limit saves which is told. */
#define CCS_BINDING_FRAC 0.005

void ccs_schedule_binding_free(ccs_schedule_binding_t *self);
/** Look at the limits one after another. How many is bounded by work, which is the same on every machine, and by is_late.
 * @param self  zeroed @param schedule  with its shifts @param is_late  asked before each; what was found by then stands
 * @return 0, CCS_ERR_INPUT (GLPK, told) or CCS_ERR_NOMEM (told) */
int ccs_schedule_binding_find(ccs_schedule_binding_t *self, const ccs_schedule_t *schedule, bool (*is_late)(void *listener),
    void *listener, ccs_err_t *err);
/** "shifts.gig.most (6)". @return text */
const char *ccs_schedule_limit_show(const ccs_schedule_t *schedule, const ccs_schedule_limit_t *limit, char *text, size_t size);
/** "left out", "1 h later too": what was done to it. @return text */
const char *ccs_schedule_limit_change(const ccs_schedule_t *schedule, const ccs_schedule_limit_t *limit, char *text, size_t size);

#endif
