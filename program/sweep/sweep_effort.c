/* sweep_effort.c - points of a study simulated on trial. */
#include "sweep_effort.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli_progress.h"
#include "effort.h"
#include "units.h"

enum { TRIED = 5, TRIED_REPLICATIONS = 10 };
static const double TRIED_CONTACTS = 400000; /* of all that is tried: a second or so */
static const double BASE_BYTES = 13e6;       /* the program, its libraries, their tables */
static const double COPIES = 3.5;    /* of the values: blocks, the data set, the file in memory and what HDF5 keeps of it */
static const double FILE_FRAC = 0.9; /* of the bytes of values and weights: random digits do not compress */

/* Points evenly over the study, replications that can be afforded. */
static ccs_sweep_t few_points(const ccs_sweep_t *sweep, double *at)
{
    ccs_sweep_t few = *sweep;
    const uint32_t n = sweep->design.n_points, k = sweep->n_factors;
    const double affordable = TRIED_CONTACTS / TRIED / fmax(sweep->contacts, 1);

    few.design.n_points = n < TRIED ? n : TRIED;
    for (uint32_t i = 0; i < few.design.n_points; i++) {
        const uint32_t point = few.design.n_points > 1 ? (uint32_t) ((uint64_t) i * (n - 1) / (few.design.n_points - 1)) : 0;

        memcpy(&at[(size_t) i * k], &sweep->design.at[(size_t) point * k], k * sizeof *at);
    }
    few.design.at = at;
    few.replications = ccs_sweep_set(sweep) *
        (uint32_t) fmax(1, fmin(fmin(sweep->replications, TRIED_REPLICATIONS), affordable) / ccs_sweep_set(sweep));
    few.precision_wanted = 0;
    return few;
}

static int measure(const ccs_sweep_t *few, const ccs_stop_t *stop, double *seconds, ccs_err_t *err)
{
    const ccs_sweep_how_t how = {.threads = 1, .stop = stop};
    ccs_sweep_store_t store;
    int ret = ccs_sweep_store_init(&store, few, (ccs_shard_t){1, 1});
    const double start_s = ccs_progress_now_s();

    if (ret == 0) ret = ccs_sweep_run(&store, &how, err);
    *seconds = ccs_progress_now_s() - start_s;
    ccs_sweep_store_free(&store);
    return ret;
}

/* Of one thread: world, facts and results of a point. */
static int thread_bytes(const ccs_sweep_t *sweep, double *bytes, ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    ccs_scenario_t scenario;
    ccs_effort_t effort = {0};
    int ret = ccs_sweep_load(sweep, 0, &scenario, &errors);

    if (ret == 0) {
        ccs_job_options_t options = ccs_job_options(&scenario);

        options.replications = 1;
        options.tables_only = options.run_only = true;
        ret = ccs_effort_add(&effort, &scenario, &options, false);
        *bytes = effort.each_thread + 2 * effort.plan + effort.results;
    }
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
    return ret ? ccs_err_set(err, (enum ccs_code) ret, sweep->base, NULL, "cannot be compiled any more") : 0;
}

int ccs_sweep_effort(const ccs_sweep_t *sweep, ccs_shard_t shard, uint32_t threads, const ccs_stop_t *stop,
    ccs_sweep_effort_t *out, ccs_err_t *err)
{
    double at[TRIED * CCS_DESIGN_MAX_FACTORS], seconds = 0, each_thread = 0;
    const ccs_sweep_t few = few_points(sweep, at);
    const uint32_t n = sweep->design.n_points;
    int ret;

    *out = (ccs_sweep_effort_t){.n_measured = few.design.n_points};
    CCS_TRY(measure(&few, stop, &seconds, err));
    CCS_TRY(thread_bytes(sweep, &each_thread, err));
    out->n_points = n >= shard.number ? (n - shard.number) / shard.of + 1 : 0;
    out->replications = (double) out->n_points * sweep->replications;
    out->contacts = out->replications * sweep->contacts;
    const double values = 2 * sizeof(double) * (double) out->n_points * ccs_sweep_observations(sweep) * sweep->n_responses,
                 points = sizeof(double) * (double) out->n_points * (2 * sweep->n_factors + 6 * sweep->n_responses);

    out->memory_bytes =
        BASE_BYTES + COPIES * values + points + sizeof(double) * (double) n * sweep->n_factors + threads * each_thread;
    out->file_bytes = FILE_FRAC * values + points;
    out->seconds = seconds / few.design.n_points * out->n_points * sweep->replications / few.replications;
out:
    return ret;
}

/* Whole seconds, minutes or hours. */
static const char *show(double seconds, char text[CCS_UNITS_TEXT_MAX])
{
    const double unit_s = seconds < 120 ? 1 : seconds < 7200 ? 60 : 3600;

    return ccs_units_show_duration(unit_s * fmax(round(seconds / unit_s), 1), text, CCS_UNITS_TEXT_MAX);
}

static const char *show_bytes(double bytes, char text[CCS_UNITS_TEXT_MAX])
{
    if (bytes < 995e6) snprintf(text, CCS_UNITS_TEXT_MAX, "%.0f MB", fmax(ceil(bytes / 1e6), 1));
    else snprintf(text, CCS_UNITS_TEXT_MAX, "%.1f GB", bytes / 1e9);
    return text;
}

void ccs_sweep_effort_print(const ccs_sweep_effort_t *self, const ccs_sweep_t *sweep, uint32_t threads, FILE *to)
{
    char a[CCS_UNITS_TEXT_MAX], b[CCS_UNITS_TEXT_MAX], c[CCS_UNITS_TEXT_MAX], text[320];

    fprintf(to, "%s: %u points of %u factors (%s)", sweep->title, sweep->design.n_points, sweep->n_factors,
        CCS_DESIGNS[sweep->options.kind].word);
    if (self->n_points < sweep->design.n_points) fprintf(to, ", %u of them in this shard", self->n_points);
    fprintf(to, "\n  first point: %s\n", ccs_sweep_point_text(sweep, 0, text, sizeof text));
    fprintf(to, "  last point:  %s\n", ccs_sweep_point_text(sweep, sweep->design.n_points - 1, text, sizeof text));
    fprintf(to, "work:   %s %s replications, %s contacts\n", sweep->precision_wanted > 0 ? "at least" : "",
        ccs_units_show_number(self->replications, a, sizeof a), ccs_units_show_number(round(self->contacts), b, sizeof b));
    fprintf(to, "memory: about %s, file about %s\n", show_bytes(self->memory_bytes, a), show_bytes(self->file_bytes, b));
    fprintf(to, "time:   about %s by one thread (measured on %u points), %s by %u\n", show(self->seconds, a), self->n_measured,
        show(self->seconds / threads, b), threads);
    fprintf(to, "        on n machines, --shard 1/n to n/n: 10 of %u threads take about %s, 100 take %s\n", threads,
        show(self->seconds / threads / 10, b), show(self->seconds / threads / 100, c));
}
