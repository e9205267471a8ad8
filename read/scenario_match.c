/* scenario_match.c - the ways through a tree that a path with stars stands for. Invariant: all ways are listed before anything at their ends is
 * touched, for a value that is assigned may evict members; on the way nothing changes but that a CSV file becomes its table. */
#include "scenario_match.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "scenario_table.h"
#include "scenario_words.h"
#include "text.h"

enum { SHOWN = 64, LABEL_SIZE = 120 };

/* --- messages ---------------------------------------------------------------------------------------------------------- */

int ccs_match_fail(const ccs_match_t *self, const char *format, ...)
{
    char text[sizeof((ccs_err_t *) 0)->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_scenario_fail(self->reader, CCS_ERR_SCENARIO, &self->like, self->setting.path, "%s", text);
}

bool ccs_match_is_told(const ccs_match_t *self)
{
    return self->reader->errors->n_errors > self->n_errors;
}

/* "talk, wrap, patience, …" */
static const char *keys_text(const ccs_value_t *group, char text[CCS_SETTING_PATH_MAX])
{
    size_t at = 0;

    text[0] = '\0';
    for (const ccs_value_t *child = group->first; child && at < CCS_SETTING_PATH_MAX - 40; child = child->next) {
        at += (size_t) snprintf(text + at, CCS_SETTING_PATH_MAX - at, "%s%.30s", at > 0 ? ", " : "", child->key);
    }
    if (at >= CCS_SETTING_PATH_MAX - 40) snprintf(text + at, CCS_SETTING_PATH_MAX - at, ", …");
    return text;
}

/* --- one step ---------------------------------------------------------------------------------------------------------- */

static ccs_value_t *element(ccs_value_t *list, uint32_t index)
{
    ccs_value_t *child = list->kind == CCS_VALUE_LIST ? list->first : NULL;

    for (; child && index > 0; index--) child = child->next;
    return child;
}

const char *ccs_match_named(const ccs_value_t *group, const char *name)
{
    char wanted[LABEL_SIZE], label[LABEL_SIZE];

    const char *alike = NULL;

    if (ccs_value_get(group, name) || !*ccs_text_bare(name, wanted, sizeof wanted)) return name;
    for (const ccs_value_t *member = group->kind == CCS_VALUE_GROUP ? group->first : NULL; member; member = member->next) {
        const ccs_value_t *const text = ccs_value_get(member, "label");

        if (text && text->kind == CCS_VALUE_STRING && strcmp(ccs_text_bare(text->as.text, label, sizeof label), wanted) == 0)
            return member->key;
        if (!alike && strcmp(ccs_text_bare(member->key, label, sizeof label), wanted) == 0) alike = member->key;
    }
    return alike ? alike : name;
}

/* The child that step i leads to, NULL if there is none. A CSV file that is named there becomes its table first. */
ccs_value_t *ccs_match_follow(ccs_match_t *self, ccs_value_t *node, uint32_t i)
{
    char path[CCS_SETTING_PATH_MAX];

    if (self->setting.steps[i].quoted) self->setting.steps[i].key = ccs_match_named(node, self->setting.steps[i].key);
    if (self->setting.steps[i].key) return ccs_value_get_mutable(node, self->setting.steps[i].key);
    if (ccs_scenario_is_table(node) && !ccs_scenario_own_table(self->reader, node, ccs_steps_text(self->setting.steps, i, path)))
        return NULL;
    return element(node, self->setting.steps[i].index);
}

/* The key of node that step i may have meant. */
static const ccs_value_t *closest_to(const ccs_match_t *self, const ccs_value_t *node, uint32_t i)
{
    const ccs_path_step_t *const step = &self->setting.steps[i];

    return step->key && !step->any ? ccs_value_closest(node, step->key) : NULL;
}

/* Why step i leads nowhere from node. */
int ccs_match_fail_step(const ccs_match_t *self, const ccs_value_t *node, uint32_t i)
{
    char path[CCS_SETTING_PATH_MAX], keys[CCS_SETTING_PATH_MAX], shown[SHOWN];
    const char *const at = i > 0 ? ccs_steps_text(self->setting.steps, i, path) : "the scenario";
    const ccs_value_t *const closest = closest_to(self, node, i), *const like = ccs_value_get(node, "like");
    const char *const now = self->setting.steps[i].key ? ccs_text_successor(self->setting.steps[i].key) : NULL;

    if (!self->setting.steps[i].key && node->kind == CCS_VALUE_LIST) {
        return ccs_match_fail(self, "%s has %" PRIu32 " elements, counted from [0]", at, node->n);
    }
    if (!self->setting.steps[i].key)
        return ccs_match_fail(self, "%s is %s, not a list", at, ccs_value_show(node, shown, sizeof shown));
    if (node->kind != CCS_VALUE_GROUP)
        return ccs_match_fail(self, "%s is %s, not a group", at, ccs_value_show(node, shown, sizeof shown));
    if (now) return ccs_match_fail(self, "does not exist: it is called \"%s\" now", now);
    if (closest)
        return ccs_match_fail(self, "does not exist; the closest is %s%s%s", i > 0 ? at : "", i > 0 ? "." : "", closest->key);
    if (!node->first)
        return ccs_match_fail(self, "%s; %s is empty", self->setting.steps[i].any ? "* matches nothing" : "does not exist", at);
    if (like) {
        return ccs_match_fail(self, "is not written in %s, which takes it from like = %s: change it there, or set a value here",
            at, ccs_value_show(like, shown, sizeof shown));
    }
    if (self->setting.steps[i].any) {
        return ccs_match_fail(self, "* matches nothing; %s holds no %s", at, self->setting.steps[i + 1].key ? "group" : "list");
    }
    return ccs_match_fail(self, "does not exist; %s holds %s", at, keys_text(node, keys));
}

/* A rate that is written for another unit, a duration where others write a law: passed over though it is the same quantity. What a * did not
 * reach is remembered. */
static void pass_over(ccs_match_t *self, const ccs_value_t *node, uint32_t i)
{
    const char *const wanted = self->setting.steps[i].key,
                      *const member = self->setting.n_open > 0 ? self->setting.steps[self->setting.n_open - 1].key : NULL;
    const char *const before =
        i > self->setting.n_open ? self->setting.steps[i - 1].key : NULL; /* an index, as in staff[1], has no key */
    char shown[SHOWN];

    if (!wanted || !member || self->passed[0]) return;
    if (node->kind != CCS_VALUE_GROUP && before) {
        snprintf(self->passed, sizeof self->passed, "%.24s, where %.24s is %.30s%s", member, before,
            ccs_value_show(node, shown, sizeof shown), ccs_scenario_factor_of(before));
        return;
    }
    for (const ccs_value_t *child = ccs_text_family(wanted) ? node->first : NULL; child; child = child->next)
        if (child->key && ccs_text_family(child->key))
            snprintf(self->passed, sizeof self->passed, "%.30s, which holds %.30s%s", member, child->key,
                ccs_scenario_factor_of(wanted));
}

/* Step i leads nowhere from node, which is an error only if the setting applies nowhere else. Told then is the path that came
 * farthest; of those the first that has a key alike, or takes the missing one from `like`. */
void ccs_match_miss(ccs_match_t *self, const ccs_value_t *node, uint32_t i)
{
    pass_over(self, node, i);

    const uint32_t clue = closest_to(self, node, i) ? 2 : ccs_value_get(node, "like") ? 1 : 0, rank = 1 + 3 * i + clue;

    if (rank <= self->miss.rank) return;
    self->miss.node = node;
    self->miss.i = i;
    self->miss.rank = rank;
    memcpy(self->miss.steps, self->setting.steps, sizeof self->setting.steps);
}

int ccs_match_fail_miss(ccs_match_t *self)
{
    memcpy(self->setting.steps, self->miss.steps, sizeof self->setting.steps);
    return ccs_match_fail_step(self, self->miss.node, self->miss.i);
}

/* --- every way --------------------------------------------------------------------------------------------------------- */

/* A * at step i stands for a member that can hold what follows. */
static bool matches(const ccs_match_t *self, const ccs_value_t *member, uint32_t i)
{
    if (i + 1 == self->setting.n_steps) return true;
    if (self->setting.steps[i + 1].key) return member->kind == CCS_VALUE_GROUP;
    return member->kind == CCS_VALUE_LIST || ccs_scenario_is_table(member);
}

/* A way ends at node, from which step i goes on; what its stars stand for is kept. */
static int add_way(ccs_match_t *self, ccs_value_t *node, uint32_t i)
{
    ccs_way_t *const ways = ccs_arena_room(self->reader->scratch, self->ways, self->n_ways, &self->cap, sizeof *ways);
    const char **const keys = ccs_arena_array(self->reader->scratch, self->setting.n_open + 1, sizeof *keys);

    if (!ways || !keys) return ccs_scenario_fail_memory(self->reader);
    for (uint32_t k = 0; k < self->setting.n_open; k++) keys[k] = self->setting.steps[k].key;
    self->ways = ways;
    self->ways[self->n_ways++] = (ccs_way_t){node, i, keys};
    return 0;
}

static int visit(ccs_match_t *self, ccs_value_t *node, uint32_t i);

/* Step i is a *. */
static int visit_members(ccs_match_t *self, ccs_value_t *node, uint32_t i)
{
    const bool is_last = i + 1 == self->setting.n_steps;
    uint32_t n = 0;
    int ret = 0;

    for (ccs_value_t *child = node->kind == CCS_VALUE_GROUP ? node->first : NULL; child; child = child->next) {
        if (!matches(self, child, i)) continue;
        self->setting.steps[i].key = child->key;
        n++;
        CCS_TRY(is_last ? add_way(self, node, i) : visit(self, child, i + 1));
    }
    if (n == 0) ccs_match_miss(self, node, i);
out:
    return ret;
}

/* Every way from node over step i to the last *. */
static int visit(ccs_match_t *self, ccs_value_t *node, uint32_t i)
{
    for (; i < self->setting.n_open && !self->setting.steps[i].any; i++) {
        ccs_value_t *const child = ccs_match_follow(self, node, i);

        if (!child && ccs_match_is_told(self)) return CCS_ERR_SCENARIO;
        if (!child) {
            ccs_match_miss(self, node, i);
            return 0;
        }
        node = child;
    }
    return i < self->setting.n_open ? visit_members(self, node, i) : add_way(self, node, i);
}

int ccs_match_ways(ccs_match_t *self, ccs_value_t *root)
{
    return visit(self, root, 0);
}

void ccs_match_bind(ccs_match_t *self, const ccs_way_t *way)
{
    for (uint32_t k = 0; k < self->setting.n_open; k++) self->setting.steps[k].key = way->keys[k];
}
