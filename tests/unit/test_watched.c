/* test_watched.c - figures of single agents: runs whose every stretch can be worked out by hand, and how evenly something is spread. Opening is at 08:00,
 * there are three intervals of ten minutes; times in comments are seconds after opening. That agents have together what their group has is verified at the
 * end of every run (life/watch.h). */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "dataset.h"
#include "result.h"
#include "support.h"

static run_t *run;
static experiment_t *experiment;

static void finish(void)
{
    run_delete(run);
    experiment_delete(experiment);
}

TestSuite(watched, .fini = finish);

#define DAY(more) "clock:{open=\"08:00-08:30\";interval=\"10 min\";};run:{agents=\"each\";};" more

/* A fact of an agent in the three open cells. */
static void expect_cells(uint32_t agent, enum ccs_agent_fact fact, double a, double b, double c)
{
    const double expected[] = {a, b, c};

    for (uint32_t cell = 0; cell < 3; cell++) {
        const double found = ccs_facts_agent(&run->replication.flow.facts, cell, agent)[fact];

        cr_expect_float_eq(found, expected[cell], 1e-9, "%s of agent %u in cell %u: %g, not %g", CCS_AGENT_FACTS[fact].name,
            agent, cell, found, expected[cell]);
    }
}

/* Contacts come at 250, 500, ..., 1750 and talk for 300: the first agent has those of 250, 750, ..., the second those of 500, 1000, 1500. */
static const char *const IN_TURN = DAY("types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{staff=2;};};");

Test(watched, counts_what_each_agent_does)
{
    run = run_text(IN_TURN);
    expect_cells(0, CCS_FACT_logged_in_area, 600, 600, 600);
    expect_cells(0, CCS_FACT_idle_area, 300, 300, 250);
    expect_cells(0, CCS_FACT_talking_area, 300, 300, 350);
    expect_cells(0, CCS_FACT_taken, 1, 1, 2);
    expect_cells(0, CCS_FACT_talks_done, 1, 1, 1);
    expect_cells(0, CCS_FACT_talk_done, 300, 300, 300);
    expect_cells(0, CCS_FACT_idle_stretches, 2, 1, 1);
    expect_cells(0, CCS_FACT_longest_idle, 250, 200, 200);
    expect_cells(0, CCS_FACT_longest_busy, 300, 300, 300);
    expect_cells(0, CCS_FACT_gaps, 0, 1, 2);
    expect_cells(0, CCS_FACT_gap, 0, 200, 400);
    expect_cells(1, CCS_FACT_idle_area, 500, 200, 200);
    expect_cells(1, CCS_FACT_taken, 1, 1, 1);
    expect_cells(1, CCS_FACT_longest_idle, 500, 200, 200);
}

/* Both are idle up to 250, one of the two up to 500, none up to 550, and then one again. */
Test(watched, shares_idle_time_evenly_by_those_who_are_there)
{
    run = run_text(IN_TURN);
    expect_cells(0, CCS_FACT_even_idle_area, 400, 250, 225);
    expect_cells(1, CCS_FACT_even_idle_area, 400, 250, 225);
    expect_cells(0, CCS_FACT_even_taken, 1, 1, 1.5);
    expect_cells(1, CCS_FACT_even_taken, 1, 1, 1.5);
}

/* The second agent comes at 600: what is idle before is nobody's but the first one's, who is busy from 250 to 850. */
Test(watched, shares_nothing_with_who_is_not_there)
{
    run = run_text(DAY(
        "types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{staff=((\"08:00\",\"08:10\",1),(\"08:10\",\"08:30\",2));};};"));
    expect_cells(0, CCS_FACT_idle_area, 250, 150, 200);
    expect_cells(0, CCS_FACT_even_idle_area, 250, 225, 225);
    expect_cells(1, CCS_FACT_logged_in_area, 0, 600, 600);
    expect_cells(1, CCS_FACT_even_idle_area, 0, 225, 225);
    expect_cells(1, CCS_FACT_idle_area, 0, 300, 250);
}

/* One agent, from 100 on without a pause; each contact is followed by 20 of after-call work. */
Test(watched, has_work_without_a_break_from_one_contact_to_the_next)
{
    run = run_text(DAY("types:{a:{arrivals:{gap=100;};talk=130;wrap=20;};};groups:{g:{staff=1;};};"));
    expect_cells(0, CCS_FACT_longest_busy, 500, 1100, 1700);
    expect_cells(0, CCS_FACT_longest_idle, 100, 0, 0);
    expect_cells(0, CCS_FACT_gaps, 3, 4, 4);
    expect_cells(0, CCS_FACT_gap, 0, 0, 0);
    expect_cells(0, CCS_FACT_wrapping_area, 60, 80, 80);
    expect_cells(0, CCS_FACT_wraps_done, 3, 4, 4);
}

/* ann is on the phones up to 600 and from 900 on, comes 60 late and stays with the contact of 500 up to 800: she keeps to the roster from 60 to 600 and from 800 on. */
Test(watched, counts_how_persons_keep_to_their_shifts)
{
    run = run_text(DAY(
        "types:{a:{arrivals:{gap=500;};talk=300;};};"
        "groups:{g:{adherence:{late={dist=\"constant\";mean=60;};};"
        "roster=((\"ann\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"),(\"ann\",\"2026-03-02\",\"08:10\",\"08:15\",\"meeting\"));};};"));
    expect_cells(0, CCS_FACT_shift_area, 600, 600, 600);
    expect_cells(0, CCS_FACT_due_area, 600, 300, 600);
    expect_cells(0, CCS_FACT_own_kept_area, 540, 400, 600);
    expect_cells(0, CCS_FACT_own_off_area, 60, 100, 0);
}

/* One agent with room for two chats, which come at 250, 500, ..., ring for 100, beside a talk or alone, and are talked to for 380: the first from 350 to 730, the second from 600 to 980.
 * That the group's agents are as busy is verified. */
Test(watched, what_rings_in_hand_is_no_work_yet)
{
    run = run_text(DAY(
        "channels:{chat:{at_once=2;};};types:{a:{channel=\"chat\";arrivals:{gap=250;};talk=380;};};groups:{g:{staff=1;ring:{time=100;};};};"));
    expect_cells(0, CCS_FACT_talking_area, 250, 960, 890);
    expect_cells(0, CCS_FACT_second_area, 0, 360, 290);
    expect_cells(0, CCS_FACT_own_ring, 100, 300, 200);
    expect_cells(0, CCS_FACT_idle_area, 250, 0, 0);
    expect_cells(0, CCS_FACT_taken, 1, 3, 2);
}

/* ---- how evenly ----------------------------------------------------------------------------------------------------------------- */

/* What a metric of the group comes to where its agents have these idle times, shares of the time and contacts. */
static double of_group(ccs_metrics_t *metrics, const char *name, const double *idle_s, const double *even_s)
{
    ccs_facts_t facts;
    double num[CCS_METRICS_MAX], den[CCS_METRICS_MAX];

    cr_assert_eq(ccs_facts_init(&facts, metrics->plan), 0);
    for (uint32_t i = 0; i < 3; i++) {
        double *const row = ccs_facts_agent(&facts, 0, i);

        row[CCS_FACT_idle_area] = row[CCS_FACT_taken] = idle_s[i];
        row[CCS_FACT_even_idle_area] = row[CCS_FACT_even_taken] = even_s[i];
        row[CCS_FACT_logged_in_area] = 100;
    }
    const ccs_record_t record = ccs_facts_cell(&facts, 0);
    const uint32_t metric = metric_of(metrics, name);

    ccs_metrics_evaluate(metrics, &facts, &record, entity_of(metrics, "group/g"), 600, num, den);
    ccs_facts_free(&facts);
    return num[metric] / den[metric];
}

Test(watched, tells_how_evenly_idle_time_and_contacts_are_spread)
{
    run = run_text(DAY("types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{staff=3;};};"));
    ccs_metrics_t *const m = &run->metrics;
    const double idle_s[] = {10, 20, 30}, alike_s[] = {20, 20, 20}, one_s[] = {0, 60, 0};
    const double jain = 60.0 * 60 / (3 * (10 * 10 + 20 * 20 + 30 * 30)), sd = sqrt((100 + 0 + 100) / 3.0);

    cr_expect_float_eq(of_group(m, "idle_fairness", idle_s, alike_s), jain, 1e-14);
    cr_expect_float_eq(of_group(m, "contacts_fairness", idle_s, alike_s), jain, 1e-14);
    cr_expect_float_eq(of_group(m, "idle_cv", idle_s, alike_s), sd / 20, 1e-14);
    cr_expect_float_eq(of_group(m, "idle_fairness", one_s, alike_s), 1 / 3.0, 1e-14);
    cr_expect_eq(of_group(m, "idle_fairness", alike_s, alike_s), 1);
    cr_expect_eq(of_group(m, "idle_fairness", idle_s, idle_s), 1, "who is there for half of the time has an even half");
    cr_expect_eq(of_group(m, "idle_cv", alike_s, alike_s), 0);
    cr_expect_float_eq(of_group(m, "idle_p10", idle_s, alike_s), 0.1, 1e-15);
    cr_expect_float_eq(of_group(m, "idle_p50", idle_s, alike_s), 0.2, 1e-15);
    cr_expect_float_eq(of_group(m, "idle_p90", idle_s, alike_s), 0.3, 1e-15);
    cr_expect_float_eq(of_group(m, "idle_share", idle_s, alike_s), 0.2, 1e-15);
    cr_expect_eq(of_group(m, "idle_p50", one_s, alike_s), 0);
}

Test(watched, gives_agents_the_metrics_of_their_work)
{
    experiment = experiment_text(IN_TURN, 1, 1);
    cr_assert_eq(experiment->ret, 0);
    const ccs_metrics_t *const m = &experiment->metrics;
    ccs_estimate_t x[CCS_METRICS_MAX];

    ccs_results_estimate_entity(&experiment->results, ccs_metrics_agent(m, 0), x);
    cr_expect_str_eq(m->entities[ccs_metrics_agent(m, 1)].name, "agent/g/2");
    cr_expect_float_eq(x[metric_of(m, "occupancy")].mean, 950 / 1800.0, 1e-12);
    cr_expect_eq(x[metric_of(m, "answers")].mean, 4);
    cr_expect_eq(x[metric_of(m, "talk_s")].mean, 300);
    cr_expect_eq(x[metric_of(m, "idle_s")].mean, 850);
    cr_expect_eq(x[metric_of(m, "longest_idle_s")].mean, 250);
    cr_expect_eq(x[metric_of(m, "mean_gap_s")].mean, 200);
    cr_expect(isnan(x[metric_of(m, "idle_fairness")].mean) && isnan(x[metric_of(m, "offered")].mean));
}

/* ---- who pays ------------------------------------------------------------------------------------------------------------------- */

/* ---- by interval ------------------------------------------------------------------------------------------------------------------ */

static void expect_by_interval(enum ccs_agent_interval figure, uint32_t agent, double a, double b, double c)
{
    const double expected[] = {a, b, c};

    for (uint32_t cell = 0; cell < 3; cell++) {
        const ccs_estimate_t x = ccs_results_estimate_agent(&experiment->results, figure, agent, cell);

        cr_expect_float_eq(x.mean, expected[cell], 1e-12, "figure %d of agent %u in cell %u: %g, not %g", figure, agent, cell,
            x.mean, expected[cell]);
        if (experiment->results.n_replications > 1) cr_expect_float_eq(x.half_width, 0, 1e-12);
        else cr_expect(isnan(x.half_width));
    }
}

#define BY_INTERVAL(more) "clock:{open=\"08:00-08:30\";interval=\"10 min\";};run:{agents=\"by_interval\";};" more

/* As above; of one replication, and of three that are alike. */
Test(watched, has_figures_of_agents_by_interval_where_they_are_asked_for)
{
    for (uint32_t replications = 1; replications <= 3; replications += 2) {
        experiment_delete(experiment);
        experiment =
            experiment_text(BY_INTERVAL("types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{staff=2;};};"), replications, 1);
        expect_by_interval(CCS_AGENT_INTERVAL_occupancy, 0, 0.5, 0.5, 350 / 600.0);
        expect_by_interval(CCS_AGENT_INTERVAL_occupancy, 1, 100 / 600.0, 400 / 600.0, 400 / 600.0);
        expect_by_interval(CCS_AGENT_INTERVAL_logged_in_s, 1, 600, 600, 600);
        expect_by_interval(CCS_AGENT_INTERVAL_answers, 0, 1, 1, 2);
        cr_expect(isnan(ccs_results_estimate_agent(&experiment->results, CCS_AGENT_INTERVAL_adherence, 0, 1).mean), "no person");
        cr_expect_eq(experiment->results.n_columns, ccs_results_count_columns(&experiment->metrics));
    }
}

/* From 480 on there is a break of 300; whoever is off the phones is neither idle nor busy. */
Test(watched, has_figures_of_persons_by_interval)
{
    experiment = experiment_text(
        BY_INTERVAL(
            "types:{a:{arrivals:{per_day=0;};talk=300;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:25\",\"\"),"
            "(\"p\",\"2026-03-02\",\"08:08\",\"08:13\",\"break\"));};};"),
        1, 1);
    expect_by_interval(CCS_AGENT_INTERVAL_logged_in_s, 0, 480, 420, 300);
    expect_by_interval(CCS_AGENT_INTERVAL_off_phones_s, 0, 120, 180, 0);
    expect_by_interval(CCS_AGENT_INTERVAL_adherence, 0, 1, 1, 1);
}

/* Days on which nobody comes have no fairness, and do not count in its mean. */
Test(watched, nothing_to_share_is_not_shared_evenly)
{
    experiment = experiment_text(DAY("types:{a:{arrivals:{per_hour=2;};talk=300;};};groups:{g:{staff=2;};};"), 60, 1);
    const ccs_metrics_t *const m = &experiment->metrics;
    ccs_estimate_t x[CCS_METRICS_MAX];

    ccs_results_estimate_entity(&experiment->results, entity_of(m, "group/g"), x);
    const double found = x[metric_of(m, "contacts_fairness")].mean;

    cr_expect(found >= 0.5 && found <= 1, "of two agents: %g", found);
}

/* One who stays busy all the time, so that everybody else is called back, and nobody answers: agents are idle, all alike, as the checks at the end of the run say. */
Test(watched, a_call_back_without_answer_takes_no_time)
{
    run =
        run_text(DAY("types:{d:{arrivals:{gap=61;};talk=240;routing:{s1:{groups=[\"g\"];};s2:{after=\"5 s\";groups=[\"h\"];};};"
                     "callback:{accept=1.0;way=\"keep_place\";reach=0.3;attempts=1;};};};groups:{g:{staff=2;};h:{staff=3;};};"));
    double stretches = 0, idle_s = 0;

    for (uint32_t agent = 0; agent < 5; agent++)
        for (uint32_t cell = 0; cell < 3; cell++) {
            stretches += ccs_facts_agent(&run->replication.flow.facts, cell, agent)[CCS_FACT_idle_stretches];
            idle_s += ccs_facts_agent(&run->replication.flow.facts, cell, agent)[CCS_FACT_idle_area];
        }
    cr_expect(stretches > 0 && idle_s > 0 && idle_s < 5 * 1800.0, "%g stretches, %g s", stretches, idle_s);
}

/* Of groups with and without persons, the first without. */
Test(watched, a_file_has_what_some_agents_have)
{
    ccs_dataset_t data = {0};

    experiment = experiment_text(
        "clock:{open=\"08:00-10:00\";};run:{agents=\"each\";};shifts:{l:{start=\"08:30\";length=\"1 h\";};};"
        "types:{a:{arrivals:{per_hour=9;};talk=60;groups=([\"g\",\"h\"]);};};groups:{g:{staff=2;};h:{shifts:{l=2;};};};",
        2, 1);
    cr_assert_eq(ccs_result_make(&experiment->results,
                     &(ccs_provenance_t){.name = "two",
                         .applied = "",
                         .scenario = "",
                         .settings = "",
                         .warnings = "",
                         .version = "0",
                         .revision = "a",
                         .precision = ""},
                     &data),
        0);
    const ccs_variable_t *const adherence = ccs_dataset_find(&data, "adherence_by_agent");

    cr_assert(adherence);
    cr_expect(isnan(adherence->data.f64[0]) && isnan(adherence->data.f64[1]));
    cr_expect_eq(adherence->data.f64[2], 1);
    cr_expect_eq(adherence->data.f64[3], 1);
    ccs_dataset_free(&data);
}

/* Facts of a person and a reason in the three open cells. */
static void expect_off(uint32_t person, const char *name, enum ccs_agent_activity_fact fact, double a, double b, double c)
{
    const ccs_plan_t *const plan = run->plan;
    const double expected[] = {a, b, c};
    uint32_t i = 0;

    while (
        i < plan->n_own_offs && (plan->own_offs[i].person != person || strcmp(plan->offs[plan->own_offs[i].off].name, name) != 0))
        i++;
    cr_assert_lt(i, plan->n_own_offs, "%s", name);
    for (uint32_t cell = 0; cell < 3; cell++) {
        const double found = ccs_facts_own_off(&run->replication.flow.facts, cell, i)[fact];

        cr_expect_float_eq(found, expected[cell], 1e-9, "%s of person %u in cell %u: %g, not %g", name, person, cell, found,
            expected[cell]);
    }
}

/* One contact, at 450, for 100: who is free first has it, p, whose break from 480 on begins at 550 and lasts 300; q goes to a meeting from 1100 to 1300. */
#define TWO_OFF                                                                                                                  \
    "types:{a:{arrivals:{gap=450;};talk=100;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"),"             \
    "(\"p\",\"2026-03-02\",\"08:08\",\"08:13\",\"break\"),(\"q\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"),"                      \
    "(\"q\",\"2026-03-02\",\"08:18:20\",\"08:21:40\",\"meeting\"));};};"

Test(watched, tells_of_each_person_what_it_is_off_the_phones_for)
{
    run = run_text(DAY(TWO_OFF));
    cr_assert_eq(run->plan->n_own_offs, 2, "a reason that cannot be has no row");
    expect_off(0, "g/break", CCS_FACT_own_planned_area, 120, 180, 0);
    expect_off(0, "g/break", CCS_FACT_own_spent_area, 50, 250, 0);
    expect_off(1, "g/meeting", CCS_FACT_own_planned_area, 0, 100, 100);
    expect_off(1, "g/meeting", CCS_FACT_own_spent_area, 0, 100, 100);
}

Test(watched, gives_each_person_the_metrics_of_its_reasons)
{
    experiment = experiment_text(DAY(TWO_OFF), 1, 1);
    const ccs_metrics_t *const m = &experiment->metrics;
    const uint32_t meeting = ccs_metrics_agent_activity(m, 1);
    ccs_estimate_t x[CCS_METRICS_MAX];

    ccs_results_estimate_entity(&experiment->results, meeting, x);
    cr_expect_str_eq(m->entities[meeting].name, "agent_activity/g/q/meeting");
    cr_expect_float_eq(x[metric_of(m, "off_phones_planned_s")].mean, 200, 1e-9);
    cr_expect_float_eq(x[metric_of(m, "off_phones_s")].mean, 200, 1e-9);
    cr_expect_float_eq(x[metric_of(m, "off_phones")].mean, 200 / 1800.0, 1e-12);
    cr_expect(isnan(x[metric_of(m, "occupancy")].mean) && isnan(x[metric_of(m, "adherence")].mean));
}

/* 2,000 agents in 43,200 intervals: 17 GB. */
Test(watched, refuses_more_figures_of_agents_than_there_is_room_for)
{
    ccs_metrics_t metrics;
    ccs_results_t results;
    ccs_err_t err = {0};
    ccs_plan_t *const plan =
        plan_from_text("clock:{open=\"00:00-24:00\";days=30;interval=\"1 min\";};run:{agents=\"by_interval\";};"
                       "types:{a:{arrivals:{per_day=1;};talk=9;};};groups:{g:{staff=2000;};};");

    cr_assert_eq(ccs_metrics_init(&metrics, plan), 0);
    cr_expect_eq(ccs_results_init(&results, plan, &metrics, 0.95, &err), CCS_ERR_SCENARIO);
    cr_expect_str_eq(err.path, "run.agents");
    cr_expect_str_eq(err.text,
        "figures of 2000 agents in 43201 intervals would take 17 GB, more than 1 GB: tell them by day (clock.report = \"day\"), or over the run only (agents = \"each\")");
    ccs_results_free(&results);
    ccs_metrics_free(&metrics);
    plan_delete(plan);
}

Test(watched, is_a_variant_of_its_own_and_costs_nothing_without_it)
{
    run = run_text(IN_TURN);
    cr_expect_str_eq(run->replication.flow.life->name, "watched");
    run_delete(run);
    run = run_text(
        "clock:{open=\"08:00-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{staff=2;};};");
    cr_expect_str_eq(run->replication.flow.life->name, "lean");
    cr_expect_eq(run->replication.flow.facts.blocks[CCS_BLOCK_AGENT].n_rows, 0);
    cr_expect_eq(run->replication.flow.facts.blocks[CCS_BLOCK_AGENT_ACTIVITY].n_rows, 0);
    cr_expect_eq(run->metrics.n_metrics, CCS_N_CENTRE_METRICS);
}
