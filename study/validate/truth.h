/** @file truth.h  A plan in which some of what was forecast is what happened: contacts, handle times, agents.
 *
 * Volume: as many contacts in each interval as came, at random moments of it. Who comes again, or is helped before the queue, is not a fresh contact: what happened is
 * taken times fresh contacts over contacts offered, of the type over the run (ccs_truths_correct). Handle time: talk and after-call work of a type times what
 * they were over what they are simulated, day by day: by interval they are few, and their chance would count twice. Staffing: agents of each team as they were, of
 * those who were there nobody absent by chance. */
#ifndef CCS_TRUTH_H
#define CCS_TRUTH_H

#include "sample.h"

#define X(name, text) CCS_TRUTH_##name,
enum ccs_truth { CCS_TRUTH_LIST(X) CCS_N_TRUTHS };
#undef X
extern const char *const CCS_TRUTH_NAMES[CCS_N_TRUTHS], *const CCS_TRUTH_TEXTS[CCS_N_TRUTHS]; /* "handle_time", "handle time" */
enum { CCS_N_TRUTH_SETS = 1 << CCS_N_TRUTHS };

/** Zero-initialised storage can be freed. */
typedef struct {
    const ccs_actual_t *actual;
    bool known[CCS_N_TRUTHS];      /* it can be put in the place of what was forecast */
    const char *why[CCS_N_TRUTHS]; /* why it cannot */
    double *fresh;                 /* [type] fresh contacts by contacts offered; NAN: of this type they stay as forecast */
    double *longer;                /* [day][type] handle times that were over those simulated */
    ccs_arena_t arena;
} ccs_truths_t;

/** @param sample  of the plan as it is @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_truths_init(ccs_truths_t *self, const ccs_actual_t *actual, const ccs_replicas_t *sample);
/** The plan with the truths of a set, bits 1 << truth, in it; what is not known stays. @param arena  owns what the plan does not share @return 0 or CCS_ERR_NOMEM */
int ccs_truths_plan(const ccs_truths_t *self, uint32_t set, ccs_arena_t *arena, ccs_plan_t *plan);
/** With the truths in place so many contacts of a queue were offered, where what happened is known: its fresh contacts become as many more, or fewer, as are missing. */
void ccs_truths_correct(ccs_truths_t *self, uint32_t subject, double offered);
void ccs_truths_free(ccs_truths_t *self);

#endif
