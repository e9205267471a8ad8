/* split_language.c - who serves which language. Invariant: a group that says no languages, nor its site, serves all of them as it serves any contact; of one that does say, skills and tiers hold
 * what comes of it. */
#include <math.h>
#include <string.h>

#include "read_value.h"
#include "split_tree.h"

/* How agents serve a language: speaking it, or by machine translation. */
typedef struct {
    bool speaks, translates;
    double handle_time, quality, understood, foreign;
    double level; /* NAN: none is written */
} served_t;

static const char *text_at(const ccs_value_t *group, const char *key)
{
    const ccs_value_t *const v = ccs_value_get(group, key);

    return v && v->kind == CCS_VALUE_STRING && !ccs_value_is_none(v) ? v->as.text : NULL;
}

/* Languages that somebody, or a site, says. */
static const ccs_value_t *languages_at(const ccs_value_t *owner)
{
    const ccs_value_t *const languages = ccs_value_get(owner, "languages");

    return languages && languages->kind == CCS_VALUE_GROUP ? languages : NULL;
}

static const ccs_value_t *languages_of(const ccs_split_t *self, const ccs_value_t *group)
{
    const char *const site = text_at(group, "site");
    const ccs_value_t *const own = languages_at(group), *const sites = ccs_value_get(self->root, "sites");

    return own || !site ? own : languages_at(ccs_value_get(sites, site));
}

/* --- how a language is served ------------------------------------------------------------------------------------------ */

/* The machine that translates from a language to one of those spoken. */
static const ccs_value_t *translation_of(const ccs_split_t *self, const char *language, const ccs_value_t *spoken)
{
    const ccs_value_t *const all = ccs_value_get(self->root, "translations");

    for (const ccs_value_t *v = all && all->kind == CCS_VALUE_GROUP ? all->first : NULL; v; v = v->next) {
        const char *const from = text_at(v, "from"), *const to = text_at(v, "to");

        if (from && to && strcmp(from, language) == 0 && ccs_value_get(spoken, to)) return v;
    }
    return NULL;
}

/* @param spoken  NULL: nothing is said of languages */
static served_t served(const ccs_split_t *self, const char *language, const ccs_value_t *spoken)
{
    const ccs_value_t *const own = ccs_value_get(spoken, language),
                             *const machine = spoken && !own ? translation_of(self, language, spoken) : NULL;

    if (!spoken) return (served_t){.speaks = true, .handle_time = 1, .understood = 1, .level = NAN};
    return (served_t){.speaks = own != NULL,
        .translates = machine != NULL,
        .handle_time = ccs_split_number(own ? own : machine, "handle_time", 1),
        .quality = ccs_split_number(own, "quality", 0),
        .understood = ccs_split_number(machine, "understood", 1),
        .foreign = ccs_split_number(own ? own : machine, "foreign", own ? 0 : 1),
        .level = ccs_split_number(own, "level", NAN)};
}

static double log_odds(double p)
{
    return log(p / (1 - p));
}

/* What is written of outcomes for a type, or for all. */
static double outcome(const ccs_split_t *self, const ccs_value_t *type, const char *key, double absent)
{
    return ccs_split_number(ccs_value_get(type, "outcomes"), key,
        ccs_split_number(ccs_value_get(self->root, "outcomes"), key, absent));
}

/* Who is not understood is not helped: by how much less is resolved, in units of quality. Of types without outcomes nothing. */
static double loss_of_quality(const ccs_split_t *self, const ccs_value_t *type, const served_t *how)
{
    const double resolved = outcome(self, type, "resolved", NAN), effect = outcome(self, type, "quality", 1);

    if (how->understood >= 1 || isnan(resolved) || !(effect > 0)) return 0;
    return (log_odds(fmax(1e-3, how->understood * resolved)) - log_odds(resolved)) / effect;
}

/* Without outcomes who is not understood contacts again. */
static void come_again(ccs_split_t *self, ccs_value_t *type, const char *group, double understood)
{
    if (understood >= 1 || !isnan(outcome(self, type, "resolved", NAN))) return;
    const double again = ccs_split_number(ccs_value_get(type, "reconnect"), "probability", 0);
    ccs_value_t *const own = ccs_split_member(self, ccs_split_member(self, type, "by_group"), group);

    ccs_split_set_number(self, own, "reconnect", 1 - understood * (1 - again));
}

/* --- skills ------------------------------------------------------------------------------------------------------------ */

/* What becomes of the skill for a type in a language. @return whether it is left */
static bool adapt_skill(ccs_split_t *self, ccs_value_t *skills, const ccs_value_t *type, const served_t *how)
{
    ccs_value_t *const skill = ccs_value_get_mutable(skills, type->key);

    if (!skill) return false;
    if (!how->speaks && !how->translates) {
        ccs_split_drop(skills, type->key);
        return false;
    }
    ccs_split_change_skill(self, skill, how->handle_time, how->quality + loss_of_quality(self, type, how));
    if (how->foreign > 0) ccs_split_set_number(self, skill, "foreign", how->foreign);
    if (!isnan(how->level)) ccs_split_set_number(self, skill, "level", how->level);
    return true;
}

/* An agent by name: own languages, or those of the group, on the skills written, or those of the group. @return whether the agent serves the type */
static bool adapt_agent(ccs_split_t *self, ccs_value_t *agent, const ccs_value_t *group_skills,
    const ccs_value_t *spoken_in_group, const ccs_value_t *type)
{
    const ccs_value_t *const own = languages_at(agent), *const spoken = own ? own : spoken_in_group;
    const served_t how = served(self, text_at(type, "language"), spoken);

    if (!spoken || (!own && !ccs_value_get(agent, "skills"))) return false; /* as the group says */
    if (!ccs_value_get(agent, "skills")) ccs_split_put(agent, ccs_split_copy(self, group_skills, "skills"));
    return adapt_skill(self, ccs_value_get_mutable(agent, "skills"), type, &how) && how.speaks;
}

/* --- tiers ------------------------------------------------------------------------------------------------------------- */

/* Groups that serve a type, by how. */
typedef struct {
    const ccs_value_t *speakers, *machines; /* lists of names */
} lists_t;

static void who_speaks(void *with, ccs_split_t *self, const char *name, ccs_value_t *out)
{
    const lists_t *const lists = with;
    const bool is_group = ccs_value_get(ccs_value_get(self->root, "groups"), name) != NULL;

    if (!is_group || ccs_split_names(lists->speakers, name))
        ccs_split_add_name(self, out, name); /* what is no group is told by who reads it */
}

static void translators(void *with, ccs_split_t *self, const char *name, ccs_value_t *out)
{
    const lists_t *const lists = with;

    if (ccs_split_names(lists->machines, name)) ccs_split_add_name(self, out, name);
}

/* All who are named, together. */
static void put_names(ccs_split_t *self, ccs_value_t *stage, const ccs_value_t *names)
{
    ccs_value_t *const groups = ccs_split_list(self, stage, "groups");

    if (groups) ccs_value_append(groups, ccs_split_copy(self, names, NULL));
}

/* The stages that are written, of those who speak the language; stages of whom nobody is left go. */
static void filter_stages(ccs_split_t *self, ccs_value_t *routing, lists_t *lists)
{
    for (ccs_value_t *stage = routing->first, *next; stage; stage = next) {
        const ccs_value_t *const groups = ccs_value_get(stage, "groups");
        ccs_value_t *const left = groups ? ccs_split_tiers(self, groups, who_speaks, lists) : NULL;

        next = stage->next;
        if (left && left->n == 0) (void) ccs_value_remove(routing, stage);
        else ccs_split_put(stage, left);
    }
}

/* Those who speak the language first, in the tiers that are written; whoever has a machine after a wait. */
static void route(ccs_split_t *self, ccs_value_t *type, const ccs_value_t *after, lists_t *lists)
{
    const ccs_value_t *const groups = ccs_value_get(type, "groups");
    ccs_value_t *const routing = ccs_value_get_mutable(type, "routing");

    if (routing && routing->kind == CCS_VALUE_GROUP) filter_stages(self, routing, lists);
    ccs_value_t *const left = groups ? ccs_split_tiers(self, groups, who_speaks, lists) : NULL;

    if (lists->machines->n == 0) {
        if (left) ccs_split_put(type, left);
        return;
    }
    ccs_value_t *const stages = ccs_split_member(self, type, "routing");

    if (left && left->n > 0) ccs_split_put(ccs_split_member(self, stages, "speakers"), left);
    ccs_value_t *const machines = ccs_split_member(self, stages, "translated");

    if (groups) ccs_split_put(machines, ccs_split_tiers(self, groups, translators, lists));
    else put_names(self, machines, lists->machines);
    if (after) ccs_split_put(machines, ccs_split_copy(self, after, "after"));
    ccs_split_drop(type, "groups");
}

/* --- a type ------------------------------------------------------------------------------------------------------------ */

/* Types that leave their groups out name those who serve them. */
static void name_groups(ccs_split_t *self, ccs_value_t *type)
{
    const ccs_value_t *const all = ccs_value_get(self->root, "groups");
    ccs_value_t *list = NULL;

    if (ccs_value_get(type, "groups") || ccs_value_get(type, "routing")) return;
    for (const ccs_value_t *group = all->first; group; group = group->next) {
        if (!ccs_split_serves(self, type, group)) continue;
        if (!list) list = ccs_value_new(self->reader->arena, CCS_VALUE_LIST, NULL, type->file, type->line);
        if (!list) self->reader->out_of_memory = true;
        ccs_split_add_name(self, list, group->key);
    }
    if (!list) return;
    ccs_value_t *const groups = ccs_split_list(self, type, "groups");

    if (groups) ccs_value_append(groups, list); /* all of them together */
}

/* Whether some of the agents whom a group names say languages of their own. */
static bool say_languages(const ccs_value_t *agents)
{
    bool any = false;

    for (const ccs_value_t *v = agents && agents->kind == CCS_VALUE_GROUP ? agents->first : NULL; v; v = v->next)
        any = any || languages_at(v);
    return any;
}

/* How a group serves the type, whose skills hold it from now on. */
static void adapt_group(ccs_split_t *self, ccs_value_t *group, ccs_value_t *type, ccs_value_t *speakers, ccs_value_t *machines)
{
    const ccs_value_t *const spoken = languages_of(self, group);
    const served_t how = served(self, text_at(type, "language"), spoken);
    ccs_value_t *const agents = ccs_value_get_mutable(group, "agents");
    bool somebody = how.speaks;

    if (spoken || say_languages(agents)) {
        ccs_value_t *const skills = ccs_split_skills(self, group);
        const ccs_value_t *const as_written = skills ? ccs_split_copy(self, skills, "skills") : NULL;

        if (spoken) (void) adapt_skill(self, skills, type, &how);
        for (ccs_value_t *agent = agents && agents->kind == CCS_VALUE_GROUP ? agents->first : NULL; agent; agent = agent->next)
            if (as_written) somebody |= adapt_agent(self, agent, as_written, spoken, type);
    }
    if (somebody) ccs_split_add_name(self, speakers, group->key);
    else if (how.translates) {
        ccs_split_add_name(self, machines, group->key);
        come_again(self, type, group->key, how.understood);
    }
}

static void adapt_type(ccs_split_t *self, ccs_value_t *type)
{
    ccs_value_t *const groups = ccs_value_get_mutable(self->root, "groups"),
                       *const speakers = ccs_value_new(self->reader->arena, CCS_VALUE_LIST, NULL, type->file, type->line),
                       *const machines = ccs_value_new(self->reader->arena, CCS_VALUE_LIST, NULL, type->file, type->line);
    const char *const language = text_at(type, "language"), *const whole = text_at(type, "part_of");
    const ccs_value_t *const said =
        ccs_value_get(ccs_value_get(ccs_value_get(ccs_value_get(self->reader->root.value, "types"), whole ? whole : type->key),
                          "languages"),
            language);

    if (!speakers || !machines) {
        self->reader->out_of_memory = true;
        return;
    }
    name_groups(self, type);
    for (ccs_value_t *group = groups->first; group; group = group->next)
        if (ccs_split_serves(self, type, group)) adapt_group(self, group, type, speakers, machines);
    if (speakers->n + machines->n == 0) {
        const ccs_place_t at = ccs_split_place(self, "types", whole ? whole : type->key, whole ? "languages" : "language");

        ccs_reader_error(self->reader, &at,
            "nobody of the groups of the type speaks %s, and no translation leads from it to a language of theirs", language);
        return;
    }
    route(self, type, ccs_value_get(said, "relax_after"), &(lists_t){speakers, machines});
}

void ccs_split_languages(ccs_split_t *self)
{
    for (ccs_value_t *type = ccs_value_get_mutable(self->root, "types")->first; type; type = type->next)
        if (text_at(type, "language")) adapt_type(self, type);
}
