/* erlang_options.c - the rows of erlang_option.def, and what help, manual and completion say of them. */
#include "erlang_options.h"

#include <stdio.h>
#include <string.h>

#include "service_level.h"

const ccs_erlang_row_t CCS_ERLANG_OPTIONS[CCS_N_ERLANG_OPTIONS] = {
#define X(name, models, kind, value, text) {#name, models, CCS_ERLANG_##kind, value, text},
    CCS_ERLANG_OPTION_LIST(X)
#undef X
};

const char CCS_ERLANG_MODELS[] = "The closed formulas of queueing theory, exact in steady state:\n"
                                 "  b   no queue: who finds no line is blocked\n"
                                 "  c   everyone waits until answered\n"
                                 "  a   waiting contacts abandon when their patience ends\n";
const char CCS_ERLANG_TARGETS[] =
    "Targets of c and a: \"80/20\" (80 % within 20 s), \"90 % / 1 min\", \"asa 15 s\", \"abandoned 3 %\", "
    "\"occupancy 85 %\";\nof b: the share that may be blocked, \"2 %\".\n"
    "Of contacts, --aht, --agents (b: --lines) and --target one is left out, and found.\n"
    "Columns of a --table: contacts, aht, agents, target, ..., service_level (with --within); others are passed on.\n";

const char *ccs_erlang_option_name(enum ccs_erlang_option option, char text[CCS_ERLANG_NAME_MAX])
{
    snprintf(text, CCS_ERLANG_NAME_MAX, "--%s", CCS_ERLANG_OPTIONS[option].name);
    for (char *c = text; *c; c++)
        if (*c == '_') *c = '-';
    return text;
}

bool ccs_erlang_option(int i, ccs_erlang_option_t *option)
{
    if (i < 0 || i >= CCS_N_ERLANG_OPTIONS) return false;
    const char *const models = CCS_ERLANG_OPTIONS[i].models;
    char name[CCS_ERLANG_NAME_MAX];

    *option = (ccs_erlang_option_t){.argument = CCS_ERLANG_OPTIONS[i].value, .text = CCS_ERLANG_OPTIONS[i].text, .remark = ""};
    snprintf(option->name, sizeof option->name, "%s", &ccs_erlang_option_name((enum ccs_erlang_option) i, name)[2]);
    if (strcmp(models, "a") == 0) option->remark = " (a only)";
    if (strcmp(models, "b") == 0) option->remark = " (b only)";
    return true;
}

bool ccs_erlang_service_level(int i, const char **name, const char **text)
{
    if (i < 0 || i >= CCS_N_SERVICE_LEVELS) return false;
    *name = CCS_SERVICE_LEVELS[i].name;
    *text = CCS_SERVICE_LEVELS[i].formula;
    return true;
}

const char CCS_ERLANG_EXAMPLES[] = "ccsim erlang a --per-hour 100 --aht \"5 min\" --patience \"2 min\" --target 80/20\n"
                                   "  ccsim erlang c --contacts 100 --interval \"30 min\" --aht \"3 min\" --agents 12\n"
                                   "  ccsim erlang c --per-hour 14 --aht 9:38 --target 80/60 --shrinkage \"35 %\"\n"
                                   "  ccsim erlang c --table week.csv --interval \"30 min\" --target 80/20 -o staff.csv\n"
                                   "  ccsim erlang b --load 10 --target \"2 %\"";
