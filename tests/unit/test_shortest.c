/* test_shortest.c - the fewest digits, beside the C library's. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "shortest.h"
#include "stream.h"

static void expect_as_library(double x)
{
    char got[CCS_SHORTEST_MAX] = "", wanted[64];

    for (int digits = DBL_DIG; digits <= 17; digits++) {
        snprintf(wanted, sizeof wanted, "%.*g", digits, x);
        if (strtod(wanted, NULL) == x) break;
    }
    cr_expect_eq(ccs_shortest_write(x, got), strlen(wanted));
    cr_expect_str_eq(got, wanted);
}

Test(shortest, is_what_the_library_writes)
{
    static const double some[] = {0.1, 0.3, 0.1 + 0.2, 1.0 / 3, 2.385, -2.5, 1e-15, 9.999999999999999e-5, 1e-4, 0.000123,
        99999999999999.98, 123456789.5, 5e-5, 0.99999999999999989, 9007199254740.993, 4.35, 1.0000000000000002,
        0.49999999999999994};

    for (size_t i = 0; i < sizeof some / sizeof *some; i++) expect_as_library(some[i]);
    for (int e = -49; e < 0; e++) { /* below a power of two numbers lie twice as close */
        expect_as_library(ldexp(1, e));
        expect_as_library(nextafter(ldexp(1, e), 0));
        expect_as_library(nextafter(ldexp(1, e), 1));
    }
}

Test(shortest, is_what_the_library_writes_of_any_number)
{
    const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("numbers"), 0);

    for (uint32_t i = 0; i < 40000; i++) {
        const double u = ccs_stream_draw(&stream, i, 0, 0), v = ccs_stream_draw(&stream, i, 0, 1),
                     x = (1 + u) * exp2(floor(-49 + 95 * v));

        if (x == floor(x)) continue;
        expect_as_library(i % 2 ? x : -x);
        expect_as_library(floor(1 + 1000 * u) / floor(1 + 977 * v) + 0.001); /* means are such fractions */
    }
}

Test(shortest, leaves_the_others_to_the_library)
{
    static const double others[] = {0, -0.0, 1, 300, 1e14 + 0.5, 1e22, 9e-16, 5e-324, INFINITY, NAN};
    char text[CCS_SHORTEST_MAX];

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_expect_eq(ccs_shortest_write(others[i], text), 0, "%g", others[i]);
}
