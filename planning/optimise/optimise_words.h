/** @file optimise_words.h  What tables, JSON and page of an optimisation say alike. Private to planning/optimise. Texts are the arena's of who asks, or in the room that is given. */
#ifndef CCS_OPTIMISE_WORDS_H
#define CCS_OPTIMISE_WORDS_H

#include <stdio.h>

#include "answer.h"
#include "optimise_parts.h"

/** A figure of the scenario as it is, of what was chosen, and their difference over the same replications. */
typedef struct {
    const ccs_response_t *response;
    const ccs_bound_t *bound; /* NULL: an aim */
    ccs_estimate_t before, chosen;
    double difference, half_width;
    double holds; /* probability; NAN: an aim, or nothing was measured */
} ccs_optimise_told_t;

/** Row i of all aims, and behind them the bounds. */
ccs_optimise_told_t ccs_optimise_told_at(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, uint32_t i);

const ccs_response_t *ccs_optimise_response(const ccs_optimise_t *self, uint32_t response);
enum ccs_figure_unit ccs_optimise_unit(const ccs_response_t *r);
/** "least cost_total, most csat_top2" */
const char *ccs_optimise_aims_text(ccs_optimise_t *self);
/** "service_level@type/sales >= 80 %" */
const char *ccs_optimise_bound_text(ccs_optimise_t *self, const ccs_bound_t *bound);
/** The level of a factor at a point. @return text, or a text that lives as long as the factor */
const char *ccs_optimise_level_text(const ccs_optimise_t *self, const ccs_optimise_point_t *c, uint32_t factor, char *text,
    size_t size);
/** "98.0 %"; near the ends as far as normal laws can be trusted. @return text */
const char *ccs_optimise_chance_text(double p, char text[CCS_FIGURE_MAX]);
/** By which a candidate was judged: for the choice, and after an end on the way what there is. */
static inline const ccs_sampled_t *ccs_optimise_sample(const ccs_optimise_point_t *c)
{
    return c->chosen.n > 0 ? &c->chosen : &c->searched;
}

/** What is asked, and of how many points: two lines. */
void ccs_optimise_print_head(ccs_optimise_t *self, FILE *to);
/** How sure the choice is: a line each. */
void ccs_optimise_print_verdict(const ccs_optimise_t *self, FILE *to);
/** Where the targets hold nowhere: how close it came. A line. */
void ccs_optimise_print_none(ccs_optimise_t *self, FILE *to);

/** The points among which the choice was made, as they stood then. @param answer  zero-initialised, as of those below */
void ccs_optimise_candidates(const ccs_optimise_t *self, ccs_answer_t *answer);
bool ccs_optimise_has_lessons(const ccs_optimise_t *self);
/** Each lesson alone beside that nobody learns, the greatest gain first. */
void ccs_optimise_make_lessons(ccs_optimise_t *self, ccs_answer_t *answer);
/** The points of the front. @return 0 or CCS_ERR_NOMEM */
int ccs_optimise_front(ccs_optimise_t *self, ccs_answer_t *answer);
/** The probability that the targets hold at each point, in the order of ccs_optimise_data. In the arena; NULL: out of memory */
const double *ccs_optimise_point_holds(const ccs_optimise_t *self, enum ccs_optimise_of of, ccs_arena_t *arena);

#endif
