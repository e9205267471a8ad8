/* compile_hours.c - types with opening hours of their own. Invariant: they lie within the centre's, and in each cell a type is open or it is not. What depends on
 * opening hours in the arrivals of a type is read by a clock that has the type's. */
#include "early_chapters.h"

#include <string.h>

#include "read_hours.h"

static ccs_place_t open_of(ccs_compiler_t *self, uint32_t type)
{
    return ccs_place_child(&self->reader, &self->types_named.at[type], "open");
}

/* --- hours of a type --------------------------------------------------------------------------------------------------- */

void ccs_compile_own_clock(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t at = open_of(self, id);
    ccs_clock_t *const clock = &self->clock;
    ccs_day_kind_t *kinds;

    if (!at.value || self->reader.steady || !clock->kinds) return;
    self->types[id].hours = ccs_read_own_hours(&self->reader, &at, &kinds);
    if (!self->types[id].hours) return;
    clock->kinds = kinds;
    clock->n_stretches = 0;
    ccs_compile_stretches(self);
    self->own_hours[id] = (ccs_type_hours_t){.own = true, .stretches = clock->stretches, .kinds = kinds, .n = clock->n_stretches};
}

/* --- in each cell ------------------------------------------------------------------------------------------------------ */

static bool is_closed_in(ccs_compiler_t *self, uint32_t id, const ccs_cell_t *cell)
{
    ccs_type_hours_t *const hours = &self->own_hours[id];

    if (!hours->own || !cell->open) return false;
    while (hours->at < hours->n && hours->stretches[hours->at].end_s <= cell->start_s) hours->at++;
    const ccs_stretch_t *const s = hours->at < hours->n ? &hours->stretches[hours->at] : NULL;

    if (!s || s->start_s >= cell->end_s) return true;
    if ((s->start_s <= cell->start_s && s->end_s >= cell->end_s) || hours->told) return false;
    const ccs_place_t at = open_of(self, id);

    hours->told = true;
    ccs_reader_error(&self->reader, &at,
        "opens or closes within an interval, that of %s: write hours that begin and end with intervals, or a shorter clock.interval",
        cell->label);
    return false;
}

/* @return the set with these types closed, a new one if there is none yet */
static uint32_t find_set(ccs_compiler_t *self, ccs_vector_t *sets, const bool *closed)
{
    const size_t n_types = self->types_named.n;

    for (size_t i = sets->n; i-- > 0;)
        if (memcmp((const bool *) sets->items + i * n_types, closed, n_types * sizeof *closed) == 0) return (uint32_t) i;
    bool *const set = ccs_reader_push(&self->reader, sets, n_types * sizeof *set);

    if (set) memcpy(set, closed, n_types * sizeof *set);
    return set ? (uint32_t) sets->n - 1 : 0;
}

/* A backlog waits for a type that is closed when the run begins. */
static void check_backlog(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->types_named.at[id], "backlog");

    if (self->types[id].arrivals.backlog.n > 0 && self->queues[self->types[id].queue].at_close != CCS_AT_CLOSE_CARRY)
        ccs_reader_error(&self->reader, &at,
            "the type is closed when the run begins, and does not wait then: write at_close = \"carry\"");
}

/* @return the sets; of each cell one */
static ccs_vector_t make_sets(ccs_compiler_t *self, uint32_t *set_of)
{
    const ccs_plan_t *const plan = self->plan;
    bool *const closed = ccs_reader_array(&self->reader, self->types_named.n, sizeof *closed);
    ccs_vector_t sets = {0};

    for (uint32_t c = 0; closed && c < plan->n_cells; c++) {
        for (uint32_t id = 0; id < self->types_named.n; id++) {
            closed[id] = is_closed_in(self, id, &plan->cells[c]);
            if (c == 0 && closed[id]) check_backlog(self, id);
        }
        set_of[c] = find_set(self, &sets, closed);
    }
    return sets;
}

/* --- who serves whom --------------------------------------------------------------------------------------------------- */

/* The orders of all groups, and behind them those that leave something out. */
typedef struct {
    uint32_t n, *queues, *pairs;
    int32_t *priorities;
} orders_t;

static bool make_room(ccs_compiler_t *self, uint32_t n_sets, orders_t *orders)
{
    const ccs_plan_t *const plan = self->plan;
    const size_t n = plan->n_orders, most = n * (1 + (size_t) n_sets);

    *orders = (orders_t){.n = (uint32_t) n,
        .queues = ccs_reader_array(&self->reader, most, sizeof *orders->queues),
        .pairs = ccs_reader_array(&self->reader, most, sizeof *orders->pairs),
        .priorities = ccs_reader_array(&self->reader, most, sizeof *orders->priorities)};
    if (!orders->queues || !orders->pairs || !orders->priorities) return false;
    memcpy(orders->queues, plan->order_queues, n * sizeof *orders->queues);
    memcpy(orders->pairs, plan->order_pairs, n * sizeof *orders->pairs);
    memcpy(orders->priorities, plan->order_priorities, n * sizeof *orders->priorities);
    return true;
}

/* Contacts of a closed type wait for its opening if they carry over; else there are none, or they are served to the end. */
static ccs_served_t served_by(const ccs_compiler_t *self, const ccs_group_t *group, const bool *closed, orders_t *orders)
{
    const uint32_t first = orders->n;

    for (uint32_t i = group->first_order; i < group->first_order + group->n_order; i++) {
        const uint32_t queue = orders->queues[i];

        if (closed[queue] && self->queues[queue].at_close == CCS_AT_CLOSE_CARRY) continue;
        orders->queues[orders->n] = queue;
        orders->pairs[orders->n] = orders->pairs[i];
        orders->priorities[orders->n++] = orders->priorities[i];
    }
    if (orders->n - first < group->n_order) return (ccs_served_t){first, orders->n - first};
    orders->n = first;
    return (ccs_served_t){group->first_order, group->n_order};
}

static const ccs_served_t *make_orders(ccs_compiler_t *self, const bool *sets, uint32_t n_sets)
{
    ccs_served_t *const serves = ccs_reader_array(&self->reader, (size_t) n_sets * self->n_classes, sizeof *serves);
    orders_t orders;

    if (!serves || self->plan->n_orders == 0 || !make_room(self, n_sets, &orders)) return serves;
    for (uint32_t set = 0; set < n_sets; set++)
        for (uint32_t group = 0; group < self->n_classes; group++)
            serves[(size_t) set * self->n_classes + group] =
                served_by(self, &self->classes[group], &sets[(size_t) set * self->types_named.n], &orders);
    self->plan->n_orders = orders.n;
    self->plan->order_queues = orders.queues;
    self->plan->order_pairs = orders.pairs;
    self->plan->order_priorities = orders.priorities;
    return serves;
}

void ccs_compile_own_hours(ccs_compiler_t *self)
{
    ccs_own_hours_t own = {0};
    bool any = false;

    for (uint32_t id = 0; id < self->types_named.n; id++) any = any || self->own_hours[id].own;
    if (!any || self->plan->n_cells == 0) return;
    uint32_t *const set_of = ccs_reader_array(&self->reader, self->plan->n_cells, sizeof *set_of);

    if (!set_of) return;
    ccs_vector_t sets = make_sets(self, set_of);
    const uint32_t n_sets = (uint32_t) sets.n;

    own.set_of = set_of;
    own.is_closed = ccs_reader_keep(&self->reader, &sets, self->types_named.n * sizeof *own.is_closed);
    if (own.is_closed) own.serves = make_orders(self, own.is_closed, n_sets);
    if (own.serves) self->plan->own_hours = own;
}
