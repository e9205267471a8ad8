/** @file seek.h  Values of a scenario that reproduce figures which were measured: what patience is behind a service level and an abandonment. What `ccsim calibrate --reach` does.
 *
 * Each value is a factor of what the scenario has. The figures of many replications, always with the same random numbers, are a function of the factors; where it comes closest to what was
 * measured is found by the steps of Levenberg (1944) and Marquardt (1963), slopes by differences and in between by secants (Broyden 1965). How sure the factors are follows from the slopes there and
 * from how sure the figures are (the delta method): what was measured varies like a replication, unless its user knows better. */
#ifndef CCS_SEEK_H
#define CCS_SEEK_H

#include "scenario.h"
#include "stop.h"

enum {
    CCS_SEEK_MOST = 4,          /* values, and figures */
    CCS_SEEK_FEWEST = 20,       /* replications */
    CCS_SEEK_REPLICATIONS = 200 /* unless something else is asked for */
};
#define CCS_SEEK_FARTHEST 20.0 /* factors lie between a twentieth and this */

/** A figure that was measured. */
typedef struct {
    const char *name;        /* "service_level@type/cards" */
    const char *unit, *kind; /* of the metric, as in a result */
    uint32_t metric, entity;
    double measured;
    double error;                 /* standard error of it; NAN: it varies like a replication */
    double before, after;         /* simulated, as the scenario is, and with the values that were found */
    double checked, checked_half; /* with them on other random numbers, and the half-width at 95 % */
} ccs_sought_figure_t;

/** A value that is looked for. */
typedef struct {
    const char *path;
    double base;              /* what the scenario has, in base units; NAN: several, or no plain number */
    bool is_time, is_share;   /* how the base is written */
    double factor, low, high; /* of it, with its 95 % interval; ends NAN: the figures do not tell */
    const char *bound;        /* why the scenario refuses what the figures ask for beyond this; NULL: it does not */
    const char *doubt;        /* why it is not to be trusted, a sentence; NULL: nothing */
} ccs_sought_t;

typedef struct {
    const char *path;        /* of the scenario */
    const char *const *sets; /* n_sets changes of it */
    size_t n_sets;
    const char *reach, *find; /* "service_level=78 %,abandonment_rate@type/cards=6 % +- 1 %", "types.cards.patience.mean,..." */
    uint64_t seed;
    uint32_t replications, threads;
    const ccs_stop_t *stop; /* may be NULL */
} ccs_seek_options_t;

/** Zero-initialised storage can be freed. Texts are the arena's. */
typedef struct {
    ccs_seek_options_t options;
    ccs_sought_figure_t figures[CCS_SEEK_MOST];
    ccs_sought_t values[CCS_SEEK_MOST];
    uint32_t n_figures, n_values;
    double misfit;      /* what is left, in chi squares: 0 where all figures are met */
    uint32_t n_runs;    /* of all replications each */
    const char **found; /* the changes with which they are reproduced: n_values settings */
    ccs_arena_t arena;
} ccs_seek_t;

/** Read what is asked, and look for it. @param scenario  read with the options' sets
 * @return 0; CCS_ERR_USAGE (a name that is not there, more values than figures, a steady state, too few replications, a value out of reach); CCS_ERR_SCENARIO (the scenario refuses the value);
 *         CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_seek(ccs_seek_t *self, ccs_scenario_t *scenario, const ccs_seek_options_t *options, ccs_err_t *err);
void ccs_seek_free(ccs_seek_t *self);

#endif
