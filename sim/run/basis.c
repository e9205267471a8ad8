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

static uint32_t service_level_of(const ccs_metrics_t *m)
{
    uint32_t i = 0;

    while (i < m->n_metrics && !(m->metrics[i].metric == CCS_METRIC_service_level && m->metrics[i].as == CCS_AS_SUMS)) i++;
    return i;
}

/* How much less the service level varies by sets than replications of its variance, each for itself, would have it; NAN where that is not known. */
static double gain_of_sets(const ccs_results_t *results)
{
    const uint32_t metric = service_level_of(results->metrics), set = results->set, whole = results->n_replications / set * set;
    double values[CCS_METRICS_MAX], weights[CCS_METRICS_MAX], alone = 0, together = 0, sum = 0;

    if (metric == results->metrics->n_metrics || whole < FEW * set) return NAN; /* of fewer it is chance */
    const double mean = ccs_results_estimate(results, metric, 0).mean;

    for (uint32_t i = 0; i < whole; i++) {
        ccs_results_observe_entity(results, 0, i, values, weights);
        const double residual = weights[metric] > 0 ? weights[metric] * (values[metric] - mean) : 0;

        alone += residual * residual;
        sum += residual;
        if ((i + 1) % set != 0) continue;
        together += sum * sum;
        sum = 0;
    }
    const double n = whole, n_sets = n / set;

    return (alone * n / (n - 1)) / (together * n_sets / (n_sets - 1));
}

/* "about 1 / 5.6", "0.8 times": a gain with as many digits as it is sure of, and what is none as what it is. */
static void say_gain(double gain, char *text, size_t size)
{
    const double to = pow(10, floor(log10(gain)) - 1);

    if (gain >= 1.05) snprintf(text, size, gain < 9.95 ? "about 1 / %.1f of" : "about 1 / %.0f of", to * round(gain / to));
    else snprintf(text, size, gain > 0.95 ? "about" : "about %.1f times", 1 / gain);
}

/* Replications that are drawn together. */
static const char *words_of_sets(const ccs_results_t *results, char text[CCS_BASIS_MAX])
{
    const uint32_t n = results->n_replications, whole = n / results->set, rest = n % results->set;
    static const char *const HOW[] = {[CCS_VARIANCE_PLAIN] = "",
        [CCS_VARIANCE_ANTITHETIC] = "antithetic draws",
        [CCS_VARIANCE_STRATIFIED] = "stratified factors",
        [CCS_VARIANCE_LATTICE] = "factors on randomly shifted lattices"};
    char share[32];
    int written;

    if (results->set == 1) return text;
    if (ccs_results_observed(results) < 2) {
        snprintf(text, CCS_BASIS_MAX, "no intervals: they rest on sets of %u replications with %s, and %s", results->set,
            HOW[results->plan->variance], whole == 0 ? "none is whole" : "there is one");
        return text;
    }
    written = snprintf(text, CCS_BASIS_MAX, "intervals rest on %u independent set%s of %u replications with %s", whole,
        whole == 1 ? "" : "s", results->set, HOW[results->plan->variance]);
    if (rest > 0)
        written += snprintf(text + written, CCS_BASIS_MAX - (size_t) written, ", and %u of one that is not whole", rest);
    const double gain = gain_of_sets(results);

    if (!isfinite(gain)) return text;
    say_gain(gain, share, sizeof share);
    snprintf(text + written, CCS_BASIS_MAX - (size_t) written,
        "; of the service level they have %s the variance that as many drawn each for itself would have", share);
    return text;
}

const char *ccs_basis_words(const ccs_results_t *results, char text[CCS_BASIS_MAX])
{
    const ccs_batching_t *const b = ccs_results_batching(results);
    char length[CCS_UNITS_TEXT_MAX], memory[CCS_UNITS_TEXT_MAX], warm_up[CCS_UNITS_TEXT_MAX];
    int n = 0;

    text[0] = '\0';
    if (results->n_replications == 0) return text;
    if (!results->plan->axis.is_batched) return words_of_sets(results, text);
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

static void doubt_few(const ccs_results_t *results, uint32_t n, char text[CCS_BASIS_MAX])
{
    if (results->set > 1 && n < 2)
        snprintf(text, CCS_BASIS_MAX,
            "there are no intervals: they rest on sets of %u replications, of which 10 or more are wanted, such as -r %u",
            results->set, 2 * FEW * results->set);
    else if (results->set > 1)
        snprintf(text, CCS_BASIS_MAX,
            "intervals rest on %u sets of %u replications and may be too short: 10 or more are wanted, such as -r %u", n,
            results->set, 2 * FEW * results->set);
    else
        snprintf(text, CCS_BASIS_MAX, "intervals of ratios rest on %u observations and may be too short: 10 or more are wanted%s",
            n, results->plan->axis.is_batched ? "" : ", such as -r 20");
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
    else if ((n > 1 || results->set > 1) && n < FEW) doubt_few(results, n, text);
    else if (n > 1) doubt_rare(results, text);
    return text;
}
