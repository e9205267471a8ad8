/* records.c - recorded contacts. Invariant: rows stand by queue, series and moment; what a cell does not say is NAN or unknown, never 0. */
#include "records.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_export.h"
#include "csv_heading.h"
#include "csv_listing.h"
#include "fit_effects.h"
#include "record_role.def"
#include "text.h"
#include "units.h"

#define X(name, text, required, words) ROLE_##name,
enum role { CCS_RECORD_ROLE_LIST(X) N_ROLES };
#undef X
static const ccs_csv_role_t ROLES[N_ROLES] = {CCS_RECORD_ROLE_LIST(CCS_CSV_ROLE_ROW)};
_Static_assert((int) N_ROLES <= (int) CCS_CSV_MAX_ROLES, "a listing has room for all roles");
#define X(name, words) words,
static const char *const OUTCOMES[CCS_N_RECORD_OUTCOMES] = {CCS_RECORD_OUTCOME_LIST(X)};
#undef X

enum { SENTENCE = 600, BARE = 40, WRONG_TOLD = 20, DATE_MAX = 16 };

typedef struct {
    ccs_csv_listing_t listing;
    ccs_records_t *records;
    ccs_err_list_t *errors;
    size_t n_unknown; /* outcomes that are no word of record_outcome.def */
    size_t n_beyond;  /* marks of another scale */
    uint32_t beyond_line;
    char unknown[BARE];
    uint32_t unknown_line;
    size_t n_nobody;    /* contacts whose customer is 0 */
    bool counts_from_0; /* customers: a 0 is one of them */
} reading_t;

bool ccs_records_are(const ccs_csv_table_t *table)
{
    ccs_csv_listing_t listing = {.table = *table};
    uint32_t of[CCS_CSV_MAX_COLUMNS] = {0};

    ccs_csv_listing_columns(&listing, ROLES, N_ROLES);
    if (!ccs_csv_listing_has(&listing, ROLE_TIME)) return false;
    if (ccs_csv_listing_has(&listing, ROLE_OUTCOME)) return true;
    return (ccs_csv_listing_has(&listing, ROLE_WAIT) || ccs_csv_listing_has(&listing, ROLE_TALK)) &&
        ccs_csv_heading(table->header, table->n_columns, of, 0, CCS_IMPORT_ROLES[CCS_IMPORT_contacts].words, true) == UINT32_MAX;
}

/* --- names ------------------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The numbers of the names in a column, of which an empty cell has none. @return 0 or CCS_ERR_NOMEM */
static int number_names(const reading_t *self, enum role role, ccs_arena_t *arena, ccs_record_names_t *names)
{
    const size_t n = self->listing.table.n_rows;
    size_t n_cells = 0, kept = 0;

    names->names = ccs_arena_array(arena, n, sizeof *names->names);
    if (!names->names) return CCS_ERR_NOMEM;
    for (size_t row = 0; row < n; row++) {
        const char *const cell = ccs_csv_listing_cell(&self->listing, row, role);

        if (*cell) names->names[n_cells++] = cell;
    }
    qsort(names->names, n_cells, sizeof *names->names, by_name);
    for (size_t i = 0; i < n_cells; i++)
        if (kept == 0 || strcmp(names->names[kept - 1], names->names[i]) != 0) names->names[kept++] = names->names[i];
    names->n = (uint32_t) kept;
    return 0;
}

static uint32_t number_of(const ccs_record_names_t *names, const char *name)
{
    const char *const *const found =
        *name && names->n > 0 ? bsearch(&name, names->names, names->n, sizeof *names->names, by_name) : NULL;

    return found ? (uint32_t) (found - names->names) : CCS_RECORD_UNKNOWN;
}

/* --- cells ------------------------------------------------------------------------------------------------------------- */

static const char *cell_of(const reading_t *self, size_t row, enum role role)
{
    return ccs_csv_listing_cell(&self->listing, row, role);
}

/* A duration, or a number; a comma is a decimal one where something else parts cells. NAN: there is none */
static double duration_of(const reading_t *self, size_t row, enum role role)
{
    char text[CCS_UNITS_TEXT_MAX];
    double x;

    snprintf(text, sizeof text, "%s", cell_of(self, row, role));
    char *const comma = self->listing.table.separator != ',' ? strchr(text, ',') : NULL;

    if (comma) *comma = '.';
    return ccs_units_duration(text, &x) == 0 ? x : (double) NAN;
}

/* The day, as switches of the nineties wrote it too, 990131: year, month, day. */
static const char *date_of(const reading_t *self, size_t row, char text[DATE_MAX])
{
    const char *const cell = cell_of(self, row, ROLE_DATE);

    if (strlen(cell) != 6 || strspn(cell, "0123456789") != 6) return cell;
    snprintf(text, DATE_MAX, "%s%.2s-%.2s-%.2s", cell[0] >= '7' ? "19" : "20", cell, cell + 2, cell + 4);
    return text;
}

/* A customer whose number is 0 is nobody that is known, but in the log of a run, which counts from 0. */
static uint32_t customer_of(reading_t *self, size_t row, const ccs_record_names_t *customers)
{
    const char *const cell = cell_of(self, row, ROLE_CUSTOMER);

    if (*cell == '\0' || cell[strspn(cell, "0")] != '\0' || self->counts_from_0) return number_of(customers, cell);
    self->n_nobody++;
    return CCS_RECORD_UNKNOWN;
}

static bool is_word(const char *words, const char *bare)
{
    const size_t n = strlen(bare);

    for (const char *at = words; n > 0 && *at; at += strcspn(at, "|") + 1)
        if (strncmp(at, bare, n) == 0 && at[n] == '|') return true;
    return false;
}

/* By its word, else by whether anybody talked. */
static enum ccs_record_outcome outcome_of(reading_t *self, size_t row, double talk_s)
{
    const char *const cell = cell_of(self, row, ROLE_OUTCOME);
    char bare[BARE];

    ccs_text_bare(cell, bare, sizeof bare);
    for (enum ccs_record_outcome i = 0; i < CCS_N_RECORD_OUTCOMES; i++)
        if (is_word(OUTCOMES[i], bare)) return i;
    if (*cell && self->n_unknown++ == 0) {
        snprintf(self->unknown, sizeof self->unknown, "%.*s", (int) sizeof self->unknown - 1, cell);
        self->unknown_line = self->listing.table.lines[row];
    }
    const bool talked = talk_s > 0 || (isnan(talk_s) && *cell_of(self, row, ROLE_AGENT));

    return talked ? CCS_RECORD_ANSWERED : CCS_RECORD_ABANDONED;
}

static unsigned long whole_of(const reading_t *self, size_t row, enum role role)
{
    char *end;
    const char *const cell = cell_of(self, row, role);
    const unsigned long x = strtoul(cell, &end, 10);

    return *cell && *end == '\0' ? x : 0;
}

/* How a talk ended; a column of yes and no tells whether it was handed on. */
static uint8_t handed_on(const reading_t *self, size_t row)
{
    static const char YES[] = "transferred|escalated|transfer|yes|y|true|1|ja|weitergeleitet|";
    const char *const cell = cell_of(self, row, ROLE_TALK_END);
    char bare[BARE];

    if (*cell == '\0') return CCS_RECORD_MAYBE;
    ccs_text_bare(cell, bare, sizeof bare);
    return is_word(YES, bare) ? CCS_RECORD_YES : CCS_RECORD_NO;
}

/* Of another scale it is no mark, and then none of the file is: that of the best would be missing. */
static uint8_t mark_of(reading_t *self, size_t row)
{
    const unsigned long mark = whole_of(self, row, ROLE_SCORE);

    if (mark <= CCS_FIT_MARKS) return (uint8_t) mark;
    if (self->n_beyond++ == 0) self->beyond_line = self->listing.table.lines[row];
    return 0;
}

/* @return false, told, where its moment cannot be read */
static bool read_row(reading_t *self, size_t row, const ccs_record_names_t *customers, ccs_recorded_t *record)
{
    const ccs_records_t *const records = self->records;
    const bool has_date = ccs_csv_listing_has(&self->listing, ROLE_DATE);
    char where[sizeof((ccs_err_t *) 0)->where], date[DATE_MAX];

    *record = (ccs_recorded_t){.wait_s = duration_of(self, row, ROLE_WAIT),
        .talk_s = duration_of(self, row, ROLE_TALK),
        .wrap_s = duration_of(self, row, ROLE_WRAP),
        .queue =
            ccs_csv_listing_has(&self->listing, ROLE_QUEUE) ? number_of(&records->queues, cell_of(self, row, ROLE_QUEUE)) : 0,
        .group = number_of(&records->groups, cell_of(self, row, ROLE_GROUP)),
        .agent = number_of(&records->agents, cell_of(self, row, ROLE_AGENT)),
        .customer = customer_of(self, row, customers),
        .channel = number_of(&records->channels, cell_of(self, row, ROLE_CHANNEL)),
        .series = (uint32_t) whole_of(self, row, ROLE_SERIES),
        .handed_on = handed_on(self, row),
        .mark = mark_of(self, row),
        .is_leg = whole_of(self, row, ROLE_LEG) > 1};
    record->outcome = (uint8_t) outcome_of(self, row, record->talk_s);
    if (ccs_csv_listing_exact(&self->listing, has_date ? date_of(self, row, date) : NULL, cell_of(self, row, ROLE_TIME),
            &record->day, &record->time_s))
        return true;
    if (self->errors->n_errors < WRONG_TOLD) {
        snprintf(where, sizeof where, "%s:%" PRIu32, self->listing.path, self->listing.table.lines[row]);
        ccs_err_list_add(self->errors, CCS_ERR_SCENARIO, where, NULL,
            "expected when a contact came, such as 2026-03-02 08:00:03, found \"%.30s%s%.40s\"; of a run in a steady state no day is known",
            cell_of(self, row, ROLE_DATE), has_date ? " " : "", cell_of(self, row, ROLE_TIME));
    }
    return false;
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static int by_moment(const void *a, const void *b)
{
    const ccs_recorded_t *const x = a, *const y = b;

    if (x->queue != y->queue) return x->queue < y->queue ? -1 : 1;
    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    if (x->time_s != y->time_s) return x->time_s < y->time_s ? -1 : 1;
    return (x->customer > y->customer) - (x->customer < y->customer);
}

static void tell_unknown(const reading_t *self)
{
    char where[sizeof((ccs_err_t *) 0)->where];

    if (self->n_unknown == 0) return;
    snprintf(where, sizeof where, "%s:%" PRIu32, self->listing.path, self->unknown_line);
    ccs_err_list_add(self->errors, CCS_ERR_OK, where, NULL,
        "%zu outcomes are no word that is known, the first of them \"%s\": these contacts count as answered where somebody talked, else as abandoned; "
        "words are answered, abandoned, balked, blocked, contained, disconnected",
        self->n_unknown, self->unknown);
}

static void tell_nobody(const reading_t *self)
{
    if (self->n_nobody > 0)
        ccs_err_list_add(self->errors, CCS_ERR_OK, self->listing.path, NULL,
            "%zu contacts have the customer 0: they are taken for contacts of whom it is not known who called", self->n_nobody);
}

/* Marks of another scale are left out with those that look like marks of this one. */
static void leave_out_marks(const reading_t *self)
{
    char where[sizeof((ccs_err_t *) 0)->where];

    if (self->n_beyond == 0) return;
    for (size_t i = 0; i < self->records->n; i++) self->records->rows[i].mark = 0;
    snprintf(where, sizeof where, "%s:%" PRIu32, self->listing.path, self->beyond_line);
    ccs_err_list_add(self->errors, CCS_ERR_OK, where, NULL,
        "%zu marks are above %d, this the first: nothing is told of marks, which must be from 1 to %d, the best", self->n_beyond,
        CCS_FIT_MARKS, CCS_FIT_MARKS);
}

static const char *columns_text(const reading_t *self, ccs_arena_t *arena)
{
    char text[SENTENCE] = "", part[SENTENCE];

    for (int role = 0; role < N_ROLES; role++) {
        if (!ccs_csv_listing_has(&self->listing, (uint32_t) role)) continue;
        snprintf(part, sizeof part, "%.60s is %s", self->listing.table.header[self->listing.column[role]], ROLES[role].text);
        ccs_text_enumerate(text, sizeof text, part);
    }
    return ccs_arena_strdup(arena, text);
}

/* A file that names no queue is of one. */
static int name_only_queue(ccs_records_t *self, ccs_arena_t *arena)
{
    self->queues.names = ccs_arena_array(arena, 1, sizeof *self->queues.names);
    if (!self->queues.names) return CCS_ERR_NOMEM;
    self->queues.names[0] = "contacts";
    self->queues.n = 1;
    return 0;
}

static void note_columns(reading_t *self)
{
    ccs_records_t *const records = self->records;
    const ccs_csv_listing_t *const listing = &self->listing;

    records->has_wait = ccs_csv_listing_has(listing, ROLE_WAIT);
    records->has_talk = ccs_csv_listing_has(listing, ROLE_TALK);
    records->has_wrap = ccs_csv_listing_has(listing, ROLE_WRAP);
    records->has_agent = ccs_csv_listing_has(listing, ROLE_AGENT);
    records->has_customer = ccs_csv_listing_has(listing, ROLE_CUSTOMER);
    self->counts_from_0 = records->has_customer && strcmp(listing->table.header[listing->column[ROLE_CUSTOMER]], "contact") == 0;
}

int ccs_records_read(ccs_records_t *self, const ccs_records_from_t *from, ccs_arena_t *arena, ccs_err_list_t *errors)
{
    reading_t reading = {.listing = {.path = from->path, .table = from->table}, .records = self, .errors = errors};
    const size_t n_rows = from->table.n_rows;
    ccs_record_names_t customers = {0};
    const size_t n_before = errors->n_errors;
    int ret = 0;

    *self = (ccs_records_t){0};
    reading.listing.dates_said = from->dates && ccs_date_form_find(from->dates, &reading.listing.dates);
    ccs_csv_listing_columns(&reading.listing, ROLES, N_ROLES);
    note_columns(&reading);
    CCS_TRY(ccs_csv_listing_dates(&reading.listing,
        1U << (ccs_csv_listing_has(&reading.listing, ROLE_DATE) ? ROLE_DATE : ROLE_TIME), errors));
    CCS_TRY(number_names(&reading, ROLE_QUEUE, arena, &self->queues));
    CCS_TRY(number_names(&reading, ROLE_GROUP, arena, &self->groups));
    CCS_TRY(number_names(&reading, ROLE_AGENT, arena, &self->agents));
    CCS_TRY(number_names(&reading, ROLE_CHANNEL, arena, &self->channels));
    CCS_TRY(number_names(&reading, ROLE_CUSTOMER, arena, &customers));
    self->rows = ccs_arena_array(arena, n_rows, sizeof *self->rows);
    self->columns = columns_text(&reading, arena);
    CCS_REQUIRE(self->rows && self->columns, CCS_ERR_NOMEM);
    if (self->queues.n == 0) CCS_TRY(name_only_queue(self, arena));
    for (size_t row = 0; row < n_rows; row++) self->n += read_row(&reading, row, &customers, &self->rows[self->n]);
    qsort(self->rows, self->n, sizeof *self->rows, by_moment);
    tell_unknown(&reading);
    tell_nobody(&reading);
    leave_out_marks(&reading);
    CCS_REQUIRE(errors->n_errors == n_before, ccs_err_list_code(errors));
    CCS_REQUIRE(self->n > 0, ccs_err_list_add(errors, CCS_ERR_SCENARIO, from->path, NULL, "holds no contact"));
out:
    return ret == CCS_ERR_NOMEM && ccs_err_list_code(errors) == 0
        ? ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory")
        : ret;
}
