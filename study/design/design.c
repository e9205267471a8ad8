/* design.c - sizes, and the designs that are made by counting. Invariant: a design has as many points as _size says. */
#include "design.h"

#include <math.h>
#include <string.h>

#include "design_parts.h"

const ccs_design_about_t CCS_DESIGNS[CCS_N_DESIGNS] = {
#define X(name, word, text) {word, text},
    CCS_DESIGN_LIST(X)
#undef X
};

enum ccs_design_kind ccs_design_find(const char *word)
{
    uint32_t i = 0;

    while (i < CCS_N_DESIGNS && strcmp(word, CCS_DESIGNS[i].word) != 0) i++;
    return (enum ccs_design_kind) i;
}

double ccs_extent_at(const ccs_extent_t *self, double u)
{
    if (self->n_levels == 0) return self->low + u * (self->high - self->low);
    const uint32_t level = (uint32_t) (u * self->n_levels);

    return self->levels[level < self->n_levels ? level : self->n_levels - 1];
}

/* ---- sizes --------------------------------------------------------------------------------------------------------------------------- */

/* Products of levels, held where they pass what can be counted. */
static uint64_t times(uint64_t n, uint64_t by)
{
    uint64_t product;

    return __builtin_mul_overflow(n, by, &product) ? UINT64_MAX : product;
}

static uint64_t grid_size(const ccs_extent_t *factors, uint32_t n)
{
    uint64_t size = 1;

    for (uint32_t i = 0; i < n; i++) size = times(size, factors[i].n_levels);
    return size;
}

static uint64_t one_at_a_time_size(const ccs_extent_t *factors, uint32_t n)
{
    uint64_t size = 1;

    for (uint32_t i = 0; i < n; i++) size += factors[i].n_levels > 0 ? factors[i].n_levels - 1 : 2;
    return size;
}

uint64_t ccs_design_size(const ccs_design_options_t *options, const ccs_extent_t *factors, uint32_t n_factors)
{
    const uint64_t points = options->points;

    switch (options->kind) {
    case CCS_DESIGN_GRID: return grid_size(factors, n_factors);
    case CCS_DESIGN_ONE_AT_A_TIME: return one_at_a_time_size(factors, n_factors);
    case CCS_DESIGN_FACTORIAL: return options->fraction < n_factors ? UINT64_C(1) << (n_factors - options->fraction) : 0;
    case CCS_DESIGN_LATIN:
    case CCS_DESIGN_SOBOL: return points;
    case CCS_DESIGN_MORRIS: return times(points, n_factors + 1);
    case CCS_DESIGN_SENSITIVITY: return times(points, n_factors + 2);
    case CCS_DESIGN_LIST:
    case CCS_DESIGN_CSV:
    case CCS_N_DESIGNS: break;
    }
    return 0;
}

/* ---- designs by counting --------------------------------------------------------------------------------------------------------------- */

/* The last factor changes fastest. */
static int make_grid(const ccs_designing_t *self)
{
    for (uint32_t p = 0; p < self->out->n_points; p++) {
        double *const at = ccs_design_point(self, p);
        uint32_t rest = p;

        for (uint32_t i = self->out->n_factors; i-- > 0;) {
            at[i] = self->factors[i].levels[rest % self->factors[i].n_levels];
            rest /= self->factors[i].n_levels;
        }
    }
    return 0;
}

/* Of an even number of levels the upper one of the two in the middle. */
static double middle(const ccs_extent_t *range)
{
    return ccs_extent_at(range, 0.5);
}

static int make_one_at_a_time(const ccs_designing_t *self)
{
    const uint32_t n = self->out->n_factors;
    uint32_t p = 1;

    for (uint32_t point = 0; point < self->out->n_points; point++)
        for (uint32_t i = 0; i < n; i++) ccs_design_point(self, point)[i] = middle(&self->factors[i]);
    for (uint32_t i = 0; i < n; i++) {
        const ccs_extent_t *const f = &self->factors[i];
        const uint32_t n_own = f->n_levels > 0 ? f->n_levels : 2, own = f->n_levels / 2;

        for (uint32_t level = 0; level < n_own; level++) {
            if (f->n_levels > 0 && level == own) continue; /* the middle, which the first point has */
            ccs_design_point(self, p++)[i] = f->n_levels > 0 ? f->levels[level] : level == 0 ? f->low : f->high;
        }
    }
    return 0;
}

/* ---- all of them ----------------------------------------------------------------------------------------------------------------------- */

static int refuse(const ccs_designing_t *self, const char *key, const char *text)
{
    return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, key, "%s: %s", CCS_DESIGNS[self->options->kind].word, text);
}

static int check_levels(const ccs_designing_t *self, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const ccs_extent_t *const f = &self->factors[i];

        if (f->n_levels == 0 && self->options->kind == CCS_DESIGN_GRID)
            return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, f->name,
                "a grid needs levels: a step, as in 0.8..1.2 by 0.1, or a list, as in 0.9,1,1.1; or take the design lhs");
        if (isnan(f->low) || (f->n_levels < 2 && !(f->low < f->high)))
            return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, f->name, "needs two levels at least, or a range, as in 0.8..1.2");
    }
    return 0;
}

static int check(const ccs_designing_t *self, uint32_t n)
{
    const ccs_design_options_t *const o = self->options;
    const uint64_t size = ccs_design_size(o, self->factors, n);
    int ret = 0;

    CCS_TRY(check_levels(self, n));
    if (o->fraction > 0 && o->kind != CCS_DESIGN_FACTORIAL) CCS_TRY(refuse(self, "fraction", "only a factorial has a fraction"));
    if (o->fraction > 0 && o->fraction + 1 >= n)
        CCS_TRY(refuse(self, "fraction", "so small a part cannot tell the factors apart: two are varied freely at least"));
    if (o->kind >= CCS_DESIGN_LATIN && o->points == 0)
        CCS_TRY(refuse(self, "points", "how many are wanted must be said, such as 100 (of morris: trajectories)"));
    if (o->kind < CCS_DESIGN_LATIN && o->points > 0)
        CCS_TRY(refuse(self, "points", "the levels say how many there are: leave it out, or take lhs or sobol"));
    if (size == 0 || size > CCS_DESIGN_MAX_POINTS)
        CCS_TRY(ccs_err_set(self->err, CCS_ERR_USAGE, NULL, o->points > 0 ? "points" : "design",
            "%s would have %.4g points, more than %d: take fewer levels, or lhs or sobol with so many points as you like",
            CCS_DESIGNS[o->kind].word, (double) size, CCS_DESIGN_MAX_POINTS));
out:
    return ret;
}

static int make(ccs_designing_t *self)
{
    switch (self->options->kind) {
    case CCS_DESIGN_GRID: return make_grid(self);
    case CCS_DESIGN_ONE_AT_A_TIME: return make_one_at_a_time(self);
    case CCS_DESIGN_FACTORIAL: return ccs_design_fraction(self);
    case CCS_DESIGN_LATIN: return ccs_design_latin(self);
    case CCS_DESIGN_SOBOL: return ccs_design_sobol(self);
    case CCS_DESIGN_MORRIS: return ccs_design_morris(self);
    case CCS_DESIGN_SENSITIVITY: return ccs_design_sensitivity(self);
    case CCS_DESIGN_LIST:
    case CCS_DESIGN_CSV:
    case CCS_N_DESIGNS: break;
    }
    ccs_bug(__FILE__, __LINE__, "a design that is written is made");
}

int ccs_design_make(const ccs_design_options_t *options, const ccs_extent_t *factors, uint32_t n_factors, ccs_arena_t *arena,
    ccs_design_t *out, ccs_err_t *err)
{
    ccs_designing_t self = {options, factors, out, ccs_stream_make(options->seed, ccs_stream_hash("design"), 0), arena, err};
    int ret;

    *out = (ccs_design_t){.n_factors = n_factors};
    CCS_REQUIRE(n_factors > 0 && n_factors <= CCS_DESIGN_MAX_FACTORS,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, "factors", "1 to %d can be varied, found %u", CCS_DESIGN_MAX_FACTORS, n_factors));
    CCS_TRY(check(&self, n_factors));
    out->n_points = (uint32_t) ccs_design_size(options, factors, n_factors);
    out->at = ccs_arena_array(arena, (size_t) out->n_points * n_factors, sizeof *out->at);
    CCS_REQUIRE(out->at, CCS_ERR_NOMEM);
    CCS_TRY(make(&self));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the design");
    return ret;
}
