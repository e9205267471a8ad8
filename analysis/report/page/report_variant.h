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

enum { CCS_REPORT_TITLE_MAX = 160 };
/** The title of a page, and of a deck, about variants: what the brand says; that of the scenario which all of them share, as what-ifs do; of several scenarios how many they are. @return text or one of the variants' */
const char *ccs_report_title(const ccs_report_variant_t *variants, uint32_t n, char text[CCS_REPORT_TITLE_MAX]);
/** Whether variants are scenarios of their own, each with its title: what is told of all of them is not told under that of the first. */
bool ccs_report_has_titles(const ccs_report_variant_t *variants, uint32_t n);
/** What a row of a tornado is called: the factor that its variants change, or the title of the one scenario that it is. @param sides  of the row, the second CCS_DATA_NONE where there is one only */
const char *ccs_report_factor(const ccs_report_variant_t *variants, uint32_t n, const char *factor, const uint32_t sides[2]);

#endif
