/** @file read_fallback.h  Values that stand in one of several groups: what the first of them does not say says the next. */
#ifndef CCS_READ_FALLBACK_H
#define CCS_READ_FALLBACK_H

#include "reader.h"

/** Where a value stands. The places refer to one another: it is not copied. */
typedef struct {
    char name[16]; /* of the group within the owner; "" where the value is the owner's itself */
    ccs_place_t group, at;
} ccs_found_t;

/** The place of a value in one group. @param path  "wage", or within a group of it "supervision.wage" */
void ccs_find_at(const ccs_reader_t *reader, const ccs_place_t *owner, const char *path, ccs_found_t *found);
/** The place in the first of n groups that says it, else in the last, whose defaults hold. @return which */
uint32_t ccs_find_first(const ccs_reader_t *reader, const ccs_place_t *owners, uint32_t n, const char *path, ccs_found_t *found);

#endif
