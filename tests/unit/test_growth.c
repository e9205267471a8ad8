/* test_growth.c - queues that grow without bound, and those that only look so. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "growth.h"
#include "support.h"

static experiment_t *e;
static ccs_growth_t growth;

static void finish(void)
{
    experiment_delete(e);
    e = NULL;
}

TestSuite(growth, .fini = finish, .timeout = 60);

static bool grew(const char *cfg, uint32_t replications, const char *type)
{
    finish();
    e = experiment_text(cfg, replications, 1);
    return ccs_growth_of_queue(&e->results, type_of(e->plan, type), &growth);
}

#define EXP3 "{dist=\"exponential\";mean=\"3 min\";}"
#define ONE(per_hour, more, rest)                                                                                                \
    "types:{a:{arrivals:{per_hour=" per_hour ";};talk=" EXP3 ";" more "};};groups:{g:{staff=10;};};run:{mode=\"steady\";" rest   \
    "};"

Test(growth, is_seen_where_agents_cannot_do_the_work)
{
    cr_expect(grew(ONE("220", "", "length=\"100 h\";warm_up=\"5 h\";"), 1, "a"));
    cr_expect_float_eq(growth.last - growth.first, 96 * 20, 400, "from %g to %g", growth.first, growth.last);
    cr_expect(grew(ONE("210", "", "length=\"400 h\";"), 3, "a"));
}

/* a comes first at both groups and takes h though g is idle: 6.9 Erlang on 7 agents, and b gets no more than a leaves of h. */
Test(growth, is_seen_where_others_come_first_too_often)
{
    const char *const cfg = "types:{a:{arrivals:{per_hour=100;};talk=" EXP3 ";groups=(\"h\",\"g\");priority=1;};"
                            "b:{arrivals:{per_hour=38;};talk=" EXP3 ";groups=(\"h\");};};groups:{g:{staff=5;};h:{staff=2;};};"
                            "run:{mode=\"steady\";length=\"400 h\";warm_up=\"5 h\";};";

    cr_expect(grew(cfg, 2, "b"));
    cr_expect_not(grew(cfg, 2, "a"));
}

/* At full load a queue walks at random away from empty; it is not told whatever the seed: of 60 runs, at fewer than one in 2,000, none. */
Test(growth, is_no_walk_at_random)
{
    char cfg[512];
    int n = 0;

    for (int seed = 1; seed <= 60; seed++) {
        snprintf(cfg, sizeof cfg, ONE("200", "", "length=\"60 h\";warm_up=\"0 h\";seed=%d;"), seed);
        n += grew(cfg, 1, "a");
    }
    cr_expect_eq(n, 0, "%d of 60", n);
}

Test(growth, is_not_told_of_queues_that_have_an_end)
{
    cr_expect_not(grew(ONE("190", "", "length=\"200 h\";"), 3, "a"), "95 %% load");
    cr_expect_not(grew(ONE("300", "patience=" EXP3 ";", "length=\"100 h\";"), 3, "a"), "they abandon");
    cr_expect_not(grew(ONE("300", "queue_limit=4000;", "length=\"100 h\";"), 3, "a"), "they are blocked");
    cr_expect_not(grew(ONE("300", "", "length=\"9 h\";batches=4;"), 3, "a"), "too few batches");
}
