/* read_result.c - a figure out of a result file that ccsim wrote, whoever made it: the file is read where it can do no harm.
 *
 *     cc read_result.c $(pkg-config --cflags --libs ccsim) -o read_result && ./read_result bank.h5 asa_s type/cards */
#include <ccsim/ccsim.h>

#include <inttypes.h>
#include <stdio.h>

static void tell(void *context, int is_error, const char *message)
{
    (void) context;
    fprintf(stderr, "%s: %s\n", is_error ? "error" : "warning", message);
}

int main(int argc, char **argv)
{
    const ccsim_listener_t listener = {.tell = tell};
    ccsim_result_t *result = NULL;
    ccsim_figure_t f;

    if (argc != 4) {
        fprintf(stderr, "usage: read_result RESULT METRIC ENTITY\n");
        return CCSIM_USAGE;
    }
    int status = ccsim_result_read(argv[1], &listener, &result);

    if (status == CCSIM_OK) {
        status = ccsim_result_figure(result, argv[2], argv[3], &f);
        if (status == CCSIM_OK)
            printf("%s %s: %.6g [%.6g, %.6g] over %" PRIu64 " replications\n", argv[3], argv[2], f.mean, f.low, f.high,
                ccsim_result_replications(result));
        else fprintf(stderr, "error: %s has no metric %s, or no %s\n", argv[1], argv[2], argv[3]);
    }
    ccsim_result_free(result);
    return status;
}
