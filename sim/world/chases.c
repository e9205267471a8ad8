/* chases.c - who will chase, as a binary heap that each deadline knows its place in. */
#include "chases.h"

#include "err.h"
#include "plan.h"

static bool comes_before(const ccs_deadline_t *a, const ccs_deadline_t *b)
{
    return a->chase_s < b->chase_s || (a->chase_s == b->chase_s && a->nth_chase < b->nth_chase);
}

static void put(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t i, uint32_t id)
{
    self->at[i] = id;
    deadlines[id].place = i + 1;
}

/* The place i is free: who stands above it moves down as long as the contact comes before. */
static void rise(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t i, uint32_t id)
{
    while (i > 0 && comes_before(&deadlines[id], &deadlines[self->at[(i - 1) / 2]])) {
        put(self, deadlines, i, self->at[(i - 1) / 2]);
        i = (i - 1) / 2;
    }
    put(self, deadlines, i, id);
}

/* The same downwards. @return the place that is free then */
static uint32_t sink(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t i, uint32_t id)
{
    for (uint32_t next = 2 * i + 1; next < self->n; next = 2 * i + 1) {
        if (next + 1 < self->n && comes_before(&deadlines[self->at[next + 1]], &deadlines[self->at[next]])) next++;
        if (!comes_before(&deadlines[self->at[next]], &deadlines[id])) break;
        put(self, deadlines, i, self->at[next]);
        i = next;
    }
    return i;
}

uint32_t ccs_chases_first(const ccs_chases_t *self)
{
    return self->n > 0 ? self->at[0] : CCS_NONE;
}

void ccs_chases_add(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t id)
{
    CCS_BUG_IF(deadlines[id].place > 0);
    deadlines[id].nth_chase = self->n_added++;
    rise(self, deadlines, self->n++, id);
}

void ccs_chases_remove(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t id)
{
    const uint32_t i = deadlines[id].place - 1, last = self->at[--self->n];

    CCS_BUG_IF(deadlines[id].place == 0);
    deadlines[id].place = 0;
    if (last != id) rise(self, deadlines, sink(self, deadlines, i, last), last);
}

void ccs_chases_rename(ccs_chases_t *self, ccs_deadline_t *deadlines, uint32_t from, uint32_t to)
{
    put(self, deadlines, deadlines[from].place - 1, to);
    deadlines[from].place = 0;
}

void ccs_chases_verify(const ccs_chases_t *self, const ccs_deadline_t *deadlines)
{
    for (uint32_t i = 0; i < self->n; i++) {
        CCS_BUG_IF(deadlines[self->at[i]].place != i + 1 || !deadlines[self->at[i]].is_open);
        CCS_BUG_IF(i > 0 && comes_before(&deadlines[self->at[i]], &deadlines[self->at[(i - 1) / 2]]));
    }
}
