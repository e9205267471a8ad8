/* staff_table.c - the grid and the targets. Invariant: what is told of a target comes from the check, never from the search. */
#include "staff_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "csv_write.h"
#include "date.h"
#include "json_write.h"
#include "units.h"

enum { TEXT = 96 };

/* "2026-03-02T09:30" -> the time where all is of one day, else "2026-03-02 09:30". */
static const char *interval_text(const ccs_requirement_t *asked, uint32_t cell, char text[TEXT])
{
    const char *const label = asked->plan->cells[cell].label, *const t = strchr(label, 'T');

    if (!t) snprintf(text, TEXT, "%s", label);
    else if (asked->plan->n_days == 1) snprintf(text, TEXT, "%s", t + 1);
    else snprintf(text, TEXT, "%.*s %s", (int) (t - label), label, t + 1);
    return text;
}

/* Agents with as many decimals as they have, two at most. */
static const char *agents_text(double agents, char text[TEXT])
{
    const double hundredths = round(100 * agents);

    snprintf(text, TEXT, "%.*f", fmod(hundredths, 100) == 0 ? 0 : fmod(hundredths, 10) == 0 ? 1 : 2, hundredths / 100);
    return text;
}

static bool has_shrinkage(const ccs_requirement_t *asked)
{
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->plan->teams[g].shrinkage_frac > 0) return true;
    return false;
}

/* --- the grid ---------------------------------------------------------------------------------------------------------------- */

/* Agents of a group: required, scheduled and the gap between them; where planned shrinkage takes some off, net of it and gross. Where nobody is known to be
 * scheduled those required alone. */
static void add_group_columns(ccs_table_t *table, const ccs_requirement_t *asked, bool gross)
{
    ccs_table_add_column(table, "interval", CCS_TABLE_LEFT);
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        const char *const heads[] = {asked->plan->teams[g].label, gross ? "now net" : "now", gross ? "gap net" : "gap"};
        const size_t n = asked->plan->teams[g].assumed_staff > 0 ? 1 : sizeof heads / sizeof *heads;
        char head[TEXT];

        for (size_t i = 0; i < n; i++) {
            snprintf(head, sizeof head, "%s%s", heads[i], gross && i == 0 ? " net" : "");
            ccs_table_add_column(table, head, CCS_TABLE_RIGHT);
            if (gross) ccs_table_add_column(table, "gross", CCS_TABLE_RIGHT);
        }
    }
}

static void set_agents(ccs_table_t *table, uint32_t column, double agents)
{
    char text[TEXT];

    ccs_table_set(table, column, agents_text(agents, text), "", CCS_TABLE_PLAIN);
}

static void set_gap(ccs_table_t *table, uint32_t column, double gap)
{
    char text[TEXT], with_sign[TEXT + 1];

    if (fabs(gap) < 0.005) {
        ccs_table_set(table, column, "0", "", CCS_TABLE_PLAIN);
        return;
    }
    snprintf(with_sign, sizeof with_sign, "%s%s", gap > 0 ? "+" : "", agents_text(gap, text));
    ccs_table_set(table, column, with_sign, "", gap < 0 ? CCS_TABLE_BAD : CCS_TABLE_GOOD);
}

/* The required, scheduled and missing agents of a group in the columns from @p column on. @param now  NAN: not known, and not shown
 * @param per_gross  gross of a net agent; 0: not shown
 * @return the column behind them */
static uint32_t set_group(ccs_table_t *table, uint32_t column, double net, double now, double per_gross)
{
    set_agents(table, column++, net);
    if (per_gross > 0) set_agents(table, column++, net * per_gross);
    if (isnan(now)) return column;
    set_agents(table, column++, now);
    if (per_gross > 0) set_agents(table, column++, now * per_gross);
    set_gap(table, column++, now - net);
    if (per_gross > 0) set_gap(table, column++, (now - net) * per_gross);
    return column;
}

static double slot_hours(const ccs_requirement_t *asked, uint32_t slot)
{
    const ccs_cell_t *const cell = &asked->plan->cells[asked->cell_of[slot]];

    return (cell->end_s - cell->start_s) / 3600;
}

static void add_hours(ccs_table_t *table, const ccs_staff_answer_t *answer, bool gross)
{
    const ccs_requirement_t *const asked = &answer->asked;
    uint32_t column = 1;

    ccs_table_add_row(table);
    ccs_table_set(table, 0, "agent-hours", "", CCS_TABLE_PLAIN);
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        double net = 0, now = 0;

        for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
            net += slot_hours(asked, slot) * ccs_staff_answer_net(answer, slot, g);
            now += slot_hours(asked, slot) * ccs_requirement_scheduled(asked, slot, g);
        }
        column =
            set_group(table, column, round(10 * net) / 10, round(10 * now) / 10, gross ? ccs_requirement_gross(asked, g, 1) : 0);
    }
}

static void fill_grid(ccs_table_t *table, const ccs_staff_answer_t *answer)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const bool gross = has_shrinkage(asked);

    add_group_columns(table, asked, gross);
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        uint32_t column = 1;
        char text[TEXT];

        ccs_table_add_row(table);
        ccs_table_set(table, 0, interval_text(asked, asked->cell_of[slot], text), "", CCS_TABLE_PLAIN);
        for (uint32_t g = 0; g < asked->n_groups; g++)
            column = set_group(table, column, ccs_staff_answer_net(answer, slot, g), ccs_requirement_scheduled(asked, slot, g),
                gross ? ccs_requirement_gross(asked, g, 1) : 0);
    }
    add_hours(table, answer, gross);
}

/* --- the targets --------------------------------------------------------------------------------------------------------------- */

/* The period of a target that is least sure to be reached. */
static uint32_t weakest(const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, uint32_t target)
{
    uint32_t worst = 0;

    for (uint32_t p = 1; p < asked->n_periods; p++)
        if (ccs_staff_estimate(asked, check, target, p).probability < ccs_staff_estimate(asked, check, target, worst).probability)
            worst = p;
    return worst;
}

static const char *period_text(const ccs_requirement_t *asked, uint32_t period, char text[TEXT])
{
    if (asked->wish.by == CCS_STAFF_BY_ALL) return "the whole";
    if (asked->wish.by == CCS_STAFF_BY_INTERVAL) return interval_text(asked, asked->first_cell_of[period], text);
    if (asked->wish.by == CCS_STAFF_BY_WEEK)
        return ccs_date_show_week(ccs_requirement_date(asked, asked->first_cell_of[period]), text, TEXT);
    snprintf(text, TEXT, "%.*s", asked->wish.by == CCS_STAFF_BY_MONTH ? 7 : 10,
        asked->plan->cells[asked->first_cell_of[period]].label);
    return text;
}

/* "80 % in 20 s", "at most 5 % abandoned". */
static const char *wanted_text(const ccs_requirement_t *asked, uint32_t target, char text[TEXT])
{
    const ccs_promise_t *const promise = &ccs_requirement_type(asked, target)->target;
    char within[CCS_UNITS_TEXT_MAX];

    if (asked->targets[target].of_abandonment) snprintf(text, TEXT, "at most %.4g %% abandoned", 100 * promise->abandoned_frac);
    else
        snprintf(text, TEXT, "%.4g %%%s%s in %s%s", 100 * promise->frac, promise->of == CCS_PROMISE_OF_ANSWER ? "" : " ",
            promise->of == CCS_PROMISE_OF_ANSWER ? "" : CCS_PROMISES[promise->of].verb,
            ccs_units_show_duration(promise->within_s[0], within, sizeof within),
            promise->clock == CCS_PROMISE_CLOCK_BUSINESS_HOURS ? " of business hours" : "");
    return text;
}

/* A share by which a target is judged, as it is told: of abandonment those who abandon. */
static double told_share(const ccs_requirement_t *asked, uint32_t target, double frac)
{
    return asked->targets[target].of_abandonment ? 1 - frac : frac;
}

static void add_target(ccs_table_t *table, const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, uint32_t target)
{
    const uint32_t worst = weakest(asked, check, target), missed = ccs_staff_missed(asked, check, target);
    const ccs_staff_estimate_t e = ccs_staff_estimate(asked, check, target, worst);
    char text[TEXT], beside[TEXT];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, ccs_requirement_type(asked, target)->label, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 1, wanted_text(asked, target, text), "", CCS_TABLE_PLAIN);
    snprintf(text, sizeof text, "%u of %u", asked->n_periods - missed, asked->n_periods);
    ccs_table_set(table, 2, text, "", missed > 0 ? CCS_TABLE_UNSURE : CCS_TABLE_GOOD);
    ccs_table_set(table, 3, period_text(asked, worst, text), "", CCS_TABLE_PLAIN);
    if (isnan(e.level)) return;
    snprintf(text, sizeof text, "%.1f", 100 * told_share(asked, target, e.level));
    snprintf(beside, sizeof beside, "±%.1f", 100 * e.half_width);
    ccs_table_set(table, 4, text, beside, CCS_TABLE_PLAIN);
    snprintf(text, sizeof text, "%.0f %%", 100 * e.days_frac);
    ccs_table_set(table, 5, text, "", CCS_TABLE_PLAIN);
    snprintf(text, sizeof text, "%.0f %%", 100 * e.probability);
    ccs_table_set(table, 6, text, "", e.probability < 0.5 ? CCS_TABLE_UNSURE : CCS_TABLE_PLAIN);
}

int ccs_staff_print_targets(const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, ccs_table_form_t form, FILE *to)
{
    static const char *const heads[] = {"target", "wanted", "periods met", "least sure", "level, %", "reached in", "probability"};
    ccs_table_t table = {0};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ccs_table_add_column(&table, heads[i],
            i == 4                           ? CCS_TABLE_MEASURE
                : i == 0 || i == 1 || i == 3 ? CCS_TABLE_LEFT
                                             : CCS_TABLE_RIGHT);
    for (uint32_t t = 0; t < asked->n_targets; t++) add_target(&table, asked, check, t);
    fprintf(to, "\nchecked on %u other replications; the probability is that of the period least sure to meet its target\n\n",
        check->n);
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* --- the sentences --------------------------------------------------------------------------------------------------------------- */

static bool is_weighted(const ccs_requirement_t *asked)
{
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->wish.cost[g] != 1) return true;
    return false;
}

/* Whether some of the agents asked for are absent by chance. */
static bool has_absence(const ccs_requirement_t *asked)
{
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g] && asked->plan->teams[g].absence_frac > 0) return true;
    return false;
}

static void print_cost(const ccs_staff_answer_t *answer, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const double cost = ccs_requirement_cost(asked, answer->staffing), now = ccs_requirement_cost_scheduled(asked);
#define X(name, word, text) text,
    static const char *const periods[] = {CCS_STAFF_BY_LIST(X)};
#undef X
    const double required = round(10 * cost) / 10, scheduled = round(10 * now) / 10;
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(to, "required: %s %sagent-hours %s", ccs_units_show_hours(required, text, sizeof text),
        is_weighted(asked) ? "weighted " : "", has_absence(asked) ? "before absence by chance" : "on the phones");
    if (isnan(now)) fputs(", who is scheduled is not known", to);
    else fprintf(to, ", scheduled %s", ccs_units_show_hours(scheduled, text, sizeof text));
    if (scheduled > 0 && required != scheduled) /* in words: the gaps above have the other sign */
        fprintf(to, ": %s hours %s than scheduled (%+.1f %%)",
            ccs_units_show_hours(fabs(required - scheduled), text, sizeof text), required > scheduled ? "more" : "fewer",
            100 * (cost - now) / now);
    fprintf(to, answer->options.steady ? "; every target holds in %s" : "; every target held in %s of the replications searched",
        periods[asked->wish.by]);
    if (!isnan(asked->wish.probability)) fprintf(to, ", each in %.4g %% of them", 100 * asked->wish.probability);
    fputs(answer->options.steady       ? ", each interval taken as a steady state of its own (Erlang A)\n"
            : answer->options.in_order ? ", one settled after another\n"
                                       : "\n",
        to);
}

/* --- the sentences where hours are given ---------------------------------------------------------------------------------------------- */

static double hours_gross(const ccs_staff_answer_t *answer)
{
    const ccs_requirement_t *const asked = &answer->asked;
    double sum = 0;

    for (uint32_t slot = 0; slot < asked->n_slots; slot++)
        for (uint32_t g = 0; g < asked->n_groups; g++)
            if (asked->changes[g])
                sum += slot_hours(asked, slot) * ccs_requirement_gross(asked, g, ccs_staff_answer_net(answer, slot, g));
    return sum;
}

static uint32_t periods_met(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome)
{
    uint32_t n = asked->n_targets * asked->n_periods;

    for (uint32_t t = 0; t < asked->n_targets; t++) n -= ccs_staff_missed(asked, outcome, t);
    return n;
}

static void print_level(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, FILE *to)
{
    const ccs_staff_estimate_t e = ccs_staff_estimate_whole(asked, outcome);

    fprintf(to, "%.1f %% ± %.1f %s (targets met in %u of %u periods)", 100 * e.level, 100 * e.half_width,
        asked->has_levels ? "in time" : "that do not abandon", periods_met(asked, outcome), asked->n_targets * asked->n_periods);
}

static void print_needed(const ccs_staff_answer_t *answer, FILE *to)
{
    char text[TEXT];

    if (answer->needs_too_much) fputs("; no staff within the bounds reaches the targets\n", to);
    else if (isnan(answer->needed)) fputs("; what the targets need was not found in the time limit\n", to);
    else
        fprintf(to, "; the targets need %s%s\n", agents_text(answer->needed, text),
            answer->need_ended_late ? " at most (the time limit ended that search)" : "");
}

/* N hours as scheduled, spread best, and what is needed. */
static void print_hours(const ccs_staff_answer_t *answer, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const double hours = asked->wish.hours, placed = ccs_requirement_cost(asked, answer->staffing);
    const bool is_all = fabs(hours - ccs_requirement_cost_scheduled(asked)) < 1e-6 * hours;
    char text[TEXT];

    fprintf(to, "%s %sagent-hours %s", agents_text(hours, text), is_weighted(asked) ? "weighted " : "",
        has_absence(asked) ? "before absence by chance" : "on the phones");
    if (answer->scheduled) {
        fputs(is_all ? " as scheduled give " : " in the proportions scheduled give ", to);
        print_level(asked, answer->scheduled, to);
    }
    if (answer->check) {
        fputs(answer->scheduled ? ", spread best " : " spread best give ", to);
        print_level(asked, answer->check, to);
    }
    print_needed(answer, to);
    fputs(asked->has_levels
            ? "best: the fewest contacts missing to the targets; in time: as the targets say, of all contacts of types with one\n"
            : "best: the fewest contacts missing to the targets\n",
        to);
    if (has_shrinkage(asked))
        fprintf(to, "before planned shrinkage the spread is %s hours gross\n", agents_text(hours_gross(answer), text));
    if (hours - placed >= 0.005)
        fprintf(to, "%s hours are not placed: less than a step of any group, or all that --most allows are there\n",
            agents_text(hours - placed, text));
}

/* --- how it was found ----------------------------------------------------------------------------------------------------------------- */

/* Of days that are one interval. One that begins empty may cost less than a steady state does, and there is nothing to say then. */
static void print_bound(const ccs_staff_answer_t *answer, FILE *to)
{
    const double cost = ccs_requirement_cost(&answer->asked, answer->staffing), bound = answer->cost_bound;
    char text[CCS_UNITS_TEXT_MAX];

    if (!(bound > 0) || cost < bound) return;
    fprintf(to,
        "bound: no staffing costs less than %s, given intervals that are steady states and groups that serve as well as one pool would: at most %.1f %% is "
        "left to gain\n",
        ccs_units_show_number(round(10 * bound) / 10, text, sizeof text), 100 * (cost - bound) / cost);
}

static void print_search(const ccs_staff_answer_t *answer, FILE *to)
{
    const ccs_staff_search_t *const s = &answer->search;

    if (answer->options.steady) return;
    fprintf(to, "searched: %u staffings, %llu replications simulated", s->n_simulated,
        (unsigned long long) s->engine.n_replications);
    if (answer->n_repairs > 0)
        fprintf(to, "; %u time%s agents were added where a check on other replications missed", answer->n_repairs,
            answer->n_repairs == 1 ? "" : "s");
    fputc('\n', to);
    if (answer->ended_late)
        fprintf(to, "the search was ended by the time limit: there may be %s\n",
            answer->asked.wish.hours > 0 ? "a better spread" : "cheaper staff");
    if (!answer->check) fputs("not checked on other replications\n", to);
}

/* What to do where the check misses what the search met. */
static void print_advice(const ccs_staff_answer_t *answer, FILE *to)
{
    uint32_t missed = 0;

    for (uint32_t t = 0; t < answer->asked.n_targets; t++) missed += ccs_staff_answer_missed(answer, t);
    if (missed == 0 || answer->asked.wish.hours > 0) return;
    fprintf(to,
        "\nThe check missed %lu of %lu periods, some by chance: where they matter, search more replications (-r %lu)%s, or add some agents there.\n",
        (unsigned long) missed, (unsigned long) answer->asked.n_targets * answer->asked.n_periods,
        2 * (unsigned long) answer->options.replications, answer->ended_late ? " and longer (--time-limit)" : "");
}

static int print_check(const ccs_staff_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    const int ret = ccs_staff_print_targets(&answer->asked, answer->check, form, to);

    if (ret == 0) print_advice(answer, to);
    return ret;
}

int ccs_staff_print(const ccs_staff_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    ccs_table_t grid = {0};
    int ret;

    fill_grid(&grid, answer);
    ret = ccs_table_print(&grid, form, to);
    ccs_table_free(&grid);
    if (ret) return ret;
    fputc('\n', to);
    if (has_shrinkage(&answer->asked)) fputs("net: what planned shrinkage leaves of gross, which is to be scheduled\n", to);
    if (answer->asked.wish.hours > 0) print_hours(answer, to);
    else {
        print_cost(answer, to);
        print_bound(answer, to);
    }
    print_search(answer, to);
    return answer->check ? print_check(answer, form, to) : 0;
}

/* --- for programs ------------------------------------------------------------------------------------------------------------------ */

static ccs_row_cell_t text_cell(const char *text)
{
    return (ccs_row_cell_t){CCS_CELL_TEXT, text, 0};
}

static ccs_row_cell_t number_cell(double x)
{
    return (ccs_row_cell_t){CCS_CELL_NUMBER, NULL, x};
}

/* Agents to a hundredth: what gross has beyond comes from the division alone. */
static double hundredths(double agents)
{
    return round(100 * agents) / 100;
}

static void write_row(const ccs_staff_answer_t *answer, const ccs_csv_form_t *form, uint32_t slot, uint32_t group, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;
    const char *const label = asked->plan->cells[asked->cell_of[slot]].label, *const t = strchr(label, 'T');
    const double net = ccs_staff_answer_net(answer, slot, group), now = ccs_requirement_scheduled(asked, slot, group);
    const double gross = hundredths(ccs_requirement_gross(asked, group, net)),
                 now_gross = hundredths(ccs_requirement_gross(asked, group, now));
    char date[TEXT];

    snprintf(date, sizeof date, "%.*s", (int) (t ? t - label : 0), label);
    const ccs_row_cell_t cells[] = {{CCS_CELL_DATE, date, 0}, text_cell(t ? t + 1 : label),
        text_cell(asked->plan->teams[group].name), number_cell(hundredths(net)), number_cell(gross), number_cell(hundredths(now)),
        number_cell(now_gross), number_cell(hundredths(hundredths(now) - hundredths(net))),
        number_cell(hundredths(now_gross - gross))};

    ccs_csv_write_row(form, cells, sizeof cells / sizeof *cells, to);
}

static void write_rows(const ccs_staff_answer_t *answer, const ccs_csv_form_t *form, FILE *to)
{
    const ccs_row_cell_t heads[] = {text_cell("date"), text_cell("time"), text_cell("group"), text_cell("required_agents"),
        text_cell("required_gross"), text_cell("scheduled_agents"), text_cell("scheduled_gross"), text_cell("gap_agents"),
        text_cell("gap_gross")};

    ccs_csv_write_mark(form, to);
    ccs_csv_write_row(form, heads, sizeof heads / sizeof *heads, to);
    for (uint32_t slot = 0; slot < answer->asked.n_slots; slot++)
        for (uint32_t g = 0; g < answer->asked.n_groups; g++) write_row(answer, form, slot, g, to);
}

const char *ccs_staff_csv(const ccs_staff_answer_t *answer, const ccs_csv_form_t *form, ccs_arena_t *arena)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return NULL;
    write_rows(answer, form, to);
    const char *const kept = fclose(to) == 0 ? ccs_arena_strdup(arena, text) : NULL;

    free(text);
    return kept;
}

void ccs_staff_json_targets(const ccs_requirement_t *asked, const ccs_staff_outcome_t *check, FILE *to)
{
    char text[TEXT];

    for (uint32_t t = 0; check && t < asked->n_targets; t++) {
        for (uint32_t p = 0; p < asked->n_periods; p++) {
            const ccs_staff_estimate_t e = ccs_staff_estimate(asked, check, t, p);

            fputs(t + p > 0 ? ", {\"type\": " : "{\"type\": ", to);
            ccs_json_text(ccs_requirement_type(asked, t)->name, to);
            ccs_json_text_member("metric", asked->targets[t].of_abandonment ? "abandonment_rate" : "service_level", to);
            ccs_json_text_member("period", period_text(asked, p, text), to);
            ccs_json_number_member("target", told_share(asked, t, asked->targets[t].frac), to);
            ccs_json_number_member("level", told_share(asked, t, e.level), to);
            ccs_json_number_member("half_width", e.half_width, to);
            ccs_json_number_member("replications_met", e.days_frac, to);
            ccs_json_number_member("probability", e.probability, to);
            fputc('}', to);
        }
    }
}

static void json_level(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, const char *name, FILE *to)
{
    const ccs_staff_estimate_t e =
        outcome ? ccs_staff_estimate_whole(asked, outcome) : (ccs_staff_estimate_t){NAN, NAN, NAN, NAN};

    fprintf(to, ", \"%s\": {\"level\": ", name);
    ccs_json_number(e.level, to);
    ccs_json_number_member("half_width", e.half_width, to);
    ccs_json_number_member("periods_met", outcome ? periods_met(asked, outcome) : (double) NAN, to);
    fputc('}', to);
}

static void json_hours(const ccs_staff_answer_t *answer, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;

    if (!(asked->wish.hours > 0)) return;
    fputs(", \"hours\": {\"given\": ", to);
    ccs_json_number(asked->wish.hours, to);
    ccs_json_number_member("placed", ccs_requirement_cost(asked, answer->staffing), to);
    ccs_json_number_member("needed", answer->needed, to);
    ccs_json_number_member("periods", (double) asked->n_targets * asked->n_periods, to);
    json_level(asked, answer->scheduled, "as_scheduled", to);
    json_level(asked, answer->check, "spread", to);
    fputc('}', to);
}

static void json_staff(const ccs_staff_answer_t *answer, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;

    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        for (uint32_t g = 0; g < asked->n_groups; g++) {
            const double net = ccs_staff_answer_net(answer, slot, g), now = ccs_requirement_scheduled(asked, slot, g);

            fputs(slot + g > 0 ? ", {\"interval\": " : "{\"interval\": ", to);
            ccs_json_text(asked->plan->cells[asked->cell_of[slot]].label, to);
            ccs_json_text_member("group", asked->plan->teams[g].name, to);
            ccs_json_number_member("required_agents", net, to);
            ccs_json_number_member("required_gross", ccs_requirement_gross(asked, g, net), to);
            ccs_json_number_member("scheduled_agents", now, to);
            ccs_json_number_member("scheduled_gross", ccs_requirement_gross(asked, g, now), to);
            ccs_json_number_member("gap_agents", now - net, to);
            ccs_json_number_member("gap_gross", ccs_requirement_gross(asked, g, now - net), to);
            fputc('}', to);
        }
    }
}

void ccs_staff_json(const ccs_staff_answer_t *answer, const ccs_work_move_t *move, FILE *to)
{
    const ccs_requirement_t *const asked = &answer->asked;
#define X(name, word, text) word,
    static const char *const by[] = {CCS_STAFF_BY_LIST(X)};
#undef X

    fputs("{\"by\": ", to);
    ccs_json_text(by[asked->wish.by], to);
    ccs_json_number_member("share_of_replications", asked->wish.probability, to);
    ccs_json_number_member("step", asked->wish.step, to);
    fprintf(to, ", \"steady\": %s, \"in_order\": %s, \"checked\": %s, \"ended_by_time_limit\": %s",
        answer->options.steady ? "true" : "false", answer->options.in_order ? "true" : "false", answer->check ? "true" : "false",
        answer->ended_late ? "true" : "false");
    ccs_json_number_member("seed", (double) answer->options.seed, to);
    ccs_json_number_member("check_replications", answer->check ? answer->check->n : 0, to);
    ccs_json_number_member("cost", ccs_requirement_cost(asked, answer->staffing), to);
    ccs_json_number_member("cost_bound", answer->cost_bound, to);
    ccs_json_number_member("cost_scheduled", ccs_requirement_cost_scheduled(asked), to);
    json_hours(answer, to);
    if (move) {
        fputs(", \"moved_work\": ", to);
        ccs_work_move_json(move, to);
    }
    fputs(", \"staff\": [", to);
    json_staff(answer, to);
    fputs("], \"targets\": [", to);
    ccs_staff_json_targets(&answer->asked, answer->check, to);
    fputs("]}\n", to);
}
