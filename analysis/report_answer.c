/* report_answer.c - the top of the page: the answer in sentences, the figures that matter, the targets. Invariant: a target is called met or
 * missed only where the whole interval of its service level says so. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_parts.h"
#include "summary.h"
#include "units.h"

enum {
    LARGE_VARIANTS = 3,
    NAMES_SHOWN = 3,
    DAYS_ROWS_MAX = 1500,
    TARGET_CARDS_MAX = 12,
    HEAD = 160,
    TITLE = 320,
    SPREAD_FROM = 10
};

/* ---- days on target ------------------------------------------------------------------------------------------------------- */

ccs_target_days_t ccs_report_target_days(const ccs_page_t *page, const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "target_days");
    ccs_target_days_t d = {.mean = (double) NAN, .interval = {(double) NAN, (double) NAN}};

    if (metric == CCS_DATA_NONE || page->steady || !ccs_view_applies(view, metric, entity)) return d;
    for (uint32_t i = 0; i < view->n_observations; i++) {
        const size_t at = ((size_t) i * view->n_entities + entity) * view->n_metrics + metric;

        if (!(view->weights[at] > 0) || isnan(view->values[at])) continue;
        d.n += view->weights[at];
        d.k += view->weights[at] * view->values[at];
    }
    if (d.n == 0) return d;
    d.mean = d.k / d.n;
    d.interval = ccs_prose_wilson(d.k, d.n, view->confidence);
    const double half_width = view->half_widths[metric][entity];

    if (page->n_days > 1 && isfinite(half_width)) { /* days of one replication may be alike: the wider one of both */
        d.interval.low = fmax(0, fmin(d.interval.low, d.mean - half_width));
        d.interval.high = fmin(1, fmax(d.interval.high, d.mean + half_width));
    }
    return d;
}

bool ccs_report_say_days(const ccs_page_t *page, const ccs_view_t *view, uint32_t entity, ccs_prose_t *to)
{
    const ccs_target_days_t d = ccs_report_target_days(page, view, entity);
    char text[CCS_FIGURE_MAX], reached[CCS_FIGURE_MAX];

    if (d.n == 0) return false;
    if (d.n == 1) {
        ccs_prose_add(to,
            d.k > 0 ? "reached on the one day that was simulated" : "not reached on the one day that was simulated");
        return true;
    }
    ccs_prose_add(to, "reached on %s of %s days (in the long run %.0f to %.0f %%)",
        ccs_figure_mean(CCS_FIGURE_NUMBER, d.k, 0, reached), ccs_figure_mean(CCS_FIGURE_NUMBER, d.n, 0, text),
        100 * d.interval.low, 100 * d.interval.high);
    return true;
}

/* ---- service -------------------------------------------------------------------------------------------------------------- */

static const char *const WORDS[] = {"", "met", "missed", "undecided"}; /* by enum ccs_verdict */

/* What the targets of the types have in common. */
typedef struct {
    uint32_t n, n_meets, n_misses, n_undecided;   /* types with a target */
    bool same_within, same_wanted, same_counting; /* of all types; same_wanted: of those with a target */
    double within_s, wanted;
    const char *counted_as;
} targets_t;

static ccs_point_t service_of(const ccs_view_t *v, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(v, "service_level");

    return metric == CCS_DATA_NONE ? (ccs_point_t){NAN, NAN} : ccs_view_point(v, metric, entity);
}

static targets_t targets_of(const ccs_view_t *v)
{
    targets_t t = {.same_within = true, .same_wanted = true, .same_counting = true, .wanted = (double) NAN};

    for (uint32_t i = 0; i < v->n_types; i++) {
        const ccs_target_t *const x = &v->targets[i];
        const enum ccs_verdict verdict = ccs_verdict_of(x->wanted_frac, service_of(v, v->type_entity[i]));

        if (i == 0) t.within_s = x->within_s;
        if (i == 0) t.counted_as = x->counted_as;
        t.same_within = t.same_within && x->within_s == t.within_s;
        t.same_counting = t.same_counting && !strcmp(x->counted_as, t.counted_as);
        if (isnan(x->wanted_frac)) continue;
        if (t.n++ == 0) t.wanted = x->wanted_frac;
        t.same_wanted = t.same_wanted && x->wanted_frac == t.wanted;
        t.n_meets += verdict == CCS_VERDICT_MEETS;
        t.n_misses += verdict == CCS_VERDICT_MISSES;
        t.n_undecided += verdict == CCS_VERDICT_UNDECIDED;
    }
    return t;
}

bool ccs_report_all_met(const ccs_page_t *page)
{
    const targets_t t = targets_of(page->view);

    return t.n > 0 && t.n_meets == t.n;
}

/* "of calls are answered within 20 s", by the variant of service level. */
static void say_counting(const ccs_page_t *page, const targets_t *t, ccs_prose_t *to)
{
    static const char *const ways[][3] = {{"sl_offered", "", "are answered"}, {"sl_answered", "answered ", "are answered"},
        {"sl_incl_abandoned", "", "are answered or given up"}, {"sl_excl_abandoned", "", "are answered"}};
    const char *noun = "", *verb = "are served", *const contacts = ccs_page_contacts(page);
    char time[CCS_UNITS_TEXT_MAX];

    for (size_t i = 0; t->same_counting && i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(ways[i][0], t->counted_as) != 0) continue;
        noun = ways[i][1];
        verb = ways[i][2];
    }
    if (t->same_within)
        ccs_prose_add(to, " of %s%s %s within %s", noun, contacts, verb, ccs_units_show_duration(t->within_s, time, sizeof time));
    else ccs_prose_add(to, " of %s%s %s within the time set for their type", noun, contacts, verb);
    if (t->same_counting && !strcmp(t->counted_as, "sl_excl_abandoned"))
        ccs_prose_add(to, " (those who give up sooner are left out)");
}

static bool has_verdict(const ccs_view_t *v, uint32_t type, enum ccs_verdict verdict)
{
    return ccs_verdict_of(v->targets[type].wanted_frac, service_of(v, v->type_entity[type])) == verdict;
}

/* The types whose target has this verdict: " (Loans; Fraud)"; nothing where they are many. Names may hold commas and "and". */
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

static void say_one_target(const ccs_page_t *page, const targets_t *t, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->view;
    char wanted[CCS_UNITS_TEXT_MAX];

    ccs_units_show_share(t->wanted, wanted, sizeof wanted);
    if (t->n_undecided > 0) {
        ccs_prose_add(to, " Whether the target of %s is met is undecided: %s", wanted,
            isnan(service_of(v, page->all).half_width) ? "one observation decides nothing" : "more replications would tell");
    } else {
        ccs_prose_add(to, " The target of %s is %s", wanted, t->n_meets > 0 ? "met" : "missed");
    }
    ccs_prose_t days = {0};

    if (ccs_report_say_days(page, v, page->all, &days)) ccs_prose_add(to, "; it is %s", ccs_prose_text(&days));
    ccs_prose_add(to, ".");
    to->out_of_memory = to->out_of_memory || days.out_of_memory;
    ccs_prose_free(&days);
}

/* " All 3 targets are met." */
static void say_same(const targets_t *t, enum ccs_verdict verdict, ccs_prose_t *to)
{
    if (verdict == CCS_VERDICT_UNDECIDED) ccs_prose_add(to, " Whether the %u targets are met is undecided.", t->n);
    else if (t->n == 2) ccs_prose_add(to, " Both targets are %s.", WORDS[verdict]);
    else ccs_prose_add(to, " All %u targets are %s.", t->n, WORDS[verdict]);
}

/* " Of 6 targets 5 are missed and 1 is met (Fraud)." */
static void say_parts(const ccs_page_t *page, const targets_t *t, ccs_prose_t *to)
{
    const struct {
        enum ccs_verdict verdict;
        uint32_t n;
    } parts[] = {{CCS_VERDICT_MISSES, t->n_misses}, {CCS_VERDICT_UNDECIDED, t->n_undecided}, {CCS_VERDICT_MEETS, t->n_meets}};
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
        ccs_prose_add(to, "%s%u %s %s", ccs_prose_comma(said++, n), parts[i].n, parts[i].n == 1 ? "is" : "are",
            WORDS[parts[i].verdict]);
        say_types_with(page->view, parts[i].verdict, parts[i].n, to);
    }
    ccs_prose_add(to, ".");
}

/* Of several types, the one whose service level is lowest. */
static void say_lowest(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->view;
    uint32_t lowest = CCS_DATA_NONE;
    double least = (double) INFINITY;

    for (uint32_t i = 0; v->n_types > 1 && i < v->n_types; i++) {
        const double x = service_of(v, v->type_entity[i]).mean;

        if (!(x < least)) continue;
        least = x;
        lowest = v->type_entity[i];
    }
    if (lowest == CCS_DATA_NONE) return;
    ccs_prose_add(to, " Lowest is %s: ", v->labels[lowest]);
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, least, service_of(v, lowest).half_width);
    ccs_prose_add(to, ".");
}

static void say_targets(const ccs_page_t *page, const targets_t *t, ccs_prose_t *to)
{
    ccs_prose_t days = {0};

    if (t->n == 0) {
        ccs_prose_add(to, " No target is set.");
        return;
    }
    if (t->n == 1 && page->view->n_types == 1) {
        say_one_target(page, t, to);
        return;
    }
    if (t->n == 1)
        ccs_prose_add(to, t->n_undecided ? " Whether its one target is met is undecided." : " The one target is %s.",
            WORDS[t->n_meets ? CCS_VERDICT_MEETS : CCS_VERDICT_MISSES]);
    else say_parts(page, t, to);
    if (ccs_report_say_days(page, page->view, page->all, &days))
        ccs_prose_add(to,
            t->n == 1       ? " It is %s."
                : t->n == 2 ? " Both together are %s."
                            : " All of them together are %s.",
            ccs_prose_text(&days));
    to->out_of_memory = to->out_of_memory || days.out_of_memory;
    ccs_prose_free(&days);
}

void ccs_report_say_service(const ccs_page_t *page, ccs_prose_t *to)
{
    const targets_t t = targets_of(page->view);
    const ccs_point_t x = service_of(page->view, page->all);

    if (isnan(x.mean) || page->view->n_types == 0) {
        ccs_prose_add(to, "Nobody asked for an agent, so that there is no service level.");
        return;
    }
    ccs_prose_add(to, page->steady ? "In the long run " : page->n_days > 1 ? "Over these days " : "On a day like this ");
    ccs_prose_add_figure(to, CCS_FIGURE_SHARE, x.mean, x.half_width);
    say_counting(page, &t, to);
    ccs_prose_add(to, ".");
    say_lowest(page, to);
    say_targets(page, &t, to);
}

/* ---- the answer ----------------------------------------------------------------------------------------------------------- */

/* A figure by itself, large. */
static void write_card(ccs_page_t *page, uint32_t metric, uint32_t entity, const char *name, const char *note)
{
    const ccs_view_t *const v = page->view;
    const ccs_point_t x = ccs_view_point(v, metric, entity);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];

    (void) fputs("<div class=\"card\">", page->to);
    ccs_page_element(page, "p", "name", name);
    (void) fputs("<p class=\"value\"", page->to);
    ccs_page_figure_data(page, 0, metric, entity);
    (void) fputc('>', page->to);
    ccs_html_text(ccs_figure_mean(ccs_page_unit(v, metric), x.mean, x.half_width, mean), page->to);
    (void) fputs(" <span class=\"pm\">", page->to);
    ccs_html_text(ccs_figure_half_width(ccs_page_unit(v, metric), x.mean, x.half_width, half_width), page->to);
    (void) fputs("</span></p>\n", page->to);
    if (note && *note) ccs_page_element(page, "p", "note", note);
    (void) fputs("</div>\n", page->to);
}

static void write_main_figures(ccs_page_t *page)
{
    static const struct {
        const char *metric, *note;
        bool if_used; /* left out where it is 0 */
    } cards[] = {{"service_level", "of those offered, in time", false}, {"abandonment_rate", "of those offered gave up", false},
        {"blocking_rate", "of those offered found no line or a full queue", true}, {"asa_s", "zeros included", false},
        {"wait_p95_s", "of those answered", false}, {"offered", NULL, false},
        {"occupancy", "busy share of the agents' time", false}};

    (void) fputs("<div class=\"cards\">\n", page->to);
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        const uint32_t metric = ccs_view_metric(page->view, cards[i].metric);
        const bool offered = !strcmp(cards[i].metric, "offered");
        char name[HEAD];

        if (metric == CCS_DATA_NONE || !ccs_view_applies(page->view, metric, page->all)) continue;
        if (isnan(page->view->means[metric][page->all]) || (cards[i].if_used && !(page->view->means[metric][page->all] > 0)))
            continue;
        (void) snprintf(name, sizeof name, offered ? "%s offered to agents" : "%s",
            offered ? (page->calls ? "Calls" : "Contacts") : ccs_page_metric_label(page, cards[i].metric));
        write_card(page, metric, page->all, name, offered ? ccs_page_per(page) : cards[i].note);
    }
    (void) fputs("</div>\n", page->to);
}

static void write_warnings(ccs_page_t *page)
{
    const ccs_view_t *const v = page->view;
    ccs_prose_t text = {0};

    if (!v->complete)
        ccs_prose_add(&text, "This run was stopped after %lu of %lu replications. ", (unsigned long) v->replications,
            (unsigned long) v->replications_asked);
    if (v->n_observations == 1)
        ccs_prose_add(&text, "Only one %s was simulated: the figures have no intervals, and another one would show others. ",
            ccs_page_observation(page, false));
    if (page->n_open < page->n_open_all) {
        char first[CCS_PROSE_TIME_MAX];

        ccs_prose_add(&text,
            "The result has %u intervals; charts through the day show %u of them, from %s on, about the worst one. ",
            page->n_open_all, page->n_open, ccs_page_begin(page, page->first, first));
    }
    ccs_page_prose(page, "p", "warning", &text);
}

void ccs_report_answer(ccs_page_t *page)
{
    ccs_prose_t text = {0};
    char share[CCS_UNITS_TEXT_MAX], note[TITLE];

    ccs_page_begin_section(page, "answer", "The answer");
    ccs_report_say_service(page, &text);
    ccs_page_prose(page, "p", "answer", &text);
    for (uint32_t i = 1; i < page->n_variants; i++) {
        ccs_report_say_change(page, i, &text);
        ccs_page_prose(page, "p", page->n_variants <= LARGE_VARIANTS ? "answer" : "", &text);
    }
    if (page->n_variants > 1) {
        ccs_prose_add(&text, "What follows, up to the targets, is about the base, %s.", page->variants[0].name);
        ccs_page_prose(page, "p", "note", &text);
    }
    ccs_report_say_worst(page, &text);
    ccs_page_prose(page, "p", "", &text);
    ccs_report_say_short(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_warnings(page);
    write_main_figures(page);
    (void) snprintf(note, sizeof note,
        "± is the half-width of an interval that holds the long-run mean with %s confidence; a figure without it did not vary, or one run cannot tell.",
        ccs_units_show_share(page->view->confidence, share, sizeof share));
    ccs_page_element(page, "p", "note", note);
    ccs_page_end_section(page);
}

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

static void write_target_card(ccs_page_t *page, uint32_t metric, uint32_t type)
{
    const ccs_view_t *const v = page->view;
    const ccs_target_t *const target = &v->targets[type];
    const ccs_point_t x = service_of(v, v->type_entity[type]);
    const char *const verdict = WORDS[ccs_verdict_of(target->wanted_frac, x)];
    char share[CCS_UNITS_TEXT_MAX], time[CCS_UNITS_TEXT_MAX], mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX];
    ccs_prose_t note = {0};

    (void) fprintf(page->to, "<div class=\"card %s\">", verdict);
    ccs_page_element(page, "p", "name", v->labels[v->type_entity[type]]);
    (void) fputs("<p class=\"value\"", page->to);
    ccs_page_figure_data(page, 0, metric, v->type_entity[type]);
    (void) fputc('>', page->to);
    ccs_html_text(ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean), page->to);
    (void) fputs(" <span class=\"pm\">", page->to);
    ccs_html_text(ccs_figure_half_width(CCS_FIGURE_SHARE, x.mean, x.half_width, half_width), page->to);
    (void) fputs("</span></p>\n", page->to);
    ccs_prose_add(&note, "target %s in %s", ccs_units_show_share(target->wanted_frac, share, sizeof share),
        ccs_units_show_duration(target->within_s, time, sizeof time));
    if (strcmp(target->counted_as, "sl_offered") != 0) ccs_prose_add(&note, ", counted as %s", target->counted_as);
    ccs_page_prose(page, "p", "note", &note);
    if (ccs_report_say_days(page, v, v->type_entity[type], &note)) ccs_page_prose(page, "p", "note", &note);
    (void) fprintf(page->to, "<span class=\"badge %s\">%s</span></div>\n", verdict, verdict);
}

/* Where there are too many for cards. */
static void write_target_table(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{NULL, "Type", true}, {NULL, "Target", true}, {NULL, "Found", false},
        {NULL, "Days", true}, {NULL, "Verdict", true}};
    const ccs_view_t *const v = page->view;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    char share[CCS_UNITS_TEXT_MAX], time[CCS_UNITS_TEXT_MAX], wanted[HEAD];

    for (uint32_t i = 0; i < v->n_types; i++) {
        const ccs_point_t x = service_of(v, v->type_entity[i]);
        ccs_prose_t days = {0};

        if (isnan(v->targets[i].wanted_frac)) continue;
        (void) snprintf(wanted, sizeof wanted, "%s in %s", ccs_units_show_share(v->targets[i].wanted_frac, share, sizeof share),
            ccs_units_show_duration(v->targets[i].within_s, time, sizeof time));
        (void) ccs_report_say_days(page, v, v->type_entity[i], &days);
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, v->labels[v->type_entity[i]], NULL);
        ccs_html_set_text(&rows, 1, wanted, NULL);
        ccs_html_set_figure(&rows, 2, CCS_FIGURE_SHARE, x.mean, x.half_width);
        ccs_html_set_text(&rows, 3, ccs_prose_text(&days), NULL);
        ccs_html_set_text(&rows, 4, WORDS[ccs_verdict_of(v->targets[i].wanted_frac, x)], NULL);
        ccs_prose_free(&days);
    }
    ccs_page_table(page, "Targets by type", &rows);
    ccs_html_rows_free(&rows);
}

/* The target of an entity: of a type its own, of all together the one that all share. NAN: none. */
static double target_of(const ccs_view_t *v, const ccs_page_t *page, uint32_t entity)
{
    const targets_t t = targets_of(v);

    if (entity == page->all) return t.n > 0 && t.n == v->n_types && t.same_wanted ? t.wanted : (double) NAN;
    for (uint32_t i = 0; i < v->n_types; i++)
        if (v->type_entity[i] == entity) return v->targets[i].wanted_frac;
    return NAN;
}

char *ccs_report_target_params(const ccs_page_t *page, const char *start, const uint32_t *entities, uint32_t n)
{
    char *text = NULL, share[CCS_UNITS_TEXT_MAX];
    size_t size = 0;
    FILE *const to = open_memstream(&text, &size);

    if (!to) return NULL;
    (void) fprintf(to, "{%s,\"choices\":{", start);
    for (uint32_t k = 0; k < n; k++) {
        const double wanted = target_of(page->view, page, entities[k]);

        (void) fputs(k > 0 ? "," : "", to);
        ccs_html_json(ccs_page_label(page, entities[k]), to);
        if (isnan(wanted)) (void) fputs(":{}", to);
        else
            (void) fprintf(to, ":{\"target\":%.17g,\"targetText\":\"target %s\"}", wanted,
                ccs_units_show_share(wanted, share, sizeof share));
    }
    (void) fputs("}}", to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* "Service level is below 47 % on one day in ten, and above 93 % on one in ten" */
static void say_spread(const ccs_page_t *page, uint32_t metric, char title[TITLE])
{
    const ccs_view_t *const v = page->view;
    const double p10 = ccs_view_quantile(v, metric, page->all, ccs_view_probability(v, 0.1));
    const double p90 = ccs_view_quantile(v, metric, page->all, ccs_view_probability(v, 0.9));
    char low[CCS_FIGURE_MAX], high[CCS_FIGURE_MAX];

    if (v->n_observations < SPREAD_FROM || isnan(p10) || isnan(p90)) {
        (void) snprintf(title, TITLE, "How the %s differ", ccs_page_observation(page, true));
        return;
    }
    (void) snprintf(title, TITLE, "Service level is below %s in one %s of ten, and above %s in one of ten",
        ccs_figure_mean(CCS_FIGURE_SHARE, p10, NAN, low), ccs_page_observation(page, false),
        ccs_figure_mean(CCS_FIGURE_SHARE, p90, NAN, high));
}

/* How single days turned out. */
static void write_days(ccs_page_t *page, uint32_t metric)
{
    static const ccs_html_column_t columns[] = {{"of", "Of", true}, {NULL, "Observation", false},
        {"value", "Service level", false}};
    const ccs_view_t *const v = page->view;
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n_types = ccs_page_contact_entities(page, 0, found), n_obs = v->n_observations,
                   most = DAYS_ROWS_MAX / page->shrink;
    const uint32_t n = (uint64_t) n_types * n_obs <= most ? n_types : 1, shown = n_obs > most ? most : n_obs;
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    char number[32], note[TITLE], title[TITLE];

    for (uint32_t k = 0; n_obs > 1 && k < n; k++) {
        for (uint32_t i = 0; i < shown; i++) {
            const double x = v->values[((size_t) i * v->n_entities + found[k]) * v->n_metrics + metric];

            if (isnan(x)) continue;
            (void) snprintf(number, sizeof number, "%u", i + 1);
            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, ccs_page_label(page, found[k]), NULL);
            ccs_html_set_shown(&rows, 1, i + 1, number);
            ccs_html_set_figure(&rows, 2, CCS_FIGURE_SHARE, x, NAN);
        }
    }
    if (rows.n_rows == 0) return;
    char *const params = ccs_report_target_params(page, "\"unit\":\"share\",\"title\":\"Service level\"", found, n);

    say_spread(page, metric, title);
    (void) snprintf(note, sizeof note, "How many of the %s simulated have which service level%s.",
        ccs_page_observation(page, true), shown < n_obs ? ", of the first ones" : "");
    page->out_of_memory = page->out_of_memory || !params;
    ccs_page_chart(page,
        &(ccs_chart_t){.id = "days",
            .spec = "days",
            .params = params,
            .choose = "of",
            .title = title,
            .note = note,
            .rows = &rows});
    free(params);
    ccs_html_rows_free(&rows);
}

void ccs_report_targets(ccs_page_t *page)
{
    const uint32_t metric = ccs_view_metric(page->view, "service_level");
    const targets_t t = targets_of(page->view);

    if (metric == CCS_DATA_NONE) return;
    ccs_page_begin_section(page, "targets", "Targets");
    if (t.n == 0) {
        ccs_page_element(page, "p", "", "The scenario sets no target.");
    } else if (t.n > TARGET_CARDS_MAX) {
        write_target_table(page);
    } else {
        (void) fputs("<div class=\"cards\">\n", page->to);
        for (uint32_t i = 0; i < page->view->n_types; i++)
            if (!isnan(page->view->targets[i].wanted_frac)) write_target_card(page, metric, i);
        (void) fputs("</div>\n", page->to);
    }
    if (t.n > 0)
        ccs_page_element(page, "p", "note",
            "Met: the whole interval lies at or above the target; missed: it lies below; undecided: the target lies within it. "
            "Of many days such as these, a target is reached on the share in brackets.");
    write_days(page, metric);
    ccs_page_end_section(page);
}
