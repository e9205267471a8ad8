/* test_report.c - the sentences of the report for results of every kind, flows that add up, texts that cannot break out of the page. Views
 * are made by hand, so that each figure is known. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "not_yet_due.h"
#include "report.h"
#include "report_fixture.h"

static void open_page(fixture_t *f)
{
    ccs_err_t err = {0};

    ccs_page_free(&f->page);
    cr_assert_eq(ccs_page_open(&f->page, &f->variant, 1, stdout, &err), 0, "%s", err.text);
}

static void delete (fixture_t *f)
{
    ccs_page_free(&f->page);
    ccs_dataset_free(&f->data);
    free(f);
}

/* What a sentence says, for free(). */
static char *said(fixture_t *f, void (*say)(const ccs_page_t *page, ccs_prose_t *to))
{
    ccs_prose_t text = {0};

    open_page(f);
    say(&f->page, &text);
    cr_assert(!text.out_of_memory);
    return text.text ? text.text : strdup("");
}

#define EXPECT_SAID(f, say, expected)                                                                                            \
    do {                                                                                                                         \
        char *const said_text = said(f, say);                                                                                    \
        cr_expect_str_eq(said_text, expected);                                                                                   \
        free(said_text);                                                                                                         \
    } while (0)

/* ---- the answer ----------------------------------------------------------------------------------------------------------- */

Test(report, tells_targets_that_differ)
{
    fixture_t *const f = make();

    f->means[LEVEL][LOANS] = 0.66; /* surely below */
    f->half_widths[LEVEL][LOANS] = 0.02;
    f->half_widths[LEVEL][CARDS] = 0; /* exactly on it */
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of calls are answered within 20 s. Lowest is Loans: 66 % ± 2. Of 2 targets 1 is missed (Loans) and 1 is met "
        "(Cards). Both together are reached on 2 of 5 days (in the long run 5 to 85 %). Below target are 2 of 4 half-hours of Cards and 2 of 4 of Loans.");
    f->targets[1].within_s = 10;
    char *const found = said(f, ccs_say_service);

    cr_expect(strstr(found, "within the time set for their type"), "%s", found);
    free(found);
    delete (f);
}

Test(report, tells_targets_that_are_all_alike)
{
    static const struct {
        double wanted;
        const char *says;
    } cases[] = {{0.7, "Both targets are met."}, {0.9, "Both targets are missed."},
        {0.8, "Whether the 2 targets are met is undecided."}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture_t *const f = make();

        f->targets[0].wanted_frac = f->targets[1].wanted_frac = cases[i].wanted;
        char *const found = said(f, ccs_say_service);

        cr_expect(strstr(found, cases[i].says), "%s", found);
        cr_expect_eq(ccs_targets_all_met(&f->page.found->targets), i == 0);
        free(found);
        delete (f);
    }
}

Test(report, tells_one_type_and_its_target)
{
    fixture_t *const f = make();

    f->view.n_types = 1;
    f->targets[0].wanted_frac = 0.9;
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of calls are answered within 20 s. The target of 90 % is missed; it is reached on 2 of 5 days (in the long run "
        "5 to 85 %). Below target are 3 of 4 half-hours of Cards.");
    f->targets[0].wanted_frac = 0.8;
    f->targets[0].counted_as = "sl_answered";
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of answered calls are answered within 20 s. Whether the target of 80 % is met is undecided: more replications "
        "would tell; it is reached on 2 of 5 days (in the long run 5 to 85 %). Below target are 2 of 4 half-hours of Cards.");
    delete (f);
}

Test(report, tells_contacts_that_no_service_level_counts)
{
    fixture_t *const f = make();

    for (int i = 0; i < TYPES; i++) f->targets[i].wanted_frac = (double) NAN;
    for (int r = 0; r < OBSERVATIONS; r++)
        for (int e = 0; e < ENTITIES; e++) f->weights[r][e][DAYS] = 0;
    f->means[NOT_YET_DUE][ALL] = 12;
    f->half_widths[NOT_YET_DUE][ALL] = 3;
    f->means[NOT_YET_DUE][LOANS] = 12;
    f->half_widths[NOT_YET_DUE][LOANS] = 3;
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of calls are answered within 20 s. No target is set. When the run ends, 12 ± 3 contacts are not yet due "
        "(Loans 12): neither in time nor late, in no service level.");
    f->means[LEVEL][ALL] = (double) NAN;
    f->view.n_types = 1;
    f->means[NOT_YET_DUE][ALL] = 1;
    f->half_widths[NOT_YET_DUE][ALL] = (double) NAN;
    EXPECT_SAID(f, ccs_say_service,
        "When the run ends, 1 contact is not yet due: neither in time nor late, in no service level.");
    f->view.n_metrics = NOT_YET_DUE; /* a file of before */
    cr_expect_eq(ccs_not_yet_due(&f->view, ALL).mean, 0);
    delete (f);
}

Test(report, says_that_there_is_no_target_and_that_other_channels_have_contacts)
{
    fixture_t *const f = make();
    const char *entities[ENTITIES];

    memcpy(entities, ENTITY_NAMES, sizeof entities);
    entities[VOICE] = "channel/chat";
    f->view.entities = entities;
    for (int i = 0; i < TYPES; i++) f->targets[i].wanted_frac = (double) NAN;
    for (int r = 0; r < OBSERVATIONS; r++)
        for (int e = 0; e < ENTITIES; e++) f->weights[r][e][DAYS] = 0;
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of contacts are answered within 20 s. No target is set.");
    delete (f);
}

Test(report, claims_nothing_from_one_replication)
{
    fixture_t *const f = make();

    f->view.n_observations = 1;
    f->view.replications = 1;
    f->view.n_types = 1;
    for (int e = 0; e < ENTITIES; e++) f->half_widths[LEVEL][e] = (double) NAN;
    for (int i = 0; i < ENTITIES * INTERVALS; i++) f->interval_half_widths[LEVEL][i] = (double) NAN;
    EXPECT_SAID(f, ccs_say_service,
        "On the one day simulated 80 % of calls are answered within 20 s. Whether the target of 80 % is met is undecided: one observation decides nothing; "
        "it is reached on the one day that was simulated. Below target are 2 of 4 half-hours of Cards.");
    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % of calls in time. One day cannot tell whether that is chance.");
    delete (f);
}

Test(report, knows_steady_states_and_that_nobody_came)
{
    fixture_t *const f = make();

    f->view.mode = "steady";
    f->view.n_intervals = 0;
    char *const found = said(f, ccs_say_service);

    cr_expect_eq(strncmp(found, "In the long run 80 % (± 4) of calls", 35), 0, "%s", found);
    cr_expect(!strstr(found, "days"), "%s", found);
    free(found);
    EXPECT_SAID(f, ccs_say_worst, "");
    f->means[LEVEL][ALL] = (double) NAN;
    EXPECT_SAID(f, ccs_say_service, "Nobody asked for an agent, so that there is no service level.");
    delete (f);
}

Test(report, says_that_two_replications_tell_nothing_of_single_intervals)
{
    fixture_t *const f = make();

    f->view.n_observations = 2;
    for (int i = 0; i < ENTITIES * INTERVALS; i++) f->interval_half_widths[LEVEL][i] = 2.75;
    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % of calls in time. So few as 2 days cannot tell whether that is chance.");
    delete (f);
}

Test(report, gives_days_on_target_an_interval_even_where_all_agree)
{
    fixture_t *const f = make();

    for (int r = 0; r < OBSERVATIONS; r++) f->values[r][ALL][DAYS] = 1;
    open_page(f);
    const ccs_target_days_t d = ccs_target_days(&f->view, ALL);

    cr_expect_eq(d.n, 5);
    cr_expect_eq(d.k, 5);
    cr_expect_eq(d.low, 0.0527); /* the result's own */
    cr_expect_eq(d.high, 0.8534);
    delete (f);
}

/* ---- the worst interval ----------------------------------------------------------------------------------------------------- */

Test(report, tells_how_sure_the_worst_interval_is)
{
    fixture_t *const f = make();

    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:30, lowest from 09:30 to 10:00: 60 % ± 5 of calls in time. At 95 % confidence the worst half-hour lies in "
        "09:30 to 10:30.");
    for (int i = 0; i < ENTITIES; i++) f->interval_means[LEVEL][i * INTERVALS + 2] = 0.8;
    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % ± 5 of calls in time. Every other half-hour is clearly better, at 95 % confidence.");
    for (int i = 0; i < ENTITIES; i++)
        f->interval_means[LEVEL][i * INTERVALS + 2] = 0.72; /* apart alone, not with 3 compared at once */
    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % ± 5 of calls in time. At 95 % confidence the worst half-hour lies in 09:30 to 10:30.");
    for (int i = 0; i < ENTITIES * INTERVALS; i++) f->interval_half_widths[LEVEL][i] = 0.4;
    char *const found = said(f, ccs_say_worst);

    cr_expect(strstr(found, "is open: no other one is clearly better at 95 % confidence"), "%s", found);
    free(found);
    delete (f);
}

/* Days that differ much, but each has its second interval 2 points below its third: only pairs show it. */
Test(report, compares_intervals_day_by_day_where_days_were_kept)
{
    fixture_t *const f = make();
    unsigned char marks[INTERVALS];

    for (int r = 0; r < OBSERVATIONS; r++) {
        for (int i = 0; i < INTERVALS; i++) {
            f->kept_weights[r][i] = 50;
            f->kept_values[r][i] = 0.4 + 0.1 * r + (i == 1 ? 0 : i == 2 ? 0.02 + 0.001 * r : 0.2);
        }
    }
    f->view.kept_values = &f->kept_values[0][0];
    f->view.kept_weights = &f->kept_weights[0][0];
    f->view.n_kept = OBSERVATIONS;
    f->view.n_columns = 1;
    f->columns[LEVEL * ENTITIES + ALL] = 0;
    open_page(f);
    const ccs_worst_t worst = ccs_worst_of(&f->page.of, LEVEL, marks);

    cr_expect(worst.paired);
    cr_expect_eq(worst.interval, 1);
    cr_expect_eq(worst.n_alike, 0);
    cr_expect_eq(worst.n_days, 5);
    cr_expect_eq(worst.n_days_among, 5);
    EXPECT_SAID(f, ccs_say_worst,
        "Service is worst from 09:30 to 10:30, lowest from 09:30 to 10:00: 60 % ± 5 of calls in time. Every other half-hour is clearly better, at "
        "95 % confidence. On 5 of 5 days 09:30 to 10:00 was the worst.");
    f->kept_values[0][1] = f->kept_values[0][3];
    open_page(f);
    cr_expect_eq(ccs_worst_of(&f->page.of, LEVEL, marks).n_days_among, 4);
    delete (f);
}

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

Test(report, calls_so_many_days_what_people_call_them)
{
    static const struct {
        uint32_t n_days;
        const char *one, *many, *head;
    } cases[] = {{0, "day", "days", "Day"}, {1, "day", "days", "Day"}, {4, "run", "runs", "Run"}, {5, "week", "weeks", "Week"},
        {7, "week", "weeks", "Week"}, {14, "run", "runs", "Run"}, {31, "month", "months", "Month"},
        {365, "year", "years", "Year"}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const ccs_page_t page = {.of.n_days = cases[i].n_days};

        cr_expect_str_eq(ccs_page_observation(&page, false), cases[i].one);
        cr_expect_str_eq(ccs_page_observation(&page, true), cases[i].many);
        cr_expect_str_eq(ccs_page_observation_head(&page, false), cases[i].head);
    }
    cr_expect_str_eq(ccs_page_observation(&(ccs_page_t){.of.steady = true, .of.n_days = 7}, true), "batches");
}

/* ---- the group that is short -------------------------------------------------------------------------------------------------- */

Test(report, names_the_group_whose_contacts_wait_longest)
{
    fixture_t *const f = make();

    f->targets[0].wanted_frac = 0.9;
    EXPECT_SAID(f, ccs_say_short,
        "The group that is short is Back office, busy 95 % of its time: the calls that it serves (Loans) have the longest waits, a mean wait of "
        "10 s ± 2, the answered and the abandoned together. They wait while no agent who may take them is free. On 4 of 5 days it is the short "
        "one.");
    f->targets[0].wanted_frac = f->targets[1].wanted_frac = 0.5;
    char *const found = said(f, ccs_say_short);

    cr_expect_eq(strncmp(found, "The group whose contacts wait longest is Back office", 52), 0, "%s", found);
    free(found);
    f->means[MEAN_WAIT][LOANS] = 0.3;
    f->half_widths[MEAN_WAIT][LOANS] = 0;
    f->means[MEAN_WAIT][CARDS] = 0.2;
    EXPECT_SAID(f, ccs_say_short, "No group of agents is short: the mean wait of the calls of each is at most 0.3 s.");
    f->means[MEAN_WAIT][LOANS] = f->means[MEAN_WAIT][CARDS] = 0;
    EXPECT_SAID(f, ccs_say_short, "");
    delete (f);
}

/* ---- superlatives -------------------------------------------------------------------------------------------------------------- */

Test(report, titles_name_times_only_where_they_can_be_told)
{
    static const struct {
        double level[INTERVALS];
        const char *says;
    } cases[] = {{{0.9, 0.6, 0.9, 0.88}, "Service level between 60 % (09:30 to 10:00) and 90 %"},
        {{0.9, 0.6, 0.62, 0.7}, "Service level between 60 % and 90 % (09:00 to 09:30)"},
        {{0.80, 0.81, 0.79, 0.80}, "Service level about 80 % all day"},
        /* so wide that nothing can be told, and yet not all the same */
        {{0.3, 0.31, 1.0, 0.3}, "Service level between 30 % and 100 %"}};

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        fixture_t *const f = make();
        ccs_prose_t text = {0};

        memcpy(f->interval_means[LEVEL], cases[k].level, sizeof cases[k].level);
        for (int i = 0; k == 3 && i < INTERVALS; i++) f->interval_half_widths[LEVEL][i] = 0.4;
        open_page(f);
        ccs_say_extremes(&f->page, LEVEL, ALL, "Service level", &text);
        cr_expect_str_eq(ccs_prose_text(&text), cases[k].says);
        ccs_prose_free(&text);
        delete (f);
    }
}

Test(report, a_title_has_no_mean_of_calls_and_mails_together)
{
    fixture_t *const f = make();
    const char *names[ENTITIES];
    ccs_prose_t text = {0};

    memcpy(names, f->view.entities, sizeof names);
    names[DESK] = "channel/email"; /* a second channel in place of a group */
    f->view.entities = names;
    f->means[OFFERED][DESK] = 100;
    f->means[LEVEL][DESK] = 0.97;
    f->means[LEVEL][LOANS] = 0.97;
    open_page(f);
    ccs_say_extremes(&f->page, LEVEL, ALL, "Service level", &text);
    cr_expect_str_eq(ccs_prose_text(&text), "Service level: Cards 80 %, Loans 97 %");
    ccs_prose_free(&text);
    EXPECT_SAID(f, ccs_say_service,
        "On average over days like this 80 % (± 4) of calls and 97 % of e-mails are served within the time set for their type. Lowest is Cards: 80 % ± 4. "
        "Of 2 targets 1 is undecided (Cards) and 1 is met (Loans). Both together are reached on 2 of 5 days (in the long run 5 to 85 %). Below "
        "target are 2 of 4 half-hours of Cards and 2 of 4 of Loans.");
    delete (f);
}

/* ---- what a chart may call a target ---------------------------------------------------------------------------------------------- */

Test(report, charts_have_a_line_for_each_target)
{
    fixture_t *const f = make();
    const uint32_t entities[] = {ALL, CARDS};

    f->targets[0].wanted_frac = 0.75;
    f->targets[1].wanted_frac = 0.5;
    open_page(f);
    char *text = ccs_page_target_params(&f->page, "\"x\":1", entities, 2, false);

    cr_expect_str_eq(text,
        "{\"x\":1,\"choices\":{\"All together\":{\"goals\":[{\"y\":0.5},{\"y\":0.75}],\"targetText\":\"- - targets 50 % and 75 %\"},"
        "\"Cards\":{\"goals\":[{\"y\":0.75}],\"targetText\":\"- - target 75 %\"}}}");
    free(text);
    text = ccs_page_target_params(&f->page, "\"x\":1", entities, 2, true); /* all together are judged by each type: no target */
    cr_expect(strstr(text,
                  "\"All together\":{\"goals\":[{\"y\":0.5},{\"y\":0.75}],\"targetText\":\"- - targets 50 % and 75 %\"},"),
        "%s", text);
    cr_expect(strstr(text, "\"Cards\":{\"goals\":[{\"y\":0.75}],\"targetText\":\"- - target 75 %\",\"target\":0.75}"), "%s",
        text);
    free(text);
    f->targets[1].wanted_frac = 0.75;
    text = ccs_page_target_params(&f->page, "\"x\":1", entities, 1, false);
    cr_expect_str_eq(text, "{\"x\":1,\"goals\":[{\"y\":0.75}],\"targetText\":\"- - target 75 %\"}");
    free(text);
    f->targets[0].wanted_frac = f->targets[1].wanted_frac = (double) NAN;
    text = ccs_page_target_params(&f->page, "\"x\":1", entities, 1, false);
    cr_expect_str_eq(text, "{\"x\":1}");
    free(text);
    delete (f);
}

/* ---- intervals below target ------------------------------------------------------------------------------------------------------ */

Test(report, says_the_closed_times_that_are_below_target_too)
{
    fixture_t *const f = make();

    f->open[3] = 0;
    f->interval_means[ARRIVED][CARDS * INTERVALS + 3] = 5;
    f->interval_means[LEVEL][CARDS * INTERVALS + 3] = 0.4;
    f->interval_means[LEVEL][LOANS * INTERVALS + 3] = (double) NAN; /* nobody comes while it is closed */
    EXPECT_SAID(f, ccs_say_breaches,
        " Below target are 2 of 3 half-hours of Cards and 2 of 3 of Loans. So are 1 of 1 closed times of Cards.");
    for (uint32_t i = 0; i < 3; i++)
        f->interval_means[LEVEL][CARDS * INTERVALS + i] = f->interval_means[LEVEL][LOANS * INTERVALS + i] = 0.9;
    EXPECT_SAID(f, ccs_say_breaches, " No half-hour is below target. Below target are 1 of 1 closed times of Cards.");
    for (uint32_t i = 0; i < 3; i++) /* all of them come while it is closed */
        f->interval_means[LEVEL][CARDS * INTERVALS + i] = f->interval_means[LEVEL][LOANS * INTERVALS + i] = (double) NAN;
    EXPECT_SAID(f, ccs_say_breaches, " Below target are 1 of 1 closed times of Cards.");
    delete (f);
}

/* ---- flows ---------------------------------------------------------------------------------------------------------------------- */

static double flow_into(const ccs_paths_t *flow, uint32_t node, bool out)
{
    double sum = 0;

    for (uint32_t k = 0; k < flow->n_links; k++)
        sum += (out ? flow->links[k].from : flow->links[k].to) == node ? flow->links[k].value : 0;
    return sum;
}

static uint32_t node_of(const ccs_paths_t *flow, const char *id)
{
    uint32_t i = 0;

    while (i < flow->n_nodes && strcmp(flow->nodes[i].id, id) != 0) i++;
    return i;
}

Test(report, flows_add_up_in_every_node)
{
    fixture_t *const f = make();

    open_page(f);
    const ccs_paths_t flow = ccs_paths_of(&f->view, ALL);

    cr_assert_eq(flow.n_nodes, 12);
    for (uint32_t i = 0; i < flow.n_nodes; i++) {
        const double in = flow_into(&flow, i, false), out = flow_into(&flow, i, true);

        if (in > 0 && out > 0) cr_expect_float_eq(in, out, 1e-9, "%s: %g in, %g out", flow.nodes[i].id, in, out);
        cr_expect_float_eq(flow.nodes[i].value, fmax(in, out), 1e-9);
    }
    cr_expect_float_eq(flow.nodes[node_of(&flow, "arrived")].value, 240, 1e-9);
    cr_expect_float_eq(flow.nodes[node_of(&flow, "fresh")].value, 220, 1e-9);
    cr_expect_float_eq(flow.nodes[node_of(&flow, "unserved")].value, 20, 1e-9);
    cr_expect_float_eq(flow.nodes[node_of(&flow, "gone")].value, 8, 1e-9);
    for (uint32_t k = 0; k < flow.n_links; k++)
        cr_expect_lt(flow.nodes[flow.links[k].from].column, flow.nodes[flow.links[k].to].column);
    delete (f);
}

Test(report, tells_those_not_yet_due_from_others_who_wait)
{
    fixture_t *const f = make();

    f->means[ANSWERED][ALL] -= 10;
    f->means[STILL_WAITING][ALL] = 10;
    f->means[NOT_YET_DUE][ALL] = 7;
    open_page(f);
    const ccs_paths_t flow = ccs_paths_of(&f->view, ALL);

    cr_expect_eq(flow.nodes[node_of(&flow, "not_yet_due")].value, 7);
    cr_expect_eq(flow.nodes[node_of(&flow, "still_waiting")].value, 3);
    delete (f);
}

Test(report, shows_only_flows_that_exist)
{
    fixture_t *const f = make();

    f->means[CONTAINED][ALL] = f->means[BALKED][ALL] = f->means[REDIALS][ALL] = f->means[REPEATS][ALL] = 0;
    open_page(f);
    const ccs_paths_t flow = ccs_paths_of(&f->view, ALL);

    for (const char *const *id = (const char *const[]){"contained", "balked", "redials", "repeats", "unserved", "gone", NULL};
         *id; id++)
        cr_expect_eq(node_of(&flow, *id), flow.n_nodes, "%s", *id);
    f->means[ARRIVED][ALL] = 0;
    cr_expect_eq(ccs_paths_of(&f->view, ALL).n_nodes, 0);
    delete (f);
}

/* ---- the page --------------------------------------------------------------------------------------------------------------------- */

/* The whole page, for free(). */
static char *page_of(fixture_t *f)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);
    ccs_err_t err = {0};

    cr_assert_eq(ccs_report_write(&f->variant, 1, to, &err), 0, "%s", err.text);
    (void) fclose(to);
    return text;
}

/* Up to where what draws begins. */
static char *own_part(char *page)
{
    char *const end = strstr(page, "</main>");

    cr_assert(end);
    *end = '\0';
    return page;
}

Test(report, hostile_texts_stay_texts)
{
    static const char hostile[] = "</script><b onclick='x'>\"&\x01\xFF</pre>";
    fixture_t *const f = make();

    f->view.title = hostile;
    f->view.scenario = hostile;
    f->view.settings = hostile;
    f->variant.sentences = hostile;
    f->labels[CARDS] = hostile;
    f->labels[DESK] = hostile;
    char *const page = own_part(page_of(f));

    cr_expect(!strstr(page, "<b onclick"));
    cr_expect(!strstr(page, "</script><b"));
    cr_expect(!strchr(page, '\x01'));
    cr_expect(!strchr(page, '\xFF'));
    cr_expect(strstr(page, "&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;\xEF\xBF\xBD\xEF\xBF\xBD&lt;/pre&gt;"));
    cr_expect(strstr(page, "\\u003c/script\\u003e\\u003cb onclick="));
    free(page);
    delete (f);
}

Test(report, has_every_section_that_the_result_can_fill)
{
    static const char *const sections[] = {"answer", "grid", "targets", "day", "groups", "contacts", "limits", "model",
        "provenance", "licences"};
    fixture_t *const f = make();
    char *page = page_of(f);
    char text[64];

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        snprintf(text, sizeof text, "<section id=\"%s\"", sections[i]);
        cr_expect(strstr(page, text), "%s", sections[i]);
        snprintf(text, sizeof text, "<a href=\"#%s\"", sections[i]);
        cr_expect(strstr(page, text), "%s", sections[i]);
    }
    cr_expect(!strstr(page, "<section id=\"comparison\""));
    cr_expect(!strstr(page, "<section id=\"waits\""), "this result holds no distribution of waits");
    cr_expect(strstr(page,
        "data-metric=\"service_level\" data-entity=\"all\" data-config=\"bank\" data-value=\"0.80000000000000004\""));
    free(page);
    f->view.n_intervals = 0;
    page = page_of(f);
    cr_expect(!strstr(page, "<section id=\"day\"") && !strstr(page, "<section id=\"grid\""));
    cr_expect(!strstr(page, "id=\"spec-line-band\""), "a spec that no chart uses");
    free(page);
    delete (f);
}

Test(report, the_grid_has_a_sign_and_a_word_for_each_light)
{
    fixture_t *const f = make();
    char *const page = own_part(page_of(f));

    cr_expect(strstr(page, "<summary>Tuesday 3 March 2026: 4 red, 0 amber, 4 green</summary>"));
    cr_expect(strstr(page, "<th scope=\"row\">09:30</th>"));
    cr_expect(strstr(page, "<td class=\"num missed\"><span>60\xC2\xA0% \xE2\x9C\x97<i> missed</i></span></td>"));
    cr_expect(strstr(page, "<td class=\"num met\"><span>90\xC2\xA0% \xE2\x9C\x93<i> met</i></span></td>"));
    free(page);
    delete (f);
}

Test(report, the_day_with_most_red_is_open_and_says_so)
{
    static const char *const starts[] = {"2026-03-03T09:00", "2026-03-03T09:30", "2026-03-04T09:00", "2026-03-04T09:30"};
    fixture_t *const f = make();

    f->view.intervals = starts; /* the worst time is on Tuesday, more of them are on Wednesday */
    for (int e = ALL; e <= VOICE; e++) f->interval_means[LEVEL][e * INTERVALS + 3] = 0.63;
    char *const page = own_part(page_of(f));

    cr_expect(strstr(page, "<details class=\"day\"><summary>Tuesday 3 March 2026: 2 red, 0 amber, 2 green</summary>"));
    cr_expect(strstr(page,
        "<details class=\"day\" open><summary>Wednesday 4 March 2026: 4 red, 0 amber, 0 green; the day with most red</summary>"));
    free(page);
    delete (f);
}

Test(report, counts_and_charts_of_a_steady_state_are_not_called_days)
{
    fixture_t *const f = make();

    f->view.mode = "steady";
    f->view.n_intervals = 0;
    f->view.replications = 1;
    for (int r = 0; r < OBSERVATIONS; r++) f->values[r][ALL][LEVEL] = 0.7 + 0.01 * r;
    char *const page = own_part(page_of(f));

    cr_expect(strstr(page, "a replication, all its batches together"));
    cr_expect(strstr(page, "&quot;countTitle&quot;:&quot;Batches&quot;"));
    cr_expect(!strstr(page, "opening hours"));
    cr_expect(!strstr(page, "a batch</p>"));
    free(page);
    delete (f);
}

Test(report, headings_and_the_way_to_them_are_the_same_words)
{
    fixture_t *const f = make();
    char *const page = page_of(f);

    cr_expect(strstr(page, "<a href=\"#limits\">What limits service</a>"));
    cr_expect(strstr(page, "id=\"limits-title\">What limits service</h2>"));
    free(page);
    delete (f);
}

Test(report, says_why_a_model_is_not_told)
{
    fixture_t *const f = make();

    f->variant.sentences = NULL;
    f->variant.without = "it is from the future";
    char *const page = page_of(f);

    cr_expect(strstr(page, "The scenario cannot be told in sentences: it is from the future."));
    cr_expect(strstr(page, "title = 1;"));
    free(page);
    delete (f);
}

Test(report, warns_of_runs_that_were_stopped)
{
    fixture_t *const f = make();

    f->view.complete = false;
    f->view.replications_asked = 100;
    char *const page = page_of(f);

    cr_expect(strstr(page, "<p class=\"warning\">This run was stopped after 5 of 100 replications."));
    const char *const answer = strstr(page, "id=\"answer\""),
                      *const line = strstr(page, "<p class=\"caution\"><a href=\"#warnings\">1 warning</a>: "),
                      *const box = strstr(page, "<p class=\"warning\">This run");

    cr_expect(answer && line > answer && box > line, "the answer comes first, then a line that leads to the box");
    free(page);
    delete (f);
}
