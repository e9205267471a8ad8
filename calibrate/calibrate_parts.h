/** @file calibrate_parts.h  The steps of a calibration. Private to calibrate*.c. */
#ifndef CCS_CALIBRATE_PARTS_H
#define CCS_CALIBRATE_PARTS_H

#include "calibrate.h"
#include "units.h"

/** The keys of weekdays, from Monday. */
extern const char *const CCS_CALIBRATE_WEEKDAYS[CCS_CALIBRATE_WEEK];

/** The first weekday that is of the same kind and as long open: what is found of one is found of the other. */
int ccs_calibrate_like(const ccs_calibration_t *self, int weekday);
/** Hours of each weekday: from the first contact of any to the last, by slots. */
void ccs_calibrate_hours(ccs_calibration_t *self);
/** Days, and the contacts of each queue by day and slot, with their factors. @return 0 or a code */
int ccs_calibrate_demand(ccs_calibration_t *self, ccs_err_list_t *errors);
/** Patience, talk and after-call work of each queue. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_times(ccs_calibration_t *self);
/** Who comes again after giving up, or after being served; marks records of those as coming again. Before the demand. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_again(ccs_calibration_t *self);
/** How many agents worked by weekday and slot. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_agents(ccs_calibration_t *self);
/** What talks and marks hang on. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_effects(ccs_calibration_t *self);
/** Its numbers, and what is told beside them. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_effect_numbers(ccs_calibration_t *self, uint32_t queue);
void ccs_calibrate_effect_remarks(const ccs_calibration_t *self, uint32_t queue, FILE *to);
/** One number more. A sentence or key that is NULL means that memory was short. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_add(ccs_calibration_t *self, uint32_t queue, const ccs_calibrated_number_t *number);
/** The list of numbers, with their sentences. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_numbers(ccs_calibration_t *self);

/** Which laws are asked for, as bits, and what of each. */
typedef struct {
    unsigned laws;
    enum ccs_fit_never never;
    bool with_goodness;
} ccs_calibrate_ask_t;
/** Fit laws to times. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_fit(ccs_calibrated_time_t *self, ccs_fit_time_t *times, size_t n, ccs_calibrate_ask_t ask, ccs_arena_t *arena);
/** The share that comes again, of delays that have a law. Where it has none who do not: those who did, of as many as would have within what was seen. */
ccs_fit_estimate_t ccs_calibrate_share_again(const ccs_calibrated_time_t *time);
/** A share with its exact interval. */
ccs_calibrated_share_t ccs_calibrate_share(double n, double of);
/** The rows of a queue. @return where they begin; *n how many */
const ccs_recorded_t *ccs_calibrate_rows(const ccs_calibration_t *self, uint32_t queue, size_t *n);

/** Whether so many talks had no after-call work that its law is of all of them: that of those with some, and zeros, by mean and cv. */
static inline bool ccs_calibrate_has_zero_wraps(const ccs_calibrated_t *queue)
{
    return queue->zero_wraps > 0.02;
}

/** Whether talks differ by the hour beyond chance. */
static inline bool ccs_calibrate_has_hours(const ccs_calibrated_t *queue)
{
    return queue->effects.has_hours && queue->effects.hours.p <= 0.01;
}

enum { CCS_CALIBRATE_FEWEST = 20 /* times that ended, of which a law is made */ };

#endif
