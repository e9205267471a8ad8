/* test_result_file.c - result files: written whole or not at all, read back the same, and every error of both.
 * link, rename, fsync and write of the C library are replaced by functions that fail on demand and pass everything else on. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fnv.h"
#include "result_read.h"
#include "result_seal.h"
#include "result_write.h"

#define OLD "\x89HDF\r\n\x1a\nold" /* passes for an older result */

/* --- a C library that fails on demand --------------------------------------------------------------------------------------- */

static struct {
    int link_errno, rename_errno, fsync_errno, write_errno;
    bool intrude;      /* somebody else creates the target just before link */
    bool crumbs;       /* write takes 777 bytes at a time, and is interrupted before each */
    size_t write_room; /* bytes until write_errno */
    unsigned n_interrupted;
} fake;

static void put_file(const char *path, const void *bytes, size_t n);
long syscall(long number, ...); /* POSIX headers hide it */

int link(const char *from, const char *to)
{
    if (fake.intrude) put_file(to, "intruder", 8);
    if (fake.link_errno) {
        errno = fake.link_errno;
        return -1;
    }
    return (int) syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char *old, const char *new)
{
    if (fake.rename_errno) {
        errno = fake.rename_errno;
        return -1;
    }
    return (int) syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}

int fsync(int fd)
{
    if (fake.fsync_errno) {
        errno = fake.fsync_errno;
        return -1;
    }
    return (int) syscall(SYS_fsync, fd);
}

/* Only regular files: Criterion speaks through pipes and sockets meanwhile. */
ssize_t write(int fd, const void *buf, size_t n)
{
    struct stat st;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) return syscall(SYS_write, fd, buf, n);
    if (fake.crumbs && fake.n_interrupted++ % 2 == 0) {
        errno = EINTR;
        return -1;
    }
    if (fake.crumbs && n > 777) n = 777;
    if (fake.write_errno && n > fake.write_room && (n = fake.write_room) == 0) {
        errno = fake.write_errno;
        return -1;
    }
    if (fake.write_errno) fake.write_room -= n;
    return syscall(SYS_write, fd, buf, n);
}

/* --- folders and files ------------------------------------------------------------------------------------------------------ */

static char folder[256];
static char in_folder[4][1024];

/* The path of a name in the test's folder; the last four stay valid. */
static const char *at(const char *name)
{
    static unsigned next;
    char *to = in_folder[next++ % 4];

    snprintf(to, sizeof in_folder[0], "%s/%s", folder, name);
    return to;
}

static void put_file(const char *path, const void *bytes, size_t n)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    cr_assert_geq(fd, 0, "%s", path);
    cr_assert_eq(syscall(SYS_write, fd, bytes, n), (long) n);
    (void) close(fd);
}

/* The whole of a file, malloc'ed. */
static unsigned char *get_file(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");

    cr_assert_not_null(file, "%s", path);
    (void) fseek(file, 0, SEEK_END);
    *n = (size_t) ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*n + 1);

    cr_assert_eq(fread(bytes, 1, *n, file), *n);
    (void) fclose(file);
    return bytes;
}

static unsigned count_files(void)
{
    unsigned n = 0;
    DIR *dir = opendir(folder);

    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void) closedir(dir);
    return n;
}

static void make_folder(void)
{
    const char *base = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/ccsim_result_XXXXXX", base ? base : "/tmp");
    cr_assert_not_null(mkdtemp(folder));
}

static void remove_folder(void)
{
    DIR *dir = opendir(folder);

    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) (void) remove(at(entry->d_name));
    (void) closedir(dir);
    (void) rmdir(folder);
}

TestSuite(result_file, .init = make_folder, .fini = remove_folder, .timeout = 60);

/* Runs a check as a user whom permissions bind. @return its value, or 77 when that user cannot be had. */
static int as_nobody(int (*check)(void))
{
    const pid_t child = fork();
    int status = 0;

    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
        _exit(check());
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* --- a data set with everything --------------------------------------------------------------------------------------------- */

static void fill_big(ccs_dataset_t *data, const uint32_t *dims)
{
    ccs_variable_t *v =
        ccs_dataset_describe(data, ccs_dataset_add(data, "wait", CCS_DATA_F64, dims, 3), "s", "wait by %s", "type");

    for (size_t i = 0; i < v->n; i++)
        if (i % 13) v->data.f64[i] = 2.385 * (double) i;
    v->data.f64[1] = -0.0;
    v->data.f64[2] = (double) INFINITY;
    v->data.f64[3] = 4.9e-324;
}

static void fill(ccs_dataset_t *data)
{
    const uint32_t dims[] = {ccs_dataset_add_dim(data, "replication", 401), ccs_dataset_add_dim(data, "interval", 21),
        ccs_dataset_add_dim(data, "type", 5), ccs_dataset_add_dim(data, "empty", 0)};

    ccs_dataset_set_u64(data, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_set_text(data, "scenario", "title = \"Crédits\";\n");
    ccs_dataset_set_text(data, "none", "");
    ccs_dataset_set_f64(data, "share", 0.05);
    ccs_dataset_set_f64(data, "undefined", (double) NAN);
    for (unsigned i = 0; i < 11; i++) {
        char name[] = "many_a";

        name[5] = (char) ('a' + i);
        ccs_dataset_set_u64(data, name, UINT64_MAX - i);
    }
    fill_big(data, dims);
    ccs_variable_t *v = ccs_dataset_add(data, "type", CCS_DATA_TEXT, dims + 2, 1);

    v->data.text[0] = "crédits";
    v->data.text[3] = "日本語 😀";
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "seed", CCS_DATA_U64, dims, 1), NULL, "a seed");
    for (size_t i = 0; i < v->n; i++) v->data.u64[i] = UINT64_MAX - i * i;
    v = ccs_dataset_describe(data, ccs_dataset_add(data, "agents", CCS_DATA_U32, dims + 1, 2), "1", "agents");
    for (size_t i = 0; i < v->n; i++) v->data.u32[i] = UINT32_MAX - (uint32_t) i;
    v = ccs_dataset_add(data, "notes", CCS_DATA_TEXT, dims, 2);
    for (size_t i = 0; i < v->n; i += 3) v->data.text[i] = "note";
    (void) ccs_dataset_describe(data, ccs_dataset_add(data, "nothing", CCS_DATA_F64, (const uint32_t[]){dims[1], dims[3]}, 2),
        "s", "%s", "");
    (void) ccs_dataset_add(data, "empty", CCS_DATA_TEXT, dims + 3, 1);
    ccs_dataset_add(data, "scalar", CCS_DATA_F64, NULL, 0)->data.f64[0] = 2.385;
    cr_assert_not(data->out_of_memory);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_cells(const ccs_variable_t *a, const ccs_variable_t *b)
{
    switch (a->type) {
    case CCS_DATA_F64: return memcmp(a->data.f64, b->data.f64, a->n * sizeof(double)) == 0;
    case CCS_DATA_U64: return memcmp(a->data.u64, b->data.u64, a->n * sizeof(uint64_t)) == 0;
    case CCS_DATA_U32: return memcmp(a->data.u32, b->data.u32, a->n * sizeof(uint32_t)) == 0;
    case CCS_DATA_TEXT:
        for (size_t i = 0; i < a->n; i++)
            if (!same_text(a->data.text[i], b->data.text[i])) return false;
        return true;
    }
    return false;
}

static bool same_variable(const ccs_variable_t *a, const ccs_variable_t *b)
{
    return same_text(a->name, b->name) && a->type == b->type && a->n == b->n && a->n_dims == b->n_dims &&
        memcmp(a->dims, b->dims, sizeof a->dims) == 0 && same_text(a->units, b->units) && same_text(a->long_name, b->long_name) &&
        same_cells(a, b);
}

static bool same_attribute(const ccs_attribute_t *a, const ccs_attribute_t *b)
{
    return same_text(a->name, b->name) && a->type == b->type && memcmp(&a->f64, &b->f64, sizeof a->f64) == 0 &&
        a->u64 == b->u64 && same_text(a->text, b->text);
}

static bool same(const ccs_dataset_t *a, const ccs_dataset_t *b)
{
    if (a->n_dims != b->n_dims || a->n_variables != b->n_variables || a->n_attributes != b->n_attributes) return false;
    for (size_t i = 0; i < a->n_dims; i++)
        if (!same_text(a->dims[i].name, b->dims[i].name) || a->dims[i].size != b->dims[i].size) return false;
    for (size_t i = 0; i < a->n_variables; i++)
        if (!same_variable(&a->variables[i], &b->variables[i])) return false;
    for (size_t i = 0; i < a->n_attributes; i++)
        if (!same_attribute(&a->attributes[i], &b->attributes[i])) return false;
    return true;
}

/* The small data set of the error tests. @return what ccs_result_write returns */
static int write_small(const char *path, bool force, ccs_err_t *err)
{
    ccs_dataset_t data = {0};
    const uint32_t dim = ccs_dataset_add_dim(&data, "type", 3);

    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_add(&data, "type", CCS_DATA_TEXT, &dim, 1)->data.text[1] = "crédits";
    ccs_dataset_add(&data, "wait", CCS_DATA_F64, &dim, 1)->data.f64[2] = 2.385;
    const int ret = ccs_result_write(&data, path, force, err);

    ccs_dataset_free(&data);
    return ret;
}

static bool is_small(const char *path)
{
    ccs_dataset_t data;
    const int ret = ccs_result_read(path, &data, NULL);
    const bool is = ret == 0 && data.n_variables == 2 && ccs_dataset_find(&data, "wait")->data.f64[2] == 2.385;

    ccs_dataset_free(&data);
    return is;
}

/* --- round trip ------------------------------------------------------------------------------------------------------------- */

Test(result_file, comes_back_as_it_was)
{
    ccs_dataset_t data = {0}, back;
    ccs_err_t err = {0};

    fill(&data);
    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, &err), 0, "%s", err.text);
    cr_assert_eq(count_files(), 1U);
    cr_assert_eq(ccs_result_read(at("r.h5"), &back, &err), 0, "%s: %s", err.path, err.text);
    cr_assert(same(&data, &back));
    ccs_dataset_free(&back);
    ccs_dataset_free(&data);
}

Test(result_file, brings_back_a_set_that_has_only_its_format)
{
    ccs_dataset_t data = {0}, back;

    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, NULL), 0);
    cr_assert_eq(ccs_result_read(at("r.h5"), &back, NULL), 0);
    cr_assert(same(&data, &back));
    ccs_dataset_free(&back);
    ccs_dataset_free(&data);
}

Test(result_file, brings_back_more_variables_than_one_header_holds)
{
    ccs_dataset_t data = {0}, back;
    ccs_err_t err = {0};
    const uint32_t dim = ccs_dataset_add_dim(&data, "replication", 3);

    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    for (uint32_t i = 0; i < 4500; i++) { /* the list of users of the dimension passes 64 kB */
        char name[16];

        snprintf(name, sizeof name, "v%u", i);
        ccs_dataset_add(&data, name, CCS_DATA_U32, &dim, 1)->data.u32[1] = i;
    }
    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_result_read(at("r.h5"), &back, &err), 0, "%s: %s", err.path, err.text);
    cr_assert(same(&data, &back));
    ccs_dataset_free(&back);
    ccs_dataset_free(&data);
}

Test(result_file, brings_back_a_text_of_a_megabyte)
{
    ccs_dataset_t data = {0}, back;
    ccs_err_t err = {0};
    const size_t n = 1 << 20;
    char *text = malloc(n + 1);

    memset(text, 'x', n);
    text[n] = '\0';
    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_set_text(&data, "scenario", text);
    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, &err), 0, "%s", err.text);
    cr_assert_eq(ccs_result_read(at("r.h5"), &back, &err), 0, "%s: %s", err.path, err.text);
    cr_assert(same(&data, &back));
    free(text);
    ccs_dataset_free(&back);
    ccs_dataset_free(&data);
}

Test(result_file, packs_what_repeats)
{
    ccs_dataset_t data = {0}, back;
    const uint32_t dim = ccs_dataset_add_dim(&data, "interval", 1000003); /* chunks that do not divide it */
    size_t n = 0;

    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    ccs_dataset_add(&data, "all but one undefined", CCS_DATA_F64, &dim, 1)->data.f64[1000002] = 2.385;
    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, NULL), 0);
    free(get_file(at("r.h5"), &n));
    cr_assert_lt(n, 100000U);
    cr_assert_eq(ccs_result_read(at("r.h5"), &back, NULL), 0, "8 MB out of a small file are still believed");
    cr_assert(same(&data, &back));
    ccs_dataset_free(&back);
    ccs_dataset_free(&data);
}

static int write_full(const char *path)
{
    ccs_dataset_t data = {0};

    fill(&data);
    const int ret = ccs_result_write(&data, path, true, NULL);

    ccs_dataset_free(&data);
    return ret;
}

static int write_in_child(void)
{
    return write_full(at("another_name_elsewhere.h5"));
}

Test(result_file, has_equal_bytes_whatever_time_path_process_and_stale_memory)
{
    size_t n[3];

    (void) mallopt(M_PERTURB, 85);
    cr_assert_eq(write_full(at("a.h5")), 0);
    (void) mallopt(M_PERTURB, 170);
    (void) sleep(1); /* object times count seconds */
    cr_assert_eq(write_full(at("b.h5")), 0);
    (void) chmod(folder, 0777);
    cr_assert_eq(as_nobody(write_in_child) % 77, 0);
    unsigned char *a = get_file(at("a.h5"), &n[0]), *b = get_file(at("b.h5"), &n[1]);

    cr_assert_eq(n[0], n[1]);
    cr_assert_eq(memcmp(a, b, n[0]), 0);
    if (access(at("another_name_elsewhere.h5"), F_OK) == 0) {
        unsigned char *c = get_file(at("another_name_elsewhere.h5"), &n[2]);

        cr_assert_eq(n[0], n[2]);
        cr_assert_eq(memcmp(a, c, n[0]), 0);
        free(c);
    }
    for (size_t i = 0; i + strlen(folder) <= n[0]; i++)
        cr_assert_neq(memcmp(a + i, folder, strlen(folder)), 0, "the path is in the file");
    free(b);
    free(a);
}

/* --- the target ------------------------------------------------------------------------------------------------------------- */

/* Both the check and the write refuse, with the same words, and leave nothing behind. */
static void refuses(const char *path, bool force, const char *why)
{
    const unsigned before = count_files();
    ccs_err_t check = {0}, err = {0};

    cr_expect_eq(ccs_result_check_target(path, force, &check), CCS_ERR_CREATE, "%s", path);
    cr_expect_eq(write_small(path, force, &err), CCS_ERR_CREATE, "%s", path);
    cr_expect_not_null(strstr(check.text, why), "%s: %s", path, check.text);
    cr_expect_str_eq(check.text, err.text);
    cr_expect_eq(strncmp(check.where, path, 200), 0, "%s", check.where);
    cr_expect_eq(count_files(), before);
}

Test(result_file, refuses_targets_that_cannot_be)
{
    char long_name[400];

    memset(long_name, 'n', sizeof long_name);
    long_name[300] = '\0';
    put_file(at("plain"), "x", 1);
    cr_assert_eq(mkfifo(at("pipe"), 0666), 0);
    cr_assert_eq(symlink("nowhere", at("dangling")), 0);
    refuses(at("missing/r.h5"), false, "does not exist");
    refuses(folder, true, "is a folder");
    refuses("", false, "No such file");
    refuses(at("plain/r.h5"), true, "Not a directory");
    refuses(at("plain"), false, "exists already; --force");
    refuses(at("pipe"), true, "is no regular file");
    refuses(at("dangling"), true, "leads nowhere");
    refuses(at("name/"), false, "names no file");
    refuses(at(long_name), false, "File name too long");
    refuses("/dev/full", true, "is no regular file");
}

static int write_to_locked(void)
{
    ccs_err_t err = {0};
    const int ret = write_small(at("r.h5"), false, &err);

    return ret == CCS_ERR_CREATE && strstr(err.text, "cannot write in the folder") && strstr(err.text, "Permission denied") ? 0
                                                                                                                            : 1;
}

Test(result_file, refuses_a_folder_without_permission)
{
    (void) chmod(folder, 0555);
    const int found = as_nobody(write_to_locked);

    (void) chmod(folder, 0755);
    if (found == 77) cr_skip_test("no right to become another user");
    cr_assert_eq(found, 0);
    cr_assert_eq(count_files(), 0U);
}

Test(result_file, accepts_a_free_target_without_touching_it)
{
    cr_assert_eq(ccs_result_check_target(at("r.h5"), false, NULL), 0);
    cr_assert_eq(count_files(), 0U);
    put_file(at("r.h5"), OLD, sizeof OLD - 1);
    cr_assert_eq(ccs_result_check_target(at("r.h5"), true, NULL), 0);
    cr_assert_eq(chdir(folder), 0);
    cr_assert_eq(ccs_result_check_target("no_slash.h5", false, NULL), 0);
    cr_assert_eq(write_small("no_slash.h5", false, NULL), 0);
    cr_assert(is_small("no_slash.h5"));
    cr_assert_eq(count_files(), 2U);
}

Test(result_file, overwrites_nothing_but_results)
{
    ccs_err_t err = {0};

    put_file(at("bank.cfg"), "types: {};", 10);
    cr_assert_eq(ccs_result_check_target(at("bank.cfg"), true, &err), CCS_ERR_CREATE);
    cr_assert_eq(write_small(at("bank.cfg"), true, NULL), CCS_ERR_CREATE);
    cr_assert_str_eq(err.text, "exists and is not a result file: not overwritten, not even with --force");
}

Test(result_file, overwrites_by_force_only)
{
    put_file(at("r.h5"), OLD, sizeof OLD - 1);
    cr_assert_eq(write_small(at("r.h5"), false, NULL), CCS_ERR_CREATE);
    cr_assert_not(is_small(at("r.h5")));
    cr_assert_eq(write_small(at("r.h5"), true, NULL), 0);
    cr_assert(is_small(at("r.h5")));
    cr_assert_eq(count_files(), 1U);
}

Test(result_file, follows_a_symbolic_link)
{
    struct stat st;

    put_file(at("real.h5"), OLD, sizeof OLD - 1);
    cr_assert_eq(symlink("real.h5", at("link.h5")), 0);
    cr_assert_eq(write_small(at("link.h5"), true, NULL), 0);
    cr_assert_eq(lstat(at("link.h5"), &st), 0);
    cr_assert(S_ISLNK(st.st_mode));
    cr_assert_eq(lstat(at("real.h5"), &st), 0);
    cr_assert(S_ISREG(st.st_mode));
    cr_assert(is_small(at("real.h5")));
    cr_assert_eq(count_files(), 2U);
}

Test(result_file, has_the_mode_that_the_umask_leaves)
{
    struct stat st;

    (void) umask(027);
    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    cr_assert_eq(stat(at("r.h5"), &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0640U);
}

Test(result_file, takes_the_longest_name)
{
    char name[256];

    memset(name, 'n', 255);
    name[255] = '\0';
    cr_assert_eq(write_small(at(name), false, NULL), 0);
    cr_assert(is_small(at(name)));
}

Test(result_file, leaves_a_file_alone_that_appears_meanwhile)
{
    const int reasons[] = {0, EPERM}; /* with hard links and without */

    for (size_t i = 0; i < 2; i++) {
        ccs_err_t err = {0};
        size_t n = 0;

        (void) unlink(at("r.h5"));
        fake.intrude = true;
        fake.link_errno = reasons[i];
        cr_assert_eq(write_small(at("r.h5"), false, &err), CCS_ERR_CREATE);
        cr_assert_not_null(strstr(err.text, "exists already"), "%s", err.text);
        unsigned char *bytes = get_file(at("r.h5"), &n);

        cr_assert(n == 8 && memcmp(bytes, "intruder", 8) == 0);
        cr_assert_eq(count_files(), 1U);
        free(bytes);
    }
}

Test(result_file, needs_no_hard_links)
{
    fake.link_errno = EPERM;
    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    cr_assert(is_small(at("r.h5")));
    cr_assert_eq(count_files(), 1U);
}

Test(result_file, survives_short_and_interrupted_writes)
{
    fake.crumbs = true;
    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    fake.crumbs = false;
    cr_assert_gt(fake.n_interrupted, 4U);
    cr_assert(is_small(at("r.h5")));
}

/* --- failures on the way ---------------------------------------------------------------------------------------------------- */

/* With and without an older result: it fails as told, keeps the older one and leaves nothing else. */
static void fails(int code, const char *why)
{
    ccs_err_t err = {0};
    size_t n = 0;

    cr_expect_eq(write_small(at("r.h5"), false, &err), code);
    cr_expect_not_null(strstr(err.text, why), "%s", err.text);
    cr_expect_str_eq(err.where, at("r.h5"));
    cr_expect_eq(count_files(), 0U);
    put_file(at("r.h5"), OLD, sizeof OLD - 1);
    cr_expect_eq(write_small(at("r.h5"), true, &err), code);
    cr_expect_eq(count_files(), 1U);
    unsigned char *bytes = get_file(at("r.h5"), &n);

    cr_expect(n == sizeof OLD - 1 && memcmp(bytes, OLD, n) == 0);
    free(bytes);
    (void) unlink(at("r.h5"));
}

Test(result_file, fails_on_a_full_disk)
{
    fake.write_errno = ENOSPC;
    fake.write_room = 1000;
    fails(CCS_ERR_WRITE, "cannot write: No space left on device");
}

Test(result_file, fails_on_a_file_size_limit)
{
    (void) signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){1001, 1001}), 0);
    fails(CCS_ERR_WRITE, "cannot write: File too large");
}

Test(result_file, fails_when_the_disk_does)
{
    fake.fsync_errno = EIO;
    fails(CCS_ERR_WRITE, "cannot write: Input/output error");
}

Test(result_file, needs_no_flush_where_there_is_none)
{
    fake.fsync_errno = EINVAL;
    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    cr_assert(is_small(at("r.h5")));
}

Test(result_file, fails_when_it_cannot_take_its_name)
{
    fake.rename_errno = EIO;
    fake.link_errno = EPERM;
    fails(CCS_ERR_CREATE, "cannot create it: Input/output error");
}

Test(result_file, refuses_a_set_that_lost_something_for_want_of_memory)
{
    ccs_dataset_t data = {.out_of_memory = true};
    ccs_err_t err = {0};

    cr_assert_eq(ccs_result_write(&data, at("r.h5"), false, &err), CCS_ERR_NOMEM);
    cr_assert_eq(err.code, CCS_ERR_NOMEM);
    cr_assert_eq(count_files(), 0U);
}

/* Outside of the suite: a test that dies cleans nothing up, and this one gets no further than the check of names. */
Test(result_write, takes_a_name_used_twice_for_a_bug, .signal = SIGABRT)
{
    ccs_dataset_t data = {0};

    (void) ccs_dataset_add(&data, "wait", CCS_DATA_F64, NULL, 0);
    (void) ccs_dataset_add(&data, "wait", CCS_DATA_F64, NULL, 0);
    (void) ccs_result_write(&data, "never_written.h5", false, NULL);
}

/* --- reading what is no result ---------------------------------------------------------------------------------------------- */

static void unreadable(const char *path, int code, const char *why)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    cr_expect_eq(ccs_result_read(path, &data, &err), code, "%s", path);
    cr_expect_eq(err.code, code);
    cr_expect_str_eq(err.where, path);
    cr_expect_not_null(strstr(err.text, why), "%s", err.text);
    ccs_dataset_free(&data);
}

Test(result_file, says_why_a_file_cannot_be_read)
{
    cr_assert_eq(mkfifo(at("pipe"), 0666), 0);
    put_file(at("empty"), "", 0);
    put_file(at("text"), "title = \"no result\";\n", 21);
    put_file(at("short"), "\x89HD", 3);
    put_file(at("head"), "\x89HDF\r\n\x1a\n", 8);
    unreadable(at("missing.h5"), CCS_ERR_INPUT, "No such file or directory");
    unreadable(folder, CCS_ERR_INPUT, "is a folder");
    unreadable(at("pipe"), CCS_ERR_INPUT, "is no regular file");
    unreadable(at("text/below"), CCS_ERR_INPUT, "Not a directory");
    unreadable(at("empty"), CCS_ERR_SCENARIO, "is empty");
    unreadable(at("text"), CCS_ERR_SCENARIO, "no HDF5");
    unreadable(at("short"), CCS_ERR_SCENARIO, "is truncated: 3 bytes");
    unreadable(at("head"), CCS_ERR_SCENARIO, "is truncated: 8 bytes");
}

static int read_locked(void)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    return ccs_result_read(at("r.h5"), &data, &err) == CCS_ERR_INPUT && strstr(err.text, "Permission denied") ? 0 : 1;
}

Test(result_file, says_that_it_may_not_read)
{
    (void) chmod(folder, 0755);
    put_file(at("r.h5"), "x", 1);
    (void) chmod(at("r.h5"), 0);
    const int found = as_nobody(read_locked);

    if (found == 77) cr_skip_test("no right to become another user");
    cr_assert_eq(found, 0);
}

static void write_format(const char *path, enum ccs_data_type type, uint64_t format)
{
    ccs_dataset_t data = {0};

    if (type == CCS_DATA_TEXT) ccs_dataset_set_text(&data, "ccsim_format", "1");
    else if (format != UINT64_MAX) ccs_dataset_set_u64(&data, "ccsim_format", format);
    cr_assert_eq(ccs_result_write(&data, path, true, NULL), 0);
    ccs_dataset_free(&data);
}

Test(result_file, tells_foreign_and_newer_files_from_damaged_ones)
{
    write_format(at("r.h5"), CCS_DATA_U64, UINT64_MAX);
    unreadable(at("r.h5"), CCS_ERR_SCENARIO, "is an HDF5 file, but no result of ccsim");
    write_format(at("r.h5"), CCS_DATA_U64, CCS_RESULT_FORMAT + 1);
    unreadable(at("r.h5"), CCS_ERR_SCENARIO, "has format 4; this ccsim reads 2 to 3: a newer one wrote it");
    write_format(at("r.h5"), CCS_DATA_U64, CCS_RESULT_FORMAT_OLDEST - 1);
    unreadable(at("r.h5"), CCS_ERR_SCENARIO,
        "has format 1; this ccsim reads 2 to 3: an older one wrote it; run its scenario again");
    write_format(at("r.h5"), CCS_DATA_U64, 0);
    unreadable(at("r.h5"), CCS_ERR_SCENARIO, "has format 0");
    write_format(at("r.h5"), CCS_DATA_TEXT, 0);
    unreadable(at("r.h5"), CCS_ERR_SCENARIO, "is no 64-bit number");
}

Test(result_file, never_takes_a_truncated_file_for_a_whole_one)
{
    size_t n = 0;

    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    unsigned char *bytes = get_file(at("r.h5"), &n);

    cr_assert_gt(n, 1000U);
    for (size_t cut = 0; cut < n; cut += 97) {
        ccs_dataset_t data;
        ccs_err_t err = {0};

        put_file(at("cut.h5"), bytes, cut);
        cr_expect_eq(ccs_result_read(at("cut.h5"), &data, &err), CCS_ERR_SCENARIO, "at %zu", cut);
        cr_expect_not_null(strstr(err.text,
                               cut == 0                       ? "is empty"
                                   : n - cut < CCS_SEAL_BYTES ? "checksum"
                                                              : "is truncated"),
            "at %zu: %s", cut, err.text);
        ccs_dataset_free(&data);
    }
    put_file(at("cut.h5"), bytes, n);
    cr_assert(is_small(at("cut.h5")));
    free(bytes);
}

Test(result_file, notices_any_changed_byte)
{
    size_t n = 0;

    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    unsigned char *bytes = get_file(at("r.h5"), &n);

    for (size_t i = 0; i < n; i += i < 48 ? 1 : 97) {
        ccs_dataset_t data;

        bytes[i] ^= 1;
        put_file(at("flipped.h5"), bytes, n);
        cr_expect_eq(ccs_result_read(at("flipped.h5"), &data, NULL), CCS_ERR_SCENARIO, "at %zu", i);
        ccs_dataset_free(&data);
        bytes[i] ^= 1;
    }
    bytes[n - 1] ^= 128;
    put_file(at("flipped.h5"), bytes, n);
    unreadable(at("flipped.h5"), CCS_ERR_SCENARIO, "is damaged: its bytes do not match its checksum");
    put_file(at("flipped.h5"), bytes, n - CCS_SEAL_BYTES);
    unreadable(at("flipped.h5"), CCS_ERR_SCENARIO, "has lost its checksum");
    free(bytes);
}

Test(result_file, is_sealed_by_fnv_1a)
{
    unsigned char seal[CCS_SEAL_BYTES];

    cr_assert_eq(ccs_fnv1a(CCS_FNV_START, "a", 1), UINT64_C(0xaf63dc4c8601ec8c)); /* the authors' test vectors */
    cr_assert_eq(ccs_fnv1a(ccs_fnv1a(CCS_FNV_START, "foo", 3), "bar", 3), UINT64_C(0x85944171f73967e8));
    ccs_seal_make(seal, UINT64_C(0x85944171f73967e8));
    cr_assert_eq(memcmp(seal, "ccsimsum\xe8\x67\x39\xf7\x71\x41\x94\x85", 16), 0);
}

Test(result_file, reads_on_after_an_error)
{
    put_file(at("text"), "no result", 9);
    unreadable(at("text"), CCS_ERR_SCENARIO, "no HDF5");
    cr_assert_eq(write_small(at("missing/r.h5"), false, NULL), CCS_ERR_CREATE);
    cr_assert_eq(write_small(at("r.h5"), false, NULL), 0);
    cr_assert(is_small(at("r.h5")));
}
