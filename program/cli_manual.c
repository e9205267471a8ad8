/* cli_manual.c - the manual page. Invariant: commands, options, examples and exit statuses come from sim/def/ and the erlang command's
 * table; no text reaches roff unescaped. */
#include "cli_manual.h"

#include <string.h>

#include "cli_help.h"
#include "erlang_options.h"
#include "error.def"
#include "version.h"

/* A character as roff prints it. Minus signs and quotation marks stay what they are, so that commands can be copied. */
static void print_char(char c, FILE *to)
{
    switch (c) {
    case '-': fputs("\\-", to); break;
    case '\\': fputs("\\(rs", to); break;
    case '\'': fputs("\\(aq", to); break;
    case '`': fputs("\\(ga", to); break;
    case '^': fputs("\\(ha", to); break;
    case '~': fputs("\\(ti", to); break;
    default: fputc(c, to); break;
    }
}

static void print_part(const char *text, size_t n, FILE *to)
{
    if (n > 0 && text[0] == '.') fputs("\\&", to); /* a point at the beginning of a line is a request */
    for (size_t i = 0; i < n; i++) print_char(text[i], to);
}

static void print_word(const char *text, FILE *to)
{
    print_part(text, strlen(text), to);
}

/* A text of some lines. Those that begin with blanks keep their form, as commands do. */
static void print_text(const char *text, FILE *to)
{
    bool kept = false;

    while (*text) {
        const size_t n = strcspn(text, "\n"), blanks = strspn(text, " ");
        const bool keep = blanks > 0;

        if (keep != kept) fputs(keep ? ".RS 2\n.EX\n" : ".EE\n.RE\n", to);
        kept = keep;
        print_part(&text[blanks], n - blanks, to);
        fputc('\n', to);
        text += n + (text[n] == '\n');
    }
    if (kept) fputs(".EE\n.RE\n", to);
}

static void print_option(const ccs_help_option_t *option, FILE *to)
{
    fputs(".TP\n", to);
    if (option->letter) fprintf(to, "\\fB\\-%c\\fR, ", option->letter);
    fputs("\\fB\\-\\-", to);
    print_word(option->name, to);
    fputs("\\fR", to);
    if (option->argument[0]) {
        fputs(" \\fI", to);
        print_word(option->argument, to);
        fputs("\\fR", to);
    }
    fputc('\n', to);
    print_word(option->text, to);
    print_word(option->remark, to);
    fputc('\n', to);
}

/* What erlang says behind its options. */
static void print_erlang(FILE *to)
{
    const char *name, *text;

    fputs(".PP\n", to);
    print_text(CCS_ERLANG_TARGETS, to);
    fputs(".PP\nService levels:\n", to);
    for (int i = 0; ccs_erlang_service_level(i, &name, &text); i++) {
        fputs(".TP\n", to);
        print_word(name, to);
        fputc('\n', to);
        print_word(text, to);
        fputc('\n', to);
    }
}

static void print_command(enum ccs_command command, FILE *to)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];
    const char *const about = command == CCS_COMMAND_erlang ? CCS_ERLANG_MODELS : c->about;
    ccs_help_option_t option;

    fputs(".SS ccsim ", to);
    print_word(c->name, to);
    fputs(" \\fI", to);
    print_word(c->operands, to);
    fputs("\\fR\n", to);
    print_text(c->text, to);
    if (about[0]) fputs(".PP\n", to);
    print_text(about, to);
    for (int at = 0; ccs_help_option(command, &at, &option);) print_option(&option, to);
    if (command == CCS_COMMAND_erlang) print_erlang(to);
}

static void print_status(int status, const char *text, FILE *to)
{
    fprintf(to, ".TP\n%d\n", status);
    print_word(text, to);
    fputc('\n', to);
}

static void print_statuses(FILE *to)
{
    fputs(".SH EXIT STATUS\n", to);
#define X(name, status, text)                                                                                                    \
    print_status(status, text, to);                                                                                              \
    if ((status) == 0)                                                                                                           \
        print_status(1,                                                                                                          \
            "--strict was given, and a target is missed, a figure of a comparison is worse, or a precision is not reached", to);
    CCS_ERR_LIST(X)
#undef X
}

static void print_examples(FILE *to)
{
    fputs(".SH EXAMPLES\n.EX\n", to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) {
        print_word(CCS_COMMANDS[i].example, to);
        fputc('\n', to);
    }
    fputs(".EE\n", to);
}

int ccs_manual_print(FILE *to)
{
    fputs(".\\\" Printed by `ccsim list man`; do not edit.\n"
          ".TH CCSIM 1 \"\" \"ccsim " CCSIM_VERSION "\" \"User Commands\"\n.nh\n.ad l\n"
          ".SH NAME\nccsim \\- discrete\\-event simulator of contact centres\n"
          ".SH SYNOPSIS\n",
        to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) {
        fprintf(to, "%s\\fBccsim %s\\fR \\fI", i > 0 ? ".br\n" : "", CCS_COMMANDS[i].name);
        print_word(CCS_COMMANDS[i].operands, to);
        fputs("\\fR [\\fIOPTIONS\\fR]\n", to);
    }
    (void)
        fputs(".br\n\\fBccsim help\\fR [\\fICOMMAND\\fR]\n.br\n\\fBccsim \\-\\-help\\fR | \\fB\\-\\-version\\fR\n"
              ".SH DESCRIPTION\n"
              "A scenario file goes in, numbers with confidence intervals come out. Data goes to standard output, messages to\n"
              "standard error. Options stand anywhere behind the command.\n"
              ".SH COMMANDS\n",
            to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) print_command((enum ccs_command) i, to);
    print_statuses(to);
    fputs(".SH ENVIRONMENT\n.TP\nNO_COLOR\nno colours, if it is set and not empty\n", to);
    print_examples(to);
    fputs(".SH COPYRIGHT\nCopyright (C) 2026 the authors of ccsim. License GPLv3+: GNU GPL version 3 or later.\n", to);
    return 0;
}
