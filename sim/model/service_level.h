/** @file service_level.h  What a target can be counted as: the rows of def/service_level.def by name. */
#ifndef CCS_SERVICE_LEVEL_H
#define CCS_SERVICE_LEVEL_H

#include <stdint.h>

#include "service_level.def"

enum ccs_service_level {
#define L(X, name, numerator, denominator, needs, formula, noun, verb, aside) CCS_LEVEL_##name,
    CCS_SERVICE_LEVEL_LIST(L, )
#undef L
        CCS_N_SERVICE_LEVELS
};

/** What a service level needs to say something of its own: bits. */
enum { CCS_LEVEL_NEEDS_SHORT = 1, CCS_LEVEL_NEEDS_LIMITED = 2 };

typedef struct {
    const char *name, *formula;
    unsigned needs;                  /* 0 = nothing */
    const char *noun, *verb, *aside; /* "80 % of [noun]calls [verb] within 20 s[aside]" */
} ccs_service_level_t;

extern const ccs_service_level_t CCS_SERVICE_LEVELS[CCS_N_SERVICE_LEVELS];

/** By name. @return id, CCS_N_SERVICE_LEVELS if there is none of this name */
uint32_t ccs_service_level_find(const char *name);
/** "one of sl_offered, ..., sl_answered_incl_blocked", for messages. @return text */
const char *ccs_service_level_expected(char *text, uint32_t size);

#endif
