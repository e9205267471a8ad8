/* report_breach.c - half-hours below target, counted and listed: a day that meets its target may hold hours that do not. Invariant: what is
 * counted is what intervals_met.h counts. */
#include <math.h>
#include <stdlib.h>

#include "report_sections.h"
#include "units.h"
#include "words.h"

enum { RANGES_LISTED = 60, TYPES_SAID = 4 };

static const char CLOSED_TIMES[] = "closed times";

/* Judges open intervals, or closed times. */
typedef ccs_intervals_met_t judge_t(const ccs_view_t *view, uint32_t type, unsigned char *marks);

static bool are_judged(const ccs_page_t *page, judge_t *judge)
{
    for (uint32_t i = 0; i < page->of.view->n_types; i++)
        if (judge(page->of.view, i, NULL).n_judged > 0) return true;
    return false;
}

/* "2 of 4 half-hours of Cards and 2 of 4 of Loans.", with the types that have some. @return whether there are */
static bool say_breaches_of(const ccs_page_t *page, const char *before, judge_t *judge, const char *noun, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    uint32_t n = 0, said = 0;

    for (uint32_t i = 0; i < v->n_types; i++) {
        const ccs_intervals_met_t met = judge(v, i, NULL);

        n += met.n_met < met.n_judged;
    }
    const uint32_t shown = n > TYPES_SAID ? TYPES_SAID - 1 : n, parts = shown + (n > shown);

    for (uint32_t i = 0; i < v->n_types && said < shown; i++) {
        const ccs_intervals_met_t met = judge(v, i, NULL);

        if (met.n_met == met.n_judged) continue;
        ccs_prose_add(to, "%s%u of %u%s%s of %s", said ? ccs_prose_comma(said, parts) : before, met.n_judged - met.n_met,
            met.n_judged, said ? "" : " ", said ? "" : ccs_word(noun), v->labels[v->type_entity[i]]);
        said++;
    }
    if (n > shown) ccs_prose_add(to, " and some of %u more types", n - shown);
    if (n > 0) ccs_prose_add(to, ".");
    return n > 0;
}

void ccs_say_breaches(const ccs_page_t *page, ccs_prose_t *to)
{
    char noun[CCS_PROSE_TIME_MAX];

    const bool open = say_breaches_of(page, ccs_word(" Below target are "), ccs_intervals_met, ccs_page_nouns(page, noun), to);

    if (!open && are_judged(page, ccs_intervals_met)) ccs_prose_add(to, " No %s is below target.", ccs_page_noun(page));
    (void) say_breaches_of(page, ccs_word(open ? " So are " : " Below target are "), ccs_closed_times_met, CLOSED_TIMES, to);
}

/* "below target in 41 of 120 half-hours, 23 of them surely, with 38 % of its contacts: Tue 3 Mar 10:00 to 12:30, ..."
 * @param contacts  of all times, open or closed */
static void say_times(const ccs_page_t *page, const ccs_intervals_met_t *met, double contacts, const char *noun,
    const unsigned char *marks, ccs_prose_t *to)
{
    const uint32_t n_below = met->n_judged - met->n_met;
    char share[CCS_FIGURE_MAX];

    ccs_prose_add(to, "below target in %u of %u %s", n_below, met->n_judged, ccs_word(noun));
    if (n_below == 0) return;
    if (met->n_surely_below == n_below) ccs_prose_add(to, ", surely in all of them");
    else if (met->n_surely_below > 0) ccs_prose_add(to, ", surely in %u of them", met->n_surely_below);
    if (contacts > 0)
        ccs_prose_add(to, ", with %s of its %s",
            ccs_figure_mean(CCS_FIGURE_SHARE, (met->contacts_judged - met->contacts_met) / contacts, (double) NAN, share),
            ccs_page_contacts(page));
    if (met->n_surely_below > 0) {
        ccs_prose_add(to, met->n_surely_below < n_below ? ": surely " : ": ");
        ccs_say_ranges(page, marks, CCS_INTERVAL_SURELY_BELOW, RANGES_LISTED / page->shrink, to);
    }
    if (met->n_surely_below == n_below) return;
    ccs_prose_add(to, "%sperhaps ", met->n_surely_below > 0 ? "; " : ": ");
    ccs_say_ranges(page, marks, CCS_INTERVAL_BELOW, RANGES_LISTED / page->shrink, to);
}

/* Of a type, by number: its open times, and the closed ones in which it is contacted. */
static void say_type(const ccs_page_t *page, uint32_t type, unsigned char *marks, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_intervals_met_t closed = ccs_closed_times_met(v, type, NULL), open = ccs_intervals_met(v, type, marks);
    const double contacts = open.contacts_judged + closed.contacts_judged;
    char noun[CCS_PROSE_TIME_MAX];

    ccs_mark_surely_below(v, type, marks);
    if (open.n_judged > 0) say_times(page, &open, contacts, ccs_page_nouns(page, noun), marks, to);
    if (closed.n_judged == 0) return;
    (void) ccs_closed_times_met(v, type, marks);
    ccs_mark_surely_below(v, type, marks);
    if (open.n_judged > 0) ccs_prose_add(to, "; ");
    say_times(page, &closed, contacts, CLOSED_TIMES, marks, to);
}

/* A badge that counts, at the begin of an item. */
static void write_badge(ccs_page_t *page, const char *css, const char *format, const uint32_t n[2])
{
    fprintf(page->to, "<li><span class=\"badge %s\">", css);
    fprintf(page->to, ccs_word(format), n[0], n[1]);
    fputs("</span> ", page->to);
}

/* A type in a variant: a badge, then the words. */
static void write_type(ccs_page_t *page, uint32_t variant, uint32_t entity, unsigned char *marks)
{
    ccs_page_t other;
    ccs_prose_t text = {0};

    if (!ccs_page_of_variant(page, variant, &other)) return;
    const ccs_view_t *const v = other.of.view;

    for (uint32_t i = 0; i < v->n_types; i++) {
        if (v->type_entity[i] != entity) continue;
        const ccs_intervals_met_t open = ccs_intervals_met(v, i, NULL), closed = ccs_closed_times_met(v, i, NULL);
        const uint32_t n_judged = open.n_judged + closed.n_judged, n_met = open.n_met + closed.n_met;

        if (n_judged == 0) return;
        if (n_met < n_judged) write_badge(page, "missed", "%u of %u below", (const uint32_t[]){n_judged - n_met, n_judged});
        else write_badge(page, "met", "all %u met", (const uint32_t[]){n_judged, n_judged});
        ccs_prose_add(&text, "%s%s%s: ", v->labels[entity], page->n_variants > 1 ? ", " : "",
            page->n_variants > 1 ? page->variants[variant].name : "");
        say_type(&other, i, marks, &text);
        page->out_of_memory = page->out_of_memory || text.out_of_memory;
        ccs_html_prose(ccs_prose_text(&text), page->to);
        fputs(".</li>\n", page->to);
        ccs_prose_free(&text);
    }
}

/* Marks have room for the variant with the most intervals. */
static unsigned char *new_marks(const ccs_page_t *page)
{
    size_t n = 1;

    for (uint32_t i = 0; i < page->n_variants; i++)
        if (page->variants[i].view->n_intervals > n) n = page->variants[i].view->n_intervals;
    return calloc(n, 1);
}

void ccs_section_breaches(ccs_page_t *page)
{
    unsigned char *const marks = new_marks(page);
    const uint32_t n_variants = page->n_variants > CCS_PAGE_FEW_VARIANTS ? 1 : page->n_variants; /* of many the base alone */
    char heading[CCS_PROSE_TIME_MAX + 32], noun[CCS_PROSE_TIME_MAX];

    if (!marks) page->out_of_memory = true;
    if (!marks || !(are_judged(page, ccs_intervals_met) || are_judged(page, ccs_closed_times_met))) {
        free(marks);
        return;
    }
    snprintf(heading, sizeof heading, ccs_word("Below target, by %s"), ccs_page_noun(page));
    ccs_page_element(page, "h3", "", heading);
    fputs("<ul class=\"plain breaches\">\n", page->to);
    for (uint32_t i = 0; i < page->of.view->n_types; i++)
        for (uint32_t variant = 0; variant < n_variants; variant++)
            write_type(page, variant, ccs_page_entity_in(page, variant, page->of.view->type_entity[i]), marks);
    fputs("</ul>\n", page->to);
    ccs_prose_t note = {0};

    ccs_prose_add(&note,
        "Each of the %s is judged by its mean; surely below, the red ones of the grid, are those whose whole interval lies below the target; of the others more replications tell.%s",
        ccs_page_nouns(page, noun), n_variants < page->n_variants ? ccs_word(" Of the base.") : "");
    ccs_page_prose(page, "p", "note", &note);
    free(marks);
}
