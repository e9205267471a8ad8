/** @file assets.h  The files that the program carries for its pages: style, behaviour, drawing libraries, chart specs. */
#ifndef CCS_ASSETS_H
#define CCS_ASSETS_H

#include <stddef.h>

/* A file of analysis/web. Its text is UTF-8, ends with a NUL that the size does not count, and may stand in a page as it is:
 * nothing in it ends a <script> or a <style>. */
typedef struct {
    const char *name; /* "page.css", "vendor/vega.min.js", "charts/heat.json" */
    const char *text;
    const size_t *size; /* bytes of text */
} ccs_asset_t;

/* All of them, in the order of their names; the build makes the list of what lies in the folder (cmake/assets.cmake). */
extern const ccs_asset_t ccs_assets[];
extern const size_t ccs_n_assets;

/** @return the asset of that name; NULL if there is none */
const ccs_asset_t *ccs_asset(const char *name);
/** The Vega-Lite spec of a kind of chart: charts/CHART.json. @return NULL if there is none */
const ccs_asset_t *ccs_asset_chart(const char *chart);

#endif
