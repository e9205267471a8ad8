/** @file report_parts.h  What the files of the report share: the page that is being written, its sections, its charts. Internal to
 * report*.c and their tests. */
#ifndef CCS_REPORT_PARTS_H
#define CCS_REPORT_PARTS_H

#include "compare.h"
#include "compare_words.h"
#include "html.h"
#include "intervals_met.h"
#include "prose.h"
#include "report.h"
#include "summary.h"
#include "verdict.h"

enum { CCS_REPORT_SPECS_MAX = 16, CCS_PAGE_RANGE_MAX = 2 * CCS_PROSE_TIME_MAX };

/** Variants that each have a sentence, and whose charts show all entities; the base counts. */
enum { CCS_PAGE_FEW_VARIANTS = 4 };
/** Variants that one chart can tell apart. */
enum { CCS_PAGE_COLOURS = 8 };

/** The page. Made by ccs_report_page_open. */
typedef struct {
    const ccs_report_variant_t *variants;
    uint32_t n_variants;
    const ccs_view_t *view;  /* of the base */
    ccs_compare_t *compares; /* [n_variants], each against the base; the first is empty */
    uint32_t all;            /* the entity "all" */
    uint32_t n_channels; /* channels with contacts; of several no mean is told: a call, a mail and a chat have none in common */
    uint32_t main;       /* the entity of which headlines speak: all, of several channels voice or else the first one */
    uint32_t n_days;
    bool steady, calls;     /* calls: voice is the only channel */
    double interval_s;      /* length of the usual interval; NAN: no intervals */
    uint32_t *open, n_open; /* the open intervals of the result; owned */
    const uint32_t *shown;  /* the window of them that charts show: whole days, at least that of the worst interval */
    uint32_t n_shown;
    FILE *to;
    const char *specs[CCS_REPORT_SPECS_MAX]; /* kinds of charts used so far */
    uint32_t n_specs;
    const char *heading; /* of the section that was begun last */
    uint32_t shrink;     /* limits of rows and texts are divided by it: 1, 2, 4, ... */
    bool out_of_memory;  /* sticky */
} ccs_page_t;

int ccs_report_page_open(ccs_page_t *self, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err);
void ccs_report_page_free(ccs_page_t *self);
/** Halve what charts and tables may hold. @return false: it is little already */
bool ccs_report_page_shrink(ccs_page_t *self);

/* ---- writing (report_page.c) ---------------------------------------------------------------------------------------------- */

void ccs_page_begin_section(ccs_page_t *self, const char *id, const char *title);
void ccs_page_end_section(ccs_page_t *self);
/** <TAG class="CLASS">text</TAG>; class "" for none. */
void ccs_page_element(ccs_page_t *self, const char *tag, const char *css, const char *text);
/** The same with a text that was put together, which is freed. */
void ccs_page_prose(ccs_page_t *self, const char *tag, const char *css, ccs_prose_t *prose);

/** A chart; README.md of analysis/page says what the kinds of drawing want. */
typedef struct {
    const char *id, *spec;
    const char *params; /* JSON; NULL: none */
    const char *choose; /* field with a menu; NULL: none */
    const char *title, *note;
    const ccs_html_rows_t *rows;
    const char *name;            /* of the rows in the data; NULL: they are the data */
    const ccs_html_rows_t *more; /* second rows, or NULL */
    const char *more_name;
    bool by_interval; /* shows the page's window of intervals, and says so where that is not all of them */
} ccs_chart_t;
void ccs_page_chart(ccs_page_t *self, const ccs_chart_t *chart);
/** A table by itself; label says what it is. */
void ccs_page_table(ccs_page_t *self, const char *label, const ccs_html_rows_t *rows);
/** A table behind a summary that opens it. */
void ccs_page_folded_table(ccs_page_t *self, const char *summary, const ccs_html_rows_t *rows);
/** data-metric, data-entity, data-config and data-value of a figure, for programs that read the page. */
void ccs_page_figure_data(ccs_page_t *self, uint32_t variant, uint32_t metric, uint32_t entity);

/* ---- questions (report_page.c) -------------------------------------------------------------------------------------------- */

/** "calls", or "contacts" where there are other channels. */
const char *ccs_page_contacts(const ccs_page_t *self);
/** The same of an entity: "e-mails" of channel/email. */
const char *ccs_page_contacts_of(const ccs_page_t *self, uint32_t entity);
/** Channels with contacts, in the order of the entities. @return how many, at most max */
uint32_t ccs_page_channels(const ccs_page_t *self, uint32_t *found, uint32_t max);
/** "day", "week", "month", "year", "run" (any other number of days) or "batch"; "days", ... for many. As the head of a column with a capital. */
const char *ccs_page_observation(const ccs_page_t *self, bool many);
const char *ccs_page_observation_head(const ccs_page_t *self, bool many);
/** " On 3 of 5 days", " In 3 of 5 weeks". */
void ccs_page_say_share(const ccs_page_t *self, uint32_t k, uint32_t n, ccs_prose_t *to);
/** "a day", "a replication, all its batches together": what a count is about. */
const char *ccs_page_per(const ccs_page_t *self);
enum ccs_figure_unit ccs_page_unit(const ccs_view_t *view, uint32_t metric);
/** What people call a metric: "Service level", "Mean wait of answered calls"; from a short list, else the name itself. */
const char *ccs_page_metric_label(const ccs_page_t *self, const char *metric);
/** What people call an entity: "Cards", "All together". */
const char *ccs_page_label(const ccs_page_t *self, uint32_t entity);
/** The entity of that name in another view; CCS_DATA_NONE: none. */
uint32_t ccs_page_entity_in(const ccs_page_t *self, uint32_t variant, uint32_t entity);
uint32_t ccs_page_metric_in(const ccs_page_t *self, uint32_t variant, uint32_t metric);
bool ccs_page_is_kind(const char *entity, const char *kind);
/** Entities of a kind, in order. @return how many of them were written to found, at most max */
uint32_t ccs_page_entities(const ccs_page_t *self, const char *kind, uint32_t *found, uint32_t max);
/** Entities of contacts for charts: all, then each type if there are several and no more than fit. */
enum { CCS_PAGE_ENTITIES_MAX = 40 };
uint32_t ccs_page_contact_entities(const ccs_page_t *self, uint32_t rows_each, uint32_t *found);
/** "Base: " before what is said of the base alone; "" where there is nothing else. */
const char *ccs_page_whose(const ccs_page_t *self);
/** The page as if a variant were its base: for sentences that are to be the same for both.
 * @return false: the variant has no "all" */
bool ccs_page_of_variant(const ccs_page_t *self, uint32_t variant, ccs_page_t *other);
/** A figure of a view in a table: with its half-width; a share of days with the interval that ccs_report_target_days has. */
void ccs_page_set_figure(const ccs_page_t *self, ccs_html_rows_t *rows, uint32_t column, const ccs_view_t *view,
    const uint32_t metric_entity[2]);
/** Begin and range of an interval: "17:00", "17:00 to 17:30", of several days "Tue 3 Mar 17:00". @return text */
const char *ccs_page_begin(const ccs_page_t *self, uint32_t interval, char text[CCS_PROSE_TIME_MAX]);
const char *ccs_page_range(const ccs_page_t *self, uint32_t interval, char text[CCS_PAGE_RANGE_MAX]);
/** The range of several that follow each other: "17:00 to 18:30", of several days "Tue 3 Mar 22:00 to Wed 4 Mar 06:00"; of a closed time its
 * name, "after close". @return text */
const char *ccs_page_span(const ccs_page_t *self, uint32_t first, uint32_t last, char text[CCS_PAGE_RANGE_MAX]);

/* ---- sections ------------------------------------------------------------------------------------------------------------- */

void ccs_report_answer(ccs_page_t *page);
void ccs_report_targets(ccs_page_t *page);
void ccs_report_day(ccs_page_t *page);
void ccs_report_groups(ccs_page_t *page);
void ccs_report_contacts(ccs_page_t *page);
void ccs_report_waits(ccs_page_t *page);
void ccs_report_limits(ccs_page_t *page);
void ccs_report_comparison(ccs_page_t *page);
void ccs_report_model(ccs_page_t *page);
void ccs_report_provenance(ccs_page_t *page);
void ccs_report_licences(ccs_page_t *page);

/* ---- sentences, by rules -------------------------------------------------------------------------------------------------- */

/** What share of contacts is served in time, what becomes of the targets, on how many days. */
void ccs_report_say_service(const ccs_page_t *page, ccs_prose_t *to);
/** When service is worst, and how sure that is; nothing where the result has no intervals. */
void ccs_report_say_worst(const ccs_page_t *page, ccs_prose_t *to);
/** Which group is short, and on how many days it is this one. */
void ccs_report_say_short(const ccs_page_t *page, ccs_prose_t *to);
/** Whether there are targets, and all of them are met. */
bool ccs_report_all_met(const ccs_page_t *page);
/** What becomes of the targets, and on how many days. */
void ccs_report_say_targets(const ccs_page_t *page, ccs_prose_t *to);
/** "In 41 of its 120 half-hours Technik is below target": the types that have such intervals. */
void ccs_report_say_breaches(const ccs_page_t *page, ccs_prose_t *to);
/** In which intervals types are below target, of every variant: a list; nothing without targets or intervals. */
void ccs_report_breaches(ccs_page_t *page);
/** "12:00 to 14:00 and 16:30 to 20:00": the marked intervals, neighbours together, of several days by day.
 * @param most  ranges that are named, the others are counted */
void ccs_report_say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, uint32_t most,
    ccs_prose_t *to);
/** What a variant changes, in a sentence. @param variant  from 1 */
void ccs_report_say_change(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** What the variants change, where they are too many for a sentence each. */
void ccs_report_say_changes(const ccs_page_t *page, ccs_prose_t *to);
/** Whether targets are reached on more days with a variant than without. */
void ccs_report_say_days_of_both(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** The name of a variant at the begin of a sentence. */
void ccs_report_say_variant(const ccs_page_t *page, uint32_t variant, ccs_prose_t *to);
/** The verdict on each variant in a line: targets in colour and with a sign, figure, difference. */
void ccs_report_verdicts(ccs_page_t *page);
/** Lines of a card for the variants beside the base: figure, difference with its verdict; @param is_target  the figure is
 * judged against the target of its type: with that verdict too */
void ccs_report_card_variants(ccs_page_t *page, uint32_t metric, uint32_t entity, bool is_target);
/** All variants in a table, a row each: service level, what is different, targets, days on target, agents. */
void ccs_report_board(ccs_page_t *page);
/** The verdict on a difference, in words. @return text or a constant */
const char *ccs_report_words(const ccs_compare_t *compare, uint32_t metric, ccs_difference_t difference,
    char text[CCS_CHANGE_TEXT_MAX]);
/** "reached on 38 of 100 days (29 to 48 %)", of an entity; nothing where no target is judged. @return whether something was said */
bool ccs_report_say_days(const ccs_page_t *page, const ccs_view_t *view, uint32_t entity, ccs_prose_t *to);

/** Parameters of a chart of service level in which each entity, chosen by its label, has a line for its own target, all together one for
 * each target of a type.
 * @param start  further parameters, as members of the object
 * @param judged  whether the chart calls observations met or missed: of several types all together are judged by each type, not by a line
 * @return JSON, for free(); NULL when out of memory */
char *ccs_report_target_params(const ccs_page_t *page, const char *start, const uint32_t *entities, uint32_t n, bool judged);

/** Parameter of a chart with a menu of variants: the base is always shown. */
void ccs_report_add_always(const ccs_page_t *page, ccs_prose_t *members);

/** The same without targets. */
char *ccs_report_params(const char *members);

/** What the targets of the types have in common. */
typedef struct {
    uint32_t n, n_meets, n_misses, n_undecided;   /* types with a target */
    bool same_within, same_wanted, same_counting; /* of all types; same_wanted: of those with a target */
    double within_s, wanted;
    const char *counted_as;
} ccs_targets_t;
ccs_targets_t ccs_report_targets_of(const ccs_view_t *view);

/** Days judged against their target, of all replications together. */
typedef struct {
    double n, k;      /* judged, reached; n 0: none */
    double mean;      /* k / n */
    double low, high; /* of the share of many such days; NAN: one replication says nothing of them */
} ccs_target_days_t;
ccs_target_days_t ccs_report_target_days(const ccs_page_t *page, const ccs_view_t *view, uint32_t entity);

/** The highest (sign 1) or lowest (-1) of some figures, in their order. */
typedef struct {
    uint32_t at;          /* CCS_DATA_NONE: none is defined */
    uint32_t first, last; /* the neighbours that cannot be told from it: they differ by less than both half-widths */
    bool clear;           /* whether these are all such figures, and few: only then is it one that may be named */
    ccs_point_t point;
} ccs_peak_t;
ccs_peak_t ccs_report_peak(const ccs_point_t *points, uint32_t n, double sign);
/** A metric in every open interval of the result, also in those that no chart shows. */
typedef struct {
    uint32_t n;
    const uint32_t *interval; /* [n] of the page */
    ccs_point_t *points;      /* [n], for free(); NULL when out of memory, then n is 0 */
} ccs_interval_points_t;
ccs_interval_points_t ccs_report_interval_points(const ccs_page_t *page, uint32_t metric, uint32_t entity);
/** "17:00 to 18:30". @return text */
const char *ccs_report_peak_time(const ccs_page_t *page, const ccs_interval_points_t *of, const ccs_peak_t *peak,
    char text[CCS_PAGE_RANGE_MAX]);
/** "Service level between 64 % (17:00 to 18:30) and 92 %", with times where they can be told; "... about 80 % all day". */
void ccs_report_say_extremes(const ccs_page_t *page, uint32_t metric, uint32_t entity, const char *label, ccs_prose_t *to);
/** The difference of two entities, first - second, in a metric that is a ratio, observation by observation (delta method). */
ccs_point_t ccs_report_paired(const ccs_view_t *view, uint32_t metric, const uint32_t entities[2], double confidence);
/** Whether entity [at] can be told from every other one, at the confidence of the run for all of them at once (Bonferroni). */
bool ccs_report_is_extreme(const ccs_view_t *view, uint32_t metric, const uint32_t *entities, uint32_t n, uint32_t at);

/** The worst interval by service level, of those with contacts enough. */
typedef struct {
    uint32_t interval;          /* CCS_DATA_NONE: none */
    uint32_t first, last;       /* the stretch of neighbours about as bad: their means are within its half-width */
    uint32_t n_ranked, n_alike; /* intervals compared; of these, others that may be as bad, all compared at once (Bonferroni) */
    bool paired;                /* compared day by day, else by their intervals */
    bool known;                 /* whether its interval of confidence says anything */
    uint32_t n_days, n_days_among; /* observations, and those of whose n_top worst intervals it is one; 0: not known */
    uint32_t n_top;
} ccs_worst_t;
/** @param metric  service level, or another one with a better side
 * @param alike  [n_intervals], set to 1 for the worst one and those that may be as bad, 2 for others that were ranked, else 0; or NULL */
ccs_worst_t ccs_report_worst(const ccs_page_t *page, uint32_t metric, unsigned char *alike);

/** The group whose contacts wait longest. */
typedef struct {
    uint32_t entity;          /* CCS_DATA_NONE: nobody waits, or the result does not say */
    ccs_point_t wait;         /* mean_wait_s of the contacts that it serves */
    double occupancy;         /* busy share */
    uint32_t n_days, n_first; /* observations, and on how many this group has the longest waits */
    uint32_t n_groups;
} ccs_short_t;
ccs_short_t ccs_report_short(const ccs_page_t *page);
/** Mean wait of the contacts that a group serves, answered or abandoned, of all its types together: in an interval or (CCS_DATA_NONE) over
 * the run. NAN: not known. In an interval several types together have no half-width. */
ccs_point_t ccs_report_group_wait(const ccs_page_t *page, uint32_t entity, uint32_t interval);
/** Types that a group serves. @return how many were written to found (entities) */
uint32_t ccs_report_types_of_group(const ccs_view_t *view, uint32_t entity, uint32_t *found, uint32_t max);

/** Flows of contacts: nodes in columns, links between them. Amounts are means of an observation. */
enum { CCS_FLOW_NODES_MAX = 24, CCS_FLOW_LINKS_MAX = 32 };
typedef struct {
    const char *id, *label, *colour;
    uint32_t column;
    double value; /* the larger of what goes in and what goes out */
} ccs_flow_node_t;
typedef struct {
    uint32_t from, to; /* nodes */
    double value;
} ccs_flow_link_t;
typedef struct {
    ccs_flow_node_t nodes[CCS_FLOW_NODES_MAX];
    ccs_flow_link_t links[CCS_FLOW_LINKS_MAX];
    uint32_t n_nodes, n_links;
} ccs_flow_t;
ccs_flow_t ccs_report_flow(const ccs_page_t *page, const ccs_view_t *view, uint32_t entity);

#endif
