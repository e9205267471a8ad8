/* test_value.c - what a contact is worth: a number of its type that scores and conditions read, and nothing else does. */
#include <criterion/criterion.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

/* Of two types one each comes each minute, and the one agent needs 50 s. */
#define TWO_TYPES(score)                                                                                                              \
    "clock:{open=\"08:00-08:30\";};types:{cheap:{arrivals:{gap=60;};talk=50;value=1;};dear:{arrivals:{gap=60;};talk=50;value=12;};};" \
    "groups:{g:{staff=1;contact_selection=\"score\";contact_score=\"" score "\";};};"

static double mean_wait_s(const run_t *run, uint32_t type)
{
    return type_total(run, type, CCS_FACT_wait_answered) / type_total(run, type, CCS_FACT_answered);
}

Test(value, is_read_by_scores)
{
    run_t *run = run_text(TWO_TYPES("value"));

    cr_expect_lt(mean_wait_s(run, 1), 60);
    cr_expect_gt(mean_wait_s(run, 0), 600, "who is worth less waits until nobody else does");
    run_delete(run);
    run = run_text(TWO_TYPES("0 - value"));
    cr_expect_lt(mean_wait_s(run, 0), 60);
    cr_expect_gt(mean_wait_s(run, 1), 600);
    run_delete(run);
    run = run_text(TWO_TYPES("wait_s"));
    cr_expect_lt(mean_wait_s(run, 0) - mean_wait_s(run, 1), 120, "and nothing else goes by it");
    run_delete(run);
}

Test(value, is_nothing_unless_it_is_written)
{
    static compiled_t got;
    ccs_plan_t *const plan = plan_from_text("types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=1;};};");

    cr_expect_eq(plan->types[0].routing.value, 0);
    plan_delete(plan);
    compile_text(&got,
        "types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=1;contact_selection=\"score\";contact_score=\"value\";};};");
    cr_expect_not_null(strstr(got.messages,
                           "groups.g.contact_score: column 1: value is 0, as no type has any: write types.NAME.value = 10"),
        "%s", got.messages);
    ccs_arena_free(&got.arena);
}
