/** @file averted.h  Contacts that do not come, as a campaign has reached their customers: when they would have come. A ring of equal stretches of time, as long as such a contact is ever away, so that
 * room is taken once however long a run is. */
#ifndef CCS_AVERTED_H
#define CCS_AVERTED_H

#include "arena.h"
#include "campaign.h"

enum { CCS_AVERTED_CELLS = 2048 };

typedef struct {
    double cell_s;
    uint64_t cell;  /* of time, up to whose begin all are in n_due */
    uint32_t *ring; /* [CCS_AVERTED_CELLS] that would come in a cell; NULL: the campaign keeps nobody away */
    uint32_t n_due; /* that would have come by now, and were not taken yet */
} ccs_averted_t;

/** @param averts  of the campaign @return 0 or CCS_ERR_NOMEM */
int ccs_averted_init(ccs_averted_t *self, const ccs_call_averts_t *averts, ccs_arena_t *arena);
void ccs_averted_reset(ccs_averted_t *self);
/** One more customer would have come after a while, to within a 2,000th of the longest. @param now_s  never before that of the last call of this or _take */
void ccs_averted_add(ccs_averted_t *self, double now_s, double delay_s);
/** Whether the contact that comes now is one of those that do not come: one fewer is due. */
bool ccs_averted_take(ccs_averted_t *self, double now_s);

#endif
