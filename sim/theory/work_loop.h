/** @file work_loop.h  Whether outcomes feed back on the work that there is: agents who are busier hurry or tire, resolve less, and customers come again. The steady state of that loop, without simulating. */
#ifndef CCS_WORK_LOOP_H
#define CCS_WORK_LOOP_H

#include <stdbool.h>

#include "outcome.h"

/** Work in its steady state. */
typedef struct {
    double erlang; /* with what the loop adds */
    double gain;   /* by how many per cent it grows with 1 % more fresh contacts; 1 without a loop */
    bool two;      /* a quiet and a crowded state are both steady: which one there is hangs on what was before */
} ccs_loop_t;

/** @param erlang  work that comes, at the pace of the plan and with those who come again then @param own  the part of it that is of this outcome, 0 .. 1: the rest does not change
 * @param agents  who can do it, > 0 */
ccs_loop_t ccs_loop_of(const ccs_outcome_t *outcome, double erlang, double own, double agents);

#endif
