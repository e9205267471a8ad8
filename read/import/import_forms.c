/* import_forms.c - how the file writes numbers, dates and durations. What a single cell leaves open is decided by all of them, told with a sample; what all leave
 * open is decided by a rule that is told, or refused where a wrong guess would be a thousandfold. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "dates.h"
#include "import_parts.h"
#include "number_marks.h"
#include "text.h"
#include "units.h"

enum {
    DAY_S = 86400,
    SHORT_S = 30,
    DOUBT_S = 7200, /* a mean above is hardly one */
    LONG_S = 20000  /* of handle times: a mean below is taken for minutes, above for milliseconds */
};

/* --- decimal mark ------------------------------------------------------------------------------------------------------- */

static bool is_numeric(uint32_t role)
{
    return role == CCS_IMPORT_contacts || role == CCS_IMPORT_aht || role == CCS_IMPORT_talk || role == CCS_IMPORT_wrap ||
        role == CCS_IMPORT_agents || role == CCS_IMPORT_abandoned || role == CCS_IMPORT_answered || role == CCS_IMPORT_wait;
}

static int refuse_open(ccs_import_work_t *self, const ccs_number_mark_t *mark)
{
    return ccs_import_fail(self, mark->open,
        "%.30s may be thousands or a decimal, and no other number of the file tells: say --decimal . or --decimal ,",
        mark->sample);
}

static int decide(ccs_import_work_t *self, const ccs_number_marks_t *marks)
{
    const ccs_number_mark_t *const point = &marks->mark[CCS_MARK_POINT], *const comma = &marks->mark[CCS_MARK_COMMA];

    if (self->options->decimal) {
        self->decimal = self->options->decimal;
        return 0;
    }
    if (point->decimal && comma->decimal)
        return ccs_import_fail(self, point->decimal > comma->decimal ? point->decimal : comma->decimal,
            "some numbers have a decimal point and some a decimal comma (line %u): write one of them, or say --decimal",
            (unsigned) (point->decimal > comma->decimal ? comma->decimal : point->decimal));
    const bool usual = comma->parts || self->grid.separator == ','; /* what tells where no decimal comma is seen */

    self->decimal = point->decimal || (!comma->decimal && usual) ? '.' : ',';
    if (point->decimal || comma->decimal || point->parts || comma->parts || self->grid.separator == ',') return 0;
    if (point->open) return refuse_open(self, point);
    return comma->open ? refuse_open(self, comma) : 0;
}

static int find_decimal(ccs_import_work_t *self)
{
    ccs_number_marks_t marks = {0};

    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++)
        for (uint32_t i = 0; i < self->grid.n_columns; i++)
            if (is_numeric(self->role_of[i]) && ccs_is_marked_number(ccs_import_cell(self, row, i)))
                ccs_number_marks_weigh(&marks, ccs_import_cell(self, row, i), self->grid.lines[row]);
    const int ret = decide(self, &marks);

    if (ret) return ret;
    const ccs_number_mark_t *const other = &marks.mark[self->decimal == '.' ? CCS_MARK_COMMA : CCS_MARK_POINT];

    if (other->parts || other->open || marks.blanks) {
        ccs_import_say(self, "Marks between thousands are passed over.");
        ccs_import_rewrite(self, "marks part the thousands of its numbers");
    }
    if (self->decimal == ',' && self->grid.separator == ',') ccs_import_rewrite(self, "commas part its cells and are decimal");
    return 0;
}

/* --- dates -------------------------------------------------------------------------------------------------------------- */

/* What the dates say together, and the times with them. */
typedef struct {
    ccs_dates_t dates;
    bool half, clock;
    bool zone, moved; /* times have offsets from UTC; some other than 0 */
} moments_t;

static void scan_moments(ccs_import_work_t *self, moments_t *moments)
{
    const uint32_t time = self->column[CCS_IMPORT_time];
    ccs_date_text_t date;
    ccs_clock_text_t clock = {0};

    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const char *const text = ccs_import_cell(self, row, self->column[CCS_IMPORT_date]);
        const char *const rest = ccs_date_text(text, &date);

        if (!rest || ccs_csv_is_total(text)) continue; /* "Summe 02.03.2026" */
        ccs_dates_weigh(&moments->dates, text, self->grid.lines[row]);
        if (time != CCS_IMPORT_NO_COLUMN ? ccs_clock_text(ccs_import_cell(self, row, time), &clock)
                                         : *rest && ccs_clock_text_behind(rest, &clock)) {
            moments->clock = true;
            moments->zone = moments->zone || clock.zone;
            moments->moved = moments->moved || clock.offset_s != 0;
            moments->half = moments->half || clock.half;
        }
    }
}

static int check_span(ccs_import_work_t *self, const ccs_dates_t *dates)
{
    const int64_t first = dates->first[self->order], last = dates->last[self->order];
    char from[CCS_DATE_MAX], to[CCS_DATE_MAX];

    if (last - first < CCS_IMPORT_MAX_DAYS) return 0;
    return ccs_import_fail(self, 0,
        "spans more than ten years, from %s (line %u) to %s (line %u), as its dates are read: is one of them wrong?",
        ccs_date_show(first, from, sizeof from), (unsigned) dates->first_line[self->order], ccs_date_show(last, to, sizeof to),
        (unsigned) dates->last_line[self->order]);
}

/* The order that the user says, or else the dates. @return 0 or CCS_ERR_SCENARIO, told */
static int choose_order(ccs_import_work_t *self, const ccs_dates_t *dates)
{
    char sentence[CCS_DATES_SENTENCE];
    const bool is_said = self->told == CCS_ORDER_OPEN && self->options->dates &&
        ccs_date_order_find(self->options->dates, &self->order); /* the user knows */
    const enum ccs_dates_reason reason = is_said ? CCS_DATES_TELL : ccs_dates_order(dates, &self->order);

    if (reason == CCS_DATES_DISAGREE)
        return ccs_import_fail(self, dates->line_of[1] > dates->line_of[0] ? dates->line_of[1] : dates->line_of[0], "%s",
            ccs_dates_say(dates, reason, self->order, sentence));
    if (!ccs_dates_is_guess(reason)) return 0;
    ccs_dates_say(dates, reason, self->order, sentence);
    ccs_import_say(self, "D%s (--dates %s if it is the other).", sentence + 1, ccs_dates_other(self->order));
    return 0;
}

static int find_order(ccs_import_work_t *self, const moments_t *moments)
{
    const ccs_dates_t *const dates = &moments->dates;
    char shown[CCS_IMPORT_DAY_MAX];
    ccs_date_text_t date;
    int64_t day = 0;

    if (!dates->sample)
        return ccs_import_fail(self, self->grid.lines[ccs_import_first(self)],
            "the column of days holds no date such as 2026-03-02, 02.03.2026 or 3/2/2026");
    self->told = dates->told;
    const int ret = choose_order(self, dates);

    if (ret != 0) return ret;
    (void) ccs_date_text(dates->sample, &date);
    if (!ccs_date_text_day(&date, self->order, &day))
        return ccs_import_fail(self, dates->line, "there is no day %.40s (dates are read as %s)", dates->sample,
            ccs_date_order_text(self->order));
    ccs_import_show_day(day, shown);
    ccs_import_say(self, "Date %.30s read as %s%s%s.", dates->sample, shown,
        moments->clock && moments->half ? "; times have AM and PM" : "",
        !moments->zone ? ""
            : moments->moved
            ? "; offsets from UTC are passed over: times count as the file writes them"
            : "; times are UTC and stay so: days and hours are those of UTC, not of a local clock (a scenario with "
              "clock.timezone that has the export itself as a table moves them)");
    return check_span(self, dates);
}

/* What a scenario's table takes as it is. */
static void keep_form(ccs_import_work_t *self, const moments_t *moments)
{
    self->out->dates = ccs_date_order_text(self->order);
    self->out->has_offsets = moments->zone;
    if (moments->zone) ccs_import_rewrite(self, "its times have offsets from UTC");
}

static int find_dates(ccs_import_work_t *self)
{
    moments_t moments = {0};

    scan_moments(self, &moments);
    self->timed = moments.clock;
    const int ret = find_order(self, &moments);

    if (ret == 0) keep_form(self, &moments);
    return ret;
}

/* --- numbers of intervals ----------------------------------------------------------------------------------------------- */

/* The number in a cell, -1: it is none of an interval of a day. */
static int period_of(const char *text)
{
    const size_t n = strspn(text, "0123456789");

    return n >= 1 && n <= 2 && text[n] == '\0' ? (int) strtol(text, NULL, 10) : -1;
}

/* Times that are numbers: hours where a heading says so or one is 0, else intervals counted from 1, as many as the largest leaves room for. */
static void find_periods(ccs_import_work_t *self)
{
    const uint32_t column = self->column[CCS_IMPORT_time];
    char bare[64], begin[CCS_UNITS_TEXT_MAX], length[CCS_UNITS_TEXT_MAX];
    int least = 100, most = -1;

    for (size_t row = ccs_import_first(self); column != CCS_IMPORT_NO_COLUMN && row < self->grid.n_rows; row++) {
        const char *const text = ccs_import_cell(self, row, column);
        const int number = period_of(text);

        if (number < 0 && *text && !ccs_csv_is_total(text)) return;
        if (number < 0) continue;
        least = number < least ? number : least;
        most = number > most ? number : most;
    }
    if (most < 0 || most > 96) return;
    ccs_text_bare(self->grid.has_header ? ccs_import_cell(self, 0, column) : "", bare, sizeof bare);
    const bool hours = most < 24 && (least == 0 || strcmp(bare, "hour") == 0 || strcmp(bare, "stunde") == 0);
    const int n_periods = hours || (most == 24 && least == 1) ? 24 : most > 48 ? 96 : 48;

    self->period_s = DAY_S / n_periods;
    self->period_0 = !hours;
    self->timed = true;
    ccs_import_say(self, "%s %d read as %s: numbers of intervals of %s (write times if that is wrong).",
        self->grid.has_header ? ccs_import_cell(self, 0, column) : "Period", least,
        ccs_units_show_time_of_day((least - self->period_0) * self->period_s, begin, sizeof begin),
        ccs_units_show_duration(self->period_s, length, sizeof length));
    ccs_import_rewrite(self, "numbers of intervals stand in the place of times");
}

/* --- durations ---------------------------------------------------------------------------------------------------------- */

bool ccs_import_duration(const char *text, double *seconds)
{
    return strchr(text, ':') && ccs_units_duration(text, seconds) == 0;
}

/* "Talk (min)" -> 60; 0: the heading does not say. */
static double unit_of_heading(const char *heading)
{
    static const struct {
        const char *end;
        double unit_s;
    } ends[] = {{"min", 60}, {"mins", 60}, {"minutes", 60}, {"minuten", 60}, {"inmin", 60}, {"sec", 1}, {"secs", 1}, {"sek", 1},
        {"seconds", 1}, {"sekunden", 1}, {"ins", 1}, {"milliseconds", 1e-3}, {"millisekunden", 1e-3}, {"msec", 1e-3},
        {"ms", 1e-3}};
    char bare[64];
    const size_t n = strlen(ccs_text_bare(heading, bare, sizeof bare));

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t n_end = strlen(ends[i].end);

        if (n > n_end && strcmp(&bare[n - n_end], ends[i].end) == 0) return ends[i].unit_s;
    }
    return strstr(heading, "(s)") || strstr(heading, "[s]") ? 1 : 0;
}

/* A row that adds others up is no sample of what they hold. */
static bool is_sum(const ccs_import_work_t *self, size_t row)
{
    const uint32_t queue = self->column[CCS_IMPORT_queue];

    return ccs_csv_is_total(ccs_import_cell(self, row, 0)) ||
        (queue != CCS_IMPORT_NO_COLUMN && ccs_import_sounds_total(ccs_import_cell(self, row, queue)));
}

static void find_unit(ccs_import_work_t *self, enum ccs_import_role role)
{
    const uint32_t column = self->column[role];
    double sum = 0, x = 0, n = 0;
    const char *sample = NULL;
    bool sampled_sum = false; /* until another row has a value */
    char name[80], shown[CCS_UNITS_TEXT_MAX];

    self->unit_s[role] = 1;
    if (column == CCS_IMPORT_NO_COLUMN) return;
    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const char *const text = ccs_import_cell(self, row, column);
        const bool clock = ccs_import_duration(text, &x), number = !clock && ccs_marked_number(text, self->decimal, &x);

        if ((clock || number) && x > 0 && (!sample || sampled_sum) && !(sample && is_sum(self, row))) {
            sample = text;
            sampled_sum = is_sum(self, row);
        }
        if (number && x > 0) {
            sum += x;
            n++;
        }
    }
    const double said = unit_of_heading(self->grid.has_header ? ccs_import_cell(self, 0, column) : "");

    /* After-call work of a few seconds is common: beside it, the unit is that of the talk or handle time. */
    if (said > 0) self->unit_s[role] = said;
    else if (role == CCS_IMPORT_wrap)
        self->unit_s[role] =
            self->unit_s[self->column[CCS_IMPORT_talk] != CCS_IMPORT_NO_COLUMN ? CCS_IMPORT_talk : CCS_IMPORT_aht];
    else if (n > 0 && sum / n < SHORT_S && role != CCS_IMPORT_wait) self->unit_s[role] = 60;
    else if (n > 0 && sum / n > LONG_S) self->unit_s[role] = 1e-3;
    if (!sample) return;
    if (!ccs_import_duration(sample, &x) && ccs_marked_number(sample, self->decimal, &x)) x *= self->unit_s[role];
    const bool doubt = n > 0 && sum / n * self->unit_s[role] > DOUBT_S;

    ccs_import_say(self, "%s%s %.20s read as %s%s%s.", doubt ? "Doubtful: " : "",
        ccs_import_column_text(self, column, name, sizeof name), sample, ccs_units_show_duration(round(x), shown, sizeof shown),
        n == 0                       ? ""
            : said > 0               ? ", as its heading says"
            : self->unit_s[role] > 1 ? ": minutes, as seconds would be too short"
            : self->unit_s[role] < 1 ? ": milliseconds, as seconds would be too long"
                                     : ": seconds",
        !doubt                       ? ""
            : self->unit_s[role] > 1 ? ", and more than 2 h on average; seconds meant? Then leave the unit out of the heading"
                                     : ", and more than 2 h on average; is the right column read, in the right unit?");
}

/* A sample of the numbers, where one tells the decimal mark. */
static void tell_decimal(ccs_import_work_t *self)
{
    char shown[CCS_UNITS_TEXT_MAX], name[80];
    double x;

    const enum ccs_import_role role =
        self->column[CCS_IMPORT_contacts] != CCS_IMPORT_NO_COLUMN ? CCS_IMPORT_contacts : CCS_IMPORT_answered;

    for (size_t row = ccs_import_first(self); row < self->grid.n_rows; row++) {
        const uint32_t column = self->column[role];
        const char *const text = ccs_import_cell(self, row, column);

        if (!strpbrk(text, ".,") || is_sum(self, row) || !ccs_marked_number(text, self->decimal, &x)) continue;
        ccs_import_say(self, "%s %.20s read as %s: the decimal mark is the %s.",
            ccs_import_column_text(self, column, name, sizeof name), text, ccs_units_write_number(x, shown, sizeof shown),
            self->decimal == '.' ? "point" : "comma");
        return;
    }
}

int ccs_import_forms(ccs_import_work_t *self)
{
    int ret = 0;

    CCS_TRY(find_decimal(self));
    CCS_TRY(find_dates(self));
    tell_decimal(self);
    find_unit(self, CCS_IMPORT_aht);
    find_unit(self, CCS_IMPORT_talk);
    find_unit(self, CCS_IMPORT_wrap);
    find_unit(self, CCS_IMPORT_wait);
    find_periods(self);
out:
    return ret;
}
