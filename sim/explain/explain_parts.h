/** @file explain_parts.h  What the files explain*.c share. Private to them. */
#ifndef CCS_EXPLAIN_PARTS_H
#define CCS_EXPLAIN_PARTS_H

#include "explain.h"

/** A number of agents, of whom there may be fractions: "12.4". @return text */
const char *ccs_show_agents(double n, char *text, size_t size);
/** "12 agents", "1 agent" @return text */
const char *ccs_show_count(double n, const char *one, const char *many, char *text, size_t size);
/** "2026-03-02T12:15", or "12:15" where there is but one day. Mode day. @return text */
const char *ccs_show_moment(const ccs_plan_t *plan, double time_s, char *text, size_t size);
/** A share, or how it varies over time. @param course  NULL: it does not @return text */
const char *ccs_show_share(const ccs_plan_t *plan, const ccs_course_t *course, double frac, char *text, size_t size);
/** A law: "always 10 min", "lognormal with mean 3 min 20 s and cv 0.9"; factors are plain numbers, not times. @return text */
const char *ccs_show_law(const ccs_plan_t *plan, const ccs_distribution_t *law, bool is_time, char *text, size_t size);
/** What groups a contact of the type tries, and from when on. */
void ccs_explain_routing(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** Whether the agent who has served a customer last is looked for. */
void ccs_explain_sticky(const ccs_type_t *type, FILE *to);
/** ", SCORE" behind the rule of a group that goes by one. */
void ccs_explain_score(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to);
/** How many contacts of a type may wait, where that goes by the moment. @return false: it does not */
bool ccs_explain_limit(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** For which types agents of a group are kept free. Nothing where none are. */
void ccs_explain_reserve(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to);
/** A group of the scenario, with a heading. */
void ccs_explain_group(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to);
/** How replications are drawn. Nothing where each is drawn for itself. */
void ccs_explain_variance(const ccs_plan_t *plan, FILE *to);

#endif
