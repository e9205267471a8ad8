/* counted.c - calls back as a target counts them. */
#include "counted.h"

#include "facts.h"

ccs_counted_t ccs_counted_callbacks(enum ccs_callback_counting as, const double *row)
{
    switch (as) {
    case CCS_COUNTS_NOT_ANSWERED: break;
    case CCS_COUNTS_ANSWERED: return (ccs_counted_t){0, row[CCS_FACT_accepted], row[CCS_FACT_accepted], row[CCS_FACT_line_wait]};
    case CCS_COUNTS_EXCLUDED: return (ccs_counted_t){-row[CCS_FACT_accepted], 0, 0, 0};
    case CCS_COUNTS_WAITS_ON:
        return (ccs_counted_t){0, row[CCS_FACT_called_back], row[CCS_FACT_called_in_time], row[CCS_FACT_whole_wait]};
    }
    return (ccs_counted_t){0};
}
