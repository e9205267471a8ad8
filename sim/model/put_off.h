/** @file put_off.h  When customers come who would have come while it was closed, and do so in the day: as fresh contacts of the type come on that day,
 * random factors aside. Pure questions of a compiled scenario. */
#ifndef CCS_PUT_OFF_H
#define CCS_PUT_OFF_H

#include "plan.h"

/** Fresh contacts of a type that are expected within a cell itself, without those who have come while it was closed. @return >= 0; 0 where it is not served */
double ccs_put_off_contacts(const ccs_plan_t *plan, uint32_t type, uint32_t cell);
/** Those of the rest of a day. @param cell  the first one; the day is its day @param end  receives the cell behind the last */
double ccs_put_off_contacts_of_day(const ccs_plan_t *plan, uint32_t type, uint32_t cell, uint32_t *end);
/** @param cell  the one with which the type opens @param frac  uniform, in [0, 1) @return seconds on the time axis, within the cells of that day in which the
 * type is served; the opening itself where nobody is expected on that day */
double ccs_put_off_s(const ccs_plan_t *plan, uint32_t type, uint32_t cell, double frac);

#endif
