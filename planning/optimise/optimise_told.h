/** @file optimise_told.h  What an optimisation has found: tables for a terminal, JSON. */
#ifndef CCS_OPTIMISE_TOLD_H
#define CCS_OPTIMISE_TOLD_H

#include <stdio.h>

#include "answer.h"
#include "optimise.h"

/** Tables and sentences. @return 0 or CCS_ERR_NOMEM */
int ccs_optimise_print(ccs_optimise_t *self, ccs_table_form_t form, FILE *to);
/** An object. @return 0 or CCS_ERR_NOMEM */
int ccs_optimise_json(ccs_optimise_t *self, FILE *to);

#endif
