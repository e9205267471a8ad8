/** @file channels.h  The chapter of channels, and what agents of groups may have in hand at once. What is wrong is recorded by the reader. */
#ifndef CCS_CHANNELS_H
#define CCS_CHANNELS_H

#include "plan.h"
#include "reader.h"

/** A mix that a group allows, as it is written. */
typedef struct {
    uint32_t group;
    uint16_t most[CCS_MAX_CHANNELS];
    bool is_wrong; /* which has been told */
} ccs_group_mix_t;

typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *groups;
    ccs_named_t names; /* of channels */
    ccs_channel_rule_t *rules;
    bool *beside;       /* channel by channel, symmetric */
    ccs_vector_t mixes; /* ccs_group_mix_t, group by group */
    bool several;       /* some agent may have several contacts in hand */
} ccs_channels_t;

/** `channels`, and `mix` of all groups. @param plan  receives the channels */
void ccs_channels_read(ccs_channels_t *self, ccs_reader_t *reader, const ccs_named_t *groups, ccs_plan_t *plan);
/** `channel` of a type. */
uint32_t ccs_channels_of_type(ccs_channels_t *self, const ccs_place_t *type_at);
/** Hands of the groups and kinds of the pairs, where agents may have several contacts in hand: else neither is touched.
 * @param groups, pairs  the plan's, whose types and teams are made */
void ccs_channels_keep(ccs_channels_t *self, ccs_plan_t *plan, ccs_group_t *groups, ccs_pair_t *pairs);

#endif
