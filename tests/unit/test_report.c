/* test_report.c - the sentences of the report for results of every kind, flows that add up, texts that cannot break out of the page. Views
 * are made by hand, so that each figure is known. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "report_parts.h"

enum metric {
    ARRIVED,
    CONTAINED,
    OFFERED,
    ANSWERED,
    ABANDONED,
    BALKED,
    REDIALS,
    REPEATS,
    LEVEL,
    DAYS,
    WAITING,
    OCCUPANCY,
    METRICS
};
enum entity { ALL, CARDS, LOANS, VOICE, DESK, BACK, ENTITIES };
enum { INTERVALS = 4, OBSERVATIONS = 5, TYPES = 2 };

static const char *const METRIC_NAMES[] = {"arrived", "contained", "offered", "answered", "abandoned", "balked", "redials",
    "repeats", "service_level", "target_days", "waiting_s", "occupancy"};
static const char *const KINDS[] = {"count", "count", "count", "count", "count", "count", "count", "count", "ratio",
    "share of days", "count", "ratio"};
static const char *const UNITS[] = {"1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "s", "1"};
static const char *const ENTITY_NAMES[] = {"all", "type/cards", "type/loans", "channel/voice", "group/desk", "group/back"};
static const char *const STARTS[] = {"2026-03-03T09:00", "2026-03-03T09:30", "2026-03-03T10:00", "2026-03-03T10:30"};

/* A result of two types and two groups: cards go to the desk, loans to the back office. */
typedef struct {
    ccs_view_t view;
    ccs_dataset_t data;
    ccs_report_variant_t variant;
    ccs_page_t page;
    double means[METRICS][ENTITIES], half_widths[METRICS][ENTITIES];
    double interval_means[METRICS][ENTITIES * INTERVALS], interval_half_widths[METRICS][ENTITIES * INTERVALS];
    const double *mean_of[METRICS], *half_width_of[METRICS], *interval_mean_of[METRICS], *interval_half_width_of[METRICS];
    double values[OBSERVATIONS][ENTITIES][METRICS], weights[OBSERVATIONS][ENTITIES][METRICS];
    double kept_values[OBSERVATIONS][INTERVALS], kept_weights[OBSERVATIONS][INTERVALS];
    double starts_s[INTERVALS], ends_s[INTERVALS], senses[METRICS], margins[METRICS];
    uint32_t open[INTERVALS], applies[METRICS * ENTITIES], columns[METRICS * ENTITIES], type_entity[TYPES];
    const char *texts[METRICS];
    const char *labels[ENTITIES];
    ccs_target_t targets[TYPES];
} fixture_t;

static void add_pairs(ccs_dataset_t *data)
{
    const uint32_t pair = ccs_dataset_add_dim(data, "pair", 2);

    memcpy(ccs_dataset_add(data, "pair_type", CCS_DATA_TEXT, &pair, 1)->data.text, (const char *const[]){"cards", "loans"},
        2 * sizeof(char *));
    memcpy(ccs_dataset_add(data, "pair_group", CCS_DATA_TEXT, &pair, 1)->data.text, (const char *const[]){"desk", "back"},
        2 * sizeof(char *));
}

static void fill_axes(fixture_t *f)
{
    for (int m = 0; m < METRICS; m++) {
        f->mean_of[m] = f->means[m];
        f->half_width_of[m] = f->half_widths[m];
        f->interval_mean_of[m] = f->interval_means[m];
        f->interval_half_width_of[m] = f->interval_half_widths[m];
        f->texts[m] = "what it is";
        f->senses[m] = m == LEVEL || m == ANSWERED ? 1 : -1;
        for (int e = 0; e < ENTITIES; e++)
            f->applies[m * ENTITIES + e] = m == WAITING || (m == OCCUPANCY) == (e >= DESK) || e == ALL;
    }
    for (int i = 0; i < METRICS * ENTITIES; i++) f->columns[i] = CCS_DATA_NONE;
    for (int i = 0; i < INTERVALS; i++) {
        f->open[i] = 1;
        f->starts_s[i] = 9 * 3600 + 1800 * i;
        f->ends_s[i] = f->starts_s[i] + 1800;
    }
}

/* What the tests change: of cards 80 % in 20 s, of loans 70 % in 20 s, and both reach 80 % ± 4. */
static void fill_figures(fixture_t *f)
{
    static const double levels[INTERVALS] = {0.9, 0.6, 0.62, 0.88};

    for (int e = ALL; e <= VOICE; e++) {
        const double share = e == ALL || e == VOICE ? 2 : 1;

        f->means[ARRIVED][e] = 120 * share;
        f->means[CONTAINED][e] = 20 * share;
        f->means[OFFERED][e] = 100 * share;
        f->means[ANSWERED][e] = 90 * share;
        f->means[ABANDONED][e] = 8 * share;
        f->means[BALKED][e] = 2 * share;
        f->means[REDIALS][e] = 6 * share;
        f->means[REPEATS][e] = 4 * share;
        f->means[LEVEL][e] = 0.80;
        f->half_widths[LEVEL][e] = 0.04;
        for (int i = 0; i < INTERVALS; i++) {
            f->interval_means[LEVEL][e * INTERVALS + i] = levels[i];
            f->interval_half_widths[LEVEL][e * INTERVALS + i] = 0.05;
            f->interval_means[OFFERED][e * INTERVALS + i] = 25 * share;
        }
        for (int r = 0; r < OBSERVATIONS; r++) {
            f->values[r][e][OFFERED] = 100;
            f->values[r][e][DAYS] = r < 2;
            f->weights[r][e][DAYS] = 1;
        }
    }
    f->means[WAITING][ALL] = 1500;
    f->means[WAITING][DESK] = 500;
    f->means[WAITING][BACK] = 1000;
    f->means[OCCUPANCY][DESK] = 0.85;
    f->means[OCCUPANCY][BACK] = 0.95;
    for (int r = 0; r < OBSERVATIONS; r++) {
        f->values[r][DESK][WAITING] = r == 0 ? 1200 : 500;
        f->values[r][BACK][WAITING] = 1000;
    }
}

static fixture_t *make(void)
{
    fixture_t *const f = calloc(1, sizeof *f);

    fill_axes(f);
    fill_figures(f);
    add_pairs(&f->data);
    memcpy(f->labels, (const char *const[]){"all", "Cards", "Loans", "voice", "Desk", "Back office"}, sizeof f->labels);
    memcpy(f->targets, (const ccs_target_t[]){{0.8, 20, "sl_offered"}, {0.7, 20, "sl_offered"}}, sizeof f->targets);
    memcpy(f->type_entity, (const uint32_t[]){CARDS, LOANS}, sizeof f->type_entity);
    f->view = (ccs_view_t){.data = &f->data,
        .n_configs = 1,
        .name = "bank",
        .title = "A bank",
        .mode = "day",
        .seed = "1",
        .settings = "",
        .scenario = "title = 1;",
        .precision = "",
        .version = "1",
        .revision = "abc",
        .replications = OBSERVATIONS,
        .replications_asked = OBSERVATIONS,
        .complete = true,
        .confidence = 0.95,
        .open_s = 7200,
        .n_metrics = METRICS,
        .n_entities = ENTITIES,
        .n_intervals = INTERVALS,
        .n_types = TYPES,
        .n_observations = OBSERVATIONS,
        .metrics = METRIC_NAMES,
        .units = UNITS,
        .kinds = KINDS,
        .metric_texts = f->texts,
        .attributions = f->texts,
        .entities = ENTITY_NAMES,
        .labels = f->labels,
        .intervals = STARTS,
        .interval_open = f->open,
        .interval_start_s = f->starts_s,
        .interval_end_s = f->ends_s,
        .applies = f->applies,
        .senses = f->senses,
        .margins = f->margins,
        .means = f->mean_of,
        .half_widths = f->half_width_of,
        .interval_means = f->interval_mean_of,
        .interval_half_widths = f->interval_half_width_of,
        .values = &f->values[0][0][0],
        .weights = &f->weights[0][0][0],
        .columns = f->columns,
        .targets = f->targets,
        .type_entity = f->type_entity};
    f->variant = (ccs_report_variant_t){.view = &f->view,
        .name = "bank",
        .sentences = "A bank\nIt has one day.\n\nType Cards\n  They wait.\n"};
    return f;
}

static void open_page(fixture_t *f)
{
    ccs_err_t err = {0};

    ccs_report_page_free(&f->page);
    cr_assert_eq(ccs_report_page_open(&f->page, &f->variant, 1, stdout, &err), 0, "%s", err.text);
}

static void delete (fixture_t *f)
{
    ccs_report_page_free(&f->page);
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
    EXPECT_SAID(f, ccs_report_say_service,
        "On a day like this 80 % ± 4 of calls are answered within 20 s. Lowest is Loans: 66 % ± 2. Of 2 targets 1 is missed (Loans) and 1 is met "
        "(Cards). Both together are reached on 2 of 5 days (in the long run 12 to 77 %).");
    f->targets[1].within_s = 10;
    char *const found = said(f, ccs_report_say_service);

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
        char *const found = said(f, ccs_report_say_service);

        cr_expect(strstr(found, cases[i].says), "%s", found);
        cr_expect_eq(ccs_report_all_met(&f->page), i == 0);
        free(found);
        delete (f);
    }
}

Test(report, tells_one_type_and_its_target)
{
    fixture_t *const f = make();

    f->view.n_types = 1;
    f->targets[0].wanted_frac = 0.9;
    EXPECT_SAID(f, ccs_report_say_service,
        "On a day like this 80 % ± 4 of calls are answered within 20 s. The target of 90 % is missed; it is reached on 2 of 5 days (in the long run "
        "12 to 77 %).");
    f->targets[0].wanted_frac = 0.8;
    f->targets[0].counted_as = "sl_answered";
    EXPECT_SAID(f, ccs_report_say_service,
        "On a day like this 80 % ± 4 of answered calls are answered within 20 s. Whether the target of 80 % is met is undecided: more replications "
        "would tell; it is reached on 2 of 5 days (in the long run 12 to 77 %).");
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
    EXPECT_SAID(f, ccs_report_say_service,
        "On a day like this 80 % ± 4 of contacts are answered within 20 s. Lowest is Cards: 80 % ± 4. No target is set.");
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
    EXPECT_SAID(f, ccs_report_say_service,
        "On a day like this 80 % of calls are answered within 20 s. Whether the target of 80 % is met is undecided: one observation decides nothing; "
        "it is reached on the one day that was simulated.");
    EXPECT_SAID(f, ccs_report_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % of calls in time. One day cannot tell whether that is chance.");
    delete (f);
}

Test(report, knows_steady_states_and_that_nobody_came)
{
    fixture_t *const f = make();

    f->view.mode = "steady";
    f->view.n_intervals = 0;
    char *const found = said(f, ccs_report_say_service);

    cr_expect_eq(strncmp(found, "In the long run 80 % ± 4 of calls", 33), 0, "%s", found);
    cr_expect(!strstr(found, "days"), "%s", found);
    free(found);
    EXPECT_SAID(f, ccs_report_say_worst, "");
    f->means[LEVEL][ALL] = (double) NAN;
    EXPECT_SAID(f, ccs_report_say_service, "Nobody asked for an agent, so that there is no service level.");
    delete (f);
}

Test(report, says_that_two_replications_tell_nothing_of_single_intervals)
{
    fixture_t *const f = make();

    f->view.n_observations = 2;
    for (int i = 0; i < ENTITIES * INTERVALS; i++) f->interval_half_widths[LEVEL][i] = 2.75;
    EXPECT_SAID(f, ccs_report_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % of calls in time. So few as 2 days cannot tell whether that is chance.");
    delete (f);
}

Test(report, gives_days_on_target_an_interval_even_where_all_agree)
{
    fixture_t *const f = make();

    for (int r = 0; r < OBSERVATIONS; r++) f->values[r][ALL][DAYS] = 1;
    open_page(f);
    const ccs_target_days_t d = ccs_report_target_days(&f->page, &f->view, ALL);

    cr_expect_eq(d.n, 5);
    cr_expect_eq(d.k, 5);
    cr_expect_eq(d.interval.high, 1);
    cr_expect_float_eq(d.interval.low, 0.5655, 1e-4); /* 5 / (5 + 1.96^2) */
    const ccs_share_interval_t half = ccs_prose_wilson(50, 100, 0.95);

    cr_expect_float_eq(half.low, 0.4038, 1e-4); /* Newcombe (1998), method 3 */
    cr_expect_float_eq(half.high, 0.5962, 1e-4);
    delete (f);
}

/* ---- the worst interval ----------------------------------------------------------------------------------------------------- */

Test(report, tells_how_sure_the_worst_interval_is)
{
    fixture_t *const f = make();

    EXPECT_SAID(f, ccs_report_say_worst,
        "Service is worst from 09:30 to 10:30, lowest from 09:30 to 10:00: 60 % ± 5 of calls in time. How sure that is: the worst half-hour lies in "
        "09:30 to 10:30; every other half-hour is surely better.");
    for (int i = 0; i < ENTITIES; i++) f->interval_means[LEVEL][i * INTERVALS + 2] = 0.8;
    EXPECT_SAID(f, ccs_report_say_worst,
        "Service is worst from 09:30 to 10:00: 60 % ± 5 of calls in time. That is sure: every other half-hour is better, and their intervals of "
        "confidence do not overlap with this one.");
    for (int i = 0; i < ENTITIES * INTERVALS; i++) f->interval_half_widths[LEVEL][i] = 0.4;
    char *const found = said(f, ccs_report_say_worst);

    cr_expect(strstr(found, "is not sure: no other one is surely better"), "%s", found);
    free(found);
    delete (f);
}

Test(report, leaves_intervals_with_hardly_a_contact_unranked)
{
    fixture_t *const f = make();
    unsigned char marks[INTERVALS];

    f->interval_means[OFFERED][1] = 2; /* of 50 in the others */
    open_page(f);
    const ccs_worst_t worst = ccs_report_worst(&f->page, LEVEL, marks);

    cr_expect_eq(worst.interval, 2);
    cr_expect_eq(worst.n_ranked, 3);
    cr_expect_eq(marks[1], 0);
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
    const ccs_worst_t worst = ccs_report_worst(&f->page, LEVEL, marks);

    cr_expect(worst.paired);
    cr_expect_eq(worst.interval, 1);
    cr_expect_eq(worst.n_alike, 0);
    cr_expect_eq(worst.n_days, 5);
    cr_expect_eq(worst.n_days_within, 5);
    delete (f);
}

/* ---- the group that is short -------------------------------------------------------------------------------------------------- */

Test(report, names_the_group_whose_contacts_wait_longest)
{
    fixture_t *const f = make();

    f->targets[0].wanted_frac = 0.9;
    EXPECT_SAID(f, ccs_report_say_short,
        "The group that is short is Back office: it is busy 95 % of its time, and the calls that it serves (Loans) wait longest, 10 s on average, all "
        "the while every agent who may take them is busy. It is so on 4 of 5 days.");
    f->targets[0].wanted_frac = f->targets[1].wanted_frac = 0.5;
    char *const found = said(f, ccs_report_say_short);

    cr_expect_eq(strncmp(found, "The group with the least room is Back office", 44), 0, "%s", found);
    free(found);
    f->means[WAITING][BACK] = 20;
    f->means[WAITING][DESK] = 30;
    EXPECT_SAID(f, ccs_report_say_short, "No group of agents is short: the calls of none wait longer than 0.3 s on average.");
    f->means[WAITING][BACK] = f->means[WAITING][DESK] = 0;
    EXPECT_SAID(f, ccs_report_say_short, "");
    delete (f);
}

Test(report, takes_the_busier_of_groups_whose_contacts_wait_equally_long)
{
    fixture_t *const f = make();

    f->means[WAITING][DESK] = f->means[WAITING][BACK];
    open_page(f);
    cr_expect_eq(ccs_report_short(&f->page).entity, BACK);
    f->means[OCCUPANCY][DESK] = 0.99;
    cr_expect_eq(ccs_report_short(&f->page).entity, DESK);
    delete (f);
}

/* ---- flows ---------------------------------------------------------------------------------------------------------------------- */

static double flow_into(const ccs_flow_t *flow, uint32_t node, bool out)
{
    double sum = 0;

    for (uint32_t k = 0; k < flow->n_links; k++)
        sum += (out ? flow->links[k].from : flow->links[k].to) == node ? flow->links[k].value : 0;
    return sum;
}

static uint32_t node_of(const ccs_flow_t *flow, const char *id)
{
    uint32_t i = 0;

    while (i < flow->n_nodes && strcmp(flow->nodes[i].id, id) != 0) i++;
    return i;
}

Test(report, flows_add_up_in_every_node)
{
    fixture_t *const f = make();

    open_page(f);
    const ccs_flow_t flow = ccs_report_flow(&f->page, &f->view, ALL);

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

Test(report, shows_only_flows_that_exist)
{
    fixture_t *const f = make();

    f->means[CONTAINED][ALL] = f->means[BALKED][ALL] = f->means[REDIALS][ALL] = f->means[REPEATS][ALL] = 0;
    open_page(f);
    const ccs_flow_t flow = ccs_report_flow(&f->page, &f->view, ALL);

    for (const char *const *id = (const char *const[]){"contained", "balked", "redials", "repeats", "unserved", "gone", NULL};
         *id; id++)
        cr_expect_eq(node_of(&flow, *id), flow.n_nodes, "%s", *id);
    f->means[ARRIVED][ALL] = 0;
    cr_expect_eq(ccs_report_flow(&f->page, &f->view, ALL).n_nodes, 0);
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
    static const char *const sections[] = {"answer", "targets", "day", "groups", "contacts", "limits", "model", "provenance",
        "licences"};
    fixture_t *const f = make();
    char *page = page_of(f);
    char text[64];

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        (void) snprintf(text, sizeof text, "<section id=\"%s\"", sections[i]);
        cr_expect(strstr(page, text), "%s", sections[i]);
        (void) snprintf(text, sizeof text, "<a href=\"#%s\"", sections[i]);
        cr_expect(strstr(page, text), "%s", sections[i]);
    }
    cr_expect(!strstr(page, "<section id=\"comparison\""));
    cr_expect(!strstr(page, "<section id=\"waits\""), "this result holds no distribution of waits");
    cr_expect(strstr(page,
        "data-metric=\"service_level\" data-entity=\"all\" data-config=\"bank\" data-value=\"0.80000000000000004\""));
    free(page);
    f->view.n_intervals = 0;
    page = page_of(f);
    cr_expect(!strstr(page, "<section id=\"day\""));
    cr_expect(!strstr(page, "id=\"spec-line-band\""), "a spec that no chart uses");
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
    free(page);
    delete (f);
}

/* ---- words ------------------------------------------------------------------------------------------------------------------------ */

Test(prose, tells_times_dates_and_differences)
{
    char text[CCS_PROSE_TIME_MAX];
    ccs_prose_t prose = {0};

    cr_expect_str_eq(ccs_prose_begin("2026-03-03T09:30", false, text), "09:30");
    cr_expect_str_eq(ccs_prose_begin("2026-03-03T09:30", true, text), "2026-03-03 09:30");
    cr_expect_str_eq(ccs_prose_begin("2026-03-03 after close", false, text), "2026-03-03 after close");
    cr_expect_str_eq(ccs_prose_end("2026-03-03T23:30", 1800, text), "00:00");
    cr_expect_str_eq(ccs_prose_end("2026-10-25T02:30+01:00", 900, text), "02:45");
    cr_expect_str_eq(ccs_prose_end("after close", 900, text), "the end");
    cr_expect_str_eq(ccs_prose_date("2026-03-03", text), "Tuesday 3 March 2026");
    cr_expect_str_eq(ccs_prose_date("2024-02-29T09:00", text), "Thursday 29 February 2024");
    cr_expect_str_eq(ccs_prose_date("warm-up", text), "warm-up");
    ccs_prose_add_difference(&prose, CCS_FIGURE_SHARE, 0.0512, 0.0041);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_difference(&prose, CCS_FIGURE_TIME, -3.25, 0.5);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_difference(&prose, CCS_FIGURE_NUMBER, 0, (double) NAN);
    ccs_prose_add(&prose, "; ");
    ccs_prose_add_count(&prose, 1, "day", "days");
    ccs_prose_add(&prose, ", ");
    ccs_prose_add_count(&prose, 1200, "day", "days");
    cr_expect_str_eq(ccs_prose_text(&prose), "+5.1 ± 0.4 points; -3.2 s ± 0.5; 0; 1 day, 1,200 days");
    ccs_prose_free(&prose);
}

Test(html, rows_are_data_and_table)
{
    static const ccs_html_column_t columns[] = {{"t", "Interval", true}, {"mean", "Mean", false}, {"low", NULL, false},
        {NULL, "Note", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, 4);
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    ccs_html_row(&rows);
    ccs_html_set_text(&rows, 0, "2026-03-03T09:30", "09:30");
    ccs_html_set_figure(&rows, 1, CCS_FIGURE_SHARE, 0.7512, 0.004);
    ccs_html_set_shown(&rows, 2, (double) NAN, "");
    ccs_html_set_text(&rows, 3, "<&>", NULL);
    ccs_html_rows_json(&rows, to);
    ccs_html_rows_table(&rows, "A \"table\"", to);
    (void) fclose(to);
    cr_expect(strstr(text, "{\"t\":\"2026-03-03T09:30\",\"mean\":0.7512,\"low\":null}"), "%s", text);
    cr_expect(strstr(text, "aria-label=\"A &quot;table&quot;\""), "%s", text);
    cr_expect(strstr(text, "<th scope=\"row\">09:30</th><td class=\"num\">75.1 % ± 0.4</td><td>&lt;&amp;&gt;</td>"), "%s", text);
    free(text);
    ccs_html_rows_free(&rows);
}
