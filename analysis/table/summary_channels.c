/* summary_channels.c - channels, languages and segments of customers in a summary, and the whole at each level at which it is counted. Invariant: as summary.c. */
#include <math.h>

#include "by_channel.h"
#include "figure.h"
#include "levels.h"
#include "summary_parts.h"

enum { ENTITIES_MAX = 64 };

static const ccs_main_figure_t CHANNEL_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"asa_s", "mean answer", false}, {"aht_s", "handle time", false},
    {"agent_time", "agents at work", false}, {"agent_time_share", "of time logged in", false}, {NULL, NULL, false}};
static const ccs_main_figure_t LANGUAGE_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"asa_s", "mean answer", false}, {"wait_p95_s", "95 % within", false},
    {"aht_s", "handle time", false}, {"fcr", "first contact", true}, {"csat_mean", "mean mark", true}, {NULL, NULL, false}};

static const ccs_main_figure_t SEGMENT_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"asa_s", "mean answer", false}, {"fcr", "first contact", true},
    {"csat_top2", "marked 4 or 5", true}, {"churn_rate", "leave", true}, {"revenue_at_risk", "at risk", true},
    {NULL, NULL, false}};

/* Where agents' time goes, group by group. */
static int print_groups(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    uint32_t groups[ENTITIES_MAX], channels[ENTITIES_MAX];
    const uint32_t n_groups = ccs_view_entities(v, "group", groups, ENTITIES_MAX),
                   n_channels = ccs_view_entities(v, "channel", channels, ENTITIES_MAX);
    ccs_table_t table = {0};
    char text[CCS_FIGURE_MAX];

    if (n_groups < 2) return 0;
    ccs_table_add_column(&table, "time logged in", CCS_TABLE_LEFT);
    for (uint32_t k = 0; k < n_channels; k++) ccs_table_add_column(&table, v->labels[channels[k]], CCS_TABLE_RIGHT);
    for (uint32_t g = 0; g < n_groups; g++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, v->labels[groups[g]], "", CCS_TABLE_PLAIN);
        for (uint32_t k = 0; k < n_channels; k++) {
            const double share = ccs_by_channel_share(v, groups[g], channels[k]);

            if (!isnan(share))
                ccs_table_set(&table, 1 + k, ccs_figure_mean(CCS_FIGURE_SHARE, share, (double) NAN, text), "", CCS_TABLE_PLAIN);
        }
    }
    return ccs_summary_print_table(&table, page);
}

/* All channels together. */
static int print_levels(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    const uint32_t all = ccs_view_entity(v, "all");
    ccs_table_t table = {0};

    if (all == CCS_DATA_NONE || !ccs_levels_are_told(v, all)) return 0;
    ccs_table_add_column(&table, "all channels", CCS_TABLE_LEFT);
    for (uint32_t k = 0; k < CCS_LEVEL_COLUMNS; k++) ccs_table_add_column(&table, CCS_LEVEL_HEADS[k], CCS_TABLE_MEASURE);
    for (uint32_t level = 0; level < CCS_N_LEVELS; level++) {
        if (!ccs_levels_has(v, all, level)) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, CCS_LEVELS[level].name, "", CCS_TABLE_PLAIN);
        for (uint32_t k = 0; k < CCS_LEVEL_COLUMNS; k++) {
            uint32_t metric;

            if (ccs_levels_figure(v, all, level, k, &metric))
                ccs_summary_set_point(&table, 1 + k, v, metric, ccs_view_point(v, metric, all));
        }
    }
    const int ret = ccs_summary_print_table(&table, page);

    fputs("resolved: contacts by the first contact of their issue, issues in the end\n", page->to);
    return ret;
}

int ccs_summary_print_channels(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    uint32_t found[ENTITIES_MAX];
    int ret = 0;

    if (ccs_view_metric(v, "agent_time") != CCS_DATA_NONE) {
        CCS_TRY(ccs_summary_print_kind(page, "channel", CHANNEL_FIGURES, true));
        fputs(
            "agents at work: on contacts of the channel; one with several at once is divided evenly among those worked on, idle time is no part of it\n",
            page->to);
        CCS_TRY(print_groups(page));
        CCS_TRY(print_levels(page));
    }
    if (ccs_view_entities(v, "language", found, ENTITIES_MAX) > 1)
        CCS_TRY(ccs_summary_print_kind(page, "language", LANGUAGE_FIGURES, true));
    if (ccs_view_entities(v, "segment", found, ENTITIES_MAX) > 1)
        CCS_TRY(ccs_summary_print_kind(page, "segment", SEGMENT_FIGURES, true));
out:
    return ret;
}
