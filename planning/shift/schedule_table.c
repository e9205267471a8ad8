/* schedule_table.c - a schedule in words and numbers. Invariant: what is told of a target comes from the check, never from the search. */
#include "schedule_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_write.h"
#include "staff_table.h"
#include "units.h"

enum { TEXT = 96, LIMIT_TEXT = 2 * CCS_UNITS_TEXT_MAX + 256 };

static const double WEEK_S = 7 * 86400.0;

static const char *number_text(double x, char text[TEXT])
{
    const double tenths = round(10 * x);

    snprintf(text, TEXT, "%.*f", fmod(tenths, 10) == 0 ? 0 : 1, tenths / 10);
    return text;
}

/* --- the grid -------------------------------------------------------------------------------------------------------------------------------- */

static const char *slot_text(const ccs_requirement_t *asked, uint32_t slot, char text[TEXT])
{
    const char *const label = asked->plan->cells[asked->cell_of[slot]].label, *const t = strchr(label, 'T');

    if (!t) snprintf(text, TEXT, "%s", label);
    else if (asked->plan->n_days == 1) snprintf(text, TEXT, "%s", t + 1);
    else snprintf(text, TEXT, "%.*s %s", (int) (t - label), label, t + 1);
    return text;
}

/* The most that a group requires in a slot. */
static double required_in(const ccs_schedule_t *s, uint32_t group, uint32_t slot)
{
    double most = 0;
    uint32_t from, to;

    ccs_schedule_rows(s, slot, &from, &to);
    for (uint32_t row = from; row < to; row++) most = fmax(most, s->groups[group].required[row]);
    return most;
}

static void set_gap(ccs_table_t *table, uint32_t column, double gap)
{
    char text[TEXT], with_sign[TEXT + 1];

    snprintf(with_sign, sizeof with_sign, "%s%s", gap > 0.05 ? "+" : "", number_text(gap, text));
    ccs_table_set(table, column, with_sign, "", gap < -0.05 ? CCS_TABLE_BAD : CCS_TABLE_PLAIN);
}

static int print_grid(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    const ccs_schedule_t *const s = &answer->schedule;
    ccs_table_t table = {0};

    ccs_table_add_column(&table, "interval", CCS_TABLE_LEFT);
    for (uint32_t g = 0; g < s->n_groups; g++) {
        if (!s->groups[g].scheduled) continue;
        ccs_table_add_column(&table, s->asked->plan->groups[g].label, CCS_TABLE_RIGHT);
        ccs_table_add_column(&table, "on phones", CCS_TABLE_RIGHT);
        ccs_table_add_column(&table, "gap", CCS_TABLE_RIGHT);
    }
    for (uint32_t slot = 0; slot < s->asked->n_slots; slot++) {
        uint32_t column = 1;
        char text[TEXT];

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, slot_text(s->asked, slot, text), "", CCS_TABLE_PLAIN);
        for (uint32_t g = 0; g < s->n_groups; g++) {
            if (!s->groups[g].scheduled) continue;
            const double required = required_in(s, g, slot);

            ccs_table_set(&table, column++, number_text(required, text), "", CCS_TABLE_PLAIN);
            ccs_table_set(&table, column++, number_text(ccs_schedule_mean(s, g, slot), text), "", CCS_TABLE_PLAIN);
            set_gap(&table, column++, ccs_schedule_least(s, g, slot) - required);
        }
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* --- the shifts ------------------------------------------------------------------------------------------------------------------------------- */

/* Heads of shifts alike but for their breaks and their day. */
typedef struct {
    uint32_t group, template_id, start, n_rows; /* start: row of its day */
    double paid_h;
    uint32_t n;
} used_t;

static int by_start(const void *a, const void *b)
{
    const used_t *const x = a, *const y = b;

    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->n_rows != y->n_rows) return x->n_rows < y->n_rows ? -1 : 1;
    return x->template_id < y->template_id ? -1 : x->template_id > y->template_id;
}

/* @param used  room for as many as there are picks @return how many are used */
static uint32_t find_used(const ccs_schedule_t *s, used_t *used)
{
    const int32_t day_rows = (int32_t) (86400 / s->templates->row_s);
    uint32_t n = 0, kept = 0;

    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (uint32_t i = 0; s->groups[g].scheduled && i < s->groups[g].choice.n_picks; i++) {
            const ccs_shift_candidate_t *const c = &s->candidates.items[s->groups[g].choice.picks[i].candidate];

            used[n++] = (used_t){g, c->template_id, (uint32_t) (c->start - c->day * day_rows), c->n_rows,
                ccs_shift_paid_h(s->templates, c), s->groups[g].choice.picks[i].n};
        }
    }
    qsort(used, n, sizeof *used, by_start);
    for (uint32_t i = 0; i < n; i++) {
        if (kept > 0 && by_start(&used[kept - 1], &used[i]) == 0 && used[kept - 1].paid_h == used[i].paid_h)
            used[kept - 1].n += used[i].n;
        else used[kept++] = used[i];
    }
    return kept;
}

static uint32_t n_picks(const ccs_schedule_t *s)
{
    uint32_t n = 0;

    for (uint32_t g = 0; g < s->n_groups; g++) n += s->groups[g].scheduled ? s->groups[g].choice.n_picks : 0;
    return n;
}

static int print_shifts(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    static const char *const heads[] = {"group", "shift", "start", "end", "paid", "heads"};
    const ccs_schedule_t *const s = &answer->schedule;
    ccs_arena_t arena = {0};
    used_t *const used = ccs_arena_array(&arena, n_picks(s), sizeof *used);
    const uint32_t n = used ? find_used(s, used) : 0;
    ccs_table_t table = {0};
    char text[TEXT];

    if (!used) return CCS_ERR_NOMEM;
    for (int i = 0; i < 6; i++) ccs_table_add_column(&table, heads[i], i < 2 ? CCS_TABLE_LEFT : CCS_TABLE_RIGHT);
    table.n_keys = 2;
    for (uint32_t i = 0; i < n; i++) {
        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, s->asked->plan->groups[used[i].group].label, "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, s->templates->items[used[i].template_id].name, "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 2, ccs_schedule_time(s, (int32_t) used[i].start, text, sizeof text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 3, ccs_schedule_time(s, (int32_t) (used[i].start + used[i].n_rows), text, sizeof text), "",
            CCS_TABLE_PLAIN);
        ccs_table_set(&table, 4, ccs_units_show_duration(3600 * used[i].paid_h, text, sizeof text), "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%lu", (unsigned long) used[i].n);
        ccs_table_set(&table, 5, text, "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    ccs_arena_free(&arena);
    return ret;
}

/* --- the sentences -------------------------------------------------------------------------------------------------------------------------------- */

/* Agent-hours on the phones above what is required, and below it. */
static void find_gaps(const ccs_schedule_t *s, double *over_h, double *under_h)
{
    *over_h = *under_h = 0;
    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (uint32_t row = 0; s->groups[g].scheduled && row < s->n_rows; row++) {
            const double gap = s->groups[g].choice.on_phones[row] - s->groups[g].required[row];

            if (gap > 0) *over_h += gap * s->templates->row_s / 3600;
            else *under_h -= gap * s->templates->row_s / 3600;
        }
    }
}

/* Those of them while the centre is closed: no slot has the row. */
static double find_closed(const ccs_schedule_t *s)
{
    double closed_h = 0;

    for (uint32_t slot = 0, row = 0, from, to; slot <= s->asked->n_slots; slot++, row = to) {
        from = to = s->n_rows;
        if (slot < s->asked->n_slots) ccs_schedule_rows(s, slot, &from, &to);
        for (; row < from; row++)
            for (uint32_t g = 0; g < s->n_groups; g++)
                closed_h += s->groups[g].scheduled ? s->groups[g].choice.on_phones[row] * s->templates->row_s / 3600 : 0;
    }
    return closed_h;
}

/* Contacts of a replication that a period serves in time beyond what its target asks, by the check. @return mean over periods and service levels */
static double find_left(const ccs_schedule_answer_t *answer, double *offered)
{
    const ccs_requirement_t *const asked = &answer->staff.asked;
    uint32_t n = 0;
    double left = 0;

    *offered = 0;
    for (uint32_t i = 0; answer->check && i < asked->n_targets * asked->n_periods; i++) {
        const ccs_staff_sums_t *const sums = &answer->check->sums[i];
        const ccs_staff_target_t *const target = &asked->targets[i / asked->n_periods];

        if (target->of_abandonment) continue;
        n++;
        left += (sums->num - target->frac * sums->den) / answer->check->n;
        *offered += sums->den / answer->check->n;
    }
    *offered /= n > 0 ? n : 1;
    return n > 0 ? left / n : 0;
}

/* What covering interval by interval had too much, and what is left of it. */
static void print_ease(const ccs_schedule_answer_t *answer, double cost, double bound, FILE *to)
{
    char text[TEXT], other[TEXT], third[TEXT];
    uint32_t n_fewer;
    double offered;
    const double saved = ccs_schedule_ease_saved(&answer->ease, &n_fewer), left = find_left(answer, &offered);
    const uint32_t n_exchanged = answer->ease.n_changes - n_fewer;

    fprintf(to,
        "shifts cost %s weighted paid hours; those that have what is required in each interval cost %s, and none of these less than %s\n",
        number_text(cost, text), number_text(cost + saved, other), number_text(bound, third));
    fprintf(to, "%lu shift%s taken away and %lu exchanged, as each target holds over more than an interval\n",
        (unsigned long) n_fewer, n_fewer == 1 ? " was" : "s were", (unsigned long) n_exchanged);
    if (answer->check && answer->staff.asked.has_levels)
        fprintf(to, "left over: %s of %s contacts of a period are served in time beyond what its target asks, by the check\n",
            number_text(left, text), number_text(offered, other));
}

/* How the persons of each group are employed. */
static void print_crews(const ccs_schedule_t *s, FILE *to)
{
    char text[TEXT];

    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (uint32_t k = 0; s->groups[g].scheduled && k < s->templates->n_kinds; k++) {
            const ccs_shift_crew_t *const crew = &s->groups[g].crews[k];
            const double weeks = fmax(1, ceil(s->n_rows * s->templates->row_s / WEEK_S - 1e-9));

            fprintf(to, "%s, %s: %lu shifts, %lu persons (%lu at least), %.0f %% of them; %s paid hours a week each\n",
                s->asked->plan->groups[g].label, s->templates->kinds[k].name, (unsigned long) crew->n_tasks,
                (unsigned long) crew->persons.n, (unsigned long) crew->persons.bound,
                s->groups[g].persons.n > 0 ? 100.0 * crew->persons.n / s->groups[g].persons.n : 0,
                number_text(crew->persons.n > 0 ? crew->paid_h / crew->persons.n / weeks : 0, text));
        }
    }
}

/* Which part of shrinkage is where. */
static void print_shrinkage(const ccs_schedule_t *s, FILE *to)
{
    for (uint32_t g = 0; g < s->n_groups; g++) {
        const ccs_group_t *const group = &s->asked->plan->groups[g];
        const double away_frac = s->groups[g].away_frac;

        if (!s->groups[g].scheduled) continue;
        if (group->shrinkage_frac > 0)
            fprintf(to, "%s: planned shrinkage %.1f %%; %.1f %% of paid time are breaks and activities of the shifts, ",
                group->label, 100 * group->shrinkage_frac, 100 * s->held_frac);
        if (group->shrinkage_frac > 0 && away_frac > 0)
            fprintf(to, "the other %.1f %% of shifts are missed as a whole: so many more are required\n", 100 * away_frac);
        else if (group->shrinkage_frac > 0) fputs("which is all of it\n", to);
        if (group->absence_frac > 0)
            fprintf(to, "%s: unplanned shrinkage %.1f %%; who is absent by chance is among those required\n", group->label,
                100 * group->absence_frac);
    }
}

static void print_cost(const ccs_schedule_answer_t *answer, FILE *to)
{
    const ccs_schedule_t *const s = &answer->schedule;
    const double cost = ccs_schedule_cost(s), bound = ccs_schedule_bound(s);
    char text[TEXT], other[TEXT];
    double over_h, under_h;

    find_gaps(s, &over_h, &under_h);
    fputs(
        "gap: the fewest on the phones in an interval less those required; above 0 there are more than needed, since shifts outlast peaks; below 0 some are missing\n",
        to);
    print_shrinkage(s, to);
    if (answer->ease.n_changes > 0) print_ease(answer, cost, bound, to);
    else
        fprintf(to, "shifts cost %s weighted paid hours, at most %.2f %% more than any that cover the same need\n",
            number_text(cost, text), bound > 0 ? fmax(0, 100 * (cost / bound - 1)) : 0);
    fprintf(to, "agent-hours on the phones: %s above what is required, %s below\n", number_text(over_h, text),
        number_text(under_h, other));
    if (find_closed(s) > 0)
        fprintf(to, "%s of them while the centre is closed: let shifts start and end within the opening hours\n",
            number_text(find_closed(s), text));
    for (uint32_t g = 0; g < s->n_groups; g++)
        if (s->groups[g].scheduled)
            fprintf(to, "%s: %lu shifts, %lu persons (%lu at least)\n", s->asked->plan->groups[g].label,
                (unsigned long) s->groups[g].n_tasks, (unsigned long) s->groups[g].persons.n,
                (unsigned long) s->groups[g].persons.bound);
    print_crews(s, to);
    if (answer->n_repairs > 0)
        fprintf(to, "agents were added %lu time%s, where a target was missed in the simulation\n",
            (unsigned long) answer->n_repairs, answer->n_repairs == 1 ? "" : "s");
    if (answer->staff.options.steady) fputs("not simulated (--steady)\n", to);
    else if (!answer->check) fputs("not checked on other days\n", to);
}

/* --- what binds ------------------------------------------------------------------------------------------------------------------------------- */

static int print_limits(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    static const char *const heads[] = {"limit", "change", "paid hours less", "of the bound"};
    ccs_table_t table = {0};
    char text[LIMIT_TEXT];

    for (int i = 0; i < 4; i++) ccs_table_add_column(&table, heads[i], i < 2 ? CCS_TABLE_LEFT : CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < answer->binding.n; i++) {
        const ccs_schedule_limit_t *const limit = &answer->binding.items[i];

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, ccs_schedule_limit_show(&answer->schedule, limit, text, sizeof text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, ccs_schedule_limit_change(&answer->schedule, limit, text, sizeof text), "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%.1f", limit->saved);
        ccs_table_set(&table, 2, text, "", CCS_TABLE_PLAIN);
        snprintf(text, sizeof text, "%.1f %%", 100 * limit->saved_frac);
        ccs_table_set(&table, 3, text, "", CCS_TABLE_PLAIN);
    }
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* The limits that make the shifts dear, and in a sentence the one that most does. */
static int print_binding(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    const ccs_schedule_binding_t *const b = &answer->binding;
    char limit[LIMIT_TEXT], change[TEXT], hours[TEXT];
    int ret = 0;

    if (b->n_tried == 0) return 0;
    fputc('\n', to);
    if (b->n == 0)
        fprintf(to,
            "what binds: no limit on shifts saves more than %.1f %%; looked at, each by itself: %lu (bound of the linear program)\n",
            100 * CCS_BINDING_FRAC, (unsigned long) b->n_tried);
    else {
        CCS_TRY(print_limits(answer, form, to));
        ccs_schedule_limit_show(&answer->schedule, &b->items[0], limit, sizeof limit);
        ccs_schedule_limit_change(&answer->schedule, &b->items[0], change, sizeof change);
        fprintf(to,
            "\nwhat binds: with %s %s the schedule would need %s weighted paid hours less (bound of the linear program)\n", limit,
            change, number_text(b->items[0].saved, hours));
    }
    if (b->n_left > 0) fprintf(to, "limits that were not looked at, since it would take long: %lu\n", (unsigned long) b->n_left);
out:
    return ret;
}

static int print_check(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    const uint32_t missed = ccs_schedule_answer_missed(answer);
    const int ret = ccs_staff_print_targets(&answer->staff.asked, answer->check, form, to);

    if (ret == 0 && missed > 0)
        fprintf(to, "\nThe check missed %lu of %lu periods, some by chance: where they matter, search more days (-r).\n",
            (unsigned long) missed, (unsigned long) answer->staff.asked.n_targets * answer->staff.asked.n_periods);
    return ret;
}

int ccs_schedule_print(const ccs_schedule_answer_t *answer, ccs_table_form_t form, FILE *to)
{
    int ret;

    CCS_TRY(print_grid(answer, form, to));
    fputc('\n', to);
    CCS_TRY(print_shifts(answer, form, to));
    fputc('\n', to);
    print_cost(answer, to);
    CCS_TRY(print_binding(answer, form, to));
    if (answer->check) CCS_TRY(print_check(answer, form, to));
out:
    return ret;
}

/* --- for programs ----------------------------------------------------------------------------------------------------------------------------------- */

static void json_slots(const ccs_schedule_t *s, FILE *to)
{
    bool first = true;

    for (uint32_t slot = 0; slot < s->asked->n_slots; slot++) {
        for (uint32_t g = 0; g < s->n_groups; g++) {
            if (!s->groups[g].scheduled) continue;
            fputs(first ? "{\"interval\": " : ", {\"interval\": ", to);
            first = false;
            ccs_json_text(s->asked->plan->cells[s->asked->cell_of[slot]].label, to);
            ccs_json_text_member("group", s->asked->plan->groups[g].name, to);
            ccs_json_number_member("required", required_in(s, g, slot), to);
            ccs_json_number_member("on_phones", ccs_schedule_mean(s, g, slot), to);
            ccs_json_number_member("on_phones_least", ccs_schedule_least(s, g, slot), to);
            fputc('}', to);
        }
    }
}

static void json_shifts(const ccs_schedule_t *s, FILE *to)
{
    bool first = true;
    char text[TEXT];

    for (uint32_t g = 0; g < s->n_groups; g++) {
        for (uint32_t i = 0; s->groups[g].scheduled && i < s->groups[g].choice.n_picks; i++) {
            const ccs_shift_candidate_t *const c = &s->candidates.items[s->groups[g].choice.picks[i].candidate];

            fputs(first ? "{\"group\": " : ", {\"group\": ", to);
            first = false;
            ccs_json_text(s->asked->plan->groups[g].name, to);
            ccs_json_text_member("shift", s->templates->items[c->template_id].name, to);
            ccs_json_text_member("date", ccs_schedule_date(s, c->start, text, sizeof text), to);
            ccs_json_text_member("start", ccs_schedule_time(s, c->start, text, sizeof text), to);
            ccs_json_text_member("end", ccs_schedule_time(s, c->start + (int32_t) c->n_rows, text, sizeof text), to);
            ccs_json_number_member("heads", s->groups[g].choice.picks[i].n, to);
            fputc('}', to);
        }
    }
}

static void json_crews(const ccs_schedule_t *s, uint32_t group, FILE *to)
{
    if (s->templates->n_kinds == 0) return;
    fputs(", \"employment\": [", to);
    for (uint32_t k = 0; k < s->templates->n_kinds; k++) {
        fputs(k > 0 ? ", {\"kind\": " : "{\"kind\": ", to);
        ccs_json_text(s->templates->kinds[k].name, to);
        ccs_json_number_member("shifts", s->groups[group].crews[k].n_tasks, to);
        ccs_json_number_member("persons", s->groups[group].crews[k].persons.n, to);
        ccs_json_number_member("persons_at_least", s->groups[group].crews[k].persons.bound, to);
        ccs_json_number_member("paid_hours", s->groups[group].crews[k].paid_h, to);
        fputc('}', to);
    }
    fputc(']', to);
}

static void json_groups(const ccs_schedule_t *s, FILE *to)
{
    bool first = true;

    for (uint32_t g = 0; g < s->n_groups; g++) {
        if (!s->groups[g].scheduled) continue;
        fputs(first ? "{\"group\": " : ", {\"group\": ", to);
        first = false;
        ccs_json_text(s->asked->plan->groups[g].name, to);
        ccs_json_number_member("shifts", s->groups[g].n_tasks, to);
        ccs_json_number_member("persons", s->groups[g].persons.n, to);
        ccs_json_number_member("persons_at_least", s->groups[g].persons.bound, to);
        ccs_json_number_member("shrinkage_held", s->held_frac, to);
        ccs_json_number_member("shrinkage_away", s->groups[g].away_frac, to);
        json_crews(s, g, to);
        fputc('}', to);
    }
}

/* Limits that bind, each with what it saves. */
static void json_binding(const ccs_schedule_answer_t *answer, FILE *to)
{
    char text[LIMIT_TEXT];

    for (uint32_t i = 0; i < answer->binding.n; i++) {
        const ccs_schedule_limit_t *const limit = &answer->binding.items[i];

        fputs(i > 0 ? ", {\"limit\": " : "{\"limit\": ", to);
        ccs_json_text(ccs_schedule_limit_show(&answer->schedule, limit, text, sizeof text), to);
        ccs_json_text_member("change", ccs_schedule_limit_change(&answer->schedule, limit, text, sizeof text), to);
        ccs_json_number_member("saved", limit->saved, to);
        ccs_json_number_member("saved_frac", limit->saved_frac, to);
        fputc('}', to);
    }
}

void ccs_schedule_json(const ccs_schedule_answer_t *answer, FILE *to)
{
    const ccs_schedule_t *const s = &answer->schedule;
    double over_h, under_h;
    uint32_t n_fewer;

    find_gaps(s, &over_h, &under_h);
    fprintf(to, "{\"checked\": %s", answer->check ? "true" : "false");
    ccs_json_number_member("cost", ccs_schedule_cost(s), to);
    ccs_json_number_member("bound", ccs_schedule_bound(s), to);
    ccs_json_number_member("saved", ccs_schedule_ease_saved(&answer->ease, &n_fewer), to);
    ccs_json_number_member("shifts_taken_away", n_fewer, to);
    ccs_json_number_member("shifts_exchanged", answer->ease.n_changes - n_fewer, to);
    ccs_json_number_member("hours_above", over_h, to);
    ccs_json_number_member("hours_below", under_h, to);
    ccs_json_number_member("repairs", answer->n_repairs, to);
    ccs_json_number_member("check_replications", answer->check ? answer->check->n : 0, to);
    ccs_json_number_member("limits_tried", answer->binding.n_tried, to);
    ccs_json_number_member("limits_left", answer->binding.n_left, to);
    fputs(", \"binding\": [", to);
    json_binding(answer, to);
    fputs("], \"groups\": [", to);
    json_groups(s, to);
    fputs("], \"intervals\": [", to);
    json_slots(s, to);
    fputs("], \"shifts\": [", to);
    json_shifts(s, to);
    fputs("], \"targets\": [", to);
    ccs_staff_json_targets(&answer->staff.asked, answer->check, to);
    fputs("]}\n", to);
}
