/* cli_line.c - the rows of command.def and option.def. */
#include "cli_line.h"

#include <string.h>

#include "cli_command.h"

const ccs_command_t CCS_COMMANDS[CCS_N_COMMANDS] = {
#define X(name, operands, least, most, text, about, example) {#name, operands, least, most, text, about, example, ccs_cli_##name},
    CCS_COMMAND_LIST(X)
#undef X
};

#define IN(name)   (1u << CCS_COMMAND_##name)
#define EVERYWHERE ((1u << CCS_N_COMMANDS) - 1 - IN(erlang))
const ccs_option_t CCS_OPTIONS[CCS_N_OPTIONS] = {
#define X(id, name, letter, argument, commands, text) {name, letter, argument, commands, text},
    CCS_OPTION_LIST(X)
#undef X
};

const char *ccs_option_text(enum ccs_option option, enum ccs_command command)
{
    static const struct {
        enum ccs_option option;
        enum ccs_command command;
        const char *text;
    } own[] = {
#define X(id, name, text) {CCS_OPTION_##id, CCS_COMMAND_##name, text},
        CCS_OPTION_OWN_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].option == option && own[i].command == command) return own[i].text;
    return CCS_OPTIONS[option].text;
}

enum ccs_command ccs_command_find(const char *name)
{
    int i = 0;

    while (i < CCS_N_COMMANDS && strcmp(CCS_COMMANDS[i].name, name) != 0) i++;
    return (enum ccs_command) i;
}
