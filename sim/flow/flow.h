/** @file flow.h  What happens to a contact: one handler per event. The only code that sets timers and changes more than one noun. */
#ifndef CCS_FLOW_H
#define CCS_FLOW_H

#include "event.def"
#include "facts.h"
#include "life.def"
#include "stop.h"
#include "told.h"
#include "watched.h"
#include "world.h"

enum ccs_event_kind {
#define X(name, of, text) CCS_EV_##name,
    CCS_EVENT_LIST(X)
#undef X
};

typedef struct ccs_flow ccs_flow_t;
/** A variant of the flow: life/ compiled for some constants. */
typedef struct {
    const char *name;
    int (*start)(ccs_flow_t *flow, uint64_t seed, uint32_t replication);
    void (*dispatch)(ccs_flow_t *flow, const ccs_event_t *event);
    int (*loop)(ccs_flow_t *flow);
    void (*finish)(ccs_flow_t *flow);
} ccs_life_t;

#define X(NAME, name, text) extern const ccs_life_t CCS_LIFE_##NAME;
CCS_LIFE_LIST(X)
#undef X

/** What nearly every contact does is counted in whole numbers while a cell lasts, and becomes facts when it ends: several of them say the same. */
typedef struct {
    uint64_t *arrived; /* by type */
    uint64_t *at_once; /* by pair: answered without a wait: offered, answered within every threshold, talks begun */
    uint64_t *later;   /* by pair: talks begun by others */
    int64_t
        *n_talking; /* by pair: as the cell began, with the talks that others have handed over since, without those handed over */
} ccs_cell_counts_t;

struct ccs_flow {
    ccs_world_t world;
    ccs_facts_t facts;
    uint32_t cell_index; /* facts of the present cell: index of its first type, */
    double *cell_pairs;  /* row of its first pair */
    ccs_cell_counts_t counts;
    uint64_t n_events;      /* of all runs so far, without */
    uint64_t n_run;         /* those of the present one, which leave out the present spell: */
    uint32_t spell, left;   /* events without a look at anything else, and those that are left of them */
    const ccs_life_t *life; /* as the plan needs it, or as a test wants it; changed between runs only */
    /** Called when a cell ends, before the next one begins; NULL = nobody listens. */
    void (*on_cell)(void *listener, ccs_flow_t *flow, uint32_t ended_cell);
    /** Called every few events; NULL = nobody looks. @return 0, or the code with which the loop ends */
    int (*on_look)(void *listener, ccs_flow_t *flow);
    void *listener;
    ccs_watched_t watched;
    ccs_told_t *told;       /* who is told; NULL = nobody */
    const ccs_stop_t *stop; /* looked at while the initial state is placed, of which there may be millions; may be NULL */
};

/** @return 0 or CCS_ERR_NOMEM; _free is legal after a failure. */
int ccs_flow_init(ccs_flow_t *self, const ccs_plan_t *plan);
void ccs_flow_free(ccs_flow_t *self);
/** Tell the runs to come, NULL = no longer. Facts are the same to the last bit. */
void ccs_flow_tell(ccs_flow_t *self, ccs_told_t *told);

/** Empty the centre, set the first timers, place the contacts of the initial state. @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
static inline int ccs_flow_start(ccs_flow_t *self, uint64_t seed, uint32_t replication)
{
    return self->life->start(self, seed, replication);
}

/** What one event brings about, at the world's present time. */
static inline void ccs_flow_dispatch(ccs_flow_t *self, const ccs_event_t *event)
{
    self->life->dispatch(self, event);
}

/** After _start: handle events until none is left or the run is over. @return 0, CCS_ERR_NOMEM or what on_look says */
static inline int ccs_flow_loop(ccs_flow_t *self)
{
    return self->life->loop(self);
}

/** The run is over: book areas up to now, count who still waits, check the accounting tree. */
static inline void ccs_flow_finish(ccs_flow_t *self)
{
    self->life->finish(self);
}

/** When the run is over: up to when all is known. Where nothing more can happen that is the end of the last day; a run that is cut short knows no more than it has seen. */
double ccs_flow_known_s(const ccs_flow_t *self);
/** When the run is over: whether a contact that still waits may be answered by its due date, or else within threshold k, yet. */
bool ccs_flow_not_yet_due(const ccs_flow_t *self, const ccs_contact_t *contact, uint32_t k);

#endif
