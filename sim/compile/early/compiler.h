/** @file compiler.h  What the chapters of a scenario share while a plan is made: the reader of keys, the named things, the tables being built.
 *
 * The plan counts only if the reader recorded no error. */
#ifndef CCS_COMPILER_H
#define CCS_COMPILER_H

#include "callflow.h"
#include "campaign_read.h"
#include "channels.h"
#include "demand.h"
#include "outage_read.h"
#include "people.h"
#include "reader.h"
#include "rules_reader.h"
#include "sites_read.h"
#include "transfers.h"

/** The NAMED groups of the root: X(member, "key", "one of them in messages"). */
#define CCS_NAMED_LIST(X)                                                                                                        \
    X(types, "types", "type")                                                                                                    \
    X(groups, "groups", "group")                                                                                                 \
    X(shifts, "shifts", "shift")                                                                                                 \
    X(employment, "employment", "kind of employment")                                                                            \
    X(sites, "sites", "site")                                                                                                    \
    X(trunks, "trunks", "trunk group")                                                                                           \
    X(factors, "day_factors", "shared day factor")                                                                               \
    X(slot_factors, "interval_factors", "shared interval factor")                                                                \
    X(shocks, "shocks", "shock")                                                                                                 \
    X(flows, "flows", "call flow")                                                                                               \
    X(campaigns, "campaigns", "campaign")                                                                                        \
    X(outages, "outages", "outage")                                                                                              \
    X(intraday, "rules", "rule")                                                                                                 \
    X(changes, "changes", "change")

/** Opening hours of a type's own, while its cells are not known yet. */
typedef struct {
    bool own; /* else they are the centre's */
    const ccs_stretch_t *stretches;
    const ccs_day_kind_t *kinds; /* the clock's with these hours */
    uint32_t n;
    uint32_t at; /* the first that ends behind the cell at hand */
    bool told;   /* an error */
} ccs_type_hours_t;

typedef struct {
    ccs_reader_t reader;
    ccs_zone_find_t *zones;
    ccs_plan_t *plan;
#define X(member, key, what) ccs_place_t member##_at;
    CCS_NAMED_LIST(X)
#undef X
#define X(member, key, what) ccs_named_t member##_named;
    CCS_NAMED_LIST(X)
#undef X
    struct ccs_compile_change *changes; /* [changes_named.n] */
    struct ccs_lesson *lessons;         /* of the changes */
    uint32_t n_lessons;
    struct ccs_compile_calendar *calendar; /* NULL: none is written */
    ccs_clock_t clock;
    ccs_people_t people; /* mode day */
    ccs_demand_t demand;
    ccs_transfers_t transfers;
    ccs_rules_reader_t rules;
    ccs_callflows_t callflows;
    ccs_channels_t channels;
    ccs_outage_reader_t outages;
    ccs_sites_t sites_said;
    bool keys_are_checked; /* before the tree was parted */
    ccs_campaign_reader_t campaigns;
    ccs_type_hours_t *own_hours; /* by type */
    ccs_type_t *types;
    ccs_queue_t *queues;  /* one of each type */
    ccs_group_t *groups;  /* as the scenario says */
    ccs_group_t *classes; /* groups of the plan: the same ones, or where agents of some differ rows of their own (skills.h) */
    struct ccs_class *class_rows;
    uint32_t n_classes;
    ccs_site_t *sites;
    ccs_trunk_t *trunks;
    ccs_distribution_t *group_talk, *group_wrap; /* laws given by the groups */
    ccs_distribution_t *own_talk, *own_wrap;     /* by group: those of by_group of the type at hand */
    struct {
        double volume, aht, patience, pace, staff;
    } factors;               /* of the whole centre */
    bool *listed, *in_stage; /* by group: whether the type at hand lists it, and the stage at hand */
    ccs_vector_t rates, steps, pairs, tiers, tier_pairs;
} ccs_compiler_t;

#endif
