/* truth.c - what happened, in the place of what was forecast. Invariant: rates, staff and laws of what is not known are those of the plan. */
#include "truth.h"

#include <math.h>
#include <string.h>

#include "time_axis.h"

static const double HOUR_S = 3600;
enum { SURE = 3 /* standard errors by which contacts that come again must be seen */ };

#define X(name, text) #name,
const char *const CCS_TRUTH_NAMES[CCS_N_TRUTHS] = {CCS_TRUTH_LIST(X)};
#undef X
#define X(name, text) text,
const char *const CCS_TRUTH_TEXTS[CCS_N_TRUTHS] = {CCS_TRUTH_LIST(X)};
#undef X

/* ---- what is known --------------------------------------------------------------------------------------------------------------- */

/* The queue of a type in the records; CCS_NONE: it has none. */
static uint32_t subject_of_type(const ccs_actual_t *actual, uint32_t type)
{
    for (uint32_t s = 0; s < actual->n_subjects; s++)
        if (actual->subjects[s].n_types == 1 && actual->subjects[s].types[0] == type) return s;
    return CCS_NONE;
}

/* The rows that a team is told of in; CCS_NONE: none. */
static uint32_t subject_of_team(const ccs_actual_t *actual, uint32_t team)
{
    for (uint32_t s = 0; s < actual->n_subjects; s++)
        for (uint32_t i = 0; i < actual->subjects[s].n_teams; i++)
            if (actual->subjects[s].teams[i] == team) return s;
    return CCS_NONE;
}

static uint32_t day_of(const ccs_actual_t *actual, uint32_t cell)
{
    return ccs_axis_day(actual->plan, actual->plan->periods.first_counted + cell);
}

/* Fresh contacts by contacts offered: 1 where nothing else can be seen. */
static double fresh_of(const ccs_actual_t *actual, const ccs_replicas_t *sample, uint32_t type, uint32_t subject)
{
    const double fresh = ccs_plan_fresh(actual->plan, type);
    double sum = 0, sum2 = 0;

    for (uint32_t r = 0; r < sample->n; r++) {
        double offered = 0;

        for (uint32_t c = 0; c < actual->n_cells; c++)
            offered += ccs_sample_part(sample, actual, r, subject, c)[CCS_MEASURED_offered].num;
        sum += offered;
        sum2 += offered * offered;
    }
    const double mean = sum / sample->n, variance = fmax(0, sum2 / sample->n - mean * mean) / sample->n;

    if (!(fresh > 0) || !(mean > 0)) return (double) NAN;
    return fabs(fresh - mean) <= SURE * sqrt(variance) + 1e-9 * mean ? 1 : fresh / mean;
}

static bool knows_volume(ccs_truths_t *self, const ccs_replicas_t *sample)
{
    bool any = false;

    for (uint32_t t = 0; t < self->actual->plan->n_types; t++) {
        const uint32_t s = subject_of_type(self->actual, t);

        self->fresh[t] = s == CCS_NONE ? (double) NAN : fresh_of(self->actual, sample, t, s);
        any = any || !isnan(self->fresh[t]);
    }
    return any;
}

/* Of a day: handle time that was, by handle time simulated. */
static double longer_of(const ccs_actual_t *actual, const ccs_replicas_t *sample, uint32_t subject, uint32_t day)
{
    ccs_summand_t was = {(double) NAN, 0}, is = {(double) NAN, 0};

    for (uint32_t c = 0; c < actual->n_cells; c++) {
        const ccs_summand_t part = *ccs_actual_part(actual, subject, c, CCS_MEASURED_aht_s);

        if (day_of(actual, c) != day || isnan(part.num)) continue;
        ccs_part_add(&was, part);
        for (uint32_t r = 0; r < sample->n; r++)
            ccs_part_add(&is, ccs_sample_part(sample, actual, r, subject, c)[CCS_MEASURED_aht_s]);
    }
    const double ratio = ccs_part_value(was, CCS_MEASURED_aht_s) / ccs_part_value(is, CCS_MEASURED_aht_s);

    return isfinite(ratio) && ratio > 0 ? ratio : 1;
}

static void find_handle_times(ccs_truths_t *self, const ccs_replicas_t *sample)
{
    const ccs_plan_t *const plan = self->actual->plan;

    for (uint32_t d = 0; d < plan->n_days; d++) {
        for (uint32_t t = 0; t < plan->n_types; t++) {
            const uint32_t s = subject_of_type(self->actual, t);

            self->longer[(size_t) d * plan->n_types + t] = s == CCS_NONE ? 1 : longer_of(self->actual, sample, s, d);
        }
    }
}

/* Agents by interval as numbers: persons and classes of unlike agents are more than that. */
static bool can_be_staffed(const ccs_actual_t *actual, uint32_t team)
{
    const ccs_group_t *const t = &actual->plan->teams[team];

    return subject_of_team(actual, team) != CCS_NONE && t->n_classes <= 1 && t->n_persons == 0;
}

static bool knows_staff(const ccs_actual_t *actual)
{
    bool any = false;

    for (uint32_t g = 0; g < actual->plan->n_teams; g++) any = any || can_be_staffed(actual, g);
    return any && actual->has[CCS_MEASURED_agent_hours];
}

int ccs_truths_init(ccs_truths_t *self, const ccs_actual_t *actual, const ccs_replicas_t *sample)
{
    const ccs_plan_t *const plan = actual->plan;
    const bool by_interval = plan->periods.of_cell == NULL;

    *self = (ccs_truths_t){.actual = actual};
    self->fresh = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->fresh);
    self->longer = ccs_arena_array(&self->arena, (size_t) plan->n_days * plan->n_types, sizeof *self->longer);
    if (!self->fresh || !self->longer) return CCS_ERR_NOMEM;
    self->known[CCS_TRUTH_volume] = actual->has[CCS_MEASURED_offered] && knows_volume(self, sample) && by_interval;
    self->known[CCS_TRUTH_handle_time] = actual->has[CCS_MEASURED_aht_s];
    if (self->known[CCS_TRUTH_handle_time]) find_handle_times(self, sample);
    self->known[CCS_TRUTH_staffing] = knows_staff(actual) && by_interval;
    self->why[CCS_TRUTH_volume] = by_interval ? "the file has no contacts" : "figures are not told by interval";
    self->why[CCS_TRUTH_handle_time] = "the file has no handle times";
    self->why[CCS_TRUTH_staffing] = !by_interval ? "figures are not told by interval"
        : actual->has[CCS_MEASURED_agent_hours]  ? "agents are persons, or differ in what they can"
                                                 : "the file has no agents of teams that the scenario has";
    return 0;
}

void ccs_truths_correct(ccs_truths_t *self, uint32_t subject, double offered)
{
    const ccs_subject_t *const of = &self->actual->subjects[subject];
    double was = 0;

    for (uint32_t c = 0; c < self->actual->n_cells; c++) {
        const double x = ccs_actual_part(self->actual, subject, c, CCS_MEASURED_offered)->num;

        was += isnan(x) ? 0 : x;
    }
    if (of->n_types == 1 && offered > 0 && was > 0) self->fresh[of->types[0]] *= was / offered;
}

void ccs_truths_free(ccs_truths_t *self)
{
    ccs_arena_free(&self->arena);
    *self = (ccs_truths_t){0};
}

/* ---- volume ------------------------------------------------------------------------------------------------------------------------ */

/* The pieces of one type, as they are made. */
typedef struct {
    const ccs_truths_t *truths;
    ccs_rate_t *rates; /* of all types */
    uint32_t n;
} rates_t;

/* What the plan has between two times. */
static void copy_rates(rates_t *self, uint32_t type, double start_s, double end_s)
{
    const ccs_plan_t *const plan = self->truths->actual->plan;
    const ccs_arrivals_t *const from = &plan->types[type].arrivals;

    for (uint32_t i = 0; i < from->n_rates; i++) {
        ccs_rate_t piece = plan->rates[from->first_rate + i];

        piece.start_s = fmax(piece.start_s, start_s);
        piece.end_s = fmin(piece.end_s, end_s);
        if (piece.end_s > piece.start_s) self->rates[self->n++] = piece;
    }
}

/* The contacts of a cell of the plan, fresh ones; NAN: not known. Closed time has none of its own. */
static double contacts_in(const ccs_truths_t *self, uint32_t type, uint32_t cell)
{
    const ccs_plan_t *const plan = self->actual->plan;
    const uint32_t s = subject_of_type(self->actual, type), of = cell - plan->periods.first_counted;

    if (s == CCS_NONE || of >= self->actual->n_cells || !plan->cells[cell].open) return (double) NAN;
    return ccs_actual_part(self->actual, s, of, CCS_MEASURED_offered)->num * self->fresh[type];
}

static void make_rates(rates_t *self, uint32_t type)
{
    const ccs_plan_t *const plan = self->truths->actual->plan;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];
        const double contacts = contacts_in(self->truths, type, c);

        if (isnan(contacts)) copy_rates(self, type, cell->start_s, cell->end_s);
        else
            self->rates[self->n++] =
                (ccs_rate_t){cell->start_s, cell->end_s, contacts / (cell->end_s - cell->start_s), cell->day};
    }
}

static void count_arrivals(ccs_arrivals_t *to)
{
    to->gap = ccs_distribution_exponential(1);
    to->first_gap = NULL;
    to->day_factor = CCS_NONE;
    to->modulation = NULL;
    to->replay = NULL;
    to->batch = (ccs_counts_t){.mean = 1};
    to->is_fixed = true;
    to->is_forecast = false;
    to->forecast_bias = 0;
}

static int put_volume(const ccs_truths_t *self, ccs_arena_t *arena, ccs_plan_t *plan)
{
    const ccs_plan_t *const from = self->actual->plan;
    ccs_type_t *const types = ccs_arena_array(arena, from->n_types, sizeof *types);
    ccs_type_head_t *const heads = ccs_arena_lines(arena, from->n_types, sizeof *heads);
    rates_t made = {self, NULL, 0};

    made.rates = ccs_arena_array(arena,
        (size_t) from->n_types * from->n_cells + 2 * (size_t) from->n_rates + (size_t) from->n_types * from->n_cells,
        sizeof *made.rates);
    if (!types || !heads || !made.rates) return CCS_ERR_NOMEM;
    for (uint32_t t = 0; t < from->n_types; t++) {
        const uint32_t first = made.n;

        types[t] = from->types[t];
        if (types[t].arrivals.n_rates == 0 || isnan(self->fresh[t])) {
            copy_rates(&made, t, -(double) INFINITY, (double) INFINITY);
        } else {
            make_rates(&made, t);
            count_arrivals(&types[t].arrivals);
        }
        types[t].arrivals.first_rate = first;
        types[t].arrivals.n_rates = made.n - first;
    }
    plan->types = types;
    plan->rates = made.rates;
    plan->n_rates = made.n;
    ccs_plan_heads(plan, heads);
    plan->heads = heads;
    return 0;
}

/* ---- handle time ------------------------------------------------------------------------------------------------------------------- */

/* The factor of a type at a time: that of the day, of days run in that of the first one. */
static double longer_at(const ccs_truths_t *self, uint32_t type, double time_s)
{
    const ccs_plan_t *const plan = self->actual->plan;
    uint32_t day = 0;

    for (uint32_t c = 0; c < self->actual->n_cells; c++)
        if (ccs_actual_cell(self->actual, c)->start_s <= time_s) day = day_of(self->actual, c);
    return self->longer[(size_t) day * plan->n_types + type];
}

static void push(ccs_course_t *course, ccs_course_piece_t *pieces, double from_s, double value)
{
    if (course->n > 0 && pieces[course->n - 1].value == value) return;
    pieces[course->n++] = (ccs_course_piece_t){from_s, value};
    course->least = course->n == 1 ? value : fmin(course->least, value);
    course->most = course->n == 1 ? value : fmax(course->most, value);
}

/* A course times the factors of the days: its pieces, parted where days begin. */
static const ccs_course_t *lengthened(const ccs_truths_t *self, uint32_t type, const ccs_course_t *old, ccs_arena_t *arena)
{
    const ccs_plan_t *const plan = self->actual->plan;
    const size_t most = (size_t) plan->n_days + (old ? old->n : 0) + 1;
    ccs_course_t *const course = ccs_arena_alloc(arena, sizeof *course);
    ccs_course_piece_t *const pieces = ccs_arena_array(arena, most, sizeof *pieces);
    uint32_t i = 0;

    if (!course || !pieces) return NULL;
    course->pieces = pieces;
    push(course, pieces, 0, (old ? ccs_course_at(old, 0) : 1) * longer_at(self, type, 0));
    for (uint32_t c = 0; c <= self->actual->n_cells; c++) {
        const double start_s = c < self->actual->n_cells ? ccs_actual_cell(self->actual, c)->start_s : (double) INFINITY;

        for (; old && i < old->n && old->pieces[i].from_s < start_s; i++)
            if (old->pieces[i].from_s > 0)
                push(course, pieces, old->pieces[i].from_s, old->pieces[i].value * longer_at(self, type, old->pieces[i].from_s));
        if (c < self->actual->n_cells && (c == 0 || day_of(self->actual, c) != day_of(self->actual, c - 1)))
            push(course, pieces, start_s, (old ? ccs_course_at(old, start_s) : 1) * longer_at(self, type, start_s));
    }
    return course;
}

static int put_handle_times(const ccs_truths_t *self, ccs_arena_t *arena, ccs_plan_t *plan)
{
    const ccs_plan_t *const from = self->actual->plan;
    ccs_pair_t *const pairs = ccs_arena_array(arena, from->n_pairs, sizeof *pairs);

    if (!pairs) return CCS_ERR_NOMEM;
    for (uint32_t p = 0; p < from->n_pairs; p++) {
        ccs_pair_t *const pair = &pairs[p];

        *pair = from->pairs[p];
        pair->talk.course = lengthened(self, pair->type, pair->talk.course, arena);
        if (pair->wrap.kind != CCS_DISTRIBUTION_NONE) pair->wrap.course = lengthened(self, pair->type, pair->wrap.course, arena);
        if (!pair->talk.course || (pair->wrap.kind != CCS_DISTRIBUTION_NONE && !pair->wrap.course)) return CCS_ERR_NOMEM;
    }
    plan->pairs = pairs;
    return 0;
}

/* ---- staffing ---------------------------------------------------------------------------------------------------------------------- */

/* The steps of one group, as they are made. */
typedef struct {
    const ccs_truths_t *truths;
    ccs_staff_step_t *steps; /* of all groups */
    ccs_group_t *group;
} staff_t;

static void add_step(staff_t *self, ccs_staff_step_t step)
{
    self->steps[self->group->first_step + self->group->n_steps++] = step;
    if (ceil(step.agents) > self->group->max_agents) self->group->max_agents = (uint32_t) ceil(step.agents);
}

/* Those of the plan between two times; at the first of them what holds there, where it comes behind something else. */
static void copy_steps(staff_t *self, const ccs_group_t *from, double start_s, double end_s, bool holds)
{
    const ccs_plan_t *const plan = self->truths->actual->plan;
    const ccs_staff_step_t *before = NULL;

    for (uint32_t i = 0; i < from->n_steps; i++) {
        const ccs_staff_step_t *const step = &plan->staff_steps[from->first_step + i];

        if (step->time_s <= start_s) before = step;
        if (step->time_s >= end_s || step->time_s < start_s || (holds && step->time_s == start_s)) continue;
        if (holds) {
            add_step(self,
                before ? (ccs_staff_step_t){start_s, before->agents, before->off, before->absent_frac, before->day}
                       : (ccs_staff_step_t){.time_s = start_s});
            holds = false;
        }
        add_step(self, *step);
    }
    if (holds && before)
        add_step(self, (ccs_staff_step_t){start_s, before->agents, before->off, before->absent_frac, before->day});
}

/* Agents of a group in a cell of the plan; NAN: not known. Several groups that the same rows tell of share them as they were scheduled, or alike. */
static double agents_in(const ccs_truths_t *self, uint32_t id, uint32_t cell)
{
    const ccs_plan_t *const plan = self->actual->plan;
    const uint32_t of = cell - plan->periods.first_counted, s = subject_of_team(self->actual, plan->groups[id].team);
    double all = 0;

    if (s == CCS_NONE || of >= self->actual->n_cells || !plan->cells[cell].open) return (double) NAN;
    const ccs_subject_t *const subject = &self->actual->subjects[s];
    const double hours = (plan->cells[cell].end_s - plan->cells[cell].start_s) / HOUR_S,
                 agents = ccs_actual_part(self->actual, s, of, CCS_MEASURED_agent_hours)->num / hours,
                 own = ccs_plan_agents(plan, id, plan->cells[cell].start_s);

    for (uint32_t g = 0; g < plan->n_groups; g++)
        if (subject_of_team(self->actual, plan->groups[g].team) == s) all += ccs_plan_agents(plan, g, plan->cells[cell].start_s);
    return agents * (all > 0 ? own / all : 1.0 / subject->n_teams);
}

static void make_steps(staff_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->truths->actual->plan;
    bool known_before = false;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];
        const double agents = agents_in(self->truths, id, c);

        if (isnan(agents)) copy_steps(self, &plan->groups[id], cell->start_s, cell->end_s, known_before);
        else
            add_step(self,
                (ccs_staff_step_t){.time_s = cell->start_s,
                    .agents = agents,
                    .absent_frac = self->truths->actual->is_present ? 0 : self->group->absence_frac,
                    .day = cell->day});
        known_before = !isnan(agents);
    }
}

static int put_staff(const ccs_truths_t *self, ccs_arena_t *arena, ccs_plan_t *plan)
{
    const ccs_plan_t *const from = self->actual->plan;
    ccs_group_t *const groups = ccs_arena_array(arena, from->n_groups, sizeof *groups);
    staff_t staff = {self, NULL, NULL};

    staff.steps =
        ccs_arena_array(arena, 2 * ((size_t) from->n_groups * from->n_cells + from->n_staff_steps), sizeof *staff.steps);
    if (!groups || !staff.steps) return CCS_ERR_NOMEM;
    plan->n_staff_steps = plan->n_agents = 0;
    for (uint32_t g = 0; g < from->n_groups; g++) {
        ccs_group_t *const group = staff.group = &groups[g];

        *group = from->groups[g];
        group->first_step = plan->n_staff_steps;
        group->first_agent = plan->n_agents;
        group->n_steps = 0;
        if (can_be_staffed(self->actual, group->team)) {
            group->max_agents = 0;
            make_steps(&staff, g);
        } else {
            copy_steps(&staff, &from->groups[g], -(double) INFINITY, (double) INFINITY, false);
        }
        plan->n_staff_steps += group->n_steps;
        plan->n_agents += group->max_agents;
    }
    plan->groups = groups;
    plan->staff_steps = staff.steps;
    plan->n_intraday = 0; /* what was done during the day is in the agents who were there */
    return 0;
}

int ccs_truths_plan(const ccs_truths_t *self, uint32_t set, ccs_arena_t *arena, ccs_plan_t *plan)
{
    int ret = 0;

    *plan = *self->actual->plan;
    if ((set & 1u << CCS_TRUTH_volume) && self->known[CCS_TRUTH_volume]) CCS_TRY(put_volume(self, arena, plan));
    if ((set & 1u << CCS_TRUTH_handle_time) && self->known[CCS_TRUTH_handle_time]) CCS_TRY(put_handle_times(self, arena, plan));
    if ((set & 1u << CCS_TRUTH_staffing) && self->known[CCS_TRUTH_staffing]) CCS_TRY(put_staff(self, arena, plan));
out:
    return ret;
}
