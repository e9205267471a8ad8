/* actual.c - records on the time axis of a plan. Invariant: a part is known only where a row said it, and rows of one cell add up. */
#include "actual.h"

#include <math.h>
#include <string.h>

#include "date.h"
#include "text.h"

enum { DAY_S = 86400, BARE_MAX = 64, LIST_MAX = 400 };
static const double HOUR_S = 3600;

const ccs_measured_about_t CCS_MEASURED[CCS_N_MEASURED] = {
#define X(name, label, kind) {#name, label, CCS_MEASURED_##kind},
    CCS_MEASURED_LIST(X)
#undef X
};

double ccs_part_value(ccs_summand_t part, enum ccs_measured measured)
{
    if (CCS_MEASURED[measured].kind == CCS_MEASURED_AMOUNT) return part.num;
    return part.den > 0 ? part.num / part.den : (double) NAN;
}

void ccs_part_add(ccs_summand_t *to, ccs_summand_t part)
{
    if (isnan(part.num)) return;
    if (isnan(to->num)) *to = (ccs_summand_t){0, 0};
    to->num += part.num;
    to->den += part.den;
}

static int no_memory(ccs_err_list_t *errors)
{
    return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static int say(ccs_actual_t *self, ccs_err_list_t *errors, const char *text)
{
    const char **const room = ccs_arena_room(&self->arena, self->said, self->n_said, &self->cap_said, sizeof *room);

    if (!room || !text) return no_memory(errors);
    self->said = room;
    self->said[self->n_said++] = text;
    return 0;
}

/* ---- whose rows they are -------------------------------------------------------------------------------------------------------- */

static bool is_called(const char *word, const char *name)
{
    char a[BARE_MAX], b[BARE_MAX];

    return word && name && strcmp(ccs_text_bare(word, a, sizeof a), ccs_text_bare(name, b, sizeof b)) == 0;
}

/* The type of a queue of the file; CCS_NONE: none. A file without queues is of the only type. */
static uint32_t type_of(const ccs_actual_t *self, const ccs_import_queue_t *queue)
{
    const ccs_plan_t *const plan = self->plan;

    if (!queue->word) return plan->n_types == 1 ? 0 : CCS_NONE;
    for (uint32_t t = 0; t < plan->n_types; t++)
        if (strcmp(queue->word, plan->types[t].name) == 0) return t;
    for (uint32_t t = 0; t < plan->n_types; t++)
        if (is_called(queue->word, plan->types[t].name) || is_called(queue->word, plan->types[t].label) ||
            is_called(queue->label, plan->types[t].label))
            return t;
    return CCS_NONE;
}

/* Whether a team serves these types and no others. */
static bool serves_just(const ccs_plan_t *plan, uint32_t team, const ccs_subject_t *subject)
{
    uint32_t n = 0, of_them = 0;

    for (uint32_t t = 0; t < plan->n_types; t++) {
        bool serves = false, asked = false;

        for (uint32_t p = 0; p < plan->n_pairs; p++)
            serves = serves || (plan->pairs[p].type == t && plan->groups[plan->pairs[p].group].team == team);
        for (uint32_t i = 0; i < subject->n_types; i++) asked = asked || subject->types[i] == t;
        n += serves;
        of_them += serves && asked;
    }
    return n == subject->n_types && of_them == n;
}

static int find_teams(ccs_actual_t *self, ccs_subject_t *subject)
{
    uint32_t *const teams = ccs_arena_array(&self->arena, self->plan->n_teams, sizeof *teams);

    if (!teams) return CCS_ERR_NOMEM;
    for (uint32_t g = 0; g < self->plan->n_teams; g++)
        if (serves_just(self->plan, g, subject)) teams[subject->n_teams++] = g;
    subject->teams = teams;
    return 0;
}

/* A queue of the file as a subject. @return false: it is none of the plan's */
static bool find_types(ccs_actual_t *self, uint32_t id, ccs_subject_t *subject, uint32_t *types)
{
    const ccs_import_queue_t *const queue = &self->import.queues[id];
    const uint32_t n = queue->n_serves > 1 ? queue->n_serves : 1;

    for (uint32_t i = 0; i < n; i++) {
        types[i] = type_of(self, queue->n_serves > 1 ? &self->import.queues[queue->serves[i]] : queue);
        if (types[i] == CCS_NONE) return false;
    }
    subject->n_types = n;
    subject->types = types;
    subject->name = n == 1 ? self->plan->types[types[0]].name : queue->word;
    subject->label = n == 1 ? self->plan->types[types[0]].label : queue->label;
    return true;
}

static int tell_left(ccs_actual_t *self, const char *left, ccs_err_list_t *errors)
{
    char names[LIST_MAX] = "";

    if (!*left) return 0;
    for (uint32_t t = 0; t < self->plan->n_types; t++) ccs_text_enumerate(names, sizeof names, self->plan->types[t].name);
    if (self->n_subjects > 0)
        return say(self, errors,
            ccs_arena_printf(&self->arena, "Left out: %s, no contact type of the scenario (it has %s).", left, names));
    return ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->name, NULL,
        "none of its queues is a contact type of the scenario: it has %s, the scenario %s; call them alike, by name or label, or say which column is the queue (--map COLUMN=queue)",
        left, names);
}

/* The subject that a queue of the same type has already, which may be called by name and by label; CCS_NONE: none. */
static uint32_t same_as(const ccs_actual_t *self, const ccs_subject_t *subject)
{
    for (uint32_t s = 0; s < self->n_subjects; s++)
        if (self->subjects[s].n_types == 1 && subject->n_types == 1 && self->subjects[s].types[0] == subject->types[0]) return s;
    return CCS_NONE;
}

/* @param of_queue  by queue of the file: receives its subject, CCS_NONE where it has none */
static int find_subjects(ccs_actual_t *self, uint32_t *of_queue, ccs_err_list_t *errors)
{
    const uint32_t n = self->import.n_queues;
    char left[LIST_MAX] = "";

    self->subjects = ccs_arena_array(&self->arena, n, sizeof *self->subjects);
    if (!self->subjects) return no_memory(errors);
    for (uint32_t i = 0; i < n; i++) {
        ccs_subject_t subject = {0};
        uint32_t *const types = ccs_arena_array(&self->arena, self->import.queues[i].n_serves + (size_t) 1, sizeof *types);

        if (!types) return no_memory(errors);
        of_queue[i] = CCS_NONE;
        if (!find_types(self, i, &subject, types)) {
            ccs_text_enumerate(left, sizeof left, self->import.queues[i].label);
            continue;
        }
        of_queue[i] = same_as(self, &subject);
        if (of_queue[i] != CCS_NONE) continue;
        if (find_teams(self, &subject) != 0) return no_memory(errors);
        of_queue[i] = self->n_subjects;
        self->subjects[self->n_subjects++] = subject;
    }
    return tell_left(self, left, errors);
}

/* ---- when they are ---------------------------------------------------------------------------------------------------------------- */

/* The cell in which a row begins; CCS_NONE: the plan has none there. */
static uint32_t cell_of(const ccs_actual_t *self, const ccs_import_row_t *row)
{
    const double clock_s = (double) (row->day - self->plan->first_date) * DAY_S + row->second;
    uint32_t low = 0, high = self->n_cells;

    while (low < high) { /* the first cell that begins later */
        const uint32_t middle = (low + high) / 2;

        if (ccs_actual_cell(self, middle)->clock_s <= clock_s) low = middle + 1;
        else high = middle;
    }
    if (low == 0) return CCS_NONE;
    const ccs_cell_t *const cell = ccs_actual_cell(self, low - 1);

    if (low < self->n_cells) return low - 1;
    return clock_s - cell->clock_s < (isfinite(cell->end_s) ? cell->end_s - cell->start_s : DAY_S) ? low - 1 : CCS_NONE;
}

static int check_length(const ccs_actual_t *self, ccs_err_list_t *errors)
{
    const ccs_plan_t *const plan = self->plan;

    if (plan->periods.by != CCS_REPORT_INTERVAL || self->import.interval_s <= plan->interval_s) return 0;
    if (self->import.interval_s == DAY_S)
        return ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->name, NULL,
            "has a row a day, the scenario figures by interval: compare days, with --set 'clock.report=\"day\"'");
    return ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->name, NULL,
        "has rows of %d min, the scenario intervals of %g min: compare those of the file, with --set 'clock.interval=\"%d min\"'",
        self->import.interval_s / 60, plan->interval_s / 60, self->import.interval_s / 60);
}

static int check_days(const ccs_actual_t *self, ccs_err_list_t *errors)
{
    char first[CCS_DATE_MAX], last[CCS_DATE_MAX];

    if (self->n_rows > 0) return 0;
    ccs_date_show(self->import.first_day, first, sizeof first);
    ccs_date_show(self->import.last_day, last, sizeof last);
    return ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->name, NULL,
        "has the days %s to %s, the scenario %s to %s: simulate those of the file, with --set 'clock.start=\"%s\"' --set clock.days=%lld; where the scenario takes its days from a table (tables.NAME.csv), name the forecast of these days in its place, with --set 'tables.NAME.csv=\"FORECAST.csv\"' instead",
        first, last, self->plan->day_labels[0], self->plan->day_labels[self->plan->n_days - 1], first,
        (long long) self->import.last_day - self->import.first_day + 1);
}

/* ---- what they say ------------------------------------------------------------------------------------------------------------ */

static ccs_summand_t amount(double x)
{
    return (ccs_summand_t){x, isnan(x) ? 0 : 1};
}

/* A mean and what it is the mean of. */
static ccs_summand_t ratio(double x, double of)
{
    if (isnan(of) || (isnan(x) && of > 0)) return (ccs_summand_t){(double) NAN, 0};
    return (ccs_summand_t){of > 0 ? x * of : 0, of};
}

static double answered_of(const ccs_import_row_t *row)
{
    if (!isnan(row->answered)) return row->answered;
    return isnan(row->abandoned) ? row->contacts : row->contacts - row->abandoned;
}

static void read_contacts(const ccs_import_row_t *row, ccs_summand_t *of)
{
    const double answered = answered_of(row);

    of[CCS_MEASURED_offered] = amount(row->contacts);
    of[CCS_MEASURED_service_level] = ratio(row->level_frac, row->contacts);
    of[CCS_MEASURED_abandonment_rate] = ratio(row->contacts > 0 ? row->abandoned / row->contacts : (double) NAN, row->contacts);
    of[CCS_MEASURED_asa_s] = ratio(row->wait_s, answered);
    of[CCS_MEASURED_aht_s] = ratio(row->aht_s, answered);
}

static void read_row(ccs_actual_t *self, const ccs_import_row_t *row, uint32_t subject, uint32_t cell)
{
    const double agents = self->is_present ? row->present : row->agents,
                 hours = agents * ccs_import_length(&self->import) / HOUR_S;
    ccs_summand_t of[CCS_N_MEASURED];

    for (uint32_t m = 0; m < CCS_N_MEASURED; m++) of[m] = (ccs_summand_t){(double) NAN, 0};
    if (self->subjects[subject].n_types == 1) read_contacts(row, of);
    if (self->subjects[subject].n_teams > 0) {
        of[CCS_MEASURED_agent_hours] = amount(hours);
        of[CCS_MEASURED_occupancy] = ratio(row->occupancy_frac, isnan(hours) ? 1 : hours);
    }
    for (uint32_t m = 0; m < CCS_N_MEASURED; m++) {
        ccs_part_add(&self->parts[((size_t) subject * self->n_cells + cell) * CCS_N_MEASURED + m], of[m]);
        self->has[m] = self->has[m] || (!isnan(of[m].num) && of[m].den > 0);
    }
}

static int take_rows(ccs_actual_t *self, ccs_err_list_t *errors)
{
    uint32_t *const of_queue = ccs_arena_array(&self->arena, self->import.n_queues, sizeof *of_queue);
    int ret = 0;

    CCS_REQUIRE(of_queue, no_memory(errors));
    CCS_TRY(find_subjects(self, of_queue, errors));
    const size_t n = (size_t) self->n_subjects * self->n_cells * CCS_N_MEASURED;

    self->parts = ccs_arena_array(&self->arena, n, sizeof *self->parts);
    CCS_REQUIRE(self->parts, no_memory(errors));
    for (size_t i = 0; i < n; i++) self->parts[i] = (ccs_summand_t){(double) NAN, 0};
    for (size_t i = 0; i < self->import.n_rows; i++) {
        const ccs_import_row_t *const row = &self->import.rows[i];
        const uint32_t subject = of_queue[row->queue], cell = cell_of(self, row);

        if (subject == CCS_NONE) continue;
        if (cell == CCS_NONE) {
            self->n_outside++;
            continue;
        }
        read_row(self, row, subject, cell);
        self->n_rows++;
    }
    CCS_TRY(check_days(self, errors));
    if (self->n_outside > 0)
        CCS_TRY(say(self, errors,
            ccs_arena_printf(&self->arena, "Left out: %zu rows of days or hours that the scenario has not.", self->n_outside)));
out:
    return ret;
}

static int keep_said(ccs_actual_t *self, ccs_err_list_t *errors)
{
    int ret = 0;

    for (size_t i = 0; ret == 0 && i < self->import.n_said; i++) ret = say(self, errors, self->import.said[i]);
    return ret;
}

int ccs_actual_read(ccs_actual_t *self, const ccs_plan_t *plan, const void *bytes, size_t n, const ccs_import_options_t *options,
    ccs_err_list_t *errors)
{
    ccs_import_options_t records = *options;
    int ret = 0;

    records.happened = true;
    self->plan = plan;
    self->name = options->name;
    self->n_cells = plan->periods.n_counted;
    CCS_REQUIRE(plan->axis.has_clock,
        ccs_err_list_add(errors, CCS_ERR_SCENARIO, self->name, NULL,
            "is of days, and the scenario is a steady state: write clock.start and clock.open in it"));
    CCS_TRY(ccs_import_read(&self->import, bytes, n, &records, errors));
    self->is_present = self->import.column[CCS_IMPORT_present] != NULL;
    CCS_TRY(keep_said(self, errors));
    CCS_TRY(check_length(self, errors));
    CCS_TRY(take_rows(self, errors));
out:
    return ret;
}

void ccs_actual_free(ccs_actual_t *self)
{
    if (!self) return;
    ccs_import_free(&self->import);
    ccs_arena_free(&self->arena);
    *self = (ccs_actual_t){0};
}
