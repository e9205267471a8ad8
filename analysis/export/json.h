/** @file json.h  A result as JSON, row by row. */
#ifndef CCS_JSON_H
#define CCS_JSON_H

#include <stdio.h>

#include "variants.h"
#include "wanted.h"

/** The result as one object: a row for each metric and entity that go together; by interval, a row more for each interval. @return 0, or
 * CCS_ERR_NOMEM: what was printed lacks something. */
int ccs_json_result(const ccs_view_t *view, const ccs_wanted_t *wanted, FILE *to, ccs_err_t *err);
/** The same of several variants: a row for each of them, with "variant", from the second on with its difference from the first, which is
 * null where it is not known. */
int ccs_json_variants(const ccs_variants_t *variants, const ccs_wanted_t *wanted, FILE *to, ccs_err_t *err);

#endif
