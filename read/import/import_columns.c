/* import_columns.c - which column is what: by its heading, by what stands in it where there is no heading, or by what the user says. */
#include <stdlib.h>
#include <string.h>

#include "csv_heading.h"
#include "import_parts.h"
#include "number_marks.h"
#include "text.h"

enum { SAMPLE = 200 };

/** What most cells of a column are. */
enum shape { EMPTY, NUMBER, CLOCK, DAY, MOMENT /* day and time */, WORD };

static enum shape shape_of(const char *text)
{
    ccs_date_text_t date;
    ccs_clock_text_t clock;

    if (!*text) return EMPTY;
    const char *const rest = ccs_date_text(text, &date);

    if (rest && *rest == '\0') return DAY;
    if (rest && ccs_clock_text_behind(rest, &clock)) return MOMENT;
    if (ccs_is_marked_number(text)) return NUMBER;
    return ccs_clock_text(text, &clock) ? CLOCK : WORD;
}

/* "81%", "79,5 %" */
static bool is_share(const char *text)
{
    char number[40];
    const size_t length = strlen(text);

    if (length < 2 || length > sizeof number || text[length - 1] != '%') return false;
    memcpy(number, text, length - 1);
    number[length - 1] = '\0';
    while (*number && number[strlen(number) - 1] == ' ') number[strlen(number) - 1] = '\0';
    return ccs_is_marked_number(number);
}

bool ccs_import_is_value(const char *text)
{
    const enum shape shape = shape_of(text);

    return shape != EMPTY && shape != WORD;
}

/* Of the first rows behind the given one. */
static enum shape column_shape(const ccs_import_work_t *self, uint32_t column, size_t from)
{
    uint32_t seen[WORD + 1] = {0}, best = EMPTY;

    for (size_t row = from; row < self->grid.n_rows && row < from + SAMPLE; row++)
        seen[shape_of(ccs_import_cell(self, row, column))]++;
    for (uint32_t i = NUMBER; i <= WORD; i++)
        if (seen[i] > seen[best] || best == EMPTY) best = seen[i] > 0 ? i : best;
    return best;
}

/* Names stand in the first row where none of its cells is a value, and some column below holds values. */
static bool find_header(const ccs_import_work_t *self)
{
    bool values = false;

    for (uint32_t i = 0; i < self->grid.n_columns; i++) {
        const enum shape head = shape_of(ccs_import_cell(self, 0, i)), below = column_shape(self, i, 1);

        if (head != WORD && head != EMPTY) return false;
        values = values || (below != WORD && below != EMPTY);
    }
    return values;
}

/* --- headings ----------------------------------------------------------------------------------------------------------- */

static void give(ccs_import_work_t *self, uint32_t column, enum ccs_import_role role)
{
    self->role_of[column] = role;
    if (role != CCS_IMPORT_ignore) self->column[role] = column;
}

/* Names of queues may be numbers, as those of skills are, where the heading is a word for a queue; shares are none, nor are numbers below "Service Level" or
 * "Team size". */
static bool may_be_queue(const ccs_import_work_t *self, uint32_t column, bool whole)
{
    for (size_t row = 1; row < self->grid.n_rows && row <= SAMPLE; row++) {
        const char *const text = ccs_import_cell(self, row, column);

        if (*text && !is_share(text) && (whole || shape_of(text) != NUMBER)) return true;
    }
    return false;
}

/* The free column that a role's surest word fits. @return whether there is one */
static bool claim(ccs_import_work_t *self, enum ccs_import_role role, bool whole)
{
    const uint32_t column = ccs_csv_heading(self->grid.cells, self->grid.n_columns, self->role_of, CCS_N_IMPORT_ROLES,
        CCS_IMPORT_ROLES[role].words, whole);

    if (column == UINT32_MAX) return false;
    give(self, column, role == CCS_IMPORT_queue && !may_be_queue(self, column, whole) ? CCS_IMPORT_ignore : role);
    return true;
}

/* A service level that was reached is no part of a plan: its column is left unread, whatever else a part of its heading may be a word for. */
static void leave_reached(ccs_import_work_t *self)
{
    uint32_t column;

    if (self->options->happened) return;
    while ((column = ccs_csv_heading(self->grid.cells, self->grid.n_columns, self->role_of, CCS_N_IMPORT_ROLES,
                CCS_IMPORT_ROLES[CCS_IMPORT_level].words, false)) != UINT32_MAX)
        give(self, column, CCS_IMPORT_ignore);
}

/* Roles that columns may have: of records those of what happened too. */
static uint32_t count_roles(const ccs_import_work_t *self)
{
    return self->options->happened ? CCS_N_IMPORT_ROLES : CCS_N_PLANNED_ROLES;
}

/* What was measured goes before what was planned: agents who were there, and the figures of the interval that our own export has beside those of the run. */
static void claim_measured(ccs_import_work_t *self)
{
    static const struct {
        enum ccs_import_role role;
        const char *words;
    } own[] = {{CCS_IMPORT_aht, "=ahts|"}, {CCS_IMPORT_wait, "=asas|"}};

    for (uint32_t role = CCS_N_PLANNED_ROLES; role < count_roles(self); role++)
        if (self->column[role] == CCS_IMPORT_NO_COLUMN) claim(self, role, true);
    for (size_t i = 0; self->options->happened && i < sizeof own / sizeof *own; i++) {
        const uint32_t column =
            ccs_csv_heading(self->grid.cells, self->grid.n_columns, self->role_of, CCS_N_IMPORT_ROLES, own[i].words, true);

        if (column != UINT32_MAX && self->column[own[i].role] == CCS_IMPORT_NO_COLUMN) give(self, column, own[i].role);
    }
}

static void by_heading(ccs_import_work_t *self)
{
    claim_measured(self);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t role = 0; role < CCS_N_PLANNED_ROLES; role++) {
            while (self->column[role] == CCS_IMPORT_NO_COLUMN && (role != CCS_IMPORT_ignore || pass == 0) &&
                claim(self, role, pass == 0) && role == CCS_IMPORT_queue)
                ; /* the next one, where a column of shares was passed over */
            if (role == CCS_IMPORT_target && pass == 1) leave_reached(self);
        }
    }
    const uint32_t time = self->column[CCS_IMPORT_time];

    for (uint32_t i = 0; i < self->grid.n_columns && self->column[CCS_IMPORT_date] == CCS_IMPORT_NO_COLUMN; i++) {
        const enum shape shape = self->role_of[i] == CCS_N_IMPORT_ROLES ? column_shape(self, i, 1) : EMPTY;

        if (shape == DAY || shape == MOMENT) give(self, i, CCS_IMPORT_date);
    }
    /* "Interval start" may hold the day too. */
    if (self->column[CCS_IMPORT_date] == CCS_IMPORT_NO_COLUMN && time != CCS_IMPORT_NO_COLUMN &&
        column_shape(self, time, 1) == MOMENT) {
        self->column[CCS_IMPORT_time] = CCS_IMPORT_NO_COLUMN;
        give(self, time, CCS_IMPORT_date);
    }
}

/* --- no headings -------------------------------------------------------------------------------------------------------- */

/* The mean of a column, decimal marks taken as they come: for telling agents from seconds. */
static double rough_mean(const ccs_import_work_t *self, uint32_t column)
{
    double sum = 0, x = 0, n = 0;

    for (size_t row = 0; row < self->grid.n_rows && row < SAMPLE; row++) {
        const char *const text = ccs_import_cell(self, row, column);

        if (!ccs_marked_number(text, strchr(text, ',') && self->grid.separator != ',' ? ',' : '.', &x)) continue;
        sum += x;
        n++;
    }
    return n > 0 ? sum / n : 0;
}

/* Numbers in the order of all tools: contacts, handle time, then after-call work or agents. Behind begin and end come talk and wrap (Calabrio). */
static void number_roles(ccs_import_work_t *self, const uint32_t *numbers, uint32_t n, bool both_ends)
{
    enum ccs_import_role order[4] = {CCS_IMPORT_contacts, both_ends ? CCS_IMPORT_talk : CCS_IMPORT_aht, CCS_IMPORT_wrap,
        CCS_IMPORT_agents};

    if (n == 3 && !both_ends && rough_mean(self, numbers[1]) > 3 * rough_mean(self, numbers[2])) order[2] = CCS_IMPORT_agents;
    for (uint32_t i = 0; i < n && i < 4; i++) give(self, numbers[i], order[i]);
}

static void by_content(ccs_import_work_t *self)
{
    uint32_t numbers[4], n_numbers = 0, n_times = 0, n_days = 0;

    for (uint32_t i = 0; i < self->grid.n_columns; i++) {
        const enum shape shape = column_shape(self, i, 0);

        if (self->role_of[i] != CCS_N_IMPORT_ROLES) continue;
        if (shape == DAY || shape == MOMENT)
            give(self, i, n_days++ == 0 ? CCS_IMPORT_date : n_days == 2 ? CCS_IMPORT_end : CCS_IMPORT_ignore);
        else if (shape == WORD && self->column[CCS_IMPORT_queue] == CCS_IMPORT_NO_COLUMN) give(self, i, CCS_IMPORT_queue);
        else if (shape == CLOCK && n_numbers == 0) give(self, i, n_times++ == 0 ? CCS_IMPORT_time : CCS_IMPORT_end);
        else if ((shape == NUMBER || shape == CLOCK) && n_numbers < 4) numbers[n_numbers++] = i;
    }
    number_roles(self, numbers, n_numbers, self->column[CCS_IMPORT_end] != CCS_IMPORT_NO_COLUMN);
}

/* --- what the user says ------------------------------------------------------------------------------------------------- */

static uint32_t find_role(const ccs_import_work_t *self, const char *word)
{
    uint32_t role = 0;

    while (role < count_roles(self) && strcmp(CCS_IMPORT_ROLES[role].name, word) != 0) role++;
    return role < count_roles(self) ? role : CCS_N_IMPORT_ROLES;
}

/* "date, time, queue, ..." */
static const char *role_names(const ccs_import_work_t *self, char *text, size_t size)
{
    *text = '\0';
    for (uint32_t i = 0; i < count_roles(self); i++) ccs_text_enumerate(text, size, CCS_IMPORT_ROLES[i].name);
    return text;
}

/* Headings, for messages. */
static const char *heading_names(const ccs_import_work_t *self, char *text, size_t size)
{
    char name[80];

    *text = '\0';
    for (uint32_t i = 0; i < self->grid.n_columns && i < 12; i++)
        ccs_text_enumerate(text, size, ccs_import_column_text(self, i, name, sizeof name));
    return text;
}

static uint32_t find_column(const ccs_import_work_t *self, const char *name, size_t n)
{
    char *end;
    const unsigned long number = strtoul(name, &end, 10);

    for (uint32_t i = 0; self->grid.has_header && i < self->grid.n_columns; i++)
        if (strlen(ccs_import_cell(self, 0, i)) == n && strncmp(ccs_import_cell(self, 0, i), name, n) == 0) return i;
    return end == name + n && number >= 1 && number <= self->grid.n_columns ? (uint32_t) number - 1 : CCS_IMPORT_NO_COLUMN;
}

static int refuse_map(ccs_import_work_t *self, const char *map, const char *format, const char *list)
{
    char text[600];

    snprintf(text, sizeof text, format, list);
    return ccs_err_list_add(self->errors, CCS_ERR_USAGE, NULL, NULL, "--map %.80s: %s", map, text);
}

static int by_map(ccs_import_work_t *self, const char *map)
{
    const char *const equals = strrchr(map, '=');
    char list[500];

    if (!equals) return refuse_map(self, map, "expected COLUMN=ROLE; roles are %s", role_names(self, list, sizeof list));
    const uint32_t role = find_role(self, equals + 1), column = find_column(self, map, (size_t) (equals - map));

    if (role == CCS_N_IMPORT_ROLES)
        return refuse_map(self, map, "no role has this name; roles are %s", role_names(self, list, sizeof list));
    if (column == CCS_IMPORT_NO_COLUMN)
        return refuse_map(self, map, "the table has no such column; it has %s, or write its number, counted from 1",
            heading_names(self, list, sizeof list));
    if (role != CCS_IMPORT_ignore && self->column[role] != CCS_IMPORT_NO_COLUMN)
        return refuse_map(self, map, "another column is the %s already", CCS_IMPORT_ROLES[role].name);
    give(self, column, role);
    return 0;
}

/* --- all of it ---------------------------------------------------------------------------------------------------------- */

static bool has(const ccs_import_work_t *self, enum ccs_import_role role)
{
    return self->column[role] != CCS_IMPORT_NO_COLUMN;
}

/* Another column of numbers whose heading is one of agents too: which of the two is on the telephone no heading says. */
static void tell_second(ccs_import_work_t *self)
{
    char name[80], second[80];

    if (!self->grid.has_header || !has(self, CCS_IMPORT_agents)) return;
    uint32_t column = CCS_IMPORT_NO_COLUMN;

    for (int whole = 1; whole >= 0 && column == CCS_IMPORT_NO_COLUMN; whole--)
        column = ccs_csv_heading(self->grid.cells, self->grid.n_columns, self->role_of, CCS_N_IMPORT_ROLES,
            CCS_IMPORT_ROLES[CCS_IMPORT_agents].words, whole);
    if (column == CCS_IMPORT_NO_COLUMN || column_shape(self, column, 1) != NUMBER) return;
    ccs_import_column_text(self, self->column[CCS_IMPORT_agents], name, sizeof name);
    ccs_import_column_text(self, column, second, sizeof second);
    ccs_import_say(self, "Doubtful: two columns may be the agents: %s is taken, %s is not (--map \"%s=agents\" takes it).", name,
        second, second);
}

/* What each column is, and which are not read. */
static void tell(ccs_import_work_t *self)
{
    char name[80], text[700] = "", left[400] = "", pair[200];

    for (uint32_t i = 0; i < self->grid.n_columns; i++) {
        const uint32_t role = self->role_of[i];

        ccs_import_column_text(self, i, name, sizeof name);
        snprintf(pair, sizeof pair, "%s = %s", name, role < CCS_N_IMPORT_ROLES ? CCS_IMPORT_ROLES[role].text : "");
        if (role < CCS_N_IMPORT_ROLES && role != CCS_IMPORT_ignore) ccs_text_enumerate(text, sizeof text, pair);
        else ccs_text_enumerate(left, sizeof left, name);
    }
    ccs_import_say(self, "%s: %s.",
        self->grid.has_header ? "The first row names the columns" : "There are no headings; by what stands in them", text);
    if (*left) ccs_import_say(self, "Not read: %s (--map COLUMN=ROLE says what a column is).", left);
    tell_second(self);
}

static int check(ccs_import_work_t *self)
{
    char list[500];

    heading_names(self, list, sizeof list);
    if (!has(self, CCS_IMPORT_date) && has(self, CCS_IMPORT_time))
        (void) ccs_import_fail(self, 0,
            "has times of day, and no column holds the day: add one, named date, with the day of each row, such as 2026-03-02, or say which it is with "
            "--map COLUMN=date; columns are %s",
            list);
    else if (!has(self, CCS_IMPORT_date))
        (void) ccs_import_fail(self, 0, "no column holds the day: say which does with --map COLUMN=date; columns are %s", list);
    if (!has(self, CCS_IMPORT_contacts) && !has(self, CCS_IMPORT_answered))
        (void) ccs_import_fail(self, 0, "no column holds contacts: say which does with --map COLUMN=contacts; columns are %s",
            list);
    return ccs_err_list_code(self->errors);
}

/* A scenario finds columns by their headings. */
static void keep_headings(ccs_import_work_t *self)
{
    for (uint32_t role = 0; role < CCS_N_IMPORT_ROLES; role++) {
        if (!has(self, role)) continue;
        self->out->column[role] =
            self->grid.has_header ? ccs_import_cell(self, 0, self->column[role]) : CCS_IMPORT_ROLES[role].name;
        for (uint32_t i = 0; self->grid.has_header && i < self->grid.n_columns; i++)
            if (i != self->column[role] && strcmp(ccs_import_cell(self, 0, i), self->out->column[role]) == 0)
                ccs_import_rewrite(self, "two of its columns have one name");
    }
    if (!self->grid.has_header) ccs_import_rewrite(self, "it has no headings");
}

int ccs_import_columns(ccs_import_work_t *self)
{
    int ret = 0;

    CCS_REQUIRE(self->grid.n_rows >= 2, ccs_import_fail(self, 0, "holds no rows"));
    for (uint32_t i = 0; i < CCS_IMPORT_MAX_COLUMNS; i++) self->role_of[i] = CCS_N_IMPORT_ROLES;
    for (uint32_t i = 0; i < CCS_N_IMPORT_ROLES; i++) self->column[i] = CCS_IMPORT_NO_COLUMN;
    self->grid.has_header = find_header(self);
    for (size_t i = 0; i < self->options->n_maps; i++) CCS_TRY(by_map(self, self->options->maps[i]));
    if (self->grid.has_header) by_heading(self);
    else by_content(self);
    CCS_TRY(check(self));
    keep_headings(self);
    tell(self);
out:
    return ret;
}

void ccs_import_roles(FILE *to)
{
    for (uint32_t i = 0; i < CCS_N_PLANNED_ROLES; i++)
        fprintf(to, "  %-10s %s\n", CCS_IMPORT_ROLES[i].name, CCS_IMPORT_ROLES[i].text);
}
