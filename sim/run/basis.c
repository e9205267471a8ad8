/* basis.c - sentences on intervals. One sentence a run: the reason that counts most. */
#include "basis.h"

#include <math.h>
#include <stdio.h>

#include "units.h"

/* Observations below which the interval of a ratio is not trusted, and times that a rare event must have been seen: of eight in a row, coming three
 * at a time, intervals cover 89 % where they say 95, of nineteen 96 (docs/validation.md, days-20-easy). */
enum { FEW = 10, MEMORIES_TO_WARM_UP = 5 };

/* Four of the thousand looks that a replication is given: what is felt for less cannot be told from it. */
static const double RESOLVED_FRAC = 0.004;

/* To two digits of the unit that people would take, upwards: it is no more than an estimate. */
static const char *about(double seconds, char text[CCS_UNITS_TEXT_MAX])
{
    const double unit_s = seconds >= 3600 ? 3600 : seconds >= 60 ? 60 : 1, x = fmax(seconds, 1e-3) / unit_s;
    const double step = pow(10, floor(log10(x)) - 1);

    return ccs_units_show_duration(unit_s * step * ceil(x / step - 1e-9), text, CCS_UNITS_TEXT_MAX);
}

const char *ccs_basis_words(const ccs_results_t *results, char text[CCS_BASIS_MAX])
{
    const ccs_batching_t *const b = ccs_results_batching(results);
    char length[CCS_UNITS_TEXT_MAX], memory[CCS_UNITS_TEXT_MAX], warm_up[CCS_UNITS_TEXT_MAX];
    int n = 0;

    text[0] = '\0';
    if (!results->plan->axis.is_batched || results->n_replications == 0) return text;
    switch (b->kind) {
    case CCS_BATCHES:
        n = snprintf(text, CCS_BASIS_MAX, "intervals rest on %u independent batches of %s", b->n, about(b->length_s, length));
        break;
    case CCS_BATCHES_REPLICATIONS: n = snprintf(text, CCS_BASIS_MAX, "intervals rest on the %u replications", b->n); break;
    case CCS_BATCHES_TOO_SHORT:
    case CCS_BATCHES_ONE_DRAW: n = snprintf(text, CCS_BASIS_MAX, "no intervals"); break;
    }
    if (b->memory_s > 0)
        n += snprintf(text + n, CCS_BASIS_MAX - (size_t) n, "; what happens is felt for %s%s", about(b->memory_s, memory),
            b->memory_s < RESOLVED_FRAC * results->plan->end_s ? " or less" : "");
    if (!isnan(b->von_neumann) && b->kind == CCS_BATCHES)
        n += snprintf(text + n, CCS_BASIS_MAX - (size_t) n, "; von Neumann's test of independence passed (z = %.2f)",
            b->von_neumann);
    if (b->warm_up_s > 0)
        snprintf(text + n, CCS_BASIS_MAX - (size_t) n, "; warm-up found and not counted: %s", about(b->warm_up_s, warm_up));
    return text;
}

/* What people look at first, and what is seldom missed or abandoned on a good day. @return its name, NULL: nothing is rare */
static const char *rare(const ccs_results_t *results, double *events)
{
    static const enum ccs_metric looked_at[] = {CCS_METRIC_service_level, CCS_METRIC_abandonment_rate};
    const ccs_metrics_t *const m = results->metrics;

    for (size_t k = 0; k < sizeof looked_at / sizeof *looked_at; k++) {
        for (uint32_t i = 0; i < m->n_metrics; i++) {
            if (m->metrics[i].metric != looked_at[k] || m->metrics[i].as != CCS_AS_SUMS) continue;
            *events = ccs_results_events(results, i, 0);
            if (*events < FEW) return m->metrics[i].name;
        }
    }
    return NULL;
}

static void doubt_rare(const ccs_results_t *results, char text[CCS_BASIS_MAX])
{
    double events = 0;
    const char *const name = rare(results, &events);

    if (name)
        snprintf(text, CCS_BASIS_MAX,
            "%s rests on %.0f events: below %d its interval, and those of waits and counts that hang on them, may be too short; "
            "run more (-r, run.length)",
            name, events, FEW);
}

/* The start shifts a mean by about memory / length; of n replications its standard error falls to that where n memories are as long as one of
 * them. What MSER-5 cuts off is a help and no more. */
static bool begins_empty(const ccs_results_t *results)
{
    const double length_s = results->per_replication * results->open_s;

    return results->plan->finds_warm_up && results->n_replications > 1 &&
        results->n_replications * ccs_results_batching(results)->memory_s > length_s;
}

const char *ccs_basis_doubt(const ccs_results_t *results, char text[CCS_BASIS_MAX])
{
    const ccs_batching_t *const b = ccs_results_batching(results);
    const bool steady = results->plan->axis.is_batched;
    const uint32_t n = ccs_results_observed(results);
    char length[CCS_UNITS_TEXT_MAX], memory[CCS_UNITS_TEXT_MAX];

    text[0] = '\0';
    if (results->n_replications == 0) return text;
    if (steady && b->kind == CCS_BATCHES_TOO_SHORT)
        snprintf(text, CCS_BASIS_MAX,
            "the run is too short for confidence intervals: what happens is felt for at least %s, and a replication "
            "should last at least %s (run.length)",
            about(b->memory_s, memory), about(b->wanted_s, length));
    else if (steady && b->kind == CCS_BATCHES_ONE_DRAW)
        snprintf(text, CCS_BASIS_MAX,
            "no confidence intervals: day factors and fractions of agents are drawn once a replication, and there is one; run "
            "several, such as -r 20");
    else if (steady && begins_empty(results))
        snprintf(text, CCS_BASIS_MAX,
            "each of %u replications begins empty, which so many short ones carry into every mean: write a warm-up, such as "
            "run.warm_up = \"%s\", or run fewer and longer ones",
            results->n_replications, about(MEMORIES_TO_WARM_UP * b->memory_s, length));
    else if (n > 1 && n < FEW)
        snprintf(text, CCS_BASIS_MAX, "intervals of ratios rest on %u observations and may be too short: 10 or more are wanted%s",
            n, steady ? "" : ", such as -r 20");
    else if (n > 1) doubt_rare(results, text);
    return text;
}
