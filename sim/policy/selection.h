/** @file selection.h  The loops that all rules of selection share: of the candidates the one with the least score. A rule is a row of
 * def/agent_selection.def or def/contact_selection.def and a score; both are constants where a loop is called, so that each rule has a loop of its own
 * that tests nothing of the others. */
#ifndef CCS_SELECTION_H
#define CCS_SELECTION_H

#include <math.h>

#include "gauge.h"
#include "guard.h"
#include "hint.h"
#include "route.h"

/** The smaller the better, finite. Pure; reads no fact. */
typedef double ccs_score_t(const ccs_candidate_t *candidate);

/** The best so far; begins with an infinite score. */
typedef struct {
    double score;
    ccs_route_t route;
} ccs_best_t;

/** @return whether it is better: of equal ones the first stays */
CCS_INLINE void ccs_best_offer(ccs_best_t *self, double score, uint32_t id, uint32_t pair)
{
    if (score < self->score) *self = (ccs_best_t){score, {id, pair}};
}

enum { CCS_ANY_HANDS = UINT16_MAX }; /* in the place of a state: nothing is too much for them */

/** How a choice is made: constants where a loop is called. */
typedef struct {
    uint32_t n_in_hand,
        nth;        /* of agents for a contact: who have so many contacts in hand, in the n-th state of those; 0: the idle ones */
    uint32_t hands; /* of the agent who asks for a contact: the state of what is in hand, or CCS_ANY_HANDS */
    bool guarded;   /* the plan has rules, which are asked too */
    bool is_idle;   /* guarded: the agent who asks for a contact is still among the idle ones */
} ccs_asking_t;

/** The agents who may take a contact of a pair: the idle ones of its group, or those at work in one state of their hands. */
CCS_INLINE ccs_agent_list_t ccs_select_list(const ccs_world_t *world, uint32_t pair, ccs_asking_t how)
{
    const ccs_pair_t *const p = &world->plan->pairs[pair];

    if (how.guarded && ccs_guard_keeps(world, pair, 0)) return (ccs_agent_list_t){CCS_NONE, CCS_NONE, 0};
    if (how.n_in_hand == 0) return world->groups[p->group].idle;
    const ccs_at_work_t *const at_work = &world->at_work[p->group];

    const uint32_t state =
        how.n_in_hand <= at_work->hands->most ? at_work->hands->first_of[how.n_in_hand] + how.nth : CCS_ANY_HANDS;

    if (state >= at_work->hands->n_states || at_work->hands->n[state] != how.n_in_hand ||
        ccs_hands_with(at_work->hands, state, p->hand_kind) == CCS_HANDS_FULL)
        return (ccs_agent_list_t){CCS_NONE, CCS_NONE, 0};
    return at_work->with_room[state];
}

/** The n-th agent of those lists of some pairs, n drawn by the contact. */
CCS_INLINE ccs_route_t ccs_select_drawn(const ccs_world_t *world, uint32_t contact, const uint32_t *pairs, uint32_t n_pairs,
    ccs_asking_t how)
{
    const ccs_contact_t *const c = &world->contacts.at[contact];
    const uint32_t leg = ccs_world_leg(world, c);
    uint32_t n_all = 0, i = 0;

    for (uint32_t k = 0; k < n_pairs; k++) n_all += ccs_select_list(world, pairs[k], how).n;
    if (!n_all) return (ccs_route_t){CCS_NONE, CCS_NONE};
    const double u = leg > 0 ? ccs_source_draw_leg(ccs_world_source(world, c), NULL, CCS_PURPOSE_AGENT_SELECTION,
                                   &(ccs_draw_part_t){c->index, c->attempt, leg})
                             : ccs_source_draw(ccs_world_source(world, c), CCS_PURPOSE_AGENT_SELECTION, c->index, c->attempt);
    uint32_t n = (uint32_t) (u * n_all);

    for (; n >= ccs_select_list(world, pairs[i], how).n; i++) n -= ccs_select_list(world, pairs[i], how).n;
    uint32_t id = ccs_select_list(world, pairs[i], how).head;

    while (n--) id = world->agents[id].next;
    return (ccs_route_t){id, pairs[i]};
}

/** Whether an agent stands before the best so far, who has the same score: agents of one team who differ are as one list, in the order in which they
 * became idle. */
CCS_INLINE bool ccs_select_is_before(const ccs_world_t *world, uint32_t agent, const ccs_best_t *best)
{
    const ccs_agent_t *const a = &world->agents[agent], *const b = &world->agents[best->route.id];

    return a->group != b->group && a->since_s < b->since_s &&
        world->plan->groups[a->group].team == world->plan->groups[b->group].team;
}

/** The agent for a contact, of the idle ones in the groups of some pairs, or of those with something in hand. @return CCS_NONE if there is none. O(pairs),
 * ALL and DRAWN O(those agents) */
CCS_INLINE ccs_route_t ccs_select_agent(const ccs_world_t *world, uint32_t contact, const uint32_t *pairs, uint32_t n_pairs,
    ccs_asking_t how, enum ccs_candidates candidates, ccs_score_t *score)
{
    ccs_best_t best = {INFINITY, {CCS_NONE, CCS_NONE}};

    if (candidates == CCS_CANDIDATES_DRAWN) return ccs_select_drawn(world, contact, pairs, n_pairs, how);
    for (uint32_t i = 0; i < n_pairs; i++) {
        uint32_t id = ccs_select_list(world, pairs[i], how).head;

        for (; id != CCS_NONE; id = candidates == CCS_CANDIDATES_ALL ? world->agents[id].next : CCS_NONE) {
            const double own = score(&(ccs_candidate_t){.world = world, .contact = contact, .agent = id, .pair = pairs[i]});

            if (CCS_UNLIKELY(own == best.score) && ccs_select_is_before(world, id, &best))
                best.route = (ccs_route_t){id, pairs[i]};
            ccs_best_offer(&best, own, id, pairs[i]);
        }
    }
    return best.route;
}

/** The contact for an agent of a group, of those that wait for it and fit into the agent's hands. @return CCS_NONE if there is none. O(queues), ALL O(contacts that wait) */
CCS_INLINE ccs_route_t ccs_select_contact(const ccs_world_t *world, uint32_t group, ccs_asking_t how,
    enum ccs_candidates candidates, enum ccs_levels levels, ccs_score_t *score)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_group_state_t *const g = &world->groups[group];
    ccs_best_t best = {INFINITY, {CCS_NONE, CCS_NONE}};
    int32_t priority = INT32_MIN;

    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        const uint32_t queue = plan->order_queues[i];

        if (!world->queues[queue].n) continue;
        if (how.hands != CCS_ANY_HANDS && !ccs_world_fits(world, plan->order_pairs[i], how.hands)) continue;
        const ccs_queue_t *const q = &plan->queues[queue];

        if (levels == CCS_LEVELS_PRIORITY && plan->order_priorities[i] < priority) break; /* they descend along the order */
        uint32_t id = ccs_queue_first(&world->queues[queue], q->order);

        if (how.guarded && !ccs_guard_lets(world, plan->order_pairs[i], id, !how.is_idle)) continue;
        priority = plan->order_priorities[i];

        for (; id != CCS_NONE;
             id = candidates == CCS_CANDIDATES_ALL ? ccs_queue_after(&world->contacts, id, q->order) : CCS_NONE) {
            const uint32_t pair = plan->order_pairs[i];

            ccs_best_offer(&best, score(&(ccs_candidate_t){.world = world, .contact = id, .agent = CCS_NONE, .pair = pair}), id,
                pair);
        }
        if (levels == CCS_LEVELS_EACH) break;
    }
    return best.route;
}

#endif
