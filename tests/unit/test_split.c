/* test_split.c - what is wrong of types that are parted, and of groups of whom some work at home, is told once, at the key that was written. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "deferred.h"
#include "support.h"
#include "switching.h"

#define CASE(types, groups)                                                                                                      \
    "clock:{open=\"08:00-18:00\";};types:{s:{arrivals:{per_hour=10;};talk=300;" types "};};groups:{" groups "};"
#define LANGUAGES "languages:{en:{share=0.8;};es:{share=0.2;relax_after=20;};};"
#define GROUPS    "a:{staff=3;site=\"n\";languages:{en:{};es:{};};};b:{staff=2;site=\"n\";languages:{en:{};};};"
#define SITES     "sites:{n:{};o:{};};translations:{t:{from=\"es\";to=\"en\";handle_time=1.2;};};"

Test(split, tells_what_is_wrong_once)
{
    static const char *const cases[][2] = {
        {CASE("queue_order=\"due\";groups=(\"a\",\"b\");" LANGUAGES, GROUPS) SITES,
            "test.cfg:1: types.s.languages.es.relax_after: needs queue_order = \"fifo\": others serve those who wait in the order in which they came; leave out one of the two\n"},
        {CASE("queue_order=\"lifo\";groups=(\"a\");site_shares:{n=1;};overflow:{after=30;};", GROUPS) SITES,
            "test.cfg:1: types.s.overflow.after: needs queue_order = \"fifo\": others serve those who wait in the order in which they came; leave out one of the two\n"},
        {CASE("groups=(\"a\",\"b\");site_shares:{n=1;o=1;};" LANGUAGES, GROUPS) SITES,
            "test.cfg:1: types.s.site_shares: no group of the type is at site o\n"},
        {CASE("site_shares:{n=1;o=1;};" LANGUAGES, GROUPS) SITES,
            "test.cfg:1: types.s.site_shares: needs groups = ( ... ): those of all sites\n"
            "test.cfg:1: types.s.groups: is required, as there are several groups: expected a list of group names, each tried after the one before; a list of names within it is tried together\n"},
        {CASE("", "a:{staff=3;remote:{share=0.5;set_up=60;};};"),
            "test.cfg:1: groups.a.remote.set_up: is of persons: it needs shifts in the place of staff\n"}};
    static compiled_t got;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compile_text(&got, cases[i][0]);
        cr_expect_str_eq(got.messages, cases[i][1]);
        compiled_free(&got);
    }
}

/* 35 an hour, all of whom are transferred: to the language in which they came where it has a share of those who come there, else to all. */
#define LEADS(english, french)                                                                                                   \
    "clock:{open=\"08:00-09:00\";};types:{c:{arrivals:{gap=100;};talk=1;language=\"fr\";transfer:{t:{probability=1;};};};"       \
    "t:{talk=10;languages:{en:{share=" english ";};fr:{share=" french ";};};};};groups:{g:{staff=5;};};run:{seed=3;};"

static double talk_of(const run_t *run, const char *type)
{
    return pair_total(run, pair_of(run->plan, type, "g"), CCS_FACT_talk);
}

Test(split, nobody_is_lost_on_the_way_to_a_language_without_a_share)
{
    run_t *run = run_text(LEADS("1", "0"));

    cr_expect_eq(talk_of(run, "t_en"), 10 * talk_of(run, "c"));
    cr_expect_gt(talk_of(run, "c"), 30);
    run_delete(run);
    run = run_text(LEADS("0.9", "0.1"));
    cr_expect_eq(talk_of(run, "t_fr"), 10 * talk_of(run, "c"));
    run_delete(run);
}

/* Mails of two languages, and calls of as many; whatever `keys` says of mails. */
#define TWO_WAYS(of_mails, keys)                                                                                                  \
    "clock:{open=\"08:00-18:00\";};groups:{g:{staff=5;};};types:{m:{channel=\"email\";arrivals:{per_hour=10;};talk=300;" of_mails \
        keys                                                                                                                      \
    "};b:{talk=60;};c:{talk=60;predictor=\"queue_length\";languages:{en:{share=0.25;};es:{share=0.75;};};};d:{talk=60;};};"

static uint32_t type_named(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (!strcmp(plan->types[i].name, name)) return i;
    cr_assert_fail("no type %s", name);
    return CCS_NONE;
}

/* @return the rows of the type; their number is to be n */
static const ccs_switch_t *ways_of(const ccs_plan_t *plan, const char *type, uint32_t n)
{
    const uint32_t id = type_named(plan, type);

    cr_assert_eq(plan->switching->first[id + 1] - plan->switching->first[id], n);
    return &plan->switching->rows[plan->switching->first[id]];
}

Test(split, offers_and_choices_lead_to_the_part_of_the_own_language)
{
    static compiled_t got;

    compile_text(&got,
        TWO_WAYS("languages:{en:{share=0.5;};es:{share=0.5;};};", "switch:{b:{accept=0.1;};c:{accept=0.6;};d:{accept=0.2;};};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_switch_t *row = ways_of(&got.plan, "m_es", 3);
    cr_expect_eq(row[0].to, type_named(&got.plan, "b"), "offers are made in the order in which they stand");
    cr_expect_eq(row[1].to, type_named(&got.plan, "c_es"));
    cr_expect_eq(row[1].accept_frac, 0.6);
    cr_expect_eq(row[2].to, type_named(&got.plan, "d"));
    cr_expect_eq(ways_of(&got.plan, "m_en", 3)[1].to, type_named(&got.plan, "c_en"));
    compiled_free(&got);
}

Test(split, offers_and_choices_without_a_language_go_to_each_part_by_its_share)
{
    static compiled_t got;

    compile_text(&got, TWO_WAYS("", "switch:{c:{accept=0.6;};d:{accept=0.2;};};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_switch_t *row = ways_of(&got.plan, "m", 3);
    cr_expect_float_eq(row[0].accept_frac, 0.15, 1e-12);
    cr_expect_float_eq((1 - row[0].accept_frac) * row[1].accept_frac, 0.45, 1e-12, "three in four of those who accept");
    cr_expect_eq(row[2].accept_frac, 0.2);
    compiled_free(&got);
    compile_text(&got, TWO_WAYS("", "predictor=\"queue_length\";choose:{wait=-0.5;among:{c:{preference=0.3;};};};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    row = ways_of(&got.plan, "m", 2);
    cr_expect_float_eq(row[0].odds, 0.25 * exp(0.3), 1e-9);
    cr_expect_float_eq(row[1].odds, 0.75 * exp(0.3), 1e-9);
    compiled_free(&got);
}

/* The last part is left with all, whatever the shares are rounded to. */
Test(split, an_offer_that_all_accept_is_one_of_parts_too)
{
    static const char *const parts =
        "clock:{open=\"08:00-18:00\";};groups:{g:{staff=5;};};types:{m:{channel=\"email\";arrivals:{per_hour=10;};talk=300;%s};"
        "c:{talk=60;predictor=\"queue_length\";segments:{u:{share=%g;};v:{share=%g;};w:{share=%g;};};};};";
    static compiled_t got;
    char cfg[1024];

    for (uint32_t i = 1; i <= 33; i++) {
        snprintf(cfg, sizeof cfg, parts, "switch:{c:{accept=1;};};", i / 100.0, 2 * i / 100.0, 1 - 3 * i / 100.0);
        compile_text(&got, cfg);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        cr_expect_float_eq(ways_of(&got.plan, "m", 3)[2].accept_frac, 1, 1e-12);
        compiled_free(&got);
    }
    snprintf(cfg, sizeof cfg, parts, "switch:{c:{accept=1.5;};};", 0.5, 0.25, 0.25);
    compile_text(&got, cfg);
    cr_expect_neq(got.ret, 0, "what is no share stays none");
    compiled_free(&got);
}

Test(split, what_is_hardly_ever_chosen_stays_a_preference)
{
    static compiled_t got;

    compile_text(&got,
        "clock:{open=\"08:00-18:00\";};groups:{g:{staff=5;};};types:{m:{channel=\"email\";arrivals:{per_hour=10;};talk=300;choose:{among:{c:{preference=-15;};};};};"
        "c:{talk=60;predictor=\"queue_length\";segments:{u:{share=0.999;};v:{share=0.001;};};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    const ccs_switch_t *const row = ways_of(&got.plan, "m", 2);
    cr_expect_float_eq(row[0].odds, 0.999 * exp(-15), 1e-12);
    cr_expect_float_eq(row[1].odds, exp(-20), 1e-15);
    compiled_free(&got);
}

Test(split, who_chases_does_so_in_their_language)
{
    static compiled_t got;

    compile_text(&got, TWO_WAYS("languages:{en:{share=0.5;};es:{share=0.5;};};target:{within=600;};", "chase:{through=\"c\";};"));
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    cr_expect_eq(got.plan.deferred[type_named(&got.plan, "m_es")].chase->through, type_named(&got.plan, "c_es"));
    cr_expect_eq(got.plan.deferred[type_named(&got.plan, "m_en")].chase->through, type_named(&got.plan, "c_en"));
    compiled_free(&got);
    compile_text(&got, TWO_WAYS("target:{within=600;};", "chase:{through=\"c\";};"));
    cr_expect_str_eq(got.messages,
        "test.cfg:1: types.c.languages: a type that types.*.chase.through names can only be parted where one part has the language, or the segment, of those who come that way: say theirs, or name a part there\n");
    compiled_free(&got);
}

Test(split, a_notice_of_an_outage_means_all_parts)
{
    static compiled_t got;

    compile_text(&got,
        CASE("groups=(\"a\",\"b\");languages:{en:{share=0.8;};es:{share=0.2;};};", GROUPS) SITES
        "outages:{o:{hours=\"09:00-10:00\";notice:{types=[\"s\"];share=0.5;};};};");
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    for (uint32_t i = 0; i < 2; i++) cr_expect(got.plan.outages[0].notice.of[i]);
    compiled_free(&got);
}

/* A thousand customers are 200 and 800, whoever says how many there are. */
Test(split, parts_have_the_customers_of_their_share)
{
    static const char *const said[][2] = {{"customers=1000;", ""}, {"", "outcomes:{customers=1000;};"}, {"", ""}};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const double all = i < 2 ? 1000 : 0;
        char cfg[1000];
        compiled_t got;

        snprintf(cfg, sizeof cfg,
            CASE("outcomes:{resolved=0.7;%schurn:{never=0.1;};};segments:{gold:{share=0.2;};plain:{share=0.8;};};",
                "a:{staff=3;};") "%s",
            said[i][0], said[i][1]);
        compile_text(&got, cfg);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        cr_expect_float_eq(got.plan.outcomes[type_of(&got.plan, "s_gold")].customers, 0.2 * all, 1e-9);
        cr_expect_float_eq(got.plan.outcomes[type_of(&got.plan, "s_plain")].customers, 0.8 * all, 1e-9);
        compiled_free(&got);
    }
}
