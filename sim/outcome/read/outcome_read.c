/* outcome_read.c - outcomes as a scenario says them. Invariant: a value that a type does not say is that of all types, and that of all types has a default (def/outcome.def). */
#include "outcome_read.h"

#include <math.h>
#include <string.h>

#include "read_fallback.h"
#include "read_value.h"
#include "units.h"

enum as { AMOUNT, PORTION, TIME };

/* A row of outcome.def. */
typedef struct {
    const char *path;
    enum as as;
    size_t offset;
} row_t;

#define AS_SHARE                                            PORTION
#define AS_NUMBER                                           AMOUNT
#define AS_TIMES                                            AMOUNT
#define AS_DURATION                                         TIME
#define VALUE(M, path, shape, fallback, range, text, field) {path, AS_##shape, offsetof(ccs_outcome_t, field)},
#define NOTHING(...)
static const row_t ROWS[] = {CCS_OUTCOME_VALUE_LIST(, VALUE, NOTHING, NOTHING)};
#undef VALUE

enum { CSAT, NPS, CES, N_LISTS };
static const struct {
    const char *path;
    uint32_t n;
} LISTS[N_LISTS] = {{"csat.shares", CCS_CSAT_MARKS}, {"nps.shares", CCS_NPS_MARKS}, {"ces.shares", CCS_CES_MARKS}};

static void find(const ccs_reader_t *reader, const ccs_place_t owners[2], const char *path, ccs_found_t *found)
{
    (void) ccs_find_first(reader, owners, 2, path, found);
}

static double read_row(ccs_reader_t *reader, const ccs_place_t *at, enum as as)
{
    if (as == PORTION) return ccs_read_share(reader, at);
    return as == TIME ? ccs_read_duration(reader, at) : ccs_read_amount(reader, at, (double) NAN);
}

/* @return the shares, in the arena; NULL: nothing, or nothing valid, stands there */
static const double *read_shares(ccs_reader_t *reader, const ccs_place_t *at, uint32_t n)
{
    double *const shares = at->value ? ccs_reader_array(reader, n, sizeof *shares) : NULL;
    uint32_t i = 0;
    double sum = 0;

    if (!shares) return NULL;
    if (at->value->kind != CCS_VALUE_LIST || at->value->n != n) {
        ccs_reader_error(reader, at, "expected a list of %u numbers, one for each mark from the lowest on", n);
        return NULL;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, i++) {
        const ccs_place_t element = ccs_place_element(at, v, i);

        if (!ccs_read_number(reader, &element, "a number such as 18", &shares[i])) return NULL;
        if (!(shares[i] >= 0)) {
            ccs_reader_error(reader, &element, "must be >= 0, found %g", shares[i]);
            return NULL;
        }
        sum += shares[i];
    }
    if (sum > 0) return shares;
    ccs_reader_error(reader, at, "somebody must be counted: all of them are 0");
    return NULL;
}

/* Resolution says who comes again. */
static void check_reconnect(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_plan_t *plan, const ccs_type_t *type)
{
    const ccs_place_t reconnect = ccs_place_child(reader, type_at, "reconnect"),
                      probability = ccs_place_child(reader, &reconnect, "probability"),
                      by_group = ccs_place_child(reader, type_at, "by_group");

    if (probability.given && type->again.frac[CCS_RETRY_ANSWERED] > 0)
        ccs_reader_error(reader, &probability,
            "cannot stand beside outcomes.resolved, which says who comes again: outcomes.returns is the share of those not helped");
    for (uint32_t pair = type->routing.first_pair; by_group.value && pair < type->routing.first_pair + type->routing.n_pairs;
         pair++) {
        const ccs_place_t member = ccs_place_child(reader, &by_group, ccs_plan_team_of(plan, pair)->name),
                          own = ccs_place_child(reader, &member, "reconnect");

        if (own.given)
            ccs_reader_error(reader, &own,
                "cannot stand beside outcomes.resolved: give the group's agents a quality (groups.*.skills.*.quality)");
    }
}

static void check(ccs_reader_t *reader, const ccs_place_t owners[2], const ccs_outcome_t *outcome)
{
    double recorded = 0;
    ccs_found_t found;

    for (uint32_t i = 0; i < CCS_N_KINDS_RESOLVED; i++) recorded += outcome->recorded[i];
    find(reader, owners, "recorded.sale", &found);
    if (recorded > 1 + 1e-9)
        ccs_reader_error(reader, &found.group,
            "the shares add up to %.6g: of resolved contacts no more than all can be recorded so", recorded);
    find(reader, owners, "visit.again", &found);
    if (outcome->visit.fails_frac * outcome->visit.again_frac >= 1)
        ccs_reader_error(reader, &found.at,
            "somebody would be sent for ever: all visits fail. Give less than 1 of one of the two");
    find(reader, owners, "load.to", &found);
    if (outcome->load.to < outcome->load.from)
        ccs_reader_error(reader, &found.at, "must not be less than from, %g", outcome->load.from);
    find(reader, owners, "load.speed_up", &found);
    if (outcome->load.speed_up * (outcome->load.to - outcome->load.from) >= 1)
        ccs_reader_error(reader, &found.at, "no time would be left at %g: give a smaller one", outcome->load.to);
    else if (!(ccs_load_time_taken(&outcome->load, 1) > 0)) {
        find(reader, owners, "load.slow_down", &found);
        ccs_reader_error(reader, &found.at, "no time would be left of agents who are always busy: give more than %.3g",
            (outcome->load.speed_up * (outcome->load.to - outcome->load.from) - 1) / (1 - outcome->load.to));
    }
}

static double measured_pace(ccs_reader_t *reader, const ccs_place_t owners[2])
{
    ccs_found_t found;

    find(reader, owners, "resolved", &found);
    if (!found.at.given || isnan(ccs_read_share(reader, &found.at))) return 1;
    find(reader, owners, "measured_at.pace", &found);
    return ccs_read_amount(reader, &found.at, 1);
}

void ccs_outcomes_read_pace(ccs_reader_t *reader, const ccs_place_t *type_at, double factor, ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(reader, type_at, "pace");
    const ccs_place_t owners[2] = {ccs_place_child(reader, type_at, "outcomes"),
        ccs_place_child(reader, &reader->root, "outcomes")};
    ccs_err_list_t unsaid = {0}, *const errors = reader->errors; /* they are told when outcomes are read */

    type->pace = ccs_read_amount(reader, &at, 1) * factor * ccs_read_factor(reader, type_at, "pace");
    reader->errors = &unsaid;
    type->pace_factor = type->pace / measured_pace(reader, owners);
    reader->errors = errors;
    ccs_err_list_free(&unsaid);
}

/* @return whether contacts of the type have outcomes */
static bool read_type(ccs_reader_t *reader, const ccs_place_t *type_at, ccs_outcome_t *outcome, const double *shares[N_LISTS])
{
    const ccs_place_t owners[2] = {ccs_place_child(reader, type_at, "outcomes"),
        ccs_place_child(reader, &reader->root, "outcomes")};
    const size_t before = reader->errors->n_errors;
    ccs_found_t found;

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        find(reader, owners, ROWS[i].path, &found);
        *(double *) (void *) ((char *) outcome + ROWS[i].offset) = read_row(reader, &found.at, ROWS[i].as);
    }
    for (int i = 0; i < N_LISTS; i++) {
        find(reader, owners, LISTS[i].path, &found);
        shares[i] = read_shares(reader, &found.at, LISTS[i].n);
    }
    find(reader, owners, "churn.never", &found);
    outcome->churn.is_on = found.at.given;
    find(reader, owners, "churn.margin", &found);
    if (outcome->churn.margin > 0 && !(outcome->churn.monthly_frac + outcome->churn.discount_frac > 0))
        ccs_reader_error(reader, &found.at,
            "would come in for ever: give monthly, the share that leaves in a month, or discount");
    outcome->churn.value = ccs_churn_value(&outcome->churn);
    if (reader->errors->n_errors == before) check(reader, owners, outcome);
    if (owners[0].given && isnan(outcome->resolved_frac) && reader->errors->n_errors == before)
        ccs_reader_error(reader, &owners[0], "says nothing without resolved: the share of first contacts that resolve the issue");
    return !isnan(outcome->resolved_frac) && reader->errors->n_errors == before;
}

/* What is said for all types is read once, so that it is checked where each type says its own. */
static void check_all(ccs_reader_t *reader)
{
    const ccs_place_t outcomes = ccs_place_child(reader, &reader->root, "outcomes");
    ccs_found_t found;

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        ccs_find_at(reader, &outcomes, ROWS[i].path, &found);
        if (found.at.given) (void) read_row(reader, &found.at, ROWS[i].as);
    }
    for (int i = 0; i < N_LISTS; i++) {
        ccs_find_at(reader, &outcomes, LISTS[i].path, &found);
        (void) read_shares(reader, &found.at, LISTS[i].n);
    }
}

static bool is_told(const ccs_err_list_t *errors, size_t n, const ccs_err_t *record)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(errors->items[i].where, record->where) && !strcmp(errors->items[i].path, record->path) &&
            !strcmp(errors->items[i].text, record->text))
            return true;
    return false;
}

/* What is wrong with what is said for all types is found with each of them, and told once. @param first  of the records of outcomes */
static void tell_once(ccs_err_list_t *errors, size_t first)
{
    size_t n = first;

    for (size_t i = first; i < errors->n; i++) {
        const ccs_err_t record = errors->items[i];

        if (is_told(errors, n, &record)) errors->n_errors -= record.code != 0;
        else errors->items[n++] = record;
    }
    errors->n = n;
}

/* Of those served by a pair: come again after their first contact. */
static double again_frac(const ccs_outcome_t *outcome, const ccs_pair_t *pair)
{
    return (1 - ccs_outcome_resolution(outcome, 1, outcome->pace * pair->pace, pair->quality)) * outcome->returns_frac;
}

static void keep_shares(ccs_type_t *type, const ccs_outcome_t *outcome, const ccs_pair_t *pairs, double *fracs)
{
    const uint32_t first = type->routing.first_pair, end = first + type->routing.n_pairs;
    double sum = 0;

    for (uint32_t pair = first; pair < end; pair++) sum += fracs[pair] = again_frac(outcome, &pairs[pair]);
    if (end > first) type->again.frac[CCS_RETRY_ANSWERED] = sum / (end - first);
}

/* What does nothing without something else; a name that ends with a dot means what is below it. */
static const struct {
    const char *of, *needs;
} NEEDS[] = {{"csat.", "csat.shares"}, {"survey.", "csat.shares"}, {"visit.", "recorded.dispatched"},
    {"measured_at.kept", "difficulty"}, {"nps.", "nps.shares"}, {"ces.", "ces.shares"}, {"churn.", "churn.never"},
    {"customers", "churn.never"}, {"churn.heard", "customers"}, {"churn.effort", "ces.shares"},
    {"churn.complaints", "csat.shares"}, {"churn.tells_bad", "csat.shares"}};
enum { N_NEEDS = sizeof NEEDS / sizeof *NEEDS };

/* Of what is said for all types: the first member that needs what NEEDS says, and whether it has it with some type. */
typedef struct {
    const row_t *said[N_NEEDS];
    bool met[N_NEEDS];
    bool window_told;
} doubts_t;

static const char *const NOTHING_WITHOUT = "does nothing without %s: give that too, or leave this out";

/* The first member that is said and has an effect. @return NULL: none has */
static const row_t *first_said(ccs_reader_t *reader, const ccs_place_t owners[2], const char *of, ccs_found_t *found)
{
    const size_t length = strlen(of);

    for (const row_t *row = ROWS; row < ROWS + sizeof ROWS / sizeof *ROWS; row++) {
        const bool is_meant = of[length - 1] == '.' ? strncmp(row->path, of, length) == 0 : strcmp(row->path, of) == 0;

        if (!is_meant || row->as == TIME || strcmp(row->path, "churn.never") == 0 || strcmp(row->path, "churn.acts") == 0)
            continue;
        find(reader, owners, row->path, found);
        if (found->at.given && read_row(reader, &found->at, row->as) != 0) return row;
    }
    return NULL;
}

static void doubt_needs(ccs_reader_t *reader, const ccs_place_t owners[2], doubts_t *doubts)
{
    for (size_t i = 0; i < N_NEEDS; i++) {
        ccs_found_t found, needed;
        const row_t *const row = first_said(reader, owners, NEEDS[i].of, &found);

        if (!row) continue;
        find(reader, owners, NEEDS[i].needs, &needed);
        doubts->met[i] = doubts->met[i] || needed.at.given;
        ccs_find_at(reader, &owners[0], row->path, &found);
        if (!found.at.given) doubts->said[i] = row;
        else if (!needed.at.given) ccs_reader_warning(reader, &found.at, NOTHING_WITHOUT, NEEDS[i].needs);
    }
}

static void doubt_needs_of_all(ccs_reader_t *reader, const doubts_t *doubts)
{
    const ccs_place_t outcomes = ccs_place_child(reader, &reader->root, "outcomes");
    ccs_found_t found;

    for (size_t i = 0; i < N_NEEDS; i++) {
        if (!doubts->said[i] || doubts->met[i]) continue;
        ccs_find_at(reader, &outcomes, doubts->said[i]->path, &found);
        ccs_reader_warning(reader, &found.at, NOTHING_WITHOUT, NEEDS[i].needs);
    }
}

/* Whether a window is the one that reports usually have. Who leaves it as it is does not ask for fcr_observed, and `explain` says what comes of it. */
static bool is_usual(const ccs_place_t *window, double window_s)
{
    double usual_s = 0;

    return window->row && ccs_units_duration(window->row->fallback, &usual_s) == 0 && window_s == usual_s;
}

/* A window is told of once, where it is that of all types. */
static void doubt_window(ccs_reader_t *reader, const ccs_place_t owners[2], double window_s, double end_s, doubts_t *doubts)
{
    char window[CCS_UNITS_TEXT_MAX];
    ccs_found_t found;

    ccs_find_at(reader, &owners[1], "window", &found);
    if (window_s < end_s || is_usual(&found.at, window_s)) return;
    ccs_find_at(reader, &owners[0], "window", &found);
    if (!found.at.given) {
        if (doubts->window_told) return;
        doubts->window_told = true;
        ccs_find_at(reader, &owners[1], "window", &found);
    }
    ccs_reader_warning(reader, &found.at,
        "%s is not shorter than the run: no first contact counts in fcr_observed. Give a shorter one, or more days",
        ccs_units_show_duration(window_s, window, sizeof window));
}

static void doubt_delay(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_type_t *type, const ccs_outcome_t *outcome)
{
    const ccs_place_t reconnect = ccs_place_child(reader, type_at, "reconnect"),
                      delay = ccs_place_child(reader, &reconnect, "delay");

    if (outcome->returns_frac > 0 && type->again.reconnect.delay.kind == CCS_DISTRIBUTION_NONE)
        ccs_reader_warning(reader, &delay,
            "who is not helped contacts again in the same second (outcomes.returns): give a delay such as \"1 d\"");
}

static const double MOST_AGAIN = 0.95; /* a small change of what comes would be a large one of what there is to do */

/* Nobody is heard of; or types are reviewed at times of their own, which is one for all. */
static void check_voice(ccs_reader_t *reader, const ccs_place_t owners[2], const ccs_outcome_t *outcome, double *every_s)
{
    const bool is_heard = outcome->voice.speech_frac > 0 || (outcome->csat.n_marks > 0 && outcome->survey.response_frac > 0);
    ccs_found_t found;

    if (outcome->voice.fix_frac > 0 && outcome->voice.needed > 0 && !is_heard) {
        find(reader, owners, "voice.fix", &found);
        ccs_reader_warning(reader, &found.at,
            "nothing is heard of the type: give survey.response with csat.shares, or voice.speech, or needed = 0");
    }
    find(reader, owners, "voice.every", &found);
    if (*every_s > 0 && outcome->voice.every_s != *every_s)
        ccs_reader_error(reader, &found.at, "all types are reviewed at once: say it under outcomes, once for all");
    *every_s = outcome->voice.every_s;
}

/* Hardly anybody is helped, and they come again and again. */
static void doubt_frac(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(reader, type_at, "outcomes");
    const double frac = type->again.frac[CCS_RETRY_ANSWERED];

    if (frac > MOST_AGAIN)
        ccs_reader_warning(reader, &at, "of 100 customers served %.3g contact again: an issue has %.3g contacts on average",
            100 * frac, 1 / (1 - frac));
}

static void doubt(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_plan_t *plan, const ccs_type_t *type,
    const ccs_outcome_t *outcome, doubts_t *doubts)
{
    const ccs_place_t owners[2] = {ccs_place_child(reader, type_at, "outcomes"),
        ccs_place_child(reader, &reader->root, "outcomes")};

    doubt_frac(reader, type_at, type);
    doubt_delay(reader, type_at, type, outcome);
    doubt_needs(reader, owners, doubts);
    doubt_window(reader, owners, outcome->window_s, plan->end_s, doubts);
}

/* The shares of pairs as they are without outcomes. */
static double *copy_of_reconnects(ccs_reader_t *reader, const ccs_plan_t *plan, const ccs_type_t *types)
{
    double *const fracs = ccs_reader_array(reader, plan->n_pairs, sizeof *fracs);

    for (uint32_t i = 0; fracs && i < plan->n_pairs; i++)
        fracs[i] = plan->reconnects ? plan->reconnects[i] : types[plan->pairs[i].type].again.frac[CCS_RETRY_ANSWERED];
    return fracs;
}

void ccs_outcomes_read(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types)
{
    ccs_outcome_t *const outcomes = ccs_reader_array(reader, plan->n_types, sizeof *outcomes);
    const double *shares[N_LISTS];
    doubts_t doubts = {.window_told = false};
    bool any = false;

    if (!outcomes || !types || !plan->pairs || !plan->groups || !plan->teams) return;
    const size_t first = reader->errors->n;

    const ccs_place_t root = ccs_place_child(reader, &reader->root, "outcomes");
    double every_s = 0;

    check_all(reader);
    double *const fracs = copy_of_reconnects(reader, plan, types);

    for (uint32_t i = 0; fracs && i < plan->n_types; i++) {
        ccs_outcome_t *const outcome = &outcomes[i];

        outcome->pace = types[i].pace;
        outcome->decay = types[i].again.reconnect.decay;
        if (!read_type(reader, &named->at[i], outcome, shares)) {
            outcome->resolved_frac = (double) NAN;
            continue;
        }
        check_reconnect(reader, &named->at[i], plan, &types[i]);
        ccs_outcome_calibrate(outcome, shares, types[i].again.reconnect.max_attempts);
        keep_shares(&types[i], outcome, plan->pairs, fracs);
        doubt(reader, &named->at[i], plan, &types[i], outcome, &doubts);
        check_voice(reader, (const ccs_place_t[]){ccs_place_child(reader, &named->at[i], "outcomes"), root}, outcome, &every_s);
        any = true;
    }
    tell_once(reader->errors, first);
    if (!any) return;
    doubt_needs_of_all(reader, &doubts);
    plan->outcomes = outcomes;
    plan->reconnects = fracs;
}
