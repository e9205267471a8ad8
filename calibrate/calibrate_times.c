/* calibrate_times.c - laws of how long customers wait before they give up, and of how long work takes. */
#include <math.h>

#include "calibrate_parts.h"
#include "estimate.h"

enum { DAY_S = 86400 };
static const unsigned WAITS = CCS_FIT_BIT(EXPONENTIAL) | CCS_FIT_BIT(WEIBULL) | CCS_FIT_BIT(LOGNORMAL) |
    CCS_FIT_BIT(TWO_EXPONENTIALS),
                      WORK = CCS_FIT_BIT(EXPONENTIAL) | CCS_FIT_BIT(GAMMA) | CCS_FIT_BIT(WEIBULL) | CCS_FIT_BIT(LOGNORMAL) |
    CCS_FIT_BIT(TWO_LOGNORMALS);

int ccs_calibrate_fit(ccs_calibrated_time_t *self, ccs_fit_time_t *times, size_t n, ccs_calibrate_ask_t ask, ccs_arena_t *arena)
{
    int ret = 0;

    CCS_TRY(ccs_fit_values_make(&self->values, times, n, arena));
    if (self->values.n_ended < CCS_CALIBRATE_FEWEST) {
        self->missing = "fewer than 20 of them ended";
    } else if (self->values.x[0] == self->values.x[self->values.n - 1]) {
        self->missing = "all of them are equal";
    } else {
        CCS_TRY(ccs_fit_laws(&self->values, ask.laws, ask.never, self->laws, &self->n_laws));
        if (ask.with_goodness) CCS_TRY(ccs_fit_goodness(&self->values, &self->laws[0], &self->goodness));
        else ccs_fit_distance(&self->values, &self->laws[0], &self->goodness);
    }
out:
    return ret;
}

ccs_calibrated_share_t ccs_calibrate_share(double n, double of)
{
    if (!(of > 0)) return (ccs_calibrated_share_t){0};
    const ccs_interval_t within = ccs_estimate_share(n, of, 0.95);

    /* Of less than one nobody knows anything. */
    return (ccs_calibrated_share_t){.n = n,
        .of = of,
        .share = {n / of, isnan(within.low) ? 0 : within.low, isnan(within.high) ? 1 : within.high}};
}

const ccs_recorded_t *ccs_calibrate_rows(const ccs_calibration_t *self, uint32_t queue, size_t *n)
{
    const ccs_records_t *const records = self->records;
    const uint32_t number = self->queues[queue].number;
    size_t first = 0, end;

    *n = 0;
    if (number == CCS_RECORD_UNKNOWN) return NULL;
    while (first < records->n && records->rows[first].queue < number) first++;
    for (end = first; end < records->n && records->rows[end].queue == number;) end++;
    *n = end - first;
    return &records->rows[first];
}

/* A time that can be used: more than 0 and no more than a day. */
static bool is_usable(double x)
{
    return x > 0 && x <= DAY_S;
}

/* --- patience ---------------------------------------------------------------------------------------------------------- */

static int find_patience(ccs_calibration_t *self, uint32_t queue, ccs_fit_time_t *times)
{
    ccs_calibrated_t *const to = &self->queues[queue];
    size_t n_rows, n = 0;
    const ccs_recorded_t *const rows = ccs_calibrate_rows(self, queue, &n_rows);
    double n_balked = 0, n_waited = 0, n_others = 0, n_known = 0;

    for (size_t i = 0; i < n_rows; i++) {
        const enum ccs_record_outcome outcome = rows[i].outcome;
        const bool gave_up = outcome == CCS_RECORD_ABANDONED,
                   balked = outcome == CCS_RECORD_BALKED || (gave_up && rows[i].wait_s == 0);

        if (outcome == CCS_RECORD_CONTAINED || outcome == CCS_RECORD_BLOCKED) continue;
        n_balked += balked;
        n_waited += !balked && rows[i].wait_s > 0;
        n_others += !balked;
        n_known += !balked && !isnan(rows[i].wait_s);
        if (!isnan(rows[i].wait_s) && !balked && rows[i].wait_s <= DAY_S) times[n++] = (ccs_fit_time_t){rows[i].wait_s, gave_up};
    }
    if (!self->records->has_wait) {
        to->patience.missing = "the records have no column of waits";
        return 0;
    }
    /* Of who has no wait on record as many had to wait as of the others; where nobody has one, nobody knows who would have had to. */
    if (n_known > 0) to->balk = ccs_calibrate_share(n_balked, n_balked + n_waited * n_others / n_known);
    const ccs_calibrate_ask_t ask = {.laws = WAITS, .never = CCS_FIT_SOME_MAY_NEVER_END};
    const int ret = ccs_calibrate_fit(&to->patience, times, n, ask, &self->arena);

    if (ret == 0) ccs_fit_own_up(to->patience.laws, to->patience.n_laws);
    return ret;
}

/* --- work -------------------------------------------------------------------------------------------------------------- */

static int find_work(ccs_calibration_t *self, uint32_t queue, ccs_fit_time_t *times)
{
    ccs_calibrated_t *const to = &self->queues[queue];
    const ccs_calibrate_ask_t ask = {.laws = WORK, .with_goodness = !self->without_p};
    size_t n_rows, n_talks = 0, n_wraps = 0;
    const ccs_recorded_t *const rows = ccs_calibrate_rows(self, queue, &n_rows);
    double n_zero = 0, n_told = 0, n_answered = 0;
    int ret = 0;

    for (size_t i = 0; i < n_rows; i++) {
        if (rows[i].outcome != CCS_RECORD_ANSWERED) continue;
        n_answered++;
        if (is_usable(rows[i].talk_s)) times[n_talks++] = (ccs_fit_time_t){rows[i].talk_s, true};
        to->work_s += (rows[i].talk_s > 0 ? rows[i].talk_s : 0) + (rows[i].wrap_s > 0 ? rows[i].wrap_s : 0);
    }
    to->talk.n_dropped = n_answered - (double) n_talks;
    if (self->records->has_talk) CCS_TRY(ccs_calibrate_fit(&to->talk, times, n_talks, ask, &self->arena));
    else to->talk.missing = "the records have no column of talk times";
    for (size_t i = 0; i < n_rows; i++) {
        if (rows[i].outcome != CCS_RECORD_ANSWERED) continue;
        n_zero += rows[i].wrap_s <= 0;
        n_told += !isnan(rows[i].wrap_s);
        if (is_usable(rows[i].wrap_s)) times[n_wraps++] = (ccs_fit_time_t){rows[i].wrap_s, true};
    }
    to->zero_wraps = n_told > 0 ? n_zero / n_told : 0;
    if (self->records->has_wrap) CCS_TRY(ccs_calibrate_fit(&to->wrap, times, n_wraps, ask, &self->arena));
    else to->wrap.missing = "the records have no column of after-call work";
out:
    return ret;
}

int ccs_calibrate_times(ccs_calibration_t *self)
{
    ccs_fit_time_t *const times = ccs_arena_array(&self->arena, self->records ? self->records->n : 0, sizeof *times);
    int ret = 0;

    CCS_REQUIRE(times, CCS_ERR_NOMEM);
    for (uint32_t queue = 0; queue < self->n_queues; queue++) {
        if (self->queues[queue].number == CCS_RECORD_UNKNOWN) continue;
        CCS_TRY(find_patience(self, queue, times));
        CCS_TRY(find_work(self, queue, times));
    }
out:
    return ret;
}
