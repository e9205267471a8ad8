/** @file fnv.h  Sums of bytes by which they are told apart: FNV-1a, 64 bits (Fowler, Noll, Vo). Any single changed byte changes it. */
#ifndef CCS_FNV_H
#define CCS_FNV_H

#include <stddef.h>
#include <stdint.h>

/** Of no bytes. */
#define CCS_FNV_START UINT64_C(0xcbf29ce484222325)

/** The sum goes on over n bytes. */
static inline uint64_t ccs_fnv1a(uint64_t sum, const void *bytes, size_t n)
{
    const unsigned char *const at = (const unsigned char *) bytes;

    for (size_t i = 0; i < n; i++) sum = (sum ^ at[i]) * UINT64_C(0x100000001b3);
    return sum;
}

#endif
