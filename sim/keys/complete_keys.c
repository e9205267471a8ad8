/* complete_keys.c - a value tree with every default filled in, in the order of key.def. Invariant: what it returns compiles
 * to the same plan as the tree it was made of. */
#include "complete_keys.h"

#include <string.h>

#include "read_dated.h"

typedef struct {
    ccs_arena_t *arena;
    const ccs_reader_t *keys; /* mode and defaults */
    const char *only_group;   /* NULL: there are several */
    bool out_of_memory;
} completion_t;

static ccs_value_t *copy(completion_t *self, const ccs_value_t *value, const char *key)
{
    ccs_value_t *const out = ccs_value_new(self->arena, value->kind, key, value->file, value->line);

    if (!out) {
        self->out_of_memory = true;
        return NULL;
    }
    out->as = value->as;
    for (const ccs_value_t *v = value->first; v && !self->out_of_memory; v = v->next) {
        ccs_value_t *const child = copy(self, v, v->key);

        if (child) ccs_value_append(out, child);
    }
    return out;
}

/* The tiers of a type that names none while there is only one group. */
static ccs_value_t *only_tier(completion_t *self, const ccs_place_t *at)
{
    ccs_value_t *const list = ccs_value_new(self->arena, CCS_VALUE_LIST, at->key, NULL, 0);
    ccs_value_t *const name = ccs_value_new(self->arena, CCS_VALUE_STRING, NULL, NULL, 0);

    if (!list || !name) {
        self->out_of_memory = true;
        return NULL;
    }
    name->as.text = self->only_group;
    ccs_value_append(list, name);
    return list;
}

/* Whether the stages of a type name its groups. */
static bool has_stages(const ccs_place_t *groups)
{
    const ccs_value_t *const type = groups->parent->value;

    return type && ccs_value_get(type, "routing");
}

static ccs_value_t *complete_group(completion_t *self, const ccs_place_t *at, const char *key);

/* Keys that cannot stand beside some others, nor where their thing is of another kind, not even with their default, since whoever writes them means
 * something by it: they are told where they are written. `tests/house/scenarios.sh` reads every scenario's complete text back. */
static const char *const SAID_ONLY[] = {"types.*.announce.above", "types.*.announce.impatience_per_minute",
    "types.*.announce.leave_when_over", "types.*.arrivals.shape", "types.*.arrivals.batch", "types.*.balk",
    "types.*.callback.after", "types.*.choose.among.*.expected", "types.*.escalate.*.detect_share", "types.*.switch.*.expected",
    "rules.*.accept", "rules.*.again_after", "rules.*.at_least", "rules.*.delay", "rules.*.idle_for", "flows.*.nodes.*.fails",
    "flows.*.nodes.*.false_success", "flows.*.nodes.*.hang_up", "flows.*.nodes.*.turns", "flows.*.nodes.*.when_full",
    "flows.*.nodes.*.zero_out"};

/* Whether the value of a place is a default that is not to be filled in. */
static bool is_left_out(const ccs_place_t *at, const ccs_key_t *row, const char *name)
{
    if (at->value && ccs_value_get(at->value, name)) return false;
    for (size_t i = 0; i < sizeof SAID_ONLY / sizeof *SAID_ONLY; i++)
        if (!strcmp(row->path, SAID_ONLY[i])) return true;
    return false;
}

/* A key with its value or default; nothing where neither is. */
static void complete_child(completion_t *self, const ccs_place_t *child, ccs_value_t *parent)
{
    const bool nests = child->row->shape == CCS_SHAPE_GROUP || child->row->shape == CCS_SHAPE_NAMED;
    ccs_value_t *out = NULL;

    if (self->out_of_memory) return;
    if (!child->value && child->row->shape == CCS_SHAPE_TIERS && self->only_group && !has_stages(child)) {
        out = only_tier(self, child);
    } else if (child->value) {
        out = nests ? complete_group(self, child, child->key) : copy(self, child->value, child->key);
    }
    if (out) ccs_value_append(parent, out);
}

static ccs_value_t *complete_group(completion_t *self, const ccs_place_t *at, const char *key)
{
    const bool named = at->row && at->row->shape == CCS_SHAPE_NAMED;
    ccs_value_t *const out = ccs_value_new(self->arena, CCS_VALUE_GROUP, key, at->value->file, at->value->line);
    const ccs_key_t *end;

    if (!out) self->out_of_memory = true;
    for (const ccs_value_t *v = at->value->first; out && named && v; v = v->next) {
        const ccs_place_t child = ccs_place_child(self->keys, at, v->key);

        complete_child(self, &child, out);
    }
    for (const ccs_key_t *row = ccs_keys_below(at->row, &end); out && !named && row < end; row++) {
        const char *const name = ccs_key_name(self->keys, row, at->row);

        if (!name || is_left_out(at, row, name)) continue;
        const ccs_place_t child = ccs_place_row(self->keys, at, row, name);

        complete_child(self, &child, out);
    }
    return out;
}

ccs_value_t *ccs_complete_keys(const ccs_value_t *root, ccs_arena_t *arena)
{
    ccs_reader_t *const keys = ccs_arena_alloc(arena, sizeof *keys);
    completion_t self = {.arena = arena, .keys = keys};

    if (!keys) return NULL;
    keys->arena = arena;
    ccs_reader_start(keys, root);
    ccs_dates_as_defaults(keys);
    const ccs_place_t groups_at = ccs_place_child(keys, &keys->root, "groups");
    const ccs_named_t groups = ccs_read_named(keys, &groups_at, "group");

    if (groups.n == 1) self.only_group = groups.at[0].key;
    ccs_value_t *const out = complete_group(&self, &keys->root, NULL);

    if (keys->out_of_memory) return NULL;
    return self.out_of_memory ? NULL : out;
}
