/* demand_shape.c - how a rate goes from one point to the next. Invariant: the rates are steps whose means are those of the curve, 0 where that is below. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_interp.h>
#include <math.h>
#include <string.h>

#include "attempt.def"
#include "demand_parts.h"
#include "read_value.h"

#define X(name, text, about) SHAPE_##name,
enum shape { CCS_RATE_SHAPE_LIST(X) };
#undef X

static const double STEP_S = 60; /* within which a rate counts as constant */

/* A curve by its points: x is when, y the rate. */
typedef struct {
    gsl_interp *through;
    double *x, *y;
    uint32_t n;
    double end_s; /* of the last point's value */
} points_t;

/* Points of which one stands where the time of the one before it ends. @return false if something was recorded */
static bool read_points(ccs_demand_t *self, const ccs_place_t *shape, const ccs_curve_t *curve, points_t *points)
{
    points->n = curve->n;
    points->x = ccs_reader_array(self->reader, curve->n, sizeof *points->x);
    points->y = ccs_reader_array(self->reader, curve->n, sizeof *points->y);
    if (!points->x || !points->y) return false;
    for (uint32_t i = 0; i < curve->n; i++) {
        points->x[i] = curve->spans[i].from_s;
        points->y[i] = curve->spans[i].value;
        if (i == 0 || curve->spans[i].from_s == curve->spans[i - 1].to_s) continue;
        ccs_reader_error(self->reader, shape, "joins rows (time, number) that follow one another; those of %s leave a gap",
            curve->name);
        return false;
    }
    points->end_s = curve->spans[curve->n - 1].to_s;
    return true;
}

static void take_step(ccs_span_t *span, double from_s, double to_s, double value)
{
    *span = (ccs_span_t){.from_s = from_s, .to_s = to_s, .value = value > 0 ? value : 0};
}

/* The steps of a curve, which borders of points cut. */
static void make_steps(ccs_demand_t *self, const points_t *points, ccs_curve_t *curve)
{
    const double first = points->x[0], last = points->x[points->n - 1];
    const size_t most = (size_t) ((last - first) / STEP_S) + points->n + 1;
    ccs_span_t *const steps = ccs_reader_array(self->reader, most, sizeof *steps);
    uint32_t n = 0;

    for (uint32_t i = 0; i + 1 < points->n && steps; i++)
        for (double from_s = points->x[i]; from_s < points->x[i + 1];) {
            const double to_s = fmin(from_s + STEP_S, points->x[i + 1]);
            const double sum = gsl_interp_eval_integ(points->through, points->x, points->y, from_s, to_s, NULL);

            take_step(&steps[n++], from_s, to_s, sum / (to_s - from_s));
            from_s = to_s;
        }
    if (steps && points->end_s > last) take_step(&steps[n++], last, points->end_s, points->y[points->n - 1]);
    curve->spans = steps;
    curve->n = steps ? n : 0;
}

/* @return false if something was recorded, or there is no memory */
static bool join(ccs_demand_t *self, const ccs_place_t *at, enum shape shape, ccs_curve_t *curve)
{
    const gsl_interp_type *const kind = shape == SHAPE_SPLINE ? gsl_interp_cspline : gsl_interp_linear;
    points_t points;

    if (curve->constant || curve->n < kind->min_size) {
        ccs_reader_error(self->reader, at,
            "needs at least %u rows (time, number) to join, such as (\"08:00\", 20), (\"12:00\", 60)", kind->min_size);
        return false;
    }
    if (!read_points(self, at, curve, &points)) return false;
    gsl_error_handler_t *const handler = gsl_set_error_handler_off();

    points.through = gsl_interp_alloc(kind, points.n);
    if (points.through && gsl_interp_init(points.through, points.x, points.y, points.n) == GSL_SUCCESS)
        make_steps(self, &points, curve);
    else self->reader->out_of_memory = true;
    gsl_interp_free(points.through);
    gsl_set_error_handler(handler);
    return !self->reader->out_of_memory;
}

bool ccs_demand_is_shaped(ccs_demand_t *self, const ccs_place_t *at)
{
    const ccs_place_t place = ccs_place_child(self->reader, at, "shape");

    return place.given && place.value && !(place.value->kind == CCS_VALUE_STRING && strcmp(place.value->as.text, "steps") == 0);
}

bool ccs_demand_shape(ccs_demand_t *self, const ccs_place_t *at, ccs_curves_t *per_s, ccs_type_t *type)
{
    const ccs_place_t place = ccs_place_child(self->reader, at, "shape");
    const enum shape shape = place.value ? (enum shape) ccs_read_choice(self->reader, &place) : SHAPE_STEPS;
    bool valid = true;

    if (shape == SHAPE_STEPS) return true;
    type->arrivals.rate_note = shape == SHAPE_LINEAR
        ? "The rate goes from one row to the next along a line, in steps of a minute"
        : "The rate goes from one row to the next along a spline, in steps of a minute";
    for (uint32_t k = 0; k < per_s->n; k++)
        if (per_s->of[k].asked && per_s->of[k].n > 0) valid = join(self, &place, shape, &per_s->of[k]) && valid;
    return valid;
}
