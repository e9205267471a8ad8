/* write_sample.c - a result file with everything that a result can hold, for test_readers.py, which knows the same values.
 * Usage: write_sample FILE */
#include <math.h>
#include <stdio.h>

#include "result_read.h"
#include "result_write.h"

enum { N_REPLICATIONS = 7, N_INTERVALS = 21, N_TYPES = 3 };

static const char *const TYPES[N_TYPES] = {"balance", "Crédits à 0 %", ""};

typedef struct {
    uint32_t replication, interval, type, campaign, day;
} axes_t;

static axes_t add_axes(ccs_dataset_t *data)
{
    return (axes_t){.replication = ccs_dataset_add_dim(data, "replication", N_REPLICATIONS),
        .interval = ccs_dataset_add_dim(data, "interval", N_INTERVALS),
        .type = ccs_dataset_add_dim(data, "type", N_TYPES),
        .campaign = ccs_dataset_add_dim(data, "campaign", 0),
        .day = ccs_dataset_add_dim(data, "day", 2)};
}

static void add_coordinates(ccs_dataset_t *data, const axes_t *axis)
{
    ccs_variable_t *v = ccs_dataset_add(data, "interval", CCS_DATA_TEXT, &axis->interval, 1);

    (void) ccs_dataset_describe(data, v, NULL, "start of the interval");
    for (size_t i = 0; v && i < v->n; i++)
        v->data.text[i] = ccs_arena_printf(&data->arena, "2026-03-02T%02zu:%02zu", 8 + i / 2, i % 2 * 30);
    v = ccs_dataset_add(data, "type", CCS_DATA_TEXT, &axis->type, 1);
    for (size_t i = 0; v && i < N_TYPES; i++) v->data.text[i] = TYPES[i];
    (void) ccs_dataset_add(data, "campaign", CCS_DATA_TEXT, &axis->campaign, 1);
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "day", CCS_DATA_U32, &axis->day, 1), "1", "number of the day");
    for (size_t i = 0; v && i < v->n; i++) v->data.u32[i] = (uint32_t) (i + 5);
}

/* The large one (chunked) with holes, the small one, and one over each odd shape. */
static void add_variables(ccs_dataset_t *data, const axes_t *axis)
{
    const uint32_t cube[] = {axis->replication, axis->type, axis->interval, axis->day};
    ccs_variable_t *v = ccs_dataset_describe(data, ccs_dataset_add(data, "wait_s", CCS_DATA_F64, cube, 4), "s", "mean wait");

    for (size_t i = 0; v && i < v->n; i++)
        if (i % 11) v->data.f64[i] = 2.385 * (double) i;
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "offered", CCS_DATA_U64, cube, 2), "1", "contacts of %d types", N_TYPES);
    for (size_t i = 0; v && i < v->n; i++) v->data.u64[i] = UINT64_MAX - 3 * i;
    v = ccs_dataset_add(data, "agents", CCS_DATA_U32, cube + 1, 2);
    for (size_t i = 0; v && i < v->n; i++) v->data.u32[i] = (uint32_t) (i * i);
    v = ccs_dataset_add(data, "note", CCS_DATA_TEXT, (const uint32_t[]){axis->day, axis->type}, 2);
    for (size_t i = 0; v && i < v->n; i++) v->data.text[i] = i == 4 ? "é€😀\nsecond line" : "n";
    (void) ccs_dataset_describe(data,
        ccs_dataset_add(data, "dialled", CCS_DATA_F64, (const uint32_t[]){axis->replication, axis->campaign}, 2), "1", "calls");
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "confidence", CCS_DATA_F64, NULL, 0), "1", "of the intervals");
    if (v) v->data.f64[0] = 0.95;
}

int main(int argc, char **argv)
{
    ccs_dataset_t data = {0};
    ccs_err_t err = {0};

    if (argc != 2) return 64;
    const axes_t axis = add_axes(&data);

    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_set_text(&data, "scenario_text", "title = \"Crédits\";\nrun: { seed = 1; };\n");
    ccs_dataset_set_text(&data, "empty", "");
    ccs_dataset_set_u64(&data, "seed", UINT64_MAX - 1);
    ccs_dataset_set_text(&data, "seed_text", "18446744073709551614");
    ccs_dataset_set_f64(&data, "precision", 0.05);
    add_coordinates(&data, &axis);
    add_variables(&data, &axis);
    const int ret = ccs_result_write(&data, argv[1], true, &err);

    if (ret) fprintf(stderr, "%s: %s: %s\n", err.where, err.path, err.text);
    ccs_dataset_free(&data);
    return ccs_err_status(ret);
}
