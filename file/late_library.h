/** @file late_library.h  A library that is loaded when a file first needs it, not as the process starts: most runs write no file, and
 * HDF5 and its thirty friends cost each of them 5 ms. The headers late_*.h, made by cmake/late_library.cmake from the lists *.late of
 * this room, stand for the library's own. */
#ifndef CCS_LATE_LIBRARY_H
#define CCS_LATE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

typedef struct {
    const char *title; /* "HDF5" */
    const char *file;  /* "libhdf5_serial.so.103": the version that was compiled for, found where the system finds libraries */
    const char *const *names; /* [n] of functions and variables */
    void *places;             /* n pointers: where each is; not to be used before _load succeeds */
    size_t n;
    bool loaded;
} ccs_late_library_t;

/** Load the library unless that is done; for good. From one thread at a time.
 * @param code  what it is called when there is no such library, or one that lacks a name
 * @param path  the file that cannot be read or written then, for the message; NULL = none
 * @return 0 or code */
int ccs_late_library_load(ccs_late_library_t *self, enum ccs_code code, const char *path, ccs_err_t *err);

#endif
