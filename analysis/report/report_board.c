/* report_board.c - variants at a glance: a sentence for each, or one for all, and a table with a row for each. Invariant: a difference is told
 * as a fact only where compare.h's verdict says so. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "intervals_met.h"
#include "money_rows.h"
#include "report_columns.h"
#include "report_sections.h"
#include "summary.h"
#include "words.h"

enum { SETTINGS_SHOWN = 240, HEAD = 160, TARGETS_SAID = 4 };

/* ---- in words ------------------------------------------------------------------------------------------------------------- */

const char *ccs_say_difference(const ccs_compare_t *compare, uint32_t metric, ccs_difference_t difference,
    char text[CCS_CHANGE_TEXT_MAX])
{
    if (difference.change == CCS_CHANGE_NONE && !ccs_compare_is_apart(compare, metric)) return ccs_word("cannot be compared");
    return ccs_compare_words(compare, metric, difference, text);
}

void ccs_say_variant(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const char *const name = page->variants[variant].name;

    ccs_prose_add(to, "%c%s", toupper((unsigned char) name[0]), name[0] ? &name[1] : "");
}

/* "Two more: groups.lending.staff+=2": what the words of a variant stand for, below the table; what is long is in the model. */
static void write_settings(ccs_page_t *page, uint32_t variant)
{
    const char *const settings = page->variants[variant].view->settings, *const name = page->variants[variant].name,
                      *const applied = page->variants[variant].view->applied;
    ccs_prose_t text = {0};

    if (!*settings || strlen(settings) > SETTINGS_SHOWN || !strcmp(settings, page->of.view->settings) || !strcmp(settings, name))
        return;
    ccs_say_variant(page, variant, &text);
    ccs_prose_add(&text, ": ");
    for (const char *line = settings; *line; line += strcspn(line, "\n"), line += *line == '\n')
        ccs_prose_add(&text, "%s%.*s", line > settings ? ", " : "", (int) strcspn(line, "\n"), line);
    for (const char *line = applied; *line; line += strcspn(line, "\n"), line += *line == '\n')
        ccs_prose_add(&text, "%s%.*s", line > applied ? ", " : ccs_word("; applied: "), (int) strcspn(line, "\n"), line);
    page->out_of_memory = page->out_of_memory || text.out_of_memory;
    ccs_page_element(page, "p", "note settings", ccs_prose_text(&text)); /* as it is typed: no true minus */
    ccs_prose_free(&text);
}

void ccs_say_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const ccs_view_t *const other = page->variants[variant].view;
    ccs_compare_t *const c = &page->compares[variant];
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level"), m = ccs_page_metric_in(page, variant, metric);
    const uint32_t entity = ccs_page_entity_in(page, variant, page->of.all);
    char words[CCS_CHANGE_TEXT_MAX];

    if (metric == CCS_DATA_NONE || m == CCS_DATA_NONE || entity == CCS_DATA_NONE) return;
    const ccs_point_t a = ccs_view_point(page->of.view, metric, page->of.all), b = ccs_view_point(other, m, entity);
    const ccs_difference_t d = ccs_compare_point(c, metric, page->of.all);

    ccs_say_variant(page, variant, to);
    ccs_prose_add(to, page->of.n_channels > 1 ? ": service level of all channels together " : ": service level ");
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, b.mean, b.half_width);
    ccs_prose_add(to, " instead of ");
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, a.mean, a.half_width);
    if (d.change != CCS_CHANGE_NONE) {
        ccs_prose_add(to, ", a difference of ");
        ccs_prose_add_difference(to, CCS_FIGURE_SHARE, d.mean, d.half_width);
    }
    ccs_prose_add(to, ": %s.", ccs_say_difference(c, metric, d, words));
}

/* "27 of 100 days" */
static void say_days(const ccs_target_days_t *d, ccs_prose_t *to)
{
    char reached[CCS_FIGURE_MAX], all[CCS_FIGURE_MAX];

    ccs_prose_add(to, "%s of %s days", ccs_figure_mean(CCS_FIGURE_NUMBER, d->k, 0, reached),
        ccs_figure_mean(CCS_FIGURE_NUMBER, d->n, 0, all));
}

void ccs_say_days_of_both(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const uint32_t metric = ccs_view_metric(page->of.view, "target_days");
    const ccs_target_days_t a = page->found->days, b = page->findings[variant].days;

    if (metric == CCS_DATA_NONE || a.n < 2 || b.n < 2) return;
    const ccs_difference_t d = ccs_compare_point(&page->compares[variant], metric, page->of.all);

    if (d.change == CCS_CHANGE_BETTER || d.change == CCS_CHANGE_WORSE) {
        ccs_prose_add(to, d.change == CCS_CHANGE_BETTER ? " That is more than the " : " That is fewer than the ");
        say_days(&a, to);
        ccs_prose_add(to, " of the base, and hardly chance.");
    } else if (d.change == CCS_CHANGE_SAME || d.mean == 0) {
        ccs_prose_add(to, " That is as often as in the base.");
    } else {
        ccs_prose_add(to, " In the base it is ");
        say_days(&a, to);
        ccs_prose_add(to, ": whether the change makes it more or fewer is undecided.");
    }
}

/* ---- of many, one sentence ------------------------------------------------------------------------------------------------ */

/* The variant whose service level is highest: only where it can be told from every other one, and from the base. */
static void say_highest(const ccs_page_t *page, uint32_t metric, ccs_prose_t *to)
{
    ccs_point_t *const points = calloc(page->n_variants, sizeof *points);

    if (!points) {
        to->out_of_memory = true;
        return;
    }
    for (uint32_t i = 1; i < page->n_variants; i++) {
        const ccs_difference_t d = ccs_compare_point(&page->compares[i], metric, page->of.all);

        points[i] = ccs_point_around(d.mean, d.half_width);
    }
    const ccs_peak_t top = ccs_peak_of(points, page->n_variants, 1);

    if (top.clear && top.first == top.last && top.at > 0) {
        ccs_prose_add(to, " Highest is %s: ", page->variants[top.at].name);
        ccs_prose_add_difference(to, CCS_FIGURE_SHARE, top.point.mean, top.point.half_width);
        ccs_prose_add(to, ".");
    }
    free(points);
}

void ccs_say_changes(const ccs_page_t *page, ccs_prose_t *to)
{
    static const struct {
        enum ccs_change change;
        const char *says;
    } parts[] = {{CCS_CHANGE_BETTER, "better"}, {CCS_CHANGE_WORSE, "worse"},
        {CCS_CHANGE_SAME, "the same within the margin that matters"}, {CCS_CHANGE_UNDECIDED, "undecided"}};
    enum { N_PARTS = sizeof parts / sizeof *parts };
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    uint32_t counts[N_PARTS] = {0}, n = 0, said = 0;

    if (metric == CCS_DATA_NONE) return;
    for (uint32_t i = 1; i < page->n_variants; i++)
        for (int k = 0; k < N_PARTS; k++)
            counts[k] += ccs_compare_point(&page->compares[i], metric, page->of.all).change == parts[k].change;
    for (int k = 0; k < N_PARTS; k++) n += counts[k] > 0;
    if (n == 0) return;
    ccs_prose_add(to, "Service level against the base: ");
    for (int k = 0; k < N_PARTS; k++) {
        if (counts[k] == 0) continue;
        ccs_prose_add(to, "%s%s in %u", ccs_prose_comma(said, n), ccs_word(parts[k].says), counts[k]);
        if (said++ == 0) ccs_prose_add(to, " of %u variants", page->n_variants - 1);
    }
    ccs_prose_add(to, ".");
    say_highest(page, metric, to);
}

/* ---- verdicts ------------------------------------------------------------------------------------------------------------- */

static const char *verdict_class(const ccs_targets_t *t)
{
    return ccs_verdict_name(t->n == 0 ? CCS_VERDICT_NONE
            : t->n_misses > 0         ? CCS_VERDICT_MISSED
            : t->n_undecided > 0      ? CCS_VERDICT_UNDECIDED
                                      : CCS_VERDICT_MET);
}

/* "5 of 6 targets missed", "target met" */
static void say_verdict(const ccs_targets_t *t, ccs_prose_t *to)
{
    const uint32_t n = t->n_misses > 0 ? t->n_misses : t->n_undecided > 0 ? t->n_undecided : t->n_meets;

    if (t->n == 0) ccs_prose_add(to, "no target set");
    else if (t->n == 1) ccs_prose_add(to, "target %s", ccs_word(verdict_class(t)));
    else if (n == t->n) ccs_prose_add(to, "all %u targets %s", n, ccs_word(verdict_class(t)));
    else ccs_prose_add(to, "%u of %u targets %s", n, t->n, ccs_word(verdict_class(t)));
}

/* "75 of 360 half-hours below, 51 surely": what a target met over all of the time does not say. @return whether any is */
static bool say_intervals_below(const ccs_page_t *page, const ccs_intervals_met_t *met, ccs_prose_t *to)
{
    const uint32_t n_below = met->n_judged - met->n_met;
    char noun[CCS_PROSE_TIME_MAX];

    if (n_below == 0) return false;
    ccs_prose_add(to, "%u of %u %s below target", n_below, met->n_judged, ccs_page_nouns(page, noun));
    if (met->n_surely_below > 0) ccs_prose_add(to, ", %u surely", met->n_surely_below);
    return true;
}

static void write_badge(ccs_page_t *page, const char *css, ccs_prose_t *text)
{
    fprintf(page->to, "<span class=\"badge %s\">", css);
    ccs_html_prose(ccs_prose_text(text), page->to);
    fputs("</span> ", page->to);
    page->out_of_memory = page->out_of_memory || text->out_of_memory;
    ccs_prose_free(text);
}

/* "; Service: target missed before, met now": which targets have another verdict than in the base. */
static void say_targets_changed(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    const ccs_view_t *const base = page->of.view, *const views[] = {base, page->variants[variant].view};
    enum ccs_verdict verdicts[2];
    uint32_t n = 0;

    for (uint32_t i = 0; i < CCS_N_AIMS * base->n_types; i++) {
        const enum ccs_aim aim = i % CCS_N_AIMS;

        if (!ccs_verdict_changes(views, i / CCS_N_AIMS, aim, verdicts) || n++ >= TARGETS_SAID) continue;
        ccs_prose_add(to, "; %s: target%s %s before, %s now", base->labels[base->type_entity[i / CCS_N_AIMS]],
            aim == CCS_AIM_SERVICE ? "" : ccs_word(" of abandonment"), ccs_word(ccs_verdict_name(verdicts[0])),
            ccs_word(ccs_verdict_name(verdicts[1])));
    }
    if (n > TARGETS_SAID) ccs_prose_add(to, "; and %u more", n - TARGETS_SAID);
}

/* A variant in a line: its figure, what is different, what becomes of the targets. */
static void write_verdict(ccs_page_t *page, uint32_t variant)
{
    ccs_compare_t *const compare = &page->compares[variant];
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    ccs_prose_t text = {0};
    ccs_page_t other;

    if (!ccs_page_of_variant(page, variant, &other)) return;
    const ccs_targets_t targets = other.found->targets;
    const ccs_point_t x = other.found->service;
    const ccs_intervals_met_t met = ccs_all_intervals_met(other.of.view);
    const char *before_cost = "; ";

    fprintf(page->to, "<p class=\"verdict %s\">", verdict_class(&targets));
    say_verdict(&targets, &text);
    if (targets.n > 0 && met.n_judged > 0) ccs_prose_add(&text, " over all of the time");
    write_badge(page, verdict_class(&targets), &text);
    if (say_intervals_below(&other, &met, &text)) write_badge(page, met.n_surely_below > 0 ? "missed" : "undecided", &text);
    fputs("<strong>", page->to);
    ccs_prose_add_figure(&text, CCS_FIGURE_SHARE, x.mean, x.half_width);
    ccs_html_prose(ccs_prose_text(&text), page->to);
    fputs("</strong> ", page->to);
    ccs_prose_free(&text);
    ccs_prose_add(&text, "of %s in time", ccs_page_contacts_of(&other, other.of.main));
    if (page->n_variants > 1) {
        ccs_prose_add(&text, ": ");
        ccs_say_variant(page, variant, &text);
    }
    ccs_html_prose(ccs_prose_text(&text), page->to);
    ccs_prose_free(&text);
    if (variant > 0) {
        const ccs_difference_t d = ccs_compare_point(compare, metric, page->of.main);

        fputs(" ", page->to);
        ccs_prose_add_difference(&text, CCS_FIGURE_SHARE, d.mean, d.half_width);
        if (d.change != CCS_CHANGE_NONE) ccs_prose_add(&text, ", %s", ccs_word(ccs_change_name(d.change)));
        if (d.change != CCS_CHANGE_NONE) write_badge(page, ccs_change_name(d.change), &text);
        ccs_prose_free(&text);
        say_targets_changed(page, variant, &text);
        before_cost = text.n > 0 ? " · " : "· "; /* a badge ends in a blank */
        ccs_html_prose(ccs_prose_text(&text), page->to);
        page->out_of_memory = page->out_of_memory || text.out_of_memory;
        ccs_prose_free(&text);
    }
    ccs_money_say(other.of.view, variant > 0 ? compare : NULL, &text);
    if (text.n > 0) fputs(before_cost, page->to);
    ccs_html_prose(ccs_prose_text(&text), page->to);
    ccs_prose_free(&text);
    fputs("</p>\n", page->to);
}

/* The verdict of a variant on the target of a type for a metric; "" where it has none. */
static const char *target_verdict(const ccs_view_t *v, uint32_t entity, uint32_t metric)
{
    const enum ccs_aim aim = strcmp(v->metrics[metric], "service_level") != 0 ? CCS_AIM_ABANDONMENT : CCS_AIM_SERVICE;

    for (uint32_t i = 0; i < v->n_types; i++)
        if (v->type_entity[i] == entity) return ccs_verdict_name(ccs_verdict_judge(v, i, aim).verdict);
    return "";
}

void ccs_section_card_variants(ccs_page_t *page, uint32_t metric, uint32_t entity, bool is_target)
{
    for (uint32_t i = 1; i < page->n_variants && page->n_variants <= CCS_PAGE_FEW_VARIANTS; i++) {
        const ccs_view_t *const v = page->variants[i].view;
        const uint32_t m = ccs_page_metric_in(page, i, metric), e = ccs_page_entity_in(page, i, entity);
        ccs_prose_t text = {0};

        if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_applies(v, m, e)) continue;
        const ccs_point_t x = ccs_view_point(v, m, e);
        const ccs_difference_t d = ccs_compare_point(&page->compares[i], metric, entity);

        fputs("<p class=\"variant\">", page->to);
        ccs_say_variant(page, i, &text);
        ccs_prose_add(&text, ": ");
        ccs_prose_add_figure(&text, ccs_page_unit(v, m), x.mean, x.half_width);
        ccs_prose_add(&text, " ");
        ccs_html_prose(ccs_prose_text(&text), page->to);
        ccs_prose_free(&text);
        if (is_target && *target_verdict(v, e, m)) {
            ccs_prose_add(&text, "%s", ccs_word(target_verdict(v, e, m)));
            write_badge(page, target_verdict(v, e, m), &text);
        }
        if (d.change != CCS_CHANGE_NONE) {
            ccs_prose_add_difference(&text, ccs_page_unit(v, m), d.mean, d.half_width);
            write_badge(page, ccs_change_name(d.change), &text);
        }
        ccs_prose_free(&text);
        fputs("</p>\n", page->to);
    }
}

void ccs_section_verdicts(ccs_page_t *page)
{
    const uint32_t n = page->n_variants > CCS_PAGE_COLOURS ? 1 : page->n_variants; /* of very many the table tells */

    if (ccs_view_metric(page->of.view, "service_level") == CCS_DATA_NONE) return;
    if (isnan(page->found->service.mean)) return;
    fputs("<div class=\"verdicts\">\n", page->to);
    for (uint32_t i = 0; i < n; i++) write_verdict(page, i);
    fputs("</div>\n", page->to);
}

/* ---- the board ------------------------------------------------------------------------------------------------------------ */

enum column {
    NAME,
    LEVEL,
    DIFFERENCE,
    VERDICT,
    RESOLVED,
    MARKED,
    COST,
    EACH_COST,
    TARGETS,
    DAYS,
    AGENTS,
    MORE_AGENTS,
    N_COLUMNS
};

/* "5 missed, 1 met" */
static void say_verdicts(const ccs_targets_t *targets, ccs_prose_t *to)
{
    const ccs_targets_t t = *targets;
    const struct {
        uint32_t n;
        const char *word;
    } parts[] = {{t.n_meets, "met"}, {t.n_undecided, "undecided"}, {t.n_misses, "missed"}};

    if (t.n == 0) ccs_prose_add(to, "none set");
    for (int i = 0; i < 3; i++)
        if (parts[i].n > 0) ccs_prose_add(to, "%s%u %s", to->n > 0 ? ", " : "", parts[i].n, ccs_word(parts[i].word));
}

/* Scheduled agents times opening hours; in a steady state, the agents themselves. */
static double agents_of(const ccs_page_t *page, uint32_t variant)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t metric = ccs_view_metric(v, "scheduled_agents"), entity = ccs_view_entity(v, "all");

    if (metric == CCS_DATA_NONE || entity == CCS_DATA_NONE) return NAN;
    return v->means[metric][entity] * (page->of.steady ? 1 : v->open_s / 3600);
}

static void set_agents(const ccs_page_t *page, uint32_t variant, ccs_html_rows_t *rows)
{
    const double agents = agents_of(page, variant), more = agents - agents_of(page, 0);
    ccs_prose_t text = {0};

    ccs_html_set_figure(rows, AGENTS, CCS_FIGURE_NUMBER, agents, NAN);
    if (variant == 0) return;
    ccs_prose_add_difference(&text, CCS_FIGURE_NUMBER, fabs(more) < 1e-9 * agents ? 0 : more, NAN);
    ccs_html_set_shown(rows, MORE_AGENTS, more, ccs_prose_text(&text));
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

static void set_difference(const ccs_page_t *page, uint32_t variant, uint32_t metric, ccs_html_rows_t *rows)
{
    const ccs_difference_t d = ccs_compare_point(&page->compares[variant], metric, page->of.all);
    char words[CCS_CHANGE_TEXT_MAX];
    ccs_prose_t text = {0};

    ccs_prose_add_difference(&text, CCS_FIGURE_SHARE, d.mean, d.half_width);
    ccs_html_set_shown(rows, DIFFERENCE, d.mean, ccs_prose_text(&text));
    ccs_html_set_text(rows, VERDICT, ccs_say_difference(&page->compares[variant], metric, d, words), NULL);
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

/* Whether speed is all that a variant changes. */
static void set_outcome(const ccs_page_t *page, uint32_t variant, const char *name, uint32_t column, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t metric = ccs_view_metric(v, name), entity = ccs_view_entity(v, "all");

    if (metric != CCS_DATA_NONE && ccs_view_applies(v, metric, entity))
        ccs_page_set_figure(rows, column, v, (const uint32_t[]){metric, entity});
}

static void add_variant(const ccs_page_t *page, uint32_t variant, uint32_t metric, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t m = ccs_page_metric_in(page, variant, metric), entity = ccs_view_entity(v, "all"),
                   days = ccs_view_metric(v, "target_days");
    char name[HEAD];
    ccs_prose_t verdicts = {0};

    snprintf(name, sizeof name,
        variant == 0 && strcmp(page->variants[variant].name, ccs_word("Base")) != 0 ? ccs_word("%.140s (base)") : "%.140s",
        page->variants[variant].name);
    ccs_html_row(rows);
    ccs_html_set_text(rows, NAME, name, NULL);
    if (m == CCS_DATA_NONE || entity == CCS_DATA_NONE) return;
    ccs_page_set_figure(rows, LEVEL, v, (const uint32_t[]){m, entity});
    if (variant > 0) set_difference(page, variant, metric, rows);
    set_outcome(page, variant, "fcr", RESOLVED, rows);
    set_outcome(page, variant, "csat_top2", MARKED, rows);
    set_outcome(page, variant, "cost_total", COST, rows);
    set_outcome(page, variant, "cost_per_resolution", EACH_COST, rows);
    say_verdicts(&page->findings[variant].targets, &verdicts);
    ccs_html_set_text(rows, TARGETS, ccs_prose_text(&verdicts), NULL);
    if (days != CCS_DATA_NONE && !page->of.steady && ccs_view_applies(v, days, entity))
        ccs_page_set_figure(rows, DAYS, v, (const uint32_t[]){days, entity});
    set_agents(page, variant, rows);
    rows->out_of_memory = rows->out_of_memory || verdicts.out_of_memory;
    ccs_prose_free(&verdicts);
}

void ccs_section_board(ccs_page_t *page)
{
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    const ccs_page_entities_t all = {&page->of.all, 1};
    const ccs_html_column_t columns[N_COLUMNS] = {[NAME] = {NULL, "Variant", true},
        [LEVEL] = {NULL, "Service level", false},
        [DIFFERENCE] = {NULL, "Difference", false},
        [VERDICT] = {NULL, "Verdict", true},
        [RESOLVED] = {NULL, ccs_page_has_any(page, "fcr", all) ? "Resolved by the first contact" : NULL, false},
        [MARKED] = {NULL, ccs_page_has_any(page, "csat_top2", all) ? "Marked 4 or 5" : NULL, false},
        [COST] = {NULL, ccs_page_has_any(page, "cost_total", all) ? "Cost" : NULL, false},
        [EACH_COST] = {NULL, ccs_page_has_any(page, "cost_per_resolution", all) ? "Cost per resolution" : NULL, false},
        [TARGETS] = {NULL, "Targets", true},
        [DAYS] = {NULL, page->of.steady ? NULL : "Days on target", false},
        [AGENTS] = {NULL, page->of.steady ? "Agents scheduled" : "Agent-hours scheduled", false},
        [MORE_AGENTS] = {NULL, page->of.steady ? "More agents" : "More agent-hours", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, N_COLUMNS);
    ccs_prose_t note = {0};

    if (metric == CCS_DATA_NONE) return;
    rows.stacks = true;
    for (uint32_t i = 0; i < page->n_variants; i++) add_variant(page, i, metric, &rows);
    ccs_page_table(page, "The variants", &rows);
    if (!page->of.steady)
        ccs_prose_add(&note,
            "Days on target: the share of the days simulated on which all targets are reached, in brackets that of many such days. Agent-hours: %s, as scheduled.",
            ccs_word(page->of.n_days > 1 ? "of all days" : "of a day"));
    ccs_page_prose(page, "p", "note", &note);
    for (uint32_t i = 1; page->n_variants <= CCS_PAGE_FEW_VARIANTS && i < page->n_variants; i++) write_settings(page, i);
    ccs_html_rows_free(&rows);
}
