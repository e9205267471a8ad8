/* erlang_request.c - what is asked of the closed formulas, in people's units, and what they answer. Invariant: a row of a table and a line of the command
 * are the same question, read and answered here. */
#include "erlang_request.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "plausible.h"
#include "units.h"

enum { EXPECTED_MAX = 512 };

static const char CONTACTS_ONCE[] = "give the contacts once: --rate, --per-hour, or --contacts with --interval";

/* --- options ----------------------------------------------------------------------------------------------------------- */

static int refuse(const ccs_erlang_request_t *self, enum ccs_erlang_option o, const char *expected, ccs_err_t *err)
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
static int read_value(ccs_erlang_request_t *self, enum ccs_erlang_option o, ccs_err_t *err)
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
    return strcmp(arg, "-h") == 0 ? CCS_ERLANG_OPTION_help
        : strcmp(arg, "-o") == 0  ? CCS_ERLANG_OPTION_output
                                  : CCS_N_ERLANG_OPTIONS;
}

/* May this option stand here? */
static int check_option(const ccs_erlang_request_t *self, enum ccs_erlang_option o, ccs_err_t *err)
{
    char name[CCS_ERLANG_NAME_MAX];

    ccs_erlang_option_name(o, name);
    if (!strchr(CCS_ERLANG_OPTIONS[o].models, self->model))
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "Erlang %c has no such option%s", self->model - 'a' + 'A',
            self->model == 'b' && o == CCS_ERLANG_OPTION_agents ? ": it has lines, --lines N"
                : strchr(CCS_ERLANG_OPTIONS[o].models, 'a')     ? ", Erlang A has"
                                                                : "");
    if (o == CCS_ERLANG_OPTION_within && self->n_within == CCS_ERLANG_WITHIN_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d times", (int) CCS_ERLANG_WITHIN_MAX);
    if (o == CCS_ERLANG_OPTION_target && self->n_targets == CCS_ERLANG_TARGETS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d targets", (int) CCS_ERLANG_TARGETS_MAX);
    if (o == CCS_ERLANG_OPTION_map && self->n_maps == CCS_ERLANG_MAPS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, "", name, "at most %d columns", (int) CCS_ERLANG_MAPS_MAX);
    const bool repeatable =
        o == CCS_ERLANG_OPTION_within || o == CCS_ERLANG_OPTION_map || (o == CCS_ERLANG_OPTION_target && self->model != 'b');

    if (self->given[o] && !repeatable) return ccs_err_set(err, CCS_ERR_USAGE, "", name, "given twice");
    return CCS_ERR_OK;
}

int ccs_erlang_give(ccs_erlang_request_t *self, enum ccs_erlang_option o, const char *text, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(check_option(self, o, err));
    self->given[o] = text;
    CCS_TRY(read_value(self, o, err));
    if (o == CCS_ERLANG_OPTION_target) self->targets[self->n_targets++] = text;
    if (o == CCS_ERLANG_OPTION_within) self->within_s[self->n_within++] = self->value[o];
    if (o == CCS_ERLANG_OPTION_map) self->maps[self->n_maps++] = text;
out:
    return ret;
}

int ccs_erlang_take(ccs_erlang_request_t *self, int argc, char **argv, int *i, ccs_err_t *err)
{
    const char *const arg = argv[*i], *const equals = strchr(arg, '=');
    const enum ccs_erlang_option o = find_option(arg);
    char name[CCS_ERLANG_NAME_MAX];
    int ret = 0;

    if (o == CCS_N_ERLANG_OPTIONS) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", arg, "unknown option; see ccsim erlang --help"));
    const bool flag = CCS_ERLANG_OPTIONS[o].kind == CCS_ERLANG_FLAG;

    ccs_erlang_option_name(o, name);
    if (flag && equals) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "takes no value, found \"%s\"", equals + 1));
    if (!flag && !equals && *i + 1 >= argc) {
        CCS_TRY(check_option(self, o, err));
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "a value must follow"));
    }
    if (!flag && !equals && find_option(argv[*i + 1]) != CCS_N_ERLANG_OPTIONS)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, "", name, "a value must follow, found the option %s", argv[*i + 1]));
    CCS_TRY(ccs_erlang_give(self, o, flag ? "" : equals ? equals + 1 : argv[++*i], err));
out:
    return ret;
}

/* --- meaning of the options -------------------------------------------------------------------------------------------- */

static int complain(ccs_err_t *err, const char *path, const char *text)
{
    return ccs_err_set(err, CCS_ERR_USAGE, "", path, "%s", text);
}

static int n_volumes(const ccs_erlang_request_t *self)
{
    return (self->given[CCS_ERLANG_OPTION_rate] != NULL) + (self->given[CCS_ERLANG_OPTION_per_hour] != NULL) +
        (self->given[CCS_ERLANG_OPTION_contacts] != NULL);
}

/* Where the staff and what it shall reach are both given, contacts or their handle time are what is missing. */
static int find_sought(ccs_erlang_request_t *self, enum ccs_erlang_option staff, ccs_err_t *err)
{
    const bool has_staff = self->given[staff] != NULL, has_target = self->given[CCS_ERLANG_OPTION_target] != NULL;
    const bool has_load = self->model == 'b' && self->given[CCS_ERLANG_OPTION_load];
    const char *const either = staff == CCS_ERLANG_OPTION_lines ? "give either --lines or the --target for which to find them"
                                                                : "give either --agents or the --target for which to find them";

    if (n_volumes(self) > 1) return complain(err, "", CONTACTS_ONCE);
    self->sought = has_staff ? CCS_ERLANG_SERVICE : CCS_ERLANG_STAFF;
    if (has_staff != has_target) return CCS_ERR_OK;
    if (!has_staff) return complain(err, "", either);
    if (n_volumes(self) == 0 && !has_load) self->sought = CCS_ERLANG_VOLUME;
    else if (!self->given[CCS_ERLANG_OPTION_aht] && !has_load) self->sought = CCS_ERLANG_HANDLE;
    else
        return ccs_err_set(err, CCS_ERR_USAGE, "", "", "%s; with both, leave out what shall be found: the contacts or --aht",
            either);
    return CCS_ERR_OK;
}

/* Contacts a second from the one way in which they were given, and how long each takes; but for what is sought. */
static int find_rate(ccs_erlang_request_t *self, ccs_err_t *err)
{
    const bool sought = self->sought == CCS_ERLANG_VOLUME, in_interval = self->given[CCS_ERLANG_OPTION_interval] != NULL;

    if (n_volumes(self) != !sought) return complain(err, "", CONTACTS_ONCE);
    if (!sought && in_interval && !self->given[CCS_ERLANG_OPTION_contacts])
        return complain(err, "--interval", "goes with --contacts");
    if (!sought && !in_interval && self->given[CCS_ERLANG_OPTION_contacts])
        return complain(err, "--interval", "is missing: the length of the interval in which the contacts come, as \"30 min\"");
    if (in_interval && self->value[CCS_ERLANG_OPTION_interval] <= 0)
        return refuse(self, CCS_ERLANG_OPTION_interval, "longer than 0", err);
    if (!self->given[CCS_ERLANG_OPTION_aht] && self->sought != CCS_ERLANG_HANDLE && !(sought && self->model == 'b'))
        return complain(err, "--aht", "is missing: the mean handle time, as \"4 min 30 s\"");
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

static int find_counted_as(ccs_erlang_request_t *self, ccs_err_t *err)
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
static int find_target(ccs_erlang_request_t *self, const char *text, ccs_formula_target_t *target, ccs_err_t *err)
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
static int find_queue(ccs_erlang_request_t *self, ccs_err_t *err)
{
    int ret = 0;

    self->in = ccs_formula_in(0, 0, 1);
    CCS_TRY(find_sought(self, CCS_ERLANG_OPTION_agents, err));
    CCS_TRY(find_rate(self, err));
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
static void blame_option(const ccs_erlang_request_t *self, ccs_err_t *err)
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

/* --- the models -------------------------------------------------------------------------------------------------------- */

/* The least agents that reach every target: more of them never make one worse. */
static int find_agents(ccs_erlang_request_t *self, ccs_err_t *err)
{
    uint32_t most = 0;
    int ret = 0;

    for (size_t i = 0; i < self->n_targets; i++) {
        self->given[CCS_ERLANG_OPTION_target] = self->targets[i];
        CCS_TRY(ccs_formula_least_agents(&self->in, &self->target[i], &self->in.agents, err));
        if (self->in.agents > most) most = self->in.agents;
    }
    self->in.agents = most;
out:
    return ret;
}

/* The most contacts, or the longest, with which the agents reach every target. */
static int find_demand(ccs_erlang_request_t *self, ccs_err_t *err)
{
    const bool volume = self->sought == CCS_ERLANG_VOLUME;
    const ccs_formula_search_t search = {.unknown = volume ? CCS_FORMULA_RATE : CCS_FORMULA_HANDLE,
        .targets = self->target,
        .n_targets = self->n_targets};
    int ret = 0;

    CCS_TRY(ccs_formula_most(&self->in, &search, volume ? &self->in.rate_per_s : &self->in.handle_s, err));
    self->load_erlang = self->in.rate_per_s * self->in.handle_s;
out:
    return ret;
}

static int solve_queue(ccs_erlang_request_t *self, ccs_erlang_answer_t *answer, ccs_err_t *err)
{
    int ret = 0;

    if (self->sought == CCS_ERLANG_STAFF) CCS_TRY(find_agents(self, err));
    if (self->sought == CCS_ERLANG_VOLUME || self->sought == CCS_ERLANG_HANDLE) CCS_TRY(find_demand(self, err));
    const ccs_formula_times_t times = {self->within_s, self->n_within, self->short_s};

    CCS_TRY(ccs_formula_figures(&self->in, &times, &answer->queue, answer->within, err));
out:
    return ret;
}

/* What b needs. */
static int find_lines(ccs_erlang_request_t *self, ccs_err_t *err)
{
    const char *const target = self->given[CCS_ERLANG_OPTION_target];
    double *const blocked_frac = &self->target[0].value;
    int ret = 0;

    self->load_erlang = self->value[CCS_ERLANG_OPTION_load];
    if (self->given[CCS_ERLANG_OPTION_load] && (n_volumes(self) > 0 || self->given[CCS_ERLANG_OPTION_aht]))
        CCS_TRY(complain(err, "--load", "stands instead of the contacts and --aht"));
    CCS_TRY(find_sought(self, CCS_ERLANG_OPTION_lines, err));
    if (!self->given[CCS_ERLANG_OPTION_load]) CCS_TRY(find_rate(self, err));
    if (target && (ccs_units_share(target, blocked_frac) != CCS_ERR_OK || *blocked_frac <= 0))
        CCS_TRY(refuse(self, CCS_ERLANG_OPTION_target, "the share that may be blocked, above 0, such as \"2 %\"", err));
    self->in.lines = (uint32_t) self->value[CCS_ERLANG_OPTION_lines];
out:
    return ret;
}

static int solve_lines(ccs_erlang_request_t *self, ccs_erlang_answer_t *answer, ccs_err_t *err)
{
    const double blocked_frac = self->target[0].value;
    int ret = 0;

    if (self->sought == CCS_ERLANG_STAFF) CCS_TRY(ccs_formula_least_lines(self->load_erlang, blocked_frac, &self->in.lines, err));
    if (self->sought == CCS_ERLANG_VOLUME || self->sought == CCS_ERLANG_HANDLE)
        CCS_TRY(ccs_formula_most_load(self->in.lines, blocked_frac, &self->load_erlang, err));
    if (self->sought == CCS_ERLANG_VOLUME) self->in.rate_per_s = self->load_erlang / self->in.handle_s;
    if (self->sought == CCS_ERLANG_HANDLE) self->in.handle_s = self->load_erlang / self->in.rate_per_s;
    CCS_TRY(ccs_formula_blocking(self->load_erlang, self->in.lines, &answer->blocking_frac, err));
out:
    return ret;
}

int ccs_erlang_understand(ccs_erlang_request_t *self, ccs_err_t *err)
{
    return self->model == 'b' ? find_lines(self, err) : find_queue(self, err);
}

int ccs_erlang_solve(ccs_erlang_request_t *self, ccs_erlang_answer_t *answer, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(ccs_erlang_understand(self, err));
    CCS_TRY(self->model == 'b' ? solve_lines(self, answer, err) : solve_queue(self, answer, err));
out:
    if (ret) blame_option(self, err);
    return ret;
}

bool ccs_erlang_by_load(const ccs_erlang_request_t *self)
{
    return self->model == 'b' && (self->given[CCS_ERLANG_OPTION_load] || !(self->in.handle_s > 0));
}

double ccs_erlang_gross(const ccs_erlang_request_t *self)
{
    return self->in.agents / (1 - self->value[CCS_ERLANG_OPTION_shrinkage]);
}

double ccs_erlang_volume(const ccs_erlang_request_t *self, enum ccs_erlang_option as)
{
    if (as == CCS_ERLANG_OPTION_contacts) return self->in.rate_per_s * self->value[CCS_ERLANG_OPTION_interval];
    return as == CCS_ERLANG_OPTION_load ? self->load_erlang : self->in.rate_per_s * 3600;
}

double ccs_erlang_busy_lines(const ccs_erlang_request_t *self, const ccs_erlang_answer_t *answer)
{
    return self->load_erlang * (1 - answer->blocking_frac);
}

/* --- doubts ------------------------------------------------------------------------------------------------------------ */

/* What is allowed and hardly ever meant: --interval 30 is 30 s. */
static const struct {
    enum ccs_erlang_option option;
    enum ccs_plausible what;
} DOUBTFUL[] = {{CCS_ERLANG_OPTION_interval, CCS_PLAUSIBLE_INTERVAL}, {CCS_ERLANG_OPTION_aht, CCS_PLAUSIBLE_HANDLE_TIME},
    {CCS_ERLANG_OPTION_patience, CCS_PLAUSIBLE_PATIENCE}};
_Static_assert(sizeof DOUBTFUL / sizeof *DOUBTFUL == CCS_ERLANG_DOUBTS, "");

enum ccs_erlang_option ccs_erlang_doubtful(size_t i)
{
    return DOUBTFUL[i].option;
}

bool ccs_erlang_doubt(const ccs_erlang_request_t *self, size_t i, char *text, size_t size)
{
    const enum ccs_erlang_option o = DOUBTFUL[i].option;

    return self->given[o] && ccs_plausible_doubt(DOUBTFUL[i].what, self->value[o], text, size);
}
