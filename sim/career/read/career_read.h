/** @file career_read.h  `careers` and `groups.*.careers` as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_CAREER_READ_H
#define CCS_CAREER_READ_H

#include "outcome_read.h"

/** What comes of contacts (ccs_outcomes_read), and what becomes of the people who serve them: the plan's careers, where some group has any.
 * @param types_named, groups_named  the members of `types` and of `groups` */
void ccs_behaviour_read(ccs_reader_t *reader, const ccs_named_t *types_named, const ccs_named_t *groups_named, ccs_plan_t *plan,
    ccs_type_t *types);

#endif
