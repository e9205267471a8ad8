/** @file consults.h  Whom agents ask in a talk with the customer on hold, as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_CONSULTS_H
#define CCS_CONSULTS_H

#include "handling.h"
#include "reader.h"

/** The table that grows, and what it is made from. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types; /* the members of `types` */
    ccs_vector_t consults;    /* ccs_consult_t, type by type */
    uint32_t *first;          /* by type, and behind the last one */
} ccs_consults_t;

/** @param types  stays where it is */
void ccs_consults_start(ccs_consults_t *self, ccs_reader_t *reader, const ccs_named_t *types);
/** `consult` of a type; types in the order of their ids. */
void ccs_consults_type(ccs_consults_t *self, uint32_t id);
/** The type that a member of `consult` or `transfer` is called by, or that it names. @return CCS_NONE: none (recorded) */
uint32_t ccs_consults_to(ccs_reader_t *reader, const ccs_place_t *at, const ccs_named_t *types);

#endif
