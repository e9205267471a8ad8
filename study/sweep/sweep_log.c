/* sweep_log.c - records in a file. Invariant: in front of `end` the file holds a head and whole records. */
#include "sweep_log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MAGIC[16] = "ccsim sweep 1\n";

/* What the file begins with. */
typedef struct {
    char magic[sizeof MAGIC];
    uint64_t digest;
    uint32_t number, of, n_responses, size;
} head_t;

/* What stands in front of the values of a block; the sum is of what follows it and of the values. */
typedef struct {
    uint64_t sum;
    uint32_t point, block, n, zero;
} record_t;

struct ccs_sweep_log {
    const char *path; /* owned, as all of it */
    int file;
    const ccs_sweep_store_t *store;
};

static uint64_t sum_of(const void *bytes, size_t n, uint64_t sum)
{
    const unsigned char *const at = bytes;

    for (size_t i = 0; i < n; i++) sum = (sum ^ at[i]) * UINT64_C(1099511628211); /* FNV-1a */
    return sum;
}

static uint64_t sum_of_record(const record_t *record, const double *values, size_t n_doubles)
{
    const uint64_t sum = sum_of(&record->point, sizeof *record - sizeof record->sum, UINT64_C(14695981039346656037));

    return sum_of(values, n_doubles * sizeof *values, sum);
}

static head_t head_of(const ccs_sweep_store_t *store)
{
    head_t head;

    memset(&head, 0, sizeof head);
    memcpy(head.magic, MAGIC, sizeof MAGIC);
    head.digest = store->sweep->digest;
    head.number = store->shard.number;
    head.of = store->shard.of;
    head.n_responses = store->sweep->n_responses;
    head.size = store->size;
    return head;
}

/* @return bytes read before the end of the file, or an error */
static size_t read_bytes(int file, void *to, size_t n)
{
    size_t done = 0;

    while (done < n) {
        const ssize_t some = read(file, (char *) to + done, n - done);

        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) break;
        done += (size_t) some;
    }
    return done;
}

static int write_bytes(const ccs_sweep_log_t *self, const void *from, size_t n, ccs_err_t *err)
{
    for (size_t done = 0; done < n;) {
        const ssize_t some = write(self->file, (const char *) from + done, n - done);

        if (some < 0 && errno == EINTR) continue;
        if (some <= 0)
            return ccs_err_set(err, CCS_ERR_WRITE, self->path, NULL, "cannot be written: %s",
                strerror(some < 0 ? errno : ENOSPC));
        done += (size_t) some;
    }
    return 0;
}

/* ---- opening -------------------------------------------------------------------------------------------------------------------------------- */

static bool fits(const ccs_sweep_store_t *store, const record_t *record)
{
    return record->point < store->n_points && record->block < store->n_blocks && record->n > 0 &&
        record->n <= CCS_REPLICATIONS_MAX && record->zero == 0 &&
        !store->blocks[(size_t) record->point * store->n_blocks + record->block].values;
}

/* One record into the store. @return false: there is none that is whole */
static bool take_record(int file, ccs_sweep_store_t *store, int *ret)
{
    record_t record;

    if (read_bytes(file, &record, sizeof record) != sizeof record || !fits(store, &record)) return false;
    const size_t n = ccs_sweep_doubles(store->sweep, record.n);
    double *const values = malloc(n * sizeof *values);
    const bool whole = values && read_bytes(file, values, n * sizeof *values) == n * sizeof *values &&
        sum_of_record(&record, values, n) == record.sum;

    if (whole) *ret = ccs_sweep_store_take(store, record.point, record.block, values, record.n);
    free(values);
    return whole && *ret == 0;
}

/* The records behind the head; behind the last whole one the file is cut. */
static int take_records(ccs_sweep_log_t *self, ccs_sweep_store_t *store, ccs_err_t *err)
{
    off_t end = lseek(self->file, 0, SEEK_CUR);
    int ret = 0;

    while (end >= 0 && take_record(self->file, store, &ret)) end = lseek(self->file, 0, SEEK_CUR);
    if (ret) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (end < 0 || ftruncate(self->file, end) != 0 || lseek(self->file, end, SEEK_SET) != end)
        return ccs_err_set(err, CCS_ERR_WRITE, self->path, NULL, "cannot be written: %s", strerror(errno));
    return 0;
}

static int begin(ccs_sweep_log_t *self, const head_t *head, ccs_err_t *err)
{
    if (ftruncate(self->file, 0) != 0 || lseek(self->file, 0, SEEK_SET) != 0)
        return ccs_err_set(err, CCS_ERR_WRITE, self->path, NULL, "cannot be written: %s", strerror(errno));
    return write_bytes(self, head, sizeof *head, err);
}

/* A head that was cut off holds nothing that could be lost. */
static int resume(ccs_sweep_log_t *self, bool anew, ccs_sweep_store_t *store, ccs_err_t *err)
{
    const head_t own = head_of(store);
    head_t head;
    const size_t n = read_bytes(self->file, &head, sizeof head);

    if (n > sizeof MAGIC ? memcmp(head.magic, MAGIC, sizeof MAGIC) != 0 : n > 0 && memcmp(head.magic, MAGIC, n) != 0)
        return ccs_err_set(err, CCS_ERR_CREATE, self->path, NULL,
            "is there, and is not what a sweep leaves: it is not overwritten");
    if (anew || n < sizeof head) return begin(self, &own, err);
    if (memcmp(&head, &own, sizeof head) != 0)
        return ccs_err_set(err, CCS_ERR_CREATE, self->path, NULL,
            "is of another study, version, seed or shard, and cannot be gone on with: --force begins anew");
    return take_records(self, store, err);
}

static int lock(const ccs_sweep_log_t *self, ccs_err_t *err)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    if (fcntl(self->file, F_SETLK, &whole) == 0) return 0;
    if (errno != EACCES && errno != EAGAIN) return 0; /* a file system without locks: nobody can say */
    return ccs_err_set(err, CCS_ERR_CREATE, self->path, NULL, "another ccsim is at work on it");
}

int ccs_sweep_log_open(const char *path, bool anew, ccs_sweep_store_t *store, ccs_sweep_log_t **log, ccs_err_t *err)
{
    ccs_sweep_log_t *const self = calloc(1, sizeof *self + strlen(path) + 1);
    int ret;

    *log = NULL;
    if (!self) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->path = strcpy((char *) (self + 1), path);
    self->store = store;
    self->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    CCS_REQUIRE(self->file >= 0, ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "cannot be written: %s", strerror(errno)));
    CCS_TRY(lock(self, err));
    CCS_TRY(resume(self, anew, store, err));
    *log = self;
    return 0;
out:
    ccs_sweep_log_close(self, false);
    return ret;
}

/* ---- adding ---------------------------------------------------------------------------------------------------------------------------------- */

int ccs_sweep_log_add(ccs_sweep_log_t *self, uint32_t point, uint32_t block, const double *values, uint32_t n, ccs_err_t *err)
{
    const size_t n_doubles = ccs_sweep_doubles(self->store->sweep, n);
    record_t record = {.point = point, .block = block, .n = n};
    int ret;

    record.sum = sum_of_record(&record, values, n_doubles);
    CCS_TRY(write_bytes(self, &record, sizeof record, err));
    CCS_TRY(write_bytes(self, values, n_doubles * sizeof *values, err));
out:
    return ret;
}

void ccs_sweep_log_close(ccs_sweep_log_t *self, bool remove)
{
    if (!self) return;
    if (remove) (void) unlink(self->path); /* before the lock goes */
    if (self->file >= 0) (void) close(self->file);
    free(self);
}
