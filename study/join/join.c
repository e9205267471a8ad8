/* join.c - results put together. Invariant: replications are added in the order of their numbers, without a gap, as the run that had them all would have added them. */
#include "join.h"

#include <stdlib.h>
#include <string.h>

#include "packed.h"

/* A part and the replications that it has. */
typedef struct {
    const ccs_dataset_t *data;
    const char *name;
    const char *warned; /* what the scenario warned of where it was run */
    ccs_parcel_reader_t packed;
    uint32_t first, n; /* first: from 0 */
} part_t;

static const char *text_of(const ccs_dataset_t *data, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(data, name);

    return a && a->type == CCS_DATA_TEXT ? a->text : "";
}

static uint64_t number_of(const ccs_dataset_t *data, const char *name)
{
    const ccs_attribute_t *const a = ccs_dataset_attribute(data, name);

    return a && a->type == CCS_DATA_U64 ? a->u64 : 0;
}

/* Of the first configuration. */
static const char *config_text(const ccs_dataset_t *data, const char *name)
{
    const ccs_variable_t *const v = ccs_dataset_find(data, name);

    return v && v->type == CCS_DATA_TEXT && v->n > 0 ? v->data.text[0] : "";
}

bool ccs_join_is_run(const ccs_dataset_t *data)
{
    return ccs_dataset_find(data, "config") && number_of(data, "replications") > 0;
}

static int open_part(part_t *self, const ccs_dataset_t *data, const char *name, ccs_err_t *err)
{
    const ccs_variable_t *const number = ccs_dataset_find(data, "replication");

    *self = (part_t){.data = data, .name = name, .n = (uint32_t) number_of(data, "replications")};
    self->warned = ccs_packed_find(data, &self->packed);
    if (!self->warned || !number || number->type != CCS_DATA_U32 || number->n < self->n)
        return ccs_err_set(err, CCS_ERR_SCENARIO, name, NULL,
            "carries no replications that could be joined: run it with --keep replications");
    self->first = number->data.u32[0] - 1;
    return 0;
}

static int by_first(const void *a, const void *b)
{
    const uint32_t x = ((const part_t *) a)->first, y = ((const part_t *) b)->first;

    return (x > y) - (x < y);
}

/* That two parts are of one thing: what must be the same, and what people call it. */
static int compare(const part_t *a, const part_t *b, ccs_err_t *err)
{
    static const char *const same[][2] = {{"ccsim_version", "another version"}, {"ccsim_revision", "another revision"},
        {"scenario", "another scenario"}, {"settings", "other changes (--set, --what-if)"}, {"name", "another name"}};

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(text_of(a->data, same[i][0]), text_of(b->data, same[i][0])) != 0)
            return ccs_err_set(err, CCS_ERR_SCENARIO, b->name, NULL,
                "is of %s than %s: only replications of one scenario can be joined", same[i][1], a->name);
    if (number_of(a->data, "seed") != number_of(b->data, "seed"))
        return ccs_err_set(err, CCS_ERR_SCENARIO, b->name, NULL, "is of seed %s, %s of %s: give both the same --seed",
            text_of(b->data, "seed_text"), a->name, text_of(a->data, "seed_text"));
    if (!ccs_dataset_find(a->data, "value_by_interval") != !ccs_dataset_find(b->data, "value_by_interval"))
        return ccs_err_set(err, CCS_ERR_SCENARIO, b->name, NULL, "and %s: one has --keep intervals, the other not", a->name);
    return 0;
}

/* Sorted by their first replications, which follow one another. */
static int order(part_t *parts, size_t n, ccs_err_t *err)
{
    int ret = 0;

    qsort(parts, n, sizeof *parts, by_first);
    for (size_t i = 1; i < n; i++) {
        const part_t *const a = &parts[i - 1], *const b = &parts[i];

        CCS_TRY(compare(a, b, err));
        if (b->first < a->first + a->n)
            return ccs_err_set(err, CCS_ERR_SCENARIO, b->name, NULL, "has replication %u, which %s has too", b->first + 1,
                a->name);
        if (b->first > a->first + a->n)
            return ccs_err_set(err, CCS_ERR_SCENARIO, b->name, NULL,
                "begins with replication %u, and %s ends with %u: %s %u to %u are missing", b->first + 1, a->name,
                a->first + a->n, "replications", a->first + a->n + 1, b->first);
    }
out:
    return ret;
}

/* The scenario of the first part, compiled anew, and a job that has simulated nothing. */
static int make_job(ccs_join_t *self, const part_t *parts, size_t n, ccs_err_list_t *errors, ccs_err_t *err)
{
    const ccs_dataset_t *const data = parts[0].data;
    const char *const text = text_of(data, "scenario");
    const ccs_scenario_origin_t origin = {config_text(data, "config_file"), text, strlen(text), ""};
    int ret;

    CCS_TRY(ccs_scenario_load_from(&origin, NULL, 0, &self->scenario, errors));
    ccs_job_options_t options = ccs_job_options(&self->scenario);

    options.seed = number_of(data, "seed");
    options.first_replication = parts[0].first;
    options.replications = 0;
    for (size_t i = 0; i < n; i++) options.replications += parts[i].n;
    options.settings = text_of(data, "settings");
    options.applied = config_text(data, "config_applied");
    options.name = text_of(data, "name");
    options.keep_intervals = ccs_dataset_find(data, "value_by_interval") != NULL;
    options.keep_replications = true;
    options.warned = parts[0].warned;
    CCS_TRY(ccs_job_init(&self->job, &self->scenario, &options, err));
out:
    return ret;
}

static int add_part(ccs_join_t *self, part_t *part, ccs_replication_t *replication, ccs_err_t *err)
{
    int ret = 0;

    for (uint32_t i = 0; i < part->n; i++) {
        ret = ccs_parcel_take(&part->packed, replication);
        if (ret == CCS_ERR_SCENARIO)
            return ccs_err_set(err, CCS_ERR_SCENARIO, part->name, NULL,
                "its replications are damaged, or of another machine: run it again");
        CCS_TRY(ret);
        CCS_TRY(ccs_trial_add(&self->job.trial, replication));
    }
out:
    return ret;
}

static int add_parts(ccs_join_t *self, part_t *parts, size_t n, ccs_err_t *err)
{
    ccs_replication_t replication;
    int ret = ccs_replication_init(&replication, &self->scenario.plan, &self->job.metrics, NULL);

    for (size_t i = 0; ret == 0 && i < n; i++) ret = add_part(self, &parts[i], &replication, err);
    ccs_replication_free(&replication);
    return ret;
}

int ccs_join(ccs_join_t *self, const ccs_dataset_t *data, const char *const *names, size_t n, ccs_err_list_t *errors,
    ccs_err_t *err)
{
    part_t *const parts = calloc(n + 1, sizeof *parts);
    int ret = parts ? 0 : CCS_ERR_NOMEM;

    for (size_t i = 0; ret == 0 && i < n; i++) ret = open_part(&parts[i], &data[i], names[i], err);
    if (ret) goto out;
    CCS_TRY(order(parts, n, err));
    CCS_TRY(make_job(self, parts, n, errors, err));
    CCS_TRY(add_parts(self, parts, n, err));
    CCS_TRY(ccs_job_finish(&self->job, true, err));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result");
    free(parts);
    return ret;
}

void ccs_join_free(ccs_join_t *self)
{
    ccs_job_free(&self->job);
    ccs_scenario_free(&self->scenario);
}
