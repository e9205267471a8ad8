/* scenario_difference.c - the keys of one tree that another lacks or says otherwise. Invariant: merged over the base they make the tree that is wanted. */
#include "scenario_difference.h"

#include <string.h>

#include "scenario_merge.h"
#include "text.h"

static ccs_value_t *copy_of(const ccs_value_t *from, ccs_arena_t *arena)
{
    ccs_value_t *const copy = ccs_value_new(arena, from->kind, from->key, from->file, from->line);

    if (!copy) return NULL;
    copy->as = from->as;
    copy->is_table = from->is_table;
    for (const ccs_value_t *child = from->first; child; child = child->next) {
        ccs_value_t *const own = copy_of(child, arena);

        if (!own) return NULL;
        ccs_value_append(copy, own);
    }
    return copy;
}

/* Whether the group says the same thing by another key: its coming alone takes this one away. */
static bool has_other_of_family(const ccs_value_t *group, const char *key)
{
    const char *const family = ccs_text_family(key);

    for (const ccs_value_t *child = group->first; family && child; child = child->next) {
        const char *const other = ccs_text_family(child->key);

        if (other && strcmp(other, family) == 0) return true;
    }
    return false;
}

/* What differs of one key. @return whether there was memory */
static bool add_key(ccs_value_t *to, const ccs_value_t *old, const ccs_value_t *wanted, ccs_arena_t *arena)
{
    if (old && ccs_value_equal(old, wanted)) return true;
    ccs_value_t *const own =
        old && ccs_scenario_merges(old, wanted) ? ccs_scenario_difference(old, wanted, arena) : copy_of(wanted, arena);

    if (!own) return false;
    if (own->kind == CCS_VALUE_GROUP && old && old->kind == CCS_VALUE_GROUP && own->n == 0 && wanted->n > 0)
        return true; /* they differ in the order of their keys alone */
    own->key = wanted->key;
    ccs_value_append(to, own);
    return true;
}

ccs_value_t *ccs_scenario_difference(const ccs_value_t *base, const ccs_value_t *wanted, ccs_arena_t *arena)
{
    ccs_value_t *const to = ccs_value_new(arena, CCS_VALUE_GROUP, NULL, wanted->file, wanted->line);

    if (!to) return NULL;
    for (const ccs_value_t *child = wanted->first; child; child = child->next)
        if (!add_key(to, ccs_value_get(base, child->key), child, arena)) return NULL;
    for (const ccs_value_t *child = base->first; child; child = child->next) {
        if (ccs_value_get(wanted, child->key) || has_other_of_family(wanted, child->key)) continue;
        ccs_value_t *const none = ccs_value_new(arena, CCS_VALUE_STRING, child->key, child->file, child->line);

        if (!none) return NULL;
        none->as.text = "none";
        ccs_value_append(to, none);
    }
    return to;
}
