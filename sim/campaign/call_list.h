/** @file call_list.h  The entries of a campaign's lists in one replication: who is to be called next, and who will not be any more.
 *
 * The entries of a zone that are to be called stand in a heap by the time from which on they are, ties by number: each is in one heap, with an agent or a line, or done.
 * Hardly any is sorted: those of a new list come in order, and so do those who are called again after a time that is the same for all. They stand in rows beside the heap proper, which
 * has the others. */
#ifndef CCS_CALL_LIST_H
#define CCS_CALL_LIST_H

#include "arena.h"
#include "campaign.h"

typedef struct {
    double due_s;        /* to be called from then on */
    double not_before_s; /* after a call that was abandoned: but by an agent kept for it */
    int32_t date;        /* of its last call, local, days since 1970-01-01 */
    uint16_t n, n_today, n_week;
    uint8_t zone;
    uint8_t level;  /* of priority, 0 first */
    uint8_t number; /* that is called next, from 0 */
    uint8_t bad;    /* a bit for each number that does not exist */
    bool must_not;  /* has asked not to be called, or is on the list of those who must not be */
} ccs_call_entry_t;

/** Entries in order: who comes stands behind the last. */
typedef struct {
    uint32_t first, last; /* first UINT32_MAX: it is empty */
} ccs_call_row_t;

/** Rows beside a heap: a list that begins while people of the one before are still to be called again needs a second. */
enum { CCS_CALL_ROWS = 2 };

typedef struct {
    ccs_call_row_t rows[CCS_CALL_ROWS];
    uint32_t *at; /* entries that were not in order when they came */
    uint32_t n;
} ccs_call_heap_t;

typedef struct {
    ccs_call_entry_t *entries;
    uint32_t *next;         /* in its row, by entry; UINT32_MAX: the last */
    ccs_call_heap_t *heaps; /* by zone, one where there are none, and within it by level */
    uint32_t n_heaps, n_levels, size;
} ccs_call_list_t;

/** Room for n entries; of an endless list nothing is taken. @return 0 or CCS_ERR_NOMEM */
int ccs_call_list_init(ccs_call_list_t *self, uint32_t n, uint32_t n_heaps, uint32_t n_levels, ccs_arena_t *arena);
void ccs_call_list_reset(ccs_call_list_t *self);
/** The entry is to be called from entries[entry].due_s on. O(1) in order, else O(log n) */
void ccs_call_list_push(ccs_call_list_t *self, uint32_t entry);
/** The entry of a zone that is to be called first; it stays. @return UINT32_MAX if none is */
uint32_t ccs_call_list_first(const ccs_call_list_t *self, uint32_t heap);
/** It is taken away; there is one. O(1) in order, else O(log n) */
void ccs_call_list_pop(ccs_call_list_t *self, uint32_t of);

/** A call at a time is counted among those of the entry's day and week. @param date  local */
void ccs_call_entry_count(ccs_call_entry_t *self, int64_t date);
/** Whether one more on a date would be beyond the caps of the campaign, by its own count and independent of who keeps to them. */
bool ccs_call_entry_is_beyond(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, int64_t date);
/** How soon after a call that was not with the right party the entry is called again, and by which of its numbers: the next one where the campaign says so, after the last the first, and none that
 * does not exist. @param n_numbers  of the entry @return INFINITY: not any more */
double ccs_call_entry_again_s(ccs_call_entry_t *self, const ccs_call_again_t *again, uint32_t n_numbers,
    enum ccs_call_outcome outcome);
/** From when on the caps of day and week let the entry be called, if not now. @return time_s; INFINITY: not within the run */
double ccs_call_entry_from_s(const ccs_call_entry_t *self, const ccs_campaign_t *campaign, double time_s);

#endif
