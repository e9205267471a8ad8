/* paths.c - contacts as they flow from node to node, in columns. Invariant: a picture has no way back to the left: who comes to a node again ends on the right, under the name of
 * that node. */
#include "paths.h"

#include <math.h>
#include <string.h>

#include "flow_ways.h"

enum { WAYS_MAX = 160 };

void ccs_paths_value(ccs_paths_t *f)
{
    for (uint32_t i = 0; i < f->n_nodes; i++) {
        double in = 0, out = 0;

        for (uint32_t k = 0; k < f->n_links; k++) {
            in += f->links[k].to == i ? f->links[k].value : 0;
            out += f->links[k].from == i ? f->links[k].value : 0;
        }
        f->nodes[i].value = fmax(in, out);
    }
}

double ccs_paths_mean(const ccs_view_t *v, const char *metric, uint32_t entity)
{
    const uint32_t m = ccs_view_metric(v, metric);
    const double x = m == CCS_DATA_NONE || !ccs_view_applies(v, m, entity) ? 0 : v->means[m][entity];

    return x > 0 ? x : 0;
}

/* @return the node of that id; a new one, unless there are too many: CCS_DATA_NONE then */
static uint32_t node_of(ccs_paths_t *f, const char *id, const char *label, const char *colour)
{
    for (uint32_t i = 0; i < f->n_nodes; i++)
        if (!strcmp(f->nodes[i].id, id) && !strcmp(f->nodes[i].colour, colour)) return i;
    if (f->n_nodes == CCS_PATHS_NODES_MAX) return CCS_DATA_NONE;
    f->nodes[f->n_nodes] = (ccs_paths_node_t){.id = id, .label = label, .colour = colour};
    return f->n_nodes++;
}

/* @return false: there are too many to be drawn */
static bool link_up(ccs_paths_t *f, uint32_t from, uint32_t to, double value)
{
    if (from == CCS_DATA_NONE || to == CCS_DATA_NONE) return false;
    if (!(value > 0)) return true;
    for (uint32_t i = 0; i < f->n_links; i++) {
        if (f->links[i].from != from || f->links[i].to != to) continue;
        f->links[i].value += value;
        return true;
    }
    if (f->n_links == CCS_PATHS_LINKS_MAX) return false;
    f->links[f->n_links++] = (ccs_paths_link_t){from, to, value};
    return true;
}

/* Where a way leads, as a node of the picture; of the contained those who have what they came for and the others apart. */
static bool add_way(ccs_paths_t *f, const ccs_view_t *v, const ccs_flow_way_t *way)
{
    const uint32_t from = node_of(f, v->entities[way->node], v->labels[way->node], "muted");

    switch (way->goal) {
    case CCS_GOAL_NODE:
        return link_up(f, from, node_of(f, v->entities[way->to], v->labels[way->to], way->goes_back ? "warn" : "muted"),
            way->left);
    case CCS_GOAL_QUEUE: return link_up(f, from, node_of(f, "queue", "To an agent", "accent"), way->left);
    case CCS_GOAL_TYPE: return link_up(f, from, node_of(f, v->entities[way->to], v->labels[way->to], "accent"), way->left);
    case CCS_GOAL_HANG_UP: return link_up(f, from, node_of(f, "hang_up", "Hung up", "bad"), way->left);
    case CCS_GOAL_NEXT_OPENING: return link_up(f, from, node_of(f, "next_opening", "Told to come later", "warn"), way->left);
    case CCS_GOAL_END: break;
    }
    const double ended = ccs_paths_mean(v, "ended", way->node),
                 net = ended > 0 ? way->left * ccs_paths_mean(v, "ended_net", way->node) / ended : way->left;

    return link_up(f, from, node_of(f, "end", "Contained, net", "good"), net) &&
        link_up(f, from, node_of(f, "seemed", "Falsely contained", "warn"), way->left - net);
}

/* A node stands on the right of all that lead to it; who leaves the flow, or comes to a node again, behind them all. */
static void set_columns(ccs_paths_t *f)
{
    uint32_t last = 0;

    for (uint32_t pass = 0; pass < f->n_nodes; pass++)
        for (uint32_t k = 0; k < f->n_links; k++) {
            ccs_paths_node_t *const to = &f->nodes[f->links[k].to];
            const uint32_t column = f->nodes[f->links[k].from].column + 1;

            if (column > to->column) to->column = column;
            if (column > last) last = column;
        }
    for (uint32_t i = 0; i < f->n_nodes; i++)
        if (strcmp(f->nodes[i].colour, "muted") != 0) f->nodes[i].column = last;
}

ccs_paths_t ccs_flow_paths_of(const ccs_view_t *view, uint32_t flow)
{
    ccs_flow_way_t ways[WAYS_MAX];
    const uint32_t n = ccs_flow_ways(view, flow, ways, WAYS_MAX);
    ccs_paths_t f = {0};

    if (n > WAYS_MAX) return f;
    for (uint32_t i = 0; i < n; i++)
        if (!add_way(&f, view, &ways[i])) return (ccs_paths_t){0};
    set_columns(&f);
    ccs_paths_value(&f);
    return f;
}
