/* plain_result.c - results as the plain stream of a data set (file/dataset_pipe.h) behind a mark, where there is no HDF5; for result_write.c,
 * result_read.c and result_guard.c of file/. Such a file lives as long as the files of a page do: it is for this build alone. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dataset_pipe.h"
#include "file_write.h"
#include "result_guard.h"
#include "result_read.h"
#include "result_write.h"

static const char MARK[] = "\x89"
                           "ccsim plain\r\n\x1a\n";
enum { MARK_BYTES = sizeof MARK - 1, GROWTH = 4 /* a data set in memory, of its stream */, ROOM = 1 << 20 };

static bool take_mark(FILE *from)
{
    char found[MARK_BYTES];

    return from && fread(found, 1, sizeof found, from) == sizeof found && memcmp(found, MARK, sizeof found) == 0;
}

bool ccs_result_looks_like(const char *path)
{
    FILE *const from = fopen(path, "rb");
    const bool is = take_mark(from);

    if (from) (void) fclose(from);
    return is;
}

size_t ccs_result_limit(uint64_t file_bytes)
{
    const uint64_t limit = GROWTH * file_bytes + ROOM;

    return limit > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t) limit;
}

static int receive(FILE *from, const char *path, ccs_dataset_t *out, ccs_err_t *err)
{
    struct stat about;
    ccs_err_t sent;

    if (!from || fstat(fileno(from), &about) != 0)
        return ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", strerror(errno));
    if (!take_mark(from))
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "is no result of this build of ccsim, which has no HDF5: read result files with the program ccsim");
    if (ccs_dataset_receive(from, ccs_result_limit((uint64_t) about.st_size), out, &sent)) return 0;
    if (out->out_of_memory) return ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory");
    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is damaged");
}

int ccs_result_read(const char *path, ccs_dataset_t *out, ccs_err_t *err)
{
    FILE *const from = fopen(path, "rb");

    *out = (ccs_dataset_t){0};
    const int ret = receive(from, path, out, err);

    if (from) (void) fclose(from);
    return ret;
}

int ccs_result_read_guarded(const char *path, ccs_dataset_t *out, ccs_err_t *err)
{
    return ccs_result_read(path, out, err); /* all of this program stands behind a guard */
}

int ccs_result_check_target(const char *path, bool force, ccs_err_t *err)
{
    return ccs_file_check_target(path, force, err);
}

int ccs_result_write(const ccs_dataset_t *data, const char *path, bool force, ccs_err_t *err)
{
    ccs_file_draft_t *draft = NULL;
    int ret = 0;

    if (data->out_of_memory) return ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory");
    CCS_TRY(ccs_file_draft_open(path, force, &draft, err));
    (void) fwrite(MARK, 1, MARK_BYTES, ccs_file_draft_stream(draft));
    (void) ccs_dataset_send(ccs_file_draft_stream(draft), data, NULL);
    CCS_TRY(ccs_file_draft_publish(draft, err));
out:
    ccs_file_draft_free(draft);
    return ret;
}
