/** @file split_part.h  Parts of a type, and the ways that lead to it. Private to the room. */
#ifndef CCS_SPLIT_PART_H
#define CCS_SPLIT_PART_H

#include "split_tree.h"

enum { CCS_SPLIT_PARTS_MAX = 64 };

/** A part of a type. */
typedef struct {
    const char *language, *site; /* NULL: it is not parted by them */
    const ccs_value_t *segment;  /* as it is written; NULL: the same */
    const char *name;            /* of the type that it becomes */
    double share;
} ccs_split_part_t;

typedef struct {
    const ccs_value_t *type; /* as it is written */
    const char *name;
    uint32_t n;
    ccs_split_part_t of[CCS_SPLIT_PARTS_MAX];
} ccs_split_parted_t;

/** Where one type alone can stand. @return the key; NULL: the type is named nowhere there */
const char *ccs_split_alone_at(const ccs_split_t *self, const char *name);
/** What leads to the type leads to its part in the language and the segment of where it comes from, or, of several, to each by its share. All parts are there.
 * @return NULL; or a key that leads to one type alone, from where more than one part would do */
const char *ccs_split_lead_on(ccs_split_t *self, const ccs_split_parted_t *parted);
/** A key of a group that names the type names the one part that fits where it comes from. @return false: more than one would do */
bool ccs_split_lead_on_alone(ccs_split_t *self, const ccs_value_t *from, ccs_value_t *group, const char *key,
    const ccs_split_parted_t *parted);
/** Campaigns of the type: one for each part. */
void ccs_split_campaigns(ccs_split_t *self, const ccs_split_parted_t *parted);
/** What else campaigns say of the type, after all campaigns are parted. @return NULL; or a key that leads to one type alone, from where more than one part would do */
const char *ccs_split_lead_campaigns_on(ccs_split_t *self, const ccs_split_parted_t *parted);

#endif
