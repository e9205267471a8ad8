/* cli_job.c - what commands that simulate have in common. Invariant: what is wrong with an option is told once, with its name. */
#include "cli_job.h"

#include <string.h>
#include <unistd.h>

#include "cli_say.h"
#include "cli_stop.h"
#include "effort.h"
#include "result_write.h"
#include "units.h"

static const double YEAR_S = 365 * 86400.0;
static const char BOTH[] = "intervals,replications"; /* of --keep */
static const char WRITTEN[] = " after the last replication; the result is complete and written";

static int whole(const ccs_args_t *args, enum ccs_option option, uint32_t most, uint32_t *x)
{
    uint64_t value = *x;
    const int ret = ccs_args_whole(args, option, 1, most, &value);

    *x = (uint32_t) value;
    return ret;
}

/* People count replications from 1. */
static int read_first(const ccs_args_t *args, ccs_job_options_t *options)
{
    uint32_t number = options->first_replication + 1;
    const int ret = whole(args, CCS_OPTION_FIRST_REPLICATION, CCS_REPLICATIONS_MAX, &number);

    options->first_replication = number - 1;
    return ret;
}

static int read_time_limit(const ccs_args_t *args, double *time_limit_s)
{
    const char *const text = args->given[CCS_OPTION_TIME_LIMIT];

    if (!text) return 0;
    if (ccs_units_duration(text, time_limit_s) != 0 || !(*time_limit_s > 0) || *time_limit_s > YEAR_S)
        return ccs_args_refuse(args, CCS_OPTION_TIME_LIMIT, "must be a time such as \"2 min\", up to a year, found \"%s\"", text);
    return 0;
}

static int read_keep(const ccs_args_t *args, ccs_job_options_t *options)
{
    const char *const text = args->given[CCS_OPTION_KEEP];

    options->keep_intervals = text && (!strcmp(text, "intervals") || !strcmp(text, BOTH));
    options->keep_replications = text && (!strcmp(text, "replications") || !strcmp(text, BOTH));
    if (text && !options->keep_intervals && !options->keep_replications)
        return ccs_args_refuse(args, CCS_OPTION_KEEP, "must be intervals, replications or %s, found \"%s\"", BOTH, text);
    if (options->keep_replications &&
        (args->command == CCS_COMMAND_compare || ccs_args_has(args, CCS_OPTION_INPUT_UNCERTAINTY) ||
            ccs_args_has(args, CCS_OPTION_SIMULTANEOUS) || args->given[CCS_OPTION_PRECISION]))
        return ccs_args_refuse(args, CCS_OPTION_KEEP,
            "%s: whole replications are kept by ccsim run, of a number of replications that is told, each by itself: without --precision, --simultaneous and --input-uncertainty",
            text);
    if (text && !args->given[CCS_OPTION_OUTPUT]) return ccs_args_refuse(args, CCS_OPTION_KEEP, "goes with --output FILE");
    return 0;
}

int ccs_cli_job_options(const ccs_args_t *args, ccs_job_options_t *options, double *time_limit_s)
{
    const char *const *const given = args->given;
    int ret = 0;

    CCS_TRY(whole(args, CCS_OPTION_REPLICATIONS, CCS_REPLICATIONS_MAX, &options->replications));
    CCS_TRY(read_first(args, options));
    CCS_TRY(whole(args, CCS_OPTION_MAX_REPLICATIONS, CCS_REPLICATIONS_MAX, &options->max_replications));
    CCS_TRY(whole(args, CCS_OPTION_THREADS, CCS_THREADS_MAX, &options->threads));
    CCS_TRY(ccs_args_whole(args, CCS_OPTION_SEED, 0, UINT64_MAX, &options->seed));
    if (given[CCS_OPTION_PRECISION]) options->precision = given[CCS_OPTION_PRECISION];
    if (given[CCS_OPTION_PRECISION] && given[CCS_OPTION_PRECISION][0] == '\0')
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_PRECISION, "must be such as service_level=1%%, found \"\""));
    if (given[CCS_OPTION_MAX_REPLICATIONS] && !given[CCS_OPTION_PRECISION])
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_MAX_REPLICATIONS, "goes with --precision; else --replications says how many"));
    if (ccs_args_has(args, CCS_OPTION_SIMULTANEOUS) && !given[CCS_OPTION_METRIC])
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_SIMULTANEOUS, "goes with --metric NAME,...: which figures shall hold together"));
    CCS_TRY(read_time_limit(args, time_limit_s));
    CCS_TRY(read_keep(args, options));
    if (given[CCS_OPTION_FORCE] && !given[CCS_OPTION_OUTPUT] && !given[CCS_OPTION_CSV] && !given[CCS_OPTION_LOG] &&
        !given[CCS_OPTION_PAGE])
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_FORCE, "goes with --output FILE"));
out:
    return ret;
}

void ccs_cli_job_prepare(double time_limit_s)
{
    ccs_stop_prepare(time_limit_s, " before anything was simulated; nothing was written");
}

/* Of the machine; 0: unknown. */
static double memory_bytes(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);

    return pages > 0 && page_bytes > 0 ? (double) pages * (double) page_bytes : 0;
}

int ccs_cli_job_doubt(const ccs_args_t *args, const ccs_job_t *jobs, uint32_t n, ccs_err_t *err)
{
    ccs_effort_t effort = {0};
    char text[CCS_EFFORT_DOUBT_MAX];
    int ret = 0;

    for (uint32_t i = 0; i < n; i++)
        CCS_TRY(ccs_effort_add(&effort, jobs[i].scenario, &jobs[i].options, ccs_args_has(args, CCS_OPTION_OUTPUT)));
    if (!ccs_args_has(args, CCS_OPTION_QUIET) && ccs_effort_doubt(&effort, memory_bytes(), text))
        fprintf(stderr, "warning: %s\n", text);
out:
    return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : 0;
}

ccs_progress_t ccs_cli_job_start(const ccs_args_t *args, double precision)
{
    ccs_stop_kindly("; nothing was kept");
    return ccs_progress_start(!ccs_args_has(args, CCS_OPTION_QUIET) && isatty(STDERR_FILENO), precision);
}

void ccs_cli_job_simulated(const ccs_args_t *args)
{
    if (ccs_args_has(args, CCS_OPTION_OUTPUT)) {
        ccs_stop_kindly(" after the last replication; the result was not written");
        ccs_stop_written(WRITTEN);
    } else {
        ccs_stop_at_once(" after the last replication; nothing was written (no --output)");
    }
}

void ccs_cli_job_written(void)
{
    ccs_stop_at_once(WRITTEN);
}

bool ccs_cli_job_stopped(const ccs_args_t *args, uint32_t done, uint32_t asked)
{
    const bool output = ccs_args_has(args, CCS_OPTION_OUTPUT);

    ccs_stop_told("; they were not written");
    fprintf(stderr, "stopped by %s after %lu", ccs_stop_text(), (unsigned long) done);
    if (!ccs_args_has(args, CCS_OPTION_PRECISION)) fprintf(stderr, " of %lu", (unsigned long) asked);
    fprintf(stderr, " replications%s",
        args->command == CCS_COMMAND_compare || args->command == CCS_COMMAND_tradeoff ? " of every variant" : "");
    if (output && done > 0) return true;
    ccs_stop_end_line(done == 0 ? "; nothing is finished, nothing was written" : "; nothing was written (no --output)");
    return false;
}

int ccs_cli_job_keep(const ccs_args_t *args, const ccs_dataset_t *data, uint32_t done)
{
    const char *const path = args->given[CCS_OPTION_OUTPUT];
    const size_t n = strlen(path), stem = n > 3 && !strcmp(&path[n - 3], ".h5") ? n - 3 : n;
    ccs_arena_t arena = {0};
    ccs_err_t err = {0};
    const char *const partial = ccs_arena_printf(&arena, "%.*s.partial.h5", (int) stem, path);
    const char *const told = partial ? ccs_arena_printf(&arena, "; these %lu are in %s", (unsigned long) done, partial) : NULL;

    ccs_stop_written(told);
    int ret = told ? ccs_result_write(data, partial, true, &err) : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");

    if (ret == 0) {
        ccs_stop_end_line(told);
        ret = ccs_stop_code();
    } else {
        ccs_stop_end_line("");
        ccs_say(&err);
    }
    ccs_arena_free(&arena);
    return ret;
}
