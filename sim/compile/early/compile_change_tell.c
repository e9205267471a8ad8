/* compile_change_tell.c - what changes did, in words. */
#include "compile_change_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "early_chapters.h"
#include "units.h"

enum { SHOWN_TIMES = 12, SHOWN_NAMES = 12, LINE = CCS_CHANGE_LINE };

/* "6", "12.5", "6.34": agents, to the hundredth. */
static const char *show_agents(double agents, char *text, size_t size)
{
    return ccs_units_write_number(round(agents * 100) / 100, text, size);
}

/* "09:30" of a moment of a day; "" in steady mode. */
static const char *time_of(const ccs_compiler_t *self, uint32_t day, double time_s, char *text, size_t size)
{
    const ccs_day_t *const d = self->reader.steady ? NULL : &self->clock.days[day];

    if (!d) return "";
    return ccs_clock_show(time_s + (time_s < d->jump_s ? d->shift_s : d->shift_after_s), text, size);
}

/* "2026-03-02: 6 from 08:00, 10 from 09:00", of the first day on which it is less than asked for. */
void ccs_change_tell_times(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_vector_t *got, double asked)
{
    const ccs_amount_t *const all = got->items;
    const uint32_t run_in = self->clock.n_run_in, end = self->clock.n_days - self->clock.n_run_out;
    char time[CCS_UNITS_TEXT_MAX], number[64], date[16];
    double last = -1;
    size_t n = 0, i = 0;
    int shown = 0;

    while (i < got->n && (all[i].x >= asked || all[i].day < run_in || all[i].day >= end)) i++;
    if (self->reader.steady || change->by_time[0] || i == got->n) return;
    const uint32_t day = all[i].day;

    for (i = 0; i < got->n && n < LINE; i++) {
        if (all[i].day != day || all[i].x == last || shown++ > SHOWN_TIMES) continue;
        last = all[i].x;
        if (shown > SHOWN_TIMES) n += (size_t) snprintf(&change->by_time[n], LINE - n, ", …");
        else
            n += (size_t) snprintf(&change->by_time[n], LINE - n, "%s%s%s from %s",
                n ? ", " : ccs_date_show(self->clock.days[day].date, date, sizeof date), n ? "" : ": ",
                show_agents(all[i].x, number, sizeof number), time_of(self, day, all[i].start_s, time, sizeof time));
    }
}

static void add_text(char *text, const char *what)
{
    const size_t at = strlen(text);

    if (at < LINE && snprintf(text + at, LINE - at, "%s%s", at ? "; " : "", what) < 0)
        text[at] = '\0'; /* what is too long is cut */
}

void ccs_change_tell_lack(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, size_t n)
{
    char text[LINE], asked[64];

    snprintf(text, LINE, "asked %s, %s has %lu", show_agents(-change->agents, asked, sizeof asked), self->groups[group].label,
        (unsigned long) n);
    add_text(change->persons, text);
}

/* "who goes: late 2, late 1". @param ids  into plan.persons */
static void list_persons(ccs_compiler_t *self, const char *head, const ccs_vector_t *ids, char text[LINE])
{
    const ccs_person_t *const persons = self->people.persons.items;
    size_t n = (size_t) snprintf(text, LINE, "%s", head), i = 0;

    for (; i < ids->n && i < SHOWN_NAMES && n < LINE; i++)
        n += (size_t) snprintf(&text[n], LINE - n, "%s%s", i > 0 ? ", " : "", persons[((const uint32_t *) ids->items)[i]].name);
    if (i < ids->n && n < LINE) (void) snprintf(&text[n], LINE - n, " and %lu more", (unsigned long) (ids->n - i));
}

void ccs_change_tell_gone(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, const ccs_vector_t *gone)
{
    char who[LINE], text[LINE];

    if (self->reader.out_of_memory || gone->n == 0) return; /* names may be missing */
    list_persons(self, "who goes: ", gone, who);
    if (snprintf(text, LINE, "%s (the last of %s%s)", who, self->groups[group].label,
            change->hours[0] ? " who are there then" : "") < 0)
        return;
    add_text(change->persons, text);
}

void ccs_change_tell_learners(ccs_compiler_t *self, ccs_compile_change_t *change, uint32_t group, const ccs_vector_t *who)
{
    char names[LINE], text[LINE];

    if (self->reader.out_of_memory || who->n == 0) return;
    list_persons(self, "who learns it: ", who, names);
    if (snprintf(text, LINE, "%s (the first of %s who do not serve %s)", names, self->groups[group].label,
            self->types_named.at[change->learn].key) < 0)
        return;
    add_text(change->persons, text);
}

/* The share of the time of shifts that breaks and activities take. */
static double share_off(const ccs_compiler_t *self, const ccs_group_t *group, const ccs_vector_t *of_classes)
{
    double off_s = 0, all_s = 0;

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++)
        for (size_t k = 0; k < of_classes[i].n; k++) {
            const ccs_part_t *const part = (const ccs_part_t *) of_classes[i].items + k;
            const double agent_s = ccs_change_counts(self, part->day) ? part->value * (part->end_s - part->start_s) : 0;

            all_s += agent_s;
            off_s += agent_s * part->shrinkage_frac;
        }
    return all_s > 0 ? off_s / all_s : 0;
}

void ccs_change_tell_absent(ccs_compiler_t *self, ccs_compile_change_t *change, const ccs_group_t *group,
    const ccs_vector_t *parts)
{
    const double off = share_off(self, group, parts), all = 1 - (1 - off) * (1 - change->shrinkage_frac);
    char text[LINE], share_of_off[64], share[64];

    (void) ccs_units_show_share(round(off * 1e3) / 1e3, share_of_off, sizeof share_of_off);
    (void) ccs_units_show_share(round(all * 1e3) / 1e3, share, sizeof share);
    if (change->hours[0])
        snprintf(text, LINE,
            "persons of %s are absent with it for whole shifts, those that begin then; breaks and activities stay", group->label);
    else
        snprintf(text, LINE,
            "persons of %s are absent with it for whole shifts; breaks and activities stay, %s of the shifts: %s in all",
            group->label, share_of_off, share);
    add_text(change->persons, text);
}

/* How many of the hours that a change names on a day, and in how many of them the centre is closed. */
typedef struct {
    double asked_s, closed_s;
    uint32_t day;
} closed_t;

/* The first day that counts and is open on which some of the hours lie outside opening hours; a whole day means while it is open. @return false if there is none */
static bool find_closed(const ccs_compiler_t *self, const ccs_compile_change_t *change, closed_t *closed)
{
    const ccs_amount_t *const windows = change->windows.items;

    *closed = (closed_t){.day = CCS_NONE};
    if (self->reader.steady || change->hours[0] == '\0' || change->acts_closed) return false;
    for (size_t i = 0; i < change->windows.n; i++) {
        const ccs_stretch_t day = ccs_clock_day(&self->clock, windows[i].day);

        if (windows[i].day != closed->day && closed->closed_s > 1e-6) return true;
        if (windows[i].day != closed->day) *closed = (closed_t){.day = windows[i].day};
        if (!ccs_change_counts(self, windows[i].day) || ccs_change_open(&self->clock, day.start_s, day.end_s) <= 0) continue;
        if (windows[i].start_s <= day.start_s && windows[i].end_s >= day.end_s) continue;
        closed->asked_s += windows[i].end_s - windows[i].start_s;
        closed->closed_s +=
            windows[i].end_s - windows[i].start_s - ccs_change_open(&self->clock, windows[i].start_s, windows[i].end_s);
    }
    return closed->closed_s > 1e-6;
}

/* Worded like the warning of rows of staff outside opening hours. */
static void warn_closed(ccs_compiler_t *self, const ccs_compile_change_t *change, const closed_t *closed)
{
    const ccs_day_kind_t *const kind = ccs_clock_kind(&self->clock, closed->day);
    char hours[160];

    ccs_reader_warning(&self->reader, change->at, "%.4g of its %.4g hours on %s lie outside the opening hours %s and are ignored",
        closed->closed_s / 3600, closed->asked_s / 3600, kind->name, ccs_opening_text(&kind->opening, hours, sizeof hours));
}

/* " of Sales, Cards"; "" for all. */
static void add_members(ccs_compiler_t *self, char *text, const char *of, const uint32_t *ids, uint32_t n, bool types)
{
    size_t at = strlen(text);

    for (uint32_t i = 0; i < n && at < LINE; i++)
        at += (size_t) snprintf(text + at, LINE - at, "%s%s", i ? ", " : of,
            types ? self->types[ids[i]].label : self->groups[ids[i]].label);
}

/* "10 agents of Sales also serve Support" */
static void add_learners(ccs_compiler_t *self, const ccs_compile_change_t *change, char *text)
{
    const bool one = change->agents == 1;
    char part[LINE], number[64];

    snprintf(part, sizeof part, "%s agent%s", ccs_units_write_number(change->agents, number, sizeof number), one ? "" : "s");
    add_members(self, part, change->n_groups > 1 ? " of each of " : " of ", change->groups, change->n_groups, false);
    add_members(self, part, one ? " also serves " : " also serve ", &change->learn, 1, true);
    add_text(text, part);
}

/* "10 agents move from Service to Shared", "2 agents fewer in Desk" */
static void add_agents(ccs_compiler_t *self, const ccs_compile_change_t *change, char *text)
{
    const bool moves = change->from != CCS_NONE && change->to != CCS_NONE, one = fabs(change->agents) == 1;
    const char *const verb = moves ? (one ? "moves" : "move") : change->agents < 0 ? "fewer" : "more";
    char part[LINE], number[64];

    snprintf(part, sizeof part, "%s agent%s %s%s", ccs_units_write_number(fabs(change->agents), number, sizeof number),
        one ? "" : "s", verb, moves || change->n_groups > 0 ? "" : " in every group");
    if (moves) {
        add_members(self, part, " from ", &change->from, 1, false);
        add_members(self, part, " to ", &change->to, 1, false);
    } else {
        add_members(self, part, " in ", change->groups, change->n_groups, false);
    }
    add_text(text, part);
}

static const char *text_of(ccs_compiler_t *self, const ccs_compile_change_t *change)
{
    const struct {
        const char *what;
        double x;
        const uint32_t *of;
        uint32_t n;
        bool types, share;
    } rows[] = {{"volume times", change->volume, change->types, change->n_types, true, false},
        {"staff times", change->staff, change->groups, change->n_groups, false, false},
        {"shrinkage", change->shrinkage_frac, change->groups, change->n_groups, false, true}};
    char text[LINE] = "", part[LINE], number[64];

    if (change->learn != CCS_NONE) add_learners(self, change, text);
    else if (!isnan(change->agents)) add_agents(self, change, text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (isnan(rows[i].x)) continue;
        snprintf(part, sizeof part, "%s %s", rows[i].what,
            rows[i].share ? ccs_units_show_share(rows[i].x, number, sizeof number)
                          : ccs_units_write_number(rows[i].x, number, sizeof number));
        add_members(self, part, " of ", rows[i].of, rows[i].n, rows[i].types);
        add_text(text, part);
    }
    return ccs_arena_printf(self->reader.arena, "%s%s", text, change->hours);
}

/* "; 2 on the roster, 1.4 at work after 30 % shrinkage"; "" where all of them are there. @param applied  on average
 * @return NULL: out of memory */
static const char *net_of(ccs_compiler_t *self, const ccs_compile_change_t *change, double applied)
{
    const ccs_change_work_t *const from = &change->work, *const to = &change->work_to;
    const double net = from->work_s / from->roster_s, net_to = to->work_s / to->roster_s;
    char roster[64], work[64], share[64], work_to[64], share_to[64];

    if (!(from->roster_s != 0) || (net >= 1 && !(net_to < 1))) return "";
    (void) show_agents(applied, roster, sizeof roster);
    (void) show_agents(applied * net, work, sizeof work);
    (void) ccs_units_show_share(round((1 - net) * 1e4) / 1e4, share, sizeof share);
    if (!(to->roster_s != 0) || fabs(net - net_to) < 1e-9)
        return ccs_arena_printf(self->reader.arena, "; %s on the roster, %s at work after %s shrinkage", roster, work, share);
    return ccs_arena_printf(self->reader.arena, "; %s on the roster, at work %s in %s (%s shrinkage) and %s in %s (%s)", roster,
        work, self->groups[change->from].label, share, show_agents(applied * net_to, work_to, sizeof work_to),
        self->groups[change->to].label, ccs_units_show_share(round((1 - net_to) * 1e4) / 1e4, share_to, sizeof share_to));
}

/* "asked 10, applied 9.2 on average, least 6 at 2026-03-02T08:00". @return NULL: out of memory */
static const char *applied_of(ccs_compiler_t *self, const ccs_compile_change_t *change, bool closed)
{
    const double asked = fabs(change->agents), mean = change->agent_s / change->total_s;
    char wanted[64], got[64], least[64], time[CCS_UNITS_TEXT_MAX], date[16], at[64] = "";
    uint32_t day = 0;

    const bool all = change->least >= asked; /* so it is of agents who come */
    const char *const net = net_of(self, change, all ? asked : mean);

    if (!net) return NULL;
    if (all)
        return ccs_arena_printf(self->reader.arena, "asked %s, applied all the while%s%s",
            show_agents(asked, wanted, sizeof wanted), closed ? " that the centre is open" : "", net);
    while (!self->reader.steady && day + 1 < self->clock.n_days && ccs_clock_day(&self->clock, day).end_s <= change->least_s)
        day++;
    if (!self->reader.steady)
        snprintf(at, sizeof at, " at %sT%s", ccs_date_show(self->clock.days[day].date, date, sizeof date),
            time_of(self, day, change->least_s, time, sizeof time));
    return ccs_arena_printf(self->reader.arena, "asked %s, applied %s on average%s, least %s%s%s",
        show_agents(asked, wanted, sizeof wanted), show_agents(mean, got, sizeof got), closed ? " while the centre is open" : "",
        show_agents(change->least, least, sizeof least), at, net);
}

/* What came of agents asked for, and of persons. @return NULL: nothing is to be told, or out of memory */
static const char *outcome_of(ccs_compiler_t *self, const ccs_compile_change_t *change, bool closed)
{
    const bool fewer =
        change->agents < 0 || change->from != CCS_NONE || change->learn != CCS_NONE; /* may be more than there are */
    const bool counts = !isnan(change->agents) && change->acts && (!fewer || change->total_s > 0);
    const char *applied = counts ? applied_of(self, change, closed) : NULL;

    if (change->persons[0])
        applied = ccs_arena_printf(self->reader.arena, "%s%s%s", applied ? applied : "", applied ? "; " : "", change->persons);
    if (!applied && (counts || change->persons[0])) self->reader.out_of_memory = true;
    return applied;
}

/* Whether a change is of shrinkage, of all the groups of another one and of all its time. */
static bool takes_place(const ccs_compile_change_t *later, const ccs_compile_change_t *change)
{
    if (isnan(later->shrinkage_frac) || later->hours[0]) return false;
    for (uint32_t i = 0; later->n_groups > 0 && i < change->n_groups; i++) {
        uint32_t k = 0;

        while (k < later->n_groups && later->groups[k] != change->groups[i]) k++;
        if (k == later->n_groups) return false;
    }
    return later->n_groups == 0 || change->n_groups > 0;
}

/* Shrinkage is all that is off: said twice, the last one holds. */
static void warn_replaced(ccs_compiler_t *self, uint32_t id)
{
    const ccs_compile_change_t *const change = &self->changes[id];
    char share[64];
    uint32_t later = id + 1;

    if (isnan(change->shrinkage_frac)) return;
    while (later < self->changes_named.n && !takes_place(&self->changes[later], change)) later++;
    if (later == self->changes_named.n) return;
    (void) ccs_units_show_share(self->changes[later].shrinkage_frac, share, sizeof share);
    ccs_reader_warning(&self->reader, change->at,
        "its shrinkage has no effect: a later change says %s of the same agents, and shrinkage is all that is off; keep one of the two",
        share);
}

static void tell(ccs_compiler_t *self, ccs_compile_change_t *change, ccs_change_t *out)
{
    closed_t when = {.day = CCS_NONE};
    const bool closed = change->acts && find_closed(self, change, &when);

    *out = (ccs_change_t){.text = text_of(self, change),
        .applied = outcome_of(self, change, closed),
        .teaches = change->learn != CCS_NONE};
    if (closed) warn_closed(self, change, &when);
    if (change->by_time[0]) out->by_time = ccs_arena_strdup(self->reader.arena, change->by_time);
    if (!out->text || (change->by_time[0] && !out->by_time)) self->reader.out_of_memory = true;
    if (self->reader.out_of_memory) return;
    if (!change->acts && !change->refused && change->learn == CCS_NONE && change->timed && ccs_change_says_something(change))
        ccs_reader_warning(&self->reader, change->at,
            "changes nothing: no time that it is for is one at which the centre is open");
    else if (change->acts && change->least < fabs(change->agents))
        ccs_reader_warning(&self->reader, change->at, "%s: %s: as many agents as are there%s%s%s", out->text, out->applied,
            out->by_time ? " (" : "", out->by_time ? out->by_time : "", out->by_time ? ")" : "");
}

void ccs_compile_tell_changes(ccs_compiler_t *self)
{
    const uint32_t n = self->changes ? self->changes_named.n : 0;
    ccs_change_t *const changes = ccs_reader_array(&self->reader, n, sizeof *changes);

    for (uint32_t i = 0; i < n; i++) {
        if (changes) tell(self, &self->changes[i], &changes[i]);
        if (changes) warn_replaced(self, i);
        free(self->changes[i].windows.items);
    }
    self->plan->changes = changes;
    self->plan->n_changes = changes ? n : 0;
}
