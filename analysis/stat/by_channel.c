/* by_channel.c - shares of pairs of type and group, added up: they are of the same time, that of the group. */
#include "by_channel.h"

#include <math.h>
#include <string.h>

/* "phones" of "group/phones". */
static const char *name_of(const ccs_view_t *v, uint32_t entity)
{
    const char *const slash = strchr(v->entities[entity], '/');

    return slash ? slash + 1 : "";
}

/* A column of names of the result. @return NULL: it has none of this length */
static const char *const *texts(const ccs_view_t *v, const char *name, uint32_t n)
{
    const ccs_variable_t *const variable = ccs_dataset_find(v->data, name);

    return variable && variable->type == CCS_DATA_TEXT && variable->n == n ? (const char *const *) variable->data.text : NULL;
}

/* Whether a type's contacts come by a channel. */
static bool comes_by(const ccs_view_t *v, const char *const *channel_of, const char *type, const char *channel)
{
    for (uint32_t i = 0; i < v->n_types; i++)
        if (!strcmp(name_of(v, v->type_entity[i]), type)) return !strcmp(channel_of[i], channel);
    return false;
}

double ccs_by_channel_share(const ccs_view_t *view, uint32_t group, uint32_t channel)
{
    const char *const *const channel_of = texts(view, "type_channel", view->n_types),
                             *const *const type_of = texts(view, "pair_type", view->pairs.n),
                             *const *const group_of = texts(view, "pair_group", view->pairs.n);
    const uint32_t metric = ccs_view_metric(view, "agent_time_share");
    double sum = (double) NAN;

    if (metric == CCS_DATA_NONE || !ccs_view_has(view, CCS_AXIS_PAIR, metric)) return sum;
    if (!channel_of || !type_of || !group_of) return sum;
    for (uint32_t p = 0; p < view->pairs.n; p++) {
        if (strcmp(group_of[p], name_of(view, group)) != 0) continue;
        if (!comes_by(view, channel_of, type_of[p], name_of(view, channel))) continue;
        const double share = ccs_view_at(view, CCS_AXIS_PAIR, metric, 0, p).mean;

        sum = isnan(sum) ? share : sum + share;
    }
    return sum;
}
