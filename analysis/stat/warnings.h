/** @file warnings.h  What a reader of a result must know before they believe its figures: the texts that its scenario and its run left, each
 * once, with the variants that it is about. */
#ifndef CCS_WARNINGS_H
#define CCS_WARNINGS_H

#include "view.h"

/** Zero-initialised storage is a valid empty list; filled by ccs_warnings_add, one call a variant. */
typedef struct {
    uint32_t n, n_views;
    size_t cap;
    struct ccs_warning *items;
    bool out_of_memory; /* sticky: of an addition or a text; what was there stays */
    ccs_arena_t arena;
} ccs_warnings_t;

/** The warnings of one variant more. Its name must outlive the list. */
void ccs_warnings_add(ccs_warnings_t *self, const ccs_view_t *view);
/** "types.b: queue of b grows …"; of some variants only: "fewer, more: types.b: …". NULL when out of memory. @param i  0 .. n - 1 */
const char *ccs_warnings_text(ccs_warnings_t *self, uint32_t i);
void ccs_warnings_free(ccs_warnings_t *self);

#endif
