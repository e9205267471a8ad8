/* report_variant.c - what several variants are called together. */
#include "report_variant.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

bool ccs_report_has_titles(const ccs_report_variant_t *variants, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (strcmp(variants[i].view->title, variants->view->title) != 0) return true;
    return false;
}

const char *ccs_report_factor(const ccs_report_variant_t *variants, uint32_t n, const char *factor, const uint32_t sides[2])
{
    return sides[1] == CCS_DATA_NONE && ccs_report_has_titles(variants, n) ? variants[sides[0]].name : factor;
}

const char *ccs_report_title(const ccs_report_variant_t *variants, uint32_t n, char text[CCS_REPORT_TITLE_MAX])
{
    const ccs_view_t *const v = variants->view;

    if (variants->brand && variants->brand->title) return variants->brand->title;
    if (!ccs_report_has_titles(variants, n)) return *v->title ? v->title : v->name;
    snprintf(text, CCS_REPORT_TITLE_MAX, ccs_word("%u options compared"), n);
    return text;
}
