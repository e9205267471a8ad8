/* report_frame.c - the frame of a page: head, way through it, what draws. Invariant: nothing in the page is fetched from elsewhere. */
#include "report_frame.h"

#include "assets.h"
#include "words.h"

static const char POLICY[] = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
                             "base-uri 'none'; form-action 'none'";

static void write_asset(FILE *to, const char *name, const char *tag)
{
    const ccs_asset_t *const asset = ccs_asset(name);

    if (!asset) return;
    fprintf(to, "<%s>\n", tag);
    (void) fwrite(asset->text, 1, *asset->size, to);
    fprintf(to, "\n</%s>\n", tag);
}

static void write_head(ccs_page_t *page, const char *title, const ccs_brand_t *brand)
{
    fprintf(page->to,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n",
        ccs_language_name(ccs_language_spoken()), POLICY);
    ccs_page_element(page, "title", "", title);
    write_asset(page->to, "page.css", "style");
    if (brand) {
        fputs("<style>\n", page->to);
        ccs_brand_style(brand, page->to);
        fputs("</style>\n", page->to);
    }
    fputs("</head>\n", page->to);
}

void ccs_page_top(ccs_page_t *page, const char *title, const ccs_brand_t *brand)
{
    static const ccs_brand_t ours = {.name = NULL};

    write_head(page, title, brand);
    fprintf(page->to, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\">", ccs_word("Skip to the figures"));
    ccs_brand_line(brand ? brand : &ours, "ccsim report", page->to);
    ccs_page_element(page, "h1", "", title);
}

void ccs_page_ways(ccs_page_t *page, const ccs_page_way_t *ways, uint32_t n)
{
    fprintf(page->to, "</header>\n<nav aria-label=\"%s\"><ul>\n", ccs_word("Sections"));
    for (uint32_t i = 0; i < n; i++)
        if (ways[i].heading) fprintf(page->to, "<li><a href=\"#%s\">%s</a></li>\n", ways[i].id, ways[i].heading);
    fprintf(page->to, "</ul></nav>\n<main id=\"main\">\n<noscript><p class=\"warning\">%s</p></noscript>\n",
        ccs_word("Charts need JavaScript; their data is in the tables."));
}

/* What scripts and specs say, in the language of the page; English is in them. */
static void write_words(ccs_page_t *page)
{
    size_t n;
    const ccs_word_row_t *const rows = ccs_words(ccs_language_spoken(), &n);
    const char *before = "{";

    if (n == 0) return;
    fputs("<script type=\"application/json\" id=\"words\">", page->to);
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].script) continue;
        fputs(before, page->to);
        ccs_html_json(rows[i].english, page->to);
        fputc(':', page->to);
        ccs_html_json(rows[i].other, page->to);
        before = ",\n";
    }
    fputs("}</script>\n", page->to);
}

void ccs_page_bottom(ccs_page_t *page)
{
    static const char *const scripts[] = {"vendor/vega.min.js", "vendor/vega-lite.min.js", "vendor/vega-embed.min.js", "page.js"};

    fprintf(page->to, "</main>\n<footer><p>%s</p></footer>\n",
        ccs_word("Made by ccsim, a simulator of contact centres. This page needs no network and sends nothing."));
    write_words(page);
    for (uint32_t i = 0; i < page->n_specs; i++) {
        const ccs_asset_t *const spec = ccs_asset_chart(page->specs[i]);

        if (!spec) continue;
        fprintf(page->to, "<script type=\"application/json\" class=\"spec\" id=\"spec-%s\">", page->specs[i]);
        (void) fwrite(spec->text, 1, *spec->size, page->to);
        fputs("</script>\n", page->to);
    }
    for (size_t i = 0; page->n_specs > 0 && i < sizeof scripts / sizeof *scripts; i++)
        write_asset(page->to, scripts[i], "script");
    fputs("</body>\n</html>\n", page->to);
}
