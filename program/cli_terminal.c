/* cli_terminal.c - lines as wide as the terminal. */
#include "cli_terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "err.h"
#include "text.h"

enum { USUAL = 80, LEAST = 40, MOST = 1000 };

/* What shells and their users say. 0: nothing, or no number of columns */
static uint32_t columns_of_environment(void)
{
    const char *const text = getenv("COLUMNS");
    char *end = NULL;
    const long n = text ? strtol(text, &end, 10) : 0;

    return text && end != text && *end == '\0' && n > 0 && n <= MOST ? (uint32_t) n : 0;
}

uint32_t ccs_terminal_width(FILE *to)
{
    struct winsize size = {0};
    uint32_t n;

    if (!isatty(fileno(to))) return 0;
    n = columns_of_environment();
    if (n == 0 && ioctl(fileno(to), TIOCGWINSZ, &size) == 0) n = size.ws_col;
    if (n == 0) n = USUAL;
    return n < LEAST ? LEAST : n;
}

FILE *ccs_terminal_begin(ccs_terminal_page_t *self, FILE *to)
{
    *self = (ccs_terminal_page_t){.to = to, .width = ccs_terminal_width(to)};
    if (self->width > 0) self->lines = open_memstream(&self->text, &self->n);
    return self->lines ? self->lines : to;
}

int ccs_terminal_end(ccs_terminal_page_t *self)
{
    bool lost = false;

    if (self->lines) {
        lost = ferror(self->lines) != 0;
        lost = fclose(self->lines) != 0 || lost;
        if (!lost) ccs_text_fold(self->text, self->width, self->to);
        free(self->text);
    }
    *self = (ccs_terminal_page_t){0};
    return lost ? CCS_ERR_NOMEM : 0;
}
