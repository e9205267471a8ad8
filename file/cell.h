/** @file cell.h  Typed cells, and the forms in which they are written. */
#ifndef CCS_CELL_H
#define CCS_CELL_H

#include <stdbool.h>

/* What a cell holds: decides how a spreadsheet shows it. */
enum ccs_cell_kind {
    CCS_CELL_TEXT,
    CCS_CELL_DATE,         /* a text, 2026-03-02; in CSV also with T or a blank and more behind it */
    CCS_CELL_TIME,         /* a text, 09:30 or 09:30:15; what is none stays a text */
    CCS_CELL_WHOLE,        /* 13,045 */
    CCS_CELL_COUNT,        /* 13,044.6 */
    CCS_CELL_NUMBER,       /* 82.31 */
    CCS_CELL_SHARE,        /* 0.804 is shown as 80.4 % */
    CCS_CELL_SECONDS,      /* 11.3 */
    CCS_CELL_MONEY,        /* 12,345.60 */
    CCS_CELL_RATE,         /* a price or share that others are worked out by: 16.5, 0.3 */
    CCS_CELL_POINTS,       /* a difference of shares: 0.055 is shown as +5.5%-points */
    CCS_CELL_POINTS_WIDTH, /* how far one reaches to either side: without a sign */
    CCS_CELL_GOOD,         /* a text for good news, bad, or none yet */
    CCS_CELL_BAD,
    CCS_CELL_UNSURE,
    CCS_CELL_TRUTH,        /* a text, true or false; what is none stays a text */
    CCS_CELL_GAP,          /* agents more (+2.5) or fewer (-2.5) than are needed */
    CCS_CELL_SHARE_GOOD,   /* a share on a ground that says what it is worth, with its sign: 0.852 is shown as 85.2% ✓, */
    CCS_CELL_SHARE_BAD,    /* 61.0% ✗ */
    CCS_CELL_SHARE_UNSURE, /* or 79.5% ? */
    CCS_CELL_TITLE,        /* texts: the largest of a sheet, */
    CCS_CELL_HEAD,         /* the head of a column, */
    CCS_CELL_LINE,         /* a line of its own, which runs over the cells beside it, */
    CCS_CELL_WRAPPED,      /* one that is broken where its column ends */
    CCS_CELL_FORMULA,      /* a number and a text: 12,345.60, which a workbook works out by "=D2*F2" */
    CCS_N_CELL_KINDS
};

typedef struct {
    enum ccs_cell_kind kind;
    const char *text; /* UTF-8; NULL: a number */
    double number;    /* NAN = an empty cell */
} ccs_row_cell_t;

typedef struct ccs_book ccs_book_t; /* xlsx_write.h */

/** How cells are parted and numbers are written in CSV; 0: a comma, a point. They differ. */
typedef struct {
    char separator, decimal;
    bool day_first; /* dates as 02.03.2026, and 02.03.2026 09:30 */
} ccs_csv_form_t;

#endif
