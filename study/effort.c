/* effort.c - what a run will take. Every array that grows with cells, replications, types or figures is a term here; a test compares the sum
 * with what is allocated. */
#include "effort.h"

#include <math.h>
#include <stdio.h>

#include "units.h"

/* What is there in any run: the program, its libraries, their tables. */
static const double BASE_BYTES = 8e6;
/* A contact of the initial state: its record, its timer, and both once more while the pools grow. */
static const double INITIAL_BYTES = 200;
/* Quantiles of a figure over the observations; numbers in whose place stand the names, words and heads of the variables of a metric, measured. */
enum { N_QUANTILES = 5, METRIC_DOUBLES = 550 };
/* Share of the data set's bytes that its compressed image takes; measured: 8 % (a day in seconds) to 16 % (ten years). */
static const double FILE_FRAC = 0.12;
/* Measured on the machine of docs/performance.md: nanoseconds of a contact, of a fact of a cell (emptied, filled, verified, added up), of a
 * figure of a cell (a replication's, added to sums), of a number of the data set (estimated), and of one compressed and written. */
static const double CONTACT_NS = 480, FACT_NS = 1, FIGURE_NS = 10, DATA_NS = 8, FILE_NS = 50;
static const double LONG_S = 300; /* a run beyond it is doubted */
static const double OF_MACHINE_FRAC = 0.5;

/* The sizes that terms are made of. */
typedef struct {
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics;
    const ccs_job_options_t *options;
    bool steady;
    double n, n_obs, n_days;   /* replications, observations, days where there are several */
    double n_cells;            /* that have figures of their own */
    double n_columns, n_plain; /* figures of a cell; metrics that are no quantiles */
    double n_apart; /* figures of the pairs of type and group, of single agents, and of what these are off the phones for */
    double n_pairs; /* metrics times entities */
    double n_agents_by_cell;        /* figures of single agents in all cells */
    double n_kept;                  /* replications kept by cell */
    double facts, histogram, parts; /* doubles in a record, bytes in a histogram, histograms of a type in steady mode */
} sizes_t;

static sizes_t sizes_of(const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_job_options_t *options)
{
    ccs_facts_t shape;
    sizes_t s = {.plan = plan,
        .metrics = metrics,
        .options = options,
        .steady = plan->axis.is_batched,
        .n = options->replications,
        .n_days = plan->axis.has_days ? plan->n_days : 0,
        .histogram = sizeof(uint64_t) * (double) CCS_HISTOGRAM_BUCKETS,
        .parts = ccs_results_parts(plan)};

    const uint32_t n_agents = ccs_plan_n_watched(plan), n_own_offs = ccs_plan_n_own_offs(plan);

    ccs_facts_shape(&shape, plan);
    s.facts = (double) shape.size;
    s.n_obs = s.n * plan->axis.n_observations;
    s.n_cells = plan->axis.has_clock ? plan->periods.n_counted : 0;
    s.n_columns = ccs_results_count_columns(metrics);
    for (uint32_t i = 0; i < metrics->n_metrics; i++) {
        s.n_plain += metrics->metrics[i].kind != CCS_KIND_QUANTILE;
        if (ccs_metrics_apply(metrics, i, ccs_metrics_pair(metrics, 0))) s.n_apart += plan->n_team_pairs;
        if (n_agents > 0 && ccs_metrics_apply(metrics, i, ccs_metrics_agent(metrics, 0))) s.n_apart += n_agents;
        if (n_own_offs > 0 && ccs_metrics_apply(metrics, i, ccs_metrics_agent_activity(metrics, 0))) s.n_apart += n_own_offs;
    }
    s.n_agents_by_cell = (double) ccs_results_agent_bytes(plan) / sizeof(ccs_sums_t);
    s.n_pairs = (double) metrics->n_metrics * metrics->n_entities;
    const double each =
        (double) ccs_kept_bytes(plan->periods.n_counted, ccs_results_count_columns(metrics), options->keep_intervals);

    if (s.n_cells > 0) s.n_kept = fmin(s.n, floor((double) ccs_job_kept_bytes(options) / each));
    return s;
}

static double initial_contacts(const ccs_plan_t *plan)
{
    double n = 0;

    for (uint32_t i = 0; i < plan->n_types; i++) n += ccs_plan_n_at_start(&plan->types[i]);
    return n;
}

/* World and facts of a thread, and what its replication is handed over in. */
static double thread_bytes(const sizes_t *s)
{
    const double histograms = s->plan->n_types * (2 + (s->steady ? s->parts : 1)) + 1;
    const double quantiles = s->n_obs / s->n * s->metrics->n_entities * CCS_N_PERCENTILES;

    return sizeof(double) * ((s->plan->periods.n + 1.0) * s->facts + quantiles) + s->histogram * histograms +
        INITIAL_BYTES * initial_contacts(s->plan);
}

static double results_bytes(const sizes_t *s)
{
    const double records = s->n_obs * (s->facts + s->metrics->n_entities * CCS_N_PERCENTILES) + s->n * s->n_days * s->facts;
    const double histograms = s->plan->n_types * (1 + (s->steady ? 2 * s->parts : CCS_RESULTS_SECTIONS)) + 1;
    const double kept = s->n_kept * s->n_cells * s->n_columns * (s->options->keep_intervals ? 2 : 1);

    const double sums = s->n > 1 ? sizeof(ccs_sums_t) / sizeof(double) : 2; /* of one replication its figures alone */

    return sizeof(double) * (records + kept + sums * (s->n_cells * s->n_columns + s->n_agents_by_cell)) +
        s->histogram * histograms;
}

/* Numbers in the data set. */
static double data_doubles(const sizes_t *s)
{
    const double places = s->metrics->n_entities * (s->n_cells + s->n_days), by_time = s->n_plain * places;
    const double of_time =
        (s->n > 1 ? 4 * by_time : by_time + places) + (s->n > 1 ? 4 : 1) * s->n_agents_by_cell; /* one replication has no
                                                                                                                    intervals by time */
    const double estimates = 4 * (s->n_pairs + s->n_apart) + of_time; /* a value, half a width, two ends */
    const double for_files = s->options->tables_only ? 0 : (s->n_kept > 0 ? 10 : 5) * s->n_pairs * s->n_cells;
    const double observations = s->n_obs * (2 * s->n_pairs + s->facts) + s->n * s->n_days * s->facts;

    const double sections = s->steady ? CCS_RESULTS_SECTIONS : fmin(s->n, CCS_RESULTS_SECTIONS);

    return estimates + for_files + observations + (sections + N_QUANTILES) * s->n_pairs + METRIC_DOUBLES * s->metrics->n_metrics;
}

static double contacts(const ccs_plan_t *plan)
{
    double n = initial_contacts(plan);

    for (uint32_t i = 0; i < plan->n_types; i++) n += ccs_plan_fresh(plan, i);
    return n;
}

int ccs_effort_add(ccs_effort_t *self, const ccs_scenario_t *scenario, const ccs_job_options_t *options, bool writes)
{
    ccs_metrics_t metrics = {0};
    int ret;

    CCS_TRY(ccs_metrics_init(&metrics, &scenario->plan));
    const sizes_t s = sizes_of(&scenario->plan, &metrics, options);
    const double data = data_doubles(&s), each_thread = thread_bytes(&s);

    self->plan += (double) scenario->arena.total;
    self->results += results_bytes(&s);
    self->data += sizeof(double) * data;
    if (writes) self->file += sizeof(double) * data * FILE_FRAC;
    self->each_thread = fmax(self->each_thread, each_thread);
    self->simulating_s += 1e-9 * s.n * (CONTACT_NS * contacts(s.plan) + FACT_NS * s.plan->periods.n * s.facts);
    self->adding_s +=
        1e-9 * (FIGURE_NS * s.n * (s.n_cells * s.n_columns + s.n_agents_by_cell) + data * (DATA_NS + (writes ? FILE_NS : 0)));
    self->replications = options->replications;
    self->threads = options->threads < options->replications ? options->threads : options->replications;
    self->variants++;
out:
    ccs_metrics_free(&metrics);
    return ret;
}

double ccs_effort_bytes(const ccs_effort_t *self)
{
    const double stacked = self->variants > 1 ? 2 : 1; /* several data sets are copied into one */

    return BASE_BYTES + self->plan + self->threads * self->each_thread + self->results + stacked * self->data + self->file;
}

double ccs_effort_s(const ccs_effort_t *self)
{
    return self->simulating_s / fmax(self->threads, 1) + self->adding_s;
}

/* ---- words ------------------------------------------------------------------------------------------------------------------------ */

/* Two digits: "85 MB", "1.4 GB", "14 GB". */
static const char *show_bytes(double bytes, char *text, size_t size)
{
    const double gb = bytes / 1e9, mb = bytes / 1e6;

    if (mb < 99.5) snprintf(text, size, "%.0f MB", fmax(mb, 1));
    else if (mb < 995) snprintf(text, size, "%.0f MB", 10 * round(mb / 10));
    else snprintf(text, size, gb < 9.95 ? "%.1f GB" : "%.0f GB", gb);
    return text;
}

/* Whole seconds, minutes or hours. */
static const char *show_time(double seconds, char *text, size_t size)
{
    const double unit_s = seconds < 60 ? 1 : seconds < 3600 ? 60 : 3600;

    return ccs_units_show_duration(unit_s * fmax(round(seconds / unit_s), 1), text, size);
}

const char *ccs_effort_words(const ccs_effort_t *self, char *text)
{
    char bytes[24], time[CCS_UNITS_TEXT_MAX];

    snprintf(text, CCS_EFFORT_TEXT_MAX, "about %s and %s for %lu replication%s%s",
        show_bytes(ccs_effort_bytes(self), bytes, sizeof bytes), show_time(ccs_effort_s(self), time, sizeof time),
        (unsigned long) self->replications, self->replications == 1 ? "" : "s", self->variants > 1 ? " of each variant" : "");
    return text;
}

const char *ccs_effort_doubt(const ccs_effort_t *self, double memory_bytes, char *text)
{
    const bool large = memory_bytes > 0 && ccs_effort_bytes(self) > OF_MACHINE_FRAC * memory_bytes,
               slow = ccs_effort_s(self) > LONG_S;
    char words[CCS_EFFORT_TEXT_MAX], bytes[24];

    if (!large && !slow) return NULL;
    const int n = snprintf(text, CCS_EFFORT_DOUBT_MAX, "this run takes %s", ccs_effort_words(self, words));

    snprintf(&text[n], (size_t) (CCS_EFFORT_DOUBT_MAX - n),
        "%s%s; a longer clock.interval, fewer days or fewer replications take less", large ? ", and this machine has " : "",
        large ? show_bytes(memory_bytes, bytes, sizeof bytes) : "");
    return text;
}
