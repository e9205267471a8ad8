/* design_fraction.c - two-level factorials and their fractions (Box, Hunter and Hunter 2005, Statistics for Experimenters, chapter 6). The first
 * k - p factors are varied freely; each further one is the product of some of them, chosen such that the shortest word of the defining relation
 * is as long as can be (the resolution), and of these that has fewest words of that length. A word is a set of factors, as bits. */
#include <math.h>

#include "design_parts.h"

enum { TRIES_MAX = 200000 }; /* sets of generators that are looked at: all of them up to 11 factors */

typedef struct {
    uint32_t k, p;
    uint32_t own[CCS_DESIGN_MAX_FACTORS];  /* generators: words, their own letter included */
    uint32_t best[CCS_DESIGN_MAX_FACTORS]; /* the best set so far, */
    uint32_t length, n_shortest;           /* its resolution and how many words are so short */
    uint32_t tries;
} search_t;

/* The length of the shortest word, and how many there are, of the relation that the first n generators define. */
static void judge(const search_t *self, uint32_t n, uint32_t *length, uint32_t *n_shortest)
{
    *length = self->k + 1;
    *n_shortest = 0;
    for (uint32_t set = 1; set < UINT32_C(1) << n; set++) {
        uint32_t word = 0;

        for (uint32_t i = 0; i < n; i++)
            if (set >> i & 1) word ^= self->own[i];
        const uint32_t own = (uint32_t) __builtin_popcount(word);

        if (own < *length) *length = own, *n_shortest = 0;
        *n_shortest += own == *length;
    }
}

static bool is_better(uint32_t length, uint32_t n_shortest, const search_t *than)
{
    return length > than->length || (length == than->length && n_shortest < than->n_shortest);
}

/* Every set of generators, longest first, cut where a part of it is worse than the best whole one. */
static void choose(search_t *self, uint32_t n, uint32_t above)
{
    const uint32_t base = self->k - self->p, all = (UINT32_C(1) << base) - 1;
    uint32_t length, n_shortest;

    judge(self, n, &length, &n_shortest);
    if (n > 0 && !is_better(length, n_shortest, self)) return;
    if (n == self->p) {
        for (uint32_t i = 0; i < n; i++) self->best[i] = self->own[i];
        self->length = length;
        self->n_shortest = n_shortest;
        return;
    }
    for (uint32_t letters = base; letters >= 2; letters--) {
        for (uint32_t word = above; word > 0 && self->tries < TRIES_MAX; word--) {
            if ((uint32_t) __builtin_popcount(word & all) != letters) continue;
            self->tries++;
            self->own[n] = word | UINT32_C(1) << (base + n);
            choose(self, n + 1, all);
        }
    }
}

/* Whether the product of the levels of these factors at a point, each one -1 or 1, is 1. */
static bool is_high(uint32_t word, uint32_t point)
{
    return (__builtin_popcount(word & ~point) & 1) == 0;
}

int ccs_design_fraction(ccs_designing_t *self)
{
    const uint32_t k = self->out->n_factors, p = self->options->fraction, base = k - p;
    search_t search = {.k = k, .p = p};

    if (p > 0) choose(&search, 0, (UINT32_C(1) << base) - 1);
    if (p > 0 && search.length < 3)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "fraction",
            "%u points cannot tell %u factors apart: take a smaller fraction", 1U << base, k);
    self->out->resolution = p > 0 ? search.length : 0;
    for (uint32_t point = 0; point < self->out->n_points; point++) {
        for (uint32_t i = 0; i < k; i++) {
            const uint32_t word = i < base ? UINT32_C(1) << i : search.best[i - base] & ((UINT32_C(1) << base) - 1);

            ccs_design_point(self, point)[i] = is_high(word, point) ? self->factors[i].high : self->factors[i].low;
        }
    }
    return 0;
}
