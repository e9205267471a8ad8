/** @file cli_line.h  The vocabulary of the command line (def/command.def, def/option.def), and one that was understood. */
#ifndef CCS_CLI_LINE_H
#define CCS_CLI_LINE_H

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

extern const ccs_command_t CCS_COMMANDS[CCS_N_COMMANDS];
extern const ccs_option_t CCS_OPTIONS[CCS_N_OPTIONS];

/** What an option means in a command. */
const char *ccs_option_text(enum ccs_option option, enum ccs_command command);
/** The command of this name; CCS_N_COMMANDS if there is none. */
enum ccs_command ccs_command_find(const char *name);

/** A command line that was understood. Texts are those of argv. */
typedef struct {
    enum ccs_command command;
    const char *given[CCS_N_OPTIONS]; /* value, "" for flags; NULL = not given. Given twice: the last, but see the lists below */
    const char **sets;                /* every --set, in order; owned */
    size_t n_sets;
    const char **what_ifs; /* every --what-if, in order; owned */
    size_t n_what_ifs;
    const char **maps; /* every --map, in order; owned */
    size_t n_maps;
    const char **queues; /* every --queue, in order; owned */
    size_t n_queues;
    const char **varies; /* every --vary, in order; owned */
    size_t n_varies;
    const char **withstands; /* every --withstand, in order; owned */
    size_t n_withstands;
    const char **operands; /* owned */
    size_t n_operands;
} ccs_args_t;

static inline bool ccs_args_has(const ccs_args_t *self, enum ccs_option option)
{
    return self->given[option] != NULL;
}

#endif
