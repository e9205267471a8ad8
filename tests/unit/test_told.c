/* test_told.c - a told replication: it has the facts of one that nobody watches, to the last bit; what is told adds up to the facts and
 * follows from what was told before. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "support.h"

/* Everything that can happen in a day, three times: IVR, lines, full queues, balking, redials that keep their draws, answers that do
 * not, several groups in a tier, no after-call work, LIFO, those who are there at the start. */
#define CENTRE(at_close)                                                                                                         \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=3;at_close=\"" at_close "\";};"                                        \
    "types:{a:{arrivals:{per_hour=300;};ivr:{contained=0.3;time:{dist=\"uniform\";min=20;max=60;};};balk=0.05;queue_limit=9;"    \
    "patience:{dist=\"exponential\";mean=60;};talk:{dist=\"lognormal\";mean=90;cv=1;};wrap:{dist=\"exponential\";mean=20;};"     \
    "redial:{after_abandon=0.5;after_balk=0.5;after_block=0.9;delay=300;draws=\"kept\";};groups=([\"x\",\"y\"]);};"              \
    "b:{arrivals:{per_hour=150;};priority=1;talk=77;patience=99;queue_order=\"lifo\";initial:{busy=2;waiting=3;};"               \
    "reconnect:{probability=0.4;delay=0;max_attempts=4;};groups=(\"y\",\"x\");};};"                                              \
    "groups:{x:{staff=[9,4,12,6];};y:{staff=[2,3,1,2];agent_selection=\"random\";};};"                                           \
    "trunks:{t:{lines=30;types=[\"a\"];};};run:{seed=3;};"
#define STEADY                                                                                                                   \
    "types:{a:{arrivals:{per_minute=4;};talk:{dist=\"exponential\";mean=60;};patience:{dist=\"exponential\";mean=99;};wrap=9;"   \
    "ivr:{contained=0.2;time=10;};redial:{after_abandon=1;delay=100;};initial:{busy=1;waiting=4;};};};"                          \
    "groups:{g:{staff=4;};};run:{mode=\"steady\";warm_up=\"1 h\";length=\"10 h\";batches=4;seed=3;};"

/* Agents who are there on some of the days. */
#define FRACTIONS                                                                                                                \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=5;at_close=\"drain\";};types:{a:{arrivals:{per_hour=300;};talk=77;"    \
    "patience:{dist=\"exponential\";mean=60;};wrap=9;};};groups:{x:{staff=[6.5,4.25,8.5,6.5];shrinkage=\"4 %\";};};run:{seed=3;};"

/* Persons who go not ready, take breaks late and hand over what they talk about when their shifts end. */
#define PERSONS(at_close)                                                                                                            \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=3;at_close=\"" at_close "\";};types:{a:{arrivals:{per_hour=200;};"         \
    "patience:{dist=\"exponential\";mean=60;};never_abandons=0.2;talk:{dist=\"exponential\";mean=150;};wrap=9;"                      \
    "redial:{after_abandon=0.5;delay=60;};"                                                                                          \
    "queue_order=\"lifo\";};b:{arrivals:{per_hour=90;};talk=300;queue_order=\"siro\";};};"                                           \
    "shifts:{s:{start=\"08:00\";length=\"40 min\";breaks:{r:{after=\"10 min\";lasts=\"4 min\";};t:{after=\"15 min\";lasts=60;};};};" \
    "u:{start=\"08:15\";length=\"42 min\";};};groups:{x:{shifts:{s=6;u=4;};end_of_shift=\"hand_over\";"                              \
    "not_ready_after_contact:{probability=0.3;time:{dist=\"exponential\";mean=60;};};};};run:{seed=3;};"

/* Customers who are called back: when it is quiet, or in turn. */
#define CALLBACKS(at_close)                                                                                                         \
    "clock:{open=\"08:00-09:00\";interval=\"15 min\";days=3;at_close=\"" at_close "\";};types:{a:{arrivals:{per_hour=200;};"        \
    "patience:{dist=\"exponential\";mean=60;};talk:{dist=\"exponential\";mean=150;};wrap=9;callback:{accept=0.5;};"                 \
    "redial:{after_abandon=0.5;delay=60;};};b:{arrivals:{per_hour=90;};talk=300;callback:{accept=0.6;way=\"keep_place\";"           \
    "after=10;};};c:{arrivals:{per_hour=30;};talk=90;callback:{accept=0.6;way=\"keep_place\";};};};groups:{x:{staff=[16,14,18,15];" \
    "};};run:{seed=3;};"

enum { TEXT_MAX = 1 << 16 };

/* What was told. */
typedef struct {
    run_t *run;
    ccs_told_t told;
    uint64_t n_of_kind[CCS_N_MOMENTS];
    ccs_moment_t *moments; /* owned */
    size_t n, room;
    enum ccs_moment_kind enough_at; /* CCS_N_MOMENTS: never */
    char text[TEXT_MAX];            /* seconds after time 0 and sentences */
} witness_t;

static witness_t *witness;

static void finish(void)
{
    if (!witness) return;
    run_delete(witness->run);
    free(witness->moments);
    free(witness);
    witness = NULL;
}

TestSuite(told, .fini = finish);

static void tell(void *listener, const ccs_moment_t *moment)
{
    witness_t *const self = listener;

    if (self->n == self->room) {
        self->room = 2 * self->room + 1000;
        self->moments = realloc(self->moments, self->room * sizeof *self->moments);
        cr_assert_not_null(self->moments);
    }
    self->moments[self->n++] = *moment;
    self->n_of_kind[moment->kind]++;
    if (moment->kind == self->enough_at) self->told.enough = true;
}

static void watch_again(uint32_t number)
{
    witness->n = 0;
    memset(witness->n_of_kind, 0, sizeof witness->n_of_kind);
    witness->told = (ccs_told_t){.tell = tell, .listener = witness};
    cr_assert_eq(ccs_replication_tell(&witness->run->replication, &witness->told, witness->run->plan->seed, number), 0);
}

/* A replication that was watched from the first. */
static void watch_text(const char *cfg)
{
    finish();
    witness = calloc(1, sizeof *witness);
    cr_assert_not_null(witness);
    witness->enough_at = CCS_N_MOMENTS;
    run_t *const run = witness->run = calloc(1, sizeof *run);

    cr_assert_not_null(run);
    run->plan = plan_from_text(cfg);
    cr_assert_eq(ccs_metrics_init(&run->metrics, run->plan), 0);
    cr_assert_eq(ccs_replication_init(&run->replication, run->plan, &run->metrics, NULL), 0);
    watch_again(0);
}

/* ---- the numbers ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    double *facts;
    ccs_results_t results;
    uint64_t n_events;
} numbers_t;

static double *copy_of(const double *x, size_t n)
{
    double *const copy = malloc((n + 1) * sizeof *copy);

    cr_assert_not_null(copy);
    memcpy(copy, x, n * sizeof *copy);
    return copy;
}

static numbers_t numbers_of(const run_t *run, uint64_t events_before)
{
    const ccs_facts_t *const f = &run->replication.flow.facts;
    numbers_t x = {copy_of(f->doubles, f->n_doubles), {0}, run->replication.flow.n_events - events_before};
    ccs_err_t err;

    cr_assert_eq(ccs_results_init(&x.results, run->plan, &run->metrics, 0.95, &err), 0);
    cr_assert_eq(ccs_results_add(&x.results, f, run->replication.quantiles, run->replication.waits, NULL), 0);
    return x;
}

static void numbers_free(numbers_t *self)
{
    free(self->facts);
    ccs_results_free(&self->results);
}

static void expect_same_numbers(const char *cfg)
{
    watch_text(cfg);
    const ccs_facts_t *const f = &witness->run->replication.flow.facts;

    for (uint32_t number = 0; number < 3; number++) {
        const uint64_t before = witness->run->replication.flow.n_events;

        run_again(witness->run, witness->run->plan->seed, number);
        numbers_t alone = numbers_of(witness->run, before);
        const uint64_t between = witness->run->replication.flow.n_events;

        watch_again(number);
        numbers_t watched = numbers_of(witness->run, between);
        const char *const difference = results_difference(&alone.results, &watched.results);

        cr_expect_null(difference, "%s", difference);
        cr_expect_arr_eq(alone.facts, watched.facts, f->n_doubles * sizeof(double));
        cr_expect_eq(alone.n_events, watched.n_events);
        numbers_free(&alone);
        numbers_free(&watched);
    }
}

Test(told, changes_no_number)
{
    expect_same_numbers(CENTRE("drain"));
    expect_same_numbers(CENTRE("clear"));
    expect_same_numbers(CENTRE("carry"));
    expect_same_numbers(STEADY);
    expect_same_numbers(FRACTIONS);
    expect_same_numbers(PERSONS("drain"));
    expect_same_numbers(PERSONS("clear"));
    expect_same_numbers(PERSONS("carry"));
    expect_same_numbers(CALLBACKS("clear"));
}

/* ---- what is told adds up ------------------------------------------------------------------------------------------------------- */

/* Moments of a type that say that a fact grows. */
static double n_told(uint32_t type, const char *fact)
{
    const size_t length = strlen(fact);
    double n = 0;

    for (size_t i = 0; i < witness->n; i++) {
        const ccs_moment_t *const m = &witness->moments[i];

        for (const char *word = CCS_MOMENTS[m->kind].facts; m->of.type == type && *word; word += strspn(word, " ")) {
            const size_t n_word = strcspn(word, " ");

            n += n_word == length && !memcmp(word, fact, length);
            word += n_word;
        }
    }
    return n;
}

/* Also those of the initial state, which stand in the row that does not count. */
static double fact_total(uint32_t type, int fact)
{
    return type_total(witness->run, type, (enum ccs_type_fact) fact) +
        type_fact(witness->run, witness->run->plan->n_cells, type, (enum ccs_type_fact) fact);
}

static bool is_told(const char *fact)
{
    for (int kind = 0; kind < CCS_N_MOMENTS; kind++)
        if (strstr(CCS_MOMENTS[kind].facts, fact)) return true;
    return false;
}

/* Of calls back, where the plan has them. @return how many of the facts are not zero */
static uint32_t expect_callback_facts(uint32_t type)
{
    const ccs_facts_t *const facts = &witness->run->replication.flow.facts;
    const ccs_plan_t *const plan = witness->run->plan;
    uint32_t n_not_zero = 0;

    for (int fact = 0; fact < CCS_N_CALLBACK_FACTS && ccs_plan_calls_back(plan); fact++) {
        const char *const name = CCS_CALLBACK_FACTS[fact].name;
        double total = 0;

        if (fact != CCS_FACT_accepted && fact != CCS_FACT_called_back && fact != CCS_FACT_never_reached &&
            fact != CCS_FACT_reached_lost && fact != CCS_FACT_still_owed)
            continue;
        for (uint32_t cell = 0; cell <= plan->n_cells; cell++) total += ccs_facts_callback(facts, cell, type)[fact];
        cr_expect_eq(n_told(type, name), total, "%s of %s: %g told, %g are facts", name, plan->types[type].name,
            n_told(type, name), total);
        n_not_zero += total > 0;
    }
    return n_not_zero;
}

static uint32_t expect_facts(const char *cfg)
{
    uint32_t n_not_zero = 0;

    watch_text(cfg);
    for (uint32_t type = 0; type < witness->run->plan->n_types; type++) {
        n_not_zero += expect_callback_facts(type);
        for (int fact = 0; fact < CCS_N_TYPE_FACTS; fact++) {
            const char *const name = CCS_TYPE_FACTS[fact].name;

            if (!is_told(name)) continue;
            cr_expect_eq(n_told(type, name), fact_total(type, fact), "%s of %s: %g told, %g are facts", name,
                witness->run->plan->types[type].name, n_told(type, name), fact_total(type, fact));
            n_not_zero += fact_total(type, fact) > 0;
        }
    }
    return n_not_zero;
}

static bool is_fact(const ccs_fact_about_t *facts, int n, const char *word, size_t length)
{
    for (int i = 0; i < n; i++)
        if (strlen(facts[i].name) == length && !memcmp(facts[i].name, word, length)) return true;
    return false;
}

Test(told, tells_what_the_facts_count)
{
    cr_expect_geq(expect_facts(CENTRE("drain")), 14);
    cr_expect_geq(expect_facts(CENTRE("clear")), 15);
    cr_expect_geq(expect_facts(CENTRE("carry")), 14);
    cr_expect_geq(expect_facts(STEADY), 7);
    cr_expect_geq(expect_facts(PERSONS("drain")), 9);
    cr_expect_geq(expect_facts(PERSONS("clear")), 9);
    cr_expect_geq(expect_facts(PERSONS("carry")), 9);
    cr_expect_geq(expect_facts(CALLBACKS("drain")), 9);
    cr_expect_geq(expect_facts(CALLBACKS("clear")), 9);
    cr_expect_geq(expect_facts(CALLBACKS("carry")), 9);
    for (int kind = 0; kind < CCS_N_MOMENTS; kind++)
        for (const char *word = CCS_MOMENTS[kind].facts; *word; word += strspn(word, " ")) {
            const size_t length = strcspn(word, " ");

            cr_expect(is_fact(CCS_TYPE_FACTS, CCS_N_TYPE_FACTS, word, length) ||
                    is_fact(CCS_CALLBACK_FACTS, CCS_N_CALLBACK_FACTS, word, length),
                "%s: \"%s\" begins with no fact", CCS_MOMENTS[kind].name, word);
            word += length;
        }
}

static double sum_of(const char *duration, const char *fact)
{
    double sum = 0;

    for (size_t i = 0; i < witness->n; i++) {
        const ccs_moment_about_t *const about = &CCS_MOMENTS[witness->moments[i].kind];

        if (!strcmp(about->duration, duration) && (!fact || strstr(about->facts, fact))) sum += witness->moments[i].duration_s;
    }
    return sum;
}

Test(told, tells_durations_as_the_facts_have_them)
{
    watch_text(CENTRE("drain"));
    const run_t *const run = witness->run;
    double talk = 0, wrap = 0, wait = 0, lost = 0, ivr = 0;

    for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++) {
        talk += pair_total(run, pair, CCS_FACT_talk);
        wrap += pair_total(run, pair, CCS_FACT_wrap);
    }
    for (uint32_t type = 0; type < run->plan->n_types; type++) {
        wait += fact_total(type, CCS_FACT_wait_answered);
        lost += fact_total(type, CCS_FACT_wait_abandoned);
        ivr += fact_total(type, CCS_FACT_ivr_area);
    }
    cr_expect(wait > 0 && lost > 0 && wrap > 0);
    cr_expect_float_eq(sum_of("talk_s", NULL), talk, 1e-6 * talk);
    cr_expect_float_eq(sum_of("wrap_s", NULL), wrap, 1e-6 * wrap);
    cr_expect_float_eq(sum_of("wait_s", "answered"), wait, 1e-6 * wait);
    cr_expect_float_eq(sum_of("wait_s", "abandoned"), lost, 1e-6 * lost);
    cr_expect_float_eq(sum_of("ivr_s", NULL), ivr, 1e-6 * ivr);
}

/* ---- what is told follows from what was told -------------------------------------------------------------------------------------- */

/* Agents as the words have them: out, idle, with a contact, at after-call work on it. */
enum { OUT, IDLE, WITH, FREED, AFTER };

static uint32_t agent_id(const ccs_moment_t *m)
{
    return witness->run->plan->groups[m->group].first_agent + m->agent;
}

/* @return what the agent is after it */
static int next_of(const ccs_moment_t *m, int now)
{
    const char *const name = CCS_MOMENTS[m->kind].name;

    if (!strcmp(name, "log_in")) {
        cr_expect_eq(now, OUT, "%s at %g", name, m->time_s);
        return IDLE;
    }
    if (!strcmp(name, "log_out")) {
        cr_expect(now == IDLE || now == FREED, "%s at %g", name, m->time_s);
        return OUT;
    }
    if (!strcmp(name, "idle")) {
        cr_expect_eq(now, FREED, "%s at %g", name, m->time_s);
        return IDLE;
    }
    if (!strcmp(name, "present_talking") || !strcmp(name, "answer_at_once") || !strcmp(name, "answer")) {
        cr_expect(now == IDLE || (now == FREED && m->kind == CCS_MOMENT_answer), "%s at %g", name, m->time_s);
        return WITH;
    }
    if (!strcmp(name, "talk_end")) {
        cr_expect_eq(now, WITH, "%s at %g", name, m->time_s);
        return FREED;
    }
    if (!strcmp(name, "wrap_begin")) {
        cr_expect_eq(now, FREED, "%s at %g", name, m->time_s);
        return AFTER;
    }
    if (!strcmp(name, "wrap_end")) {
        cr_expect_eq(now, AFTER, "%s at %g", name, m->time_s);
        return FREED;
    }
    return now;
}

static void expect_agents(const char *cfg)
{
    watch_text(cfg);
    const ccs_plan_t *const plan = witness->run->plan;
    int *const is = calloc(plan->n_agents, sizeof *is);
    double last_s = -1;

    cr_assert_not_null(is);
    for (size_t i = 0; i < witness->n; i++) {
        const ccs_moment_t *const m = &witness->moments[i];

        cr_expect_geq(m->time_s, last_s);
        last_s = m->time_s;
        if (m->agent != CCS_NONE) is[agent_id(m)] = next_of(m, is[agent_id(m)]);
    }
    for (uint32_t agent = 0; agent < plan->n_agents; agent++) {
        const uint32_t state = witness->run->replication.flow.world.agents[agent].state;

        cr_expect_eq(is[agent] == OUT, state == CCS_AGENT_OUT);
        cr_expect_eq(is[agent] == IDLE, state == CCS_AGENT_IDLE);
    }
    free(is);
}

Test(told, tells_every_change_of_an_agent)
{
    expect_agents(CENTRE("drain"));
    expect_agents(CENTRE("clear"));
    expect_agents(STEADY);
}

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

static void write_text(void)
{
    char sentence[CCS_WORDS_MAX];
    size_t n = 0;

    for (size_t i = 0; i < witness->n && n < TEXT_MAX; i++)
        n += (size_t) snprintf(&witness->text[n], TEXT_MAX - n, "%g %s\n", witness->moments[i].time_s - 28800,
            ccs_moment_sentence(witness->run->plan, &witness->moments[i], sentence, sizeof sentence));
}

/* Seconds after opening; the agent has 160 s of work on each, waits are borne for 200 s. Agents
 * stay until the last one is served. */
Test(told, tells_a_small_day_in_words)
{
    watch_text("clock:{open=\"08:00-08:10\";interval=\"5 min\";};types:{a:{arrivals:{gap=100;};talk=128;wrap=32;patience=200;"
               "redial:{after_abandon=1;delay=50;max_attempts=2;};};};groups:{g:{staff=[1,2];};};");
    write_text();
    cr_expect_str_eq(witness->text,
        "0 the centre opens\n0 g has 1 agent scheduled\n0 g agent 1 logs in\n"
        "100 a/1 arrives\n100 a/1 reaches g agent 1 at once\n"
        "200 a/2 arrives\n200 a/2 waits in the queue, first in line\n"
        "228 a/1 ends the talk with g agent 1 after 2 min 8 s\n228 g agent 1 begins after-call work on a/1\n"
        "260 g agent 1 ends after-call work on a/1 after 32 s\n260 a/2 reaches g agent 1 after 1 min\n"
        "300 g has 2 agents scheduled\n300 g agent 2 logs in\n"
        "300 a/3 arrives\n300 a/3 reaches g agent 2 at once\n"
        "388 a/2 ends the talk with g agent 1 after 2 min 8 s\n388 g agent 1 begins after-call work on a/2\n"
        "400 a/4 arrives\n400 a/4 waits in the queue, first in line\n"
        "420 g agent 1 ends after-call work on a/2 after 32 s\n420 a/4 reaches g agent 1 after 20 s\n"
        "428 a/3 ends the talk with g agent 2 after 2 min 8 s\n428 g agent 2 begins after-call work on a/3\n"
        "460 g agent 2 ends after-call work on a/3 after 32 s\n460 g agent 2 is idle\n"
        "500 a/5 arrives\n500 a/5 reaches g agent 2 at once\n"
        "548 a/4 ends the talk with g agent 1 after 2 min 8 s\n548 g agent 1 begins after-call work on a/4\n"
        "580 g agent 1 ends after-call work on a/4 after 32 s\n580 g agent 1 is idle\n"
        "600 the centre closes\n"
        "628 a/5 ends the talk with g agent 2 after 2 min 8 s\n628 g agent 2 begins after-call work on a/5\n"
        "660 g agent 2 ends after-call work on a/5 after 32 s\n660 g agent 2 is idle\n"
        "660 the centre comes to the end of the run\n",
        "%s", witness->text);
}

static void expect_sentence(const char *sentence)
{
    cr_expect_not_null(strstr(witness->text, sentence), "\"%s\" is missing in\n%s", sentence, witness->text);
}

/* 2.5 agents are two or three, by the day. */
Test(told, tells_fractions_of_agents)
{
    watch_text(
        "clock:{open=\"08:00-08:10\";interval=\"5 min\";days=9;at_close=\"clear\";};types:{a:{arrivals:{gap=100;};talk=128;"
        "};};groups:{g:{staff=2.5;};};");
    write_text();
    expect_sentence("0 g has 2.5 agents scheduled, of whom ");
    expect_sentence(" g has 2.5 agents scheduled, of whom 2 agents today");
    expect_sentence(" g has 2.5 agents scheduled, of whom 3 agents today");
    cr_expect_eq(witness->n_of_kind[CCS_MOMENT_staff_today], 9);
}

/* The only agent is with a/1 from 128 to 704. */
Test(told, tells_who_is_not_answered)
{
    watch_text("clock:{open=\"08:00-08:10\";interval=\"5 min\";at_close=\"clear\";};"
               "types:{a:{arrivals:{gap=128;};talk=576;patience=100;queue_limit=1;"
               "redial:{after_abandon=1;delay=24;max_attempts=2;};};"
               "b:{arrivals:{gap=350;};talk=9;balk=1;};"
               "c:{arrivals:{gap=250;};talk=9;ivr:{contained=1;time=15;};};"
               "d:{arrivals:{gap=290;};talk=500;};};"
               "groups:{g:{staff=1;};};trunks:{one:{lines=1;types=[\"d\"];};};");
    write_text();
    expect_sentence("256 a/2 waits in the queue, first in line\n");
    expect_sentence("356 a/2 gives up after 1 min 40 s\n356 a/2 will try again in 24 s\n");
    expect_sentence("380 a/2 tries again, attempt 2\n380 a/2 waits in the queue, first in line\n");
    expect_sentence("384 a/3 arrives\n384 a/3 finds the queue full\n");
    expect_sentence("480 a/2 gives up after 1 min 40 s\n500 ");
    expect_sentence("350 b/1 arrives\n350 b/1 would have to wait and leaves at once\n");
    expect_sentence("250 c/1 arrives\n250 c/1 enters the IVR\n");
    expect_sentence("265 c/1 is served by the IVR in 15 s\n");
    expect_sentence("290 d/1 arrives\n290 d/1 waits in the queue, first in line\n");
    expect_sentence("580 d/2 arrives\n580 d/2 finds no line\n");
    expect_sentence("600 the centre closes\n600 a/4 has waited 1 min 28 s and is cut off at close\n"
                    "600 d/1 has waited 5 min 10 s and is cut off at close\n600 g has 0 agents scheduled\n");
    expect_sentence("704 g agent 1 logs out\n");
}

/* Two come before the run begins, of whom the older is overdue. */
Test(told, tells_when_a_backlog_is_due)
{
    watch_text(
        "clock:{open=\"08:00-08:10\";};types:{a:{talk=60;backlog:{waited=((100,1,\"2026-03-02T08:05\"),(900,1,300),(30,1));};};};"
        "groups:{g:{staff=1;};};");
    write_text();
    expect_sentence("0 a/start1 has waited 15 min at the start, first in line\n0 a/start1 was due 10 min ago\n"
                    "0 a/start2 has waited 1 min 40 s at the start, behind 1\n0 a/start2 is due in 5 min\n"
                    "0 a/start3 has waited 30 s at the start, behind 2\n0 a/start1 reaches g agent 1 after 15 min\n");
}

/* What happens at the close comes after it, also a patience that ends there: the calendar has its timer before that of the border. */
Test(told, tells_a_patience_that_ends_at_close_as_cut_off)
{
    watch_text("clock:{open=\"08:00-08:30\";interval=\"10 min\";at_close=\"clear\";};types:{a:{arrivals:{gap=256;};talk=5000;"
               "patience=776;};};groups:{g:{staff=[2,2,1];};};");
    write_text();
    expect_sentence("1024 a/4 waits in the queue, behind 1\n");
    expect_sentence("1800 a/4 has waited 12 min 56 s and is cut off at close\n");
    cr_expect_eq(type_total(witness->run, 0, CCS_FACT_disconnected), 4);
}

/* ---- the end -------------------------------------------------------------------------------------------------------------------- */

/* Whatever record each has. */
Test(told, tells_what_is_undecided_by_issue)
{
    watch_text(STEADY);
    const ccs_moment_t *before = NULL;

    for (size_t i = 0; i < witness->n; i++) {
        const ccs_moment_t *const m = &witness->moments[i];
        const bool rest =
            m->kind == CCS_MOMENT_not_yet_due || m->kind == CCS_MOMENT_still_waiting || m->kind == CCS_MOMENT_still_away;

        if (rest && before)
            cr_expect(before->of.type < m->of.type || (before->of.type == m->of.type && before->of.index <= m->of.index));
        if (rest) before = m;
    }
    cr_expect_not_null(before);
}

/* One step of the schedule tells of more agents than the buffer holds. */
Test(told, tells_all_of_an_event_that_fills_the_buffer)
{
    enum { N = 3 * CCS_TOLD_MAX };
    uint32_t next = 0;

    watch_text(
        "clock:{open=\"08:00-08:20\";interval=\"10 min\";};types:{a:{arrivals:{gap=700;};talk=60;};};groups:{g:{staff=[1,192];};};");
    cr_assert_eq(witness->run->plan->groups[0].max_agents, N);
    cr_expect_eq(witness->n_of_kind[CCS_MOMENT_log_in], N);
    cr_expect_eq(witness->n_of_kind[CCS_MOMENT_staff], 2);
    for (size_t i = 0; i < witness->n; i++)
        if (witness->moments[i].kind == CCS_MOMENT_log_in) cr_expect_eq(witness->moments[i].agent, next++);
}

Test(told, ends_when_the_listener_has_enough)
{
    watch_text(STEADY);
    const size_t n = witness->n;

    cr_expect_eq(witness->moments[n - 1].time_s, witness->run->replication.flow.world.now_s);
    cr_expect_eq(witness->n_of_kind[CCS_MOMENT_end], 1);
    witness->enough_at = CCS_MOMENT_warm;
    watch_again(0);
    cr_expect(witness->n > 100 && witness->n < n / 2);
    cr_expect_eq(witness->n_of_kind[CCS_MOMENT_end], 0);
    cr_expect_eq(witness->run->replication.flow.world.now_s, 3600);
}

/* Served at 500 and 1000 of opening hours, both want to come back an hour later. */
Test(told, tells_whom_closed_hours_put_off)
{
    watch_text("clock:{open=\"08:00-08:10\";interval=\"5 min\";days=2;};types:{a:{arrivals:{gap=500;};talk=50;"
               "reconnect:{probability=1;delay=3600;max_attempts=2;};};"
               "b:{arrivals:{per_hour=((\"07:00\",\"08:00\",60));outside=\"next_opening\";};talk=1;};};groups:{g:{staff=90;};};");
    write_text();
    expect_sentence("550 a/1 will try again in 1 h\n");
    expect_sentence("4150 a/1 would try again outside of opening hours: will when it is open, in 22 h 50 min 50 s\n");
    expect_sentence("86400 a/1 is back after an answer, attempt 2\n86400 a/1 reaches g agent ");
    expect_sentence("90450 a/2 would try again outside of opening hours, which do not begin again before the run ends\n");
    expect_sentence(" b/1 would come outside of opening hours: comes when they begin, in ");
    expect_sentence("\n0 b/1 arrives\n0 b/1 reaches g agent ");
    cr_expect_null(strstr(witness->text, "but the run ends"), "told already");
}
