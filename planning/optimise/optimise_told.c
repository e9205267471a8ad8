/* optimise_told.c - an optimisation for people and programs. Invariant: figures of what was chosen are those on random numbers that no choice has seen; where others are shown it is said. */
#include "optimise_told.h"

#include <math.h>

#include "json_write.h"
#include "optimise_words.h"

/* ---- words -------------------------------------------------------------------------------------------------------------------------------- */

const ccs_response_t *ccs_optimise_response(const ccs_optimise_t *self, uint32_t response)
{
    return &self->study.responses[response];
}

enum ccs_figure_unit ccs_optimise_unit(const ccs_response_t *r)
{
    return ccs_figure_unit(r->unit, ccs_metric_kind_name(r->kind));
}

/* "least cost_total", "least cost_total, most csat_top2" */
const char *ccs_optimise_aims_text(ccs_optimise_t *self)
{
    const char *text = "";

    for (uint32_t i = 0; i < self->n_aims && text; i++)
        text = ccs_arena_printf(&self->arena, "%s%s%s %s", text, i ? ", " : "", self->aims[i].sense > 0 ? "most" : "least",
            ccs_optimise_response(self, self->aims[i].response)->name);
    return text;
}

const char *ccs_optimise_bound_text(ccs_optimise_t *self, const ccs_bound_t *bound)
{
    const ccs_response_t *const r = ccs_optimise_response(self, bound->response);
    char text[CCS_FIGURE_MAX];

    return ccs_arena_printf(&self->arena, "%s %s %s", r->name,
        bound->sense > 0 ? ">=" : "<=", ccs_figure_mean(ccs_optimise_unit(r), bound->value, 0, text));
}

const char *ccs_optimise_level_text(const ccs_optimise_t *self, const ccs_optimise_point_t *c, uint32_t factor, char *text,
    size_t size)
{
    const ccs_vary_t *const f = &self->study.factors[factor];

    return ccs_vary_show(f, f->levels[c->at[factor]], text, size);
}

/* "98 %"; near the ends as far as normal laws can be trusted. */
const char *ccs_optimise_chance_text(double p, char text[CCS_FIGURE_MAX])
{
    if (isnan(p)) snprintf(text, CCS_FIGURE_MAX, "-");
    else if (p > 0.999) snprintf(text, CCS_FIGURE_MAX, "> 99.9 %%");
    else if (p < 0.001) snprintf(text, CCS_FIGURE_MAX, "< 0.1 %%");
    else snprintf(text, CCS_FIGURE_MAX, "%.1f %%", 100 * p);
    return text;
}

/* ---- what was chosen ---------------------------------------------------------------------------------------------------------------------- */

static int print_levels(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {.n_keys = 1};
    char text[128];

    ccs_table_add_column(&table, "chosen", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "level", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "of", CCS_TABLE_RIGHT);
    for (uint32_t f = 0; f < self->n_chosen; f++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, self->study.factors[f].name, "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, ccs_optimise_level_text(self, chosen, f, text, sizeof text), "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%u levels", self->study.factors[f].n_levels);
        ccs_table_set(&table, 2, text, "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

static ccs_optimise_told_t tell(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, uint32_t response, int sense,
    const ccs_bound_t *bound)
{
    ccs_optimise_told_t told = {.response = ccs_optimise_response(self, response),
        .bound = bound,
        .before = ccs_optimise_estimate(self, &self->plain.checked, response, sense),
        .chosen = ccs_optimise_estimate(self, &chosen->checked, response, sense),
        .holds = bound ? ccs_optimise_holds(self, &chosen->checked, bound) : (double) NAN};

    if (isnan(told.chosen.mean)) told.holds = (double) NAN;
    told.difference = ccs_optimise_difference(self, &chosen->checked, &self->plain.checked, response, sense, &told.half_width);
    return told;
}

/* Row i of all aims, and behind them the bounds. */
ccs_optimise_told_t ccs_optimise_told_at(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, uint32_t i)
{
    if (i < self->n_aims) return tell(self, chosen, self->aims[i].response, self->aims[i].sense, NULL);
    const ccs_bound_t *const b = &self->bounds[i - self->n_aims];

    return tell(self, chosen, b->response, b->sense, b);
}

static void add_told(ccs_optimise_t *self, ccs_table_t *table, const ccs_optimise_told_t *told)
{
    const enum ccs_figure_unit unit = ccs_optimise_unit(told->response);
    char text[CCS_FIGURE_MAX], half[CCS_FIGURE_MAX];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, told->bound ? ccs_optimise_bound_text(self, told->bound) : told->response->name, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 1, ccs_figure_mean(unit, told->before.mean, told->before.half_width, text),
        ccs_figure_half_width(unit, told->before.mean, told->before.half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 2, ccs_figure_mean(unit, told->chosen.mean, told->chosen.half_width, text),
        ccs_figure_half_width(unit, told->chosen.mean, told->chosen.half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 3, ccs_figure_difference(unit, told->difference, told->half_width, text),
        ccs_figure_half_width(unit, told->difference, told->half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 4, told->bound ? ccs_optimise_chance_text(told->holds, text) : "", "", CCS_TABLE_PLAIN);
}

static int print_figures(ccs_optimise_t *self, const ccs_optimise_point_t *chosen, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {.n_keys = 1};

    ccs_table_add_column(&table, self->n_states > 1 ? "figure, in the worst scenario" : "figure", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "as the scenario is", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "chosen", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "difference", CCS_TABLE_MEASURE);
    ccs_table_add_column(&table, "holds with", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < self->n_aims + self->n_bounds; i++) {
        const ccs_optimise_told_t told = ccs_optimise_told_at(self, chosen, i);

        add_told(self, &table, &told);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------------------------------ */

void ccs_optimise_print_head(ccs_optimise_t *self, FILE *to)
{
    const uint32_t r = self->options.replications;

    fprintf(to, "%s: %s", self->study.title, ccs_optimise_aims_text(self));
    for (uint32_t i = 0; i < self->n_bounds; i++)
        fprintf(to, "%s%s", i ? ", " : ", where ", ccs_optimise_bound_text(self, &self->bounds[i]));
    if (self->n_bounds > 0 && !isnan(self->options.share))
        fprintf(to, ", in %g %% of the replications", 100 * self->options.share);
    fputs(".\n", to);
    fprintf(to, "%s %u point%s of %u factor%s", self->is_grid ? "All" : "A search over", self->n_candidates,
        self->n_candidates == 1 ? "" : "s", self->n_chosen, self->n_chosen == 1 ? "" : "s");
    if (self->n_states > 1) fprintf(to, ", each in %u scenarios, of which the worst counts", self->n_states);
    fprintf(to, ", %u replications each, seed %llu.\n", r, (unsigned long long) self->study.seed);
}

/* "20", "0.5 points": a difference without its sign. */
static void margin_text(const ccs_optimise_t *self, char text[CCS_FIGURE_MAX])
{
    char signed_text[CCS_FIGURE_MAX];

    ccs_figure_difference(ccs_optimise_unit(ccs_optimise_response(self, self->aims[0].response)), self->margin, self->margin / 10,
        signed_text);
    snprintf(text, CCS_FIGURE_MAX, "%s", &signed_text[signed_text[0] == '+']);
}

void ccs_optimise_print_verdict(const ccs_optimise_t *self, FILE *to)
{
    const ccs_optimise_point_t *const c = &self->candidates[self->chosen];
    char margin[CCS_FIGURE_MAX], chance[CCS_FIGURE_MAX];

    margin_text(self, margin);
    if (self->is_decided)
        fprintf(to,
            "Of %u candidates it is the best with a probability of about %g %%, where it is better by %s than those whose targets hold too (procedure KN, %u other replications).\n",
            self->n_left, 100 * self->study.confidence, margin, c->chosen.n);
    else
        fprintf(to,
            "Not decided: after %u other replications %u of %u candidates may be the best by more than %s. More replications (-r) or a larger --margin decide it.\n",
            c->chosen.n, self->n_still, self->n_left, margin);
    if (self->n_bounds > 0)
        fprintf(to, "On %u replications that no choice has seen %s with a probability of %s.\n", c->checked.n,
            self->n_bounds * self->n_states > 1 ? "all targets hold" : "the target holds",
            ccs_optimise_chance_text(c->judged.probability, chance));
    if (self->n_rejected > 0)
        fprintf(to, "%u point%s chosen before it and did not hold there.\n", self->n_rejected,
            self->n_rejected == 1 ? " was" : "s were");
}

/* Less is missed on average, or as much with more luck. */
static bool is_closer(const ccs_judged_t *a, const ccs_judged_t *b)
{
    return a->missing < b->missing || (a->missing <= b->missing && a->probability > b->probability);
}

/* How close it came, by what the point was judged by last. */
void ccs_optimise_print_none(ccs_optimise_t *self, FILE *to)
{
    const ccs_optimise_point_t *closest = &self->candidates[0];
    char text[128], chance[CCS_FIGURE_MAX];

    for (uint32_t i = 1; i < self->n_candidates; i++)
        if (is_closer(&self->candidates[i].judged, &closest->judged)) closest = &self->candidates[i];
    const ccs_sampled_t *const sample = closest->checked.n > 0 ? &closest->checked : ccs_optimise_sample(closest);

    fputs("At none of these points the targets hold with a probability of a half. Closest comes", to);
    for (uint32_t f = 0; f < self->n_chosen; f++)
        fprintf(to, "%s %s %s", f ? "," : "", self->study.factors[f].name,
            ccs_optimise_level_text(self, closest, f, text, sizeof text));
    for (uint32_t i = 0; i < self->n_bounds; i++) {
        const ccs_bound_t *const b = &self->bounds[i];
        const ccs_estimate_t e = ccs_optimise_estimate(self, sample, b->response, b->sense);
        char figure[CCS_FIGURE_MAX];

        fprintf(to, "%s %s with %s", i ? "," : ":", ccs_optimise_response(self, b->response)->name,
            ccs_figure_mean(ccs_optimise_unit(ccs_optimise_response(self, b->response)), e.mean, e.half_width, figure));
    }
    fprintf(to, ", which hold with a probability of %s.\n", ccs_optimise_chance_text(closest->judged.probability, chance));
}

/* ---- all of it -------------------------------------------------------------------------------------------------------------------------------------- */

static int print_answer(ccs_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    fputc('\n', to);
    const int ret = ccs_answer_print(answer, form, to);

    ccs_answer_free(answer);
    return ret;
}

static int print_one(ccs_optimise_t *self, ccs_table_form_t form, FILE *to)
{
    const ccs_optimise_point_t *const chosen = &self->candidates[self->chosen];
    ccs_answer_t candidates = {0};
    int ret;

    CCS_TRY(print_levels(self, chosen, form, to));
    fputc('\n', to);
    CCS_TRY(print_figures(self, chosen, form, to));
    fputc('\n', to);
    ccs_optimise_print_verdict(self, to);
    ccs_optimise_candidates(self, &candidates);
    CCS_TRY(print_answer(&candidates, form, to));
out:
    return ret;
}

int ccs_optimise_print(ccs_optimise_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_answer_t answer = {0}, lessons = {0};
    int ret = 0;

    ccs_optimise_print_head(self, to);
    fputc('\n', to);
    if (self->n_aims > 1 && ccs_optimise_is_found(self)) {
        ret = ccs_optimise_front(self, &answer);
        if (ret == 0) ret = ccs_answer_print(&answer, form, to);
        ccs_answer_free(&answer);
        if (ret == 0)
            fprintf(to, "By %u replications that the search has not seen%s.\n", self->n_checked,
                self->n_bounds > 0 ? "; holds: the probability that the targets hold at the point in the long run, a half or more"
                                   : "");
    } else if (self->chosen != CCS_NONE) {
        ret = print_one(self, form, to);
    } else if (self->is_stopped && self->n_left > 0) {
        ccs_optimise_candidates(self, &answer);
        ret = ccs_answer_print(&answer, form, to);
        ccs_answer_free(&answer);
    } else {
        ccs_optimise_print_none(self, to);
    }
    if (ret == 0 && ccs_optimise_has_lessons(self)) {
        ccs_optimise_make_lessons(self, &lessons);
        ret = print_answer(&lessons, form, to);
    }
    return ret;
}

static void put_figures(ccs_optimise_t *self, const ccs_optimise_point_t *chosen, FILE *to)
{
    for (uint32_t i = 0; i < self->n_aims + self->n_bounds; i++) {
        const ccs_optimise_told_t told = ccs_optimise_told_at(self, chosen, i);

        fputs(i ? ",\n  {\"figure\": " : "\n  {\"figure\": ", to);
        ccs_json_text(told.response->name, to);
        ccs_json_text_member("asked", !told.bound ? NULL : told.bound->sense > 0 ? ">=" : "<=", to);
        ccs_json_number_member("target", told.bound ? told.bound->value : (double) NAN, to);
        ccs_json_number_member("before", told.before.mean, to);
        ccs_json_number_member("chosen", told.chosen.mean, to);
        ccs_json_number_member("low", told.chosen.low, to);
        ccs_json_number_member("high", told.chosen.high, to);
        ccs_json_number_member("difference", told.difference, to);
        ccs_json_number_member("difference_half_width", told.half_width, to);
        ccs_json_number_member("holds", told.holds, to);
        fputc('}', to);
    }
}

static int put_chosen(ccs_optimise_t *self, FILE *to)
{
    const ccs_optimise_point_t *const c = &self->candidates[self->chosen];
    const char **sets;
    char text[128];
    size_t n;
    ccs_err_t err;
    const int ret = ccs_optimise_changes(self, c, &sets, &n, &err);

    fputs(",\n \"levels\": {", to);
    for (uint32_t f = 0; f < self->n_chosen; f++) {
        fputs(f ? ", " : "", to);
        ccs_json_text(self->study.factors[f].name, to);
        fputs(": ", to);
        if (self->study.factors[f].words) ccs_json_text(ccs_optimise_level_text(self, c, f, text, sizeof text), to);
        else ccs_json_number(self->study.factors[f].levels[c->at[f]], to);
    }
    fputs("},\n \"sets\": [", to);
    for (size_t i = 0; ret == 0 && i < n; i++) {
        fputs(i ? ", " : "", to);
        ccs_json_text(sets[i], to);
    }
    fprintf(to, "],\n \"decided\": %s", self->is_decided ? "true" : "false");
    ccs_json_number_member("margin", self->margin, to);
    ccs_json_number_member("holds", c->judged.probability, to);
    ccs_json_number_member("rejected", self->n_rejected, to);
    ccs_json_number_member("replications_to_choose", c->chosen.n, to);
    ccs_json_number_member("replications_checked", c->checked.n, to);
    fputs(",\n \"figures\": [", to);
    put_figures(self, c, to);
    fputs("]", to);
    return ret;
}

int ccs_optimise_json(ccs_optimise_t *self, FILE *to)
{
    ccs_answer_t answer = {0}, lessons = {0};
    char seed[24];
    int ret = 0;

    fputs("{\"scenario\": ", to);
    ccs_json_text(self->study.title, to);
    ccs_json_text_member("for", ccs_optimise_aims_text(self), to);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long) self->study.seed);
    ccs_json_text_member("seed", seed, to); /* a number of JSON has 53 bits for many who read it */
    ccs_json_number_member("points", self->n_candidates, to);
    ccs_json_number_member("scenarios", self->n_states, to);
    ccs_json_number_member("replications", self->options.replications, to);
    if (self->is_stopped) fputs(", \"stopped\": true", to);
    if (self->chosen != CCS_NONE) CCS_TRY(put_chosen(self, to));
    if (self->chosen != CCS_NONE || self->is_stopped) ccs_optimise_candidates(self, &answer);
    else if (self->n_aims > 1 && ccs_optimise_is_found(self)) CCS_TRY(ccs_optimise_front(self, &answer));
    fputs(",\n \"analyses\": [", to);
    if (answer.n_columns > 0) ccs_answer_json(&answer, to);
    if (ccs_optimise_has_lessons(self)) {
        fputs(answer.n_columns > 0 ? ",\n" : "", to);
        ccs_optimise_make_lessons(self, &lessons);
        ccs_answer_json(&lessons, to);
    }
    fputs("]}\n", to);
    if (answer.out_of_memory || lessons.out_of_memory) ret = CCS_ERR_NOMEM;
out:
    ccs_answer_free(&answer);
    ccs_answer_free(&lessons);
    return ret;
}
