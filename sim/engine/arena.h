/** @file arena.h  Bump allocation for data that lives and dies together (a value tree, a plan). */
#ifndef CCS_ARENA_H
#define CCS_ARENA_H

#include <stddef.h>

typedef struct ccs_arena_block ccs_arena_block_t;

/** Zero-initialised storage is a valid empty arena. */
typedef struct {
    ccs_arena_block_t *blocks; /* owned, newest first */
    size_t used;               /* bytes of the newest block in use */
    size_t total;              /* bytes handed out */
} ccs_arena_t;

/** @return n zeroed bytes aligned for any type, owned by the arena; NULL when out of memory. n = 0 gives a valid unique pointer. */
void *ccs_arena_alloc(ccs_arena_t *self, size_t n);
/** Zeroed array, NULL also when count * size overflows. */
void *ccs_arena_array(ccs_arena_t *self, size_t count, size_t size);
/** The same, beginning on a cache line. */
void *ccs_arena_lines(ccs_arena_t *self, size_t count, size_t size);
/** Room for one more item in an array that holds n of *cap, which grows to twice as many where it is full; cap 0: items is NULL. The array left
 * behind stays in the arena: at most as much again is wasted. @return the array, NULL when out of memory (the old one is still there) */
void *ccs_arena_room(ccs_arena_t *self, void *items, size_t n, size_t *cap, size_t size);
char *ccs_arena_strdup(ccs_arena_t *self, const char *text);
char *ccs_arena_printf(ccs_arena_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Frees everything at once; the arena is empty and usable again. Null-safe. */
void ccs_arena_free(ccs_arena_t *self);

#endif
