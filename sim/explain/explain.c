/* explain.c - a plan in plain sentences. Invariant: every sentence states something that the simulation does; what the
 * scenario leaves out is said too ("nobody balks" would be noise, "waits for ever" is not). */
#include "explain_parts.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "explain_announcement.h"
#include "explain_callback.h"
#include "explain_campaign.h"
#include "explain_channel.h"
#include "explain_deferred.h"
#include "explain_flow.h"
#include "explain_handling.h"
#include "explain_intraday.h"
#include "explain_limit.h"
#include "explain_money.h"
#include "explain_outage.h"
#include "explain_outcome.h"
#include "explain_source.h"
#include "explain_start.h"
#include "explain_uncertain.h"
#include "metric.h"
#include "service_level.h"
#include "units.h"

enum { TEXT = 512, VALUES = 400, LISTED_MAX = 6 }; /* a sentence's part; the values of a quantity in it; how many are all named */

/* --- quantities for people --------------------------------------------------------------------------------------------- */

static const char *show_time(double seconds, char *text, size_t size)
{
    return ccs_units_show_duration(seconds, text, size);
}

const char *ccs_show_moment(const ccs_plan_t *plan, double time_s, char *text, size_t size)
{
    const ccs_cell_t *cell = &plan->cells[0];
    char clock[CCS_UNITS_TEXT_MAX];

    while (cell->end_s <= time_s) cell++;
    ccs_units_show_time_of_day(fmod(cell->clock_s + (time_s - cell->start_s), 86400), clock, sizeof clock);
    snprintf(text, size, "%.*s%s", plan->n_days > 1 ? (int) strlen("2026-03-02T") : 0, cell->label, clock);
    return text;
}

/* A quantity that varies over time. */
typedef struct {
    const ccs_course_t *course;
    double unit, mean; /* of the values of the course; of the quantity, over opening hours */
    char *(*show)(double x, char *text, size_t size);
} varying_t;

/* "4 min, from 12:00 on 5 min", or where there are many values "3 min to 5 min over time, 4 min 10 s on average". @return text */
static const char *show_varying(const ccs_plan_t *plan, const varying_t *of, char *text, size_t size)
{
    const ccs_course_t *const course = of->course;
    char x[CCS_UNITS_TEXT_MAX], y[CCS_UNITS_TEXT_MAX], from[96];
    size_t n = 0;

    if (course->n > LISTED_MAX) {
        snprintf(text, size, "%s to %s over time, %s on average", of->show(course->least * of->unit, x, sizeof x),
            of->show(course->most * of->unit, y, sizeof y), of->show(of->mean, from, sizeof from));
        return text;
    }
    for (uint32_t i = 0; i < course->n && n < size; i++) {
        const ccs_course_piece_t *const piece = &course->pieces[i];

        of->show(piece->value * of->unit, x, sizeof x);
        if (i == 0) n += (size_t) snprintf(text + n, size - n, "%s", x);
        else
            n += (size_t) snprintf(text + n, size - n, ", from %s on %s", ccs_show_moment(plan, piece->from_s, from, sizeof from),
                x);
    }
    return text;
}

/* "35 %", "40 %, from 17:00 on 20 %" @return text */
const char *ccs_show_share(const ccs_plan_t *plan, const ccs_course_t *course, double frac, char *text, size_t size)
{
    if (!course) return ccs_units_show_share(frac, text, size);
    return show_varying(plan, &(varying_t){course, 1, frac, ccs_units_show_share}, text, size);
}

const char *ccs_show_law(const ccs_plan_t *plan, const ccs_distribution_t *law, bool is_time, char *text, size_t size)
{
    const char *const comma = law->course ? "," : "";
    char mean[VALUES];

    if (law->course) {
        show_varying(plan, &(varying_t){law->course, law->mean, law->mean, ccs_units_show_duration}, mean, sizeof mean);
    } else if (is_time) {
        show_time(law->mean, mean, sizeof mean);
    } else {
        snprintf(mean, sizeof mean, "%.4g", law->mean);
    }
    if (law->kind == CCS_DISTRIBUTION_NONE) {
        snprintf(text, size, "none");
    } else if (law->kind == CCS_DISTRIBUTION_CONSTANT) {
        snprintf(text, size, "%s%s", law->course ? "" : "always ", mean);
    } else if (law->kind == CCS_DISTRIBUTION_EXPONENTIAL) {
        snprintf(text, size, "exponential with mean %s", mean);
    } else {
        snprintf(text, size, "%s with mean %s%s and cv %.3g", ccs_distribution_name(law->kind), mean, comma, law->sd / law->mean);
    }
    return text;
}

/* --- the clock --------------------------------------------------------------------------------------------------------- */

static bool close_alike(const ccs_plan_t *plan)
{
    for (uint32_t i = 1; i < plan->n_queues; i++)
        if (plan->queues[i].at_close != plan->queues[0].at_close) return false;
    return true;
}

static void explain_close(const ccs_queue_t *queue, const char *indent, FILE *to)
{
    static const char *const at_close[] = {
#define X(name, word, about) about,
        CCS_AT_CLOSE_LIST(X)
#undef X
    };

    fprintf(to, "%sWhen the centre closes, %s.\n", indent, at_close[queue->at_close]);
}

/* Hours of the type's own, and what becomes at their end of who is there. */
static void explain_own_hours(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const char *at_close = "stays in the queue until it opens again";

    if (!type->hours) return;
    switch (ccs_plan_queue(plan, type)->at_close) {
    case CCS_AT_CLOSE_DRAIN: at_close = "is served to the end"; break;
    case CCS_AT_CLOSE_CLEAR: at_close = "is disconnected"; break;
    case CCS_AT_CLOSE_CARRY: break;
    }
    fprintf(to, "  It has hours of its own, within those of the centre: %s. Who waits when it closes %s.\n", type->hours,
        at_close);
}

static void explain_days(const ccs_plan_t *plan, FILE *to)
{
    char text[TEXT], interval[CCS_UNITS_TEXT_MAX], open[CCS_UNITS_TEXT_MAX];
    uint32_t n_open = 0, n_days = 0, day = CCS_NONE;
    double open_s = 0;

    for (uint32_t c = plan->first_counted; c < plan->first_counted + plan->n_counted; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (!cell->open) continue;
        n_open++;
        open_s += cell->end_s - cell->start_s;
        n_days += cell->day != day;
        day = cell->day;
    }
    fprintf(to, "It covers %s from %s", ccs_show_count(plan->n_days, "day", "days", text, sizeof text), plan->day_labels[0]);
    if (plan->n_days > 1)
        fprintf(to, " to %s, open on %s", plan->day_labels[plan->n_days - 1], ccs_units_show_number(n_days, text, sizeof text));
    fprintf(to, ": %s of %s, %s of opening hours in all.\n", ccs_show_count(n_open, "interval", "intervals", text, sizeof text),
        show_time(plan->interval_s, interval, sizeof interval), show_time(open_s, open, sizeof open));
    if (plan->periods.by != CCS_REPORT_INTERVAL)
        fprintf(to, "Figures are told by %s, not by interval: rates and staff have their own steps all the same.\n",
            ccs_report_name(plan->periods.by));
    if (plan->calendar) fprintf(to, "The calendar multiplies the fresh contacts: %s.\n", plan->calendar);
    if (plan->special_days) fprintf(to, "Days with hours of their own: %s\n", plan->special_days);
    if (plan->n_run_in > 0 || plan->n_run_out > 0)
        fprintf(to, "Simulated too, but in no figure: %s before and %s behind.\n",
            ccs_show_count(plan->n_run_in, "day", "days", text, sizeof text),
            ccs_show_count(plan->n_run_out, "day", "days", open, sizeof open));
    if (plan->day_starts_s > 0)
        fprintf(to, "A day begins at %s and ends a day later: figures by day, day factors and weekdays are those of its date.\n",
            ccs_units_show_time_of_day(plan->day_starts_s, text, sizeof text));
    if (close_alike(plan)) explain_close(&plan->queues[0], "", to);
    fprintf(to, "What agents work while it is closed, or after the end of their schedule, is overtime.\n");
    if (!close_alike(plan) || plan->queues[0].at_close != CCS_AT_CLOSE_CLEAR)
        fprintf(to, "Who waits when the run ends and is not due before the end of the last day counts in no service level.\n");
}

static void explain_run(const ccs_plan_t *plan, FILE *to)
{
    char length[CCS_UNITS_TEXT_MAX], warm_up[CCS_UNITS_TEXT_MAX], batch[CCS_UNITS_TEXT_MAX], share[CCS_UNITS_TEXT_MAX],
        text[TEXT];

    if (plan->mode == CCS_MODE_STEADY) {
        fprintf(to, "A steady state is simulated for %s in batches of %s, ",
            show_time(plan->end_s - plan->warm_up_s, length, sizeof length), show_time(plan->interval_s, batch, sizeof batch));
        if (plan->finds_warm_up) fputs("of which the first ones do not count while it still warms up.\n", to);
        else fprintf(to, "after a warm-up of %s that is not counted.\n", show_time(plan->warm_up_s, warm_up, sizeof warm_up));
    } else {
        explain_days(plan, to);
    }
    fprintf(to, "It is simulated %s with seed %" PRIu64 "; confidence intervals are at %s.\n",
        ccs_show_count(plan->replications, "time", "times", text, sizeof text), plan->seed,
        ccs_units_show_share(plan->confidence, share, sizeof share));
    ccs_explain_variance(plan, to);
    if (ccs_plan_n_watched(plan) > 0)
        fprintf(to, "Figures are kept of each agent, too%s.\n",
            plan->agent_figures == CCS_AGENT_FIGURES_BY_INTERVAL ? ", and of each by interval" : "");
    if (ccs_plan_is_detailed(plan))
        fprintf(to, "Figures are detailed: excess waits, who took whom how fast, the most agents busy and the like.\n");
    if (plan->ratios != CCS_RATIOS_SUMS)
        fprintf(to, "Each ratio is told twice: as sum over sum, and as mean of the ratios of %s.\n", ccs_plan_ratios_of(plan));
    if (ccs_plan_tells_customers(plan))
        fprintf(to,
            "There is a service level of customers too: each counts once, with the waits of all attempts and legs added up.\n");
    if (ccs_plan_counts_later(plan))
        fprintf(to, "A contact counts in the interval %s; who accepts to be called back in that in which they asked.\n",
            plan->counted_in == CCS_COUNTED_IN_SERVICE ? "in which its wait ended" : "in which it left");
}

/* --- arrivals ---------------------------------------------------------------------------------------------------------- */

/* Mean number of fresh contacts on open days, and the piece of the highest rate. */
static void explain_volume(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_rate_t *top = NULL;
    uint32_t n_days = 0, day = CCS_NONE;
    double contacts = 0;
    char text[64], peak[64], hour[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++) {
        const ccs_rate_t *const rate = &plan->rates[i];

        if (rate->day - plan->n_run_in >= plan->n_days) continue; /* run in or out */
        contacts += rate->per_s * (rate->end_s - rate->start_s);
        n_days += rate->day != day;
        day = rate->day;
        if (!top || rate->per_s > top->per_s) top = rate;
    }
    if (!top) {
        fprintf(to, "on days that do not count only");
        return;
    }
    if (plan->mode == CCS_MODE_STEADY) {
        fprintf(to, "%s an hour on average", ccs_units_show_number(top->per_s * 3600, text, sizeof text));
        return;
    }
    fprintf(to, "%s a day on average", ccs_units_show_number(contacts / n_days, text, sizeof text));
    for (uint32_t c = plan->first_counted; c < plan->first_counted + plan->n_counted; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (top->start_s < cell->start_s || top->start_s >= cell->end_s || type->arrivals.n_rates == n_days) continue;
        const char *const clock = strchr(cell->label, 'T');

        snprintf(hour, sizeof hour, "%s", clock && plan->n_days == 1 ? clock + 1 : cell->label);
        fprintf(to, ", at most at a rate of %s an hour at %s", ccs_units_show_number(top->per_s * 3600, peak, sizeof peak), hour);
    }
}

static void explain_factor(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    char law[TEXT];

    if (type->arrivals.day_factor == CCS_NONE) return;
    const ccs_factor_t *const factor = &plan->factors[type->arrivals.day_factor];
    const bool shared = factor->name != type->name && strcmp(factor->name, type->name) != 0;

    fprintf(to, "  Each %s's rate is multiplied by a random factor, %s%s%s", plan->axis.has_clock ? "day" : "replication",
        ccs_show_law(plan, &factor->law, false, law, sizeof law), shared ? ", shared by all types that name " : "",
        shared ? factor->name : "");
    if (factor->memory > 0) fprintf(to, "; correlation with the day before %.4g", factor->memory);
    for (uint32_t i = 0; i < factor->n_kin; i++)
        if (factor->kin[i].factor != type->arrivals.day_factor)
            fprintf(to, "%s%s", i > 0 ? ", " : "; akin to ", plan->factors[factor->kin[i].factor].name);
    fprintf(to, ".\n");
}

/* Contacts that fall in closed hours, if any may. */
static void explain_outside(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const double closed = ccs_plan_fresh_closed(plan, (uint32_t) (type - plan->types));
    char text[TEXT];

    if (!ccs_plan_comes_outside(type)) return;
    fprintf(to, "  Of the contacts of a run, %s fall in closed hours: they %s.\n",
        ccs_units_show_number(closed, text, sizeof text),
        type->arrivals.outside == CCS_OUTSIDE_WAIT
            ? !ccs_plan_has_flow(type) ? "wait in the queue until it opens" : "come by the call flow all the same"
            : "come when it opens next, at that moment; who would come after the last close is not among them");
}

static bool comes_by_transfer(const ccs_plan_t *plan, uint32_t id)
{
    bool comes = false;

    for (uint32_t i = 0; plan->handling && i < plan->handling->n_transfers; i++)
        comes = comes || plan->handling->transfers[i].to == id;
    return comes;
}

static void explain_arrivals(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    if (type->arrivals.n_rates == 0) {
        fprintf(to, "  No fresh contacts of type %s arrive%s.\n", type->label,
            comes_by_transfer(plan, (uint32_t) (type - plan->types)) ? ": they come by transfers from other types" : "");
        return;
    }
    fprintf(to, "  Contacts of type %s (%s) arrive ", type->label, plan->channels[type->channel].about);
    if (type->arrivals.replay) {
        fprintf(to, "as they were recorded, one by one, ");
    } else if (type->arrivals.is_fixed) {
        fprintf(to, "in fixed numbers an interval, at random times, ");
    } else if (type->arrivals.gap.kind == CCS_DISTRIBUTION_EXPONENTIAL) {
        fprintf(to, "as a Poisson process%s, ", type->arrivals.batch.n > 0 ? " of batches" : "");
    } else if (type->arrivals.gap.kind == CCS_DISTRIBUTION_CONSTANT) {
        fprintf(to, "at equal distances, ");
    } else {
        fprintf(to, "as a renewal process (gaps %s, cv %.3g), ", ccs_distribution_name(type->arrivals.gap.kind),
            type->arrivals.gap.sd / type->arrivals.gap.mean);
    }
    explain_volume(plan, type, to);
    if (type->arrivals.gap.kind != CCS_DISTRIBUTION_EXPONENTIAL && !type->arrivals.first_gap)
        fprintf(to, "; the first one comes after a whole gap");
    if (type->arrivals.batch.n > 0)
        fprintf(to, "; %.4g at once on average, %lu at most", type->arrivals.batch.mean, (unsigned long) type->arrivals.batch.n);
    fprintf(to, ".\n");
    if (type->arrivals.rate_note) fprintf(to, "  %s.\n", type->arrivals.rate_note);
    if (type->arrivals.dropped_note) fprintf(to, "  %s.\n", type->arrivals.dropped_note);
    explain_outside(plan, type, to);
    explain_factor(plan, type, to);
    if (type->arrivals.modulation_note) fprintf(to, "%s", type->arrivals.modulation_note);
}

/* --- service ----------------------------------------------------------------------------------------------------------- */

static void explain_ivr(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    char share[TEXT], law[TEXT];

    if (ccs_plan_has_flow(type)) {
        ccs_explain_type_flow(plan, type, to);
        return;
    }
    if (type->ivr.contained_frac <= 0 && type->ivr.time.kind == CCS_DISTRIBUTION_NONE) return;
    fprintf(to, "  An IVR serves %s of them to the end; time spent in it is %s.\n",
        ccs_show_share(plan, type->courses.contained, type->ivr.contained_frac, share, sizeof share),
        ccs_show_law(plan, &type->ivr.time, true, law, sizeof law));
}

static bool same_law(const ccs_distribution_t *a, const ccs_distribution_t *b)
{
    return a->kind == b->kind && a->course == b->course &&
        (a->kind == CCS_DISTRIBUTION_NONE || ccs_distribution_ratio(a, b) == 1);
}

/* Of agents who differ, the law of those whose speed is 1. */
static ccs_distribution_t law_at_speed(const ccs_plan_t *plan, const ccs_pair_t *pair, const ccs_distribution_t *law)
{
    const bool differ = plan->teams[plan->groups[pair->group].team].n_classes > 1;

    return differ && pair->speed != 1 && law->kind != CCS_DISTRIBUTION_NONE ? ccs_distribution_scaled(law, pair->speed) : *law;
}

/* The law is that of the talk, whose mean is what after-call work leaves: of the handle time its mean alone is as given. */
static void explain_aht(const ccs_plan_t *plan, const ccs_distribution_t *aht, FILE *to)
{
    const ccs_distribution_t mean = {.kind = CCS_DISTRIBUTION_CONSTANT, .mean = aht->mean, .course = aht->course};
    char text[TEXT];

    ccs_show_law(plan, &mean, true, text, sizeof text);
    fprintf(to, "  Handle time has mean %s, talk and after-call work in one; the talk is what the latter leaves of it.\n",
        text + (aht->course ? 0 : strlen("always ")));
}

static void explain_handling(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const uint32_t first = type->routing.first_pair, end = first + type->routing.n_pairs;
    const ccs_pair_t *const pairs = plan->pairs;
    const ccs_group_t *last = NULL;
    char talk[TEXT], wrap[TEXT];
    bool same = true;

    if (type->aht.kind != CCS_DISTRIBUTION_NONE) explain_aht(plan, &type->aht, to);
    for (uint32_t i = first + 1; i < end; i++)
        same = same && same_law(&pairs[first].talk, &pairs[i].talk) && same_law(&pairs[first].wrap, &pairs[i].wrap);
    for (uint32_t i = first; i < (same ? first + 1 : end); i++) {
        const ccs_group_t *const team = ccs_plan_team_of(plan, i);
        const ccs_distribution_t of_talk = law_at_speed(plan, &pairs[i], &pairs[i].talk),
                                 of_wrap = law_at_speed(plan, &pairs[i], &pairs[i].wrap);

        if (team == last) continue;
        last = team;
        ccs_show_law(plan, &of_talk, true, talk, sizeof talk);
        if (same) fprintf(to, "  Talk time is %s", talk);
        else fprintf(to, "  At %s, talk time is %s", team->label, talk);
        fprintf(to, "; after-call work: %s%s.\n", ccs_show_law(plan, &of_wrap, true, wrap, sizeof wrap),
            team->n_classes > 1 && !same ? "; both divided by the speed of the agent" : "");
    }
}

static void explain_balking(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_share_curve_t *const by_queue = &type->balk_by_queue;
    char first[TEXT], last[TEXT];

    if (type->balk_by_wait.n > 0) {
        const ccs_share_curve_t *const by_wait = &type->balk_by_wait;

        fprintf(to,
            "  Of those who would have to wait, %s leave at once where a short wait is predicted, %s where it is %" PRIu32
            " s or more.\n",
            ccs_units_show_share(by_wait->at[0], first, sizeof first),
            ccs_units_show_share(by_wait->at[by_wait->n - 1], last, sizeof last), by_wait->n - 1);
        return;
    }
    if (by_queue->n == 0) {
        fprintf(to, "  Of those who would have to wait, %s leave at once.\n",
            ccs_show_share(plan, type->courses.balk, type->balk_frac, first, sizeof first));
        return;
    }
    if (by_queue->n == 1) {
        fprintf(to, "  Of those who would have to wait, %s leave at once.\n",
            ccs_units_show_share(by_queue->at[0], first, sizeof first));
        return;
    }
    fprintf(to, "  Of those who would have to wait, %s leave at once where nobody waits yet, %s where %" PRIu32 " or more do.\n",
        ccs_units_show_share(by_queue->at[0], first, sizeof first),
        ccs_units_show_share(by_queue->at[by_queue->n - 1], last, sizeof last), by_queue->n - 1);
}

static void explain_prediction(const ccs_prediction_t *prediction, FILE *to)
{
    static const char *const by[] = {
#define X(name, text, about) about,
        CCS_PREDICTOR_LIST(X)
#undef X
    };

    fprintf(to, "  How long a contact will wait is predicted as it begins to: ");
    if (prediction->by == CCS_PREDICTOR_MEAN_WAIT)
        fprintf(to, "the mean of the last %" PRIu32 " waits of contacts of the type that reached an agent.\n",
            prediction->n_waits);
    else fprintf(to, "%s.\n", by[prediction->by]);
}

static void explain_queue(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    static const char *const orders[] = {[CCS_ORDER_FIFO] = "the longest wait is served first",
        [CCS_ORDER_LIFO] = "the shortest wait is served first",
        [CCS_ORDER_SIRO] = "who is next is drawn from all who wait",
        [CCS_ORDER_DUE] = "who is due first is served first"};
    const ccs_queue_t *const queue = ccs_plan_queue(plan, type);
    char text[TEXT], share[TEXT];

    fprintf(to, "  Priority %" PRId32 "; %s.", queue->priority, orders[queue->order]);
    if (!ccs_explain_limit(plan, type, to) && queue->limit != CCS_NONE)
        fprintf(to, " At most %s may wait; more are blocked.",
            ccs_show_count(queue->limit, "contact", "contacts", text, sizeof text));
    if (type->trunk != CCS_NONE) fprintf(to, " Each holds a line of %s.", plan->trunks[type->trunk].label);
    fprintf(to, "\n");
    if (type->prediction.by != CCS_PREDICTOR_NONE) explain_prediction(&type->prediction, to);
    if (type->balk_frac > 0) explain_balking(plan, type, to);
    if (type->announcement.is_made) ccs_explain_announcement(&type->announcement, to);
    if (type->patience.kind == CCS_DISTRIBUTION_NONE) {
        fprintf(to, "  Customers wait for ever: nobody abandons.\n");
    } else {
        fprintf(to, "  Patience is %s", ccs_show_law(plan, &type->patience, true, text, sizeof text));
        if (type->never_frac > 0)
            fprintf(to, "; of the customers, %s wait for ever",
                ccs_show_share(plan, type->courses.never, type->never_frac, share, sizeof share));
        fprintf(to, ".\n");
    }
}

/* --- what follows ------------------------------------------------------------------------------------------------------ */

static void explain_repeat(const ccs_plan_t *plan, const ccs_repeat_t *repeat, FILE *to)
{
    char law[TEXT], share[CCS_UNITS_TEXT_MAX];

    if (repeat->delay.kind == CCS_DISTRIBUTION_NONE) {
        fprintf(to, " at once");
    } else {
        fprintf(to, " after a time that is %s", ccs_show_law(plan, &repeat->delay, true, law, sizeof law));
    }
    if (repeat->decay < 1)
        fprintf(to, ", %s as likely with every attempt", ccs_units_show_share(repeat->decay, share, sizeof share));
    if (repeat->max_attempts != CCS_NONE) fprintf(to, ", up to %" PRIu32 " attempts", repeat->max_attempts);
    fprintf(to, "%s.\n",
        repeat->draws == CCS_DRAWS_KEPT       ? "; talk time and patience stay the same"
            : repeat->draws == CCS_DRAWS_REST ? "; talk time stays the same, and of the patience what the waits so far have left"
                                              : "");
}

static void explain_repeats(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const bool redials = type->again.frac[CCS_RETRY_ABANDONED] > 0 || type->again.frac[CCS_RETRY_BLOCKED] > 0 ||
        type->again.frac[CCS_RETRY_BALKED] > 0;
    char share[TEXT];

    if (redials) {
        const struct {
            enum ccs_retry_cause cause;
            const char *who;
        } parts[] = {{CCS_RETRY_ABANDONED, "abandon"}, {CCS_RETRY_BLOCKED, "are blocked"}, {CCS_RETRY_BALKED, "balk"}};
        const char *before = "  ";

        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
            const enum ccs_retry_cause cause = parts[i].cause;

            if (type->again.frac[cause] <= 0) continue;
            ccs_show_share(plan, type->courses.again[cause], type->again.frac[cause], share, sizeof share);
            fprintf(to, "%s%s of those who %s", before, share, parts[i].who);
            before = ", ";
        }
        fprintf(to, " try again");
        explain_repeat(plan, &type->again.redial, to);
        ccs_explain_further(plan, type, to);
        ccs_explain_becomings(plan, type, false, to);
    }
    if (type->again.frac[CCS_RETRY_ANSWERED] > 0) {
        fprintf(to, "  %s of those served contact the centre again",
            ccs_show_share(plan, type->courses.again[CCS_RETRY_ANSWERED], type->again.frac[CCS_RETRY_ANSWERED], share,
                sizeof share));
        explain_repeat(plan, &type->again.reconnect, to);
        ccs_explain_by_group(plan, type, to);
        ccs_explain_becomings(plan, type, true, to);
    }
    if (!plan->axis.has_clock || !(redials || type->again.frac[CCS_RETRY_ANSWERED] > 0)) return;
    fprintf(to,
        type->arrivals.outside == CCS_OUTSIDE_WAIT ? !ccs_plan_has_flow(type)
                ? "  They do so at any hour; while the centre is closed they wait in the queue.\n"
                : "  They do so at any hour, by the call flow.\n"
            : type->again.when_closed == CCS_WHEN_CLOSED_IN_THE_DAY
            ? "  Who would do so while it is closed does it on the day on which it opens next, when others come; after the last close not at all.\n"
            : "  Who would do so while the centre is closed does it when it opens next, after the last close not at all.\n");
}

static void explain_target(const ccs_type_t *type, FILE *to)
{
    const ccs_service_level_t *const level = &CCS_SERVICE_LEVELS[ccs_service_level_find(ccs_metric_name(type->target.metric))];
    char share[CCS_UNITS_TEXT_MAX], within[CCS_UNITS_TEXT_MAX];

    if (isnan(type->target.frac)) {
        fprintf(to, "  The service level is reported within ");
    } else {
        fprintf(to, "  The target is %s within ", ccs_units_show_share(type->target.frac, share, sizeof share));
    }
    for (uint32_t i = 0; i < type->target.n_within; i++)
        fprintf(to, "%s%s",
            i == 0       ? ""
                : i == 1 ? " (also reported: "
                         : ", ",
            show_time(type->target.within_s[i], within, sizeof within));
    fprintf(to, "%s", type->target.n_within > 1 ? ")" : "");
    if (type->target.clock == CCS_PROMISE_CLOCK_BUSINESS_HOURS) fprintf(to, " of business hours");
    if (type->target.of == CCS_PROMISE_OF_ANSWER) fprintf(to, ", counted as %s: %s", level->name, level->formula);
    else fprintf(to, ", counted as %s: %s", CCS_PROMISES[type->target.of].name, CCS_PROMISES[type->target.of].formula);
    if (type->callback && type->callback->counts_as != CCS_COUNTS_NOT_ANSWERED)
        fprintf(to, "; %s", ccs_callback_counting_aside(ccs_callback_counting_name(type->callback->counts_as)));
    fprintf(to, ".\n");
    if (!isnan(type->target.abandoned_frac))
        fprintf(to, "  %s %s of those offered may abandon (abandonment_rate).\n",
            isnan(type->target.frac) ? "The target: at most" : "Besides, at most",
            ccs_units_show_share(type->target.abandoned_frac, share, sizeof share));
    if (!isnan(type->target.short_abandon_s))
        fprintf(to, "  Who gives up within %s is a short abandon.\n",
            show_time(type->target.short_abandon_s, within, sizeof within));
}

/* The changes that what-ifs made, whichever keys they are written in. */
static void explain_factors(const ccs_type_t *type, FILE *to)
{
    const struct {
        const char *what;
        double factor;
    } rows[] = {{"volume", type->volume_factor}, {"handle times", type->aht_factor / type->pace_factor},
        {"patience", type->patience_factor}};
    const char *before = "  These figures hold the factors of the scenario: ";
    char number[64];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].factor == 1) continue;
        fprintf(to, "%s%s times %s", before, rows[i].what, ccs_units_write_number(rows[i].factor, number, sizeof number));
        before = ", ";
    }
    if (before[0] == ',') fprintf(to, ".\n");
}

static void explain_type(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    fprintf(to, "\nType %s\n", type->label);
    if (type->language != CCS_NONE) fprintf(to, "  Its customers speak %s.\n", plan->languages[type->language]);
    if (type->segment != CCS_NONE) fprintf(to, "  Its customers are of segment %s.\n", plan->segments[type->segment]);
    if (type->whole != CCS_NONE) fprintf(to, "  It is a part of %s.\n", plan->wholes[type->whole]);
    explain_arrivals(plan, type, to);
    explain_own_hours(plan, type, to);
    explain_ivr(plan, type, to);
    ccs_explain_fed(plan, type, to);
    ccs_explain_routing(plan, type, to);
    ccs_explain_sticky(type, to);
    explain_handling(plan, type, to);
    ccs_explain_conversation(plan, type, to);
    ccs_explain_switches(plan, (uint32_t) (type - plan->types), to);
    ccs_explain_handling(plan, (uint32_t) (type - plan->types), to);
    explain_queue(plan, type, to);
    ccs_explain_callback(plan, type, to);
    ccs_explain_outcomes(plan, type, to);
    explain_repeats(plan, type, to);
    if (plan->axis.has_clock && !close_alike(plan)) explain_close(ccs_plan_queue(plan, type), "  ", to);
    explain_target(type, to);
    ccs_explain_deferred(plan, type, to);
    explain_factors(type, to);
    ccs_explain_start(plan, type, to);
}

/* --- sites and trunks --------------------------------------------------------------------------------------------------- */

static void explain_site(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    char text[TEXT];
    uint32_t n = 0;

    const ccs_site_t *const site = &plan->sites[id];

    fprintf(to, "\nSite %s\n", site->label);
    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (plan->teams[i].site == id) fprintf(to, "%s%s", n++ > 0 ? ", " : "  Groups: ", plan->teams[i].label);
    if (n > 0) fprintf(to, ".\n  Its figures are those of these groups, together.\n");
    else fprintf(to, "  No group is at this site: it has no figures.\n");
    if (site->timezone)
        fprintf(to, "  Its groups work by the clock of %s; times of staff told here are the centre's.\n", site->timezone);
    if (site->hours) fprintf(to, "  Hours there, local time: %s. Outside of them nobody works there.\n", site->hours);
    if (site->seats != CCS_NONE)
        fprintf(to, "  %s: who comes and finds none waits, logged in, for one that is left.\n",
            ccs_show_count(site->seats, "seat", "seats", text, sizeof text));
    if (site->n_holidays > 0)
        fprintf(to, "  Closed on %s more than the centre.\n", ccs_show_count(site->n_holidays, "day", "days", text, sizeof text));
}

static void explain_trunk(const ccs_trunk_t *trunk, FILE *to)
{
    char text[TEXT];

    fprintf(to, "\nTrunk group %s\n  %s; contacts beyond them are blocked.\n", trunk->label,
        ccs_show_count(trunk->lines, "line", "lines", text, sizeof text));
    if (trunk->waiting_limit != CCS_NONE)
        fprintf(to, "  At most %s may wait.\n", ccs_show_count(trunk->waiting_limit, "contact", "contacts", text, sizeof text));
}

/* The changes, which the figures above hold already, and what came of agents who were asked for where there are fewer. */
static void explain_changes(const ccs_plan_t *plan, FILE *to)
{
    if (plan->n_changes > 0) fprintf(to, "\nChanges, which the figures above hold\n");
    for (uint32_t i = 0; i < plan->n_changes; i++) {
        const ccs_change_t *const change = &plan->changes[i];

        fprintf(to, "  %s%s%s.\n", change->text, change->applied ? ": " : "", change->applied ? change->applied : "");
        if (change->by_time) fprintf(to, "    %s.\n", change->by_time);
    }
}

void ccs_explain(const ccs_plan_t *plan, FILE *to)
{
    fprintf(to, "%s\n", plan->title);
    explain_run(plan, to);
    for (uint32_t i = 0; i < plan->n_types; i++) explain_type(plan, &plan->types[i], to);
    for (uint32_t i = 0; i < plan->n_teams; i++) ccs_explain_group(plan, &plan->teams[i], to);
    for (uint32_t i = 0; i < plan->n_sites; i++) explain_site(plan, i, to);
    for (uint32_t i = 0; i < plan->n_call_flows; i++) ccs_explain_flow(plan, i, to);
    for (uint32_t i = 0; i < plan->n_trunks; i++) explain_trunk(&plan->trunks[i], to);
    for (uint32_t i = 0; i < plan->n_outages; i++) ccs_explain_outage(plan, &plan->outages[i], to);
    ccs_explain_loops(plan, to);
    ccs_explain_evidence(plan, to);
    for (uint32_t i = 0; i < plan->n_campaigns; i++) ccs_explain_campaign(plan, &plan->campaigns[i], to);
    ccs_explain_intraday(plan, to);
    ccs_explain_limits(plan, to);
    ccs_explain_money(plan, to);
    ccs_explain_sources(plan, to);
    ccs_explain_uncertain(plan, to);
    explain_changes(plan, to);
}
