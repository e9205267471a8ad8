/* intraday_rest.c - what goes with `rest`, a rule that makes short rests of idleness: it has neither a beginning nor an end, but is asked at each look. */
#include "intraday_parts.h"

void ccs_intraday_check_rest(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    static const char *const own[] = {"idle_for", "again_after", "a_day"},
                             *const others[] = {"until", "delay", "at_least", "at_most"};
    const bool rests = rule->does == CCS_INTRADAY_REST;
    const ccs_place_t every = ccs_place_child(self->reader, at, "every");

    for (size_t i = 0; !rests && i < sizeof own / sizeof *own; i++) {
        const ccs_place_t key = ccs_place_child(self->reader, at, own[i]);

        if (key.given) ccs_reader_error(self->reader, &key, "has a meaning only with rest");
    }
    for (size_t i = 0; rests && i < sizeof others / sizeof *others; i++) {
        const ccs_place_t key = ccs_place_child(self->reader, at, others[i]);

        if (key.given)
            ccs_reader_error(self->reader, &key, "is not read with rest, which is given while when holds: leave it out");
    }
    if (rests && !(rule->every_s > 0))
        ccs_reader_error(self->reader, &every, "must be > 0 with rest: agents rest at these looks");
}
