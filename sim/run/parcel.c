/* parcel.c - a replication packed: an opening with what the plan is like, then what results take of it, arrays of doubles and counts, of which most
 * are zeros: runs of them are told by their length alone. Invariant: putting and taking walk the same arrays in the same order (walk). */
#include "parcel.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"

#define MARK UINT64_C(0x6c65637261706363)

/* ---- one end -------------------------------------------------------------------------------------------------------------------------- */

/* Words of 8 bytes on their way: into a parcel, or out of one. */
typedef struct {
    ccs_parcel_t *to;          /* NULL: out */
    ccs_parcel_reader_t *from; /* NULL: in */
    bool failed;
} lorry_t;

static void put(lorry_t *self, const void *bytes, size_t n)
{
    ccs_parcel_t *const to = self->to;

    if (!self->failed && n > to->cap - to->n) {
        const size_t cap = 2 * to->cap + n + 4096;
        unsigned char *const grown = realloc(to->bytes, cap);

        self->failed = !grown;
        if (grown) to->bytes = grown;
        if (grown) to->cap = cap;
    }
    if (self->failed) return;
    memcpy(&to->bytes[to->n], bytes, n);
    to->n += n;
}

static void take(lorry_t *self, void *bytes, size_t n)
{
    ccs_parcel_reader_t *const from = self->from;

    self->failed = self->failed || n > (size_t) (from->end - from->at);
    if (self->failed) return;
    memcpy(bytes, from->at, n);
    from->at += n;
}

static void carry(lorry_t *self, void *bytes, size_t n)
{
    if (self->to) put(self, bytes, n);
    else take(self, bytes, n);
}

/* A number that must be the same at both ends. */
static void agree(lorry_t *self, uint64_t own)
{
    uint64_t other = own;

    carry(self, &other, sizeof other);
    self->failed = self->failed || other != own;
}

/* ---- arrays ----------------------------------------------------------------------------------------------------------------------------- */

enum { WORD = 8 };

/* How many words from first on are zero in all bits, or are not. */
static size_t length_of(const unsigned char *words, size_t first, size_t n, bool zero)
{
    size_t i = first;

    for (; i < n; i++) {
        uint64_t word;

        memcpy(&word, &words[i * WORD], WORD);
        if ((word == 0) != zero) break;
    }
    return i - first;
}

/* Runs by turns: how many zeros, how many others, these. */
static void put_words(lorry_t *self, const unsigned char *words, size_t n)
{
    for (size_t i = 0; i < n;) {
        const size_t zeros = length_of(words, i, n, true), others = length_of(words, i + zeros, n, false);
        const uint32_t run[2] = {(uint32_t) zeros, (uint32_t) others};

        put(self, run, sizeof run);
        put(self, &words[(i + zeros) * WORD], others * WORD);
        i += zeros + others;
    }
}

static void take_words(lorry_t *self, unsigned char *words, size_t n)
{
    for (size_t i = 0; i < n && !self->failed;) {
        uint32_t run[2] = {0, 0};

        take(self, run, sizeof run);
        self->failed = self->failed || run[0] > n - i || run[1] > n - i - run[0] || run[0] + run[1] == 0;
        if (self->failed) return;
        memset(&words[i * WORD], 0, run[0] * (size_t) WORD);
        take(self, &words[(i + run[0]) * WORD], run[1] * (size_t) WORD);
        i += (size_t) run[0] + run[1];
    }
}

/* Doubles or counts. */
static void carry_words(lorry_t *self, void *words, size_t n)
{
    _Static_assert(sizeof(double) == WORD && sizeof(uint64_t) == WORD, "both are words");
    agree(self, n);
    if (self->to) put_words(self, words, n);
    else take_words(self, words, n);
}

static void carry_histograms(lorry_t *self, ccs_histogram_t *histograms, size_t n)
{
    for (size_t i = 0; i < n && !self->failed; i++) {
        carry(self, &histograms[i].max, sizeof histograms[i].max);
        carry_words(self, histograms[i].counts, CCS_HISTOGRAM_BUCKETS);
    }
}

/* ---- a replication ----------------------------------------------------------------------------------------------------------------------- */

/* The samples of the steady state, as far as there are any. */
static void carry_pulse(lorry_t *self, ccs_pulse_t *pulse)
{
    uint32_t counts[4] = {pulse->n, pulse->every, pulse->seen, 0};

    carry(self, counts, sizeof counts);
    self->failed = self->failed || counts[0] > CCS_PULSE_MAX;
    if (self->failed) return;
    pulse->n = counts[0];
    pulse->every = counts[1];
    pulse->seen = counts[2];
    carry(self, &pulse->first_s, sizeof pulse->first_s);
    carry(self, &pulse->last_s, sizeof pulse->last_s);
    carry_words(self, pulse->present, (size_t) pulse->n * pulse->n_types);
    carry_words(self, pulse->away, (size_t) pulse->n * pulse->n_types);
    carry(self, pulse->heeds_away, pulse->n_types * sizeof *pulse->heeds_away);
}

/* All that ccs_results_add takes. */
static void walk(lorry_t *self, ccs_replication_t *r)
{
    ccs_facts_t *const facts = &r->flow.facts;
    const ccs_plan_t *const plan = facts->plan;
    const size_t n_types = plan->n_types;

    agree(self, MARK);
    agree(self, plan->axis.is_batched);
    carry_words(self, facts->doubles, facts->n_doubles);
    carry_words(self, facts->ledger, facts->n_ledger);
    if (facts->spreads) carry_histograms(self, facts->spreads, CCS_N_SPREADS * n_types);
    carry_histograms(self, r->waits, n_types);
    carry_words(self, r->quantiles, (size_t) plan->axis.n_observations * r->metrics->n_entities * CCS_N_PERCENTILES);
    if (!plan->axis.is_batched) return;
    carry_histograms(self, r->parts, ccs_results_parts(plan) * n_types);
    carry_pulse(self, &r->pulse);
}

int ccs_parcel_put(ccs_parcel_t *self, const ccs_replication_t *replication)
{
    const size_t before = self->n;
    lorry_t lorry = {.to = self};
    ccs_replication_t same = *replication; /* its arrays are read alone on this way */

    walk(&lorry, &same);
    if (lorry.failed) self->n = before;
    return lorry.failed ? CCS_ERR_NOMEM : 0;
}

void ccs_parcel_free(ccs_parcel_t *self)
{
    if (!self) return;
    free(self->bytes);
    *self = (ccs_parcel_t){0};
}

int ccs_parcel_take(ccs_parcel_reader_t *self, ccs_replication_t *replication)
{
    lorry_t lorry = {.from = self};

    walk(&lorry, replication);
    return lorry.failed ? CCS_ERR_SCENARIO : 0;
}
