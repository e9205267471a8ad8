/* import_rows.c - each row of the grid as a record, whatever is wrong with it told with its line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "number_marks.h"
#include "text.h"
#include "units.h"

enum { DAY_S = 86400, NAME_MAX = 60 };

static const char *cell_of(const ccs_import_work_t *self, size_t row, enum ccs_import_role role)
{
    return self->column[role] == CCS_IMPORT_NO_COLUMN ? NULL : ccs_import_cell(self, row, self->column[role]);
}

/* --- queues ------------------------------------------------------------------------------------------------------------- */

static bool is_taken(const ccs_import_work_t *self, const char *key)
{
    for (uint32_t i = 0; i < self->out->n_queues; i++)
        if (strcmp(self->out->queues[i].key, key) == 0) return true;
    return false;
}

/* "Ö-Hotline 2" -> "oe_hotline_2": a name of the scenario language that no other queue has. @param named  the file has labels beside, so that what it
 * calls a queue is a name already */
static const char *key_of(ccs_import_work_t *self, const char *word, bool named)
{
    char key[NAME_MAX + 16], letter[4], one[5];
    size_t n = 0;

    if (named && ccs_text_is_key(word, strlen(word)) && strlen(word) <= NAME_MAX && !is_taken(self, word) &&
        strcmp(word, "none") != 0)
        return ccs_arena_strdup(&self->out->arena, word);
    for (size_t step; *word && n < NAME_MAX - 4; word += step) {
        step = ccs_text_utf8(word, strlen(word));
        if (step == 0) step = 1;
        snprintf(one, sizeof one, "%.*s", (int) step, word);
        ccs_text_bare(one, letter, sizeof letter);
        if (!*letter && (n == 0 || key[n - 1] == '_')) continue;
        n += (size_t) snprintf(&key[n], sizeof key - n, "%s", *letter ? letter : "_");
    }
    while (n > 0 && key[n - 1] == '_') n--;
    key[n] = '\0';
    if (!ccs_text_is_key(key, n) || strcmp(key, "none") == 0) {
        memmove(&key[6], key, n + 1);
        memcpy(key, "queue_", 6);
        n += 6;
    }
    for (unsigned i = 2; is_taken(self, key); i++) snprintf(&key[n], sizeof key - n, "_%u", i);
    return ccs_arena_strdup(&self->out->arena, key);
}

/* @return its number, UINT32_MAX after an error */
static uint32_t queue_of(ccs_import_work_t *self, const char *word, const char *label, uint32_t line)
{
    ccs_import_t *const out = self->out;

    for (uint32_t i = 0; i < out->n_queues; i++)
        if (!word || strcmp(out->queues[i].word, word) == 0) return i;
    if (out->n_queues == CCS_IMPORT_MAX_QUEUES) {
        if (ccs_err_list_code(self->errors) == 0)
            (void) ccs_import_fail(self, line, "more than %d queues: is the right column the queue (--map)?",
                CCS_IMPORT_MAX_QUEUES);
        return UINT32_MAX;
    }
    ccs_import_queue_t *const queue = &out->queues[out->n_queues];

    *queue = (ccs_import_queue_t){.word = word,
        .label = label && *label ? label
            : word               ? word
                                 : "Contacts",
        .target = NAN,
        .within_s = NAN};
    queue->key = key_of(self, word ? word : "contacts", label != NULL);
    if (!queue->key) {
        (void) ccs_import_fail_memory(self);
        return UINT32_MAX;
    }
    return out->n_queues++;
}

static bool is_wanted(const ccs_import_work_t *self, const char *word)
{
    bool wanted = self->options->n_queues == 0 || !word;

    for (size_t i = 0; i < self->options->n_queues && !wanted; i++) wanted = strcmp(self->options->queues[i], word) == 0;
    return wanted;
}

/* Whether some queue has a name that is none of a sum: then "all" is the sum of the others. */
static bool has_plain_queue(const ccs_import_work_t *self)
{
    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const char *const word = cell_of(self, row, CCS_IMPORT_queue);

        if (word && *word && !ccs_csv_is_total(word)) return true;
    }
    return false;
}

/* --- cells -------------------------------------------------------------------------------------------------------------- */

/* From the row's begin to its end, where the file says it. 0: it does not */
static int32_t length_of(const ccs_import_work_t *self, size_t row, const ccs_clock_text_t *begin)
{
    const char *const text = cell_of(self, row, CCS_IMPORT_end);
    ccs_clock_text_t clock;
    ccs_date_text_t date;
    int32_t end = begin->end;

    if (text && end < 0) {
        const char *const rest = ccs_date_text(text, &date);

        if (rest ? ccs_clock_text_behind(rest, &clock) : ccs_clock_text(text, &clock)) end = clock.second;
    }
    if (end < 0) return 0;
    return end > begin->second ? end - begin->second : end + DAY_S - begin->second;
}

/* The begin of an interval that has a number. -1: it is none */
static int32_t period_at(const ccs_import_work_t *self, const char *text)
{
    const size_t n = strspn(text, "0123456789");
    const int32_t number = n >= 1 && n <= 2 && text[n] == '\0' ? (int32_t) strtol(text, NULL, 10) - self->period_0 : -1;

    return number >= 0 && number < DAY_S / self->period_s ? number * self->period_s : -1;
}

static int read_when(ccs_import_work_t *self, size_t row, ccs_import_row_t *to)
{
    const char *const text = cell_of(self, row, CCS_IMPORT_date), *const time = cell_of(self, row, CCS_IMPORT_time);
    ccs_date_text_t date;
    ccs_clock_text_t clock = {0};
    const char *const rest = ccs_date_text(text, &date);

    if (!rest) return ccs_import_fail(self, to->line, "expected a date such as %s, found \"%.40s\"", self->out->dates, text);
    if (date.order != self->told)
        return ccs_import_fail(self, to->line, "%.40s is written another way than the other dates, which are %s", text,
            self->out->dates);
    if (!ccs_date_text_day(&date, self->order, &to->day))
        return ccs_import_fail(self, to->line, "there is no day %.40s (dates are read as %s)", text, self->out->dates);
    if (*rest && !ccs_clock_text_behind(rest, &clock))
        return ccs_import_fail(self, to->line, "expected a time of day behind the date, found \"%.40s\"", text);
    if (self->period_s > 0) clock = (ccs_clock_text_t){.second = period_at(self, time), .end = -1};
    else if (time && !ccs_clock_text(time, &clock)) /* it counts where both have one, as in a scenario's table */
        return ccs_import_fail(self, to->line, "expected a time of day such as 08:00, found \"%.40s\"", time);
    if (clock.second < 0 || clock.second > DAY_S)
        return ccs_import_fail(self, to->line, "%.40s is no number of an interval of %d min", time, self->period_s / 60);
    if (clock.second == DAY_S)
        return ccs_import_fail(self, to->line, "an interval cannot begin at 24:00: write 00:00 of the next day");
    to->second = clock.second;
    if (self->length_s == 0) self->length_s = length_of(self, row, &clock);
    return 0;
}

static bool is_time(enum ccs_import_role role)
{
    return role == CCS_IMPORT_aht || role == CCS_IMPORT_talk || role == CCS_IMPORT_wrap || role == CCS_IMPORT_wait;
}

/* A number that is not negative; NAN for an empty cell and for a column that is missing. */
static int read_number(ccs_import_work_t *self, size_t row, enum ccs_import_role role, double *x)
{
    const char *const text = cell_of(self, row, role);
    const uint32_t line = self->grid.lines[row];
    char name[80];

    *x = NAN;
    if (!text || !*text) return 0;
    ccs_import_column_text(self, self->column[role], name, sizeof name);
    if (is_time(role) && ccs_import_duration(text, x)) return 0;
    if (!ccs_marked_number(text, self->decimal, x))
        return ccs_import_fail(self, line, "%s: expected a number, found \"%.40s\": correct the cell, or write 0 if nothing came",
            name, text);
    if (*x < 0) return ccs_import_fail(self, line, "%s: %.40s is negative", name, text);
    if (is_time(role)) *x *= self->unit_s[role];
    return 0;
}

/* 80 %, 80, 0,8, 80/20, 90 % / 2 min */
static int read_target(ccs_import_work_t *self, size_t row, ccs_import_row_t *to)
{
    const char *const text = cell_of(self, row, CCS_IMPORT_target), *const slash = text ? strchr(text, '/') : NULL;
    double *const x = &to->target;
    char number[32];

    *x = to->within_s = NAN;
    if (!text || !*text) return 0;
    if (slash && (ccs_units_duration(slash + 1 + strspn(slash + 1, " "), &to->within_s) != 0 || !(to->within_s > 0)))
        return ccs_import_fail(self, self->grid.lines[row],
            "expected a share and a time such as 80/20, 80 %% within 20 seconds, found \"%.40s\"", text);
    const size_t n = strcspn(text, "%/");

    snprintf(number, sizeof number, "%.*s", (int) (n < 31 ? n : 31), text);
    for (size_t i = strlen(number); i > 0 && number[i - 1] == ' '; i--) number[i - 1] = '\0';
    if (!ccs_marked_number(number, strchr(number, ',') ? ',' : '.', x) || *x < 0 || *x > 100)
        return ccs_import_fail(self, self->grid.lines[row], "expected a service level such as 80 %%, found \"%.40s\"", text);
    if (*x > 1) *x /= 100;
    return 0;
}

/* Who gave up: a number, or a share of the contacts (5.2 %). */
static int read_abandoned(ccs_import_work_t *self, size_t row, ccs_import_row_t *to)
{
    const char *const text = cell_of(self, row, CCS_IMPORT_abandoned);
    const size_t n = text ? strcspn(text, "%") : 0;
    char number[32];

    if (!text || text[n] != '%') return read_number(self, row, CCS_IMPORT_abandoned, &to->abandoned);
    snprintf(number, sizeof number, "%.*s", (int) (n < 31 ? n : 31), text);
    for (size_t i = strlen(number); i > 0 && number[i - 1] == ' '; i--) number[i - 1] = '\0';
    if (!ccs_marked_number(number, self->decimal, &to->abandoned) || to->abandoned < 0 || to->abandoned > 100)
        return ccs_import_fail(self, to->line, "expected a share of contacts such as 5.2 %%, found \"%.40s\"", text);
    to->abandoned *= to->contacts / 100;
    return 0;
}

/* A share that was reached: 0.8, 80 or 80 %. */
static int read_reached(ccs_import_work_t *self, size_t row, enum ccs_import_role role, double *x)
{
    const char *const text = cell_of(self, row, role);
    const size_t n = text ? strcspn(text, "% ") : 0;
    char number[32];

    *x = NAN;
    if (!text || !*text) return 0;
    snprintf(number, sizeof number, "%.*s", (int) (n < 31 ? n : 31), text);
    if (!ccs_marked_number(number, strchr(number, ',') ? ',' : '.', x) || *x < 0 || *x > 100)
        return ccs_import_fail(self, self->grid.lines[row], "expected a share such as 80 %% as %s, found \"%.40s\"",
            CCS_IMPORT_ROLES[role].text, text);
    if (strchr(text, '%') || *x > 1) *x /= 100;
    return 0;
}

/* What was offered, where the file has only what became of it. */
static void complete(const ccs_import_work_t *self, ccs_import_row_t *to)
{
    if (self->column[CCS_IMPORT_contacts] == CCS_IMPORT_NO_COLUMN)
        to->contacts = to->answered + (isnan(to->abandoned) ? 0 : to->abandoned);
}

static int read_numbers(ccs_import_work_t *self, size_t row, ccs_import_row_t *to)
{
    double talk_s;
    const struct {
        enum ccs_import_role role;
        double *to;
    } numbers[] = {{CCS_IMPORT_contacts, &to->contacts}, {CCS_IMPORT_aht, &to->aht_s}, {CCS_IMPORT_talk, &talk_s},
        {CCS_IMPORT_wrap, &to->wrap_s}, {CCS_IMPORT_agents, &to->agents}, {CCS_IMPORT_answered, &to->answered},
        {CCS_IMPORT_wait, &to->wait_s}, {CCS_IMPORT_present, &to->present}};
    int ret = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (read_number(self, row, numbers[i].role, numbers[i].to) != 0) ret = CCS_ERR_SCENARIO;
    ret = read_abandoned(self, row, to) ? CCS_ERR_SCENARIO : ret;
    ret = read_target(self, row, to) ? CCS_ERR_SCENARIO : ret;
    ret = read_reached(self, row, CCS_IMPORT_level, &to->level_frac) ? CCS_ERR_SCENARIO : ret;
    ret = read_reached(self, row, CCS_IMPORT_occupancy, &to->occupancy_frac) ? CCS_ERR_SCENARIO : ret;
    complete(self, to);
    if (self->column[CCS_IMPORT_aht] == CCS_IMPORT_NO_COLUMN) to->aht_s = talk_s + (isnan(to->wrap_s) ? 0 : to->wrap_s);
    if (ret == 0 && isnan(to->contacts) && isnan(to->agents) && isnan(to->present)) return ccs_import_fail_empty(self, to->line);
    return ret;
}

/* --- rows --------------------------------------------------------------------------------------------------------------- */

static ccs_csv_whose_t whose_is(const ccs_import_work_t *self, size_t row)
{
    return (ccs_csv_whose_t){.first = ccs_import_cell(self, row, 0),
        .date = cell_of(self, row, CCS_IMPORT_date),
        .time = cell_of(self, row, CCS_IMPORT_time),
        .queue = cell_of(self, row, CCS_IMPORT_queue)};
}

/* Whether a row is a sum by its queue alone, which no type of the scenario reads. */
static bool is_total_queue(const ccs_csv_whose_t *whose)
{
    return whose->queue && ccs_csv_is_total(whose->queue) && !ccs_csv_is_total(whose->date);
}

/* A row that adds others up; one whose queue alone is called so does beside queues that have names. */
static bool is_total_row(const ccs_import_work_t *self, size_t row, bool plain_queue)
{
    const ccs_csv_whose_t whose = whose_is(self, row);

    return is_total_queue(&whose) ? plain_queue : ccs_csv_is_total_row(&whose);
}

static void leave_total(ccs_import_work_t *self, size_t row)
{
    ccs_csv_whose_t whose = whose_is(self, row);

    self->total_rows[self->n_total_rows++] = row;
    whose.first = NULL; /* as the table of a scenario sees it */
    if (!is_total_queue(&whose) && !ccs_csv_is_total_row(&whose)) ccs_import_rewrite(self, "rows of totals stand in it");
}

static void read_row(ccs_import_work_t *self, size_t row)
{
    ccs_import_t *const out = self->out;
    ccs_import_row_t *const to = &out->rows[out->n_rows];
    const char *const word = cell_of(self, row, CCS_IMPORT_queue);

    *to = (ccs_import_row_t){.line = self->grid.lines[row]};
    if (!is_wanted(self, word)) return;
    if (word && !*word) {
        (void) ccs_import_fail(self, to->line, "the queue is empty: write its name");
        return;
    }
    const int when = read_when(self, row, to), numbers = read_numbers(self, row, to); /* all that is wrong with the row */

    if (when != 0 || numbers != 0) return;
    to->queue = queue_of(self, word, cell_of(self, row, CCS_IMPORT_label), to->line);
    if (to->queue != UINT32_MAX) out->n_rows++;
}

static int by_place(const void *a, const void *b)
{
    const ccs_import_row_t *const x = a, *const y = b;

    if (x->queue != y->queue) return x->queue < y->queue ? -1 : 1;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->second != y->second) return x->second < y->second ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

/* Whether each queue's rows stand in their order in the file. */
static void check_order(ccs_import_work_t *self)
{
    for (size_t i = 1; i < self->out->n_rows; i++) {
        const ccs_import_row_t *const row = &self->out->rows[i];

        if (row->queue != row[-1].queue || row->line > row[-1].line) continue;
        ccs_import_rewrite(self, "its rows are not in the order of their times");
        return;
    }
}

/* Offered is answered and abandoned, but for rounding: what does not add up is told, for whoever reads the totals. */
static void check_sums(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    size_t n = 0, n_rows = 0, first = 0;

    if (self->column[CCS_IMPORT_contacts] == CCS_IMPORT_NO_COLUMN)
        ccs_import_say(self, "Offered contacts are not in the file: %s.",
            self->column[CCS_IMPORT_abandoned] == CCS_IMPORT_NO_COLUMN ? "those answered count, who gave up is missing"
                                                                       : "answered and abandoned are added up");
    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];
        const double found = row->answered + row->abandoned;

        if (isnan(found) || isnan(row->contacts)) continue;
        n_rows++;
        if (fabs(row->contacts - found) <= 0.5 + 0.005 * row->contacts) continue;
        if (n++ == 0) first = i;
    }
    if (n > 0)
        ccs_import_say(self,
            "In %zu of %zu rows offered is not answered and abandoned together (the first in line %u: %g, %g and %g).", n, n_rows,
            (unsigned) out->rows[first].line, out->rows[first].contacts, out->rows[first].answered, out->rows[first].abandoned);
    else if (n_rows > 0 && self->column[CCS_IMPORT_contacts] != CCS_IMPORT_NO_COLUMN)
        ccs_import_say(self, "Offered is answered and abandoned together in all rows.");
}

/* How the first target with a time is understood, and whether there are others. */
static void tell_target(ccs_import_work_t *self)
{
    const ccs_import_t *const out = self->out;
    const ccs_import_row_t *first = NULL, *other = NULL;
    char share[CCS_UNITS_TEXT_MAX], within[CCS_UNITS_TEXT_MAX], name[80];

    for (size_t i = 0; i < out->n_rows; i++) {
        const ccs_import_row_t *const row = &out->rows[i];

        if (isnan(row->within_s)) continue;
        if (!first) first = row;
        if (!other && row->queue == first->queue && (row->within_s != first->within_s || row->target != first->target))
            other = row;
    }
    if (!first) return;
    ccs_import_column_text(self, self->column[CCS_IMPORT_target], name, sizeof name);
    ccs_import_say(self, "%s of line %u read as %s within %s.", name, (unsigned) first->line,
        ccs_units_show_share(first->target, share, sizeof share),
        ccs_units_show_duration(first->within_s, within, sizeof within));
    if (other)
        ccs_import_say(self,
            "Targets of %.60s differ from row to row (line %u): their mean share and the time of the first row are put in; check types.*.target.",
            out->queues[first->queue].label, (unsigned) other->line);
}

static int check_wanted(ccs_import_work_t *self)
{
    char list[400];

    for (size_t i = 0; i < self->options->n_queues; i++) {
        const char *const wanted = self->options->queues[i];
        bool found = false;

        *list = '\0';
        for (size_t row = ccs_import_first(self); row < self->grid.n_rows && !found; row++) {
            const char *const word = cell_of(self, row, CCS_IMPORT_queue);

            found = word && strcmp(word, wanted) == 0;
            if (word && (row == ccs_import_first(self) || strcmp(word, cell_of(self, row - 1, CCS_IMPORT_queue)) != 0) &&
                !strstr(list, word))
                ccs_text_enumerate(list, sizeof list, word);
        }
        if (!found)
            return ccs_err_list_add(self->errors, CCS_ERR_USAGE, NULL, NULL, "--queue %.80s: no row is of this queue%s%s", wanted,
                *list ? "; the file has " : ": the file has no column of queues", list);
    }
    return 0;
}

int ccs_import_rows(ccs_import_work_t *self)
{
    ccs_import_t *const out = self->out;
    const bool plain_queue = has_plain_queue(self);
    int ret = 0;

    CCS_TRY(check_wanted(self));
    out->rows = ccs_arena_array(&out->arena, self->grid.n_rows, sizeof *out->rows);
    out->queues = ccs_arena_array(&out->arena, CCS_IMPORT_MAX_QUEUES, sizeof *out->queues);
    self->total_rows = ccs_arena_array(&out->arena, self->grid.n_rows, sizeof *self->total_rows);
    CCS_REQUIRE(out->rows && out->queues && self->total_rows, ccs_import_fail_memory(self));
    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        if (is_total_row(self, row, plain_queue)) leave_total(self, row);
        else read_row(self, row);
    }
    out->n_sums = self->n_total_rows;
    if (out->n_sums > 0)
        ccs_import_say(self, "%zu row%s of totals left out (the first in line %u).", out->n_sums, out->n_sums > 1 ? "s" : "",
            (unsigned) self->grid.lines[self->total_rows[0]]);
    CCS_TRY(ccs_err_list_code(self->errors));
    CCS_REQUIRE(out->n_rows > 0, ccs_import_fail(self, 0, "holds no rows but totals"));
    qsort(out->rows, out->n_rows, sizeof *out->rows, by_place);
    CCS_TRY(ccs_import_leave_sums(self));
    CCS_TRY(ccs_import_check_empty(self));
    check_order(self);
    tell_target(self);
    check_sums(self);
    ccs_import_compare_totals(self);
    if (self->column[CCS_IMPORT_contacts] == CCS_IMPORT_NO_COLUMN)
        ccs_import_rewrite(self, "it has no column of offered contacts");
out:
    return ret;
}
