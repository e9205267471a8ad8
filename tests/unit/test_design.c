/* test_design.c - designs of experiments: known sizes, resolutions, evenness; the same seed gives the same points. */
#include <criterion/criterion.h>
#include <math.h>

#include "design.h"

enum { K = 11 };

static const double FIVE[] = {0.8, 0.9, 1, 1.1, 1.2}, THREE[] = {10, 12, 14};
static const ccs_extent_t MIXED[] = {{"volume", 0.8, 1.2, FIVE, 5}, {"staff", 10, 14, THREE, 3}, {"aht", 0.9, 1.1, NULL, 0}};

static ccs_arena_t arena;

static void release(void)
{
    ccs_arena_free(&arena);
}

static ccs_design_t make(enum ccs_design_kind kind, const ccs_extent_t *factors, uint32_t n, uint32_t points, uint32_t fraction)
{
    ccs_design_t design;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_design_make(&(ccs_design_options_t){kind, points, fraction, 2385}, factors, n, &arena, &design, &err), 0,
        "%s", err.text);
    cr_assert_eq(design.n_points, ccs_design_size(&(ccs_design_options_t){kind, points, fraction, 2385}, factors, n));
    return design;
}

static const char *refused(enum ccs_design_kind kind, const ccs_extent_t *factors, uint32_t n, uint32_t points, uint32_t fraction)
{
    static ccs_err_t err;
    ccs_design_t design;

    cr_assert_eq(ccs_design_make(&(ccs_design_options_t){kind, points, fraction, 1}, factors, n, &arena, &design, &err),
        CCS_ERR_USAGE);
    return err.path;
}

Test(design, a_grid_has_every_level_with_every_level, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_GRID, MIXED, 2, 0, 0);

    cr_assert_eq(d.n_points, 15);
    for (uint32_t p = 0; p < 15; p++) {
        cr_expect_eq(d.at[2 * p], FIVE[p / 3]);
        cr_expect_eq(d.at[2 * p + 1], THREE[p % 3]);
    }
}

Test(design, one_at_a_time_leaves_the_others_in_the_middle, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_ONE_AT_A_TIME, MIXED, 3, 0, 0);

    cr_assert_eq(d.n_points, 1 + 4 + 2 + 2);
    for (uint32_t p = 0; p < d.n_points; p++) {
        const double *const at = &d.at[3 * p];

        cr_expect_geq((at[0] == 1) + (at[1] == 12) + (fabs(at[2] - 1) < 1e-12), p == 0 ? 3 : 2);
    }
}

/* Resolutions of the best fractions: Box, Hunter and Hunter (2005), table 6.22. */
Test(design, fractions_have_the_resolution_of_the_tables, .fini = release)
{
    static const struct {
        uint32_t k, p, resolution;
    } known[] = {{3, 1, 3}, {4, 1, 4}, {5, 1, 5}, {5, 2, 3}, {6, 1, 6}, {6, 2, 4}, {7, 1, 7}, {7, 2, 4}, {7, 3, 4}, {7, 4, 3},
        {8, 2, 5}, {8, 3, 4}, {8, 4, 4}, {9, 2, 6}, {9, 3, 4}, {9, 4, 4}, {9, 5, 3}, {10, 3, 5}, {10, 4, 4}, {11, 4, 5},
        {11, 7, 3}};
    ccs_extent_t factors[K];

    for (uint32_t i = 0; i < K; i++) factors[i] = (ccs_extent_t){"x", -1, 1, NULL, 0};
    for (size_t c = 0; c < sizeof known / sizeof *known; c++) {
        const uint32_t k = known[c].k;
        const ccs_design_t d = make(CCS_DESIGN_FACTORIAL, factors, k, 0, known[c].p);

        cr_expect_eq(d.n_points, 1u << (k - known[c].p));
        cr_expect_eq(d.resolution, known[c].resolution, "2^(%u-%u) has %u", k, known[c].p, d.resolution);
        for (uint32_t i = 0; i < k; i++) {
            for (uint32_t j = 0; j < k; j++) { /* the columns are balanced and orthogonal */
                double sum = 0;

                for (uint32_t p = 0; p < d.n_points; p++) sum += d.at[p * k + i] * d.at[p * k + j];
                cr_expect_eq(sum, i == j ? d.n_points : 0);
            }
        }
    }
}

static double least_distance(const ccs_design_t *d)
{
    double least = INFINITY;

    for (uint32_t a = 0; a < d->n_points; a++) {
        for (uint32_t b = 0; b < a; b++) {
            double square = 0;

            for (uint32_t i = 0; i < d->n_factors; i++)
                square += pow(d->at[a * d->n_factors + i] - d->at[b * d->n_factors + i], 2);
            least = fmin(least, sqrt(square));
        }
    }
    return least;
}

Test(design, a_latin_hypercube_has_a_point_in_each_part_and_keeps_apart, .fini = release)
{
    const ccs_extent_t unit[] = {{"x", 0, 1, NULL, 0}, {"y", 0, 1, NULL, 0}, {"z", 0, 1, NULL, 0}};
    const ccs_design_t d = make(CCS_DESIGN_LATIN, unit, 3, 40, 0);

    for (uint32_t i = 0; i < 3; i++) {
        bool seen[40] = {false};

        for (uint32_t p = 0; p < 40; p++) {
            const uint32_t part = (uint32_t) (40 * d.at[3 * p + i]);

            cr_assert_lt(part, 40);
            cr_expect_not(seen[part]);
            seen[part] = true;
        }
    }
    /* of random Latin hypercubes of 40 points in three dimensions the closest two are 0.04 to 0.1 apart */
    cr_expect_gt(least_distance(&d), 0.15, "%g", least_distance(&d));
}

/* The mean of a product over the points of Sobol's sequence errs by about 1/n, over random ones by 1/sqrt(n). */
Test(design, sobols_sequence_is_even_and_shifted_by_the_seed, .fini = release)
{
    const ccs_extent_t unit[] = {{"x", 0, 1, NULL, 0}, {"y", 0, 1, NULL, 0}};
    const ccs_design_t d = make(CCS_DESIGN_SOBOL, unit, 2, 1024, 0);
    ccs_design_t other;
    double sum = 0;

    for (uint32_t p = 0; p < 1024; p++) sum += d.at[2 * p] * d.at[2 * p + 1];
    cr_expect_float_eq(sum / 1024, 0.25, 0.002, "%g", sum / 1024); /* a random mean has a standard error of 0.0069 */
    cr_assert_eq(ccs_design_make(&(ccs_design_options_t){CCS_DESIGN_SOBOL, 1024, 0, 7}, unit, 2, &arena, &other, NULL), 0);
    cr_expect_neq(other.at[0], d.at[0]);
    cr_assert_eq(ccs_design_make(&(ccs_design_options_t){CCS_DESIGN_SOBOL, 1024, 0, 2385}, unit, 2, &arena, &other, NULL), 0);
    cr_expect_arr_eq(other.at, d.at, 2 * 1024 * sizeof *d.at);
}

Test(design, trajectories_move_each_factor_once_by_half_of_the_grid, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_MORRIS, MIXED, 3, 20, 0);

    cr_assert_eq(d.n_points, 80);
    for (uint32_t t = 0; t < 20; t++) {
        uint32_t moved[3] = {0};

        for (uint32_t p = 1; p < 4; p++) {
            const double *const at = &d.at[(4 * t + p) * 3], *const before = at - 3;
            uint32_t n = 0;

            for (uint32_t i = 0; i < 3; i++) {
                moved[i] += at[i] != before[i];
                n += at[i] != before[i];
            }
            cr_expect_eq(n, 1);
        }
        for (uint32_t i = 0; i < 3; i++) cr_expect_eq(moved[i], 1);
    }
}

Test(design, rows_for_indices_differ_from_a_in_one_column, .fini = release)
{
    const ccs_design_t d = make(CCS_DESIGN_SENSITIVITY, MIXED + 2, 1, 8, 0);

    cr_assert_eq(d.n_points, 8 * 3);
    for (uint32_t row = 0; row < 8; row++) cr_expect_eq(d.at[3 * row + 2], d.at[3 * row + 1]);
}

Test(design, of_levels_each_has_an_equal_part)
{
    cr_expect_eq(ccs_extent_at(&MIXED[0], 0), 0.8);
    cr_expect_eq(ccs_extent_at(&MIXED[0], 0.199), 0.8);
    cr_expect_eq(ccs_extent_at(&MIXED[0], 0.2), 0.9);
    cr_expect_eq(ccs_extent_at(&MIXED[0], 0.9999), 1.2);
    cr_expect_float_eq(ccs_extent_at(&MIXED[2], 0.25), 0.95, 1e-12);
}

Test(design, what_it_needs_is_asked_for, .fini = release)
{
    const double one[] = {1};
    const ccs_extent_t single = {"one", 1, 1, one, 1}, wide[] = {{"a", 0, 1, NULL, 0}, {"b", 0, 1, NULL, 0}};

    cr_expect_str_eq(refused(CCS_DESIGN_GRID, MIXED, 3, 0, 0), "aht");
    cr_expect_str_eq(refused(CCS_DESIGN_GRID, &single, 1, 0, 0), "one");
    cr_expect_str_eq(refused(CCS_DESIGN_LATIN, MIXED, 3, 0, 0), "points");
    cr_expect_str_eq(refused(CCS_DESIGN_GRID, MIXED, 2, 7, 0), "points");
    cr_expect_str_eq(refused(CCS_DESIGN_SOBOL, MIXED, 2, 20000000, 0), "points");
    cr_expect_str_eq(refused(CCS_DESIGN_FACTORIAL, wide, 2, 0, 1), "fraction");
    cr_expect_str_eq(refused(CCS_DESIGN_SOBOL, wide, 2, 10, 1), "fraction");
    cr_expect_str_eq(refused(CCS_DESIGN_GRID, MIXED, 0, 0, 0), "factors");
}
