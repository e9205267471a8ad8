/** @file modulation.h  What multiplies the rate of a type at random, beside the factor of its day: further factors by day and interval, a day's total
 * that falls otherwise over its intervals, states of which one follows another, shocks. */
#ifndef CCS_MODULATION_H
#define CCS_MODULATION_H

#include "arena.h"
#include "factor.h"
#include "plan.h"

typedef struct ccs_modulator ccs_modulator_t;

/** For a type that has a modulation. @return NULL when out of memory */
ccs_modulator_t *ccs_modulator_new(const ccs_plan_t *plan, uint32_t type, ccs_arena_t *arena);
/** Start of a replication. */
void ccs_modulator_reset(ccs_modulator_t *self, ccs_chance_t chance);
/** The factor on the rate from a time on, the factor of its day included. Times never go back.
 * @param day    whose factor applies
 * @param until  receives when it may be another one; the factor holds until then
 * @return >= 0 */
double ccs_modulator_at(ccs_modulator_t *self, double time_s, uint32_t day, double *until_s);

#endif
