/** @file staff_wish.h  What is wished of staff, from the texts in which it is said. */
#ifndef CCS_STAFF_WISH_H
#define CCS_STAFF_WISH_H

#include "requirement.h"

/** The texts; NULL: not said. */
typedef struct {
    const char *by;                  /* "interval", "day", "week", "month", "all" */
    const char *share;               /* "90 %" */
    const char *step;                /* "0.5" */
    const char *hours;               /* "96", or "scheduled" */
    const char *cost, *least, *most; /* "12", for every group, or "desk=12,sales=3" */
} ccs_staff_texts_t;

/** What needs no scenario. @return 0 or CCS_ERR_USAGE, err->path naming the option */
int ccs_staff_wish_read(ccs_staff_wish_t *self, const ccs_staff_texts_t *texts, ccs_err_t *err);
/** What is said by group. @param arena  owns it @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_staff_wish_read_groups(ccs_staff_wish_t *self, const ccs_staff_texts_t *texts, const ccs_plan_t *plan, ccs_arena_t *arena,
    ccs_err_t *err);

#endif
