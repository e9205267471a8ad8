/** @file handle_time.h  Handle time as planners know it, talk and after-call work in one. */
#ifndef CCS_HANDLE_TIME_H
#define CCS_HANDLE_TIME_H

#include "distribution.h"
#include "reader.h"

/** The talk that after-call work, which may be NONE, leaves of a handle time. @param at  of the handle time @return NONE if nothing is left (recorded) */
ccs_distribution_t ccs_handle_time_talk(ccs_reader_t *reader, const ccs_place_t *at, const ccs_distribution_t *aht,
    const ccs_distribution_t *wrap);

#endif
