/** @file scenario_words.h  What the reader knows of the keys of a scenario, all in one place, from the rows of key.def. The rest of
 * it knows trees of values only. */
#ifndef CCS_SCENARIO_WORDS_H
#define CCS_SCENARIO_WORDS_H

#include <stdbool.h>
#include <stdint.h>

/** Whether a path, of n keys (NULL: an index), leads to or into what key.def says has this shape: "COUNT" comes only whole. */
bool ccs_scenario_is_of_shape(const char *const *keys, uint32_t n, const char *shape);
/** Whether what is there is a group of named entries: types, groups, day_factors. @param n  keys of its path */
bool ccs_scenario_holds_names(const char *const *keys, uint32_t n);
/** Whether a key holds a text for people. */
bool ccs_scenario_is_prose(const char *key);
bool ccs_scenario_is_weekday(const char *key);
/** "; factors.aht *= NUMBER reaches all": what reaches a quantity in whatever it is written; "" for none. */
const char *ccs_scenario_factor_of(const char *key);
/** The key of the quantity that a path is of: arrivals are rates, however they are written. */
const char *ccs_scenario_quantity(const char *key);

#endif
