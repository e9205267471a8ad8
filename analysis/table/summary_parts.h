/** @file summary_parts.h  The tables that a summary is made of. Private to the files summary*.c. */
#ifndef CCS_SUMMARY_PARTS_H
#define CCS_SUMMARY_PARTS_H

#include "lights.h"
#include "summary.h"
#include "table.h"

enum { CCS_COLUMNS_MAX = 64, CCS_SUMMARY_LINE = 160 };

/** What is shown, of what, how. */
typedef struct {
    const ccs_view_t *views; /* [n]: variants, the first is the base */
    ccs_compare_t *compares; /* [n] with the base; NULL where n is 1 */
    uint32_t n;
    const ccs_wanted_t *wanted;
    ccs_look_t look;
    FILE *to;
} ccs_summary_t;

/** A figure of the tables that nobody asked for by name. Lists of them end with metric NULL. */
typedef struct {
    const char *metric;
    const char *head; /* NULL: the metric's name */
    bool if_used;     /* left out where it is 0 for all: the scenario knows no such thing */
} ccs_main_figure_t;

/** Metrics that make the columns of a table. */
typedef struct {
    uint32_t n, metric[CCS_COLUMNS_MAX];
    const char *head[CCS_COLUMNS_MAX]; /* NULL: the metric's name */
} ccs_columns_t;

/** Add the main figures that the result holds, or the metrics asked for in the order in which they were named. */
void ccs_columns_add_main(ccs_columns_t *self, const ccs_summary_t *page, const ccs_main_figure_t *figures);
void ccs_columns_add_wanted(ccs_columns_t *self, const ccs_summary_t *page);
/** "wait_p95_s" -> "wait p95": figures show their unit. @return text */
const char *ccs_columns_head(const char *metric, char text[CCS_SUMMARY_LINE]);

/** Set a cell of the last row to an estimate, or to a difference coloured by its verdict. */
void ccs_summary_set_point(ccs_table_t *table, uint32_t column, const ccs_view_t *view, uint32_t metric, ccs_point_t point);
void ccs_summary_set_difference(ccs_table_t *table, uint32_t column, const ccs_view_t *view, uint32_t metric,
    ccs_difference_t difference);
/** Print a table after an empty line, and free it. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_table(ccs_table_t *table, const ccs_summary_t *page);

/** A row for each entity wanted that the metrics say something about; for each metric wanted of one entity; for each interval or day; for
 * each pair of type and group. With several variants a row for each of them. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_entities(const ccs_summary_t *page, const ccs_columns_t *columns);
int ccs_summary_print_metrics(const ccs_summary_t *page);
int ccs_summary_print_slices(const ccs_summary_t *page, const ccs_columns_t *columns);
/** Pairs as they come; agents by the first figure, the largest first, of many the first and the last ones. */
int ccs_summary_print_apart(const ccs_summary_t *page, enum ccs_axis axis, const ccs_columns_t *columns);
/** The main figures of all entities of a kind. Nothing where there is no such kind.
 * @param sums_up  those of all together too, where there are several */
int ccs_summary_print_kind(const ccs_summary_t *page, const char *kind, const ccs_main_figure_t *figures, bool sums_up);
/** What of the band of a replication comes of estimates, of the forecast and of chance, where the result has parted it. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_doubted(const ccs_summary_t *page);
/** Channels, and agents' time by group and channel, where contacts are of several; all of them at each level at which they are counted; languages and segments.
 * @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_channels(const ccs_summary_t *page);
/** Of each group the agents that are needed beside those who are scheduled, in how many intervals and where most are missing. Nothing where the result
 * has no required agents. */
int ccs_summary_print_required(const ccs_summary_t *page);
/** The main figures of all together, a row for each variant; then how they differ from the base, in words. */
int ccs_summary_print_variants(const ccs_summary_t *page, const ccs_main_figure_t *figures);
int ccs_summary_print_differences(const ccs_summary_t *page, const ccs_main_figure_t *figures);
/** Lines of bars through the day, of all together. Nothing where there are no intervals. */
int ccs_summary_print_day(const ccs_summary_t *page);
/** Limits that the scenario sets for figures, a row for each, then when figures are beyond them. Nothing where there are none. */
int ccs_summary_print_lights(const ccs_summary_t *page);
enum ccs_table_color ccs_summary_light_color(enum ccs_light light);
/** The planner's grid of each variant: a row for each open interval, a column for each group and type; then the intervals below target in
 * words. @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print_grid(const ccs_summary_t *page);

#endif
