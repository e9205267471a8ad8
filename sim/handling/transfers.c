/* transfers.c - transfers of types. Invariant: of the talks of a type no more than all end with a transfer, and from each type that contacts are transferred
 * to some way leads to an end. */
#include "transfers.h"

#include <math.h>

#include "pauses.h"
#include "read_course.h"
#include "read_law.h"
#include "read_value.h"
#include "switching.h"

static const double ALL = 1 + 1e-9; /* shares that add up to 1 but for rounding */

void ccs_transfers_start(ccs_transfers_t *self, ccs_reader_t *reader, const ccs_named_t *types)
{
    *self = (ccs_transfers_t){.reader = reader, .types = types};
    self->first = ccs_reader_array(reader, (size_t) types->n + 1, sizeof *self->first);
    self->first_plain = ccs_reader_array(reader, types->n, sizeof *self->first_plain);
    self->drops = ccs_reader_array(reader, types->n, sizeof *self->drops);
    self->pauses = ccs_reader_array(reader, types->n, sizeof *self->pauses);
    ccs_consults_start(&self->consults, reader, types);
    ccs_retries_start(&self->retries, reader, types);
}

/* What becomes of the contact in its next leg. */
static void read_next_talk(ccs_transfers_t *self, const ccs_place_t *at, ccs_transfer_t *transfer)
{
    const ccs_place_t joins = ccs_place_child(self->reader, at, "joins"),
                      talk_factor = ccs_place_child(self->reader, at, "talk_factor"),
                      identify = ccs_place_child(self->reader, at, "identify");

    transfer->joins = (enum ccs_join) ccs_read_choice(self->reader, &joins);
    transfer->talk_factor = ccs_read_amount(self->reader, &talk_factor, 1);
    transfer->identify = ccs_read_law(self->reader, &identify, CCS_LAW_TIME);
}

/* Whether, and for how long, the first agent stays. */
static void read_company(ccs_transfers_t *self, const ccs_place_t *at, ccs_transfer_t *transfer)
{
    const ccs_place_t kind = ccs_place_child(self->reader, at, "kind"), handover = ccs_place_child(self->reader, at, "handover"),
                      max_wait = ccs_place_child(self->reader, at, "max_wait"),
                      identify = ccs_place_child(self->reader, at, "identify");
    const size_t before = self->reader->errors->n_errors;

    transfer->kind = (enum ccs_transfer_kind) ccs_read_choice(self->reader, &kind);
    transfer->handover = ccs_read_law(self->reader, &handover, CCS_LAW_TIME);
    transfer->max_wait_s = max_wait.value ? ccs_read_duration(self->reader, &max_wait) : (double) INFINITY;
    if (self->reader->errors->n_errors != before) return; /* what goes with a kind is not asked of one that is not known */
    self->any_company = self->any_company || transfer->kind != CCS_TRANSFER_COLD;
    if (handover.value && transfer->kind != CCS_TRANSFER_WARM)
        ccs_reader_error(self->reader, &handover, "is of a warm transfer: write kind = \"warm\", or leave it out");
    if (max_wait.value && transfer->kind == CCS_TRANSFER_COLD)
        ccs_reader_error(self->reader, &max_wait, "nobody stays after a cold transfer: write kind = \"warm\", or leave it out");
    if (identify.value && transfer->kind == CCS_TRANSFER_CONFERENCE)
        ccs_reader_error(self->reader, &identify,
            "in a conference nobody is identified again, as the first agent is there: leave it out");
}

/* When the agent sees that the contact must go up. */
static void read_detection(ccs_transfers_t *self, const ccs_place_t *at, ccs_transfer_t *transfer)
{
    const ccs_place_t after = ccs_place_child(self->reader, at, "detect_after"),
                      share = ccs_place_child(self->reader, at, "detect_share");

    transfer->goes_up = self->any_up = true;
    transfer->detect = ccs_read_law(self->reader, &after, CCS_LAW_TIME);
    transfer->detect_frac = ccs_read_share(self->reader, &share);
    if (after.value && share.given)
        ccs_reader_error(self->reader, &share, "cannot stand beside detect_after: leave out one of them");
}

/* @param upto_frac  of the transfers of the same kind before it; receives that of this one */
static void read_transfer(ccs_transfers_t *self, const ccs_place_t *at, bool goes_up, double *upto_frac)
{
    const ccs_place_t probability = ccs_place_child(self->reader, at, "probability");
    ccs_transfer_t read = {.to = ccs_consults_to(self->reader, at, self->types)};

    if (probability.value && ccs_is_over_time(probability.value) && goes_up)
        ccs_read_course(self->reader, &probability, CCS_COURSE_SHARE, &read.frac, &read.course);
    else read.frac = ccs_read_share(self->reader, &probability);
    if (goes_up) read_detection(self, at, &read);
    read_next_talk(self, at, &read);
    read_company(self, at, &read);
    if (isnan(read.frac) || read.to == CCS_NONE) return;
    *upto_frac += read.frac;
    read.upto_frac = fmin(*upto_frac, 1);
    ccs_transfer_t *const transfer = ccs_reader_push(self->reader, &self->transfers, sizeof *transfer);

    if (transfer) *transfer = read;
}

static void read_drop(ccs_transfers_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->types->at[id], "drop"),
                      probability = ccs_place_child(self->reader, &at, "probability"),
                      call_back = ccs_place_child(self->reader, &at, "call_back"),
                      delay = ccs_place_child(self->reader, &at, "delay");
    ccs_drop_t *const drop = &self->drops[id];

    if (!at.value) return;
    *drop = (ccs_drop_t){ccs_read_share(self->reader, &probability), ccs_read_share(self->reader, &call_back),
        ccs_read_law(self->reader, &delay, CCS_LAW_TIME)};
    self->any_drop = self->any_drop || drop->frac > 0;
    self->any_call_back = self->any_call_back || drop->call_back_frac > 0;
    if (drop->frac >= 1 && drop->call_back_frac >= 1)
        ccs_reader_error(self->reader, &at,
            "every talk would be cut off and every customer come again, for ever: give a smaller probability or call_back");
}

/* Those of one kind, of a type. */
static void read_transfers(ccs_transfers_t *self, uint32_t id, const char *kind, bool goes_up)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->types->at[id], kind);
    const ccs_named_t named = ccs_read_named(self->reader, &at, kind);
    double upto_frac = 0;

    for (uint32_t i = 0; i < named.n; i++) read_transfer(self, &named.at[i], goes_up, &upto_frac);
    if (upto_frac > ALL)
        ccs_reader_error(self->reader, &at, "the probabilities add up to %.6g: of all talks no more than all can %s", upto_frac,
            goes_up ? "go up" : "be transferred");
}

void ccs_transfers_type(ccs_transfers_t *self, uint32_t id)
{
    if (!self->first || !self->first_plain || !self->drops || !self->pauses) return;
    read_drop(self, id);
    ccs_consults_type(&self->consults, id);
    ccs_retries_type(&self->retries, id);
    self->any_pause = ccs_pauses_read(self->reader, &self->types->at[id], &self->pauses[id]) || self->any_pause;
    self->any_hang_up = self->any_hang_up || self->pauses[id].patience.kind != CCS_DISTRIBUTION_NONE;
    read_transfers(self, id, "escalate", true);
    self->first_plain[id] = (uint32_t) self->transfers.n;
    read_transfers(self, id, "transfer", false);
    self->first[id + 1] = (uint32_t) self->transfers.n;
}

/* By how many times the talks of a pair go up more often than others. @return 1: nothing is said of it */
static double up_factor(ccs_transfers_t *self, const ccs_plan_t *plan, uint32_t pair)
{
    const uint32_t type = plan->pairs[pair].type, first = self->first[type], n = self->first_plain[type] - first;
    const ccs_place_t by_group = ccs_place_child(self->reader, &self->types->at[type], "by_group"),
                      group = ccs_place_child(self->reader, &by_group, ccs_plan_team_of(plan, pair)->name),
                      at = ccs_place_child(self->reader, &group, "escalate");
    const ccs_transfer_t *const transfers = self->transfers.items;
    double up_frac = 0;

    if (!at.value) return 1;
    const double factor = ccs_read_amount(self->reader, &at, 1);

    for (uint32_t i = 0; i < n; i++) up_frac += transfers[first + i].frac;
    if (n == 0) ccs_reader_error(self->reader, &at, "has no effect, as the type has no escalate");
    if (factor * up_frac > ALL)
        ccs_reader_error(self->reader, &at,
            "takes the probabilities of escalate to %.6g: of all talks no more than all can go up", factor * up_frac);
    return factor;
}

/* @return by pair; NULL: 1 for all */
static const double *up_factors(ccs_transfers_t *self, const ccs_plan_t *plan)
{
    double *const factors = ccs_reader_array(self->reader, plan->n_pairs, sizeof *factors);
    bool any = false;

    for (uint32_t pair = 0; factors && pair < plan->n_pairs; pair++) {
        factors[pair] = up_factor(self, plan, pair);
        any = any || factors[pair] != 1;
    }
    return any ? factors : NULL;
}

void ccs_transfers_keep(ccs_transfers_t *self, ccs_plan_t *plan, bool cuts)
{
    const bool any_back = cuts && self->any_call_back;
    ccs_handling_t *const handling = self->transfers.n > 0 || self->any_drop || self->any_pause || any_back ||
            self->consults.consults.n > 0 || self->retries.becomings.n > 0 || ccs_plan_tells_customers(plan) ||
            ccs_plan_lapses(plan) || plan->switching || ccs_plan_brings_rest(plan)
        ? ccs_reader_array(self->reader, 1, sizeof *handling)
        : NULL;
    const double *const factors = up_factors(self, plan);
    const uint32_t n = (uint32_t) self->transfers.n, n_consults = (uint32_t) self->consults.consults.n,
                   n_becomings = (uint32_t) self->retries.becomings.n;
    const ccs_transfer_t *const transfers = ccs_reader_keep(self->reader, &self->transfers, sizeof *transfers);
    const ccs_becoming_t *const becomings = ccs_reader_keep(self->reader, &self->retries.becomings, sizeof *becomings);
    const ccs_consult_t *const consults = ccs_reader_keep(self->reader, &self->consults.consults, sizeof *consults);

    if (!handling) return;
    *handling = (ccs_handling_t){.transfers = transfers,
        .first = self->first,
        .first_plain = self->first_plain,
        .any_up = self->any_up,
        .n_transfers = n,
        .up_factors = factors,
        .drops = self->drops,
        .pauses = self->any_pause || n_consults > 0 ? self->pauses : NULL,
        .any_pause = self->any_pause,
        .consults = consults,
        .first_consult = self->consults.first,
        .n_consults = n_consults,
        .becomings = becomings,
        .first_becoming = self->retries.first,
        .n_becomings = n_becomings,
        .any_company = self->any_company,
        .any_leg = n > 0 || n_becomings > 0 || self->any_drop || self->any_hang_up || any_back || ccs_plan_lapses(plan) ||
            plan->switching || ccs_plan_tells_customers(plan)};
    plan->handling = handling;
}

/* Where a type says what its contacts are passed on by. */
static ccs_place_t place_of(ccs_transfers_t *self, uint32_t type, bool goes_up)
{
    return ccs_place_child(self->reader, &self->types->at[type], goes_up ? "escalate" : "transfer");
}

/* Whether contacts of a type leave for good after a talk, or by a transfer to a type whose contacts do. */
static bool comes_to_an_end(const ccs_handling_t *h, uint32_t type, const bool *ends)
{
    bool any = ccs_handling_frac(h, type) < 1;

    for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
        any = any ||
            (h->transfers[i].frac > 0 && (h->transfers[i].goes_up || ccs_handling_up_frac(h, type) < 1) &&
                ends[h->transfers[i].to]);
    return any;
}

/* Whether all agents who serve a type may be waiting for others. */
static bool are_all_stuck(const ccs_plan_t *plan, uint32_t type, const bool *stuck)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;
    bool all = true;

    for (uint32_t i = routing->first_pair; i < routing->first_pair + routing->n_pairs; i++)
        all = all && stuck[plan->pairs[i].group];
    return all;
}

/* Whether agents with contacts of a type may have to wait without end for those of another who wait. */
static bool waits_for_stuck(const ccs_plan_t *plan, uint32_t type, const bool *stuck)
{
    const ccs_handling_t *const h = plan->handling;
    bool any = false;

    for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
        any = any ||
            (h->transfers[i].kind != CCS_TRANSFER_COLD && h->transfers[i].frac > 0 && isinf(h->transfers[i].max_wait_s) &&
                are_all_stuck(plan, h->transfers[i].to, stuck));
    for (uint32_t i = h->first_consult[type]; i < h->first_consult[type + 1]; i++)
        any =
            any || (h->consults[i].frac > 0 && isinf(h->consults[i].max_wait_s) && are_all_stuck(plan, h->consults[i].to, stuck));
    return any;
}

/* Whether all agents of a group may wait for agents who wait. */
static bool stays_stuck(const ccs_plan_t *plan, uint32_t group, const bool *stuck)
{
    bool any = false;

    for (uint32_t i = 0; i < plan->n_pairs; i++)
        any = any || (plan->pairs[i].group == group && waits_for_stuck(plan, plan->pairs[i].type, stuck));
    return any;
}

/* Groups whose agents wait for one another in a circle: the largest set of which each has a type with which all may wait for the others. */
static void check_circles(ccs_transfers_t *self, const ccs_plan_t *plan)
{
    bool *const stuck = ccs_reader_array(self->reader, plan->n_groups, sizeof *stuck);
    bool fewer = stuck != NULL;

    for (uint32_t group = 0; stuck && group < plan->n_groups; group++) stuck[group] = true;
    while (fewer) {
        fewer = false;
        for (uint32_t group = 0; group < plan->n_groups; group++) {
            if (!stuck[group] || stays_stuck(plan, group, stuck)) continue;
            stuck[group] = false;
            fewer = true;
        }
    }
    for (uint32_t type = 0; stuck && type < plan->n_types; type++) {
        const bool asks = plan->handling->first_consult[type + 1] > plan->handling->first_consult[type];
        const ccs_place_t at = asks ? ccs_place_child(self->reader, &self->types->at[type], "consult")
                                    : place_of(self, type, plan->handling->first_plain[type] > plan->handling->first[type]);

        if (waits_for_stuck(plan, type, stuck))
            ccs_reader_error(self->reader, &at,
                "agents who stay with a customer could wait for one another in a circle, for ever: give a max_wait to %s, or other groups to the type that they go to",
                asks ? "consults and to transfers that are not cold" : "transfers that are not cold");
    }
}

/* Agents who stay with a customer have nobody else in hand; nor have those who ask another one. */
static void check_company(ccs_transfers_t *self, const ccs_plan_t *plan)
{
    check_circles(self, plan);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        const ccs_place_t at = place_of(self, type, ccs_handling_up_frac(plan->handling, type) > 0),
                          consult = ccs_place_child(self->reader, &self->types->at[type], "consult");

        if (consult.value && ccs_plan_shares_agents(plan))
            ccs_reader_error(self->reader, &consult,
                "agents with several contacts in hand (at_once) do not put one on hold to ask another agent: leave consult or at_once out");
        if (at.value && self->any_company && ccs_plan_shares_agents(plan))
            ccs_reader_error(self->reader, &at,
                "agents with several contacts in hand (at_once) do not stay with a customer whom they transfer: write kind = \"cold\"");
    }
}

bool ccs_transfers_reach(const ccs_plan_t *plan, uint32_t type)
{
    bool comes = false;

    for (uint32_t i = 0; plan->handling && i < plan->handling->n_transfers; i++)
        comes = comes || (plan->handling->transfers[i].to == type && plan->handling->transfers[i].frac > 0);
    for (uint32_t i = 0; plan->handling && i < plan->handling->n_becomings; i++)
        comes = comes || (plan->handling->becomings[i].to == type && plan->handling->becomings[i].frac > 0);
    for (uint32_t i = 0; plan->switching && i < plan->switching->first[plan->n_types]; i++)
        comes = comes || (plan->switching->rows[i].to == type && plan->switching->rows[i].accept_frac > 0);
    for (uint32_t i = 0; ccs_plan_consults(plan) && i < plan->handling->n_consults; i++)
        comes = comes || (plan->handling->consults[i].to == type && plan->handling->consults[i].frac > 0);
    return comes;
}

void ccs_transfers_check(ccs_transfers_t *self, const ccs_plan_t *plan)
{
    const ccs_handling_t *const h = plan->handling;
    bool *const ends = h ? ccs_reader_array(self->reader, plan->n_types, sizeof *ends) : NULL;
    bool more = ends != NULL;

    while (more) {
        more = false;
        for (uint32_t type = 0; type < plan->n_types; type++) {
            if (ends[type] || !comes_to_an_end(h, type, ends)) continue;
            ends[type] = more = true;
        }
    }
    for (uint32_t type = 0; ends && type < plan->n_types; type++) {
        const bool goes_up = h->first_plain[type] > h->first[type];
        const ccs_place_t at = place_of(self, type, goes_up);

        if (!ends[type])
            ccs_reader_error(self->reader, &at,
                "a contact that comes here is transferred again and again, without an end: make the probabilities of one of the types add up to less than 1");
    }
    if (h && (self->any_company || h->n_consults > 0)) check_company(self, plan);
}
