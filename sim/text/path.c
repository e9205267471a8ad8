/* path.c - the text of a place in a tree. */
#include "path.h"

#include <inttypes.h>
#include <stdio.h>

size_t ccs_path_add(char *text, size_t size, size_t n, const char *key, uint32_t index)
{
    const int more =
        key ? snprintf(text + n, size - n, "%s%s", n > 0 ? "." : "", key) : snprintf(text + n, size - n, "[%" PRIu32 "]", index);

    return more < 0 || (size_t) more >= size - n ? size - 1 : n + (size_t) more;
}
