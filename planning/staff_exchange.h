/** @file staff_exchange.h  The end of a search where there are few numbers to choose: exchanges, one by one. */
#ifndef CCS_STAFF_EXCHANGE_H
#define CCS_STAFF_EXCHANGE_H

#include "staff_search_data.h"

/** With at most CCS_STAFF_EXCHANGE_MAX numbers: one or two of them less and one more, one less and another more where that is cheaper, in a slot three
 * of a group for two of another that serves a type of theirs, each simulated, until one holds and costs less. @param better  whether one was found; it is the best then
 * @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
enum { CCS_STAFF_EXCHANGE_MAX = 16 };
int ccs_staff_exchange(ccs_staff_search_t *self, bool *better);

#endif
