/* source.c - fresh contacts. Invariant: every draw equals ccs_stream_draw of its key, whether it comes from a batch or alone. */
#include "source.h"

#include <math.h>

#include "err.h"
#include "hint.h"

enum { BLOCK_FIRST = CCS_PURPOSE_GAP / 2, BLOCK_SECOND = CCS_PURPOSE_PATIENCE / 2, BLOCK_IVR = CCS_PURPOSE_CONTAINED / 2 };

_Static_assert(CCS_PURPOSE_TALK == CCS_PURPOSE_GAP + 1 && CCS_PURPOSE_BALK == CCS_PURPOSE_PATIENCE + 1 &&
        CCS_PURPOSE_IVR_TIME == CCS_PURPOSE_CONTAINED + 1 && CCS_PURPOSE_CONTAINED % 2 == 0,
    "they share blocks");

CCS_APART static void fill_first(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    self->batch_first = self->index;
    self->has_second = false;
    self->has_ivr = false;
    ccs_stream_batch(&self->stream, self->index, BLOCK_FIRST, self->gap, self->talk);
    ccs_distribution_fill(&type->gap, self->gap, self->gap, CCS_STREAM_BATCH);
    if (self->talk_by_ratio) ccs_distribution_fill(&plan->pairs[type->first_pair].talk, self->talk, self->talk, CCS_STREAM_BATCH);
}

CCS_APART static void fill_second(ccs_source_t *self, const ccs_type_t *type)
{
    self->has_second = true;
    ccs_stream_batch(&self->stream, self->batch_first, BLOCK_SECOND, self->patience_s, self->balk);
    if (type->patience.kind != CCS_DISTRIBUTION_NONE)
        ccs_distribution_fill(&type->patience, self->patience_s, self->patience_s, CCS_STREAM_BATCH);
}

CCS_APART static void fill_ivr(ccs_source_t *self, const ccs_type_t *type)
{
    self->has_ivr = true;
    ccs_stream_batch(&self->stream, self->batch_first, BLOCK_IVR, self->contained, self->ivr_time_s);
    if (type->ivr_time.kind != CCS_DISTRIBUTION_NONE)
        ccs_distribution_fill(&type->ivr_time, self->ivr_time_s, self->ivr_time_s, CCS_STREAM_BATCH);
}

double ccs_source_day_factor(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_stream_t *factor, uint32_t day)
{
    if (type->day_factor == CCS_NONE) return 1;
    return ccs_distribution_at(&plan->day_factors[type->day_factor].law, ccs_stream_draw(factor, day, 0, CCS_PURPOSE_DAY_FACTOR));
}

static double day_factor(const ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type, uint32_t day)
{
    const ccs_stream_t factor = {.key = self->factor_key, .replication = self->stream.replication};

    return ccs_source_day_factor(plan, type, &factor, day);
}

/* Go to the next piece with a rate above 0. @return false if there is none */
CCS_APART static bool next_piece(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    for (self->rate++; self->rate < self->end_rate; self->rate++) {
        const ccs_rate_t *const r = &plan->rates[self->rate];

        self->per_s = r->per_s * day_factor(self, plan, type, r->day);
        if (!(self->per_s > 0)) continue;
        self->s_per_contact = 1 / self->per_s;
        self->time_s = r->start_s;
        self->piece_end_s = r->end_s;
        return true;
    }
    return false;
}

void ccs_source_reset(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint64_t seed, uint32_t replication)
{
    const ccs_type_t *const t = &plan->types[type];

    self->stream = ccs_stream_make(seed, t->name_hash, replication);
    self->factor_key = t->day_factor == CCS_NONE ? 0 : ccs_stream_make(seed, plan->day_factors[t->day_factor].name_hash, 0).key;
    self->index = 0;
    self->talk_by_ratio = t->n_pairs > 0 && !isnan(plan->pairs[t->first_pair].talk_ratio);
    self->rate = t->first_rate - 1; /* wraps for 0, and back in next_piece */
    self->end_rate = t->first_rate + t->n_rates;
    self->has_arrivals = next_piece(self, plan, t);
    fill_first(self, plan, t);
    if (t->first_gap) self->gap[0] = ccs_remaining_at(t->first_gap, ccs_stream_draw(&self->stream, 0, 0, CCS_PURPOSE_GAP));
}

double ccs_source_next(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type)
{
    const ccs_type_t *const t = &plan->types[type];

    if (!self->has_arrivals) return INFINITY;
    if (self->index - self->batch_first == CCS_STREAM_BATCH) fill_first(self, plan, t);
    double gap = self->gap[self->index - self->batch_first];

    for (;;) {
        const double time_s = self->time_s + gap * self->s_per_contact;

        if (time_s < self->piece_end_s) return self->time_s = time_s;
        gap -= (self->piece_end_s - self->time_s) * self->per_s;
        if (gap < 0) gap = 0; /* rounding */
        self->has_arrivals = next_piece(self, plan, t);
        if (!self->has_arrivals) return INFINITY;
    }
}

static double talk_of(const ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type, double u)
{
    return self->talk_by_ratio ? ccs_distribution_at(&plan->pairs[type->first_pair].talk, u) : u;
}

double ccs_source_talk(const ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint32_t index, uint32_t attempt)
{
    const uint32_t place = index - self->batch_first;

    if (attempt == 0 && place < CCS_STREAM_BATCH) return self->talk[place];
    return talk_of(self, plan, &plan->types[type], ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_TALK));
}

double ccs_source_patience_s(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt)
{
    const uint32_t place = index - self->batch_first;

    if (attempt == 0 && place < CCS_STREAM_BATCH) {
        if (!self->has_second) fill_second(self, type);
        return self->patience_s[place];
    }
    return ccs_distribution_at(&type->patience, ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_PATIENCE));
}

double ccs_source_wrap_s(const ccs_source_t *self, const ccs_pair_t *pair, uint32_t index, uint32_t attempt)
{
    if (pair->wrap.kind == CCS_DISTRIBUTION_CONSTANT) return pair->wrap.mean;
    return ccs_distribution_at(&pair->wrap, ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_WRAP));
}

double ccs_source_contained(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt)
{
    const uint32_t place = index - self->batch_first;

    if (attempt == 0 && place < CCS_STREAM_BATCH) {
        if (!self->has_ivr) fill_ivr(self, type);
        return self->contained[place];
    }
    return ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_CONTAINED);
}

double ccs_source_ivr_time_s(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt)
{
    const uint32_t place = index - self->batch_first;

    if (attempt == 0 && place < CCS_STREAM_BATCH) {
        if (!self->has_ivr) fill_ivr(self, type);
        return self->ivr_time_s[place];
    }
    return ccs_distribution_at(&type->ivr_time, ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_IVR_TIME));
}

bool ccs_source_balks(ccs_source_t *self, const ccs_type_t *type, uint32_t index, uint32_t attempt)
{
    const uint32_t place = index - self->batch_first;

    if (attempt == 0 && place < CCS_STREAM_BATCH) {
        if (!self->has_second) fill_second(self, type);
        return self->balk[place] < type->balk_frac;
    }
    return ccs_stream_draw(&self->stream, index, attempt, CCS_PURPOSE_BALK) < type->balk_frac;
}
