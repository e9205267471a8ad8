/** @file optimise_page.h  An optimisation as one self-contained HTML page: what is best and with what probability it holds, the points that were looked at, drawn with their uncertainty, what the
 * choice was made of, who should learn what, where all of it comes from. */
#ifndef CCS_OPTIMISE_PAGE_H
#define CCS_OPTIMISE_PAGE_H

#include <stdio.h>

#include "optimise.h"

/** @return 0 or CCS_ERR_NOMEM: then what was written to @p to is of no use. The same optimisation gives the same bytes. */
int ccs_optimise_page(ccs_optimise_t *self, FILE *to);

#endif
