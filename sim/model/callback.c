/* callback.c - the words of calls back. */
#include "callback.h"

#include <string.h>

static const char *const COUNTINGS[] = {
#define X(name, text, about, aside) text,
    CCS_CALLBACK_COUNTING_LIST(X)
#undef X
};

const char *ccs_callback_way_name(enum ccs_callback_way way)
{
    static const char *const names[] = {
#define X(name, text, about) text,
        CCS_CALLBACK_WAY_LIST(X)
#undef X
    };
    return names[way];
}

const char *ccs_callback_counting_name(enum ccs_callback_counting counting)
{
    return COUNTINGS[counting];
}

const char *ccs_callback_counting_aside(const char *name)
{
    static const char *const asides[] = {
#define X(name, text, about, aside) aside,
        CCS_CALLBACK_COUNTING_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
        if (!strcmp(COUNTINGS[i], name)) return asides[i];
    return "";
}
