/** @file brand.h  Whose page it is: a client's name, logo and two colours. From a value tree and bytes; opens no file. */
#ifndef CCS_BRAND_H
#define CCS_BRAND_H

#include <stdio.h>

#include "value.h"

enum {
    CCS_BRAND_COLOURS = 2,
    CCS_BRAND_NAME_MAX = 60 /* bytes that a corner of a picture has room for */,
    CCS_BRAND_TITLE_MAX = 100,
    CCS_BRAND_LOGO_MAX = 300000
};

typedef struct {
    const char *name;                       /* NULL: none */
    const char *title;                      /* of the page and the deck; NULL: the scenario's */
    const char *date;                       /* "2026-12-01", of the deck; NULL: none */
    const char *logo;                       /* "data:image/png;base64,..."; NULL: none */
    const char *colours[CCS_BRAND_COLOURS]; /* "#0a3a63": of links and first lines, and of second ones; NULL: ccsim's own */
    const char *tint;                       /* the first one, pale, for areas below text and lines; NULL like it */
} ccs_brand_t;

/** What a brand file says: { name = "ACME"; title = "Where to serve customers"; logo = "acme.svg"; date = "2026-12-01"; colours = ["#0a3a63", "#b03a00"]; }, each of them or none. The first colour is that of texts, so that its contrast on white is to be
 * 4.5 at least; of the second 3 will do (WCAG 2.2, 1.4.3 and 1.4.11).
 * @param self  its texts are the arena's and the tree's @param logo  where the file names a logo, for ccs_brand_set_logo; NULL: it does not
 * @return 0, or the code of the first error */
int ccs_brand_read(const ccs_value_t *root, ccs_arena_t *arena, ccs_brand_t *self, const ccs_value_t **logo,
    ccs_err_list_t *errors);
/** A PNG or SVG, by its bytes. @param logo  for what is said of it: the place in the brand file @return 0, CCS_ERR_SCENARIO (neither of the two) or CCS_ERR_NOMEM */
int ccs_brand_set_logo(ccs_brand_t *self, const ccs_value_t *logo, const void *bytes, size_t n, ccs_arena_t *arena,
    ccs_err_t *err);

/** For a style: a rule that sets --brand-1 and --brand-2; nothing where the brand has no colours. */
void ccs_brand_style(const ccs_brand_t *self, FILE *to);
/** The line of a page that says whose it is: logo and name. @param none  is said where there is neither */
void ccs_brand_line(const ccs_brand_t *self, const char *none, FILE *to);

#endif
