/* bench_draw.c - random numbers and the quantiles of laws, ns each, alone and in batches. A number of runs are made in turn and the best
 * one of each counts. Prints a line for each: name, ns alone, ns in a batch. */
#include <math.h>

#include "bench.h"
#include "distribution.h"
#include "err.h"
#include "purpose.h"
#include "stream.h"

enum { UNIFORMS = 1024, N_LAWS = 10 };

typedef struct {
    ccs_distribution_t laws[N_LAWS];
    ccs_arena_t arena;
    ccs_stream_t stream;
    double u[UNIFORMS]; /* a multiple of the batch */
    uint64_t n;         /* draws a run */
} work_t;

typedef struct {
    double alone_ns, batch_ns;
} cost_t;

_Static_assert(UNIFORMS % CCS_STREAM_BATCH == 0, "whole batches");

static ccs_distribution_t make(work_t *self, enum ccs_distribution_kind kind, ccs_distribution_given_t given)
{
    ccs_distribution_t law;
    ccs_err_t err = {0};

    if (ccs_distribution_make(kind, &given, &self->arena, &law, &err)) {
        fprintf(stderr, "bench_draw: %s: %s\n", err.path, err.text);
        exit(70);
    }
    return law;
}

/* A mean and a cv, NAN = not given, and nothing else. */
static ccs_distribution_given_t mean_cv(double mean, double cv)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;

    given.mean = mean;
    given.cv = cv;
    return given;
}

static ccs_distribution_given_t bounds(double min, double mode, double max)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;

    given.min = min;
    given.mode = mode;
    given.max = max;
    return given;
}

static void make_laws(work_t *self)
{
    static const double values[] = {23.85, 61, 118, 240, 977};
    ccs_distribution_given_t erlang = mean_cv(300, NAN), empirical = CCS_DISTRIBUTION_GIVEN_NOTHING;
    uint32_t n = 0;

    erlang.k = 3;
    empirical.values = values;
    empirical.n_values = sizeof values / sizeof *values;
    self->laws[n++] = make(self, CCS_DISTRIBUTION_EXPONENTIAL, mean_cv(300, NAN));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_GAMMA, mean_cv(300, 0.8));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_ERLANG, erlang);
    self->laws[n++] = make(self, CCS_DISTRIBUTION_LOGNORMAL, mean_cv(300, 0.9));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_WEIBULL, mean_cv(300, 1.3));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_HYPEREXPONENTIAL, mean_cv(300, 1.7));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_UNIFORM, bounds(60, NAN, 120));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_TRIANGULAR, bounds(60, 83, 120));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_TRUNCATED_NORMAL, mean_cv(300, 0.4));
    self->laws[n++] = make(self, CCS_DISTRIBUTION_EMPIRICAL, empirical);
    CCS_BUG_IF(n != N_LAWS);
}

static cost_t measure_stream(const work_t *self)
{
    double even[CCS_STREAM_BATCH], odd[CCS_STREAM_BATCH], sum = 0;
    const double start_s = bench_clock_s();

    for (uint64_t i = 0; i < self->n; i++) sum += ccs_stream_draw(&self->stream, (uint32_t) i, 0, CCS_PURPOSE_TALK);
    const double middle_s = bench_clock_s();

    for (uint64_t i = 0; i < self->n / 2; i += CCS_STREAM_BATCH) {
        ccs_stream_batch(&self->stream, (uint32_t) i, 0, even, odd);
        sum += even[i % CCS_STREAM_BATCH] + odd[3];
    }
    const double end_s = bench_clock_s();

    bench_use(sum);
    return (cost_t){(middle_s - start_s) * 1e9 / (double) self->n, (end_s - middle_s) * 1e9 / (double) self->n};
}

static cost_t measure_law(const work_t *self, const ccs_distribution_t *law)
{
    double x[CCS_STREAM_BATCH], sum = 0;
    const double start_s = bench_clock_s();

    for (uint64_t i = 0; i < self->n; i++) sum += ccs_distribution_at(law, self->u[i % UNIFORMS]);
    const double middle_s = bench_clock_s();

    for (uint64_t i = 0; i < self->n; i += CCS_STREAM_BATCH) {
        ccs_distribution_fill(law, &self->u[i % UNIFORMS], x, CCS_STREAM_BATCH);
        sum += x[3];
    }
    const double end_s = bench_clock_s();

    bench_use(sum);
    return (cost_t){(middle_s - start_s) * 1e9 / (double) self->n, (end_s - middle_s) * 1e9 / (double) self->n};
}

static void keep_best(cost_t *best, cost_t cost)
{
    best->alone_ns = fmin(best->alone_ns, cost.alone_ns);
    best->batch_ns = fmin(best->batch_ns, cost.batch_ns);
}

int main(int argc, char **argv)
{
    work_t *const work = calloc(1, sizeof *work);
    cost_t best[N_LAWS + 1];
    bench_t bench = {.n = 1000000, .runs = 9};

    CCS_BUG_IF(!work);
    bench_options(&bench, argc, argv);
    work->n = (bench.n + UNIFORMS - 1) / UNIFORMS * UNIFORMS;
    work->stream = ccs_stream_make(1, ccs_stream_hash("type:bench"), 0);
    make_laws(work);
    for (uint32_t i = 0; i < UNIFORMS; i++) work->u[i] = ccs_stream_draw(&work->stream, i, 0, CCS_PURPOSE_GAP);
    for (uint32_t k = 0; k <= N_LAWS; k++) best[k] = (cost_t){INFINITY, INFINITY};
    for (uint64_t run = 0; run < bench.runs; run++) {
        keep_best(&best[N_LAWS], measure_stream(work));
        for (uint32_t k = 0; k < N_LAWS; k++) keep_best(&best[k], measure_law(work, &work->laws[k]));
    }
    printf("generator %.2f %.2f\n", best[N_LAWS].alone_ns, best[N_LAWS].batch_ns);
    for (uint32_t k = 0; k < N_LAWS; k++)
        printf("%s %.2f %.2f\n", ccs_distribution_name(work->laws[k].kind), best[k].alone_ns, best[k].batch_ns);
    ccs_arena_free(&work->arena);
    free(work);
    return 0;
}
