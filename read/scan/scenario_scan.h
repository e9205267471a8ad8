/** @file scenario_scan.h  The raw pre-scan: everything that libconfig would misread, lose or die of is found here, before it
 * sees a byte.
 *
 * The scan knows libconfig's grammar, so that a text that passes has no syntax error left, and writes the text anew in the form
 * that libconfig 1.5 reads without loss: comments gone, every bracket a ( ), so that [10, 14.5] mixes, every integer in decimal
 * with an L, trailing commas dropped, each key and value on its line of the original. */
#ifndef CCS_SCENARIO_SCAN_H
#define CCS_SCENARIO_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

typedef struct {
    const char *name;  /* stands in messages */
    const char *bytes; /* n of them, any */
    size_t n;
    bool value; /* one value ("12", "[1, 2]") instead of settings; the result is the setting `v` */
} ccs_scan_input_t;

typedef struct {
    char *text;        /* for config_read_string, in the arena given */
    uint32_t *grouped; /* which of the real numbers, from 0 on, are written as thousands are in some countries; ascending */
    uint32_t n_grouped, n_reals;
    uint32_t n_settings; /* keys */
    uint32_t n_nodes;    /* values, keys' values included */
    uint32_t depth;      /* of the deepest bracket */
} ccs_scan_t;

/** @return 0 and the normalised text, or CCS_ERR_SCENARIO or CCS_ERR_NOMEM and the first error with file:line and path. */
int ccs_scenario_scan(const ccs_scan_input_t *input, ccs_arena_t *arena, ccs_scan_t *result, ccs_err_t *err);

#endif
