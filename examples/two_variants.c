/* two_variants.c - what does a change do? The scenario as it is beside one with a setting more, on common random numbers: equal seeds give
 * both the same customers, who come at the same times with the same patience, so that what differs is the change.
 *
 *     cc two_variants.c $(pkg-config --cflags --libs ccsim) -o two_variants && ./two_variants bank.cfg 'groups.lending.staff+=2' */
#include <ccsim/ccsim.h>

#include <stdio.h>

static const char *const METRICS[] = {"offered", "service_level", "abandonment_rate", "asa_s", "occupancy"};

static void tell(void *context, int is_error, const char *message)
{
    fprintf(stderr, "%s: %s: %s\n", (const char *) context, is_error ? "error" : "warning", message);
}

typedef struct {
    ccsim_scenario_t *scenario;
    ccsim_result_t *result; /* freed before its scenario */
} variant_t;

/* With the seed and the replications that the scenario names, for both. @return a status */
static int run(variant_t *self, const char *path, const char *const *sets, size_t n_sets)
{
    char name[] = "two_variants";
    const ccsim_listener_t listener = {.tell = tell, .context = name};
    ccsim_options_t options;
    const int status = ccsim_scenario_load(path, sets, n_sets, &listener, &self->scenario);

    if (status != CCSIM_OK) return status;
    ccsim_options_init(&options, self->scenario);
    return ccsim_run(self->scenario, &options, &listener, &self->result);
}

static void release(variant_t *self)
{
    ccsim_result_free(self->result);
    ccsim_scenario_free(self->scenario);
}

static int print_row(const variant_t *before, const variant_t *after, const char *metric)
{
    ccsim_figure_t one, other;

    if (ccsim_result_figure(before->result, metric, "all", &one) || ccsim_result_figure(after->result, metric, "all", &other)) {
        fprintf(stderr, "two_variants: no metric %s\n", metric);
        return CCSIM_USAGE;
    }
    printf("%-18s %12.4f %12.4f %+12.4f\n", metric, one.mean, other.mean, other.mean - one.mean);
    return CCSIM_OK;
}

int main(int argc, char **argv)
{
    variant_t before = {0}, after = {0};

    if (argc != 3) {
        fprintf(stderr, "usage: two_variants SCENARIO PATH=VALUE\n");
        return CCSIM_USAGE;
    }
    const char *const change[] = {argv[2]};
    int status = run(&before, argv[1], NULL, 0);

    if (status == CCSIM_OK) status = run(&after, argv[1], change, 1);
    if (status == CCSIM_OK) printf("%-18s %12s %12s %12s\n", "", "before", "after", "difference");
    for (size_t i = 0; status == CCSIM_OK && i < sizeof METRICS / sizeof METRICS[0]; i++)
        status = print_row(&before, &after, METRICS[i]);
    release(&before);
    release(&after);
    return status;
}
