/* wanted.c - names asked for against names there are. */
#include "wanted.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "entity.h"
#include "metric.h"
#include "text.h"

#define NO_AGENTS                                                                                                                \
    "there are no figures of single agents here: write run.agents = \"each\" in the scenario, or run it with --set run.agents=each"

#define NO_DETAILS                                                                                                               \
    "there are no detailed figures here: write run.figures = \"detailed\" in the scenario, or run it with --set run.figures=detailed"

#define NO_MEANS_OF_RATIOS                                                                                                       \
    "there are no means of ratios here: write run.ratios = \"replications\" (or \"days\") in the scenario, or run it with --set run.ratios=replications"

#define NO_AGENT_INTERVALS                                                                                                       \
    "there are no figures of single agents by interval here: write run.agents = \"by_interval\" in the scenario, or run it with --set run.agents=by_interval"

#define NO_ACTIVITIES                                                                                                            \
    "nobody here is off the phones within a shift: activities are those of groups with shifts or a roster (a file of an older program does not tell them by agent)"

ccs_names_t ccs_names_of(const ccs_view_t *view)
{
    return (ccs_names_t){.metrics = view->metrics,
        .entities = view->entities,
        .n_metrics = view->n_metrics,
        .n_entities = view->n_entities,
        .has_intervals = view->n_intervals > 0,
        .has_days = view->days.n > 0,
        .report = view->report,
        .pairs = {view->pairs.n, view->pairs.names},
        .agents = {view->agents.n, view->agents.names},
        .agent_activities = {view->agent_activities.n, view->agent_activities.names},
        .has_agent_intervals = view->agent_intervals.n > 0};
}

ccs_names_apart_t ccs_names_apart(const ccs_names_t *self, enum ccs_axis axis)
{
    if (axis == CCS_AXIS_PAIR) return self->pairs;
    if (axis == CCS_AXIS_AGENT_ACTIVITY) return self->agent_activities;
    return axis == CCS_AXIS_AGENT || axis == CCS_AXIS_AGENT_INTERVAL ? self->agents : (ccs_names_apart_t){0};
}

/* The next name of "a,b": its length; *list moves on, to NULL behind the last one. */
static size_t next_name(const char **list, const char **name)
{
    const size_t length = strcspn(*list, ",");

    *name = *list;
    *list = (*list)[length] == ',' ? &(*list)[length + 1] : NULL;
    return length;
}

static bool is_name(const char *text, const char *name, size_t length)
{
    return strlen(text) == length && !strncmp(text, name, length);
}

/* Whether a text is made of the first letters of a name's words: "sl" of service_level. */
static bool has_initials(const char *name, const char *text)
{
    if (*text == '\0' || text[1] == '\0') return false;
    for (; *text; text++) {
        if (*name != *text) return false;
        name += strcspn(name, "_");
        name += *name == '_';
    }
    return *name == '\0';
}

static bool ends_in(const char *text, const char *end)
{
    const size_t n = strlen(text), n_end = strlen(end);

    return n > n_end && !strcmp(&text[n - n_end], end);
}

/* Why a metric that there is in ccsim is not here; NULL: there is none of that name. */
static const char *why_not_here(const char *name)
{
    uint32_t metric = 0;

    if (ends_in(name, "_mean_of_ratios") || ends_in(name, "_ratios_left_out")) return NO_MEANS_OF_RATIOS;
    while (metric < CCS_N_METRICS && strcmp(ccs_metric_name(metric), name) != 0) metric++;
    if (metric >= CCS_N_METRICS) return NULL;
    if (metric < CCS_N_CENTRE_METRICS) return "there are no such figures in this result";
    if (metric < CCS_BEHIND_AGENT_METRICS) return NO_AGENTS;
    if (metric < CCS_BEHIND_DETAILED_METRICS) return NO_DETAILS;
    if (metric < CCS_BEHIND_FLOW_METRICS) return "the scenario has no call flows (docs/flows.md)";
    if (metric < CCS_BEHIND_BOT_METRICS)
        return "nobody waits for a session of a bot: write when_full = \"wait\" at its node (docs/flows.md)";
    return "the scenario has nothing that this is a figure of: docs/metrics.md says what it is";
}

enum { LEAST_PART = 3 }; /* letters of a name by which it can be guessed */

static bool is_begun(const char *name, const char *begin)
{
    return !strncmp(name, begin, strlen(begin)) && name[strlen(begin)] == '_';
}

/* "csat" is csat_mean rather than dsat. @return NULL: no name begins so */
static const char *begun(const ccs_names_t *self, const char *asked)
{
    for (uint32_t i = 0; i < self->n_metrics && strlen(asked) >= LEAST_PART; i++)
        if (is_begun(self->metrics[i], asked)) return self->metrics[i];
    return NULL;
}

/* "; there are csat_top2, csat_survey, too" where others begin as the one that is proposed does; "" where none does. @return text */
static const char *begun_too(const ccs_names_t *self, const char *asked, const char *proposed, char text[160])
{
    size_t n = 0;

    text[0] = '\0';
    if (!is_begun(proposed, asked)) return text;
    for (uint32_t i = 0; i < self->n_metrics; i++) {
        if (!is_begun(self->metrics[i], asked) || !strcmp(self->metrics[i], proposed)) continue;
        if (n + strlen(self->metrics[i]) + sizeof "; there are , and more" > 160) break;
        n += (size_t) snprintf(&text[n], 160 - n, "%s%s", n ? ", " : "; there are ", self->metrics[i]);
    }
    if (n > 0) snprintf(&text[n], 160 - n, ", too");
    return text;
}

int ccs_names_find_metric(const ccs_names_t *self, const char *name, size_t length, uint32_t *metric, ccs_err_t *err)
{
    char asked[64], too[160];
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < self->n_metrics; i++) {
        *metric = i;
        if (is_name(self->metrics[i], name, length)) return 0;
    }
    if (length >= sizeof asked) length = sizeof asked - 1;
    memcpy(asked, name, length);
    asked[length] = '\0';
    if (!strcmp(asked, "required_agents") || !strcmp(asked, "required_gross"))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric",
            "%s is no metric, as no run tells it: ccsim staff --csv FILE writes it, and of a result of ccsim staff -o FILE.h5 page, workbook and grid have it",
            asked);
    if (why_not_here(asked)) return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "%s: %s", asked, why_not_here(asked));
    for (uint32_t i = 0; i < self->n_metrics; i++) {
        if (has_initials(self->metrics[i], asked)) closest = (ccs_closest_t){.best = self->metrics[i]};
        if (closest.best && has_initials(closest.best, asked)) continue; /* "sl" is service_level */
        ccs_closest_offer(&closest, asked, self->metrics[i]);
        if (is_name(self->metrics[i] + strcspn(self->metrics[i], "_"), "_s", 2) &&
            !strncmp(self->metrics[i], asked, strlen(asked)))
            closest = (ccs_closest_t){.best = self->metrics[i]}; /* "asa" is asa_s */
    }
    if (!closest.best || (!has_initials(closest.best, asked) && !is_begun(closest.best, asked))) {
        const char *const name_begun = begun(self, asked);

        if (name_begun) closest.best = name_begun;
    }
    for (uint32_t i = 0; i < self->n_metrics && !closest.best && length >= LEAST_PART; i++)
        if (strstr(self->metrics[i], asked)) closest.best = self->metrics[i]; /* "occ" is occupancy */
    if (closest.best)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "there is no metric \"%s\" here, did you mean \"%s\"?%s", asked,
            closest.best, begun_too(self, asked, closest.best, too));
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "there is no metric \"%s\" here; see ccsim list metrics", asked);
}

/* "cards", or "Cards", may well mean type/cards; the same letters, as they are, come first. */
static const char *entity_of_name(const ccs_names_t *self, const char *name)
{
    const char *alike = NULL;

    for (uint32_t i = 0; i < self->n_entities; i++) {
        const char *const slash = strchr(self->entities[i], '/');

        if (slash && !strcmp(&slash[1], name)) return self->entities[i];
        if (slash && !alike && !strcasecmp(&slash[1], name)) alike = self->entities[i];
    }
    return alike;
}

/* @param closest  as good a guess as there is already */
static int find_among(const char *const *names, uint32_t n, const char *name, ccs_closest_t closest, uint32_t *at, ccs_err_t *err)
{
    for (uint32_t i = 0; i < n; i++) {
        *at = i;
        if (!strcmp(names[i], name)) return 0;
        ccs_closest_offer(&closest, name, names[i]);
    }
    if (closest.best)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--entity", "there is no \"%s\" here, did you mean \"%s\"?", name,
            closest.best);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--entity", "there is no \"%s\" here; it is \"all\", or one such as \"%s\"",
        name, names[n - 1]);
}

int ccs_names_find_entity(const ccs_names_t *self, const char *name, uint32_t *entity, ccs_err_t *err)
{
    return find_among(self->entities, self->n_entities, name, (ccs_closest_t){.best = entity_of_name(self, name)}, entity, err);
}

static bool is_by(const ccs_wanted_t *self, enum ccs_axis axis)
{
    return self->by && !strcmp(self->by, ccs_axis_name(axis));
}

/* The axis along which the entity wanted stands, which is one pair, one agent, by interval and by what it is off the phones for too, or one of these
 * reasons; RUN where it is none of them. */
static enum ccs_axis axis_of_entity(const ccs_wanted_t *self)
{
    if (self->entity && ccs_view_is_kind(self->entity, "pair")) return CCS_AXIS_PAIR;
    if (self->entity && ccs_view_is_kind(self->entity, "agent_activity")) return CCS_AXIS_AGENT_ACTIVITY;
    if (!self->entity || !ccs_view_is_kind(self->entity, "agent")) return CCS_AXIS_RUN;
    if (is_by(self, CCS_AXIS_AGENT_ACTIVITY)) return CCS_AXIS_AGENT_ACTIVITY;
    return is_by(self, CCS_AXIS_INTERVAL) || is_by(self, CCS_AXIS_AGENT_INTERVAL) ? CCS_AXIS_AGENT_INTERVAL : CCS_AXIS_AGENT;
}

enum ccs_axis ccs_wanted_axis(const ccs_wanted_t *self)
{
    if (!self->by || axis_of_entity(self) == CCS_AXIS_AGENT_INTERVAL) return axis_of_entity(self);
    for (int axis = CCS_AXIS_INTERVAL; self->by && axis < CCS_N_AXES; axis++)
        if (!strcmp(self->by, ccs_axis_name((enum ccs_axis) axis))) return (enum ccs_axis) axis;
    return CCS_AXIS_RUN;
}

/* What is not there to be rows, and why. */
static int check_axis(enum ccs_axis axis, const ccs_names_t *names, ccs_err_t *err)
{
    const char *const because[CCS_N_AXES] = {[CCS_AXIS_INTERVAL] = "there are no intervals here: a steady state has batches only",
        [CCS_AXIS_DAY] = "there are no days to tell apart here: one day, a steady state, or a file of an older program",
        [CCS_AXIS_PAIR] = "there are no pairs here: the file is of an older program",
        [CCS_AXIS_AGENT] = NO_AGENTS,
        [CCS_AXIS_AGENT_INTERVAL] = NO_AGENT_INTERVALS,
        [CCS_AXIS_AGENT_ACTIVITY] = names->agents.n > 0 ? NO_ACTIVITIES : NO_AGENTS};
    const bool there[CCS_N_AXES] = {[CCS_AXIS_INTERVAL] = names->has_intervals,
        [CCS_AXIS_DAY] = names->has_days,
        [CCS_AXIS_PAIR] = names->pairs.n > 0,
        [CCS_AXIS_AGENT] = names->agents.n > 0,
        [CCS_AXIS_AGENT_INTERVAL] = names->has_agent_intervals,
        [CCS_AXIS_AGENT_ACTIVITY] = names->agent_activities.n > 0};

    if (axis == CCS_AXIS_DAY && !there[axis] && names->report)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by",
            "figures are told by %s here (clock.report): by day needs report = \"day\" or \"interval\"", names->report);
    return there[axis] ? 0 : ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by", "%s", because[axis]);
}

/* Weeks and months are what a run was asked to tell figures by, in the place of its intervals. */
static int refuse_report(const char *by, const ccs_names_t *names, ccs_err_t *err)
{
    if (names->report && !strcmp(names->report, by))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by", "the intervals here are %ss: --by interval", by);
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by",
        "there are no %ss here, figures are told by %s: run it again with --set 'clock.report=\"%s\"', then --by interval", by,
        names->report ? names->report : "interval", by);
}

static int check_by(const ccs_wanted_t *self, const ccs_names_t *names, ccs_err_t *err)
{
    char kinds[64] = "";

    if (!strcmp(self->by, "entity")) return 0;
    if (!strcmp(self->by, "week") || !strcmp(self->by, "month")) return refuse_report(self->by, names, err);
    if (ccs_wanted_axis(self) != CCS_AXIS_RUN) return check_axis(ccs_wanted_axis(self), names, err);
    for (uint32_t i = 0; i < names->n_entities; i++)
        if (ccs_view_is_kind(names->entities[i], self->by)) return 0;
    for (int kind = CCS_ENTITY_ALL + 1; kind < CCS_ENTITY_PAIR; kind++)
        ccs_text_enumerate(kinds, sizeof kinds, ccs_entity_word((enum ccs_entity_kind) kind));
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by",
        "must be interval, day, pair, agent, agent_interval, agent_activity, entity, or what there is here of %s; found \"%s\"",
        kinds, self->by);
}

/* Pairs and agents have figures over the run only, but for those of agents that are asked for by interval. @param axis  along which the entity stands */
static int check_apart(const ccs_wanted_t *self, enum ccs_axis axis, const ccs_names_t *names, ccs_err_t *err)
{
    const bool is_agent = ccs_view_is_kind(self->entity, "agent"); /* by interval, or by reason, too */
    const ccs_names_apart_t of = is_agent ? names->agents : ccs_names_apart(names, axis);
    uint32_t index;
    int ret;

    if (ccs_wanted_axis(self) != axis)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--entity", "%s is known over the run only, not by %s", self->entity,
            self->by);
    if (of.n == 0 || axis >= CCS_AXIS_AGENT_INTERVAL) CCS_TRY(check_axis(axis, names, err));
    ret = find_among(of.names, of.n, self->entity, (ccs_closest_t){0}, &index, err);
out:
    return ret;
}

int ccs_wanted_check(const ccs_wanted_t *self, const ccs_names_t *names, ccs_err_t *err)
{
    const char *list = self->metrics, *name;
    uint32_t index;
    int ret = 0;

    while (list) {
        const size_t length = next_name(&list, &name);

        CCS_TRY(ccs_names_find_metric(names, name, length, &index, err));
    }
    if (axis_of_entity(self) != CCS_AXIS_RUN) CCS_TRY(check_apart(self, axis_of_entity(self), names, err));
    else if (self->entity) CCS_TRY(ccs_names_find_entity(names, self->entity, &index, err));
    if (self->by) CCS_TRY(check_by(self, names, err));
out:
    return ret;
}

int ccs_wanted_refuse(const ccs_wanted_t *self, ccs_err_t *err)
{
    const enum ccs_axis axis = ccs_wanted_axis(self);

    if (ccs_axis_is_apart(axis) && !self->metrics)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--entity", "%s: there is none of %s",
            axis == CCS_AXIS_PAIR ? "pairs are of a type and a group" : "agents are of a group", self->entity);
    if (ccs_axis_is_apart(axis) || (axis != CCS_AXIS_RUN && !self->entity))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "%s is not known by %s",
            self->metrics ? self->metrics : "no metric", ccs_axis_name(axis));
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--metric", "%s does not apply to %s",
        self->metrics ? self->metrics : "no metric",
        self->entity   ? self->entity
            : self->by ? self->by
                       : "anything here");
}

int ccs_wanted_check_view(const ccs_wanted_t *self, const ccs_view_t *view, ccs_err_t *err)
{
    const ccs_names_t names = ccs_names_of(view);
    const enum ccs_axis axis = ccs_wanted_axis(self);
    const int ret = ccs_wanted_check(self, &names, err);

    if (ret) return ret;
    for (uint32_t m = 0; m < view->n_metrics; m++) {
        if (!ccs_wanted_metric(self, view->metrics[m]) || !ccs_view_has(view, axis, m)) continue;
        if (ccs_wanted_fits(self, view, m)) return 0;
    }
    return ccs_wanted_refuse(self, err);
}

bool ccs_wanted_metric(const ccs_wanted_t *self, const char *metric)
{
    const char *list = self->metrics, *name;

    if (!list) return true;
    while (list) {
        const size_t length = next_name(&list, &name);

        if (is_name(metric, name, length)) return true;
    }
    return false;
}

bool ccs_wanted_entity(const ccs_wanted_t *self, const char *entity)
{
    if (self->entity) return !strcmp(self->entity, entity);
    if (!self->by || !strcmp(self->by, "entity") || ccs_wanted_axis(self) != CCS_AXIS_RUN) return true;
    return ccs_view_is_kind(entity, self->by);
}

bool ccs_wanted_apart(const ccs_wanted_t *self, const char *name)
{
    const bool is_pair = ccs_view_is_kind(name, "pair");
    const char *const first = strchr(name, '/') + 1, *const slash = strchr(first, '/'), *const entity = self->entity;

    if (!entity || !strcmp(entity, "all") || !strcmp(entity, name)) return true;
    if (!slash) return false; /* of a file that somebody else made */
    if (ccs_view_is_kind(name, "agent_activity") && ccs_view_is_kind(entity, "agent")) {
        const char *const who = &entity[strlen("agent/")];

        return !strncmp(first, who, strlen(who)) && first[strlen(who)] == '/';
    }
    if (ccs_view_is_kind(entity, is_pair ? "type" : "group")) /* whose name comes first */
        return is_name(strchr(entity, '/') + 1, first, (size_t) (slash - first));
    return is_pair && ccs_view_is_kind(entity, "group") && !strcmp(&entity[strlen("group/")], &slash[1]);
}

/* ---- what is not shown ------------------------------------------------------------------------------------------------------------- */

bool ccs_wanted_fits(const ccs_wanted_t *self, const ccs_view_t *view, uint32_t metric)
{
    const enum ccs_axis axis = ccs_wanted_axis(self);

    if (ccs_axis_is_apart(axis)) {
        for (uint32_t i = 0; ccs_view_has(view, axis, metric) && i < ccs_view_count(view, axis); i++)
            if (ccs_wanted_apart(self, ccs_view_name(view, axis, i))) return true;
        return false;
    }
    for (uint32_t e = 0; e < view->n_entities; e++)
        if (ccs_wanted_entity(self, view->entities[e]) && ccs_view_applies(view, metric, e)) return true;
    return false;
}

/* "all, types and groups": what a metric goes with. Entities of a kind stand together. */
static void print_kinds(const ccs_view_t *view, uint32_t metric, FILE *to)
{
    const char *kinds[8];
    size_t n = 0;

    for (uint32_t e = 0; e < view->n_entities; e++) {
        const char *const name = view->entities[e];
        const size_t length = strcspn(name, "/");

        if (!ccs_view_applies(view, metric, e) || n == sizeof kinds / sizeof *kinds) continue;
        if (n == 0 || strncmp(kinds[n - 1], name, length + (name[length] == '/')) != 0) kinds[n++] = name;
    }
    for (size_t i = 0; i < n; i++)
        fprintf(to, "%s%.*s%s",
            i == 0           ? ""
                : i + 1 == n ? " and "
                             : ", ",
            (int) strcspn(kinds[i], "/"), kinds[i], strchr(kinds[i], '/') ? "s" : "");
}

static bool applies_anywhere(const ccs_view_t *view, uint32_t metric)
{
    for (uint32_t e = 0; e < view->n_entities; e++)
        if (ccs_view_applies(view, metric, e)) return true;
    return false;
}

void ccs_wanted_print_misfits(const ccs_wanted_t *self, const ccs_view_t *view, FILE *to)
{
    const enum ccs_axis axis = ccs_wanted_axis(self);

    for (uint32_t m = 0; self->metrics && m < view->n_metrics; m++) {
        if (!ccs_wanted_metric(self, view->metrics[m])) continue;
        if (!ccs_view_has(view, axis, m)) {
            fprintf(to, "not shown: %s is not known by %s\n", view->metrics[m], ccs_axis_name(axis));
        } else if (axis != CCS_AXIS_PAIR && !applies_anywhere(view, m)) {
            fprintf(to, "not shown: %s is of nothing in this scenario (see ccsim list metrics)\n", view->metrics[m]);
        } else if (!ccs_wanted_fits(self, view, m)) {
            fprintf(to, "not shown: %s goes with ", view->metrics[m]);
            print_kinds(view, m, to);
            fprintf(to, ", not with %s%s\n",
                self->entity   ? self->entity
                    : self->by ? self->by
                               : "these",
                !self->entity && self->by ? "s" : "");
        }
    }
}
