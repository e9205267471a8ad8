/** @file normal.h  Quantile of the standard normal law, the same bits on every processor.
 * Source: Wichura (1988), Algorithm AS 241, Applied Statistics 37, routine PPND16; relative error about 1e-16. */
#ifndef CCS_NORMAL_H
#define CCS_NORMAL_H

#include <math.h>

#include "elementary.h"

/** Half-width around p = 1/2 of the central branch. */
#define CCS_NORMAL_CENTRE 0.425

static inline double ccs_polynomial7(const double c[8], double x)
{
    return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
}

/** @param q p - 1/2, |q| <= CCS_NORMAL_CENTRE. Straight-line, for batches; outside that range the result is meaningless. */
static inline double ccs_normal_centre(double q)
{
    static const double a[8] = {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
        1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4,
        2.5090809287301226727e+3};
    static const double b[8] = {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3};
    const double r = CCS_NORMAL_CENTRE * CCS_NORMAL_CENTRE - q * q;

    return q * ccs_polynomial7(a, r) / ccs_polynomial7(b, r);
}

/** Distance from 0 of the point beyond which lies the probability @p tail, 0 < tail <= 0.075. */
static inline double ccs_normal_tail(double tail)
{
    static const double c[8] = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
        3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
        7.74545014278341407640e-4};
    static const double d[8] = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
    static const double e[8] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
        2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
        2.01033439929228813265e-7};
    static const double f[8] = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
    const double r = sqrt(-ccs_log(tail)); /* sqrt is exactly rounded by IEEE 754, hence the same everywhere */

    return r <= 5.0 ? ccs_polynomial7(c, r - 1.6) / ccs_polynomial7(d, r - 1.6)
                    : ccs_polynomial7(e, r - 5.0) / ccs_polynomial7(f, r - 5.0);
}

/** Quantile. @param p, @param q  probability below and above, p + q = 1; both, because each keeps its precision in its own tail.
 * Both > 0. */
static inline double ccs_normal_quantile(double p, double q)
{
    const double centred = p - 0.5;

    if (fabs(centred) <= CCS_NORMAL_CENTRE) return ccs_normal_centre(centred);
    return p < q ? -ccs_normal_tail(p) : ccs_normal_tail(q);
}

/** The number of the law that a uniform one in [0, 1) means; 0 stands for half a step of it. */
static inline double ccs_normal_of(double u)
{
    const double least = 0x1p-54, p = u > 0 ? u : least;

    return ccs_normal_quantile(p, 1 - p);
}

#endif
