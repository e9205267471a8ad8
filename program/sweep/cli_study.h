/** @file cli_study.h  What the program prints of a study. */
#ifndef CCS_CLI_STUDY_H
#define CCS_CLI_STUDY_H

#include <stdio.h>

#include "brand.h"
#include "cell.h"
#include "cli_args.h"
#include "dataset.h"
#include "err.h"

/** Whether a data set is a study. */
bool ccs_cli_is_study(const ccs_dataset_t *data);
/** Of another result: whether no option is given that only studies have. @return 0 or CCS_ERR_USAGE */
int ccs_cli_check_no_study(const ccs_args_t *args, ccs_err_t *err);
/** `ccsim show STUDY`: tables, or JSON. @return 0 or a code, set in @p err */
int ccs_cli_show_study(const ccs_args_t *args, const ccs_dataset_t *data, ccs_err_t *err);

/** Whether the options have a meaning for a study. @return 0 or CCS_ERR_USAGE */
int ccs_cli_check_study(const ccs_args_t *args, ccs_err_t *err);
/** Its points, or the analyses asked for, as CSV. @param form  NULL: as JSON @return 0 or a code, set in @p err */
int ccs_cli_export_study(const ccs_args_t *args, const ccs_dataset_t *data, const ccs_csv_form_t *form, bool by_replication,
    FILE *to, ccs_err_t *err);
/** `ccsim report STUDY`: its page. @param brand  NULL: ccsim's own @return 0 or a code, set in @p err */
int ccs_cli_write_study_page(const ccs_args_t *args, const ccs_dataset_t *data, const ccs_brand_t *brand, FILE *to,
    ccs_err_t *err);

#endif
