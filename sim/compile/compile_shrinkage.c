/* compile_shrinkage.c - who of the roster is not there: what the schedule takes off, and absence by chance. Invariant: a share that is the same all the
 * while stands in the group; one that varies is put on the group's parts. */
#include "chapters.h"

#include <math.h>
#include <stdlib.h>

#include "compile_change.h"
#include "read_over_time.h"
#include "read_value.h"
#include "units.h"

static const ccs_over_time_t SHARES = {.max = 1,
    .max_shown = 1,
    .none = "nobody is taken off",
    .words = ccs_units_share,
    .form = "a share such as \"12 %\" or 0.12"};

static bool varies(const ccs_place_t *at)
{
    return at->value && (at->value->kind == CCS_VALUE_LIST || at->value->kind == CCS_VALUE_GROUP);
}

static double read_share(ccs_compiler_t *self, const ccs_place_t *at)
{
    const double x = ccs_read_share(&self->reader, at);

    return isnan(x) ? 0 : x;
}

/* A share that is the same all the while; 0 for one that varies, which is read later. */
static double read_constant(ccs_compiler_t *self, const ccs_place_t *at)
{
    double x = 0;

    if (!varies(at)) return read_share(self, at);
    if (self->reader.steady) (void) ccs_read_constant(&self->reader, at, &SHARES, &x); /* which it is not, as is told */
    return 0;
}

void ccs_compile_shrinkage(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->groups_named.at[id], "shrinkage"),
                      planned = ccs_place_child(&self->reader, &at, "planned"),
                      unplanned = ccs_place_child(&self->reader, &at, "unplanned");
    ccs_group_t *const group = &self->groups[id];
    const bool apart = at.value && at.value->kind == CCS_VALUE_GROUP;

    group->shrinkage_frac = apart ? read_constant(self, &planned) : read_share(self, &at);
    if (!apart) return;
    group->absence_frac = read_constant(self, &unplanned);
    group->shrinks_by_time = !self->reader.steady && (varies(&planned) || varies(&unplanned));
}

/* --- shares over time -------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_reader_t *reader;
    ccs_vector_t amounts; /* ccs_amount_t */
} share_sink_t;

static void take_share(void *to, const ccs_piece_t *piece)
{
    share_sink_t *const sink = to;
    ccs_amount_t *const amount = ccs_reader_push(sink->reader, &sink->amounts, sizeof *amount);

    if (amount) *amount = (ccs_amount_t){piece->start_s, piece->end_s, piece->value, piece->day};
}

static void plan_off(ccs_part_t *part, double share)
{
    part->shrinkage_frac = share;
}

static void expect_absent(ccs_part_t *part, double share)
{
    part->absence_frac = share;
}

static void put_on(ccs_compiler_t *self, const ccs_place_t *at, ccs_vector_t *parts, ccs_act_t *act)
{
    share_sink_t sink = {.reader = &self->reader};
    ccs_curves_t curves;

    if (!varies(at) || !ccs_read_curves(&self->reader, at, &SHARES, &curves)) return;
    ccs_curves_walk(&self->clock, &curves, &(ccs_sink_t){.take = take_share, .to = &sink});
    ccs_compile_act(self, parts, &sink.amounts, act);
    free(sink.amounts.items);
}

void ccs_compile_shrink(ccs_compiler_t *self, uint32_t id, ccs_vector_t *parts)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->groups_named.at[id], "shrinkage"),
                      planned = ccs_place_child(&self->reader, &at, "planned"),
                      unplanned = ccs_place_child(&self->reader, &at, "unplanned");

    if (!self->groups[id].shrinks_by_time) return;
    put_on(self, &planned, parts, plan_off);
    put_on(self, &unplanned, parts, expect_absent);
}
