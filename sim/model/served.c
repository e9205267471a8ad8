/* served.c - how many kinds of work a group has. */
#include "plan.h"

/* Whether the pair's group serves another part of the same type that is counted already. */
static bool is_known_part(const ccs_plan_t *self, uint32_t pair)
{
    const uint32_t whole = self->types[self->pairs[pair].type].whole;

    for (uint32_t i = 0; whole != CCS_NONE && i < pair; i++)
        if (self->pairs[i].group == self->pairs[pair].group && self->types[self->pairs[i].type].whole == whole) return true;
    return false;
}

uint32_t ccs_plan_n_served_by(const ccs_plan_t *self, uint32_t group)
{
    uint32_t n = 0;

    for (uint32_t pair = 0; pair < self->n_pairs; pair++) n += self->pairs[pair].group == group && !is_known_part(self, pair);
    return n;
}
