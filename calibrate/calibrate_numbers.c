/* calibrate_numbers.c - every number with its interval, its sample and a sentence. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calibrate_parts.h"
#include "text.h"

const char *const CCS_CALIBRATE_WEEKDAYS[CCS_CALIBRATE_WEEK] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const DAYS[CCS_CALIBRATE_WEEK] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    "Sunday"};
enum { FRIDAY = 4, DAYS_MAX = 80 };

/* The numbers of a queue as they are collected. */
typedef struct {
    ccs_calibration_t *of;
    uint32_t queue;
    int ret; /* CCS_ERR_NOMEM, which stays */
} list_t;

/* Digits that people read: of times to a second from two minutes on, of shares to a tenth of a per cent. */
const char *ccs_calibrate_show(enum ccs_number_unit unit, double x, char *text)
{
    const double digits = x > 0 ? pow(10, floor(log10(x)) - 2) : 1, rounded = round(x / digits) * digits;

    switch (unit) {
    case CCS_NUMBER_TIME:
        return ccs_units_show_duration(x >= 120 ? round(x)
                : x >= 1                        ? round(x * 10) / 10
                                                : round(x * 1000) / 1000,
            text, CCS_UNITS_TEXT_MAX);
    case CCS_NUMBER_SHARE: return ccs_units_show_share(x >= 0.01 ? round(x * 1000) / 1000 : rounded, text, CCS_UNITS_TEXT_MAX);
    case CCS_NUMBER_COUNT: return ccs_units_show_number(x >= 100 ? round(x) : round(x * 10) / 10, text, CCS_UNITS_TEXT_MAX);
    case CCS_NUMBER_PLAIN: break;
    }
    snprintf(text, CCS_UNITS_TEXT_MAX, "%.3g", x);
    return text;
}

int ccs_calibrate_add(ccs_calibration_t *self, uint32_t queue, const ccs_calibrated_number_t *number)
{
    ccs_calibrated_number_t *const numbers = number->sentence && number->key && number->what
        ? ccs_arena_room(&self->arena, self->numbers, self->n_numbers, &self->cap_numbers, sizeof *self->numbers)
        : NULL;

    if (!numbers) return CCS_ERR_NOMEM;
    self->numbers = numbers;
    numbers[self->n_numbers] = *number;
    numbers[self->n_numbers].n = round(number->n);
    numbers[self->n_numbers++].queue = queue;
    return 0;
}

/* A number; the sentence is the caller's, and NULL where memory was short. */
static void add(list_t *list, const ccs_calibrated_number_t *number)
{
    const int ret = ccs_calibrate_add(list->of, list->queue, number);

    if (ret) list->ret = ret;
}

/* --- arrivals ---------------------------------------------------------------------------------------------------------- */

/* Whether weekdays that are taken together differ in their hours. */
static bool has_other_hours(const ccs_calibration_t *of, int weekday)
{
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++)
        if (of->kind_of_weekday[i] == of->kind_of_weekday[weekday] &&
            ccs_calibrate_like(of, i) != ccs_calibrate_like(of, weekday))
            return true;
    return false;
}

/* The weekdays that a mean is of: "Friday", "Monday to Friday", or of those that differ in their hours "Monday, Tuesday and Wednesday". @param before  what a sentence has before it */
static void name_days(const ccs_calibration_t *of, int weekday, char text[DAYS_MAX], const char **before)
{
    int n = 0;

    text[0] = '\0';
    for (int i = weekday; i < CCS_CALIBRATE_WEEK; i++)
        if (of->kind_of_weekday[i] == of->kind_of_weekday[weekday] && ccs_calibrate_like(of, i) == weekday) {
            ccs_text_enumerate(text, DAYS_MAX, DAYS[i]);
            n++;
        }
    *before = n == 1 ? "a" : "each of";
    if (of->by_weekday || weekday > FRIDAY || has_other_hours(of, weekday)) return;
    snprintf(text, DAYS_MAX, "Monday to Friday");
    *before = "a day from";
}

static void add_volume(list_t *list, int weekday)
{
    ccs_calibration_t *const of = list->of;
    const uint32_t n_days = of->queues[list->queue].demand.kinds[of->kind_of_weekday[weekday]].n_days;
    const ccs_fit_estimate_t volume = of->queues[list->queue].volume[weekday];
    char mean[CCS_UNITS_TEXT_MAX], days[DAYS_MAX];
    const char *before;

    name_days(of, weekday, days, &before);
    add(list,
        &(ccs_calibrated_number_t){.key = ccs_arena_printf(&of->arena, "arrivals.per_day.%s", CCS_CALIBRATE_WEEKDAYS[weekday]),
            .what = ccs_arena_strdup(&of->arena, days),
            .unit = CCS_NUMBER_COUNT,
            .x = volume,
            .n = n_days,
            .sentence = ccs_arena_printf(&of->arena, "%s contacts on %s %s%s, the mean of %u%s%s",
                ccs_calibrate_show(CCS_NUMBER_COUNT, volume.is, mean), before, days,
                has_other_hours(of, weekday) ? " in the hours that are open" : "", n_days,
                has_other_hours(of, weekday) ? " from Monday to Friday" : "",
                n_days == 1 ? ": how much days differ cannot be told from one" : "")});
}

static void add_factors(list_t *list)
{
    ccs_arena_t *const arena = &list->of->arena;
    const ccs_fit_demand_t *const demand = &list->of->queues[list->queue].demand;

    if (demand->day_cv.is > 0)
        add(list,
            &(ccs_calibrated_number_t){.key = "arrivals.day_factor.cv",
                .what = "day factor, cv",
                .x = demand->day_cv,
                .n = demand->n_days,
                .sentence = ccs_arena_printf(arena,
                    "days of a kind differ by a factor of cv %.3f beyond chance: variance to mean of a day's contacts is %.1f, of Poisson counts 1",
                    demand->day_cv.is, demand->variance_to_mean)});
    if (demand->day_memory.is > 0)
        add(list,
            &(ccs_calibrated_number_t){.key = "arrivals.day_factor.memory",
                .what = "its memory",
                .x = demand->day_memory,
                .n = demand->n_pairs,
                .sentence =
                    ccs_arena_printf(arena, "of a day above its mean the next one has %.0f %% too, as %u pairs of days tell",
                        100 * demand->day_memory.is, demand->n_pairs)});
    if (demand->slot_cv.is > 0)
        add(list,
            &(ccs_calibrated_number_t){.key = "arrivals.interval_factor.cv",
                .what = "interval factor, cv",
                .x = demand->slot_cv,
                .n = demand->n_days,
                .sentence = ccs_arena_printf(arena, "half-hours differ by a factor of cv %.3f of their own, the same for all",
                    demand->slot_cv.is)});
    if (demand->slot_cv.is > 0)
        add(list,
            &(ccs_calibrated_number_t){.key = "arrivals.interval_factor.memory",
                .what = "its memory",
                .x = demand->slot_memory,
                .n = demand->n_days,
                .sentence = ccs_arena_printf(arena, "of a half-hour above its mean the next one has %.0f %% too",
                    100 * demand->slot_memory.is)});
}

static void add_arrivals(list_t *list)
{
    const ccs_calibration_t *const of = list->of;

    for (int weekday = 0; weekday < CCS_CALIBRATE_WEEK; weekday++)
        if (of->kind_of_weekday[weekday] != UINT32_MAX && ccs_calibrate_like(of, weekday) == weekday) add_volume(list, weekday);
    add_factors(list);
}

/* --- laws -------------------------------------------------------------------------------------------------------------- */

/* What a law is called, and how well it fits. NULL: out of memory */
static const char *fit_text(ccs_arena_t *arena, const ccs_calibrated_time_t *time)
{
    const ccs_fit_goodness_t *const good = &time->goodness;

    if (!isnan(good->p_anderson))
        return ccs_arena_printf(arena,
            "%s is the best of %u laws by BIC%s (Kolmogorov-Smirnov %.3f, p %.2f; Anderson-Darling p %.2f, of %zu)",
            ccs_fit_law_name(time->laws[0].law), time->n_laws,
            good->p_anderson < 0.01 ? ", but none of them is what was measured, as a sample shows" : "", good->kolmogorov,
            good->p_kolmogorov, good->p_anderson, good->n);
    return ccs_arena_printf(arena, "%s is the best of %u laws by BIC, at most %.3f away from Kaplan and Meier's curve",
        ccs_fit_law_name(time->laws[0].law), time->n_laws, good->kolmogorov);
}

/* cv of what is zero but for a share of some with a cv of their own. */
static double with_zeros(double cv, double some)
{
    return sqrt((1 + cv * cv) / some - 1);
}

/* Mean and cv of a law. @param what  "talk"; said of the mean "talk lasts" @param doubt  behind the sentence of the mean, "" for none */
typedef struct {
    const char *key, *what, *says, *sample, *doubt;
} words_t;
static void add_law(list_t *list, const ccs_calibrated_time_t *time, const words_t *words)
{
    ccs_arena_t *const arena = &list->of->arena;
    const ccs_fit_law_t *const law = &time->laws[0];
    char mean[CCS_UNITS_TEXT_MAX], n[CCS_UNITS_TEXT_MAX];
    const char *const fit = fit_text(arena, time);

    ccs_calibrate_show(CCS_NUMBER_TIME, law->mean.is, mean);
    ccs_units_show_number(time->values.n_ended, n, sizeof n);
    add(list,
        &(ccs_calibrated_number_t){.key = ccs_arena_printf(arena, "%s.mean", words->key),
            .what = ccs_arena_printf(arena, "%s, mean", words->what),
            .unit = CCS_NUMBER_TIME,
            .x = law->mean,
            .n = time->values.n_ended,
            .sentence = fit && words->doubt ? ccs_arena_printf(arena, "%s %s on average, as %s %s tell; %s%s", words->says, mean,
                                                  n, words->sample, fit, words->doubt)
                                            : NULL});
    if (law->law == CCS_FIT_EXPONENTIAL) return;
    add(list,
        &(ccs_calibrated_number_t){.key = ccs_arena_printf(arena, "%s.cv", words->key),
            .what = ccs_arena_printf(arena, "%s, cv", words->what),
            .x = law->cv,
            .n = time->values.n_ended,
            .sentence = ccs_arena_printf(arena, "standard deviation by mean, of the %s law", ccs_fit_law_name(law->law))});
}

/* Mean and cv of after-call work of all talks, where some had none: the variance of the share is added to that of the mean. */
static void add_wrap(list_t *list)
{
    ccs_arena_t *const arena = &list->of->arena;
    const ccs_calibrated_t *const queue = &list->of->queues[list->queue];
    const ccs_fit_law_t *const law = &queue->wrap.laws[0];
    const double some = 1 - queue->zero_wraps, n = queue->wrap.values.n_ended / some, mean = law->mean.is * some;
    const double half = hypot(log(law->mean.high / law->mean.low) / 2, CCS_FIT_Z * sqrt((1 - some) / (some * n)));
    char all[CCS_UNITS_TEXT_MAX], those[CCS_UNITS_TEXT_MAX];
    const char *const fit = fit_text(arena, &queue->wrap);

    if (!ccs_calibrate_has_zero_wraps(queue)) {
        add_law(list, &queue->wrap, &(words_t){"wrap", "after-call work", "after-call work lasts", "talks that had some", ""});
        return;
    }
    add(list,
        &(ccs_calibrated_number_t){.key = "wrap.mean",
            .what = "after-call work, mean",
            .unit = CCS_NUMBER_TIME,
            .x = {mean, mean * exp(-half), mean * exp(half)},
            .n = n,
            .sentence = fit ? ccs_arena_printf(arena,
                                  "after-call work lasts %s on average: %.0f %% of talks had none, the others %s; of these %s",
                                  ccs_calibrate_show(CCS_NUMBER_TIME, mean, all), 100 * queue->zero_wraps,
                                  ccs_calibrate_show(CCS_NUMBER_TIME, law->mean.is, those), fit)
                            : NULL});
    add(list,
        &(ccs_calibrated_number_t){.key = "wrap.cv",
            .what = "after-call work, cv",
            .x = {with_zeros(law->cv.is, some), with_zeros(law->cv.low, some), with_zeros(law->cv.high, some)},
            .n = n,
            .sentence = "standard deviation by mean, with the talks that had none"});
}

/* A share whose law has it: of customers who never give up, of those who come again. */
static void add_share(list_t *list, const ccs_calibrated_number_t *number)
{
    ccs_calibrated_number_t share = *number;

    share.unit = CCS_NUMBER_SHARE;
    add(list, &share);
}

static ccs_fit_estimate_t other(ccs_fit_estimate_t share)
{
    return (ccs_fit_estimate_t){1 - share.is, 1 - share.high, 1 - share.low};
}

static const double HARDLY = 6 /* of BIC: laws that records hardly tell apart */,
                    MOST_OPEN = 0.4 /* of a share, from end to end of its interval, beyond which it is not identified */;

/* Where records leave open whether some never give up: what the mean is if they do, or do not, which its interval allows for. */
static const char *never_of(ccs_arena_t *arena, const ccs_calibrated_time_t *time)
{
    const ccs_fit_law_t *const other = ccs_fit_other(time->laws, time->n_laws);
    char mean[CCS_UNITS_TEXT_MAX];

    if (!other || !(other->bic - time->laws[0].bic < HARDLY)) return "";
    ccs_calibrate_show(CCS_NUMBER_TIME, other->mean.is, mean);
    if (!other->has_never)
        return ccs_arena_printf(arena, "; if all give up in the end, it is %s, which the interval allows for", mean);
    return ccs_arena_printf(arena,
        "; if %.0f %% never give up, which these records leave open, it is %s, and the interval allows for it",
        100 * other->never.is, mean);
}

/* Where the mean hangs on the law more than on what was seen: means of the laws that the records hardly tell apart. */
static const char *doubt_of(ccs_arena_t *arena, const ccs_calibrated_time_t *time)
{
    const bool beyond = ccs_fit_left(&time->laws[0], time->values.x[time->values.n - 1]) > 0.5;
    double low = time->laws[0].mean.is, high = low;
    char from[CCS_UNITS_TEXT_MAX], to[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 1; i < time->n_laws && time->laws[i].bic - time->laws[0].bic < HARDLY; i++) {
        if (time->laws[i].has_never || !time->laws[i].point.curved) continue;
        low = fmin(low, time->laws[i].mean.is);
        high = fmax(high, time->laws[i].mean.is);
    }
    if (!(high > 1.1 * low)) return beyond ? "; fewer than half would have left by the longest wait seen" : "";
    return ccs_arena_printf(arena, "%s; laws that these records hardly tell apart have means from %s to %s",
        beyond
            ? "; fewer than half would have left by the longest wait seen, so that the mean is the law's word for what nobody saw"
            : "",
        ccs_calibrate_show(CCS_NUMBER_TIME, low, from), ccs_calibrate_show(CCS_NUMBER_TIME, high, to));
}

static void add_patience(list_t *list)
{
    ccs_arena_t *const arena = &list->of->arena;
    const ccs_calibrated_t *const queue = &list->of->queues[list->queue];
    const ccs_calibrated_time_t *const time = &queue->patience;
    char n[CCS_UNITS_TEXT_MAX];

    if (queue->balk.n > 0)
        add_share(list,
            &(ccs_calibrated_number_t){.key = "balk",
                .what = "leave at once",
                .x = queue->balk.share,
                .n = queue->balk.of,
                .sentence = ccs_arena_printf(arena, "%.0f of %.0f who would have had to wait left at once", queue->balk.n,
                    queue->balk.of)});
    if (time->missing) return;

    ccs_units_show_number(time->values.n_cut, n, sizeof n);
    const char *const doubt = doubt_of(arena, time), *const never = never_of(arena, time);

    add_law(list, time,
        &(words_t){"patience", "patience", "who gives up does so after",
            ccs_arena_printf(arena, "who gave up and %s who were answered first", n),
            doubt && never ? ccs_arena_printf(arena, "%s%s", doubt, never) : NULL});
    if (time->laws[0].has_never)
        add_share(list,
            &(ccs_calibrated_number_t){.key = "never_abandons",
                .what = "never give up",
                .x = time->laws[0].never,
                .n = time->values.n_ended + time->values.n_cut,
                .sentence =
                    "share of customers who wait however long it takes: the law needs them, as fewer and fewer leave as waits go on"});
}

ccs_fit_estimate_t ccs_calibrate_share_again(const ccs_calibrated_time_t *time)
{
    double seen = time->values.n_ended;

    if (time->laws[0].has_never) return other(time->laws[0].never);
    for (size_t i = 0; i < time->values.n; i++)
        seen += time->values.cut[i] * (1 - ccs_fit_left(&time->laws[0], time->values.x[i]));
    return ccs_calibrate_share(time->values.n_ended, seen).share;
}

/* Where few came again within what was seen, or delays are as long as that, a small share with short delays and a large one with long delays are alike. */
static const char *identified(const ccs_calibrated_time_t *time, ccs_fit_estimate_t share)
{
    const bool told = (time->laws[0].has_never || time->values.n_cut == 0) && share.high - share.low < MOST_OPEN;

    return told ? "" : "; it is not identified: who has not come again may do so later than these records show, or never";
}

static void add_again(list_t *list)
{
    ccs_arena_t *const arena = &list->of->arena;
    const ccs_calibrated_t *const queue = &list->of->queues[list->queue];
    const struct {
        const ccs_calibrated_time_t *time;
        const char *share, *what, *says;
        words_t delay;
    } kinds[] = {{&queue->redial, "redial.after_abandon", "try again after giving up", "who gave up try again on the same day",
                     {"redial.delay", "until they try again", "they do so after", "who came again", ""}},
        {&queue->reconnect, "reconnect.probability", "come again after a talk",
            "who were answered come again within seven days, of whatever matter",
            {"reconnect.delay", "until they come again", "they do so after", "who came again", ""}}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const ccs_calibrated_time_t *const time = kinds[i].time;

        if (time->missing) continue;
        const double n = time->values.n_ended + time->values.n_cut;
        const ccs_fit_estimate_t share = ccs_calibrate_share_again(time);

        add_share(list,
            &(ccs_calibrated_number_t){.key = kinds[i].share,
                .what = kinds[i].what,
                .x = share,
                .n = n,
                .sentence = ccs_arena_printf(arena, "%.1f %% of %.0f %s; %.0f were seen to%s", 100 * share.is, n, kinds[i].says,
                    time->values.n_ended, identified(time, share))});
        add_law(list, time, &kinds[i].delay);
    }
}

/* Who tries again though they did not wait. */
static void add_further(list_t *list)
{
    const ccs_calibrated_t *const queue = &list->of->queues[list->queue];
    const struct {
        const ccs_calibrated_share_t *share;
        const char *key, *what;
    } kinds[] = {{&queue->after_balk, "redial.after_balk", "try again after leaving at once"},
        {&queue->after_block, "redial.after_block", "try again after being turned away"}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].share->n > 0)
            add_share(list,
                &(ccs_calibrated_number_t){.key = kinds[i].key,
                    .what = kinds[i].what,
                    .x = kinds[i].share->share,
                    .n = kinds[i].share->of,
                    .sentence = ccs_arena_printf(&list->of->arena, "%.0f did, of about %.0f of whom it would have been seen",
                        kinds[i].share->n, kinds[i].share->of)});
}

/* --- operations -------------------------------------------------------------------------------------------------------- */

int ccs_calibrate_numbers(ccs_calibration_t *self)
{
    list_t list = {.of = self};

    for (list.queue = 0; list.queue < self->n_queues; list.queue++) {
        const ccs_calibrated_t *const queue = &self->queues[list.queue];

        if (queue->has_demand) add_arrivals(&list);
        if (queue->number == CCS_RECORD_UNKNOWN) continue;
        add_patience(&list);
        if (!queue->talk.missing) add_law(&list, &queue->talk, &(words_t){"talk", "talk", "a talk lasts", "talks", ""});
        if (!queue->wrap.missing) add_wrap(&list);
        add_again(&list);
        add_further(&list);
        if (list.ret == 0) list.ret = ccs_calibrate_effect_numbers(self, list.queue);
    }
    return list.ret;
}

/* By how much each is worse than the best. The first law was taken: others may be hardly better and less simple, or have had a search that did not come to rest. */
static void tell_time(const char *what, const ccs_calibrated_time_t *time, FILE *to)
{
    const ccs_fit_law_t *in_order[CCS_CALIBRATE_LAWS];

    if (time->missing) {
        fprintf(to, "%s: nothing is told, as %s\n", what, time->missing);
        return;
    }
    for (uint32_t i = 0; i < time->n_laws; i++) {
        uint32_t at = i;

        for (; at > 0 && in_order[at - 1]->bic > time->laws[i].bic; at--) in_order[at] = in_order[at - 1];
        in_order[at] = &time->laws[i];
    }
    fprintf(to, "%s, by BIC:", what);
    for (uint32_t i = 0; i < time->n_laws; i++)
        fprintf(to, "%s %s%s +%.0f%s", i == 0 ? "" : ",", ccs_fit_law_name(in_order[i]->law),
            in_order[i]->has_never ? " with some who never end" : "", in_order[i]->bic - in_order[0]->bic,
            i > 0 && in_order[i] == time->laws ? " (taken)" : "");
    fputc('\n', to);
}

/* How many end in a span by a law. */
static double expected_in(const ccs_fit_hazard_t *span, const ccs_fit_law_t *law)
{
    return span->exposure / (span->to - span->from) * log(ccs_fit_left(law, span->from) / ccs_fit_left(law, span->to));
}

/* Spans of five seconds in which more give up than around them, and than by the law. */
static void tell_peaks(const ccs_calibrated_time_t *time, FILE *to)
{
    enum { SPANS = 60 };
    static const double width = 5;
    ccs_fit_hazard_t spans[SPANS];

    ccs_fit_hazard(&time->values, width, spans, SPANS);
    for (size_t i = 0; i < SPANS; i++)
        if (ccs_fit_is_peak(spans, SPANS, i, expected_in(&spans[i], &time->laws[0])))
            fprintf(to,
                "between %.0f and %.0f s of waiting more give up than around: %.2f %% a second, of %.0f who did; is something announced then?\n",
                spans[i].from, spans[i].to, 100 * spans[i].n / spans[i].exposure, spans[i].n);
}

void ccs_calibrate_remarks(const ccs_calibration_t *self, uint32_t queue, FILE *to)
{
    const ccs_calibrated_t *const of = &self->queues[queue];

    if (of->number == CCS_RECORD_UNKNOWN) return;
    tell_time("patience", &of->patience, to);
    if (!of->patience.missing) tell_peaks(&of->patience, to);
    tell_time("talk", &of->talk, to);
    tell_time("after-call work", &of->wrap, to);
    tell_time("who tries again", &of->redial, to);
    tell_time("who comes again", &of->reconnect, to);
    ccs_calibrate_effect_remarks(self, queue, to);
}
