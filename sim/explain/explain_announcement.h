/** @file explain_announcement.h  What customers who wait are told, in sentences. */
#ifndef CCS_EXPLAIN_ANNOUNCEMENT_H
#define CCS_EXPLAIN_ANNOUNCEMENT_H

#include <stdio.h>

#include "announcement.h"

/** Of a type that announces something: what is told, and what it does to patience. */
void ccs_explain_announcement(const ccs_announcement_t *announcement, FILE *to);

#endif
