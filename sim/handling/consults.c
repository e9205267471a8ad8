/* consults.c - consults of types. Invariant: in each talk another agent is asked once at most. */
#include "consults.h"

#include <math.h>

#include "read_law.h"
#include "read_value.h"

static const double ALL = 1 + 1e-9; /* shares that add up to 1 but for rounding */

void ccs_consults_start(ccs_consults_t *self, ccs_reader_t *reader, const ccs_named_t *types)
{
    *self = (ccs_consults_t){.reader = reader, .types = types};
    self->first = ccs_reader_array(reader, (size_t) types->n + 1, sizeof *self->first);
}

uint32_t ccs_consults_to(ccs_reader_t *reader, const ccs_place_t *at, const ccs_named_t *types)
{
    const ccs_place_t to = ccs_place_child(reader, at, "to");
    const uint32_t type = to.value ? ccs_read_name(reader, &to, types) : ccs_named_find(types, at->key);

    if (!to.value && type == CCS_NONE) ccs_reader_no_such(reader, at, types, at->key);
    return type;
}

/* @param upto_frac  of the consults before it; receives that of this one */
static void read_consult(ccs_consults_t *self, const ccs_place_t *at, double *upto_frac)
{
    const ccs_place_t probability = ccs_place_child(self->reader, at, "probability"),
                      time = ccs_place_child(self->reader, at, "time"), after = ccs_place_child(self->reader, at, "after"),
                      max_wait = ccs_place_child(self->reader, at, "max_wait"),
                      joins = ccs_place_child(self->reader, at, "joins");
    ccs_consult_t read = {.to = ccs_consults_to(self->reader, at, self->types),
        .frac = ccs_read_share(self->reader, &probability),
        .after_frac = ccs_read_share(self->reader, &after),
        .joins = (enum ccs_join) ccs_read_choice(self->reader, &joins),
        .time = ccs_read_law(self->reader, &time, CCS_LAW_TIME),
        .max_wait_s = max_wait.value ? ccs_read_duration(self->reader, &max_wait) : (double) INFINITY};

    if (isnan(read.frac) || isnan(read.after_frac) || read.to == CCS_NONE) return;
    *upto_frac += read.frac;
    read.upto_frac = fmin(*upto_frac, 1);
    ccs_consult_t *const consult = ccs_reader_push(self->reader, &self->consults, sizeof *consult);

    if (consult) *consult = read;
}

void ccs_consults_type(ccs_consults_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->types->at[id], "consult");
    const ccs_named_t named = ccs_read_named(self->reader, &at, "consult");
    double upto_frac = 0;

    if (!self->first) return;
    for (uint32_t i = 0; i < named.n; i++) read_consult(self, &named.at[i], &upto_frac);
    self->first[id + 1] = (uint32_t) self->consults.n;
    if (upto_frac > ALL)
        ccs_reader_error(self->reader, &at, "the probabilities add up to %.6g: in each talk another agent is asked once at most",
            upto_frac);
}
