/* until_precise.c - simulate no more than is needed: blocks of replications until the half-width of the service level is at most a share of
 * its mean, or until there is no patience left. Then write the result where ccsim show, Python and R find it.
 *
 *     cc until_precise.c $(pkg-config --cflags --libs ccsim) -o until_precise && ./until_precise bank.cfg 2% bank.h5 */
#include <ccsim/ccsim.h>

#include <inttypes.h>
#include <stdio.h>

static void tell(void *context, int is_error, const char *message)
{
    (void) context;
    fprintf(stderr, "%s: %s\n", is_error ? "error" : "warning", message); /* such as: the precision was not reached */
}

static int run(ccsim_scenario_t *scenario, const char *share, const ccsim_listener_t *listener, ccsim_result_t **result)
{
    char precision[64];
    ccsim_options_t options;

    ccsim_options_init(&options, scenario);
    snprintf(precision, sizeof precision, "service_level=%s", share);
    options.precision = precision;
    options.replications = 10; /* of a block */
    options.max_replications = 1000;
    return ccsim_run(scenario, &options, listener, result);
}

int main(int argc, char **argv)
{
    const ccsim_listener_t listener = {.tell = tell};
    ccsim_scenario_t *scenario = NULL;
    ccsim_result_t *result = NULL;
    ccsim_figure_t f;

    if (argc != 4) {
        fprintf(stderr, "usage: until_precise SCENARIO SHARE RESULT\n");
        return CCSIM_USAGE;
    }
    int status = ccsim_scenario_load(argv[1], NULL, 0, &listener, &scenario);

    if (status == CCSIM_OK) status = run(scenario, argv[2], &listener, &result);
    if (status == CCSIM_OK) status = ccsim_result_figure(result, "service_level", "all", &f);
    if (status == CCSIM_OK)
        printf("%" PRIu64 " replications: service level %.2f %% give or take %.2f %%\n", ccsim_result_replications(result),
            100 * f.mean, 100 * f.half_width);
    if (status == CCSIM_OK) status = ccsim_result_write(result, argv[3], 1, &listener);
    ccsim_result_free(result);
    ccsim_scenario_free(scenario);
    return status;
}
