/* cli_say.c - messages. */
#include "cli_say.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ALIKE = 3 /* messages of a kind that are told */ };

/* Whether a stream is a terminal whose user has not said no to colours. */
static bool is_colored(FILE *to)
{
    const char *const no_color = getenv("NO_COLOR"), *const terminal = getenv("TERM");

    return !(no_color && no_color[0] != '\0') && isatty(fileno(to)) && !(terminal && !strcmp(terminal, "dumb"));
}

void ccs_say_word(bool error)
{
    const bool colored = is_colored(stderr);

    fprintf(stderr, "%s%s:%s ",
        !colored    ? ""
            : error ? "\033[1;31m"
                    : "\033[33m",
        error ? "error" : "warning", colored ? "\033[0m" : "");
}

void ccs_say(const ccs_err_t *err)
{
    ccs_say_word(err->code != 0);
    fprintf(stderr, "%s%s%s%s%s\n", err->where, err->where[0] ? ": " : "", err->path, err->path[0] ? ": " : "", err->text);
}

static void say_number(size_t n, const char *what)
{
    fprintf(stderr, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

/* Of messages that say the same of other places the first few are told, and behind them how many there are, and from where to where. */
static void say_one_of_many(const ccs_err_list_t *errors, size_t at)
{
    const ccs_err_t *const items = errors->items;
    size_t n_before = 0, n_behind = 0, last = at;

    for (size_t i = 0; i < at; i++) n_before += ccs_err_alike(&items[i], &items[at]);
    if (n_before >= MOST_ALIKE) return;
    ccs_say(&items[at]);
    if (n_before + 1 < MOST_ALIKE) return;
    size_t next = 0;

    for (size_t i = at + 1; i < errors->n; i++) {
        if (!ccs_err_alike(&items[i], &items[at])) continue;
        if (n_behind++ == 0) next = i;
        last = i;
    }
    if (n_behind == 0) return;
    ccs_say_word(items[at].code != 0);
    fprintf(stderr, "... and %zu more like it", n_behind);
    if (items[next].where[0]) fprintf(stderr, ", from %s to %s", items[next].where, items[last].where);
    fputc('\n', stderr);
}

void ccs_say_all(const ccs_err_list_t *errors, const ccs_args_t *args)
{
    const bool quiet = ccs_args_has(args, CCS_OPTION_QUIET);
    const size_t n_warnings =
        quiet || errors->n + errors->n_dropped < errors->n_errors ? 0 : errors->n + errors->n_dropped - errors->n_errors;
    bool any_error = false;

    for (size_t i = 0; i < errors->n; i++) {
        any_error = any_error || errors->items[i].code != 0;
        if (errors->items[i].code || !quiet) say_one_of_many(errors, i);
    }
    if (errors->n_errors + n_warnings == 0) return;
    if (errors->n_errors > 0 && !any_error) { /* no memory even for a record */
        ccs_say_word(true);
        fprintf(stderr, "%s\n", ccs_err_text(CCS_ERR_NOMEM));
        return;
    }
    if (errors->n_errors > 0) say_number(errors->n_errors, "error");
    if (errors->n_errors > 0 && n_warnings > 0) fputs(", ", stderr);
    if (n_warnings > 0) say_number(n_warnings, "warning");
    if (errors->n_dropped > 0) fprintf(stderr, ", of which %zu are told of", errors->n);
    fputc('\n', stderr);
}

void ccs_say_found(const ccs_err_list_t *warnings, const char *name, const ccs_args_t *args)
{
    for (size_t i = 0; i < warnings->n && !ccs_args_has(args, CCS_OPTION_QUIET); i++) {
        ccs_err_t warning = warnings->items[i];

        snprintf(warning.where, sizeof warning.where, "%s", name);
        ccs_say(&warning);
    }
}

int ccs_say_refused(const ccs_args_t *args, const ccs_err_t *err)
{
    ccs_say_word(true);
    fprintf(stderr, "ccsim %s: %s%s%s\n", CCS_COMMANDS[args->command].name, err->path, err->path[0] ? ": " : "", err->text);
    return ccs_err_status(err->code);
}

bool ccs_say_colors(const ccs_args_t *args, FILE *to)
{
    return !ccs_args_has(args, CCS_OPTION_NO_COLOR) && is_colored(to);
}
