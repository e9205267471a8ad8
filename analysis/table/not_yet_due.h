/** @file not_yet_due.h  Contacts that wait when a run ends and may be answered in time yet: in no service level, so that they are told; and those that wait when it begins and are due by
 * dates of their own. */
#ifndef CCS_NOT_YET_DUE_H
#define CCS_NOT_YET_DUE_H

#include "prose.h"
#include "view.h"

/** Their number in a replication, by the time in which contacts of each type are to be answered; 0 where a result knows no such number
 * (files of 0.1.0). */
ccs_point_t ccs_not_yet_due(const ccs_view_t *view, uint32_t entity);
/** "When the run ends, 19.6 ± 1.8 contacts are not yet due: ...", of which types where there are several; nothing where there are none. */
void ccs_not_yet_due_say(const ccs_view_t *view, ccs_prose_t *to);
/** "50 contacts that wait when the run begins (E-Mail) count as in time by their own due dates, ...", nothing where there are none. */
void ccs_due_dates_say(const ccs_view_t *view, ccs_prose_t *to);

#endif
