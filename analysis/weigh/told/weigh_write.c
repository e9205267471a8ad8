/* weigh_write.c - fronts and tornados as JSON and CSV. Invariant: what is not known is null, or an empty cell. */
#include <math.h>
#include <string.h>

#include "json_write.h"
#include "weigh_print.h"

static ccs_difference_t difference_of(const ccs_front_t *self, uint32_t variant, uint32_t axis)
{
    return ccs_compare_point(&self->of.compares[variant], self->axes[axis].metric, self->of.entity);
}

static const char *metric_name(const ccs_front_t *self, uint32_t axis)
{
    return self->of.views[0]->metrics[self->axes[axis].metric];
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------------ */

static void print_value(const ccs_front_t *self, uint32_t variant, uint32_t axis, FILE *to)
{
    const ccs_point_t x = ccs_front_point(self, variant, axis);

    ccs_json_text(metric_name(self, axis), to);
    fputs(": {\"mean\": ", to);
    ccs_json_number(x.mean, to);
    ccs_json_number_member("low", x.low, to);
    ccs_json_number_member("high", x.high, to);
    if (variant > 0) {
        const ccs_difference_t d = difference_of(self, variant, axis);

        ccs_json_number_member("difference", d.mean, to);
        ccs_json_number_member("difference_half_width", d.half_width, to);
    }
    fputc('}', to);
}

static void print_variant(const ccs_front_t *self, uint32_t variant, FILE *to)
{
    const ccs_front_row_t *const row = &self->rows[variant];

    fputs("{\"variant\": ", to);
    ccs_json_text(self->of.views[variant]->name, to);
    fprintf(to, ", \"is_on_front\": %s", row->is_on ? "true" : "false");
    ccs_json_number_member("on_front", row->on_front, to);
    ccs_json_text_member("beaten_by", row->beaten_by == CCS_DATA_NONE ? NULL : self->of.views[row->beaten_by]->name, to);
    ccs_json_number_member("beaten_by_share", row->beaten_by_frac, to);
    fputs(",\n    \"values\": {", to);
    for (uint32_t a = 0; a < self->n_axes; a++) {
        if (a > 0) fputs(", ", to);
        print_value(self, variant, a, to);
    }
    fputs("}}", to);
}

static void print_tornado(const ccs_tornado_t *self, const ccs_front_of_t *of, FILE *to)
{
    fputs(",\n  \"tornado\": {\"metric\": ", to);
    ccs_json_text(of->views[0]->metrics[self->metric], to);
    ccs_json_text_member("entity", of->views[0]->entities[self->entity], to);
    fputs(", \"factors\": [", to);
    for (uint32_t i = 0; i < self->n_rows; i++) {
        const ccs_tornado_row_t *const row = &self->rows[i];

        fputs(i > 0 ? ",\n    {\"name\": " : "\n    {\"name\": ", to);
        ccs_json_text(row->name, to);
        ccs_json_number_member("swing", row->swing, to);
        fputs(", \"sides\": [", to);
        for (int side = 0; side < 2 && row->variants[side] != CCS_DATA_NONE; side++) {
            fputs(side ? ", {\"variant\": " : "{\"variant\": ", to);
            ccs_json_text(of->views[row->variants[side]]->name, to);
            ccs_json_number_member("difference", row->differences[side].mean, to);
            ccs_json_number_member("difference_half_width", row->differences[side].half_width, to);
            fputc('}', to);
        }
        fputs("]}", to);
    }
    fputs("]}", to);
}

void ccs_weigh_json(const ccs_front_t *front, const ccs_tornado_t *tornado, FILE *to)
{
    fputs("{\"entity\": ", to);
    ccs_json_text(front->of.views[0]->entities[front->of.entity], to);
    fputs(",\n  \"metrics\": [", to);
    for (uint32_t a = 0; a < front->n_axes; a++) {
        fputs(a > 0 ? ", {\"metric\": " : "{\"metric\": ", to);
        ccs_json_text(metric_name(front, a), to);
        ccs_json_text_member("better", front->axes[a].sense > 0 ? "more" : "less", to);
        ccs_json_number_member("margin", front->axes[a].margin, to);
        fputc('}', to);
    }
    fputs("],\n  \"variants\": [", to);
    for (uint32_t i = 0; i < front->of.n; i++) {
        fputs(i > 0 ? ",\n    " : "\n    ", to);
        print_variant(front, i, to);
    }
    fputc(']', to);
    if (tornado) print_tornado(tornado, &front->of, to);
    fputs("}\n", to);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------------------- */

static void print_cell(const char *text, FILE *to)
{
    fputc('"', to);
    for (; *text; text++) {
        if (*text == '"') fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}

static void print_number(double x, FILE *to)
{
    fputc(',', to);
    if (isfinite(x)) ccs_json_number(x, to);
}

void ccs_front_csv(const ccs_front_t *self, FILE *to)
{
    fputs("variant,metric,better,mean,low,high,difference,difference_half_width,on_front,beaten_by,beaten_by_share\n", to);
    for (uint32_t i = 0; i < self->of.n; i++)
        for (uint32_t a = 0; a < self->n_axes; a++) {
            const ccs_front_row_t *const row = &self->rows[i];
            const ccs_point_t x = ccs_front_point(self, i, a);
            const ccs_difference_t none = {.mean = (double) NAN, .half_width = (double) NAN};
            const ccs_difference_t d = i > 0 ? difference_of(self, i, a) : none;

            print_cell(self->of.views[i]->name, to);
            fprintf(to, ",%s,%s", metric_name(self, a), self->axes[a].sense > 0 ? "more" : "less");
            print_number(x.mean, to);
            print_number(x.low, to);
            print_number(x.high, to);
            print_number(d.mean, to);
            print_number(d.half_width, to);
            print_number(row->on_front, to);
            fputc(',', to);
            if (row->beaten_by != CCS_DATA_NONE) print_cell(self->of.views[row->beaten_by]->name, to);
            print_number(row->beaten_by_frac, to);
            fputc('\n', to);
        }
}
