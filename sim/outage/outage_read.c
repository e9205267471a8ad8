/* outage_read.c - outages from keys to rows. Invariant: the windows of an outage ascend and are apart from each other; one that comes at random has none. */
#include "outage_read.h"

#include <math.h>

#include "outage_parts.h"
#include "read_dated.h"
#include "read_hours.h"
#include "read_law.h"
#include "read_value.h"

/* ---- when ----------------------------------------------------------------------------------------------------------------------- */

/* Windows that meet are one. */
static void add_window(ccs_reader_t *reader, ccs_vector_t *windows, double start_s, double end_s)
{
    ccs_outage_window_t *const last = windows->n > 0 ? (ccs_outage_window_t *) windows->items + (windows->n - 1) : NULL;

    if (last && start_s <= last->end_s) {
        last->end_s = fmax(last->end_s, end_s);
        return;
    }
    ccs_outage_window_t *const window = ccs_reader_push(reader, windows, sizeof *window);

    if (window) *window = (ccs_outage_window_t){start_s, end_s};
}

static void take_window(void *to, const ccs_piece_t *piece)
{
    if (piece->value > 0) add_window(((void **) to)[0], ((void **) to)[1], piece->start_s, piece->end_s);
}

static void read_hours(ccs_reader_t *reader, const ccs_place_t *at, ccs_vector_t *windows)
{
    void *to[] = {reader, windows};
    ccs_curves_t hours;

    if (ccs_read_hours(reader, at, &hours)) ccs_curves_walk_days(reader->clock, &hours, &(ccs_sink_t){take_window, to});
}

static double read_moment(ccs_reader_t *reader, const ccs_place_t *at, bool end)
{
    return reader->steady ? ccs_read_duration(reader, at) : ccs_read_time(reader, at, end);
}

static void read_once(ccs_reader_t *reader, const ccs_place_t *at, ccs_vector_t *windows)
{
    const ccs_place_t from = ccs_place_child(reader, at, "from"), to = ccs_place_child(reader, at, "to");
    const double from_s = read_moment(reader, &from, false), to_s = read_moment(reader, &to, true);

    if (from_s >= to_s) ccs_reader_error(reader, &to, "must come after from");
    else if (!isnan(from_s) && !isnan(to_s)) add_window(reader, windows, from_s, to_s);
}

static void read_fails(ccs_reader_t *reader, const ccs_place_t *at, ccs_outage_t *outage)
{
    const ccs_place_t every = ccs_place_child(reader, at, "every"), lasts = ccs_place_child(reader, at, "lasts");

    outage->every = ccs_read_law(reader, &every, CCS_LAW_TIME);
    outage->lasts = ccs_read_law(reader, &lasts, CCS_LAW_TIME);
    if (outage->every.kind != CCS_DISTRIBUTION_NONE && !(outage->every.mean > 0))
        ccs_reader_error(reader, &every, "must be more than 0 on average: it would never be over");
}

static void read_when(ccs_reader_t *reader, const ccs_place_t *at, ccs_outage_t *outage)
{
    const ccs_place_t fails = ccs_place_child(reader, at, "fails"), each_fails = ccs_place_child(reader, at, "each_fails");
    ccs_vector_t windows = {0};

    if (!reader->steady) {
        const ccs_place_t hours = ccs_place_child(reader, at, "hours");

        if (hours.value) read_hours(reader, &hours, &windows);
    }
    read_once(reader, at, &windows);
    outage->each = each_fails.value != NULL;
    if (fails.value || outage->each) read_fails(reader, outage->each ? &each_fails : &fails, outage);
    outage->n_windows = (uint32_t) windows.n;
    outage->windows = ccs_reader_keep(reader, &windows, sizeof *outage->windows);
}

/* ---- what ----------------------------------------------------------------------------------------------------------------------- */

static ccs_outage_ids_t read_ids(ccs_reader_t *reader, const ccs_place_t *outage, const char *key, const ccs_named_t *of)
{
    const ccs_place_t at = ccs_place_child(reader, outage, key);
    ccs_outage_ids_t ids = {0};

    ids.n = ccs_read_names(reader, &at, of, &ids.at);
    return ids;
}

static double share_or(ccs_reader_t *reader, const ccs_place_t *outage, const char *key, double absent)
{
    const ccs_place_t at = ccs_place_child(reader, outage, key);
    const double frac = ccs_read_share(reader, &at);

    return isnan(frac) ? absent : frac;
}

/* The first word of the vocabulary if none is written. */
static int choice_at(ccs_reader_t *reader, const ccs_place_t *outage, const char *key)
{
    const ccs_place_t at = ccs_place_child(reader, outage, key);

    return at.value ? ccs_read_choice(reader, &at) : 0;
}

static void read_what(ccs_outage_reader_t *self, const ccs_place_t *at, ccs_outage_t *outage, ccs_outage_scope_t *scope)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t handle_time = ccs_place_child(reader, at, "handle_time");
    const ccs_place_t notice = ccs_place_child(reader, at, "notice"), delay = ccs_place_child(reader, &notice, "delay");
    const ccs_outage_names_t *const names = &self->names;

    *scope = (ccs_outage_scope_t){.groups = read_ids(reader, at, "groups", names->groups),
        .sites = read_ids(reader, at, "sites", names->sites),
        .types = read_ids(reader, at, "types", names->types),
        .trunks = read_ids(reader, at, "trunks", names->trunks),
        .flows = read_ids(reader, at, "flows", names->flows),
        .told = read_ids(reader, &notice, "types", names->types),
        .slows = handle_time.value != NULL};
    const bool of_agents = scope->groups.n > 0 || scope->sites.n > 0;

    outage->agents_frac = share_or(reader, at, "agents", of_agents && !scope->slows ? 1 : 0);
    outage->in_hand = (enum ccs_in_hand) choice_at(reader, at, "in_hand");
    outage->handle_factor = ccs_read_amount(reader, &handle_time, 1);
    outage->notice.share_frac = notice.value ? share_or(reader, &notice, "share", 0) : 0;
    outage->notice.delay_s = notice.value && delay.value ? ccs_read_duration(reader, &delay) : 0;
    outage->lines_frac = share_or(reader, at, "lines", 1);
    outage->contacts = (enum ccs_flow_down) choice_at(reader, at, "contacts");
}

void ccs_outages_read(ccs_outage_reader_t *self, const ccs_outage_names_t *names, ccs_reader_t *reader)
{
    uint32_t n_failing = 0;

    *self = (ccs_outage_reader_t){.reader = reader, .names = *names};
    self->outages = ccs_reader_array(reader, names->outages->n, sizeof *self->outages);
    self->scopes = ccs_reader_array(reader, names->outages->n, sizeof *self->scopes);
    for (uint32_t i = 0; self->outages && self->scopes && i < names->outages->n; i++) {
        const ccs_place_t *const at = &names->outages->at[i], label = ccs_place_child(reader, at, "label");
        ccs_outage_t *const outage = &self->outages[i];
        const size_t before = reader->errors->n_errors;

        outage->name = at->key;
        outage->failure = CCS_NONE;
        outage->name_hash = ccs_reader_hash(reader, "outage", at->key);
        outage->label = ccs_read_text(reader, &label);
        if (!outage->label) outage->label = at->key;
        read_when(reader, at, outage);
        read_what(self, at, outage, &self->scopes[i]);
        if (outage->each) outage->failure = n_failing++;
        if (reader->errors->n_errors == before) ccs_outage_check_keys(reader, at, outage, &self->scopes[i]);
    }
}

bool ccs_outages_drop(const ccs_outage_reader_t *self)
{
    bool any = false;

    for (uint32_t i = 0; self->outages && i < self->names.outages->n; i++)
        any = any || self->outages[i].in_hand == CCS_IN_HAND_DROP;
    return any;
}

/* ---- the rows that it means ------------------------------------------------------------------------------------------------------ */

static bool names(const ccs_outage_ids_t *ids, uint32_t id)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (ids->at[i] == id) return true;
    return false;
}

/* Where neither groups nor sites are named, an outage that slows work slows that of all. */
static bool is_of_group(const ccs_outage_scope_t *scope, const ccs_group_t *group)
{
    if (scope->groups.n == 0 && scope->sites.n == 0) return scope->slows;
    return names(&scope->groups, group->team) || (group->site != CCS_NONE && names(&scope->sites, group->site));
}

/* The queues whose contacts it makes wait: of the types that its groups serve, and of those that come by its trunk groups and call flows. */
static bool delays(const ccs_plan_t *plan, const ccs_outage_t *outage, uint32_t type)
{
    const ccs_type_t *const t = &plan->types[type];
    bool any = (t->trunk != CCS_NONE && outage->takes_lines[t->trunk]) || (t->flow != CCS_NONE && outage->takes_down[t->flow]);

    for (uint32_t pair = t->routing.first_pair; pair < t->routing.first_pair + t->routing.n_pairs; pair++)
        any = any || outage->stops[plan->pairs[pair].group] || outage->slows[pair];
    return any;
}

static void mark_rows(ccs_reader_t *reader, const ccs_plan_t *plan, ccs_outage_t *outage, const ccs_outage_scope_t *scope)
{
    bool *const stops = ccs_reader_array(reader, plan->n_groups, sizeof *stops),
                *const slows = ccs_reader_array(reader, plan->n_pairs, sizeof *slows),
                *const lines = ccs_reader_array(reader, plan->n_trunks, sizeof *lines),
                *const flows = ccs_reader_array(reader, plan->n_call_flows, sizeof *flows),
                *const queues = ccs_reader_array(reader, plan->n_queues, sizeof *queues),
                *const told = ccs_reader_array(reader, plan->n_types, sizeof *told);

    outage->stops = stops;
    outage->slows = slows;
    outage->takes_lines = lines;
    outage->takes_down = flows;
    outage->delays = queues;
    outage->notice.of = told;
    if (reader->out_of_memory) return;
    for (uint32_t i = 0; i < plan->n_groups; i++) stops[i] = outage->agents_frac > 0 && is_of_group(scope, &plan->groups[i]);
    for (uint32_t i = 0; i < plan->n_pairs; i++)
        slows[i] = scope->slows && is_of_group(scope, &plan->groups[plan->pairs[i].group]) &&
            (scope->types.n == 0 || names(&scope->types, plan->pairs[i].type));
    for (uint32_t i = 0; i < plan->n_types; i++) told[i] = names(&scope->told, i);
    for (uint32_t i = 0; i < plan->n_trunks; i++) lines[i] = names(&scope->trunks, i);
    for (uint32_t i = 0; i < plan->n_call_flows; i++) flows[i] = names(&scope->flows, i);
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (delays(plan, outage, i)) queues[plan->types[i].queue] = true;
}

void ccs_outages_keep(ccs_outage_reader_t *self, ccs_plan_t *plan)
{
    if (!self->outages || !self->scopes || self->reader->out_of_memory) return;
    for (uint32_t i = 0; i < self->names.outages->n; i++) mark_rows(self->reader, plan, &self->outages[i], &self->scopes[i]);
    plan->n_outages = self->names.outages->n;
    plan->outages = self->outages;
}
