/* comparison_threads.c - three variants compared by four threads and by one: the data sets, differences included, have the same bits. Under
 * the thread sanitizer it also shows that results and differences of variants are made without sharing anything that changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "comparison.h"

static const char CFG[] =
    "clock:{open=\"08:00-10:00\";};types:{a:{arrivals:{per_hour=311;};talk:{dist=\"lognormal\";mean=137;cv=0.9;};"
    "patience:{dist=\"exponential\";mean=97;};target:{service_level=0.8;within=20;};};};"
    "groups:{x:{staff=11;};};run:{replications=9;seed=2385;};";
static const char PATH[] = "comparison_threads.cfg";
static const char *const MORE[] = {"groups.x.staff+=1"}, *const LONGER[] = {"types.a.patience.mean*=1.5"};

static int run(ccs_comparison_t *c, uint32_t threads)
{
    const ccs_variant_t variants[] = {{PATH, NULL, NULL, 0, NULL, 0, NULL}, {PATH, "more", MORE, 1, NULL, 0, NULL},
        {PATH, "longer", LONGER, 1, NULL, 0, NULL}};
    ccs_err_list_t errors = {0};
    ccs_job_options_t options;
    int ret;

    CCS_TRY(ccs_comparison_load(c, variants, 3, &errors));
    options = ccs_job_options(&c->scenarios[0]);
    options.threads = threads;
    options.precision = "service_level=2%";
    options.max_replications = 45;
    CCS_TRY(ccs_comparison_prepare(c, variants, &options, true, NULL));
    CCS_TRY(ccs_comparison_run(c, NULL));
    CCS_TRY(ccs_comparison_finish(c, true, NULL));
out:
    ccs_err_list_free(&errors);
    return ret;
}

/* The name of a variable in which they differ; NULL if there is none. */
static const char *difference(const ccs_dataset_t *a, const ccs_dataset_t *b)
{
    if (a->n_variables != b->n_variables) return "the number of variables";
    for (size_t i = 0; i < a->n_variables; i++) {
        const ccs_variable_t *const x = &a->variables[i], *const y = &b->variables[i];

        if (x->n != y->n) return x->name;
        if (x->type == CCS_DATA_F64 && memcmp(x->data.f64, y->data.f64, x->n * sizeof(double)) != 0) return x->name;
    }
    return NULL;
}

int main(void)
{
    ccs_comparison_t one = {0}, four = {0};
    FILE *const file = fopen(PATH, "w");
    int ret = file && fputs(CFG, file) >= 0 && fclose(file) == 0 ? 0 : 1;

    if (ret == 0) ret = run(&one, 1);
    if (ret == 0) ret = run(&four, 4);
    if (ret) fprintf(stderr, "error %d\n", ret);
    const char *const what = ret ? NULL : difference(&one.data, &four.data);

    if (what) fprintf(stderr, "one thread and four differ in %s\n", what);
    ccs_comparison_free(&one);
    ccs_comparison_free(&four);
    (void) remove(PATH);
    return ret || what ? EXIT_FAILURE : EXIT_SUCCESS;
}
