/* report_model.c - the end of the page: the model in sentences, where the figures come from, all of them, licences. Invariant: nothing here
 * depends on the machine or the day on which the page is made. */
#include <math.h>
#include <string.h>

#include "assets.h"
#include "report_assumed.h"
#include "report_sections.h"
#include "text.h"
#include "units.h"
#include "words.h"

enum {
    LINE = 2048,
    FIGURES_MAX = 2000,
    SENTENCES_BYTES = 80000,
    SCENARIO_BYTES = 200000,
    CHANGES_MAX = 64,
    ASSUMPTIONS_MAX = 400
};

/* ---- the model ------------------------------------------------------------------------------------------------------------ */

/* Sentences as ccs_explain writes them: lines that begin with blanks belong to the head before them. */
static void write_sentences(ccs_page_t *page, const char *text)
{
    const char *const head = page->n_variants > 1 ? "h4" : "h3"; /* below the name of the variant, if there are several */
    bool in_list = false, after_blank = false;
    char line[LINE];

    for (size_t n = 0, all = 0; *text && all < SENTENCES_BYTES / page->shrink; text += n + (text[n] == '\n'), all += n) {
        n = strcspn(text, "\n");
        const size_t indent = strspn(text, " ");
        const bool item = indent > 0 && indent < n;

        snprintf(line, sizeof line, "%.*s", (int) (n - (item ? indent : 0)), &text[item ? indent : 0]);
        if (in_list && !item) fputs("</ul>\n", page->to);
        if (!in_list && item) fputs("<ul class=\"plain\">\n", page->to);
        in_list = item;
        if (n > 0) ccs_page_element(page, item ? "li" : after_blank ? head : "p", "", line);
        after_blank = n == 0;
    }
    if (in_list) fputs("</ul>\n", page->to);
    if (*text) ccs_page_element(page, "p", "note", "And so on: the scenario below has all of it.");
}

/* Whether a line stands, as a whole, in a text. */
static bool has_line(const char *text, const char *line, size_t n)
{
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
        if (strcspn(text, "\n") == n && !memcmp(text, line, n)) return true;
    return false;
}

/* The sentences that the base has not, each under its head. */
static void write_changes(ccs_page_t *page, const char *text, const char *base)
{
    const char *head = "";
    uint32_t n_changes = 0;

    fputs("<ul class=\"plain\">\n", page->to);
    for (size_t n = 0; *text; text += n + (text[n] == '\n')) {
        ccs_prose_t change = {0};

        n = strcspn(text, "\n");
        if (n > 0 && *text != ' ') head = text;
        if (n == 0 || has_line(base, text, n) || n_changes >= CHANGES_MAX / page->shrink) continue;
        if (*text == ' ') ccs_prose_add(&change, "%.*s: ", (int) strcspn(head, "\n"), head);
        ccs_prose_add(&change, "%.*s", (int) (n - strspn(text, " ")), &text[strspn(text, " ")]);
        ccs_page_prose(page, "li", "", &change);
        n_changes++;
    }
    fputs("</ul>\n", page->to);
    if (n_changes == 0) ccs_page_element(page, "p", "", "Nothing that these sentences tell.");
}

static void write_scenario(ccs_page_t *page, const ccs_report_variant_t *variant)
{
    const size_t n = strlen(variant->view->scenario), most = SCENARIO_BYTES / page->shrink;
    ccs_prose_t text = {0};

    ccs_prose_add(&text, "%.*s", (int) ccs_text_whole(variant->view->scenario, n > most ? most : n), variant->view->scenario);
    if (n > most) ccs_prose_add(&text, "\n... and so on: the result has %zu bytes of it.", n);
    fprintf(page->to, "<details><summary>%s</summary>\n<pre tabindex=\"0\">", ccs_word("The complete scenario"));
    ccs_html_text(ccs_prose_text(&text), page->to);
    fputs("</pre></details>\n", page->to);
    page->out_of_memory = page->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

/* Whether sentences of the model and texts of metrics, which are in English, are in the language of the page: it is in one language. */
static bool are_told(void)
{
    return ccs_language_spoken() == CCS_LANGUAGE_EN;
}

static void write_model(ccs_page_t *page, const ccs_report_variant_t *variant)
{
    ccs_prose_t text = {0};

    if (!are_told()) {
        ccs_page_element(page, "p", "note",
            "What ccsim explain says of the scenario in sentences is in English; here the scenario stands as it is written.");
    } else if (variant->sentences) {
        write_sentences(page, variant->sentences);
    } else {
        ccs_prose_add(&text, "The scenario cannot be told in sentences%s%s.", variant->without ? ": " : "",
            variant->without ? variant->without : "");
        ccs_page_prose(page, "p", "note", &text);
    }
    write_scenario(page, variant);
}

/* Of a variant: in what it differs from the base. */
static void write_variant(ccs_page_t *page, const ccs_report_variant_t *variant)
{
    ccs_prose_t head = {0};

    ccs_prose_add(&head, "What is different in %s", variant->name);
    ccs_page_prose(page, "h3", "", &head);
    if (are_told() && variant->sentences && page->variants[0].sentences)
        write_changes(page, variant->sentences, page->variants[0].sentences);
    else write_model(page, variant);
}

/* Where numbers come from, as the scenario says. */
static void write_assumptions(ccs_page_t *page)
{
    uint32_t n;
    ccs_html_rows_t rows = ccs_assumed_rows(page->variants, page->n_variants, ASSUMPTIONS_MAX / page->shrink, &n);
    ccs_prose_t summary = {0};

    if (rows.n_rows < n) ccs_prose_add(&summary, "Assumptions, with their sources (the first %u of %u)", rows.n_rows, n);
    else ccs_prose_add(&summary, "Assumptions, with their sources (%u)", n);
    page->out_of_memory = page->out_of_memory || rows.out_of_memory || summary.out_of_memory;
    if (n > 0) ccs_page_folded_table(page, ccs_prose_text(&summary), &rows);
    ccs_prose_free(&summary);
    ccs_html_rows_free(&rows);
}

void ccs_section_model(ccs_page_t *page)
{
    ccs_page_begin_section(page, "model", "The model");
    for (uint32_t i = 1; i < page->n_variants; i++) write_variant(page, &page->variants[i]);
    if (page->n_variants > 1) {
        fputs("<h3>", page->to);
        ccs_html_text(page->variants[0].name, page->to);
        fprintf(page->to, "%s</h3>\n", ccs_word(", the base"));
    }
    write_model(page, &page->variants[0]);
    write_assumptions(page);
    ccs_page_end_section(page);
}

/* ---- provenance ----------------------------------------------------------------------------------------------------------- */

static void write_fact(ccs_page_t *page, const char *name, const char *value)
{
    if (!*value) return;
    ccs_page_element(page, "dt", "", name);
    ccs_page_element(page, "dd", "", value);
}

static void write_facts(ccs_page_t *page, const ccs_report_variant_t *variant)
{
    const ccs_view_t *const v = variant->view;
    char share[CCS_CONFIDENCE_MAX];
    ccs_prose_t text = {0};

    fputs("<dl class=\"facts\">\n", page->to);
    if (page->n_variants > 1) write_fact(page, "Variant", variant->name);
    write_fact(page, "Scenario", v->name);
    write_fact(page, "Title", v->title);
    write_fact(page, "Settings", v->settings);
    write_fact(page, "Mode", ccs_word(page->of.steady ? "steady state" : "day"));
    ccs_prose_add_count(&text, v->replications, "replication", "replications");
    if (page->of.steady && v->replications > 0) {
        ccs_prose_add(&text, " of ");
        ccs_prose_add_count(&text, v->n_observations / v->replications, "batch", "batches");
    }
    if (v->first_replication > 1) ccs_prose_add(&text, ", from number %u on", (unsigned) v->first_replication);
    if (!v->complete) ccs_prose_add(&text, ", stopped before %lu were done", (unsigned long) v->replications_asked);
    ccs_page_element(page, "dt", "", "Simulated");
    ccs_page_prose(page, "dd", "", &text);
    write_fact(page, "Seed", v->seed);
    write_fact(page, "Intervals", ccs_view_confidence(v, share));
    if (!page->of.steady && v->basis && *v->basis && are_told()) write_fact(page, "Drawn", v->basis);
    if (v->together_of) write_fact(page, "Figures together", v->together_of);
    write_fact(page, "Precision asked for", v->precision);
    ccs_prose_add(&text, "ccsim %s (%s)", v->version, v->revision);
    ccs_page_element(page, "dt", "", "Made by");
    ccs_page_prose(page, "dd", "", &text);
    fputs("</dl>\n", page->to);
}

/* Every metric of every entity, as the file has them. */
static void write_all_figures(ccs_page_t *page, uint32_t variant)
{
    const ccs_html_column_t columns[] = {{NULL, "Metric", true}, {NULL, "Of", true}, {NULL, "Figure", false},
        {NULL, are_told() ? "What it is" : NULL, true}};
    const ccs_view_t *const v = page->variants[variant].view;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t summary = {0};
    const char *last = "";
    uint32_t n_all = 0;

    for (uint32_t m = 0; m < v->n_metrics; m++) {
        for (uint32_t e = 0; e < v->n_entities; e++) {
            if (!ccs_view_applies(v, m, e)) continue;
            if (n_all++ >= FIGURES_MAX / page->n_variants / page->shrink) continue;
            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, v->metrics[m], NULL);
            ccs_html_set_text(&rows, 1, v->entities[e], NULL);
            ccs_page_set_figure(&rows, 2, v, (const uint32_t[]){m, e});
            ccs_html_set_text(&rows, 3, last == v->metrics[m] ? "" : v->metric_texts[m], NULL);
            last = v->metrics[m];
        }
    }
    ccs_prose_add(&summary, "All figures%s%s (", page->n_variants > 1 ? ccs_word(" of ") : "",
        page->n_variants > 1 ? page->variants[variant].name : "");
    if (rows.n_rows < n_all) ccs_prose_add(&summary, "the first %u of %u; ccsim export writes all)", rows.n_rows, n_all);
    else ccs_prose_add(&summary, "%u)", n_all);
    page->out_of_memory = page->out_of_memory || summary.out_of_memory;
    ccs_page_folded_table(page, ccs_prose_text(&summary), &rows);
    ccs_prose_free(&summary);
    ccs_html_rows_free(&rows);
}

void ccs_section_provenance(ccs_page_t *page)
{
    ccs_page_begin_section(page, "provenance", "Where the figures come from");
    for (uint32_t i = 0; i < page->n_variants; i++) write_facts(page, &page->variants[i]);
    ccs_page_element(page, "p", "note",
        "The same scenario, settings, seed and version give the same figures, and this page again.");
    for (uint32_t i = 0; i < page->n_variants; i++) write_all_figures(page, i);
    ccs_page_end_section(page);
}

void ccs_section_licences(ccs_page_t *page)
{
    const ccs_asset_t *const licences = ccs_asset("vendor/LICENSES.txt");

    if (!licences) return;
    ccs_page_begin_section(page, "licences", "Licences");
    fprintf(page->to, "<details><summary>%s</summary>\n<pre tabindex=\"0\" lang=\"en\">",
        ccs_word("Vega, Vega-Lite and vega-embed, which draw the charts of this page"));
    ccs_html_text(licences->text, page->to);
    fputs("</pre></details>\n", page->to);
    ccs_page_end_section(page);
}
