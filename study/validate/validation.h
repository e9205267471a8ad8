/** @file validation.h  A scenario held against what happened: scores, the error of the service level in its parts, and limits that a pipeline can set.
 * What `ccsim validate` does. */
#ifndef CCS_VALIDATION_H
#define CCS_VALIDATION_H

#include "decompose.h"
#include "scenario.h"
#include "score.h"
#include "threads.h"

enum {
    CCS_VALIDATION_LIMITS_MAX = 32,
    CCS_VALIDATION_REPLICATIONS = 199, /* bands of 95 % and 80 % are whole ranks */
    CCS_VALIDATION_FEWEST = 39         /* the first number that has a 95 % band */
};

/** "service_level:bias=0.02": what a figure of a series may be at most, or must be at least. */
typedef struct {
    uint32_t measured;        /* CCS_NONE: every one that the file has */
    enum ccs_stretch stretch; /* interval unless it says otherwise */
    enum ccs_judged judged;
    double limit;
    const char *text; /* as it was written */
} ccs_validation_limit_t;

typedef struct {
    uint64_t seed;
    uint32_t replications, threads;
    const ccs_stop_t *stop;
    const char
        *limits; /* "METRIC:coverage=90%,bias=2%", parted by commas; NULL: what is to be expected if the scenario is right */
} ccs_validation_options_t;

/** A limit, or an expectation, that does not hold. */
typedef struct {
    const ccs_scored_t *series;
    enum ccs_judged judged;
    double limit; /* that was set; NAN: none, it is farther out than 95 % of the replications have any figure */
} ccs_broken_t;

/** Stays where it was initialised. Zero-initialised storage can be freed. */
typedef struct {
    ccs_scenario_t *scenario; /* outlives it */
    ccs_validation_options_t options;
    ccs_threads_t threads;
    ccs_validation_limit_t limits[CCS_VALIDATION_LIMITS_MAX];
    uint32_t n_limits;
    ccs_actual_t actual;
    ccs_sight_t sight;
    ccs_replicas_t sample;
    ccs_scores_t scores;
    ccs_decomposition_t errors;
    ccs_broken_t *broken;
    uint32_t n_broken;
    ccs_arena_t arena;
} ccs_validation_t;

/** Read limits and records; nothing is simulated. @return 0 or the code of the first error, all of them in @p errors; _free is legal then */
int ccs_validation_init(ccs_validation_t *self, ccs_scenario_t *scenario, const void *bytes, size_t n,
    const ccs_import_options_t *import, const ccs_validation_options_t *options, ccs_err_list_t *errors);
/** Simulate and judge. @return 0, CCS_ERR_USAGE (a sample too large, a limit of a figure that is not there), CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_validation_run(ccs_validation_t *self, ccs_err_t *err);
void ccs_validation_free(ccs_validation_t *self);

#endif
