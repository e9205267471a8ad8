/* predict.c - predictors of waits. Those that go by a queue take it as in front of one more contact: it is served when all of them have gone and one more agent is
 * done, each at the rate at which agents who are there get done, or those in front give up. */
#include "predict.h"

#include <math.h>

#include "guard_ahead.h"

/* Who is in front of a contact, and how fast they go. */
typedef struct {
    uint32_t n;
    double next_per_s;      /* at which agents get done who serve the type */
    double per_s;           /* the same while they work on those in front, whose handle times may be others */
    double leave_per_s;     /* at which one of them gives up */
    double arrive_per_s;    /* at which they have come */
    double all_leave_per_s; /* by any law: at which some of them give up while all are there */
} line_t;

static double mean_recent_s(const ccs_recent_waits_t *recent)
{
    const uint32_t n = recent->n < recent->size ? recent->n : recent->size;
    double sum_s = 0;

    for (uint32_t i = 0; i < n; i++) sum_s += recent->at[i];
    return n > 0 ? sum_s / n : (double) NAN;
}

/* How long the contact has waited that is served next; who has been handed over waits for another agent. */
static double head_waited_s(const ccs_world_t *w, uint32_t queue)
{
    const enum ccs_queue_order order = w->plan->queues[queue].order;
    uint32_t id = ccs_queue_first(&w->queues[queue], order);

    while (id != CCS_NONE && w->contacts.at[id].flags & CCS_CONTACT_HANDED) id = ccs_queue_after(&w->contacts, id, order);
    return id == CCS_NONE ? 0 : w->now_s - w->contacts.at[id].offered_s;
}

/* Agents of the pair's group who come to be free for a contact of the type: those who stay free for others have nothing to be done with. */
static double n_for(const ccs_world_t *w, uint32_t pair)
{
    const uint32_t group = w->plan->pairs[pair].group;

    return w->groups[group].n_staffed - (w->plan->rules && ccs_guard_keeps(w, pair, 0) ? w->groups[group].idle.n : 0.0);
}

/* Agents who are there and are asked for who has waited so long, each by their own pace. */
static double done_per_s(const ccs_world_t *w, const ccs_routing_t *routing, double waited_s)
{
    double per_s = 0;

    for (uint32_t i = routing->first_pair; i < routing->first_pair + routing->n_pairs; i++) {
        const ccs_pair_t *const pair = &w->plan->pairs[i];
        const double n = n_for(w, i);

        if (n > 0 && ccs_guard_foresees(w, i, waited_s)) per_s += n / ccs_plan_handle_s(pair, w->now_s);
    }
    return per_s;
}

/* The rate in force, without what multiplies it at random, which nobody at the centre knows. */
static double arrive_per_s(const ccs_world_t *w, uint32_t type)
{
    const ccs_arrivals_t *const arrivals = &w->plan->types[type].arrivals;
    const ccs_rate_t *const rates = &w->plan->rates[arrivals->first_rate];
    uint32_t low = 0, high = arrivals->n_rates;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (rates[middle].start_s <= w->now_s) low = middle;
        else high = middle;
    }
    return high > low && w->now_s < rates[low].end_s ? rates[low].per_s : 0;
}

/* Contacts of a queue stand in front too. @param work  receives what they are, in contacts of the type's own */
static void add_queue(line_t *line, const ccs_world_t *w, const ccs_ahead_t *ahead, double *work)
{
    const uint32_t n = w->queues[ahead->queue].n;

    line->n += n;
    line->leave_per_s += n * ahead->leave_per_s;
    line->arrive_per_s += arrive_per_s(w, ahead->queue);
    *work += n * ahead->weight;
}

static line_t line_of(const ccs_world_t *w, uint32_t type, uint32_t ahead, double waited_s)
{
    const ccs_type_t *const t = &w->plan->types[type];
    const ccs_prediction_t *const prediction = &t->prediction;
    line_t line = {.n = ahead,
        .next_per_s = done_per_s(w, &t->routing, waited_s),
        .leave_per_s = ahead * prediction->leave_per_s,
        .arrive_per_s = arrive_per_s(w, type)};
    double work = ahead;

    for (uint32_t i = 0; i < prediction->n_ahead; i++) add_queue(&line, w, &prediction->ahead[i], &work);
    line.per_s = work > 0 ? line.next_per_s * line.n / work : line.next_per_s;
    if (line.n > 0) line.leave_per_s /= line.n;
    return line;
}

/* Their approximation QL_ap for any law: of those in front the k-th from behind has waited for k / arrivals, and is as patient as the type's own. So many of the
 * k last give up a second: */
static double leave_per_s(const line_t *line, const ccs_prediction_t *prediction, uint32_t k)
{
    return prediction->leaving_frac * line->arrive_per_s * ccs_hazard_at(&prediction->hazard, k / line->arrive_per_s);
}

static bool goes_by_patience(const line_t *line, const ccs_prediction_t *prediction)
{
    return prediction->by == CCS_PREDICTOR_QUEUE_PATIENCE && prediction->hazard.n > 0 && line->arrive_per_s > 0;
}

/* At which the next one goes while i are in front; with none in front, the contact itself. Whitt (1999), equation 2.3, where nobody gives up; with abandonment
 * Markovian, QL_m of Ibrahim and Whitt (2009), section 3, or by any law. */
static double goes_per_s(const line_t *line, const ccs_prediction_t *prediction, uint32_t i)
{
    if (i == 0) return line->next_per_s;
    if (prediction->by == CCS_PREDICTOR_QUEUE_LENGTH) return line->per_s;
    if (!goes_by_patience(line, prediction)) return line->per_s + i * line->leave_per_s;
    return line->per_s + line->all_leave_per_s - leave_per_s(line, prediction, line->n - i);
}

static line_t line_at(const ccs_world_t *w, uint32_t type, uint32_t ahead, double waited_s)
{
    const ccs_prediction_t *const prediction = &w->plan->types[type].prediction;
    line_t line = line_of(w, type, ahead, waited_s);

    if (goes_by_patience(&line, prediction)) line.all_leave_per_s = leave_per_s(&line, prediction, line.n);
    return line;
}

/* The same agents are asked all the time. */
static double as_now_s(const line_t *line, const ccs_prediction_t *prediction)
{
    if (prediction->by == CCS_PREDICTOR_QUEUE_LENGTH) return line->n / line->per_s + 1 / line->next_per_s;
    double sum_s = 1 / line->next_per_s;

    for (uint32_t i = 1; i <= line->n; i++) sum_s += 1 / goes_per_s(line, prediction, i);
    return sum_s;
}

/* Agents who are free, but for those who stay free for others, and are asked for who has waited until then, and not before. */
static uint32_t n_free_at(const ccs_world_t *w, uint32_t type, double before_s, double opens_s)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;
    uint32_t n = 0;

    for (uint32_t i = routing->first_pair; i < routing->first_pair + routing->n_pairs; i++) {
        const uint32_t idle = w->groups[w->plan->pairs[i].group].idle.n, kept = w->plan->rules->kept[i];

        if (idle > kept && ccs_guard_foresees(w, i, opens_s) && !ccs_guard_foresees(w, i, before_s)) n += idle - kept;
    }
    return n;
}

/* Those in front go one after the other, each as fast as the stages open by then let them; a stage that opens has its free agents take who is next at once.
 * @return NAN: nobody is to come */
static double by_stages_s(const ccs_world_t *w, uint32_t type, uint32_t ahead, double waited_s)
{
    const ccs_prediction_t *const prediction = &w->plan->types[type].prediction;
    double at_s = waited_s, asked_s = waited_s, opens_s = ccs_guard_opens_s(w, type, waited_s), to_go = 1;
    line_t line = line_at(w, type, ahead, asked_s);

    for (uint32_t i = line.n;;) {
        const double per_s = goes_per_s(&line, prediction, i), gone_s = at_s + to_go / per_s;

        if (gone_s > opens_s) {
            const uint32_t n_free = n_free_at(w, type, asked_s, opens_s);

            if (n_free > i) return opens_s - waited_s;
            to_go = n_free > 0 ? 1 : to_go - (opens_s - at_s) * per_s;
            i -= n_free;
            at_s = asked_s = opens_s;
            line = line_at(w, type, ahead, asked_s);
            opens_s = ccs_guard_opens_s(w, type, asked_s);
        } else if (i == 0 || isinf(gone_s)) {
            return isinf(gone_s) ? (double) NAN : gone_s - waited_s;
        } else {
            at_s = gone_s;
            to_go = 1;
            i--;
        }
    }
}

/* What a predictor that goes by the queue says. NAN: nobody is to come */
static double by_line_s(const ccs_world_t *w, uint32_t type, uint32_t ahead, double waited_s)
{
    if (isfinite(ccs_guard_opens_s(w, type, waited_s))) return by_stages_s(w, type, ahead, waited_s);
    const line_t line = line_at(w, type, ahead, waited_s);

    return line.next_per_s > 0 ? as_now_s(&line, &w->plan->types[type].prediction) : (double) NAN;
}

double ccs_predict_wait_s(const ccs_world_t *world, uint32_t type, uint32_t ahead, double waited_s)
{
    const ccs_type_t *const t = &world->plan->types[type];
    const enum ccs_predictor by = t->prediction.by;
    double wait_s = NAN;

    switch (by) {
    case CCS_PREDICTOR_NONE: break;
    case CCS_PREDICTOR_LAST_WAIT:
    case CCS_PREDICTOR_MEAN_WAIT: wait_s = mean_recent_s(&world->recent_waits[type]) - waited_s; break;
    case CCS_PREDICTOR_HEAD_OF_LINE: wait_s = head_waited_s(world, t->queue) - waited_s; break;
    case CCS_PREDICTOR_QUEUE_LENGTH:
    case CCS_PREDICTOR_QUEUE_ABANDONMENT:
    case CCS_PREDICTOR_QUEUE_PATIENCE: wait_s = by_line_s(world, type, ahead, waited_s); break;
    }
    return isnan(wait_s) || wait_s > 0 ? wait_s : 0;
}
