/** @file watched.h  What each agent is at, kept for the figures of single agents, and what detailed figures need to remember (variant watched). Beside the
 * world: no decision reads it. */
#ifndef CCS_WATCHED_H
#define CCS_WATCHED_H

#include <stdint.h>

enum ccs_watched_state { CCS_WATCHED_OUT, CCS_WATCHED_IDLE, CCS_WATCHED_NOT_READY, CCS_WATCHED_STOPPED, CCS_WATCHED_BUSY };

typedef struct {
    enum ccs_watched_state state;
    uint32_t n_talking, n_wrapping; /* contacts in hand */
    double since_s;                 /* counted up to then; in no fact yet is what follows */
    double stretch_s;               /* idle, or at work, without a break from then on */
    double stay_s;                  /* logged in from then on */
    double done_s;                  /* nothing in hand from then on; NAN = no contact yet in this stay */
    double even_idle_s, even_taken; /* of the group's, as they were at since_s */
} ccs_watched_agent_t;

/** What each agent who has been logged in since the cell began would have, were all alike. */
typedef struct {
    uint32_t n_logged_in, n_idle;
    double since_s; /* counted up to then */
    double even_idle_s, even_taken;
} ccs_watched_group_t;

typedef struct {
    ccs_watched_agent_t *agents; /* by id; NULL, as groups: no figures of single agents are asked for */
    ccs_watched_group_t *groups;
    double *
        last_wait_s; /* by type: of the contact that was answered last; NAN = none yet. NULL: no detailed figures are asked for */
} ccs_watched_t;

#endif
