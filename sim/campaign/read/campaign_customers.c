/* campaign_customers.c - the customers of a list, one by one. Invariant: levels are counted from 0, the most urgent one, without a gap. */
#include <math.h>
#include <string.h>

#include "campaign_parts.h"
#include "customer_role.def"
#include "number_marks.h"
#include "read_value.h"
#include "text.h"
#include "units.h"

enum { MOST_PRIORITY = 100, MOST_CALLS = 1000, MOST_NUMBERS = 8, TEXT_MAX = 64, BEST_MAX = 32 };

#define X(NAME, text, required, words) NAME,
enum role { CCS_CUSTOMER_ROLE_LIST(X) N_ROLES };
#undef X

typedef struct {
    ccs_reader_t *reader;
    const ccs_campaign_t *campaign;
    const ccs_value_t *type; /* of the campaign, as it is written */
    ccs_number_marks_t
        marks[N_ROLES]; /* what the texts of a column say together; their line is the number of the row, from 1 on */
} list_t;

typedef struct {
    enum role role;
    char text[TEXT_MAX];
    char decimal; /* mark of its numbers */
} cell_t;

/* A cell as a text: a row of a scenario may have numbers. @return false: it is neither */
static bool text_of(const ccs_value_t *cell, char text[TEXT_MAX])
{
    double x;

    if (cell->kind == CCS_VALUE_STRING) {
        if (strlen(cell->as.text) >= TEXT_MAX) return false;
        memcpy(text, cell->as.text, strlen(cell->as.text) + 1);
        return true;
    }
    if (!ccs_read_is_number(cell, &x)) return false;
    (void) ccs_units_show_number(x, text, TEXT_MAX);
    return true;
}

/* @return 1, 0, or -1: it is none */
static int yes_or_no(const char *text)
{
    static const char *const yes[] = {"yes", "true", "1", "y", "x", "ja", "j", "wahr"},
                             *const no[] = {"no", "false", "0", "n", "nein", "falsch"};
    char word[TEXT_MAX];

    ccs_text_bare(text, word, sizeof word);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(word, yes[i]) == 0) return 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(word, no[i]) == 0) return 0;
    return -1;
}

static bool read_number(const char *text, char decimal, double most, double *x)
{
    return ccs_is_in_thousands(text, decimal) && ccs_marked_number(text, decimal, x) && fabs(*x) <= most;
}

static bool read_whole(const char *text, char decimal, double most, double *x)
{
    return read_number(text, decimal, most, x) && *x >= 0 && floor(*x) == *x;
}

/* "17:00-20:00" */
static bool read_best(const char *text, ccs_call_customer_t *to)
{
    const char *const dash = strchr(text, '-');
    char from[BEST_MAX];

    if (!dash || dash == text || (size_t) (dash - text) >= sizeof from) return false;
    memcpy(from, text, (size_t) (dash - text));
    from[dash - text] = '\0';
    return ccs_units_time_of_day(from, &to->best_from_s) == 0 && ccs_units_time_of_day(dash + 1, &to->best_to_s) == 0 &&
        to->best_from_s < to->best_to_s;
}

static bool read_zone(const ccs_campaign_t *c, const char *text, ccs_call_customer_t *to)
{
    for (uint32_t i = 0; i < c->n_zones; i++)
        if (strcmp(c->zones[i].name, text) == 0) {
            to->zone = (uint8_t) i;
            return true;
        }
    return false;
}

/* @return what it ought to be; NULL: it is read */
static const char *read_cell(const ccs_campaign_t *c, const cell_t *cell, ccs_call_customer_t *to, double *priority)
{
    const char *const text = cell->text;
    double x = 0;

    switch (cell->role) {
    case ZONE: return read_zone(c, text, to) ? NULL : "one of the zones of the campaign";
    case BEST: return read_best(text, to) ? NULL : "the best time to call such as \"17:00-20:00\"";
    case PRIORITY:
        return read_whole(text, cell->decimal, MOST_PRIORITY, priority) ? NULL : "a priority, a whole number from 0 to 100";
    case CALLS:
        if (!read_whole(text, cell->decimal, MOST_CALLS, &x)) return "calls made so far, a whole number from 0 to 1000";
        to->n_calls = (uint16_t) x;
        return NULL;
    case CONSENT:
    case DO_NOT_CALL:
        if (yes_or_no(text) < 0) return "yes or no";
        to->must_not = to->must_not || yes_or_no(text) == (cell->role == DO_NOT_CALL);
        to->has_agreed = to->has_agreed || cell->role == CONSENT;
        to->is_free = to->is_free || cell->role == DO_NOT_CALL;
        return NULL;
    case VALUE: return read_number(text, cell->decimal, 1e9, &to->value) ? NULL : "an amount of money";
    case NUMBERS:
        if (!read_whole(text, cell->decimal, MOST_NUMBERS, &x) || x < 1) return "how many telephone numbers there are, 1 to 8";
        to->n_numbers = (uint8_t) x;
        return NULL;
    case LANGUAGE: return NULL; /* campaigns are parted by it before (sim/split): read_row asks whether they were */
    case N_ROLES: break;
    }
    return NULL;
}

static bool has_numbers(int role)
{
    return role == PRIORITY || role == CALLS || role == VALUE || role == NUMBERS;
}

static const ccs_value_t *cells_of(const ccs_value_t *row)
{
    return row->kind == CCS_VALUE_LIST && row->n <= N_ROLES ? row->first : NULL;
}

/* Who wrote the file may write 12,50: the numbers of a column tell together. */
static void weigh_rows(list_t *self, const ccs_value_t *rows)
{
    uint32_t line = 1;

    for (const ccs_value_t *v = rows->first; v; v = v->next, line++) {
        const ccs_value_t *cell = cells_of(v);

        for (int role = 0; cell; role++, cell = cell->next)
            if (has_numbers(role) && cell->kind == CCS_VALUE_STRING && ccs_is_marked_number(cell->as.text))
                ccs_number_marks_weigh(&self->marks[role], cell->as.text, line);
    }
}

/* The decimal mark of a column's texts. */
static char decimal_of(const ccs_number_marks_t *marks)
{
    const ccs_number_mark_t *const point = &marks->mark[CCS_MARK_POINT], *const comma = &marks->mark[CCS_MARK_COMMA];

    if (point->decimal || comma->decimal) return point->decimal ? '.' : ',';
    if (point->parts || comma->parts) return comma->parts ? '.' : ',';
    return comma->open ? ',' : '.';
}

/* A number of the row that other rows contradict, or leave open by a thousandfold. @return what to do; NULL: neither */
static const char *contradicts(const ccs_number_marks_t *marks, uint32_t line)
{
    const ccs_number_mark_t *const point = &marks->mark[CCS_MARK_POINT], *const comma = &marks->mark[CCS_MARK_COMMA];

    if (point->decimal && comma->decimal)
        return line == (point->decimal > comma->decimal ? point->decimal : comma->decimal)
            ? "one decimal mark in the whole column: some numbers have a point and some a comma"
            : NULL;
    if (point->decimal || comma->decimal || point->parts || comma->parts) return NULL;
    if (marks->plain && !(point->open && comma->open))
        return NULL; /* 1,500 and 1.500 leave each other open whatever else there is */
    return (point->open && point->open == line) || (comma->open && comma->open == line)
        ? "a number that is no thousandfold of what it looks like, as no other of the column tells: without its mark, or with one more digit if it is decimal"
        : NULL;
}

/* @return what it ought to be; NULL: it is read */
static const char *read_value(const list_t *self, const ccs_value_t *value, cell_t *cell, ccs_call_customer_t *to,
    double *priority)
{
    if (!text_of(value, cell->text)) return "a text or a number";
    return *cell->text ? read_cell(self->campaign, cell, to, priority) : NULL;
}

/* Whose type still has several languages was not parted, as something is wrong with them, which is told. @return what the language ought to be; NULL: it is that of the type */
static const char *other_language(const ccs_value_t *type, const char *text)
{
    const ccs_value_t *const language = ccs_value_get(type, "language");

    if (ccs_value_get(type, "languages")) return NULL;
    if (!language || language->kind != CCS_VALUE_STRING)
        return "no language, as the type of the campaign has none: write types.*.languages";
    return strcmp(language->as.text, text) == 0 ? NULL : "the language of the type of the campaign";
}

/* @param line  number of the row, from 1 on */
static void read_row(const list_t *self, const ccs_place_t *at, uint32_t line, ccs_call_customer_t *to, double *priority)
{
    const ccs_value_t *value = cells_of(at->value);

    *to = (ccs_call_customer_t){.zone = CCS_ANY_ZONE, .value = (double) NAN};
    *priority = 0;
    if (!value) {
        ccs_reader_expected(self->reader, at,
            "a row of a customer, (zone, best time, priority, calls so far, consent, do not call, value, numbers, language)");
        return;
    }
    for (int role = 0; role < N_ROLES && value; role++, value = value->next) {
        const bool is_text = value->kind == CCS_VALUE_STRING;
        cell_t cell = {.role = (enum role) role, .decimal = is_text ? decimal_of(&self->marks[role]) : '.'};
        const char *expected = is_text ? contradicts(&self->marks[role], line) : NULL;
        const ccs_place_t field = ccs_place_element(at, value, (uint32_t) role);

        if (!expected) expected = read_value(self, value, &cell, to, priority);
        if (!expected && cell.role == LANGUAGE && *cell.text) expected = other_language(self->type, cell.text);
        if (expected) ccs_reader_expected(self->reader, &field, expected);
    }
}

/* The more urgent a priority, the lower its level; only those that there are have one. */
static void find_levels(ccs_campaign_t *c, ccs_call_customer_t *customers, const double *priorities)
{
    uint8_t level_of[MOST_PRIORITY + 1] = {0};
    bool is_there[MOST_PRIORITY + 1] = {false};
    uint8_t n = 0;

    for (uint32_t i = 0; i < c->n_list; i++) is_there[(int) priorities[i]] = true;
    for (int priority = MOST_PRIORITY; priority >= 0; priority--)
        if (is_there[priority]) level_of[priority] = n++;
    for (uint32_t i = 0; i < c->n_list; i++) customers[i].level = level_of[(int) priorities[i]];
    c->n_levels = n;
}

/* Whether the centre is open at some time of a stretch. */
static bool is_open_within(const ccs_clock_t *clock, double from_s, double to_s)
{
    bool is_open = false;

    for (uint32_t i = 0; i < clock->n_stretches && !is_open && from_s < to_s; i++)
        is_open = clock->stretches[i].start_s < to_s && clock->stretches[i].end_s > from_s;
    return is_open;
}

/* Whether somebody may ever be called at the best time. */
static bool has_best_time(const ccs_clock_t *clock, const ccs_campaign_t *c, const ccs_call_customer_t *who)
{
    for (uint32_t zone = 0; zone < c->n_zones; zone++) {
        if (who->zone != CCS_ANY_ZONE && who->zone != zone) continue;
        for (uint32_t i = 0; i < c->zones[zone].n_open; i++) {
            const ccs_call_span_t *const span = &c->zones[zone].open[i];

            if (is_open_within(clock, fmax(span->from_s, who->best_from_s - span->shift_s),
                    fmin(span->to_s, who->best_to_s - span->shift_s)))
                return true;
        }
    }
    return false;
}

/* The first one whose best time never comes is told. */
static void doubt_best_times(ccs_reader_t *reader, const ccs_place_t *place, const ccs_campaign_t *c)
{
    uint32_t index = 0;

    for (const ccs_value_t *v = place->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(place, v, index);

        if (!(c->customers[index].best_to_s > 0) || has_best_time(reader->clock, c, &c->customers[index])) continue;
        ccs_reader_warning(reader, &row,
            "is never called: at the best time it is outside of the hours there, or the centre is closed; others may be alike");
        return;
    }
}

/* The campaign's type, as it is written. */
static const ccs_value_t *type_of(ccs_reader_t *reader, const ccs_place_t *at)
{
    const ccs_value_t *const types = ccs_value_get(reader->root.value, "types"), *const type = ccs_value_get(at->value, "type");

    return type && type->kind == CCS_VALUE_STRING ? ccs_value_get(types, type->as.text) : NULL;
}

void ccs_campaign_read_customers(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *campaign)
{
    const ccs_place_t place = ccs_place_child(reader, at, "customers"), list = ccs_place_child(reader, at, "list");

    campaign->n_levels = 1;
    if (!place.value) return;
    if (place.value->kind != CCS_VALUE_LIST || place.value->n == 0) {
        ccs_reader_expected(reader, &place, "a CSV file of customers, \"people.csv\", or rows of them");
        return;
    }
    if (list.given) ccs_reader_error(reader, &list, "stands beside customers, who are the list: keep one of the two");
    ccs_call_customer_t *const customers = ccs_reader_array(reader, place.value->n, sizeof *customers);
    double *const priorities = ccs_reader_array(reader, place.value->n, sizeof *priorities);
    list_t self = {.reader = reader, .campaign = campaign, .type = type_of(reader, at)};
    uint32_t index = 0;

    if (!customers || !priorities) return;
    weigh_rows(&self, place.value);
    campaign->n_list = (uint32_t) place.value->n;
    campaign->customers = customers;
    for (const ccs_value_t *v = place.value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(&place, v, index);

        read_row(&self, &row, index + 1, &customers[index], &priorities[index]);
    }
    find_levels(campaign, customers, priorities);
    doubt_best_times(reader, &place, campaign);
}
