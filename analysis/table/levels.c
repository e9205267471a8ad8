/* levels.c - which metric says what at which level. */
#include "levels.h"

const char *const CCS_LEVEL_HEADS[CCS_LEVEL_COLUMNS] = {"how many", "served", "in time", "resolved", "mean wait",
    "from coming to leaving"};

const ccs_told_level_t CCS_LEVELS[CCS_N_LEVELS] = {{"legs", {"offered", "answer_rate", "service_level", NULL, "asa_s", NULL}},
    {"contacts", {"journeys", "journeys_resolved", NULL, "fcr", "journey_wait_s", "journey_s"}},
    {"issues", {"issues", "issues_resolved", NULL, "issue_resolution", "issue_wait_s", "issue_s"}},
    {"customers", {NULL, NULL, "customer_service_level", NULL, "customer_wait_s", NULL}}};

bool ccs_levels_figure(const ccs_view_t *view, uint32_t entity, uint32_t level, uint32_t column, uint32_t *metric)
{
    const char *const name = CCS_LEVELS[level].metrics[column];

    *metric = name ? ccs_view_metric(view, name) : CCS_DATA_NONE;
    return *metric != CCS_DATA_NONE && ccs_view_applies(view, *metric, entity);
}

bool ccs_levels_has(const ccs_view_t *view, uint32_t entity, uint32_t level)
{
    uint32_t metric;

    for (uint32_t k = 0; k < CCS_LEVEL_COLUMNS; k++)
        if (ccs_levels_figure(view, entity, level, k, &metric)) return true;
    return false;
}

bool ccs_levels_are_told(const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "journeys");

    return metric != CCS_DATA_NONE && ccs_view_applies(view, metric, entity);
}
