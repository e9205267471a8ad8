/* report_answer.c - the top of the page: the answer in sentences, the figures that matter. Invariant: a target is called met or
 * missed only where the whole interval of its service level says so. */
#include <math.h>
#include <string.h>

#include "money_headline.h"
#include "not_yet_due.h"
#include "report_outcomes.h"
#include "report_sections.h"
#include "service_level.h"
#include "units.h"
#include "warnings.h"
#include "words.h"

enum { NAMES_SHOWN = 3, HEAD = 160, TITLE = 320, SPREAD_FROM = 10, TYPES_MAX = 256, CAUTION = 90 /* bytes */ };

/* ---- service -------------------------------------------------------------------------------------------------------------- */

/* "of calls are answered within 20 s", by the variant of service level. */
static void say_counting(const ccs_page_t *page, const ccs_targets_t *t, ccs_prose_t *to)
{
    static const ccs_service_level_t mixed = {.noun = "", .verb = "are served", .aside = ""};
    const uint32_t level = t->same_counting ? ccs_service_level_find(t->counted_as) : CCS_N_SERVICE_LEVELS;
    const ccs_service_level_t *const way = level == CCS_N_SERVICE_LEVELS ? &mixed : &CCS_SERVICE_LEVELS[level];
    const char *const contacts = ccs_page_contacts(page);
    char shown[CCS_UNITS_TEXT_MAX];
    const char *const time = t->same_within ? ccs_word_figures(ccs_units_show_duration(t->within_s, shown, sizeof shown))
                                            : ccs_word("the time set for their type");

    if (t->same_counting && t->of != CCS_PROMISE_OF_ANSWER)
        ccs_prose_add(to, " of %s%s %s within %s", ccs_word(CCS_PROMISES[t->of].noun), contacts,
            ccs_word(CCS_PROMISES[t->of].verb), time);
    else
        ccs_prose_add(to, " of %s%s %s within %s%s", ccs_word(way->noun), contacts, ccs_word(way->verb), time,
            ccs_word(way->aside));
    if (t->same_counting && t->by_business_hours) ccs_prose_add(to, " of business hours");
    if (t->same_counting && t->called && *t->called) ccs_prose_add(to, " (%s)", t->called);
}

static bool has_verdict(const ccs_view_t *v, uint32_t type, enum ccs_verdict verdict)
{
    return ccs_verdict_judge(v, type, CCS_AIM_SERVICE).verdict == verdict ||
        ccs_verdict_judge(v, type, CCS_AIM_ABANDONMENT).verdict == verdict;
}

/* The types of which a target has this verdict: " (Loans; Fraud)"; nothing where they are many. Names may hold commas and "and". */
static void say_types_with(const ccs_view_t *v, enum ccs_verdict verdict, uint32_t n, ccs_prose_t *to)
{
    const char *before = " (";

    if (n > NAMES_SHOWN) return;
    for (uint32_t i = 0; i < v->n_types; i++) {
        if (!has_verdict(v, i, verdict)) continue;
        ccs_prose_add(to, "%s%s", before, v->labels[v->type_entity[i]]);
        before = "; ";
    }
    ccs_prose_add(to, ")");
}

static void say_one_target(const ccs_page_t *page, const ccs_targets_t *t, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const char *const of = isnan(t->wanted) ? ccs_word(" abandoned") : "";
    char wanted[CCS_WANTED_MAX];

    if (isnan(t->wanted)) (void) ccs_verdict_wanted(v, 0, CCS_AIM_ABANDONMENT, wanted);
    else ccs_word_figures(ccs_units_show_share(t->wanted, wanted, sizeof wanted));
    if (t->n_undecided > 0) {
        ccs_prose_add(to, " Whether the target of %s%s is met is undecided: %s", wanted, of,
            ccs_word(isnan(ccs_verdict_service(v, page->of.all).half_width) ? "one observation decides nothing"
                                                                            : "more replications would tell"));
    } else {
        ccs_prose_add(to, " The target of %s%s is %s", wanted, of, ccs_word(t->n_meets > 0 ? "met" : "missed"));
    }
    ccs_prose_t days = {0};

    if (ccs_say_days(v, page->of.all, &days)) ccs_prose_add(to, "; it is %s", ccs_prose_text(&days));
    ccs_prose_add(to, ".");
    to->out_of_memory = to->out_of_memory || days.out_of_memory;
    ccs_prose_free(&days);
}

/* " All 3 targets are met." */
static void say_same(const ccs_targets_t *t, enum ccs_verdict verdict, ccs_prose_t *to)
{
    if (verdict == CCS_VERDICT_UNDECIDED) ccs_prose_add(to, " Whether the %u targets are met is undecided.", t->n);
    else if (t->n == 2) ccs_prose_add(to, " Both targets are %s.", ccs_word(ccs_verdict_name(verdict)));
    else ccs_prose_add(to, " All %u targets are %s.", t->n, ccs_word(ccs_verdict_name(verdict)));
}

/* " Of 6 targets 5 are missed and 1 is met (Fraud)." */
static void say_parts(const ccs_page_t *page, const ccs_targets_t *t, ccs_prose_t *to)
{
    const struct {
        enum ccs_verdict verdict;
        uint32_t n;
    } parts[] = {{CCS_VERDICT_MISSED, t->n_misses}, {CCS_VERDICT_UNDECIDED, t->n_undecided}, {CCS_VERDICT_MET, t->n_meets}};
    uint32_t n = 0, said = 0;

    for (int i = 0; i < 3; i++) {
        if (parts[i].n == t->n) {
            say_same(t, parts[i].verdict, to);
            return;
        }
        n += parts[i].n > 0;
    }
    ccs_prose_add(to, " Of %u targets ", t->n);
    for (int i = 0; i < 3; i++) {
        if (parts[i].n == 0) continue;
        ccs_prose_add(to, parts[i].n == 1 ? "%s%u is %s" : "%s%u are %s", ccs_prose_comma(said++, n), parts[i].n,
            ccs_word(ccs_verdict_name(parts[i].verdict)));
        say_types_with(page->of.view, parts[i].verdict, parts[i].n, to);
    }
    ccs_prose_add(to, ".");
}

/* Of several types, the one whose service level is lowest; the range where it cannot be told from the others. */
static void say_lowest(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_peak_t *const lowest = &page->found->lowest_type, *const highest = &page->found->highest_type;
    char low[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX];

    if (v->n_types < 2 || lowest->at == CCS_DATA_NONE) return;
    if (page->found->lowest_is_clear) {
        ccs_prose_add(to, " Lowest is %s: ", v->labels[v->type_entity[lowest->at]]);
        ccs_prose_add_figure(to, CCS_FIGURE_SHARE, lowest->point.mean, lowest->point.half_width);
        ccs_prose_add(to, ".");
        return;
    }
    ccs_figure_mean(CCS_FIGURE_SHARE, lowest->point.mean, lowest->point.half_width, low);
    ccs_figure_mean(CCS_FIGURE_SHARE, highest->point.mean, highest->point.half_width, high);
    if (strcmp(low, high) != 0) ccs_prose_add(to, " By type it is between %s and %s.", low, high);
}

void ccs_say_targets(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_targets_t *const t = &page->found->targets;
    ccs_prose_t days = {0};

    if (t->n == 0) {
        ccs_prose_add(to, " No target is set.");
        return;
    }
    if (t->n == 1 && page->of.view->n_types == 1) {
        say_one_target(page, t, to);
        return;
    }
    if (t->n == 1)
        ccs_prose_add(to, t->n_undecided ? " Whether its one target is met is undecided." : " The one target is %s.",
            ccs_word(ccs_verdict_name(t->n_meets ? CCS_VERDICT_MET : CCS_VERDICT_MISSED)));
    else say_parts(page, t, to);
    if (ccs_say_days(page->of.view, page->of.all, &days))
        ccs_prose_add(to,
            t->n == 1       ? " It is %s."
                : t->n == 2 ? " Both together are %s."
                            : " All of them together are %s.",
            ccs_prose_text(&days));
    to->out_of_memory = to->out_of_memory || days.out_of_memory;
    ccs_prose_free(&days);
}

/* "; four days of five lie between 47 % and 93 %": how single days differ, where there are enough of them. */
static void say_days_between(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t metric = ccs_view_metric(v, "service_level");
    const double p10 = ccs_view_quantile(v, metric, page->of.all, ccs_view_probability(v, 0.1));
    const double p90 = ccs_view_quantile(v, metric, page->of.all, ccs_view_probability(v, 0.9));
    char low[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX];

    if (page->of.steady || v->n_observations < SPREAD_FROM || isnan(p10) || isnan(p90)) return;
    ccs_figure_mean(CCS_FIGURE_SHARE, p10, p90 - p10, low);
    ccs_figure_mean(CCS_FIGURE_SHARE, p90, p90 - p10, high);
    if (strcmp(low, high) != 0)
        ccs_prose_add(to, "; four %s of five lie between %s and %s", ccs_page_observation(page, true), low, high);
}

/* "80 % (± 4)", "80 % [71, 93]" */
static void say_level(ccs_point_t x, ccs_prose_t *to)
{
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_figure_interval(CCS_FIGURE_SHARE, x.mean, x.low, x.high, beside);
    ccs_prose_add(to,
        *beside == '[' ? "%s %s"
            : *beside  ? "%s (%s)"
                       : "%s",
        ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean), beside);
}

/* "82 % (± 1) of calls and 99 % of e-mails are served in time" */
static void say_channels(const ccs_page_t *page, ccs_prose_t *to)
{
    uint32_t channels[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_scope_channels(&page->of, channels, CCS_PAGE_ENTITIES_MAX);

    for (uint32_t k = 0; k < n; k++) {
        ccs_prose_add(to, "%s", ccs_prose_comma(k, n));
        say_level(ccs_verdict_service(page->of.view, channels[k]), to);
        ccs_prose_add(to, " of %s", ccs_page_contacts_of(page, channels[k]));
    }
    ccs_prose_add(to, " are served within the time set for their type");
}

/* Whom campaigns reach is offered to agents as who calls is, and is served at once: said where it raises the level of all together. */
static void say_campaigns(const ccs_page_t *page, ccs_prose_t *to)
{
    uint32_t one;

    if (ccs_view_entities(page->of.view, "campaign", &one, 1) > 0)
        ccs_prose_add(to,
            " Customers whom campaigns reach are among them, who hardly wait: how those who call are served is told by type.");
}

void ccs_say_service(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_point_t x = ccs_verdict_service(page->of.view, page->of.all);

    if (isnan(x.mean) || page->of.view->n_types == 0) {
        if (ccs_not_yet_due(page->of.view, page->of.all).mean > 0) ccs_not_yet_due_say(page->of.view, to);
        else ccs_prose_add(to, "Nobody asked for an agent, so that there is no service level.");
        return;
    }
    if (page->of.steady) ccs_prose_add(to, "In the long run ");
    else if (page->of.view->n_observations == 1)
        ccs_prose_add(to, page->of.n_days > 1 ? "In the one %s simulated " : "On the one %s simulated ",
            ccs_page_observation(page, false));
    else if (page->of.n_days > 1) ccs_prose_add(to, "On average over runs of these %u days ", page->of.n_days);
    else ccs_prose_add(to, "On average over days like this ");
    if (page->of.n_channels > 1) {
        say_channels(page, to);
    } else {
        say_level(x, to);
        say_counting(page, &page->found->targets, to);
        say_days_between(page, to);
    }
    ccs_prose_add(to, ".");
    say_campaigns(page, to);
    say_lowest(page, to);
    ccs_say_targets(page, to);
    ccs_say_breaches(page, to);
    if (page->of.view->due_dates) {
        ccs_prose_add(to, " ");
        ccs_due_dates_say(page->of.view, to);
    }
    if (ccs_not_yet_due(page->of.view, page->of.all).mean > 0) {
        ccs_prose_add(to, " ");
        ccs_not_yet_due_say(page->of.view, to);
    }
}

/* ---- the answer ----------------------------------------------------------------------------------------------------------- */

/* A figure by itself, large. */
static void write_card(ccs_page_t *page, uint32_t metric, uint32_t entity, const char *name, const char *note)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_point_t x = ccs_view_point(v, metric, entity);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

    fputs("<div class=\"card\">", page->to);
    ccs_page_element(page, "p", "name", name);
    fputs("<p class=\"value\"", page->to);
    ccs_page_figure_data(page, 0, metric, entity);
    fputc('>', page->to);
    ccs_html_prose(ccs_figure_mean(ccs_page_unit(v, metric), x.mean, x.half_width, mean), page->to);
    fputs(" <span class=\"pm\">", page->to);
    ccs_html_prose(ccs_figure_interval(ccs_page_unit(v, metric), x.mean, x.low, x.high, half_width), page->to);
    fputs("</span></p>\n", page->to);
    if (note && *note) ccs_page_element(page, "p", "note", note);
    ccs_section_card_variants(page, metric, entity, false);
    fputs("</div>\n", page->to);
}

static void write_channel_cards(ccs_page_t *page, uint32_t metric, const char *note)
{
    uint32_t channels[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_scope_channels(&page->of, channels, CCS_PAGE_ENTITIES_MAX);
    char name[HEAD];

    for (uint32_t k = 0; k < n; k++) {
        if (isnan(page->of.view->means[metric][channels[k]])) continue;
        snprintf(name, sizeof name, "%.80s, %.60s", ccs_word(ccs_metric_label(page->of.view->metrics[metric])),
            ccs_page_contacts_of(page, channels[k]));
        write_card(page, metric, channels[k], name, note);
    }
}

static void write_main_figures(ccs_page_t *page)
{
    static const struct {
        const char *metric, *note;
        bool if_used;     /* left out where it is 0 */
        bool of_contacts; /* a mean over contacts: of several channels one for each */
    } cards[] = {{"service_level", "of those offered, in time", false, true},
        {"abandonment_rate", "of those offered gave up", false, true},
        {"blocking_rate", "of those offered found no line or a full queue", true, true}, {"asa_s", "zeros included", false, true},
        {"wait_p95_s", "of those answered", false, true}, {"offered", NULL, false, false},
        {"journeys_resolved", "of those who came, each once: by an agent, or by self-service that gave them what they came for",
            true, false},
        {"journeys_served", "of those who came, each counted once", true, false},
        {"journey_s", "with waits and talks of all legs", true, false},
        {"customer_service_level", "by all their waits", true, false},
        {"fcr", "of issues are resolved by the first contact", false, false},
        {"csat_top2", "of contacts are marked 4 or 5 of 5", false, false},
        {"nps", "promoters less detractors, of 100 issues", false, false},
        {"occupancy", "busy share of the agents' time", false, false}};

    fputs("<div class=\"cards\">\n", page->to);
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        const uint32_t metric = ccs_view_metric(page->of.view, cards[i].metric);
        const bool offered = !strcmp(cards[i].metric, "offered");

        if (metric == CCS_DATA_NONE || !ccs_view_applies(page->of.view, metric, page->of.all)) continue;
        const double mean = page->of.view->means[metric][page->of.all];

        if (isnan(mean) || (cards[i].if_used && !(mean > 0))) continue;
        if (page->of.n_channels > 1 && cards[i].of_contacts) write_channel_cards(page, metric, cards[i].note);
        else
            write_card(page, metric, page->of.all,
                !offered             ? ccs_word(ccs_metric_label(cards[i].metric))
                    : page->of.calls ? "Calls offered to agents"
                                     : "Contacts offered to agents",
                offered ? ccs_page_per(page) : cards[i].note);
    }
    fputs("</div>\n", page->to);
}

/* ---- what to know before believing the figures ---------------------------------------------------------------------------- */

/* That the run was stopped, or was too short to tell anything. */
static void say_run(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;

    if (!v->complete)
        ccs_prose_add(to, "This run was stopped after %lu of %lu replications. ", (unsigned long) v->replications,
            (unsigned long) v->replications_asked);
    if (v->n_observations == 1)
        ccs_prose_add(to, "Only one %s was simulated: the figures have no intervals, and another one would show others. ",
            ccs_page_observation(page, false));
}

/* The begin of a text, up to the last blank that fits. */
static void say_begin(const char *text, ccs_prose_t *to)
{
    size_t n = strlen(text);

    if (n > CAUTION) {
        for (n = CAUTION; n > 0 && text[n] != ' ';) n--;
    }
    ccs_prose_add(to, "%.*s%s", (int) n, text, text[n] ? " …" : "");
}

/* A line below the verdict, which leads to the boxes behind the figures: the answer comes first. */
static void write_caution(ccs_page_t *page, ccs_warnings_t *warnings)
{
    ccs_prose_t run = {0}, text = {0};

    say_run(page, &run);
    const uint32_t n = warnings->n + (run.n > 0);
    const char *const first = run.n > 0 ? ccs_prose_text(&run) : n > 0 ? ccs_warnings_text(warnings, 0) : NULL;

    if (first) {
        fprintf(page->to, "<p class=\"caution\"><a href=\"#warnings\">%u %s</a>", n, ccs_word(n > 1 ? "warnings" : "warning"));
        if (run.n > 0 || ccs_language_spoken() == CCS_LANGUAGE_EN) { /* those of a result are in English */
            ccs_prose_add(&text, ": ");
            say_begin(first, &text);
        }
        ccs_html_prose(ccs_prose_text(&text), page->to);
        fputs("</p>\n", page->to);
    }
    page->out_of_memory = page->out_of_memory || run.out_of_memory || text.out_of_memory;
    ccs_prose_free(&run);
    ccs_prose_free(&text);
}

/* Those of a result stand as it has them, in English. */
static void write_warning(ccs_page_t *page, const char *text)
{
    fprintf(page->to, "<p class=\"warning\"%s>", ccs_language_spoken() == CCS_LANGUAGE_EN ? "" : " lang=\"en\"");
    ccs_html_text(text, page->to);
    fputs("</p>\n", page->to);
}

/* Each in a box. */
static void write_warnings(ccs_page_t *page, ccs_warnings_t *warnings)
{
    ccs_prose_t run = {0};

    say_run(page, &run);
    if (run.n + warnings->n == 0) return;
    fputs("<div id=\"warnings\">\n", page->to);
    ccs_page_prose(page, "p", "warning", &run);
    if (warnings->n > 0 && ccs_language_spoken() != CCS_LANGUAGE_EN)
        ccs_page_element(page, "p", "note", "Warnings of the run stand as the program writes them, in English:");
    for (uint32_t i = 0; i < warnings->n; i++) {
        const char *const text = ccs_warnings_text(warnings, i);

        if (text) write_warning(page, text);
    }
    fputs("</div>\n", page->to);
    page->out_of_memory = page->out_of_memory || warnings->out_of_memory;
}

void ccs_section_answer(ccs_page_t *page)
{
    ccs_warnings_t warnings = {0};
    ccs_prose_t text = {0};
    char share[CCS_CONFIDENCE_MAX], note[TITLE];

    ccs_page_begin_section(page, "answer", "The answer");
    for (uint32_t i = 0; i < page->n_variants; i++) ccs_warnings_add(&warnings, page->variants[i].view);
    if (ccs_money_headline(page, &text)) ccs_page_prose(page, "p", "answer", &text);
    ccs_section_verdicts(page);
    write_caution(page, &warnings);
    ccs_say_service(page, &text);
    (void) ccs_say_outcomes(page, &text);
    ccs_page_prose(page, "p", "answer", &text);
    for (uint32_t i = 1; page->n_variants <= CCS_PAGE_FEW_VARIANTS && i < page->n_variants; i++) {
        ccs_say_change(page, i, &text);
        ccs_say_outcomes_change(page, i, &text);
        ccs_page_prose(page, "p", page->n_variants < CCS_PAGE_FEW_VARIANTS ? "answer" : "", &text);
    }
    if (page->n_variants > CCS_PAGE_FEW_VARIANTS) {
        ccs_say_changes(page, &text);
        ccs_page_prose(page, "p", "answer", &text);
    }
    if (page->n_variants > 1) {
        ccs_section_board(page);
        ccs_prose_add(&text, "When service is worst and which group is short is told of the base.");
        ccs_page_prose(page, "p", "note", &text);
    }
    ccs_say_worst(page, &text);
    ccs_page_prose(page, "p", "", &text);
    ccs_say_short(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_main_figures(page);
    snprintf(note, sizeof note,
        ccs_word(
            "± is the half-width of an interval that holds the long-run mean with %s; a figure without it did not vary, or one %s cannot tell."),
        ccs_view_confidence(page->of.view, share), ccs_page_observation(page, false));
    ccs_page_element(page, "p", "note", note);
    write_warnings(page, &warnings);
    ccs_warnings_free(&warnings);
    ccs_page_end_section(page);
}
