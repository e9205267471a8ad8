/** @file cli_tradeoff.h  What `ccsim tradeoff` makes of variants that are simulated or read: the front, the tornado. */
#ifndef CCS_CLI_TRADEOFF_H
#define CCS_CLI_TRADEOFF_H

#include "cli_args.h"
#include "variants.h"
#include "wanted.h"

/** The names of --metric without what stands before them to say which side is better. @return in the arena; NULL: not given, or no memory */
const char *ccs_cli_tradeoff_metrics(const ccs_args_t *args, ccs_arena_t *arena);
/** Before any work: whether --metric names as many as are weighed, and the table of --csv can be written. @return 0 or the code of what is wrong */
int ccs_cli_tradeoff_check(const ccs_args_t *args, ccs_err_t *err);
/** Before anything is simulated: whether there is the metric of --tornado. @param names  that the result will have @return 0 or CCS_ERR_USAGE */
int ccs_cli_tradeoff_names(const ccs_args_t *args, const ccs_names_t *names, ccs_err_t *err);
/** Print the front, and the tornado of --tornado; write the table of --csv. @return 0, CCS_ERR_USAGE (--metric, --entity, --tornado), CCS_ERR_NOMEM or what kept the table from being written */
int ccs_cli_tradeoff_print(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err);

#endif
