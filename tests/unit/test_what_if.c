/* test_what_if.c - what-ifs taken apart. */
#include <criterion/criterion.h>
#include <string.h>

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
    reads("x: volume +10 %,staff +2,aht +5 %", "x", 3);
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
        {"aht x 1.1", "factors.aht*=1.1"}, {"aht of sales +5 %", "types.\"sales\".factors.aht*=1.05"},
        {"patience -20 %", "factors.patience*=0.8"}, {"staff -4 %", "factors.staff*=0.96"},
        {"staff of desk -4 %", "groups.\"desk\".factors.staff*=0.96"}, {"staff +2", "changes+={ agents = 2; }"},
        {"staff of desk -2", "changes+={ groups = [\"desk\"]; agents = -2; }"},
        {"Staff + 2 in desk", "changes+={ groups = [\"desk\"]; agents = 2; }"},
        {"VOLUME OF sales X 2", "types.\"sales\".factors.volume*=2"},
        {"volume +10 % from 09:00 to 12:00", "changes+={ hours = \"09:00-12:00\"; volume = 1.1; }"},
        {"volume of sales from 9:00 to 12:00 -10 %", "changes+={ hours = \"09:00-12:00\"; types = [\"sales\"]; volume = 0.9; }"},
        {"staff -2 between 22:00 and 02:00 in desk", "changes+={ hours = \"22:00-02:00\"; groups = [\"desk\"]; agents = -2; }"},
        {"staff *1.5 from 08:00 to 10:00", "changes+={ hours = \"08:00-10:00\"; staff = 1.5; }"},
        {"shrinkage 50 % of desk from 12:00 to 13:00",
            "changes+={ hours = \"12:00-13:00\"; groups = [\"desk\"]; shrinkage = 0.5; }"},
        {"move 2 agents from a to b from 08:00 to 09:00",
            "changes+={ hours = \"08:00-09:00\"; from = \"a\"; to = \"b\"; agents = 2; }"},
        {"cross-train 10 of sales for support", "changes+={ groups = [\"sales\"]; learn = \"support\"; agents = 10; }"},
        {"Cross train 1 agent in Big desk for \"Second level, Bonn\"",
            "changes+={ groups = [\"Big desk\"]; learn = \"Second level, Bonn\"; agents = 1; }"},
        {"staff +2 in Desk for cards", "changes+={ groups = [\"Desk for cards\"]; agents = 2; }"},
        {"wage +10 %", "factors.wage*=1.1"}, {"wage of Desk +5 %", "groups.\"Desk\".factors.wage*=1.05"},
        {"price *0.9", "factors.price*=0.9"}, {"price of bpo -10 %", "contracts.\"bpo\".factors.price*=0.9"},
        {"pace -10 %", "factors.pace*=0.9"}, {"pace of sales *0.95", "types.\"sales\".factors.pace*=0.95"},
        {"AHT+10%", "factors.aht*=1.1"}, {"volume*1.1 of sales", "types.\"sales\".factors.volume*=1.1"},
        {"volume *0", "factors.volume*=0"}, {"shrinkage 15 %", "changes+={ shrinkage = 0.14999999999999999; }"},
        {"shrinkage of desk 0.25", "changes+={ groups = [\"desk\"]; shrinkage = 0.25; }"},
        {"staff +5 in desk on Mon", "changes+={ hours = { mon = \"00:00-24:00\"; }; groups = [\"desk\"]; agents = 5; }"},
        {"staff +5 in desk from 9 to 12", "changes+={ hours = \"09:00-12:00\"; groups = [\"desk\"]; agents = 5; }"},
        {"staff +5 in desk from 10:00 to 12:00 on Monday and sat-sun",
            "changes+={ hours = { mon = \"10:00-12:00\"; sat = \"10:00-12:00\"; sun = \"10:00-12:00\"; }; groups = [\"desk\"]; agents = 5; }"},
        {"volume +10 % on Sat to Mon",
            "changes+={ hours = { mon = \"00:00-24:00\"; sat = \"00:00-24:00\"; sun = \"00:00-24:00\"; }; volume = 1.1; }"},
        {"volume on weekend of sales *2",
            "changes+={ hours = { sat = \"00:00-24:00\"; sun = \"00:00-24:00\"; }; types = [\"sales\"]; volume = 2; }"},
        {"move 2 from a to b on tue from 08:00 to 09:00",
            "changes+={ hours = { tue = \"08:00-09:00\"; }; from = \"a\"; to = \"b\"; agents = 2; }"},
        {"staff +2 in Desk on site", "changes+={ groups = [\"Desk on site\"]; agents = 2; }"},
        {"handle time +10 %", "factors.aht*=1.1"}, {"Handling times of sales +10%", "types.\"sales\".factors.aht*=1.1"},
        {"+5 agents", "changes+={ agents = 5; }"}, {"5 more agents in desk", "changes+={ groups = [\"desk\"]; agents = 5; }"},
        {"2.5 agents fewer in desk from 08:00 to 09:00 on fri",
            "changes+={ hours = { fri = \"08:00-09:00\"; }; groups = [\"desk\"]; agents = -2.5; }"},
        {"agents +5", "changes+={ agents = 5; }"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reads(rows[i].text, rows[i].text, 1);
        cr_expect_str_eq(what_if.sets[0], rows[i].set);
        cr_expect_str_eq(what_if.said[0], rows[i].text);
    }
}

/* As managers say it: who does something first, more and less as words, times as they stand in a diary. */
Test(what_if, understands_how_people_talk)
{
    static const struct {
        const char *text, *set;
    } rows[] = {{"volume up 10 percent", "factors.volume*=1.1"}, {"handle time 10 % higher", "factors.aht*=1.1"},
        {"handle times rise by 10 %", "factors.aht*=1.1"}, {"10 % more handle time", "factors.aht*=1.1"},
        {"20 percent fewer contacts", "factors.volume*=0.8"}, {"10% more agents", "factors.staff*=1.1"},
        {"+10 % volume of sales", "types.\"sales\".factors.volume*=1.1"},
        {"patience of Gold customers 20 % lower", "types.\"Gold customers\".factors.patience*=0.8"},
        {"volume of sales up 10 %", "types.\"sales\".factors.volume*=1.1"},
        {"volume of Follow up calls down by 10 %", "types.\"Follow up calls\".factors.volume*=0.9"},
        {"increase the volume of sales by 10 %", "types.\"sales\".factors.volume*=1.1"},
        {"cut handle time by 5%", "factors.aht*=0.95"}, {"shrinkage 15 percent", "changes+={ shrinkage = 0.14999999999999999; }"},
        {"add 5 agents", "changes+={ agents = 5; }"},
        {"add 5 more agents to desk", "changes+={ groups = [\"desk\"]; agents = 5; }"},
        {"remove 2 agents from desk from 9:30 to 12", "changes+={ hours = \"09:30-12:00\"; groups = [\"desk\"]; agents = -2; }"},
        {"remove 2 agents from 10 to 12", "changes+={ hours = \"10:00-12:00\"; agents = -2; }"},
        {"5 more agents 10-12", "changes+={ hours = \"10:00-12:00\"; agents = 5; }"},
        {"5 more agents in desk on Monday 10-12",
            "changes+={ hours = { mon = \"10:00-12:00\"; }; groups = [\"desk\"]; agents = 5; }"},
        {"on Monday 10 to 12 add 5 agents to desk",
            "changes+={ hours = { mon = \"10:00-12:00\"; }; groups = [\"desk\"]; agents = 5; }"},
        {"staff +5 from 9:00\xE2\x80\x93"
         "12:30",
            "changes+={ hours = \"09:00-12:30\"; agents = 5; }"},
        {"move 2 from Team 1-2 to Team 3 10-12",
            "changes+={ hours = \"10:00-12:00\"; from = \"Team 1-2\"; to = \"Team 3\"; agents = 2; }"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reads(rows[i].text, rows[i].text, 1);
        cr_expect_str_eq(what_if.sets[0], rows[i].set);
    }
}

Test(what_if, moves_people_and_joins_words)
{
    reads("busy: volume +10 %, move 10 from service to shared, groups.g.staff+=1", "busy", 3);
    cr_expect_str_eq(what_if.sets[1], "changes+={ from = \"service\"; to = \"shared\"; agents = 10; }");
    cr_expect_str_eq(what_if.said[1], "move 10 from service to shared");
    cr_expect_str_eq(what_if.said[2], "groups.g.staff+=1");
    reads("move 2 from Kundenservice Köln to \"Second level, Bonn\" from 08:00 to 10:00",
        "move 2 from Kundenservice Köln to \"Second level, Bonn\" from 08:00 to 10:00", 1);
    cr_expect_str_eq(what_if.sets[0],
        "changes+={ hours = \"08:00-10:00\"; from = \"Kundenservice Köln\"; to = \"Second level, Bonn\"; agents = 2; }");
    reads("move 2 from Team 1 to Team X 2", "move 2 from Team 1 to Team X 2", 1);
    cr_expect_str_eq(what_if.sets[0], "changes+={ from = \"Team 1\"; to = \"Team X 2\"; agents = 2; }");
    reads("shrinkage of Team X 15 %", "shrinkage of Team X 15 %", 1);
    cr_expect_str_eq(what_if.sets[0], "changes+={ groups = [\"Team X\"]; shrinkage = 0.14999999999999999; }");
    reads("staff of Kundenservice Köln -4 %", "staff of Kundenservice Köln -4 %", 1);
    cr_expect_str_eq(what_if.sets[0], "groups.\"Kundenservice Köln\".factors.staff*=0.96");
    reads("volume +10 % from 09:00 to 12:00", "volume +10 % from 09:00 to 12:00", 1);
    reads("rush: volume +10 % from 09:00 to 12:00", "rush", 1);
    reads("plan B: two: staff +2", "plan B: two", 1);
}

Test(what_if, refuses_what_changes_nothing)
{
    static const char *const bad[] = {"", "name:", "name: groups.g.staff", ": a=1", "x: a=1,", "x: =1", "x: a=1,,b=2", "volume",
        "volume 10 %", "volume +10", "volume +ten %", "staff of", "staff -120 %", "shrinkage 150 %", "move from a to b",
        "move 2 from a", "speed +10 %", "move 2 from a to a", "move 0 from a to b", "move 2 from a to b to c",
        "aht +5 % from 08:00 to 09:00", "volume +5 % from 08:00", "volume +5 % from 08:00 to 08:00",
        "volume +5 % from 08:00 till 09:00", "volume of a\"b +5 %", "volume of a of b +5 %", "staff +2 in", "2 more fewer agents",
        "2 more agents more", "volume +5 % from 08:00 to 09:00 from 10:00 to 11:00"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ccs_err_t err = {0};

        cr_expect_eq(ccs_what_if_read(bad[i], &arena, &what_if, &err), CCS_ERR_USAGE, "\"%s\"", bad[i]);
        cr_expect_str_eq(err.path, "--what-if");
    }
}

Test(what_if, names_the_word_its_place_and_the_nearest_known_one)
{
    static const struct {
        const char *text, *says;
    } rows[] = {{"volum +10 %",
                    "\"volum +10 %\", character 1, \"volum\": is nothing that a what-if changes, did you mean \"volume\"?"},
        {"größer: volume +10 %, ath +5 %", "character 23, \"ath\": is nothing that a what-if changes, did you mean \"aht\"?"},
        {"calls +10 %", "did you mean \"volume\"?"}, {"FTE -2", "did you mean \"staff\"?"},
        {"acw +10 %", "did you mean \"aht\"?"}, {"volume +ten %", "character 8, \"+ten %\": expected an amount such as +10 %"},
        {"staff +2 form 08:00 to 10:00", "character 7, \"+2 form\": expected an amount"},
        {"volume +10 % aht +5 %",
            "character 14, \"aht +5 %\": expected \"of\", \"in\", \"from\", a comma before the next change, or the end"},
        {"volume +10 %;aht +5 %", "character 13, \";aht +5 %\": expected"}, {"staff -4% at noon", "\"at noon\": expected"},
        {"volume +2", "of what? write +2 % for a share of the volume"},
        {"aht +5 % from 08:00 to 09:00", "character 10, \"from\": aht has no times"},
        {"move ten from a to b", "character 6, \"ten\": expected how many agents move"},
        {"volume +10,5 %",
            "\"+10,5 %\": expected an amount such as +10 %, -4 %, *1.1, as in \"volume +10 % from 09:00 to 12:00\": write 10.5, with a "
            "decimal point"},
        {"staff +1,5 in desk, aht +5 %", "\"+1,5\": expected an amount"},
        {"staff +1,5 in desk", ": write 1.5, with a decimal point"}, {"aht *1,1", "write 1.1, with a decimal point"},
        {"shrinkage 15", "\"15\": expected a share, did you mean \"15 %\"?"},
        {"shrinkage 0,15", "write 0.15, with a decimal point"},
        {"shrinkage 12,5 % of desk", "write \"12.5 %\", with a decimal point"},
        {"move 1,5 from a to b", "\": write 1.5, with a decimal point"},
        {"volume +1,000 %", "write 1000, or 1 if the comma is a decimal point"},
        {"volume +5 % from 9:00 AM to 12:00 PM",
            "character 18, \"9:00 AM\": expected a time of day such as \"08:30\", from 00:00 to 24:00: write \"09:00\""},
        {"volume +5 % from 09:00 to 12 p.m.",
            "character 27, \"12 p.m.\": expected a time of day such as \"08:30\", from 00:00 to 24:00: write \"12:00\""},
        {"staff +2 in desk between 9am and 5pm",
            "\"9am\": expected a time of day such as \"08:30\", from 00:00 to 24:00: write \"09:00\""},
        {"volume of", "ends too early: expected the name of a type"},
        {"cross-train 10 % of sales for support", "character 13, \"10 %\": expected how many agents learn it, a whole number"},
        {"cross-train 10 of sales", "ends too early: expected \"for\""},
        {"cross-train 10 of sales for", "ends too early: expected the name of a type"},
        {"cross-train 10 of sales for support from 09:00 to 10:00",
            "character 37, \"from\": what agents have learned they serve at all times"},
        {"crosstrain 3 of sales for support", "did you mean \"cross-train\"?"},
        {"staff +2 on Mon to Xmas", "\"Xmas\": expected a day such as mon, mon-fri, weekdays or weekend"},
        {"staff +2 on Mon on Tue", "character 17, \"on\": the days are said already"},
        {"aht +5 % on Mon", "\"Mon\": aht has no days: one law holds on all of them"},
        {"wage +5 % on Mon", "\"Mon\": wage has no days: one amount holds on all of them"},
        {"price +5 % from 09:00 to 10:00", "\"from\": price has no times of day: one amount holds all day"},
        {"price of", "ends too early: expected the name of a contract"}, {"wages +5 %", "did you mean \"wage\"?"},
        {"cross-train 2 of a for b on Mon", "\"on\": what agents have learned they serve at all times"},
        {"5 agents in desk", "\"5\": more or fewer? write \"+5 agents\" or \"-5 agents\""},
        {"+5 people", "\"people\": expected agents, as in \"+5 agents in NAME\""},
        {"+10 %",
            "\"%\": expected agents, as in \"+5 agents in NAME\", or what changes ahead of how much, as in \"volume +10 %\""},
        {"+5 in desk", "\"+5\": of what? write \"+5 agents\""},
        {"10 % volume", "more or fewer? write \"+10 % volume\" or \"-10 % volume\""},
        {"volume up 10 % lower", "character 16, \"lower\": more or fewer is said already"},
        {"add 5 fewer agents", "\"fewer\": more or fewer is said already"},
        {"volume up", "\"up\": expected an amount such as +10 %"}, {"shrinkage up 5 %", "and not by how much it changes"},
        {"shrinkage 150 %", "\"150 %\": expected a share from 0 to 100 %: all that is not there, such as 33 %"},
        {"on Monday 10-12", "ends too early: expected volume, aht"},
        {"on Monday aht +5 %", "character 1, \"on\": aht has no times of day and no days"},
        {"5 more agents 10-25", "\"25\": expected a time of day"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ccs_err_t err = {0};

        cr_assert_eq(ccs_what_if_read(rows[i].text, &arena, &what_if, &err), CCS_ERR_USAGE, "%s", rows[i].text);
        cr_expect(strstr(err.text, rows[i].says), "%s\n%s", rows[i].says, err.text);
    }
}

Test(what_if, joins_settings_and_words_and_cites_the_words)
{
    const char *const sets[] = {"run.seed=3"}, *const texts[] = {"busy: volume +10 %, move 2 from a to b", "aht -5 %"};
    ccs_err_list_t errors = {0};

    cr_assert_eq(ccs_what_if_join(sets, 1, texts, 2, &arena, &what_if, NULL), 0);
    cr_assert_eq(what_if.n_sets, 4);
    cr_expect_str_eq(what_if.sets[0], "run.seed=3");
    cr_expect_str_eq(what_if.sets[3], "factors.aht*=0.95");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:1", NULL, "a setting");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:3", "changes.changes_1.from", "a move");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:3", "changes.changes_12", "a move");
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:1", "changes.changes_1", "a setting");
    ccs_what_if_cite(&(ccs_said_t){NULL, what_if.said, 1, what_if.n_sets}, &errors, 0);
    cr_expect_str_eq(errors.items[0].where, "--set:1");
    cr_expect_str_eq(errors.items[1].where, "--what-if \"move 2 from a to b\"");
    cr_expect_str_eq(errors.items[1].path, "from", "the name of the change is one that nobody wrote");
    cr_expect_str_eq(errors.items[2].path, "");
    cr_expect_str_eq(errors.items[3].path, "changes.changes_1");
    ccs_err_list_free(&errors);
    (void) ccs_err_list_add(&errors, CCS_ERR_SCENARIO, "--set:1", "changes.changes_1.groups[0]", "no such group");
    const char *const said = "staff +5 in lnding from 10:00 to 12:00 on Monday";

    ccs_what_if_cite(&(ccs_said_t){"Kundenservice Köln früh", &said, 0, 1}, &errors, 0);
    cr_expect_str_eq(errors.items[0].where,
        "--what-if \"Kundenservice Köln früh: staff +5 in lnding from 10:00 to 12:00 on Monday\"");
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
