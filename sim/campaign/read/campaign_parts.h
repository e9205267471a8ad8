/** @file campaign_parts.h  What the files of the room share. Private to them. */
#ifndef CCS_CAMPAIGN_PARTS_H
#define CCS_CAMPAIGN_PARTS_H

#include "campaign_read.h"

/** When its people may be called, by the clocks of their zones. Mode day; rules, guard and caps of the row are read. */
void ccs_campaign_read_zones(const ccs_campaign_reader_t *self, const ccs_place_t *at, enum ccs_call_rules rules,
    ccs_campaign_t *campaign);
/** Its customers, where they are told one by one: they are its list. After the zones. */
void ccs_campaign_read_customers(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *campaign);
/** What of its keys cannot stand together. */
void ccs_campaign_check_keys(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *campaign);

#endif
