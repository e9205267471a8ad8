/* test_reproduce.c - what a model of contact centres must show: of redials, self-service, chats and agents at home, of capacity and of nights. Each is a comparison of two scenarios on the same random
 * numbers, whose margin is many standard errors wide. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static run_t *run;
static experiment_t *experiment;

static void finish(void)
{
    run_delete(run);
    experiment_delete(experiment);
    run = NULL;
    experiment = NULL;
}

TestSuite(reproduce, .fini = finish);

static void simulate(const char *cfg, uint32_t replications)
{
    finish();
    experiment = experiment_text(cfg, replications, 1);
    cr_assert_eq(experiment->ret, 0, "%s", cfg);
}

static double mean_of(const char *metric, const char *entity)
{
    return estimate_of(experiment, metric, entity).mean;
}

/* ---- redials -------------------------------------------------------------------------------------------------------------------- */

/* How many times as many contacts come as customers, where there are agents for three quarters of these. */
static double attempts_with(const char *talk, const char *patience, const char *delay)
{
    char cfg[600];

    snprintf(cfg, sizeof cfg,
        "run:{mode=\"steady\";length=\"100 h\";warm_up=\"5 h\";seed=3;};types:{c:{arrivals:{per_hour=200;};talk=%s;patience=%s;redial:{after_abandon=0.6;delay=%s;};};};groups:{g:{staff=7;};};",
        talk, patience, delay);
    simulate(cfg, 1);
    return mean_of("arrived", "all") / (100 * 200);
}

/* Of 200 an hour 140 can be served: those who are lost have redialled. How many come hangs on the lack of agents and on who redials, and hardly on the laws of talk, patience and delay (Aguir, Karaesmen, Aksin
 * and Chauvet 2004); who forecasts by customers alone has too few by far. */
Test(reproduce, redials_hang_on_the_lack_of_agents_alone)
{
    const double base =
        attempts_with("{dist=\"exponential\";mean=180;}", "{dist=\"exponential\";mean=120;}", "{dist=\"exponential\";mean=900;}");

    cr_expect_gt(base, 1.3, "%g", base);
    cr_expect_float_eq(attempts_with("{dist=\"lognormal\";mean=180;cv=1.5;}", "{dist=\"exponential\";mean=120;}",
                           "{dist=\"exponential\";mean=900;}"),
        base, 0.05 * base);
    cr_expect_float_eq(attempts_with("180", "{dist=\"exponential\";mean=240;}", "{dist=\"exponential\";mean=900;}"), base,
        0.05 * base);
    cr_expect_float_eq(attempts_with("{dist=\"exponential\";mean=180;}", "{dist=\"weibull\";mean=120;shape=2;}", "300"), base,
        0.05 * base);
}

/* ---- self-service --------------------------------------------------------------------------------------------------------------- */

/* What an IVR contains is short and easily resolved: with more of it agents take longer for each contact, and resolve fewer of them at once. */
Test(reproduce, what_self_service_leaves_is_long_and_hard)
{
#define SERVED(contained)                                                                                                        \
    "run:{mode=\"steady\";length=\"100 h\";warm_up=\"5 h\";seed=3;};types:{easy:{ivr:{contained=" contained                      \
    ";};arrivals:{per_hour=60;};talk=170;outcomes:{resolved=0.86;};};hard:{arrivals:{per_hour=60;};talk=410;outcomes:{resolved=0.62;};};};groups:{g:{staff=20;};};"
    double aht_s[2], resolved[2];
    static const char *const cfgs[2] = {SERVED("0.1"), SERVED("0.6")};

    for (int i = 0; i < 2; i++) {
        simulate(cfgs[i], 1);
        aht_s[i] = mean_of("aht_s", "all");
        resolved[i] = mean_of("fcr", "all");
    }
    cr_expect_gt(aht_s[1], aht_s[0] + 20, "%g, %g", aht_s[0], aht_s[1]);
    cr_expect_lt(resolved[1], resolved[0] - 0.015, "%g, %g", resolved[0], resolved[1]);
}

/* ---- chats ---------------------------------------------------------------------------------------------------------------------- */

/* Who leaves a chat without a word is taken for a contact: handle time is longer than it is, and of those who leave fewer are seen. */
Test(reproduce, who_leaves_a_chat_in_silence_is_long_and_not_seen)
{
#define SILENT(share)                                                                                                                                                                          \
    "run:{mode=\"steady\";length=\"100 h\";warm_up=\"5 h\";seed=3;};channels:{chat:{at_once=3;};};types:{t:{channel=\"chat\";arrivals:{per_hour=60;};talk={dist=\"lognormal\";mean=45;cv=1;};" \
    "turns:{number={dist=\"geometric\";mean=6;};customer={dist=\"exponential\";mean=60;};patience={dist=\"exponential\";mean=180;};close_after=300;silent=" share                              \
    ";};};};groups:{g:{staff=6;};};"
    double aht_s[2], seen[2];
    static const char *const cfgs[2] = {SILENT("0"), SILENT("0.7")};

    for (int i = 0; i < 2; i++) {
        simulate(cfgs[i], 1);
        aht_s[i] = mean_of("aht_s", "all");
        seen[i] = mean_of("sessions_left_rate", "all") - mean_of("sessions_silent_rate", "all");
    }
    cr_expect_gt(aht_s[1], 1.1 * aht_s[0], "%g, %g", aht_s[0], aht_s[1]);
    cr_expect_lt(seen[1], 0.6 * seen[0], "%g, %g", seen[0], seen[1]);
}

/* ---- agents at home ------------------------------------------------------------------------------------------------------------- */

/* Twenty agents lose the same time to failures, each alone at home or all at once with their site: at home something fails far more often, and hardly ever many at once, so that fewer customers give up. */
Test(reproduce, failures_at_home_are_frequent_and_do_not_come_together)
{
#define FAILING(how)                                                                                                                                                                    \
    "run:{mode=\"steady\";length=\"400 h\";warm_up=\"5 h\";seed=3;};types:{c:{arrivals:{per_hour=300;};talk=180;patience={dist=\"exponential\";mean=120;};};};groups:{g:{staff=20;};};" \
    "outages:{o:{" how                                                                                                                                                                  \
    ":{every:{dist=\"exponential\";mean=\"20 h\";};lasts:{dist=\"exponential\";mean=\"40 min\";};};groups=[\"g\"];};};"
    double began[2], lost[2];
    static const char *const cfgs[2] = {FAILING("fails"), FAILING("each_fails")};

    for (int i = 0; i < 2; i++) {
        simulate(cfgs[i], 1);
        began[i] = mean_of("outages", "outage/o");
        lost[i] = mean_of("abandonment_rate", "all");
    }
    cr_expect_gt(began[1], 10 * began[0], "%g, %g", began[0], began[1]);
    cr_expect_lt(lost[1], 0.5 * lost[0], "%g, %g", lost[0], lost[1]);
}

/* With a site down the others take over: fewer are answered in time than on a day without, by far more than if nobody did. */
Test(reproduce, a_site_that_fails_degrades_where_others_take_over)
{
#define SITES(over, outage)                                                                                                                                                                                          \
    "clock:{open=\"08:00-16:00\";};run:{seed=3;};sites:{n:{};s:{};};types:{c:{arrivals:{per_hour=200;};talk=180;patience={dist=\"exponential\";mean=240;};target:{within=60;service_level=0.8;};groups=(\"gn\"" over \
    ");};d:{arrivals:{per_hour=200;};talk=180;patience={dist=\"exponential\";mean=240;};groups=(\"gs\");};};groups:{gn:{staff=12;site=\"n\";};gs:{staff=18;site=\"s\";};};" outage
#define DOWN "outages:{o:{sites=[\"n\"];hours=\"10:00-14:00\";};};"
    static const char *const cfgs[3] = {SITES(",\"gs\"", ""), SITES(",\"gs\"", DOWN), SITES("", DOWN)};
    double lost[3];

    for (int i = 0; i < 3; i++) {
        simulate(cfgs[i], 10);
        lost[i] = mean_of("abandonment_rate", "type/c");
    }
    cr_expect_lt(lost[0], 0.02, "%g", lost[0]);
    cr_expect_gt(lost[1], lost[0] + 0.02, "%g", lost[1]);
    cr_expect_lt(lost[1], 0.6 * lost[2], "%g of %g", lost[1], lost[2]);
}

/* ---- invariants ----------------------------------------------------------------------------------------------------------------- */

static double hands(uint32_t group, enum ccs_hands_fact fact)
{
    return block_total(run, CCS_BLOCK_HANDS, group, fact);
}

#define MIXED_WITH(mail_groups)                                                                                                                                                \
    "clock:{open=\"08:00-18:00\";days=3;at_close=\"carry\";};run:{seed=5;};channels:{chat:{at_once=3;};email:{interruptible=20;at_once=2;};};"                                 \
    "types:{c:{groups=([\"g\",\"h\"]);arrivals:{per_hour=60;};priority=2;patience={dist=\"exponential\";mean=60;};talk={dist=\"lognormal\";mean=150;cv=1;};wrap=20;};"         \
    "t:{channel=\"chat\";groups=([\"g\",\"h\"]);arrivals:{per_hour=90;};priority=1;patience={dist=\"exponential\";mean=90;};talk={dist=\"exponential\";mean=40;};wrap=15;"     \
    "turns:{number={dist=\"geometric\";mean=5;};customer={dist=\"exponential\";mean=50;};patience={dist=\"exponential\";mean=200;};silent=0.5;close_after=180;slower=0.1;};};" \
    "m:{channel=\"email\";groups=(" mail_groups                                                                                                                                \
    ");arrivals:{per_day=300;outside=\"wait\";};at_close=\"carry\";talk={dist=\"lognormal\";mean=300;cv=1;};wrap=30;};};"                                                      \
    "groups:{g:{staff=8;};h:{staff=4;mix:{talk:{voice=1;};type:{chat=2;email=1;};};};};"
#define MIXED MIXED_WITH("[\"g\",\"h\"]")

/* Three chats fill an agent, or two mails, or one of each: nobody ever has more than three, in group h no more than two chats beside a mail. Both do have as many. */
Test(reproduce, nobody_has_more_in_hand_than_fits)
{
    run = run_text(MIXED);
    for (uint32_t g = 0; g < 2; g++) {
        cr_expect_gt(hands(g, CCS_FACT_in_hand_3), 0);
        cr_expect_eq(hands(g, CCS_FACT_in_hand_4) + hands(g, CCS_FACT_in_hand_5) + hands(g, CCS_FACT_in_hand_more), 0);
    }
    run_delete(run);
    run = run_text(MIXED_WITH("[\"g\"]"));
    cr_expect_gt(hands(0, CCS_FACT_in_hand_3), 0);
    cr_expect_gt(hands(1, CCS_FACT_in_hand_2), 0);
    cr_expect_eq(hands(1, CCS_FACT_in_hand_3), 0, "without mails nobody of group h has three");
}

/* Time in which agents work is the sum of their turns, after-call work, calls and pieces of mail, coming back to it included. */
Test(reproduce, work_is_the_sum_of_its_pieces)
{
    double working_s = 0, pieces_s = 0;

    run = run_text(MIXED);
    for (uint32_t g = 0; g < run->plan->n_groups; g++) working_s += hands(g, CCS_FACT_working_area);
    for (uint32_t p = 0; p < run->plan->n_pairs; p++) pieces_s += block_total(run, CCS_BLOCK_TURNS, p, CCS_FACT_turn_work);
    cr_expect_gt(working_s, 3 * 36000.0);
    cr_expect_float_eq(pieces_s, working_s, 1e-6 * working_s, "%.9g, %.9g", pieces_s, working_s);
}

/* Mail that comes at all hours is answered, or waits still as the run ends, whatever nights there are; and nobody is lost from it. */
Test(reproduce, nothing_is_lost_over_nights)
{
    run = run_text(MIXED);
    const uint32_t mail = type_of(run->plan, "m");
    const double answered = type_total(run, mail, CCS_FACT_answered), left = type_total(run, mail, CCS_FACT_still_waiting);

    cr_expect_gt(type_total(run, mail, CCS_FACT_arrived), 800);
    cr_expect_eq(type_total(run, mail, CCS_FACT_abandoned), 0);
    cr_expect_eq(type_total(run, mail, CCS_FACT_arrived), answered + left, "%g, %g, %g", type_total(run, mail, CCS_FACT_arrived),
        answered, left);
}
