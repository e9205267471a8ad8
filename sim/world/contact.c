/* contact.c - the pool of contacts and the queues through them. */
#include "contact.h"

#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "lines.h"

enum { FIRST_SIZE = 1024 };

_Static_assert(sizeof(ccs_contact_t) == 64, "a contact is one cache line");

static void link_free(ccs_contacts_t *self, uint32_t first)
{
    for (uint32_t id = self->size; id-- > first;) {
        self->at[id] = (ccs_contact_t){.next = self->free};
        self->free = id;
    }
}

int ccs_contacts_init(ccs_contacts_t *self)
{
    *self = (ccs_contacts_t){.at = ccs_lines_new(FIRST_SIZE * sizeof *self->at), .size = FIRST_SIZE};
    if (!self->at) return CCS_ERR_NOMEM;
    ccs_contacts_reset(self);
    return 0;
}

void ccs_contacts_free(ccs_contacts_t *self)
{
    if (!self) return;
    free(self->at);
    *self = (ccs_contacts_t){0};
}

void ccs_contacts_reset(ccs_contacts_t *self)
{
    self->free = CCS_NONE;
    self->n_free = self->size;
    link_free(self, 0);
}

int ccs_contacts_reserve(ccs_contacts_t *self, uint32_t n)
{
    if (self->n_free >= n) return 0;
    uint64_t size = 2 * (uint64_t) self->size;

    while (size - self->size + self->n_free < n) size *= 2;
    if (size >= CCS_NONE) return CCS_ERR_NOMEM;
    ccs_contact_t *at = ccs_lines_new((size_t) size * sizeof *at);

    if (!at) return CCS_ERR_NOMEM;
    memcpy(at, self->at, self->size * sizeof *at);
    free(self->at);
    self->at = at;
    const uint32_t old = self->size;

    self->size = (uint32_t) size;
    self->n_free += self->size - old;
    link_free(self, old);
    return 0;
}

void ccs_queue_push(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id)
{
    ccs_contact_t *const at = contacts->at;

    at[id].next = CCS_NONE;
    at[id].prev = self->tail;
    if (self->tail == CCS_NONE) self->head = id;
    else at[self->tail].next = id;
    self->tail = id;
    self->n++;
}

/* In front of next, which stands in the queue. */
static void link_before(ccs_queue_state_t *self, ccs_contact_t *at, uint32_t id, uint32_t next)
{
    const uint32_t prev = at[next].prev;

    at[id].next = next;
    at[id].prev = prev;
    at[next].prev = id;
    if (prev == CCS_NONE) self->head = id;
    else at[prev].next = id;
    self->n++;
}

void ccs_queue_put_in_front(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id, enum ccs_queue_order order)
{
    ccs_contact_t *const at = contacts->at;
    uint32_t next = self->head;

    while (next != CCS_NONE && at[next].flags & (CCS_CONTACT_HANDED | CCS_CONTACT_FRONT)) next = at[next].next;
    if (order == CCS_ORDER_LIFO || next == CCS_NONE) ccs_queue_push(self, contacts, id);
    else link_before(self, at, id, next);
}

void ccs_queue_put_behind(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id, uint32_t prev)
{
    const uint32_t next = prev == CCS_NONE ? self->head : contacts->at[prev].next;

    if (next == CCS_NONE) ccs_queue_push(self, contacts, id);
    else link_before(self, contacts->at, id, next);
}

void ccs_queue_remove(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id)
{
    ccs_contact_t *const at = contacts->at;
    const uint32_t next = at[id].next, prev = at[id].prev;

    if (prev == CCS_NONE) self->head = next;
    else at[prev].next = next;
    if (next == CCS_NONE) self->tail = prev;
    else at[next].prev = prev;
    self->n--;
}

void ccs_queue_verify(const ccs_queue_state_t *self, const ccs_contacts_t *contacts, enum ccs_queue_order order)
{
    uint32_t n = 0, prev = CCS_NONE;

    for (uint32_t id = self->head; id != CCS_NONE; prev = id, id = contacts->at[id].next, n++) {
        const ccs_contact_t *const c = &contacts->at[id];

        CCS_BUG_IF(c->state != CCS_CONTACT_WAITING || c->prev != prev || n > self->n);
        CCS_BUG_IF((order == CCS_ORDER_FIFO || order == CCS_ORDER_LIFO) && prev != CCS_NONE &&
            !((contacts->at[prev].flags | c->flags) & (CCS_CONTACT_HANDED | CCS_CONTACT_FRONT)) &&
            contacts->at[prev].offered_s > c->offered_s);
    }
    CCS_BUG_IF(n != self->n || prev != self->tail);
}

/* ---- random order --------------------------------------------------------------------------------------------------------------- */

int ccs_lots_reserve(ccs_lots_t *self, uint32_t size)
{
    if (size <= self->size) return 0;
    uint32_t *const at = realloc(self->at, (size_t) size * sizeof *at);

    if (!at) return CCS_ERR_NOMEM;
    self->at = at;
    self->size = size;
    return 0;
}

void ccs_lots_free(ccs_lots_t *self)
{
    if (!self) return;
    free(self->at);
    *self = (ccs_lots_t){0};
}

/* Behind one of those who wait, drawn, or in front of all of them. The links are in random order already, whatever has been drawn before, and stay so. */
void ccs_queue_put_at_random(ccs_queue_state_t *self, ccs_lots_t *lots, ccs_contacts_t *contacts, uint32_t id, double u)
{
    const uint32_t drawn = (uint32_t) (u * ((double) lots->n + 1));

    CCS_BUG_IF(lots->n == lots->size);
    if (drawn >= lots->n) {
        ccs_queue_put_in_front(self, contacts, id, CCS_ORDER_SIRO);
    } else {
        ccs_queue_put_behind(self, contacts, id, lots->at[drawn]);
    }
    contacts->at[id].lot = lots->n;
    lots->at[lots->n++] = id;
}

void ccs_lots_remove(ccs_lots_t *self, ccs_contacts_t *contacts, uint32_t id)
{
    const uint32_t lot = contacts->at[id].lot, last = self->at[--self->n];

    self->at[lot] = last;
    contacts->at[last].lot = lot;
}

void ccs_lots_verify(const ccs_lots_t *self, const ccs_queue_state_t *queue, const ccs_contacts_t *contacts)
{
    uint32_t n = 0;

    for (uint32_t id = queue->head; id != CCS_NONE; id = contacts->at[id].next) {
        const ccs_contact_t *const c = &contacts->at[id];

        if (c->flags & CCS_CONTACT_HANDED) continue;
        CCS_BUG_IF(c->lot >= self->n || self->at[c->lot] != id);
        n++;
    }
    CCS_BUG_IF(n != self->n);
}
