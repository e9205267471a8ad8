/* compile_site.c - sites. Invariant: a group names the one that it is at, so that none is at two. */
#include "chapters.h"
#include "fields.h"

void ccs_compile_site(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->sites_named.at[id];
    ccs_site_t *const site = &self->sites[id];

    ccs_compile_fields(&self->reader, at, CCS_RECORD_SITE, site);
    site->name = at->key;
    if (!site->label) site->label = at->key;
}

void ccs_compile_check_site(ccs_compiler_t *self, uint32_t id)
{
    for (uint32_t i = 0; i < self->plan->n_teams; i++)
        if (self->groups[i].site == id) return;
    ccs_reader_idle(&self->reader, &self->sites_named, id, "no group is at this site: it has no figures");
}
