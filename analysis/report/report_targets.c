/* report_targets.c - targets: which are met, on how many days, by type and variant. Invariant: one is called met or missed only where its whole interval says so. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "summary.h"
#include "units.h"
#include "words.h"

enum { DAYS_ROWS_MAX = 1500, TARGET_CARDS_MAX = 12, TARGET_ROWS_MAX = 400, HEAD = 160, TITLE = 320, SPREAD_FROM = 10 };

/* ---- days on target ------------------------------------------------------------------------------------------------------- */

bool ccs_say_days(const ccs_view_t *view, uint32_t entity, ccs_prose_t *to)
{
    const ccs_target_days_t d = ccs_target_days(view, entity);
    char text[CCS_FIGURE_MAX], reached[CCS_FIGURE_MAX];

    if (d.n == 0) return false;
    if (d.n == 1) {
        ccs_prose_add(to,
            d.k > 0 ? "reached on the one day that was simulated" : "not reached on the one day that was simulated");
        return true;
    }
    ccs_prose_add(to, "reached on %s of %s days", ccs_figure_mean(CCS_FIGURE_NUMBER, d.k, 0, reached),
        ccs_figure_mean(CCS_FIGURE_NUMBER, d.n, 0, text));
    if (!isnan(d.low)) ccs_prose_add(to, " (in the long run %.0f to %.0f %%)", 100 * d.low, 100 * d.high);
    return true;
}

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

static void write_target_card(ccs_page_t *page, uint32_t type, enum ccs_aim aim)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_target_t *const target = &v->targets[type];
    const ccs_judgement_t judged = ccs_verdict_judge(v, type, aim);
    const uint32_t metric = ccs_view_metric(v, judged.metric);
    const ccs_point_t x = judged.found;
    const char *const verdict = ccs_verdict_name(judged.verdict);
    char wanted[CCS_WANTED_MAX], mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX], formula[CCS_TARGET_FORMULA_MAX];
    ccs_prose_t note = {0};

    fprintf(page->to, "<div class=\"card %s\">", verdict);
    ccs_page_element(page, "p", "name", v->labels[v->type_entity[type]]);
    fputs("<p class=\"value\"", page->to);
    ccs_page_figure_data(page, 0, metric, v->type_entity[type]);
    fputc('>', page->to);
    ccs_html_prose(ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean), page->to);
    fputs(" <span class=\"pm\">", page->to);
    ccs_html_prose(ccs_figure_interval(CCS_FIGURE_SHARE, x.mean, x.low, x.high, half_width), page->to);
    fputs("</span></p>\n", page->to);
    ccs_prose_add(&note, "target %s%s", ccs_verdict_wanted(v, type, aim, wanted),
        aim == CCS_AIM_SERVICE ? "" : ccs_word(" abandoned"));
    if (aim == CCS_AIM_SERVICE &&
        (strcmp(ccs_target_counting(target), "sl_offered") != 0 || target->by_business_hours ||
            (target->called && *target->called)))
        ccs_prose_add(&note, ", counted as %s", ccs_target_formula(target, formula));
    ccs_page_prose(page, "p", "note", &note);
    if (aim == CCS_AIM_SERVICE && ccs_say_days(v, v->type_entity[type], &note)) ccs_page_prose(page, "p", "note", &note);
    fprintf(page->to, "<span class=\"badge %s\">%s</span>\n", verdict, ccs_word(verdict));
    ccs_section_card_variants(page, metric, v->type_entity[type], true);
    fputs("</div>\n", page->to);
}

/* A row of the table: a type against its target, in a variant. */
static void add_target(const ccs_page_t *page, uint32_t variant, uint32_t type, enum ccs_aim aim, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const ccs_judgement_t judged = ccs_verdict_judge(v, type, aim);
    char wanted[CCS_WANTED_MAX], text[HEAD];
    const uint32_t days = ccs_view_metric(v, "target_days");

    snprintf(text, sizeof text, "%s%s", ccs_verdict_wanted(v, type, aim, wanted),
        aim == CCS_AIM_SERVICE ? "" : ccs_word(" abandoned"));
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, v->labels[v->type_entity[type]], NULL);
    ccs_html_set_text(rows, 1, page->variants[variant].name, NULL);
    ccs_html_set_text(rows, 2, text, NULL);
    ccs_html_set_point(rows, 3, CCS_FIGURE_SHARE, judged.found);
    ccs_html_set_text(rows, 4, ccs_word(ccs_verdict_name(judged.verdict)), NULL);
    if (days == CCS_DATA_NONE || !ccs_view_applies(v, days, v->type_entity[type])) return;
    ccs_page_set_figure(rows, 5, v, (const uint32_t[]){days, v->type_entity[type]});
}

/* Where there are too many for cards, and of several variants: each type in each of them. */
static void write_target_table(ccs_page_t *page)
{
    const ccs_html_column_t columns[] = {{NULL, "Type", true}, {NULL, page->n_variants > 1 ? "Variant" : NULL, true},
        {NULL, "Target", true}, {NULL, ccs_verdict_bounds(page->of.view) ? "Found" : "Service level", false},
        {NULL, "Verdict", true}, {NULL, page->of.steady ? NULL : "Days on target", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t n_left = 0;

    rows.stacks = true;
    for (uint32_t i = 0; i < page->of.view->n_types; i++) {
        for (uint32_t variant = 0; variant < page->n_variants; variant++) {
            const uint32_t entity = ccs_page_entity_in(page, variant, page->of.view->type_entity[i]);
            const ccs_view_t *const v = page->variants[variant].view;

            for (uint32_t k = 0; k < CCS_N_AIMS * v->n_types; k++) {
                const uint32_t type = k / CCS_N_AIMS;
                const enum ccs_aim aim = k % CCS_N_AIMS;

                if (v->type_entity[type] != entity || ccs_verdict_judge(v, type, aim).verdict == CCS_VERDICT_NONE) continue;
                if (rows.n_rows >= TARGET_ROWS_MAX / page->shrink) n_left++;
                else add_target(page, variant, type, aim, &rows);
            }
        }
    }
    if (page->n_variants > 1 && page->n_variants <= CCS_PAGE_FEW_VARIANTS)
        ccs_page_folded_table(page, "Targets by type and variant", &rows); /* the cards say most of it */
    else ccs_page_table(page, page->n_variants > 1 ? "Targets by type and variant" : "Targets by type", &rows);
    if (n_left > 0) ccs_page_element(page, "p", "note", "The first ones, as many as the page can show; ccsim show has all.");
    ccs_html_rows_free(&rows);
}

/* "Service level is below 47 % on one day in ten, and above 93 % on one in ten" */
static void say_spread(const ccs_page_t *page, uint32_t metric, char title[TITLE])
{
    const ccs_view_t *const v = page->of.view;
    const double p10 = ccs_view_quantile(v, metric, page->of.all, ccs_view_probability(v, 0.1));
    const double p90 = ccs_view_quantile(v, metric, page->of.all, ccs_view_probability(v, 0.9));
    char low[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX];

    if (v->n_observations < SPREAD_FROM || page->of.n_channels > 1 || isnan(p10) || isnan(p90)) {
        snprintf(title, TITLE, ccs_word("%sHow the %s differ"), ccs_page_whose(page), ccs_page_observation(page, true));
        return;
    }
    snprintf(title, TITLE,
        ccs_word(page->n_variants > 1 ? "Base: service level is below %s in one %s of ten, and above %s in one of ten"
                                      : "Service level is below %s in one %s of ten, and above %s in one of ten"),
        ccs_figure_mean(CCS_FIGURE_SHARE, p10, p90 - p10, low), ccs_page_observation(page, false),
        ccs_figure_mean(CCS_FIGURE_SHARE, p90, p90 - p10, high));
}

/* How single days turned out. */
static void write_days(ccs_page_t *page, uint32_t metric)
{
    const ccs_html_column_t columns[] = {{"of", "Of", true}, {NULL, ccs_page_observation_head(page, false), false},
        {"value", "Service level", false}};
    const ccs_view_t *const v = page->of.view;
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n_types = ccs_page_contact_entities(page, 0, found), n_obs = v->n_observations,
                   most = DAYS_ROWS_MAX / page->shrink;
    const uint32_t n = (uint64_t) n_types * n_obs <= most ? n_types : 1, shown = n_obs > most ? most : n_obs;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    char number[32], note[TITLE], title[TITLE], start[HEAD];

    for (uint32_t k = 0; n_obs > 1 && k < n; k++) {
        for (uint32_t i = 0; i < shown; i++) {
            const double x = v->values[((size_t) i * v->n_entities + found[k]) * v->n_metrics + metric];

            if (isnan(x)) continue;
            snprintf(number, sizeof number, "%u", i + 1);
            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, ccs_page_label(page, found[k]), NULL);
            ccs_html_set_shown(&rows, 1, i + 1, number);
            ccs_html_set_figure(&rows, 2, CCS_FIGURE_SHARE, x, NAN);
        }
    }
    if (rows.n_rows == 0) return;
    snprintf(start, sizeof start, "\"unit\":\"share\",\"title\":\"%s\",\"countTitle\":\"%s\"", ccs_word("Service level"),
        ccs_page_observation_head(page, true));
    char *const params = ccs_page_target_params(page, start, found, n, true);

    say_spread(page, metric, title);
    snprintf(note, sizeof note, ccs_word("How many of the %s simulated have which service level%s.%s"),
        ccs_page_observation(page, true), shown < n_obs ? ccs_word(", of the first ones") : "",
        v->n_types > 1 && page->found->targets.n > 0
            ? ccs_word(" All together have no target of their own: each type has its own.")
            : "");
    page->out_of_memory = page->out_of_memory || !params;
    ccs_page_chart(page,
        &(ccs_chart_t){.id = "days",
            .spec = "days",
            .params = params,
            .choose = "of",
            .title = title,
            .note = note,
            .rows = &rows});
    free(params);
    ccs_html_rows_free(&rows);
}

void ccs_section_targets(ccs_page_t *page)
{
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    const ccs_targets_t t = page->found->targets;

    if (metric == CCS_DATA_NONE) return;
    ccs_page_begin_section(page, "targets", "Targets");
    if (t.n == 0) {
        ccs_page_element(page, "p", "", "The scenario sets no target.");
    } else if (page->n_variants > CCS_PAGE_FEW_VARIANTS || t.n > TARGET_CARDS_MAX) {
        write_target_table(page);
    } else {
        fputs("<div class=\"cards\">\n", page->to);
        for (uint32_t i = 0; i < CCS_N_AIMS * page->of.view->n_types; i++)
            if (ccs_verdict_judge(page->of.view, i / CCS_N_AIMS, i % CCS_N_AIMS).verdict != CCS_VERDICT_NONE)
                write_target_card(page, i / CCS_N_AIMS, i % CCS_N_AIMS);
        fputs("</div>\n", page->to);
        if (page->n_variants > 1) write_target_table(page);
    }
    if (t.n > 0)
        ccs_page_element(page, "p", "note",
            page->of.steady || ccs_view_metric(page->of.view, "target_days") == CCS_DATA_NONE
                ? "Met: the whole interval lies at or above the target; missed: it lies below; undecided: the target lies within it."
                : "Met: the whole interval lies at or above the target; missed: it lies below; undecided: the target lies within it. "
                  "Of many days such as these, a target is reached on the share in brackets.");
    ccs_section_breaches(page);
    write_days(page, metric);
    ccs_page_end_section(page);
}
