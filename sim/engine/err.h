/** @file err.h  Errors: one record, a list of records, and the check for bugs. Knows nothing of where they come from. */
#ifndef CCS_ERR_H
#define CCS_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "error.def"
#include "hint.h"

enum ccs_code {
#define X(name, status, text) CCS_ERR_##name,
    CCS_ERR_LIST(X)
#undef X
};

/** One error or warning, in caller's storage. Texts that do not fit are cut and end in "…". */
typedef struct {
    int code;        /* enum ccs_code; 0 in a warning */
    char where[256]; /* retail.cfg:41, or "" */
    char path[128];  /* clock.interval, or "" */
    char text[640];  /* must be > 0, found -3 */
} ccs_err_t;

/** Errors and warnings in the order in which they were found. Zero-initialised storage is a valid empty list. */
typedef struct {
    ccs_err_t *items; /* owned */
    size_t n, cap;
    size_t n_errors;  /* items with code != 0, and records lost for want of memory */
    size_t n_dropped; /* found after the first CCS_ERR_LIST_MAX, counted only */
} ccs_err_list_t;

enum { CCS_ERR_LIST_MAX = 200 };

/** Fill a record. @return code, so that `return ccs_err_set(...)` reads well. @p where, @p path may be NULL; @p err too. */
int ccs_err_set(ccs_err_t *err, enum ccs_code code, const char *where, const char *path, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** Append a record; code CCS_ERR_OK makes a warning. Without memory it is dropped and counts as an error, be it a warning: nothing is passed
 * over in silence. @return code */
int ccs_err_list_add(ccs_err_list_t *self, enum ccs_code code, const char *where, const char *path, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int ccs_err_list_append(ccs_err_list_t *self, const ccs_err_t *err);
/** Whether two records say the same of other places: they differ in the line, in the number of an element, in numbers and in what stands in quotes. */
bool ccs_err_alike(const ccs_err_t *a, const ccs_err_t *b);
/** Code of the first error, CCS_ERR_NOMEM if only lost records are errors, CCS_ERR_OK if there are none (warnings do not count). */
int ccs_err_list_code(const ccs_err_list_t *self);
/** Frees the items; the list is empty and usable again. Null-safe. */
void ccs_err_list_free(ccs_err_list_t *self);

const char *ccs_err_text(int code); /* "bad scenario or data" */
int ccs_err_status(int code);       /* exit status of the program, 0..130 */

/** A broken invariant: print where and what, then abort. Never for bad input. */
_Noreturn void ccs_bug(const char *file, int line, const char *condition);
#define CCS_BUG_IF(condition)                                                                                                    \
    do {                                                                                                                         \
        if (CCS_UNLIKELY(condition)) ccs_bug(__FILE__, __LINE__, #condition);                                                    \
    } while (0)

/* The only macros that change control flow: functions with `int ret` and a label `out` leave by them. */
#define CCS_TRY(call)                                                                                                            \
    do {                                                                                                                         \
        if ((ret = (call)) != 0) goto out;                                                                                       \
    } while (0)
/** Leave with the code of the failure, which is made only then, unless the condition holds. */
#define CCS_REQUIRE(condition, failure) CCS_TRY((condition) ? 0 : (failure))

#endif
