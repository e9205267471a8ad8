/* retries.c - further attempts of types, and shares by the group that has served the customer. */
#include "retries.h"

#include <math.h>

#include "consults.h"
#include "read_law.h"
#include "read_value.h"

static const double ALL = 1 + 1e-9; /* shares that add up to 1 but for rounding */

/* ---- as another type ------------------------------------------------------------------------------------------------------------ */

void ccs_retries_start(ccs_retries_t *self, ccs_reader_t *reader, const ccs_named_t *types)
{
    *self = (ccs_retries_t){.reader = reader, .types = types};
    self->first = ccs_reader_array(reader, 2 * (size_t) types->n + 1, sizeof *self->first);
}

/* @param upto_frac  of the rows before it; receives that of this one */
static void read_becoming(ccs_retries_t *self, const ccs_place_t *at, double *upto_frac)
{
    const ccs_place_t probability = ccs_place_child(self->reader, at, "probability");
    ccs_becoming_t read = {.to = ccs_consults_to(self->reader, at, self->types),
        .frac = ccs_read_share(self->reader, &probability)};

    if (isnan(read.frac) || read.to == CCS_NONE) return;
    *upto_frac += read.frac;
    read.upto_frac = fmin(*upto_frac, 1);
    ccs_becoming_t *const becoming = ccs_reader_push(self->reader, &self->becomings, sizeof *becoming);

    if (becoming) *becoming = read;
}

static void read_becomings(ccs_retries_t *self, uint32_t id, const char *kind)
{
    const ccs_place_t repeat = ccs_place_child(self->reader, &self->types->at[id], kind),
                      at = ccs_place_child(self->reader, &repeat, "becomes");
    const ccs_named_t named = ccs_read_named(self->reader, &at, "type");
    double upto_frac = 0;

    for (uint32_t i = 0; i < named.n; i++) read_becoming(self, &named.at[i], &upto_frac);
    if (upto_frac > ALL)
        ccs_reader_error(self->reader, &at,
            "the probabilities add up to %.6g: of those who come again no more than all can come as another type", upto_frac);
}

void ccs_retries_type(ccs_retries_t *self, uint32_t id)
{
    if (!self->first) return;
    read_becomings(self, id, "redial");
    self->first[2 * (size_t) id + 1] = (uint32_t) self->becomings.n;
    read_becomings(self, id, "reconnect");
    self->first[2 * (size_t) id + 2] = (uint32_t) self->becomings.n;
}

/* ---- by attempt and by group ---------------------------------------------------------------------------------------------------- */

/* Nobody would ever be served for the last time, or give up. */
static void check_end(ccs_reader_t *reader, const ccs_place_t *at, double frac, const ccs_repeat_t *repeat)
{
    if (frac >= 1 && repeat->decay >= 1 && repeat->max_attempts == CCS_NONE)
        ccs_reader_error(reader, at,
            "every contact would come again for ever: give max_attempts, a decay below 1 or a smaller share");
}

static void read_further(ccs_reader_t *reader, const ccs_place_t *type_at, ccs_again_t *again)
{
    static const char *const keys[CCS_RETRY_ANSWERED] =
        {[CCS_RETRY_ABANDONED] = "after_abandon", [CCS_RETRY_BLOCKED] = "after_block", [CCS_RETRY_BALKED] = "after_balk"};
    const ccs_place_t redial = ccs_place_child(reader, type_at, "redial"), further = ccs_place_child(reader, &redial, "further"),
                      delay = ccs_place_child(reader, &further, "delay");

    again->further.delay = ccs_read_law(reader, &delay, CCS_LAW_TIME);
    for (int cause = 0; cause < CCS_RETRY_ANSWERED; cause++) {
        const ccs_place_t at = ccs_place_child(reader, &further, keys[cause]);

        if (!at.value) continue;
        again->further.has[cause] = true;
        again->further.frac[cause] = ccs_read_share(reader, &at);
        check_end(reader, &at, again->further.frac[cause], &again->redial);
    }
}

/* @return NAN: the group has no share of its own */
static double share_of(ccs_reader_t *reader, const ccs_place_t *type_at, const char *group, const ccs_type_t *type)
{
    const ccs_place_t by_group = ccs_place_child(reader, type_at, "by_group"), member = ccs_place_child(reader, &by_group, group);
    const ccs_place_t at = ccs_place_child(reader, &member, "reconnect");

    if (!at.value) return (double) NAN;
    const double frac = ccs_read_share(reader, &at);

    check_end(reader, &at, frac, &type->again.reconnect);
    if (type->courses.again[CCS_RETRY_ANSWERED])
        ccs_reader_error(reader, &at, "cannot stand beside a reconnect.probability that varies over time: write one share there");
    return frac;
}

/* @param fracs  by pair; receives those of the type @return whether some group has a share of its own */
static bool read_type(ccs_reader_t *reader, const ccs_place_t *type_at, const ccs_plan_t *plan, ccs_type_t *type, double *fracs)
{
    const uint32_t first = type->routing.first_pair, end = first + type->routing.n_pairs;
    const double frac = type->again.frac[CCS_RETRY_ANSWERED];
    double sum = 0;
    bool any = false;

    for (uint32_t pair = first; pair < end; pair++) {
        const double own = share_of(reader, type_at, ccs_plan_team_of(plan, pair)->name, type);

        any = any || !isnan(own);
        fracs[pair] = isnan(own) ? frac : own;
        sum += fracs[pair];
    }
    if (any) type->again.frac[CCS_RETRY_ANSWERED] = sum / type->routing.n_pairs;
    return any;
}

/* Who has no patience that ends has no rest of it. */
static void check_rest(ccs_reader_t *reader, const ccs_place_t *type_at, const char *kind, const ccs_type_t *type)
{
    const ccs_place_t repeat = ccs_place_child(reader, type_at, kind), at = ccs_place_child(reader, &repeat, "draws");

    if (type->patience.kind == CCS_DISTRIBUTION_NONE)
        ccs_reader_error(reader, &at,
            "must not be \"rest\" of a type without patience, of which nothing is left over: give patience, or \"kept\"");
}

void ccs_retries_keep(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types)
{
    double *const fracs = ccs_reader_array(reader, plan->n_pairs, sizeof *fracs);
    bool any = false;

    for (uint32_t i = 0; fracs && types && plan->groups && plan->teams && i < plan->n_types; i++) {
        if (types[i].again.redial.draws == CCS_DRAWS_REST) check_rest(reader, &named->at[i], "redial", &types[i]);
        if (types[i].again.reconnect.draws == CCS_DRAWS_REST) check_rest(reader, &named->at[i], "reconnect", &types[i]);
        read_further(reader, &named->at[i], &types[i].again);
        any = read_type(reader, &named->at[i], plan, &types[i], fracs) || any;
    }
    plan->reconnects = any ? fracs : NULL;
}
