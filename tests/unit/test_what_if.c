/* test_what_if.c - what-ifs taken apart. */
#include <criterion/criterion.h>

#include "what_if.h"

static ccs_arena_t arena;
static ccs_what_if_t what_if;

static void drop(void)
{
    ccs_arena_free(&arena);
}

TestSuite(what_if, .fini = drop);

static void reads(const char *text, const char *name, size_t n_sets)
{
    cr_assert_eq(ccs_what_if_read(text, &arena, &what_if, NULL), 0, "%s", text);
    cr_expect_str_eq(what_if.name, name);
    cr_assert_eq(what_if.n_sets, n_sets, "%s", text);
}

Test(what_if, has_a_name_and_changes)
{
    reads("two more: groups.g.staff+=2,  types.a.arrivals.per_day *= 1.1 ", "two more", 2);
    cr_expect_str_eq(what_if.sets[0], "groups.g.staff+=2");
    cr_expect_str_eq(what_if.sets[1], "types.a.arrivals.per_day *= 1.1");
}

Test(what_if, is_called_by_its_changes_without_a_name)
{
    reads("groups.g.staff+=2", "groups.g.staff+=2", 1);
    reads("clock.open=08:00-12:00", "clock.open=08:00-12:00", 1); /* a colon behind the equals sign is the value's */
    cr_expect_str_eq(what_if.sets[0], "clock.open=08:00-12:00");
}

Test(what_if, leaves_commas_of_values_alone)
{
    reads("x: groups.g.staff=[1, 2,3], a.b={c=(1,2); d=\"e, \\\" f,\";}, g=7", "x", 3);
    cr_expect_str_eq(what_if.sets[0], "groups.g.staff=[1, 2,3]");
    cr_expect_str_eq(what_if.sets[1], "a.b={c=(1,2); d=\"e, \\\" f,\";}");
    cr_expect_str_eq(what_if.sets[2], "g=7");
}

Test(what_if, refuses_what_changes_nothing)
{
    static const char *const bad[] = {"", "name:", "name: groups.g.staff", ": a=1", "x: a=1,", "x: =1", "x: a=1,,b=2"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ccs_err_t err = {0};

        cr_expect_eq(ccs_what_if_read(bad[i], &arena, &what_if, &err), CCS_ERR_USAGE, "\"%s\"", bad[i]);
        cr_expect_str_eq(err.path, "--what-if");
    }
}
