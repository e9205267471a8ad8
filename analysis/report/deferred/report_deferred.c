/* report_deferred.c - when contacts are due, what waits and how old it is. Invariant: a metric has a line here because the result holds it by interval. */
#include "report_deferred.h"

#include <math.h>
#include <stdlib.h>

#include "report_columns.h"
#include "words.h"

enum { ENTITIES_MAX = 64 };

static const ccs_page_column_t DUE[] = {{"due", "Due"}, {"due_in_time", "In time"},
    {"due_service_level", "In time, of what was due"}, {"service_level", "Service level, by when it came"},
    {"delivery_s", "Mean time until it came"}, {"deadlines_void", "No longer waited for"},
    {"deadlines_open", "Not yet due at the end"}, {"overdue", "Overdue at the end"}, {"waiting_at_end", "Waiting at the end"},
    {"backlog_age_s", "Oldest at the end"}, {"backlog_mean_age_s", "Mean age at the end"}};
static const ccs_page_column_t THREADS[] = {{"touches", "Contacts of threads"}, {"threads", "Threads"},
    {"touches_per_thread", "Contacts of a thread"}, {"thread_s", "Mean length of a thread"}, {"chases", "Customers who chase"},
    {"closed_by_chase", "Closed as they were chased"}, {"chase_contacts", "Contacts that chase another one"},
    {"chase_share", "Of all that come"}};

/* A line of a chart: a metric, and what it is called beside the others. */
typedef struct {
    const char *metric, *label;
} line_t;

static const line_t BACKLOG[] = {{"waiting_at_end", "Waiting"}, {"overdue", "Overdue"}};
static const line_t AGES[] = {{"backlog_age_s", "The oldest"}, {"backlog_mean_age_s", "On average"}};
static const line_t LEVELS[] = {{"due_service_level", "By when it is due"}, {"service_level", "By when it came"}};

/* A chart of two lines for each type. */
typedef struct {
    const char *id, *title, *unit, *axis, *note;
    const line_t *lines;
} pair_t;

enum { LINES = 2 };

static const pair_t CHARTS[] = {{"backlog", "What waits as each interval ends", "number", "Contacts",
                                    "Overdue: what is promised is late already.", BACKLOG},
    {"backlog-age", "How old it is", "time", "Age",
        "By the clock of the target: where it runs in business hours only, nights do not count. The oldest: 0 where nothing waits.",
        AGES},
    {"due-level", "In time, by when it is due and by when it came", "share", "In time",
        "What came on an evening may be due on the next day: the two tell of different contacts.", LEVELS}};

static void add_line(const ccs_page_t *page, uint32_t entity, const line_t *line, ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t metric = ccs_view_interval_metric(v, line->metric);
    char begin[CCS_PROSE_TIME_MAX];

    if (metric == CCS_DATA_NONE || !ccs_view_applies(v, metric, entity)) return;
    for (uint32_t k = 0; k < page->n_shown; k++) {
        const uint32_t i = page->shown[k];
        const ccs_point_t x = ccs_view_point_at(v, metric, entity, i);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, ccs_page_label(page, entity), NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_text(rows, 2, ccs_word(line->label), NULL);
        ccs_html_set_point(rows, 3, ccs_page_unit(v, metric), x);
        ccs_html_set_shown(rows, 4, x.low, "");
        ccs_html_set_shown(rows, 5, x.high, "");
    }
}

static void write_pair(ccs_page_t *page, const pair_t *chart, ccs_page_entities_t types)
{
    static const ccs_html_column_t columns[] = {{"of", "Of", true}, {"t", "When", true}, {"series", "What", true},
        {"mean", "Mean", false}, {"low", NULL, false}, {"high", NULL, false}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t members = {0};

    for (uint32_t i = 0; i < types.n; i++)
        for (uint32_t k = 0; k < LINES; k++) add_line(page, types.at[i], &chart->lines[k], &rows);
    ccs_prose_add(&members, "\"unit\":\"%s\",\"title\":\"%s\"", chart->unit, ccs_word(chart->axis));
    char *const params = ccs_page_params(ccs_prose_text(&members));

    page->out_of_memory = page->out_of_memory || !params || members.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = chart->id,
                .spec = "lines",
                .params = params,
                .choose = types.n > 1 ? "of" : NULL,
                .title = chart->title,
                .note = chart->note,
                .rows = &rows,
                .by_interval = true});
    ccs_prose_free(&members);
    free(params);
    ccs_html_rows_free(&rows);
}

/* The types of which figures are told by when contacts are due. @return how many */
static uint32_t find_types(const ccs_view_t *view, uint32_t *found)
{
    const uint32_t metric = ccs_view_metric(view, "due"), n = ccs_view_entities(view, "type", found, ENTITIES_MAX);
    uint32_t n_due = 0;

    for (uint32_t i = 0; metric != CCS_DATA_NONE && i < n; i++)
        if (ccs_view_applies(view, metric, found[i])) found[n_due++] = found[i];
    return n_due;
}

/* Threads and chases are of whatever types have them. */
static void write_threads(ccs_page_t *page)
{
    uint32_t types[ENTITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "type", types, ENTITIES_MAX);

    ccs_page_columns(page, (const char *const[]){"Threads, and customers who chase what is late", "Type"}, THREADS,
        sizeof THREADS / sizeof *THREADS, (ccs_page_entities_t){types, n});
}

void ccs_section_deferred(ccs_page_t *page)
{
    uint32_t found[ENTITIES_MAX];
    const ccs_page_entities_t types = {found, find_types(page->of.view, found)};

    if (types.n == 0) return;
    ccs_page_begin_section(page, "deferred", "Work that can wait");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    ccs_page_columns(page, (const char *const[]){"What was promised, by type", "Type"}, DUE, sizeof DUE / sizeof *DUE, types);
    for (size_t i = 0; i < sizeof CHARTS / sizeof *CHARTS; i++) write_pair(page, &CHARTS[i], types);
    write_threads(page);
    ccs_page_end_section(page);
}
