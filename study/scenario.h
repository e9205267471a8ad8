/** @file scenario.h  From a file to a plan: the door through which every scenario comes, a user's or a test's. */
#ifndef CCS_SCENARIO_H
#define CCS_SCENARIO_H

#include "compile.h"
#include "plan.h"

/** Where a scenario comes from. Texts belong to whoever gives it. */
typedef struct {
    const char *path; /* of a file, or "-" for standard input; of a text what it is called in messages and results */
    const char *text; /* the scenario itself, of n_bytes; NULL: it stands in the file */
    size_t n_bytes;
    const char *folder; /* of a text: relative paths start here; "": at the working directory */
} ccs_scenario_origin_t;

typedef struct {
    const char *path;             /* as given */
    ccs_scenario_origin_t source; /* the same, with its text: to be read again */
    const char *stem;             /* of the file's name */
    const char *name;             /* the same; of a what-if its own */
    ccs_value_t *tree;
    ccs_plan_t plan;
    const char *text;        /* made when first asked for */
    ccs_err_list_t warnings; /* of this scenario, for those who read its results */
    ccs_arena_t arena;       /* of all the rest */
} ccs_scenario_t;

/** Read and compile. @p sets: n_sets texts as on the command line. _free is legal after a failure.
 * @return 0 or the code of the first error in @p errors, which also gets the warnings. */
int ccs_scenario_load(const char *path, const char *const *sets, size_t n_sets, ccs_scenario_t *out, ccs_err_list_t *errors);
/** The same from a file or from memory; the texts of the source must outlive the scenario. */
int ccs_scenario_load_from(const ccs_scenario_origin_t *source, const char *const *sets, size_t n_sets, ccs_scenario_t *out,
    ccs_err_list_t *errors);
void ccs_scenario_free(ccs_scenario_t *self);
/** Whether a file is one that the scenario was read from: its own, one that it extends, a table that it names. */
bool ccs_scenario_is_from(const ccs_scenario_t *self, const char *path);
/** The complete, self-contained text: defaults filled in, files inlined. Owned by the scenario; NULL when out of memory. */
const char *ccs_scenario_text(ccs_scenario_t *self);

#endif
