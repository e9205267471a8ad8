/* service_level.c - run a scenario and print a service level, for the day and for each half-hour of it.
 *
 *     cc service_level.c $(pkg-config --cflags --libs ccsim) -o service_level && ./service_level bank.cfg */
#include <ccsim/ccsim.h>

#include <math.h>
#include <stdio.h>

static void tell(void *context, int is_error, const char *message)
{
    (void) context;
    fprintf(stderr, "%s: %s\n", is_error ? "error" : "warning", message);
}

static void print_intervals(const ccsim_result_t *result)
{
    for (uint32_t i = 0; i < ccsim_result_intervals(result); i++) {
        ccsim_figure_t f;

        if (ccsim_result_figure_at(result, "service_level", "all", i, &f) == CCSIM_OK && !isnan(f.mean))
            printf("%s  %5.1f %%\n", ccsim_result_interval(result, i), 100 * f.mean);
    }
}

int main(int argc, char **argv)
{
    const ccsim_listener_t listener = {.tell = tell};
    ccsim_scenario_t *scenario = NULL;
    ccsim_result_t *result = NULL;
    ccsim_options_t options;
    ccsim_figure_t day;

    if (argc != 2) {
        fprintf(stderr, "usage: service_level SCENARIO\n");
        return CCSIM_USAGE;
    }
    int status = ccsim_scenario_load(argv[1], NULL, 0, &listener, &scenario);

    if (status == CCSIM_OK) {
        ccsim_options_init(&options, scenario);
        status = ccsim_run(scenario, &options, &listener, &result);
    }
    if (status == CCSIM_OK) status = ccsim_result_figure(result, "service_level", "all", &day);
    if (status == CCSIM_OK) {
        printf("service level %.1f %%, with 95 %% confidence from %.1f to %.1f %%\n", 100 * day.mean, 100 * day.low,
            100 * day.high);
        print_intervals(result);
    }
    ccsim_result_free(result);
    ccsim_scenario_free(scenario);
    return status;
}
