/* predict.c - predictors of waits. Those that go by a queue take it as in front of one more contact: it is served when all of them have gone and one more agent is
 * done, each at the rate at which agents who are there get done, or those in front give up. */
#include "predict.h"

#include <math.h>

#include "guard_ahead.h"

/* Who is in front of a contact, and how fast they go. */
typedef struct {
    uint32_t n;
    double next_per_s;   /* at which agents get done who serve the type */
    double per_s;        /* the same while they work on those in front, whose handle times may be others */
    double leave_per_s;  /* at which one of them gives up */
    double arrive_per_s; /* at which they have come */
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

/* Whitt (1999), equation 2.3, without abandonment. */
static double queue_length_s(const line_t *line)
{
    return line->n / line->per_s + 1 / line->next_per_s;
}

/* The same with it: Markovian, QL_m of Ibrahim and Whitt (2009), section 3. */
static double queue_abandonment_s(const line_t *line)
{
    double sum_s = 1 / line->next_per_s;

    for (uint32_t i = 1; i <= line->n; i++) sum_s += 1 / (line->per_s + i * line->leave_per_s);
    return sum_s;
}

/* Their approximation QL_ap for any law: of those in front the k-th from behind has waited for k / arrivals, and is as patient as the type's own. So many of the
 * k last give up a second: */
static double leave_per_s(const line_t *line, const ccs_prediction_t *prediction, uint32_t k)
{
    return prediction->leaving_frac * line->arrive_per_s * ccs_hazard_at(&prediction->hazard, k / line->arrive_per_s);
}

static double queue_patience_s(const line_t *line, const ccs_prediction_t *prediction)
{
    double sum_s = 1 / line->next_per_s;

    if (prediction->hazard.n == 0 || !(line->arrive_per_s > 0)) return queue_abandonment_s(line);
    const double all_per_s = leave_per_s(line, prediction, line->n);

    for (uint32_t i = 1; i <= line->n; i++) sum_s += 1 / (line->per_s + all_per_s - leave_per_s(line, prediction, line->n - i));
    return sum_s;
}

/* What a predictor that goes by the queue says. Where nobody is asked yet who is there, it is as a stage opens to which somebody is. NAN: none is to come */
static double by_line_s(const ccs_world_t *w, uint32_t type, uint32_t ahead, double waited_s)
{
    const ccs_prediction_t *const prediction = &w->plan->types[type].prediction;
    double asked_s = waited_s;
    line_t line = line_of(w, type, ahead, asked_s);

    while (!(line.next_per_s > 0)) {
        asked_s = ccs_guard_opens_s(w, type, asked_s);
        if (isinf(asked_s)) return (double) NAN;
        line = line_of(w, type, ahead, asked_s);
    }
    const double wait_s = prediction->by == CCS_PREDICTOR_QUEUE_LENGTH ? queue_length_s(&line)
        : prediction->by == CCS_PREDICTOR_QUEUE_ABANDONMENT            ? queue_abandonment_s(&line)
                                                                       : queue_patience_s(&line, prediction);

    return fmax(wait_s, asked_s - waited_s);
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
