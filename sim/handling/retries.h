/** @file retries.h  On what it depends beside how an attempt has ended who contacts again: on the attempt, and on the group that has served the customer. What is wrong is
 * recorded by the reader. */
#ifndef CCS_RETRIES_H
#define CCS_RETRIES_H

#include "handling.h"
#include "plan.h"
#include "reader.h"

/** The table that grows, and what it is made from. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types; /* the members of `types` */
    ccs_vector_t becomings;   /* ccs_becoming_t, type by type */
    uint32_t *first;          /* by 2 * type, and 2 * type + 1, and behind the last one */
} ccs_retries_t;

/** @param types  stays where it is */
void ccs_retries_start(ccs_retries_t *self, ccs_reader_t *reader, const ccs_named_t *types);
/** `redial.becomes` and `reconnect.becomes` of a type; types in the order of their ids. */
void ccs_retries_type(ccs_retries_t *self, uint32_t id);
/** `by_group.*.reconnect` of all types, as shares of pairs; the share of such a type becomes the mean of its groups, each alike.
 * @param named  the members of `types` @param types  the plan's, whose groups and pairs are made */
void ccs_retries_keep(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types);

#endif
