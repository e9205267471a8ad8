/* scenario_merge.c - one group over another: `extends`, `--set` and `like` share these rules. Invariant: a node is in one tree
 * at a time; merging moves the nodes of the upper group, `like` copies those of the sibling. */
#include "scenario_merge.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

enum { MAX_LIKE_CHAIN = 64, PATH_SIZE = 128 };

/* --- merging ----------------------------------------------------------------------------------------------------------- */

/* Take the other members of the newcomer's family out of base. */
static void evict(ccs_value_t *base, const ccs_value_t *newcomer)
{
    const char *const family = ccs_text_family(newcomer->key);

    if (!family || ccs_value_is_none(newcomer)) return;
    for (ccs_value_t *child = base->first, *next; child; child = next) {
        const char *const other = ccs_text_family(child->key);

        next = child->next;
        if (other && strcmp(other, family) == 0 && strcmp(child->key, newcomer->key) != 0) (void) ccs_value_remove(base, child);
    }
}

bool ccs_scenario_merges(const ccs_value_t *base, const ccs_value_t *over)
{
    return base->kind == CCS_VALUE_GROUP && over->kind == CCS_VALUE_GROUP && !ccs_value_get(over, "dist");
}

static void merge_child(ccs_value_t *base, ccs_value_t *over)
{
    ccs_value_t *const old = ccs_value_get_mutable(base, over->key);

    if (!old) {
        ccs_value_append(base, over);
    } else if (ccs_value_is_none(over)) {
        (void) ccs_value_remove(base, old);
    } else if (ccs_scenario_merges(old, over)) {
        ccs_scenario_merge(old, over);
        old->file = over->file;
        old->line = over->line;
    } else {
        ccs_value_replace(base, old, over);
    }
}

void ccs_scenario_merge(ccs_value_t *base, ccs_value_t *over)
{
    for (const ccs_value_t *child = over->first; child; child = child->next) evict(base, child);
    for (ccs_value_t *child = over->first, *next; child; child = next) {
        next = child->next;
        merge_child(base, child);
    }
    over->first = over->last = NULL;
    over->n = 0;
}

/* --- like -------------------------------------------------------------------------------------------------------------- */

enum progress { UNTOUCHED, OPEN, DONE };

typedef struct {
    ccs_value_t *node;
    enum progress progress;
} member_t;

/* The children of one group while their `like`s are resolved. */
typedef struct {
    ccs_scenario_reader_t *reader;
    ccs_value_t *group;
    const ccs_scenario_place_t *place; /* of the group */
    member_t *members;
    uint32_t chain[MAX_LIKE_CHAIN]; /* members that wait for each other, the first asked for first */
    uint32_t n_chain;
} family_t;

static int fail_like(family_t *self, uint32_t i, const ccs_value_t *like, const char *text)
{
    const ccs_scenario_place_t member = {self->place, self->members[i].node->key, 0}, place = {&member, "like", 0};
    char path[PATH_SIZE];

    return ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, like, ccs_scenario_place_text(&place, path, sizeof path), "%s",
        text);
}

/* "cards -> sales -> cards" */
static void fail_circle(family_t *self, uint32_t i, const ccs_value_t *like, uint32_t again)
{
    char text[256] = "goes round in a circle: ";
    uint32_t from = 0;

    while (self->chain[from] != again) from++;
    for (; from < self->n_chain; from++) {
        const size_t n = strlen(text);

        snprintf(text + n, sizeof text - n, "%s -> ", self->members[self->chain[from]].node->key);
    }
    const size_t n = strlen(text);

    snprintf(text + n, sizeof text - n, "%s", self->members[again].node->key);
    fail_like(self, i, like, text);
}

/* The member that `like` of member i names; self->group->n after an error. */
static uint32_t find_sibling(family_t *self, uint32_t i, const ccs_value_t *like)
{
    const char *const name = like->kind == CCS_VALUE_STRING ? like->as.text : NULL;
    char text[256], shown[64];
    uint32_t at = 0;

    if (!name) {
        snprintf(text, sizeof text, "must be the name of a group beside this one, found %s",
            ccs_value_show(like, shown, sizeof shown));
        fail_like(self, i, like, text);
        return self->group->n;
    }
    while (at < self->group->n && strcmp(self->members[at].node->key, name) != 0) at++;
    if (at < self->group->n && self->members[at].node->kind == CCS_VALUE_GROUP) return at;
    const ccs_value_t *const closest = ccs_value_closest(self->group, name);
    const bool other = closest && closest != self->members[i].node && closest->kind == CCS_VALUE_GROUP;

    snprintf(text, sizeof text, "there is no group %s beside this one%s%s%s", ccs_value_show(like, shown, sizeof shown),
        other ? "; did you mean \"" : "", other ? closest->key : "", other ? "\"?" : "");
    fail_like(self, i, like, text);
    return self->group->n;
}

static void resolve_member(family_t *self, uint32_t i);

/* Put the sibling's content below the member's own. */
static void take_after(family_t *self, uint32_t i, const ccs_value_t *like)
{
    ccs_value_t *const node = self->members[i].node;
    const uint32_t j = find_sibling(self, i, like);

    if (j == self->group->n) return;
    if (self->members[j].progress == OPEN) {
        fail_circle(self, i, like, j);
        return;
    }
    if (self->members[j].progress == UNTOUCHED && self->n_chain == MAX_LIKE_CHAIN) {
        fail_like(self, i, like, "goes through more than 64 groups");
        return;
    }
    resolve_member(self, j);
    if (ccs_value_get(node, "dist")) return; /* a distribution replaces whole */
    ccs_value_t *const copy = ccs_scenario_copy(self->reader, self->members[j].node);

    if (!copy) return;
    (void) ccs_value_remove(copy, ccs_value_get(copy, "factors")); /* "volume of sales" is not that of who is like sales */
    ccs_scenario_merge(copy, node);
    node->first = copy->first;
    node->last = copy->last;
    node->n = copy->n;
}

static void resolve_member(family_t *self, uint32_t i)
{
    member_t *const member = &self->members[i];
    ccs_value_t *const like = ccs_value_get_mutable(member->node, "like");

    if (member->progress != UNTOUCHED) return;
    member->progress = OPEN;
    self->chain[self->n_chain++] = i;
    if (like) {
        (void) ccs_value_remove(member->node, like);
        if (!ccs_value_is_none(like)) take_after(self, i, like);
    }
    self->n_chain--;
    member->progress = DONE;
}

static void resolve_below(ccs_scenario_reader_t *reader, ccs_value_t *node, const ccs_scenario_place_t *place);

static void resolve_children(ccs_scenario_reader_t *reader, ccs_value_t *group, const ccs_scenario_place_t *place)
{
    family_t self = {.reader = reader, .group = group, .place = place};
    uint32_t n = 0;

    self.members = ccs_arena_array(reader->scratch, group->n, sizeof *self.members);
    if (!self.members) {
        ccs_scenario_fail_memory(reader);
        return;
    }
    for (ccs_value_t *child = group->first; child; child = child->next) self.members[n++].node = child;
    for (uint32_t i = 0; i < n; i++) resolve_member(&self, i);
}

static void resolve_below(ccs_scenario_reader_t *reader, ccs_value_t *node, const ccs_scenario_place_t *place)
{
    ccs_scenario_place_t below = {place, NULL, 0};

    if (node->kind == CCS_VALUE_GROUP) resolve_children(reader, node, place);
    for (ccs_value_t *child = node->first; child && !reader->full; child = child->next, below.index++) {
        if (child->kind != CCS_VALUE_GROUP && child->kind != CCS_VALUE_LIST) continue;
        const ccs_value_t *const like = child->key ? NULL : ccs_value_get(child, "like");

        below.key = child->key;
        if (like) {
            const ccs_scenario_place_t at = {&below, "like", 0};
            char path[PATH_SIZE];

            ccs_scenario_fail(reader, CCS_ERR_SCENARIO, like, ccs_scenario_place_text(&at, path, sizeof path),
                "works only in a group that has a name");
        }
        resolve_below(reader, child, &below);
    }
}

void ccs_scenario_like(ccs_scenario_reader_t *self, ccs_value_t *root)
{
    const ccs_scenario_place_t place = {0};
    const ccs_value_t *const like = ccs_value_get(root, "like");

    if (like && like->kind == CCS_VALUE_STRING) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, like, "like",
            "works only in a group that has a name; to take over a whole file write extends = \"base.cfg\";");
    }
    resolve_below(self, root, &place);
}
