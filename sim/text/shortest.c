/* shortest.c - numbers in decimal digits. Invariant: x is mantissa 2^exponent, so x 10^k is mantissa 5^k 2^(exponent + k), whose first two factors make a whole
 * number of less than 126 bits for all k that occur; digits and what is left of them are exact. */
#include "shortest.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "elementary.h"

__extension__ typedef unsigned __int128 wide_t;

enum {
    FEWEST = 15,
    MOST = 17,
    FIVES = 28
}; /* digits that survive a double, and that give each one back; powers of five below 2^64 */

static const uint64_t FIVE[FIVES] = {1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625,
    1220703125, 6103515625, 30517578125, 152587890625, 762939453125, 3814697265625, 19073486328125, 95367431640625,
    476837158203125, 2384185791015625, 11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625,
    7450580596923828125};

typedef struct {
    uint64_t mantissa; /* 2^52 .. 2^53 - 1 */
    int exponent;
    uint64_t digits; /* of count decimals, the first of them not 0 */
    int count, tens; /* the first stands for 10^tens */
} number_t;

static wide_t five_to(int k)
{
    return k < FIVES ? FIVE[k] : (wide_t) FIVE[FIVES - 1] * FIVE[k - FIVES + 1];
}

/* Round to so many digits, half to even. @return whether they give the number back: they lie nearer to it than half of what is between it and the next one, which
 * below a power of two is half as far */
static bool round_to(number_t *self, int count)
{
    static const uint64_t END[] = {1000000000000000, 10000000000000000, 100000000000000000};
    wide_t five, exact, rounded;

    self->count = count;
    self->tens = (int) floor((self->exponent + 52) * 0.30102999566398120); /* or one more */
    for (;; self->tens++) {
        const int k = count - 1 - self->tens, s = -self->exponent - k;
        const wide_t one = (wide_t) 1 << s;

        five = five_to(k);
        exact = five * self->mantissa;
        rounded = exact >> s;
        const wide_t rest = exact & (one - 1);

        if (rest > one / 2 || (rest == one / 2 && (rounded & 1))) rounded++;
        self->digits = (uint64_t) rounded;
        rounded <<= s;
        if (self->digits < END[count - FEWEST]) break;
    }
    const bool is_below = rounded < exact, is_power = self->mantissa == UINT64_C(1) << 52;

    return (is_below ? exact - rounded : rounded - exact) * (is_below && is_power ? 4 : 2) < five;
}

/* "0.00125", "12.5", "1.25e-07": as %g does, whose precision no number here reaches. @return bytes */
static size_t write(number_t *self, bool negative, char *text)
{
    char digits[MOST];
    char *to = text;

    while (self->digits % 10 == 0) {
        self->digits /= 10;
        self->count--;
    }
    for (int i = self->count; i-- > 0; self->digits /= 10) digits[i] = (char) ('0' + self->digits % 10);
    const bool scientific = self->tens < -4;
    const int whole = scientific ? 1 : self->tens + 1; /* digits before the point; below 1 so many noughts behind it */

    if (negative) *to++ = '-';
    if (whole <= 0) {
        memcpy(to, "0.0000", 6);
        to += 2 - whole;
    }
    for (int i = 0; i < self->count || i < whole; i++) {
        if (i > 0 && i == whole) *to++ = '.';
        *to++ = i < self->count ? digits[i] : '0';
    }
    if (scientific) {
        memcpy(to, "e-", 2);
        to[2] = (char) ('0' + -self->tens / 10);
        to[3] = (char) ('0' + -self->tens % 10);
        to += 4;
    }
    *to = '\0';
    return (size_t) (to - text);
}

size_t ccs_shortest_write(double x, char text[CCS_SHORTEST_MAX])
{
    const double size = fabs(x);
    const uint64_t bits = ccs_bits_of(size), hidden = UINT64_C(1) << 52;
    number_t number = {.mantissa = (bits & (hidden - 1)) | hidden, .exponent = (int) (bits >> 52) - 1075};

    if (!(size >= 1e-15 && size < 1e14) || size == floor(size)) return 0;
    for (int count = FEWEST; !round_to(&number, count) && count < MOST; count++) continue;
    return write(&number, x < 0, text);
}
