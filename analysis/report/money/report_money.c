/* report_money.c - what things cost: variants, the way from the base to each of them, terms, the statement. Invariant: the differences of a way add up to that of the whole. */
#include "report_money.h"

#include <math.h>
#include <string.h>

#include "compare_words.h"
#include "cost_parts.h"
#include "money_rows.h"
#include "statement_print.h"
#include "words.h"

/* ---- variants ------------------------------------------------------------------------------------------------------------------- */

/* What stands beside each other, a column each. */
static const char *const FIGURES[] = {"cost_total", "cost_vendor", "cost_per_contact", "cost_per_resolution",
    "cost_full_per_resolution", "penalty", "penalty_months", "service_level", "fcr", "csat_top2", "full_time_months"};
enum { N_FIGURES = sizeof FIGURES / sizeof *FIGURES, LABEL_MAX = 256 };

static void write_variants(ccs_page_t *page)
{
    static const ccs_html_column_t columns[N_FIGURES + 1] = {{NULL, "Variant", true}, {NULL, "Cost", false},
        {NULL, "Of vendors", false}, {NULL, "Each contact", false}, {NULL, "Each resolution", false},
        {NULL, "Each resolution, with what is lost", false}, {NULL, "Penalties", false}, {NULL, "Months with a penalty", false},
        {NULL, "Service level", false}, {NULL, "First contact resolution", false}, {NULL, "Marked 4 or 5", false},
        {NULL, "Months of full-time agents", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, N_FIGURES + 1);

    for (uint32_t i = 0; i < page->n_variants; i++) {
        const ccs_view_t *const v = page->variants[i].view;
        const uint32_t all = ccs_view_entity(v, "all");

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->variants[i].name, NULL);
        for (uint32_t k = 0; k < N_FIGURES && all != CCS_DATA_NONE; k++) {
            const uint32_t metric = ccs_view_metric(v, FIGURES[k]);

            if (metric == CCS_DATA_NONE || !ccs_view_applies(v, metric, all)) continue;
            ccs_html_set_point(&rows, k + 1, ccs_page_unit(v, metric), ccs_view_point(v, metric, all));
        }
    }
    ccs_page_table(page, "What each variant costs, and what comes of it", &rows);
    ccs_html_rows_free(&rows);
}

static void tell_currencies(ccs_page_t *page)
{
    for (uint32_t i = 1; i < page->n_variants; i++) {
        ccs_prose_t text = {0};

        if (!*page->compares[i].other_currency) continue;
        ccs_prose_add(&text, "Costs of %s are not set against those of %s: %s.", page->variants[i].name, page->variants[0].name,
            page->compares[i].other_currency);
        page->out_of_memory = page->out_of_memory || text.out_of_memory;
        ccs_page_element(page, "p", "note", ccs_prose_text(&text));
        ccs_prose_free(&text);
    }
}

/* ---- from the base to a variant ------------------------------------------------------------------------------------------------- */

static void add_step(ccs_html_rows_t *rows, const char *what, const double x[3])
{
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, what, NULL);
    for (uint32_t k = 0; k < 3; k++) ccs_html_set_figure(rows, k + 1, CCS_FIGURE_NUMBER, x[k], (double) NAN);
}

static void write_way(ccs_page_t *page, uint32_t variant)
{
    const ccs_html_column_t columns[] = {{NULL, "Cost", true}, {NULL, page->variants[0].name, false},
        {NULL, page->variants[variant].name, false}, {NULL, "More", false}};
    const ccs_view_t *const from = page->variants[0].view, *const to = page->variants[variant].view;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t label = {0};

    for (size_t i = 0; i < CCS_N_COST_PARTS; i++) {
        const double a = ccs_cost_mean(from, CCS_COST_PARTS[i].metric), b = ccs_cost_mean(to, CCS_COST_PARTS[i].metric);

        if (a != 0 || b != 0) add_step(&rows, ccs_word(CCS_COST_PARTS[i].label), (const double[]){a, b, b - a});
    }
    const double a = ccs_cost_mean(from, "cost_total"), b = ccs_cost_mean(to, "cost_total");

    add_step(&rows, ccs_word("In all"), (const double[]){a, b, b - a});
    ccs_prose_add(&label, "From %s to %s", page->variants[0].name, page->variants[variant].name);
    page->out_of_memory = page->out_of_memory || label.out_of_memory;
    ccs_page_table(page, ccs_prose_text(&label), &rows);
    ccs_prose_free(&label);
    ccs_html_rows_free(&rows);
}

/* Whether variants are told beside each other, not beside the base alone: of few there are few pairs. */
static bool has_pairs(const ccs_page_t *page)
{
    return page->n_variants > 2 && page->n_variants <= CCS_PAGE_FEW_VARIANTS;
}

/* The parts that make the difference. */
static void add_parts(ccs_compare_t *compare, const char *choice, ccs_html_rows_t *rows)
{
    char words[CCS_CHANGE_TEXT_MAX];

    for (int i = 0; i < CCS_N_COST_PARTS; i++) {
        const ccs_difference_t d = ccs_cost_difference(compare, CCS_COST_PARTS[i].metric);
        const uint32_t metric = ccs_view_metric(compare->base, CCS_COST_PARTS[i].metric);
        ccs_prose_t text = {0};

        if (metric == CCS_DATA_NONE || d.change == CCS_CHANGE_NONE || d.mean == 0) continue;
        ccs_prose_add_difference(&text, CCS_FIGURE_NUMBER, d.mean, d.half_width);
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, choice, NULL);
        ccs_html_set_text(rows, 1, ccs_word(CCS_COST_PARTS[i].label), NULL);
        ccs_html_set_shown(rows, 2, d.mean, ccs_prose_text(&text));
        ccs_html_set_shown(rows, 3, d.mean - d.half_width, "");
        ccs_html_set_shown(rows, 4, d.mean + d.half_width, "");
        ccs_html_set_text(rows, 5, ccs_change_name(d.change), ccs_compare_words(compare, metric, d, words));
        rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
        ccs_prose_free(&text);
    }
}

/* From one variant to another one that is paid in the same currency. */
static void add_pair(ccs_page_t *page, const uint32_t pair[2], ccs_compare_t *compare, ccs_html_rows_t *rows)
{
    ccs_prose_t choice = {0};

    if (*compare->other_currency) return;
    if (!has_pairs(page)) ccs_prose_add(&choice, "%s", page->variants[pair[1]].name);
    else ccs_prose_add(&choice, "%s → %s", page->variants[pair[0]].name, page->variants[pair[1]].name);
    add_parts(compare, ccs_prose_text(&choice), rows);
    page->out_of_memory = page->out_of_memory || choice.out_of_memory;
    ccs_prose_free(&choice);
}

/* From each variant but the base to each behind it. */
static void add_other_pairs(ccs_page_t *page, ccs_html_rows_t *rows)
{
    for (uint32_t i = 1; i < page->n_variants; i++) {
        for (uint32_t k = i + 1; k < page->n_variants; k++) {
            ccs_compare_t compare = {0};
            ccs_err_t err = {0};

            if (ccs_compare_open(&compare, page->variants[i].view, page->variants[k].view, &err) == 0)
                add_pair(page, (const uint32_t[]){i, k}, &compare, rows);
            ccs_compare_free(&compare);
        }
    }
}

static void draw_parts(ccs_page_t *page)
{
    const char *const title = has_pairs(page) ? "More than the first" : "More than the base";
    const ccs_html_column_t columns[] = {{"name", "Variant", true}, {"row", "Cost", true}, {"difference", title, false},
        {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t params = {0};

    for (uint32_t i = 1; i < page->n_variants; i++) add_pair(page, (const uint32_t[]){0, i}, &page->compares[i], &rows);
    if (has_pairs(page)) add_other_pairs(page, &rows);
    ccs_prose_add(&params, "{\"unit\":\"+number\",\"title\":\"%s\"}", ccs_word(title));
    page->out_of_memory = page->out_of_memory || params.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "money-parts",
                .spec = "tornado",
                .params = params.text,
                .choose = "name",
                .title = "What makes the difference",
                .note = has_pairs(page)
                    ? "What the second variant of a pair costs more or less than the first, cost by cost. The lines are intervals: where one leaves out 0, the difference is hardly chance."
                    : "What each variant costs more or less than the base, cost by cost. The lines are intervals: where one leaves out 0, the difference is hardly chance.",
                .rows = &rows});
    ccs_prose_free(&params);
    ccs_html_rows_free(&rows);
}

/* ---- the statement -------------------------------------------------------------------------------------------------------------- */

/* ---- risk, and where variants cost the same ----------------------------------------------------------------------------------------------- */

static void write_rows(ccs_page_t *page, const char *label, ccs_html_rows_t *rows)
{
    page->out_of_memory = page->out_of_memory || rows->out_of_memory;
    if (rows->n_rows > 0) ccs_page_table(page, label, rows);
    ccs_html_rows_free(rows);
}

static void write_break_even(ccs_page_t *page)
{
    ccs_html_rows_t rows = ccs_money_break_even(page->variants, page->n_variants, page->compares);

    write_rows(page, "Break-even: what makes a variant cost as much as the base, all else as it is", &rows);
}

static void write_risk(ccs_page_t *page)
{
    ccs_html_rows_t rows = ccs_money_risk(page->variants, page->n_variants);

    write_rows(page, "Risk: what each variant costs in one run of ten at most, in half of them, in nine of ten", &rows);
}

static void write_terms(ccs_page_t *page, const char *name, ccs_statement_t *statement)
{
    static const ccs_html_column_t columns[] = {{NULL, "Term", true}, {NULL, "Judged a month", false}, {NULL, "Missed", false},
        {NULL, "Months cut", false}, {NULL, "Penalty a month", false}, {NULL, "50 % of months at most", false},
        {NULL, "90 % of months at most", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t n = 0;
    const ccs_statement_term_t *const terms = ccs_statement_terms(statement, &n);
    ccs_prose_t label = {0};

    for (uint32_t i = 0; terms && i < n; i++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, terms[i].label, NULL);
        ccs_html_set_figure(&rows, 1, CCS_FIGURE_NUMBER, terms[i].judged, (double) NAN);
        ccs_html_set_figure(&rows, 2, CCS_FIGURE_SHARE, terms[i].missed_frac, (double) NAN);
        ccs_html_set_figure(&rows, 3, CCS_FIGURE_SHARE, terms[i].cut_frac, (double) NAN);
        ccs_money_set(&rows, 4, terms[i].penalty.mean);
        ccs_money_set(&rows, 5, terms[i].penalty.p50);
        ccs_money_set(&rows, 6, terms[i].penalty.p90);
    }
    ccs_prose_add(&label, "Terms of contracts: %s", name);
    page->out_of_memory = page->out_of_memory || label.out_of_memory || (n > 0 && !terms);
    if (n > 0) ccs_page_table(page, ccs_prose_text(&label), &rows);
    ccs_prose_free(&label);
    ccs_html_rows_free(&rows);
}

/* "Bogota: Wages" with what it is in the language of the page. @return text */
static const char *line_label(const char *label, char text[LABEL_MAX])
{
    const char *const colon = strstr(label, ": "), *const comma = colon ? strrchr(colon, ',') : NULL;
    const char *const part = comma && comma[1] == ' ' ? comma + 2 : colon ? colon + 2 : label;

    snprintf(text, LABEL_MAX, "%.*s%s", (int) (part - label), label, ccs_word(part));
    return text;
}

static void write_lines(ccs_page_t *page, const char *name, const ccs_statement_t *statement)
{
    const ccs_html_column_t columns[] = {{NULL, "Line", true}, {NULL, "What", true}, {NULL, statement->currency, false},
        {NULL, "10 %", false}, {NULL, "50 %", false}, {NULL, "90 %", false}};
    char label_text[LABEL_MAX];
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t label = {0};

    for (uint32_t i = 0; i < statement->n_lines; i++) {
        const ccs_statement_line_t *const line = &statement->lines[i];

        if (ccs_statement_is_nothing(&line->amount)) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, line_label(line->label, label_text), NULL);
        ccs_html_set_text(&rows, 1, ccs_word(line->role), NULL);
        ccs_money_set(&rows, 2, line->amount.mean);
        ccs_money_set(&rows, 3, line->amount.p10);
        ccs_money_set(&rows, 4, line->amount.p50);
        ccs_money_set(&rows, 5, line->amount.p90);
    }
    ccs_prose_add(&label, "Statement of %s, line by line", name);
    page->out_of_memory = page->out_of_memory || label.out_of_memory;
    ccs_page_folded_table(page, ccs_prose_text(&label), &rows);
    ccs_prose_free(&label);
    ccs_html_rows_free(&rows);
}

static void write_statement(ccs_page_t *page, uint32_t variant)
{
    const ccs_report_variant_t *const v = &page->variants[variant];
    ccs_statement_t statement;

    if (ccs_money_open(&statement, v->view) == 0) {
        write_terms(page, v->name, &statement);
        write_lines(page, v->name, &statement);
    }
    ccs_statement_free(&statement);
}

void ccs_section_money(ccs_page_t *page)
{
    const uint32_t n = page->n_variants < CCS_PAGE_FEW_VARIANTS ? page->n_variants : CCS_PAGE_FEW_VARIANTS;

    if (ccs_view_metric(page->of.view, "cost_total") == CCS_DATA_NONE) return;
    ccs_page_begin_section(page, "money", "Money");
    ccs_page_element(page, "p", "note",
        "What a group costs goes to its types by the time that its agents work for them. Quantiles are over the replications.");
    write_variants(page);
    tell_currencies(page);
    write_risk(page);
    write_break_even(page);
    draw_parts(page);
    for (uint32_t i = 1; i < n; i++)
        if (!*page->compares[i].other_currency) write_way(page, i);
    for (uint32_t i = 0; i < n; i++) write_statement(page, i);
    ccs_page_end_section(page);
}
