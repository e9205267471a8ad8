/* compile_run.c - how to simulate: the section run, and the cells of a steady state. */
#include "early_chapters.h"

#include <math.h>

#include "fields.h"
#include "read_value.h"

/* Warm-up, batches and what runs on behind them. */
static void make_batches(ccs_compiler_t *self, double warm_up_s, double length_s, uint32_t n)
{
    ccs_plan_t *const plan = self->plan;
    ccs_cell_t *const cells = ccs_reader_array(&self->reader, (size_t) n + 2, sizeof *cells), *cell = cells;

    if (!cells) return;
    plan->interval_s = length_s / n;
    plan->warm_up_s = warm_up_s;
    plan->end_s = warm_up_s + length_s;
    *cell++ = (ccs_cell_t){.start_s = 0, .end_s = warm_up_s, .label = "warm-up"}; /* always there, if need be empty */
    for (uint32_t i = 0; i < n; i++, cell++) {
        cell->start_s = warm_up_s + length_s * i / n;
        cell->end_s = warm_up_s + length_s * (i + 1) / n;
        cell->open = true;
        cell->label = ccs_arena_printf(self->reader.arena, "batch %lu", (unsigned long) i + 1);
        if (!cell->label) self->reader.out_of_memory = true;
    }
    *cell++ = (ccs_cell_t){.start_s = plan->end_s, .end_s = INFINITY, .label = "run-out"};
    plan->cells = cells;
    plan->n_cells = (uint32_t) (cell - cells);
    plan->first_counted = 1;
    plan->n_counted = n;
}

static void steady_run(ccs_compiler_t *self, const ccs_place_t *at)
{
    static const char *const LABEL[] = {"steady state"};
    const ccs_place_t warm_up = ccs_place_child(&self->reader, at, "warm_up"),
                      length = ccs_place_child(&self->reader, at, "length"),
                      batches = ccs_place_child(&self->reader, at, "batches");
    const double warm_up_s = warm_up.value ? ccs_read_duration(&self->reader, &warm_up) : 0,
                 length_s = ccs_read_duration(&self->reader, &length);
    const uint32_t n = ccs_read_count(&self->reader, &batches);

    self->plan->finds_warm_up = !warm_up.value;
    self->plan->n_days = 1;
    self->plan->day_labels = LABEL;
    if (!isnan(warm_up_s) && !isnan(length_s) && n != CCS_NONE) make_batches(self, warm_up_s, length_s, n);
}

/* How many replications are drawn together, and whether a method can do with so many. */
static void read_set(ccs_compiler_t *self, const ccs_place_t *at)
{
    static const uint32_t USUAL[] =
        {[CCS_VARIANCE_PLAIN] = 1, [CCS_VARIANCE_ANTITHETIC] = 2, [CCS_VARIANCE_STRATIFIED] = 10, [CCS_VARIANCE_LATTICE] = 8};
    ccs_plan_t *const plan = self->plan;
    const ccs_place_t set = ccs_place_child(&self->reader, at, "set");

    if (!set.value || (plan->variance == CCS_VARIANCE_PLAIN && ccs_place_child(&self->reader, at, "variance").given)) {
        plan->n_set = USUAL[plan->variance]; /* plain is written over sets that the scenario has, and takes each for itself */
        return;
    }
    if (plan->variance == CCS_VARIANCE_PLAIN)
        ccs_reader_error(&self->reader, &set,
            "says how many replications are drawn together, and here each is drawn for itself: write run.variance too, such as \"stratified\"");
    if (plan->variance == CCS_VARIANCE_ANTITHETIC && plan->n_set != 2)
        ccs_reader_error(&self->reader, &set, "must be 2, found %u: antithetic replications come in pairs", plan->n_set);
    if (plan->variance == CCS_VARIANCE_LATTICE && (plan->n_set & (plan->n_set - 1)) != 0)
        ccs_reader_error(&self->reader, &set, "must be a power of two, found %u: 8, 16, 32; a lattice has so many points",
            plan->n_set);
}

void ccs_compile_run(ccs_compiler_t *self)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->reader.root, "run");

    ccs_compile_fields(&self->reader, &self->reader.root, CCS_RECORD_PLAN, self->plan);
    if (self->reader.steady) steady_run(self, &at);
    else read_set(self, &at);
}
