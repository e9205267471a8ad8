/* test_dataset.c - data sets in memory. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dataset.h"

Test(dataset, starts_empty_from_zeroed_storage_and_frees_twice)
{
    ccs_dataset_t data = {0};

    cr_assert_null(ccs_dataset_find(&data, "x"));
    cr_assert_eq(ccs_dataset_find_dim(&data, "x"), CCS_DATA_NONE);
    cr_assert_null(ccs_dataset_attribute(&data, "x"));
    cr_assert_eq(ccs_dataset_add_dim(&data, "x", 3), 0U);
    ccs_dataset_free(&data);
    cr_assert_eq(data.n_dims, 0U);
    ccs_dataset_free(&data);
    ccs_dataset_free(NULL);
}

Test(dataset, fills_new_variables_by_type)
{
    ccs_dataset_t data = {0};
    const uint32_t dims[] = {ccs_dataset_add_dim(&data, "a", 3), ccs_dataset_add_dim(&data, "b", 5)};
    const ccs_variable_t f64 = *ccs_dataset_add(&data, "f64", CCS_DATA_F64, dims, 2);
    const ccs_variable_t u64 = *ccs_dataset_add(&data, "u64", CCS_DATA_U64, dims, 2);
    const ccs_variable_t u32 = *ccs_dataset_add(&data, "u32", CCS_DATA_U32, dims + 1, 1);
    const ccs_variable_t text = *ccs_dataset_add(&data, "text", CCS_DATA_TEXT, dims, 1);

    cr_assert_eq(f64.n, 15U);
    cr_assert_eq(u32.n, 5U);
    cr_assert_eq(text.n, 3U);
    cr_assert_eq(f64.n_dims, 2U);
    cr_assert_eq(f64.dims[1], dims[1]);
    for (size_t i = 0; i < 15; i++) {
        cr_assert(isnan(f64.data.f64[i]));
        cr_assert_eq(u64.data.u64[i], 0U);
        cr_assert_eq(u32.data.u32[i % 5], 0U);
        cr_assert_str_eq(text.data.text[i % 3], "");
    }
    cr_assert_null(f64.units);
    cr_assert_not(data.out_of_memory);
    ccs_dataset_free(&data);
}

Test(dataset, gives_a_scalar_one_cell_and_an_empty_dimension_none)
{
    ccs_dataset_t data = {0};
    const uint32_t dims[] = {ccs_dataset_add_dim(&data, "many", SIZE_MAX), ccs_dataset_add_dim(&data, "empty", 0)};

    cr_assert_eq(ccs_dataset_add(&data, "scalar", CCS_DATA_F64, NULL, 0)->n, 1U);
    cr_assert_eq(ccs_dataset_add(&data, "none", CCS_DATA_TEXT, dims + 1, 1)->n, 0U);
    cr_assert_eq(ccs_dataset_add(&data, "none of many", CCS_DATA_U64, dims, 2)->n, 0U);
    cr_assert_not(data.out_of_memory);
    ccs_dataset_free(&data);
}

Test(dataset, keeps_data_pointers_and_names_while_it_grows)
{
    ccs_dataset_t data = {0};
    char name[32];
    double *first = NULL;

    for (uint32_t i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "n%u", i);
        const uint32_t dim = ccs_dataset_add_dim(&data, name, i);
        ccs_variable_t *v = ccs_dataset_add(&data, name, CCS_DATA_F64, &dim, 1);

        cr_assert_eq(dim, i);
        if (i == 1) {
            first = v->data.f64;
            first[0] = 2.385;
        }
        ccs_dataset_set_u64(&data, name, i);
    }
    cr_assert_eq(ccs_dataset_find(&data, "n1")->data.f64, first);
    cr_assert_eq(first[0], 2.385);
    cr_assert_eq(ccs_dataset_find(&data, "n77")->n, 77U);
    cr_assert_eq(ccs_dataset_find_dim(&data, "n99"), 99U);
    cr_assert_eq(ccs_dataset_attribute(&data, "n3")->u64, 3U);
    cr_assert_null(ccs_dataset_find(&data, "n100"));
    cr_assert_eq(data.n_variables, 100U);
    ccs_dataset_free(&data);
}

Test(dataset, describes_variables_and_passes_a_missing_one_through)
{
    ccs_dataset_t data = {0};
    char units[] = "s";
    ccs_variable_t *v = ccs_dataset_add(&data, "wait", CCS_DATA_F64, NULL, 0);

    cr_assert_eq(ccs_dataset_describe(&data, v, units, "wait of %s, %d %%", "sales", 80), v);
    units[0] = 'x';
    cr_assert_str_eq(v->units, "s");
    cr_assert_str_eq(v->long_name, "wait of sales, 80 %");
    cr_assert_null(ccs_dataset_describe(&data, NULL, "s", "nothing"));
    cr_assert_null(ccs_dataset_describe(&data, v, NULL, "a text")->units);
    ccs_dataset_free(&data);
}

Test(dataset, replaces_an_attribute_that_is_set_again)
{
    ccs_dataset_t data = {0};
    char text[] = "one";

    ccs_dataset_set_text(&data, "a", text);
    ccs_dataset_set_f64(&data, "b", 2.385);
    text[0] = 'x';
    cr_assert_str_eq(ccs_dataset_attribute(&data, "a")->text, "one");
    ccs_dataset_set_u64(&data, "a", UINT64_MAX);
    cr_assert_eq(data.n_attributes, 2U);
    cr_assert_eq(data.attributes[0].type, CCS_DATA_U64);
    cr_assert_eq(data.attributes[0].u64, UINT64_MAX);
    cr_assert_str_eq(data.attributes[0].name, "a");
    cr_assert_eq(ccs_dataset_attribute(&data, "b")->f64, 2.385);
    ccs_dataset_free(&data);
}

Test(dataset, remembers_that_a_variable_did_not_fit)
{
    ccs_dataset_t data = {0};
    const uint32_t dims[] = {ccs_dataset_add_dim(&data, "a", SIZE_MAX / 2), ccs_dataset_add_dim(&data, "b", 3)};

    cr_assert_null(ccs_dataset_add(&data, "overflows", CCS_DATA_F64, dims, 2));
    cr_assert(data.out_of_memory);
    cr_assert_eq(data.n_variables, 0U);
    cr_assert_not_null(ccs_dataset_add(&data, "fits", CCS_DATA_F64, dims + 1, 1));
    cr_assert(data.out_of_memory, "it is sticky");
    ccs_dataset_free(&data);
    cr_assert_null(ccs_dataset_add(&data, "over a dimension that failed", CCS_DATA_F64, (const uint32_t[]){CCS_DATA_NONE}, 1));
    cr_assert(data.out_of_memory);
    ccs_dataset_free(&data);
}
