/* test_result_guard.c - results read in a child process: as without one, and an honest word where there can be no child. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "result_guard.h"
#include "result_read.h"
#include "result_write.h"

static char folder[64], path[96];

static void setup(void)
{
    const char *const below = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%.40s/ccsim-XXXXXX", below ? below : "/tmp");
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/r.h5", folder);
}

static void teardown(void)
{
    (void) unlink(path);
    (void) rmdir(folder);
}

TestSuite(result_guard, .init = setup, .fini = teardown);

static void write_result(size_t n)
{
    ccs_dataset_t data = {0};
    const uint32_t dim = ccs_dataset_add_dim(&data, "day", n);
    ccs_variable_t *const v = ccs_dataset_add(&data, "wait", CCS_DATA_F64, &dim, 1);

    for (size_t i = 0; i < n; i++) v->data.f64[i] = 2.385 * (double) i;
    ccs_dataset_set_u64(&data, "ccsim_format", CCS_RESULT_FORMAT);
    cr_assert_eq(ccs_result_write(&data, path, true, NULL), 0);
    ccs_dataset_free(&data);
}

static void expect_read(size_t n)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    cr_assert_eq(ccs_result_read_guarded(path, &data, &err), 0, "%s", err.text);
    const ccs_variable_t *const v = ccs_dataset_find(&data, "wait");

    cr_assert(v && v->n == n);
    for (size_t i = 0; i < n; i++) cr_assert_eq(v->data.f64[i], 2.385 * (double) i);
    ccs_dataset_free(&data);
}

static void expect_error(int code, const char *text)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    cr_expect_eq(ccs_result_read_guarded(path, &data, &err), code);
    cr_expect_eq(err.code, code);
    cr_expect_str_eq(err.where, path);
    cr_expect_not_null(strstr(err.text, text), "%s", err.text);
    ccs_dataset_free(&data);
}

Test(result_guard, reads_what_the_reader_reads)
{
    write_result(3);
    expect_read(3);
    write_result(1 << 20); /* far more than a pipe holds */
    expect_read(1 << 20);
}

Test(result_guard, brings_the_readers_errors)
{
    expect_error(CCS_ERR_INPUT, "cannot read: No such file or directory");
    FILE *const file = fopen(path, "wb");

    fputs("title = \"no result\";\n", file);
    (void) fclose(file);
    expect_error(CCS_ERR_SCENARIO, "is no HDF5 file");
}

Test(result_guard, works_in_a_process_that_lets_the_system_collect_its_children)
{
    write_result(3);
    (void) signal(SIGCHLD, SIG_IGN);
    expect_read(3);
}

Test(result_guard, leaves_no_child_and_no_file_open)
{
    write_result(3);
    const int before = dup(0);

    (void) close(before);
    for (int i = 0; i < 5; i++) expect_read(3);
    (void) unlink(path);
    expect_error(CCS_ERR_INPUT, "cannot read");
    const int after = dup(0);

    cr_expect_eq(after, before, "the lowest free number has moved");
    (void) close(after);
    cr_expect(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
}

/* Lowers a limit of this process, which Criterion has started for this test alone. */
static void allow(int resource, rlim_t n)
{
    struct rlimit limit;

    cr_assert_eq(getrlimit(resource, &limit), 0);
    limit.rlim_cur = n;
    cr_assert_eq(setrlimit(resource, &limit), 0);
}

Test(result_guard, says_that_there_can_be_no_pipe)
{
    write_result(3);
    const int next = dup(0);

    (void) close(next);
    allow(RLIMIT_NOFILE, (rlim_t) next + 1); /* one file more, and a pipe has two ends */
    expect_error(CCS_ERR_NOMEM, "no process can be started to read it: Too many open files");
    cr_expect_eq(ccs_err_status(CCS_ERR_NOMEM), 71);
}

/* In a child of its own: a test must not change its user, since it has to tell its outcome. */
static int read_without_processes(void)
{
    ccs_dataset_t data;
    ccs_err_t err = {0};

    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 77;
    allow(RLIMIT_NPROC, 0);
    if (ccs_result_read_guarded("r.h5", &data, &err) != CCS_ERR_NOMEM) return 1;
    return strcmp(err.text, "no process can be started to read it: Resource temporarily unavailable") == 0 ? 0 : 2;
}

Test(result_guard, says_that_there_can_be_no_child)
{
    const pid_t child = fork();
    int status = 0;

    if (child == 0) _exit(read_without_processes());
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) cr_skip_test("no right to become another user");
    cr_expect_eq(WEXITSTATUS(status), 0);
}
