/** @file retries.h  On what it depends beside how an attempt has ended who contacts again: on the attempt, and on the group that has served the customer. What is wrong is
 * recorded by the reader. */
#ifndef CCS_RETRIES_H
#define CCS_RETRIES_H

#include "plan.h"
#include "reader.h"

/** `by_group.*.reconnect` of all types, as shares of pairs; the share of such a type becomes the mean of its groups, each alike.
 * @param named  the members of `types` @param types  the plan's, whose groups and pairs are made */
void ccs_retries_keep(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types);

#endif
