/* optimise_page.c - the page of an optimisation. Invariant: figures of what was chosen are those on random numbers that no choice has seen; the picture of all points is of the search, and says so. */
#include "optimise_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimise_words.h"
#include "study_page_parts.h"

/* The study's page comes first: its sections are handed it. */
typedef struct {
    ccs_study_page_t page;
    ccs_optimise_t *of;
    enum ccs_optimise_of drawn; /* which points the picture shows */
} told_page_t;

static told_page_t *told(ccs_study_page_t *page)
{
    return (told_page_t *) page;
}

/* ---- sentences -------------------------------------------------------------------------------------------------------------------------- */

/* Lines that a terminal has, as paragraphs. @param css  of the first */
static void write_lines(ccs_study_page_t *page, char *lines, const char *css)
{
    if (!lines) page->page.out_of_memory = true;
    for (char *rest = NULL, *line = lines ? strtok_r(lines, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
        ccs_page_element(&page->page, "p", css, line);
        css = "";
    }
    free(lines);
}

static void say_verdict(told_page_t *self)
{
    ccs_optimise_t *const of = self->of;
    char *text = NULL;
    size_t n;
    FILE *const to = open_memstream(&text, &n);

    if (!to) self->page.page.out_of_memory = true;
    if (!to) return;
    if (of->chosen != CCS_NONE) ccs_optimise_print_verdict(of, to);
    else if (!ccs_optimise_is_found(of)) ccs_optimise_print_none(of, to);
    else
        fprintf(to,
            "There is no one best: below are the points that no other one beats, by %u replications that the search has not seen%s.\n",
            of->n_checked,
            of->n_bounds > 0 ? ", each with the probability that the targets hold there in the long run (holds)" : "");
    if (fclose(to) != 0) self->page.page.out_of_memory = true;
    write_lines(&self->page, text, of->chosen == CCS_NONE ? "answer" : "");
}

/* "groups.sales.staff 8, groups.support.staff 7" */
static void say_choice(told_page_t *self)
{
    const ccs_optimise_t *const of = self->of;
    ccs_prose_t text = {0};
    char level[128];

    ccs_prose_add(&text, "Best is ");
    for (uint32_t f = 0; f < of->n_chosen; f++)
        ccs_prose_add(&text, "%s%s %s", ccs_prose_comma(f, of->n_chosen), of->study.factors[f].name,
            ccs_optimise_level_text(of, &of->candidates[of->chosen], f, level, sizeof level));
    ccs_prose_add(&text, ".");
    ccs_page_prose(&self->page.page, "p", "answer", &text);
}

/* ---- the answer ------------------------------------------------------------------------------------------------------------------------- */

static void add_figure(const told_page_t *self, const ccs_optimise_told_t *row, ccs_html_rows_t *rows)
{
    const enum ccs_figure_unit unit = ccs_optimise_unit(row->response);
    const ccs_estimate_t *const before = &row->before, *const chosen = &row->chosen;
    char chance[CCS_FIGURE_MAX];
    ccs_prose_t text = {0};

    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, row->bound ? ccs_optimise_bound_text(self->of, row->bound) : row->response->name, NULL);
    ccs_html_set_point(rows, 1, unit, (ccs_point_t){before->mean, before->half_width, before->low, before->high});
    ccs_html_set_point(rows, 2, unit, (ccs_point_t){chosen->mean, chosen->half_width, chosen->low, chosen->high});
    ccs_prose_add_difference(&text, unit, row->difference, row->half_width);
    ccs_html_set_text(rows, 3, ccs_prose_text(&text), NULL);
    ccs_html_set_text(rows, 4, row->bound ? ccs_optimise_chance_text(row->holds, chance) : "", NULL);
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

static void write_figures(told_page_t *self)
{
    static const ccs_html_column_t usual[] = {{NULL, "Figure", true}, {NULL, "As the scenario is", false},
        {NULL, "Chosen", false}, {NULL, "Difference", false}, {NULL, "Holds with", false}};
    const ccs_optimise_t *const of = self->of;
    ccs_html_rows_t rows = ccs_html_rows(usual, sizeof usual / sizeof *usual);

    for (uint32_t i = 0; i < of->n_aims + of->n_bounds; i++) {
        const ccs_optimise_told_t row = ccs_optimise_told_at(of, &of->candidates[of->chosen], i);

        add_figure(self, &row, &rows);
    }
    ccs_page_table(&self->page.page, "What was chosen beside the scenario as it is", &rows);
    if (of->n_states > 1)
        ccs_page_element(&self->page.page, "p", "note",
            "Each figure is that of the scenario in which it is worst, of all that have to be withstood.");
    ccs_html_rows_free(&rows);
}

static void write_answer(ccs_study_page_t *page)
{
    told_page_t *const self = told(page);

    ccs_page_begin_section(&page->page, "answer", "What is best");
    if (self->of->chosen != CCS_NONE) {
        say_choice(self);
        write_figures(self);
    }
    say_verdict(self);
    ccs_page_end_section(&page->page);
}

/* ---- points ------------------------------------------------------------------------------------------------------------------------------ */

/* Of one aim what each target costs, of several the front. */
static void write_drawn(ccs_study_page_t *page)
{
    page->drawn = told(page)->drawn == CCS_OPTIMISE_OF_FRONT
        ? "Each point with the intervals of its figures, by the replications of the check. Who is beaten is told by all aims together, not by the two that are shown."
        : "All points that were looked at, with the intervals of their figures by the few replications of the search: what each target costs. The point that was chosen is named.";
    ccs_study_page_front(page);
}

static void write_rows(ccs_study_page_t *page, const char *id, const char *heading, ccs_answer_t *answer)
{
    if (ccs_answer_rows(answer) > 0) {
        ccs_page_begin_section(&page->page, id, heading);
        ccs_study_page_rows(page, answer, heading);
        ccs_page_end_section(&page->page);
    }
    page->page.out_of_memory = page->page.out_of_memory || answer->out_of_memory;
    ccs_answer_free(answer);
}

static void write_candidates(ccs_study_page_t *page)
{
    const ccs_optimise_t *const of = told(page)->of;
    ccs_answer_t answer = {0};

    if (of->n_aims > 1) return; /* the front has them */
    ccs_optimise_candidates(of, &answer);
    write_rows(page, "candidates", "What the choice was made of", &answer);
}

static void write_lessons(ccs_study_page_t *page)
{
    ccs_answer_t answer = {0};

    if (!ccs_optimise_has_lessons(told(page)->of)) return;
    ccs_optimise_make_lessons(told(page)->of, &answer);
    write_rows(page, "lessons", "Who should learn what", &answer);
}

/* ---- where it comes from ------------------------------------------------------------------------------------------------------------------ */

static void write_factor(told_page_t *self, const ccs_vary_t *f, const char *kind)
{
    char first[128], last[128], text[320];
    const char *const from = ccs_vary_show(f, f->levels[0], first, sizeof first),
                      *const to = ccs_vary_show(f, f->levels[f->n_levels - 1], last, sizeof last);

    snprintf(text, sizeof text, "%s: %u levels, %s to %s", kind, f->n_levels, from, to);
    ccs_study_page_fact(&self->page, f->name, text);
}

static void write_provenance(ccs_study_page_t *page)
{
    told_page_t *const self = told(page);
    const ccs_optimise_t *const of = self->of;
    char text[160];

    ccs_page_begin_section(&page->page, "provenance", "Where the figures come from");
    fputs("<dl class=\"facts\">\n", page->page.to);
    for (uint32_t f = 0; f < of->study.n_factors; f++)
        write_factor(self, &of->study.factors[f], f < of->n_chosen ? "chosen" : "withstood");
    snprintf(text, sizeof text, "%s, %u points", of->is_grid ? "all of the grid" : "a part of the grid", of->n_candidates);
    ccs_study_page_fact(page, "Looked at", text);
    snprintf(text, sizeof text, "%u replications of each point of the search, %u of the check, seed %llu",
        of->options.replications, of->n_checked, (unsigned long long) of->study.seed);
    ccs_study_page_fact(page, "Simulated", text);
    ccs_study_page_fact(page, "Program", page->study->version);
    fputs("</dl>\n", page->page.to);
    ccs_page_element(&page->page, "p", "note",
        "Candidates are found, chosen and checked on three sets of random numbers: what looked best by luck is found out. Points of the search are told by its few replications. docs/optimise.md says how.");
    ccs_page_end_section(&page->page);
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------------------ */

static void write_subtitle(ccs_study_page_t *page)
{
    char *text = NULL;
    size_t n;
    FILE *const to = open_memstream(&text, &n);

    if (to) {
        ccs_optimise_print_head(told(page)->of, to);
        if (fclose(to) != 0) page->page.out_of_memory = true;
    }
    write_lines(page, text, "sub");
}

static void ask(ccs_asked_t *asked, uint32_t response)
{
    for (uint32_t i = 0; i < asked->n_responses; i++)
        if (asked->responses[i] == response) return;
    if (asked->n_responses < CCS_STUDY_FRONT_AXES) asked->responses[asked->n_responses++] = response;
}

int ccs_optimise_page(ccs_optimise_t *self, FILE *to)
{
    static const ccs_study_section_t sections[] = {{"answer", write_answer}, {"front", write_drawn},
        {"candidates", write_candidates}, {"lessons", write_lessons}, {"provenance", write_provenance}};
    const bool has_front = self->n_aims > 1 && ccs_optimise_is_found(self);
    told_page_t page = {.page = {.page = ccs_page_plain(to)},
        .of = self,
        .drawn = has_front ? CCS_OPTIMISE_OF_FRONT : CCS_OPTIMISE_OF_SEARCH};
    const ccs_study_frame_t frame = {.title = self->study.title,
        .subtitle = write_subtitle,
        .sections = sections,
        .n = sizeof sections / sizeof *sections};
    ccs_asked_t asked = {.axes = CCS_STUDY_FRONT_AXES};
    ccs_dataset_t data = {0};
    ccs_study_t study;
    ccs_err_t err;
    int ret;

    for (uint32_t i = 0; i < self->n_aims; i++) ask(&asked, self->aims[i].response);
    for (uint32_t i = 0; i < self->n_bounds && !has_front; i++) ask(&asked, self->bounds[i].response);
    if (self->n_bounds > 0) CCS_REQUIRE((asked.holds = ccs_optimise_point_holds(self, page.drawn, &self->arena)), CCS_ERR_NOMEM);
    CCS_TRY(ccs_optimise_data(self, page.drawn, &data, &err));
    CCS_TRY(ccs_study_open(&study, &data, &err));
    page.page.study = &study;
    page.page.asked = &asked;
    page.page.target_of = UINT32_MAX;
    page.page.chosen = self->chosen == CCS_NONE ? 0 : self->chosen + 1;
    CCS_TRY(ccs_study_page_frame(&page.page, &frame));
out:
    ccs_answer_free(&page.page.scratch);
    ccs_dataset_free(&data);
    return ret;
}
