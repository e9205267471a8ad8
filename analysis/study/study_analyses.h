/** @file study_analyses.h  What can be asked of a study, a row each. */
#ifndef CCS_STUDY_ANALYSES_H
#define CCS_STUDY_ANALYSES_H

#include "answer.h"
#include "study.h"

/** X(name, text): ccs_study_NAME makes it. */
#define CCS_ANALYSIS_LIST(X)                                                                                                     \
    X(effects, "what each factor does from its least to its greatest level, and what two do together")                           \
    X(tornado, "factors ranked by what they do to each figure, with elasticities")                                               \
    X(morris, "elementary effects; a study of design morris")                                                                    \
    X(sobol, "shares of the variance; a study of design sensitivity")                                                            \
    X(surface, "a quadratic polynomial of the factors, and what it is off by")                                                   \
    X(kriging, "a Gaussian process through the points, and what it is off by beside the polynomial")                             \
    X(isoline, "what a factor must be for a target to hold; --target METRIC=VALUE")                                              \
    X(front, "points that no other one beats in two to four figures, and how sure that is")                                      \
    X(best, "the best point, with a stated probability of correct selection, and all against the best")

enum ccs_analysis {
#define X(name, text) CCS_ANALYSIS_##name,
    CCS_ANALYSIS_LIST(X)
#undef X
        CCS_N_ANALYSES
};

/** What is asked. */
typedef struct {
    uint32_t responses[CCS_STUDY_ASKED_MAX]; /* which, in order */
    uint32_t n_responses;
    const char *target;  /* "service_level=80%", "asa_s@group/desk=20"; NULL: none */
    const char *solve;   /* the factor that isolines tell; NULL: the last */
    uint32_t axes;       /* of a front at most, up to four; 0: three */
    double margin;       /* of `best`: what makes no difference; 0: the figure's own */
    bool rinott;         /* of `best`: by Rinott's procedure; else by KN */
    const double *holds; /* [point] of a front: the probability that what was promised holds there; NULL: that is not asked */
} ccs_asked_t;

/** The analysis of this name; CCS_N_ANALYSES: there is none. */
enum ccs_analysis ccs_analysis_find(const char *name);
const char *ccs_analysis_name(enum ccs_analysis analysis);
/** Make one. @param answer  zero-initialised; freed by the caller also after an error
 * @return 0, CCS_ERR_USAGE (the study has not what it takes, which err says) or CCS_ERR_NOMEM */
int ccs_analyse(enum ccs_analysis analysis, const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer,
    ccs_err_t *err);

/** What "service_level=80%" or "asa_s@group/desk=20" says. @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_study_target(const ccs_study_t *study, const char *text, uint32_t *response, double *target, ccs_arena_t *arena,
    ccs_err_t *err);

/** Whether each factor has a least and a greatest level that differ. @return 0 or CCS_ERR_USAGE */
int ccs_study_check_levels(const ccs_study_t *study, ccs_err_t *err);

/** The study without the points at which a figure is not known, of all that are asked for; the answer says how many they are. Points that belong together are
 * left out together. @param unit  as many follow one another: 1, or a trajectory, a row of a design
 * @param known  may have no point; refers to the study and to the arena of the answer @return 0 or CCS_ERR_NOMEM */
int ccs_study_known(const ccs_study_t *study, const ccs_asked_t *asked, uint32_t unit, ccs_answer_t *answer, ccs_study_t *known);
/** The same of one figure. */
int ccs_study_known_one(const ccs_study_t *study, uint32_t response, uint32_t unit, ccs_answer_t *answer, ccs_study_t *known);

#define X(name, text)                                                                                                            \
    int ccs_study_##name(const ccs_study_t *study, const ccs_asked_t *asked, ccs_answer_t *answer, ccs_err_t *err);
CCS_ANALYSIS_LIST(X)
#undef X

#endif
