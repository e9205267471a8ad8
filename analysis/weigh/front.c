/* front.c - the Pareto front and how sure it is. Invariant: the same results give the same probabilities, since the numbers that move the means are drawn from a key that never changes. */
#include "front.h"

#include <math.h>
#include <string.h>

#include "normal.h"
#include "paired.h"
#include "stream.h"

enum { MOVES = 1000, MOVES_LEAST = 200, NUMBERS_MOST = 4000000, PURPOSE_WEIGHT = 0, PURPOSE_SPREAD = 2 };

/* ---- what to weigh by ------------------------------------------------------------------------------------------------------ */

static ccs_front_axis_t axis_of(const ccs_view_t *base, uint32_t metric, double sense)
{
    const double own = base->senses[metric];

    return (ccs_front_axis_t){metric, sense != 0 ? sense : own != 0 ? own : -1, base->margins[metric]};
}

static bool is_percentile(const ccs_view_t *base, uint32_t metric)
{
    return !strcmp(base->kinds[metric], "quantile");
}

/* Two variants whose amounts cannot be set against each other, if only because the base says no currency. @return why; "": there are none */
static const char *apart(const ccs_front_of_t *of, uint32_t metric, uint32_t pair[2], char text[CCS_CURRENCY_BECAUSE_MAX])
{
    text[0] = '\0';
    if (!ccs_currency_matters(of->views[0], metric)) return text;
    for (pair[0] = 0; pair[0] < of->n; pair[0]++)
        for (pair[1] = pair[0] + 1; pair[1] < of->n; pair[1]++)
            if (*ccs_currency_because(ccs_currency_of(of->views[pair[0]]), ccs_currency_of(of->views[pair[1]]), text))
                return text;
    return text;
}

static bool are_apart(const ccs_front_of_t *of, uint32_t metric)
{
    char text[CCS_CURRENCY_BECAUSE_MAX];
    uint32_t pair[2];

    return *apart(of, metric, pair, text);
}

int ccs_front_axes_count(const char *text, ccs_err_t *err)
{
    int n = *text != '\0';

    for (const char *at = text; *at; at++) n += *at == ',';
    if (n > CCS_FRONT_AXES_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "at most %d metrics are weighed", CCS_FRONT_AXES_MAX);
    if (n >= 2) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
        "needs two metrics or more to weigh, such as busy_agents,csat_top2; + or - in front says whether more or less is better");
}

static int check_axis(const ccs_front_of_t *of, uint32_t metric, ccs_err_t *err)
{
    const char *const name = of->views[0]->metrics[metric];
    char text[CCS_CURRENCY_BECAUSE_MAX];
    uint32_t pair[2];

    if (is_percentile(of->views[0], metric))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
            "%s is a percentile, by which variants cannot be weighed together with others: take a mean or a share, such as asa_s",
            name);
    if (*apart(of, metric, pair, text))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "%s of %.40s: %s; give all the same costs.currency", name,
            of->views[pair[1]]->name, text);
    return 0;
}

int ccs_front_axes_read(const ccs_front_of_t *of, const char *text, ccs_front_axis_t axes[CCS_FRONT_AXES_MAX], uint32_t *n,
    ccs_err_t *err)
{
    const ccs_view_t *const base = of->views[0];
    int ret = 0;

    *n = 0;
    for (const char *at = text; *at;) {
        const double sense = *at == '+' ? 1 : *at == '-' ? -1 : 0;
        const char *const name = at + (sense != 0);
        const size_t length = strcspn(name, ",");
        uint32_t metric = 0;

        while (metric < base->n_metrics &&
            (strlen(base->metrics[metric]) != length || strncmp(base->metrics[metric], name, length) != 0))
            metric++;
        if (metric == base->n_metrics)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "there is no metric %.*s", (int) length, name);
        CCS_TRY(check_axis(of, metric, err));
        if (*n == CCS_FRONT_AXES_MAX) break;
        axes[(*n)++] = axis_of(base, metric, sense);
        at = name[length] ? &name[length + 1] : &name[length];
    }
    ret = ccs_front_axes_count(text, err);
out:
    return ret;
}

uint32_t ccs_front_axes_default(const ccs_front_of_t *of, ccs_front_axis_t axes[CCS_FRONT_AXES_MAX])
{
    const ccs_view_t *const base = of->views[0];
    const uint32_t entity = of->entity;
    static const char *const effort[] = {"cost_per_resolution", "busy_agents"};
    static const char *const names[] = {"service_level", "fcr", "csat_top2", "churned"};
    uint32_t n = 0;

    for (size_t i = 0; n == 0 && i < sizeof effort / sizeof *effort; i++) {
        const uint32_t m = ccs_view_metric(base, effort[i]);

        if (m != CCS_DATA_NONE && ccs_view_applies(base, m, entity) && !are_apart(of, m)) axes[n++] = axis_of(base, m, -1);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const uint32_t m = ccs_view_metric(base, names[i]);

        if (m != CCS_DATA_NONE && ccs_view_applies(base, m, entity) && !isnan(base->means[m][entity]))
            axes[n++] = axis_of(base, m, 0);
    }
    return n;
}

uint32_t ccs_front_upwards(const ccs_front_t *self)
{
    static const char *const names[] = {"csat_top2", "fcr", "service_level"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (uint32_t a = 1; a < self->n_axes; a++)
            if (!strcmp(self->of.views[0]->metrics[self->axes[a].metric], names[i])) return a;
    return 1;
}

/* ---- who beats whom -------------------------------------------------------------------------------------------------------- */

/* @param x  [variant][axis] */
static bool beats(const ccs_front_t *self, const double *x, uint32_t one, uint32_t other)
{
    bool better = false;

    for (uint32_t a = 0; a < self->n_axes; a++) {
        const ccs_front_axis_t *const axis = &self->axes[a];
        const double gain = axis->sense * (x[(size_t) one * self->n_axes + a] - x[(size_t) other * self->n_axes + a]);

        if (!(gain >= -axis->margin)) return false;
        better = better || gain > axis->margin;
    }
    return better;
}

/* ---- how sure that is ------------------------------------------------------------------------------------------------------ */

/* What independent observations, or batches of them, move the means by. */
typedef struct {
    const ccs_front_t *front;
    double **sums;    /* [variant * n_axes + axis]: residuals by batch, summed */
    uint32_t n, most; /* batches of which all variants have their part; the most that one has */
    double scale;
    double *weights, *moved; /* [most]; [variant][axis] */
    uint32_t *counts;        /* [variant][variant]: how often the second beats the first */
} moves_t;

/* The residuals of a figure, summed by batch, as shares of all observations. */
static void add_residuals(const ccs_view_t *v, uint32_t metric, uint32_t entity, double *sums)
{
    const ccs_series_t series = ccs_series_of(v, metric, entity);
    const ccs_linear_t linear = ccs_linearise(&series);

    for (uint32_t i = 0; i < v->n_observations; i++) {
        const uint32_t batch = !v->groups ? i : v->groups[i] > 0 ? v->groups[i] - 1 : 0;

        sums[batch] += ccs_linear_residual(&linear, i) / v->n_observations;
    }
}

static int collect_residuals(moves_t *self, ccs_arena_t *arena)
{
    const ccs_front_t *const f = self->front;
    const size_t n = (size_t) f->of.n * f->n_axes;

    self->n = self->most = ccs_view_independent(f->of.views[0]);
    for (uint32_t i = 1; i < f->of.n; i++) {
        const uint32_t batches = ccs_view_independent(f->of.views[i]);

        if (batches < self->n) self->n = batches;
        if (batches > self->most) self->most = batches;
    }
    self->sums = ccs_arena_array(arena, n, sizeof *self->sums);
    self->weights = ccs_arena_array(arena, self->most, sizeof *self->weights);
    self->moved = ccs_arena_array(arena, n, sizeof *self->moved);
    self->counts = ccs_arena_array(arena, (size_t) f->of.n * f->of.n, sizeof *self->counts);
    if (!self->sums || !self->weights || !self->moved || !self->counts) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < f->of.n; i++)
        for (uint32_t a = 0; a < f->n_axes; a++) {
            const ccs_view_t *const v = f->of.views[i];
            const uint32_t m = ccs_view_metric(v, f->of.views[0]->metrics[f->axes[a].metric]),
                           e = ccs_view_entity(v, f->of.views[0]->entities[f->of.entity]);
            double *const sums = ccs_arena_array(arena, self->most, sizeof *sums);

            if (!sums) return CCS_ERR_NOMEM;
            self->sums[(size_t) i * f->n_axes + a] = sums;
            if (m != CCS_DATA_NONE && e != CCS_DATA_NONE) add_residuals(v, m, e, sums);
        }
    self->scale = self->n > 1 ? sqrt((double) self->n / (self->n - 1)) : (double) NAN;
    return 0;
}

static double normal_of(const ccs_stream_t *stream, uint32_t index, uint32_t attempt, uint32_t purpose)
{
    const double least = 0x1p-54, u = ccs_stream_draw(stream, index, attempt, purpose), p = u > 0 ? u : least;

    return ccs_normal_quantile(p, 1 - p);
}

/* What makes normal numbers those of Student's t: the spread is estimated too. */
static double spread_of(const moves_t *self, const ccs_stream_t *stream, uint32_t attempt)
{
    double sum = 0;

    for (uint32_t i = 0; i + 1 < self->n; i++) {
        const double z = normal_of(stream, i, attempt, PURPOSE_SPREAD);

        sum += z * z;
    }
    return sum > 0 ? sqrt((self->n - 1) / sum) : 1;
}

static void draw_weights(moves_t *self, const ccs_stream_t *stream, uint32_t attempt)
{
    const double spread = spread_of(self, stream, attempt) * self->scale;

    for (uint32_t i = 0; i < self->most; i++) self->weights[i] = spread * normal_of(stream, i, attempt, PURPOSE_WEIGHT);
}

/* One move of all means. Variants with other customers than the base move by numbers of their own. */
static void move(moves_t *self, uint32_t number)
{
    const ccs_front_t *const f = self->front;
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("front"), number);

    draw_weights(self, &stream, 0);
    for (uint32_t i = 0; i < f->of.n; i++) {
        const bool paired = i == 0 || f->of.compares[i].paired;

        if (!paired) draw_weights(self, &stream, i);
        for (uint32_t a = 0; a < f->n_axes; a++) {
            const size_t at = (size_t) i * f->n_axes + a;
            double x = f->points[at].mean;

            for (uint32_t k = 0; k < self->most; k++) x += self->weights[k] * self->sums[at][k];
            self->moved[at] = x;
        }
        if (!paired) draw_weights(self, &stream, 0);
    }
}

static void count_move(moves_t *self, uint32_t *on_front)
{
    const uint32_t n = self->front->of.n;

    for (uint32_t i = 0; i < n; i++) {
        bool beaten = false;

        for (uint32_t k = 0; k < n; k++) {
            if (k == i || !beats(self->front, self->moved, k, i)) continue;
            self->counts[(size_t) i * n + k]++;
            beaten = true;
        }
        on_front[i] += !beaten;
    }
}

static void judge(ccs_front_t *self, const moves_t *moves, const uint32_t *on_front, uint32_t n_moves)
{
    const uint32_t n = self->of.n;

    for (uint32_t i = 0; i < n; i++) {
        ccs_front_row_t *const row = &self->rows[i];
        const uint32_t *const counts = &moves->counts[(size_t) i * n];
        uint32_t most = 0;

        for (uint32_t k = 0; k < n; k++) {
            if (counts[k] <= most) continue;
            most = counts[k];
            row->beaten_by = k;
        }
        row->on_front = (double) on_front[i] / n_moves;
        row->beaten_by_frac = (double) most / n_moves;
    }
}

static int weigh_moves(ccs_front_t *self)
{
    ccs_arena_t scratch = {0};
    moves_t moves = {.front = self};
    uint32_t *const on_front = ccs_arena_array(&scratch, self->of.n, sizeof *on_front);
    int ret = 0;

    CCS_REQUIRE(on_front, CCS_ERR_NOMEM);
    CCS_TRY(collect_residuals(&moves, &scratch));
    const uint32_t fits = NUMBERS_MOST / (moves.most > 0 ? moves.most : 1),
                   n_moves = fits > MOVES ? MOVES
        : fits < MOVES_LEAST              ? MOVES_LEAST
                                          : fits;

    if (moves.n < 2) goto out;
    for (uint32_t i = 0; i < n_moves; i++) {
        move(&moves, i);
        count_move(&moves, on_front);
    }
    judge(self, &moves, on_front, n_moves);
out:
    ccs_arena_free(&scratch);
    return ret;
}

/* ---- the front ------------------------------------------------------------------------------------------------------------- */

static void place(ccs_front_t *self, double *means)
{
    const ccs_view_t *const base = self->of.views[0];

    for (uint32_t i = 0; i < self->of.n; i++)
        for (uint32_t a = 0; a < self->n_axes; a++) {
            const ccs_view_t *const v = self->of.views[i];
            const size_t at = (size_t) i * self->n_axes + a;
            const uint32_t m = ccs_view_metric(v, base->metrics[self->axes[a].metric]),
                           e = ccs_view_entity(v, base->entities[self->of.entity]);

            self->points[at] =
                m == CCS_DATA_NONE || e == CCS_DATA_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_view_point(v, m, e);
            means[at] = self->points[at].mean;
        }
    for (uint32_t i = 0; i < self->of.n; i++) {
        self->rows[i] = (ccs_front_row_t){true, (double) NAN, CCS_DATA_NONE, 0};
        for (uint32_t k = 0; k < self->of.n; k++) self->rows[i].is_on = self->rows[i].is_on && !beats(self, means, k, i);
    }
}

int ccs_front_open(ccs_front_t *self, const ccs_front_of_t *of, const ccs_front_axis_t *axes, uint32_t n_axes)
{
    const size_t n = (size_t) of->n * n_axes;

    *self = (ccs_front_t){.of = *of, .n_axes = n_axes};
    memcpy(self->axes, axes, n_axes * sizeof *axes);
    self->points = ccs_arena_array(&self->arena, n, sizeof *self->points);
    self->rows = ccs_arena_array(&self->arena, of->n, sizeof *self->rows);
    double *const means = ccs_arena_array(&self->arena, n, sizeof *means);

    if (!self->points || !self->rows || !means) return CCS_ERR_NOMEM;
    place(self, means);
    return weigh_moves(self);
}

void ccs_front_free(ccs_front_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_front_t){0};
}
