/* slot.c - slots for calls back. */
#include "slot.h"

#include <math.h>

/* Whether the type is served at a time of a cell. In steady mode there is no other time. */
static bool is_open(const ccs_plan_t *plan, uint32_t type, uint32_t cell)
{
    return !plan->axis.has_clock || ccs_plan_is_served(plan, type, cell);
}

uint32_t ccs_slot_choose(const ccs_world_t *world, uint32_t type, double wanted_s)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_slots_t *const slots = &plan->types[type].callback->slots;
    const double last_s = world->now_s + slots->within_s;
    uint32_t cell = world->cell, slot = (uint32_t) fmin(ceil(wanted_s / slots->every_s), CCS_NONE - 1.0);

    if (slot * slots->every_s <= world->now_s) slot++;
    for (; slot * slots->every_s <= last_s; slot++) {
        const double begins_s = slot * slots->every_s;

        while (plan->cells[cell].end_s <= begins_s) cell++;
        if (is_open(plan, type, cell) &&
            ccs_callbacks_n_booked(&world->callbacks, type, slot) < ccs_slots_capacity_at(slots, begins_s))
            return slot;
    }
    return CCS_NONE;
}
