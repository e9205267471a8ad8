/** @file story.h  What became of one contact, gathered from the moments that are told of it. */
#ifndef CCS_STORY_H
#define CCS_STORY_H

#include "local_time.h"
#include "moment.h"

/** Zero-initialised storage can be freed. */
typedef struct {
    const ccs_plan_t *plan;
    const ccs_local_time_t *local;
    ccs_attempt_t of; /* the latest attempt */
    char *text;       /* clauses so far, owned */
    size_t length, room;
    double last_s;                        /* of the last moment */
    double ivr_s, wait_s, talk_s, wrap_s; /* over all attempts */
    const char *outcome;                  /* of the latest attempt, as its fact is called; NULL = none so far */
    bool gone;                            /* no further attempt */
    uint32_t n_wraps;                     /* agents at after-call work on it */
} ccs_story_t;

ccs_story_t ccs_story_begin(const ccs_plan_t *plan, const ccs_local_time_t *local);
void ccs_story_free(ccs_story_t *self);
/** One more moment of the contact. @return 0 or CCS_ERR_NOMEM */
int ccs_story_add(ccs_story_t *self, const ccs_moment_t *moment);
static inline bool ccs_story_has_begun(const ccs_story_t *self)
{
    return self->length > 0;
}
/** Nothing more can happen to the contact. */
static inline bool ccs_story_is_over(const ccs_story_t *self)
{
    return self->gone && self->n_wraps == 0;
}
/** Finish a story that has begun: the sums of it are added to the text. @return 0 or CCS_ERR_NOMEM */
int ccs_story_end(ccs_story_t *self);
/** After _end: one JSON object on one line, of event "story"; durations are sums over the attempts. */
void ccs_story_json(const ccs_story_t *self, FILE *to);

#endif
