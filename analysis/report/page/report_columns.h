/** @file report_columns.h  Tables with a row for each of several entities and a column for each metric that some of them has. */
#ifndef CCS_REPORT_COLUMNS_H
#define CCS_REPORT_COLUMNS_H

#include "report_page.h"

/** A column: a metric and what the table calls it. */
typedef struct {
    const char *metric, *head;
} ccs_page_column_t;

enum { CCS_PAGE_COLUMNS_MAX = 24 };

/** Entities of the base. */
typedef struct {
    const uint32_t *at;
    uint32_t n;
} ccs_page_entities_t;

/** Whether the base has a figure of this name for any of them. */
bool ccs_page_has_any(const ccs_page_t *page, const char *metric, ccs_page_entities_t of);
/** The table, of the base; nothing where no column has a figure. @param label, head  of the table and of its first column
 * @param n  columns, at most CCS_PAGE_COLUMNS_MAX */
void ccs_page_columns(ccs_page_t *page, const char *const label_head[2], const ccs_page_column_t *columns, uint32_t n,
    ccs_page_entities_t of);

/** Whether the base has a defined figure of this name for all together. */
bool ccs_page_knows(const ccs_page_t *page, const char *metric);
/** That figure in a sentence, with its half-width: "73 % ± 1". */
void ccs_page_say(const ccs_page_t *page, const char *metric, ccs_prose_t *to);

/** A table with a heading: what it says, and its columns. */
typedef struct {
    const char *label;
    const ccs_page_column_t *columns;
    uint32_t n;
} ccs_page_columns_t;
/** The table with those columns that are not 0 throughout; nothing where all are. */
void ccs_page_used_columns(ccs_page_t *page, const ccs_page_columns_t *table, ccs_page_entities_t of);

/** Kinds of entities whose figures stand together, as a table or a menu names them; ends with kind NULL. */
typedef struct {
    const char *kind, *choice;
} ccs_page_kind_t;
/** All together, then the entities of each kind of which there are several. @return how many, at most max */
uint32_t ccs_page_all_and(const ccs_page_t *page, const ccs_page_kind_t *kinds, uint32_t *found, uint32_t max);

#endif
