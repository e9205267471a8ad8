/** @file json.h  JSON: texts and numbers as RFC 8259 wants them, and a result as rows. */
#ifndef CCS_JSON_H
#define CCS_JSON_H

#include <stdio.h>

#include "variants.h"
#include "wanted.h"

/** A text in quotes; what is not UTF-8 in it becomes U+FFFD. NULL is null. */
void ccs_json_text(const char *text, FILE *to);
/** The shortest number that reads back to the same double; null where it is not finite. */
void ccs_json_number(double x, FILE *to);
/** The result as one object: a row for each metric and entity that go together; by interval, a row more for each interval. */
void ccs_json_result(const ccs_view_t *view, const ccs_wanted_t *wanted, FILE *to);
/** The same of several variants: a row for each of them, with "variant", from the second on with its difference from the first, which is
 * null where it is not known. */
void ccs_json_variants(const ccs_variants_t *variants, const ccs_wanted_t *wanted, FILE *to);

#endif
