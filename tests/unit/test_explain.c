/* test_explain.c - what a plan says of itself: every sentence that a scenario can bring about. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>

#include "compile_case.h"
#include "explain.h"

static compiled_t got;
static char *text;

static void free_all(void)
{
    compiled_free(&got);
    free(text);
    text = NULL;
}

/* The table of loads, which may want memory. */
static void explain_load(const ccs_plan_t *plan, FILE *to)
{
    cr_assert_eq(ccs_explain_load(plan, to), 0);
}

TestSuite(explain, .fini = free_all);

static void explain(const char *scenario, void (*how)(const ccs_plan_t *, FILE *))
{
    size_t size;

    free_all();
    FILE *const to = open_memstream(&text, &size);

    cr_assert_not_null(to);
    compile_text(&got, scenario);
    cr_assert_eq(got.ret, 0, "%s", got.messages);
    how(&got.plan, to);
    (void) fclose(to);
}

static void expect(const char *sentence)
{
    cr_expect_not_null(strstr(text, sentence), "expected\n%s\nin\n%s", sentence, text);
}

static void expect_not(const char *word)
{
    cr_expect_null(strstr(text, word), "did not expect\n%s\nin\n%s", word, text);
}

Test(explain, tells_what_varies_over_time)
{
    explain(
        "clock:{open=\"08:00-18:00\";};"
        "types:{a:{arrivals:{per_hour=9;};talk:{dist=\"lognormal\";mean=((\"08:00\",\"4 min\"),(\"12:15\",\"5 min\"));cv=0.9;};"
        "wrap=((\"08:00\",30),(\"12:00\",20));patience:{dist=\"exponential\";mean=((\"08:00\",\"3 min\"),(\"16:00\",90));};"
        "balk=((\"08:00\",0.05),(\"16:00\",0.1));ivr:{contained=((\"08:00\",0.2),(\"09:00\",0.3));time=9;};"
        "redial:{after_abandon=((\"08:00\",0.4),(\"09:00\",0.5));after_balk=0.1;delay=((\"08:00\",600),(\"09:00\",900));};"
        "reconnect:{probability=((\"08:00\",0.1),(\"17:00\",0.2));};};};groups:{g:{staff=1;};};",
        ccs_explain);
    expect("Talk time is lognormal with mean 4 min, from 12:15 on 5 min, and cv 0.9; after-call work: 30 s, from 12:00 on 20 s.");
    expect("Patience is exponential with mean 3 min, from 16:00 on 1 min 30 s.");
    expect("Of those who would have to wait, 5 %, from 16:00 on 10 % leave at once.");
    expect("An IVR serves 20 %, from 09:00 on 30 % of them to the end; time spent in it is always 9 s.");
    expect(
        "40 %, from 09:00 on 50 % of those who abandon, 10 % of those who balk try again after a time that is 10 min, from 09:00 on 15 min.");
    expect("10 %, from 17:00 on 20 % of those served contact the centre again at once.");
    explain("clock:{open=\"08:00-18:00\";days=2;};types:{a:{arrivals:{per_hour=9;};talk=((\"08:00\",60),(\"12:00\",120));"
            "wrap=[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20];};};groups:{g:{staff=1;};};",
        ccs_explain);
    expect("Talk time is 1 min, from 2026-03-02T12:00 on 2 min, from 2026-03-03T08:00 on 1 min, from 2026-03-03T12:00 on 2 min");
    expect("after-call work: 1 s to 20 s over time, 10.5 s on average.");
}

Test(explain, tells_a_day_in_sentences)
{
    explain(
        "title=\"A bank\";clock:{open=\"08:00-18:00\";at_close=\"clear\";};"
        "types:{balance:{label=\"Balance\";arrivals:{per_day=4140;profile=((\"08:00\",1),(\"13:00\",3));"
        "day_factor:{dist=\"gamma\";cv=0.058;};};"
        "ivr:{contained=\"40 %\";time=30;};balk=\"2 %\";patience:{dist=\"weibull\";mean=\"5 min\";cv=1.1;};"
        "talk:{dist=\"lognormal\";mean=\"2 min 50 s\";cv=0.8;};"
        "redial:{after_abandon=\"60 %\";after_balk=\"10 %\";delay=\"15 min\";max_attempts=4;decay=0.5;draws=\"kept\";};"
        "reconnect:{probability=0.125;delay:{dist=\"exponential\";mean=\"1 h\";};};queue_limit=44;"
        "target:{service_level=\"80 %\";within=[20,60];};initial:{waiting=2;busy=1;};groups=(\"g\",[\"h\",\"i\"]);};"
        "fraud:{talk=450;priority=1;groups=\"g\";};};"
        "groups:{g:{staff=((\"08:00\",\"13:00\",3),(\"13:00\",\"18:00\",12));label=\"Basic\";site=\"n\";};h:{staff=1;wrap=9;};"
        "i:{staff=1400;site=\"n\";};};sites:{n:{label=\"North\";};};"
        "trunks:{t:{lines=2500;types=[\"balance\"];waiting_limit=70;};};",
        ccs_explain);
    expect("A bank\nIt covers 1 day from 2026-03-02: 20 intervals of 30 min, 10 h of opening hours in all.\n");
    expect("When the centre closes, waiting contacts are disconnected, contacts in service are finished.\n"
           "What agents work while it is closed, or after the end of their schedule, is overtime.\n");
    expect("It is simulated 100 times with seed 1; confidence intervals are at 95 %.\n");
    expect("Contacts of type Balance (telephone) arrive as a Poisson process, 4,140 a day on average, at most at a rate of "
           "621 an hour at 13:00.\n");
    expect("Each day's rate is multiplied by a random factor, gamma with mean 1 and cv 0.058.\n");
    expect("An IVR serves 40 % of them to the end; time spent in it is always 30 s.\n");
    expect("An arriving contact tries Basic, then h and i together (across groups tried together: longest_idle), else waits.\n");
    expect("At Basic, talk time is lognormal with mean 2 min 50 s and cv 0.8; after-call work: none.\n");
    expect("At h, talk time is lognormal with mean 2 min 50 s and cv 0.8; after-call work: always 9 s.\n");
    expect("Priority 0; the longest wait is served first. At most 44 contacts may wait; more are blocked. Each holds a line "
           "of t.\n");
    expect("Of those who would have to wait, 2 % leave at once.\n  Patience is weibull with mean 5 min and cv 1.1.\n");
    expect("60 % of those who abandon, 10 % of those who balk try again after a time that is always 15 min, 50 % as likely "
           "with every attempt, up to "
           "4 attempts; talk time and patience stay the same.\n");
    expect("12.5 % of those served contact the centre again after a time that is exponential with mean 1 h.\n");
    expect("The target is 80 % within 20 s (also reported: 1 min), counted as sl_offered: answered within T / offered.\n");
    expect("At the start 2 wait and 1 are being served; they enter no figure.\n");
    expect("No fresh contacts of type fraud arrive.\n");
    expect("Customers wait for ever: nobody abandons.\n");
    expect("From 3 to 12 agents are scheduled, 75 agent hours in all.\n");
    expect("1,400 agents are scheduled, 14,000 agent hours in all.\n");
    expect("A freed agent serves fraud, then Balance (equal priority: whoever has waited longest).\n");
    expect("\nSite North\n  Groups: Basic, i.\n  Its figures are those of these groups, together.\n");
    expect("2,500 lines; contacts beyond them are blocked.\n  At most 70 contacts may wait.\n");
}

Test(explain, tells_of_conversations_that_pause)
{
    explain(
        "types:{a:{channel=\"messaging\";arrivals:{per_hour=9;};talk=60;turns:{number=3;customer=50;close_after=\"12 h\";pause:{after=\"2 min\";share=\"30 %\";length=7200;"
        "joins=\"front\";same_agent=\"5 min\";context_kept=0.6;re_explain=40;};};};};groups:{g:{staff=1;};};",
        ccs_explain);
    expect("Of the answers 30 % come later, after a time that is always 2 h.\n");
    expect(
        "A conversation in which the customer has not written for 2 min is put away, and its place is free; when they write again it queues again, at the front of the queue, "
        "unless the agent who had it is free, for whom it waits up to 5 min.\n");
    expect("When another agent goes on with it, 40 % of the customers explain again, which takes always 40 s.\n");
    expect("A conversation is closed when the customer has not written for 12 h.\n");
}

Test(explain, says_how_well_a_group_does_what)
{
    explain(
        "types:{a:{label=\"Sales\";arrivals:{per_hour=9;};talk=300;};b:{talk=60;priority=-1;arrivals:{per_hour=9;};};};groups:{"
        "g:{staff=3;skills:{a:{speed=1.25;quality=0.1;};b:{priority=1;};};};h:{staff=3;skills:{b:{};};};};"
        "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect("An arriving contact tries g, else waits.\n  Talk time is always 4 min; after-call work: none.\n");
    expect("An arriving contact tries g and h together (across groups tried together: longest_idle), else waits.\n");
    expect("A freed agent serves b, then Sales (equal priority: whoever has waited longest).\n"
           "  Its speed at Sales is 1.25: talk and after-call work take 80 % of their time.\n"
           "  Its quality at Sales is 0.1, which has no effect without outcomes.\n");
    expect("A freed agent serves b.\n");
}

Test(explain, tells_how_far_persons_do_what_their_shifts_say)
{
    explain(
        "types:{a:{arrivals:{per_hour=9;};talk=60;};};clock:{start=\"2026-03-02\";open=\"08:00-18:00\";};"
        "groups:{x:{roster=((\"ann\",\"2026-03-02\",\"08:00\",\"16:00\",\"\"));end_of_shift=\"10 min\";agents:{ann:{speed=2.0;};};"
        "adherence:{late:{dist=\"exponential\";mean=\"4 min\";};long_breaks=\"3 min\";early_leave=\"5 %\";early_by=\"20 min\";};};};",
        ccs_explain);
    expect("The agents are 1 person: 1 shift in all.\n");
    expect("  How much later than planned each shift begins: exponential with mean 4 min.\n"
           "  How much longer than planned each break is, within the shift: always 3 min.\n"
           "  How much earlier than planned 5 % of the shifts end: always 20 min.\n"
           "  In the last 10 min of a shift nobody takes a new contact.\n");
    expect("Its agents are not all alike.\n");
}

Test(explain, says_that_nobody_is_at_a_site)
{
    explain("types:{a:{arrivals:{per_hour=9;};talk=300;};};groups:{g:{staff=3;site=\"n\";};};sites:{n:{};s:{};};"
            "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect("\nSite n\n  Groups: g.\n  Its figures are those of these groups, together.\n");
    expect("\nSite s\n  No group is at this site: it has no figures.\n");
}

Test(explain, tells_of_those_who_wait_for_ever)
{
    explain(
        "types:{a:{arrivals:{per_hour=9;};talk=300;balk_by_queue=((0,0.05),(4,0.45));patience=120;never_abandons=\"15 %\";};};groups:{g:{staff=3;};};"
        "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect("  Of those who would have to wait, 5 % leave at once where nobody waits yet, 45 % where 4 or more do.\n"
           "  Patience is always 2 min; of the customers, 15 % wait for ever.\n");
}

Test(explain, says_by_what_waits_are_predicted)
{
    explain("types:{a:{arrivals:{per_hour=9;};talk=300;predictor=\"mean_wait\";predictor_waits=25;};"
            "b:{arrivals:{per_hour=9;};talk=300;predictor=\"head_of_line\";};};groups:{g:{staff=3;};};"
            "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect(
        "  How long a contact will wait is predicted as it begins to: the mean of the last 25 waits of contacts of the type that reached an agent.\n");
    expect(
        "  How long a contact will wait is predicted as it begins to: how long the one who is next has waited so far; nothing where nobody waits.\n");
}

Test(explain, says_what_who_waits_is_told)
{
    explain(
        "types:{a:{arrivals:{per_hour=9;};talk=300;patience=90;predictor=\"last_wait\";balk_by_wait=((0,\"1 %\"),(120,\"20 %\"));"
        "announce:{every=\"1 min\";above=\"30 s\";patience_curve=((0,1.5),(300,0.5));leave_when_over=\"8 %\";impatience_per_minute=1.52;};};"
        "b:{arrivals:{per_hour=9;};talk=300;announce:{what=\"position\";patience_curve=((1,1.25),(10,0.5));};};};groups:{g:{staff=3;};};"
        "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect(
        "  Of those who would have to wait, 1 % leave at once where a short wait is predicted, 20 % where it is 120 s or more.\n"
        "  Customers who wait are told how long it will be, where the predictor says more than 30 s, as the wait begins and then every 1 min.\n"
        "  What remains of patience is then 1.5 times as long where it will be no time, 0.5 times where it will be 300 s or more.\n"
        "  When the wait that was announced is over, 8 % of those still there give up.\n"
        "  From then on patience runs down 1.52 times as fast with every minute.\n");
    expect("  Customers who wait are told their place in the queue, as the wait begins.\n"
           "  What remains of patience is then 1.25 times as long for the next one, 0.5 times from place 10 on.\n");
}

Test(explain, tells_once_of_those_who_leave_at_once_however_many_wait)
{
    explain("types:{a:{arrivals:{per_hour=9;};talk=300;balk_by_queue=((0,\"5 %\"));patience=120;};};groups:{g:{staff=3;};};"
            "run:{mode=\"steady\";warm_up=0;length=\"500 h\";};",
        ccs_explain);
    expect("  Of those who would have to wait, 5 % leave at once.\n  Patience is always 2 min.\n");
}

Test(explain, says_that_two_queues_of_the_newest_first_are_not_one)
{
    static const char cfg[] = "types:{a:{arrivals:{per_hour=9;};talk=300;queue_order=\"%s\";priority=%s;};"
                              "b:{arrivals:{per_hour=9;};talk=300;queue_order=\"lifo\";};c:{arrivals:{per_hour=9;};talk=300;};};"
                              "groups:{g:{staff=10;};};run:{mode=\"steady\";warm_up=0;length=\"500 h\";};";
    char scenario[400];

    snprintf(scenario, sizeof scenario, cfg, "lifo", "0");
    explain(scenario, ccs_explain);
    expect(
        "A freed agent serves a or b or c (equal priority: whoever has waited longest of those who are next; next of a, b, last in, "
        "first out, is the newest).\n");
    snprintf(scenario, sizeof scenario, cfg, "lifo", "1");
    explain(scenario, ccs_explain);
    expect(
        "A freed agent serves a, then b or c (equal priority: whoever has waited longest of those who are next; next of b, last in, "
        "first out, is the newest).\n");
    snprintf(scenario, sizeof scenario, cfg, "siro", "0");
    explain(scenario, ccs_explain);
    expect("Priority 0; who is next is drawn from all who wait.\n");
    expect(
        "A freed agent serves a or b or c (equal priority: whoever has waited longest of those who are next; next of b, last in, "
        "first out, is the newest; next of a, in random order, is drawn).\n");
}

Test(explain, tells_a_steady_state_and_says_nothing_that_is_not_there)
{
    explain(
        "types:{a:{arrivals:{per_hour=100;gap:{dist=\"erlang\";k=4;};};talk=300;queue_order=\"lifo\";};};groups:{g:{staff=10;};};"
        "run:{mode=\"steady\";warm_up=\"2 h\";length=\"500 h\";batches=20;};",
        ccs_explain);
    expect("stem\nA steady state is simulated for 500 h in batches of 25 h, after a warm-up of 2 h that is not counted.\n");
    expect("arrive as a renewal process (gaps erlang, cv 0.5), 100 an hour on average.\n");
    expect("Talk time is always 5 min; after-call work: none.\n");
    expect("the shortest wait is served first.\n");
    expect("10 agents are scheduled.\n");
    expect("The service level is reported within 20 s, counted as sl_offered: answered within T / offered.\n");
    expect_not("short abandon");
    expect_not("IVR");
    expect_not("again");
    expect_not("leave at once");
    expect_not("line");
    expect_not("closes");
}

Test(explain, tells_what_a_target_is_counted_as)
{
    explain("types:{a:{arrivals:{per_hour=100;};talk=300;target:{service_level=0.7;within=[\"20 s\",\"5 s\"];"
            "short_abandon=\"4 s\";counted_as=\"sl_excl_short\";};};};groups:{g:{staff=10;};};"
            "run:{mode=\"steady\";length=\"500 h\";};",
        ccs_explain);
    expect("The target is 70 % within 20 s (also reported: 5 s), counted as sl_excl_short: answered within T / (offered - short "
           "abandons).\n  Who gives up within 4 s is a short abandon.\n");
}

Test(explain, tables_the_load_by_interval_and_marks_what_is_above_capacity)
{
    explain("types:{a:{arrivals:{per_hour=((\"08:00\",30),(\"08:30\",90),(\"09:00\",0));};talk=200;wrap=40;patience=60;};};"
            "groups:{g:{staff=[4,4,0];};};clock:{open=\"08:00-09:30\";};",
        explain_load);
    cr_expect_str_eq(text,
        "interval           contacts  handle_s    Erlang   agents load/agent  lacking\n"
        "2026-03-02T08:00       15.0     240.0      2.00     4.00      0.500        -\n"
        "2026-03-02T08:30       45.0     240.0      6.00     4.00      1.500     2.00  a\n"
        "2026-03-02T09:00        0.0         -      0.00     0.00          -        -\n",
        "%s", text);
}

/* A year of days that all differ, by its trend. */
Test(explain, tables_the_busiest_interval_of_each_week_or_day_where_there_are_too_many)
{
    explain(
        "clock:{start=\"2026-03-04\";days=365;open=\"08:00-18:00\";};calendar:{trend_per_year=0.1;};"
        "types:{a:{arrivals:{per_hour=((\"08:00\",30),(\"10:30\",99),(\"11:00\",30));};talk=200;patience=60;};};groups:{g:{staff=4;};};",
        explain_load);
    expect(
        "of each week the interval that lacks most, or has most load for its agents; 7300 intervals in all\n2026-03-08T10:30 ");
    expect("\n2026-03-15T10:30 ");
    expect("\n2027-02-28T10:30 ");
    expect_not("08:00");
    explain(
        "clock:{start=\"2026-03-04\";days=40;open=\"08:00-18:00\";};calendar:{trend_per_year=0.1;};"
        "types:{a:{arrivals:{per_hour=((\"08:00\",30),(\"10:30\",99),(\"11:00\",30));};talk=200;patience=60;};};groups:{g:{staff=4;};};",
        explain_load);
    expect("of each day the interval that lacks most, or has most load for its agents; 800 intervals in all\n2026-03-04T10:30 ");
    expect("\n2026-03-05T10:30 ");
}

Test(explain, tables_a_steady_state_in_one_row)
{
    explain("types:{a:{arrivals:{per_hour=100;};talk=300;ivr:{contained=0.5;};};};groups:{g:{staff=10;};};run:{mode=\"steady\";"
            "length=\"500 h\";};",
        explain_load);
    cr_expect_not_null(strstr(text, "\nan hour                50.0     300.0      4.17    10.00      0.417        -\n"), "%s",
        text);
}

/* Of 300 mails on each of five days 10 + 50 come at night. */
Test(explain, tells_of_contacts_that_are_dropped)
{
    explain("clock:{open:{weekdays=\"08:00-18:00\";};days=7;start=\"2026-03-02\";};groups:{g:{staff=9;};};types:{m:{talk=300;"
            "channel=\"email\";arrivals:{per_hour:{weekdays=((\"06:00\",5),(\"08:00\",24),(\"18:00\",10),(\"23:00\",0));};"
            "outside=\"drop\";};factors:{volume=2;};};};",
        ccs_explain);
    expect("  600 of 3,000 contacts a week (20 %) fall outside the opening hours and are dropped.\n");
    expect("480 a day on average");
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.m.arrivals.outside: 600 of 3,000 contacts a week (20 %) fall outside the opening hours and are "
        "dropped\n");
}

Test(explain, tells_that_chats_and_mails_are_handled_one_at_a_time)
{
    const char *const scenario =
        "types:{a:{channel=\"email\";arrivals:{per_hour=9;};talk=300;};b:{channel=\"chat\";arrivals:{per_hour=9;};talk=300;};"
        "c:{channel=\"post\";arrivals:{per_hour=9;};talk=300;};d:{arrivals:{per_hour=9;};talk=300;};};groups:{g:{staff=9;};};";

    explain(scenario, ccs_explain);
    expect("Contacts of type b (live chat on a page or in an app) arrive");
    expect("  An arriving contact tries g, else waits. An agent handles one at a time, like a call.\n");
    expect("  An arriving contact tries g, else waits.\n");
    explain(scenario, explain_load);
    expect("\nchat, email, post: each agent handles one at a time\n");
}

Test(explain, tells_of_nights_and_of_days_that_do_not_count)
{
    explain("clock:{open=\"22:00-06:00\";days=2;};run:{run_in=1;run_out=3;};groups:{g:{staff=9;};};"
            "types:{a:{talk=60;arrivals:{per_interval=((\"22:00\",90),(\"02:00\",50));};};};",
        ccs_explain);
    expect("It covers 2 days from 2026-03-02 to 2026-03-03, open on 2: 32 intervals of 30 min, 16 h of opening hours in all.\n");
    expect("Simulated too, but in no figure: 1 day before and 3 days behind.\n");
    expect("A day begins at 22:00 and ends a day later: figures by day, day factors and weekdays are those of its date.\n");
    expect("140 a day on average");
    expect(
        "  A row counts the contacts of its own time, whatever the interval: until its end or the next row, the last until closing.\n");
    expect("144 agent hours in all");
}

Test(explain, tells_of_closed_hours)
{
    explain("clock:{open=\"08:00-18:00\";days=2;at_close=\"clear\";};groups:{g:{staff=9;};};types:{"
            "calls:{talk=60;redial:{after_abandon=0.5;};patience=60;"
            "arrivals:{per_hour=((\"06:00\",\"20:00\",10));outside=\"next_opening\";};};"
            "chats:{talk=60;at_close=\"drain\";arrivals:{per_hour=9;};};"
            "mails:{talk=60;at_close=\"carry\";reconnect:{probability=0.1;};"
            "arrivals:{per_day=240;profile=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1];outside=\"wait\";};};};",
        ccs_explain);
    expect(
        "  Of the contacts of a run, 60 fall in closed hours: they come when it opens next, at that moment; who would come after the "
        "last close is not among them.\n");
    expect("  When the centre closes, waiting contacts are disconnected, contacts in service are finished.\n");
    expect("  Who would do so while the centre is closed does it when it opens next, after the last close not at all.\n");
    expect(
        "  When the centre closes, the agents of the last interval stay until all contacts that are there are done or the next day opens.\n");
    expect("  Of the contacts of a run, 280 fall in closed hours: they wait in the queue until it opens.\n");
    expect("  They do so at any hour; while the centre is closed they wait in the queue.\n");
    expect("  Who stays after close serves only chats.\n");
}

Test(explain, tells_hours_of_a_type_and_who_waits_when_it_closes)
{
    static const struct {
        const char *at_close, *then;
    } cases[] = {{"drain", "is served to the end"}, {"clear", "is disconnected"},
        {"carry", "stays in the queue until it opens again"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cfg[400], said[200];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-12:00\";};types:{a:{open=\"09:00-11:00\";at_close=\"%s\";arrivals:{per_hour=5;};talk=20;};};groups:{g:{staff=1;};};",
            cases[i].at_close);
        snprintf(said, sizeof said,
            "  It has hours of its own, within those of the centre: 09:00-11:00. Who waits when it closes %s.\n", cases[i].then);
        explain(cfg, ccs_explain);
        expect(said);
    }
}

Test(explain, tells_what_waits_when_the_run_begins)
{
    explain(
        "clock:{open=\"08:00-18:00\";};types:{m:{channel=\"email\";talk=300;patience:{dist=\"exponential\";mean=\"2 d\";};"
        "backlog:{waited=((\"2 h\",30),(\"2026-02-28T17:00\",90));};};n:{talk=300;backlog:{waiting=1;waited:{dist=\"gamma\";mean=600;cv=2;};};};"
        "o:{talk=300;backlog=12;};};groups:{g:{staff=3;};};",
        ccs_explain);
    expect(
        "When the run begins (2026-03-02T08:00) 120 contacts wait already, 90 for 39 h, 30 for 2 h; they count in its first interval, "
        "their waits from when they came.\n  Of their patience there is left what follows for who has waited so long.\n");
    expect("1 contact waits already, each for a time that is gamma with mean 10 min;");
    expect_not("due date");
    expect("12 contacts wait already, come at that moment; they count in its first interval");
}

Test(explain, tells_when_a_backlog_is_due)
{
    explain(
        "clock:{open=\"08:00-18:00\";};types:{m:{channel=\"email\";talk=300;backlog:{waited=((\"2 h\",30,\"2026-03-02T12:00\"),"
        "(\"39 h\",90,\"1 d\"),(60,5));};};};groups:{g:{staff=3;};};",
        ccs_explain);
    expect("125 contacts wait already, 90 for 39 h (due 15 h ago), 30 for 2 h (due in 4 h), 5 for 1 min; they count");
    expect(
        "  120 of them are in time when work on them begins by their due date, whatever the target says; 90 are overdue already.\n");
}

/* What waits at the start is work for the first interval: 12 and 6 of 5 min in half an hour are 3 Erlang. */
Test(explain, loads_the_first_interval_with_the_backlog)
{
    explain("clock:{open=\"08:00-09:00\";};types:{m:{talk=300;backlog=12;arrivals:{per_hour=12;};};};groups:{g:{staff=4;};};",
        explain_load);
    expect("2026-03-02T08:00       18.0     300.0      3.00     4.00 ");
    expect("2026-03-02T08:30        6.0     300.0      1.00     4.00 ");
}

Test(explain, tells_handle_time_in_one_and_its_parts)
{
    explain(
        "clock:{open=\"08:00-09:00\";};types:{m:{aht:{dist=\"lognormal\";mean=300;cv=0.9;};wrap=60;arrivals:{per_hour=12;};groups=([\"g\",\"h\"]);};};"
        "groups:{g:{staff=4;};h:{staff=1;};};",
        ccs_explain);
    expect("  Handle time has mean 5 min, talk and after-call work in one; the talk is what the latter leaves of it.\n"
           "  Talk time is lognormal with mean 4 min and cv 0.9; after-call work: always 1 min.\n");
}

Test(explain, tells_estimates_in_a_part_of_their_own)
{
    explain("clock:{open=\"08:00-18:00\";};types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=1;};};"
            "uncertainty:{v:{of=\"types.a.arrivals.per_hour\";times={dist=\"lognormal\";cv=0.05;};};};",
        ccs_explain);
    expect("\n\nEstimates (");
}

#define CAREERS(keys)                                                                                                                   \
    "clock:{open=\"08:00-18:00\";};types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{g:{staff=1;};};careers:{tenure=\"900 d\";" keys \
    "};"

Test(explain, tells_what_tools_and_jobs_elsewhere_make_of_people)
{
    explain(CAREERS("burnout:{rises=0.1;recovers=0.1;};support:{by_tools=0.4;};tools:{usability=0.8;};"
                    "attrition:{yearly=0.3;unemployment=0.1;by_unemployment=-0.3;};"),
        ccs_explain);
    expect("  Their tools, 0.8 of 1 in ease of use, add 12 % to recovery from burnout beside tools of 0.5.\n");
    expect("of beginners 0.244; unemployment of 10 % makes them 0.812 times as many as 5 % would, which is in these figures.");
    explain(CAREERS("burnout:{rises=0.1;recovers=0.1;};support:{by_tools=0.4;};tools:{usability=0.2;};attrition:{yearly=0.3;};"),
        ccs_explain);
    expect("take 12 % from recovery from burnout");
    expect_not("unemployment");
    explain(CAREERS("burnout:{rises=0.1;recovers=0.1;};tools:{usability=0.2;};attrition:{yearly=0.3;unemployment=0.1;};"),
        ccs_explain);
    expect_not("ease of use");
    expect_not("unemployment");
}
