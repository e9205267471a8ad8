/** @file limit.h  Limits that a scenario sets for figures, in two steps: yellow, and red. They change nothing that happens. */
#ifndef CCS_LIMIT_H
#define CCS_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "limit.def"

#define X(name, text, about) CCS_LIMIT_##name,
enum ccs_limit_side { CCS_LIMIT_SIDE_LIST(X) };
#undef X
#define X(name, text, about) CCS_LIMIT_PER_##name,
enum ccs_limit_per { CCS_LIMIT_PER_LIST(X) };
#undef X

/** A limit of one entity's figure: one that is written for a kind of entities is a row for each. */
typedef struct {
    const char *name, *label; /* as it is written, and as people read it */
    const char *metric;       /* a metric of the plan */
    const char *unit;         /* of the metric */
    bool is_share;            /* what people read as percent */
    uint32_t entity;          /* of ccs_metrics_t; the metric applies to it */
    const char *of;           /* its name */
    double yellow, red;       /* in the metric's unit; NAN: no such step. Where there are both, red is farther on the side */
    enum ccs_limit_side side;
    enum ccs_limit_per per;
} ccs_limit_t;

/** "interval", "day", "run". */
static inline const char *ccs_limit_per_name(enum ccs_limit_per per)
{
    static const char *const names[] = {
#define X(name, text, about) text,
        CCS_LIMIT_PER_LIST(X)
#undef X
    };

    return names[per];
}

#endif
