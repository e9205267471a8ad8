/* contact_log.c - moments as rows of contacts. Invariants: rows[head ..] of the ring are the attempts that are not handed on, in the order in
 * which they began; places finds each of them by linear probing, and is never more than half full. */
#include "contact_log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 256 };

/* What a moment is to an attempt; behind one that ends it a contact is with nobody and in no queue. */
enum part { GOES_ON, BEGINS, ENDS, WRAP_BEGINS, WRAP_ENDS, GOES_TO_ANOTHER, LEAVES_MESSAGE, GOES_ON_LATER, IS_OVER };

static const unsigned char PARTS[CCS_N_MOMENTS] = {
    [CCS_MOMENT_arrive] = BEGINS,
    [CCS_MOMENT_picks_up] = BEGINS,
    [CCS_MOMENT_not_answered] = IS_OVER,
    [CCS_MOMENT_machine] = IS_OVER,
    [CCS_MOMENT_taken_for_machine] = IS_OVER,
    [CCS_MOMENT_line_busy] = IS_OVER,
    [CCS_MOMENT_bad_number] = IS_OVER,
    [CCS_MOMENT_still_called] = IS_OVER,
    [CCS_MOMENT_redial] = BEGINS,
    [CCS_MOMENT_repeat] = BEGINS,
    [CCS_MOMENT_present_backlog] = BEGINS,
    [CCS_MOMENT_bounce] = BEGINS,
    [CCS_MOMENT_writes_again] = BEGINS,
    [CCS_MOMENT_chases] = BEGINS,
    [CCS_MOMENT_no_line] = ENDS,
    [CCS_MOMENT_no_port] = ENDS,
    [CCS_MOMENT_hung_up] = ENDS,
    [CCS_MOMENT_contained] = ENDS,
    [CCS_MOMENT_queue_full] = ENDS,
    [CCS_MOMENT_balk] = ENDS,
    [CCS_MOMENT_turned_away] = ENDS,
    [CCS_MOMENT_abandon] = ENDS,
    [CCS_MOMENT_closed_by_chase] = ENDS,
    [CCS_MOMENT_disconnect] = ENDS,
    [CCS_MOMENT_callback_lost] = ENDS,
    [CCS_MOMENT_callback_failed] = ENDS,
    [CCS_MOMENT_reached_lost] = ENDS,
    [CCS_MOMENT_reached_cut] = ENDS,
    [CCS_MOMENT_talk_end] = ENDS,
    [CCS_MOMENT_handed_lost] = ENDS,
    [CCS_MOMENT_transfer] = GOES_TO_ANOTHER,
    [CCS_MOMENT_escalate] = GOES_TO_ANOTHER,
    [CCS_MOMENT_resume] = GOES_ON_LATER,
    [CCS_MOMENT_lapse_closed] = ENDS,
    [CCS_MOMENT_message] = LEAVES_MESSAGE,
    [CCS_MOMENT_message_later] = LEAVES_MESSAGE,
    [CCS_MOMENT_wrap_begin] = WRAP_BEGINS,
    [CCS_MOMENT_wrap_end] = WRAP_ENDS,
};

/* How a talk ended. */
static const char *const TALK_ENDS[CCS_N_MOMENTS] = {[CCS_MOMENT_talk_end] = "done",
    [CCS_MOMENT_transfer] = "transferred",
    [CCS_MOMENT_escalate] = "escalated",
    [CCS_MOMENT_drop] = "cut_off",
    [CCS_MOMENT_hold_hang_up] = "hung_up",
    [CCS_MOMENT_consult_hang_up] = "hung_up",
    [CCS_MOMENT_left] = "hung_up",
    [CCS_MOMENT_left_silently] = "hung_up",
    [CCS_MOMENT_closed] = "closed",
    [CCS_MOMENT_lapse] = "paused",
    [CCS_MOMENT_lapse_closed] = "closed"};

void ccs_contact_log_free(ccs_contact_log_t *self)
{
    if (!self) return;
    free(self->rows);
    free(self->places);
    self->rows = NULL;
    self->places = NULL;
    self->cap = self->head = self->n = 0;
}

/* --- rows by their attempt ----------------------------------------------------------------------------------------------- */

static uint32_t mixed(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7FEB352DU;
    x ^= x >> 15;
    x *= 0x846CA68BU;
    return x ^ x >> 16;
}

static uint32_t number_of(const ccs_attempt_t *of)
{
    return mixed(of->index ^ mixed(of->type ^ mixed(of->attempt | of->leg << 16)));
}

static bool is_same(const ccs_attempt_t *a, const ccs_attempt_t *b)
{
    return a->index == b->index && a->type == b->type && a->attempt == b->attempt && a->leg == b->leg;
}

/* Where the attempt stands among the places, or where it would. */
static uint32_t slot_of(const ccs_contact_log_t *self, const ccs_attempt_t *of)
{
    const uint32_t mask = 2 * self->cap - 1;
    uint32_t slot = number_of(of) & mask;

    while (self->places[slot] && !is_same(&self->rows[self->places[slot] - 1].row.of, of)) slot = (slot + 1) & mask;
    return slot;
}

/* @return NULL: it is not logged, or was handed on */
static ccs_open_row_t *find(ccs_contact_log_t *self, const ccs_attempt_t *of)
{
    const uint32_t place = self->cap ? self->places[slot_of(self, of)] : 0;

    return place ? &self->rows[place - 1] : NULL;
}

/* Those behind it that stand where they do because it was in their way move up. */
static void forget(ccs_contact_log_t *self, const ccs_attempt_t *of)
{
    const uint32_t mask = 2 * self->cap - 1;
    uint32_t gap = slot_of(self, of);

    for (uint32_t slot = (gap + 1) & mask; self->places[slot]; slot = (slot + 1) & mask) {
        const uint32_t home = number_of(&self->rows[self->places[slot] - 1].row.of) & mask;

        if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
        self->places[gap] = self->places[slot];
        gap = slot;
    }
    self->places[gap] = 0;
}

static bool grow(ccs_contact_log_t *self)
{
    const uint32_t cap = self->cap ? 2 * self->cap : FIRST_CAP;
    ccs_open_row_t *const rows = cap < UINT32_MAX / 4 ? malloc(cap * sizeof *rows) : NULL;
    uint32_t *const places = rows ? calloc(2 * (size_t) cap, sizeof *places) : NULL;

    if (!places) {
        free(rows);
        self->out_of_memory = self->told.enough = true;
        return false;
    }
    for (uint32_t i = 0; i < self->n; i++) rows[i] = self->rows[(self->head + i) & (self->cap - 1)];
    free(self->rows);
    free(self->places);
    self->rows = rows;
    self->places = places;
    self->cap = cap;
    self->head = 0;
    for (uint32_t i = 0; i < self->n; i++)
        if (!rows[i].left_message) places[slot_of(self, &rows[i].row.of)] = i + 1;
    return true;
}

/* --- an attempt from its beginning to its end ---------------------------------------------------------------------------- */

static void hand_on(ccs_contact_log_t *self)
{
    const ccs_open_row_t *const first = &self->rows[self->head];

    if (first->counts) self->row(self->listener, &first->row);
    if (!first->left_message) forget(self, &first->row.of);
    self->head = (self->head + 1) & (self->cap - 1);
    self->n--;
}

/* An attempt is over at the end of its event: what follows from it at the same moment, such as after-call work, is told by then. */
static void hand_on_those_over(ccs_contact_log_t *self, double now_s)
{
    while (self->rows && self->n > 0 && self->rows[self->head].over_s < now_s && self->rows[self->head].n_wraps == 0)
        hand_on(self);
}

static bool is_chosen(const ccs_contact_log_t *self, const ccs_attempt_t *of)
{
    const ccs_attempt_t contact = {(uint32_t) self->plan->types[of->type].name_hash, of->index, self->replication, 0};

    return self->share >= 1 || number_of(&contact) < self->share * 0x1p32;
}

static void begin_row(ccs_contact_log_t *self, const ccs_moment_t *moment)
{
    const bool has_waited = moment->kind == CCS_MOMENT_present_backlog;
    const bool is_call = moment->kind == CCS_MOMENT_picks_up || PARTS[moment->kind] == IS_OVER;

    hand_on_those_over(self, moment->time_s);
    if (!is_chosen(self, &moment->of) || (self->n == self->cap && !grow(self))) return;

    const uint32_t place = (self->head + self->n) & (self->cap - 1);

    self->places[slot_of(self, &moment->of)] = place + 1;
    self->n++;
    self->rows[place] = (ccs_open_row_t){.row = {.of = moment->of,
                                             .as = moment->as,
                                             .arrived_s = moment->time_s - (has_waited ? moment->duration_s : 0),
                                             .ivr_s = (double) NAN,
                                             .wait_s = (double) NAN,
                                             .predicted_s = (double) NAN,
                                             .talk_s = (double) NAN,
                                             .setup_s = (double) NAN,
                                             .hold_s = (double) NAN,
                                             .wrap_s = (double) NAN,
                                             .handover_wait_s = (double) NAN,
                                             .callback_s = (double) NAN,
                                             .retry_s = (double) NAN,
                                             .dial_s = is_call ? moment->duration_s : (double) NAN,
                                             .breaks = is_call ? moment->number : 0,
                                             .batch = moment->batch,
                                             .node = CCS_NONE,
                                             .group = is_call ? moment->group : CCS_NONE,
                                             .agent = is_call ? moment->agent : CCS_NONE,
                                             .outcome = moment->kind},
        .over_s = PARTS[moment->kind] == IS_OVER ? moment->time_s : (double) INFINITY,
        .counts = moment->counts};
}

/* Who hangs up on hold does so before the talk is over; what else ends it is told behind that it is. */
static void end_talk(ccs_contact_row_t *row, enum ccs_moment_kind how)
{
    if (how != CCS_MOMENT_talk_end || !row->talk_end) row->talk_end = TALK_ENDS[how];
}

/* The talk is over, and the contact asks for another agent: a leg, and a row, of its own. */
static void begin_leg(ccs_contact_log_t *self, const ccs_moment_t *moment)
{
    ccs_open_row_t *const before = find(self, &moment->of);
    ccs_moment_t next = *moment;

    if (before) end_talk(&before->row, moment->kind);
    next.of.leg++;
    next.as = moment->number;
    begin_row(self, &next);
}

/* Which time of a row a moment's duration is, by the name that moment.def gives it. A wait behind a talk is one to be taken over. What a delay comes to, where the
 * centre is closed when it ends or the run is over, is no part of the attempt. */
static double *time_of(ccs_contact_row_t *row, enum ccs_moment_kind kind)
{
    const char *const name = CCS_MOMENTS[kind].duration;

    if (kind == CCS_MOMENT_held_out) return NULL; /* a part of the wait that ends later */
    if (kind == CCS_MOMENT_retry || kind == CCS_MOMENT_retry_as || kind == CCS_MOMENT_writes_later) return &row->retry_s;
    if (!strcmp(name, "wait_s")) return isnan(row->talk_s) ? &row->wait_s : &row->handover_wait_s;
    if (!strcmp(name, "predicted_s")) return &row->predicted_s;
    if (!strcmp(name, "callback_s")) return &row->callback_s;
    if (!strcmp(name, "talk_s")) return &row->talk_s;
    if (!strcmp(name, "setup_s")) return &row->setup_s;
    if (!strcmp(name, "hold_s")) return &row->hold_s;
    if (!strcmp(name, "wrap_s")) return &row->wrap_s;
    if (!strcmp(name, "ivr_s")) return &row->ivr_s;
    return NULL;
}

static void add_time(ccs_contact_row_t *row, const ccs_moment_t *moment)
{
    double *const time = time_of(row, moment->kind);

    if (time) *time = isnan(*time) ? moment->duration_s : *time + moment->duration_s;
}

/* What decides: a fact that counts the attempt, or that the run ends before any does. */
static bool decides(const ccs_moment_t *moment)
{
    return CCS_MOMENTS[moment->kind].facts[0] != '\0' || moment->kind == CCS_MOMENT_still_in_ivr ||
        moment->kind == CCS_MOMENT_hung_up;
}

static void add_to_row(ccs_open_row_t *open, const ccs_moment_t *moment)
{
    const unsigned part = PARTS[moment->kind];

    add_time(&open->row, moment);
    if (part == WRAP_BEGINS) open->n_wraps++;
    if (part == WRAP_ENDS) open->n_wraps--;
    if (part == ENDS) open->over_s = moment->time_s;
    if (CCS_MOMENTS[moment->kind].subject != CCS_SUBJECT_CONTACT) return;
    if (moment->kind == CCS_MOMENT_node || moment->kind == CCS_MOMENT_no_session || moment->kind == CCS_MOMENT_session_wait)
        open->row.node = moment->number;
    if (moment->kind == CCS_MOMENT_sent) open->row.as = moment->number;
    if (moment->kind == CCS_MOMENT_deflect || moment->kind == CCS_MOMENT_choose) open->row.as = moment->as;
    if (decides(moment)) {
        open->row.outcome = moment->kind;
        open->counts = moment->counts;
        open->row.batch = moment->batch;
    }
    if (TALK_ENDS[moment->kind]) end_talk(&open->row, moment->kind);
    if (moment->agent != CCS_NONE) {
        open->row.group = moment->group;
        open->row.agent = moment->agent;
    }
}

/* A conversation that was put away asks for an agent again: in a leg, and a row, of its own. */
static void begin_rest(ccs_contact_log_t *self, const ccs_moment_t *moment)
{
    ccs_open_row_t *const before = find(self, &moment->of);
    ccs_moment_t next = *moment;

    if (before) before->over_s = moment->time_s;
    next.of.leg++;
    begin_row(self, &next);
}

/* The customer is gone, and what they have left waits in another queue: under the number of the attempt, in a row of its own. */
static void begin_message(ccs_contact_log_t *self, const ccs_moment_t *moment)
{
    ccs_open_row_t *const before = find(self, &moment->of);
    ccs_moment_t next = *moment;

    if (!before) return;
    add_to_row(before, moment);
    before->over_s = moment->time_s;
    forget(self, &moment->of);
    before->left_message = true;
    next.as = moment->number;
    begin_row(self, &next);
}

static void tell(void *listener, const ccs_moment_t *moment)
{
    ccs_contact_log_t *const self = listener;
    const unsigned part = PARTS[moment->kind];

    if (moment->asks) return; /* an agent, not a customer */
    if (part == BEGINS || part == IS_OVER) {
        begin_row(self, moment);
    } else if (part == GOES_TO_ANOTHER) {
        begin_leg(self, moment);
    } else if (part == GOES_ON_LATER) {
        begin_rest(self, moment);
    } else if (part == LEAVES_MESSAGE) {
        begin_message(self, moment);
    } else if (moment->of.type != CCS_NONE) {
        ccs_open_row_t *const open = find(self, &moment->of);

        if (open) add_to_row(open, moment);
    }
}

/* --- a replication ------------------------------------------------------------------------------------------------------- */

ccs_told_t *ccs_contact_log_begin(ccs_contact_log_t *self, const ccs_plan_t *plan, uint32_t replication)
{
    self->plan = plan;
    self->told = (ccs_told_t){.tell = tell, .listener = self};
    self->replication = replication;
    self->out_of_memory = false;
    self->head = self->n = 0; /* a replication that was stopped may have left some */
    if (self->places) memset(self->places, 0, 2 * (size_t) self->cap * sizeof *self->places);
    return &self->told;
}

int ccs_contact_log_end(ccs_contact_log_t *self)
{
    while (self->n > 0) hand_on(self);
    return self->out_of_memory ? CCS_ERR_NOMEM : 0;
}

const char *ccs_contact_row_outcome(const ccs_contact_row_t *row)
{
    const ccs_moment_about_t *const about = &CCS_MOMENTS[row->outcome];
    const char *const blank = strrchr(about->facts, ' ');

    return about->facts[0] == '\0' ? about->name : blank ? blank + 1 : about->facts;
}
