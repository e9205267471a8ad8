/* dates.c - the order of dates, by all of them. */
#include "dates.h"

#include <stdio.h>

static const int64_t NEVER = INT64_C(1) << 40; /* days */

static void begin(ccs_dates_t *self, const char *text, const ccs_date_text_t *date, uint32_t line)
{
    self->sample = text;
    self->line = line;
    self->mark = date->mark;
    self->told = date->order;
    for (int i = 0; i < CCS_N_DATE_ORDERS; i++) self->first[i] = NEVER;
    for (int i = 0; i < CCS_N_DATE_ORDERS; i++) self->last[i] = -NEVER;
}

static void widen(ccs_dates_t *self, int order, int64_t day, uint32_t line)
{
    if (day < self->first[order]) {
        self->first[order] = day;
        self->first_line[order] = line;
    }
    if (day > self->last[order]) {
        self->last[order] = day;
        self->last_line[order] = line;
    }
}

void ccs_dates_weigh(ccs_dates_t *self, const char *text, uint32_t line)
{
    ccs_date_text_t date;
    int64_t day;

    if (!ccs_date_text(text, &date)) return;
    if (!self->sample) begin(self, text, &date, line);
    for (int i = 0; i < 2 && date.order == CCS_ORDER_OPEN; i++) {
        if (date.part[i] <= self->most[i]) continue;
        self->most[i] = date.part[i];
        self->line_of[i] = line;
    }
    for (int order = 0; order < CCS_N_DATE_ORDERS; order++)
        if (ccs_date_text_day(&date, (enum ccs_date_order) order, &day)) widen(self, order, day, line);
}

enum ccs_dates_reason ccs_dates_order(const ccs_dates_t *self, enum ccs_date_order *order)
{
    const int64_t dmy = self->last[CCS_ORDER_DMY] - self->first[CCS_ORDER_DMY],
                  mdy = self->last[CCS_ORDER_MDY] - self->first[CCS_ORDER_MDY];

    *order = CCS_ORDER_YMD;
    if (self->told != CCS_ORDER_OPEN) {
        *order = self->told;
        return CCS_DATES_TELL;
    }
    if (self->most[0] > 12 && self->most[1] > 12) return CCS_DATES_DISAGREE;
    *order = self->most[0] > 12 ? CCS_ORDER_DMY : CCS_ORDER_MDY;
    if (self->most[0] > 12 || self->most[1] > 12) return CCS_DATES_TELL;
    *order = self->mark == '.' || (dmy != mdy ? dmy < mdy : self->mark != '/') ? CCS_ORDER_DMY : CCS_ORDER_MDY;
    return self->mark == '.' ? CCS_DATES_TELL : dmy != mdy ? CCS_DATES_BY_SPAN : CCS_DATES_BY_MARK;
}

const char *ccs_dates_other(enum ccs_date_order guessed)
{
    return ccs_date_order_text(guessed == CCS_ORDER_DMY ? CCS_ORDER_MDY : CCS_ORDER_DMY);
}

const char *ccs_dates_say(const ccs_dates_t *self, enum ccs_dates_reason reason, enum ccs_date_order order, char *text)
{
    const int later = self->line_of[1] > self->line_of[0];

    if (reason == CCS_DATES_DISAGREE)
        snprintf(text, CCS_DATES_SENTENCE,
            "the day stands first in some dates and second in others (line %u): write them all one way",
            (unsigned) self->line_of[!later]);
    else
        snprintf(text, CCS_DATES_SENTENCE, "dates such as %.20s have the day or the month first: the %s, %s", self->sample,
            order == CCS_ORDER_DMY ? "day" : "month",
            reason == CCS_DATES_BY_SPAN ? "for then the days lie closer together" : "as is usual with this mark");
    return text;
}
