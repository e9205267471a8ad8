/** @file report_frame.h  The frame of a page: what stands above and below its sections. */
#ifndef CCS_REPORT_FRAME_H
#define CCS_REPORT_FRAME_H

#include "report_page.h"

/** A line of the way through the page. */
typedef struct {
    const char *id, *heading; /* heading: as HTML; NULL: there is no such section */
} ccs_page_way_t;

/** A page that is no report of results: only what is written with (report_page.c: sections, elements, charts, tables) may be used of it. */
static inline ccs_page_t ccs_page_plain(FILE *to)
{
    return (ccs_page_t){.to = to, .shrink = 1};
}
/** From the beginning to the title; what stands below the title follows. @param brand  NULL: ccsim's own */
void ccs_page_top(ccs_page_t *page, const char *title, const ccs_brand_t *brand);
/** The way through the page, up to the first section. */
void ccs_page_ways(ccs_page_t *page, const ccs_page_way_t *ways, uint32_t n);
/** From the last section to the end: the specs of the charts that the page has, then what draws them. */
void ccs_page_bottom(ccs_page_t *page);

#endif
