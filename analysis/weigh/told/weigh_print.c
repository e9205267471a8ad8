/* weigh_print.c - fronts and tornados as tables. Invariant: a variant is called on the front or beaten only where CCS_FRONT_SURE of all moves say so. */
#include "weigh_print.h"

#include <math.h>
#include <string.h>

#include "figure.h"
#include "prose.h"

enum { BAR = 24 };

enum ccs_front_verdict ccs_front_verdict(const ccs_front_t *self, uint32_t variant)
{
    const double p = self->rows[variant].on_front;

    if (p >= CCS_FRONT_SURE) return CCS_FRONT_ON;
    return p <= 1 - CCS_FRONT_SURE ? CCS_FRONT_BEATEN : CCS_FRONT_UNDECIDED;
}

static const char *name_of(const ccs_front_t *self, uint32_t variant)
{
    return self->of.views[variant]->name;
}

static enum ccs_figure_unit unit_of(const ccs_view_t *base, uint32_t metric)
{
    return ccs_figure_unit(base->units[metric], base->kinds[metric]);
}

/* ---- the front ------------------------------------------------------------------------------------------------------------- */

static void set_axis(const ccs_front_t *self, uint32_t variant, uint32_t axis, ccs_table_t *table)
{
    const ccs_front_axis_t *const a = &self->axes[axis];
    const enum ccs_figure_unit unit = unit_of(self->of.views[0], a->metric);
    const ccs_point_t x = ccs_front_point(self, variant, axis);
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_table_set(table, 1 + 2 * axis, ccs_figure_mean(unit, x.mean, x.half_width, mean),
        ccs_figure_interval(unit, x.mean, x.low, x.high, beside), CCS_TABLE_PLAIN);
    if (variant == 0) return;
    const ccs_difference_t d = ccs_compare_point(&self->of.compares[variant], a->metric, self->of.entity);
    const double gain = a->sense * d.mean;
    const bool clear = fabs(d.mean) > d.half_width && fabs(gain) > a->margin;

    ccs_table_set(table, 2 + 2 * axis, ccs_figure_difference(unit, d.mean, d.half_width, mean),
        ccs_figure_half_width(unit, fabs(d.mean), d.half_width, beside),
        !clear         ? CCS_TABLE_PLAIN
            : gain > 0 ? CCS_TABLE_GOOD
                       : CCS_TABLE_BAD);
}

static void set_row(const ccs_front_t *self, uint32_t variant, ccs_table_t *table)
{
    const ccs_front_row_t *const row = &self->rows[variant];
    const uint32_t last = 1 + 2 * self->n_axes;
    const enum ccs_front_verdict verdict = ccs_front_verdict(self, variant);
    char text[160];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, name_of(self, variant), "", CCS_TABLE_PLAIN);
    for (uint32_t a = 0; a < self->n_axes; a++) set_axis(self, variant, a, table);
    if (isnan(row->on_front)) snprintf(text, sizeof text, "not known");
    else snprintf(text, sizeof text, "%.0f %%", 100 * row->on_front);
    ccs_table_set(table, last, text, "",
        verdict == CCS_FRONT_ON           ? CCS_TABLE_GOOD
            : verdict == CCS_FRONT_BEATEN ? CCS_TABLE_BAD
                                          : CCS_TABLE_UNSURE);
    if (row->beaten_by == CCS_DATA_NONE) return;
    snprintf(text, sizeof text, "%.100s (%.0f %%)", name_of(self, row->beaten_by), 100 * row->beaten_by_frac);
    ccs_table_set(table, last + 1, text, "", CCS_TABLE_PLAIN);
}

static void say_which(const ccs_front_t *self, enum ccs_front_verdict verdict, const char *what, ccs_prose_t *to)
{
    uint32_t n = 0, said = 0;

    for (uint32_t i = 0; i < self->of.n; i++) n += ccs_front_verdict(self, i) == verdict;
    if (n == 0) return;
    ccs_prose_add(to, "%s: ", what);
    for (uint32_t i = 0; i < self->of.n; i++)
        if (ccs_front_verdict(self, i) == verdict) ccs_prose_add(to, "%s%s", ccs_prose_comma(said++, n), name_of(self, i));
    ccs_prose_add(to, ". ");
}

static int print_words(const ccs_front_t *self, FILE *to)
{
    ccs_prose_t text = {0};

    ccs_prose_add(&text, "Better is: ");
    for (uint32_t a = 0; a < self->n_axes; a++)
        ccs_prose_add(&text, "%s%s %s", ccs_prose_comma(a, self->n_axes), self->axes[a].sense > 0 ? "more" : "less",
            self->of.views[0]->metrics[self->axes[a].metric]);
    ccs_prose_add(&text, ". ");
    say_which(self, CCS_FRONT_ON, "Beaten by none", &text);
    say_which(self, CCS_FRONT_BEATEN, "Beaten in all by another one", &text);
    say_which(self, CCS_FRONT_UNDECIDED, "Undecided, more replications would tell", &text);
    fprintf(to, "\n%s\n", ccs_prose_text(&text));
    const int ret = text.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_prose_free(&text);
    return ret;
}

int ccs_front_print(const ccs_front_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};

    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t a = 0; a < self->n_axes; a++) {
        ccs_table_add_column(&table, self->of.views[0]->metrics[self->axes[a].metric], CCS_TABLE_MEASURE);
        ccs_table_add_column(&table, "difference", CCS_TABLE_MEASURE);
    }
    ccs_table_add_column(&table, "on the front", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "beaten by", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->of.n; i++) set_row(self, i, &table);
    fputc('\n', to);
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret ? ret : print_words(self, to);
}

/* ---- the tornado ----------------------------------------------------------------------------------------------------------- */

static void set_side(const ccs_tornado_t *self, const ccs_tornado_row_t *row, uint32_t side, const ccs_front_of_t *of,
    ccs_table_t *table)
{
    const enum ccs_figure_unit unit = unit_of(of->views[0], self->metric);
    const ccs_difference_t d = row->differences[side];
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    if (row->variants[side] == CCS_DATA_NONE) return;
    ccs_table_set(table, 1 + 2 * side, of->views[row->variants[side]]->name, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 2 + 2 * side, ccs_figure_difference(unit, d.mean, d.half_width, mean),
        ccs_figure_half_width(unit, fabs(d.mean), d.half_width, beside),
        d.change == CCS_CHANGE_BETTER      ? CCS_TABLE_GOOD
            : d.change == CCS_CHANGE_WORSE ? CCS_TABLE_BAD
                                           : CCS_TABLE_PLAIN);
}

int ccs_tornado_print(const ccs_tornado_t *self, const ccs_front_of_t *of, ccs_table_form_t form, FILE *to)
{
    bool two_sides = false;
    ccs_table_t table = {0};
    char bar[BAR + 1];

    for (uint32_t i = 0; i < self->n_rows; i++) two_sides = two_sides || self->rows[i].variants[1] != CCS_DATA_NONE;
    ccs_table_add_column(&table, of->views[0]->metrics[self->metric], CCS_TABLE_LEFT);
    for (int side = 0; side < 1 + two_sides; side++) {
        ccs_table_add_column(&table, "variant", CCS_TABLE_LEFT);
        ccs_table_add_column(&table, "difference", CCS_TABLE_MEASURE);
    }
    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->n_rows; i++) {
        const ccs_tornado_row_t *const row = &self->rows[i];
        const double share = self->rows[0].swing > 0 ? row->swing / self->rows[0].swing : 0;
        const int length = (int) lround(BAR * share);

        memset(bar, '#', (size_t) length);
        bar[length] = '\0';
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, row->name, "", CCS_TABLE_PLAIN);
        for (uint32_t side = 0; side < 1u + two_sides; side++) set_side(self, row, side, of, &table);
        ccs_table_set(&table, two_sides ? 5 : 3, bar, "", CCS_TABLE_PLAIN);
    }
    fputc('\n', to);
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}
