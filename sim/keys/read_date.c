/* read_date.c - dates and time zones as they are written. */
#include "read_date.h"

#include "date.h"
#include "read_value.h"

int64_t ccs_read_date(ccs_reader_t *self, const ccs_place_t *at)
{
    int64_t days = 0;

    if (at->value->kind != CCS_VALUE_STRING || ccs_date_read(at->value->as.text, &days) != 0)
        ccs_reader_expected(self, at, ccs_shape_text(CCS_SHAPE_DATE));
    return days;
}

void ccs_read_dates(ccs_reader_t *self, const ccs_place_t *at, void (*take)(void *to, const ccs_place_t *at, int64_t date),
    void *to)
{
    uint32_t index = 0;

    if (!at->value) return;
    if (at->value->kind != CCS_VALUE_LIST) {
        ccs_reader_expected(self, at, ccs_shape_text(CCS_SHAPE_DATES));
        return;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(at, v, index);

        take(to, &element, ccs_read_date(self, &element));
    }
}

const char *ccs_read_zone(ccs_reader_t *self, const ccs_place_t *at, ccs_zone_find_t *find, ccs_zone_t *zone)
{
    const char *const name = ccs_read_text(self, at);
    ccs_err_t err;
    const int ret = name ? find(name, self->arena, zone, &err) : CCS_ERR_SCENARIO;

    if (ret == CCS_ERR_NOMEM) self->out_of_memory = true;
    if (ret == CCS_ERR_SCENARIO && name) ccs_reader_error(self, at, "%s", err.text);
    if (ret) return NULL;
    const char *const kept = ccs_arena_strdup(self->arena, name);

    if (!kept) self->out_of_memory = true;
    return kept;
}
