/* student.c - arithmetic and square roots alone, which IEEE 754 rounds exactly. */
#include "student.h"

#include <math.h>

#include "normal.h"

enum { MOST_BY_SERIES = 4000, STEPS_MAX = 200, TERMS = 16 };
static const double HALF_PI = 1.5707963267948966;

/* Arc tangent of x >= 0: half the angle three times, then its series. */
static double arc_tangent(double x)
{
    double y = x, sum = 0;

    for (int i = 0; i < 3; i++) y = y / (1 + sqrt(1 + y * y)); /* of the halved angle; at most tan(pi / 16) in the end */
    for (int k = TERMS; k >= 0; k--) sum = 1.0 / (2 * k + 1) - sum * y * y;
    return 8 * sum * y;
}

/* Probability that |T| <= t. */
static double within(double t, uint32_t degrees)
{
    const double n = degrees, square = n / (n + t * t),
                 sine = t / sqrt(n + t * t); /* of the angle whose tangent is t / sqrt(n) */
    const uint32_t odd = degrees % 2;
    double term = odd ? sqrt(square) : 1, sum = degrees > 1 ? term : 0;

    for (uint32_t k = 2 + odd; k < degrees; k += 2) {
        term *= square * (k - 1) / k;
        sum += term;
    }
    return odd ? (arc_tangent(t / sqrt(n)) + sine * sum) / HALF_PI : sine * sum;
}

static double expanded(double probability, double n)
{
    const double z = ccs_normal_quantile(0.5 + 0.5 * probability, 0.5 - 0.5 * probability), y = z * z;
    const double first = z * (y + 1) / 4, second = z * ((5 * y + 16) * y + 3) / 96;
    const double third = z * (((3 * y + 19) * y + 17) * y - 15) / 384;
    const double fourth = z * ((((79 * y + 776) * y + 1482) * y - 1920) * y - 945) / 92160;

    return z + (first + (second + (third + fourth / n) / n) / n) / n;
}

/* Regula falsi as Illinois has it: an end that stays counts half. Until the bracket is two neighbours, or a step is none. */
static double searched(double probability, uint32_t degrees, double low, double high)
{
    double below = within(low, degrees) - probability, above = within(high, degrees) - probability, x = low;

    for (int i = 0, side = 0; i < STEPS_MAX && below < 0 && above > 0; i++) {
        const double next = (low * above - high * below) / (above - below);

        if (!(next > low && next < high)) break;
        x = next;
        const double off = within(x, degrees) - probability;

        if (off > 0) {
            high = x;
            above = off;
            below /= side > 0 ? 2 : 1;
            side = 1;
        } else if (off < 0) {
            low = x;
            below = off;
            above /= side < 0 ? 2 : 1;
            side = -1;
        } else {
            break;
        }
    }
    return x;
}

double ccs_student_quantile(double probability, uint32_t degrees)
{
    double high = 1;

    if (degrees > MOST_BY_SERIES) return expanded(probability, degrees);
    while (high < 1e300 && within(high, degrees) <= probability) high *= 2;
    return searched(probability, degrees, high > 1 ? high / 2 : 0, high);
}

double ccs_cube_root(double x)
{
    const double size = fabs(x);

    if (size == 0 || !isfinite(x)) return x;
    double y = ccs_double_of(ccs_bits_of(size) / 3 + UINT64_C(0x2a9f7893782da1ce)); /* a third of the exponent: within 5 % */

    for (int i = 0; i < 4; i++) { /* Halley's steps, each of three times the digits */
        const double cube = y * y * y;

        y *= (cube + 2 * size) / (2 * cube + size);
    }
    return x < 0 ? -y : y;
}
