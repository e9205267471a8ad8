/** @file number_marks.h  Points and commas in numbers: which is decimal and which parts thousands, as far as a number, or all those of a column, tell. */
#ifndef CCS_NUMBER_MARKS_H
#define CCS_NUMBER_MARKS_H

#include <stdbool.h>
#include <stdint.h>

enum { CCS_MARK_POINT, CCS_MARK_COMMA, CCS_N_MARKS, CCS_MARK_SAMPLE = 40 /* bytes */ };

/** What numbers say of a mark: the line of one in which it is decimal, parts thousands, or may do either; 0: there is none. */
typedef struct {
    uint32_t decimal, parts, open;
    char sample[CCS_MARK_SAMPLE]; /* the first that may do either */
} ccs_number_mark_t;

/** What the numbers of a column or a file say together. Zero-initialise. */
typedef struct {
    ccs_number_mark_t mark[CCS_N_MARKS];
    bool whole;  /* a whole number is written without a mark */
    bool plain;  /* one from 1000 on is */
    bool blanks; /* a blank or an apostrophe stands in one */
} ccs_number_marks_t;

/** Whether a mark between thousands would look like this: 4.084, 12,500, but not 0.084 or 4.0840. */
bool ccs_may_part_thousands(const char *text);
/** Take a number's text into account. @param line  of it, > 0 */
void ccs_number_marks_weigh(ccs_number_marks_t *self, const char *text, uint32_t line);
/** Whether any number has the mark. */
bool ccs_number_marks_has(const ccs_number_marks_t *self, int mark);

/** Digits, perhaps a sign, perhaps marks between and behind them. */
bool ccs_is_marked_number(const char *text);
/** Whether what parts a number does so between thousands, and its decimal mark is the last: 1.500,25 but not 01.02.2026 or 1,2,3. @param decimal  '.' or ',' */
bool ccs_is_in_thousands(const char *text, char decimal);
/** @param decimal  '.' or ','; the other one, blanks and apostrophes between digits part thousands @return false: not a finite number */
bool ccs_marked_number(const char *text, char decimal, double *x);

#endif
