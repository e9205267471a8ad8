/* csv_cell.c - what one cell of a CSV file is. Invariant: the answer depends on nothing but the cell's text and the separator;
 * leading zeros are digits like others, for CSV files come from programs that pad. */
#include "csv_cell.h"

#include <math.h>
#include <string.h>

#include "err.h"
#include "text.h"
#include "units.h"

enum { NUMBER_LENGTH = 300, WHOLE_DIGITS = 18 };

/* Digits, no sign: as an integer where 64 bits surely hold it. */
static bool take_number(const char *text, ccs_csv_number_t *number)
{
    const size_t n = strlen(text), digits = strspn(text, "0123456789");

    *number = (ccs_csv_number_t){.whole = digits == n && n > 0 && n <= WHOLE_DIGITS};
    if (!number->whole) return strspn(text, "0123456789.eE+-") == n && ccs_units_number(text, &number->x) == CCS_ERR_OK;
    for (size_t i = 0; i < n; i++) number->i = 10 * number->i + (text[i] - '0');
    return true;
}

/* A number with sign; a comma, where there is one, is replaced by a point. */
static bool is_number(const char *text, bool comma, ccs_csv_number_t *number)
{
    const bool negative = text[0] == '-';
    char copy[NUMBER_LENGTH + 1];

    if (negative || text[0] == '+') text++;
    if (strlen(text) > NUMBER_LENGTH) return false;
    strcpy(copy, text);
    char *const at = comma ? strchr(copy, ',') : NULL;

    if (at && strchr(copy, '.')) return false; /* 1.234,5: we do not guess which is which */
    if (at) *at = '.';
    if (!take_number(copy, number)) return false;
    if (negative) {
        number->i = -number->i;
        number->x = -number->x;
    }
    return true;
}

/* n digits at *text as a number, *text moved behind them; -1 if there are not. */
static int take_digits(const char **text, int n)
{
    int value = 0;

    for (; n > 0; n--, (*text)++) {
        if (**text < '0' || **text > '9') return -1;
        value = 10 * value + (**text - '0');
    }
    return value;
}

/* 7:30, 07:30, 07:30:15, 07:30:15.25 to the end of the text. */
static bool is_clock(const char *text)
{
    const int hour = take_digits(&text, text[0] != '\0' && text[1] == ':' ? 1 : 2);

    if (hour < 0 || hour > 24 || *text++ != ':') return false;
    const int minute = take_digits(&text, 2);

    if (minute < 0 || minute > 59 || (hour == 24 && minute > 0)) return false;
    if (*text == '\0') return true;
    if (*text++ != ':') return false;
    const int second = take_digits(&text, 2);

    if (second < 0 || second > 59 || (hour == 24 && second > 0)) return false;
    if (*text == '.') text += 1 + strspn(text + 1, "0123456789");
    return *text == '\0';
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* 2026-03-02, *text moved behind it. */
static bool take_date(const char **text)
{
    const int year = take_digits(text, 4);

    if (year < 0 || *(*text)++ != '-') return false;
    const int month = take_digits(text, 2);

    if (month < 1 || month > 12 || *(*text)++ != '-') return false;
    const int day = take_digits(text, 2);

    return day >= 1 && day <= days_of(year, month);
}

static bool is_time(const char *text)
{
    const char *at = text;

    if (is_clock(text)) return true;
    if (strlen(text) < 10 || !take_date(&at)) return false;
    return *at == '\0' || ((*at == 'T' || *at == ' ') && is_clock(at + 1));
}

static bool is_odd(const char *text)
{
    static const char *const words[] = {"nan", "na", "n/a", "null", "inf", "infinity"};

    if (*text == '-' || *text == '+') text++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ccs_text_is_word(text, strlen(text), words[i])) return true;
    return strpbrk(text, "eE") && text[0] >= '0' && text[0] <= '9' && strspn(text, "0123456789.eE+-") == strlen(text); /* 1e999 */
}

enum ccs_csv_class ccs_csv_classify(const char *text, char separator, ccs_csv_number_t *number)
{
    ccs_csv_number_t unused;

    if (*text == '\0') return CCS_CSV_EMPTY;
    if (is_number(text, separator != ',', number ? number : &unused)) return CCS_CSV_NUMBER;
    if (is_time(text)) return CCS_CSV_TIME;
    if (separator == ',' && is_number(text, true, &unused)) return CCS_CSV_COMMA;
    if (is_odd(text)) return CCS_CSV_ODD;
    return text[0] >= '0' && text[0] <= '9' && strpbrk(text + 1, ":/-") ? CCS_CSV_CLOCK : CCS_CSV_TEXT;
}

bool ccs_csv_may_mark_thousands(const char *text)
{
    if (*text == '-' || *text == '+') text++;
    const size_t n = strspn(text, "0123456789");

    return n >= 1 && n <= 3 && text[0] != '0' && (text[n] == '.' || text[n] == ',') && strlen(text + n) == 4 &&
        strspn(text + n + 1, "0123456789") == 3;
}
