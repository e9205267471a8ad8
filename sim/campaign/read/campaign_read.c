/* campaign_read.c - outbound campaigns from keys to rows. */
#include "campaign_read.h"

#include <math.h>

#include "campaign_parts.h"
#include "read_expression.h"
#include "read_law.h"
#include "read_value.h"

static double duration_or(ccs_reader_t *reader, const ccs_place_t *group, const char *key, double absent)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);
    const double time_s = at.value ? ccs_read_duration(reader, &at) : (double) NAN;

    return isnan(time_s) ? absent : time_s;
}

static double share_or(ccs_reader_t *reader, const ccs_place_t *group, const char *key, double absent)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);
    const double frac = at.value ? ccs_read_share(reader, &at) : (double) NAN;

    return isnan(frac) ? absent : frac;
}

static double amount_or(ccs_reader_t *reader, const ccs_place_t *group, const char *key, double absent)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);

    return ccs_read_amount(reader, &at, absent);
}

static uint32_t count_of(ccs_reader_t *reader, const ccs_place_t *group, const char *key)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);

    return ccs_read_count(reader, &at);
}

static int choice_of(ccs_reader_t *reader, const ccs_place_t *group, const char *key)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);

    return at.value ? ccs_read_choice(reader, &at) : 0;
}

static ccs_distribution_t law_of(ccs_reader_t *reader, const ccs_place_t *group, const char *key)
{
    const ccs_place_t at = ccs_place_child(reader, group, key);

    return ccs_read_law(reader, &at, CCS_LAW_TIME);
}

/* ---- who, and how often --------------------------------------------------------------------------------------------------------- */

/* When lists begin: with the service day, before it opens. */
static void read_lists(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    const enum ccs_list_every every =
        reader->steady ? CCS_LIST_EVERY_RUN : (enum ccs_list_every) choice_of(reader, at, "list_every");
    const uint32_t n_days = reader->steady ? 1 : reader->clock->n_days;
    double *const begins_s = ccs_reader_array(reader, n_days, sizeof *begins_s);

    c->n_list = count_of(reader, at, "list");
    c->begins_s = begins_s;
    c->n_lists = every == CCS_LIST_EVERY_RUN;
    for (uint32_t day = 0; begins_s && every != CCS_LIST_EVERY_RUN && day < n_days; day++) {
        const bool is_weekday = ccs_clock_kind(reader->clock, day)->weekday < 5;

        if (reader->clock->days[day].open && (every == CCS_LIST_EVERY_DAY || is_weekday))
            begins_s[c->n_lists++] = ccs_clock_day(reader->clock, day).start_s;
    }
    c->valid_s = reader->steady ? (double) INFINITY : duration_or(reader, at, "valid", (double) INFINITY);
}

/* Several numbers of each person: without a word of it the same one is called until it does not exist. */
static void read_numbers(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    static const char *const keys[CCS_N_CALL_OUTCOMES] = {[CCS_CALL_LIVE] = "wrong_party",
        [CCS_CALL_MACHINE] = "machine",
        [CCS_CALL_NO_ANSWER] = "no_answer",
        [CCS_CALL_BUSY] = "busy",
        [CCS_CALL_BAD_NUMBER] = "bad_number"};
    const ccs_place_t next = ccs_place_child(reader, at, "next_number");

    c->n_numbers = count_of(reader, at, "numbers");
    for (int i = 0; i < CCS_N_CALL_OUTCOMES; i++)
        c->again.next_number_s[i] = duration_or(reader, &next, keys[i], i == CCS_CALL_BAD_NUMBER ? 0 : (double) INFINITY);
}

static void read_attempts(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    const ccs_place_t attempts = ccs_place_child(reader, at, "attempts"), again = ccs_place_child(reader, at, "again");
    const double spacing_s = duration_or(reader, &attempts, "spacing", 4 * 3600);

    c->most = count_of(reader, &attempts, "most");
    c->per_day = reader->steady ? CCS_NONE : count_of(reader, &attempts, "per_day");
    c->per_week = reader->steady ? CCS_NONE : count_of(reader, &attempts, "per_week");
    c->again = (ccs_call_again_t){.by_outcome_s = {[CCS_CALL_LIVE] = duration_or(reader, &again, "wrong_party", spacing_s),
                                      [CCS_CALL_MACHINE] = duration_or(reader, &again, "machine", spacing_s),
                                      [CCS_CALL_NO_ANSWER] = duration_or(reader, &again, "no_answer", spacing_s),
                                      [CCS_CALL_BUSY] = duration_or(reader, &again, "busy", spacing_s),
                                      [CCS_CALL_BAD_NUMBER] = (double) INFINITY},
        .abandoned_s = duration_or(reader, &again, "abandoned", spacing_s)};
    read_numbers(reader, at, c);
}

/* ---- what comes of a call ------------------------------------------------------------------------------------------------------- */

static void read_by_hour(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    const ccs_place_t place = ccs_place_child(reader, at, "outcome_by_hour");
    double *const factors = place.value ? ccs_reader_array(reader, 24, sizeof *factors) : NULL;

    if (!factors) return;
    if (place.value->kind != CCS_VALUE_LIST || place.value->n != 24) {
        ccs_reader_expected(reader, &place, "a list of 24 numbers, one for each hour of the day");
        return;
    }
    const ccs_value_t *element = place.value->first;

    for (uint32_t i = 0; i < 24; i++, element = element->next) {
        const ccs_place_t each = ccs_place_element(&place, element, i);

        if (!ccs_read_number(reader, &each, "a number", &factors[i])) return;
        if (factors[i] < 0 || factors[i] * c->outcome_frac[CCS_CALL_LIVE] > 1) {
            ccs_reader_error(reader, &each, "makes %g of outcome.live, which is no share",
                factors[i] * c->outcome_frac[CCS_CALL_LIVE]);
            return;
        }
    }
    c->by_hour = factors;
}

static void read_outcomes(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    static const char *const names[CCS_N_CALL_OUTCOMES] = {
#define X(NAME, name, text) #name,
        CCS_CALL_OUTCOME_LIST(X)
#undef X
    };
    const ccs_place_t outcome = ccs_place_child(reader, at, "outcome"), ring = ccs_place_child(reader, at, "ring");
    double others = 0;

    for (int i = 0; i < CCS_N_CALL_OUTCOMES; i++) {
        c->outcome_frac[i] = share_or(reader, &outcome, names[i], i == CCS_CALL_NO_ANSWER ? (double) NAN : 0);
        c->ring[i] = law_of(reader, &ring, names[i]);
        if (i != CCS_CALL_NO_ANSWER) others += c->outcome_frac[i];
    }
    if (c->ring[CCS_CALL_MACHINE].kind == CCS_DISTRIBUTION_NONE) c->ring[CCS_CALL_MACHINE] = c->ring[CCS_CALL_LIVE];
    if (isnan(c->outcome_frac[CCS_CALL_NO_ANSWER])) c->outcome_frac[CCS_CALL_NO_ANSWER] = fmax(0, 1 - others);
    if (fabs(others + c->outcome_frac[CCS_CALL_NO_ANSWER] - 1) > 1e-9)
        ccs_reader_error(reader, &outcome, "shares must be 1 together, found %.10g",
            others + c->outcome_frac[CCS_CALL_NO_ANSWER]);
    if (!reader->steady) read_by_hour(reader, at, c);
}

static void read_detection(const ccs_campaign_reader_t *self, const ccs_place_t *at, ccs_campaign_t *c)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t detection = ccs_place_child(reader, at, "machine_detection"),
                      voicemail = ccs_place_child(reader, at, "voicemail");

    c->detection.is_on = detection.value != NULL;
    if (c->detection.is_on) {
        c->detection.time_s = duration_or(reader, &detection, "time", 2.5);
        c->detection.wrong_frac = share_or(reader, &detection, "wrong", 0);
        c->detection.missed_frac = share_or(reader, &detection, "missed", 0);
    }
    c->voicemail.is_left = voicemail.value != NULL;
    c->voicemail.to = CCS_NONE;
    if (!c->voicemail.is_left) return;
    const ccs_place_t to = ccs_place_child(reader, &voicemail, "to");

    c->voicemail.lasts_s = duration_or(reader, &voicemail, "lasts", 20);
    c->voicemail.echo_frac = share_or(reader, &voicemail, "echo", 0);
    c->voicemail.delay = law_of(reader, &voicemail, "delay");
    if (to.value) c->voicemail.to = ccs_read_name(reader, &to, self->types);
}

static void read_averts(const ccs_campaign_reader_t *self, const ccs_place_t *at, ccs_campaign_t *c)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t averts = ccs_place_child(reader, at, "averts"), type = ccs_place_child(reader, &averts, "type");

    c->averts.type = CCS_NONE;
    if (!averts.value) return;
    if (type.value) c->averts.type = ccs_read_name(reader, &type, self->types);
    c->averts.right_party_frac = share_or(reader, &averts, "share", 1);
    c->averts.message_frac = share_or(reader, &averts, "messages", 0);
    c->averts.delay = law_of(reader, &averts, "delay");
}

/* ---- how many at once ----------------------------------------------------------------------------------------------------------- */

static void read_pacing(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    const ccs_place_t pacing = ccs_place_child(reader, at, "pacing");
    ccs_pacing_t *const p = &c->pacing;

    p->mode = (enum ccs_pacing_mode) choice_of(reader, &pacing, "mode");
    p->lines = count_of(reader, &pacing, "lines");
    p->per_agent = amount_or(reader, &pacing, "lines_per_agent", p->mode == CCS_PACING_POWER ? 2 : 1);
    p->more = amount_or(reader, &pacing, "lines_more", 0);
    p->target_frac = share_or(reader, &pacing, "target_abandonment", (double) NAN);
    p->over = amount_or(reader, &pacing, "over", isnan(p->target_frac) ? 1 : 0.5);
    p->preview_s = duration_or(reader, &pacing, "preview", 0);
    p->limit = count_of(reader, &pacing, "limit");
    p->limit_window_s = duration_or(reader, &pacing, "limit_window", 3600);
    c->mismatch = (enum ccs_mismatch) choice_of(reader, at, "mismatch");
}

/* What rules say where a campaign does not. */
static const struct {
    double cap_frac, window_s, connect_s, no_call_s;
} RULES[] = {[CCS_CALL_RULES_US] = {0.03, 30 * 86400.0, 2, 0},
    [CCS_CALL_RULES_OFCOM] = {0.03, 86400, 2, 72 * 3600.0},
    [CCS_CALL_RULES_CANADA] = {0.05, 30 * 86400.0, 2, 0},
    [CCS_CALL_RULES_OWN] = {1, 30 * 86400.0, 2, 0}};

static enum ccs_call_rules read_compliance(ccs_reader_t *reader, const ccs_place_t *at, ccs_campaign_t *c)
{
    const ccs_place_t place = ccs_place_child(reader, at, "compliance");
    const enum ccs_call_rules rules = (enum ccs_call_rules) choice_of(reader, &place, "rules");
    const ccs_place_t fines = ccs_place_child(reader, &place, "fines");

    c->compliance = (ccs_compliance_t){.rules = rules,
        .guards = choice_of(reader, &place, "guard") == 0,
        .connect_within_s = duration_or(reader, &place, "connect_within", RULES[rules].connect_s),
        .cap_frac = share_or(reader, &place, "abandonment_cap", RULES[rules].cap_frac),
        .window_s = duration_or(reader, &place, "window", RULES[rules].window_s),
        .no_call_s = duration_or(reader, &place, "no_call_after", RULES[rules].no_call_s),
        .do_not_call_frac = share_or(reader, &place, "do_not_call", 0),
        .consent_frac = share_or(reader, &place, "consent", 1),
        .opt_out_frac = share_or(reader, &place, "opt_out", 0),
        .fines = {.hours = reader->steady ? 0 : amount_or(reader, &fines, "hours", 0),
            .attempts = reader->steady ? 0 : amount_or(reader, &fines, "attempts", 0),
            .opt_out = reader->steady ? 0 : amount_or(reader, &fines, "opt_out", 0),
            .cap = reader->steady ? 0 : amount_or(reader, &fines, "cap", 0)}};
    return rules;
}

static void read_campaign(const ccs_campaign_reader_t *self, const ccs_place_t *at, ccs_campaign_t *c)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t label = ccs_place_child(reader, at, "label"), type = ccs_place_child(reader, at, "type"),
                      when = ccs_place_child(reader, at, "when");
    const size_t before = reader->errors->n_errors;

    c->name = at->key;
    c->label = ccs_read_text(reader, &label);
    if (!c->label) c->label = at->key;
    c->name_hash = ccs_reader_hash(reader, "campaign", at->key);
    c->type = type.value ? ccs_read_name(reader, &type, self->types) : CCS_NONE;
    c->when = ccs_read_condition(reader, &when, 0);
    read_lists(reader, at, c);
    read_attempts(reader, at, c);
    read_outcomes(reader, at, c);
    c->right_frac = share_or(reader, at, "right_party", 1);
    c->greeting_s = duration_or(reader, at, "greeting", 0);
    read_detection(self, at, c);
    read_averts(self, at, c);
    read_pacing(reader, at, c);
    c->talk_wrong = law_of(reader, at, "talk_wrong");
    c->talk_machine = law_of(reader, at, "talk_machine");
    c->conversion_frac = share_or(reader, at, "conversion", 0);
    c->revenue = amount_or(reader, at, "revenue", 0);
    const enum ccs_call_rules rules = read_compliance(reader, at, c);

    if (!reader->steady) ccs_campaign_read_zones(self, at, rules, c);
    if (reader->errors->n_errors == before) ccs_campaign_read_customers(reader, at, c);
    if (reader->errors->n_errors == before) ccs_campaign_check_keys(reader, at, c);
}

void ccs_campaigns_read(ccs_campaign_reader_t *self)
{
    self->rows = ccs_reader_array(self->reader, self->campaigns->n, sizeof *self->rows);
    for (uint32_t i = 0; self->rows && i < self->campaigns->n; i++) read_campaign(self, &self->campaigns->at[i], &self->rows[i]);
}

/* ---- in the plan ---------------------------------------------------------------------------------------------------------------- */

/* The agents who may be kept by its calls at once. */
static uint32_t n_agents(const ccs_plan_t *plan, const ccs_campaign_t *c)
{
    const ccs_routing_t *const routing = &plan->types[c->type].routing;
    uint32_t n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        n += plan->groups[plan->pairs[pair].group].max_agents;
    return n > 0 ? n : 1;
}

/* Up to the outcome, of nearly all calls: close is kept free of them. */
static double longest_s(const ccs_campaign_t *c)
{
    double most_s = 0;

    for (int i = 0; i < CCS_N_CALL_OUTCOMES; i++)
        if (c->ring[i].kind != CCS_DISTRIBUTION_NONE && c->outcome_frac[i] > 0)
            most_s = fmax(most_s, ccs_distribution_at(&c->ring[i], 0.999));
    return most_s + (c->detection.is_on ? c->detection.time_s : 0) +
        (c->pacing.mode == CCS_PACING_PREVIEW ? c->pacing.preview_s : 0);
}

void ccs_campaigns_keep(ccs_campaign_reader_t *self, ccs_plan_t *plan)
{
    uint32_t first_line = 0;

    plan->n_campaigns = self->campaigns->n;
    plan->campaigns = self->rows;
    if (!self->rows || self->reader->out_of_memory || self->reader->errors->n_errors > 0) return;
    for (uint32_t i = 0; i < plan->n_campaigns; i++) {
        ccs_campaign_t *const c = &self->rows[i];
        const double lasts_s = fmax(plan->end_s, self->reader->steady ? 0 : (self->reader->clock->n_days + 1) * 86400.0);

        if (c->pacing.lines == CCS_NONE) c->pacing.lines = n_agents(plan, c);
        c->longest_s = longest_s(c);
        c->n_windows = (uint32_t) fmin(ceil(lasts_s / c->compliance.window_s), 100000) + 1;
        c->first_line = first_line;
        first_line += c->pacing.lines;
    }
}
