/** @file json_write.h  Texts and numbers as RFC 8259 wants them. */
#ifndef CCS_JSON_WRITE_H
#define CCS_JSON_WRITE_H

#include <stdio.h>

/** A text in quotes; what is not UTF-8 in it becomes U+FFFD. NULL is null. */
void ccs_json_text(const char *text, FILE *to);
/** The shortest number that reads back to the same double; null where it is not finite. */
void ccs_json_number(double x, FILE *to);
/** A further member of an object: ', "NAME": ' and its value. */
void ccs_json_text_member(const char *name, const char *text, FILE *to);
void ccs_json_number_member(const char *name, double x, FILE *to);

#endif
