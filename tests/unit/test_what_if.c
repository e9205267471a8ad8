/* test_what_if.c - what-ifs taken apart. */
#include <criterion/criterion.h>

#include "what_if.h"

static ccs_arena_t arena;
static ccs_what_if_t what_if;

static void drop(void)
{
    ccs_arena_free(&arena);
}

TestSuite(what_if, .fini = drop);

static void reads(const char *text, const char *name, size_t n_sets)
{
    cr_assert_eq(ccs_what_if_read(text, &arena, &what_if, NULL), 0, "%s", text);
    cr_expect_str_eq(what_if.name, name);
    cr_assert_eq(what_if.n_sets, n_sets, "%s", text);
}

Test(what_if, has_a_name_and_changes)
{
    reads("two more: groups.g.staff+=2,  types.a.arrivals.per_day *= 1.1 ", "two more", 2);
    cr_expect_str_eq(what_if.sets[0], "groups.g.staff+=2");
    cr_expect_str_eq(what_if.sets[1], "types.a.arrivals.per_day *= 1.1");
}

Test(what_if, is_called_by_its_changes_without_a_name)
{
    reads("groups.g.staff+=2", "groups.g.staff+=2", 1);
    reads("clock.open=08:00-12:00", "clock.open=08:00-12:00", 1); /* a colon behind the equals sign is the value's */
    cr_expect_str_eq(what_if.sets[0], "clock.open=08:00-12:00");
}

Test(what_if, leaves_commas_of_values_alone)
{
    reads("x: groups.g.staff=[1, 2,3], a.b={c=(1,2); d=\"e, \\\" f,\";}, g=7", "x", 3);
    cr_expect_str_eq(what_if.sets[0], "groups.g.staff=[1, 2,3]");
    cr_expect_str_eq(what_if.sets[1], "a.b={c=(1,2); d=\"e, \\\" f,\";}");
    cr_expect_str_eq(what_if.sets[2], "g=7");
}

Test(what_if, understands_words)
{
    static const struct {
        const char *text, *set;
    } rows[] = {{"volume +10 %", "factors.volume*=1.1"}, {"volume -20%", "factors.volume*=0.8"},
        {"aht x 1.1", "factors.aht*=1.1"}, {"aht of sales +5 %", "types.sales.factors.aht*=1.05"},
        {"patience -20 %", "factors.patience*=0.8"}, {"staff -4 %", "factors.staff*=0.96"},
        {"staff of desk -4 %", "groups.desk.factors.staff*=0.96"}, {"staff +2", "groups.*.staff+=2"},
        {"staff of desk -2", "groups.desk.staff-=2"}, {"volume *0", "factors.volume*=0"},
        {"shrinkage 15 %", "groups.*.shrinkage=0.14999999999999999"}, {"shrinkage of desk 0.25", "groups.desk.shrinkage=0.25"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reads(rows[i].text, rows[i].text, 1);
        cr_expect_str_eq(what_if.sets[0], rows[i].set);
        cr_expect_str_eq(what_if.said[0], rows[i].text);
    }
}

Test(what_if, moves_people_and_joins_words)
{
    reads("busy: volume +10 %, move 10 from service to shared, groups.g.staff+=1", "busy", 4);
    cr_expect_str_eq(what_if.sets[1], "groups.service.staff-=10");
    cr_expect_str_eq(what_if.sets[2], "groups.shared.staff+=10");
    cr_expect_str_eq(what_if.said[1], "move 10 from service to shared");
    cr_expect_null(what_if.said[2]);
    cr_expect_str_eq(what_if.said[3], "groups.g.staff+=1");
    reads("plan B: two: staff +2", "plan B: two", 1);
}

Test(what_if, refuses_what_changes_nothing)
{
    static const char *const bad[] = {"", "name:", "name: groups.g.staff", ": a=1", "x: a=1,", "x: =1", "x: a=1,,b=2", "volume",
        "volume 10 %", "volume +10", "volume +ten %", "staff of", "staff -120 %", "shrinkage 150 %", "move from a to b",
        "move 2 from a", "speed +10 %"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ccs_err_t err = {0};

        cr_expect_eq(ccs_what_if_read(bad[i], &arena, &what_if, &err), CCS_ERR_USAGE, "\"%s\"", bad[i]);
        cr_expect_str_eq(err.path, "--what-if");
    }
}

Test(what_if, joins_settings_and_words_and_cites_the_words)
{
    const char *const sets[] = {"run.seed=3"}, *const texts[] = {"busy: volume +10 %, move 2 from a to b", "aht -5 %"};
    ccs_err_list_t errors = {0};

    cr_assert_eq(ccs_what_if_join(sets, 1, texts, 2, &arena, &what_if, NULL), 0);
    cr_assert_eq(what_if.n_sets, 5);
    cr_expect_str_eq(what_if.sets[0], "run.seed=3");
    cr_expect_str_eq(what_if.sets[3], "groups.b.staff+=2");
    cr_expect_null(what_if.said[3]);
    cr_expect_str_eq(what_if.sets[4], "factors.aht*=0.95");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:1", NULL, "a setting");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:4", NULL, "the second half of a move");
    ccs_what_if_cite(&(ccs_said_t){NULL, what_if.said, 1, what_if.n_sets}, &errors, 0);
    cr_expect_str_eq(errors.items[0].where, "--set:1");
    cr_expect_str_eq(errors.items[1].where, "--what-if \"move 2 from a to b\"");
    ccs_err_list_free(&errors);
    cr_expect_eq(ccs_what_if_join(sets, 1, (const char *const[]){"volume"}, 1, &arena, &what_if, NULL), CCS_ERR_USAGE);
}

Test(what_if, knows_the_agents_that_a_change_asks_of_a_group)
{
    double agents;

    cr_expect(ccs_what_if_agents("groups.desk.staff+=2", "desk", &agents) && agents == 2);
    cr_expect(ccs_what_if_agents("groups.desk.staff -= 2.5", "desk", &agents) && agents == -2.5);
    cr_expect(ccs_what_if_agents("groups.*.staff+=2", "desk", &agents) && agents == 2);
    cr_expect_not(ccs_what_if_agents("groups.desk.staff+=2", "des", &agents));
    cr_expect_not(ccs_what_if_agents("groups.desk.staff*=2", "desk", &agents));
    cr_expect_not(ccs_what_if_agents("groups.desk.staff[3]+=2", "desk", &agents));
    cr_expect_not(ccs_what_if_agents("groups.desk.staff+=2 x", "desk", &agents));
}
