/** @file intraday_parts.h  What the files of the room share. */
#ifndef CCS_INTRADAY_PARTS_H
#define CCS_INTRADAY_PARTS_H

#include "intraday_read.h"

enum { CCS_N_INTRADAY_DOES = CCS_INTRADAY_REST + 1 };

/** The key by which a rule says what is done. */
const char *ccs_intraday_key(enum ccs_intraday_does does);
/** Which of these keys the rule has. @return false if it is not just one (recorded) */
bool ccs_intraday_does(const ccs_intraday_reader_t *self, const ccs_place_t *at, enum ccs_intraday_does *does);
/** Whether agents of its kind can do what the rule says, and what else is written goes with it; what is not so is recorded. @param rule  its group is known */
bool ccs_intraday_check(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule);
/** What goes with `rest`, and with nothing else; what is not so is recorded. */
void ccs_intraday_check_rest(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule);
/** What is allowed and hardly ever meant. */
void ccs_intraday_doubt(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule);

#endif
