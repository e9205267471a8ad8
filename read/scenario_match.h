/** @file scenario_match.h  Where in a tree the path of a setting leads: a list of ways, one for each member that its stars stand for. */
#ifndef CCS_SCENARIO_MATCH_H
#define CCS_SCENARIO_MATCH_H

#include "scenario_context.h"
#include "scenario_setting.h"

/** A way over the last *. */
typedef struct {
    ccs_value_t *node;       /* where it ended: what holds the members, if the * is the last step */
    uint32_t i;              /* the step that goes on from node */
    const char *const *keys; /* of the steps up to the last * */
} ccs_way_t;

/** Where a path came to its end too early. */
typedef struct {
    const ccs_value_t *node;
    uint32_t i;    /* the step that leads nowhere from node */
    uint32_t rank; /* of several the highest is told; 0: none yet */
    ccs_path_step_t steps[CCS_SCENARIO_MAX_DEPTH];
} ccs_miss_t;

typedef struct {
    ccs_scenario_reader_t *reader;
    const ccs_value_t *root;
    ccs_value_t like;      /* file, line of the nodes that are made */
    ccs_setting_t setting; /* a step that is a * has the key of the member whose turn it is */
    ccs_way_t *ways;       /* [n_ways], in the order of the members */
    uint32_t n_ways;
    size_t cap;
    size_t n_errors; /* before this setting */
    ccs_miss_t miss;
    /* "service, which holds per_hour": a member that a * did not reach though it holds the same quantity */
    char passed[2 * CCS_SETTING_PATH_MAX];
} ccs_match_t;

/** List the ways; without a * there is one, from the root. @return 0, or a code after an error that is told; no way is none */
int ccs_match_ways(ccs_match_t *self, ccs_value_t *root);
/** Let the stars stand for what they are on this way. */
void ccs_match_bind(ccs_match_t *self, const ccs_way_t *way);
/** The key of a member that is called so, or else has this label or is called so but for cases, blanks and umlauts; the name itself where there is none. */
const char *ccs_match_named(const ccs_value_t *group, const char *name);
/** The child that step i leads to, NULL if there is none. A CSV file that is named there becomes its table first. */
ccs_value_t *ccs_match_follow(ccs_match_t *self, ccs_value_t *node, uint32_t i);
/** Step i leads nowhere from node, which is an error only if the setting applies nowhere else. */
void ccs_match_miss(ccs_match_t *self, const ccs_value_t *node, uint32_t i);

/** An error of the setting. @return its code */
int ccs_match_fail(const ccs_match_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Why step i leads nowhere from node, or why the miss that came farthest did. */
int ccs_match_fail_step(const ccs_match_t *self, const ccs_value_t *node, uint32_t i);
int ccs_match_fail_miss(ccs_match_t *self);
bool ccs_match_is_told(const ccs_match_t *self);

#endif
