/** @file read_expression.h  Conditions and scores over gauges, as texts: "free(other) > 2". */
#ifndef CCS_READ_EXPRESSION_H
#define CCS_READ_EXPRESSION_H

#include "reader.h"

/** The names that expressions may use, for the rest of the reading: members of named groups, in their order; and the channels. */
void ccs_reader_take_names(ccs_reader_t *self, enum ccs_expression_names what, const ccs_named_t *of);
void ccs_reader_take_channels(ccs_reader_t *self);

/** A condition, or a score, in the arena. A moment of a run is at hand, in mode day its clock.
 * @param at_hand  enum ccs_at_hand, or-ed: TYPE | CONTACT where a contact asks, PAIR | AGENT too where an agent is chosen for it
 * @return NULL if nothing, or nothing valid, stands there; the mistake is recorded with its column */
const ccs_expression_t *ccs_read_condition(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand);
/** A condition over what never changes while a scenario runs: no moment is at hand. */
const ccs_expression_t *ccs_read_lasting_condition(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand);
const ccs_expression_t *ccs_read_score(ccs_reader_t *self, const ccs_place_t *at, unsigned at_hand);

#endif
