/* channels.c - how many contacts an agent may have at once. Invariant: hands are made for all groups of a plan or for none. */
#include "channels.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "err.h"
#include "lapses.h"
#include "read_value.h"
#include "text.h"

/* Calls before conversations, conversations before what is written. */
static uint8_t urgency_of(const ccs_channel_rule_t *channel)
{
    switch (channel->use) {
    case CCS_USE_CALL: return 2;
    case CCS_USE_SIDE_BY_SIDE: return 1;
    case CCS_USE_WRITTEN: break;
    }
    return 0;
}

/* --- channels ---------------------------------------------------------------------------------------------------------- */

/* Those that there are, and behind them those that a scenario calls its own. */
static void name_channels(ccs_channels_t *self)
{
    const ccs_name_list_t *const names = &self->reader->names[CCS_NAMES_CHANNEL];
    ccs_place_t *const at = ccs_reader_array(self->reader, names->n, sizeof *at);

    self->names = (ccs_named_t){.at = at, .what = "channel"};
    for (uint32_t i = 0; at && i < names->n; i++) at[i].key = names->at[i];
    if (at) self->names.n = names->n;
}

static void begin_channels(ccs_channels_t *self)
{
    const uint32_t n = self->names.n;

    for (uint32_t i = 0; i < n; i++) self->rules[i] = (ccs_channel_rule_t){.name = self->names.at[i].key, .at_once = 1};
    for (uint32_t i = 0; i < n && i < CCS_N_CHANNELS; i++) {
        self->rules[i].about = ccs_channel_about((enum ccs_channel) i);
        self->rules[i].use = ccs_channel_use((enum ccs_channel) i);
        self->rules[i].answer = ccs_channel_answer((enum ccs_channel) i);
    }
    for (uint32_t i = 0; i < n * n; i++) self->beside[i] = true;
}

/* What a channel is: of one that there is nothing is to be said, one of the scenario's own says its class. */
static void read_class(ccs_channels_t *self, const ccs_place_t *at, uint32_t channel)
{
    static const struct {
        enum ccs_channel_use use;
        enum ccs_channel_answer answer;
    } classes[] = {
#define X(NAME, name, use, answer, text) {CCS_USE_##use, CCS_ANSWER_##answer},
        CCS_CHANNEL_CLASS_LIST(X)
#undef X
    };
    const ccs_place_t class = ccs_place_child(self->reader, at, "class"), label = ccs_place_child(self->reader, at, "label");
    ccs_channel_rule_t *const rule = &self->rules[channel];

    if (channel < CCS_N_CHANNELS) {
        if (class.value)
            ccs_reader_error(self->reader, &class, "is of channels of your own: %s is one that there is", rule->name);
        if (label.value)
            ccs_reader_error(self->reader, &label, "is of channels of your own: %s is one that there is", rule->name);
        return;
    }
    const int chosen = ccs_read_choice(self->reader, &class);

    rule->use = classes[chosen].use;
    rule->answer = classes[chosen].answer;
    rule->about = label.value ? ccs_read_text(self->reader, &label) : rule->name;
    if (!rule->about) rule->about = rule->name;
}

/* Contacts of a channel may be in hand beside those of the channels that it names, and of no others but its own. */
static void read_beside(ccs_channels_t *self, const ccs_place_t *channel_at, uint32_t channel)
{
    const ccs_place_t at = ccs_place_child(self->reader, channel_at, "beside");
    uint32_t *ids;

    if (!at.value) return;
    const uint32_t n = ccs_read_names(self->reader, &at, &self->names, &ids);

    for (uint32_t i = 0; i < self->names.n; i++) {
        bool named = i == channel;

        for (uint32_t k = 0; k < n && !named; k++) named = ids[k] == i;
        if (!named) self->beside[channel * self->names.n + i] = self->beside[i * self->names.n + channel] = false;
    }
}

/* A name amiss, or a channel of the scenario's own that does not say what it is. */
static void tell_unknown(ccs_channels_t *self, const ccs_place_t *at)
{
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < self->names.n; i++) ccs_closest_offer(&closest, at->key, self->names.at[i].key);
    if (closest.best) ccs_reader_no_such(self->reader, at, &self->names, at->key);
    else
        ccs_reader_error(self->reader, at,
            "there is no channel \"%s\": one of your own says its class, such as class = \"session\"", at->key);
}

static void read_channel(ccs_channels_t *self, const ccs_place_t *at)
{
    const uint32_t channel = ccs_named_find(&self->names, at->key);
    const ccs_place_t at_once = ccs_place_child(self->reader, at, "at_once"),
                      interruptible = ccs_place_child(self->reader, at, "interruptible"),
                      give_to = ccs_place_child(self->reader, at, "give_to");

    if (channel == CCS_NONE) {
        tell_unknown(self, at);
        return;
    }
    read_class(self, at, channel);
    ccs_channel_rule_t *const rule = &self->rules[channel];
    const uint32_t n = ccs_read_count(self->reader, &at_once);

    if (n != CCS_NONE) rule->at_once = n;
    rule->resume_s = ccs_read_duration(self->reader, &interruptible);
    rule->interruptible = !isnan(rule->resume_s);
    rule->give_to = (enum ccs_give_to) ccs_read_choice(self->reader, &give_to);
    rule->is_chosen = at_once.given;
    read_beside(self, at, channel);
    self->several = self->several || rule->at_once > 1 || rule->interruptible;
    if (rule->interruptible && urgency_of(rule) == 2)
        ccs_reader_error(self->reader, &interruptible, "cannot be: somebody is on the line");
    if (rule->at_once > 1 && rule->use == CCS_USE_CALL)
        ccs_reader_warning(self->reader, &at_once,
            "an agent talks with %" PRIu32 " customers at once, as if each were alone: a call takes all of an agent (1)",
            rule->at_once);
}

/* --- mixes ------------------------------------------------------------------------------------------------------------- */

static void read_mix(ccs_channels_t *self, const ccs_place_t *at, uint32_t group)
{
    ccs_group_mix_t mix = {.group = group};
    uint32_t n_all = 0;

    if (at->value->kind != CCS_VALUE_GROUP) return; /* which ccs_check_keys tells */
    for (const ccs_value_t *v = at->value->first; v; v = v->next) {
        const ccs_place_t number = ccs_place_child(self->reader, at, v->key);
        const uint32_t channel = ccs_named_find(&self->names, v->key), n = ccs_read_count(self->reader, &number);

        if (channel == CCS_NONE) ccs_reader_no_such(self->reader, &number, &self->names, v->key);
        mix.is_wrong = mix.is_wrong || channel == CCS_NONE || n == CCS_NONE;
        if (channel == CCS_NONE) continue;
        if (n != CCS_NONE) mix.most[channel] = (uint16_t) n;
        n_all += n == CCS_NONE ? 0 : n;
    }
    ccs_group_mix_t *const row = ccs_reader_push(self->reader, &self->mixes, sizeof *row);

    if (row) *row = mix;
    self->several = self->several || n_all > 1;
}

uint32_t ccs_channels_of_type(ccs_channels_t *self, const ccs_place_t *type_at)
{
    const ccs_place_t at = ccs_place_child(self->reader, type_at, "channel");
    const char *const name = at.value->kind == CCS_VALUE_STRING ? at.value->as.text : NULL;
    const uint32_t own = name ? ccs_named_find(&self->names, name) : CCS_NONE;

    if (own != CCS_NONE) return own;
    if (!name || self->names.n == CCS_N_CHANNELS) return (uint32_t) ccs_read_choice(self->reader, &at);
    ccs_reader_no_such(self->reader, &at, &self->names, name);
    return 0;
}

void ccs_channels_read(ccs_channels_t *self, ccs_reader_t *reader, const ccs_named_t *groups, ccs_plan_t *plan)
{
    *self = (ccs_channels_t){.reader = reader, .groups = groups};
    name_channels(self);
    self->rules = ccs_reader_array(reader, self->names.n, sizeof *self->rules);
    self->beside = ccs_reader_array(reader, (size_t) self->names.n * self->names.n, sizeof *self->beside);
    if (!self->rules || !self->beside) return;
    begin_channels(self);
    plan->channels = self->rules;
    plan->n_channels = self->names.n;
    const ccs_place_t at = ccs_place_child(reader, &reader->root, "channels");
    const ccs_named_t channels = ccs_read_named(reader, &at, "channel");

    for (uint32_t i = 0; i < channels.n; i++) read_channel(self, &channels.at[i]);
    for (uint32_t i = 0; i < groups->n; i++) {
        const ccs_place_t mixes_at = ccs_place_child(reader, &groups->at[i], "mix");
        const ccs_named_t mixes = ccs_read_named(reader, &mixes_at, "mix");

        for (uint32_t k = 0; k < mixes.n; k++) read_mix(self, &mixes.at[k], i);
    }
}

/* --- hands ------------------------------------------------------------------------------------------------------------- */

/* The channels of a group's types, in their order. */
typedef struct {
    uint32_t channel[CCS_MAX_CHANNELS], kind[CCS_MAX_CHANNELS], n;
} kinds_t;

static kinds_t kinds_of(const ccs_plan_t *plan, const ccs_pair_t *pairs, uint32_t group)
{
    bool used[CCS_MAX_CHANNELS] = {false};
    kinds_t kinds = {.n = 0};

    for (uint32_t i = 0; i < plan->n_pairs; i++)
        if (pairs[i].group == group) used[plan->types[pairs[i].type].channel] = true;
    for (uint32_t channel = 0; channel < plan->n_channels; channel++) {
        if (!used[channel]) continue;
        kinds.kind[channel] = kinds.n;
        kinds.channel[kinds.n++] = channel;
    }
    return kinds;
}

/* The mixes of a team as numbers of the kinds. A type that none of them lets in has no agent there. */
static const ccs_mix_t *mixes_of(ccs_channels_t *self, uint32_t team, const kinds_t *kinds, uint32_t *n_mixes)
{
    const ccs_group_mix_t *const rows = self->mixes.items;
    ccs_mix_t *const mixes = ccs_reader_array(self->reader, self->mixes.n, sizeof *mixes);
    uint32_t n = 0;

    for (size_t i = 0; mixes && i < self->mixes.n; i++) {
        if (rows[i].group != team) continue;
        uint16_t *const most = ccs_reader_array(self->reader, kinds->n, sizeof *most);

        for (uint32_t kind = 0; most && kind < kinds->n; kind++) most[kind] = rows[i].most[kinds->channel[kind]];
        if (most) mixes[n++].most = most;
    }
    *n_mixes = n;
    return mixes;
}

/* What a mix lacks that is wrong has been told. */
static bool has_wrong_mix(const ccs_channels_t *self, uint32_t team)
{
    const ccs_group_mix_t *const rows = self->mixes.items;
    bool any = false;

    for (size_t i = 0; i < self->mixes.n; i++) any = any || (rows[i].group == team && rows[i].is_wrong);
    return any;
}

/* Every kind must find a place in empty hands. */
static void check_mixes(ccs_channels_t *self, uint32_t team, const kinds_t *kinds, const ccs_hands_t *hands)
{
    for (uint32_t kind = 0; kind < kinds->n; kind++) {
        const ccs_place_t at = ccs_place_child(self->reader, &self->groups->at[team], "mix");

        if (ccs_hands_with(hands, 0, kind) == CCS_HANDS_FULL)
            ccs_reader_error(self->reader, &at, "has no place for channel %s, of which this group serves a type",
                self->names.at[kinds->channel[kind]].key);
    }
}

/* The least of an agent's time that a talk takes, of its length alone: with the number in hand at which most is done. */
static double least_effort(const ccs_share_curve_t *curve, uint32_t most)
{
    double least = 1;

    for (uint32_t n = 1; n <= most; n++) least = fmin(least, (curve->n > 0 ? ccs_share_curve_at(curve, n) : 1) / n);
    return least;
}

/* Turns take the agent's time; between them the conversation takes a place in their hands: whichever is more, with the number in hand at which it is least. */
static double turns_effort(const ccs_turns_t *turns, double talk_s, uint32_t most)
{
    const double answers = talk_s > 0 ? (turns->number.mean - 1) * ccs_lapse_answer_s(turns) / talk_s : 0;
    double least = turns->number.mean + answers;

    for (uint32_t n = 2; n <= most; n++) {
        const double work = turns->number.mean * (1 + turns->slower_frac * (n - 1));

        least = fmin(least, fmax(work, (work + answers) / n));
    }
    return least;
}

/* What contacts take of an agent's time at best, for loads. */
static void settle_effort(const ccs_plan_t *plan, const ccs_hands_t *hands, ccs_pair_t *pair)
{
    const ccs_type_t *const type = &plan->types[pair->type];
    const uint32_t most = ccs_hands_most_of(hands, pair->hand_kind);

    if (type->turns) {
        pair->talk_effort = turns_effort(type->turns, pair->talk.mean, most);
        pair->mean_handle_s = type->turns->number.mean * pair->talk.mean +
            (type->turns->number.mean - 1) * ccs_lapse_answer_s(type->turns) + pair->wrap.mean;
    } else if (!(ccs_plan_has_desks(plan) && ccs_plan_is_at_desk(plan, pair->type))) {
        pair->talk_effort = least_effort(&type->talk_by_sessions, most);
        pair->wrap_effort = 1.0 / most;
    }
}

static void make_hands(ccs_channels_t *self, ccs_plan_t *plan, ccs_group_t *groups, ccs_pair_t *pairs, uint32_t group)
{
    const kinds_t kinds = kinds_of(plan, pairs, group);
    const uint32_t team = groups[group].team;
    double share[CCS_MAX_CHANNELS];
    bool beside[CCS_MAX_CHANNELS * CCS_MAX_CHANNELS], yields[CCS_MAX_CHANNELS];
    uint8_t rank[CCS_MAX_CHANNELS];
    ccs_hands_rule_t rule = {.n_kinds = kinds.n, .share = share, .beside = beside, .rank = rank, .yields = yields};
    ccs_hands_t *const hands = ccs_arena_alloc(self->reader->arena, sizeof *hands);

    for (uint32_t i = 0; i < kinds.n; i++) {
        share[i] = 1.0 / self->rules[kinds.channel[i]].at_once;
        rank[i] = urgency_of(&self->rules[kinds.channel[i]]);
        yields[i] = self->rules[kinds.channel[i]].interruptible;
        for (uint32_t k = 0; k < kinds.n; k++)
            beside[i * kinds.n + k] = self->beside[kinds.channel[i] * self->names.n + kinds.channel[k]];
    }
    rule.mixes = mixes_of(self, team, &kinds, &rule.n_mixes);
    const int ret = hands ? ccs_hands_make(&rule, self->reader->arena, hands) : CCS_ERR_NOMEM;

    if (ret == CCS_ERR_NOMEM) self->reader->out_of_memory = true;
    if (ret == CCS_ERR_SCENARIO)
        ccs_reader_error(self->reader, &self->groups->at[team],
            "its agents could have more than %d different combinations of contacts in hand: lower at_once, or say by mix what may stand beside what",
            CCS_MAX_HANDS);
    if (ret != 0) return;
    if (!has_wrong_mix(self, team)) check_mixes(self, team, &kinds, hands);
    groups[group].hands = hands;
    for (uint32_t i = 0; i < plan->n_pairs; i++) {
        if (pairs[i].group != group) continue;
        pairs[i].hand_kind = (uint16_t) kinds.kind[plan->types[pairs[i].type].channel];
        settle_effort(plan, hands, &pairs[i]);
    }
}

/* Whether some group's agents may have more than one contact. */
static bool any_shares(const ccs_plan_t *plan, const ccs_group_t *groups)
{
    for (uint32_t i = 0; i < plan->n_groups; i++)
        if (groups[i].hands && groups[i].hands->most > 1) return true;
    return false;
}

void ccs_channels_keep(ccs_channels_t *self, ccs_plan_t *plan, ccs_group_t *groups, ccs_pair_t *pairs)
{
    const bool is_asked = self->several || self->mixes.n > 0 || ccs_plan_has_desks(plan);

    for (uint32_t i = 0; is_asked && self->rules && i < plan->n_groups && !self->reader->out_of_memory; i++)
        make_hands(self, plan, groups, pairs, i);
    free(self->mixes.items);
    self->mixes = (ccs_vector_t){0};
    if (any_shares(plan, groups) || ccs_plan_has_desks(plan)) return;
    for (uint32_t i = 0; i < plan->n_groups; i++) groups[i].hands = NULL;
}
