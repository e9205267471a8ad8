/* coverage.c - how often intervals hold what is true: many small runs of a row, seeds 100001, 100002, ... of it. Usage: coverage ROW RUNS. Prints for each
 * figure a line "figure runs given covered below above true excused": given are the intervals that the run gave, below those that lie below
 * the truth, excused those that miss it although the run warned of them. What is true is a formula where there is one, else the mean of a long run with another seed. Needs no arguments: lists the rows. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "basis.h"
#include "compare.h"
#include "formula.h"
#include "result.h"
#include "support.h"

#define DAY                                                                                                                                \
    "clock:{open=\"08:00-10:00\";interval=\"30 min\";};types:{t:{arrivals:{per_hour=60;};patience:{dist=\"exponential\";mean=\"3 min\";};" \
    "talk:{dist=\"lognormal\";mean=\"4 min\";cv=1.2;};target:{within=\"20 s\";service_level=0.6;};};};groups:{g:{staff=%s;};};"
#define WEEK                                                                                                                        \
    "clock:{days=5;open=\"08:00-10:00\";interval=\"1 h\";};types:{t:{arrivals:{per_hour=60;day_factor={dist=\"gamma\";cv=0.15;};};" \
    "patience:{dist=\"exponential\";mean=\"3 min\";};talk:{dist=\"exponential\";mean=\"4 min\";};"                                  \
    "target:{within=\"20 s\";service_level=0.6;};};};groups:{g:{staff=5;};};"
#define MMN                                                                                                                      \
    "types:{t:{arrivals:{per_hour=%s;};talk:{dist=\"exponential\";mean=\"5 min\";};};};groups:{g:{staff=%s;};};"                 \
    "run:{mode=\"steady\";length=\"%s h\";};"
#define FACTOR                                                                                                                   \
    "types:{t:{arrivals:{per_hour=100;day_factor={dist=\"gamma\";cv=0.2;};};patience:{dist=\"exponential\";mean=\"2 min\";};"    \
    "talk:{dist=\"exponential\";mean=\"5 min\";};};};groups:{g:{staff=%s;};};run:{mode=\"steady\";length=\"%s h\";};"
#define TWO                                                                                                                      \
    "types:{a:{arrivals:{per_hour=100;};talk={dist=\"exponential\";mean=\"3 min\";};groups=(\"g\",\"h\");"                       \
    "patience={dist=\"exponential\";mean=\"3 min\";};};b:{arrivals:{per_hour=30;};talk={dist=\"exponential\";mean=\"3 min\";};"  \
    "groups=(\"h\");priority=1;};};groups:{g:{staff=%s;};h:{staff=2;};};run:{mode=\"steady\";length=\"%s h\";%s};"

/* Seeds are fixed beforehand: 1 .. 300 are those that the constants of batching were chosen with, and are not counted. */
enum { FIGURES_MAX = 12, TEXT = 2000, FIRST_SEED = 100001, TRUTH_SEED = 900000 };

typedef struct {
    const char *metric, *entity;
    int interval; /* -1: over the run */
} figure_t;

typedef struct {
    const char *name, *cfg;
    const char *with[3];   /* what stands for %s in cfg */
    const char *other;     /* of a comparison: what stands for the first %s of the variant; NULL: none */
    uint32_t replications; /* of a run */
    uint32_t truth;        /* replications of the long run */
    double precision;      /* 0: none; the first figure's */
    figure_t figures[FIGURES_MAX];
} row_t;

#define DAY_FIGURES                                                                                                              \
    {                                                                                                                            \
        {"offered", "all", -1}, {"abandoned", "all", -1}, {"service_level", "all", -1}, {"abandonment_rate", "all", -1},         \
            {"asa_s", "all", -1}, {"occupancy", "all", -1}, {"wait_p80_s", "all", -1}, {"wait_p95_s", "all", -1},                \
            {"target_days", "all", -1}, {"service_level", "all", 1}, {"asa_s", "all", 2},                                        \
        {                                                                                                                        \
            "target_days", "all", 3                                                                                              \
        }                                                                                                                        \
    }
#define STEADY_FIGURES                                                                                                           \
    {                                                                                                                            \
        {"asa_s", "all", -1}, {"service_level", "all", -1}, {"p_wait", "all", -1}, {"queue_length", "all", -1},                  \
            {"occupancy", "all", -1}, {"wait_p80_s", "all", -1}, {"wait_p90_s", "all", -1},                                      \
        {                                                                                                                        \
            "wait_p95_s", "all", -1                                                                                              \
        }                                                                                                                        \
    }
#define TWO_FIGURES                                                                                                              \
    {                                                                                                                            \
        {"asa_s", "type/b", -1}, {"service_level", "type/a", -1}, {"abandonment_rate", "type/a", -1},                            \
        {                                                                                                                        \
            "wait_p90_s", "type/b", -1                                                                                           \
        }                                                                                                                        \
    }

static const row_t ROWS[] = {
    {"days-5", DAY, {"5"}, NULL, 5, 20000, 0, DAY_FIGURES},
    {"days-20", DAY, {"5"}, NULL, 20, 20000, 0, DAY_FIGURES},
    {"days-100", DAY, {"5"}, NULL, 100, 20000, 0, DAY_FIGURES},
    {"days-20-easy", DAY, {"9"}, NULL, 20, 20000, 0, DAY_FIGURES},
    {"days-20-rare", DAY, {"11"}, NULL, 20, 20000, 0,
        {{"service_level", "all", -1}, {"abandonment_rate", "all", -1}, {"service_level", "all", 1}}},
    {"together-days-20", DAY, {"5"}, NULL, 20, 20000, 0, DAY_FIGURES},
    {"weeks-5", WEEK, {""}, NULL, 5, 10000, 0, {{"service_level", "all", -1}, {"target_days", "all", -1}}},
    {"weeks-20", WEEK, {""}, NULL, 20, 10000, 0, {{"service_level", "all", -1}, {"target_days", "all", -1}}},
    {"steady-0.8-200h", MMN, {"96", "10", "200"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.8-2000h", MMN, {"96", "10", "2000"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.95-200h", MMN, {"114", "10", "200"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.95-2000h", MMN, {"114", "10", "2000"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.95-20000h", MMN, {"114", "10", "20000"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.99-2000h", MMN, {"118.8", "10", "2000"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-0.99-20000h", MMN, {"118.8", "10", "20000"}, NULL, 1, 0, 0, STEADY_FIGURES},
    {"steady-two-50h", TWO, {"5", "50", ""}, NULL, 1, 400, 0, TWO_FIGURES},
    {"steady-two-200h", TWO, {"5", "200", ""}, NULL, 1, 400, 0, TWO_FIGURES},
    {"steady-two-2000h", TWO, {"5", "2000", ""}, NULL, 1, 100, 0, TWO_FIGURES},
    {"steady-two-5000-batches", TWO, {"5", "50", "batches=5000;"}, NULL, 1, 400, 0, TWO_FIGURES},
    {"factor-1-500h", FACTOR, {"10", "500"}, NULL, 1, 4000, 0,
        {{"offered", "all", -1}, {"service_level", "all", -1}, {"wait_p90_s", "all", -1}}},
    {"factor-20-50h", FACTOR, {"10", "50"}, NULL, 20, 4000, 0,
        {{"offered", "all", -1}, {"service_level", "all", -1}, {"wait_p90_s", "all", -1}}},
    {"pairs-days-20", DAY, {"5"}, "6", 20, 20000, 0,
        {{"service_level", "all", -1}, {"asa_s", "all", -1}, {"abandoned", "all", -1}, {"wait_p90_s", "all", -1},
            {"target_days", "all", -1}}},
    {"pairs-days-100", DAY, {"6"}, "7", 100, 20000, 0, {{"service_level", "all", -1}, {"target_days", "all", -1}}},
    {"pairs-steady-200h", TWO, {"5", "200", ""}, "6", 1, 400, 0, TWO_FIGURES},
    {"pairs-factor-20-50h", FACTOR, {"10", "50"}, "11", 20, 2000, 0, {{"service_level", "all", -1}}},
    {"precision-5%", DAY, {"5"}, NULL, 5, 20000, 0.05, {{"service_level", "all", -1}}},
    {"precision-20%", DAY, {"5"}, NULL, 2, 20000, 0.2, {{"asa_s", "all", -1}}},
};
enum { N_ROWS = sizeof ROWS / sizeof *ROWS };

typedef struct {
    double truth;
    unsigned given, covered, below, above, excused;
} count_t;

static void give_up(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(1);
}

static uint32_t n_figures(const row_t *row)
{
    uint32_t n = 0;

    while (n < FIGURES_MAX && row->figures[n].metric) n++;
    return n;
}

static const char *text_of(const row_t *row, const char *first, char text[TEXT])
{
    const char *const with[] = {first, row->with[1] ? row->with[1] : "", row->with[2] ? row->with[2] : ""};

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, TEXT, row->cfg, with[0], with[1], with[2]);
    return text;
}

/* All figures at once: counted are runs in which every interval holds. */
static bool is_together(const row_t *row)
{
    return !strncmp(row->name, "together", strlen("together"));
}

static experiment_t *run(const row_t *row, const char *first, uint64_t seed, uint32_t replications)
{
    char text[TEXT];
    experiment_t *const e = experiment_new(text_of(row, first, text));

    e->seed = seed;
    e->options.replications = replications;
    if (row->precision > 0 && seed < TRUTH_SEED) {
        e->metric = metric_of(&e->metrics, row->figures[0].metric);
        e->entity = entity_of(&e->metrics, row->figures[0].entity);
        e->options.precision = row->precision;
        e->options.max_replications = 5000;
    }
    if (is_together(row)) e->results.confidence = ccs_estimate_each(e->results.confidence, n_figures(row));
    if (row->other) ccs_results_keep(&e->results, true, CCS_RESULTS_KEPT_BYTES);
    if (experiment_run(e)) give_up("the experiment failed");
    return e;
}

static ccs_estimate_t estimate_at(const experiment_t *e, const figure_t *f)
{
    const uint32_t metric = metric_of(&e->metrics, f->metric), entity = entity_of(&e->metrics, f->entity);

    if (f->interval < 0) return ccs_results_estimate(&e->results, metric, entity);
    for (uint32_t c = 0; c < e->results.n_columns; c++)
        if (e->results.column_metric[c] == metric && e->results.column_entity[c] == entity)
            return ccs_results_estimate_column(&e->results, c, (uint32_t) f->interval);
    give_up("no such figure");
    return (ccs_estimate_t){0};
}

/* ---- comparisons ------------------------------------------------------------------------------------------------------------------ */

static ccs_dataset_t *data_of(const experiment_t *e, uint64_t seed)
{
    const ccs_provenance_t p = {.name = "x",
        .applied = "",
        .scenario = "",
        .settings = "",
        .version = "",
        .revision = "",
        .precision = "",
        .warnings = "",
        .seed = seed,
        .replications = e->results.n_replications,
        .complete = true};
    ccs_dataset_t *const data = calloc(1, sizeof *data);

    if (ccs_result_make(&e->results, &p, data)) give_up("out of memory");
    return data;
}

static void differences(const row_t *row, uint64_t seed, ccs_estimate_t *out)
{
    const char *const firsts[] = {row->with[0], row->other};
    experiment_t *experiments[2];
    ccs_dataset_t *data[2];
    ccs_view_t views[2];
    ccs_compare_t compare;
    ccs_err_t err;

    for (int i = 0; i < 2; i++) {
        experiments[i] = run(row, firsts[i], seed, row->replications); /* its texts stand in the data set */
        data[i] = data_of(experiments[i], seed);
        if (ccs_view_open(&views[i], data[i], 0, &err)) give_up(err.path[0] ? err.path : err.text);
    }
    if (ccs_compare_open(&compare, &views[0], &views[1], &err)) give_up(err.path[0] ? err.path : err.text);
    for (uint32_t i = 0; i < n_figures(row); i++) {
        const ccs_difference_t d = ccs_compare_point(&compare, ccs_view_metric(&views[0], row->figures[i].metric),
            ccs_view_entity(&views[0], row->figures[i].entity));

        out[i] = (ccs_estimate_t){d.mean, d.half_width, d.mean - d.half_width, d.mean + d.half_width, 0};
    }
    ccs_compare_free(&compare);
    for (int i = 0; i < 2; i++) {
        ccs_view_free(&views[i]);
        ccs_dataset_free(data[i]);
        free(data[i]);
        experiment_delete(experiments[i]);
    }
}

/* ---- truth ------------------------------------------------------------------------------------------------------------------------ */

/* Erlang C with ten agents and five minutes: P(W > t) = C exp(-(10 mu - lambda) t). */
static double erlang_c(const row_t *row, const figure_t *f)
{
    const double n = atof(row->with[1]), per_s = atof(row->with[0]) / 3600, load = per_s * 300,
                 rate = n / 300 - per_s; /* NOLINT */
    double b = 1;

    for (int i = 1; i <= (int) n; i++) b = load * b / (i + load * b);
    const double c = n * b / (n - load * (1 - b));

    if (!strcmp(f->metric, "asa_s")) return c / rate;
    if (!strcmp(f->metric, "service_level")) return 1 - c * exp(-rate * 20);
    if (!strcmp(f->metric, "p_wait")) return c;
    if (!strcmp(f->metric, "queue_length")) return c / rate * per_s;
    if (!strcmp(f->metric, "occupancy")) return load / n;
    const double p = atof(f->metric + strlen("wait_p")) / 100; /* NOLINT */

    return c > 1 - p ? log(c / (1 - p)) / rate : 0;
}

static void find_truth(const row_t *row, count_t *to)
{
    experiment_t *const a = row->truth ? run(row, row->with[0], TRUTH_SEED, row->truth) : NULL;
    experiment_t *const b = row->truth && row->other ? run(row, row->other, TRUTH_SEED, row->truth) : NULL;

    for (uint32_t i = 0; i < n_figures(row); i++) {
        const figure_t *const f = &row->figures[i];

        to[i].truth = !a ? erlang_c(row, f) : b ? estimate_at(b, f).mean - estimate_at(a, f).mean : estimate_at(a, f).mean;
    }
    experiment_delete(a);
    experiment_delete(b);
}

/* ---- a row ------------------------------------------------------------------------------------------------------------------------ */

/* A percentile's truth is known to 0.4 %, as histograms hold it. */
static bool judge(count_t *c, ccs_estimate_t x, const char *metric, bool warned)
{
    const double slack = strncmp(metric, "wait_p", 6) ? 1e-9 * fabs(c->truth) : 0.004 * fabs(c->truth);

    if (isnan(x.low) || isnan(x.high)) return true;
    c->given++;
    if (x.high < c->truth - slack) c->below++;
    else if (x.low > c->truth + slack) c->above++;
    else c->covered++;
    if (warned && (x.high < c->truth - slack || x.low > c->truth + slack)) c->excused++;
    return x.low <= c->truth + slack && x.high >= c->truth - slack;
}

/* What the warnings of few replications and of rare events are about. */
static bool may_be_rare(const char *metric)
{
    return !strcmp(metric, "service_level") || !strcmp(metric, "abandonment_rate") || !strcmp(metric, "abandoned") ||
        !strcmp(metric, "asa_s");
}

static void run_row(const row_t *row, unsigned runs)
{
    count_t counts[FIGURES_MAX] = {{0}};
    unsigned n_all_right = 0;
    ccs_estimate_t found[FIGURES_MAX];

    find_truth(row, counts);
    for (unsigned seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++) {
        bool warned = false;
        char text[CCS_BASIS_MAX];

        if (row->other) {
            differences(row, seed, found);
        } else {
            experiment_t *const e = run(row, row->with[0], seed, row->replications);

            for (uint32_t i = 0; i < n_figures(row); i++) found[i] = estimate_at(e, &row->figures[i]);
            warned = *ccs_basis_doubt(&e->results, text) != '\0';
            experiment_delete(e);
        }
        unsigned n_right = 0;

        for (uint32_t i = 0; i < n_figures(row); i++)
            n_right += judge(&counts[i], found[i], row->figures[i].metric, warned && may_be_rare(row->figures[i].metric));
        n_all_right += n_right == n_figures(row);
    }
    if (is_together(row)) printf("%s all together %u %u %u 0 0 0 0\n", row->name, runs, runs, n_all_right);
    for (uint32_t i = 0; i < n_figures(row) && !is_together(row); i++) {
        const figure_t *const f = &row->figures[i];
        const count_t *const c = &counts[i];

        printf("%s %s%s%.0d %s %u %u %u %u %u %.10g %u\n", row->name, f->metric, f->interval < 0 ? "" : "@",
            f->interval < 0 ? 0 : f->interval, f->entity, runs, c->given, c->covered, c->below, c->above, c->truth, c->excused);
    }
}

int main(int argc, char **argv)
{
    for (int i = 0; i < N_ROWS; i++) {
        if (argc < 2) printf("%s\n", ROWS[i].name);
        else if (!strcmp(argv[1], ROWS[i].name)) run_row(&ROWS[i], argc > 2 ? (unsigned) atoi(argv[2]) : 1000); /* NOLINT */
    }
    return 0;
}
