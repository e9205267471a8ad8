/* assets.c - the files that the program carries, by name. Invariant: the list is made by the build and never changes. */
#include "assets.h"

#include <string.h>

const ccs_asset_t *ccs_asset(const char *name)
{
    for (size_t i = 0; i < ccs_n_assets; i++) {
        if (strcmp(ccs_assets[i].name, name) == 0) {
            return &ccs_assets[i];
        }
    }
    return NULL;
}

const ccs_asset_t *ccs_asset_chart(const char *chart)
{
    static const char folder[] = "charts/", end[] = ".json";
    const size_t n_folder = sizeof folder - 1, n_chart = strlen(chart);

    for (size_t i = 0; i < ccs_n_assets; i++) {
        const char *name = ccs_assets[i].name;

        if (strncmp(name, folder, n_folder) == 0 && strncmp(name + n_folder, chart, n_chart) == 0 &&
            strcmp(name + n_folder + n_chart, end) == 0) {
            return &ccs_assets[i];
        }
    }
    return NULL;
}
