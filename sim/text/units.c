/* units.c - quantities as people say them, read and printed. Invariant: a reader consumes the whole text or changes nothing;
 * no result is negative, infinite or NaN; the locale of the host program does not matter. */
#include "units.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "shortest.h"

enum { NUMBER_MAX = 400 }; /* digits of one number; longer ones are nobody's figure */

typedef struct {
    const char *name;
    double seconds;
} unit_t;

/* The names that are printed, in falling order; then what else people write. */
static const unit_t duration_units[] = {{"h", 3600}, {"min", 60}, {"s", 1}, {"ms", 1e-3}, {"d", 86400}, {"day", 86400},
    {"days", 86400}, {"hour", 3600}, {"hours", 3600}, {"hr", 3600}, {"hrs", 3600}, {"m", 60}, {"mins", 60}, {"minute", 60},
    {"minutes", 60}, {"sec", 1}, {"secs", 1}, {"second", 1}, {"seconds", 1}};
static const unit_t rate_words[] = {{"hour", 3600}, {"minute", 60}, {"second", 1}, {"half-hour", 1800}};

enum {
    N_PRINTED_UNITS = 4,
    N_DURATION_UNITS = sizeof duration_units / sizeof *duration_units,
    N_RATE_WORDS = sizeof rate_words / sizeof *rate_words
};

/* --- texts and numbers ------------------------------------------------------------------------------------------------- */

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t') text++;
    return text;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *text)
{
    while (is_digit(*text)) text++;
    return text;
}

/* End of the number that text begins with; text itself if it does not begin with one. */
static const char *number_end(const char *text)
{
    const char *end = skip_digits(text);
    bool digits = end > text;

    if (*end == '.') {
        const char *const fraction = skip_digits(end + 1);

        digits = digits || fraction > end + 1;
        end = fraction;
    }
    if (!digits) return text;
    if (*end == 'e' || *end == 'E') {
        const char *const exponent = end + 1 + (end[1] == '+' || end[1] == '-');

        if (is_digit(*exponent)) end = skip_digits(exponent);
    }
    return end;
}

/* What the locale writes for the point: everything between the 0 and the 5 of one half. */
static size_t locale_point(char point[16])
{
    char half[18];
    const int n = snprintf(half, sizeof half, "%.1f", 0.5);

    memcpy(point, half + 1, (size_t) n - 2);
    return (size_t) n - 2;
}

/* Read the number at *text, move *text behind it. strtod rounds correctly but wants the locale's point, hence the copy. */
static bool take_number(const char **text, double *x)
{
    const char *const end = number_end(*text);
    char copy[NUMBER_MAX + 17], point[16];
    size_t n = 0;

    if (end == *text || end - *text > NUMBER_MAX) return false;
    for (const char *c = *text; c < end; c++) {
        if (*c == '.') {
            const size_t n_point = locale_point(point);

            memcpy(copy + n, point, n_point);
            n += n_point;
        } else {
            copy[n++] = *c;
        }
    }
    copy[n] = '\0';
    const double value = strtod(copy, NULL);

    if (!isfinite(value)) return false;
    *x = value;
    *text = end;
    return true;
}

/* Read one of the n unit names at *text; a name ends where its letters end. Index of the unit, n if there is none. */
static size_t take_unit(const char **text, const unit_t *units, size_t n)
{
    size_t length = 0;

    while (isalpha((unsigned char) (*text)[length]) || (*text)[length] == '-') length++;
    for (size_t i = 0; i < n; i++) {
        if (strlen(units[i].name) == length && strncmp(units[i].name, *text, length) == 0) {
            *text += length;
            return i;
        }
    }
    return n;
}

static int accept(const char *rest, double value, double *result)
{
    if (*skip_blanks(rest) != '\0' || !isfinite(value)) return CCS_ERR_SCENARIO;
    *result = value;
    return CCS_ERR_OK;
}

/* --- readers ----------------------------------------------------------------------------------------------------------- */

int ccs_units_number(const char *text, double *x)
{
    double value = 0;

    text = skip_blanks(text);
    if (!take_number(&text, &value)) return CCS_ERR_SCENARIO;
    return accept(text, value, x);
}

/* Digits up to a colon, then 30 or 30.25 seconds below 60. */
static bool take_sixtieths(const char **text, double *value)
{
    const char *const start = *text;

    return skip_digits(start) == start + 2 && start[0] < '6' && take_number(text, value);
}

/* 5:00 is minutes and seconds, 00:05:00 is hours, minutes and seconds, as telephone systems write them. */
static int read_clock(const char *text, double *seconds)
{
    const char *at = skip_blanks(text), *const end = skip_digits(at);
    double first = 0, second = 0, third = 0;

    if (end == at || *end != ':' || !take_number(&at, &first) || at != end) return CCS_ERR_SCENARIO;
    at++;
    if (!take_sixtieths(&at, &second)) return CCS_ERR_SCENARIO;
    if (*at != ':') return accept(at, 60 * first + second, seconds);
    at++;
    if (second != floor(second) || !take_sixtieths(&at, &third)) return CCS_ERR_SCENARIO;
    return accept(at, 3600 * first + 60 * second + third, seconds);
}

int ccs_units_duration(const char *text, double *seconds)
{
    double sum = 0, last_s = HUGE_VAL; /* the unit before: the next one must be smaller */

    if (ccs_units_number(text, seconds) == CCS_ERR_OK || read_clock(text, seconds) == CCS_ERR_OK) return CCS_ERR_OK;
    for (text = skip_blanks(text); *text != '\0' || last_s == HUGE_VAL; text = skip_blanks(text)) {
        double value = 0;

        if (!take_number(&text, &value)) return CCS_ERR_SCENARIO;
        text = skip_blanks(text);
        const size_t i = take_unit(&text, duration_units, N_DURATION_UNITS);

        if (i == N_DURATION_UNITS || duration_units[i].seconds >= last_s) return CCS_ERR_SCENARIO;
        last_s = duration_units[i].seconds;
        /* divided where the unit is a fraction: 250 ms is the double nearest to 0.25, not 250 times one near 0.001 */
        sum += last_s < 1 ? value / 1000 : value * last_s;
    }
    return accept(text, sum, seconds);
}

int ccs_units_share(const char *text, double *share)
{
    double value = 0;

    text = skip_blanks(text);
    if (!take_number(&text, &value)) return CCS_ERR_SCENARIO;
    text = skip_blanks(text);
    if (*text == '%') {
        text++;
        value /= 100;
    }
    return value <= 1 ? accept(text, value, share) : CCS_ERR_SCENARIO;
}

/* Read exactly two digits (or one, where the hour allows it) below limit. */
static bool take_two_digits(const char **text, size_t fewest, int limit, int *value)
{
    const size_t n = (size_t) (skip_digits(*text) - *text);

    if (n < fewest || n > 2) return false;
    *value = n == 2 ? 10 * ((*text)[0] - '0') + (*text)[1] - '0' : (*text)[0] - '0';
    *text += n;
    return *value < limit;
}

int ccs_units_time_of_day(const char *text, double *seconds)
{
    int hour = 0, minute = 0, second = 0;

    text = skip_blanks(text);
    if (!take_two_digits(&text, 1, 25, &hour) || *text++ != ':') return CCS_ERR_SCENARIO;
    if (!take_two_digits(&text, 2, 60, &minute)) return CCS_ERR_SCENARIO;
    if (*text == ':') {
        text++;
        if (!take_two_digits(&text, 2, 60, &second)) return CCS_ERR_SCENARIO;
    }
    const int sum = 3600 * hour + 60 * minute + second;

    return sum <= 86400 ? accept(text, sum, seconds) : CCS_ERR_SCENARIO;
}

/* The word "per" or a slash, moved over. */
static bool take_per(const char **text)
{
    const char *const at = skip_blanks(*text);

    if (*at == '/') {
        *text = skip_blanks(at + 1);
        return true;
    }
    if (strncmp(at, "per", 3) != 0 || !(at[3] == ' ' || at[3] == '\t')) return false;
    *text = skip_blanks(at + 3);
    return true;
}

int ccs_units_rate(const char *text, double *per_s)
{
    double count = 0, period_s = 0;

    text = skip_blanks(text);
    if (!take_number(&text, &count) || !take_per(&text)) return CCS_ERR_SCENARIO;
    const size_t word = take_unit(&text, rate_words, N_RATE_WORDS);

    if (word < N_RATE_WORDS) return accept(text, count / rate_words[word].seconds, per_s);
    const size_t unit = take_unit(&text, duration_units, N_PRINTED_UNITS);

    if (unit < N_PRINTED_UNITS) return accept(text, count / duration_units[unit].seconds, per_s);
    /* a bare number of seconds would read "100 per 30" as if it were minutes to most people */
    if (ccs_units_number(text, &period_s) == CCS_ERR_OK) return CCS_ERR_SCENARIO;
    if (ccs_units_duration(text, &period_s) != CCS_ERR_OK || period_s <= 0) return CCS_ERR_SCENARIO;
    return accept("", count / period_s, per_s);
}

/* --- remedies ---------------------------------------------------------------------------------------------------------- */

static bool is_duration(const char *text)
{
    double unused;

    return ccs_units_duration(text, &unused) == CCS_ERR_OK || ccs_units_share(text, &unused) == CCS_ERR_OK;
}

/* Text without its commas or points, and with a point for the other where that is the decimal mark. */
static void rewrite(const char *text, char thousands, char decimal, char *to, size_t size)
{
    size_t n = 0;

    for (; *text && n + 1 < size; text++)
        if (*text != thousands) to[n++] = *text == decimal ? '.' : *text;
    to[n] = '\0';
}

/* The numbers of text are in groups of three digits: 1,000 or 1.234.567. */
static bool has_groups(const char *text, char mark)
{
    const char *at = text;
    const size_t first = (size_t) (skip_digits(at) - at);
    uint32_t n = 0;

    if (first < 1 || first > 3 || *at == '0') return false;
    for (at += first; *at == mark; n++, at += 4)
        if (skip_digits(at + 1) != at + 4) return false;
    return n > 0;
}

/* 0,8 and 4,5 min; 1,000, which may be either; 1,234.5 and 1.234,5. */
static bool mend_comma(const char *text, char *remedy, size_t size)
{
    char decimal[CCS_UNITS_TEXT_MAX] = "", thousands[CCS_UNITS_TEXT_MAX] = "";
    const char *const comma = strchr(text, ','), *const point = strchr(text, '.');
    const bool words = strpbrk(text, "abcdefghijklmnopqrstuvwxyz%") != NULL;
    const char *const quote = words ? "\"" : "";

    if (!comma || !is_digit(*text)) return false;
    rewrite(text, point && point < comma ? '.' : '\0', ',', decimal, sizeof decimal);
    rewrite(text, ',', '\0', thousands, sizeof thousands);
    const bool grouped = has_groups(text, point && point < comma ? '.' : ',');

    if (point && !grouped) return false;
    if (point) {
        const char *const right = point < comma ? decimal : thousands;

        if (!is_duration(right)) return false;
        snprintf(remedy, size, "write %s%s%s", quote, right, quote);
    } else if (grouped && !strchr(comma + 1, ',')) {
        double either = 0;
        const char *at = decimal;

        if (!is_duration(thousands) || !take_number(&at, &either)) return false;
        snprintf(remedy, size, "write %s%s%s, or %s%g%s%s if the comma is a decimal point", quote, thousands, quote, quote,
            either, at, quote);
    } else {
        const char *const right = grouped ? thousands : decimal;

        if (!is_duration(right)) return false;
        snprintf(remedy, size, "write %s%s%s%s", quote, right, quote, grouped ? "" : ", with a decimal point");
    }
    return true;
}

/* 8:00 AM, 8 pm, 12:30 a.m. of n bytes. @return minutes since midnight, -1 if it is none */
static int half_day(const char *bytes, size_t n)
{
    char copy[CCS_UNITS_TEXT_MAX] = "";
    const char *text = copy;
    int hour = 0, minute = 0;
    char half = 0;

    while (n > 0 && bytes[n - 1] == ' ') n--;
    if (n >= sizeof copy) return -1;
    snprintf(copy, sizeof copy, "%.*s", (int) n, bytes);
    text = skip_blanks(text);

    if (!take_two_digits(&text, 1, 13, &hour) || hour == 0) return -1;
    if (*text == ':') {
        text++;
        if (!take_two_digits(&text, 2, 60, &minute)) return -1;
    }
    text = skip_blanks(text);
    half = *text;
    if ((half != 'a' && half != 'p') || !(strcmp(text + 1, "m") == 0 || strcmp(text + 1, ".m.") == 0)) return -1;
    return 60 * (hour % 12 + (half == 'p' ? 12 : 0)) + minute;
}

/* 8:00 AM; 8 AM-6 PM */
static bool mend_half_day(const char *text, char *remedy, size_t size)
{
    const size_t n = strcspn(text, "-");
    const int from = half_day(text, n), to = text[n] ? half_day(text + n + 1, strlen(text + n + 1)) : 0;

    if (from < 0 || to < 0) return false;
    if (text[n]) snprintf(remedy, size, "write \"%02d:%02d-%02d:%02d\"", from / 60, from % 60, to / 60, to % 60);
    else snprintf(remedy, size, "write \"%02d:%02d\"", from / 60, from % 60);
    return true;
}

/* Whether each hyphen of a text stands between digits, blanks aside. */
static bool parts_digits(const char *text)
{
    for (const char *dash = strchr(text, '-'); dash; dash = strchr(dash + 1, '-')) {
        const char *before = dash;

        while (before > text && before[-1] == ' ') before--;
        if (before == text || !is_digit(before[-1]) || !is_digit(dash[1 + strspn(dash + 1, " ")])) return false;
    }
    return true;
}

/* 08:00–18:00: times of day with the long dash that word processors make of a hyphen */
static bool mend_dash(const char *text, char *remedy, size_t size)
{
    char plain[CCS_UNITS_TEXT_MAX];
    size_t n = 0;

    if (!strstr(text, "\xe2\x80\x93") && !strstr(text, "\xe2\x80\x94")) return false;
    for (; *text && n + 1 < sizeof plain; n++) {
        const bool dash = strncmp(text, "\xe2\x80\x93", 3) == 0 || strncmp(text, "\xe2\x80\x94", 3) == 0;

        plain[n] = dash ? '-' : *text;
        text += dash ? 3 : 1;
    }
    plain[n] = '\0';
    if (!strchr(plain, ':') || plain[strspn(plain, "0123456789:,- ")] != '\0' || !parts_digits(plain)) return false;
    snprintf(remedy, size, "write \"%s\", with a plain hyphen", plain);
    return true;
}

/* ca. 1000, ~4.5, seven, 80 percent: a number in words or behind some. */
static bool mend_words(const char *text, char *remedy, size_t size)
{
    static const char *const numbers[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve"};
    const char *at = text + strcspn(text, "0123456789"), *const start = at;
    double value = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(text, numbers[i]) != 0) continue;
        snprintf(remedy, size, "write %u", (unsigned) i);
        return true;
    }
    if (is_duration(text) || !take_number(&at, &value) || at[strcspn(at, "0123456789:,-/")] != '\0') return false;
    const char *const rest = skip_blanks(at);

    if (start == text && (strcmp(rest, "percent") == 0 || strcmp(rest, "pct") == 0)) {
        snprintf(remedy, size, "write \"%g %%\"", value);
        return true;
    }
    if (start == text || start[-1] == '-' || *rest != '\0') return false; /* 3 mn is no 3 */
    snprintf(remedy, size, "write the number alone, %g", value);
    return true;
}

bool ccs_units_is_grouped(const char *word, size_t n)
{
    size_t digits = 0;

    while (digits < n && is_digit(word[digits])) digits++;
    if (digits == 0 || digits > 3 || *word == '0' || n != digits + 4 || word[digits] != '.') return false;
    for (size_t i = digits + 1; i < n; i++)
        if (!is_digit(word[i])) return false;
    return digits == 1 || word[n - 1] == '0';
}

const char *ccs_units_remedy(const char *text, char *remedy, size_t size)
{
    char copy[CCS_UNITS_TEXT_MAX] = "";
    size_t n = 0;

    remedy[0] = '\0';
    text = skip_blanks(text);
    for (; text[n] && n + 1 < sizeof copy; n++)
        copy[n] = (char) (text[n] >= 'A' && text[n] <= 'Z' ? text[n] - 'A' + 'a' : text[n]);
    while (n > 0 && (copy[n - 1] == ' ' || copy[n - 1] == '\t')) n--;
    copy[n] = '\0';
    if (strcmp(copy, text) != 0 && is_duration(copy)) { /* 5 Min */
        snprintf(remedy, size, "write \"%s\"", copy);
    } else if (!mend_comma(copy, remedy, size) && !mend_half_day(copy, remedy, size) && !mend_dash(copy, remedy, size)) {
        (void) mend_words(copy, remedy, size);
    }
    return remedy;
}

/* --- printers ---------------------------------------------------------------------------------------------------------- */

/* Put a point where the locale has put something else. */
static void restore_point(char *text)
{
    char point[16];
    const size_t n = locale_point(point);
    char *at = text;

    if (n == 1 && point[0] == '.') return;
    while (*at != '\0' && strncmp(at, point, n) != 0) at++;
    if (*at == '\0') return;
    *at = '.';
    memmove(at + 1, at + n, strlen(at + n) + 1);
}

/* %.*g with a point in every locale. */
static char *show_digits(double x, int digits, char text[CCS_UNITS_TEXT_MAX])
{
    snprintf(text, CCS_UNITS_TEXT_MAX, "%.*g", digits, x);
    restore_point(text);
    return text;
}

/* Three decimals without trailing zeros. */
static char *show_thousandths(double x, char text[CCS_UNITS_TEXT_MAX])
{
    snprintf(text, CCS_UNITS_TEXT_MAX, "%.3f", x);
    restore_point(text);
    if (!strchr(text, '.')) return text;
    char *end = text + strlen(text);

    while (end[-1] == '0') end--;
    if (end[-1] == '.') end--;
    *end = '\0';
    return text;
}

static char *give(const char *from, char *text, size_t size)
{
    snprintf(text, size, "%s", from);
    return text;
}

/* With thousands parted: "2,328.5". */
static const char *show_places(double x, int places, char *text, size_t size)
{
    char digits[64];
    size_t n = 0;

    if (!(x < 1e15)) {
        snprintf(text, size, "%g", x);
        return text;
    }
    const size_t n_digits = (size_t) snprintf(digits, sizeof digits, "%.*f", places, x), whole = strcspn(digits, ".");

    for (size_t i = 0; i < n_digits && n + 2 < size; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) text[n++] = ',';
        text[n++] = digits[i];
    }
    text[n] = '\0';
    return text;
}

const char *ccs_units_show_number(double x, char *text, size_t size)
{
    if (fabs(x - round(x)) <= 1e-9 * fabs(x)) x = round(x); /* the traces of sums in the last digits */
    return show_places(x, x >= 1000 || x == floor(x) ? 0 : x >= 100 ? 1 : x >= 10 ? 2 : 3, text, size);
}

const char *ccs_units_show_hours(double hours, char *text, size_t size)
{
    const double tenths = round(10 * hours);

    return show_places(tenths / 10, fmod(tenths, 10) == 0 ? 0 : 1, text, size);
}

char *ccs_units_show_duration(double seconds, char *text, size_t size)
{
    char part[CCS_UNITS_TEXT_MAX], all[4 * CCS_UNITS_TEXT_MAX] = "";
    const double ms = round(seconds * 1000);

    if (isnan(seconds)) return give("-", text, size);
    if (isinf(seconds)) return give(seconds > 0 ? "without end" : "-", text, size);
    if (seconds == 0) return give("0 s", text, size);
    if (seconds < 0 || seconds > 1e9) { /* no duration of the trade: as it is */
        snprintf(all, sizeof all, "%s s", show_digits(seconds, 6, part));
        return give(all, text, size);
    }
    if (ms < 1000) {
        snprintf(all, sizeof all, "%s ms", ms < 1 ? show_digits(seconds * 1000, 3, part) : show_digits(ms, 3, part));
        return give(all, text, size);
    }
    const double hours = floor(ms / 3600e3), minutes = floor((ms - hours * 3600e3) / 60e3);
    const double rest = (ms - hours * 3600e3 - minutes * 60e3) / 1000;
    const double values[] = {hours, minutes, rest};

    for (size_t i = 0; i < 3; i++) {
        const size_t n = strlen(all);

        if (values[i] > 0)
            snprintf(all + n, sizeof all - n, "%s%s %s", n ? " " : "", show_thousandths(values[i], part), duration_units[i].name);
    }
    return give(all, text, size);
}

char *ccs_units_show_share(double share, char *text, size_t size)
{
    char part[CCS_UNITS_TEXT_MAX], all[CCS_UNITS_TEXT_MAX + 4];

    if (isnan(share)) return give("-", text, size);
    snprintf(all, sizeof all, "%s %%", show_digits(share * 100, 4, part));
    return give(all, text, size);
}

char *ccs_units_show_time_of_day(double seconds, char *text, size_t size)
{
    if (!(seconds >= 0 && seconds <= 1e9)) return give("-", text, size);
    const unsigned long whole = (unsigned long) seconds;
    const unsigned long hour = whole / 3600, minute = whole / 60 % 60, second = whole % 60;

    if (second > 0) snprintf(text, size, "%02lu:%02lu:%02lu", hour, minute, second);
    else snprintf(text, size, "%02lu:%02lu", hour, minute);
    return text;
}

char *ccs_units_write_number(double x, char *text, size_t size)
{
    char part[CCS_UNITS_TEXT_MAX];

    if (isnan(x)) return give("nan", text, size);
    if (x == floor(x) && fabs(x) < 1e15) { /* 300, not 3e+02 */
        snprintf(part, sizeof part, "%.0f", x);
        return give(part, text, size);
    }
    if (ccs_shortest_write(x, part) > 0) return give(part, text, size);
    /* 15 digits survive a double, and %g leaves out zeros at the end: what 15 give back is the shortest already */
    for (int digits = fabs(x) < DBL_MIN ? 1 : DBL_DIG; digits <= 17; digits++) {
        snprintf(part, sizeof part, "%.*g", digits, x);
        if (strtod(part, NULL) == x) break;
    }
    restore_point(part);
    return give(part, text, size);
}
