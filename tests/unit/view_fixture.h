/** @file view_fixture.h  A result made by hand, so that each figure is known: what the tests of findings and of the report change and read. A
 * test that needs more beside it defines FIXTURE_MORE, further members, before it includes this. */
#ifndef CCS_TEST_VIEW_FIXTURE_H
#define CCS_TEST_VIEW_FIXTURE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "findings.h"

#ifndef FIXTURE_MORE
#define FIXTURE_MORE
#endif

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
    MEAN_WAIT,
    STILL_WAITING,
    NOT_YET_DUE,
    METRICS
};
enum entity { ALL, CARDS, LOANS, VOICE, DESK, BACK, ENTITIES };
enum { INTERVALS = 4, OBSERVATIONS = 5, TYPES = 2 };

static const char *const METRIC_NAMES[] = {"arrived", "contained", "offered", "answered", "abandoned", "balked", "redials",
    "repeats", "service_level", "target_days", "waiting_s", "occupancy", "mean_wait_s", "still_waiting", "not_yet_due"};
static const char *const KINDS[] = {"count", "count", "count", "count", "count", "count", "count", "count", "ratio",
    "share of days", "count", "ratio", "ratio", "count", "count"};
static const char *const UNITS[] = {"1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "s", "1", "s", "1", "1"};
static const char *const ENTITY_NAMES[] = {"all", "type/cards", "type/loans", "channel/voice", "group/desk", "group/back"};
static const char *const STARTS[] = {"2026-03-03T09:00", "2026-03-03T09:30", "2026-03-03T10:00", "2026-03-03T10:30"};

/* A result of two types and two groups: cards go to the desk, loans to the back office. */
typedef struct {
    ccs_view_t view;
    ccs_dataset_t data;
    double means[METRICS][ENTITIES], half_widths[METRICS][ENTITIES];
    double interval_means[METRICS][ENTITIES * INTERVALS], interval_half_widths[METRICS][ENTITIES * INTERVALS];
    double day_lows[ENTITIES], day_highs[ENTITIES];
    const double *mean_of[METRICS], *half_width_of[METRICS], *low_of[METRICS], *high_of[METRICS], *interval_mean_of[METRICS],
        *interval_half_width_of[METRICS];
    double values[OBSERVATIONS][ENTITIES][METRICS], weights[OBSERVATIONS][ENTITIES][METRICS];
    double kept_values[OBSERVATIONS][INTERVALS], kept_weights[OBSERVATIONS][INTERVALS];
    double starts_s[INTERVALS], ends_s[INTERVALS], senses[METRICS], margins[METRICS];
    uint32_t open[INTERVALS], applies[METRICS * ENTITIES], columns[METRICS * ENTITIES], type_entity[TYPES];
    const char *texts[METRICS];
    const char *labels[ENTITIES];
    ccs_target_t targets[TYPES];
    FIXTURE_MORE
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

static void set_wait(fixture_t *f, int replication, int type, double mean_s)
{
    f->values[replication][type][MEAN_WAIT] = mean_s;
    f->weights[replication][type][MEAN_WAIT] = 98;
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
    for (int e = 0; e < ENTITIES; e++) { /* 2 of 5 days: Clopper and Pearson */
        f->day_lows[e] = 0.0527;
        f->day_highs[e] = 0.8534;
    }
    f->low_of[DAYS] = f->day_lows;
    f->high_of[DAYS] = f->day_highs;
    f->means[WAITING][ALL] = 1500;
    f->means[WAITING][DESK] = 500;
    f->means[WAITING][BACK] = 1000;
    f->means[MEAN_WAIT][CARDS] = 5;
    f->means[MEAN_WAIT][LOANS] = 10;
    f->half_widths[MEAN_WAIT][LOANS] = 2;
    f->means[OCCUPANCY][DESK] = 0.85;
    f->means[OCCUPANCY][BACK] = 0.95;
    for (int r = 0; r < OBSERVATIONS; r++) {
        set_wait(f, r, CARDS, r == 0 ? 12 : 5);
        set_wait(f, r, LOANS, 10);
    }
}

static fixture_t *make_view(void)
{
    fixture_t *const f = calloc(1, sizeof *f);

    fill_axes(f);
    fill_figures(f);
    add_pairs(&f->data);
    memcpy(f->labels, (const char *const[]){"all", "Cards", "Loans", "voice", "Desk", "Back office"}, sizeof f->labels);
    memcpy(f->targets,
        (const ccs_target_t[]){{0.8, 20, "sl_offered", NAN, NULL, NAN, 0, false},
            {0.7, 20, "sl_offered", NAN, NULL, NAN, 0, false}},
        sizeof f->targets);
    memcpy(f->type_entity, (const uint32_t[]){CARDS, LOANS}, sizeof f->type_entity);
    f->view = (ccs_view_t){.data = &f->data,
        .n_configs = 1,
        .name = "bank",
        .title = "A bank",
        .mode = "day",
        .seed = "1",
        .settings = "",
        .warnings = "",
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
        .lows = f->low_of,
        .highs = f->high_of,
        .interval_means = f->interval_mean_of,
        .interval_half_widths = f->interval_half_width_of,
        .values = &f->values[0][0][0],
        .weights = &f->weights[0][0][0],
        .columns = f->columns,
        .targets = f->targets,
        .type_entity = f->type_entity};
    return f;
}

#endif
