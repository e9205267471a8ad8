/* cli_init.c - the command `ccsim init`: a scenario to start from.
 * Invariants: what is written is scenarios/starter.cfg, byte for byte but for the name of the file; a file that stands is not touched
 * without --force. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_command.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_word.h"
#include "file_kind.h"
#include "file_write.h"
#include "text.h"

extern const char ccs_asset_starter[]; /* scenarios/starter.cfg (cmake/embed.cmake) */

static const char SUFFIX[] = ".cfg";

/* What the starter calls itself, and the words under which its last lines say how to go on. */
static const char OWN_NAME[] = "starter.cfg", NEXT[] = "// ---- What to type next";

static bool is_ordinary(char c)
{
    return (unsigned char) c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A name that needs no quotation marks in tables and commands, hides no file and is no option. */
static bool is_name(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_ordinary(text[i]) && (i == 0 || !strchr("_-.", text[i]))) return false;
    return n > 0 && text[n - 1] != '.' && ccs_text_is_clean(text, n);
}

/* The file that NAME means, owned by the caller. NULL: told in err. */
static char *find_path(const char *name, ccs_err_t *err)
{
    const bool has_suffix = ccs_text_ends(name, SUFFIX);
    const size_t n = strlen(name), n_suffix = sizeof SUFFIX - 1;
    const char *const slash = strrchr(name, '/'), *const base = slash ? slash + 1 : name;
    const size_t n_base = (size_t) (name + n - base) - (has_suffix ? n_suffix : 0);
    char *path = NULL;

    if ((has_suffix && strlen(base) < n_suffix) || !is_name(base, n_base)) {
        (void) ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "\"%s\" names no scenario: behind the folder, if any, use letters, digits, _ - and . with a letter or digit first%s",
            name, strchr(base, ' ') ? ", and _ for a blank" : "");
        return NULL;
    }
    path = malloc(n + n_suffix + 3);
    if (!path) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    else sprintf(path, "%s%s%s", name[0] == '-' ? "./" : "", name, has_suffix ? "" : SUFFIX); /* - would begin an option */
    return path;
}

/* A text of the starter with another name in place of its own, owned by the caller. NULL: told in err. */
static char *rename_in(const char *text, const char *name, ccs_err_t *err)
{
    const size_t n_own = sizeof OWN_NAME - 1, n_name = strlen(name);
    size_t n = strlen(text) + 1, at = 0;

    for (const char *hit = strstr(text, OWN_NAME); hit; hit = strstr(hit + n_own, OWN_NAME)) n += n_name;
    char *const renamed = malloc(n);

    if (!renamed) {
        (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
        return NULL;
    }
    for (const char *hit = strstr(text, OWN_NAME); hit; hit = strstr(text, OWN_NAME)) {
        memcpy(&renamed[at], text, (size_t) (hit - text));
        at += (size_t) (hit - text);
        memcpy(&renamed[at], name, n_name);
        at += n_name;
        text = hit + n_own;
    }
    memcpy(&renamed[at], text, strlen(text) + 1);
    return renamed;
}

/* Print lines of remarks without their marks. */
static void print_remarks(const char *line)
{
    for (; line && line[1]; line = strchr(line + 1, '\n')) {
        const size_t n = strcspn(&line[1], "\n");

        if (n > 3) printf("%.*s\n", (int) (n - 3), &line[4]); /* behind "// " */
    }
}

static int init(const ccs_args_t *args)
{
    const bool force = ccs_args_has(args, CCS_OPTION_FORCE);
    const char *const next = strstr(ccs_asset_starter, NEXT);
    char *path = NULL, *bytes = NULL, *remarks = NULL;
    ccs_arena_t arena = {0};
    ccs_err_t err = {0};
    int ret = 0;

    CCS_BUG_IF(!next);
    path = find_path(args->operands[0], &err);
    if (!path) {
        ret = err.code;
        goto out;
    }
    CCS_TRY(ccs_file_check_target(path, force, &err));
    CCS_TRY(ccs_file_check_kind(path, CCS_FILE_SCENARIO, &err));
    const char *const slash = strrchr(path, '/');

    bytes = rename_in(ccs_asset_starter, slash ? slash + 1 : path, &err);
    const char *const word = ccs_cli_word(&arena, path);

    if (!word) (void) ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    else remarks = rename_in(strchr(next, '\n'), word, &err); /* nothing can fail once the file is there */
    if (!bytes || !remarks) {
        ret = err.code;
        goto out;
    }
    ccs_stop_prepare(0, "; nothing was written");
    CCS_TRY(ccs_file_write(path, force, bytes, strlen(bytes), &err));
    if (ccs_args_has(args, CCS_OPTION_QUIET)) goto out;
    printf("%s is written: a scenario that runs, with remarks on every value. What to type next:\n", path);
    print_remarks(remarks);
out:
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(args, &err);
    else if (ret) ccs_say(&err);
    free(remarks);
    ccs_arena_free(&arena);
    free(bytes);
    free(path);
    return ret;
}

int ccs_cli_init(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_init, argc, argv, &status)) return status;
    status = ccs_err_status(init(&args));
    ccs_args_free(&args);
    return status;
}
