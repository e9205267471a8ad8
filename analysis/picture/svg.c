/* svg.c - SVG. Invariant: what is written is valid XML, whatever the texts are. */
#include "svg.h"

#include <math.h>
#include <string.h>

#include "html.h"
#include "words.h"

enum { MARGIN = 80 };
static const double WIDTH = 0.55; /* of a letter, on average, beside its height */

double ccs_svg_size(double wanted, double room, const char *text)
{
    return fmin(wanted, room / (WIDTH * (double) (strlen(ccs_word(text)) + 1)));
}

void ccs_svg_begin(const char *title, const char *subtitle, double free_width, FILE *to)
{
    fprintf(to,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
        "height=\"%d\" font-family=\"system-ui, 'Segoe UI', Roboto, Arial, sans-serif\">\n<title>",
        CCS_SVG_WIDTH, CCS_SVG_HEIGHT, CCS_SVG_WIDTH, CCS_SVG_HEIGHT);
    ccs_html_text(ccs_word(title), to);
    fputs("</title>\n", to);
    ccs_svg_rectangle((ccs_svg_at_t){0, 0}, (ccs_svg_at_t){CCS_SVG_WIDTH, CCS_SVG_HEIGHT}, "#ffffff", to);
    ccs_svg_text((ccs_svg_at_t){MARGIN, 80},
        (ccs_svg_font_t){ccs_svg_size(40, CCS_SVG_WIDTH - 2 * MARGIN - free_width, title), CCS_SVG_START, "#16202a"}, title, to);
    ccs_svg_text((ccs_svg_at_t){MARGIN, 122},
        (ccs_svg_font_t){ccs_svg_size(24, CCS_SVG_WIDTH - 2 * MARGIN, subtitle), CCS_SVG_START, "#51606e"}, subtitle, to);
}

void ccs_svg_end(FILE *to)
{
    fputs("</svg>\n", to);
}

void ccs_svg_text(ccs_svg_at_t at, ccs_svg_font_t font, const char *text, FILE *to)
{
    static const char *const anchors[] = {"start", "middle", "end"};

    fprintf(to, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">", at.x, at.y, font.size,
        anchors[font.anchor], font.colour);
    ccs_html_prose(ccs_word(text), to);
    fputs("</text>\n", to);
}

void ccs_svg_rectangle(ccs_svg_at_t at, ccs_svg_at_t size, const char *colour, FILE *to)
{
    fprintf(to, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", at.x, at.y, size.x, size.y, colour);
}

void ccs_svg_image(ccs_svg_at_t at, ccs_svg_at_t size, const char *uri, FILE *to)
{
    fprintf(to,
        "<image x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" preserveAspectRatio=\"xMaxYMid meet\" href=\"%s\"/>\n", at.x,
        at.y, size.x, size.y, uri);
}

static void write_points(const ccs_svg_at_t *points, uint32_t n, FILE *to)
{
    fputs(" points=\"", to);
    for (uint32_t i = 0; i < n; i++) fprintf(to, "%s%.1f,%.1f", i > 0 ? " " : "", points[i].x, points[i].y);
    fputs("\"/>\n", to);
}

void ccs_svg_line(const ccs_svg_at_t *points, uint32_t n, const char *colour, bool dashed, FILE *to)
{
    fprintf(to, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s", colour,
        dashed ? "2\" stroke-dasharray=\"10 7\"" : "4\"");
    write_points(points, n, to);
}

void ccs_svg_band(const ccs_svg_at_t *points, uint32_t n, const char *colour, FILE *to)
{
    fprintf(to, "<polygon fill=\"%s\"", colour);
    write_points(points, n, to);
}
