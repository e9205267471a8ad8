/* read_fallback.c - values that stand in one of several groups. Invariant: only the last group has defaults, so that what is found is written or is one of these. */
#include "read_fallback.h"

#include <string.h>

void ccs_find_at(const ccs_reader_t *reader, const ccs_place_t *owner, const char *path, ccs_found_t *found)
{
    const char *const dot = strchr(path, '.');

    found->name[0] = '\0';
    if (!dot) {
        found->at = ccs_place_child(reader, owner, path);
        return;
    }
    memcpy(found->name, path, (size_t) (dot - path));
    found->name[dot - path] = '\0';
    found->group = ccs_place_child(reader, owner, found->name);
    found->at = ccs_place_child(reader, &found->group, dot + 1);
}

uint32_t ccs_find_first(const ccs_reader_t *reader, const ccs_place_t *owners, uint32_t n, const char *path, ccs_found_t *found)
{
    uint32_t i = 0;

    for (; i + 1 < n; i++) {
        ccs_find_at(reader, &owners[i], path, found);
        if (found->at.given) return i;
    }
    ccs_find_at(reader, &owners[i], path, found);
    return i;
}
