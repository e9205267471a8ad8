/* cli_output.c - whether a command may write the file that it was told to write. */
#include "cli_output.h"

#include <string.h>

#include "csv_write.h"
#include "file_write.h"
#include "result_write.h"

enum { NAME_MAX_BYTES = 32 }; /* of an option */

/* The file's name without what tells the kind: "out.csv" -> 3. */
static int stem_bytes(const char *path)
{
    const char *const slash = strrchr(path, '/'), *const name = slash ? slash + 1 : path, *const dot = strrchr(name, '.');

    return (int) (dot && dot != name ? (size_t) (dot - path) : strlen(path));
}

/* Length of the suffix that files of a kind are given: the first of its row. */
static int suffix_bytes(enum ccs_file_kind kind)
{
    return (int) strcspn(CCS_FILE_KINDS[kind].suffixes, " ");
}

/* The option that names the file: of several files of a command another than --output. */
static enum ccs_option option_of(const ccs_args_t *args, const char *path)
{
    for (uint32_t i = 0; i < CCS_N_OPTIONS; i++)
        if (args->given[i] == path) return (enum ccs_option) i;
    return CCS_OPTION_OUTPUT;
}

/* A file of one kind under the name of another: what is meant is one command more, or another name. */
static int check_name(const ccs_args_t *args, const char *path, enum ccs_file_kind kind, ccs_err_t *err)
{
    const enum ccs_file_kind named = ccs_file_kind_of_name(path);
    const char *const command = CCS_COMMANDS[args->command].name, *const suffix = CCS_FILE_KINDS[kind].suffixes;
    const int stem = stem_bytes(path), n = suffix_bytes(kind);

    if (named == CCS_N_FILE_KINDS || named == kind) return 0;
    if (kind == CCS_FILE_RESULT && CCS_FILE_KINDS[named].command[0])
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
            "%s is the name of %s, and %s writes a result file: -o %.*s%.*s, then ccsim %s %.*s%.*s -o %s", path,
            CCS_FILE_KINDS[named].text, command, stem, path, n, suffix, CCS_FILE_KINDS[named].command, stem, path, n, suffix,
            path);
    const enum ccs_option option = option_of(args, path);
    char name[NAME_MAX_BYTES];

    snprintf(name, sizeof name, "--%s", CCS_OPTIONS[option].name);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, name, "%s is the name of %s, and %s writes %s: %s %.*s%.*s", path,
        CCS_FILE_KINDS[named].text, command, CCS_FILE_KINDS[kind].text, option == CCS_OPTION_OUTPUT ? "-o" : name, stem, path, n,
        suffix);
}

/* "-" is standard output wherever a command can write there; here the command prints what it found. */
static int refuse_stdout(const ccs_args_t *args, const char *path, enum ccs_file_kind kind, ccs_err_t *err)
{
    char name[NAME_MAX_BYTES];

    if (strcmp(path, "-") != 0) return 0;
    snprintf(name, sizeof name, "--%s", CCS_OPTIONS[option_of(args, path)].name);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, name,
        "- would be standard output, where %s prints its tables: %s needs a file of its own, such as out%.*s (a file called - is ./-)",
        CCS_COMMANDS[args->command].name, CCS_FILE_KINDS[kind].text, suffix_bytes(kind), CCS_FILE_KINDS[kind].suffixes);
}

/* A file that an option names to be read. */
static bool is_read_by_option(const ccs_args_t *args, const char *path)
{
    static const enum ccs_option READ[] = {CCS_OPTION_BASE, CCS_OPTION_REQUIRE, CCS_OPTION_BRAND};

    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++)
        if (ccs_args_has(args, READ[i]) && ccs_file_is_same(args->given[READ[i]], path)) return true;
    return false;
}

static int spare_inputs(const ccs_args_t *args, const char *path, ccs_err_t *err)
{
    for (size_t i = 0; i < args->n_operands; i++)
        if (ccs_file_is_same(args->operands[i], path))
            return ccs_err_set(err, CCS_ERR_CREATE, path, NULL,
                "is %s that %s reads: it is not overwritten, not even with --force",
                ccs_file_kind_of_bytes(path) == CCS_FILE_RESULT                                ? "the result"
                    : args->command == CCS_COMMAND_import                                      ? "the export"
                    : args->command == CCS_COMMAND_calibrate && !args->given[CCS_OPTION_REACH] ? "the file of records"
                                                                                               : "the scenario",
                CCS_COMMANDS[args->command].name);
    if (is_read_by_option(args, path))
        return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "is read by %s: it is not overwritten, not even with --force",
            CCS_COMMANDS[args->command].name);
    return 0;
}

int ccs_cli_output_check(const ccs_args_t *args, const char *path, enum ccs_file_kind kind, ccs_err_t *err)
{
    const bool force = ccs_args_has(args, CCS_OPTION_FORCE);
    int ret;

    CCS_TRY(refuse_stdout(args, path, kind, err));
    CCS_TRY(spare_inputs(args, path, err));
    CCS_TRY(check_name(args, path, kind, err));
    if (kind == CCS_FILE_RESULT) return ccs_result_check_target(path, force, err);
    CCS_TRY(ccs_file_check_target(path, force, err));
    CCS_TRY(ccs_file_check_kind(path, kind, err));
out:
    return ret;
}

int ccs_cli_output_spare(const ccs_scenario_t *scenario, const char *path, ccs_err_t *err)
{
    if (!path || !ccs_scenario_is_from(scenario, path)) return 0;
    return ccs_err_set(err, CCS_ERR_CREATE, path, NULL, "is read by the scenario: it is not overwritten, not even with --force");
}

int ccs_cli_output_spare_all(const ccs_args_t *args, const ccs_scenario_t *scenario, ccs_err_t *err)
{
    static const enum ccs_option WRITTEN[] = {CCS_OPTION_OUTPUT, CCS_OPTION_CSV, CCS_OPTION_LOG, CCS_OPTION_PAGE};
    int ret = 0;

    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++) {
        const char *path = args->given[WRITTEN[i]];

        if (!path) continue;
        CCS_TRY(spare_inputs(args, path, err));
        CCS_TRY(ccs_cli_output_spare(scenario, path, err));
    }
out:
    return ret;
}

int ccs_cli_output_form(const ccs_args_t *args, ccs_csv_form_t *form, ccs_err_t *err)
{
    const char *const given = args->given[CCS_OPTION_LOCALE], *const language = given ? given : "en";

    if (ccs_csv_form_named(language, form)) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--locale", "must be %s, found \"%s\"", CCS_CSV_LANGUAGES, language);
}
