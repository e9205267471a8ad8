/* campaign_check.c - what is wrong with a campaign: keys that cannot stand together, rules that can never be kept to, types that cannot be those of a campaign. */
#include <math.h>

#include "campaign_parts.h"

/* ---- its keys ------------------------------------------------------------------------------------------------------------------- */

/* A key that is read with some pacing alone. What it is by default may stand. */
static void refuse(ccs_reader_t *reader, const ccs_place_t *group, const char *key, bool is_read, const char *with)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);

    if (at.given && !is_read) ccs_reader_error(reader, &at, "is read with pacing.mode = %s alone: leave it out", with);
}

static void check_pacing(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t pacing = ccs_place_child(reader, at, "pacing"), lines = ccs_place_child(reader, &pacing, "lines"),
                      target = ccs_place_child(reader, &pacing, "target_abandonment");
    const ccs_place_t window = ccs_place_child(reader, &pacing, "limit_window");
    const bool is_predictive = c->pacing.mode == CCS_PACING_PREDICTIVE, is_preview = c->pacing.mode == CCS_PACING_PREVIEW;
    const bool by_agents = !is_predictive && !is_preview;

    refuse(reader, &pacing, "lines_per_agent", by_agents, "\"progressive\" and \"power\"");
    refuse(reader, &pacing, "lines_more", by_agents || c->pacing.more <= 0, "\"progressive\" and \"power\"");
    refuse(reader, &pacing, "over", is_predictive, "\"predictive\"");
    refuse(reader, &pacing, "target_abandonment", is_predictive, "\"predictive\"");
    refuse(reader, &pacing, "preview", is_preview || c->pacing.preview_s <= 0, "\"preview\"");
    if (!lines.given && (is_predictive || (by_agents && c->pacing.per_agent + c->pacing.more > 1)))
        ccs_reader_error(reader, lines.value ? &lines : &pacing,
            "needs lines: how many calls may ring at once, as more than one is dialled for an agent");
    if (window.given && c->pacing.limit == UINT32_MAX)
        ccs_reader_error(reader, &window, "is read with limit alone: write pacing.limit, how many calls may begin in each");
    if (c->compliance.guards && c->pacing.target_frac > c->compliance.cap_frac)
        ccs_reader_error(reader, &target, "is above compliance.abandonment_cap, %g, which is never exceeded: it can never be met",
            c->compliance.cap_frac);
}

static void check_calls(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t voicemail = ccs_place_child(reader, at, "voicemail"), averts = ccs_place_child(reader, at, "averts"),
                      messages = ccs_place_child(reader, &averts, "messages"),
                      detection = ccs_place_child(reader, at, "machine_detection"),
                      time = ccs_place_child(reader, &detection, "time");

    if (c->voicemail.is_left && !c->detection.is_on)
        ccs_reader_error(reader, &voicemail, "needs machine_detection: without it machines go to agents");
    if (c->averts.message_frac > 0 && !c->voicemail.is_left)
        ccs_reader_error(reader, &messages, "are left by voicemail alone: write voicemail, or leave it out");
    if (c->voicemail.echo_frac > 0 && c->voicemail.to == CCS_NONE)
        ccs_reader_error(reader, &voicemail, "needs to: the type as which people call who had the message");
    if (c->voicemail.to != CCS_NONE && c->voicemail.to == c->type) {
        const ccs_place_t to = ccs_place_child(reader, &voicemail, "to");

        ccs_reader_error(reader, &to, "is the type of the campaign itself, which has no contacts of its own: name another one");
    }
    if (c->detection.is_on && c->detection.time_s > c->greeting_s + c->compliance.connect_within_s &&
        c->pacing.mode != CCS_PACING_PREVIEW && c->compliance.cap_frac < 1)
        ccs_reader_error(reader, &time,
            "is longer than greeting and compliance.connect_within together, %g s: nobody could be connected in time, and the cap never be met; shorten it, or write greeting",
            c->greeting_s + c->compliance.connect_within_s);
}

/* Whether some of the calls of any hour take time, of agents at least, so that an endless list is not called without end at one moment. */
static bool takes_time(const ccs_campaign_t *c)
{
    double time_s = c->pacing.mode == CCS_PACING_PREVIEW ? c->pacing.preview_s : 0;

    if (c->outcome_frac[CCS_CALL_LIVE] > 0 && !c->by_hour) return true;
    for (uint32_t i = 0; i < CCS_N_CALL_OUTCOMES; i++)
        if (i != CCS_CALL_LIVE && c->ring[i].kind != CCS_DISTRIBUTION_NONE) time_s += c->outcome_frac[i] * c->ring[i].mean;
    return time_s > 0;
}

/* Whether something else is written than what a key is by default. */
static bool says(const ccs_reader_t *reader, const ccs_place_t *at)
{
    const ccs_value_t *const fallback = &reader->defaults[at->row - CCS_KEYS];

    if (!at->given || ccs_value_is_none(at->value)) return false;
    ccs_value_t written = *at->value;

    written.key = fallback->key; /* of none where there is no default */
    return !written.key || !ccs_value_equal(&written, fallback);
}

/* Keys of lists that have an end. */
static void check_endless(ccs_reader_t *reader, const ccs_place_t *at)
{
    static const struct {
        const char *group, *key;
    } keys[] = {{NULL, "list_every"}, {NULL, "valid"}, {"attempts", "most"}, {"attempts", "per_day"}, {"attempts", "per_week"},
        {"attempts", "spacing"}, {"again", "machine"}, {"again", "no_answer"}, {"again", "busy"}, {"again", "wrong_party"},
        {"again", "abandoned"}};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ccs_place_t group = keys[i].group ? ccs_place_child(reader, at, keys[i].group) : *at,
                          key = ccs_place_child(reader, &group, keys[i].key);

        if (says(reader, &key))
            ccs_reader_error(reader, &key,
                "is of lists that have an end, and of an endless one everybody is called once: write list, or leave it out");
    }
}

/* A cap of attempts above another one that holds for longer. */
static void check_caps(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t attempts = ccs_place_child(reader, at, "attempts"), most = ccs_place_child(reader, &attempts, "most"),
                      day = ccs_place_child(reader, &attempts, "per_day"), week = ccs_place_child(reader, &attempts, "per_week");

    if (day.given && week.given && c->per_day > c->per_week)
        ccs_reader_error(reader, &day, "is above per_week, %lu, and can never be met: leave it out, or write less",
            (unsigned long) c->per_week);
    if (week.given && most.given && c->per_week > c->most)
        ccs_reader_error(reader, &week, "is above most, %lu, and can never be met: leave it out, or write less",
            (unsigned long) c->most);
    if (day.given && most.given && c->per_day > c->most)
        ccs_reader_error(reader, &day, "is above most, %lu, and can never be met: leave it out, or write less",
            (unsigned long) c->most);
}

/* Whether nobody of a list that has an end may be called at all. */
static bool is_for_nobody(const ccs_campaign_t *c)
{
    if (!c->customers) return c->compliance.guards && ccs_campaign_must_not_frac(c, NULL) >= 1;
    for (uint32_t i = 0; i < c->n_list; i++) {
        const bool must_not = c->compliance.guards && ccs_campaign_must_not_frac(c, &c->customers[i]) >= 1;

        if (!must_not && c->customers[i].n_calls < c->most) return false;
    }
    return true;
}

static void check_list(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t list = ccs_place_child(reader, at, "list"), customers = ccs_place_child(reader, at, "customers");

    if (reader->steady && !ccs_campaign_is_endless(c))
        ccs_reader_error(reader, &list, "has an end, which a steady state has not: leave it out for an endless list");
    if (!ccs_campaign_is_endless(c) && (double) c->n_list * c->n_lists * c->most > 2e9)
        ccs_reader_error(reader, &list, "comes to more than 2,000,000,000 calls: make it shorter");
    if (ccs_campaign_is_endless(c) && !takes_time(c))
        ccs_reader_error(reader, at,
            "calls an endless list by calls that take no time: write ring, for some outcome that is there");
    if (ccs_campaign_is_endless(c)) check_endless(reader, at);
    else if (is_for_nobody(c))
        ccs_reader_warning(reader, c->customers ? &customers : &list,
            "nobody of it may be called: all must not be, have not agreed, or have been called attempts.most times");
    if (ccs_campaign_is_endless(c) && c->compliance.guards && ccs_campaign_must_not_frac(c, NULL) >= 1)
        ccs_reader_error(reader, at,
            "calls an endless list of which nobody may be called: write compliance.do_not_call below 1, and compliance.consent above 0");
    if (!reader->steady && c->n_lists == 0) ccs_reader_error(reader, &list, "is never called: the centre is open on no such day");
}

static void check_money(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t revenue = ccs_place_child(reader, at, "revenue");

    if (revenue.given && c->revenue > 0 && !(c->conversion_frac > 0))
        ccs_reader_warning(reader, &revenue, "comes of nobody, as conversion is 0: write conversion");
}

/* What it is by default may stand. */
static bool says_next_number(const ccs_call_again_t *again)
{
    bool says = again->next_number_s[CCS_CALL_BAD_NUMBER] > 0;

    for (int i = 0; i < CCS_N_CALL_OUTCOMES; i++) says = says || (i != CCS_CALL_BAD_NUMBER && isfinite(again->next_number_s[i]));
    return says;
}

static void check_numbers(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t numbers = ccs_place_child(reader, at, "numbers"), next = ccs_place_child(reader, at, "next_number");

    if (c->n_numbers > 1 && ccs_campaign_is_endless(c))
        ccs_reader_error(reader, &numbers,
            "are called one after the other, and of an endless list everybody is called once: write list");
    if (says_next_number(&c->again) && !ccs_campaign_has_numbers(c))
        ccs_reader_error(reader, &next,
            "is for people with several numbers, and all have one: write numbers, or a column of them");
}

/* 47 CFR 64.1200(a)(6): who does not answer is let ring for 15 s, or four rings. */
static void doubt_ring(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const double LEAST_S = 15;
    const ccs_place_t ring = ccs_place_child(reader, at, "ring"), no_answer = ccs_place_child(reader, &ring, "no_answer");
    const ccs_distribution_t *const law = &c->ring[CCS_CALL_NO_ANSWER];

    if (c->compliance.rules != CCS_CALL_RULES_US || !(c->outcome_frac[CCS_CALL_NO_ANSWER] > 0)) return;
    const double least_s = law->kind == CCS_DISTRIBUTION_NONE ? 0
        : law->kind == CCS_DISTRIBUTION_CONSTANT              ? law->mean
                                                              : ccs_distribution_at(law, 0.01);

    if (least_s < LEAST_S)
        ccs_reader_warning(reader, &no_answer,
            "gives up some calls after %.3g s: by rules = \"us\" whoever does not answer is let ring for 15 s, or four rings (47 CFR 64.1200(a)(6))",
            least_s);
}

void ccs_campaign_check_keys(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *campaign)
{
    check_pacing(reader, at, campaign);
    check_calls(reader, at, campaign);
    check_list(reader, at, campaign);
    check_caps(reader, at, campaign);
    check_money(reader, at, campaign);
    check_numbers(reader, at, campaign);
    doubt_ring(reader, at, campaign);
}

/* ---- the whole plan ------------------------------------------------------------------------------------------------------------- */

/* What a type has of its own that people who are called do not meet. @return NULL: nothing */
static const char *of_its_own(const ccs_plan_t *plan, uint32_t id)
{
    const ccs_type_t *const type = &plan->types[id];
    const double *const retry = plan->heads[id].retry_frac;
    double per_s = 0;

    for (uint32_t i = 0; i < type->arrivals.n_rates; i++) per_s += plan->rates[type->arrivals.first_rate + i].per_s;
    if (per_s > 0 || ccs_plan_n_at_start(type) > 0) return "contacts of its own: leave out arrivals, or write per_hour = 0";
    if (retry[CCS_RETRY_ABANDONED] + retry[CCS_RETRY_BLOCKED] + retry[CCS_RETRY_BALKED] > 0)
        return "redials, which `again` of the campaign says";
    if (ccs_plan_has_ivr(type) || ccs_plan_has_flow(type)) return "an IVR or a call flow";
    if (type->callback) return "calls back";
    if (type->balk_frac > 0 || type->balk_by_queue.n > 0 || type->balk_by_wait.n > 0) return "customers who balk";
    return NULL;
}

static bool has_fresh(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_arrivals_t *const arrivals = &plan->types[type].arrivals;

    for (uint32_t i = 0; i < arrivals->n_rates; i++)
        if (plan->rates[arrivals->first_rate + i].per_s > 0) return true;
    return false;
}

/* Who stays away would have come by himself. */
static void check_averts(const ccs_campaign_reader_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_call_averts_t *const averts = &plan->campaigns[id].averts;
    const ccs_place_t place = ccs_place_child(self->reader, &self->campaigns->at[id], "averts"),
                      type = ccs_place_child(self->reader, &place, "type");

    if (averts->type != CCS_NONE && !has_fresh(plan, averts->type))
        ccs_reader_error(self->reader, &type,
            "has no fresh contacts that could stay away: name the type as which they would come");
    if (averts->type != CCS_NONE && averts->right_party_frac == 0 && averts->message_frac == 0)
        ccs_reader_warning(self->reader, &place,
            "keeps nobody away: share and messages are 0. Give one of the two, or leave this out");
}

static void check_type(const ccs_campaign_reader_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_campaign_t *const c = &plan->campaigns[id];
    const ccs_place_t at = ccs_place_child(self->reader, &self->campaigns->at[id], "type");
    const char *const own = of_its_own(plan, c->type);

    if (own) ccs_reader_error(self->reader, &at, "has %s", own);
    if (plan->types[c->type].routing.n_pairs == 0) ccs_reader_error(self->reader, &at, "is served by no group");
    for (uint32_t i = 0; i < id; i++)
        if (plan->campaigns[i].type == c->type)
            ccs_reader_error(self->reader, &at, "is that of campaign %s, too: give each a type of its own",
                plan->campaigns[i].name);
}

void ccs_campaigns_check(const ccs_campaign_reader_t *self, const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_campaigns; i++) {
        check_type(self, plan, i);
        check_averts(self, plan, i);
    }
}

void ccs_campaigns_check_fines(const ccs_campaign_reader_t *self, const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_campaigns && !plan->money; i++) {
        const ccs_place_t compliance = ccs_place_child(self->reader, &self->campaigns->at[i], "compliance"),
                          fines = ccs_place_child(self->reader, &compliance, "fines");

        if (ccs_call_fines_any(&plan->campaigns[i].compliance.fines))
            ccs_reader_error(self->reader, &fines,
                "go into the ledger, and nothing says what things cost: write costs, such as costs: { wage = 20; }");
    }
}
