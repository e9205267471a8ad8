/* compile_type.c - contact types: behaviour of customers, targets, tiers and pairs. Invariant: pairs of a type ascend by group
 * and each group stands in one tier. */
#include "chapters.h"

#include <math.h>
#include <string.h>

#include "callback_read.h"
#include "compile_skill.h"
#include "conversation.h"
#include "fields.h"
#include "handle_time.h"
#include "metric.h"
#include "money_read.h"
#include "outcome_read.h"
#include "patience.h"
#include "read_law.h"
#include "read_value.h"
#include "replay.h"
#include "service_level.h"

enum { EXPECTED_MAX = 512 }; /* the names of all service levels */

/* --- behaviour of customers -------------------------------------------------------------------------------------------- */

static ccs_distribution_t law_at(ccs_compiler_t *self, const ccs_place_t *parent, const char *key)
{
    const ccs_place_t at = ccs_place_child(&self->reader, parent, key);

    return ccs_read_law(&self->reader, &at, CCS_LAW_TIME);
}

/* Customers who surely try again, again and again: the simulation would never get past them, or never end the day. */
static void check_repeat(ccs_compiler_t *self, const ccs_place_t *at, double frac, const ccs_repeat_t *repeat, bool served)
{
    const bool for_ever = frac >= 1 && repeat->decay >= 1 && repeat->max_attempts == CCS_NONE;
    const bool at_once = !(repeat->delay.mean > 0);

    if (!for_ever || (!at_once && !served)) return;
    ccs_reader_error(&self->reader, at,
        "every contact would come again for ever%s: give max_attempts, a decay below 1 or a smaller share",
        at_once ? ", at once" : "");
}

/* The most that a share is at any time. */
static double most_again(const ccs_type_t *type, enum ccs_retry_cause cause)
{
    const ccs_course_t *const course = type->courses.again[cause];

    return course ? course->most : type->again.frac[cause];
}

static void check_repeats(ccs_compiler_t *self, const ccs_place_t *at, const ccs_type_t *type)
{
    const ccs_place_t redial = ccs_place_child(&self->reader, at, "redial"),
                      reconnect = ccs_place_child(&self->reader, at, "reconnect");

    check_repeat(self, &redial,
        fmax(most_again(type, CCS_RETRY_ABANDONED),
            fmax(most_again(type, CCS_RETRY_BLOCKED), most_again(type, CCS_RETRY_BALKED))),
        &type->again.redial, false);
    check_repeat(self, &reconnect, most_again(type, CCS_RETRY_ANSWERED), &type->again.reconnect, true);
}

/* --- target ------------------------------------------------------------------------------------------------------------ */

static void read_within(ccs_compiler_t *self, const ccs_place_t *at, ccs_type_t *type)
{
    const bool is_list = at->value->kind == CCS_VALUE_LIST;

    if (is_list && (at->value->n == 0 || at->value->n > CCS_MAX_WITHIN)) {
        ccs_reader_expected(&self->reader, at, ccs_shape_text(CCS_SHAPE_DURATIONS));
        return;
    }
    for (const ccs_value_t *v = is_list ? at->value->first : at->value; v; v = is_list ? v->next : NULL) {
        const ccs_place_t element = is_list ? ccs_place_element(at, v, type->target.n_within) : *at;
        const double within_s = ccs_read_duration(&self->reader, &element);

        for (uint32_t i = 0; i < type->target.n_within; i++)
            if (within_s == type->target.within_s[i]) ccs_reader_expected(&self->reader, &element, "durations that differ");
        type->target.within_s[type->target.n_within++] = within_s;
    }
}

static uint32_t read_counting(ccs_compiler_t *self, const ccs_place_t *at, const ccs_type_t *type)
{
    const char *const name = ccs_read_text(&self->reader, at);
    const uint32_t level = name ? ccs_service_level_find(name) : CCS_N_SERVICE_LEVELS;
    char expected[EXPECTED_MAX];

    if (level == CCS_N_SERVICE_LEVELS) {
        if (name) ccs_reader_expected(&self->reader, at, ccs_service_level_expected(expected, sizeof expected));
        return CCS_NONE;
    }
    if ((CCS_SERVICE_LEVELS[level].needs & CCS_LEVEL_NEEDS_SHORT) && isnan(type->target.short_abandon_s))
        ccs_reader_error(&self->reader, at, "%s counts short abandons: say how short, such as short_abandon = \"5 s\"", name);
    return ccs_metric_of_level((enum ccs_service_level) level);
}

static void read_target(ccs_compiler_t *self, const ccs_place_t *type_at, ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(&self->reader, type_at, "target"),
                      within = ccs_place_child(&self->reader, &at, "within"),
                      counted_as = ccs_place_child(&self->reader, &at, "counted_as");

    read_within(self, &within, type);
    type->target.metric = read_counting(self, &counted_as, type);
}

/* --- tiers and pairs --------------------------------------------------------------------------------------------------- */

/* The tiers of one type while they are read. */
typedef struct {
    uint32_t type;
    bool *listed;   /* by group of the scenario */
    bool *in_stage; /* of these those of the stage at hand */
    const ccs_stage_t *stage;
} tiers_t;

/* A tier without groups, behind the others. @return whether there was room */
static bool open_tier(ccs_compiler_t *self)
{
    ccs_tier_t *const tier = ccs_reader_push(&self->reader, &self->tiers, sizeof *tier);

    if (tier) tier->first_pair_of_tier = (uint32_t) self->tier_pairs.n;
    return tier != NULL;
}

/* A group in the last tier: those of its classes that have the skill. */
static void put_in_tier(ccs_compiler_t *self, uint32_t id, tiers_t *tiers)
{
    const ccs_group_t *const group = &self->groups[id];

    const size_t n_before = self->tier_pairs.n;

    tiers->listed[id] = tiers->in_stage[id] = true;
    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++) {
        const ccs_skill_t skill = ccs_skill_of(self, i, tiers->type);
        const ccs_alike_t alike = {i, id, group->site, skill.speed, skill.quality, skill.level};

        if (!skill.has || !ccs_rules_take(&self->rules, tiers->stage, &alike)) continue;
        uint32_t *const member = ccs_reader_push(&self->reader, &self->tier_pairs, sizeof *member);

        if (!member) return;
        *member = i; /* the pair's id once the pairs are made */
        ((ccs_tier_t *) self->tiers.items)[self->tiers.n - 1].n_pairs++;
    }
    ((ccs_tier_t *) self->tiers.items)[self->tiers.n - 1].n_teams += self->tier_pairs.n > n_before;
}

static void add_to_tier(ccs_compiler_t *self, const ccs_place_t *at, tiers_t *tiers)
{
    const uint32_t group = ccs_read_name(&self->reader, at, &self->groups_named);

    if (group == CCS_NONE) return;
    if (tiers->in_stage[group]) {
        ccs_reader_error(&self->reader, at, "names group \"%s\" twice", at->value->as.text);
        return;
    }
    put_in_tier(self, group, tiers);
}

/* Together, all whose skills name the type. @return whether there is anybody */
static bool add_skilled(ccs_compiler_t *self, tiers_t *tiers)
{
    bool any = false;

    for (uint32_t group = 0; group < self->groups_named.n; group++) {
        if (!ccs_skills_name(self, group, tiers->type)) continue;
        if (!any && !open_tier(self)) return true;
        any = true;
        put_in_tier(self, group, tiers);
    }
    return any;
}

/* Behind the others, groups of which only some serve the type, who learn it: whatever the stage asks of its own. */
static void add_learners(ccs_compiler_t *self, tiers_t *tiers)
{
    static const ccs_stage_t anybody;

    if (tiers->stage) tiers->stage = &anybody;
    for (uint32_t i = 0; i < self->n_lessons; i++) {
        const ccs_lesson_t *const lesson = &self->lessons[i];

        if (lesson->type == tiers->type && lesson->joins && !tiers->listed[lesson->team] && open_tier(self))
            put_in_tier(self, lesson->team, tiers);
    }
}

/* A tier: a name, or a list of names that are tried together. */
static void read_tier(ccs_compiler_t *self, const ccs_place_t *at, tiers_t *tiers)
{
    const bool several = at->value->kind == CCS_VALUE_LIST;
    uint32_t index = 0;

    if (!open_tier(self)) return;
    if (several && at->value->n == 0) ccs_reader_expected(&self->reader, at, "a group's name, or a list of them");
    for (const ccs_value_t *v = several ? at->value->first : at->value; v; v = several ? v->next : NULL, index++) {
        const ccs_place_t element = several ? ccs_place_element(at, v, index) : *at;

        add_to_tier(self, &element, tiers);
    }
    if (((ccs_tier_t *) self->tiers.items)[self->tiers.n - 1].n_pairs == 0) self->tiers.n--; /* an error was recorded */
}

static void read_tiers(ccs_compiler_t *self, const ccs_place_t *at, tiers_t *tiers)
{
    uint32_t index = 0;

    if (!at->value && add_skilled(self, tiers)) return;
    if (!at->value && self->groups_named.n == 1) {
        const ccs_value_t only = {.kind = CCS_VALUE_STRING, .as.text = self->groups_named.at[0].key};
        const ccs_place_t named = {.value = &only, .parent = at->parent, .key = at->key, .row = at->row};

        read_tier(self, &named, tiers);
    } else if (!at->value) {
        ccs_reader_error(&self->reader, at, "is required, as there are several groups%s: expected %s",
            ccs_skills_any(self) ? " and no skills name this type" : "", ccs_shape_text(CCS_SHAPE_TIERS));
    } else if (at->value->kind == CCS_VALUE_STRING) {
        read_tier(self, at, tiers);
    } else if (at->value->kind != CCS_VALUE_LIST || at->value->n == 0) {
        ccs_reader_expected(&self->reader, at, ccs_shape_text(CCS_SHAPE_TIERS));
    } else {
        for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
            const ccs_place_t element = ccs_place_element(at, v, index);

            read_tier(self, &element, tiers);
        }
    }
}

/* In the place of tiers: stages, each with tiers of its own. */
static void read_stages(ccs_compiler_t *self, const ccs_place_t *at, tiers_t *tiers)
{
    ccs_rules_reader_t *const rules = &self->rules;
    const uint32_t n = ccs_rules_read_stages(rules, at, tiers->type, self->queues[tiers->type].order);
    const ccs_named_t named = ccs_read_named(&self->reader, at, "stage");

    for (uint32_t i = 0; i < n && i < named.n && !self->reader.out_of_memory; i++) {
        const ccs_place_t groups = ccs_place_child(&self->reader, &named.at[i], "groups");
        const uint32_t first = (uint32_t) self->tiers.n;

        memset(tiers->in_stage, 0, self->groups_named.n * sizeof *tiers->in_stage);
        ccs_stage_t *const stage = ccs_rules_stage(rules, rules->first_stage[tiers->type] + i);

        tiers->stage = stage;
        if (groups.value) read_tiers(self, &groups, tiers);
        ccs_rules_check_stage(rules, &named.at[i], stage);
        if (i == 0) add_learners(self, tiers);
        stage->first_tier = first;
        stage->n_tiers = (uint32_t) self->tiers.n - first;
    }
}

/* Tiers of a type, or of its stages. */
static void read_routing(ccs_compiler_t *self, const ccs_place_t *groups, const ccs_place_t *routing, tiers_t *tiers)
{
    if (groups->value && routing->value)
        ccs_reader_error(&self->reader, groups, "stands beside routing, whose stages name the groups: keep one of the two");
    read_stages(self, routing, tiers);
    if (!routing->value) {
        read_tiers(self, groups, tiers);
        add_learners(self, tiers);
    }
}

/* Laws that a type may have for a group of its own. */
typedef struct {
    ccs_distribution_t talk, wrap;    /* of the type */
    ccs_place_t aht_at;               /* in the place of the talk: */
    ccs_distribution_t aht;           /* both in one */
    ccs_distribution_t left_by, rest; /* the after-call work met last, and the talk that it leaves */
    bool has_rest;
    ccs_distribution_t *own_talk, *own_wrap; /* by group, NONE where not given */
} laws_t;

static void read_by_group(ccs_compiler_t *self, const ccs_place_t *type_at, const tiers_t *tiers, laws_t *laws)
{
    const ccs_place_t at = ccs_place_child(&self->reader, type_at, "by_group");
    const ccs_named_t named = ccs_read_named(&self->reader, &at, "group");

    for (uint32_t i = 0; i < named.n; i++) {
        const ccs_place_t *const member = &named.at[i];
        const uint32_t group = ccs_named_find(&self->groups_named, member->key);

        if (group == CCS_NONE) {
            ccs_reader_no_such(&self->reader, member, &self->groups_named, member->key);
            continue;
        }
        if (!tiers->listed[group])
            ccs_reader_error(&self->reader, member, "group \"%s\" is not among the groups of this type", member->key);
        laws->own_talk[group] = law_at(self, member, "talk");
        laws->own_wrap[group] = law_at(self, member, "wrap");
    }
}

static void read_aht(ccs_compiler_t *self, const ccs_place_t *type_at, laws_t *laws)
{
    laws->aht_at = ccs_place_child(&self->reader, type_at, "aht");
    laws->aht = law_at(self, type_at, "aht");
    if (laws->aht.kind == CCS_DISTRIBUTION_NONE || laws->talk.kind == CCS_DISTRIBUTION_NONE) return;
    ccs_reader_error(&self->reader, &laws->aht_at,
        "stands beside talk, which it says already: it is talk and after-call work in one; keep one of the two");
}

static const ccs_distribution_t *first_given(const ccs_distribution_t *a, const ccs_distribution_t *b,
    const ccs_distribution_t *c)
{
    if (a->kind != CCS_DISTRIBUTION_NONE) return a;
    return b->kind != CCS_DISTRIBUTION_NONE ? b : c;
}

static void scale(ccs_distribution_t *law, double factor)
{
    if (factor != 1 && law->kind != CCS_DISTRIBUTION_NONE) *law = ccs_distribution_scaled(law, factor);
}

/* The talk that after-call work leaves of the handle time: groups with the same have the same. */
static ccs_distribution_t rest_of_aht(ccs_compiler_t *self, const ccs_distribution_t *wrap, laws_t *laws)
{
    if (laws->has_rest && laws->left_by.course == wrap->course && ccs_distribution_same(&laws->left_by, wrap)) return laws->rest;
    laws->rest = ccs_handle_time_talk(&self->reader, &laws->aht_at, &laws->aht, wrap);
    laws->left_by = *wrap;
    laws->has_rest = true;
    return laws->rest;
}

static void make_pair(ccs_compiler_t *self, uint32_t type, uint32_t class, laws_t *laws)
{
    const ccs_skill_t skill = ccs_skill_of(self, class, type);
    const uint32_t group = self->class_rows[class].team;

    if (!skill.has) return;
    ccs_pair_t *const pair = ccs_reader_push(&self->reader, &self->pairs, sizeof *pair);

    if (!pair) return;
    pair->type = type;
    pair->group = class;
    pair->wrap = *first_given(&laws->own_wrap[group], &self->group_wrap[group], &laws->wrap);
    pair->talk = *first_given(&laws->own_talk[group], &self->group_talk[group], &laws->talk);
    if (pair->talk.kind == CCS_DISTRIBUTION_NONE && laws->aht.kind != CCS_DISTRIBUTION_NONE)
        pair->talk = rest_of_aht(self, &pair->wrap, laws);
    scale(&pair->talk, self->types[type].aht_factor);
    scale(&pair->wrap, self->types[type].aht_factor);
    pair->speed = skill.speed;
    pair->pace =
        ccs_money_pace(&self->reader, self->groups_named.at[group].key, (pair->talk.mean + pair->wrap.mean) / skill.speed);
    pair->quality = skill.quality;
    pair->level = skill.level;
    pair->talk_effort = pair->wrap_effort = 1;
    scale(&pair->talk, pair->pace / pair->speed);
    scale(&pair->wrap, pair->pace / pair->speed);
    pair->mean_handle_s = pair->talk.mean + pair->wrap.mean;
}

/* How the talk times of a type's pairs compare at equal draws: one draw serves all groups if the laws differ by a factor only; after-call
 * work, if they do not differ at all. */
static void make_ratios(ccs_compiler_t *self, const ccs_type_t *type)
{
    ccs_pair_t *const pairs = (ccs_pair_t *) self->pairs.items + type->routing.first_pair;
    bool alike = true, shared = true;

    for (uint32_t i = 0; i < type->routing.n_pairs; i++) {
        pairs[i].talk_ratio = i > 0 ? ccs_distribution_ratio(&pairs[0].talk, &pairs[i].talk) : 1;
        alike = alike && !isnan(pairs[i].talk_ratio);
        shared = shared && ccs_distribution_same(&pairs[0].wrap, &pairs[i].wrap);
    }
    for (uint32_t i = 0; i < type->routing.n_pairs; i++) {
        if (!alike) pairs[i].talk_ratio = NAN;
        pairs[i].wrap_is_shared = shared;
        pairs[i].wrap_is_known = type->arrivals.replay && type->arrivals.replay->wrap_s;
    }
}

/* Whether the next agent of a tier is simply the head of a list. */
static void settle_tier(const ccs_compiler_t *self, ccs_tier_t *tier)
{
    const uint32_t pair = ((const uint32_t *) self->tier_pairs.items)[tier->first_pair_of_tier],
                   group = ((const ccs_pair_t *) self->pairs.items)[pair].group;
    const enum ccs_candidates candidates = ccs_agent_selection_candidates(self->classes[group].agent_selection);
    const bool takes_head = tier->n_pairs == 1 && candidates == CCS_CANDIDATES_FIRST;

    tier->group = takes_head ? group : CCS_NONE;
    tier->pair = takes_head ? pair : CCS_NONE;
}

/* Members of tiers from ids of groups to ids of pairs. */
static void link_tiers(ccs_compiler_t *self, const ccs_type_t *type)
{
    const ccs_pair_t *const pairs = self->pairs.items;
    ccs_tier_t *const tiers = self->tiers.items;
    uint32_t *const members = self->tier_pairs.items;

    for (uint32_t t = type->routing.first_tier; t < type->routing.first_tier + type->routing.n_tiers; t++) {
        for (uint32_t m = tiers[t].first_pair_of_tier; m < tiers[t].first_pair_of_tier + tiers[t].n_pairs; m++) {
            uint32_t pair = type->routing.first_pair;

            while (pairs[pair].group != members[m]) pair++;
            members[m] = pair;
        }
        settle_tier(self, &tiers[t]);
    }
}

static void require_talk(ccs_compiler_t *self, const ccs_place_t *at, const ccs_type_t *type, size_t errors_before)
{
    const ccs_pair_t *const pairs = self->pairs.items;
    const ccs_place_t talk = ccs_place_child(&self->reader, at, "talk"), aht = ccs_place_child(&self->reader, at, "aht");

    if (talk.value || aht.value) return; /* what is wrong with it is told, as it is with the clock that it goes by */
    for (uint32_t i = type->routing.first_pair;
         i < type->routing.first_pair + type->routing.n_pairs && self->reader.errors->n_errors == errors_before; i++) {
        if (pairs[i].talk.kind != CCS_DISTRIBUTION_NONE) continue;
        const char *const group = self->groups[self->class_rows[pairs[i].group].team].name;

        ccs_reader_error(&self->reader, &talk,
            "is required, as neither by_group.%s.talk nor groups.%s.talk is given: expected %s", group, group,
            ccs_shape_text(CCS_SHAPE_LAW));
    }
}

void ccs_compile_tiers(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->types_named.at[id];
    const ccs_place_t groups = ccs_place_child(&self->reader, at, "groups"),
                      routing = ccs_place_child(&self->reader, at, "routing");
    const uint32_t n_groups = self->groups_named.n;
    ccs_type_t *const type = &self->types[id];
    tiers_t tiers = {.type = id, .listed = self->listed, .in_stage = self->in_stage};
    laws_t laws = {.own_talk = self->own_talk, .own_wrap = self->own_wrap};
    const size_t before = self->reader.errors->n_errors;

    type->routing.first_pair = (uint32_t) self->pairs.n;
    type->routing.first_tier = (uint32_t) self->tiers.n;
    if (n_groups == 0 || self->reader.out_of_memory) return;
    memset(tiers.listed, 0, n_groups * sizeof *tiers.listed);
    memset(tiers.in_stage, 0, n_groups * sizeof *tiers.in_stage);
    memset(laws.own_talk, 0, n_groups * sizeof *laws.own_talk);
    memset(laws.own_wrap, 0, n_groups * sizeof *laws.own_wrap);
    read_routing(self, &groups, &routing, &tiers);
    ccs_skills_check(self, id, routing.value ? &routing : &groups);
    laws.talk = law_at(self, at, "talk");
    laws.wrap = law_at(self, at, "wrap");
    read_aht(self, at, &laws);
    type->aht = laws.aht;
    read_by_group(self, at, &tiers, &laws);
    for (uint32_t class = 0; class < self->n_classes; class ++)
        if (tiers.listed[self->class_rows[class].team] && !ccs_rules_leave_out(&self->rules, id, class))
            make_pair(self, id, class, &laws);
    if (self->reader.out_of_memory || self->reader.too_large) return;
    type->routing.n_pairs = (uint32_t) self->pairs.n - type->routing.first_pair;
    type->routing.n_tiers = (uint32_t) self->tiers.n - type->routing.first_tier;
    require_talk(self, at, type, before);
    if (type->arrivals.replay && type->routing.n_pairs > 0)
        ccs_demand_replay_speed(type->arrivals.replay, ((ccs_pair_t *) self->pairs.items)[type->routing.first_pair].speed);
    make_ratios(self, type);
    link_tiers(self, type);
}

/* --- the type ---------------------------------------------------------------------------------------------------------- */

void ccs_compile_type(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->types_named.at[id];
    ccs_type_t *const type = &self->types[id];

    *type = (ccs_type_t){.name = at->key,
        .name_hash = ccs_reader_hash(&self->reader, "type", at->key),
        .queue = id,
        .trunk = CCS_NONE,
        .flow = CCS_NONE,
        .before = CCS_NONE};
    self->queues[id] = (ccs_queue_t){.at_close = self->clock.at_close};
    ccs_compile_fields(&self->reader, at, CCS_RECORD_TYPE, type);
    ccs_compile_fields(&self->reader, at, CCS_RECORD_QUEUE, &self->queues[id]);
    ccs_rules_read_limit(&self->rules, at, id, &self->queues[id]);
    ccs_rules_read_type(&self->rules, at, id, &type->routing, &self->sites_named);
    type->channel = ccs_channels_of_type(&self->channels, at);
    type->sticky.is_on = ccs_place_child(&self->reader, at, "sticky").given;
    if (!type->label) type->label = at->key;
    ccs_outcomes_read_pace(&self->reader, at, self->factors.pace, type);
    type->aht_factor = self->factors.aht * ccs_read_factor(&self->reader, at, "aht") * type->pace_factor;
    type->patience_factor = self->factors.patience * ccs_read_factor(&self->reader, at, "patience");
    scale(&type->patience, type->patience_factor);
    ccs_patience_type(&self->reader, at, type);
    ccs_conversation_read(&self->reader, at, type);
    const ccs_clock_t centre = self->clock;

    ccs_compile_own_clock(self, id);
    ccs_compile_arrivals(self, id, at);
    self->clock = centre;
    check_repeats(self, at, type);
    ccs_callback_read(&self->reader, at, &self->types_named, type);
    read_target(self, at, type);
    ccs_compile_tiers(self, id);
}
