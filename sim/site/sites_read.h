/** @file sites_read.h  `sites`: rows of the plan, and the clocks by which their groups work.
 *
 * Invariant: a group names the site that it is at, so that none is at two; a site with neither a zone, hours nor holidays goes by the centre's clock. */
#ifndef CCS_SITES_READ_H
#define CCS_SITES_READ_H

#include "read_over_time.h"

/** A clock of a site's own. Its days are those of the site's local dates, one more at each end; times count from the centre's time 0. */
typedef struct {
    bool own;
    ccs_clock_t clock;   /* its stretches: all opening hours of the centre, by the site's days */
    ccs_stretch_t *open; /* those of them in which the site is open too */
    uint32_t n_open;
} ccs_site_clock_t;

typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *named;
    ccs_site_t *sites;        /* [named->n], of the caller */
    ccs_site_clock_t *clocks; /* [named->n] */
} ccs_sites_t;

/** All sites; the reader's clock is the centre's. @param find  is asked for their zones */
void ccs_sites_read(ccs_sites_t *self, ccs_reader_t *reader, const ccs_named_t *named, ccs_site_t *sites, ccs_zone_find_t *find);
/** What only the groups show: a site at which there is none. @param at  the site of each group, n of them */
void ccs_sites_check(ccs_sites_t *self, const ccs_group_t *groups, uint32_t n);

/** By which clock staff over time of a group at a site is read: the centre's unless the site has one. @param site  CCS_NONE: at none */
ccs_clock_t ccs_sites_clock(const ccs_sites_t *self, uint32_t site, const ccs_clock_t *centre);
/** The same for shifts and rosters, which have nothing outside of the site's hours. */
ccs_clock_t ccs_sites_clock_of_shifts(const ccs_sites_t *self, uint32_t site, const ccs_clock_t *centre);
/** What of staff over time lies within the hours of the site whose clock the reader's is: the rest is cut off. Nothing is, of the centre's. */
void ccs_site_cut(ccs_reader_t *reader, ccs_curves_t *curves);

#endif
