/* csv_cell.c - what one cell of a CSV file is. Invariant: the answer depends on nothing but the cell's text and the separator;
 * leading zeros are digits like others, for CSV files come from programs that pad. */
#include "csv_cell.h"

#include <stdio.h>
#include <string.h>

#include "err.h"
#include "moment_text.h"
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

/* A time of day, whose seconds may have a fraction, or a date with or without one. */
static bool is_time(const char *text)
{
    ccs_moment_of_day_t moment;
    char whole[CCS_UNITS_TEXT_MAX];
    double unused;
    const size_t n = strcspn(text, "."), n_digits = text[n] == '.' ? strspn(text + n + 1, "0123456789") : 0;

    if (text[n] == '.' && (n < 6 || text[n - 3] != ':' || text[n - 6] != ':')) return false; /* behind seconds only */
    if (n >= sizeof whole || text[n + (text[n] == '.') + n_digits] != '\0') return false;
    snprintf(whole, sizeof whole, "%.*s", (int) n, text);
    return ccs_units_time_of_day(whole, &unused) == 0 || ccs_moment_text(whole, &moment);
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
