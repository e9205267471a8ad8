/** @file pauses.h  What comes in front of a talk and between its parts, as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_PAUSES_H
#define CCS_PAUSES_H

#include "handling.h"
#include "reader.h"

/** `setup` and `hold` of a type. @param pauses  receives them @return whether there are any */
bool ccs_pauses_read(ccs_reader_t *reader, const ccs_place_t *type, ccs_pauses_t *pauses);

#endif
