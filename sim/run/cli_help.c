/* cli_help.c - help and version. */
#include "cli_help.h"

#include <string.h>

#include "version.h"

void ccs_help_version(FILE *to)
{
    (void) fprintf(to,
        "ccsim %s (%s)\n"
        "Copyright (C) 2026 the authors of ccsim. License GPLv3+: GNU GPL version 3 or later.\n"
        "This is free software: you are free to change and redistribute it. There is no warranty.\n",
        CCSIM_VERSION, CCSIM_REVISION);
}

void ccs_help(FILE *to)
{
    (void) fprintf(to,
        "ccsim simulates contact centres: a scenario file in, numbers with confidence intervals out.\n\n"
        "usage: ccsim COMMAND ...\n\n");
    for (int i = 0; i < CCS_N_COMMANDS; i++) {
        char usage[64];

        (void) snprintf(usage, sizeof usage, "%s %s", CCS_COMMANDS[i].name, CCS_COMMANDS[i].operands);
        (void) fprintf(to, "  %-20s %s\n", usage, CCS_COMMANDS[i].text);
    }
    (void) fprintf(to,
        "\n  help COMMAND         options and an example; also ccsim COMMAND --help\n"
        "  --version            version, revision, licence\n\n"
        "Exit status: 0 done; 1 a target is missed (--strict); 64 wrong usage; 65 bad scenario or data; 66 input missing;\n"
        "70 a bug in ccsim; 71 out of memory; 73 output cannot be created; 74 write failed; 75 stopped by SIGTERM or a time\n"
        "limit; 130 Ctrl-C.\n");
}

static void print_option(const ccs_option_t *option, FILE *to)
{
    char usage[64], letter[8] = "    ";

    if (option->letter) (void) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    (void) snprintf(usage, sizeof usage, "%s--%s%s%s", letter, option->name, option->argument[0] ? " " : "", option->argument);
    (void) fprintf(to, "  %-29s %s\n", usage, option->text);
}

void ccs_help_command(enum ccs_command command, FILE *to)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];

    if (command == CCS_COMMAND_erlang) { /* which has options of its own */
        char name[] = "erlang", help[] = "--help", *argv[] = {name, help, NULL};

        (void) c->run(2, argv);
        return;
    }
    (void) fprintf(to, "usage: ccsim %s %s [OPTIONS]\n\n%s\n\n", c->name, c->operands, c->text);
    if (c->about[0]) (void) fprintf(to, "%s\n\n", c->about);
    for (int i = 0; i < CCS_N_OPTIONS; i++)
        if (CCS_OPTIONS[i].commands & (1u << command)) print_option(&CCS_OPTIONS[i], to);
    (void) fprintf(to, "\nExample:\n  %s\n", c->example);
}
