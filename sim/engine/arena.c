/* arena.c - bump allocation. Invariant: blocks is newest first and only the newest has room left. */
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ccs_arena_block {
    ccs_arena_block_t *next;
    size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

enum { BLOCK_BYTES = 1 << 15 };

static size_t aligned(size_t n)
{
    const size_t a = alignof(max_align_t);

    return (n + a - 1) / a * a;
}

void *ccs_arena_alloc(ccs_arena_t *self, size_t n)
{
    if (n > SIZE_MAX / 2) return NULL;
    const size_t need = aligned(n ? n : 1);

    if (!self->blocks || self->blocks->size - self->used < need) {
        const size_t size = need > BLOCK_BYTES ? need : BLOCK_BYTES;
        ccs_arena_block_t *block = calloc(1, sizeof *block + size);

        if (!block) return NULL;
        block->next = self->blocks;
        block->size = size;
        self->blocks = block;
        self->used = 0;
    }
    void *place = self->blocks->bytes + self->used;

    self->used += need;
    self->total += need;
    return place;
}

void *ccs_arena_array(ccs_arena_t *self, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) return NULL;
    return ccs_arena_alloc(self, count * size);
}

void *ccs_arena_lines(ccs_arena_t *self, size_t count, size_t size)
{
    enum { LINE = 64 };

    if (size && count > (SIZE_MAX - LINE) / size) return NULL;
    unsigned char *const place = ccs_arena_alloc(self, count * size + LINE);

    return place ? place + (LINE - (uintptr_t) place % LINE) % LINE : NULL;
}

char *ccs_arena_strdup(ccs_arena_t *self, const char *text)
{
    const size_t n = strlen(text) + 1;
    char *copy = ccs_arena_alloc(self, n);

    if (copy) memcpy(copy, text, n);
    return copy;
}

void *ccs_arena_room(ccs_arena_t *self, void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) return items;
    const size_t more = *cap ? 2 * *cap : 16;
    void *const grown = ccs_arena_array(self, more, size);

    if (!grown) return NULL;
    if (n > 0) memcpy(grown, items, n * size);
    *cap = more;
    return grown;
}

char *ccs_arena_printf(ccs_arena_t *self, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);
    char *text = n < 0 ? NULL : ccs_arena_alloc(self, (size_t) n + 1);

    if (text) vsnprintf(text, (size_t) n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void ccs_arena_free(ccs_arena_t *self)
{
    if (!self) return;
    for (ccs_arena_block_t *block = self->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    *self = (ccs_arena_t){0};
}
