/* test_comparison.c - variants side by side: what is kept of them, and what is made of it, depends on who looks at it. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "comparison.h"

static const char TEXT[] = "clock:{open=\"08:00-10:00\";};types:{a:{arrivals:{per_hour=30;};talk=60;};};groups:{x:{staff=2;};};";
static const char *const MORE_STAFF[] = {"groups.x.staff=3"};

static ccs_comparison_t comparison;

static void release(void)
{
    ccs_comparison_free(&comparison);
}

TestSuite(comparison, .fini = release, .timeout = 60);

static void compare(bool run_only)
{
    char path[] = "/tmp/ccsim_comparison.XXXXXX";
    const int fd = mkstemp(path);
    const ccs_variant_t variants[] = {{.path = path}, {.path = path, .name = "more", .sets = MORE_STAFF, .n_sets = 1}};
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};

    cr_assert(fd >= 0 && write(fd, TEXT, strlen(TEXT)) == (ssize_t) strlen(TEXT) && close(fd) == 0);
    cr_assert_eq(ccs_comparison_load(&comparison, variants, 2, &errors), 0, "%s", errors.n ? errors.items[0].text : "");
    (void) unlink(path);
    ccs_err_list_free(&errors);
    ccs_job_options_t options = ccs_job_options(&comparison.scenarios[0]);

    options.replications = 3;
    options.threads = 1;
    options.tables_only = true;
    options.run_only = run_only;
    cr_assert_eq(ccs_comparison_prepare(&comparison, variants, &options, true, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_comparison_run(&comparison, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_comparison_finish(&comparison, true, &err), 0, "%s", err.text);
}

Test(comparison, has_differences_by_interval_where_somebody_looks_at_them)
{
    compare(false);
    cr_expect_not_null(ccs_dataset_find(&comparison.data, "service_level_difference"));
    cr_expect_not_null(ccs_dataset_find(&comparison.data, "service_level_by_interval_difference"));
}

Test(comparison, readers_tell_variants_apart_by_their_names)
{
    ccs_err_t err = {0};

    compare(true);
    cr_expect_eq(ccs_comparison_check_names(&comparison, "rename one", &err), 0);
    comparison.scenarios[0].name = "more";
    cr_expect_eq(ccs_comparison_check_names(&comparison, "rename one", &err), CCS_ERR_USAGE);
    cr_expect_str_eq(err.text, "two variants are called \"more\": rename one");
}

Test(comparison, keeps_no_replication_by_interval_for_tables_over_the_run)
{
    compare(true);
    cr_expect_not_null(ccs_dataset_find(&comparison.data, "service_level_difference"));
    cr_expect_null(ccs_dataset_find(&comparison.data, "service_level_by_interval_difference"));
    cr_expect_null(ccs_dataset_find(&comparison.jobs[0].data, "value_by_interval"));
}
