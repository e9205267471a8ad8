/* shift_choices.c - times of templates in rows of one grid. Invariant: every time of a template is a whole number of rows. */
#include "shift_choices.h"

#include <math.h>

#include "units.h"

enum { QUARTER_S = 900, LEAST_S = 300, LONG_S = 8 * 3600, DAY_S = 86400 };

/* An example within the opening hours: shifts of eight hours, or of the whole of a shorter day. */
static int fail_without(const ccs_plan_t *plan, ccs_err_t *err)
{
    double open_s = DAY_S, close_s = 0;
    char first[CCS_UNITS_TEXT_MAX], last[CCS_UNITS_TEXT_MAX], length[CCS_UNITS_TEXT_MAX];

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];
        const double clock_s = cell->clock_s - DAY_S * floor(cell->clock_s / DAY_S);

        if (!cell->open) continue;
        open_s = fmin(open_s, clock_s);
        close_s = fmax(close_s, fmin(DAY_S, clock_s + cell->end_s - cell->start_s));
    }
    const double long_s = fmin(LONG_S, close_s - open_s);

    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "shifts",
        "the scenario has no shifts to choose from: write some, such as shifts: { full: { starts = (\"%s\", \"%s\", \"30 min\"); lengths = \"%s\"; "
        "breaks: { lunch: { after = \"3 h\"; within = \"2 h\"; lasts = \"30 min\"; }; }; }; };, in it or in a scenario that extends it",
        ccs_units_show_time_of_day(open_s, first, sizeof first), ccs_units_show_time_of_day(close_s - long_s, last, sizeof last),
        ccs_units_show_duration(long_s, length, sizeof length));
}

/* --- the grid ------------------------------------------------------------------------------------------------------------------------------ */

static uint32_t common_divisor(uint32_t a, uint32_t b)
{
    while (b > 0) {
        const uint32_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* The step with a further time in it; one of less than a second comes to 1. */
static uint32_t with_time(uint32_t step_s, double time_s)
{
    if (isnan(time_s)) return step_s;
    if (fabs(time_s - round(time_s)) > 1e-6) return 1;
    return common_divisor(step_s, (uint32_t) round(time_s));
}

static uint32_t with_template(const ccs_plan_t *plan, const ccs_template_t *t, uint32_t step_s)
{
    const double times[] = {t->start_s, t->length_s, t->first_start_s, t->last_start_s, t->step_s};

    for (int i = 0; i < 5; i++) step_s = with_time(step_s, times[i]);
    for (uint32_t i = 0; i < t->n_lengths; i++) step_s = with_time(step_s, t->lengths_s[i]);
    for (uint32_t i = t->first_part; i < t->first_part + t->n_parts; i++) {
        const ccs_template_part_t *const part = &plan->template_parts[i];

        step_s = with_time(with_time(with_time(step_s, part->after_s), part->at_s), part->lasts_s);
        step_s = with_time(step_s, part->within_s);
    }
    return step_s;
}

static uint32_t find_step(const ccs_plan_t *plan)
{
    uint32_t step_s = QUARTER_S;

    for (uint32_t i = 0; i < plan->n_templates; i++) step_s = with_template(plan, &plan->templates[i], step_s);
    for (uint32_t c = 0; c < plan->n_cells; c++)
        if (plan->cells[c].open)
            step_s = with_time(with_time(step_s, plan->cells[c].clock_s < 0 ? 0 : plan->cells[c].clock_s),
                plan->cells[c].end_s - plan->cells[c].start_s);
    return step_s;
}

/* --- templates --------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t rows_of(double time_s, uint32_t row_s)
{
    return isnan(time_s) ? 0 : (uint32_t) round(time_s / row_s);
}

static void fill_break(const ccs_template_part_t *from, uint32_t row_s, ccs_shift_break_t *to)
{
    *to = (ccs_shift_break_t){.name = from->name,
        .is_at = isnan(from->after_s),
        .from = rows_of(isnan(from->after_s) ? fmod(from->at_s, DAY_S) : from->after_s, row_s),
        .lasts = rows_of(from->lasts_s, row_s),
        .paid_frac = from->paid_frac};
    to->to = to->from + (to->is_at ? 0 : rows_of(from->within_s, row_s));
    for (int d = 0; d < CCS_SHIFT_DAYS; d++) to->days[d] = from->days >> d & 1;
}

static int fill_template(const ccs_plan_t *plan, const ccs_template_t *from, uint32_t row_s, ccs_shift_template_t *to,
    ccs_err_t *err)
{
    const bool fixed = !isnan(from->start_s);

    *to = (ccs_shift_template_t){.name = from->name,
        .first_start = rows_of(fixed ? from->start_s : from->first_start_s, row_s),
        .last_start = rows_of(fixed ? from->start_s : from->last_start_s, row_s),
        .start_step = fixed ? 1 : rows_of(from->step_s, row_s),
        .n_lengths = isnan(from->length_s) ? from->n_lengths : 1,
        .lengths = {rows_of(from->length_s, row_s)},
        .n_breaks = from->n_parts,
        .weight = from->weight,
        .least_frac = from->least_frac,
        .most_frac = from->most_frac,
        .most_heads = from->most_heads,
        .most_starts = from->most_starts,
        .kind = from->employment};
    for (uint32_t i = 0; isnan(from->length_s) && i < from->n_lengths; i++) to->lengths[i] = rows_of(from->lengths_s[i], row_s);
    for (int d = 0; d < CCS_SHIFT_DAYS; d++) to->days[d] = from->days >> d & 1;
    if (from->n_parts > CCS_SHIFT_BREAKS_MAX)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "shifts.%s: has %lu breaks and activities; at most %d can be laid",
            from->name, (unsigned long) from->n_parts, CCS_SHIFT_BREAKS_MAX);
    if (from->n_on > 0)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
            "shifts.%s.pattern: ccsim schedule finds days off for each person itself: leave it out, and say --days-a-week or employment.NAME.pattern",
            from->name);
    for (uint32_t i = 0; i < from->n_parts; i++) fill_break(&plan->template_parts[from->first_part + i], row_s, &to->breaks[i]);
    return 0;
}

int ccs_shift_choices(const ccs_plan_t *plan, ccs_arena_t *arena, ccs_shift_templates_t *templates, ccs_err_t *err)
{
    const uint32_t n = plan->n_templates, row_s = find_step(plan);
    ccs_shift_template_t *const items = ccs_arena_array(arena, n, sizeof *items);
    ccs_shift_kind_t *const kinds = ccs_arena_array(arena, plan->n_employments, sizeof *kinds);
    int ret = 0;

    if (n == 0) return fail_without(plan, err);
    if (n > CCS_SHIFT_TEMPLATES_MAX)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "shifts", "at most %d can be chosen from, found %lu",
            CCS_SHIFT_TEMPLATES_MAX, (unsigned long) n);
    if (row_s < LEAST_S)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "shifts",
            "times of shifts, breaks and intervals must be multiples of one step of five minutes or more; those written have one of %lu s",
            (unsigned long) row_s);
    if (!items || !kinds) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    for (uint32_t i = 0; i < n && ret == 0; i++) ret = fill_template(plan, &plan->templates[i], row_s, &items[i], err);
    for (uint32_t i = 0; i < plan->n_employments; i++)
        kinds[i] = (ccs_shift_kind_t){plan->employments[i].name, plan->employments[i].least_frac, plan->employments[i].most_frac};
    *templates = (ccs_shift_templates_t){.n = n, .items = items, .row_s = row_s, .n_kinds = plan->n_employments, .kinds = kinds};
    return ret;
}
