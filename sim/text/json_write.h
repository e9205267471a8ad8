/** @file json_write.h  Texts and numbers as RFC 8259 wants them. */
#ifndef CCS_JSON_WRITE_H
#define CCS_JSON_WRITE_H

#include <stdio.h>

/** A text in quotes; what is not UTF-8 in it becomes U+FFFD. NULL is null. */
void ccs_json_text(const char *text, FILE *to);
/** The shortest number that reads back to the same double; null where it is not finite. */
void ccs_json_number(double x, FILE *to);

#endif
