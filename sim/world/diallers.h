/** @file diallers.h  What outbound campaigns are at in a replication: lists, lines that are out, people who have answered and whom no agent has yet. */
#ifndef CCS_DIALLERS_H
#define CCS_DIALLERS_H

#include "averted.h"
#include "call_list.h"
#include "contact.h"
#include "pacing.h"
#include "release.h"
#include "stream.h"

/** How a call ends for the campaign, known as it begins. */
enum ccs_line_end {
    CCS_LINE_TO_AGENT,          /* a person, or a machine that is taken for one */
    CCS_LINE_TAKEN_FOR_MACHINE, /* a person */
    CCS_LINE_MACHINE,
    CCS_LINE_NO_ANSWER,
    CCS_LINE_BUSY,
    CCS_LINE_BAD_NUMBER
};

/** Rules that a call may break, where nobody keeps to them. */
enum { CCS_BREAKS_HOURS = 1, CCS_BREAKS_ATTEMPTS = 2, CCS_BREAKS_OPT_OUT = 4 };

/** A call that is out: it rings, or who has answered is listened to. */
typedef struct {
    uint32_t campaign; /* CCS_NONE: the line is free */
    uint32_t next;     /* free line of the campaign */
    uint32_t entry, attempt;
    uint32_t agent, pair; /* kept by it; CCS_NONE */
    uint32_t window;      /* in which it was dialled */
    uint32_t end;         /* enum ccs_line_end */
    double deadline_s;    /* of a call to an agent: after which the person is abandoned */
    double began_s;
    bool is_person; /* of a call to an agent */
    uint8_t breaks; /* CCS_BREAKS_ of the rules that it breaks */
} ccs_call_line_t;

/** Who has answered, by the contact that they are now, until they have an agent or are lost. */
typedef struct {
    uint32_t campaign; /* CCS_NONE: nobody has */
    uint32_t entry, attempt, window;
    double deadline_s;
    bool is_person, is_right;
    bool has_agent; /* kept by the call */
} ccs_dialled_t;

/** Live answers of a window, and those of them that were abandoned. */
typedef struct {
    double live, abandoned;
} ccs_call_window_t;

typedef struct {
    ccs_stream_t stream;
    ccs_call_list_t list;
    ccs_averted_t averted;
    ccs_pacer_t pacer;
    ccs_call_window_t *windows;
    uint32_t n_judged;   /* windows */
    uint32_t next_list;  /* that has not begun */
    uint32_t next_entry; /* of an endless list */
    uint32_t free_line;
    uint32_t n_out;       /* lines */
    uint32_t n_at_will;   /* of these, those that keep no agent */
    uint32_t n_uncertain; /* people who answered such a call and have no agent yet, beside these */
    double ring_s;        /* ccs_campaign_ring_s */
    double *wrapped_frac; /* by pair: chance that after-call work ends while a call rings; NULL: the campaign is not predictive */
    double n_soon;        /* agents who will be free while a call rings, as expected when it was looked at last */
    double limit_until_s; /* end of the window of pacing.limit in which it was looked at last */
    uint32_t n_begun;     /* calls of that window */
    bool is_held;         /* its condition does not hold, and it might call */
    bool is_calling;      /* in this instant: the centre is open to it */
    bool has_entry;       /* somebody may be called now, as far as was asked in this instant */
    double looks_s;       /* when the timer is set to; INFINITY: it is not */
} ccs_dialler_t;

typedef struct {
    ccs_dialler_t *of;      /* by campaign; NULL: the plan has none, and nothing below is there */
    ccs_call_line_t *lines; /* campaign by campaign */
    uint32_t n_lines;
    uint32_t *kept_by;       /* by agent: the line whose call keeps them; CCS_NONE */
    uint32_t *n_kept;        /* by group */
    ccs_release_t *releases; /* by pair; NULL: no campaign is predictive */
    ccs_dialled_t *dialled;  /* by contact; owned by the world */
    uint32_t n_dialled;      /* room there */
    double
        *overlap_frac; /* [i * campaigns + j]: of the agents of campaign j, those who serve i, too; NULL: no agent serves two */
    uint32_t turn;     /* the campaign that calls next where several want an agent */
} ccs_diallers_t;

/** Arrays of a plan that has campaigns; of any other nothing is taken. @return 0 or CCS_ERR_NOMEM */
int ccs_diallers_init(ccs_diallers_t *self, const ccs_plan_t *plan, ccs_arena_t *arena);
void ccs_diallers_free(ccs_diallers_t *self);
/** Room for so many contacts. @return 0 or CCS_ERR_NOMEM */
int ccs_diallers_reserve(ccs_diallers_t *self, uint32_t n_contacts);
/** Nobody has been called. */
void ccs_diallers_reset(ccs_diallers_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t replication);
/** Whether a call that rings keeps the agent. */
static inline bool ccs_diallers_keep(const ccs_diallers_t *self, uint32_t agent)
{
    return self->of && self->kept_by[agent] != CCS_NONE;
}

/** Agents of a campaign for whom others have calls out that keep nobody: each as many as its own pacing dials for one agent. */
double ccs_diallers_spoken_for(const ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t campaign);
/** Calls that hold a line of a trunk group: those of the campaigns whose type has it. */
uint32_t ccs_diallers_lines_of(const ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t trunk);
/** Compare with lines and agents; abort on a difference. */
void ccs_diallers_verify(const ccs_diallers_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts);

#endif
