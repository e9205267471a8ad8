/** @file findings.h  What a result says, as data: the answer, the targets, when service is worst, which group is short, the extremes of the day.
 * The page, the summary and JSON word, draw and print these; none of them looks for findings of its own. */
#ifndef CCS_FINDINGS_H
#define CCS_FINDINGS_H

#include "intervals_met.h"
#include "peak.h"
#include "scope.h"
#include "shortage.h"
#include "stretch.h"
#include "targets.h"
#include "verdict.h"
#include "worst.h"

/** The lowest and the highest of a metric over the open intervals, of the entity that headlines speak of. */
typedef struct {
    uint32_t metric;            /* CCS_DATA_NONE: the result has no such figure by interval */
    ccs_peak_t lowest, highest; /* at, first and last count the open intervals of the scope */
} ccs_extremes_t;

/** Refers to the view, which must outlive it. Of one configuration. */
typedef struct {
    ccs_scope_t scope;
    bool shares_hours;   /* with the findings that it was opened beside, whose they are */
    ccs_point_t service; /* the service level that headlines speak of: of scope.main */
    ccs_targets_t targets;
    ccs_target_days_t days;               /* of all together */
    ccs_peak_t lowest_type, highest_type; /* `at` is the number of the type, CCS_DATA_NONE: none */
    bool lowest_is_clear;                 /* whether it can be told from every other type */
    ccs_worst_t worst;
    ccs_unstaffed_t unstaffed;
    unsigned char *ranks, *without_agents; /* [n_intervals] marks of the worst and of the unstaffed intervals; owned */
    ccs_short_group_t shortage;
    ccs_extremes_t level, offered; /* service level and contacts through the day */
} ccs_findings_t;

/** @return 0, CCS_ERR_SCENARIO (the result has no entity "all") or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_findings_open(ccs_findings_t *self, const ccs_view_t *view, ccs_err_t *err);
/** Of a variant, in the hours of its base, which must outlive it. A variant without "all" has no findings: scope.all is CCS_DATA_NONE.
 * @return 0; CCS_ERR_SCENARIO: its hours are not those of the base; or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_findings_open_beside(ccs_findings_t *self, const ccs_findings_t *base, const ccs_view_t *view, ccs_err_t *err);
void ccs_findings_free(ccs_findings_t *self);

#endif
