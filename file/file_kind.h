/** @file file_kind.h  What kind of file a name promises and what kind a file is (def/file_kind.def), so that no file is written under the
 * name of another kind, nor over a file of another kind. */
#ifndef CCS_FILE_KIND_H
#define CCS_FILE_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "file_kind.def"

enum ccs_file_kind {
#define X(name, suffixes, text, mark, command) CCS_FILE_##name,
    CCS_FILE_KIND_LIST(X)
#undef X
        CCS_N_FILE_KINDS
};

/** A row of file_kind.def. */
typedef struct {
    const char *suffixes, *text, *mark, *command;
} ccs_file_about_t;
extern const ccs_file_about_t CCS_FILE_KINDS[CCS_N_FILE_KINDS];

/** The kind whose suffix a name has, ASCII case ignored; CCS_N_FILE_KINDS if none has it. */
enum ccs_file_kind ccs_file_kind_of_name(const char *path);
/** The kind that a regular file shows by its first bytes; CCS_N_FILE_KINDS if by none, or if it cannot be read. */
enum ccs_file_kind ccs_file_kind_of_bytes(const char *path);
/** Whether a file may be replaced by one of this kind: there is none, it is empty or cannot be read, it begins as this kind does, or it begins
 * as no kind does and has the name of this one. A result file is known by its first bytes alone. @return 0 or CCS_ERR_CREATE */
int ccs_file_check_kind(const char *path, enum ccs_file_kind kind, ccs_err_t *err);
/** Whether two paths lead to one file, by whatever links and spellings. Not if one of them leads nowhere. */
bool ccs_file_is_same(const char *a, const char *b);

#endif
