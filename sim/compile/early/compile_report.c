/* compile_report.c - what figures are told for: cells, or days, weeks and months of them. Invariant: of each period all open cells are one, and all closed ones
 * another behind it; periods run in or out hold no cell that counts. */
#include "early_chapters.h"

#include "date.h"
#include "time_axis.h"

/* Cells that are told of together have all of it in common. */
typedef struct {
    int64_t number; /* of the day, week or month */
    int side;       /* -1: before what counts, 0, 1: behind it */
} key_t;

static int64_t number_of(enum ccs_report by, int64_t date)
{
    switch (by) {
    case CCS_REPORT_INTERVAL:
    case CCS_REPORT_DAY: return date;
    case CCS_REPORT_WEEK: return date - ccs_date_weekday(date);
    case CCS_REPORT_MONTH: return ccs_date_month(date);
    }
    return date;
}

static int64_t date_of(const ccs_compiler_t *self, uint32_t cell)
{
    return self->clock.first_date + self->plan->cells[cell].day;
}

static key_t key_of(const ccs_compiler_t *self, uint32_t cell)
{
    const uint32_t first = self->plan->first_counted;

    return (key_t){.number = number_of(self->clock.report, date_of(self, cell)),
        .side = cell < first ? -1 : cell >= first + self->plan->n_counted};
}

/* "2026-03-02", "2026-W10", "2026-03", and of the closed time "2026-03 closed". */
static const char *label_of(ccs_compiler_t *self, const ccs_cell_t *cell)
{
    const enum ccs_report by = self->clock.report;
    const int64_t date = self->clock.first_date + cell->day;
    char text[CCS_DATE_MAX];

    if (by == CCS_REPORT_WEEK) (void) ccs_date_show_week(date, text, sizeof text);
    else (void) ccs_date_show(date, text, sizeof text);
    const char *const label = ccs_arena_printf(self->reader.arena, "%.*s%s", by == CCS_REPORT_MONTH ? 7 : CCS_DATE_MAX, text,
        cell->open ? "" : " closed");

    if (!label) self->reader.out_of_memory = true;
    return label;
}

/* Periods while they are made. */
typedef struct {
    ccs_cell_t *at;
    uint32_t *of_cell, n;
    double *lasts_s;
} periods_t;

/* The cells from first up to end that are open, or that are closed, as one; nothing if there are none. */
static void add_period(ccs_compiler_t *self, periods_t *to, uint32_t first, uint32_t end, bool open)
{
    ccs_cell_t *const period = &to->at[to->n];
    bool any = false;

    for (uint32_t c = first; c < end; c++) {
        const ccs_cell_t *const cell = &self->plan->cells[c];

        if (cell->open != open) continue;
        if (!any) *period = *cell;
        any = true;
        period->end_s = cell->end_s;
        to->lasts_s[to->n] += cell->end_s - cell->start_s;
        to->of_cell[c] = to->n;
    }
    if (!any) return;
    period->label = label_of(self, period);
    to->n++;
}

/* @return behind the last cell that is told of together with this one */
static uint32_t end_of(const ccs_compiler_t *self, uint32_t cell)
{
    const key_t key = key_of(self, cell);
    uint32_t end = cell + 1;

    while (end < self->plan->n_cells) {
        const key_t next = key_of(self, end);

        if (next.number != key.number || next.side != key.side) break;
        end++;
    }
    return end;
}

static void make_periods(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;
    periods_t to = {.at = ccs_reader_array(&self->reader, plan->n_cells, sizeof *to.at),
        .of_cell = ccs_reader_array(&self->reader, plan->n_cells, sizeof *to.of_cell),
        .lasts_s = ccs_reader_array(&self->reader, plan->n_cells, sizeof *to.lasts_s)};
    uint32_t end = 0;

    if (!to.at || !to.of_cell || !to.lasts_s) return;
    for (uint32_t first = 0; first < plan->n_cells; first = end) {
        const uint32_t before = to.n;
        const int side = key_of(self, first).side;

        end = end_of(self, first);
        add_period(self, &to, first, end, true);
        add_period(self, &to, first, end, false);
        if (side < 0) plan->periods.first_counted = to.n;
        if (side == 0) plan->periods.n_counted += to.n - before;
    }
    plan->periods.n = to.n;
    plan->periods.at = to.at;
    plan->periods.of_cell = to.of_cell;
    plan->periods.lasts_s = to.lasts_s;
}

void ccs_compile_periods(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;

    plan->periods = (ccs_periods_t){.by = self->clock.report};
    if (plan->periods.by != CCS_REPORT_INTERVAL) {
        make_periods(self);
        return;
    }
    plan->periods.n = plan->n_cells;
    plan->periods.first_counted = plan->first_counted;
    plan->periods.n_counted = plan->n_counted;
    plan->periods.at = plan->cells;
}
