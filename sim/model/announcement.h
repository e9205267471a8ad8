/** @file announcement.h  What customers who wait are told, and what it does to their patience. */
#ifndef CCS_ANNOUNCEMENT_H
#define CCS_ANNOUNCEMENT_H

#include <stdbool.h>

#include "share_curve.h"
#include "vocabulary.h"

/** Of a type. Times in seconds. */
typedef struct {
    bool is_made; /* else nothing is announced, and nothing else is there */
    enum ccs_announced what;
    double says_s;            /* WAIT: always this; NAN: what the predictor says */
    double every_s;           /* again and again; NAN: once, as the wait begins */
    double above_s;           /* only where a longer wait is predicted */
    ccs_share_curve_t factor; /* on what remains of patience, by the seconds or the place announced; none: 1 */
    double leave_frac;        /* WAIT: of those who wait when what was announced is over, leave then */
    double growth_per_s;      /* WAIT: logarithm of what patience runs down faster by in each second that it has been over for */
} ccs_announcement_t;

/** Of a contact that waits. Patience is what was drawn; in each second that the customer waits 1 / factor of a second of it is gone, and ever more once what
 * was announced is over. */
typedef struct {
    double left_s, since_s; /* what was left of patience, and when */
    double factor;          /* > 0 */
    double over_s;          /* when what was announced is over; INFINITY: never */
    double next_s;          /* the next announcement; INFINITY: none */
    bool leaves;            /* when it is over */
} ccs_waiting_t;

/** When patience ends, if nothing more is announced. @param growth_per_s  of the announcement @return INFINITY: never */
double ccs_waiting_ends_s(const ccs_waiting_t *self, double growth_per_s);
/** What is left of patience is that of now. */
void ccs_waiting_run_down(ccs_waiting_t *self, double growth_per_s, double now_s);

#endif
