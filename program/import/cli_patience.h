/** @file cli_patience.h  How long customers wait before they give up, as the abandoned contacts of an export tell: a suggestion, no fact of the file. */
#ifndef CCS_CLI_PATIENCE_H
#define CCS_CLI_PATIENCE_H

#include <stdbool.h>

#include "import.h"

typedef struct {
    double patience_s; /* mean, to 5 s */
    double abandoned, contacts;
    bool by_waits; /* from the mean waits of the file; else by Erlang A from its agents */
} ccs_patience_t;

/** @return false: the file does not tell, having no column of abandoned contacts, fewer than twenty of them, or neither waits nor agents beside them */
bool ccs_patience_suggest(const ccs_import_t *import, ccs_patience_t *to);

#endif
