/** @file summary.h  A result as tables for people: what was run, the main figures, targets met or missed. */
#ifndef CCS_SUMMARY_H
#define CCS_SUMMARY_H

#include <stdio.h>

#include "variants.h"
#include "wanted.h"

/** How tables are to look. */
typedef struct {
    uint32_t width; /* characters of a line of the terminal; 0: lines may be as long as they are */
    bool colors;    /* escape sequences for a terminal */
    bool utf8;      /* bars through the day may be drawn with block characters */
    bool day;       /* draw them */
    bool grid;      /* the planner's grid in the place of the tables; the result has one (grid.h) */
    bool warnings;  /* those that the result carries; a run that was just made has told them already */
} ccs_look_t;

/** Title, what was run, tables of the figures wanted (the main ones by type and by group unless something else was asked for), targets.
 * @param wanted  checked @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print(const ccs_view_t *view, const ccs_wanted_t *wanted, ccs_look_t look, FILE *to);
/** The same of a whole result. Of several variants: the main figures side by side, how they differ from the first, and targets; where
 * something was asked for, a row for each variant. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_result(const ccs_variants_t *variants, const ccs_wanted_t *wanted, ccs_look_t look, FILE *to);
/** A line for each variant: which program made the result, from what. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_provenance(const ccs_view_t *view, FILE *to);

#endif
