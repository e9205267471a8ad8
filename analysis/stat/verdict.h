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

/** The same of what shall be at most so much: met where the whole interval lies at or below it. */
enum ccs_verdict ccs_verdict_at_most(double wanted, ccs_point_t found);
/** How bad the news is: none, met, undecided, missed. */
uint32_t ccs_verdict_badness(enum ccs_verdict verdict);

/** The service level of an entity, of a type as its target counts it; NAN: none. */
ccs_point_t ccs_verdict_service(const ccs_view_t *view, uint32_t entity);
/** What a target of a type is about: its service level, or who abandons. A type may have both. */
enum ccs_aim { CCS_AIM_SERVICE, CCS_AIM_ABANDONMENT, CCS_N_AIMS };
typedef struct {
    const char *metric; /* "service_level", "abandonment_rate" */
    double wanted;      /* at least; of abandonment at most */
    ccs_point_t found;
    enum ccs_verdict verdict; /* NONE: the type has no such target */
} ccs_judgement_t;
/** A target of a type, by number, and what was found of it. */
ccs_judgement_t ccs_verdict_judge(const ccs_view_t *view, uint32_t type, enum ccs_aim aim);
/** "80 % in 20 s", "at most 5 %" of a target that there is. @return text */
enum { CCS_WANTED_MAX = 96 };
const char *ccs_verdict_wanted(const ccs_view_t *view, uint32_t type, enum ccs_aim aim, char text[CCS_WANTED_MAX]);
/** Whether any type has a target of its abandonment. */
bool ccs_verdict_bounds(const ccs_view_t *view);
/** The verdict on the targets of a type, by number: of two the worse one. */
enum ccs_verdict ccs_verdict_on(const ccs_view_t *view, uint32_t type);
/** What became of a target of a type of the base, by number, in the base and in another view. @return whether they differ; of a type that has
 * no such target in one of them there is nothing to say */
bool ccs_verdict_changes(const ccs_view_t *const views[2], uint32_t type, enum ccs_aim aim, enum ccs_verdict verdicts[2]);
/** Targets that are not met: missed or undecided. */
uint32_t ccs_verdict_unmet(const ccs_view_t *view);

#endif
