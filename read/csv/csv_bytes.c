/* csv_bytes.c - the bytes of a table as UTF-8. Source of the table: Microsoft's best-fit table of code page 1252, as published by the Unicode
 * Consortium; the five bytes without a character become U+FFFD. */
#include "csv_bytes.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

enum { LOST = 0xFFFD, MOST_BYTES = 3 }; /* that stand for one byte, or for the two of a unit of UTF-16 */

/* Characters of the bytes 0x80 to 0x9F. */
static const uint16_t CP1252[32] = {0x20AC, LOST, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, LOST, 0x017D, LOST, LOST, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, LOST, 0x017E, 0x0178};

/* A character as UTF-8. @return bytes */
static size_t put(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char) c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char) (0xC0 | c >> 6);
        to[1] = (char) (0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char) (0xE0 | c >> 12);
        to[1] = (char) (0x80 | (c >> 6 & 0x3F));
        to[2] = (char) (0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = (char) (0xF0 | c >> 18);
    to[1] = (char) (0x80 | (c >> 12 & 0x3F));
    to[2] = (char) (0x80 | (c >> 6 & 0x3F));
    to[3] = (char) (0x80 | (c & 0x3F));
    return 4;
}

/* @return bytes written */
static size_t from_1252(const unsigned char *from, size_t n, char *to)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) at += put(&to[at], from[i] >= 0x80 && from[i] < 0xA0 ? CP1252[from[i] - 0x80] : from[i]);
    return at;
}

static uint32_t unit_at(const unsigned char *from, bool big)
{
    return big ? (uint32_t) (from[0] << 8 | from[1]) : (uint32_t) (from[1] << 8 | from[0]);
}

/* @return bytes written */
static size_t from_utf16(const unsigned char *from, size_t n, bool big, char *to)
{
    size_t at = 0;

    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t c = unit_at(&from[i], big);
        const uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 3 < n ? unit_at(&from[i + 2], big) : 0;

        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        at += put(&to[at], c >= 0xD800 && c < 0xE000 ? LOST : c);
    }
    return at;
}

static int refuse(const char *name, ccs_err_t *err, const char *what)
{
    return ccs_err_set(err, CCS_ERR_SCENARIO, name, NULL, "%s", what);
}

static bool is_control(char c)
{
    return c == 0x7f || ((unsigned char) c < ' ' && c != '\t' && c != '\n' && c != '\r');
}

/* With the line of the first byte that is in no text, of whatever encoding. */
static int refuse_control(const char *name, const ccs_csv_bytes_t *text, ccs_err_t *err)
{
    unsigned long line = 1;
    char where[sizeof err->where];
    size_t i = 0;

    for (; i < text->n && !is_control(text->text[i]); i++) line += text->text[i] == '\n';
    snprintf(where, sizeof where, "%.200s:%lu", name, line);
    return ccs_err_set(err, CCS_ERR_SCENARIO, where, NULL,
        "is no text: byte 0x%02x is in it, which no table holds; export it as CSV", (unsigned) text->text[i]);
}

int ccs_csv_bytes(const char *name, const void *bytes, size_t n, ccs_arena_t *arena, ccs_csv_bytes_t *text, ccs_err_t *err)
{
    const unsigned char *from = bytes;
    const bool little = n >= 2 && from[0] == 0xFF && from[1] == 0xFE, big = n >= 2 && from[0] == 0xFE && from[1] == 0xFF;

    *text = (ccs_csv_bytes_t){0};
    if (n >= 4 && memcmp(from, "PK\x03\x04", 4) == 0)
        return refuse(name, err, "is a workbook: save the sheet as CSV, in UTF-8 if that is offered");
    if (n >= 4 && memcmp(from, "\xd0\xcf\x11\xe0", 4) == 0)
        return refuse(name, err, "is an old workbook (.xls), or one with a password: save it as XLSX or CSV, without a password");
    if (n >= 4 && memcmp(from, "%PDF", 4) == 0) return refuse(name, err, "is a PDF: export the table as CSV");
    if (n >= 3 && memcmp(from, "\xef\xbb\xbf", 3) == 0) {
        from += 3;
        n -= 3;
    }
    const bool clean = !little && !big && ccs_text_is_clean((const char *) from, n);

    text->text = ccs_arena_array(arena, n + 1, clean ? 1 : MOST_BYTES);
    if (!text->text) return ccs_err_set(err, CCS_ERR_NOMEM, name, NULL, "out of memory");
    if (clean) {
        if (n > 0) memcpy(text->text, from, n);
        text->n = n;
    } else if (little || big) {
        text->n = from_utf16(from + 2, n - 2, big, text->text);
        text->remedy = "The file is UTF-16 and was converted to UTF-8.";
    } else {
        text->n = from_1252(from, n, text->text);
        text->remedy = "The file is not UTF-8; it was read as Windows-1252 (Latin-1), as Excel writes it.";
        text->guessed = true;
    }
    if (!clean && !ccs_text_is_clean(text->text, text->n)) return refuse_control(name, text, err);
    return 0;
}
