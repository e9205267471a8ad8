/* service_level.c - def/service_level.def by name. */
#include "service_level.h"

#include <stdio.h>
#include <string.h>

enum { BASIC = 0, SHORT = CCS_LEVEL_NEEDS_SHORT, LIMITED = CCS_LEVEL_NEEDS_LIMITED, SHORT_LIMITED = SHORT | LIMITED };

const ccs_service_level_t CCS_SERVICE_LEVELS[CCS_N_SERVICE_LEVELS] = {
#define L(X, name, numerator, denominator, needs, formula, noun, verb, aside) {#name, formula, needs, noun, verb, aside},
    CCS_SERVICE_LEVEL_LIST(L, )
#undef L
};

uint32_t ccs_service_level_find(const char *name)
{
    for (uint32_t i = 0; i < CCS_N_SERVICE_LEVELS; i++)
        if (!strcmp(CCS_SERVICE_LEVELS[i].name, name)) return i;
    return CCS_N_SERVICE_LEVELS;
}

const char *ccs_service_level_expected(char *text, uint32_t size)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < CCS_N_SERVICE_LEVELS && n < size; i++)
        n += (uint32_t) snprintf(&text[n], size - n, "%s%s",
            i == 0                             ? "one of "
                : i + 1 < CCS_N_SERVICE_LEVELS ? ", "
                                               : " or ",
            CCS_SERVICE_LEVELS[i].name);
    return text;
}
