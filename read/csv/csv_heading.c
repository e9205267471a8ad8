/* csv_heading.c - headings and the words that they may be. */
#include "csv_heading.h"

#include <string.h>

#include "text.h"

enum { BARE = 64, LEAST_PART = 4 /* letters: "ma" stands in too much */ };

static bool holds(const char *bare, const char *word, size_t n, bool whole)
{
    if (*word == '=') return whole && strlen(bare) == n - 1 && strncmp(bare, word + 1, n - 1) == 0;
    if (whole) return strlen(bare) == n && strncmp(bare, word, n) == 0;
    for (; n >= LEAST_PART && strlen(bare) >= n; bare++)
        if (strncmp(bare, word, n) == 0) return true;
    return false;
}

static bool fits(const char *heading, const char *word, size_t n, bool whole)
{
    const size_t head = strcspn(heading, "([");
    char bare[BARE], first[BARE];

    if (holds(ccs_text_bare(heading, bare, sizeof bare), word, n, whole)) return true;
    if (head == 0 || head >= sizeof first) return false;
    memcpy(first, heading, head);
    first[head] = '\0';
    return holds(ccs_text_bare(first, bare, sizeof bare), word, n, whole);
}

uint32_t ccs_csv_heading(const char *const *headings, uint32_t n, const uint32_t *of, uint32_t free, const char *words,
    bool whole)
{
    for (size_t length; *words; words += length + (words[length] == '|')) {
        length = strcspn(words, "|");
        for (uint32_t i = 0; i < n; i++)
            if (of[i] == free && fits(headings[i], words, length, whole)) return i;
    }
    return UINT32_MAX;
}
