/* test_warnings.c - the warnings of several variants, each text once. */
#include <criterion/criterion.h>

#include "support.h"
#include "warnings.h"

static ccs_warnings_t warnings;

static void finish(void)
{
    ccs_warnings_free(&warnings);
}

TestSuite(warnings, .fini = finish);

static void add(const char *name, const char *lines)
{
    ccs_warnings_add(&warnings, &(ccs_view_t){.name = name, .warnings = lines});
}

Test(warnings, of_a_single_result_stand_as_they_are)
{
    add("office", "types.a: too few\nlate");
    cr_assert_eq(warnings.n, 2);
    cr_expect_str_eq(ccs_warnings_text(&warnings, 0), "types.a: too few");
    cr_expect_str_eq(ccs_warnings_text(&warnings, 1), "late");
    cr_expect_not(warnings.out_of_memory);
}

Test(warnings, that_all_variants_share_stand_once)
{
    add("base", "common\nof the base\nof two");
    add("fewer", "common");
    add("more", "of two\ncommon");
    cr_assert_eq(warnings.n, 3);
    cr_expect_str_eq(ccs_warnings_text(&warnings, 0), "common");
    cr_expect_str_eq(ccs_warnings_text(&warnings, 1), "base: of the base");
    cr_expect_str_eq(ccs_warnings_text(&warnings, 2), "base, more: of two");
}

Test(warnings, may_begin_alike)
{
    add("office", "late today\nlate");
    cr_assert_eq(warnings.n, 2);
    cr_expect_str_eq(ccs_warnings_text(&warnings, 1), "late");
}

Test(warnings, may_be_none)
{
    add("office", "");
    cr_expect_eq(warnings.n, 0);
    ccs_warnings_free(NULL);
}
