/* result_seal.c - the checksum behind a result file. Invariant: the bytes of a seal are the same on every machine. */
#include "result_seal.h"

#include <string.h>

void ccs_seal_make(unsigned char seal[CCS_SEAL_BYTES], uint64_t sum)
{
    memcpy(seal, "ccsimsum", 8);
    for (unsigned i = 0; i < 8; i++) seal[8 + i] = (unsigned char) (sum >> 8 * i);
}

/* "HDF5 File Format Specification", section II.A, version 2: end of file address. */
uint64_t ccs_superblock_length(const unsigned char *head)
{
    uint64_t length = 0;

    for (unsigned i = 0; i < 8; i++) length |= (uint64_t) head[28 + i] << 8 * i;
    return length;
}
