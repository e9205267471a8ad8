/* json_write.c - JSON. Invariant: whatever a text holds, what is written is valid UTF-8 and valid JSON. */
#include "json_write.h"

#include <math.h>
#include <string.h>

#include "text.h"
#include "units.h"

void ccs_json_text(const char *text, FILE *to)
{
    if (!text) {
        fputs("null", to);
        return;
    }
    fputc('"', to);
    for (size_t left = strlen(text); left > 0;) {
        const size_t n = ccs_text_utf8(text, left), step = n ? n : 1;
        const unsigned char c = (unsigned char) *text;

        if (n == 0) fputs("\\ufffd", to);
        else if (c == '"' || c == '\\') fprintf(to, "\\%c", c);
        else if (c == '\n') fputs("\\n", to);
        else if (c < 0x20) fprintf(to, "\\u%04x", c);
        else (void) fwrite(text, 1, n, to);
        text += step;
        left -= step;
    }
    fputc('"', to);
}

void ccs_json_number(double x, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    fputs(isfinite(x) ? ccs_units_write_number(x, text, sizeof text) : "null", to);
}

void ccs_json_text_member(const char *name, const char *text, FILE *to)
{
    fprintf(to, ", \"%s\": ", name);
    ccs_json_text(text, to);
}

void ccs_json_number_member(const char *name, double x, FILE *to)
{
    fprintf(to, ", \"%s\": ", name);
    ccs_json_number(x, to);
}
