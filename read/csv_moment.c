/* csv_moment.c - dates and times of exports. Invariant: a text is read whole or not at all; nothing is guessed. */
#include "csv_moment.h"

#include <stdio.h>
#include <string.h>

#include "date.h"
#include "text.h"

static const char *const DATES[] = {
#define X(name, text) text,
    CCS_CSV_DATES_LIST(X)
#undef X
};
enum { N_DATES = sizeof DATES / sizeof *DATES };

bool ccs_csv_dates_find(const char *text, enum ccs_csv_dates *dates)
{
    for (int i = 0; i < N_DATES; i++) {
        if (strcmp(DATES[i], text) != 0) continue;
        *dates = (enum ccs_csv_dates) i;
        return true;
    }
    return false;
}

const char *ccs_csv_dates_text(enum ccs_csv_dates dates)
{
    return DATES[dates];
}

/* From one to `most` digits at *text as a number, *text moved behind them; -1 if there are none, or more. */
static int take_number(const char **text, size_t most, size_t *n_digits)
{
    const size_t n = strspn(*text, "0123456789");
    int value = 0;

    if (n == 0 || n > most) return -1;
    for (size_t i = 0; i < n; i++) value = 10 * value + ((*text)[i] - '0');
    *text += n;
    *n_digits = n;
    return value;
}

bool ccs_csv_read_date(const char *text, enum ccs_csv_dates dates, int64_t *days, const char **rest)
{
    static const int at[][3] = {[CCS_CSV_YMD] = {0, 1, 2}, [CCS_CSV_DMY] = {2, 1, 0}, [CCS_CSV_MDY] = {2, 0, 1}};
    const int year_at = at[dates][0];
    size_t n_digits[3];
    int parts[3];
    char iso[24];

    for (int i = 0; i < 3; i++) {
        if (i > 0 && (*text == '\0' || !strchr("./-", *text++))) return false;
        parts[i] = take_number(&text, i == year_at ? 4 : 2, &n_digits[i]);
        if (parts[i] < 0) return false;
    }
    if (n_digits[year_at] != 4 && n_digits[year_at] != 2) return false;
    const int year = parts[year_at] + (n_digits[year_at] == 2 ? 2000 : 0);

    snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, parts[at[dates][1]], parts[at[dates][2]]);
    if (ccs_date_read(iso, days) != 0 || (*text != '\0' && !strchr(" T,", *text))) return false;
    text += *text == 'T' || *text == ',';
    while (*text == ' ') text++;
    *rest = text;
    return true;
}

/* AM or PM at *text, moved behind it: the hour of 24, or -1 if the hour is none of 12. */
static int take_half(const char **text, int hour)
{
    const char *at = *text;

    while (*at == ' ') at++;
    const size_t n = strspn(at, "AaPpMm.");
    const bool am = ccs_text_is_word(at, n, "am") || ccs_text_is_word(at, n, "a.m."),
               pm = ccs_text_is_word(at, n, "pm") || ccs_text_is_word(at, n, "p.m.");

    if (!am && !pm) return hour;
    *text = at + n;
    return hour < 1 || hour > 12 ? -1 : hour % 12 + (pm ? 12 : 0);
}

bool ccs_csv_read_clock(const char *text, double *time_s)
{
    size_t n_digits;
    int parts[3] = {0}, n = 0;

    do {
        if (n == 3) return false;
        text += n > 0;
        parts[n] = take_number(&text, 2, &n_digits);
        if (parts[n] < 0 || (n > 0 && (n_digits != 2 || parts[n] > 59))) return false;
        n++;
    } while (*text == ':');
    if (n == 3 && *text == '.' && text[1] == '0') text += 1 + strspn(text + 1, "0"); /* 08:00:00.000, as databases write it */
    parts[0] = take_half(&text, parts[0]);
    if (n < 2 || parts[0] < 0 || parts[0] > 23) return false;
    while (*text == ' ') text++;
    if (*text != '\0' && *text != '-' && strncmp(text, "\xe2\x80\x93", 3) != 0) return false; /* or an en dash: until when */
    *time_s = 3600 * parts[0] + 60 * parts[1] + parts[2];
    return true;
}
