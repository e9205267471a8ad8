/** @file patience.h  How customers of a type take to waiting, beyond the law of their patience. What is wrong is recorded by the reader. */
#ifndef CCS_PATIENCE_H
#define CCS_PATIENCE_H

#include "plan.h"
#include "reader.h"

/** @param at  the type @param type  its patience, its predictor and its share that balks are read */
void ccs_patience_type(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type);

#endif
