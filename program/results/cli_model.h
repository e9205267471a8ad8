/** @file cli_model.h  The scenario that a result holds: told in sentences, and asked by the closed formulas. */
#ifndef CCS_CLI_MODEL_H
#define CCS_CLI_MODEL_H

#include "beside.h"
#include "plan.h"
#include "view.h"

/** One of the two is NULL; both are owned. */
typedef struct {
    char *sentences; /* lines as ccs_explain writes them */
    char *without;   /* why there are none: "this version does not read it (PATH: ...)" */
} ccs_cli_model_t;

/** The plan of the scenario, with seed and replications of the run. @param arena  owns it @param errors  receives what this version cannot read
 * @return 0, or the code of the first error */
int ccs_cli_model_plan(const ccs_view_t *view, ccs_arena_t *arena, ccs_plan_t *plan, ccs_err_list_t *errors);
/** Erlang C and A beside each of n results. @param found  [n], zero-initialised @param arena  owns what is in them
 * @return 0; CCS_ERR_USAGE: a result has no intervals that the formulas could speak of; or the code of what its scenario cannot be read for */
int ccs_cli_model_beside(const ccs_view_t *views, uint32_t n, ccs_arena_t *arena, ccs_beside_t *found, ccs_err_t *err);
/** @param self  zero-initialised @return 0 or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_cli_model_read(ccs_cli_model_t *self, const ccs_view_t *view, ccs_err_t *err);
void ccs_cli_model_free(ccs_cli_model_t *self);

#endif
