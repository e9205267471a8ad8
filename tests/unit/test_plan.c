/* test_plan.c - questions that can be asked of a compiled scenario. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "support.h"

static ccs_plan_t *plan;

static void delete_plan(void)
{
    plan_delete(plan);
}

TestSuite(plan, .fini = delete_plan);

#define DAY                                                                                                                      \
    "clock:{open=\"08:00-09:00, 10:00-10:30\";interval=\"30 min\";at_close=\"clear\";days=2;};"                                  \
    "types:{a:{arrivals:{per_hour=((\"08:00\",\"08:15\",120),(\"08:15\",\"10:30\",40));outside=\"drop\";};talk=60;"              \
    "ivr:{contained=0.25;};};"                                                                                                   \
    "b:{arrivals:{per_minute=2;};talk=9;};};"                                                                                    \
    "groups:{g:{staff=((\"08:00\",\"08:20\",3),(\"08:20\",\"09:00\",7),(\"10:00\",\"10:30\",2));};};"

Test(plan, has_agents_without_end_in_a_steady_state)
{
    plan = plan_from_text("types:{a:{arrivals:{per_minute=3;};talk=5;};};groups:{g:{staff=1;};};"
                          "run:{mode=\"steady\";length=\"2 h\";batches=4;warm_up=\"10 min\";};");
    cr_expect_eq(ccs_plan_agents(plan, 0, 0), 1);
    cr_expect_eq(ccs_plan_agents(plan, 0, 1e9), 1);
}

Test(plan, knows_who_is_scheduled_when)
{
    enum { H = 3600 };
    static const struct {
        double time_s;
        uint32_t agents;
    } cases[] = {{0, 0}, {8 * H - 0.001, 0}, {8 * H, 3}, {8 * H + 1199.999, 3}, {8 * H + 1200, 7}, {9 * H - 0.001, 7}, {9 * H, 0},
        {10 * H, 2}, {10.5 * H, 0}, {24 * H, 0}, {32 * H, 3}, {34.25 * H, 2}, {1e9, 0}};

    plan = plan_from_text(DAY);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(ccs_plan_agents(plan, 0, cases[i].time_s), cases[i].agents, "at %g h", cases[i].time_s / H);
    cr_expect_eq(plan->groups[0].max_agents, 7);
}

/* Each of these does something that lean contacts do not. */
Test(plan, is_lean_where_contacts_come_wait_talk_and_redial)
{
    static const struct {
        const char *what, *of_type, *of_group, *beside;
        bool is_lean;
    } cases[] = {
        {"the least", "", "", "", true},
        {"redials", "redial:{after_abandon=0.5;delay=60;max_attempts=3;};", "", "", true},
        {"listed", "agent_selection=\"listed\";", "agent_selection=\"listed\";", "", true},
        {"IVR", "ivr:{contained=0.2;time=23;};", "", "", false},
        {"IVR time", "ivr:{time=23;};", "", "", false},
        {"wrap", "wrap=31;", "", "", false},
        {"limit", "queue_limit=7;", "", "", false},
        {"balking", "balk=0.1;", "", "", false},
        {"reconnects", "reconnect:{probability=0.1;delay=60;};", "", "", false},
        {"lines", "", "", "trunks:{t:{lines=25;types=[\"a\"];};};", false},
        {"least occupied, of a group", "", "agent_selection=\"least_occupied\";", "", false},
        {"least occupied, of a type", "agent_selection=\"least_occupied\";", "", "", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];

        snprintf(text, sizeof text,
            "types:{a:{arrivals:{per_minute=3;};talk=5;patience=60;groups=(\"g\");%s};};groups:{g:{staff=1;%s};};%s",
            cases[i].of_type, cases[i].of_group, cases[i].beside);
        plan_delete(plan);
        plan = plan_from_text(text);
        cr_expect_eq(ccs_plan_is_lean(plan), cases[i].is_lean, "%s", cases[i].what);
    }
}

Test(plan, names_its_enumerations_as_scenarios_do)
{
#define X(name, text, use, answer, about) cr_expect_str_eq(ccs_channel_name(CCS_CHANNEL_##name), text);
    CCS_CHANNEL_LIST(X)
#undef X
#define X(name, text, candidates, reads, about) cr_expect_str_eq(ccs_agent_selection_name(CCS_AGENT_SELECTION_##name), text);
    CCS_AGENT_SELECTION_LIST(X)
#undef X
#define X(name, text, about) cr_expect_str_eq(ccs_at_close_name(CCS_AT_CLOSE_##name), text);
    CCS_AT_CLOSE_LIST(X)
#undef X
    cr_expect_str_eq(ccs_channel_name(CCS_CHANNEL_WEB_CALL), "web_call");
}

Test(plan, knows_of_each_channel_how_it_is_used_and_answered)
{
    static const struct {
        enum ccs_channel channel;
        enum ccs_channel_use use;
        enum ccs_channel_answer answer;
    } rows[] = {{CCS_CHANNEL_VOICE, CCS_USE_CALL, CCS_ANSWER_LIVE}, {CCS_CHANNEL_EMAIL, CCS_USE_WRITTEN, CCS_ANSWER_LATER},
        {CCS_CHANNEL_CHAT, CCS_USE_SIDE_BY_SIDE, CCS_ANSWER_LIVE}, {CCS_CHANNEL_SOCIAL, CCS_USE_SIDE_BY_SIDE, CCS_ANSWER_LATER},
        {CCS_CHANNEL_SMS, CCS_USE_SIDE_BY_SIDE, CCS_ANSWER_LATER},
        {CCS_CHANNEL_MESSAGING, CCS_USE_SIDE_BY_SIDE, CCS_ANSWER_LATER}, {CCS_CHANNEL_VIDEO, CCS_USE_CALL, CCS_ANSWER_LIVE},
        {CCS_CHANNEL_WEB_CALL, CCS_USE_CALL, CCS_ANSWER_LIVE}, {CCS_CHANNEL_WEB_FORM, CCS_USE_WRITTEN, CCS_ANSWER_LATER},
        {CCS_CHANNEL_POST, CCS_USE_WRITTEN, CCS_ANSWER_LATER}};

    _Static_assert(sizeof rows / sizeof *rows == CCS_N_CHANNELS, "every channel has a row");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(ccs_channel_use(rows[i].channel), rows[i].use, "%s", ccs_channel_name(rows[i].channel));
        cr_expect_eq(ccs_channel_answer(rows[i].channel), rows[i].answer, "%s", ccs_channel_name(rows[i].channel));
    }
}
