/* csv_listing.c - columns, dates and times of files whose rows each tell of one thing. */
#include "csv_listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "csv_heading.h"
#include "dates.h"
#include "err.h"
#include "units.h"

void ccs_csv_listing_columns(ccs_csv_listing_t *self, const ccs_csv_role_t *roles, uint32_t n)
{
    const ccs_csv_table_t *const table = &self->table;
    uint32_t of[CCS_CSV_MAX_COLUMNS];

    CCS_BUG_IF(n > CCS_CSV_MAX_ROLES);
    for (uint32_t i = 0; i < table->n_columns; i++) of[i] = n;
    for (uint32_t role = 0; role < n; role++) self->column[role] = UINT32_MAX;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t role = 0; role < n; role++) {
            if (ccs_csv_listing_has(self, role)) continue;
            self->column[role] = ccs_csv_heading(table->header, table->n_columns, of, n, roles[role].words, pass == 0);
            if (ccs_csv_listing_has(self, role)) of[self->column[role]] = role;
        }
    }
}

bool ccs_csv_listing_is_of(const ccs_csv_listing_t *self, size_t row, uint32_t role, const char *queue, const char *type,
    const char *label)
{
    const char *const found = ccs_csv_listing_cell(self, row, role);

    if (!ccs_csv_listing_has(self, role)) return true;
    if (queue) return strcmp(found, queue) == 0;
    return strcmp(found, type) == 0 || (label && strcmp(found, label) == 0);
}

int ccs_csv_listing_dates(ccs_csv_listing_t *self, uint32_t roles, ccs_err_list_t *errors)
{
    char sentence[CCS_DATES_SENTENCE], where[sizeof((ccs_err_t *) 0)->where];
    ccs_dates_t dates = {0};

    if (self->dates_said) return 0;
    for (size_t i = 0; i < self->table.n_rows; i++)
        for (uint32_t role = 0; role < CCS_CSV_MAX_ROLES; role++)
            if (roles >> role & 1) ccs_dates_weigh(&dates, ccs_csv_listing_cell(self, i, role), self->table.lines[i]);
    if (!dates.sample) return 0; /* each row says what it has in their place */
    const enum ccs_dates_reason reason = ccs_dates_order(&dates, &self->dates.order);
    const bool disagree = reason == CCS_DATES_DISAGREE;
    const uint32_t last = dates.line_of[1] > dates.line_of[0] ? dates.line_of[1] : dates.line_of[0];

    if (!disagree && !ccs_dates_is_guess(reason)) return 0;
    snprintf(where, sizeof where, "%s:%" PRIu32, self->path, disagree ? last : dates.line);
    ccs_dates_say(&dates, reason, self->dates.order, sentence);
    if (disagree) return ccs_err_list_add(errors, CCS_ERR_SCENARIO, where, NULL, "%s", sentence);
    return ccs_err_list_add(errors, CCS_ERR_OK, where, NULL, "%s; if it is the other, { csv = …; dates = \"%s\"; } says so",
        sentence, ccs_dates_other(self->dates.order));
}

bool ccs_csv_listing_moment(const ccs_csv_listing_t *self, const char *cell, ccs_csv_moment_t *moment)
{
    ccs_date_text_t date;
    ccs_clock_text_t clock;
    const char *const rest = ccs_date_text(cell, &date);
    char day[CCS_UNITS_TEXT_MAX];

    *moment = (ccs_csv_moment_t){.has_day = rest && *rest};
    if (moment->has_day) {
        snprintf(day, sizeof day, "%.*s", (int) (rest - cell), cell);
        if (!ccs_date_form_day(&self->dates, day, &moment->day) || !ccs_clock_text_behind(rest, &clock)) return false;
    } else if (!ccs_clock_text(cell, &clock)) {
        return false;
    }
    moment->second = clock.second;
    return !clock.zone && clock.end < 0;
}
