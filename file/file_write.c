/* file_write.c - a file written whole or not at all.
 * Invariants: the target is either what it was or the whole new file; no temporary file outlives ccs_file_write or its draft, nor a program
 * that ends with ccs_temp_abandon. */
#include "file_write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_temp.h"

enum {
    TEMP_NAME_TRIES = 1000,
    TEMP_STEM_BYTES = 200 /* of the target's name, so that the temporary name fits NAME_MAX */
};

/* A target taken apart; all owned but what the caller said. */
typedef struct {
    const char *asked;
    char *path;   /* symbolic links followed */
    char *folder; /* "." where the path names none */
    char *temp;   /* beside it */
} target_t;

static void free_target(target_t *t)
{
    ccs_temp_forget(t->temp);
    free(t->path);
    free(t->folder);
    free(t->temp);
}

static int no_memory(const char *path, ccs_err_t *err)
{
    (void) ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory");
    return CCS_ERR_NOMEM;
}

static int cannot_create(const char *path, int why, ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "cannot create it: %s", strerror(why));
}

static int exists(const char *path, ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "exists already; --force overwrites it");
}

static int take_apart(const char *path, target_t *t, ccs_err_t *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const size_t folder_bytes = slash == path ? 1 : slash ? (size_t) (slash - path) : 1, temp_bytes = strlen(path) + 32;

    if (*name == '\0') {
        (void) ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "names no file");
        return CCS_ERR_CREATE;
    }
    t->path = strdup(path);
    t->folder = strndup(slash ? path : ".", folder_bytes);
    t->temp = malloc(temp_bytes);
    if (!t->path || !t->folder || !t->temp) return no_memory(path, err);
    return 0;
}

static int check_folder(const char *path, const target_t *t, ccs_err_t *err)
{
    struct stat st;

    if (stat(t->folder, &st) != 0) {
        if (errno == ENOENT) return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "the folder %s does not exist", t->folder);
        return cannot_create(path, errno, err);
    }
    if (!S_ISDIR(st.st_mode)) return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "%s is no folder", t->folder);
    if (access(t->folder, W_OK | X_OK) != 0)
        return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "cannot write in the folder %s: %s", t->folder, strerror(errno));
    return 0;
}

/* Everything that can be known before the work. A symbolic link is followed, as a rename would replace the link. */
static int find_target(const char *path, bool force, target_t *t, ccs_err_t *err)
{
    char *followed = NULL;
    struct stat st;
    int ret = 0;

    t->asked = path;
    if (lstat(path, &st) == 0) {
        followed = S_ISLNK(st.st_mode) ? realpath(path, NULL) : NULL;
        if (S_ISLNK(st.st_mode) && (!followed || stat(followed, &st) != 0))
            ret = ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "is a symbolic link that leads nowhere");
        else if (S_ISDIR(st.st_mode)) ret = ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "is a folder");
        else if (!S_ISREG(st.st_mode)) ret = ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "is no regular file");
        else if (!force) ret = exists(path, err);
    } else if (errno != ENOENT || *path == '\0') {
        ret = cannot_create(path, errno, err);
    }
    if (ret == 0) ret = take_apart(followed ? followed : path, t, err);
    if (ret == 0) ret = check_folder(path, t, err);
    free(followed);
    return ret;
}

/* mkstemp would leave the file private to its owner; O_EXCL with a name of our own follows the umask. @return descriptor or -1 */
static int open_temp(target_t *t)
{
    const char *slash = strrchr(t->path, '/');
    const int folder_bytes = slash ? (int) (slash + 1 - t->path) : 0;

    for (unsigned i = 0; i < TEMP_NAME_TRIES; i++) {
        const unsigned mark = (unsigned) getpid() * TEMP_NAME_TRIES + i;

        snprintf(t->temp, strlen(t->path) + 32, "%.*s.%.*s.%06x.tmp", folder_bytes, t->path, TEMP_STEM_BYTES,
            t->path + folder_bytes, mark);
        const int fd = ccs_temp_open(t->temp, false);

        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

/* @return 0 or errno */
static int write_fully(int fd, const unsigned char *bytes, size_t n)
{
    while (n) {
        const ssize_t done = write(fd, bytes, n);

        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return errno;
        bytes += done;
        n -= (size_t) done;
    }
    return 0;
}

/* @return 0 or errno. A file system that cannot flush is not an error of the result. */
static int flush_to_disk(int fd)
{
    while (fsync(fd) != 0) {
        if (errno == EINVAL || errno == ENOTSUP) return 0;
        if (errno != EINTR) return errno;
    }
    return 0;
}

/* The temporary file under its name, unless something has that name by now. @return 0 or errno */
static int name_new(const void *of)
{
    const target_t *const t = of;

    if (link(t->temp, t->path) == 0) {
        (void) unlink(t->temp);
        return 0;
    }
    if (errno == EEXIST) return errno;
    /* No hard links here (FAT, some network and shared folders): take the name first, then rename over our own empty file. */
    const int fd = open(t->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0) return errno;
    (void) close(fd);
    if (rename(t->temp, t->path) == 0) return 0;
    const int why = errno;

    (void) unlink(t->path);
    return why;
}

/* The temporary file under its name, whatever has that name. @return 0 or errno */
static int name_over(const void *of)
{
    const target_t *const t = of;

    return rename(t->temp, t->path) != 0 ? errno : 0;
}

/* The temporary file becomes the target or is gone. */
static int publish(const target_t *t, bool force, ccs_err_t *err)
{
    const int why = ccs_temp_name(force ? name_over : name_new, t);

    if (why) {
        (void) unlink(t->temp);
        return why == EEXIST && !force ? exists(t->asked, err) : cannot_create(t->asked, why, err);
    }
    const int folder = open(t->folder, O_RDONLY | O_CLOEXEC);

    /* The file stands. Should the folder not be flushed, a crash of the machine can lose the new name, never the old file. */
    if (folder >= 0) {
        (void) flush_to_disk(folder);
        (void) close(folder);
    }
    return 0;
}

/* Leaves the temporary file complete and on the disk, or not at all. */
static int write_temp(target_t *t, const void *bytes, size_t n, ccs_err_t *err)
{
    const int fd = open_temp(t);

    if (fd < 0) return cannot_create(t->asked, errno, err);
    int why = write_fully(fd, bytes, n);

    if (why == 0) why = flush_to_disk(fd);
    if (close(fd) != 0 && why == 0 && errno != EINTR) why = errno;
    if (why == 0) return 0;
    (void) unlink(t->temp);
    return ccs_err_set(err, CCS_ERR_WRITE, t->asked, NULL, "cannot write: %s", strerror(why));
}

int ccs_file_check_target(const char *path, bool force, ccs_err_t *err)
{
    target_t t = {0};
    const int ret = find_target(path, force, &t, err);

    free_target(&t);
    return ret;
}

int ccs_file_write(const char *path, bool force, const void *bytes, size_t n, ccs_err_t *err)
{
    target_t t = {0};
    int ret = 0;

    CCS_TRY(find_target(path, force, &t, err));
    CCS_TRY(write_temp(&t, bytes, n, err));
    CCS_TRY(publish(&t, force, err));
out:
    free_target(&t);
    return ret;
}

/* --- piece by piece -------------------------------------------------------------------------------------------------------- */

struct ccs_file_draft {
    target_t target;
    FILE *to; /* NULL: it is closed, and the temporary file gone or published */
    bool force;
};

static int open_draft(ccs_file_draft_t *self, const char *path, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(find_target(path, self->force, &self->target, err));
    const int fd = open_temp(&self->target);

    if (fd < 0) return cannot_create(path, errno, err);
    self->to = fdopen(fd, "w");
    if (self->to) return 0;
    (void) close(fd);
    (void) unlink(self->target.temp);
    ret = no_memory(path, err);
out:
    return ret;
}

int ccs_file_draft_open(const char *path, bool force, ccs_file_draft_t **draft, ccs_err_t *err)
{
    ccs_file_draft_t *const self = calloc(1, sizeof *self);
    int ret;

    *draft = NULL;
    if (!self) return no_memory(path, err);
    self->force = force;
    ret = open_draft(self, path, err);
    if (ret) ccs_file_draft_free(self);
    else *draft = self;
    return ret;
}

FILE *ccs_file_draft_stream(const ccs_file_draft_t *self)
{
    return self->to;
}

int ccs_file_draft_publish(ccs_file_draft_t *self, ccs_err_t *err)
{
    FILE *const to = self->to;
    int why = fflush(to) != 0 ? errno : ferror(to) ? EIO : 0;

    if (why == 0) why = flush_to_disk(fileno(to));
    if (fclose(to) != 0 && why == 0) why = errno;
    self->to = NULL;
    if (why == 0) return publish(&self->target, self->force, err);
    (void) unlink(self->target.temp);
    return ccs_err_set(err, CCS_ERR_WRITE, self->target.asked, NULL, "cannot write: %s", strerror(why));
}

void ccs_file_draft_free(ccs_file_draft_t *self)
{
    if (!self) return;
    if (self->to) {
        (void) fclose(self->to);
        (void) unlink(self->target.temp);
    }
    free_target(&self->target);
    free(self);
}
