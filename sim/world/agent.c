/* agent.c - logging in and out, and the lists of those who may take a contact. */
#include "agent.h"

#include <math.h>

#include "err.h"
#include "purpose.h"

/* @param state  of those in the list */
static inline void push(ccs_agent_list_t *list, ccs_agent_t *agents, uint32_t id, enum ccs_agent_state state)
{
    agents[id].state = state;
    agents[id].next = CCS_NONE;
    agents[id].prev = list->tail;
    if (list->tail == CCS_NONE) list->head = id;
    else agents[list->tail].next = id;
    list->tail = id;
    list->n++;
}

/* For work, or to go on with it. */
static inline void take_out(ccs_agent_list_t *list, ccs_agent_t *agents, uint32_t id)
{
    const uint32_t next = agents[id].next, prev = agents[id].prev;

    agents[id].state = CCS_AGENT_BUSY;
    if (prev == CCS_NONE) list->head = next;
    else agents[prev].next = next;
    if (next == CCS_NONE) list->tail = prev;
    else agents[next].prev = prev;
    list->n--;
}

void ccs_agent_to_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id, double now_s)
{
    agents[id].since_s = now_s;
    push(&group->idle, agents, id, CCS_AGENT_IDLE);
}

void ccs_agent_from_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id)
{
    take_out(&group->idle, agents, id);
}

void ccs_agent_to_room(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    push(&at_work->with_room[agents[id].hands], agents, id, CCS_AGENT_WITH_ROOM);
    at_work->n_with_room++;
}

void ccs_agent_from_room(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    take_out(&at_work->with_room[agents[id].hands], agents, id);
    at_work->n_with_room--;
}

uint32_t ccs_agent_with_fewest(const ccs_at_work_t *at_work)
{
    if (at_work->n_with_room == 0) return CCS_NONE;
    for (uint32_t state = 1; state < at_work->hands->n_states; state++)
        if (at_work->with_room[state].n > 0) return at_work->with_room[state].head;
    return CCS_NONE;
}

void ccs_agent_to_leaving(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    push(&at_work->leaving, agents, id, CCS_AGENT_LEAVING);
}

void ccs_agent_from_leaving(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    take_out(&at_work->leaving, agents, id);
}

void ccs_agent_to_not_ready(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    push(&at_work->not_ready, agents, id, CCS_AGENT_NOT_READY);
}

void ccs_agent_from_not_ready(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    take_out(&at_work->not_ready, agents, id);
}

void ccs_agent_to_stopped(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    push(&at_work->stopped, agents, id, CCS_AGENT_STOPPED);
}

void ccs_agent_from_stopped(ccs_at_work_t *at_work, ccs_agent_t *agents, uint32_t id)
{
    take_out(&at_work->stopped, agents, id);
}

void ccs_agent_come(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id, double now_s)
{
    group->n_staffed++;
    agents[id].state = CCS_AGENT_BUSY;
    agents[id].logged_in_s = now_s;
    agents[id].busy_s = 0;
}

uint32_t ccs_agent_log_in(ccs_group_state_t *group, ccs_agent_t *agents, double now_s)
{
    const uint32_t id = group->out;

    CCS_BUG_IF(id == CCS_NONE);
    group->out = agents[id].next;
    ccs_agent_come(group, agents, id, now_s);
    return id;
}

void ccs_agent_log_out(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id)
{
    agents[id].state = CCS_AGENT_OUT;
    agents[id].next = group->out;
    group->out = id;
    group->n_staffed--;
}

uint32_t ccs_agent_due(const ccs_stream_t *group, const ccs_staff_step_t *step)
{
    const double whole = floor(step->agents), frac = step->agents - whole;
    const uint32_t n = (uint32_t) whole;

    if (!(frac > 0)) return n;
    return n + (ccs_stream_draw(group, n, step->day, CCS_PURPOSE_PRESENT) < frac);
}

uint32_t ccs_agent_absent(const ccs_stream_t *group, const ccs_staff_step_t *step, uint32_t n_due)
{
    uint32_t n = 0;

    for (uint32_t i = 0; step->absent_frac > 0 && i < n_due; i++)
        n += ccs_stream_draw(group, i, step->day, CCS_PURPOSE_ABSENT) < step->absent_frac;
    return n;
}

uint32_t ccs_agent_present(const ccs_stream_t *group, const ccs_staff_step_t *step)
{
    const uint32_t n_due = ccs_agent_due(group, step);

    return n_due - ccs_agent_absent(group, step, n_due);
}

double ccs_agent_occupied_frac(const ccs_agent_t *self, double now_s)
{
    const double stay_s = now_s - self->logged_in_s;

    return stay_s > 0 ? self->busy_s / stay_s : 0;
}
