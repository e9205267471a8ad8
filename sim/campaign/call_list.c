/* call_list.c - entries in heaps. Invariant: no entry of a heap is due before the one above it, nor of a row before the one in front, nor at the same time with a smaller number. */
#include "call_list.h"

#include <math.h>

#include "err.h"

void ccs_call_list_reset(ccs_call_list_t *self)
{
    for (uint32_t i = 0; self->heaps && i < self->n_heaps; i++) {
        self->heaps[i].n = 0;
        for (int row = 0; row < CCS_CALL_ROWS; row++) self->heaps[i].rows[row].first = UINT32_MAX;
    }
}

int ccs_call_list_init(ccs_call_list_t *self, uint32_t n, uint32_t n_heaps, uint32_t n_levels, ccs_arena_t *arena)
{
    *self = (ccs_call_list_t){.n_heaps = n_heaps, .n_levels = n_levels, .size = n};
    if (n == 0) return 0;
    self->entries = ccs_arena_array(arena, n, sizeof *self->entries);
    self->next = ccs_arena_array(arena, n, sizeof *self->next);
    self->heaps = ccs_arena_array(arena, n_heaps, sizeof *self->heaps);
    for (uint32_t i = 0; self->heaps && i < n_heaps; i++) {
        self->heaps[i].at = ccs_arena_array(arena, n, sizeof *self->heaps[i].at);
        if (!self->heaps[i].at) return CCS_ERR_NOMEM;
    }
    ccs_call_list_reset(self);
    return self->entries && self->next && self->heaps ? 0 : CCS_ERR_NOMEM;
}

static bool comes_before(const ccs_call_list_t *self, uint32_t a, uint32_t b)
{
    const double x = self->entries[a].due_s, y = self->entries[b].due_s;

    return x < y || (x <= y && a < b);
}

/* At the end of a row in whose order it is. @return false: it is in that of none */
static bool joins_row(ccs_call_list_t *self, ccs_call_heap_t *heap, uint32_t entry)
{
    for (int i = 0; i < CCS_CALL_ROWS; i++) {
        ccs_call_row_t *const row = &heap->rows[i];

        if (row->first != UINT32_MAX && comes_before(self, entry, row->last)) continue;
        if (row->first == UINT32_MAX) row->first = entry;
        else self->next[row->last] = entry;
        row->last = entry;
        self->next[entry] = UINT32_MAX;
        return true;
    }
    return false;
}

void ccs_call_list_push(ccs_call_list_t *self, uint32_t entry)
{
    const ccs_call_entry_t *const e = &self->entries[entry];
    ccs_call_heap_t *const heap = &self->heaps[e->zone * self->n_levels + e->level];

    if (joins_row(self, heap, entry)) return;
    uint32_t at = heap->n++;

    CCS_BUG_IF(heap->n > self->size);
    while (at > 0 && comes_before(self, entry, heap->at[(at - 1) / 2])) {
        heap->at[at] = heap->at[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap->at[at] = entry;
}

/* @param row  in which it stands; CCS_CALL_ROWS: in the heap proper */
static uint32_t find_first(const ccs_call_list_t *self, const ccs_call_heap_t *heap, int *row)
{
    uint32_t first = heap->n > 0 ? heap->at[0] : UINT32_MAX;

    *row = CCS_CALL_ROWS;
    for (int i = 0; i < CCS_CALL_ROWS; i++) {
        const uint32_t entry = heap->rows[i].first;

        if (entry == UINT32_MAX || (first != UINT32_MAX && !comes_before(self, entry, first))) continue;
        first = entry;
        *row = i;
    }
    return first;
}

uint32_t ccs_call_list_first(const ccs_call_list_t *self, uint32_t heap)
{
    int row;

    return find_first(self, &self->heaps[heap], &row);
}

static void take_top(const ccs_call_list_t *self, ccs_call_heap_t *heap)
{
    const uint32_t last = heap->at[--heap->n];
    uint32_t at = 0;

    for (uint32_t child = 1; child < heap->n; child = 2 * at + 1) {
        if (child + 1 < heap->n && comes_before(self, heap->at[child + 1], heap->at[child])) child++;
        if (comes_before(self, last, heap->at[child])) break;
        heap->at[at] = heap->at[child];
        at = child;
    }
    if (heap->n > 0) heap->at[at] = last;
}

void ccs_call_list_pop(ccs_call_list_t *self, uint32_t of)
{
    ccs_call_heap_t *const heap = &self->heaps[of];
    int row;
    const uint32_t first = find_first(self, heap, &row);

    if (row == CCS_CALL_ROWS) take_top(self, heap);
    else heap->rows[row].first = self->next[first];
}

/* ---- caps ----------------------------------------------------------------------------------------------------------------------- */

/* Weeks begin on Monday; 1970-01-01 was a Thursday. */
static int64_t week_of(int64_t date)
{
    return (date + 3) / 7;
}

void ccs_call_entry_count(ccs_call_entry_t *self, int64_t date)
{
    const bool same_week = self->n > 0 && week_of(date) == week_of(self->date), same_day = self->n > 0 && date == self->date;

    self->n_week = (uint16_t) ((same_week ? self->n_week : 0) + 1);
    self->n_today = (uint16_t) ((same_day ? self->n_today : 0) + 1);
    self->date = (int32_t) date;
    self->n++;
}

static bool is_full_day(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, int64_t date)
{
    return self->n > 0 && self->date == date && self->n_today >= campaign->per_day;
}

static bool is_full_week(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, int64_t date)
{
    return self->n > 0 && week_of(self->date) == week_of(date) && self->n_week >= campaign->per_week;
}

/* ---- numbers -------------------------------------------------------------------------------------------------------------------- */

/* The one after that of the last call, of those that exist, in turn. @return n_numbers: there is none */
static uint32_t number_after(const ccs_call_entry_t *self, uint32_t n_numbers)
{
    for (uint32_t step = 1; step <= n_numbers; step++) {
        const uint32_t number = (self->number + step) % n_numbers;

        if (!(self->bad >> number & 1)) return number;
    }
    return n_numbers;
}

double ccs_call_entry_again_s(ccs_call_entry_t *self, const ccs_call_again_t *again, uint32_t n_numbers,
    enum ccs_call_outcome outcome)
{
    const bool is_bad = outcome == CCS_CALL_BAD_NUMBER;

    if (n_numbers < 2 || !isfinite(again->next_number_s[outcome])) return again->by_outcome_s[outcome];
    if (is_bad) self->bad |= (uint8_t) (1U << self->number);
    const uint32_t next = number_after(self, n_numbers);
    const bool all_tried = next <= self->number;

    if (next == n_numbers) return (double) INFINITY;
    self->number = (uint8_t) next;
    return !all_tried ? again->next_number_s[outcome] : again->by_outcome_s[is_bad ? CCS_CALL_NO_ANSWER : outcome];
}

bool ccs_call_entry_is_beyond(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, int64_t date)
{
    return self->n >= campaign->most || is_full_day(self, campaign, date) || is_full_week(self, campaign, date);
}

double ccs_call_entry_from_s(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, double time_s)
{
    if (campaign->n_zones == 0) return time_s;
    const ccs_call_zone_t *const zone = &campaign->zones[self->zone];

    for (uint32_t i = ccs_call_span_from(zone->open, zone->n_open, time_s); i < zone->n_open; i++) {
        const ccs_call_span_t *const span = &zone->open[i];

        if (!is_full_day(self, campaign, span->date) && !is_full_week(self, campaign, span->date))
            return fmax(time_s, span->from_s);
    }
    return (double) INFINITY;
}
