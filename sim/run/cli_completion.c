/* cli_completion.c - completion for bash: the tables as a function of words, before the text of completion.bash that asks it.
 * Invariant: every word comes from the tables that the commands themselves use. */
#include <string.h>

#include "cli_erlang.h"
#include "cli_help.h"
#include "cli_list.h"
#include "cli_manual.h"
#include "err.h"
#include "version.h"

extern const char ccs_asset_completion[]; /* completion.bash (cmake/embed.cmake) */

static void begin(const char *key, FILE *to)
{
    (void) fprintf(to, "        '%s') printf '%%s\\n'", key);
}

static void add(const char *word, FILE *to)
{
    (void) fprintf(to, " '%s'", word);
}

static void end(FILE *to)
{
    (void) fputs(" ;;\n", to);
}

/* Names of options, what follows each of them, the operands. */
static void print_command(enum ccs_command command, FILE *to)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];
    ccs_help_option_t option;

    (void) fprintf(to, "        'operands %s') printf '%%s\\n' '%s' ;;\n", c->name, c->operands);
    (void) fprintf(to, "        'most %s') printf '%%s\\n' %zu ;;\n", c->name, c->most);
    (void) fprintf(to, "        'options %s') printf '%%s\\n'", c->name);
    for (int at = 0; ccs_help_option(command, &at, &option);) {
        (void) fprintf(to, " --%s", option.name);
        if (option.letter) (void) fprintf(to, " -%c", option.letter);
    }
    end(to);
    for (int at = 0; ccs_help_option(command, &at, &option);) {
        if (option.argument[0] == '\0') continue;
        (void) fprintf(to, "        'argument %s --%s'", c->name, option.name);
        if (option.letter) (void) fprintf(to, " | 'argument %s -%c'", c->name, option.letter);
        (void) fprintf(to, ") printf '%%s\\n' '--%s %s' ;;\n", option.name, option.argument);
    }
}

/* Kinds of entities: the words between the commas of all cells, each when it first occurs. */
static void print_kinds(const ccs_table_t *metrics, uint32_t column, FILE *to)
{
    char seen[256] = ",all,";

    for (uint32_t row = 0; row < metrics->n_rows; row++) {
        const char *word = metrics->cells[(size_t) row * metrics->n_columns + column].text;

        for (; *word; word += strspn(word, ", ")) {
            const size_t n = strcspn(word, ", ");
            char wanted[32];

            (void) snprintf(wanted, sizeof wanted, ",%.*s,", (int) n, word);
            if (!strstr(seen, wanted)) {
                (void) fprintf(to, " '%.*s'", (int) n, word);
                CCS_BUG_IF(strlen(seen) + n + 2 > sizeof seen);
                (void) strcat(seen, &wanted[1]);
            }
            word += n;
        }
    }
}

static int print_metrics(FILE *to)
{
    ccs_table_t metrics = {0};
    uint32_t entities = 0;
    int i = 0;

    while (strcmp(CCS_VOCABULARIES[i].name, "metrics") != 0) i++;
    CCS_VOCABULARIES[i].fill(&metrics);
    if (metrics.out_of_memory) {
        ccs_table_free(&metrics);
        return CCS_ERR_NOMEM;
    }
    begin("values metric", to);
    for (uint32_t row = 0; row < metrics.n_rows; row++) add(metrics.cells[(size_t) row * metrics.n_columns].text, to);
    end(to);
    while (strcmp(metrics.columns[entities].head, "entities") != 0) entities++;
    begin("values by", to);
    (void) fputs(" interval entity", to);
    print_kinds(&metrics, entities, to);
    end(to);
    ccs_table_free(&metrics);
    return 0;
}

int ccs_completion_print(FILE *to)
{
    const char *name, *text;
    int ret = 0;

    (void) fputs("# Completion of ccsim " CCSIM_VERSION " for bash. Printed by `ccsim list bash-completion`; do not edit.\n"
                 "_ccsim_words()\n{\n    case \"$*\" in\n",
        to);
    begin("commands", to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) add(CCS_COMMANDS[i].name, to);
    end(to);
    for (int i = 0; i < CCS_N_COMMANDS; i++) print_command((enum ccs_command) i, to);
    begin("values list", to);
    for (int i = 0; i < CCS_N_VOCABULARIES; i++) /* tables of one list stand together */
        if (i == 0 || strcmp(CCS_VOCABULARIES[i].list, CCS_VOCABULARIES[i - 1].list) != 0) add(CCS_VOCABULARIES[i].list, to);
    for (int i = 0; i < CCS_N_PAPERS; i++) add(CCS_PAPERS[i].list, to);
    end(to);
    begin("values counted-as", to);
    for (int i = 0; ccs_erlang_service_level(i, &name, &text); i++) add(name, to);
    end(to);
    ret = print_metrics(to);
    (void) fprintf(to, "    esac\n}\n\n%s", ccs_asset_completion);
    return ret;
}
