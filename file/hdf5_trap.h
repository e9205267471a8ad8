/** @file hdf5_trap.h  HDF5's error stack, kept off the terminal and turned into text. Only result_write.c and result_read.c
 * include it. */
#ifndef CCS_HDF5_TRAP_H
#define CCS_HDF5_TRAP_H

#include <stdbool.h>

#include "err.h"
#include "late_hdf5.h"

/** The first failure since _begin. HDF5 clears its stack at the next successful call (closing what is open, say), so it is taken
 * down at the moment of the failure. */
typedef struct {
    H5E_auto2_t was; /* the handler that a host program had set, given back by _end */
    void *was_data;
    bool failed;
    bool truncated; /* the file is shorter than it says */
    bool no_memory;
    char text[256]; /* innermost description, "truncated file: eof = ..." */
} ccs_hdf5_trap_t;

/** Start catching, once ccs_late_hdf5 is loaded; @p self must stay where it is until _end. Opens the HDF5 library (7 ms and 11 MB the first time). */
void ccs_hdf5_trap_begin(ccs_hdf5_trap_t *self);
void ccs_hdf5_trap_end(ccs_hdf5_trap_t *self);

/** Give up one reference to any HDF5 id except a file; nothing for a negative one, so that a failed open can be passed too. */
void ccs_hdf5_release(hid_t id);

#endif
