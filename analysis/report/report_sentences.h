/** @file report_sentences.h  Sentences, by rules: findings in words. Each adds to a text, nothing where there is nothing to say. */
#ifndef CCS_REPORT_SENTENCES_H
#define CCS_REPORT_SENTENCES_H

#include "compare_words.h"
#include "findings.h"
#include "report_peak.h"

/** " On 3 of 5 days", " In 3 of 5 weeks". */
void ccs_say_share(const ccs_page_t *page, uint32_t k, uint32_t n, ccs_prose_t *to);
/** What share of contacts is served in time, what becomes of the targets, on how many days. */
void ccs_say_service(const ccs_page_t *page, ccs_prose_t *to);
/** When service is worst, and how sure that is; nothing where the result has no intervals. */
void ccs_say_worst(const ccs_page_t *page, ccs_prose_t *to);
/** Which group is short, and on how many days it is this one. */
void ccs_say_short(const ccs_page_t *page, ccs_prose_t *to);
/** What becomes of the targets, and on how many days. */
void ccs_say_targets(const ccs_page_t *page, ccs_prose_t *to);
/** "Below target are 41 of 120 half-hours of Technik.": the types that have such intervals, closed times behind them. */
void ccs_say_breaches(const ccs_page_t *page, ccs_prose_t *to);
/** "12:00 to 14:00 and 16:30 to 20:00": the marked intervals, neighbours together, of several days by day.
 * @param most  ranges that are named, the others are counted */
void ccs_say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, uint32_t most, ccs_prose_t *to);
/** What a variant changes, in a sentence. @param variant  from 1 */
void ccs_say_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** What the variants change, where they are too many for a sentence each. */
void ccs_say_changes(const ccs_page_t *page, ccs_prose_t *to);
/** Whether targets are reached on more days with a variant than without. */
void ccs_say_days_of_both(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** The name of a variant at the begin of a sentence. */
void ccs_say_variant(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** The verdict on a difference, in words. @return text or a constant */
const char *ccs_say_difference(const ccs_compare_t *compare, uint32_t metric, ccs_difference_t difference,
    char text[CCS_CHANGE_TEXT_MAX]);
/** "reached on 38 of 100 days (29 to 48 %)", of an entity; nothing where no target is judged. @return whether something was said */
bool ccs_say_days(const ccs_view_t *view, uint32_t entity, ccs_prose_t *to);

#endif
