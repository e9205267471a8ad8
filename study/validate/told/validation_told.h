/** @file validation_told.h  A scenario held against what happened, for people and for programs. */
#ifndef CCS_VALIDATION_TOLD_H
#define CCS_VALIDATION_TOLD_H

#include <stdio.h>

#include "figure.h"
#include "table.h"
#include "validation.h"

/** Tables: over the run, by interval and day, the service level's error in its parts; then the verdict. @return 0 or CCS_ERR_NOMEM */
int ccs_validation_print(const ccs_validation_t *self, ccs_table_form_t form, FILE *to);
/** Everything, as one JSON object. */
void ccs_validation_json(const ccs_validation_t *self, FILE *to);
/** A line for each figure of each interval, day and of all: what happened, what was simulated, the bands. */
void ccs_validation_csv(const ccs_validation_t *self, FILE *to);
/** A page to look at, which fetches nothing. @return 0 or CCS_ERR_NOMEM */
int ccs_validation_page(const ccs_validation_t *self, FILE *to);

/* What the four have in common. */

/** "All together", "Cards". */
const char *ccs_validation_subject(const ccs_validation_t *self, uint32_t subject);
/** The same as programs call it: "all", "cards". */
const char *ccs_validation_subject_name(const ccs_validation_t *self, uint32_t subject);
enum ccs_figure_unit ccs_validation_unit(enum ccs_measured measured);
/** A figure by which a series is judged: a coverage, an error, as 2.3 %, points or seconds. @return text */
const char *ccs_validation_figure(const ccs_scored_t *series, enum ccs_judged judged, double x, char text[CCS_FIGURE_MAX]);
/** The begin of a point: "2026-03-03T09:30", of a day "2026-03-03"; "" over the run. */
const char *ccs_validation_when(const ccs_validation_t *self, const ccs_scored_t *series, uint32_t point);
enum { CCS_VALIDATION_SENTENCES = 8, CCS_VALIDATION_SENTENCE_MAX = 512 };
/** The verdict in sentences. @return how many */
uint32_t ccs_validation_sentences(const ccs_validation_t *self,
    char texts[CCS_VALIDATION_SENTENCES][CCS_VALIDATION_SENTENCE_MAX]);

#endif
