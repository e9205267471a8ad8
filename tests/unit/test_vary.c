/* test_vary.c - factors as they are written, and what their levels change. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "vary.h"

static ccs_arena_t arena;

static void release(void)
{
    ccs_arena_free(&arena);
}

static ccs_vary_t read(const char *text)
{
    ccs_vary_t f;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_vary_read(text, &arena, &f, &err), 0, "%s: %s", text, err.text);
    return f;
}

Test(vary, says_what_each_level_changes, .fini = release)
{
    static const struct {
        const char *text, *name, *first, *last;
        uint32_t n;
    } cases[] = {{"volume=0.8..1.2 by 0.1", "volume", "volume *0.8", "volume *1.2", 5},
        {"aht of sales = 0.9,1,1.1", "aht of sales", "aht of sales *0.9", "aht of sales *1.1", 3},
        {"volume=-10%..+10% by 5%", "volume", "volume *0.9", "volume *1.1", 5},
        {"load: volume=110 %,120 %", "load", "volume *1.1", "volume *1.2", 2},
        {"groups.desk.staff=10..20 by 2", "groups.desk.staff", "groups.desk.staff =10", "groups.desk.staff =20", 6},
        {"types.*.talk.mean*=0.9,1.1", "types.*.talk.mean", "types.*.talk.mean *=0.9", "types.*.talk.mean *=1.1", 2},
        {"groups.desk.staff+=-2,0,3", "groups.desk.staff", "groups.desk.staff -=2", "groups.desk.staff +=3", 3},
        {"staff of desk+=-1,0,2", "staff of desk", "staff of desk -1", "staff of desk +2", 3},
        {"shrinkage=10%,30%", "shrinkage", "shrinkage 10 %", "shrinkage 30 %", 2},
        {"move from a to b=1,5", "move from a to b", "move 1 from a to b", "move 5 from a to b", 2},
        {"routing.pick=\"fifo\",\"lifo\"", "routing.pick", "routing.pick=\"fifo\"", "routing.pick=\"lifo\"", 2},
        {"types.x.talk=4 min,5 min", "types.x.talk", "types.x.talk=4 min", "types.x.talk=5 min", 2},
        {"types.x.groups=(\"a\"),(\"a\", \"b\")", "types.x.groups", "types.x.groups=(\"a\")", "types.x.groups=(\"a\", \"b\")",
            2}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_vary_t f = read(cases[i].text);

        cr_expect_str_eq(f.name, cases[i].name);
        cr_assert_eq(f.n_levels, cases[i].n, "%s", cases[i].text);
        cr_expect_str_eq(ccs_vary_change(&f, f.levels[0], &arena), cases[i].first);
        cr_expect_str_eq(ccs_vary_change(&f, f.levels[f.n_levels - 1], &arena), cases[i].last);
    }
}

Test(vary, what_changes_nothing_is_no_change, .fini = release)
{
    const ccs_vary_t plus = read("groups.desk.staff+=0,1"), staff = read("staff+=0,1"), move = read("move from a to b=0..4 by 2");

    cr_expect_str_eq(ccs_vary_change(&plus, 0, &arena), "");
    cr_expect_str_eq(ccs_vary_change(&staff, 0, &arena), "");
    cr_expect_str_eq(ccs_vary_change(&move, 0, &arena), "");
}

Test(vary, a_range_has_ends_and_in_steps_the_numbers_that_people_mean, .fini = release)
{
    const ccs_vary_t range = read("volume=0.8..1.2"), steps = read("volume=0.8..1.25 by 0.1");

    cr_expect_eq(range.n_levels, 0);
    cr_expect_eq(range.low, 0.8);
    cr_expect_eq(range.high, 1.2);
    cr_expect_eq(steps.n_levels, 5);
    cr_expect_eq(steps.levels[3], 1.1);
    cr_expect_eq(steps.high, 1.2);
}

Test(vary, numbers_of_agents_are_no_factors, .fini = release)
{
    ccs_vary_t f;
    ccs_err_t err = {0};

    cr_expect_eq(ccs_vary_read("staff of desk=5,6", &arena, &f, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "here by up to 6: write what it is to be by its path, such as \"groups.desk.staff=5,6\""), "%s",
        err.text);
    cr_expect_eq(ccs_vary_read("aht=180..240 by 20", &arena, &f, &err), CCS_ERR_USAGE);
    cr_expect_float_eq(read("staff of desk*=5,6").high, 6, 1e-12);
    cr_expect_float_eq(read("volume=0.5,3").high, 3, 1e-12);
}

Test(vary, what_is_none_is_refused, .fini = release)
{
    static const char *const texts[] = {"volume", "=1,2", "volume=", "volume=1,,2", "volume=1.2..0.8", "volume=a..b",
        "volume=0.8..1.2 by 0", "volume=0.8..1.2 by x", "volume=0..1 by 0.000001", "aht=fast,slow", "volume=-120%,0%",
        "volume=+1,+2", "staff+=a,b", ": volume=1,2"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ccs_vary_t f;
        ccs_err_t err = {0};

        cr_expect_eq(ccs_vary_read(texts[i], &arena, &f, &err), CCS_ERR_USAGE, "%s", texts[i]);
        cr_expect_gt(strlen(err.text), 20);
    }
}
