/* callflow_node.c - the nodes of a flow and the ways out of them. Invariant: the ways of a node have shares that add up to 1: in front those of the contacts that go
 * through it, of which ways with conditions come first, then those that ask for an agent, whose session breaks, that hang up; behind them all, with a share of 0, those that find no session, and that hang up while they wait for one. */
#include <math.h>

#include "callflow_parts.h"
#include "read_expression.h"
#include "read_law.h"
#include "read_value.h"

static const double SLIP = 1e-9; /* by which shares that are meant to add up to 1 may not */

/* A node while it is read. */
typedef struct {
    ccs_callflows_t *of;
    const ccs_place_t *at;
    uint32_t id, flow;
    double upto_frac, through_frac; /* of the ways so far; of those who come, who go through the node */
    bool may_fail;                  /* it has a limit of sessions, or breaks: "otherwise" says where contacts go then */
} node_t;

static ccs_place_t child(const node_t *self, const char *key)
{
    return ccs_place_child(self->of->reader, self->at, key);
}

static double share_at(const node_t *self, const char *key)
{
    const ccs_place_t at = child(self, key);
    const double share = ccs_read_share(self->of->reader, &at);

    return isnan(share) ? 0 : share;
}

static ccs_destination_t destination(const node_t *self, const char *key, const char *absent)
{
    const ccs_place_t at = child(self, key);
    ccs_destination_t to = {CCS_LEADS_END, CCS_NONE, false};

    (void) ccs_callflow_destination(self->of, &at, self->flow, absent, &to);
    return to;
}

/* A way of those who go through the node, or of others who come to it, however many they are. @param frac  of those who come */
static ccs_node_way_t *push_way(node_t *self, double frac, enum ccs_outcome outcome, ccs_destination_t to)
{
    ccs_node_way_t *const way = ccs_reader_push(self->of->reader, &self->of->ways, sizeof *way);

    if (!way) return NULL;
    *way = (ccs_node_way_t){.from_frac = self->upto_frac,
        .upto_frac = self->upto_frac + frac,
        .outcome = outcome,
        .leads = to.leads,
        .to = to.to,
        .at_opening = to.at_opening,
        .harder = 1};
    self->upto_frac = way->upto_frac;
    ccs_callflow_node(self->of, self->id)->n_ways++;
    return way;
}

/* The same, if there are any. */
static ccs_node_way_t *add_way(node_t *self, double frac, enum ccs_outcome outcome, ccs_destination_t to)
{
    return frac > 0 ? push_way(self, frac, outcome, to) : NULL;
}

static void make_harder(ccs_node_way_t *way, double harder)
{
    if (way) way->harder = harder;
}

/* --- kinds of nodes ------------------------------------------------------------------------------------------------------ */

static void read_task(node_t *self, double harder)
{
    const double success = share_at(self, "success"), not_really = success * share_at(self, "false_success");
    const ccs_destination_t next = destination(self, "next", "end"), otherwise = destination(self, "otherwise", "queue");

    (void) add_way(self, self->through_frac * (success - not_really), CCS_OUTCOME_SUCCESS, next);
    (void) add_way(self, self->through_frac * not_really, CCS_OUTCOME_FALSE_SUCCESS, next);
    make_harder(add_way(self, self->through_frac * (1 - success), CCS_OUTCOME_FAILURE, otherwise), harder);
}

/* A choice of a menu. */
typedef struct {
    double share, misroute, wrong; /* who want it; of them, who take another; who take it wanting another */
    ccs_destination_t next;
} choice_t;

static void read_choice(node_t *self, const ccs_place_t *at, choice_t *choice)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t share = ccs_place_child(reader, at, "share"), misroute = ccs_place_child(reader, at, "misroute"),
                      next = ccs_place_child(reader, at, "next");

    choice->share =
        share.value ? ccs_read_share(reader, &share) : 0; /* what is required and missing is told by the check of keys */
    choice->misroute = ccs_read_share(reader, &misroute);
    if (isnan(choice->share)) choice->share = 0;
    if (isnan(choice->misroute)) choice->misroute = 0;
    if (next.value) (void) ccs_callflow_destination(self->of, &next, self->flow, NULL, &choice->next);
}

/* Who takes a wrong choice takes one of the others by their shares. */
static void spread_wrong(node_t *self, const ccs_named_t *named, choice_t *choices, double all)
{
    for (uint32_t i = 0; i < named->n; i++) {
        const double others = all - choices[i].share, wrong = choices[i].share * choices[i].misroute;

        if (!(wrong > 0)) continue;
        if (!(others > SLIP)) {
            ccs_reader_error(self->of->reader, &named->at[i],
                "a wrong choice needs another one that leads elsewhere: add choices");
            return;
        }
        for (uint32_t k = 0; k < named->n; k++)
            if (k != i) choices[k].wrong += wrong * choices[k].share / others;
    }
}

/* The shares of the choices, and who takes none of them. @return false if something was recorded */
static bool check_shares(node_t *self, const ccs_place_t *at, double all)
{
    const ccs_place_t otherwise = child(self, "otherwise");

    if (all > 1 + SLIP) {
        ccs_reader_error(self->of->reader, at, "the shares of the choices add up to %.6g: at most 1", all);
        return false;
    }
    if (all < 1 - SLIP && !otherwise.value) {
        ccs_reader_error(self->of->reader, at,
            "the shares of the choices add up to %.6g: make it 1, or say by otherwise where the others go", all);
        return false;
    }
    return true;
}

static void add_choices(node_t *self, const ccs_named_t *named, const choice_t *choices, double all)
{
    for (uint32_t i = 0; i < named->n; i++) {
        ccs_node_way_t *const way =
            add_way(self, self->through_frac * choices[i].share * (1 - choices[i].misroute), CCS_OUTCOME_ON, choices[i].next);

        if (way) way->name = named->at[i].key;
    }
    for (uint32_t i = 0; i < named->n; i++) {
        ccs_node_way_t *const way = add_way(self, self->through_frac * choices[i].wrong, CCS_OUTCOME_MISROUTE, choices[i].next);

        if (way) way->name = named->at[i].key;
    }
    if (all < 1 - SLIP)
        (void) add_way(self, self->through_frac * (1 - all), CCS_OUTCOME_ON, destination(self, "otherwise", "queue"));
}

static void read_menu(node_t *self)
{
    const ccs_place_t at = child(self, "choices");
    const ccs_named_t named = ccs_read_named(self->of->reader, &at, "choice");
    choice_t *const choices = ccs_reader_array(self->of->reader, named.n, sizeof *choices);
    double all = 0;

    for (uint32_t i = 0; i < named.n && choices; i++) {
        choices[i].next = (ccs_destination_t){CCS_LEADS_END, CCS_NONE, false};
        read_choice(self, &named.at[i], &choices[i]);
        all += choices[i].share;
    }
    if (named.n == 0 && !named.is_told_of) ccs_reader_error(self->of->reader, &at, "holds no choice");
    if (!choices || !check_shares(self, &at, all)) return;
    spread_wrong(self, &named, choices, all);
    add_choices(self, &named, choices, all);
}

static void read_queue(node_t *self, const ccs_place_t *to)
{
    const uint32_t type = ccs_read_name(self->of->reader, to, self->of->types_named);

    if (type != CCS_NONE)
        (void) add_way(self, self->through_frac, CCS_OUTCOME_ON, (ccs_destination_t){CCS_LEADS_QUEUE, type, false});
}

/* A way that depends on a condition. @return the share of those who go through the node that loads take for it */
static double read_conditional(node_t *self, const ccs_place_t *at)
{
    ccs_reader_t *const reader = self->of->reader;
    const ccs_place_t when = ccs_place_child(reader, at, "when"), next = ccs_place_child(reader, at, "next"),
                      expected = ccs_place_child(reader, at, "expected");
    const ccs_expression_t *const condition = ccs_read_condition(reader, &when, CCS_AT_HAND_TYPE | CCS_AT_HAND_CONTACT);
    const double frac = ccs_read_share(reader, &expected);
    ccs_destination_t to = {CCS_LEADS_END, CCS_NONE, false};

    if (next.value) (void) ccs_callflow_destination(self->of, &next, self->flow, NULL, &to);
    ccs_node_way_t *const way = push_way(self, isnan(frac) ? 0 : self->through_frac * frac, CCS_OUTCOME_ON, to);

    if (way) {
        way->when = condition;
        way->name = at->key;
        ccs_callflow_node(self->of, self->id)->n_when++;
    }
    return isnan(frac) ? 0 : frac;
}

static void read_branch(node_t *self)
{
    const ccs_place_t at = child(self, "ways");
    const ccs_named_t named = ccs_read_named(self->of->reader, &at, "way");
    double all = 0;

    for (uint32_t i = 0; i < named.n; i++) all += read_conditional(self, &named.at[i]);
    if (named.n == 0 && !named.is_told_of) ccs_reader_error(self->of->reader, &at, "holds no way");
    if (all > 1 + SLIP) ccs_reader_error(self->of->reader, &at, "the shares that are expected add up to %.6g: at most 1", all);
    (void) push_way(self, self->through_frac * fmax(0, 1 - all), CCS_OUTCOME_ON, destination(self, "otherwise", "queue"));
}

/* --- what goes with what ------------------------------------------------------------------------------------------------- */

enum kind { MESSAGE, TASK, MENU, BRANCH, QUEUE, N_KINDS };

/* Keys that have no meaning at some kinds of nodes. */
static void check_beside(node_t *self, enum kind kind)
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

        if (at.given && !rows[i].at[kind])
            ccs_reader_error(self->of->reader, &at, "has no meaning at %s: take it out, or make two nodes of it", kinds[kind]);
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

static void read_message(node_t *self)
{
    const ccs_place_t next = child(self, "next");

    if (!next.value)
        ccs_reader_error(self->of->reader, self->at,
            "needs next (where it leads), success (a task), choices (a menu), ways (a branch) or to (a type's queue)");
    else (void) add_way(self, self->through_frac, CCS_OUTCOME_ON, destination(self, "next", NULL));
}

static void read_ways(node_t *self, enum kind kind, double harder)
{
    const ccs_place_t to = child(self, "to");

    switch (kind) {
    case MESSAGE: read_message(self); return;
    case TASK: read_task(self, harder); return;
    case MENU: read_menu(self); return;
    case BRANCH: read_branch(self); return;
    case QUEUE: read_queue(self, &to); return;
    case N_KINDS: return;
    }
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
    (void) push_way(self, 0, CCS_OUTCOME_NO_SESSION, destination(self, "otherwise", "queue"));
    if (!node->waits || node->queue.patience.kind == CCS_DISTRIBUTION_NONE) return;
    node->queue.give_up = (uint32_t) self->of->ways.n;
    (void) push_way(self, 0, CCS_OUTCOME_GIVE_UP, (ccs_destination_t){CCS_LEADS_AWAY, CCS_NONE, false});
}

void ccs_callflow_read_node(ccs_callflows_t *of, uint32_t id)
{
    node_t self = {.of = of, .at = ccs_callflow_place(of, id), .id = id, .flow = ccs_callflow_node(of, id)->flow};
    const ccs_place_t label = child(&self, "label"), time = child(&self, "time"), harder = child(&self, "harder");
    const double hang_up = share_at(&self, "hang_up"), zero_out = share_at(&self, "zero_out"), fails = share_at(&self, "fails");
    const double factor = ccs_read_amount(of->reader, &harder, 1);
    const enum kind kind = kind_of(&self);
    ccs_node_t *const node = ccs_callflow_node(of, id);

    self.may_fail = node->has_sessions = fails > 0 || child(&self, "sessions").given;
    node->label = label_of(&self, &label);
    node->latency_s = latency_s(&self);
    node->time = ccs_read_law(of->reader, &time, CCS_LAW_TIME);
    node->first_way = (uint32_t) of->ways.n;
    if (hang_up + zero_out + fails > 1 + SLIP)
        ccs_reader_error(of->reader, self.at, "%s add up to %.6g: at most 1",
            fails > 0 ? "hang_up, zero_out and fails" : "hang_up and zero_out", hang_up + zero_out + fails);
    self.through_frac = fmax(0, 1 - hang_up - zero_out - fails);
    check_beside(&self, kind);
    read_ways(&self, kind, factor);
    make_harder(add_way(&self, zero_out, CCS_OUTCOME_ZERO_OUT, destination(&self, "zero_out_to", "queue")), factor);
    make_harder(add_way(&self, fails, CCS_OUTCOME_BREAK, destination(&self, "otherwise", "queue")), factor);
    (void) add_way(&self, hang_up, CCS_OUTCOME_HANG_UP, (ccs_destination_t){CCS_LEADS_AWAY, CCS_NONE, false});
    if (of->ways.n > node->first_way) ccs_callflow_way(of, (uint32_t) of->ways.n - 1)->upto_frac = 1; /* rounding */
    read_sessions(&self);
}
