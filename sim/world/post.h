/** @file post.h  The posts of groups whose people have careers: who holds each, and since when. A post has the id of its agent, whoever that is. */
#ifndef CCS_POST_H
#define CCS_POST_H

#include "arena.h"
#include "plan.h"

enum ccs_post_state {
    CCS_POST_FILLED,
    CCS_POST_VACANT,  /* somebody is looked for, until until_s */
    CCS_POST_WAITING, /* somebody has been found, and waits for a class */
    CCS_POST_TRAINED  /* in a class, until until_s */
};

typedef struct {
    uint32_t state;    /* enum ccs_post_state */
    uint32_t n_before; /* who have held it before: numbers the draws of who holds it now */
    uint32_t key;      /* of its draws within the group */
    double until_s;
    /* who holds it */
    double began_s;             /* came to the phones; before the run: below 0 */
    ccs_career_agent_t who;     /* as of the middle of the week at hand */
    ccs_career_effect_t effect; /* what that does to contacts of the week */
    /* fatigue of the shift at hand: up to at_s */
    double open_s;                /* time that the centre had been open then */
    double tired_h, at_s, busy_s; /* hours; a time; of the stay, up to then */
    ccs_career_week_t week;       /* so far */
    double n_since;               /* contacts since the last scores */
    double score;                 /* of four weeks ago, of who holds the post; 0: has none */
    double away_frac;             /* of the days with a coach */
    bool is_bottom;               /* that was one of the lowest */
} ccs_post_t;

/** Of a group. */
typedef struct {
    uint32_t day;  /* whose draws say who is with a coach */
    uint32_t step; /* of the schedule that holds now, where agents are numbers; CCS_NONE: none does yet */
    uint32_t n_filled, n_vacant, n_trained; /* posts; vacant ones with who waits for a class */
    double unheld; /* agents on the roster whose post nobody holds, with their share of planned shrinkage */
    double knowledge;
    bool has_launched;
    double busy_s, stay_s;                  /* of all, since the last scores */
    double class_ends_s[CCS_MOST_TRAINERS]; /* by trainer; in the past: has none */
} ccs_group_posts_t;

typedef struct {
    ccs_post_t *at;        /* by agent; NULL: no group has careers */
    ccs_group_posts_t *of; /* by group */
    double *scores;        /* by agent: room to put them in order */
    double week_began_s;
    double opened_s, open_s; /* the centre opened last; time that it was open before */
    uint32_t n_weeks;        /* that are over */
} ccs_posts_t;

/** @return 0 or CCS_ERR_NOMEM; nothing to free but the arena */
int ccs_posts_init(ccs_posts_t *self, const ccs_plan_t *plan, ccs_arena_t *arena);
/** Every post is filled, by nobody in particular yet. */
void ccs_posts_reset(ccs_posts_t *self, const ccs_plan_t *plan);
/** Recount; abort on a difference. */
void ccs_posts_verify(const ccs_posts_t *self, const ccs_plan_t *plan);

#endif
