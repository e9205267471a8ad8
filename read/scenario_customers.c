/* scenario_customers.c - CSV files of customers. Invariant: a row of the tree has the line of its row of the file, so that what is wrong with it is told there. */
#include "scenario_customers.h"

#include <stdio.h>
#include <string.h>

#include "csv_listing.h"
#include "customer_role.def"
#include "scenario_columns.h"
#include "scenario_words.h"
#include "text.h"

enum { PATH_SIZE = 128, NAMES_SIZE = 300, N_KEYS = 3, WORD_SIZE = 64, LEAST_ALIKE = 5, LONG = 9 /* letters */ };

enum role { CCS_CUSTOMER_ROLE_LIST(CCS_CSV_ROLE_NAME) N_ROLES };
static const ccs_csv_role_t ROLES[N_ROLES] = {CCS_CUSTOMER_ROLE_LIST(CCS_CSV_ROLE_ROW)};

static bool is_text(const ccs_value_t *value)
{
    return value && value->kind == CCS_VALUE_STRING;
}

bool ccs_scenario_is_customers(const ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const ccs_scenario_place_t *const campaign = at->up, *const campaigns = campaign ? campaign->up : NULL;
    const char *const keys[N_KEYS] = {campaigns ? campaigns->key : NULL, campaign ? campaign->key : NULL, at->key};

    return ((is_text(node) && ccs_text_ends(node->as.text, ".csv")) || is_text(ccs_value_get(node, "csv"))) && campaigns &&
        campaigns->up && !campaigns->up->up && ccs_scenario_is_of_shape(keys, N_KEYS, "CUSTOMERS");
}

/* A text, or { csv = "people.csv"; columns: { zone = "Region"; }; }. @return the text that names the file; NULL: told */
static const ccs_value_t *take_reference(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path,
    ccs_scenario_columns_t *columns)
{
    const ccs_value_t *named = node;

    for (const ccs_value_t *child = is_text(node) ? NULL : node->first; child && named; child = child->next) {
        if (is_text(child) && strcmp(child->key, "csv") == 0) continue;
        if (child->kind == CCS_VALUE_GROUP && strcmp(child->key, "columns") == 0) {
            if (!ccs_scenario_take_columns(self, child, path, ROLES, N_ROLES, columns)) named = NULL;
            continue;
        }
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path,
            "%s: customers are { csv = \"people.csv\"; columns: { zone = \"Region\"; best = \"Call at\"; }; }", child->key);
        named = NULL;
    }
    return named && !is_text(node) ? ccs_value_get(node, "csv") : named;
}

/* @return NULL: no memory, told */
static ccs_value_t *make_row(ccs_scenario_reader_t *self, const ccs_csv_listing_t *listing, size_t index)
{
    ccs_value_t *const row = ccs_value_new(self->arena, CCS_VALUE_LIST, NULL, listing->path, listing->table.lines[index]);

    for (uint32_t role = 0; row && role < N_ROLES; role++) {
        ccs_value_t *const cell = ccs_value_new(self->arena, CCS_VALUE_STRING, NULL, row->file, row->line);
        const char *const kept = cell ? ccs_scenario_keep(self, ccs_csv_listing_cell(listing, index, role)) : NULL;

        if (!kept) {
            ccs_scenario_fail_memory(self);
            return NULL;
        }
        cell->as.text = kept;
        ccs_value_append(row, cell);
    }
    if (!row) ccs_scenario_fail_memory(self);
    return row;
}

/* A gap of the list: nothing stands in any column, read or not. */
static bool is_empty(const ccs_csv_table_t *table, size_t row)
{
    for (uint32_t i = 0; i < table->n_columns; i++)
        if (*table->cells[row * table->n_columns + i]) return false;
    return true;
}

/* @return 0 or CCS_ERR_SCENARIO, told */
static int check_gaps(ccs_scenario_reader_t *self, const ccs_csv_listing_t *listing)
{
    int ret = 0;

    for (size_t i = 0; i < listing->table.n_rows; i++) {
        const ccs_value_t at = {.file = listing->path, .line = listing->table.lines[i]};

        if (is_empty(&listing->table, i))
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL, "is an empty row, which would be somebody: remove it");
    }
    return ret;
}

static void put_rows(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_csv_listing_t *listing)
{
    node->kind = CCS_VALUE_LIST;
    node->first = node->last = NULL;
    node->n = 0;
    node->is_table = true;
    for (size_t i = 0; i < listing->table.n_rows; i++) {
        ccs_value_t *const row = make_row(self, listing, i);

        if (!row) return;
        ccs_value_append(node, row);
    }
    node->file = listing->path;
    node->line = node->first->line;
}

/* The column that a heading may have been meant for: one that the file lacks and of which the scenario says nothing.
 * One slip, in long words two: an account is no amount, and a reason no region. @return role; N_ROLES: none */
static uint32_t meant(const ccs_csv_listing_t *listing, const ccs_scenario_columns_t *columns, const char *heading)
{
    char bare[WORD_SIZE], word[WORD_SIZE];

    (void) ccs_text_bare(heading, bare, sizeof bare);
    for (uint32_t role = 0; role < N_ROLES; role++) {
        if (ccs_csv_listing_has(listing, role) || columns->of[role]) continue;
        for (const char *at = ROLES[role].words; *at; at += strcspn(at, "|") + 1) {
            const char *const first = at + (*at == '=');

            snprintf(word, sizeof word, "%.*s", (int) strcspn(first, "|"), first);
            if (strlen(word) >= LEAST_ALIKE && ccs_text_distance(bare, word) <= (strlen(word) < LONG ? 1U : 2U)) return role;
        }
    }
    return N_ROLES;
}

/* What is not read is told; a slip in a heading is an error, as who must not be called would be called. @return 0 or CCS_ERR_SCENARIO, told */
static int check_headings(ccs_scenario_reader_t *self, const ccs_csv_listing_t *listing, const ccs_scenario_columns_t *columns)
{
    const ccs_value_t at = {.file = listing->path, .line = 1};
    char names[NAMES_SIZE];
    int ret = 0;

    for (uint32_t i = 0; i < listing->table.n_columns; i++) {
        const char *const heading = listing->table.header[i];
        const uint32_t role = ccs_csv_listing_is_used(listing, i, N_ROLES) ? N_ROLES : meant(listing, columns, heading);

        if (role < N_ROLES)
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL,
                "has an unknown column \"%.60s\", did you mean %s? Rename it, or say which it is with columns: { %s = \"%.60s\"; }, or = \"none\" if there is none",
                heading, ROLES[role].text, ROLES[role].text, heading);
    }
    if (ret == 0 && *ccs_csv_listing_unused(listing, N_ROLES, names, sizeof names))
        (void) ccs_scenario_fail(self, CCS_ERR_OK, &at, NULL,
            "columns that are not read: %s; known are zone, best, priority, calls, consent, do_not_call, value, numbers and language, and columns says which is which",
            names);
    return ret;
}

/* A list of which nothing is known is a number. @return 0 or CCS_ERR_SCENARIO, told */
static int check_columns(ccs_scenario_reader_t *self, const ccs_csv_listing_t *listing)
{
    const ccs_value_t at = {.file = listing->path, .line = 1};
    char names[NAMES_SIZE];

    for (uint32_t role = 0; role < N_ROLES; role++)
        if (ccs_csv_listing_has(listing, role)) return 0;
    return ccs_scenario_fail(self, CCS_ERR_SCENARIO, &at, NULL,
        "has no column that tells anything of customers (zone, best time, priority, calls, consent, do not call, value, numbers, language): it has %s; of how many there are list says enough",
        ccs_csv_listing_names(listing, names, sizeof names));
}

void ccs_scenario_customers(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    const size_t n_before = self->errors->n;
    ccs_scenario_columns_t columns = {0};
    ccs_csv_listing_t listing = {0};
    char path[PATH_SIZE];

    ccs_scenario_place_text(at, path, sizeof path);
    const ccs_value_t *const named = take_reference(self, node, path, &columns);

    if (!named) return;
    listing.path = ccs_text_join(self->arena, ccs_scenario_folder(self, named->file), named->as.text);
    if (!listing.path) {
        ccs_scenario_fail_memory(self);
        return;
    }
    ccs_csv_file_t *const csv = ccs_scenario_csv(self, named, path, listing.path);

    if (csv && ccs_csv_table(csv, &listing.table, self->errors) == 0 &&
        ccs_scenario_find_columns(self, &listing, ROLES, N_ROLES, &columns) == 0 &&
        check_headings(self, &listing, &columns) == 0 && check_columns(self, &listing) == 0 && check_gaps(self, &listing) == 0) {
        if (listing.table.n_rows == 0) ccs_scenario_fail(self, CCS_ERR_SCENARIO, named, path, "%s has no rows", listing.path);
        else put_rows(self, node, &listing);
    }
    ccs_scenario_place_errors(self, n_before, path);
}
