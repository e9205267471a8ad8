/** @file calibrate_page.h  A calibration as one page: every number with its interval and its sentence, and pictures by which to judge them. */
#ifndef CCS_CALIBRATE_PAGE_H
#define CCS_CALIBRATE_PAGE_H

#include "calibrate.h"

/** The page, which fetches nothing and runs nothing. @return 0 or CCS_ERR_NOMEM */
int ccs_calibrate_page(const ccs_calibration_t *self, FILE *to);

#endif
