/* test_seek.c - values of a scenario from figures that were measured: a scenario whose figures are those of another value of it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "seek.h"

static const char TEXT[] =
    "clock: { start = \"2026-03-02\"; days = 1; open = \"08:00-10:00\"; };\n"
    "types: { calls: { arrivals: { per_day = 210; }; patience: { dist = \"exponential\"; mean = \"2 min\"; };\n"
    "  talk: { dist = \"exponential\"; mean = \"3 min\"; }; never_abandons = \"60 %\"; }; };\n"
    "groups: { desk: { staff = 6; }; };\n";
static char path[] = "/tmp/test_seek.XXXXXX";
static ccs_scenario_t scenario;
static ccs_err_list_t errors;
static ccs_err_t err;
static ccs_seek_t found;

static void begin(void)
{
    const int at = mkstemp(path);

    cr_assert(at >= 0);
    cr_assert_eq(write(at, TEXT, sizeof TEXT - 1), (ssize_t) sizeof TEXT - 1);
    close(at);
}

static void finish(void)
{
    remove(path);
    ccs_seek_free(&found);
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
}

TestSuite(seek, .init = begin, .fini = finish, .timeout = 60);

/* @param set  a change of the scenario, NULL: none */
static int seek(const char *reach, const char *find, const char *set, uint32_t replications)
{
    static const char *sets[1];
    const ccs_seek_options_t options = {path, sets, set ? 1 : 0, reach, find, 2385, replications, 1, NULL};

    sets[0] = set;
    ccs_seek_free(&found);
    ccs_scenario_free(&scenario);
    cr_assert_eq(ccs_scenario_load(path, sets, options.n_sets, &scenario, &errors), 0);
    return ccs_seek(&found, &scenario, &options, &err);
}

Test(seek, a_handle_time_is_linear)
{
    cr_assert_eq(seek("aht_s=200 s +- 4 s", "types.calls.talk.mean", NULL, 40), 0, "%s", err.text);
    const ccs_sought_t *const talk = &found.values[0];
    const ccs_sought_figure_t *const aht = &found.figures[0];

    /* But for who is answered, whom longer talks change a little. */
    cr_expect_float_eq(talk->factor * aht->before, 200, 2, "%g of %g", talk->factor, aht->before);
    cr_expect_float_eq(aht->after, 200, 0.03, "a hundredth of its standard error, %g", aht->after);
    cr_expect_float_eq(talk->base, 180, 1e-9);
    cr_expect(talk->is_time && !talk->doubt);
    /* 4 s of 200 s, and what 40 replications of some 190 talks do not know: 2 * 200 / sqrt(7600) s, with the factor of Student's law */
    cr_expect_float_eq(log(talk->high / talk->low) / 2, 2.0227 / 1.96 * hypot(0.02, 1.96 / sqrt(7600)), 0.004);
    cr_expect_float_eq(aht->checked, 200, 3 * aht->checked_half);
}

Test(seek, patience_and_handle_time_come_back)
{
    char reach[160];

    /* The figures of the scenario as it is, asked of one with a fifth more work. */
    cr_assert_eq(seek("abandonment_rate=1 %,service_level=50 %", "types.calls.patience.mean,types.calls.talk.mean", NULL, 40), 0,
        "%s", err.text);
    snprintf(reach, sizeof reach, "abandonment_rate=%.6f,service_level=%.6f", found.figures[0].before, found.figures[1].before);
    cr_assert_eq(seek(reach, "types.calls.patience.mean,types.calls.talk.mean", "types.calls.talk.mean*=1.2", 40), 0, "%s",
        err.text);
    cr_expect_float_eq(found.values[0].factor, 1, 0.02, "%g", found.values[0].factor);
    cr_expect_float_eq(found.values[1].factor, 1 / 1.2, 0.01, "%g", found.values[1].factor);
    for (int i = 0; i < 2; i++) {
        cr_expect(found.values[i].low < found.values[i].factor && found.values[i].high > found.values[i].factor);
        cr_expect_float_eq(found.figures[i].after, found.figures[i].measured, 0.002);
    }
    cr_expect(found.misfit < 0.01, "%g", found.misfit);
}

Test(seek, what_nothing_shows_is_not_told)
{
    cr_assert_eq(seek("arrived=205", "types.calls.patience.mean", NULL, 20), 0, "%s", err.text);
    cr_expect(found.values[0].doubt && strstr(found.values[0].doubt, "beyond chance"), "%s", found.values[0].doubt);
    cr_expect(isnan(found.values[0].low));
    cr_expect_eq(found.values[0].factor, 1);
}

/* A value that does nothing at all has slopes of zero, and keeps nobody from the others. */
Test(seek, what_moves_nothing_is_left_out)
{
    static const char paths[] = "types.calls.talk.mean,types.calls.never_abandons";

    cr_assert_eq(seek("aht_s=200 s,arrived=210", paths, "types.calls.patience.mean=\"1000 h\"", 40), 0, "%s", err.text);
    cr_expect_float_eq(found.values[0].factor * found.figures[0].before, 200, 2, "%g", found.values[0].factor);
    cr_expect(!found.values[0].doubt && found.values[0].low < found.values[0].factor, "%s", found.values[0].doubt);
    cr_expect(found.values[1].doubt && strstr(found.values[1].doubt, "beyond chance"), "%s", found.values[1].doubt);
    cr_expect(found.values[1].factor == 1 && isnan(found.values[1].low));
}

Test(seek, values_that_do_the_same_are_told_together)
{
    cr_assert_eq(seek("service_level=70 %,abandonment_rate=5 %", "types.calls.talk.mean,types.calls.arrivals.per_day", NULL, 30),
        0, "%s", err.text);
    for (int i = 0; i < 2; i++) /* more contacts, and longer talks */
        cr_expect(found.values[i].doubt && strstr(found.values[i].doubt, "only together"), "%s", found.values[i].doubt);
}

Test(seek, errors_say_what_to_do)
{
    static const struct {
        const char *reach, *find, *says;
    } wrong[] = {{"service_level", "types.calls.talk.mean", "must be such as"},
        {"service_lvl=70 %", "types.calls.talk.mean", "service_level"},
        {"service_level@type/sales=70 %", "types.calls.talk.mean", "type/calls"},
        {"service_level=much", "types.calls.talk.mean", "78 % +- 1 %"},
        {"wait_p95_s=30 s", "types.calls.talk.mean", "no mean or share"},
        {"occupancy@type/calls=70 %", "types.calls.talk.mean", "not defined"},
        {"service_level=70 %", "types.calls.talk.mean,types.calls.patience.mean", "a figure for each"},
        {"service_level=70 %,aht_s=200 s", "types.calls.talk.mean, types.calls.talk.mean", "twice"},
        {"service_level=70 %", "types.calls.talk.meen", "mean"}, {"service_level=70 %", "types.calls.talk.dist", "not a number"},
        {"aht_s=7200 s", "types.calls.talk.mean", "no types.calls.talk.mean from a twentieth"}};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_neq(seek(wrong[i].reach, wrong[i].find, NULL, 20), 0, "%s", wrong[i].reach);
        cr_expect(strstr(err.text, wrong[i].says), "%s: %s", wrong[i].reach, err.text);
    }
    cr_expect_eq(seek("service_level=70 %", "types.calls.talk.mean", NULL, 19), CCS_ERR_USAGE);
}

Test(seek, where_the_scenario_refuses_a_value_it_goes_as_far_as_it_may)
{
    cr_assert_eq(seek("abandonment_rate=0.01 % +- 0.005 %", "types.calls.never_abandons", "types.calls.patience.mean=1 min", 40),
        0, "%s", err.text);
    const ccs_sought_t *const never = &found.values[0];

    cr_expect_float_eq(never->factor, 1 / 0.6, 1e-6, "%.9g", never->factor); /* all of them */
    cr_expect_lt(found.figures[0].after, 1e-6);
    cr_assert(never->bound && strstr(never->doubt, "which the scenario refuses"));
    cr_assert_eq(seek("abandonment_rate=60 %,aht_s=150 s +- 3 s", "types.calls.never_abandons,types.calls.talk.mean", NULL, 40),
        0, "%s", err.text);
    cr_expect_float_eq(found.figures[1].after, 150, 6, "%g s", found.figures[1].after); /* the other value goes on */
}
