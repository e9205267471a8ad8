/* cli_erlang.c - the command `ccsim erlang`: options in people's units, one answer of the formulas, as a table or as JSON.
 * Invariant: nothing is printed to stdout unless everything was understood and computed. */
#include "cli_erlang.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli_args.h"
#include "cli_erlang_options.h"
#include "cli_say.h"
#include "err.h"
#include "formula.h"
#include "percentile.def"
#include "plausible.h"
#include "units.h"

enum { WITHIN_MAX = 32, TARGETS_MAX = 8, EXPECTED_MAX = 512, TIME_WIDTH = 10, TIMES_A_TABLE = 4 };

#define Q(X, percent, whose, text) percent,
static const int percents[] = {CCS_PERCENTILE_LIST(Q, )};
#undef Q
enum { N_PERCENTS = sizeof percents / sizeof *percents };

/* What was asked. */
typedef struct {
    char model;                              /* b, c or a */
    const char *given[CCS_N_ERLANG_OPTIONS]; /* text of each option, NULL = not given; "" for flags */
    double value[CCS_N_ERLANG_OPTIONS];      /* of options that are numbers */
    double within_s[WITHIN_MAX];
    size_t n_within;
    ccs_formula_in_t in;
    double load_erlang;
    const char *targets[TARGETS_MAX]; /* all that were given; CCS_ERLANG_OPTION_target is the last */
    size_t n_targets;
    ccs_formula_target_t target[TARGETS_MAX]; /* of c and a */
    enum ccs_service_level counted_as;
    double short_s; /* NAN = no short abandons */
} request_t;

/* What is answered to c and a. */
typedef struct {
    ccs_formula_out_t queue;
    ccs_formula_within_t within[WITHIN_MAX];
    double wait_s[N_PERCENTS];
} answer_t;

/* --- options ----------------------------------------------------------------------------------------------------------- */

static int refuse(const request_t *self, enum ccs_erlang_option o, const char *expected, ccs_err_t *err)
{
    char name[CCS_ERLANG_NAME_MAX], remedy[3 * CCS_UNITS_TEXT_MAX];
    const char *const sep = *ccs_units_remedy(self->given[o], remedy, sizeof remedy) ? ": " : "";

    return ccs_err_set(err, CCS_ERR_USAGE, "", ccs_erlang_option_name(o, name), "must be %s, found \"%s\"%s%s", expected,
        self->given[o], sep, remedy);
}

static int read_count(const char *text, double *x)
{
    double value = 0;

    if (ccs_units_number(text, &value) != CCS_ERR_OK || value != floor(value) || value > 4e9) return CCS_ERR_SCENARIO;
    *x = value;
    return CCS_ERR_OK;
}

/* The text of an option becomes its number. */
static int read_value(request_t *self, enum ccs_erlang_option o, ccs_err_t *err)
{
    double *const x = &self->value[o];
    const char *const text = self->given[o], *form = NULL;
    int ret = CCS_ERR_OK;

    switch (CCS_ERLANG_OPTIONS[o].kind) {
    case CCS_ERLANG_RATE: ret = ccs_units_rate(text, x), form = CCS_UNITS_RATE_FORM; break;
    case CCS_ERLANG_NUMBER: ret = ccs_units_number(text, x), form = CCS_UNITS_NUMBER_FORM; break;
    case CCS_ERLANG_COUNT: ret = read_count(text, x), form = "a whole number"; break;
    case CCS_ERLANG_DURATION: ret = ccs_units_duration(text, x), form = CCS_UNITS_DURATION_FORM; break;
    case CCS_ERLANG_SHARE: ret = ccs_units_share(text, x), form = CCS_UNITS_SHARE_FORM; break;
    case CCS_ERLANG_TEXT:
    case CCS_ERLANG_FLAG: break;
    }
    return ret ? refuse(self, o, form, err) : CCS_ERR_OK;
}

/* The option that an argument names (before any `=`), CCS_N_ERLANG_OPTIONS if none. */
static enum ccs_erlang_option find_option(const char *arg)
{
    const size_t length = strcspn(arg, "=");
    char name[CCS_ERLANG_NAME_MAX];

    for (int o = 0; o < CCS_N_ERLANG_OPTIONS; o++) {
        ccs_erlang_option_name((enum ccs_erlang_option) o, name);
        if (strlen(name) == length && strncmp(name, arg, length) == 0) return (enum ccs_erlang_option) o;
    }
    return strcmp(arg, "-h") == 0 ? CCS_ERLANG_OPTION_help : CCS_N_ERLANG_OPTIONS;
}

/* May this option stand here? */
static int check_option(const request_t *self, enum ccs_erlang_option o, ccs_err_t *err)
{
    char name[CCS_ERLANG_NAME_MAX];

    ccs_erlang_option_name(o, name);
    if (!strchr(CCS_ERLANG_OPTIONS[o].models, self->model))
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "Erlang %c has no such option%s", self->model - 'a' + 'A',
            self->model == 'b' && o == CCS_ERLANG_OPTION_agents ? ": it has lines, --lines N"
                : strchr(CCS_ERLANG_OPTIONS[o].models, 'a')     ? ", Erlang A has"
                                                                : "");
    if (o == CCS_ERLANG_OPTION_within && self->n_within == WITHIN_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d times", (int) WITHIN_MAX);
    if (o == CCS_ERLANG_OPTION_target && self->n_targets == TARGETS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d targets", (int) TARGETS_MAX);
    if (self->given[o] && o != CCS_ERLANG_OPTION_within && !(o == CCS_ERLANG_OPTION_target && self->model != 'b'))
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "given twice");
    return CCS_ERR_OK;
}

/* Take the option at argv[*i]; moves *i over a value that stands apart. */
static int take_option(request_t *self, int argc, char **argv, int *i, ccs_err_t *err)
{
    const char *const arg = argv[*i], *const equals = strchr(arg, '=');
    const enum ccs_erlang_option o = find_option(arg);
    char name[CCS_ERLANG_NAME_MAX];
    int ret = 0;

    if (o == CCS_N_ERLANG_OPTIONS) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", arg, "unknown option; see ccsim erlang --help"));
    CCS_TRY(check_option(self, o, err));
    ccs_erlang_option_name(o, name);
    if (CCS_ERLANG_OPTIONS[o].kind == CCS_ERLANG_FLAG) {
        if (equals) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "takes no value, found \"%s\"", equals + 1));
        self->given[o] = "";
        goto out;
    }
    if (!equals && *i + 1 >= argc) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "a value must follow"));
    self->given[o] = equals ? equals + 1 : argv[++*i];
    CCS_TRY(read_value(self, o, err));
    if (o == CCS_ERLANG_OPTION_target) self->targets[self->n_targets++] = self->given[o];
    if (o == CCS_ERLANG_OPTION_within) self->within_s[self->n_within++] = self->value[o];
out:
    return ret;
}

/* --- meaning of the options -------------------------------------------------------------------------------------------- */

static int complain(ccs_err_t *err, const char *path, const char *text)
{
    return ccs_err_set(err, CCS_ERR_USAGE, "", path, "%s", text);
}

/* Contacts a second from the one way in which they were given. */
static int find_rate(request_t *self, ccs_err_t *err)
{
    const int n = (self->given[CCS_ERLANG_OPTION_rate] != NULL) + (self->given[CCS_ERLANG_OPTION_per_hour] != NULL) +
        (self->given[CCS_ERLANG_OPTION_contacts] != NULL);

    if (n != 1) return complain(err, "", "give the contacts once: --rate, --per-hour, or --contacts with --interval");
    if ((self->given[CCS_ERLANG_OPTION_contacts] != NULL) != (self->given[CCS_ERLANG_OPTION_interval] != NULL))
        return complain(err, "--interval", "goes with --contacts");
    if (self->given[CCS_ERLANG_OPTION_contacts] && self->value[CCS_ERLANG_OPTION_interval] <= 0)
        return refuse(self, CCS_ERLANG_OPTION_interval, "longer than 0", err);
    if (!self->given[CCS_ERLANG_OPTION_aht]) return complain(err, "--aht", "is missing: the mean handle time, as \"4 min 30 s\"");
    if (self->given[CCS_ERLANG_OPTION_rate]) self->in.rate_per_s = self->value[CCS_ERLANG_OPTION_rate];
    if (self->given[CCS_ERLANG_OPTION_per_hour]) self->in.rate_per_s = self->value[CCS_ERLANG_OPTION_per_hour] / 3600;
    if (self->given[CCS_ERLANG_OPTION_contacts])
        self->in.rate_per_s = self->value[CCS_ERLANG_OPTION_contacts] / self->value[CCS_ERLANG_OPTION_interval];
    self->in.handle_s = self->value[CCS_ERLANG_OPTION_aht];
    self->load_erlang = self->in.rate_per_s * self->in.handle_s;
    return CCS_ERR_OK;
}

/* The share before and the text behind a slash: "80/20", "80 % / 20 s", "0.8/20 s". A number above 1 before the slash is in
 * percent: everybody writes 80/20. */
static bool read_service_level(const char *text, ccs_formula_target_t *target)
{
    const char *const slash = strchr(text, '/');
    char share[CCS_UNITS_TEXT_MAX];
    double percent = 0;

    if (!slash || slash - text >= (long) sizeof share) return false;
    snprintf(share, sizeof share, "%.*s", (int) (slash - text), text);
    if (ccs_units_duration(slash + 1, &target->within_s) != CCS_ERR_OK) return false;
    if (ccs_units_share(share, &target->value) == CCS_ERR_OK) return true;
    if (ccs_units_number(share, &percent) != CCS_ERR_OK || percent > 100) return false;
    target->value = percent / 100;
    return true;
}

static int find_counted_as(request_t *self, ccs_err_t *err)
{
    const char *const name = self->given[CCS_ERLANG_OPTION_counted_as];

    if (!name) return CCS_ERR_OK;
    const uint32_t level = ccs_service_level_find(name);
    char expected[EXPECTED_MAX];

    if (level == CCS_N_SERVICE_LEVELS)
        return refuse(self, CCS_ERLANG_OPTION_counted_as, ccs_service_level_expected(expected, sizeof expected), err);
    if (CCS_SERVICE_LEVELS[level].needs & CCS_LEVEL_NEEDS_SHORT && isnan(self->short_s))
        return complain(err, "--short-abandon", "is missing: the service level named counts short abandons; as \"5 s\"");
    self->counted_as = (enum ccs_service_level) level;
    return CCS_ERR_OK;
}

/* "80/20", "asa 15 s", "abandoned 3 %", "occupancy 85 %". */
static int find_target(request_t *self, const char *text, ccs_formula_target_t *target, ccs_err_t *err)
{
    static const struct {
        const char *word;
        enum ccs_formula_aim aim;
    } words[] = {{"asa ", CCS_FORMULA_ASA}, {"abandoned ", CCS_FORMULA_ABANDONED}, {"occupancy ", CCS_FORMULA_OCCUPANCY}};

    self->given[CCS_ERLANG_OPTION_target] = text; /* which one an error is about */
    *target = (ccs_formula_target_t){.aim = CCS_FORMULA_LEVEL, .level = self->counted_as, .short_s = self->short_s};
    if (read_service_level(text, target)) return CCS_ERR_OK;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i].word);

        if (strncmp(text, words[i].word, n) != 0) continue;
        target->aim = words[i].aim;
        const bool is_time = words[i].aim == CCS_FORMULA_ASA;

        if ((is_time ? ccs_units_duration : ccs_units_share)(text + n, &target->value) == CCS_ERR_OK) return CCS_ERR_OK;
    }
    return refuse(self, CCS_ERLANG_OPTION_target, "like \"80/20\", \"asa 15 s\", \"abandoned 3 %\" or \"occupancy 85 %\"", err);
}

/* What c and a need. */
static int find_queue(request_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->in = ccs_formula_in(0, 0, 1);
    CCS_TRY(find_rate(self, err));
    if ((self->given[CCS_ERLANG_OPTION_agents] != NULL) == (self->given[CCS_ERLANG_OPTION_target] != NULL))
        CCS_TRY(complain(err, "", "give either --agents or the --target for which to find them"));
    if (self->model == 'a' && !self->given[CCS_ERLANG_OPTION_patience])
        CCS_TRY(complain(err, "--patience", "is missing: the mean patience, as \"2 min\" (nobody abandons in Erlang C)"));
    if (self->given[CCS_ERLANG_OPTION_agents]) self->in.agents = (uint32_t) self->value[CCS_ERLANG_OPTION_agents];
    if (self->given[CCS_ERLANG_OPTION_patience]) self->in.patience_s = self->value[CCS_ERLANG_OPTION_patience];
    if (self->given[CCS_ERLANG_OPTION_places]) self->in.places = (uint32_t) self->value[CCS_ERLANG_OPTION_places];
    if (self->given[CCS_ERLANG_OPTION_lines]) self->in.lines = (uint32_t) self->value[CCS_ERLANG_OPTION_lines];
    self->in.balk_frac = self->value[CCS_ERLANG_OPTION_balk];
    self->short_s = self->given[CCS_ERLANG_OPTION_short_abandon] ? self->value[CCS_ERLANG_OPTION_short_abandon] : (double) NAN;
    CCS_TRY(find_counted_as(self, err));
    if (self->given[CCS_ERLANG_OPTION_shrinkage] && self->value[CCS_ERLANG_OPTION_shrinkage] >= 1)
        CCS_TRY(refuse(self, CCS_ERLANG_OPTION_shrinkage, "below 100 %", err));
    const bool own_times = self->n_within > 0;

    for (size_t i = 0; i < self->n_targets; i++) {
        CCS_TRY(find_target(self, self->targets[i], &self->target[i], err));
        if (!own_times && self->target[i].aim == CCS_FORMULA_LEVEL) self->within_s[self->n_within++] = self->target[i].within_s;
    }
    if (self->n_within == 0) self->within_s[self->n_within++] = 20;
out:
    return ret;
}

/* The formulas name their fields: name the option that filled the field instead. */
static void blame_option(const request_t *self, ccs_err_t *err)
{
    static const struct {
        const char *field;
        enum ccs_erlang_option candidates[4]; /* the first that was given, else the last */
    } map[] = {
        {"rate_per_s",
            {CCS_ERLANG_OPTION_rate, CCS_ERLANG_OPTION_per_hour, CCS_ERLANG_OPTION_contacts, CCS_ERLANG_OPTION_contacts}},
        {"load_erlang", {CCS_ERLANG_OPTION_load, CCS_ERLANG_OPTION_rate, CCS_ERLANG_OPTION_per_hour, CCS_ERLANG_OPTION_contacts}},
        {"handle_s", {CCS_ERLANG_OPTION_aht, CCS_ERLANG_OPTION_aht, CCS_ERLANG_OPTION_aht, CCS_ERLANG_OPTION_aht}},
        {"agents", {CCS_ERLANG_OPTION_agents, CCS_ERLANG_OPTION_agents, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target}},
        {"patience_s",
            {CCS_ERLANG_OPTION_patience, CCS_ERLANG_OPTION_patience, CCS_ERLANG_OPTION_patience, CCS_ERLANG_OPTION_patience}},
        {"balk_frac", {CCS_ERLANG_OPTION_balk, CCS_ERLANG_OPTION_balk, CCS_ERLANG_OPTION_balk, CCS_ERLANG_OPTION_balk}},
        {"places", {CCS_ERLANG_OPTION_places, CCS_ERLANG_OPTION_places, CCS_ERLANG_OPTION_places, CCS_ERLANG_OPTION_places}},
        {"lines", {CCS_ERLANG_OPTION_lines, CCS_ERLANG_OPTION_lines, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target}},
        {"within_s", {CCS_ERLANG_OPTION_within, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target}},
        {"short_s",
            {CCS_ERLANG_OPTION_short_abandon, CCS_ERLANG_OPTION_short_abandon, CCS_ERLANG_OPTION_short_abandon,
                CCS_ERLANG_OPTION_short_abandon}},
        {"target", {CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target}},
        {"blocked_frac",
            {CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target, CCS_ERLANG_OPTION_target}},
    };
    char name[CCS_ERLANG_NAME_MAX];

    for (size_t i = 0; i < sizeof map / sizeof *map; i++) {
        if (strcmp(err->path, map[i].field) != 0) continue;
        size_t k = 0;

        while (k < 3 && !self->given[map[i].candidates[k]]) k++;
        snprintf(err->path, sizeof err->path, "%s", ccs_erlang_option_name(map[i].candidates[k], name));
        return;
    }
}

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

static void print_heading(const request_t *self)
{
    char a[CCS_UNITS_TEXT_MAX], b[CCS_UNITS_TEXT_MAX];

    printf("Erlang %c: ", self->model - 'a' + 'A');
    if (self->given[CCS_ERLANG_OPTION_load]) printf("offered load");
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
static bool has_level(const request_t *self, unsigned needs)
{
    const bool limited = self->given[CCS_ERLANG_OPTION_places] || self->given[CCS_ERLANG_OPTION_lines];

    return (!(needs & CCS_LEVEL_NEEDS_SHORT) || !isnan(self->short_s)) && (!(needs & CCS_LEVEL_NEEDS_LIMITED) || limited);
}

/* A row for every service level, a column for every time. */
static void print_within(const request_t *self, size_t first, size_t end, const answer_t *answer)
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

/* People on the roster, of whom the shrinkage is not there. */
static double gross(const request_t *self)
{
    return self->in.agents / (1 - self->value[CCS_ERLANG_OPTION_shrinkage]);
}

static double abandoned_excl_short(const answer_t *answer)
{
    const double brief = answer->within[0].short_frac;

    return (answer->queue.p_abandoned - brief) / (1 - brief);
}

static void print_queue(const request_t *self, const answer_t *answer)
{
    const ccs_formula_out_t *const q = &answer->queue;
    char label[64];

    print_heading(self);
    row_number(self->n_targets > 1 ? "agents, the least that reach the targets"
            : self->n_targets == 1 ? "agents, the least that reach the target"
                                   : "agents",
        self->in.agents);
    if (self->given[CCS_ERLANG_OPTION_shrinkage]) row_number("agents gross, shrinkage included", gross(self));
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
        row_duration(label, answer->wait_s[i]);
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

static void json_inputs(const request_t *self)
{
    printf("{\"model\": \"erlang_%c\", \"inputs\": {\"load_erlang\": ", self->model);
    char text[CCS_UNITS_TEXT_MAX];

    printf("%s", ccs_units_write_number(self->load_erlang, text, sizeof text));
    if (!self->given[CCS_ERLANG_OPTION_load]) {
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

static void json_within(const request_t *self, const answer_t *answer)
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

static void json_queue(const request_t *self, const answer_t *answer)
{
    const ccs_formula_out_t *const q = &answer->queue;
    char name[CCS_ERLANG_NAME_MAX];

    json_inputs(self);
    json_count("agents", self->in.agents);
    if (self->given[CCS_ERLANG_OPTION_shrinkage]) json_number("agents_gross", gross(self));
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
        json_number(name, answer->wait_s[i]);
    }
    json_number("queue_length", q->queue_length);
    json_number("busy_agents", q->busy_agents);
    json_number("occupancy", q->occupancy);
    json_within(self, answer);
    printf("}\n");
}

/* --- the models -------------------------------------------------------------------------------------------------------- */

/* The least agents that reach every target: more of them never make one worse. */
static int find_agents(request_t *self, ccs_err_t *err)
{
    uint32_t most = 0;
    int ret = 0;

    for (size_t i = 0; i < self->n_targets; i++) {
        self->given[CCS_ERLANG_OPTION_target] = self->targets[i];
        CCS_TRY(ccs_formula_least_agents(&self->in, &self->target[i], &self->in.agents, err));
        if (self->in.agents > most) most = self->in.agents;
    }
    if (self->n_targets > 0) self->in.agents = most;
out:
    return ret;
}

static int answer_queue(request_t *self, ccs_err_t *err)
{
    answer_t answer;
    int ret = 0;

    CCS_TRY(find_queue(self, err));
    CCS_TRY(find_agents(self, err));
    CCS_TRY(ccs_formula_queue(&self->in, &answer.queue, err));
    for (size_t i = 0; i < self->n_within; i++)
        CCS_TRY(ccs_formula_within(&self->in, self->within_s[i], self->short_s, &answer.within[i], err));
    for (size_t i = 0; i < N_PERCENTS; i++)
        CCS_TRY(ccs_formula_wait_quantile(&self->in, percents[i] / 100.0, &answer.wait_s[i], err));
    if (self->given[CCS_ERLANG_OPTION_json]) json_queue(self, &answer);
    else print_queue(self, &answer);
out:
    return ret;
}

static void print_lines(const request_t *self, uint32_t lines, double blocking)
{
    const double busy = self->load_erlang * (1 - blocking);

    if (self->given[CCS_ERLANG_OPTION_json]) {
        json_inputs(self);
        json_count("lines", lines);
        json_number("blocking_rate", blocking);
        json_number("busy_lines", busy);
        json_number("occupancy", lines > 0 ? busy / lines : (double) NAN);
        printf("}\n");
        return;
    }
    print_heading(self);
    row_number(self->given[CCS_ERLANG_OPTION_target] ? "lines, the least that reach the target" : "lines", lines);
    row_number("offered load, Erlang", self->load_erlang);
    row_share("blocked", blocking);
    row_number("mean busy lines", busy);
    row_share("occupancy", lines > 0 ? busy / lines : (double) NAN);
}

static int answer_lines(request_t *self, ccs_err_t *err)
{
    uint32_t lines = (uint32_t) self->value[CCS_ERLANG_OPTION_lines];
    double target = 0, blocking = 0;
    int ret = 0;

    self->load_erlang = self->value[CCS_ERLANG_OPTION_load];
    if (!self->given[CCS_ERLANG_OPTION_load]) CCS_TRY(find_rate(self, err));
    else if (self->given[CCS_ERLANG_OPTION_rate] || self->given[CCS_ERLANG_OPTION_per_hour] ||
        self->given[CCS_ERLANG_OPTION_contacts] || self->given[CCS_ERLANG_OPTION_aht])
        CCS_TRY(complain(err, "--load", "stands instead of the contacts and --aht"));
    if ((self->given[CCS_ERLANG_OPTION_lines] != NULL) == (self->given[CCS_ERLANG_OPTION_target] != NULL))
        CCS_TRY(complain(err, "", "give either --lines or the --target for which to find them"));
    if (self->given[CCS_ERLANG_OPTION_target]) {
        if (ccs_units_share(self->given[CCS_ERLANG_OPTION_target], &target) != CCS_ERR_OK || target <= 0)
            CCS_TRY(refuse(self, CCS_ERLANG_OPTION_target, "the share that may be blocked, above 0, such as \"2 %\"", err));
        CCS_TRY(ccs_formula_least_lines(self->load_erlang, target, &lines, err));
    }
    CCS_TRY(ccs_formula_blocking(self->load_erlang, lines, &blocking, err));
    print_lines(self, lines, blocking);
out:
    return ret;
}

/* What is allowed and hardly ever meant: --interval 30 is 30 s. */
static void doubt_values(const request_t *self)
{
    static const struct {
        enum ccs_erlang_option option;
        enum ccs_plausible what;
    } rows[] = {{CCS_ERLANG_OPTION_interval, CCS_PLAUSIBLE_INTERVAL}, {CCS_ERLANG_OPTION_aht, CCS_PLAUSIBLE_HANDLE_TIME},
        {CCS_ERLANG_OPTION_patience, CCS_PLAUSIBLE_PATIENCE}};
    char text[320], name[CCS_ERLANG_NAME_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (self->given[rows[i].option] && ccs_plausible_doubt(rows[i].what, self->value[rows[i].option], text, sizeof text)) {
            ccs_say_word(false);
            fprintf(stderr, "ccsim erlang: %s: %s\n", ccs_erlang_option_name(rows[i].option, name), text);
        }
}

static int answer(int argc, char **argv, ccs_err_t *err)
{
    request_t request = {.in = {.places = CCS_FORMULA_UNLIMITED, .lines = CCS_FORMULA_UNLIMITED}};
    int ret = 0;

    if (argc < 2 || strlen(argv[1]) != 1 || !strchr("bca", argv[1][0]))
        CCS_TRY(complain(err, argc < 2 ? "" : argv[1], "say which formula: ccsim erlang b, c or a; see ccsim erlang --help"));
    request.model = argv[1][0];
    for (int i = 2; i < argc; i++) CCS_TRY(take_option(&request, argc, argv, &i, err));
    doubt_values(&request);
    ret = request.model == 'b' ? answer_lines(&request, err) : answer_queue(&request, err);
    if (ret) blame_option(&request, err);
out:
    return ret;
}

int ccs_cli_erlang(int argc, char **argv)
{
    ccs_err_t err = {0};

    if (!ccs_args_help(CCS_COMMAND_erlang, argv) && answer(argc, argv, &err) != 0) {
        ccs_say_word(true);
        fprintf(stderr, "ccsim erlang: %s%s%s\n", err.path, err.path[0] ? ": " : "", err.text);
        return ccs_err_status(err.code);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        ccs_say_word(true);
        fprintf(stderr, "ccsim erlang: standard output cannot be written\n");
        return ccs_err_status(CCS_ERR_WRITE);
    }
    return 0;
}
