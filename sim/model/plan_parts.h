/** @file plan_parts.h  What a plan is made of, noun by noun: cells, types, queues, pairs, tiers, groups. */
#ifndef CCS_PLAN_PARTS_H
#define CCS_PLAN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "announcement.h"
#include "arrivals.h"
#include "callback.h"
#include "channel.h"
#include "deferred.h"
#include "distribution.h"
#include "hands.h"
#include "prediction.h"
#include "repeats.h"
#include "ringing.h"
#include "roster.h"
#include "share_curve.h"
#include "stickiness.h"
#include "vocabulary.h"
#include "zone.h"

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
    double pace;          /* of these agents, beside that of the type: what their contract makes of it; talk and wrap hold it */
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
    enum ccs_promise_of of;          /* what is to have happened within the first time */
    enum ccs_promise_clock clock;    /* by which the times are meant */
} ccs_promise_t;

/** A type of contact, question by question. The loop reads its head. */
typedef struct {
    const char *name, *label; /* label = what people read; the name if none is given */
    uint64_t name_hash;       /* ccs_stream_hash("type:NAME"): the source of its random numbers */
    uint32_t channel;         /* into plan.channels */
    const char *hours;        /* its own, "mon-fri 09:00-17:00, sat-sun closed"; NULL: it is open when the centre is */
    uint32_t queue;           /* of its first leg: into plan.queues */
    uint32_t trunk;           /* into plan.trunks; CCS_NONE = always a line free */
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
    uint32_t language, segment,
        whole;   /* of its customers, into plan.languages and plan.segments; that it is a part of, into plan.wholes; CCS_NONE */
    double pace; /* share of the time that contacts need which agents take */
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
    const char *role;                /* the name of the group whose place they take in comparisons; NULL: their own */
    uint32_t site;                   /* into plan.sites; CCS_NONE = at none */
    double staff_factor;             /* the scenario's; the steps hold it already */
    uint32_t
        assumed_staff;   /* its `staff`, all the time, where that was put in and nobody's schedule is known; 0: it is scheduled */
    double span;         /* agents of other groups for each of its own, which follow them; 0: it has a staff of its own */
    const char *span_of; /* the labels of these groups */
    const uint32_t *leads; /* teams: these groups */
    uint32_t n_leads;
    uint64_t name_hash; /* "group:NAME" */
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

/** A number of the scenario, and where it comes from. */
typedef struct {
    const char *key, *value;    /* "costs.wage", "19" */
    const char *source, *grade; /* grade NULL: not said */
} ccs_assumption_t;

/** Where groups are. */
typedef struct {
    const char *name, *label;
    const char *timezone; /* of the clock by which its groups work; NULL: the centre's */
    const char *hours;    /* its own, by that clock, "mon-fri 08:00-18:00, sat-sun closed"; NULL: none are written */
    uint32_t n_holidays;  /* of the days that count, on which it is closed beside those of the centre */
    ccs_zone_t zone;      /* of that clock; mode day */
    uint32_t seats;       /* agents who may be logged in there at once; CCS_NONE: any number */
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

#endif
