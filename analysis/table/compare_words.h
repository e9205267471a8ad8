/** @file compare_words.h  What a difference between two results means, for people. */
#ifndef CCS_COMPARE_WORDS_H
#define CCS_COMPARE_WORDS_H

#include "compare.h"

enum { CCS_CHANGE_TEXT_MAX = 96 };
/** The verdict on a difference: "the same (within 0.5 %)", "undecided: about 230 more replications would decide". @return text */
const char *ccs_compare_words(const ccs_compare_t *self, uint32_t metric, ccs_difference_t difference,
    char text[CCS_CHANGE_TEXT_MAX]);

#endif
