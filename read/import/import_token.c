/* import_token.c - cells of an export. Invariant: a reader takes the whole text or nothing. */
#include "import_token.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "text.h"
#include "units.h"

enum { NUMBER_LENGTH = 60, DAY_S = 86400 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* --- numbers ------------------------------------------------------------------------------------------------------------ */

/* Bytes of a mark that can only part thousands: a blank, one that does not break, an apostrophe. */
static size_t blank_at(const char *text)
{
    static const char *const marks[] = {" ", "'", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) return strlen(marks[i]);
    return 0;
}

bool ccs_import_is_number(const char *text)
{
    if (*text == '-' || *text == '+') text++;
    bool digits = false;

    while (*text) {
        const size_t blank = digits && is_digit(text[blank_at(text)]) ? blank_at(text) : 0;

        digits = digits || is_digit(*text);
        if (!is_digit(*text) && *text != '.' && *text != ',' && blank == 0) return false;
        text += blank > 0 ? blank : 1;
    }
    return digits;
}

bool ccs_import_number(const char *text, char decimal, double *x)
{
    char plain[NUMBER_LENGTH + 1];
    const bool negative = *text == '-';
    size_t n = 0;
    double value;

    if (!ccs_import_is_number(text)) return false;
    if (*text == '-' || *text == '+') text++;
    for (; *text; text++) {
        if (n == NUMBER_LENGTH) return false;
        if (is_digit(*text)) plain[n++] = *text;
        else if (*text == decimal) plain[n++] = '.';
    }
    plain[n] = '\0';
    if (ccs_units_number(plain, &value) != 0) return false;
    *x = negative ? -value : value;
    return true;
}

/* --- dates -------------------------------------------------------------------------------------------------------------- */

/* Up to four digits at *text, which moves behind them. @return their number, 0: there are none or too many */
static int digits_at(const char **text, int *value)
{
    int n = 0;

    for (*value = 0; n < 5 && is_digit((*text)[n]); n++) *value = 10 * *value + ((*text)[n] - '0');
    *text += n;
    return n <= 4 ? n : 0;
}

static bool is_eight(const char *text)
{
    return strspn(text, "0123456789") == 8;
}

static const char *eight_digits(const char *text, ccs_import_date_t *date)
{
    int all = 0;

    for (int i = 0; i < 8; i++) all = 10 * all + (text[i] - '0');
    date->part[0] = all / 10000;
    date->part[1] = all / 100 % 100;
    date->part[2] = all % 100;
    date->year_first = true;
    const bool good =
        date->part[0] >= 1970 && date->part[0] < 2200 && date->part[1] >= 1 && date->part[1] <= 12 && date->part[2] >= 1;

    return good && date->part[2] <= 31 ? text + 8 : NULL;
}

const char *ccs_import_date(const char *text, ccs_import_date_t *date)
{
    int n[3];

    *date = (ccs_import_date_t){0};
    text = skip_blanks(text);
    if (is_letter(*text)) { /* Mo 02.03.2026; Mon, 3/2/2026 */
        while (is_letter(*text)) text++;
        text += strspn(text, "., ");
        date->named = true;
    }
    if (is_eight(text)) return eight_digits(text, date);
    for (int i = 0; i < 3; i++) {
        n[i] = digits_at(&text, &date->part[i]);
        if (n[i] == 0) return NULL;
        if (i == 2) break;
        if (i == 0) date->mark = *text;
        if (!*text || !strchr("./-", *text) || *text != date->mark) return NULL;
        text++;
    }
    date->year_first = n[0] == 4;
    const int year = date->year_first ? 0 : 2;

    for (int i = 0; i < 3; i++)
        if (n[i] > (i == year ? 4 : 2) || n[i] == 3) return NULL;
    if (n[year] == 1) return NULL;
    if (n[year] == 2) date->part[year] += 2000;
    return is_digit(*text) ? NULL : text;
}

bool ccs_import_day(const ccs_import_date_t *date, enum ccs_import_order order, int64_t *day)
{
    static const int where[3][3] = {{0, 1, 2}, {2, 1, 0}, {2, 0, 1}}; /* year, month, day */
    const int *const at = where[date->year_first ? CCS_IMPORT_YMD : order];
    char text[32];
    const int year = date->part[at[0]], month = date->part[at[1]], number = date->part[at[2]];

    if (year < 1970 || year > 2199) return false;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, number);
    return ccs_date_read(text, day) == 0;
}

/* --- times of day ------------------------------------------------------------------------------------------------------- */

/* AM or PM at *text, which moves behind it. @return hours to add at noon, -1: none */
static int half_at(const char **text)
{
    static const char *const words[] = {"am", "a.m.", "pm", "p.m."};
    const char *const at = skip_blanks(*text);

    for (size_t i = 0; i < 4; i++) {
        const size_t n = strlen(words[i]);

        if (strnlen(at, n) < n || !ccs_text_is_word(at, n, words[i])) continue;
        *text = at + n;
        return i < 2 ? 0 : 12;
    }
    return -1;
}

/* 8:00, 08:00:00.000, 0830, 8 AM at *text, which moves behind it. @return seconds since midnight, -1: none */
static int32_t clock_at(const char **text, ccs_import_clock_t *clock)
{
    int hour, minute = 0, second = 0;
    int n = digits_at(text, &hour);

    if (n == 4 || n == 3) {
        minute = hour % 100;
        hour /= 100;
    } else if (n > 0 && **text == ':') {
        clock->colon = true;
        ++*text;
        if (digits_at(text, &minute) != 2) return -1;
        if (**text == ':') {
            ++*text;
            if (digits_at(text, &second) != 2) return -1;
            if (**text == '.' && (*text)[1] == '0') *text += 1 + strspn(*text + 1, "0");
        }
    } else {
        const char *at = *text;

        if (n == 0 || n > 2 || half_at(&at) < 0) return -1;
    }
    const int half = half_at(text);

    if (half >= 0) {
        clock->half = true;
        if (hour < 1 || hour > 12) return -1;
        hour = hour % 12 + half;
    }
    const int32_t all = hour * 3600 + minute * 60 + second;

    return hour > 24 || minute > 59 || second > 59 || all > DAY_S ? -1 : all;
}

/* Z, +01:00, -0500 */
static const char *skip_zone(const char *text, ccs_import_clock_t *clock)
{
    if (*text == 'Z') {
        clock->zone = true;
        return text + 1;
    }
    if (!clock->colon ||
        !(*text == '+' || (*text == '-' && strlen(text) >= 5 && text[1] <= '1' && strcspn(text, " ") == strlen(text))))
        return text;
    const size_t n = strspn(text + 1, "0123456789:");

    if (n != 5 && n != 4 && n != 2) return text;
    clock->zone = true;
    return text + 1 + n;
}

/* What parts the begin from the end: -, –, to, bis. @return bytes */
static size_t dash_at(const char *text)
{
    static const char *const words[] = {"-", "\xE2\x80\x93", "to ", "bis "};

    for (size_t i = 0; i < 4; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0) return strlen(words[i]);
    return 0;
}

static bool take_clock(const char *text, bool dated, ccs_import_clock_t *clock)
{
    *clock = (ccs_import_clock_t){.end = -1};
    text = skip_blanks(text);
    clock->second = clock_at(&text, clock);
    if (clock->second < 0) return false;
    clock->odd = !clock->colon;
    if (dated) text = skip_zone(text, clock);
    text = skip_blanks(text);
    const size_t dash = dash_at(text);

    if (dash > 0) {
        clock->odd = clock->odd || *text == 't' || *text == 'b';
        text = skip_blanks(text + dash);
        clock->end = clock_at(&text, clock);
        if (clock->end < 0) return false;
    }
    text = skip_blanks(text);
    if (strcmp(text, "Uhr") == 0) {
        clock->odd = true;
        text += 3;
    }
    return *text == '\0';
}

bool ccs_import_clock(const char *text, ccs_import_clock_t *clock)
{
    return take_clock(text, false, clock);
}

bool ccs_import_clock_behind(const char *rest, ccs_import_clock_t *clock)
{
    if (*rest != 'T' && *rest != ' ' && *rest != ',') return false;
    return take_clock(rest + 1, true, clock);
}

bool ccs_import_duration(const char *text, double *seconds)
{
    return strchr(text, ':') && ccs_units_duration(text, seconds) == 0;
}

/* --- words -------------------------------------------------------------------------------------------------------------- */

const char *ccs_import_bare(const char *text, char *to, uint32_t size)
{
    static const char *const pairs[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"},
        {"ß", "ss"}};
    uint32_t n = 0;

    while (*text && n + 2 < size) {
        size_t step = 1;

        if (is_letter(*text)) to[n++] = (char) (*text | 0x20);
        else if (is_digit(*text)) to[n++] = *text;
        for (size_t i = 0; i < 7 && (unsigned char) *text >= 0x80; i++) {
            if (strncmp(text, pairs[i][0], 2) != 0) continue;
            to[n++] = pairs[i][1][0];
            to[n++] = pairs[i][1][1];
            step = 2;
            break;
        }
        text += step;
    }
    to[n] = '\0';
    return to;
}

bool ccs_import_is_total(const char *text)
{
    static const char *const words[] = {"total", "totals", "grandtotal", "subtotal", "sum", "summe", "gesamt", "gesamtsumme",
        "insgesamt", "zwischensumme", "average", "mean", "mittelwert", "durchschnitt", "all", "alle", "allqueues"};
    char bare[32];

    ccs_import_bare(text, bare, sizeof bare);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(bare, words[i]) == 0) return true;
    return false;
}
