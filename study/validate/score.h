/** @file score.h  What happened held against replications of a scenario, as one more of them.
 *
 * If the scenario were right, what happened would be a draw like the replications: exchangeable with them. So each replication is held against the others just as
 * what happened is against all of them, and what a figure (the coverage of the bands, the bias, an error) comes to for the replications says what is to be
 * expected of it, intervals that hang together by a day's factor included. The probability of a figure as far out is a rank among them: exact, with no law assumed
 * (a Monte Carlo test; Dwass 1957, Annals of Mathematical Statistics 28; Besag and Clifford 1989, Biometrika 76).
 *
 * Bands are order statistics: with n replications the k-th smallest and the k-th largest hold the next one with probability 1 - 2 k / (n + 1), at least. */
#ifndef CCS_SCORE_H
#define CCS_SCORE_H

#include "sample.h"

#define X(name, word, text) CCS_STRETCH_##name,
enum ccs_stretch { CCS_STRETCH_LIST(X) CCS_N_STRETCHES };
#undef X

#define X(name, word, least, text) CCS_JUDGED_##name,
enum ccs_judged { CCS_JUDGED_LIST(X) CCS_N_JUDGED };
#undef X

/** What is known of a row of CCS_JUDGED_LIST. */
typedef struct {
    const char *word, *text;
    bool least;
} ccs_judged_about_t;
extern const ccs_judged_about_t CCS_JUDGED[CCS_N_JUDGED];
extern const char *const CCS_STRETCH_WORDS[CCS_N_STRETCHES], *const CCS_STRETCH_TEXTS[CCS_N_STRETCHES];

enum { CCS_PIT_BINS = 10 };

/** A figure of an interval, a day or of all. */
typedef struct {
    uint32_t cell;       /* the first one */
    double actual, mean; /* what happened; mean of the replications */
    double low, high;    /* 95 % band; NAN: fewer than 39 replications have the figure */
    double low_80, high_80;
    double pit; /* share of the replications below, of those that are equal half: 0 .. 1 */
} ccs_held_t;

/** A figure by which a series is judged. */
typedef struct {
    double value;     /* NAN: not defined */
    double low, high; /* it lies in there in 95 % of the cases, if the scenario is right */
    double p;         /* probability of one as far out then; of wape and pit of one as large */
    double z;         /* how many standard deviations it is away from their mean; 0 where all are alike */
} ccs_score_t;

/** A figure along the intervals, the days, or of all of it. */
typedef struct {
    enum ccs_measured measured;
    enum ccs_stretch stretch;
    uint32_t subject; /* CCS_NONE: all that the file has, together */
    uint32_t n_points;
    ccs_held_t *points;
    ccs_score_t of[CCS_N_JUDGED];
    double error; /* mean of the errors' sizes, in the unit of the figure */
    double pit[CCS_PIT_BINS], pit_low[CCS_PIT_BINS], pit_high[CCS_PIT_BINS]; /* shares of the points; as expected in 95 % */
} ccs_scored_t;

/** Many figures are judged at once, and one of them is always far out. So the farthest of what happened is held against the farthest of each replication: who stays
 * below 95 % of these has nothing that would be seen in one of twenty cases if the scenario were right (a max statistic; Westfall and Young 1993). */
typedef struct {
    uint32_t n, n_judged; /* series; figures that are judged: by interval and day all, over the run the bias */
    ccs_scored_t *series;
    double *far; /* [replications + 1] the largest z of each; of what happened behind them */
    double most; /* 95 % of them are no larger: a figure beyond is out of what is expected */
    double p;    /* probability of one as far as that of what happened */
    ccs_arena_t arena;
} ccs_scores_t;

/** All series that the records have, all together first. @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_scores_make(ccs_scores_t *self, const ccs_actual_t *actual, const ccs_replicas_t *sample);
void ccs_scores_free(ccs_scores_t *self);
/** Whether a figure is farther out than 95 % of the replications have any; over the run only the bias is judged. */
bool ccs_scores_is_out(const ccs_scores_t *self, const ccs_scored_t *series, enum ccs_judged judged);
/** @return NULL: there is none */
const ccs_scored_t *ccs_scores_find(const ccs_scores_t *self, enum ccs_measured measured, enum ccs_stretch stretch,
    uint32_t subject);

#endif
