/* test_control.c - control variates: intervals hold what is true as often as they say, with less chance, where the figure bends too; and with
 * means that are wrong they do not. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "control.h"
#include "normal.h"
#include "scenario.h"
#include "stream.h"

enum { SAMPLES = 2000, SIZE = 40 };

static const double CONFIDENCE = 0.95;

/* Demand and attendance with known laws, normal: cv 0.1, and 0.05 around 0.9. */
static void make(ccs_controls_t *c, double (*at)[CCS_N_CONTROLS], const ccs_stream_t *stream, uint32_t sample)
{
    const double sd = 0.1;

    *c = (ccs_controls_t){.n = SIZE,
        .at = at,
        .mean = {1, sd * sd, 0.9, 0},
        .covariance = {{sd * sd}, {0, 2 * sd * sd * sd * sd}}};
    for (uint32_t r = 0; r < SIZE; r++) {
        const double x = sd * ccs_normal_of(ccs_stream_draw(stream, sample * SIZE + r, 0, 0));

        at[r][0] = 1 + x;
        at[r][1] = x * x;
        at[r][2] = 0.9 + 0.05 * ccs_normal_of(ccs_stream_draw(stream, sample * SIZE + r, 3, 0));
        at[r][3] = (at[r][2] - 0.9) * x;
    }
}

typedef struct {
    double covered, plain_covered, bias, gain;
} found_t;

/* A figure that falls and bends with the demand, of replications of different weight. @param shift  of the mean of the first control, in standard
 * deviations: what is wrong */
static found_t of_samples(double shift)
{
    const ccs_stream_t stream = ccs_stream_make(5, ccs_stream_hash("test"), 0);
    double at[SIZE][CCS_N_CONTROLS], values[SIZE], weights[SIZE];
    found_t found = {0};

    for (uint32_t s = 0; s < SAMPLES; s++) {
        ccs_controls_t c;
        const double truth = 0.8 - 5 * 0.01; /* E(0.8 - 2 x - 5 x^2 + a + 10 a x + e), weights being independent of both */

        make(&c, at, &stream, s);
        c.mean[0] += 0.1 * shift;
        for (uint32_t r = 0; r < SIZE; r++) {
            const double x = at[r][0] - 1, e = 0.05 * ccs_normal_of(ccs_stream_draw(&stream, s * SIZE + r, 1, 0));

            values[r] = 0.8 - 2 * x - 5 * x * x + (at[r][2] - 0.9) + 10 * at[r][3] + e;
            weights[r] = 0.9 + 0.2 * ccs_stream_draw(&stream, s * SIZE + r, 2, 0);
        }
        const ccs_controlled_t to = ccs_controls_estimate(&c, values, weights, 1, CONFIDENCE);

        found.covered += (fabs(to.mean - truth) <= to.half_width) / (double) SAMPLES;
        found.plain_covered += (fabs(to.plain - truth) <= to.plain_half_width) / (double) SAMPLES;
        found.bias += (to.mean - truth) / SAMPLES;
        found.gain += to.gain / SAMPLES;
    }
    return found;
}

Test(control, intervals_hold_what_is_true_as_often_as_they_say)
{
    const found_t found = of_samples(0);
    const double error = sqrt(0.95 * 0.05 / SAMPLES); /* of a share of samples */

    cr_expect_float_eq(found.covered, CONFIDENCE, 4 * error, "%.4f", found.covered);
    cr_expect_float_eq(found.plain_covered, CONFIDENCE, 6 * error, "%.4f", found.plain_covered);
    cr_expect_lt(fabs(found.bias), 4 * 0.05 / sqrt((double) SAMPLES * SIZE) * 1.1, "%g", found.bias);
    cr_expect_gt(found.gain, 10, "(2^2 0.1^2 + ...) / 0.05^2 is about 18: %.1f", found.gain);
}

Test(control, with_a_mean_that_is_wrong_they_do_not)
{
    cr_expect_lt(of_samples(0.25).covered, 0.3);
}

Test(control, what_does_not_vary_has_no_part)
{
    double at[SIZE][CCS_N_CONTROLS], values[SIZE], weights[SIZE];
    ccs_controls_t c = {.n = SIZE, .at = at, .mean = {1, 0}};

    for (uint32_t r = 0; r < SIZE; r++) {
        at[r][0] = 1;
        at[r][1] = at[r][2] = at[r][3] = 0;
        values[r] = r % 3;
        weights[r] = r % 5; /* 0: without the figure */
    }
    const ccs_controlled_t to = ccs_controls_estimate(&c, values, weights, 1, CONFIDENCE);

    cr_expect_eq(to.mean, to.plain);
    cr_expect_float_eq(to.gain, (SIZE - 1.0) / SIZE, 1e-9, "each residual is 1 - 1/n of what it would be");
    memset(weights, 0, sizeof weights);
    cr_expect(isnan(ccs_controls_estimate(&c, values, weights, 1, CONFIDENCE).mean));
}

/* ---- the controls of a plan --------------------------------------------------------------------------------------------------------- */

static const char TEXT[] =
    "clock:{open=\"08:00-12:00\";days=2;};day_factors:{volume:{dist=\"gamma\";cv=0.1;};};"
    "types:{a:{arrivals:{per_hour=100;day_factor=\"volume\";};patience=\"3 min\";talk:{dist=\"exponential\";mean=20;};};"
    "b:{like=\"a\";arrivals:{per_hour=60;};};};groups:{x:{staff=3;};};";

static ccs_scenario_t scenario;

static void load(const char *const *sets, size_t n)
{
    const ccs_scenario_origin_t origin = {.path = "x", .text = TEXT, .n_bytes = strlen(TEXT), .folder = ""};
    ccs_err_list_t errors = {0};

    cr_assert_eq(ccs_scenario_load_from(&origin, sets, n, &scenario, &errors), 0, "%s", errors.n ? errors.items[0].text : "");
    ccs_err_list_free(&errors);
}

static void unload(void)
{
    ccs_scenario_free(&scenario);
}

Test(control, means_are_those_of_the_law, .fini = unload)
{
    ccs_controls_t c;
    ccs_err_t err = {0};

    load(NULL, 0);
    cr_assert_eq(ccs_controls_init(&c, &scenario.plan, &(ccs_controlled_run_t){7, 0, 20}, &err), 0);
    const double error = 0.1 / sqrt(2.0 * CCS_CONTROL_DRAWS); /* two independent days of equal volume */

    cr_expect_float_eq(c.mean[0], 1, 4 * error);
    cr_expect_float_eq(c.mean[1], 0.01, 4 * 0.015 / sqrt(2.0 * CCS_CONTROL_DRAWS));
    cr_expect_float_eq(c.covariance[0][0], 0.005, 0.0001);
    ccs_controls_t later;

    cr_assert_eq(ccs_controls_init(&later, &scenario.plan, &(ccs_controlled_run_t){7, 5, 20}, &err), 0);
    cr_expect_eq(later.at[0][0], c.at[5][0], "controls go with the numbers of replications");
    ccs_controls_free(&later);
    ccs_controls_free(&c);
}

/* Agents as numbers: 3.5 of whom a tenth stays away, on 2 days. All of what is random in the hours that come is had again, and their mean is exact. */
Test(control, attendance_is_known_exactly, .fini = unload)
{
    enum { N = 2000 };
    const char *const sets[] = {"groups.x.staff=3.5", "groups.x.shrinkage.unplanned=0.1", "types.a.arrivals.day_factor=none",
        "types.b.arrivals.day_factor=none"};
    ccs_controls_t c;
    ccs_err_t err = {0};
    double sum = 0, sum2 = 0;

    load(sets, 4);
    cr_assert_eq(ccs_controls_init(&c, &scenario.plan, &(ccs_controlled_run_t){7, 0, N}, &err), 0, "%s", err.text);
    for (uint32_t r = 0; r < N; r++) {
        sum += c.at[r][2];
        sum2 += (c.at[r][2] - 0.9) * (c.at[r][2] - 0.9);
        cr_assert_eq(c.at[r][0], 1);
    }
    const double variance =
        (3 * 0.1 * 0.9 + 0.45 * 0.55) / (3.5 * 3.5) / 2; /* two days of three agents, and of one who comes with 0.5 x 0.9 */

    cr_expect_float_eq(c.mean[2], 0.9, 1e-12);
    cr_expect_float_eq(sum / N, 0.9, 4 * sqrt(variance / N));
    cr_expect_float_eq(sum2 / N, variance, 0.2 * variance);
    ccs_controls_free(&c);
}

Test(control, says_why_there_are_none, .fini = unload)
{
    const char *const none[] = {"types.a.arrivals.day_factor=none", "types.b.arrivals.day_factor=none"};
    ccs_controls_t c;
    ccs_err_t err = {0};

    load(none, 2);
    cr_expect_eq(ccs_controls_init(&c, &scenario.plan, &(ccs_controlled_run_t){7, 0, 20}, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "no type has a factor of the day"), "%s", err.text);
    ccs_controls_free(&c);
    cr_expect_eq(ccs_controls_init(&c, &scenario.plan, &(ccs_controlled_run_t){7, 0, 19}, &err), CCS_ERR_USAGE);
    ccs_controls_free(&c);
}
