/* cli_import.c - the command `ccsim import`: a scenario from the export of a planning tool.
 * Invariants: nothing is written unless all of the export can be read; a file that stands is not touched without --force. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_ask.h"
#include "cli_command.h"
#include "cli_output.h"
#include "cli_patience.h"
#include "cli_say.h"
#include "cli_seen.h"
#include "cli_sheet.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "cli_totals.h"
#include "cli_word.h"
#include "csv_origin.h"
#include "file_kind.h"
#include "file_read.h"
#include "file_write.h"
#include "fnv.h"
#include "import.h"
#include "text.h"
#include "units.h"
#include "zone_read.h"

/* What a file cannot know, until somebody says better: starter.cfg has the same. */
static const double PATIENCE_S = 240, SERVICE_LEVEL = 0.8, WITHIN_S = 20, AHT_S = 270;

typedef struct {
    const ccs_args_t *args;
    ccs_arena_t arena;
    ccs_import_t import;
    ccs_import_answers_t answers;
    const char *export, *scenario; /* paths */
    const char *table;             /* path of the plain table; NULL: the scenario refers to the export */
    size_t n;                      /* bytes of the export, and their sum */
    uint64_t sum;
    ccs_sheet_t sheet; /* of a workbook; csv NULL: the export is none */
    bool quiet;
} import_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* --- names -------------------------------------------------------------------------------------------------------------- */

/* A path without its suffix, and another one behind it. NULL: out of memory */
static const char *with_suffix(ccs_arena_t *arena, const char *path, const char *suffix)
{
    const char *const slash = strrchr(path, '/'), *const base = slash ? slash + 1 : path, *const dot = strrchr(base, '.');
    const size_t n = dot && dot > base ? (size_t) (dot - path) : strlen(path);

    return ccs_arena_printf(arena, "%.*s%s", (int) n, path, suffix);
}

/* Whether the scenario may be written; of one that stands, how it comes to the new export as it is. */
static int check_scenario(const import_t *self, ccs_err_t *err)
{
    const int ret = ccs_cli_output_check(self->args, self->scenario, CCS_FILE_SCENARIO, err);

    if (ret == 0 || ccs_args_has(self->args, CCS_OPTION_FORCE) || access(self->scenario, F_OK) != 0) return ret;
    if (ccs_file_check_kind(self->scenario, CCS_FILE_SCENARIO, &(ccs_err_t){0}) != 0) return ret;
    return ccs_err_set(err, (enum ccs_code) ret, self->scenario, NULL,
        "exists already; %s, --force alone overwrites the scenario and what was changed in it",
        self->import.rewrite
            ? "--table-only --force renews the table that it reads and leaves it as it is"
            : "if it reads the export itself it needs no import, if a table beside it, --table-only --force renews that");
}

static int name_files(import_t *self, ccs_err_t *err)
{
    const char *const wanted = self->args->given[CCS_OPTION_OUTPUT];
    int ret = 0;

    self->scenario = wanted ? wanted : with_suffix(&self->arena, self->export, ".cfg");
    CCS_REQUIRE(self->scenario, no_memory(err));
    if (ccs_args_has(self->args, CCS_OPTION_TABLE_ONLY)) {
        if (access(self->scenario, R_OK) != 0)
            return ccs_err_set(err, CCS_ERR_INPUT, self->scenario, NULL,
                "is not there: --table-only renews the table of a scenario that stands, -o SCENARIO.cfg");
    } else {
        CCS_TRY(check_scenario(self, err));
        if (!self->import.rewrite) return 0;
    }
    self->table = with_suffix(&self->arena, self->scenario, "_table.csv");
    CCS_REQUIRE(self->table, no_memory(err));
    CCS_TRY(ccs_cli_output_check(self->args, self->table, CCS_FILE_TABLE, err));
out:
    return ret;
}

/* --- what the user is asked --------------------------------------------------------------------------------------------- */

static bool misses_aht(const ccs_import_t *import)
{
    for (uint32_t i = 0; i < import->n_queues; i++)
        if (import->queues[i].n_serves == 0 && !(import->queues[i].with_aht > 0)) return true;
    return false;
}

static bool has_agents(const ccs_import_t *import)
{
    for (uint32_t i = 0; i < import->n_queues; i++)
        if (import->queues[i].has_agents) return true;
    return false;
}

/* For each queue: which teams help it. */
static int ask_helpers(import_t *self, ccs_err_t *err)
{
    const uint32_t n = self->import.n_queues;
    bool *const helps = ccs_arena_array(&self->arena, (size_t) n * n, sizeof *helps),
                *const chosen = ccs_arena_array(&self->arena, n, sizeof *chosen);
    const char **const names = ccs_arena_array(&self->arena, n, sizeof *names);
    char question[200];

    if (!helps || !chosen || !names) return no_memory(err);
    for (uint32_t i = 0; i < n; i++) names[i] = self->import.queues[i].label;
    for (uint32_t i = 0; i < n; i++) {
        if (self->import.queues[i].n_serves > 0) continue;
        snprintf(question, sizeof question, "Whose team helps %.100s when its own has nobody free", names[i]);
        ccs_ask_names(question, names, n, chosen);
        for (uint32_t k = 0; k < n; k++) helps[(size_t) k * n + i] = chosen[k];
    }
    self->answers.helps = helps;
    return 0;
}

/* What the abandoned contacts of the file tell of patience becomes the answer that is offered. */
static void suggest_patience(import_t *self)
{
    char abandoned[CCS_UNITS_TEXT_MAX], contacts[CCS_UNITS_TEXT_MAX], patience[CCS_UNITS_TEXT_MAX];
    ccs_patience_t found;

    if (!ccs_patience_suggest(&self->import, &found)) return;
    self->answers.patience_s = self->answers.told_s = found.patience_s;
    if (self->quiet) return;
    printf("\n%s of %s contacts gave up: customers wait about %s on average before they do, %s.\n",
        ccs_units_show_number(round(found.abandoned), abandoned, sizeof abandoned),
        ccs_units_show_number(round(found.contacts), contacts, sizeof contacts),
        ccs_units_show_duration(found.patience_s, patience, sizeof patience),
        found.by_waits ? "as the waits of the file tell (all waiting time by those who gave up)"
                       : "if its agents were there (Erlang A then loses as many)");
}

static int ask_all(import_t *self, ccs_err_t *err)
{
    ccs_import_answers_t *const answers = &self->answers;

    printf("\nWhat the file cannot know (Enter: what stands in brackets)\n");
    if (misses_aht(&self->import))
        ccs_ask_duration("How long does a contact take, talk and after-call work together", &answers->aht_s);
    ccs_ask_duration("How long does a customer wait before giving up, on average, if nobody answers", &answers->patience_s);
    ccs_ask_target("Which service level is promised", &answers->service_level, &answers->within_s, &answers->abandoned_frac);
    if (self->import.n_queues > 1 && ask_helpers(self, err) != 0) return err->code;
    if (has_agents(&self->import))
        ccs_ask_share("What share of the agents in the file is not on the telephone (breaks, training, absence)",
            &answers->shrinkage_frac);
    return 0;
}

static void tell_defaults(const import_t *self)
{
    char patience[CCS_UNITS_TEXT_MAX], share[CCS_UNITS_TEXT_MAX], within[CCS_UNITS_TEXT_MAX], aht[CCS_UNITS_TEXT_MAX];

    printf("\nNot in the file, and put in:\n");
    if (misses_aht(&self->import)) printf("  handle time %s\n", ccs_units_show_duration(self->answers.aht_s, aht, sizeof aht));
    printf("  customers wait %s on average before they give up\n",
        ccs_units_show_duration(self->answers.patience_s, patience, sizeof patience));
    printf("  target %s within %s, where the file has none\n",
        ccs_units_show_share(self->answers.service_level, share, sizeof share),
        ccs_units_show_duration(self->answers.within_s, within, sizeof within));
    if (self->import.n_queues > 1)
        printf("  each queue has a team of its own, and nobody helps another, but for teams that the file says are shared\n");
    printf("  handle times of contacts differ as a lognormal law of cv 0.9 does\n");
    printf("  contacts are those of the file but for chance: no factor of the day (day_factor), as if the forecast were right\n");
    if (has_agents(&self->import)) printf("  agents of the file are all on the telephone: no shrinkage\n");
}

/* The columns that may hold the agents, and how to say so. */
static int tell_spare(import_t *self, ccs_err_t *err)
{
    char least[CCS_UNITS_TEXT_MAX], most[CCS_UNITS_TEXT_MAX];

    printf("Numbers that are not read; if they are the agents, say so:\n");
    for (size_t i = 0; i < self->import.n_spare; i++) {
        const ccs_import_spare_t *const spare = &self->import.spare[i];
        const char *const pair = ccs_arena_printf(&self->arena, "%s=agents", spare->name);
        const char *const map = pair ? ccs_cli_word(&self->arena, pair) : NULL;

        if (!map) return no_memory(err);
        printf("  %s, %s to %s: --map %s\n", spare->name, ccs_units_show_number(spare->least, least, sizeof least),
            ccs_units_show_number(spare->most, most, sizeof most), map);
    }
    return 0;
}

/* Agents that are put in: nobody asks for them, as no number would be right. */
static int tell_agents(import_t *self, ccs_err_t *err)
{
    int ret = 0;
    const char *comma = "\nNo agents in the file, put in the load of the busiest interval and its square root, all day: ";
    bool any = false;

    for (uint32_t i = 0; i < self->import.n_queues; i++) {
        const ccs_import_queue_t *const queue = &self->import.queues[i];

        if (queue->has_agents || queue->n_serves > 0) continue;
        printf("%s%s", comma, queue->label);
        comma = ", ";
        any = true;
    }
    if (any) putchar('\n');
    if (any && self->import.n_spare > 0) CCS_TRY(tell_spare(self, err));
    if (self->import.n_empty_agents > 0)
        printf("\nCells of agents that are empty count as nobody: %zu.\n", self->import.n_empty_agents);
out:
    return ret;
}

/* --- what is written ---------------------------------------------------------------------------------------------------- */

/* A command with one more word, behind the name of its option. NULL: out of memory */
static const char *with_word(import_t *self, const char *command, const char *option, const char *text)
{
    const char *const word = ccs_cli_word(&self->arena, text);

    return word ? ccs_arena_printf(&self->arena, "%s %s%s", command, option, word) : NULL;
}

/* The command as it was typed, for the scenario's remarks. NULL: out of memory */
static const char *command_text(import_t *self)
{
    static const struct {
        enum ccs_option option;
        const char *name;
    } options[] = {{CCS_OPTION_SHEET, "--sheet "}, {CCS_OPTION_DATES, "--dates "}, {CCS_OPTION_DECIMAL, "--decimal "},
        {CCS_OPTION_ZONE, "--zone "}};
    const char *text = with_word(self, "ccsim import", "", self->export);

    for (size_t i = 0; text && i < self->args->n_maps; i++) text = with_word(self, text, "--map ", self->args->maps[i]);
    for (size_t i = 0; text && i < self->args->n_queues; i++) text = with_word(self, text, "--queue ", self->args->queues[i]);
    for (size_t i = 0; text && i < sizeof options / sizeof *options; i++)
        if (self->args->given[options[i].option])
            text = with_word(self, text, options[i].name, self->args->given[options[i].option]);
    return text;
}

/* A text that a function prints, written to a file. */
static int write_text(import_t *self, const char *path, void (*print)(import_t *self, FILE *to), ccs_err_t *err)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return no_memory(err);
    print(self, to);
    const bool failed = ferror(to) != 0, lost = fclose(to) != 0;
    const int ret =
        failed || lost ? no_memory(err) : ccs_file_write(path, ccs_args_has(self->args, CCS_OPTION_FORCE), text, n, err);

    free(text);
    return ret;
}

/* The table remembers of which export it is, and how it is made anew. */
static void print_table(import_t *self, FILE *to)
{
    const char *const scenario = ccs_cli_word(&self->arena, self->scenario), *const how = command_text(self);
    const ccs_csv_origin_t origin = {.path = ccs_cli_seen_from(&self->arena, self->export, self->table),
        .n = self->n,
        .sum = self->sum,
        .how = scenario && how ? ccs_arena_printf(&self->arena, "%s -o %s --table-only --force", how, scenario) : NULL};

    if (origin.path && origin.how && !strpbrk(origin.path, "\"\n") && !strchr(origin.how, '\n'))
        ccs_csv_origin_print(&origin, to);
    ccs_import_table(&self->import, to);
}

static void print_scenario(import_t *self, FILE *to)
{
    const char *const slash = strrchr(self->scenario, '/');
    const ccs_import_names_t names = {.scenario = with_suffix(&self->arena, slash ? slash + 1 : self->scenario, ""),
        .table = ccs_cli_seen_from(&self->arena, self->table ? self->table : self->export, self->scenario),
        .rewritten = self->table != NULL,
        .how = command_text(self),
        .zone = self->args->given[CCS_OPTION_ZONE]};

    if (names.scenario && names.table && names.how) ccs_import_scenario(&self->import, &self->answers, &names, to);
}

/* The commands that go on from here, as they are typed. */
static int tell_next(import_t *self, ccs_err_t *err)
{
    const int stem = (int) (strlen(self->scenario) - (ccs_text_ends(self->scenario, ".cfg") ? strlen(".cfg") : 0));
    const char *const path = ccs_arena_printf(&self->arena, "%.*s.h5", stem, self->scenario);
    const char *const result = path ? ccs_cli_word(&self->arena, path) : NULL;
    const char *const scenario = ccs_cli_word(&self->arena, self->scenario);

    if (!result || !scenario) return no_memory(err);
    printf("%s is written. What to type next:\n"
           "  ccsim check %s\n"
           "  ccsim run %s -o %s\n"
           "  ccsim show %s --grid\n"
           "  ccsim staff %s --steady\n",
        self->scenario, scenario, scenario, result, result, scenario);
    return 0;
}

static int write_files(import_t *self, ccs_err_t *err)
{
    int ret = 0;

    ccs_stop_prepare(0, "; nothing was written");
    if (self->table) CCS_TRY(write_text(self, self->table, print_table, err));
    CCS_TRY(write_text(self, self->scenario, print_scenario, err));
    if (self->quiet) return 0;
    putchar('\n');
    if (self->table) printf("%s is written: the rows as a plain table, because %s.\n", self->table, self->import.rewrite);
    CCS_TRY(tell_next(self, err));
out:
    return ret;
}

/* --- the command -------------------------------------------------------------------------------------------------------- */

static int tell(const import_t *self, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);

    fprintf(to, "%s\n", self->export);
    for (const char *line = self->sheet.said; line && *line; line += strcspn(line, "\n") + (strchr(line, '\n') != NULL))
        fprintf(to, "  %.*s\n", (int) strcspn(line, "\n"), line);
    for (size_t i = 0; i < self->import.n_said; i++) fprintf(to, "  %s\n", self->import.said[i]);
    (void) ccs_terminal_end(&page);
    putchar('\n');
    return ccs_cli_totals(&self->import, ccs_terminal_width(stdout), stdout) == 0 ? 0 : no_memory(err);
}

/* An option that knows better than the file: its value is one of the words, parted by blanks. */
static int check_word(const ccs_args_t *args, enum ccs_option option, const char *words)
{
    const char *const word = args->given[option], *const hit = word && *word ? strstr(words, word) : NULL;
    const size_t n = word ? strlen(word) : 0;

    if (!word || (hit && (hit == words || hit[-1] == ' ') && (hit[n] == ' ' || hit[n] == '\0') && !strchr(word, ' '))) return 0;
    return ccs_args_refuse(args, option, "expected one of %s, found \"%s\"", words, word);
}

/* Before the file is read: whether there is such a zone. */
static int check_zone(import_t *self, ccs_err_t *err)
{
    const char *const name = self->args->given[CCS_OPTION_ZONE];
    ccs_zone_t zone;
    const int ret = name ? ccs_zone_read(name, &self->arena, &zone, err) : 0;

    return ret == CCS_ERR_SCENARIO ? ccs_args_refuse(self->args, CCS_OPTION_ZONE, "%s", err->text) : ret;
}

/* Times that say their own offset are not those of a local clock, and the table that is written has them as the file has. */
static int check_offsets(const import_t *self)
{
    if (!self->args->given[CCS_OPTION_ZONE] || !self->import.has_offsets) return 0;
    return ccs_args_refuse(self->args, CCS_OPTION_ZONE,
        "the times of %s have offsets from UTC and are of no local clock: export local times, or write a scenario with clock.timezone that has the export "
        "itself as a table, whose times it moves",
        self->export);
}

/* A workbook's sheet takes the place of its bytes. */
static int read_sheet(import_t *self, void **bytes, size_t *n, ccs_err_t *err)
{
    const char *const name = self->args->given[CCS_OPTION_SHEET];
    int ret = 0;

    if (!ccs_sheet_is(*bytes, *n))
        return name ? ccs_args_refuse(self->args, CCS_OPTION_SHEET, "only workbooks have sheets, and %s is none", self->export)
                    : 0;
    CCS_TRY(ccs_sheet_read(self->export, name, &self->arena, &self->sheet, err));
    *bytes = self->sheet.csv;
    *n = self->sheet.n;
out:
    return ret;
}

static int read_export(import_t *self, ccs_err_t *err)
{
    const char *const decimal = self->args->given[CCS_OPTION_DECIMAL];
    ccs_err_list_t errors = {0};
    void *bytes = NULL;
    size_t n = 0;
    int ret = 0;

    CCS_TRY(check_word(self->args, CCS_OPTION_DECIMAL, ". ,"));
    CCS_TRY(check_word(self->args, CCS_OPTION_DATES, "Y-M-D D.M.Y M/D/Y"));
    CCS_TRY(check_zone(self, err));
    CCS_TRY(ccs_file_read(self->export, CCS_IMPORT_MAX_BYTES, "is larger than 64 MB: export fewer weeks", &self->arena, &bytes,
        &n, err));
    self->n = n;
    self->sum = ccs_fnv1a(CCS_FNV_START, bytes, n);
    CCS_TRY(read_sheet(self, &bytes, &n, err));
    const ccs_import_options_t options = {self->export, self->args->maps, self->args->n_maps, self->args->queues,
        self->args->n_queues, decimal ? *decimal : '\0', self->args->given[CCS_OPTION_DATES],
        self->sheet.csv ? "it is a workbook" : NULL, false};

    ret = ccs_import_read(&self->import, bytes, n, &options, &errors);
    ccs_say_all(&errors, self->args);
    if (ret == 0) ret = check_offsets(self);
out:
    ccs_err_list_free(&errors);
    return ret;
}

/* The table alone: what a user has made of the scenario stays. */
static int renew_table(import_t *self, ccs_err_t *err)
{
    const char *const scenario = ccs_cli_word(&self->arena, self->scenario);
    int ret = 0;

    CCS_REQUIRE(scenario, no_memory(err));
    CCS_TRY(write_text(self, self->table, print_table, err));
    if (!self->quiet)
        printf(
            "\n%s is written, %s is as it was. What to type next, which warns of queues that it does not read:\n  ccsim check %s\n",
            self->table, self->scenario, scenario);
out:
    return ret;
}

static int import(import_t *self, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(read_export(self, err));
    CCS_TRY(name_files(self, err));
    if (!self->quiet) CCS_TRY(tell(self, err));
    if (ccs_args_has(self->args, CCS_OPTION_TABLE_ONLY)) return renew_table(self, err);
    suggest_patience(self);
    if (ccs_ask_may() && !ccs_args_has(self->args, CCS_OPTION_YES) && !self->quiet) CCS_TRY(ask_all(self, err));
    else if (!self->quiet) tell_defaults(self);
    if (!self->quiet) CCS_TRY(tell_agents(self, err));
    CCS_TRY(write_files(self, err));
out:
    return ret;
}

/* An empty table, where EXPORT stands. */
static int write_template(import_t *self, ccs_err_t *err)
{
    const bool force = ccs_args_has(self->args, CCS_OPTION_FORCE);
    int ret = 0;

    CCS_TRY(ccs_file_check_target(self->export, force, err));
    CCS_TRY(ccs_file_check_kind(self->export, CCS_FILE_TABLE, err));
    CCS_TRY(ccs_file_write(self->export, force, CCS_IMPORT_TEMPLATE, strlen(CCS_IMPORT_TEMPLATE), err));
    if (self->quiet) return 0;
    const char *const word = ccs_cli_word(&self->arena, self->export);

    CCS_REQUIRE(word, no_memory(err));
    printf(
        "%s is written: a row for each day, interval and queue; aht in seconds, or as 4:45; agents may be left out. Fill it, then:\n  ccsim import %s\n",
        self->export, word);
out:
    return ret;
}

int ccs_cli_import(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int ret;

    if (!ccs_args_read(&args, CCS_COMMAND_import, argc, argv, &ret)) return ret;
    import_t self = {.args = &args, .export = args.operands[0], .quiet = ccs_args_has(&args, CCS_OPTION_QUIET)};

    self.answers =
        (ccs_import_answers_t){.patience_s = PATIENCE_S, .service_level = SERVICE_LEVEL, .within_s = WITHIN_S, .aht_s = AHT_S};
    ret = ccs_args_has(&args, CCS_OPTION_TEMPLATE) ? write_template(&self, &err) : import(&self, &err);
    if (err.code == CCS_ERR_USAGE) (void) ccs_say_refused(&args, &err);
    else if (err.code) ccs_say(&err);
    ccs_import_free(&self.import);
    ccs_arena_free(&self.arena);
    ccs_args_free(&args);
    return ccs_err_status(ret);
}
