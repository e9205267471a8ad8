/* report_grid.c - the planner's grid: intervals down, groups of agents and contact types across, days as blocks. Invariant: a light has its
 * sign and its word, so that colour is never all there is. */
#include "grid.h"

#include <math.h>

#include "lights.h"
#include "report_sections.h"
#include "words.h"

enum { CELLS_MAX = 1500 /* of a variant; a cell has some 150 bytes */ };

/* The half-width that leaves a share whole percent: how busy agents are is no finding here. */
static const double PERCENT = 0.01;

/* A table that is being written. */
typedef struct {
    ccs_page_t *page; /* as if the variant were its base */
    FILE *to;
    ccs_grid_t grid;
} writer_t;

/* ---- a cell --------------------------------------------------------------------------------------------------------------- */

/* <small>TEXT</small> with a figure in it. */
static void write_small(const char *before, const char *figure, const char *behind, FILE *to)
{
    char text[CCS_FIGURE_MAX + 32];

    snprintf(text, sizeof text, "%s%s%s", before, figure, behind);
    fputs("<small>", to);
    ccs_html_prose(text, to);
    fputs("</small>", to);
}

/* "12", "for 14", "-2", "85 % busy" */
static void write_agents(const ccs_grid_cell_t *cell, FILE *to)
{
    char text[CCS_FIGURE_MAX];

    fputs("<b>", to);
    ccs_html_prose(ccs_figure_mean(CCS_FIGURE_NUMBER, cell->scheduled, (double) NAN, text), to);
    fputs("</b> ", to);
    if (!isnan(cell->required)) {
        write_small(ccs_word("for "), ccs_figure_mean(CCS_FIGURE_NUMBER, cell->required, (double) NAN, text), ", ", to);
        write_small("", ccs_figure_difference(CCS_FIGURE_NUMBER, cell->gap, (double) NAN, text), " ", to);
    }
    if (!isnan(cell->occupancy))
        write_small("", ccs_figure_mean(CCS_FIGURE_SHARE, cell->occupancy, PERCENT, text), ccs_word(" busy "), to);
}

static void write_cell(const writer_t *self, uint32_t column, uint32_t interval)
{
    static const char *const signs[] = {"", "✓", "✗", "?"};
    const ccs_grid_cell_t cell = ccs_grid_cell(&self->grid, column, interval);
    const char *const verdict = ccs_verdict_name(cell.verdict);
    char text[CCS_FIGURE_MAX];

    fprintf(self->to, "<td class=\"num %s\">", verdict);
    if (column < self->grid.n_groups) write_agents(&cell, self->to);
    if (cell.closed) fprintf(self->to, "<small>%s</small> ", ccs_word("closed"));
    if (!isnan(cell.level.mean)) {
        fputs("<span>", self->to);
        ccs_html_prose(ccs_figure_mean(CCS_FIGURE_SHARE, cell.level.mean, cell.level.half_width, text), self->to);
        if (*verdict) fprintf(self->to, " %s<i> %s</i>", signs[cell.verdict], ccs_word(verdict));
        fputs("</span>", self->to);
    }
    fputs("</td>", self->to);
}

/* A figure that has a limit by interval, with its light. */
static void write_limited(const writer_t *self, const ccs_limit_row_t *limit, uint32_t interval)
{
    static const char *const classes[CCS_N_LIGHTS] = {"", "met", "undecided", "missed", "undecided"},
                             *const signs[] = {"", "✓", "!", "✗", "?"};
    const ccs_view_t *const v = self->grid.view;
    const enum ccs_light light = ccs_light_at(v, limit, interval);
    const ccs_point_t x = ccs_view_point_at(v, limit->metric, limit->entity, interval);
    char text[CCS_FIGURE_MAX];

    fprintf(self->to, "<td class=\"num %s\">", classes[light]);
    if (light != CCS_LIGHT_NONE) {
        fputs("<span>", self->to);
        ccs_html_prose(ccs_figure_mean(ccs_figure_unit(v->units[limit->metric], v->kinds[limit->metric]), x.mean, x.half_width,
                           text),
            self->to);
        fprintf(self->to, " %s<i> %s</i></span>", signs[light], ccs_word(ccs_light_name(light)));
    }
    fputs("</td>", self->to);
}

/* ---- a day ---------------------------------------------------------------------------------------------------------------- */

/* Heads: in a group agents and the service of its types, in a type its service. */
static void write_head(const writer_t *self)
{
    const ccs_view_t *const v = self->grid.view;

    fprintf(self->to, "<thead><tr><th scope=\"col\">%s</th>", ccs_word("When"));
    for (uint32_t i = 0; i < self->grid.n; i++) {
        fputs("<th scope=\"col\" class=\"num\">", self->to);
        ccs_html_text(v->labels[self->grid.entities[i]], self->to);
        fprintf(self->to, "<small>%s</small></th>", ccs_word(i < self->grid.n_groups ? "group" : "type"));
    }
    for (uint32_t i = 0; i < v->n_limits; i++) {
        if (v->limits[i].axis != CCS_AXIS_INTERVAL) continue;
        fputs("<th scope=\"col\" class=\"num\">", self->to);
        ccs_html_text(v->labels[v->limits[i].entity], self->to);
        fputs("<small>", self->to);
        ccs_html_text(v->limits[i].label, self->to);
        fputs("</small></th>", self->to);
    }
    fputs("</tr></thead>\n<tbody>\n", self->to);
}

/* The lights of a day, or year: of types and intervals. */
typedef struct {
    uint32_t n[CCS_VERDICT_UNDECIDED + 1];
} lights_t;

static lights_t lights_of(const writer_t *self, ccs_window_t day)
{
    const uint32_t *const open = self->page->of.open;
    lights_t lights = {{0}};

    for (uint32_t k = day.from; k < day.from + day.n; k++)
        for (uint32_t c = self->grid.n_groups; c < self->grid.n; c++) lights.n[ccs_grid_cell(&self->grid, c, open[k]).verdict]++;
    return lights;
}

/* The day, or year, that begins at a place among the open intervals, as far as it goes before another place. */
static ccs_window_t day_from(const ccs_scope_t *of, uint32_t from, uint32_t end)
{
    ccs_window_t day = {from, 0};

    while (from + day.n < end && ccs_view_same_block(of->view, of->open[from], of->open[from + day.n])) day.n++;
    return day;
}

/* Where in the open intervals the day with most red begins; of equals that of the worst time, else the first. */
static uint32_t reddest(const writer_t *self, uint32_t worst)
{
    const ccs_scope_t *const of = &self->page->of;
    uint32_t found = 0, most = 0, from = 0;

    while (from < of->n_open) {
        const ccs_window_t day = day_from(of, from, of->n_open);
        const bool has_worst = worst >= from && worst < from + day.n;
        const uint32_t red = lights_of(self, day).n[CCS_VERDICT_MISSED];

        if (from == 0 || red > most || (red == most && has_worst)) {
            found = has_worst ? worst : from + day.n / 2;
            most = red;
        }
        from += day.n;
    }
    return found;
}

/* "Tuesday 3 March 2026: 7 red, 2 amber, 39 green", counting types and intervals; of what is longer than an interval "2026, by month: ...". */
static void say_day(const writer_t *self, ccs_window_t day, ccs_prose_t *to)
{
    const uint32_t *const open = self->page->of.open;
    const lights_t lights = lights_of(self, day);
    const uint32_t *const n = lights.n;
    char date[CCS_PROSE_TIME_MAX];

    if (self->grid.view->report)
        ccs_prose_add(to, "%.4s, by %s", self->grid.view->intervals[open[day.from]], ccs_word(self->grid.view->report));
    else ccs_prose_add(to, "%s", ccs_prose_date(self->grid.view->intervals[open[day.from]], date));
    if (n[CCS_VERDICT_MET] + n[CCS_VERDICT_MISSED] + n[CCS_VERDICT_UNDECIDED] == 0) return;
    ccs_prose_add(to, ": %u red, %u amber, %u green", n[CCS_VERDICT_MISSED], n[CCS_VERDICT_UNDECIDED], n[CCS_VERDICT_MET]);
}

/* @param why  that of several it is the one that is open; NULL: it is folded; "": it is open, and alone */
static void write_day(const writer_t *self, ccs_window_t day, const char *why)
{
    const ccs_view_t *const v = self->grid.view;
    char begin[CCS_PROSE_TIME_MAX];
    ccs_prose_t title = {0};

    say_day(self, day, &title);
    if (why) ccs_prose_add(&title, "%s", ccs_word(why));
    fprintf(self->to, "<details class=\"day\"%s>", why ? " open" : "");
    fputs("<summary>", self->to);
    ccs_html_prose(ccs_prose_text(&title), self->to);
    fputs("</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"", self->to);
    fputs(ccs_word("Grid of "), self->to);
    ccs_html_text(ccs_prose_text(&title), self->to);
    fputs("\"><table class=\"lights\">", self->to);
    write_head(self);
    for (uint32_t k = day.from; k < day.from + day.n; k++) {
        const uint32_t interval = self->page->of.open[k];

        fputs("<tr><th scope=\"row\">", self->to);
        ccs_html_text(ccs_prose_begin(v->intervals[interval], false, begin), self->to);
        fputs("</th>", self->to);
        for (uint32_t column = 0; column < self->grid.n; column++) write_cell(self, column, interval);
        for (uint32_t i = 0; i < v->n_limits; i++)
            if (v->limits[i].axis == CCS_AXIS_INTERVAL) write_limited(self, &v->limits[i], interval);
        fputs("</tr>\n", self->to);
    }
    fputs("</tbody></table></div></details>\n", self->to);
    self->page->out_of_memory = self->page->out_of_memory || title.out_of_memory;
    ccs_prose_free(&title);
}

/* ---- a variant ------------------------------------------------------------------------------------------------------------ */

/* Why this day of several is open: it has most red or, where there is no red at all, the worst time. */
static const char *why_open(const writer_t *self, ccs_window_t day)
{
    const bool is_year = self->grid.view->report;

    if (day.n == self->page->of.n_open) return "";
    if (lights_of(self, day).n[CCS_VERDICT_MISSED] == 0)
        return is_year ? "; the year of the worst time" : "; the day of the worst time";
    return is_year ? "; the year with most red" : "; the day with most red";
}

/* The days (or years) of a window, each a block; the one with that place is open. */
static void write_days(const writer_t *self, ccs_window_t window, uint32_t place)
{
    const uint32_t end = window.from + window.n;

    for (uint32_t from = window.from; from < end;) {
        const ccs_window_t day = day_from(&self->page->of, from, end);

        write_day(self, day, place >= from && place < from + day.n ? why_open(self, day) : NULL);
        from += day.n;
    }
}

static void write_variant(ccs_page_t *page, uint32_t variant)
{
    ccs_page_t other;

    if (!ccs_page_of_variant(page, variant, &other)) return;
    writer_t self = {&other, page->to, ccs_grid_there(other.of.view)};
    const uint32_t rows = CELLS_MAX / page->shrink / (self.grid.n > 0 ? self.grid.n : 1);

    if (self.grid.n == 0) return;
    const uint32_t place = reddest(&self, ccs_worst_place(&other.of, &other.found->worst));
    const ccs_window_t window = ccs_window_about(&other.of, place, (ccs_window_limits_t){rows, rows});

    if (page->n_variants > 1) ccs_page_element(page, "h3", "", page->variants[variant].name);
    write_days(&self, window, place);
    page->out_of_memory = page->out_of_memory || other.out_of_memory;
    if (window.n == other.of.n_open) return;
    ccs_prose_t note = {0};
    char noun[CCS_PROSE_TIME_MAX];

    ccs_prose_add(&note,
        "%u of %u %s, those about where most is red: the page has no room for more; ccsim show --grid has them all.", window.n,
        other.of.n_open, ccs_page_nouns(&other, noun));
    ccs_page_prose(page, "p", "note", &note);
}

void ccs_section_grid(ccs_page_t *page)
{
    const uint32_t n = page->n_variants > CCS_PAGE_FEW_VARIANTS ? 1 : page->n_variants; /* of many the base alone */
    const ccs_grid_t grid = ccs_grid_of(page->of.view);

    if (grid.n == 0 || page->of.n_open == 0) return;
    ccs_page_begin_section(page, "grid", ccs_page_grid_head(page));
    ccs_prose_t note = {0};

    ccs_prose_add(&note,
        "✗ red: the whole interval of confidence of the service level lies below the target; ✓ green: at or above it; ? amber: undecided, the target "
        "lies within it and more replications tell. A group has its agents scheduled%s, and the service of that type which it serves that is worst off.%s",
        grid.required ? ccs_word(", those for whom they are (12 for 14: 12 scheduled, 14 required), the gap") : "",
        ccs_word(ccs_grid_counts(&grid)));
    if (grid.required)
        ccs_prose_add(&note,
            " The gap is scheduled less required: below 0 agents are missing; above 0 there are more than needed, as shifts last longer than a peak does. %s.",
            ccs_word(ccs_grid_method(&grid)));
    if (ccs_lights_are_by(page->of.view, CCS_AXIS_INTERVAL))
        ccs_prose_add(&note,
            " Limits stand behind types: ! yellow and ✗ red where the whole interval of confidence is beyond them.");
    ccs_page_prose(page, "p", "note", &note);
    for (uint32_t variant = 0; variant < n; variant++) write_variant(page, variant);
    ccs_page_end_section(page);
}
