/** @file design.h  Which points of a space of factors are looked at: designs of experiments. Knows ranges and levels, nothing of what they stand for. */
#ifndef CCS_DESIGN_H
#define CCS_DESIGN_H

#include <stdint.h>

#include "arena.h"
#include "err.h"

/** X(name, word, text): the word in studies, and what it does. */
#define CCS_DESIGN_LIST(X)                                                                                                       \
    X(GRID, "grid", "every level with every level")                                                                              \
    X(ONE_AT_A_TIME, "one_at_a_time", "the middle levels, then each factor alone through its levels")                            \
    X(FACTORIAL, "factorial", "the least and the greatest level of each factor, with one another; with `fraction` a part of it") \
    X(LATIN, "lhs", "a Latin hypercube whose points keep apart (maximin)")                                                       \
    X(SOBOL, "sobol", "Sobol's sequence, shifted at random")                                                                     \
    X(MORRIS, "morris", "trajectories of one step a factor, for elementary effects")                                             \
    X(SENSITIVITY, "sensitivity", "points for Sobol's indices: A, B, and A with each column of B")                               \
    X(LIST, "list", "points as they are written")                                                                                \
    X(CSV, "csv", "points of a table")

enum ccs_design_kind {
#define X(name, word, text) CCS_DESIGN_##name,
    CCS_DESIGN_LIST(X)
#undef X
        CCS_N_DESIGNS
};

/** A row of the list. */
typedef struct {
    const char *word, *text;
} ccs_design_about_t;
extern const ccs_design_about_t CCS_DESIGNS[CCS_N_DESIGNS];

enum {
    CCS_DESIGN_MAX_POINTS = 10000000,
    CCS_DESIGN_MAX_FACTORS = 20, /* Sobol's sequence of GSL has 40 dimensions, and `sensitivity` needs two for each */
    CCS_MORRIS_LEVELS = 4
};

/** What a factor can be: one of its levels, or, where there are none, anything from low to high. */
typedef struct {
    const char *name; /* for errors */
    double low, high;
    const double *levels;
    uint32_t n_levels;
} ccs_extent_t;

typedef struct {
    enum ccs_design_kind kind; /* not LIST, not CSV: those are points already */
    uint32_t points;           /* LATIN, SOBOL: how many; MORRIS: trajectories; SENSITIVITY: points of A. 0: not said */
    uint32_t fraction;         /* FACTORIAL: 2^-fraction of all points */
    uint64_t seed;
} ccs_design_options_t;

typedef struct {
    uint32_t n_factors, n_points;
    double *at;          /* [point][factor] */
    uint32_t resolution; /* of a fraction of a factorial: letters of its shortest word; else 0 */
} ccs_design_t;

/** Make a design. The same options give the same points. Sources: designs.md.
 * @param out  in the arena @return 0, CCS_ERR_USAGE (what it needs is not there, or it would have too many points; err->path is the key or option) or
 * CCS_ERR_NOMEM */
int ccs_design_make(const ccs_design_options_t *options, const ccs_extent_t *factors, uint32_t n_factors, ccs_arena_t *arena,
    ccs_design_t *out, ccs_err_t *err);
/** How many points it will have, without making them; 0: what it needs is not there, which _make tells. */
uint64_t ccs_design_size(const ccs_design_options_t *options, const ccs_extent_t *factors, uint32_t n_factors);
/** The design of this word; CCS_N_DESIGNS if there is none. */
enum ccs_design_kind ccs_design_find(const char *word);
/** The value of a factor at a share of its range, 0 <= u < 1: of levels each has an equal part. */
double ccs_extent_at(const ccs_extent_t *self, double u);

#endif
