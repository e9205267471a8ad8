/** @file backlog.h  How long each contact of a backlog has waited, the oldest first, and when it is due. */
#ifndef CCS_BACKLOG_H
#define CCS_BACKLOG_H

#include "plan.h"

/** A walk along a backlog. */
typedef struct {
    const ccs_backlog_t *of;
    uint32_t left;   /* contacts to come */
    uint32_t row, k; /* by rows: the row at hand, how many of it are told */
    double top;      /* by a law: the uniform of the one before, 1 in front of the first */
} ccs_waits_t;

ccs_waits_t ccs_waits_of(const ccs_backlog_t *backlog);
/** What the next one has waited, at most as long as the one before unless rows go by due date; not to be called more often than there are contacts. Of a law, n independent
 * draws come in order: the largest of k uniforms is the largest of k + 1 times the k-th root of one. Source: Lurie and Hartley (1972).
 * @param u  in [0, 1); not used by rows @return seconds */
double ccs_waits_next(ccs_waits_t *self, double u);
/** The longest that any may have waited, but for one in a thousand million of a law. */
double ccs_backlog_longest_s(const ccs_backlog_t *self);
/** When the k-th is due, of those of the first row the first being 0: k < n. @return ccs_waited_t.due_s; NAN: it has no date of its own */
double ccs_backlog_due_s(const ccs_backlog_t *self, uint32_t k);

#endif
