/** @file source_read.h  Where the numbers of a scenario come from, read into rows of the plan: `sources`. */
#ifndef CCS_SOURCE_READ_H
#define CCS_SOURCE_READ_H

#include "plan.h"
#include "reader.h"

/** The keys of which sources are told, in the order written, each with its value. What is wrong is recorded.
 * @param plan  receives the rows */
void ccs_sources_read(ccs_reader_t *reader, ccs_plan_t *plan);

#endif
