/* read_weekdays.c - tables by weekday. Invariant: a single day beats weekdays and weekend, whatever the order in the file. */
#include "read_weekdays.h"

#include <string.h>

#include "text.h"

const ccs_weekday_span_t CCS_WEEKDAY_SPANS[CCS_N_WEEKDAY_SPANS] = {
#define X(name, key, first, last) {key, first, last},
    CCS_WEEKDAY_LIST(X)
#undef X
};

static void check_keys(ccs_reader_t *self, const ccs_place_t *at)
{
    for (const ccs_value_t *v = at->value->first; v; v = v->next) {
        const ccs_place_t field = ccs_place_field(at, v);
        ccs_closest_t closest = {0};
        bool known = false;

        for (int i = 0; i < CCS_N_WEEKDAY_SPANS; i++) {
            known |= strcmp(CCS_WEEKDAY_SPANS[i].key, v->key) == 0;
            ccs_closest_offer(&closest, v->key, CCS_WEEKDAY_SPANS[i].key);
        }
        if (known) continue;
        if (closest.best) {
            ccs_reader_error(self, &field, "unknown weekday, did you mean \"%s\"?", closest.best);
        } else {
            ccs_reader_error(self, &field, "unknown weekday; known are mon, tue, wed, thu, fri, sat, sun, weekdays, weekend");
        }
    }
}

bool ccs_read_weekdays(ccs_reader_t *self, const ccs_place_t *at, ccs_weekdays_t *table)
{
    const size_t before = self->errors->n_errors;

    *table = (ccs_weekdays_t){.is_table = at->value->kind == CCS_VALUE_GROUP};
    if (table->is_table) check_keys(self, at);
    for (int i = 0; i < CCS_N_WEEKDAY_SPANS && table->is_table; i++) { /* the rows go from the general to the single day */
        const ccs_value_t *const value = ccs_value_get(at->value, CCS_WEEKDAY_SPANS[i].key);

        for (int day = CCS_WEEKDAY_SPANS[i].first; value && day <= CCS_WEEKDAY_SPANS[i].last; day++) table->value[day] = value;
    }
    for (int day = 0; day < CCS_N_WEEKDAYS; day++) {
        if (!table->is_table) table->value[day] = at->value;
        while (table->value[table->first_of[day]] != table->value[day]) table->first_of[day]++;
    }
    return self->errors->n_errors == before;
}
