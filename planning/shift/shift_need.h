/** @file shift_need.h  What shifts are to cover, and the shifts that were chosen for it. */
#ifndef CCS_SHIFT_NEED_H
#define CCS_SHIFT_NEED_H

#include "shift_template.h"

/** What is to be covered. */
typedef struct {
    const ccs_shift_templates_t *templates;
    const ccs_shift_candidates_t *candidates;
    uint32_t n_rows;
    const double *need; /* by row: agents who are to be on the phones, >= 0 */
    double cost;        /* of a paid hour of weight 1, > 0 */
    double short_cost;  /* of an agent-hour that is missing; INFINITY: none may be missing */
    bool (*shall_end)(
        void *listener); /* asked again and again: true ends with what was found, if anything was; NULL: nothing does */
    void *listener;
} ccs_shift_need_t;

/** Shifts that are alike. */
typedef struct {
    uint32_t candidate;
    uint32_t breaks[CCS_SHIFT_BREAKS_MAX]; /* by window of the candidate: rows after the start of the shift at which it begins */
    uint32_t n;                            /* heads */
} ccs_shift_pick_t;

/** What was chosen. Zero-initialised storage is a valid empty choice. */
typedef struct {
    ccs_shift_pick_t *picks;
    uint32_t n_picks; /* kinds of them */
    size_t room;
    double *on_phones;  /* by row */
    double cost;        /* of the shifts and of what is missing */
    double bound;       /* no choice costs less */
    uint32_t n_columns; /* that were made */
    bool found, cut_short;
    ccs_arena_t arena;
} ccs_shift_choice_t;

void ccs_shift_choice_free(ccs_shift_choice_t *self);
/** Append to a choice, or more heads of a kind that it has. @return 0 or CCS_ERR_NOMEM */
int ccs_shift_choice_add(ccs_shift_choice_t *self, const ccs_shift_pick_t *shift);
/** One head less of a kind. @return false: there is none */
bool ccs_shift_choice_take(ccs_shift_choice_t *self, const ccs_shift_pick_t *shift);
/** Kinds of which nobody is left go. */
void ccs_shift_choice_close(ccs_shift_choice_t *self);
/** Hours that are paid for a shift. */
double ccs_shift_paid_h(const ccs_shift_templates_t *templates, const ccs_shift_candidate_t *candidate);

#endif
