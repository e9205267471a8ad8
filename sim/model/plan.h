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

#include "announcement.h"
#include "arrivals.h"
#include "call_flow.h"
#include "callback.h"
#include "channel.h"
#include "distribution.h"
#include "handling.h"
#include "hands.h"
#include "intraday.h"
#include "limit.h"
#include "outage.h"
#include "outcome.h"
#include "prediction.h"
#include "repeats.h"
#include "ringing.h"
#include "roster.h"
#include "share_curve.h"
#include "stickiness.h"
#include "vocabulary.h"
#include "zone.h"

typedef struct ccs_draw ccs_draw_t; /* draw.h */
typedef struct ccs_step ccs_step_t; /* step.h */
typedef struct ccs_exit ccs_exit_t;
typedef struct ccs_rules ccs_rules_t; /* rules.h */

/** A stretch of the time axis over which statistics are kept: cells are contiguous and ascending. Day mode: the intervals of a stretch of
 * opening hours, then one closed cell up to the next opening (the last one never ends; none between stretches that meet); in front of the
 * first opening there is a closed cell where contacts come before it, and none else. Steady mode: warm-up, then the batches, then a cell
 * that never ends. Only open cells enter time averages; contacts that arrive in a closed cell of steady mode are not counted at all.
 * Labels: "2026-03-02T09:30", "2026-03-02 before opening", "2026-03-02 closed from 12:00", "2026-03-02 after close"; "warm-up", "batch 7",
 * "run-out". */
typedef struct {
    double start_s, end_s; /* end_s of the last cell is INFINITY */
    double clock_s;        /* day mode: start_s as the local clock shows it, since midnight of the first date that counts */
    uint32_t day;          /* day mode: 0-based day; steady mode: 0 */
    bool open;             /* day mode: within opening hours; steady mode: a batch */
    const char *label;
} ccs_cell_t;

/** What figures are told for: the cells themselves; or days, weeks or months, of each all open cells together and all closed ones, the open ones first.
 * A horizon of years has as many figures as it has months then, however long its intervals are. */
typedef struct {
    enum ccs_report by;
    uint32_t n;
    uint32_t first_counted, n_counted; /* that enter figures */
    const ccs_cell_t *at;              /* from the begin of the first cell of each to the end of the last one */
    const uint32_t *of_cell;           /* NULL: each cell is one */
    const double *lasts_s;             /* its cells together; NULL: from its begin to its end */
} ccs_periods_t;

/** From time_s on, agents are scheduled. Steps of a group are ascending in time; before the first one nobody is scheduled. Of 12.4
 * agents the thirteenth is there on 40 % of the days, by a draw of their own for each day (ccs_agent_due); so it is decided who is absent. */
typedef struct {
    double time_s;
    double agents;      /* net of planned shrinkage */
    double off;         /* agents on the roster whom planned shrinkage takes off, >= 0 */
    double absent_frac; /* probability for each who is scheduled */
    uint32_t day;       /* whose draws decide; steady mode: 0, those of the replication */
} ccs_staff_step_t;

/** One contact type served by one group. Pairs are sorted by (type, group). */
typedef struct {
    uint32_t type, group;
    ccs_distribution_t talk, wrap; /* wrap may be NONE */
    double talk_ratio;    /* talk = talk_ratio * (talk of the type's first pair) at equal draws; NAN if not so for this type */
    double mean_handle_s; /* mean talk + mean wrap, over opening hours, for routing by speed */
    double speed;         /* of these agents at this type; talk and wrap are divided by it already */
    double level;         /* of their skill, as stages of routing ask for it */
    double quality;       /* from -1 to 1, 0 = as others; outcomes and rules read it */
    bool wrap_is_shared;  /* by all pairs of the type */
    bool wrap_is_known;   /* of some contacts: see ccs_replay_t */
    double talk_effort, wrap_effort; /* an agent's time for a contact, of both: 1, or less where others are in hand besides */
    uint16_t hand_kind;              /* of the contact among what the group's agents may have in hand: see ccs_group_t.hands */
    uint32_t talk_step;              /* into plan.steps */
} ccs_pair_t;

/** A tier: the groups that a contact tries together. Most have one group, whose agents are taken in the order in which they became idle: then
 * the group and its pair stand here, and no rule has to be asked. */
typedef struct {
    uint32_t first_pair_of_tier, n_pairs; /* into plan.tier_pairs */
    uint32_t n_teams;                     /* whose groups these are; the groups of each stand together */
    uint32_t group, pair;                 /* CCS_NONE: there are several, or the group's rule chooses among its agents */
} ccs_tier_t;

/** Where contacts wait for an agent. Each type has a queue of its own, with the type's id. */
typedef struct {
    uint32_t limit;   /* contacts that may wait in it; CCS_NONE = no limit */
    int32_t priority; /* larger is served first */
    enum ccs_queue_order order;
    enum ccs_at_close at_close; /* mode day; one that is not CLEAR may be joined after close */
} ccs_queue_t;

/** Queues that a group serves, best first. */
typedef struct {
    uint32_t first, n; /* into plan.order_* */
} ccs_served_t;

/** Mode day: types with opening hours of their own. They lie within the centre's, and begin and end with cells; in a cell in which the centre is open, one
 * of a few sets of types is closed. */
typedef struct {
    const uint32_t *set_of;     /* by cell; NULL: types are open whenever the centre is */
    const bool *is_closed;      /* set by set: n_types; where the centre is closed itself, no type is */
    const ccs_served_t *serves; /* set by set: n_groups; without the queues of closed types that carry over */
} ccs_own_hours_t;

/** Shares that vary over time, where they do; NULL: the share is as it stands beside. Where there is one, the share is its mean over opening hours. */
typedef struct {
    const ccs_course_t *balk, *never, *contained, *again[CCS_N_RETRY_CAUSES];
} ccs_share_courses_t;

/** What is done without an agent. */
typedef struct {
    uint32_t step;           /* into plan.steps; CCS_NONE = no IVR or bot */
    ccs_distribution_t time; /* NONE = no time */
    double
        contained_frac; /* of arriving contacts; 0 with time NONE = no IVR; of a flow who does not ask for an agent of the type */
} ccs_ivr_t;

/** Who serves: groups in tiers, which are tried one after the other. */
typedef struct {
    enum ccs_agent_selection agent_selection; /* across the groups of a tier that has several */
    double weight;                            /* of its contacts beside others, for rules that weigh them; >= 0 */
    double value;                             /* what a contact is worth, for expressions that read it */
    uint32_t site;                            /* into plan.sites: groups there come first by local_first; CCS_NONE */
    uint32_t first_pair, n_pairs;             /* into plan.pairs */
    uint32_t first_tier, n_tiers;             /* into plan.tiers */
} ccs_routing_t;

/** What is promised, and what is measured by it. */
typedef struct {
    uint32_t n_within;               /* >= 1 */
    double within_s[CCS_MAX_WITHIN]; /* as written; the first is the target's */
    double short_abandon_s;          /* who leaves the queue within it is a short abandon; NAN = nobody is */
    double frac;                     /* service level wanted, NAN = none */
    double abandoned_frac;           /* abandonment_rate at most, NAN = no bound */
    uint32_t metric;                 /* id of the metric that `counted_as` names */
} ccs_promise_t;

/** A type of contact, question by question. The loop reads its head. */
typedef struct {
    const char *name, *label; /* label = what people read; the name if none is given */
    uint64_t name_hash;       /* ccs_stream_hash("type:NAME"): the source of its random numbers */
    enum ccs_channel channel;
    const char *hours; /* its own, "mon-fri 09:00-17:00, sat-sun closed"; NULL: it is open when the centre is */
    uint32_t queue;    /* of its first leg: into plan.queues */
    uint32_t trunk;    /* into plan.trunks; CCS_NONE = always a line free */
    ccs_arrivals_t arrivals;
    ccs_ivr_t ivr;
    uint32_t flow; /* into plan.call_flows; CCS_NONE = none, and then perhaps an IVR */
    uint32_t
        before; /* into call_flows: what customers look at first, before their first attempt comes to the door; CCS_NONE: nothing */
    bool is_fed;                     /* a flow of another type sends contacts to its queue */
    bool stops_when_closed;          /* who comes while it is closed meets its flow, and gets no further */
    uint32_t first_feed, n_feeds;    /* into plan.feeds, where there are flows */
    ccs_distribution_t patience;     /* NONE = never abandons */
    double never_frac;               /* of the customers: wait for ever, whatever the law */
    double balk_frac;                /* of those who would have to wait; by queue or wait, the largest */
    ccs_share_curve_t balk_by_queue; /* by how many wait already */
    ccs_share_curve_t balk_by_wait;  /* by the whole seconds of the predicted wait */
    ccs_prediction_t prediction;     /* of waits */
    ccs_announcement_t announcement;
    ccs_distribution_t aht; /* handle time where it is written in one, NONE where it is not; the pairs hold its parts */
    ccs_routing_t routing;
    const ccs_callback_t *callback; /* offered to who waits; NULL: nothing is */
    ccs_again_t again;
    ccs_sticky_t sticky;
    ccs_share_curve_t
        talk_by_sessions;     /* factor on its talks while an agent has so many contacts in hand; without values: none */
    const ccs_turns_t *turns; /* NULL: a talk is no conversation by turns */
    ccs_share_courses_t courses;
    ccs_promise_t target;
    double volume_factor, aht_factor, patience_factor; /* the scenario's; rates and laws hold them already */
    double pace;                                       /* share of the time that contacts need which agents take */
    double pace_factor; /* what it comes to beside the pace at which handle times were measured; aht_factor holds it already */
} ccs_type_t;

/** What the loop asks of a type again and again, in one line of cache. Made of the types when the plan is whole: ccs_plan_heads. */
typedef struct {
    _Alignas(64) uint32_t first_tier; /* into plan.tiers, */
    uint32_t end_tier;                /* behind the last */
    uint32_t trunk, queue, n_within;
    bool has_ivr;
    bool abandons; /* patience has a law */
    double balk_frac;
    double retry_frac[CCS_N_RETRY_CAUSES]; /* of first attempts that ended so; 0 = nobody contacts again */
} ccs_type_head_t;
_Static_assert(sizeof(ccs_type_head_t) == 64, "a line of cache");

/** Which agents of a team, who are there in the order of their numbers: those whom the scenario names, from 0 on, then the others. */
typedef struct {
    uint32_t n;                      /* of those who are named */
    uint32_t *numbers;               /* [n] theirs, ascending */
    uint32_t first_other, end_other; /* of the others, counted from 0; end CCS_NONE: all that follow */
} ccs_members_t;

/** Agents who are alike. What a scenario calls a group, and what figures are told of, is a *team*: one group, or, where its agents differ, one for
 * each class of equals. Where none differs, plan.teams are plan.groups. Of a team of several groups its row says what is common to them: name, site,
 * rules, factor and shares; schedule, agents and orders are theirs. */
typedef struct {
    const char *name, *label;        /* of one of several groups of a team: "service (alice and 3 more)", and the team's */
    uint32_t team;                   /* into plan.teams */
    uint32_t first_class, n_classes; /* of a team: its groups, into plan.groups */
    uint32_t n_named;                /* of a team: agents whom the scenario calls by name, the first ones to be there */
    ccs_members_t members;           /* of one of several groups of a team whose agents are numbers: who of them */
    uint32_t n_names;                /* of its agents by number: the first ones have these names, which are not those */
    const char *const *names;        /* of persons */
    uint32_t site;                   /* into plan.sites; CCS_NONE = at none */
    double staff_factor;             /* the scenario's; the steps hold it already */
    uint32_t
        assumed_staff;   /* its `staff`, all the time, where that was put in and nobody's schedule is known; 0: it is scheduled */
    double span;         /* agents of other groups for each of its own, which follow them; 0: it has a staff of its own */
    const char *span_of; /* the labels of these groups */
    uint64_t name_hash;  /* "group:NAME" */
    enum ccs_agent_selection agent_selection;
    enum ccs_contact_selection contact_selection;
    double shrinkage_frac;         /* planned, already taken off the steps */
    double absence_frac;           /* unplanned: of those scheduled; the steps say it too */
    bool shrinks_by_time;          /* a change, or a value over time, says otherwise at some times */
    bool shrinks;                  /* at some time not all of the roster are there */
    const ccs_hands_t *hands;      /* what its agents may have in hand at once; NULL: one contact, as in all groups of the plan */
    uint32_t first_step, n_steps;  /* into plan.staff_steps */
    uint32_t max_agents;           /* the most that are ever there, a fraction counted as one */
    uint32_t first_agent;          /* ids first_agent .. first_agent + max_agents - 1 */
    uint32_t first_order, n_order; /* into plan.order_*: queues served, best first (priority descending, or as listed) */
    uint32_t first_late, n_late;   /* the same of those that drain: queues served while the centre is closed */
    ccs_adherence_t adherence;     /* of persons */
    ccs_not_ready_t not_ready;
    bool rests; /* by some rule that acts during the day */
    ccs_ringing_t ring;
    bool hands_over;       /* persons do, at the end of a shift, what they talk about then */
    double stops_before_s; /* the end of a shift: persons take no new contact from then on */
    uint32_t first_person,
        n_persons; /* into plan.persons, the same as its agents; n_persons = 0: agents are numbers, and alike */
} ccs_group_t;

/** The most contacts that an agent of a group may have in hand. */
static inline uint32_t ccs_group_hands(const ccs_group_t *self)
{
    return self->hands ? self->hands->most : 1;
}

/** Where groups are. */
typedef struct {
    const char *name, *label;
} ccs_site_t;

typedef struct {
    const char *name, *label;
    uint32_t lines;         /* contacts in the IVR, waiting or talking at once */
    uint32_t waiting_limit; /* contacts of all its types that may wait; CCS_NONE = no limit */
} ccs_trunk_t;

/** A change of quantities, in words: the rates and steps hold it already. */
typedef struct {
    const char *text;    /* "10 agents move from Service to Shared, 08:00-10:00" */
    const char *applied; /* "asked 10, applied 9.2 on average, least 6 at 2026-03-02T08:00"; NULL where it is not of agents */
    const char *by_time; /* "2026-03-02: 6 from 08:00, 10 from 09:00"; NULL where it is as asked all the while */
    bool teaches;        /* agents learn something, and their number stays */
} ccs_change_t;

/** What the cells mean, found once (time_axis.h). */
typedef struct {
    uint32_t n_observations; /* of a replication: itself, or its batches */
    double observation_s;    /* open time of one */
    double last_s;           /* a run that has not ended by itself is left here */
    bool
        is_batched; /* observations are stretches of a replication: neighbours may be alike, those in front warm-up, and the run ends
                                when the contacts of all are decided */
    bool has_days;  /* figures of each day are kept beside those of the periods: there are several days, and no longer periods */
    bool has_clock; /* cells are intervals of days on a local clock, with figures of their own; the centre opens and closes */
} ccs_axis_t;

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
        n_intraday;
    uint32_t n_team_pairs; /* of type and team */
    uint32_t n_within;     /* the most thresholds of any type */
    const ccs_cell_t *cells;
    ccs_own_hours_t own_hours;
    const char *const
        *beside; /* of a comparison: names of types that are called back in some variant; they have these figures in all */
    uint32_t n_beside;
    bool bounds_beside; /* of a comparison: a type of some variant has a target of its abandonment */
    const ccs_type_t *types;
    const ccs_type_head_t *heads; /* of the types */
    const ccs_queue_t *queues;
    const ccs_group_t *groups, *teams;
    const ccs_site_t *sites;
    const ccs_trunk_t *trunks;
    const ccs_channel_rule_t *channels; /* by channel; NULL: agents have one contact at a time */
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
    const ccs_handling_t *handling; /* NULL: nothing follows a talk but after-call work */
    const ccs_outcome_t *outcomes;  /* by type; NULL: nobody asks what comes of contacts */
    const ccs_template_t *templates;
    const ccs_template_part_t *template_parts;
    const ccs_employment_t *employments;
    const ccs_intraday_t *intraday; /* rules that act during the day */
    const ccs_call_flow_t *call_flows;
    const ccs_node_t *nodes;    /* flow by flow */
    const ccs_node_way_t *ways; /* node by node */
    const ccs_feed_t *feeds;    /* type by type, those of the queues that they reach */
    const ccs_outage_t *outages;
    uint32_t n_limits;
    const ccs_limit_t *limits; /* of figures; nothing that happens depends on them */
} ccs_plan_t;

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

/** Outages in which each agent fails alone. */
uint32_t ccs_plan_n_failing(const ccs_plan_t *self);

/** Whether some type offers to call back. */
bool ccs_plan_calls_back(const ccs_plan_t *self);
/** Whether some type has a target of its abandonment, or one of a plan that this one is compared with. */
bool ccs_plan_bounds_abandonment(const ccs_plan_t *self);
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

/** "chat, email": the channels of the types that are used so, of which agents have one at a time. @return text */
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
