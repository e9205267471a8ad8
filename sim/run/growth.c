/* growth.c - the drift of a queue. Lengths averaged over stretches of a walk have neighbouring differences with a correlation of 1/4, so that
 * the variance of their mean is 1 + 2/4 times that of independent ones. */
#include "growth.h"

#include <math.h>
#include <stdlib.h>

enum { STRETCHES = 20, STRETCHES_MIN = 5 }; /* of a replication: where there are batches enough, and at least */
enum { REPLICATIONS_MAX = 101 };            /* that are looked at */

static const double CONFIDENCE = 0.9998, CORRELATED = 1.5;

static bool can_grow(const ccs_plan_t *plan, const ccs_type_t *type)
{
    return (type->patience.kind == CCS_DISTRIBUTION_NONE || type->never_frac > 0) && !ccs_plan_may_block(plan, type);
}

/* Mean length of the queue in a stretch of a replication. @param each  batches of a stretch */
static double length_in(const ccs_results_t *r, uint32_t type, uint32_t first_batch, uint32_t each)
{
    double area = 0;

    for (uint32_t b = first_batch; b < first_batch + each; b++)
        area += ccs_results_record(r, b).type[(size_t) type * r->shape.type_width + CCS_FACT_queue_area];
    return area / (each * r->plan->interval_s);
}

/* The t of the drift in one replication. */
static double drift(const double *lengths, uint32_t n)
{
    const double mean = (lengths[n - 1] - lengths[0]) / (n - 1);
    double squares = 0;

    for (uint32_t i = 1; i < n; i++) squares += pow(lengths[i] - lengths[i - 1] - mean, 2);
    return squares > 0 ? mean / sqrt(CORRELATED * squares / (n - 2) / (n - 1)) : mean > 0 ? (double) INFINITY : 0;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}

bool ccs_growth_of_queue(const ccs_results_t *results, uint32_t type, ccs_growth_t *out)
{
    const uint32_t batches = results->per_replication, each = batches < STRETCHES ? 1 : batches / STRETCHES, n = batches / each;
    const uint32_t n_replications = results->n_replications < REPLICATIONS_MAX ? results->n_replications : REPLICATIONS_MAX;
    double t[REPLICATIONS_MAX], lengths[2 * STRETCHES];

    *out = (ccs_growth_t){0};
    if (!results->plan->axis.is_batched || !can_grow(results->plan, &results->plan->types[type])) return false;
    if (n < STRETCHES_MIN || n_replications == 0) return false;
    for (uint32_t r = 0; r < n_replications; r++) {
        for (uint32_t k = 0; k < n; k++) lengths[k] = length_in(results, type, (r + 1) * batches - (n - k) * each, each);
        t[r] = drift(lengths, n);
        out->first += lengths[0] / n_replications;
        out->last += lengths[n - 1] / n_replications;
    }
    qsort(t, n_replications, sizeof *t, compare);
    return t[(n_replications - 1) / 2] > ccs_estimate_t_quantile(CONFIDENCE, n - 2);
}
