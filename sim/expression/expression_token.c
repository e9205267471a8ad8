/* expression_token.c - a text of an expression as tokens. Invariant: no token ends behind the text, whatever its bytes are. */
#include <string.h>

#include "expression_parts.h"
#include "text.h"
#include "units.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static uint32_t skip_blanks(const char *text, uint32_t at)
{
    while (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') at++;
    return at;
}

static uint32_t skip_number(const char *text, uint32_t at)
{
    while (is_digit(text[at]) || text[at] == '.' || text[at] == ':') at++;
    const bool has_exponent = text[at] == 'e' || text[at] == 'E';
    const uint32_t behind = has_exponent ? at + 1 + (text[at + 1] == '-' || text[at + 1] == '+') : at;

    if (!has_exponent || !is_digit(text[behind])) return at;
    at = behind;
    while (is_digit(text[at])) at++;
    return at;
}

static uint32_t skip_letters(const char *text, uint32_t at)
{
    while (is_letter(text[at]) || is_digit(text[at])) at++;
    return at;
}

/* Part of a text as a quantity. */
static bool reads_as(int (*read)(const char *text, double *x), const char *text, uint32_t n, double *x)
{
    char copy[CCS_UNITS_TEXT_MAX];

    if (n >= sizeof copy) return false;
    memcpy(copy, text, n);
    copy[n] = '\0';
    return read(copy, x) == 0;
}

/* A number with what belongs to it: "80 %", "17:30", "4 min 30 s". Units are taken as far as they make a duration. */
static ccs_token_t number_at(const char *text, uint32_t at)
{
    ccs_token_t token = {.kind = CCS_TOKEN_NUMBER, .at = at, .behind = skip_number(text, at)};
    const uint32_t n = token.behind - at, sign = skip_blanks(text, token.behind);
    const bool is_clock = memchr(&text[at], ':', n) != NULL;
    const bool reads = reads_as(is_clock ? ccs_units_time_of_day : ccs_units_number, &text[at], n, &token.number);

    if (!reads) {
        token.kind = CCS_TOKEN_BAD;
        token.what = "expected a number such as 20, \"80 %\", \"4 min 30 s\" or 17:30";
    } else if (text[sign] == '%' && !is_clock) {
        token.number /= 100;
        token.behind = sign + 1;
    } else if (!is_clock) {
        double seconds;

        for (uint32_t from = token.behind; is_letter(text[skip_blanks(text, from)]);) {
            const uint32_t unit = skip_letters(text, skip_blanks(text, from));

            if (!reads_as(ccs_units_duration, &text[at], unit - at, &seconds)) break;
            token.number = seconds;
            token.behind = unit;
            from = skip_blanks(text, unit);
            if (!is_digit(text[from])) break;
            from = skip_number(text, from);
        }
    }
    token.n = token.behind - at;
    return token;
}

static ccs_token_t quoted_at(const char *text, uint32_t at)
{
    const char *const end = strchr(&text[at + 1], text[at]);

    if (!end) return (ccs_token_t){.kind = CCS_TOKEN_BAD, .at = at, .n = 1, .behind = at + 1, .what = "the quote does not end"};
    const uint32_t behind = (uint32_t) (end - text);

    return (ccs_token_t){.kind = CCS_TOKEN_QUOTED, .at = at + 1, .n = behind - at - 1, .behind = behind + 1};
}

static ccs_token_t sign_at(const char *text, uint32_t at)
{
    static const char *const two[] = {"==", "!=", "<=", ">=", "<>", "&&", "||"};
    ccs_token_t token = {.kind = CCS_TOKEN_SIGN, .at = at, .n = 1};

    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (strncmp(&text[at], two[i], 2) == 0) token.n = 2;
    token.behind = at + token.n;
    if (strchr("+-*/()<>=,", text[at])) return token;
    if (strncmp(&text[at], "!=", 2) == 0) return token;
    token.kind = CCS_TOKEN_BAD;
    token.what = text[at] == '&' ? "write and"
        : text[at] == '|'        ? "write or"
        : text[at] == '!'        ? "write not"
                                 : "expected a number, a gauge or an operator";
    return token;
}

ccs_token_t ccs_token_at(const char *text, uint32_t at)
{
    at = skip_blanks(text, at);
    if (text[at] == '\0') return (ccs_token_t){.kind = CCS_TOKEN_END, .at = at, .behind = at};
    if (is_digit(text[at]) || (text[at] == '.' && is_digit(text[at + 1]))) return number_at(text, at);
    if (text[at] == '\'' || text[at] == '"') return quoted_at(text, at);
    if (!is_letter(text[at])) return sign_at(text, at);
    const uint32_t behind = skip_letters(text, at);

    return (ccs_token_t){.kind = CCS_TOKEN_WORD, .at = at, .n = behind - at, .behind = behind};
}

ccs_token_t ccs_token_name_at(const char *text, uint32_t at)
{
    at = skip_blanks(text, at);
    if (text[at] == '\'' || text[at] == '"') return quoted_at(text, at);
    uint32_t behind = at;

    while (is_letter(text[behind]) || is_digit(text[behind]) || text[behind] == '-') behind++;
    return (ccs_token_t){.kind = CCS_TOKEN_WORD, .at = at, .n = behind - at, .behind = behind};
}
