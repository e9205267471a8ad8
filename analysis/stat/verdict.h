/** @file verdict.h  Targets against what was found: one judge and one set of words for terminal, JSON, workbook and page. */
#ifndef CCS_VERDICT_H
#define CCS_VERDICT_H

#include "view.h"

/** Met: the whole confidence interval lies at or above what is wanted; missed: it lies below. Anything else is undecided, also where there
 * is no interval: one replication decides nothing. */
enum ccs_verdict { CCS_VERDICT_NONE, CCS_VERDICT_MET, CCS_VERDICT_MISSED, CCS_VERDICT_UNDECIDED };
enum ccs_verdict ccs_verdict_of(double wanted, ccs_point_t found);
/** "met", "missed", "undecided"; "" for NONE. */
const char *ccs_verdict_name(enum ccs_verdict verdict);

/** The service level of an entity, of a type as its target counts it; NAN: none. */
ccs_point_t ccs_verdict_service(const ccs_view_t *view, uint32_t entity);
/** The verdict on the target of a type, by number. */
enum ccs_verdict ccs_verdict_on(const ccs_view_t *view, uint32_t type);
/** What became of the target of a type of the base, by number, in the base and in another view. @return whether they differ; of a type that has
 * no target in one of them there is nothing to say */
bool ccs_verdict_changes(const ccs_view_t *base, const ccs_view_t *other, uint32_t type, enum ccs_verdict verdicts[2]);
/** Types whose target is not met: missed or undecided. */
uint32_t ccs_verdict_unmet(const ccs_view_t *view);

#endif
