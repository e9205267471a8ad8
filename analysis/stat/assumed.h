/** @file assumed.h  Where numbers of a scenario come from, as its `sources` say: the assumptions of a result. Knows of no words. */
#ifndef CCS_ASSUMED_H
#define CCS_ASSUMED_H

#include <stdbool.h>
#include <stddef.h>

#include "view.h"

/** The source of numbers of which nobody says where they come from. */
#define CCS_ASSUMED_UNTOLD "no source is said"

typedef struct {
    const char *key, *value; /* "types.cards.talk", as the scenario says it */
    const char *source;      /* its label */
    const char *grade;       /* "" where the source has none */
} ccs_assumed_t;

/** The next assumption of the view's own scenario. @param at  begins with 0, moves on @return false: there is no further one */
bool ccs_assumed_next(const ccs_view_t *view, size_t *at, ccs_assumed_t *out);

#endif
