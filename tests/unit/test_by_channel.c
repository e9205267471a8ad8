/* test_by_channel.c - agents' time of groups by channel, added up from a result made by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "by_channel.h"

enum { CHAT, VOICE, DESK, BACK, TYPE_CHATS, TYPE_CALLS, TYPE_CLAIMS, ENTITIES };
static const char *const ENTITY_NAMES[] = {"channel/chat", "channel/voice", "group/desk", "group/back", "type/chats",
    "type/calls", "type/claims"};
static const char *const METRIC_NAMES[] = {"agent_time_share"};
static uint32_t TYPE_ENTITIES[] = {TYPE_CHATS, TYPE_CALLS, TYPE_CLAIMS};

static void add(ccs_dataset_t *data, const char *name, uint32_t dim, const char *const *texts, uint32_t n)
{
    memcpy(ccs_dataset_add(data, name, CCS_DATA_TEXT, &dim, 1)->data.text, texts, n * sizeof *texts);
}

/* Chats and calls go to the desk, claims, which are calls, to both groups. */
Test(by_channel, adds_up_the_types_of_a_channel)
{
    static const double shares[] = {0.25, 0.125, 0.0625, 0.5}, zeros[4] = {0};
    const double *means[] = {shares}, *none[] = {zeros};
    ccs_dataset_t data = {0};
    const uint32_t type = ccs_dataset_add_dim(&data, "type", 3), pair = ccs_dataset_add_dim(&data, "pair", 4);

    add(&data, "type_channel", type, (const char *const[]){"chat", "voice", "voice"}, 3);
    add(&data, "pair_type", pair, (const char *const[]){"chats", "calls", "claims", "claims"}, 4);
    add(&data, "pair_group", pair, (const char *const[]){"desk", "desk", "desk", "back"}, 4);
    ccs_view_t view = {.data = &data,
        .n_metrics = 1,
        .n_entities = ENTITIES,
        .n_types = 3,
        .metrics = METRIC_NAMES,
        .entities = ENTITY_NAMES,
        .type_entity = TYPE_ENTITIES,
        .pairs = {.n = 4, .means = means, .half_widths = none, .lows = none, .highs = none}};

    cr_expect_eq(ccs_by_channel_share(&view, DESK, CHAT), 0.25);
    cr_expect_eq(ccs_by_channel_share(&view, DESK, VOICE), 0.125 + 0.0625);
    cr_expect_eq(ccs_by_channel_share(&view, BACK, VOICE), 0.5);
    cr_expect(isnan(ccs_by_channel_share(&view, BACK, CHAT)), "the back office has no chats");
    view.metrics = (const char *const[]){"occupancy"};
    cr_expect(isnan(ccs_by_channel_share(&view, DESK, CHAT)), "it is not told");
    ccs_dataset_free(&data);
}
