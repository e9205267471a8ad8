/* staff_overlay.c - staff as a scenario says it: before shrinkage and factors. Invariant: what is written reads back as the agents of the answer. */
#include "staff_overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "scenario_read.h"
#include "text.h"

/* An overlay as it is made. */
typedef struct {
    const ccs_staff_answer_t *answer;
    bool out_of_memory;
    ccs_arena_t *arena;
} writer_t;

int ccs_staff_overlay_check(const ccs_plan_t *plan, ccs_err_t *err)
{
    for (uint32_t i = 0; i < plan->n_changes; i++)
        if (plan->changes[i].applied && !plan->changes[i].teaches)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
                "the scenario's changes move agents (%s), and would move those of the overlay again: leave them out, or write --csv",
                plan->changes[i].text);
    for (uint32_t g = 0; g < plan->n_teams; g++)
        if (!(plan->teams[g].staff_factor > 0))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
                "group %s has a factor of 0 on its staff: no number is any agent", plan->teams[g].name);
    return 0;
}

bool ccs_staff_overlay_drops_persons(const ccs_requirement_t *asked)
{
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g] && asked->plan->teams[g].n_persons > 0) return true;
    return false;
}

const char *ccs_staff_overlay_base(const char *path, const char *base, ccs_arena_t *arena)
{
    const char *const folder = ccs_text_folder(arena, path), *const other = ccs_text_folder(arena, base);

    if (!folder || !other) return NULL;
    if (!strcmp(folder, other)) {
        const char *const slash = strrchr(base, '/');

        return slash ? slash + 1 : base;
    }
    char *const whole = realpath(base, NULL);
    const char *const kept = ccs_arena_strdup(arena, whole ? whole : base);

    free(whole);
    return kept;
}

/* Whether a cell is written: not the second coming of an hour when clocks go back, "2026-10-25T02:00+01:00": what is written of a time of day is of both. */
static bool is_written(const ccs_cell_t *cell)
{
    const char *const time = strchr(cell->label, 'T');

    return cell->open && !(time && strpbrk(time, "+-"));
}

/* Whether what is written needs dates: there is a second day, be it run in or out, or clocks change. */
static bool needs_dates(const ccs_plan_t *plan)
{
    const ccs_cell_t *first = NULL;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (!cell->open) continue;
        if (!first) first = cell;
        if (cell->day != first->day || fabs(cell->clock_s - cell->start_s - first->clock_s + first->start_s) > 0.5) return true;
    }
    return false;
}

/* Agents of a cell as `staff` wants them. */
static double written_staff(const ccs_staff_answer_t *answer, uint32_t cell, uint32_t group)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const ccs_plan_t *const plan = asked->plan;
    const uint32_t slot = asked->slot_of[cell];
    const double net = slot == CCS_NONE ? ccs_plan_team_agents(plan, &plan->teams[group], plan->cells[cell].start_s)
                                        : ccs_staff_answer_net(answer, slot, group);

    return ccs_requirement_gross(asked, group, net) / plan->teams[group].staff_factor;
}

/* --- as a tree --------------------------------------------------------------------------------------------------------------------- */

static ccs_value_t *new_value(writer_t *self, ccs_value_t *parent, enum ccs_value_kind kind, const char *key)
{
    ccs_value_t *const value = parent ? ccs_value_new(self->arena, kind, key, "", 0) : NULL;

    if (value) ccs_value_append(parent, value);
    self->out_of_memory = self->out_of_memory || !value;
    return value;
}

/* The group of a key in the tree, made where it is not there. */
static ccs_value_t *group_at(writer_t *self, ccs_value_t *parent, const char *key)
{
    ccs_value_t *const there = ccs_value_get_mutable(parent, key);

    return there ? there : new_value(self, parent, CCS_VALUE_GROUP, key);
}

static void add_text(writer_t *self, ccs_value_t *parent, const char *key, const char *text)
{
    ccs_value_t *const value = new_value(self, parent, CCS_VALUE_STRING, key);

    if (value) value->as.text = text;
}

static void add_number(writer_t *self, ccs_value_t *parent, const char *key, double x)
{
    ccs_value_t *const value = new_value(self, parent, x == floor(x) ? CCS_VALUE_INT : CCS_VALUE_REAL, key);

    if (value && x == floor(x)) value->as.i = (int64_t) x;
    else if (value) value->as.x = x;
}

/* Numbers take the place of persons, and what only persons can do goes with them. */
static void drop_persons(writer_t *self, ccs_value_t *group)
{
    static const char *const replaced[] = {"shifts", "roster"}, *const dropped[] = {"adherence", "end_of_shift"};

    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        (void) ccs_value_remove(group, ccs_value_get(group, replaced[i]));
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        (void) ccs_value_remove(group, ccs_value_get(group, dropped[i]));
        add_text(self, group, dropped[i], "none");
    }
}

/* The staff of a group takes the place of what the settings made of it. */
static void add_group(writer_t *self, ccs_value_t *groups, uint32_t group)
{
    const ccs_plan_t *const plan = self->answer->asked.plan;
    const bool dated = needs_dates(plan);
    ccs_value_t *const own = group_at(self, groups, plan->teams[group].name);

    if (!own) return;
    (void) ccs_value_remove(own, ccs_value_get(own, "staff"));
    if (plan->teams[group].n_persons > 0) drop_persons(self, own);
    ccs_value_t *const staff = new_value(self, own, CCS_VALUE_LIST, "staff");

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        if (!is_written(&plan->cells[c])) continue;
        ccs_value_t *const row = dated ? new_value(self, staff, CCS_VALUE_LIST, NULL) : staff;

        if (dated) add_text(self, row, NULL, plan->cells[c].label);
        add_number(self, row, NULL, written_staff(self->answer, c, group));
    }
}

/* Days that count, which rows of days run in and out would else make more. */
static void add_days(writer_t *self, ccs_value_t *root)
{
    const ccs_plan_t *const plan = self->answer->asked.plan;
    char date[CCS_DATE_MAX];
    ccs_value_t *const clock = group_at(self, root, "clock");

    if (!clock) return;
    (void) ccs_value_remove(clock, ccs_value_get(clock, "start"));
    (void) ccs_value_remove(clock, ccs_value_get(clock, "days"));
    add_text(self, clock, "start", ccs_arena_strdup(self->arena, ccs_date_show(plan->first_date, date, sizeof date)));
    add_number(self, clock, "days", plan->n_days);
}

/* --- all of it --------------------------------------------------------------------------------------------------------------------- */

/* What was asked beyond the scenario, as remarks. */
static const char *remarks_of(const char *settings, ccs_arena_t *arena)
{
    const char *text = *settings ? "// It holds what was asked beside, too:\n" : "";

    for (const char *line = settings; text && *line; line += strcspn(line, "\n"), line += *line == '\n')
        text = ccs_arena_printf(arena, "%s//   %.*s\n", text, (int) strcspn(line, "\n"), line);
    return text;
}

const char *ccs_staff_overlay(const ccs_staff_answer_t *answer, const ccs_staff_overlay_t *about, ccs_arena_t *arena)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const char *const name = ccs_staff_overlay_base(about->path, about->base, arena),
                      *const remarks = remarks_of(about->settings, arena);
    writer_t self = {.answer = answer, .arena = arena};
    ccs_value_t *const root = about->difference ? about->difference : ccs_value_new(arena, CCS_VALUE_GROUP, NULL, "", 0);
    ccs_value_t *const groups = root ? group_at(&self, root, "groups") : NULL;

    if (!name || !remarks || !groups) return NULL;
    if (needs_dates(asked->plan)) add_days(&self, root);
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g]) add_group(&self, groups, g);
    if (asked->plan->n_intraday > 0 && ccs_staff_overlay_drops_persons(asked)) {
        (void) ccs_value_remove(root, ccs_value_get(root, "rules"));
        add_text(&self, root, "rules", "none"); /* of persons, who are no longer there */
    }
    const char *const text = self.out_of_memory ? NULL : ccs_scenario_print(root, arena);

    if (!text) return NULL;
    return ccs_arena_printf(arena, "// %s %s, found by ccsim staff (seed %llu).\n%sextends = \"%s\";\n%s",
        asked->wish.hours > 0 ? "The best spread of the hours given, over" : "Staff that meets the targets of", name,
        (unsigned long long) answer->options.seed, remarks, name, text);
}
