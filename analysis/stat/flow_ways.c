/* flow_ways.c - the variables way_.. of a result. Invariant: a way whose node is no entity of the view is none. */
#include "flow_ways.h"

#include <math.h>
#include <string.h>

/* The variables, all of them along the ways. */
typedef struct {
    const char *const *node, *const *to;
    const uint32_t *goes_back;
    const double *left; /* [observation][way] of the configuration */
    uint32_t n;
} columns_t;

static bool is_dim(const ccs_view_t *v, uint32_t dim, const char *name)
{
    return !strcmp(v->data->dims[dim].name, name);
}

static const ccs_variable_t *along_ways(const ccs_view_t *v, const char *name, enum ccs_data_type type)
{
    const ccs_variable_t *const of = ccs_dataset_find(v->data, name);

    return of && of->type == type && of->n_dims == 1 && is_dim(v, of->dims[0], "way") ? of : NULL;
}

static bool open_columns(const ccs_view_t *v, columns_t *self)
{
    const ccs_variable_t *const node = along_ways(v, "way_node", CCS_DATA_TEXT),
                                *const to = along_ways(v, "way_to", CCS_DATA_TEXT),
                                *const back = along_ways(v, "way_goes_back", CCS_DATA_U32),
                                *const left = ccs_dataset_find(v->data, "way_left");

    if (!node || !to || !back || !left || left->type != CCS_DATA_F64 || left->n_dims != 3) return false;
    if (!is_dim(v, left->dims[0], "config") || !is_dim(v, left->dims[1], "replication") || !is_dim(v, left->dims[2], "way"))
        return false;
    const size_t of_config = v->data->dims[left->dims[1]].size * node->n;

    *self = (columns_t){.node = node->data.text, .to = to->data.text, .goes_back = back->data.u32, .n = (uint32_t) node->n};
    self->left = &left->data.f64[v->config * of_config];
    return v->n_observations > 0 && v->data->dims[left->dims[1]].size >= v->n_observations;
}

/* Of a configuration without the way nothing is known: nobody took it. */
static double mean_of(const ccs_view_t *v, const columns_t *columns, uint32_t way)
{
    double sum = 0;

    for (uint32_t i = 0; i < v->n_observations; i++) {
        const double x = columns->left[(size_t) i * columns->n + way];

        if (!isnan(x)) sum += x;
    }
    return sum / v->n_observations;
}

/* @return false: it leads to what the view does not know */
static bool find_goal(const ccs_view_t *v, const char *to, ccs_flow_way_t *way)
{
    way->to = CCS_DATA_NONE;
    if (!strcmp(to, "queue")) way->goal = CCS_GOAL_QUEUE;
    else if (!strcmp(to, "end")) way->goal = CCS_GOAL_END;
    else if (!strcmp(to, "hang_up")) way->goal = CCS_GOAL_HANG_UP;
    else if (!strcmp(to, "next_opening")) way->goal = CCS_GOAL_NEXT_OPENING;
    else {
        way->goal = ccs_view_is_kind(to, "node") ? CCS_GOAL_NODE : CCS_GOAL_TYPE;
        way->to = ccs_view_entity(v, to);
        return way->to != CCS_DATA_NONE;
    }
    return true;
}

bool ccs_flow_has_node(const ccs_view_t *view, uint32_t flow, uint32_t node)
{
    const char *const of = strchr(view->entities[flow], '/'), *const name = view->entities[node];
    const size_t n = of ? strlen(of + 1) : 0;

    return n > 0 && ccs_view_is_kind(name, "node") && !strncmp(strchr(name, '/') + 1, of + 1, n) &&
        strchr(name, '/')[1 + n] == '.';
}

uint32_t ccs_flow_ways(const ccs_view_t *view, uint32_t flow, ccs_flow_way_t *found, uint32_t max)
{
    columns_t columns;
    uint32_t n = 0;

    if (!open_columns(view, &columns)) return 0;
    for (uint32_t i = 0; i < columns.n; i++) {
        ccs_flow_way_t way = {.node = ccs_view_entity(view, columns.node[i]), .goes_back = columns.goes_back[i] != 0};

        if (way.node == CCS_DATA_NONE || !ccs_flow_has_node(view, flow, way.node)) continue;
        if (!find_goal(view, columns.to[i], &way)) continue;
        way.left = mean_of(view, &columns, i);
        if (n < max) found[n] = way;
        n++;
    }
    return n;
}
