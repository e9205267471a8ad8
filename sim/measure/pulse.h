/** @file pulse.h  How long a steady state remembers: the contacts present and the customers away, by type, at a thousand moments of a replication, and what they
 * say of the warm-up and of the time over which what happens is still felt. Written by the loop, read after the replication. */
#ifndef CCS_PULSE_H
#define CCS_PULSE_H

#include "facts.h"
#include "world.h"

enum { CCS_PULSE_MAX = 1024 };

/** Samples of a replication, about equally far apart. */
typedef struct {
    uint32_t n_types, n;
    uint32_t every, seen; /* of the moments offered every so many are kept; offered so far */
    double first_s, last_s;
    double *present;  /* [CCS_PULSE_MAX][type]: waiting or served */
    double *away;     /* [CCS_PULSE_MAX][type]: customers who will contact again */
    bool *heeds_away; /* by type */
} ccs_pulse_t;

/** @return 0 or CCS_ERR_NOMEM */
int ccs_pulse_init(ccs_pulse_t *self, const ccs_plan_t *plan, ccs_arena_t *arena);
void ccs_pulse_reset(ccs_pulse_t *self);
/** Offer a moment: warm-up and run-out do not count. When the samples are full, every second one goes. */
void ccs_pulse_take(ccs_pulse_t *self, const ccs_world_t *world);

/** Decide by the facts of the replication of which types the customers away are a memory too: where at least one attempt in twenty is a redial or a
 * reconnect. Fewer returns by chance widen a figure's spread by at most 1 / (1 - 0.05), and need not be waited for. */
void ccs_pulse_heed(ccs_pulse_t *self, const ccs_facts_t *facts);
/** Share of the time after which the rest is steadiest: the truncation point of MSER-5 (White 1997, Simulation 69) on the contacts present.
 * @return 0 .. 1; above 0.5 it is not trusted: the series still warms up, or is too short */
double ccs_pulse_warm_up_frac(const ccs_pulse_t *self);
/** Integrated autocorrelation time of the contacts present, and of the customers away where they are heeded, the longest of all types, without the first @p skip_frac: variances of means
 * over a time T are those of T / memory independent values. Initial monotone sequence (Geyer 1992, Statistical Science 7).
 * @return seconds; 0 where nothing varies */
double ccs_pulse_memory_s(const ccs_pulse_t *self, double skip_frac);

#endif
