/** @file dates.h  The dates of a file together: which number is the day, as far as one of them, or all of them, tell. */
#ifndef CCS_DATES_H
#define CCS_DATES_H

#include "moment_text.h"

enum { CCS_N_DATE_ORDERS = CCS_ORDER_OPEN, CCS_DATES_SENTENCE = 200 /* bytes */ };

/** What dates say. Zero-initialise. */
typedef struct {
    const char *sample; /* the first of them, a text of the file; NULL: there is none */
    uint32_t line;      /* of it */
    char mark;
    enum ccs_date_order told;                                  /* by it alone */
    int most[2];                                               /* the largest first and second number, */
    uint32_t line_of[2];                                       /* and where it stands; of dates that leave the order open */
    int64_t first[CCS_N_DATE_ORDERS], last[CCS_N_DATE_ORDERS]; /* days, as each order has them; first > last: none exists */
    uint32_t first_line[CCS_N_DATE_ORDERS], last_line[CCS_N_DATE_ORDERS];
} ccs_dates_t;

/** Take a text into account that begins with a date; another one is passed over. @param text  lives as long as *self @param line  > 0 */
void ccs_dates_weigh(ccs_dates_t *self, const char *text, uint32_t line);

/** Why dates are of an order. */
enum ccs_dates_reason {
    CCS_DATES_TELL,     /* each by itself, a number above 12 in one of them, or points */
    CCS_DATES_BY_SPAN,  /* a guess: the days lie closer together then */
    CCS_DATES_BY_MARK,  /* a guess: it is usual with the mark */
    CCS_DATES_DISAGREE, /* the day stands first in one and second in another: in line_of[0] and line_of[1] */
};
/** The order of dates of which there is one. Where day and month can be exchanged everywhere, the one under which the days lie closer together; of
 * equals what the mark is used for: hyphens by those who write the day first, slashes by those who write the month first.
 * @param order  CCS_ORDER_YMD where they disagree */
enum ccs_dates_reason ccs_dates_order(const ccs_dates_t *self, enum ccs_date_order *order);
static inline bool ccs_dates_is_guess(enum ccs_dates_reason reason)
{
    return reason == CCS_DATES_BY_SPAN || reason == CCS_DATES_BY_MARK;
}
/** The other order of a guess: what to write if it is wrong. */
const char *ccs_dates_other(enum ccs_date_order guessed);
/** A guess, or that they disagree, in words without a full stop. @return text of CCS_DATES_SENTENCE bytes */
const char *ccs_dates_say(const ccs_dates_t *self, enum ccs_dates_reason reason, enum ccs_date_order order, char *text);

#endif
