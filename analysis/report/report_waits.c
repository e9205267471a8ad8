/* report_waits.c - how long contacts wait: the share answered within any time. Invariant: a share counts those offered, so that a curve ends
 * below 100 % by those who were not answered. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "units.h"
#include "words.h"

/* A wait that rounds to nothing, in seconds. */
static const double SHORT_S = 0.05;
enum { POINTS = 48, TITLE = 256 };

/* The distribution of the waits of one configuration. */
typedef struct {
    const ccs_view_t *view;
    const double *upper_s;  /* [n_bins] */
    const uint64_t *counts; /* [n_types][n_bins] */
    size_t n_bins;
} waits_t;

static bool find_waits(const ccs_view_t *v, waits_t *w)
{
    const ccs_variable_t *const upper = ccs_dataset_find(v->data, "wait_bin_upper_s"),
                                *const counts = ccs_dataset_find(v->data, "wait_count");

    if (!upper || !counts || upper->type != CCS_DATA_F64 || counts->type != CCS_DATA_U64 || v->n_types == 0) return false;
    if (counts->n != upper->n * v->n_types * v->n_configs || upper->n == 0) return false;
    *w = (waits_t){v, upper->data.f64, &counts->data.u64[upper->n * v->n_types * v->config], upper->n};
    return true;
}

static bool is_counted(const waits_t *w, uint32_t type, uint32_t entity)
{
    return w->view->type_entity[type] == entity || !strcmp(w->view->entities[entity], "all");
}

/* A count of contacts of an entity, all observations together. */
static double sum_of(const ccs_view_t *v, const char *name, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(v, name);
    double sum = 0;

    for (uint32_t i = 0; metric != CCS_DATA_NONE && i < v->n_observations; i++) {
        const double x = v->values[((size_t) i * v->n_entities + entity) * v->n_metrics + metric];

        if (x > 0) sum += x;
    }
    return sum;
}

/* The wait below which lie 99 % of the answered contacts of all types. */
static double longest_shown(const waits_t *w)
{
    uint64_t all = 0, so_far = 0;

    for (size_t i = 0; i < w->n_bins * w->view->n_types; i++) all += w->counts[i];
    for (size_t bin = 0; bin < w->n_bins; bin++) {
        for (uint32_t type = 0; type < w->view->n_types; type++) so_far += w->counts[type * w->n_bins + bin];
        if ((double) so_far >= 0.99 * (double) all) return w->upper_s[bin];
    }
    return w->upper_s[w->n_bins - 1];
}

/* The next point of a curve: points lie close where waits are short, as the axis of the drawing does. */
static double next_point(double seconds, double longest_s)
{
    const double constant_s = 5, step = log1p(longest_s / constant_s) / POINTS;

    return constant_s * expm1(log1p(seconds / constant_s) + step);
}

/* Points of a curve: 0, then upper ends of bins up to the longest wait shown. */
static void add_curve(const waits_t *w, uint32_t entity, const char *series, double longest_s, ccs_html_rows_t *rows)
{
    const double offered = sum_of(w->view, "offered", entity) - sum_of(w->view, "not_yet_due", entity);
    double next_s = 0, count = 0;

    for (size_t bin = 0; bin < w->n_bins && offered > 0 && next_s <= longest_s; bin++) {
        for (uint32_t type = 0; type < w->view->n_types; type++)
            if (is_counted(w, type, entity)) count += (double) w->counts[type * w->n_bins + bin];
        if (w->upper_s[bin] < next_s) continue;
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, series, NULL);
        ccs_html_set_figure(rows, 1, CCS_FIGURE_TIME, w->upper_s[bin], NAN);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_SHARE, count / offered, NAN);
        next_s = next_point(w->upper_s[bin], longest_s);
    }
}

static void add_target(const ccs_view_t *v, uint32_t type, ccs_html_rows_t *rows)
{
    if (isnan(v->targets[type].wanted_frac)) return;
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, v->labels[v->type_entity[type]], NULL);
    ccs_html_set_figure(rows, 1, CCS_FIGURE_TIME, v->targets[type].within_s, NAN);
    ccs_html_set_figure(rows, 2, CCS_FIGURE_SHARE, v->targets[type].wanted_frac, NAN);
}

static void say_title(const ccs_page_t *page, char title[TITLE])
{
    static const char *const names[] = {"wait_p50_s", "wait_p95_s"};
    char text[2][CCS_FIGURE_MAX];

    for (int i = 0; i < 2; i++) {
        const uint32_t m = ccs_view_metric(page->of.view, names[i]);

        if (m == CCS_DATA_NONE || isnan(page->of.view->means[m][page->of.main])) {
            snprintf(title, TITLE, ccs_word("%sHow long %s wait"), ccs_page_whose(page),
                ccs_page_contacts_of(page, page->of.main));
            return;
        }
        ccs_figure_mean(CCS_FIGURE_TIME, page->of.view->means[m][page->of.main], page->of.view->half_widths[m][page->of.main],
            text[i]);
    }
    if (!(page->of.view->means[ccs_view_metric(page->of.view, names[0])][page->of.main] >= SHORT_S)) {
        snprintf(title, TITLE, ccs_word("%sHalf of the answered %s hardly wait, if at all; 95 %% wait at most %s"),
            ccs_page_whose(page), ccs_page_contacts_of(page, page->of.main), text[1]);
        return;
    }
    snprintf(title, TITLE, ccs_word("%sHalf of the answered %s wait at most %s, 95 %% of them at most %s"), ccs_page_whose(page),
        ccs_page_contacts_of(page, page->of.main), text[0], text[1]);
}

void ccs_section_waits(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"series", "Of", true}, {"seconds", "Within", false},
        {"share", "Answered, of those offered", false}};
    static const ccs_html_column_t target_columns[] = {{"series", "Of", true}, {"seconds", "Within", false},
        {"share", "Target", false}};
    ccs_html_rows_t lines = ccs_html_rows(columns, 3), targets = ccs_html_rows(target_columns, 3);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n_fit = page->n_variants > 1 ? 1 : ccs_page_contact_entities(page, POINTS, found),
                   n = n_fit > CCS_PAGE_COLOURS ? 1 : n_fit;
    waits_t w;
    const bool chosen = page->n_variants > CCS_PAGE_COLOURS;
    char title[TITLE], *params;
    ccs_prose_t members = {0};

    if (!find_waits(page->of.view, &w)) return;
    const double longest_s = longest_shown(&w);

    for (uint32_t i = 0; page->n_variants > 1 && i < page->n_variants; i++)
        if (find_waits(page->variants[i].view, &w))
            add_curve(&w, ccs_page_entity_in(page, i, page->of.all), page->variants[i].name, longest_s, &lines);
    for (uint32_t k = 0; page->n_variants == 1 && k < n; k++)
        add_curve(&w, found[k], ccs_page_label(page, found[k]), longest_s, &lines);
    for (uint32_t i = 0; page->n_variants == 1 && n > 1 && i < page->of.view->n_types; i++)
        add_target(page->of.view, i, &targets);
    if (page->n_variants == 1 && n == 1 && page->of.view->n_types == 1) add_target(page->of.view, 0, &targets);
    if (lines.n_rows > 0) {
        ccs_page_begin_section(page, "waits", "Waits");
        say_title(page, title);
        if (page->n_variants > 1) /* small, behind "Base: " */
            title[strlen(ccs_page_whose(page))] = (char) tolower((unsigned char) title[strlen(ccs_page_whose(page))]);
        ccs_prose_add(&members, "\"title\":\"%s\"",
            ccs_word(page->of.calls ? "Calls answered within, of those offered" : "Contacts answered within, of those offered"));
        if (chosen) ccs_page_add_always(page, &members);
        params = ccs_page_params(ccs_prose_text(&members));
        page->out_of_memory = page->out_of_memory || !params || members.out_of_memory;
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "wait-distribution",
                .spec = "waits",
                .params = params,
                .choose = chosen ? "series" : NULL,
                .title = title,
                .note =
                    "The share of those offered that is answered within a time; a curve ends below 100 % by those who are not "
                    "answered. The axis of waits is stretched where they are short.",
                .rows = &lines,
                .name = "lines",
                .more = &targets,
                .more_name = "targets"});
        free(params);
        ccs_prose_free(&members);
        ccs_page_end_section(page);
    }
    ccs_html_rows_free(&lines);
    ccs_html_rows_free(&targets);
}
