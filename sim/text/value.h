/** @file value.h  The neutral value tree: what a scenario file says, with the place where it says it. Knows no key and no unit.
 *
 * Everything a file refers to is inlined: `extends`, `like` and `--set` are done, and where a value was a CSV file stands its
 * table. All nodes and texts belong to one arena. */
#ifndef CCS_VALUE_H
#define CCS_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

enum ccs_value_kind {
    CCS_VALUE_BOOL,
    CCS_VALUE_INT,
    CCS_VALUE_REAL,
    CCS_VALUE_STRING,
    CCS_VALUE_LIST, /* [ ] or ( ), or the rows of a CSV table (each row a list of numbers and strings) */
    CCS_VALUE_GROUP
};

typedef struct ccs_value ccs_value_t;
struct ccs_value {
    enum ccs_value_kind kind;
    uint32_t line;    /* 1-based; 0 = not from a file */
    const char *file; /* as the user would write it; "--set" for settings of the command line */
    const char *key;  /* name within its group, NULL in lists and for the root */
    union {
        bool b;
        int64_t i;
        double x;
        const char *text;
    } as;
    ccs_value_t *first, *last, *next; /* children of lists and groups, in file order */
    uint32_t n;                       /* number of children */
    bool is_table;                    /* a list that is the table of a CSV file */
    bool grouped;                     /* a REAL that is written as thousands are in some countries, 1.300 */
    uint16_t layer;                   /* of its file among those of a scenario: the larger, the later it has its say */
};

/** New node in the arena, NULL when out of memory. key and file are not copied. */
ccs_value_t *ccs_value_new(ccs_arena_t *arena, enum ccs_value_kind kind, const char *key, const char *file, uint32_t line);
void ccs_value_append(ccs_value_t *parent, ccs_value_t *child);
/** Child of a group by name, NULL if there is none or self is NULL or no group. */
const ccs_value_t *ccs_value_get(const ccs_value_t *self, const char *key);
ccs_value_t *ccs_value_get_mutable(ccs_value_t *self, const char *key);
/** "file:line" into text. @return text */
const char *ccs_value_where(const ccs_value_t *self, char *text, size_t size);
/** Take a child (NULL: none) out of its list or group. @return true if it was there. */
bool ccs_value_remove(ccs_value_t *parent, const ccs_value_t *child);
/** Put a node in the place of a child of parent; key and place in the order stay, file and line are the new node's. */
void ccs_value_replace(ccs_value_t *parent, const ccs_value_t *old, ccs_value_t *new_child);
/** The child of a group whose name is most like key, NULL if none is alike. */
const ccs_value_t *ccs_value_closest(const ccs_value_t *self, const char *key);
/** Same kinds, keys, order and values; places are not compared. */
bool ccs_value_equal(const ccs_value_t *a, const ccs_value_t *b);
/** True for INT and REAL; *x gets the number. An integer serves where a real is wanted, never the reverse. */
bool ccs_value_number(const ccs_value_t *self, double *x);
/** Whether a value is the text "none", which takes away what is inherited or a default. NULL is not. */
bool ccs_value_is_none(const ccs_value_t *self);
/** "a string", "an integer", ... for messages. */
const char *ccs_value_kind_text(enum ccs_value_kind kind);
/** A finite real as libconfig reads it: the shortest text that gives the same double, never taken for an integer (`5.0`).
 * @return text */
const char *ccs_value_real_text(double x, char *text, size_t size);
/** The value as a person would write it, cut to size: `"4 min"`, `12`, `[1, 2, 3, …]`, `{ … }`. @return text */
const char *ccs_value_show(const ccs_value_t *self, char *text, size_t size);

#endif
