/* key.c - the rows of key.def. Invariant: those of a group stand behind it without a gap, so that what is below a row is a stretch of the table. */
#include "key.h"

#include <stdbool.h>
#include <string.h>

const ccs_key_t CCS_KEYS[CCS_N_KEYS] = {
#define X(path, shape, when, fallback, range, text, field) {path, CCS_SHAPE_##shape, CCS_KEY_##when, fallback, range, text},
    CCS_KEY_LIST(X)
#undef X
};

const char *ccs_shape_text(enum ccs_shape shape)
{
    static const char *const texts[CCS_N_SHAPES] = {
#define X(name, text) text,
        CCS_SHAPE_LIST(X)
#undef X
    };
    return texts[shape];
}

const char *ccs_key_last_name(const ccs_key_t *row, const ccs_key_t *parent)
{
    const size_t n = parent ? strlen(parent->path) : 0;

    if (n && (strncmp(row->path, parent->path, n) != 0 || row->path[n] != '.')) return NULL;
    const char *const name = row->path + n + (n > 0);

    return strchr(name, '.') ? NULL : name;
}

static bool is_below(const ccs_key_t *row, const char *path, size_t n)
{
    return strncmp(row->path, path, n) == 0 && row->path[n] == '.';
}

const ccs_key_t *ccs_keys_below(const ccs_key_t *parent, const ccs_key_t **end)
{
    const ccs_key_t *const all = CCS_KEYS + CCS_N_KEYS, *const first = parent ? parent + 1 : CCS_KEYS;
    const size_t n = parent ? strlen(parent->path) : 0;
    size_t inside = 0, left = (size_t) (all - first); /* first[0 .. inside) are below, first[inside + left ..) are not */

    *end = all;
    if (!parent) return first;
    while (left > 0) {
        const size_t half = left / 2;

        if (is_below(&first[inside + half], parent->path, n)) {
            inside += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    *end = first + inside;
    return first;
}
