/* report_flow.c - where contacts end, as flows from column to column. Invariant: what leaves a node is never more than what it holds, and what
 * enters it is what it holds, up to contacts that crossed the borders of the time that is counted. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "words.h"

enum { TITLE = 256 };

/* Flows below this share of what arrived are none: rounding, or a handful at the borders of batches. */
static const double LEAST = 1e-6;

/* ---- the flows ------------------------------------------------------------------------------------------------------------ */

static double amount(const ccs_view_t *v, const char *name, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(v, name);
    const double x = metric == CCS_DATA_NONE ? 0 : v->means[metric][entity];

    return x > 0 ? x : 0;
}

/* Contacts that call flows send to an entity from other types, net: below 0 it gives more than it gets. */
static double from_others(const ccs_view_t *v, uint32_t entity)
{
    return amount(v, "received", entity) - amount(v, "sent_on", entity);
}

/* @return the node */
static uint32_t add_node(ccs_paths_t *f, const char *id, const char *label, uint32_t column, const char *colour)
{
    f->nodes[f->n_nodes] = (ccs_paths_node_t){.id = id, .label = label, .colour = colour, .column = column};
    return f->n_nodes++;
}

static void add_link(ccs_paths_t *f, uint32_t from, uint32_t to, double value)
{
    f->links[f->n_links++] = (ccs_paths_link_t){from, to, value};
}

/* What comes in: fresh contacts, redials, repeats, those who come back to a call flow, what flows send to a type from others,
 * and what was transferred, of which each leg comes anew. @param arrived  all of them @return their node */
static uint32_t add_sources(ccs_paths_t *f, const ccs_view_t *v, uint32_t entity, double arrived)
{
    const double redials = amount(v, "redials", entity), repeats = amount(v, "repeats", entity),
                 returns = amount(v, "returns", entity), sent = from_others(v, entity),
                 transferred = amount(v, "transferred_in", entity), least = LEAST * arrived;
    const struct {
        const char *id, *label, *colour;
        double value;
    } sources[] = {{"fresh", "First attempts", "accent", arrived - redials - repeats - returns - transferred - fmax(sent, 0)},
        {"redials", "Redials", "warn", redials}, {"repeats", "Repeats", "muted", repeats},
        {"returns", "Back from self-service", "warn", returns}, {"received", "From other types", "accent", fmax(sent, 0)},
        {"transferred", "By a transfer", "accent", transferred}};
    enum { N_SOURCES = sizeof sources / sizeof *sources };
    uint32_t node[N_SOURCES];

    for (int i = 0; i < N_SOURCES; i++)
        node[i] = sources[i].value > least ? add_node(f, sources[i].id, sources[i].label, 0, sources[i].colour) : CCS_DATA_NONE;
    const uint32_t all = add_node(f, "arrived", "Arrived", 1, "accent");

    for (int i = 0; i < N_SOURCES; i++)
        if (node[i] != CCS_DATA_NONE) add_link(f, node[i], all, sources[i].value);
    return all;
}

typedef struct {
    const char *metric, *label, *colour;
    bool redials; /* of these some try again */
} outcome_t;

static const outcome_t OUTCOMES[] = {{"answered", "Answered", "good", false}, {"callbacks_reached", "Called back", "good", false},
    {"callbacks_still_owed", "Still owed a call", "muted", false}, {"callbacks_failed", "Never called back", "bad", false},
    {"callbacks_hung_up", "Called, gone before an agent", "bad", false}, {"abandoned", "Abandoned", "bad", true},
    {"balked", "Left at once", "bad", true}, {"blocked", "Blocked", "bad", true}, {"disconnected", "Cut off", "bad", false},
    {"not_yet_due", "Not yet due", "muted", false}, {"still_waiting", "Still waiting", "muted", false}};

/* Those not yet due wait still: they are told apart. */
static double outcome(const ccs_view_t *v, const char *metric, uint32_t entity)
{
    const bool overdue = !strcmp(metric, "still_waiting");

    return amount(v, metric, entity) - (overdue ? amount(v, "not_yet_due", entity) : 0);
}

/* What becomes of those who were not served: try again, or not. Redials are known of all of them together. */
static void add_redials(ccs_paths_t *f, const ccs_view_t *v, uint32_t entity, const uint32_t *lost, uint32_t n_lost)
{
    const double redials = amount(v, "redials", entity);
    double sum = 0;
    uint32_t from = n_lost > 0 ? lost[0] : 0, column = 4;

    for (uint32_t i = 0; i < n_lost; i++)
        for (uint32_t k = 0; k < f->n_links; k++) sum += f->links[k].to == lost[i] ? f->links[k].value : 0;
    if (n_lost == 0 || !(redials > LEAST * sum)) return;
    if (n_lost > 1) {
        const uint32_t n_links = f->n_links;

        from = add_node(f, "unserved", "Not served", column++, "bad");
        for (uint32_t i = 0; i < n_lost; i++)
            for (uint32_t k = 0; k < n_links; k++)
                if (f->links[k].to == lost[i]) add_link(f, lost[i], from, f->links[k].value);
    }
    add_link(f, from, add_node(f, "redialled", "Try again", column, "warn"), fmin(redials, sum));
    if (sum - redials > LEAST * sum) add_link(f, from, add_node(f, "gone", "Gone", column, "muted"), sum - redials);
}

static void add_outcomes(ccs_paths_t *f, const ccs_view_t *v, uint32_t entity, uint32_t offered, double least)
{
    uint32_t lost[sizeof OUTCOMES / sizeof *OUTCOMES], n_lost = 0;

    for (size_t i = 0; i < sizeof OUTCOMES / sizeof *OUTCOMES; i++) {
        const double x = outcome(v, OUTCOMES[i].metric, entity);

        if (!(x > least)) continue;
        const uint32_t node = add_node(f, OUTCOMES[i].metric, OUTCOMES[i].label, 3, OUTCOMES[i].colour);

        add_link(f, offered, node, x);
        if (OUTCOMES[i].redials) lost[n_lost++] = node;
    }
    add_redials(f, v, entity, lost, n_lost);
}

ccs_paths_t ccs_paths_of(const ccs_view_t *view, uint32_t entity)
{
    ccs_paths_t f = {0};
    const double sent = from_others(view, entity), transferred = amount(view, "transferred_in", entity),
                 arrived = amount(view, "arrived", entity) + transferred + fmax(sent, 0),
                 hung_up = amount(view, "hung_up", entity), contained = amount(view, "contained", entity),
                 offered = amount(view, "offered", entity), least = LEAST * arrived;

    if (!(arrived > 0)) return f;
    const uint32_t all = add_sources(&f, view, entity, arrived);

    if (contained > least) add_link(&f, all, add_node(&f, "contained", "Served by the IVR", 2, "good"), contained);
    if (hung_up > least) add_link(&f, all, add_node(&f, "hung_up", "Hung up in the IVR", 2, "bad"), hung_up);
    if (-sent > least) add_link(&f, all, add_node(&f, "sent", "To other types", 2, "accent"), -sent);
    if (offered > least) {
        const uint32_t to = add_node(&f, "offered", "Offered to agents", 2, "accent");

        add_link(&f, all, to, offered);
        add_outcomes(&f, view, entity, to, least);
    }
    const double rest = arrived - contained - hung_up - offered - fmax(-sent, 0);

    if (rest > 1e-4 * arrived) add_link(&f, all, add_node(&f, "rest", "Still in the IVR", 2, "muted"), rest);
    ccs_paths_value(&f);
    return f;
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

static double value_of(const ccs_paths_t *f, const char *id)
{
    for (uint32_t i = 0; i < f->n_nodes; i++)
        if (!strcmp(f->nodes[i].id, id)) return f->nodes[i].value;
    return 0;
}

/* "Of 100 calls 66 are answered, 31 are served by the IVR and 3 give up" */
static void say_hundred(const ccs_page_t *page, const ccs_paths_t *f, char title[TITLE])
{
    static const struct {
        const char *id, *one, *many;
    } ends[] = {{"answered", "is answered by agents", "are answered by agents"},
        {"callbacks_reached", "is called back", "are called back"},
        {"contained", "is served by the IVR", "are served by the IVR"}, {"hung_up", "hangs up in the IVR", "hang up in the IVR"},
        {"abandoned", "gives up", "give up"}, {"balked", "leaves at once", "leave at once"},
        {"blocked", "is blocked", "are blocked"}, {"disconnected", "is cut off", "are cut off"},
        {"callbacks_failed", "is never called back", "are never called back"},
        {"callbacks_hung_up", "is called and gone before an agent is there", "are called and gone before an agent is there"},
        {"callbacks_still_owed", "is still owed a call", "are still owed a call"},
        {"not_yet_due", "is not yet due", "are not yet due"}, {"still_waiting", "still waits", "still wait"}};
    const double arrived = value_of(f, "arrived");
    uint32_t n = 0, said = 0;
    int at;

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) n += 100 * value_of(f, ends[i].id) / arrived >= 0.5;
    at = snprintf(title, TITLE, ccs_word(page->n_variants > 1 ? "Base: of 100 %s%s" : "Of 100 %s%s"),
        value_of(f, "transferred") > 0 ? ccs_word("legs of ") : "", ccs_page_contacts(page));
    for (size_t i = 0; i < sizeof ends / sizeof *ends && at > 0 && at < TITLE; i++) {
        const double x = 100 * value_of(f, ends[i].id) / arrived;

        if (x < 0.5) continue;
        at += snprintf(&title[at], (size_t) (TITLE - at), "%s%.0f %s", said == 0 ? " " : ccs_prose_comma(said, n), x,
            ccs_word(round(x) == 1 ? ends[i].one : ends[i].many));
        said++;
    }
}

const ccs_html_column_t CCS_PATHS_NODE_COLUMNS[] = {{"of", "Of", true}, {"id", NULL, true}, {"label", "What", true},
    {"column", NULL, false}, {"value", "Number", false}, {"colour", NULL, true}, {NULL, "Of all that arrived", false}};
const ccs_html_column_t CCS_PATHS_LINK_COLUMNS[] = {{"of", "Of", true}, {"from", "From", true}, {"to", "To", true},
    {"value", "Number", false}, {"colour", NULL, true}};

void ccs_paths_add_rows(const ccs_paths_t *f, const char *of, double whole, ccs_html_rows_t *const rows[2])
{
    ccs_html_rows_t *const nodes = rows[0], *const links = rows[1];

    for (uint32_t i = 0; i < f->n_nodes; i++) {
        const ccs_paths_node_t *const n = &f->nodes[i];

        ccs_html_row(nodes);
        ccs_html_set_text(nodes, 0, of, NULL);
        ccs_html_set_text(nodes, 1, n->id, NULL);
        ccs_html_set_text(nodes, 2, ccs_word(n->label), NULL);
        ccs_html_set_shown(nodes, 3, n->column, "");
        ccs_html_set_figure(nodes, 4, CCS_FIGURE_NUMBER, n->value, NAN);
        ccs_html_set_text(nodes, 5, n->colour, NULL);
        ccs_html_set_figure(nodes, 6, CCS_FIGURE_SHARE, n->value / whole, NAN);
    }
    for (uint32_t k = 0; k < f->n_links; k++) {
        const ccs_paths_link_t *const l = &f->links[k];

        ccs_html_row(links);
        ccs_html_set_text(links, 0, of, NULL);
        ccs_html_set_text(links, 1, f->nodes[l->from].id, ccs_word(f->nodes[l->from].label));
        ccs_html_set_text(links, 2, f->nodes[l->to].id, ccs_word(f->nodes[l->to].label));
        ccs_html_set_figure(links, 3, CCS_FIGURE_NUMBER, l->value, NAN);
        ccs_html_set_text(links, 4, f->nodes[l->to].colour, NULL);
    }
}

void ccs_section_contacts(ccs_page_t *page)
{
    ccs_html_rows_t nodes = ccs_html_rows(CCS_PATHS_NODE_COLUMNS, CCS_PATHS_N_NODE_COLUMNS);
    ccs_html_rows_t links = ccs_html_rows(CCS_PATHS_LINK_COLUMNS, CCS_PATHS_N_LINK_COLUMNS);
    const ccs_paths_t all = ccs_paths_of(page->of.view, page->of.all);
    uint32_t found[CCS_PAGE_ENTITIES_MAX] = {0};
    const uint32_t n = page->n_variants > 1 ? 1 : ccs_page_contact_entities(page, 20, found);
    char title[TITLE], note[TITLE];

    ccs_page_begin_section(page, "contacts", page->of.calls ? "Where calls end" : "Where contacts end");
    for (uint32_t i = 0; page->n_variants > 1 && i < page->n_variants; i++) {
        const uint32_t entity = ccs_page_entity_in(page, i, page->of.all);
        const ccs_paths_t f = entity == CCS_DATA_NONE ? (ccs_paths_t){0} : ccs_paths_of(page->variants[i].view, entity);

        ccs_paths_add_rows(&f, page->variants[i].name, value_of(&f, "arrived"), (ccs_html_rows_t *[]){&nodes, &links});
    }
    for (uint32_t k = 0; page->n_variants == 1 && k < n; k++) {
        const ccs_paths_t f = ccs_paths_of(page->of.view, found[k]);

        ccs_paths_add_rows(&f, ccs_page_label(page, found[k]), value_of(&f, "arrived"), (ccs_html_rows_t *[]){&nodes, &links});
    }
    if (all.n_nodes > 0) {
        say_hundred(page, &all, title);
        snprintf(note, sizeof note,
            ccs_word(page->of.steady || page->of.n_days > 1
                    ? "Mean numbers of attempts in %s. Those who try again arrive once more, as redials.%s"
                    : "Mean numbers of attempts on %s. Those who try again arrive once more, as redials.%s"),
            ccs_page_per(page),
            page->of.n_days == 1 && !page->of.steady ? ccs_word(" What is left of an issue after this day is not counted.") : "");
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "flow",
                .spec = "flow",
                .choose = page->n_variants > 1 || n > 1 ? "of" : NULL,
                .title = title,
                .note = note,
                .rows = &nodes,
                .name = "nodes",
                .more = &links,
                .more_name = "links"});
    } else {
        ccs_page_element(page, "p", "", "Nothing arrived.");
    }
    ccs_html_rows_free(&nodes);
    ccs_html_rows_free(&links);
    ccs_page_end_section(page);
}
