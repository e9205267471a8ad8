/* picture_flow.c - how contacts go through a call flow, from column to column: what the page draws, of the largest flow. Invariant: what leaves a node is no
 * higher than the node, and ends lie below one another in the order in which they are drawn. */
#include <math.h>
#include <string.h>

#include "paths.h"
#include "picture_parts.h"
#include "words.h"

enum { FLOWS_MAX = 256, LEFT = 60, RIGHT = 1300, TOP = 180, BOTTOM = 840, WIDTH = 22, GAP = 26, STEPS = 16, TITLE = 200 };

/* A flow that is being drawn. */
typedef struct {
    const ccs_picture_t *of;
    ccs_paths_t paths;
    uint32_t n_columns;
    double per_contact;                  /* height */
    double y[CCS_PATHS_NODES_MAX];       /* of the top of each node */
    double out[CCS_PATHS_NODES_MAX];     /* height of what has left it so far, */
    double in[CCS_PATHS_NODES_MAX];      /* and of what has come */
    uint32_t order[CCS_PATHS_NODES_MAX]; /* nodes, column by column from top to bottom */
} drawing_t;

/* What goes to a node is light, the node itself dark. */
static const struct {
    const char *word, *dark, *light;
} COLOURS[] = {{"accent", CCS_PICTURE_BLUE, CCS_PICTURE_BAND}, {"good", CCS_PICTURE_GREEN, "#c9e6df"},
    {"warn", "#c77800", "#f7e2bf"}, {"bad", CCS_PICTURE_RED, CCS_PICTURE_MISSING},
    {"muted", CCS_PICTURE_SOFT, CCS_PICTURE_FAINT}};

static size_t colour_of(const ccs_paths_node_t *node)
{
    size_t i = 0;

    while (i + 1 < sizeof COLOURS / sizeof *COLOURS && strcmp(COLOURS[i].word, node->colour) != 0) i++;
    return i;
}

static double height_of(const drawing_t *self, uint32_t node)
{
    return fmax(self->paths.nodes[node].value * self->per_contact, 2);
}

static double x_of(const drawing_t *self, uint32_t node)
{
    return LEFT + (RIGHT - LEFT) * (double) self->paths.nodes[node].column / (self->n_columns - 1);
}

/* The mean height at which contacts come to a node from nodes that stand already; of one where they begin the top. */
static double comes_from(const drawing_t *self, uint32_t node)
{
    double sum = 0, weight = 0;

    for (uint32_t i = 0; i < self->paths.n_links; i++) {
        const ccs_paths_link_t *const link = &self->paths.links[i];

        if (link->to != node) continue;
        sum += link->value * (self->y[link->from] + height_of(self, link->from) / 2);
        weight += link->value;
    }
    return weight > 0 ? sum / weight : TOP;
}

/* Places the nodes of a column, those that contacts come to from above in front. @param first  into order @return behind its nodes there */
static uint32_t place_column(drawing_t *self, uint32_t column, uint32_t first)
{
    uint32_t end = first;
    double y = TOP;

    for (uint32_t node = 0; node < self->paths.n_nodes; node++) {
        if (self->paths.nodes[node].column != column) continue;
        uint32_t at = end++;

        for (; at > first && comes_from(self, self->order[at - 1]) > comes_from(self, node); at--)
            self->order[at] = self->order[at - 1];
        self->order[at] = node;
    }
    for (uint32_t i = first; i < end; i++) {
        self->y[self->order[i]] = y;
        y += height_of(self, self->order[i]) + GAP;
    }
    return end;
}

/* As high as the highest column has room for. */
static void scale(drawing_t *self)
{
    self->per_contact = INFINITY;
    for (uint32_t column = 0; column < self->n_columns; column++) {
        double contacts = 0, gaps = 0;

        for (uint32_t node = 0; node < self->paths.n_nodes; node++) {
            if (self->paths.nodes[node].column != column) continue;
            contacts += self->paths.nodes[node].value;
            gaps += GAP;
        }
        if (contacts > 0) self->per_contact = fmin(self->per_contact, fmax(BOTTOM - TOP - gaps, 100) / contacts);
    }
}

static void place(drawing_t *self)
{
    uint32_t at = 0;

    for (uint32_t node = 0; node < self->paths.n_nodes; node++)
        if (self->paths.nodes[node].column >= self->n_columns) self->n_columns = self->paths.nodes[node].column + 1;
    scale(self);
    for (uint32_t column = 0; column < self->n_columns; column++) at = place_column(self, column, at);
}

/* From the right of a node to the left of another, at first and at last level. */
static void draw_link(drawing_t *self, const ccs_paths_link_t *link)
{
    ccs_svg_at_t points[2 * (STEPS + 1)];
    const double height = link->value * self->per_contact, x0 = x_of(self, link->from) + WIDTH, x1 = x_of(self, link->to);
    const double y0 = self->y[link->from] + self->out[link->from], y1 = self->y[link->to] + self->in[link->to];

    for (int i = 0; i <= STEPS; i++) {
        const double t = (double) i / STEPS, x = x0 + (x1 - x0) * t, y = y0 + (y1 - y0) * t * t * (3 - 2 * t);

        points[i] = (ccs_svg_at_t){x, y};
        points[2 * STEPS + 1 - i] = (ccs_svg_at_t){x, y + height};
    }
    ccs_svg_band(points, 2 * (STEPS + 1), COLOURS[colour_of(&self->paths.nodes[link->to])].light, self->of->to);
    self->out[link->from] += height;
    self->in[link->to] += height;
}

/* Links of a node in the order of where they end, so that they do not cross. */
static void draw_links(drawing_t *self)
{
    for (uint32_t i = 0; i < self->paths.n_nodes; i++)
        for (uint32_t k = 0; k < self->paths.n_nodes; k++)
            for (uint32_t l = 0; l < self->paths.n_links; l++)
                if (self->paths.links[l].from == self->order[i] && self->paths.links[l].to == self->order[k])
                    draw_link(self, &self->paths.links[l]);
}

static void draw_node(const drawing_t *self, uint32_t node)
{
    const ccs_paths_node_t *const n = &self->paths.nodes[node];
    const double height = height_of(self, node), x = x_of(self, node), y = self->y[node];
    char mean[CCS_FIGURE_MAX], text[TITLE];

    ccs_svg_rectangle((ccs_svg_at_t){x, y}, (ccs_svg_at_t){WIDTH, height}, COLOURS[colour_of(n)].dark, self->of->to);
    snprintf(text, sizeof text, "%.60s %s", ccs_word(n->label), ccs_figure_mean(CCS_FIGURE_NUMBER, n->value, NAN, mean));
    ccs_svg_text((ccs_svg_at_t){x + WIDTH + 8, y + height / 2 + 7}, (ccs_svg_font_t){20, CCS_SVG_START, CCS_PICTURE_TEXT}, text,
        self->of->to);
}

/* The flow with most nodes. @param n  how many flows there are @return it; without nodes: there is none that can be drawn */
static ccs_paths_t largest_flow(const ccs_view_t *v, uint32_t *n, const char **label)
{
    uint32_t flows[FLOWS_MAX];
    ccs_paths_t largest = {0};

    *n = ccs_view_entities(v, "flow", flows, FLOWS_MAX);
    for (uint32_t i = 0; i < *n && i < FLOWS_MAX; i++) {
        const ccs_paths_t paths = ccs_flow_paths_of(v, flows[i]);

        if (paths.n_nodes <= largest.n_nodes) continue;
        largest = paths;
        *label = v->labels[flows[i]];
    }
    return largest;
}

void ccs_picture_flow(const ccs_picture_t *self)
{
    const char *label = "";
    uint32_t n_flows;
    drawing_t drawing = {.of = self, .n_columns = 1, .paths = largest_flow(self->view, &n_flows, &label)};
    char title[TITLE];

    if (drawing.paths.n_nodes < 2) return;
    snprintf(title, sizeof title, ccs_word("Contacts through %.120s"), label);
    ccs_picture_begin(self, title, n_flows > 1 ? "; of several call flows the largest" : "");
    place(&drawing);
    draw_links(&drawing);
    for (uint32_t node = 0; node < drawing.paths.n_nodes; node++) draw_node(&drawing, node);
    ccs_svg_end(self->to);
}
