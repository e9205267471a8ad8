/** @file studio_engine.h  The engine that the studio's page carries: the module of WebAssembly beside the program. */
#ifndef CCS_STUDIO_ENGINE_H
#define CCS_STUDIO_ENGINE_H

#include <stddef.h>

#include "arena.h"
#include "err.h"

/** Read it, if it is of the commit of this program (`ccsim.wasm.revision` beside it says so; one that is named may be without); packed by gzip or not: the file named, or `ccsim.wasm.gz` or `ccsim.wasm` beside the running program, or in `../share/ccsim` seen from there. @param given  NULL: the others
 * @param bytes, n  the module, the arena's @return 0, CCS_ERR_INPUT: there is none, with the remedy, or it is no module, or of another commit; CCS_ERR_NOMEM */
int ccs_studio_engine_read(const char *given, ccs_arena_t *arena, const unsigned char **bytes, size_t *n, ccs_err_t *err);

#endif
