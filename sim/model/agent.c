/* agent.c - logging in and out, and the list of idle agents. */
#include "agent.h"

#include <math.h>

#include "err.h"
#include "purpose.h"

void ccs_agent_to_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id, double now_s)
{
    ccs_agent_t *const a = &agents[id];

    a->state = CCS_AGENT_IDLE;
    a->since_s = now_s;
    a->next = CCS_NONE;
    a->prev = group->idle_tail;
    if (group->idle_tail == CCS_NONE) group->idle_head = id;
    else agents[group->idle_tail].next = id;
    group->idle_tail = id;
    group->n_idle++;
}

void ccs_agent_from_idle(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id)
{
    const uint32_t next = agents[id].next, prev = agents[id].prev;

    agents[id].state = CCS_AGENT_BUSY;
    if (prev == CCS_NONE) group->idle_head = next;
    else agents[prev].next = next;
    if (next == CCS_NONE) group->idle_tail = prev;
    else agents[next].prev = prev;
    group->n_idle--;
}

uint32_t ccs_agent_log_in(ccs_group_state_t *group, ccs_agent_t *agents, double now_s)
{
    const uint32_t id = group->out;

    CCS_BUG_IF(id == CCS_NONE);
    group->out = agents[id].next;
    group->n_staffed++;
    agents[id].state = CCS_AGENT_BUSY;
    agents[id].logged_in_s = now_s;
    agents[id].busy_s = 0;
    return id;
}

void ccs_agent_log_out(ccs_group_state_t *group, ccs_agent_t *agents, uint32_t id)
{
    agents[id].state = CCS_AGENT_OUT;
    agents[id].next = group->out;
    group->out = id;
    group->n_staffed--;
}

uint32_t ccs_agent_present(const ccs_stream_t *group, const ccs_staff_step_t *step)
{
    const double whole = floor(step->agents), frac = step->agents - whole;
    const uint32_t n = (uint32_t) whole;

    if (!(frac > 0)) return n;
    return n + (ccs_stream_draw(group, n, step->day, CCS_PURPOSE_PRESENT) < frac);
}

double ccs_agent_occupied_frac(const ccs_agent_t *self, double now_s)
{
    const double stay_s = now_s - self->logged_in_s;

    return stay_s > 0 ? self->busy_s / stay_s : 0;
}
