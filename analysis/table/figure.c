/* figure.c - how many digits, and which. Invariant: a mean and its half-width are cut at the same place. */
#include "figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "units.h"
#include "words.h"

enum { MINUTES_FROM_S = 90, HOURS_FROM_S = 60 * 60 };

static const double ASYMMETRIC = 0.25; /* of the half-width, between the two sides */

enum ccs_figure_unit ccs_figure_unit(const char *unit, const char *kind)
{
    if (!strcmp(unit, "s")) return CCS_FIGURE_TIME;
    if (strcmp(unit, "1") != 0) return CCS_FIGURE_NUMBER;
    return !strcmp(kind, "ratio") || !strcmp(kind, "share of days") ? CCS_FIGURE_SHARE : CCS_FIGURE_NUMBER;
}

bool ccs_figure_read(enum ccs_figure_unit unit, const char *text, double *x)
{
    static const double MOST = 2; /* some shares are of another number than what they are a part of: quits in a year */

    switch (unit) {
    case CCS_FIGURE_TIME: return ccs_units_duration(text, x) == 0;
    case CCS_FIGURE_SHARE: return ccs_units_share(text, x) == 0 || (ccs_units_number(text, x) == 0 && *x <= MOST);
    case CCS_FIGURE_NUMBER: break;
    }
    return ccs_units_number(text, x) == 0;
}

const char *ccs_figure_example(enum ccs_figure_unit unit)
{
    return unit == CCS_FIGURE_TIME ? "20 s" : unit == CCS_FIGURE_SHARE ? "80 %" : "1200";
}

/* Decimals that people use at this size: in the unit shown. */
static int usual_decimals(enum ccs_figure_unit unit, double x)
{
    const double size = fabs(x);

    switch (unit) {
    case CCS_FIGURE_NUMBER: return size >= 100 ? 0 : size >= 10 ? 1 : 2;
    case CCS_FIGURE_SHARE: return size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
    case CCS_FIGURE_TIME: return size >= MINUTES_FROM_S ? 0 : size >= 10 ? 1 : 2;
    }
    return 0;
}

/* Decimals down to the first significant digit of the half-width, to the second where the first is a 1; if it has any. */
static int decimals_of(enum ccs_figure_unit unit, double x, double half_width)
{
    const int usual = usual_decimals(unit, x);

    if (!(half_width > 0) || isinf(half_width)) return usual;
    const int supported = (int) -floor(log10(half_width / 2) + 1e-9);

    return supported < 0 ? 0 : supported < usual ? supported : usual;
}

/* 13842.3 -> "13,842" */
static void show_number(double x, int decimals, char text[CCS_FIGURE_MAX])
{
    char digits[CCS_FIGURE_MAX];

    if (!(fabs(x) < 1e15)) {
        snprintf(text, CCS_FIGURE_MAX, "%.4g", x);
        return;
    }
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(x));
    const size_t n_digits = strlen(digits), whole = strcspn(digits, ".");
    size_t n = 0;

    if (x < 0 && strspn(digits, "0.") < n_digits) text[n++] = '-';
    for (size_t i = 0; i < n_digits && n + 2 < CCS_FIGURE_MAX; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) text[n++] = ',';
        text[n++] = digits[i];
    }
    text[n] = '\0';
}

/* A half-width that is nothing but rounding is none. */
static double without_rounding(double mean, double half_width)
{
    return half_width < 1e-9 * fabs(mean) ? 0 : half_width;
}

/* A value that is exactly what it is: without the zeros behind. */
static void trim(char *text)
{
    if (!strchr(text, '.')) return;
    char *end = &text[strlen(text)];

    while (end[-1] == '0') end--;
    if (end[-1] == '.') end--;
    *end = '\0';
}

/* Long times are shown to the second, or to the minute where hours or the half-width make seconds idle. */
static double resolution_of(double mean, double half_width)
{
    return round(mean) >= HOURS_FROM_S || half_width >= 60 ? 60 : 1;
}

static bool is_long(enum ccs_figure_unit unit, double mean)
{
    return unit == CCS_FIGURE_TIME && mean >= MINUTES_FROM_S && mean < 1e12;
}

/* "2 min 13 s"; to the minute "17 min", "42 h 35 min". */
static void show_long_time(double seconds, double resolution, char text[CCS_FIGURE_MAX])
{
    char large[CCS_FIGURE_MAX];
    const double parts = round(seconds / resolution), whole = floor(parts / 60);
    const bool to_minute = resolution > 1;

    if (to_minute && parts * 60 < HOURS_FROM_S) {
        snprintf(text, CCS_FIGURE_MAX, "%.0f min", parts);
        return;
    }
    show_number(whole, 0, large);
    snprintf(text, CCS_FIGURE_MAX, "%.24s %s %02.0f %s", large, to_minute ? "h" : "min", parts - 60 * whole,
        to_minute ? "min" : "s");
}

const char *ccs_figure_mean(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX])
{
    const double scale = unit == CCS_FIGURE_SHARE ? 100 : 1, x = scale * mean;

    half_width = without_rounding(mean, half_width);
    const int decimals = decimals_of(unit, x, scale * half_width);
    char number[CCS_FIGURE_MAX];

    if (!isfinite(mean)) return strcpy(text, "-");
    if (is_long(unit, mean)) {
        show_long_time(mean, resolution_of(mean, half_width), text);
        return ccs_word_figures(text);
    }
    show_number(x, decimals, number);
    if (half_width == 0 || isnan(half_width)) trim(number);
    snprintf(text, CCS_FIGURE_MAX, "%.40s%s", number, unit == CCS_FIGURE_SHARE ? " %" : unit == CCS_FIGURE_TIME ? " s" : "");
    return ccs_word_figures(text);
}

/* The half-width of a long time. */
static const char *long_half_width(double mean, double half_width, char text[CCS_FIGURE_MAX])
{
    const double resolution = resolution_of(mean, half_width);
    char number[CCS_FIGURE_MAX];

    if (half_width < 0.5 * resolution) return strcpy(text, resolution > 1 ? "± <1 min" : "± <1 s");
    if (resolution > 1) show_long_time(half_width, resolution, number);
    else snprintf(number, sizeof number, "%.0f s", half_width);
    snprintf(text, CCS_FIGURE_MAX, "± %.40s", number);
    return ccs_word_figures(text);
}

const char *ccs_figure_half_width(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX])
{
    const double scale = unit == CCS_FIGURE_SHARE ? 100 : 1, x = scale * without_rounding(mean, half_width);
    const int decimals = decimals_of(unit, scale * mean, x);
    char number[CCS_FIGURE_MAX];

    if (!isfinite(mean) || !isfinite(half_width) || x == 0) return strcpy(text, "");
    if (is_long(unit, mean)) return long_half_width(mean, x, text);
    const double step = pow(10, -decimals);
    const bool less = x < 0.5 * step;

    show_number(less ? step : x, decimals, number);
    snprintf(text, CCS_FIGURE_MAX, "± %s%.36s", less ? "<" : "", number);
    return ccs_word_figures(text);
}

/* An end in the unit of the figure it stands beside, which says that unit: without its own, unless it is a long time. */
static const char *show_end(enum ccs_figure_unit unit, double end, double half_width, bool whole, char text[CCS_FIGURE_MAX])
{
    (void) ccs_figure_mean(unit, end, half_width, text);
    if (!whole) text[strspn(text, "-0123456789.,")] = '\0';
    return text;
}

const char *ccs_figure_interval(enum ccs_figure_unit unit, double mean, double low, double high, char text[CCS_FIGURE_MAX])
{
    const double half_width = (high - low) / 2, lopsided = fabs((high - mean) - (mean - low));
    const bool whole = is_long(unit, mean) || is_long(unit, low) || is_long(unit, high);
    char first[CCS_FIGURE_MAX], last[CCS_FIGURE_MAX];

    (void) ccs_figure_half_width(unit, mean, half_width, text);
    if (!*text || !(lopsided > ASYMMETRIC * half_width)) return text;
    (void) show_end(unit, low, half_width, whole, first);
    (void) show_end(unit, high, half_width, whole, last);
    if (strcmp(first, last) != 0) snprintf(text, CCS_FIGURE_MAX, ccs_word("[%.20s, %.20s]"), first, last);
    return text;
}

const char *ccs_figure_difference(enum ccs_figure_unit unit, double mean, double half_width, char text[CCS_FIGURE_MAX])
{
    char size[CCS_FIGURE_MAX];

    if (!isfinite(mean)) return strcpy(text, "-");
    (void) ccs_figure_mean(unit, fabs(mean), half_width, size);
    const size_t digits = strspn(size, "0123456789.,");
    const bool zero = strspn(size, "0.,") == digits;

    if (unit == CCS_FIGURE_SHARE) size[digits] = '\0'; /* the percent sign */
    snprintf(text, CCS_FIGURE_MAX, "%s%.36s%s",
        zero           ? ""
            : mean > 0 ? "+"
                       : "-",
        size, unit == CCS_FIGURE_SHARE ? ccs_word(" points") : "");
    return text;
}
