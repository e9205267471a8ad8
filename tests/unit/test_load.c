/* test_load.c - loads against agents: the least cut against every subset of types, repeats against closed forms, and one number in the check,
 * in its warning and in the table. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdlib.h>

#include "compile_case.h"
#include "explain.h"
#include "load.h"
#include "overload.h"
#include "source.h"
#include "stream.h"

static compiled_t got;
static ccs_load_t load;

static void free_all(void)
{
    ccs_load_free(&load);
    compiled_free(&got);
}

TestSuite(load, .fini = free_all);

/* The first interval. */
static void start(const char *scenario)
{
    free_all();
    compile_text(&got, scenario);
    cr_assert_eq(got.ret, 0, "%s\n%s", scenario, got.messages);
    cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
    cr_assert(ccs_load_next(&load));
}

static void expect_messages(const char *scenario, const char *messages)
{
    free_all();
    compile_text(&got, scenario);
    cr_expect_str_eq(got.messages, messages, "%s\n%s", scenario, got.messages);
}

#define EXP(mean) "{dist=\"exponential\";mean=\"" mean "\";}"
/* Two types, of which b has the smaller of two groups for itself. */
#define TWO(a_per_hour, b_per_hour, b_more, run)                                                                                 \
    "types:{a:{arrivals:{per_hour=" a_per_hour ";};talk=" EXP("3 min") ";groups=(\"g\",\"h\");patience=" EXP(                    \
        "3 min") ";};"                                                                                                           \
                 "b:{arrivals:{per_hour=" b_per_hour ";};talk=" EXP("3 min") ";groups=(\"h\");priority=1;" b_more "};};"         \
                                                                             "groups:{g:{staff=5;};h:{staff=2;};};" run
#define STEADY "run:{mode=\"steady\";length=\"200 h\";warm_up=\"5 h\";};"
#define DAYS   "clock:{open=\"08:00-12:00\";days=2;};"

Test(load, that_is_too_much_for_a_skill_is_found_though_all_agents_together_would_do)
{
    expect_messages(TWO("100", "30", "", STEADY), "");
    expect_messages(TWO("40", "60", "", STEADY),
        "warning: test.cfg:1: types.b: offered load of b, 3 Erlang, is not below capacity, 2 agents of h: the queue grows without "
        "bound, and waits say how long the run was, not how long customers wait\n");
    expect_messages(TWO("40", "60", "", DAYS),
        "warning: test.cfg:1: types.b: offered load of b is above capacity in 16 of 16 intervals, most at 2026-03-02T08:00: 3 Erlang, "
        "2 agents of h; customers never abandon, so the queue grows as long as it lasts\n");
    expect_messages(TWO("40", "40", "", STEADY),
        "warning: test.cfg:1: types.b: offered load of b, 2 Erlang, is not below capacity, 2 agents of h: the queue grows without "
        "bound, and waits say how long the run was, not how long customers wait\n");
    expect_messages(TWO("40", "40", "", DAYS), "");
}

Test(load, holds_customers_who_come_again)
{
    expect_messages(TWO("100", "30", "reconnect={probability=0.9;delay=\"1 h\";};", STEADY),
        "warning: test.cfg:1: types.b: offered load of b, 15 Erlang (13.5 of them by customers who come again), is not below "
        "capacity, 2 agents of h: the queue grows without bound, and waits say how long the run was, not how long customers wait\n");
    expect_messages(TWO("100", "30", "reconnect={probability=1;delay=\"1 h\";};", STEADY),
        "test.cfg:1: types.b.reconnect: every contact would come again for ever: give max_attempts, a decay below 1 or a smaller "
        "share\n");
    expect_messages(TWO("100", "30", "reconnect={probability=1;delay=\"1 h\";};", DAYS),
        "test.cfg:1: types.b.reconnect: every contact would come again for ever: give max_attempts, a decay below 1 or a smaller "
        "share\n");
    expect_messages(TWO("100", "30", "reconnect={probability=0.9;delay=\"5 h\";};", "clock:{open=\"08:00-12:00\";};"), "");
}

/* Of open cells one by one: two days of three intervals; between them, and after, nobody asks. */
Test(load, averages_what_comes_over_each_interval)
{
    static const struct {
        uint32_t cell;
        double a_per_hour, b_per_hour;
    } cases[] = {{0, 0.75 * 80, 120}, {1, 0.75 * 40, 120}, {3, 0.75 * 40, 120}, {5, 0.75 * 80, 120}, {6, 0.75 * 40, 120},
        {8, 0.75 * 40, 120}};

    start("clock:{open=\"08:00-09:00, 10:00-10:30\";interval=\"30 min\";at_close=\"clear\";days=2;};"
          "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:15\",120),(\"08:15\",\"10:30\",40));outside=\"drop\";};talk=60;"
          "ivr:{contained=0.25;};};b:{arrivals:{per_minute=2;};talk=9;};};groups:{g:{staff=3;};};");
    cr_assert_eq(got.plan.n_cells, 10, "two days of three intervals and two closed cells");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(load.cell, cases[i].cell);
        cr_expect_float_eq(load.types[0].per_s * 3600, cases[i].a_per_hour, 1e-9, "cell %u, a quarter contained", load.cell);
        cr_expect_float_eq(load.types[1].per_s * 3600, cases[i].b_per_hour, 1e-9, "cell %u", load.cell);
        cr_expect_eq(ccs_load_next(&load), i + 1 < sizeof cases / sizeof *cases);
    }
}

Test(load, of_a_steady_state_is_one_interval)
{
    start("types:{a:{arrivals:{per_minute=3;};talk=5;};};groups:{g:{staff=1;};};"
          "run:{mode=\"steady\";length=\"2 h\";batches=4;warm_up=\"10 min\";};");
    cr_expect_float_eq(load.types[0].per_s, 0.05, 1e-12);
    cr_expect_not(ccs_load_next(&load));
}

/* ---- every subset of types ------------------------------------------------------------------------------------------------------ */

enum { TYPES = 5, GROUPS = 4, SYSTEMS = 3000 };

typedef struct {
    double erlang[TYPES];
    uint32_t served_by[TYPES]; /* a bit for each group */
    int agents[GROUPS];
} system_t;

static uint32_t draw(const ccs_stream_t *stream, uint32_t *at, uint32_t n)
{
    return (uint32_t) (ccs_stream_draw(stream, (*at)++, 0, CCS_PURPOSE_GAP) * n);
}

static system_t random_system(const ccs_stream_t *stream, uint32_t *at)
{
    system_t s;

    for (int g = 0; g < GROUPS; g++) s.agents[g] = (int) draw(stream, at, 6);
    for (int i = 0; i < TYPES; i++) {
        s.served_by[i] = 1 + draw(stream, at, (1U << GROUPS) - 1);
        s.erlang[i] = draw(stream, at, 12) / 3.0;
    }
    return s;
}

/* What a subset of the types asks for beyond what all its groups have. */
static double excess_of(const system_t *s, uint32_t subset)
{
    uint32_t groups = 0;
    double excess = 0;

    for (int i = 0; i < TYPES; i++) {
        if (!(subset >> i & 1)) continue;
        excess += s->erlang[i];
        groups |= s->served_by[i];
    }
    for (int g = 0; g < GROUPS; g++)
        if (groups >> g & 1) excess -= s->agents[g];
    return excess;
}

static void compile_system(const system_t *s)
{
    char text[4096];
    int n = snprintf(text, sizeof text, "run:{mode=\"steady\";length=\"9 h\";};groups:{");

    for (int g = 0; g < GROUPS; g++) n += snprintf(text + n, sizeof text - (size_t) n, "g%d:{staff=%d;};", g, s->agents[g]);
    n += snprintf(text + n, sizeof text - (size_t) n, "spare:{staff=1;};};types:{");
    for (int i = 0; i < TYPES; i++) {
        const char *comma = "";

        n += snprintf(text + n, sizeof text - (size_t) n,
            "t%d:{priority=%d;talk=600;patience=60;arrivals:{per_hour=%.17g;};groups=[", i, i % 3, s->erlang[i] * 6);
        for (int g = 0; g < GROUPS; g++) {
            if (!(s->served_by[i] >> g & 1)) continue;
            n += snprintf(text + n, sizeof text - (size_t) n, "%s\"g%d\"", comma, g);
            comma = ",";
        }
        n += snprintf(text + n, sizeof text - (size_t) n, "];};");
    }
    snprintf(text + n, sizeof text - (size_t) n, "};");
    free_all();
    compile_text(&got, text);
}

/* The sum of the shortages is the largest excess of any subset; a shortage is that of its types and groups, and no part of it lacks as much. */
static void expect_least_cut(const system_t *s)
{
    double most = 0, found = 0;

    for (uint32_t subset = 0; subset < 1U << TYPES; subset++) most = fmax(most, excess_of(s, subset));
    for (uint32_t k = 0; k < load.n_shortages; k++) {
        const double excess = load.shortages[k].load - load.shortages[k].agents;
        uint32_t types = 0;

        for (uint32_t i = 0; i < TYPES; i++) types |= (uint32_t) (load.part[i] == k) << i;
        cr_expect_float_eq(excess, excess_of(s, types), 1e-9);
        for (uint32_t part = (types - 1) & types; part; part = (part - 1) & types)
            cr_expect_lt(excess_of(s, part), excess - 1e-9, "%x lacks %g, its part %x %g", types, excess, part,
                excess_of(s, part));
        found += excess;
    }
    cr_expect_float_eq(found, most, 1e-6, "found %g, the worst subset lacks %g", found, most);
}

/* All types must have an agent somewhere, or the scenario is refused. */
static bool is_staffed(const system_t *s)
{
    for (int i = 0; i < TYPES; i++) {
        int agents = 0;

        for (int g = 0; g < GROUPS; g++) agents += s->served_by[i] >> g & 1 ? s->agents[g] : 0;
        if (agents == 0) return false;
    }
    return true;
}

Test(load, is_short_by_the_worst_of_all_subsets_of_types, .timeout = 60)
{
    const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("test_load"), 0);
    uint32_t at = 0, n_short = 0, n_several = 0;

    for (int i = 0; i < SYSTEMS; i++) {
        const system_t s = random_system(&stream, &at);

        if (!is_staffed(&s)) continue;
        compile_system(&s);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        cr_assert_eq(ccs_load_init(&load, &got.plan), 0);
        cr_assert(ccs_load_next(&load));
        expect_least_cut(&s);
        cr_expect_not(ccs_load_next(&load), "a steady state has one interval");
        n_short += load.n_shortages > 0;
        n_several += load.n_shortages > 1;
    }
    cr_expect_gt(n_short, SYSTEMS / 5, "%u are short", n_short);
    cr_expect_gt(n_several, SYSTEMS / 200, "%u are short in two places", n_several);
}

/* ---- repeats -------------------------------------------------------------------------------------------------------------------- */

/* 9 Erlang of fresh contacts from 08:00 to 20:00. */
#define REPEATS(more)                                                                                                            \
    "clock:{open=\"08:00-20:00\";};types:{a:{talk=360;arrivals:{per_hour=90;};" more "};};groups:{g:{staff=40;};};"

/* Load of the only type in the n-th interval. */
static double load_at(const char *scenario, int n)
{
    start(scenario);
    for (int i = 0; i < n; i++) cr_assert(ccs_load_next(&load));
    return ccs_load_of(&load, 0);
}

/* Long after the first delays a geometric law is in its steady state; before the shortest one nobody comes again. */
Test(load, of_reconnects_fills_up_with_their_delays)
{
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;delay=\"30 min\";};"), 0), 9, 1e-9);
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;delay=\"30 min\";};"), 23), 15, 0.01);
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;delay=\"13 h\";};"), 23), 9, 1e-9, "the day is over");
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;};"), 23), 15, 0.01, "at once");
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;max_attempts=3;delay=\"5 min\";};"), 23), 9 * 1.56, 0.01);
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;decay=0.5;max_attempts=3;delay=\"5 min\";};"), 23), 9 * 1.48,
        0.01);
    cr_expect_float_eq(load_at(REPEATS("reconnect={probability=0.4;delay=\"5 min\";};ivr={contained=0.25;};"), 23),
        9 * 0.75 / 0.7, 0.01);
}

/* Two closed forms of a steady state: 1 / (1 - p), and of those who are left over r / (1 - r) more. */
Test(load, of_a_steady_state_has_closed_forms)
{
    start("run:{mode=\"steady\";length=\"9 h\";};groups:{g:{staff=6;};};types:{a:{talk=360;arrivals:{per_hour=90;};patience=60;"
          "reconnect={probability=0.25;delay=\"9 h\";};redial={after_abandon=0.5;delay=\"9 h\";};};};");
    cr_assert_eq(load.n_shortages, 1);
    cr_expect_float_eq(load.shortages[0].load, 12 + 6, 1e-6);
    cr_expect_float_eq(load.shortages[0].repeats, 3 + 6, 1e-6);
    cr_expect_not(load.shortages[0].endless);
}

/* 3 Erlang too many until 09:00; 60 % of them redial one hour and a minute later. */
Test(load, of_redials_follows_those_who_were_not_served)
{
    const char *const scenario =
        "clock:{open=\"08:00-12:00\";interval=\"1 h\";};groups:{g:{staff=6;};};types:{a:{talk=360;patience=60;"
        "arrivals:{per_hour=((\"08:00\",90),(\"09:00\",50));};redial={after_abandon=0.6;delay=\"1 h\";};};};";

    cr_expect_float_eq(load_at(scenario, 0), 9, 1e-6);
    cr_expect_float_eq(load_at(scenario, 1), 5 + 1.8 * 59 / 60, 1e-6);
    cr_expect_eq(load.n_shortages, 1);
    cr_expect_float_eq(load_at(scenario, 2), 5 + 1.8 / 60 + 0.6 * (5 + 1.8 * 59 / 60 - 6) * 59 / 60, 1e-6);
    cr_expect_eq(load.n_shortages, 0);
}

/* ---- one number ----------------------------------------------------------------------------------------------------------------- */

/* At its fastest group that is staffed a contact takes 200 s; group k serves nobody. */
#define SPEEDS                                                                                                                   \
    "clock:{open=\"08:00-09:00\";days=12;start=\"2026-03-02\";};"                                                                \
    "types:{a:{talk=600;by_group:{h:{talk=200;};i:{talk=9;};};groups=(\"g\",\"h\",\"i\");arrivals:{per_hour:{weekdays=90;"       \
    "weekend=36;};};};};"                                                                                                        \
    "groups:{g:{staff=1;};h:{staff=1;};i:{staff=((\"08:30\",\"09:00\",1));};k:{staff=9;};};"

Test(load, is_one_number_in_check_warning_and_table_and_days_alike_are_told_once)
{
    char *text = NULL;
    size_t size;
    FILE *const to = open_memstream(&text, &size);

    cr_assert_not_null(to);
    start(SPEEDS);
    cr_expect_float_eq(load.shortages[0].load, 5, 1e-9);
    cr_expect_float_eq(load.shortages[0].agents, 2, 1e-9);
    cr_expect_not_null(
        strstr(got.messages,
            "types.a: offered load of a is above capacity in 10 of 24 intervals, most at 2026-03-02T08:00: 5 Erlang, 2 "
            "agents of g, h, i;"),
        "%s", got.messages);
    cr_assert_eq(ccs_explain_load(&got.plan, to), 0);
    (void) fclose(to);
    cr_expect_str_eq(text,
        "interval           contacts  handle_s    Erlang   agents load/agent  lacking\n"
        "Mon 2026-03-02, 10 days alike up to Fri 2026-03-13\n"
        "08:00                  45.0     200.0      5.00     2.00      2.500     3.00  a\n"
        "08:30                  45.0       9.0      0.23     3.00      0.075        -\n"
        "Sat 2026-03-07 to Sun 2026-03-08, 2 days alike\n"
        "08:00                  18.0     200.0      2.00     2.00      1.000        -\n"
        "08:30                  18.0       9.0      0.09     3.00      0.030        -\n",
        "%s", text);
    free(text);
}

/* Ten types, each short in a group of its own: the worst eight are told, and that there are more. */
Test(load, warns_once_for_each_shortage_the_worst_first)
{
    char text[4096];
    int n = snprintf(text, sizeof text, "clock:{open=\"08:00-10:00\";};types:{");

    for (int i = 0; i < 10; i++)
        n += snprintf(text + n, sizeof text - (size_t) n, "t%d:{talk=360;groups=\"g%d\";arrivals:{per_hour=%d;};patience=60;};",
            i, i, 40 + 10 * i);
    n += snprintf(text + n, sizeof text - (size_t) n, "};groups:{");
    for (int i = 0; i < 10; i++) n += snprintf(text + n, sizeof text - (size_t) n, "g%d:{staff=3;};", i);
    snprintf(text + n, sizeof text - (size_t) n, "};");
    compile_text(&got, text);
    cr_assert_eq(got.errors.n, 9);
    cr_expect_str_eq(got.errors.items[0].path, "types.t9");
    cr_expect_str_eq(got.errors.items[0].text,
        "offered load of t9 is above capacity in 4 of 4 intervals, most at 2026-03-02T08:00: 13 Erlang, 3 agents of g9");
    cr_expect_str_eq(got.errors.items[7].path, "types.t2");
    cr_expect_str_eq(got.errors.items[8].text,
        "offered load of 2 more sets of types is above capacity, in 4 intervals at most: `ccsim check` lists them all");
}

/* ---- work that may wait --------------------------------------------------------------------------------------------------------- */

/* found.md D3: mail comes all day and is answered in the morning, 4 agent hours a day. */
#define MAIL(per_hour, more)                                                                                                     \
    "clock:{open=\"08:00-16:00\";days=5;at_close=\"carry\";};types:{m:{channel=\"email\";arrivals:{per_hour=" per_hour           \
    ";};talk=\"5 min\";groups=\"g\";" more "};};groups:{g:{staff=((\"08:00\",\"12:00\",1));};};"

Test(load, of_work_that_may_wait_is_judged_over_all_hours)
{
    expect_messages(MAIL("5", ""), "");
    expect_messages(MAIL("7", ""),
        "warning: test.cfg:1: types.m: the work of m, 23.33 hours in all, is more than the 20 agent hours: what is left over grows as "
        "long as the run lasts, and waits say how long that was, not how long customers wait\n");
    expect_messages(MAIL("5", "patience=\"5 h\";"),
        "warning: test.cfg:1: types.m: offered load of m is above capacity in 40 of 80 intervals, most at 2026-03-02T12:00: 0.4167 "
        "Erlang, 0 agents\n");
}

/* What calls leave over of the agents' time is 40 - 5 * 4 = 20 hours; the calls that are too many from 14:00 on are not told twice. */
Test(load, of_work_that_may_wait_has_what_others_leave_over)
{
    const char *const scenario =
        "clock:{open=\"08:00-16:00\";days=5;};types:{m:{channel=\"email\";at_close=\"carry\";talk=600;"
        "arrivals:{per_hour=%s;};};c:{talk=600;patience=60;arrivals:{per_hour=((\"08:00\",0),(\"12:00\",6),"
        "(\"14:00\",12));};};};groups:{g:{staff=1;};};";
    char text[1024];

    snprintf(text, sizeof text, scenario, "2.9");
    expect_messages(text,
        "warning: test.cfg:1: types.c: offered load of c is above capacity in 20 of 80 intervals, most at 2026-03-02T14:00: 2 Erlang, "
        "1 agents\n");
    snprintf(text, sizeof text, scenario, "4");
    start(text);
    while (ccs_load_next(&load)) {
    }
    cr_assert(ccs_load_overall(&load));
    cr_assert_eq(load.n_shortages, 1);
    cr_expect_float_eq(load.shortages[0].load * load.hours_s / 3600, 5 * (8 * 4 / 6.0 + 4), 1e-6);
    cr_expect_float_eq(load.shortages[0].agents * load.hours_s / 3600, 40, 1e-9);
}

/* --- what a replication draws ------------------------------------------------------------------------------------------ */

#define DRAWN(staff)                                                                                                             \
    "day_factors:{weather:{dist=\"gamma\";cv=0.2;};};types:{a:{arrivals:{per_hour=60;day_factor=\"weather\";};talk=" EXP(        \
        "3 min") ";groups=\"g\";};b:{arrivals:{per_hour=21;};talk=" EXP("3 min") ";groups=\"h\";};};"                            \
                                                                                 "groups:{g:{staff=4;};h:{staff=" staff          \
                                                                                 ";};};" STEADY

static void reset_source(ccs_source_t *source, uint32_t replication)
{
    cr_assert_eq(ccs_source_init(source, &got.plan, 0, &got.arena), 0);
    ccs_source_reset(source, &got.plan, 0, 2385, replication);
}

Test(load, of_a_replication_is_that_of_its_draws)
{
    static ccs_source_t source;

    start(DRAWN("1.3"));
    for (uint32_t r = 0; r < 50; r++) {
        reset_source(&source, r);
        ccs_load_replication(&load, 2385, r);
        cr_expect_float_eq(ccs_load_of(&load, 0), source.per_s * 180, 1e-12, "replication %u", r);
        cr_expect_float_eq(ccs_load_of(&load, 1), 1.05, 1e-12);
        cr_expect(load.agents[1] == 1 || load.agents[1] == 2);
        cr_expect_eq(load.part[0] != CCS_NONE, source.per_s * 180 > 4 - 1e-6);
        cr_expect_eq(load.part[1] != CCS_NONE, load.agents[1] == 1, "one agent is too few");
    }
}

Test(load, that_some_replications_draw_is_counted)
{
    ccs_overload_t found;
    static ccs_source_t source;
    uint32_t n = 0;

    start(DRAWN("2"));
    for (uint32_t r = 0; r < 200; r++) {
        reset_source(&source, r);
        n += source.per_s * 180 > 4;
    }
    cr_assert_eq(ccs_overload_find(&found, &got.plan, 2385, 0, 200), 0);
    cr_expect(found.n_looked_at == 200 && found.n_short == n && n > 5 && n < 60, "%u, %u of %u", n, found.n_short,
        found.n_looked_at);
    cr_expect_str_eq(found.types, "a");
    cr_expect_str_eq(found.groups, "g");
    cr_expect(found.is_short[0] && !found.is_short[1] && found.worst.endless && found.worst.load > 4);
    ccs_overload_free(&found);
    start(DRAWN("1"));
    cr_assert_eq(ccs_overload_find(&found, &got.plan, 2385, 0, 200), 0);
    cr_expect_eq(found.n_short, n, "b is short on average, which is told before the run");
    ccs_overload_free(&found);
    start("types:{a:{arrivals:{per_hour=60;};talk=180;};};groups:{g:{staff=4;};};" STEADY);
    cr_assert_eq(ccs_overload_find(&found, &got.plan, 2385, 0, 200), 0);
    cr_expect_eq(found.n_looked_at, 0, "nothing is drawn");
    ccs_overload_free(&found);
}

/* An error of the forecast is one draw of a replication too, with a day factor or without. */
Test(load, of_a_replication_knows_how_the_forecast_errs)
{
#define ERRING(more)                                                                                                             \
    "types:{a:{arrivals:{per_hour=60;forecast:{cv=0.2;};" more "};talk=" EXP("3 min") ";};};groups:{g:{staff=4;};};" STEADY
    static ccs_source_t source;
    static const char *const texts[] = {ERRING(""), ERRING("day_factor:{dist=\"gamma\";cv=0.1;};")};

    for (size_t i = 0; i < 2; i++) {
        start(texts[i]);
        cr_assert(ccs_plan_has_common_draw(&got.plan));
        for (uint32_t r = 0; r < 20; r++) {
            reset_source(&source, r);
            ccs_load_replication(&load, 2385, r);
            cr_expect_float_eq(ccs_load_of(&load, 0), source.per_s * 180, 1e-12, "replication %u", r);
            cr_expect_neq(source.per_s, 60.0 / 3600);
        }
    }
}

/* Three agents of one team who do the work of 1.8: 45 an hour of 3 min are 3.75 Erlang of theirs, whatever else some of them can do. */
Test(load, counts_slow_agents_as_slow)
{
#define THREE(skills)                                                                                                              \
    "clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{per_hour=45;};talk=" EXP("3 min") ";};b:{arrivals:{per_hour=0;};talk=" EXP( \
        "3 min") ";};};groups:{g:{staff=3;skills:{a:{};b:{};};agents:{x:{};y:{speed=0.4;" skills "};z:{speed=0.4;};};};};"
    const char *const skills[] = {THREE(""), THREE("skills:{a:{};};")};

    for (int i = 0; i < 2; i++) {
        start(skills[i]);
        cr_expect_float_eq(ccs_load_of(&load, 0), 3.75, 1e-9);
        cr_expect_eq(load.n_shortages, 1);
        cr_expect_float_eq(load.shortages[0].load, 3.75, 1e-9);
        cr_expect_float_eq(load.shortages[0].agents, 3, 1e-9);
    }
}

/* The slow one of three alone can do b: 12 an hour of 3 min / 0.4 are 1.5 Erlang of its own. The others have 30 an hour of a, 1.5 Erlang of two agents;
 * with 45 an hour, 2.25, both are short, each by itself. */
Test(load, of_the_slow_is_not_done_by_the_fast)
{
#define OWN(per_hour)                                                                                                            \
    "clock:{open=\"08:00-12:00\";};types:{a:{arrivals:{per_hour=" per_hour                                                       \
    ";};talk=180;patience=60;};b:{arrivals:{per_hour=12;};"                                                                      \
    "talk=180;patience=60;};};groups:{g:{staff=3;skills:{a:{};b:{};};agents:{x:{skills:{a:{};};};y:{skills:{a:{};};};"           \
    "z:{speed=0.4;skills:{b:{};};};};};};"
    start(OWN("30"));
    cr_assert_eq(load.n_shortages, 1);
    cr_expect_eq(load.part[0], CCS_NONE);
    cr_expect_float_eq(load.shortages[0].load, 1.5, 1e-9);
    cr_expect_float_eq(load.shortages[0].agents, 1, 1e-9);
    start(OWN("45"));
    cr_assert_eq(load.n_shortages, 2);
    cr_expect_float_eq(load.shortages[0].load, 2.25, 1e-9);
    cr_expect_float_eq(load.shortages[0].agents, 2, 1e-9);
    cr_expect_float_eq(load.shortages[1].load, 1.5, 1e-9);
}
