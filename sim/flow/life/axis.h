/** @file axis.h  The time axis: what holds in a cell, and what happens at its end. */
#ifndef CCS_LIFE_AXIS_H
#define CCS_LIFE_AXIS_H

#include <math.h>

#include "ages.h"
#include "ask.h"
#include "attend.h"
#include "count_fresh.h"
#include "dial.h"
#include "handle.h"
#include "hint.h"
#include "lapse.h"
#include "ring.h"
#include "staff.h"
#include "sticky.h"
#include "time_axis.h"

static void rest_rules(ccs_flow_t *f);                      /* steer.h */
static void book_campaigns(ccs_flow_t *f, double length_s); /* campaigns.h */

static void book_flows(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t node = 0; node < w->plan->n_nodes; node++) {
        const uint32_t sessions = w->plan->nodes[node].sessions;

        now_node(f, node)[CCS_FACT_stay_area] += length_s * w->n_at_node[node];
        if (sessions != CCS_NONE) now_node(f, node)[CCS_FACT_sessions_area] += length_s * sessions;
        if (w->bot_queues) now_bot(f, node)[CCS_FACT_session_wait_area] += length_s * w->n_bot_waits[node];
    }
    for (uint32_t flow = 0; flow < w->plan->n_call_flows; flow++) {
        double *const row = ccs_facts_flow(&f->facts, w->period, flow);
        const uint32_t ports = w->plan->call_flows[flow].ports;

        row[CCS_FACT_port_area] += length_s * w->n_ports[flow];
        if (ports != CCS_NONE) row[CCS_FACT_ports_area] += length_s * ports;
    }
}

static void book_pauses(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; pair < w->plan->n_pairs; pair++) {
        now_handling(f, pair)[CCS_FACT_setup_area] += length_s * w->n_in_setup[pair];
        now_handling(f, pair)[CCS_FACT_hold_area] += length_s * w->n_on_hold[pair];
    }
}

static void book_seats(ccs_flow_t *f, double length_s); /* seat.h */

static void book_outages(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_outages; i++) {
        const ccs_outage_state_t *const s = &w->outages.of[i];
        double *const row = ccs_facts_outage(&f->facts, w->period, i);

        const double down_frac = w->plan->outages[i].each ? ccs_outages_failed_frac(s) : s->is_on;

        row[CCS_FACT_down_area] += length_s * down_frac;
        row[CCS_FACT_up_area] += length_s * (1 - down_frac);
        row[CCS_FACT_lost_area] += length_s * s->n_idle;
    }
    if (w->outages.n_seated) book_seats(f, length_s);
    for (uint32_t group = 0; w->outages.n_hits && group < w->plan->n_groups; group++)
        ccs_facts_halt(&f->facts, w->period, group)[CCS_FACT_stopped_area] += length_s * w->at_work[group].stopped.n;
}

static void book_rules(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        now_rule(f, i)[CCS_FACT_rule_area] += length_s * is_acting(w, i);
        now_rule(f, i)[CCS_FACT_ruled_area] += length_s * w->rulings[i].n_under;
    }
}

static void carry_hands(ccs_flow_t *f, uint32_t group, double length_s)
{
    const ccs_at_work_t *const at_work = &f->world.at_work[group];
    double *const row = ccs_facts_hands(&f->facts, f->world.period, group);

    for (uint32_t n = 0; n < CCS_TOLD_IN_HAND; n++) row[CCS_FACT_in_hand_1 + n] += length_s * at_work->n_in_hand[n];
    row[CCS_FACT_working_area] += length_s * at_work->n_working;
}

/* Every level, over a length of the present cell. */
static void book_levels(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;
    const ccs_plan_t *const plan = w->plan;

    for (uint32_t type = 0; type < plan->n_types; type++) {
        double *const row = now_row(f, type);

        row[CCS_FACT_queue_area] += length_s * ccs_world_n_waiting(w, type);
        row[CCS_FACT_retry_area] += length_s * w->n_retrying[type];
        row[CCS_FACT_ivr_area] += length_s * w->n_in_ivr[type];
    }
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        double *const row = now_pair(f, pair);

        row[CCS_FACT_talk_area] += length_s * w->n_talking[pair];
        row[CCS_FACT_wrap_area] += length_s * w->n_wrapping[pair];
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        double *const row = ccs_facts_group(&f->facts, w->period, group);

        row[CCS_FACT_scheduled_area] += length_s * w->groups[group].planned;
        row[CCS_FACT_off_area] += length_s * w->off_duty[group].off;
        row[CCS_FACT_absent_area] += length_s * w->off_duty[group].n_absent;
        row[CCS_FACT_staffed_area] += length_s * w->groups[group].n_staffed;
        row[CCS_FACT_overtime] += length_s * n_over(w, group);
        if (RICH) row[CCS_FACT_beside_area] += length_s * w->at_work[group].n_beside;
        if (shares(w)) carry_hands(f, group, length_s);
        if (RICH) row[CCS_FACT_kept_area] += length_s * w->off_duty[group].n_kept;
        if (RICH && w->goes_not_ready)
            ccs_facts_duty(&f->facts, w->period, group)[CCS_FACT_not_ready_area] += length_s * w->at_work[group].not_ready.n;
    }
    for (uint32_t i = 0; RICH && i < plan->n_offs; i++) {
        double *const row = ccs_facts_off(&f->facts, w->period, i);

        row[CCS_FACT_planned_area] += length_s * w->n_planned_off[i];
        row[CCS_FACT_spent_area] += length_s * w->n_off[i];
    }
    if (FURTHER && w->calls_back) book_callbacks(f, length_s);
    if (FURTHER) book_flows(f, length_s);
    if (has_pauses(f)) book_pauses(f, length_s);
    if (has_company(f)) book_company(f, length_s);
    if (divides_attention(f)) book_attention(f, length_s);
    book_asking(f, length_s);
    if (FURTHER) book_outages(f, length_s);
    if (FURTHER) book_rings(f, length_s);
    if (FURTHER) book_held(f, length_s);
    if (FURTHER) book_away(f, length_s);
    if (has_campaigns(f)) book_campaigns(f, length_s);
    if (has_rulings(w)) book_rules(f, length_s);
    if (has_careers(f)) book_posts(f, length_s);
    watch_cell(f, length_s);
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++)
        ccs_facts_trunk(&f->facts, w->period, trunk)[CCS_FACT_line_area] += length_s * w->trunks[trunk].n_busy;
}

/* All work in a cell while the centre was closed, of an agent with several contacts once: what its period has when the cell ends, without what it had when
 * the cell began. @param sign  1 or -1 */
static void book_closed_work(ccs_flow_t *f, double sign)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; pair < w->plan->n_pairs && w->closed; pair++) {
        const double *const row = now_pair(f, pair);

        ccs_facts_group(&f->facts, w->period, w->plan->pairs[pair].group)[CCS_FACT_overtime] +=
            sign * (row[CCS_FACT_talk_area] + row[CCS_FACT_wrap_area]);
    }
    for (uint32_t group = 0; RICH && group < w->plan->n_groups && w->closed; group++) {
        double *const row = ccs_facts_group(&f->facts, w->period, group);

        row[CCS_FACT_overtime] -= sign * row[CCS_FACT_beside_area];
    }
}

/* The contacts that wait as the cell ends are the backlog that it leaves to the next one. */
static void note_backlog(ccs_flow_t *f)
{
    for (uint32_t type = 0; type < f->world.plan->n_types; type++)
        now_row(f, type)[CCS_FACT_waiting_at_end] = ccs_world_n_waiting(&f->world, type);
    if (FURTHER && f->world.calls_back) note_owed_at_end(f);
    if (has_deadlines(f)) note_ages(f);
}

static void note_queues(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    double *const max_queue = ccs_facts_max_queue(&f->facts, w->period);

    for (uint32_t queue = 0; queue < w->plan->n_queues; queue++) max_queue[queue] = fmax(max_queue[queue], w->queues[queue].n);
    max_queue[w->plan->n_queues] = fmax(max_queue[w->plan->n_queues], w->n_waiting);
    detail_busy(f);
}

static void disconnect_waiting(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t queue = 0; queue < w->plan->n_queues; queue++) {
        if (RICH && !ccs_world_is_closed(w, queue)) continue; /* a type's first queue has its id */
        part_at_close(f, queue);
        dismiss_at_close(f, queue);
        while (w->plan->queues[queue].at_close == CCS_AT_CLOSE_CLEAR && w->queues[queue].n) {
            const uint32_t id = w->queues[queue].head;
            const ccs_contact_t *const c = &w->contacts.at[id];

            cancel_timer(f, id);
            take_from_queue(f, id);
            if (is_handed(c)) note(f, CCS_MOMENT_handed_lost, c, w->now_s - c->since_s);
            else if (is_off_line(c))
                note(f, c->flags & CCS_CONTACT_REACHED ? CCS_MOMENT_reached_cut : CCS_MOMENT_callback_lost, c,
                    w->now_s - c->since_s);
            else note(f, CCS_MOMENT_disconnect, c, w->now_s - c->offered_s);
            disconnect(f, id);
        }
    }
}

/* The present event is the last one of the spell. */
static void cut_spell(ccs_flow_t *f)
{
    f->spell = f->spell - f->left + 1;
    f->left = 1;
}

/* From now on it is this cell: when it ends, whether the centre is open, where its facts are. */
static void enter_cell(ccs_flow_t *f, uint32_t cell)
{
    ccs_world_t *const w = &f->world;

    w->cell = cell;
    w->period = ccs_axis_period(w->plan, cell);
    w->in_last_cell = cell + 1 == w->plan->n_cells;
    w->cell_end_s = w->plan->cells[cell].end_s;
    ccs_world_set_closed(w);
    w->heed_s = w->some_closed ? (double) -INFINITY : w->cell_end_s;
    f->cell_index = ccs_facts_index(&f->facts, w->period, 0);
    f->cell_pairs = ccs_facts_pair(&f->facts, w->period, 0);
    if (w->in_last_cell) cut_spell(f);
}

/* Borders of intervals and batches are not told. */
static void note_border(ccs_flow_t *f, uint32_t ended)
{
    const ccs_plan_t *const plan = f->world.plan;
    const bool day = plan->axis.has_clock, was_open = plan->cells[ended].open, opens = plan->cells[ended + 1].open;

    if (opens && !was_open) note_centre(f, day ? CCS_MOMENT_open : CCS_MOMENT_warm);
    if (!opens && was_open) note_centre(f, day ? CCS_MOMENT_close : CCS_MOMENT_run_out);
}

static void set_cell_end(ccs_flow_t *f, const ccs_cell_t *cell)
{
    const ccs_world_t *const w = &f->world;

    if (isfinite(cell->end_s)) ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_replication], cell->end_s, CCS_EV_cell_end);
}

/* Types that open or close while the centre stays open. */
static void note_types(ccs_flow_t *f, uint32_t ended)
{
    if (!TOLD) return;
    const ccs_world_t *const w = &f->world;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        const bool was_closed = ccs_plan_is_closed(w->plan, type, ended), closed = ccs_plan_is_closed(w->plan, type, w->cell);

        if (was_closed != closed) note_type(f, closed ? CCS_MOMENT_type_close : CCS_MOMENT_type_open, type);
    }
}

/* By day types open and close by hours of their own: agents who are idle take what has waited for an opening. */
static void follow_own_hours(ccs_flow_t *f, uint32_t ended)
{
    ccs_world_t *const w = &f->world;
    const uint32_t *const set_of = w->plan->own_hours.set_of;

    if (!set_of || w->closed || set_of[ended] == set_of[w->cell]) return;
    note_types(f, ended);
    ccs_world_set_orders(w);
    for (uint32_t group = 0; w->n_waiting > 0 && group < w->plan->n_groups; group++) serve_carried(f, group);
}

CCS_APART static void end_cell(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;
    const uint32_t ended = w->cell;
    const ccs_cell_t *const cell = &w->plan->cells[ended + 1];
    const bool lasts = isinf(cell->end_s), was_closed = w->closed;

    spread_counts(f);
    if (FURTHER && w->n_before_cell) count_fresh(f);
    book_closed_work(f, 1);
    note_backlog(f);
    watch_cell_end(f, w->now_s);
    if (f->on_cell) f->on_cell(f->listener, f, ended);
    enter_cell(f, ended + 1);
    note_border(f, ended);
    book_closed_work(f, -1);
    if (FURTHER && w->n_before_today && cell->open && cell->day != w->today) ccs_world_begin_day(w);
    w->cell_ref_s = lasts ? cell->start_s : cell->end_s;
    book_levels(f, w->cell_ref_s - cell->start_s);
    note_queues(f);
    set_cell_end(f, cell);
    if (w->closed != was_closed) ccs_world_set_orders(w);
    if (has_careers(f) && w->closed != was_closed) note_hours(w);
    if (w->some_closed) disconnect_waiting(f);
    if (RICH && !was_closed) follow_own_hours(f, ended);
    if (has_rulings(w) && w->closed && !was_closed) rest_rules(f);
}

static void on_cell_end(ccs_flow_t *f, uint32_t replication)
{
    (void) replication;
    end_cell(f);
}

#endif
