/** @file split.h  What is written once and simulated in parts: types with languages or segments of customers, or shared out to sites, and groups of whom some work at home. */
#ifndef CCS_SPLIT_H
#define CCS_SPLIT_H

#include "reader.h"

/** The tree with the parts in the place of what was written: `types.support` with the languages en and es becomes types.support_en and types.support_es, a group with `remote` itself and GROUP_home.
 * Such a tree has its keys checked first; what is wrong with it is recorded.
 * @return the reader's root, untouched, where nothing is parted or something is wrong; else a new one in the reader's arena
 * @param checked  receives whether the keys have been (ccs_check_keys) */
const ccs_value_t *ccs_split(ccs_reader_t *reader, bool *checked);
/** Which types are of which language and segment, and parts of what: the plan's lists of these, and where each type stands in them. */
void ccs_split_wholes(ccs_reader_t *reader, const ccs_named_t *named, ccs_type_t *types, ccs_plan_t *plan);

#endif
