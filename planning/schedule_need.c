/* schedule_need.c - numbers by time and group from outside. Invariant: entries of a group are sorted by time before intervals are filled. */
#include "schedule_need.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_read.h"
#include "moment_text.h"
#include "number_marks.h"
#include "text.h"

enum { DAY_S = 86400 };

/* "required" from a local time on. */
typedef struct {
    uint32_t group;
    double clock_s; /* since midnight of the first date that counts */
    double agents;
} entry_t;

typedef struct {
    const ccs_requirement_t *asked;
    const char *path;
    ccs_csv_table_t table;
    uint32_t date, time, group, required; /* columns; CCS_NONE: there is none */
    uint32_t *group_of;                   /* by column: the group that it is of; CCS_NONE */
    enum ccs_date_order order;
    entry_t *entries;
    size_t n, room;
    ccs_err_list_t *errors;
    ccs_arena_t arena;
} reader_t;

__attribute__((format(printf, 4, 5))) static int fail(reader_t *self, uint32_t line, const char *column, const char *format, ...)
{
    char where[256], text[384];
    va_list args;

    snprintf(where, sizeof where, "%s:%lu", self->path, (unsigned long) line);
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, where, column, "%s", text);
}

/* --- columns ------------------------------------------------------------------------------------------------------------------------------ */

static uint32_t column_named(const reader_t *self, const char *name)
{
    for (uint32_t i = 0; i < self->table.n_columns; i++)
        if (ccs_text_is_word(self->table.header[i], strlen(self->table.header[i]), name)) return i;
    return CCS_NONE;
}

static uint32_t group_named(const ccs_plan_t *plan, const char *name)
{
    return ccs_requirement_group_of(plan, name, strlen(name));
}

static int find_columns(reader_t *self)
{
    bool any = false;

    self->date = column_named(self, "date");
    self->time = column_named(self, "time");
    self->group = column_named(self, "group");
    self->required = column_named(self, "required_agents");
    if (self->required == CCS_NONE) self->required = column_named(self, "required");
    self->group_of = ccs_arena_array(&self->arena, self->table.n_columns, sizeof *self->group_of);
    if (!self->group_of) return ccs_err_list_add(self->errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    for (uint32_t i = 0; i < self->table.n_columns; i++) {
        self->group_of[i] = self->group == CCS_NONE ? group_named(self->asked->plan, self->table.header[i]) : CCS_NONE;
        any = any || self->group_of[i] != CCS_NONE;
    }
    if (self->date == CCS_NONE && self->time == CCS_NONE)
        return fail(self, 1, NULL, "has no column date or time, so that nobody knows when agents are needed");
    if (self->group != CCS_NONE && self->required == CCS_NONE)
        return fail(self, 1, NULL, "has a column group but none called required: the agents on the phones");
    if (self->group == CCS_NONE && !any)
        return fail(self, 1, NULL,
            "has neither columns group and required nor a column called like a group of the scenario, such as %s",
            self->asked->plan->groups[0].name);
    return 0;
}

/* --- rows ----------------------------------------------------------------------------------------------------------------------------------- */

static const char *cell(const reader_t *self, size_t row, uint32_t column)
{
    return self->table.cells[row * self->table.n_columns + column];
}

/* How dates are written that do not tell it themselves: the first part above 12 is a day. */
static void find_order(reader_t *self)
{
    self->order = CCS_ORDER_DMY;
    for (size_t row = 0; self->date != CCS_NONE && row < self->table.n_rows; row++) {
        ccs_date_text_t date;

        if (!ccs_date_text(cell(self, row, self->date), &date) || date.order != CCS_ORDER_OPEN) continue;
        if (date.mark == '/' && date.part[0] <= 12) self->order = CCS_ORDER_MDY;
        if (date.part[0] <= 12) continue;
        self->order = CCS_ORDER_DMY;
        return;
    }
}

/* Date and time of a row. @param day  since the first date that counts; CCS_NONE-like INT64_MIN: every day @return false: it is told */
static bool read_when(reader_t *self, size_t row, int64_t *day, double *time_s)
{
    const uint32_t line = self->table.lines[row], at = self->time != CCS_NONE ? self->time : self->date;
    const char *const text = self->date != CCS_NONE ? cell(self, row, self->date) : NULL;
    const char *rest = NULL;
    ccs_date_text_t date;
    ccs_clock_text_t clock = {0};

    *day = INT64_MIN;
    if (text && *text) {
        rest = ccs_date_text(text, &date);
        if (!rest || !ccs_date_text_day(&date, date.order == CCS_ORDER_OPEN ? self->order : date.order, day)) {
            (void) fail(self, line, "date", "must be a date such as 2026-03-02, found \"%s\"", text);
            return false;
        }
        *day -= self->asked->plan->first_date;
    }
    const bool told = self->time != CCS_NONE ? ccs_clock_text(cell(self, row, self->time), &clock)
                                             : rest && ccs_clock_text_behind(rest, &clock);

    if (!told) (void) fail(self, line, "time", "must be a time of day such as 09:30, found \"%s\"", cell(self, row, at));
    *time_s = clock.second;
    return told;
}

static int add_entry(reader_t *self, entry_t entry)
{
    entry_t *const entries = ccs_arena_room(&self->arena, self->entries, self->n, &self->room, sizeof *entries);

    if (!entries) return ccs_err_list_add(self->errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->entries = entries;
    self->entries[self->n++] = entry;
    return 0;
}

/* A number of a row, on its day or on every one. */
static int take_number(reader_t *self, size_t row, uint32_t column, uint32_t group)
{
    const char *const text = cell(self, row, column);
    const char decimal = self->table.separator == ',' || !strchr(text, ',') ? '.' : ',';
    int64_t day;
    double time_s, agents = 0;
    int ret = 0;

    if (!*text) return 0;
    if (!ccs_marked_number(text, decimal, &agents) || agents < 0 || agents > CCS_MAX_AGENTS)
        return fail(self, self->table.lines[row], self->table.header[column], "must be a number of agents, found \"%s\"", text);
    if (!read_when(self, row, &day, &time_s)) return CCS_ERR_SCENARIO;
    const int64_t first = day == INT64_MIN ? 0 : day, last = day == INT64_MIN ? (int64_t) self->asked->plan->n_days : day;

    for (int64_t d = first; d <= last && ret == 0; d++) /* hours past midnight are of the date behind the last day */
        ret = add_entry(self, (entry_t){.group = group, .clock_s = (double) d * DAY_S + time_s, .agents = agents});
    return ret;
}

static int take_row(reader_t *self, size_t row)
{
    int ret = 0;

    if (self->group != CCS_NONE) {
        const uint32_t g = group_named(self->asked->plan, cell(self, row, self->group));

        if (g == CCS_NONE)
            return fail(self, self->table.lines[row], "group", "the scenario has no group \"%s\"", cell(self, row, self->group));
        return take_number(self, row, self->required, g);
    }
    for (uint32_t i = 0; i < self->table.n_columns; i++)
        if (self->group_of[i] != CCS_NONE && take_number(self, row, i, self->group_of[i])) ret = CCS_ERR_SCENARIO;
    return ret;
}

/* --- intervals -------------------------------------------------------------------------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
    const entry_t *const x = a, *const y = b;

    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->clock_s != y->clock_s) return x->clock_s < y->clock_s ? -1 : 1;
    return x->agents < y->agents ? -1 : x->agents > y->agents;
}

static double need_of(const reader_t *self, uint32_t slot, uint32_t group)
{
    const ccs_cell_t *const c = &self->asked->plan->cells[self->asked->cell_of[slot]];
    const double from_s = c->clock_s, to_s = from_s + c->end_s - c->start_s;
    double before = 0, most = NAN;

    for (size_t i = 0; i < self->n; i++) {
        const entry_t *const e = &self->entries[i];

        if (e->group != group || e->clock_s >= to_s - 0.5) continue;
        if (e->clock_s >= from_s - 0.5) most = isnan(most) ? e->agents : fmax(most, e->agents);
        else if (floor(e->clock_s / DAY_S) == floor(from_s / DAY_S)) before = e->agents;
    }
    return isnan(most) ? before : most;
}

int ccs_schedule_need_of_table(const ccs_requirement_t *asked, const char *path, double *need, bool *groups,
    ccs_err_list_t *errors)
{
    reader_t self = {.asked = asked, .path = path, .errors = errors};
    int ret = ccs_csv_read_table(path, &self.arena, &self.table, errors);

    CCS_TRY(ret);
    CCS_TRY(find_columns(&self));
    find_order(&self);
    for (size_t row = 0; row < self.table.n_rows; row++)
        if (take_row(&self, row)) ret = CCS_ERR_SCENARIO;
    if (self.n > 0) qsort(self.entries, self.n, sizeof *self.entries, by_time);
    for (size_t i = 0; i < self.n; i++) groups[self.entries[i].group] = true;
    for (uint32_t slot = 0; slot < asked->n_slots && ret == 0; slot++)
        for (uint32_t g = 0; g < asked->n_groups; g++)
            if (groups[g]) need[(size_t) slot * asked->n_groups + g] = need_of(&self, slot, g);
out:
    ccs_arena_free(&self.arena);
    return ret;
}

/* --- results --------------------------------------------------------------------------------------------------------------------------------- */

static size_t find_text(const ccs_variable_t *of, const char *text)
{
    size_t i = 0;

    while (i < of->n && strcmp(of->data.text[i], text) != 0) i++;
    return i;
}

int ccs_schedule_need_of_result(const ccs_requirement_t *asked, const char *path, const ccs_dataset_t *data, double *need,
    bool *groups, ccs_err_t *err)
{
    const ccs_variable_t *const required = ccs_dataset_find(data, "required_agents"),
                                *const intervals = ccs_dataset_find(data, "interval"),
                                *const names = ccs_dataset_find(data, "group");
    bool any = false;

    if (!required || !intervals || !names || intervals->type != CCS_DATA_TEXT || names->type != CCS_DATA_TEXT ||
        required->type != CCS_DATA_F64 || required->n != intervals->n * names->n)
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "holds no required agents: ccsim staff SCENARIO -o FILE.h5 writes them");
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        const size_t row = find_text(intervals, asked->plan->cells[asked->cell_of[slot]].label);

        for (uint32_t g = 0; g < asked->n_groups && row < intervals->n; g++) {
            const size_t column = find_text(names, asked->plan->groups[g].name);

            if (column >= names->n || isnan(required->data.f64[row * names->n + column])) continue;
            need[(size_t) slot * asked->n_groups + g] = required->data.f64[row * names->n + column];
            groups[g] = any = true;
        }
    }
    if (any) return 0;
    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
        "holds required agents, but of other intervals or groups than the scenario has");
}
