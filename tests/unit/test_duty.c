/* test_duty.c - what comes between agents and their next contact: runs whose every moment can be worked out by hand. Opening is at 08:00, there are
 * three intervals of ten minutes; times in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile_case.h"
#include "support.h"

static run_t *run;
static experiment_t *experiment;

static void finish(void)
{
    run_delete(run);
    experiment_delete(experiment);
}

TestSuite(duty, .fini = finish);

static double duty_fact(uint32_t cell, uint32_t group, enum ccs_duty_fact fact)
{
    return ccs_facts_duty(&run->replication.flow.facts, cell, group)[fact];
}

/* A fact of a group in the three open cells. */
static void expect_cells(uint32_t group, enum ccs_duty_fact fact, double a, double b, double c)
{
    const double expected[] = {a, b, c};

    for (uint32_t cell = 0; cell < 3; cell++)
        cr_expect_float_eq(duty_fact(cell, group, fact), expected[cell], 1e-9, "%s in cell %u: %g, not %g",
            CCS_DUTY_FACTS[fact].name, cell, duty_fact(cell, group, fact), expected[cell]);
}

static double agent_fact(uint32_t cell, uint32_t agent, enum ccs_agent_fact fact)
{
    return ccs_facts_agent(&run->replication.flow.facts, cell, agent)[fact];
}

/* ---- not ready after a contact ---------------------------------------------------------------------------------------------------- */

#define DAY(more) "clock:{open=\"08:00-08:30\";interval=\"10 min\";};run:{agents=\"each\";};" more
/* Contacts come at 250, 500, ..., 1750. */
#define NOT_READY(staff, more)                                                                                                   \
    DAY("types:{a:{arrivals:{gap=250;};talk=100;" more "};};groups:{g:{" staff                                                   \
        "not_ready_after_contact:{probability=1.0;time=200;};};};")

/* Talks from 250, 550, 850, 1150, 1450, not ready from 350 to 550 and so on: who comes at 500 waits for 50, the next one for 100. */
Test(duty, who_is_not_ready_takes_nothing_and_is_not_at_work)
{
    run = run_text(NOT_READY("staff=1;", ""));
    expect_cells(0, CCS_FACT_not_ready, 1, 2, 2);
    expect_cells(0, CCS_FACT_not_ready_area, 200, 400, 400);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 50);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_wait_answered), 100 + 150);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 600);
    cr_expect_eq(agent_fact(1, 0, CCS_FACT_unready_area), 400);
    cr_expect_eq(agent_fact(1, 0, CCS_FACT_idle_area), 0);
    cr_expect_eq(agent_fact(1, 0, CCS_FACT_longest_busy), 100);
    cr_expect_eq(agent_fact(0, 0, CCS_FACT_longest_idle), 250);
}

Test(duty, not_ready_time_follows_after_call_work)
{
    run = run_text(NOT_READY("staff=1;", "wrap=50;"));
    expect_cells(0, CCS_FACT_not_ready_area, 200, 300, 300); /* 400-600, 750-950, 1100-1300, 1450-1650 */
    cr_expect_eq(agent_fact(0, 0, CCS_FACT_wrapping_area), 50);
}

/* Nobody is scheduled from 600 on: who is not ready then goes at once. */
Test(duty, who_is_not_ready_leaves_when_the_schedule_falls)
{
    run = run_text(NOT_READY("staff=((\"08:00\",\"08:10\",1));", ""));
    expect_cells(0, CCS_FACT_not_ready_area, 200, 0, 0);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area),
        50); /* the talk from 550 to 650, after which nobody is there to be not ready */
    run_delete(run);
    run =
        run_text(NOT_READY("staff=((\"08:00\",\"08:07\",1));", "")); /* 08:07 is not on the grid of intervals, and is no matter */
    expect_cells(0, CCS_FACT_not_ready_area, 70, 0, 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_staffed_area), 420);
}

#define PERSON                                                                                                                   \
    NOT_READY("roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"),(\"p\",\"2026-03-02\",\"08:07\",\"08:12\",\"break\"));",  \
        "")

/* The break begins at 420, in the middle of not being ready: it is on time, and what was left of that is gone. */
Test(duty, a_break_that_begins_ends_being_not_ready)
{
    run = run_text(PERSON);
    expect_cells(0, CCS_FACT_not_ready_area, 70, 280, 400); /* 350-420, 820-1020, 1120-1320, 1420-1620, 1720-1920 */
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_staffed_area), 420);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 480);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_kept_area), 350 + 180); /* who is not ready does not what the roster says */
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_kept_area), 600 - 280);
}

/* Three contacts in ten: the same ones, whoever takes them, and more of them where the share is larger. */
Test(duty, whether_an_agent_goes_not_ready_is_of_the_contact)
{
    static const char *const text = "run:{mode=\"steady\";length=\"40 h\";batches=10;warm_up=0;};"
                                    "types:{a:{arrivals:{per_hour=30;};talk=100;};};"
                                    "groups:{g:{staff=%d;not_ready_after_contact:{probability=%g;time=1;};};};";
    double n[3];
    const double share[] = {0.3, 0.3, 0.4};
    const int staff[] = {20, 30, 20};

    for (int i = 0; i < 3; i++) {
        char scenario[600];

        snprintf(scenario, sizeof scenario, text, staff[i], share[i]);
        run = run_text(scenario);
        n[i] = 0;
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) n[i] += duty_fact(cell, 0, CCS_FACT_not_ready);
        run_delete(run);
        run = NULL;
    }
    cr_expect_eq(n[0], n[1]);
    cr_expect_gt(n[2], n[0]);
    cr_expect_float_eq(n[0] / 1200, 0.3, 0.05);
}

/* Occupancy is that of who is there to take contacts. */
Test(duty, figures_of_not_being_ready)
{
    experiment = experiment_text(NOT_READY("staff=1;", ""), 1, 1);
    cr_expect_float_eq(estimate_of(experiment, "not_ready_s", "all").mean, 1000, 1e-9);
    cr_expect_float_eq(estimate_of(experiment, "not_ready", "group/g").mean, 1000.0 / 1800, 1e-12);
    cr_expect_float_eq(estimate_of(experiment, "occupancy", "group/g").mean, 550.0 / 800, 1e-12);
    const ccs_metrics_t *const m = &experiment->metrics;
    ccs_estimate_t *const of_agent = calloc(m->n_metrics, sizeof *of_agent);

    cr_assert_not_null(of_agent);
    ccs_results_estimate_entity(&experiment->results, ccs_metrics_agent(m, 0), of_agent);
    cr_expect_float_eq(of_agent[metric_of(m, "not_ready")].mean, 1000.0 / 1800, 1e-12);
    cr_expect_float_eq(of_agent[metric_of(m, "occupancy")].mean, 550.0 / 800, 1e-12);
    free(of_agent);
}

Test(duty, a_time_of_three_seconds_is_doubted)
{
    compiled_t c;

    compile_text(&c,
        "clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{per_hour=4;};talk=100;};};"
        "groups:{g:{staff=1;not_ready_after_contact:{probability=0.1;time=3;};};};");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "groups.g.not_ready_after_contact.time: 3 s") != NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(duty, needs_a_probability_and_a_time)
{
    compiled_t c;

    compile_text(&c,
        "clock:{open=\"08:00-08:30\";};types:{a:{arrivals:{per_hour=4;};talk=100;};};"
        "groups:{g:{staff=1;not_ready_after_contact:{probability=0.1;};};};");
    cr_expect(strstr(c.messages, "groups.g.not_ready_after_contact: needs time: write { probability = 0.1; time = \"3 min\"; }"),
        "%s", c.messages);
    compiled_free(&c);
}

/* ---- breaks ----------------------------------------------------------------------------------------------------------------------- */

/* Talks of five minutes, and always somebody who waits. */
#define BREAKS(end, rows)                                                                                                        \
    DAY("types:{a:{arrivals:{gap=250;};talk=300;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"" end "\",\"\")" rows   \
        ");};};")
#define BREAK(from, to) ",(\"p\",\"2026-03-02\",\"" from "\",\"" to "\",\"break\")"

/* Talks from 250, 850, 1150 and 1570. Breaks of 420, 1200 and 1680: the first two when the talk of the time is over, at 550 and 1450, the last one never, as
 * the shift ends at 1740 and the talk at 1870. */
Test(duty, breaks_are_late_or_missed_after_contacts)
{
    run = run_text(BREAKS("08:29", BREAK("08:07", "08:12") BREAK("08:20", "08:22") BREAK("08:28", "08:28:20")));
    expect_cells(0, CCS_FACT_breaks, 1, 0, 1);
    expect_cells(0, CCS_FACT_breaks_late, 1, 0, 1);
    expect_cells(0, CCS_FACT_break_delay, 130, 0, 250);
    expect_cells(0, CCS_FACT_breaks_short, 0, 0, 0);
    expect_cells(0, CCS_FACT_breaks_missed, 0, 0, 1);
    cr_expect_eq(agent_fact(0, 0, CCS_FACT_longest_stay), 550);
    cr_expect_eq(agent_fact(1, 0, CCS_FACT_longest_stay), 350);
    cr_expect_eq(agent_fact(2, 0, CCS_FACT_longest_stay), 600);
}

/* Of five minutes from 550 on the end of the shift, at 720, leaves less than three. */
Test(duty, the_end_of_the_shift_cuts_a_late_break_short)
{
    run = run_text(BREAKS("08:12", BREAK("08:07", "08:12")));
    expect_cells(0, CCS_FACT_breaks, 1, 0, 0);
    expect_cells(0, CCS_FACT_breaks_short, 1, 0, 0);
    expect_cells(0, CCS_FACT_breaks_missed, 0, 0, 0);
}

/* The first of two breaks begins when the second one is over. */
Test(duty, a_late_break_may_cost_the_next_one)
{
    run = run_text(BREAKS("08:30", BREAK("08:07", "08:07:20") BREAK("08:07:30", "08:08")));
    expect_cells(0, CCS_FACT_breaks, 1, 0, 0);
    expect_cells(0, CCS_FACT_break_delay, 130, 0, 0);
    expect_cells(0, CCS_FACT_breaks_missed, 1, 0, 0);
}

Test(duty, who_is_free_takes_every_break_on_time)
{
    run = run_text(DAY(
        "types:{a:{arrivals:{per_day=0;};talk=300;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:30\",\"\")" BREAK(
            "08:07", "08:12") BREAK("08:20", "08:22") ");adherence:{late=\"8 min\";};};};"));
    expect_cells(0, CCS_FACT_breaks, 1, 0, 1); /* who comes at 480 has what is left of the first one, and is not late for it */
    expect_cells(0, CCS_FACT_breaks_late, 0, 0, 0);
    expect_cells(0, CCS_FACT_breaks_missed, 0, 0, 0);
}

Test(duty, figures_of_breaks)
{
    experiment =
        experiment_text(BREAKS("08:29", BREAK("08:07", "08:12") BREAK("08:20", "08:22") BREAK("08:28", "08:28:20")), 1, 1);
    cr_expect_eq(estimate_of(experiment, "breaks", "group/g").mean, 2);
    cr_expect_eq(estimate_of(experiment, "breaks_late", "group/g").mean, 1);
    cr_expect_eq(estimate_of(experiment, "break_delay_s", "group/g").mean, 190);
    cr_expect_eq(estimate_of(experiment, "breaks_missed", "group/g").mean, 1);
    cr_expect_eq(estimate_of(experiment, "longest_stay_s", "group/g").mean, 600);
}

/* ---- handing over at the end of a shift --------------------------------------------------------------------------------------------- */

/* Two persons, p up to 540 and q up to the close. */
#define SHIFTS(more)                                                                                                                               \
    "g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"),(\"q\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"));end_of_shift=\"hand_over\";" more \
    "};"
#define HANDING(arrivals, more) DAY("types:{a:{arrivals:{" arrivals "};talk=400;" more "};};groups:{" SHIFTS("") "};")

/* Talks of p from 250 and of q from 500. At 540 there remain 110 of the first; q goes on with them at 900, and at 1010 with who has come at 750. */
Test(duty, a_contact_handed_over_is_next_and_counts_once)
{
    run = run_text(HANDING("gap=250;", ""));
    expect_cells(0, CCS_FACT_handed_over, 1, 0, 0);
    expect_cells(0, CCS_FACT_taken_over, 0, 1, 0);
    expect_cells(0, CCS_FACT_handed_wait, 0, 360, 0);
    expect_cells(0, CCS_FACT_handed_lost, 0, 0, 0);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 2);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 0);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_wait_answered), 260 + (1410 - 1000));
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 60);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 2);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talks), 0);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk), 290);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 1);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_talks), 2);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_talk), 400 + 110);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_overtime), 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_staffed_area), 540 + 600);
    cr_expect_eq(agent_fact(0, 0, CCS_FACT_taken), 1);
    cr_expect_eq(agent_fact(0, 0, CCS_FACT_talk_done), 290);
    cr_expect_eq(agent_fact(1, 1, CCS_FACT_taken), 1);
    cr_expect_eq(agent_fact(1, 1, CCS_FACT_talks_done), 2);
}

/* The talk is of 450 to 850: somebody who is idle goes on with it at once, at their own pace; in half the time where they are twice as fast. */
Test(duty, who_is_free_goes_on_at_once)
{
    run = run_text(HANDING("gap=450;", ""));
    expect_cells(0, CCS_FACT_taken_over, 1, 0, 0);
    expect_cells(0, CCS_FACT_handed_wait, 0, 0, 0);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 150);
    cr_expect_eq(agent_fact(1, 1, CCS_FACT_talk_done), 310);
    run_delete(run);
    run = run_text(DAY("types:{a:{arrivals:{gap=450;};talk=400;groups=(\"p\",\"q\");};};groups:{"
                       "p:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"));end_of_shift=\"hand_over\";};"
                       "q:{staff=1;skills:{a:{speed=2.0;};};};};"));
    cr_expect_eq(agent_fact(1, 1, CCS_FACT_talk_done), 155 + 200); /* and the whole of the talk from 900 on */
    cr_expect_eq(duty_fact(0, 0, CCS_FACT_taken_over), 1);
    cr_expect_eq(duty_fact(0, 1, CCS_FACT_taken_over), 0);
}

/* After-call work is finished, from 540 to 550 in overtime; so is a talk when nobody else is there, and when the centre closes. */
Test(duty, what_nobody_else_can_do_is_finished)
{
    run = run_text(DAY("types:{a:{arrivals:{gap=450;};talk=80;wrap=20;};};groups:{" SHIFTS("") "};"));
    expect_cells(0, CCS_FACT_handed_over, 0, 0, 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_overtime), 10);
    run_delete(run);
    run = run_text(
        DAY("types:{a:{arrivals:{gap=450;};talk=400;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"));"
            "end_of_shift=\"hand_over\";};};"));
    expect_cells(0, CCS_FACT_handed_over, 0, 0, 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_overtime), 60);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 250);
}

/* The type closes at 600, when p goes: whoever talks with p does not wait until it opens again, but has the rest, up to 650, from p. */
Test(duty, a_contact_of_a_type_that_has_closed_is_finished)
{
    run = run_text(DAY("types:{a:{open=\"08:00-08:10\";at_close=\"carry\";arrivals:{gap=250;};talk=400;};};groups:{g:{roster=("
                       "(\"p\",\"2026-03-02\",\"08:00\",\"08:10\",\"\"),(\"q\",\"2026-03-02\",\"08:00\",\"08:30\",\"\"));"
                       "end_of_shift=\"hand_over\";};};"));
    expect_cells(0, CCS_FACT_handed_over, 0, 0, 0);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 50);
}

/* p and q are at work from 250 and 500 on, s is free; their shifts end at 540, one after another as the file has them. Neither q nor s can take what p has: r does, who has come at
 * 530, and has what q hands over at 850. With nobody to stay each finishes, at 850 and 1100. */
Test(duty, nobody_hands_over_to_who_leaves_in_the_same_instant)
{
#define TOGETHER(more)                                                                                                           \
    DAY("types:{a:{arrivals:{gap=250;};talk=600;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"),"         \
        "(\"q\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"),(\"s\",\"2026-03-02\",\"08:00\",\"08:09\",\"\")" more                   \
        ");end_of_shift=\"hand_over\";};};")
    run = run_text(TOGETHER(",(\"r\",\"2026-03-02\",\"08:08:50\",\"08:30\",\"\")"));
    expect_cells(0, CCS_FACT_handed_over, 2, 0, 0);
    expect_cells(0, CCS_FACT_taken_over, 1, 1, 0);
    expect_cells(0, CCS_FACT_handed_wait, 0, 310, 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_overtime), 0);
    run_delete(run);
    run = run_text(TOGETHER(""));
    expect_cells(0, CCS_FACT_handed_over, 0, 0, 0);
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_overtime), 60 + 60);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_overtime), 250 + 500);
}

/* The shifts end at 540 and 545: p has handed over when q finds nobody. At close what nobody has taken over is cut off, or waits for ever. */
Test(duty, what_nobody_takes_over_is_cut_off_at_close)
{
#define BOTH(close)                                                                                                              \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";at_close=\"" close "\";};"                                                  \
    "types:{a:{arrivals:{gap=250;};talk=400;};};groups:{g:{roster=((\"p\",\"2026-03-02\",\"08:00\",\"08:09\",\"\"),"             \
    "(\"q\",\"2026-03-02\",\"08:00\",\"08:09:05\",\"\"));end_of_shift=\"hand_over\";};};"
    run = run_text(BOTH("clear"));
    cr_expect_eq(duty_fact(0, 0, CCS_FACT_handed_over), 1);
    cr_expect_eq(duty_fact(3, 0, CCS_FACT_handed_lost), 1);
    cr_expect_eq(duty_fact(3, 0, CCS_FACT_still_handed), 0);
    cr_expect_eq(type_total(run, 0, CCS_FACT_disconnected), 5); /* of seven; the two first have been answered */
    run_delete(run);
    run = run_text(BOTH("carry"));
    cr_expect_eq(duty_fact(3, 0, CCS_FACT_handed_lost), 0);
    cr_expect_eq(duty_fact(3, 0, CCS_FACT_still_handed), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_still_waiting), 5);
    experiment = experiment_text(BOTH("carry"), 1, 1);
    cr_expect_eq(estimate_of(experiment, "handed_over", "group/g").mean, 1);
    cr_expect_eq(estimate_of(experiment, "taken_over", "group/g").mean, 0);
    cr_expect_eq(estimate_of(experiment, "still_handed", "group/g").mean, 1);
}

/* Talks are as long in all as they were to be, and each ends once. */
Test(duty, handing_over_loses_nothing)
{
    double over = 0, taken = 0;

    run = run_text(
        "clock:{open=\"08:00-18:00\";};run:{agents=\"each\";};types:{a:{arrivals:{per_hour=55;};patience={dist=\"exponential\";mean=\"4 min\";};talk=400;};};"
        "shifts:{early:{start=\"08:00\";length=\"4 h 7 min\";breaks:{rest:{after=\"2 h\";lasts=\"15 min\";};};};"
        "mid:{start=\"11:00\";length=\"4 h 23 min\";};late:{start=\"14:00\";length=\"4 h\";};};"
        "groups:{g:{shifts:{early=6;mid=4;late=5;};end_of_shift=\"hand_over\";adherence:{early_leave=0.5;early_by={dist=\"exponential\";mean=\"20 min\";};};};};");
    for (uint32_t replication = 0; replication < 20; replication++) {
        run_again(run, 3, replication);
        for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
            over += duty_fact(cell, 0, CCS_FACT_handed_over);
            taken += duty_fact(cell, 0, CCS_FACT_taken_over);
        }
        const double talks = pair_total(run, 0, CCS_FACT_talks);

        cr_expect_eq(talks, pair_total(run, 0, CCS_FACT_answers));
        cr_expect_eq(talks, type_total(run, 0, CCS_FACT_answered));
        cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 400 * talks, 1e-6);
    }
    cr_expect_gt(over, 50);
    cr_expect_eq(over, taken);
}

/* So long a queue is left at the first close that the whole world is verified meanwhile; from the second shift the agent is absent. */
Test(duty, who_is_absent_tomorrow_stays_for_what_is_left_today)
{
    run = run_text(
        "clock: { days = 2; open = \"08:00-08:30\"; interval = \"10 min\"; at_close = \"drain\"; };"
        "types: { a: { arrivals: { per_hour = 0; }; backlog: { waiting = 300000; }; talk = 0.1; groups = (\"desk\"); }; };"
        "shifts: { all: { start = \"08:00\"; length = \"30 min\"; }; };"
        "groups: { desk: { shifts: { all = 1; }; shrinkage: { unplanned = { mon = 0; weekdays = 1; }; }; }; };");
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 300000);
    cr_expect_eq(type_fact(run, 3, 0, CCS_FACT_answered), 0, "those who wait have come in the first interval");
}
