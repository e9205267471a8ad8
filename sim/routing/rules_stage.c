/* rules_stage.c - `types.*.routing`. Invariant: the stages of a type stand together, in the order in which they are written. */
#include <math.h>

#include "read_expression.h"
#include "read_value.h"
#include "rules_reader.h"

static void read_stage(ccs_rules_reader_t *self, const ccs_place_t *at, enum ccs_queue_order order)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t after = ccs_place_child(reader, at, "after"), when = ccs_place_child(reader, at, "when"),
                      agents = ccs_place_child(reader, at, "agents");
    ccs_stage_t *const stage = ccs_reader_push(reader, &self->stages, sizeof *stage);
    const double after_s = ccs_read_duration(reader, &after);

    if (!stage) return;
    stage->name = at->key;
    stage->after_s = isnan(after_s) ? 0 : after_s;
    stage->when = ccs_read_condition(reader, &when, CCS_AT_HAND_TYPE);
    stage->agents = ccs_read_lasting_condition(reader, &agents, CCS_AT_HAND_PAIR);
    if (stage->after_s > 0 && order != CCS_ORDER_FIFO)
        ccs_reader_error(reader, &after,
            "needs queue_order = \"fifo\": the first who waits is then the first to come to the stage; leave out one of the two");
}

uint32_t ccs_rules_read_stages(ccs_rules_reader_t *self, const ccs_place_t *at, uint32_t type, enum ccs_queue_order order)
{
    const ccs_named_t named = ccs_read_named(self->reader, at, "stage");

    if (!self->first_stage) return 0;
    ccs_rules_start_type(self);
    self->first_stage[type] = (uint32_t) self->stages.n;
    for (uint32_t i = 0; i < named.n; i++) read_stage(self, &named.at[i], order);
    if (at->value && at->value->kind == CCS_VALUE_GROUP && named.n == 0 && !named.is_told_of)
        ccs_reader_error(self->reader, at, "holds no stage: write { first: { groups = [\"NAME\"]; }; }, or none");
    self->first_stage[type + 1] = (uint32_t) self->stages.n;
    return self->first_stage[type + 1] - self->first_stage[type];
}

ccs_stage_t *ccs_rules_stage(const ccs_rules_reader_t *self, uint32_t stage)
{
    return (ccs_stage_t *) self->stages.items + stage;
}
