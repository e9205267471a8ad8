/* packed.c - packed replications as words of a data set. Invariant: the last word is filled up with zeros, and the attribute says how many bytes count. */
#include "packed.h"

#include <string.h>

#include "err.h"

static const char WORDS[] = "packed_replications", BYTES[] = "packed_bytes", WARNED[] = "scenario_warnings";

int ccs_packed_add(const ccs_parcel_t *packed, const char *warned, ccs_dataset_t *data)
{
    const size_t n = (packed->n + sizeof(uint64_t) - 1) / sizeof(uint64_t);
    const uint32_t dim = ccs_dataset_add_dim(data, "packed_word", n);
    ccs_variable_t *const v = dim == CCS_DATA_NONE ? NULL : ccs_dataset_add(data, WORDS, CCS_DATA_U64, &dim, 1);

    if (!v) return CCS_ERR_NOMEM;
    if (packed->n > 0)
        memcpy(ccs_dataset_describe(data, v, "1", "whole replications, for ccsim merge")->data.u64, packed->bytes, packed->n);
    ccs_dataset_set_u64(data, BYTES, packed->n);
    ccs_dataset_set_text(data, WARNED, warned);
    return data->out_of_memory ? CCS_ERR_NOMEM : 0;
}

const char *ccs_packed_find(const ccs_dataset_t *data, ccs_parcel_reader_t *reader)
{
    const ccs_variable_t *const v = ccs_dataset_find(data, WORDS);
    const ccs_attribute_t *const n = ccs_dataset_attribute(data, BYTES), *const warned = ccs_dataset_attribute(data, WARNED);

    if (!v || v->type != CCS_DATA_U64 || !n || n->type != CCS_DATA_U64 || n->u64 > v->n * sizeof(uint64_t)) return NULL;
    *reader = (ccs_parcel_reader_t){v->data.any, (const unsigned char *) v->data.any + n->u64};
    return warned && warned->type == CCS_DATA_TEXT ? warned->text : NULL;
}
