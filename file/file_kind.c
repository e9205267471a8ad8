/* file_kind.c - kinds of files by name and by content. */
#include "file_kind.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "text.h"

enum { MARK_BYTES = 16 };

const ccs_file_about_t CCS_FILE_KINDS[CCS_N_FILE_KINDS] = {
#define X(name, suffixes, text, mark, command) [CCS_FILE_##name] = {suffixes, text, mark, command},
    CCS_FILE_KIND_LIST(X)
#undef X
};

static bool has_suffix(const char *path, const char *suffixes)
{
    char suffix[MARK_BYTES];

    for (size_t n; *suffixes; suffixes += n + 1) {
        n = strcspn(suffixes, " ");
        snprintf(suffix, sizeof suffix, "%.*s", (int) n, suffixes);
        if (ccs_text_ends(path, suffix)) return true;
    }
    return false;
}

enum ccs_file_kind ccs_file_kind_of_name(const char *path)
{
    int kind = 0;

    while (kind < CCS_N_FILE_KINDS && !has_suffix(path, CCS_FILE_KINDS[kind].suffixes)) kind++;
    return (enum ccs_file_kind) kind;
}

/* The first bytes of a regular file: a pipe is not tasted. @return how many; 0 also for what cannot be read */
static size_t taste(const char *path, char first[MARK_BYTES])
{
    struct stat about;
    FILE *const file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
    const size_t n = file ? fread(first, 1, MARK_BYTES, file) : 0;

    if (file) (void) fclose(file);
    return n;
}

static enum ccs_file_kind kind_of(const char *first, size_t n)
{
    for (int kind = 0; kind < CCS_N_FILE_KINDS; kind++) {
        const char *const mark = CCS_FILE_KINDS[kind].mark;
        const size_t n_mark = strlen(mark);

        if (n_mark && n >= n_mark && !memcmp(first, mark, n_mark)) return (enum ccs_file_kind) kind;
    }
    return CCS_N_FILE_KINDS;
}

enum ccs_file_kind ccs_file_kind_of_bytes(const char *path)
{
    char first[MARK_BYTES];

    return kind_of(first, taste(path, first));
}

int ccs_file_check_kind(const char *path, enum ccs_file_kind kind, ccs_err_t *err)
{
    char first[MARK_BYTES];
    const size_t n = taste(path, first);
    const enum ccs_file_kind begins = kind_of(first, n), named = ccs_file_kind_of_name(path);

    if (n == 0 || begins == kind) return 0;
    if (begins == CCS_N_FILE_KINDS && named == kind && kind != CCS_FILE_RESULT) return 0;
    return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "exists and is not %s: not overwritten, not even with --force",
        CCS_FILE_KINDS[kind].text);
}

bool ccs_file_is_same(const char *a, const char *b)
{
    struct stat one, other;

    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}
