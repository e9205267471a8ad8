/* gauge_now.c - a function of a few lines for each row of def/gauge.def. */
#include "gauge_now.h"

#include <math.h>

#include "date.h"
#include "err.h"
#include "forecast.h"

/* Of the contact at hand, unless one is named. */
static uint32_t type_of(const ccs_candidate_t *it, uint32_t type)
{
    return type == CCS_EXPRESSION_OWN ? ccs_candidate_type(it) : type;
}

static double read_WAITING(const ccs_candidate_t *it, uint32_t type)
{
    return ccs_world_n_waiting(it->world, type_of(it, type));
}

/* Who is first in a queue has waited longest, but for those who were put in front, have been answered before or are off the line; in random and in due order anybody may. */
static double read_OLDEST_WAIT(const ccs_candidate_t *it, uint32_t type)
{
    const ccs_world_t *const w = it->world;
    const uint32_t queue = w->plan->types[type_of(it, type)].queue;
    const enum ccs_queue_order order = w->plan->queues[queue].order;
    double oldest_s = 0;

    for (uint32_t id = w->queues[queue].head; id != CCS_NONE; id = w->contacts.at[id].next) {
        const ccs_contact_t *const c = &w->contacts.at[id];

        if (c->flags & (CCS_CONTACT_HANDED | CCS_CONTACT_CALLED_BACK)) continue;
        oldest_s = fmax(oldest_s, w->now_s - c->offered_s);
        if ((order == CCS_ORDER_FIFO || order == CCS_ORDER_LIFO) && !(c->flags & CCS_CONTACT_FRONT)) break;
    }
    return oldest_s;
}

/* Which takes a predictor: see ccs_gauge_read. */
static double read_PREDICTED_WAIT(const ccs_candidate_t *it, uint32_t type)
{
    (void) it;
    (void) type;
    CCS_BUG_IF(true);
    return 0;
}

static double read_IN_SERVICE(const ccs_candidate_t *it, uint32_t type)
{
    const ccs_routing_t *const routing = &it->world->plan->types[type_of(it, type)].routing;
    double n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        n += it->world->n_talking[pair] + it->world->n_wrapping[pair];
    return n;
}

/* Agents of a group of the scenario. */
typedef struct {
    double free, staffed, not_ready, stopped;
} agents_t;

static agents_t agents_of(const ccs_candidate_t *it, uint32_t team)
{
    const ccs_world_t *const w = it->world;
    const uint32_t asks = it->pair == CCS_NONE ? CCS_NONE : w->plan->pairs[it->pair].group;

    if (team == CCS_EXPRESSION_OWN) team = w->plan->groups[asks].team;
    const ccs_group_t *const t = &w->plan->teams[team];
    agents_t n = {0};

    for (uint32_t group = t->first_class; group < t->first_class + t->n_classes; group++) {
        n.free += w->groups[group].idle.n;
        n.staffed += w->groups[group].n_staffed;
        if (w->goes_not_ready) n.not_ready += w->at_work[group].not_ready.n;
        n.stopped += w->at_work[group].stopped.n;
        if (group == asks && it->agent == CCS_NONE) n.free++;
    }
    return n;
}

static double read_FREE(const ccs_candidate_t *it, uint32_t team)
{
    return agents_of(it, team).free;
}

static double read_BUSY(const ccs_candidate_t *it, uint32_t team)
{
    const agents_t n = agents_of(it, team);

    return n.staffed - n.free - n.not_ready - n.stopped;
}

static double read_STOPPED(const ccs_candidate_t *it, uint32_t team)
{
    return agents_of(it, team).stopped;
}

static double read_STAFFED(const ccs_candidate_t *it, uint32_t team)
{
    return agents_of(it, team).staffed;
}

static double read_OCCUPANCY(const ccs_candidate_t *it, uint32_t team)
{
    const agents_t n = agents_of(it, team);

    return n.staffed > 0 ? (n.staffed - n.free - n.not_ready - n.stopped) / n.staffed : 0;
}

static double read_CAME_TODAY(const ccs_candidate_t *it, uint32_t type)
{
    const uint32_t of = type_of(it, type);

    return it->world->sources[of].index - it->world->n_before_today[of];
}

static double read_EXPECTED_TODAY(const ccs_candidate_t *it, uint32_t type)
{
    const ccs_world_t *const w = it->world;

    return ccs_forecast_fresh(w->plan, type_of(it, type), w->today_s, w->now_s);
}

static double read_OPEN(const ccs_candidate_t *it, uint32_t type)
{
    return !ccs_world_is_closed(it->world, type_of(it, type));
}

/* Seconds of the local clock since midnight of the first date. */
static double clock_s(const ccs_world_t *w)
{
    const ccs_cell_t *const cell = &w->plan->cells[w->cell];

    return cell->clock_s + (w->now_s - cell->start_s);
}

static double read_TIME_OF_DAY(const ccs_candidate_t *it, uint32_t argument)
{
    const double s = clock_s(it->world);

    (void) argument;
    return s - 86400 * floor(s / 86400);
}

static double read_WEEKDAY(const ccs_candidate_t *it, uint32_t argument)
{
    const int64_t days = (int64_t) floor(clock_s(it->world) / 86400);

    (void) argument;
    return 1 + ccs_date_weekday(it->world->plan->first_date + days);
}

static double read_TYPE(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return ccs_candidate_type(it);
}

static double read_CHANNEL(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->types[type_of(it, CCS_EXPRESSION_OWN)].channel;
}

static double read_PRIORITY(const ccs_candidate_t *it, uint32_t argument)
{
    const ccs_plan_t *const plan = it->world->plan;

    (void) argument;
    return ccs_plan_queue(plan, &plan->types[type_of(it, CCS_EXPRESSION_OWN)])->priority;
}

static double read_WEIGHT(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->types[type_of(it, CCS_EXPRESSION_OWN)].routing.weight;
}

static double read_VALUE(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->types[type_of(it, CCS_EXPRESSION_OWN)].routing.value;
}

static double read_RECENT_SERVICE_LEVEL(const ccs_candidate_t *it, uint32_t type)
{
    return it->world->recent[type_of(it, type)].in_time;
}

static double read_RECENT_ABANDONMENT(const ccs_candidate_t *it, uint32_t type)
{
    return it->world->recent[type_of(it, type)].abandoned;
}

static double read_WAIT_S(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->now_s - it->world->contacts.at[it->contact].offered_s;
}

static double read_DUE_IN_S(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return ccs_world_due_in_s(it->world, &it->world->contacts.at[it->contact]);
}

static double read_ATTEMPTS(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->contacts.at[it->contact].attempt;
}

static const ccs_group_t *group_of(const ccs_candidate_t *it)
{
    return &it->world->plan->groups[it->world->plan->pairs[it->pair].group];
}

static double read_GROUP(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return group_of(it)->team;
}

static double read_SITE(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return group_of(it)->site;
}

static double read_PROFICIENCY(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->pairs[it->pair].speed;
}

static double read_QUALITY(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->pairs[it->pair].quality;
}

static double read_LEVEL(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->pairs[it->pair].level;
}

static double read_HANDLE_S(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->plan->pairs[it->pair].mean_handle_s;
}

/* Who waits stands behind those in front; by last in, first out behind those who came later. O(place) */
static double read_POSITION(const ccs_candidate_t *it, uint32_t argument)
{
    const ccs_world_t *const w = it->world;
    const ccs_contact_t *const c = &w->contacts.at[it->contact];
    const uint32_t queue = w->plan->types[c->type].queue;
    const bool is_last_first = w->plan->queues[queue].order == CCS_ORDER_LIFO;
    double place = 1;

    (void) argument;
    if (c->state != CCS_CONTACT_WAITING) return is_last_first ? 1 : 1.0 + w->queues[queue].n;
    for (uint32_t id = is_last_first ? c->next : c->prev; id != CCS_NONE; place++)
        id = is_last_first ? w->contacts.at[id].next : w->contacts.at[id].prev;
    return place;
}

static double read_LOAD(const ccs_candidate_t *it, uint32_t argument)
{
    const ccs_agent_t *const agent = &it->world->agents[it->agent];
    const ccs_hands_t *const hands = it->world->plan->groups[agent->group].hands;

    (void) argument;
    if (agent->state == CCS_AGENT_IDLE) return 0;
    return it->world->is_rich && hands ? hands->load_frac[agent->hands] : 1;
}

static double read_IDLE_S(const ccs_candidate_t *it, uint32_t argument)
{
    (void) argument;
    return it->world->now_s - it->world->agents[it->agent].since_s;
}

double ccs_gauge_now(const void *candidate, enum ccs_gauge gauge, uint32_t argument)
{
    switch (gauge) {
#define X(NAME, name, of, needs, value, least, most, text)                                                                       \
    case CCS_GAUGE_##NAME: return read_##NAME(candidate, argument);
        CCS_GAUGE_LIST(X)
#undef X
    case CCS_N_GAUGES: break;
    }
    CCS_BUG_IF(true);
    return 0;
}
