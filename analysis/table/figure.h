/** @file figure.h  Figures as people read them: "80.4 %" and "± 0.3", "2 min 13 s" and "± 4 s", "13,842" and "± 61". */
#ifndef CCS_FIGURE_H
#define CCS_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

enum ccs_figure_unit {
    CCS_FIGURE_NUMBER, /* counts, averages of counts */
    CCS_FIGURE_SHARE,  /* 0.8 is shown as 80 % */
    CCS_FIGURE_TIME    /* seconds; from 90 s on in minutes, from an hour on in hours */
};
enum { CCS_FIGURE_MAX = 48 };

/** The unit of a metric, from its unit and kind in a result ("1" and "ratio" make a share). */
enum ccs_figure_unit ccs_figure_unit(const char *unit, const char *kind);
/** What a person asks of a figure: "80 %" or "0.8" of a share, "20 s" or "2 min", "1200". Of a share a number above 2 without a % is none: 80 would be 8,000 %.
 * @return false: it is no such value */
bool ccs_figure_read(enum ccs_figure_unit unit, const char *text, double *x);
/** A value as an example of what can be asked: "80 %". */
const char *ccs_figure_example(enum ccs_figure_unit unit);
/** The mean, with as many digits as its half-width supports and never more than people use. NAN is "-". @return text */
const char *ccs_figure_mean(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX]);
/** A difference, with its sign: "+5.1 points" of shares, "-0.8 s", "+61", "0". NAN is "-". @return text */
const char *ccs_figure_difference(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX]);
/** The half-width that goes with it, "± 0.3"; "" where it is 0 or not defined; "± <0.1" where it is less than the digits shown. */
const char *ccs_figure_half_width(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX]);
/** The interval that goes with it: "± 0.3", or its ends, "[1.2, 2.9]", where one side is longer than the other by more than a quarter of the
 * half-width, which would then say too much of one end and too little of the other. */
const char *ccs_figure_interval(enum ccs_figure_unit unit, double mean, double low, double high, char text[CCS_FIGURE_MAX]);

#endif
