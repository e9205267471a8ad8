/* variants.c - opens and closes together what belongs together. Invariant: views and compares beyond those opened are all zero, which
 * their _free takes for nothing. */
#include "variants.h"

int ccs_variants_open_all(ccs_variants_t *self, const ccs_dataset_t *data, size_t n, ccs_err_t *err)
{
    size_t n_configs = 0;
    int ret = 0;

    *self = (ccs_variants_t){0};
    for (size_t i = 0; i < n; i++) n_configs += ccs_view_configs(&data[i]);
    if (n_configs < n) n_configs = n; /* a data set that is no result has none; its view says so */
    self->views = ccs_arena_array(&self->arena, n_configs, sizeof *self->views);
    self->compares = ccs_arena_array(&self->arena, n_configs, sizeof *self->compares);
    CCS_REQUIRE(self->views && self->compares, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (size_t i = 0; i < n; i++) {
        const uint32_t found = ccs_view_configs(&data[i]);

        for (uint32_t config = 0; config == 0 || config < found; config++)
            CCS_TRY(ccs_view_open(&self->views[self->n++], &data[i], config, err));
    }
    for (uint32_t i = 1; i < self->n; i++) CCS_TRY(ccs_compare_open(&self->compares[i], &self->views[0], &self->views[i], err));
out:
    return ret;
}

int ccs_variants_open(ccs_variants_t *self, const ccs_dataset_t *data, ccs_err_t *err)
{
    return ccs_variants_open_all(self, data, 1, err);
}

void ccs_variants_free(ccs_variants_t *self)
{
    if (!self) return;
    for (uint32_t i = 0; i < self->n; i++) {
        ccs_compare_free(&self->compares[i]);
        ccs_view_free(&self->views[i]);
    }
    ccs_arena_free(&self->arena);
    *self = (ccs_variants_t){0};
}
