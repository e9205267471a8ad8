/** @file shift_trim.h  Shifts that nobody needs are taken away, and dear ones are exchanged for cheaper ones that cover as well. */
#ifndef CCS_SHIFT_TRIM_H
#define CCS_SHIFT_TRIM_H

#include "shift_need.h"

/** Nothing is missing afterwards that was not before; on_phones is kept, cost is not. @return 0 or CCS_ERR_NOMEM */
int ccs_shift_trim(const ccs_shift_need_t *need, ccs_shift_choice_t *choice);

#endif
