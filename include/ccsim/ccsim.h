/** @file ccsim.h  ccsim as a library: load a scenario, run it, ask for figures.
 *
 *     ccsim_scenario_t *s = NULL;
 *     ccsim_result_t *r = NULL;
 *     ccsim_options_t o;
 *     ccsim_figure_t f;
 *
 *     if (ccsim_scenario_load("two_queues.cfg", NULL, 0, NULL, &s) == CCSIM_OK) {
 *         ccsim_options_init(&o, s);
 *         if (ccsim_run(s, &o, NULL, &r) == CCSIM_OK && ccsim_result_figure(r, "asa_s", "all", &f) == CCSIM_OK)
 *             printf("%.1f s, give or take %.1f s\n", f.mean, f.half_width);
 *     }
 *     ccsim_result_free(r);
 *     ccsim_scenario_free(s);
 *
 * Units: seconds, shares from 0 to 1, counts of a replication. Texts are UTF-8. A figure that is not defined is NaN, never 0.
 * Errors: a function that can fail returns a status; what is wrong is told through a listener, with file and line. A broken invariant of
 * ccsim itself ends the process by abort() with a message on stderr.
 * Threads: different scenarios and results may be used at once by different threads, one of them by one thread at a time. ccsim_run uses
 * threads of its own. HDF5 underneath ccsim_result_write and _read need not be thread-safe: call those two from one thread at a time.
 * Pure: no function installs signal handlers, changes the locale or reads the clock. */
#ifndef CCSIM_CCSIM_H
#define CCSIM_CCSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default) /* the shared library shows these functions and no others */
#endif

/** What a function returns: 0, or the exit status that the program would give. */
enum ccsim_status {
    CCSIM_OK = 0,
    CCSIM_USAGE = 64,    /* a name or a number that cannot be */
    CCSIM_SCENARIO = 65, /* bad scenario or data */
    CCSIM_INPUT = 66,    /* a file is missing or unreadable */
    CCSIM_NOMEM = 71,    /* out of memory */
    CCSIM_CREATE = 73,   /* the output cannot be created, or exists */
    CCSIM_WRITE = 74,    /* writing failed, such as on a full disk */
    CCSIM_STOPPED = 75   /* somebody asked for an end: what is finished is there */
};

/** Who hears of errors and warnings, a message at a time, before the function at hand returns; NULL = nobody. */
typedef struct {
    void (*tell)(void *context, int is_error, const char *message); /* message: of the length of the call */
    void *context;
} ccsim_listener_t;

typedef struct ccsim_scenario ccsim_scenario_t; /* a scenario, read and compiled */
typedef struct ccsim_result ccsim_result_t;     /* what a run found, or what a result file holds */
typedef struct ccsim_stop ccsim_stop_t;         /* a flag by which another thread or a signal handler asks a run for an end */

/** Where a scenario comes from, and what is changed in it. Zeroed but for path it is a file as it stands. Everything is copied. */
typedef struct {
    const char *path; /* of a file, or "-" for standard input; of a text what it is called in messages and results */
    const char *text; /* the scenario itself, n_bytes long; NULL: it stands in the file */
    size_t n_bytes;
    const char *folder;      /* of a text: where its relative paths start; NULL: at the working directory */
    const char *name;        /* in results; NULL: the file's, of a variant with what-ifs that of the last */
    const char *const *sets; /* n_sets texts "PATH=VALUE", "PATH*=1.1", "PATH+=2", in this order */
    size_t n_sets;
    const char *const *what_ifs; /* then n_what_ifs texts of changes in words: "volume +10 %", "staff of desk +2, aht *1.1" */
    size_t n_what_ifs;
} ccsim_source_t;

/** Told how far a run is, by any of its threads, one call at a time. @param done, wanted  replications, of all variants; of a study points
 * @param precision  reached so far, relative to the mean; NaN where none is wanted */
typedef void (*ccsim_progress_fn)(void *context, uint32_t done, uint32_t wanted, double precision);

/** How to run. Fill by ccsim_options_init, then change. */
typedef struct {
    uint64_t seed;             /* of all random numbers */
    uint32_t replications;     /* 1 .. 10,000,000; with precision the size of a block */
    uint32_t max_replications; /* with precision: stop here at the latest; 0 = 100 blocks */
    uint32_t threads;          /* 1 .. 1024; changes no digit of the result */
    const char *precision; /* "service_level=1%", "asa_s@type/cards=5%": add blocks until the half-width is at most this share of
                                  the mean; NULL = not wanted */
    uint32_t first_replication; /* number of the first one, from 1: a run may be shared out */
    int keep_intervals;         /* not 0: single replications by interval are in the data set too (value_by_interval) */
    const ccsim_stop_t *stop;   /* NULL: nobody asks for an end */
    ccsim_progress_fn progress; /* NULL: nobody is told */
    void *context;              /* of progress */
    int input_uncertainty; /* not 0: each replication draws the values that are estimates (`uncertainty` of the scenario), and the result of a run holds what of
                                   the band is theirs (uncertain_metric, uncertain_parameters, ...); days only, without precision and first_replication */
} ccsim_options_t;

/** A study: what is varied, by what design, what is asked. Zeroed it is a grid with the scenario's own replications and all cores. */
typedef struct {
    const char *const
        *varies; /* n_varies texts "volume=0.8..1.2 by 0.1", "groups.desk.staff=10,12", as `ccsim sweep --vary` takes them; none:
                                  the source is a study's file */
    size_t n_varies;
    const char
        *design; /* "grid", "one_at_a_time", "factorial", "lhs", "sobol", "morris", "sensitivity"; NULL = "grid", or the file's */
    uint32_t points, fraction;    /* of designs that want them; 0 = not said */
    const char *const *responses; /* n_responses texts "service_level", "asa_s@group/desk"; none: the usual ones */
    size_t n_responses;
    uint32_t replications, max_replications; /* of each point; 0 = the scenario's */
    const char *precision;                   /* as in ccsim_options_t, of each point; NULL = not wanted */
    const uint64_t *seed;                    /* NULL = the scenario's */
    int independent;                         /* not 0: points have random numbers of their own */
    uint32_t threads;                        /* 0 = all cores */
    const ccsim_stop_t *stop;
    ccsim_progress_fn progress;
    void *context;
} ccsim_study_t;

/** An estimate with its confidence interval low .. high, at the level that the scenario names (0.95). */
typedef struct {
    double mean;       /* NaN = not defined (0/0, or no such figure for this entity) */
    double half_width; /* half of high - low; NaN = not defined (one observation) */
    double low, high;  /* of shares within 0 .. 1; need not lie symmetrically around the mean */
} ccsim_figure_t;

/** "0.1.0". Never NULL, not to be freed. */
const char *ccsim_version(void);

/** Read and compile a scenario.
 * @param path    file, or "-" for standard input
 * @param sets    n_sets texts "PATH=VALUE", "PATH*=1.1", "PATH+=2", in this order; copied. NULL if n_sets is 0
 * @param to      gets the scenario, to be freed by ccsim_scenario_free; NULL after an error
 * @return CCSIM_OK, CCSIM_SCENARIO, CCSIM_INPUT or CCSIM_NOMEM; every error of the file is told, warnings too */
int ccsim_scenario_load(const char *path, const char *const *sets, size_t n_sets, const ccsim_listener_t *listener,
    ccsim_scenario_t **to);
/** The same with more ways to say it: from memory, with changes in words. */
int ccsim_scenario_open(const ccsim_source_t *source, const ccsim_listener_t *listener, ccsim_scenario_t **to);
/** Null-safe. Results of the scenario must be freed before. */
void ccsim_scenario_free(ccsim_scenario_t *self);
/** The complete, self-contained text: defaults filled in, files inlined. Owned by the scenario; NULL when out of memory. */
const char *ccsim_scenario_text(ccsim_scenario_t *self);
/** The model in plain sentences, defaults included. Owned by the scenario; NULL when out of memory. */
const char *ccsim_scenario_explain(ccsim_scenario_t *self);

/** The scenario's own seed and replications, all cores, no precision. */
void ccsim_options_init(ccsim_options_t *self, const ccsim_scenario_t *scenario);

/** Simulate. Equal scenario and options give equal results.
 * @param to  gets the result, to be freed by ccsim_result_free; NULL after an error
 * @return CCSIM_OK, CCSIM_USAGE (options out of range, a precision that is none), CCSIM_SCENARIO (too many intervals to keep) or
 * CCSIM_NOMEM. A precision that is not reached by max_replications is told as a warning. CCSIM_STOPPED: to gets the replications that were
 * finished, NULL if none was. */
int ccsim_run(ccsim_scenario_t *scenario, const ccsim_options_t *options, const ccsim_listener_t *listener, ccsim_result_t **to);
/** Simulate variants side by side with the same customers; the first is the base. The result has all of them, and their differences.
 * @param variants  n of them, 2 .. 100, with different names @param options  NULL: those of the base @return as ccsim_run, and
 * CCSIM_SCENARIO if they cannot be compared */
int ccsim_compare(const ccsim_source_t *variants, uint32_t n, const ccsim_options_t *options, const ccsim_listener_t *listener,
    ccsim_result_t **to);
/** Simulate a study. Its result has cells (ccsim_result_variable) and can be written; it has no metrics and no entities.
 * @return as ccsim_run; a study that is stopped leaves nothing */
int ccsim_sweep(const ccsim_source_t *base, const ccsim_study_t *study, const ccsim_listener_t *listener, ccsim_result_t **to);

/** A flag that is not raised. NULL when out of memory. */
ccsim_stop_t *ccsim_stop_new(void);
/** Raise it, from any thread or from a signal handler: runs end within milliseconds. */
void ccsim_stop_ask(ccsim_stop_t *self);
/** Null-safe. Runs that may look at it must be over. */
void ccsim_stop_free(ccsim_stop_t *self);

/** Read a result file that ccsim wrote, or a study. A child process (fork) with limits of time and memory reads it, so that a file that was made to crash
 * a reader is an error like any other. @return CCSIM_OK, CCSIM_INPUT, CCSIM_SCENARIO (no such file's content) or CCSIM_NOMEM */
int ccsim_result_read(const char *path, const ccsim_listener_t *listener, ccsim_result_t **to);
/** Write it as an HDF5 file, whole or not at all. @param force  0: an existing file is an error
 * @return CCSIM_OK, CCSIM_CREATE, CCSIM_WRITE or CCSIM_NOMEM */
int ccsim_result_write(const ccsim_result_t *self, const char *path, int force, const ccsim_listener_t *listener);
/** Null-safe. */
void ccsim_result_free(ccsim_result_t *self);

/** A metric of an entity over the whole run.
 * @param metric  "service_level", "asa_s", ... (ccsim list metrics)
 * @param entity  "all", "type/NAME", "channel/NAME", "group/NAME", "site/NAME", "trunk/NAME", "activity/GROUP/NAME"
 * @return CCSIM_OK, or CCSIM_USAGE if there is no such metric or entity; then the figure is NaN */
int ccsim_result_figure(const ccsim_result_t *self, const char *metric, const char *entity, ccsim_figure_t *to);
/** The same in one interval, from 0. @return CCSIM_USAGE also if there is no such interval, or the metric is not known by interval */
int ccsim_result_figure_at(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t interval,
    ccsim_figure_t *to);
/** Intervals, closed times between them included; 0 in a steady state. */
uint32_t ccsim_result_intervals(const ccsim_result_t *self);
/** "2026-03-02T09:30". Owned by the result; NULL if there is no such interval. */
const char *ccsim_result_interval(const ccsim_result_t *self, uint32_t interval);
/** Replications that were simulated. */
uint64_t ccsim_result_replications(const ccsim_result_t *self);

/** Of a comparison: how many variants, and which one figures are of from now on (0, the base, at first). @return CCSIM_OK, CCSIM_USAGE if
 * there is no such variant, or CCSIM_NOMEM */
uint32_t ccsim_result_variants(const ccsim_result_t *self);
int ccsim_result_select(ccsim_result_t *self, uint32_t variant, const ccsim_listener_t *listener);

/** Names, from 0; NULL behind the last one. Owned by the result. */
const char *ccsim_result_metric(const ccsim_result_t *self, uint32_t metric);
const char *ccsim_result_entity(const ccsim_result_t *self, uint32_t entity);
/** Observations that a figure is made of: replications, in a steady state batches. */
uint32_t ccsim_result_observations(const ccsim_result_t *self);
/** A metric in one observation, from 0, and what it weighs: the figure is sum(value * weight) / sum(weight), observations of weight 0 left
 * out. @return CCSIM_OK or CCSIM_USAGE */
int ccsim_result_observation(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t observation,
    double *value, double *weight);
/** What a share of the observations does not exceed. @param probability  0.1, 0.25, 0.5, 0.75 or 0.9: those that results keep
 * @return CCSIM_OK or CCSIM_USAGE */
int ccsim_result_quantile(const ccsim_result_t *self, const char *metric, const char *entity, double probability, double *to);

/* ---- the cells of a result ------------------------------------------------------------------------------------------------
 * A result is a data set, shaped as its file (docs/results.md lists what is in it): variables over dimensions, and attributes. Cells are
 * looked at where they lie, nothing is copied; they live as long as the result and must not be written to. */

enum ccsim_type { CCSIM_F64, CCSIM_U64, CCSIM_U32, CCSIM_TEXT };
enum { CCSIM_MAX_DIMENSIONS = 5 };

typedef struct {
    const char *name;  /* "value_by_replication" */
    const char *units; /* "s", "1"; NULL = none */
    const char *about; /* what it is, in words; NULL = not said */
    uint32_t type;     /* enum ccsim_type */
    uint32_t n_dimensions;
    uint32_t dimensions[CCSIM_MAX_DIMENSIONS]; /* numbers of them, the slowest first */
    size_t n;                                  /* cells: the product of the dimensions' sizes */
    const void *cells; /* double, uint64_t, uint32_t, or const char *, in C order; doubles that are not defined are NaN */
} ccsim_variable_t;

typedef struct {
    const char *name;
    uint32_t type; /* enum ccsim_type: which of the next three holds it */
    double f64;
    uint64_t u64; /* of both unsigned types */
    const char *text;
} ccsim_attribute_t;

/** By number, from 0. @return CCSIM_OK, or CCSIM_USAGE behind the last one */
int ccsim_result_variable(const ccsim_result_t *self, size_t i, ccsim_variable_t *to);
int ccsim_result_attribute(const ccsim_result_t *self, size_t i, ccsim_attribute_t *to);
int ccsim_result_dimension(const ccsim_result_t *self, size_t i, const char **name, size_t *size);

/* ---- the closed formulas -------------------------------------------------------------------------------------------------- */

#define CCSIM_UNLIMITED UINT32_MAX

/** A queue in a steady state: Poisson arrivals, exponential handle times and patience, n equal agents, first come first served. Erlang A; with
 * infinite patience Erlang C, with no places Erlang B. Fill by ccsim_queue_init, then change. */
typedef struct {
    double rate_per_s, handle_s;
    uint32_t agents;   /* 1 .. 1,000,000 */
    double patience_s; /* mean; INFINITY = nobody abandons */
    double balk_frac;  /* leave at once instead of waiting */
    uint32_t places;   /* contacts that may wait, or CCSIM_UNLIMITED */
    uint32_t lines;    /* contacts waiting and in service together, or CCSIM_UNLIMITED */
    double within_s;   /* of the service level; 20 */
} ccsim_queue_t;

typedef struct {
    double service_level; /* answered within within_s, of offered */
    double load_erlang, p_wait, p_blocked, p_balked, p_abandoned, p_answered;
    double mean_wait_s, asa_s, queue_length, occupancy;
} ccsim_queue_figures_t;

/** Erlang C with unlimited places and lines, service within 20 s. Checks nothing. */
void ccsim_queue_init(ccsim_queue_t *self, double rate_per_s, double handle_s, uint32_t agents);
/** @return CCSIM_OK or CCSIM_USAGE: out of range, or a queue that never settles */
int ccsim_queue_solve(const ccsim_queue_t *self, const ccsim_listener_t *listener, ccsim_queue_figures_t *to);
/** Least agents whose service level is at least this, those of self being ignored. @return CCSIM_OK or CCSIM_USAGE: no number is enough */
int ccsim_queue_agents(const ccsim_queue_t *self, double service_level, const ccsim_listener_t *listener, uint32_t *to);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
