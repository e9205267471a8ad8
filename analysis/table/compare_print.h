/** @file compare_print.h  Differences between results as tables for people. */
#ifndef CCS_COMPARE_PRINT_H
#define CCS_COMPARE_PRINT_H

#include <stdio.h>

#include "variants.h"
#include "wanted.h"

/** What to print, and where. */
typedef struct {
    const ccs_wanted_t *wanted;
    bool colors;    /* escape sequences for a terminal */
    uint32_t width; /* characters of a line of the terminal; 0: lines may be as long as they are */
    FILE *to;
} ccs_compare_print_t;

/** For every result but the base: what it changes and a table of figures with base, variant, difference and verdict. Without a wish the main
 * figures of all contacts together, the service level of each type and the occupancy of each group; by interval a table for each metric
 * wanted (the service level) of one entity (all).
 * @return 0, CCS_ERR_SCENARIO (no differences by interval are held, with the reason) or CCS_ERR_NOMEM */
int ccs_compare_print(const ccs_variants_t *variants, const ccs_compare_print_t *how, ccs_err_t *err);
/** Verdicts "worse" over the run among all figures wanted, among the main ones where nothing was asked for. */
uint32_t ccs_compare_worse(const ccs_variants_t *variants, const ccs_wanted_t *wanted);

#endif
