/* calibrate_effects.c - what talks and marks hang on: the hour, the agent, how often an agent has done it, the wait; and how many talks are handed on. Invariant: talks are told by their
 * logarithms, so that an hour, an agent, a doubling is a factor. */
#include <math.h>
#include <string.h>

#include "calibrate_parts.h"
#include "fit_effects.h"
#include "fit_minimise.h"

enum { FEWEST_NEW = 3 /* agents who are new, of whom learning is told */, SETTLED_DAYS = 7 /* who comes later is new */ };
static const double MOST_KEYS = 1e6, WAIT_SCALE_S = 60;

/* Talks of a queue, as logarithms. */
typedef struct {
    ccs_calibration_t *of;
    ccs_calibrated_t *queue;
    const ccs_recorded_t *rows;
    size_t n_rows;
    double *logs;    /* [row] NAN: no talk */
    uint32_t *group; /* [row] of what is asked at the moment */
    double *scratch; /* [2 * n_keys] */
    uint32_t n_keys; /* of agents: groups may number their own */
} talks_t;

static bool has_talk(const ccs_recorded_t *row)
{
    return row->outcome == CCS_RECORD_ANSWERED && row->talk_s > 0 && row->talk_s <= 86400;
}

static uint32_t agent_of(const talks_t *self, const ccs_recorded_t *row)
{
    const ccs_records_t *const records = self->of->records;

    if (row->agent == CCS_RECORD_UNKNOWN) return UINT32_MAX;
    return (row->group == CCS_RECORD_UNKNOWN ? 0 : row->group + 1) * records->agents.n + row->agent;
}

/* Groups with fewer talks than a law is made of are left out. */
static void leave_out_few(const talks_t *self, uint32_t n_groups)
{
    double *const counts = self->scratch;

    for (uint32_t g = 0; g < n_groups; g++) counts[g] = 0;
    for (size_t i = 0; i < self->n_rows; i++)
        if (self->group[i] != UINT32_MAX) counts[self->group[i]]++;
    for (size_t i = 0; i < self->n_rows; i++)
        if (self->group[i] != UINT32_MAX && counts[self->group[i]] < CCS_CALIBRATE_FEWEST) self->group[i] = UINT32_MAX;
}

static void find_hours(const talks_t *self)
{
    ccs_calibrated_effects_t *const to = &self->queue->effects;

    for (size_t i = 0; i < self->n_rows; i++)
        self->group[i] = isnan(self->logs[i]) ? UINT32_MAX : (uint32_t) (self->rows[i].time_s / 3600) % CCS_CALIBRATE_HOURS;
    leave_out_few(self, CCS_CALIBRATE_HOURS);
    to->has_hours =
        ccs_fit_groups(self->logs, self->group, self->n_rows, CCS_CALIBRATE_HOURS, to->hour_mean, to->hour_n, &to->hours);
}

static void find_agents(const talks_t *self)
{
    ccs_calibrated_effects_t *const to = &self->queue->effects;

    for (size_t i = 0; i < self->n_rows; i++) self->group[i] = isnan(self->logs[i]) ? UINT32_MAX : agent_of(self, &self->rows[i]);
    leave_out_few(self, self->n_keys);
    to->has_agents = ccs_fit_groups(self->logs, self->group, self->n_rows, self->n_keys, self->scratch,
        &self->scratch[self->n_keys], &to->agents);
}

/* Of agents who came when the records had gone on for a week: the power law of practice, a factor for each doubling of the talks of an agent (Newell and Rosenbloom 1981). Of one series, as
 * every replication begins anew. @param doublings  [row] scratch */
static void find_learning(const talks_t *self, double *doublings)
{
    ccs_calibrated_effects_t *const to = &self->queue->effects;
    double *const done = self->scratch; /* talks of an agent so far; -1: was there from the beginning */

    for (uint32_t a = 0; a < self->n_keys; a++) done[a] = 0;
    for (size_t i = 0; i < self->n_rows; i++) {
        const ccs_recorded_t *const row = &self->rows[i];
        const uint32_t agent = isnan(self->logs[i]) || row->series != self->rows[0].series ? UINT32_MAX : agent_of(self, row);

        self->group[i] = UINT32_MAX;
        if (agent == UINT32_MAX) continue;
        if (done[agent] == 0 && row->day < self->of->first_day + SETTLED_DAYS) done[agent] = -1;
        if (done[agent] < 0) continue;
        doublings[i] = log2(++done[agent]);
        self->group[i] = agent;
    }
    leave_out_few(self, self->n_keys);
    for (size_t i = 0; i < self->n_rows; i++) to->n_learned += self->group[i] != UINT32_MAX;
    for (uint32_t a = 0; a < self->n_keys; a++) to->n_new += self->scratch[a] >= CCS_CALIBRATE_FEWEST;
    if (to->n_new >= FEWEST_NEW)
        to->learning = ccs_fit_slope_within(doublings, self->logs, self->group, self->n_rows, self->n_keys, self->scratch);
}

static int find_talks(ccs_calibration_t *self, uint32_t queue)
{
    talks_t talks = {.of = self, .queue = &self->queues[queue]};
    const ccs_records_t *const records = self->records;
    const double keys = (records->groups.n + 1.0) * records->agents.n;

    talks.rows = ccs_calibrate_rows(self, queue, &talks.n_rows);
    talks.n_keys = keys <= MOST_KEYS ? (uint32_t) keys : 0;
    talks.logs = ccs_arena_array(&self->arena, talks.n_rows, sizeof *talks.logs);
    talks.group = ccs_arena_array(&self->arena, talks.n_rows, sizeof *talks.group);
    talks.scratch = ccs_arena_array(&self->arena, 2 * (size_t) talks.n_keys + CCS_CALIBRATE_HOURS, sizeof *talks.scratch);
    double *const doublings = ccs_arena_array(&self->arena, talks.n_rows, sizeof *doublings);

    if (!talks.logs || !talks.group || !talks.scratch || !doublings) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < talks.n_rows; i++) talks.logs[i] = has_talk(&talks.rows[i]) ? log(talks.rows[i].talk_s) : (double) NAN;
    find_hours(&talks);
    if (talks.n_keys == 0) return 0;
    find_agents(&talks);
    find_learning(&talks, doublings);
    return 0;
}

static void find_transfers(ccs_calibration_t *self, uint32_t queue)
{
    double n = 0, of = 0;
    size_t n_rows;
    const ccs_recorded_t *const rows = ccs_calibrate_rows(self, queue, &n_rows);

    for (size_t i = 0; i < n_rows; i++) {
        if (rows[i].outcome != CCS_RECORD_ANSWERED || rows[i].handed_on == CCS_RECORD_MAYBE) continue;
        of++;
        n += rows[i].handed_on == CCS_RECORD_YES;
    }
    self->queues[queue].effects.transfer = ccs_calibrate_share(n, of);
}

static int find_marks(ccs_calibration_t *self, uint32_t queue)
{
    ccs_calibrated_effects_t *const to = &self->queues[queue].effects;
    double counts[CCS_FIT_MARKS] = {0};
    size_t n_rows, n = 0, n_waits = 0;
    const ccs_recorded_t *const rows = ccs_calibrate_rows(self, queue, &n_rows);
    uint8_t *const marks = ccs_arena_array(&self->arena, n_rows, sizeof *marks);
    double *const z = ccs_arena_array(&self->arena, n_rows, sizeof *z);

    if (!marks || !z) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < n_rows; i++) {
        if (rows[i].mark == 0) continue;
        counts[rows[i].mark - 1]++;
        n++;
        if (isnan(rows[i].wait_s)) continue;
        marks[n_waits] = rows[i].mark;
        z[n_waits++] = log1p(rows[i].wait_s / WAIT_SCALE_S);
    }
    for (uint32_t k = 0; k < CCS_FIT_MARKS; k++) to->marks[k] = ccs_calibrate_share(counts[k], (double) n);
    to->mark_by_wait = (ccs_fit_estimate_t){(double) NAN, (double) NAN, (double) NAN};
    if (n_waits < CCS_CALIBRATE_FEWEST) return 0;
    to->n_marked_waits = (double) n_waits;
    const int ret = ccs_fit_ordered(marks, z, n_waits, &to->mark_by_wait);

    return ret == CCS_ERR_NOMEM ? ret : 0;
}

int ccs_calibrate_effects(ccs_calibration_t *self)
{
    int ret = 0;

    for (uint32_t queue = 0; queue < self->n_queues; queue++) {
        if (self->queues[queue].number == CCS_RECORD_UNKNOWN) continue;
        if (self->records->has_talk) CCS_TRY(find_talks(self, queue));
        find_transfers(self, queue);
        CCS_TRY(find_marks(self, queue));
    }
out:
    return ret;
}

/* ---- numbers -------------------------------------------------------------------------------------------------------------------------------- */

static ccs_fit_estimate_t factor(ccs_fit_estimate_t of)
{
    return (ccs_fit_estimate_t){exp(of.is), exp(of.low), exp(of.high)};
}

/* Each hour beside all talks, where they differ beyond chance. */
static int add_hours(ccs_calibration_t *self, uint32_t queue)
{
    const ccs_calibrated_effects_t *const of = &self->queues[queue].effects;
    int ret = 0;

    if (!ccs_calibrate_has_hours(&self->queues[queue])) return 0;
    for (uint32_t hour = 0; hour < CCS_CALIBRATE_HOURS; hour++) {
        if (!(of->hour_n[hour] > 0)) continue;
        const double off = of->hour_mean[hour] - of->hours.mean,
                     half = CCS_FIT_Z * of->hours.within * sqrt(fmax(0, 1 / of->hour_n[hour] - 1 / of->hours.n));

        CCS_TRY(ccs_calibrate_add(self, queue,
            &(ccs_calibrated_number_t){.key = ccs_arena_printf(&self->arena, "talk.hour.%02u", hour),
                .what = ccs_arena_printf(&self->arena, "talk from %02u:00, times", hour),
                .x = factor((ccs_fit_estimate_t){off, off - half, off + half}),
                .n = of->hour_n[hour],
                .sentence = ccs_arena_printf(&self->arena,
                    "talks of contacts that come from %02u:00 to %02u:00 last %.3f times as long as all (geometric means); hours differ beyond chance (F test, p %.2g)",
                    hour, hour + 1, exp(off), of->hours.p)}));
    }
out:
    return ret;
}

static int add_agents(ccs_calibration_t *self, uint32_t queue)
{
    const ccs_calibrated_effects_t *const of = &self->queues[queue].effects;

    if (!of->has_agents) return 0;
    return ccs_calibrate_add(self, queue,
        &(ccs_calibrated_number_t){.key = "talk.agents.cv",
            .what = "talk, how agents differ",
            .unit = CCS_NUMBER_SHARE,
            .x = of->agents.between,
            .n = of->agents.n_groups,
            .sentence = ccs_arena_printf(&self->arena,
                "%u agents with 20 talks or more differ by %.1f %% in how long they talk, beyond chance (standard deviation of logarithms; F test, p %.2g), talks of one agent by %.0f %%",
                of->agents.n_groups, 100 * of->agents.between.is, of->agents.p, 100 * of->agents.within)});
}

static int add_learning(ccs_calibration_t *self, uint32_t queue)
{
    const ccs_calibrated_effects_t *const of = &self->queues[queue].effects;

    if (of->n_new < FEWEST_NEW || isnan(of->learning.low)) return 0;
    return ccs_calibrate_add(self, queue,
        &(ccs_calibrated_number_t){.key = "talk.learning",
            .what = "talk, times for each doubling of an agent's talks",
            .x = factor(of->learning),
            .n = of->n_learned,
            .sentence = ccs_arena_printf(&self->arena,
                "whenever a new agent has had twice as many talks they last %.3f times as long; %u agents came a week or more after the records began",
                exp(of->learning.is), of->n_new)});
}

static int add_transfers(ccs_calibration_t *self, uint32_t queue)
{
    const ccs_calibrated_share_t *const share = &self->queues[queue].effects.transfer;

    if (!(share->n > 0)) return 0;
    return ccs_calibrate_add(self, queue,
        &(ccs_calibrated_number_t){.key = "transfer.probability",
            .what = "talks that are handed on",
            .unit = CCS_NUMBER_SHARE,
            .x = share->share,
            .n = share->of,
            .sentence = ccs_arena_printf(&self->arena, "%.0f of %.0f talks ended with a transfer or an escalation", share->n,
                share->of)});
}

static int add_marks(ccs_calibration_t *self, uint32_t queue)
{
    const ccs_calibrated_effects_t *const of = &self->queues[queue].effects;
    int ret = 0;

    for (uint32_t k = 0; k < CCS_FIT_MARKS && of->marks[0].of >= CCS_CALIBRATE_FEWEST; k++)
        CCS_TRY(ccs_calibrate_add(self, queue,
            &(ccs_calibrated_number_t){.key = ccs_arena_printf(&self->arena, "outcomes.csat.shares.%u", k + 1),
                .what = ccs_arena_printf(&self->arena, "marks of %u", k + 1),
                .unit = CCS_NUMBER_SHARE,
                .x = of->marks[k].share,
                .n = of->marks[k].of,
                .sentence =
                    ccs_arena_printf(&self->arena, "%.0f of %.0f customers who answered", of->marks[k].n, of->marks[k].of)}));
    if (isnan(of->mark_by_wait.low)) return 0;
    ret = ccs_calibrate_add(self, queue,
        &(ccs_calibrated_number_t){.key = "outcomes.csat.wait",
            .what = "satisfaction that a wait takes",
            .x = of->mark_by_wait,
            .n = of->n_marked_waits,
            .sentence = ccs_arena_printf(&self->arena,
                "in log-odds of a better mark for ln(1 + wait / 60 s), by an ordered logit: after a minute %.2f, after five %.2f%s",
                of->mark_by_wait.is * log(2), of->mark_by_wait.is * log(6),
                of->mark_by_wait.low <= 0 && of->mark_by_wait.high >= 0 ? "; it may be none" : "")});
out:
    return ret;
}

int ccs_calibrate_effect_numbers(ccs_calibration_t *self, uint32_t queue)
{
    int ret;

    CCS_TRY(add_hours(self, queue));
    CCS_TRY(add_agents(self, queue));
    CCS_TRY(add_learning(self, queue));
    CCS_TRY(add_transfers(self, queue));
    CCS_TRY(add_marks(self, queue));
out:
    return ret;
}

void ccs_calibrate_effect_remarks(const ccs_calibration_t *self, uint32_t queue, FILE *to)
{
    const ccs_calibrated_effects_t *const of = &self->queues[queue].effects;

    if (of->has_hours && !ccs_calibrate_has_hours(&self->queues[queue]))
        fprintf(to, "talk by the hour: %u hours do not differ beyond chance (F test, p %.2g)\n", of->hours.n_groups, of->hours.p);
    if (of->has_agents && of->n_new < FEWEST_NEW)
        fprintf(to,
            "talk by tenure: nothing is told, as %s came a week or more after the records began (three are needed, with 20 talks each)\n",
            of->n_new == 0 ? "no agent" : "fewer than three agents");
}
