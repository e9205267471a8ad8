/* main.c - the program ccsim: finds the command and carries it out. Invariant: the exit status is one of def/error.def, or 1. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli_command.h"
#include "cli_help.h"
#include "cli_say.h"
#include "err.h"
#include "text.h"

static int unknown_command(const char *name)
{
    ccs_closest_t closest = {0};

    for (int i = 0; i < CCS_N_COMMANDS; i++) ccs_closest_offer(&closest, name, CCS_COMMANDS[i].name);
    ccs_say_word(true);
    if (name[0] == '-') fprintf(stderr, "ccsim: unknown option %s; a command comes first, see ccsim --help\n", name);
    else if (closest.best) fprintf(stderr, "ccsim: unknown command \"%s\", did you mean \"%s\"?\n", name, closest.best);
    else fprintf(stderr, "ccsim: unknown command \"%s\"; see ccsim --help\n", name);
    return ccs_err_status(CCS_ERR_USAGE);
}

static int help(const char *about)
{
    if (!about) {
        ccs_help(stdout);
        return 0;
    }
    const enum ccs_command command = ccs_command_find(about);

    if (command == CCS_N_COMMANDS) return unknown_command(about);
    ccs_help_command(command, false, stdout);
    return 0;
}

static int carry_out(int argc, char **argv)
{
    if (argc < 2) {
        ccs_help(stderr);
        return ccs_err_status(CCS_ERR_USAGE);
    }
    const char *const name = argv[1];
    const enum ccs_command command = ccs_command_find(name);

    if (command < CCS_N_COMMANDS) return CCS_COMMANDS[command].run(argc - 1, &argv[1]);
    if (!strcmp(name, "--help") || !strcmp(name, "-h")) return help(NULL);
    if (!strcmp(name, "help")) return help(argc > 2 ? argv[2] : NULL);
    if (strcmp(name, "--version") != 0 && strcmp(name, "-V") != 0 && strcmp(name, "-v") != 0) return unknown_command(name);
    ccs_help_version(stdout);
    return 0;
}

/* What a command printed has to arrive: on a full disk it did not. A reader that has gone away (`ccsim ... | head`) is no news. */
static int close_output(int status)
{
    errno = 0;
    const bool failed = fflush(stdout) != 0 || ferror(stdout);
    const int why = errno;

    if (!failed || status != 0) return status;
    if (why != EPIPE) {
        ccs_say_word(true);
        fprintf(stderr, "ccsim: standard output cannot be written: %s\n", why ? strerror(why) : "write failed");
    }
    return ccs_err_status(why == ENOMEM ? CCS_ERR_NOMEM : CCS_ERR_WRITE);
}

int main(int argc, char **argv)
{
    char buffer[1 << 14]; /* not allocated, so that messages come out where memory is short */

    (void) signal(SIGPIPE, SIG_IGN); /* a reader that goes away must not end a run that writes a file too */
    (void) signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is a failed write like any other */
    (void) setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    const int status = close_output(carry_out(argc, argv));

    (void) setvbuf(stdout, NULL, _IONBF, 0); /* the buffer ends with this function */
    return status;
}
