"""The mutants: small faults, each in one place of the files that decide what a figure is. A row is (text that stands exactly once in the
file, what takes its place); `tests/mutation/mutation.py --rows` checks that every text still stands there. A change of the code that
moves a text moves its row; who adds to flow, policy, model or measure adds rows."""

ARRIVE = [
    ("w->trunks[t->trunk].n_busy >= lines_of(w, t->trunk)) {", "w->trunks[t->trunk].n_busy + 1 >= lines_of(w, t->trunk)) {"),
    ("[reconnects ? CCS_FACT_repeats : CCS_FACT_redials]++;", "[reconnects ? CCS_FACT_redials : CCS_FACT_repeats]++;"),
    ("    c->attempt++;\n", ""),
    ("    c->flags = kept ? CCS_CONTACT_KEPT : 0;", "    c->flags = 0;"),
    ("CCS_PURPOSE_TALK, kept ? 0 : c->attempt);", "CCS_PURPOSE_TALK, c->attempt);"),
]

SELF_SERVICE = [
    ("[CCS_FACT_ivr_area], 1);\n", "[CCS_FACT_ivr_area], 0);\n"),
    ("    if (c->flags & CCS_CONTACT_CONTAINED) {", "    if (!(c->flags & CCS_CONTACT_CONTAINED)) {"),
]

OFFER = [
    ("    if (is_further_attempt(f, c)) ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_retry_offered]++;\n", ""),
    ("    else count_at_once(f, route.pair);\n", ""),
    ("    else count_at_once(f, route.pair);\n", "    else count_later(f, route.pair);\n"),
    ("    case CCS_AT_CLOSE_CARRY: wait_or_leave(f, id); return false;", "    case CCS_AT_CLOSE_CARRY: return true;"),
]

QUEUE = [
    ("    if (trunk != CCS_NONE) w->trunks[trunk].n_waiting++;\n", ""),
    ("    if (w->queues[queue].n > max_queue[queue]) max_queue[queue] = w->queues[queue].n;\n", ""),
    ("    if (w->n_waiting > max_queue[w->plan->n_queues]) max_queue[w->plan->n_queues] = w->n_waiting;\n", ""),
    ("    count_queued(f, c, 1);\n", ""),
    ("    if (draws_lots(w, queue_of(c))) put_at_random(f, id);\n    else ", "    "),
    (" && !never_abandons(f, c, never_frac_at(f, c, c->offered_s));", ";"),
    ("ccs_share_curve_at(&t->balk_by_queue, f->world.queues[queue_of(c)].n);", "ccs_share_curve_at(&t->balk_by_queue, 0);"),
    ("c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);\n\n    return as_at", "c->attempt);\n\n    return as_at"),
    ("    count_queued(f, c, -1);\n", ""),
    ("    count_abandoned(f, c);\n", ""),
    ("    free_line_of(f, c);\n    leave(f, id, CCS_RETRY_ABANDONED);", "    leave(f, id, CCS_RETRY_ABANDONED);"),
    ("    leave(f, id, CCS_RETRY_ABANDONED);", "    leave(f, id, CCS_RETRY_BLOCKED);"),
    ("    return w->queues[queue].n >= w->plan->queues[queue].limit ||", "    return w->queues[queue].n > w->plan->queues[queue].limit ||"),
    ("w->trunks[trunk].n_waiting >= w->plan->trunks[trunk].waiting_limit);", "w->trunks[trunk].n_waiting > w->plan->trunks[trunk].waiting_limit);"),
    ("    if (is_further_attempt(f, c)) row[CCS_FACT_retry_blocked]++;\n", ""),
    ("    leave(f, id, CCS_RETRY_BALKED);", "    leave(f, id, CCS_RETRY_ABANDONED);"),
    ("    if (is_further_attempt(f, c)) row[CCS_FACT_retry_waited]++;\n", ""),
    ("    row[CCS_FACT_waited]++;\n", ""),
]

HANDLE = [
    ("    c->since_s = w->now_s;\n", "    c->since_s = c->offered_s;\n"),
    ("    count_later(f, route.pair);\n", ""),
    ("    book(f, &row[CCS_FACT_talk_area], 1);\n", "    book(f, &row[CCS_FACT_talk_area], 2);\n"),
    ("    book(f, &row[CCS_FACT_talk_area], -1);\n", ""),
    ("    if (g->n_staffed > g->n_scheduled && (!RICH || is_to_go(w, group, agent))) {", "    if (g->n_staffed > g->n_scheduled + 1 && (!RICH || is_to_go(w, group, agent))) {"),
    ("    book(f, &row[CCS_FACT_staffed_area], -1);\n", ""),
    ("    return w->closed || g->n_staffed <= n_due ? 0", "    return g->n_staffed <= n_due ? 0"),
    ("    count_wait(f, c);\n", ""),
    ("    row[CCS_FACT_talk] += w->now_s - c->since_s;", "    row[CCS_FACT_talk] += w->now_s - c->offered_s;"),
    ("    free_line(f, w->plan->heads[c->type].trunk);\n    leave(f, id, CCS_RETRY_ANSWERED);", "    leave(f, id, CCS_RETRY_ANSWERED);"),
    ("    add_busy(&w->agents[agent], w->now_s - c->since_s);\n", ""),
    ("    book(f, &now_pair(f, c->pair)[CCS_FACT_wrap_area], 1);\n", ""),
    ("    row[CCS_FACT_wraps]++;\n", ""),
    ("    row[CCS_FACT_wrap] += w->now_s - a->since_s;", "    row[CCS_FACT_wrap] += w->now_s;"),
    ("    book(f, &row[CCS_FACT_wrap_area], -1);\n", ""),
    ("    add_busy(a, w->now_s - a->since_s);\n", ""),
]

ASK = [
    ("    if (is_asked_for_now(&f->world, consult->to)) begin_consult", "    if (true) begin_consult"),
    ("    a->asked_s += lasted_s;\n", ""),
    ("    row[CCS_FACT_consulted] += a->has_asked;\n", ""),
]

CALL_BACK = [
    ("->first != first || ccs_world_is_closed(w, type)) continue;", "->first != first) continue;"),
]

DIAL = [
    ("    promised->at_s = NAN;\n", ""),
    ("    book(f, &row[CCS_FACT_dial_area], delta);\n", ""),
    ("    if (reached) return;\n", ""),
    ("    if (!reached) return callback_of(f, c)->no_answer_s;\n", "    if (!reached) return 0;\n"),
    ("    if (!draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;\n", ""),
    ("reached && agent != CCS_NONE && !is_stopped(w, agent);", "reached && agent != CCS_NONE;"),
]

AGAIN = [
    ("book(f, &now_row(f, c->type)[CCS_FACT_retry_area], 1);", ""),
    ("    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], -1);\n", ""),
]

LINE = [
    ("if (!LEAN && trunk != CCS_NONE) change_lines(f, trunk, -1);", "if (!LEAN && trunk != CCS_NONE) change_lines(f, trunk, 0);"),
    ("book(f, &ccs_facts_trunk(&f->facts, f->world.period, trunk)[CCS_FACT_line_area], delta);", ""),
]

AXIS = [
    ("        row[CCS_FACT_overtime] += length_s * n_over(w, group);\n", ""),
    ("    book_closed_work(f, 1);\n", ""),
    ("row[CCS_FACT_queue_area] += length_s * ccs_world_n_waiting(w, type);", ""),
    ("row[CCS_FACT_wrap_area] += length_s * w->n_wrapping[pair];", ""),
    ("row[CCS_FACT_staffed_area] += length_s * w->groups[group].n_staffed;", "row[CCS_FACT_staffed_area] += length_s * w->groups[group].n_scheduled;"),
    ("    note_queues(f);\n    set_cell_end", "    set_cell_end"),
    (" == CCS_AT_CLOSE_CLEAR && w->queues[queue].n)", " != CCS_AT_CLOSE_DRAIN && w->queues[queue].n)"),
    ("    if (w->closed != was_closed) ccs_world_set_orders(w);\n", ""),
]

START = [
    ("    book_closed_work(self, 1);\n", ""),
    ("    seize_line(f, t->trunk);\n    const ccs_route_t route = agent_for(w, id);", "    const ccs_route_t route = agent_for(w, id);"),
    ("[CCS_FACT_still_waiting]++;", "[CCS_FACT_still_waiting] += 0;"),
    ("        if (w->contacts.at[id].state == CCS_CONTACT_RETRYING)\n", "        if (w->contacts.at[id].state == CCS_CONTACT_TALKING)\n"),
]

LOOP = [
    ("    if (event.time_s >= f->world.cell_end_s &&", "    if (event.time_s > f->world.cell_end_s &&"),
]

FLOW = [
    ("contact, k) > ccs_flow_known_s(self);", "contact, k) >= ccs_flow_known_s(self);"),
    ("comes_to_rest ? w->plan->last_day_ends_s : w->now_s;", "w->now_s;"),
    ("comes_to_rest ? w->plan->last_day_ends_s : w->now_s;", "w->plan->last_day_ends_s;"),
]

WORLD = [
    ("    if (contact->flags & CCS_CONTACT_DUE) return ccs_world_due_s(self, contact);", "    if (contact->flags & CCS_CONTACT_HANDED) return ccs_world_due_s(self, contact);"),
]

DEADLINE = [
    ("plan->cells[middle].start_s < time_s", "plan->cells[middle].start_s <= time_s"),
    ("    const bool in_time = now_s <= deadline->due_s;", "    const bool in_time = now_s < deadline->due_s;"),
    ("    if (f->world.now_s <= deadline->due_s) promised_row(f, deadline)[CCS_FACT_deadlines_void]++;", "    if (f->world.now_s > deadline->due_s) promised_row(f, deadline)[CCS_FACT_deadlines_void]++;"),
    ("        if (deadline->due_s > known_s) promised_row", "        if (deadline->due_s <= known_s) promised_row"),
]

NOTE = [
    ("    told->n += !told->muted;", "    told->n++;"),
    ("    if (TOLD && f->told->n) f->told->moments[f->told->n - 1].gone = true;", ""),
]

COUNT = [
    ("at_s <= ccs_world_due_s(&f->world, c);", "at_s < ccs_world_due_s(&f->world, c);"),
    ("    if (RICH && c->flags & CCS_CONTACT_DUE) return", "    if (RICH && c->flags & CCS_CONTACT_HANDED) return"),
    ("    return at_s <= c->offered_s + within_s;", "    return at_s < c->offered_s + within_s;"),
    ("    row[CCS_FACT_wait_answered] += wait_s;\n", ""),
    ("    row[CCS_FACT_wait2_answered] += wait_s * wait_s;\n", "    row[CCS_FACT_wait2_answered] += wait_s;\n"),
    ("    if (wait_s > row[CCS_FACT_max_wait]) row[CCS_FACT_max_wait] = wait_s;\n", "    row[CCS_FACT_max_wait] = wait_s;\n"),
    ("    row[CCS_FACT_wait_abandoned] += f->world.now_s - c->offered_s;\n", ""),
    ("    now_row(f, c->type)[CCS_FACT_abandonments]++;\n", "    row[CCS_FACT_abandonments]++;\n"),
    ("ccs_histogram_add_zeros(&f->facts.waits[type], n);", "ccs_histogram_add_zeros(&f->facts.waits[type], 1);"),
    ("    row[CCS_FACT_offered] += (double) n;\n", ""),
    ("    row[CCS_FACT_answered] += (double) n;\n", ""),
    ("    f->counts.n_talking[pair] = n_talking;\n", ""),
    ("        f->counts.arrived[type] = 0;\n", ""),
]

ROUTE = [
    ("    return it->agent;", "    return -(double) it->agent;"),
    ("    return it->world->agents[it->agent].since_s;", "    return -it->world->agents[it->agent].since_s;"),
    ("    return it->world->plan->pairs[it->pair].mean_handle_s;", "    return 0;"),
    ("    return it->world->contacts.at[it->contact].offered_s;", "    return -it->world->contacts.at[it->contact].offered_s;"),
    ("    if ((tier->n_teams > 1 || by_score) && rule != CCS_AGENT_SELECTION_LISTED)\n", "    if (tier->n_teams > 1)\n"),
    ("at_work_in_tier(world, &plan->tiers[i], contact, false);\n        if (route.id != CCS_NONE) return route;", "at_work_in_tier(world, &plan->tiers[i], contact, false);\n        return route;"),
    ("    for (uint32_t n = 1; n <= most && route.id == CCS_NONE; n++)", "    for (uint32_t n = most; n > 0 && route.id == CCS_NONE; n--)"),
    ("    if (!world->n_waiting) return (ccs_route_t){CCS_NONE, CCS_NONE};", "    if (world->n_waiting < 2) return (ccs_route_t){CCS_NONE, CCS_NONE};"),
]

SELECTION = [
    ("ccs_hands_with(at_work->hands, state, p->hand_kind) == CCS_HANDS_FULL)", "false)"),
    ("!ccs_world_fits(world, plan->order_pairs[i], how.hands)) continue;", "false) continue;"),
    ("    if (score < self->score) *self", "    if (score <= self->score) *self"),
    ("    while (n--) id = world->agents[id].next;", "    while (n-- > 1) id = world->agents[id].next;"),
    ("        for (; id != CCS_NONE; id = candidates == CCS_CANDIDATES_ALL ? world->agents[id].next : CCS_NONE)", "        if (id != CCS_NONE)"),
    ("        if (levels == CCS_LEVELS_PRIORITY && plan->order_priorities[i] < priority) break; /* they descend along the order */", ""),
    ("        if (levels == CCS_LEVELS_EACH) break;", ""),
    ("        priority = plan->order_priorities[i];", ""),
]

RETRY = [
    ("contact->attempt + 1U >= repeat->max_attempts) return -1;", "contact->attempt + 2U >= repeat->max_attempts) return -1;"),
    ("        for (uint32_t i = 0; i < contact->attempt; i++) frac *= repeat->decay;", "        for (uint32_t i = 0; i <= contact->attempt; i++) frac *= repeat->decay;"),
    ("    const ccs_repeat_t *const repeat = reconnects ? &type->again.reconnect : &type->again.redial;", "    const ccs_repeat_t *const repeat = &type->redial;"),
    ("    const enum ccs_purpose whether = reconnects ? CCS_PURPOSE_RECONNECT : CCS_PURPOSE_REDIAL;", "    const enum ccs_purpose whether = CCS_PURPOSE_TALK;"),
]

IVR = [
    ("    return contact->flags & CCS_CONTACT_KEPT ? 0 : contact->attempt;", "    return contact->attempt;"),
    ("ccs_ivr_exit_draw(source, contact) < type->ivr.contained_frac;", "ccs_ivr_exit_draw(source, contact) > type->contained_frac;"),
]

HAND = [
    ("    if (comes_beside(w, &w->contacts.at[id], a)) change_beside(f, a->group, 1);\n", ""),
    ("    if (ccs_in_hand_n_begun(a, f->world.contacts.at) > 1) change_beside(f, a->group, 1);\n", ""),
    ("    if (comes_beside(w, &w->contacts.at[id], a)) change_beside(f, a->group, -1);\n", ""),
    ("    while (must_leave(w, group) && (agent", "    while ((agent"),
]

AGENT = [
    ("    agents[id].since_s = now_s;\n", ""),
    ("for (uint32_t state = 1; state < at_work->hands->n_states; state++)", "for (uint32_t state = at_work->hands->n_states; --state > 0;)"),
    ("    agents[id].busy_s = 0;\n", ""),
    ("    agents[id].logged_in_s = now_s;\n", ""),
    ("    return stay_s > 0 ? self->busy_s / stay_s : 0;", "    return self->busy_s;"),
]

SOURCE = [
    ("        gap -= (self->piece_end_s - self->time_s) * self->per_s;", "        gap -= self->piece_end_s - self->time_s;"),
    ("begin_part(self, type, r->per_s * day_factor(self, plan, type, r->day),", "begin_part(self, type, r->per_s,"),
    ("ccs_factor_of_day(plan, type->arrivals.day_factor, &self->chance, day);", "ccs_factor_of_day(plan, type->arrivals.day_factor, &self->chance, 0);"),
    ("opposite(self, ccs_stream_draw_leg(&self->pair, part->index, part->attempt, part->leg, purpose));", "opposite(self, ccs_stream_draw_leg(&self->pair, part->index, 0, part->leg, purpose));"),
    ("        if (law) ccs_distribution_fill(", "        if (law && i == 0) ccs_distribution_fill("),
    ("    ring->batches[at] = batch;", "    ring->batches[at] = batch + 1;"),
]

CONTACT = [
    ("    if (next == CCS_NONE) self->tail = prev;", "    if (next == CCS_NONE) self->tail = CCS_NONE;"),
    ("    self->n_free += self->size - old;\n", "    self->n_free += self->size;\n"),
]

FACTS = [
    ("SPLIT && !open ?", "SPLIT && open ?"),
    ("case CCS_ADDING_LARGEST: return x > before ? x : before;", "case CCS_ADDING_LARGEST: return before + x;"),
    ("for (uint32_t i = 0; i < self->size; i++) to[i] += from[i];", "for (uint32_t i = 1; i < self->size; i++) to[i] += from[i];"),
    ("case CCS_ADDING_LAST: return x;", "case CCS_ADDING_LAST: return before + x;"),
]

ESTIMATE = [
    ("    return degrees ? ccs_student_quantile(confidence, degrees) : (double) NAN;", "    return degrees ? ccs_student_quantile(0.5 + 0.5 * confidence, degrees) : (double) NAN;"),
    ("    const double squares = squares_of(num2 - 2 * r * cross + r * r * den2, num2);", "    const double squares = squares_of(num2 - r * cross, num2);"),
    ("    const double mean_den = den / n;", "    const double mean_den = den;"),
]

KEPT = [
    ("    if (self->n < self->cap) self->n++;", "    if (self->n + 1 < self->cap) self->n++;"),
    ("        if (!isnan(x)) scratch[n++] = x;", "        scratch[n++] = isnan(x) ? 0 : x;"),
]

MUTANTS = {
    "sim/flow/life/arrive.h": ARRIVE,
    "sim/flow/life/self_service.h": SELF_SERVICE,
    "sim/flow/life/offer.h": OFFER,
    "sim/flow/life/queue.h": QUEUE,
    "sim/flow/life/handle.h": HANDLE,
    "sim/flow/life/hand.h": HAND,
    "sim/flow/life/again.h": AGAIN,
    "sim/flow/life/call_back.h": CALL_BACK,
    "sim/flow/presence/ask.h": ASK,
    "sim/flow/presence/dial.h": DIAL,
    "sim/flow/life/line.h": LINE,
    "sim/flow/life/axis.h": AXIS,
    "sim/flow/life/start.h": START,
    "sim/flow/life/loop.h": LOOP,
    "sim/flow/flow.c": FLOW,
    "sim/flow/life/note.h": NOTE,
    "sim/flow/life/count.h": COUNT,
    "sim/policy/route.c": ROUTE,
    "sim/policy/selection.h": SELECTION,
    "sim/policy/retry.c": RETRY,
    "sim/policy/ivr.c": IVR,
    "sim/world/agent.c": AGENT,
    "sim/world/source.c": SOURCE,
    "sim/world/contact.c": CONTACT,
    "sim/world/world.c": WORLD,
    "sim/flow/deferred/deadline.h": DEADLINE,
    "sim/measure/facts.c": FACTS,
    "sim/measure/estimate.c": ESTIMATE,
    "sim/measure/kept.c": KEPT,
}

# Why a survivor is none: (file, text that takes the place) -> reason. At most three.
EXPLAINED = {}
