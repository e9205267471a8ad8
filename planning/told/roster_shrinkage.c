/* roster_shrinkage.c - shrinkage in the tree of a scenario with a roster. Invariant: nodes that belong to another tree are copied before anything is taken from them. */
#include "roster_shrinkage.h"

#include <math.h>
#include <string.h>

static const char KEY[] = "shrinkage", CHANGES[] = "changes";

static ccs_value_t *grow(ccs_value_t *parent, enum ccs_value_kind kind, const char *key, ccs_arena_t *arena)
{
    ccs_value_t *const node = ccs_value_new(arena, kind, key, "the schedule", 0);

    if (node) ccs_value_append(parent, node);
    return node;
}

/* A node with children of its own, which are copies. */
static ccs_value_t *copy_level(const ccs_value_t *from, ccs_arena_t *arena)
{
    ccs_value_t *const to = ccs_arena_alloc(arena, sizeof *to);

    if (!to) return NULL;
    *to = *from;
    to->first = to->last = to->next = NULL;
    to->n = 0;
    for (const ccs_value_t *v = from->first; v; v = v->next) {
        ccs_value_t *const child = ccs_arena_alloc(arena, sizeof *child);

        if (!child) return NULL;
        *child = *v;
        child->next = NULL;
        ccs_value_append(to, child);
    }
    return to;
}

static bool add_share(ccs_value_t *group, const char *key, double frac, const ccs_roster_shrinkage_t *shrinkage,
    ccs_arena_t *arena)
{
    if (!(frac > 0) && !shrinkage->extends) return true;
    ccs_value_t *const node = grow(group, frac > 0 ? CCS_VALUE_REAL : CCS_VALUE_STRING, key, arena);

    if (node && frac > 0) node->as.x = round(frac * 1e6) / 1e6;
    else if (node) node->as.text = "none";
    return node != NULL;
}

bool ccs_roster_shrinkage(ccs_value_t *group, const ccs_roster_shrinkage_t *shrinkage, ccs_arena_t *arena)
{
    const bool any = shrinkage->planned_frac > 0 || shrinkage->unplanned_frac > 0;

    (void) ccs_value_remove(group, ccs_value_get(group, KEY));
    if (!any && !shrinkage->extends) return true;
    ccs_value_t *const node = grow(group, any ? CCS_VALUE_GROUP : CCS_VALUE_STRING, KEY, arena);

    if (!node) return false;
    if (any)
        return add_share(node, "planned", shrinkage->planned_frac, shrinkage, arena) &&
            add_share(node, "unplanned", shrinkage->unplanned_frac, shrinkage, arena);
    node->as.text = "none";
    return true;
}

bool ccs_roster_has_changes(const ccs_value_t *root)
{
    const ccs_value_t *const changes = ccs_value_get(root, CHANGES);

    for (const ccs_value_t *v = changes ? changes->first : NULL; v; v = v->next)
        if (ccs_value_get(v, KEY)) return true;
    return false;
}

/* Whether a change without its shrinkage still changes something. */
static bool says_something(const ccs_value_t *change)
{
    for (const ccs_value_t *v = change->first; v; v = v->next)
        if (strcmp(v->key, KEY) != 0 && strcmp(v->key, "groups") != 0 && strcmp(v->key, "hours") != 0) return true;
    return false;
}

/* A change that root has of its own. */
static bool drop_own(ccs_value_t *changes, const ccs_value_t *change, ccs_arena_t *arena)
{
    ccs_value_t *const own = copy_level(change, arena);

    if (!own) return false;
    (void) ccs_value_remove(own, ccs_value_get(own, KEY));
    if (says_something(own)) ccs_value_replace(changes, change, own);
    else (void) ccs_value_remove(changes, change);
    return true;
}

/* A change that only the scenario has which root extends. */
static bool drop_of_base(ccs_value_t *changes, const ccs_value_t *change, ccs_arena_t *arena)
{
    ccs_value_t *const own = grow(changes, says_something(change) ? CCS_VALUE_GROUP : CCS_VALUE_STRING, change->key, arena);
    ccs_value_t *const none = own && own->kind == CCS_VALUE_GROUP ? grow(own, CCS_VALUE_STRING, KEY, arena) : own;

    if (none) none->as.text = "none";
    return none != NULL;
}

bool ccs_roster_drop_changes(ccs_value_t *root, const ccs_value_t *base, ccs_arena_t *arena)
{
    const ccs_value_t *const all = ccs_value_get(base, CHANGES), *const there = ccs_value_get(root, CHANGES);
    ccs_value_t *const changes = there ? copy_level(there, arena) : grow(root, CCS_VALUE_GROUP, CHANGES, arena);
    bool enough = changes != NULL;

    if (enough && there) ccs_value_replace(root, there, changes);
    for (const ccs_value_t *v = all->first; v && enough; v = v->next) {
        const ccs_value_t *const own = ccs_value_get(changes, v->key);

        if (ccs_value_get(v, KEY)) enough = own ? drop_own(changes, own, arena) : drop_of_base(changes, v, arena);
    }
    if (enough && changes->n == 0) (void) ccs_value_remove(root, changes);
    return enough;
}
