/* test_schedule_binding.c - what binds: days of a few hours in which what a limit costs is worked out by hand. */
#include "schedule_binding.h"

#include <criterion/criterion.h>
#include <math.h>

#include "shift_fixture.h"

enum { ROWS = 24, ROW_S = 3600, TEXT = 300 };

typedef struct {
    shift_case_t c;
    double cost;
    ccs_requirement_t asked;
    ccs_scheduled_group_t group;
    ccs_schedule_t schedule;
    ccs_schedule_binding_t binding;
} binding_case_t;

static bool never(void *listener)
{
    (void) listener;
    return false;
}

static bool always(void *listener)
{
    (void) listener;
    return true;
}

/* A shift of so many hours that starts from .. to. */
static ccs_shift_template_t shift_of(const char *name, uint32_t from, uint32_t to, uint32_t hours)
{
    ccs_shift_template_t t = shift_starting(from, to, 1);

    t.name = name;
    shift_length(&t, hours);
    return t;
}

/* Cover the need, then see what binds. */
static void find(binding_case_t *self, ccs_shift_templates_t templates, double *need, bool (*is_late)(void *listener))
{
    *self = (binding_case_t){.cost = 1};
    shift_case_init(&self->c, templates, 0, need, ROWS);
    cr_assert_eq(ccs_shift_cover(&self->c.need, &self->c.choice, NULL), 0);
    cr_assert(self->c.choice.found);
    self->asked.wish.cost = &self->cost;
    self->group = (ccs_scheduled_group_t){.scheduled = true, .need = need, .choice = self->c.choice};
    self->schedule = (ccs_schedule_t){.asked = &self->asked,
        .templates = &self->c.templates,
        .wish.short_cost = (double) INFINITY,
        .candidates = self->c.candidates,
        .n_rows = ROWS,
        .n_groups = 1,
        .groups = &self->group};
    cr_assert_eq(ccs_schedule_binding_find(&self->binding, &self->schedule, is_late, NULL, NULL), 0);
}

static void end(binding_case_t *self)
{
    ccs_schedule_binding_free(&self->binding);
    shift_case_free(&self->c);
}

/* Only this limit binds. */
static void expect(binding_case_t *self, double bound, double saved, const char *words, const char *change)
{
    char text[TEXT];

    cr_assert_float_eq(self->binding.bound, bound, 2e-3, "%g", self->binding.bound);
    cr_assert_eq(self->binding.n, 1, "%u bind", self->binding.n);
    cr_assert_float_eq(self->binding.items[0].saved, saved, 2e-3, "%g", self->binding.items[0].saved);
    cr_assert_float_eq(self->binding.items[0].saved_frac, saved / bound, 2e-3);
    cr_assert_str_eq(ccs_schedule_limit_show(&self->schedule, &self->binding.items[0], text, sizeof text), words);
    cr_assert_str_eq(ccs_schedule_limit_change(&self->schedule, &self->binding.items[0], text, sizeof text), change);
    end(self);
}

/* Two from 8 to 16, and so many in all from 10 to 12. */
static void fill_peak(double *need, double peak)
{
    for (uint32_t row = 8; row < 16; row++) need[row] = row == 10 || row == 11 ? peak : 2;
}

Test(schedule_binding, few_heads_of_a_short_shift_cost_long_ones)
{
    ccs_shift_template_t t[] = {shift_of("full", 8, 8, 8), shift_of("gig", 10, 10, 2)};
    double need[ROWS] = {0};
    binding_case_t b;

    fill_peak(need, 4);
    t[1].most_heads = 1;
    find(&b, shift_templates(2, t, ROW_S), need, never); /* three full and a gig, 26 hours; or two and two, 20 */
    expect(&b, 26, 6, "shifts.gig.most (1)", "left out");
}

Test(schedule_binding, a_limit_that_is_not_reached_is_looked_at_and_not_told)
{
    ccs_shift_template_t t[] = {shift_of("full", 8, 8, 8), shift_of("gig", 10, 10, 2)};
    double need[ROWS] = {0};
    binding_case_t b;

    fill_peak(need, 4);
    t[1].most_heads = 9;
    find(&b, shift_templates(2, t, ROW_S), need, never);
    cr_assert_eq(b.binding.n, 0);
    cr_assert_eq(b.binding.n_tried, 1);
    cr_assert_eq(b.binding.n_left, 0);
    end(&b);
    find(&b, shift_templates(2, t, ROW_S), need, always);
    cr_assert_eq(b.binding.n_tried, 0);
    cr_assert_eq(b.binding.n_left, 1);
    end(&b);
}

/* The same hours at 1 and at 1.5 a paid hour. */
static void fill_pair(ccs_shift_template_t t[2])
{
    t[0] = shift_of("plain", 8, 8, 8);
    t[1] = shift_of("dear", 8, 8, 8);
    t[1].weight = 1.5;
}

Test(schedule_binding, a_part_that_must_be_dear_costs_what_it_is_dearer)
{
    ccs_shift_template_t t[2];
    double need[ROWS] = {0};
    binding_case_t b;

    fill_pair(t);
    fill_peak(need, 10);
    t[1].least_frac = 0.5;
    find(&b, shift_templates(2, t, ROW_S), need, never); /* half of ten, less the head of rounding: four at 4 hours more each */
    expect(&b, 96, 16, "shifts.dear.share_least (50 %)", "left out");
}

Test(schedule_binding, so_does_a_kind_of_employment_that_may_be_no_more)
{
    static const ccs_shift_kind_t kinds[] = {{"cheap", 0, 0.2}, {"other", 0, 1}};
    ccs_shift_template_t t[2];
    double need[ROWS] = {0};
    binding_case_t b;

    fill_pair(t);
    fill_peak(need, 10);
    t[1].kind = 1;
    ccs_shift_templates_t templates = shift_templates(2, t, ROW_S);

    templates.n_kinds = 2;
    templates.kinds = kinds;
    find(&b, templates, need, never); /* three cheap, seven at 12 hours */
    expect(&b, 108, 28, "employment.cheap.share_most (20 %)", "left out");
}

Test(schedule_binding, a_break_in_the_peak_costs_heads)
{
    ccs_shift_template_t t = shift_of("day", 8, 8, 4);
    double need[ROWS] = {0};
    binding_case_t b;

    shift_break(&t, 1, 2, 1);
    need[8] = need[11] = 1;
    need[9] = need[10] = 2;
    find(&b, shift_templates(1, &t, ROW_S), need, never); /* four heads; 2.5 where one and a half of them go at 11 */
    expect(&b, 12, 4.5, "shifts.day.breaks.lunch.within (1 h)", "1 h more");
}

Test(schedule_binding, starts_an_hour_off_cost_a_shift)
{
    ccs_shift_template_t t[] = {shift_of("early", 8, 9, 4), shift_of("late", 13, 13, 4)};
    double need[ROWS] = {0};
    binding_case_t b;

    need[10] = need[11] = need[12] = need[13] = 1;
    find(&b, shift_templates(2, t, ROW_S), need, never); /* an early one at 10 covers all of it */
    expect(&b, 8, 4, "shifts.early.starts", "1 h earlier, and later");
}

Test(schedule_binding, few_starts_cost_the_hours_before_work)
{
    ccs_shift_template_t t = shift_of("day", 8, 9, 4);
    double need[ROWS] = {0};
    binding_case_t b;

    shift_length(&t, 3);
    t.most_starts = 1;
    need[8] = 1;
    need[9] = need[10] = need[11] = 2;
    find(&b, shift_templates(1, &t, ROW_S), need, never); /* two from 8 to 12; or one of them from 9 on */
    expect(&b, 8, 1, "shifts.day.starts_most (1)", "left out");
}
