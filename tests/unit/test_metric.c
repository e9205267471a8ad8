/* test_metric.c - metrics as expressions over base facts: against sums made here, for every kind of entity. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

/* a and c are voice, b is chat; each has its own thresholds and its own idea of service level. */
#define PLAN                                                                                                                     \
    "clock:{open=\"08:00-09:00\";interval=\"1 h\";};"                                                                            \
    "types:{a:{arrivals:{per_hour=9;};talk=60;groups=(\"x\",\"y\");target:{within=[60,20];short_abandon=5;};};"                  \
    "b:{channel=\"chat\";arrivals:{per_hour=9;};talk=60;groups=(\"y\");target:{within=30;counted_as=\"sl_answered\";};};"        \
    "c:{arrivals:{per_hour=9;};talk=60;groups=(\"x\");target:{within=[10,40,90];counted_as=\"sl_excl_abandoned\";};};};"         \
    "groups:{x:{staff=1;};y:{staff=2;};};trunks:{t:{lines=9;types=[\"a\"];};u:{lines=3;types=[\"b\",\"c\"];};};"

enum { OPEN_S = 3600 };

static ccs_plan_t *plan;
static ccs_metrics_t metrics;
static ccs_facts_t facts;
static ccs_record_t record;

/* Facts that are all different: each is some multiple of 1/8, so that sums are exact. */
static void use(const char *cfg)
{
    double x = 0.125;

    plan = plan_from_text(cfg);
    cr_assert(ccs_metrics_init(&metrics, plan) == 0 && ccs_facts_init(&facts, plan) == 0);
    ccs_facts_reset(&facts);
    record = ccs_facts_cell(&facts, 0);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        double *const row = &record.type[type * facts.type_width];

        for (uint32_t i = 0; i < CCS_N_TYPE_FACTS; i++) row[i] = x += 1.375;
        for (uint32_t k = 0; k < plan->types[type].target.n_within; k++) {
            *ccs_facts_answered_within(row, k) = x += 1.375;
            *ccs_facts_abandoned_within(row, k) = x += 1.375;
            *ccs_facts_not_yet_due(row, k) = x += 1.375;
        }
        record.queue[type] = x += 1.375;
    }
    record.queue[plan->n_types] = x += 1.375;
    for (uint32_t i = 0; i < plan->n_pairs * CCS_N_PAIR_FACTS; i++) record.pair[i] = x += 1.375;
    for (uint32_t i = 0; i < plan->n_groups * CCS_N_GROUP_FACTS; i++) record.group[i] = x += 1.375;
    for (uint32_t i = 0; i < plan->n_trunks * CCS_N_TRUNK_FACTS; i++) record.trunk[i] = x += 1.375;
}

static void finish(void)
{
    ccs_facts_free(&facts);
    ccs_metrics_free(&metrics);
    plan_delete(plan);
}

TestSuite(metric, .fini = finish);

/* ---- sums made here ------------------------------------------------------------------------------------------------------------- */

/* Which types, pairs, groups and trunks an entity of PLAN is made of. Pairs: a/x a/y b/y c/x. */
typedef struct {
    const char *name;
    bool type[3], pair[4], group[2], trunk[2];
    uint32_t n_within; /* thresholds that its types have in common; 0: no types */
} made_of_t;
static const made_of_t ENTITIES[] = {
    {"all", {1, 1, 1}, {1, 1, 1, 1}, {1, 1}, {1, 1}, 1},
    {"type/a", {1, 0, 0}, {1, 1, 0, 0}, {0, 0}, {0, 0}, 2},
    {"type/b", {0, 1, 0}, {0, 0, 1, 0}, {0, 0}, {0, 0}, 1},
    {"type/c", {0, 0, 1}, {0, 0, 0, 1}, {0, 0}, {0, 0}, 3},
    {"channel/voice", {1, 0, 1}, {1, 1, 0, 1}, {0, 0}, {0, 0}, 2},
    {"channel/chat", {0, 1, 0}, {0, 0, 1, 0}, {0, 0}, {0, 0}, 1},
    {"group/x", {0, 0, 0}, {1, 0, 0, 1}, {1, 0}, {0, 0}, 0},
    {"group/y", {0, 0, 0}, {0, 1, 1, 0}, {0, 1}, {0, 0}, 0},
    {"trunk/t", {0, 0, 0}, {0, 0, 0, 0}, {0, 0}, {1, 0}, 0},
    {"trunk/u", {0, 0, 0}, {0, 0, 0, 0}, {0, 0}, {0, 1}, 0},
};
enum { N_ENTITIES = sizeof ENTITIES / sizeof *ENTITIES };

static const made_of_t *entity;
static uint32_t entity_id;

static double t(enum ccs_type_fact fact)
{
    double sum = 0;

    for (uint32_t i = 0; i < 3; i++) sum += entity->type[i] ? record.type[i * facts.type_width + fact] : 0;
    return sum;
}

static double p(enum ccs_pair_fact fact)
{
    double sum = 0;

    for (uint32_t i = 0; i < 4; i++) sum += entity->pair[i] ? record.pair[i * CCS_N_PAIR_FACTS + fact] : 0;
    return sum;
}

static double g(enum ccs_group_fact fact)
{
    double sum = 0;

    for (uint32_t i = 0; i < 2; i++) sum += entity->group[i] ? record.group[i * CCS_N_GROUP_FACTS + fact] : 0;
    return sum;
}

static double within(double *(*count)(double *row, uint32_t k), uint32_t k)
{
    double sum = 0;

    for (uint32_t i = 0; i < 3; i++) sum += entity->type[i] ? *count(&record.type[i * facts.type_width], k) : 0;
    return sum;
}

static double answered_in(uint32_t k)
{
    return within(ccs_facts_answered_within, k);
}

static double abandoned_in(uint32_t k)
{
    return within(ccs_facts_abandoned_within, k);
}

static double not_yet_due_in(uint32_t k)
{
    return within(ccs_facts_not_yet_due, k);
}

static double num_of(const char *name)
{
    double nums[CCS_METRICS_MAX], dens[CCS_METRICS_MAX];

    ccs_metrics_evaluate(&metrics, &facts, &record, entity_id, OPEN_S, nums, dens);
    return nums[metric_of(&metrics, name)];
}

static void expect(const char *name, double num, double den)
{
    double nums[CCS_METRICS_MAX], dens[CCS_METRICS_MAX];
    const uint32_t id = metric_of(&metrics, name);

    ccs_metrics_evaluate(&metrics, &facts, &record, entity_id, OPEN_S, nums, dens);
    cr_expect(ccs_metrics_apply(&metrics, id, entity_id), "%s of %s", name, entity->name);
    cr_expect(nums[id] == num && dens[id] == den, "%s of %s: %g / %g, not %g / %g", name, entity->name, nums[id], dens[id], num,
        den);
}

static void expect_undefined(const char *name)
{
    double nums[CCS_METRICS_MAX], dens[CCS_METRICS_MAX];
    const uint32_t id = metric_of(&metrics, name);

    ccs_metrics_evaluate(&metrics, &facts, &record, entity_id, OPEN_S, nums, dens);
    cr_expect(isnan(nums[id]) && isnan(dens[id]), "%s of %s: %g / %g", name, entity->name, nums[id], dens[id]);
}

static void expect_not_applied(const char *name)
{
    cr_expect_not(ccs_metrics_apply(&metrics, metric_of(&metrics, name), entity_id), "%s of %s", name, entity->name);
    expect_undefined(name);
}

static bool next_entity(void)
{
    entity = entity ? entity + 1 : ENTITIES;
    if (entity == ENTITIES + N_ENTITIES) return false;
    entity_id = entity_of(&metrics, entity->name);
    return true;
}

/* ---- metrics of types ----------------------------------------------------------------------------------------------------------- */

#define OF_TYPES                                                                                                                 \
    "arrived", "contained", "offered", "blocked", "balked", "answered", "abandoned", "disconnected", "still_waiting",            \
        "not_yet_due", "redials", "repeats", "service_level", "waiting_at_end", "blocked_lines", "blocked_queue", "sl_offered",  \
        "sl_incl_abandoned", "sl_answered", "sl_excl_abandoned", "sl_excl_blocked", "abandonment_rate", "blocking_rate",         \
        "balking_rate", "containment", "p_wait", "asa_s", "mean_wait_s", "mean_time_to_abandon_s", "max_wait_s",                 \
        "max_queue_length", "queue_length"

static void expect_counts_and_ratios(void)
{
    const double offered = t(CCS_FACT_offered), answered = t(CCS_FACT_answered), abandoned = t(CCS_FACT_abandoned);

    expect("arrived", t(CCS_FACT_arrived), 1);
    expect("contained", t(CCS_FACT_contained), 1);
    expect("offered", offered, 1);
    expect("blocked", t(CCS_FACT_blocked), 1);
    expect("balked", t(CCS_FACT_balked), 1);
    expect("answered", answered, 1);
    expect("abandoned", abandoned, 1);
    expect("disconnected", t(CCS_FACT_disconnected), 1);
    expect("still_waiting", t(CCS_FACT_still_waiting), 1);
    expect("not_yet_due", not_yet_due_in(0), 1);
    expect("waiting_at_end", t(CCS_FACT_waiting_at_end), 1);
    expect("blocked_lines", t(CCS_FACT_blocked_lines), 1);
    expect("blocked_queue", t(CCS_FACT_blocked) - t(CCS_FACT_blocked_lines), 1);
    expect("redials", t(CCS_FACT_redials), 1);
    expect("repeats", t(CCS_FACT_repeats), 1);
    expect("abandonment_rate", abandoned, offered);
    expect("blocking_rate", t(CCS_FACT_blocked), offered);
    expect("balking_rate", t(CCS_FACT_balked), offered);
    expect("containment", t(CCS_FACT_contained), t(CCS_FACT_arrived));
    expect("p_wait", t(CCS_FACT_waited), offered);
    expect("asa_s", t(CCS_FACT_wait_answered), answered);
    expect("mean_wait_s", t(CCS_FACT_wait_answered) + t(CCS_FACT_wait_abandoned), answered + abandoned);
    expect("mean_time_to_abandon_s", t(CCS_FACT_wait_abandoned), abandoned);
    expect("queue_length", t(CCS_FACT_queue_area), OPEN_S);
}

/* Who waits when the run ends and may be answered in time yet is none of those of whom a share is in time. */
static double due_by(uint32_t k)
{
    return t(CCS_FACT_offered) - not_yet_due_in(k);
}

static void expect_service_levels(void)
{
    const double due = due_by(0), answered = t(CCS_FACT_answered);

    expect("sl_offered", answered_in(0), due);
    expect("sl_incl_abandoned", answered_in(0) + abandoned_in(0), due);
    expect("sl_answered", answered_in(0), answered);
    expect("sl_excl_abandoned", answered_in(0), due - abandoned_in(0));
    expect("sl_excl_blocked", answered_in(0), due - t(CCS_FACT_blocked));
    expect("sl_incl_abandoned_excl_blocked", answered_in(0) + abandoned_in(0), due - t(CCS_FACT_blocked));
    expect("sl_excl_abandoned_blocked", answered_in(0), due - abandoned_in(0) - t(CCS_FACT_blocked));
    expect("sl_answered_incl_blocked", answered_in(0), answered + t(CCS_FACT_blocked));
    if (entity->n_within > 1) {
        expect("not_yet_due_2", not_yet_due_in(1), 1);
        expect("sl_offered_2", answered_in(1), due_by(1));
        expect("sl_incl_abandoned_2", answered_in(1) + abandoned_in(1), due_by(1));
        expect("sl_answered_2", answered_in(1), answered);
        expect("sl_excl_abandoned_2", answered_in(1), due_by(1) - abandoned_in(1));
    } else {
        expect_undefined("not_yet_due_2");
        expect_undefined("sl_offered_2");
        expect_undefined("sl_answered_2");
    }
    if (entity->n_within > 2) expect("sl_excl_abandoned_3", answered_in(2), due_by(2) - abandoned_in(2));
    else expect_undefined("sl_excl_abandoned_3");
}

/* Only a has a threshold for short abandons. */
static void expect_short(void)
{
    const double offered = t(CCS_FACT_offered), blocked = t(CCS_FACT_blocked), brief = t(CCS_FACT_abandoned_short);

    expect("abandonment_excl_short", t(CCS_FACT_abandoned) - brief, offered - brief);
    expect("sl_incl_short", answered_in(0) + brief, due_by(0));
    expect("sl_excl_short", answered_in(0), due_by(0) - brief);
    expect("sl_incl_short_excl_blocked", answered_in(0) + brief, due_by(0) - blocked);
    expect("sl_excl_short_blocked", answered_in(0), due_by(0) - brief - blocked);
    if (entity->n_within > 1) expect("sl_excl_short_2", answered_in(1), due_by(1) - brief);
}

Test(metric, counts_short_abandons_where_a_type_has_them)
{
    use(PLAN);
    while (next_entity()) {
        if (entity->type[0]) {
            expect_short();
        } else {
            expect_not_applied("sl_excl_short");
            expect_not_applied("abandonment_excl_short");
        }
    }
}

/* Types and channels are told of the time of all agents, groups of their own. */
Test(metric, tells_agents_time_where_contacts_are_of_several_channels)
{
    use(PLAN);
    while (next_entity()) {
        const double work = p(CCS_FACT_talk_area) + p(CCS_FACT_wrap_area), of_groups = g(CCS_FACT_staffed_area),
                     of_all = record.group[CCS_FACT_staffed_area] + record.group[CCS_N_GROUP_FACTS + CCS_FACT_staffed_area];

        if (entity->n_within == 0 && !entity->group[0] && !entity->group[1]) {
            expect_not_applied("agent_time");
            continue;
        }
        expect("agent_time", work, OPEN_S);
        expect("agent_time_share", work, of_groups > 0 ? of_groups : of_all);
        if (entity->n_within > 0) expect("answer_rate", t(CCS_FACT_answered), t(CCS_FACT_offered));
    }
}

/* Of all types together: the mean of those who meet one, whoever has none. */
Test(metric, averages_the_time_in_the_ivr_over_those_who_meet_one)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=60;ivr:{time=30;};};b:{arrivals:{per_hour=9;};talk=60;};"
        "c:{arrivals:{per_hour=9;};talk=60;ivr:{contained=0.5;};};};groups:{x:{staff=1;};};"
        "clock:{open=\"08:00-09:00\";};trunks:{t:{lines=9;};};");
    const double *const a = record.type, *const c = &record.type[2 * facts.type_width];
    const double met_a = a[CCS_FACT_arrived] - a[CCS_FACT_blocked_lines], met_c = c[CCS_FACT_arrived] - c[CCS_FACT_blocked_lines];

    entity = &ENTITIES[0];
    entity_id = entity_of(&metrics, "type/a");
    expect("ivr_s", a[CCS_FACT_ivr], met_a);
    entity_id = entity_of(&metrics, "all");
    expect("ivr_s", t(CCS_FACT_ivr), met_a + met_c);
    entity_id = entity_of(&metrics, "type/b");
    expect_not_applied("ivr_s");
}

Test(metric, knows_adherence_of_persons_some_of_whom_are_never_there)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=60;};};clock:{start=\"2026-03-02\";open=\"08:00-09:00\";};"
        "groups:{x:{roster=((\"ann\",\"2026-03-02\",\"08:00\",\"09:00\",\"\"));agents:{ann:{speed=2.0;};bob:{speed=3.0;};};};};");
    cr_expect(ccs_metrics_apply(&metrics, metric_of(&metrics, "adherence"), entity_of(&metrics, "group/x")));
    cr_expect(ccs_metrics_apply(&metrics, metric_of(&metrics, "adherence"), entity_of(&metrics, "all")));
}

Test(metric, leaves_the_blocked_out_only_where_some_may_be_blocked)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=60;};b:{arrivals:{per_hour=9;};talk=60;queue_limit=3;};};groups:{x:{staff=1;};};"
        "clock:{open=\"08:00-09:00\";};");
    entity = &ENTITIES[1];
    entity_id = entity_of(&metrics, "type/a");
    expect_not_applied("sl_excl_blocked");
    expect_not_applied("blocked_lines");
    expect_not_applied("blocked_queue");
    cr_expect(ccs_metrics_apply(&metrics, metric_of(&metrics, "sl_excl_blocked"), entity_of(&metrics, "type/b")));
    cr_expect(ccs_metrics_apply(&metrics, metric_of(&metrics, "sl_excl_blocked"), entity_of(&metrics, "all")));
}

Test(metric, adds_up_the_types_of_an_entity)
{
    use(PLAN);
    while (next_entity()) {
        static const char *const names[] = {OF_TYPES};

        if (entity->n_within) {
            expect_counts_and_ratios();
            expect_service_levels();
            continue;
        }
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) expect_not_applied(names[i]);
        expect_not_applied("sl_offered_2");
    }
}

/* a: answered within 60 / offered; b: within 30 / answered; c: within 10 / (offered - abandoned within 10). */
Test(metric, judges_each_type_by_its_own_service_level)
{
    use(PLAN);
    while (next_entity()) {
        double met = 0, all = 0;

        for (uint32_t i = 0; i < 3; i++) {
            double *const row = &record.type[i * facts.type_width];

            if (!entity->type[i]) continue;
            met += *ccs_facts_answered_within(row, 0);
            const double due = row[CCS_FACT_offered] - *ccs_facts_not_yet_due(row, 0);

            if (i == 0) all += due;
            if (i == 1) all += row[CCS_FACT_answered];
            if (i == 2) all += due - *ccs_facts_abandoned_within(row, 0);
        }
        if (entity->n_within) expect("service_level", met, all);
    }
}

Test(metric, counts_those_who_abandon_in_time_where_the_target_says_so)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=60;target:{within=20;counted_as=\"sl_incl_abandoned\";};};};groups:{x:{staff=1;};};"
        "clock:{open=\"08:00-09:00\";};");
    entity = &ENTITIES[1];
    entity_id = entity_of(&metrics, "type/a");
    expect("service_level", *ccs_facts_answered_within(record.type, 0) + *ccs_facts_abandoned_within(record.type, 0),
        record.type[CCS_FACT_offered] - *ccs_facts_not_yet_due(record.type, 0));
}

Test(metric, takes_the_largest_of_maxima)
{
    use(PLAN);
    record.type[CCS_FACT_max_wait] = 500; /* of a */
    record.queue[0] = 77;
    while (next_entity()) {
        double wait = 0, queue = 0;
        uint32_t n = 0;

        if (!entity->n_within) continue;
        for (uint32_t i = 0; i < 3; i++) {
            if (!entity->type[i]) continue;
            n++;
            wait = fmax(wait, record.type[i * facts.type_width + CCS_FACT_max_wait]);
            queue = fmax(queue, record.queue[i]);
        }
        expect("max_wait_s", wait, 1);
        if (!strcmp(entity->name, "all")) expect("max_queue_length", record.queue[3], 1);
        else if (n == 1) expect("max_queue_length", queue, 1);
        else cr_expect(isnan(num_of("max_queue_length")), "not kept for several types together: %s", entity->name);
    }
}

Test(metric, knows_no_longest_wait_where_nobody_was_answered)
{
    use(PLAN);
    record.type[facts.type_width + CCS_FACT_answered] = 0; /* of b */
    while (next_entity())
        if (entity->type[1] && entity->n_within == 1 && strcmp(entity->name, "all"))
            expect("max_wait_s", record.type[facts.type_width + CCS_FACT_max_wait], 0);
}

/* ---- metrics of work and of trunks ---------------------------------------------------------------------------------------------- */

static void expect_work(void)
{
    expect("busy_agents", p(CCS_FACT_talk_area) + p(CCS_FACT_wrap_area) - g(CCS_FACT_beside_area), OPEN_S);
    expect("aht_s", p(CCS_FACT_talk) + p(CCS_FACT_wrap), p(CCS_FACT_talks));
    expect("talk_s", p(CCS_FACT_talk), p(CCS_FACT_talks));
    expect("wrap_s", p(CCS_FACT_wrap), p(CCS_FACT_talks));
    expect("answers", p(CCS_FACT_answers), 1);
    expect("completed", p(CCS_FACT_talks), 1);
}

static void expect_agents(void)
{
    const double busy = p(CCS_FACT_talk_area) + p(CCS_FACT_wrap_area) - g(CCS_FACT_beside_area);

    expect("scheduled_agents", g(CCS_FACT_scheduled_area), OPEN_S);
    expect("staffed_agents", g(CCS_FACT_staffed_area), OPEN_S);
    expect("overtime_s", g(CCS_FACT_overtime), 1);
    expect("occupancy", busy, g(CCS_FACT_staffed_area));
    expect("load_on_schedule", busy, g(CCS_FACT_scheduled_area));
}

Test(metric, adds_up_the_work_of_types_and_groups)
{
    use(PLAN);
    while (next_entity()) {
        if (strncmp(entity->name, "trunk", 5)) {
            expect_work();
        } else {
            expect_not_applied("aht_s");
            expect_not_applied("busy_agents");
        }
        if (entity->group[0] || entity->group[1]) {
            expect_agents();
        } else {
            expect_not_applied("occupancy");
            expect_not_applied("staffed_agents");
            expect_not_applied("overtime_s");
        }
    }
}

/* b with y is the third pair. */
Test(metric, knows_the_work_of_a_pair_and_nothing_else_of_it)
{
    static const made_of_t pair = {"pair/b/y", {0, 0, 0}, {0, 0, 1, 0}, {0, 0}, {0, 0}, 0};

    use(PLAN);
    entity = &pair;
    entity_id = ccs_metrics_pair(&metrics, 2);
    cr_expect_str_eq(metrics.entities[entity_id].name, "pair/b/y");
    expect_work();
    expect_not_applied("offered");
    expect_not_applied("occupancy");
    expect_not_applied("waiting_s");
    expect_not_applied("busy_trunks");
}

Test(metric, adds_up_lines)
{
    use(PLAN);
    while (next_entity()) {
        const double lines = (entity->trunk[0] ? record.trunk[0] : 0) + (entity->trunk[1] ? record.trunk[1] : 0);

        if (lines > 0) expect("busy_trunks", lines, OPEN_S);
        else expect_not_applied("busy_trunks");
    }
}

Test(metric, knows_no_lines_without_trunks)
{
    use("types:{a:{arrivals:{per_hour=9;};talk=60;};};groups:{x:{staff=1;};};clock:{open=\"08:00-09:00\";};");
    entity = &ENTITIES[0];
    entity_id = entity_of(&metrics, "all");
    expect_not_applied("busy_trunks");
}

Test(metric, leaves_quantiles_to_histograms)
{
#define Q(X, percent, whose, text) "wait_p" #percent "_s",
    static const char *const names[CCS_N_PERCENTILES] = {CCS_PERCENTILE_LIST(Q, )};
#undef Q

    use(PLAN);
    while (next_entity())
        for (size_t i = 0; i < CCS_N_PERCENTILES; i++) {
            expect_undefined(names[i]);
            cr_expect_eq(ccs_metrics_apply(&metrics, metric_of(&metrics, names[i]), entity_id), entity->n_within > 0);
        }
}

Test(metric, knows_the_probability_of_each_quantile_and_of_nothing_else)
{
    uint32_t n = 0;

    use(PLAN);
    for (uint32_t i = 0; i < metrics.n_metrics; i++) {
        const ccs_metric_t *const m = &metrics.metrics[i];
        char name[32];

        cr_expect_eq(ccs_metric_percentile(m->metric) == CCS_NONE, m->kind != CCS_KIND_QUANTILE, "%s", m->name);
        if (m->kind != CCS_KIND_QUANTILE) cr_expect(isnan(ccs_metric_probability(m->metric)), "%s", m->name);
        else {
            snprintf(name, sizeof name, "wait_p%.0f_s", 100 * ccs_metric_probability(m->metric));
            cr_expect_str_eq(m->name, name);
            cr_expect_eq(ccs_metric_percentile(m->metric), n++, "in the order of the rows");
        }
    }
    cr_expect_eq(n, CCS_N_PERCENTILES);
}

/* ---- the vocabulary ------------------------------------------------------------------------------------------------------------- */

static bool includes(uint32_t id, uint32_t type)
{
    const ccs_fact_rows_t *const types = ccs_metrics_types(&metrics, id);

    for (uint32_t i = 0; i < types->n; i++)
        if (types->ids[i] == type) return true;
    return false;
}

Test(metric, knows_the_entities_of_a_plan)
{
    use(PLAN);
    cr_assert_eq(metrics.n_entities, N_ENTITIES);
    for (uint32_t i = 0; i < N_ENTITIES; i++) {
        cr_expect_str_eq(metrics.entities[i].name, ENTITIES[i].name);
        cr_expect_eq(ccs_metrics_types(&metrics, i)->n > 0, ENTITIES[i].n_within > 0);
        for (uint32_t type = 0; type < 3; type++) cr_expect_eq(includes(i, type), ENTITIES[i].type[type]);
    }
    cr_expect(metrics.entities[4].kind == CCS_ENTITY_CHANNEL && metrics.entities[4].id == CCS_CHANNEL_VOICE);
    cr_expect(metrics.entities[7].kind == CCS_ENTITY_GROUP && metrics.entities[7].id == 1);
}

Test(metric, adds_rows_for_further_thresholds)
{
    use(PLAN);
    cr_expect_eq(metrics.n_metrics,
        CCS_N_CENTRE_METRICS + CCS_N_WITH_THRESHOLDS * 2 + (CCS_N_METRICS - CCS_BEHIND_CAUSE_METRICS));
    const ccs_metric_t *const third = &metrics.metrics[metric_of(&metrics, "sl_answered_3")];

    cr_expect(third->metric == CCS_METRIC_sl_answered && third->threshold == 2 && third->kind == CCS_KIND_SHARE);
    cr_expect(strstr(third->text, "number 3") != NULL);
    cr_expect_eq(metric_of(&metrics, "sl_answered") + 2, metric_of(&metrics, "sl_answered_3"), "behind the row itself");
    for (uint32_t i = 0; i < metrics.n_metrics; i++)
        for (uint32_t j = 0; j < i; j++) cr_expect_str_neq(metrics.metrics[i].name, metrics.metrics[j].name);
}

Test(metric, has_a_row_for_each_service_level)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < CCS_N_METRICS; i++) n += strncmp(ccs_metric_name(i), "sl_", 3) == 0;
    cr_expect_eq(n, CCS_N_SERVICE_LEVELS);
    for (uint32_t level = 0; level < CCS_N_SERVICE_LEVELS; level++)
        cr_expect_eq(ccs_service_level_find(ccs_metric_name(ccs_metric_of_level((enum ccs_service_level) level))), level);
}

Test(metric, tells_what_a_row_is)
{
    use(PLAN);
    const ccs_metric_t asa = metrics.metrics[metric_of(&metrics, "asa_s")],
                       level = metrics.metrics[metric_of(&metrics, "service_level")];

    cr_expect_str_eq(asa.name, ccs_metric_name(CCS_METRIC_asa_s));
    cr_expect(asa.metric == CCS_METRIC_asa_s && level.metric == CCS_METRIC_service_level);
    cr_expect_str_eq(asa.unit, "s");
    cr_expect(asa.sense == -1 && asa.margin == 1 && asa.kind == CCS_KIND_RATIO && asa.attribution == CCS_AT_ENTRY);
    cr_expect(level.sense == 1 && level.margin == 0.005);
    cr_expect_str_eq(ccs_attribution_name(CCS_AT_ENTRY), "arrival");
    cr_expect_str_eq(ccs_attribution_name(CCS_AT_ARRIVAL), "arrival");
    cr_expect_str_eq(ccs_attribution_name(CCS_AT_EVENT), "event");
    cr_expect_str_eq(ccs_attribution_name(CCS_AT_SPLIT), "split");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_AVERAGE), "time average");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_COUNT), "count");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_RATIO), "ratio");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_SHARE), "ratio");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_TIME_SHARE), "ratio");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_QUANTILE), "quantile");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_MAXIMUM), "maximum");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_LEVEL), "level");
    cr_expect_str_eq(ccs_metric_kind_name(CCS_KIND_DAYS), "share of days");
}

/* ---- waits that are predicted --------------------------------------------------------------------------------------------------- */

/* Of both types together the facts of the one that has a predictor: the other has none. */
Test(metric, says_how_well_waits_are_predicted)
{
    static const double row[CCS_N_PREDICTION_FACTS] = {4, 90, 120, 50, 900, 3};
    static const struct {
        const char *name;
        double num, den;
    } expected[] = {{"predicted", 4, 1}, {"predicted_wait_s", 90, 4}, {"prediction_bias_s", -30, 4},
        {"prediction_error_s", 50, 4}, {"prediction_error_share", 50, 120}, {"prediction_mse_s2", 900, 4},
        {"predicted_less_rate", 3, 4}};
    double nums[CCS_METRICS_MAX], dens[CCS_METRICS_MAX];

    use("clock:{open=\"08:00-09:00\";interval=\"1 h\";};types:{a:{arrivals:{per_hour=9;};talk=60;};"
        "b:{arrivals:{per_hour=9;};talk=60;predictor=\"last_wait\";};};groups:{x:{staff=1;};};");
    memcpy(&record.prediction[CCS_N_PREDICTION_FACTS], row, sizeof row);
    for (uint32_t e = 0; e < metrics.n_entities; e++) {
        const bool is = !strcmp(metrics.entities[e].name, "all") || !strcmp(metrics.entities[e].name, "type/b") ||
            !strcmp(metrics.entities[e].name, "channel/voice");

        ccs_metrics_evaluate(&metrics, &facts, &record, e, OPEN_S, nums, dens);
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
            const uint32_t m = metric_of(&metrics, expected[i].name);

            cr_expect_eq(ccs_metrics_apply(&metrics, m, e), is, "%s %s", metrics.entities[e].name, expected[i].name);
            if (!is) continue;
            cr_expect_eq(nums[m], expected[i].num, "%s", expected[i].name);
            cr_expect_eq(dens[m], expected[i].den, "%s", expected[i].name);
        }
    }
}
