/** @file site_parts.h  What the files of the room share. Private to them. */
#ifndef CCS_SITE_PARTS_H
#define CCS_SITE_PARTS_H

#include "sites_read.h"

/** The clock of a site that says a zone, hours or holidays; none, where it says nothing of that, or there is an error. Mode day. */
void ccs_site_clock_read(ccs_reader_t *reader, const ccs_place_t *at, ccs_zone_find_t *find, ccs_site_t *site,
    ccs_site_clock_t *self);

#endif
