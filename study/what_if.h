/** @file what_if.h  "busy: volume +10 %, move 2 from general to sales, types.cards.patience.mean*=1.1": a name and the changes that it stands
 * for. */
#ifndef CCS_WHAT_IF_H
#define CCS_WHAT_IF_H

#include <stdbool.h>

#include "arena.h"
#include "err.h"

typedef struct {
    const char *name;
    const char **sets; /* changes as --set takes them */
    const char **said; /* the words that each was written in */
    size_t n_sets;
} ccs_what_if_t;

/** The words of settings, of which the first n_common are not those of a what-if. */
typedef struct {
    const char *name;        /* NULL: none */
    const char *const *said; /* [n_sets], as above; NULL: no words */
    size_t n_common, n_sets;
} ccs_said_t;

/** Take a text apart: NAME, a colon, changes parted by commas. A change is PATH=VALUE and its kin, or words, upper and
 * lower case alike: volume, aht, pace, patience, staff [of NAME] and +10 %, -10 % or *1.1, staff +2, shrinkage [of NAME] 15 %, move 2 from NAME to NAME,
 * cross-train 10 of NAME for NAME; all but aht, pace, patience and cross-train also "from 09:00 to 12:00". Commas within brackets, braces, parentheses and quotes belong to a value. Without a name the
 * changes themselves are the name.
 * @return 0, CCS_ERR_USAGE (no change, or one that is neither: told with the word, its position and the nearest known one) or CCS_ERR_NOMEM */
int ccs_what_if_read(const char *text, ccs_arena_t *arena, ccs_what_if_t *out, ccs_err_t *err);
/** Settings and, behind them, the changes of several what-ifs, for a run that has them all. Its name is NULL.
 * @return as _read */
int ccs_what_if_join(const char *const *sets, size_t n_sets, const char *const *texts, size_t n_texts, ccs_arena_t *arena,
    ccs_what_if_t *out, ccs_err_t *err);
/** What is wrong with a what-if is told in its words, not with the number of a setting that nobody wrote: in the errors from first on
 * "--set:3" becomes "--what-if \"volume +10 %\"", with the name in front where it has one, and the
 * path is without the name that a change got. */
void ccs_what_if_cite(const ccs_said_t *self, ccs_err_list_t *errors, size_t first);
/** Agents more or fewer that a setting asks of a group, "groups.desk.staff+=2". @return false if it asks for something else */
bool ccs_what_if_agents(const char *set, const char *group, double *agents);

#endif
