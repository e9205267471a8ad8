/* sweep_queue.c - the command line of a study written anew, for a shell. Invariant: every word is quoted, so that no shell finds anything in it. */
#include "sweep_queue.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* A word of a shell. */
static void put_word(const char *word, FILE *to)
{
    fputc('\'', to);
    for (; *word; word++) {
        if (*word == '\'') fputs("'\\''", to);
        else fputc(*word, to);
    }
    fputc('\'', to);
}

/* This program, wherever it is: another machine may have another one in its PATH. */
static void put_program(FILE *to)
{
    char path[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    path[n > 0 ? n : 0] = '\0';
    put_word(n > 0 ? path : "ccsim", to);
}

/* Options of the whole. A shard that is begun again goes on: it is not forced to begin anew. */
static bool is_own(enum ccs_option option)
{
    return option == CCS_OPTION_OUTPUT || option == CCS_OPTION_FORCE || option == CCS_OPTION_SHARD ||
        option == CCS_OPTION_COMMANDS || option == CCS_OPTION_SLURM || option == CCS_OPTION_QUIET || option == CCS_OPTION_JSON ||
        option == CCS_OPTION_NO_COLOR;
}

static void put_option(enum ccs_option option, const char *value, FILE *to)
{
    char name[64];

    snprintf(name, sizeof name, " --%s", CCS_OPTIONS[option].name);
    fputs(name, to);
    if (CCS_OPTIONS[option].argument[0] == '\0') return;
    fputc('=', to);
    put_word(value, to);
}

/* The command without what is of a shard: its number and its file. */
static void put_sweep(const ccs_args_t *args, FILE *to)
{
    put_program(to);
    fputs(" sweep ", to);
    put_word(args->operands[0], to);
    for (uint32_t i = 0; i < CCS_N_OPTIONS; i++) {
        const enum ccs_option option = (enum ccs_option) i;

        if (option == CCS_OPTION_SET)
            for (size_t k = 0; k < args->n_sets; k++) put_option(option, args->sets[k], to);
        else if (option == CCS_OPTION_VARY)
            for (size_t k = 0; k < args->n_varies; k++) put_option(option, args->varies[k], to);
        else if (args->given[i] && !is_own(option)) put_option(option, args->given[i], to);
    }
    fputs(" --quiet", to);
}

/* "study.h5" without its ending. */
static int stem_length(const char *path)
{
    const size_t n = strlen(path);

    return (int) (n > 3 && !strcmp(&path[n - 3], ".h5") ? n - 3 : n);
}

static void put_part(const char *output, const char *number, FILE *to)
{
    char stem[PATH_MAX];

    snprintf(stem, sizeof stem, "%.*s.", stem_length(output), output);
    put_word(stem, to);
    fprintf(to, "%s.h5", number);
}

void ccs_sweep_commands(const ccs_args_t *args, uint32_t shards, FILE *to)
{
    const char *const output = args->given[CCS_OPTION_OUTPUT];
    char number[16];

    for (uint32_t i = 1; i <= shards; i++) {
        snprintf(number, sizeof number, "%u", i);
        put_sweep(args, to);
        fprintf(to, " --shard=%u/%u --output=", i, shards);
        put_part(output, number, to);
        fputc('\n', to);
    }
    put_program(to);
    fputs(" merge", to);
    for (uint32_t i = 1; i <= shards; i++) {
        snprintf(number, sizeof number, "%u", i);
        fputc(' ', to);
        put_part(output, number, to);
    }
    fputs(" --quiet --output=", to);
    put_word(output, to);
    fputs(ccs_args_has(args, CCS_OPTION_FORCE) ? " --force\n" : "\n", to);
}

void ccs_sweep_slurm(const ccs_args_t *args, uint32_t shards, FILE *to)
{
    const char *const output = args->given[CCS_OPTION_OUTPUT];
    char folder[PATH_MAX];

    fprintf(to,
        "#!/bin/sh\n# Submits the shards of a study to Slurm as a job array, waits, submits again those that left nothing, and puts them together. May be run again at any time:\n"
        "# what is whole is not simulated again. Options of sbatch (partition, account, time) go behind the script's name.\nset -u\n");
    if (getcwd(folder, sizeof folder)) {
        fputs("cd ", to);
        put_word(folder, to);
        fputs(" || exit 66\n", to);
    }
    fprintf(to, "shards=%u\nmissing() {\n    i=1\n    while [ $i -le $shards ]; do\n        [ -e ", shards);
    put_part(output, "\"$i\"", to);
    fputs(
        " ] || printf '%s,' $i\n        i=$((i + 1))\n    done\n}\nfor try in 1 2 3; do\n    list=$(missing)\n    [ -n \"$list\" ] || break\n"
        "    sbatch --wait --job-name=ccsim --array=\"${list%,}\" \"$@\" <<'JOB'\n#!/bin/sh\nexec ",
        to);
    put_sweep(args, to);
    fprintf(to, " --shard=\"$SLURM_ARRAY_TASK_ID\"/%u --output=", shards);
    put_part(output, "\"$SLURM_ARRAY_TASK_ID\"", to);
    fputs("\nJOB\ndone\ni=1\nset --\nwhile [ $i -le $shards ]; do\n    set -- \"$@\" ", to);
    put_part(output, "\"$i\"", to);
    fputs("\n    i=$((i + 1))\ndone\nexec ", to);
    put_program(to);
    fputs(" merge \"$@\" --output=", to);
    put_word(output, to);
    fputs(ccs_args_has(args, CCS_OPTION_FORCE) ? " --force\n" : "\n", to);
}
