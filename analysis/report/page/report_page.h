/** @file report_page.h  The page that is being written: its elements and charts, and what things on it are called. What results say is found in
 * analysis/stat (findings.h), once for each variant. Internal to report*.c and their tests. */
#ifndef CCS_REPORT_PAGE_H
#define CCS_REPORT_PAGE_H

#include "compare.h"
#include "findings.h"
#include "html.h"
#include "metric.h"
#include "prose.h"
#include "report_variant.h"

enum { CCS_REPORT_SPECS_MAX = 16, CCS_PAGE_RANGE_MAX = 2 * CCS_PROSE_TIME_MAX + 16 };

/** Variants that each have a sentence, and whose charts show all entities; the base counts. */
enum { CCS_PAGE_FEW_VARIANTS = 4 };
/** Variants that one chart can tell apart. */
enum { CCS_PAGE_COLOURS = 8 };

/** The page. Made by ccs_page_open. */
typedef struct {
    const ccs_report_variant_t *variants;
    uint32_t n_variants;
    ccs_findings_t *findings;    /* [n_variants], in the hours of the base */
    const ccs_findings_t *found; /* those of the base, which sentences word and charts draw */
    ccs_scope_t of;              /* of the base: the result, its entity "all", its open intervals; the findings' */
    ccs_compare_t *compares;     /* [n_variants], each against the base; the first is empty */
    const uint32_t *shown; /* the window of the open intervals that charts show: whole days, at least that of the worst one */
    uint32_t n_shown;
    FILE *to;
    const char *specs[CCS_REPORT_SPECS_MAX]; /* kinds of charts used so far */
    uint32_t n_specs;
    const char *heading; /* of the section that was begun last */
    uint32_t shrink;     /* limits of rows and texts are divided by it: 1, 2, 4, ... */
    bool out_of_memory;  /* sticky */
} ccs_page_t;

int ccs_page_open(ccs_page_t *self, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);
void ccs_page_free(ccs_page_t *self);
/** Halve what charts and tables may hold. @return false: it is little already */
bool ccs_page_shrink(ccs_page_t *self);

/* ---- writing (report_page.c) ---------------------------------------------------------------------------------------------- */

void ccs_page_begin_section(ccs_page_t *self, const char *id, const char *title);
void ccs_page_end_section(ccs_page_t *self);
/** <TAG class="CLASS">text</TAG>; class "" for none. */
void ccs_page_element(ccs_page_t *self, const char *tag, const char *css, const char *text);
/** The same with a text that was put together, which is freed. */
void ccs_page_prose(ccs_page_t *self, const char *tag, const char *css, ccs_prose_t *prose);

/** A chart; README.md of analysis/page says what the kinds of drawing want. */
typedef struct {
    const char *id, *spec;
    const char *params; /* JSON; NULL: none */
    const char *choose; /* field with a menu; NULL: none */
    const char *title, *note;
    const ccs_html_rows_t *rows;
    const char *name;            /* of the rows in the data; NULL: they are the data */
    const ccs_html_rows_t *more; /* second rows, or NULL */
    const char *more_name;
    bool by_interval; /* shows the page's window of intervals, and says so where that is not all of them */
} ccs_chart_t;
void ccs_page_chart(ccs_page_t *self, const ccs_chart_t *chart);
/** A table by itself; label says what it is. */
void ccs_page_table(ccs_page_t *self, const char *label, const ccs_html_rows_t *rows);
/** A table behind a summary that opens it. */
void ccs_page_folded_table(ccs_page_t *self, const char *summary, const ccs_html_rows_t *rows);
/** data-metric, data-entity, data-config and data-value of a figure, for programs that read the page. */
void ccs_page_figure_data(ccs_page_t *self, uint32_t variant, uint32_t metric, uint32_t entity);

/* ---- questions (report_page.c) -------------------------------------------------------------------------------------------- */

/** "calls", or "contacts" where there are other channels. */
const char *ccs_page_contacts(const ccs_page_t *self);
/** The same of an entity: "e-mails" of channel/email. */
const char *ccs_page_contacts_of(const ccs_page_t *self, uint32_t entity);
/** "day", "week", "month", "year", "run" (any other number of days) or "batch"; "days", ... for many. As the head of a column with a capital. */
const char *ccs_page_observation(const ccs_page_t *self, bool many);
const char *ccs_page_observation_head(const ccs_page_t *self, bool many);
/** "through the day", "through the week", "day by day", "month by month": along what figures are told. */
const char *ccs_page_course(const ccs_page_t *self);
/** The same as a heading: "Through the day". */
const char *ccs_page_course_head(const ccs_page_t *self);
/** "Staff and service by half-hour": the heading of the planner's grid. */
const char *ccs_page_grid_head(const ccs_page_t *self);
/** "half-hour", "month": what figures are told by. */
const char *ccs_page_noun(const ccs_page_t *self);
/** "half-hours", "months": the same for many. @return text or a constant */
const char *ccs_page_nouns(const ccs_page_t *self, char text[CCS_PROSE_TIME_MAX]);
/** "a day", "a replication, all its batches together": what a count is about. */
const char *ccs_page_per(const ccs_page_t *self);
enum ccs_figure_unit ccs_page_unit(const ccs_view_t *view, uint32_t metric);
/** What people call an entity: "Cards", "All together". */
const char *ccs_page_label(const ccs_page_t *self, uint32_t entity);
/** The entity of that name in another view; CCS_DATA_NONE: none. */
uint32_t ccs_page_entity_in(const ccs_page_t *self, uint32_t variant, uint32_t entity);
uint32_t ccs_page_metric_in(const ccs_page_t *self, uint32_t variant, uint32_t metric);
/** Entities of contacts for charts: all, then each type if there are several and no more than fit. */
enum { CCS_PAGE_ENTITIES_MAX = 40 };
uint32_t ccs_page_contact_entities(const ccs_page_t *self, uint32_t rows_each, uint32_t *found);
/** "Base: " before what is said of the base alone; "" where there is nothing else. */
const char *ccs_page_whose(const ccs_page_t *self);
/** The page as if a variant were its base: for sentences that are to be the same for both.
 * @return false: the variant has no "all" */
bool ccs_page_of_variant(const ccs_page_t *self, uint32_t variant, ccs_page_t *other);
/** A figure of a view in a table: with its half-width; a share of days with the interval that ccs_target_days has. */
void ccs_page_set_figure(ccs_html_rows_t *rows, uint32_t column, const ccs_view_t *view, const uint32_t metric_entity[2]);
/** Begin and range of an interval: "17:00", "17:00 to 17:30", of several days "Tue 3 Mar 17:00". @return text */
const char *ccs_page_begin(const ccs_page_t *self, uint32_t interval, char text[CCS_PROSE_TIME_MAX]);
const char *ccs_page_range(const ccs_page_t *self, uint32_t interval, char text[CCS_PAGE_RANGE_MAX]);
/** The range of several that follow each other: "17:00 to 18:30", of several days "Tue 3 Mar 22:00 to Wed 4 Mar 06:00"; of a closed time its
 * name, "after close"; of periods "Oct 2026 to Dec 2026". @return text */
const char *ccs_page_span(const ccs_page_t *self, uint32_t first, uint32_t last, char text[CCS_PAGE_RANGE_MAX]);

/** The same in a sentence: "from 17:00 to 18:30", "in Dec 2026", "in the week of 2 Mar", "from Oct 2026 to Dec 2026". @return text */
const char *ccs_page_during(const ccs_page_t *self, uint32_t first, uint32_t last, char text[CCS_PAGE_RANGE_MAX]);

/** When a peak is: "from 17:00 to 18:30". @return text */
const char *ccs_page_peak_during(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak,
    char text[CCS_PAGE_RANGE_MAX]);

/* ---- parameters of charts (report_params.c) ------------------------------------------------------------------------------- */

/** Parameters of a chart of service level in which each entity, chosen by its label, has a line for its own target, all together one for
 * each target of a type.
 * @param start  further parameters, as members of the object
 * @param judged  whether the chart calls observations met or missed: of several types all together are judged by each type, not by a line
 * @return JSON, for free(); NULL when out of memory */
char *ccs_page_target_params(const ccs_page_t *page, const char *start, const uint32_t *entities, uint32_t n, bool judged);

/** Parameter of a chart with a menu of variants: the base is always shown. */
void ccs_page_add_always(const ccs_page_t *page, ccs_prose_t *members);

/** The same without targets. */
char *ccs_page_params(const char *members);

#endif
