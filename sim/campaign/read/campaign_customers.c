/* campaign_customers.c - the customers of a list, one by one. Invariant: levels are counted from 0, the most urgent one, without a gap. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "campaign_parts.h"
#include "customer_role.def"
#include "read_value.h"
#include "units.h"

enum { MOST_PRIORITY = 100, MOST_CALLS = 1000, TEXT_MAX = 64, BEST_MAX = 32 };

#define X(NAME, text, required, words) NAME,
enum role { CCS_CUSTOMER_ROLE_LIST(X) N_ROLES };
#undef X

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
    static const char *const yes[] = {"yes", "true", "1", "y", "x", "ja", "j"}, *const no[] = {"no", "false", "0", "n", "nein"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(text, yes[i]) == 0) return 1;
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (strcmp(text, no[i]) == 0) return 0;
    return -1;
}

static bool read_number(const char *text, double most, double *x)
{
    char *end;

    *x = strtod(text, &end);
    return *end == '\0' && end != text && fabs(*x) <= most;
}

static bool read_whole(const char *text, double most, double *x)
{
    return read_number(text, most, x) && *x >= 0 && floor(*x) == *x;
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
static const char *read_cell(const ccs_campaign_t *c, enum role role, const char *text, ccs_call_customer_t *to, double *priority)
{
    double x = 0;

    switch (role) {
    case ZONE: return read_zone(c, text, to) ? NULL : "one of the zones of the campaign";
    case BEST: return read_best(text, to) ? NULL : "the best time to call such as \"17:00-20:00\"";
    case PRIORITY: return read_whole(text, MOST_PRIORITY, priority) ? NULL : "a priority, a whole number from 0 to 100";
    case CALLS:
        if (!read_whole(text, MOST_CALLS, &x)) return "calls made so far, a whole number from 0 to 1000";
        to->n_calls = (uint16_t) x;
        return NULL;
    case CONSENT:
    case DO_NOT_CALL:
        if (yes_or_no(text) < 0) return "yes or no";
        to->must_not = to->must_not || yes_or_no(text) == (role == DO_NOT_CALL);
        return NULL;
    case VALUE: return read_number(text, 1e9, &to->value) ? NULL : "an amount of money";
    case N_ROLES: break;
    }
    return NULL;
}

static void read_row(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c, ccs_call_customer_t *to,
    double *priority)
{
    const ccs_value_t *cell = at->value->kind == CCS_VALUE_LIST && at->value->n <= N_ROLES ? at->value->first : NULL;

    *to = (ccs_call_customer_t){.zone = CCS_ANY_ZONE, .value = (double) NAN};
    *priority = 0;
    if (!cell) {
        ccs_reader_expected(reader, at,
            "a row of a customer, (zone, best time, priority, calls so far, consent, do not call, value)");
        return;
    }
    for (int role = 0; role < N_ROLES && cell; role++, cell = cell->next) {
        char text[TEXT_MAX];
        const char *const expected = !text_of(cell, text) ? "a text or a number"
            : *text                                       ? read_cell(c, (enum role) role, text, to, priority)
                                                          : NULL;
        const ccs_place_t field = ccs_place_element(at, cell, (uint32_t) role);

        if (expected) ccs_reader_expected(reader, &field, expected);
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
    uint32_t index = 0;

    if (!customers || !priorities) return;
    campaign->n_list = (uint32_t) place.value->n;
    campaign->customers = customers;
    for (const ccs_value_t *v = place.value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(&place, v, index);

        read_row(reader, &row, campaign, &customers[index], &priorities[index]);
    }
    find_levels(campaign, customers, priorities);
}
