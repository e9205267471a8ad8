/* report_worst.c - when service is worst, in words. Invariant: one rule for every result and variant (worst.h). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sentences.h"
#include "stretch.h"
#include "units.h"
#include "words.h"
#include "worst.h"

enum { RANGES_SHOWN = 4, RANGES_LISTED = 8 };

void ccs_say_share(const ccs_page_t *page, uint32_t k, uint32_t n, ccs_prose_t *to)
{
    ccs_prose_add(to, page->of.steady || page->of.n_days > 1 ? " In %u of %u %s" : " On %u of %u %s", k, n,
        ccs_page_observation(page, true));
}

/* A range behind another one of the same day: without the day. */
static const char *range_after(const ccs_page_t *page, uint32_t before, ccs_below_target_t run, char text[CCS_PAGE_RANGE_MAX])
{
    const char *const *const labels = page->of.view->intervals;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    if (before == CCS_DATA_NONE || page->of.view->report || !ccs_view_same_day(page->of.view, before, run.first) ||
        !ccs_view_same_day(page->of.view, run.first, run.last))
        return ccs_page_span(page, run.first, run.last, text);
    if (!page->of.view->interval_open[run.first]) return ccs_prose_begin(labels[run.first], false, text);
    snprintf(text, CCS_PAGE_RANGE_MAX, ccs_word("%s to %s"), ccs_prose_begin(labels[run.first], false, begin),
        ccs_prose_end(labels[run.last], page->of.view->interval_end_s[run.last] - page->of.view->interval_start_s[run.last],
            end));
    return text;
}

void ccs_say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, uint32_t most, ccs_prose_t *to)
{
    const uint32_t n = page->of.view->n_intervals, n_runs = ccs_stretch_count(marks, n, mark);
    const uint32_t shown = n_runs > most ? most : n_runs, parts = shown + (n_runs > shown);
    uint32_t from = 0, before = CCS_DATA_NONE;
    char range[CCS_PAGE_RANGE_MAX];
    ccs_below_target_t run;

    for (uint32_t i = 0; i < shown && ccs_stretch_next(marks, n, mark, &from, &run); i++) {
        ccs_prose_add(to, "%s%s", ccs_prose_comma(i, parts), range_after(page, before, run, range));
        before = run.last;
    }
    if (n_runs > shown) ccs_prose_add(to, n_runs - shown == 1 ? " and %u more time" : " and %u more times", n_runs - shown);
}

static void say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, ccs_prose_t *to)
{
    ccs_say_ranges(page, marks, mark, RANGES_SHOWN, to);
}

/* " On 51 of 100 days it was among the three worst of the day." */
static void say_days_among(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    if (worst->n_days == 0) return;
    ccs_say_share(page, worst->n_days_among, worst->n_days, to);
    ccs_prose_add(to, " %s was %s.", ccs_page_range(page, worst->interval, range),
        ccs_word(worst->n_top == 1 ? "the worst" : "among the three worst"));
}

/* The one rule for all results: which intervals may be the worst one, at the confidence of the run for all comparisons at once. */
static void say_surety(const ccs_page_t *page, const ccs_worst_t *worst, const unsigned char *alike, ccs_prose_t *to)
{
    const char *const noun = ccs_page_noun(page);
    char share[CCS_UNITS_TEXT_MAX];

    if (!worst->known) {
        const uint32_t n = page->of.view->n_observations;

        if (n == 1) ccs_prose_add(to, " One %s cannot tell whether that is chance.", ccs_page_observation(page, false));
        else ccs_prose_add(to, " So few as %u %s cannot tell whether that is chance.", n, ccs_page_observation(page, true));
        return;
    }
    if (worst->n_ranked < 2) return;
    ccs_word_figures(ccs_units_show_share(page->of.view->confidence, share, sizeof share));
    if (worst->n_alike == 0) {
        ccs_prose_add(to, " Every other %s is clearly better, at %s confidence.", noun, share);
    } else if (worst->n_alike + 1 == worst->n_ranked) {
        ccs_prose_add(to, " Which %s is the worst is open: no other one is clearly better at %s confidence.", noun, share);
    } else if (2 * (worst->n_alike + 1) <= worst->n_ranked) {
        ccs_prose_add(to,
            page->of.view->report ? " At %s confidence the worst %s is among " : " At %s confidence the worst %s lies in ", share,
            noun);
        say_ranges(page, alike, CCS_RANKED_WORST, to);
        ccs_prose_add(to, ".");
    } else {
        ccs_prose_add(to, " Which %s is the worst is open: at %s confidence %u of %u others may be as bad", noun, share,
            worst->n_alike, worst->n_ranked - 1);
        if (ccs_stretch_count(alike, page->of.view->n_intervals, CCS_RANKED_BETTER) <= RANGES_LISTED) {
            ccs_prose_add(to, worst->n_ranked - 1 - worst->n_alike == 1 ? "; clearly better is " : "; clearly better are ");
            say_ranges(page, alike, CCS_RANKED_BETTER, to);
        }
        ccs_prose_add(to, ".");
    }
    say_days_among(page, worst, to);
}

/* "from 16:30 to 20:00, lowest " */
static void say_stretch(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    ccs_prose_add(to, "%s, lowest ", ccs_page_during(page, worst->first, worst->last, range));
}

/* " Nobody is scheduled from 18:00 to 24:00: 10.7 of 300 contacts are offered then." */
static void say_unstaffed(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_unstaffed_t *const found = &page->found->unstaffed;
    char then[CCS_FIGURE_MAX], whole[CCS_FIGURE_MAX];

    if (found->n == 0) return;
    ccs_prose_add(to, "%sNobody is scheduled %s", to->n > 0 ? " " : "", ccs_word(ccs_prose_when(page->of.view->report)));
    say_ranges(page, page->found->without_agents, 1, to);
    ccs_prose_add(to, ", when %s of %s %s are offered; such times are not ranked.",
        ccs_figure_mean(CCS_FIGURE_NUMBER, found->offered, 1, then),
        ccs_figure_mean(CCS_FIGURE_NUMBER, found->offered_all, 1, whole), ccs_page_contacts_of(page, page->of.main));
}

void ccs_say_worst(const ccs_page_t *page, ccs_prose_t *to)
{
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    const ccs_worst_t *const worst = &page->found->worst;
    char range[CCS_PAGE_RANGE_MAX];

    if (worst->interval != CCS_DATA_NONE) {
        const ccs_point_t x = ccs_view_point_at(page->of.view, metric, page->of.main, worst->interval);

        if (page->of.n_channels > 1) ccs_prose_add(to, "Service for %s is worst ", ccs_page_contacts_of(page, page->of.main));
        else ccs_prose_add(to, "Service is worst ");
        if (worst->first < worst->last) say_stretch(page, worst, to);
        ccs_prose_add(to, "%s: ", ccs_page_during(page, worst->interval, worst->interval, range));
        ccs_prose_add_figure(to, CCS_FIGURE_SHARE, x.mean, worst->known ? x.half_width : (double) NAN);
        ccs_prose_add(to, " of %s in time.", ccs_page_contacts_of(page, page->of.main));
        say_surety(page, worst, page->found->ranks, to);
    }
    say_unstaffed(page, to);
}
