/* test_load_run.c - loads told beforehand against the work that agents have done: what limits contacts ahead of a queue, and who goes or comes by another way. Talks are constant, so that the work of a run
 * of n contacts is theirs within 4 / sqrt(n) for a Poisson process; the mean over the whole run is compared, in agents. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "load.h"
#include "support.h"

static run_t *run;
static ccs_load_t load;

static void finish(void)
{
    ccs_load_free(&load);
    run_delete(run);
    run = NULL;
}

TestSuite(load_run, .fini = finish);

/* Erlang of a type over the counted cells, as it is told. @param agents  receives the mean number of agents of all groups */
static double told(uint32_t type, double *agents)
{
    double sum = 0, length_s = 0;

    *agents = 0;
    cr_assert_eq(ccs_load_init(&load, run->plan), 0);
    while (ccs_load_next(&load)) {
        const ccs_cell_t *const cell = &run->plan->cells[load.cell];
        const double cell_s = cell->end_s - cell->start_s;

        sum += ccs_load_of(&load, type) * cell_s;
        for (uint32_t g = 0; g < run->plan->n_groups; g++) *agents += load.agents[g] * cell_s;
        length_s += cell_s;
    }
    *agents /= length_s;
    return sum / length_s;
}

/* Erlang of a type over the counted cells, as it was. @param contacts  receives how many agents have answered */
static double simulated(uint32_t type, double *contacts)
{
    const ccs_routing_t *const routing = &run->plan->types[type].routing;
    double talk_s = 0, length_s = 0;

    *contacts = type_total(run, type, CCS_FACT_answered);
    for (uint32_t p = routing->first_pair; p < routing->first_pair + routing->n_pairs; p++)
        talk_s += pair_total(run, p, CCS_FACT_talk);
    for (uint32_t c = 0; c < run->plan->n_cells; c++)
        if (run->plan->cells[c].open && c - run->plan->first_counted < run->plan->n_counted)
            length_s += run->plan->cells[c].end_s - run->plan->cells[c].start_s;
    return talk_s / length_s;
}

/* @param slack  in addition to 4 standard errors, of the load: for what theory leaves out */
static void expect_as_told(const char *cfg, const char *name, double slack)
{
    double agents, contacts;
    bool found = false;

    finish();
    run = run_text(cfg);
    for (uint32_t type = 0; type < run->plan->n_types; type++) {
        if (strcmp(run->plan->types[type].name, name) != 0) continue;
        const double is = simulated(type, &contacts), said = told(type, &agents);

        found = true;
        cr_expect_float_eq(is, said, said * (4 / sqrt(contacts) + slack), "%s: %g told, %g simulated of %g contacts", name, said,
            is, contacts);
        ccs_load_free(&load);
    }
    cr_expect(found, "no type %s", name);
}

#define DAYS "clock:{open=\"08:00-18:00\";days=40;};run:{seed=3;};"
#define FLOW(nodes, more)                                                                                                                \
    DAYS                                                                                                                                 \
        "types:{s:{flow=\"f\";arrivals:{per_hour=200;};talk=90;groups=(\"g\");};};groups:{g:{staff=30;};};flows:{f:{start=\"bot\";" more \
        "nodes:{" nodes "};};};"
#define BOT(more) "bot:{time={dist=\"exponential\";mean=120;};success=0.6;otherwise=\"queue\";" more "};"

/* 200 an hour for two minutes each are 6.7 sessions: of five, Erlang B turns 41 % away, who ask for an agent. */
Test(load_run, of_a_bot_whose_sessions_are_in_use)
{
    expect_as_told(FLOW(BOT("sessions=5;"), ""), "s", 0);
}

/* Patience and the longest wait end waits; a bot with a small queue; and one that is never left. */
Test(load_run, of_a_queue_in_front_of_a_bot)
{
    expect_as_told(FLOW(BOT("sessions=5;when_full=\"wait\";max_wait=60;patience={dist=\"exponential\";mean=90;};"), ""), "s", 0);
    expect_as_told(FLOW(BOT("sessions=5;when_full=\"wait\";queue_limit=3;"), ""), "s", 0);
    expect_as_told(FLOW(BOT("sessions=5;when_full=\"wait\";max_wait=30;"), ""), "s", 0);
}

/* Who finds no session is asked to try once more, and half do so: the visits of the bot hang on how many find none. The second try follows so closely upon the first that Poisson theory is 3 % off. */
Test(load_run, of_a_bot_to_which_contacts_come_back)
{
    expect_as_told(
        FLOW(
            "bot:{time={dist=\"exponential\";mean=120;};success=0.6;otherwise=\"busy\";sessions=5;};busy:{time=60;choices:{again:{share=0.5;next=\"bot\";};other:{share=0.5;next="
            "\"queue\";};};};",
            ""),
        "s", 0.03);
}

/* Six ports for 6.7 contacts at once. */
Test(load_run, of_a_flow_whose_ports_are_in_use)
{
    expect_as_told(FLOW(BOT(""), "ports=6;"), "s", 0);
}

/* From 13:45 on, in the middle of an interval, all ask for an agent but a tenth who hang up. */
Test(load_run, of_a_flow_with_hours)
{
    expect_as_told(FLOW(BOT("") "message:{time=5;hang_up=0.1;next=\"queue\";};", "open=\"08:00-13:45\";closed=\"message\";"), "s",
        0);
}

/* Ten seats for thirteen agents, six of whom come at noon; nobody waits for less than an hour, and there is work for 14: what agents do is what they can do. */
Test(load_run, of_a_site_has_the_agents_who_have_a_seat)
{
    double agents, contacts;

    run = run_text(
        "clock:{open=\"08:00-18:00\";days=10;at_close=\"clear\";};run:{seed=3;};sites:{n:{seats=10;};};types:{s:{arrivals:{per_hour=280;};talk=180;groups=(\"g\",\"h\");patience=3600;};};"
        "groups:{g:{staff=((\"08:00\",2),(\"12:00\",8));site=\"n\";};h:{staff=5;site=\"n\";};};");
    (void) told(0, &agents);
    cr_expect_float_eq(agents, 0.4 * 7 + 0.6 * 10, 1e-9);
    cr_expect_float_eq(simulated(0, &contacts), agents, 0.01 * agents, "%g", simulated(0, &contacts));
    cr_expect(load.seated[0] == 5 && load.seated[1] == 5, "who had one keeps it");
}

/* After 15:00 two fifths of the calls, of those as well who call again, go to the chat, where all of them explain again. */
#define CALLS(row)                                                                                                               \
    DAYS                                                                                                                         \
        "types:{c:{arrivals:{per_hour=100;};talk=180;groups=(\"g\");reconnect:{probability=0.3;delay=300;};switch:{t:{" row      \
        "accept=0.4;context_kept=0;re_explain=30;};};};t:{channel=\"chat\";talk=120;groups=(\"g\");};};groups:{g:{staff=30;};};"

Test(load_run, of_who_goes_to_another_channel_by_the_clock)
{
    expect_as_told(CALLS("when=\"time_of_day >= 15:00\";"), "c", 0);
    expect_as_told(CALLS("when=\"time_of_day >= 15:00\";"), "t", 0);
    expect_as_told(CALLS(""), "c", 0);
    expect_as_told(CALLS(""), "t", 0);
}

/* A condition that hangs on what happens holds as often as the scenario expects: here always, as there are agents. */
Test(load_run, of_who_goes_to_another_channel_as_expected)
{
    expect_as_told(CALLS("when=\"staffed(g) > 10\";expected=1;"), "t", 0);
    expect_as_told(CALLS("when=\"staffed(g) < 10\";"), "c", 0);
}

/* Mail is worked off by whom calls leave, 1.5 agents too few of 8: from the second day on it is late, and three tenths of the customers call. Chance makes some late where a fluid has none: 5 %. */
Test(load_run, of_customers_who_chase_what_is_late)
{
    expect_as_told(
        "clock:{open=\"08:00-18:00\";days=20;at_close=\"carry\";};run:{seed=3;};types:{mail:{channel=\"email\";arrivals:{per_hour=60;};talk=360;groups=(\"g\");"
        "target:{service_level=0.8;within=\"4 h\";of=\"resolution\";clock=\"business_hours\";};chase:{through=\"calls\";probability=0.3;after={dist=\"exponential\";mean="
        "\"2 h\";};original=\"closed\";};};calls:{priority=5;arrivals:{per_hour=10;};talk=180;groups=(\"g\");};};groups:{g:{staff=((\"08:00\",4),(\"13:00\",6));};};",
        "calls", 0.05);
}
