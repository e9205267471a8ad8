/** @file read_value.h  Values of simple shapes: numbers, durations, shares, texts, choices, names. What is wrong is recorded, then what stands
 * for absence is returned. */
#ifndef CCS_READ_VALUE_H
#define CCS_READ_VALUE_H

#include "reader.h"

double ccs_read_duration(ccs_reader_t *self, const ccs_place_t *at); /* seconds; NAN */
double ccs_read_share(ccs_reader_t *self, const ccs_place_t *at);    /* NAN */
/** For rows with a range within 0 .. 2^32 - 2. @return CCS_NONE if nothing, or nothing valid, stands there */
uint32_t ccs_read_count(ccs_reader_t *self, const ccs_place_t *at);
int64_t ccs_read_integer(ccs_reader_t *self, const ccs_place_t *at); /* 0 */
/** A number in the range of its row. @return absent if nothing, or nothing valid, stands there */
double ccs_read_amount(ccs_reader_t *self, const ccs_place_t *at, double absent);
/** The factor at `factors.KEY` of a type, a group or the root; 1 where none is written. */
double ccs_read_factor(ccs_reader_t *self, const ccs_place_t *owner, const char *key);
uint64_t ccs_read_seed(ccs_reader_t *self, const ccs_place_t *at);    /* 0 */
const char *ccs_read_text(ccs_reader_t *self, const ccs_place_t *at); /* NULL */
/** A reader of units.h, which knows no sign. */
typedef int ccs_read_words_t(const char *text, double *x);
/** What it reads behind a minus: "-5 s" is out of range, not misspelt. @return false, and x untouched, if the text is none such */
bool ccs_read_signed(ccs_read_words_t *read, const char *text, double *x);
/** A number, or a text that is one ("1500"), as exports quote them. Records nothing. */
bool ccs_read_is_number(const ccs_value_t *value, double *x);
/** A finite number. @return false if it is none (recorded with the expected text) */
bool ccs_read_number(ccs_reader_t *self, const ccs_place_t *at, const char *expected, double *x);

/** Whether what can be written is one word of a vocabulary. */
bool ccs_shape_is_choice(enum ccs_shape shape);
/** @return position in the vocabulary of the shape of its row; 0 if it is none of its words */
int ccs_read_choice(ccs_reader_t *self, const ccs_place_t *at);

/** A list of distinct names of members; one name may stand without a list.
 * @param ids  receives the ids, in the arena @return how many */
uint32_t ccs_read_names(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of, uint32_t **ids);
/** One name of a member. @return CCS_NONE if it is none (recorded) */
uint32_t ccs_read_name(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of);
/** Records that there is no such member, with the closest one. */
void ccs_reader_no_such(ccs_reader_t *self, const ccs_place_t *at, const ccs_named_t *of, const char *name);
/** A warning of a member that comes to nothing, with the one that its name is much like, if there is one: it may be meant. */
void ccs_reader_idle(ccs_reader_t *self, const ccs_named_t *of, uint32_t id, const char *what);

#endif
