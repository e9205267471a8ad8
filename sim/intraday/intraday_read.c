/* intraday_read.c - `rules`. Invariant: a rule that is a row of the plan names groups whose agents can do what it says, and there is room for those whom it brings. */
#include "intraday_read.h"

#include <math.h>

#include "fields.h"
#include "intraday_parts.h"
#include "read_expression.h"
#include "read_value.h"

/* What is done, as it is written. @return false: it is not known */
static bool read_what(const ccs_intraday_reader_t *self, const ccs_place_t *at, ccs_intraday_t *rule)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t to = ccs_place_child(reader, at, "to"), call_in = ccs_place_child(reader, at, "call_in"),
                      agents = ccs_place_child(reader, at, "agents"), share = ccs_place_child(reader, at, "share");

    rule->n_agents = ccs_read_count(reader, &agents);
    rule->share_frac = ccs_read_share(reader, &share);
    if (!ccs_intraday_does(self, at, &rule->does)) return false;
    if (rule->does == CCS_INTRADAY_MOVE) rule->to = ccs_read_name(reader, &to, self->groups);
    if (rule->does == CCS_INTRADAY_CALL_IN) rule->n_agents = ccs_read_count(reader, &call_in);
    return true;
}

/* What an activity is called, among those of persons. @return false: nothing can come of it (recorded) */
static bool read_activity(const ccs_intraday_reader_t *self, const ccs_place_t *at, ccs_intraday_t *rule)
{
    const ccs_group_t *const team = &self->teams[rule->team];
    const bool cancels = rule->does == CCS_INTRADAY_CANCEL;
    const ccs_place_t place = ccs_place_child(self->reader, at, ccs_intraday_key(rule->does));
    const char *const word = cancels      ? ccs_read_text(self->reader, &place)
        : rule->does == CCS_INTRADAY_MOVE ? self->groups->at[rule->to].key
                                          : rule->off_for;

    rule->activity = CCS_NONE;
    if (!word) return false;
    if (team->n_persons == 0) return true;
    rule->activity = cancels ? ccs_people_find(self->people, team, word) : ccs_people_send_off(self->people, rule->team, word);
    if (rule->activity == CCS_ON_PHONES)
        ccs_reader_error(self->reader, &place, "\"%s\" means work on the phones: name what they do off them", word);
    return rule->activity != CCS_ON_PHONES;
}

static uint32_t read_a_day(ccs_reader_t *reader, const ccs_place_t *at)
{
    const ccs_place_t a_day = ccs_place_child(reader, at, "a_day");

    return ccs_read_count(reader, &a_day);
}

static bool read_rule(const ccs_intraday_reader_t *self, const ccs_place_t *at, ccs_intraday_t *rule)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t when = ccs_place_child(reader, at, "when"), until = ccs_place_child(reader, at, "until"),
                      group = ccs_place_child(reader, at, "group");

    ccs_compile_fields(reader, at, CCS_RECORD_INTRADAY, rule);
    rule->name = at->key;
    if (!rule->label) rule->label = at->key;
    if (isnan(rule->at_most_s)) rule->at_most_s = INFINITY;
    rule->name_hash = ccs_reader_hash(reader, "rule", at->key);
    rule->when = ccs_read_condition(reader, &when, 0);
    rule->until = ccs_read_condition(reader, &until, 0);
    rule->team = group.value ? ccs_read_name(reader, &group, self->groups) : CCS_NONE;
    rule->to = rule->group = rule->activity = CCS_NONE;
    rule->a_day = reader->steady ? CCS_NONE : read_a_day(reader, at);
    if (!read_what(self, at, rule) || rule->team == CCS_NONE) return false;
    const bool has_activity = rule->does == CCS_INTRADAY_CANCEL || rule->does == CCS_INTRADAY_OFF ||
        (rule->does == CCS_INTRADAY_MOVE && rule->to != CCS_NONE && self->teams[rule->team].n_persons > 0);

    if (has_activity && !read_activity(self, at, rule)) return false;
    if (!ccs_intraday_check(self, at, rule)) return false;
    ccs_intraday_doubt(self, at, rule);
    return true;
}

/* Agents of whom a share may be asked. */
static uint32_t n_at_most(const ccs_intraday_reader_t *self, const ccs_intraday_t *rule)
{
    return rule->group == CCS_NONE ? self->teams[rule->team].n_persons : self->classes[rule->group].max_agents;
}

/* Groups are those of the plan from now on, and have room for whom the rule brings. */
static void find_groups(const ccs_intraday_reader_t *self, ccs_intraday_t *rule)
{
    ccs_group_t *const team = &self->teams[rule->team];

    for (uint32_t i = team->first_class; rule->does == CCS_INTRADAY_REST && i < team->first_class + team->n_classes; i++)
        team->rests = self->classes[i].rests = true;
    if (rule->does == CCS_INTRADAY_REST) return;
    if (self->teams[rule->team].n_persons == 0) rule->group = self->teams[rule->team].first_class;
    if (rule->does == CCS_INTRADAY_MOVE) rule->to = self->teams[rule->to].first_class;
    const uint32_t joined = rule->does == CCS_INTRADAY_MOVE ? rule->to : rule->group;

    if (rule->does == CCS_INTRADAY_MOVE && !isnan(rule->share_frac))
        self->classes[joined].max_agents += (uint32_t) (rule->share_frac * n_at_most(self, rule) + 0.5);
    else if ((rule->does == CCS_INTRADAY_MOVE || rule->does == CCS_INTRADAY_CALL_IN) && rule->n_agents != CCS_NONE)
        self->classes[joined].max_agents += rule->n_agents;
}

static void number_agents(const ccs_intraday_reader_t *self)
{
    for (uint32_t i = 1; i < self->n_classes; i++)
        self->classes[i].first_agent = self->classes[i - 1].first_agent + self->classes[i - 1].max_agents;
}

void ccs_intraday_read(const ccs_intraday_reader_t *self, ccs_plan_t *plan)
{
    ccs_intraday_t *const rules = ccs_reader_array(self->reader, self->rules->n, sizeof *rules);

    if (!rules || !self->teams || !self->classes || self->reader->out_of_memory) return;
    for (uint32_t i = 0; i < self->rules->n; i++)
        if (read_rule(self, &self->rules->at[i], &rules[i])) find_groups(self, &rules[i]);
    number_agents(self);
    plan->n_intraday = self->rules->n;
    plan->intraday = rules;
}
