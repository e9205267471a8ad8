/* test_staff.c - least staff: by Erlang A against the formula itself, by simulation against all cheaper staffings. */
#include "staff_answer.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "compile_case.h"
#include "erlang_start.h"
#include "formula.h"
#include "staff_bound.h"
#include "staff_order.h"
#include "staff_smooth.h"
#include "staff_spread.h"
#include "staffed_plan.h"

static const char *const DAY =
    "clock: { open = \"08:00-20:00\"; interval = \"30 min\"; };\n"
    "types: { calls: { arrivals: { per_hour = [12.0, 40.0, 97.385, 130.0, 171.0, 210.0,\n"
    "    230.0, 240.0, 235.0, 222.0, 201.0, 190.0, 187.0, 180.0,\n"
    "    166.0, 150.0, 120.0, 101.0, 77.0, 50.0, 31.0, 20.0,\n"
    "    9.0, 2.385]; };\n"
    "  talk: { dist = \"exponential\"; mean = \"4 min\"; }; patience: { dist = \"exponential\"; mean = \"2 min\"; };\n"
    "  target: { service_level = \"80 %\"; within = \"20 s\"; }; }; };\n"
    "groups: { desk: { staff = 5; shrinkage = \"20 %\"; }; };\n"
    "run: { replications = 40; seed = 3; };\n";

/* Two types, a group of its own for the first, one that serves both: the letter N. */
static const char *const N_DESIGN =
    "clock: { open = \"09:00-10:30\"; interval = \"30 min\"; };\n"
    "types: {\n"
    "  a: { arrivals: { per_hour = [60.0, 90.0, 50.0]; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
    "       patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = (\"own\", \"both\"); };\n"
    "  b: { like = \"a\"; arrivals: { per_hour = [40.0, 50.0, 60.0]; }; groups = \"both\"; };\n"
    "};\n"
    "groups: { own: { staff = 3; }; both: { staff = 4; }; };\n"
    "run: { replications = 25; seed = 11; };\n";

/* The letter N, and of those who serve both the first does one type only and the second takes twice as long. */
static const char *const UNLIKE =
    "clock: { open = \"09:00-10:30\"; interval = \"30 min\"; };\n"
    "types: {\n"
    "  a: { arrivals: { per_hour = [60.0, 90.0, 50.0]; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
    "       patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = (\"own\", \"both\"); };\n"
    "  b: { like = \"a\"; arrivals: { per_hour = [40.0, 50.0, 60.0]; }; groups = \"both\"; };\n"
    "};\n"
    "groups: { own: { staff = 3; };\n"
    "  both: { staff = 5; shrinkage = \"20 %\"; agents: { one: { skills: { b: { }; }; }; slow: { speed = 0.5; }; }; }; };\n"
    "run: { replications = 25; seed = 11; };\n";

/* Three types; each of two groups serves one by itself and both share the third: the letter W. */
static const char *const W_DESIGN =
    "clock: { open = \"09:00-10:30\"; interval = \"30 min\"; };\n"
    "types: {\n"
    "  a: { arrivals: { per_hour = [50.0, 70.0, 40.0]; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
    "       patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = \"left\"; };\n"
    "  b: { like = \"a\"; arrivals: { per_hour = [30.0, 30.0, 45.0]; }; groups = (\"left\", \"right\"); };\n"
    "  c: { like = \"a\"; arrivals: { per_hour = [40.0, 50.0, 60.0]; }; groups = \"right\"; };\n"
    "};\n"
    "groups: { left: { staff = 5; }; right: { staff = 5; }; };\n"
    "run: { replications = 25; seed = 12; };\n";

/* One group; half-hours about a peak that the one before and behind feel. */
static const char *const MOVING_DAY =
    "clock: { open = \"09:00-12:00\"; interval = \"30 min\"; };\n"
    "types: { calls: { arrivals: { per_hour = [20.0, 60.0, 160.0, 90.0, 50.0, 20.0]; };\n"
    "  talk: { dist = \"exponential\"; mean = \"4 min\"; }; patience: { dist = \"exponential\"; mean = \"5 min\"; };\n"
    "  target: { service_level = \"80 %\"; within = \"20 s\"; }; }; };\n"
    "groups: { desk: { staff = 5; }; };\n"
    "run: { replications = 25; seed = 13; };\n";

enum { GROUPS = 2 };
static const double NOTHING[GROUPS] = {0, 0}, ONE[GROUPS] = {1, 1}, NO_BOUND[GROUPS] = {INFINITY, INFINITY};

static ccs_staff_wish_t wish_by(enum ccs_staff_by by)
{
    return (ccs_staff_wish_t){.by = by, .probability = (double) NAN, .step = 1, .cost = ONE, .least = NOTHING, .most = NO_BOUND};
}

static ccs_staff_options_t options_of(const ccs_plan_t *plan)
{
    return (ccs_staff_options_t){.seed = plan->seed, .replications = plan->replications, .threads = 1};
}

/* --- by the formula -------------------------------------------------------------------------------------------------------------- */

static double exact_level(double per_s, uint32_t agents)
{
    ccs_formula_in_t in = ccs_formula_in(per_s, 240, agents);
    ccs_formula_within_t within;

    in.patience_s = 120;
    cr_assert_eq(ccs_formula_within(&in, 20, NAN, &within, NULL), 0);
    return within.level[CCS_LEVEL_sl_offered];
}

/* Each half-hour of the day by itself. @param staffing  receives 24 numbers @param per_s  and as many rates */
static void find_steady_of(const char *text, uint32_t *staffing, double *per_s)
{
    compiled_t c;
    ccs_staff_answer_t answer;
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    ccs_staff_options_t options = options_of(&c.plan);

    options.steady = true;
    cr_assert_eq(ccs_staff_answer_init(&answer, &c.plan, &wish, &options, NULL), 0);
    cr_assert_eq(ccs_staff_answer_find(&answer, NULL), 0);
    cr_assert_eq(answer.asked.n_slots, 24);
    for (uint32_t slot = 0; slot < 24; slot++) {
        staffing[slot] = answer.staffing[slot];
        per_s[slot] = c.plan.rates[slot].per_s;
        cr_assert_float_eq(ccs_requirement_gross(&answer.asked, 0, staffing[slot]), staffing[slot] / 0.8, 1e-9);
    }
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
}

Test(staff, each_half_hour_by_itself_has_the_least_agents_of_erlang_a)
{
    uint32_t staffing[24];
    double per_s[24];

    find_steady_of(DAY, staffing, per_s);
    for (uint32_t slot = 0; slot < 24; slot++) {
        cr_assert_geq(exact_level(per_s[slot], staffing[slot]), 0.8, "half-hour %u", slot);
        if (staffing[slot] > 1) cr_assert_lt(exact_level(per_s[slot], staffing[slot] - 1), 0.8, "half-hour %u", slot);
    }
}

static double exact_abandonment(double per_s, uint32_t agents)
{
    ccs_formula_in_t in = ccs_formula_in(per_s, 240, agents);
    ccs_formula_out_t out;

    in.patience_s = 120;
    cr_assert_eq(ccs_formula_queue(&in, &out, NULL), 0);
    return out.p_abandoned;
}

/* The day of above with another target. */
static void find_steady(const char *target, uint32_t *staffing, double *per_s)
{
    char text[4096];
    const char *const old = strstr(DAY, "target: {"), *const behind = strstr(old, "}; };");

    snprintf(text, sizeof text, "%.*starget: { %s %s", (int) (old - DAY), DAY, target, behind);
    find_steady_of(text, staffing, per_s);
}

Test(staff, a_bound_on_abandonment_has_the_least_agents_of_erlang_a)
{
    uint32_t staffing[24];
    double per_s[24];

    find_steady("abandoned = \"5 %\";", staffing, per_s);
    for (uint32_t slot = 0; slot < 24; slot++) {
        cr_assert_leq(exact_abandonment(per_s[slot], staffing[slot]), 0.05, "half-hour %u", slot);
        if (staffing[slot] > 1) cr_assert_gt(exact_abandonment(per_s[slot], staffing[slot] - 1), 0.05, "half-hour %u", slot);
    }
}

/* A loose service level, so that the bound is the harder of the two, and a strict one. */
Test(staff, of_two_targets_the_harder_one_is_met)
{
    static const char *const levels[] = {"service_level = \"40 %\";", "service_level = \"95 %\";"};
    uint32_t bound[24], level[24], both[24];
    double per_s[24];
    char text[128];

    find_steady("abandoned = \"3 %\";", bound, per_s);
    for (int i = 0; i < 2; i++) {
        uint32_t n_differ = 0;

        find_steady(levels[i], level, per_s);
        snprintf(text, sizeof text, "%s abandoned = \"3 %%\";", levels[i]);
        find_steady(text, both, per_s);
        for (uint32_t slot = 0; slot < 24; slot++) {
            cr_assert_eq(both[slot], level[slot] > bound[slot] ? level[slot] : bound[slot], "half-hour %u", slot);
            n_differ += i == 0 ? bound[slot] > level[slot] : level[slot] > bound[slot];
        }
        cr_assert_gt(n_differ, 0);
    }
}

Test(staff, what_no_number_of_agents_changes_is_refused)
{
    static const struct {
        const char *from, *to, *message;
    } CASES[] = {
        {"service_level = \"80 %\";", "abandoned = \"0 %\";",
            "types.calls.target.abandoned: 0 % is reached by no number of agents, as some contact always comes when all are busy: allow more, such as --set "
            "'types.calls.target.abandoned=\"3 %\"'"},
        {"patience: { dist = \"exponential\"; mean = \"2 min\"; };\n  target: { service_level = \"80 %\";",
            "target: { abandoned = \"5 %\";",
            "types.calls.target.abandoned: nobody of the type gives up, so that no agent is needed for it: write types.calls.patience, or a service_level "
            "beside it"},
    };
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *const at = strstr(DAY, CASES[i].from);
        char text[4096];
        compiled_t c;
        ccs_requirement_t asked;
        ccs_err_t err = {0};

        snprintf(text, sizeof text, "%.*s%s%s", (int) (at - DAY), DAY, CASES[i].to, at + strlen(CASES[i].from));
        compile_text(&c, text);
        cr_assert_eq(c.ret, 0, "%s", c.messages);
        cr_expect_eq(ccs_requirement_init(&asked, &c.plan, &wish, &err), CCS_ERR_USAGE);
        cr_expect(strstr(err.text, CASES[i].message) != NULL, "%s", err.text);
        ccs_requirement_free(&asked);
        compiled_free(&c);
    }
}

/* --- the simulation against Erlang A: one long interval, in which the bound alone is asked for. */
Test(staff, the_search_meets_a_bound_on_abandonment_with_the_fewest)
{
    static const char *const LONG =
        "clock: { open = \"00:00-24:00\"; interval = \"24 h\"; };\n"
        "types: { calls: { arrivals: { per_hour = 120.0; }; talk: { dist = \"exponential\"; mean = \"4 min\"; };\n"
        "  patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { abandoned = \"5 %\"; }; }; };\n"
        "groups: { desk: { staff = 5; }; }; run: { replications = 20; seed = 3; };\n";
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);
    uint32_t least = 1;
    compiled_t c;
    ccs_staff_answer_t answer;

    while (exact_abandonment(120.0 / 3600, least) > 0.05) least++;
    compile_text(&c, LONG);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    ccs_staff_options_t options = options_of(&c.plan);

    cr_assert_eq(ccs_staff_answer_init(&answer, &c.plan, &wish, &options, NULL), 0);
    cr_assert_eq(ccs_staff_answer_find(&answer, NULL), 0);
    cr_expect_eq(answer.staffing[0], least);
    cr_assert_not_null(answer.check);
    cr_expect_float_eq(ccs_staff_estimate(&answer.asked, answer.check, 0, 0).level, 1 - exact_abandonment(120.0 / 3600, least),
        0.005);
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
}

/* --- a staffing as a plan ---------------------------------------------------------------------------------------------------------- */

Test(staff, a_staffed_plan_has_the_facts_of_a_scenario_that_says_the_same)
{
    static const char *const ENDS[] = {"drain", "clear"};

    for (int i = 0; i < 2; i++) {
        char here[4096], there[4096];
        compiled_t c, d;
        ccs_requirement_t asked;
        ccs_staff_outcome_t *outcome, *other;
        const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

        snprintf(here, sizeof here, "clock: { at_close = \"%s\"; %s", ENDS[i], N_DESIGN + strlen("clock: {"));
        snprintf(there, sizeof there, "%s", here);
        memcpy(strstr(there, "staff = 3;"), "staff = 4;", strlen("staff = 4;"));
        compile_text(&c, here);
        compile_text(&d, there);
        cr_assert_eq(c.ret + d.ret, 0, "%s%s", c.messages, d.messages);
        cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
        const uint32_t staffing[] = {4, 4, 4, 4, 4, 4};
        ccs_staff_engine_t engine = {.asked = &asked, .seed = 5, .n = 7};

        outcome = ccs_staff_outcomes(&asked, 1, &asked.arena);
        other = ccs_staff_outcomes(&asked, 1, &asked.arena);
        cr_assert_eq(ccs_staff_simulate(&engine, staffing, 1, 0, outcome), 0);
        asked.plan = &d.plan;
        memset(asked.changes, 0, GROUPS * sizeof *asked.changes); /* the scenario's own staff */
        cr_assert_eq(ccs_staff_simulate(&engine, staffing, 1, 0, other), 0);
        for (uint32_t row = 0; row < asked.n_targets * asked.n_periods; row++) {
            cr_assert_eq(outcome->sums[row].num, other->sums[row].num);
            cr_assert_eq(outcome->sums[row].den, other->sums[row].den);
            cr_assert_gt(outcome->sums[row].den, 0);
        }
        ccs_requirement_free(&asked);
        compiled_free(&c);
        compiled_free(&d);
    }
}

/* Of agents who differ so many are the first of the list, before shrinkage. */
Test(staff, a_staffed_plan_has_of_unlike_agents_the_first_ones)
{
    char there[4096];
    compiled_t c, d;
    ccs_requirement_t asked;
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);
    const uint32_t staffing[] = {3, 2, 3, 8, 3, 1};

    compile_text(&c, UNLIKE);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert(c.plan.n_groups == 4 && c.plan.n_teams == 2);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    cr_assert_eq(asked.n_groups, 2);
    cr_expect_float_eq(asked.scheduled[1], 4, 1e-12);
    const char *const at = strstr(UNLIKE, "staff = 5;");
    ccs_plan_t plan;

    snprintf(there, sizeof there, "%.*sstaff = (2.5, 10, 1.25);%s", (int) (at - UNLIKE), UNLIKE, at + strlen("staff = 5;"));
    compile_text(&d, there);
    cr_assert_eq(d.ret, 0, "%s", d.messages);
    cr_assert_eq(ccs_staffed_plan(&asked, staffing, &asked.arena, &plan), 0);
    for (uint32_t g = 0; g < plan.n_groups; g++)
        for (uint32_t cell = 0; cell < plan.n_cells; cell++)
            cr_expect_eq(ccs_plan_agents(&plan, g, plan.cells[cell].start_s),
                ccs_plan_agents(&d.plan, g, plan.cells[cell].start_s), "%s in %u", plan.groups[g].name, cell);
    cr_expect_eq(ccs_plan_agents(&plan, 1, plan.cells[0].start_s), 0.8, "one is there, net of 20 %%");
    cr_expect_eq(ccs_plan_agents(&plan, 2, plan.cells[2].start_s), 0.2, "of slow a quarter");
    ccs_requirement_free(&asked);
    compiled_free(&c);
    compiled_free(&d);
}

/* --- against all others ---------------------------------------------------------------------------------------------------------- */

/* Whether any staffing holds that has REACH steps at most more or less in each number, and in all one less than @p best. More agents do not harm:
 * who cannot save one cannot save two. */
static bool one_less_holds(ccs_staff_engine_t *engine, const uint32_t *best)
{
    enum { NUMBERS_MAX = 6, REACH = 2, CHOICES = 2 * REACH + 1 };
    const ccs_requirement_t *const asked = engine->asked;
    const uint32_t n_numbers = ccs_requirement_size(asked);
    ccs_arena_t arena = {0};
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(asked, 1, &arena);
    const double n_choices = pow(CHOICES, n_numbers);
    bool holds = false;

    cr_assert_leq(n_numbers, NUMBERS_MAX);
    for (uint32_t k = 0; k < n_choices && !holds; k++) {
        uint32_t x[NUMBERS_MAX], rest = k;
        int sum = 0;
        bool none = false; /* fewer than nobody */

        for (uint32_t j = 0; j < n_numbers; j++, rest /= CHOICES) {
            const int more = (int) (rest % CHOICES) - REACH;

            sum += more;
            none = none || (more < 0 && best[j] < (uint32_t) -more);
            x[j] = best[j] + (uint32_t) more;
        }
        if (sum != -1 || none) continue;
        cr_assert_eq(ccs_staff_simulate(engine, x, 1, 0, outcome), 0);
        holds = ccs_staff_holds(asked, outcome);
    }
    ccs_arena_free(&arena);
    return holds;
}

/* Where a search may begin. */
enum start { START_ERLANG, START_ONE_MORE, START_NOBODY, START_MANY, N_STARTS };

static void begin_at(const ccs_requirement_t *asked, enum start from, uint32_t *start)
{
    enum { MANY = 12 };

    cr_assert_eq(ccs_erlang_start(asked, start), 0);
    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++)
        start[j] = from == START_ERLANG ? start[j] : from == START_ONE_MORE ? start[j] + 1 : from == START_NOBODY ? 0 : MANY;
}

/* From wherever of the first so many starts it begins it finds the same cost, and no staffing about the last costs less and holds. Of these few agents one is 2 % of all and more. */
static void find_least(const char *text, enum ccs_staff_by by, enum start n_starts)
{
    compiled_t c;
    ccs_requirement_t asked;
    uint32_t start[6];
    double least = 0;
    const ccs_staff_wish_t wish = wish_by(by);

    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    const ccs_staff_engine_t engine = {.asked = &asked, .seed = c.plan.seed, .n = c.plan.replications};

    for (enum start from = START_ERLANG; from < n_starts; from++) {
        ccs_staff_search_t search;

        begin_at(&asked, from, start);
        cr_assert_eq(ccs_staff_search_init(&search, &asked, &engine), 0);
        cr_assert_eq(ccs_staff_search_run(&search, start, NULL), 0);
        cr_assert(isfinite(search.best_cost));
        cr_assert(ccs_staff_holds(&asked, search.outcome));
        if (from == START_ERLANG) least = search.best_cost;
        cr_assert_float_eq(search.best_cost, least, 1e-9, "start %u ends at %g hours, not %g", from, search.best_cost, least);
        if (from == START_ONE_MORE)
            cr_assert_not(one_less_holds(&search.engine, search.best), "a cheaper staffing holds beside one of %g hours",
                search.best_cost);
        ccs_staff_search_free(&search);
    }
    ccs_requirement_free(&asked);
    compiled_free(&c);
}

Test(staff, no_cheaper_staffing_of_an_n_design_holds, .timeout = 300)
{
    find_least(N_DESIGN, CCS_STAFF_BY_INTERVAL, N_STARTS);
}

Test(staff, no_cheaper_staffing_of_agents_who_differ_holds, .timeout = 300)
{
    find_least(UNLIKE, CCS_STAFF_BY_INTERVAL, START_ONE_MORE);
}

Test(staff, no_cheaper_staffing_of_a_w_design_holds, .timeout = 300)
{
    find_least(W_DESIGN, CCS_STAFF_BY_DAY, START_NOBODY);
}

Test(staff, no_cheaper_staffing_of_a_day_that_moves_holds, .timeout = 300)
{
    find_least(MOVING_DAY, CCS_STAFF_BY_INTERVAL, START_NOBODY);
}

/* --- one after another ------------------------------------------------------------------------------------------------------------- */

/* No smaller number of a group in a slot holds up to there, those behind as at the start. */
static void expect_none_less(ccs_staff_engine_t *engine, const uint32_t *start, const uint32_t *found)
{
    const ccs_requirement_t *const asked = engine->asked;
    const uint32_t n = asked->n_groups, size = ccs_requirement_size(asked);
    ccs_arena_t arena = {0};
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(asked, 1, &arena);
    uint32_t x[6];

    memcpy(x, start, size * sizeof *x);
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        memcpy(&x[slot * n], &found[slot * n], n * sizeof *x);
        cr_assert_eq(ccs_staff_simulate(engine, x, 1, 0, outcome), 0);
        cr_assert_eq(ccs_staff_missing(asked, outcome, slot + 1), 0, "slot %u misses", slot);
        for (uint32_t at = slot * n; at < (slot + 1) * n; at++) {
            for (x[at] = 0; x[at] < found[at]; x[at]++) {
                cr_assert_eq(ccs_staff_simulate(engine, x, 1, 0, outcome), 0);
                cr_assert_gt(ccs_staff_missing(asked, outcome, slot + 1), 0, "slot %u holds with %u, not %u", slot, x[at],
                    found[at]);
            }
        }
    }
    ccs_arena_free(&arena);
}

/* @return staffings that were simulated */
static uint32_t settle_in_order(const char *text)
{
    compiled_t c;
    ccs_requirement_t asked;
    ccs_staff_search_t search;
    uint32_t start[6], x[6];
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    const ccs_staff_engine_t engine = {.asked = &asked, .seed = c.plan.seed, .n = c.plan.replications};

    cr_assert_eq(ccs_erlang_start(&asked, start), 0);
    memcpy(x, start, sizeof x);
    cr_assert_eq(ccs_staff_search_init(&search, &asked, &engine), 0);
    cr_assert_eq(ccs_staff_order(&search, x), 0);
    cr_assert_neq(memcmp(x, start, sizeof x), 0, "nothing was settled");
    const uint32_t n_simulated = search.n_simulated;

    expect_none_less(&search.engine, start, x);
    cr_assert_eq(ccs_staff_search_run(&search, start, NULL), 0);
    cr_assert_leq(search.best_cost, ccs_requirement_cost(&asked, x) + 1e-9);
    ccs_staff_search_free(&search);
    ccs_requirement_free(&asked);
    compiled_free(&c);
    return n_simulated;
}

Test(staff, settled_in_order_no_interval_could_have_fewer_agents, .timeout = 100)
{
    (void) settle_in_order(MOVING_DAY);
    (void) settle_in_order(N_DESIGN);
}

/* Two types that have nothing to do with one another. */
static const char *const TWO_DESKS =
    "clock: { open = \"09:00-10:30\"; interval = \"30 min\"; };\n"
    "types: {\n"
    "  a: { arrivals: { per_hour = [60.0, 90.0, 50.0]; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
    "       patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = \"one\"; };\n"
    "  b: { like = \"a\"; arrivals: { per_hour = [40.0, 50.0, 60.0]; }; groups = \"two\"; };\n"
    "};\n"
    "groups: { one: { staff = 3; }; two: { staff = 4; }; };\n"
    "run: { replications = 25; seed = 11; };\n";

Test(staff, days_and_desks_apart_are_settled_in_the_same_simulations, .timeout = 100)
{
    static const char *const ONE_DAY =
        "clock: { days = 1; open = \"09:00-10:00\"; interval = \"30 min\"; };\n"
        "types: { calls: { arrivals: { per_hour = [60.0, 110.0]; }; talk: { dist = \"exponential\"; mean = \"4 min\"; };\n"
        "  patience: { dist = \"exponential\"; mean = \"5 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; }; };\n"
        "groups: { desk: { staff = 5; }; };\n"
        "run: { replications = 25; seed = 13; };\n";
    char three_days[1024];

    snprintf(three_days, sizeof three_days, "%s", ONE_DAY);
    *strchr(three_days, '1') = '3';
    cr_assert_leq(settle_in_order(three_days), 2 * settle_in_order(ONE_DAY));
    cr_assert_leq(settle_in_order(TWO_DESKS), 20);
}

/* --- hours that are given -------------------------------------------------------------------------------------------------------- */

/* The least loss of all spreads of as many steps within two of the one that was found, in each number. */
static double least_loss(ccs_staff_engine_t *engine, const uint32_t *found)
{
    enum { REACH = 2, WIDTH = 2 * REACH + 1 };
    const ccs_requirement_t *const asked = engine->asked;
    const uint32_t size = ccs_requirement_size(asked);
    ccs_arena_t arena = {0};
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(asked, 1, &arena);
    double least = (double) INFINITY;
    uint32_t x[6], n = 1;

    for (uint32_t j = 0; j < size; j++) n *= WIDTH;
    for (uint32_t k = 0; k < n; k++) {
        int sum = 0;
        bool may = true;

        for (uint32_t j = 0, rest = k; j < size; j++, rest /= WIDTH) {
            const int by = (int) (rest % WIDTH) - REACH;

            may = may && (int) found[j] + by >= 0;
            x[j] = found[j] + (uint32_t) by;
            sum += by;
        }
        if (sum != 0 || !may) continue;
        cr_assert_eq(ccs_staff_simulate(engine, x, 1, 0, outcome), 0);
        least = fmin(least, ccs_staff_spread_loss(asked, outcome));
    }
    ccs_arena_free(&arena);
    return least;
}

/* From the proportions of Erlang A, and from all alike. */
static void spread_hours(const char *text, enum ccs_staff_by by, double hours)
{
    compiled_t c;
    ccs_requirement_t asked;
    ccs_staff_search_t search;
    uint32_t starts[12], x[6];
    ccs_staff_wish_t wish = wish_by(by);

    wish.hours = hours;
    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    const ccs_staff_engine_t engine = {.asked = &asked, .seed = c.plan.seed, .n = 10};

    cr_assert_eq(ccs_erlang_start(&asked, starts), 0);
    for (uint32_t j = 0; j < 6; j++) starts[6 + j] = 1;
    cr_assert_eq(ccs_staff_search_init(&search, &asked, &engine), 0);
    for (uint32_t from = 0; from < 2; from++) {
        ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(&asked, 1, &search.arena);

        cr_assert_eq(ccs_staff_spread(&search, &starts[6 * from], 1, x), 0);
        cr_assert_float_eq(ccs_requirement_cost(&asked, x), hours, 1e-9);
        cr_assert_eq(ccs_staff_simulate(&search.engine, x, 1, 0, outcome), 0);
        const double loss = ccs_staff_spread_loss(&asked, outcome), least = least_loss(&search.engine, x);

        cr_assert_leq(loss, 1.02 * least + 1e-9, "from start %u: %g, the best loses %g", from, loss, least);
    }
    ccs_staff_search_free(&search);
    ccs_requirement_free(&asked);
    compiled_free(&c);
}

Test(staff, no_other_spread_of_the_hours_of_a_day_that_moves_is_better, .timeout = 100)
{
    spread_hours(MOVING_DAY, CCS_STAFF_BY_INTERVAL, 15);
}

Test(staff, no_other_spread_of_the_hours_of_an_n_design_is_better, .timeout = 100)
{
    spread_hours(N_DESIGN, CCS_STAFF_BY_DAY, 13);
}

/* --- what is left to gain ---------------------------------------------------------------------------------------------------------- */

Test(staff, a_pool_that_drops_who_has_waited_too_long_needs_no_more_agents_than_erlang_b_and_a)
{
    /* with no time to wait it is Erlang B, worked out by its sum: load 10, at most 20 % lost */
    double sum = 0, term = 1;
    uint32_t n = 0;

    for (; n == 0 || term / sum > 0.2; n++) {
        if (n > 0) term *= 10.0 / n;
        sum += term;
    }
    cr_assert_eq(ccs_staff_bound_pool(10.0 / 240, 240, 0, 0.8), n - 1);
    for (uint32_t agents = 2; agents < 60; agents++) { /* a rate at which Erlang A just reaches 80 % in 20 s needs no more here */
        const double per_s = agents * 0.9 / 240, level = exact_level(per_s, agents);

        cr_assert_leq(ccs_staff_bound_pool(per_s, 240, 20, level), agents);
        cr_assert_geq(ccs_staff_bound_pool(per_s, 240, 20, level), 0.8 * agents);
    }
}

/* A day of the letter N as one steady state. */
Test(staff, no_staffing_found_costs_less_than_the_bound, .timeout = 300)
{
    static const char *const STEADY_N =
        "clock: { open = \"00:00-24:00\"; interval = \"24 h\"; };\n"
        "types: {\n"
        "  a: { arrivals: { per_hour = 60; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
        "       patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = (\"own\", \"both\"); };\n"
        "  b: { like = \"a\"; arrivals: { per_hour = 40; }; groups = \"both\"; };\n"
        "};\n"
        "groups: { own: { staff = 3; }; both: { staff = 4; }; };\n"
        "run: { replications = 3; seed = 11; run_in = 1; };\n";
    compiled_t c;
    ccs_staff_answer_t answer;
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_ALL);

    compile_text(&c, STEADY_N);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    const ccs_staff_options_t options = options_of(&c.plan);

    cr_assert_eq(ccs_staff_answer_init(&answer, &c.plan, &wish, &options, NULL), 0);
    cr_assert(isnan(answer.cost_bound));
    cr_assert_eq(ccs_staff_answer_find(&answer, NULL), 0);
    const uint32_t both = ccs_staff_bound_pool(40.0 / 3600, 180, 20, 0.8), all = ccs_staff_bound_pool(100.0 / 3600, 180, 20, 0.8);

    cr_assert_gt(all, both);
    cr_assert_float_eq(answer.cost_bound, 24.0 * all, 1e-6); /* agents cost the same, and those of both serve all */
    cr_assert_leq(answer.cost_bound, ccs_requirement_cost(&answer.asked, answer.staffing));
    cr_assert_leq(ccs_requirement_cost(&answer.asked, answer.staffing), 24.0 * (all + 2));
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
}

/* --- what costs the same -------------------------------------------------------------------------------------------------------------- */

Test(staff, of_equal_cost_the_smoother_staffing_is_taken)
{
    static const char *const TWO_ALIKE =
        "clock: { open = \"09:00-12:00\"; interval = \"30 min\"; };\n"
        "types: { a: { arrivals: { per_hour = 60; }; talk: { dist = \"exponential\"; mean = \"3 min\"; };\n"
        "  patience: { dist = \"exponential\"; mean = \"2 min\"; }; target: { service_level = \"80 %\"; within = \"20 s\"; }; groups = (\"left\", \"right\"); }; };\n"
        "groups: { left: { staff = 3; }; right: { staff = 4; }; };\n"
        "run: { replications = 10; seed = 4; };\n";
    compiled_t c;
    ccs_requirement_t asked;
    ccs_staff_search_t search;
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

    compile_text(&c, TWO_ALIKE);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    const ccs_staff_engine_t engine = {.asked = &asked, .seed = c.plan.seed, .n = c.plan.replications};

    cr_assert_eq(ccs_staff_search_init(&search, &asked, &engine), 0);
    for (uint32_t j = 0; j < ccs_requirement_size(&asked); j++) search.best[j] = j / GROUPS % 2 == j % GROUPS ? 6 : 2;
    search.best_cost = ccs_requirement_cost(&asked, search.best);
    cr_assert_eq(ccs_staff_simulate(&search.engine, search.best, 1, 0, search.outcome), 0);
    cr_assert(ccs_staff_holds(&asked, search.outcome));
    cr_assert_eq(ccs_staff_roughness(&asked, search.best), 5 * 2 * 4);
    cr_assert_eq(ccs_staff_smooth(&search), 0);
    cr_assert_eq(ccs_staff_roughness(&asked, search.best), 0);
    cr_assert_float_eq(ccs_requirement_cost(&asked, search.best), search.best_cost, 1e-9);
    cr_assert(ccs_staff_holds(&asked, search.outcome));
    ccs_staff_search_free(&search);
    ccs_requirement_free(&asked);
    compiled_free(&c);
}

/* --- periods ----------------------------------------------------------------------------------------------------------------------- */

/* Five days from Friday 30 January on, after one run in; a closed night behind each. */
static const char *const TURN_OF_MONTH =
    "clock: { start = \"2026-01-30\"; days = 5; open = \"09:00-10:00\"; interval = \"30 min\"; };\n"
    "types: { calls: { arrivals: { per_hour = 30; }; talk = \"3 min\"; target: { service_level = \"80 %\"; within = \"20 s\"; }; }; };\n"
    "groups: { desk: { staff = 5; }; };\n"
    "run: { run_in = 1; };\n";

/* The period of each of the five days; none of the day run in. */
static void expect_periods(enum ccs_staff_by by, const uint32_t periods[5])
{
    compiled_t c;
    ccs_requirement_t asked;
    const ccs_staff_wish_t wish = wish_by(by);

    compile_text(&c, TURN_OF_MONTH);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(ccs_requirement_init(&asked, &c.plan, &wish, NULL), 0);
    cr_assert_eq(asked.n_periods, periods[4] + 1);
    cr_assert_eq(asked.n_slots, 10);
    for (uint32_t cell = 0; cell < c.plan.n_cells; cell++) {
        const uint32_t day = c.plan.cells[cell].day;

        if (day == 0) cr_assert_eq(asked.period_of[cell], CCS_NONE);
        else cr_assert_eq(asked.period_of[cell], periods[day - 1], "cell %u of day %u", cell, day);
    }
    ccs_requirement_free(&asked);
    compiled_free(&c);
}

Test(staff, weeks_begin_on_monday_and_months_on_their_first)
{
    expect_periods(CCS_STAFF_BY_DAY, (const uint32_t[]){0, 1, 2, 3, 4});
    expect_periods(CCS_STAFF_BY_WEEK, (const uint32_t[]){0, 0, 0, 1, 1});
    expect_periods(CCS_STAFF_BY_MONTH, (const uint32_t[]){0, 0, 1, 1, 1});
    expect_periods(CCS_STAFF_BY_ALL, (const uint32_t[]){0, 0, 0, 0, 0});
}

/* --- wishes ------------------------------------------------------------------------------------------------------------------------ */

/* Weighted hours that a wish comes to. */
static double cost_with(const char *text, const ccs_staff_wish_t *wish)
{
    compiled_t c;
    ccs_staff_answer_t answer;

    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    ccs_staff_options_t options = options_of(&c.plan);

    options.replications = 8; /* they grow */
    cr_assert_eq(ccs_staff_answer_init(&answer, &c.plan, wish, &options, NULL), 0);
    cr_assert_eq(ccs_staff_answer_find(&answer, NULL), 0);
    cr_assert(answer.found);
    cr_assert_not_null(answer.check);
    cr_assert_geq(answer.check->n, 2 * options.replications);
    const double cost = ccs_requirement_cost(&answer.asked, answer.staffing);

    for (uint32_t j = 0; j < ccs_requirement_size(&answer.asked); j++) {
        cr_assert_geq(wish->step * answer.staffing[j], wish->least[j % GROUPS] - 1e-9);
        cr_assert_leq(wish->step * answer.staffing[j], wish->most[j % GROUPS] + 1e-9);
    }
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
    return cost;
}

Test(staff, a_day_costs_less_than_each_interval_and_most_days_more_than_the_mean, .timeout = 100)
{
    const ccs_staff_wish_t day = wish_by(CCS_STAFF_BY_DAY), interval = wish_by(CCS_STAFF_BY_INTERVAL);
    ccs_staff_wish_t often = day;

    often.probability = 0.9;
    const double mean = cost_with(N_DESIGN, &day);

    cr_assert_leq(mean, cost_with(N_DESIGN, &interval));
    cr_assert_gt(cost_with(N_DESIGN, &often), mean);
}

Test(staff, bounds_hold_and_parts_of_agents_cost_no_more, .timeout = 100)
{
    static const double LEAST[GROUPS] = {4, 0}, MOST[GROUPS] = {INFINITY, 9};
    const ccs_staff_wish_t whole = wish_by(CCS_STAFF_BY_DAY);
    ccs_staff_wish_t bounded = whole, parts = whole;

    bounded.least = LEAST;
    bounded.most = MOST;
    parts.step = 0.5;
    const double cost = cost_with(N_DESIGN, &whole);

    cr_assert_geq(cost_with(N_DESIGN, &bounded), cost);
    cr_assert_leq(cost_with(N_DESIGN, &parts), cost);
}

/* --- bad input ------------------------------------------------------------------------------------------------------------------------ */

static void expect_refusal(const char *text, const ccs_staff_wish_t *wish, int code, const char *says)
{
    compiled_t c;
    ccs_staff_answer_t answer;
    ccs_err_t err = {0};

    compile_text(&c, text);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    const ccs_staff_options_t options = options_of(&c.plan);
    int ret = ccs_staff_answer_init(&answer, &c.plan, wish, &options, &err);

    if (ret == 0) ret = ccs_staff_answer_find(&answer, &err);
    cr_assert_eq(ret, code, "%s", err.text);
    cr_assert(strstr(err.text, says), "%s", err.text);
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
}

/* Who has waited too long already is late whoever is there: that is found before anything is searched. */
Test(staff, a_target_that_no_agents_can_meet_is_refused_at_once)
{
    char late[4096];
    compiled_t c;
    ccs_staff_answer_t answer;
    ccs_err_t err = {0};
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_INTERVAL);

    const char *const talk = strstr(MOVING_DAY, "talk:");

    snprintf(late, sizeof late, "%.*sbacklog: { waiting = 40; waited = \"10 min\"; };\n%s", (int) (talk - MOVING_DAY), MOVING_DAY,
        talk);
    compile_text(&c, late);
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    const ccs_staff_options_t options = options_of(&c.plan);

    cr_assert_eq(ccs_staff_answer_init(&answer, &c.plan, &wish, &options, &err), 0);
    cr_assert_eq(ccs_staff_answer_find(&answer, &err), CCS_ERR_SCENARIO);
    cr_assert(strstr(err.text, "with any number of agents"), "%s", err.text);
    cr_assert(strstr(err.text, "40 contacts that wait when the run begins"), "%s", err.text);
    cr_assert_leq(answer.search.n_simulated, 2);
    ccs_staff_answer_free(&answer);
    compiled_free(&c);
}

Test(staff, what_cannot_be_answered_is_told, .timeout = 100)
{
    static const double LEAST[GROUPS] = {7, 0}, MOST[GROUPS] = {6, 6}, FEW[GROUPS] = {1, 1};
    const ccs_staff_wish_t wish = wish_by(CCS_STAFF_BY_DAY);
    ccs_staff_wish_t crossed = wish, few = wish;
    char untold[4096];

    crossed.least = LEAST;
    crossed.most = MOST;
    few.most = FEW;
    expect_refusal(N_DESIGN, &crossed, CCS_ERR_USAGE, "group own");
    expect_refusal(N_DESIGN, &few, CCS_ERR_SCENARIO, "cannot be reached");
    few.by = CCS_STAFF_BY_INTERVAL;
    expect_refusal(N_DESIGN, &few, CCS_ERR_SCENARIO, "with the most agents allowed (both 1)");
    few.hours = 2.5; /* three half-hours of two agents at least are three */
    few.least = FEW;
    expect_refusal(N_DESIGN, &few, CCS_ERR_USAGE, "fewer than the 3 of the least agents");
    snprintf(untold, sizeof untold, "%s", N_DESIGN);
    char *const target = strstr(untold, "target");

    memset(target, ' ', (size_t) (strchr(target, '}') + 2 - target));
    expect_refusal(untold, &wish, CCS_ERR_USAGE, "no type has a target");
}
