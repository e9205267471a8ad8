/* test_flow.c - whole small runs whose every figure can be worked out by hand: constant gaps and talk times, half an hour in three
 * intervals of ten minutes, opening at 08:00. Times in comments are seconds after opening. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "support.h"

enum { LATE = 3 /* the cell after close */ };

static run_t *run;

static void finish(void)
{
    run_delete(run);
    run = NULL;
}

TestSuite(flow, .fini = finish);

#define CLOCK(more) "clock:{open=\"08:00-08:30\";interval=\"10 min\";" more "};"

static void use(const char *cfg)
{
    finish();
    run = run_text(cfg);
}

/* Beside a rate, too, the first gap is a whole one, so that times can be worked out by hand. */
static void use_whole_gaps(const char *cfg)
{
    use(cfg);
    begin_with_whole_gaps(run->plan);
    run_again(run, run->plan->seed, 0);
}

/* The accounting tree of a type over all cells. */
typedef struct {
    double arrived, contained, offered, blocked, balked, answered, abandoned, disconnected, still_waiting, redials, repeats,
        still_away;
} tree_t;

static void expect_tree(uint32_t type, const tree_t *e)
{
#define FACT(name)                                                                                                               \
    cr_expect_eq(type_total(run, type, CCS_FACT_##name), e->name, #name ": %g, not %g", type_total(run, type, CCS_FACT_##name),  \
        e->name)
    FACT(arrived);
    FACT(contained);
    FACT(offered);
    FACT(blocked);
    FACT(balked);
    FACT(answered);
    FACT(abandoned);
    FACT(disconnected);
    FACT(still_waiting);
    FACT(redials);
    FACT(repeats);
    FACT(still_away);
#undef FACT
}

/* A fact of the four cells. */
static void expect_cells(enum ccs_type_fact fact, const double expected[4])
{
    for (uint32_t cell = 0; cell < 4; cell++)
        cr_expect_eq(type_fact(run, cell, 0, fact), expected[cell], "%s in cell %u: %.10g, not %.10g", CCS_TYPE_FACTS[fact].name,
            (unsigned) cell, type_fact(run, cell, 0, fact), expected[cell]);
}

static void expect_pair_cells(enum ccs_pair_fact fact, const double expected[4])
{
    for (uint32_t cell = 0; cell < 4; cell++)
        cr_expect_eq(pair_fact(run, cell, 0, fact), expected[cell], "%s in cell %u: %.10g, not %.10g", CCS_PAIR_FACTS[fact].name,
            (unsigned) cell, pair_fact(run, cell, 0, fact), expected[cell]);
}

static void expect_group_cells(enum ccs_group_fact fact, const double expected[4])
{
    for (uint32_t cell = 0; cell < 4; cell++)
        cr_expect_eq(group_fact(run, cell, 0, fact), expected[cell], "%s in cell %u: %.10g, not %.10g",
            CCS_GROUP_FACTS[fact].name, (unsigned) cell, group_fact(run, cell, 0, fact), expected[cell]);
}

static void expect_lines(const double expected[4])
{
    for (uint32_t cell = 0; cell < 4; cell++)
        cr_expect_eq(trunk_fact(run, cell, 0, CCS_FACT_line_area), expected[cell], "cell %u: %.10g", (unsigned) cell,
            trunk_fact(run, cell, 0, CCS_FACT_line_area));
}

static double total(enum ccs_type_fact fact)
{
    return type_total(run, 0, fact);
}

#define CELLS(...) ((const double[4]){__VA_ARGS__})

/* ---- served at once ------------------------------------------------------------------------------------------------------------- */

/* At 250, 500, ..., 1750; each talks 160, over the borders at 600 and 1800 too. */
Test(flow, serves_at_once_and_splits_work_at_borders)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=160;};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 7, .offered = 7, .answered = 7});
    expect_cells(CCS_FACT_arrived, CELLS(2, 2, 3, 0));
    expect_cells(CCS_FACT_offered, CELLS(2, 2, 3, 0));
    expect_cells(CCS_FACT_answered, CELLS(2, 2, 3, 0));
    expect_cells(CCS_FACT_waited, CELLS(0, 0, 0, 0));
    expect_cells(CCS_FACT_queue_area, CELLS(0, 0, 0, 0));
    expect_pair_cells(CCS_FACT_answers, CELLS(2, 2, 3, 0));
    expect_pair_cells(CCS_FACT_answers_at_once, CELLS(2, 2, 3, 0));
    expect_pair_cells(CCS_FACT_talk_area, CELLS(260, 380, 370, 110));
    expect_pair_cells(CCS_FACT_talks, CELLS(1, 3, 2, 1));
    expect_pair_cells(CCS_FACT_talk, CELLS(160, 480, 320, 160));
    expect_pair_cells(CCS_FACT_wraps, CELLS(0, 0, 0, 0));
    expect_group_cells(CCS_FACT_scheduled_area, CELLS(600, 600, 600, 110));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 600, 600, 110));
    cr_expect_eq(answered_within(run, 0, 0, 0), 2);
}

Test(flow, gives_the_same_run_again)
{
    use(CLOCK(
        "") "types:{a:{arrivals:{per_hour=500;};talk:{dist=\"exponential\";mean=77;};patience=30;};};groups:{g:{staff=9;};};");
    const double area = pair_total(run, 0, CCS_FACT_talk_area), waits = total(CCS_FACT_wait_answered);

    run_again(run, 1, 1);
    cr_expect_neq(pair_total(run, 0, CCS_FACT_talk_area), area);
    run_again(run, 1, 0);
    cr_expect(pair_total(run, 0, CCS_FACT_talk_area) == area && total(CCS_FACT_wait_answered) == waits);
}

/* ---- the queue ------------------------------------------------------------------------------------------------------------------ */

#define ONE_AGENT(clock, more) CLOCK(clock) "types:{a:{arrivals:{gap=100;};" more "};};groups:{g:{staff=1;};};"

static double overlap(double from_a, double to_a, double from_b, double to_b)
{
    return fmax(0, fmin(to_a, to_b) - fmax(from_a, from_b));
}

/* Contact k = 1 .. 17 comes at 100 k and is served at 150 k - 50: it waits 50 (k - 1). The last 5 are served after close. */
Test(flow, lets_contacts_wait_and_books_what_they_wait)
{
    static const double borders[] = {0, 600, 1200, 1800, 1e9};
    double queue[4] = {0}, talk[4] = {0}, waits[4] = {0}, squares[4] = {0}, longest[4] = {0}, within[4] = {0};

    use(ONE_AGENT("", "talk=150;target:{within=[20,300];};"));
    for (int k = 1; k <= 17; k++) {
        const int cell = k < 6 ? 0 : (k < 12 ? 1 : 2), wait_s = 50 * (k - 1);

        waits[cell] += wait_s;
        squares[cell] += wait_s * wait_s;
        longest[cell] = wait_s;
        within[cell] += wait_s <= 300;
        for (int i = 0; i < 4; i++) {
            queue[i] += overlap(100 * k, 100 * k + wait_s, borders[i], borders[i + 1]);
            talk[i] += overlap(150 * k - 50, 150 * k + 100, borders[i], borders[i + 1]);
        }
    }
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    expect_cells(CCS_FACT_offered, CELLS(5, 6, 6, 0));
    expect_cells(CCS_FACT_answered, CELLS(5, 6, 6, 0));
    expect_cells(CCS_FACT_waited, CELLS(4, 6, 6, 0));
    expect_cells(CCS_FACT_wait_answered, waits);
    expect_cells(CCS_FACT_wait2_answered, squares);
    expect_cells(CCS_FACT_max_wait, longest);
    expect_cells(CCS_FACT_queue_area, queue);
    expect_pair_cells(CCS_FACT_talk_area, talk);
    expect_pair_cells(CCS_FACT_answers, CELLS(4, 4, 4, 5));
    expect_pair_cells(CCS_FACT_answers_at_once, CELLS(1, 0, 0, 0));
    cr_expect(total(CCS_FACT_wait_answered) == 6800 && total(CCS_FACT_wait2_answered) == 3740000);
    for (uint32_t cell = 0; cell < 4; cell++) {
        static const double most[] = {2, 4, 6, 5};

        cr_expect_eq(answered_within(run, cell, 0, 0), cell == 0);
        cr_expect_eq(answered_within(run, cell, 0, 1), within[cell]);
        cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, cell)[0], most[cell], "cell %u", (unsigned) cell);
        cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, cell)[1], most[cell]);
    }
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 17);
    cr_expect_eq(run->replication.waits[0].max, 800);
}

/* From the tail: 1 at 100, then always the one that came last. Served at 250: 2; at 400, 550, ...: the newest. */
Test(flow, serves_the_newest_first_where_the_scenario_says_so)
{
    use_whole_gaps(CLOCK("") "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:10\",36),(\"08:10\",\"08:30\",0));gap=1;};talk=170;"
                             "queue_order=\"lifo\";};};groups:{g:{staff=1;};};");
    /* 1: 100; 2: 270 (waits 70); then 4 at 440 (40); then 5 at 610 (110); then 3 at 780 (480) */
    expect_tree(0, &(tree_t){.arrived = 5, .offered = 5, .answered = 5});
    cr_expect_eq(total(CCS_FACT_wait_answered), 70 + 40 + 110 + 480);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), 480);
}

/* Talk times are all alike: whoever is served next, as many wait at any time, so that the waits add up to the same and only differ more. */
Test(flow, serves_in_random_order_where_the_scenario_says_so)
{
    use(ONE_AGENT("", "talk=150;"));
    const double wait_s = total(CCS_FACT_wait_answered), squares = total(CCS_FACT_wait2_answered);

    use(ONE_AGENT("", "talk=150;queue_order=\"siro\";"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    cr_expect_eq(total(CCS_FACT_wait_answered), wait_s);
    cr_expect_gt(total(CCS_FACT_wait2_answered), squares);
    use(ONE_AGENT("at_close=\"clear\";", "talk=150;queue_order=\"siro\";"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 12, .disconnected = 5});
}

/* Whoever waits for ever waits as if there were no patience; the others are as patient as before. */
Test(flow, lets_a_share_of_the_customers_wait_for_ever)
{
    use(ONE_AGENT("", "talk=150;patience=60;"));
    const double abandoned = total(CCS_FACT_abandoned);

    use(ONE_AGENT("", "talk=150;"));
    const double wait_s = total(CCS_FACT_wait_answered);

    use(ONE_AGENT("", "talk=150;patience=60;never_abandons=1;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    cr_expect_eq(total(CCS_FACT_wait_answered), wait_s);
    use(ONE_AGENT("", "talk=150;patience=60;never_abandons=\"20 %\";"));
    cr_expect(total(CCS_FACT_abandoned) > 0 && total(CCS_FACT_abandoned) + total(CCS_FACT_answered) == 17);
    cr_expect_eq(total(CCS_FACT_wait_abandoned), 60 * total(CCS_FACT_abandoned));
    cr_expect_gt(type_fact(run, 0, 0, CCS_FACT_max_wait) + type_fact(run, 0, 1, CCS_FACT_max_wait), 120,
        "some have waited for longer");
    cr_expect_gt(abandoned, 0);
}

/* Who has waited for longer than the others do is one of them for sure, however few they are. */
Test(flow, of_a_backlog_there_is_left_who_waits_for_ever)
{
    use(CLOCK("") "types:{a:{talk=100;patience=200;never_abandons=0.01;backlog:{waited=((900,1),(250,1),(220,1));};};};"
                  "groups:{g:{staff=1;};};");
    cr_expect_eq(total(CCS_FACT_answered), 3);
    cr_expect_eq(total(CCS_FACT_wait_answered), 900 + 350 + 420);
}

/* Nobody balks while fewer than two wait, everybody from then on: what a limit of two does. */
Test(flow, balks_by_how_many_wait)
{
    use(ONE_AGENT("", "talk=250;balk_by_queue=((1,0),(2,1));"));
    const double balked = total(CCS_FACT_balked);

    cr_expect_gt(balked, 0);
    cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, 1)[0], 2);
    use(ONE_AGENT("", "talk=250;queue_limit=2;"));
    cr_expect_eq(total(CCS_FACT_blocked), balked);
    use(ONE_AGENT("", "talk=250;balk_by_queue=((0,0));"));
    cr_expect_eq(total(CCS_FACT_balked), 0);
    use(ONE_AGENT("", "talk=250;balk_by_queue=((0,1),(8,0));"));
    cr_expect_eq(total(CCS_FACT_waited), 0, "whoever finds nobody there leaves");
}

/* ---- waits that are predicted --------------------------------------------------------------------------------------------------- */

static double predicted(enum ccs_prediction_fact fact)
{
    const ccs_facts_t *const facts = &run->replication.flow.facts;
    double sum = 0;

    for (uint32_t cell = 0; cell < facts->plan->periods.n; cell++)
        sum += *(ccs_facts_row(facts, CCS_BLOCK_PREDICTION, cell, 0) + fact);
    return sum;
}

/* What a predictor says of contact k, of whom j is the last who has reached the agent as it comes: j waited 50 (j - 1), and who is next came at 100 (j + 1). */
typedef double says_t(int k, int j);

static double last_wait(int k, int j)
{
    (void) k;
    return 50 * (j - 1);
}

static double mean_of_two(int k, int j)
{
    (void) k;
    return j > 1 ? 50 * (j - 1.5) : 0;
}

static double head_of_line(int k, int j)
{
    return 100 * (k - j - 1);
}

static double queue_length(int k, int j)
{
    return 150 * (k - j);
}

/* Of the i in front of it who are left, i in 600 s give up. */
static double queue_abandonment(int k, int j)
{
    double wait_s = 0;

    for (int i = 0; i < k - j; i++) wait_s += 1 / (1 / 150.0 + i / 6000.0);
    return wait_s;
}

static void expect_predicted(const char *more, says_t *says, int last)
{
    char cfg[512];
    double said = 0, came = 0, miss = 0, squares = 0;

    snprintf(cfg, sizeof cfg, ONE_AGENT("", "talk=150;%s"), more);
    use(cfg);
    for (int k = 2; k <= last; k++) {
        const double wait_s = 50 * (k - 1), prediction_s = says(k, (100 * k + 50) / 150);

        said += prediction_s;
        came += wait_s;
        miss += fabs(prediction_s - wait_s);
        squares += (prediction_s - wait_s) * (prediction_s - wait_s);
    }
    cr_expect_eq(predicted(CCS_FACT_predicted), last - 1, "%s: %g", more, predicted(CCS_FACT_predicted));
    cr_expect_float_eq(predicted(CCS_FACT_predicted_wait), said, 1e-9, "%s", more);
    cr_expect_eq(predicted(CCS_FACT_came_wait), came, "%s", more);
    cr_expect_float_eq(predicted(CCS_FACT_miss), miss, 1e-9, "%s", more);
    cr_expect_float_eq(predicted(CCS_FACT_miss2), squares, 1e-6, "%s", more);
}

Test(flow, predicts_waits_and_says_how_well)
{
    expect_predicted("predictor=\"last_wait\";", last_wait, 17);
    expect_predicted("predictor=\"mean_wait\";predictor_waits=2;", mean_of_two, 17);
    expect_predicted("predictor=\"head_of_line\";", head_of_line, 17);
    expect_predicted("predictor=\"queue_length\";", queue_length, 17);
    expect_predicted("predictor=\"queue_abandonment\";", queue_length, 17);
    expect_predicted("predictor=\"queue_abandonment\";patience=6000;", queue_abandonment, 17);
}

/* Nothing else changes, and who gives up is in none of the figures. */
Test(flow, changes_nothing_by_predicting)
{
    use(ONE_AGENT("", "talk=150;patience=320;"));
    const double wait_s = total(CCS_FACT_wait_answered), abandoned = total(CCS_FACT_abandoned), waited = total(CCS_FACT_waited);

    cr_expect_gt(abandoned, 0);
    use(ONE_AGENT("", "talk=150;patience=320;predictor=\"queue_patience\";"));
    cr_expect_eq(total(CCS_FACT_wait_answered), wait_s);
    cr_expect_eq(total(CCS_FACT_abandoned), abandoned);
    cr_expect_eq(predicted(CCS_FACT_predicted), waited - abandoned);
    cr_expect_eq(predicted(CCS_FACT_came_wait), wait_s);
}

/* Those of b go first and take twice as long, those of c come last. Whoever comes at 200 or at 400 finds one of b just begun, of which 200 are left: 100 more than
 * one agent takes for a on average. All wait 500. */
Test(flow, predicts_by_who_goes_before_in_other_queues)
{
    use(CLOCK(
        "") "types:{a:{arrivals:{gap=100;};talk=100;predictor=\"queue_length\";};b:{priority=1;talk=200;initial:{busy=1;waiting=2;};};"
            "c:{priority=-1;talk=999;initial:{waiting=4;};};};groups:{g:{staff=1;};};");
    cr_expect_eq(predicted(CCS_FACT_predicted), 17);
    cr_expect_eq(predicted(CCS_FACT_came_wait), 17 * 500.0);
    cr_expect_eq(predicted(CCS_FACT_predicted_wait), 17 * 500.0 - 2 * 100);
    cr_expect_eq(predicted(CCS_FACT_miss), 2 * 100);
}

/* ---- lines, limits, balking ----------------------------------------------------------------------------------------------------- */

/* Two lines, one agent: 3, 5, 7, 8, 10, 12, 13, 15, 17 find both taken. */
Test(flow, blocks_who_finds_no_line)
{
    use(ONE_AGENT("", "talk=250;") "trunks:{t:{lines=2;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .blocked = 9, .answered = 8});
    expect_cells(CCS_FACT_blocked, CELLS(2, 3, 4, 0));
    expect_cells(CCS_FACT_blocked_lines, CELLS(2, 3, 4, 0));
    expect_cells(CCS_FACT_waited, CELLS(2, 3, 2, 0));
    /* 2 waits 150 from 200; 4: 200; 6: 250; 9: 200; 11: 250; 14: 200; 16: 250 */
    cr_expect_eq(total(CCS_FACT_wait_answered), 150 + 200 + 250 + 200 + 250 + 200 + 250);
    /* on the line: 1 100-350, 2 200-600, 4 400-850, 6 600-1100, 9 900-1350, 11 1100-1600, 14 1400-1850, 16 1600-2100 */
    expect_lines(CELLS(250 + 400 + 200, 250 + 500 + 300 + 100, 150 + 400 + 400 + 200, 50 + 300));
    cr_expect_eq(total(CCS_FACT_retry_blocked), 0);
}

Test(flow, blocks_who_finds_the_queue_full)
{
    use(ONE_AGENT("", "talk=250;queue_limit=1;") "trunks:{t:{lines=9;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .blocked = 9, .answered = 8});
    cr_expect_eq(total(CCS_FACT_blocked_lines), 0, "a line was free");
    cr_expect_eq(total(CCS_FACT_wait_answered), 1500);
    expect_lines(CELLS(850, 1150, 1150, 350));
    use(ONE_AGENT("", "talk=250;queue_limit=0;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .blocked = 11, .answered = 6});
    cr_expect_eq(total(CCS_FACT_waited), 0, "nobody ever waits: served are 1, 4, 7, 10, 13, 16");
}

/* One place to wait for both types. a at 200, 400, ..., b at 300, 600, ...: 200 a is served for 1000, 300 b waits, at 1200 b is served
 * and another b, whose timer is older than a's, waits. */
Test(flow, blocks_who_finds_the_queues_of_the_trunk_full)
{
    static const char cfg[] = CLOCK("") "types:{a:{arrivals:{gap=200;};talk=1000;};b:{arrivals:{gap=300;};talk=1000;};};"
                                        "groups:{g:{staff=1;};};trunks:{t:{lines=50;%s};};";
    char text[400];

    snprintf(text, sizeof text, cfg, "waiting_limit=1;");
    use(text);
    expect_tree(0, &(tree_t){.arrived = 8, .offered = 8, .blocked = 7, .answered = 1});
    expect_tree(1, &(tree_t){.arrived = 5, .offered = 5, .blocked = 3, .answered = 2});
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), 900 + 1000);
    snprintf(text, sizeof text, cfg, "");
    use(text);
    expect_tree(0, &(tree_t){.arrived = 8, .offered = 8, .answered = 8});
    expect_tree(1, &(tree_t){.arrived = 5, .offered = 5, .answered = 5});
}

/* The odd ones are served at once, the even ones would have to wait. */
Test(flow, lets_balkers_go_at_once)
{
    use(ONE_AGENT("", "talk=150;balk=1;") "trunks:{t:{lines=9;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .balked = 8, .answered = 9});
    cr_expect(total(CCS_FACT_waited) == 0 && total(CCS_FACT_queue_area) == 0);
    expect_lines(CELLS(450 - 50, 450, 450, 50)); /* 5 talks from 500 to 650, 17 from 1700 to 1850 */
}

/* Whoever has to wait draws by the contact's index. */
Test(flow, lets_a_share_balk)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=1;};talk=1e7;balk=0.3;};};groups:{g:{staff=1;};};");
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);
    double n = 0;

    for (uint32_t i = 1; i < 1799; i++) n += ccs_stream_draw(&stream, i, 0, CCS_PURPOSE_BALK) < 0.3;
    cr_expect(n > 400 && n < 700);
    cr_expect_eq(total(CCS_FACT_balked), n);
    cr_expect_eq(total(CCS_FACT_waited), 1798 - n);
}

/* ---- abandoning ----------------------------------------------------------------------------------------------------------------- */

/* The even ones wait 40 and leave before the agent is free after 70. */
Test(flow, lets_customers_abandon)
{
    use(ONE_AGENT("", "talk=170;patience=40;target:{within=[20,40,50];short_abandon=40;};") "trunks:{t:{lines=9;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 9, .abandoned = 8});
    expect_cells(CCS_FACT_abandoned, CELLS(2, 3, 3, 0));
    expect_cells(CCS_FACT_abandonments, CELLS(2, 3, 3, 0));
    cr_expect_eq(total(CCS_FACT_wait_abandoned), 320);
    cr_expect_eq(total(CCS_FACT_queue_area), 320);
    cr_expect_eq(total(CCS_FACT_wait_answered), 0);
    cr_expect_eq(total(CCS_FACT_waited), 8);
    cr_expect_eq(abandoned_within(run, 1, 0, 0), 0);
    cr_expect_eq(abandoned_within(run, 1, 0, 1), 3, "a wait of T is within T");
    cr_expect_eq(abandoned_within(run, 1, 0, 2), 3);
    expect_cells(CCS_FACT_abandoned_short, CELLS(2, 3, 3, 0));
    expect_lines(CELLS(2 * 170 + 100 + 2 * 40, 70 + 2 * 170 + 100 + 3 * 40, 70 + 2 * 170 + 100 + 3 * 40, 70));
}

/* The order in which the times stand changes no count, and short abandons have a time of their own. */
Test(flow, counts_within_each_time_wherever_it_stands)
{
    use(ONE_AGENT("", "talk=170;patience=40;target:{within=[50,20,40];short_abandon=\"39.9 s\";};"));
    cr_expect_eq(abandoned_within(run, 1, 0, 0), 3);
    cr_expect_eq(abandoned_within(run, 1, 0, 1), 0);
    cr_expect_eq(abandoned_within(run, 1, 0, 2), 3);
    cr_expect_eq(total(CCS_FACT_abandoned_short), 0);
}

/* Patience 70 ends when the agent becomes free at 270: the contact's timer is older. 3 and 5 abandon, 4 waits 40. */
Test(flow, serves_who_would_abandon_at_that_moment)
{
    use(ONE_AGENT("", "talk=170;patience=70;"));
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_abandoned), 2);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 3);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 70 + 40);
}

/* Who abandons at once has waited 0 and is counted, whoever finds an agent is served. */
Test(flow, lets_customers_without_patience_abandon_at_once)
{
    use(ONE_AGENT("", "talk=170;patience=0;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 9, .abandoned = 8});
    cr_expect_eq(total(CCS_FACT_waited), 8);
    cr_expect_eq(total(CCS_FACT_wait_abandoned), 0);
    cr_expect_eq(total(CCS_FACT_queue_area), 0);
    cr_expect_eq(abandoned_within(run, 0, 0, 0), 2);
}

/* ---- close ---------------------------------------------------------------------------------------------------------------------- */

/* 12 is in service from 1750; 13 to 17 wait at 1800. */
Test(flow, cuts_off_who_waits_at_close)
{
    use(ONE_AGENT("at_close=\"clear\";", "talk=150;patience=100000;") "trunks:{t:{lines=20;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 12, .disconnected = 5});
    expect_cells(CCS_FACT_disconnected, CELLS(0, 0, 5, 0));
    expect_cells(CCS_FACT_queue_area, CELLS(400, 1600, 2800, 0));
    cr_expect_eq(total(CCS_FACT_wait_answered), 50 * 66);
    expect_pair_cells(CCS_FACT_talk_area, CELLS(500, 600, 600, 100));
    expect_group_cells(CCS_FACT_scheduled_area, CELLS(600, 600, 600, 0));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 600, 600, 100));
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 0, 0, 100));
    cr_expect_eq(trunk_fact(run, LATE, 0, CCS_FACT_line_area), 100);
    cr_expect_eq(run->replication.flow.world.now_s, 8 * 3600 + 1900, "no timer of theirs is left");
}

/* 9 and 11 give up; 13 came at 1300, and their patience ends with the day: the line was dropped before they could. */
Test(flow, cuts_off_whose_patience_ends_at_close)
{
    use(ONE_AGENT("at_close=\"clear\";", "talk=171;patience=500;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 10, .abandoned = 2, .disconnected = 5});
    expect_cells(CCS_FACT_abandonments, CELLS(0, 0, 2, 0));
}

/* 1650 and 1750 of them are still in the IVR at close. */
Test(flow, cuts_off_who_leaves_the_ivr_after_close)
{
    use(ONE_AGENT("at_close=\"clear\";", "talk=10;ivr:{time=150;};") "trunks:{t:{lines=20;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 16, .disconnected = 1});
    expect_cells(CCS_FACT_disconnected, CELLS(0, 0, 0, 1));
    cr_expect_eq(trunk_fact(run, LATE, 0, CCS_FACT_line_area), 50);
}

Test(flow, leaves_contacts_waiting_when_the_last_day_is_over)
{
    use(ONE_AGENT("at_close=\"carry\";", "talk=150;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 12, .still_waiting = 5});
    expect_cells(CCS_FACT_still_waiting, CELLS(0, 0, 5, 0));
    cr_expect_eq(type_fact(run, LATE, 0, CCS_FACT_queue_area), 500, "until the last event at 1900");
}

/* 13 to 17 are the first ones of the next day, 86400 later. */
Test(flow, carries_contacts_over_night)
{
    enum { NIGHT = 86400 };

    use_whole_gaps(CLOCK(
        "at_close=\"carry\";days=2;") "types:{a:{arrivals:{per_hour:{mon=36;tue=0;};gap=1;};talk=150;};};groups:{g:{staff=1;};};");
    cr_assert_eq(run->plan->n_cells, 8);
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    expect_cells(CCS_FACT_answered, CELLS(5, 6, 6, 0));
    cr_expect_eq(total(CCS_FACT_wait_answered), 3300 + 5 * (NIGHT - 1300) + 50 * 10);
    cr_expect_eq(type_fact(run, 2, 0, CCS_FACT_max_wait), NIGHT + 600 - 1700);
    cr_expect_eq(type_fact(run, LATE, 0, CCS_FACT_queue_area), 5 * (NIGHT - 1800.));
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_queue_area), 150 + 300 + 450 + 600);
    cr_expect_eq(pair_fact(run, 4, 0, CCS_FACT_talk_area), 600);
    cr_expect_eq(pair_fact(run, 5, 0, CCS_FACT_talk_area), 150);
    cr_expect_eq(pair_fact(run, LATE, 0, CCS_FACT_talk_area), 100, "12 is finished");
    cr_expect_eq(group_fact(run, LATE, 0, CCS_FACT_scheduled_area), 0);
    cr_expect_eq(group_fact(run, LATE, 0, CCS_FACT_overtime), 100, "it goes home then");
    cr_expect_eq(group_fact(run, 4, 0, CCS_FACT_overtime), 0, "and is back in the morning");
    cr_expect_eq(group_fact(run, 4, 0, CCS_FACT_scheduled_area), 600);
    cr_expect_eq(pair_fact(run, LATE, 0, CCS_FACT_answers), 0, "13 is answered in the new interval");
    cr_expect_eq(pair_fact(run, 4, 0, CCS_FACT_answers), 4);
    cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, 4)[0], 5);
}

Test(flow, drains_what_is_left_with_the_agents_of_the_last_interval)
{
    use(ONE_AGENT("at_close=\"drain\";", "talk=150;"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    cr_expect_eq(pair_fact(run, LATE, 0, CCS_FACT_answers), 5);
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 600, 600, 850));
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 0, 0, 850));
}

/* ---- not yet due ---------------------------------------------------------------------------------------------------------------- */

/* 13 to 17 wait when the centre closes, and the day ends 57600 after its opening: 56100 after 15 has come. */
#define OVERDUE "target:{within=[56100,\"56099 s\",20,\"1 d\"];};"

static void expect_not_yet_due(const double expected[4])
{
    for (uint32_t k = 0; k < 4; k++) {
        double sum = 0;

        for (uint32_t cell = 0; cell <= LATE; cell++) sum += not_yet_due(run, cell, 0, k);
        cr_expect_eq(sum, expected[k], "within %g: %g, not %g", run->plan->types[0].target.within_s[k], sum, expected[k]);
    }
}

Test(flow, leaves_undecided_who_may_be_answered_in_time_after_the_last_day)
{
    use(ONE_AGENT("at_close=\"carry\";", "talk=150;" OVERDUE));
    cr_expect_eq(run->plan->last_day_ends_s, 86400);
    expect_not_yet_due(CELLS(2, 2, 0, 5));
    cr_expect_eq(not_yet_due(run, 2, 0, 3), 5, "where they asked for an agent");
    cr_expect_eq(total(CCS_FACT_still_waiting), 5);
    use(CLOCK("") "types:{a:{arrivals:{gap=100;};talk=150;" OVERDUE "};};groups:{g:{staff=[1,1,0];};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 8, .still_waiting = 9});
    expect_not_yet_due(CELLS(2, 2, 0, 9));
}

Test(flow, decides_those_who_are_cut_off_or_gone_when_the_run_ends)
{
    use(ONE_AGENT("at_close=\"clear\";", "talk=150;" OVERDUE));
    expect_not_yet_due(CELLS(0, 0, 0, 0));
    use(ONE_AGENT("at_close=\"carry\";", "talk=150;patience=900;" OVERDUE));
    cr_expect_gt(total(CCS_FACT_abandoned), 0);
    expect_not_yet_due(CELLS(0, 0, 0, 0));
}

/* The agent talks for 40 days with each: the run is left when the first is done, 100 after its opening, 40 days later. */
Test(flow, knows_no_more_than_it_has_seen_where_a_run_never_ends)
{
    use(ONE_AGENT("", "talk=\"40 d\";target:{within=[\"1 d\",\"40 d\",\"39.99 d\"];};"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 2, .still_waiting = 15});
    expect_not_yet_due(CELLS(0, 15, 8, 0));
}

/* Nobody is late, and 1, 2, 5, 20 days say so: at 5 an hour a mail of the afternoon waits for the next morning. */
Test(flow, misses_nothing_that_is_not_due)
{
    static const char *const days[] = {"1", "2", "5", "20"};

    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char cfg[500];

        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-16:00\";at_close=\"carry\";days=%s;};types:{m:{channel=\"email\";arrivals:{per_hour=5;};"
            "talk=\"5 min\";target={within=\"24 h\";service_level=0.95;};};};groups:{g:{staff=((\"08:00\",\"12:00\",1));};};",
            days[i]);
        experiment_t *const e = experiment_text(cfg, 20, 1);
        const double offered = estimate_of(e, "offered", "all").mean, waiting = estimate_of(e, "still_waiting", "all").mean;

        cr_expect_eq(estimate_of(e, "service_level", "all").mean, 1, "%s days", days[i]);
        cr_expect_eq(estimate_of(e, "target_days", "all").mean, 1, "%s days", days[i]);
        cr_expect(waiting > 10 && estimate_of(e, "not_yet_due", "type/m").mean == waiting, "%s days", days[i]);
        cr_expect_float_eq(offered, waiting + estimate_of(e, "answered", "all").mean, 1e-9, "%s days", days[i]);
        experiment_delete(e);
    }
}

/* ---- overtime ------------------------------------------------------------------------------------------------------------------- */

/* The contact comes at 1700 and is done 6 minutes after close: a tenth of an hour, of one agent of three. */
#define LATE_WORK                                                                                                                \
    CLOCK("") "types:{a:{arrivals:{gap=1700;};talk=400;wrap=60;groups=(\"g\",\"h\");};};groups:{g:{staff=3;};h:{staff=1;};};"

Test(flow, counts_work_after_close_as_overtime)
{
    use(LATE_WORK);
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 0, 0, 360));
    experiment_t *const e = experiment_text(LATE_WORK, 2, 1);

    cr_expect_eq(estimate_of(e, "overtime_s", "group/g").mean, 360);
    cr_expect_eq(estimate_of(e, "overtime_s", "group/h").mean, 0);
    cr_expect_eq(estimate_of(e, "overtime_s", "all").mean, 360);
    experiment_delete(e);
}

/* Agents take 250 and 500; at 600 one too many works. At 1250 the first goes home, the other serves one after the other until 6500. */
Test(flow, counts_work_above_the_schedule_as_overtime)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=1000;};};groups:{g:{staff=[2,1,1];};};");
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 600, 50, 4700));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(1200, 1200, 650, 4700));
}

/* Both are wanted again at 1200, before the first one is done; at 1250 it takes the next contact. */
Test(flow, ends_overtime_where_the_schedule_rises_again)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{arrivals:{gap=250;};talk=1000;};};groups:{g:{staff=[2,1,2];};};");
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 600, 0, 450 + 700));
}

/* The contact of 500 is done at 1500, over a pause from 600 to 1200. */
Test(flow, counts_work_in_a_pause_as_overtime)
{
    use("clock:{open=\"08:00-08:10, 08:20-08:30\";interval=\"10 min\";};types:{a:{arrivals:{gap=500;};talk=1000;};};"
        "groups:{g:{staff=1;};};");
    expect_group_cells(CCS_FACT_overtime, CELLS(0, 600, 0, group_fact(run, LATE, 0, CCS_FACT_staffed_area)));
}

/* ---- the backlog --------------------------------------------------------------------------------------------------------------- */

/* What a cell leaves is what it found and who came, less who went. @return what the last cell leaves */
static double expect_backlog(uint32_t type, double found)
{
    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
        double answers = 0;

        for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++)
            if (run->plan->pairs[pair].type == type) answers += pair_fact(run, cell, pair, CCS_FACT_answers);
        found += type_fact(run, cell, type, CCS_FACT_offered) - type_fact(run, cell, type, CCS_FACT_blocked) -
            type_fact(run, cell, type, CCS_FACT_balked) - answers - type_fact(run, cell, type, CCS_FACT_abandonments);
        cr_expect_eq(type_fact(run, cell, type, CCS_FACT_waiting_at_end), found, "type %u, cell %u: %g, not %g", (unsigned) type,
            (unsigned) cell, type_fact(run, cell, type, CCS_FACT_waiting_at_end), found);
    }
    return found;
}

Test(flow, leaves_a_backlog_that_the_next_interval_finds)
{
    use(ONE_AGENT("at_close=\"carry\";", "talk=150;"));
    expect_cells(CCS_FACT_waiting_at_end, CELLS(1, 3, 5, 5));
    cr_expect_eq(expect_backlog(0, 0), total(CCS_FACT_still_waiting));
    use(ONE_AGENT("at_close=\"drain\";", "talk=150;"));
    expect_cells(CCS_FACT_waiting_at_end, CELLS(1, 3, 5, 0));
    (void) expect_backlog(0, 0);
}

/* Redials, blocked ones, balkers, an IVR across borders, two types and two groups, three days with nights. */
Test(flow, balances_the_backlog_of_every_interval)
{
    use("clock:{start=\"2026-03-06\";open=\"08:00-12:00\";interval=\"30 min\";days=3;at_close=\"carry\";};"
        "types:{a:{arrivals:{per_hour=80;};talk={dist=\"exponential\";mean=\"4 min\";};groups=(\"g\",\"h\");balk=0.1;queue_limit=4;"
        "patience={dist=\"exponential\";mean=\"2 min\";};ivr:{contained=0.2;time=45;};redial:{after_abandon=0.5;after_block=0.5;};};"
        "b:{channel=\"email\";arrivals:{per_hour=20;};talk=\"5 min\";groups=(\"h\");reconnect:{probability=0.1;delay=\"1 h\";};};};"
        "groups:{g:{staff=3;};h:{staff=2;};};trunks:{t:{lines=8;types=[\"a\"];};};");
    cr_expect_gt(total(CCS_FACT_blocked_lines), 0);
    cr_expect_gt(total(CCS_FACT_blocked), total(CCS_FACT_blocked_lines));
    cr_expect_gt(total(CCS_FACT_balked) * total(CCS_FACT_redials) * total(CCS_FACT_contained), 0);
    for (uint32_t type = 0; type < 2; type++)
        cr_expect_eq(expect_backlog(type, 0), type_total(run, type, CCS_FACT_still_waiting));
    cr_expect_gt(type_total(run, 1, CCS_FACT_still_waiting), 0);
}

/* Eleven were there before the first interval, two of them with the agents. */
Test(flow, finds_the_contacts_of_the_start_in_the_backlog)
{
    use("types:{a:{arrivals:{gap=100;};talk=150;initial:{waiting=11;};};};groups:{g:{staff=2;};};"
        "run:{mode=\"steady\";warm_up=300;length=3000;batches=5;};");
    cr_expect_gt(type_fact(run, 0, 0, CCS_FACT_waiting_at_end), 0);
    (void) expect_backlog(0, 11);
}

/* ---- the IVR -------------------------------------------------------------------------------------------------------------------- */

Test(flow, contains_contacts_in_the_ivr)
{
    use(ONE_AGENT("", "talk=50;ivr:{contained=1;time=30;};") "trunks:{t:{lines=9;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .contained = 17});
    expect_cells(CCS_FACT_contained, CELLS(5, 6, 6, 0));
    expect_cells(CCS_FACT_ivr_area, CELLS(150, 180, 180, 0));
    expect_cells(CCS_FACT_ivr, CELLS(150, 180, 180, 0));
    expect_lines(CELLS(150, 180, 180, 0));
    expect_pair_cells(CCS_FACT_answers, CELLS(0, 0, 0, 0));
}

/* 5 arrives at 500 and is done at 650. */
Test(flow, counts_the_contained_where_they_arrive)
{
    use(ONE_AGENT("", "talk=50;ivr:{contained=1;time=150;};"));
    expect_tree(0, &(tree_t){.arrived = 17, .contained = 17});
    expect_cells(CCS_FACT_contained, CELLS(5, 6, 6, 0));
    expect_cells(CCS_FACT_ivr_area, CELLS(4 * 150 + 100, 50 + 5 * 150 + 100, 50 + 5 * 150 + 100, 50));
    expect_cells(CCS_FACT_ivr, CELLS(5 * 150, 6 * 150, 6 * 150, 0));
}

/* 5 enters the queue at 650, 11 at 1250, 17 at 1850. */
Test(flow, counts_contacts_where_they_enter_the_queue)
{
    use(ONE_AGENT("", "talk=50;ivr:{time=150;};"));
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .answered = 17});
    expect_cells(CCS_FACT_arrived, CELLS(5, 6, 6, 0));
    expect_cells(CCS_FACT_offered, CELLS(4, 6, 6, 1));
    expect_cells(CCS_FACT_answered, CELLS(4, 6, 6, 1));
    expect_cells(CCS_FACT_ivr_area, CELLS(4 * 150 + 100, 50 + 5 * 150 + 100, 50 + 5 * 150 + 100, 50));
    cr_expect_eq(total(CCS_FACT_wait_answered), 0, "the time in the IVR is no wait");
}

/* 1 holds the line from 100 to 350, 150 of it in the IVR. */
Test(flow, holds_the_line_in_the_ivr)
{
    use(ONE_AGENT("", "talk=100;ivr:{time=150;};") "trunks:{t:{lines=1;};};");
    expect_tree(0, &(tree_t){.arrived = 17, .offered = 17, .blocked = 11, .answered = 6});
    expect_lines(CELLS(250 + 200, 50 + 250 + 200, 50 + 250 + 200, 50));
}

Test(flow, contains_a_share)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=1;};talk=1;ivr:{contained=0.3;};};};groups:{g:{staff=5;};};");
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);
    double n = 0;

    for (uint32_t i = 0; i < 1799; i++) n += ccs_stream_draw(&stream, i, 0, CCS_PURPOSE_CONTAINED) < 0.3;
    cr_expect_eq(total(CCS_FACT_contained), n);
    cr_expect_eq(total(CCS_FACT_offered), 1799 - n);
}

/* ---- after-call work ------------------------------------------------------------------------------------------------------------ */

/* One line. 1 talks 100-160, its agent works until 260; 2 comes at 200, waits until 260, talks until 320; 3 finds the line taken; 4
 * waits 20 until 420; 5 waits 80 until 580. */
Test(flow, holds_the_agent_but_not_the_line_in_wrap_up)
{
    use("clock:{open=\"08:00-08:10\";interval=\"10 min\";};types:{a:{arrivals:{gap=100;};talk=60;wrap=100;};};groups:{g:{staff=1;};};"
        "trunks:{t:{lines=1;};};");
    expect_tree(0, &(tree_t){.arrived = 5, .offered = 5, .blocked = 1, .answered = 4});
    cr_expect_eq(total(CCS_FACT_wait_answered), 160);
    cr_expect_eq(trunk_fact(run, 0, 0, CCS_FACT_line_area), 60 + 120 + 80 + 100);
    cr_expect_eq(trunk_fact(run, 1, 0, CCS_FACT_line_area), 40);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 200);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_wrap_area), 300);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_wrap_area), 100);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talks), 4);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wraps), 4);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wrap), 400);
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_wraps), 3);
}

/* 1 talks 250-300 and is wrapped up until 750, over the border at 600; 2 waits from 500; 3 comes at 750 and waits until 1250. */
Test(flow, splits_wrap_up_at_borders)
{
    use_whole_gaps(CLOCK(
        "") "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:13\",14.4),(\"08:13\",\"08:30\",0));gap=1;};talk=50;wrap=450;};};"
            "groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3});
    expect_pair_cells(CCS_FACT_wrap_area, CELLS(300, 150 + 400, 50 + 450, 0));
    expect_pair_cells(CCS_FACT_wraps, CELLS(0, 1, 2, 0));
    cr_expect_eq(total(CCS_FACT_wait_answered), 250 + 500);
}

/* ---- laws of pairs -------------------------------------------------------------------------------------------------------------- */

/* x takes 1 (100-160), y takes nobody: x is free again each time, until x's staff is gone at 600. */
Test(flow, talks_and_wraps_as_the_pair_says)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=100;};talk=60;groups=(\"x\",\"y\");by_group:{y:{talk=45;wrap=7;};};};};"
                  "groups:{x:{staff=[1,0,0];};y:{staff=1;};};");
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talk), 5 * 60);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_talk), 12 * 45);
    cr_expect_eq(pair_total(run, 1, CCS_FACT_wrap), 12 * 7);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_wraps), 0);
}

/* Laws of one shape share one draw, in the ratio of their means; others take the same uniform. */
static void expect_talk_by_index(const char *talk_at_y)
{
    char cfg[500];

    snprintf(cfg, sizeof cfg,
        CLOCK(
            "") "types:{a:{arrivals:{gap=250;};talk:{dist=\"lognormal\";mean=60;cv=0.8;};groups=(\"x\",\"y\");by_group:{y:{talk:%s;};};};};"
                "groups:{x:{staff=[5,0,0];};y:{staff=5;};};",
        talk_at_y);
    use(cfg);
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);
    double sums[2] = {0};

    for (uint32_t i = 0; i < 7; i++) {
        const uint32_t pair = i >= 2;

        sums[pair] += ccs_distribution_at(&run->plan->pairs[pair].talk, ccs_stream_draw(&stream, i, 0, CCS_PURPOSE_TALK));
    }
    for (uint32_t pair = 0; pair < 2; pair++) cr_expect_float_eq(pair_total(run, pair, CCS_FACT_talk), sums[pair], 1e-7);
}

Test(flow, draws_talk_by_index_at_every_group)
{
    expect_talk_by_index("{dist=\"lognormal\";mean=90;cv=0.8;}");
    expect_talk_by_index("{dist=\"gamma\";mean=90;cv=0.8;}");
}

/* ---- further attempts ----------------------------------------------------------------------------------------------------------- */

/* One customer, at 900; the agent comes at 1200. */
#define ONE_CUSTOMER(more) CLOCK("") "types:{a:{arrivals:{gap=900;};talk=20;" more "};};groups:{g:{staff=[0,0,1];};};"

Test(flow, lets_customers_redial_after_abandoning)
{
    use(ONE_CUSTOMER("patience=60;redial:{after_abandon=1;delay=100;};")); /* 900-960, 1060-1120, 1220 */
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 1, .abandoned = 2, .redials = 2});
    expect_cells(CCS_FACT_redials, CELLS(0, 1, 1, 0));
    expect_cells(CCS_FACT_arrived, CELLS(0, 2, 1, 0));
    expect_cells(CCS_FACT_retry_area, CELLS(0, 100 + 80, 20, 0));
    cr_expect_eq(total(CCS_FACT_retry_offered), 2);
    cr_expect_eq(total(CCS_FACT_retry_waited), 1);
    cr_expect_eq(total(CCS_FACT_wait_abandoned), 120);
}

Test(flow, ends_redials_after_the_attempts_allowed)
{
    use(ONE_CUSTOMER("patience=60;redial:{after_abandon=1;delay=100;max_attempts=2;};"));
    expect_tree(0, &(tree_t){.arrived = 2, .offered = 2, .abandoned = 2, .redials = 1});
    use(ONE_CUSTOMER("patience=60;redial:{after_abandon=1;delay=100;decay=0;};"));
    expect_tree(0, &(tree_t){.arrived = 2, .offered = 2, .abandoned = 2, .redials = 1});
}

Test(flow, lets_customers_redial_after_a_busy_signal)
{
    use(ONE_CUSTOMER("queue_limit=0;redial:{after_block=1;delay=130;};")); /* 900, 1030, 1160, 1290 */
    expect_tree(0, &(tree_t){.arrived = 4, .offered = 4, .blocked = 3, .answered = 1, .redials = 3});
    cr_expect_eq(total(CCS_FACT_retry_blocked), 2);
    cr_expect_eq(total(CCS_FACT_retry_offered), 3);
    expect_cells(CCS_FACT_retry_area, CELLS(0, 300, 90, 0));
    use(ONE_CUSTOMER("queue_limit=0;redial:{after_abandon=1;after_balk=1;delay=130;};"));
    expect_tree(0, &(tree_t){.arrived = 1, .offered = 1, .blocked = 1});
}

Test(flow, lets_customers_redial_when_no_line_was_free)
{
    /* b holds the only line from 850 to 1350: a is blocked at 900, 1030, 1160, 1290 and comes through at 1420 */
    use(CLOCK("") "types:{a:{arrivals:{gap=900;};talk=20;redial:{after_block=1;delay=130;};};b:{arrivals:{gap=850;};talk=500;};};"
                  "groups:{g:{staff=2;};};trunks:{t:{lines=1;};};");
    expect_tree(0, &(tree_t){.arrived = 5, .offered = 5, .blocked = 4, .answered = 1, .redials = 4});
    expect_tree(1, &(tree_t){.arrived = 2, .offered = 2, .answered = 2});
    cr_expect_eq(total(CCS_FACT_retry_blocked), 3);
    cr_expect_eq(total(CCS_FACT_retry_offered), 4);
}

Test(flow, lets_customers_redial_after_balking)
{
    use(ONE_CUSTOMER("balk=1;redial:{after_balk=1;delay=130;};"));
    expect_tree(0, &(tree_t){.arrived = 4, .offered = 4, .balked = 3, .answered = 1, .redials = 3});
    use(ONE_CUSTOMER("balk=1;redial:{after_abandon=1;after_block=1;delay=130;};"));
    expect_tree(0, &(tree_t){.arrived = 1, .offered = 1, .balked = 1});
}

/* 900-920, 970-990, 1040-1060 */
Test(flow, lets_customers_contact_again_after_service)
{
    use(CLOCK(
        "") "types:{a:{arrivals:{gap=900;};talk=20;reconnect:{probability=1;delay=50;max_attempts=3;};};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3, .repeats = 2});
    expect_cells(CCS_FACT_repeats, CELLS(0, 2, 0, 0));
    expect_cells(CCS_FACT_retry_area, CELLS(0, 100, 0, 0));
    cr_expect_eq(total(CCS_FACT_retry_offered), 2);
}

/* A further attempt comes through the IVR like the first. */
Test(flow, sends_further_attempts_through_the_ivr)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=900;};talk=20;ivr:{time=15;};reconnect:{probability=1;delay=50;max_attempts=3;};};};"
                  "groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3, .repeats = 2});
    expect_cells(CCS_FACT_ivr_area, CELLS(0, 45, 0, 0));
}

/* ---- closed hours --------------------------------------------------------------------------------------------------------------- */

/* Monday's two contacts, at 600 and 1200, find nobody and are gone after 60. */
#define MONDAY(days, more, staff)                                                                                                \
    CLOCK("days=" days ";")                                                                                                      \
    "types:{a:{arrivals:{per_hour:{mon=6;tue=0;};gap=1;};talk=20;patience=60;" more "};};"                                       \
    "groups:{g:{staff=" staff ";};};"
#define REDIALS(delay) "redial:{after_abandon=1;delay=" delay ";};"

/* They would be back at 2060 and 2660, when it is closed. */
Test(flow, lets_customers_try_again_when_it_opens)
{
    use_whole_gaps(MONDAY("2", REDIALS("1400"), "{mon=0;tue=1;}"));
    expect_tree(0, &(tree_t){.arrived = 4, .offered = 4, .answered = 2, .abandoned = 2, .redials = 2});
    expect_cells(CCS_FACT_arrived, CELLS(0, 1, 1, 0));
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_arrived), 2, "both at the opening of Tuesday");
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_wait_answered), 20, "the second after the first");
    cr_expect_eq(type_fact(run, 3, 0, CCS_FACT_retry_area), 2 * 84600, "away all night");
}

/* A delay that ends at the very moment of closing, or of opening. */
Test(flow, takes_the_moment_of_closing_as_closed_and_that_of_opening_as_open)
{
    use_whole_gaps(MONDAY("2", REDIALS("1140"), "{mon=0;tue=1;}")); /* 660 + 1140 = 1800 */
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_redials), 2);
    cr_expect_eq(type_fact(run, 3, 0, CCS_FACT_arrived), 0);
    use_whole_gaps(MONDAY("2", REDIALS("85140"), "{mon=0;tue=1;}")); /* 1260 + 85140 = 86400; the other when it is still closed */
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_redials), 2);
    cr_expect_eq(total(CCS_FACT_wait_answered), 20);
}

Test(flow, counts_who_would_try_again_after_the_last_close)
{
    use_whole_gaps(MONDAY("1", REDIALS("1400"), "[0,0,0.01]"));
    expect_tree(0, &(tree_t){.arrived = 2, .offered = 2, .abandoned = 2, .still_away = 2});
    use_whole_gaps(MONDAY("1", "reconnect:{probability=1;delay=1400;max_attempts=9;};", "1"));
    expect_tree(0, &(tree_t){.arrived = 2, .offered = 2, .answered = 2, .still_away = 2});
}

/* Whether it drains, clears or carries: customers who are away are none of those who are there. */
Test(flow, keeps_no_agent_for_customers_who_are_away)
{
    static const char *const at_close[] = {"drain", "clear", "carry"};
    char cfg[600];

    for (size_t i = 0; i < 3; i++) {
        snprintf(cfg, sizeof cfg,
            "clock:{open=\"08:00-12:00\";days=3;at_close=\"%s\";};types:{a:{arrivals:{per_hour=30;};talk=\"3 min\";"
            "reconnect={probability=0.3;delay={dist=\"lognormal\";mean=\"22 h\";cv=1;};};};};groups:{g:{staff=4;};};",
            at_close[i]);
        for (uint32_t n = 0; n < 5; n++) {
            double answered = 0;

            if (n == 0) use(cfg);
            else run_again(run, 7, n);
            for (uint32_t cell = 0; cell < run->plan->n_cells; cell++) {
                if (run->plan->cells[cell].open) continue;
                cr_expect_eq(type_fact(run, cell, 0, CCS_FACT_arrived), 0, "%s", at_close[i]);
                cr_expect_eq(pair_fact(run, cell, 0, CCS_FACT_answers_at_once), 0, "%s", at_close[i]);
            }
            answered = total(CCS_FACT_answered);
            cr_expect_gt(total(CCS_FACT_repeats), 30);
            cr_expect_gt(total(CCS_FACT_still_away), 10);
            cr_expect_leq(total(CCS_FACT_repeats) + total(CCS_FACT_still_away), answered);
        }
    }
}

/* Every attempt that fails is followed by another, or by a customer who is still away at the end. */
Test(flow, loses_no_retry)
{
    use("clock:{open=\"08:00-12:00, 13:00-17:00\";days=9;at_close=\"carry\";holidays=[\"2026-03-05\"];};types:{"
        "a:{at_close=\"clear\";arrivals:{per_hour=90;};talk=300;patience=90;queue_limit=3;balk=0.2;"
        "redial:{after_abandon=1;after_block=1;after_balk=1;delay={dist=\"exponential\";mean=\"5 h\";};};};"
        "b:{at_close=\"drain\";arrivals:{per_hour=30;};talk=200;patience=60;redial:{after_abandon=1;delay=\"1 h\";};"
        "reconnect:{probability=1;max_attempts=60000;delay={dist=\"lognormal\";mean=\"15 h\";cv=1;};};};"
        "c:{arrivals:{per_day=100;outside=\"wait\";profile=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1];};talk=100;patience=\"5 h\";"
        "redial:{after_abandon=1;delay=\"1 h\";};};};groups:{g:{staff=7;};};");
    for (uint32_t n = 0; n < 4; n++) {
        if (n > 0) run_again(run, 3, n);
        for (uint32_t type = 0; type < 3; type++) {
#define ALL(name) type_total(run, type, CCS_FACT_##name)
            cr_expect_eq(ALL(abandoned) + ALL(blocked) + ALL(balked) + (type == 1 ? ALL(answered) : 0),
                ALL(redials) + ALL(repeats) + ALL(still_away), "type %u", (unsigned) type);
            cr_expect_gt(ALL(still_away), 0);
#undef ALL
        }
    }
}

#define AROUND(outside, more)                                                                                                    \
    "types:{a:{arrivals:{per_hour=((\"07:00\",\"09:00\",4));gap=1;outside=\"" outside "\";};talk=20;" more "};};"                \
    "groups:{g:{staff=1;};};"

/* From 07:00 on, every 900. */
Test(flow, lets_fresh_customers_come_when_it_opens)
{
    use_whole_gaps(CLOCK("days=2;") AROUND("next_opening", ""));
    cr_assert_str_eq(run->plan->cells[0].label, "2026-03-02 before opening");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_arrived), 0);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_arrived), 4, "07:15, 07:30, 07:45, and 08:00 itself");
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_wait_answered), 20 + 40 + 60);
    cr_expect_eq(type_fact(run, 2, 0, CCS_FACT_arrived), 1, "08:15");
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_arrived), 0);
    cr_expect_eq(type_fact(run, 5, 0, CCS_FACT_arrived), 7, "of Monday 08:30, 08:45 and 09:00, of Tuesday as on Monday");
    cr_expect_eq(total(CCS_FACT_arrived), 13);
    cr_expect_eq(total(CCS_FACT_still_away), 0, "after the last close nobody is expected");
}

Test(flow, lets_letters_wait_for_the_opening)
{
    use_whole_gaps(CLOCK("days=2;at_close=\"carry\";") AROUND("wait", ""));
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_offered), 3);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 2700 + (1800 + 20) + (900 + 40), "from 07:15, 07:30, 07:45 on");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), 2700);
    cr_expect_eq(type_fact(run, 1, 0, CCS_FACT_wait_answered), 60, "of the one of 08:00, after the other three");
    cr_expect_eq(type_fact(run, 4, 0, CCS_FACT_offered), 6, "08:30, 08:45, 09:00, and on Tuesday 07:15 to 07:45");
    cr_expect_eq(type_fact(run, 8, 0, CCS_FACT_still_waiting), 2, "08:30 and 08:45 of Tuesday");
    cr_expect_eq(total(CCS_FACT_offered), 15);
}

/* Saturday is closed, and so is the holiday; the clock goes forward in the night to Sunday 2026-03-29. */
Test(flow, lets_them_come_after_holidays_and_nights_of_a_clock_change)
{
    use_whole_gaps(
        "clock:{timezone=\"Europe/Paris\";start=\"2026-03-27\";days=4;interval=\"30 min\";holidays=[\"2026-03-27\"];"
        "open={fri=\"08:00-08:30\";sat=\"closed\";sun=\"08:00-08:30\";mon=\"08:00-08:30\";};at_close=\"carry\";};"
        "types:{a:{arrivals:{per_hour=((\"00:00\",\"04:00\",1));gap=1;outside=\"wait\";};talk=20;};"
        "b:{at_close=\"drain\";arrivals:{per_hour=((\"00:00\",\"04:00\",1));gap=1;outside=\"next_opening\";};talk=20;};};"
        "groups:{g:{staff=9;};};");
    cr_assert_eq(run->plan->cells[1].start_s, 2 * 86400 + 7 * 3600.0, "Sunday's opening, an hour earlier");
    for (uint32_t type = 0; type < 2; type++) {
        cr_expect_eq(type_total(run, type, CCS_FACT_offered), 3 + 4 + 3 + 4, "from Friday 01:00 on; Sunday is an hour shorter");
        cr_expect_eq(type_fact(run, type ? 1 : 0, type, CCS_FACT_offered), 3 + 4 + 3);
    }
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), (48 + 7 - 1) * 3600.0, "the first, of Friday at 01:00");
}

/* ---- closing by type ------------------------------------------------------------------------------------------------------------ */

/* Contacts of each type at 100, 200, ...; the agent needs 150 for each, whoever it is. */
Test(flow, closes_each_type_in_its_own_way)
{
    use("clock:{open=\"08:00-08:30\";interval=\"10 min\";days=2;};types:{"
        "calls:{at_close=\"clear\";priority=2;arrivals:{per_hour:{mon=12;tue=0;};gap=1;};talk=500;};"
        "chats:{priority=1;arrivals:{per_hour:{mon=12;tue=0;};gap=1;};talk=500;};"
        "mails:{at_close=\"carry\";arrivals:{per_hour:{mon=12;tue=0;};gap=1;};talk=500;};};groups:{g:{staff=1;};};");
    const uint32_t calls = type_of(run->plan, "calls"), chats = type_of(run->plan, "chats"), mails = type_of(run->plan, "mails");

    for (uint32_t type = 0; type < 3; type++) cr_expect_eq(type_total(run, type, CCS_FACT_offered), 6);
    cr_expect_eq(type_total(run, calls, CCS_FACT_answered) + type_total(run, calls, CCS_FACT_disconnected), 6);
    cr_expect_gt(type_total(run, calls, CCS_FACT_disconnected), 0);
    cr_expect_eq(type_total(run, chats, CCS_FACT_answered), 6, "after close, one after the other");
    cr_expect_eq(type_total(run, mails, CCS_FACT_answered) + type_total(run, mails, CCS_FACT_still_waiting), 6);
    cr_expect_eq(pair_fact(run, LATE, pair_of(run->plan, "mails", "g"), CCS_FACT_answers), 0,
        "not by those who stay for the chats");
    cr_expect_gt(pair_fact(run, LATE, pair_of(run->plan, "chats", "g"), CCS_FACT_answers), 0);
    cr_expect_gt(pair_fact(run, 4, pair_of(run->plan, "mails", "g"), CCS_FACT_answers), 0, "from the opening on");
}

/* One agent stays for b, is idle all night, and takes the first letter as it opens. */
Test(flow, lets_who_has_stayed_serve_from_the_opening_on)
{
    use(CLOCK(
        "days=2;") "types:{m:{at_close=\"carry\";arrivals:{per_day:{mon=3;tue=0;};gap=1;outside=\"wait\";"
                   "profile=((\"20:00\",\"23:00\",1));};talk=200;};b:{arrivals:{per_hour=4;};talk=10;};};groups:{g:{staff=1;};};");
    cr_expect_eq(type_fact(run, LATE, 0, CCS_FACT_offered), 3);
    cr_expect_eq(type_fact(run, LATE, 0, CCS_FACT_answered), 3);
    cr_expect_geq(type_fact(run, LATE, 0, CCS_FACT_max_wait), 9 * 3600.0);
    cr_expect_eq(pair_fact(run, LATE, 0, CCS_FACT_answers), 0);
    cr_expect_eq(group_fact(run, LATE, 0, CCS_FACT_staffed_area), 84600);
}

/* A group of which no type drains goes home, the other stays. */
Test(flow, keeps_only_the_agents_of_types_that_drain)
{
    use("clock:{open=\"08:00-08:30\";interval=\"10 min\";at_close=\"carry\";days=2;};types:{"
        "a:{at_close=\"drain\";groups=(\"g\");arrivals:{gap=100;};talk=250;};b:{groups=(\"h\");arrivals:{gap=100;};talk=90;};};"
        "groups:{g:{staff=1;};h:{staff=1;};};");
    cr_expect_eq(group_fact(run, LATE, 0, CCS_FACT_scheduled_area), 84600);
    cr_expect_eq(group_fact(run, LATE, 1, CCS_FACT_scheduled_area), 0);
    cr_expect_gt(pair_fact(run, LATE, 0, CCS_FACT_answers), 0);
    cr_expect_eq(pair_fact(run, LATE, 1, CCS_FACT_answers), 0);
}

/* ---- kept and fresh draws ------------------------------------------------------------------------------------------------------- */

static double quantile(const ccs_distribution_t *law, uint32_t attempt, enum ccs_purpose purpose)
{
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);

    return ccs_distribution_at(law, ccs_stream_draw(&stream, 0, attempt, purpose));
}

static void expect_talks(const char *draws, bool kept)
{
    char cfg[400];
    double sum = 0;

    snprintf(cfg, sizeof cfg,
        CLOCK("") "types:{a:{arrivals:{gap=900;};talk:{dist=\"exponential\";mean=60;};"
                  "reconnect:{probability=1;delay=50;max_attempts=4;draws=\"%s\";};};};groups:{g:{staff=1;};};",
        draws);
    use(cfg);
    for (uint32_t attempt = 0; attempt < 4; attempt++)
        sum += quantile(&run->plan->pairs[0].talk, kept ? 0 : attempt, CCS_PURPOSE_TALK);
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), sum, 1e-8, "%s", draws);
    cr_expect_eq(pair_total(run, 0, CCS_FACT_talks), 4);
}

Test(flow, keeps_or_renews_the_talk_time_of_further_attempts)
{
    expect_talks("kept", true);
    expect_talks("fresh", false);
}

static void expect_patience(const char *draws, bool kept)
{
    char cfg[400];
    double time_s = 900, waits = 0;
    uint32_t n = 0;

    snprintf(cfg, sizeof cfg,
        ONE_CUSTOMER("patience:{dist=\"exponential\";mean=30;};redial:{after_abandon=1;delay=40;draws=\"%s\";};"), draws);
    use(cfg);
    for (;; n++) {
        const double patience_s = quantile(&run->plan->types[0].patience, kept ? 0 : n, CCS_PURPOSE_PATIENCE);

        if (time_s + patience_s >= 1200) break;
        waits += patience_s;
        time_s += patience_s + 40;
    }
    cr_expect_gt(n, 1);
    cr_expect_eq(total(CCS_FACT_abandoned), n, "%s", draws);
    cr_expect_float_eq(total(CCS_FACT_wait_abandoned), waits, 1e-8, "%s", draws);
    cr_expect_float_eq(total(CCS_FACT_wait_answered), fmax(0, 1200 - time_s), 1e-8, "%s", draws);
}

Test(flow, keeps_or_renews_the_patience_of_further_attempts)
{
    expect_patience("kept", true);
    expect_patience("fresh", false);
}

/* Served at 900, comes again 105 later with fresh draws, is blocked while b talks from 1000 to 1200, and redials with kept ones: those of
 * the first attempt. */
Test(flow, keeps_the_draws_of_the_first_attempt_not_of_the_last)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=900;};talk:{dist=\"exponential\";mean=10;};queue_limit=0;"
                  "reconnect:{probability=1;delay=105;max_attempts=2;};redial:{after_block=1;delay=300;draws=\"kept\";};};"
                  "b:{arrivals:{gap=1000;};talk=200;};};groups:{g:{staff=1;};};");
    const double first_s = quantile(&run->plan->pairs[0].talk, 0, CCS_PURPOSE_TALK);

    cr_assert(first_s < 95);
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .blocked = 1, .answered = 2, .redials = 1, .repeats = 1});
    cr_expect_float_eq(pair_total(run, 0, CCS_FACT_talk), 2 * first_s, 1e-8);
}

/* ---- loops at one moment -------------------------------------------------------------------------------------------------------- */

/* As often as a scenario can say, all at 900. */
Test(flow, ends_a_loop_of_redials_at_one_moment)
{
    use(ONE_CUSTOMER("queue_limit=0;redial:{after_block=1;max_attempts=65535;};"));
    expect_tree(0, &(tree_t){.arrived = 65535, .offered = 65535, .blocked = 65535, .redials = 65534});
    expect_cells(CCS_FACT_blocked, CELLS(0, 65535, 0, 0));
    cr_expect_eq(total(CCS_FACT_retry_area), 0);
    use(ONE_CUSTOMER("patience=0;redial:{after_abandon=1;max_attempts=65535;};"));
    expect_tree(0, &(tree_t){.arrived = 65535, .offered = 65535, .abandoned = 65535, .redials = 65534});
    use(CLOCK(
        "") "types:{a:{arrivals:{gap=900;};talk=0;reconnect:{probability=1;max_attempts=65535;};};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 65535, .offered = 65535, .answered = 65535, .repeats = 65534});
}

/* For ever, a nanosecond later each time: attempts are numbered with 16 bits. */
Test(flow, ends_a_loop_of_redials_with_the_last_number_of_an_attempt)
{
    use(ONE_CUSTOMER("queue_limit=0;redial:{after_block=1;delay=1e-9;};"));
    expect_tree(0, &(tree_t){.arrived = 65536, .offered = 65536, .blocked = 65536, .redials = 65535});
}

/* ---- staffing ------------------------------------------------------------------------------------------------------------------- */

/* Two talks of 500 begin at 250 and 500; at 600 one agent is too many, who stays until 750. Then 3 waits for the other one until 1000. */
Test(flow, lets_agents_above_the_schedule_finish_their_contact)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=500;};};groups:{g:{staff=[2,1,1];};};");
    expect_tree(0, &(tree_t){.arrived = 7, .offered = 7, .answered = 7});
    expect_group_cells(CCS_FACT_scheduled_area, CELLS(1200, 600, 600, 1700));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(1200, 750, 600, 1700));
    expect_pair_cells(CCS_FACT_talk_area, CELLS(350 + 100, 150 + 400 + 200, 600, 1700));
    cr_expect_eq(total(CCS_FACT_wait_answered), 250 + 500 + 750 + 1000 + 1250);
}

/* The wrap-up of the talk that is in hand is finished too. */
Test(flow, lets_agents_above_the_schedule_finish_their_wrap_up)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{arrivals:{gap=500;};talk=50;wrap=120;};};groups:{g:{staff=[1,0,1];};};");
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 70, 600, 0)); /* 1 until 670; 2 waits from 1000 to 1200; 3 at 1500 */
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3});
    cr_expect_eq(total(CCS_FACT_wait_answered), 200);
}

Test(flow, sends_idle_agents_home_at_once)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{arrivals:{gap=900;};talk=50;};};groups:{g:{staff=[5,3,0];};};");
    expect_group_cells(CCS_FACT_scheduled_area, CELLS(3000, 1800, 0, 0));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(3000, 1800, 0, 0));
    expect_tree(0, &(tree_t){.arrived = 1, .offered = 1, .answered = 1});
}

/* 1 is served from 100, 2 from 550; 3, 4, 5 wait. At 600 two more agents come: 3 and 4 are served at once, 5 at 1000. */
Test(flow, gives_waiting_contacts_to_agents_who_come)
{
    use_whole_gaps(
        CLOCK("") "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:10\",36),(\"08:10\",\"08:30\",0));gap=1;};talk=450;};};"
                  "groups:{g:{staff=[1,3,3];};};");
    expect_tree(0, &(tree_t){.arrived = 5, .offered = 5, .answered = 5});
    cr_expect_eq(total(CCS_FACT_wait_answered), 350 + 300 + 200 + 500);
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 1800, 1800, 0));
    cr_expect_eq(pair_total(run, 0, CCS_FACT_answers_at_once), 1);
}

/* Five a second wait for a thousand new agents: more talks begin at once than there were timers before. */
Test(flow, gives_thousands_of_waiting_contacts_to_agents_who_come)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{arrivals:{gap=0.2;};talk=1e6;};};groups:{g:{staff=[1,2900,1];};};");
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_answers), 1);
    cr_expect_eq(pair_fact(run, 1, 0, CCS_FACT_answers), 2899);
    cr_expect_eq(group_fact(run, 1, 0, CCS_FACT_staffed_area), 600. * 2900);
}

/* Agents who stay over a fall of the schedule are kept by a rise after it. */
Test(flow, keeps_agents_who_are_still_there_when_the_schedule_rises_again)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{arrivals:{gap=500;};talk=900;};};groups:{g:{staff=[1,0,1];};};");
    expect_group_cells(CCS_FACT_scheduled_area, CELLS(600, 0, 600, 0));
    expect_group_cells(CCS_FACT_staffed_area, CELLS(600, 600, 600, 500)); /* 1 talks from 500 to 1400, 2 from 1400 to 2300 */
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 2, .disconnected = 1});
}

/* ---- the state at the start ----------------------------------------------------------------------------------------------------- */

/* One talks from 0, two wait; each takes 100. The customer of 250 waits for the last of them. */
Test(flow, does_not_count_the_contacts_of_the_start)
{
    use_whole_gaps(CLOCK("") "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:05\",14.4),(\"08:05\",\"08:30\",0));gap=1;};talk=100;"
                             "initial:{waiting=2;busy=1;};};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 1, .offered = 1, .answered = 1});
    cr_expect_eq(total(CCS_FACT_wait_answered), 50);
    cr_expect_eq(total(CCS_FACT_waited), 1);
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 1);
    cr_expect_eq(answered_within(run, 0, 0, 0), 0);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 100 + 200 + 50, "but they take room and time");
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 400);
    cr_expect_eq(ccs_facts_max_queue(&run->replication.flow.facts, 0)[0], 2);
}

Test(flow, serves_the_contacts_of_the_start_who_find_an_agent)
{
    use(CLOCK("") "types:{a:{talk=100;initial:{waiting=3;busy=1;};};};groups:{g:{staff=3;};};");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 100, "two of three find one");
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 400);
    expect_tree(0, &(tree_t){0});
}

Test(flow, does_not_count_how_the_contacts_of_the_start_end)
{
    use(CLOCK("at_close=\"clear\";") "types:{a:{talk=1e6;patience=300;initial:{waiting=4;busy=2;};};};groups:{g:{staff=2;};};");
    expect_tree(0, &(tree_t){0});
    use(CLOCK("at_close=\"clear\";") "types:{a:{talk=1e6;initial:{waiting=4;busy=2;};};};groups:{g:{staff=2;};};");
    expect_tree(0, &(tree_t){0});
    use(CLOCK("at_close=\"carry\";") "types:{a:{talk=1e6;initial:{waiting=4;busy=2;};};};groups:{g:{staff=2;};};");
    expect_tree(0, &(tree_t){0});
}

/* ---- the backlog ---------------------------------------------------------------------------------------------------------------- */

/* One agent, 100 each: those who had waited 500, 100 and 100 are answered at 0, 100 and 200. */
Test(flow, counts_the_backlog_with_the_whole_of_its_waits)
{
    use(CLOCK(
        "") "types:{a:{talk=100;target:{within=[200,500];};backlog:{waited=((100,2),(500,1));};};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3});
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_answered), 500 + 200 + 300, "and all in the first interval");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), 500);
    cr_expect_eq(answered_within(run, 0, 0, 0), 1, "200 is within 200");
    cr_expect_eq(answered_within(run, 0, 0, 1), 3);
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 3);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 100 * 2 + 100, "but queues are of the run");
    cr_expect_eq(pair_fact(run, 0, 0, CCS_FACT_talk_area), 300);
    cr_expect_eq(type_total(run, 0, CCS_FACT_waited), 3);
}

/* A number alone has come with the run; who came at 07:50 has waited 600. */
Test(flow, knows_a_backlog_by_its_number_or_by_when_it_came)
{
    use(CLOCK("") "types:{a:{talk=100;backlog=3;};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 3, .offered = 3, .answered = 3});
    cr_expect_eq(total(CCS_FACT_wait_answered), 0 + 100 + 200);
    use(CLOCK(
        "") "types:{a:{talk=100;backlog:{waited=((\"2026-03-02T07:50\",1),(\"2026-03-01 08:00\",1));};};};groups:{g:{staff=1;};};");
    cr_expect_eq(total(CCS_FACT_wait_answered), 86400 + 600 + 100, "the oldest first");
    use(CLOCK("") "types:{a:{talk=100;queue_order=\"lifo\";backlog:{waited=((300,1),(200,1));};};};groups:{g:{staff=1;};};");
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_max_wait), 400, "the newest first");
}

/* Patience always lasts 600, of which 500 or 580 are gone: they leave after 100 and 20. */
Test(flow, leaves_the_backlog_what_is_left_of_its_patience)
{
    use(CLOCK("") "types:{a:{talk=300;patience=600;target:{within=590;};redial:{after_abandon=1;delay=1000;};"
                  "backlog:{waited=((580,2),(500,2));};};};groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 7, .offered = 7, .answered = 4, .abandoned = 3, .redials = 3});
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_answered), 1);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_wait_abandoned), 3 * 600);
    cr_expect_eq(type_fact(run, 0, 0, CCS_FACT_queue_area), 20 + 2 * 100);
    cr_expect_eq(abandoned_within(run, 0, 0, 0), 0);
}

/* What is due after the last day is undecided, what was due before counts as missed. */
Test(flow, judges_a_backlog_that_is_never_served_by_when_it_came)
{
    use(CLOCK(
        "at_close=\"carry\";") "types:{a:{talk=1e6;target:{within=\"17 h\";};backlog:{waited=((\"2 h\",3),(\"3 d\",1));};};};"
                               "groups:{g:{staff=1;};};");
    expect_tree(0, &(tree_t){.arrived = 4, .offered = 4, .answered = 1, .still_waiting = 3});
    cr_expect_eq(not_yet_due(run, 0, 0, 0), 0, "06:00 and 17 h are 23:00");
    use(CLOCK(
        "at_close=\"carry\";") "types:{a:{talk=1e6;target:{within=\"19 h\";};backlog:{waited=((\"2 h\",3),(\"3 d\",1));};};};"
                               "groups:{g:{staff=1;};};");
    cr_expect_eq(not_yet_due(run, 0, 0, 0), 3);
}

/* The agents who are there when the run begins take what waits by their rule, beside the initial state. */
Test(flow, serves_a_backlog_by_the_rules_of_the_groups)
{
    use(CLOCK(
        "") "types:{a:{talk=100;initial:{busy=1;};backlog:{waited=((900,2));};};b:{talk=100;priority=1;backlog:{waited=((60,2));};};};"
            "groups:{g:{staff=2;};};");
    cr_expect_eq(type_total(run, 1, CCS_FACT_wait_answered), 60 + 160, "b goes first");
    cr_expect_eq(type_total(run, 0, CCS_FACT_wait_answered), 1000 + 1100);
    cr_expect_eq(type_total(run, 0, CCS_FACT_offered), 2, "and the one in service enters no figure");
}

/* Mail comes at night, so the run begins at midnight: who had waited an hour by then is answered at 08:00. */
Test(flow, begins_a_backlog_with_the_night_before_the_opening)
{
    use_whole_gaps(
        CLOCK("at_close=\"carry\";") "types:{a:{arrivals:{per_hour=((\"00:00\",\"04:00\",0.5));gap=1;outside=\"wait\";};talk=100;"
                                     "backlog:{waited=((3600,1));};};};groups:{g:{staff=2;};};");
    expect_tree(0, &(tree_t){.arrived = 2, .offered = 2, .answered = 2});
    cr_expect_eq(total(CCS_FACT_wait_answered), 9 * 3600 + 6 * 3600);
}

/* Their draws are their own: the others' are the same with and without them. */
Test(flow, moves_no_draw_by_the_contacts_of_the_start)
{
    static const char cfg[] = CLOCK("") "types:{a:{arrivals:{per_hour=400;};talk:{dist=\"lognormal\";mean=60;cv=1;};%s};};"
                                        "groups:{g:{staff=50;};};";
    char text[400];
    double talk[2], arrived[2];

    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, cfg,
            i ? "initial:{busy=3;};backlog:{waiting=0;waited={dist=\"exponential\";mean=9;};};" : "");
        use(text);
        talk[i] = pair_total(run, 0, CCS_FACT_talk);
        arrived[i] = total(CCS_FACT_arrived);
    }
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);
    double own = 0;

    for (uint32_t i = 0; i < 3; i++)
        own += ccs_distribution_at(&run->plan->pairs[0].talk, ccs_stream_draw(&stream, UINT32_MAX - i, 0, CCS_PURPOSE_TALK));
    cr_expect_eq(arrived[0], arrived[1]);
    cr_expect_float_eq(talk[1] - talk[0], own, 1e-6);
}

/* ---- steady state --------------------------------------------------------------------------------------------------------------- */

/* Warm-up to 600, three batches of 600; contact k at 100 k. */
#define STEADY(more)                                                                                                             \
    "run:{mode=\"steady\";warm_up=600;length=1800;batches=3;};types:{a:{arrivals:{gap=100;};" more "};};groups:{g:{staff=1;};};"

Test(flow, counts_what_arrives_in_batches)
{
    use(STEADY("talk=60;"));
    cr_assert_eq(run->plan->n_cells, 5);
    for (uint32_t batch = 1; batch <= 3; batch++) {
        cr_expect_eq(type_fact(run, batch, 0, CCS_FACT_offered), 6);
        cr_expect_eq(type_fact(run, batch, 0, CCS_FACT_answered), 6);
        cr_expect_eq(pair_fact(run, batch, 0, CCS_FACT_talk_area), 360);
        cr_expect_eq(group_fact(run, batch, 0, CCS_FACT_scheduled_area), 600);
    }
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 18, "neither warm-up nor run-out");
}

/* k waits 50 (k - 1); 6 to 23 count. The last of them, 23, is served at 3400 in the run-out. */
Test(flow, waits_for_the_last_of_the_batches)
{
    double waits[4] = {0};

    use(STEADY("talk=150;"));
    for (int k = 6; k <= 23; k++) waits[k / 6] += 50 * (k - 1);
    for (uint32_t batch = 1; batch <= 3; batch++) {
        cr_expect_eq(type_fact(run, batch, 0, CCS_FACT_answered), 6);
        cr_expect_eq(type_fact(run, batch, 0, CCS_FACT_wait_answered), waits[batch]);
        cr_expect_eq(pair_fact(run, batch, 0, CCS_FACT_talk_area), 600);
    }
    cr_expect_eq(run->replication.flow.world.now_s, 3400, "and no longer");
    cr_expect_eq(run->replication.waits[0].max, 1100);
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 18);
}

Test(flow, counts_from_the_start_without_a_warm_up)
{
    use("run:{mode=\"steady\";length=1800;batches=3;};types:{a:{arrivals:{gap=100;};talk=60;};};groups:{g:{staff=1;};};");
    double offered = 0;

    for (uint32_t cell = 0; cell < run->plan->n_cells; cell++)
        if (run->plan->cells[cell].open) offered += type_fact(run, cell, 0, CCS_FACT_offered);
    cr_expect_eq(offered, 17);
    cr_expect_eq(ccs_histogram_count(&run->replication.waits[0]), 17);
}

/* ---- common random numbers ------------------------------------------------------------------------------------------------------ */

#define TYPE_A                                                                                                                   \
    "a:{arrivals:{per_hour=700;};talk:{dist=\"lognormal\";mean=60;cv=1.1;};wrap:{dist=\"gamma\";mean=9;cv=0.8;};groups=(\"x\");};"
#define TYPE_B                                                                                                                   \
    "b:{arrivals:{per_hour=300;day_factor:{dist=\"gamma\";cv=0.2;};};talk:{dist=\"weibull\";mean=45;cv=0.9;};"                   \
    "ivr:{contained=0.3;time:{dist=\"exponential\";mean=5;};};groups=(\"x\",\"y\");};"
#define TYPE_C "c:{arrivals:{per_hour=500;};talk=100;priority=7;groups=(\"y\",\"x\");};"

typedef struct {
    double arrived, contained, talk, wrap;
} work_t;

static work_t work_of(const char *type)
{
    const uint32_t id = type_of(run->plan, type);
    work_t work = {.arrived = type_total(run, id, CCS_FACT_arrived), .contained = type_total(run, id, CCS_FACT_contained)};

    for (uint32_t pair = 0; pair < run->plan->n_pairs; pair++) {
        if (run->plan->pairs[pair].type != id) continue;
        work.talk += pair_total(run, pair, CCS_FACT_talk);
        work.wrap += pair_total(run, pair, CCS_FACT_wrap);
    }
    return work;
}

/* Whoever waits how long: the same customers with the same work. */
Test(flow, compares_variants_on_the_same_customers)
{
    static const char *const variants[] = {
        CLOCK("") "types:{" TYPE_A TYPE_B "};groups:{x:{staff=20;};y:{staff=5;};};",
        CLOCK("") "types:{" TYPE_B TYPE_A "};groups:{x:{staff=20;};y:{staff=5;};};",
        CLOCK("") "types:{" TYPE_A TYPE_B "};groups:{y:{staff=5;};x:{staff=20;};};",
        CLOCK("") "types:{" TYPE_A TYPE_B "};groups:{x:{staff=[3,9,30];};y:{staff=2;};};",
        CLOCK("") "types:{" TYPE_C TYPE_A TYPE_B
                  "};groups:{x:{staff=11;agent_selection=\"random\";};z:{staff=3;};y:{staff=[1,7,2];};};",
    };
    work_t first[2] = {{0}};

    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        use(variants[i]);
        const work_t work[] = {work_of("a"), work_of("b")};

        for (int type = 0; type < 2; type++) {
            if (i == 0) first[type] = work[type];
            cr_expect(work[type].arrived == first[type].arrived && work[type].contained == first[type].contained, "variant %zu",
                i);
            cr_expect_float_eq(work[type].talk, first[type].talk, 1e-9 * first[type].talk, "variant %zu", i);
            cr_expect_float_eq(work[type].wrap, first[type].wrap, 1e-9 * first[type].wrap + 1e-300, "variant %zu", i);
        }
    }
    cr_expect(first[0].arrived > 250 && first[1].contained > 20 && first[0].talk > 10000);
}

/* ---- fractions of agents -------------------------------------------------------------------------------------------------------- */

#define FRACTION(staff)                                                                                                            \
    "clock:{open=\"08:00-08:30\";interval=\"10 min\";days=400;};types:{a:{arrivals:{gap=600;};talk=60;};};groups:{g:{staff=" staff \
    ";};};"

/* Agents logged in during interval i of a day. */
static double there(uint32_t day, uint32_t i)
{
    return group_fact(run, 4 * day + i, 0, CCS_FACT_staffed_area) / 600;
}

/* Of 2.4 agents the third is there on the days on which the third of 2.6 is: nobody comes and goes within a day, and there are days with
 * and without the third. Scheduled is what is written. */
Test(flow, has_whole_agents_of_whom_the_last_comes_on_some_days)
{
    uint32_t n_some = 0, n_more = 0;

    use(FRACTION("[2.4,2.6,2]"));
    for (uint32_t day = 0; day < 400; day++) {
        cr_assert(there(day, 0) == 2 || there(day, 0) == 3);
        cr_assert(there(day, 1) == 3 || there(day, 0) == 2, "day %u", (unsigned) day);
        cr_assert_eq(there(day, 2), 2);
        n_some += there(day, 0) == 3;
        n_more += there(day, 1) == 3;
        cr_assert_float_eq(group_fact(run, 4 * day, 0, CCS_FACT_scheduled_area), 2.4 * 600, 1e-9);
    }
    cr_expect_float_eq(n_some / 400., 0.4, 4 * 0.0245, "%u of 400", (unsigned) n_some); /* 4 standard errors */
    cr_expect_float_eq(n_more / 400., 0.6, 4 * 0.0245, "%u of 400", (unsigned) n_more);
}

/* Variants share who is there: the same days have the third agent with an hour more of work for everybody. */
Test(flow, lets_variants_share_who_is_there)
{
    double with[400];

    use(FRACTION("2.5"));
    for (uint32_t day = 0; day < 400; day++) with[day] = there(day, 0);
    use(FRACTION("[2.5,3.5,0]"));
    for (uint32_t day = 0; day < 400; day++) cr_assert_eq(there(day, 0), with[day]);
}

/* Shrinkage takes agents off the schedule: 5 % of 10 are half an agent; 7 % of 100 are seven, whole though binary fractions are not. */
Test(flow, schedules_what_shrinkage_leaves)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=160;};};groups:{g:{staff=10;shrinkage=\"5 %\";};};");
    cr_expect_eq(group_fact(run, 0, 0, CCS_FACT_scheduled_area), 9.5 * 600);
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=160;};};groups:{g:{staff=100;shrinkage=0.07;};};");
    cr_expect_eq(run->plan->groups[0].max_agents, 93);
    cr_expect_eq(run->plan->staff_steps[0].agents, 93);
}

/* 50 times 1.1 is a little more than 55 in binary fractions: what rounding takes away is nobody who is off. */
Test(flow, tells_of_nobody_off_without_shrinkage)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=250;};talk=160;};};groups:{g:{staff=50;};};changes:{c:{staff=1.1;};};");
    cr_expect_eq(run->plan->staff_steps[0].agents, 55);
    cr_expect_eq(run->plan->staff_steps[0].off, 0);
    cr_expect_not(run->plan->groups[0].shrinks);
}

/* On each day ten are on the roster, eight are scheduled, and of these some are absent the whole day: the three are told apart, and who is not absent
 * is logged in. In the second interval the schedule takes off six. */
Test(flow, tells_planned_shrinkage_from_absence)
{
    double absent = 0;

    use(FRACTION("10;shrinkage:{planned=[0.2,0.6,0.2];unplanned=\"10 %\";}"));
    for (uint32_t day = 0; day < 400; day++) {
        const double stay = group_fact(run, 4 * day, 0, CCS_FACT_absent_area) / 600;

        cr_assert_float_eq(group_fact(run, 4 * day, 0, CCS_FACT_scheduled_area), 8 * 600, 1e-9);
        cr_assert_float_eq(group_fact(run, 4 * day, 0, CCS_FACT_off_area), 2 * 600, 1e-9);
        cr_assert_float_eq(group_fact(run, 4 * day + 1, 0, CCS_FACT_off_area), 6 * 600, 1e-9);
        cr_assert_eq(there(day, 0), 8 - stay);
        cr_assert_eq(group_fact(run, 4 * day + 2, 0, CCS_FACT_absent_area) / 600, stay, "day %u", (unsigned) day);
        cr_assert_leq(group_fact(run, 4 * day + 1, 0, CCS_FACT_absent_area) / 600, stay);
        absent += stay;
    }
    cr_expect_float_eq(absent / 3200, 0.1, 4 * 0.0053, "%g of 3200", absent); /* 4 standard errors */
}

/* ---- what mutants showed to be untested ----------------------------------------------------------------------------------------- */

/* One is served and one waits from the start: both lines are theirs, so that everybody else finds none. */
Test(flow, gives_lines_to_those_who_are_there_at_the_start)
{
    use(CLOCK(
        "at_close=\"clear\";") "types:{a:{arrivals:{gap=250;};talk=1e6;initial:{busy=1;waiting=1;};};};groups:{g:{staff=1;};};"
                               "trunks:{t:{lines=2;};};");
    expect_tree(0, &(tree_t){.arrived = 7, .offered = 7, .blocked = 7});
    for (uint32_t cell = 0; cell < LATE; cell++) cr_expect_eq(trunk_fact(run, cell, 0, CCS_FACT_line_area), 2 * 600.);
}

/* x has worked 410 s, 400 of them after a call, y 100 s: the one who comes at 1500 goes to y. */
Test(flow, counts_after_call_work_as_occupied)
{
#define TIER "agent_selection=\"least_occupied\";groups=([\"x\",\"y\"]);"
    use(CLOCK("") "types:{a:{arrivals:{gap=1000;};talk=10;wrap=400;" TIER "};b:{arrivals:{gap=1100;};talk=100;" TIER "};"
                  "c:{arrivals:{gap=1500;};talk=20;" TIER "};};groups:{x:{staff=1;};y:{staff=1;};};");
    cr_expect_eq(pair_total(run, pair_of(run->plan, "a", "x"), CCS_FACT_answers), 1);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "b", "y"), CCS_FACT_answers), 1);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "c", "x"), CCS_FACT_answers), 0);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "c", "y"), CCS_FACT_answers), 1);
}

/* x has talked 400 s, y 20 s, and ended later: the one who comes at 1500 goes to y, though x has been idle longer. */
Test(flow, counts_talk_as_occupied)
{
    use(CLOCK("") "types:{a:{arrivals:{gap=1000;};talk=400;" TIER "};b:{arrivals:{gap=1450;};talk=20;" TIER "};"
                  "c:{arrivals:{gap=1500;};talk=20;" TIER "};};groups:{x:{staff=1;};y:{staff=1;};};");
    cr_expect_eq(pair_total(run, pair_of(run->plan, "a", "x"), CCS_FACT_answers), 1);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "b", "y"), CCS_FACT_answers), 1);
    cr_expect_eq(pair_total(run, pair_of(run->plan, "c", "y"), CCS_FACT_answers), 1);
#undef TIER
}
