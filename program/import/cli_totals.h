/** @file cli_totals.h  What an export adds up to, for checking. */
#ifndef CCS_CLI_TOTALS_H
#define CCS_CLI_TOTALS_H

#include "import.h"

/** Print contacts a day (of more than fourteen days: a month) and queue, agent hours, mean handle times.
 * @param width  characters of a line, 0: as many as it takes @return 0 or CCS_ERR_NOMEM */
int ccs_cli_totals(const ccs_import_t *import, uint32_t width, FILE *to);

#endif
