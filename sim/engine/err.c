/* err.c - errors as records. A list never fails to count: when memory is out, records are dropped but n_errors stays right. */
#include "err.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill(char *to, size_t size, const char *format, va_list args)
{
    const int n = vsnprintf(to, size, format, args);

    if (n >= (int) size) strcpy(to + size - sizeof "…", "…");
}

static void copy(char *to, size_t size, const char *from)
{
    const size_t n = from ? strlen(from) : 0;

    if (n < size) {
        memcpy(to, from ? from : "", n);
        to[n] = '\0';
        return;
    }
    memcpy(to, from, size - sizeof "…");
    strcpy(to + size - sizeof "…", "…");
}

static void set(ccs_err_t *err, int code, const char *where, const char *path, const char *format, va_list args)
{
    err->code = code;
    copy(err->where, sizeof err->where, where);
    copy(err->path, sizeof err->path, path);
    fill(err->text, sizeof err->text, format, args);
}

int ccs_err_set(ccs_err_t *err, enum ccs_code code, const char *where, const char *path, const char *format, ...)
{
    if (err) {
        va_list args;

        va_start(args, format);
        set(err, (int) code, where, path, format, args);
        va_end(args);
    }
    return (int) code;
}

int ccs_err_list_append(ccs_err_list_t *self, const ccs_err_t *err)
{
    bool lost = false; /* a warning that nobody would see is an error */

    if (self->n == self->cap && self->cap < CCS_ERR_LIST_MAX) {
        const size_t cap = self->cap ? 2 * self->cap : 8;
        ccs_err_t *items = realloc(self->items, cap * sizeof *items);

        lost = !items;
        if (items) {
            self->items = items;
            self->cap = cap;
        }
    }
    if (err->code != CCS_ERR_OK || lost) self->n_errors++;
    if (self->n == self->cap || self->n == CCS_ERR_LIST_MAX) {
        self->n_dropped++;
        return err->code;
    }
    self->items[self->n++] = *err;
    return err->code;
}

int ccs_err_list_add(ccs_err_list_t *self, enum ccs_code code, const char *where, const char *path, const char *format, ...)
{
    ccs_err_t err;
    va_list args;

    va_start(args, format);
    set(&err, (int) code, where, path, format, args);
    va_end(args);
    return ccs_err_list_append(self, &err);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_of_word(char c)
{
    return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where a number or a text in quotes ends that begins here; at itself where none does. queue_2 is a name. */
static const char *behind_value(const char *at, const char *text)
{
    if (*at == '"' && strchr(at + 1, '"')) return strchr(at + 1, '"') + 1;
    if (!is_digit(*at) || (at > text && is_of_word(at[-1]))) return at;
    while (is_digit(*at) || ((*at == '.' || *at == ',') && is_digit(at[1]))) at++;
    return at;
}

static bool alike(const char *a, const char *b)
{
    const char *const text_a = a, *const text_b = b;

    while (*a || *b) {
        const char *const behind_a = behind_value(a, text_a), *const behind_b = behind_value(b, text_b);

        if ((behind_a == a) != (behind_b == b) || (behind_a == a && *a != *b)) return false;
        a = behind_a == a ? a + 1 : behind_a;
        b = behind_b == b ? b + 1 : behind_b;
    }
    return true;
}

/* The file of a place. */
static size_t file_length(const char *where)
{
    const char *const colon = strrchr(where, ':');

    return colon && is_digit(colon[1]) ? (size_t) (colon - where) : strlen(where);
}

bool ccs_err_alike(const ccs_err_t *a, const ccs_err_t *b)
{
    const size_t n = file_length(a->where);

    return a->code == b->code && n == file_length(b->where) && memcmp(a->where, b->where, n) == 0 && alike(a->path, b->path) &&
        alike(a->text, b->text);
}

int ccs_err_list_code(const ccs_err_list_t *self)
{
    for (size_t i = 0; i < self->n; i++)
        if (self->items[i].code != CCS_ERR_OK) return self->items[i].code;
    return self->n_errors ? CCS_ERR_NOMEM : CCS_ERR_OK;
}

void ccs_err_list_free(ccs_err_list_t *self)
{
    if (!self) return;
    free(self->items);
    *self = (ccs_err_list_t){0};
}

const char *ccs_err_text(int code)
{
    switch ((enum ccs_code) code) {
#define X(name, status, text)                                                                                                    \
    case CCS_ERR_##name: return text;
        CCS_ERR_LIST(X)
#undef X
    }
    return "unknown error";
}

int ccs_err_status(int code)
{
    switch ((enum ccs_code) code) {
#define X(name, status, text)                                                                                                    \
    case CCS_ERR_##name: return status;
        CCS_ERR_LIST(X)
#undef X
    }
    return 70;
}

_Noreturn void ccs_bug(const char *file, int line, const char *condition)
{
    fprintf(stderr, "ccsim: bug: %s:%d: %s\nThis is a mistake in ccsim, not in your scenario. Please report it.\n", file, line,
        condition);
    abort();
}
