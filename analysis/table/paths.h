/** @file paths.h  Flows of contacts as pictures have them: nodes in columns, and what goes from one to another. Draws nothing. */
#ifndef CCS_PATHS_H
#define CCS_PATHS_H

#include "view.h"

/** Flows of contacts: nodes in columns, links between them. Amounts are means of an observation. */
enum { CCS_PATHS_NODES_MAX = 40, CCS_PATHS_LINKS_MAX = 120 };
typedef struct {
    const char *id, *label, *colour;
    uint32_t column;
    double value; /* the larger of what goes in and what goes out */
} ccs_paths_node_t;
typedef struct {
    uint32_t from, to; /* nodes */
    double value;
} ccs_paths_link_t;
typedef struct {
    ccs_paths_node_t nodes[CCS_PATHS_NODES_MAX];
    ccs_paths_link_t links[CCS_PATHS_LINKS_MAX];
    uint32_t n_nodes, n_links;
} ccs_paths_t;
/** The way of contacts through the nodes of a call flow, an entity; without nodes where there are too many to be drawn. */
ccs_paths_t ccs_flow_paths_of(const ccs_view_t *view, uint32_t flow);
/** The mean of a metric; 0 where the entity has none. */
double ccs_paths_mean(const ccs_view_t *view, const char *metric, uint32_t entity);
/** The value of each node, from the links. */
void ccs_paths_value(ccs_paths_t *self);

#endif
