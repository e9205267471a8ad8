/* deferred.c - the words of what is promised. */
#include "deferred.h"

#include <string.h>

const ccs_promise_word_t CCS_PROMISES[CCS_N_PROMISES] = {
#define X(name, text, about, noun, verb, formula) {text, about, noun, verb, formula},
    CCS_PROMISE_OF_LIST(X)
#undef X
};

double ccs_deferred_work(const ccs_deferred_t *self, uint32_t type)
{
    const ccs_touches_t *const touches = self ? self[type].touches : NULL;

    return touches && touches->number.n > 0 ? 1 + (touches->number.mean - 1) * touches->work_times : 1;
}

uint32_t ccs_promise_find(const char *name)
{
    uint32_t of = 0;

    while (of < CCS_N_PROMISES && strcmp(CCS_PROMISES[of].name, name) != 0) of++;
    return of;
}

const char *ccs_promise_clock_name(enum ccs_promise_clock clock)
{
    static const char *const names[] = {
#define X(name, text, about) text,
        CCS_PROMISE_CLOCK_LIST(X)
#undef X
    };
    return names[clock];
}
