/** @file wanted.h  Which figures of a result a user asks for, by name: checked against the names that there are, then chosen. */
#ifndef CCS_WANTED_H
#define CCS_WANTED_H

#include <stdio.h>

#include "view.h"

/** What was asked for; NULL = not said. */
typedef struct {
    const char *
        by; /* "interval", "day", "pair", "agent", "agent_interval", "agent_activity", "entity", or a kind of entity: "type", "channel", "group", "site",
               * "trunk", "activity" */
    const char *metrics; /* "service_level,asa_s" */
    const char *
        entity; /* "type/cards"; "pair/cards/general" alone stands for by pair too, as "agent/general/7" for by agent, and with by interval for
                         * by agent_interval of this one */
} ccs_wanted_t;

/** Names of what is no entity of a result. */
typedef struct {
    uint32_t n;
    const char *const *names;
} ccs_names_apart_t;

/** The names that a result has, or will have. */
typedef struct {
    const char *const *metrics, *const *entities;
    uint32_t n_metrics, n_entities;
    bool has_intervals, has_days;
    const char *report; /* as of a view */
    ccs_names_apart_t pairs, agents,
        agent_activities; /* "pair/cards/general", "agent/general/7", "agent_activity/desk/anna/lunch" */
    bool has_agent_intervals;
} ccs_names_t;

/** The names of a result. */
ccs_names_t ccs_names_of(const ccs_view_t *view);
/** Those along an axis of what is no entity; none along the others. */
ccs_names_apart_t ccs_names_apart(const ccs_names_t *self, enum ccs_axis axis);
/** @return 0, or CCS_ERR_USAGE: a name that is not there, with the closest one in @p err; err->path is the option to blame. */
int ccs_wanted_check(const ccs_wanted_t *self, const ccs_names_t *names, ccs_err_t *err);
/** The same against a result, where it is also an error if none of the metrics applies to any of the entities, or is known by
 * interval. */
int ccs_wanted_check_view(const ccs_wanted_t *self, const ccs_view_t *view, ccs_err_t *err);
/** Tell that none of the metrics applies to any of the entities, or is known by interval. @return CCS_ERR_USAGE */
int ccs_wanted_refuse(const ccs_wanted_t *self, ccs_err_t *err);
/** Whether a metric of the view applies to any of the entities wanted. */
bool ccs_wanted_fits(const ccs_wanted_t *self, const ccs_view_t *view, uint32_t metric);
/** Tell of metrics that were asked for by name and cannot be shown, a line each: "not shown: scheduled_agents goes with all and groups, not
 * with type/service", "not shown: wait_p95_s is not known by interval". */
void ccs_wanted_print_misfits(const ccs_wanted_t *self, const ccs_view_t *view, FILE *to);
/** Index of a metric or an entity. @return 0, or CCS_ERR_USAGE and the closest name in @p err */
int ccs_names_find_metric(const ccs_names_t *self, const char *name, size_t length, uint32_t *metric, ccs_err_t *err);
int ccs_names_find_entity(const ccs_names_t *self, const char *name, uint32_t *entity, ccs_err_t *err);

/** What rows are to stand for; RUN unless it is something that is no entity. */
enum ccs_axis ccs_wanted_axis(const ccs_wanted_t *self);
/** Whether a metric or an entity of a result is wanted; everything is where nothing was said. */
bool ccs_wanted_metric(const ccs_wanted_t *self, const char *metric);
bool ccs_wanted_entity(const ccs_wanted_t *self, const char *entity);
/** Whether a pair of type and group, an agent, or what an agent is off the phones for, by name, is part of the entity wanted: it itself, or one of its type, of
 * its group, of its agent, or of all. */
bool ccs_wanted_apart(const ccs_wanted_t *self, const char *name);

#endif
