/* cli_word.c - a text as one word of a command, as POSIX shells take it: in double quotation marks where these keep all of it, as other shells know them too. */
#include "cli_word.h"

#include <stdio.h>
#include <string.h>

const char *ccs_cli_word(ccs_arena_t *arena, const char *text)
{
    if (*text && !strpbrk(text, " \t\n\"'\\$`&|;<>()[]{}*?!~#^=%")) return ccs_arena_strdup(arena, text);
    if (!strpbrk(text, "\"$`\\!")) return ccs_arena_printf(arena, "\"%s\"", text);
    char *const word = ccs_arena_alloc(arena, 4 * strlen(text) + 3); /* every character may be a quotation mark */
    size_t at = 1;

    if (!word) return NULL;
    word[0] = '\'';
    for (; *text; text++) at += (size_t) sprintf(&word[at], *text == '\'' ? "'\\''" : "%c", *text);
    strcpy(&word[at], "'");
    return word;
}
