/* outage_check.c - what is wrong with an outage, and what of it is hardly ever meant. */
#include <math.h>

#include "outage_parts.h"
#include "read_value.h"

/* ---- its keys ------------------------------------------------------------------------------------------------------------------- */

static bool is_given(ccs_reader_t *reader, const ccs_place_t *at, const char *key)
{
    return ccs_place_child(reader, at, key).given;
}

static void check_when(ccs_reader_t *reader, const ccs_place_t *at)
{
    const bool hours = !reader->steady && is_given(reader, at, "hours"), from = is_given(reader, at, "from"),
               to = is_given(reader, at, "to"), fails = is_given(reader, at, "fails"),
               each_fails = is_given(reader, at, "each_fails");

    if (hours + from + fails + each_fails != 1)
        ccs_reader_error(reader, at, "needs one of %sfrom, fails and each_fails, which say when it is, found %s",
            reader->steady ? "" : "hours, ", hours + from + fails + each_fails == 0 ? "none" : "more");
    else if (from != to) ccs_reader_error(reader, at, "needs from and to, found only %s", from ? "from" : "to");
}

/* A key that means something only beside another. */
static void need(ccs_reader_t *reader, const ccs_place_t *outage, const char *key, bool is_there, const char *what)
{
    const ccs_place_t at = ccs_place_child(reader, outage, key);

    if (at.given && !is_there) ccs_reader_error(reader, &at, "means nothing without %s: write it, or leave this out", what);
}

/* Who fails alone is an agent, at random. */
static void check_each(ccs_reader_t *reader, const ccs_place_t *at, const ccs_outage_t *outage, const ccs_outage_scope_t *scope)
{
    const ccs_place_t each = ccs_place_child(reader, at, "each_fails");

    if (!(outage->agents_frac > 0))
        ccs_reader_error(reader, &each, "needs groups or sites whose agents fail, and agents above 0");
    if (scope->slows || scope->trunks.n > 0 || scope->flows.n > 0)
        ccs_reader_error(reader, &each, "concerns agents alone: write what is slowed, or taken away, as an outage of its own");
}

void ccs_outage_check_keys(ccs_reader_t *reader, const ccs_place_t *at, const ccs_outage_t *outage,
    const ccs_outage_scope_t *scope)
{
    const bool of_agents = scope->groups.n > 0 || scope->sites.n > 0;
    const ccs_place_t notice = ccs_place_child(reader, at, "notice");

    check_when(reader, at);
    need(reader, at, "agents", of_agents, "groups or sites");
    need(reader, at, "in_hand", of_agents && outage->agents_frac > 0, "groups or sites whose agents cannot work");
    need(reader, at, "types", scope->slows, "handle_time");
    need(reader, at, "lines", scope->trunks.n > 0, "trunks");
    need(reader, at, "contacts", scope->flows.n > 0, "flows");
    if (notice.value && (scope->told.n == 0 || !(outage->notice.share_frac > 0)))
        ccs_reader_error(reader, &notice, "keeps nobody from calling: write types, whose customers are told, and share, above 0");
    if (notice.value && outage->each)
        ccs_reader_error(reader, &notice,
            "tells customers of one agent who fails alone: give an outage of its own to what they notice");
    if (outage->each) check_each(reader, at, outage, scope);
    if (!of_agents && !scope->slows && scope->trunks.n == 0 && scope->flows.n == 0 && !notice.value)
        ccs_reader_error(reader, at, "does nothing: expected groups, sites, handle_time, trunks, flows or a notice");
}

/* ---- the whole plan ------------------------------------------------------------------------------------------------------------- */

/* Contacts that go past a call flow ask for an agent of the type by which they came. */
static void check_flows(ccs_outage_reader_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_outage_t *const outage = &plan->outages[id];
    const ccs_place_t at = ccs_place_child(self->reader, &self->names.outages->at[id], "flows");

    for (uint32_t i = 0; outage->contacts == CCS_FLOW_DOWN_QUEUE && i < plan->n_types; i++) {
        const ccs_type_t *const type = &plan->types[i];

        if (type->flow == CCS_NONE || !outage->takes_down[type->flow] || type->routing.n_pairs > 0) continue;
        ccs_reader_error(self->reader, &at,
            "contacts of %s would ask for an agent while the call flow is down, and no group serves them: give it groups, or write contacts = \"hang_up\"",
            type->name);
    }
}

static double open_s(const ccs_plan_t *plan, const ccs_outage_t *outage)
{
    double sum_s = 0;

    for (uint32_t i = 0; i < outage->n_windows; i++) {
        uint32_t first = 0;

        sum_s += ccs_plan_open_s(plan, outage->windows[i].start_s, outage->windows[i].end_s, &first);
    }
    return sum_s;
}

static void doubt_when(ccs_outage_reader_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_outage_t *const outage = &plan->outages[id];
    const ccs_place_t *const at = &self->names.outages->at[id];

    if (outage->every.kind == CCS_DISTRIBUTION_NONE) {
        if (!(open_s(plan, outage) > 0))
            ccs_reader_warning(self->reader, at, "is never on while the %s",
                plan->axis.has_clock ? "centre is open" : "run counts");
    } else if (outage->lasts.mean > outage->every.mean) {
        ccs_reader_warning(self->reader, at, "is on for more than half of the time: fails.every is the time between two of them");
    }
}

/* Lines are whole. */
static void doubt_lines(ccs_outage_reader_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_outage_t *const outage = &plan->outages[id];

    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++)
        if (outage->takes_lines[trunk] && outage->lines_frac * plan->trunks[trunk].lines < 0.5)
            ccs_reader_warning(self->reader, &self->names.outages->at[id], "takes no line of trunk group %s, which has %lu",
                plan->trunks[trunk].name, (unsigned long) plan->trunks[trunk].lines);
}

void ccs_outages_check(ccs_outage_reader_t *self, const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_outages; i++) {
        check_flows(self, plan, i);
        doubt_when(self, plan, i);
        doubt_lines(self, plan, i);
    }
}
