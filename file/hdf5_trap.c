/* hdf5_trap.c - HDF5's errors as text. Invariant: between _begin and _end nothing of HDF5 reaches stderr, and afterwards the
 * handler that was there before is back. */
#include "hdf5_trap.h"

#include <stdio.h>

static herr_t note(unsigned n, const H5E_error2_t *error, void *data)
{
    ccs_hdf5_trap_t *self = data;

    if (error->min_num == H5E_TRUNCATED) self->truncated = true;
    if (error->maj_num == H5E_RESOURCE && (error->min_num == H5E_NOSPACE || error->min_num == H5E_CANTALLOC))
        self->no_memory = true;
    if (n == 0) snprintf(self->text, sizeof self->text, "%s", error->desc ? error->desc : "unknown failure");
    return 0;
}

/* Called by HDF5 as a public function fails; walking upward starts at the most specific record. */
static herr_t on_failure(hid_t stack, void *data)
{
    ccs_hdf5_trap_t *self = data;

    if (!self->failed) (void) H5Ewalk2(stack, H5E_WALK_UPWARD, note, self);
    self->failed = true;
    return 0;
}

void ccs_hdf5_trap_begin(ccs_hdf5_trap_t *self)
{
    *self = (ccs_hdf5_trap_t){.text = "unknown failure"};
    (void) H5Eget_auto2(H5E_DEFAULT, &self->was, &self->was_data);
    (void) H5Eset_auto2(H5E_DEFAULT, on_failure, self);
}

void ccs_hdf5_trap_end(ccs_hdf5_trap_t *self)
{
    (void) H5Eset_auto2(H5E_DEFAULT, self->was, self->was_data);
}

void ccs_hdf5_release(hid_t id)
{
    if (id >= 0) (void) H5Idec_ref(id);
}
