/* report_callflow.c - what contacts meet before a queue: how they go through each call flow, node by node, and the figures of flows and nodes. */
#include <math.h>
#include <string.h>

#include "report_columns.h"
#include "report_sections.h"
#include "words.h"

enum { FLOWS_MAX = 32, NODES_MAX = 256, TITLE = 320 };

/* ---- in words ------------------------------------------------------------------------------------------------------------- */

/* "Of 100 contacts that enter Front door 28 are contained, 21 of them with what they came for; 67 go on to an agent, 5 hang up" */
static void say_flow(const ccs_page_t *page, uint32_t flow, char text[TITLE])
{
    const ccs_view_t *const v = page->of.view;
    const double entries = ccs_paths_mean(v, "entries", flow), of_100 = entries > 0 ? 100 / entries : 0;
    const double ended = of_100 * ccs_paths_mean(v, "ended", flow), net = of_100 * ccs_paths_mean(v, "ended_net", flow),
                 queue = of_100 * ccs_paths_mean(v, "to_queue", flow), lost = of_100 * ccs_paths_mean(v, "hang_ups", flow);
    int at = snprintf(text, TITLE, ccs_word("%s%sf 100 %s that enter %.80s "), ccs_page_whose(page),
        *ccs_page_whose(page) ? "o" : "O", ccs_page_contacts(page), v->labels[flow]);

    if (ended >= 0.5)
        at += snprintf(&text[at], (size_t) (TITLE - at), ccs_word("%.0f are contained, %.0f of them with what they came for; "),
            ended, net);
    at += snprintf(&text[at], (size_t) (TITLE - at), ccs_word("%.0f go on to an agent"), queue);
    if (lost >= 0.5) (void) snprintf(&text[at], (size_t) (TITLE - at), ccs_word(", %.0f hang up"), lost);
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

static const ccs_page_column_t FLOW_COLUMNS[] = {{"entries", "Entered"}, {"flow_containment", "Contained, gross"},
    {"flow_containment_net", "Contained, net"}, {"flow_s", "Time in it"}, {"busy_ports", "Contacts in it"},
    {"port_occupancy", "Ports in use"}, {"port_blocking", "Found no port"}, {"bounces", "Came back"}};
static const ccs_page_column_t NODE_COLUMNS[] = {{"visits", "Visits"}, {"stay_s", "Time there"}, {"at_node", "Contacts there"},
    {"task_success", "Task done, gross"}, {"task_success_net", "Task done, net"}, {"misroute_rate", "Wrong choice"},
    {"zero_out_rate", "Asked for an agent"}, {"hang_up_rate", "Hung up"}, {"to_queue", "Went on to an agent"},
    {"ended", "Contained, gross"}, {"ended_net", "Contained, net"}, {"sessions", "Sessions"},
    {"session_blocking", "Found no session"}, {"session_occupancy", "Sessions in use"},
    {"session_failure_rate", "Sessions that broke"}, {"session_wait_s", "Wait for a session"},
    {"session_abandonment", "Gave up waiting"}};
/* The flows of every variant, each by its name in the menu. @return false: nothing could be drawn */
static bool add_pictures(const ccs_page_t *page, const uint32_t *flows, uint32_t n, ccs_html_rows_t *nodes,
    ccs_html_rows_t *links)
{
    const uint32_t n_variants = page->n_variants * n <= FLOWS_MAX / page->shrink ? page->n_variants : 1;

    for (uint32_t i = 0; i < n && i < FLOWS_MAX / page->shrink; i++)
        for (uint32_t k = 0; k < n_variants; k++) {
            const uint32_t flow = ccs_page_entity_in(page, k, flows[i]);
            const ccs_paths_t f = flow == CCS_DATA_NONE ? (ccs_paths_t){0} : ccs_flow_paths_of(page->variants[k].view, flow);
            char of[TITLE];

            snprintf(of, sizeof of, "%s%s%s", page->of.view->labels[flows[i]], n_variants > 1 ? ", " : "",
                n_variants > 1 ? page->variants[k].name : "");
            if (f.n_nodes > 0)
                ccs_paths_add_rows(&f, of, ccs_paths_mean(page->variants[k].view, "entries", flow),
                    (ccs_html_rows_t *[]){nodes, links});
        }
    return nodes->n_rows > 0;
}

static void write_picture(ccs_page_t *page, const uint32_t *flows, uint32_t n)
{
    ccs_html_rows_t nodes = ccs_html_rows(CCS_PATHS_NODE_COLUMNS, CCS_PATHS_N_NODE_COLUMNS);
    ccs_html_rows_t links = ccs_html_rows(CCS_PATHS_LINK_COLUMNS, CCS_PATHS_N_LINK_COLUMNS);
    char title[TITLE], note[TITLE];

    say_flow(page, flows[0], title);
    for (uint32_t i = 1; i < n; i++) {
        char more[TITLE];

        say_flow(page, flows[i], more);
        ccs_page_element(page, "p", "", more);
    }
    snprintf(note, sizeof note,
        ccs_word(
            "Mean numbers of contacts of %s. Who comes to a node again is drawn on the right, under its name, and is one of its visits too."),
        ccs_page_per(page));
    if (add_pictures(page, flows, n, &nodes, &links))
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "call-flow",
                .spec = "flow",
                .choose = n > 1 || page->n_variants > 1 ? "of" : NULL,
                .title = title,
                .note = note,
                .rows = &nodes,
                .name = "nodes",
                .more = &links,
                .more_name = "links"});
    else ccs_page_element(page, "p", "", title);
    ccs_html_rows_free(&nodes);
    ccs_html_rows_free(&links);
}

void ccs_section_call_flows(ccs_page_t *page)
{
    uint32_t flows[FLOWS_MAX], nodes[NODES_MAX];
    const uint32_t n_flows = ccs_view_entities(page->of.view, "flow", flows, FLOWS_MAX),
                   n_nodes = ccs_view_entities(page->of.view, "node", nodes, NODES_MAX);

    if (n_flows == 0) return;
    ccs_page_begin_section(page, "call-flows", "Before the queue");
    write_picture(page, flows, n_flows);
    ccs_page_columns(page, (const char *const[]){"Figures of the call flows", "Call flow"}, FLOW_COLUMNS,
        sizeof FLOW_COLUMNS / sizeof *FLOW_COLUMNS, (ccs_page_entities_t){flows, n_flows});
    ccs_page_columns(page, (const char *const[]){"Figures of the nodes of the call flows", "Node"}, NODE_COLUMNS,
        sizeof NODE_COLUMNS / sizeof *NODE_COLUMNS, (ccs_page_entities_t){nodes, n_nodes});
    ccs_page_element(page, "p", "note",
        "Gross: as the flow counts it. Net: without those who only took it that they had what they came for. Hung up and asked for an agent: of the visits that ended.");
    ccs_page_end_section(page);
}
