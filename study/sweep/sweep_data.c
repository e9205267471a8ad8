/* sweep_data.c - what a study's file holds. Invariant: what stands over the dimension point is of one point alone, and nothing else depends on the shard but the attributes
 * that name it, so that parts can be put together row by row. */
#include "sweep_data.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "result_format.h"
#include "sweep_estimate.h"
#include "version.h"

enum dim { POINT, REPLICATION, FACTOR, RESPONSE, N_DIMS };

typedef struct {
    const ccs_sweep_store_t *store;
    const ccs_sweep_t *sweep;
    ccs_dataset_t *out;
    uint32_t dims[N_DIMS];
    uint32_t n_replications; /* the most of a point */
} maker_t;

static const ccs_sweep_block_t *block_of(const maker_t *self, uint32_t point, uint32_t block)
{
    return &self->store->blocks[(size_t) point * self->store->n_blocks + block];
}

static uint32_t replications_of(const maker_t *self, uint32_t point)
{
    uint32_t n = 0;

    for (uint32_t b = 0; b < self->store->n_blocks; b++) n += block_of(self, point, b)->n;
    return n;
}

static ccs_variable_t *add(maker_t *self, const char *name, enum ccs_data_type type, enum dim first, enum dim second)
{
    const uint32_t dims[] = {self->dims[first], second < N_DIMS ? self->dims[second] : 0};

    return ccs_dataset_add(self->out, name, type, dims, second < N_DIMS ? 2 : 1);
}

/* ---- what was asked ------------------------------------------------------------------------------------------------------------------------- */

static const char *const BYS[] = CCS_VARY_BYS;

static void put_factor_texts(maker_t *self)
{
    ccs_variable_t *const name =
        ccs_dataset_describe(self->out, add(self, "factor", CCS_DATA_TEXT, FACTOR, N_DIMS), NULL, "factor");
    const char **const names = name ? name->data.text : NULL;
    ccs_variable_t *const what = ccs_dataset_describe(self->out, add(self, "factor_what", CCS_DATA_TEXT, FACTOR, N_DIMS), NULL,
        "what it varies: a key, or a quantity of what-ifs");
    const char **const whats = what ? what->data.text : NULL;
    ccs_variable_t *const by = ccs_dataset_describe(self->out, add(self, "factor_by", CCS_DATA_TEXT, FACTOR, N_DIMS), NULL,
        "what a level does to it: value (takes its place), times, plus");
    const char **const bys = by ? by->data.text : NULL;

    for (uint32_t i = 0; names && whats && bys && i < self->sweep->n_factors; i++) {
        names[i] = self->sweep->factors[i].name;
        whats[i] = self->sweep->factors[i].what;
        bys[i] = BYS[self->sweep->factors[i].by];
    }
}

/* The ends of a factor: of its range, or of the points where these are written. */
static void put_ends(maker_t *self)
{
    ccs_variable_t *const low =
        ccs_dataset_describe(self->out, add(self, "factor_low", CCS_DATA_F64, FACTOR, N_DIMS), "1", "least level");
    double *const lows = low ? low->data.f64 : NULL;
    ccs_variable_t *const high =
        ccs_dataset_describe(self->out, add(self, "factor_high", CCS_DATA_F64, FACTOR, N_DIMS), "1", "greatest level");
    double *const highs = high ? high->data.f64 : NULL;

    for (uint32_t i = 0; lows && highs && i < self->sweep->n_factors; i++) {
        lows[i] = self->sweep->factors[i].low;
        highs[i] = self->sweep->factors[i].high;
        for (uint32_t p = 0; isnan(self->sweep->factors[i].low) && p < self->sweep->design.n_points; p++) {
            lows[i] = fmin(lows[i], ccs_sweep_level(self->sweep, p, i));
            highs[i] = fmax(highs[i], ccs_sweep_level(self->sweep, p, i));
        }
    }
}

static void put_levels(maker_t *self)
{
    ccs_variable_t *const level = ccs_dataset_describe(self->out, add(self, "level", CCS_DATA_F64, POINT, FACTOR), "1",
        "level of the factor at the point; of texts their number from 0");
    double *const levels = level ? level->data.f64 : NULL;
    bool words = false;

    for (uint32_t p = 0; levels && p < self->store->n_points; p++)
        for (uint32_t i = 0; i < self->sweep->n_factors; i++)
            levels[(size_t) p * self->sweep->n_factors + i] =
                ccs_sweep_level(self->sweep, ccs_sweep_store_point(self->store, p), i);
    for (uint32_t i = 0; i < self->sweep->n_factors; i++) words = words || self->sweep->factors[i].words;
    if (!words) return;
    ccs_variable_t *const text = ccs_dataset_describe(self->out, add(self, "level_text", CCS_DATA_TEXT, POINT, FACTOR), NULL,
        "the level where it is a text; else empty");
    const char **const texts = text ? text->data.text : NULL;

    for (size_t i = 0; texts && levels && i < (size_t) self->store->n_points * self->sweep->n_factors; i++) {
        const ccs_vary_t *const f = &self->sweep->factors[i % self->sweep->n_factors];

        if (f->words) texts[i] = f->words[(uint32_t) levels[i]];
    }
}

static const char *kind_name(const ccs_response_t *r)
{
    return ccs_metric_kind_name(r->kind);
}

static void put_responses(maker_t *self)
{
    static const struct {
        const char *name, *text;
    } texts[] = {{"response", "figure"}, {"response_unit", "its unit"}, {"response_text", "what people call it"},
        {"response_kind", "what kind of figure it is"}};
    const char **cells[4];

    for (size_t i = 0; i < 4; i++) {
        ccs_variable_t *const v =
            ccs_dataset_describe(self->out, add(self, texts[i].name, CCS_DATA_TEXT, RESPONSE, N_DIMS), NULL, "%s", texts[i].text);

        if (!v) return;
        cells[i] = v->data.text;
    }
    ccs_variable_t *const sense = ccs_dataset_describe(self->out, add(self, "response_sense", CCS_DATA_F64, RESPONSE, N_DIMS),
        "1", "1: more is better, -1: less is better, 0: neither");
    double *const senses = sense ? sense->data.f64 : NULL;
    ccs_variable_t *const margin = ccs_dataset_describe(self->out, add(self, "response_margin", CCS_DATA_F64, RESPONSE, N_DIMS),
        "1", "a difference that makes none in practice, in the unit of the figure");
    double *const margins = margin ? margin->data.f64 : NULL;

    for (uint32_t i = 0; senses && margins && i < self->sweep->n_responses; i++) {
        const ccs_response_t *const r = &self->sweep->responses[i];

        cells[0][i] = r->name;
        cells[1][i] = r->unit;
        cells[2][i] = r->text;
        cells[3][i] = kind_name(r);
        senses[i] = r->sense;
        margins[i] = r->margin;
    }
}

/* ---- what came of it ---------------------------------------------------------------------------------------------------------------------------- */

static void put_points(maker_t *self)
{
    ccs_variable_t *const point =
        ccs_dataset_describe(self->out, add(self, "point", CCS_DATA_U32, POINT, N_DIMS), "1", "number of the point, from 1");
    uint32_t *const points = point ? point->data.u32 : NULL;
    ccs_variable_t *const done =
        ccs_dataset_describe(self->out, add(self, "replications", CCS_DATA_U32, POINT, N_DIMS), "1", "replications of the point");
    uint32_t *const counts = done ? done->data.u32 : NULL;
    ccs_variable_t *const seed =
        ccs_dataset_describe(self->out, add(self, "seed", CCS_DATA_U64, POINT, N_DIMS), "1", "seed of its random numbers");
    uint64_t *const seeds = seed ? seed->data.u64 : NULL;

    for (uint32_t p = 0; points && counts && seeds && p < self->store->n_points; p++) {
        points[p] = ccs_sweep_store_point(self->store, p) + 1;
        counts[p] = replications_of(self, p);
        seeds[p] = ccs_sweep_seed(self->sweep, points[p] - 1);
    }
}

static double *add_values(maker_t *self, const char *name, const char *text)
{
    const uint32_t dims[] = {self->dims[POINT], self->dims[REPLICATION], self->dims[RESPONSE]};
    ccs_variable_t *const v =
        ccs_dataset_describe(self->out, ccs_dataset_add(self->out, name, CCS_DATA_F64, dims, 3), "1", "%s", text);

    return v ? v->data.f64 : NULL;
}

typedef struct {
    double *values, *weights, *mean, *low, *high;
} cells_t;

static void estimate_point(const maker_t *self, uint32_t point, const cells_t *to)
{
    const uint32_t n = self->sweep->n_responses;
    const size_t first = (size_t) point * self->n_replications * n;

    for (uint32_t i = 0; i < n; i++) {
        const ccs_sample_t sample = {&to->values[first + i], &to->weights[first + i], n, replications_of(self, point),
            ccs_sweep_set(self->sweep)};
        const ccs_estimate_t e = ccs_sample_estimate(&sample, self->sweep->responses[i].kind, self->sweep->confidence);

        to->mean[(size_t) point * n + i] = e.mean;
        to->low[(size_t) point * n + i] = e.low;
        to->high[(size_t) point * n + i] = e.high;
    }
}

static void fill_point(const maker_t *self, uint32_t point, const cells_t *to)
{
    size_t at = (size_t) point * self->n_replications * self->sweep->n_responses;

    for (uint32_t b = 0; b < self->store->n_blocks; b++) {
        const ccs_sweep_block_t *const block = block_of(self, point, b);

        for (size_t i = 0; i < (size_t) block->n * self->sweep->n_responses; i++, at++) {
            to->values[at] = block->values[2 * i];
            to->weights[at] = block->values[2 * i + 1];
        }
    }
    estimate_point(self, point, to);
}

static double *add_estimate(maker_t *self, const char *name, const char *text)
{
    ccs_variable_t *const v = ccs_dataset_describe(self->out, add(self, name, CCS_DATA_F64, POINT, RESPONSE), "1", "%s", text);

    return v ? v->data.f64 : NULL;
}

static void put_values(maker_t *self)
{
    const cells_t to = {.values = add_values(self, "value", "figure of a replication, in its own unit"),
        .weights = add_values(self, "weight", "what it weighs in sums over sums: the denominator of the figure"),
        .mean =
            add_estimate(self, "mean", "figure of the point, sum over sum; of percentiles the mean of those of the replications"),
        .low = add_estimate(self, "low", "lower end of its confidence interval"),
        .high = add_estimate(self, "high", "upper end of its confidence interval")};

    if (!to.values || !to.weights || !to.mean || !to.low || !to.high) return;
    for (uint32_t p = 0; p < self->store->n_points; p++) fill_point(self, p, &to);
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------------------------- */

static void put_attributes(maker_t *self)
{
    const ccs_sweep_t *const s = self->sweep;
    ccs_dataset_t *const out = self->out;

    ccs_dataset_set_u64(out, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_set_text(out, "kind", "sweep");
    ccs_dataset_set_text(out, "title", s->title);
    ccs_dataset_set_text(out, "version", CCSIM_VERSION);
    ccs_dataset_set_text(out, "revision", CCSIM_REVISION);
    ccs_dataset_set_text(out, "design", CCS_DESIGNS[s->options.kind].word);
    ccs_dataset_set_u64(out, "digest", s->digest);
    ccs_dataset_set_u64(out, "n_points", s->design.n_points);
    ccs_dataset_set_u64(out, "common_random_numbers", !s->independent);
    ccs_dataset_set_u64(out, "resolution", s->design.resolution);
    if (ccs_sweep_set(s) > 1)
        ccs_dataset_set_u64(out, "set",
            s->set); /* of replications, which are an observation: what stands over "replication" is theirs */
    ccs_dataset_set_f64(out, "confidence", s->confidence);
    ccs_dataset_set_text(out, "precision", s->precision);
    ccs_dataset_set_text(out, "scenario", s->text);
    ccs_dataset_set_u64(out, "shard", self->store->shard.number);
    ccs_dataset_set_u64(out, "shards", self->store->shard.of);
}

int ccs_sweep_data(const ccs_sweep_store_t *store, ccs_dataset_t *out, ccs_err_t *err)
{
    maker_t self = {.store = store, .sweep = store->sweep, .out = out};

    for (uint32_t p = 0; p < store->n_points; p++) {
        const uint32_t n = replications_of(&self, p);

        if (n > self.n_replications) self.n_replications = n;
    }
    self.dims[POINT] = ccs_dataset_add_dim(out, "point", store->n_points);
    self.dims[REPLICATION] = ccs_dataset_add_dim(out, "replication", self.n_replications);
    self.dims[FACTOR] = ccs_dataset_add_dim(out, "factor", store->sweep->n_factors);
    self.dims[RESPONSE] = ccs_dataset_add_dim(out, "response", store->sweep->n_responses);
    put_points(&self);
    put_factor_texts(&self);
    put_ends(&self);
    put_levels(&self);
    put_responses(&self);
    put_values(&self);
    put_attributes(&self);
    return out->out_of_memory ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result") : 0;
}
