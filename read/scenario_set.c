/* scenario_set.c - settings of the command line put into the tree. Invariant: a setting is applied whole or has added an error, in which case the
 * tree is not used any more. */
#include "scenario_set.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario_match.h"
#include "scenario_merge.h"
#include "scenario_parse.h"
#include "scenario_table.h"
#include "scenario_words.h"
#include "text.h"

enum { SHOWN = 64, WORD = 3 /* letters of a name that may be another one amiss */ };

typedef struct {
    ccs_match_t at;         /* the setting, and where it leads */
    bool counts;            /* the path leads to what comes only whole */
    bool agents;            /* or to agents, of whom there may be fractions */
    ccs_value_t *made;      /* to assign */
    ccs_quantity_t operand; /* to multiply by, to add */
    uint32_t n_changed;     /* numbers */
    uint32_t n_same;        /* of these, those that are what they were: 10 lines times 0.95 are 10 lines */
    uint32_t n_applied;     /* members, 1 without a * */
} set_t;

/* --- numbers ----------------------------------------------------------------------------------------------------------- */

/* Half up. A product such as 10 * 1.15 = 11.499999999999998 is meant to be 11.5: what binary fractions lose is given back
 * first. */
static double round_count(double x)
{
    return floor(x + 0.5 + fabs(x) * 8 * DBL_EPSILON);
}

/* 60 agents times 1.1 are 66, whatever binary fractions make of it. */
static double snap_agents(double x)
{
    return fabs(x - round(x)) <= fabs(x) * 8 * DBL_EPSILON ? round(x) : x;
}

static int put_number(const set_t *self, ccs_value_t *node, double x, bool was_whole)
{
    const double limit = 9007199254740992.0; /* 2^53: beyond it a double says nothing about single units */
    const double result = was_whole && self->counts ? round_count(x) : self->agents ? snap_agents(x) : x;

    if (!isfinite(result)) return ccs_match_fail(&self->at, "the result is beyond the range of numbers");
    if (was_whole && fabs(result) < limit && result == floor(result)) {
        node->kind = CCS_VALUE_INT;
        node->as.i = (int64_t) result;
    } else {
        node->kind = CCS_VALUE_REAL;
        node->as.x = result;
    }
    return 0;
}

static int change_number(set_t *self, ccs_value_t *node, const ccs_quantity_t *old)
{
    const bool multiply = self->at.setting.operation == CCS_SETTING_MULTIPLY;
    int64_t whole = 0;
    int ret = 0;

    if (!multiply && self->operand.percent && fabs(old->x) > 1)
        return ccs_match_fail(&self->at, "%.40s cannot be added to %.10g: write *= %.10g for as much more",
            self->at.setting.value, old->x, 1 + self->operand.x);
    self->n_changed++;
    node->grouped = false;
    node->file = self->at.like.file;
    node->line = self->at.like.line;
    if (old->whole && self->operand.whole) {
        if (multiply ? __builtin_mul_overflow(old->i, self->operand.i, &whole)
                     : __builtin_add_overflow(old->i, self->operand.i, &whole)) {
            return ccs_match_fail(&self->at, "the result is beyond the range of numbers");
        }
        node->kind = CCS_VALUE_INT;
        node->as.i = whole;
    } else {
        ret = put_number(self, node, multiply ? old->x * self->operand.x : old->x + self->operand.x, old->whole);
    }
    if (ret == 0 && self->agents && old->x >= 0 && (node->kind == CCS_VALUE_INT ? (double) node->as.i : node->as.x) < 0)
        return ccs_match_fail(&self->at, "takes %g agents from where there are %g", -self->operand.x, old->x);
    self->n_same += ret == 0 && (node->kind == CCS_VALUE_INT ? (double) node->as.i : node->as.x) == old->x;
    return ret;
}

static int change_list(set_t *self, ccs_value_t *list, int depth, bool is_row);

/* A table by weekday is a value over time like a list; other groups hold parameters of different kinds. */
static bool is_by_weekday(const ccs_value_t *group)
{
    for (const ccs_value_t *child = group->first; child; child = child->next)
        if (!ccs_scenario_is_weekday(child->key)) return false;
    return group->n > 0;
}

/* @param in_list  it stands in a list, where a list is a row */
static int change(set_t *self, ccs_value_t *node, int depth, bool in_list)
{
    ccs_quantity_t old = {0};
    char shown[SHOWN];

    switch (node->kind) {
    case CCS_VALUE_INT:
        old = (ccs_quantity_t){.x = (double) node->as.i, .i = node->as.i, .whole = true};
        return change_number(self, node, &old);
    case CCS_VALUE_REAL: old.x = node->as.x; return change_number(self, node, &old);
    case CCS_VALUE_STRING:
        if (ccs_quantity_parse(node->as.text, &old)) {
            old.whole = false;
            return change_number(self, node, &old);
        }
        if (depth > 0) return 0;
        return ccs_match_fail(&self->at, "is %s, not a number", ccs_value_show(node, shown, sizeof shown));
    case CCS_VALUE_LIST: return change_list(self, node, depth, in_list);
    case CCS_VALUE_GROUP:
        if (is_by_weekday(node)) return change_list(self, node, depth, false);
        return ccs_match_fail(&self->at, "is %s, not a number: name one inside it%s", ccs_value_show(node, shown, sizeof shown),
            self->at.setting.n_steps > 0 && self->at.setting.steps[self->at.setting.n_steps - 1].key
                ? ccs_scenario_factor_of(ccs_scenario_quantity(self->at.setting.steps[self->at.setting.n_steps - 1].key))
                : "");
    case CCS_VALUE_BOOL:
        return ccs_match_fail(&self->at, "is %s, not a number: name one inside it", ccs_value_show(node, shown, sizeof shown));
    }
    return 0;
}

/* Of a row, (from, to, value), the texts in front of the value are times. */
static int change_list(set_t *self, ccs_value_t *list, int depth, bool is_row)
{
    const uint32_t n_before = self->n_changed;
    int ret = 0;

    for (ccs_value_t *child = list->first; child; child = child->next)
        if (!is_row || !child->next || child->kind != CCS_VALUE_STRING)
            CCS_TRY(change(self, child, depth + 1, list->kind == CCS_VALUE_LIST));
    if (depth == 0 && self->n_changed == n_before) CCS_TRY(ccs_match_fail(&self->at, "is a list without a number"));
out:
    return ret;
}

/* What comes only whole: lines, days. Their integers stay integers; a cv of 1 times 1.1 is 1.1. */
static bool is_of_shape(const set_t *self, const char *shape)
{
    const char *keys[CCS_SCENARIO_MAX_DEPTH];

    for (uint32_t i = 0; i < self->at.setting.n_steps; i++) keys[i] = self->at.setting.steps[i].key;
    return ccs_scenario_is_of_shape(keys, self->at.setting.n_steps, shape);
}

/* A factor, factors.volume, is 1 until it is written: what multiplies it writes it. NULL where the path is none or memory is out. */
static ccs_value_t *make_factor(set_t *self, ccs_value_t *node, uint32_t i)
{
    const uint32_t n = self->at.setting.n_steps;
    const char *const holder = n >= 2 ? self->at.setting.steps[n - 2].key : NULL;

    if (self->at.setting.operation != CCS_SETTING_MULTIPLY || !holder || strcmp(holder, "factors") != 0 ||
        !self->at.setting.steps[n - 1].key || i + 2 < n)
        return NULL;
    if (node->kind != CCS_VALUE_GROUP) return NULL;
    ccs_value_t *const child = ccs_scenario_node(self->at.reader, &self->at.like);

    if (!child) return NULL;
    child->kind = i + 1 == n ? CCS_VALUE_REAL : CCS_VALUE_GROUP;
    child->key = self->at.setting.steps[i].key;
    if (i + 1 == n) child->as.x = 1;
    ccs_value_append(node, child);
    return child;
}

/* PATH*=1.1, from step i on, which starts at node. */
static int modify(set_t *self, ccs_value_t *node, uint32_t i)
{
    char path[CCS_SETTING_PATH_MAX];
    int ret = 0;

    for (; i < self->at.setting.n_steps; i++) {
        ccs_value_t *child = ccs_match_follow(&self->at, node, i);

        if (!child) child = make_factor(self, node, i);
        if (!child) {
            if (ccs_match_is_told(&self->at)) CCS_TRY(CCS_ERR_SCENARIO);
            ccs_match_miss(&self->at, node, i);
            goto out;
        }
        node = child;
    }
    if (ccs_scenario_is_table(node) &&
        !ccs_scenario_own_table(self->at.reader, node, ccs_steps_text(self->at.setting.steps, self->at.setting.n_steps, path))) {
        CCS_TRY(CCS_ERR_SCENARIO);
    }
    self->counts = is_of_shape(self, "COUNT");
    self->agents = is_of_shape(self, "STAFF");
    self->n_applied++;
    CCS_TRY(change(self, node, 0, false));
out:
    return ret;
}

/* --- values ------------------------------------------------------------------------------------------------------------ */

static void place_at(ccs_value_t *node, const ccs_value_t *like)
{
    node->file = like->file;
    node->line = like->line;
    for (ccs_value_t *child = node->first; child; child = child->next) place_at(child, like);
}

static uint32_t depth_of(const ccs_value_t *node)
{
    uint32_t depth = 0;

    for (const ccs_value_t *child = node->first; child; child = child->next) {
        const uint32_t below = depth_of(child) + 1;

        if (below > depth) depth = below;
    }
    return depth;
}

/* The value as libconfig reads it; what it does not read is a text: 3 min arrives from a shell without quotes. */
static int take_value(set_t *self)
{
    const ccs_scan_input_t input = {CCS_SCENARIO_SETTING, self->at.setting.value, strlen(self->at.setting.value), true};
    ccs_err_t err;

    if (self->at.setting.value[0] == '+' && self->at.setting.value[1] >= '0' && self->at.setting.value[1] <= '9')
        return ccs_match_fail(&self->at, "write += to add %s, or = %s to set it", self->at.setting.value + 1,
            self->at.setting.value + 1);

    if (ccs_scenario_parse(self->at.reader, &input, &self->made, &err) == 0) {
        place_at(self->made, &self->at.like);
        if (depth_of(self->made) + self->at.setting.n_steps <= CCS_SCENARIO_MAX_DEPTH) return 0;
        return ccs_match_fail(&self->at, "would nest deeper than %d", CCS_SCENARIO_MAX_DEPTH);
    }
    if (self->at.reader->n_settings > CCS_SCENARIO_MAX_SETTINGS_IN_ALL) {
        return ccs_match_fail(&self->at, "more than %d settings in all", CCS_SCENARIO_MAX_SETTINGS_IN_ALL);
    }
    self->made = ccs_scenario_node(self->at.reader, &self->at.like);
    if (!self->made) return CCS_ERR_SCENARIO;
    self->made->kind = CCS_VALUE_STRING;
    self->made->as.text = self->at.setting.value;
    return 0;
}

/* The group or list that holds the last step, from step i on, which starts at node; groups that are missing are made. NULL
 * after an error. */
static ccs_value_t *holder(set_t *self, ccs_value_t *node, uint32_t i)
{
    for (; i + 1 < self->at.setting.n_steps; i++) {
        ccs_value_t *child = ccs_match_follow(&self->at, node, i);

        if (!child && self->at.setting.steps[i].key && self->at.setting.steps[i + 1].key && node->kind == CCS_VALUE_GROUP) {
            child = ccs_scenario_node(self->at.reader, &self->at.like);
            if (!child) return NULL;
            child->kind = CCS_VALUE_GROUP;
            child->key = self->at.setting.steps[i].key;
            ccs_value_append(node, child);
        }
        if (!child) {
            if (!ccs_match_is_told(&self->at)) ccs_match_fail_step(&self->at, node, i);
            return NULL;
        }
        node = child;
    }
    return node;
}

/* PATH=VALUE, from step i on, which starts at node: as if a file of this one setting extended the scenario. */
static int assign(set_t *self, ccs_value_t *node, uint32_t i)
{
    const uint32_t last = self->at.setting.n_steps - 1;
    ccs_value_t *const parent = holder(self, node, i);
    ccs_value_t *const value =
        self->at.setting.n_open > 0 && parent ? ccs_scenario_copy(self->at.reader, self->made) : self->made;

    if (!parent || !value) return CCS_ERR_SCENARIO;
    self->n_applied++;
    if (self->at.setting.steps[last].key && parent->kind == CCS_VALUE_GROUP) {
        ccs_value_t over = {.kind = CCS_VALUE_GROUP};

        value->key = self->at.setting.steps[last].key;
        ccs_value_append(&over, value);
        ccs_scenario_merge(parent, &over);
        return 0;
    }
    ccs_value_t *const old = ccs_match_follow(&self->at, parent, last);

    if (!old) return ccs_match_is_told(&self->at) ? CCS_ERR_SCENARIO : ccs_match_fail_step(&self->at, parent, last);
    if (ccs_scenario_merges(old, value)) {
        ccs_scenario_merge(old, value);
    } else {
        ccs_value_replace(parent, old, value);
    }
    return 0;
}

/* A name for one more entry: that of the group and the lowest number that is free, changes_1. NULL: memory is out, which is told. */
static const char *new_name(const set_t *self, const ccs_value_t *group)
{
    uint32_t number = 0;
    const char *name;

    do {
        name = ccs_arena_printf(self->at.reader->arena, "%s_%" PRIu32, self->at.setting.steps[self->at.setting.n_steps - 1].key,
            ++number);
    } while (name && ccs_value_get(group, name));
    if (!name) ccs_scenario_fail_memory(self->at.reader);
    return name;
}

/* Of an entry of `changes` the names of groups and types, in the place of which their labels may stand. */
static void name_members(const set_t *self, const char *key, ccs_value_t *value)
{
    static const struct {
        const char *key, *members;
    } rows[] = {{"from", "groups"}, {"to", "groups"}, {"groups", "groups"}, {"types", "types"}, {"learn", "types"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const ccs_value_t *const members = strcmp(key, rows[i].key) == 0 ? ccs_value_get(self->at.root, rows[i].members) : NULL;

        if (members && value->kind == CCS_VALUE_STRING) value->as.text = ccs_match_named(members, value->as.text);
        for (ccs_value_t *one = members && value->kind == CCS_VALUE_LIST ? value->first : NULL; one; one = one->next)
            if (one->kind == CCS_VALUE_STRING) one->as.text = ccs_match_named(members, one->as.text);
    }
}

/* PATH+={ ... }: one more entry of a group of named ones, which is made where it is missing. */
static int add_entry(set_t *self, ccs_value_t *root)
{
    const uint32_t last = self->at.setting.n_steps - 1;

    if (self->at.setting.n_open > 0 || !self->at.setting.steps[last].key)
        return ccs_match_fail(&self->at, "+= { ... } needs the path of one group of named entries");
    if (self->made->kind != CCS_VALUE_GROUP)
        return ccs_match_fail(&self->at, "expected a group { ... } to add, found %.60s", self->at.setting.value);
    ccs_value_t *const parent = holder(self, root, 0);
    ccs_value_t *group = parent ? ccs_value_get_mutable(parent, self->at.setting.steps[last].key) : NULL;
    char shown[SHOWN];

    if (!parent) return CCS_ERR_SCENARIO;
    if (!group && parent->kind == CCS_VALUE_GROUP && (group = ccs_scenario_node(self->at.reader, &self->at.like))) {
        group->kind = CCS_VALUE_GROUP;
        group->key = self->at.setting.steps[last].key;
        ccs_value_append(parent, group);
    }
    if (!group) return CCS_ERR_SCENARIO;
    if (group->kind != CCS_VALUE_GROUP)
        return ccs_match_fail(&self->at, "is %s, not a group", ccs_value_show(group, shown, sizeof shown));
    for (ccs_value_t *child = strcmp(group->key, "changes") == 0 ? self->made->first : NULL; child; child = child->next)
        name_members(self, child->key, child);
    self->made->key = new_name(self, group);
    if (!self->made->key) return CCS_ERR_SCENARIO;
    ccs_value_append(group, self->made);
    self->n_applied = 1;
    return 0;
}

/* --- who else takes it ------------------------------------------------------------------------------------------------- */

/* Whether a sibling writes what follows step i itself, or something that takes its place. */
static bool writes_itself(const set_t *self, const ccs_value_t *sibling, uint32_t i)
{
    for (uint32_t k = i + 1; k < self->at.setting.n_steps && self->at.setting.steps[k].key; k++) {
        const char *const key = self->at.setting.steps[k].key;
        const ccs_value_t *const child = ccs_value_get(sibling, key);

        for (const ccs_value_t *other = child ? NULL : sibling->first; other && ccs_text_family(key); other = other->next)
            if (ccs_text_family(other->key)) return true;
        if (!child) return false;
        if (child->kind != CCS_VALUE_GROUP || ccs_value_get(child, "dist")) return true;
        sibling = child;
    }
    return true;
}

static bool is_like(const ccs_value_t *member, const char *name)
{
    const ccs_value_t *const like = ccs_value_get(member, "like");

    return like && like->kind == CCS_VALUE_STRING && strcmp(like->as.text, name) == 0;
}

/* The members of a group that take step i and what follows from a member that is so called, and those that take it from these. */
static void add_takers(const set_t *self, const ccs_value_t *group, uint32_t i, const char *name, int depth,
    char names[CCS_SETTING_PATH_MAX])
{
    for (const ccs_value_t *member = group->first; member && depth < 8; member = member->next) {
        const size_t n = strlen(names);

        if (!is_like(member, name) || writes_itself(self, member, i)) continue;
        if (n < CCS_SETTING_PATH_MAX) snprintf(names + n, CCS_SETTING_PATH_MAX - n, "%s%.40s", n ? ", " : "", member->key);
        add_takers(self, group, i, member->key, depth + 1, names);
    }
}

/* What is said of one member holds for those that are like it, which is easily forgotten. */
static void tell_takers(const set_t *self)
{
    const ccs_value_t *group = self->at.root;
    char names[CCS_SETTING_PATH_MAX];

    for (uint32_t i = 0;
         i + 1 < self->at.setting.n_steps && self->at.setting.steps[i].key && group && group->kind == CCS_VALUE_GROUP; i++) {
        names[0] = '\0';
        if (self->at.setting.steps[i + 1].key && strcmp(self->at.setting.steps[i + 1].key, "factors") != 0 &&
            strcmp(self->at.setting.steps[i + 1].key, "label") != 0)
            add_takers(self, group, i, self->at.setting.steps[i].key, 0, names);
        if (names[0])
            ccs_scenario_fail(self->at.reader, CCS_ERR_OK, &self->at.like, self->at.setting.path,
                "also applies to %s, which %s like %s", names, strchr(names, ',') ? "are" : "is", self->at.setting.steps[i].key);
        group = ccs_value_get(group, self->at.setting.steps[i].key);
    }
}

/* --- names that are not there ------------------------------------------------------------------------------------------ */

/* "; the closest is sales", "; there are sales, service", or nothing where there is none. */
static const char *members_text(const ccs_value_t *group, const char *name, char text[CCS_SETTING_PATH_MAX])
{
    const ccs_value_t *const closest = group ? ccs_value_closest(group, name) : NULL;
    char names[CCS_SETTING_PATH_MAX / 2] = "";

    text[0] = '\0';
    if (closest) snprintf(text, CCS_SETTING_PATH_MAX, "; the closest is %.60s", closest->key);
    for (const ccs_value_t *member = group && !closest ? group->first : NULL; member; member = member->next)
        ccs_text_enumerate(names, sizeof names, member->key);
    if (names[0]) snprintf(text, CCS_SETTING_PATH_MAX, "; there are %s", names);
    return text;
}

/* A member that is not there is made by what is said of it, which nobody means who wrote its name amiss; and none takes nothing away. A name that is much
 * like one that is there is refused, as it would change nothing and say so in a warning at most; of others types and trunk groups are told of: one key is never
 * all of them. */
static void tell_absent(const set_t *self)
{
    const ccs_setting_t *const setting = &self->at.setting;
    const bool is_none = self->made->kind == CCS_VALUE_STRING && strcmp(self->made->as.text, "none") == 0;
    const ccs_value_t *group = self->at.root;
    const char *keys[CCS_SCENARIO_MAX_DEPTH];
    char members[CCS_SETTING_PATH_MAX];

    for (uint32_t i = 0; i < setting->n_steps && setting->steps[i].key; i++) {
        const bool in_group = group && group->kind == CCS_VALUE_GROUP, is_last = i + 1 == setting->n_steps;

        keys[i] = in_group && setting->steps[i].quoted ? ccs_match_named(group, setting->steps[i].key) : setting->steps[i].key;
        const ccs_value_t *const member = in_group ? ccs_value_get(group, keys[i]) : NULL;

        if (!member && i > 0 && ccs_scenario_holds_names(keys, i)) {
            const bool alike = in_group && ccs_value_closest(group, keys[i]), slip = alike && strlen(keys[i]) >= WORD,
                       part = alike || strcmp(keys[i - 1], "types") == 0 || strcmp(keys[i - 1], "trunks") == 0;

            (void) members_text(group, keys[i], members);
            if (is_last && is_none)
                ccs_scenario_fail(self->at.reader, slip ? CCS_ERR_SCENARIO : CCS_ERR_OK, &self->at.like, setting->path,
                    "none takes nothing away, as it is not there%s", members);
            else if (!is_last && slip)
                ccs_match_fail(&self->at, "there is no \"%.60s\" in %s%s; %s.%.60s={ … } makes one", keys[i], keys[i - 1],
                    members, keys[i - 1], keys[i]);
            else if (!is_last && in_group && part)
                ccs_scenario_fail(self->at.reader, CCS_ERR_OK, &self->at.like, setting->path,
                    "there is no \"%.60s\" in %s: this makes one%s", keys[i], keys[i - 1], members);
            return;
        }
        group = member;
    }
}

/* --- the whole --------------------------------------------------------------------------------------------------------- */

/* The stars stand for members now: what is told names the member. */
static int apply(set_t *self, const ccs_way_t *way)
{
    const uint32_t n_open = self->at.setting.n_open;
    const char *const written = self->at.setting.path;
    char path[CCS_SETTING_PATH_MAX];

    ccs_match_bind(&self->at, way);
    if (way->i < n_open && !ccs_value_get(way->node, way->keys[way->i])) return 0; /* evicted by one before it */
    if (n_open > 0) self->at.setting.path = ccs_steps_text(self->at.setting.steps, self->at.setting.n_steps, path);
    const int ret =
        self->at.setting.operation == CCS_SETTING_ASSIGN ? assign(self, way->node, way->i) : modify(self, way->node, way->i);

    self->at.setting.path = written;
    return ret;
}

static int apply_all(set_t *self, ccs_value_t *root)
{
    int ret = 0;

    CCS_TRY(ccs_match_ways(&self->at, root));
    for (uint32_t k = 0; k < self->at.n_ways; k++) CCS_TRY(apply(self, &self->at.ways[k]));
    if (self->n_applied == 0) CCS_TRY(ccs_match_fail_miss(&self->at));
out:
    return ret;
}

/* What is no key may be a label, which people read in tables. @return false: it is none */
static bool fail_label(const set_t *self)
{
    const ccs_setting_t *const setting = &self->at.setting;
    const ccs_value_t *const kind = setting->n_steps == 1 ? ccs_value_get(self->at.root, setting->steps[0].key) : NULL;

    if (!setting->no_key || !kind || kind->kind != CCS_VALUE_GROUP) return false;
    for (const ccs_value_t *member = kind->first; member; member = member->next) {
        const ccs_value_t *const label = ccs_value_get(member, "label");

        if (!label || label->kind != CCS_VALUE_STRING || strcmp(label->as.text, setting->no_key) != 0) continue;
        ccs_match_fail(&self->at, "\"%.40s\" is a label: write its name, %s.%s", setting->no_key, kind->key, member->key);
        return true;
    }
    return false;
}

/* Tell what is wrong with the text. @return code */
static int fail_text(const set_t *self, const ccs_err_t *err)
{
    if (err->code == CCS_ERR_NOMEM) return ccs_scenario_fail_memory(self->at.reader);
    return fail_label(self) ? err->code : ccs_match_fail(&self->at, "%s", err->text);
}

static int take_operand(set_t *self)
{
    ccs_err_t err;

    if (ccs_setting_operand(&self->at.setting, self->at.reader->scratch, &self->operand, &err) == 0) return 0;
    return fail_text(self, &err);
}

/* Say what a setting has done where that is not what it looks like. */
static void tell_doubts(const set_t *self)
{
    const ccs_setting_t *const setting = &self->at.setting;

    if (self->at.passed[0] && self->n_applied > 0 && !ccs_match_is_told(&self->at))
        ccs_scenario_fail(self->at.reader, CCS_ERR_OK, &self->at.like, setting->path, "passed over %s", self->at.passed);
    if (self->n_changed > 0 && self->n_same == self->n_changed && !ccs_match_is_told(&self->at))
        ccs_scenario_fail(self->at.reader, CCS_ERR_OK, &self->at.like, setting->path, "%s %.40s changes nothing%s",
            setting->operation == CCS_SETTING_MULTIPLY ? "*="
                : setting->minus                       ? "-="
                                                       : "+=",
            setting->value, self->counts ? ": lines and attempts are whole, halves are rounded up" : "");
    if (setting->n_open == 0 && self->n_applied > 0 && !ccs_match_is_told(&self->at)) tell_takers(self);
}

void ccs_scenario_set(ccs_scenario_reader_t *self, ccs_value_t *root, const char *text, uint32_t ordinal)
{
    set_t set = {.at = {.reader = self,
                     .root = root,
                     .like = {.file = CCS_SCENARIO_SETTING, .line = ordinal},
                     .n_errors = self->errors->n_errors}};
    const ccs_setting_t *const setting = &set.at.setting;
    ccs_err_t err;

    if (ccs_setting_parse(&set.at.setting, text, self->arena, &err) != 0) {
        (void) fail_text(&set, &err);
        return;
    }
    if (strcmp(setting->path, "extends") == 0) {
        ccs_match_fail(&set.at, "cannot be set: name the file itself");
    } else if (setting->operation == CCS_SETTING_ADD && !setting->minus && *setting->value == '{') {
        if (take_value(&set) == 0) (void) add_entry(&set, root);
    } else if ((setting->operation == CCS_SETTING_ASSIGN ? take_value(&set) : take_operand(&set)) == 0) {
        if (setting->operation == CCS_SETTING_ASSIGN && setting->n_open == 0) tell_absent(&set);
        if (!ccs_match_is_told(&set.at)) (void) apply_all(&set, root);
    }
    tell_doubts(&set);
}
