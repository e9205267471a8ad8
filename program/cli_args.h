/** @file cli_args.h  The commands and options of the program (def/command.def, def/option.def) and the reader of a command line. */
#ifndef CCS_CLI_ARGS_H
#define CCS_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "command.def"
#include "option.def"

#define X(name, operands, least, most, text, about, example) CCS_COMMAND_##name,
enum ccs_command { CCS_COMMAND_LIST(X) CCS_N_COMMANDS };
#undef X
#define X(id, name, letter, argument, commands, text) CCS_OPTION_##id,
enum ccs_option { CCS_OPTION_LIST(X) CCS_N_OPTIONS };
#undef X

/** A row of command.def. */
typedef struct {
    const char *name, *operands;
    size_t least, most; /* operands; 0 most = any number */
    const char *text, *about, *example;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns the exit status */
} ccs_command_t;

/** A row of option.def. */
typedef struct {
    const char *name;     /* "output" */
    char letter;          /* 'o'; 0 = none */
    const char *argument; /* "FILE"; "" = a flag */
    unsigned commands;    /* bit 1 << CCS_COMMAND_x */
    const char *text;
} ccs_option_t;

/** What an option means in a command. */
const char *ccs_option_text(enum ccs_option option, enum ccs_command command);

extern const ccs_command_t CCS_COMMANDS[CCS_N_COMMANDS];
extern const ccs_option_t CCS_OPTIONS[CCS_N_OPTIONS];

/** A command line that was understood. Texts are those of argv. */
typedef struct {
    enum ccs_command command;
    const char
        *given[CCS_N_OPTIONS]; /* value, "" for flags; NULL = not given. Given twice: the last, but see sets and what_ifs */
    const char **sets;         /* every --set, in order; owned */
    size_t n_sets;
    const char **what_ifs; /* every --what-if, in order; owned */
    size_t n_what_ifs;
    const char **operands; /* owned */
    size_t n_operands;
} ccs_args_t;

/** Read a command line: options anywhere, `--long=value`, `--long value`, `-ovalue`, `-o value`, flags in one word (`-qj2`), `--` ends
 * the options, a single `-` is an operand. With --help the help is printed; what is wrong is told on stderr.
 * @param status  set where the answer is false: 0 after --help, else the exit status
 * @return true if the command shall be carried out; free args then */
bool ccs_args_read(ccs_args_t *self, enum ccs_command command, int argc, char **argv, int *status);
void ccs_args_free(ccs_args_t *self);
/** Print the help that was asked for by --help or, a line for each option, by -h: these count wherever they stand, also beside what cannot
 * be understood. @return whether one of them stands there */
bool ccs_args_help(enum ccs_command command, char **argv);
static inline bool ccs_args_has(const ccs_args_t *self, enum ccs_option option)
{
    return self->given[option] != NULL;
}

/** The value of an option as a whole number. Not given: *x stays. @return 0 or CCS_ERR_USAGE, told on stderr */
int ccs_args_whole(const ccs_args_t *self, enum ccs_option option, uint64_t least, uint64_t most, uint64_t *x);
/** Tell on stderr what is wrong with an option. @return CCS_ERR_USAGE */
int ccs_args_refuse(const ccs_args_t *self, enum ccs_option option, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The command of this name; CCS_N_COMMANDS if there is none. */
enum ccs_command ccs_command_find(const char *name);

#endif
