/* test_compile_file.c - scenarios of several files through reader and compiler: extends, like, --set, CSV profiles, and where their errors
 * are said to be. */
#include <math.h>

#include "compile_folder.h"

static compiled_t got;
static void remove_all(void)
{
    static const char *const names[] = {"base.cfg", "main.cfg", "day.csv"};

    remove_folder(names, sizeof names / sizeof *names);
    compiled_free(&got);
}

TestSuite(compile_file, .init = make_folder, .fini = remove_all);

static const char BASE[] =
    "clock: { open = \"08:00-10:00\"; };\n"
    "types: {\n"
    "  a: { arrivals: { per_day = 480; profile = \"day.csv\"; }; patience = 90; talk = 60; target: { within = 30; }; };\n"
    "  b: { like = \"a\"; arrivals: { per_hour = 7; profile = \"none\"; }; };\n"
    "};\n"
    "groups: { g: { staff = 40; }; };\n";

static const char PROFILE[] = "time,share\n08:00,1\n08:30,3\n09:00,3\n09:30,1\n";

Test(compile_file, merges_the_base_resolves_like_and_inlines_the_profile)
{
    write_file("base.cfg", BASE);
    write_file("day.csv", PROFILE);
    write_file("main.cfg", "extends = \"base.cfg\";\ntypes: { a: { arrivals: { per_day = 960; }; talk = \"2 min\"; }; };\n");
    compile_folder(&got, NULL, 0);
    cr_assert(got.ret == 0 && got.errors.n == 0, "%s", got.messages);
    const ccs_plan_t *const p = &got.plan;

    cr_expect_eq(p->types[0].arrivals.n_rates, 3);
    cr_expect_float_eq(p->rates[0].per_s * 1800, 120, 1e-9);
    cr_expect_float_eq(p->rates[1].per_s * 3600, 720, 1e-9);
    cr_expect(p->rates[1].start_s == 8.5 * 3600 && p->rates[1].end_s == 9.5 * 3600, "equal neighbours are one piece");
    cr_expect_float_eq(p->rates[p->types[1].arrivals.first_rate].per_s * 3600, 7, 1e-9);
    cr_expect(p->pairs[1].talk.mean == 120 && p->types[1].target.within_s[0] == 30 && p->types[1].patience.mean == 90);
}

Test(compile_file, obeys_settings_of_the_command_line)
{
    static const char *const sets[] = {"groups.g.staff*=1.1", "types.b.arrivals.per_hour=9", "types.a.talk=4 min"};

    write_file("base.cfg", BASE);
    write_file("day.csv", PROFILE);
    write_file("main.cfg", "extends = \"base.cfg\";\n");
    compile_folder(&got, sets, 3);
    cr_assert(got.ret == 0 && got.errors.n == 1, "%s", got.messages);
    cr_expect(strstr(got.messages, "--set:3: types.a.talk: also applies to b, which is like a"), "%s", got.messages);
    cr_expect_eq(got.plan.groups[0].max_agents, 44);
    cr_expect_float_eq(got.plan.rates[got.plan.types[1].arrivals.first_rate].per_s * 3600, 9, 1e-9);
}

Test(compile_file, tells_who_takes_a_setting_through_like)
{
    static const struct {
        const char *set, *told; /* "" = nothing */
    } rows[] = {{"types.a.talk=30", "also applies to b, c, which are like a"},
        {"types.a.patience*=1.1", "also applies to b, which is like a"},
        {"types.b.balk=0.1", "also applies to c, which is like b"}, {"types.a.arrivals.per_day=9", ""},
        {"types.a.factors.volume*=1.1", ""}, {"types.*.talk=30", ""}, {"types.c.talk=30", ""}, {"groups.g.staff=41", ""}};

    write_file("base.cfg", BASE);
    write_file("day.csv", PROFILE);
    write_file("main.cfg", "extends = \"base.cfg\";\ntypes: { c: { like = \"b\"; patience = 60; }; };\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        compiled_free(&got);
        compile_folder(&got, &rows[i].set, 1);
        cr_assert_eq(got.ret, 0, "%s", got.messages);
        cr_expect(*rows[i].told ? strstr(got.messages, rows[i].told) != NULL : !strstr(got.messages, "also applies"), "%s: %s",
            rows[i].set, got.messages);
    }
}

Test(compile_file, names_the_line_of_the_profile_that_leaves_a_gap)
{
    write_file("base.cfg", BASE);
    write_file("day.csv", "time,share\n08:00,1\n08:30,3\n09:30,1\n");
    write_file("main.cfg", "extends = \"base.cfg\";\n");
    compile_folder(&got, NULL, 0);
    cr_expect_eq(got.ret, CCS_ERR_SCENARIO);
    cr_expect_str_eq(got.messages,
        "day.csv:4: types.a.arrivals.profile[2]: expected the row of 09:00, as the rows before it are 30 min apart, found "
        "[\"09:30\", 1]\n",
        "%s", got.messages);
}

Test(compile_file, names_the_file_in_which_each_wrong_value_stands)
{
    static const char *const sets[] = {"types.b.priority=high"};

    write_file("base.cfg", BASE);
    write_file("day.csv", PROFILE);
    write_file("main.cfg", "extends = \"base.cfg\";\n\ngroups: { g: { stuff = 3; }; };\nclock: { open = \"08:00-09:00\"; };\n");
    compile_folder(&got, sets, 1);
    cr_expect_str_eq(got.messages,
        "main.cfg:3: groups.g.stuff: unknown key, did you mean \"staff\"?\n"
        "day.csv:2: types.a.arrivals.profile: 50 % of the contacts (240 on mon) would arrive outside the opening hours 08:00-09:00; "
        "change the hours or the arrivals, or write outside = \"next_opening\" (they come when it opens), \"wait\" or \"drop\"\n"
        "--set:1: types.b.priority: expected a whole number, found \"high\"\n",
        "%s", got.messages);
}
