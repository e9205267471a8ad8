/* split_home.c - `groups.*.remote`: of a group some work at home, as a group of their own. Invariant: both together are as many as the group was. */
#include <math.h>
#include <string.h>

#include "read_value.h"
#include "split_tree.h"

/* A group of whom some work at home. */
typedef struct {
    const char *group, *home; /* names */
} pair_t;

static void with_home(void *with, ccs_split_t *self, const char *name, ccs_value_t *out)
{
    const pair_t *const pair = with;

    ccs_split_add_name(self, out, name);
    if (strcmp(name, pair->group) == 0) ccs_split_add_name(self, out, pair->home);
}

static void put_home(ccs_split_t *self, ccs_value_t *owner, pair_t *pair)
{
    const ccs_value_t *const groups = ccs_value_get(owner, "groups");

    if (groups && ccs_split_names(groups, pair->group)) ccs_split_put(owner, ccs_split_tiers(self, groups, with_home, pair));
}

/* What a type says of the group, it says of who works at home. */
static void put_home_in_type(ccs_split_t *self, ccs_value_t *type, pair_t *pair, double share)
{
    ccs_value_t *const routing = ccs_value_get_mutable(type, "routing"), *const laws = ccs_value_get_mutable(type, "by_group"),
                       *const shares = ccs_value_get_mutable(type, "allocation");
    const ccs_value_t *const own = ccs_value_get(laws, pair->group);
    const double part = ccs_split_number(shares, pair->group, NAN);

    put_home(self, type, pair);
    for (ccs_value_t *stage = routing && routing->kind == CCS_VALUE_GROUP ? routing->first : NULL; stage; stage = stage->next)
        put_home(self, stage, pair);
    if (own) ccs_split_put(laws, ccs_split_copy(self, own, pair->home));
    if (isnan(part)) return;
    ccs_split_set_number(self, shares, pair->group, part * (1 - share));
    ccs_split_set_number(self, shares, pair->home, part * share);
}

/* Types that name no group are served by the only one: both are named then. */
static void name_only_group(ccs_split_t *self, const pair_t *pair)
{
    ccs_value_t *const types = ccs_value_get_mutable(self->root, "types");
    const ccs_value_t *const groups = ccs_value_get(self->root, "groups");

    for (ccs_value_t *type = types->first; type; type = type->next) {
        if (!ccs_split_serves(self, type, ccs_value_get(groups, pair->group)) || ccs_value_get(type, "routing")) continue;
        if (!ccs_value_get(type, "groups")) ccs_split_add_name(self, ccs_split_list(self, type, "groups"), pair->group);
    }
}

/* --- who is where ------------------------------------------------------------------------------------------------------ */

/* Of so many on a shift the nearest whole number is at home. */
static void part_shifts(ccs_split_t *self, ccs_value_t *shifts, ccs_value_t *at_home, double share)
{
    (void) self;
    for (ccs_value_t *v = shifts->first, *h = at_home->first; v && h; v = v->next, h = h->next) {
        if (v->kind != CCS_VALUE_INT) continue;
        h->as.i = llround((double) v->as.i * share);
        v->as.i -= h->as.i;
    }
}

static void part_staff(ccs_split_t *self, ccs_value_t *group, ccs_value_t *home, double share)
{
    ccs_value_t *const shifts = ccs_value_get_mutable(group, "shifts");

    if (shifts && shifts->kind == CCS_VALUE_GROUP) {
        part_shifts(self, shifts, ccs_value_get_mutable(home, "shifts"), share);
        return;
    }
    ccs_value_t *const factors = ccs_split_member(self, group, "factors"),
                       *const at_home = ccs_split_member(self, home, "factors");
    const double staff = ccs_split_number(factors, "staff", 1);

    ccs_split_set_number(self, factors, "staff", staff * (1 - share));
    ccs_split_set_number(self, at_home, "staff", staff * share);
}

/* What fails at home is an outage of each of them alone. */
static void add_failures(ccs_split_t *self, const ccs_value_t *remote, const ccs_value_t *home)
{
    const ccs_value_t *const fails = ccs_value_get(remote, "fails"), *const in_hand = ccs_value_get(remote, "in_hand");
    const ccs_value_t *const label = ccs_value_get(home, "label");

    if (!fails) return;
    ccs_value_t *const outages = ccs_split_member(self, self->root, "outages"),
                       *const own = ccs_split_member(self, outages, ccs_split_text(self, "%s_line%s", home->key, ""));

    if (own) ccs_split_put(own, ccs_split_copy(self, fails, "each_fails"));
    if (own && in_hand) ccs_split_put(own, ccs_split_copy(self, in_hand, "in_hand"));
    if (label) ccs_split_set_text(self, own, "label", ccs_split_text(self, "%s: line, computer%s", label->as.text, ""));
    ccs_split_add_name(self, ccs_split_list(self, own, "groups"), home->key);
}

/* --- a group ----------------------------------------------------------------------------------------------------------- */

static bool check(ccs_split_t *self, const ccs_value_t *group, const ccs_place_t *at, const char *home)
{
    static const char *const others[] = {"roster", "span", "agents"};
    const size_t before = self->reader->errors->n_errors;
    const ccs_place_t set_up = ccs_split_below(self, at, "set_up");

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ccs_value_get(group, others[i]))
            ccs_reader_error(self->reader, at, "is of staff and shifts: who of %s works at home says a group of their own",
                others[i]);
    if (ccs_value_get(group, "staff") && set_up.value)
        ccs_reader_error(self->reader, &set_up, "is of persons: it needs shifts in the place of staff");
    if (ccs_value_get(ccs_value_get(self->root, "groups"), home))
        ccs_reader_error(self->reader, at, "makes a group %s, and there is one already: call that otherwise", home);
    return self->reader->errors->n_errors == before;
}

/* At home one needs no seat of the site, and none of its outages comes there; clock and languages are the same. */
static void leave_site(ccs_split_t *self, ccs_value_t *home)
{
    const ccs_value_t *const site = ccs_value_get(home, "site");
    ccs_value_t *const sites = ccs_value_get_mutable(self->root, "sites");
    const ccs_value_t *const from = site && site->kind == CCS_VALUE_STRING ? ccs_value_get(sites, site->as.text) : NULL,
                             *const label = ccs_value_get(from, "label");
    const char *const name = from ? ccs_split_text(self, "%s" CCS_SPLIT_HOME "%s", from->key, "") : NULL;

    if (!name) return;
    ccs_split_set_text(self, home, "site", name);
    if (ccs_value_get(sites, name)) return; /* another group is there too */
    ccs_value_t *const at_home = ccs_split_copy(self, from, name);

    ccs_split_drop(at_home, "seats");
    ccs_split_set_text(self, at_home, "label",
        ccs_split_text(self, "%s, at home%s", label && label->kind == CCS_VALUE_STRING ? label->as.text : from->key, ""));
    ccs_split_put(sites, at_home);
}

static void describe(ccs_split_t *self, const ccs_value_t *group, const ccs_value_t *remote, ccs_value_t *home)
{
    const ccs_value_t *const label = ccs_value_get(group, "label"), *const own = ccs_value_get(remote, "label"),
                             *const set_up = ccs_value_get(remote, "set_up");
    const bool named = label && label->kind == CCS_VALUE_STRING;

    ccs_split_drop(home, "remote");
    leave_site(self, home);
    ccs_split_set_text(self, home, "label",
        own && own->kind == CCS_VALUE_STRING ? own->as.text
                                             : ccs_split_text(self, "%s at home%s", named ? label->as.text : group->key, ""));
    if (set_up) ccs_split_put(ccs_split_member(self, home, "adherence"), ccs_split_copy(self, set_up, "late"));
}

/* All talks of who works at home are so much longer. */
static void slow_down(ccs_split_t *self, ccs_value_t *home, double handle_time)
{
    ccs_value_t *const skills = handle_time == 1 ? NULL : ccs_split_skills(self, home);

    for (ccs_value_t *skill = skills ? skills->first : NULL; skill; skill = skill->next)
        ccs_split_change_skill(self, skill, handle_time, 0);
}

static void part(ccs_split_t *self, ccs_value_t *group)
{
    const ccs_place_t at = ccs_split_place(self, "groups", group->key, "remote"), share_at = ccs_split_below(self, &at, "share"),
                      time_at = ccs_split_below(self, &at, "handle_time");
    const double share = ccs_read_share(self->reader, &share_at), handle_time = ccs_read_amount(self->reader, &time_at, 1);
    const ccs_value_t *const remote = at.value;
    pair_t pair = {group->key, ccs_split_text(self, "%s" CCS_SPLIT_HOME "%s", group->key, "")};
    ccs_value_t *const types = ccs_value_get_mutable(self->root, "types");

    if (!pair.home || isnan(share) || !check(self, group, &at, pair.home)) return;
    ccs_value_t *const home = ccs_split_copy(self, group, pair.home);

    if (!home) return;
    name_only_group(self, &pair);
    ccs_split_drop(group, "remote");
    describe(self, group, remote, home);
    part_staff(self, group, home, share);
    ccs_split_put(ccs_value_get_mutable(self->root, "groups"), home);
    for (ccs_value_t *type = types->first; type; type = type->next) put_home_in_type(self, type, &pair, share);
    slow_down(self, home, handle_time);
    add_failures(self, remote, home);
}

void ccs_split_homes(ccs_split_t *self)
{
    ccs_value_t *const groups = ccs_value_get_mutable(self->root, "groups");
    const ccs_value_t *const last = groups->last;

    for (ccs_value_t *group = groups->first, *next; group; group = next) {
        const ccs_value_t *const remote = ccs_value_get(group, "remote");

        next = group == last ? NULL : group->next; /* not those that are added */
        if (remote && remote->kind == CCS_VALUE_GROUP) part(self, group);
    }
}
