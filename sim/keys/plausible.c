/* plausible.c - doubts about quantities, by the rows of plausible.def. */
#include "plausible.h"

#include <math.h>
#include <stdio.h>

#include "units.h"

enum unit { DURATION, SHARE, NUMBER };

typedef struct {
    const char *what;
    enum unit unit;
    double lowest, highest;
    const char *meant, *written;
    double factor;
    const char *source;
} row_t;

static const row_t ROWS[CCS_N_PLAUSIBLE] = {
#define X(name, what, unit, lowest, highest, meant, written, factor, source)                                                     \
    {what, unit, lowest, highest, meant, written, factor, source},
    CCS_PLAUSIBLE_LIST(X)
#undef X
};

static const double NO_LIMIT = 1e9;

static char *show(const row_t *row, double value, char *text, size_t size)
{
    if (row->unit == NUMBER) return ccs_units_write_number(value, text, size);
    return row->unit == DURATION ? ccs_units_show_duration(value, text, size) : ccs_units_show_share(value, text, size);
}

/* The number as it was probably written, in the unit that it was probably meant in. */
static void add_meant(const row_t *row, double value, char *text, size_t size)
{
    const double number = row->unit == SHARE ? value / row->factor : value,
                 meant = row->unit == SHARE ? number : value * row->factor;

    if (row->unit == NUMBER && value > row->highest && meant <= row->highest && row->factor < 1)
        snprintf(text, size, ": %g %s is written %g", number, row->meant, meant);
    if (row->factor <= 0 || row->factor == 1 || !(meant >= row->lowest) || value >= row->lowest) return;
    if (row->unit == SHARE) {
        if (meant > row->highest) return;
        snprintf(text, size, ": %g %s is written %g or \"%g %s\"", number * 100, row->meant, number, number * 100, row->written);
    } else if (meant <= row->highest) {
        snprintf(text, size, ": %g %s is written \"%g %s\"", number, row->meant, number, row->written);
    }
}

bool ccs_plausible_doubt(enum ccs_plausible which, double value, char *text, size_t size)
{
    const row_t *const row = &ROWS[which];
    const bool low = value < row->lowest, is_duration = row->unit == DURATION;
    char shown[CCS_UNITS_TEXT_MAX], lowest[CCS_UNITS_TEXT_MAX], highest[CCS_UNITS_TEXT_MAX], range[160], meant[96] = "";

    if (isnan(value) || (!low && value <= row->highest)) return false;
    snprintf(range, sizeof range, row->highest < NO_LIMIT ? "%s to %s" : "%s and more",
        show(row, row->lowest, lowest, sizeof lowest), show(row, row->highest, highest, sizeof highest));
    add_meant(row, value, meant, sizeof meant);
    snprintf(text, size, "%s is a very %s %s (usual is %s)%s", show(row, value, shown, sizeof shown),
        low ? (is_duration ? "short" : "low") : (is_duration ? "long" : "high"), row->what, range, meant);
    return true;
}
