/* calibrate_scenario.c - what was found as a scenario: each number with its interval, its sample, or that it is not in the records. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calibrate_parts.h"
#include "date.h"
#include "json_write.h"

/* What no record told: as ccsim import puts it in. */
static const double PATIENCE_S = 240, TALK_S = 270, TALK_CV = 0.9;

typedef struct {
    const ccs_calibration_t *of;
    const ccs_calibrate_names_t *names;
    FILE *to;
} writer_t;

/* Four digits, without an exponent and without zeros behind the point. */
static const char *digits(double x, char text[CCS_UNITS_TEXT_MAX])
{
    const int behind = x > 0 ? 3 - (int) floor(log10(x)) : 0;

    snprintf(text, CCS_UNITS_TEXT_MAX, "%.*f", behind < 0 ? 0 : behind > 9 ? 9 : behind, x);
    if (!strchr(text, '.')) return text;
    for (size_t n = strlen(text); text[n - 1] == '0' || text[n - 1] == '.'; n--) {
        const bool point = text[n - 1] == '.';

        text[n - 1] = '\0';
        if (point) break;
    }
    return text;
}

static const char *seconds(double x, char text[CCS_UNITS_TEXT_MAX])
{
    return ccs_units_show_duration(x >= 10 ? round(x * 10) / 10 : round(x * 1000) / 1000, text, CCS_UNITS_TEXT_MAX);
}

/* A text within a remark, which a line break would end. */
static void remark(const writer_t *w, const char *text)
{
    fputs(" // ", w->to);
    for (; *text; text++) fputc((unsigned char) *text < ' ' ? ' ' : *text, w->to);
    fputc('\n', w->to);
}

/* The number behind a key, NULL: there is none */
static const ccs_calibrated_number_t *number_of(const writer_t *w, uint32_t queue, const char *key)
{
    for (uint32_t i = 0; i < w->of->n_numbers; i++)
        if (w->of->numbers[i].queue == queue && strcmp(w->of->numbers[i].key, key) == 0) return &w->of->numbers[i];
    return NULL;
}

/* "95 %: 3 min 50 s to 4 min 15 s, n 812: ..." */
static void remark_number(const writer_t *w, const ccs_calibrated_number_t *number)
{
    char low[CCS_UNITS_TEXT_MAX], high[CCS_UNITS_TEXT_MAX], text[900];

    snprintf(text, sizeof text, "95 %%: %s to %s, n %.0f: %.700s", ccs_calibrate_show(number->unit, number->x.low, low),
        ccs_calibrate_show(number->unit, number->x.high, high), number->n, number->sentence);
    remark(w, text);
}

/* --- arrivals ---------------------------------------------------------------------------------------------------------- */

static bool same_hours(const ccs_calibration_t *of)
{
    const ccs_import_hours_t *first = NULL;

    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        const ccs_import_hours_t *const open = &of->open[i];

        if (open->from == open->to) continue;
        if (first && (first->from != open->from || first->to != open->to)) return false;
        first = open;
    }
    return true;
}

/* Whether each kind of day has a profile of its own: it has so many days that they tell it. */
static bool has_profiles(const ccs_calibrated_t *queue, uint32_t n_kinds)
{
    enum { ENOUGH = 8 };

    for (uint32_t kind = 0; kind < n_kinds; kind++)
        if (queue->demand.kinds[kind].n_days < ENOUGH) return false;
    return n_kinds > 1;
}

/* Contacts of a slot, of the kinds of days from first to last that have it, each as heavy as its days are many. */
static double contacts_of(const ccs_fit_demand_t *demand, uint32_t slot, uint32_t n_slots, const uint32_t kinds[2])
{
    double sum = 0;

    for (uint32_t kind = kinds[0]; kind <= kinds[1]; kind++) {
        const double mean = demand->mean[(size_t) kind * n_slots + slot];

        if (!isnan(mean)) sum += mean * demand->kinds[kind].n_days;
    }
    return sum;
}

static void print_rows(const writer_t *w, const ccs_fit_demand_t *demand, const ccs_import_hours_t *open, const uint32_t kinds[2])
{
    double all = 0;
    char time[CCS_UNITS_TEXT_MAX], share[CCS_UNITS_TEXT_MAX];
    const uint32_t step = w->of->interval_s, n_slots = ccs_calibrate_slots(w->of);

    for (uint32_t slot = (uint32_t) open->from / step; slot * step < (uint32_t) open->to; slot++)
        all += contacts_of(demand, slot, n_slots, kinds);
    for (uint32_t slot = (uint32_t) open->from / step, i = 0; slot * step < (uint32_t) open->to; slot++, i++)
        fprintf(w->to, "%s(\"%s\", %s)",
            i == 0           ? "("
                : i % 6 == 0 ? ",\n        "
                             : ", ",
            ccs_units_show_time_of_day(slot * step, time, sizeof time),
            digits((all > 0 ? 1000 / all : 0) * contacts_of(demand, slot, n_slots, kinds) * step /
                    fmin(step, open->to - (double) (slot * step)),
                share));
    fputc(')', w->to);
}

static void print_profile(const writer_t *w, const ccs_calibrated_t *queue)
{
    const ccs_calibration_t *const of = w->of;
    int open = 0;

    while (of->kind_of_weekday[open] == UINT32_MAX) open++;
    fputs("      profile = ", w->to);
    const bool together = same_hours(of) && !has_profiles(queue, of->n_kinds);

    if (together) {
        print_rows(w, &queue->demand, &of->open[open], (uint32_t[]){0, of->n_kinds - 1});
        fputs(";", w->to);
    } else {
        fputs("{", w->to);
        for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
            if (of->kind_of_weekday[i] == UINT32_MAX) continue;
            fprintf(w->to, "\n        %s = ", CCS_CALIBRATE_WEEKDAYS[i]);
            print_rows(w, &queue->demand, &of->open[i], (uint32_t[]){of->kind_of_weekday[i], of->kind_of_weekday[i]});
            fputs(";", w->to);
        }
        fputs(" };", w->to);
    }
    remark(w,
        together ? "per mille of a day's contacts, the mean of all days"
                 : "per mille of a day's contacts, the mean of the days of each kind");
}

/* A factor's cv and memory. */
static void print_factor(const writer_t *w, uint32_t queue, const char *name)
{
    char key[60], text[CCS_UNITS_TEXT_MAX];

    snprintf(key, sizeof key, "arrivals.%s.cv", name);
    const ccs_calibrated_number_t *const cv = number_of(w, queue, key);

    snprintf(key, sizeof key, "arrivals.%s.memory", name);
    const ccs_calibrated_number_t *const memory = number_of(w, queue, key);

    if (!cv) return;
    fprintf(w->to, "      %s: {\n        dist = \"gamma\";\n        cv = %s;", name, digits(cv->x.is, text));
    remark_number(w, cv);
    if (memory) {
        fprintf(w->to, "        memory = %s;", digits(fmin(memory->x.is, 0.999), text));
        remark_number(w, memory);
    }
    fputs("      };\n", w->to);
}

static void print_arrivals(const writer_t *w, uint32_t number)
{
    const ccs_calibration_t *const of = w->of;
    const ccs_calibrated_t *const queue = &of->queues[number];
    char key[60], text[CCS_UNITS_TEXT_MAX];

    fputs("    arrivals: {\n      per_day: {\n", w->to);
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        if (of->kind_of_weekday[i] == UINT32_MAX) continue;
        snprintf(key, sizeof key, "arrivals.per_day.%s", CCS_CALIBRATE_WEEKDAYS[ccs_calibrate_like(of, i)]);
        const ccs_calibrated_number_t *const mean = number_of(w, number, key);

        if (!mean) continue;
        fprintf(w->to, "        %s = %s;", CCS_CALIBRATE_WEEKDAYS[i], digits(mean->x.is, text));
        remark_number(w, mean);
    }
    fputs("      };\n", w->to);
    print_profile(w, queue);
    print_factor(w, number, "day_factor");
    print_factor(w, number, "interval_factor");
    fputs("    };\n", w->to);
}

/* --- laws -------------------------------------------------------------------------------------------------------------- */

static void print_part(const writer_t *w, const char *dist, const ccs_fit_part_t *part)
{
    char mean[CCS_UNITS_TEXT_MAX], cv[CCS_UNITS_TEXT_MAX];

    fprintf(w->to, "dist = \"%s\"; mean = \"%s\"; ", dist, seconds(part->mean, mean));
    if (strcmp(dist, "exponential") != 0) fprintf(w->to, "cv = %s; ", digits(part->cv, cv));
}

static void print_law(const writer_t *w, const ccs_fit_law_t *law)
{
    ccs_fit_part_t parts[2];
    const uint32_t n = ccs_fit_parts(law, parts);
    const char *const dist = law->law == CCS_FIT_TWO_EXPONENTIALS ? "exponential"
        : law->law == CCS_FIT_TWO_LOGNORMALS                      ? "lognormal"
                                                                  : ccs_distribution_name(ccs_fit_law_kind(law->law));
    char weight[CCS_UNITS_TEXT_MAX];

    fputs("{ ", w->to);
    if (n > 1) fputs("dist = \"mixture\"; parts = (", w->to);
    for (uint32_t i = 0; i < n; i++) {
        if (n > 1) fprintf(w->to, "%s{ weight = %s; ", i > 0 ? ", " : "", digits(parts[i].weight, weight));
        print_part(w, dist, &parts[i]);
        if (n > 1) fputc('}', w->to);
    }
    fputs(n > 1 ? "); }" : "}", w->to);
}

/* key = { law }; with what is known of its mean, and on a line of its own of its cv. @param indent  blanks before it */
static void print_time(const writer_t *w, uint32_t queue, const char *key, const ccs_calibrated_time_t *time)
{
    const int indent = strchr(key, '.') ? 6 : 4;
    const char *const dot = strrchr(key, '.');
    char path[60];

    fprintf(w->to, "%*s%s = ", indent, "", dot ? dot + 1 : key);
    print_law(w, &time->laws[0]);
    fputs(";", w->to);
    snprintf(path, sizeof path, "%s.mean", key);
    remark_number(w, number_of(w, queue, path));
    snprintf(path, sizeof path, "%s.cv", key);
    const ccs_calibrated_number_t *const cv = number_of(w, queue, path);

    if (!cv) return;
    fprintf(w->to, "%*s", indent - 1, "");
    remark_number(w, cv);
}

static void print_share(const writer_t *w, uint32_t queue, const char *key)
{
    const ccs_calibrated_number_t *const share = number_of(w, queue, key);
    const char *const dot = strrchr(key, '.');
    char text[CCS_UNITS_TEXT_MAX];

    if (!share) return;
    fprintf(w->to, "%*s%s = %s;", dot ? 6 : 4, "", dot ? dot + 1 : key, digits(share->x.is, text));
    remark_number(w, share);
}

static void print_again(const writer_t *w, uint32_t number, const char *group, const char *share,
    const ccs_calibrated_time_t *time)
{
    char key[60];

    if (time->missing) return;
    fprintf(w->to, "    %s: {\n", group);
    snprintf(key, sizeof key, "%s.%s", group, share);
    print_share(w, number, key);
    print_share(w, number, strcmp(group, "redial") == 0 ? "redial.after_balk" : "");
    print_share(w, number, strcmp(group, "redial") == 0 ? "redial.after_block" : "");
    snprintf(key, sizeof key, "%s.delay", group);
    print_time(w, number, key, time);
    fputs("    };\n", w->to);
}

/* Mean handle time of an interval file. 0: it has none */
static double aht_of(const ccs_calibration_t *of, const ccs_calibrated_t *queue)
{
    for (uint32_t i = 0; of->intervals && i < of->intervals->n_queues; i++)
        if (strcmp(of->intervals->queues[i].label, queue->label) == 0 && of->intervals->queues[i].with_aht > 0)
            return of->intervals->queues[i].work_s / of->intervals->queues[i].with_aht;
    return 0;
}

/* After-call work of all talks, where some had none: a law with that mean and cv, as no law that a scenario has is zero for some. */
static void print_wrap_with_zeros(const writer_t *w, uint32_t number)
{
    const ccs_calibrated_number_t *const mean = number_of(w, number, "wrap.mean"), *const cv = number_of(w, number, "wrap.cv");
    const enum ccs_fit_law law = w->of->queues[number].wrap.laws[0].law;
    const char *const dist = law == CCS_FIT_TWO_LOGNORMALS ? "lognormal"
        : law == CCS_FIT_EXPONENTIAL                       ? "gamma"
                                                           : ccs_distribution_name(ccs_fit_law_kind(law));

    fputs("    wrap = { ", w->to);
    print_part(w, dist, &(ccs_fit_part_t){mean->x.is, cv->x.is, 1});
    fputs("};", w->to);
    remark_number(w, mean);
    fputs("    ", w->to);
    remark_number(w, cv);
}

/* Mean of the talks that are known, of which there may be too few for a law. 0: none is */
static double mean_talk(const ccs_calibrated_time_t *talk)
{
    double sum = 0;

    for (size_t i = 0; i < talk->values.n; i++) sum += talk->values.ended[i] * talk->values.x[i];
    return talk->values.n_ended > 0 ? sum / talk->values.n_ended : 0;
}

/* Whether talks are told by the hour: hours differ, and the law has one mean. */
static bool is_by_hour(const writer_t *w, uint32_t number)
{
    ccs_fit_part_t parts[2];

    return ccs_calibrate_has_hours(&w->of->queues[number]) && ccs_fit_parts(&w->of->queues[number].talk.laws[0], parts) == 1;
}

/* The law with a mean for each hour; hours with few talks go on with the one before. Factors of geometric means are those of means where hours have one law but for its scale. */
static void print_talk_by_hour(const writer_t *w, uint32_t number)
{
    const ccs_calibrated_t *const queue = &w->of->queues[number];
    const ccs_calibrated_effects_t *const of = &queue->effects;
    const ccs_calibrated_number_t *const mean = number_of(w, number, "talk.mean"), *const cv = number_of(w, number, "talk.cv");
    char text[CCS_UNITS_TEXT_MAX];
    double usual = 0;
    bool first = true;

    for (uint32_t h = 0; h < CCS_CALIBRATE_HOURS; h++)
        if (of->hour_n[h] > 0) usual += of->hour_n[h] * exp(of->hour_mean[h] - of->hours.mean) / of->hours.n;
    fprintf(w->to, "    talk = { dist = \"%s\"; mean = (", ccs_distribution_name(ccs_fit_law_kind(queue->talk.laws[0].law)));
    for (uint32_t h = 0; h < CCS_CALIBRATE_HOURS; h++) {
        if (!(of->hour_n[h] > 0)) continue;
        fprintf(w->to, "%s(\"%02u:00\", \"%s\")", first ? "" : ", ", first ? 0 : h,
            seconds(mean->x.is * exp(of->hour_mean[h] - of->hours.mean) / usual, text));
        first = false;
    }
    fputs("); ", w->to);
    if (cv) fprintf(w->to, "cv = %s; ", digits(cv->x.is, text));
    fputs("};", w->to);
    remark_number(w, mean);
    if (cv) {
        fputs("    ", w->to);
        remark_number(w, cv);
    }
}

/* What no key of its own says: by the hour, agents, learning, transfers, marks. */
static void print_effects(const writer_t *w, uint32_t number)
{
    for (uint32_t i = 0; i < w->of->n_numbers; i++) {
        const ccs_calibrated_number_t *const x = &w->of->numbers[i];
        const bool is_effect = strncmp(x->key, "talk.hour.", 10) == 0 || strcmp(x->key, "talk.agents.cv") == 0 ||
            strcmp(x->key, "talk.learning") == 0 || strcmp(x->key, "transfer.probability") == 0 ||
            strncmp(x->key, "outcomes.csat.", 14) == 0;
        char text[CCS_UNITS_TEXT_MAX];

        if (x->queue != number || !is_effect) continue;
        fprintf(w->to, "    // %s %s;", x->key, ccs_calibrate_show(x->unit, x->x.is, text));
        remark_number(w, x);
    }
}

static void print_talk(const writer_t *w, uint32_t number)
{
    const ccs_calibrated_t *const queue = &w->of->queues[number];
    const double aht = aht_of(w->of, queue), known = mean_talk(&queue->talk);
    char text[CCS_UNITS_TEXT_MAX], why[200];

    if (queue->number != CCS_RECORD_UNKNOWN && !queue->talk.missing) {
        if (is_by_hour(w, number)) print_talk_by_hour(w, number);
        else print_time(w, number, "talk", &queue->talk);
        if (queue->talk.n_dropped > 0)
            fprintf(w->to, "     // %.0f talks without a time, or of more than a day, are left out\n", queue->talk.n_dropped);
    } else if (!w->names->base) {
        fprintf(w->to, "    talk = { dist = \"lognormal\"; mean = \"%s\"; cv = %g; };",
            seconds(known > 0 ? known
                    : aht > 0 ? aht
                              : TALK_S,
                text),
            TALK_CV);
        snprintf(why, sizeof why, "the mean of %.0f talks; their law is not told, as %.120s", queue->talk.values.n_ended,
            queue->talk.missing ? queue->talk.missing : "");
        remark(w,
            known > 0     ? why
                : aht > 0 ? "the mean handle time of the file, after-call work included; its law is not in the file"
                          : "not in the records: put in what you know");
    }
    if (queue->number != CCS_RECORD_UNKNOWN && !queue->wrap.missing) {
        if (ccs_calibrate_has_zero_wraps(queue)) print_wrap_with_zeros(w, number);
        else print_time(w, number, "wrap", &queue->wrap);
    }
}

/* Of who gave up too few for a law, or all alike: as long was waited in all as they were many times their mean patience, if it is exponential. */
static void print_patience_without_law(const writer_t *w, const ccs_calibrated_t *queue)
{
    const ccs_fit_values_t *const values = &queue->patience.values;
    char mean[CCS_UNITS_TEXT_MAX], why[200];
    double waited = 0;

    for (size_t i = 0; i < values->n; i++) waited += (values->ended[i] + values->cut[i]) * values->x[i];
    const bool some = values->n_ended > 0 && waited > 0;

    fprintf(w->to, "    patience = { dist = \"exponential\"; mean = \"%s\"; };",
        seconds(some ? waited / values->n_ended : PATIENCE_S, mean));
    if (some)
        snprintf(why, sizeof why, "all waits over the %.0f who gave up; their law is not told, as %.120s", values->n_ended,
            queue->patience.missing);
    else if (values->n_cut > 0)
        snprintf(why, sizeof why, "nobody of %.0f who waited gave up: put in what you know", values->n_cut);
    remark(w, some || values->n_cut > 0 ? why : "not in the records: put in what you know");
}

static void print_type(const writer_t *w, uint32_t number)
{
    const ccs_calibrated_t *const queue = &w->of->queues[number];
    char why[80];

    fprintf(w->to, "  %s: {\n", queue->key);
    if (!w->names->base) {
        fputs("    label = ", w->to);
        ccs_json_text(queue->label, w->to);
        fputs(";\n", w->to);
    }
    if (!w->names->base && queue->channel) {
        fprintf(w->to, "    channel = \"%s\";", queue->channel);
        snprintf(why, sizeof why, "so say %.0f of %.0f records", queue->channel_rows, queue->rows);
        remark(w, why);
    }
    if (queue->has_demand) print_arrivals(w, number);
    if (number_of(w, number, "patience.mean")) {
        print_time(w, number, "patience", &queue->patience);
        print_share(w, number, "never_abandons");
    } else if (!w->names->base) {
        print_patience_without_law(w, queue);
    }
    print_share(w, number, "balk");
    print_talk(w, number);
    print_effects(w, number);
    print_again(w, number, "redial", "after_abandon", &queue->redial);
    print_again(w, number, "reconnect", "probability", &queue->reconnect);
    fputs("  };\n", w->to);
}

/* --- hours and agents -------------------------------------------------------------------------------------------------- */

static void print_clock(const writer_t *w)
{
    const ccs_calibration_t *const of = w->of;
    char text[CCS_DATE_MAX], from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX];
    int n_open = 0;

    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) n_open += of->open[i].from != of->open[i].to;
    fprintf(w->to, "clock: {\n  start = \"%s\"; // the first day of the records\n  days = %d;\n  open = { ",
        ccs_date_show(of->first_day, text, sizeof text), n_open == 1 ? 1 : CCS_CALIBRATE_WEEK);
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        if (of->open[i].from == of->open[i].to) fprintf(w->to, "%s = \"closed\"; ", CCS_CALIBRATE_WEEKDAYS[i]);
        else
            fprintf(w->to, "%s = \"%s-%s\"; ", CCS_CALIBRATE_WEEKDAYS[i],
                ccs_units_show_time_of_day(of->open[i].from, from, sizeof from),
                ccs_units_show_time_of_day(of->open[i].to, until, sizeof until));
    }
    fprintf(w->to, "}; // from the first contact to the last\n  interval = \"%u min\";\n};\n\n", of->interval_s / 60);
}

/* Erlang of a slot of a weekday, all queues together; a slot that ends at close is as long as it is open. */
static double load_of(const writer_t *w, int weekday, uint32_t slot)
{
    const uint32_t n_slots = ccs_calibrate_slots(w->of), kind = w->of->kind_of_weekday[weekday];
    const double length_s = fmin(w->of->interval_s, w->of->open[weekday].to - (double) (slot * w->of->interval_s));
    double load = 0;

    for (uint32_t i = 0; i < w->of->n_queues; i++) {
        const ccs_calibrated_t *const queue = &w->of->queues[i];
        const double aht = aht_of(w->of, queue), n = queue->has_demand ? queue->demand.mean[(size_t) kind * n_slots + slot] : 0;
        const double records =
            queue->talk.values.n_ended > 0 ? queue->work_s / (queue->talk.values.n_ended + queue->talk.n_dropped) : 0;

        if (!isnan(n)) load += n * (records > 0 ? records : aht > 0 ? aht : TALK_S) / length_s;
    }
    return load;
}

static void print_agents(const writer_t *w)
{
    const ccs_calibration_t *const of = w->of;
    const uint32_t step = of->interval_s, n_slots = ccs_calibrate_slots(of);
    char number[CCS_UNITS_TEXT_MAX];

    fputs("\ngroups: {\n  agents: {", w->to);
    remark(w,
        of->agents ? "who worked in each interval, on average, as the records have it: put in your own groups"
                   : "not in the records: the load of each interval and its square root; put in your own groups");
    fputs("    staff = {\n", w->to);
    for (int i = 0; i < CCS_CALIBRATE_WEEK; i++) {
        if (of->kind_of_weekday[i] == UINT32_MAX) continue;
        fprintf(w->to, "      %s = [", CCS_CALIBRATE_WEEKDAYS[i]);
        for (uint32_t slot = (uint32_t) of->open[i].from / step; slot * step < (uint32_t) of->open[i].to; slot++) {
            const double load = load_of(w, i, slot),
                         agents = of->agents ? of->agents[(uint32_t) i * n_slots + slot] : ceil(load + sqrt(load));

            fprintf(w->to, "%s%s", slot > (uint32_t) of->open[i].from / step ? ", " : "", digits(fmax(agents, 1), number));
        }
        fputs("];\n", w->to);
    }
    fputs("    };\n  };\n};\n", w->to);
}

void ccs_calibrate_scenario(const ccs_calibration_t *self, const ccs_calibrate_names_t *names, FILE *to)
{
    const writer_t w = {self, names, to};
    char from[CCS_DATE_MAX], until[CCS_DATE_MAX];

    fputs("//", to);
    fputs(" Calibrated from", to);
    for (const char *at = self->names; *at; at++) fputc((unsigned char) *at < ' ' ? ' ' : *at, to);
    fprintf(to, ", %s to %s, %u days%s.\n", ccs_date_show(self->first_day, from, sizeof from),
        ccs_date_show(self->last_day, until, sizeof until), self->n_days, self->n_series > 1 ? " of all replications" : "");
    fputs(
        "// Behind each number: where it lies at 95 % confidence, how many it rests on, and what it says. docs/calibration.md says how it is found.\n",
        to);
    if (names->how) fprintf(to, "// Made by `%s`.\n", names->how);
    fputc('\n', to);
    if (names->base) {
        fputs("extends = ", to);
        ccs_json_text(names->base, to);
        fputs(";\n\n", to);
    } else {
        print_clock(&w);
    }
    fputs("types: {\n", to);
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (self->queues[i].has_demand || self->queues[i].number != CCS_RECORD_UNKNOWN) print_type(&w, i);
    fputs("};\n", to);
    if (!names->base) print_agents(&w);
}

/* --- JSON -------------------------------------------------------------------------------------------------------------- */

static void print_number(const ccs_calibration_t *self, const ccs_calibrated_number_t *number, FILE *to)
{
    static const char *const units[] = {"1", "contacts", "share", "s"};

    fputs("{\"type\": ", to);
    ccs_json_text(self->queues[number->queue].key, to);
    ccs_json_text_member("key", number->key, to);
    ccs_json_text_member("what", number->what, to);
    ccs_json_text_member("unit", units[number->unit], to);
    ccs_json_number_member("value", number->x.is, to);
    ccs_json_number_member("low", number->x.low, to);
    ccs_json_number_member("high", number->x.high, to);
    ccs_json_number_member("n", number->n, to);
    ccs_json_text_member("sentence", number->sentence, to);
    fputc('}', to);
}

void ccs_calibrate_json(const ccs_calibration_t *self, FILE *to)
{
    fputs("{\"files\": ", to);
    ccs_json_text(self->names, to);
    ccs_json_number_member("days", self->n_days, to);
    fputs(", \"numbers\": [", to);
    for (uint32_t i = 0; i < self->n_numbers; i++) {
        fputs(i == 0 ? "\n  " : ",\n  ", to);
        print_number(self, &self->numbers[i], to);
    }
    fputs("]}\n", to);
}
