/** @file studio_files.h  A scenario and what it was read from, under the names that the page's engine finds them by. */
#ifndef CCS_STUDIO_FILES_H
#define CCS_STUDIO_FILES_H

#include "scenario.h"
#include "studio_page.h"

enum { CCS_STUDIO_FILES_MAX = 64 };

/** Read them: the scenario first, as `scenario/NAME.cfg`, then what it extends and the tables that it names, in its folder, below it or beside it. Of a
 * scenario that reads more, or from elsewhere, its complete text takes the place of all. No name holds a path of this machine.
 * @param files  CCS_STUDIO_FILES_MAX of them, the arena's @return 0, CCS_ERR_INPUT or CCS_ERR_NOMEM */
int ccs_studio_files(ccs_scenario_t *scenario, ccs_arena_t *arena, ccs_studio_file_t *files, size_t *n_files, ccs_err_t *err);

#endif
