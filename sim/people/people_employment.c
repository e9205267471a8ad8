/* people_employment.c - `employment`: what is agreed with those who work some of the shifts. Nothing here changes what happens; ccsim schedule finds persons by it. */
#include <math.h>

#include "people_parts.h"
#include "read_value.h"

void ccs_people_parts(ccs_people_t *self, const ccs_place_t *at, double *least_frac, double *most_frac)
{
    const ccs_place_t least = ccs_place_child(self->reader, at, "share_least"),
                      most = ccs_place_child(self->reader, at, "share_most");

    *least_frac = least.value ? ccs_read_share(self->reader, &least) : 0;
    *most_frac = most.value ? ccs_read_share(self->reader, &most) : 1;
    if (*least_frac > *most_frac) ccs_reader_error(self->reader, &least, "is more than share_most, %g %%", 100 * *most_frac);
}

static void read_employment(ccs_people_t *self, const ccs_place_t *at, ccs_employment_t *employment)
{
    const ccs_place_t hours = ccs_place_child(self->reader, at, "hours_a_week"),
                      days = ccs_place_child(self->reader, at, "days_a_week"), rest = ccs_place_child(self->reader, at, "rest"),
                      pattern = ccs_place_child(self->reader, at, "pattern");

    *employment = (ccs_employment_t){.name = at->key,
        .hours_a_week_s = hours.value ? ccs_read_duration(self->reader, &hours) : (double) NAN,
        .days_a_week = days.value ? ccs_read_count(self->reader, &days) : CCS_NONE,
        .rest_s = rest.value ? ccs_read_duration(self->reader, &rest) : (double) NAN};
    ccs_people_pattern(self, &pattern, &employment->n_on, &employment->n_off);
    ccs_people_parts(self, at, &employment->least_frac, &employment->most_frac);
}

void ccs_people_employments(ccs_people_t *self)
{
    self->employments = ccs_reader_array(self->reader, self->kinds->n, sizeof *self->employments);
    for (uint32_t i = 0; i < self->kinds->n && self->employments; i++)
        read_employment(self, &self->kinds->at[i], &self->employments[i]);
}
