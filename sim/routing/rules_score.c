/* rules_score.c - what rules of selection need beside their name. Invariant: what is written is read by the rule, and what the rule reads is written. */
#include "read_expression.h"
#include "read_value.h"
#include "rules_reader.h"

enum { MOST_WAITING = 1000000000 }; /* as much as queue_limit may be */

/* A key and the rule that reads it go together. */
static void check_together(ccs_reader_t *self, const ccs_place_t *at, bool is_wanted, const char *rule)
{
    const char *const selection = at->parent->row && at->key[0] == 'c' ? "contact_selection" : "agent_selection";

    if (is_wanted && !at->value) ccs_reader_error(self, at->parent, "%s = \"%s\" needs %s", selection, rule, at->key);
    if (!is_wanted && at->value) ccs_reader_error(self, at, "has a meaning only with %s = \"%s\"", selection, rule);
}

static void read_shares(ccs_rules_reader_t *self, const ccs_place_t *at, uint32_t type)
{
    double *const shares = ccs_reader_array(self->reader, self->groups->n, sizeof *shares);

    self->shares[type] = shares;
    for (const ccs_value_t *v = at->value->first; v && shares; v = v->next) {
        const ccs_place_t member = ccs_place_child(self->reader, at, v->key);
        const uint32_t group = ccs_named_find(self->groups, v->key);
        const double share = ccs_read_amount(self->reader, &member, 0);

        if (group == CCS_NONE) ccs_reader_no_such(self->reader, &member, self->groups, v->key);
        else shares[group] = share;
    }
}

void ccs_rules_read_type(ccs_rules_reader_t *self, const ccs_place_t *type_at, uint32_t type, ccs_routing_t *routing,
    const ccs_named_t *sites)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t score = ccs_place_child(reader, type_at, "agent_score"),
                      shares = ccs_place_child(reader, type_at, "allocation"),
                      weight = ccs_place_child(reader, type_at, "weight"), value = ccs_place_child(reader, type_at, "value"),
                      site = ccs_place_child(reader, type_at, "site");
    const enum ccs_agent_selection rule = routing->agent_selection;

    check_together(reader, &score, rule == CCS_AGENT_SELECTION_SCORE, "score");
    check_together(reader, &shares, rule == CCS_AGENT_SELECTION_PERCENT_ALLOCATION, "percent_allocation");
    check_together(reader, &site, rule == CCS_AGENT_SELECTION_LOCAL_FIRST, "local_first");
    if (rule == CCS_AGENT_SELECTION_FOLLOW_THE_SUN && reader->steady) {
        const ccs_place_t at = ccs_place_child(reader, type_at, "agent_selection");

        ccs_reader_error(reader, &at, "follow_the_sun goes by the time of day: it has no meaning in mode steady");
    }
    routing->weight = ccs_read_amount(reader, &weight, 1);
    routing->value = ccs_read_amount(reader, &value, 0);
    routing->site = site.value ? ccs_read_name(reader, &site, sites) : CCS_NONE;
    if (!self->agent_scores || !self->shares) return;
    self->agent_scores[type] =
        ccs_read_score(reader, &score, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT | CCS_AT_HAND_PAIR | CCS_AT_HAND_AGENT);
    if (shares.value && shares.value->kind == CCS_VALUE_GROUP) read_shares(self, &shares, type);
    self->has_scores = self->has_scores || score.value;
    self->keeps_given = self->keeps_given || shares.value || rule == CCS_AGENT_SELECTION_ROUND_ROBIN;
}

void ccs_rules_read_limit(ccs_rules_reader_t *self, const ccs_place_t *type_at, uint32_t type, ccs_queue_t *queue)
{
    const ccs_place_t at = ccs_place_child(self->reader, type_at, "queue_limit_by");

    if (!at.value || !self->limits) return;
    self->limits[type] = ccs_read_score(self->reader, &at, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT);
    self->has_scores = true;
    if (queue->limit != CCS_NONE) ccs_reader_error(self->reader, &at, "cannot stand beside queue_limit: leave out one of them");
    queue->limit = MOST_WAITING;
}

void ccs_rules_read_group(ccs_rules_reader_t *self, const ccs_place_t *group_at, uint32_t group, const ccs_group_t *of)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t score = ccs_place_child(reader, group_at, "contact_score"),
                      rule = ccs_place_child(reader, group_at, "agent_selection");

    check_together(reader, &score, of->contact_selection == CCS_CONTACT_SELECTION_SCORE, "score");
    if (ccs_agent_selection_is_of_groups(of->agent_selection))
        ccs_reader_error(reader, &rule,
            "chooses among groups: write it at types.*.agent_selection; here it is which agent of the group");
    if (!self->contact_scores) return;
    self->contact_scores[group] = ccs_read_score(reader, &score, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT | CCS_AT_HAND_PAIR);
    self->has_scores = self->has_scores || score.value;
    self->keeps_recent = self->keeps_recent || of->contact_selection == CCS_CONTACT_SELECTION_SERVICE_LEVEL_DRIVEN;
}
