/* owed.c - who is owed a call. Invariant: a contact that has accepted and was not called yet stands in the list of its type or, where it keeps its
 * place, in a queue. */
#include "owed.h"

#include <math.h>

#include "err.h"
#include "step.h"

/* @return 0 or CCS_ERR_NOMEM */
static int make_bookings(ccs_callbacks_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    self->booked = ccs_arena_array(arena, plan->n_types, sizeof *self->booked);
    for (uint32_t type = 0; self->booked && type < plan->n_types; type++) {
        const ccs_callback_t *const callback = plan->types[type].callback;
        ccs_bookings_t *const booked = &self->booked[type];

        if (!callback || callback->way != CCS_CALLBACK_SLOTS) continue;
        booked->n = (uint32_t) ceil(callback->slots.within_s / callback->slots.every_s) + 2;
        booked->at = ccs_arena_array(arena, booked->n, sizeof *booked->at);
        if (!booked->at) return CCS_ERR_NOMEM;
    }
    return self->booked ? 0 : CCS_ERR_NOMEM;
}

uint32_t ccs_callbacks_n_booked(const ccs_callbacks_t *self, uint32_t type, uint32_t slot)
{
    const ccs_booking_t *const at = &self->booked[type].at[slot % self->booked[type].n];

    return at->slot == slot ? at->n : 0;
}

void ccs_callbacks_book(ccs_callbacks_t *self, uint32_t type, uint32_t slot)
{
    ccs_booking_t *const at = &self->booked[type].at[slot % self->booked[type].n];

    *at = (ccs_booking_t){slot, ccs_callbacks_n_booked(self, type, slot) + 1};
}

int ccs_callbacks_init(ccs_callbacks_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    *self = (ccs_callbacks_t){0};
    if (!ccs_plan_calls_back(plan)) return 0;
    self->owed = ccs_arena_array(arena, plan->n_types, sizeof *self->owed);
    self->n_away = ccs_arena_array(arena, plan->n_types, sizeof *self->n_away);
    self->n_kept = ccs_arena_array(arena, plan->n_types, sizeof *self->n_kept);
    self->n_on_hold = ccs_arena_array(arena, plan->n_types, sizeof *self->n_on_hold);
    self->n_at_work = ccs_arena_array(arena, plan->n_pairs, sizeof *self->n_at_work);
    self->n_dialling = ccs_arena_array(arena, plan->n_pairs, sizeof *self->n_dialling);
    self->n_in_vain = ccs_arena_array(arena, plan->n_pairs, sizeof *self->n_in_vain);
    self->n_called_for = ccs_arena_array(arena, plan->n_groups, sizeof *self->n_called_for);
    return self->owed && self->n_away && self->n_kept && self->n_on_hold && self->n_at_work && self->n_dialling &&
            self->n_in_vain && self->n_called_for
        ? make_bookings(self, plan, arena)
        : CCS_ERR_NOMEM;
}

void ccs_callbacks_reset(ccs_callbacks_t *self, const ccs_plan_t *plan)
{
    self->n_owed = 0;
    for (uint32_t type = 0; self->owed && type < plan->n_types; type++) {
        self->owed[type] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
        self->n_kept[type] = self->n_away[type] = self->n_on_hold[type] = 0;
        for (uint32_t i = 0; i < self->booked[type].n; i++) self->booked[type].at[i] = (ccs_booking_t){CCS_NONE, 0};
    }
    for (uint32_t pair = 0; self->owed && pair < plan->n_pairs; pair++)
        self->n_at_work[pair] = self->n_dialling[pair] = self->n_in_vain[pair] = 0;
    for (uint32_t group = 0; self->owed && group < plan->n_groups; group++) self->n_called_for[group] = 0;
}

/* Contacts of a type in a state that are called back, those handed over left out. */
static uint32_t count(const ccs_contacts_t *contacts, uint32_t type, enum ccs_contact_state state)
{
    uint32_t n = 0;

    for (uint32_t id = 0; id < contacts->size; id++) {
        const ccs_contact_t *const c = &contacts->at[id];

        n += c->state == state && c->type == type && (c->flags & CCS_CONTACT_CALLED_BACK) && !(c->flags & CCS_CONTACT_HANDED);
    }
    return n;
}

static void verify_owed(const ccs_queue_state_t *owed, const ccs_contacts_t *contacts)
{
    uint32_t n = 0, prev = CCS_NONE;

    for (uint32_t id = owed->head; id != CCS_NONE; prev = id, id = contacts->at[id].next, n++) {
        const ccs_contact_t *const c = &contacts->at[id];

        CCS_BUG_IF(c->state != CCS_CONTACT_OWED || c->prev != prev || n > owed->n);
    }
    CCS_BUG_IF(n != owed->n || prev != owed->tail);
}

/* Calls back in agents' hands. */
static void verify_at_work(const ccs_callbacks_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts)
{
    uint32_t n = 0, n_in_hand = 0;

    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) n += self->n_at_work[pair];
    for (uint32_t id = 0; id < contacts->size; id++) {
        const ccs_contact_t *const c = &contacts->at[id];

        if (!(c->flags & CCS_CONTACT_CALLED_BACK) || (c->state != CCS_CONTACT_TALKING && c->state != CCS_CONTACT_WRAPPING))
            continue;
        CCS_BUG_IF(self->n_at_work[plan->steps[c->step].owner] == 0);
        n_in_hand++;
    }
    CCS_BUG_IF(n != n_in_hand);
}

/* Phones that ring, by whom they keep, and who has answered and waits. */
static void verify_dialled(const ccs_callbacks_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts)
{
    uint32_t n_kept_by = 0, n_alone = 0, n_on_hold = 0;

    for (uint32_t id = 0; id < contacts->size; id++) {
        const ccs_contact_t *const c = &contacts->at[id];
        const bool rings = c->state == CCS_CONTACT_DIALLED;

        n_kept_by += rings && c->agent != CCS_NONE;
        n_alone += rings && c->agent == CCS_NONE;
        n_on_hold += c->state == CCS_CONTACT_WAITING && (c->flags & CCS_CONTACT_REACHED) && !(c->flags & CCS_CONTACT_HANDED);
        CCS_BUG_IF(rings && c->agent != CCS_NONE && self->n_dialling[plan->steps[c->step].owner] == 0);
        CCS_BUG_IF(rings && c->agent == CCS_NONE && self->n_called_for[plan->pairs[plan->steps[c->step].owner].group] == 0);
    }
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        n_kept_by -= self->n_dialling[pair];
        CCS_BUG_IF(self->n_in_vain[pair] > self->n_dialling[pair]);
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) n_alone -= self->n_called_for[group];
    for (uint32_t type = 0; type < plan->n_types; type++) n_on_hold -= self->n_on_hold[type];
    CCS_BUG_IF(n_kept_by || n_alone || n_on_hold);
}

void ccs_callbacks_verify(const ccs_callbacks_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts)
{
    uint32_t n_owed = 0;

    for (uint32_t type = 0; self->owed && type < plan->n_types; type++) {
        verify_owed(&self->owed[type], contacts);
        CCS_BUG_IF(self->owed[type].n + self->n_away[type] !=
            count(contacts, type, CCS_CONTACT_OWED) + count(contacts, type, CCS_CONTACT_DIALLED));
        CCS_BUG_IF(self->n_kept[type] != count(contacts, type, CCS_CONTACT_WAITING));
        n_owed += self->owed[type].n;
    }
    CCS_BUG_IF(n_owed != self->n_owed);
    if (!self->owed) return;
    verify_at_work(self, plan, contacts);
    verify_dialled(self, plan, contacts);
}
