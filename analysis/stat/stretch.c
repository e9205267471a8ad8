/* stretch.c - neighbours together. Invariant: behind a stretch stands another mark, or nothing. */
#include "stretch.h"

bool ccs_stretch_next(const unsigned char *marks, uint32_t n, unsigned char mark, uint32_t *from, ccs_below_target_t *found)
{
    uint32_t i = *from;

    while (i < n && marks[i] != mark) i++;
    found->first = i;
    while (i < n && marks[i] == mark) i++;
    found->last = i - 1;
    *from = i;
    return i > found->first;
}

uint32_t ccs_stretch_count(const unsigned char *marks, uint32_t n, unsigned char mark)
{
    ccs_below_target_t stretch;
    uint32_t count = 0;

    for (uint32_t from = 0; ccs_stretch_next(marks, n, mark, &from, &stretch);) count++;
    return count;
}
