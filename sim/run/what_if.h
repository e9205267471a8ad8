/** @file what_if.h  "busy: volume +10 %, move 2 from general to sales, types.cards.patience.mean*=1.1": a name and the changes that it stands
 * for. */
#ifndef CCS_WHAT_IF_H
#define CCS_WHAT_IF_H

#include "arena.h"
#include "err.h"

typedef struct {
    const char *name;
    const char **sets; /* changes as --set takes them */
    const char **said; /* the words that each was written in; NULL: it belongs to the one before */
    size_t n_sets;
} ccs_what_if_t;

/** Take a text apart: NAME, a colon, changes parted by commas. A change is PATH=VALUE and its kin, or words: volume, aht, patience, staff
 * [of NAME] and +10 %, -10 % or *1.1, staff +2, shrinkage [of NAME] 15 %, move 2 from NAME to NAME. Commas within brackets, braces, parentheses and quotes belong to a value.
 * Without a name the changes themselves are the name. @return 0, CCS_ERR_USAGE (no change, or one that is neither) or CCS_ERR_NOMEM */
int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err);

#endif
