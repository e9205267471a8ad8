/* shortage.c - which group of agents is short. Invariant: the wait of a group is that of the contacts that it serves, those of all its types
 * together, each as often as it was answered or abandoned. */
#include "shortage.h"

#include <math.h>

#include "estimate.h"
#include "paired.h"

/* Mean waits below this, in seconds, are no shortage. */
static const double NO_WAIT_S = 1;

/* Types whose mean wait is that of a group. */
typedef struct {
    uint32_t wait, answered, abandoned, n_types, types[CCS_SCOPE_ENTITIES_MAX]; /* metrics, entities */
} wait_of_group_t;

static bool find_wait(const ccs_view_t *v, uint32_t entity, wait_of_group_t *w)
{
    w->wait = ccs_view_metric(v, "mean_wait_s");
    w->answered = ccs_view_metric(v, "answered");
    w->abandoned = ccs_view_metric(v, "abandoned");
    if (w->wait == CCS_DATA_NONE || w->answered == CCS_DATA_NONE || w->abandoned == CCS_DATA_NONE) return false;
    w->n_types = ccs_view_types_of_group(v, entity, w->types, CCS_SCOPE_ENTITIES_MAX);
    return w->n_types > 0;
}

/* Waiting and contacts of an observation, all types of the group together. */
static double wait_on_day(const ccs_view_t *v, const wait_of_group_t *w, uint32_t day, double *contacts)
{
    const size_t first = (size_t) day * v->n_entities * v->n_metrics;
    double sum = 0;

    *contacts = 0;
    for (uint32_t i = 0; i < w->n_types; i++) {
        const size_t at = first + (size_t) w->types[i] * v->n_metrics + w->wait;

        if (!(v->weights[at] > 0) || isnan(v->values[at])) continue;
        sum += v->weights[at] * v->values[at];
        *contacts += v->weights[at];
    }
    return sum;
}

/* Of several types together: by the delta method, as the estimates of the result; what counts as one is added up. */
static double half_width_of_wait(const ccs_view_t *v, const wait_of_group_t *w)
{
    double sums[5] = {0}, x = 0, contacts = 0, of_day;
    uint32_t n = 0;

    for (uint32_t day = 0; day < v->n_observations; day++) {
        x += wait_on_day(v, w, day, &of_day);
        contacts += of_day;
        if (!ccs_ends_group(v->groups, day, v->n_observations)) continue;
        sums[0] += x;
        sums[1] += contacts;
        sums[2] += x * x;
        sums[3] += contacts * contacts;
        sums[4] += x * contacts;
        x = contacts = 0;
        n++;
    }
    return n < 2 ? (double) NAN : ccs_estimate_ratio_half_width(sums, n, ccs_estimate_t_quantile(v->confidence, n - 1));
}

ccs_point_t ccs_wait_of_group(const ccs_view_t *v, uint32_t entity, uint32_t interval)
{
    const bool whole = interval == CCS_DATA_NONE;
    ccs_point_t found = ccs_point_around((double) NAN, (double) NAN);
    wait_of_group_t w;
    double sum = 0, contacts = 0;

    if (!find_wait(v, entity, &w)) return found;
    if (!whole && (!ccs_view_has_intervals(v, w.wait) || !ccs_view_has_intervals(v, w.answered))) return found;
    for (uint32_t i = 0; i < w.n_types; i++) {
        const uint32_t type = w.types[i];
        const ccs_point_t x = whole ? ccs_view_point(v, w.wait, type) : ccs_view_point_at(v, w.wait, type, interval);
        const double n = whole
            ? v->means[w.answered][type] + v->means[w.abandoned][type]
            : ccs_view_point_at(v, w.answered, type, interval).mean + ccs_view_point_at(v, w.abandoned, type, interval).mean;

        if (isnan(x.mean) || !(n > 0)) continue;
        sum += x.mean * n;
        contacts += n;
        found.half_width = x.half_width;
    }
    found.mean = contacts > 0 ? sum / contacts : (double) NAN;
    if (w.n_types > 1) found.half_width = whole ? half_width_of_wait(v, &w) : (double) NAN;
    return found;
}

static double occupancy_of(const ccs_view_t *v, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(v, "occupancy");

    return metric == CCS_DATA_NONE ? (double) NAN : v->means[metric][entity];
}

/* Whether one group is shorter than another: longer waits; of equal ones (they serve the same types) the busier group. */
static bool is_shorter(double wait, double occupancy, double other_wait, double other_occupancy)
{
    if (fabs(wait - other_wait) > 1e-9 * other_wait) return wait > other_wait;
    return occupancy > other_occupancy;
}

/* Days judged at a time: whatever their number, it takes no memory that could be missing. */
enum { DAYS_AT_ONCE = 1024 };

/* Marks the days from first on, n of them, on which the contacts of other wait longer. */
static void mark_beaten(const ccs_view_t *v, const wait_of_group_t *own, const wait_of_group_t *other, uint32_t first, uint32_t n,
    bool *beaten)
{
    for (uint32_t day = 0; day < n; day++) {
        double n_own, n_other;
        const double x = wait_on_day(v, own, first + day, &n_own), y = wait_on_day(v, other, first + day, &n_other);

        if (n_other > 0 && (!(n_own > 0) || y / n_other > x / n_own * (1 + 1e-9))) beaten[day] = true;
    }
}

/* Days on which no other group has longer waits. */
static uint32_t count_first_days(const ccs_view_t *v, uint32_t entity, const uint32_t *groups, uint32_t n_groups)
{
    wait_of_group_t own, other;
    uint32_t found = 0;

    if (!find_wait(v, entity, &own)) return 0;
    for (uint32_t first = 0; first < v->n_observations; first += DAYS_AT_ONCE) {
        const uint32_t rest = v->n_observations - first, n = rest < DAYS_AT_ONCE ? rest : DAYS_AT_ONCE;
        bool beaten[DAYS_AT_ONCE] = {false};

        for (uint32_t g = 0; g < n_groups; g++)
            if (groups[g] != entity && find_wait(v, groups[g], &other)) mark_beaten(v, &own, &other, first, n, beaten);
        for (uint32_t day = 0; day < n; day++) found += !beaten[day];
    }
    return found;
}

uint32_t ccs_shortest_group(const ccs_view_t *view, uint32_t interval)
{
    uint32_t groups[CCS_SCOPE_ENTITIES_MAX], found = CCS_DATA_NONE;
    const uint32_t n = ccs_view_entities(view, "group", groups, CCS_SCOPE_ENTITIES_MAX);
    double most = 0, occupancy = 0;

    for (uint32_t g = 0; g < n; g++) {
        const double wait = ccs_wait_of_group(view, groups[g], interval).mean, busy = occupancy_of(view, groups[g]);

        if (!(wait > 0) || (found != CCS_DATA_NONE && !is_shorter(wait, busy, most, occupancy))) continue;
        found = groups[g];
        most = wait;
        occupancy = busy;
    }
    return found;
}

ccs_short_group_t ccs_shortage_of(const ccs_view_t *view)
{
    uint32_t groups[CCS_SCOPE_ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(view, "group", groups, CCS_SCOPE_ENTITIES_MAX);
    ccs_short_group_t found = {.entity = ccs_shortest_group(view, CCS_DATA_NONE), .n_groups = n};

    if (found.entity == CCS_DATA_NONE) return found;
    found.wait = ccs_wait_of_group(view, found.entity, CCS_DATA_NONE);
    found.occupancy = occupancy_of(view, found.entity);
    found.n_days = view->n_observations;
    found.n_first = count_first_days(view, found.entity, groups, n);
    found.is_short = found.wait.mean >= NO_WAIT_S;
    return found;
}
