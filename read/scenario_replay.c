/* scenario_replay.c - CSV files of recorded contacts. Invariant: a row of the tree has the line of its row of the file, so that what is wrong with it is told there. */
#include "scenario_replay.h"

#include <stdio.h>
#include <string.h>

#include "csv_listing.h"
#include "date.h"
#include "replay_role.def"
#include "scenario_columns.h"
#include "scenario_words.h"
#include "text.h"
#include "units.h"

enum {
    PATH_SIZE = 128,
    NAMES_SIZE = 300,
    N_KEYS = 4,
    TIME_MAX = 40 /* letters of a time of day: what is longer is none */,
    ISO_DATE = 10 /* letters */,
    MOMENT_MAX = CCS_DATE_MAX + CCS_UNITS_TEXT_MAX,
    DAYS_A_WEEK = 7
};

enum role { CCS_REPLAY_ROLE_LIST(CCS_CSV_ROLE_NAME) N_ROLES };
static const ccs_csv_role_t ROLES[N_ROLES] = {CCS_REPLAY_ROLE_LIST(CCS_CSV_ROLE_ROW)};
static const enum role TOLD[] = {TALK, WRAP, PATIENCE}; /* of a contact, in this order, behind its moment */
enum { N_TOLD = sizeof TOLD / sizeof *TOLD };

#define FORM                                                                                                                     \
    "recorded contacts are { csv = \"contacts.csv\"; queue = \"as the file calls it\"; columns: { time = \"Arrived\"; }; "       \
    "dates = " CCS_DATE_ORDER_FORM " or \"D/M/Y\"; first_day = \"2026-03-02\"; }"

/* What a node names. */
typedef struct {
    const ccs_value_t *file, *queue, *first_day; /* texts; NULL: not said */
    ccs_scenario_columns_t columns;
    bool dates_said;
    ccs_date_form_t dates;
} reference_t;

/* A file as a node reads it. */
typedef struct {
    ccs_scenario_reader_t *reader;
    ccs_csv_listing_t listing;
    int64_t later; /* by so many days than the file says */
} contacts_t;

/* When a row was: without a date of every day. */
typedef struct {
    bool has_day;
    int64_t day;
    char time[CCS_UNITS_TEXT_MAX]; /* as a scenario writes it, perhaps with an offset from UTC behind it */
} moment_t;

bool ccs_scenario_is_replay(const ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_scenario_place_t *const arrivals = at->up, *const type = arrivals ? arrivals->up : NULL,
                                      *const types = type ? type->up : NULL;
    const char *const keys[N_KEYS] = {types ? types->key : NULL, type ? type->key : NULL, arrivals ? arrivals->key : NULL,
        at->key};
    const bool names = node->kind == CCS_VALUE_GROUP || (node->kind == CCS_VALUE_STRING && ccs_text_ends(node->as.text, ".csv"));

    return names && types && types->up && !types->up->up && ccs_scenario_is_of_shape(keys, N_KEYS, "REPLAY");
}

/* --- columns ----------------------------------------------------------------------------------------------------------- */

static bool has(const contacts_t *self, enum role role)
{
    return ccs_csv_listing_has(&self->listing, role);
}

static const char *cell_of(const contacts_t *self, size_t row, enum role role)
{
    return ccs_csv_listing_cell(&self->listing, row, role);
}

/* By their words, or as they are named. @return 0 or CCS_ERR_SCENARIO, told */
static int find_columns(contacts_t *self, const reference_t *reference)
{
    const ccs_value_t at = {.file = self->listing.path, .line = 1};
    char names[NAMES_SIZE];
    int ret = ccs_scenario_find_columns(self->reader, &self->listing, ROLES, N_ROLES, &reference->columns);

    if (ret == 0 && !has(self, TIME))
        ret = ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL,
            "has no column \"time\", when a contact came: columns: { time = \"…\"; } says which it is; this file has %s",
            ccs_csv_listing_names(&self->listing, names, sizeof names));
    if (ret == 0 && reference->queue && !has(self, QUEUE))
        ret = ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, reference->queue, NULL,
            "names a queue, but %s has no column of queues: columns: { queue = \"…\"; } says which it is", self->listing.path);
    return ret;
}

/* Talk that is written under another heading would be drawn, and nobody told. */
static void doubt_columns(const contacts_t *self)
{
    const ccs_value_t at = {.file = self->listing.path, .line = 1};
    char names[NAMES_SIZE];

    if (has(self, TALK) || self->listing.table.taken->told ||
        !*ccs_csv_listing_unused(&self->listing, N_ROLES, names, sizeof names))
        return;
    self->listing.table.taken->told = true;
    ccs_scenario_fail(self->reader, CCS_ERR_OK, &at, NULL,
        "talk is known of none of the contacts, and drawn from the law; columns that are not used: %s; columns: { talk = \"…\"; } says which it is",
        names);
}

/* --- moments ----------------------------------------------------------------------------------------------------------- */

/* "8:00:03 AM", or "08:00:03.25" with its fraction. @return false if it is no time of day */
static bool read_time(const char *text, char time[CCS_UNITS_TEXT_MAX])
{
    ccs_moment_of_day_t moment;
    ccs_clock_text_t clock;
    char dated[CCS_UNITS_TEXT_MAX];

    while (*text == ' ' || *text == ',' || *text == 'T') text++;
    if (strlen(text) > TIME_MAX) return false; /* rather than cut off an offset */
    snprintf(dated, sizeof dated, "1970-01-01T%.*s", TIME_MAX, text);
    if (ccs_moment_exact(dated, &moment) && moment.has_time && !moment.has_offset) {
        snprintf(time, CCS_UNITS_TEXT_MAX, "%.*s", TIME_MAX, text);
        return true;
    }
    if (!ccs_clock_text(text, &clock) || clock.zone || clock.end >= 0) return false;
    ccs_units_show_time_of_day(clock.second, time, CCS_UNITS_TEXT_MAX);
    return true;
}

/* With the date before the time, in a column of its own, or nowhere. @return false if it is none */
static bool read_moment(const contacts_t *self, size_t row, moment_t *moment)
{
    const char *const cell = cell_of(self, row, TIME);
    ccs_moment_of_day_t written;
    ccs_date_text_t date;
    char day[CCS_UNITS_TEXT_MAX];

    *moment = (moment_t){.has_day = true};
    if (has(self, DATE) && read_time(cell, moment->time))
        return ccs_date_form_day(&self->listing.dates, cell_of(self, row, DATE), &moment->day);
    if (ccs_moment_exact(cell, &written)) {
        moment->day = written.date;
        if (!written.has_time || strlen(cell + ISO_DATE + 1) > TIME_MAX) return false;
        snprintf(moment->time, sizeof moment->time, "%.*s", TIME_MAX, cell + ISO_DATE + 1);
        return true;
    }
    const char *const rest = ccs_date_text(cell, &date);

    moment->has_day = rest && *rest;
    if (!moment->has_day) return read_time(cell, moment->time);
    snprintf(day, sizeof day, "%.*s", (int) (rest - cell), cell);
    return ccs_date_form_day(&self->listing.dates, day, &moment->day) && read_time(rest, moment->time);
}

/* The first date of the file becomes another one. @return false, told */
static bool find_first_day(contacts_t *self, const ccs_value_t *first_day)
{
    int64_t first = INT64_MAX, wanted;
    moment_t moment;

    if (!first_day) return true;
    if (ccs_date_read(first_day->as.text, &wanted) != 0) {
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, first_day, NULL,
            "first_day: expected a date such as \"2026-03-02\", found \"%.60s\"", first_day->as.text);
        return false;
    }
    for (size_t i = 0; i < self->listing.table.n_rows; i++)
        if (read_moment(self, i, &moment) && moment.has_day && moment.day < first) first = moment.day;
    if (first == INT64_MAX) return true;
    self->later = wanted - first;
    if (self->later % DAYS_A_WEEK != 0)
        ccs_scenario_fail(self->reader, CCS_ERR_OK, first_day, NULL,
            "first_day moves the contacts to other weekdays than those on which they came");
    return true;
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

/* A copy of a text, in which a comma is a decimal one where something else parts cells. @return false, told, without memory */
static bool append(contacts_t *self, ccs_value_t *row, const char *text)
{
    ccs_value_t *const cell = ccs_value_new(self->reader->arena, CCS_VALUE_STRING, NULL, row->file, row->line);
    char *const copy = *text ? ccs_arena_strdup(self->reader->arena, text) : NULL,
                *const comma = copy && self->listing.table.separator != ',' ? strchr(copy, ',') : NULL;

    if (!cell || (*text && !copy)) {
        ccs_scenario_fail_memory(self->reader);
        return false;
    }
    if (comma) *comma = '.';
    cell->as.text = copy ? copy : "";
    ccs_value_append(row, cell);
    return true;
}

/* @return false, told, if the row is wrong */
static bool append_row(contacts_t *self, ccs_value_t *to, size_t index)
{
    const ccs_value_t at = {.file = self->listing.path, .line = self->listing.table.lines[index]};
    char text[MOMENT_MAX], date[CCS_DATE_MAX];
    int width = 0; /* what is not known at the end is left out */
    moment_t moment;

    if (!read_moment(self, index, &moment)) {
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &at, NULL,
            "expected when a contact came, such as %s, found \"%.30s%s%.40s\"",
            has(self, DATE) ? "2026-03-02 and 08:00:03" : "2026-03-02 08:00:03", cell_of(self, index, DATE),
            has(self, DATE) ? " " : "", cell_of(self, index, TIME));
        return false;
    }
    ccs_value_t *const row = ccs_value_new(self->reader->arena, CCS_VALUE_LIST, NULL, at.file, at.line);

    if (!row) {
        ccs_scenario_fail_memory(self->reader);
        return false;
    }
    if (moment.has_day)
        snprintf(text, sizeof text, "%sT%s", ccs_date_show(moment.day + self->later, date, sizeof date), moment.time);
    else snprintf(text, sizeof text, "%s", moment.time);
    bool done = append(self, row, text);

    for (int i = 0; i < N_TOLD; i++)
        if (*cell_of(self, index, TOLD[i])) width = i + 1;
    for (int i = 0; i < width && done; i++) done = append(self, row, cell_of(self, index, TOLD[i]));
    ccs_value_append(to, row);
    return done;
}

/* --- the node ---------------------------------------------------------------------------------------------------------- */

static bool is_text(const ccs_value_t *value)
{
    return value->kind == CCS_VALUE_STRING;
}

/* @return false, told */
static bool take_reference(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    bool valid = true;

    if (is_text(node)) {
        reference->file = node;
        return true;
    }
    for (const ccs_value_t *child = node->first; child; child = child->next) {
        if (is_text(child) && strcmp(child->key, "csv") == 0) {
            reference->file = child;
        } else if (is_text(child) && strcmp(child->key, "queue") == 0) {
            reference->queue = child;
        } else if (is_text(child) && strcmp(child->key, "first_day") == 0) {
            reference->first_day = child;
        } else if (is_text(child) && strcmp(child->key, "dates") == 0 && ccs_date_form_find(child->as.text, &reference->dates)) {
            reference->dates_said = true;
        } else if (child->kind == CCS_VALUE_GROUP && strcmp(child->key, "columns") == 0) {
            valid = ccs_scenario_take_columns(self, child, path, ROLES, N_ROLES, &reference->columns) && valid;
        } else {
            ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "%s: " FORM, child->key);
            valid = false;
        }
    }
    if (valid && !reference->file)
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, node, path, "names no file: replay = \"contacts.csv\"");
    return valid && reference->file;
}

/* The rows of a type in the place of the node. */
static void put_rows(contacts_t *self, ccs_value_t *node, const reference_t *reference, const char *type)
{
    const ccs_value_t named = *reference->file;
    ccs_value_t rows = *node;

    rows.kind = CCS_VALUE_LIST;
    rows.first = rows.last = NULL;
    rows.n = 0;
    rows.is_table = true;
    for (size_t i = 0; i < self->listing.table.n_rows; i++)
        if (ccs_csv_listing_take(&self->listing, i)) append_row(self, &rows, i);
    *node = rows;
    if (node->n > 0) {
        node->file = self->listing.path;
        node->line = node->first->line;
    } else if (has(self, QUEUE)) {
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &named, NULL,
            "%s has no row of queue %.60s: if it is called otherwise there, write { csv = …; queue = \"…\"; }",
            self->listing.path, reference->queue ? reference->queue->as.text : type);
    } else if (self->listing.table.n_rows == 0) {
        ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &named, NULL, "%s has no rows", self->listing.path);
    }
}

void ccs_scenario_replay(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const size_t n_before = self->errors->n;
    reference_t reference = {0};
    char path[PATH_SIZE];

    ccs_scenario_place_text(at, path, sizeof path);
    if (!take_reference(self, node, path, &reference)) return;
    const char *const full = ccs_text_join(self->arena, ccs_scenario_folder(self, reference.file->file), reference.file->as.text),
                      *const type = at->up->up->key;
    const ccs_value_t *const label = ccs_value_get(ccs_value_get(ccs_value_get(self->tree, "types"), type), "label");
    contacts_t contacts = {.reader = self,
        .listing = {.path = full, .dates_said = reference.dates_said, .dates = reference.dates}};
    ccs_csv_file_t *const csv = full ? ccs_scenario_csv(self, reference.file, path, full) : NULL;

    if (!full) ccs_scenario_fail_memory(self);
    if (csv && ccs_csv_table(csv, &contacts.listing.table, self->errors) == 0 && find_columns(&contacts, &reference) == 0 &&
        ccs_csv_listing_dates(&contacts.listing, 1U << (has(&contacts, DATE) ? DATE : TIME), self->errors) == 0 &&
        find_first_day(&contacts, reference.first_day)) {
        doubt_columns(&contacts);
        ccs_csv_listing_want(&contacts.listing, QUEUE, "queue",
            reference.queue ? (const char *[]){reference.queue->as.text, NULL}
                            : (const char *[]){type, label && is_text(label) ? label->as.text : NULL});
        put_rows(&contacts, node, &reference, type);
    }
    ccs_scenario_place_errors(self, n_before, path);
}
