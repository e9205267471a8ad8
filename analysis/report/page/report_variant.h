/** @file report_variant.h  What a page is about: results with their names, and what is told besides. */
#ifndef CCS_REPORT_VARIANT_H
#define CCS_REPORT_VARIANT_H

#include "beside.h"
#include "brand.h"

/** A scenario or variant of the page; the first one is the base of comparisons. */
typedef struct {
    const ccs_view_t *view;
    const char *name;           /* as the page calls it; differs from those of the others */
    const char *sentences;      /* the model in plain sentences, lines as ccs_explain writes them; NULL: not known, */
    const char *without;        /* because of this; NULL where there are sentences */
    const ccs_beside_t *beside; /* the closed formulas, where they are asked for; NULL: not. Of the base alone. */
    const ccs_brand_t *brand;   /* whose page it is; NULL: ccsim's own. Of the base alone. */
} ccs_report_variant_t;

#endif
