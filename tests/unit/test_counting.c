/* test_counting.c - the example of docs/counting.md: its scenario is run, and each row of its table is what the facts are. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

enum { N_CELLS = 3, FEWEST_ROWS = 10 };

static const char PAGE[] = "docs/counting.md";

static char *read_page(void)
{
    FILE *const file = fopen(PAGE, "r");
    char *const text = calloc(1, 1 << 16);

    cr_assert_not_null(file, "%s", PAGE);
    cr_assert_not_null(text);
    cr_assert(fread(text, 1, (1 << 16) - 1, file) > 0);
    (void) fclose(file);
    return text;
}

/* The block of the example, between ``` and ```, in place. */
static char *scenario_of(char *page, char **rest)
{
    char *const example = strstr(page, "\n## The example");
    char *const begin = example ? strstr(example, "\n```\n") : NULL;

    cr_assert_not_null(begin);
    char *const end = strstr(begin + 5, "```\n");

    cr_assert_not_null(end);
    *end = '\0';
    *rest = end + 4;
    return begin + 5;
}

/* A fact by its name, whatever it is of; NAN if there is none. */
static double fact_of(const run_t *run, const char *name, uint32_t cell)
{
    for (int i = 0; i < CCS_N_TYPE_FACTS; i++)
        if (!strcmp(CCS_TYPE_FACTS[i].name, name)) return type_fact(run, cell, 0, (enum ccs_type_fact) i);
    for (int i = 0; i < CCS_N_PAIR_FACTS; i++)
        if (!strcmp(CCS_PAIR_FACTS[i].name, name)) return pair_fact(run, cell, 0, (enum ccs_pair_fact) i);
    for (int i = 0; i < CCS_N_GROUP_FACTS; i++)
        if (!strcmp(CCS_GROUP_FACTS[i].name, name)) return group_fact(run, cell, 0, (enum ccs_group_fact) i);
    return !strcmp(name, "answered_within") ? answered_within(run, cell, 0, 0) : (double) NAN;
}

Test(counting, is_as_its_page_says)
{
    char *const page = read_page(), *rest;
    run_t *const run = run_text(scenario_of(page, &rest));
    int n_rows = 0;

    for (const char *line = strstr(rest, "\n| `"); line; line = strstr(line + 1, "\n| `")) {
        double expected[N_CELLS];
        char name[40];

        cr_assert_eq(sscanf(line, " | `%39[a-z_]` | %lf | %lf | %lf |", name, &expected[0], &expected[1], &expected[2]),
            1 + N_CELLS, "%.60s", line);
        for (uint32_t cell = 0; cell < N_CELLS; cell++)
            cr_expect_eq(fact_of(run, name, cell), expected[cell], "%s in cell %u is %g", name, (unsigned) cell,
                fact_of(run, name, cell));
        n_rows++;
    }
    cr_expect_geq(n_rows, FEWEST_ROWS);
    run_delete(run);
    free(page);
}
