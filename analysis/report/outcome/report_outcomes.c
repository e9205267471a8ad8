/* report_outcomes.c - what comes of contacts: whether issues are resolved, how customers mark them, who leaves. Invariant: as report_day.c. */
#include "report_outcomes.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "cause.def"
#include "compare_words.h"
#include "report_columns.h"
#include "words.h"

enum { ENTITIES_MAX = 64, MARKS = 5, TITLE = 256 };

const char *const CCS_OUTCOMES_COMPARED[] = {"fcr", "repeat_rate", "csat_top2", "nps", "churned", "revenue_at_risk", NULL};

/* ---- in words ------------------------------------------------------------------------------------------------------------- */

static void say_marks(const ccs_page_t *page, ccs_prose_t *to)
{
    if (ccs_page_knows(page, "csat_top2")) {
        ccs_prose_add(to, " Customers mark ");
        ccs_page_say(page, "csat_top2", to);
        ccs_prose_add(to, " of contacts 4 or 5 of 5");
        if (ccs_page_knows(page, "dsat")) {
            ccs_prose_add(to, ", ");
            ccs_page_say(page, "dsat", to);
            ccs_prose_add(to, " of them 1 or 2");
        }
        ccs_prose_add(to, ".");
    }
    if (ccs_page_knows(page, "nps")) {
        ccs_prose_add(to, " The net promoter score is ");
        ccs_page_say(page, "nps", to);
        ccs_prose_add(to, ".");
    }
}

static void say_lost(const ccs_page_t *page, ccs_prose_t *to)
{
    if (!ccs_page_knows(page, "churned")) return;
    ccs_prose_add(to, " After their issue ");
    ccs_page_say(page, "churned", to);
    ccs_prose_add(to, " customers leave, ");
    ccs_page_say(page, "churned_by_service", to);
    ccs_prose_add(to, " of them because the first contact did not help (%s).", ccs_page_per(page));
}

bool ccs_say_outcomes(const ccs_page_t *page, ccs_prose_t *to)
{
    if (!ccs_page_knows(page, "fcr")) return false;
    ccs_prose_add(to, " The first contact resolves ");
    ccs_page_say(page, "fcr", to);
    ccs_prose_add(to, " of issues; ");
    ccs_page_say(page, "repeat_rate", to);
    ccs_prose_add(to, " of what agents serve are repeat contacts.");
    say_marks(page, to);
    say_lost(page, to);
    return true;
}

void ccs_say_outcomes_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to)
{
    ccs_compare_t *const c = &page->compares[variant];
    bool any = false;

    for (const char *const *name = CCS_OUTCOMES_COMPARED; *name; name++) {
        const uint32_t m = ccs_view_metric(page->of.view, *name);

        if (m == CCS_DATA_NONE || !ccs_view_applies(page->of.view, m, page->of.all)) continue;
        const ccs_difference_t d = ccs_compare_point(c, m, page->of.all);

        if (d.change == CCS_CHANGE_NONE || isnan(d.mean)) continue;
        const char *const label = ccs_word(ccs_metric_label(*name));

        ccs_prose_add(to, "%s %c%s ", any ? ";" : ccs_word(" What comes of contacts:"), ccs_word_within(label[0]), &label[1]);
        ccs_prose_add_difference(to, ccs_page_unit(page->of.view, m), d.mean, d.half_width);
        ccs_prose_add(to, " (%s)", ccs_word(ccs_change_name(d.change)));
        any = true;
    }
    if (any) ccs_prose_add(to, ".");
}

/* ---- marks ---------------------------------------------------------------------------------------------------------------- */

/* The shares of the marks 1 to 5, which follow from the mean and the shares of 5, of 4 or 5, of 1 or 2. @return false: they are not known */
static bool shares_of_marks(const ccs_view_t *v, uint32_t entity, double shares[MARKS])
{
    static const char *const names[] = {"csat_mean", "csat_top_box", "csat_top2", "dsat"};
    double x[4];

    for (int i = 0; i < 4; i++) {
        const uint32_t m = ccs_view_metric(v, names[i]);

        if (m == CCS_DATA_NONE || entity == CCS_DATA_NONE || !ccs_view_applies(v, m, entity)) return false;
        x[i] = ccs_view_point(v, m, entity).mean;
        if (isnan(x[i])) return false;
    }
    shares[4] = x[1];
    shares[3] = x[2] - x[1];
    shares[2] = 1 - x[2] - x[3];
    shares[0] = 2 * x[3] + 3 * shares[2] + 4 * shares[3] + 5 * shares[4] - x[0];
    shares[1] = x[3] - shares[0];
    for (int i = 0; i < MARKS; i++)
        if (shares[i] < 0) shares[i] = 0; /* by rounding */
    return true;
}

static void add_marks(const ccs_page_t *page, const char *of, uint32_t variant, uint32_t entity, ccs_html_rows_t *rows)
{
    static const char *const names[MARKS] = {"1", "2", "3", "4", "5"};
    const ccs_view_t *const v = page->variants[variant].view;
    double shares[MARKS];
    char row[TITLE];

    if (!shares_of_marks(v, ccs_page_entity_in(page, variant, entity), shares)) return;
    snprintf(row, sizeof row, "%s%s%s", ccs_page_label(page, entity), page->n_variants > 1 ? ", " : "",
        page->n_variants > 1 ? page->variants[variant].name : "");
    for (int i = 0; i < MARKS; i++) {
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, of, NULL);
        ccs_html_set_text(rows, 1, row, NULL);
        ccs_html_set_text(rows, 2, names[i], NULL);
        ccs_html_set_figure(rows, 3, CCS_FIGURE_SHARE, shares[i], NAN);
    }
}

/* Kinds of entities that have outcomes. */
static const ccs_page_kind_t KINDS[] = {{"type", "By type"}, {"channel", "By channel"}, {"group", "By group"}, {NULL, NULL}};

static void write_marks(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"of", "By", true}, {"row", "Of", true}, {"series", "Mark", true},
        {"value", "Share of contacts", false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    const uint32_t n_variants = page->n_variants > CCS_PAGE_FEW_VARIANTS ? 1 : page->n_variants;
    uint32_t found[ENTITIES_MAX];
    ccs_prose_t title = {0};
    char params[TITLE];

    snprintf(params, sizeof params, "{\"unit\":\"share\",\"title\":\"%s\"}", ccs_word("Share of contacts marked 1 (bad) to 5"));
    for (size_t k = 0; KINDS[k].kind; k++) {
        const uint32_t n = ccs_view_entities(page->of.view, KINDS[k].kind, found, ENTITIES_MAX);

        for (uint32_t i = 0; i < n_variants && k == 0; i++) add_marks(page, ccs_word(KINDS[k].choice), i, page->of.all, &rows);
        for (uint32_t e = 0; n > 1 && e < n; e++)
            for (uint32_t i = 0; i < n_variants; i++) add_marks(page, ccs_word(KINDS[k].choice), i, found[e], &rows);
    }
    ccs_prose_add(&title, "%show customers mark contacts", ccs_page_whose(page));
    if (page->n_variants == 1 && title.text) title.text[0] = (char) toupper((unsigned char) title.text[0]);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "marks",
                .spec = "shares",
                .params = params,
                .choose = "of",
                .title = ccs_prose_text(&title),
                .note =
                    "Of all contacts that agents served to the end, asked for a mark or not: what surveys show is biased by who answers.",
                .rows = &rows});
    ccs_prose_free(&title);
    ccs_html_rows_free(&rows);
}

/* ---- tables --------------------------------------------------------------------------------------------------------------- */

static const ccs_page_column_t RESOLUTION[] = {{"fcr", "Resolved by the first contact"},
    {"fcr_observed", "As a window of days shows"}, {"fcr_survey", "As surveys say"}, {"repeat_rate", "Repeat contacts"},
    {"repeats_caused_rate", "Repeat contacts caused"}, {"contacts_per_issue", "Contacts per issue"},
    {"issue_resolution", "Issues resolved in the end"}, {"time_to_resolution_s", "Time to resolution"},
    {"time_to_resolution_p50_s", "Half resolved within"}, {"time_to_resolution_p90_s", "Nine in ten within"},
    {"one_and_done", "Only contact of its issue"}, {"angry_rate", "Angry"}};
static const ccs_page_column_t SATISFACTION[] = {{"csat_mean", "Mean mark"}, {"csat_top2", "Marked 4 or 5"},
    {"dsat", "Marked 1 or 2"}, {"csat_top2_survey", "4 or 5 in surveys"}, {"survey_response", "Answer surveys"},
    {"csat_top_box_first", "Marked 5, resolved at once"}, {"csat_top_box_second", "Marked 5, by the second contact"},
    {"csat_top_box_third", "Marked 5, by the third"}, {"nps", "Net promoter score"}, {"ces_easy", "Easy"}, {"ces_hard", "Hard"}};
static const ccs_page_column_t CUSTOMERS[] = {{"churn_rate", "Leave after an issue"}, {"churned", "Customers lost"},
    {"churned_by_service", "By service"}, {"revenue_at_risk", "Revenue at risk"}, {"complaints", "Complaints"},
    {"told_bad", "Hear bad"}, {"told_good", "Hear good"}, {"contacts_prevented", "Contacts prevented"},
    {"contacts_gone", "Contacts of customers gone"}};
static const ccs_page_column_t RECORDED[] = {{"outcome_resolved", "Resolved"}, {"outcome_unresolved", "Not resolved"},
    {"outcome_escalated", "Gone up"}, {"settled_at_once", "Settled instead"}, {"outcome_sale", "Sale"},
    {"outcome_refund", "Refund"}, {"outcome_saved", "Customer kept"}, {"outcome_dispatched", "Somebody sent"},
    {"field_visits", "Field visits"}, {"field_visits_failed", "That failed"}};

#define MINDED(X, name, label, text, whose) {"minded_" #name, label},
#define LIKED(X, name, label, text, whose)  {"csat_top2_" #name, label},
#define HARD(X, name, label, text, whose)   {"ces_hard_" #name, label},
#define CHURN(X, name, label, text, whose)  {"churn_rate_" #name, label},
static const ccs_page_column_t CAUSES_OF[] = {CCS_CAUSE_LIST(MINDED, )};
static const ccs_page_column_t CAUSES_LIKED[] = {CCS_CAUSE_LIST(LIKED, )};
static const ccs_page_column_t CAUSES_HARD[] = {CCS_CAUSE_LIST(HARD, )};
static const ccs_page_column_t CAUSES_CHURN[] = {CCS_CAUSE_LIST(CHURN, ){"churn_rate_hard", "After a hard issue"},
    {"churn_rate_easy", "After an easy one"}, {"churn_from_hard", "Of all, after a hard one"}};

static const ccs_page_columns_t TABLES[] = {{"Resolution and repeat contacts", RESOLUTION,
                                                sizeof RESOLUTION / sizeof *RESOLUTION},
    {"Satisfaction, recommendation and effort", SATISFACTION, sizeof SATISFACTION / sizeof *SATISFACTION},
    {"What customers mind: share of contacts", CAUSES_OF, sizeof CAUSES_OF / sizeof *CAUSES_OF},
    {"Marked 4 or 5, by what customers mind", CAUSES_LIKED, sizeof CAUSES_LIKED / sizeof *CAUSES_LIKED},
    {"Hard issues, by what customers mind", CAUSES_HARD, sizeof CAUSES_HARD / sizeof *CAUSES_HARD},
    {"Leave after an issue, by what customers mind", CAUSES_CHURN, sizeof CAUSES_CHURN / sizeof *CAUSES_CHURN},
    {"Customers lost", CUSTOMERS, sizeof CUSTOMERS / sizeof *CUSTOMERS},
    {"What talks are recorded as", RECORDED, sizeof RECORDED / sizeof *RECORDED}};

static void write_tables(ccs_page_t *page)
{
    uint32_t found[ENTITIES_MAX];
    const ccs_page_entities_t of = {found, ccs_page_all_and(page, KINDS, found, ENTITIES_MAX)};

    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) ccs_page_used_columns(page, &TABLES[i], of);
}

void ccs_section_outcomes(ccs_page_t *page)
{
    ccs_prose_t text = {0};

    if (!ccs_page_knows(page, "fcr")) return;
    ccs_page_begin_section(page, "outcomes", "What comes of contacts");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base, where no variant is named.");
    (void) ccs_say_outcomes(page, &text);
    ccs_page_prose(page, "p", "", &text);
    for (uint32_t i = 1; page->n_variants <= CCS_PAGE_FEW_VARIANTS && i < page->n_variants; i++) {
        ccs_prose_add(&text, "%s:", page->variants[i].name);
        ccs_say_outcomes_change(page, i, &text);
        ccs_page_prose(page, "p", "", &text);
    }
    write_marks(page);
    write_tables(page);
    ccs_page_element(page, "p", "note",
        "Contacts are those that agents served to the end, counted when they ended; issues count when they are over. What a window of days or a survey "
        "shows is not what is: some keep silent, some come again later, some believe what is not so. How outcomes come about, and how sure the numbers "
        "behind that are (A: research, B: surveys of an industry, C: vendors, D: computed, X: assumed), is told with the model.");
    ccs_page_end_section(page);
}
