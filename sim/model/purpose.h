/** @file purpose.h  What random numbers are drawn for: the numbers that enter their keys (stream.h). */
#ifndef CCS_PURPOSE_H
#define CCS_PURPOSE_H

#include "purpose.def"

enum ccs_purpose {
#define X(name, number, text, about) CCS_PURPOSE_##name = number,
    CCS_PURPOSE_LIST(X)
#undef X
        CCS_N_PURPOSES,      /* above the highest: rows ascend */
    CCS_N_KEPT_PURPOSES = 64 /* of which sources keep laws and batches: those below */
};

#endif
