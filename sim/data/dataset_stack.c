/* dataset_stack.c - several data sets as one. Invariant: a cell of a part goes to the cell of the stack that has the same names; where the
 * parts say different things without the dimension of the stack, the first one that says anything is believed. */
#include "dataset.h"

#include <math.h>
#include <string.h>

/* The way from the positions along a dimension of a part to those along the dimension of the stack. */
typedef struct {
    uint32_t dim; /* of the stack; CCS_DATA_NONE = left out */
    uint32_t *to;
} way_t;

typedef struct {
    const ccs_dataset_t *const *parts;
    size_t n_parts;
    const char *along, *without;
    way_t **ways; /* [part][dimension of the part] */
    ccs_dataset_t *out;
    ccs_arena_t arena; /* of the ways */
} stacking_t;

static size_t size_of(enum ccs_data_type type)
{
    switch (type) {
    case CCS_DATA_F64: return sizeof(double);
    case CCS_DATA_U64: return sizeof(uint64_t);
    case CCS_DATA_U32: return sizeof(uint32_t);
    case CCS_DATA_TEXT: return sizeof(const char *);
    }
    return 0;
}

static bool is_over(const ccs_dataset_t *part, const ccs_variable_t *v, const char *dim)
{
    for (uint32_t i = 0; i < v->n_dims; i++)
        if (!strcmp(part->dims[v->dims[i]].name, dim)) return true;
    return false;
}

static bool is_kept(const stacking_t *s, const ccs_dataset_t *part, const ccs_variable_t *v)
{
    return !s->without || !is_over(part, v, s->without);
}

static bool is_used(const stacking_t *s, const ccs_dataset_t *part, uint32_t dim)
{
    for (size_t i = 0; i < part->n_variables; i++)
        if (is_kept(s, part, &part->variables[i]) && is_over(part, &part->variables[i], part->dims[dim].name)) return true;
    return false;
}

/* The texts along a dimension, NULL if it has none. */
static const ccs_variable_t *names_of(const ccs_dataset_t *part, uint32_t dim)
{
    const ccs_variable_t *const v = ccs_dataset_find(part, part->dims[dim].name);

    return v && v->type == CCS_DATA_TEXT && v->n_dims == 1 ? v : NULL;
}

/* ---- dimensions ---------------------------------------------------------------------------------------------------------------- */

/* A dimension of the stack while it is collected. */
typedef struct {
    size_t size, cap;
    const char **names; /* NULL where there are none */
} axis_t;

static uint32_t place_of(stacking_t *s, axis_t *axis, const char *name)
{
    for (size_t i = 0; axis->names && i < axis->size; i++)
        if (!strcmp(axis->names[i], name)) return (uint32_t) i;
    const char **const names = ccs_arena_room(&s->arena, axis->names, axis->size, &axis->cap, sizeof *names);

    if (!names) return CCS_DATA_NONE;
    axis->names = names;
    axis->names[axis->size] = name;
    return (uint32_t) axis->size++;
}

/* The way of one part along one dimension. */
static int pave(stacking_t *s, axis_t *axis, const ccs_dataset_t *part, uint32_t dim, way_t *way)
{
    const size_t n = part->dims[dim].size;
    const bool stacked = !strcmp(part->dims[dim].name, s->along);
    const ccs_variable_t *const names = stacked ? NULL : names_of(part, dim);

    way->to = ccs_arena_array(&s->arena, n, sizeof *way->to);
    if (!way->to) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        way->to[i] = names ? place_of(s, axis, names->data.text[i]) : (uint32_t) (i + (stacked ? axis->size : 0));
        if (way->to[i] == CCS_DATA_NONE) return CCS_ERR_NOMEM;
    }
    if (stacked) axis->size += n;
    else if (!names && n > axis->size) axis->size = n;
    return 0;
}

/* A dimension that one part has, for all of them. */
static int add_dim(stacking_t *s, const char *name)
{
    const uint32_t id = (uint32_t) s->out->n_dims;
    axis_t axis = {0};
    int ret = 0;

    for (size_t p = 0; p < s->n_parts; p++) {
        const uint32_t dim = ccs_dataset_find_dim(s->parts[p], name);

        if (dim == CCS_DATA_NONE) continue;
        CCS_TRY(pave(s, &axis, s->parts[p], dim, &s->ways[p][dim]));
        s->ways[p][dim].dim = id;
    }
    if (ccs_dataset_add_dim(s->out, name, axis.size) == CCS_DATA_NONE) ret = CCS_ERR_NOMEM;
out:
    return ret;
}

static int add_dims(stacking_t *s)
{
    int ret = 0;

    for (size_t p = 0; p < s->n_parts; p++) {
        const ccs_dataset_t *const part = s->parts[p];

        s->ways[p] = ccs_arena_array(&s->arena, part->n_dims, sizeof *s->ways[p]);
        if (!s->ways[p]) return CCS_ERR_NOMEM;
        for (uint32_t d = 0; d < part->n_dims; d++) s->ways[p][d].dim = CCS_DATA_NONE;
    }
    for (size_t p = 0; p < s->n_parts; p++)
        for (uint32_t d = 0; d < s->parts[p]->n_dims; d++)
            if (s->ways[p][d].dim == CCS_DATA_NONE && is_used(s, s->parts[p], d)) CCS_TRY(add_dim(s, s->parts[p]->dims[d].name));
out:
    return ret;
}

/* ---- cells --------------------------------------------------------------------------------------------------------------------- */

/* Whether nothing was put there yet, which then holds 0, "" or NAN. */
static bool is_empty(const ccs_variable_t *v, size_t cell)
{
    switch (v->type) {
    case CCS_DATA_F64: return isnan(v->data.f64[cell]);
    case CCS_DATA_U64: return v->data.u64[cell] == 0;
    case CCS_DATA_U32: return v->data.u32[cell] == 0;
    case CCS_DATA_TEXT: return v->data.text[cell][0] == '\0';
    }
    return false;
}

/* Copy all cells of a part's variable to their places, the last dimension innermost. */
static void copy_cells(const stacking_t *s, size_t p, const ccs_variable_t *from, const ccs_variable_t *to)
{
    const size_t size = size_of(from->type);
    uint32_t at[CCS_DATA_MAX_DIMS] = {0};

    for (size_t i = 0; i < from->n; i++) {
        size_t cell = 0;

        for (uint32_t d = 0; d < from->n_dims; d++)
            cell = cell * s->out->dims[to->dims[d]].size + s->ways[p][from->dims[d]].to[at[d]];
        if (is_empty(to, cell)) memcpy((char *) to->data.any + cell * size, (const char *) from->data.any + i * size, size);
        for (uint32_t d = from->n_dims; d-- > 0 && ++at[d] == s->parts[p]->dims[from->dims[d]].size;) at[d] = 0;
    }
}

/* The copied texts belong to the stack. */
static int own_texts(ccs_dataset_t *out, const ccs_variable_t *v)
{
    for (size_t i = 0; v->type == CCS_DATA_TEXT && i < v->n; i++) {
        v->data.text[i] = ccs_arena_strdup(&out->arena, v->data.text[i]);
        if (!v->data.text[i]) return CCS_ERR_NOMEM;
    }
    return 0;
}

/* A variable that part p is the first to have. */
static int add_variable(stacking_t *s, size_t p, const ccs_variable_t *v)
{
    uint32_t dims[CCS_DATA_MAX_DIMS] = {0};

    for (uint32_t d = 0; d < v->n_dims; d++) dims[d] = s->ways[p][v->dims[d]].dim;
    ccs_variable_t *const to = ccs_dataset_add(s->out, v->name, v->type, dims, v->n_dims);

    if (!to) return CCS_ERR_NOMEM;
    (void) ccs_dataset_describe(s->out, to, v->units, "%s", v->long_name ? v->long_name : "");
    for (size_t i = p; i < s->n_parts; i++) {
        const ccs_variable_t *const from = ccs_dataset_find(s->parts[i], v->name);

        CCS_BUG_IF(from && (from->type != v->type || from->n_dims != v->n_dims));
        if (from) copy_cells(s, i, from, to);
    }
    return own_texts(s->out, to);
}

static void add_attributes(stacking_t *s)
{
    for (size_t i = 0; i < s->parts[0]->n_attributes; i++) {
        const ccs_attribute_t *const a = &s->parts[0]->attributes[i];

        if (a->type == CCS_DATA_TEXT) ccs_dataset_set_text(s->out, a->name, a->text);
        else if (a->type == CCS_DATA_F64) ccs_dataset_set_f64(s->out, a->name, a->f64);
        else ccs_dataset_set_u64(s->out, a->name, a->u64);
    }
}

int ccs_dataset_stack(const ccs_dataset_t *const *parts, size_t n, const char *along, const char *without, ccs_dataset_t *out)
{
    stacking_t s = {.parts = parts, .n_parts = n, .along = along, .without = without, .out = out};
    int ret = 0;

    s.ways = ccs_arena_array(&s.arena, n, sizeof(way_t *));
    CCS_REQUIRE(s.ways, CCS_ERR_NOMEM);
    CCS_TRY(add_dims(&s));
    add_attributes(&s);
    for (size_t p = 0; p < n; p++) {
        for (size_t i = 0; i < parts[p]->n_variables; i++) {
            const ccs_variable_t *const v = &parts[p]->variables[i];

            if (is_kept(&s, parts[p], v) && !ccs_dataset_find(out, v->name)) CCS_TRY(add_variable(&s, p, v));
        }
    }
out:
    ccs_arena_free(&s.arena);
    return ret || out->out_of_memory ? CCS_ERR_NOMEM : 0;
}
