/** @file study_front.h  Points weighed by two to four figures at once: which no other one beats, and how sure that is. */
#ifndef CCS_STUDY_FRONT_H
#define CCS_STUDY_FRONT_H

#include "study_analyses.h"

enum { CCS_FRONT_MOVES = 500, CCS_FRONT_MOVED_MAX = 500, CCS_STUDY_FRONT_AXES = 4 };

/** All of it is the answer's arena's. */
typedef struct {
    ccs_study_t study; /* the points at which all of the figures are known */
    uint32_t axes[CCS_STUDY_FRONT_AXES], n_axes;
    bool is_sure;   /* chances are told: of at most CCS_FRONT_MOVED_MAX points, with two replications at least */
    bool *on;       /* [point] no other one beats it, by the means */
    double *chance; /* [point] how often other replications would leave it on the front; NAN: not told */
} ccs_study_front_t;

/** By the first figures that are asked for, as many as asked->axes; those without a better side as less is better. @return 0, CCS_ERR_USAGE (fewer than two) or CCS_ERR_NOMEM */
int ccs_study_weigh(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_study_front_t *out,
    ccs_err_t *err);

#endif
