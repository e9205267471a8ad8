/* test_replay.c - contacts as they were recorded: every figure by hand, the same in each replication; rows and files, and what is wrong with them. */
#include <math.h>

#include "compile_folder.h"
#include "replay.h"
#include "support.h"

enum { H = 3600, OPEN = 8 * H };

static compiled_t got;
static run_t *run;
static void finish(void)
{
    remove_folder((const char *const[]){"main.cfg", "calls.csv"}, 2);
    compiled_free(&got);
    run_delete(run);
    run = NULL;
}

TestSuite(replay, .init = make_folder, .fini = finish);

/* ---- a morning by hand ---------------------------------------------------------------------------------------------------------- */

#define CLOCK "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";interval=\"10 min\";};"
#define ROWS                                                                                                                     \
    "replay=((\"2026-03-02T08:00:30\",60,0,300),(\"2026-03-02T08:00:00\",\"1:40\",\"20 s\",\"\"),"                               \
    "(\"2026-03-02T08:00:40.5\",\"\",\"\",10),(\"2026-03-02T08:11:00\"))"
#define TYPE(arrivals, laws) "types:{a:{arrivals:{" arrivals ";};" laws "};};"
#define LAWS                 "talk=50;wrap=30;patience={dist=\"exponential\";mean=9000;};"
#define ONE                  "groups:{g:{staff=1;};};"

/* 0-100 talk, -120 wrap; the second waits 90, 120-180; the third leaves at 50.5; the fourth 660-710, -740 by the laws. */
static void expect_morning(const char *what)
{
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_arrived), 3, "%s", what);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_arrived), 1, "%s", what);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 2, "%s", what);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_abandoned), 1, "%s", what);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 90, "%s", what);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 100, "%s: %g", what, type_fact(run, 0, 0, CCS_FACT_queue_area));
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 160, "%s", what);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_wrap_area), 20, "%s", what);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_talk_area), 50, "%s", what);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_wrap_area), 30, "%s", what);
}

Test(replay, recorded_contacts_come_at_their_moments_with_their_times)
{
    run = run_text(CLOCK TYPE(ROWS, LAWS) ONE);
    expect_morning("plain");
    run_again(run, 99, 7);
    expect_morning("another seed and replication");
    run_delete(run);
    run = run_text("run:{agents=\"each\";};" CLOCK TYPE(ROWS, LAWS) ONE);
    expect_morning("with figures of each agent");
}

Test(replay, rates_say_how_many_came_in_each_interval)
{
    run = run_text(CLOCK TYPE(ROWS, LAWS) ONE);
    const ccs_plan_t *const plan = run->plan;

    cr_assert_eq(plan->types[0].arrivals.n_rates, 2);
    cr_expect_float_eq(plan->rates[0].per_s, 3 / 600.0, 1e-15);
    cr_expect_eq(plan->rates[0].start_s, OPEN);
    cr_expect_float_eq(plan->rates[1].per_s, 1 / 600.0, 1e-15);
    cr_expect_eq(plan->rates[1].start_s, OPEN + 600);
    cr_expect_eq(plan->rates[1].end_s, OPEN + 1200);
}

/* More than a batch of draws; what is known of each is found in the batch and apart from it. */
Test(replay, what_is_known_stands_in_the_place_of_draws_and_moves_none)
{
    static char cfg[40000];
    size_t n = (size_t) snprintf(cfg, sizeof cfg, "%s", CLOCK "types:{a:{arrivals:{replay=(");
    ccs_arena_t arena = {0};
    ccs_source_t with, without;

    for (int i = 0; i < 300; i++) {
        n += (size_t) snprintf(cfg + n, sizeof cfg - n, "%s(\"2026-03-02T08:%02d:%02d\"", i > 0 ? "," : "", i / 60, i % 60);
        n += (size_t) (i % 3 ? snprintf(cfg + n, sizeof cfg - n, ",%d)", 1000 + i)
                             : snprintf(cfg + n, sizeof cfg - n, ",\"\",\"\",7)"));
    }
    snprintf(cfg + n, sizeof cfg - n,
        ");};talk={dist=\"exponential\";mean=60;};patience={dist=\"exponential\";mean=60;};};};" ONE);
    run = run_text(cfg);
    ccs_plan_t *const plan = run->plan;

    cr_assert_eq(ccs_source_init(&with, plan, 0, &arena), 0);
    ccs_source_reset(&with, plan, 0, 5, 1);
    ccs_type_t *const types = (ccs_type_t *) (uintptr_t) plan->types;
    const ccs_replay_t *const replay = types[0].arrivals.replay;

    types[0].arrivals.replay = NULL;
    cr_assert_eq(ccs_source_init(&without, plan, 0, &arena), 0);
    ccs_source_reset(&without, plan, 0, 5, 1);
    types[0].arrivals.replay = replay;
    for (uint32_t i = 0; i < 300; i++) {
        cr_assert_eq(ccs_source_next(&with, plan, 0), OPEN + i);
        const double drawn = ccs_source_draw(&without, CCS_PURPOSE_TALK, i, 0), known = i % 3 ? 1000 + i : drawn;

        cr_expect_eq(ccs_source_next_draw(&with, CCS_PURPOSE_TALK), known, "%u", i);
        cr_expect_eq(ccs_source_draw(&with, CCS_PURPOSE_TALK, i / 2, 0),
            i / 2 % 3 ? 1000 + i / 2 : ccs_source_draw(&without, CCS_PURPOSE_TALK, i / 2, 0));
        cr_expect_eq(ccs_source_draw(&with, CCS_PURPOSE_PATIENCE, i, 0),
            i % 3 ? ccs_source_draw(&without, CCS_PURPOSE_PATIENCE, i, 0) : 7);
        cr_expect_eq(ccs_source_draw(&with, CCS_PURPOSE_TALK, i, 1), ccs_source_draw(&without, CCS_PURPOSE_TALK, i, 1),
            "a further attempt is not known");
        ccs_source_advance(&with);
    }
    cr_expect(isinf(ccs_source_next(&with, plan, 0)));
    ccs_arena_free(&arena);
}

Test(replay, a_group_at_half_speed_takes_twice_as_long)
{
    run = run_text(CLOCK
        "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:00\",100),(\"2026-03-02T08:00:00\",100));};talk=50;groups=[\"g\",\"slow\"];};};"
        "groups:{g:{staff=1;};slow:{staff=1;agents:{bob:{speed=0.5;};};};};");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk_area) + pair_total(run, 1, CCS_FACT_talk_area), 300);
}

/* Whatever group is the first, and where there is only one. */
Test(replay, recorded_talk_is_of_an_agent_of_speed_1)
{
    static const struct {
        const char *groups;
        double first_s, second_s;
    } ORDERS[] = {{"\"slow\",\"g\"", 200, 100}, {"\"g\",\"slow\"", 100, 200}};
    char cfg[800];

    for (size_t i = 0; i < sizeof ORDERS / sizeof *ORDERS; i++) {
        snprintf(cfg, sizeof cfg,
            CLOCK
            "types:{a:{arrivals:{replay=((\"2026-03-02T08:00:00\",100),(\"2026-03-02T08:00:00\",100));};talk=100;groups=[%s];};};"
            "groups:{%s:{staff=1;%s};%s:{staff=1;%s};};",
            ORDERS[i].groups, i ? "g" : "slow", i ? "" : "skills:{a:{speed=0.5;};};", i ? "slow" : "g",
            i ? "skills:{a:{speed=0.5;};};" : "");
        run = run_text(cfg);
        cr_expect_eq(pair_total(run, 0, CCS_FACT_talk_area), ORDERS[i].first_s, "%zu", i);
        cr_expect_eq(pair_total(run, 1, CCS_FACT_talk_area), ORDERS[i].second_s, "%zu", i);
        run_delete(run);
    }
    run = run_text(CLOCK TYPE("replay=((\"2026-03-02T08:00:00\",100,40))",
        "talk=50;wrap=30;") "groups:{g:{staff=1;skills:{a:{speed=0.5;};};};};");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk_area), 200);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap_area), 80);
}

Test(replay, times_of_every_day_come_on_each_day_that_is_open)
{
    run = run_text("clock:{start=\"2026-03-06\";days=4;open:{weekdays=\"08:00-08:30\";weekend=\"closed\";};};" TYPE(
        "replay=((\"08:05\",10),(\"08:10:30\",20))", "talk=50;") ONE);
    cr_expect_eq(type_total(run, 0, CCS_FACT_arrived), 4);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk_area), 60);
}

Test(replay, contacts_outside_the_hours_are_dropped_or_come_at_the_opening)
{
    const char *const rows =
        "replay=((\"2026-03-02T07:50:00\",10),(\"2026-03-02T08:10:00\",10),(\"2026-03-02T08:30:00\",10));outside=\"%s\"";
    char arrivals[200], cfg[800];

    snprintf(arrivals, sizeof arrivals, rows, "drop");
    snprintf(cfg, sizeof cfg, CLOCK "types:{a:{arrivals:{%s;};talk=50;};};" ONE, arrivals);
    run = run_text(cfg);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 1);
    cr_expect_str_eq(run->plan->types[0].arrivals.dropped_note,
        "2 recorded contacts fall outside the opening hours and are dropped");
    run_delete(run);
    snprintf(arrivals, sizeof arrivals, rows, "next_opening");
    snprintf(cfg, sizeof cfg, CLOCK "types:{a:{arrivals:{%s;};talk=50;};};" ONE, arrivals);
    run = run_text(cfg);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 2, "nobody comes after the last close");
}

/* ---- files ---------------------------------------------------------------------------------------------------------------------- */

static void compile_main(const char *csv, const char *cfg)
{
    write_file("calls.csv", csv);
    write_file("main.cfg", cfg);
    compile_folder(&got, NULL, 0);
}

static void expect_times(uint32_t type, uint32_t n, const double *after_open_s, const double *talk_s)
{
    const ccs_replay_t *const replay = got.plan.types[type].arrivals.replay;

    cr_assert(replay && replay->n == n);
    for (uint32_t i = 0; i < n; i++) {
        cr_expect_eq(replay->time_s[i], OPEN + after_open_s[i], "%u: %g", i, replay->time_s[i] - OPEN);
        if (!replay->talk_s) continue;
        cr_expect(isnan(talk_s[i]) ? isnan(replay->talk_s[i]) : replay->talk_s[i] == talk_s[i], "%u: %g", i, replay->talk_s[i]);
    }
}

Test(replay, a_file_gives_each_type_its_queue_by_name_or_label)
{
    compile_main(
        "Queue;Anrufdatum;Uhrzeit;Gespraechszeit\nService;02.03.2026;08:00:07;1:35\nsales;02.03.2026;08:00:05;12,5\nService;02.03.2026;8:00:01;\nother;02.03.2026;23:00;x\n",
        "clock:{open=\"08:00-08:30\";};types:{a:{label=\"Service\";arrivals:{replay=\"calls.csv\";};talk=50;};"
        "b:{arrivals:{replay:{csv=\"calls.csv\";queue=\"sales\";};};talk=50;};};" ONE);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    expect_times(0, 2, (double[]){1, 7}, (double[]){NAN, 95});
    expect_times(1, 1, (double[]){5}, (double[]){12.5});
    cr_expect_str_eq(got.plan.types[0].arrivals.rate_note,
        "2 contacts are known, the same in each replication: talk of 1, after-call work of none, patience of none; what is not known is drawn from the laws of the type, and so are further attempts");
}

Test(replay, columns_are_named_and_days_moved)
{
    compile_main("seen,len,note\n2025-03-03T08:00:02.25,30,x\n2025-03-03 08:00:01,40,y\n",
        "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{replay:{csv=\"calls.csv\";first_day=\"2026-03-02\";"
        "columns:{time=\"seen\";talk=\"len\";};};};talk=35;};};" ONE);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages, "");
    expect_times(0, 2, (double[]){1, 2.25}, (double[]){40, 30});
}

Test(replay, a_timestamp_goes_before_a_column_of_dates)
{
    compile_main("Date;Timestamp\n2026-03-02;2026-03-02 08:00:03\n;2026-03-02T08:00:04.5\n2026-03-02;08:00:05\n",
        "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{replay=\"calls.csv\";};talk=35;};};" ONE);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    expect_times(0, 3, (double[]){3, 4.5, 5}, NULL);
    compiled_free(&got);
    compile_main("Date;Timestamp\n02.03.2026;02.03.2026 08:00:03\n02.03.2026;02.03.2026, 8:00:04 AM\n",
        "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{replay=\"calls.csv\";};talk=35;};};" ONE);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    expect_times(0, 2, (double[]){3, 4}, NULL);
}

Test(replay, speed_alone_is_no_reason_to_doubt)
{
    compile_main("time,talk,wrap\n2026-03-02T08:00:01,50,30\n",
        "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{replay=\"calls.csv\";};talk=50;wrap=30;};};"
        "groups:{g:{staff=1;skills:{a:{speed=0.5;};};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages, "");
}

/* A window that cuts an interval in pieces, whose sum may not be what it was. */
Test(replay, a_change_of_volume_by_1_leaves_what_is_known)
{
    run = run_text(CLOCK TYPE(ROWS, LAWS) ONE "changes:{same:{hours=\"08:01-08:09\";volume=1;};};");
    expect_morning("times 1");
}

Test(replay, a_law_far_from_what_is_known_is_doubted)
{
    compile_main("time,talk\n2026-03-02T08:00:01,70\n2026-03-02T08:00:02,\n",
        "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{replay=\"calls.csv\";};talk=50;};};" ONE);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages,
        "main.cfg:1: types.a: the talk that is known is 1 min 10 s on average, that of the law 50 s: loads, and what is not known, go by the law\n");
}

static const struct {
    const char *csv, *arrivals, *more, *said;
} WRONG[] = {
    {"time,talk\n2026-03-02T08:00:01,5\nyesterday,5\n", "replay=\"calls.csv\"", "",
        "calls.csv:3: types.a.arrivals.replay: expected when a contact came, such as 2026-03-02 08:00:03, found \"yesterday\""},
    {"time,talk\n2026-03-02T08:00:01,-5\n2026-03-02T08:00:02,soon\n", "replay=\"calls.csv\"", "",
        "calls.csv:2: types.a.arrivals.replay[0]: talk: expected a duration"},
    {"time,talk\n2026-03-02T08:00:01,-5\n2026-03-02T08:00:02,soon\n", "replay=\"calls.csv\"", "",
        "calls.csv:3: types.a.arrivals.replay[1]: talk: expected a duration"},
    {"time,talk\n2026-03-02T08:00:01,5\n2026-03-02T08:30:00,5\n", "replay=\"calls.csv\"", "",
        "calls.csv:3: types.a.arrivals.replay[1]: came outside the opening hours (08:00-08:30); change the hours or the file"},
    {"seen,talk\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "",
        "calls.csv:1: types.a.arrivals.replay: has no column \"time\", when a contact came"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay:{csv=\"calls.csv\";columns:{talk=\"length\";};}", "",
        "has no column \"length\": it has time, talk"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay:{csv=\"calls.csv\";columns:{wait=\"length\";};}", "",
        "columns.wait: expected the name of a column"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay:{csv=\"calls.csv\";queue=\"x\";}", "", "names a queue, but "},
    {"time,queue\n2026-03-02T08:00:01,b\n", "replay=\"calls.csv\"", "", "has no row of queue a: if it is called otherwise there"},
    {"time,talk\n2025-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "",
        "no contact is of a day of the run: they are of 2025-03-02 to 2025-03-02"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\";per_hour=3", "",
        "types.a.arrivals.per_hour: has no meaning beside replay"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "factors:{volume=1.1;};", "cannot be 1.1 times as many"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "changes:{more:{volume=1.1;};};",
        "types.a.arrivals.replay: a change of volume concerns contacts that are known one by one"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "changes:{more:{volume=2;};back:{volume=0.5;};};",
        "types.a.arrivals.replay: a change of volume concerns contacts that are known one by one"},
    {"time;talk\n02.03.2026,08:00:03.1234567+01:00;5\n", "replay=\"calls.csv\"", "",
        "calls.csv:2: types.a.arrivals.replay: expected when a contact came"},
    {"time;talk\n02.03.2026 08:00:03.1234567 PM;5\n", "replay=\"calls.csv\"", "",
        "calls.csv:2: types.a.arrivals.replay: expected when a contact came"},
    {"time,talk\n2026-03-02T08:00:03.1234567890123456789012345678901+01:00,5\n", "replay=\"calls.csv\"", "",
        "calls.csv:2: types.a.arrivals.replay: expected when a contact came"},
    {"time,wrap\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "",
        "types.a: the contacts have after-call work of their own, which the type has none of: write wrap"},
    {"time,talk\n2026-03-02T08:00:01,5\n", "replay:{csv=\"calls.csv\";columns:{talk=\"talk\";wrap=\"talk\";};}", "",
        "columns.wrap: \"talk\" is the column of talk already: a column is one thing"},
    {"time,patience\n2026-03-02T08:00:01,5\n", "replay=\"calls.csv\"", "",
        "types.a: the contacts have patience of their own, which the type has none of: write patience"},
};

Test(replay, what_is_wrong_is_told_with_file_and_line)
{
    char cfg[800];

    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        snprintf(cfg, sizeof cfg,
            "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{a:{arrivals:{%s;};talk=50;};};" ONE "%s",
            WRONG[i].arrivals, WRONG[i].more);
        compile_main(WRONG[i].csv, cfg);
        cr_expect(got.ret != 0 && strstr(got.messages, WRONG[i].said), "%zu: %s\n%s", i, WRONG[i].said, got.messages);
        compiled_free(&got);
    }
}

/* ---- what is told ------------------------------------------------------------------------------------------------------------------ */

#define DAY(body) "clock:{start=\"2026-03-02\";open=\"08:00-08:30\";};types:{" body "};" ONE
#define A         "a:{label=\"Service, Köln\";arrivals:{replay=\"calls.csv\";};talk=50;};"

Test(replay, queues_are_alike_however_they_are_written)
{
    compile_main("time,queue,talk\n2026-03-02T08:00:01,SERVICE KOELN,50\n2026-03-02T08:00:02,A,50\n2026-03-02T08:00:03,a,50\n",
        DAY(A));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages, "");
    expect_times(0, 3, (double[]){1, 2, 3}, (double[]){50, 50, 50});
}

Test(replay, rows_that_nobody_takes_or_several_are_told)
{
    compile_main(
        "time,queue,talk\n2026-03-02T08:00:01,a,50\n2026-03-02T08:00:02,sales,50\n2026-03-02T08:00:03,,50\n2026-03-02T08:00:04,sales,50\n",
        DAY(A));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages,
        "calls.csv:3: : 3 of 4 rows are passed over, as nothing takes their queue: sales (2), without a name (1)\n");
    compiled_free(&got);
    compile_main("time,talk\n2026-03-02T08:00:01,50\n", DAY(A "b:{arrivals:{replay=\"calls.csv\";};talk=50;};"));
    cr_expect_str_eq(got.messages, "calls.csv:2: : 1 of 1 rows are taken several times, and count each time\n");
}

Test(replay, talk_under_another_heading_is_told_once)
{
    compile_main("time,queue,AHT\n2026-03-02T08:00:01,a,50\n2026-03-02T08:00:02,b,50\n",
        DAY(A "b:{arrivals:{replay=\"calls.csv\";};talk=50;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_str_eq(got.messages,
        "calls.csv:1: types.a.arrivals.replay: talk is known of none of the contacts, and drawn from the law; columns that are not used: AHT; "
        "columns: { talk = \"…\"; } says which it is\n");
}

Test(replay, a_column_may_be_left_out)
{
    compile_main("time,talk,patience\n2026-03-02T08:00:01,50,9\n",
        DAY("a:{arrivals:{replay:{csv=\"calls.csv\";columns:{patience=\"none\";};};};talk=50;};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_null(got.plan.types[0].arrivals.replay->patience_s);
}

Test(replay, a_year_that_is_a_slip_makes_no_run_of_years)
{
    const char csv[] = "time,talk\n2026-03-02T08:00:01,50\n2027-03-01T08:00:02,50\n";

    compile_main(csv, "clock:{open=\"08:00-08:30\";};types:{" A "};" ONE);
    cr_expect(got.ret != 0 &&
            strstr(got.messages,
                "calls.csv:3: types.a.arrivals.replay[1]: the contact before that of 2027-03-01 is of 2026-03-02, and the run is as long as the dates are apart"),
        "%s", got.messages);
    compiled_free(&got);
    compile_main(csv, "clock:{open=\"08:00-08:30\";days=365;};types:{" A "};" ONE);
    cr_expect_eq(got.ret, 0, "%s", got.messages);
}

Test(replay, what_cannot_change_known_contacts_is_told)
{
    compile_main("time,talk\n2026-03-02T08:00:01,50\n",
        DAY(A
            "b:{arrivals:{per_hour=1;};talk=50;};") "shocks:{outage:{probability=0.5;factor=2;lasts=\"5 min\";types=[\"b\",\"a\"];};};"
                                                    "calendar:{events:{mailer:{from=\"2026-03-02T08:10\";factor=2;types=\"a\";};other:{from=\"2026-03-02T08:10\";factor=2;types=[\"b\"];};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect(strstr(got.messages,
                  "calendar.events.mailer: names a, whose contacts are known one by one: it leaves them as they are"),
        "%s", got.messages);
    cr_expect(strstr(got.messages, "shocks.outage: names a, whose contacts"), "%s", got.messages);
    cr_expect_not(strstr(got.messages, "events.other"), "%s", got.messages);
    cr_expect(strstr(got.plan.types[0].arrivals.rate_note, "; shocks and the calendar leave them as they are"));
}

Test(replay, who_comes_again_on_top_is_told)
{
    compile_main("time,talk\n2026-03-02T08:00:01,50\n",
        DAY("a:{arrivals:{replay=\"calls.csv\";};talk=50;patience=60;redial:{after_abandon=0.5;delay=60;};};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect(strstr(got.messages, "types.a.redial: those who come again are among the contacts that were recorded"), "%s",
        got.messages);
}
