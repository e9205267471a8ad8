/* read_sample.c - reads a result file and says how much is in it, or what is wrong with it. For test_readers.py.
 * Usage: read_sample FILE */
#include <stdio.h>

#include "result_read.h"

int main(int argc, char **argv)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    if (argc != 2) return 64;
    const int ret = ccs_result_read(argv[1], &data, &err);

    if (ret) fprintf(stderr, "%s: %s%s%s\n", err.where, err.path, err.path[0] ? ": " : "", err.text);
    else printf("%zu dimensions, %zu variables, %zu attributes\n", data.n_dims, data.n_variables, data.n_attributes);
    ccs_dataset_free(&data);
    return ccs_err_status(ret);
}
