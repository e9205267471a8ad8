/** @file local_time.h  Simulated time as people read and write it: local clock times of a scenario's days, or the time since the start of
 * a steady run. */
#ifndef CCS_LOCAL_TIME_H
#define CCS_LOCAL_TIME_H

#include "plan.h"

typedef struct {
    bool steady;
    uint32_t n_days;
    int64_t first_date;  /* days since 1970-01-01 */
    double day_starts_s; /* of a service day: an earlier time without a date is of the next morning */
    int64_t zero_utc;    /* the moment of time 0 */
    const ccs_zone_t *zone;
} ccs_local_time_t;

enum { CCS_LOCAL_TIME_MAX = 64 };

/** @param plan  must outlive what is returned */
ccs_local_time_t ccs_local_time_of(const ccs_plan_t *plan);

/** "09:31:07.3", with the date in front if the scenario has several days or the moment is not in its first one; steady: "02:00:07.3" since
 * the start, hours may be more than 24. Fractions are cut. In an hour that comes twice, the second coming has its offset from UTC behind
 * it, as in labels of intervals. @return text, of at least CCS_LOCAL_TIME_MAX */
char *ccs_local_time_show(const ccs_local_time_t *self, double time_s, char *text, size_t size);
/** "2026-03-03T09:31:07.312"; steady: "". @return text */
char *ccs_local_time_iso(const ccs_local_time_t *self, double time_s, char *text, size_t size);
/** "10:00", "10:00:30" (one day only), "2026-03-03T10:00"; steady: a duration since the start. Of a time that comes twice the first.
 * @return 0, or CCS_ERR_USAGE with err->text */
int ccs_local_time_read(const ccs_local_time_t *self, const char *text, double *time_s, ccs_err_t *err);

#endif
