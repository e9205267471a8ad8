/* test_sweep_merge.c - shards of a study that are not what they say they are. */
#include <criterion/criterion.h>
#include <string.h>

#include "sweep_data.h"

static ccs_dataset_t parts[2], whole;

static void release(void)
{
    ccs_dataset_free(&parts[0]);
    ccs_dataset_free(&parts[1]);
    ccs_dataset_free(&whole);
}

/* One shard of two of a study of four points. @param over  the dimension that its numbers of points stand over */
static void make(uint32_t shard, const char *over, uint64_t n_points, size_t n_rows)
{
    ccs_dataset_t *const part = &parts[shard - 1];
    const uint32_t point = ccs_dataset_add_dim(part, "point", n_rows);
    const uint32_t own = strcmp(over, "point") == 0 ? point : ccs_dataset_add_dim(part, over, 2);
    const ccs_variable_t *const points = ccs_dataset_add(part, "point", CCS_DATA_U32, &own, 1);

    for (uint32_t i = 0; i < points->n; i++) points->data.u32[i] = shard + 2 * i;
    const ccs_variable_t *const mean = ccs_dataset_add(part, "mean", CCS_DATA_F64, &point, 1);

    for (size_t i = 0; i < mean->n; i++) mean->data.f64[i] = shard;
    ccs_dataset_set_text(part, "kind", "sweep");
    ccs_dataset_set_u64(part, "n_points", n_points);
    ccs_dataset_set_u64(part, "shard", shard);
    ccs_dataset_set_u64(part, "shards", 2);
}

static int merge(ccs_err_t *err)
{
    static const char *const names[] = {"a.h5", "b.h5"};

    return ccs_sweep_merge(parts, names, 2, &whole, err);
}

Test(sweep_merge, puts_rows_in_the_places_of_their_points, .fini = release)
{
    ccs_err_t err = {0};

    make(1, "point", 4, 2);
    make(2, "point", 4, 2);
    cr_assert_eq(merge(&err), 0, "%s", err.text);
    for (size_t i = 0; i < 4; i++) cr_expect_eq(ccs_dataset_find(&whole, "mean")->data.f64[i], i % 2 + 1);
}

Test(sweep_merge, refuses_more_rows_than_points, .fini = release)
{
    ccs_err_t err = {0};

    make(1, "point", 4, 2);
    make(2, "other", 4, 1000);
    cr_assert_eq(merge(&err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "its points are not those of its shard"), "%s", err.text);
}

Test(sweep_merge, refuses_a_part_of_more_points, .fini = release)
{
    ccs_err_t err = {0};

    make(1, "point", 4, 2);
    make(2, "point", 2000, 1000);
    cr_assert_eq(merge(&err), CCS_ERR_SCENARIO);
    cr_expect(strstr(err.text, "its points are not those of its shard"), "%s", err.text);
}
