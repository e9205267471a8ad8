/** @file dataset.h  A small data set in memory, shaped like netCDF-4: named dimensions, variables over them, attributes.
 * Knows nothing of contact centres nor of files: file/ writes and reads it, analysis/ works on it. */
#ifndef CCS_DATASET_H
#define CCS_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

enum ccs_data_type { CCS_DATA_F64, CCS_DATA_U64, CCS_DATA_U32, CCS_DATA_TEXT };
enum { CCS_DATA_MAX_DIMS = 5 };

typedef struct {
    const char *name; /* "interval" */
    size_t size;      /* may be 0 */
} ccs_dim_t;

typedef struct {
    const char *name; /* a variable named like its only dimension is that dimension's coordinate */
    uint64_t sum;     /* of the name, by which it is found among hundreds */
    enum ccs_data_type type;
    uint32_t n_dims;
    uint32_t dims[CCS_DATA_MAX_DIMS]; /* ids, slowest first */
    const char *units;                /* UDUNITS text: "s", "1"; NULL for texts */
    const char *long_name;            /* what it is, in words */
    size_t n;                         /* cells = product of the dimensions' sizes */
    union {
        double *f64; /* NAN = not defined */
        uint64_t *u64;
        uint32_t *u32;
        const char **text; /* UTF-8, never NULL */
        void *any;
    } data; /* C order */
} ccs_variable_t;

typedef struct {
    const char *name;
    enum ccs_data_type type; /* F64, U64, U32 or TEXT: one value */
    double f64;
    uint64_t u64;
    const char *text;
} ccs_attribute_t;

/** Everything belongs to its own arena, but the cells of variables that were added as shared. Zero-initialised storage is a valid empty data set. */
typedef struct {
    ccs_arena_t arena;
    ccs_dim_t *dims;
    ccs_variable_t *variables;
    ccs_attribute_t *attributes;
    size_t n_dims, n_variables, n_attributes;
    size_t cap_dims, cap_variables, cap_attributes;
    bool out_of_memory; /* sticky: set by any _add that failed; checked once at the end */
} ccs_dataset_t;

/** @return id of the dimension, CCS_DATA_NONE when out of memory. Names are copied. */
uint32_t ccs_dataset_add_dim(ccs_dataset_t *self, const char *name, size_t size);
/** New variable, F64 filled with NAN, numbers with 0, texts with "". dims: n_dims ids. @return it, or NULL when out of memory;
 * valid until the next _add of a variable (keep its data pointer instead). */
ccs_variable_t *ccs_dataset_add(ccs_dataset_t *self, const char *name, enum ccs_data_type type, const uint32_t *dims,
    uint32_t n_dims);
/** New F64 variable over cells that belong to somebody else, who must keep them as long as the data set. @return as _add */
ccs_variable_t *ccs_dataset_add_shared(ccs_dataset_t *self, const char *name, const uint32_t *dims, uint32_t n_dims,
    double *cells);
/** Sets units and long_name (copied). Null-safe in variable. @return variable */
ccs_variable_t *ccs_dataset_describe(ccs_dataset_t *self, ccs_variable_t *variable, const char *units, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void ccs_dataset_set_text(ccs_dataset_t *self, const char *name, const char *text);
void ccs_dataset_set_u64(ccs_dataset_t *self, const char *name, uint64_t value);
void ccs_dataset_set_f64(ccs_dataset_t *self, const char *name, double value);

/** Lookups: NULL or CCS_DATA_NONE if there is none. */
const ccs_variable_t *ccs_dataset_find(const ccs_dataset_t *self, const char *name);
uint32_t ccs_dataset_find_dim(const ccs_dataset_t *self, const char *name);
const ccs_attribute_t *ccs_dataset_attribute(const ccs_dataset_t *self, const char *name);
#define CCS_DATA_NONE UINT32_MAX

/** Data sets of the same make as one, stacked along their dimension @p along, which is the first of every variable that has it. Dimensions
 * with texts as coordinate become the union of the names, in the order of their first appearance; others as long as the longest. Cells that
 * a part does not have are empty, as new ones are. Of variables without the dimension the
 * first part that says anything counts (is not 0, "" or NAN), of attributes the first part.
 * @param without  variables over this dimension are left out; NULL = none
 * @param out  zero-initialised; freed by the caller also after an error @return 0 or CCS_ERR_NOMEM */
int ccs_dataset_stack(const ccs_dataset_t *const *parts, size_t n, const char *along, const char *without, ccs_dataset_t *out);

void ccs_dataset_free(ccs_dataset_t *self);

#endif
