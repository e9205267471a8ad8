/* optimise_told.c - an optimisation for people and programs. Invariant: figures of what was chosen are those on random numbers that no choice has seen; where others are shown it is said. */
#include "optimise_told.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_write.h"
#include "study_analyses.h"
#include "units.h"

/* ---- words -------------------------------------------------------------------------------------------------------------------------------- */

static const ccs_response_t *response_of(const ccs_optimise_t *self, uint32_t response)
{
    return &self->study.responses[response];
}

static enum ccs_figure_unit unit_of(const ccs_response_t *r)
{
    return ccs_figure_unit(r->unit, ccs_metric_kind_name(r->kind));
}

/* "least cost_total", "least cost_total, most csat_top2" */
static const char *aims_text(ccs_optimise_t *self)
{
    const char *text = "";

    for (uint32_t i = 0; i < self->n_aims && text; i++)
        text = ccs_arena_printf(&self->arena, "%s%s%s %s", text, i ? ", " : "", self->aims[i].sense > 0 ? "most" : "least",
            response_of(self, self->aims[i].response)->name);
    return text;
}

static const char *bound_text(ccs_optimise_t *self, const ccs_bound_t *bound)
{
    const ccs_response_t *const r = response_of(self, bound->response);
    char text[CCS_FIGURE_MAX];

    return ccs_arena_printf(&self->arena, "%s %s %s", r->name,
        bound->sense > 0 ? ">=" : "<=", ccs_figure_mean(unit_of(r), bound->value, 0, text));
}

static const char *level_text(const ccs_optimise_t *self, const ccs_optimise_point_t *c, uint32_t factor, char *text, size_t size)
{
    const ccs_vary_t *const f = &self->study.factors[factor];

    return ccs_vary_show(f, f->levels[c->at[factor]], text, size);
}

/* "98 %"; near the ends as far as normal laws can be trusted. */
static const char *chance_text(double p, char text[CCS_FIGURE_MAX])
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
        ccs_table_set(&table, 1, level_text(self, chosen, f, text, sizeof text), "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%u levels", self->study.factors[f].n_levels);
        ccs_table_set(&table, 2, text, "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* A figure of the scenario as it is, of what was chosen, and their difference over the same replications. */
typedef struct {
    const ccs_response_t *response;
    const ccs_bound_t *bound; /* NULL: an aim */
    ccs_estimate_t before, chosen;
    double difference, half_width;
    double holds; /* probability; NAN: an aim, or nothing was measured */
} told_t;

static told_t tell(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, uint32_t response, int sense,
    const ccs_bound_t *bound)
{
    told_t told = {.response = response_of(self, response),
        .bound = bound,
        .before = ccs_optimise_estimate(self, &self->plain.checked, response, sense),
        .chosen = ccs_optimise_estimate(self, &chosen->checked, response, sense),
        .holds = bound ? ccs_optimise_holds(self, &chosen->checked, bound) : (double) NAN};

    if (isnan(told.chosen.mean)) told.holds = (double) NAN;
    told.difference = ccs_optimise_difference(self, &chosen->checked, &self->plain.checked, response, sense, &told.half_width);
    return told;
}

/* Row i of all aims, and behind them the bounds. */
static told_t told_at(const ccs_optimise_t *self, const ccs_optimise_point_t *chosen, uint32_t i)
{
    if (i < self->n_aims) return tell(self, chosen, self->aims[i].response, self->aims[i].sense, NULL);
    const ccs_bound_t *const b = &self->bounds[i - self->n_aims];

    return tell(self, chosen, b->response, b->sense, b);
}

static void add_told(ccs_optimise_t *self, ccs_table_t *table, const told_t *told)
{
    const enum ccs_figure_unit unit = unit_of(told->response);
    char text[CCS_FIGURE_MAX], half[CCS_FIGURE_MAX];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, told->bound ? bound_text(self, told->bound) : told->response->name, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 1, ccs_figure_mean(unit, told->before.mean, told->before.half_width, text),
        ccs_figure_half_width(unit, told->before.mean, told->before.half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 2, ccs_figure_mean(unit, told->chosen.mean, told->chosen.half_width, text),
        ccs_figure_half_width(unit, told->chosen.mean, told->chosen.half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 3, ccs_figure_difference(unit, told->difference, told->half_width, text),
        ccs_figure_half_width(unit, told->difference, told->half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(table, 4, told->bound ? chance_text(told->holds, text) : "", "", CCS_TABLE_PLAIN);
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
        const told_t told = told_at(self, chosen, i);

        add_told(self, &table, &told);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* ---- points that were looked at ------------------------------------------------------------------------------------------------------------- */

static void add_figure_columns(const ccs_optimise_t *self, ccs_answer_t *answer)
{
    for (uint32_t i = 0; i < self->study.n_responses; i++)
        ccs_answer_add_column(answer, response_of(self, i)->name, CCS_ANSWER_FIGURE, unit_of(response_of(self, i)));
    if (self->n_bounds > 0) ccs_answer_add_column(answer, "holds", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
}

static int sense_of(const ccs_optimise_t *self, uint32_t response)
{
    for (uint32_t i = 0; i < self->n_aims; i++)
        if (self->aims[i].response == response) return self->aims[i].sense;
    for (uint32_t i = 0; i < self->n_bounds; i++)
        if (self->bounds[i].response == response) return self->bounds[i].sense;
    return 1;
}

static void add_point(const ccs_optimise_t *self, const ccs_optimise_point_t *c, const ccs_sampled_t *sampled,
    ccs_answer_t *answer)
{
    char text[128];

    for (uint32_t f = 0; f < self->n_chosen; f++)
        ccs_answer_text(answer, ccs_arena_strdup(&answer->arena, level_text(self, c, f, text, sizeof text)));
    for (uint32_t i = 0; i < self->study.n_responses; i++) {
        const ccs_estimate_t e = ccs_optimise_estimate(self, sampled, i, sense_of(self, i));

        ccs_answer_number(answer, e.mean, e.low, e.high);
    }
}

/* By which a candidate was judged: for the choice, and after an end on the way what there is. */
static const ccs_sampled_t *sample_of(const ccs_optimise_point_t *c)
{
    return c->chosen.n > 0 ? &c->chosen : &c->searched;
}

/* The points among which the choice was made, as they stood then. */
static void make_candidates(const ccs_optimise_t *self, ccs_answer_t *answer)
{
    char text[CCS_FIGURE_MAX];

    answer->name = "candidates";
    answer->title = self->is_stopped
        ? "The best of what was looked at, by the replications that each has had; some of them have been lucky:"
        : "What the choice was made of, by the replications for it alone:";
    for (uint32_t f = 0; f < self->n_chosen; f++)
        ccs_answer_add_column(answer, self->study.factors[f].name, CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    add_figure_columns(self, answer);
    ccs_answer_add_column(answer, "replications", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    for (uint32_t i = 0; i < self->n_left; i++) {
        const ccs_optimise_point_t *const c = &self->candidates[self->left[i]];
        double fails = 0;

        add_point(self, c, sample_of(c), answer);
        for (uint32_t b = 0; b < self->n_bounds; b++) fails += 1 - ccs_optimise_holds(self, sample_of(c), &self->bounds[b]);
        if (self->n_bounds > 0) ccs_answer_text(answer, ccs_arena_strdup(&answer->arena, chance_text(fmax(0, 1 - fails), text)));
        ccs_answer_text(answer, ccs_arena_printf(&answer->arena, "%u", sample_of(c)->n));
    }
}

/* ---- who should learn what -------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t candidate;
    double gain, half_width;
} lesson_t;

static int by_gain(const void *a, const void *b)
{
    const double x = ((const lesson_t *) a)->gain, y = ((const lesson_t *) b)->gain;

    return (x < y) - (x > y);
}

/* Whether two points differ in nothing but who learns what. */
static bool differ_by_lesson(const ccs_optimise_t *self, const ccs_optimise_point_t *a, const ccs_optimise_point_t *b)
{
    for (uint32_t f = 0; f < self->n_chosen; f++)
        if (f != ccs_optimise_lessons(self) && a->at[f] != b->at[f]) return false;
    return a != b;
}

/* "Who should learn what, where groups.sales.staff is 8: ..." */
static const char *lessons_title(ccs_optimise_t *self, ccs_arena_t *arena)
{
    const char *where = "";
    char text[128];

    for (uint32_t f = 0; where && f < self->n_chosen; f++)
        if (f != ccs_optimise_lessons(self))
            where = ccs_arena_printf(arena, "%s, %s%s %s", where, *where ? "" : "with ", self->study.factors[f].name,
                level_text(self, &self->candidates[self->unlearned], f, text, sizeof text));
    return where ? ccs_arena_printf(arena, "Who should learn what%s: what %s gains, by the %u replications of the search:", where,
                       response_of(self, self->aims[0].response)->name, self->options.replications)
                 : NULL;
}

/* Each lesson alone beside that nobody learns, the greatest gain first. */
static void make_lessons(ccs_optimise_t *self, ccs_answer_t *answer)
{
    const ccs_aim_t *const aim = &self->aims[0];
    const enum ccs_figure_unit unit = unit_of(response_of(self, aim->response));
    lesson_t *const lessons = ccs_arena_array(&answer->arena, self->n_candidates, sizeof *lessons);
    const ccs_optimise_point_t *const without = &self->candidates[self->unlearned];
    const double n_learn = self->options.learners;
    uint32_t n = 0;

    answer->name = "lessons";
    answer->title = lessons_title(self, &answer->arena);
    ccs_answer_add_column(answer, "cross-train", CCS_ANSWER_TEXT, CCS_FIGURE_NUMBER);
    ccs_answer_add_column(answer, "changes by", CCS_ANSWER_DIFFERENCE, unit);
    ccs_answer_add_column(answer, "for each agent", CCS_ANSWER_DIFFERENCE, unit);
    if (!lessons || !answer->title) answer->out_of_memory = true;
    if (answer->out_of_memory) return;
    for (uint32_t i = 0; i < self->n_candidates; i++) {
        lesson_t *const to = &lessons[n];

        if (!differ_by_lesson(self, &self->candidates[i], without)) continue;
        *to = (lesson_t){.candidate = i};
        to->gain = aim->sense *
            ccs_optimise_difference(self, &self->candidates[i].searched, &without->searched, aim->response, aim->sense,
                &to->half_width);
        n++;
    }
    qsort(lessons, n, sizeof *lessons, by_gain);
    for (uint32_t i = 0; i < n; i++) {
        const double x = aim->sense * lessons[i].gain, half = lessons[i].half_width;
        char text[128];

        ccs_answer_text(answer,
            ccs_arena_strdup(&answer->arena,
                level_text(self, &self->candidates[lessons[i].candidate], ccs_optimise_lessons(self), text, sizeof text)));
        ccs_answer_number(answer, x, x - half, x + half);
        ccs_answer_number(answer, x / n_learn, (x - half) / n_learn, (x + half) / n_learn);
    }
}

/* ---- the front ---------------------------------------------------------------------------------------------------------------------------------- */

/* Of the points of the front, in the order of ccs_optimise_data: the probability that the targets hold. */
static const double *front_holds(const ccs_optimise_t *self, ccs_arena_t *arena)
{
    double *const holds = ccs_arena_array(arena, self->n_left, sizeof *holds);
    uint32_t n = 0;

    for (uint32_t i = 0; holds && i < self->n_left; i++) {
        const ccs_optimise_point_t *const c = &self->candidates[self->left[i]];

        if (ccs_optimise_is_front(c)) holds[n++] = c->judged.probability;
    }
    return holds;
}

static int make_front(ccs_optimise_t *self, ccs_answer_t *answer)
{
    ccs_asked_t asked = {.n_responses = self->n_aims, .axes = self->n_aims};
    ccs_dataset_t data = {0};
    ccs_study_t study;
    ccs_err_t err;
    int ret;

    for (uint32_t i = 0; i < self->n_aims; i++) asked.responses[i] = self->aims[i].response;
    if (self->n_bounds > 0) CCS_REQUIRE((asked.holds = front_holds(self, &answer->arena)), CCS_ERR_NOMEM);
    CCS_TRY(ccs_optimise_data(self, &data, &err));
    CCS_TRY(ccs_study_open(&study, &data, &err));
    CCS_TRY(ccs_analyse(CCS_ANALYSIS_front, &study, &asked, answer, &err));
    for (size_t i = 0; i < answer->n_cells; i++) /* beyond the data set */
        if (answer->cells[i].text) answer->cells[i].text = ccs_arena_strdup(&answer->arena, answer->cells[i].text);
    for (size_t i = 0; i < answer->n_columns; i++)
        answer->columns[i].head = ccs_arena_strdup(&answer->arena, answer->columns[i].head);
out:
    ccs_dataset_free(&data);
    return ret;
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------------------------------ */

static void print_head(ccs_optimise_t *self, FILE *to)
{
    const uint32_t r = self->options.replications;

    fprintf(to, "%s: %s", self->study.title, aims_text(self));
    for (uint32_t i = 0; i < self->n_bounds; i++) fprintf(to, "%s%s", i ? ", " : ", where ", bound_text(self, &self->bounds[i]));
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

    ccs_figure_difference(unit_of(response_of(self, self->aims[0].response)), self->margin, self->margin / 10, signed_text);
    snprintf(text, CCS_FIGURE_MAX, "%s", &signed_text[signed_text[0] == '+']);
}

static void print_verdict(const ccs_optimise_t *self, FILE *to)
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
            chance_text(c->judged.probability, chance));
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
static int print_none(ccs_optimise_t *self, FILE *to)
{
    const ccs_optimise_point_t *closest = &self->candidates[0];
    char text[128], chance[CCS_FIGURE_MAX];

    for (uint32_t i = 1; i < self->n_candidates; i++)
        if (is_closer(&self->candidates[i].judged, &closest->judged)) closest = &self->candidates[i];
    const ccs_sampled_t *const sample = closest->checked.n > 0 ? &closest->checked : sample_of(closest);

    fputs("At none of these points the targets hold with a probability of a half. Closest comes", to);
    for (uint32_t f = 0; f < self->n_chosen; f++)
        fprintf(to, "%s %s %s", f ? "," : "", self->study.factors[f].name, level_text(self, closest, f, text, sizeof text));
    for (uint32_t i = 0; i < self->n_bounds; i++) {
        const ccs_bound_t *const b = &self->bounds[i];
        const ccs_estimate_t e = ccs_optimise_estimate(self, sample, b->response, b->sense);
        char figure[CCS_FIGURE_MAX];

        fprintf(to, "%s %s with %s", i ? "," : ":", response_of(self, b->response)->name,
            ccs_figure_mean(unit_of(response_of(self, b->response)), e.mean, e.half_width, figure));
    }
    fprintf(to, ", which hold with a probability of %s.\n", chance_text(closest->judged.probability, chance));
    return 0;
}

/* ---- all of it -------------------------------------------------------------------------------------------------------------------------------------- */

static bool has_lessons(const ccs_optimise_t *self)
{
    return self->unlearned != CCS_NONE;
}

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
    print_verdict(self, to);
    make_candidates(self, &candidates);
    CCS_TRY(print_answer(&candidates, form, to));
out:
    return ret;
}

int ccs_optimise_print(ccs_optimise_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_answer_t answer = {0}, lessons = {0};
    int ret = 0;

    print_head(self, to);
    fputc('\n', to);
    if (self->n_aims > 1 && ccs_optimise_is_found(self)) {
        ret = make_front(self, &answer);
        if (ret == 0) ret = ccs_answer_print(&answer, form, to);
        ccs_answer_free(&answer);
        if (ret == 0)
            fprintf(to, "By %u replications that the search has not seen%s.\n", self->n_checked,
                self->n_bounds > 0 ? "; holds: the probability that the targets hold at the point in the long run, a half or more"
                                   : "");
    } else if (self->chosen != CCS_NONE) {
        ret = print_one(self, form, to);
    } else if (self->is_stopped && self->n_left > 0) {
        make_candidates(self, &answer);
        ret = ccs_answer_print(&answer, form, to);
        ccs_answer_free(&answer);
    } else {
        ret = print_none(self, to);
    }
    if (ret == 0 && has_lessons(self)) {
        make_lessons(self, &lessons);
        ret = print_answer(&lessons, form, to);
    }
    return ret;
}

static void put_figures(ccs_optimise_t *self, const ccs_optimise_point_t *chosen, FILE *to)
{
    for (uint32_t i = 0; i < self->n_aims + self->n_bounds; i++) {
        const told_t told = told_at(self, chosen, i);

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
        if (self->study.factors[f].words) ccs_json_text(level_text(self, c, f, text, sizeof text), to);
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
    ccs_json_text_member("for", aims_text(self), to);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long) self->study.seed);
    ccs_json_text_member("seed", seed, to); /* a number of JSON has 53 bits for many who read it */
    ccs_json_number_member("points", self->n_candidates, to);
    ccs_json_number_member("scenarios", self->n_states, to);
    ccs_json_number_member("replications", self->options.replications, to);
    if (self->is_stopped) fputs(", \"stopped\": true", to);
    if (self->chosen != CCS_NONE) CCS_TRY(put_chosen(self, to));
    if (self->chosen != CCS_NONE || self->is_stopped) make_candidates(self, &answer);
    else if (self->n_aims > 1 && ccs_optimise_is_found(self)) CCS_TRY(make_front(self, &answer));
    fputs(",\n \"analyses\": [", to);
    if (answer.n_columns > 0) ccs_answer_json(&answer, to);
    if (has_lessons(self)) {
        fputs(answer.n_columns > 0 ? ",\n" : "", to);
        make_lessons(self, &lessons);
        ccs_answer_json(&lessons, to);
    }
    fputs("]}\n", to);
    if (answer.out_of_memory || lessons.out_of_memory) ret = CCS_ERR_NOMEM;
out:
    ccs_answer_free(&answer);
    ccs_answer_free(&lessons);
    return ret;
}
