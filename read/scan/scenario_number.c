/* scenario_number.c - one number. Invariant: a text that is given back reads in libconfig as exactly the number that the word
 * says. */
#include "scenario_number.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "err.h"
#include "units.h"

enum { SHOWN = 40 };

typedef struct {
    const char *text; /* the whole */
    size_t n;
    size_t sign; /* 1 if it begins with one */
} word_t;

static int shown(const word_t *word)
{
    return (int) (word->n < SHOWN ? word->n : SHOWN);
}

static int refuse(ccs_scenario_number_t *number, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int refuse(ccs_scenario_number_t *number, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(number->text, sizeof number->text, format, args);
    va_end(args);
    return CCS_ERR_SCENARIO;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const word_t *word, size_t i)
{
    while (i < word->n && is_digit(word->text[i])) i++;
    return i;
}

/* Length without an L or LL at the end. */
static size_t without_suffix(const word_t *word)
{
    size_t n = word->n;

    for (int i = 0; i < 2 && n > 0 && word->text[n - 1] == 'L'; i++) n--;
    return n;
}

/* Digits, a point, digits, an exponent: with a digit before the exponent, and a point or an exponent. */
static bool is_real(const word_t *word)
{
    const size_t whole = skip_digits(word, word->sign);
    const bool point = whole < word->n && word->text[whole] == '.';
    const size_t mantissa = point ? skip_digits(word, whole + 1) : whole;

    if (mantissa - word->sign == (point ? 1 : 0)) return false;
    if (mantissa == word->n) return point;
    if (word->text[mantissa] != 'e' && word->text[mantissa] != 'E') return false;
    size_t exponent = mantissa + 1;

    if (exponent < word->n && (word->text[exponent] == '+' || word->text[exponent] == '-')) exponent++;
    return exponent < word->n && skip_digits(word, exponent) == word->n;
}

static bool add_digit(uint64_t *value, unsigned base, unsigned digit, uint64_t limit)
{
    if (*value > (limit - digit) / base) return false;
    *value = *value * base + digit;
    return true;
}

static int give_integer(ccs_scenario_number_t *number, bool negative, uint64_t value)
{
    snprintf(number->text, sizeof number->text, "%s%" PRIu64 "L", negative ? "-" : "", value);
    return 0;
}

static int take_integer(const word_t *word, size_t n, ccs_scenario_number_t *number)
{
    const bool negative = word->text[0] == '-';
    const uint64_t limit = (uint64_t) INT64_MAX + negative;
    uint64_t value = 0;

    for (size_t i = word->sign; i < n; i++) {
        if (!add_digit(&value, 10, (unsigned) (word->text[i] - '0'), limit)) {
            return refuse(number, "%.*s does not fit 64 bits: write it as a real number, such as 1e20", shown(word), word->text);
        }
    }
    return give_integer(number, negative, value);
}

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int take_hex(const word_t *word, ccs_scenario_number_t *number)
{
    const size_t n = without_suffix(word);
    uint64_t value = 0;

    for (size_t i = 2; i < n; i++) {
        const int digit = hex_digit(word->text[i]);

        if (digit < 0) return refuse(number, "%.*s is not a number; text needs quotes", shown(word), word->text);
        if (!add_digit(&value, 16, (unsigned) digit, INT64_MAX)) {
            return refuse(number, "%.*s does not fit 64 bits", shown(word), word->text);
        }
    }
    if (n <= 2) return refuse(number, "%.*s is not a number: its digits are missing", shown(word), word->text);
    return give_integer(number, false, value);
}

static int take_real(const word_t *word, ccs_scenario_number_t *number)
{
    double x = 0;

    if (word->n > CCS_SCENARIO_MAX_DIGITS) return refuse(number, "a number of more than %d letters", CCS_SCENARIO_MAX_DIGITS);
    memcpy(number->text, word->text, word->n);
    number->text[word->n] = '\0';
    if (ccs_units_number(number->text + word->sign, &x) != CCS_ERR_OK) {
        return refuse(number, "%.*s is beyond the range of numbers", shown(word), word->text);
    }
    if (x == 0 && strcspn(number->text, "123456789") < strcspn(number->text, "eE")) {
        return refuse(number, "%.*s is so small that it would become 0", shown(word), word->text);
    }
    return 0;
}

int ccs_scenario_number(const char *word, size_t n, ccs_scenario_number_t *number)
{
    const word_t whole = {word, n, word[0] == '+' || word[0] == '-'};
    const size_t digits = skip_digits(&whole, whole.sign), first = whole.sign;

    if (n >= 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) return take_hex(&whole, number);
    const bool integer = digits > first && digits == without_suffix(&whole);

    if (!integer && !is_real(&whole)) {
        return refuse(number, "%.*s is not a number; text such as \"3 min\" needs quotes", shown(&whole), word);
    }
    if (word[first] == '0' && first + 1 < n && is_digit(word[first + 1])) {
        return refuse(number, "%.*s begins with a needless 0: leave it out; a time of day needs quotes, \"08:30\"", shown(&whole),
            word);
    }
    return integer ? take_integer(&whole, digits, number) : take_real(&whole, number);
}
