/* test_outcome.c - what comes of contacts, as functions of numbers: against tables worked out by hand, and the condition measured, which must come out again. */
#include <criterion/criterion.h>
#include <math.h>

#include "normal.h"
#include "outcome.h"

static ccs_outcome_t standard(void)
{
    return (ccs_outcome_t){.resolved_frac = 0.7525,
        .returns_frac = 0.85,
        .decay = 1,
        .repeat_work = 1.15,
        .quality_effect = 1,
        .pace = 1,
        .time = {0.6, 4},
        .load = {.from = 0.75, .to = 0.93, .speed_up = 0.3, .slow_down = 0.8, .memory_s = 1800},
        .anger = {.work = 1},
        .at = {.pace = 1, .occupancy = 0.75},
        .csat = {.resolved = 2.2,
            .wait = 0.45,
            .wait_scale_s = 60,
            .repeat = 0.75,
            .transfer = 0.45,
            .switched = 0.4,
            .rush = 2,
            .quality = 0.3,
            .customers = 0.8},
        .nps = {.resolved = 2.2, .wait = 0.45, .wait_scale_s = 60, .repeat = 0.75, .customers = 1.2},
        .ces = {.resolved = 0.8, .wait = 0.3, .wait_scale_s = 60, .repeat = 0.9, .customers = 0.9},
        .work_at = 1};
}

Test(outcome, resolves_by_the_time_that_is_spent)
{
    /* p(r) = 0.7525 (1 + 0.6^4) r^4 / (r^4 + 0.6^4) */
    static const double table[][2] = {{0.6, 0.425}, {0.7, 0.552}, {0.8, 0.646}, {0.9, 0.710}, {1.0, 0.752}, {1.1, 0.781},
        {1.2, 0.800}};
    const ccs_outcome_t o = standard();
    const ccs_hill_t none = {0, 4};

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        cr_expect_float_eq(ccs_outcome_resolution(&o, 1, table[i][0], 0), table[i][1], 0.0006, "at %g", table[i][0]);
    cr_expect_eq(ccs_hill(&none, 0.3), 1, "time does not matter");
    cr_expect_float_eq(ccs_hill(&o.time, 1), 1, 1e-14);
}

Test(outcome, resolves_by_quality_and_by_how_often_it_was_tried)
{
    ccs_outcome_t o = standard();

    cr_expect_float_eq(ccs_logit(ccs_outcome_resolution(&o, 1, 1, 0.5)) - ccs_logit(0.7525), 0.5, 1e-12);
    cr_expect_float_eq(ccs_outcome_resolution(&o, 3, 1, 0), 0.7525, 1e-12);
    o.repeat_effect = 0.3;
    cr_expect_float_eq(ccs_logit(ccs_outcome_resolution(&o, 3, 1, 0)) - ccs_logit(0.7525), -0.6, 1e-12);
    o.at.pace = 0.9;
    cr_expect_float_eq(ccs_outcome_resolution(&o, 1, 0.9, 0), 0.7525, 1e-12, "at the pace at which it was measured");
    cr_expect_eq(ccs_outcome_resolution(&o, 1, 0.01, 0), 0.01, "nothing is hopeless");
}

Test(outcome, busy_agents_hurry_and_worn_ones_tire)
{
    ccs_outcome_t o = standard();
    double pace;

    cr_expect_float_eq(ccs_outcome_load(&o, 0.5, &pace), 1, 1e-14);
    cr_expect_float_eq(ccs_outcome_load(&o, 0.93, &pace), 0.946, 1e-12);
    cr_expect_float_eq(pace, 0.946, 1e-12);
    cr_expect_float_eq(ccs_outcome_load(&o, 1, &pace), 1.002, 1e-12);
    cr_expect_float_eq(ccs_load_time_taken(&o.load, 1), 1.002, 1e-12);
    cr_expect_float_eq(pace, 0.946, 1e-12, "who tires takes no more of what is needed");
    o.at.occupancy = 0.93;
    cr_expect_float_eq(ccs_outcome_load(&o, 0.93, &pace), 1, 1e-14);
    cr_expect_float_eq(pace, 1, 1e-14);
    o.load = (ccs_load_effect_t){.from = 0, .to = 0.9, .speed_up = 1, .slow_down = 5, .memory_s = 1800};
    o.at.occupancy = 0;
    cr_expect_eq(ccs_outcome_load(&o, 0.8, &pace), 0.5, "nobody works at any speed");
    cr_expect_eq(pace, 0.5);
    o.at.occupancy = 0.9;
    cr_expect_eq(ccs_outcome_load(&o, 0, &pace), 2);
}

Test(outcome, anger_grows_with_contacts_and_waits)
{
    ccs_outcome_t o = standard();

    o.anger = (ccs_anger_t){0.08, 0.10, 0.05, 1.1};
    cr_expect_float_eq(ccs_outcome_anger(&o, 1, 0), 0.08, 1e-14);
    cr_expect_float_eq(ccs_outcome_anger(&o, 3, 60), 0.08 + 0.2 + 0.05 * log(2), 1e-12);
    cr_expect_eq(ccs_outcome_anger(&o, 30, 60), 1);
    cr_expect_float_eq(ccs_outcome_work(&o, 2, true), 1.15 * 1.1, 1e-12);
}

/* Shares of marks of contacts as they would come at the condition measured: of customers of whom there are many, each at a quantile. */
static void expect_marks(const ccs_outcome_t *o, const double *shares)
{
    double sums[CCS_CSAT_MARKS] = {0}, reach = 1, sum = 0;

    for (uint32_t k = 1; k <= CCS_MOST_CONTACTS; k++) {
        const double p = ccs_outcome_resolution(o, k, 1, 0);

        for (int believes = 0; believes < 2; believes++)
            for (int i = 0; i < 400; i++) {
                const ccs_ended_t ended = {.number = k, .pace = 1, .resolved = believes};
                const double weight = reach * (believes ? p : 1 - p);

                sums[ccs_marks_at(&o->csat, ccs_outcome_csat(o, &ended), (i + 0.5) / 400) - 1] += weight;
                sum += weight;
            }
        reach *= (1 - p) * o->returns_frac;
    }
    for (int i = 0; i < CCS_CSAT_MARKS; i++)
        cr_expect_float_eq(sums[i] / sum, shares[i] / 100, 0.003, "mark %d: %g", i + 1, sums[i] / sum);
}

Test(outcome, marks_come_out_again_at_the_condition_measured)
{
    static const double csat[] = {5, 5, 9, 18, 63}, nps[] = {25, 30, 45};
    ccs_outcome_t o = standard();

    o.csat.customers = 0;
    ccs_outcome_calibrate(&o, (const double *const[3]){csat, nps, NULL}, UINT32_MAX);
    expect_marks(&o, csat);
    cr_expect_eq(o.ces.n_marks, 0, "nobody marks");
    cr_expect_float_eq(o.work_at, (1 + 1.15 * 0.210375 / (1 - 0.210375)) * (1 - 0.210375), 1e-6,
        "further contacts are part of what was measured");
}

Test(outcome, cuts_are_those_of_the_literature_at_its_condition)
{
    static const double csat[] = {5, 5, 9, 18, 63}, cuts[] = {-2.682, -1.789, -0.827, 0.430};
    ccs_outcome_t o = standard();

    o.resolved_frac = 0.70;
    o.returns_frac = 0.90;
    o.decay = 0.95;
    o.believed_frac = 0.06;
    o.doubted_frac = 0.02;
    o.at.wait_s = 30;
    ccs_outcome_calibrate(&o, (const double *const[3]){csat, NULL, NULL}, UINT32_MAX);
    for (int i = 0; i < 4; i++) cr_expect_float_eq(o.csat.cuts[i], cuts[i], 0.02, "cut %d: %g", i + 1, o.csat.cuts[i]);
}

Test(outcome, hurry_waits_and_transfers_cost_marks)
{
    const ccs_outcome_t o = standard();
    const ccs_ended_t best = {.number = 1, .pace = 1, .resolved = true};
    ccs_ended_t worse = best;

    worse.pace = 0.9;
    cr_expect_float_eq(ccs_outcome_csat(&o, &best) - ccs_outcome_csat(&o, &worse), 0.2, 1e-12);
    cr_expect_eq(ccs_outcome_hand_off(&o, 0.9), 1);
    cr_expect_float_eq(ccs_outcome_hand_off(&(ccs_outcome_t){.escalates = 1.5, .at = {.pace = 1}}, 0.9), 1.15, 1e-12);
    worse = best;
    worse.wait_s = 60;
    worse.transfers = 2;
    cr_expect_float_eq(ccs_outcome_csat(&o, &best) - ccs_outcome_csat(&o, &worse), 0.45 * log(2) + 0.9, 1e-12);
    worse = best;
    worse.number = 9;
    cr_expect_float_eq(ccs_outcome_csat(&o, &best) - ccs_outcome_csat(&o, &worse), 3 * 0.75, 1e-12,
        "no more than three are felt");
    cr_expect_float_eq(ccs_outcome_journey(&o.nps, &best) - ccs_outcome_journey(&o.nps, &worse), 8 * 0.75, 1e-12,
        "but all remembered");
}

Test(outcome, surveys_are_answered_by_the_content_and_the_angry)
{
    const ccs_survey_t survey = {0.15, 0.35}, nobody = {0, 0.35};

    cr_expect_float_eq(ccs_survey_answers(&survey, 4), 0.15, 1e-12);
    cr_expect_float_eq(ccs_survey_answers(&survey, 1), ccs_logistic(ccs_logit(0.15) + 3 * 0.35), 1e-12);
    cr_expect_eq(ccs_survey_answers(&survey, 3), ccs_survey_answers(&survey, 5));
    cr_expect_eq(ccs_survey_answers(&nobody, 5), 0);
}

Test(outcome, customers_leave_by_how_an_issue_ended)
{
    const ccs_churn_t churn = {.first_frac = 0.05, .later_frac = 0.09, .never_frac = 0.25, .acts_frac = 0.25};

    cr_expect_float_eq(ccs_churn_at(&churn, 1, true, 0), 0.0125, 1e-14);
    cr_expect_float_eq(ccs_churn_at(&churn, 4, true, 0), 0.0225, 1e-14);
    cr_expect_float_eq(ccs_churn_at(&churn, 0, false, 0), 0.0625, 1e-14);
    cr_expect_float_eq(ccs_churn_value(&(ccs_churn_t){.margin = 20, .monthly_frac = 0.015, .discount_frac = 0.01}), 808, 0.1);
    cr_expect_eq(ccs_churn_value(&(ccs_churn_t){.value = 77}), 77);
}

Test(outcome, effort_makes_customers_leave)
{
    ccs_churn_t churn = {.first_frac = 0.05, .later_frac = 0.09, .never_frac = 0.25, .acts_frac = 0.25};

    cr_expect_eq(ccs_churn_at(&churn, 1, true, 1), ccs_churn_at(&churn, 1, true, 7), "without the effect");
    churn.effort = 0.3;
    cr_expect_float_eq(ccs_churn_at(&churn, 1, true, 5), 0.0125, 1e-12, "as written at this mark");
    cr_expect_eq(ccs_churn_at(&churn, 1, true, 0), 0.25 * 0.05, "and where there is none");
    cr_expect_float_eq(ccs_churn_at(&churn, 0, false, 1), 0.25 * ccs_logistic(ccs_logit(0.25) + 0.3 * 4), 1e-12);
    cr_expect_float_eq(ccs_churn_at(&churn, 1, true, 7), 0.25 * ccs_logistic(ccs_logit(0.05) - 0.3 * 2), 1e-12);
    churn.never_frac = 1;
    cr_expect_eq(ccs_churn_at(&churn, 0, false, 7), 0.25, "who certainly leaves does");
}

/* Mean over marks of those whose issue ends so at the condition measured: over 200 customers and all marks. */
static double leave_of(const ccs_outcome_t *o, uint32_t number, bool resolved)
{
    double sum = 0;

    for (int i = 0; i < 200; i++) {
        const double p = (i + 0.5) / 200;
        const double score = ccs_outcome_journey(&o->ces,
            &(ccs_ended_t){.number = number,
                .wait_s = o->at.wait_s,
                .resolved = resolved,
                .customer = ccs_normal_quantile(p, 1 - p)});
        double upto = 0;

        for (uint32_t mark = 1; mark <= CCS_CES_MARKS; mark++) {
            const double to = mark < CCS_CES_MARKS ? ccs_logistic(o->ces.cuts[mark - 1] - score) : 1;

            sum += (to - upto) * ccs_churn_at(&o->churn, number, resolved, mark) / 200;
            upto = to;
        }
    }
    return sum;
}

/* Most are easy: without a shift those whom the first contact helped would leave less than is said, and the loss by service be below none. */
Test(outcome, effort_leaves_the_shares_as_they_are_said)
{
    static const double ces[] = {1, 1, 1, 1, 5, 20, 71};
    ccs_outcome_t o = standard();

    o.ces = (ccs_marks_t){.resolved = 2, .repeat = 0.7, .wait_scale_s = 60, .customers = 0.8};
    o.churn = (ccs_churn_t){.first_frac = 0.05, .later_frac = 0.09, .never_frac = 0.25, .acts_frac = 0.5, .effort = 0.4};
    o.returns_frac = 0;
    ccs_outcome_calibrate(&o, (const double *const[3]){NULL, NULL, ces}, UINT32_MAX);
    cr_expect_float_eq(leave_of(&o, 1, true), 0.5 * 0.05, 1e-4, "%g", leave_of(&o, 1, true));
    cr_expect_float_eq(leave_of(&o, 1, false), 0.5 * 0.25, 1e-4, "%g", leave_of(&o, 1, false));
    cr_expect_gt(o.churn.first_shift, 0.4);
    o.churn.first_shift = 0;
    cr_expect_lt(leave_of(&o, 1, true), 0.4 * 0.05);
}

Test(outcome, explaining_again_is_effort)
{
    const ccs_marks_t ces = {.wait_scale_s = 60, .explain = 0.35};
    const ccs_ended_t once = {.number = 1}, again = {.number = 1, .explained = 2};

    cr_expect_float_eq(ccs_outcome_journey(&ces, &once) - ccs_outcome_journey(&ces, &again), 0.7, 1e-12);
}

/* What is kept up to the share measured resolves as measured, whatever the steps; of what is beyond less is resolved. */
Test(outcome, hard_contacts_resolve_less_and_those_kept_as_measured)
{
    static const double table[][2] = {{0.5, 1}, {3, 1}, {8, 0.8}, {20, 0.4}};
    ccs_outcome_t o = standard();

    o.time.half = 0;
    cr_expect_eq(ccs_outcome_hardness(&o, 0.9), 0, "all alike");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double sum = 0;

        o.difficulty = table[i][0];
        o.at.kept_frac = table[i][1];
        for (int k = 0; k < 1000; k++)
            sum += ccs_outcome_resolution_by(&o, 1, 1, 0, ccs_outcome_hardness(&o, o.at.kept_frac * (k + 0.5) / 1000));
        cr_expect_float_eq(sum / 1000, 0.7525, 1e-4, "at %g", o.difficulty);
        cr_expect_float_eq(ccs_outcome_hardness(&o, 0) - ccs_outcome_hardness(&o, 1), o.difficulty, 1e-9);
        cr_expect_gt(ccs_outcome_kept(&o, 1, 0.2 * o.at.kept_frac), ccs_outcome_kept(&o, 1, o.at.kept_frac));
    }
}

/* The marks come out again where contacts are not equally hard: of the second contacts more are hard, which the cuts take into account. */
Test(outcome, marks_come_out_again_where_contacts_differ)
{
    static const double csat[] = {5, 5, 9, 18, 63}, nps[] = {25, 30, 45};
    ccs_outcome_t alike = standard(), differ = standard();

    differ.difficulty = 6;
    differ.at.kept_frac = 1;
    ccs_outcome_calibrate(&alike, (const double *const[3]){csat, nps, NULL}, 10);
    ccs_outcome_calibrate(&differ, (const double *const[3]){csat, nps, NULL}, 10);
    cr_expect_lt(differ.csat.cuts[3], alike.csat.cuts[3], "fewer are resolved in the end: the same marks are of lower scores");
    cr_expect_gt(differ.work_at, alike.work_at, "more contacts are repeats");
}

Test(outcome, what_customers_mind_of_talk_and_wait_is_taken_away)
{
    ccs_outcome_t o = standard();
    const ccs_ended_t plain = {.number = 1, .pace = 1, .resolved = true},
                      minded = {.number = 1, .pace = 1, .resolved = true, .hold_s = 120, .late_s = 90, .foreign = 0.25};

    cr_expect_eq(ccs_outcome_csat(&o, &minded), ccs_outcome_csat(&o, &plain), "without effects not one digit changes");
    o.csat.hold = 0.15;
    o.csat.announced = 0.2;
    o.csat.language = 0.6;
    cr_expect_eq(ccs_outcome_late_work(&o, 90), 1);
    o.late_work = 0.07;
    cr_expect_float_eq(ccs_outcome_late_work(&o, 90), 1.105, 1e-12);
    cr_expect_eq(ccs_outcome_late_work(&o, 1e5), 2, "nobody works at any speed");
    /* 0.15 ln 3 + 0.2 * 1.5 + 0.6 / 4 */
    cr_expect_float_eq(ccs_outcome_csat(&o, &plain) - ccs_outcome_csat(&o, &minded), 0.15 * log(3) + 0.3 + 0.15, 1e-12);
}

Test(outcome, visits_that_fail_take_away_from_resolution)
{
    ccs_outcome_t o = standard();

    o.recorded[CCS_SENT] = 0.2;
    cr_expect_float_eq(ccs_outcome_resolution(&o, 1, 1, 0), 0.7525, 1e-12);
    o.visit.fails_frac = 0.25;
    cr_expect_float_eq(ccs_outcome_resolution(&o, 1, 1, 0), 0.7525 * (1 - 0.2 * 0.25), 1e-12);
    o.visit.again_frac = 0.6; /* 0.25 (0.4 + 0.6 (0.25 (0.4 + ...))) */
    cr_expect_float_eq(ccs_outcome_visits_in_vain(&o), 0.25 * 0.4 / (1 - 0.15), 1e-12);
    cr_expect_float_eq(ccs_outcome_resolution_by(&o, 1, 1, 0, 0), 0.7525, 1e-12, "what the agent can do is done");
}
