/** @file flow.h  What happens to a contact: one handler per event. The only code that sets timers and changes more than one noun. */
#ifndef CCS_FLOW_H
#define CCS_FLOW_H

#include "event.def"
#include "facts.h"
#include "stop.h"
#include "world.h"

enum ccs_event_kind {
#define X(name, of, text) CCS_EV_##name,
    CCS_EVENT_LIST(X)
#undef X
};

typedef struct ccs_flow ccs_flow_t;
struct ccs_flow {
    ccs_world_t world;
    ccs_facts_t facts;
    uint32_t cell_place; /* facts of the present cell: place of its first type, */
    double *cell_pairs;  /* row of its first pair */
    /** Called when a cell ends, before the next one begins; NULL = nobody listens. */
    void (*on_cell)(void *listener, ccs_flow_t *flow, uint32_t ended_cell);
    void *listener;
    const ccs_stop_t *stop; /* looked at while the initial state is placed, of which there may be millions; may be NULL */
};

/** @return 0 or CCS_ERR_NOMEM; _free is legal after a failure. */
int ccs_flow_init(ccs_flow_t *self, const ccs_plan_t *plan);
void ccs_flow_free(ccs_flow_t *self);

/** Empty the centre, set the first timers, place the contacts of the initial state. @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_flow_start(ccs_flow_t *self, uint64_t seed, uint32_t replication);
void ccs_flow_dispatch(ccs_flow_t *self, const ccs_event_t *event);
/** The run is over: book areas up to now, count who still waits, check the accounting tree. */
void ccs_flow_finish(ccs_flow_t *self);
/** When the run is over: whether a contact that still waits may be answered within threshold k yet. Where nothing more can happen, all is
 * known up to the end of the last day; a run that is cut short knows no more than it has seen. */
bool ccs_flow_not_yet_due(const ccs_flow_t *self, const ccs_contact_t *contact, uint32_t k);

#endif
