/* callflow_node.c - the nodes of a flow and the ways out of them. Invariant: the ways of a node have shares that add up to 1, on average and at every time: in front those of the contacts that go
 * through it, of which ways with conditions come first, then those that ask for an agent, whose session breaks, that hang up; behind them all, with a share of 0, those that find no session, and that hang up while they wait for one. */
#include <math.h>
#include <stdlib.h>

#include "callflow_parts.h"
#include "read_course.h"
#include "read_expression.h"
#include "read_law.h"
#include "read_value.h"

static const double SLIP = 1e-9; /* by which shares that are meant to add up to 1 may not */

/* A share as it is written. */
typedef struct {
    double frac;                /* on average */
    const ccs_course_t *course; /* NULL: always */
} share_t;

/* A choice of a menu. */
typedef struct {
    share_t share, misroute;
    double now, lost, wrong; /* at the moment at hand: who want it; of them, who take another; who take it wanting another */
    bool may_be_wrong;       /* at some moment somebody takes it so */
    ccs_destination_t next;
    const char *name;
} choice_t;

/* A way of a branch. */
typedef struct {
    const ccs_expression_t *when;
    double frac; /* that loads take for it */
    ccs_destination_t next;
    const char *name;
} conditional_t;

enum kind { MESSAGE, TASK, MENU, BRANCH, QUEUE, N_KINDS };

/* A node while it is read. */
typedef struct {
    ccs_callflows_t *of;
    const ccs_place_t *at;
    uint32_t id, flow;
    enum kind kind;
    share_t hang_up, zero_out, fails, success, false_success;
    ccs_destination_t next, otherwise, zero_out_to;
    double harder;
    choice_t *choices;
    uint32_t n_choices;
    conditional_t *conditionals;
    uint32_t n_conditionals;
    bool has_rest;                  /* at some moment somebody takes none of the choices */
    bool may_fail;                  /* it has a limit of sessions, or breaks: "otherwise" says where contacts go then */
    bool is_told;                   /* of shares that do not add up */
    ccs_vector_t times;             /* at which shares change, ascending */
    double time_s;                  /* the moment at hand; NAN: on average */
    double upto_frac, through_frac; /* of the ways so far; of those who come, who go through the node */
    double *upto;                   /* receives the shares of the ways at the moment at hand; NULL: the ways are made */
    uint32_t n_laid;
} node_t;

static ccs_place_t child(const node_t *self, const char *key)
{
    return ccs_place_child(self->of->reader, self->at, key);
}

static ccs_destination_t destination(const node_t *self, const char *key, const char *absent)
{
    const ccs_place_t at = child(self, key);
    ccs_destination_t to = {CCS_LEADS_END, CCS_NONE, false};

    (void) ccs_callflow_destination(self->of, &at, self->flow, absent, &to);
    return to;
}

/* --- shares -------------------------------------------------------------------------------------------------------------- */

static void note_times(node_t *self, const ccs_course_t *course)
{
    for (uint32_t i = 0; i < course->n; i++) {
        double *const time_s = ccs_reader_push(self->of->reader, &self->times, sizeof *time_s);

        if (time_s) *time_s = course->pieces[i].from_s;
    }
}

/* Of what is required and missing the check of keys tells. */
static share_t share_from(node_t *self, const ccs_place_t *at)
{
    share_t share = {0, NULL};

    if (at->value) ccs_read_share_over_time(self->of->reader, at, &share.frac, &share.course);
    if (isnan(share.frac)) share.frac = 0;
    if (share.course) note_times(self, share.course);
    return share;
}

static share_t share_at(node_t *self, const char *key)
{
    const ccs_place_t at = child(self, key);

    return share_from(self, &at);
}

/* At the moment at hand. */
static double now(const node_t *self, const share_t *share)
{
    return share->course && !isnan(self->time_s) ? ccs_course_at(share->course, self->time_s) : share->frac;
}

/* At some moment it is less than all. */
static bool may_not(const share_t *share)
{
    return share->frac < 1 || share->course;
}

static int in_order(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* Each time once. */
static void sort_times(node_t *self)
{
    double *const times = self->times.items;
    size_t n = 0;

    if (self->times.n == 0) return;
    qsort(times, self->times.n, sizeof *times, in_order);
    for (size_t i = 0; i < self->times.n; i++)
        if (n == 0 || times[i] != times[n - 1]) times[n++] = times[i];
    self->times.n = n;
}

static bool varies(const node_t *self)
{
    return self->times.n > 0;
}

/* --- ways ---------------------------------------------------------------------------------------------------------------- */

/* A way of those who go through the node, or of others who come to it, however many they are. @param frac  of those who come @return it; NULL: the ways are there
 * already, and their shares are laid */
static ccs_node_way_t *push_way(node_t *self, double frac, enum ccs_outcome outcome, ccs_destination_t to)
{
    const double from_frac = self->upto_frac;

    self->upto_frac += frac;
    if (self->upto) {
        self->upto[self->n_laid++] = self->upto_frac;
        return NULL;
    }
    ccs_node_way_t *const way = ccs_reader_push(self->of->reader, &self->of->ways, sizeof *way);

    if (!way) return NULL;
    *way = (ccs_node_way_t){.from_frac = from_frac,
        .upto_frac = self->upto_frac,
        .outcome = outcome,
        .leads = to.leads,
        .to = to.to,
        .at_opening = to.at_opening,
        .harder = 1};
    ccs_callflow_node(self->of, self->id)->n_ways++;
    return way;
}

/* The same, if there are any. @param may  at some moment, where shares vary */
static ccs_node_way_t *add_way(node_t *self, double frac, bool may, enum ccs_outcome outcome, ccs_destination_t to)
{
    return (varies(self) ? may : frac > 0) ? push_way(self, frac, outcome, to) : NULL;
}

static void make_harder(ccs_node_way_t *way, double harder)
{
    if (way) way->harder = harder;
}

/* --- kinds of nodes ------------------------------------------------------------------------------------------------------ */

static void read_task(node_t *self)
{
    self->success = share_at(self, "success");
    self->false_success = share_at(self, "false_success");
    self->next = destination(self, "next", "end");
}

static void lay_task(node_t *self)
{
    const double success = now(self, &self->success), not_really = success * now(self, &self->false_success);
    const bool may = self->success.frac > 0;

    (void) add_way(self, self->through_frac * (success - not_really), may && may_not(&self->false_success), CCS_OUTCOME_SUCCESS,
        self->next);
    (void) add_way(self, self->through_frac * not_really, may && self->false_success.frac > 0, CCS_OUTCOME_FALSE_SUCCESS,
        self->next);
    make_harder(add_way(self, self->through_frac * (1 - success), may_not(&self->success), CCS_OUTCOME_FAILURE, self->otherwise),
        self->harder);
}

static void read_choice(node_t *self, const ccs_place_t *at, choice_t *choice)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t share = ccs_place_child(reader, at, "share"), misroute = ccs_place_child(reader, at, "misroute"),
                      next = ccs_place_child(reader, at, "next");

    *choice = (choice_t){.share = share_from(self, &share),
        .misroute = share_from(self, &misroute),
        .next = {CCS_LEADS_END, CCS_NONE, false},
        .name = at->key};
    if (next.value) (void) ccs_callflow_destination(self->of, &next, self->flow, NULL, &choice->next);
}

static void read_menu(node_t *self)
{
    const ccs_place_t at = child(self, "choices");
    const ccs_named_t named = ccs_read_named(self->of->reader, &at, "choice");

    self->choices = ccs_reader_array(self->of->reader, named.n, sizeof *self->choices);
    self->n_choices = self->choices ? named.n : 0;
    for (uint32_t i = 0; i < self->n_choices; i++) read_choice(self, &named.at[i], &self->choices[i]);
    if (named.n == 0 && !named.is_told_of) ccs_reader_error(self->of->reader, &at, "holds no choice");
}

/* Who wants which choice at the moment at hand. @return all of them */
static double ask(node_t *self)
{
    double all = 0;

    for (uint32_t i = 0; i < self->n_choices; i++) {
        choice_t *const choice = &self->choices[i];

        choice->now = now(self, &choice->share);
        choice->wrong = 0;
        all += choice->now;
    }
    return all;
}

/* Who takes a wrong choice takes one of the others by their shares; where nobody wants any of the others, the own one. */
static void spread_wrong(node_t *self, double all)
{
    for (uint32_t i = 0; i < self->n_choices; i++) {
        choice_t *const choice = &self->choices[i];
        const double others = all - choice->now;

        choice->lost = others > SLIP ? choice->now * now(self, &choice->misroute) : 0;
        for (uint32_t k = 0; k < self->n_choices && choice->lost > 0; k++)
            if (k != i) self->choices[k].wrong += choice->lost * self->choices[k].now / others;
    }
    for (uint32_t i = 0; i < self->n_choices && isnan(self->time_s); i++)
        self->choices[i].may_be_wrong = self->choices[i].wrong > 0;
}

static void lay_menu(node_t *self)
{
    const double all = ask(self);

    spread_wrong(self, all);
    for (uint32_t i = 0; i < self->n_choices; i++) {
        const choice_t *const choice = &self->choices[i];
        ccs_node_way_t *const way = add_way(self, self->through_frac * (choice->now - choice->lost),
            choice->share.frac > 0 && may_not(&choice->misroute), CCS_OUTCOME_ON, choice->next);

        if (way) way->name = choice->name;
    }
    for (uint32_t i = 0; i < self->n_choices; i++) {
        const choice_t *const choice = &self->choices[i];
        ccs_node_way_t *const way =
            add_way(self, self->through_frac * choice->wrong, choice->may_be_wrong, CCS_OUTCOME_MISROUTE, choice->next);

        if (way) way->name = choice->name;
    }
    if (self->has_rest) (void) add_way(self, self->through_frac * fmax(0, 1 - all), true, CCS_OUTCOME_ON, self->otherwise);
}

static void read_queue(node_t *self)
{
    const ccs_place_t to = child(self, "to");
    const uint32_t type = ccs_read_name(self->of->reader, &to, self->of->types_named);

    self->next = (ccs_destination_t){CCS_LEADS_QUEUE, type, false};
    self->is_told = type == CCS_NONE;
}

static void read_message(node_t *self)
{
    const ccs_place_t next = child(self, "next");

    if (!next.value)
        ccs_reader_error(self->of->reader, self->at,
            "needs next (where it leads), success (a task), choices (a menu), ways (a branch) or to (a type's queue)");
    self->is_told = !next.value;
    self->next = destination(self, "next", NULL);
}

/* All go the same way. */
static void lay_on(node_t *self)
{
    (void) add_way(self, self->through_frac, true, CCS_OUTCOME_ON, self->next);
}

/* A way that depends on a condition. */
static void read_conditional(node_t *self, const ccs_place_t *at, conditional_t *way)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t when = ccs_place_child(reader, at, "when"), next = ccs_place_child(reader, at, "next"),
                      expected = ccs_place_child(reader, at, "expected");
    const double frac = ccs_read_share(reader, &expected);

    *way = (conditional_t){.when = ccs_read_condition(reader, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT),
        .frac = isnan(frac) ? 0 : frac,
        .next = {CCS_LEADS_END, CCS_NONE, false},
        .name = at->key};
    if (next.value) (void) ccs_callflow_destination(self->of, &next, self->flow, NULL, &way->next);
}

static double expected(const node_t *self)
{
    double all = 0;

    for (uint32_t i = 0; i < self->n_conditionals; i++) all += self->conditionals[i].frac;
    return all;
}

static void read_branch(node_t *self)
{
    const ccs_place_t at = child(self, "ways");
    const ccs_named_t named = ccs_read_named(self->of->reader, &at, "way");

    self->conditionals = ccs_reader_array(self->of->reader, named.n, sizeof *self->conditionals);
    self->n_conditionals = self->conditionals ? named.n : 0;
    for (uint32_t i = 0; i < self->n_conditionals; i++) read_conditional(self, &named.at[i], &self->conditionals[i]);
    if (named.n == 0 && !named.is_told_of) ccs_reader_error(self->of->reader, &at, "holds no way");
    if (expected(self) > 1 + SLIP)
        ccs_reader_error(self->of->reader, &at, "the shares that are expected add up to %.6g: at most 1", expected(self));
}

static void lay_branch(node_t *self)
{
    for (uint32_t i = 0; i < self->n_conditionals; i++) {
        const conditional_t *const it = &self->conditionals[i];
        ccs_node_way_t *const way = push_way(self, self->through_frac * it->frac, CCS_OUTCOME_ON, it->next);

        if (!way) continue;
        way->when = it->when;
        way->name = it->name;
        ccs_callflow_node(self->of, self->id)->n_when++;
    }
    (void) push_way(self, self->through_frac * fmax(0, 1 - expected(self)), CCS_OUTCOME_ON, self->otherwise);
}

/* --- what goes with what ------------------------------------------------------------------------------------------------- */

/* Keys that have no meaning at some kinds of nodes. */
static void check_beside(node_t *self)
{
    const struct {
        const char *key;
        bool at[N_KINDS];
    } rows[] = {{"next", {[MESSAGE] = true, [TASK] = true}}, {"success", {[TASK] = true}}, {"false_success", {[TASK] = true}},
        {"otherwise", {[MESSAGE] = self->may_fail, [TASK] = true, [MENU] = true, [BRANCH] = true}}, {"choices", {[MENU] = true}},
        {"ways", {[BRANCH] = true}}, {"time", {true, true, true, true, false}}, {"hang_up", {true, true, true, true, false}},
        {"zero_out", {true, true, true, true, false}}, {"fails", {true, true, true, true, false}},
        {"sessions", {true, true, true, true, false}}, {"turns", {true, true, true, true, false}},
        {"latency", {true, true, true, true, false}}, {"when_full", {true, true, true, true, false}},
        {"queue_limit", {true, true, true, true, false}}, {"max_wait", {true, true, true, true, false}},
        {"patience", {true, true, true, true, false}}};
    static const char *const kinds[N_KINDS] = {"a message, which has neither success, nor choices, ways or to",
        "a task, which has success", "a menu, which has choices", "a branch, which has ways", "a queue, which has to"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const ccs_place_t at = child(self, rows[i].key);

        if (at.given && !rows[i].at[self->kind])
            ccs_reader_error(self->of->reader, &at, "has no meaning at %s: take it out, or make two nodes of it",
                kinds[self->kind]);
    }
}

static enum kind kind_of(const node_t *self)
{
    const ccs_place_t to = child(self, "to"), choices = child(self, "choices"), success = child(self, "success"),
                      ways = child(self, "ways");

    if (to.value) return QUEUE;
    if (ways.value) return BRANCH;
    if (choices.value) return MENU;
    return success.value ? TASK : MESSAGE;
}

static void read_kind(node_t *self)
{
    switch (self->kind) {
    case MESSAGE: read_message(self); return;
    case TASK: read_task(self); return;
    case MENU: read_menu(self); return;
    case BRANCH: read_branch(self); return;
    case QUEUE: read_queue(self); return;
    case N_KINDS: return;
    }
}

/* --- all ways of a node ---------------------------------------------------------------------------------------------------- */

static void tell_sum(node_t *self, const ccs_place_t *at, const char *what, double sum, const char *remedy)
{
    if (!self->is_told)
        ccs_reader_error(self->of->reader, at, "%s add up to %.6g%s: %s", what, sum, isnan(self->time_s) ? "" : " at some time",
            remedy);
    self->is_told = true;
}

/* What shares add up to at the moment at hand. */
static void check_moment(node_t *self)
{
    const ccs_place_t at = self->kind == MENU ? child(self, "choices") : *self->at, otherwise = child(self, "otherwise");
    const double fails = now(self, &self->fails), cut_short = now(self, &self->hang_up) + now(self, &self->zero_out) + fails,
                 all = self->kind == MENU ? ask(self) : 1;

    if (cut_short > 1 + SLIP)
        tell_sum(self, self->at, self->fails.frac > 0 ? "hang_up, zero_out and fails" : "hang_up and zero_out", cut_short,
            "at most 1");
    if (all > 1 + SLIP) tell_sum(self, &at, "the shares of the choices", all, "at most 1");
    if (all < 1 - SLIP) self->has_rest = true;
    if (all < 1 - SLIP && !otherwise.value)
        tell_sum(self, &at, "the shares of the choices", all, "make it 1, or say by otherwise where the others go");
}

/* A wrong choice leads elsewhere. */
static void check_wrong(node_t *self)
{
    const ccs_place_t at = child(self, "choices");
    const double all = ask(self);

    for (uint32_t i = 0; i < self->n_choices; i++) {
        const choice_t *const choice = &self->choices[i];

        if (!(choice->share.frac * choice->misroute.frac > 0) || all - choice->now > SLIP || self->is_told) continue;
        const ccs_named_t named = ccs_read_named(self->of->reader, &at, "choice");

        ccs_reader_error(self->of->reader, &named.at[i], "a wrong choice needs another one that leads elsewhere: add choices");
        self->is_told = true;
    }
}

/* @param i  into times; their number: on average */
static void go_to_moment(node_t *self, size_t i)
{
    self->time_s = i < self->times.n ? ((double *) self->times.items)[i] : (double) NAN;
    self->upto_frac = 0;
    self->n_laid = 0;
}

static void lay_kind(node_t *self)
{
    switch (self->kind) {
    case MESSAGE:
    case QUEUE: lay_on(self); return;
    case TASK: lay_task(self); return;
    case MENU: lay_menu(self); return;
    case BRANCH: lay_branch(self); return;
    case N_KINDS: return;
    }
}

/* The ways at the moment at hand: they are made, or their shares are laid. */
static void lay(node_t *self)
{
    const double hang_up = now(self, &self->hang_up), zero_out = now(self, &self->zero_out), fails = now(self, &self->fails);
    const ccs_node_t *const node = ccs_callflow_node(self->of, self->id);

    self->through_frac = fmax(0, 1 - hang_up - zero_out - fails);
    lay_kind(self);
    make_harder(add_way(self, zero_out, self->zero_out.frac > 0, CCS_OUTCOME_ZERO_OUT, self->zero_out_to), self->harder);
    make_harder(add_way(self, fails, self->fails.frac > 0, CCS_OUTCOME_BREAK, self->otherwise), self->harder);
    (void) add_way(self, hang_up, self->hang_up.frac > 0, CCS_OUTCOME_HANG_UP,
        (ccs_destination_t){CCS_LEADS_AWAY, CCS_NONE, false});
    if (self->upto && self->n_laid > 0) self->upto[self->n_laid - 1] = 1; /* rounding */
    else if (!self->upto && node->n_ways > 0) ccs_callflow_way(self->of, (uint32_t) self->of->ways.n - 1)->upto_frac = 1;
}

/* The shares at each time at which some change. */
static void lay_over_time(node_t *self)
{
    ccs_reader_t *const reader = self->of->reader;
    ccs_node_t *const node = ccs_callflow_node(self->of, self->id);
    const uint32_t n = (uint32_t) self->times.n, n_ways = node->n_ways;
    ccs_course_piece_t *const pieces = ccs_reader_array(reader, n, sizeof *pieces);
    double *const upto = ccs_reader_array(reader, (size_t) n * n_ways, sizeof *upto);
    ccs_course_t *const course = ccs_reader_array(reader, 1, sizeof *course);

    if (!pieces || !upto || !course) return;
    for (uint32_t i = 0; i < n; i++) {
        go_to_moment(self, i);
        self->upto = &upto[(size_t) i * n_ways];
        lay(self);
        pieces[i] = (ccs_course_piece_t){self->time_s, i};
    }
    self->upto = NULL;
    *course = (ccs_course_t){.n = n, .pieces = pieces, .least = 0, .most = n - 1};
    node->over_time = (ccs_way_shares_t){.course = course, .n_ways = n_ways, .upto_frac = upto};
}

static void make_ways(node_t *self)
{
    sort_times(self);
    for (size_t i = 0; i <= self->times.n && !self->of->reader->out_of_memory; i++) {
        go_to_moment(self, i);
        check_moment(self);
    }
    check_wrong(self);
    if (!self->is_told && !self->of->reader->out_of_memory) {
        lay(self);
        if (varies(self)) lay_over_time(self);
    }
    (void) ccs_reader_keep(self->of->reader, &self->times, sizeof(double));
}

/* --- a node ---------------------------------------------------------------------------------------------------------------- */

static const char *label_of(node_t *self, const ccs_place_t *at)
{
    const char *const written = ccs_read_text(self->of->reader, at);
    const char *const label = written
        ? written
        : ccs_arena_printf(self->of->reader->arena, "%s: %s", ccs_callflow_at(self->of, self->flow)->label, self->at->key);

    if (!label) self->of->reader->out_of_memory = true;
    return label;
}

/* ---- bots ------------------------------------------------------------------------------------------------------------------ */

static double latency_s(node_t *self)
{
    const ccs_place_t turns = child(self, "turns"), latency = child(self, "latency");
    const double each_s = ccs_read_duration(self->of->reader, &latency), n = ccs_read_amount(self->of->reader, &turns, 1);

    if (turns.given && !latency.given)
        ccs_reader_error(self->of->reader, &turns, "says nothing without latency, the time that the answer of each turn takes");
    return isnan(each_s) ? 0 : n * each_s;
}

/* Who waits for a session, and for how long. */
static void read_bot_queue(node_t *self, ccs_node_t *node)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t limit = child(self, "queue_limit"), max_wait = child(self, "max_wait"), patience = child(self, "patience");
    const double max_wait_s = ccs_read_duration(reader, &max_wait);

    node->queue = (ccs_bot_queue_t){.limit = ccs_read_count(reader, &limit),
        .max_wait_s = isnan(max_wait_s) ? (double) INFINITY : max_wait_s,
        .patience = ccs_read_law(reader, &patience, CCS_LAW_TIME),
        .give_up = CCS_NONE};
}

/* What is read of those alone who wait for a session. */
static void check_waits(node_t *self, bool is_limited, bool waits)
{
    static const char *const keys[] = {"queue_limit", "max_wait", "patience"};
    const ccs_place_t when_full = child(self, "when_full");

    if (waits && !is_limited)
        ccs_reader_error(self->of->reader, &when_full,
            "is \"wait\", and there is nothing to wait for: say by sessions how many there are");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ccs_place_t at = child(self, keys[i]);

        if (at.given && !waits)
            ccs_reader_error(self->of->reader, &at, "is read with when_full = \"wait\" alone: write it, or leave this out");
    }
}

/* Behind all other ways: those of contacts which find no session, or do not wait for one any longer. */
static void read_sessions(node_t *self)
{
    const ccs_place_t sessions = child(self, "sessions");
    ccs_node_t *const node = ccs_callflow_node(self->of, self->id);
    const ccs_place_t when_full = child(self, "when_full");
    const uint32_t n = ccs_read_count(self->of->reader, &sessions);

    node->waits = ccs_read_choice(self->of->reader, &when_full) == CCS_WHEN_FULL_WAIT;
    read_bot_queue(self, node);
    check_waits(self, sessions.given, node->waits);
    node->waits = node->waits && n != CCS_NONE;
    if (n == CCS_NONE || node->n_ways == 0) return;
    node->sessions = n;
    node->no_session = (uint32_t) self->of->ways.n;
    self->upto_frac = 1;
    (void) push_way(self, 0, CCS_OUTCOME_NO_SESSION, self->otherwise);
    if (!node->waits || node->queue.patience.kind == CCS_DISTRIBUTION_NONE) return;
    node->queue.give_up = (uint32_t) self->of->ways.n;
    (void) push_way(self, 0, CCS_OUTCOME_GIVE_UP, (ccs_destination_t){CCS_LEADS_AWAY, CCS_NONE, false});
}

void ccs_callflow_read_node(ccs_callflows_t *of, uint32_t id)
{
    node_t self = {.of = of, .at = ccs_callflow_place(of, id), .id = id, .flow = ccs_callflow_node(of, id)->flow};
    const ccs_place_t label = child(&self, "label"), time = child(&self, "time"), harder = child(&self, "harder");
    ccs_node_t *const node = ccs_callflow_node(of, id);

    self.kind = kind_of(&self);
    self.hang_up = share_at(&self, "hang_up");
    self.zero_out = share_at(&self, "zero_out");
    self.fails = share_at(&self, "fails");
    self.harder = ccs_read_amount(of->reader, &harder, 1);
    self.otherwise = destination(&self, "otherwise", "queue");
    self.zero_out_to = destination(&self, "zero_out_to", "queue");
    self.may_fail = node->has_sessions = self.fails.frac > 0 || child(&self, "sessions").given;
    node->label = label_of(&self, &label);
    node->latency_s = latency_s(&self);
    node->time = ccs_read_law(of->reader, &time, CCS_LAW_TIME);
    node->first_way = (uint32_t) of->ways.n;
    check_beside(&self);
    read_kind(&self);
    make_ways(&self);
    read_sessions(&self);
}
