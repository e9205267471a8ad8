/* cli_erlang.c - the command `ccsim erlang`: options in people's units, one answer of the formulas, as a table or as JSON.
 * Invariant: nothing is printed to stdout unless everything was understood and computed. */
#include "cli_erlang.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli_args.h"
#include "cli_say.h"
#include "err.h"
#include "formula.h"
#include "percentile.def"
#include "plausible.h"
#include "units.h"

enum { WITHIN_MAX = 32, TARGETS_MAX = 8, NAME_MAX_LENGTH = 32, EXPECTED_MAX = 512, TIME_WIDTH = 10, TIMES_A_TABLE = 4 };

#define Q(X, percent, whose, text) percent,
static const int percents[] = {CCS_PERCENTILE_LIST(Q, )};
#undef Q
enum { N_PERCENTS = sizeof percents / sizeof *percents };

enum kind { RATE, NUMBER, COUNT, DURATION, SHARE, TEXT, FLAG };

/* Every option once: X(name, models that take it, kind, what follows it, text of --help). */
#define OPTION_LIST(X)                                                                                                           \
    X(rate, "bca", RATE, "RATE", "offered contacts: \"120 per hour\", \"2 per minute\", \"100 per 30 min\"")                     \
    X(per_hour, "bca", NUMBER, "N", "the same, in contacts an hour")                                                             \
    X(contacts, "bca", NUMBER, "N", "the same, as contacts in an --interval")                                                    \
    X(interval, "bca", DURATION, "TIME", "length of the interval of --contacts: \"30 min\"")                                     \
    X(load, "b", NUMBER, "ERLANG", "offered load, instead of contacts and their handle time")                                    \
    X(aht, "bca", DURATION, "TIME", "mean handle time: \"4 min 30 s\", or seconds")                                              \
    X(agents, "ca", COUNT, "N", "agents")                                                                                        \
    X(target, "bca", TEXT, "TARGET", "find the least agents (b: lines) that reach this; repeatable, all must hold; see below")   \
    X(counted_as, "ca", TEXT, "METRIC", "the service level meant (default sl_offered); see below")                               \
    X(patience, "a", DURATION, "TIME", "mean patience, exponential")                                                             \
    X(balk, "a", SHARE, "SHARE", "of those who would have to wait, this share leaves at once: \"2 %\"")                          \
    X(places, "ca", COUNT, "N", "contacts that may wait (default: any number)")                                                  \
    X(lines, "bca", COUNT, "N", "lines, for contacts waiting and in service together (default: any number)")                     \
    X(within, "ca", DURATION, "TIME", "answer time to report; repeatable (default: the target's, else 20 s)")                    \
    X(shrinkage, "ca", SHARE, "SHARE", "of the people on the roster this share is not there: also say the gross number")         \
    X(short_abandon, "a", DURATION, "TIME", "who gives up within this time is a short abandon, for the levels that count them")  \
    X(json, "bca", FLAG, "", "one JSON object instead of the table, times in seconds")                                           \
    X(help, "bca", FLAG, "", "this text")

enum option {
#define X(name, models, kind, value, text) OPT_##name,
    OPTION_LIST(X)
#undef X
        N_OPTIONS
};

static const struct {
    const char *name, *models;
    enum kind kind;
    const char *value, *text;
} options[N_OPTIONS] = {
#define X(name, models, kind, value, text) {#name, models, kind, value, text},
    OPTION_LIST(X)
#undef X
};

const char CCS_ERLANG_MODELS[] = "The closed formulas of queueing theory, exact in steady state:\n"
                                 "  b   no queue: who finds no line is blocked\n"
                                 "  c   everyone waits until answered\n"
                                 "  a   waiting contacts abandon when their patience ends\n";
const char CCS_ERLANG_TARGETS[] =
    "Targets of c and a: \"80/20\" (80 % within 20 s), \"90 % / 1 min\", \"asa 15 s\", \"abandoned 3 %\", "
    "\"occupancy 85 %\";\nof b: the share that may be blocked, \"2 %\".\n";

/* What was asked. */
typedef struct {
    char model;                   /* b, c or a */
    const char *given[N_OPTIONS]; /* text of each option, NULL = not given; "" for flags */
    double value[N_OPTIONS];      /* of options that are numbers */
    double within_s[WITHIN_MAX];
    size_t n_within;
    ccs_formula_in_t in;
    double load_erlang;
    const char *targets[TARGETS_MAX]; /* all that were given; OPT_target is the last */
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

/* "--counted-as" from "counted_as". @param text  NAME_MAX_LENGTH bytes */
static const char *option_text(enum option o, char *text)
{
    (void) snprintf(text, NAME_MAX_LENGTH, "--%s", options[o].name);
    for (char *c = text; *c; c++)
        if (*c == '_') *c = '-';
    return text;
}

static int refuse(const request_t *self, enum option o, const char *expected, ccs_err_t *err)
{
    char name[NAME_MAX_LENGTH], remedy[3 * CCS_UNITS_TEXT_MAX];
    const char *const sep = *ccs_units_remedy(self->given[o], remedy, sizeof remedy) ? ": " : "";

    return ccs_err_set(err, CCS_ERR_USAGE, "", option_text(o, name), "must be %s, found \"%s\"%s%s", expected, self->given[o],
        sep, remedy);
}

static int read_count(const char *text, double *x)
{
    double value = 0;

    if (ccs_units_number(text, &value) != CCS_ERR_OK || value != floor(value) || value > 4e9) return CCS_ERR_SCENARIO;
    *x = value;
    return CCS_ERR_OK;
}

/* The text of an option becomes its number. */
static int read_value(request_t *self, enum option o, ccs_err_t *err)
{
    double *const x = &self->value[o];
    const char *const text = self->given[o], *form = NULL;
    int ret = CCS_ERR_OK;

    switch (options[o].kind) {
    case RATE: ret = ccs_units_rate(text, x), form = CCS_UNITS_RATE_FORM; break;
    case NUMBER: ret = ccs_units_number(text, x), form = CCS_UNITS_NUMBER_FORM; break;
    case COUNT: ret = read_count(text, x), form = "a whole number"; break;
    case DURATION: ret = ccs_units_duration(text, x), form = CCS_UNITS_DURATION_FORM; break;
    case SHARE: ret = ccs_units_share(text, x), form = CCS_UNITS_SHARE_FORM; break;
    case TEXT:
    case FLAG: break;
    }
    return ret ? refuse(self, o, form, err) : CCS_ERR_OK;
}

/* The option that an argument names (before any `=`), N_OPTIONS if none. */
static enum option find_option(const char *arg)
{
    const size_t length = strcspn(arg, "=");
    char name[NAME_MAX_LENGTH];

    for (int o = 0; o < N_OPTIONS; o++) {
        option_text((enum option) o, name);
        if (strlen(name) == length && strncmp(name, arg, length) == 0) return (enum option) o;
    }
    return strcmp(arg, "-h") == 0 ? OPT_help : N_OPTIONS;
}

/* May this option stand here? */
static int check_option(const request_t *self, enum option o, ccs_err_t *err)
{
    char name[NAME_MAX_LENGTH];

    option_text(o, name);
    if (!strchr(options[o].models, self->model))
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "Erlang %c has no such option%s", self->model - 'a' + 'A',
            strchr(options[o].models, 'a') ? ", Erlang A has" : "");
    if (o == OPT_within && self->n_within == WITHIN_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d times", (int) WITHIN_MAX);
    if (o == OPT_target && self->n_targets == TARGETS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d targets", (int) TARGETS_MAX);
    if (self->given[o] && o != OPT_within && !(o == OPT_target && self->model != 'b'))
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "given twice");
    return CCS_ERR_OK;
}

/* Take the option at argv[*i]; moves *i over a value that stands apart. */
static int take_option(request_t *self, int argc, char **argv, int *i, ccs_err_t *err)
{
    const char *const arg = argv[*i], *const equals = strchr(arg, '=');
    const enum option o = find_option(arg);
    char name[NAME_MAX_LENGTH];
    int ret = 0;

    if (o == N_OPTIONS) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", arg, "unknown option; see ccsim erlang --help"));
    CCS_TRY(check_option(self, o, err));
    option_text(o, name);
    if (options[o].kind == FLAG) {
        if (equals) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "takes no value, found \"%s\"", equals + 1));
        self->given[o] = "";
        goto out;
    }
    if (!equals && *i + 1 >= argc) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "a value must follow"));
    self->given[o] = equals ? equals + 1 : argv[++*i];
    CCS_TRY(read_value(self, o, err));
    if (o == OPT_target) self->targets[self->n_targets++] = self->given[o];
    if (o == OPT_within) self->within_s[self->n_within++] = self->value[o];
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
    const int n = (self->given[OPT_rate] != NULL) + (self->given[OPT_per_hour] != NULL) + (self->given[OPT_contacts] != NULL);

    if (n != 1) return complain(err, "", "give the contacts once: --rate, --per-hour, or --contacts with --interval");
    if ((self->given[OPT_contacts] != NULL) != (self->given[OPT_interval] != NULL))
        return complain(err, "--interval", "goes with --contacts");
    if (self->given[OPT_contacts] && self->value[OPT_interval] <= 0) return refuse(self, OPT_interval, "longer than 0", err);
    if (!self->given[OPT_aht]) return complain(err, "--aht", "is missing: the mean handle time, as \"4 min 30 s\"");
    if (self->given[OPT_rate]) self->in.rate_per_s = self->value[OPT_rate];
    if (self->given[OPT_per_hour]) self->in.rate_per_s = self->value[OPT_per_hour] / 3600;
    if (self->given[OPT_contacts]) self->in.rate_per_s = self->value[OPT_contacts] / self->value[OPT_interval];
    self->in.handle_s = self->value[OPT_aht];
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
    (void) snprintf(share, sizeof share, "%.*s", (int) (slash - text), text);
    if (ccs_units_duration(slash + 1, &target->within_s) != CCS_ERR_OK) return false;
    if (ccs_units_share(share, &target->value) == CCS_ERR_OK) return true;
    if (ccs_units_number(share, &percent) != CCS_ERR_OK || percent > 100) return false;
    target->value = percent / 100;
    return true;
}

static int find_counted_as(request_t *self, ccs_err_t *err)
{
    const char *const name = self->given[OPT_counted_as];

    if (!name) return CCS_ERR_OK;
    const uint32_t level = ccs_service_level_find(name);
    char expected[EXPECTED_MAX];

    if (level == CCS_N_SERVICE_LEVELS)
        return refuse(self, OPT_counted_as, ccs_service_level_expected(expected, sizeof expected), err);
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

    self->given[OPT_target] = text; /* which one an error is about */
    *target = (ccs_formula_target_t){.aim = CCS_FORMULA_LEVEL, .level = self->counted_as, .short_s = self->short_s};
    if (read_service_level(text, target)) return CCS_ERR_OK;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i].word);

        if (strncmp(text, words[i].word, n) != 0) continue;
        target->aim = words[i].aim;
        const bool is_time = words[i].aim == CCS_FORMULA_ASA;

        if ((is_time ? ccs_units_duration : ccs_units_share)(text + n, &target->value) == CCS_ERR_OK) return CCS_ERR_OK;
    }
    return refuse(self, OPT_target, "like \"80/20\", \"asa 15 s\", \"abandoned 3 %\" or \"occupancy 85 %\"", err);
}

/* What c and a need. */
static int find_queue(request_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->in = ccs_formula_in(0, 0, 1);
    CCS_TRY(find_rate(self, err));
    if ((self->given[OPT_agents] != NULL) == (self->given[OPT_target] != NULL))
        CCS_TRY(complain(err, "", "give either --agents or the --target for which to find them"));
    if (self->model == 'a' && !self->given[OPT_patience])
        CCS_TRY(complain(err, "--patience", "is missing: the mean patience, as \"2 min\" (nobody abandons in Erlang C)"));
    if (self->given[OPT_agents]) self->in.agents = (uint32_t) self->value[OPT_agents];
    if (self->given[OPT_patience]) self->in.patience_s = self->value[OPT_patience];
    if (self->given[OPT_places]) self->in.places = (uint32_t) self->value[OPT_places];
    if (self->given[OPT_lines]) self->in.lines = (uint32_t) self->value[OPT_lines];
    self->in.balk_frac = self->value[OPT_balk];
    self->short_s = self->given[OPT_short_abandon] ? self->value[OPT_short_abandon] : (double) NAN;
    CCS_TRY(find_counted_as(self, err));
    if (self->given[OPT_shrinkage] && self->value[OPT_shrinkage] >= 1) CCS_TRY(refuse(self, OPT_shrinkage, "below 100 %", err));
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
        enum option candidates[4]; /* the first that was given, else the last */
    } map[] = {
        {"rate_per_s", {OPT_rate, OPT_per_hour, OPT_contacts, OPT_contacts}},
        {"load_erlang", {OPT_load, OPT_rate, OPT_per_hour, OPT_contacts}},
        {"handle_s", {OPT_aht, OPT_aht, OPT_aht, OPT_aht}},
        {"agents", {OPT_agents, OPT_agents, OPT_target, OPT_target}},
        {"patience_s", {OPT_patience, OPT_patience, OPT_patience, OPT_patience}},
        {"balk_frac", {OPT_balk, OPT_balk, OPT_balk, OPT_balk}},
        {"places", {OPT_places, OPT_places, OPT_places, OPT_places}},
        {"lines", {OPT_lines, OPT_lines, OPT_target, OPT_target}},
        {"within_s", {OPT_within, OPT_target, OPT_target, OPT_target}},
        {"short_s", {OPT_short_abandon, OPT_short_abandon, OPT_short_abandon, OPT_short_abandon}},
        {"target", {OPT_target, OPT_target, OPT_target, OPT_target}},
        {"blocked_frac", {OPT_target, OPT_target, OPT_target, OPT_target}},
    };
    char name[NAME_MAX_LENGTH];

    for (size_t i = 0; i < sizeof map / sizeof *map; i++) {
        if (strcmp(err->path, map[i].field) != 0) continue;
        size_t k = 0;

        while (k < 3 && !self->given[map[i].candidates[k]]) k++;
        (void) snprintf(err->path, sizeof err->path, "%s", option_text(map[i].candidates[k], name));
        return;
    }
}

/* --- the table --------------------------------------------------------------------------------------------------------- */

static void row(const char *label, const char *value)
{
    (void) printf("  %-42s %12s\n", label, value);
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

    (void) snprintf(text, sizeof text, "%.5g", x);
    row(label, text);
}

static void print_heading(const request_t *self)
{
    char a[CCS_UNITS_TEXT_MAX], b[CCS_UNITS_TEXT_MAX];

    (void) printf("Erlang %c: ", self->model - 'a' + 'A');
    if (self->given[OPT_load]) (void) printf("offered load");
    else
        (void) printf("%.6g contacts an hour of %s", self->in.rate_per_s * 3600,
            ccs_units_show_duration(self->in.handle_s, a, sizeof a));
    if (self->model == 'a') (void) printf(", patience %s", ccs_units_show_duration(self->in.patience_s, a, sizeof a));
    if (self->in.balk_frac > 0) (void) printf(", %s balk", ccs_units_show_share(self->in.balk_frac, b, sizeof b));
    if (self->model != 'b' && self->given[OPT_places]) (void) printf(", %u may wait", (unsigned) self->in.places);
    if (self->model != 'b' && self->given[OPT_lines]) (void) printf(", %u lines", (unsigned) self->in.lines);
    (void) printf("\n\n");
}

/* Whether a service level says something that no other one says. */
static bool has_level(const request_t *self, unsigned needs)
{
    const bool limited = self->given[OPT_places] || self->given[OPT_lines];

    return (!(needs & CCS_LEVEL_NEEDS_SHORT) || !isnan(self->short_s)) && (!(needs & CCS_LEVEL_NEEDS_LIMITED) || limited);
}

/* A row for every service level, a column for every time. */
static void print_within(const request_t *self, size_t first, size_t end, const answer_t *answer)
{
    char text[CCS_UNITS_TEXT_MAX];

    (void) printf("\n  %-30s", "service level, T =");
    for (size_t i = first; i < end; i++)
        (void) printf(" %*s", TIME_WIDTH, ccs_units_show_duration(self->within_s[i], text, sizeof text));
    (void) printf("\n");
    for (size_t k = 0; k < CCS_N_SERVICE_LEVELS; k++) {
        if (!has_level(self, CCS_SERVICE_LEVELS[k].needs)) continue;
        (void) printf("  %-30s", CCS_SERVICE_LEVELS[k].name);
        for (size_t i = first; i < end; i++)
            (void) printf(" %*s", TIME_WIDTH, ccs_units_show_share(answer->within[i].level[k], text, sizeof text));
        (void) printf("\n");
    }
}

/* People on the roster, of whom the shrinkage is not there. */
static double gross(const request_t *self)
{
    return self->in.agents / (1 - self->value[OPT_shrinkage]);
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
    if (self->given[OPT_shrinkage]) row_number("agents gross, shrinkage included", gross(self));
    row_number("offered load, Erlang", q->load_erlang);
    row_share("occupancy", q->occupancy);
    row_share("have to wait", q->p_wait);
    if (self->given[OPT_places] || self->given[OPT_lines]) row_share("blocked", q->p_blocked);
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
        (void) snprintf(label, sizeof label, "wait that %d %% of the answered keep to", percents[i]);
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

    (void) printf(", \"%s\": %s", name, isfinite(x) ? ccs_units_write_number(x, text, sizeof text) : "null");
}

static void json_count(const char *name, uint32_t n)
{
    json_number(name, n == CCS_FORMULA_UNLIMITED ? HUGE_VAL : n);
}

static void json_inputs(const request_t *self)
{
    (void) printf("{\"model\": \"erlang_%c\", \"inputs\": {\"load_erlang\": ", self->model);
    char text[CCS_UNITS_TEXT_MAX];

    (void) printf("%s", ccs_units_write_number(self->load_erlang, text, sizeof text));
    if (!self->given[OPT_load]) {
        json_number("rate_per_s", self->in.rate_per_s);
        json_number("aht_s", self->in.handle_s);
    }
    if (self->model != 'b') {
        json_number("patience_s", self->in.patience_s);
        json_number("balk", self->in.balk_frac);
        json_count("places", self->in.places);
        json_count("lines", self->in.lines);
    }
    (void) printf("}");
}

static void json_within(const request_t *self, const answer_t *answer)
{
    (void) printf(", \"within\": [");
    for (size_t i = 0; i < self->n_within; i++) {
        char text[CCS_UNITS_TEXT_MAX];

        (void) printf("%s{\"within_s\": %s", i ? ", " : "", ccs_units_write_number(self->within_s[i], text, sizeof text));
        json_number("service_level", answer->within[i].level[self->counted_as]);
        for (size_t k = 0; k < CCS_N_SERVICE_LEVELS; k++) json_number(CCS_SERVICE_LEVELS[k].name, answer->within[i].level[k]);
        json_number("p_longer", answer->within[i].longer_frac);
        (void) printf("}");
    }
    (void) printf("]");
}

static void json_queue(const request_t *self, const answer_t *answer)
{
    const ccs_formula_out_t *const q = &answer->queue;
    char name[NAME_MAX_LENGTH];

    json_inputs(self);
    json_count("agents", self->in.agents);
    if (self->given[OPT_shrinkage]) json_number("agents_gross", gross(self));
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
        (void) snprintf(name, sizeof name, "wait_p%d_s", percents[i]);
        json_number(name, answer->wait_s[i]);
    }
    json_number("queue_length", q->queue_length);
    json_number("busy_agents", q->busy_agents);
    json_number("occupancy", q->occupancy);
    json_within(self, answer);
    (void) printf("}\n");
}

/* --- the models -------------------------------------------------------------------------------------------------------- */

/* The least agents that reach every target: more of them never make one worse. */
static int find_agents(request_t *self, ccs_err_t *err)
{
    uint32_t most = 0;
    int ret = 0;

    for (size_t i = 0; i < self->n_targets; i++) {
        self->given[OPT_target] = self->targets[i];
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
    if (self->given[OPT_json]) json_queue(self, &answer);
    else print_queue(self, &answer);
out:
    return ret;
}

static void print_lines(const request_t *self, uint32_t lines, double blocking)
{
    const double busy = self->load_erlang * (1 - blocking);

    if (self->given[OPT_json]) {
        json_inputs(self);
        json_count("lines", lines);
        json_number("blocking_rate", blocking);
        json_number("busy_lines", busy);
        json_number("occupancy", lines > 0 ? busy / lines : (double) NAN);
        (void) printf("}\n");
        return;
    }
    print_heading(self);
    row_number(self->given[OPT_target] ? "lines, the least that reach the target" : "lines", lines);
    row_number("offered load, Erlang", self->load_erlang);
    row_share("blocked", blocking);
    row_number("mean busy lines", busy);
    row_share("occupancy", lines > 0 ? busy / lines : (double) NAN);
}

static int answer_lines(request_t *self, ccs_err_t *err)
{
    uint32_t lines = (uint32_t) self->value[OPT_lines];
    double target = 0, blocking = 0;
    int ret = 0;

    self->load_erlang = self->value[OPT_load];
    if (!self->given[OPT_load]) CCS_TRY(find_rate(self, err));
    else if (self->given[OPT_rate] || self->given[OPT_per_hour] || self->given[OPT_contacts] || self->given[OPT_aht])
        CCS_TRY(complain(err, "--load", "stands instead of the contacts and --aht"));
    if ((self->given[OPT_lines] != NULL) == (self->given[OPT_target] != NULL))
        CCS_TRY(complain(err, "", "give either --lines or the --target for which to find them"));
    if (self->given[OPT_target]) {
        if (ccs_units_share(self->given[OPT_target], &target) != CCS_ERR_OK || target <= 0)
            CCS_TRY(refuse(self, OPT_target, "the share that may be blocked, above 0, such as \"2 %\"", err));
        CCS_TRY(ccs_formula_least_lines(self->load_erlang, target, &lines, err));
    }
    CCS_TRY(ccs_formula_blocking(self->load_erlang, lines, &blocking, err));
    print_lines(self, lines, blocking);
out:
    return ret;
}

bool ccs_erlang_option(int i, ccs_erlang_option_t *option)
{
    if (i < 0 || i >= N_OPTIONS) return false;
    const char *const models = options[i].models;
    char name[NAME_MAX_LENGTH];

    *option = (ccs_erlang_option_t){.argument = options[i].value, .text = options[i].text, .remark = ""};
    (void) snprintf(option->name, sizeof option->name, "%s", &option_text((enum option) i, name)[2]);
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
                                   "  ccsim erlang b --load 10 --target \"2 %\"";

/* What is allowed and hardly ever meant: --interval 30 is 30 s. */
static void doubt_values(const request_t *self)
{
    static const struct {
        enum option option;
        enum ccs_plausible what;
    } rows[] = {{OPT_interval, CCS_PLAUSIBLE_INTERVAL}, {OPT_aht, CCS_PLAUSIBLE_HANDLE_TIME},
        {OPT_patience, CCS_PLAUSIBLE_PATIENCE}};
    char text[320], name[NAME_MAX_LENGTH];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (self->given[rows[i].option] && ccs_plausible_doubt(rows[i].what, self->value[rows[i].option], text, sizeof text)) {
            ccs_say_word(false);
            (void) fprintf(stderr, "ccsim erlang: %s: %s\n", option_text(rows[i].option, name), text);
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
        (void) fprintf(stderr, "ccsim erlang: %s%s%s\n", err.path, err.path[0] ? ": " : "", err.text);
        return ccs_err_status(err.code);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        ccs_say_word(true);
        (void) fprintf(stderr, "ccsim erlang: standard output cannot be written\n");
        return ccs_err_status(CCS_ERR_WRITE);
    }
    return 0;
}
