/* lines.c - arrays in lines of the cache. Large pages are advice to the system: nothing depends on whether it is taken, nor on whether sys/mman.h
 * knows of it (cmake/rooms.cmake asks for what is beyond POSIX). */
#include "lines.h"

#include <stdint.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

enum { LINE = 64, LARGE_PAGE = 2 << 20 };

static size_t whole(size_t bytes, size_t unit)
{
    return (bytes + unit - 1) / unit * unit;
}

void *ccs_lines_new(size_t bytes)
{
    if (bytes > SIZE_MAX - LARGE_PAGE) return NULL;
    if (bytes < LARGE_PAGE) return aligned_alloc(LINE, whole(bytes, LINE));
    const size_t room = whole(bytes, LARGE_PAGE);
    void *const lines = aligned_alloc(LARGE_PAGE, room);

#ifdef MADV_HUGEPAGE
    if (lines) (void) madvise(lines, room, MADV_HUGEPAGE);
#endif
    return lines;
}
