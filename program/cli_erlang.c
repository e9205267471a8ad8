/* cli_erlang.c - the command `ccsim erlang`: one answer of the formulas as lines or as JSON, or a table answered by a table.
 * Invariant: nothing is printed to stdout unless everything was understood and computed. */
#include "cli_erlang.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_args.h"
#include "cli_say.h"
#include "erlang_request.h"
#include "erlang_table.h"
#include "err.h"
#include "file_kind.h"
#include "file_write.h"
#include "formula.h"
#include "percentile.def"
#include "units.h"

enum { TIME_WIDTH = 10, TIMES_A_TABLE = 4 };

#define Q(X, percent, whose, text) percent,
static const int percents[] = {CCS_PERCENTILE_LIST(Q, )};
#undef Q
enum { N_PERCENTS = sizeof percents / sizeof *percents };

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void row(const char *label, const char *value)
{
    printf("  %-42s %12s\n", label, value);
}

static void row_share(const char *label, double share)
{
    char text[CCS_UNITS_TEXT_MAX];

    row(label, ccs_units_show_share(share, text, sizeof text));
}

static void row_duration(const char *label, double seconds)
{
    char text[CCS_UNITS_TEXT_MAX];

    row(label, ccs_units_show_duration(seconds, text, sizeof text));
}

static void row_number(const char *label, double x)
{
    char text[CCS_UNITS_TEXT_MAX];

    snprintf(text, sizeof text, "%.5g", x);
    row(label, text);
}

static void print_heading(const ccs_erlang_request_t *self)
{
    char a[CCS_UNITS_TEXT_MAX], b[CCS_UNITS_TEXT_MAX];

    printf("Erlang %c: ", self->model - 'a' + 'A');
    if (ccs_erlang_by_load(self)) printf("offered load");
    else
        printf("%.6g contacts an hour of %s", self->in.rate_per_s * 3600,
            ccs_units_show_duration(self->in.handle_s, a, sizeof a));
    if (self->model == 'a') printf(", patience %s", ccs_units_show_duration(self->in.patience_s, a, sizeof a));
    if (self->in.balk_frac > 0) printf(", %s balk", ccs_units_show_share(self->in.balk_frac, b, sizeof b));
    if (self->model != 'b' && self->given[CCS_ERLANG_OPTION_places]) printf(", %u may wait", (unsigned) self->in.places);
    if (self->model != 'b' && self->given[CCS_ERLANG_OPTION_lines]) printf(", %u lines", (unsigned) self->in.lines);
    printf("\n\n");
}

/* Whether a service level says something that no other one says. */
static bool has_level(const ccs_erlang_request_t *self, unsigned needs)
{
    const bool limited = self->given[CCS_ERLANG_OPTION_places] || self->given[CCS_ERLANG_OPTION_lines];

    return (!(needs & CCS_LEVEL_NEEDS_SHORT) || !isnan(self->short_s)) && (!(needs & CCS_LEVEL_NEEDS_LIMITED) || limited);
}

/* A row for every service level, a column for every time. */
static void print_within(const ccs_erlang_request_t *self, size_t first, size_t end, const ccs_erlang_answer_t *answer)
{
    char text[CCS_UNITS_TEXT_MAX];

    printf("\n  %-30s", "service level, T =");
    for (size_t i = first; i < end; i++)
        printf(" %*s", TIME_WIDTH, ccs_units_show_duration(self->within_s[i], text, sizeof text));
    printf("\n");
    for (size_t k = 0; k < CCS_N_SERVICE_LEVELS; k++) {
        if (!has_level(self, CCS_SERVICE_LEVELS[k].needs)) continue;
        printf("  %-30s", CCS_SERVICE_LEVELS[k].name);
        for (size_t i = first; i < end; i++)
            printf(" %*s", TIME_WIDTH, ccs_units_show_share(answer->within[i].level[k], text, sizeof text));
        printf("\n");
    }
}

static double abandoned_excl_short(const ccs_erlang_answer_t *answer)
{
    const double brief = answer->within[0].short_frac;

    return (answer->queue.p_abandoned - brief) / (1 - brief);
}

/* What was found of the contacts. */
static void print_demand(const ccs_erlang_request_t *self)
{
    char label[64], text[CCS_UNITS_TEXT_MAX];

    if (self->sought == CCS_ERLANG_HANDLE) row_duration("mean handle time, the longest", self->in.handle_s);
    if (self->sought != CCS_ERLANG_VOLUME || ccs_erlang_by_load(self)) return;
    row_number("contacts an hour, the most", ccs_erlang_volume(self, CCS_ERLANG_OPTION_per_hour));
    if (!self->given[CCS_ERLANG_OPTION_interval]) return;
    snprintf(label, sizeof label, "the same in %s",
        ccs_units_show_duration(self->value[CCS_ERLANG_OPTION_interval], text, sizeof text));
    row_number(label, ccs_erlang_volume(self, CCS_ERLANG_OPTION_contacts));
}

static void print_queue(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer, const double *wait_s)
{
    const ccs_formula_out_t *const q = &answer->queue;
    char label[64];

    print_heading(self);
    print_demand(self);
    row_number(self->sought != CCS_ERLANG_STAFF ? "agents"
            : self->n_targets > 1               ? "agents, the least that reach the targets"
                                                : "agents, the least that reach the target",
        self->in.agents);
    if (self->given[CCS_ERLANG_OPTION_shrinkage]) row_number("agents gross, shrinkage included", ccs_erlang_gross(self));
    row_number("offered load, Erlang", q->load_erlang);
    row_share("occupancy", q->occupancy);
    row_share("have to wait", q->p_wait);
    if (self->given[CCS_ERLANG_OPTION_places] || self->given[CCS_ERLANG_OPTION_lines]) row_share("blocked", q->p_blocked);
    if (self->in.balk_frac > 0) row_share("balk", q->p_balked);
    if (self->model == 'a') row_share("abandon", q->p_abandoned);
    if (!isnan(self->short_s)) {
        row_share("abandon soon: short abandons", answer->within[0].short_frac);
        row_share("abandon, short ones left out", abandoned_excl_short(answer));
    }
    row_duration("mean wait of answered contacts (ASA)", q->asa_s);
    row_duration("mean wait of those answered after a wait", q->asa_of_waiting_s);
    if (self->model == 'a') {
        row_duration("mean wait of answered and abandoned", q->mean_wait_s);
        row_duration("mean time to abandon", q->mean_time_to_abandon_s);
    }
    for (size_t i = 0; i < N_PERCENTS; i++) {
        snprintf(label, sizeof label, "wait that %d %% of the answered keep to", percents[i]);
        row_duration(label, wait_s[i]);
    }
    row_number("mean queue length", q->queue_length);
    row_number("mean busy agents", q->busy_agents);
    for (size_t i = 0; i < self->n_within; i += TIMES_A_TABLE)
        print_within(self, i, i + TIMES_A_TABLE < self->n_within ? i + TIMES_A_TABLE : self->n_within, answer);
}

/* --- JSON -------------------------------------------------------------------------------------------------------------- */

/* `, "name": 0.5`; what is not a finite number is null. */
static void json_number(const char *name, double x)
{
    char text[CCS_UNITS_TEXT_MAX];

    printf(", \"%s\": %s", name, isfinite(x) ? ccs_units_write_number(x, text, sizeof text) : "null");
}

static void json_count(const char *name, uint32_t n)
{
    json_number(name, n == CCS_FORMULA_UNLIMITED ? HUGE_VAL : n);
}

static void json_inputs(const ccs_erlang_request_t *self)
{
    printf("{\"model\": \"erlang_%c\", \"inputs\": {\"load_erlang\": ", self->model);
    char text[CCS_UNITS_TEXT_MAX];

    printf("%s", ccs_units_write_number(self->load_erlang, text, sizeof text));
    if (!ccs_erlang_by_load(self)) {
        if (self->sought == CCS_ERLANG_VOLUME) json_number("per_hour", ccs_erlang_volume(self, CCS_ERLANG_OPTION_per_hour));
        if (self->sought == CCS_ERLANG_VOLUME && self->given[CCS_ERLANG_OPTION_interval])
            json_number("contacts", ccs_erlang_volume(self, CCS_ERLANG_OPTION_contacts));
        json_number("rate_per_s", self->in.rate_per_s);
        json_number("aht_s", self->in.handle_s);
    }
    if (self->model != 'b') {
        json_number("patience_s", self->in.patience_s);
        json_number("balk", self->in.balk_frac);
        json_count("places", self->in.places);
        json_count("lines", self->in.lines);
    }
    printf("}");
}

static void json_within(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer)
{
    printf(", \"within\": [");
    for (size_t i = 0; i < self->n_within; i++) {
        char text[CCS_UNITS_TEXT_MAX];

        printf("%s{\"within_s\": %s", i ? ", " : "", ccs_units_write_number(self->within_s[i], text, sizeof text));
        json_number("service_level", answer->within[i].level[self->counted_as]);
        for (size_t k = 0; k < CCS_N_SERVICE_LEVELS; k++) json_number(CCS_SERVICE_LEVELS[k].name, answer->within[i].level[k]);
        json_number("p_longer", answer->within[i].longer_frac);
        printf("}");
    }
    printf("]");
}

static void json_queue(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer, const double *wait_s)
{
    const ccs_formula_out_t *const q = &answer->queue;
    char name[CCS_ERLANG_NAME_MAX];

    json_inputs(self);
    json_count("agents", self->in.agents);
    if (self->given[CCS_ERLANG_OPTION_shrinkage]) json_number("agents_gross", ccs_erlang_gross(self));
    json_number("service_level", answer->within[0].level[self->counted_as]);
    json_number("within_s", self->within_s[0]);
    json_number("p_wait", q->p_wait);
    json_number("blocking_rate", q->p_blocked);
    json_number("balking_rate", q->p_balked);
    json_number("abandonment_rate", q->p_abandoned);
    json_number("abandonment_excl_short", abandoned_excl_short(answer));
    json_number("asa_s", q->asa_s);
    json_number("asa_of_waiting_s", q->asa_of_waiting_s);
    json_number("mean_wait_s", q->mean_wait_s);
    json_number("mean_time_to_abandon_s", q->mean_time_to_abandon_s);
    json_number("wait_sd_s", q->wait_sd_s);
    for (size_t i = 0; i < N_PERCENTS; i++) {
        snprintf(name, sizeof name, "wait_p%d_s", percents[i]);
        json_number(name, wait_s[i]);
    }
    json_number("queue_length", q->queue_length);
    json_number("busy_agents", q->busy_agents);
    json_number("occupancy", q->occupancy);
    json_within(self, answer);
    printf("}\n");
}

/* --- the command ------------------------------------------------------------------------------------------------------- */

static int answer_queue(ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer, ccs_err_t *err)
{
    double wait_s[N_PERCENTS];
    int ret = 0;

    for (size_t i = 0; i < N_PERCENTS; i++) CCS_TRY(ccs_formula_wait_quantile(&self->in, percents[i] / 100.0, &wait_s[i], err));
    if (self->given[CCS_ERLANG_OPTION_json]) json_queue(self, answer, wait_s);
    else print_queue(self, answer, wait_s);
out:
    return ret;
}

static void answer_lines(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer)
{
    const double busy = ccs_erlang_busy_lines(self, answer), lines = self->in.lines;

    if (self->given[CCS_ERLANG_OPTION_json]) {
        json_inputs(self);
        json_number("lines", lines);
        json_number("blocking_rate", answer->blocking_frac);
        json_number("busy_lines", busy);
        json_number("occupancy", lines > 0 ? busy / lines : (double) NAN);
        printf("}\n");
        return;
    }
    print_heading(self);
    print_demand(self);
    row_number(self->sought == CCS_ERLANG_STAFF ? "lines, the least that reach the target" : "lines", lines);
    row_number(self->sought == CCS_ERLANG_VOLUME && ccs_erlang_by_load(self) ? "offered load, Erlang, the most"
                                                                             : "offered load, Erlang",
        self->load_erlang);
    row_share("blocked", answer->blocking_frac);
    row_number("mean busy lines", busy);
    row_share("occupancy", lines > 0 ? busy / lines : (double) NAN);
}

static void say(bool error, const char *path, const char *text)
{
    ccs_say_word(error);
    fprintf(stderr, "ccsim erlang: %s%s%s\n", path, path[0] ? ": " : "", text);
}

static void doubt_values(const ccs_erlang_request_t *self)
{
    char text[320], name[CCS_ERLANG_NAME_MAX];

    for (size_t i = 0; i < CCS_ERLANG_DOUBTS; i++)
        if (ccs_erlang_doubt(self, i, text, sizeof text)) say(false, ccs_erlang_option_name(ccs_erlang_doubtful(i), name), text);
}

/* Options that go with a table, and those that do not. */
static int check_table(const ccs_erlang_request_t *self, ccs_err_t *err)
{
    static const enum ccs_erlang_option of_table[] = {CCS_ERLANG_OPTION_map, CCS_ERLANG_OPTION_output, CCS_ERLANG_OPTION_force,
        CCS_ERLANG_OPTION_locale};
    const bool table = self->given[CCS_ERLANG_OPTION_table] != NULL;
    char name[CCS_ERLANG_NAME_MAX];

    for (size_t i = 0; i < sizeof of_table / sizeof *of_table; i++)
        if (self->given[of_table[i]] && !table)
            return ccs_err_set(err, CCS_ERR_USAGE, "", ccs_erlang_option_name(of_table[i], name), "goes with --table FILE");
    if (table && self->given[CCS_ERLANG_OPTION_json])
        return ccs_err_set(err, CCS_ERR_USAGE, "", "--json", "does not go with --table: a table is answered by a table");
    if (self->given[CCS_ERLANG_OPTION_force] && !self->given[CCS_ERLANG_OPTION_output])
        return ccs_err_set(err, CCS_ERR_USAGE, "", "--force", "goes with --output FILE");
    return CCS_ERR_OK;
}

static int check_output(const ccs_erlang_request_t *self, const char *path, ccs_err_t *err)
{
    const bool force = self->given[CCS_ERLANG_OPTION_force] != NULL;
    int ret = 0;

    if (ccs_file_is_same(self->given[CCS_ERLANG_OPTION_table], path))
        CCS_TRY(ccs_err_set(err, CCS_ERR_CREATE, "", path,
            "is the table that erlang reads: it is not overwritten, not even with --force"));
    CCS_TRY(ccs_file_check_target(path, force, err));
    CCS_TRY(ccs_file_check_kind(path, CCS_FILE_TABLE, err));
out:
    return ret;
}

static int write_table(const ccs_erlang_request_t *self, ccs_err_list_t *told, ccs_err_t *err)
{
    const char *const path = self->given[CCS_ERLANG_OPTION_output];
    char *text = NULL;
    size_t n = 0;
    FILE *const to = path ? open_memstream(&text, &n) : stdout;
    int ret = to ? ccs_erlang_table(self, to, told) : ccs_err_set(err, CCS_ERR_NOMEM, "", "", "out of memory for the table");
    const bool lost = path && to && (ferror(to) != 0 || fclose(to) != 0);

    if (ret == 0 && lost) ret = ccs_err_set(err, CCS_ERR_NOMEM, "", "", "out of memory for the table");
    if (ret == 0 && path) ret = ccs_file_write(path, self->given[CCS_ERLANG_OPTION_force] != NULL, text, n, err);
    free(text);
    return ret;
}

static int answer_table(const ccs_erlang_request_t *self, ccs_err_t *err)
{
    ccs_err_list_t told = {0};
    int ret = 0;

    if (self->given[CCS_ERLANG_OPTION_output]) CCS_TRY(check_output(self, self->given[CCS_ERLANG_OPTION_output], err));
    ret = write_table(self, &told, err);
    for (size_t i = 0; i < told.n; i++) ccs_say(&told.items[i]);
    if (told.n_dropped > 0) fprintf(stderr, "%zu more of them are not shown\n", told.n_dropped);
out:
    ccs_err_list_free(&told);
    return ret;
}

static int answer(int argc, char **argv, ccs_err_t *err)
{
    ccs_erlang_request_t request = {.in = {.places = CCS_FORMULA_UNLIMITED, .lines = CCS_FORMULA_UNLIMITED}};
    ccs_erlang_answer_t found;
    int ret = 0;

    if (argc < 2 || strlen(argv[1]) != 1 || !strchr("bca", argv[1][0]))
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", argc < 2 ? "" : argv[1],
            "say which formula: ccsim erlang b, c or a; see ccsim erlang --help"));
    request.model = argv[1][0];
    for (int i = 2; i < argc; i++) CCS_TRY(ccs_erlang_take(&request, argc, argv, &i, err));
    CCS_TRY(check_table(&request, err));
    if (request.given[CCS_ERLANG_OPTION_table]) {
        ret = answer_table(&request, err);
        goto out;
    }
    doubt_values(&request);
    CCS_TRY(ccs_erlang_solve(&request, &found, err));
    if (request.model == 'b') answer_lines(&request, &found);
    else CCS_TRY(answer_queue(&request, &found, err));
out:
    return ret;
}

int ccs_cli_erlang(int argc, char **argv)
{
    ccs_err_t err = {0};
    const int ret = ccs_args_help(CCS_COMMAND_erlang, argv) ? 0 : answer(argc, argv, &err);

    if (err.code) say(true, err.path, err.text);
    if (ret) return ccs_err_status(ret);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say(true, "", "standard output cannot be written");
        return ccs_err_status(CCS_ERR_WRITE);
    }
    return 0;
}
