/** @file moment.h  How the moments of a told run are said: names, words, JSON. */
#ifndef CCS_MOMENT_H
#define CCS_MOMENT_H

#include <stdio.h>

#include "err.h"
#include "plan.h"
#include "told.h"

enum ccs_subject { CCS_SUBJECT_CENTRE, CCS_SUBJECT_GROUP, CCS_SUBJECT_AGENT, CCS_SUBJECT_CONTACT };

/** A row of moment.def. Texts that do not apply are "". */
typedef struct {
    const char *name, *facts, *duration, *number, *words, *story;
    enum ccs_subject subject;
} ccs_moment_about_t;

extern const ccs_moment_about_t CCS_MOMENTS[CCS_N_MOMENTS];

enum { CCS_WORDS_MAX = 1024, CCS_LABEL_MAX = 288 };

/** What people call an issue: "cards/412", the 412th contact of its type in the replication, the same one in every variant on the same
 * random numbers; "cards/start3" for one that is there at the start. @return text */
char *ccs_contact_label(const ccs_plan_t *plan, const ccs_attempt_t *of, char *text, size_t size);
/** The reverse. @return 0, or CCS_ERR_USAGE with err->text: no such form, type or initial contact. */
int ccs_contact_find(const ccs_plan_t *plan, const char *label, ccs_attempt_t *of, ccs_err_t *err);
/** What an agent is called who is counted from 0 through all of the group. @return NULL: nobody has a name there */
const char *ccs_moment_agent(const ccs_plan_t *plan, uint32_t group, uint32_t agent);
/** A duration for people: tenths of a second below a minute, else seconds. @return text */
char *ccs_moment_duration(double seconds, char *text, size_t size);
/** The whole sentence: "cards/412 waits in the queue, behind 3". A text that does not fit is cut. @return text */
char *ccs_moment_sentence(const ccs_plan_t *plan, const ccs_moment_t *moment, char *text, size_t size);
/** The clause of a contact's story: "gave up after a wait of 2 min 3 s"; "" if it is not told there. @param at  the moment's time
 * @return text */
char *ccs_moment_clause(const ccs_plan_t *plan, const ccs_moment_t *moment, const char *at, char *text, size_t size);
/** One JSON object on one line. @param local  local time as JSON text, "" = null */
void ccs_moment_json(const ccs_plan_t *plan, const ccs_moment_t *moment, const char *local, FILE *to);

#endif
