/* test_due.c - when what is promised is due: by a clock that stands still while a type is closed, of an answer, a reply or a resolution; and what is told of it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "due_clock.h"
#include "explain.h"
#include "support.h"

/* ---- the clock ---------------------------------------------------------------------------------------------------------------- */

/* Two days of eight hours, in seconds of hours. */
static const ccs_due_spell_t DAYS[] = {{9, 17, 0}, {33, 41, 8}};
static const ccs_due_clock_t CLOCK = {2, DAYS};

Test(due, clock_runs_within_spells_only)
{
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 10, 3), 13);
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 15, 2), 17, "the end of a day is no later than its close");
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 15, 2.5), 33.5);
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 20, 1), 34, "what comes at night begins at the opening");
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 0, 0), 9);
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 16, 8), 40);
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 40, 2), (double) INFINITY);
    cr_expect_eq(ccs_due_clock_after(&CLOCK, 50, 0), (double) INFINITY);
}

Test(due, clock_tells_how_long_it_has_run)
{
    cr_expect_eq(ccs_due_clock_between(&CLOCK, 10, 13), 3);
    cr_expect_eq(ccs_due_clock_between(&CLOCK, 15, 34), 3);
    cr_expect_eq(ccs_due_clock_between(&CLOCK, 17, 33), 0);
    cr_expect_eq(ccs_due_clock_between(&CLOCK, 0, 50), 16);
}

/* ---- runs --------------------------------------------------------------------------------------------------------------------- */

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(due, .fini = finish);

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

static double due_total(enum ccs_due_fact fact)
{
    return block_total(run, CCS_BLOCK_DUE, 0, fact);
}

/* Of the interval of this name. */
static double due_in(const char *label, enum ccs_due_fact fact)
{
    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
        if (!strcmp(run->plan->cells[cell].label, label)) return ccs_facts_due(&run->replication.flow.facts, cell, 0)[fact];
    cr_assert_fail("%s is no interval", label);
    return NAN;
}

static double in_time(void)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < run->plan->periods.n; cell++) sum += answered_within(run, cell, 0, 0);
    return sum;
}

/* A Friday and the Monday after it, from nine to five; mails that come on Friday at 10:00, 16:30 and 16:45, and take two hours each. */
#define DAYS_OPEN                                                                                                                  \
    "clock:{start=\"2026-03-06\";days=4;open:{fri=\"09:00-17:00\";mon=\"09:00-17:00\";};interval=\"60 min\";at_close=\"carry\";};" \
    "run:{seed=3;};groups:{g:{staff=1;};};"
#define MAILS(target)                                                                                                                                 \
    "types:{m:{channel=\"email\";talk=7200;arrivals:{replay=((\"2026-03-06T10:00\",7200),(\"2026-03-06T16:30\",7200),(\"2026-03-06T16:45\",7200));};" \
    "target:{within=\"2 h\";" target "};};};"

/* The first is done at noon, as it is due. The second is worked on until 18:30, due on Monday at 10:30. The third waits over the weekend, is begun at nine
 * and done at eleven, and due at 10:45. */
Test(due, resolutions_are_due_by_business_hours)
{
    use(DAYS_OPEN MAILS("of=\"resolution\";clock=\"business_hours\";"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
    cr_expect_eq(due_total(CCS_FACT_deadlines_done), 3);
    cr_expect_eq(due_total(CCS_FACT_deadline_time), 2 * 3600 + 2 * 3600 + (66 * 3600 + 15 * 60));
    cr_expect_eq(due_in("2026-03-06T11:00", CCS_FACT_fell_due), 1, "what is due at noon is of the hour that ends then");
    cr_expect_eq(due_in("2026-03-09T10:00", CCS_FACT_fell_due), 2);
    cr_expect_eq(due_in("2026-03-09T10:00", CCS_FACT_fell_due_kept), 1);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 3, "all are due somewhere");
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_aged_at_end), 1);
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_oldest_at_end), 15 * 60, "the night and the weekend do not count");
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_overdue_at_end), 0);
}

/* By the clock on the wall the second is late neither, and the third by days. */
Test(due, all_time_counts_where_nothing_else_is_said)
{
    use(DAYS_OPEN MAILS("of=\"resolution\";"));
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_fell_due), 2);
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_oldest_at_end), 64 * 3600 + 15 * 60);
    cr_expect_eq(due_in("2026-03-06 after close", CCS_FACT_overdue_at_end), 1);
}

/* Answers: the service level of the type itself goes by the clock. All three are begun within two hours of business. */
Test(due, answers_are_in_time_by_the_clock)
{
    use(DAYS_OPEN MAILS("clock=\"business_hours\";"));
    cr_expect_eq(in_time(), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 3);
    use(DAYS_OPEN MAILS("clock=\"elapsed\";"));
    cr_expect_eq(in_time(), 2);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
}

/* The others' two hours are over on Monday: the run ends on Friday, and both are owed still. */
Test(due, what_is_not_due_when_the_run_ends_is_told_apart)
{
    use("clock:{start=\"2026-03-06\";days=1;open=\"09:00-17:00\";interval=\"60 min\";at_close=\"carry\";};run:{seed=3;};groups:{g:{staff=1;};};"
        "types:{m:{channel=\"email\";talk=\"3 h\";arrivals:{replay=((\"2026-03-06T12:00\",10800),(\"2026-03-06T14:30\",10800),(\"2026-03-06T16:45\",10800));};"
        "target:{within=\"2 h\";of=\"resolution\";clock=\"business_hours\";};};};");
    cr_expect_eq(due_total(CCS_FACT_deadlines), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 0);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 2, "the first is done at three and was due at two, the second is late as well");
    cr_expect_eq(due_total(CCS_FACT_deadlines_open), 1);
}

/* Two mails of a backlog have waited an hour and nine hours on the wall when Monday opens at nine: of business hours none, and a Friday's last hour. */
Test(due, backlog_has_an_age_by_the_clock)
{
    use("clock:{start=\"2026-03-09\";days=1;open:{weekdays=\"09:00-17:00\";weekend=\"closed\";};interval=\"60 min\";at_close=\"carry\";};run:{seed=3;};"
        "groups:{g:{staff=((\"09:00\",0),(\"10:00\",1));};};"
        "types:{m:{channel=\"email\";talk=600;backlog:{waited=((\"1 h\",1),(\"2026-03-06T16:00\",1));};"
        "target:{within=\"90 min\";clock=\"business_hours\";};};};");
    cr_expect_eq(due_in("2026-03-09T09:00", CCS_FACT_aged_at_end), 2);
    cr_expect_eq(due_in("2026-03-09T09:00", CCS_FACT_oldest_at_end), 2 * 3600);
    cr_expect_eq(due_in("2026-03-09T09:00", CCS_FACT_ages_at_end), 3 * 3600);
    cr_expect_eq(due_in("2026-03-09T09:00", CCS_FACT_overdue_at_end), 1, "that of Friday was due at half past nine");
    cr_expect_eq(due_in("2026-03-09T09:00", CCS_FACT_fell_due), 1);
    cr_expect_eq(due_in("2026-03-09T10:00", CCS_FACT_fell_due_kept), 1);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 2);
}

/* At 60, 120 and 180 s; the first has the agent. Who gives up before it is due has nothing owed any more; who does so later was kept waiting too long. */
#define PATIENT(seconds)                                                                                                         \
    "clock:{open=\"08:00-08:04\";interval=\"4 min\";};run:{seed=3;};groups:{g:{staff=1;};};"                                     \
    "types:{t:{arrivals:{gap=60;};talk=900;patience=" seconds ";target:{within=60;of=\"answer\";};};};"

Test(due, who_leaves_lapses_or_was_late)
{
    use(PATIENT("40"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 1);
    cr_expect_eq(due_total(CCS_FACT_deadlines_void), 2);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 1);
    use(PATIENT("100"));
    cr_expect_eq(due_total(CCS_FACT_deadlines_void), 0);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 3);
    cr_expect_eq(due_total(CCS_FACT_fell_due_kept), 1);
}

/* Three turns of 20 s with answers of 30 s, one conversation after the other: at 100 until 220, at 200 until 220 in the queue, until 340. */
Test(due, each_reply_of_a_conversation_is_owed)
{
#define CHATS(of)                                                                                                                \
    "clock:{open=\"08:00-08:04\";interval=\"4 min\";};run:{seed=3;};groups:{g:{staff=1;};};"                                     \
    "types:{t:{channel=\"chat\";arrivals:{gap=100;};talk=20;turns:{number=3;customer=30;};target:{within=30;of=\"" of            \
    "\";};};};"
    use(CHATS("each_reply"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 6);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 5, "the first reply of the second one comes after 40 s");
    cr_expect_eq(due_total(CCS_FACT_deadline_time), 5 * 20 + 40);
    use(CHATS("first_reply"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 2);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 1);
    use(CHATS("resolution"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 2);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 0);
    cr_expect_eq(due_total(CCS_FACT_deadline_time), 120 + 140);
}

/* A mail of Friday at four, on Monday at ten: an hour of business on each day, if Friday closed at five. @param days  before the run */
static double age_on_monday_s(const char *days)
{
    char cfg[1024];

    snprintf(cfg, sizeof cfg,
        "clock:{start=\"2026-03-09\";days=1;open:{fri=\"09:00-17:00\";mon=\"09:00-17:00\";};%sinterval=\"60 min\";at_close=\"carry\";};run:{seed=3;};"
        "groups:{g:{staff=((\"09:00\",0),(\"10:00\",1));};};"
        "types:{m:{channel=\"email\";talk=600;backlog:{waited=((\"2026-03-06T16:00\",1));};target:{within=\"9 h\";clock=\"business_hours\";};};};",
        days);
    use(cfg);
    return due_in("2026-03-09T09:00", CCS_FACT_oldest_at_end);
}

Test(due, special_days_before_the_run_are_in_the_age_of_the_backlog)
{
    cr_expect_eq(age_on_monday_s(""), 2 * 3600);
    cr_expect_eq(age_on_monday_s("special_days:{short:{dates=(\"2026-03-06\");open=\"09:00-16:30\";};};"), 1.5 * 3600);
    cr_expect_eq(
        age_on_monday_s(
            "special_days:{short:{dates=(\"2026-03-05\");open=\"09:00-10:00\";};long:{dates=(\"2026-03-06\");open=\"09:00-20:00\";};};"),
        5 * 3600);
    cr_expect_eq(age_on_monday_s("holidays=(\"2026-03-06\");"), 3600);
}

/* ---- threads, and who chases -------------------------------------------------------------------------------------------------- */

/* Monday from nine to five; mails at 10:00, 10:30 and 10:45 of an hour each, to be answered within an hour. */
#define HOUR_EACH(keys)                                                                                                                                                      \
    "clock:{start=\"2026-03-02\";days=2;open=\"09:00-17:00\";interval=\"60 min\";at_close=\"carry\";};run:{seed=1;};"                                                        \
    "groups:{desk:{staff=1;};phone:{staff=1;};};"                                                                                                                            \
    "types:{m:{channel=\"email\";talk=3600;groups=[\"desk\"];arrivals:{replay=((\"2026-03-02T10:00\",3600),(\"2026-03-02T10:30\",3600),(\"2026-03-02T10:45\",3600));};" keys \
    "};c:{talk=600;arrivals:{per_hour=0;};groups=[\"phone\"];};};"

/* They are answered at 11, 12 and 13, and their customers write again three hours later: half an hour each, from 14:00, 15:00 and 16:00. */
Test(due, threads_go_on_after_an_answer)
{
    use(HOUR_EACH("touches:{number=2;pause=\"3 h\";work=0.5;};target:{within=\"90 min\";of=\"each_reply\";};"));
    cr_expect_eq(due_total(CCS_FACT_touches), 6);
    cr_expect_eq(due_total(CCS_FACT_threads), 3);
    cr_expect_eq(due_total(CCS_FACT_thread_touches), 6);
    cr_expect_eq(due_total(CCS_FACT_thread_time), 4.5 * 3600 + 5 * 3600 + 5.75 * 3600);
    cr_expect_eq(due_total(CCS_FACT_deadlines), 6, "each contact is owed a reply");
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 5, "that of 10:45 comes at 13:00");
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 6);
    cr_expect_eq(type_total(run, 0, CCS_FACT_repeats), 0, "who goes on does not come again");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 3 * 3600 + 3 * 1800);
}

/* The same: the first reply is the first contact's; resolved is who has had the second, six hours or less after writing first. */
Test(due, threads_are_answered_once_and_resolved_at_their_end)
{
    use(HOUR_EACH("touches:{number=2;pause=\"3 h\";};target:{within=\"90 min\";of=\"first_reply\";};"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
    use(HOUR_EACH("touches:{number=2;pause=\"3 h\";work=0.5;};target:{within=\"5 h\";of=\"resolution\";};"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 3);
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
    cr_expect_eq(due_total(CCS_FACT_deadline_time), due_total(CCS_FACT_thread_time));
}

/* An hour after 10:45 the third still waits, and is chased by a call of ten minutes. */
Test(due, who_is_late_is_chased)
{
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1);
    cr_expect_eq(block_total(run, CCS_BLOCK_DUE, 1, CCS_FACT_chase_contacts), 1);
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 3, "it stays, and is answered at noon");
    cr_expect_eq(due_total(CCS_FACT_deadlines_kept), 2);
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";original=\"closed\";};"));
    cr_expect_eq(due_total(CCS_FACT_closed_by_chase), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_answered), 2);
    cr_expect_eq(type_total(run, 0, CCS_FACT_abandoned), 1);
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_abandoned), 3600 + 600);
    cr_expect_eq(due_total(CCS_FACT_fell_due), 3);
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";after=\"16 min\";original=\"closed\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 0, "by then it is worked on");
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";probability=0;};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 0);
}

/* The same: the third would be answered at noon, and is late at 11:45, whatever else its customer waits for. */
Test(due, who_is_late_is_chased_beside_patience_announcements_and_offers)
{
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";original=\"closed\";};patience=4800;"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1);
    cr_expect_eq(due_total(CCS_FACT_closed_by_chase), 1, "ten minutes later, five before they would have given up");
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";original=\"closed\";};patience=3900;"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1);
    cr_expect_eq(due_total(CCS_FACT_closed_by_chase), 0, "who has given up by then is gone");
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_abandoned), 3900);
    cr_expect_eq(type_total(run, 1, CCS_FACT_answered), 1);
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};patience=3500;"));
    cr_expect_eq(due_total(CCS_FACT_chases), 0, "nobody waits any more");
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};patience=4800;announce:{says=\"30 min\";every=\"7 min\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1);
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};callback:{after=\"30 min\";accept=0;};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1);
    use(HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};callback:{after=\"30 min\";accept=1;};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 0, "who is to be called back waits for that");
}

/* Mails ring for so long at the agent's desk. */
#define RINGING(seconds, keys)                                                                                                                                               \
    "clock:{start=\"2026-03-02\";days=2;open=\"09:00-17:00\";interval=\"60 min\";at_close=\"carry\";};run:{seed=1;};"                                                        \
    "groups:{desk:{staff=1;ring:{time=" #seconds ";};};phone:{staff=1;};};"                                                                                                  \
    "types:{m:{channel=\"email\";talk=3600;groups=[\"desk\"];arrivals:{replay=((\"2026-03-02T10:00\",3600),(\"2026-03-02T10:30\",3600),(\"2026-03-02T10:45\",3600));};" keys \
    "};c:{talk=600;arrivals:{per_hour=0;};groups=[\"phone\"];};};"

Test(due, what_rings_still_waits_and_is_chased)
{
    use(RINGING(90, "target:{within=\"1 h\";};chase:{through=\"c\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 1, "at 11:45 the third is in the queue");
    use(RINGING(90, "target:{within=\"1 min\";};chase:{through=\"c\";original=\"closed\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 3, "at 10:01 the first rings");
    cr_expect_eq(due_total(CCS_FACT_closed_by_chase), 2, "which is answered half a minute later");
    use(RINGING(30, "target:{within=\"1 min\";};chase:{through=\"c\";};"));
    cr_expect_eq(due_total(CCS_FACT_chases), 2);
}

/* That of 10:00 comes again at 11:05, waits ten minutes for its agent, and then for anybody until noon: late at 11:25. That of 10:30 does so an hour later. */
/* Loads know who chases mails that wait for ever, not those of customers who give up. */
Test(due, explain_says_whether_loads_have_who_chases)
{
    static const char *const cfgs[] = {HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};"),
        HOUR_EACH("target:{within=\"1 h\";};chase:{through=\"c\";};patience=4800;")};

    for (int i = 0; i < 2; i++) {
        char *text = NULL;
        size_t n = 0;
        FILE *const to = open_memstream(&text, &n);

        cr_assert_not_null(to);
        use(cfgs[i]);
        ccs_explain(run->plan, to);
        (void) fclose(to);
        cr_expect_eq(strstr(text, "Loads leave these contacts out") != NULL, i == 1, "%s", text);
        cr_expect_eq(strstr(text, "Loads have these contacts") != NULL, i == 0, "%s", text);
        free(text);
    }
}

/* The same, but who calls goes to the chat: that is where the chaser arrives. */
Test(due, who_chases_and_goes_to_another_channel_counts_there)
{
    use("clock:{start=\"2026-03-02\";days=2;open=\"09:00-17:00\";interval=\"60 min\";at_close=\"carry\";};run:{seed=1;};"
        "groups:{desk:{staff=1;};phone:{staff=1;};};types:{m:{channel=\"email\";talk=3600;groups=[\"desk\"];target:{within=\"1 h\";};chase:{through=\"c\";};"
        "arrivals:{replay=((\"2026-03-02T10:00\",3600),(\"2026-03-02T10:30\",3600),(\"2026-03-02T10:45\",3600));};};"
        "c:{talk=600;groups=[\"phone\"];switch:{t:{accept=1;};};};t:{channel=\"chat\";talk=60;groups=[\"phone\"];};};");
    cr_expect_eq(block_total(run, CCS_BLOCK_DUE, 1, CCS_FACT_chase_contacts), 0);
    cr_expect_eq(block_total(run, CCS_BLOCK_DUE, 2, CCS_FACT_chase_contacts), 1);
    cr_expect_eq(type_total(run, 2, CCS_FACT_arrived), 1);
}

Test(due, who_has_waited_for_an_agent_chases_too)
{
    use(HOUR_EACH("target:{within=\"20 min\";};chase:{through=\"c\";};sticky:{max_wait=\"10 min\";};"
                  "reconnect:{probability=1;delay=\"5 min\";max_attempts=2;};"));
    cr_expect_eq(due_total(CCS_FACT_deadlines), 6);
    cr_expect_eq(due_total(CCS_FACT_chases), 4, "both, and before them those of 10:30 and 10:45");
}

/* Due first, by the clock: one with a date of its own stands where that is. */
Test(due, order_by_due_date_follows_the_clock)
{
    use("clock:{start=\"2026-03-06\";days=4;open:{fri=\"09:00-17:00\";mon=\"09:00-17:00\";};interval=\"60 min\";at_close=\"carry\";};run:{seed=3;};"
        "groups:{g:{staff=((\"09:00\",0),(\"16:00\",1));};};"
        "types:{m:{channel=\"email\";talk=600;queue_order=\"due\";arrivals:{replay=((\"2026-03-06T10:00\",600),(\"2026-03-06T11:00\",600));};"
        "backlog:{waited=((\"30 min\",1,\"2026-03-06T12:30\"));};target:{within=\"2 h\";clock=\"business_hours\";};};};");
    /* at four: that of ten is due at noon, that of the backlog at half past, that of eleven at one; each is taken ten minutes after the one before */
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 6 * 3600 + (7 * 3600 + 1800 + 600) + (5 * 3600 + 1200));
}
