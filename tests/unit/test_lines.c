/* test_lines.c - arrays in lines of the cache: small ones, large ones, and a size that cannot be rounded up. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"

static void holds(size_t bytes, size_t alignment)
{
    unsigned char *const lines = ccs_lines_new(bytes);

    cr_assert(lines, "%zu bytes", bytes);
    cr_expect_eq((uintptr_t) lines % alignment, 0, "%zu bytes", bytes);
    memset(lines, 7, bytes);
    cr_expect(lines[0] == 7 && lines[bytes - 1] == 7);
    free(lines);
}

Test(lines, begin_on_a_line_and_large_ones_on_a_large_page)
{
    holds(1, 64);
    holds(65, 64);
    holds(((size_t) 2 << 20) - 1, 64);
    holds((size_t) 2 << 20, (size_t) 2 << 20);
    holds(((size_t) 4 << 20) + 1, (size_t) 2 << 20);
}

Test(lines, are_refused_where_rounding_up_would_wrap)
{
    cr_expect_null(ccs_lines_new(SIZE_MAX));
}
