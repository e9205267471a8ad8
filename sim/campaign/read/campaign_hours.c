/* campaign_hours.c - when people may be called: hours by their own clocks, as stretches of elapsed time. Invariant: spans of a zone ascend and are apart. */
#include <math.h>
#include <string.h>

#include "campaign_parts.h"
#include "read_hours.h"
#include "read_value.h"

enum { NIGHT_BEFORE = 1 }; /* days around those of the clock: it is another date elsewhere */

/* Hours as they are written, or as rules have them. */
typedef struct {
    ccs_curves_t curves;
    enum ccs_call_rules rules;
    bool is_written;
} hours_t;

static uint32_t weekday_of(int64_t date)
{
    return (uint32_t) (((date + 3) % CCS_N_WEEKDAYS + CCS_N_WEEKDAYS) % CCS_N_WEEKDAYS); /* 1970-01-01 was a Thursday */
}

/* The hours of the rules, on a day of the week. */
static ccs_hours_t hours_of_rules(enum ccs_call_rules rules, uint32_t weekday)
{
    const double h = 3600;

    switch (rules) {
    case CCS_CALL_RULES_US:
    case CCS_CALL_RULES_OFCOM: return (ccs_hours_t){8 * h, 21 * h};
    case CCS_CALL_RULES_CANADA: return weekday < 5 ? (ccs_hours_t){9 * h, 21.5 * h} : (ccs_hours_t){10 * h, 18 * h};
    case CCS_CALL_RULES_OWN: break;
    }
    return (ccs_hours_t){0, 24 * h};
}

static void add_span(ccs_reader_t *reader, ccs_vector_t *to, const ccs_zone_t *zone, int64_t date, ccs_hours_t hours)
{
    const int64_t midnight = date * CCS_DAY_S, zero = reader->clock->zero_utc;
    const int64_t from = ccs_zone_utc(zone, midnight + (int64_t) hours.from_s),
                  until = ccs_zone_utc(zone, midnight + (int64_t) hours.to_s);

    if (until <= from) return;
    ccs_call_span_t *const span = ccs_reader_push(reader, to, sizeof *span);

    if (!span) return;
    *span = (ccs_call_span_t){.from_s = (double) (from - zero),
        .to_s = (double) (until - zero),
        .shift_s = (double) (from + ccs_zone_offset(zone, from) - midnight - (from - zero)),
        .date = date};
}

/* All days of the run, in a zone. */
static void make_spans(ccs_reader_t *reader, const ccs_zone_t *zone, const hours_t *hours, ccs_vector_t *to)
{
    const ccs_clock_t *const clock = reader->clock;

    for (int64_t date = clock->first_date - NIGHT_BEFORE; date < clock->first_date + clock->n_days + NIGHT_BEFORE; date++) {
        const uint32_t weekday = weekday_of(date);

        if (!hours->is_written) {
            add_span(reader, to, zone, date, hours_of_rules(hours->rules, weekday));
            continue;
        }
        const ccs_curve_t *const curve = &hours->curves.of[weekday];

        for (uint32_t i = 0; i < curve->n; i++)
            if (curve->spans[i].value > 0)
                add_span(reader, to, zone, date, (ccs_hours_t){curve->spans[i].from_s, curve->spans[i].to_s});
    }
}

/* What both have in common; dates are those of the first. @param a  becomes it */
static void intersect(ccs_reader_t *reader, ccs_vector_t *a, ccs_vector_t *b)
{
    const ccs_call_span_t *const x = a->items, *const y = b->items;
    ccs_vector_t both = {0};

    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        const double from_s = fmax(x[i].from_s, y[k].from_s), to_s = fmin(x[i].to_s, y[k].to_s);

        if (from_s < to_s) {
            ccs_call_span_t *const span = ccs_reader_push(reader, &both, sizeof *span);

            if (span) *span = (ccs_call_span_t){from_s, to_s, x[i].shift_s, x[i].date};
        }
        if (x[i].to_s < y[k].to_s) i++;
        else k++;
    }
    (void) ccs_reader_keep(reader, a, sizeof *x);
    *a = both;
}

static bool find_zone(const ccs_campaign_reader_t *self, const ccs_place_t *at, ccs_zone_t *zone)
{
    const char *const name = at->value ? ccs_read_text(self->reader, at) : NULL;
    ccs_err_t err;
    const int ret = name ? self->zones(name, self->reader->arena, zone, &err) : CCS_ERR_SCENARIO;

    if (ret == CCS_ERR_NOMEM) self->reader->out_of_memory = true;
    if (ret == CCS_ERR_SCENARIO && name) ccs_reader_error(self->reader, at, "%s", err.text);
    return ret == 0;
}

static bool read_hours(ccs_reader_t *reader, const ccs_place_t *at, enum ccs_call_rules rules, hours_t *hours)
{
    *hours = (hours_t){.rules = rules, .is_written = at->value != NULL};
    return !at->value || ccs_read_hours(reader, at, &hours->curves);
}

/* The hours in the zone of the person, and in that of the number. */
static void common_spans(ccs_reader_t *reader, const ccs_zone_t *person, const ccs_zone_t *area, const hours_t *hours,
    ccs_vector_t *to)
{
    ccs_vector_t there = {0};

    make_spans(reader, person, hours, to);
    if (!area) return;
    make_spans(reader, area, hours, &there);
    intersect(reader, to, &there);
    (void) ccs_reader_keep(reader, &there, sizeof(ccs_call_span_t));
}

static void fill_zone(ccs_reader_t *reader, const ccs_zone_t *person, const ccs_zone_t *area, const hours_t hours[2],
    ccs_campaign_t *c, ccs_call_zone_t *zone)
{
    ccs_vector_t open = {0}, legal = {0}, lawful = {0};

    common_spans(reader, person, area, &hours[0], &open);
    common_spans(reader, person, area, &hours[1], &legal);
    common_spans(reader, person, area, &hours[1], &lawful);
    if (c->compliance.guards) intersect(reader, &open, &lawful);
    (void) ccs_reader_keep(reader, &lawful, sizeof(ccs_call_span_t));
    zone->n_open = (uint32_t) open.n;
    zone->open = ccs_reader_keep(reader, &open, sizeof *zone->open);
    zone->n_legal = (uint32_t) legal.n;
    zone->legal = ccs_reader_keep(reader, &legal, sizeof *zone->legal);
}

/* Whether the centre is open at some time at which people there may be called. */
static bool meets_opening(const ccs_clock_t *clock, const ccs_call_zone_t *zone)
{
    for (uint32_t i = 0, k = 0; i < zone->n_open && k < clock->n_stretches;) {
        const ccs_call_span_t *const span = &zone->open[i];
        const ccs_stretch_t *const open = &clock->stretches[k];

        if (span->to_s > open->start_s && open->end_s > span->from_s) return true;
        if (span->to_s < open->end_s) i++;
        else k++;
    }
    return false;
}

/* Nobody is ever called, or nobody of a zone. */
static void check_hours(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    const ccs_place_t zones = ccs_place_child(reader, at, "zones");
    uint32_t n_open = 0, n_met = 0;

    for (uint32_t i = 0; i < c->n_zones; i++) {
        n_open += c->zones[i].n_open;
        n_met += meets_opening(reader->clock, &c->zones[i]);
    }
    if (n_open == 0) ccs_reader_error(reader, at, "nobody could ever be called: hours and legal hours have no time in common");
    else if (n_met == 0)
        ccs_reader_error(reader, at,
            "nobody could ever be called: the centre is closed whenever they may be; widen hours, or clock.open");
    for (uint32_t i = 0; i < c->n_zones && n_met > 0; i++) {
        const ccs_place_t zone = ccs_place_child(reader, &zones, c->zones[i].name);

        if (!meets_opening(reader->clock, &c->zones[i]))
            ccs_reader_warning(reader, &zone, "nobody there is ever called: the centre is closed whenever they may be");
    }
}

static void check_zones(ccs_reader_t *reader, const ccs_place_t *at, const ccs_campaign_t *c)
{
    check_hours(reader, at, c);
    if (c->n_zones > 0 && fabs(c->zones[c->n_zones - 1].upto_frac - 1) > 1e-9) {
        const ccs_place_t zones = ccs_place_child(reader, at, "zones");

        ccs_reader_error(reader, &zones, "shares must be 1 together, found %.10g", c->zones[c->n_zones - 1].upto_frac);
    }
}

/* One of the zones as written, with the share of those before it. @return whether it was one */
static bool read_zone(const ccs_campaign_reader_t *self, const ccs_place_t *at, const hours_t hours[2], ccs_campaign_t *c,
    ccs_call_zone_t *to)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t timezone = ccs_place_child(reader, at, "timezone"), person = ccs_place_child(reader, at, "person"),
                      share = ccs_place_child(reader, at, "share");
    const double frac = ccs_read_share(reader, &share);
    ccs_zone_t area, theirs;

    to->name = at->key;
    to->upto_frac += isnan(frac) ? 0 : frac;
    if (!find_zone(self, &timezone, &area) || (person.value && !find_zone(self, &person, &theirs))) return false;
    fill_zone(reader, person.value ? &theirs : &area, person.value ? &area : NULL, hours, c, to);
    return true;
}

enum { MOST_ZONES = 200 };

void ccs_campaign_read_zones(const ccs_campaign_reader_t *self, const ccs_place_t *at, enum ccs_call_rules rules,
    ccs_campaign_t *campaign)
{
    ccs_reader_t *const reader = self->reader;
    const ccs_place_t compliance = ccs_place_child(reader, at, "compliance"), open = ccs_place_child(reader, at, "hours"),
                      legal = ccs_place_child(reader, &compliance, "legal_hours"),
                      zones_at = ccs_place_child(reader, at, "zones");
    const ccs_named_t named = ccs_read_named(reader, &zones_at, "zone");
    ccs_call_zone_t *const zones = ccs_reader_array(reader, named.n > 0 ? named.n : 1, sizeof *zones);
    hours_t hours[2];
    const bool has_open = read_hours(reader, &open, CCS_CALL_RULES_OWN, &hours[0]),
               has_legal = read_hours(reader, &legal, rules, &hours[1]);

    if (!zones || !has_open || !has_legal) return;
    if (named.n > MOST_ZONES) {
        ccs_reader_error(reader, &zones_at, "more than %d zones", MOST_ZONES);
        return;
    }
    campaign->compliance.has_hours = legal.value || rules != CCS_CALL_RULES_OWN;
    campaign->zones = zones;
    campaign->n_zones = named.n > 0 ? named.n : 1;
    if (named.n == 0) {
        zones[0] = (ccs_call_zone_t){.name = "", .upto_frac = 1};
        fill_zone(reader, &reader->clock->zone, NULL, hours, campaign, &zones[0]);
    }
    for (uint32_t i = 0; i < named.n; i++) {
        if (i > 0) zones[i].upto_frac = zones[i - 1].upto_frac;
        if (!read_zone(self, &named.at[i], hours, campaign, &zones[i])) return;
    }
    if (!reader->out_of_memory) check_zones(reader, at, campaign);
}
