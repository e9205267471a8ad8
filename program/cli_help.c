/* cli_help.c - help and version. */
#include "cli_help.h"

#include <string.h>

#include "cli_terminal.h"
#include "erlang_options.h"
#include "text.h"
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
            fprintf(to, "\n%*s", (int) indent, "");
            column = at = indent;
        }
        if (column > at) {
            fputc(' ', to);
            column++;
        }
        (void) fwrite(text, 1, n, to);
        column += n;
        text += n + (text[n] != '\0');
    }
    fputc('\n', to);
}

void ccs_help_version(FILE *to)
{
    fprintf(to,
        "ccsim %s (%s)\n"
        "Copyright (C) 2026 the authors of ccsim. License GPLv3+: GNU GPL version 3 or later.\n"
        "This is free software: you are free to change and redistribute it. There is no warranty.\n",
        CCSIM_VERSION, CCSIM_REVISION);
}

void ccs_help(FILE *to)
{
    print_words("ccsim simulates contact centres: a scenario file in, numbers with confidence intervals out.", 0, 0, to);
    fputs("\nusage: ccsim COMMAND ...\n\n", to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) {
        char usage[64];

        snprintf(usage, sizeof usage, "%s %s", CCS_COMMANDS[i].name, CCS_COMMANDS[i].operands);
        fprintf(to, "  %-20s ", usage);
        print_words(CCS_COMMANDS[i].text, strlen(usage) > 20 ? strlen(usage) + 3 : 23, 23, to);
    }
    fprintf(to,
        "\n  help COMMAND         options and an example; COMMAND -h: in short\n"
        "  -V, --version        version, revision, licence\n\n");
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
        snprintf(option->name, sizeof option->name, "%s", erlang.name);
        if (!strcmp(erlang.name, "help")) option->letter = 'h';
        option->argument = erlang.argument;
        option->text = erlang.text;
        option->remark = erlang.remark;
    } else {
        while (*at < CCS_N_OPTIONS && !(CCS_OPTIONS[*at].commands & (1u << command))) ++*at;
        if (*at == CCS_N_OPTIONS) return false;
        snprintf(option->name, sizeof option->name, "%s", CCS_OPTIONS[*at].name);
        option->letter = CCS_OPTIONS[*at].letter;
        option->argument = CCS_OPTIONS[*at].argument;
        option->text = ccs_option_text((enum ccs_option) * at, command);
    }
    ++*at;
    return true;
}

/* @param brief  what stands before the first semicolon is enough */
static void print_option(const ccs_help_option_t *option, bool brief, FILE *to)
{
    const char *const more = brief ? strstr(option->text, "; ") : NULL;
    const size_t n = more ? (size_t) (more - option->text) : strlen(option->text);
    char usage[64], letter[8] = "    ", text[512];

    if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(usage, sizeof usage, "%s--%s%s%s", letter, option->name, option->argument[0] ? " " : "", option->argument);
    snprintf(text, sizeof text, "%.*s%s", (int) n, option->text, option->remark);
    fprintf(to, "  %-*s ", TEXT_AT - 3, usage);
    print_words(text, strlen(usage) > TEXT_AT - 3 ? strlen(usage) + 3 : TEXT_AT, TEXT_AT, to);
}

/* Texts of some lines: those that begin with blanks keep their form, as commands do. */
static void print_about(const char *text, FILE *to)
{
    char line[1024];

    while (*text) {
        size_t n = strcspn(text, "\n");

        while (text[0] != ' ' && text[n] && text[n + 1] != ' ') n += 1 + strcspn(&text[n + 1], "\n");
        snprintf(line, sizeof line, "%.*s", (int) n, text);
        if (line[0] == ' ') fprintf(to, "%s\n", line);
        else print_words(line, 0, 0, to);
        text += n + (text[n] != '\0');
    }
}

/* What erlang has to say behind its options. */
static void print_erlang(FILE *to)
{
    const char *name, *formula;

    fputc('\n', to);
    ccs_text_fold(CCS_ERLANG_TARGETS, (uint32_t) width_of(to), to);
    fputs("\nService levels:\n", to);
    for (int i = 0; ccs_erlang_service_level(i, &name, &formula); i++) {
        fprintf(to, "  %-30s ", name);
        print_words(formula, 33, 33, to);
    }
}

void ccs_help_command(enum ccs_command command, bool brief, FILE *to)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];
    const bool erlang = command == CCS_COMMAND_erlang; /* which has tables of its own */
    const char *const about = erlang ? CCS_ERLANG_MODELS : c->about;
    ccs_help_option_t option;

    fprintf(to, "usage: ccsim %s %s [OPTIONS]\n\n", c->name, c->operands);
    print_words(c->text, 0, 0, to);
    fputc('\n', to);
    if (about[0] && !brief) {
        print_about(about, to);
        fputc('\n', to);
    }
    for (int at = 0; ccs_help_option(command, &at, &option);) print_option(&option, brief, to);
    if (brief) {
        fprintf(to, "\nMore: ccsim %s --help\n", c->name);
        return;
    }
    if (erlang) print_erlang(to);
    fprintf(to, "\nExample:\n  %s\n", erlang ? CCS_ERLANG_EXAMPLES : c->example);
}
