/** @file levels.h  The same customers at four levels: each leg, each contact whatever its legs, each issue whatever its contacts, each customer whom agents served. */
#ifndef CCS_LEVELS_H
#define CCS_LEVELS_H

#include "view.h"

enum { CCS_LEVEL_COLUMNS = 6, CCS_N_LEVELS = 4 };

typedef struct {
    const char *name;                       /* "legs" */
    const char *metrics[CCS_LEVEL_COLUMNS]; /* NULL: there is none at this level */
} ccs_told_level_t;

extern const char *const CCS_LEVEL_HEADS[CCS_LEVEL_COLUMNS];
extern const ccs_told_level_t CCS_LEVELS[CCS_N_LEVELS];

/** Whether the result tells levels apart for an entity: else a leg, a contact and an issue are one. */
bool ccs_levels_are_told(const ccs_view_t *view, uint32_t entity);
/** Whether there is any figure at a level, of an entity. */
bool ccs_levels_has(const ccs_view_t *view, uint32_t entity, uint32_t level);
/** The figure of a level, a column and an entity. @return false: there is none */
bool ccs_levels_figure(const ccs_view_t *view, uint32_t entity, uint32_t level, uint32_t column, uint32_t *metric);

#endif
