/* studio_page.c - the studio's page: its frame, with what belongs at each mark. Invariant: nothing of what is put in can end the element that
 * it stands in: assets by their making, texts as JSON with \u003c, the engine as base64. */
#include "studio_page.h"

#include <stdbool.h>
#include <string.h>

#include "html.h"
#include "studio_gallery.h"

extern const char ccs_studio_frame[]; /* studio.html, by cmake/studio.cmake */

typedef void filler_t(const ccs_studio_page_t *self, FILE *to);

/* ---- pieces --------------------------------------------------------------------------------------------------------------------- */

static void put_asset(const char *name, FILE *to)
{
    const ccs_asset_t *const asset = ccs_asset(name);

    if (asset) (void) fwrite(asset->text, 1, *asset->size, to);
}

static bool is_given(const ccs_studio_page_t *self, const char *name)
{
    for (size_t i = 0; i < self->n_files; i++)
        if (!strcmp(self->files[i].name, name)) return true;
    return false;
}

static void put_file(const char *name, const char *text, bool first, FILE *to)
{
    fputs(first ? "\n" : ",\n", to);
    ccs_html_json(name, to);
    fputs(": ", to);
    ccs_html_json(text, to);
}

/* ---- what stands at the marks ------------------------------------------------------------------------------------------------------ */

static void put_style(const ccs_studio_page_t *self, FILE *to)
{
    (void) self;
    put_asset("page.css", to);
    put_asset("studio/studio.css", to);
}

static void put_specs(const ccs_studio_page_t *self, FILE *to)
{
    static const char folder[] = "charts/";
    const size_t n = sizeof folder - 1;

    (void) self;
    for (size_t i = 0; i < ccs_n_assets; i++) {
        const char *const name = ccs_assets[i].name, *const dot = strrchr(name, '.');

        if (strncmp(name, folder, n) != 0 || !dot) continue;
        fprintf(to, "<script type=\"application/json\" class=\"spec\" id=\"spec-%.*s\">", (int) (dot - name - (ptrdiff_t) n),
            name + n);
        (void) fwrite(ccs_assets[i].text, 1, *ccs_assets[i].size, to);
        fputs("</script>\n", to);
    }
}

static void put_engine(const ccs_studio_page_t *self, FILE *to)
{
    ccs_html_base64(self->engine, self->n_engine, to);
}

static void put_worker(const ccs_studio_page_t *self, FILE *to)
{
    (void) self;
    put_asset("studio/engine.js", to);
    put_asset("studio/worker.js", to);
}

static void put_scripts(const ccs_studio_page_t *self, FILE *to)
{
    static const char *const names[] = {"vendor/vega.min.js", "vendor/vega-lite.min.js", "vendor/vega-embed.min.js", "page.js",
        "studio/studio.js"};

    (void) self;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fprintf(to, "<script id=\"%s\">", names[i]);
        put_asset(names[i], to);
        fputs("</script>\n", to);
    }
}

static void put_files(const ccs_studio_page_t *self, FILE *to)
{
    bool first = true;

    fputs("{\"start\": ", to);
    if (self->start) ccs_html_json(self->start, to);
    else fputs("null", to);
    fputs(", \"files\": {", to);
    for (size_t i = 0; i < ccs_n_gallery; i++) {
        if (is_given(self, ccs_gallery[i].name)) continue;
        put_file(ccs_gallery[i].name, ccs_gallery[i].text, first, to);
        first = false;
    }
    for (size_t i = 0; i < self->n_files; i++) {
        put_file(self->files[i].name, self->files[i].text, first, to);
        first = false;
    }
    fputs("}}", to);
}

static void put_licences(const ccs_studio_page_t *self, FILE *to)
{
    const ccs_asset_t *const asset = ccs_asset("vendor/LICENSES.txt");

    (void) self;
    if (asset) ccs_html_text(asset->text, to);
}

/* ---- the page -------------------------------------------------------------------------------------------------------------------- */

static filler_t *filler_of(const char *name, size_t n)
{
    static const struct {
        const char *name;
        filler_t *fill;
    } marks[] = {{"style", put_style}, {"specs", put_specs}, {"engine", put_engine}, {"worker", put_worker},
        {"scripts", put_scripts}, {"files", put_files}, {"licences", put_licences}};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strlen(marks[i].name) == n && !strncmp(marks[i].name, name, n)) return marks[i].fill;
    return NULL;
}

void ccs_studio_page_write(const ccs_studio_page_t *self, FILE *to)
{
    const char *from = ccs_studio_frame;

    for (const char *mark = strstr(from, "{{"); mark; mark = strstr(from, "{{")) {
        const char *const end = strstr(mark, "}}");
        filler_t *const fill = end ? filler_of(mark + 2, (size_t) (end - mark - 2)) : NULL;

        CCS_BUG_IF(!fill); /* the frame and the table above belong together */
        (void) fwrite(from, 1, (size_t) (mark - from), to);
        fill(self, to);
        from = end + 2;
    }
    fputs(from, to);
}
