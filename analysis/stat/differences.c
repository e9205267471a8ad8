/* differences.c - variables "METRIC_difference" and their half-widths, over the run and by interval, beside those of the metrics. */
#include "differences.h"

static ccs_difference_pair_t add_pair(ccs_dataset_t *out, const ccs_view_t *base, uint32_t metric, const char *suffix)
{
    const uint32_t dims[] = {ccs_dataset_find_dim(out, "config"), ccs_dataset_find_dim(out, "entity"),
        ccs_dataset_find_dim(out, "interval")};
    const uint32_t n_dims = *suffix ? 3 : 2;
    ccs_difference_pair_t pair = {NULL, NULL};

    for (int half = 0; half < 2; half++) {
        const char *const name =
            ccs_arena_printf(&out->arena, "%s%s_difference%s", base->metrics[metric], suffix, half ? "_half_width" : "");
        ccs_variable_t *const v = name ? ccs_dataset_add(out, name, CCS_DATA_F64, dims, n_dims) : NULL;

        if (!v) return (ccs_difference_pair_t){NULL, NULL};
        (void) ccs_dataset_describe(out, v, base->units[metric], "%s, difference from the first variant%s",
            base->metric_texts[metric], half ? ": half-width" : "");
        *(half ? &pair.half_width : &pair.mean) = v->data.f64;
    }
    return pair;
}

int ccs_differences_add(ccs_differences_t *self, const ccs_view_t *base, ccs_dataset_t *out)
{
    self->whole = ccs_arena_array(&out->arena, base->n_metrics, sizeof *self->whole);
    self->intervals = ccs_arena_array(&out->arena, base->n_metrics, sizeof *self->intervals);
    if (!self->whole || !self->intervals) return CCS_ERR_NOMEM;
    self->n_entities = (uint32_t) out->dims[ccs_dataset_find_dim(out, "entity")].size;
    self->n_intervals = base->n_intervals;
    for (uint32_t m = 0; m < base->n_metrics; m++) {
        self->whole[m] = add_pair(out, base, m, "");
        if (!self->whole[m].mean) return CCS_ERR_NOMEM;
        if (!base->kept_values || !ccs_view_has_intervals(base, m)) continue; /* there is nothing that they could be made of */
        self->intervals[m] = add_pair(out, base, m, "_by_interval");
        if (!self->intervals[m].mean) return CCS_ERR_NOMEM;
    }
    return 0;
}

static void put_whole(const ccs_differences_t *self, uint32_t config, ccs_compare_t *compare)
{
    const ccs_view_t *const base = compare->base;

    for (uint32_t m = 0; m < base->n_metrics; m++) {
        for (uint32_t e = 0; e < base->n_entities; e++) {
            const ccs_difference_t d = ccs_compare_point(compare, m, e);
            const size_t at = (size_t) config * self->n_entities + e;

            self->whole[m].mean[at] = d.mean;
            self->whole[m].half_width[at] = d.half_width;
        }
    }
}

static void put_interval(const ccs_differences_t *self, uint32_t config, ccs_compare_t *compare, uint32_t interval)
{
    const ccs_view_t *const base = compare->base;

    for (uint32_t e = 0; e < base->n_entities; e++) {
        const size_t at = ((size_t) config * self->n_entities + e) * self->n_intervals + interval;

        for (uint32_t m = 0; m < base->n_metrics; m++) {
            if (!self->intervals[m].mean) continue;
            const ccs_difference_t d = ccs_compare_point_at(compare, m, e, interval);

            self->intervals[m].mean[at] = d.mean;
            self->intervals[m].half_width[at] = d.half_width;
        }
    }
}

/* The kept numbers of an interval lie side by side, by entity and metric, those of another replication far off: in this order the lines of
 * memory that a figure reads serve the figures next to it too. */
void ccs_differences_put(const ccs_differences_t *self, uint32_t config, ccs_compare_t *compare)
{
    put_whole(self, config, compare);
    for (uint32_t i = 0; i < self->n_intervals; i++) put_interval(self, config, compare, i);
}
