/** @file scope.h  What of a result its headlines speak of: all contacts or those of one channel, in which hours, on how many days. */
#ifndef CCS_SCOPE_H
#define CCS_SCOPE_H

#include "view.h"

/** Entities of a kind that findings look at, at most. */
enum { CCS_SCOPE_ENTITIES_MAX = 256, CCS_SCOPE_CHANNELS_MAX = 40 };

/** Refers to the view, which must outlive it. */
typedef struct {
    const ccs_view_t *view;
    uint32_t all;        /* the entity "all" */
    uint32_t n_channels; /* channels with contacts; of several no mean is told: a call, a mail and a chat have none in common */
    uint32_t main;       /* the entity of which headlines speak: all, of several channels voice or else the first one */
    uint32_t n_days;
    bool steady, calls;     /* calls: voice is the only channel */
    double interval_s;      /* length of the usual interval; NAN: no intervals */
    uint32_t *open, n_open; /* the open intervals of the result; owned */
} ccs_scope_t;

/** @return 0; CCS_ERR_SCENARIO: the result has no entity "all"; or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_scope_open(ccs_scope_t *self, const ccs_view_t *view, ccs_err_t *err);
void ccs_scope_free(ccs_scope_t *self);
/** The same hours of another variant. What it shares with this one stays this one's: only one of them is to be freed.
 * @return false: the variant has no "all" */
bool ccs_scope_turn(ccs_scope_t *self, const ccs_view_t *view);

/** Channels with contacts, in the order of the entities. @return how many, at most max */
uint32_t ccs_scope_channels(const ccs_scope_t *self, uint32_t *found, uint32_t max);
/** Whether two intervals are of the same day. */
bool ccs_view_same_day(const ccs_view_t *view, uint32_t a, uint32_t b);
/** Whether two intervals stand together where all of them are too many: those of a day, of longer ones (clock.report) those of a year. */
bool ccs_view_same_block(const ccs_view_t *view, uint32_t a, uint32_t b);

/** A part of the open intervals. */
typedef struct {
    uint32_t from, n;
} ccs_window_t;

/** How many intervals may be shown: of one entity, and of each one if a reader is to choose among them, which is fewer. */
typedef struct {
    uint32_t of_one, of_each;
} ccs_window_limits_t;

/** The open intervals that are to be shown: all of them, or whole days about one of them; of a day that is too long, a part.
 * @param about  where in the open intervals what matters most stands: see ccs_worst_place */
ccs_window_t ccs_window_about(const ccs_scope_t *scope, uint32_t about, ccs_window_limits_t limits);

#endif
