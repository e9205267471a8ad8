/* compile_arrival.c - arrivals of a type: rates, profiles, gaps, factors of the day. Invariant: the sum of the pieces of rate of a type over
 * a day is what the scenario says, but for arrivals outside opening hours that it drops. Pieces lie within opening hours unless the
 * scenario says that customers come all the same, or at the next opening. */
#include "chapters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_change.h"
#include "read_counts.h"
#include "read_law.h"
#include "read_over_time.h"
#include "read_value.h"
#include "units.h"

static const double RATE_MAX = 1e6;          /* contacts per second of one type */
static const double OUTSIDE_FORGIVEN = 1e-9; /* share of the contacts that rounding may put outside */
static const double ROUNDING = 1e-12;        /* of the sum over the pieces of a day */

/* How a rate is written. */
typedef struct {
    const char *key, *text;
    double unit_s; /* NAN: the clock's interval */
} per_t;
static const per_t PER[] = {
    {"per_second", "a second", 1},
    {"per_minute", "a minute", 60},
    {"per_hour", "an hour", 3600},
    {"per_interval", "an interval", NAN},
    {"counts", "an interval, no more and no fewer", NAN},
    {"per_day", "a day", CCS_DAY_S},
};
enum { N_PER = sizeof PER / sizeof *PER, PER_DAY = N_PER - 1, COUNTS = N_PER - 2 };

typedef struct {
    ccs_compiler_t *self;
    uint32_t first; /* piece of this type */
    bool apart;     /* each piece has a count of its own */
} rate_sink_t;

/* A piece of rate; it grows the one before if it goes on at the same rate on the same day. */
static void take_rate(void *to, const ccs_piece_t *piece)
{
    rate_sink_t *const sink = to;
    ccs_vector_t *const rates = &sink->self->rates;
    ccs_rate_t *const last = rates->n > sink->first ? (ccs_rate_t *) rates->items + rates->n - 1 : NULL;

    if (last && !sink->apart && last->end_s == piece->start_s && last->per_s == piece->value && last->day == piece->day) {
        last->end_s = piece->end_s;
        return;
    }
    ccs_rate_t *const rate = ccs_reader_push(&sink->self->reader, rates, sizeof *rate);

    if (rate) *rate = (ccs_rate_t){.start_s = piece->start_s, .end_s = piece->end_s, .per_s = piece->value, .day = piece->day};
}

/* --- arrivals in closed hours ------------------------------------------------------------------------------------------ */

/* The curve with the largest share outside opening hours, NULL if all lie within. */
static const ccs_curve_t *worst_outside(const ccs_curves_t *curves, double *share)
{
    const ccs_curve_t *worst = NULL;

    *share = 0;
    for (uint32_t k = 0; k < curves->n; k++) {
        const ccs_curve_t *const curve = &curves->of[k];
        const double total = ccs_curve_total(curve);

        if (!curve->asked || curve->constant || total <= 0) continue;
        const double outside = 1 - ccs_curve_open(curve) / total;

        if (outside <= *share) continue;
        *share = outside;
        worst = curve;
    }
    return worst;
}

static void check_waits(ccs_compiler_t *self, const ccs_place_t *arrivals, const ccs_type_t *type)
{
    const ccs_place_t at = ccs_place_child(&self->reader, arrivals, "outside");

    if (ccs_place_child(&self->reader, arrivals->parent, "flow").given ||
        ccs_place_child(&self->reader, arrivals->parent, "before").given)
        return; /* asked when flows are known */
    if (type->arrivals.outside == CCS_OUTSIDE_WAIT && self->queues[type->queue].at_close != CCS_AT_CLOSE_CARRY)
        ccs_reader_error(&self->reader, &at,
            "\"wait\" leaves contacts in the queue until the centre opens, which this type does with at_close = \"carry\", found \"%s\"",
            ccs_at_close_name(self->queues[type->queue].at_close));
}

/* Arrivals in closed hours are an error unless the scenario says what becomes of them. per_s: contacts per second. */
static void check_outside(ccs_compiler_t *self, const ccs_type_t *type, const ccs_place_t *at, const ccs_curves_t *per_s)
{
    double share;
    const ccs_curve_t *const worst = worst_outside(per_s, &share);
    char hours[160], shown[CCS_UNITS_TEXT_MAX];

    if (type->arrivals.outside != CCS_OUTSIDE_ERROR || !worst || share <= OUTSIDE_FORGIVEN) return;
    ccs_reader_error(&self->reader, at,
        "%s of the contacts (%.5g on %s) would arrive %s%s; change the hours or the "
        "arrivals, or write outside = \"next_opening\" (they come when it opens), \"wait\" or \"drop\"",
        ccs_units_show_share(share, shown, sizeof shown), share * ccs_curve_total(worst), worst->name,
        worst->opening->n > 0 ? "outside the opening hours "
            : type->hours     ? "while the type is "
                              : "while the centre is ",
        ccs_opening_text(worst->opening, hours, sizeof hours));
}

/* --- rates in day mode ------------------------------------------------------------------------------------------------- */

/* The curve times a factor, in the arena. */
static ccs_curve_t scaled(ccs_compiler_t *self, const ccs_curve_t *curve, double factor)
{
    ccs_span_t *const spans = ccs_reader_array(&self->reader, curve->n, sizeof *spans);
    ccs_curve_t out = *curve;

    for (uint32_t i = 0; i < curve->n && spans; i++) {
        spans[i] = curve->spans[i];
        spans[i].value *= factor;
    }
    out.spans = spans;
    out.n = spans ? curve->n : 0;
    return out;
}

/* A rate that is said to be the same all day holds in opening hours; other hours must be named. */
static void keep_constants_open(ccs_compiler_t *self, ccs_curves_t *per_s)
{
    for (uint32_t k = 0; k < per_s->n; k++) {
        ccs_curve_t *const curve = &per_s->of[k];
        const ccs_opening_t *const opening = curve->opening;

        if (!curve->constant) continue;
        ccs_span_t *const spans = ccs_reader_array(&self->reader, opening->n, sizeof *spans);
        const double value = curve->n > 0 ? curve->spans[0].value : 0;

        for (uint32_t i = 0; i < opening->n && spans; i++)
            spans[i] = (ccs_span_t){.from_s = opening->hours[i].from_s, .to_s = opening->hours[i].to_s, .value = value};
        curve->n = spans ? opening->n : 0;
        curve->spans = spans;
        curve->of_opening = true;
        curve->constant = false;
    }
}

/* Nobody comes at the next opening after the last one. */
static void end_with_last_close(ccs_compiler_t *self, uint32_t first_rate)
{
    const ccs_clock_t *const clock = &self->clock;
    const double close_s = clock->n_stretches ? clock->stretches[clock->n_stretches - 1].end_s : 0;
    ccs_rate_t *const rates = self->rates.items;

    while (self->rates.n > first_rate && rates[self->rates.n - 1].start_s >= close_s) self->rates.n--;
    if (self->rates.n > first_rate) rates[self->rates.n - 1].end_s = fmin(rates[self->rates.n - 1].end_s, close_s);
}

static bool make_total(ccs_compiler_t *self, const ccs_place_t *profile, const ccs_curves_t *shares, const ccs_curves_t *totals,
    ccs_curves_t *per_s)
{
    *per_s = *totals;
    per_s->of = ccs_reader_array(&self->reader, per_s->n, sizeof *per_s->of);
    if (!per_s->of) return false;
    for (uint32_t k = 0; k < per_s->n; k++) {
        const ccs_curve_t *const from = shares ? &shares->of[k] : &totals->of[k];
        const double total = totals->of[k].n ? totals->of[k].spans[0].value : 0;
        const double sum = shares ? ccs_curve_total(from) : ccs_opening_length(from->opening) * total;

        per_s->of[k] = *from;

        if (from->n == 0) continue; /* a day that is not asked for */
        if (shares && sum <= 0) {
            ccs_reader_error(&self->reader, profile, "adds up to 0 (%s)", from->name);
            return false;
        }
        per_s->of[k] = scaled(self, from, sum > 0 ? total / sum : 0);
    }
    return true;
}

/* per_day, spread by the profile or, without one, evenly over opening hours. @return false if something was recorded */
static bool read_per_day(ccs_compiler_t *self, const ccs_place_t *at, const ccs_place_t *profile, bool all_hours,
    ccs_curves_t *per_s)
{
    const ccs_over_time_t total = {.max = RATE_MAX * CCS_DAY_S,
        .max_shown = RATE_MAX * CCS_DAY_S,
        .unit = "contacts, a million a second",
        .constants = true,
        .all_hours = all_hours};
    const ccs_over_time_t share = {.max = 1e15, .max_shown = 1e15, .even = true, .all_hours = all_hours};
    ccs_curves_t totals, shares;
    const bool has_totals = ccs_read_curves(&self->reader, at, &total, &totals);

    if (profile->value && !ccs_read_curves(&self->reader, profile, &share, &shares)) return false;
    if (!has_totals) return false;
    if (profile->value && shares.by_day != totals.by_day &&
        !(ccs_curves_by_day(&self->reader, &shares) && ccs_curves_by_day(&self->reader, &totals)))
        return false;
    return make_total(self, profile, profile->value ? &shares : NULL, &totals, per_s);
}

static bool read_rate(ccs_compiler_t *self, const ccs_place_t *at, const per_t *per, bool all_hours, ccs_curves_t *per_s)
{
    const bool counts = isnan(per->unit_s);
    const double unit_s = counts ? self->clock.interval_s : per->unit_s;
    const ccs_over_time_t what = {.max = RATE_MAX * unit_s,
        .max_shown = RATE_MAX * unit_s,
        .unit = "contacts, a million a second",
        .counts = counts,
        .max_per_s = RATE_MAX,
        .all_hours = all_hours};

    if (!ccs_read_curves(&self->reader, at, &what, per_s)) return false;
    for (uint32_t k = 0; k < per_s->n && !counts; k++) per_s->of[k] = scaled(self, &per_s->of[k], 1 / unit_s);
    return true;
}

/* A day on which the clocks change is an hour shorter or longer and has the contacts that per_day says all the same.
 * @return whether there is such a day */
static bool keep_totals(ccs_compiler_t *self, uint32_t first_rate, bool all_hours, const ccs_curves_t *per_s)
{
    const ccs_clock_t *const clock = &self->clock;
    ccs_rate_t *const rates = self->rates.items;
    bool changed = false;
    size_t end;

    for (size_t begin = first_rate; begin < self->rates.n; begin = end) {
        const ccs_day_t *const day = &clock->days[rates[begin].day];
        double contacts = 0;

        for (end = begin; end < self->rates.n && rates[end].day == rates[begin].day; end++)
            contacts += rates[end].per_s * (rates[end].end_s - rates[end].start_s);
        const ccs_curve_t *const curve = ccs_curves_day(clock, per_s, rates[begin].day);
        const double factor = (all_hours ? ccs_curve_total(curve) : ccs_curve_open(curve)) / contacts;

        if (isinf(day->jump_s) || !(contacts > 0) || fabs(factor - 1) < ROUNDING) continue;
        for (size_t i = begin; i < end; i++) rates[i].per_s *= factor;
        changed = true;
    }
    return changed;
}

/* Whether a value over time, or one of its weekdays, is written in rows. */
static bool has_rows(const ccs_value_t *value)
{
    if (value->kind == CCS_VALUE_LIST) return value->first && value->first->kind == CCS_VALUE_LIST;
    for (const ccs_value_t *day = value->kind == CCS_VALUE_GROUP ? value->first : NULL; day; day = day->next)
        if (has_rows(day)) return true;
    return false;
}

/* "a day", "a week", "in 9 days" @return text */
static const char *show_days(uint32_t n, char *text, size_t size)
{
    if (n == 1 || n == 7) snprintf(text, size, "%s", n == 1 ? "a day" : "a week");
    else snprintf(text, size, "in %lu days", (unsigned long) n);
    return text;
}

/* Tell how many of the contacts that the scenario names for the days that count lie outside opening hours and are dropped. */
static void tell_dropped(ccs_compiler_t *self, ccs_type_t *type, const ccs_place_t *arrivals, const ccs_curves_t *per_s)
{
    const ccs_clock_t *const clock = &self->clock;
    const uint32_t first = clock->n_run_in, end = clock->n_days - clock->n_run_out;
    const ccs_place_t at = ccs_place_child(&self->reader, arrivals, "outside");
    const ccs_rate_t *const rates = self->rates.items;
    double dropped = 0, kept = 0;
    char out[64], all[64], share[CCS_UNITS_TEXT_MAX], days[64];

    for (uint32_t d = first; d < end; d++) {
        const ccs_curve_t *const curve = ccs_curves_day(clock, per_s, d);

        if ((clock->days[d].open || per_s->by_day) && !curve->constant) dropped += ccs_curve_total(curve) - ccs_curve_open(curve);
    }
    for (size_t i = type->arrivals.first_rate; i < self->rates.n; i++)
        if (rates[i].day >= first && rates[i].day < end) kept += rates[i].per_s * (rates[i].end_s - rates[i].start_s);
    if (!(dropped > OUTSIDE_FORGIVEN * (dropped + kept))) return;
    type->arrivals.dropped_note =
        ccs_arena_printf(self->reader.arena, "%s of %s contacts %s (%s) fall outside the opening hours and are dropped",
            ccs_units_show_number(type->volume_factor * dropped, out, sizeof out),
            ccs_units_show_number(type->volume_factor * (dropped + kept), all, sizeof all),
            show_days(end - first, days, sizeof days), ccs_units_show_share(dropped / (dropped + kept), share, sizeof share));
    if (type->arrivals.dropped_note) ccs_reader_warning(&self->reader, &at, "%s", type->arrivals.dropped_note);
    else self->reader.out_of_memory = true;
}

static void day_rates(ccs_compiler_t *self, uint32_t id, const ccs_place_t *arrivals, int per)
{
    const ccs_place_t at = ccs_place_child(&self->reader, arrivals, PER[per].key),
                      profile = ccs_place_child(&self->reader, arrivals, "profile");
    ccs_type_t *const type = &self->types[id];
    const bool is_day = per == PER_DAY, all_hours = ccs_plan_comes_outside(type);
    ccs_curves_t per_s;

    if (profile.value && !is_day)
        ccs_reader_error(&self->reader, &profile, "a profile needs per_day, the number of contacts that it spreads");
    if (!(is_day ? read_per_day(self, &at, &profile, all_hours, &per_s) : read_rate(self, &at, &PER[per], all_hours, &per_s)))
        return;
    check_outside(self, type, is_day && profile.value ? &profile : &at, &per_s);
    if (per_s.n > 0 && (is_day || isnan(PER[per].unit_s)) && ccs_demand_is_shaped(&self->demand, arrivals)) {
        const ccs_place_t shape = ccs_place_child(&self->reader, arrivals, "shape");

        ccs_reader_error(&self->reader, &shape, "joins rates by rows, such as per_hour; %s counts contacts", PER[per].key);
        return;
    }
    if (!ccs_demand_shape(&self->demand, arrivals, &per_s, type)) return;
    rate_sink_t to = {.self = self, .first = type->arrivals.first_rate, .apart = type->arrivals.is_fixed};
    const ccs_sink_t sink = {.take = take_rate, .to = &to};

    if (all_hours) {
        keep_constants_open(self, &per_s);
        ccs_curves_walk_days(&self->clock, &per_s, &sink);
    } else {
        ccs_curves_walk(&self->clock, &per_s, &sink);
    }
    if (is_day && keep_totals(self, to.first, all_hours, &per_s))
        type->arrivals.rate_note = "A day of 23 or 25 hours, on which the clocks change, has as many contacts as any other";
    if (type->arrivals.outside == CCS_OUTSIDE_NEXT_OPENING) end_with_last_close(self, to.first);
    if (type->arrivals.outside == CCS_OUTSIDE_DROP) tell_dropped(self, type, arrivals, &per_s);
    if (isnan(PER[per].unit_s) && has_rows(at.value))
        type->arrivals.rate_note =
            "A row counts the contacts of its own time, whatever the interval: until its end or the next row, the last until closing";
}

/* --- rates that do not change ------------------------------------------------------------------------------------------ */

static void steady_rate(ccs_compiler_t *self, double per_s)
{
    ccs_rate_t *const rate = ccs_reader_push(&self->reader, &self->rates, sizeof *rate);

    if (rate) *rate = (ccs_rate_t){.start_s = 0, .end_s = INFINITY, .per_s = per_s, .day = 0};
}

/* The same rate at all opening hours. */
static void constant_rate(ccs_compiler_t *self, uint32_t type, double per_s)
{
    const double from_s = self->clock.day_starts_s;
    const ccs_span_t span = {.from_s = from_s, .to_s = from_s + CCS_DAY_S, .value = per_s};
    rate_sink_t to = {.self = self, .first = self->types[type].arrivals.first_rate};

    if (self->reader.steady) {
        steady_rate(self, per_s);
        return;
    }
    const ccs_curves_t curves = ccs_curves_new(&self->reader);

    for (uint32_t k = 0; k < curves.n; k++) {
        curves.of[k].n = 1;
        curves.of[k].spans = &span;
        curves.of[k].constant = true;
    }
    if (curves.of) ccs_curves_walk(&self->clock, &curves, &(ccs_sink_t){.take = take_rate, .to = &to});
}

static void read_steady(ccs_compiler_t *self, const ccs_place_t *arrivals, int per)
{
    const ccs_place_t at = ccs_place_child(&self->reader, arrivals, PER[per].key);
    const double unit_s = PER[per].unit_s;
    const ccs_over_time_t what = {.max = RATE_MAX * unit_s,
        .max_shown = RATE_MAX * unit_s,
        .unit = "contacts, a million a second"};
    double x;

    if (!at.value || !ccs_read_constant(&self->reader, &at, &what, &x)) return; /* per_interval is refused with the keys */
    steady_rate(self, x / unit_s);
}

/* --- gaps ------------------------------------------------------------------------------------------------------------- */

/* The law of the gaps with mean 1. @return the mean that was written, NAN if there is no law */
static double read_gap(ccs_compiler_t *self, const ccs_place_t *at, bool has_rate, ccs_distribution_t *gap)
{
    const ccs_distribution_t law = ccs_read_law(&self->reader, at, has_rate ? CCS_LAW_FORM : CCS_LAW_TIME);
    double mean_s = law.mean;

    *gap = ccs_distribution_exponential(1);
    if (law.kind == CCS_DISTRIBUTION_NONE) return NAN;
    if (law.course) {
        ccs_reader_error(&self->reader, at, "a gap does not vary over time: write a rate beside it, such as per_hour, which may");
        return NAN;
    }
    if (!(mean_s >= 1 / RATE_MAX) && !has_rate) {
        ccs_reader_error(&self->reader, at, "the mean gap must be at least 1e-06 s, found %g s", mean_s);
        return NAN;
    }
    if (!(mean_s > 0)) {
        ccs_reader_error(&self->reader, at, "the mean gap must be > 0");
        return NAN;
    }
    *gap = ccs_distribution_scaled(&law, 1 / mean_s);
    return mean_s;
}

/* Beside a rate the process is in equilibrium from the start on, so that the mean of every interval is its rate. */
static const ccs_remaining_t *first_gap(ccs_compiler_t *self, const ccs_distribution_t *gap)
{
    if (gap->kind == CCS_DISTRIBUTION_EXPONENTIAL) return NULL;
    const ccs_remaining_t *const first = ccs_remaining_make(gap, self->reader.arena);

    if (!first) self->reader.out_of_memory = true;
    return first;
}

/* --- arrivals ---------------------------------------------------------------------------------------------------------- */

/* Which of the rates is written, -1 if none; two are an error. */
static int find_per(ccs_compiler_t *self, const ccs_place_t *arrivals)
{
    int found = -1;

    for (int i = 0; i < N_PER; i++) {
        const ccs_place_t at = ccs_place_child(&self->reader, arrivals, PER[i].key);

        if (!at.value) continue;
        if (found >= 0) ccs_reader_error(&self->reader, &at, "says the same thing as %s: keep one of the two", PER[found].key);
        if (found < 0) found = i;
    }
    return found;
}

/* The same arrivals, closer together: common random numbers stay in step, and more volume never loses one. */
static void scale_rates(ccs_compiler_t *self, const ccs_type_t *type)
{
    const double factor = type->volume_factor / (1 + type->arrivals.forecast_bias);
    ccs_rate_t *const rates = self->rates.items;

    if (factor == 1) return;
    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++)
        rates[i].per_s *= factor;
}

/* Contacts that are known one by one, if there are some: they are as many as they are. @return whether there are */
static bool take_known(ccs_compiler_t *self, uint32_t id, const ccs_place_t *arrivals)
{
    ccs_type_t *const type = &self->types[id];

    if (self->reader.steady) return false;
    const ccs_place_t at = ccs_place_child(&self->reader, arrivals, "replay");

    if (!at.value) return false;
    ccs_demand_replay(&self->demand, arrivals, type, &self->rates);
    type->arrivals.n_rates = (uint32_t) self->rates.n - type->arrivals.first_rate;
    if (ccs_compile_change_rates(self, id))
        ccs_reader_error(&self->reader, &at,
            "a change of volume concerns contacts that are known one by one: name other types in changes, or write counts");
    return true;
}

void ccs_compile_arrivals(ccs_compiler_t *self, uint32_t id, const ccs_place_t *type_at)
{
    ccs_type_t *const type = &self->types[id];
    const ccs_place_t at = ccs_place_child(&self->reader, type_at, "arrivals"), gap = ccs_place_child(&self->reader, &at, "gap"),
                      batch = ccs_place_child(&self->reader, &at, "batch");

    type->arrivals.first_rate = (uint32_t) self->rates.n;
    type->arrivals.gap = ccs_distribution_exponential(1);
    type->arrivals.batch.mean = 1;
    type->arrivals.day_factor = CCS_NONE;
    type->volume_factor = self->factors.volume * ccs_read_factor(&self->reader, type_at, "volume");
    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    if (!self->reader.steady) check_waits(self, &at, type);
    if (take_known(self, id, &at)) return;
    const int per = find_per(self, &at);
    const double mean_gap_s = read_gap(self, &gap, per >= 0, &type->arrivals.gap);

    type->arrivals.is_fixed = per == COUNTS;
    if (per == COUNTS && gap.value)
        ccs_reader_error(&self->reader, &gap, "has no meaning beside counts, whose times are drawn evenly over their intervals");
    if (per >= 0) type->arrivals.first_gap = first_gap(self, &type->arrivals.gap);
    ccs_demand_type(&self->demand, &at, type, id);
    if (batch.value && batch.given) type->arrivals.batch = ccs_read_counts(&self->reader, &batch);
    if (per == COUNTS && type->arrivals.batch.n > 0)
        ccs_reader_error(&self->reader, &batch, "has no meaning beside counts, which say when how many come");
    if (per >= 0) {
        if (self->reader.steady) {
            read_steady(self, &at, per);
        } else {
            day_rates(self, id, &at, per);
        }
    } else if (!gap.value && !ccs_value_get(at.value, "per_interval")) { /* which has been refused in steady mode */
        ccs_reader_error(&self->reader, &at, "expected per_minute, per_hour, per_interval or per_day, or a gap with a mean");
    } else if (gap.value && !isnan(mean_gap_s)) {
        constant_rate(self, id, 1 / mean_gap_s);
    }
    type->arrivals.n_rates = (uint32_t) self->rates.n - type->arrivals.first_rate;
    scale_rates(self, type);
    ccs_compile_calendar_rates(self, id);
    ccs_compile_change_rates(self, id);
}
