/** @file reader.h  Reads a value tree against the rows of key.def: where a value stands, what is wrong with it, tables that grow while it is
 * read. Knows no chapter of a scenario: the compiler embeds it.
 *
 * Invariant: an error is recorded where it is found and reading goes on with a harmless value, so that one pass reports all errors; what is
 * read counts only if no error was recorded. Every value of the tree is read once, so every error is reported once. */
#ifndef CCS_READER_H
#define CCS_READER_H

#include "expression.h"
#include "key.h"
#include "plausible.h"
#include "service_clock.h"
#include "value.h"

/** A value in its place. Refers to its parent's place, which must live as long. */
typedef struct ccs_place ccs_place_t;
struct ccs_place {
    const ccs_value_t *value; /* what stands there, or the default; NULL = nothing */
    const ccs_place_t *parent;
    const char *key; /* NULL: element `index` of a list */
    uint32_t index;
    const ccs_key_t *row; /* of key.def; for what is inside a shape that of the shape; NULL for the root */
    bool given;           /* written in the scenario, not a default */
};

/** The members of a NAMED group. */
typedef struct {
    uint32_t n;
    ccs_place_t *at;
    bool is_told_of;  /* something stands there that is no member, which ccs_check_keys tells */
    const char *what; /* one of them in messages: "group" */
} ccs_named_t;

/** A growing array outside the arena, for tables whose size is not known before. */
typedef struct {
    void *items; /* owned; freed by ccs_reader_keep */
    size_t n, cap;
} ccs_vector_t;

typedef struct {
    ccs_arena_t *arena;
    ccs_err_list_t *errors;
    const ccs_clock_t *clock; /* of values over time; once its chapter is read */
    bool steady;
    bool out_of_memory;                 /* sticky */
    bool told_grouped;                  /* 1.300 is doubted, once */
    bool too_large;                     /* sticky: a table would exceed its limit */
    ccs_name_list_t names[CCS_N_NAMES]; /* that expressions may use; empty before they are known (read_expression.h) */
    bool reads[CCS_N_GAUGES];           /* some expression does */
    ccs_place_t root;
    ccs_value_t defaults[CCS_N_KEYS];
} ccs_reader_t;

/** Mode, defaults and the place of the root, for a zeroed reader that has an arena. */
void ccs_reader_start(ccs_reader_t *self, const ccs_value_t *root);

/* --- memory ------------------------------------------------------------------------------------------------------------ */

/** Append a zeroed item. @return it, valid until the next push; NULL when out of memory or beyond the limit of tables (sticky) */
void *ccs_reader_push(ccs_reader_t *self, ccs_vector_t *to, size_t item_size);
/** The items in the arena; the vector is freed. */
void *ccs_reader_keep(ccs_reader_t *self, ccs_vector_t *from, size_t item_size);
/** Zeroed array in the arena; NULL when out of memory (sticky) or nothing is wanted. */
void *ccs_reader_array(ccs_reader_t *self, size_t n, size_t item_size);

/* --- messages ---------------------------------------------------------------------------------------------------------- */

void ccs_reader_error(ccs_reader_t *self, const ccs_place_t *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void ccs_reader_warning(ccs_reader_t *self, const ccs_place_t *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** "expected TEXT, found VALUE" */
void ccs_reader_expected(ccs_reader_t *self, const ccs_place_t *at, const char *expected);
/** A value that is allowed and hardly ever meant. @return whether a warning was recorded */
bool ccs_reader_doubt(ccs_reader_t *self, const ccs_place_t *at, enum ccs_plausible what, double value);

/* --- keys and places --------------------------------------------------------------------------------------------------- */

/** Whether a key has a meaning in the mode of this scenario. */
bool ccs_reader_has(const ccs_reader_t *self, const ccs_key_t *row);
/** The last name of a row's path if the row stands under parent (NULL: the root) and has a meaning in this mode, else NULL. */
const char *ccs_key_name(const ccs_reader_t *self, const ccs_key_t *row, const ccs_key_t *parent);
/** The row of a key under parent (NULL: the root), of two the one with a meaning in this mode; NULL if there is none. */
const ccs_key_t *ccs_reader_row(const ccs_reader_t *self, const ccs_key_t *parent, const char *key);
/** The place of a key that key.def has under this parent (anything else is a bug). "none" counts as not written. */
ccs_place_t ccs_place_child(const ccs_reader_t *self, const ccs_place_t *parent, const char *key);
/** The same where the key's row is known, which saves looking for it. */
ccs_place_t ccs_place_row(const ccs_reader_t *self, const ccs_place_t *parent, const ccs_key_t *row, const char *key);
/** The place of an element of a list. */
ccs_place_t ccs_place_element(const ccs_place_t *list, const ccs_value_t *element, uint32_t index);
/** The place of a key that a shape, not key.def, knows. */
ccs_place_t ccs_place_field(const ccs_place_t *parent, const ccs_value_t *field);

/* --- named things ------------------------------------------------------------------------------------------------------ */

/** Whether the members of a NAMED group are people, who have any name and may be many. */
bool ccs_reader_are_people(const ccs_key_t *row);
/** The members of a NAMED group; members that are no groups are left out (ccs_check_keys tells). */
ccs_named_t ccs_read_named(ccs_reader_t *self, const ccs_place_t *at, const char *what);
/** @return index of the member, CCS_NONE if there is none */
uint32_t ccs_named_find(const ccs_named_t *self, const char *name);
/** ccs_stream_hash("kind:name") */
uint64_t ccs_reader_hash(ccs_reader_t *self, const char *kind, const char *name);

#endif
