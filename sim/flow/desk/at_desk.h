/** @file at_desk.h  Further: an agent with several contacts in hand works on one piece at a time. In a conversation the agent's turn and the customer's alternate: while the customer
 * writes, the agent is free for the others. What is written may be put aside for what is more urgent; a call takes all of the agent's attention, and everything else waits
 * for it to end. A contact is talking all the while, from the answer to its end: what of that is work is counted here. */
#ifndef CCS_LIFE_AT_DESK_H
#define CCS_LIFE_AT_DESK_H

#include <math.h>

#include "attend.h"
#include "count.h"
#include "in_hand.h"
#include "in_step.h"
#include "note.h"
#include "work.h"
#include "work_gate.h"

static inline bool has_desks(const ccs_flow_t *f)
{
    return FURTHER && f->world.desks;
}

static inline ccs_desk_piece_t *piece_of(const ccs_flow_t *f, uint32_t id)
{
    return &f->world.pieces[id];
}

static inline const ccs_turns_t *turns_of(const ccs_flow_t *f, uint32_t id)
{
    return f->world.plan->types[f->world.contacts.at[id].type].turns;
}

static inline ccs_desk_t *desk_of(const ccs_flow_t *f, uint32_t id)
{
    return &f->world.desks[f->world.contacts.at[id].agent];
}

static inline double *now_turns(const ccs_flow_t *f, uint32_t id)
{
    return ccs_facts_turns(&f->facts, f->world.period, f->world.plan->steps[f->world.contacts.at[id].step].owner);
}

static inline const ccs_channel_rule_t *channel_of(const ccs_flow_t *f, uint32_t id)
{
    return ccs_plan_channel(f->world.plan, f->world.contacts.at[id].type);
}

static uint32_t rank_of(const ccs_flow_t *f, uint32_t id)
{
    return channel_of(f, id)->use == CCS_USE_WRITTEN ? CCS_DESK_WRITTEN : CCS_DESK_CONVERSATIONS;
}

/* ---- chance --------------------------------------------------------------------------------------------------------------------- */

/* The uniform of a turn of the agent. */
static double turn_draw(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose, uint32_t turn)
{
    const ccs_stream_at_t at = {c->index, c->attempt, (uint16_t) turn, (uint16_t) leg_of(f, c)};

    return ccs_stream_draw_in(&source_of(f, c)->stream, &at, purpose);
}

static double turn_law_s(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_distribution_t *law, enum ccs_purpose purpose,
    uint32_t turn)
{
    return as_now(f, law, ccs_distribution_at(law, turn_draw(f, c, purpose, turn)));
}

/* The agent's work on a turn but the first, which is that of a talk. */
static double turn_work_s(const ccs_flow_t *f, uint32_t id, uint32_t turn)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const uint32_t pair = f->world.plan->steps[c->step].owner;
    const double work_s = turn_law_s(f, c, &f->world.plan->pairs[pair].talk, CCS_PURPOSE_TURN_WORK, turn);

    return piece_of(f, id)->factor * (f->world.outages.of ? work_s * f->world.outages.slow[pair] : work_s);
}

/* A conversation that was put away goes on with the turn that comes next. */
CCS_APART static double resumed_time_s(ccs_flow_t *f, const ccs_contact_t *c)
{
    const uint32_t id = (uint32_t) (c - f->world.contacts.at);

    if (has_outcomes(f) && piece_of(f, id)->is_other) {
        const double before = later_work(f, c);

        piece_of(f, id)->factor *= begin_work(f, c, f->world.plan->steps[c->step].owner) / before;
    }
    const double time_s = turn_work_s(f, id, piece_of(f, id)->turn) + explained_s(f, c);

    if (has_pauses(f)) plan_rest(f, c, time_s);
    return time_s;
}

/* ---- at the desk ---------------------------------------------------------------------------------------------------------------- */

/* Whether the agent works on something now. */
static void see_work(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_desk_t *const desk = &w->desks[agent];
    const bool is_working = desk->running != CCS_NONE || desk->n_others > 0;
    const uint32_t group = w->agents[agent].group;

    if (divides_attention(f)) attend(f, agent);
    if (is_working == desk->is_working) return;
    desk->is_working = is_working;
    w->at_work[group].n_working += is_working ? 1 : (uint32_t) -1;
    book(f, &ccs_facts_hands(&f->facts, w->period, group)[CCS_FACT_working_area], is_working ? 1 : -1);
}

static void set_piece_timer(ccs_flow_t *f, uint32_t id, double time_s)
{
    cancel_timer(f, id);
    if (!isinf(time_s)) set_timer(f, id, fmax(time_s, f->world.now_s), CCS_EV_step_end);
}

static void run_piece(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    const ccs_agent_t *const a = &f->world.agents[agent];
    const ccs_turns_t *const turns = turns_of(f, id);
    ccs_desk_piece_t *const piece = piece_of(f, id);
    const uint32_t n_others = f->world.plan->groups[a->group].hands->n[a->hands] - 1U;

    if (!piece->has_begun && turns && f->world.contacts.at[id].state == CCS_CONTACT_TALKING)
        piece->left_s *= 1 + turns->slower_frac * n_others;
    piece->has_begun = true;
    piece->state = CCS_PIECE_RUNNING;
    piece->since_s = f->world.now_s;
    piece->ends_s = f->world.now_s + piece->left_s;
    f->world.desks[agent].running = id;
    set_piece_timer(f, id, fmin(piece->ends_s, piece->gives_up_s));
    note(f, CCS_MOMENT_turn_begin, &f->world.contacts.at[id], f->world.now_s - piece->asked_s);
}

/* The agent has worked on a piece up to now, once. */
static void count_piece(ccs_flow_t *f, uint32_t id)
{
    ccs_desk_piece_t *const piece = piece_of(f, id);

    now_turns(f, id)[CCS_FACT_turn_work] += f->world.now_s - piece->since_s;
    piece->since_s = f->world.now_s;
}

/* The agent stops work on a piece, which is counted. */
static void stop_piece(ccs_flow_t *f, uint32_t id)
{
    count_piece(f, id);
    desk_of(f, id)->running = CCS_NONE;
}

static void set_aside(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_channel_rule_t *const rule = channel_of(f, id);
    ccs_desk_piece_t *const piece = piece_of(f, id);

    stop_piece(f, id);
    piece->left_s = piece->ends_s - f->world.now_s + (rule->interruptible ? rule->resume_s : 0);
    piece->state = CCS_PIECE_PENDING;
    piece->since_s = f->world.now_s;
    ccs_desk_put_back(desk_of(f, id), f->world.pieces, id, rank_of(f, id));
    set_piece_timer(f, id, piece->gives_up_s);
    now_turns(f, id)[CCS_FACT_put_aside]++;
    note(f, CCS_MOMENT_put_aside, c, (double) NAN);
}

/* Whether what the agent works on is put aside for what waits at a higher rank. */
static bool gives_way(const ccs_flow_t *f, uint32_t running, uint32_t rank)
{
    return rank_of(f, running) < rank && channel_of(f, running)->interruptible;
}

/* The agent turns to what comes next. */
static void go_on_at_desk(ccs_flow_t *f, uint32_t agent)
{
    ccs_desk_t *const desk = &f->world.desks[agent];
    uint32_t rank;
    const uint32_t first = ccs_desk_first(desk, &rank);

    if (first != CCS_NONE && desk->n_calls == 0) {
        if (desk->running != CCS_NONE && gives_way(f, desk->running, rank)) set_aside(f, desk->running);
        if (desk->running == CCS_NONE) {
            ccs_desk_take_out(desk, f->world.pieces, first, rank);
            run_piece(f, first, agent);
        }
    }
    see_work(f, agent);
}

/* There is something to do for the agent. @param gives_up_s  when the customer has enough; INFINITY: never */
static void wait_at_desk(ccs_flow_t *f, uint32_t id, double work_s, double gives_up_s)
{
    ccs_desk_piece_t *const piece = piece_of(f, id);

    piece->state = CCS_PIECE_PENDING;
    piece->since_s = f->world.now_s;
    piece->left_s = work_s;
    piece->gives_up_s = gives_up_s;
    piece->has_begun = false;
    set_piece_timer(f, id, gives_up_s);
    ccs_desk_push(desk_of(f, id), f->world.pieces, id, rank_of(f, id));
    go_on_at_desk(f, f->world.contacts.at[id].agent);
}

/* ---- a contact comes into the agent's hand and leaves it ------------------------------------------------------------------------- */

/* When a customer whose turn it has been has enough of waiting for a reply. */
static double gives_up_at_desk_s(const ccs_flow_t *f, uint32_t id)
{
    const ccs_turns_t *const turns = turns_of(f, id);

    if (!turns || turns->patience.kind == CCS_DISTRIBUTION_NONE) return (double) INFINITY;
    return f->world.now_s +
        turn_law_s(f, &f->world.contacts.at[id], &turns->patience, CCS_PURPOSE_TURN_PATIENCE, piece_of(f, id)->turn);
}

/* Beside the desk: of calls it is known that nothing else goes on. */
static void work_beside_desk(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_desk_t *const desk = &f->world.desks[agent];

    piece_of(f, id)->state = CCS_PIECE_OTHER;
    piece_of(f, id)->since_s = f->world.now_s;
    desk->n_others++;
    if (channel_of(f, id)->use == CCS_USE_CALL) {
        desk->n_calls++;
        if (desk->running != CCS_NONE) set_aside(f, desk->running);
    }
    see_work(f, agent);
}

/* A conversation that was put away goes on where it was. The customer has waited since they wrote. */
static void take_up_again(ccs_desk_piece_t *piece)
{
    piece->state = CCS_PIECE_NONE;
    piece->gives_up_s = (double) INFINITY;
    piece->has_begun = piece->closes = piece->lapses = false;
}

/* The contact is in the agent's hand; its talk has begun, if it does not ring yet. */
CCS_APART static void join_desk(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_turns_t *const turns = turns_of(f, id);

    if (is_resumed(c)) take_up_again(piece_of(f, id));
    else
        *piece_of(f, id) =
            (ccs_desk_piece_t){.asked_s = f->world.now_s, .gives_up_s = (double) INFINITY, .n_turns = 1, .factor = 1};
    if (c->state != CCS_CONTACT_TALKING) return;
    if (!ccs_plan_is_at_desk(f->world.plan, c->type)) {
        work_beside_desk(f, id, agent);
        return;
    }
    if (turns && !is_resumed(c)) piece_of(f, id)->factor = turns_factor(f, c);
    if (turns && !is_resumed(c))
        piece_of(f, id)->n_turns = (uint16_t) ccs_counts_at(&turns->number, draw_alone(f, c, CCS_PURPOSE_TURNS));
    const double work_s = ccs_calendar_look(f->world.calendar, timer_of(f, id)).time_s - f->world.now_s;

    wait_at_desk(f, id, work_s, gives_up_at_desk_s(f, id));
}

/* The talk is cut off where it is: work on it so far is counted. */
CCS_APART static void break_off_at_desk(ccs_flow_t *f, uint32_t id)
{
    ccs_desk_piece_t *const piece = piece_of(f, id);

    piece->has_left = piece->is_gone;
    if (piece->is_gone) now_turns(f, id)[CCS_FACT_silent_time] += f->world.now_s - piece->asked_s;
    switch ((enum ccs_piece_state) piece->state) {
    case CCS_PIECE_RUNNING: count_piece(f, id); break;
    case CCS_PIECE_PENDING:
        ccs_desk_take_out(desk_of(f, id), f->world.pieces, id, rank_of(f, id));
        piece->state = CCS_PIECE_OVER;
        break;
    case CCS_PIECE_CUSTOMER: piece->state = CCS_PIECE_OVER; break;
    case CCS_PIECE_NONE:
    case CCS_PIECE_OTHER:
    case CCS_PIECE_OVER: break;
    }
}

/* After-call work: of a piece that the agent is at it follows at once, else it waits. */
CCS_APART static void wrap_at_desk(ccs_flow_t *f, uint32_t id)
{
    ccs_desk_piece_t *const piece = piece_of(f, id);
    const double work_s = ccs_calendar_look(f->world.calendar, timer_of(f, id)).time_s - f->world.now_s;

    if (piece->state == CCS_PIECE_OTHER) return;
    piece->gives_up_s = (double) INFINITY;
    if (piece->state == CCS_PIECE_RUNNING) {
        piece->since_s = f->world.now_s;
        piece->ends_s = f->world.now_s + work_s;
    } else {
        wait_at_desk(f, id, work_s, (double) INFINITY);
    }
}

/* The contact leaves the agent's hand. What comes next is decided when the agent has taken what waits: what was put aside is not taken up for a moment between two calls. */
CCS_APART static void leave_desk(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_desk_t *const desk = &f->world.desks[agent];

    switch ((enum ccs_piece_state) piece_of(f, id)->state) {
    case CCS_PIECE_OTHER:
        desk->n_others--;
        if (channel_of(f, id)->use != CCS_USE_CALL) break;
        desk->n_calls--;
        count_piece(f, id);
        break;
    case CCS_PIECE_PENDING: ccs_desk_take_out(desk, f->world.pieces, id, rank_of(f, id)); break;
    case CCS_PIECE_RUNNING: desk->running = CCS_NONE; break;
    case CCS_PIECE_NONE:
    case CCS_PIECE_CUSTOMER:
    case CCS_PIECE_OVER: break;
    }
    piece_of(f, id)->state = CCS_PIECE_NONE;
    see_work(f, agent);
}

/* ---- turns ---------------------------------------------------------------------------------------------------------------------- */

/* How long the customer takes for an answer: as usual, or until the next time that they look at it. */
static double answers_in_s(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_turns_t *turns, uint32_t turn)
{
    const ccs_lapse_t *const lapse = turns->lapse;

    if (lapse && lapse->frac > 0 && turn_draw(f, c, CCS_PURPOSE_LAPSE, turn) < lapse->frac)
        return turn_law_s(f, c, &lapse->length, CCS_PURPOSE_LAPSE_LENGTH, turn);
    return turn_law_s(f, c, &turns->customer, CCS_PURPOSE_TURN_ANSWER, turn);
}

/* The agent has written; it is the customer's turn, who answers, or is closed, or put away until then. */
static void wait_for_customer(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_turns_t *const turns = turns_of(f, id);
    ccs_desk_piece_t *const piece = piece_of(f, id);
    const double answer_s = piece->is_gone ? (double) INFINITY : answers_in_s(f, c, turns, piece->turn),
                 lasts_s = fmin(answer_s, turns->close_after_s);

    piece->state = CCS_PIECE_CUSTOMER;
    piece->since_s = f->world.now_s;
    piece->closes = answer_s > turns->close_after_s;
    piece->lapses = turns->lapse && lasts_s > turns->lapse->after_s && leg_of(f, c) + 1 < CCS_MAX_LEGS;
    piece->returns_s = f->world.now_s + lasts_s;
    set_piece_timer(f, id, piece->lapses ? f->world.now_s + turns->lapse->after_s : piece->returns_s);
}

/* The agent has written all of a reply. @return whether the conversation goes on */
static bool end_turn(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_desk_piece_t *const piece = piece_of(f, id);
    const uint32_t agent = c->agent;
    double *const row = now_turns(f, id);

    row[CCS_FACT_turns]++;
    if (!piece->is_gone) {
        row[CCS_FACT_replies]++;
        row[CCS_FACT_reply] += f->world.now_s - piece->asked_s;
        if (piece->turn == 0) {
            row[CCS_FACT_first_replies]++;
            row[CCS_FACT_first_reply] += f->world.now_s - c->offered_s;
        }
        deliver_reply(f, id);
        if (turns_of(f, id)) note(f, CCS_MOMENT_reply, c, f->world.now_s - piece->asked_s);
    }
    piece->turn++;
    if (!turns_of(f, id) || (piece->turn == piece->n_turns && !piece->is_gone)) { /* the agent is at it until it is put down */
        count_piece(f, id);
        return false;
    }
    stop_piece(f, id);
    wait_for_customer(f, id);
    go_on_at_desk(f, agent);
    return true;
}

/* The customer has waited long enough for a reply. @return whether the conversation goes on, as far as the agent knows */
static bool give_up_at_desk(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_desk_piece_t *const piece = piece_of(f, id);
    const bool is_silent = turn_draw(f, c, CCS_PURPOSE_TURN_SILENT, piece->turn) < turns_of(f, id)->silent_frac;
    double *const row = now_turns(f, id);

    row[CCS_FACT_sessions_left]++;
    row[CCS_FACT_sessions_silent] += is_silent;
    note(f, is_silent ? CCS_MOMENT_left_silently : CCS_MOMENT_left, c, f->world.now_s - piece->asked_s);
    void_promise(f, id);
    piece->gives_up_s = (double) INFINITY;
    if (is_silent) {
        piece->is_gone = true;
        piece->asked_s = f->world.now_s;
        set_piece_timer(f, id, piece->state == CCS_PIECE_RUNNING ? piece->ends_s : (double) INFINITY);
        return true;
    }
    piece->has_left = true;
    if (piece->state == CCS_PIECE_RUNNING) stop_piece(f, id);
    else ccs_desk_take_out(desk_of(f, id), f->world.pieces, id, rank_of(f, id));
    piece->state = CCS_PIECE_OVER;
    return false;
}

static void put_away(ccs_flow_t *f, uint32_t id); /* lapse.h */

/* The customer has answered, or the agent closes the conversation or puts it away. @return whether it goes on */
static bool end_customers_turn(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_desk_piece_t *const piece = piece_of(f, id);

    if (piece->lapses) {
        piece->state = CCS_PIECE_OVER;
        put_away(f, id);
        return true;
    }
    if (piece->closes) {
        now_turns(f, id)[CCS_FACT_sessions_closed]++;
        if (piece->is_gone) now_turns(f, id)[CCS_FACT_silent_time] += f->world.now_s - piece->asked_s;
        note(f, CCS_MOMENT_closed, c, f->world.now_s - piece->since_s);
        piece->has_left = piece->is_gone;
        piece->state = CCS_PIECE_OVER;
        return false;
    }
    note(f, CCS_MOMENT_customer_turn_end, c, f->world.now_s - piece->since_s);
    piece->asked_s = f->world.now_s;
    owe_next_reply(f, id);
    wait_at_desk(f, id, turn_work_s(f, id, piece->turn), gives_up_at_desk_s(f, id));
    return true;
}

/* The timer of a contact has fired that is in an agent's hand. @return false: what it does is over, as it would be without desks */
CCS_APART static bool goes_on_at_desk(ccs_flow_t *f, uint32_t id)
{
    ccs_desk_piece_t *const piece = piece_of(f, id);

    switch ((enum ccs_piece_state) piece->state) {
    case CCS_PIECE_PENDING: return give_up_at_desk(f, id);
    case CCS_PIECE_CUSTOMER: return end_customers_turn(f, id);
    case CCS_PIECE_RUNNING: break;
    case CCS_PIECE_NONE:
    case CCS_PIECE_OTHER:
    case CCS_PIECE_OVER: return false;
    }
    if (f->world.now_s < piece->ends_s) return give_up_at_desk(f, id);
    if (f->world.contacts.at[id].state == CCS_CONTACT_TALKING) return end_turn(f, id);
    count_piece(f, id);
    return false;
}

/* The talk that is over was a conversation that the customer has left. */
static inline bool has_left_conversation(const ccs_flow_t *f, uint32_t id)
{
    return has_desks(f) && piece_of(f, id)->has_left;
}

#endif
