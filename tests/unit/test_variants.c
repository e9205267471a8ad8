/* test_variants.c - the variants of the flow are one model: every scenario of the golden and theory tests, and every one that is shipped, has
 * the same facts in all of them, to the last bit. */
#include <criterion/criterion.h>
#include <glob.h>
#include <string.h>

#include "flow.h"
#include "scenario.h"

static int n_lean, n_further; /* scenarios that lean does for, and those that only further does */

enum { LOOKS_MAX = 6000 }; /* of some 32 events each: days are whole, steady runs are cut short */

static int look(void *listener, ccs_flow_t *flow)
{
    uint32_t *const n = listener;

    (void) flow;
    return ++*n > LOOKS_MAX ? CCS_ERR_STOPPED : 0;
}

static void hear(void *listener, const ccs_moment_t *moment)
{
    (void) listener;
    (void) moment;
}

static void live(ccs_flow_t *flow, uint32_t replication)
{
    uint32_t n_looks = 0;

    flow->on_look = look;
    flow->listener = &n_looks;
    cr_assert_eq(ccs_flow_start(flow, 1, replication), 0);
    const int ret = ccs_flow_loop(flow);

    cr_assert(ret == 0 || ret == CCS_ERR_STOPPED);
    ccs_flow_finish(flow);
}

/* Facts of single agents, and detailed ones, are kept on request. */
static bool is_on_request(uint32_t block)
{
    return block == CCS_BLOCK_AGENT || block == CCS_BLOCK_AGENT_ACTIVITY || block == CCS_BLOCK_DETAIL ||
        block == CCS_BLOCK_TAKING || block == CCS_BLOCK_CROWD || block == CCS_BLOCK_CAUSE || block == CCS_BLOCK_BURDEN;
}

/* The rows of a block in a cell, and of types the counts that stand in front of the first one's facts. Those on request are held against each other where
 * both keep them. */
static void expect_same_rows(const char *file, const ccs_flow_t *flow, const ccs_flow_t *plain, uint32_t cell, uint32_t block)
{
    const ccs_block_t *const a = &flow->facts.blocks[block], *const b = &plain->facts.blocks[block];
    const uint32_t in_front = block == CCS_BLOCK_TYPE ? plain->facts.n_within : 0;

    if (a->n_rows != b->n_rows && is_on_request(block)) return;
    cr_assert_eq(a->n_rows * a->width, b->n_rows * b->width);
    cr_expect_arr_eq(&flow->facts.doubles[(size_t) cell * flow->facts.size + a->first - in_front],
        &plain->facts.doubles[(size_t) cell * plain->facts.size + b->first - in_front], a->n_rows * a->width * sizeof(double),
        "%s, %s: facts of a %s in cell %u", file, flow->life->name, a->name, (unsigned) cell);
}

static void expect_same(const char *file, const ccs_flow_t *flow, const ccs_flow_t *plain)
{
    const ccs_facts_t *const a = &flow->facts, *const b = &plain->facts;
    const ccs_plan_t *const plan = plain->world.plan;
    const char *const variant = flow->life->name;

    cr_expect_eq(flow->n_events, plain->n_events, "%s, %s: events", file, variant);
    for (uint32_t cell = 0; cell <= plan->periods.n; cell++)
        for (uint32_t block = 0; block < CCS_N_BLOCKS; block++) expect_same_rows(file, flow, plain, cell, block);
    for (uint32_t type = 0; type < plan->n_types; type++)
        cr_expect_arr_eq(a->waits[type].counts, b->waits[type].counts, CCS_HISTOGRAM_BUCKETS * sizeof(uint64_t), "%s, %s: waits",
            file, variant);
}

static void try_life(const char *file, const ccs_plan_t *plan, const ccs_life_t *life, const ccs_flow_t *plain)
{
    static ccs_told_t told;
    ccs_flow_t flow;

    cr_assert_eq(ccs_flow_init(&flow, plan), 0);
    told = (ccs_told_t){.tell = hear};
    if (life == &CCS_LIFE_TOLD) ccs_flow_tell(&flow, &told);
    flow.life = life;
    live(&flow, 1);
    expect_same(file, &flow, plain);
    ccs_flow_free(&flow);
}

static void try_file(const char *file)
{
    ccs_scenario_t scenario = {0};
    ccs_err_list_t errors = {0};
    ccs_flow_t plain, watched;

    cr_assert_eq(ccs_scenario_load(file, NULL, 0, &scenario, &errors), 0, "%s", file);
    scenario.plan.agent_figures = CCS_AGENT_FIGURES_GROUPS;
    scenario.plan.figures = CCS_FIGURES_USUAL;
    cr_assert_eq(ccs_flow_init(&plain, &scenario.plan), 0);
    if (ccs_plan_is_plain(&scenario.plan)) plain.life = &CCS_LIFE_PLAIN;
    live(&plain, 1);
    if (ccs_plan_is_lean(&scenario.plan)) {
        n_lean++;
        try_life(file, &scenario.plan, &CCS_LIFE_LEAN, &plain);
    }
    if (ccs_plan_goes_further(&scenario.plan)) n_further++;
    else try_life(file, &scenario.plan, &CCS_LIFE_RICH, &plain);
    try_life(file, &scenario.plan, &CCS_LIFE_FURTHER, &plain);
    scenario.plan.agent_figures = CCS_AGENT_FIGURES_EACH;
    scenario.plan.figures = CCS_FIGURES_DETAILED;
    cr_assert_eq(ccs_flow_init(&watched, &scenario.plan), 0);
    cr_expect_eq(watched.life, &CCS_LIFE_WATCHED);
    live(&watched, 1);
    expect_same(file, &watched, &plain);
    try_life(file, &scenario.plan, &CCS_LIFE_TOLD, &watched);
    ccs_flow_free(&watched);
    ccs_flow_free(&plain);
    ccs_err_list_free(&errors);
    ccs_scenario_free(&scenario);
}

static void try_all(const char *pattern, size_t n_least)
{
    glob_t files;

    cr_assert_eq(glob(pattern, 0, NULL, &files), 0);
    cr_assert_geq(files.gl_pathc, n_least);
    for (size_t i = 0; i < files.gl_pathc; i++) try_file(files.gl_pathv[i]);
    globfree(&files);
}

Test(variants, have_the_facts_of_golden_scenarios)
{
    try_all("tests/golden/*.cfg", 4);
}

Test(variants, have_the_facts_of_theory_scenarios)
{
    try_all("tests/theory/cases/*.cfg", 50);
    cr_expect_gt(n_lean, 10);
}

Test(variants, have_the_facts_of_shipped_scenarios)
{
    try_all("scenarios/*.cfg", 4);
    cr_expect_gt(n_further, 3);
}
