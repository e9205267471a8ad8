/* brand.c - what a brand file says, checked. Invariant: what is in a brand may stand in a page as it is: colours are six digits behind #, a logo is base64; only the name wants escaping. */
#include "brand.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "html.h"
#include "prose.h"

enum { WHERE_MAX = 256, DIGITS = 6, SHOWN_MAX = 80 };
static const double LEAST[CCS_BRAND_COLOURS] = {4.5, 3}; /* contrasts on white */
static const double PALE = 0.8;                          /* of white in a tint */

static int refuse(const ccs_value_t *at, ccs_err_list_t *errors, const char *text)
{
    char where[WHERE_MAX], shown[SHOWN_MAX];

    return ccs_err_list_add(errors, CCS_ERR_SCENARIO, ccs_value_where(at, where, sizeof where), at->key, "%s, found %s", text,
        ccs_value_show(at, shown, sizeof shown));
}

/* ---- colours -------------------------------------------------------------------------------------------------------------------- */

static bool is_colour(const ccs_value_t *value)
{
    return value->kind == CCS_VALUE_STRING && value->as.text[0] == '#' &&
        strspn(&value->as.text[1], "0123456789abcdefABCDEF") == DIGITS && value->as.text[1 + DIGITS] == '\0';
}

/* Red, green or blue, 0 to 1. */
static double part_of(const char *colour, int i)
{
    const char two[3] = {colour[1 + 2 * i], colour[2 + 2 * i], '\0'};

    return (double) strtoul(two, NULL, 16) / 255;
}

/* Contrast with white, 1 to 21: WCAG 2.2, relative luminance. */
static double contrast_of(const char *colour)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double luminance = 0;

    for (int i = 0; i < 3; i++) {
        const double x = part_of(colour, i);

        luminance += weights[i] * (x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
}

static const char *tint_of(const char *colour, ccs_arena_t *arena)
{
    unsigned parts[3];

    for (int i = 0; i < 3; i++) parts[i] = (unsigned) lround(255 * (PALE + (1 - PALE) * part_of(colour, i)));
    return ccs_arena_printf(arena, "#%02x%02x%02x", parts[0], parts[1], parts[2]);
}

static void read_colour(ccs_brand_t *self, const ccs_value_t *value, int i, ccs_err_list_t *errors)
{
    char where[WHERE_MAX];

    if (!is_colour(value)) {
        (void) refuse(value, errors, "must be a colour of six digits, such as \"#0a3a63\"");
        return;
    }
    const double contrast = contrast_of(value->as.text);

    self->colours[i] = value->as.text;
    if (contrast < LEAST[i])
        (void) ccs_err_list_add(errors, CCS_ERR_SCENARIO, ccs_value_where(value, where, sizeof where), "colours",
            "%s is too pale to be read on white: its contrast is %.1f, and %s wants %.1f; take a darker one", value->as.text,
            floor(10 * contrast) / 10, i == 0 ? "the first colour, which texts have," : "the second one", LEAST[i]);
}

static void read_colours(ccs_brand_t *self, const ccs_value_t *value, ccs_err_list_t *errors)
{
    int i = 0;

    if (value->kind != CCS_VALUE_LIST || value->n == 0 || value->n > CCS_BRAND_COLOURS) {
        (void) refuse(value, errors, "must be a list of one colour or two, such as [\"#0a3a63\", \"#b03a00\"]");
        return;
    }
    for (const ccs_value_t *x = value->first; x && i < CCS_BRAND_COLOURS; x = x->next) read_colour(self, x, i++, errors);
}

/* ---- the file ------------------------------------------------------------------------------------------------------------------- */

static bool is_text(const ccs_value_t *value)
{
    return value->kind == CCS_VALUE_STRING && value->as.text[0] != '\0';
}

/* A day that there is, YYYY-MM-DD. */
static bool is_date(const ccs_value_t *value)
{
    int64_t days;
    char text[CCS_DATE_MAX];

    return is_text(value) && strlen(value->as.text) == sizeof "2026-12-01" - 1 && ccs_prose_first_day(value->as.text, &days) &&
        !strcmp(ccs_date_show(days, text, sizeof text), value->as.text);
}

static void read_key(ccs_brand_t *self, const ccs_value_t *value, const ccs_value_t **logo, ccs_err_list_t *errors)
{
    if (!strcmp(value->key, "name")) {
        if (is_text(value) && strlen(value->as.text) <= CCS_BRAND_NAME_MAX) self->name = value->as.text;
        else (void) refuse(value, errors, "must be a text of at most 60 bytes");
    } else if (!strcmp(value->key, "title")) {
        if (is_text(value) && strlen(value->as.text) <= CCS_BRAND_TITLE_MAX) self->title = value->as.text;
        else (void) refuse(value, errors, "must be a text of at most 100 bytes");
    } else if (!strcmp(value->key, "logo")) {
        if (is_text(value)) *logo = value;
        else (void) refuse(value, errors, "must be the name of a PNG or SVG file");
    } else if (!strcmp(value->key, "date")) {
        if (is_date(value)) self->date = value->as.text;
        else (void) refuse(value, errors, "must be a day such as \"2026-12-01\"");
    } else if (!strcmp(value->key, "colours")) {
        read_colours(self, value, errors);
    } else {
        (void) refuse(value, errors, "is unknown in a brand file, which says name, title, logo, date and colours");
    }
}

int ccs_brand_read(const ccs_value_t *root, ccs_arena_t *arena, ccs_brand_t *self, const ccs_value_t **logo,
    ccs_err_list_t *errors)
{
    *self = (ccs_brand_t){0};
    *logo = NULL;
    for (const ccs_value_t *x = root->first; x; x = x->next) read_key(self, x, logo, errors);
    if (errors->n_errors == 0 && self->colours[0]) {
        self->tint = tint_of(self->colours[0], arena);
        if (!self->tint) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    }
    return ccs_err_list_code(errors);
}

/* ---- the logo ------------------------------------------------------------------------------------------------------------------- */

/* Whether a text, behind its declaration, remarks and the kind of its document, begins with <svg: an HTML page may hold one further on. */
static bool is_svg(const char *text)
{
    text += strspn(text, "\xef\xbb\xbf \t\r\n");
    while (!strncmp(text, "<?", 2) || !strncmp(text, "<!", 2)) {
        const bool remark = !strncmp(text, "<!--", 4), subset = !remark && text[strcspn(text, "[>")] == '[';
        const char *const end = strstr(text, remark ? "-->" : subset ? "]" : ">");

        if (!end) return false;
        text = strchr(end, '>');
        if (!text) return false;
        text++;
        text += strspn(text, " \t\r\n");
    }
    return !strncmp(text, "<svg", 4) && strchr(" \t\r\n>/", text[4]);
}

/* The kind of a picture by its first bytes; NULL: another one. */
static const char *kind_of(const char *bytes, size_t n)
{
    enum { LOOKED_AT = 4000 };
    static const char png[] = "\x89PNG\r\n\x1a\n";
    char head[LOOKED_AT + 1];

    if (n > sizeof png - 1 && !memcmp(bytes, png, sizeof png - 1)) return "image/png";
    const size_t length = n < LOOKED_AT ? n : LOOKED_AT;

    memcpy(head, bytes, length);
    head[length] = '\0';
    return is_svg(head) ? "image/svg+xml" : NULL;
}

int ccs_brand_set_logo(ccs_brand_t *self, const ccs_value_t *logo, const void *bytes, size_t n, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const char *const kind = kind_of(bytes, n);
    char where[WHERE_MAX], *text = NULL;
    size_t size = 0;

    if (!kind)
        return ccs_err_set(err, CCS_ERR_SCENARIO, ccs_value_where(logo, where, sizeof where), "logo",
            "%s is neither a PNG nor an SVG: save it as one of the two", logo->as.text);
    FILE *const to = open_memstream(&text, &size);

    if (to) {
        fprintf(to, "data:%s;base64,", kind);
        ccs_html_base64(bytes, n, to);
        if (fclose(to) == 0) self->logo = ccs_arena_printf(arena, "%s", text);
    }
    free(text);
    return self->logo ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the logo");
}

/* ---- on a page ------------------------------------------------------------------------------------------------------------------ */

void ccs_brand_style(const ccs_brand_t *self, FILE *to)
{
    if (!self->colours[0]) return;
    fprintf(to, ":root { --brand-1: %s;", self->colours[0]);
    if (self->colours[1]) fprintf(to, " --brand-2: %s;", self->colours[1]);
    fputs(" }\n", to);
}

void ccs_brand_line(const ccs_brand_t *self, const char *none, FILE *to)
{
    fputs("<p class=\"brand\">", to);
    if (self->logo) fprintf(to, "<img src=\"%s\" alt=\"%s\">", self->logo, self->name ? "" : "Logo");
    ccs_html_text(self->name ? self->name : self->logo ? "" : none, to);
    fputs("</p>\n", to);
}
