/* scope.c - what headlines speak of. Invariant: open holds the open intervals in their order; main is an entity of the view. */
#include "scope.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* DAYS_WANTED: those that a reader wants to see before a choice of entities. */
enum { DAY_MAX = 1440, DAYS_WANTED = 7 };

uint32_t ccs_scope_channels(const ccs_scope_t *self, uint32_t *found, uint32_t max)
{
    const uint32_t offered = ccs_view_metric(self->view, "offered"), n = ccs_view_entities(self->view, "channel", found, max);
    uint32_t n_used = 0;

    for (uint32_t k = 0; k < n; k++)
        if (offered == CCS_DATA_NONE || self->view->means[offered][found[k]] > 0) found[n_used++] = found[k];
    return n_used;
}

static void find_channels(ccs_scope_t *self)
{
    uint32_t channels[CCS_SCOPE_CHANNELS_MAX];

    self->n_channels = ccs_scope_channels(self, channels, CCS_SCOPE_CHANNELS_MAX);
    self->main = self->n_channels > 1 ? channels[0] : self->all;
    for (uint32_t k = 0; self->n_channels > 1 && k < self->n_channels; k++)
        if (!strcmp(self->view->entities[channels[k]], "channel/voice")) self->main = channels[k];
}

static bool only_voice(const ccs_view_t *v)
{
    bool voice = false;

    for (uint32_t e = 0; e < v->n_entities; e++) {
        if (!strcmp(v->entities[e], "channel/voice")) voice = true;
        else if (ccs_view_is_kind(v->entities[e], "channel")) return false;
    }
    return voice;
}

static uint32_t count_days(const ccs_view_t *v)
{
    const ccs_variable_t *const days = ccs_dataset_find(v->data, "day");

    return days && days->type == CCS_DATA_TEXT && days->n > 1 ? (uint32_t) days->n : 1;
}

static int list_open(ccs_scope_t *self, ccs_err_t *err)
{
    const ccs_view_t *const v = self->view;

    self->open = calloc((size_t) v->n_intervals + 1, sizeof *self->open);
    if (!self->open) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the findings");
    for (uint32_t i = 0; i < v->n_intervals; i++)
        if (v->interval_open[i]) self->open[self->n_open++] = i;
    if (self->n_open > 0) self->interval_s = v->interval_end_s[*self->open] - v->interval_start_s[*self->open];
    return 0;
}

bool ccs_scope_turn(ccs_scope_t *self, const ccs_view_t *view)
{
    self->view = view;
    self->all = ccs_view_entity(view, "all");
    if (self->all != CCS_DATA_NONE) find_channels(self);
    return self->all != CCS_DATA_NONE;
}

int ccs_scope_open(ccs_scope_t *self, const ccs_view_t *view, ccs_err_t *err)
{
    *self = (ccs_scope_t){.n_days = count_days(view),
        .steady = !strcmp(view->mode, "steady"),
        .calls = only_voice(view),
        .interval_s = (double) NAN};
    if (!ccs_scope_turn(self, view))
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "entity", "has no \"all\": this is no result that ccsim can show");
    return list_open(self, err);
}

void ccs_scope_free(ccs_scope_t *self)
{
    if (!self) return;
    free(self->open);
    self->open = NULL;
    self->n_open = 0;
}

bool ccs_view_same_day(const ccs_view_t *view, uint32_t a, uint32_t b)
{
    return !strncmp(view->intervals[a], view->intervals[b], sizeof "2026-03-03" - 1);
}

bool ccs_view_same_block(const ccs_view_t *view, uint32_t a, uint32_t b)
{
    return view->report ? !strncmp(view->intervals[a], view->intervals[b], sizeof "2026" - 1) : ccs_view_same_day(view, a, b);
}

/* ---- the window ----------------------------------------------------------------------------------------------------------- */

/* The first and the one behind the last open interval of the day (or year) that open interval at lies in. */
static uint32_t begin_of_day(const ccs_scope_t *self, uint32_t at)
{
    while (at > 0 && ccs_view_same_block(self->view, self->open[at - 1], self->open[at])) at--;
    return at;
}

static uint32_t end_of_day(const ccs_scope_t *self, uint32_t at)
{
    while (at + 1 < self->n_open && ccs_view_same_block(self->view, self->open[at], self->open[at + 1])) at++;
    return at + 1;
}

ccs_window_t ccs_window_about(const ccs_scope_t *scope, uint32_t about, ccs_window_limits_t limits)
{
    if (scope->n_open <= limits.of_each) return (ccs_window_t){0, scope->n_open};
    uint32_t from = begin_of_day(scope, about), to = end_of_day(scope, about);
    const uint32_t most = DAYS_WANTED * (to - from) <= limits.of_each ? limits.of_each : limits.of_one;

    if (to - from > DAY_MAX) {
        const uint32_t half = most / 2;

        from = about > from + half ? about - half : from;
        to = to - from > most ? from + most : to;
    }
    for (bool grows = true; grows;) { /* by the day before, by the day after, while they fit */
        const uint32_t before = from > 0 ? begin_of_day(scope, from - 1) : from;

        grows = before < from && to - before <= most;
        if (grows) from = before;
        const uint32_t after = to < scope->n_open ? end_of_day(scope, to) : to;

        if (after == to || after - from > most) continue;
        to = after;
        grows = true;
    }
    return (ccs_window_t){from, to - from};
}
