/* schedule_roster.c - rows of who works when. Invariant: nodes that belong to the scenario's own tree are copied before anything is hung on them. */
#include "schedule_roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_write.h"
#include "date.h"
#include "roster_shrinkage.h"
#include "scenario_read.h"
#include "staff_overlay.h"
#include "units.h"
#include "zone_read.h"

enum { NAME = 160, CELLS = 5 };

static const char *const PHONES = "phone"; /* a word of rosters for time on the phones */

/* A row as texts. */
typedef struct {
    char agent[NAME], date[CCS_DATE_MAX], start[CCS_UNITS_TEXT_MAX], end[CCS_UNITS_TEXT_MAX];
    const char *activity;
} row_t;

static void write_row(const ccs_schedule_t *self, uint32_t group, const ccs_schedule_stretch_t *stretch, row_t *row)
{
    ccs_schedule_person(self, group, stretch->person, row->agent, sizeof row->agent);
    ccs_schedule_date(self, stretch->start, row->date, sizeof row->date);
    ccs_schedule_time(self, stretch->start, row->start, sizeof row->start);
    ccs_schedule_time(self, stretch->end, row->end, sizeof row->end);
    row->activity = stretch->activity ? stretch->activity : PHONES;
}

/* --- in the tree ---------------------------------------------------------------------------------------------------------------------------- */

static const char *const FILE_NAME = "the schedule"; /* of nodes, in messages */

typedef struct {
    const ccs_schedule_t *schedule;
    ccs_arena_t *arena;
    bool out_of_memory; /* sticky */
} grower_t;

static ccs_value_t *grow(grower_t *self, enum ccs_value_kind kind, const char *key, ccs_value_t *parent)
{
    ccs_value_t *const node = ccs_value_new(self->arena, kind, key, FILE_NAME, parent ? parent->n + 1 : 0);

    self->out_of_memory = self->out_of_memory || !node;
    if (node && parent) ccs_value_append(parent, node);
    return node;
}

/* A group with nodes of its own, whose children are those of the other. */
static ccs_value_t *copy_level(grower_t *self, const ccs_value_t *from)
{
    ccs_value_t *const to = ccs_arena_alloc(self->arena, sizeof *to);

    self->out_of_memory = self->out_of_memory || !to;
    if (!to) return NULL;
    *to = *from;
    to->first = to->last = to->next = NULL;
    to->n = 0;
    for (const ccs_value_t *v = from->first; v; v = v->next) {
        ccs_value_t *const child = ccs_arena_alloc(self->arena, sizeof *child);

        self->out_of_memory = self->out_of_memory || !child;
        if (!child) return NULL;
        *child = *v;
        child->next = NULL;
        ccs_value_append(to, child);
    }
    return to;
}

/* A copy of a child in its place, for what is below to be changed. */
static ccs_value_t *own_child(grower_t *self, ccs_value_t *parent, const char *key)
{
    ccs_value_t *const child = parent ? ccs_value_get_mutable(parent, key) : NULL,
                       *const own = child ? copy_level(self, child) : NULL;

    if (own) ccs_value_replace(parent, child, own);
    return own;
}

static void add_text(grower_t *self, ccs_value_t *row, const char *text)
{
    ccs_value_t *const cell = grow(self, CCS_VALUE_STRING, NULL, row);
    const char *const kept = ccs_arena_strdup(self->arena, text);

    self->out_of_memory = self->out_of_memory || !kept;
    if (cell) cell->as.text = kept;
}

static void add_rows(grower_t *self, uint32_t group, const ccs_shift_task_t *task, ccs_value_t *roster)
{
    ccs_schedule_stretch_t stretches[CCS_SCHEDULE_STRETCHES_MAX];
    const uint32_t n = ccs_schedule_stretches(self->schedule, group, task, stretches);

    for (uint32_t i = 0; i < n; i++) {
        ccs_value_t *const node = grow(self, CCS_VALUE_LIST, NULL, roster);
        row_t row;

        if (!node) return;
        write_row(self->schedule, group, &stretches[i], &row);
        const char *const cells[CELLS] = {row.agent, row.date, row.start, row.end, row.activity};

        for (int k = 0; k < CELLS; k++) add_text(self, node, cells[k]);
    }
}

/* Of a person's shifts those that are missed: by chance, and by what of planned shrinkage the shifts do not hold. Groups that keep their staff have what they
 * had. */
static void shrink(grower_t *self, ccs_value_t *node, uint32_t id, bool extends)
{
    const ccs_group_t *const g = &self->schedule->asked->plan->groups[id];
    const double away_frac = self->schedule->groups[id].away_frac;
    const bool persons = self->schedule->groups[id].scheduled || g->n_persons > 0;
    const ccs_roster_shrinkage_t shrinkage = {.planned_frac = persons ? 0 : g->shrinkage_frac,
        .unplanned_frac = persons && away_frac > 0 ? 1 - (1 - g->absence_frac) * (1 - away_frac) : g->absence_frac,
        .extends = extends};

    if (!node || !ccs_roster_shrinkage(node, &shrinkage, self->arena)) self->out_of_memory = true;
}

static void change_group(grower_t *self, ccs_value_t *groups, uint32_t id)
{
    ccs_value_t *const group = own_child(self, groups, self->schedule->asked->plan->groups[id].name);

    if (!group) return;
    (void) ccs_value_remove(group, ccs_value_get(group, "staff"));
    (void) ccs_value_remove(group, ccs_value_get(group, "shifts"));
    (void) ccs_value_remove(group, ccs_value_get(group, "roster"));
    shrink(self, group, id, false);
    ccs_value_t *const roster = grow(self, CCS_VALUE_LIST, "roster", group);

    for (uint32_t i = 0; roster && i < self->schedule->groups[id].n_tasks; i++)
        add_rows(self, id, &self->schedule->groups[id].tasks[i], roster);
}

int ccs_schedule_plan(const ccs_schedule_t *self, const ccs_scenario_t *scenario, ccs_arena_t *arena, ccs_plan_t *plan,
    ccs_err_t *err)
{
    grower_t grower = {.schedule = self, .arena = arena};
    ccs_err_list_t errors = {0};
    ccs_value_t *const root = copy_level(&grower, scenario->tree), *const groups = own_child(&grower, root, "groups");
    int ret;

    const bool drops = ccs_roster_has_changes(root);

    for (uint32_t g = 0; g < self->n_groups && groups; g++) {
        if (self->groups[g].scheduled && self->groups[g].n_tasks > 0) change_group(&grower, groups, g);
        else if (drops && !self->asked->plan->groups[g].shrinks_by_time)
            shrink(&grower, own_child(&grower, groups, self->asked->plan->groups[g].name), g, false);
    }
    if (drops && root && !ccs_roster_drop_changes(root, root, arena)) grower.out_of_memory = true;
    CCS_REQUIRE(!grower.out_of_memory, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    ret = ccs_compile(root, scenario->name, ccs_zone_read, arena, plan, &errors);
    for (size_t i = 0; ret && i < errors.n; i++) {
        if (errors.items[i].code == 0) continue;
        if (err) *err = errors.items[i];
        break;
    }
out:
    ccs_err_list_free(&errors);
    return ret;
}

int ccs_schedule_simulate(const ccs_schedule_t *self, const ccs_scenario_t *scenario, ccs_staff_engine_t *engine,
    ccs_staff_outcome_t *outcome, ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    ccs_plan_t plan = {0};
    int ret;

    CCS_TRY(ccs_schedule_plan(self, scenario, &arena, &plan, err));
    ret = ccs_staff_simulate_plans(engine, &plan, 1, 0, outcome);
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
out:
    ccs_arena_free(&arena);
    return ret;
}

/* --- as text ---------------------------------------------------------------------------------------------------------------------------------- */

static ccs_row_cell_t text_cell(enum ccs_cell_kind kind, const char *text)
{
    return (ccs_row_cell_t){kind, text, 0};
}

static void write_csv(const ccs_schedule_t *self, const ccs_csv_form_t *form, FILE *to)
{
    static const char *const heads[] = {"agent", "date", "start", "end", "activity", "group"};
    ccs_row_cell_t cells[CELLS + 1];

    for (int i = 0; i < CELLS + 1; i++) cells[i] = text_cell(CCS_CELL_TEXT, heads[i]);
    ccs_csv_write_mark(form, to);
    ccs_csv_write_row(form, cells, CELLS + 1, to);
    for (uint32_t g = 0; g < self->n_groups; g++) {
        for (uint32_t i = 0; self->groups[g].scheduled && i < self->groups[g].n_tasks; i++) {
            ccs_schedule_stretch_t stretches[CCS_SCHEDULE_STRETCHES_MAX];
            const uint32_t n = ccs_schedule_stretches(self, g, &self->groups[g].tasks[i], stretches);

            for (uint32_t k = 0; k < n; k++) {
                row_t row;

                write_row(self, g, &stretches[k], &row);
                cells[0] = text_cell(CCS_CELL_TEXT, row.agent);
                cells[1] = text_cell(CCS_CELL_DATE, row.date);
                cells[2] = text_cell(CCS_CELL_TIME, row.start);
                cells[3] = text_cell(CCS_CELL_TIME, row.end);
                cells[4] = text_cell(CCS_CELL_TEXT, row.activity);
                cells[5] = text_cell(CCS_CELL_TEXT, self->asked->plan->groups[g].name);
                ccs_csv_write_row(form, cells, CELLS + 1, to);
            }
        }
    }
}

/* What was written to a stream in memory, kept. */
static const char *keep(FILE *to, char **text, ccs_arena_t *arena)
{
    const char *const kept = fclose(to) == 0 ? ccs_arena_strdup(arena, *text) : NULL;

    free(*text);
    return kept;
}

const char *ccs_schedule_csv(const ccs_schedule_t *self, const ccs_csv_form_t *form, ccs_arena_t *arena)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return NULL;
    write_csv(self, form, to);
    return keep(to, &text, arena);
}

/* --- as a scenario ------------------------------------------------------------------------------------------------------------------------------ */

static ccs_value_t *group_at(grower_t *self, ccs_value_t *parent, const char *key)
{
    ccs_value_t *const there = parent ? ccs_value_get_mutable(parent, key) : NULL;

    if (there && there->kind == CCS_VALUE_GROUP) return there;
    if (there) (void) ccs_value_remove(parent, there);
    return parent ? grow(self, CCS_VALUE_GROUP, key, parent) : NULL;
}

static void say(grower_t *self, ccs_value_t *group, const char *key, const char *text)
{
    (void) ccs_value_remove(group, ccs_value_get(group, key));
    ccs_value_t *const node = grow(self, CCS_VALUE_STRING, key, group);

    if (node) node->as.text = text;
}

/* The roster takes the place of all that says otherwise when agents are there. */
static void say_group(grower_t *self, const ccs_scenario_t *scenario, ccs_value_t *groups, uint32_t id, const char *roster)
{
    static const char *const without[] = {"staff", "shifts"};
    const char *const name = self->schedule->asked->plan->groups[id].name;
    const ccs_value_t *const before = ccs_value_get(ccs_value_get(scenario->tree, "groups"), name);
    ccs_value_t *const group = group_at(self, groups, name);

    if (!group) return;
    for (int i = 0; i < 2; i++)
        if (ccs_value_get(before, without[i])) say(self, group, without[i], "none");
    if (ccs_value_get(before, "shrinkage") || self->schedule->groups[id].away_frac > 0) shrink(self, group, id, true);
    say(self, group, "roster", roster);
}

const char *ccs_schedule_overlay(const ccs_schedule_t *self, const ccs_scenario_t *scenario, const ccs_schedule_overlay_t *about,
    ccs_arena_t *arena)
{
    const char *const base = ccs_staff_overlay_base(about->path, about->base, arena),
                      *const roster = ccs_staff_overlay_base(about->path, about->roster, arena);
    grower_t grower = {.schedule = self, .arena = arena};
    ccs_value_t *const root = about->difference ? about->difference : grow(&grower, CCS_VALUE_GROUP, NULL, NULL),
                       *const groups = group_at(&grower, root, "groups");

    const bool drops = ccs_roster_has_changes(scenario->tree);

    if (!base || !roster || !groups) return NULL;
    for (uint32_t g = 0; g < self->n_groups; g++) {
        if (self->groups[g].scheduled && self->groups[g].n_tasks > 0) say_group(&grower, scenario, groups, g, roster);
        else if (drops && !self->asked->plan->groups[g].shrinks_by_time)
            shrink(&grower, group_at(&grower, groups, self->asked->plan->groups[g].name), g, true);
    }
    if (drops && !ccs_roster_drop_changes(root, scenario->tree, arena)) return NULL;
    const char *const text = grower.out_of_memory ? NULL : ccs_scenario_print(root, arena);

    if (!text) return NULL;
    return ccs_arena_printf(arena,
        "// Shifts that cover what the targets of %s need, found by ccsim schedule.\nextends = \"%s\";\n%s", base, base, text);
}
