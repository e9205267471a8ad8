/* calibrate_again.c - customers who come again. An attempt that ended without an answer is followed by a redial, or by nothing until the records of the day, or four hours, are over: then what was
 * seen is a time cut short. A talk is followed by another contact of the customer within seven days, or by nothing until then or until the records end. A share that never ends its wait
 * for the next attempt is that of those who do not try again: a law of delays has it in any case, as a long tail in its place would say that they come yet. Who came again is no contact of its
 * own, but where nothing says that customers do: of too few there is no law, and their contacts count as others do. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calibrate_parts.h"

static const double REDIAL_S = 4 * 3600.0, RECONNECT_S = 7 * 86400.0, SHORTEST_S = 1e-3,
                    NEARLY_ALL = 0.995; /* a share that a scenario would have come again for ever */
static const unsigned DELAYS = CCS_FIT_BIT(EXPONENTIAL) | CCS_FIT_BIT(WEIBULL) | CCS_FIT_BIT(LOGNORMAL);

/* A record seen along with others of its customer. */
typedef struct {
    ccs_recorded_t *row;
    double moment_s, over_s; /* since 1970: when it came, and when it was over */
    double end_s;            /* of the records of its day, and of all */
    double last_s;
} visit_t;

static int by_customer(const void *a, const void *b)
{
    const visit_t *const x = a, *const y = b;

    if (x->row->series != y->row->series) return x->row->series < y->row->series ? -1 : 1;
    if (x->row->customer != y->row->customer) return x->row->customer < y->row->customer ? -1 : 1;
    return (x->moment_s > y->moment_s) - (x->moment_s < y->moment_s);
}

static double none_if_unknown(double x)
{
    return x > 0 ? x : 0;
}

static double moment_of(const ccs_recorded_t *row)
{
    return (double) row->day * 86400 + row->time_s;
}

/* After what a customer may come again. */
enum again { AFTER_ABANDON, AFTER_TALK, AFTER_BALK, AFTER_BLOCK, N_AGAIN };
static enum again again_after(const ccs_recorded_t *row)
{
    switch ((enum ccs_record_outcome) row->outcome) {
    case CCS_RECORD_ABANDONED: return AFTER_ABANDON;
    case CCS_RECORD_ANSWERED: return AFTER_TALK;
    case CCS_RECORD_BALKED: return AFTER_BALK;
    case CCS_RECORD_BLOCKED: return AFTER_BLOCK;
    case CCS_RECORD_CONTAINED:
    case CCS_RECORD_CUT:
    case CCS_N_RECORD_OUTCOMES: break;
    }
    return N_AGAIN;
}

/* The rows that are known to be of a customer and came from outside, each with the end of its day, by customer. @return how many */
static size_t gather(const ccs_records_t *records, visit_t *visits)
{
    size_t n = 0;
    double last_s = 0;

    for (size_t i = 0; i < records->n; i++) last_s = fmax(last_s, moment_of(&records->rows[i]));
    for (size_t i = 0; i < records->n; i++) {
        ccs_recorded_t *const row = &records->rows[i];

        if (row->customer == CCS_RECORD_UNKNOWN || row->is_leg || row->queue == CCS_RECORD_UNKNOWN) continue;
        const double moment_s = moment_of(row);

        visits[n++] = (visit_t){row, moment_s,
            moment_s + none_if_unknown(row->wait_s) + (row->outcome == CCS_RECORD_ANSWERED ? none_if_unknown(row->talk_s) : 0), 0,
            last_s};
    }
    return n;
}

/* When the records of each day end: the last contact that came. */
static void find_ends(visit_t *visits, size_t n, const ccs_calibration_t *self)
{
    for (size_t i = 0; i < n; i++) {
        const ccs_import_hours_t *const open = &self->open[(visits[i].row->day + 3) % CCS_CALIBRATE_WEEK];

        visits[i].end_s = (double) visits[i].row->day * 86400 + open->to;
    }
}

typedef struct {
    ccs_fit_time_t *times[N_AGAIN];
    size_t n[N_AGAIN];
} delays_t;

/* What followed a visit, within its window. @return the time of it; 0: nothing is seen */
static ccs_fit_time_t followed(const visit_t *visit, const visit_t *next)
{
    const bool again = next && next->row->series == visit->row->series && next->row->customer == visit->row->customer;
    const enum again kind = again_after(visit->row);
    const double window =
        kind == AFTER_TALK ? fmin(RECONNECT_S, visit->last_s - visit->over_s) : fmin(REDIAL_S, visit->end_s - visit->over_s);
    const double gap = again ? next->moment_s - visit->over_s : (double) INFINITY;

    if (kind == N_AGAIN || !(window > 0)) return (ccs_fit_time_t){0};
    return (ccs_fit_time_t){fmax(fmin(gap, window), SHORTEST_S), gap <= window};
}

static void take(const visit_t *visit, ccs_fit_time_t seen, delays_t *to)
{
    const enum again kind = again_after(visit->row);

    if (seen.x > 0) to->times[kind][to->n[kind]++] = seen;
}

static bool has_law(const ccs_calibrated_t *queue, enum again after)
{
    return !(after == AFTER_TALK ? queue->reconnect.missing : queue->redial.missing);
}

/* A share that comes again by a law of delays that is known: those who did, of as many as would have within what was seen of them. */
static ccs_calibrated_share_t share_by(const ccs_fit_law_t *law, const ccs_fit_time_t *times, size_t n)
{
    const double never = law->has_never ? law->never.is : 0;
    double n_again = 0, seen = 0;

    for (size_t i = 0; i < n; i++) {
        n_again += times[i].ended;
        seen += times[i].ended ? 1 : (1 - ccs_fit_left(law, times[i].x)) / (1 - never);
    }
    return ccs_calibrate_share(fmin(n_again, seen), seen);
}

/* Where all come again, the share of who do not has no law: then delays alone have one. */
static int fit_delays(ccs_calibrated_time_t *to, ccs_fit_time_t *times, size_t n, ccs_arena_t *arena)
{
    int ret = 0;

    CCS_TRY(ccs_calibrate_fit(to, times, n, (ccs_calibrate_ask_t){.laws = DELAYS, .never = CCS_FIT_SOME_NEVER_END}, arena));
    if (!to->missing && (to->values.n_cut == 0 || !to->laws[0].point.curved))
        CCS_TRY(ccs_calibrate_fit(to, times, n, (ccs_calibrate_ask_t){.laws = DELAYS}, arena));
    if (to->missing && to->values.n_ended > 0) {
        to->missing = ccs_arena_printf(arena, "%s: the contacts of those who came again count as others do", to->missing);
        CCS_REQUIRE(to->missing, CCS_ERR_NOMEM);
    }
out:
    return ret;
}

static int fit_queue(ccs_calibration_t *self, ccs_calibrated_t *queue, const delays_t *delays)
{
    int ret = 0;

    CCS_TRY(fit_delays(&queue->redial, delays->times[AFTER_ABANDON], delays->n[AFTER_ABANDON], &self->arena));
    CCS_TRY(fit_delays(&queue->reconnect, delays->times[AFTER_TALK], delays->n[AFTER_TALK], &self->arena));
    if (!queue->reconnect.missing && ccs_calibrate_share_again(&queue->reconnect).is > NEARLY_ALL)
        queue->reconnect.missing =
            "nearly all who were answered came again: as far as these records show they would do so for ever, and their contacts count as others do";
    if (queue->redial.missing) goto out;
    queue->after_balk = share_by(&queue->redial.laws[0], delays->times[AFTER_BALK], delays->n[AFTER_BALK]);
    queue->after_block = share_by(&queue->redial.laws[0], delays->times[AFTER_BLOCK], delays->n[AFTER_BLOCK]);
out:
    return ret;
}

/* A queue's visits, and what followed them. */
static int find_queue(ccs_calibration_t *self, ccs_calibrated_t *queue, const visit_t *visits, size_t n, delays_t *delays)
{
    int ret = 0;

    memset(delays->n, 0, sizeof delays->n);
    for (size_t i = 0; i < n; i++)
        if (visits[i].row->queue == queue->number)
            take(&visits[i], followed(&visits[i], i + 1 < n ? &visits[i + 1] : NULL), delays);
    queue->redial.missing = queue->reconnect.missing = NULL;
    CCS_TRY(fit_queue(self, queue, delays));
    for (size_t i = 0; i + 1 < n; i++)
        if (visits[i].row->queue == queue->number && has_law(queue, again_after(visits[i].row)) &&
            followed(&visits[i], &visits[i + 1]).ended)
            visits[i + 1].row->comes_again = true;
out:
    return ret;
}

int ccs_calibrate_again(ccs_calibration_t *self)
{
    const size_t most = self->records ? self->records->n : 0;
    visit_t *const visits = ccs_arena_array(&self->arena, most, sizeof *visits);
    delays_t delays = {0};
    int ret = 0;

    CCS_REQUIRE(visits, CCS_ERR_NOMEM);
    for (int kind = 0; kind < N_AGAIN; kind++) {
        delays.times[kind] = ccs_arena_array(&self->arena, most, sizeof(ccs_fit_time_t));
        CCS_REQUIRE(delays.times[kind], CCS_ERR_NOMEM);
    }
    for (uint32_t queue = 0; queue < self->n_queues; queue++)
        self->queues[queue].redial.missing = self->queues[queue].reconnect.missing = "the records do not say who the customer is";
    if (most == 0 || !self->records->has_customer) goto out;
    const size_t n = gather(self->records, visits);

    find_ends(visits, n, self);
    qsort(visits, n, sizeof *visits, by_customer);
    for (uint32_t queue = 0; queue < self->n_queues; queue++) {
        ccs_calibrated_t *const to = &self->queues[queue];

        if (to->number != CCS_RECORD_UNKNOWN) CCS_TRY(find_queue(self, to, visits, n, &delays));
    }
out:
    return ret;
}
