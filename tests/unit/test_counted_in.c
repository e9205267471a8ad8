/* test_counted_in.c - in which interval a contact counts (run.intervals_by): of its entry, of its service, of its exit. The rest of it stays as it is. */
#include <criterion/criterion.h>
#include <glob.h>
#include <math.h>
#include <string.h>

#include "flow.h"
#include "scenario.h"
#include "support.h"

/* ---- the example of docs/counting.md -------------------------------------------------------------------------------------------- */

#define EXAMPLE                                                                                                                  \
    "clock: { open = \"08:00-08:20\"; interval = \"10 min\"; };"                                                                 \
    "types: { help: { arrivals: { gap = 350; }; talk = 500; target: { within = 200; }; }; }; groups: { desk: { staff = 1; }; };"

enum { N_CELLS = 3 };

typedef struct {
    const char *by;
    double offered[N_CELLS], answered[N_CELLS], waits[N_CELLS], within[N_CELLS], longest[N_CELLS];
} expected_t;

static void expect_cell(const run_t *run, const expected_t *x, uint32_t cell)
{
    cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_offered), x->offered[cell], "%s, %u", x->by, cell);
    cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_answered), x->answered[cell], "%s, %u", x->by, cell);
    cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_wait_answered), x->waits[cell], "%s, %u", x->by, cell);
    cr_expect_eq(answered_within(run, cell, 0, 0), x->within[cell], "%s, %u", x->by, cell);
    cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_max_wait), x->longest[cell], "%s, %u", x->by, cell);
}

Test(counted_in, is_as_the_example_says)
{
    static const expected_t each[] = {{"entry", {1, 2, 0}, {1, 2, 0}, {0, 450, 0}, {1, 1, 0}, {0, 300, 0}},
        {"service", {1, 1, 1}, {1, 1, 1}, {0, 150, 300}, {1, 1, 0}, {0, 150, 300}},
        {"exit", {0, 1, 2}, {0, 1, 2}, {0, 0, 450}, {0, 1, 1}, {0, 0, 300}}};

    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        char cfg[400];

        snprintf(cfg, sizeof cfg, EXAMPLE "run: { intervals_by = \"%s\"; };", each[i].by);
        run_t *const run = run_text(cfg);

        for (uint32_t cell = 0; cell < N_CELLS; cell++) expect_cell(run, &each[i], cell);
        cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers_at_once), 1, "%s", each[i].by);
        cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 1, "%s", each[i].by);
        run_delete(run);
    }
}

/* One gives up after 400 s: it has left then, whether an agent was wanted or not. */
Test(counted_in, abandonments_count_where_they_happen)
{
    static const char *const by[] = {"entry", "service", "exit"};

    for (int i = 0; i < 3; i++) {
        char cfg[500];

        snprintf(cfg, sizeof cfg,
            "clock: { open = \"08:00-08:20\"; interval = \"10 min\"; }; run: { intervals_by = \"%s\"; };"
            "types: { help: { arrivals: { gap = 350; }; talk = 5000; patience = 400; target: { within = 200; }; }; };"
            "groups: { desk: { staff = 1; }; };",
            by[i]);
        run_t *const run = run_text(cfg); /* at 350 s answered; at 700 s and 1050 s, who leave at 1100 s and 1450 s */

        cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_abandoned), i == 0 ? 2 : 1, "%s", by[i]);
        cr_expect_eq(type_fact(run, 2, 0, CCS_FACT_abandoned), i == 0 ? 0 : 1, "%s", by[i]);
        cr_expect_eq(type_fact(run, 2, 0, CCS_FACT_offered), i, "%s", by[i]); /* by exit with the one whose talk ends at 5350 s */
        run_delete(run);
    }
}

/* ---- whatever a scenario has, only the interval differs -------------------------------------------------------------------------- */

enum { LOOKS_MAX = 3000 };

static int look(void *listener, ccs_flow_t *flow)
{
    uint32_t *const n = listener;

    (void) flow;
    return ++*n > LOOKS_MAX ? CCS_ERR_STOPPED : 0;
}

static void live(ccs_flow_t *flow, ccs_plan_t *plan, enum ccs_counted_in counted_in)
{
    uint32_t n_looks = 0;

    plan->counted_in = counted_in;
    plan->figures = CCS_FIGURES_DETAILED;
    cr_assert_eq(ccs_flow_init(flow, plan), 0);
    flow->on_look = look;
    flow->listener = &n_looks;
    cr_assert_eq(ccs_flow_start(flow, 1, 1), 0);
    const int ret = ccs_flow_loop(flow);

    cr_assert(ret == 0 || ret == CCS_ERR_STOPPED);
    ccs_flow_finish(flow);
}

/* Over all cells. */
static double total_of(const ccs_flow_t *flow, uint32_t block, uint32_t row, uint32_t fact)
{
    const enum ccs_adding adding = flow->facts.blocks[block].about[fact].adding;
    double total = 0;

    for (uint32_t cell = 0; cell <= flow->world.plan->periods.n; cell++) {
        const double x = ccs_facts_row(&flow->facts, (enum ccs_block) block, cell, row)[fact];

        total = adding == CCS_ADDING_LARGEST ? fmax(total, x) : total + x;
    }
    return total;
}

static void expect_same_row(const char *file, const ccs_flow_t *a, const ccs_flow_t *b, uint32_t block, uint32_t row)
{
    const ccs_block_t *const of = &a->facts.blocks[block];

    for (uint32_t fact = 0; fact < of->n_facts; fact++) {
        const double x = total_of(a, block, row, fact), y = total_of(b, block, row, fact);

        cr_expect_leq(fabs(x - y), 1e-9 * fmax(1, fabs(x)), "%s: %s of %s %u: %g, %g", file, of->about[fact].name, of->name, row,
            x, y);
    }
}

static double within_total(const ccs_flow_t *flow, uint32_t type, uint32_t k)
{
    double total = 0;

    for (uint32_t cell = 0; cell <= flow->world.plan->periods.n; cell++)
        total += *ccs_facts_answered_within(ccs_facts_row(&flow->facts, CCS_BLOCK_TYPE, cell, type), k);
    return total;
}

static void expect_same_totals(const char *file, const ccs_flow_t *a, const ccs_flow_t *b)
{
    const ccs_plan_t *const plan = a->world.plan;

    for (uint32_t block = 0; block < CCS_N_BLOCKS; block++)
        for (uint32_t row = 0; row < a->facts.blocks[block].n_rows; row++) expect_same_row(file, a, b, block, row);
    for (uint32_t type = 0; type < plan->n_types; type++)
        for (uint32_t k = 0; k < plan->types[type].target.n_within; k++)
            cr_expect_eq(within_total(a, type, k), within_total(b, type, k), "%s: within, type %u", file, type);
}

static uint32_t n_moved; /* cells in which contacts of a type differ from those by entry */

static void count_moved(const ccs_flow_t *a, const ccs_flow_t *b)
{
    for (uint32_t cell = 0; cell < a->world.plan->periods.n; cell++)
        for (uint32_t type = 0; type < a->world.plan->n_types; type++)
            n_moved += ccs_facts_row(&a->facts, CCS_BLOCK_TYPE, cell, type)[CCS_FACT_offered] !=
                ccs_facts_row(&b->facts, CCS_BLOCK_TYPE, cell, type)[CCS_FACT_offered];
}

static void try_file(const char *file)
{
    ccs_scenario_t scenario = {0};
    ccs_err_list_t errors = {0};
    ccs_flow_t by_entry, by_service, by_exit;

    cr_assert_eq(ccs_scenario_load(file, NULL, 0, &scenario, &errors), 0, "%s", file);
    live(&by_entry, &scenario.plan, CCS_COUNTED_IN_ENTRY);
    live(&by_service, &scenario.plan, CCS_COUNTED_IN_SERVICE);
    live(&by_exit, &scenario.plan, CCS_COUNTED_IN_EXIT);
    cr_expect_eq(by_service.n_events, by_entry.n_events, "%s", file);
    cr_expect_eq(by_exit.n_events, by_entry.n_events, "%s", file);
    expect_same_totals(file, &by_entry, &by_service);
    expect_same_totals(file, &by_entry, &by_exit);
    count_moved(&by_entry, &by_service);
    count_moved(&by_service, &by_exit);
    ccs_flow_free(&by_entry);
    ccs_flow_free(&by_service);
    ccs_flow_free(&by_exit);
    ccs_err_list_free(&errors);
    ccs_scenario_free(&scenario);
}

static void try_all(const char *pattern)
{
    glob_t files;

    cr_assert_eq(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) try_file(files.gl_pathv[i]);
    globfree(&files);
}

Test(counted_in, moves_contacts_and_loses_none, .timeout = 120)
{
    try_all("scenarios/*.cfg");
    cr_expect_gt(n_moved, 1000);
}

Test(counted_in, moves_contacts_of_steady_states_and_loses_none, .timeout = 120)
{
    try_all("tests/theory/cases/*.cfg");
    cr_expect_gt(n_moved, 1000);
}
