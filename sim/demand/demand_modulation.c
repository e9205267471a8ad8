/* demand_modulation.c - what multiplies the rate of a type at random beside the factor of its day, and how that reads. Invariant: a type of which nothing of
 * the kind is written has no modulation. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "demand_parts.h"
#include "read_value.h"
#include "units.h"

enum { STATES_MAX = 32, FACTORS_MAX = 4, NOTE = 320 };

/* A modulation on its way into the plan, and its sentences. */
typedef struct {
    ccs_demand_t *demand;
    ccs_type_t *type;
    ccs_modulation_t made;
    uint32_t factors[FACTORS_MAX];
    const char *note;
} modulation_t;

static void tell(modulation_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(modulation_t *self, const char *format, ...)
{
    char text[NOTE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *const more = self->note ? ccs_arena_printf(self->demand->reader->arena, "%s%s", self->note, text) : NULL;

    if (more) self->note = more;
    else self->demand->reader->out_of_memory = true;
}

/* ", correlation 0.48 with the one before; 0.7 with volume" */
static void tell_kin(modulation_t *self, uint32_t id)
{
    const ccs_factor_t *const factor = ccs_demand_factor_at(self->demand, id);

    if (factor->memory > 0)
        tell(self, ", correlation %.4g with the %s before", factor->memory, factor->by_slot ? "interval" : "day");
    if (factor->n_rows > 0) tell(self, ", with the correlations of its intervals as they are written");
    for (uint32_t i = 0; i < factor->n_kin; i++)
        if (factor->kin[i].factor != id)
            tell(self, "%s%s", i ? ", " : ", akin to ", ccs_demand_factor_at(self->demand, factor->kin[i].factor)->name);
}

static void add_factor(modulation_t *self, uint32_t id)
{
    if (id != CCS_NONE) self->factors[self->made.n_factors++] = id;
}

/* --- factors by interval ----------------------------------------------------------------------------------------------- */

static void read_interval_factor(modulation_t *self, const ccs_place_t *arrivals)
{
    const ccs_place_t at = ccs_place_child(self->demand->reader, arrivals, "interval_factor");
    const uint32_t id =
        ccs_demand_factor(self->demand, &at, &(ccs_factor_of_t){.name = self->type->name, .kind = "type", .by_slot = true});

    if (id == CCS_NONE) return;
    const ccs_factor_t *const factor = ccs_demand_factor_at(self->demand, id);

    add_factor(self, id);
    tell(self, "  The rate of each interval is multiplied by a random factor, %s with cv %.3g",
        ccs_distribution_name(factor->law.kind), factor->law.sd);
    if (strcmp(factor->name, self->type->name) != 0) tell(self, ", %s, shared by all types that name it", factor->name);
    tell_kin(self, id);
    tell(self, ".\n");
}

/* --- an error of the forecast ------------------------------------------------------------------------------------------ */

/* A lognormal factor of mean 1. */
static void add_error(modulation_t *self, const ccs_place_t *at, bool by_slot)
{
    ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;
    ccs_distribution_t law = {0};
    ccs_err_t err;

    given.mean = 1;
    given.cv = ccs_read_amount(self->demand->reader, at, 0);
    if (!(given.cv > 0)) return;
    if (ccs_distribution_make(CCS_DISTRIBUTION_LOGNORMAL, &given, self->demand->reader->arena, &law, &err) != 0) {
        ccs_reader_error(self->demand->reader, at, "%s", err.text);
        return;
    }
    add_factor(self,
        ccs_demand_add_factor(self->demand, &(ccs_factor_of_t){.name = self->type->name, .kind = "forecast", .by_slot = by_slot},
            &law));
    tell(self, " The forecast of %s errs by a factor with cv %.3g.", by_slot ? "an interval" : "a day", given.cv);
}

static void read_forecast(modulation_t *self, const ccs_place_t *arrivals)
{
    ccs_reader_t *const reader = self->demand->reader;
    const ccs_place_t at = ccs_place_child(reader, arrivals, "forecast");

    self->type->arrivals.forecast_bias = 0;
    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    const ccs_place_t bias = ccs_place_child(reader, &at, "bias"), cv = ccs_place_child(reader, &at, "cv"),
                      by_slot = ccs_place_child(reader, &at, "interval_cv");

    self->type->arrivals.is_forecast = true;
    self->type->arrivals.forecast_bias = ccs_read_amount(reader, &bias, 0);
    tell(self, "  The numbers are a forecast, to which agents are scheduled; customers come by the truth.");
    if (self->type->arrivals.forecast_bias != 0)
        tell(self, " The forecast is %.4g %% too %s on average.", 100 * fabs(self->type->arrivals.forecast_bias),
            self->type->arrivals.forecast_bias > 0 ? "high" : "low");
    add_error(self, &cv, false);
    add_error(self, &by_slot, true);
    tell(self, "\n");
}

/* --- a day's total, split at random ------------------------------------------------------------------------------------ */

static void read_split(modulation_t *self, const ccs_place_t *arrivals)
{
    const ccs_place_t at = ccs_place_child(self->demand->reader, arrivals, "split");

    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    const ccs_place_t concentration = ccs_place_child(self->demand->reader, &at, "concentration");

    self->made.concentration = ccs_read_amount(self->demand->reader, &concentration, 0);
    tell(self,
        "  How the day's contacts fall over its intervals is drawn anew each day, shares from a Dirichlet law of concentration %.4g.\n",
        self->made.concentration);
}

/* --- states ------------------------------------------------------------------------------------------------------------ */

/* The mean stays, of which there are as many as states. @return false if something was recorded */
static bool read_stays(modulation_t *self, const ccs_place_t *at, double *stays_s)
{
    uint32_t i = 0;

    if (at->value->kind != CCS_VALUE_LIST || at->value->n != self->made.n_states) {
        ccs_reader_expected(self->demand->reader, at, "a duration for each state, such as [\"30 min\", \"1 h\"]");
        return false;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, i++) {
        const ccs_place_t element = ccs_place_element(at, v, i);
        const bool is_text = v->kind == CCS_VALUE_STRING;

        if (!(is_text ? ccs_read_signed(ccs_units_duration, v->as.text, &stays_s[i]) : ccs_read_is_number(v, &stays_s[i])) ||
            !(stays_s[i] >= 1e-3 && stays_s[i] <= 1e9)) {
            ccs_reader_expected(self->demand->reader, &element, "a duration above 0, such as \"30 min\"");
            return false;
        }
    }
    return true;
}

/* @return false if something was recorded */
static bool read_levels(modulation_t *self, const ccs_place_t *at, double *levels)
{
    uint32_t i = 0;

    for (const ccs_value_t *v = at->value->first; v; v = v->next, i++) {
        const ccs_place_t element = ccs_place_element(at, v, i);

        if (!ccs_read_number(self->demand->reader, &element, "a factor from 0 to 1000", &levels[i])) return false;
        if (levels[i] >= 0 && levels[i] <= 1000) continue;
        ccs_reader_expected(self->demand->reader, &element, "a factor from 0 to 1000");
        return false;
    }
    return true;
}

/* Factors count in proportion: the rate that is written is the mean of all time. */
static void level(const ccs_modulation_t *made, double *levels, const ccs_place_t *at, ccs_reader_t *reader)
{
    double stays = 0, sum = 0;

    for (uint32_t i = 0; i < made->n_states; i++) {
        stays += made->stays_s[i];
        sum += made->stays_s[i] * levels[i];
    }
    if (!(sum > 0)) ccs_reader_error(reader, at, "needs a factor above 0: nobody would ever come");
    for (uint32_t i = 0; i < made->n_states && sum > 0; i++) levels[i] *= stays / sum;
}

static void tell_states(modulation_t *self)
{
    char stay[CCS_UNITS_TEXT_MAX];

    tell(self,
        "  The rate changes at random between %lu states, one after the other in a circle:", (unsigned long) self->made.n_states);
    for (uint32_t i = 0; i < self->made.n_states; i++)
        tell(self, "%s %.4g times the mean for %s on average", i ? "," : "", self->made.levels[i],
            ccs_units_show_duration(self->made.stays_s[i], stay, sizeof stay));
    tell(self, ", exponential.\n");
}

static void read_states(modulation_t *self, const ccs_place_t *arrivals)
{
    ccs_reader_t *const reader = self->demand->reader;
    const ccs_place_t at = ccs_place_child(reader, arrivals, "mmpp");

    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    const ccs_place_t factors = ccs_place_child(reader, &at, "factors"), stays = ccs_place_child(reader, &at, "stays");

    if (!factors.value || !stays.value) return; /* which is told with the keys */
    if (factors.value->kind != CCS_VALUE_LIST || factors.value->n < 2 || factors.value->n > STATES_MAX) {
        ccs_reader_expected(reader, &factors, "a factor for each of 2 to 32 states, such as [1.5, 0.75]");
        return;
    }
    double *const levels = ccs_reader_array(reader, factors.value->n, sizeof *levels),
                  *const stays_s = ccs_reader_array(reader, factors.value->n, sizeof *stays_s);

    if (!levels || !stays_s) return;
    self->made.n_states = factors.value->n;
    self->made.levels = levels;
    self->made.stays_s = stays_s;
    if (!read_levels(self, &factors, levels) || !read_stays(self, &stays, stays_s)) return;
    level(&self->made, levels, &factors, reader);
    tell_states(self);
}

/* --- shocks ------------------------------------------------------------------------------------------------------------ */

static bool concerns(const ccs_demand_t *demand, uint32_t shock, uint32_t type)
{
    for (uint32_t i = 0; i < demand->n_shock_types[shock]; i++)
        if (demand->shock_types[shock][i] == type) return true;
    return demand->n_shock_types[shock] == 0;
}

static void tell_shock(modulation_t *self, const ccs_shock_t *shock)
{
    char share[CCS_UNITS_TEXT_MAX], lasts[CCS_UNITS_TEXT_MAX] = "", decay[CCS_UNITS_TEXT_MAX] = "";

    if (!isinf(shock->lasts_s)) ccs_units_show_duration(shock->lasts_s, lasts, sizeof lasts);
    if (!isnan(shock->decay_s)) ccs_units_show_duration(shock->decay_s, decay, sizeof decay);
    tell(self,
        "  On %s of the days a shock, %s, multiplies the rate by %.4g from some time of the day on%s%s%s%s; that comes on top of the numbers.\n",
        ccs_units_show_share(shock->probability, share, sizeof share), shock->name, shock->factor, *lasts ? ", for " : "", lasts,
        *decay ? ", falling to 37 % of its effect in " : "", decay);
}

static void find_shocks(modulation_t *self, uint32_t id)
{
    const ccs_demand_t *const demand = self->demand;
    const ccs_shock_t *const shocks = demand->shocks.items;
    uint32_t *const ids = ccs_reader_array(demand->reader, demand->shocks.n, sizeof *ids);

    for (uint32_t i = 0; ids && i < demand->shocks.n; i++) {
        if (!concerns(demand, i, id)) continue;
        ids[self->made.n_shocks++] = i;
        tell_shock(self, &shocks[i]);
    }
    self->made.shocks = ids;
}

/* --- all of it --------------------------------------------------------------------------------------------------------- */

static void keep(modulation_t *self)
{
    ccs_reader_t *const reader = self->demand->reader;
    ccs_modulation_t *const made = ccs_reader_array(reader, 1, sizeof *made);
    uint32_t *const factors = ccs_reader_array(reader, self->made.n_factors, sizeof *factors);

    if (!made) return;
    if (factors) memcpy(factors, self->factors, self->made.n_factors * sizeof *factors);
    *made = self->made;
    made->factors = factors;
    self->type->arrivals.modulation = made;
}

void ccs_demand_type(ccs_demand_t *self, const ccs_place_t *at, ccs_type_t *type, uint32_t id)
{
    modulation_t modulation = {.demand = self, .type = type, .note = ""};
    const ccs_place_t day = ccs_place_child(self->reader, at, "day_factor");

    type->arrivals.day_factor = ccs_demand_factor(self, &day, &(ccs_factor_of_t){.name = type->name, .kind = "type"});
    const ccs_factor_t *const factor =
        type->arrivals.day_factor == CCS_NONE ? NULL : ccs_demand_factor_at(self, type->arrivals.day_factor);
    const bool is_more = factor && (factor->memory > 0 || factor->n_kin > 0);

    read_interval_factor(&modulation, at);
    read_forecast(&modulation, at);
    read_split(&modulation, at);
    read_states(&modulation, at);
    find_shocks(&modulation, id);
    const ccs_modulation_t *const made = &modulation.made;

    if (is_more || made->n_factors > 0 || made->n_states > 0 || made->n_shocks > 0 || made->concentration > 0) keep(&modulation);
    if (modulation.note && *modulation.note) type->arrivals.modulation_note = modulation.note;
}
