/* csv_listing.c - columns, queues, dates and times of files whose rows each tell of one thing. */
#include "csv_listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "csv_heading.h"
#include "dates.h"
#include "err.h"
#include "text.h"
#include "units.h"

enum { QUEUES_TOLD = 8, LEFT_SIZE = 300 };

void ccs_csv_listing_columns(ccs_csv_listing_t *self, const ccs_csv_role_t *roles, uint32_t n)
{
    const ccs_csv_table_t *const table = &self->table;
    uint32_t of[CCS_CSV_MAX_COLUMNS];

    CCS_BUG_IF(n > CCS_CSV_MAX_ROLES);
    for (uint32_t i = 0; i < table->n_columns; i++) of[i] = n;
    for (uint32_t role = 0; role < n; role++) self->column[role] = UINT32_MAX;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t role = 0; role < n; role++) {
            if (ccs_csv_listing_has(self, role)) continue;
            self->column[role] = ccs_csv_heading(table->header, table->n_columns, of, n, roles[role].words, pass == 0);
            if (ccs_csv_listing_has(self, role)) of[self->column[role]] = role;
        }
    }
}

const char *ccs_csv_listing_names(const ccs_csv_listing_t *self, char *text, size_t size)
{
    text[0] = '\0';
    for (uint32_t i = 0; i < self->table.n_columns; i++) ccs_text_enumerate(text, size, self->table.header[i]);
    return text;
}

bool ccs_csv_listing_is_used(const ccs_csv_listing_t *self, uint32_t column, uint32_t n)
{
    for (uint32_t role = 0; role < n; role++)
        if (self->column[role] == column) return true;
    return false;
}

const char *ccs_csv_listing_unused(const ccs_csv_listing_t *self, uint32_t n, char *text, size_t size)
{
    text[0] = '\0';
    for (uint32_t i = 0; i < self->table.n_columns; i++)
        if (!ccs_csv_listing_is_used(self, i, n)) ccs_text_enumerate(text, size, self->table.header[i]);
    return text;
}

/* --- whose rows -------------------------------------------------------------------------------------------------------- */

void ccs_csv_listing_want(ccs_csv_listing_t *self, uint32_t role, const char *what, const char *const names[2])
{
    for (int i = 0; i < 2; i++) {
        self->wanted[i] = names[i];
        (void) ccs_text_bare(names[i] ? names[i] : "", self->bare[i], sizeof self->bare[i]);
    }
    self->table.taken->any = true;
    self->table.taken->queue = self->column[role];
    self->table.taken->what = what;
}

static bool is_wanted(const ccs_csv_listing_t *self, const char *queue)
{
    char bare[CCS_CSV_BARE_MAX];

    for (int i = 0; i < 2; i++)
        if (self->wanted[i] && strcmp(self->wanted[i], queue) == 0) return true;
    ccs_text_bare(queue, bare, sizeof bare);
    if (!bare[0] || strlen(bare) > CCS_CSV_BARE_MAX - 4) return false; /* what was cut may differ behind it */
    return strcmp(bare, self->bare[0]) == 0 || strcmp(bare, self->bare[1]) == 0;
}

bool ccs_csv_listing_take(ccs_csv_listing_t *self, size_t row)
{
    const ccs_csv_taken_t *const taken = self->table.taken;

    if (taken->queue != UINT32_MAX && !is_wanted(self, self->table.cells[row * self->table.n_columns + taken->queue]))
        return false;
    taken->times[row] = (uint8_t) (taken->times[row] + (taken->times[row] < 2));
    return true;
}

/* A queue of which nobody took the rows. */
typedef struct {
    const char *name;
    size_t n;
} left_t;

/* @return how many of the queues are told by name */
static size_t add_left(left_t *left, size_t n, const char *queue)
{
    size_t i = 0;

    while (i < n && strcmp(left[i].name, queue) != 0) i++;
    if (i == QUEUES_TOLD) return n;
    if (i == n) left[n++] = (left_t){.name = queue};
    left[i].n++;
    return n;
}

/* "sales (7), without a name (2) and others" */
static void name_left(const left_t *left, size_t n, size_t n_rows, char text[LEFT_SIZE])
{
    char one[CCS_CSV_BARE_MAX];

    text[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        snprintf(one, sizeof one, "%.40s (%zu)", *left[i].name ? left[i].name : "without a name", left[i].n);
        ccs_text_enumerate(text, LEFT_SIZE, one);
        n_rows -= left[i].n;
    }
    if (n_rows > 0) ccs_text_enumerate(text, LEFT_SIZE, "others");
}

static void tell_of(const ccs_csv_table_t *table, size_t row, const char *path, ccs_err_list_t *errors, const char *text)
{
    char where[sizeof((ccs_err_t *) 0)->where];

    snprintf(where, sizeof where, "%s:%" PRIu32, path, table->lines[row]);
    (void) ccs_err_list_add(errors, CCS_ERR_OK, where, NULL, "%s", text);
}

const char *ccs_csv_listing_queues(const ccs_csv_table_t *table, char *text, size_t size)
{
    left_t queues[QUEUES_TOLD];
    size_t n = 0, n_rows = 0;

    text[0] = '\0';
    for (size_t row = 0; table->taken->queue != UINT32_MAX && row < table->n_rows; row++) {
        const char *const queue = table->cells[row * table->n_columns + table->taken->queue];

        if (!*queue) continue;
        n = add_left(queues, n, queue);
        n_rows++;
    }
    for (size_t i = 0; i < n; i++) {
        ccs_text_enumerate(text, size, queues[i].name);
        n_rows -= queues[i].n;
    }
    if (n_rows > 0) ccs_text_enumerate(text, size, "and others");
    return text;
}

void ccs_csv_listing_tell_left(const ccs_csv_table_t *table, const char *path, ccs_err_list_t *errors)
{
    const ccs_csv_taken_t *const taken = table->taken;
    size_t n_left = 0, n_queues = 0, n_twice = 0, first_left = 0, first_twice = 0;
    char names[LEFT_SIZE], text[2 * LEFT_SIZE];
    left_t left[QUEUES_TOLD];

    for (size_t row = 0; taken->any && row < table->n_rows; row++) {
        if (taken->times[row] == 0 && n_left++ == 0) first_left = row;
        if (taken->times[row] > 1 && n_twice++ == 0) first_twice = row;
        if (taken->times[row] == 0 && taken->queue != UINT32_MAX)
            n_queues = add_left(left, n_queues, table->cells[row * table->n_columns + taken->queue]);
    }
    if (n_left > 0) {
        name_left(left, n_queues, n_left, names);
        snprintf(text, sizeof text, "%zu of %zu rows are passed over, as nothing takes their %s: %s", n_left, table->n_rows,
            taken->what, names);
        tell_of(table, first_left, path, errors, text);
    }
    if (n_twice > 0) {
        snprintf(text, sizeof text, "%zu of %zu rows are taken several times, and count each time", n_twice, table->n_rows);
        tell_of(table, first_twice, path, errors, text);
    }
}

/* --- dates ------------------------------------------------------------------------------------------------------------- */

int ccs_csv_listing_dates(ccs_csv_listing_t *self, uint32_t roles, ccs_err_list_t *errors)
{
    char sentence[CCS_DATES_SENTENCE], where[sizeof((ccs_err_t *) 0)->where];
    ccs_dates_t dates = {0};

    if (self->dates_said) return 0;
    for (size_t i = 0; i < self->table.n_rows; i++)
        for (uint32_t role = 0; role < CCS_CSV_MAX_ROLES; role++)
            if (roles >> role & 1) ccs_dates_weigh(&dates, ccs_csv_listing_cell(self, i, role), self->table.lines[i]);
    if (!dates.sample) return 0; /* each row says what it has in their place */
    const enum ccs_dates_reason reason = ccs_dates_order(&dates, &self->dates.order);
    const bool disagree = reason == CCS_DATES_DISAGREE;
    const uint32_t last = dates.line_of[1] > dates.line_of[0] ? dates.line_of[1] : dates.line_of[0];

    if (!disagree && !ccs_dates_is_guess(reason)) return 0;
    snprintf(where, sizeof where, "%s:%" PRIu32, self->path, disagree ? last : dates.line);
    ccs_dates_say(&dates, reason, self->dates.order, sentence);
    if (disagree) return ccs_err_list_add(errors, CCS_ERR_SCENARIO, where, NULL, "%s", sentence);
    return ccs_err_list_add(errors, CCS_ERR_OK, where, NULL, "%s; if it is the other, { csv = …; dates = \"%s\"; } says so",
        sentence, ccs_dates_other(self->dates.order));
}

bool ccs_csv_listing_moment(const ccs_csv_listing_t *self, const char *cell, ccs_csv_moment_t *moment)
{
    ccs_date_text_t date;
    ccs_clock_text_t clock;
    const char *const rest = ccs_date_text(cell, &date);
    char day[CCS_UNITS_TEXT_MAX];

    *moment = (ccs_csv_moment_t){.has_day = rest && *rest};
    if (moment->has_day) {
        snprintf(day, sizeof day, "%.*s", (int) (rest - cell), cell);
        if (!ccs_date_form_day(&self->dates, day, &moment->day) || !ccs_clock_text_behind(rest, &clock)) return false;
    } else if (!ccs_clock_text(cell, &clock)) {
        return false;
    }
    moment->second = clock.second;
    return !clock.zone && clock.end < 0;
}

bool ccs_csv_listing_exact(const ccs_csv_listing_t *self, const char *date, const char *cell, int64_t *day, double *time_s)
{
    enum { TIME_MAX = 40 /* letters */ };
    ccs_moment_of_day_t written;
    ccs_csv_moment_t moment;
    char dated[CCS_UNITS_TEXT_MAX];

    if (date && (!ccs_date_form_day(&self->dates, date, day) || strlen(cell) > TIME_MAX)) return false;
    snprintf(dated, sizeof dated, "%s%.*s", date ? "1970-01-01T" : "", TIME_MAX, cell);
    if (ccs_moment_exact(dated, &written) && written.has_time) {
        if (!date) *day = written.date;
        *time_s = written.time_s;
        return true;
    }
    if (!ccs_csv_listing_moment(self, cell, &moment) || (!date && !moment.has_day)) return false;
    if (!date) *day = moment.day;
    *time_s = moment.second;
    return true;
}
