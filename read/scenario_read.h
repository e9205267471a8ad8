/** @file scenario_read.h  Scenario files to value trees. libconfig ends in scenario_parse.c. */
#ifndef CCS_SCENARIO_READ_H
#define CCS_SCENARIO_READ_H

#include "scenario_limits.h"
#include "value.h"

/** Read a scenario: pre-scan, parse, merge `extends` (base first), apply settings, resolve `like`, inline CSV files.
 * @param path  file, or "-" for standard input (relative paths then start at the working directory)
 * @param sets  n_sets texts "PATH=VALUE", "PATH*=1.1", "PATH+=2" in the order of the command line; see below for a * in PATH
 * @param root  the tree, a group without key, owned by the arena
 * @return 0, or the code of the first error in @p errors (CCS_ERR_INPUT: missing, unreadable, a directory; CCS_ERR_SCENARIO:
 * the rest). */
int ccs_scenario_read(const char *path, const char *const *sets, size_t n_sets, ccs_arena_t *arena, ccs_value_t **root,
    ccs_err_list_t *errors);
/* A setting ends its path at the first =; *= and += change the numbers that are there, in a list each of them, and whole numbers
 * of the vocabulary (agents, lines, replications) round half up. A key that is a * stands for every member of its group that can
 * hold what follows: for all of them as the last key, for groups before another key, for lists before an [index]:
 *   groups.*.staff*=0.95    types.*.patience.mean=4 min    types.*.arrivals.per_day*=1.1    types.*.by_group.*.wrap=20 s
 * No member is ever made for a *. What follows it is made by = in every member, as in a path without one; *= and += pass over
 * members that do not write it, those that only take it from `like` among them (these follow the sibling's new value). A setting
 * that applies nowhere is an error that names the closest path. At the end of a path a star needs a space before the operator, or
 * a second star: "groups.x.* = none", "groups.x.**=2"; "groups.x.*=2" is refused, for it could be either. */

/** The same from memory, for fuzzing and tests; name stands in messages, relative paths start at @p directory. */
int ccs_scenario_read_text(const char *name, const char *text, size_t n_bytes, const char *directory, const char *const *sets,
    size_t n_sets, ccs_arena_t *arena, ccs_value_t **root, ccs_err_list_t *errors);

/** Print the tree as a complete scenario in libconfig's language that reads back to an equal tree. In the arena; NULL = out of
 * memory. */
char *ccs_scenario_print(const ccs_value_t *root, ccs_arena_t *arena);

#endif
