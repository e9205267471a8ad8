/* horizon.c - whether two results are of the same stretch of time in the same pieces. */
#include "horizon.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "units.h"

static int refuse(ccs_err_t *err, const ccs_horizon_t *a, const ccs_horizon_t *b, const char *what, const char *const found[2])
{
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "%s and %s cannot be compared: another %s (%s, %s)", a->name, b->name,
        what, found[0], found[1]);
}

static int refuse_numbers(ccs_err_t *err, const ccs_horizon_t *a, const ccs_horizon_t *b, const char *what, const char *unit,
    const double x[2])
{
    char texts[2][CCS_UNITS_TEXT_MAX + 16];

    for (int i = 0; i < 2; i++) snprintf(texts[i], sizeof texts[i], "%.10g%s", x[i], unit);
    return refuse(err, a, b, what, (const char *const[]){texts[0], texts[1]});
}

static int refuse_durations(ccs_err_t *err, const ccs_horizon_t *a, const ccs_horizon_t *b, const char *what, const double s[2])
{
    char texts[2][CCS_UNITS_TEXT_MAX];

    return refuse(err, a, b, what,
        (const char *const[]){ccs_units_show_duration(s[0], texts[0], sizeof texts[0]),
            ccs_units_show_duration(s[1], texts[1], sizeof texts[1])});
}

static bool same_length(double a_s, double b_s)
{
    return fabs(a_s - b_s) < 1e-6 || (isnan(a_s) && isnan(b_s));
}

static int same_pieces(const ccs_horizon_t *a, const ccs_horizon_t *b, ccs_err_t *err)
{
    for (uint32_t i = 0; i < a->n_pieces && i < b->n_pieces; i++) {
        const ccs_horizon_piece_t first = a->piece(a->of, i), second = b->piece(b->of, i);
        const bool same_label = !strcmp(first.label, second.label);

        if (same_label && same_length(first.length_s, second.length_s)) continue;
        if (i == 0 && !same_label) return refuse(err, a, b, "horizon", (const char *const[]){first.label, second.label});
        return refuse_durations(err, a, b, "interval",
            (const double[]){a->piece(a->of, 0).length_s, b->piece(b->of, 0).length_s});
    }
    if (a->n_pieces == b->n_pieces) return 0;
    return refuse_numbers(err, a, b, "horizon", " intervals", (const double[]){a->n_pieces, b->n_pieces});
}

int ccs_horizon_same(const ccs_horizon_t *a, const ccs_horizon_t *b, ccs_err_t *err)
{
    if (strcmp(a->mode, b->mode) != 0) return refuse(err, a, b, "mode", (const char *const[]){a->mode, b->mode});
    if (a->n_batches != b->n_batches)
        return refuse_numbers(err, a, b, "number of batches", "", (const double[]){a->n_batches, b->n_batches});
    if (!(fabs(a->confidence - b->confidence) <= 1e-12))
        return refuse_numbers(err, a, b, "confidence", "", (const double[]){a->confidence, b->confidence});
    if (!(fabs(a->open_s - b->open_s) <= 1e-6))
        return refuse_durations(err, a, b, "horizon", (const double[]){a->open_s, b->open_s});
    return same_pieces(a, b, err);
}
