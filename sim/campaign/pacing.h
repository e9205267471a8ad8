/** @file pacing.h  How many lines a campaign dials, and how its controller learns. Pure but for the controller's own numbers. */
#ifndef CCS_PACING_H
#define CCS_PACING_H

#include "campaign.h"

/** What a predictive campaign has learnt so far. */
typedef struct {
    double log_over;     /* of calls answered that are aimed at for each agent who is free or soon will be */
    double over;         /* its exponential, asked more often than it changes */
    double connect_frac; /* of calls that come to an agent, of late */
} ccs_pacer_t;

void ccs_pacer_reset(ccs_pacer_t *self, const ccs_campaign_t *campaign);
/** Lines that ought to be out. @param n_free  agents whom the campaign may have now @param n_soon  who will be free while a call rings, as expected */
double ccs_pacer_lines(const ccs_pacer_t *self, const ccs_pacing_t *pacing, double n_free, double n_soon);
/** The other way round: agents for whom so many lines are out. */
double ccs_pacer_agents(const ccs_pacer_t *self, const ccs_pacing_t *pacing, double n_lines);
/** A call has come to its outcome. */
void ccs_pacer_see_call(ccs_pacer_t *self, bool comes_to_agent);
/** A person who answered was abandoned, or was not: over goes down by much or up by little, so that it stays where the target is met. Robbins and Monro (1951), with a
 * step that does not fall, since the law of calls and talks changes over the day. */
void ccs_pacer_see_live(ccs_pacer_t *self, const ccs_pacing_t *pacing, bool abandoned);

#endif
