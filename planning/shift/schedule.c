/* schedule.c - needs on the grid, shifts that cover them, persons who work these. Invariant: tasks are the heads of the choice, one each. */
#include "schedule.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "shift_columns.h"
#include "units.h"

enum { DAY_S = 86400, WEEKDAYS = 7, THURSDAY = 3, HOLE_S = 3600 };

/* --- the grid ---------------------------------------------------------------------------------------------------------------------- */

void ccs_schedule_rows(const ccs_schedule_t *self, uint32_t slot, uint32_t *from, uint32_t *to)
{
    const ccs_cell_t *const cell = &self->asked->plan->cells[self->asked->cell_of[slot]];
    const double row_s = self->templates->row_s, end_s = cell->clock_s + (cell->end_s - cell->start_s);

    *from = (uint32_t) floor(cell->clock_s / row_s + 1e-9);
    *to = (uint32_t) ceil(end_s / row_s - 1e-9);
}

static int32_t day_rows(const ccs_schedule_t *self)
{
    return (int32_t) (DAY_S / self->templates->row_s);
}

/* Down, also of what lies before the first day. */
static int32_t day_of(const ccs_schedule_t *self, int32_t row)
{
    const int32_t n = day_rows(self);

    return row >= 0 ? row / n : -((n - 1 - row) / n);
}

const char *ccs_schedule_date(const ccs_schedule_t *self, int32_t row, char *text, size_t size)
{
    return ccs_date_show(self->asked->plan->first_date + day_of(self, row), text, size);
}

const char *ccs_schedule_time(const ccs_schedule_t *self, int32_t row, char *text, size_t size)
{
    const int32_t of_day = row - day_of(self, row) * day_rows(self);

    return ccs_units_show_time_of_day((double) of_day * self->templates->row_s, text, size);
}

const char *ccs_schedule_person(const ccs_schedule_t *self, uint32_t group, uint32_t person, char *text, size_t size)
{
    const char *const name = self->asked->plan->groups[group].name;
    uint32_t kind = 0, first = 0;

    if (self->templates->n_kinds == 0) {
        snprintf(text, size, "%s_%03lu", name, (unsigned long) person + 1);
        return text;
    }
    for (; person >= first + self->groups[group].crews[kind].persons.n; kind++)
        first += self->groups[group].crews[kind].persons.n;
    snprintf(text, size, "%s_%s_%03lu", name, self->templates->kinds[kind].name, (unsigned long) (person - first) + 1);
    return text;
}

/* What planned shrinkage has in shifts. */
static double held_frac(const ccs_schedule_t *self)
{
    double held = 0, paid = 0;

    for (uint32_t i = 0; i < self->candidates.n; i++) {
        const ccs_shift_candidate_t *const c = &self->candidates.items[i];

        for (uint32_t k = 0; k < c->n_windows; k++)
            held += self->templates->items[c->template_id].breaks[c->windows[k].of].paid_frac * c->windows[k].lasts;
        paid += c->n_paid;
    }
    return paid > 0 ? held / paid : 0;
}

/* Of shifts that hold so much those that must be missed for all of a share to be off. */
static double away_frac(double planned_frac, double held_frac)
{
    return planned_frac > held_frac + 1e-9 ? 1 - (1 - planned_frac) / (1 - held_frac) : 0;
}

/* --- life ---------------------------------------------------------------------------------------------------------------------------- */

int ccs_schedule_init(ccs_schedule_t *self, const ccs_requirement_t *asked, const ccs_shift_templates_t *templates,
    const ccs_schedule_wish_t *wish, ccs_err_t *err)
{
    bool enough;

    *self = (ccs_schedule_t){.asked = asked, .templates = templates, .wish = *wish, .n_groups = asked->n_groups};
    self->first_weekday = (uint32_t) ((asked->plan->first_date + THURSDAY) % WEEKDAYS);
    for (uint32_t slot = 0, from, to; slot < asked->n_slots; slot++) {
        ccs_schedule_rows(self, slot, &from, &to);
        if (to > self->n_rows) self->n_rows = to;
    }
    self->groups = ccs_arena_array(&self->arena, self->n_groups, sizeof *self->groups);
    enough =
        self->groups && ccs_shift_candidates(templates, self->first_weekday, self->n_rows, &self->arena, &self->candidates) == 0;
    self->held_frac = enough ? held_frac(self) : 0;
    for (uint32_t g = 0; g < self->n_groups && enough; g++) {
        const ccs_group_t *const group = &asked->plan->groups[g];

        self->groups[g].away_frac = group->shrinks_by_time ? 0 : away_frac(group->shrinkage_frac, self->held_frac);
        self->groups[g].scheduled = asked->changes[g];
        self->groups[g].required = ccs_arena_array(&self->arena, self->n_rows, sizeof(double));
        self->groups[g].need = ccs_arena_array(&self->arena, self->n_rows, sizeof(double));
        enough = self->groups[g].required && self->groups[g].need;
    }
    return enough ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

void ccs_schedule_free(ccs_schedule_t *self)
{
    if (!self) return;
    for (uint32_t g = 0; self->groups && g < self->n_groups; g++) {
        ccs_shift_choice_free(&self->groups[g].choice);
        ccs_arena_free(&self->groups[g].arena);
    }
    ccs_arena_free(&self->arena);
    *self = (ccs_schedule_t){0};
}

/* --- needs ---------------------------------------------------------------------------------------------------------------------------- */

void ccs_schedule_require(ccs_schedule_t *self, uint32_t group, uint32_t slot, double agents)
{
    double *const need = self->groups[group].need;
    uint32_t from, to;

    ccs_schedule_rows(self, slot, &from, &to);
    for (uint32_t row = from; row < to; row++) need[row] = fmax(need[row], agents);
}

double ccs_schedule_least(const ccs_schedule_t *self, uint32_t group, uint32_t slot)
{
    double least = (double) INFINITY;
    uint32_t from, to;

    ccs_schedule_rows(self, slot, &from, &to);
    for (uint32_t row = from; row < to; row++) least = fmin(least, self->groups[group].choice.on_phones[row]);
    return least;
}

double ccs_schedule_mean(const ccs_schedule_t *self, uint32_t group, uint32_t slot)
{
    double sum = 0;
    uint32_t from, to;

    ccs_schedule_rows(self, slot, &from, &to);
    for (uint32_t row = from; row < to; row++) sum += self->groups[group].choice.on_phones[row];
    return sum / (to - from);
}

/* --- shifts ------------------------------------------------------------------------------------------------------------------------------ */

ccs_shift_need_t ccs_schedule_need(const ccs_schedule_t *self, uint32_t group)
{
    return (ccs_shift_need_t){.templates = self->templates,
        .candidates = &self->candidates,
        .n_rows = self->n_rows,
        .need = self->groups[group].need,
        .cost = self->asked->wish.cost[group],
        .short_cost = self->wish.short_cost,
        .shall_end = self->wish.shall_end,
        .listener = self->wish.listener};
}

/* An interval that no shift reaches; where some agents may be missing it is no error. */
static int check_covered(const ccs_schedule_t *self, const ccs_shift_need_t *need, uint32_t group, ccs_err_t *err)
{
    char date[CCS_DATE_MAX], from[CCS_UNITS_TEXT_MAX];
    uint32_t row;

    if (ccs_shift_uncovered(need, &row)) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (row == UINT32_MAX || isfinite(need->short_cost)) return 0;
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "shifts",
        "group %s needs %.4g agents on %s at %s, and no shift has anybody on the phones then: let one start earlier, later or on that day, or "
        "last longer (starts, lengths, days), move its breaks, or let some be missing with --shortage",
        self->asked->plan->groups[group].name, need->need[row], ccs_schedule_date(self, (int32_t) row, date, sizeof date),
        ccs_schedule_time(self, (int32_t) row, from, sizeof from));
}

static uint32_t kind_of(const ccs_schedule_t *self, const ccs_shift_pick_t *pick)
{
    const ccs_shift_candidate_t *const c = &self->candidates.items[pick->candidate];

    return self->templates->n_kinds > 0 ? self->templates->items[c->template_id].kind : 0;
}

static void fill_task(const ccs_schedule_t *self, uint32_t group, uint32_t pick, ccs_shift_task_t *task)
{
    const ccs_shift_candidate_t *const c = &self->candidates.items[self->groups[group].choice.picks[pick].candidate];

    *task = (ccs_shift_task_t){.day = c->day,
        .start = c->start,
        .end = c->start + (int32_t) c->n_rows,
        .paid_h = ccs_shift_paid_h(self->templates, c),
        .of = pick};
}

/* The tasks of a kind, behind those that are there. */
static void add_tasks(ccs_schedule_t *self, uint32_t group, uint32_t kind)
{
    ccs_scheduled_group_t *const g = &self->groups[group];

    for (uint32_t i = 0; i < g->choice.n_picks; i++)
        for (uint32_t k = 0; k < g->choice.picks[i].n && kind_of(self, &g->choice.picks[i]) == kind; k++)
            fill_task(self, group, i, &g->tasks[g->n_tasks++]);
}

/* Persons of a kind, who are nobody of another. */
static int fill_crew(ccs_schedule_t *self, uint32_t group, uint32_t kind, ccs_err_t *err)
{
    ccs_scheduled_group_t *const g = &self->groups[group];
    ccs_shift_crew_t *const crew = &g->crews[kind];
    const bool is_kind = self->templates->n_kinds > 0;
    const uint32_t first = g->n_tasks;
    char path[CCS_UNITS_TEXT_MAX + 64];

    add_tasks(self, group, kind);
    *crew = (ccs_shift_crew_t){.n_tasks = g->n_tasks - first};
    const int ret = ccs_shift_persons(is_kind ? &self->wish.rules_of[kind] : &self->wish.rules, self->first_weekday,
        &g->tasks[first], crew->n_tasks, &crew->persons);

    for (uint32_t i = first; i < g->n_tasks; i++) {
        g->tasks[i].person += g->persons.n;
        crew->paid_h += g->tasks[i].paid_h;
    }
    g->persons.n += crew->persons.n;
    g->persons.bound += crew->persons.bound;
    if (ret != CCS_ERR_USAGE) return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : 0;
    snprintf(path, sizeof path, is_kind ? "employment.%.90s.hours_a_week" : "--hours-a-week",
        is_kind ? self->templates->kinds[kind].name : "");
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, path,
        "is less than a shift has paid hours: raise it, or make shifts shorter");
}

uint32_t ccs_schedule_n_crews(const ccs_schedule_t *self)
{
    return self->templates->n_kinds > 0 ? self->templates->n_kinds : 1;
}

int ccs_schedule_find_persons(ccs_schedule_t *self, uint32_t group, ccs_err_t *err)
{
    ccs_scheduled_group_t *const g = &self->groups[group];
    uint32_t n = 0;
    int ret = 0;

    ccs_shift_choice_close(&g->choice);
    for (uint32_t i = 0; i < g->choice.n_picks; i++) n += g->choice.picks[i].n;
    ccs_arena_free(&g->arena);
    g->n_tasks = 0;
    g->persons = (ccs_shift_persons_t){0};
    g->tasks = ccs_arena_array(&g->arena, n, sizeof *g->tasks);
    g->crews = ccs_arena_array(&g->arena, ccs_schedule_n_crews(self), sizeof *g->crews);
    if (!g->tasks || !g->crews) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    for (uint32_t kind = 0; kind < ccs_schedule_n_crews(self) && ret == 0; kind++) ret = fill_crew(self, group, kind, err);
    return ret;
}

int ccs_schedule_cover(ccs_schedule_t *self, uint32_t group, ccs_err_t *err)
{
    const ccs_shift_need_t need = ccs_schedule_need(self, group);
    ccs_shift_choice_t choice = {0};
    int ret = check_covered(self, &need, group, err);

    if (ret == 0) ret = ccs_shift_cover(&need, &choice, err);
    CCS_TRY(ret);
    if (!choice.found && choice.cut_short)
        CCS_TRY(ccs_err_set(err, CCS_ERR_STOPPED, NULL, NULL, "ended before shifts were found that cover what group %s needs",
            self->asked->plan->groups[group].name));
    if (!choice.found)
        CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "shifts",
            "group %s: the shifts that are there cannot cover what it needs within what a day may have of them (share_least, share_most, most, starts_most): change one",
            self->asked->plan->groups[group].name));
    ccs_shift_choice_free(&self->groups[group].choice);
    self->groups[group].choice = choice;
    return ccs_schedule_find_persons(self, group, err);
out:
    ccs_shift_choice_free(&choice);
    return ret;
}

double ccs_schedule_shift_cost(const ccs_schedule_t *self, uint32_t group, uint32_t candidate)
{
    const ccs_shift_candidate_t *const c = &self->candidates.items[candidate];

    return self->asked->wish.cost[group] * self->templates->items[c->template_id].weight * ccs_shift_paid_h(self->templates, c);
}

int ccs_schedule_move(ccs_schedule_t *self, uint32_t group, const ccs_shift_pick_t *shift, int heads)
{
    ccs_shift_choice_t *const choice = &self->groups[group].choice;
    ccs_shift_pick_t one = *shift;

    one.n = 1;
    if (heads > 0 ? ccs_shift_choice_add(choice, &one) != 0 : !ccs_shift_choice_take(choice, &one))
        return heads > 0 ? CCS_ERR_NOMEM : CCS_ERR_USAGE;
    ccs_shift_add(&self->candidates.items[shift->candidate], shift->breaks, heads, choice->on_phones, self->n_rows);
    choice->cost += heads * ccs_schedule_shift_cost(self, group, shift->candidate);
    return 0;
}

double ccs_schedule_cost(const ccs_schedule_t *self)
{
    double cost = 0;

    for (uint32_t g = 0; g < self->n_groups; g++) cost += self->groups[g].scheduled ? self->groups[g].choice.cost : 0;
    return cost;
}

double ccs_schedule_bound(const ccs_schedule_t *self)
{
    double bound = 0;

    for (uint32_t g = 0; g < self->n_groups; g++) bound += self->groups[g].scheduled ? self->groups[g].choice.bound : 0;
    return bound;
}

/* --- the roster -------------------------------------------------------------------------------------------------------------------------- */

static bool is_hole(const ccs_schedule_t *self, const ccs_shift_candidate_t *c, uint32_t window)
{
    const ccs_shift_break_t *const b = &self->templates->items[c->template_id].breaks[c->windows[window].of];

    return b->paid_frac == 0 && b->lasts * self->templates->row_s >= HOLE_S;
}

uint32_t ccs_schedule_stretches(const ccs_schedule_t *self, uint32_t group, const ccs_shift_task_t *task,
    ccs_schedule_stretch_t *to)
{
    const ccs_shift_pick_t *const pick = &self->groups[group].choice.picks[task->of];
    const ccs_shift_candidate_t *const c = &self->candidates.items[pick->candidate];
    const ccs_shift_template_t *const t = &self->templates->items[c->template_id];
    uint32_t n = 0, at_work = n++; /* the stretch of work that is not ended yet */

    to[at_work] = (ccs_schedule_stretch_t){.person = task->person, .start = c->start, .end = c->start + (int32_t) c->n_rows};
    for (uint32_t i = 0; i < c->n_windows; i++) {
        const int32_t from = c->start + (int32_t) pick->breaks[i], until = from + (int32_t) c->windows[i].lasts;

        if (is_hole(self, c, i)) {
            to[n] = (ccs_schedule_stretch_t){.person = task->person, .start = until, .end = to[at_work].end};
            to[at_work].end = from;
            at_work = n++;
        } else {
            to[n++] = (ccs_schedule_stretch_t){task->person, from, until, t->breaks[c->windows[i].of].name};
        }
    }
    return n;
}
