/* score.c - what happened among replications. Invariant: member n, behind the replications 0 .. n - 1, is what happened, and is treated like them. */
#include "score.h"

#include <math.h>
#include <stdlib.h>

#include "time_axis.h"

/* Figures are sums and ratios of doubles: what differs by no more of their size is the same. */
static const double OUT_95 = 0.025, OUT_80 = 0.1, SAME = 1e-9;

const ccs_judged_about_t CCS_JUDGED[CCS_N_JUDGED] = {
#define X(name, word, least, text) {word, text, least},
    CCS_JUDGED_LIST(X)
#undef X
};
#define X(name, word, text) word,
const char *const CCS_STRETCH_WORDS[CCS_N_STRETCHES] = {CCS_STRETCH_LIST(X)};
#undef X
#define X(name, word, text) text,
const char *const CCS_STRETCH_TEXTS[CCS_N_STRETCHES] = {CCS_STRETCH_LIST(X)};
#undef X

/* What a member of the pool comes to, added up over the points. */
typedef struct {
    double n, error, size, actual,
        mean;                    /* points; sums of errors, of their sizes, of what the member has, of what the others have */
    double banded, in_95, in_80; /* points that have a band; of these inside */
    double bins[CCS_PIT_BINS];
} tally_t;

/* A value and whose it is. */
typedef struct {
    double value;
    uint32_t member;
} drawn_t;

typedef struct {
    const ccs_actual_t *actual;
    const ccs_replicas_t *sample;
    ccs_scores_t *to;
    ccs_scored_t *series; /* that is being made */
    drawn_t *pool;        /* [n + 1] of the point at hand, those who have a value, ascending */
    uint32_t n_pool;
    tally_t *tallies; /* [n + 1] */
    double *stats;    /* [n + 1] */
} maker_t;

/* ---- values --------------------------------------------------------------------------------------------------------------------- */

static uint32_t day_of(const maker_t *self, uint32_t cell)
{
    return ccs_axis_day(self->actual->plan, self->actual->plan->periods.first_counted + cell);
}

/* The cells of a point that begins at a cell: up to before the end. */
static uint32_t end_of(const maker_t *self, uint32_t cell)
{
    uint32_t end = cell + 1;

    if (self->series->stretch == CCS_STRETCH_run) return self->actual->n_cells;
    while (self->series->stretch == CCS_STRETCH_day && end < self->actual->n_cells && day_of(self, end) == day_of(self, cell))
        end++;
    return end;
}

/* What a member has of a point, of the cells and queues that the records have. */
static double value_of(const maker_t *self, uint32_t cell, uint32_t end, uint32_t member)
{
    const enum ccs_measured m = self->series->measured;
    const uint32_t one = self->series->subject;
    ccs_summand_t sum = {(double) NAN, 0};

    for (uint32_t s = one == CCS_NONE ? 0 : one; s < (one == CCS_NONE ? self->actual->n_subjects : one + 1); s++) {
        for (uint32_t c = cell; c < end; c++) {
            const ccs_summand_t *const known = ccs_actual_part(self->actual, s, c, m);

            if (isnan(known->num)) continue;
            ccs_part_add(&sum, member == self->sample->n ? *known : ccs_sample_part(self->sample, self->actual, member, s, c)[m]);
        }
    }
    return ccs_part_value(sum, m);
}

static int by_value(const void *a, const void *b)
{
    const drawn_t *const x = a, *const y = b;

    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return x->member < y->member ? -1 : x->member > y->member;
}

/* ---- a point ---------------------------------------------------------------------------------------------------------------------- */

/* Spread over the bins what lies from one probability to another: figures that are equal share what is between them (Czado, Gneiting and Held 2009,
 * Biometrics 65). */
static void add_bins(double *bins, double from, double to)
{
    for (int b = 0; b < CCS_PIT_BINS; b++) {
        const double low = fmax(from, (double) b / CCS_PIT_BINS), high = fmin(to, (double) (b + 1) / CCS_PIT_BINS);

        if (high > low) bins[b] += (high - low) / (to - from);
    }
}

static uint32_t out_of_band(double out, uint32_t n_others)
{
    return (uint32_t) floor(out * (n_others + 1) + 1e-9);
}

/* Whether a value that so many others are below, and so many equal, lies in the band of the others. */
static bool is_inside(uint32_t k, uint32_t below, uint32_t equal, uint32_t n_others)
{
    return below + equal >= k && n_others - below >= k;
}

/* A member held against the others. @param below, equal  of the others */
static void hold(tally_t *to, const drawn_t *drawn, double mean, const uint32_t ranks[3])
{
    const uint32_t below = ranks[0], equal = ranks[1], n_others = ranks[2], k = out_of_band(OUT_95, n_others);

    to->n++;
    to->error += drawn->value - mean;
    to->size += fabs(drawn->value - mean);
    to->actual += fabs(drawn->value);
    to->mean += fabs(mean);
    add_bins(to->bins, below / (n_others + 1.0), (below + equal + 1) / (n_others + 1.0));
    if (k == 0) return;
    to->banded++;
    to->in_95 += is_inside(k, below, equal, n_others);
    to->in_80 += is_inside(out_of_band(OUT_80, n_others), below, equal, n_others);
}

static void hold_all(maker_t *self, double sum)
{
    for (uint32_t first = 0, end; first < self->n_pool; first = end) {
        for (end = first + 1; end < self->n_pool && self->pool[end].value == self->pool[first].value;) end++;
        for (uint32_t i = first; i < end; i++) {
            const drawn_t *const drawn = &self->pool[i];
            const uint32_t ranks[3] = {first, end - first - 1, self->n_pool - 1};

            hold(&self->tallies[drawn->member], drawn, (sum - drawn->value) / (self->n_pool - 1), ranks);
        }
    }
}

/* The value that lies at a rank, from 1, among the replications. */
static double at_rank(const maker_t *self, uint32_t rank)
{
    uint32_t i = 0;

    for (;; i++)
        if (self->pool[i].member < self->sample->n && --rank == 0) return self->pool[i].value;
}

static void set_bands(const maker_t *self, ccs_held_t *point)
{
    const uint32_t n = self->n_pool - 1, k = out_of_band(OUT_95, n), k_80 = out_of_band(OUT_80, n);
    uint32_t below = 0, equal = 0;

    for (uint32_t i = 0; i < self->n_pool; i++) {
        below += self->pool[i].value < point->actual;
        equal += self->pool[i].value == point->actual && self->pool[i].member < self->sample->n;
    }
    point->pit = (below + 0.5 * equal + 0.5) / (n + 1.0);
    point->low = k > 0 ? at_rank(self, k) : (double) NAN;
    point->high = k > 0 ? at_rank(self, n + 1 - k) : (double) NAN;
    point->low_80 = k_80 > 0 ? at_rank(self, k_80) : (double) NAN;
    point->high_80 = k_80 > 0 ? at_rank(self, n + 1 - k_80) : (double) NAN;
}

/* Give values that are the same but for how they were added up the one of the smallest, so that they are equal. @return what happened */
static double level(maker_t *self)
{
    double first = self->pool[0].value, actual = (double) NAN;

    for (uint32_t i = 0; i < self->n_pool; i++) {
        drawn_t *const drawn = &self->pool[i];

        if (drawn->value - first <= SAME * fabs(drawn->value)) drawn->value = first;
        else first = drawn->value;
        if (drawn->member == self->sample->n) actual = drawn->value;
    }
    return actual;
}

/* A point is one where something happened, and in two replications at least. */
static void add_point(maker_t *self, uint32_t cell, uint32_t end)
{
    double actual = value_of(self, cell, end, self->sample->n), sum = 0;

    if (isnan(actual)) return;
    self->pool[0] = (drawn_t){actual, self->sample->n};
    self->n_pool = 1;
    for (uint32_t r = 0; r < self->sample->n; r++) {
        const double value = value_of(self, cell, end, r);

        if (isnan(value)) continue;
        self->pool[self->n_pool++] = (drawn_t){value, r};
    }
    if (self->n_pool < 3) return;
    qsort(self->pool, self->n_pool, sizeof *self->pool, by_value);
    actual = level(self);
    for (uint32_t i = 0; i < self->n_pool; i++) sum += self->pool[i].value;
    ccs_held_t *const point = &self->series->points[self->series->n_points++];

    *point = (ccs_held_t){.cell = cell, .actual = actual, .mean = (sum - actual) / (self->n_pool - 1)};
    set_bands(self, point);
    hold_all(self, sum);
}

/* ---- a series ---------------------------------------------------------------------------------------------------------------------- */

static double stat_of(const maker_t *self, enum ccs_judged judged, const tally_t *t)
{
    const bool is_amount = CCS_MEASURED[self->series->measured].kind == CCS_MEASURED_AMOUNT;
    double far = 0;

    switch (judged) {
    case CCS_JUDGED_coverage: return t->banded > 0 ? t->in_95 / t->banded : (double) NAN;
    case CCS_JUDGED_coverage_80: return t->banded > 0 ? t->in_80 / t->banded : (double) NAN;
    case CCS_JUDGED_bias:
        if (is_amount) return t->mean > 0 ? t->error / t->mean : (double) NAN;
        return t->n > 0 ? t->error / t->n : (double) NAN;
    case CCS_JUDGED_wape: return t->actual > 0 ? t->size / t->actual : (double) NAN;
    case CCS_JUDGED_pit:
        for (int b = 0; b < CCS_PIT_BINS; b++) far += fabs(t->bins[b] / t->n - 1.0 / CCS_PIT_BINS) / 2;
        return t->n > 0 ? far : (double) NAN;
    case CCS_N_JUDGED: break;
    }
    return (double) NAN;
}

/* What a figure is measured by: shares of points and relative errors by 1, the bias of a share or a time by that share or time. */
static double size_of(const maker_t *self, enum ccs_judged judged)
{
    const tally_t *const actual = &self->tallies[self->sample->n];

    if (judged != CCS_JUDGED_bias || CCS_MEASURED[self->series->measured].kind == CCS_MEASURED_AMOUNT) return 1;
    return fmax(actual->mean, actual->actual) / actual->n;
}

/* The middle 95 % of the first n of stats, which they are sorted for. */
static void middle(double *stats, uint32_t n, double *low, double *high)
{
    const uint32_t out = (uint32_t) floor(OUT_95 * n);

    qsort(stats, n, sizeof *stats, ccs_sample_by_size);
    *low = n > 0 ? stats[out] : (double) NAN;
    *high = n > 0 ? stats[n - 1 - out] : (double) NAN;
}

/* Whether a figure is among those that are judged together. */
static bool is_judged(const ccs_scored_t *series, enum ccs_judged judged)
{
    return series->stretch != CCS_STRETCH_run || judged == CCS_JUDGED_bias;
}

/* How far each member is out, by standard deviations of all: the largest of the figures so far is kept. @return that of what happened */
static double judge_far(maker_t *self, enum ccs_judged judged)
{
    const uint32_t n_members = self->sample->n + 1;
    double n = 0, mean = 0, sum2 = 0, z = 0;

    for (uint32_t m = 0; m < n_members; m++) {
        if (isnan(self->stats[m])) continue;
        n++;
        mean += (self->stats[m] - mean) / n;
    }
    for (uint32_t m = 0; m < n_members; m++)
        if (!isnan(self->stats[m])) sum2 += (self->stats[m] - mean) * (self->stats[m] - mean);
    const double sd = sqrt(sum2 / n);

    if (!(sd > SAME * fmax(fabs(mean), size_of(self, judged)))) return 0;
    self->to->n_judged += is_judged(self->series, judged);
    for (uint32_t m = 0; m < n_members; m++) {
        z = isnan(self->stats[m]) ? 0 : fabs(self->stats[m] - mean) / sd;
        if (is_judged(self->series, judged)) self->to->far[m] = fmax(self->to->far[m], z);
    }
    return z;
}

static ccs_score_t judge(maker_t *self, enum ccs_judged judged)
{
    const double value = stat_of(self, judged, &self->tallies[self->sample->n]);
    const double slack = SAME * size_of(self, judged);
    const bool only_up = judged == CCS_JUDGED_wape || judged == CCS_JUDGED_pit;
    ccs_score_t to = {value, (double) NAN, (double) NAN, (double) NAN, 0};
    uint32_t n = 0, up = 0, down = 0;

    if (isnan(value)) return to;
    for (uint32_t m = 0; m <= self->sample->n; m++) self->stats[m] = stat_of(self, judged, &self->tallies[m]);
    to.z = judge_far(self, judged);
    for (uint32_t m = 0; m <= self->sample->n; m++) {
        const double x = self->stats[m];

        if (isnan(x)) continue;
        self->stats[n++] = x;
        up += x >= value - slack;
        down += x <= value + slack;
    }
    to.p = only_up ? (double) up / n : fmin(1, 2.0 * (up < down ? up : down) / n);
    middle(self->stats, n, &to.low, &to.high);
    return to;
}

static void judge_bins(maker_t *self)
{
    ccs_scored_t *const series = self->series;

    for (int b = 0; b < CCS_PIT_BINS; b++) {
        uint32_t n = 0;

        for (uint32_t m = 0; m <= self->sample->n; m++)
            if (self->tallies[m].n > 0) self->stats[n++] = self->tallies[m].bins[b] / self->tallies[m].n;
        series->pit[b] = self->tallies[self->sample->n].bins[b] / self->tallies[self->sample->n].n;
        middle(self->stats, n, &series->pit_low[b], &series->pit_high[b]);
    }
}

/* Make the series; one without a point is dropped again. */
static int make_series(maker_t *self, enum ccs_measured measured, enum ccs_stretch stretch, uint32_t subject)
{
    ccs_scored_t *const series = self->series = &self->to->series[self->to->n];
    const tally_t *const actual = &self->tallies[self->sample->n];

    *series = (ccs_scored_t){.measured = measured, .stretch = stretch, .subject = subject};
    for (uint32_t m = 0; m <= self->sample->n; m++) self->tallies[m] = (tally_t){0};
    series->points =
        ccs_arena_array(&self->to->arena, stretch == CCS_STRETCH_run ? 1 : self->actual->n_cells, sizeof *series->points);
    if (!series->points) return CCS_ERR_NOMEM;
    for (uint32_t c = 0, end; c < self->actual->n_cells; c = end) {
        end = end_of(self, c);
        add_point(self, c, end);
    }
    if (series->n_points == 0) return 0;
    for (enum ccs_judged j = 0; j < CCS_N_JUDGED; j++) series->of[j] = judge(self, j);
    series->error = actual->size / actual->n;
    judge_bins(self);
    self->to->n++;
    return 0;
}

/* ---- all of them ----------------------------------------------------------------------------------------------------------------- */

static bool has(const ccs_actual_t *actual, uint32_t subject, enum ccs_measured measured)
{
    for (uint32_t c = 0; c < actual->n_cells; c++)
        if (!isnan(ccs_actual_part(actual, subject, c, measured)->num)) return true;
    return false;
}

/* All together, then each, where there are several. */
static int make_measured(maker_t *self, enum ccs_measured measured)
{
    const ccs_actual_t *const actual = self->actual;
    uint32_t n = 0;
    int ret = 0;

    for (uint32_t s = 0; s < actual->n_subjects; s++) n += has(actual, s, measured);
    for (enum ccs_stretch stretch = 0; stretch < CCS_N_STRETCHES; stretch++) {
        if (stretch == CCS_STRETCH_day && actual->plan->n_days < 2) continue;
        if (stretch == CCS_STRETCH_day && actual->plan->periods.by != CCS_REPORT_INTERVAL) continue;
        CCS_TRY(make_series(self, measured, stretch, CCS_NONE));
        for (uint32_t s = 0; s < actual->n_subjects && n > 1; s++)
            if (has(actual, s, measured)) CCS_TRY(make_series(self, measured, stretch, s));
    }
out:
    return ret;
}

/* The farthest of what happened among the farthest of all. @param scratch  n + 1 doubles */
static void judge_together(ccs_scores_t *self, uint32_t n, double *scratch)
{
    uint32_t as_far = 0;

    for (uint32_t m = 0; m <= n; m++) {
        scratch[m] = self->far[m];
        as_far += self->far[m] >= self->far[n] * (1 - SAME);
    }
    qsort(scratch, n + (size_t) 1, sizeof *scratch, ccs_sample_by_size);
    self->most = scratch[(uint32_t) ceil(0.95 * (n + 1)) - 1];
    self->p = as_far / (n + 1.0);
}

int ccs_scores_make(ccs_scores_t *self, const ccs_actual_t *actual, const ccs_replicas_t *sample)
{
    ccs_arena_t scratch = {0};
    const size_t n = (size_t) sample->n + 1;
    maker_t maker = {.actual = actual,
        .sample = sample,
        .to = self,
        .pool = ccs_arena_array(&scratch, n, sizeof *maker.pool),
        .tallies = ccs_arena_array(&scratch, n, sizeof *maker.tallies),
        .stats = ccs_arena_array(&scratch, n, sizeof *maker.stats)};
    int ret = 0;

    *self = (ccs_scores_t){0};
    self->series = ccs_arena_array(&self->arena, (size_t) CCS_N_MEASURED * CCS_N_STRETCHES * (actual->n_subjects + (size_t) 1),
        sizeof *self->series);
    self->far = ccs_arena_array(&self->arena, n, sizeof *self->far);
    CCS_REQUIRE(self->series && self->far && maker.pool && maker.tallies && maker.stats, CCS_ERR_NOMEM);
    for (enum ccs_measured m = 0; m < CCS_N_MEASURED; m++)
        if (actual->has[m]) CCS_TRY(make_measured(&maker, m));
    judge_together(self, sample->n, maker.stats);
out:
    ccs_arena_free(&scratch);
    return ret;
}

void ccs_scores_free(ccs_scores_t *self)
{
    ccs_arena_free(&self->arena);
    *self = (ccs_scores_t){0};
}

bool ccs_scores_is_out(const ccs_scores_t *self, const ccs_scored_t *series, enum ccs_judged judged)
{
    return is_judged(series, judged) && series->of[judged].z > self->most * (1 + SAME);
}

const ccs_scored_t *ccs_scores_find(const ccs_scores_t *self, enum ccs_measured measured, enum ccs_stretch stretch,
    uint32_t subject)
{
    for (uint32_t i = 0; i < self->n; i++) {
        const ccs_scored_t *const s = &self->series[i];

        if (s->measured == measured && s->stretch == stretch && s->subject == subject) return s;
    }
    return NULL;
}
