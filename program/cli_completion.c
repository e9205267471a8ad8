/* cli_completion.c - completion for shells: the tables as a function of words, before the text of completion.* that asks it.
 * Invariant: every word comes from the tables that the commands themselves use, and all shells get the same. */
#include <stdarg.h>
#include <string.h>

#include "cli_help.h"
#include "cli_list.h"
#include "cli_manual.h"
#include "erlang_options.h"
#include "err.h"
#include "export.h"
#include "key.def"
#include "version.h"

extern const char ccs_asset_bash[], ccs_asset_zsh[], ccs_asset_fish[]; /* completion.* (cmake/embed.cmake) */

/* How a shell writes a function that takes a key and prints words, a line each. */
typedef struct {
    const char *name, *first; /* first: the first line of the file, or "" */
    const char *begin, *key, *or_key, *words, *end_words, *end;
    const char *asset;
} shell_t;
#define SH(name, first, asset)                                                                                                   \
    {                                                                                                                            \
        name, first, "_ccsim_words()\n{\n    case \"$*\" in\n", "        ", " | ", ") printf '%s\\n'", " ;;\n",                  \
            "    esac\n}\n\n", asset                                                                                             \
    }
static const shell_t BASH = SH("bash", "", ccs_asset_bash), ZSH = SH("zsh", "#compdef ccsim\n", ccs_asset_zsh),
                     FISH = {"fish", "", "function __ccsim_words\n    switch \"$argv\"\n", "        case ", " ",
                         "\n            printf '%s\\n'", "\n", "    end\nend\n\n", ccs_asset_fish};

/* Where words go. */
typedef struct {
    const shell_t *shell;
    FILE *to;
    bool out_of_memory;
} writer_t;

__attribute__((format(printf, 3, 4))) static void add_key(const writer_t *w, const char *before, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fprintf(w->to, "%s'", before);
    vfprintf(w->to, format, args);
    fputc('\'', w->to);
    va_end(args);
}

static void begin(const writer_t *w, const char *what, const char *name)
{
    add_key(w, w->shell->key, "%s%s%s", what, *name ? " " : "", name);
    fputs(w->shell->words, w->to);
}

static void add(const writer_t *w, const char *word)
{
    CCS_BUG_IF(strchr(word, '\'') != NULL);
    fprintf(w->to, " '%s'", word);
}

static void end(const writer_t *w)
{
    fputs(w->shell->end_words, w->to);
}

/* ---- values of options ---------------------------------------------------------------------------------------------------- */

static ccs_table_t metrics_table(writer_t *w)
{
    ccs_table_t metrics = {0};
    int i = 0;

    while (strcmp(CCS_VOCABULARIES[i].name, "metrics") != 0) i++;
    CCS_VOCABULARIES[i].fill(&metrics);
    w->out_of_memory = w->out_of_memory || metrics.out_of_memory;
    return metrics;
}

static void add_metrics(writer_t *w)
{
    ccs_table_t metrics = metrics_table(w);

    for (uint32_t row = 0; row < metrics.n_rows && !w->out_of_memory; row++)
        add(w, metrics.cells[(size_t) row * metrics.n_columns].text);
    ccs_table_free(&metrics);
}

enum { SEEN_MAX = 256 };

/* Kinds of entities: the words between the commas of all cells, each when it first occurs. @param seen  ",all,": those that are not wanted */
static void add_kinds(writer_t *w, char seen[SEEN_MAX], const char *behind)
{
    char word[40];
    ccs_table_t metrics = metrics_table(w);
    uint32_t column = 0;

    while (!w->out_of_memory && strcmp(metrics.columns[column].head, "entities") != 0) column++;
    for (uint32_t row = 0; row < metrics.n_rows && !w->out_of_memory; row++) {
        const char *at = metrics.cells[(size_t) row * metrics.n_columns + column].text;

        for (size_t n; *at; at += n, at += strspn(at, ", ")) {
            n = strcspn(at, ", ");
            snprintf(word, sizeof word, ",%.*s,", (int) n, at);
            if (strstr(seen, word)) continue;
            CCS_BUG_IF(strlen(seen) + n + 2 > SEEN_MAX);
            (void) strcat(seen, &word[1]);
            snprintf(word, sizeof word, "%.*s%s", (int) n, at, behind);
            add(w, word);
        }
    }
    ccs_table_free(&metrics);
}

static void add_by(writer_t *w)
{
    add(w, "interval");
    add(w, "day");
    add(w, "entity");
    add_kinds(w, (char[SEEN_MAX]){",all,"}, "");
}

static void add_entities(writer_t *w)
{
    add(w, "all");
    add_kinds(w, (char[SEEN_MAX]){",all,pair,"}, "/"); /* pairs are rows of a table, not tables of their own */
}

static void add_formats(writer_t *w)
{
    for (int i = 0; i < CCS_N_EXPORTS; i++) add(w, CCS_EXPORTS[i].name);
}

static void add_service_levels(writer_t *w)
{
    const char *name, *text;

    for (int i = 0; ccs_erlang_service_level(i, &name, &text); i++) add(w, name);
}

static void add_keep(writer_t *w)
{
    add(w, "intervals");
}

static void add_separators(writer_t *w)
{
    add(w, ",");
    add(w, ";");
    add(w, "tab");
}

static void add_decimals(writer_t *w)
{
    add(w, ".");
    add(w, ",");
}

static void add_languages(writer_t *w)
{
    add(w, "en");
    add(w, "de");
}

/* Keys that hold a value, each once: one that means something else in each mode has two rows. */
static void add_paths(writer_t *w)
{
    static const struct {
        const char *path, *shape;
    } keys[] = {
#define X(path, shape, when, fallback, range, text, field) {path, #shape},
        CCS_KEY_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const bool holds = strcmp(keys[i].shape, "GROUP") != 0 && strcmp(keys[i].shape, "NAMED") != 0;

        if (holds && !(i > 0 && !strcmp(keys[i].path, keys[i - 1].path))) add(w, keys[i].path);
    }
}

/* What may follow an option. how: "word"; "list", several with commas; "begin", more follows; "equals", a mark and a value follow. */
static const struct {
    const char *option, *how;
    void (*add)(writer_t *w);
} VALUES[] = {{"metric", "list", add_metrics}, {"precision", "equals", add_metrics}, {"by", "word", add_by},
    {"entity", "begin", add_entities}, {"set", "begin", add_paths}, {"format", "word", add_formats}, {"keep", "word", add_keep},
    {"separator", "word", add_separators}, {"decimal", "word", add_decimals}, {"locale", "word", add_languages},
    {"counted-as", "word", add_service_levels}};

static void print_values(writer_t *w)
{
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        begin(w, "how", VALUES[i].option);
        add(w, VALUES[i].how);
        end(w);
        begin(w, "values", VALUES[i].option);
        VALUES[i].add(w);
        end(w);
    }
}

/* ---- commands ------------------------------------------------------------------------------------------------------------- */

static void print_options(const writer_t *w, enum ccs_command command)
{
    const char *const name = CCS_COMMANDS[command].name;
    ccs_help_option_t option;
    char word[64];

    begin(w, "options", name);
    for (int at = 0; ccs_help_option(command, &at, &option);) {
        snprintf(word, sizeof word, "--%s", option.name);
        add(w, word);
        snprintf(word, sizeof word, "-%c", option.letter);
        if (option.letter) add(w, word);
    }
    end(w);
    for (int at = 0; ccs_help_option(command, &at, &option);) {
        if (option.argument[0] == '\0') continue;
        add_key(w, w->shell->key, "argument %s --%s", name, option.name);
        if (option.letter) add_key(w, w->shell->or_key, "argument %s -%c", name, option.letter);
        fputs(w->shell->words, w->to);
        snprintf(word, sizeof word, "--%s %s", option.name, option.argument);
        add(w, word);
        end(w);
    }
}

static void print_command(const writer_t *w, enum ccs_command command)
{
    const ccs_command_t *const c = &CCS_COMMANDS[command];
    char most[24];

    begin(w, "operands", c->name);
    add(w, c->operands);
    end(w);
    begin(w, "most", c->name);
    snprintf(most, sizeof most, "%zu", c->most);
    add(w, most);
    end(w);
    print_options(w, command);
}

static void print_lists(const writer_t *w)
{
    begin(w, "values", "list");
    for (int i = 0; i < CCS_N_VOCABULARIES; i++) /* tables of one list stand together */
        if (i == 0 || strcmp(CCS_VOCABULARIES[i].list, CCS_VOCABULARIES[i - 1].list) != 0) add(w, CCS_VOCABULARIES[i].list);
    for (int i = 0; i < CCS_N_PAPERS; i++) add(w, CCS_PAPERS[i].list);
    end(w);
}

static int print(const shell_t *shell, FILE *to)
{
    writer_t w = {shell, to, false};

    fprintf(to, "%s# Completion of ccsim " CCSIM_VERSION " for %s. Printed by `ccsim list %s-completion`; do not edit.\n%s",
        shell->first, shell->name, shell->name, shell->begin);
    begin(&w, "commands", "");
    for (int i = 0; i < CCS_N_COMMANDS; i++) add(&w, CCS_COMMANDS[i].name);
    end(&w);
    for (int i = 0; i < CCS_N_COMMANDS; i++) print_command(&w, (enum ccs_command) i);
    print_lists(&w);
    print_values(&w);
    fprintf(to, "%s%s", shell->end, shell->asset);
    return w.out_of_memory ? CCS_ERR_NOMEM : 0;
}

int ccs_completion_bash(FILE *to)
{
    return print(&BASH, to);
}

int ccs_completion_zsh(FILE *to)
{
    return print(&ZSH, to);
}

int ccs_completion_fish(FILE *to)
{
    return print(&FISH, to);
}
