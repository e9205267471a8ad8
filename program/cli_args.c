/* cli_args.c - a command line against the tables. Invariant: what args holds is known to option.def for this command; nothing is
 * printed to stdout but help. */
#include "cli_args.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_help.h"
#include "cli_say.h"
#include "err.h"
#include "text.h"

/* What is being read. */
typedef struct {
    ccs_args_t *args;
    char **argv; /* NULL-terminated */
    int at;      /* the word at hand */
} reader_t;

static bool belongs(const ccs_args_t *self, enum ccs_option option)
{
    return CCS_OPTIONS[option].commands & (1u << self->command);
}

__attribute__((format(printf, 2, 3))) static int refuse(const ccs_args_t *self, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ccs_say_word(true);
    fprintf(stderr, "ccsim %s: ", CCS_COMMANDS[self->command].name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return CCS_ERR_USAGE;
}

int ccs_args_refuse(const ccs_args_t *self, enum ccs_option option, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ccs_say_word(true);
    fprintf(stderr, "ccsim %s: --%s: ", CCS_COMMANDS[self->command].name, CCS_OPTIONS[option].name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return CCS_ERR_USAGE;
}

/* ---- options ------------------------------------------------------------------------------------------------------------ */

/* "--reps" means --replications: the option with the longest common begin, of three letters or more. */
static const char *option_beginning(const ccs_args_t *self, const char *name)
{
    const char *best = NULL;
    size_t longest = 2;

    for (int i = 0; i < CCS_N_OPTIONS; i++) {
        size_t n = 0;

        while (name[n] != '\0' && name[n] == CCS_OPTIONS[i].name[n]) n++;
        if (!belongs(self, (enum ccs_option) i) || n <= longest) continue;
        longest = n;
        best = CCS_OPTIONS[i].name;
    }
    return best;
}

/* "--what-if belongs to compare": the commands that have an option. */
static int belongs_elsewhere(const ccs_args_t *self, enum ccs_option option)
{
    char commands[128] = "";
    size_t n = 0;

    for (int i = 0; i < CCS_N_COMMANDS; i++)
        if (CCS_OPTIONS[option].commands & (1u << i) && n < sizeof commands)
            n += (size_t) snprintf(&commands[n], sizeof commands - n, "%s%s", n ? ", " : "", CCS_COMMANDS[i].name);
    if (option == CCS_OPTION_BY && self->command == CCS_COMMAND_report)
        return refuse(self,
            "--by belongs to %s; a page by day, week or month is made of a run that has them: --set 'clock.report=\"month\"'",
            commands);
    return refuse(self, "--%s belongs to %s; see ccsim help %s", CCS_OPTIONS[option].name, commands,
        CCS_COMMANDS[self->command].name);
}

static int unknown_option(const ccs_args_t *self, const char *word, size_t length)
{
    char name[64];
    ccs_closest_t closest = {0};

    snprintf(name, sizeof name, "%.*s", (int) (length < sizeof name ? length : sizeof name - 1), word);
    for (int i = 0; i < CCS_N_OPTIONS; i++) {
        if (!strcmp(CCS_OPTIONS[i].name, name)) return belongs_elsewhere(self, (enum ccs_option) i);
        if (belongs(self, (enum ccs_option) i)) ccs_closest_offer(&closest, name, CCS_OPTIONS[i].name);
    }
    if (!closest.best) closest.best = option_beginning(self, name);
    if (closest.best) return refuse(self, "unknown option --%s, did you mean --%s?", name, closest.best);
    return refuse(self, "unknown option --%s; see ccsim help %s", name, CCS_COMMANDS[self->command].name);
}

/* What may be asked for once only: of two the second would silently take the place of the first. */
static int check_once(const ccs_args_t *self, enum ccs_option option)
{
    if (!self->given[option]) return 0;
    if (option == CCS_OPTION_PRECISION)
        return ccs_args_refuse(self, option, "is given twice; a run has one goal: name the one that is hardest to reach");
    if (option == CCS_OPTION_METRIC)
        return ccs_args_refuse(self, option, "is given twice; several stand in one, with commas: --metric a,b");
    return 0;
}

static int take(ccs_args_t *self, enum ccs_option option, const char *value)
{
    const int ret = check_once(self, option);

    self->given[option] = value;
    if (option == CCS_OPTION_SET) self->sets[self->n_sets++] = value;
    if (option == CCS_OPTION_WHAT_IF) self->what_ifs[self->n_what_ifs++] = value;
    if (option == CCS_OPTION_VARY) self->varies[self->n_varies++] = value;
    if (option == CCS_OPTION_WITHSTAND) self->withstands[self->n_withstands++] = value;
    if (option == CCS_OPTION_MAP) self->maps[self->n_maps++] = value;
    if (option == CCS_OPTION_QUEUE) self->queues[self->n_queues++] = value;
    return ret;
}

/* Whether a word is rather an option than a value: two dashes, or one and the letter of an option of this command. */
static bool is_option(const ccs_args_t *self, const char *word)
{
    if (word[0] != '-' || word[1] == '\0') return false;
    for (int i = 0; i < CCS_N_OPTIONS && word[1] != '-' && word[2] == '\0'; i++)
        if (belongs(self, (enum ccs_option) i) && CCS_OPTIONS[i].letter == word[1]) return true;
    return word[1] == '-';
}

/* The value in the next word. An option that stands there would be lost, and a file be called as it. */
static int take_next(reader_t *self, enum ccs_option option)
{
    const char *const value = self->argv[self->at + 1], *const argument = CCS_OPTIONS[option].argument;

    if (!value) return ccs_args_refuse(self->args, option, "%s must follow", argument);
    if (is_option(self->args, value))
        return ccs_args_refuse(self->args, option, "%s must follow, found the option %s; if it is meant as %s: --%s=%s", argument,
            value, argument, CCS_OPTIONS[option].name, value);
    self->at++;
    return take(self->args, option, value);
}

static int read_long(reader_t *self, const char *word)
{
    const size_t length = strcspn(word, "=");
    int option = 0;

    for (; option < CCS_N_OPTIONS; option++) {
        const char *const name = CCS_OPTIONS[option].name;

        if (belongs(self->args, (enum ccs_option) option) && strlen(name) == length && !memcmp(name, word, length)) break;
    }
    const enum ccs_option found = (enum ccs_option) option;

    if (option == CCS_N_OPTIONS) return unknown_option(self->args, word, length);
    const bool flag = CCS_OPTIONS[found].argument[0] == '\0';

    if (flag && word[length] == '=') return ccs_args_refuse(self->args, found, "takes no value, found \"%s\"", &word[length + 1]);
    if (!flag && word[length] != '=') return take_next(self, found);
    return take(self->args, found, flag ? "" : &word[length + 1]);
}

/* One letter or more after a dash. */
static int read_short(reader_t *self, const char *letters)
{
    for (; *letters; letters++) {
        int option = 0;

        while (
            option < CCS_N_OPTIONS && !(belongs(self->args, (enum ccs_option) option) && CCS_OPTIONS[option].letter == *letters))
            option++;
        const enum ccs_option found = (enum ccs_option) option;

        if (option == CCS_N_OPTIONS)
            return refuse(self->args, "unknown option -%.*s; see ccsim help %s", (int) ccs_text_utf8(letters, strlen(letters)),
                letters, CCS_COMMANDS[self->args->command].name);
        if (CCS_OPTIONS[found].argument[0] != '\0') {
            if (letters[1] == '\0') return take_next(self, found);
            return take(self->args, found, &letters[1]);
        }
        (void) take(self->args, found, "");
    }
    return 0;
}

static int read_words(reader_t *self)
{
    bool options = true;
    int ret = 0;

    for (self->at = 1; ret == 0 && self->argv[self->at]; self->at++) {
        const char *const word = self->argv[self->at];

        if (!options || word[0] != '-' || word[1] == '\0') self->args->operands[self->args->n_operands++] = word;
        else if (!strcmp(word, "--")) options = false;
        else ret = word[1] == '-' ? read_long(self, &word[2]) : read_short(self, &word[1]);
    }
    return ret;
}

static int check_operands(const ccs_args_t *self)
{
    const ccs_command_t *const c = &CCS_COMMANDS[self->command];

    if (self->n_operands < c->least) return refuse(self, "%s is missing; see ccsim help %s", c->operands, c->name);
    if (c->most && self->n_operands > c->most)
        return refuse(self, "unexpected \"%s\" after %s", self->operands[c->most], c->operands);
    return 0;
}

bool ccs_args_help(enum ccs_command command, char **argv)
{
    for (int i = 1; argv[i] && strcmp(argv[i], "--") != 0; i++) {
        const bool brief = !strcmp(argv[i], "-h");

        if (!brief && strcmp(argv[i], "--help") != 0) continue;
        ccs_help_command(command, brief, stdout);
        return true;
    }
    return false;
}

bool ccs_args_read(ccs_args_t *self, enum ccs_command command, int argc, char **argv, int *status)
{
    reader_t reader = {.args = self, .argv = argv};
    int ret = 0;

    *self = (ccs_args_t){.command = command};
    *status = 0;
    if (ccs_args_help(command, argv)) return false;
    self->sets = calloc((size_t) argc + 1, sizeof *self->sets);
    self->what_ifs = calloc((size_t) argc + 1, sizeof *self->what_ifs);
    self->maps = calloc((size_t) argc + 1, sizeof *self->maps);
    self->queues = calloc((size_t) argc + 1, sizeof *self->queues);
    self->varies = calloc((size_t) argc + 1, sizeof *self->varies);
    self->withstands = calloc((size_t) argc + 1, sizeof *self->withstands);
    self->operands = calloc((size_t) argc + 1, sizeof *self->operands);
    if (!self->sets || !self->what_ifs || !self->maps || !self->queues || !self->varies || !self->withstands || !self->operands) {
        ccs_say_word(true);
        fprintf(stderr, "ccsim: out of memory\n");
        ret = CCS_ERR_NOMEM;
    }
    if (ret == 0) ret = read_words(&reader);
    if (self->given[CCS_OPTION_NO_COLOR]) (void) setenv("NO_COLOR", "1", 1); /* for messages too, wherever they come from */
    if (ret == 0) ret = check_operands(self);
    if (ret == 0) return true;
    *status = ccs_err_status(ret);
    ccs_args_free(self);
    return false;
}

void ccs_args_free(ccs_args_t *self)
{
    if (!self) return;
    free(self->sets);
    free(self->what_ifs);
    free(self->maps);
    free(self->queues);
    free(self->varies);
    free(self->withstands);
    free(self->operands);
    *self = (ccs_args_t){.command = self->command};
}

/* ---- values ------------------------------------------------------------------------------------------------------------- */

int ccs_args_whole(const ccs_args_t *self, enum ccs_option option, uint64_t least, uint64_t most, uint64_t *x)
{
    const char *const text = self->given[option];
    char *end = NULL;

    if (!text) return 0;
    errno = 0;
    const unsigned long long value = strtoull(text, &end, 10);

    if (text[0] == '\0' || strspn(text, "0123456789") != strlen(text) || errno != 0 || value < least || value > most)
        return ccs_args_refuse(self, option, "must be a whole number from %llu to %llu, found \"%s\"", (unsigned long long) least,
            (unsigned long long) most, text);
    *x = value;
    return 0;
}
