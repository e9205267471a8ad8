/* live.c - a comparison held open, or one scenario: its plans are compiled once, and jobs are made anew of what was simulated. Invariant: job is
 * of the variant that was begun, or the comparison's own jobs are prepared; not both. */
#include "live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_command.h"
#include "comparison.h"
#include "json.h"
#include "parcel.h"
#include "result_write.h"
#include "text.h"
#include "variants.h"
#include "what_if.h"

static const char RESULT[] = "/.live.h5", PAGE[] = "/.live.html"; /* of this instance, whose files nobody sees */

typedef struct {
    ccs_variant_t variants[CCS_COMPARISON_MAX];
    uint32_t n;
    ccs_comparison_t comparison;
    ccs_job_t job;
    int begun;                 /* the variant, CCS_LIVE_ALL */
    ccs_replication_t gathers; /* of what is taken in, */
    uint32_t gathers_of;       /* which is of this variant; CCS_NONE: of none yet */
    ccs_metrics_t metrics;     /* of the variant that is simulated: */
    ccs_replication_t simulates;
    uint32_t simulates_of;
    ccs_parcel_t parcel;
    char *room;
    char *asked; /* a room that was: its words are those of wanted */
    ccs_wanted_t wanted;
    char *text; /* what the last call left */
    size_t n_text;
    const void *left; /* text, or the bytes of the parcel */
    size_t n_left;
    ccs_arena_t arena;
} live_t;

/* Outside of functions, as live.h says. */
static live_t live = {.gathers_of = CCS_NONE, .simulates_of = CCS_NONE};

/* ---- what goes in and out ---------------------------------------------------------------------------------------------------------------- */

void *ccs_live_room(size_t bytes)
{
    free(live.room);
    live.room = malloc(bytes + 1);
    return live.room;
}

const void *ccs_live_bytes(void)
{
    return live.left;
}

size_t ccs_live_size(void)
{
    return live.n_left;
}

/* A stream to what a call leaves. */
static FILE *begin_text(void)
{
    free(live.text);
    live.text = NULL;
    live.n_text = 0;
    return open_memstream(&live.text, &live.n_text);
}

/* @return 0 or CCS_ERR_NOMEM */
static int end_text(FILE *to)
{
    const bool lost = !to || ferror(to) != 0;

    if ((to && fclose(to) != 0) || lost) return CCS_ERR_NOMEM;
    live.left = live.text;
    live.n_left = live.n_text;
    return 0;
}

static int leave_error(int ret, const ccs_err_t *err)
{
    FILE *const to = ret ? begin_text() : NULL;

    if (to) fprintf(to, "%s%s%s", err->path, *err->path ? ": " : "", err->code ? err->text : ccs_err_text(ret));
    if (to) (void) end_text(to);
    return ret;
}

/* ---- open -------------------------------------------------------------------------------------------------------------------------------- */

/* The words of the room, one by one. */
typedef struct {
    const char *at, *end;
} words_t;

static const char *next(words_t *self)
{
    const char *const word = self->at;

    if (word >= self->end) return NULL;
    self->at += strlen(word) + 1;
    return word;
}

/* The changes of a variant, up to the next one. */
static int read_changes(words_t *words, ccs_variant_t *variant, ccs_err_t *err)
{
    const size_t room = (size_t) (words->end - words->at) + 1;
    const char **const sets = ccs_arena_array(&live.arena, room, sizeof *sets),
                       **const what_ifs = ccs_arena_array(&live.arena, room, sizeof *what_ifs);
    size_t n_sets = 0, n_what_ifs = 0;
    ccs_what_if_t changes = {0};
    int ret;

    CCS_REQUIRE(sets && what_ifs, CCS_ERR_NOMEM);
    while (words->at < words->end && strcmp(words->at, "variant") != 0) {
        const char *const kind = next(words), *const change = next(words);

        if (!strcmp(kind, "set")) sets[n_sets++] = change;
        else what_ifs[n_what_ifs++] = change;
    }
    CCS_TRY(ccs_what_if_join(sets, n_sets, what_ifs, n_what_ifs, &live.arena, &changes, err));
    variant->sets = changes.sets;
    variant->n_sets = changes.n_sets;
    variant->said = n_what_ifs > 0 ? changes.said : NULL;
    variant->n_common = n_sets;
out:
    return ret;
}

static int read_variants(size_t bytes, ccs_err_t *err)
{
    words_t words = {live.room, live.room + bytes};
    const char *const path = ccs_arena_strdup(&live.arena, next(&words));
    int ret = 0;

    CCS_REQUIRE(path, CCS_ERR_NOMEM);
    while (next(&words) != NULL) { /* each is "variant" */
        const char *const name = next(&words);

        CCS_REQUIRE(live.n < CCS_COMPARISON_MAX, ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "too many variants"));
        ccs_variant_t *const variant = &live.variants[live.n++];

        *variant = (ccs_variant_t){.path = path, .name = name && *name ? name : NULL};
        CCS_TRY(read_changes(&words, variant, err));
    }
out:
    return ret;
}

static void tell(const ccs_err_list_t *errors, FILE *to)
{
    for (size_t i = 0; to && i < errors->n; i++) {
        const ccs_err_t *const e = &errors->items[i];

        fprintf(to, "%c\t%s\t%s\t%s\n", e->code ? 'E' : 'W', e->where, e->path, e->text);
    }
}

int ccs_live_open(size_t bytes)
{
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};
    int ret = read_variants(bytes, &err);

    live.room = NULL; /* names and changes lie in it for good */
    if (ret) (void) ccs_err_list_append(&errors, &err);
    else ret = ccs_comparison_load(&live.comparison, live.variants, live.n, &errors);
    if (ret == 0 && ccs_comparison_check_names(&live.comparison, "give them different names", &err) != 0) {
        ret = err.code;
        (void) ccs_err_list_append(&errors, &err);
    }
    FILE *const to = begin_text();

    tell(&errors, to);
    ccs_err_list_free(&errors);
    return end_text(to) ? CCS_ERR_NOMEM : ret;
}

uint32_t ccs_live_replications(void)
{
    return live.comparison.scenarios[0].plan.replications;
}

/* ---- simulate ------------------------------------------------------------------------------------------------------------------------------ */

static int simulate_variant(uint32_t variant)
{
    const ccs_plan_t *const plan = &live.comparison.scenarios[variant].plan;
    int ret = 0;

    if (live.simulates_of == variant) return 0;
    if (live.simulates_of != CCS_NONE) {
        ccs_replication_free(&live.simulates);
        ccs_metrics_free(&live.metrics);
    }
    live.simulates_of = variant;
    CCS_TRY(ccs_metrics_init(&live.metrics, plan));
    CCS_TRY(ccs_replication_init(&live.simulates, plan, &live.metrics, NULL));
out:
    return ret;
}

int ccs_live_block(uint32_t variant, uint32_t first, uint32_t n)
{
    int ret;

    live.parcel.n = 0;
    CCS_TRY(simulate_variant(variant));
    for (uint32_t i = 0; i < n; i++) {
        CCS_TRY(ccs_replication_run(&live.simulates, live.comparison.scenarios[variant].plan.seed, first + i));
        CCS_TRY(ccs_parcel_put(&live.parcel, &live.simulates));
    }
    live.left = live.parcel.bytes;
    live.n_left = live.parcel.n;
out:
    return leave_error(ret, &(ccs_err_t){0});
}

/* ---- gather -------------------------------------------------------------------------------------------------------------------------------- */

static void forget(void)
{
    ccs_comparison_t *const c = &live.comparison;

    if (live.gathers_of != CCS_NONE) ccs_replication_free(&live.gathers);
    live.gathers_of = CCS_NONE;
    ccs_job_free(&live.job);
    ccs_dataset_free(&c->data);
    for (uint32_t i = 0; i < c->n; i++) {
        ccs_job_free(&c->jobs[i]);
        c->scenarios[i].plan.n_beside = 0; /* as a scenario by itself has it */
        c->scenarios[i].plan.bounds_beside = false;
    }
}

static int prepare_one(uint32_t variant, ccs_job_options_t *options, ccs_err_t *err)
{
    const ccs_variant_t *const v = &live.variants[variant];

    options->settings = ccs_text_lines(v->said ? v->said : v->sets, v->n_sets, &live.arena);
    options->seed = live.comparison.scenarios[variant].plan.seed;
    if (!options->settings) return CCS_ERR_NOMEM;
    return ccs_job_init(&live.job, &live.comparison.scenarios[variant], options, err);
}

int ccs_live_begin(int variant, uint32_t n, int whole)
{
    ccs_job_options_t options = ccs_job_options(&live.comparison.scenarios[0]);
    ccs_err_t err = {0};

    forget();
    live.begun = variant;
    options.replications = n;
    options.tables_only = !whole;
    options.run_only = !whole && !live.wanted.by;
    return leave_error(variant == CCS_LIVE_ALL ? ccs_comparison_prepare(&live.comparison, live.variants, &options, false, &err)
                                               : prepare_one((uint32_t) variant, &options, &err),
        &err);
}

static ccs_job_t *job_of(uint32_t variant)
{
    return live.begun == CCS_LIVE_ALL ? &live.comparison.jobs[variant] : &live.job;
}

static int gather_variant(uint32_t variant)
{
    if (live.gathers_of == variant) return 0;
    if (live.gathers_of != CCS_NONE) ccs_replication_free(&live.gathers);
    live.gathers_of = variant;
    return ccs_replication_init(&live.gathers, &live.comparison.scenarios[variant].plan, &job_of(variant)->metrics, NULL);
}

int ccs_live_take(uint32_t variant, size_t bytes)
{
    const unsigned char *const from = (const unsigned char *) live.room;
    ccs_parcel_reader_t reader = {from, from + bytes};
    const ccs_steady_t steady = {&live.gathers.pulse, live.gathers.parts};
    const bool batched = live.comparison.scenarios[variant].plan.axis.is_batched;
    ccs_replication_t *const r = &live.gathers;
    int ret;

    CCS_TRY(gather_variant(variant));
    while (reader.at < reader.end) {
        CCS_TRY(ccs_parcel_take(&reader, r));
        CCS_TRY(ccs_results_add(&job_of(variant)->results, &r->flow.facts, r->quantiles, r->waits, batched ? &steady : NULL));
    }
out:
    return leave_error(ret, &(ccs_err_t){0});
}

/* ---- figures ------------------------------------------------------------------------------------------------------------------------------- */

void ccs_live_want(void)
{
    free(live.asked);
    live.asked = live.room;
    live.room = NULL;
    const char *const by = live.asked, *const metrics = by + strlen(by) + 1;

    live.wanted = (ccs_wanted_t){.by = *by ? by : NULL, .metrics = *metrics ? metrics : NULL};
}

static int answer_one(FILE *to, ccs_err_t *err)
{
    ccs_view_t view = {0};
    int ret;

    CCS_TRY(ccs_job_finish(&live.job, true, err));
    CCS_TRY(ccs_view_open(&view, &live.job.data, 0, err));
    CCS_TRY(ccs_json_result(&view, &live.wanted, to, err));
out:
    ccs_view_free(&view);
    return ret;
}

static int answer_all(FILE *to, ccs_err_t *err)
{
    ccs_variants_t results = {0};
    int ret;

    CCS_TRY(ccs_comparison_finish(&live.comparison, true, err));
    CCS_TRY(ccs_variants_open(&results, &live.comparison.data, err));
    CCS_TRY(ccs_json_variants(&results, &live.wanted, to, err));
out:
    ccs_variants_free(&results);
    return ret;
}

int ccs_live_answer(void)
{
    FILE *const to = begin_text();
    ccs_err_t err = {0};
    int ret = !to ? CCS_ERR_NOMEM : live.begun == CCS_LIVE_ALL ? answer_all(to, &err) : answer_one(to, &err);
    const int lost = end_text(to);

    if (ret == 0) ret = lost;
    return leave_error(ret, &err);
}

/* Once more through a file, so that the page is made by the command that makes all of them. */
static int write_page(const ccs_dataset_t *data, ccs_err_t *err)
{
    char command[] = "report", result[sizeof RESULT], output[] = "--output", page[sizeof PAGE], force[] = "--force",
         quiet[] = "--quiet";
    char *argv[] = {command, result, output, page, force, quiet, NULL};

    memcpy(result, RESULT, sizeof RESULT);
    memcpy(page, PAGE, sizeof PAGE);
    const int ret = ccs_result_write(data, RESULT, true, err);

    if (ret) return ret;
    return ccs_cli_report(sizeof argv / sizeof *argv - 1, argv) == 0 ? 0 : CCS_ERR_WRITE;
}

static int leave_page(void)
{
    FILE *const from = fopen(PAGE, "rb"), *const to = begin_text();
    char bytes[1 << 12];
    size_t n;

    while (from && to && (n = fread(bytes, 1, sizeof bytes, from)) > 0) (void) fwrite(bytes, 1, n, to);
    if (from) (void) fclose(from);
    return end_text(to);
}

int ccs_live_page(void)
{
    ccs_err_t err = {0};
    const bool all = live.begun == CCS_LIVE_ALL;
    int ret = all ? ccs_comparison_finish(&live.comparison, true, &err) : ccs_job_finish(&live.job, true, &err);

    if (ret == 0) ret = write_page(all ? &live.comparison.data : &live.job.data, &err);
    if (ret == 0) ret = leave_page();
    return leave_error(ret, &err);
}
