/* test_dataset_stack.c - data sets stacked along a dimension: union of names, places, what is left out. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "dataset.h"

static ccs_dataset_t first, second, stack;

static void drop(void)
{
    ccs_dataset_free(&first);
    ccs_dataset_free(&second);
    ccs_dataset_free(&stack);
}

TestSuite(dataset_stack, .fini = drop);

/* config (1), entity (named), item (unnamed) with x(config, entity, item), about(entity), extra(config, other). */
static void fill(ccs_dataset_t *d, const char *config, const char *const entities[2], size_t n_items, double base)
{
    const uint32_t c = ccs_dataset_add_dim(d, "config", 1), e = ccs_dataset_add_dim(d, "entity", 2);
    const uint32_t i = ccs_dataset_add_dim(d, "item", n_items), o = ccs_dataset_add_dim(d, "other", 2);
    const uint32_t x_dims[] = {c, e, i}, extra_dims[] = {c, o};

    *ccs_dataset_add(d, "config", CCS_DATA_TEXT, &c, 1)->data.text = config;
    memcpy(ccs_dataset_add(d, "entity", CCS_DATA_TEXT, &e, 1)->data.text, entities, 2 * sizeof *entities);
    double *const x = ccs_dataset_describe(d, ccs_dataset_add(d, "x", CCS_DATA_F64, x_dims, 3), "s", "what x is")->data.f64;

    for (size_t k = 0; k < 2 * n_items; k++) x[k] = base + (double) k;
    uint32_t *const about = ccs_dataset_add(d, "about", CCS_DATA_U32, &e, 1)->data.u32;

    about[0] = (uint32_t) base;
    about[1] = (uint32_t) base + 1;
    (void) ccs_dataset_add(d, "extra", CCS_DATA_F64, extra_dims, 2);
    ccs_dataset_set_u64(d, "n", (uint64_t) base);
}

static void setup(const char *without)
{
    static const char *const one[] = {"all", "cards"}, *const two[] = {"cards", "loans"};
    const ccs_dataset_t *const parts[] = {&first, &second};

    fill(&first, "base", one, 2, 100);
    fill(&second, "what if", two, 3, 200);
    cr_assert_eq(ccs_dataset_stack(parts, 2, "config", without, &stack), 0);
}

static double x_at(size_t config, size_t entity, size_t item)
{
    return ccs_dataset_find(&stack, "x")->data.f64[(config * 3 + entity) * 3 + item];
}

Test(dataset_stack, puts_cells_where_their_names_are)
{
    setup(NULL);
    const ccs_variable_t *const entity = ccs_dataset_find(&stack, "entity"), *const config = ccs_dataset_find(&stack, "config");

    cr_assert_eq(entity->n, 3);
    cr_expect_str_eq(entity->data.text[1], "cards");
    cr_expect_str_eq(entity->data.text[2], "loans");
    cr_assert_eq(config->n, 2);
    cr_expect_str_eq(config->data.text[1], "what if");
    cr_expect_eq(x_at(0, 1, 1), 103);
    cr_expect_eq(x_at(1, 1, 2), 202);
    cr_expect_eq(x_at(1, 2, 0), 203);
    cr_expect(isnan(x_at(0, 0, 2)), "the first has two items only");
    cr_expect(isnan(x_at(1, 0, 0)), "the second has no \"all\"");
    cr_expect_str_eq(ccs_dataset_find(&stack, "x")->units, "s");
    cr_expect_str_eq(ccs_dataset_find(&stack, "x")->long_name, "what x is");
}

Test(dataset_stack, believes_the_first_where_parts_differ)
{
    setup(NULL);
    const uint32_t *const about = ccs_dataset_find(&stack, "about")->data.u32;

    cr_expect_eq(about[1], 101);
    cr_expect_eq(about[2], 201);
    cr_expect_eq(ccs_dataset_attribute(&stack, "n")->u64, 100);
}

Test(dataset_stack, leaves_out_a_dimension_with_its_variables)
{
    setup("other");
    cr_expect_null(ccs_dataset_find(&stack, "extra"));
    cr_expect_eq(ccs_dataset_find_dim(&stack, "other"), CCS_DATA_NONE);
    cr_expect_not_null(ccs_dataset_find(&stack, "x"));
}

Test(dataset_stack, owns_its_texts)
{
    setup(NULL);
    const char *const mine = ccs_dataset_find(&stack, "entity")->data.text[0];

    cr_expect_neq(mine, ccs_dataset_find(&first, "entity")->data.text[0]);
}
