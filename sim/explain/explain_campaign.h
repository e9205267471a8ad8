/** @file explain_campaign.h  Outbound campaigns, in sentences. */
#ifndef CCS_EXPLAIN_CAMPAIGN_H
#define CCS_EXPLAIN_CAMPAIGN_H

#include <stdio.h>

#include "plan.h"

void ccs_explain_campaign(const ccs_plan_t *plan, const ccs_campaign_t *campaign, FILE *to);

#endif
