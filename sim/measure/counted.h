/** @file counted.h  What those who accepted to be called back are taken for, as facts of their type. */
#ifndef CCS_COUNTED_H
#define CCS_COUNTED_H

#include "fact.def"
#include "vocabulary.h"

/** What is added to the type's facts. */
typedef struct {
    double offered, answered, answered_within; /* within the first T */
    double wait_s;                             /* of the answered, summed */
} ccs_counted_t;

/** @param row  facts of calls back, of the type in a record */
ccs_counted_t ccs_counted_callbacks(enum ccs_callback_counting as, const double *row);

#endif
