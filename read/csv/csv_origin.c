/* csv_origin.c - the first line of a table that was made of an export. */
#include "csv_origin.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_file.h"
#include "fnv.h"
#include "text.h"

#define BEGIN "# Made from \""
#define BYTES "\", "
#define SUM   " bytes, sum "
#define HOW   ", by: "

void ccs_csv_origin_print(const ccs_csv_origin_t *self, FILE *to)
{
    fprintf(to, BEGIN "%s" BYTES "%zu" SUM "%016" PRIx64 HOW "%s\n", self->path, self->n, self->sum, self->how);
}

/* What the line says, its texts in the arena. @return false: it says nothing of that kind */
static bool read_line(const char *line, ccs_arena_t *arena, ccs_csv_origin_t *self)
{
    const size_t begin = strlen(BEGIN);
    const char *const bytes = strncmp(line, BEGIN, begin) == 0 ? strstr(&line[begin], BYTES) : NULL;
    const char *const sum = bytes ? strstr(bytes, SUM) : NULL, *const how = sum ? strstr(sum, HOW) : NULL;

    if (!how) return false;
    self->path = ccs_arena_printf(arena, "%.*s", (int) (bytes - &line[begin]), &line[begin]);
    self->n = (size_t) strtoull(&bytes[strlen(BYTES)], NULL, 10);
    self->sum = strtoull(&sum[strlen(SUM)], NULL, 16);
    self->how = &how[strlen(HOW)];
    return self->path != NULL;
}

/* The sum of a file of so many bytes. @return false: it cannot be had */
static bool sum_of(const char *path, size_t n, uint64_t *sum)
{
    FILE *const file = fopen(path, "rb");
    void *const bytes = file ? malloc(n + 1) : NULL;
    const bool is_read = bytes && fread(bytes, 1, n, file) == n;

    if (is_read) *sum = ccs_fnv1a(CCS_FNV_START, bytes, n);
    free(bytes);
    if (file) (void) fclose(file);
    return is_read;
}

/* Whether an export that is there is another than the one that is remembered. */
static bool has_changed(const ccs_csv_origin_t *self, const char *path)
{
    struct stat info;
    uint64_t sum;

    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false;
    if ((uint64_t) info.st_size != self->n) return true;
    return self->n <= CCS_CSV_MAX_BYTES && sum_of(path, self->n, &sum) && sum != self->sum;
}

void ccs_csv_origin_tell(const ccs_csv_file_t *table, const char *path, ccs_arena_t *arena, ccs_err_list_t *errors)
{
    const char *const slash = strrchr(path, '/');
    const char *const folder = ccs_arena_printf(arena, "%.*s", slash ? (int) (slash - path) : 0, path);
    ccs_csv_origin_t origin;

    if (!folder || !table->origin || !read_line(table->origin, arena, &origin)) return;
    const char *const export = ccs_text_join(arena, folder, origin.path);

    if (!export || !has_changed(&origin, export)) return;
    (void) ccs_err_list_add(errors, CCS_ERR_OK, path, NULL,
        "was made from %.80s, which has changed since: what is read is the old one. To renew it: %.200s", export, origin.how);
}
