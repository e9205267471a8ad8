/** @file switches.h  What types say of customers who are sent to another channel, `switch`, or choose one, `choose`. What is wrong is recorded by the reader. */
#ifndef CCS_SWITCHES_H
#define CCS_SWITCHES_H

#include "plan.h"
#include "reader.h"

/** @param types  the members of `types` @param plan  receives the rows, if there are any */
void ccs_switches_read(ccs_reader_t *reader, const ccs_named_t *types, ccs_plan_t *plan);
/** Whether some type sends its customers to this one, or lets them choose it. */
bool ccs_switches_reach(const ccs_plan_t *plan, uint32_t type);

#endif
