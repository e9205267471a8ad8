/* people_span.c - supervisors: a group that has one agent for so many of other groups. Invariant: it follows them as they are after all changes. */
#include <math.h>
#include <stdlib.h>

#include "part.h"
#include "people.h"
#include "read_value.h"

/* The agents who are led become more, or fewer. */
typedef struct {
    double time_s, agents;
    int parts; /* of the groups that begin, less those that end */
    uint32_t day;
} edge_t;

bool ccs_people_spans(const ccs_reader_t *reader, const ccs_place_t *group_at)
{
    return ccs_place_child(reader, group_at, "span").value;
}

static int by_time(const void *a, const void *b)
{
    const double x = ((const edge_t *) a)->time_s, y = ((const edge_t *) b)->time_s;

    return x < y ? -1 : x > y;
}

/* Those on the roster: who is off the phones is led too. */
static void add_edges(ccs_reader_t *reader, const ccs_vector_t *parts, ccs_vector_t *edges)
{
    for (size_t i = 0; i < parts->n; i++) {
        const ccs_part_t *const part = (const ccs_part_t *) parts->items + i;
        edge_t *const begin = ccs_reader_push(reader, edges, sizeof *begin);

        if (begin) *begin = (edge_t){part->start_s, part->value, 1, part->day};
        edge_t *const end = ccs_reader_push(reader, edges, sizeof *end);

        if (end) *end = (edge_t){part->end_s, -part->value, -1, part->day};
    }
}

/* Between two edges there are as many as the span says, a part of one counted as one. */
static void add_parts(ccs_reader_t *reader, const ccs_group_t *group, ccs_vector_t *edges, ccs_vector_t *to)
{
    static const double ROUNDING = 1e-9; /* of sums of agents */
    const edge_t *const edge = edges->items;
    double agents = 0;
    int covered = 0;

    if (edges->n > 0) qsort(edges->items, edges->n, sizeof *edge, by_time);
    for (size_t i = 0; i + 1 < edges->n; i++) {
        agents += edge[i].agents;
        covered += edge[i].parts;
        if (covered == 0 || edge[i + 1].time_s <= edge[i].time_s) continue;
        const double leads = ceil(agents / group->span - ROUNDING);
        ccs_part_t *const part = ccs_reader_push(reader, to, sizeof *part);

        if (part)
            *part = (ccs_part_t){edge[i].day, edge[i].time_s, edge[i + 1].time_s, fmax(0, leads) * group->staff_factor,
                group->shrinkage_frac, group->absence_frac};
    }
}

/* @return whether the group can be led by this one */
static bool check_led(const ccs_teams_t *teams, const ccs_place_t *of, uint32_t team, uint32_t led)
{
    const bool itself = led == team, has_span = ccs_people_spans(teams->reader, &teams->named->at[led]);

    if (itself) ccs_reader_error(teams->reader, of, "names the group itself");
    else if (has_span)
        ccs_reader_error(teams->reader, of, "names \"%s\", which has a span too: name the groups that it leads",
            teams->at[led].name);
    return !itself && !has_span;
}

static void check_alone(ccs_reader_t *reader, const ccs_place_t *group_at, const ccs_place_t *span)
{
    static const char *const keys[] = {"staff", "shifts", "roster"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (ccs_place_child(reader, group_at, keys[i]).value)
            ccs_reader_error(reader, span, "stands beside %s: one of them says how many agents there are", keys[i]);
}

/* The groups that are led, in words. */
static void name_led(ccs_reader_t *reader, ccs_group_t *group, const char *label)
{
    const char *const before = group->span_of,
                      *const all = ccs_arena_printf(reader->arena, "%s%s%s", before, before[0] ? ", " : "", label);

    if (all) group->span_of = all;
    else reader->out_of_memory = true;
}

static void lead(const ccs_teams_t *teams, const ccs_group_t *led, const ccs_vector_t *own, const ccs_vector_t *of_classes,
    ccs_vector_t *edges)
{
    add_edges(teams->reader, own, edges);
    for (uint32_t k = led->first_class; k < led->first_class + led->n_classes; k++)
        add_edges(teams->reader, &of_classes[k], edges);
}

void ccs_people_follow(const ccs_teams_t *teams, uint32_t team, ccs_vector_t *parts)
{
    ccs_reader_t *const reader = teams->reader;
    ccs_group_t *const group = &teams->at[team];
    const ccs_place_t span = ccs_place_child(reader, &teams->named->at[team], "span"), of = ccs_place_child(reader, &span, "of"),
                      agents = ccs_place_child(reader, &span, "agents");
    ccs_vector_t edges = {0};
    uint32_t *led;
    const uint32_t n = ccs_read_names(reader, &of, teams->named, &led);

    check_alone(reader, &teams->named->at[team], &span);
    group->span = ccs_read_amount(reader, &agents, 1);
    group->span_of = "";
    group->leads = led;
    group->n_leads = n;
    for (uint32_t i = 0; i < n; i++) {
        if (!check_led(teams, &of, team, led[i])) continue;
        lead(teams, &teams->at[led[i]], &parts[led[i]], &parts[teams->named->n], &edges);
        name_led(reader, group, teams->at[led[i]].label);
    }
    if (!isnan(group->span)) add_parts(reader, group, &edges, &parts[team]);
    free(edges.items);
}
