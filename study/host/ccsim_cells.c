/* ccsim_cells.c - the cells of a result where they lie. Invariant: the types of the public header are those of data sets. */
#include "host.h"

_Static_assert((int) CCSIM_F64 == (int) CCS_DATA_F64 && (int) CCSIM_U64 == (int) CCS_DATA_U64 &&
        (int) CCSIM_U32 == (int) CCS_DATA_U32 && (int) CCSIM_TEXT == (int) CCS_DATA_TEXT,
    "types are told as they are");
_Static_assert((int) CCSIM_MAX_DIMENSIONS == (int) CCS_DATA_MAX_DIMS, "every variable can be told");

int ccsim_result_variable(const ccsim_result_t *self, size_t i, ccsim_variable_t *to)
{
    *to = (ccsim_variable_t){0};
    if (i >= self->data->n_variables) return CCSIM_USAGE;
    const ccs_variable_t *const v = &self->data->variables[i];

    *to = (ccsim_variable_t){.name = v->name,
        .units = v->units,
        .about = v->long_name,
        .type = v->type,
        .n_dimensions = v->n_dims,
        .n = v->n,
        .cells = v->data.any};
    for (uint32_t k = 0; k < v->n_dims; k++) to->dimensions[k] = v->dims[k];
    return CCSIM_OK;
}

int ccsim_result_attribute(const ccsim_result_t *self, size_t i, ccsim_attribute_t *to)
{
    *to = (ccsim_attribute_t){0};
    if (i >= self->data->n_attributes) return CCSIM_USAGE;
    const ccs_attribute_t *const a = &self->data->attributes[i];

    *to = (ccsim_attribute_t){.name = a->name, .type = a->type, .f64 = a->f64, .u64 = a->u64, .text = a->text};
    return CCSIM_OK;
}

int ccsim_result_dimension(const ccsim_result_t *self, size_t i, const char **name, size_t *size)
{
    *name = NULL;
    *size = 0;
    if (i >= self->data->n_dims) return CCSIM_USAGE;
    *name = self->data->dims[i].name;
    *size = self->data->dims[i].size;
    return CCSIM_OK;
}
