/** @file sweep.h  A study: a scenario simulated at many points of a space of factors. What it is, how it is read, and what it comes to before anything is simulated. */
#ifndef CCS_SWEEP_H
#define CCS_SWEEP_H

#include "job.h"
#include "vary.h"

enum { CCS_SWEEP_MAX_RESPONSES = 64 };

/** A figure that is asked for. */
typedef struct {
    const char *name;   /* "asa_s@group/desk", as in results; "asa_s" is that of all */
    const char *metric; /* "asa_s" */
    const char *entity; /* "all" */
    const char *unit, *text;
    enum ccs_metric_kind kind;
    int sense;     /* 1: more is better, -1: less is, 0: neither */
    double margin; /* what makes no difference in practice */
} ccs_response_t;

/** What is simulated. Texts are the arena's, or those who gave them. */
typedef struct {
    const char *base;                    /* path of the scenario */
    const ccs_scenario_origin_t *source; /* where it is read from; NULL: the file at base */
    const char *const *sets;             /* changes in common, as --set takes them */
    size_t n_sets;
    ccs_vary_t *factors;
    uint32_t n_factors;
    ccs_design_options_t options;
    ccs_design_t design;
    const char *const *wanted; /* responses as they were written */
    uint32_t n_wanted;
    const char *wanted_where;  /* a study says it, "study.cfg:8"; NULL: the command line */
    ccs_response_t *responses; /* after _prepare */
    uint32_t n_responses;
    uint32_t replications;     /* of each point; with precision the size of a block */
    uint32_t max_replications; /* with precision; 0: 100 blocks */
    const char *precision;     /* "service_level=1%", of each point; "": none */
    double precision_wanted;   /* after _prepare; 0: none, */
    uint32_t aim;              /* and of which response */
    uint32_t
        set; /* after _prepare: replications that are drawn together (run.variance), an observation of each point; 1 (and 0): each for itself */
    uint64_t seed;
    bool has_seed, independent; /* independent: every point has random numbers of its own */
    double confidence;          /* after _prepare: the base's, */
    double contacts;            /* what it expects of a replication, */
    const char *title, *text;   /* its name and its text */
    uint64_t digest;            /* of everything that the figures depend on: studies of another one cannot be joined */
    ccs_arena_t arena;
} ccs_sweep_t;

/** Read a study. Errors say file:line. Adds nothing to what is zero in @p out but what the file says. @return 0 or the code of the first error */
int ccs_sweep_read(const char *path, ccs_sweep_t *out, ccs_err_list_t *errors);
/** Make the points, compile the base and the points at the ends of each factor, find the responses: after this it is known that the study makes sense.
 * @return 0 or the code of the first error in @p errors, which also gets warnings of the base */
int ccs_sweep_prepare(ccs_sweep_t *self, ccs_err_list_t *errors);
void ccs_sweep_free(ccs_sweep_t *self);

/** The scenario of a point, which the caller frees. What is wrong is told with the point and with the factor that is to blame.
 * @return 0 or the code of the first error */
int ccs_sweep_load(const ccs_sweep_t *self, uint32_t point, ccs_scenario_t *out, ccs_err_list_t *errors);
/** The changes that make a point of the base: the settings in common, and behind them those of the factors. In the arena. @return 0 or a code */
int ccs_sweep_changes(const ccs_sweep_t *self, uint32_t point, ccs_arena_t *arena, const char ***sets, size_t *n_sets,
    ccs_err_t *err);
/** Replications of an observation: a set of those that are drawn together, else 1. */
static inline uint32_t ccs_sweep_set(const ccs_sweep_t *self)
{
    return self->set > 1 ? self->set : 1;
}
/** Observations of each point, with precision of a block: replications, or sets of them. */
static inline uint32_t ccs_sweep_observations(const ccs_sweep_t *self)
{
    return self->replications / ccs_sweep_set(self);
}
/** The seed of a point. */
uint64_t ccs_sweep_seed(const ccs_sweep_t *self, uint32_t point);
/** The level of a factor at a point. */
static inline double ccs_sweep_level(const ccs_sweep_t *self, uint32_t point, uint32_t factor)
{
    return self->design.at[(size_t) point * self->n_factors + factor];
}
/** "volume 1.1, staff 0.9". @return text */
const char *ccs_sweep_point_text(const ccs_sweep_t *self, uint32_t point, char *text, size_t size);
/** Metric and entity of a response in a plan. @return false: they are not there, or do not go together */
bool ccs_response_find(const ccs_response_t *self, const ccs_metrics_t *metrics, uint32_t *metric, uint32_t *entity);

#endif
