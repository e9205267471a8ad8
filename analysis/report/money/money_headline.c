/* money_headline.c - which option costs least, in a sentence: the page and the deck open with it. Invariant: "least" is said of means, and those that may cost as little are named. */
#include "money_headline.h"

#include <math.h>

#include "currency.h"
#include "money_rows.h"
#include "report_page.h"
#include "words.h"

/* What is told of the cheapest one beside its cost, where it is known. */
static const struct {
    const char *metric, *word;
} BESIDE[] = {{"service_level", "service level"}, {"fcr", "first contact resolution"}, {"csat_top2", "marked 4 or 5"}};
static const char FULL[] = "cost_full_per_resolution";

static double mean_of(const ccs_page_t *page, uint32_t variant, const char *metric)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t m = ccs_view_metric(v, metric), all = ccs_view_entity(v, "all");

    return m == CCS_DATA_NONE || all == CCS_DATA_NONE || !ccs_view_applies(v, m, all) ? (double) NAN : v->means[m][all];
}

/* Whether the scenario of a variant says what it costs: without, its cost of 0 is none. */
static bool is_costed(const ccs_view_t *view)
{
    ccs_statement_t statement;
    const bool is = ccs_money_open(&statement, view) == 0 && statement.is_costed;

    ccs_statement_free(&statement);
    return is;
}

/* The variant with the least mean. @return CCS_DATA_NONE: of one there is none, or in another currency */
static uint32_t least_of(const ccs_page_t *page, const char *metric)
{
    uint32_t best = 0;

    for (uint32_t i = 0; i < page->n_variants; i++) {
        if (isnan(mean_of(page, i, metric)) || !is_costed(page->variants[i].view) || (i > 0 && *page->compares[i].other_currency))
            return CCS_DATA_NONE;
        if (mean_of(page, i, metric) < mean_of(page, best, metric)) best = i;
    }
    return best;
}

/* What b costs more than a. */
static ccs_difference_t more_of(const ccs_page_t *page, uint32_t a, uint32_t b, const char *metric)
{
    const ccs_view_t *const from = page->variants[a].view;
    ccs_difference_t d = {.mean = (double) NAN};
    ccs_compare_t compare = {0};

    if (ccs_compare_open(&compare, from, page->variants[b].view, NULL) == 0)
        d = ccs_compare_point(&compare, ccs_view_metric(from, metric), ccs_view_entity(from, "all"));
    ccs_compare_free(&compare);
    return d;
}

/* " (V3 may cost as little)": those whose difference may be nothing. */
static void say_undecided(const ccs_page_t *page, uint32_t best, const char *metric, ccs_prose_t *to)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < page->n_variants; i++) {
        if (i == best) continue;
        const ccs_difference_t d = more_of(page, best, i, metric);

        if (d.mean > 0 && (isnan(d.half_width) || d.mean > d.half_width)) continue;
        ccs_prose_add(to, "%s%s", n++ > 0 ? "; " : " (", page->variants[i].name);
    }
    if (n > 0) ccs_prose_add(to, " may cost as little)");
}

static void say_point(const ccs_page_t *page, uint32_t variant, const char *metric, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->variants[variant].view;
    const uint32_t m = ccs_view_metric(v, metric);
    const ccs_point_t x = ccs_view_point(v, m, ccs_view_entity(v, "all"));

    ccs_prose_add_figure(to, ccs_page_unit(v, m), x.mean, x.half_width);
}

/* ", -2.41 ± 0.01 against V1": from the base to a variant. */
static void say_difference(const ccs_page_t *page, uint32_t variant, const char *metric, ccs_prose_t *to)
{
    const uint32_t m = ccs_view_metric(page->of.view, metric);
    const ccs_difference_t d = ccs_compare_point(&page->compares[variant], m, page->of.all);

    if (d.change != CCS_CHANGE_NONE) ccs_prose_add_difference(to, ccs_page_unit(page->of.view, m), d.mean, d.half_width);
}

/* "; service level 87.1 % ± 0.8 (-2.8 points ± 0.2), ..." */
static void say_beside(const ccs_page_t *page, uint32_t best, ccs_prose_t *to)
{
    const char *before = "; ";

    for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++) {
        if (isnan(mean_of(page, 0, BESIDE[i].metric)) || isnan(mean_of(page, best, BESIDE[i].metric))) continue;
        ccs_prose_add(to, "%s%s ", before, ccs_word(BESIDE[i].word));
        say_point(page, best, BESIDE[i].metric, to);
        if (best > 0) {
            ccs_prose_add(to, " (");
            say_difference(page, best, BESIDE[i].metric, to);
            ccs_prose_add(to, ")");
        }
        before = ", ";
    }
}

/* Who costs least once customers who leave are counted: it need not be the same one. */
static void say_full(const ccs_page_t *page, uint32_t best, uint32_t full, ccs_prose_t *to)
{
    if (full == best) ccs_prose_add(to, " It costs least with what is lost as customers leave, too");
    else ccs_prose_add(to, " With what is lost as customers leave, %s costs least", page->variants[full].name);
    say_undecided(page, full, FULL, to);
    ccs_prose_add(to, ": ");
    say_point(page, full, FULL, to);
    ccs_prose_add(to, " %s per resolution", ccs_currency_of(page->of.view));
    if (full > 0) {
        ccs_prose_add(to, ", ");
        say_difference(page, full, FULL, to);
    }
    ccs_prose_add(to, ".");
}

bool ccs_money_headline(const ccs_page_t *page, ccs_prose_t *to)
{
    const uint32_t m = page->n_variants > 1 ? ccs_money_metric(page->of.view) : CCS_DATA_NONE;
    const char *const metric = m == CCS_DATA_NONE ? "" : page->of.view->metrics[m];
    const uint32_t best = m == CCS_DATA_NONE ? CCS_DATA_NONE : least_of(page, metric), full = least_of(page, FULL);

    if (best == CCS_DATA_NONE) return false;
    ccs_prose_add(to, "%s costs least", page->variants[best].name);
    say_undecided(page, best, metric, to);
    ccs_prose_add(to, ": ");
    ccs_money_say(page->variants[best].view, NULL, to);
    if (best > 0) {
        ccs_prose_add(to, ", ");
        say_difference(page, best, metric, to);
        ccs_prose_add(to, " against %s", page->variants[0].name);
    }
    say_beside(page, best, to);
    ccs_prose_add(to, ".");
    if (full != CCS_DATA_NONE) say_full(page, best, full, to);
    return true;
}
