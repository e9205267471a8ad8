/* test_step.c - the steps of a plan: what contacts of each type and pair do, what they hold meanwhile, and where that leads. */
#include <criterion/criterion.h>

#include "step.h"
#include "support.h"

static ccs_plan_t *plan;

static void finish(void)
{
    plan_delete(plan);
}

TestSuite(step, .fini = finish);

/* The kind, whose it is, what it holds, its exits. */
static void expect_step(uint32_t id, enum ccs_step_kind kind, uint32_t owner, uint32_t holds, uint32_t n_exits)
{
    cr_assert_lt(id, plan->n_steps);
    const ccs_step_t *const s = &plan->steps[id];

    cr_expect(s->kind == kind && s->owner == owner && s->holds == holds && s->n_exits == n_exits, "step %u", (unsigned) id);
    cr_expect_eq(plan->exits[s->first_exit + s->n_exits - 1].upto_frac, 1, "step %u: everybody leaves it", (unsigned) id);
}

static void expect_exit(uint32_t step, uint32_t i, enum ccs_exit_kind kind, uint32_t to)
{
    const ccs_exit_t *const exit = &plan->exits[plan->steps[step].first_exit + i];

    cr_expect(exit->kind == kind && exit->to == to, "exit %u of step %u", (unsigned) i, (unsigned) step);
}

Test(step, is_a_row_for_each_thing_that_contacts_do)
{
    plan = plan_from_text("types:{a:{arrivals:{per_hour=9;};talk=60;wrap=20;ivr:{contained=0.3;time=10;};groups=(\"x\",\"y\");};"
                          "b:{arrivals:{per_hour=9;};talk=60;ivr:{time=10;};groups=(\"y\");};"
                          "c:{arrivals:{per_hour=9;};talk=60;groups=(\"y\");};};groups:{x:{staff=3;};y:{staff=3;};};");
    const uint32_t a = plan->types[0].ivr.step, b = plan->types[1].ivr.step, served = CCS_HOLDS_LINE | CCS_HOLDS_CUSTOMER;

    cr_expect_eq(plan->n_steps, 2 + 4 + 2, "two IVRs, four talks, two kinds of after-call work");
    expect_step(a, CCS_STEP_ivr, 0, served, 2);
    cr_expect_eq(plan->exits[plan->steps[a].first_exit].upto_frac, 0.3);
    expect_exit(a, 0, CCS_EXIT_CONTAINED, CCS_NONE);
    expect_exit(a, 1, CCS_EXIT_QUEUE, 0);
    expect_step(b, CCS_STEP_ivr, 1, served, 1);
    expect_exit(b, 0, CCS_EXIT_QUEUE, 1);
    cr_expect_eq(plan->types[2].ivr.step, CCS_NONE);
}

Test(step, of_an_agent_follows_the_pair)
{
    plan = plan_from_text(
        "types:{a:{arrivals:{per_hour=9;};talk=60;wrap=20;};b:{arrivals:{per_hour=9;};talk=60;};};groups:{x:{staff=3;};};");
    const uint32_t a = plan->pairs[0].talk_step, b = plan->pairs[1].talk_step,
                   talking = CCS_HOLDS_LINE | CCS_HOLDS_CUSTOMER | CCS_HOLDS_AGENT;

    expect_step(a, CCS_STEP_talk, 0, talking, 1);
    expect_exit(a, 0, CCS_EXIT_STEP, a + 1);
    expect_step(a + 1, CCS_STEP_wrap, 0, CCS_HOLDS_AGENT, 1);
    expect_exit(a + 1, 0, CCS_EXIT_DONE, CCS_NONE);
    expect_step(b, CCS_STEP_talk, 1, talking, 1);
    expect_exit(b, 0, CCS_EXIT_DONE, CCS_NONE);
}
