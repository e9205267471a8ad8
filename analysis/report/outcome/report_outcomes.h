/** @file report_outcomes.h  Sections and sentences of what comes of contacts. Nothing is written where a result has no such figures. */
#ifndef CCS_REPORT_OUTCOMES_H
#define CCS_REPORT_OUTCOMES_H

#include "report_page.h"

/** Resolution, who comes again, satisfaction, customers lost: in words, as pictures and tables by type, channel and group. */
void ccs_section_outcomes(ccs_page_t *page);
/** Three variants or more by several figures at once: which of them no other one beats. */
void ccs_section_tradeoff(ccs_page_t *page);
/** People over months: who is there, what the weeks make of them, scores and coaching; in words, as pictures and tables by group. */
void ccs_section_people(ccs_page_t *page);
/** Channels, where there are several or agents have several contacts in hand at once. */
void ccs_section_channels(ccs_page_t *page);
/** Languages of customers, where there are several. */
void ccs_section_languages(ccs_page_t *page);
/** Segments of customers, where there are several. */
void ccs_section_segments(ccs_page_t *page);

/** " The first contact resolves 73 % of issues; ...": what the answer says of outcomes. @return whether something was said */
bool ccs_say_outcomes(const ccs_page_t *page, ccs_prose_t *to);
/** " First contact resolution -3.4 points, worse; ...": what a variant changes in them. @param variant  from 1 */
void ccs_say_outcomes_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);

/** The figures of outcomes that a comparison tells, the most telling first; ends with NULL. */
extern const char *const CCS_OUTCOMES_COMPARED[];

#endif
