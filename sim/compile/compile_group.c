/* compile_group.c - agent groups and trunk groups. Invariant: steps of a group ascend in time and neighbours differ, or a new day
 * draws anew who of a fraction is there and who is absent. */
#include "chapters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compile_change.h"
#include "compile_skill.h"
#include "fields.h"
#include "read_law.h"
#include "read_over_time.h"
#include "read_value.h"
#include "ring_check.h"

/* --- staff ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_compiler_t *self;
    ccs_group_t *group;
    ccs_vector_t *written; /* the parts of the group, where changes follow */
    bool drains;           /* it serves a type whose contacts are done after close, */
    bool awaits;           /* and one that it serves again from the opening on */
    bool is_of_persons;
    const ccs_class_t *of; /* whom of the group it is about; NULL: everybody */
    uint32_t n_named;
    double end_s; /* of the last piece */
} staff_sink_t;

static void push_step(staff_sink_t *sink, const ccs_staff_step_t *what)
{
    ccs_staff_step_t *const step = ccs_reader_push(&sink->self->reader, &sink->self->steps, sizeof *step);
    const double agents = what->agents;

    if (!step) return;
    step->time_s = what->time_s; /* member by member: what lies between them stays zero, and equal plans have equal bytes */
    step->agents = agents;
    step->off = what->off;
    step->absent_frac = what->absent_frac;
    step->day = what->day;
    sink->group->shrinks |= what->off > 0 || what->absent_frac > 0;
    if (ceil(agents) > sink->group->max_agents)
        sink->group->max_agents = (uint32_t) fmin(ceil(agents), UINT32_MAX); /* factors may take it anywhere */
}

static void add_step(staff_sink_t *sink, const ccs_staff_step_t *step)
{
    const ccs_vector_t *const steps = &sink->self->steps;
    const bool first = steps->n == sink->group->first_step;
    const ccs_staff_step_t *const last = first ? NULL : (ccs_staff_step_t *) steps->items + steps->n - 1;

    const ccs_staff_step_t before = last ? *last : (ccs_staff_step_t){.day = step->day};
    const bool draws = step->agents != floor(step->agents) || step->absent_frac > 0;

    if (step->agents == before.agents && step->off == before.off && step->absent_frac == before.absent_frac &&
        (!draws || step->day == before.day))
        return;
    push_step(sink, step);
}

/* When the centre closes, the agents stay for what is left to do (drain) or leave. Those who have stayed for some types serve the others
 * from the opening on: it is a step, be it to the same number. */
static void take_part(staff_sink_t *sink, const ccs_part_t *part)
{
    const bool opens = sink->end_s > 0 && part->start_s > sink->end_s;
    const double all = sink->of ? ccs_members_of(&sink->of->who, sink->n_named, part->value) : part->value,
                 agents = ccs_plan_net(all, part->shrinkage_frac);
    const ccs_staff_step_t step = {.time_s = part->start_s,
        .agents = agents,
        .off = part->shrinkage_frac > 0 ? fmax(0, all - agents) : 0, /* net agents are rounded */
        .absent_frac = agents > 0 ? part->absence_frac : 0,
        .day = part->day};

    if (opens && !sink->drains) add_step(sink, &(ccs_staff_step_t){.time_s = sink->end_s});
    if (opens && sink->awaits) push_step(sink, &step);
    else add_step(sink, &step);
    sink->end_s = part->end_s;
}

/* Of a day of the clock that staff is read by. */
static ccs_part_t part_of(const staff_sink_t *sink, const ccs_piece_t *piece)
{
    const ccs_group_t *const group = sink->group;

    return (ccs_part_t){ccs_clock_service_day(&sink->self->clock, piece->day), piece->start_s, piece->end_s,
        piece->value * group->staff_factor, group->shrinkage_frac, group->absence_frac};
}

static void take_staff(void *to, const ccs_piece_t *piece)
{
    staff_sink_t *const sink = to;
    const ccs_part_t part = part_of(sink, piece);

    take_part(sink, &part);
}

/* Those whom a change may still concern. */
static void collect_staff(void *to, const ccs_piece_t *piece)
{
    staff_sink_t *const sink = to;
    ccs_part_t *const part = ccs_reader_push(&sink->self->reader, sink->written, sizeof *part);

    if (part) *part = part_of(sink, piece);
}

/* Agents who are scheduled while the centre is closed would do nothing; a plan for more hours than are open is most likely a
 * slip. */
static void warn_outside(ccs_compiler_t *self, const ccs_place_t *at, const ccs_curves_t *curves)
{
    char hours[160];

    for (uint32_t k = 0; k < curves->n; k++) {
        const ccs_curve_t *const curve = &curves->of[k];
        const double total = ccs_curve_total(curve);

        if (!curve->asked || curve->constant || total <= 0) continue;
        const double outside = total - ccs_curve_open(curve);

        if (outside <= 1e-9 * total) continue;
        ccs_reader_warning(&self->reader, at, "%.4g agent hours on %s lie outside the opening hours %s and are ignored",
            outside / 3600, curve->name, ccs_opening_text(curve->opening, hours, sizeof hours));
        return;
    }
}

static void take_presence(void *to, const ccs_presence_t *presence)
{
    staff_sink_t *const sink = to;
    const double in_all = presence->on_phones + presence->off;
    const ccs_piece_t piece = {presence->day, presence->start_s, presence->end_s, in_all};
    ccs_part_t part = part_of(sink, &piece);

    part.shrinkage_frac = in_all > 0 ? presence->off / in_all : 0;
    if (!sink->written) {
        take_part(sink, &part);
        return;
    }
    ccs_part_t *const written = ccs_reader_push(&sink->self->reader, sink->written, sizeof *written);

    if (written) *written = part;
}

/* Of a group of persons the roster says who is off the phones when, and how many there are. */
static void check_persons(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->groups_named.at[id];
    const ccs_place_t shrinkage = ccs_place_child(&self->reader, at, "shrinkage"),
                      planned = ccs_place_child(&self->reader, &shrinkage, "planned"),
                      staff = ccs_place_child(&self->reader, at, "staff");
    const bool apart = shrinkage.value && shrinkage.value->kind == CCS_VALUE_GROUP;

    if (staff.value)
        ccs_reader_error(&self->reader, &staff, "stands beside shifts or a roster: one of them says when the agents are there");
    if (self->groups[id].shrinkage_frac > 0 || (apart && planned.given))
        ccs_reader_error(&self->reader, apart ? &planned : &shrinkage,
            "the shifts or the roster hold it: write breaks, meetings and training there, and here shrinkage: { unplanned = …; }");
    if (self->groups[id].adherence.early_leave_frac > 0 && self->groups[id].adherence.early_by.kind == CCS_DISTRIBUTION_NONE)
        ccs_reader_error(&self->reader, at, "adherence.early_leave needs early_by, how long before the end they leave");
    if (self->groups[id].staff_factor != 1)
        ccs_reader_error(&self->reader, at,
            "its agents are persons, whom no factor on staff multiplies: ask for whole agents (staff +2, staff -2), or change the numbers at "
            "shifts, or the roster");
}

/* Both its keys are to be written. */
static void check_not_ready(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->groups_named.at[id], "not_ready_after_contact");
    static const char *const keys[] = {"probability", "time"};

    if (!at.value || at.value->kind != CCS_VALUE_GROUP) return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!ccs_place_child(&self->reader, &at, keys[i]).given)
            ccs_reader_error(&self->reader, &at, "needs %s: write { probability = 0.1; time = \"3 min\"; }", keys[i]);
}

/* Keys that say how persons work mean nothing of numbers. */
static void check_numbers(ccs_compiler_t *self, const ccs_place_t *at)
{
    static const char *const keys[] = {"adherence", "end_of_shift"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ccs_place_t key = ccs_place_child(&self->reader, at, keys[i]);

        if (key.value)
            ccs_reader_error(&self->reader, &key, "is of persons: it needs shifts, or a roster, in the place of staff");
    }
}

/* What is written, as it is or for changes to come. In steady mode one draw serves a whole replication, as one day factor does. */
static void read_staff(ccs_compiler_t *self, const ccs_place_t *at, staff_sink_t *to)
{
    const ccs_over_time_t what = {.max = CCS_MAX_AGENTS,
        .max_shown = CCS_MAX_AGENTS,
        .unit = "agents",
        .none = "nobody is scheduled"};
    const ccs_sink_t sink = {.take = to->written ? collect_staff : take_staff, .to = to};
    ccs_piece_t all = {.end_s = INFINITY};
    ccs_curves_t curves;

    if (to->is_of_persons) {
        ccs_people_walk(&self->people, to->group, take_presence, to);
        return;
    }
    check_numbers(self, at->parent);
    if (!at->value) return;
    if (self->reader.steady) {
        if (ccs_read_constant(&self->reader, at, &what, &all.value)) sink.take(to, &all);
    } else if (ccs_read_curves(&self->reader, at, &what, &curves)) {
        warn_outside(self, at, &curves);
        ccs_site_cut(&self->reader, &curves);
        ccs_curves_walk(&self->clock, &curves, &sink);
    }
}

static bool has_persons(const ccs_compiler_t *self, uint32_t team)
{
    return !self->reader.steady && ccs_people_has(&self->people, &self->groups_named.at[team]);
}

static staff_sink_t sink_of(ccs_compiler_t *self, uint32_t class)
{
    ccs_group_t *const group = &self->classes[class], *const team = &self->groups[self->class_rows[class].team];
    const bool is_of_persons = has_persons(self, self->class_rows[class].team);

    return (staff_sink_t){.self = self,
        .group = group,
        .of = team->n_classes > 1 && !is_of_persons ? &self->class_rows[class] : NULL,
        .n_named = team->n_named,
        .drains = group->n_order > 0 ? group->n_late > 0 : self->clock.at_close == CCS_AT_CLOSE_DRAIN,
        .awaits = group->n_late > 0 && group->n_late < group->n_order,
        .is_of_persons = is_of_persons};
}

/* Persons stay away with the probability of the time at which their shift begins. */
static void set_absence(ccs_compiler_t *self, const ccs_group_t *group)
{
    const ccs_staff_step_t *const steps = (ccs_staff_step_t *) self->steps.items + group->first_step;
    const ccs_person_t *const persons = self->people.persons.items;
    ccs_shift_t *const shifts = self->people.shifts.items;
    const ccs_spell_t *const spells = self->people.spells.items;

    for (uint32_t i = group->first_person; i < group->first_person + group->n_persons; i++) {
        if (i > group->first_person && persons[i].first_shift == persons[i - 1].first_shift &&
            persons[i].n_shifts == persons[i - 1].n_shifts)
            continue; /* they work alike; who has no shift ends where the next one begins */
        for (uint32_t s = persons[i].first_shift, step = 0; s < persons[i].first_shift + persons[i].n_shifts; s++) {
            if (shifts[s].n_spells == 0) continue;
            while (step + 1 < group->n_steps && steps[step + 1].time_s <= spells[shifts[s].first_spell].start_s) step++;
            shifts[s].absent_frac = group->n_steps > 0 ? steps[step].absent_frac : 0;
        }
    }
}

/* The steps of a class: from the parts of its group, or, where there are none, from what is written. */
static void make_steps(ccs_compiler_t *self, uint32_t id, const ccs_vector_t *parts)
{
    const uint32_t team = self->class_rows[id].team;
    const ccs_place_t at = ccs_place_child(&self->reader, &self->groups_named.at[team], "staff");
    ccs_group_t *const group = &self->classes[id];
    staff_sink_t to = sink_of(self, id);

    const ccs_clock_t centre = self->clock;

    group->first_step = (uint32_t) self->steps.n;
    self->clock = ccs_sites_clock(&self->sites_said, self->groups[team].site, &centre);
    if (!parts) read_staff(self, &at, &to);
    self->clock = centre;
    for (size_t i = 0; parts && i < parts->n; i++) take_part(&to, (const ccs_part_t *) parts->items + i);
    if (!self->reader.steady && to.end_s > 0 && !to.drains) add_step(&to, &(ccs_staff_step_t){.time_s = to.end_s});
    group->n_steps = (uint32_t) self->steps.n - group->first_step;
    if (to.is_of_persons) {
        set_absence(self, group);
        group->max_agents = group->n_persons;
    }
    group->first_agent = id > 0 ? self->classes[id - 1].first_agent + self->classes[id - 1].max_agents : 0;
}

/* Whether what is written of a group is cut into parts before it becomes steps. */
static bool has_parts(const ccs_compiler_t *self)
{
    bool has = ccs_compile_changes_staff(self) || self->n_classes > self->groups_named.n;

    for (uint32_t i = 0; i < self->groups_named.n; i++)
        has = has || self->groups[i].shrinks_by_time || ccs_people_spans(&self->reader, &self->groups_named.at[i]);
    return has;
}

/* What changes made of the shares of a group, and what was read with its persons, holds for its classes too. */
static void take_shares(ccs_compiler_t *self)
{
    for (uint32_t i = 0; self->classes && i < self->n_classes; i++) {
        const ccs_group_t *const team = &self->groups[self->class_rows[i].team];

        self->classes[i].shrinkage_frac = team->shrinkage_frac;
        self->classes[i].absence_frac = team->absence_frac;
        self->classes[i].shrinks_by_time = team->shrinks_by_time;
        self->classes[i].hands_over = team->hands_over;
        self->classes[i].stops_before_s = team->stops_before_s;
    }
}

/* The persons of all groups that are made of them, each in their class. */
static void read_persons(ccs_compiler_t *self)
{
    const ccs_clock_t centre = self->clock;

    for (uint32_t i = 0; i < self->groups_named.n; i++) {
        if (!has_persons(self, i)) continue;
        check_persons(self, i);
        self->clock = ccs_sites_clock_of_shifts(&self->sites_said, self->groups[i].site, &centre);
        ccs_people_group(&self->people, &self->groups_named.at[i], &self->groups[i]);
        self->clock = centre;
        ccs_compile_change_persons(self, i);
        ccs_lesson_persons(self, i);
        if (self->groups[i].n_persons > 0)
            ccs_people_deal_out(&self->people, &self->groups_named.at[i], &self->groups[i], self->class_rows, self->classes);
    }
}

/* What is written of a group, as parts; of persons who differ a class at a time. @param parts  of the groups, and behind them of the classes */
static void read_parts(ccs_compiler_t *self, uint32_t team, ccs_vector_t *parts)
{
    const ccs_place_t at = ccs_place_child(&self->reader, &self->groups_named.at[team], "staff");
    const bool apart = has_persons(self, team);
    const ccs_group_t *const group = &self->groups[team];
    const ccs_clock_t centre = self->clock;

    self->clock = ccs_sites_clock(&self->sites_said, group->site, &centre);
    for (uint32_t i = group->first_class; i < group->first_class + (apart ? group->n_classes : 1); i++) {
        staff_sink_t to = sink_of(self, i);

        to.written = apart ? &parts[self->groups_named.n + i] : &parts[team];
        read_staff(self, &at, &to);
        ccs_compile_shrink(self, team, to.written);
    }
    self->clock = centre;
}

void ccs_compile_staff(ccs_compiler_t *self)
{
    const uint32_t n = self->groups_named.n;
    const bool in_parts = has_parts(self);
    ccs_vector_t *const parts = in_parts ? ccs_reader_array(&self->reader, n + self->n_classes, sizeof *parts) : NULL;

    read_persons(self);
    for (uint32_t i = 0; parts && i < n; i++) read_parts(self, i, parts);
    if (parts) ccs_compile_change_staff(self, parts);
    for (uint32_t i = 0; parts && i < n; i++) {
        if (!ccs_people_spans(&self->reader, &self->groups_named.at[i])) continue;
        ccs_people_follow(&(ccs_teams_t){&self->reader, &self->groups_named, self->groups}, i, parts);
        ccs_compile_shrink(self, i, &parts[i]);
    }
    if (self->classes != self->groups) take_shares(self);
    for (uint32_t i = 0; (parts || !in_parts) && i < self->n_classes; i++) {
        const uint32_t team = self->class_rows[i].team;

        make_steps(self, i, parts ? &parts[has_persons(self, team) ? n + i : team] : NULL);
    }
    for (uint32_t i = 0; parts && i < n + self->n_classes; i++) free(parts[i].items);
}

/* --- groups ------------------------------------------------------------------------------------------------------------ */

static void check_role(ccs_compiler_t *self, const ccs_place_t *at, const ccs_group_t *group)
{
    const ccs_place_t role = ccs_place_child(&self->reader, at, "same_role_as");

    if (group->role && !strcmp(group->role, at->key))
        ccs_reader_error(&self->reader, &role, "must name another group, found its own: leave it out");
}

void ccs_compile_group(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->groups_named.at[id];
    const ccs_place_t talk = ccs_place_child(&self->reader, at, "talk"), wrap = ccs_place_child(&self->reader, at, "wrap"),
                      site = ccs_place_child(&self->reader, at, "site");
    ccs_group_t *const group = &self->groups[id];

    ccs_rules_read_reserve(&self->rules, at, id);
    ccs_compile_fields(&self->reader, at, CCS_RECORD_GROUP, group);
    ccs_people_assumed(&self->reader, at, group);
    ccs_rules_read_group(&self->rules, at, id, group);
    ccs_compile_shrinkage(self, id);
    check_not_ready(self, id);
    ccs_ring_check(&self->reader, at, group);
    group->name = at->key;
    if (!group->label) group->label = at->key;
    check_role(self, at, group);
    group->site = site.value ? ccs_read_name(&self->reader, &site, &self->sites_named) : CCS_NONE;
    group->name_hash = ccs_reader_hash(&self->reader, "group", at->key);
    group->staff_factor = self->factors.staff * ccs_read_factor(&self->reader, at, "staff");
    self->group_talk[id] = ccs_read_law(&self->reader, &talk, CCS_LAW_TIME);
    self->group_wrap[id] = ccs_read_law(&self->reader, &wrap, CCS_LAW_TIME);
}

/* --- orders ------------------------------------------------------------------------------------------------------------ */

/* The pair of a type and a group, CCS_NONE if the type does not list the group. */
static uint32_t find_pair(const ccs_compiler_t *self, uint32_t type, uint32_t group)
{
    const ccs_pair_t *const pairs = self->pairs.items;
    uint32_t first = self->types[type].routing.first_pair, n = self->types[type].routing.n_pairs;

    while (n > 1) { /* pairs of a type ascend by group */
        const uint32_t half = n / 2;

        if (pairs[first + half].group <= group) first += half;
        n = pairs[first].group == group ? 1 : n - half;
    }
    return n == 1 && pairs[first].group == group ? first : CCS_NONE;
}

/* Whether somebody of a group of the scenario serves a type. */
static bool is_served(const ccs_compiler_t *self, uint32_t type, uint32_t team)
{
    const ccs_group_t *const group = &self->groups[team];
    bool served = false;

    for (uint32_t i = group->first_class; i < group->first_class + group->n_classes; i++)
        served = served || find_pair(self, type, i) != CCS_NONE;
    return served;
}

/* `order` must name the types that list the group, all of them. @return true if it does */
static bool check_order(ccs_compiler_t *self, const ccs_place_t *at, uint32_t group, const uint32_t *order, uint32_t n)
{
    bool valid = true;

    for (uint32_t i = 0; i < n; i++) {
        if (is_served(self, order[i], group)) continue;
        ccs_reader_error(&self->reader, at, "names type \"%s\", which does not list this group in its groups",
            self->types[order[i]].name);
        valid = false;
    }
    for (uint32_t type = 0; type < self->types_named.n; type++) {
        bool named = !is_served(self, type, group);

        for (uint32_t i = 0; i < n && !named; i++) named = order[i] == type;
        if (named) continue;
        ccs_reader_error(&self->reader, at, "leaves out type \"%s\", which lists this group in its groups",
            self->types[type].name);
        valid = false;
    }
    return valid;
}

/* A type served, with what decides its turn. */
typedef struct {
    uint32_t type, pair;
    int32_t priority;
} turn_t;

static int by_priority(const void *a, const void *b)
{
    const turn_t *const x = a, *const y = b;

    if (x->priority != y->priority) return x->priority < y->priority ? 1 : -1;
    return x->type < y->type ? -1 : x->type > y->type;
}

/* Which place a type has among those of a class: that of the skill, or its own. */
static int32_t priority_of(const ccs_compiler_t *self, uint32_t class, uint32_t type)
{
    const ccs_skill_t skill = ccs_skill_of(self, class, type);

    return skill.has_priority ? skill.priority : self->queues[self->types[type].queue].priority;
}

/* `order` of a group of the scenario, checked. @return how many types it names */
static uint32_t read_order(ccs_compiler_t *self, uint32_t team, uint32_t **order)
{
    const ccs_place_t *const at = &self->groups_named.at[team];
    const ccs_place_t order_at = ccs_place_child(&self->reader, at, "order");
    const uint32_t n_listed = ccs_read_names(&self->reader, &order_at, &self->types_named, order),
                   n = ccs_lessons_order(self, team, *order, n_listed);

    if (self->groups[team].contact_selection != CCS_CONTACT_SELECTION_LISTED) {
        if (order_at.value) ccs_reader_error(&self->reader, &order_at, "has a meaning only with contact_selection = \"listed\"");
        return 0;
    }
    if (!order_at.value)
        ccs_reader_error(&self->reader, at,
            "contact_selection = \"listed\" needs order = [ ... ], the types served, the first to be served first");
    if (!order_at.value || n == 0 || !check_order(self, &order_at, team, *order, n)) return 0;
    ccs_skills_refuse_priority(&self->reader, &self->groups[team], self->class_rows, self->types_named.n);
    return n;
}

/* The types that a class serves, best first. @param order  where they are listed @return how many */
static uint32_t turns_of(const ccs_compiler_t *self, uint32_t class, const uint32_t *order, uint32_t n_order, turn_t *turns)
{
    const bool listed = self->classes[class].contact_selection == CCS_CONTACT_SELECTION_LISTED;
    uint32_t n = 0;

    for (uint32_t i = 0; i < (listed ? n_order : self->types_named.n); i++) {
        const uint32_t type = listed ? order[i] : i, pair = find_pair(self, type, class);

        if (pair != CCS_NONE)
            turns[n++] = (turn_t){.type = type, .pair = pair, .priority = listed ? 0 : priority_of(self, class, type)};
    }
    if (!listed) qsort(turns, n, sizeof *turns, by_priority);
    return n;
}

/* The turns of those types that drain, in front. @return how many */
static uint32_t late_turns(const ccs_compiler_t *self, turn_t *turns, uint32_t n)
{
    uint32_t n_late = 0;

    for (uint32_t i = 0; i < n; i++)
        if (self->queues[self->types[turns[i].type].queue].at_close == CCS_AT_CLOSE_DRAIN) turns[n_late++] = turns[i];
    return n_late;
}

/* The orders of all groups while they are made. */
typedef struct {
    uint32_t n, *queues, *pairs;
    int32_t *priorities;
} orders_t;

static void add_turns(const ccs_compiler_t *self, orders_t *orders, const turn_t *turns, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++, orders->n++) {
        orders->queues[orders->n] = self->types[turns[i].type].queue;
        orders->pairs[orders->n] = turns[i].pair;
        orders->priorities[orders->n] = turns[i].priority;
    }
}

void ccs_compile_orders(ccs_compiler_t *self)
{
    turn_t *const turns = ccs_reader_array(&self->reader, self->types_named.n, sizeof *turns);
    orders_t orders = {.queues = ccs_reader_array(&self->reader, 2 * self->pairs.n, sizeof *orders.queues),
        .pairs = ccs_reader_array(&self->reader, 2 * self->pairs.n, sizeof *orders.pairs),
        .priorities = ccs_reader_array(&self->reader, 2 * self->pairs.n, sizeof *orders.priorities)};
    uint32_t *order = NULL, n_order = 0;

    for (uint32_t id = 0; id < self->n_classes && turns && orders.queues && orders.pairs && orders.priorities; id++) {
        ccs_group_t *const group = &self->classes[id];
        const uint32_t team = self->class_rows[id].team;

        if (id == self->groups[team].first_class) n_order = read_order(self, team, &order);
        group->first_order = orders.n;
        group->n_order = turns_of(self, id, order, n_order, turns);
        add_turns(self, &orders, turns, group->n_order);
        group->n_late = late_turns(self, turns, group->n_order);
        group->first_late = group->n_late == group->n_order ? group->first_order : orders.n;
        if (group->n_late < group->n_order) add_turns(self, &orders, turns, group->n_late);
    }
    self->plan->n_orders = orders.n;
    self->plan->order_queues = orders.queues;
    self->plan->order_pairs = orders.pairs;
    self->plan->order_priorities = orders.priorities;
}

/* --- trunk groups ------------------------------------------------------------------------------------------------------ */

/* The types of a trunk group: those listed, or all if it is the only one. */
static void read_trunk_types(ccs_compiler_t *self, uint32_t id, const ccs_place_t *at)
{
    uint32_t *types;
    const uint32_t n = ccs_read_names(&self->reader, at, &self->types_named, &types);

    if (!at->value && self->trunks_named.n > 1)
        ccs_reader_error(&self->reader, at->parent, "needs types = [ ... ], as there are several trunk groups");
    for (uint32_t type = 0; !at->value && type < self->types_named.n; type++) self->types[type].trunk = id;
    for (uint32_t i = 0; i < n; i++) {
        ccs_type_t *const type = &self->types[types[i]];

        if (type->trunk != CCS_NONE && type->trunk != id) {
            ccs_reader_error(&self->reader, at, "type \"%s\" is in two trunk groups, this one and \"%s\"", type->name,
                self->trunks_named.at[type->trunk].key);
        }
        type->trunk = id;
    }
}

void ccs_compile_trunk(ccs_compiler_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->trunks_named.at[id];
    const ccs_place_t types = ccs_place_child(&self->reader, at, "types");
    ccs_trunk_t *const trunk = &self->trunks[id];

    ccs_compile_fields(&self->reader, at, CCS_RECORD_TRUNK, trunk);
    trunk->name = at->key;
    if (!trunk->label) trunk->label = at->key;
    read_trunk_types(self, id, &types);
}
