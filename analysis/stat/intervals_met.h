/** @file intervals_met.h  In which intervals a type reaches its target of the service level, or of abandonment: a day that reaches it may hold hours that do not. Each interval is
 * judged by its estimate alone, whatever its interval of confidence: what is counted is what a manager would see on average. */
#ifndef CCS_INTERVALS_MET_H
#define CCS_INTERVALS_MET_H

#include "view.h"

typedef struct {
    uint32_t n_judged; /* with a service level; 0: none, no target, or a result without intervals */
    uint32_t n_met;
    uint32_t
        n_surely_below; /* of the others, those whose whole interval of confidence lies below the target, or above the bound */
    double contacts_judged, contacts_met; /* offered in them, on average over the observations */
} ccs_intervals_met_t;

/** What a mark says of an interval. */
enum ccs_interval_mark { CCS_INTERVAL_NOT_JUDGED, CCS_INTERVAL_MET, CCS_INTERVAL_BELOW, CCS_INTERVAL_SURELY_BELOW };

/** Open intervals. @param type  by number, as targets are @param marks  [n_intervals], filled with ccs_interval_mark; NULL: not wanted */
ccs_intervals_met_t ccs_intervals_met(const ccs_view_t *view, uint32_t type, unsigned char *marks);
/** Open intervals by the target of abandonment, beside or in place of that of the service level: contacts_met is of them too. */
ccs_intervals_met_t ccs_intervals_bounded(const ccs_view_t *view, uint32_t type);
/** Open intervals of all types together, by their service levels. */
ccs_intervals_met_t ccs_all_intervals_met(const ccs_view_t *view);
/** Of those that are marked as below, the red ones of the grid, whose whole interval of confidence is, become surely below. */
void ccs_mark_surely_below(const ccs_view_t *view, uint32_t type, unsigned char *marks);
/** Closed times in which contacts come and wait for the opening, as mail does: each is one stretch, a night or a weekend, and no half-hour,
 * so that they are counted by themselves. */
ccs_intervals_met_t ccs_closed_times_met(const ccs_view_t *view, uint32_t type, unsigned char *marks);
/** Whether an interval is held against a target at all: it is open, or contacts come in it. */
bool ccs_is_judged_time(const ccs_view_t *view, uint32_t entity, uint32_t interval);
/** The target of an entity: of a type its own, of all together the one that every type has alike. NAN: none. */
double ccs_target_of(const ccs_view_t *view, uint32_t entity);
/** Whether a figure by interval is a service level below the target of its entity. */
bool ccs_is_below_target(const ccs_view_t *view, uint32_t metric, uint32_t entity, double mean);

#endif
