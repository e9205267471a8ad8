/* campaign.c - what a campaign's numbers come to. */
#include "campaign.h"

#include <math.h>

uint32_t ccs_campaign_window(const ccs_campaign_t *self, double time_s)
{
    const double window = floor(fmax(time_s, 0) / self->compliance.window_s);

    return window < self->n_windows - 1 ? (uint32_t) window : self->n_windows - 1;
}

bool ccs_campaign_has_numbers(const ccs_campaign_t *self)
{
    bool has = self->n_numbers > 1;

    for (uint32_t i = 0; self->customers && i < self->n_list && !has; i++) has = self->customers[i].n_numbers > 1;
    return has;
}

double ccs_campaign_must_not_frac(const ccs_campaign_t *self, const ccs_call_customer_t *who)
{
    if (who && who->must_not) return 1;
    const double listed_frac = who && who->is_free ? 0 : self->compliance.do_not_call_frac,
                 silent_frac = who && who->has_agreed ? 0 : 1 - self->compliance.consent_frac;

    return listed_frac + (1 - listed_frac) * silent_frac;
}

uint32_t ccs_call_span_from(const ccs_call_span_t *spans, uint32_t n, double time_s)
{
    uint32_t low = 0, high = n;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (spans[middle].to_s > time_s) high = middle;
        else low = middle + 1;
    }
    return low;
}

uint32_t ccs_call_span_at(const ccs_call_span_t *spans, uint32_t n, double time_s)
{
    const uint32_t span = ccs_call_span_from(spans, n, time_s);

    return span < n && spans[span].from_s <= time_s ? span : UINT32_MAX;
}

double ccs_campaign_live_frac(const ccs_campaign_t *self, uint32_t hour)
{
    const double live = self->outcome_frac[CCS_CALL_LIVE];

    return self->by_hour && hour < 24 ? fmin(1, live * self->by_hour[hour]) : live;
}

/* What live answers take of an hour the others make room for, all in the same proportion. */
enum ccs_call_outcome ccs_campaign_outcome(const ccs_campaign_t *self, double live_frac, double u)
{
    const double others = 1 - self->outcome_frac[CCS_CALL_LIVE], scale = others > 0 ? (1 - live_frac) / others : 0;
    double upto = live_frac;
    int outcome = CCS_CALL_LIVE;

    while (u >= upto && outcome < CCS_N_CALL_OUTCOMES - 1) {
        outcome++;
        upto += scale * self->outcome_frac[outcome];
    }
    return (enum ccs_call_outcome) outcome;
}

double ccs_campaign_connect_frac(const ccs_campaign_t *self)
{
    const double live = self->outcome_frac[CCS_CALL_LIVE], machine = self->outcome_frac[CCS_CALL_MACHINE];

    if (!self->detection.is_on) return live + machine;
    return live * (1 - self->detection.wrong_frac) + machine * self->detection.missed_frac;
}

double ccs_campaign_ring_s(const ccs_campaign_t *self)
{
    return self->ring[CCS_CALL_LIVE].mean + (self->detection.is_on ? self->detection.time_s : 0);
}

bool ccs_compliance_allows(const ccs_compliance_t *self, double live, double abandoned, double n_out)
{
    return abandoned + n_out + 1 <= self->cap_frac * (live + n_out + 1);
}

bool ccs_compliance_is_broken(const ccs_compliance_t *self, double live, double abandoned)
{
    return abandoned > self->cap_frac * live;
}

double ccs_compliance_beyond(const ccs_compliance_t *self, double live, double abandoned)
{
    return fmax(0, abandoned - floor(self->cap_frac * live));
}
