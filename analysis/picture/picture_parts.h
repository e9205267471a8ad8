/** @file picture_parts.h  What pictures have in common: panels one below the other over the same time. Private to the files picture*.c. */
#ifndef CCS_PICTURE_PARTS_H
#define CCS_PICTURE_PARTS_H

#include "currency.h"
#include "figure.h"
#include "findings.h"
#include "front.h"
#include "grid.h"
#include "report.h"
#include "svg.h"
#include "tornado.h"

/* Colours that the colour-blind tell apart (Okabe and Ito, 2008). */
#define CCS_PICTURE_TEXT    "#16202a"
#define CCS_PICTURE_SOFT    "#51606e"
#define CCS_PICTURE_FAINT   "#e7ebef"
#define CCS_PICTURE_BLUE    "#0072b2"
#define CCS_PICTURE_BAND    "#cce3f0"
#define CCS_PICTURE_RED     "#b03a00"
#define CCS_PICTURE_MISSING "#f4b79b"
#define CCS_PICTURE_GREEN   "#00866a"
/** The ground of a light, by ccs_verdict, and its sign. */
extern const char *const CCS_PICTURE_GROUNDS[4], *const CCS_PICTURE_SIGNS[4];

/** Where curves lie. */
enum {
    CCS_PICTURE_LEFT = 160,
    CCS_PICTURE_RIGHT = 1380,
    CCS_PICTURE_TOP = 170,
    CCS_PICTURE_BOTTOM = 800,
    CCS_PICTURE_PANELS_MAX = 4,
    CCS_PICTURE_NOTE_MAX = 64
};

/** A picture that is being drawn. */
typedef struct {
    const ccs_report_variant_t *variants;
    uint32_t n;
    const ccs_view_t *view; /* of the base */
    ccs_findings_t found;
    double *x, slot; /* of each open interval its middle; the width of one. Hours that do not follow one another stand apart */
    double *values;  /* [open intervals], scratch for a curve */
    ccs_svg_at_t *points; /* [2 * open intervals] */
    FILE *to;
    bool is_of_all;                    /* it tells of all variants, else of the base */
    uint32_t towards;                  /* a waterfall: the variant that it leads to; 0: the cheapest one */
    const char *first, *second, *tint; /* colours: of first lines, of second ones, of areas below them */
    const ccs_view_t **views;          /* [n], for the front; of one picture alone */
    ccs_compare_t *compares;           /* [n] */
    ccs_front_t front;                 /* n_axes 0: there is none */
    ccs_tornado_t tornado;             /* n_rows 0: there is none */
} ccs_picture_t;

/** A part of the picture with an axis of its own. */
typedef struct {
    double top, bottom; /* of the drawing */
    double least, most; /* at the bottom, at the top */
} ccs_panel_t;

/** The title, and below it what was run; then a note, or ""; in the corner whose picture it is. */
void ccs_picture_begin(const ccs_picture_t *self, const char *title, const char *note);
/** The types that a picture has room for, in their order: all, or of many those that are worst off against their targets. @param note  says that, or is "" @return how many */
uint32_t ccs_picture_types(const ccs_view_t *v, uint32_t chosen[CCS_PICTURE_PANELS_MAX], char note[CCS_PICTURE_NOTE_MAX]);
/** In which money a metric is: "USD"; "" where it is no amount. */
const char *ccs_picture_money(const ccs_view_t *v, uint32_t metric);
/** The place of panel i of n, with its name above it. */
ccs_panel_t ccs_picture_panel(const ccs_picture_t *self, uint32_t i, uint32_t n, const char *name);
/** The least of 1, 2 and 5 with a power of ten of which at most that many cover a width. */
double ccs_picture_step(double width, int most);
/** An axis of whole steps that holds the panel's least and most, and moves them to its ends. */
void ccs_picture_axis(const ccs_picture_t *self, ccs_panel_t *panel, enum ccs_figure_unit unit);
/** Times of one day, or the days, below all panels. */
void ccs_picture_times(const ccs_picture_t *self);
/** Whether the open intervals k and k + 1 follow one another without a pause. */
bool ccs_picture_follows(const ccs_picture_t *self, uint32_t k);
double ccs_panel_y(const ccs_panel_t *panel, double value);
/** A line through self->values, broken where they are not defined and where the centre is closed. */
void ccs_picture_curve(const ccs_picture_t *self, const ccs_panel_t *panel, const char *colour, bool dashed);
/** The interval of the mean of a metric, a band between its ends. */
void ccs_picture_band(const ccs_picture_t *self, const ccs_panel_t *panel, uint32_t metric, uint32_t entity);

/** The pictures, of picture.h. */
void ccs_picture_day(const ccs_picture_t *self);
void ccs_picture_staff(const ccs_picture_t *self);
void ccs_picture_grid(const ccs_picture_t *self);
void ccs_picture_week(const ccs_picture_t *self);
void ccs_picture_flow(const ccs_picture_t *self);
void ccs_picture_comparison(const ccs_picture_t *self);
void ccs_picture_tradeoff(const ccs_picture_t *self);
void ccs_picture_tornado(const ccs_picture_t *self);
void ccs_picture_tornado_cost(const ccs_picture_t *self);
void ccs_picture_waterfall(const ccs_picture_t *self);

/** The front, and the tornado of what it shows upwards or (by_cost) of what a resolution costs, that pictures draw: nothing of fewer than three variants, or without outcomes. @return 0 or CCS_ERR_NOMEM; _unweigh is legal after a failure, and without it */
int ccs_picture_weigh(ccs_picture_t *self, bool by_cost, ccs_err_t *err);
void ccs_picture_unweigh(ccs_picture_t *self);

#endif
