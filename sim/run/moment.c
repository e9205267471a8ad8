/* moment.c - moments in words. Invariant: every word that is said stands in def/moment.def or in the few helpers below it; numbers that
 * people see count from 1. */
#include "moment.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "json_write.h"
#include "text.h"
#include "units.h"

const ccs_moment_about_t CCS_MOMENTS[CCS_N_MOMENTS] = {
#define X(name, subject, facts, duration, number, words, story)                                                                  \
    {#name, facts, duration, number, words, story, CCS_SUBJECT_##subject},
    CCS_MOMENT_LIST(X)
#undef X
};

static const char START[] = "start";

/* ---- names ---------------------------------------------------------------------------------------------------------------------- */

/* Indices of those who are there at the start count down from the top (flow/life/start.h). */
char *ccs_contact_label(const ccs_plan_t *plan, const ccs_attempt_t *of, char *text, size_t size)
{
    const ccs_type_t *const t = &plan->types[of->type];
    const bool initial = UINT32_MAX - of->index < ccs_plan_n_at_start(t);

    snprintf(text, size, "%s/%s%" PRIu64, t->name, initial ? START : "",
        1 + (uint64_t) (initial ? UINT32_MAX - of->index : of->index));
    return text;
}

static int unknown_type(const ccs_plan_t *plan, const char *label, size_t length, ccs_err_t *err)
{
    ccs_closest_t closest = {0};
    char name[CCS_LABEL_MAX];

    snprintf(name, sizeof name, "%.*s", (int) (length < sizeof name ? length : sizeof name - 1), label);
    for (uint32_t i = 0; i < plan->n_types; i++) ccs_closest_offer(&closest, name, plan->types[i].name);
    if (closest.best)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "no type is called \"%s\", did you mean \"%s\"?", name, closest.best);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "no type is called \"%s\"; the first one is \"%s\"", name,
        plan->types[0].name);
}

int ccs_contact_find(const ccs_plan_t *plan, const char *label, ccs_attempt_t *of, ccs_err_t *err)
{
    const char *const slash = strchr(label, '/'), *const number = slash ? slash + 1 : "";
    const bool initial = !strncmp(number, START, strlen(START));
    const char *const digits = initial ? number + strlen(START) : number;
    const unsigned long long value = strtoull(digits, NULL, 10);
    uint32_t type = 0;

    if (digits[0] < '1' || digits[0] > '9' || strspn(digits, "0123456789") != strlen(digits) || value >= UINT32_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "must be a type and a number, such as %s/1, found \"%s\"",
            plan->types[0].name, label);
    const size_t length = (size_t) (slash - label);

    while (
        type < plan->n_types && (strlen(plan->types[type].name) != length || memcmp(plan->types[type].name, label, length) != 0))
        type++;
    if (type == plan->n_types) return unknown_type(plan, label, length, err);
    if (initial && value > ccs_plan_n_at_start(&plan->types[type]))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "%" PRIu32 " contacts of %s are there at the start, found \"%s\"",
            ccs_plan_n_at_start(&plan->types[type]), plan->types[type].name, label);
    *of = (ccs_attempt_t){.type = type, .index = initial ? UINT32_MAX - (uint32_t) (value - 1) : (uint32_t) (value - 1)};
    return 0;
}

const char *ccs_moment_agent(const ccs_plan_t *plan, uint32_t group, uint32_t agent)
{
    const ccs_group_t *const team = &plan->teams[plan->groups[group].team];

    return ccs_plan_agent_name(plan, plan->groups[team->first_class].first_agent + agent, &plan->groups[group]);
}

/* "voice_basic agent 7", "alice of voice_basic" */
static char *agent_label(const ccs_plan_t *plan, uint32_t group, uint32_t agent, char *text, size_t size)
{
    const ccs_group_t *const team = &plan->teams[plan->groups[group].team];
    const char *const name = ccs_moment_agent(plan, group, agent);

    if (name) snprintf(text, size, "%s of %s", name, team->name);
    else snprintf(text, size, "%s agent %" PRIu32, team->name, agent + 1);
    return text;
}

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

char *ccs_moment_duration(double seconds, char *text, size_t size)
{
    const double tenths = round(seconds * 10) / 10;

    return ccs_units_show_duration(tenths < 60 ? tenths : round(seconds), text, size);
}

static char *show_subject(const ccs_plan_t *plan, const ccs_moment_t *m, char *text, size_t size)
{
    switch (CCS_MOMENTS[m->kind].subject) {
    case CCS_SUBJECT_CENTRE: snprintf(text, size, "the centre"); break;
    case CCS_SUBJECT_GROUP: snprintf(text, size, "%s", plan->groups[m->group].name); break;
    case CCS_SUBJECT_AGENT: return agent_label(plan, m->group, m->agent, text, size);
    case CCS_SUBJECT_CONTACT: {
        const size_t n = m->asks ? (size_t) snprintf(text, size, "the agent who asks about ") : 0;

        (void) ccs_contact_label(plan, &m->of, &text[n], size - n);
        break;
    }
    }
    return text;
}

/* Those of the type who wait already: in front of the contact, or, where the last to come is served first, behind, or beside it. */
static void show_ahead(const ccs_plan_t *plan, const ccs_moment_t *m, char *text, size_t size)
{
    static const char *const words[] = {[CCS_ORDER_FIFO] = "behind",
        [CCS_ORDER_LIFO] = "in front of",
        [CCS_ORDER_SIRO] = "in random order with",
        [CCS_ORDER_DUE] = "in due order with"};

    if (m->number == 0) snprintf(text, size, "first in line");
    else snprintf(text, size, "%s %" PRIu32, words[ccs_plan_queue(plan, &plan->types[m->as])->order], m->number);
}

/* "longest_idle", "score 12.5, next 3" */
static void show_rule(const ccs_moment_t *m, char *text, size_t size)
{
    if (isnan(m->score)) snprintf(text, size, "%s", m->rule);
    else if (isnan(m->next_score)) snprintf(text, size, "%s %.6g", m->rule, m->score);
    else snprintf(text, size, "%s %.6g, next %.6g", m->rule, m->score, m->next_score);
}

/* Those who are next in the queues that an agent may take from. */
static void show_waiting(const ccs_moment_t *m, char *text, size_t size)
{
    if (m->number == 1) snprintf(text, size, "contacts of one type wait");
    else snprintf(text, size, "contacts of %" PRIu32 " types wait", m->number);
}

static void show_mark(const ccs_moment_t *m, char *text, size_t size)
{
    if (m->number == 0) snprintf(text, size, "%s", "");
    else snprintf(text, size, ": marked %" PRIu32 " of %d", m->number, CCS_CSAT_MARKS);
}

/* What a sentence is made of: the moment, and its time in words. */
typedef struct {
    const ccs_plan_t *plan;
    const ccs_moment_t *moment;
    const char *at;
} saying_t;

/* The text of what stands in braces. */
static void show_field(const saying_t *self, const char *name, char *text, size_t size)
{
    const ccs_moment_t *const m = self->moment;

    if (!strncmp(name, "{time}", 6)) (void) ccs_moment_duration(m->duration_s, text, size);
    else if (!strncmp(name, "{at}", 4)) snprintf(text, size, "%s", self->at);
    else if (!strncmp(name, "{agent}", 7)) (void) agent_label(self->plan, m->group, m->agent, text, size);
    else if (!strncmp(name, "{contact}", 9)) (void) ccs_contact_label(self->plan, &m->of, text, size);
    else if (!strncmp(name, "{attempt}", 9)) snprintf(text, size, "%" PRIu32, m->of.attempt + 1);
    else if (!strncmp(name, "{ahead}", 7)) show_ahead(self->plan, m, text, size);
    else if (!strncmp(name, "{agents}", 8)) snprintf(text, size, "%" PRIu32 " agent%s", m->number, m->number == 1 ? "" : "s");
    else if (!strncmp(name, "{owed}", 6))
        snprintf(text, size, "%" PRIu32 " who %s owed a call", m->number, m->number == 1 ? "was" : "were");
    else if (!strncmp(name, "{activity}", 10)) snprintf(text, size, "%s", self->plan->activities[m->activity].name);
    else if (!strncmp(name, "{rule}", 6)) show_rule(m, text, size);
    else if (!strncmp(name, "{stage}", 7)) snprintf(text, size, "%s%s", m->stage ? ", stage " : "", m->stage ? m->stage : "");
    else if (!strncmp(name, "{waiting}", 9)) show_waiting(m, text, size);
    else if (!strncmp(name, "{type}", 6)) snprintf(text, size, "%s", self->plan->types[m->number].name);
    else if (!strncmp(name, "{node}", 6)) snprintf(text, size, "%s", self->plan->nodes[m->number].name);
    else if (!strncmp(name, "{outage}", 8)) snprintf(text, size, "%s", self->plan->outages[m->number].name);
    else if (!strncmp(name, "{campaign}", 10)) snprintf(text, size, "%s", self->plan->campaigns[m->number].name);
    else if (!strncmp(name, "{mark}", 6)) show_mark(m, text, size);
    else if (!strncmp(name, "{planned}", 9)) snprintf(text, size, "%.6g", m->planned);
    else CCS_BUG_IF(true); /* a word of the table that nobody knows */
}

static void say(const saying_t *self, const char *words, char *text, size_t size)
{
    char part[CCS_LABEL_MAX];
    size_t n = 0;

    for (text[0] = '\0'; *words && n < size;) {
        const size_t plain = strcspn(words, "{");

        n += (size_t) snprintf(&text[n], size - n, "%.*s", (int) plain, words);
        words += plain;
        if (*words == '\0' || n >= size) return;
        show_field(self, words, part, sizeof part);
        n += (size_t) snprintf(&text[n], size - n, "%s", part);
        words = strchr(words, '}') + 1;
    }
}

char *ccs_moment_sentence(const ccs_plan_t *plan, const ccs_moment_t *moment, char *text, size_t size)
{
    const saying_t saying = {plan, moment, ""};
    char subject[CCS_LABEL_MAX];
    const size_t n = (size_t) snprintf(text, size, "%s ", show_subject(plan, moment, subject, sizeof subject));

    if (n < size) say(&saying, CCS_MOMENTS[moment->kind].words, &text[n], size - n);
    return text;
}

char *ccs_moment_clause(const ccs_plan_t *plan, const ccs_moment_t *moment, const char *at, char *text, size_t size)
{
    const saying_t saying = {plan, moment, at};

    say(&saying, CCS_MOMENTS[moment->kind].story, text, size);
    return text;
}

/* ---- JSON ----------------------------------------------------------------------------------------------------------------------- */

static void print_whole(const char *key, uint32_t x, FILE *to)
{
    fprintf(to, ", \"%s\": %" PRIu32, key, x);
}

/* A later leg, or an agent who asks, and the type in whose queue that is. */
static void print_leg(const ccs_plan_t *plan, const ccs_moment_t *moment, FILE *to)
{
    if (moment->asks) fputs(", \"asks\": true", to);
    else print_whole("leg", moment->of.leg + 1, to);
    ccs_json_text_member("as", plan->types[moment->as].name, to);
}

static bool is_of_outage(const ccs_moment_t *m)
{
    return m->kind == CCS_MOMENT_outage_begin || m->kind == CCS_MOMENT_outage_end || m->kind == CCS_MOMENT_recovered ||
        m->kind == CCS_MOMENT_told_away;
}

static bool is_of_campaign(const ccs_moment_t *m)
{
    return m->kind == CCS_MOMENT_holds_back || m->kind == CCS_MOMENT_calls_on || m->kind == CCS_MOMENT_averted ||
        m->kind == CCS_MOMENT_against_hours || m->kind == CCS_MOMENT_against_attempts || m->kind == CCS_MOMENT_against_opt_out;
}

static bool is_at_node(enum ccs_moment_kind kind)
{
    return kind == CCS_MOMENT_node || kind == CCS_MOMENT_no_session || kind == CCS_MOMENT_session_wait ||
        kind == CCS_MOMENT_session || kind == CCS_MOMENT_session_failed;
}

void ccs_moment_json(const ccs_plan_t *plan, const ccs_moment_t *moment, const char *local, FILE *to)
{
    const ccs_moment_about_t *const about = &CCS_MOMENTS[moment->kind];
    char text[CCS_WORDS_MAX];

    fputs("{\"time_s\": ", to);
    ccs_json_number(moment->time_s, to);
    ccs_json_text_member("time", local[0] ? local : NULL, to);
    ccs_json_text_member("event", about->name, to);
    if (moment->of.type != CCS_NONE) {
        ccs_json_text_member("contact", ccs_contact_label(plan, &moment->of, text, sizeof text), to);
        ccs_json_text_member("type", plan->types[moment->of.type].name, to);
        print_whole("attempt", moment->of.attempt + 1, to);
        if (moment->of.leg > 0) print_leg(plan, moment, to);
    }
    if (moment->group != CCS_NONE) ccs_json_text_member("group", plan->teams[plan->groups[moment->group].team].name, to);
    if (moment->agent != CCS_NONE) print_whole("agent", moment->agent + 1, to);
    if (moment->agent != CCS_NONE && ccs_moment_agent(plan, moment->group, moment->agent))
        ccs_json_text_member("person", ccs_moment_agent(plan, moment->group, moment->agent), to);
    if (moment->kind == CCS_MOMENT_off_phones || moment->kind == CCS_MOMENT_off_late || moment->kind == CCS_MOMENT_break_missed)
        ccs_json_text_member("activity", plan->activities[moment->activity].name, to);
    if (moment->kind == CCS_MOMENT_type_open || moment->kind == CCS_MOMENT_type_close)
        ccs_json_text_member("type", plan->types[moment->number].name, to);
    if (moment->kind == CCS_MOMENT_transfer || moment->kind == CCS_MOMENT_escalate || moment->kind == CCS_MOMENT_consult ||
        moment->kind == CCS_MOMENT_retry_as)
        ccs_json_text_member("to", plan->types[moment->number].name, to);
    if (moment->kind == CCS_MOMENT_sent || moment->kind == CCS_MOMENT_message || moment->kind == CCS_MOMENT_message_later)
        ccs_json_text_member("to_type", plan->types[moment->number].name, to);
    if (is_of_outage(moment)) ccs_json_text_member("outage", plan->outages[moment->number].name, to);
    if (is_of_campaign(moment)) ccs_json_text_member("campaign", plan->campaigns[moment->number].name, to);
    if (is_at_node(moment->kind)) ccs_json_text_member("node", plan->nodes[moment->number].name, to);
    if (about->duration[0]) ccs_json_number_member(about->duration, moment->duration_s, to);
    if (about->number[0]) print_whole(about->number, moment->number, to);
    if (moment->rule) ccs_json_text_member("rule", moment->rule, to);
    if (!isnan(moment->score)) ccs_json_number_member("score", moment->score, to);
    if (!isnan(moment->next_score)) ccs_json_number_member("next_score", moment->next_score, to);
    if (moment->stage) ccs_json_text_member("stage", moment->stage, to);
    if (moment->kind == CCS_MOMENT_staff_today) ccs_json_number_member("planned", moment->planned, to);
    if (moment->gone) fputs(", \"last_attempt\": true", to);
    ccs_json_text_member("text", ccs_moment_sentence(plan, moment, text, sizeof text), to);
    fputs("}\n", to);
}
