/* doubt.c - values that are allowed and hardly ever meant: 5 s of talk where 5 minutes were. Invariant: it warns, once for each
 * place, and changes nothing. */
#include "doubt.h"

#include <math.h>

#include "load_legs.h"

enum { CHANNELS = 128 /* their names */, USUAL_WAITS = 10 /* types.*.predictor_waits, by key.def */ };

static const double FEW_AGENTS = 10; /* a team below is there to be there, however little there is to do */

static bool is_live(const ccs_plan_t *plan, const ccs_type_t *type)
{
    return plan->channels[type->channel].answer == CCS_ANSWER_LIVE;
}

static double least_of(const ccs_distribution_t *law)
{
    return law->course ? law->mean * law->course->least : law->mean;
}

static double most_of(const ccs_distribution_t *law)
{
    return law->course ? law->mean * law->course->most : law->mean;
}

/* The handle time that is farthest off among the pairs of a type; or else, of calls, the talk time. */
static bool doubt_handle_time(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->types_named->at[id];
    const ccs_place_t talk = ccs_place_child(self->reader, at, "talk");
    const ccs_type_t *const type = &self->plan->types[id];
    double least_s = INFINITY, most_s = 0, talk_s = INFINITY;

    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++) {
        const ccs_pair_t *const pair = &self->plan->pairs[p];

        talk_s = fmin(talk_s, least_of(&pair->talk));
        least_s = fmin(least_s, least_of(&pair->talk) + least_of(&pair->wrap));
        most_s = fmax(most_s, most_of(&pair->talk) + most_of(&pair->wrap));
    }
    if (type->routing.n_pairs == 0) return false;
    const ccs_place_t *const where = talk.given ? &talk : at;

    return ccs_reader_doubt(self->reader, where, CCS_PLAUSIBLE_HANDLE_TIME, least_s) ||
        ccs_reader_doubt(self->reader, where, CCS_PLAUSIBLE_HANDLE_TIME, most_s) ||
        (is_live(self->plan, type) && ccs_reader_doubt(self->reader, where, CCS_PLAUSIBLE_TALK, talk_s));
}

static void doubt_target(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->types_named->at[id];
    const ccs_type_t *const type = &self->plan->types[id];
    const ccs_place_t target = ccs_place_child(self->reader, at, "target"),
                      level = ccs_place_child(self->reader, &target, "service_level"),
                      abandoned = ccs_place_child(self->reader, &target, "abandoned"),
                      within = ccs_place_child(self->reader, &target, "within");

    if (abandoned.given)
        (void) ccs_reader_doubt(self->reader, &abandoned, CCS_PLAUSIBLE_TARGET_ABANDONED, type->target.abandoned_frac);
    if (level.given) (void) ccs_reader_doubt(self->reader, &level, CCS_PLAUSIBLE_TARGET_SHARE, type->target.frac);
    if (!within.given || type->target.n_within == 0) return;
    (void) ccs_reader_doubt(self->reader, &within,
        is_live(self->plan, type) ? CCS_PLAUSIBLE_WITHIN_LIVE : CCS_PLAUSIBLE_WITHIN_DEFERRED, type->target.within_s[0]);
}

/* A word that changes nothing is most likely meant to. */
static void doubt_outside(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];
    const ccs_place_t arrivals = ccs_place_child(self->reader, &self->types_named->at[id], "arrivals"),
                      outside = ccs_place_child(self->reader, &arrivals, "outside");
    const bool again = type->again.frac[CCS_RETRY_ABANDONED] > 0 || type->again.frac[CCS_RETRY_BLOCKED] > 0 ||
        type->again.frac[CCS_RETRY_BALKED] > 0 || type->again.frac[CCS_RETRY_ANSWERED] > 0; /* at any hour, if the type waits */

    if (self->reader->steady || !outside.given || !ccs_plan_comes_outside(type)) return;
    if ((type->arrivals.outside == CCS_OUTSIDE_WAIT && again) ||
        ccs_plan_fresh_closed(self->plan, id) > 1e-9 * ccs_plan_fresh(self->plan, id))
        return;
    ccs_reader_warning(self->reader, &outside,
        "has no effect: all contacts arrive in opening hours; rows with times, or a profile over 24 hours, say how many come at others");
}

/* Contacts that ask for an agent of a type, each as often as its talk takes longer than that of one that has been in no call flow. */
static double asking(const ccs_plan_t *plan, uint32_t id)
{
    const ccs_type_t *const type = &plan->types[id];
    double contacts = 0;

    if (plan->n_call_flows == 0) return ccs_plan_fresh(plan, id) * (1 - type->ivr.contained_frac);
    for (uint32_t i = type->first_feed; i < type->first_feed + type->n_feeds; i++) {
        const ccs_feed_t *const feed = &plan->feeds[i];
        const ccs_type_t *const from = &plan->types[feed->from];
        const double reach_frac = !ccs_plan_has_flow(from) ? 1 - from->ivr.contained_frac : feed->frac;

        contacts += ccs_plan_fresh(plan, feed->from) * reach_frac * feed->harder;
    }
    return contacts;
}

/* @param legs  of fresh contacts, in the queue of the type */
static double work_s(const ccs_plan_t *plan, uint32_t id, double legs)
{
    const ccs_type_t *const type = &plan->types[id];
    double least_s = INFINITY;

    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++)
        least_s = fmin(least_s, plan->pairs[p].mean_handle_s);
    return legs > 0 ? legs * least_s : 0;
}

/* Hardly any work for many agents: a rate a day for one an hour, seconds for minutes. */
static void doubt_occupancy(const ccs_doubt_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    double work = 0, agents = 0;
    uint32_t cell = 0;
    const double all_s = ccs_plan_open_s(plan, 0, INFINITY, &cell);

    double *const legs = ccs_reader_array(self->reader, 3 * (size_t) plan->n_types, sizeof *legs);

    if (!legs) return;
    for (uint32_t i = 0; i < plan->n_types; i++) legs[i] = asking(plan, i);
    ccs_load_legs(plan, legs, legs + plan->n_types);
    for (uint32_t i = 0; i < plan->n_types; i++) work += work_s(plan, i, legs[i]);
    for (uint32_t g = 0; g < plan->n_groups; g++) agents += ccs_plan_agent_s(plan, g);
    if (work > 0 && agents >= FEW_AGENTS * all_s)
        (void) ccs_reader_doubt(self->reader, self->groups_at, CCS_PLAUSIBLE_OCCUPANCY, work / agents);
}

/* Who has three chats at a time in mind would take the waits for theirs. */
static void doubt_side_by_side(const ccs_doubt_t *self)
{
    char channels[CHANNELS];

    if (*ccs_plan_channels(self->plan, CCS_USE_SIDE_BY_SIDE, channels, sizeof channels))
        ccs_reader_warning(self->reader, self->types_at,
            "%s: each agent handles one at a time, like a call; agents who handle several side by side have other waits",
            channels);
}

/* How far persons keep to their shifts is said in minutes. */
static void doubt_adherence(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_adherence_t *const adherence = &self->plan->teams[id].adherence;
    const struct {
        const char *key;
        const ccs_distribution_t *law;
    } laws[] = {{"late", &adherence->late}, {"long_breaks", &adherence->long_breaks}, {"early_by", &adherence->early_by}};
    const ccs_place_t at = ccs_place_child(self->reader, &self->groups_named->at[id], "adherence");

    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        const ccs_place_t law = ccs_place_child(self->reader, &at, laws[i].key);

        if (law.given && laws[i].law->kind != CCS_DISTRIBUTION_NONE && least_of(laws[i].law) > 0)
            (void) ccs_reader_doubt(self->reader, &law, CCS_PLAUSIBLE_ADHERENCE, least_of(laws[i].law));
    }
}

static void doubt_not_ready(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_distribution_t *const law = &self->plan->teams[id].not_ready.time;
    const ccs_place_t at = ccs_place_child(self->reader, &self->groups_named->at[id], "not_ready_after_contact"),
                      time = ccs_place_child(self->reader, &at, "time");

    if (time.given && law->kind != CCS_DISTRIBUTION_NONE && least_of(law) > 0)
        (void) ccs_reader_doubt(self->reader, &time, CCS_PLAUSIBLE_NOT_READY, least_of(law));
}

/* The first group of a tier whose people have careers, or have none. @return NULL: there is no such one */
static const char *group_of(const ccs_plan_t *plan, const ccs_tier_t *tier, bool has_career)
{
    for (uint32_t i = 0; i < tier->n_pairs; i++) {
        const uint32_t pair = plan->tier_pairs[tier->first_pair_of_tier + i];

        if ((plan->careers && plan->careers[plan->pairs[pair].group].is_on) == has_career)
            return ccs_plan_team_of(plan, pair)->name;
    }
    return NULL;
}

/* Who has been there for how long is known of people with careers. @param with, without  a group that has them, and one that has none; NULL: there is none */
static void doubt_experience(const ccs_doubt_t *self, const ccs_place_t *owner, enum ccs_agent_selection rule, const char *with,
    const char *without)
{
    const ccs_place_t at = ccs_place_child(self->reader, owner, "agent_selection");

    if (!at.given || !without || (rule != CCS_AGENT_SELECTION_MOST_EXPERIENCED && rule != CCS_AGENT_SELECTION_LEAST_EXPERIENCED))
        return;
    if (!with)
        ccs_reader_warning(self->reader, &at,
            "does nothing without careers: all have been on the phones for equally long. Give careers.tenure, or leave this out");
    else
        ccs_reader_warning(self->reader, &at,
            "the people of group %s have no careers: they count as having come when the run begins, after all that %s has then. Give groups.%s.careers.tenure too",
            without, with, without);
}

static void doubt_experience_of_type(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_routing_t *const routing = &plan->types[id].routing;
    const char *with = NULL, *without = NULL;
    bool any = false;

    for (uint32_t i = 0; i < routing->n_tiers && !(with && without); i++) {
        const ccs_tier_t *const tier = &plan->tiers[routing->first_tier + i];

        with = group_of(plan, tier, true);
        without = group_of(plan, tier, false);
        any = any || with;
    }
    if (!any || (with && without)) doubt_experience(self, &self->types_named->at[id], routing->agent_selection, with, without);
}

static void doubt_experience_of_group(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_group_t *const team = &self->plan->teams[id];
    const bool has = self->plan->careers && self->plan->careers[team->first_class].is_on;

    doubt_experience(self, &self->groups_named->at[id], team->agent_selection, NULL, has ? NULL : team->name);
}

/* Those who wait for ever are a share of customers of whom the others do not. */
static void doubt_never_abandons(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];
    const ccs_place_t at = ccs_place_child(self->reader, &self->types_named->at[id], "never_abandons");

    if (type->never_frac > 0 && type->patience.kind == CCS_DISTRIBUTION_NONE)
        ccs_reader_warning(self->reader, &at, "has no effect without patience: nobody of this type abandons");
}

/* Nobody comes again whom an agent might know. */
static void doubt_sticky(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];
    const ccs_place_t at = ccs_place_child(self->reader, &self->types_named->at[id], "sticky");
    const bool drops = self->plan->handling && self->plan->handling->drops[id].call_back_frac > 0;

    if (type->sticky.is_on && !(type->again.frac[CCS_RETRY_ANSWERED] > 0) && !drops && type->flow == CCS_NONE)
        ccs_reader_warning(self->reader, &at, "has no effect: nobody of this type comes again after a talk (reconnect)");
}

/* A number of waits of which nothing takes the mean; the usual one is what a complete text says. */
static void doubt_predictor(const ccs_doubt_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(self->reader, &self->types_named->at[id], "predictor_waits");

    if (at.given && self->plan->types[id].prediction.n_waits != USUAL_WAITS &&
        self->plan->types[id].prediction.by != CCS_PREDICTOR_MEAN_WAIT)
        ccs_reader_warning(self->reader, &at, "has no effect without predictor = \"mean_wait\"");
}

/* A steady state has no intervals. */
static void doubt_agent_figures(const ccs_doubt_t *self)
{
    const ccs_place_t run = ccs_place_child(self->reader, &self->reader->root, "run"),
                      agents = ccs_place_child(self->reader, &run, "agents");

    if (self->reader->steady && self->plan->agent_figures == CCS_AGENT_FIGURES_BY_INTERVAL)
        ccs_reader_warning(self->reader, &agents,
            "a steady state has no intervals: each agent has figures over the run, as with \"each\"");
}

/* Ratios of days need figures of days. */
static void doubt_ratios(const ccs_doubt_t *self)
{
    const ccs_place_t run = ccs_place_child(self->reader, &self->reader->root, "run"),
                      ratios = ccs_place_child(self->reader, &run, "ratios");

    if (self->plan->ratios != CCS_RATIOS_DAYS) return;
    if (self->reader->steady)
        ccs_reader_warning(self->reader, &ratios, "a steady state has no days: the mean is that of batches");
    else if (self->plan->periods.by > CCS_REPORT_DAY)
        ccs_reader_warning(self->reader, &ratios,
            "by week and month no figures of days are kept: the mean is that of replications; clock.report = \"day\" keeps them");
}

void ccs_doubt_values(const ccs_doubt_t *self)
{
    const ccs_place_t clock = ccs_place_child(self->reader, &self->reader->root, "clock");
    bool odd = false;

    if (!self->reader->steady) {
        const ccs_place_t interval = ccs_place_child(self->reader, &clock, "interval");

        (void) (interval.given && ccs_reader_doubt(self->reader, &interval, CCS_PLAUSIBLE_INTERVAL, self->interval_s));
    }
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const ccs_place_t patience = ccs_place_child(self->reader, &self->types_named->at[i], "patience");
        const ccs_distribution_t *const law = &self->plan->types[i].patience;

        odd = doubt_handle_time(self, i) || odd;
        doubt_target(self, i);
        doubt_outside(self, i);
        doubt_never_abandons(self, i);
        doubt_sticky(self, i);
        doubt_predictor(self, i);
        doubt_experience_of_type(self, i);
        if (patience.given && law->kind != CCS_DISTRIBUTION_NONE)
            (void) (ccs_reader_doubt(self->reader, &patience, CCS_PLAUSIBLE_PATIENCE, least_of(law)) ||
                ccs_reader_doubt(self->reader, &patience, CCS_PLAUSIBLE_PATIENCE, most_of(law)));
    }
    for (uint32_t i = 0; !self->reader->steady && i < self->groups_named->n; i++) doubt_adherence(self, i);
    for (uint32_t i = 0; i < self->groups_named->n; i++) doubt_not_ready(self, i);
    for (uint32_t i = 0; i < self->groups_named->n; i++) doubt_experience_of_group(self, i);
    doubt_side_by_side(self);
    doubt_agent_figures(self);
    doubt_ratios(self);
    if (!odd) doubt_occupancy(self); /* what follows from a doubted handle time is not told twice */
}
