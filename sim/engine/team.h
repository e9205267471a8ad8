/** @file team.h  Numbered pieces of work shared out to workers. Who works is not known here: one worker is a team, and whoever has threads
 * brings a larger one. What is made of the pieces does not depend on how many work. */
#ifndef CCS_TEAM_H
#define CCS_TEAM_H

#include <stdbool.h>
#include <stdint.h>

/** Work that a team can do. All functions return 0 or a code; the first that fails in the order of the numbers ends the work. */
typedef struct {
    void *context;
    /** What one worker needs for itself, before its first piece; NULL: nothing. @param tools  initially NULL */
    int (*begin)(void *context, void **tools);
    /** One piece, while others do theirs. */
    int (*piece)(void *context, void *tools, uint32_t number);
    /** Takes in what a piece made: one at a time, in the order of the numbers, by the worker that made it; NULL: nothing to be taken in. */
    int (*collect)(void *context, void *tools, uint32_t number);
    /** After a worker's last piece, also where begin failed; NULL: nothing. */
    void (*end)(void *context, void *tools);
    /** Pieces are taken in as they are done, still one at a time: for what comes to the same in any order. Nobody waits for a turn. */
    bool any_order;
} ccs_work_t;

typedef struct ccs_team ccs_team_t;
/** To be the first member of a team's own type. */
struct ccs_team {
    int (*run)(ccs_team_t *self, const ccs_work_t *work, uint32_t first, uint32_t end);
};

/** Do the pieces first .. end - 1. @param self  NULL: the calling thread alone
 * @return 0, or the code of the piece with the lowest number that failed; all pieces before it are taken in, none behind it. With any_order the code
 *         is that of whichever piece failed first, and some before it may not be taken in, some behind it may */
int ccs_team_run(ccs_team_t *self, const ccs_work_t *work, uint32_t first, uint32_t end);

#endif
