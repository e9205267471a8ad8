/* split_tree.c - value trees that are changed. Invariant: nodes of the tree as it is written are never hung elsewhere: they are copied. */
#include "split_tree.h"

#include <string.h>

#include "units.h"

/* --- nodes ------------------------------------------------------------------------------------------------------------- */

static ccs_value_t *make(ccs_split_t *self, enum ccs_value_kind kind, const char *key, const ccs_value_t *like)
{
    ccs_value_t *const v = ccs_value_new(self->reader->arena, kind, key, like ? like->file : NULL, like ? like->line : 0);

    if (!v) self->reader->out_of_memory = true;
    return v;
}

ccs_value_t *ccs_split_copy(ccs_split_t *self, const ccs_value_t *from, const char *key)
{
    ccs_value_t *const v = make(self, from->kind, key, from);

    if (!v) return NULL;
    v->as = from->as;
    v->is_table = from->is_table;
    v->grouped = from->grouped;
    for (const ccs_value_t *child = from->first; child; child = child->next) {
        ccs_value_t *const copy = ccs_split_copy(self, child, child->key);

        if (copy) ccs_value_append(v, copy);
    }
    return v;
}

void ccs_split_put(ccs_value_t *group, ccs_value_t *value)
{
    if (!group || !value) return;
    const ccs_value_t *const old = ccs_value_get(group, value->key);

    if (old) ccs_value_replace(group, old, value);
    else ccs_value_append(group, value);
}

ccs_value_t *ccs_split_member(ccs_split_t *self, ccs_value_t *group, const char *key)
{
    ccs_value_t *const there = ccs_value_get_mutable(group, key);

    if (!group) return NULL;
    if (there && !ccs_value_is_none(there)) return there->kind == CCS_VALUE_GROUP ? there : NULL;
    ccs_value_t *const v = make(self, CCS_VALUE_GROUP, key, group);

    ccs_split_put(group, v);
    return v;
}

void ccs_split_drop(ccs_value_t *group, const char *key)
{
    if (group) (void) ccs_value_remove(group, ccs_value_get(group, key));
}

void ccs_split_set_number(ccs_split_t *self, ccs_value_t *group, const char *key, double x)
{
    ccs_value_t *const v = group ? make(self, CCS_VALUE_REAL, key, group) : NULL;

    if (v) v->as.x = x;
    ccs_split_put(group, v);
}

void ccs_split_set_whole(ccs_split_t *self, ccs_value_t *group, const char *key, double x)
{
    ccs_value_t *const v = group ? make(self, CCS_VALUE_INT, key, group) : NULL;

    if (v) v->as.i = (int64_t) x;
    ccs_split_put(group, v);
}

void ccs_split_set_text(ccs_split_t *self, ccs_value_t *group, const char *key, const char *text)
{
    ccs_value_t *const v = group && text ? make(self, CCS_VALUE_STRING, key, group) : NULL;

    if (v) v->as.text = text;
    ccs_split_put(group, v);
}

void ccs_split_add_name(ccs_split_t *self, ccs_value_t *list, const char *name)
{
    ccs_value_t *const v = list && name ? make(self, CCS_VALUE_STRING, NULL, list) : NULL;

    if (!v) return;
    v->as.text = name;
    ccs_value_append(list, v);
}

ccs_value_t *ccs_split_list(ccs_split_t *self, ccs_value_t *group, const char *key)
{
    ccs_value_t *const v = group ? make(self, CCS_VALUE_LIST, key, group) : NULL;

    ccs_split_put(group, v);
    return v;
}

double ccs_split_number(const ccs_value_t *group, const char *key, double absent)
{
    const ccs_value_t *const v = ccs_value_get(group, key);
    double x = absent;

    if (!v || ccs_value_number(v, &x)) return x;
    return v->kind == CCS_VALUE_STRING && ccs_units_share(v->as.text, &x) == 0 ? x : absent;
}

const char *ccs_split_text(ccs_split_t *self, const char *format, const char *a, const char *b)
{
    const char *const text = ccs_arena_printf(self->reader->arena, format, a, b);

    if (!text) self->reader->out_of_memory = true;
    return text;
}

/* --- places ------------------------------------------------------------------------------------------------------------ */

ccs_place_t ccs_split_below(ccs_split_t *self, const ccs_place_t *parent, const char *key)
{
    ccs_place_t *const kept = ccs_reader_array(self->reader, 1, sizeof *kept);

    if (!kept) return *parent;
    *kept = *parent;
    return ccs_place_child(self->reader, kept, key);
}

ccs_place_t ccs_split_place(ccs_split_t *self, const char *section, const char *name, const char *key)
{
    const ccs_place_t all = ccs_split_below(self, &self->reader->root, section), one = ccs_split_below(self, &all, name);

    return ccs_split_below(self, &one, key);
}

/* --- names ------------------------------------------------------------------------------------------------------------- */

bool ccs_split_names(const ccs_value_t *value, const char *name)
{
    if (!value) return false;
    if (value->kind == CCS_VALUE_STRING) return strcmp(value->as.text, name) == 0;
    for (const ccs_value_t *v = value->kind == CCS_VALUE_LIST ? value->first : NULL; v; v = v->next)
        if (ccs_split_names(v, name)) return true;
    return false;
}

/* The names of a text, or of a list, each with what becomes of it. */
static void become(ccs_split_t *self, const ccs_value_t *value, ccs_split_name_t *becomes, void *with, ccs_value_t *out)
{
    if (value->kind == CCS_VALUE_STRING) becomes(with, self, value->as.text, out);
    for (const ccs_value_t *v = value->kind == CCS_VALUE_LIST ? value->first : NULL; v; v = v->next)
        become(self, v, becomes, with, out);
}

ccs_value_t *ccs_split_flat(ccs_split_t *self, const ccs_value_t *value, ccs_split_name_t *becomes, void *with)
{
    ccs_value_t *const out = make(self, CCS_VALUE_LIST, value->key, value);

    if (out) become(self, value, becomes, with, out);
    return out;
}

ccs_value_t *ccs_split_tiers(ccs_split_t *self, const ccs_value_t *value, ccs_split_name_t *becomes, void *with)
{
    ccs_value_t *const out = make(self, CCS_VALUE_LIST, value->key, value);
    const bool alone = value->kind == CCS_VALUE_STRING;

    for (const ccs_value_t *v = alone ? value : value->first; v && out; v = alone ? NULL : v->next) {
        ccs_value_t *const tier = make(self, CCS_VALUE_LIST, NULL, v);

        if (!tier) break;
        become(self, v, becomes, with, tier);
        if (tier->n > 1) ccs_value_append(out, tier);
        else if (tier->n == 1) ccs_split_add_name(self, out, tier->first->as.text);
    }
    return out;
}

/* --- who serves whom --------------------------------------------------------------------------------------------------- */

bool ccs_split_serves(const ccs_split_t *self, const ccs_value_t *type, const ccs_value_t *group)
{
    const ccs_value_t *const groups = ccs_value_get(type, "groups"), *const routing = ccs_value_get(type, "routing"),
                             *const all = ccs_value_get(self->root, "groups"), *const skills = ccs_value_get(group, "skills");

    if (groups && !ccs_value_is_none(groups)) return ccs_split_names(groups, group->key);
    for (const ccs_value_t *stage = routing ? routing->first : NULL; stage; stage = stage->next)
        if (ccs_split_names(ccs_value_get(stage, "groups"), group->key)) return true;
    if (routing && routing->n > 0) return false;
    return skills ? ccs_value_get(skills, type->key) != NULL : all->n == 1;
}

ccs_value_t *ccs_split_skills(ccs_split_t *self, ccs_value_t *group)
{
    const ccs_value_t *const there = ccs_value_get(group, "skills"), *const types = ccs_value_get(self->root, "types");

    if (there && !ccs_value_is_none(there)) return ccs_value_get_mutable(group, "skills");
    ccs_value_t *const skills = make(self, CCS_VALUE_GROUP, "skills", group);

    for (const ccs_value_t *type = types->first; skills && type; type = type->next)
        if (ccs_split_serves(self, type, group)) (void) ccs_split_member(self, skills, type->key);
    ccs_split_put(group, skills);
    return skills;
}

void ccs_split_change_skill(ccs_split_t *self, ccs_value_t *skill, double handle_time, double quality)
{
    if (handle_time != 1) ccs_split_set_number(self, skill, "speed", ccs_split_number(skill, "speed", 1) / handle_time);
    if (quality != 0) ccs_split_set_number(self, skill, "quality", ccs_split_number(skill, "quality", 0) + quality);
}
