/** @file scenario_columns.h  Which columns of a CSV file are what: by their headings, and as a node of the scenario names them. */
#ifndef CCS_SCENARIO_COLUMNS_H
#define CCS_SCENARIO_COLUMNS_H

#include "csv_listing.h"
#include "scenario_context.h"

/** By role the text that names its column; NULL: not said. */
typedef struct {
    const ccs_value_t *of[CCS_CSV_MAX_ROLES];
} ccs_scenario_columns_t;

/** What a node says, { time = "Arrived"; wrap = "none"; }. @param path  of the node above it @param n  <= CCS_CSV_MAX_ROLES @return false, told */
bool ccs_scenario_take_columns(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path,
    const ccs_csv_role_t *roles, uint32_t n, ccs_scenario_columns_t *columns);
/** The columns of a listing whose table is there: by their words, but as they are named where they are; "none" is no column. Refused is a name that
 * there is not, and one column for two roles. @return 0 or CCS_ERR_SCENARIO, told */
int ccs_scenario_find_columns(ccs_scenario_reader_t *self, ccs_csv_listing_t *listing, const ccs_csv_role_t *roles, uint32_t n,
    const ccs_scenario_columns_t *columns);

#endif
