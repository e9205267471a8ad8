/* cli_help.c - help and version. */
#include "cli_help.h"

#include <string.h>

#include "cli_erlang.h"
#include "cli_terminal.h"
#include "version.h"

enum { WIDTH = 80, TEXT_AT = 34 };

/* Characters of a line: no more than WIDTH, which is easy to read, on a narrower terminal as many as it has. */
static uint32_t width_of(FILE *to)
{
    const uint32_t width = ccs_terminal_width(to);

    return width > 0 && width < WIDTH ? width : WIDTH;
}

/* Words, whatever stands between them, in lines of the stream's width, each but the first indented. @param at  where the first one begins */
static void print_words(const char *text, size_t at, size_t indent, FILE *to)
{
    const size_t width = width_of(to);
    size_t column = at;

    while (*text) {
        const size_t n = strcspn(text, " \n");

        if (column > at && column + 1 + n > width) {
            (void) fprintf(to, "\n%*s", (int) indent, "");
            column = at = indent;
        }
        if (column > at) {
            (void) fputc(' ', to);
            column++;
        }
        (void) fwrite(text, 1, n, to);
        column += n;
        text += n + (text[n] != '\0');
    }
    (void) fputc('\n', to);
}

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
    print_words("ccsim simulates contact centres: a scenario file in, numbers with confidence intervals out.", 0, 0, to);
    (void) fputs("\nusage: ccsim COMMAND ...\n\n", to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) {
        char usage[64];

        (void) snprintf(usage, sizeof usage, "%s %s", CCS_COMMANDS[i].name, CCS_COMMANDS[i].operands);
        (void) fprintf(to, "  %-20s ", usage);
        print_words(CCS_COMMANDS[i].text, strlen(usage) > 20 ? strlen(usage) + 3 : 23, 23, to);
    }
    (void) fprintf(to,
        "\n  help COMMAND         options and an example; also ccsim COMMAND --help\n"
        "  --version, -V        version, revision, licence\n\n");
    print_words(
        "Exit status: 0 done; 1 a target is missed, a figure worse or a precision not reached (--strict); 64 wrong usage; "
        "65 bad scenario or data; 66 input missing; 70 a bug in ccsim; 71 out of memory; 73 output cannot be created; "
        "74 write failed; 75 stopped by SIGTERM or a time limit; 130 Ctrl-C.",
        0, 0, to);
}

bool ccs_help_option(enum ccs_command command, int *at, ccs_help_option_t *option)
{
    ccs_erlang_option_t erlang;

    *option = (ccs_help_option_t){.remark = ""};
    if (command == CCS_COMMAND_erlang) { /* which has options of its own */
        if (!ccs_erlang_option(*at, &erlang)) return false;
        (void) snprintf(option->name, sizeof option->name, "%s", erlang.name);
        if (!strcmp(erlang.name, "help")) option->letter = 'h';
        option->argument = erlang.argument;
        option->text = erlang.text;
        option->remark = erlang.remark;
    } else {
        while (*at < CCS_N_OPTIONS && !(CCS_OPTIONS[*at].commands & (1u << command))) ++*at;
        if (*at == CCS_N_OPTIONS) return false;
        (void) snprintf(option->name, sizeof option->name, "%s", CCS_OPTIONS[*at].name);
        option->letter = CCS_OPTIONS[*at].letter;
        option->argument = CCS_OPTIONS[*at].argument;
        option->text = CCS_OPTIONS[*at].text;
    }
    ++*at;
    return true;
}

static void print_option(const ccs_help_option_t *option, FILE *to)
{
    char usage[64], letter[8] = "    ";

    if (option->letter) (void) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    (void) snprintf(usage, sizeof usage, "%s--%s%s%s", letter, option->name, option->argument[0] ? " " : "", option->argument);
    (void) fprintf(to, "  %-*s ", TEXT_AT - 3, usage);
    print_words(option->text, strlen(usage) > TEXT_AT - 3 ? strlen(usage) + 3 : TEXT_AT, TEXT_AT, to);
}

void ccs_help_command(enum ccs_command command, FILE *to)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];
    ccs_help_option_t option;

    if (command == CCS_COMMAND_erlang) { /* which has more to say */
        char name[] = "erlang", help[] = "--help", *argv[] = {name, help, NULL};

        (void) c->run(2, argv);
        return;
    }
    (void) fprintf(to, "usage: ccsim %s %s [OPTIONS]\n\n", c->name, c->operands);
    print_words(c->text, 0, 0, to);
    (void) fputc('\n', to);
    if (c->about[0]) {
        print_words(c->about, 0, 0, to);
        (void) fputc('\n', to);
    }
    for (int at = 0; ccs_help_option(command, &at, &option);) print_option(&option, to);
    (void) fprintf(to, "\nExample:\n  %s\n", c->example);
}
