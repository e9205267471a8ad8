/** @file part.h  What is written of staff or rates, cut into stretches in which nothing changes. */
#ifndef CCS_PART_H
#define CCS_PART_H

#include <stdint.h>

/** Agents of a group, or a rate, while nothing changes. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
    double value;          /* agents scheduled, those who are not there included; contacts a second */
    double shrinkage_frac; /* of agents, what the schedule takes off */
    double absence_frac;   /* of those left, who is absent by chance */
} ccs_part_t;

#endif
