/* report_columns.c - tables of entities by metrics. Invariant: a column stands where an entity of the table has its figure, a row where the entity has one. */
#include "report_columns.h"

#include <math.h>

bool ccs_page_has_any(const ccs_page_t *page, const char *metric, ccs_page_entities_t of)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t m = ccs_view_metric(v, metric);
    bool any = false;

    for (uint32_t i = 0; m != CCS_DATA_NONE && i < of.n; i++) any = any || ccs_view_applies(v, m, of.at[i]);
    return any;
}

static bool has_row(const ccs_page_t *page, const ccs_page_column_t *columns, uint32_t n, const uint32_t *entity)
{
    bool any = false;

    for (uint32_t k = 0; k < n; k++) any = any || ccs_page_has_any(page, columns[k].metric, (ccs_page_entities_t){entity, 1});
    return any;
}

void ccs_page_columns(ccs_page_t *page, const char *const label_head[2], const ccs_page_column_t *columns, uint32_t n,
    ccs_page_entities_t of)
{
    const ccs_view_t *const v = page->of.view;
    ccs_html_column_t heads[1 + CCS_PAGE_COLUMNS_MAX] = {{NULL, label_head[1], true}};
    bool any = false;

    for (uint32_t k = 0; k < n; k++) {
        heads[1 + k].head = ccs_page_has_any(page, columns[k].metric, of) ? columns[k].head : NULL;
        any = any || heads[1 + k].head;
    }
    if (!any) return;
    ccs_html_rows_t rows = ccs_html_rows(heads, 1 + n);

    for (uint32_t i = 0; i < of.n; i++) {
        if (!has_row(page, columns, n, &of.at[i])) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_page_label(page, of.at[i]), NULL);
        for (uint32_t k = 0; k < n; k++) {
            const uint32_t m = ccs_view_metric(v, columns[k].metric);

            if (m != CCS_DATA_NONE && ccs_view_applies(v, m, of.at[i]))
                ccs_html_set_point(&rows, 1 + k, ccs_page_unit(v, m), ccs_view_point(v, m, of.at[i]));
        }
    }
    ccs_page_table(page, label_head[0], &rows);
    ccs_html_rows_free(&rows);
}

bool ccs_page_knows(const ccs_page_t *page, const char *metric)
{
    return ccs_page_has_any(page, metric, (ccs_page_entities_t){&page->of.all, 1}) &&
        !isnan(ccs_view_point(page->of.view, ccs_view_metric(page->of.view, metric), page->of.all).mean);
}

void ccs_page_say(const ccs_page_t *page, const char *metric, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t m = ccs_view_metric(v, metric);
    const ccs_point_t x = ccs_view_point(v, m, page->of.all);

    ccs_prose_add_figure(to, ccs_page_unit(v, m), x.mean, x.half_width);
}

void ccs_page_used_columns(ccs_page_t *page, const ccs_page_columns_t *table, ccs_page_entities_t of)
{
    const ccs_view_t *const v = page->of.view;
    ccs_page_column_t used[CCS_PAGE_COLUMNS_MAX];
    uint32_t n_used = 0;

    for (uint32_t k = 0; k < table->n && n_used < CCS_PAGE_COLUMNS_MAX; k++) {
        const uint32_t m = ccs_view_metric(v, table->columns[k].metric);

        if (m != CCS_DATA_NONE && fabs(ccs_view_point(v, m, page->of.all).mean) > 0) used[n_used++] = table->columns[k];
    }
    if (n_used == 0) return;
    ccs_page_element(page, "h3", "", table->label);
    ccs_page_columns(page, (const char *const[]){table->label, "Of"}, used, n_used, of);
}

uint32_t ccs_page_all_and(const ccs_page_t *page, const ccs_page_kind_t *kinds, uint32_t *found, uint32_t max)
{
    uint32_t n = 1;

    found[0] = page->of.all;
    for (; kinds->kind; kinds++) {
        const uint32_t more = ccs_view_entities(page->of.view, kinds->kind, &found[n], max - n);

        if (more > 1) n += more;
    }
    return n;
}
