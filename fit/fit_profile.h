/** @file fit_profile.h  How far a parameter may be from its best value when all others follow it: the ends of an interval by the profile of the likelihood. */
#ifndef CCS_FIT_PROFILE_H
#define CCS_FIT_PROFILE_H

#include "fit_minimise.h"

/** What is asked. */
typedef struct {
    ccs_fit_function_t *function; /* minus a log likelihood */
    const void *of;               /* its caller's own */
    const ccs_fit_point_t *least; /* its least value */
    uint32_t which;               /* of the parameters, below least->n */
    double rise;  /* > 0: how much higher the function is at the end; of a 95 % interval half of chi squared's point */
    double bound; /* on the side that is asked for: the search goes no farther */
} ccs_fit_profile_t;

/** Where the least value of the function over all other parameters has risen so far, to a thousandth of the rise.
 * @param end  that place; the bound, where it has not by then @return 0 or CCS_ERR_NOMEM */
int ccs_fit_profile(const ccs_fit_profile_t *self, double *end);

/** Half of the 95 % point of chi squared of 1 degree of freedom. */
#define CCS_FIT_RISE 1.9207294103470628

#endif
