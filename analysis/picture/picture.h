/** @file picture.h  Pictures for slides, of the findings that the page shows: the planner's, as SVG of 16:9. */
#ifndef CCS_PICTURE_H
#define CCS_PICTURE_H

#include "report.h"

/** X(NAME): each makes NAME.svg. day: service level of each type by interval with its band and target; staff: agents scheduled, required and busy of
 * each group; grid: the lights of the day of the worst time; week: those of several days; flow: contacts through the largest
 * call flow; comparison: service level of each variant; tradeoff: work against
 * satisfaction of each; tornado: variants by what they do to satisfaction; waterfall: from
 * what the base costs to what another variant does, cost by cost. */
#define CCS_PICTURE_LIST(X)                                                                                                      \
    X(day) X(staff) X(grid) X(week) X(flow) X(comparison) X(tradeoff) X(tornado) X(tornado_cost) X(waterfall)
enum ccs_picture {
#define X(name) CCS_PICTURE_##name,
    CCS_PICTURE_LIST(X)
#undef X
        CCS_N_PICTURES
};
const char *ccs_picture_name(enum ccs_picture picture);

/** Write a picture; nothing where the result has nothing for it: no intervals, (week) one day or more than a week, (flow) no call flow,
 * (comparison) one variant only, (tradeoff, tornado) fewer than three, or no outcomes, (tornado_cost) no costs besides, or (waterfall) no costs in the currency of the base.
 * @return 0, CCS_ERR_SCENARIO (no result that ccsim can show) or CCS_ERR_NOMEM */
int ccs_picture_write(enum ccs_picture picture, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);
/** A waterfall from the base to a variant. @param towards  below n; 0: the cheapest one, as in waterfall.svg */
int ccs_picture_write_waterfall(const ccs_report_variant_t *variants, uint32_t n, uint32_t towards, FILE *to, ccs_err_t *err);
/** Whether a picture tells of all variants; else it is of the base. */
bool ccs_picture_is_of_all(enum ccs_picture picture);

#endif
