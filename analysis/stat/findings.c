/* findings.c - all findings of a result in one struct. Invariant: each is found by the file of its name and by no other rule. */
#include "findings.h"

#include <math.h>
#include <stdlib.h>

#include "horizon.h"

static void find_lowest_type(ccs_findings_t *self, uint32_t metric)
{
    const ccs_view_t *const v = self->scope.view;
    const uint32_t n = v->n_types < CCS_SCOPE_ENTITIES_MAX ? v->n_types : CCS_SCOPE_ENTITIES_MAX;
    ccs_point_t points[CCS_SCOPE_ENTITIES_MAX];

    for (uint32_t i = 0; i < n; i++) points[i] = ccs_verdict_service(v, v->type_entity[i]);
    self->lowest_type = ccs_peak_of(points, n, -1);
    self->highest_type = ccs_peak_of(points, n, 1);
    self->lowest_is_clear =
        self->lowest_type.at != CCS_DATA_NONE && ccs_peak_is_extreme(v, metric, v->type_entity, n, self->lowest_type.at);
}

static int find_extremes(const ccs_scope_t *scope, const char *name, ccs_extremes_t *found)
{
    *found = (ccs_extremes_t){ccs_view_interval_metric(scope->view, name), {.at = CCS_DATA_NONE}, {.at = CCS_DATA_NONE}};
    if (found->metric == CCS_DATA_NONE) return 0;
    const ccs_interval_points_t of = ccs_interval_points(scope, found->metric, scope->main);

    if (!of.points) return CCS_ERR_NOMEM;
    found->lowest = ccs_peak_of(of.points, of.n, -1);
    found->highest = ccs_peak_of(of.points, of.n, 1);
    free(of.points);
    return 0;
}

/* All of the scope, which is open. */
static int find(ccs_findings_t *self, ccs_err_t *err)
{
    const ccs_view_t *const view = self->scope.view;
    const uint32_t metric = ccs_view_metric(view, "service_level");
    int ret;

    self->ranks = calloc((size_t) view->n_intervals + 1, 1);
    self->without_agents = calloc((size_t) view->n_intervals + 1, 1);
    CCS_REQUIRE(self->ranks && self->without_agents, CCS_ERR_NOMEM);
    self->service = ccs_verdict_service(view, self->scope.main);
    self->targets = ccs_targets_of(view);
    self->days = ccs_target_days(view, self->scope.all);
    find_lowest_type(self, metric);
    self->worst = ccs_worst_of(&self->scope, metric, self->ranks);
    self->unstaffed = ccs_unstaffed_of(&self->scope, metric, self->without_agents);
    self->shortage = ccs_shortage_of(view);
    CCS_TRY(find_extremes(&self->scope, "service_level", &self->level));
    CCS_TRY(find_extremes(&self->scope, "offered", &self->offered));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the findings");
    return ret;
}

int ccs_findings_open(ccs_findings_t *self, const ccs_view_t *view, ccs_err_t *err)
{
    *self = (ccs_findings_t){0};
    const int ret = ccs_scope_open(&self->scope, view, err);

    return ret ? ret : find(self, err);
}

int ccs_findings_open_beside(ccs_findings_t *self, const ccs_findings_t *base, const ccs_view_t *view, ccs_err_t *err)
{
    const ccs_horizon_t hours = ccs_view_horizon(base->scope.view), own = ccs_view_horizon(view);

    *self = (ccs_findings_t){.scope = base->scope, .shares_hours = true};
    const int ret = ccs_horizon_same(&hours, &own, err);

    return ret || !ccs_scope_turn(&self->scope, view) ? ret : find(self, err);
}

void ccs_findings_free(ccs_findings_t *self)
{
    if (!self) return;
    if (!self->shares_hours) ccs_scope_free(&self->scope);
    free(self->ranks);
    free(self->without_agents);
    *self = (ccs_findings_t){0};
}
