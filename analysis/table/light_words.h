/** @file light_words.h  Limits of figures, and what is beyond them, as people read it. */
#ifndef CCS_LIGHT_WORDS_H
#define CCS_LIGHT_WORDS_H

#include "lights.h"
#include "prose.h"

/** "above 85 %", in the metric's unit; "" where there is no such step (NAN). @return text */
const char *ccs_light_step(const ccs_view_t *view, const ccs_limit_row_t *limit, double step, char text[CCS_FIGURE_MAX + 8]);
/** "half-hours", "days": what is held against it; "" of the run. */
const char *ccs_light_nouns(const ccs_view_t *view, const ccs_limit_row_t *limit, char text[CCS_FIGURE_MAX]);
/** "red 10:00-11:00, 14:00; yellow 09:00; undecided 15:00", stretches in order, of very many the first ones. Nothing where all is green.
 * @param marks  what is held against the limit, by light (ccs_lights_of) */
void ccs_light_say(const ccs_view_t *view, const ccs_limit_row_t *limit, const unsigned char *marks, ccs_prose_t *to);

#endif
