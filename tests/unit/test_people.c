/* test_people.c - when persons are there: what shifts and rosters become in the plan, and what the flow makes of it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile_case.h"
#include "flow.h"

#define HEAD                                                                                                                     \
    "clock: { start = \"2026-03-02\"; days = 5; open = \"08:00-18:00\"; interval = \"30 min\"; };\n"                             \
    "types: { calls: { arrivals: { per_day = 800; }; patience: { dist = \"exponential\"; mean = \"3 min\"; };\n"                 \
    "  talk: { dist = \"lognormal\"; mean = \"5 min\"; cv = 0.9; }; wrap: \"30 s\"; target: { within = \"20 s\"; }; }; };\n"
enum { MAX_PERSONS_SHOWN = 8 };

/* "alice: 8-12 0, 12-12.5 1; " spells in hours of the first day that they are on. */
static const char *spells_of(const ccs_plan_t *plan, uint32_t person, char *text, size_t size)
{
    const ccs_person_t *const p = &plan->persons[person];
    size_t n = (size_t) snprintf(text, size, "%s:", p->name);

    for (uint32_t s = p->first_shift; s < p->first_shift + p->n_shifts; s++) {
        for (uint32_t k = plan->shifts[s].first_spell; k < plan->shifts[s].first_spell + plan->shifts[s].n_spells; k++)
            n += (size_t) snprintf(text + n, size - n, " %g-%g %s", plan->spells[k].start_s / 3600, plan->spells[k].end_s / 3600,
                plan->activities[plan->spells[k].activity].name);
        n += (size_t) snprintf(text + n, size - n, ";");
    }
    return text;
}

/* --- the plan -------------------------------------------------------------------------------------------------------------------- */

Test(people, a_shift_becomes_spells_within_opening_hours)
{
    char text[400];
    compiled_t c;

    compile_text(&c,
        HEAD "shifts: { early: { start = \"07:30\"; length = \"8 h\"; days = \"mon, wed-thu\";\n"
             "  breaks: { rest: { after = \"2 h\"; lasts = \"15 min\"; }; lunch: { at = \"12:00\"; lasts = \"30 min\"; }; };\n"
             "  activities: { meeting: { at = \"10:30\"; lasts = \"30 min\"; days = \"wed\"; }; }; }; };\n"
             "groups: { desk: { shifts: { early = 3; }; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert(strstr(c.messages, "warning: test.cfg:7: groups.desk.shifts: 4.5 agent hours") != NULL);
    cr_assert_eq(c.plan.n_persons, 3);
    cr_assert_eq(c.plan.groups[0].max_agents, 3);
    cr_assert_str_eq(spells_of(&c.plan, 2, text, sizeof text),
        "early 3: 8-9.5 phones 9.5-9.75 rest 9.75-12 phones 12-12.5 lunch 12.5-15.5 phones;"
        " 56-57.5 phones 57.5-57.75 rest 57.75-58.5 phones 58.5-59 meeting 59-60 phones 60-60.5 lunch 60.5-63.5 phones;"
        " 80-81.5 phones 81.5-81.75 rest 81.75-84 phones 84-84.5 lunch 84.5-87.5 phones;");
    cr_assert_eq(ccs_plan_agents(&c.plan, 0, 9 * 3600), 3);
    cr_assert_eq(ccs_plan_agents(&c.plan, 0, 9.6 * 3600), 0);
    cr_assert_eq(ccs_plan_staff_s(&c.plan, 0).rostered_s, 3 * 3 * 7.5 * 3600);
    cr_assert_eq(ccs_plan_staff_s(&c.plan, 0).scheduled_s, 3 * (3 * 6.75 - 0.5) * 3600);
    compiled_free(&c);
}

Test(people, a_night_shift_reaches_into_the_next_day_and_over_a_clock_change)
{
    char text[400];
    compiled_t c;

    compile_text(&c,
        "clock: { start = \"2026-03-28\"; days = 2; open = \"24h\"; timezone = \"Europe/Berlin\"; };\n"
        "types: { calls: { arrivals: { per_hour = 10; }; talk = \"5 min\"; }; };\n"
        "shifts: { night: { start = \"22:00\"; length = \"8 h\"; breaks: { rest: { at = \"02:00\"; lasts = \"2 h\"; }; }; }; };\n"
        "groups: { desk: { shifts: { night = 1; }; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_str_eq(spells_of(&c.plan, 0, text, sizeof text), /* from 02:00 to 04:00 of the second night is one hour */
        "night 1: 0-2 phones 2-4 rest 4-6 phones; 22-26 phones 26-27 rest 27-29 phones; 45-47 phones;");
    cr_assert_eq(c.plan.shifts[0].day, CCS_DAY_BEFORE);
    compiled_free(&c);
}

Test(people, nights_that_reach_beyond_the_days_of_the_run_are_no_mistake)
{
    compiled_t c;

    compile_text(&c,
        "clock: { start = \"2026-03-02\"; days = 2; open = \"24h\"; };\n"
        "types: { calls: { arrivals: { per_hour = 10; }; talk = \"5 min\"; }; };\n"
        "shifts: { night: { start = \"20:00\"; length = \"8 h\"; breaks: { rest: { at = \"22:00\"; lasts = \"30 min\"; }; }; }; };\n"
        "groups: { desk: { shifts: { night = 1; }; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert(strstr(c.messages, "outside the opening hours") == NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(people, absence_reaches_those_behind_someone_who_never_works)
{
    compiled_t c;

    compile_text(&c,
        HEAD "shifts: { weekend: { start = \"08:00\"; length = \"8 h\"; days = \"sat-sun\"; };\n"
             "  early: { start = \"08:00\"; length = \"8 h\"; }; };\n"
             "groups: { desk: { shifts: { weekend = 2; early = 3; }; shrinkage: { unplanned = \"10 %\"; }; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(c.plan.persons[1].n_shifts, 0);
    cr_assert_eq(c.plan.persons[2].n_shifts, 5);
    for (uint32_t s = 0; s < c.plan.n_shifts; s++) cr_assert_float_eq(c.plan.shifts[s].absent_frac, 0.1, 1e-12);
    compiled_free(&c);
}

Test(people, agents_of_a_pattern_take_turns)
{
    char text[400];
    compiled_t c;

    compile_text(&c,
        HEAD "shifts: { all: { start = \"08:00\"; length = \"2 h\"; pattern = \"2 on 1 off\"; }; };\n"
             "groups: { desk: { shifts: { all = 4; }; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_str_eq(spells_of(&c.plan, 0, text, sizeof text), "all 1: 8-10 phones; 32-34 phones; 80-82 phones; 104-106 phones;");
    cr_assert_str_eq(spells_of(&c.plan, 1, text, sizeof text), "all 2: 32-34 phones; 56-58 phones; 104-106 phones;");
    cr_assert_str_eq(spells_of(&c.plan, 2, text, sizeof text), "all 3: 8-10 phones; 56-58 phones; 80-82 phones;");
    cr_assert_eq(c.plan.persons[3].first_shift, c.plan.persons[0].first_shift);
    compiled_free(&c);
}

Test(people, rows_of_a_roster_cut_the_time_on_the_phones_in_any_order)
{
    char text[400];
    compiled_t c;

    compile_text(&c,
        HEAD
        "groups: { desk: { roster = ((\"bob\", \"2026-03-03\", \"08:00\", \"12:00\", \"work\"),\n"
        "  (\"alice\", \"2026-03-02\", \"12:00\", \"12:30\", \"lunch\"), (\"alice\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"),\n"
        "  (\"alice\", \"2026-03-02\", \"17:00\", \"20:00\", \"training\"), (\"bob\", \"2026-03-03\", \"14:00\", \"18:00\", \"Available\"),\n"
        "  (\"zoe\", \"2026-02-27\", \"09:00\", \"17:00\", \"\")); }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_eq(c.plan.n_persons, 2);
    cr_assert_str_eq(spells_of(&c.plan, 0, text, sizeof text), "alice: 9-12 phones 12-12.5 lunch 12.5-17 phones 17-18 training;");
    cr_assert_str_eq(spells_of(&c.plan, 1, text, sizeof text), "bob: 32-36 phones; 38-42 phones;");
    compiled_free(&c);
}

Test(people, who_works_in_two_groups_at_once_is_told)
{
    compiled_t c;

    compile_text(&c,
        HEAD "groups: { desk: { skills: { calls: { }; }; roster = ((\"ann\", \"2026-03-02\", \"08:00\", \"12:00\", \"\"),\n"
             "  (\"bob\", \"2026-03-02\", \"08:00\", \"16:00\", \"\")); };\n"
             " help: { skills: { calls: { }; }; roster = ((\"ann\", \"2026-03-02\", \"12:00\", \"16:00\", \"\"),\n"
             "  (\"bob\", \"2026-03-02\", \"15:00\", \"18:00\", \"\")); }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "groups.help.roster: 1 of its persons, such as bob, work in another group") != NULL, "%s",
        c.messages);
    cr_expect(strstr(c.messages, "groups.desk.roster: 1 of its persons") == NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(people, what_a_roster_hardly_means_is_told)
{
    const struct {
        const char *rows, *message;
    } cases[] = {
        {"(\"a\", \"2026-02-20\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-09-03\", \"09:00\", \"17:00\", \"\"),"
         " (\"b\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")",
            "groups.desk.roster: 2 rows of 2026-02-20 to 2026-09-03 lie outside the days of the run and are passed over"},
        {"(\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-03-04\", \"09:00\", \"17:00\", \"\")",
            "groups.desk.roster: nobody of the group is on the phones on 2026-03-03 (tue), 2026-03-05 (thu), 2026-03-06 (fri), when"},
        {"(\"a\", \"2026-03-02\", \"07:00\", \"17:00\", \"\"), (\"b\", \"2026-03-03\", \"17:00\", \"09:00\", \"\")",
            "groups.desk.roster[1]: 15 agent hours of its shifts lie outside the opening hours and are ignored, most of one shift in that of b on "
            "2026-03-03, 17:00 to 09:00: are start and end the wrong way round?"},
        {"(\"a\", \"2026-03-02\", \"07:00\", \"17:00\", \"\")", "in that of a on 2026-03-02, 07:00 to 17:00\n"},
        {"(\"a\", \"2026-03-02\", \"08:00\", \"16:00\", \"\"), (\"a\", \"2026-03-02\", \"16:30\", \"17:00\", \"lunch\")",
            "groups.desk.roster[1]: a: lunch on 2026-03-02, 16:30 to 17:00, touches no time on the phones of that day"},
        {"(\"a\", \"2026-03-02\", \"08:00\", \"16:00\", \"Telefon\"), (\"a\", \"2026-03-02\", \"16:30\", \"17:00\", \"coaching\")",
            "groups.desk.roster[1]: a: coaching on 2026-03-02, 16:30 to 17:00, touches no time"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1600];
        compiled_t c;

        snprintf(text, sizeof text, HEAD "groups: { desk: { roster = (%s); }; };", cases[i].rows);
        compile_text(&c, text);
        cr_expect_eq(c.ret, 0, "%s", c.messages);
        cr_expect(strstr(c.messages, cases[i].message) != NULL, "expected: %s\nfound: %s", cases[i].message, c.messages);
        compiled_free(&c);
    }
}

/* A break that some of the lengths leave out is as documented; one at the time of a meeting is not. */
Test(people, shifts_in_which_breaks_are_at_the_same_time_are_counted)
{
    compiled_t c;

    compile_text(&c,
        HEAD
        "groups: { desk: { staff = 3; }; };\n"
        "shifts: { any: { starts = (\"08:00\", \"10:00\", \"1 h\"); lengths = (\"4 h\", \"8 h\"); days = \"mon-fri\";\n"
        "  breaks: { lunch: { after = \"4 h\"; within = \"1 h\"; lasts = \"30 min\"; }; rest: { after = \"1 h\"; lasts = \"30 min\"; }; };\n"
        "  activities: { meeting: { at = \"10:00\"; lasts = \"30 min\"; days = \"tue\"; }; }; }; };");
    cr_expect(strstr(c.messages,
                  "shifts.any: of 30 shifts (starts, lengths, days) 2 have breaks or activities at the same time") != NULL,
        "%s", c.messages);
    cr_expect(strstr(c.messages, "lunch") == NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(people, a_whole_roster_in_its_days_with_training_apart_is_not_doubted)
{
    compiled_t c;
    size_t n;
    char text[3000];

    n = (size_t) snprintf(text, sizeof text,
        HEAD
        "groups: { desk: { roster = ((\"b\", \"2026-03-02\", \"09:00\", \"12:00\", \"training\"), (\"b\", \"2026-03-02\", \"12:00\", \"12:30\", "
        "\"lunch\")");
    for (int day = 2; day <= 6; day++)
        n += (size_t) snprintf(text + n, sizeof text - n, ", (\"a\", \"2026-03-%02d\", \"09:00\", \"17:00\", \"Dienst\")", day);
    snprintf(text + n, sizeof text - n, "); }; };");
    compile_text(&c, text);
    cr_expect_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "groups.desk") == NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(people, delays_of_seconds_are_doubted)
{
    compiled_t c;

    compile_text(&c,
        HEAD "groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"));"
             " adherence: { late = 5; long_breaks = \"2 min\"; }; }; };");
    cr_expect_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "groups.desk.adherence.late: 5 s is a very short mean departure from a roster") != NULL, "%s",
        c.messages);
    cr_expect(strstr(c.messages, "5 minutes is written \"5 min\"") != NULL, "%s", c.messages);
    cr_expect(strstr(c.messages, "long_breaks") == NULL, "%s", c.messages);
    compiled_free(&c);
}

Test(people, rows_at_once_are_told_three_times_and_counted)
{
    const char *const row = "(\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"shift\")";
    char text[1600];
    compiled_t c;

    snprintf(text, sizeof text, HEAD "groups: { desk: { roster = (%s, %s, %s, %s, %s, %s); }; };", row, row, row, row, row, row);
    compile_text(&c, text);
    cr_expect_eq(c.errors.n_errors, 4, "%s", c.messages);
    cr_expect(strstr(c.messages, "this row, shift, begins before that of line 4, shift, ends") != NULL, "%s", c.messages);
    cr_expect(strstr(c.messages, "groups.desk.roster: 2 more rows have a person at two things at once") != NULL, "%s",
        c.messages);
    compiled_free(&c);
}

Test(people, what_is_wrong_is_told_with_its_remedy)
{
    const struct {
        const char *text, *message;
    } cases[] = {
        {"groups: { desk: { }; };", "groups.desk.staff: is required: "},
        {"groups: { desk: { staff = 3; roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); }; };",
            "groups.desk.staff: stands beside shifts or a roster"},
        {"groups: { desk: { shifts: { early = 3; }; }; };", "groups.desk.shifts.early: "},
        {"shifts: { early: { start = \"09:00\"; length = \"8 h\"; }; }; groups: { desk: { shifts: { early = 3; }; shrinkage = \"5 %\"; }; };",
            "groups.desk.shrinkage: the shifts or the roster hold it"},
        {"shifts: { early: { start = \"09:00\"; }; }; groups: { desk: { staff = 3; }; };", "shifts.early: needs either length"},
        {"shifts: { early: { starts = (\"06:00\", \"10:00\", \"30 min\"); length = \"8 h\"; }; }; groups: { desk: { shifts: { early = 3; }; }; };",
            "\"ccsim schedule\" chooses, and writes a roster"},
        {"shifts: { early: { start = \"09:00\"; length = \"8 h\"; breaks: { b: { after = \"7 h 50 min\"; lasts = \"15 min\"; }; }; }; }; groups: { desk: { staff = 3; }; };",
            "shifts.early: b does not lie within the shift"},
        {"shifts: { early: { start = \"09:00\"; length = \"8 h\"; breaks: { b: { after = \"1 h\"; lasts = \"15 min\"; }; c: { at = \"10:10\"; lasts = \"15 min\"; }; }; }; };"
         " groups: { desk: { staff = 3; }; };",
            "shifts.early: b and c are at the same time"},
        {"shifts: { early: { starts = (\"09:00\", \"10:00\", \"1 h\"); length = \"4 h\"; breaks: { b: { after = \"4 h\"; lasts = \"15 min\"; }; }; }; };"
         " groups: { desk: { staff = 3; }; };",
            "shifts.early.breaks.b: fits into none of the shifts"},
        {"shifts: { early: { starts = (\"09:00\", \"10:00\", \"1 h\"); length = \"4 h\"; breaks: { b: { after = \"1 h\"; lasts = \"15 min\"; }; };"
         " activities: { m: { after = \"1 h\"; lasts = \"1 h\"; }; }; }; }; groups: { desk: { staff = 3; }; };",
            "shifts.early: breaks and activities are at the same time whatever is chosen"},
        {"shifts: { early: { start = \"09:00\"; length = \"8 h\"; days = \"mon-fry\"; }; }; groups: { desk: { staff = 3; }; };",
            "shifts.early.days: expected days"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-03-02\", \"16:00\", \"18:00\", \"\")); }; };",
            "a is at two things at once"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-12\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-03-13\", \"16:00\", \"18:00\", \"\")); }; };",
            "has no row of a day"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"Front\"), (\"a\", \"2026-03-03\", \"16:00\", \"18:00\", \"Back\")); }; };",
            "groups.desk.roster: has no row on the phones, only \"Front\", \"Back\": write"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"9h\", \"17:00\", \"\")); }; };",
            "expected a date, a start and another time as end"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); }; }; changes: { c: { staff = 0.9; }; };",
            "changes agents of desk, who are persons"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); }; }; changes: { c: { agents = 1.5; }; };",
            "whole agents can be added or taken off (agents = 2, agents = -2)"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); }; help: { staff = 2; }; };"
         " changes: { c: { agents = 1; from = \"desk\"; to = \"help\"; }; };",
            "moves agents of desk, who are persons: ask for two changes, --what-if \"staff -1 in desk, staff +1 in help\""},
        {"shifts: { early: { start = \"09:00\"; length = \"8 h\"; pattern = \"4 and 3\"; }; }; groups: { desk: { staff = 3; }; };",
            "shifts.early.pattern: expected days of work"},
        {"groups: { desk: { staff = 3; adherence: { late = \"2 min\"; }; }; };", "groups.desk.adherence: is of persons"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); end_of_shift = \"soon\"; }; };",
            "groups.desk.end_of_shift: expected \"finish\", \"hand_over\", or a duration"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); adherence: { early_leave = 0.1; }; }; };",
            "needs early_by"},
        {"groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\")); }; }; factors: { staff = 0.9; };",
            "whom no factor on staff multiplies"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1600];
        compiled_t c;

        snprintf(text, sizeof text, HEAD "%s", cases[i].text);
        compile_text(&c, text);
        cr_expect_neq(c.ret, 0, "%s", cases[i].text);
        cr_expect(strstr(c.messages, cases[i].message), "%s\n%s", cases[i].text, c.messages);
        compiled_free(&c);
    }
}

Test(people, a_change_adds_persons_who_are_on_the_phones_at_its_hours)
{
    char text[400];
    compiled_t c;

    compile_text(&c,
        HEAD
        "shifts: { early: { start = \"08:00\"; length = \"6 h\"; breaks: { rest: { after = \"2 h\"; lasts = \"15 min\"; }; }; }; };\n"
        "groups: { desk: { shifts: { early = 2; }; shrinkage: { unplanned = 0.2; }; }; };\n"
        "changes: { more: { groups = (\"desk\"); agents = 2; hours = \"10:00-12:00\"; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect_eq(c.plan.groups[0].n_persons, 4);
    cr_expect_eq(c.plan.groups[0].max_agents, 4);
    cr_expect_eq(c.plan.persons[3].n_shifts, 5);
    cr_expect_str_eq(spells_of(&c.plan, 3, text, sizeof text),
        "extra 4: 10-12 phones; 34-36 phones; 58-60 phones; 82-84 phones; 106-108 phones;");
    cr_expect_eq(ccs_plan_agents(&c.plan, 0, 9 * 3600), 2);
    cr_expect_eq(ccs_plan_agents(&c.plan, 0, 11 * 3600), 4);
    cr_expect_eq(c.plan.shifts[c.plan.persons[3].first_shift].absent_frac, 0.2);
    cr_expect_str_eq(c.plan.changes[0].applied, "asked 2, applied all the while");
    compiled_free(&c);
}

#define ALIKE                                                                                                                       \
    HEAD                                                                                                                            \
        "shifts: { early: { start = \"08:00\"; length = \"6 h\"; breaks: { rest: { after = \"2 h\"; lasts = \"15 min\"; }; }; };\n" \
        "  late: { start = \"12:00\"; length = \"6 h\"; }; };\n"                                                                    \
        "groups: { desk: { shifts: { early = 3; late = 1; }; shrinkage: { unplanned = 0.2; }; }; };\n"

Test(people, the_last_ones_are_not_there_where_agents_are_fewer)
{
    compiled_t c;

    compile_text(&c, ALIKE "changes: { fewer: { groups = (\"desk\"); agents = -2; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect_eq(c.plan.groups[0].n_persons, 4);
    cr_expect_eq(c.plan.persons[1].n_shifts, 5);
    cr_expect_eq(c.plan.persons[2].n_shifts, 0);
    cr_expect_eq(c.plan.persons[3].n_shifts, 0);
    cr_expect_eq(ccs_plan_agents(&c.plan, 0, 9 * 3600), 2);
    cr_expect_eq(ccs_plan_agents(&c.plan, 0, 15 * 3600), 0);
    cr_expect_eq(c.plan.shifts[c.plan.persons[0].first_shift].absent_frac, 0.2);
    cr_expect_str_eq(c.plan.changes[0].applied, "who goes: late 1, early 3 (the last of desk)");
    compiled_free(&c);

    compile_text(&c, ALIKE "changes: { fewer: { agents = -5; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect(
        strstr(c.messages,
            "changes.fewer: 5 agents fewer in every group: asked 5, desk has 4; who goes: late 1, early 3, early 2, early 1 (the last of "
            "desk): as many agents as are there"),
        "%s", c.messages);
    compiled_free(&c);
}

/* At each moment the last ones who are in a shift then; who works like them keeps the shifts. */
Test(people, the_last_ones_who_are_there_go_for_some_hours)
{
    char text[400];
    compiled_t c;

    compile_text(&c, ALIKE "changes: { fewer: { agents = -3; hours = \"10:00-15:00\"; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect_eq(strncmp(spells_of(&c.plan, 0, text, sizeof text), "early 1: 8-10 phones; 12-14 phones; 32-34 phones;", 49), 0,
        "%s", text);
    cr_expect_eq(strncmp(spells_of(&c.plan, 1, text, sizeof text), "early 2: 8-10 phones; 32-34 phones;", 35), 0, "%s", text);
    cr_expect_eq(strncmp(spells_of(&c.plan, 3, text, sizeof text), "late 1: 15-18 phones; 39-42 phones;", 35), 0, "%s", text);
    for (double hour = 8.5; hour < 18; hour++) {
        const double before = (hour < 14 ? 3 : 0) + (hour >= 12 ? 1 : 0), asked = hour > 10 && hour < 15 ? 3 : 0;

        cr_expect_eq(ccs_plan_agents(&c.plan, 0, hour * 3600), fmax(0, before - asked), "%g", hour);
    }
    cr_expect_str_eq(c.plan.changes[0].applied,
        "asked 3, applied 2.6 on average, least 1 at 2026-03-02T14:00; who goes: late 1, early 3, early 2, early 1 (the last of desk "
        "who are there then)");
    compiled_free(&c);
}

/* Of whom nothing is left for the day the shifts become fewer, and those after him go all the same. */
Test(people, as_many_go_for_some_hours_as_are_asked_where_the_hours_are_whole_shifts)
{
    static const struct {
        const char *shifts, *change;
        double early, late;
    } rows[] = {
        {"early = 5;", "agents = -3; hours = \"08:00-14:00\";", 2, 0},
        {"early = 5;", "agents = -5; hours = \"07:00-15:00\";", 0, 0},
        {"early = 3; late = 3;", "agents = -2; hours = \"12:00-18:00\";", 3, 1},
        {"early = 3; late = 2;", "agents = -3; hours = \"08:00-18:00\";", 0, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[600];
        compiled_t c;

        snprintf(text, sizeof text,
            HEAD "shifts: { early: { start = \"08:00\"; length = \"6 h\"; }; late: { start = \"14:00\"; length = \"4 h\"; }; };\n"
                 "groups: { desk: { shifts: { %s }; }; };\nchanges: { c: { %s }; };\n",
            rows[i].shifts, rows[i].change);
        compile_text(&c, text);
        cr_assert_eq(c.ret, 0, "%zu: %s", i, c.messages);
        cr_expect_eq(ccs_plan_agents(&c.plan, 0, 9 * 3600), rows[i].early, "%zu: %g", i, ccs_plan_agents(&c.plan, 0, 9 * 3600));
        cr_expect_eq(ccs_plan_agents(&c.plan, 0, 15 * 3600), rows[i].late, "%zu: %g", i, ccs_plan_agents(&c.plan, 0, 15 * 3600));
        compiled_free(&c);
    }
}

Test(people, shrinkage_of_persons_is_absence_beside_their_breaks)
{
    compiled_t c;

    compile_text(&c, ALIKE "changes: { more: { shrinkage = 0.3; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect_eq(c.plan.groups[0].absence_frac, 0.3);
    cr_expect_eq(c.plan.shifts[c.plan.persons[3].first_shift].absent_frac, 0.3);
    cr_expect_str_eq(c.plan.changes[0].applied,
        "persons of desk are absent with it for whole shifts; breaks and activities stay, 3.1 % of the shifts: 32.2 % in all");
    compiled_free(&c);

    compile_text(&c, ALIKE "changes: { more: { shrinkage = 0.3; hours = \"11:00-13:00\"; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect_eq(c.plan.shifts[c.plan.persons[0].first_shift].absent_frac, 0.2);
    cr_expect_eq(c.plan.shifts[c.plan.persons[3].first_shift].absent_frac, 0.3);
    compiled_free(&c);

    compile_text(&c, ALIKE "changes: { more: { shrinkage = 0.3; hours = \"09:00-11:00\"; }; };\n");
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_expect(strstr(c.messages, "changes nothing in desk: its agents are persons, who are absent for whole shifts") != NULL,
        "%s", c.messages);
    compiled_free(&c);
}

/* --- the flow -------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    compiled_t c;
    ccs_flow_t flow;
} run_t;

static void run(run_t *self, const char *text, uint32_t replication)
{
    compile_text(&self->c, text);
    cr_assert_eq(self->c.ret, 0, "%s", self->c.messages);
    cr_assert_eq(ccs_flow_init(&self->flow, &self->c.plan), 0);
    cr_assert_eq(ccs_flow_start(&self->flow, 7, replication), 0);
    cr_assert_eq(ccs_flow_loop(&self->flow), 0);
    ccs_flow_finish(&self->flow);
}

static void run_free(run_t *self)
{
    ccs_flow_free(&self->flow);
    compiled_free(&self->c);
}

static double type_sum(const run_t *self, enum ccs_type_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < self->c.plan.n_cells; cell++)
        sum += ccs_facts_at(&self->flow.facts, ccs_facts_index(&self->flow.facts, cell, 0))[fact];
    return sum;
}

static double pair_sum(const run_t *self, uint32_t pair, enum ccs_pair_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < self->c.plan.n_cells; cell++) sum += ccs_facts_pair(&self->flow.facts, cell, pair)[fact];
    return sum;
}

/* In open cells. */
static double group_sum(const run_t *self, enum ccs_group_fact fact)
{
    double sum = 0;

    for (uint32_t cell = 0; cell < self->c.plan.n_cells; cell++)
        if (self->c.plan.cells[cell].open || fact == CCS_FACT_overtime) sum += ccs_facts_group(&self->flow.facts, cell, 0)[fact];
    return sum;
}

Test(people, without_breaks_they_do_to_the_bit_what_a_number_of_agents_does)
{
    for (uint32_t replication = 0; replication < 4; replication++) {
        run_t numbers, persons;

        run(&numbers, HEAD "groups: { desk: { staff = 9; shrinkage: { unplanned = \"12 %\"; }; }; };\n", replication);
        run(&persons,
            HEAD "shifts: { all: { start = \"08:00\"; length = \"10 h\"; }; };\n"
                 "groups: { desk: { shifts: { all = 9; }; shrinkage: { unplanned = \"12 %\"; }; }; };\n",
            replication);
        for (int fact = 0; fact < CCS_N_TYPE_FACTS; fact++)
            cr_expect_eq(type_sum(&numbers, (enum ccs_type_fact) fact), type_sum(&persons, (enum ccs_type_fact) fact), "%s",
                CCS_TYPE_FACTS[fact].name);
        for (int fact = 0; fact < CCS_FACT_kept_area; fact++) /* that one persons alone have */
            cr_expect_float_eq(group_sum(&numbers, (enum ccs_group_fact) fact), group_sum(&persons, (enum ccs_group_fact) fact),
                1e-6, "%s", CCS_GROUP_FACTS[fact].name);
        run_free(&numbers);
        run_free(&persons);
    }
}

/* One person, one endless queue: every break begins late and has its full length. */
Test(people, a_break_that_begins_late_has_its_full_length_and_an_activity_ends_as_planned)
{
#define DAY(rest)                                                                                                                            \
    "clock: { open = \"08:00-18:00\"; interval = \"30 min\"; at_close = \"clear\"; };\n"                                                     \
    "types: { calls: { arrivals: { per_hour = 60; }; talk = \"7 min\"; }; };\n"                                                              \
    "groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"08:00\", \"16:00\", \"\"), (\"a\", \"2026-03-02\", \"10:00\", \"10:30\", \"" rest \
    "\")); }; };\n"
    run_t with_break, with_meeting;

    run(&with_break, DAY("break"), 0);
    run(&with_meeting, DAY("meeting"), 0);
    const double slack_s = group_sum(&with_break, CCS_FACT_staffed_area) - group_sum(&with_break, CCS_FACT_overtime);

    cr_expect_float_eq(slack_s, 7.5 * 3600, 1e-6); /* what was worked into the break is not lost */
    cr_expect_gt(group_sum(&with_meeting, CCS_FACT_staffed_area) - group_sum(&with_meeting, CCS_FACT_overtime), 7.5 * 3600 + 1);
    cr_expect_eq(group_sum(&with_break, CCS_FACT_off_area), 1800);
    cr_expect_eq(group_sum(&with_break, CCS_FACT_scheduled_area), 7.5 * 3600);
    cr_expect_gt(group_sum(&with_break, CCS_FACT_overtime), 0);
    cr_expect_lt(group_sum(&with_break, CCS_FACT_overtime), 7 * 60);
    run_free(&with_break);
    run_free(&with_meeting);
}

/* The sum of a fact over the cells of a reason for which persons are off the phones, by name. */
static double off_sum(const run_t *r, const char *name, enum ccs_off_fact fact)
{
    double sum = 0;
    uint32_t off = 0;

    while (off < r->c.plan.n_offs && strcmp(r->c.plan.offs[off].name, name) != 0) off++;
    cr_assert_lt(off, r->c.plan.n_offs, "%s", name);
    for (uint32_t cell = 0; cell < r->c.plan.n_cells; cell++) sum += ccs_facts_off(&r->flow.facts, cell, off)[fact];
    return sum;
}

/* The queue is endless, so that a meeting is short of what is worked into it, and a break is not. */
Test(people, time_off_the_phones_is_told_by_reason)
{
    run_t with_break, with_meeting;

    run(&with_break, DAY("break"), 0);
    run(&with_meeting, DAY("meeting"), 0);
    cr_expect_eq(with_break.c.plan.n_offs, 1);
    cr_expect_eq(off_sum(&with_break, "desk/break", CCS_FACT_planned_area), 1800);
    cr_expect_float_eq(off_sum(&with_break, "desk/break", CCS_FACT_spent_area), 1800, 1e-6);
    cr_expect_eq(off_sum(&with_meeting, "desk/meeting", CCS_FACT_planned_area), 1800);
    cr_expect_lt(off_sum(&with_meeting, "desk/meeting", CCS_FACT_spent_area), 1799);
    cr_expect_gt(off_sum(&with_meeting, "desk/meeting", CCS_FACT_spent_area), 1800 - 7 * 60);
    run_free(&with_break);
    run_free(&with_meeting);
}

/* Shifts that fall in the middle of the day: who leaves is a person, not the longest idle one, and the level is the same on average. */
Test(people, shifts_that_overlap_have_as_many_there_as_rows_of_staff_say)
{
    double staffed[2] = {0}, answered[2] = {0};

    for (uint32_t replication = 0; replication < 40; replication++) {
        run_t numbers, persons;

        run(&numbers,
            HEAD
            "groups: { desk: { staff = ((\"08:00\", \"10:00\", 5), (\"10:00\", \"14:00\", 10), (\"14:00\", \"18:00\", 6)); }; };\n",
            replication);
        run(&persons,
            HEAD "shifts: { early: { start = \"08:00\"; length = \"6 h\"; }; mid: { start = \"10:00\"; length = \"8 h\"; };\n"
                 " late: { start = \"14:00\"; length = \"4 h\"; }; };\n"
                 "groups: { desk: { shifts: { early = 5; mid = 5; late = 1; }; }; };\n",
            replication);
        staffed[0] += group_sum(&numbers, CCS_FACT_staffed_area);
        staffed[1] += group_sum(&persons, CCS_FACT_staffed_area);
        answered[0] += type_sum(&numbers, CCS_FACT_answered);
        answered[1] += type_sum(&persons, CCS_FACT_answered);
        cr_expect_eq(group_sum(&numbers, CCS_FACT_scheduled_area), group_sum(&persons, CCS_FACT_scheduled_area));
        run_free(&numbers);
        run_free(&persons);
    }
    cr_expect_float_eq(staffed[1] / staffed[0], 1, 0.01);
    cr_expect_float_eq(answered[1] / answered[0], 1, 0.005);
}

/* --- adherence ------------------------------------------------------------------------------------------------------------------- */

#define QUIET(keys)                                                                                                                                    \
    "clock: { open = \"08:00-18:00\"; interval = \"30 min\"; };\n"                                                                                     \
    "types: { calls: { arrivals: { per_day = 0; }; talk = \"7 min\"; }; };\n"                                                                          \
    "groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-03-02\", \"12:00\", \"12:30\", \"lunch\"));" keys \
    " }; };\n"

Test(people, who_is_late_takes_long_breaks_and_leaves_early_keeps_less_to_the_roster)
{
    run_t strict, loose, stops;

    run(&strict, QUIET(""), 0);
    run(&loose, QUIET("adherence: { late = \"5 min\"; long_breaks = \"2 min\"; early_leave = 1.0; early_by = \"10 min\"; };"), 0);
    run(&stops, QUIET("end_of_shift = \"10 min\";"), 0);
    cr_expect_eq(group_sum(&strict, CCS_FACT_kept_area), 8 * 3600);
    cr_expect_eq(group_sum(&strict, CCS_FACT_staffed_area), 7.5 * 3600);
    cr_expect_float_eq(group_sum(&loose, CCS_FACT_kept_area), 8 * 3600 - 17 * 60, 1e-6);
    cr_expect_float_eq(group_sum(&loose, CCS_FACT_staffed_area), 7.5 * 3600 - 17 * 60, 1e-6);
    cr_expect_float_eq(group_sum(&stops, CCS_FACT_kept_area), 8 * 3600, 1e-6);
    cr_expect_eq(strict.c.plan.n_offs, 1, "nobody is late or goes early");
    cr_expect_eq(off_sum(&loose, "desk/lunch", CCS_FACT_planned_area), 1800);
    cr_expect_float_eq(off_sum(&loose, "desk/lunch", CCS_FACT_spent_area), 1920, 1e-6);
    cr_expect_float_eq(off_sum(&loose, "desk/late", CCS_FACT_spent_area), 300, 1e-6);
    cr_expect_float_eq(off_sum(&loose, "desk/left early", CCS_FACT_spent_area), 600, 1e-6);
    cr_expect_eq(off_sum(&loose, "desk/late", CCS_FACT_planned_area), 0);
    cr_expect_eq(off_sum(&stops, "desk/lunch", CCS_FACT_spent_area), 1800);
    cr_expect_float_eq(group_sum(&stops, CCS_FACT_staffed_area), 7.5 * 3600 - 10 * 60, 1e-6);
    run_free(&strict);
    run_free(&loose);
    run_free(&stops);
}

Test(people, who_differ_in_skills_stop_before_the_end_of_a_shift_as_all_do)
{
    compiled_t c;

    compile_text(&c, QUIET("end_of_shift = \"10 min\"; agents: { a: { speed = 2.0; }; b: { speed = 3.0; }; };"));
    cr_assert_eq(c.ret, 0, "%s", c.messages);
    cr_assert_gt(c.plan.n_groups, 1);
    for (uint32_t i = 0; i < c.plan.n_groups; i++) cr_expect_eq(c.plan.groups[i].stops_before_s, 600);
    compiled_free(&c);
}

/* Absence has the whole shift, breaks too; what the roster calls absent is no second row. */
Test(people, who_is_absent_is_off_the_phones_for_nothing_else)
{
    run_t away;

    run(&away, QUIET("shrinkage: { unplanned = 0.99; };"), 0);
    cr_expect_eq(off_sum(&away, "desk/absent", CCS_FACT_spent_area), 8 * 3600);
    cr_expect_eq(off_sum(&away, "desk/lunch", CCS_FACT_spent_area), 0);
    cr_expect_eq(off_sum(&away, "desk/lunch", CCS_FACT_planned_area), 1800);
    run_free(&away);
    run(&away,
        "clock: { open = \"08:00-18:00\"; };\ntypes: { calls: { arrivals: { per_day = 0; }; talk = \"7 min\"; }; };\n"
        "groups: { desk: { roster = ((\"a\", \"2026-03-02\", \"09:00\", \"17:00\", \"\"), (\"a\", \"2026-03-02\", \"16:00\", \"17:00\", \"absent\"));"
        " shrinkage: { unplanned = 0.01; }; }; };\n",
        0);
    cr_expect_eq(away.c.plan.n_offs, 1);
    cr_expect_eq(off_sum(&away, "desk/absent", CCS_FACT_spent_area), 3600);
    run_free(&away);
}

/* Nobody's draws depend on who else is there. */
Test(people, who_is_fewer_by_a_change_is_fewer_as_if_the_roster_said_so)
{
#define LONG_DAY(name)                                                                                                           \
    "(\"" name "\", \"2026-03-02\", \"08:00\", \"18:00\", \"\"), (\"" name "\", \"2026-03-02\", \"12:00\", \"12:30\", \"lunch\")"
#define TEAM(rest, more)                                                                                                         \
    HEAD "groups: { desk: { roster = (" LONG_DAY("ada") ", " LONG_DAY("bo") ", " LONG_DAY("cy") rest                             \
        "); shrinkage: { unplanned = 0.2; }; "                                                                                   \
        "adherence: { late = \"5 min\"; }; }; };\n" more
    static const char *const pairs[][2] = {
        {TEAM("", ""), TEAM(", " LONG_DAY("di"), "changes: { fewer: { agents = -1; }; };")},
        {TEAM(", (\"di\", \"2026-03-02\", \"08:00\", \"10:00\", \"\"), (\"di\", \"2026-03-02\", \"13:00\", \"18:00\", \"\")", ""),
            TEAM(", " LONG_DAY("di"), "changes: { fewer: { agents = -1; hours = \"10:00-13:00\"; }; };")},
    };

    for (size_t i = 0; i < 2; i++) {
        run_t said, changed;

        run(&said, pairs[i][0], 2);
        run(&changed, pairs[i][1], 2);
        cr_expect_gt(type_sum(&said, CCS_FACT_answered), 50);
        for (int fact = 0; fact < CCS_N_TYPE_FACTS; fact++)
            cr_expect_eq(type_sum(&said, (enum ccs_type_fact) fact), type_sum(&changed, (enum ccs_type_fact) fact), "%s",
                CCS_TYPE_FACTS[fact].name);
        run_free(&said);
        run_free(&changed);
    }
#undef TEAM
#undef LONG_DAY
}

/* Draws are of the person and the day: with more of a law each is later, and nobody else. */
Test(people, variants_share_who_is_late_and_who_is_absent)
{
    static const char *const text =
        "clock: { start = \"2026-03-02\"; days = 5; open = \"08:00-18:00\"; };\n"
        "types: { calls: { arrivals: { per_day = 0; }; talk = \"7 min\"; }; };\n"
        "shifts: { all: { start = \"08:00\"; length = \"10 h\"; breaks: { rest: { after = \"4 h\"; lasts = \"20 min\"; }; }; }; };\n"
        "groups: { desk: { shifts: { all = %d; }; adherence: { late: { dist = \"exponential\"; mean = \"%d min\"; }; }; }; };\n";
    double staffed[3];
    const int heads[] = {8, 8, 9}, minutes[] = {5, 10, 5};

    for (int i = 0; i < 3; i++) {
        char scenario[1200];
        run_t r;

        snprintf(scenario, sizeof scenario, text, heads[i], minutes[i]);
        run(&r, scenario, 3);
        staffed[i] = group_sum(&r, CCS_FACT_staffed_area);
        run_free(&r);
    }
    const double full_s = 5 * 10 * 3600.0 - 5 * 20 * 60.0, lost_s = 8 * full_s - staffed[0];

    cr_expect_gt(lost_s, 0);
    cr_expect_float_eq(8 * full_s - staffed[1], 2 * lost_s, 1e-6);
    cr_expect_gt(staffed[2], staffed[0] + 0.9 * full_s);
}

/* --- who leads them -------------------------------------------------------------------------------------------------------------- */

/* One for 12 and one for 6 are three for 12. */
Test(people, have_the_supervisors_of_all_groups_that_lead_them)
{
    static const struct {
        const char *leaders;
        double span;
    } cases[] = {{"a: { span: { of = [\"desk\"]; agents = 12; }; };", 12}, {"a: { span: { of = \"desk\"; agents = 12; }; };", 12},
        {"a: { span: { of = [\"desk\"]; agents = 12; }; }; b: { span: { of = [\"desk\", \"chat\"]; agents = 6; }; };", 4},
        {"b: { span: { of = \"chat\"; agents = 6; }; };", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1500];
        compiled_t c;

        snprintf(text, sizeof text,
            "clock: { start = \"2026-03-02\"; days = 5; open = \"08:00-18:00\"; };"
            "types: { calls: { arrivals: { per_day = 80; }; talk = \"5 min\"; groups = [\"desk\", \"chat\"]; }; };"
            "careers: { tenure = \"90 d\"; }; groups: { desk: { staff = 24; }; chat: { staff = 6; }; %s };\n",
            cases[i].leaders);
        compile_text(&c, text);
        cr_assert_eq(c.ret, 0, "%s", c.messages);
        cr_expect_float_eq(c.plan.careers[0].support.span, cases[i].span, 1e-12, "%s", cases[i].leaders);
        compiled_free(&c);
    }
}

/* --- what they can do ------------------------------------------------------------------------------------------------------------ */

static double work_of_group(const run_t *r, uint32_t group)
{
    return r->flow.world.posts.at[r->c.plan.groups[group].first_agent].effect.work;
}

/* Who has customers of two segments serves one type all the same. */
Test(people, parts_of_a_type_are_one)
{
    run_t r;

    run(&r,
        "clock: { start = \"2026-03-02\"; days = 1; open = \"08:00-18:00\"; };"
        "types: { a: { arrivals: { per_hour = 9; }; talk = 100; segments: { few: { share = 0.1; }; rest: { share = 0.9; }; }; }; b: { talk = 100; }; };"
        "groups: { all: { staff = 1; }; }; careers: { tenure = \"90 d\"; people: { by_skill = 0.1; }; };\n",
        0);
    cr_expect_eq(r.c.plan.n_types, 3);
    cr_expect_float_eq(work_of_group(&r, 0), 1.1, 1e-12);
    run_free(&r);
}

/* Three types are two beyond the first; talks of 100 s last 120 s with those who serve three and 100 s with those who serve one. */
Test(people, contacts_are_longer_with_agents_who_serve_several_types)
{
    static const double by_skill[] = {0.1, 0};

    for (size_t i = 0; i < sizeof by_skill / sizeof *by_skill; i++) {
        char text[1200];
        run_t r;

        snprintf(text, sizeof text,
            "clock: { start = \"2026-03-02\"; days = 1; open = \"08:00-18:00\"; };"
            "types: { a: { arrivals: { gap = 400; }; talk = 100; groups = [\"all\"]; }; b: { talk = 100; groups = [\"all\"]; };"
            "  c: { talk = 100; groups = [\"all\"]; }; d: { arrivals: { gap = 400; }; talk = 100; groups = [\"one\"]; }; };"
            "groups: { all: { staff = 1; }; one: { staff = 1; }; }; careers: { tenure = \"90 d\"; people: { by_skill = %g; }; };\n",
            by_skill[i]);
        run(&r, text, 0);
        cr_expect_float_eq(work_of_group(&r, 0), 1 + 2 * by_skill[i], 1e-12);
        cr_expect_eq(work_of_group(&r, 1), 1);
        for (uint32_t pair = 0; pair < r.c.plan.n_pairs; pair++) {
            const double talks = pair_sum(&r, pair, CCS_FACT_talks);

            cr_expect(talks > 0 || (r.c.plan.pairs[pair].type != 0 && r.c.plan.pairs[pair].type != 3));
            cr_expect_float_eq(pair_sum(&r, pair, CCS_FACT_talk),
                talks * 100 * (r.c.plan.pairs[pair].group == 0 ? 1 + 2 * by_skill[i] : 1), 1e-6);
        }
        run_free(&r);
    }
}

/* --- what does nothing ------------------------------------------------------------------------------------------------------------- */

/* Each said of all groups, where no group has what it needs, and beside what it needs. */
Test(people, what_does_nothing_is_told)
{
    static const struct {
        const char *said, *path, *with;
    } cases[] = {{"learning: { practice = 0.5; }", "learning.practice", "learning: { practice = 0.5; work = 0.3; }"},
        {"measured_at: { week = \"30 h\"; }", "measured_at.week",
            "measured_at: { week = \"30 h\"; }; learning: { practice = 1; work = 0.3; }"},
        {"support: { supervisor = 1; }", "support.supervisor",
            "support: { supervisor = 1; }; attrition: { yearly = 1; by_supervisor = 0.1; }"},
        {"attrition: { yearly = 1; wage = 1.1; }", "attrition.wage", "attrition: { yearly = 1; wage = 1.1; by_wage = -0.3; }"},
        {"coaching: { bottom = 0.2; time = \"4 h\"; }", "coaching.bottom",
            "coaching: { bottom = 0.2; time = \"4 h\"; }; quality: { sample = 6; }"},
        {"home: { share = 0.5; }", "home.share", "home: { share = 0.5; work = 0.9; }"},
        {"tools: { launch_loss = 0.5; }", "tools.launch_loss", "tools: { launch_loss = 0.5; launch = \"2 d\"; work = 0.2; }"}};

    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const bool works = i % 2;
        char text[1600], told[120];
        compiled_t c;

        snprintf(text, sizeof text, HEAD "groups: { desk: { staff = 80; }; }; careers: { tenure = \"90 d\"; %s; };\n",
            works ? cases[i / 2].with : cases[i / 2].said);
        snprintf(told, sizeof told, "careers.%s: does nothing without", cases[i / 2].path);
        compile_text(&c, text);
        cr_assert_eq(c.ret, 0, "%s", c.messages);
        cr_expect_eq(strstr(c.messages, told) != NULL, !works, "%s: %s", cases[i / 2].path, c.messages);
        compiled_free(&c);
    }
}

/* Experience is of people with careers: beside them others are told of, and where there are none it does nothing. Groups that are tried one after the other are not compared. */
Test(people, experience_needs_careers)
{
    static const struct {
        const char *tiers, *careers, *says;
    } cases[] = {{"groups = ((\"a\", \"b\"))", "careers: { tenure = \"90 d\"; }",
                     "the people of group b have no careers: they count as having come when the run begins"},
        {"groups = ((\"a\", \"b\"))", "label = \"A\"", "types.x.agent_selection: does nothing without careers"},
        {"groups = (\"a\", \"b\")", "careers: { tenure = \"90 d\"; }", NULL}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1200];
        compiled_t c;

        snprintf(text, sizeof text,
            "clock: { start = \"2026-03-02\"; open = \"08:00-18:00\"; }; types: { x: { arrivals: { per_hour = 20; }; talk = 100; agent_selection = \"most_experienced\"; %s; }; };"
            "groups: { a: { staff = 2; %s; }; b: { staff = 2; }; };\n",
            cases[i].tiers, cases[i].careers);
        compile_text(&c, text);
        cr_assert_eq(c.ret, 0, "%s", c.messages);
        if (cases[i].says) cr_expect(strstr(c.messages, cases[i].says) != NULL, "%zu: %s", i, c.messages);
        else cr_expect_eq(strstr(c.messages, "career"), NULL, "%zu: %s", i, c.messages);
        compiled_free(&c);
    }
}
