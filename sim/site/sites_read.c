/* sites_read.c - sites as they are written. */
#include "sites_read.h"

#include "fields.h"
#include "read_value.h"
#include "site_parts.h"

static void read_site(ccs_sites_t *self, uint32_t id, ccs_zone_find_t *find)
{
    const ccs_place_t *const at = &self->named->at[id];
    ccs_site_t *const site = &self->sites[id];

    ccs_compile_fields(self->reader, at, CCS_RECORD_SITE, site);
    site->name = at->key;
    if (!site->label) site->label = at->key;
    if (self->reader->steady) return;
    site->zone = self->reader->clock->zone;
    ccs_site_clock_read(self->reader, at, find, site, &self->clocks[id]);
}

void ccs_sites_read(ccs_sites_t *self, ccs_reader_t *reader, const ccs_named_t *named, ccs_site_t *sites, ccs_zone_find_t *find)
{
    *self = (ccs_sites_t){.reader = reader, .named = named, .sites = sites};
    self->clocks = ccs_reader_array(reader, named->n, sizeof *self->clocks);
    for (uint32_t i = 0; self->clocks && i < named->n; i++) read_site(self, i, find);
}

void ccs_sites_check(ccs_sites_t *self, const ccs_group_t *groups, uint32_t n)
{
    for (uint32_t id = 0; id < self->named->n; id++) {
        uint32_t i = 0;

        while (i < n && groups[i].site != id) i++;
        if (i == n) ccs_reader_idle(self->reader, self->named, id, "no group is at this site: it has no figures");
    }
}

/* --- clocks ------------------------------------------------------------------------------------------------------------ */

ccs_clock_t ccs_sites_clock(const ccs_sites_t *self, uint32_t site, const ccs_clock_t *centre)
{
    return site != CCS_NONE && self->clocks && self->clocks[site].own ? self->clocks[site].clock : *centre;
}

ccs_clock_t ccs_sites_clock_of_shifts(const ccs_sites_t *self, uint32_t site, const ccs_clock_t *centre)
{
    ccs_clock_t clock = ccs_sites_clock(self, site, centre);

    if (clock.n_edge_days == 0) return clock;
    clock.stretches = self->clocks[site].open;
    clock.n_stretches = self->clocks[site].n_open;
    return clock;
}
