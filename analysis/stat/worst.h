/** @file worst.h  When service is worst, and how sure that is; when nobody is there to serve. */
#ifndef CCS_WORST_H
#define CCS_WORST_H

#include "scope.h"

/** The worst interval by service level, of those with contacts enough. */
typedef struct {
    uint32_t interval;          /* CCS_DATA_NONE: none */
    uint32_t first, last;       /* the stretch of neighbours about as bad: their means are within its half-width */
    uint32_t n_ranked, n_alike; /* intervals compared; of these, others that may be as bad, all compared at once (Bonferroni) */
    bool paired;                /* compared day by day, else by their intervals */
    bool known;                 /* whether its interval of confidence says anything */
    uint32_t n_days, n_days_among; /* observations, and those of whose n_top worst intervals it is one; 0: not known */
    uint32_t n_top;
} ccs_worst_t;

/** What a mark says of an interval. */
enum ccs_rank_mark { CCS_NOT_RANKED, CCS_RANKED_WORST /* the worst, or it may be as bad */, CCS_RANKED_BETTER };

/** @param metric  service level, or another one with a better side; CCS_DATA_NONE: there is no worst interval
 * @param marks  [n_intervals], set to ccs_rank_mark; NULL: only the interval is wanted, and n_ranked */
ccs_worst_t ccs_worst_of(const ccs_scope_t *scope, uint32_t metric, unsigned char *marks);
/** Where in the open intervals the worst one stands; 0: there is none. */
uint32_t ccs_worst_place(const ccs_scope_t *scope, const ccs_worst_t *worst);
/** The ranked intervals from the worst on. @param ranked  marks of ccs_worst_of @return how many were written to found, at most max */
uint32_t ccs_worst_intervals(const ccs_scope_t *scope, uint32_t metric, const unsigned char *ranked, uint32_t *found,
    uint32_t max);

/** Open intervals in which contacts come and nobody is scheduled who may serve them: they are not ranked. */
typedef struct {
    uint32_t n;
    double offered, offered_all; /* in them, and in all open intervals, of an observation */
} ccs_unstaffed_t;
/** @param marks  [n_intervals], set to 1 for these; only where n is above 0 do they mean something */
ccs_unstaffed_t ccs_unstaffed_of(const ccs_scope_t *scope, uint32_t metric, unsigned char *marks);

#endif
