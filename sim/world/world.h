/** @file world.h  All mutable state of one replication. One per thread, reset between replications. */
#ifndef CCS_WORLD_H
#define CCS_WORLD_H

#include "agent.h"
#include "calendar.h"
#include "chases.h"
#include "contact.h"
#include "desk.h"
#include "diallers.h"
#include "event.def"
#include "outages.h"
#include "owed.h"
#include "plan.h"
#include "post.h"
#include "rules.h"
#include "source.h"
#include "step.h"

#define X(noun) CCS_OWNER_##noun,
enum ccs_owner { CCS_OWNER_LIST(X) CCS_N_OWNERS };
#undef X

typedef struct {
    uint32_t n_busy;    /* lines in use */
    uint32_t n_waiting; /* contacts of its types that wait */
} ccs_trunk_state_t;

/** How a ring ends. */
enum ccs_ring_end { CCS_RING_ANSWERED, CCS_RING_MISSED, CCS_RING_LOST /* the customer gives up */ };

/** What is remembered of a contact that rings, or has rung. */
typedef struct {
    double gives_up_s; /* when its customer does; INFINITY: never */
    uint32_t n;        /* rings so far, in this leg */
    uint32_t end;      /* enum ccs_ring_end of the present one */
} ccs_rung_t;

/** Of a contact that counts in the interval in which it leaves (CCS_COUNTED_IN_EXIT): how it was answered. */
typedef struct {
    double answered_s;
    bool is_open; /* it is with an agent, or has been handed over, and has not been counted */
    bool at_once; /* it has not waited */
} ccs_uncounted_t;

/** What is remembered of an issue, by the id of the contact that it has now, where contacts have outcomes. */
typedef struct {
    double began_s;             /* its first attempt came */
    double ended_s;             /* the contact that an agent served last ended */
    double resolved_s;          /* the contact that resolved it ended, by whomever */
    double waited_s;            /* of this contact, in queues on the line */
    double late_s, held_s;      /* of that, longest beyond what the customer was told; on hold in talks */
    double longest_s, last_s;   /* waits of contacts so far, of which the second is the last one */
    double pace, work;          /* of this talk: share of the needed time that is spent; factor on its time */
    double log_odds, care;      /* and its agent: how much better they resolve, and seem to customers; 0 without careers */
    double hand_off;            /* and how many more go up; 1 */
    double visit_s;             /* from the end of the last served contact to the last visit; 0: nobody was sent */
    uint32_t period, pair;      /* in which the first served contact ended, and whose agent it had */
    uint16_t n_served;          /* contacts that agents served to the end */
    uint16_t transfers, before; /* of this contact, and of those before it */
    uint16_t switches;          /* contacts as another type than the one before */
    uint16_t explained;         /* times that the customer had to explain again */
    uint16_t minded;            /* what they minded of any contact, a bit for each of enum ccs_cause; where it is told */
    uint16_t mark;              /* of the last contact that has one, 1 .. 5; 0: none has */
    bool is_angry;              /* the customer, at this contact */
    bool is_observed;           /* the window of the first served contact closes within the run, and nobody has followed it yet */
    bool is_resolved;           /* by the last contact, which the customer has not followed by another */
    bool is_sent;               /* somebody was sent by it */
    bool is_unknown;            /* who served the last contact has no outcome: nobody knows */
    bool is_stranger;           /* whom a campaign has called and did not mean: a machine, another person; who has no issue */
    bool is_bounced;            /* self-service seemed to have served the customer, who comes back for that */
    bool is_contained;          /* self-service has served the last contact, or seemed to */
    bool explains;              /* the customer had to explain again, at this contact */
} ccs_memory_t;

/** Who still comes as a type, where outcomes change that. */
typedef struct {
    double kept_frac; /* of its fresh contacts: what reviews have left */
    double heard;     /* contacts heard of since the last one */
    double customers; /* as expected */
    bool is_found;    /* by the review at hand */
} ccs_clientele_t;

/** How busy an agent has been of late. */
typedef struct {
    double busy;   /* 0 .. 1, at the time */
    double at_s;   /* when the agent began to work last */
    double busy_s; /* of the stay, up to then */
} ccs_of_late_t;

typedef struct {
    const ccs_plan_t *plan;
    ccs_calendar_t *calendar;
    uint32_t first_timer[CCS_N_OWNERS]; /* the timer of a row of a noun is this plus its number */
    double now_s;
    uint32_t cell;     /* of the time axis */
    uint32_t period;   /* that figures are told for */
    double cell_ref_s; /* areas of the cell are booked up to here: its end, or its start if it never ends */
    bool closed;       /* mode day: the cell lies outside of opening hours */
    bool some_closed;  /* or outside those of some type */
    bool in_last_cell;
    double cell_end_s;    /* INFINITY for the last cell */
    double heed_s;        /* events from then on are looked at first: from the end of the cell on, while anything is closed all */
    uint32_t n_waiting;   /* in all queues */
    uint32_t n_undecided; /* steady mode: contacts that entered a queue in a batch and still wait */
    bool minds;           /* it is told what customers mind */
    bool is_rich;         /* contacts are those of the flow's rich variants */
    bool shares;          /* agents may have several contacts in hand */
    bool paces;           /* talks may go slower then */
    bool goes_not_ready;  /* agents of some group do */
    bool varies;          /* some law or share varies over time */
    bool calls_back;      /* some type offers to */
    bool repeats_differ;  /* who comes again depends on the attempt, or on the agent */
    uint32_t n_cut_at_once; /* talks that an outage may cut off in one event */
    ccs_contacts_t contacts;
    ccs_journey_t *journeys;  /* by contact; NULL: contacts have one leg (plan.handling) */
    ccs_talk_t *talks;        /* by contact that talks, where talks have pauses (handling.pauses); else NULL; owned */
    ccs_desk_piece_t *pieces; /* by contact in an agent's hand, where there are desks; else NULL; owned */
    ccs_desk_t *desks;        /* by agent, in the same plans */
    uint32_t
        *attention; /* by contact in an agent's hand: what part of the agent it has, in units of one; NULL: nobody asks; owned */
    uint64_t *n_attending;            /* by pair, in the same plans: of all of its contacts */
    uint32_t *n_away;                 /* by type: conversations that are put away; NULL: none are */
    uint32_t *n_in_setup, *n_on_hold; /* by pair, in the same plans */
    ccs_consulting_t *consulting;     /* by contact, where agents ask one another in a talk; else NULL; owned */
    uint32_t *n_asking;               /* by pair, in the same plans: agents who do */
    uint32_t *n_in_company;           /* by pair, where transfers are not all cold; else NULL */
    ccs_queue_state_t *queues;        /* by queue */
    ccs_uncounted_t *uncounted;       /* by contact; NULL: answers are counted as they come; owned */
    ccs_rung_t *rung;                 /* by contact; NULL: contacts do not ring; owned */
    uint32_t *served_by; /* by contact: the agent who served its customer last, CCS_NONE: nobody has; NULL: nobody asks; owned */
    ccs_queue_state_t *held;       /* by agent: contacts that wait for them alone; NULL as well */
    uint32_t *n_held;              /* by type: those contacts */
    uint32_t *n_ringing;           /* by pair */
    ccs_memory_t *memories;        /* by contact: of its issue; NULL: contacts have no outcome; owned */
    ccs_clientele_t *clientele;    /* by type, in those where it moves; NULL: it does not */
    double next_review_s;          /* of all types */
    ccs_of_late_t *of_late;        /* by agent, in the same plans */
    ccs_deadline_t *deadlines;     /* by contact; NULL: no figure is told by when contacts are due; owned */
    ccs_chases_t chases;           /* those whose customers will chase them; without any, nothing; owned */
    ccs_posts_t posts;             /* whose people have careers; without any, nothing */
    ccs_path_t *paths;             /* by contact, as many as there are records; NULL: there are no call flows; owned */
    uint32_t *n_at_node;           /* by node of a call flow */
    uint32_t *n_ports;             /* by call flow: in use */
    uint32_t *n_sessions;          /* by node: in use, where they are limited */
    ccs_queue_state_t *bot_queues; /* by node: contacts that wait for a session; NULL: none does */
    uint32_t *n_bot_waits;         /* by node, in the same plans: how many */
    ccs_lots_t *lots;              /* by queue; NULL: none is in random order */
    uint32_t *
        due_last; /* by queue: of one in due order who came last and still waits, or stood in front of them; NULL: there is none */
    ccs_recent_waits_t *recent_waits; /* by type, of those whose predictor asks for them; NULL: none does */
    double *predicted_s; /* by contact that waits: the wait that it was expected to have, NAN: none; NULL: no wait is predicted */
    ccs_callbacks_t callbacks;        /* who is owed a call */
    ccs_diallers_t diallers;          /* outbound campaigns */
    ccs_outages_t outages;            /* that are on, and have been */
    ccs_waiting_t *waiting;           /* by contact that waits, of types that announce; NULL: none does */
    uint32_t *n_retrying;             /* by type: customers who will contact again, or first, later */
    uint32_t *n_in_ivr;               /* by type */
    ccs_source_t *sources;            /* by type */
    ccs_group_state_t *groups;        /* by group */
    ccs_off_duty_t *off_duty;         /* by group */
    ccs_at_work_t *at_work;           /* by group; rich */
    ccs_agent_t *agents;              /* by id */
    ccs_duty_t *duties;               /* by agent, where there are persons; else NULL */
    uint32_t *n_planned_off, *n_off;  /* by row of plan.offs: persons whose roster says so, whom it keeps off the phones */
    uint32_t *n_talking, *n_wrapping; /* by pair */
    ccs_trunk_state_t *trunks;        /* by trunk group */
    ccs_given_t *given;               /* by pair, that of its team alone; NULL: nobody reads it */
    uint64_t n_given;                 /* of all */
    ccs_recent_t *recent;             /* by type; NULL: nobody reads it */
    uint32_t *n_before_today;         /* by type, fresh contacts that came before that; NULL: nobody reads it */
    uint32_t *n_before_cell;          /* by type, fresh contacts that came before the present cell; NULL: nothing is forecast */
    double today_s;                   /* when the centre opened on the service day */
    uint32_t today;                   /* whose number this is; CCS_NONE: it has not opened yet */
    ccs_ruling_t *rulings;            /* by rule of plan.intraday; NULL: there is none */
    uint32_t *n_by_schedule;          /* by group of numbers, where there are such rules: who would be there without them */
    ccs_rest_t *rests;                /* by agent; NULL: no rule gives rests */
    uint32_t n_moving;                /* agents who have left one group by a rule and not come to the other yet */
    uint32_t n_askings;               /* times that rules asked persons */
    bool looks_always;                /* some rule is looked at after every event */
    double *look_s;                   /* by queue, where types have stages: when its front is looked at next; INFINITY */
    ccs_arena_t arena;                /* of the fixed arrays */
} ccs_world_t;

/** Where a contact waits. Plain ones wait in the queue of their type, which has its id. */
static inline uint32_t ccs_world_queue(const ccs_world_t *self, const ccs_contact_t *contact)
{
    return self->is_rich ? contact->queue : contact->type;
}

/** Whose draws a contact uses: those of its issue. That of a plain one has the id of its type. */
static inline ccs_source_t *ccs_world_source(const ccs_world_t *self, const ccs_contact_t *contact)
{
    return &self->sources[self->is_rich ? contact->source : contact->type];
}

/** Legs of the contact before the one that it is in. */
static inline uint32_t ccs_world_leg(const ccs_world_t *self, const ccs_contact_t *contact)
{
    return self->journeys ? self->journeys[contact - self->contacts.at].leg : 0;
}

/** The trunk group whose line a contact holds: that of the type as which it came. @return CCS_NONE: of none */
static inline uint32_t ccs_world_trunk(const ccs_world_t *self, const ccs_contact_t *contact)
{
    if (contact->flags & CCS_CONTACT_ASKED) return CCS_NONE;
    return self->plan->heads[self->journeys ? self->journeys[contact - self->contacts.at].came_as : contact->type].trunk;
}

/** Rich: when a contact of a backlog, in its first attempt, is due. @return time; NAN: it has no date of its own */
double ccs_world_due_s(const ccs_world_t *self, const ccs_contact_t *contact);

/** When time k of the target of the contact's type has passed since it asked, by the clock of the target; for one that has a date of its own, that. */
double ccs_world_due_within_s(const ccs_world_t *self, const ccs_contact_t *contact, uint32_t k);
/** When the contact is due: when what its type promises is to have come, where that is known; else as _due_within_s says of the first time. */
double ccs_world_due_at_s(const ccs_world_t *self, const ccs_contact_t *contact);
/** Seconds until then; negative when it is late. */
double ccs_world_due_in_s(const ccs_world_t *self, const ccs_contact_t *contact);

/** The person who an agent of a group of persons is. */
static inline const ccs_person_t *ccs_world_person(const ccs_world_t *self, uint32_t agent)
{
    const ccs_group_t *const group = &self->plan->groups[self->agents[agent].group];

    return &self->plan->persons[group->first_person + (agent - group->first_agent)];
}

/** What draws of an agent are keyed by within the group: a person's own number, else the place among the agents. */
static inline uint32_t ccs_world_agent_key(const ccs_world_t *self, uint32_t agent)
{
    const ccs_group_t *const group = &self->plan->groups[self->agents[agent].group];

    return group->n_persons > 0 ? ccs_world_person(self, agent)->key : agent - group->first_agent;
}

/** The pair of a contact that an agent works on. */
static inline uint32_t ccs_world_pair(const ccs_world_t *self, const ccs_contact_t *contact)
{
    return self->is_rich ? self->plan->steps[contact->step].owner : contact->pair;
}

/** Whether an agent of the pair's group, whose hands are in some state, has room for one more of its contacts. Where agents have one contact at a time, whoever asks has. */
static inline bool ccs_world_fits(const ccs_world_t *self, uint32_t pair, uint32_t hands)
{
    const ccs_pair_t *const p = &self->plan->pairs[pair];

    return !self->shares || ccs_hands_with(self->plan->groups[p->group].hands, hands, p->hand_kind) != CCS_HANDS_FULL;
}

/** Contacts of a type that wait, on the line. */
static inline uint32_t ccs_world_n_waiting(const ccs_world_t *self, uint32_t type)
{
    const uint32_t n = self->queues[self->plan->types[type].queue].n;

    return self->calls_back ? n - self->callbacks.n_kept[type] : n;
}

/** Contacts of a type whose customers wait to be called back. */
static inline uint32_t ccs_world_n_off_line(const ccs_world_t *self, uint32_t type)
{
    return self->callbacks.owed[type].n + self->callbacks.n_kept[type] + self->callbacks.n_away[type];
}

/** @return 0 or CCS_ERR_NOMEM; _free is legal after a failure. The plan must outlive the world. */
int ccs_world_init(ccs_world_t *self, const ccs_plan_t *plan);
void ccs_world_free(ccs_world_t *self);
/** Whether the centre, or the type by hours of its own, is closed at this hour. */
static inline bool ccs_world_is_closed(const ccs_world_t *self, uint32_t type)
{
    return self->closed || ccs_plan_is_closed(self->plan, type, self->cell);
}

/** What is closed in the present cell. */
void ccs_world_set_closed(ccs_world_t *self);
/** The centre opens on a service day. */
void ccs_world_begin_day(ccs_world_t *self);
/** Which queues the groups serve at this hour: all of theirs but those of closed types that carry over, or while the centre is closed those that drain. */
void ccs_world_set_orders(ccs_world_t *self);
/** Empty centre before the first cell. @return 0 or CCS_ERR_NOMEM */
int ccs_world_reset(ccs_world_t *self, uint64_t seed, uint32_t replication);

/** Room for n more contacts and their timers. @return 0 or CCS_ERR_NOMEM */
int ccs_world_reserve(ccs_world_t *self, uint32_t n);

/** Recompute every count from the records and compare; abort on a difference. What a policy promises, the policy verifies (ccs_route_verify). */
void ccs_world_verify(const ccs_world_t *self);

#endif
