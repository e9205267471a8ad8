/* results_steady.c - mode steady: which batches count, and which of them are independent. Invariant: of a replication the first
 * skipped[replication] observations are warm-up. */
#include "results_parts.h"

#include <math.h>

/* ---- parts and warm-up ------------------------------------------------------------------------------------------------------------ */

uint32_t ccs_results_parts(const ccs_plan_t *plan)
{
    uint32_t n = 1;

    while (plan->axis.is_batched && 2 * n <= plan->n_counted && 2 * n <= CCS_RESULTS_PARTS) n *= 2;
    return n;
}

uint32_t ccs_results_part_of(const ccs_plan_t *plan, uint32_t batch)
{
    return (uint32_t) ((uint64_t) batch * ccs_results_parts(plan) / plan->n_counted);
}

/* There is room for twice the parts of one replication: as more come, neighbours are put together, and when each has one part only, replications
 * are dealt to the sections in turn. */
static void make_room_for_parts(ccs_results_t *self)
{
    const uint32_t n_types = self->plan->n_types, most = 2 * ccs_results_parts(self->plan);

    while (self->parts_each > 1 && (self->n_replications + 1) * self->parts_each > most) {
        for (uint32_t i = 0; i < self->n_replications * self->parts_each * n_types; i++) {
            const uint32_t section = i / n_types, type = i % n_types;
            ccs_histogram_t *const from = &self->sections[i], *const to = &self->sections[section / 2 * n_types + type];

            if (to == from) continue;
            ccs_histogram_merge(to, from);
            ccs_histogram_reset(from);
        }
        self->parts_each /= 2;
    }
}

/* Start empty, and after five times the memory less than a hundredth of it is felt: to cut more would only pick the quietest rest. */
enum { MEMORIES_TO_WARM_UP = 5 };

/* Parts in front that MSER-5 takes for warm-up, at most half of them, where the scenario says nothing. */
static uint32_t warm_up_parts(const ccs_results_t *self, const ccs_steady_t *steady)
{
    const uint32_t n = ccs_results_parts(self->plan);

    if (!self->plan->finds_warm_up || !steady) return 0;
    const double counted_s = self->per_replication * self->open_s,
                 longest = MEMORIES_TO_WARM_UP * ccs_pulse_memory_s(steady->pulse, 0);
    const double found = fmin(ccs_pulse_warm_up_frac(steady->pulse), fmin(longest / counted_s, 0.5));

    return (uint32_t) ceil(n * found);
}

/* What happens is felt as long as it is worked on at least: for runs so short, or so quiet, that they show no more. */
static double longest_handle_s(const ccs_plan_t *plan)
{
    double longest_s = 0;

    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        if (isfinite(plan->pairs[pair].mean_handle_s)) longest_s = fmax(longest_s, plan->pairs[pair].mean_handle_s);
    return longest_s;
}

void ccs_results_add_parts(ccs_results_t *self, const ccs_steady_t *steady)
{
    const uint32_t n_types = self->plan->n_types, n = ccs_results_parts(self->plan), most = 2 * n;
    const uint32_t skip = warm_up_parts(self, steady);
    uint32_t skipped = 0;

    make_room_for_parts(self);
    while (skipped < self->per_replication && ccs_results_part_of(self->plan, skipped) < skip) skipped++;
    self->skipped[self->n_replications] = skipped;
    if (!steady) return;
    const double felt_s = ccs_pulse_memory_s(steady->pulse, (double) skipped / self->per_replication);

    self->memory_s += felt_s > 0 ? felt_s : longest_handle_s(self->plan);
    for (uint32_t part = skip; part < n; part++) {
        const uint32_t section = (self->n_replications * self->parts_each + part * self->parts_each / n) % most;

        for (uint32_t type = 0; type < n_types; type++) {
            ccs_histogram_merge(&self->waits[type], &steady->parts[part * n_types + type]);
            ccs_histogram_merge(&self->sections[section * n_types + type], &steady->parts[part * n_types + type]);
        }
    }
}

bool ccs_results_is_warm_up(const ccs_results_t *self, uint32_t observation)
{
    return self->skipped && observation % self->per_replication < self->skipped[observation / self->per_replication];
}

/* ---- independent batches ---------------------------------------------------------------------------------------------------------- */

enum { MEMORIES_A_BATCH = 10, LEAST_BATCHES = 20, MEMORIES_A_REPLICATION = 25, LEAST_REPLICATIONS = 10 };
static const double DEPENDENT = 1.645; /* von Neumann's test at 5 % */

/* Batches of a replication that count. */
static uint32_t counted(const ccs_results_t *self, uint32_t replication)
{
    return self->per_replication - self->skipped[replication];
}

/* With `each` independent batches of a replication: the one of an observation that counts, from 0. */
static uint32_t batch_of(const ccs_results_t *self, uint32_t observation, uint32_t each)
{
    const uint32_t replication = observation / self->per_replication, n = counted(self, replication);
    const uint32_t i = observation % self->per_replication - self->skipped[replication];

    return replication * each + (uint32_t) ((uint64_t) i * (each < n ? each : n) / n);
}

bool ccs_results_ends_batch(const ccs_results_t *self, uint32_t observation, uint32_t each)
{
    return (observation + 1) % self->per_replication == 0 ||
        batch_of(self, observation + 1, each) != batch_of(self, observation, each);
}

/* Contacts present, time integral over a batch. */
static double presence(const ccs_results_t *self, uint32_t observation)
{
    const ccs_record_t r = ccs_results_record(self, observation);
    double sum = 0;

    for (uint32_t i = 0; i < self->plan->n_types; i++) sum += r.type[(size_t) i * self->shape.type_width + CCS_FACT_queue_area];
    for (uint32_t i = 0; i < self->plan->n_pairs; i++)
        sum += r.pair[(size_t) i * CCS_N_PAIR_FACTS + CCS_FACT_talk_area] +
            r.pair[(size_t) i * CCS_N_PAIR_FACTS + CCS_FACT_wrap_area];
    return sum;
}

/* Von Neumann's ratio of the contacts that are present, over batches of so many observations each. */
static double von_neumann(const ccs_results_t *self, uint32_t each)
{
    ccs_residuals_t residuals = {0};
    double sum = 0, own = 0, n = 0, of_batch = 0;

    for (uint32_t i = 0; i < self->n_obs; i++) {
        if (ccs_results_is_warm_up(self, i)) continue;
        sum += presence(self, i);
        n++;
    }
    for (uint32_t i = 0; i < self->n_obs; i++) {
        if (ccs_results_is_warm_up(self, i)) continue;
        own += presence(self, i);
        of_batch++;
        if (!ccs_results_ends_batch(self, i, each)) continue;
        ccs_residuals_add(&residuals, own / of_batch - sum / n);
        if ((i + 1) % self->per_replication == 0) ccs_residuals_break(&residuals);
        own = of_batch = 0;
    }
    return ccs_residuals_von_neumann(&residuals);
}

/* As many batches as their length allows, fewer while von Neumann's test finds neighbours alike. */
static void choose_batches(const ccs_results_t *self, ccs_batching_t *b, uint32_t least_counted, double counted_s)
{
    const uint32_t n = self->n_replications;
    const double most = b->memory_s > 0 ? floor(counted_s / (MEMORIES_A_BATCH * b->memory_s)) : least_counted;
    const bool by_memory = most < least_counted;

    b->each = by_memory ? (uint32_t) most : least_counted;
    b->wanted_s = fmax(MEMORIES_A_BATCH * LEAST_BATCHES * b->memory_s, 1.5 * counted_s);
    if (b->each * n < LEAST_BATCHES && by_memory) b->each = 0;
    while (b->each > 1 && b->memory_s > 0) {
        b->von_neumann = von_neumann(self, b->each);
        if (!(b->von_neumann > DEPENDENT)) break;
        b->each /= 2;
        if (b->each * n < LEAST_REPLICATIONS) b->each = 0;
    }
    if (b->each <= 1 && n >= LEAST_REPLICATIONS &&
        counted_s >= MEMORIES_A_REPLICATION * b->memory_s) { /* each replication is independent of the others */
        b->each = 1;
        b->kind = CCS_BATCHES_REPLICATIONS;
    }
    if (b->each == 0) b->kind = CCS_BATCHES_TOO_SHORT;
}

const ccs_batching_t *ccs_results_batching(const ccs_results_t *self)
{
    ccs_batching_t *const b = self->batching;
    const uint32_t n = self->n_replications;
    uint32_t least = self->per_replication;
    double skipped = 0;

    if (b->n_replications == n && n > 0) return b;
    *b = (ccs_batching_t){.n_replications = n, .von_neumann = (double) NAN};
    if (n == 0 || !self->plan->axis.is_batched) return b;
    for (uint32_t i = 0; i < n; i++) {
        skipped += (double) self->skipped[i] / n;
        least = counted(self, i) < least ? counted(self, i) : least;
    }
    const double counted_s = (self->per_replication - skipped) * self->open_s;

    b->warm_up_s = skipped * self->open_s;
    b->memory_s = self->memory_s / n;
    if (ccs_plan_has_common_draw(self->plan)) {
        b->kind = n > 1 ? CCS_BATCHES_REPLICATIONS : CCS_BATCHES_ONE_DRAW;
        b->each = n > 1;
    } else {
        choose_batches(self, b, least, counted_s);
    }
    b->n = b->each * n;
    b->length_s = b->each > 0 ? counted_s / b->each : (double) NAN;
    return b;
}

uint32_t ccs_results_observed(const ccs_results_t *self)
{
    return self->plan->axis.is_batched ? ccs_results_batching(self)->n : (self->n_replications + self->set - 1) / self->set;
}

uint32_t ccs_results_group(const ccs_results_t *self, uint32_t observation)
{
    if (!self->plan->axis.is_batched) return observation / self->set + 1;
    if (ccs_results_is_warm_up(self, observation)) return 0;
    const uint32_t each = ccs_results_batching(self)->each;

    return each > 0 ? batch_of(self, observation, each) + 1 : 0;
}
