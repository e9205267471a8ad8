/* date.c - day numbers and back. Source: H. Hinnant, chrono-compatible low-level date algorithms (2013). */
#include "date.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "err.h"

int64_t ccs_date_days(int year, unsigned month, unsigned day)
{
    const int64_t y = (int64_t) year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
    const int64_t year_of_era = y - era * 400, day_of_year = (153 * ((int64_t) month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/* Year, month and day of a day number; the inverse of ccs_date_days, same source. */
static void civil(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    const int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), m = (5 * of_year + 2) / 153;

    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

static bool digits(const char *text, size_t n, int *x)
{
    *x = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        *x = *x * 10 + (text[i] - '0');
    }
    return true;
}

int ccs_date_find(int year, int month, int day, int64_t *days)
{
    if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return CCS_ERR_SCENARIO;
    const int64_t found = ccs_date_days(year, (unsigned) month, (unsigned) day);
    int64_t y, m, d;

    civil(found, &y, &m, &d);
    if (m != month) return CCS_ERR_SCENARIO; /* 30 February */
    *days = found;
    return CCS_ERR_OK;
}

int ccs_date_read(const char *text, int64_t *days)
{
    int year, month, day;

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') return CCS_ERR_SCENARIO;
    if (!digits(text, 4, &year) || !digits(text + 5, 2, &month) || !digits(text + 8, 2, &day)) return CCS_ERR_SCENARIO;
    return ccs_date_find(year, month, day, days);
}

char *ccs_date_show(int64_t days, char *text, size_t size)
{
    int64_t year, month, day;

    civil(days, &year, &month, &day);
    snprintf(text, size, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month, day);
    return text;
}

uint32_t ccs_date_weekday(int64_t days)
{
    return (uint32_t) (((days + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int64_t ccs_date_month(int64_t days)
{
    int64_t year, month, day;

    civil(days, &year, &month, &day);
    return (year - 1970) * 12 + month - 1;
}

char *ccs_date_show_week(int64_t days, char *text, size_t size)
{
    const int64_t thursday = days - ccs_date_weekday(days) + 3;
    int64_t year, month, day;

    civil(thursday, &year, &month, &day);
    snprintf(text, size, "%04" PRId64 "-W%02" PRId64, year, 1 + (thursday - ccs_date_days((int) year, 1, 1)) / 7);
    return text;
}
