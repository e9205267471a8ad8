/** @file closed_days.h  Days on which a centre stays closed and is contacted all the same. Such contacts stand in the figures of the day that
 * closed before (of the first one that opens, where none did), so that a table by day has to say so: a weekend's mail stands under Friday. */
#ifndef CCS_CLOSED_DAYS_H
#define CCS_CLOSED_DAYS_H

#include "prose.h"
#include "view.h"

/** A closed time with whole days in it. */
typedef struct {
    uint32_t day;           /* whose figures have its contacts */
    uint32_t first, n_days; /* the closed days */
    ccs_point_t offered;    /* in all of the closed time, from the close of one day to the opening of another */
} ccs_closed_days_t;

/** The next one in which an entity is contacted. @param interval  where to look on; 0 at first
 * @return false: there is none, or the result does not know the days of its intervals */
bool ccs_closed_days_next(const ccs_view_t *view, uint32_t entity, uint32_t *interval, ccs_closed_days_t *out);
/** "2026-03-07 to 2026-03-08 are closed: ...", a line each; of many the first ones, and how many more there are. */
void ccs_closed_days_say(const ccs_view_t *view, uint32_t entity, ccs_prose_t *to);

#endif
