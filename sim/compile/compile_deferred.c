/* compile_deferred.c - of what targets are, and the clocks by which their times are meant. Invariant: a clock of business hours runs in the stretches in which its type is open, and before
 * the run, as far back as its backlog came, in those of the same weekdays, but for holidays and special days. */
#include "chapters.h"

#include <math.h>

#include "backlog.h"
#include "date.h"
#include "metric.h"
#include "read_counts.h"
#include "read_law.h"
#include "read_value.h"
#include "service_level.h"

/* --- the clock of business hours ----------------------------------------------------------------------------------------------------- */

/* Whether a date is in a list of dates. What is none has been told. */
static bool lists_date(const ccs_value_t *dates, int64_t date)
{
    bool is = false;
    int64_t listed;

    for (const ccs_value_t *v = dates && dates->kind == CCS_VALUE_LIST ? dates->first : NULL; v; v = v->next)
        is = is || (v->kind == CCS_VALUE_STRING && ccs_date_read(v->as.text, &listed) == 0 && listed == date);
    return is;
}

/* What kind of day a date before the run was: of its weekday, or of a kind of special days. @return NULL: a holiday */
static const ccs_day_kind_t *past_kind(ccs_compiler_t *self, const ccs_day_kind_t *kinds, int64_t date)
{
    const ccs_place_t clock = ccs_place_child(&self->reader, &self->reader.root, "clock"),
                      special = ccs_place_child(&self->reader, &clock, "special_days");
    const ccs_day_kind_t *kind = &kinds[ccs_date_weekday(date)];

    if (lists_date(ccs_value_get(clock.value, "holidays"), date)) return NULL;
    for (const ccs_value_t *v = special.value && special.value->kind == CCS_VALUE_GROUP ? special.value->first : NULL; v;
         v = v->next) {
        kind += CCS_N_WEEKDAYS; /* as take_date has it (compile_clock.c) */
        if (lists_date(ccs_value_get(v, "dates"), date)) return kind;
    }
    return &kinds[ccs_date_weekday(date)];
}

static uint32_t add_spell(ccs_due_spell_t *at, uint32_t n, double start_s, double end_s)
{
    if (!(start_s < end_s)) return n; /* hours that a clock change leaves out */
    at[n] = (ccs_due_spell_t){.start_s = start_s,
        .end_s = end_s,
        .before_s = n > 0 ? at[n - 1].before_s + at[n - 1].end_s - at[n - 1].start_s : 0};
    return n + 1;
}

/* A day before the run. @return how many spells there are now */
static uint32_t add_past_day(ccs_compiler_t *self, const ccs_day_kind_t *kinds, int64_t date, ccs_due_spell_t *at, uint32_t n)
{
    const ccs_day_kind_t *const kind = past_kind(self, kinds, date);

    for (uint32_t i = 0; kind && i < kind->opening.n; i++)
        n = add_spell(at, n, ccs_clock_moment(&self->clock, date, kind->opening.hours[i].from_s),
            ccs_clock_moment(&self->clock, date, kind->opening.hours[i].to_s));
    return n;
}

/* Days before the run that the type's backlog reaches back to. */
static uint32_t past_days(const ccs_type_t *type)
{
    const double days = ceil(ccs_backlog_longest_s(&type->arrivals.backlog) / CCS_DAY_S) + 1;

    return type->arrivals.backlog.n == 0 ? 0 : (uint32_t) fmin(days, CCS_MAX_DAYS);
}

static const ccs_due_clock_t *make_clock(ccs_compiler_t *self, uint32_t id)
{
    const ccs_type_hours_t *const own = &self->own_hours[id];
    const ccs_stretch_t *const stretches = own->own ? own->stretches : self->clock.stretches;
    const ccs_day_kind_t *const kinds = own->own ? own->kinds : self->clock.kinds;
    const uint32_t n_open = own->own ? own->n : self->clock.n_stretches, n_past = past_days(&self->types[id]);
    ccs_due_spell_t *const at = ccs_reader_array(&self->reader, n_open + (size_t) n_past * CCS_MAX_HOURS, sizeof *at);
    ccs_due_clock_t *const clock = ccs_reader_array(&self->reader, 1, sizeof *clock);
    uint32_t n = 0;

    if (!at || !clock) return NULL;
    for (uint32_t i = n_past; i > 0; i--) n = add_past_day(self, kinds, self->clock.first_date - i, at, n);
    for (uint32_t i = 0; i < n_open; i++) n = add_spell(at, n, stretches[i].start_s, stretches[i].end_s);
    *clock = (ccs_due_clock_t){n, at};
    return clock;
}

/* --- of what the target is ----------------------------------------------------------------------------------------------------------- */

/* Other ways to count are of answers. */
static void check_counting(ccs_compiler_t *self, const ccs_place_t *target, const ccs_type_t *type)
{
    const ccs_place_t counted_as = ccs_place_child(&self->reader, target, "counted_as");
    const uint32_t metric = type->target.metric;

    if (metric != ccs_metric_of_level(CCS_LEVEL_sl_offered) && metric != ccs_metric_of_level(CCS_LEVEL_sl_excl_abandoned))
        ccs_reader_error(&self->reader, &counted_as,
            "counts answers, and the target is of something else (target.of): write sl_offered, or sl_excl_abandoned to leave out who leaves before it is due");
    if (type->callback && type->callback->counts_as != CCS_COUNTS_NOT_ANSWERED &&
        type->callback->counts_as != CCS_COUNTS_WAITS_ON) {
        const ccs_place_t of = ccs_place_child(&self->reader, target, "of");

        ccs_reader_error(&self->reader, &of,
            "cannot stand beside callback.counts_as, which counts who accepts as answered or not at all: leave out one of the two");
    }
}

/* Waits of all contacts of a customer together know no clock, and no reply. */
static void check_customers(ccs_compiler_t *self, const ccs_place_t *target, const ccs_deferred_t *deferred)
{
    const ccs_place_t of = ccs_place_child(&self->reader, target, deferred->clock ? "clock" : "of");

    if (self->plan->level_of == CCS_LEVEL_OF_CUSTOMERS && (deferred->clock || deferred->of != CCS_PROMISE_OF_ANSWER))
        ccs_reader_error(&self->reader, &of,
            "cannot stand beside run.service_level_of = \"customers\", which adds up waits whatever the hour: leave out one of the two");
}

/* --- threads, and who chases ------------------------------------------------------------------------------------------------------- */

static const ccs_touches_t *read_touches(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_place_t number = ccs_place_child(&self->reader, at, "number"), pause = ccs_place_child(&self->reader, at, "pause"),
                      work = ccs_place_child(&self->reader, at, "work");
    ccs_touches_t *const touches = ccs_reader_array(&self->reader, 1, sizeof *touches);

    if (!touches || !number.value) return touches;
    touches->number = ccs_read_counts(&self->reader, &number);
    touches->pause = ccs_read_law(&self->reader, &pause, CCS_LAW_TIME);
    touches->work_times = ccs_read_amount(&self->reader, &work, 1);
    return touches;
}

static void check_chase(ccs_compiler_t *self, const ccs_place_t *at, uint32_t id, const ccs_chase_t *chase)
{
    if (chase->through != id) return;
    const ccs_place_t through = ccs_place_child(&self->reader, at, "through");

    ccs_reader_error(&self->reader, &through,
        "is the type itself: name the type as which customers chase, such as that of calls");
}

static const ccs_chase_t *read_chase(ccs_compiler_t *self, const ccs_place_t *at, uint32_t id)
{
    const ccs_place_t through = ccs_place_child(&self->reader, at, "through"),
                      probability = ccs_place_child(&self->reader, at, "probability"),
                      after = ccs_place_child(&self->reader, at, "after"),
                      original = ccs_place_child(&self->reader, at, "original");
    ccs_chase_t *const chase = ccs_reader_array(&self->reader, 1, sizeof *chase);

    if (!chase || !through.value) return NULL;
    chase->through = ccs_read_name(&self->reader, &through, &self->types_named);
    chase->frac = ccs_read_share(&self->reader, &probability);
    chase->after = ccs_read_law(&self->reader, &after, CCS_LAW_TIME);
    chase->original = (enum ccs_chased) ccs_read_choice(&self->reader, &original);
    check_chase(self, at, id, chase);
    return chase->through == CCS_NONE ? NULL : chase;
}

static void read_deferred(ccs_compiler_t *self, uint32_t id, ccs_deferred_t *deferred)
{
    const ccs_place_t target = ccs_place_child(&self->reader, &self->types_named.at[id], "target"),
                      of = ccs_place_child(&self->reader, &target, "of");
    const bool has_clock = !self->reader.steady && ccs_place_child(&self->reader, &target, "clock").given;
    const ccs_type_t *const type = &self->types[id];

    const ccs_place_t touches = ccs_place_child(&self->reader, &self->types_named.at[id], "touches"),
                      chase = ccs_place_child(&self->reader, &self->types_named.at[id], "chase");

    if (touches.value && touches.value->kind == CCS_VALUE_GROUP) deferred->touches = read_touches(self, &touches);
    if (chase.value && chase.value->kind == CCS_VALUE_GROUP) deferred->chase = read_chase(self, &chase, id);
    deferred->is_told = of.given || has_clock || deferred->touches || deferred->chase;
    deferred->of = type->target.of;
    if (!deferred->is_told) return;
    if (type->target.clock == CCS_PROMISE_CLOCK_BUSINESS_HOURS) deferred->clock = make_clock(self, id);
    if (deferred->of != CCS_PROMISE_OF_ANSWER) check_counting(self, &target, type);
    check_customers(self, &target, deferred);
}

void ccs_compile_deferred(ccs_compiler_t *self)
{
    ccs_deferred_t *const deferred = ccs_reader_array(&self->reader, self->types_named.n, sizeof *deferred);
    bool any = false;

    for (uint32_t id = 0; deferred && id < self->types_named.n; id++) {
        read_deferred(self, id, &deferred[id]);
        any = any || deferred[id].is_told;
    }
    if (any) self->plan->deferred = deferred;
}
