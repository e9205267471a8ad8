/** @file key.h  The keys of a scenario as rows (def/key.def), and what can be written at each (its shape). Knows no value. */
#ifndef CCS_KEY_H
#define CCS_KEY_H

#include "key.def"

#define X(name, text) CCS_SHAPE_##name,
enum ccs_shape { CCS_SHAPE_LIST(X) CCS_N_SHAPES };
#undef X
enum ccs_key_when { CCS_KEY_BOTH, CCS_KEY_DAY, CCS_KEY_STEADY };
#define X(path, shape, when, fallback, range, text, field) +1
enum { CCS_N_KEYS = 0 CCS_KEY_LIST(X) };
#undef X

/** A row of key.def. */
typedef struct {
    const char *path;
    enum ccs_shape shape;
    enum ccs_key_when when;
    const char *fallback, *range, *about;
} ccs_key_t;

extern const ccs_key_t CCS_KEYS[CCS_N_KEYS];

/** What follows "expected" where something else stands. */
const char *ccs_shape_text(enum ccs_shape shape);
/** The last name of a row's path if its other names are those of parent (NULL: the root), else NULL. */
const char *ccs_key_last_name(const ccs_key_t *row, const ccs_key_t *parent);
/** The rows whose paths begin with that of parent (NULL: all), from the one returned up to end: key.def has them behind their parent, without
 * a gap. */
const ccs_key_t *ccs_keys_below(const ccs_key_t *parent, const ccs_key_t **end);

#endif
