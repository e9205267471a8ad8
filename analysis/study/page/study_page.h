/** @file study_page.h  A study as one self-contained HTML page: what it says in sentences, heat maps of two factors, what each factor does, the front, the best, all points. */
#ifndef CCS_STUDY_PAGE_H
#define CCS_STUDY_PAGE_H

#include <stdio.h>

#include "brand.h"
#include "study_analyses.h"

/** @param asked  its target draws the line at which it holds @param brand  NULL: ccsim's own
 * @return 0, CCS_ERR_USAGE (a shard of a study, or a target that is none) or CCS_ERR_NOMEM. What was written to @p to is then of no use. The same study gives the same bytes. */
int ccs_study_page_write(const ccs_study_t *study, const ccs_asked_t *asked, const ccs_brand_t *brand, FILE *to, ccs_err_t *err);

#endif
