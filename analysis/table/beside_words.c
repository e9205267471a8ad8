/* beside_words.c - formulas beside a simulation, told. Invariant: names from files do not command the terminal. */
#include "beside_words.h"

#include <math.h>

#include "err.h"
#include "words.h"

static const char *one_decimal(double x, char text[CCS_FIGURE_MAX])
{
    snprintf(text, CCS_FIGURE_MAX, "%.1f", x);
    return ccs_word_figures(text);
}

void ccs_beside_say(const ccs_beside_t *self, uint32_t type, ccs_prose_t *to)
{
    const ccs_view_t *const v = self->view;
    const ccs_beside_type_t *const of = &self->types[type];
    char time[CCS_PROSE_TIME_MAX], shares[CCS_N_BESIDE][CCS_FIGURE_MAX], apart[CCS_FIGURE_MAX];

    if (isnan(of->means[CCS_BESIDE_SIMULATED])) return;
    for (enum ccs_beside i = 0; i < CCS_N_BESIDE; i++) (void) one_decimal(100 * of->means[i], shares[i]);
    ccs_prose_add(to, "%s %% simulated, %s %% by Erlang A, %s %% by Erlang C", shares[CCS_BESIDE_SIMULATED],
        shares[CCS_BESIDE_ERLANG_A], shares[CCS_BESIDE_ERLANG_C]);
    if (of->widest > 0)
        ccs_prose_add(to, "; simulation and Erlang A are %s points apart at most (%s)", one_decimal(100 * of->widest, apart),
            ccs_prose_begin(v->intervals[of->widest_at], ccs_prose_is_dated(v->intervals, v->n_intervals), time));
}

const char *ccs_beside_left_out(const ccs_beside_t *self)
{
    return self->left_out
        ? "Types whose contacts may wait through the night, or whose target is not of their waits, have no formula and are left out."
        : NULL;
}

static int print_table(const ccs_beside_t *self, ccs_table_form_t form, FILE *to)
{
    const ccs_view_t *const v = self->view;
    const bool dated = ccs_prose_is_dated(v->intervals, v->n_intervals);
    ccs_table_t table = {0};
    char text[CCS_PROSE_TIME_MAX];

    ccs_table_add_column(&table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->n * CCS_N_BESIDE; i++) {
        const enum ccs_beside which = (enum ccs_beside)(i % CCS_N_BESIDE);

        ccs_table_add_column(&table,
            which == CCS_BESIDE_SIMULATED ? v->labels[self->types[i / CCS_N_BESIDE].entity] : ccs_beside_name(which),
            CCS_TABLE_RIGHT);
    }
    for (uint32_t at = 0; at < v->n_intervals; at++) {
        if (!v->interval_open[at]) continue;
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, ccs_prose_begin(v->intervals[at], dated, text), "", CCS_TABLE_PLAIN);
        for (uint32_t i = 0; i < self->n * CCS_N_BESIDE; i++)
            ccs_table_set(&table, i + 1,
                ccs_figure_mean(CCS_FIGURE_SHARE,
                    ccs_beside_at(&self->types[i / CCS_N_BESIDE], at, (enum ccs_beside)(i % CCS_N_BESIDE)), 0.01, text),
                "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

static int print_words(const ccs_beside_t *self, FILE *to)
{
    ccs_arena_t arena = {0};
    ccs_prose_t text = {0};

    for (uint32_t i = 0; i < self->n; i++) {
        const char *const label = ccs_table_harmless(&arena, self->view->labels[self->types[i].entity]);
        ccs_prose_t words = {0};

        ccs_beside_say(self, i, &words);
        if (words.n > 0) ccs_prose_add(&text, "%s: %s\n", label ? label : "", ccs_prose_text(&words));
        text.out_of_memory = text.out_of_memory || words.out_of_memory || !label;
        ccs_prose_free(&words);
    }
    ccs_prose_add(&text, "\nWhy they differ:\n");
    for (uint32_t i = 0; i < self->n_reasons; i++) ccs_prose_add(&text, "- %s.\n", self->reasons[i]);
    if (ccs_beside_left_out(self)) ccs_prose_add(&text, "%s\n", ccs_beside_left_out(self));
    const int ret = text.out_of_memory ? CCS_ERR_NOMEM : 0;

    if (ret == 0) fprintf(to, "\n%s", ccs_prose_text(&text));
    ccs_prose_free(&text);
    ccs_arena_free(&arena);
    return ret;
}

int ccs_beside_print(const ccs_beside_t *self, ccs_table_form_t form, FILE *to)
{
    const int ret = print_table(self, form, to);

    return ret ? ret : print_words(self, to);
}
