/** @file result_format.h  The layout of results, by number. */
#ifndef CCS_RESULT_FORMAT_H
#define CCS_RESULT_FORMAT_H

/** Layout of result files, in their attribute "ccsim_format" (u64), which whoever fills the data set sets. Readers refuse a file
 * without it, and one whose number is not among those that docs/results.md promises to read. */
enum { CCS_RESULT_FORMAT = 3, CCS_RESULT_FORMAT_OLDEST = 2 };

#endif
