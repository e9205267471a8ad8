/* staff_overlay.c - staff as a scenario says it: before shrinkage and factors. Invariant: what is written reads back as the agents of the answer. */
#include "staff_overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "text.h"
#include "units.h"

enum { IN_A_LINE = 14 };

int ccs_staff_overlay_check(const ccs_plan_t *plan, ccs_err_t *err)
{
    for (uint32_t i = 0; i < plan->n_changes; i++)
        if (plan->changes[i].applied)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
                "the scenario's changes move agents (%s), and would move those of the overlay again: leave them out, or write --csv",
                plan->changes[i].text);
    for (uint32_t g = 0; g < plan->n_groups; g++)
        if (!(plan->groups[g].staff_factor > 0))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
                "group %s has a factor of 0 on its staff: no number is any agent", plan->groups[g].name);
    return 0;
}

/* How the overlay names its base: by its name where both lie in one folder, else by its whole path. */
static const char *base_name(const char *path, const char *base, ccs_arena_t *arena)
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
    const double net =
        slot == CCS_NONE ? ccs_plan_agents(plan, group, plan->cells[cell].start_s) : ccs_staff_answer_net(answer, slot, group);

    return ccs_requirement_gross(asked, group, net) / plan->groups[group].staff_factor;
}

static bool is_whole(const ccs_staff_answer_t *answer, uint32_t group)
{
    for (uint32_t c = 0; c < answer->asked.plan->n_cells; c++)
        if (is_written(&answer->asked.plan->cells[c]) &&
            written_staff(answer, c, group) != floor(written_staff(answer, c, group)))
            return false;
    return true;
}

/* The numbers of a list are all whole or all not, as libconfig wants them. */
static void write_number(double x, bool whole, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    ccs_units_write_number(x, text, sizeof text);
    fprintf(to, "%s%s", text, whole || strpbrk(text, ".e") ? "" : ".0");
}

static void write_group(const ccs_staff_answer_t *answer, uint32_t group, FILE *to)
{
    const ccs_plan_t *const plan = answer->asked.plan;
    const bool dated = needs_dates(plan), whole = is_whole(answer, group);
    uint32_t n = 0;

    fprintf(to, "  %s: { staff = %s", plan->groups[group].name, dated ? "(" : "[");
    for (uint32_t c = 0; c < plan->n_cells; c++) {
        if (!is_written(&plan->cells[c])) continue;
        fprintf(to, "%s%s", n > 0 ? "," : "", n % (dated ? 4 : IN_A_LINE) == 0 ? "\n      " : " ");
        if (dated) fprintf(to, "(\"%s\", ", plan->cells[c].label);
        write_number(written_staff(answer, c, group), whole, to);
        if (dated) fputc(')', to);
        n++;
    }
    fprintf(to, "%s; };\n", dated ? ")" : "]");
}

/* Days that count, which rows of days run in and out would else make more. */
static void write_days(const ccs_plan_t *plan, FILE *to)
{
    char date[CCS_DATE_MAX];

    fprintf(to, "clock: { start = \"%s\"; days = %lu; };\n", ccs_date_show(plan->first_date, date, sizeof date),
        (unsigned long) plan->n_days);
}

/* Lines of settings as remarks. */
static void write_settings(const char *settings, FILE *to)
{
    if (*settings == '\0') return;
    fputs("// It was asked with these settings, which the overlay does not hold: give them again.\n", to);
    for (const char *line = settings; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        fprintf(to, "//   --set %.*s\n", (int) strcspn(line, "\n"), line);
}

const char *ccs_staff_overlay(const ccs_staff_answer_t *answer, const char *path, const char *base, const char *settings,
    ccs_arena_t *arena)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const char *const name = base_name(path, base, arena);
    char *text = NULL;
    size_t n = 0;
    FILE *const to = name ? open_memstream(&text, &n) : NULL;

    if (!to) return NULL;
    fprintf(to, "// Staff that meets the targets of %s, found by ccsim staff (seed %llu).\n", name,
        (unsigned long long) answer->options.seed);
    write_settings(settings, to);
    fprintf(to, "extends = \"%s\";\n", name);
    if (needs_dates(asked->plan)) write_days(asked->plan, to);
    fputs("groups: {\n", to);
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g]) write_group(answer, g, to);
    fputs("};\n", to);
    const char *const kept = fclose(to) == 0 ? ccs_arena_strdup(arena, text) : NULL;

    free(text);
    return kept;
}
