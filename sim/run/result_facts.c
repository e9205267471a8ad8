/* result_facts.c - base facts of every observation, and of every day where there are several, as variables of a result; distributions over all of them. */
#include <math.h>
#include <string.h>

#include "result_parts.h"

#include "seats.h"

static double *fact_numbers(ccs_result_maker_t *m, const ccs_block_t *b, uint32_t fact, uint32_t dim, bool by_day)
{
    const uint32_t dims[] = {m->config, m->replication, by_day ? m->day : dim, dim};
    const char *const name = ccs_arena_printf(&m->to->arena, "%s_%s%s", b->name, b->about[fact].name, by_day ? "_by_day" : "");

    if (!name) m->to->out_of_memory = true;
    return name ? ccs_result_numbers(m, name, dims, by_day ? 4 : 3, b->about[fact].unit, b->about[fact].text) : NULL;
}

/* The rows of a block as the file has them: groups and pairs of a team together. */
typedef struct {
    const ccs_block_t *block;
    uint32_t n;         /* in the file */
    const uint32_t *of; /* by row of the block; NULL: out of memory */
} told_t;

static bool is_by_pair(enum ccs_block block)
{
    return block == CCS_BLOCK_PAIR || block == CCS_BLOCK_HANDLING || block == CCS_BLOCK_CALLBACK_PAIR ||
        block == CCS_BLOCK_OUTCOME || block == CCS_BLOCK_TAKING || block == CCS_BLOCK_TURNS || block == CCS_BLOCK_ATTENTION ||
        block == CCS_BLOCK_SPEND || block == CCS_BLOCK_CAUSE;
}

static bool is_by_group(enum ccs_block block)
{
    return block == CCS_BLOCK_GROUP || block == CCS_BLOCK_DUTY || block == CCS_BLOCK_HALT || block == CCS_BLOCK_SEAT ||
        block == CCS_BLOCK_RING || block == CCS_BLOCK_HANDS;
}

static told_t told_of(ccs_result_maker_t *m, enum ccs_block block)
{
    const ccs_plan_t *const plan = m->plan;
    const ccs_block_t *const b = &m->r->shape.blocks[block];
    uint32_t *const of = ccs_arena_array(&m->to->arena, b->n_rows, sizeof *of), n = 0;

    for (uint32_t i = 0; of && i < b->n_rows; i++) {
        if (is_by_pair(block)) n += i == plan->team_pairs[n];
        else n = 1 + (is_by_group(block) ? plan->groups[i].team : i);
        of[i] = n - 1;
    }
    if (!of) m->to->out_of_memory = true;
    return (told_t){b, n, of};
}

/* A fact of every row of a block, record by record. */
static void copy_facts(const ccs_results_t *r, const told_t *told, uint32_t fact, const double *records, size_t n, double *to)
{
    const ccs_block_t *const b = told->block;

    for (size_t i = 0; to && i < n * told->n; i++) to[i] = 0;
    for (size_t i = 0; to && i < n; i++)
        for (uint32_t row = 0; row < b->n_rows; row++) {
            const double x = records[i * r->record_size + b->first + (size_t) row * b->width + fact];
            double *const sum = &to[i * told->n + told->of[row]];

            *sum = b->about[fact].adding == CCS_ADDING_LARGEST ? fmax(*sum, x) : *sum + x;
        }
}

/* Where nobody can have several contacts in hand, nothing is said of it; nor of outages where there are none. */
static bool is_written(const ccs_plan_t *plan, const ccs_block_t *b, uint32_t fact)
{
    if (b->about == CCS_AGENT_FACTS && fact == CCS_FACT_own_stopped_area) return ccs_plan_stops_agents(plan);
    return b->about != CCS_GROUP_FACTS || fact != CCS_FACT_beside_area || ccs_plan_shares_agents(plan);
}

static void add_facts(ccs_result_maker_t *m, enum ccs_block block, uint32_t dim)
{
    const ccs_results_t *const r = m->r;
    const told_t told = told_of(m, block);
    const ccs_block_t *const b = told.block;

    for (uint32_t fact = 0; told.of && fact < b->n_facts; fact++) {
        if (!is_written(m->plan, b, fact)) continue;
        copy_facts(r, &told, fact, r->records, r->n_obs, fact_numbers(m, b, fact, dim, false));
        if (r->day_records)
            copy_facts(r, &told, fact, r->day_records, (size_t) r->n_replications * m->plan->n_days,
                fact_numbers(m, b, fact, dim, true));
    }
}

static void add_within(ccs_result_maker_t *m, enum ccs_within_fact fact)
{
    const uint32_t dims[] = {m->config, m->replication, m->noun[CCS_ENTITY_TYPE], m->within}, n_within = m->plan->n_within;
    const ccs_fact_about_t *const about = &CCS_WITHIN_FACTS[fact];
    const char *const name = ccs_arena_printf(&m->to->arena, "type_%s", about->name);
    double *const x = name ? ccs_result_numbers(m, name, dims, 4, about->unit, about->text) : NULL;

    if (!name) m->to->out_of_memory = true;
    for (uint32_t i = 0; x && i < m->r->n_obs; i++) {
        const ccs_record_t record = ccs_results_record(m->r, i);

        for (uint32_t type = 0; type < m->plan->n_types; type++)
            for (uint32_t k = 0; k < m->plan->types[type].target.n_within; k++)
                x[((size_t) i * m->plan->n_types + type) * n_within + k] =
                    *ccs_facts_within(&record.type[(size_t) type * m->r->shape.type_width], fact, k);
    }
}

/* Blocks whose rows have a dimension. */
static void add_all_facts(ccs_result_maker_t *m)
{
    const bool calls_back = ccs_plan_calls_back(m->plan);
    const uint32_t dims[CCS_N_BLOCKS] = {[CCS_BLOCK_TYPE] = m->noun[CCS_ENTITY_TYPE],
        [CCS_BLOCK_PAIR] = m->pair,
        [CCS_BLOCK_GROUP] = m->noun[CCS_ENTITY_GROUP],
        [CCS_BLOCK_DUTY] = ccs_plan_n_on_duty(m->plan) > 0 ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_STICKY] = ccs_plan_sticks(m->plan) ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_RING] = ccs_plan_n_ringing(m->plan) > 0 ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_HANDS] = ccs_plan_shares_agents(m->plan) ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_TURNS] = ccs_plan_has_desks(m->plan) ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_ATTENTION] = ccs_plan_divides_attention(m->plan) ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_SWITCHING] = m->plan->switching ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_LAPSE] = ccs_plan_lapses(m->plan) ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_JOURNEY] = m->plan->handling ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_CUSTOMER] = ccs_plan_tells_customers(m->plan) ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_FORECAST] = ccs_plan_n_forecast(m->plan) > 0 ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_HANDLING] = m->plan->handling ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_OUTCOME] = m->plan->outcomes ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_VERDICT] = m->plan->outcomes ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_TOOK] = CCS_DATA_NONE,
        [CCS_BLOCK_CAUSE] = ccs_plan_tells_causes(m->plan) ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_BURDEN] = ccs_plan_tells_causes(m->plan) ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_DUE] = m->plan->deferred ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_SPEND] = m->plan->money ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_BILL] = m->noun[CCS_ENTITY_CONTRACT],
        [CCS_BLOCK_CHARGE] = m->plan->money ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_CAREER] = m->plan->careers ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_CALLBACK] = calls_back ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_CALLBACK_PAIR] = calls_back ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_OFF] = m->noun[CCS_ENTITY_ACTIVITY],
        [CCS_BLOCK_AGENT] = m->agent,
        [CCS_BLOCK_AGENT_ACTIVITY] = m->agent_activity,
        [CCS_BLOCK_DETAIL] = ccs_plan_is_detailed(m->plan) ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_TAKING] = ccs_plan_is_detailed(m->plan) ? m->pair : CCS_DATA_NONE,
        [CCS_BLOCK_PREDICTION] = ccs_plan_n_predicted(m->plan) > 0 ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_CROWD] = CCS_DATA_NONE,
        [CCS_BLOCK_TRUNK] = m->noun[CCS_ENTITY_TRUNK],
        [CCS_BLOCK_NODE] = m->noun[CCS_ENTITY_NODE],
        [CCS_BLOCK_BOT] = ccs_plan_has_bot_queues(m->plan) ? m->noun[CCS_ENTITY_NODE] : CCS_DATA_NONE,
        [CCS_BLOCK_WAY] = m->way,
        [CCS_BLOCK_FLOW] = m->noun[CCS_ENTITY_FLOW],
        [CCS_BLOCK_PATH] = m->plan->n_call_flows > 0 ? m->noun[CCS_ENTITY_TYPE] : CCS_DATA_NONE,
        [CCS_BLOCK_OUTAGE] = m->noun[CCS_ENTITY_OUTAGE],
        [CCS_BLOCK_HALT] = ccs_plan_stops_agents(m->plan) ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_SEAT] = ccs_plan_has_seats(m->plan) ? m->noun[CCS_ENTITY_GROUP] : CCS_DATA_NONE,
        [CCS_BLOCK_CAMPAIGN] = m->noun[CCS_ENTITY_CAMPAIGN],
        [CCS_BLOCK_INTRADAY] = m->noun[CCS_ENTITY_RULE],
        [CCS_BLOCK_QUEUE] = CCS_DATA_NONE};

    for (uint32_t b = 0; b < CCS_N_BLOCKS; b++)
        if (dims[b] != CCS_DATA_NONE) add_facts(m, (enum ccs_block) b, dims[b]);
    for (uint32_t fact = 0; fact < CCS_N_WITHIN_FACTS; fact++) add_within(m, (enum ccs_within_fact) fact);
}

/* A histogram of each type. @param named  the variables are NAME_bin_upper_s and NAME_count, by NAME_bin */
static void add_histograms(ccs_result_maker_t *m, const ccs_histogram_t *of, const char *named, const char *first,
    const char *text)
{
    const char *const names[] = {ccs_arena_printf(&m->to->arena, "%s_bin", named),
        ccs_arena_printf(&m->to->arena, "%s_bin_upper_s", named), ccs_arena_printf(&m->to->arena, "%s_count", named)};
    uint32_t n_bins = 1;

    if (!names[0] || !names[1] || !names[2]) {
        m->to->out_of_memory = true;
        return;
    }
    for (uint32_t type = 0; type < m->plan->n_types; type++) {
        const uint32_t last = ccs_histogram_bucket(of[type].max) + 1;

        if (last > n_bins) n_bins = last;
    }
    const uint32_t bin = ccs_dataset_add_dim(m->to, names[0], n_bins), dims[] = {m->config, m->noun[CCS_ENTITY_TYPE], bin};
    double *const upper = ccs_result_numbers(m, names[1], &bin, 1, "s", first);
    ccs_variable_t *const v = ccs_dataset_add(m->to, names[2], CCS_DATA_U64, dims, 3);
    uint64_t *const n = v ? ccs_dataset_describe(m->to, v, "1", "%s", text)->data.u64 : NULL;

    for (uint32_t i = 0; upper && i < n_bins; i++) upper[i] = ccs_histogram_upper(i);
    for (uint32_t type = 0; n && type < m->plan->n_types; type++)
        memcpy(&n[(size_t) type * n_bins], of[type].counts, n_bins * sizeof *n);
}

static void add_spreads(ccs_result_maker_t *m)
{
    add_histograms(m, m->r->waits, "wait", "upper end of the bin; the first holds the waits of 0",
        "answered contacts by wait, all replications together");
    if (!m->r->spreads) return;
#define X(name, text)                                                                                                            \
    add_histograms(m, &m->r->spreads[(size_t) CCS_SPREAD_##name * m->plan->n_types], #name,                                      \
        "upper end of the bin; the first holds those of 0", text ", all replications together");
    CCS_SPREAD_LIST(X)
#undef X
}

void ccs_result_add_facts(ccs_result_maker_t *m)
{
    add_all_facts(m);
    add_spreads(m);
}
