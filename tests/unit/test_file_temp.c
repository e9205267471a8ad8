/* test_file_temp.c - temporary files are taken away by a program that ends in a signal handler. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file_temp.h"

static char folder[] = "/tmp/ccsim_temp.XXXXXX";
static char plain[64], made[64];

static void make_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    snprintf(plain, sizeof plain, "%s/plain", folder);
    snprintf(made, sizeof made, "%s/made.XXXXXX", folder);
}

static void remove_folder(void)
{
    (void) unlink(plain);
    (void) unlink(made);
    cr_expect_eq(rmdir(folder), 0, "something is left behind");
}

TestSuite(file_temp, .init = make_folder, .fini = remove_folder, .timeout = 20);

static void open_both(void)
{
    cr_assert_geq(ccs_temp_open(plain, false), 0);
    cr_assert_geq(ccs_temp_open(made, true), 0);
    cr_assert(access(plain, F_OK) == 0 && access(made, F_OK) == 0);
    cr_expect_str_neq(&made[strlen(made) - 6], "XXXXXX");
}

Test(file_temp, abandoned_files_are_gone)
{
    open_both();
    ccs_temp_abandon();
    cr_expect(access(plain, F_OK) != 0 && access(made, F_OK) != 0);
}

Test(file_temp, what_was_forgotten_stays)
{
    open_both();
    ccs_temp_forget(plain);
    ccs_temp_forget(made);
    ccs_temp_forget(NULL);
    ccs_temp_abandon();
    cr_expect(access(plain, F_OK) == 0 && access(made, F_OK) == 0);
}

Test(file_temp, nothing_of_others_is_taken)
{
    cr_assert_geq(ccs_temp_open(plain, false), 0);
    ccs_temp_forget(plain);
    errno = 0;
    cr_expect_eq(ccs_temp_open(plain, false), -1);
    cr_expect_eq(errno, EEXIST);
    ccs_temp_abandon();
    cr_expect_eq(access(plain, F_OK), 0);
}

/* The name is read by a handler in another thread: it is not given back to be freed. */
static int refuse(const void *of)
{
    return *(const int *) of;
}

Test(file_temp, files_with_names_are_counted)
{
    const uint32_t before = ccs_temp_n_named();

    cr_expect_eq(ccs_temp_name(refuse, &(int){EEXIST}), EEXIST);
    cr_expect_eq(ccs_temp_n_named(), before);
    cr_expect_eq(ccs_temp_name(refuse, &(int){0}), 0);
    cr_expect_eq(ccs_temp_n_named(), before + 1);
}

Test(file_temp, a_thread_waits_while_the_program_ends)
{
    cr_assert_geq(ccs_temp_open(plain, false), 0);
    const pid_t child = fork();

    if (child == 0) {
        (void) alarm(1); /* ends the wait, and the child */
        ccs_temp_abandon();
        ccs_temp_forget(plain);
        _exit(0);
    }
    int status = 0;

    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFSIGNALED(status));
}
