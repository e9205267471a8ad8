/** @file agent.h  Agents as records, and the idle ones of each group in the order in which they became idle. */
#ifndef CCS_AGENT_H
#define CCS_AGENT_H

#include <stdint.h>

#include "plan.h"
#include "stream.h"

enum ccs_agent_state {
    CCS_AGENT_OUT,
    CCS_AGENT_IDLE,
    CCS_AGENT_NOT_READY, /* rich: after a contact, for a while */
    CCS_AGENT_STOPPED,   /* rich: kept from work by an outage, with nothing in hand */
    CCS_AGENT_BUSY,      /* at work, in no list */
    CCS_AGENT_WITH_ROOM, /* rich: at work, with room for more */
    CCS_AGENT_LEAVING    /* rich: at work, above the schedule: takes nothing new */
};

typedef struct {
    double since_s;      /* idle, or at after-call work: from when on; rich: the last change of what is in hand */
    double logged_in_s;  /* start of the present stay */
    double busy_s;       /* in the present stay, finished spells only; not kept up where no rule asks for it */
    uint32_t next, prev; /* in a list of the group; next of one who is out links those who are out */
    uint32_t group;
    union {
        uint32_t pair; /* at after-call work: the pair of the contact that it is about */
        uint32_t
            in_hand; /* rich: the first contact in hand, CCS_NONE = none; of who has one at a time the last, also when it is done */
    };
    uint32_t state; /* enum ccs_agent_state */
    uint32_t
        hands; /* rich: the state of what is in hand, of the group's states; where agents have one contact at a time always 0 */
} ccs_agent_t;

/** Agents, in the order in which they came. */
typedef struct {
    uint32_t head, tail, n;
} ccs_agent_list_t;

/** The agents of a group. Invariant: n_staffed = logged in = idle + not ready + stopped + at work; above n_scheduled are only who are at work. */
typedef struct {
    ccs_agent_list_t idle; /* longest idle first */
    uint32_t out;          /* first of those who are logged out */
    uint32_t n_staffed,
        n_scheduled; /* scheduled: who is there today, a fraction and absence decided; of persons: those logged in who stay */
    double planned;  /* as the plan says it: 12.4 */
    uint32_t step;   /* next staffing step */
    uint32_t first_order, end_order; /* the queues that it serves at this hour: into plan.order_queues */
    ccs_stream_t stream;             /* the draws of the group */
} ccs_group_state_t;

/** The agents of a group who are not there, or ought not to be. Apart from the group, which every contact meets. */
typedef struct {
    double off;        /* on the roster, but off the schedule */
    uint32_t n_absent; /* scheduled today */
    uint32_t n_after;  /* of persons: at work after the end of their shift, */
    uint32_t n_kept;   /* and who do what the roster says */
} ccs_off_duty_t;

/** Rich: where a person stands in their shifts. */
typedef struct {
    uint32_t shift, spell; /* at hand or next, into plan.shifts and plan.spells; the person's last shift + 1: none is left */
    uint32_t planned_shift,
        planned_spell;       /* the same as the roster says it, whatever the person does; the spell counts within its shift */
    double late_s, early_s;  /* begins and ends the shift so much later, earlier than it says */
    double next_s;           /* when what the person does changes by itself; INFINITY: not any more */
    bool is_on;              /* is to be on the phones, or stays for what is left after close */
    bool is_absent;          /* all the shift */
    bool is_vacant;          /* and nobody holds the post, or somebody who is not on the phones yet */
    bool is_unheld;          /* and nobody at all: the shift is not paid */
    bool is_unpaid;          /* now: in posts.of.unheld */
    bool is_waiting;         /* a break is, for the contact in hand */
    bool is_resting;         /* at a break, which ends at next_s */
    bool is_after;           /* at work after the end of the shift: in n_after */
    bool is_handing;         /* the shift is over in this instant, and the contact in hand goes to somebody who stays */
    bool is_missed;          /* absent, from time on the phones: in n_absent */
    bool keeps;              /* does what the roster says: in n_kept */
    bool is_planned, is_due; /* the roster says of now: the shift, the phones */
    uint32_t planned_off;    /* what the roster says of now, and */
    uint32_t off;            /* why the person is off the phones in the shift: into plan.offs; CCS_NONE */
    double stays_s;          /* after the end of the shift, by a rule; 0 */
    uint32_t stays_by;       /* which, into plan.intraday */
    uint32_t sent_off;       /* the rule by which the person is off the phones in the shift; CCS_NONE */
    uint32_t under;          /* the rule in whose n_under the person is; CCS_NONE */
    bool is_recalled;        /* by a rule, in this instant */
    uint32_t asked;          /* by the rule at hand: which asking of all; 0 = by none yet */
} ccs_duty_t;

enum { CCS_TOLD_IN_HAND = 6 }; /* contacts in hand that figures tell apart */

/** Rich: the agents of a group who are at work and have room left, and those in other lists of the rich variants. */
typedef struct {
    const ccs_hands_t *hands;             /* the group's; NULL: one contact at a time */
    ccs_agent_list_t *with_room;          /* by state of the hands */
    uint32_t n_with_room;                 /* in all these lists */
    uint32_t n_beside;                    /* contacts in hand beside the first of each agent, without those that ring */
    uint32_t n_in_hand[CCS_TOLD_IN_HAND]; /* agents with 1, 2, .. contacts in hand; in the last so many or more */
    uint32_t n_working;                   /* agents who work on some piece, where there are desks */
    ccs_agent_list_t leaving;
    ccs_agent_list_t not_ready; /* who is not at work; longest not ready first */
    ccs_agent_list_t stopped;   /* by outages; longest stopped first */
} ccs_at_work_t;

void ccs_agent_to_room(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
/** At work still; the caller says with what. */
void ccs_agent_from_room(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
/** Of those with room for more, who has the fewest contacts in hand, and of these who came to that first; CCS_NONE = nobody has room. */
uint32_t ccs_agent_with_fewest(const ccs_at_work_t *at_work);
void ccs_agent_to_leaving(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
void ccs_agent_from_leaving(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
void ccs_agent_to_not_ready(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
/** Busy until the caller makes them idle, or they leave. */
void ccs_agent_from_not_ready(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
void ccs_agent_to_stopped(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);
void ccs_agent_from_stopped(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id);

void ccs_agent_to_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id, double now_s);
/** For work: the agent is busy. */
void ccs_agent_from_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id);
/** Someone who is out logs in, busy until the caller makes them idle. @return the agent */
uint32_t ccs_agent_log_in(ccs_group_state_t *group, ccs_agent_t *agents, double now_s);
/** The same of a person, who is out. */
void ccs_agent_come(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id, double now_s);
/** An agent who is neither idle nor at work leaves. */
void ccs_agent_log_out(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id);
/** Agents of a step who are due today. The one whom a fraction stands for comes where their draw of the day lies below it: a draw keyed to
 * (group, agent, day), so that the mean is exact, 10.4 agents contain 10.2, and a step from 12.4 to 12.6 sends nobody away. */
uint32_t ccs_agent_due(const ccs_stream_t *group, const ccs_staff_step_t *step);
/** Of the first n_due agents those who are absent: whose own draw of the day, keyed in the same way, lies below the step's probability. Who is
 * absent at 5 % is at 8 %, and those of 10 agents are among those of 12. */
uint32_t ccs_agent_absent(const ccs_stream_t *group, const ccs_staff_step_t *step, uint32_t n_due);
/** Who is there: due and not absent. */
uint32_t ccs_agent_present(const ccs_stream_t *group, const ccs_staff_step_t *step);
/** Share of the time since logging in that an idle agent has been busy, in [0,1]; 0 for one who has just logged in. */
double ccs_agent_occupied_frac(const ccs_agent_t *self, double now_s);

#endif
