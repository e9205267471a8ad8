/* no_book.c - workbooks where there is no libxlsxwriter; for file/xlsx_write.c. */
#include "xlsx_write.h"

int ccs_book_new(ccs_book_t **self, const char *title, const char *comments, ccs_err_t *err)
{
    (void) title;
    (void) comments;
    *self = NULL;
    return ccs_err_set(err, CCS_ERR_WRITE, NULL, NULL, "workbooks (XLSX) are not in this build of ccsim: write CSV");
}

/* Nothing reaches the rest: there is no workbook. */
void ccs_book_sheet(ccs_book_t *self, const char *name, const ccs_book_head_t *head)
{
    (void) self;
    (void) name;
    (void) head;
}

void ccs_book_row(ccs_book_t *self, const ccs_row_cell_t *cells, uint32_t n)
{
    (void) self;
    (void) cells;
    (void) n;
}

void ccs_book_chart(ccs_book_t *self, const ccs_book_chart_t *chart)
{
    (void) self;
    (void) chart;
}

int ccs_book_check(const ccs_book_t *self, ccs_err_t *err)
{
    (void) self;
    (void) err;
    return CCS_ERR_WRITE;
}

int ccs_book_write(ccs_book_t *self, const char *path, bool force, ccs_err_t *err)
{
    (void) path;
    (void) force;
    return ccs_book_check(self, err);
}

void ccs_book_delete(ccs_book_t *self)
{
    (void) self;
}
