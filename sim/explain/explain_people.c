/* explain_people.c - persons in sentences, and who is there in the hours of the first day. */
#include "explain_people.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "explain_parts.h"
#include "units.h"

enum { MAX_ACTIVITIES = 12, HOUR_S = 3600, LAW = 512 /* bytes of a law in words */ };

/* --- sums over the days that count ------------------------------------------------------------------------------------- */

/* Seconds that the persons of a group are at an activity between two moments. */
static double time_at(const ccs_plan_t *plan, const ccs_group_t *group, uint32_t activity, double from_s, double to_s)
{
    double sum_s = 0;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++) {
        const ccs_person_t *const p = &plan->persons[i];
        uint32_t s = p->first_shift;

        while (s < p->first_shift + p->n_shifts && plan->shifts[s].end_s <= from_s) s++;
        for (; s < p->first_shift + p->n_shifts && plan->shifts[s].start_s < to_s; s++) {
            const ccs_shift_t *const shift = &plan->shifts[s];

            for (uint32_t k = shift->first_spell; k < shift->first_spell + shift->n_spells; k++)
                if (plan->spells[k].activity == activity)
                    sum_s += fmax(0, fmin(plan->spells[k].end_s, to_s) - fmax(plan->spells[k].start_s, from_s));
        }
    }
    return sum_s;
}

static uint32_t count_shifts(const ccs_plan_t *plan, const ccs_group_t *group, double from_s, double to_s)
{
    uint32_t n = 0;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++)
        for (uint32_t s = plan->persons[i].first_shift; s < plan->persons[i].first_shift + plan->persons[i].n_shifts; s++)
            n += plan->shifts[s].n_spells > 0 && plan->shifts[s].start_s < to_s && plan->shifts[s].end_s > from_s;
    return n;
}

/* --- sentences --------------------------------------------------------------------------------------------------------- */

static void explain_off(const ccs_plan_t *plan, const ccs_group_t *group, double from_s, double to_s, FILE *to)
{
    const double on_s = time_at(plan, group, CCS_ON_PHONES, from_s, to_s);
    double off_s[MAX_ACTIVITIES] = {0}, all_s = 0;
    char hours[64], share[CCS_UNITS_TEXT_MAX];
    uint32_t n = 0;

    for (uint32_t a = CCS_ON_PHONES + 1; a < plan->n_activities; a++) {
        const double time_s = time_at(plan, group, a, from_s, to_s);

        if (a < MAX_ACTIVITIES) off_s[a] = time_s;
        all_s += time_s;
    }
    if (!(all_s > 0)) return;
    fprintf(to, "  Off the phones are %s agent hours", ccs_units_show_number(all_s / HOUR_S, hours, sizeof hours));
    for (uint32_t a = CCS_ON_PHONES + 1; a < plan->n_activities && a < MAX_ACTIVITIES; a++)
        if (off_s[a] > 0)
            fprintf(to, "%s%s %s", n++ ? ", " : ": ", plan->activities[a].name,
                ccs_units_show_number(off_s[a] / HOUR_S, hours, sizeof hours));
    fprintf(to, "; that is a planned shrinkage of %s.\n",
        ccs_units_show_share(round(all_s / (all_s + on_s) * 1000) / 1000, share, sizeof share));
    fprintf(to,
        "  Who has a contact in hand when a break or an activity begins finishes it first; a break then has its full length within the shift, anything "
        "else ends as planned.\n");
}

/* How far persons do what the shifts say. */
static void explain_adherence(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const ccs_adherence_t *const adherence = &group->adherence;
    char text[LAW], share[CCS_UNITS_TEXT_MAX];

    if (adherence->late.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "  How much later than planned each shift begins: %s.\n",
            ccs_show_law(plan, &adherence->late, true, text, sizeof text));
    if (adherence->long_breaks.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, "  How much longer than planned each break is, within the shift: %s.\n",
            ccs_show_law(plan, &adherence->long_breaks, true, text, sizeof text));
    if (adherence->early_leave_frac > 0)
        fprintf(to, "  How much earlier than planned %s of the shifts end: %s.\n",
            ccs_units_show_share(adherence->early_leave_frac, share, sizeof share),
            ccs_show_law(plan, &adherence->early_by, true, text, sizeof text));
    if (group->hands_over)
        fprintf(to,
            "  Who talks when the shift ends hands the contact over, as long as the centre is open and somebody is there for it: the next agent, for whom it stands in "
            "front of the queue, goes on with what remains.\n");
    if (group->stops_before_s > 0)
        fprintf(to, "  In the last %s of a shift nobody takes a new contact.\n",
            ccs_units_show_duration(group->stops_before_s, share, sizeof share));
}

/* The hours of the first day on which anybody is there. */
static void explain_first_day(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const ccs_cell_t *cell = &plan->cells[plan->first_counted], *const end = cell + plan->n_counted;
    uint32_t day = CCS_NONE;
    char on[64], off[64];

    for (; cell < end && (day == CCS_NONE || cell->day == day); cell++) {
        double from_s = cell->start_s, on_s, off_s = 0;

        if (!cell->open) continue;
        while (cell + 1 < end && cell[1].open && cell[1].day == cell->day && cell[1].end_s - from_s <= HOUR_S) cell++;
        on_s = time_at(plan, group, CCS_ON_PHONES, from_s, cell->end_s);
        for (uint32_t a = CCS_ON_PHONES + 1; a < plan->n_activities; a++) off_s += time_at(plan, group, a, from_s, cell->end_s);
        if (day == CCS_NONE && on_s + off_s > 0) {
            day = cell->day;
            fprintf(to, "  On %s, on average of each hour:\n    from   on the phones  off them\n",
                plan->day_labels[day - plan->n_run_in]);
        }
        if (day == CCS_NONE) continue;
        const double length_s = cell->end_s - from_s;

        ccs_units_show_time_of_day(fmod(cell->clock_s - (cell->start_s - from_s), 86400), on, sizeof on);
        fprintf(to, "    %s", on);
        ccs_units_show_number(round(10 * on_s / length_s) / 10, on, sizeof on);
        ccs_units_show_number(round(10 * off_s / length_s) / 10, off, sizeof off);
        fprintf(to, "  %13s  %8s\n", on, off);
    }
}

void ccs_explain_people(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const double from_s = plan->cells[plan->first_counted].start_s, to_s = plan->end_s;

    const uint32_t n_shifts = count_shifts(plan, group, from_s, to_s);
    uint32_t n_without = 0;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++)
        n_without += plan->persons[i].n_shifts == 0;

    fprintf(to, "  The agents are %" PRIu32 " person%s", group->n_persons, group->n_persons == 1 ? "" : "s");
    if (n_without == 1) fprintf(to, ", one of them without shifts");
    else if (n_without > 0) fprintf(to, ", %" PRIu32 " of them without shifts", n_without);
    fprintf(to, ": %" PRIu32 " shift%s in all.\n", n_shifts, n_shifts == 1 ? "" : "s");
    explain_off(plan, group, from_s, to_s, to);
    explain_adherence(plan, group, to);
    explain_first_day(plan, group, to);
}
