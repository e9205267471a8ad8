/* intraday_check.c - what cannot stand together in a rule, and what agents of a kind cannot do. Numbers of staff are agents without a name, who come and go as their
 * number says: they can be moved, sent away and called in. Persons have shifts: they can be sent off the phones, to another group too, called back from an activity, and stay on. */
#include "intraday_parts.h"

#include <math.h>

const char *ccs_intraday_key(enum ccs_intraday_does does)
{
    static const char *const keys[] = {
#define X(NAME, key, text) key,
        CCS_INTRADAY_LIST(X)
#undef X
    };

    return keys[does];
}

bool ccs_intraday_does(const ccs_intraday_reader_t *self, const ccs_place_t *at, enum ccs_intraday_does *does)
{
    const char *other = NULL;
    bool any = false;

    for (int i = 0; i < CCS_N_INTRADAY_DOES; i++) {
        const char *const key = ccs_intraday_key((enum ccs_intraday_does) i);

        if (self->reader->steady && (i == CCS_INTRADAY_CANCEL || i == CCS_INTRADAY_STAY)) continue;
        if (!ccs_place_child(self->reader, at, key).given) continue;
        if (any && !other) other = key;
        if (!any) *does = (enum ccs_intraday_does) i;
        any = true;
    }
    if (!any)
        ccs_reader_error(self->reader, at,
            "says not what is done: write one of to = \"GROUP\", off_phones = \"time off\", cancel = \"coaching\", overtime = \"1 h\", call_in = 3, rest = \"5 min\"");
    if (other) ccs_reader_error(self->reader, at, "has %s and %s: write a rule for each of them", ccs_intraday_key(*does), other);
    return any && !other;
}

/* A group of numbers whose agents are alike, as a rule needs it. */
static bool is_of_numbers(const ccs_intraday_reader_t *self, const ccs_place_t *at, uint32_t team, const char *why)
{
    const ccs_group_t *const group = &self->teams[team];

    if (group->n_persons > 0)
        ccs_reader_error(self->reader, at,
            "group \"%s\" is made of persons, who have shifts: %s needs a group with staff, which may be 0", group->name, why);
    else if (group->n_classes > 1)
        ccs_reader_error(self->reader, at,
            "agents of group \"%s\" differ in what they can do: %s needs a group whose agents are alike", group->name, why);
    return group->n_persons == 0 && group->n_classes <= 1;
}

static bool is_of_persons(const ccs_intraday_reader_t *self, const ccs_place_t *at, uint32_t team, const char *why)
{
    if (self->teams[team].n_persons > 0) return true;
    ccs_reader_error(self->reader, at, "%s is of persons, and group \"%s\" has numbers of staff: it needs shifts, or a roster",
        why, self->teams[team].name);
    return false;
}

static bool check_cancel(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    const ccs_place_t cancel = ccs_place_child(self->reader, at, "cancel");
    const ccs_activity_t *const activities = self->people->activities.items;

    if (!is_of_persons(self, &cancel, rule->team, "cancel")) return false;
    if (rule->activity == CCS_NONE) {
        ccs_reader_error(self->reader, &cancel, "nobody of group \"%s\" has \"%s\" in the shifts", self->teams[rule->team].name,
            cancel.value->as.text);
        return false;
    }
    if (activities[rule->activity].is_break)
        ccs_reader_error(self->reader, &cancel, "\"%s\" is a break, which people have: name an activity, such as coaching",
            activities[rule->activity].name);
    return !activities[rule->activity].is_break;
}

/* Agents are asked where there is a choice of them: a number, or a share of those who are there. */
static void check_agents(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    const ccs_place_t agents = ccs_place_child(self->reader, at, "agents"), share = ccs_place_child(self->reader, at, "share"),
                      accept = ccs_place_child(self->reader, at, "accept");
    const bool asks = rule->does == CCS_INTRADAY_MOVE || rule->does == CCS_INTRADAY_OFF || rule->does == CCS_INTRADAY_STAY;
    const bool may = asks || rule->does == CCS_INTRADAY_REST;
    const char *const key = ccs_intraday_key(rule->does);

    if (asks && !agents.given && !share.given)
        ccs_reader_error(self->reader, at, "%s needs agents = N, how many it concerns at most, or share, of those who are there",
            key);
    if (agents.given && share.given) ccs_reader_error(self->reader, &share, "stands beside agents: keep one of the two");
    if (!may && agents.given) ccs_reader_error(self->reader, &agents, "is not read with %s: leave it out", key);
    if (!may && share.given) ccs_reader_error(self->reader, &share, "is not read with %s: leave it out", key);
    if (rule->does == CCS_INTRADAY_CANCEL && accept.given)
        ccs_reader_error(self->reader, &accept, "is not read with cancel, which concerns everybody: leave it out");
}

static void check_times(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    const ccs_place_t most = ccs_place_child(self->reader, at, "at_most");

    if (rule->at_most_s < rule->at_least_s) ccs_reader_error(self->reader, &most, "must not be less than at_least");
}

bool ccs_intraday_check(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    const char *const key = ccs_intraday_key(rule->does);
    const ccs_place_t place = ccs_place_child(self->reader, at, key);

    check_agents(self, at, rule);
    check_times(self, at, rule);
    ccs_intraday_check_rest(self, at, rule);
    switch (rule->does) {
    case CCS_INTRADAY_MOVE:
        if (rule->to == CCS_NONE) return false;
        if (rule->to == rule->team) ccs_reader_error(self->reader, &place, "is the group that they are of");
        return (self->teams[rule->team].n_persons > 0 || is_of_numbers(self, &place, rule->team, key)) &&
            rule->to != rule->team && is_of_numbers(self, &place, rule->to, key);
    case CCS_INTRADAY_CALL_IN: return is_of_numbers(self, &place, rule->team, key);
    case CCS_INTRADAY_OFF: return self->teams[rule->team].n_persons > 0 || is_of_numbers(self, &place, rule->team, key);
    case CCS_INTRADAY_CANCEL: return check_cancel(self, at, rule);
    case CCS_INTRADAY_STAY: return is_of_persons(self, &place, rule->team, key);
    case CCS_INTRADAY_REST: return true;
    }
    return false;
}

void ccs_intraday_doubt(const ccs_intraday_reader_t *self, const ccs_place_t *at, const ccs_intraday_t *rule)
{
    const ccs_place_t when = ccs_place_child(self->reader, at, "when"), accept = ccs_place_child(self->reader, at, "accept");

    if (!rule->until && !(rule->at_least_s > 0) && rule->does != CCS_INTRADAY_STAY && rule->does != CCS_INTRADAY_REST)
        ccs_reader_warning(self->reader, &when,
            "the rule ends where this no longer holds, and may begin and end again and again: write until, a condition on the far side, or at_least");
    if (rule->accept_frac == 0) ccs_reader_warning(self->reader, &accept, "nobody accepts: the rule moves no agent");
}
