/* dataset.c - a small data set in memory. Invariant: everything a variable, dimension or attribute points to lives in the data
 * set's own arena, but shared cells; a variable's n is the product of its dimensions' sizes, and its cells are all initialised; once an _add has
 * failed, out_of_memory is set and stays. */
#include "dataset.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fnv.h"

static const char *copied(ccs_dataset_t *self, const char *text)
{
    const char *copy = ccs_arena_strdup(&self->arena, text);

    if (!copy) self->out_of_memory = true;
    return copy;
}

static void *with_room(ccs_dataset_t *self, void *items, size_t n, size_t *cap, size_t size)
{
    void *const grown = ccs_arena_room(&self->arena, items, n, cap, size);

    if (!grown) self->out_of_memory = true;
    return grown;
}

/* Cells of a variable over these dimensions. @return false when the product does not fit a size_t or a dimension is missing. */
static bool count_cells(const ccs_dataset_t *self, const uint32_t *dims, uint32_t n_dims, size_t *n)
{
    bool empty = false, fits = true;

    *n = 1;
    for (uint32_t d = 0; d < n_dims; d++) {
        if (dims[d] >= self->n_dims) return false;
        const size_t size = self->dims[dims[d]].size;

        if (size == 0) empty = true;
        else if (*n > SIZE_MAX / size) fits = false;
        else *n *= size;
    }
    if (empty) *n = 0;
    return empty || fits;
}

static void *new_cells(ccs_dataset_t *self, enum ccs_data_type type, size_t n)
{
    void *cells = NULL;

    switch (type) {
    case CCS_DATA_F64:
        cells = ccs_arena_array(&self->arena, n, sizeof(double));
        for (size_t i = 0; cells && i < n; i++) ((double *) cells)[i] = (double) NAN;
        break;
    case CCS_DATA_U64: cells = ccs_arena_array(&self->arena, n, sizeof(uint64_t)); break;
    case CCS_DATA_U32: cells = ccs_arena_array(&self->arena, n, sizeof(uint32_t)); break;
    case CCS_DATA_TEXT:
        cells = ccs_arena_array(&self->arena, n, sizeof(const char *));
        for (size_t i = 0; cells && i < n; i++) ((const char **) cells)[i] = "";
        break;
    }
    return cells;
}

uint32_t ccs_dataset_add_dim(ccs_dataset_t *self, const char *name, size_t size)
{
    ccs_dim_t *dims = with_room(self, self->dims, self->n_dims, &self->cap_dims, sizeof *dims);
    const char *copy = copied(self, name);

    if (dims) self->dims = dims;
    if (!dims || !copy || self->n_dims >= CCS_DATA_NONE) return CCS_DATA_NONE;
    self->dims[self->n_dims] = (ccs_dim_t){.name = copy, .size = size};
    return (uint32_t) self->n_dims++;
}

static uint64_t sum_of(const char *name)
{
    return ccs_fnv1a(CCS_FNV_START, name, strlen(name));
}

/* A variable over n cells, which may be NULL when memory is out. */
static ccs_variable_t *add(ccs_dataset_t *self, const char *name, const ccs_variable_t *shape, void *cells)
{
    ccs_variable_t *variables = with_room(self, self->variables, self->n_variables, &self->cap_variables, sizeof *variables);
    const char *copy = copied(self, name);

    if (variables) self->variables = variables;
    if (!cells || !variables || !copy) {
        self->out_of_memory = true;
        return NULL;
    }
    ccs_variable_t *v = &self->variables[self->n_variables++];

    *v = *shape;
    v->name = copy;
    v->sum = sum_of(name);
    v->data.any = cells;
    return v;
}

static ccs_variable_t shape_of(enum ccs_data_type type, const uint32_t *dims, uint32_t n_dims)
{
    ccs_variable_t shape = {.type = type, .n_dims = n_dims};

    CCS_BUG_IF(n_dims > CCS_DATA_MAX_DIMS);
    for (uint32_t d = 0; d < n_dims; d++) shape.dims[d] = dims[d];
    return shape;
}

ccs_variable_t *ccs_dataset_add(ccs_dataset_t *self, const char *name, enum ccs_data_type type, const uint32_t *dims,
    uint32_t n_dims)
{
    ccs_variable_t shape = shape_of(type, dims, n_dims);
    const bool counted = count_cells(self, dims, n_dims, &shape.n);

    return add(self, name, &shape, counted ? new_cells(self, type, shape.n) : NULL);
}

ccs_variable_t *ccs_dataset_add_shared(ccs_dataset_t *self, const char *name, const uint32_t *dims, uint32_t n_dims,
    double *cells)
{
    ccs_variable_t shape = shape_of(CCS_DATA_F64, dims, n_dims);
    const bool counted = count_cells(self, dims, n_dims, &shape.n);

    return add(self, name, &shape, counted ? cells : NULL);
}

ccs_variable_t *ccs_dataset_describe(ccs_dataset_t *self, ccs_variable_t *variable, const char *units, const char *format, ...)
{
    va_list args, again;

    if (!variable) return NULL;
    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);
    char *text = n < 0 ? NULL : ccs_arena_alloc(&self->arena, (size_t) n + 1);

    if (text) vsnprintf(text, (size_t) n + 1, format, again);
    va_end(again);
    va_end(args);
    variable->units = units ? copied(self, units) : NULL;
    variable->long_name = text;
    if (!text) self->out_of_memory = true;
    return variable;
}

/* A name that is set again keeps its place and takes the new value. */
static void set(ccs_dataset_t *self, const ccs_attribute_t *value)
{
    for (size_t i = 0; i < self->n_attributes; i++) {
        if (strcmp(self->attributes[i].name, value->name) != 0) continue;
        const char *name = self->attributes[i].name;

        self->attributes[i] = *value;
        self->attributes[i].name = name;
        return;
    }
    ccs_attribute_t *items = with_room(self, self->attributes, self->n_attributes, &self->cap_attributes, sizeof *items);
    const char *name = copied(self, value->name);

    if (items) self->attributes = items;
    if (!items || !name) return;
    self->attributes[self->n_attributes] = *value;
    self->attributes[self->n_attributes++].name = name;
}

void ccs_dataset_set_text(ccs_dataset_t *self, const char *name, const char *text)
{
    const char *copy = copied(self, text);

    if (copy) set(self, &(ccs_attribute_t){.name = name, .type = CCS_DATA_TEXT, .text = copy});
}

void ccs_dataset_set_u64(ccs_dataset_t *self, const char *name, uint64_t value)
{
    set(self, &(ccs_attribute_t){.name = name, .type = CCS_DATA_U64, .u64 = value});
}

void ccs_dataset_set_f64(ccs_dataset_t *self, const char *name, double value)
{
    set(self, &(ccs_attribute_t){.name = name, .type = CCS_DATA_F64, .f64 = value});
}

const ccs_variable_t *ccs_dataset_find(const ccs_dataset_t *self, const char *name)
{
    const uint64_t sum = sum_of(name);

    for (size_t i = 0; i < self->n_variables; i++)
        if (self->variables[i].sum == sum && strcmp(self->variables[i].name, name) == 0) return &self->variables[i];
    return NULL;
}

uint32_t ccs_dataset_find_dim(const ccs_dataset_t *self, const char *name)
{
    for (size_t i = 0; i < self->n_dims; i++)
        if (strcmp(self->dims[i].name, name) == 0) return (uint32_t) i;
    return CCS_DATA_NONE;
}

const ccs_attribute_t *ccs_dataset_attribute(const ccs_dataset_t *self, const char *name)
{
    for (size_t i = 0; i < self->n_attributes; i++)
        if (strcmp(self->attributes[i].name, name) == 0) return &self->attributes[i];
    return NULL;
}

void ccs_dataset_free(ccs_dataset_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_dataset_t){0};
}
