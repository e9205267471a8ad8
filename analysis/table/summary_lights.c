/* summary_lights.c - limits of figures in a summary: a row for each, then when figures are beyond them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "light_words.h"
#include "summary_parts.h"
#include "text.h"

static const enum ccs_table_color COLORS[CCS_N_LIGHTS] = {CCS_TABLE_PLAIN, CCS_TABLE_GOOD, CCS_TABLE_UNSURE, CCS_TABLE_BAD,
    CCS_TABLE_UNSURE};

enum ccs_table_color ccs_summary_light_color(enum ccs_light light)
{
    return COLORS[light];
}

/* "3 of 20" in the colour of the light, nothing where there is none. */
static void set_count(ccs_table_t *table, uint32_t column, const ccs_lights_t *lights, enum ccs_light light)
{
    char text[CCS_SUMMARY_LINE];

    if (lights->n[light] == 0) return;
    snprintf(text, sizeof text, "%u", lights->n[light]);
    ccs_table_set(table, column, text, "", COLORS[light]);
}

static void add_row(ccs_table_t *table, const ccs_summary_t *page, const ccs_view_t *v, const ccs_limit_row_t *limit)
{
    const ccs_lights_t lights = ccs_lights_of(v, limit, NULL);
    const enum ccs_light whole = ccs_light_over_run(v, limit);
    const ccs_point_t found = ccs_view_point(v, limit->metric, limit->entity);
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[limit->metric], v->kinds[limit->metric]);
    char text[CCS_SUMMARY_LINE], nouns[CCS_FIGURE_MAX], mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];
    uint32_t column = 0;

    ccs_table_add_row(table);
    ccs_table_set(table, column++, ccs_columns_head(limit->label, text), "", CCS_TABLE_PLAIN);
    if (page->n > 1) ccs_table_set(table, column++, v->name, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column++, v->labels[limit->entity], "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column++, ccs_light_step(v, limit, limit->yellow, text), "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column++, ccs_light_step(v, limit, limit->red, text), "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column++, ccs_figure_mean(unit, found.mean, found.half_width, mean),
        ccs_figure_interval(unit, found.mean, found.low, found.high, beside), COLORS[whole]);
    ccs_table_set(table, column++, ccs_light_name(whole), "", COLORS[whole]);
    if (limit->axis == CCS_AXIS_RUN) return;
    set_count(table, column++, &lights, CCS_LIGHT_RED);
    set_count(table, column++, &lights, CCS_LIGHT_YELLOW);
    set_count(table, column++, &lights, CCS_LIGHT_UNDECIDED);
    snprintf(text, sizeof text, "%u %s", lights.n_judged, ccs_light_nouns(v, limit, nouns));
    ccs_table_set(table, column, text, "", CCS_TABLE_PLAIN);
}

static bool any_limit(const ccs_summary_t *page)
{
    bool any = false;

    for (uint32_t k = 0; k < page->n; k++) any = any || page->views[k].n_limits > 0;
    return any;
}

static int print_table(const ccs_summary_t *page)
{
    ccs_table_t table = {0};

    ccs_table_add_column(&table, "limit", CCS_TABLE_LEFT);
    if (page->n > 1) ccs_table_add_column(&table, "variant", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "yellow", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "red", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "over the run", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "red in", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "yellow in", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "undecided", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "of", CCS_TABLE_LEFT);
    for (uint32_t k = 0; k < page->n; k++)
        for (uint32_t i = 0; i < page->views[k].n_limits; i++) add_row(&table, page, &page->views[k], &page->views[k].limits[i]);
    return ccs_summary_print_table(&table, page);
}

/* "occupancy of Desk: red 10:00-11:00; yellow 09:00" */
static int print_times(const ccs_summary_t *page, const ccs_view_t *v, const ccs_limit_row_t *limit)
{
    ccs_prose_t times = {0}, line = {0};
    ccs_arena_t arena = {0};
    char label[CCS_SUMMARY_LINE];
    const char *const whose = ccs_table_harmless(&arena, v->labels[limit->entity]),
                      *const what = ccs_table_harmless(&arena, ccs_columns_head(limit->label, label));
    unsigned char *const marks = calloc((size_t) ccs_view_count(v, limit->axis) + 1, 1);
    int ret = whose && what && marks ? 0 : CCS_ERR_NOMEM;

    CCS_TRY(ret);
    (void) ccs_lights_of(v, limit, marks);
    ccs_light_say(v, limit, marks, &times);
    if (times.n > 0) ccs_prose_add(&line, "%s of %s: %s\n", what, whose, ccs_prose_text(&times));
    if (line.n > 0) ccs_text_fold(ccs_prose_text(&line), page->look.width, page->to);
    ret = times.out_of_memory || line.out_of_memory ? CCS_ERR_NOMEM : 0;
out:
    free(marks);
    ccs_prose_free(&times);
    ccs_prose_free(&line);
    ccs_arena_free(&arena);
    return ret;
}

int ccs_summary_print_lights(const ccs_summary_t *page)
{
    int ret = 0;

    if (!any_limit(page)) return 0;
    CCS_TRY(print_table(page));
    for (uint32_t i = 0; page->n == 1 && i < page->views->n_limits; i++)
        CCS_TRY(print_times(page, page->views, &page->views->limits[i]));
    fputs("Yellow and red: the whole interval of confidence lies beyond the limit; undecided: some of it does.\n", page->to);
out:
    return ret;
}
