/* live.c - replications of a scenario in a variant of the flow, whether its plan needs it or not, and nothing else: what cost.py counts. Prints how
 * many contacts arrived.
 *
 *     live VARIANT REPLICATIONS SCENARIO [KEY=VALUE...] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow.h"
#include "scenario.h"

static const ccs_life_t *life_of(const char *wanted)
{
#define X(NAME, name, text)                                                                                                      \
    if (&CCS_LIFE_##NAME != &CCS_LIFE_TOLD && !strcmp(name, wanted)) return &CCS_LIFE_##NAME;
    CCS_LIFE_LIST(X)
#undef X
    return NULL;
}

static double arrived(const ccs_flow_t *flow)
{
    const ccs_plan_t *const plan = flow->world.plan;
    double n = 0;

    for (uint32_t cell = 0; cell < plan->n_cells; cell++)
        for (uint32_t type = 0; type < plan->n_types; type++)
            n += ccs_facts_at(&flow->facts, ccs_facts_index(&flow->facts, cell, type))[CCS_FACT_arrived];
    return n;
}

static int live(const ccs_plan_t *plan, const ccs_life_t *life, uint32_t n)
{
    ccs_flow_t flow;
    double n_arrived = 0;
    int ret;

    CCS_TRY(ccs_flow_init(&flow, plan));
    flow.life = life;
    for (uint32_t number = 0; number < n; number++) {
        CCS_TRY(ccs_flow_start(&flow, plan->seed, number));
        CCS_TRY(ccs_flow_loop(&flow));
        ccs_flow_finish(&flow);
        n_arrived += arrived(&flow);
    }
    printf("%.0f\n", n_arrived);
out:
    ccs_flow_free(&flow);
    return ret;
}

int main(int argc, char **argv)
{
    const ccs_life_t *const life = argc > 3 ? life_of(argv[1]) : NULL;
    ccs_scenario_t scenario = {0};
    ccs_err_list_t errors = {0};

    if (!life) {
        fprintf(stderr, "usage: live lean|plain|rich REPLICATIONS SCENARIO [KEY=VALUE...]\n");
        return EXIT_FAILURE;
    }
    int ret = ccs_scenario_load(argv[3], (const char *const *) argv + 4, (size_t) argc - 4, &scenario, &errors);

    if (ret == 0) ret = live(&scenario.plan, life, (uint32_t) strtoul(argv[2], NULL, 10));
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
    return ret == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
