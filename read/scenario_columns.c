/* scenario_columns.c - columns of CSV files, by headings and by name. */
#include "scenario_columns.h"

#include <string.h>

#include "text.h"

enum { NAMES_SIZE = 300 };

bool ccs_scenario_take_columns(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path,
    const ccs_csv_role_t *roles, uint32_t n, ccs_scenario_columns_t *columns)
{
    char names[NAMES_SIZE] = "";
    bool valid = true;

    for (uint32_t role = 0; role < n; role++) ccs_text_enumerate(names, sizeof names, roles[role].text);
    for (const ccs_value_t *child = node->first; child; child = child->next) {
        uint32_t role = 0;

        while (role < n && strcmp(child->key, roles[role].text) != 0) role++;
        if (role < n && child->kind == CCS_VALUE_STRING) {
            columns->of[role] = child;
            continue;
        }
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path,
            "columns.%s: expected the name of a column, in quotes, of one of %s", child->key, names);
        valid = false;
    }
    return valid;
}

/* A column that is named, and nothing else then. @return 0 or CCS_ERR_SCENARIO, told */
static int name_column(ccs_scenario_reader_t *self, ccs_csv_listing_t *listing, uint32_t n, const ccs_scenario_columns_t *columns,
    uint32_t role)
{
    const ccs_value_t *const name = columns->of[role];
    const ccs_csv_table_t *const table = &listing->table;
    char names[NAMES_SIZE];
    uint32_t column = 0;

    while (column < table->n_columns && strcmp(table->header[column], name->as.text) != 0) column++;
    const bool none = column == table->n_columns && strcmp(name->as.text, "none") == 0;

    if (column == table->n_columns && !none)
        return ccs_scenario_fail(self, CCS_ERR_SCENARIO, name, NULL, "%s has no column \"%.60s\": it has %s", listing->path,
            name->as.text, ccs_csv_listing_names(listing, names, sizeof names));
    for (uint32_t other = 0; other < n; other++)
        if (listing->column[other] == column && !columns->of[other]) listing->column[other] = UINT32_MAX;
    listing->column[role] = none ? UINT32_MAX : column;
    return 0;
}

int ccs_scenario_find_columns(ccs_scenario_reader_t *self, ccs_csv_listing_t *listing, const ccs_csv_role_t *roles, uint32_t n,
    const ccs_scenario_columns_t *columns)
{
    int ret = 0;

    ccs_csv_listing_columns(listing, roles, n);
    for (uint32_t role = 0; role < n; role++)
        if (columns->of[role] && name_column(self, listing, n, columns, role) != 0) ret = CCS_ERR_SCENARIO;
    for (uint32_t role = 1; role < n && ret == 0; role++)
        for (uint32_t other = 0; other < role; other++)
            if (columns->of[role] && ccs_csv_listing_has(listing, role) && listing->column[other] == listing->column[role])
                ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, columns->of[role], NULL,
                    "columns.%s: \"%.60s\" is the column of %s already: a column is one thing", roles[role].text,
                    columns->of[role]->as.text, roles[other].text);
    return ret;
}
