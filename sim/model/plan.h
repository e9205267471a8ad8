/** @file plan.h  The scenario compiled: read-only, shared by all threads; names are ids, lists are CSR, times are seconds.
 *
 * A day is a service day: it begins at day_starts_s of its date and may go past midnight.
 * Time 0 is local midnight of the first date, run-in included (mode day) or the start of the warm-up (mode steady); time elapses physically, so a
 * day with a clock change is 23 or 25 hours long. Everything belongs to the arena that the plan was made in. */
#ifndef CCS_PLAN_H
#define CCS_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "call_flow.h"
#include "campaign.h"
#include "career.h"
#include "distribution.h"
#include "handling.h"
#include "intraday.h"
#include "limit.h"
#include "money.h"
#include "outage.h"
#include "outcome.h"
#include "plan_parts.h"
#include "repeats.h"
#include "ringing.h"
#include "uncertain.h"
#include "vocabulary.h"
#include "zone.h"

typedef struct ccs_draw ccs_draw_t; /* draw.h */
typedef struct ccs_step ccs_step_t; /* step.h */
typedef struct ccs_exit ccs_exit_t;
typedef struct ccs_rules ccs_rules_t; /* rules.h */

typedef struct {
    const char *title;  /* of the scenario; its file's stem if none is given */
    enum ccs_mode mode; /* what it means for time says axis */
    ccs_axis_t axis;
    double interval_s;      /* length of a full interval or batch */
    double end_s;           /* close of the last day, or end of the last batch */
    double last_day_ends_s; /* mode day: what is due by then is decided when the run ends */
    double warm_up_s;       /* steady mode */
    bool counts_today;      /* some expression reads how many contacts have come today */
    bool finds_warm_up;     /* steady mode: none is written, it is found in the results */
    uint32_t replications;  /* default of the scenario, >= 1 */
    uint64_t seed;          /* default of the scenario */
    double confidence;      /* of intervals, e.g. 0.95 */
    enum ccs_agent_figures agent_figures;
    enum ccs_figures figures;
    enum ccs_ratios ratios;
    enum ccs_counted_in counted_in;
    enum ccs_variance variance; /* mode day: how replications are drawn */
    uint32_t n_set;             /* replications that are drawn together; 1 (and 0, of a plan made by hand): each for itself */
    enum ccs_level_of level_of;
    uint32_t n_days;               /* that count */
    const char *const *day_labels; /* "2026-03-02": the date on which the service day begins */
    double day_starts_s;           /* of each service day, local time of day */
    uint32_t first_counted,
        n_counted;                /* cells that enter figures: not those of the days run in and out, the warm-up, the run-out */
    ccs_periods_t periods;        /* of the cells: what figures are told for */
    uint32_t n_run_in, n_run_out; /* mode day: days before and behind those that count; cells, rates and draws number them too */
    double first_day_s;           /* local midnight of the first date that counts */
    /* mode day: */
    const char *timezone;     /* "Europe/Berlin"; NULL in steady mode */
    const char *calendar;     /* sentences on what multiplies the arrivals of some days or hours; NULL: nothing does */
    const char *special_days; /* sentences on days of the run with hours of their own; NULL: there are none */
    ccs_zone_t zone;
    int64_t zero_utc;   /* the moment that is time 0, seconds since 1970 */
    int64_t first_date; /* that counts, days since 1970-01-01 */

    uint32_t n_cells, n_types, n_queues, n_groups, n_trunks, n_pairs, n_tiers, n_rates, n_staff_steps, n_steps, n_factors,
        n_shocks, n_agents, n_orders, n_tier_pairs, n_changes, n_sites, n_teams, n_persons, n_shifts, n_spells, n_activities,
        n_templates, n_template_parts, n_employments, n_offs, n_own_offs, n_call_flows, n_nodes, n_ways, n_feeds, n_outages,
        n_intraday, n_campaigns;
    uint32_t n_team_pairs; /* of type and team */
    uint32_t n_within;     /* the most thresholds of any type */
    const ccs_cell_t *cells;
    ccs_own_hours_t own_hours;
    const char *const
        *beside; /* of a comparison: names of types that are called back in some variant; they have these figures in all */
    uint32_t n_beside;
    bool bounds_beside; /* of a comparison: a type of some variant has a target of its abandonment */
    const ccs_type_t *types;
    uint32_t n_languages, n_segments, n_wholes;
    const char *const *languages, *const *segments,
                                      *const *wholes; /* of customers; names under which several types are told of together */
    const ccs_type_head_t *heads;                     /* of the types */
    const ccs_queue_t *queues;
    const ccs_group_t *groups, *teams;
    const ccs_site_t *sites;
    const ccs_trunk_t *trunks;
    const struct ccs_switching *switching; /* NULL: nobody is sent to another channel at the door */
    const ccs_channel_rule_t *channels;    /* those of def/channel.def, then the scenario's own */
    uint32_t n_channels;
    const ccs_pair_t *pairs;
    const ccs_tier_t *tiers;
    const uint32_t *tier_pairs; /* pair ids, tier by tier */
    const uint32_t *team_pairs; /* the first pair of each type and team, ascending, and n_pairs */
    const ccs_rate_t *rates;
    const ccs_staff_step_t *staff_steps;
    const ccs_factor_t *factors;
    const ccs_shock_t *shocks;
    const ccs_change_t *changes;
    const uint32_t *order_queues, *order_pairs; /* of groups: queue ids and the pair ids that go with them, */
    const int32_t
        *order_priorities;       /* and which of them come first: larger ones; those of the queues, or of the group's skills */
    const ccs_step_t *steps;     /* for the rich variants of the flow: see step.h */
    const ccs_exit_t *exits;     /* step by step */
    const ccs_draw_t *draws;     /* CCS_N_KEPT_PURPOSES of each type: see draw.h */
    const ccs_rules_t *rules;    /* of routing, beyond tiers and priorities; NULL: there are none */
    const ccs_person_t *persons; /* group by group */
    const ccs_shift_t *shifts;
    const ccs_spell_t *spells;
    const ccs_activity_t *activities;
    const ccs_off_t *offs;          /* team by team: those that can happen */
    const uint32_t *off_ids;        /* of each team and activity, and behind these of each cause; see ccs_plan_off */
    const ccs_own_off_t *own_offs;  /* person by person */
    const ccs_own_offs_t *offs_of;  /* by person: which of these */
    const double *reconnects;       /* by pair: the share of its served contacts that contact again; NULL: types alone say so */
    const double *foreign;          /* by pair: how foreign the agents' language is to customers, 0 .. 1; NULL: to nobody */
    const ccs_handling_t *handling; /* NULL: nothing follows a talk but after-call work */
    const ccs_outcome_t *outcomes;  /* by type; NULL: nobody asks what comes of contacts */
    const ccs_deferred_t *deferred; /* by type; NULL: no figure is told by when contacts are due */
    const ccs_career_t *careers;    /* by group; NULL: people stay, and stay as they are */
    const ccs_template_t *templates;
    const ccs_template_part_t *template_parts;
    const ccs_employment_t *employments;
    const ccs_intraday_t *intraday; /* rules that act during the day */
    const ccs_call_flow_t *call_flows;
    const ccs_node_t *nodes;    /* flow by flow */
    const ccs_node_way_t *ways; /* node by node */
    const ccs_feed_t *feeds;    /* type by type, those of the queues that they reach */
    const ccs_outage_t *outages;
    const ccs_campaign_t *campaigns;
    uint32_t n_assumptions;
    const ccs_assumption_t *assumptions; /* numbers whose source is told; nothing that happens depends on them */
    uint32_t n_limits;
    const ccs_limit_t *limits; /* of figures; nothing that happens depends on them */
    uint32_t n_uncertain;
    const ccs_uncertain_t *uncertain; /* values that are estimates */
    const ccs_money_t *money;         /* NULL: nobody asks what it costs */
} ccs_plan_t;

/** Contracts with vendors. */
static inline uint32_t ccs_plan_n_contracts(const ccs_plan_t *self)
{
    return self->money ? self->money->n_contracts : 0;
}

/** Whether a type is closed by hours of its own in a cell in which the centre is open. */
static inline bool ccs_plan_is_closed(const ccs_plan_t *self, uint32_t type, uint32_t cell)
{
    return self->own_hours.set_of && self->own_hours.is_closed[(size_t) self->own_hours.set_of[cell] * self->n_types + type];
}

/** Whether contacts of a type are served in a cell: the centre is open, and the type is. */
static inline bool ccs_plan_is_served(const ccs_plan_t *self, uint32_t type, uint32_t cell)
{
    return self->cells[cell].open && !ccs_plan_is_closed(self, type, cell);
}

/** Whether fresh contacts of the type may fall in closed hours: they are served from the next opening on. */
bool ccs_plan_comes_outside(const ccs_type_t *type);
/** From when on fresh contacts are work for a cell: its start, or that of the closed time before, whose contacts are there when it begins; its end where
 * the centre is open and the type is closed: they are work for a later one. */
double ccs_plan_asks_from_s(const ccs_plan_t *self, const ccs_type_t *type, uint32_t cell);
/** Mean of a law of time for what begins at a time; 0 of none. */
double ccs_plan_law_s(const ccs_distribution_t *law, double time_s);
/** Mean time that a contact of a pair takes of an agent, for talks that begin at a time: their handle time, where agents have one contact at a time, and the share of a type's contacts that the IVR or bot then contains. */
double ccs_plan_handle_s(const ccs_pair_t *pair, double time_s);
double ccs_plan_contained_frac(const ccs_type_t *type, double time_s);
/** Agents scheduled in a group at a time, fractions included. */
double ccs_plan_agents(const ccs_plan_t *self, uint32_t group, double time_s);
/** The same of all groups of a team. */
double ccs_plan_team_agents(const ccs_plan_t *self, const ccs_group_t *team, double time_s);
/** What planned shrinkage leaves of the agents scheduled: 100 less 7 % are 93, whatever binary fractions make of it. */
double ccs_plan_net(double scheduled, double shrinkage_frac);
/** Of the first so many agents of a team, fractions included, those who are of a part of it. @param n_named  of the team */
double ccs_members_of(const ccs_members_t *self, uint32_t n_named, double agents);
/** What the scenario calls the group of a pair. */
static inline const ccs_group_t *ccs_plan_team_of(const ccs_plan_t *self, uint32_t pair)
{
    return &self->teams[self->groups[self->pairs[pair].group].team];
}

/** Types that a group serves; parts of a type (by language, segment, site) are one. */
uint32_t ccs_plan_n_served_by(const ccs_plan_t *self, uint32_t group);

/** Contacts of the type that are there when a run begins. Their indices count down from UINT32_MAX: those in service, those that wait and do not
 * count, the backlog. */
static inline uint32_t ccs_plan_n_at_start(const ccs_type_t *type)
{
    return type->arrivals.initial_busy + type->arrivals.initial_waiting + type->arrivals.backlog.n;
}

/** Agents of whom there are figures of their own: all, or none. */
static inline uint32_t ccs_plan_n_watched(const ccs_plan_t *self)
{
    return self->agent_figures == CCS_AGENT_FIGURES_GROUPS ? 0 : self->n_agents;
}

/** Whether means of ratios are those of days, of which a replication has several. */
static inline bool ccs_plan_means_days(const ccs_plan_t *self)
{
    return self->ratios == CCS_RATIOS_DAYS && self->axis.has_days;
}
/** Whether there are service levels of customers. */
static inline bool ccs_plan_tells_customers(const ccs_plan_t *self)
{
    return self->level_of == CCS_LEVEL_OF_CUSTOMERS;
}
/** Whether contacts count elsewhere than in the interval in which they asked for an agent. */
static inline bool ccs_plan_counts_later(const ccs_plan_t *self)
{
    return self->counted_in != CCS_COUNTED_IN_ENTRY;
}
/** Of what there are ratios: "batches", "days", "replications". */
static inline const char *ccs_plan_ratios_of(const ccs_plan_t *self)
{
    if (self->axis.is_batched) return "batches";
    return ccs_plan_means_days(self) || (self->ratios == CCS_RATIOS_DAYS && self->n_days == 1) ? "days" : "replications";
}
/** Replications that are drawn together, of which intervals rest on all as one. */
static inline uint32_t ccs_plan_set(const ccs_plan_t *self)
{
    return self->n_set > 1 ? self->n_set : 1;
}

/** For what judges each replication by itself. @param what  does so: "a study" @return 0, or CCS_ERR_SCENARIO where replications are drawn together */
int ccs_plan_draws_apart(const ccs_plan_t *self, const char *what, ccs_err_t *err);

/** Whether detailed figures are asked for. */
static inline bool ccs_plan_is_detailed(const ccs_plan_t *self)
{
    return self->figures == CCS_FIGURES_DETAILED;
}

/** Whether agents of a group go not ready after contacts, or after rings that they did not answer, or rest by a rule. */
static inline bool ccs_group_goes_not_ready(const ccs_group_t *self)
{
    return self->not_ready.frac > 0 || self->rests ||
        (ccs_ringing_is_on(&self->ring) && self->ring.not_ready.kind != CCS_DISTRIBUTION_NONE);
}

/** Whether customers of some type go first to the agent who served them last. */
bool ccs_plan_sticks(const ccs_plan_t *self);

/** Whether conversations of some type are put away while nobody writes. */
bool ccs_plan_lapses(const ccs_plan_t *self);

/** Types of whose customers there are facts of who served them: all, or none. */
static inline uint32_t ccs_plan_n_sticky(const ccs_plan_t *self)
{
    return ccs_plan_sticks(self) ? self->n_types : 0;
}

/** Whether contacts ring at the agents of some group. */
bool ccs_plan_rings(const ccs_plan_t *self);

/** Groups of whose rings there are facts: all, or none. */
static inline uint32_t ccs_plan_n_ringing(const ccs_plan_t *self)
{
    return ccs_plan_rings(self) ? self->n_groups : 0;
}

/** Whether agents of some group go not ready. */
bool ccs_plan_goes_not_ready(const ccs_plan_t *self);

/** Whether the wait of contacts of some type is predicted. */
bool ccs_plan_predicts(const ccs_plan_t *self);

/** Whether customers of some type are told how long they will wait. */
bool ccs_plan_announces(const ccs_plan_t *self);
/** Whether it is told what customers mind (def/cause.def): where a foreign language or a wait beyond what they were told costs marks, or figures are detailed. */
bool ccs_plan_tells_causes(const ccs_plan_t *self);

/** Groups of whose duties there are facts: all, or none. */
uint32_t ccs_plan_n_on_duty(const ccs_plan_t *self);

/** Mean time that an agent of a group is not ready after a contact, those counted after whom they are ready at once. */
double ccs_plan_not_ready_s(const ccs_group_t *group, double time_s);

/** Whether contacts of the type meet an IVR or bot at all. */
static inline bool ccs_plan_has_ivr(const ccs_type_t *type)
{
    return type->flow != CCS_NONE || type->ivr.contained_frac > 0 || type->ivr.time.kind != CCS_DISTRIBUTION_NONE;
}

/** Whether contacts of a type meet a call flow, at the door or before they come there. */
static inline bool ccs_plan_has_flow(const ccs_type_t *type)
{
    return type->flow != CCS_NONE || type->before != CCS_NONE;
}

/** Where contacts of the type wait first. */
static inline const ccs_queue_t *ccs_plan_queue(const ccs_plan_t *self, const ccs_type_t *type)
{
    return &self->queues[type->queue];
}

/** The type that stands at a place of a group's order. */
static inline uint32_t ccs_plan_order_type(const ccs_plan_t *self, uint32_t at)
{
    return self->pairs[self->order_pairs[at]].type;
}

/** Whether contacts of the type may find no line or a full queue. */
static inline bool ccs_plan_may_block(const ccs_plan_t *self, const ccs_type_t *type)
{
    return type->trunk != CCS_NONE || ccs_plan_queue(self, type)->limit != CCS_NONE;
}

/** Whether some agents may have several contacts in hand. */
bool ccs_plan_shares_agents(const ccs_plan_t *self);
/** Whether types are of several channels; whether, besides, some agents may have several contacts in hand, so that their time is divided among these. */
bool ccs_plan_has_channels(const ccs_plan_t *self);
bool ccs_plan_divides_attention(const ccs_plan_t *self);
/** Whether talks of some type go slower the more contacts an agent has in hand; whether agents work piece by piece: turns, contacts that are put aside. */
bool ccs_plan_paces(const ccs_plan_t *self);
bool ccs_plan_has_desks(const ccs_plan_t *self);
/** Whether contacts of a type are worked on piece by piece in such a plan; others take all of an agent's attention, or share it (talk_by_sessions). */
bool ccs_plan_is_at_desk(const ccs_plan_t *self, uint32_t type);
/** The most contacts of a type that some agent may have at once. */
uint32_t ccs_plan_at_once(const ccs_plan_t *self, const ccs_type_t *type);
/** Whether a group is made of persons, who come and go by themselves. */
static inline bool ccs_plan_has_persons(const ccs_plan_t *self, uint32_t group)
{
    return self->groups[group].n_persons > 0;
}

/** The row of plan.offs for an activity, or for plan.n_activities + a cause, of a team. @return CCS_NONE: it cannot happen */
static inline uint32_t ccs_plan_off(const ccs_plan_t *self, uint32_t team, uint32_t reason)
{
    return self->off_ids[(size_t) team * (self->n_activities + CCS_N_OFF_CAUSES) + reason];
}

/** What an agent of a group is called: a person by the shifts or the roster, another one by the scenario. @return NULL: it has only a number */
static inline const char *ccs_plan_agent_name(const ccs_plan_t *self, uint32_t agent, const ccs_group_t *group)
{
    const uint32_t i = agent - group->first_agent;

    if (group->n_persons > 0) return self->persons[group->first_person + i].name;
    return i < group->n_names ? group->names[i] : NULL;
}

/** Whether some law or share varies over time. */
bool ccs_plan_varies(const ccs_plan_t *self);

/** Whether talks of some type have pauses: a set-up, or customers on hold. */
static inline bool ccs_plan_pauses(const ccs_plan_t *self)
{
    return self->handling && self->handling->any_pause;
}

/** Whether customers of a type come again otherwise after later attempts than after the first. */
bool ccs_again_differs(const ccs_again_t *self);
/** Whether it depends on more than how an attempt has ended who comes again: on the attempt, or the agent. */
bool ccs_plan_repeats_differ(const ccs_plan_t *self);

/** Whether some customers come again as another type. */
static inline bool ccs_plan_switches(const ccs_plan_t *self)
{
    return self->handling && self->handling->n_becomings > 0;
}

/** Whether contacts of some type go up to another one. */
static inline bool ccs_plan_escalates(const ccs_plan_t *self)
{
    return self->handling && self->handling->any_up;
}

/** Whether agents of some type ask others in a talk. */
static inline bool ccs_plan_consults(const ccs_plan_t *self)
{
    return self->handling && self->handling->n_consults > 0;
}

/** Whether talks have parts: pauses, or a time in which another agent is asked. */
static inline bool ccs_plan_parts_talks(const ccs_plan_t *self)
{
    return ccs_plan_pauses(self) || ccs_plan_consults(self);
}

/** Whether agents stay with customers whom they transfer. */
static inline bool ccs_plan_stays(const ccs_plan_t *self)
{
    return self->handling && self->handling->any_company;
}

/** Talks that some outage may cut off at once: as many as agents can have in hand; 0 where none does. */
uint32_t ccs_plan_cut_at_once(const ccs_plan_t *self);

/** Lines of all campaigns. */
static inline uint32_t ccs_plan_n_call_lines(const ccs_plan_t *self)
{
    const ccs_campaign_t *const last = self->n_campaigns > 0 ? &self->campaigns[self->n_campaigns - 1] : NULL;

    return last ? last->first_line + last->pacing.lines : 0;
}
/** Whether agents of a group take the calls of a campaign that people answer. */
bool ccs_plan_serves_campaign(const ccs_plan_t *self, uint32_t campaign, uint32_t group);

/** Outages in which each agent fails alone. */
uint32_t ccs_plan_n_failing(const ccs_plan_t *self);

/** Whether some type offers to call back. */
bool ccs_plan_calls_back(const ccs_plan_t *self);
/** Whether some type has a target of its abandonment, or one of a plan that this one is compared with. */
bool ccs_plan_bounds_abandonment(const ccs_plan_t *self);
/** Whether customers of some type chase what is late. */
bool ccs_plan_chases(const ccs_plan_t *self);
/** Whether some type says to who accepts when the call will be. */
bool ccs_plan_promises(const ccs_plan_t *self);
/** Whether customers of a type who would come again while it is closed do so in the course of the next day, not as it opens. */
static inline bool ccs_plan_puts_off_to_day(const ccs_type_t *type)
{
    return type->again.when_closed == CCS_WHEN_CLOSED_IN_THE_DAY && type->arrivals.outside != CCS_OUTSIDE_WAIT;
}
/** Whether those of some type do. */
bool ccs_plan_spreads_repeats(const ccs_plan_t *self);
/** Whether some who come again bring what is left of their patience: so that waits are remembered (plan.handling). */
bool ccs_plan_brings_rest(const ccs_plan_t *self);
/** Types of whose forecasts there are figures: all, or none. */
uint32_t ccs_plan_n_forecast(const ccs_plan_t *self);
/** Whether contacts go further than to an agent and back, or their way depends on the moment: transfers, drops, call flows, callbacks, rules of routing,
 * predicted waits, outages, rules that act during the day. Such plans are for the variant "further" of the flow, and none of it costs the rich one anything. */
bool ccs_plan_goes_further(const ccs_plan_t *self);

/** Whether customers of the type who wait are asked to leave a message. */
static inline bool ccs_plan_takes_message(const ccs_type_t *type)
{
    return type->callback && type->callback->way == CCS_CALLBACK_MESSAGE;
}
/** Whether those of some type are. */
bool ccs_plan_takes_messages(const ccs_plan_t *self);

/** Whether contacts wait for sessions at some node of a call flow. */
bool ccs_plan_has_bot_queues(const ccs_plan_t *self);

/** Whether some queue is served in the order of due dates. */
bool ccs_plan_goes_by_due(const ccs_plan_t *self);

/** Whether some queue is served in random order. */
bool ccs_plan_draws_lots(const ccs_plan_t *self);

/** Whether contacts and agents do no more than the plain variant of the flow can: agents are numbers with one contact at a time; no type has hours of its own,
 * a queue in random order, customers of whom some wait for ever, balking by how many wait, waits that are predicted or announced, or calls back; no law or share varies over time; there are no call flows. */
bool ccs_plan_is_plain(const ccs_plan_t *self);

/** Whether a plain plan's contacts do no more than come, wait, talk and perhaps redial after a wait: no IVR or bot, no lines, no limit of a queue, nobody who
 * balks or contacts again after an answer, no after-call work; nor does a rule ask how long an agent has been busy. */
bool ccs_plan_is_lean(const ccs_plan_t *self);

/** Whether a random draw is common to a whole replication of steady mode: a day factor, a forecast that errs, or a fraction of an agent. Its batches are not
 * independent of each other then. */
bool ccs_plan_has_common_draw(const ccs_plan_t *self);

/** The channel of a type. */
static inline const ccs_channel_rule_t *ccs_plan_channel(const ccs_plan_t *self, uint32_t type)
{
    return &self->channels[self->types[type].channel];
}
/** "chat, email": the channels of the types that are used so, of which agents have one at a time though the scenario does not say so. @return text */
const char *ccs_plan_channels(const ccs_plan_t *self, enum ccs_channel_use use, char *text, size_t size);

/** @param heads  n_types of them */
void ccs_plan_heads(const ccs_plan_t *self, ccs_type_head_t *heads);

const char *ccs_agent_selection_name(enum ccs_agent_selection rule);
const char *ccs_contact_selection_name(enum ccs_contact_selection rule);
/** Whether a rule chooses among groups, and so is one of types. */
bool ccs_agent_selection_is_of_groups(enum ccs_agent_selection rule);
enum ccs_candidates ccs_agent_selection_candidates(enum ccs_agent_selection rule);
enum ccs_levels ccs_contact_selection_levels(enum ccs_contact_selection rule);
const char *ccs_mode_name(enum ccs_mode mode);
const char *ccs_report_name(enum ccs_report report);
const char *ccs_counted_in_name(enum ccs_counted_in counted_in); /* "entry" */
const char *ccs_at_close_name(enum ccs_at_close at_close);

/** Seconds of [start, end) in open cells. @param first  a cell before which nothing is left: 0, and moved on for the next, later piece */
double ccs_plan_open_s(const ccs_plan_t *self, double start_s, double end_s, uint32_t *first);
/** Fresh contacts of a type, those included that closed hours do not keep away, and scheduled agent-seconds of a group in all open cells
 * of a replication. */
double ccs_plan_fresh(const ccs_plan_t *self, uint32_t type);
double ccs_plan_fresh_closed(const ccs_plan_t *self, uint32_t type); /* of these, those that fall in closed hours */
double ccs_plan_agent_s(const ccs_plan_t *self, uint32_t group);
/** Agent-seconds of a group in all open cells of a replication, from gross to net. */
typedef struct {
    double rostered_s;  /* before any shrinkage */
    double scheduled_s; /* net of planned shrinkage */
    double present_s;   /* expected at work: net of absence too */
} ccs_staff_s_t;
ccs_staff_s_t ccs_plan_staff_s(const ccs_plan_t *self, uint32_t group);
/** The same of all groups of a team. */
ccs_staff_s_t ccs_plan_team_staff_s(const ccs_plan_t *self, const ccs_group_t *team);

#endif
