/* schedule_binding.c - one limit less, and the bound again. Invariant: what is compared are bounds of programs alike but for one limit. */
#include "schedule_binding.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "units.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

static const double WORK = 4e7; /* rows times columns made, of all programs: a few seconds */

void ccs_schedule_binding_free(ccs_schedule_binding_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_schedule_binding_t){0};
}

/* --- the limits --------------------------------------------------------------------------------------------------------------------------- */

/* Of a template or kind. @param to  room for two more @return how many there are then */
static uint32_t add_shares(ccs_schedule_limit_t *to, uint32_t n, ccs_schedule_limit_t of, double least_frac, double most_frac)
{
    if (least_frac > 0) {
        of.kind = CCS_LIMIT_SHARE_LEAST;
        to[n++] = of;
    }
    if (most_frac < 1) {
        of.kind = CCS_LIMIT_SHARE_MOST;
        to[n++] = of;
    }
    return n;
}

/* Windows that may be wider. A few starts are those that were chosen, so that their window is none. */
static uint32_t add_windows(ccs_schedule_limit_t *to, uint32_t n, const ccs_shift_template_t *t, uint32_t id)
{
    for (uint32_t b = 0; b < t->n_breaks; b++)
        if (t->breaks[b].to > t->breaks[b].from) to[n++] = (ccs_schedule_limit_t){.kind = CCS_LIMIT_WITHIN, .id = id, .of = b};
    if (t->last_start > t->first_start && t->most_starts == 0)
        to[n++] = (ccs_schedule_limit_t){.kind = CCS_LIMIT_STARTS, .id = id};
    return n;
}

/* Those that are written, windows behind the others. @return how many; CCS_NONE without memory */
static uint32_t list_limits(const ccs_shift_templates_t *t, ccs_arena_t *arena, ccs_schedule_limit_t **limits)
{
    const size_t most = (size_t) t->n * (CCS_SHIFT_BREAKS_MAX + CCS_LIMIT_STARTS) + 2 * (size_t) t->n_kinds;
    ccs_schedule_limit_t *const list = ccs_arena_array(arena, most, sizeof *list);
    uint32_t n = 0;

    *limits = list;
    if (!list) return CCS_NONE;
    for (uint32_t i = 0; i < t->n_kinds; i++)
        n = add_shares(list, n, (ccs_schedule_limit_t){.is_kind = true, .id = i}, t->kinds[i].least_frac, t->kinds[i].most_frac);
    for (uint32_t i = 0; i < t->n; i++) {
        n = add_shares(list, n, (ccs_schedule_limit_t){.id = i}, t->items[i].least_frac, t->items[i].most_frac);
        if (t->items[i].most_heads > 0) list[n++] = (ccs_schedule_limit_t){.kind = CCS_LIMIT_MOST, .id = i};
        if (t->items[i].most_starts > 0) list[n++] = (ccs_schedule_limit_t){.kind = CCS_LIMIT_STARTS_MOST, .id = i};
    }
    for (uint32_t i = 0; i < t->n; i++) n = add_windows(list, n, &t->items[i], i);
    return n;
}

/* Rows by which starts are let go to each side: whole steps. */
static uint32_t wider(const ccs_shift_template_t *t, uint32_t row_s)
{
    const uint32_t hour = HOUR_S / row_s;

    return t->start_step > hour ? t->start_step : hour / t->start_step * t->start_step;
}

static void widen_starts(ccs_shift_template_t *t, uint32_t row_s)
{
    const uint32_t by = wider(t, row_s), last = DAY_S / row_s - 1;

    for (uint32_t gone = 0; gone < by && t->first_start >= t->start_step; gone += t->start_step) t->first_start -= t->start_step;
    for (uint32_t gone = 0; gone < by && t->last_start + t->start_step <= last; gone += t->start_step)
        t->last_start += t->start_step;
}

/* A share that is none any more. */
static void let_go_share(enum ccs_schedule_limit_kind kind, double *least_frac, double *most_frac)
{
    if (kind == CCS_LIMIT_SHARE_LEAST) *least_frac = 0;
    else *most_frac = 1;
}

static void let_go_of_template(const ccs_schedule_limit_t *limit, uint32_t row_s, ccs_shift_template_t *t)
{
    switch (limit->kind) {
    case CCS_LIMIT_SHARE_LEAST:
    case CCS_LIMIT_SHARE_MOST: let_go_share(limit->kind, &t->least_frac, &t->most_frac); break;
    case CCS_LIMIT_MOST: t->most_heads = 0; break;
    case CCS_LIMIT_STARTS_MOST: t->most_starts = 0; break;
    case CCS_LIMIT_WITHIN: t->breaks[limit->of].to += HOUR_S / row_s; break;
    case CCS_LIMIT_STARTS: widen_starts(t, row_s); break;
    }
}

/* The templates with one limit less; of a kind of employment shares alone are limited.
   @param items, kinds  those of `templates`, in storage that may be changed */
static void let_go(const ccs_schedule_limit_t *limit, uint32_t row_s, ccs_shift_template_t *items, ccs_shift_kind_t *kinds)
{
    if (limit->is_kind) let_go_share(limit->kind, &kinds[limit->id].least_frac, &kinds[limit->id].most_frac);
    else let_go_of_template(limit, row_s, &items[limit->id]);
}

/* --- a bound ---------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_schedule_t *schedule;
    ccs_shift_templates_t templates;        /* with one limit less, or none */
    ccs_shift_candidates_t candidates, own; /* theirs; those of them that a group may have */
    double work;
    ccs_err_t *err;
    ccs_arena_t arena;
} trial_t;

static int out_of_memory(const trial_t *self)
{
    return ccs_err_set(self->err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* @param limit  NULL: all are kept */
static int open_trial(trial_t *self, const ccs_schedule_limit_t *limit)
{
    const ccs_schedule_t *const s = self->schedule;
    const ccs_shift_templates_t *const from = s->templates;
    ccs_shift_template_t *const items = ccs_arena_array(&self->arena, from->n, sizeof *items);
    ccs_shift_kind_t *const kinds = ccs_arena_array(&self->arena, from->n_kinds, sizeof *kinds);

    if (!items || !kinds) return out_of_memory(self);
    for (uint32_t i = 0; i < from->n; i++) items[i] = from->items[i];
    for (uint32_t i = 0; i < from->n_kinds; i++) kinds[i] = from->kinds[i];
    if (limit) let_go(limit, from->row_s, items, kinds);
    self->templates = *from;
    self->templates.items = items;
    self->templates.kinds = kinds;
    if (ccs_shift_candidates(&self->templates, s->first_weekday, s->n_rows, &self->arena, &self->candidates))
        return out_of_memory(self);
    self->own.items = ccs_arena_array(&self->arena, self->candidates.n, sizeof *self->own.items);
    return self->own.items ? 0 : out_of_memory(self);
}

/* Whether the shifts of a group cover what they shall: so do their starts. */
static bool covers(const trial_t *self, uint32_t group)
{
    const ccs_scheduled_group_t *const g = &self->schedule->groups[group];

    for (uint32_t row = 0; row < self->schedule->n_rows; row++)
        if (g->choice.on_phones[row] < g->need[row] - 1e-6) return isfinite(self->schedule->wish.short_cost);
    return true;
}

static bool is_chosen(const trial_t *self, uint32_t group, const ccs_shift_candidate_t *c)
{
    const ccs_shift_choice_t *const choice = &self->schedule->groups[group].choice;

    for (uint32_t i = 0; i < choice->n_picks; i++) {
        const ccs_shift_candidate_t *const other = &self->schedule->candidates.items[choice->picks[i].candidate];

        if (choice->picks[i].n > 0 && other->template_id == c->template_id && other->start == c->start) return true;
    }
    return false;
}

/* The bound of a group: of templates with few starts, with those that it has. */
static int add_bound(trial_t *self, uint32_t group, ccs_shift_choice_t *sum)
{
    const bool keeps_starts = covers(self, group);
    ccs_shift_need_t need = ccs_schedule_need(self->schedule, group);
    const uint32_t before = sum->n_columns;

    self->own.n = 0;
    for (uint32_t j = 0; j < self->candidates.n; j++) {
        const ccs_shift_candidate_t *const c = &self->candidates.items[j];

        if (!keeps_starts || self->templates.items[c->template_id].most_starts == 0 || is_chosen(self, group, c))
            self->own.items[self->own.n++] = *c;
    }
    need.templates = &self->templates;
    need.candidates = &self->own;
    const int ret = ccs_shift_bound(&need, sum, self->err);

    self->work += (double) self->schedule->n_rows * (sum->n_columns - before);
    return ret;
}

/* @param limit  NULL: all are kept @param bound  of all groups; NAN: it was ended before */
static int find_bound(trial_t *self, const ccs_schedule_limit_t *limit, double *bound)
{
    ccs_shift_choice_t sum = {0};
    int ret = open_trial(self, limit);

    for (uint32_t g = 0; g < self->schedule->n_groups && ret == 0; g++)
        if (self->schedule->groups[g].scheduled) ret = add_bound(self, g, &sum);
    *bound = sum.cut_short ? (double) NAN : sum.bound;
    ccs_shift_choice_free(&sum);
    ccs_arena_free(&self->arena);
    return ret;
}

/* --- all limits ----------------------------------------------------------------------------------------------------------------------------- */

/* A limit that binds, behind those that save as much. */
static void insert(ccs_schedule_binding_t *self, ccs_schedule_limit_t limit)
{
    uint32_t i = self->n++;

    for (; i > 0 && self->items[i - 1].saved < limit.saved; i--) self->items[i] = self->items[i - 1];
    self->items[i] = limit;
}

int ccs_schedule_binding_find(ccs_schedule_binding_t *self, const ccs_schedule_t *schedule, bool (*is_late)(void *listener),
    void *listener, ccs_err_t *err)
{
    trial_t trial = {.schedule = schedule, .err = err};
    ccs_schedule_limit_t *limits;
    const uint32_t n = list_limits(schedule->templates, &self->arena, &limits);
    int ret = 0;

    CCS_REQUIRE(n != CCS_NONE, out_of_memory(&trial));
    self->n_left = n;
    if (n == 0 || is_late(listener)) return 0;
    CCS_TRY(find_bound(&trial, NULL, &self->bound));
    if (!(self->bound > 0)) self->bound = 0;
    self->items = limits; /* what binds takes the place of what was looked at */
    while (self->bound > 0 && self->n_left > 0 && trial.work < WORK && !is_late(listener)) {
        ccs_schedule_limit_t limit = limits[self->n_tried];
        double without;

        CCS_TRY(find_bound(&trial, &limit, &without));
        if (isnan(without)) break;
        self->n_tried++;
        self->n_left--;
        limit.saved = self->bound - without;
        limit.saved_frac = limit.saved / self->bound;
        if (limit.saved_frac > CCS_BINDING_FRAC) insert(self, limit);
    }
out:
    return ret;
}

/* --- in words ------------------------------------------------------------------------------------------------------------------------------- */

/* Which share of whom, and how much it is now. */
static void show_share(const char *of, const char *name, enum ccs_schedule_limit_kind kind, double frac, char *text, size_t size)
{
    snprintf(text, size, "%s.%s.share_%s (%.4g %%)", of, name, kind == CCS_LIMIT_SHARE_LEAST ? "least" : "most", 100 * frac);
}

static void show_within(const char *name, const ccs_shift_break_t *b, uint32_t row_s, char *text, size_t size)
{
    char value[CCS_UNITS_TEXT_MAX];

    snprintf(text, size, "shifts.%s.breaks.%s.within (%s)", name, b->name,
        ccs_units_show_duration((double) (b->to - b->from) * row_s, value, sizeof value));
}

static void show_of_template(const ccs_shift_template_t *t, const ccs_schedule_limit_t *limit, uint32_t row_s, char *text,
    size_t size)
{
    switch (limit->kind) {
    case CCS_LIMIT_SHARE_LEAST: show_share("shifts", t->name, limit->kind, t->least_frac, text, size); break;
    case CCS_LIMIT_SHARE_MOST: show_share("shifts", t->name, limit->kind, t->most_frac, text, size); break;
    case CCS_LIMIT_MOST: snprintf(text, size, "shifts.%s.most (%lu)", t->name, (unsigned long) t->most_heads); break;
    case CCS_LIMIT_STARTS_MOST:
        snprintf(text, size, "shifts.%s.starts_most (%lu)", t->name, (unsigned long) t->most_starts);
        break;
    case CCS_LIMIT_WITHIN: show_within(t->name, &t->breaks[limit->of], row_s, text, size); break;
    case CCS_LIMIT_STARTS: snprintf(text, size, "shifts.%s.starts", t->name); break;
    }
}

const char *ccs_schedule_limit_show(const ccs_schedule_t *schedule, const ccs_schedule_limit_t *limit, char *text, size_t size)
{
    const ccs_shift_templates_t *const all = schedule->templates;

    if (limit->is_kind) {
        const ccs_shift_kind_t *const k = &all->kinds[limit->id];

        show_share("employment", k->name, limit->kind, limit->kind == CCS_LIMIT_SHARE_LEAST ? k->least_frac : k->most_frac, text,
            size);
    } else {
        show_of_template(&all->items[limit->id], limit, all->row_s, text, size);
    }
    return text;
}

const char *ccs_schedule_limit_change(const ccs_schedule_t *schedule, const ccs_schedule_limit_t *limit, char *text, size_t size)
{
    const ccs_shift_templates_t *const all = schedule->templates;
    char by[CCS_UNITS_TEXT_MAX];

    if (limit->kind == CCS_LIMIT_WITHIN) snprintf(text, size, "1 h more");
    else if (limit->kind == CCS_LIMIT_STARTS)
        snprintf(text, size, "%s earlier, and later",
            ccs_units_show_duration((double) wider(&all->items[limit->id], all->row_s) * all->row_s, by, sizeof by));
    else snprintf(text, size, "left out");
    return text;
}
