/* rules_reserve.c - `groups.*.reserve`. */
#include "read_value.h"
#include "rules_reader.h"

void ccs_rules_read_reserve(ccs_rules_reader_t *self, const ccs_place_t *group_at, uint32_t group)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t at = ccs_place_child(reader, group_at, "reserve");

    if (!at.value || at.value->kind != CCS_VALUE_GROUP || self->types->n == 0) return;
    if (!self->reserve)
        self->reserve = ccs_reader_array(reader, (size_t) self->groups->n * self->types->n, sizeof *self->reserve);
    for (const ccs_value_t *v = at.value->first; v && self->reserve; v = v->next) {
        const ccs_place_t member = ccs_place_child(reader, &at, v->key);
        const uint32_t type = ccs_named_find(self->types, v->key);
        const uint32_t n = ccs_read_count(reader, &member);

        if (type == CCS_NONE) ccs_reader_no_such(reader, &member, self->types, v->key);
        else if (n != CCS_NONE) self->reserve[(size_t) group * self->types->n + type] = n;
    }
}
