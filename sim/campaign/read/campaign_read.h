/** @file campaign_read.h  Outbound campaigns, as rows of the plan: `campaigns`. What is wrong is recorded by the reader. */
#ifndef CCS_CAMPAIGN_READ_H
#define CCS_CAMPAIGN_READ_H

#include "reader.h"

typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *campaigns, *types;
    ccs_zone_find_t *zones;
    ccs_campaign_t *rows;
} ccs_campaign_reader_t;

/** The rows; after the clock. @param self  reader, campaigns, types and zones are set, and stay where they are */
void ccs_campaigns_read(ccs_campaign_reader_t *self);
/** The rows in the plan, with their lines; types, pairs and groups are in the plan already. */
void ccs_campaigns_keep(ccs_campaign_reader_t *self, ccs_plan_t *plan);
/** What only the whole plan shows: types that cannot be those of a campaign. For a plan without errors so far. */
void ccs_campaigns_check(const ccs_campaign_reader_t *self, const ccs_plan_t *plan);
/** Fines where nothing tells what things cost. After the money. */
void ccs_campaigns_check_fines(const ccs_campaign_reader_t *self, const ccs_plan_t *plan);

#endif
