/* erlang_table.c - a table of questions to the closed formulas. Invariant: a row is a request like that of the command line, made of its cells and of the
 * options that were given, so that its figures are those of the command, to the last digit. */
#include "erlang_table.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "csv_cell.h"
#include "csv_read.h"
#include "csv_write.h"
#include "erlang_times.h"
#include "number_marks.h"
#include "text.h"
#include "units.h"

/* The figures behind the table's columns: X(name of the column, models that have it). */
#define FIGURE_LIST(X)                                                                                                           \
    X(load_erlang, "bca")                                                                                                        \
    X(agents_gross, "ca")                                                                                                        \
    X(service_level_reached, "ca")                                                                                               \
    X(asa_s, "ca")                                                                                                               \
    X(abandonment_rate, "a")                                                                                                     \
    X(blocking_rate, "bca")                                                                                                      \
    X(occupancy, "bca")

#define X(name, models) FIGURE_##name,
enum figure { FIGURE_LIST(X) N_FIGURES };
#undef X

static const struct {
    const char *name, *models;
} FIGURES[N_FIGURES] = {
#define X(name, models) {#name, models},
    FIGURE_LIST(X)
#undef X
};

enum { CELL_MAX = 96, NAME_MAX = 64 };
#define NOWHERE UINT32_MAX

typedef struct {
    ccs_erlang_request_t constant; /* the command's options, and what the table says of all rows */
    const char *file;
    ccs_err_list_t *told;
    ccs_arena_t arena;
    ccs_csv_table_t table;
    char decimal;                             /* mark of the file */
    ccs_csv_form_t form;                      /* of what is written */
    uint32_t column_of[CCS_N_ERLANG_OPTIONS]; /* NOWHERE: the table has none */
    bool barred[CCS_N_ERLANG_OPTIONS];        /* no column is that option, whatever it is called */
    ccs_erlang_times_t times;
    uint32_t level;                /* service_level */
    uint32_t figure_at[N_FIGURES]; /* NOWHERE: not asked for */
    uint32_t n_columns;            /* with those that stand behind the table's */
    const char **names;            /* of them */
    size_t n_totals;               /* rows that add others up; the first of them: */
    uint32_t total_line;
    size_t n_doubts[CCS_ERLANG_DOUBTS];          /* rows with a doubtful value of each kind */
    ccs_err_t doubts[CCS_ERLANG_DOUBTS];         /* the first of each */
    char of_call[sizeof((ccs_err_t *) 0)->text]; /* what was told last of an option that has no column: once is enough */
} walk_t;

/* A row while it is answered. */
typedef struct {
    const char *const *cells;
    uint32_t line;
    char text[CCS_N_ERLANG_OPTIONS][CELL_MAX]; /* of its options, with decimal points */
    char level[2 * CELL_MAX];                  /* "80/20" */
    char rate[CELL_MAX];
    ccs_erlang_request_t request;
    ccs_erlang_answer_t answer;
} row_t;

/* --- columns ----------------------------------------------------------------------------------------------------------- */

/* "Per Hour" and "per-hour" are per_hour. */
static bool is_named(const char *header, const char *name)
{
    for (; *header && *name; header++, name++) {
        const char c = *header == ' ' || *header == '-' ? '_' : (char) tolower((unsigned char) *header);

        if (c != *name) return false;
    }
    return *header == *name;
}

static bool is_question(enum ccs_erlang_option o)
{
    return o < CCS_ERLANG_OPTION_table;
}

static int refuse(walk_t *self, const char *path, const char *format, const char *a, const char *b)
{
    return ccs_err_list_add(self->told, CCS_ERR_USAGE, self->file, path, format, a, b);
}

/* A place for an option: one column, of a table that need not have it. */
static int place(walk_t *self, uint32_t *at, uint32_t column)
{
    if (*at != NOWHERE && *at != column)
        return refuse(self, self->table.header[column], "means the same as the column %s: leave out one of them%s",
            self->table.header[*at], "");
    *at = column;
    return 0;
}

/* --map contacts=Anrufe */
static int map_column(walk_t *self, const char *map)
{
    const char *const equals = strchr(map, '=');
    char name[NAME_MAX];
    enum ccs_erlang_option o = (enum ccs_erlang_option) 0;
    uint32_t column = 0;

    snprintf(name, sizeof name, "%.*s", (int) (equals ? equals - map : 0), map);
    while (is_question(o) && !is_named(name, CCS_ERLANG_OPTIONS[o].name)) o = (enum ccs_erlang_option)(o + 1);
    const bool level = is_named(name, "service_level");

    if (!equals || (!is_question(o) && !level))
        return refuse(self, "--map", "must be OPTION=COLUMN, as \"contacts=Calls\", found \"%s\"%s", map, "");
    while (column < self->table.n_columns && strcmp(self->table.header[column], equals + 1) != 0) column++;
    if (column == self->table.n_columns && !level && strcmp(equals + 1, "none") == 0) {
        self->barred[o] = true;
        return 0;
    }
    if (column == self->table.n_columns) return refuse(self, "--map", "the table has no column %s%s", equals + 1, "");
    return place(self, level ? &self->level : &self->column_of[o], column);
}

static bool is_placed(const walk_t *self, uint32_t column)
{
    bool placed = self->level == column;

    for (int o = 0; is_question((enum ccs_erlang_option) o); o++) placed = placed || self->column_of[o] == column;
    return placed;
}

static bool is_there(const walk_t *self, enum ccs_erlang_option o)
{
    return self->column_of[o] != NOWHERE || self->constant.given[o];
}

static bool has_volume(const walk_t *self)
{
    return is_there(self, CCS_ERLANG_OPTION_contacts) || is_there(self, CCS_ERLANG_OPTION_per_hour) ||
        is_there(self, CCS_ERLANG_OPTION_rate) || (self->constant.model == 'b' && is_there(self, CCS_ERLANG_OPTION_load));
}

static int find_columns(walk_t *self)
{
    int ret = 0;

    for (size_t i = 0; i < self->constant.n_maps; i++) CCS_TRY(map_column(self, self->constant.maps[i]));
    for (uint32_t c = 0; c < self->table.n_columns; c++) {
        if (is_placed(self, c)) continue;
        if (is_named(self->table.header[c], "service_level")) CCS_TRY(place(self, &self->level, c));
        for (int o = 0; is_question((enum ccs_erlang_option) o); o++)
            if (!self->barred[o] && is_named(self->table.header[c], CCS_ERLANG_OPTIONS[o].name))
                CCS_TRY(place(self, &self->column_of[o], c));
    }
out:
    return ret;
}

/* --- times ------------------------------------------------------------------------------------------------------------- */

/* A column called interval that holds times of day is that of the rows' times, and says no length. */
static int tell_lengths(walk_t *self)
{
    uint32_t *const column = &self->column_of[CCS_ERLANG_OPTION_interval];
    const enum ccs_erlang_cells cells = *column == NOWHERE ? CCS_ERLANG_LENGTHS : ccs_erlang_cells_of(&self->table, *column);

    if (cells == CCS_ERLANG_EITHER)
        return refuse(self, self->table.header[*column],
            "holds texts each of which may be a time of day or a length: write a length as \"30 min\", or say that it is none, --map %s=none "
            "--interval \"30 min\"%s",
            CCS_ERLANG_OPTIONS[CCS_ERLANG_OPTION_interval].name, "");
    if (cells == CCS_ERLANG_TIMES) *column = NOWHERE;
    return 0;
}

/* The length of an interval, where rows have contacts and only their times tell it. */
static int give_interval(walk_t *self)
{
    ccs_erlang_request_t *const constant = &self->constant;
    const char *const heading = self->table.header[self->times.column];
    char step[CCS_UNITS_TEXT_MAX];
    ccs_err_t err = {0};

    ccs_units_show_duration(self->times.step_s, step, sizeof step);
    if (constant->given[CCS_ERLANG_OPTION_interval]) {
        if (self->times.step_s > 0 && constant->value[CCS_ERLANG_OPTION_interval] != self->times.step_s)
            ccs_err_list_add(self->told, CCS_ERR_OK, self->file, heading, "rows are %s apart, and --interval says %s", step,
                constant->given[CCS_ERLANG_OPTION_interval]);
        return 0;
    }
    if (!is_there(self, CCS_ERLANG_OPTION_contacts) || is_there(self, CCS_ERLANG_OPTION_interval)) return 0;
    if (self->times.step_s == 0)
        return refuse(self, heading,
            "holds times of day, and no row follows another: say how long an interval is, --interval \"30 min\"%s%s", "", "");
    const char *const text = ccs_arena_strdup(&self->arena, step);

    if (!text) return ccs_err_list_add(self->told, CCS_ERR_NOMEM, self->file, NULL, "out of memory for the table");
    ccs_err_list_add(self->told, CCS_ERR_OK, self->file, heading,
        "holds times of day, %s apart: contacts are taken as those of %s (--interval says otherwise)", step, step);
    return ccs_erlang_give(constant, CCS_ERLANG_OPTION_interval, text, &err) ? ccs_err_list_append(self->told, &err) : 0;
}

static int find_times(walk_t *self)
{
    uint32_t *const taken = ccs_arena_array(&self->arena, self->table.n_columns, sizeof *taken);
    int ret = 0;

    if (!taken) return ccs_err_list_add(self->told, CCS_ERR_NOMEM, self->file, NULL, "out of memory for the table");
    CCS_TRY(tell_lengths(self));
    for (uint32_t c = 0; c < self->table.n_columns; c++) taken[c] = is_placed(self, c);
    self->times = ccs_erlang_times_of(&self->table, taken);
    if (self->times.column != NOWHERE) CCS_TRY(give_interval(self));
out:
    return ret;
}

/* What a column says no option may say too; an option that the model has not makes no column. */
static int check_columns(walk_t *self)
{
    char name[CCS_ERLANG_NAME_MAX];
    int ret = 0;

    for (int i = 0; is_question((enum ccs_erlang_option) i); i++) {
        const enum ccs_erlang_option o = (enum ccs_erlang_option) i;
        const uint32_t column = self->column_of[o];

        if (column == NOWHERE) continue;
        ccs_erlang_option_name(o, name);
        if (self->constant.given[o])
            CCS_TRY(
                refuse(self, name, "the table has a column for it, %s: leave out one of them%s", self->table.header[column], ""));
        if (strchr(CCS_ERLANG_OPTIONS[o].models, self->constant.model)) continue;
        ccs_err_list_add(self->told, CCS_ERR_OK, self->file, self->table.header[column],
            "is passed on and not read: Erlang %c has no such option", toupper((unsigned char) self->constant.model));
        self->column_of[o] = NOWHERE;
    }
    if (self->level == NOWHERE) goto out;
    if (self->constant.model == 'b')
        CCS_TRY(refuse(self, self->table.header[self->level],
            "Erlang B has no service level: its target is the share blocked%s%s", "", ""));
    if (self->column_of[CCS_ERLANG_OPTION_target] != NOWHERE || self->constant.n_targets > 0)
        CCS_TRY(refuse(self, self->table.header[self->level], "is a target too: give it once%s%s", "", ""));
out:
    return ret;
}

static uint32_t append_column(walk_t *self, const char *name)
{
    self->names[self->n_columns] = name;
    return self->n_columns++;
}

/* Columns for what every row leaves open, as the table has none for it. */
static void append_sought(walk_t *self)
{
    const bool b = self->constant.model == 'b';
    const enum ccs_erlang_option staff = b ? CCS_ERLANG_OPTION_lines : CCS_ERLANG_OPTION_agents;
    const bool volume = has_volume(self);
    const enum ccs_erlang_option said =
        is_there(self, CCS_ERLANG_OPTION_interval) ? CCS_ERLANG_OPTION_contacts : CCS_ERLANG_OPTION_per_hour;

    if (!is_there(self, staff)) self->column_of[staff] = append_column(self, CCS_ERLANG_OPTIONS[staff].name);
    if (!volume && is_there(self, CCS_ERLANG_OPTION_aht))
        self->column_of[said] = append_column(self, CCS_ERLANG_OPTIONS[said].name);
    if (volume && !is_there(self, CCS_ERLANG_OPTION_aht) && !is_there(self, CCS_ERLANG_OPTION_load))
        self->column_of[CCS_ERLANG_OPTION_aht] = append_column(self, CCS_ERLANG_OPTIONS[CCS_ERLANG_OPTION_aht].name);
}

/* The columns of figures, in the place of those of their names. */
static void place_figures(walk_t *self)
{
    const bool limited =
        self->constant.model == 'b' || is_there(self, CCS_ERLANG_OPTION_places) || is_there(self, CCS_ERLANG_OPTION_lines);

    for (int f = 0; f < N_FIGURES; f++) {
        uint32_t column = 0;

        self->figure_at[f] = NOWHERE;
        if (!strchr(FIGURES[f].models, self->constant.model) || (f == FIGURE_blocking_rate && !limited) ||
            (f == FIGURE_agents_gross && !is_there(self, CCS_ERLANG_OPTION_shrinkage)))
            continue;
        while (column < self->table.n_columns &&
            (strcmp(self->table.header[column], FIGURES[f].name) != 0 || is_placed(self, column)))
            column++;
        self->figure_at[f] = column < self->table.n_columns ? column : append_column(self, FIGURES[f].name);
    }
}

/* The decimal mark of the file: the comma where a number of a column that is read has one, or no number a point. */
static void find_decimal(walk_t *self)
{
    ccs_number_marks_t marks = {0};

    self->decimal = '.';
    if (self->table.separator == ',') return;
    for (size_t i = 0; i < self->table.n_rows * self->table.n_columns; i++)
        if (is_placed(self, (uint32_t) (i % self->table.n_columns)) && isdigit((unsigned char) *self->table.cells[i]))
            ccs_number_marks_weigh(&marks, self->table.cells[i], 1);
    if (ccs_number_marks_has(&marks, CCS_MARK_COMMA) ||
        (!ccs_number_marks_has(&marks, CCS_MARK_POINT) && self->table.separator == ';'))
        self->decimal = ',';
}

/* What is written looks like what was read, unless a language was asked for. */
static int choose_form(walk_t *self)
{
    const char *const language = self->constant.given[CCS_ERLANG_OPTION_locale];

    self->form = (ccs_csv_form_t){.separator = self->table.separator, .decimal = self->decimal};
    if (!language || ccs_csv_form_named(language, &self->form)) return 0;
    return ccs_err_list_add(self->told, CCS_ERR_USAGE, "ccsim erlang", "--locale", "must be %s, found \"%s\"", CCS_CSV_LANGUAGES,
        language);
}

/* --- a row as a question ----------------------------------------------------------------------------------------------- */

/* The error of a row, named by its column. */
static void blame(walk_t *self, const row_t *row, const ccs_err_t *err)
{
    char where[sizeof err->where], name[CCS_ERLANG_NAME_MAX];
    const char *path = err->path;

    for (int i = 0; is_question((enum ccs_erlang_option) i); i++) {
        const uint32_t column = self->column_of[i];

        if (strcmp(err->path, ccs_erlang_option_name((enum ccs_erlang_option) i, name)) != 0) continue;
        if (i == CCS_ERLANG_OPTION_target && self->level != NOWHERE) path = self->names[self->level];
        else if (column != NOWHERE) path = self->names[column];
    }
    if (path == err->path && strcmp(self->of_call, err->text) == 0) return;
    if (path == err->path) snprintf(self->of_call, sizeof self->of_call, "%s", err->text);
    snprintf(where, sizeof where, "%.200s:%u", self->file, (unsigned) row->line);
    ccs_err_list_add(self->told, CCS_ERR_SCENARIO, where, path, "%s", err->text);
}

/* A cell as the readers of units want it. Where the comma parts no cells it is a decimal mark. */
static int read_cell(const walk_t *self, const char *cell, const char *path, char text[CELL_MAX], ccs_err_t *err)
{
    if (strlen(cell) >= CELL_MAX) return ccs_err_set(err, CCS_ERR_USAGE, "", path, "must be at most %d bytes long", CELL_MAX - 1);
    strcpy(text, cell);
    char *const comma = strchr(text, ',');

    if (self->decimal == ',' && strchr(text, '.'))
        return ccs_err_set(err, CCS_ERR_USAGE, "", path,
            "%s has a point, where other numbers of the table have a decimal comma: write one mark", cell);
    if (self->table.separator == '\t' && comma && ccs_may_part_thousands(text))
        return ccs_err_set(err, CCS_ERR_USAGE, "", path,
            "%s may have a mark between thousands or a decimal comma: write %.*s%s, or a point", cell, (int) (comma - text), text,
            comma + 1);
    if (comma && self->table.separator != ',' && !strchr(text, '.') && !strchr(comma + 1, ',')) *comma = '.';
    return 0;
}

/* The share of a column service_level and the time of within make a target. */
static int give_level(const walk_t *self, row_t *row, ccs_err_t *err)
{
    const char *const within = row->request.given[CCS_ERLANG_OPTION_within];
    const char *const cell = row->cells[self->level];
    char text[CELL_MAX];
    int ret = 0;

    if (!*cell) goto out;
    CCS_TRY(read_cell(self, cell, "--target", text, err));
    if (!strchr(text, '/') && !within)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", "--target", "%s within what time? --within \"20 s\", or write %s/20", text,
            text));
    snprintf(row->level, sizeof row->level, "%s%s%s", text, strchr(text, '/') ? "" : "/", strchr(text, '/') ? "" : within);
    CCS_TRY(ccs_erlang_give(&row->request, CCS_ERLANG_OPTION_target, row->level, err));
out:
    return ret;
}

static int ask(walk_t *self, row_t *row, ccs_err_t *err)
{
    char name[CCS_ERLANG_NAME_MAX];
    int ret = 0;

    row->request = self->constant;
    for (int i = 0; is_question((enum ccs_erlang_option) i); i++) {
        const enum ccs_erlang_option o = (enum ccs_erlang_option) i;
        const uint32_t column = self->column_of[o];

        if (column >= self->table.n_columns || !*row->cells[column]) continue;
        CCS_TRY(read_cell(self, row->cells[column], ccs_erlang_option_name(o, name), row->text[o], err));
        CCS_TRY(ccs_erlang_give(&row->request, o, row->text[o], err));
    }
    if (self->level != NOWHERE) CCS_TRY(give_level(self, row, err));
out:
    return ret;
}

/* Nobody comes: nothing is to be done, and no figure has a meaning. */
static bool is_idle(const ccs_erlang_request_t *request)
{
    static const enum ccs_erlang_option volumes[] = {CCS_ERLANG_OPTION_rate, CCS_ERLANG_OPTION_per_hour,
        CCS_ERLANG_OPTION_contacts, CCS_ERLANG_OPTION_load};
    bool idle = false;

    for (size_t i = 0; i < sizeof volumes / sizeof *volumes; i++)
        idle = idle || (request->given[volumes[i]] && request->value[volumes[i]] == 0);
    return idle;
}

static void doubt(walk_t *self, const row_t *row)
{
    char text[320];

    for (size_t i = 0; i < CCS_ERLANG_DOUBTS; i++) {
        const enum ccs_erlang_option o = ccs_erlang_doubtful(i);

        if (!ccs_erlang_doubt(&row->request, i, text, sizeof text)) continue;
        const uint32_t column = self->column_of[o];
        char where[sizeof self->doubts->where], name[CCS_ERLANG_NAME_MAX];

        if (self->n_doubts[i] > 0 && column == NOWHERE) continue; /* it is the same in all rows */
        if (self->n_doubts[i]++ > 0) continue;
        if (column == NOWHERE) snprintf(where, sizeof where, "ccsim erlang");
        else snprintf(where, sizeof where, "%.200s:%u", self->file, (unsigned) row->line);
        (void) ccs_err_set(&self->doubts[i], CCS_ERR_OK, where,
            column == NOWHERE ? ccs_erlang_option_name(o, name) : self->names[column], "%s", text);
    }
}

/* --- a row of answers -------------------------------------------------------------------------------------------------- */

static ccs_row_cell_t number(double x)
{
    return (ccs_row_cell_t){.kind = CCS_CELL_NUMBER, .number = x};
}

static double figure_of(const row_t *row, enum figure figure)
{
    const ccs_erlang_request_t *const r = &row->request;
    const ccs_erlang_answer_t *const a = &row->answer;
    const bool b = r->model == 'b';

    switch (figure) {
    case FIGURE_load_erlang: return r->load_erlang;
    case FIGURE_agents_gross: return ccs_erlang_gross(r);
    case FIGURE_service_level_reached: return a->within[0].level[r->counted_as];
    case FIGURE_asa_s: return a->queue.asa_s;
    case FIGURE_abandonment_rate: return a->queue.p_abandoned;
    case FIGURE_blocking_rate: return b ? a->blocking_frac : a->queue.p_blocked;
    case FIGURE_occupancy: return b ? ccs_erlang_busy_lines(r, a) / r->in.lines : a->queue.occupancy;
    case N_FIGURES: break;
    }
    return (double) NAN;
}

static void fill(const walk_t *self, ccs_row_cell_t *cells, enum ccs_erlang_option o, double x)
{
    if (self->column_of[o] != NOWHERE) cells[self->column_of[o]] = number(x);
}

/* "120 per hour"; empty where there is none, as of a load without a handle time. */
static void fill_rate(const walk_t *self, row_t *row, ccs_row_cell_t *cells)
{
    char text[CCS_UNITS_TEXT_MAX];

    const double per_hour = ccs_erlang_volume(&row->request, CCS_ERLANG_OPTION_per_hour);

    if (self->column_of[CCS_ERLANG_OPTION_rate] == NOWHERE || !isfinite(per_hour)) return;
    ccs_units_write_number(per_hour, text, sizeof text);
    char *const point = strchr(text, '.');

    if (point) *point = self->form.decimal;
    snprintf(row->rate, sizeof row->rate, "%s per hour", text);
    cells[self->column_of[CCS_ERLANG_OPTION_rate]] = (ccs_row_cell_t){.kind = CCS_CELL_TEXT, .text = row->rate};
}

/* What was found stands where it was left open. */
static void fill_sought(const walk_t *self, row_t *row, bool idle, ccs_row_cell_t *cells)
{
    const ccs_erlang_request_t *const r = &row->request;
    const bool b = r->model == 'b';

    switch (r->sought) {
    case CCS_ERLANG_STAFF:
        fill(self, cells, b ? CCS_ERLANG_OPTION_lines : CCS_ERLANG_OPTION_agents, idle ? 0 : b ? r->in.lines : r->in.agents);
        break;
    case CCS_ERLANG_VOLUME:
        if (r->given[CCS_ERLANG_OPTION_interval])
            fill(self, cells, CCS_ERLANG_OPTION_contacts, ccs_erlang_volume(r, CCS_ERLANG_OPTION_contacts));
        fill(self, cells, CCS_ERLANG_OPTION_per_hour, ccs_erlang_volume(r, CCS_ERLANG_OPTION_per_hour));
        fill_rate(self, row, cells);
        if (b) fill(self, cells, CCS_ERLANG_OPTION_load, ccs_erlang_volume(r, CCS_ERLANG_OPTION_load));
        break;
    case CCS_ERLANG_HANDLE:
        if (!idle) fill(self, cells, CCS_ERLANG_OPTION_aht, r->in.handle_s);
        break;
    case CCS_ERLANG_SERVICE:
        if (self->level != NOWHERE && !idle) cells[self->level] = number(figure_of(row, FIGURE_service_level_reached));
        break;
    }
}

/* A cell that is passed on, as it is; a number that has the other decimal mark, or that a spreadsheet might take for a formula, as a number. */
static ccs_row_cell_t pass_on(const walk_t *self, const char *cell)
{
    ccs_csv_number_t x;
    const bool is_number = ccs_csv_classify(cell, self->table.separator, &x) == CCS_CSV_NUMBER;
    const bool marked = self->form.decimal != self->decimal && strchr(cell, self->decimal);

    if (is_number && (marked || *cell == '-' || *cell == '+')) return number(x.whole ? (double) x.i : x.x);
    return (ccs_row_cell_t){.kind = CCS_CELL_TEXT, .text = cell};
}

static void write_row(const walk_t *self, row_t *row, ccs_row_cell_t *cells, FILE *to)
{
    const bool idle = is_idle(&row->request);

    for (uint32_t c = 0; c < self->n_columns; c++)
        cells[c] = c < self->table.n_columns ? pass_on(self, row->cells[c]) : number((double) NAN);
    fill_sought(self, row, idle, cells);
    for (int f = 0; f < N_FIGURES; f++)
        if (self->figure_at[f] != NOWHERE)
            cells[self->figure_at[f]] = number(idle ? (double) NAN : figure_of(row, (enum figure) f));
    ccs_csv_write_row(&self->form, cells, self->n_columns, to);
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static int answer_row(walk_t *self, row_t *row, ccs_row_cell_t *cells, FILE *to)
{
    ccs_err_t err = {0};
    int ret = 0;

    CCS_TRY(ask(self, row, &err));
    doubt(self, row);
    ret =
        is_idle(&row->request) ? ccs_erlang_understand(&row->request, &err) : ccs_erlang_solve(&row->request, &row->answer, &err);
    if (ret == 0) write_row(self, row, cells, to);
out:
    if (ret) blame(self, row, &err);
    return ret;
}

/* A row that adds others up is no question. */
static void leave_out(walk_t *self, const row_t *row)
{
    if (self->n_totals++ == 0) self->total_line = row->line;
}

static void tell_doubts(walk_t *self)
{
    if (self->n_totals > 0)
        ccs_err_list_add(self->told, CCS_ERR_OK, self->file, NULL, "%zu row%s of totals left out (the first in line %u)",
            self->n_totals, self->n_totals > 1 ? "s" : "", (unsigned) self->total_line);
    for (size_t i = 0; i < CCS_ERLANG_DOUBTS; i++) {
        if (self->n_doubts[i] == 0) continue;
        const size_t n = strlen(self->doubts[i].text);

        if (self->n_doubts[i] > 1)
            snprintf(self->doubts[i].text + n, sizeof self->doubts[i].text - n, "; so in %zu rows", self->n_doubts[i]);
        (void) ccs_err_list_append(self->told, &self->doubts[i]);
    }
}

/* A column that tools call so, where an option is missing. */
static void hint(walk_t *self, enum ccs_erlang_option o, enum ccs_import_role role)
{
    uint32_t taken[CCS_CSV_MAX_COLUMNS] = {0};

    for (uint32_t c = 0; c < self->table.n_columns; c++) taken[c] = is_placed(self, c);
    const uint32_t column = ccs_erlang_column_of(&self->table, taken, role);

    if (is_there(self, o) || column == NOWHERE) return;
    ccs_err_list_add(self->told, CCS_ERR_OK, self->file, self->table.header[column], "may be that column: --map \"%s=%s\"",
        CCS_ERLANG_OPTIONS[o].name, self->table.header[column]);
}

static int walk(walk_t *self, FILE *to)
{
    const size_t room = self->table.n_columns + CCS_N_ERLANG_OPTIONS + N_FIGURES;
    row_t *const row = ccs_arena_alloc(&self->arena, sizeof *row);
    ccs_row_cell_t *const cells = ccs_arena_array(&self->arena, room, sizeof *cells);
    int ret = 0;

    self->names = ccs_arena_array(&self->arena, room, sizeof *self->names);
    CCS_REQUIRE(row && cells && self->names,
        ccs_err_list_add(self->told, CCS_ERR_NOMEM, self->file, NULL, "out of memory for the table"));
    for (uint32_t c = 0; c < self->table.n_columns; c++) self->names[c] = self->table.header[c];
    self->n_columns = self->table.n_columns;
    append_sought(self);
    place_figures(self);
    ccs_csv_write_mark(&self->form, to);
    for (uint32_t c = 0; c < self->n_columns; c++) cells[c] = (ccs_row_cell_t){.kind = CCS_CELL_TEXT, .text = self->names[c]};
    ccs_csv_write_row(&self->form, cells, self->n_columns, to);
    for (size_t i = 0; i < self->table.n_rows; i++) {
        row->cells = &self->table.cells[i * self->table.n_columns];
        row->line = self->table.lines[i];
        if (ccs_erlang_is_total(&self->times, row->cells)) leave_out(self, row);
        else (void) answer_row(self, row, cells, to);
    }
    tell_doubts(self);
    ret = ccs_err_list_code(self->told);
    if (ret != 0 && !has_volume(self)) hint(self, CCS_ERLANG_OPTION_contacts, CCS_IMPORT_contacts);
    if (ret != 0) hint(self, CCS_ERLANG_OPTION_aht, CCS_IMPORT_aht);
out:
    return ret;
}

int ccs_erlang_table(const ccs_erlang_request_t *constant, FILE *to, ccs_err_list_t *told)
{
    walk_t self = {.constant = *constant, .file = constant->given[CCS_ERLANG_OPTION_table], .told = told, .level = NOWHERE};
    char *text = NULL;
    size_t n = 0;
    FILE *memory = NULL;
    int ret = 0;

    for (int o = 0; o < CCS_N_ERLANG_OPTIONS; o++) self.column_of[o] = NOWHERE;
    CCS_TRY(ccs_csv_read_table(self.file, &self.arena, &self.table, told));
    CCS_TRY(find_columns(&self));
    CCS_TRY(find_times(&self));
    CCS_TRY(check_columns(&self));
    find_decimal(&self);
    CCS_TRY(choose_form(&self));
    memory = open_memstream(&text, &n);
    CCS_REQUIRE(memory, ccs_err_list_add(told, CCS_ERR_NOMEM, self.file, NULL, "out of memory for the table"));
    CCS_TRY(walk(&self, memory));
    CCS_REQUIRE(fflush(memory) == 0 && !ferror(memory),
        ccs_err_list_add(told, CCS_ERR_NOMEM, self.file, NULL, "out of memory for the table"));
    (void) fwrite(text, 1, n, to);
out:
    if (memory) (void) fclose(memory);
    free(text);
    ccs_arena_free(&self.arena);
    return ret;
}
