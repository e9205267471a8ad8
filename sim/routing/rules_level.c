/* rules_level.c - `types.*.routing.*.agents`: which agents of its groups a stage takes. Invariant: it is settled once, class by class of agents who are alike, so that
 * nothing of it is left to ask during a run. */
#include <string.h>

#include "rules_reader.h"

/* What never changes of agents. */
static double read_alike(const void *context, enum ccs_gauge gauge, uint32_t argument)
{
    const ccs_alike_t *const it = context;

    (void) argument;
    if (gauge == CCS_GAUGE_LEVEL) return it->level;
    if (gauge == CCS_GAUGE_PROFICIENCY) return it->speed;
    if (gauge == CCS_GAUGE_QUALITY) return it->quality;
    return gauge == CCS_GAUGE_SITE ? it->site : it->team;
}

bool ccs_rules_take(ccs_rules_reader_t *self, const ccs_stage_t *stage, const ccs_alike_t *alike)
{
    if (!stage) return true;
    if (!self->is_taken) self->is_taken = ccs_reader_array(self->reader, self->n_classes, sizeof *self->is_taken);
    const bool takes = !stage->agents || ccs_expression_value(stage->agents, read_alike, alike) != 0;

    self->n_asked++;
    self->n_taken += takes;
    if (self->is_taken && takes) self->is_taken[alike->class] = true;
    return takes;
}

bool ccs_rules_leave_out(const ccs_rules_reader_t *self, uint32_t type, uint32_t class)
{
    return self->is_taken && self->first_stage[type] < self->first_stage[type + 1] && !self->is_taken[class];
}

void ccs_rules_start_type(ccs_rules_reader_t *self)
{
    if (self->is_taken) memset(self->is_taken, 0, self->n_classes * sizeof *self->is_taken);
    self->n_asked = self->n_taken = 0;
}

void ccs_rules_check_stage(ccs_rules_reader_t *self, const ccs_place_t *stage_at, const ccs_stage_t *stage)
{
    const ccs_place_t at = ccs_place_child(self->reader, stage_at, "agents");

    if (stage->agents && self->n_asked > 0 && self->n_taken == 0)
        ccs_reader_error(self->reader, &at, "holds for nobody in its groups: see groups.*.skills and groups.*.agents");
    if (stage->agents && self->n_asked > 0 && self->n_taken == self->n_asked)
        ccs_reader_warning(self->reader, &at,
            "holds for all agents of its groups, and says nothing: level is 1 where none is written");
    self->n_asked = self->n_taken = 0;
}
