/* test_split.c - what is wrong of types that are parted, and of groups of whom some work at home, is told once, at the key that was written. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "compile_case.h"
#include "support.h"

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
