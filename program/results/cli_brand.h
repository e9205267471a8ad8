/** @file cli_brand.h  The brand file of `--brand`, with its logo. */
#ifndef CCS_CLI_BRAND_H
#define CCS_CLI_BRAND_H

#include "brand.h"
#include "cli_line.h"

/** Read it and say all that is wrong with it. @param arena  owns what is in the brand @return 0, or the code of the first error, which has been said */
int ccs_cli_brand_read(const char *path, const ccs_args_t *args, ccs_arena_t *arena, ccs_brand_t *brand);

#endif
