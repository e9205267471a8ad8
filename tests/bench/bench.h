/** @file bench.h  What the small benchmark programs have in common: a clock, a sink, the options -n N and -r RUNS. */
#ifndef CCSIM_BENCH_H
#define CCSIM_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    uint64_t n;    /* operations a run */
    uint64_t runs; /* the best of them counts */
} bench_t;

/** Seconds since some moment, for differences. */
static inline double bench_clock_s(void)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

/** Makes the compiler believe that x is used. */
static inline void bench_use(double x)
{
    __asm__ volatile("" : : "g"(x));
}

/** The next number of a sequence that only has to look random (Marsaglia 2003, xorshift). @param state not 0 */
static inline uint64_t bench_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/** Reads -n N and -r RUNS over what `self` holds; on anything else says how it is done and ends with status 64. */
static inline void bench_options(bench_t *self, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        uint64_t *const option = !strcmp(argv[i], "-n") ? &self->n : !strcmp(argv[i], "-r") ? &self->runs : NULL;
        char *end = NULL;
        const unsigned long long value = option && i + 1 < argc ? strtoull(argv[i + 1], &end, 10) : 0;

        if (value == 0 || value > 1000000000000u || argv[i + 1][0] == '-' || *end != '\0') {
            fprintf(stderr, "usage: %s [-n OPERATIONS] [-r RUNS]\n", argv[0]);
            exit(64);
        }
        *option = value;
    }
}

#endif
