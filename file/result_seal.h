/** @file result_seal.h  The checksum behind a result file. HDF5 has checksums for its indexes only: a flipped bit in a small
 * variable would be another number, and one in a text can crash the library. So the file ends in 16 bytes beyond the end that its
 * superblock states, which other readers of HDF5 never look at: a mark, and a sum of all bytes before it. */
#ifndef CCS_RESULT_SEAL_H
#define CCS_RESULT_SEAL_H

#include <stddef.h>
#include <stdint.h>

enum { CCS_SEAL_BYTES = 16, CCS_SUPERBLOCK_BYTES = 48 /* of version 2 */ };
/** The attribute by which a file says that it was sealed, so that a seal that is gone is noticed. */
#define CCS_SEALED "ccsim_sealed"

/** @param sum  of all bytes before it, ccs_fnv1a */
void ccs_seal_make(unsigned char seal[CCS_SEAL_BYTES], uint64_t sum);
/** Length of the file as its superblock of version 2 states it, without the seal. @param head  CCS_SUPERBLOCK_BYTES */
uint64_t ccs_superblock_length(const unsigned char *head);

#endif
