/** @file idle_quantile.h  How idle agents are, as a quantile over them. */
#ifndef CCS_IDLE_QUANTILE_H
#define CCS_IDLE_QUANTILE_H

#include "entity.h"

/** The idle share that agents with a share p of all time logged in do not pass, one of theirs. @param logged_in_s  of all of them @return 0 .. 1 */
double ccs_idle_quantile(const ccs_record_t *record, const ccs_fact_rows_t *agents, double logged_in_s, double p);

#endif
