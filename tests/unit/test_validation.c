/* test_validation.c - a scenario held against what happened: bands hold what comes as often as they say, truths are put where they belong, errors add up. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "validation.h"
#include "validation_told.h"

enum { REPLICATIONS = 119, OTHERS = 40 };

static const char TEXT[] =
    "clock:{start=\"2026-03-02\";open=\"08:00-12:00\";};day_factors:{volume:{dist=\"gamma\";mean=1;cv=0.06;};};"
    "types:{support:{label=\"The support\";arrivals:{per_hour=80;day_factor=\"volume\";};patience=\"3 min\";talk:{dist=\"exponential\";mean=120;};"
    "redial:{after_abandon=0.5;delay=\"5 min\";};target:{service_level=0.8;within=20;};groups=[\"a\"];};"
    "sales:{arrivals:{per_hour=30;day_factor=\"volume\";};patience=\"3 min\";talk:{dist=\"exponential\";mean=180;};target:{service_level=0.8;within=20;};groups=[\"b\"];};};"
    "groups:{a:{staff=4;shrinkage:{unplanned=0.1;};};b:{staff=3;};};";
static const char ACTUAL[] = "date,interval,queue,offered,answered,abandoned,service_level,asa,aht,staffed_agents,occupancy\n"
                             "2026-03-02,08:00,The support,40,38,2,85 %,9,120,4,0.80\n"
                             "2026-03-02,08:30,The support,55,50,5,60 %,30,132,3,0.95\n"
                             "2026-03-02,09:00,The support,44,40,4,70 %,20,120,4,0.9\n"
                             "2026-03-02,08:00,sales,15,15,0,100 %,1,180,3,0.6\n"
                             "2026-03-02,08:30,sales,12,12,0,100 %,1,190,3,0.5\n"
                             "2026-03-02,09:00,sales,18,18,0,95 %,2,170,3,0.6\n";

static ccs_scenario_t scenario;
static ccs_validation_t validation;
static ccs_err_list_t errors;
static const char *changed[2]; /* settings with which the scenario is read */
static size_t n_changed;

static void load(void)
{
    char path[] = "/tmp/ccsim_validation.XXXXXX";
    const int fd = mkstemp(path);

    cr_assert(fd >= 0 && write(fd, TEXT, strlen(TEXT)) == (ssize_t) strlen(TEXT) && close(fd) == 0);
    cr_assert_eq(ccs_scenario_load(path, changed, n_changed, &scenario, &errors), 0, "%s", errors.n ? errors.items[0].text : "");
    (void) unlink(path);
    ccs_err_list_free(&errors);
}

static void release(void)
{
    ccs_validation_free(&validation);
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
}

TestSuite(validation, .init = load, .fini = release, .timeout = 120);

static int open_with(const char *actual, const char *limits, uint32_t replications)
{
    const ccs_import_options_t import = {.name = "actual.csv"};
    const ccs_validation_options_t options = {2385, replications, 1, NULL, limits};

    return ccs_validation_init(&validation, &scenario, actual, strlen(actual), &import, &options, &errors);
}

static const char *refusal(const char *actual, const char *limits)
{
    cr_assert_neq(open_with(actual, limits, REPLICATIONS), 0);
    cr_assert_gt(errors.n, 0);
    return errors.items[0].text;
}

static double value(uint32_t subject, uint32_t cell, enum ccs_measured measured)
{
    return ccs_part_value(*ccs_actual_part(&validation.actual, subject, cell, measured), measured);
}

/* ---- the file ---------------------------------------------------------------------------------------------------------------------- */

Test(validation, reads_what_happened_by_queue_and_interval)
{
    cr_assert_eq(open_with(ACTUAL, NULL, REPLICATIONS), 0, "%s", errors.n ? errors.items[0].text : "");
    cr_expect_eq(validation.actual.n_subjects, 2);
    cr_expect_str_eq(validation.actual.subjects[0].name, "support", "found by its label");
    cr_expect_eq(validation.actual.n_rows, 6);
    cr_expect(validation.actual.is_present);
    cr_expect_eq(value(0, 0, CCS_MEASURED_offered), 40);
    cr_expect_float_eq(value(0, 0, CCS_MEASURED_service_level), 0.85, 1e-12);
    cr_expect_float_eq(value(0, 0, CCS_MEASURED_abandonment_rate), 0.05, 1e-12);
    cr_expect_eq(value(0, 0, CCS_MEASURED_asa_s), 9);
    cr_expect_eq(value(0, 0, CCS_MEASURED_agent_hours), 2);
    cr_expect_float_eq(value(0, 1, CCS_MEASURED_aht_s), 132, 1e-9);
    cr_expect_float_eq(value(0, 1, CCS_MEASURED_occupancy), 0.95, 1e-12);
    cr_expect(isnan(value(0, 3, CCS_MEASURED_offered)), "nothing is known of 09:30");
}

Test(validation, says_what_is_wrong_with_the_file_and_how_to_go_on)
{
    cr_expect(strstr(refusal("date,interval,queue,offered\n2026-03-02,08:00,billing,3\n2026-03-02,08:30,billing,3\n", NULL),
        "support, sales"));
    ccs_validation_free(&validation);
    ccs_err_list_free(&errors);
    cr_expect(strstr(refusal("date,interval,queue,offered\n2026-04-06,08:00,sales,3\n2026-04-06,08:30,sales,3\n", NULL),
        "--set 'clock.start=\"2026-04-06\"' --set clock.days=1; where the scenario takes its days from a table"));
    ccs_validation_free(&validation);
    ccs_err_list_free(&errors);
    cr_expect(strstr(refusal("date,interval,queue,offered\n2026-03-02,08:00,sales,3\n2026-03-02,09:00,sales,3\n", NULL),
        "clock.interval=\"60 min\""));
}

Test(validation, takes_limits_apart)
{
    cr_assert_eq(open_with(ACTUAL, "service_level:bias=2%, offered:run:bias=10%,coverage=90%,asa_s:bias=12", REPLICATIONS), 0);
    cr_assert_eq(validation.n_limits, 4);
    cr_expect_eq(validation.limits[0].measured, CCS_MEASURED_service_level);
    cr_expect_eq(validation.limits[0].judged, CCS_JUDGED_bias);
    cr_expect_float_eq(validation.limits[0].limit, 0.02, 1e-12);
    cr_expect_eq(validation.limits[1].stretch, CCS_STRETCH_run);
    cr_expect_eq(validation.limits[2].measured, CCS_NONE);
    cr_expect_eq(validation.limits[3].limit, 12);
}

Test(validation, refuses_limits_that_are_none)
{
    static const char *const bad[][2] = {{"service_level:slope=2%", "figure is coverage"}, {"level:bias=2%", "stands a metric"},
        {"bias", "equals sign"}, {"bias=much", "value is a share"}, {"service_level:day:bias=1%", "one day"},
        {",", "no limit in it"}, {"", "it is empty"}};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *const text = refusal(ACTUAL, bad[i][0]);

        cr_expect(strstr(text, bad[i][1]), "%s: %s", bad[i][0], text);
        ccs_validation_free(&validation);
        ccs_err_list_free(&errors);
    }
}

/* Two days, figures told by day. */
static void load_days(void)
{
    ccs_scenario_free(&scenario);
    changed[0] = "clock.days=2";
    changed[1] = "clock.report=\"day\"";
    n_changed = 2;
    load();
    n_changed = 0;
}

Test(validation, limit_by_day_is_that_of_the_cells_where_figures_are_told_by_day)
{
    ccs_err_t err = {0};

    load_days();
    cr_assert_eq(open_with(ACTUAL, "service_level:day:bias=1%", 39), 0, "%s", errors.n ? errors.items[0].text : "");
    cr_assert_eq(ccs_validation_run(&validation, &err), 0, "%s", err.text);
    cr_assert_eq(validation.n_broken, 1);
    cr_expect_eq(validation.broken[0].series->measured, CCS_MEASURED_service_level);
}

/* Occupancy that the file has, but none of an interval that counts. */
Test(validation, limit_of_a_figure_that_is_not_there_is_refused)
{
    ccs_err_t err = {0};

    cr_assert_eq(open_with(ACTUAL, "service_level:bias=90%,occupancy:wape=90%", 39), 0);
    for (size_t i = 0; i < (size_t) validation.actual.n_subjects * validation.actual.n_cells; i++)
        validation.actual.parts[i * CCS_N_MEASURED + CCS_MEASURED_occupancy] = (ccs_summand_t){(double) NAN, 0};
    cr_expect_eq(ccs_validation_run(&validation, &err), CCS_ERR_USAGE);
    cr_expect(strstr(err.text, "occupancy:wape=90%: there is no such figure"), "%s", err.text);
}

/* ---- bands ------------------------------------------------------------------------------------------------------------------------- */

/* What a replication comes to, as if it had happened. */
static void let_happen(uint32_t member, double times)
{
    ccs_actual_t *const a = &validation.actual;

    for (uint32_t s = 0; s < a->n_subjects; s++) {
        for (uint32_t c = 0; c < a->n_cells; c++) {
            ccs_summand_t *const to = &a->parts[((size_t) s * a->n_cells + c) * CCS_N_MEASURED];

            memcpy(to, ccs_sample_part(&validation.sample, a, member, s, c), CCS_N_MEASURED * sizeof *to);
            to[CCS_MEASURED_offered].num *= times;
        }
    }
}

/* Bands of 119 replications are those between the third smallest and the third largest, which hold 1 - 6 / 120 of what comes; of whole numbers a little more. The coverage of one
 * day varies by less than 0.12 (its intervals have a factor in common), the mean of 40 days by 0.02: 4 of these. Of 40 days 5 % are out by themselves, and more than 8 with
 * probability 4e-4. */
Test(validation, bands_hold_replications_of_the_scenario_as_often_as_they_say)
{
    const ccs_sample_options_t options = {77, REPLICATIONS + OTHERS, NULL, NULL};
    double coverage[2] = {0};
    uint32_t n_out = 0;
    ccs_err_t err = {0};

    cr_assert_eq(open_with(ACTUAL, NULL, REPLICATIONS), 0);
    cr_assert_eq(ccs_sample_run(&validation.sample, &validation.sight, &options, &err), 0, "%s", err.text);
    for (uint32_t i = 0; i < OTHERS; i++) {
        ccs_scores_t scores;

        let_happen(REPLICATIONS + i, 1);
        validation.sample.n = REPLICATIONS;
        cr_assert_eq(ccs_scores_make(&scores, &validation.actual, &validation.sample), 0);
        coverage[0] +=
            ccs_scores_find(&scores, CCS_MEASURED_offered, CCS_STRETCH_interval, CCS_NONE)->of[CCS_JUDGED_coverage].value;
        coverage[1] +=
            ccs_scores_find(&scores, CCS_MEASURED_service_level, CCS_STRETCH_interval, CCS_NONE)->of[CCS_JUDGED_coverage].value;
        n_out += scores.far[REPLICATIONS] > scores.most;
        ccs_scores_free(&scores);
    }
    for (int i = 0; i < 2; i++) cr_expect(fabs(coverage[i] / OTHERS - 0.96) < 0.08, "%g", coverage[i] / OTHERS);
    cr_expect_leq(n_out, 8);
}

Test(validation, sees_days_with_more_contacts_than_the_scenario_knows)
{
    const ccs_sample_options_t options = {78, REPLICATIONS + 5, NULL, NULL};
    ccs_err_t err = {0};

    cr_assert_eq(open_with(ACTUAL, NULL, REPLICATIONS), 0);
    cr_assert_eq(ccs_sample_run(&validation.sample, &validation.sight, &options, &err), 0);
    validation.sample.n = REPLICATIONS;
    for (uint32_t i = 0; i < 5; i++) {
        ccs_scores_t scores;

        let_happen(REPLICATIONS + i, 1.8);
        cr_assert_eq(ccs_scores_make(&scores, &validation.actual, &validation.sample), 0);
        cr_expect_gt(scores.far[REPLICATIONS], scores.most);
        cr_expect_gt(ccs_scores_find(&scores, CCS_MEASURED_offered, CCS_STRETCH_run, CCS_NONE)->of[CCS_JUDGED_bias].value, 0.1);
        ccs_scores_free(&scores);
    }
}

/* Three replications and what happened, by hand: 1, 2, 4 and 3. The mean of the replications is 7/3, and one half and two of them are below. */
Test(validation, scores_by_hand)
{
    ccs_scores_t scores;
    ccs_actual_t *const a = &validation.actual;

    cr_assert_eq(open_with("date,interval,queue,offered\n2026-03-02,08:00,sales,3\n2026-03-02,08:30,sales,3\n", NULL,
                     REPLICATIONS),
        0);
    const size_t each = (size_t) a->n_cells * CCS_N_MEASURED;

    validation.sample = (ccs_replicas_t){3, calloc(3 * each, sizeof(ccs_summand_t))};
    cr_assert_not_null(validation.sample.parts);
    for (uint32_t r = 0; r < 3; r++)
        for (uint32_t c = 0; c < 2; c++)
            validation.sample.parts[r * each + (size_t) c * CCS_N_MEASURED] = (ccs_summand_t){r < 2 ? r + 1 : 4, 1};
    cr_assert_eq(ccs_scores_make(&scores, a, &validation.sample), 0);
    const ccs_scored_t *const s = ccs_scores_find(&scores, CCS_MEASURED_offered, CCS_STRETCH_interval, CCS_NONE);

    cr_assert_not_null(s);
    cr_expect_eq(s->n_points, 2);
    cr_expect_float_eq(s->points[0].mean, 7.0 / 3, 1e-12);
    cr_expect_float_eq(s->points[0].pit, 2.5 / 4, 1e-12);
    cr_expect(isnan(s->points[0].low), "three replications have no band of 95 %%");
    cr_expect_float_eq(s->of[CCS_JUDGED_bias].value, (3 - 7.0 / 3) / (7.0 / 3), 1e-12);
    cr_expect_float_eq(s->of[CCS_JUDGED_wape].value, (3 - 7.0 / 3) / 3, 1e-12);
    cr_expect_float_eq(s->of[CCS_JUDGED_wape].p, 1, 1e-12, "2 is nearest to the mean of the others, 1 and 4 are far: %g",
        s->of[CCS_JUDGED_wape].p);
    ccs_scores_free(&scores);
}

/* Agent-hours of two teams, 2 and 3 agents for 20 minutes, are 5 agents' but for the last place of a double: nothing is out. */
Test(validation, last_place_of_a_double_is_no_difference)
{
    enum { N = 59 };
    static const double hours[2] = {5 * 1200.0 / 3600, 2 * 1200.0 / 3600 + 3 * 1200.0 / 3600};
    ccs_scores_t scores;
    ccs_actual_t *const a = &validation.actual;

    cr_assert_neq(hours[0], hours[1]);
    cr_assert_eq(open_with(ACTUAL, NULL, N), 0);
    const size_t n = (size_t) a->n_subjects * a->n_cells * CCS_N_MEASURED;

    validation.sample = (ccs_replicas_t){N, calloc(N * n, sizeof(ccs_summand_t))};
    cr_assert_not_null(validation.sample.parts);
    for (size_t i = 0; i < n; i++)
        if (!isnan(a->parts[i].num)) a->parts[i] = (ccs_summand_t){hours[0], 1};
    for (size_t i = 0; i < N * n; i++) validation.sample.parts[i] = (ccs_summand_t){hours[1], 1};
    cr_assert_eq(ccs_scores_make(&scores, a, &validation.sample), 0);
    cr_expect_eq(scores.p, 1);
    for (uint32_t i = 0; i < scores.n; i++) {
        const ccs_scored_t *const s = &scores.series[i];

        cr_expect_eq(s->points[0].actual, s->points[0].low);
        cr_expect_eq(s->points[0].actual, s->points[0].high);
        cr_expect_eq(s->of[CCS_JUDGED_coverage].value, 1);
        for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) {
            cr_expect_eq(s->of[j].z, 0, "%s: %g", CCS_JUDGED[j].word, s->of[j].z);
            cr_expect_eq(s->of[j].p, 1);
        }
    }
    ccs_scores_free(&scores);
}

/* ---- the error --------------------------------------------------------------------------------------------------------------------- */

static void validate(const char *actual)
{
    ccs_err_t err = {0};

    cr_assert_eq(open_with(actual, NULL, REPLICATIONS), 0, "%s", errors.n ? errors.items[0].text : "");
    cr_assert_eq(ccs_validation_run(&validation, &err), 0, "%s", err.text);
}

/* What the plan with a set of truths comes to in its first replications. */
static ccs_replicas_t with_truths(uint32_t set, uint32_t n)
{
    const ccs_plan_t *const old = validation.actual.plan;
    const ccs_sample_options_t options = {5, n, NULL, NULL};
    ccs_arena_t arena = {0};
    ccs_replicas_t sample = {0};
    ccs_plan_t plan;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_truths_plan(&validation.errors.truths, set, &arena, &plan), 0);
    validation.actual.plan = &plan;
    cr_assert_eq(ccs_sample_run(&sample, &validation.sight, &options, &err), 0);
    validation.actual.plan = old;
    ccs_arena_free(&arena);
    return sample;
}

Test(validation, parts_add_up_to_the_error)
{
    validate(ACTUAL);
    cr_assert_eq(validation.errors.n, 3);
    for (uint32_t i = 0; i < validation.errors.n; i++) {
        const ccs_error_parts_t *const e = &validation.errors.of[i];

        cr_expect_float_eq(e->forecast + e->share[0] + e->share[1] + e->share[2] + e->model, e->actual, 1e-9);
        cr_expect_float_eq(e->with_truths + e->model, e->actual, 1e-9);
    }
    const ccs_scored_t *const s = ccs_scores_find(&validation.scores, CCS_MEASURED_service_level, CCS_STRETCH_run, CCS_NONE);

    cr_expect_float_eq(s->points[0].mean, validation.errors.of[0].forecast, 1e-9, "one word of what was simulated");
}

Test(validation, contacts_that_came_come_in_each_replication)
{
    validate(ACTUAL);
    ccs_replicas_t sample = with_truths(1u << CCS_TRUTH_volume, 3);

    for (uint32_t r = 0; r < 3; r++)
        for (uint32_t c = 0; c < 3; c++)
            cr_expect_eq(ccs_sample_part(&sample, &validation.actual, r, 1, c)[CCS_MEASURED_offered].num,
                value(1, c, CCS_MEASURED_offered), "sales, of whom nobody comes again");
    ccs_sample_free(&sample);
}

Test(validation, agents_who_were_there_are_there)
{
    validate(ACTUAL);
    ccs_replicas_t sample = with_truths(1u << CCS_TRUTH_staffing, 3);

    for (uint32_t r = 0; r < 3; r++) /* of 08:30 somebody may finish a contact above the three who were there */
        cr_expect_float_eq(ccs_sample_part(&sample, &validation.actual, r, 0, 0)[CCS_MEASURED_agent_hours].num, 2, 1e-9,
            "nobody is absent by chance");
    ccs_sample_free(&sample);
}

/* Handle times of the morning were 125.6 s at support, weighted by the answered, and 180 simulated at sales were 179: the ratio of what is simulated with and without the truth, on the same
 * random numbers, is that of each contact. */
Test(validation, handle_times_are_longer_by_what_they_were)
{
    validate(ACTUAL);
    const double longer = validation.errors.truths.longer[0], mean = (38 * 120.0 + 50 * 132.0 + 40 * 120.0) / 128;

    cr_expect(fabs(longer - mean / 120) < 0.1, "%g", longer);
    ccs_replicas_t with = with_truths(1u << CCS_TRUTH_handle_time, 1);
    ccs_replicas_t without = with_truths(0, 1);
    const ccs_summand_t a = ccs_sample_part(&with, &validation.actual, 0, 0, 0)[CCS_MEASURED_aht_s],
                        b = ccs_sample_part(&without, &validation.actual, 0, 0, 0)[CCS_MEASURED_aht_s];

    cr_expect_neq(a.num, b.num);
    ccs_sample_free(&with);
    ccs_sample_free(&without);
}

/* ---- told -------------------------------------------------------------------------------------------------------------------------- */

Test(validation, page_fetches_nothing_and_holds_every_figure)
{
    char *text = NULL;
    size_t n = 0;

    validate(ACTUAL);
    FILE *const to = open_memstream(&text, &n);

    cr_assert_eq(ccs_validation_page(&validation, to), 0);
    cr_assert_eq(fclose(to), 0);
    cr_expect_null(strstr(text, "<script"));
    cr_expect_null(strstr(text, "http://"));
    cr_expect_null(strstr(text, "nan"), "%.60s", strstr(text, "nan"));
    cr_expect_not_null(strstr(text, "What the error is made of"));
    cr_expect_not_null(strstr(text, "<svg"));
    cr_expect_not_null(strstr(text, "id=\"occupancy-interval\""));
    free(text);
}
