/** @file intraday_read.h  Rules that act during the day, read from a scenario into rows of the plan: `rules`. */
#ifndef CCS_INTRADAY_READ_H
#define CCS_INTRADAY_READ_H

#include "people.h"

/** What the rules are read from, and what they are about. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *rules, *groups; /* of the scenario */
    ccs_people_t *people;              /* not looked at in steady mode */
    ccs_group_t *teams, *classes;      /* groups of the scenario, and of the plan, with their steps of staff and their persons */
    uint32_t n_classes;
} ccs_intraday_reader_t;

/** The rules of a scenario, after its groups are whole. A group into which rules bring agents gets room for them: max_agents grows, and with it the numbers of
 * the first agents behind. What sends persons off the phones is one of their group's reasons.
 * @param plan  receives the rules; what is wrong is recorded by the reader */
void ccs_intraday_read(const ccs_intraday_reader_t *self, ccs_plan_t *plan);

#endif
