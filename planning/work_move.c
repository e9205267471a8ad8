/* work_move.c - times of day ordered by what is needed then. Invariant: no time of day both gives and takes. */
#include "work_move.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_write.h"
#include "units.h"

static const double DAY_S = 86400;

/* A time of day, over all days. */
typedef struct {
    double from_s, until_s;    /* since midnight */
    double contacts;           /* of the type, expected */
    double hours, agent_hours; /* of its groups, as they are needed */
} of_day_t;

typedef struct {
    const ccs_staff_answer_t *answer;
    uint32_t type, n;
    of_day_t *times; /* those at which contacts come, in the end the quietest first */
} times_t;

/* --- what is asked --------------------------------------------------------------------------------------------------------------- */

int ccs_work_move_read(const char *text, ccs_work_move_wish_t *wish, ccs_err_t *err)
{
    const char *const mark = strchr(text, '=');
    const size_t n = mark ? (size_t) (mark - text) : 0;

    if (n == 0 || n >= sizeof wish->type || ccs_units_share(mark + 1, &wish->share_frac) != 0 ||
        !(wish->share_frac > 0 && wish->share_frac < 1))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--move-work",
            "must be a type and a share of its contacts, more than 0 and less than 100 %%, such as mail=10%%, found \"%s\"",
            text);
    memcpy(wish->type, text, n);
    wish->type[n] = '\0';
    return 0;
}

static uint32_t find_type(const ccs_plan_t *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (!strcmp(plan->types[i].name, name)) return i;
    return CCS_NONE;
}

int ccs_work_move_check(const ccs_work_move_wish_t *wish, const ccs_plan_t *plan, ccs_err_t *err)
{
    const uint32_t type = find_type(plan, wish->type);

    if (type == CCS_NONE)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--move-work", "the scenario has no type \"%s\"; the first one is \"%s\"",
            wish->type, plan->types[0].name);
    if (isnan(plan->types[type].target.frac) && isnan(plan->types[type].target.abandoned_frac))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--move-work",
            "type %s has no target, so that its contacts need no agents: write types.%s.target", wish->type, wish->type);
    if (plan->types[type].arrivals.replay)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--move-work",
            "type %s has contacts that are known one by one (replay), which come when they came: write counts", wish->type);
    return 0;
}

/* --- times of day ------------------------------------------------------------------------------------------------------------------- */

static double contacts_in(const ccs_plan_t *plan, uint32_t type, const ccs_cell_t *cell)
{
    const uint32_t first = plan->types[type].arrivals.first_rate, end = first + plan->types[type].arrivals.n_rates;
    double sum = 0;

    for (uint32_t i = first; i < end; i++) {
        const ccs_rate_t *const rate = &plan->rates[i];
        const double overlap_s = fmin(rate->end_s, cell->end_s) - fmax(rate->start_s, cell->start_s);

        if (overlap_s > 0) sum += rate->per_s * overlap_s;
    }
    return sum;
}

/* Agents on the phones of the groups that serve the type. */
static double agents_at(const times_t *self, uint32_t slot)
{
    const ccs_plan_t *const plan = self->answer->asked.plan;
    const ccs_routing_t *const r = &plan->types[self->type].routing;
    double sum = 0;

    for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++)
        if (p == r->first_pair || ccs_requirement_team(plan, p) != ccs_requirement_team(plan, p - 1))
            sum += ccs_staff_answer_net(self->answer, slot, ccs_requirement_team(plan, p));
    return sum;
}

static of_day_t *time_at(times_t *self, const ccs_cell_t *cell)
{
    const double from_s = cell->clock_s - DAY_S * floor(cell->clock_s / DAY_S);

    for (uint32_t i = 0; i < self->n; i++)
        if (fabs(self->times[i].from_s - from_s) < 0.5) return &self->times[i];
    self->times[self->n] = (of_day_t){.from_s = from_s, .until_s = from_s + cell->end_s - cell->start_s};
    return &self->times[self->n++];
}

static double mean_agents(const of_day_t *time)
{
    return time->agent_hours / time->hours;
}

static int by_agents(const void *a, const void *b)
{
    const of_day_t *const one = a, *const other = b;
    const double x = mean_agents(one), y = mean_agents(other);

    if (x != y) return x < y ? -1 : 1;
    if (one->contacts != other->contacts) return one->contacts < other->contacts ? -1 : 1;
    return one->from_s < other->from_s ? -1 : one->from_s > other->from_s;
}

static int by_time(const void *a, const void *b)
{
    const double x = ((const of_day_t *) a)->from_s, y = ((const of_day_t *) b)->from_s;

    return x < y ? -1 : x > y;
}

/* Those at which contacts come. */
static void fill(times_t *self)
{
    const ccs_requirement_t *const asked = &self->answer->asked;
    uint32_t n = 0;

    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        const ccs_cell_t *const cell = &asked->plan->cells[asked->cell_of[slot]];
        of_day_t *const time = time_at(self, cell);
        const double hours = (cell->end_s - cell->start_s) / 3600;

        time->contacts += contacts_in(asked->plan, self->type, cell);
        time->hours += hours;
        time->agent_hours += hours * agents_at(self, slot);
    }
    for (uint32_t i = 0; i < self->n; i++)
        if (self->times[i].contacts > 0) self->times[n++] = self->times[i];
    self->n = n;
    qsort(self->times, self->n, sizeof *self->times, by_agents);
}

/* --- in words --------------------------------------------------------------------------------------------------------------------------- */

/* Times that lie next to one another as one; in order of time afterwards. @param change  "volume of help -10 %": a change of each; NULL: the times alone
 * @return in the arena, NULL without memory */
static const char *in_words(of_day_t *times, uint32_t n, const char *change, ccs_arena_t *arena)
{
    const char *text = "";

    qsort(times, n, sizeof *times, by_time);
    for (uint32_t i = 0; text && i < n; i++) {
        char from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX];
        const char *const before = *text ? ", " : "";
        const double from_s = times[i].from_s;

        while (i + 1 < n && fabs(times[i + 1].from_s - times[i].until_s) < 0.5) i++;
        (void) ccs_units_show_time_of_day(from_s, from, sizeof from);
        (void) ccs_units_show_time_of_day(times[i].until_s, until, sizeof until);
        text = change ? ccs_arena_printf(arena, "%s%s%s from %s to %s", text, before, change, from, until)
                      : ccs_arena_printf(arena, "%s%s%s-%s", text, before, from, until);
    }
    return text;
}

static int say(ccs_work_move_t *self, times_t *times, uint32_t n, ccs_arena_t *arena)
{
    of_day_t *const takes = times->times, *const gives = &times->times[times->n - n];
    const char *const less = ccs_arena_printf(arena, "volume of %s *%.6g", self->wish->type, 1 - self->wish->share_frac),
                      *const more = ccs_arena_printf(arena, "volume of %s *%.6g", self->wish->type, self->times);

    if (!less || !more) return CCS_ERR_NOMEM;
    const char *const one = in_words(gives, n, less, arena), *const other = in_words(takes, n, more, arena);

    self->from = in_words(gives, n, NULL, arena);
    self->to = in_words(takes, n, NULL, arena);
    if (one && other) self->what_if = ccs_arena_printf(arena, "%s, %s", one, other);
    return self->from && self->to && self->what_if ? 0 : CCS_ERR_NOMEM;
}

/* --- all of it --------------------------------------------------------------------------------------------------------------------------- */

static ccs_work_move_need_t need_of(const ccs_staff_answer_t *answer, uint32_t type)
{
    const times_t times = {.answer = answer, .type = type};
    ccs_work_move_need_t need = {(double) NAN, (double) NAN, 0};

    if (!answer->found) return need;
    need.hours = ccs_requirement_cost(&answer->asked, answer->staffing);
    need.most = 0;
    if (!answer->options.steady) need.error = answer->search.caution_cost;
    for (uint32_t slot = 0; slot < answer->asked.n_slots; slot++) need.most = fmax(need.most, agents_at(&times, slot));
    return need;
}

int ccs_work_move_choose(ccs_work_move_t *self, const ccs_work_move_wish_t *wish, const ccs_staff_answer_t *answer,
    ccs_arena_t *arena, ccs_err_t *err)
{
    const uint32_t type = find_type(answer->asked.plan, wish->type);
    times_t times = {.answer = answer, .type = type, .times = ccs_arena_array(arena, answer->asked.n_slots, sizeof *times.times)};
    double taken = 0;

    *self = (ccs_work_move_t){.wish = wish, .before = need_of(answer, type)};
    if (!times.times) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    fill(&times);
    if (times.n < 2 || mean_agents(&times.times[0]) == mean_agents(&times.times[times.n - 1]))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--move-work",
            "the groups of type %s need as many agents at all times of day at which it comes: there is nothing to move",
            wish->type);
    const uint32_t n = times.n < 4 ? 1 : times.n / 4;

    for (uint32_t i = 0; i < n; i++) {
        taken += times.times[i].contacts;
        self->contacts += wish->share_frac * times.times[times.n - 1 - i].contacts;
    }
    self->times = 1 + self->contacts / taken;
    return say(self, &times, n, arena) ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : 0;
}

void ccs_work_move_judge(ccs_work_move_t *self, const ccs_staff_answer_t *answer)
{
    self->after = need_of(answer, find_type(answer->asked.plan, self->wish->type));
}

static const char *hours_text(double hours, char text[CCS_UNITS_TEXT_MAX])
{
    const double tenths = round(10 * hours);

    snprintf(text, CCS_UNITS_TEXT_MAX, "%.*f", fmod(tenths, 10) == 0 ? 0 : 1, tenths / 10);
    return text;
}

static void print_after(const ccs_work_move_t *self, FILE *to)
{
    const double gain = self->before.hours - self->after.hours,
                 error = sqrt(self->before.error * self->before.error + self->after.error * self->after.error);
    char text[CCS_UNITS_TEXT_MAX];

    fprintf(to, "%s agent-hours would be needed", hours_text(self->after.hours, text));
    fprintf(to, " in place of %s: ", hours_text(self->before.hours, text));
    if (fabs(gain) < 0.05) fputs("as many", to);
    else
        fprintf(to, "%s %s (%+.1f %%), %.1f minutes a contact", hours_text(fabs(gain), text), gain > 0 ? "fewer" : "more",
            -100 * gain / self->before.hours, 60 * fabs(gain) / self->contacts);
    fprintf(to, "; at most %s agents at a time", hours_text(self->after.most, text));
    fprintf(to, " in place of %s\n", hours_text(self->before.most, text));
    if (error > 0)
        fprintf(to, "a difference below %s hours is not told apart: so much a standard error of every target is worth\n",
            hours_text(error, text));
}

void ccs_work_move_print(const ccs_work_move_t *self, FILE *to)
{
    char share[CCS_UNITS_TEXT_MAX];

    fprintf(to, "\nif %s of the contacts of %s at %s came at %s (%.1f contacts of the horizon):\n",
        ccs_units_show_share(self->wish->share_frac, share, sizeof share), self->wish->type, self->from, self->to,
        self->contacts);
    if (isnan(self->after.hours)) fputs("no staff within the bounds, or in the time limit, reaches the targets then\n", to);
    else print_after(self, to);
    fprintf(to, "the same for other commands: --what-if \"%s\"\n", self->what_if);
}

static void json_need(const char *name, const ccs_work_move_need_t *need, FILE *to)
{
    fprintf(to, ", \"%s\": {\"hours\": ", name);
    ccs_json_number(need->hours, to);
    ccs_json_number_member("most_agents", need->most, to);
    ccs_json_number_member("hours_of_a_standard_error", need->error, to);
    fputc('}', to);
}

void ccs_work_move_json(const ccs_work_move_t *self, FILE *to)
{
    fputs("{\"type\": ", to);
    ccs_json_text(self->wish->type, to);
    ccs_json_number_member("share", self->wish->share_frac, to);
    ccs_json_text_member("from", self->from, to);
    ccs_json_text_member("to", self->to, to);
    ccs_json_number_member("contacts", self->contacts, to);
    ccs_json_text_member("what_if", self->what_if, to);
    json_need("before", &self->before, to);
    json_need("after", &self->after, to);
    fputc('}', to);
}
