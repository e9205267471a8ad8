/* cli_list.c - the command `ccsim list`. Invariant: every word that it prints comes from the tables in sim/def/ that the code uses. */
#include "cli_list.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "agent_selection.def"
#include "attempt.def"
#include "call_flow.def"
#include "callback.def"
#include "channel.def"
#include "cli_command.h"
#include "cli_manual.h"
#include "cli_say.h"
#include "cli_terminal.h"
#include "contact_selection.def"
#include "deferred.def"
#include "distribution.def"
#include "event.def"
#include "json_write.h"
#include "key.h"
#include "metric.h"
#include "mode.def"
#include "purpose.def"
#include "queue.def"
#include "text.h"
#include "units.h"
#include "version.h"

/* ---- rows of def/ as texts ------------------------------------------------------------------------------------------------ */

enum { CELLS_MAX = 8 };

typedef const char *row_t[CELLS_MAX]; /* NULL behind the last cell */

static const row_t SHAPES[] = {{"value", "what can be written"}, /* then in the order of enum ccs_shape */
#define X(name, text) {#name, text},
    CCS_SHAPE_LIST(X)
#undef X
};

static const row_t LAW_KEYS[] = {{"parameter", "unit", "what it is"},
#define X(key, unit, text) {#key, #unit, text},
    CCS_LAW_KEY_LIST(X)
#undef X
};

static const row_t DISTRIBUTIONS[] = {{"name", "own parameters", "what it is"},
#define X(NAME, name, parameters, text) {name, parameters, text},
    CCS_DISTRIBUTION_LIST(X)
#undef X
};

static const row_t RULES[] = {{"key", "word", "what it means"},
#define X(NAME, name, candidates, reads, text) {"agent_selection", name, text},
    CCS_AGENT_SELECTION_LIST(X)
#undef X
#define X(NAME, name, candidates, levels, text) {"contact_selection", name, text},
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
#define X(NAME, name, text) {"queue_order", name, text},
            CCS_QUEUE_ORDER_LIST(X)
#undef X
#define X(NAME, name, text) {"predictor", name, text},
                CCS_PREDICTOR_LIST(X)
#undef X
#define X(NAME, name, text) {"what", name, text},
                    CCS_ANNOUNCED_LIST(X)
#undef X
#define X(NAME, name, text) {"joins", name, text},
                        CCS_JOIN_LIST(X)
#undef X
#define X(NAME, name, text) {"kind", name, text},
                            CCS_TRANSFER_KIND_LIST(X)
#undef X
#define X(NAME, name, text) {"at_close", name, text},
                                CCS_AT_CLOSE_LIST(X)
#undef X
#define X(NAME, name, text) {"draws", name, text},
                                    CCS_DRAWS_LIST(X)
#undef X
#define X(NAME, name, text) {"again_when_closed", name, text},
                                        CCS_WHEN_CLOSED_LIST(X)
#undef X
};

static const row_t WORDS[] = {{"key", "word", "what it means"},
#define X(NAME, name, text) {"mode", name, text},
    CCS_MODE_LIST(X)
#undef X
#define X(NAME, name, text) {"outside", name, text},
        CCS_OUTSIDE_LIST(X)
#undef X
#define X(NAME, name, text) {"shape", name, text},
            CCS_RATE_SHAPE_LIST(X)
#undef X
#define X(NAME, name, text) {"way", name, text},
                CCS_CALLBACK_WAY_LIST(X)
#undef X
#define X(NAME, name, text) {"first", name, text},
                    CCS_CALLBACK_FIRST_LIST(X)
#undef X
#define X(NAME, name, text, aside) {"counts_as", name, text},
                        CCS_CALLBACK_COUNTING_LIST(X)
#undef X
#define X(NAME, name, text, noun, verb, formula) {"of", name, text},
                            CCS_PROMISE_OF_LIST(X)
#undef X
#define X(NAME, name, text) {"clock", name, text},
                                CCS_PROMISE_CLOCK_LIST(X)
#undef X
#define X(NAME, name, text) {"original", name, text},
                                    CCS_CHASED_LIST(X)
#undef X
#define X(NAME, name, text) {"in_hand", name, text},
                                        CCS_IN_HAND_LIST(X)
#undef X
#define X(NAME, name, text) {"contacts", name, text},
                                            CCS_FLOW_DOWN_LIST(X)
#undef X
#define X(NAME, name, text) {"when_full", name, text},
                                                CCS_WHEN_FULL_LIST(X)
#undef X
#define X(NAME, name, text) {"report", name, text},
                                                    CCS_REPORT_LIST(X)
#undef X
#define X(NAME, name, text) {"agents", name, text},
                                                        CCS_AGENT_FIGURES_LIST(X)
#undef X
#define X(NAME, name, text) {"figures", name, text},
                                                            CCS_FIGURES_LIST(X)
#undef X
#define X(NAME, name, text) {"variance", name, text},
                                                                CCS_VARIANCE_LIST(X)
#undef X
#define X(NAME, name, text) {"ratios", name, text},
                                                                    CCS_RATIOS_LIST(X)
#undef X
#define X(NAME, name, text) {"intervals_by", name, text},
                                                                        CCS_COUNTED_IN_LIST(X)
#undef X
#define X(NAME, name, text) {"service_level_of", name, text},
                                                                            CCS_LEVEL_OF_LIST(X)
#undef X
};

static const row_t CHANNELS[] = {{"name", "what it is"},
#define X(NAME, name, use, answer, text) {name, text},
    CCS_CHANNEL_LIST(X)
#undef X
};

static const row_t EVENTS[] = {{"name", "of", "what happens"},
#define X(name, owner, text) {#name, #owner, text},
    CCS_EVENT_LIST(X)
#undef X
};

static const row_t PURPOSES[] = {{"name", "number", "what is drawn"},
#define X(NAME, number, name, text) {name, #number, text},
    CCS_PURPOSE_LIST(X)
#undef X
};

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

/* Names of shapes and units stand in capitals in def/, as names of C do. */
static const char *lower(const char *text, char *to, size_t size)
{
    size_t n = 0;

    for (; text[n] && n + 1 < size; n++) to[n] = (char) tolower((unsigned char) text[n]);
    to[n] = '\0';
    return to;
}

static bool is_in_capitals(const char *head)
{
    return !strcmp(head, "value") || !strcmp(head, "unit");
}

static void add_heads(ccs_table_t *table, const row_t heads)
{
    for (int i = 0; i < CELLS_MAX && heads[i]; i++) ccs_table_add_column(table, heads[i], CCS_TABLE_LEFT);
}

static void add_row(ccs_table_t *table, const row_t heads, const row_t cells)
{
    char text[64];

    ccs_table_add_row(table);
    for (uint32_t i = 0; i < CELLS_MAX && heads[i]; i++)
        ccs_table_set(table, i, is_in_capitals(heads[i]) ? lower(cells[i], text, sizeof text) : cells[i], "", CCS_TABLE_PLAIN);
}

/* @param rows  the heads, then what stands below them */
static void fill(ccs_table_t *table, const row_t *rows, size_t n)
{
    add_heads(table, rows[0]);
    for (size_t row = 1; row < n; row++) add_row(table, rows[0], rows[row]);
}

#define FILL(name, rows)                                                                                                         \
    static void fill_##name(ccs_table_t *table)                                                                                  \
    {                                                                                                                            \
        fill(table, rows, sizeof rows / sizeof *rows);                                                                           \
    }
FILL(shapes, SHAPES)
FILL(words, WORDS)
FILL(distributions, DISTRIBUTIONS)
FILL(law_keys, LAW_KEYS)
FILL(rules, RULES)
FILL(channels, CHANNELS)
FILL(events, EVENTS)
FILL(purposes, PURPOSES)

/* "all, group": the kinds of entities that a metric is of. */
static const char *kinds_of(uint32_t metric, char *text, size_t size)
{
    text[0] = '\0';
    for (int kind = 0; kind < CCS_N_ENTITY_KINDS; kind++)
        if (ccs_metric_is_of(metric, (enum ccs_entity_kind) kind))
            ccs_text_enumerate(text, size, ccs_entity_word((enum ccs_entity_kind) kind));
    return text;
}

static void fill_metrics(ccs_table_t *table)
{
    static const row_t heads = {"name", "unit", "kind", "entities", "interval", "sense", "margin", "what it is"};
    char kinds[64], sense[CCS_UNITS_TEXT_MAX], margin[CCS_UNITS_TEXT_MAX];

    add_heads(table, heads);
    for (uint32_t i = 0; i < CCS_N_METRICS; i++) {
        const ccs_metric_t *const m = ccs_metric_row(i);

        add_row(table, heads,
            (const row_t){m->name, m->unit, ccs_metric_kind_name(m->kind), kinds_of(i, kinds, sizeof kinds),
                ccs_attribution_name(m->attribution), ccs_units_write_number(m->sense, sense, sizeof sense),
                ccs_units_write_number(m->margin, margin, sizeof margin), m->text});
    }
}

static void fill_keys(ccs_table_t *table)
{
    static const row_t heads = {"key", "value", "mode", "default", "range", "what it is"};
    static const char *const modes[] = {[CCS_KEY_BOTH] = "", [CCS_KEY_DAY] = "day", [CCS_KEY_STEADY] = "steady"};

    add_heads(table, heads);
    for (uint32_t i = 0; i < CCS_N_KEYS; i++) {
        const ccs_key_t *const key = &CCS_KEYS[i];

        add_row(table, heads,
            (const row_t){key->path, SHAPES[1 + key->shape][0], modes[key->when], key->fallback, key->range, key->about});
    }
}

const ccs_vocabulary_t CCS_VOCABULARIES[CCS_N_VOCABULARIES] = {
    {"metrics", "metrics", "Metrics", fill_metrics},
    {"keys", "keys", "Keys", fill_keys},
    {"keys", "values", "Values", fill_shapes},
    {"keys", "words", "Words", fill_words},
    {"distributions", "distributions", "Distributions", fill_distributions},
    {"distributions", "parameters", "Parameters of distributions", fill_law_keys},
    {"routing", "rules", "Rules", fill_rules},
    {"channels", "channels", "Channels", fill_channels},
    {"events", "events", "Events", fill_events},
    {"purposes", "purposes", "Purposes of random numbers", fill_purposes},
};

const ccs_paper_t CCS_PAPERS[CCS_N_PAPERS] = {{"man", ccs_manual_print}, {"bash-completion", ccs_completion_bash},
    {"zsh-completion", ccs_completion_zsh}, {"fish-completion", ccs_completion_fish}};

/* ---- the command ---------------------------------------------------------------------------------------------------------- */

static void print_json(const ccs_table_t *table)
{
    for (uint32_t row = 0; row < table->n_rows; row++) {
        fputs(row ? ",\n  {" : "\n  {", stdout);
        for (uint32_t i = 0; i < table->n_columns; i++) {
            fputs(i ? ", " : "", stdout);
            ccs_json_text(table->columns[i].head, stdout);
            fputs(": ", stdout);
            ccs_json_text(table->cells[(size_t) row * table->n_columns + i].text, stdout);
        }
        fputc('}', stdout);
    }
}

static int print_list(const ccs_args_t *args, const char *list)
{
    const bool json = ccs_args_has(args, CCS_OPTION_JSON);
    const ccs_table_form_t form = {ccs_say_colors(args, stdout), ccs_terminal_width(stdout)};
    int n = 0, ret = 0;

    if (json) {
        fputs("{\"ccsim\": ", stdout);
        ccs_json_text(CCSIM_VERSION, stdout);
    }
    for (int i = 0; ret == 0 && i < CCS_N_VOCABULARIES; i++) {
        ccs_table_t table = {0};

        if (strcmp(CCS_VOCABULARIES[i].list, list) != 0) continue;
        CCS_VOCABULARIES[i].fill(&table);
        ret = table.out_of_memory ? CCS_ERR_NOMEM : 0;
        if (json && ret == 0) {
            printf(", \"%s\": [", CCS_VOCABULARIES[i].name);
            print_json(&table);
            fputs("\n]", stdout);
        } else if (ret == 0) {
            if (n++ > 0) fputc('\n', stdout);
            ret = ccs_table_print(&table, form, stdout);
        }
        ccs_table_free(&table);
    }
    if (json) fputs("}\n", stdout);
    return ret;
}

static int no_such_list(const ccs_args_t *args, const char *what)
{
    ccs_closest_t closest = {0};
    ccs_err_t err = {0};

    for (int i = 0; i < CCS_N_VOCABULARIES; i++) ccs_closest_offer(&closest, what, CCS_VOCABULARIES[i].list);
    for (int i = 0; i < CCS_N_PAPERS; i++) ccs_closest_offer(&closest, what, CCS_PAPERS[i].list);
    (void) ccs_err_set(&err, CCS_ERR_USAGE, NULL, NULL, "there is no list \"%s\"%s%s%s", what,
        closest.best ? ", did you mean \"" : "; see ccsim help list", closest.best ? closest.best : "",
        closest.best ? "\"?" : "");
    return ccs_say_refused(args, &err);
}

static int list(const ccs_args_t *args)
{
    const char *const what = args->operands[0];
    int i = 0, paper = 0, ret = 0;

    while (i < CCS_N_VOCABULARIES && strcmp(CCS_VOCABULARIES[i].list, what) != 0) i++;
    while (paper < CCS_N_PAPERS && strcmp(CCS_PAPERS[paper].list, what) != 0) paper++;
    if (i == CCS_N_VOCABULARIES && paper == CCS_N_PAPERS) return no_such_list(args, what);
    for (int option = 0; paper < CCS_N_PAPERS && option < CCS_N_OPTIONS; option++)
        if ((option == CCS_OPTION_JSON || option == CCS_OPTION_MARKDOWN) && args->given[option])
            return ccs_err_status(ccs_args_refuse(args, (enum ccs_option) option, "%s is no table, it has one form only", what));
    if (paper < CCS_N_PAPERS) ret = CCS_PAPERS[paper].print(stdout);
    else if (ccs_args_has(args, CCS_OPTION_MARKDOWN)) ret = ccs_list_markdown(what, stdout);
    else ret = print_list(args, what);
    if (ret) {
        ccs_say_word(true);
        fprintf(stderr, "ccsim list: %s\n", ccs_err_text(ret));
    }
    return ccs_err_status(ret);
}

int ccs_cli_list(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_list, argc, argv, &status)) return status;
    status = list(&args);
    ccs_args_free(&args);
    return status;
}
