/* report.c - the frame of the page: head, way through it, sections in their order, what draws. Invariant: nothing in the page is fetched from
 * elsewhere, and the same results give the same bytes. */
#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "report_deferred.h"
#include "report_doubted.h"
#include "report_frame.h"
#include "report_money.h"
#include "report_outbound.h"
#include "report_outcomes.h"
#include "report_sections.h"

/* What draws has about 0.9 MB; the page is to stay below 2 MB, so that it can be sent by mail. */
enum { SECTIONS_BYTES = 1050000 };

/* The sections, in order, whose headings make the way through the page; where a result has nothing for one it writes nothing. */
static const struct {
    const char *id;
    void (*write)(ccs_page_t *page);
} SECTIONS[] = {{"answer", ccs_section_answer}, {"grid", ccs_section_grid}, {"targets", ccs_section_targets},
    {"comparison", ccs_section_comparison}, {"day", ccs_section_day}, {"doubted", ccs_section_doubted},
    {"erlang", ccs_section_erlang}, {"tradeoff", ccs_section_tradeoff}, {"outcomes", ccs_section_outcomes},
    {"people", ccs_section_people}, {"channels", ccs_section_channels}, {"languages", ccs_section_languages},
    {"segments", ccs_section_segments}, {"money", ccs_section_money}, {"deferred", ccs_section_deferred},
    {"outbound", ccs_section_outbound}, {"groups", ccs_section_groups}, {"call-flows", ccs_section_call_flows},
    {"contacts", ccs_section_contacts}, {"waits", ccs_section_waits}, {"limits", ccs_section_limits},
    {"model", ccs_section_model}, {"provenance", ccs_section_provenance}, {"licences", ccs_section_licences}};
enum { N_SECTIONS = sizeof SECTIONS / sizeof *SECTIONS };

/* "Tuesday 3 March 2026 · simulated 100 times · seed 1" */
static void write_subtitle(ccs_page_t *page)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_variable_t *const days = ccs_dataset_find(v->data, "day");
    char first[CCS_PROSE_TIME_MAX], last[CCS_PROSE_TIME_MAX];
    ccs_prose_t text = {0};

    if (page->of.steady) ccs_prose_add(&text, "Steady state");
    else if (page->of.n_days > 1 && days)
        ccs_prose_add(&text, "%s to %s", ccs_prose_date(days->data.text[0], first),
            ccs_prose_date(days->data.text[days->n - 1], last));
    else if (v->n_intervals > 0) ccs_prose_add(&text, "%s", ccs_prose_date(v->intervals[0], first));
    ccs_prose_add(&text, " · ");
    if (!page->of.steady) ccs_prose_add(&text, "simulated ");
    if (page->of.steady) ccs_prose_add_count(&text, v->replications, "replication", "replications");
    else if (v->replications == 1) ccs_prose_add(&text, "once");
    else ccs_prose_add_count(&text, v->replications, "time", "times");
    if (page->of.steady && v->replications > 0)
        ccs_prose_add(&text, " of %lu batches", (unsigned long) (v->n_observations / v->replications));
    ccs_prose_add(&text, " · seed %s", v->seed);
    if (page->n_variants > 1) ccs_prose_add(&text, " · %u variants, the first is the base", page->n_variants);
    ccs_page_prose(page, "p", "sub", &text);
}

static void write_top(ccs_page_t *page, const char *const *headings)
{
    ccs_page_way_t ways[N_SECTIONS];
    char title[CCS_REPORT_TITLE_MAX];

    ccs_page_top(page, ccs_report_title(page->variants, page->n_variants, title), page->variants->brand);
    write_subtitle(page);
    for (int i = 0; i < N_SECTIONS; i++) ways[i] = (ccs_page_way_t){SECTIONS[i].id, headings[i]};
    ccs_page_ways(page, ways, N_SECTIONS);
}

static void free_texts(char *texts[N_SECTIONS], size_t sizes[N_SECTIONS])
{
    for (int i = 0; i < N_SECTIONS; i++) {
        free(texts[i]);
        texts[i] = NULL;
        sizes[i] = 0;
    }
}

/* The sections, each in memory first, so that the way through the page names those that there are. */
static int write_sections(ccs_page_t *page, char *texts[N_SECTIONS], size_t sizes[N_SECTIONS], const char *headings[N_SECTIONS])
{
    FILE *const page_to = page->to;
    int ret = 0;

    for (int i = 0; ret == 0 && i < N_SECTIONS; i++) {
        page->to = open_memstream(&texts[i], &sizes[i]);
        if (!page->to) ret = CCS_ERR_NOMEM;
        page->heading = NULL;
        if (ret == 0) SECTIONS[i].write(page);
        headings[i] = page->heading;
        const bool failed = page->to && ferror(page->to);

        if (page->to && (fclose(page->to) != 0 || failed)) ret = CCS_ERR_NOMEM;
    }
    page->to = page_to;
    return ret == 0 && page->out_of_memory ? CCS_ERR_NOMEM : ret;
}

/* The sections with as much in their charts and tables as a page can carry. */
static int fit_sections(ccs_page_t *page, char *texts[N_SECTIONS], size_t sizes[N_SECTIONS], const char *headings[N_SECTIONS])
{
    size_t all = 0;
    int ret = 0;

    do {
        free_texts(texts, sizes);
        page->n_specs = 0;
        CCS_TRY(write_sections(page, texts, sizes, headings));
        all = 0;
        for (int i = 0; i < N_SECTIONS; i++) all += sizes[i];
    } while (all > SECTIONS_BYTES && ccs_page_shrink(page));
out:
    return ret;
}

int ccs_report_write(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    char *texts[N_SECTIONS] = {NULL};
    size_t sizes[N_SECTIONS] = {0};
    const char *headings[N_SECTIONS] = {NULL};
    ccs_page_t page;
    int ret;

    CCS_TRY(ccs_page_open(&page, variants, n, to, err));
    CCS_TRY(fit_sections(&page, texts, sizes, headings));
    write_top(&page, headings);
    for (int i = 0; i < N_SECTIONS; i++) (void) fwrite(texts[i], 1, sizes[i], to);
    ccs_page_bottom(&page);
    if (page.out_of_memory) ret = CCS_ERR_NOMEM;
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the report");
    free_texts(texts, sizes);
    ccs_page_free(&page);
    return ret;
}
