/* test_optimise.c - what is best, where it is known: the fewest agents by Erlang C, costs that are linear, a wrong answer that must be found out. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "optimise.h"
#include "optimise_page.h"
#include "optimise_parts.h"
#include "optimise_told.h"

/* 60 contacts an hour of 4 min 45 s: 4.75 Erlang. By Erlang C within 20 s: 6 agents 54.1 %, 7 agents 77.2 %, 8 agents 89.4 %, 9 agents 95.4 %. */
static const char TEXT[] =
    "run: { mode = \"steady\"; warm_up = \"2 h\"; batches = 10; length = \"120 h\"; };\n"
    "types: { calls: { arrivals: { per_hour = 60; }; talk: { dist = \"exponential\"; mean = \"4 min 45 s\"; };\n"
    "  target: { service_level = \"83 %\"; within = \"20 s\"; }; }; };\n"
    "groups: { desk: { staff = 7; }; };\n";
static char path[] = "/tmp/test_optimise.XXXXXX";
static ccs_err_list_t errors;
static ccs_err_t err;
static ccs_optimise_t found;

static void begin_with(const char *text)
{
    FILE *const to = fopen(path, "w");

    cr_assert_not_null(to);
    fputs(text, to);
    fclose(to);
}

static void begin(void)
{
    const int at = mkstemp(path);

    cr_assert(at >= 0);
    close(at);
    begin_with(TEXT);
}

static void finish(void)
{
    remove(path);
    ccs_optimise_free(&found);
    ccs_err_list_free(&errors);
}

TestSuite(optimise, .init = begin, .fini = finish, .timeout = 120);

static ccs_optimise_options_t options_of(const char *const *varies, size_t n, const char *aims, const char *targets)
{
    return (ccs_optimise_options_t){.path = path,
        .varies = varies,
        .n_varies = n,
        .aims = aims,
        .targets = targets,
        .share = (double) NAN,
        .margin = (double) NAN,
        .seed = 2385,
        .has_seed = true,
        .replications = 5,
        .points = 200,
        .threads = 1};
}

static double level(uint32_t factor)
{
    cr_assert_neq(found.chosen, CCS_NONE);
    return found.study.factors[factor].levels[found.candidates[found.chosen].at[factor]];
}

static int optimise(const ccs_optimise_options_t *options)
{
    const int ret = ccs_optimise(&found, options, &errors, &err);

    for (size_t i = 0; i < errors.n && errors.items[i].code; i++)
        fprintf(stderr, "%s: %s\n", errors.items[i].path, errors.items[i].text);
    return ret;
}

/* Whether the page says all of these, and says it again in the same bytes. */
static void expect_page(const char *const *words, size_t n)
{
    char *texts[2] = {NULL, NULL};
    size_t sizes[2] = {0, 0};

    for (int i = 0; i < 2; i++) {
        FILE *const to = open_memstream(&texts[i], &sizes[i]);

        cr_assert_eq(ccs_optimise_page(&found, to), 0);
        cr_assert_eq(fclose(to), 0);
    }
    cr_expect_eq(sizes[0], sizes[1]);
    cr_expect_eq(memcmp(texts[0], texts[1], sizes[0]), 0);
    for (size_t i = 0; i < n; i++) cr_expect_not_null(strstr(texts[0], words[i]), "%s", words[i]);
    free(texts[0]);
    free(texts[1]);
}

Test(optimise, the_fewest_agents_are_those_of_erlang_c)
{
    static const char *const vary[] = {"groups.desk.staff=6..10 by 1"};
    const ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", NULL);

    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(level(0), 8, "%g agents", level(0)); /* by a rule that took the first level it were 6, by the nearest figure 7 */
    cr_expect(found.is_decided);
    cr_expect_gt(found.candidates[found.chosen].judged.probability, 0.999);
    const ccs_estimate_t e = ccs_optimise_estimate(&found, &found.candidates[found.chosen].checked, found.bounds[0].response, 1);

    cr_expect_lt(fabs(e.mean - 0.89403), 2 * e.half_width, "%g +- %g", e.mean, e.half_width);
    expect_page((const char *[]){"Best is groups.desk.staff 8.", "&gt; 99.9", "what each target costs",
                    "chosen: 5 levels, 6 to 10", "What the choice was made of"},
        5);
}

Test(optimise, what_is_chosen_by_one_sample_is_checked_on_another)
{
    static const char *const vary[] = {"groups.desk.staff=7,8"};
    const ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", NULL);

    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    const ccs_optimise_point_t *const c = &found.candidates[found.chosen];

    cr_expect_geq(c->checked.n, c->chosen.n);
    cr_expect_neq(c->checked.values[2], c->chosen.values[2]);
    cr_expect_neq(c->searched.values[2], c->chosen.values[2]);
}

Test(optimise, what_has_to_be_withstood_takes_more_agents)
{
    static const char *const vary[] = {"groups.desk.staff=7..10 by 1"}, *const withstand[] = {"volume=0.9,1.2"};
    ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", NULL);

    options.withstand = withstand;
    options.n_withstand = 1;
    cr_assert_eq(optimise(&options), 0, "%s", err.text); /* at 72 an hour 8 agents reach 75.2 %, 9 agents 87.8 % */
    cr_expect_eq(level(0), 9, "%g agents", level(0));
    cr_expect_eq(found.n_states, 2);
}

Test(optimise, a_target_in_a_share_of_replications_takes_more)
{
    static const char *const vary[] = {"groups.desk.staff=7..10 by 1"};
    static const char *const sets[] = {"run.batches=2", "run.length=10 h"};
    ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", "service_level>=74 %");

    options.replications = 40;
    options.sets = sets;
    options.n_sets = 2;
    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(level(0), 7, "%g agents", level(0));

    ccs_optimise_free(&found);
    options.share = 0.9;
    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(level(0), 8, "%g agents", level(0)); /* of 10 hours each 7 agents are above 74 % in three of four, say */
}

/* Days differ far more than staff does: the mean of a candidate that went out after the first ten may be better than any over all days. */
Test(optimise, who_has_gone_out_is_not_chosen)
{
    static const char *const vary[] = {"groups.desk.staff=2..9 by 1"};

    begin_with(
        "clock: { open = \"08:00-12:00\"; };\n"
        "types: { calls: { arrivals: { per_hour = 40; forecast: { cv = 0.3; }; }; patience: { dist = \"exponential\"; mean = \"2 min\"; };\n"
        "  talk: { dist = \"exponential\"; mean = \"4 min\"; }; costs: { abandoned = 10; income = 20; }; }; };\n"
        "groups: { desk: { staff = 5; }; };\n"
        "costs: { currency = \"EUR\"; wage = 24; };\n");
    ccs_optimise_options_t options = options_of(vary, 1, "most profit", "none");

    options.replications = 10;
    for (options.seed = 8; options.seed <= 11; options.seed++) {
        cr_assert_eq(optimise(&options), 0, "%s", err.text);
        cr_expect_not(found.candidates[found.chosen].is_out, "seed %u", (unsigned) options.seed);
        cr_expect(level(0) >= 4 && level(0) <= 7, "%g agents",
            level(0)); /* by 1,000 replications 5, 6 and 7 earn 2,533, 2,544 and 2,498, 9 earn 2,339 */
        ccs_optimise_free(&found);
    }
}

/* Where nobody comes nobody waits: that is not known to hold, and what it would earn is not known either. */
Test(optimise, what_is_not_known_is_not_the_best)
{
    static const char *const vary[] = {"types.calls.arrivals.per_hour=0,40"};
    const ccs_optimise_options_t options = options_of(vary, 1, "most service_level", "asa_s<=60 s");

    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(level(0), 40);
}

Test(optimise, where_targets_hold_nowhere_nothing_is_chosen)
{
    static const char *const vary[] = {"groups.desk.staff=5,6"};
    const ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", NULL);

    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(found.chosen, CCS_NONE);
    cr_expect_not(ccs_optimise_is_found(&found));
    expect_page((const char *[]){"At none of these points"}, 1);
}

Test(optimise, a_search_finds_what_the_whole_grid_has)
{
    static const char *const vary[] = {"groups.desk.staff=5..24 by 1", "types.calls.talk.mean=200..300 by 5"};
    ccs_optimise_options_t options = options_of(vary, 2, "least scheduled_agents", "service_level>=85 %,aht_s>=236");

    options.points = 60; /* of 420; 4 min are 4 Erlang, of which 7 agents serve 89.5 % within 20 s */
    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_not(found.is_grid);
    cr_expect_eq(level(0), 7, "%g agents", level(0));
}

Test(optimise, a_front_has_no_point_that_another_one_beats)
{
    static const char *const vary[] = {"groups.desk.staff=6..9 by 1", "types.calls.wrap=\"0 s\",\"20 s\""};
    const ccs_optimise_options_t options = options_of(vary, 2, "least scheduled_agents, most service_level", "none");

    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_expect_eq(found.chosen, CCS_NONE);
    cr_assert_eq(found.n_left, 4); /* after-call work is never good */
    for (uint32_t i = 0; i < found.n_left; i++) cr_expect_eq(found.candidates[found.left[i]].at[1], 0);
}

/* 77.2 % is what 7 agents reach: a target just below it holds, but that is not sure. One aim would choose them, and so do several. */
Test(optimise, a_front_tells_how_surely_targets_hold)
{
    static const char *const vary[] = {"groups.desk.staff=6..9 by 1"}, *const sets[] = {"run.length=20 h"};
    ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents, most service_level", "service_level>=76.5 %");

    options.sets = sets;
    options.n_sets = 1;
    cr_assert_eq(optimise(&options), 0, "%s", err.text);
    cr_assert(ccs_optimise_is_found(&found));
    const ccs_optimise_point_t *seven = NULL;

    for (uint32_t i = 0; i < found.n_left; i++) {
        const ccs_optimise_point_t *const c = &found.candidates[found.left[i]];

        if (c->at[0] == 1) seven = c;
        if (c->at[0] == 0) cr_expect_not(ccs_optimise_is_front(c)); /* 54.1 % */
    }
    cr_assert_not_null(seven);
    cr_expect(ccs_optimise_is_front(seven));
    cr_expect(seven->judged.probability > 0.5 && seven->judged.probability < 0.95, "%g", seven->judged.probability);
    expect_page((const char *[]){"There is no one best", "by the replications of the check", "Holds", "groups.desk.staff 7"}, 4);
}

static ccs_stop_t is_asked;

static void ask(int signal_number)
{
    (void) signal_number;
    atomic_store(&is_asked, 1);
}

Test(optimise, an_end_on_the_way_leaves_what_is_known)
{
    static const char *const vary[] = {"groups.desk.staff=5..44 by 1", "types.calls.talk.mean=200..298 by 2"}; /* 2,000 points */
    ccs_optimise_options_t options = options_of(vary, 2, "least scheduled_agents", NULL);
    const struct itimerval soon = {.it_value = {.tv_sec = 1}};
    size_t n = 0;
    char *text = NULL;

    options.points = 2000;
    options.stop = &is_asked;
    signal(SIGALRM, ask);
    cr_assert_eq(setitimer(ITIMER_REAL, &soon, NULL), 0);
    cr_assert_eq(optimise(&options), CCS_ERR_STOPPED);
    cr_expect(found.is_stopped);
    cr_expect_not(found.is_grid);
    cr_expect_eq(found.chosen, CCS_NONE);
    cr_assert_gt(found.n_candidates, 0);
    cr_expect_lt(found.n_candidates, 2000);
    for (uint32_t i = 0; i < found.n_candidates; i++) cr_expect_eq(found.candidates[i].searched.n, 5);
    FILE *const to = open_memstream(&text, &n);

    cr_assert_eq(ccs_optimise_print(&found, (ccs_table_form_t){.width = 120}, to), 0);
    fclose(to);
    cr_expect_not_null(strstr(text, found.n_left > 0 ? "The best of what was looked at" : "At none of these points"), "%s", text);
    free(text);
}

Test(optimise, what_is_asked_wrongly_is_refused)
{
    static const char *const vary[] = {"groups.desk.staff=6..9 by 1"}, *const range[] = {"groups.desk.staff=6..9"};
    const struct {
        const char *const *varies, *aims, *targets, *says;
    } cases[] = {{range, "least scheduled_agents", NULL, "must have levels or a step"},
        {vary, "occupancy", NULL, "more is neither better nor worse"},
        {vary, "least scheduled_agents", "service_level", "must be such as"},
        {vary, "least scheduled_agents", "service_level=much", "expected a value"},
        {vary, "least scheduled_agents", "service_level=80", "such as \"80 %\""}, /* which would be 8,000 % */
        {vary, "least scheduled_agents, least scheduled_agents", NULL, "twice"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_optimise_options_t options = options_of(cases[i].varies, 1, cases[i].aims, cases[i].targets);

        cr_expect_eq(optimise(&options), CCS_ERR_USAGE, "case %zu", i);
        cr_expect_not_null(strstr(err.text, cases[i].says), "case %zu: %s", i, err.text);
        ccs_optimise_free(&found);
    }
    ccs_optimise_options_t options = options_of(vary, 1, "least scheduled_agents", "none");

    options.share = 0.9;
    cr_expect_eq(optimise(&options), CCS_ERR_USAGE);
    cr_expect_not_null(strstr(err.text, "no target that could hold in 90 %"), "%s", err.text);
}

Test(optimise, aims_are_counted_without_a_last_comma)
{
    cr_expect_eq(ccs_optimise_count_aims("least cost_total"), 1);
    cr_expect_eq(ccs_optimise_count_aims("least cost_total,"), 1);
    cr_expect_eq(ccs_optimise_count_aims("least cost_total, "), 1);
    cr_expect_eq(ccs_optimise_count_aims("least cost_total,most csat_top2"), 2);
}
