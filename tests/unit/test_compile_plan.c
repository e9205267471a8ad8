/* test_compile_plan.c - a sound scenario as a plan: defaults, laws of pairs, tiers, orders, and the way back to text. */
#include <math.h>

#include "compile_case.h"
#include "complete_keys.h"
#include "metric.h"
#include "stream.h"

#define CALM "patience=60;arrivals:{per_hour=1;};"

static compiled_t got, again;

static void free_both(void)
{
    compiled_free(&got);
    compiled_free(&again);
}

TestSuite(compile_plan, .fini = free_both);

Test(compile_plan, needs_no_more_than_a_type_and_a_group)
{
    compile_text(&got, "types:{a:{talk=60;};};groups:{g:{staff=3;};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_plan_t *const p = &got.plan;
    const ccs_type_t *const t = &p->types[0];

    cr_expect_str_eq(p->title, "stem");
    cr_expect(p->mode == CCS_MODE_DAY && p->queues[0].at_close == CCS_AT_CLOSE_DRAIN && p->interval_s == 1800);
    cr_expect(p->n_days == 1 && p->n_cells == 49 && p->end_s == 86400);
    cr_expect_str_eq(p->day_labels[0], "2026-03-02");
    cr_expect(p->replications == 100 && p->seed == 1 && p->confidence == 0.95);
    cr_expect(t->channel == CCS_CHANNEL_VOICE && p->queues[0].priority == 0 && p->queues[0].order == CCS_ORDER_FIFO);
    cr_expect(
        t->routing.agent_selection == CCS_AGENT_SELECTION_LONGEST_IDLE && p->queues[0].limit == CCS_NONE && t->trunk == CCS_NONE);
    cr_expect(t->arrivals.n_rates == 0 && t->arrivals.day_factor == CCS_NONE &&
        t->arrivals.gap.kind == CCS_DISTRIBUTION_EXPONENTIAL && t->arrivals.gap.mean == 1);
    cr_expect(t->patience.kind == CCS_DISTRIBUTION_NONE && t->balk_frac == 0 && t->ivr.contained_frac == 0);
    cr_expect(t->ivr.time.kind == CCS_DISTRIBUTION_NONE && t->arrivals.initial_waiting == 0 && t->arrivals.initial_busy == 0);
    cr_expect(t->again.frac[CCS_RETRY_ABANDONED] == 0 && t->again.redial.decay == 1 && t->again.redial.max_attempts == CCS_NONE);
    cr_expect(t->again.redial.draws == CCS_DRAWS_FRESH && t->again.redial.delay.kind == CCS_DISTRIBUTION_NONE &&
        t->again.frac[CCS_RETRY_ANSWERED] == 0);
    cr_expect(t->target.n_within == 1 && t->target.within_s[0] == 20 && isnan(t->target.frac) && p->n_within == 1);
    cr_expect_eq(t->target.metric, CCS_METRIC_sl_offered);
    cr_expect(t->routing.n_tiers == 1 && t->routing.n_pairs == 1 && p->pairs[0].talk.mean == 60 &&
        p->pairs[0].wrap.kind == CCS_DISTRIBUTION_NONE);
    cr_expect(p->groups[0].contact_selection == CCS_CONTACT_SELECTION_PRIORITY &&
        p->groups[0].agent_selection == CCS_AGENT_SELECTION_LONGEST_IDLE);
    cr_expect(t->name_hash == ccs_stream_hash("type:a") && p->groups[0].name_hash == ccs_stream_hash("group:g"));
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.a: nothing arrives: neither arrivals nor an initial state is given\n");
}

Test(compile_plan, has_defaults_of_its_own_in_steady_mode)
{
    compile_sound(&got, "types:{a:{talk=60;" CALM "};};groups:{g:{staff=3;};};run:{mode=\"steady\";length=\"50 h\";};");
    cr_expect(got.plan.mode == CCS_MODE_STEADY && got.plan.replications == 1 && got.plan.warm_up_s == 0);
    cr_expect_eq(got.plan.n_cells, 52);
    cr_expect(got.plan.cells[0].end_s == 0 && !got.plan.cells[0].open, "an empty warm-up");
    cr_expect_str_eq(got.plan.cells[1].label, "batch 1");
    cr_expect_eq(got.plan.cells[50].end_s, 180000);
}

Test(compile_plan, reads_every_key_of_a_type)
{
    compile_sound(&got,
        "types:{a:{label=\"Crédits\";channel=\"video\";priority=-3;queue_order=\"lifo\";queue_limit=17;agent_selection=\"random\";"
        "arrivals:{per_hour=7;day_factor:{dist=\"lognormal\";cv=0.06;};};"
        "ivr:{contained=\"40 %\";time=\"45 s\";};balk=0.02;patience:{dist=\"weibull\";mean=\"5 min\";cv=1.1;};talk=\"2 "
        "min\";wrap=9;"
        "redial:{after_abandon=0.6;after_block=\"70 %\";after_balk=0.1;delay=\"15 min\";decay=0.9;max_attempts=5;"
        "draws=\"kept\";};"
        "reconnect:{probability=0.2;delay=400;decay=0.5;max_attempts=3;};"
        "target:{service_level=\"80 %\";within=[20,\"1 min\",5];short_abandon=\"4 s\";counted_as=\"sl_answered\";};initial:{waiting=2;busy=1;};};};"
        "groups:{g:{staff=3;label=\"General\";agent_selection=\"least_occupied\";};};"
        "trunks:{t:{lines=30;waiting_limit=12;label=\"Main\";};};title=\"All of it\";"
        "run:{seed=\"18446744073709551615\";replications=7;confidence=\"99 %\";};");
    const ccs_type_t *const t = &got.plan.types[0];

    cr_expect_str_eq(t->label, "Crédits");
    cr_expect(t->channel == CCS_CHANNEL_VIDEO && t->queue == 0);
    cr_expect(got.plan.queues[0].priority == -3 && got.plan.queues[0].order == CCS_ORDER_LIFO && got.plan.queues[0].limit == 17);
    cr_expect(t->routing.agent_selection == CCS_AGENT_SELECTION_RANDOM && t->ivr.contained_frac == 0.4 &&
        t->ivr.time.mean == 45 && t->balk_frac == 0.02);
    cr_expect(t->patience.kind == CCS_DISTRIBUTION_WEIBULL && fabs(t->patience.mean - 300) < 1e-6);
    cr_expect(t->again.frac[CCS_RETRY_ABANDONED] == 0.6 && t->again.frac[CCS_RETRY_BLOCKED] == 0.7 &&
        t->again.frac[CCS_RETRY_BALKED] == 0.1);
    cr_expect(t->again.redial.delay.mean == 900 && t->again.redial.decay == 0.9 && t->again.redial.max_attempts == 5 &&
        t->again.redial.draws == CCS_DRAWS_KEPT);
    cr_expect(t->again.frac[CCS_RETRY_ANSWERED] == 0.2 && t->again.reconnect.delay.mean == 400 &&
        t->again.reconnect.decay == 0.5 && t->again.reconnect.max_attempts == 3);
    cr_expect(t->target.n_within == 3 && t->target.within_s[1] == 60 && t->target.within_s[2] == 5 &&
        t->target.short_abandon_s == 4 && t->target.frac == 0.8);
    cr_expect_eq(t->target.metric, CCS_METRIC_sl_answered);
    cr_expect(t->arrivals.initial_waiting == 2 && t->arrivals.initial_busy == 1 && t->trunk == 0);
    cr_expect_str_eq(got.plan.groups[0].label, "General");
    cr_expect_eq(got.plan.groups[0].agent_selection, CCS_AGENT_SELECTION_LEAST_OCCUPIED);
    cr_expect(got.plan.trunks[0].lines == 30 && got.plan.trunks[0].waiting_limit == 12);
    cr_expect(got.plan.tiers[0].group == CCS_NONE, "a rule that looks at all");
    cr_expect(got.plan.seed == UINT64_MAX && got.plan.replications == 7 && got.plan.confidence == 0.99);
    cr_expect_str_eq(got.plan.title, "All of it");
}

Test(compile_plan, multiplies_quantities_however_they_are_written)
{
    static const char *const ways[] = {"per_hour=60;", "per_minute=1;", "per_day=1440;", "per_interval=30;",
        "gap={dist=\"exponential\";mean=60;};"};
    char text[512];

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(text, sizeof text,
            "factors:{volume=1.5;aht=1.1;patience=0.5;staff=0.9;};types:{a:{arrivals:{%s};talk={dist=\"exponential\";mean=100;};wrap=20;"
            "patience=300;factors:{volume=2;};};};groups:{g:{staff=16;factors:{staff=0.5;};};};",
            ways[i]);
        compile_sound(&got, text);
        cr_expect_float_eq(ccs_plan_fresh(&got.plan, 0), 24 * 180, 1e-6, "%s", text);
        cr_expect_float_eq(got.plan.pairs[0].mean_handle_s, 132, 1e-9);
        cr_expect_float_eq(got.plan.types[0].patience.mean, 150, 1e-9);
        cr_expect_float_eq(ccs_plan_agent_s(&got.plan, 0), 7.2 * 86400, 1e-6);
        compiled_free(&got);
    }
}

Test(compile_plan, takes_none_for_not_written)
{
    compile_sound(&got,
        "types:{a:{talk=60;" CALM
        "wrap=\"none\";redial=\"none\";queue_limit=\"none\";priority=\"none\";label=\"none\";};b=\"none\";};"
        "groups:{g:{staff=3;};};trunks=\"none\";clock=\"none\";run:{mode=\"steady\";length=\"1 h\";};");
    cr_expect_eq(got.plan.n_types, 1);
    cr_expect_eq(got.plan.n_trunks, 0);
    cr_expect_eq(got.plan.queues[0].limit, CCS_NONE);
    cr_expect_str_eq(got.plan.types[0].label, "none", "a text is a text");
}

/* --- laws of pairs ----------------------------------------------------------------------------------------------------- */

static const ccs_pair_t *pair_of(uint32_t type, uint32_t group)
{
    for (uint32_t i = 0; i < got.plan.n_pairs; i++)
        if (got.plan.pairs[i].type == type && got.plan.pairs[i].group == group) return &got.plan.pairs[i];
    cr_assert_fail("no pair %u, %u", (unsigned) type, (unsigned) group);
    return NULL;
}

Test(compile_plan, prefers_the_law_of_the_pair_then_of_the_group_then_of_the_type)
{
    compile_sound(&got,
        "types:{a:{talk=100;wrap=10;" CALM "groups=(\"x\",\"y\",\"z\");by_group:{x:{talk=70;};y:{wrap=7;};};};};"
        "groups:{x:{staff=1;talk=80;wrap=8;};y:{staff=1;talk=85;};z:{staff=1;};};");
    cr_expect(pair_of(0, 0)->talk.mean == 70 && pair_of(0, 0)->wrap.mean == 8);
    cr_expect(pair_of(0, 1)->talk.mean == 85 && pair_of(0, 1)->wrap.mean == 7);
    cr_expect(pair_of(0, 2)->talk.mean == 100 && pair_of(0, 2)->wrap.mean == 10);
    cr_expect_eq(pair_of(0, 0)->mean_handle_s, 78);
}

Test(compile_plan, knows_when_talk_times_differ_by_a_factor_only)
{
    compile_sound(&got,
        "types:{a:{talk:{dist=\"exponential\";mean=200;};" CALM "groups=([\"x\",\"y\"]);};"
        "b:{talk:{dist=\"gamma\";mean=200;cv=0.7;};" CALM "groups=(\"y\",\"x\");};};"
        "groups:{x:{staff=1;};y:{staff=1;talk:{dist=\"exponential\";mean=477;};};};");
    cr_expect_eq(pair_of(0, 0)->talk_ratio, 1);
    cr_expect_float_eq(pair_of(0, 1)->talk_ratio, 2.385, 1e-12);
    cr_expect(isnan(pair_of(1, 0)->talk_ratio) && isnan(pair_of(1, 1)->talk_ratio),
        "one that does not fit spoils all of the type");
}

/* --- heads ------------------------------------------------------------------------------------------------------------ */

Test(compile_plan, the_head_of_a_type_says_what_the_type_says)
{
    compile_sound(&got,
        "types:{a:{talk=60;arrivals:{per_hour=1;};groups=(\"x\",\"y\");};b:{talk=60;arrivals:{per_hour=1;};groups=\"y\";patience=30;balk=0.1;"
        "redial:{after_abandon=0.2;after_block=0.3;after_balk=0.4;};reconnect:{probability=0.5;};ivr:{contained=0.1;};"
        "target:{within=[20,30];};};};groups:{x:{staff=1;};y:{staff=1;};};trunks:{l:{lines=3;types=[\"b\"];};};");
    const ccs_type_head_t *const a = &got.plan.heads[0], *const b = &got.plan.heads[1];

    cr_expect(a->first_tier == 0 && a->end_tier == 2 && a->trunk == CCS_NONE && a->n_within == 1 && !a->has_ivr && !a->abandons);
    cr_expect(b->first_tier == 2 && b->end_tier == 3 && b->trunk == 0 && b->n_within == 2 && b->has_ivr && b->abandons);
    cr_expect(a->balk_frac == 0 && b->balk_frac == 0.1 && b->queue == got.plan.types[1].queue);
    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) {
        const double fracs[] = {0.2, 0.3, 0.4, 0.5};

        cr_expect(a->retry_frac[cause] == 0 && b->retry_frac[cause] == fracs[cause], "%d", cause);
    }
}

/* --- tiers and orders -------------------------------------------------------------------------------------------------- */

Test(compile_plan, keeps_tiers_in_the_order_written)
{
    compile_sound(&got,
        "types:{a:{talk=60;" CALM "groups=(\"z\",[\"y\",\"x\"]);};b:{talk=60;" CALM "groups=\"y\";};};"
        "groups:{x:{staff=1;};y:{staff=1;};z:{staff=1;};};");
    const ccs_plan_t *const p = &got.plan;
    const uint32_t wanted[] = {2, 1, 0, 1};

    cr_assert(p->n_tiers == 3 && p->n_tier_pairs == 4 && p->n_pairs == 4);
    cr_expect(
        p->tiers[0].n_pairs == 1 && p->tiers[1].n_pairs == 2 && p->tiers[2].n_pairs == 1 && p->types[1].routing.first_tier == 2);
    cr_expect(p->tiers[0].group == p->pairs[p->tier_pairs[0]].group && p->tiers[0].pair == p->tier_pairs[0],
        "one group: its head");
    cr_expect(p->tiers[1].group == CCS_NONE && p->tiers[1].pair == CCS_NONE, "two: a rule");
    for (uint32_t i = 0; i < 4; i++) {
        const ccs_pair_t *const pair = &p->pairs[p->tier_pairs[i]];

        cr_expect(pair->group == wanted[i] && pair->type == (i == 3), "%u", (unsigned) i);
    }
    for (uint32_t i = 1; i < p->n_pairs; i++)
        cr_expect(p->pairs[i].type * 9 + p->pairs[i].group > p->pairs[i - 1].type * 9 + p->pairs[i - 1].group,
            "sorted by type and group");
}

static void expect_order(uint32_t group, const char *types)
{
    const ccs_group_t *const g = &got.plan.groups[group];
    char text[64] = "";

    for (uint32_t i = g->first_order; i < g->first_order + g->n_order; i++) {
        strcat(text, got.plan.types[ccs_plan_order_type(&got.plan, i)].name);
        cr_expect(got.plan.types[ccs_plan_order_type(&got.plan, i)].queue == got.plan.order_queues[i] &&
            got.plan.pairs[got.plan.order_pairs[i]].group == group);
    }
    cr_expect_str_eq(text, types);
}

Test(compile_plan, orders_types_by_priority_then_as_they_stand_or_as_listed)
{
    compile_sound(&got,
        "types:{a:{talk=60;" CALM "groups=(\"x\",\"y\");};b:{talk=60;" CALM "priority=5;groups=(\"x\",\"y\");};"
        "c:{talk=60;" CALM "groups=(\"x\",\"y\");};d:{talk=60;" CALM "priority=-1;groups=\"x\";};};"
        "groups:{x:{staff=2;};y:{staff=1;contact_selection=\"listed\";order=[\"c\",\"b\",\"a\"];};};");
    expect_order(0, "bacd");
    expect_order(1, "cba");
    cr_expect_eq(got.plan.n_orders, 7);
}

/* --- skills ------------------------------------------------------------------------------------------------------------ */

/* Types a, b, c of 60 s and 20 s of wrap; groups x and y with these skills, z without any. */
#define SKILLED(of_a, x, y)                                                                                                      \
    "types:{a:{talk=60;wrap=20;" CALM of_a "};b:{talk={dist=\"gamma\";mean=60;cv=0.7;};" CALM "priority=3;};"                    \
    "c:{talk=60;" CALM "groups=\"z\";};};groups:{x:{staff=2;skills:{" x "};};y:{staff=1;skills:{" y "};};z:{staff=1;};};"

Test(compile_plan, skills_say_who_serves_a_type_that_lists_nobody_and_how_fast)
{
    compile_sound(&got, SKILLED("groups=(\"y\",\"x\");", "a:{speed=1.25;quality=-0.5;};b:{};", "b:{speed=0.5;};a:{};"));
    const ccs_plan_t *const p = &got.plan;
    const ccs_pair_t *const pairs = p->pairs;

    cr_assert_eq(p->n_pairs, 5);
    cr_expect(p->types[0].routing.n_tiers == 2 && p->types[1].routing.n_tiers == 1 && p->types[2].routing.n_tiers == 1);
    const ccs_tier_t *const both = &p->tiers[p->types[1].routing.first_tier];

    cr_expect(both->n_pairs == 2 && both->group == CCS_NONE, "b lists nobody: x and y are tried together");
    cr_expect(pairs[0].group == 0 && pairs[0].talk.mean == 48 && pairs[0].wrap.mean == 16 && pairs[0].mean_handle_s == 64);
    cr_expect(pairs[0].speed == 1.25 && pairs[0].quality == -0.5 && pairs[1].speed == 1 && pairs[1].quality == 0);
    cr_expect(pairs[1].group == 1 && pairs[1].talk.mean == 60 && pairs[1].talk_ratio == 1.25 && !pairs[1].wrap_is_shared);
    cr_expect(pairs[2].talk.mean == 60 && pairs[3].talk_ratio == 2 && fabs(pairs[3].talk.sd - 84) < 1e-9, "one draw serves both");
}

Test(compile_plan, skills_order_the_types_of_a_group)
{
    compile_sound(&got, SKILLED("", "a:{priority=7;};b:{};", "b:{priority=-1;};a:{priority=-1;};"));
    expect_order(0, "ab");
    expect_order(1, "ab");
    const uint32_t first = got.plan.groups[1].first_order;

    cr_expect(got.plan.order_priorities[0] == 7 && got.plan.order_priorities[1] == 3, "3 is b's own");
    cr_expect(got.plan.order_priorities[first] == -1 && got.plan.order_priorities[first + 1] == -1);
}

/* --- day factors ------------------------------------------------------------------------------------------------------- */

Test(compile_plan, shares_a_day_factor_by_name)
{
    compile_sound(&got,
        "day_factors:{weather:{dist=\"gamma\";cv=0.2;};};"
        "types:{a:{talk=60;patience=60;arrivals:{per_hour=1;day_factor=\"weather\";};};"
        "b:{talk=60;patience=60;arrivals:{per_hour=1;day_factor:{dist=\"gamma\";shape=25;};};};"
        "c:{talk=60;patience=60;arrivals:{per_hour=1;day_factor=\"weather\";};};};groups:{g:{staff=3;};};");
    const ccs_plan_t *const p = &got.plan;

    cr_assert_eq(p->n_factors, 2);
    cr_expect(
        p->types[0].arrivals.day_factor == 0 && p->types[2].arrivals.day_factor == 0 && p->types[1].arrivals.day_factor == 1);
    cr_expect_eq(p->factors[0].name_hash, ccs_stream_hash("day_factor:weather"));
    cr_expect_eq(p->factors[1].name_hash, ccs_stream_hash("type:b"));
    cr_expect_float_eq(p->factors[0].law.sd, 0.2, 1e-9);
    cr_expect(fabs(p->factors[1].law.mean - 1) < 1e-9 && fabs(p->factors[1].law.sd - 0.2) < 1e-9);
}

/* --- there and back ---------------------------------------------------------------------------------------------------- */

static void expect_same_tables(const ccs_plan_t *a, const ccs_plan_t *b)
{
    cr_assert(
        a->n_cells == b->n_cells && a->n_rates == b->n_rates && a->n_staff_steps == b->n_staff_steps && a->n_pairs == b->n_pairs);
    cr_expect(a->n_days == b->n_days && a->end_s == b->end_s && a->seed == b->seed && a->replications == b->replications);
    for (uint32_t i = 0; i < a->n_cells; i++)
        cr_expect(a->cells[i].start_s == b->cells[i].start_s && a->cells[i].open == b->cells[i].open);
    if (a->n_rates > 0) cr_expect_arr_eq(a->rates, b->rates, a->n_rates * sizeof *a->rates);
    cr_expect_arr_eq(a->staff_steps, b->staff_steps, a->n_staff_steps * sizeof *a->staff_steps);
    for (uint32_t i = 0; i < a->n_pairs; i++) {
        cr_expect(a->pairs[i].type == b->pairs[i].type && a->pairs[i].group == b->pairs[i].group);
        cr_expect_eq(ccs_distribution_at(&a->pairs[i].talk, 0.385), ccs_distribution_at(&b->pairs[i].talk, 0.385));
        cr_expect_eq(a->pairs[i].mean_handle_s, b->pairs[i].mean_handle_s);
    }
}

static void expect_same_types(const ccs_plan_t *a, const ccs_plan_t *b)
{
    cr_assert(a->n_types == b->n_types && a->n_tier_pairs == b->n_tier_pairs);
    cr_expect_arr_eq(a->tier_pairs, b->tier_pairs, a->n_tier_pairs * sizeof *a->tier_pairs);
    for (uint32_t i = 0; i < a->n_types; i++) {
        const ccs_type_t *const x = &a->types[i], *const y = &b->types[i];

        cr_expect_str_eq(x->name, y->name);
        cr_expect(ccs_plan_queue(a, x)->priority == ccs_plan_queue(b, y)->priority && x->balk_frac == y->balk_frac &&
            x->patience.mean == y->patience.mean);
        cr_expect(x->again.frac[CCS_RETRY_ABANDONED] == y->again.frac[CCS_RETRY_ABANDONED] &&
            x->again.redial.delay.sd == y->again.redial.delay.sd);
        cr_expect(x->target.within_s[0] == y->target.within_s[0] && x->arrivals.day_factor == y->arrivals.day_factor &&
            x->trunk == y->trunk);
    }
}

/* A scenario, completed, printed and read again, is the same plan. */
static void expect_round_trip(const char *text)
{
    compile_text(&got, text);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_value_t *const complete = ccs_complete_keys(got.root, &got.arena);
    const char *const printed = ccs_scenario_print(complete, &got.arena);

    compile_text(&again, printed);
    cr_assert_eq(again.ret, 0, "%s\n%s", again.messages, printed);
    expect_same_tables(&got.plan, &again.plan);
    expect_same_types(&got.plan, &again.plan);
    const char *const twice = ccs_scenario_print(ccs_complete_keys(again.root, &again.arena), &again.arena);

    cr_expect_str_eq(twice, printed, "a complete scenario is complete");
}

static const char OFFICE[] =
    "title = \"Two queues, one office day\";\n"
    "clock: { timezone = \"America/New_York\"; start = \"2026-03-06\"; days = 4; open: { weekdays = \"08:00-18:00\"; sat "
    "= \"09:00-11:00\"; }; };\n"
    "day_factors: { weather: { dist = \"lognormal\"; cv = 0.06; }; };\n"
    "types: {\n"
    "  service: {\n"
    "    arrivals: { per_day: { weekdays = 1800; sat = 312.5; }; day_factor = \"weather\"; };\n"
    "    patience: { dist = \"exponential\"; mean = \"5 min\"; };\n"
    "    talk: { dist = \"lognormal\"; mean = \"3 min 20 s\"; cv = 0.9; };\n"
    "    wrap = \"30 s\";\n"
    "    redial: { after_abandon = \"60 %\"; delay: { dist = \"exponential\"; mean = \"10 min\"; }; };\n"
    "    target: { service_level = \"80 %\"; within = \"23.85 s\"; };\n"
    "    groups = (\"general\");\n"
    "  };\n"
    "  sales: { like = \"service\"; arrivals: { per_hour = 42; day_factor = \"none\"; }; priority = 1; groups = "
    "(\"closers\", [\"general\", \"overflow\"]); };\n"
    "};\n"
    "groups: {\n"
    "  general: { staff: { weekdays = [10, 14, 18, 22, 24, 24, 22, 20, 20, 21, 22, 22, 21, 20, 18, 16, 14, 12, 10, 10]; "
    "sat = 9; }; };\n"
    "  closers: { staff = 5; talk = 100; };\n"
    "  overflow: { staff = 2; };\n"
    "};\n"
    "trunks: { main: { lines = 60; }; };\n";

Test(compile_plan, survives_completion_printing_and_reading)
{
    expect_round_trip(OFFICE);
    cr_expect_eq(got.plan.n_days, 4);
    cr_expect(got.plan.queues[1].priority == 1 && got.plan.types[1].patience.mean == 300 &&
        got.plan.types[1].arrivals.day_factor == CCS_NONE);
}

Test(compile_plan, survives_completion_in_steady_mode_and_with_nothing_said)
{
    expect_round_trip("types:{a:{talk=60;" CALM "};};groups:{g:{staff=3;};};run:{mode=\"steady\";length=\"50 h\";};");
    free_both();
    expect_round_trip("types:{a:{talk=60;};};groups:{g:{staff=3;};};");
    cr_expect_not_null(strstr(ccs_scenario_print(ccs_complete_keys(got.root, &got.arena), &got.arena), "groups = [\"g\"];"));
}
