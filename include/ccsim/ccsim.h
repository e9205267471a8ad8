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
    CCSIM_WRITE = 74     /* writing failed, such as on a full disk */
};

/** Who hears of errors and warnings, a message at a time, before the function at hand returns; NULL = nobody. */
typedef struct {
    void (*tell)(void *context, int is_error, const char *message); /* message: of the length of the call */
    void *context;
} ccsim_listener_t;

typedef struct ccsim_scenario ccsim_scenario_t; /* a scenario, read and compiled */
typedef struct ccsim_result ccsim_result_t;     /* what a run found, or what a result file holds */

/** How to run. Fill by ccsim_options_init, then change. */
typedef struct {
    uint64_t seed;             /* of all random numbers */
    uint32_t replications;     /* 1 .. 10,000,000; with precision the size of a block */
    uint32_t max_replications; /* with precision: stop here at the latest; 0 = 100 blocks */
    uint32_t threads;          /* 1 .. 1024; changes no digit of the result */
    const char *precision; /* "service_level=1%", "asa_s@type/cards=5%": add blocks until the half-width is at most this share of
                                  the mean; NULL = not wanted */
} ccsim_options_t;

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
 * CCSIM_NOMEM. A precision that is not reached by max_replications is told as a warning. */
int ccsim_run(ccsim_scenario_t *scenario, const ccsim_options_t *options, const ccsim_listener_t *listener, ccsim_result_t **to);
/** Read a result file that ccsim wrote. A child process (fork) with limits of time and memory reads it, so that a file that was made to crash
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

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
