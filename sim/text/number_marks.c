/* number_marks.c - points and commas in numbers. Invariant: a number that may be meant in two ways is never counted for one of them. */
#include "number_marks.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "units.h"

enum { NUMBER_LENGTH = 60 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_sign(const char *text)
{
    return text + (*text == '-' || *text == '+');
}

/* --- what numbers tell -------------------------------------------------------------------------------------------------- */

bool ccs_may_part_thousands(const char *text)
{
    text = skip_sign(text);
    const size_t n = strspn(text, "0123456789");

    return n >= 1 && n <= 3 && text[0] != '0' && (text[n] == '.' || text[n] == ',') && strlen(text + n) == 4 &&
        strspn(text + n + 1, "0123456789") == 3;
}

static void weigh_whole(ccs_number_marks_t *self, const char *text)
{
    text = skip_sign(text);
    const size_t n = strspn(text, "0123456789");

    if (n == 0 || text[n] != '\0') return;
    self->whole = true;
    self->plain = self->plain || n - strspn(text, "0") >= 4;
}

void ccs_number_marks_weigh(ccs_number_marks_t *self, const char *text, uint32_t line)
{
    const char *const point = strrchr(text, '.'), *const comma = strrchr(text, ','), *const last = point ? point : comma;
    ccs_number_mark_t *const mark = &self->mark[point ? CCS_MARK_POINT : CCS_MARK_COMMA];

    self->blanks = self->blanks || strpbrk(text, " '\xC2\xE2") != NULL;
    if (point && comma) {
        self->mark[point > comma ? CCS_MARK_POINT : CCS_MARK_COMMA].decimal = line;
        self->mark[point > comma ? CCS_MARK_COMMA : CCS_MARK_POINT].parts = line;
    } else if (!last) {
        weigh_whole(self, text);
    } else if (strchr(text, *last) != last) {
        mark->parts = line;
    } else if (!ccs_may_part_thousands(text)) {
        mark->decimal = line;
    } else if (mark->open == 0) {
        mark->open = line;
        snprintf(mark->sample, sizeof mark->sample, "%s", text);
    }
}

bool ccs_number_marks_has(const ccs_number_marks_t *self, int mark)
{
    return self->mark[mark].decimal > 0 || self->mark[mark].parts > 0 || self->mark[mark].open > 0;
}

/* --- a number ----------------------------------------------------------------------------------------------------------- */

/* Bytes of a mark that can only part thousands: a blank, one that does not break, an apostrophe. */
static size_t blank_at(const char *text)
{
    static const char *const marks[] = {" ", "'", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) return strlen(marks[i]);
    return 0;
}

bool ccs_is_marked_number(const char *text)
{
    bool digits = false;

    for (text = skip_sign(text); *text;) {
        const size_t blank = digits && is_digit(text[blank_at(text)]) ? blank_at(text) : 0;

        digits = digits || is_digit(*text);
        if (!is_digit(*text) && *text != '.' && *text != ',' && blank == 0) return false;
        text += blank > 0 ? blank : 1;
    }
    return digits;
}

bool ccs_is_in_thousands(const char *text, char decimal)
{
    static const char digits[] = "0123456789";

    text = skip_sign(text);
    const size_t first = strspn(text, digits);

    for (text += first; *text && *text != decimal; text += 3) {
        const size_t mark = *text == '.' || *text == ',' ? 1 : blank_at(text);

        if (mark == 0 || first == 0 || first > 3) return false;
        text += mark;
        if (strspn(text, digits) != 3) return false;
    }
    return !*text || strspn(text + 1, digits) == strlen(text + 1);
}

bool ccs_marked_number(const char *text, char decimal, double *x)
{
    char plain[NUMBER_LENGTH + 1];
    const bool negative = *text == '-';
    size_t n = 0;
    double value;

    if (!ccs_is_marked_number(text)) return false;
    for (text = skip_sign(text); *text; text++) {
        if (n == NUMBER_LENGTH) return false;
        if (is_digit(*text)) plain[n++] = *text;
        else if (*text == decimal) plain[n++] = '.';
    }
    plain[n] = '\0';
    if (ccs_units_number(plain, &value) != 0) return false;
    *x = negative ? -value : value;
    return true;
}
