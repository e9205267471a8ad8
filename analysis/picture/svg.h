/** @file svg.h  Drawings as SVG for slides: 1600 x 900 (16:9), white ground, text as text. Knows nothing of what they show. The same calls give the
 * same bytes. */
#ifndef CCS_SVG_H
#define CCS_SVG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CCS_SVG_WIDTH = 1600, CCS_SVG_HEIGHT = 900 };

typedef struct {
    double x, y; /* from the left and from the top */
} ccs_svg_at_t;

enum ccs_svg_anchor { CCS_SVG_START, CCS_SVG_MIDDLE, CCS_SVG_END };

/** How a text looks: its height, where at it the place lies, its colour "#16202a". */
typedef struct {
    double size;
    enum ccs_svg_anchor anchor;
    const char *colour;
} ccs_svg_font_t;

/** The size of a text that has that much room, at most the one wanted. */
double ccs_svg_size(double wanted, double room, const char *text);
/** Begin a drawing with its title and a line below it, each made smaller where it is long. @param free_width  at the right of the title, for what the caller puts there */
void ccs_svg_begin(const char *title, const char *subtitle, double free_width, FILE *to);
void ccs_svg_end(FILE *to);
/** What is no clean UTF-8 becomes U+FFFD. */
void ccs_svg_text(ccs_svg_at_t at, ccs_svg_font_t font, const char *text, FILE *to);
void ccs_svg_rectangle(ccs_svg_at_t at, ccs_svg_at_t size, const char *colour, FILE *to);
/** A picture in a box, as large as fits, at its right. @param uri  "data:image/png;base64,..." */
void ccs_svg_image(ccs_svg_at_t at, ccs_svg_at_t size, const char *uri, FILE *to);
/** A line through points. @param dashed  else it is whole */
void ccs_svg_line(const ccs_svg_at_t *points, uint32_t n, const char *colour, bool dashed, FILE *to);
/** A band: an area whose border goes through the points. */
void ccs_svg_band(const ccs_svg_at_t *points, uint32_t n, const char *colour, FILE *to);

#endif
