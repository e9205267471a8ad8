/* test_compile_error.c - what the compiler says of scenarios that are wrong, word for word. Invariant: a table's scenario
 * gives exactly its messages, no more and no fewer. */
#include "compile_case.h"

typedef struct {
    const char *scenario, *messages;
} wrong_t;

#define ONE_TYPE  "types:{a:{talk=60;arrivals:{per_hour=9;};};};"
#define ONE_GROUP "groups:{g:{staff=3;};};"
#define STEADY    "run:{mode=\"steady\";length=\"10 h\";};"
#define LEVELS                                                                                                                   \
    "one of sl_offered, sl_incl_abandoned, sl_answered, sl_excl_abandoned, sl_incl_short, sl_excl_short, "                       \
    "sl_excl_blocked, sl_incl_abandoned_excl_blocked, sl_excl_abandoned_blocked, sl_incl_short_excl_blocked, "                   \
    "sl_excl_short_blocked or sl_answered_incl_blocked"
#define WITH(keys)     "types:{a:{talk=60;arrivals:{per_hour=9;};" keys "};};" ONE_GROUP
#define ARRIVALS(keys) "types:{a:{talk=60;arrivals:{" keys "};};};" ONE_GROUP
#define STAFF(value)   "groups:{g:{staff=" value ";};};"

static void check(const wrong_t *cases, size_t n)
{
    static compiled_t got;

    for (size_t i = 0; i < n; i++) {
        compile_text(&got, cases[i].scenario);
        cr_expect_str_eq(got.messages, cases[i].messages, "%s\nexpected\n%sfound\n%s", cases[i].scenario, cases[i].messages,
            got.messages);
        cr_expect_eq(got.ret, got.errors.n_errors ? CCS_ERR_SCENARIO : 0, "%s", cases[i].scenario);
        compiled_free(&got);
    }
}
#define CHECK(table) check(table, sizeof table / sizeof *table)

#define DURATION "expected a duration such as \"3 min\", or a distribution { dist = \"lognormal\"; mean = \"3 min\"; cv = 0.8; }"
static const wrong_t WORDS[] = {
    {WITH("balk=\"0,8\";"),
        "test.cfg:1: types.a.balk: expected a share such as \"80 %\" or 0.8, from 0 to 1, or shares over time, found \"0,8\": write 0.8, with a "
        "decimal point\n"},
    {WITH("balk=80;"), "test.cfg:1: types.a.balk: must be from 0 to 1, found 80: write 0.8 or \"80 %\"\n"},
    {WITH("balk=\"80\";"), "test.cfg:1: types.a.balk: must be from 0 to 1, found \"80\": write 0.8 or \"80 %\"\n"},
    {WITH("wrap=\"4,5 min\";"),
        "test.cfg:1: types.a.wrap: " DURATION ", found \"4,5 min\": write \"4.5 min\", with a decimal point\n"},
    {ARRIVALS("per_day=\"1,000\";"),
        "test.cfg:1: types.a.arrivals.per_day: expected a number, a table of numbers by weekday, or rows (date, number), found \"1,000\": write 1000, "
        "or 1 if the comma is a decimal point\n"},
    {ARRIVALS("per_day=\"ca. 1000\";"),
        "test.cfg:1: types.a.arrivals.per_day: expected a number, a table of numbers by weekday, or rows (date, number), found \"ca. 1000\": write the "
        "number alone, 1000\n"},
    {ARRIVALS("per_hour=((\"8:00 AM\",\"18:00\",4));"),
        "test.cfg:1: types.a.arrivals.per_hour[0][0]: expected a time of day such as \"08:30\", from 00:00 to 24:00, found "
        "\"8:00 AM\": write \"08:00\"\n"},
    {WITH("wrap=\"5 minutes\";patience=\"00:05:00\";balk=\"80 %\";priority=\"2\";"), ""},
    {"types:{a:{talk=\"5:00\";arrivals:{per_day=\"1500\";};};};groups:{g:{staff=\"9\";};};", ""},
};

Test(compile_error, names_the_remedy_for_what_people_write)
{
    CHECK(WORDS);
}

#define TALK(value) "types:{a:{talk=" value ";arrivals:{per_hour=9;};};};" ONE_GROUP
static const wrong_t DOUBTS[] = {
    {TALK("5"),
        "warning: test.cfg:1: types.a.talk: 5 s is a very short mean handle time (usual is 15 s to 2 h): 5 minutes is written "
        "\"5 min\"\n"},
    {TALK("\"3 h\""),
        "warning: test.cfg:1: types.a: offered load of a is above capacity in 48 of 48 intervals, most at "
        "2026-03-02T00:00: 27 Erlang, 3 agents; customers never abandon, so the queue grows as long as it lasts\n"
        "warning: test.cfg:1: types.a.talk: 3 h is a very long mean handle time (usual is 15 s to 2 h)\n"},
    {"types:{a:{arrivals:{per_hour=90;};talk=5;wrap=60;};};groups:{g:{staff=3;};};",
        "warning: test.cfg:1: types.a.talk: 5 s is a very short mean talk time of a call (usual is 10 s to 2 h): 5 minutes is written \"5 min\"\n"},
    {"types:{a:{arrivals:{per_hour=1.012;};talk=60;};};groups:{g:{staff=3;};};",
        "warning: test.cfg:1: types.a.arrivals.per_hour: 1.012 is read with a decimal point; 1012 is written 1012\n"},
    {"types:{a:{arrivals:{per_minute=1.385;};talk=60;};};groups:{g:{staff=3;};};", ""},
    {"types:{a:{arrivals:{per_hour=1.300;};talk=60;};b:{like=\"a\";arrivals:{per_day=\"2.400\";};};};groups:{g:{staff=3;};};",
        "warning: test.cfg:1: types.a.arrivals.per_hour: 1.300 is read with a decimal point, as 1.3; 1300 is written 1300\n"},
    {"types:{a:{arrivals:{per_hour=((\"00:00\",1.300),(\"12:00\",\"12.400\"));};talk=60;};};groups:{g:{staff=3;};};",
        "warning: test.cfg:1: types.a.arrivals.per_hour: 1.300 is read with a decimal point, as 1.3; 1300 is written 1300\n"},
    {"types:{a:{arrivals:{per_hour=((\"00:00\",1.375),(\"12:00\",2.5));};talk=60;};b:{like=\"a\";arrivals:{per_hour=12.375;};};};groups:{g:{staff=3;};};",
        ""},
    {"types:{a:{channel=\"post\";arrivals:{per_hour=90;};talk=5;wrap=60;};};groups:{g:{staff=3;};};", ""},
    {"types:{a:{arrivals:{per_hour=90;};talk={dist=\"lognormal\";mean=60;cv=90;};};};groups:{g:{staff=3;};};",
        "warning: test.cfg:1: types.a.talk.cv: 90 is a very high coefficient of variation (usual is 0 to 5): 90 percent is written 0.9\n"},
    {"types:{a:{arrivals:{per_hour=90;};talk={dist=\"lognormal\";mean=60;cv=4.5;};};};groups:{g:{staff=3;};};", ""},
    {ONE_TYPE ONE_GROUP "clock:{interval=30;};",
        "warning: test.cfg:1: clock.interval: 30 s is a very short interval (usual is 5 min to 24 h): 30 minutes is written \"30 "
        "min\"\n"},
    {WITH("patience=2;"),
        "warning: test.cfg:1: types.a.patience: 2 s is a very short mean patience (usual is 10 s to 24 h): 2 minutes is written \"2 "
        "min\"\n"},
    {WITH("target:{service_level=\"0.8 %\";};"),
        "warning: test.cfg:1: types.a.target.service_level: 0.8 % is a very low service level to reach (usual is 10 % to 99.9 %): 80 "
        "percent is written 0.8 or \"80 %\"\n"},
    {WITH("target:{service_level=1;};"),
        "warning: test.cfg:1: types.a.target.service_level: 100 % is a very high service level to reach (usual is 10 % to 99.9 %)\n"},
    {WITH("channel=\"email\";target:{within=24;};"),
        "warning: test.cfg:1: types.a.target.within: 24 s is a very short target time of written work (usual is 5 min to 720 h): 24 "
        "hours is written \"24 h\"\n"},
    {ONE_TYPE "groups:{g:{staff=12;};};",
        "warning: test.cfg:1: groups: 1.25 % is a very low occupancy that the plan leads to (usual is 30 % and more)\n"},
    {WITH("target:{within=\"20 s\";service_level=0.8;};patience=\"2 min\";"), ""},
    {"types:{a:{channel=\"chat\";talk=60;groups=\"g\";arrivals:{per_hour=9;};};b:{channel=\"sms\";talk=60;groups=\"g\";arrivals:{per_hour=9;};};"
     "c:{channel=\"chat\";talk=60;groups=\"g\";arrivals:{per_hour=9;};};d:{channel=\"email\";talk=60;groups=\"g\";arrivals:{per_hour=9;};};};" ONE_GROUP,
        "warning: test.cfg:1: types: chat, sms: each agent handles one at a time, like a call; agents who handle several side by side "
        "have other waits\n"},
    {WITH("channel=\"email\";target:{within=\"4 h\";};"), ""},
    {WITH("channel=\"video\";"), ""},
};

Test(compile_error, doubts_what_is_allowed_and_hardly_ever_meant)
{
    CHECK(DOUBTS);
}

static const wrong_t KEYS[] = {
    {"title=\"x\";",
        "test.cfg: types: is required: the contact types; expected a group of named entries, NAME: { ... }\n"
        "test.cfg: groups: is required: the agent groups; expected a group of named entries, NAME: { ... }\n"},
    {"types:{};groups:{};",
        "test.cfg:1: types: holds no contact type\n"
        "test.cfg:1: groups: holds no agent group\n"},
    {"types=3;groups=\"x\";",
        "test.cfg:1: types: expected a group of named entries, NAME: { ... }, found 3\n"
        "test.cfg:1: groups: expected a group of named entries, NAME: { ... }, found \"x\"\n"},
    {"types:{a=\"none\";};" ONE_GROUP, "test.cfg:1: types: holds no contact type\n"},
    {WITH("acw=3;"), "test.cfg:1: types.a.acw: unknown key, did you mean \"wrap\"?\n"},
    {WITH("AHT=3;"), "test.cfg:1: types.a.AHT: unknown key, did you mean \"aht\"?\n"},
    {WITH("sla=0.8;"), "test.cfg:1: types.a.sla: unknown key here: it belongs at types.*.target.service_level, share to reach\n"},
    {WITH("ASA=20;"), "test.cfg:1: types.a.ASA: unknown key: asa_s is a figure of the results\n"},
    {ONE_TYPE ONE_GROUP "changes={c={};};",
        "test.cfg:1: changes.c: changes nothing: expected volume, staff, agents, shrinkage or learn\n"},
    {ONE_TYPE ONE_GROUP "changes={c={agents=2;from=\"g\";};};",
        "test.cfg:1: changes.c: needs from and to: agents leave one group and join another\n"},
    {ONE_TYPE ONE_GROUP "changes={c={agents=2;from=\"g\";to=\"g\";};};",
        "test.cfg:1: changes.c.to: is the group that they leave\n"},
    {ONE_TYPE ONE_GROUP "changes={c={hours=\"8-9\";volume=2;types=[\"bcd\"];};};",
        "test.cfg:1: changes.c.types[0]: there is no type \"bcd\"; there are a\n"
        "test.cfg:1: changes.c.hours: expected opening hours such as \"08:00-18:00\", \"08:00-12:00, 13:00-17:30\", \"22:00-06:00\", \"24h\" or "
        "\"closed\", or a table by weekday of these, found \"8-9\"\n"},
    {ONE_TYPE ONE_GROUP "changes={c={volume=2;groups=[\"g\"];};};",
        "test.cfg:1: changes.c: names groups, whose staff does not change\n"},
    {WITH("patiens=3;"), "test.cfg:1: types.a.patiens: unknown key, did you mean \"patience\"?\n"},
    {WITH("agent_choice=\"random\";"), "test.cfg:1: types.a.agent_choice: unknown key: it is called \"agent_selection\" now\n"},
    {ONE_TYPE STAFF("1;pick=\"listed\";order=[\"a\"]"),
        "test.cfg:1: groups.g.pick: unknown key: it is called \"contact_selection\" now\n"
        "test.cfg:1: groups.g.order: has a meaning only with contact_selection = \"listed\"\n"},
    {WITH("Pick=1;"),
        "test.cfg:1: types.a.Pick: unknown key here: it belongs at groups.*.contact_selection, which waiting contact a freed agent serves\n"},
    {WITH("per_hour=3;"),
        "test.cfg:1: types.a.per_hour: unknown key here: it belongs at types.*.arrivals.per_hour, contacts an hour\n"},
    {WITH("zzz=3;"),
        "test.cfg:1: types.a.zzz: unknown key; known here are label, channel, priority, queue_order, queue_limit, queue_limit_by, at_close, "
        "open, language, languages, segment, segments, site_shares, overflow, part_of, agent_selection, agent_score, allocation, site, weight, value, groups, sticky, routing, arrivals, ivr, before, flow, balk, balk_by_queue, balk_by_wait, patience, never_abandons, predictor, predictor_waits, announce, talk, wrap, aht, by_group, setup, hold, consult, drop, escalate, talk_by_sessions, switch, choose, turns, transfer, again_when_closed, redial, reconnect, pace, outcomes, costs, callback, target, touches, chase, initial, backlog, factors\n"},
    {"type:{};" ONE_TYPE ONE_GROUP, "test.cfg:1: type: unknown key, did you mean \"types\"?\n"},
    {WITH("colour=3;title=\"x\";"),
        "test.cfg:1: types.a.colour: unknown key; known here are label, channel, priority, queue_order, queue_limit, queue_limit_by, at_close, "
        "open, language, languages, segment, segments, site_shares, overflow, part_of, agent_selection, agent_score, allocation, site, weight, value, groups, sticky, routing, arrivals, ivr, before, flow, balk, balk_by_queue, balk_by_wait, patience, never_abandons, predictor, predictor_waits, announce, talk, wrap, aht, by_group, setup, hold, consult, drop, escalate, talk_by_sessions, switch, choose, turns, transfer, again_when_closed, redial, reconnect, pace, outcomes, costs, callback, target, touches, chase, initial, backlog, factors\n"
        "test.cfg:1: types.a.title: unknown key here: it belongs at title, what the scenario is, in one line; the file's name if it is left out\n"},
    {"types:{a:{arrivals:{per_hour=9;};};};" ONE_GROUP,
        "test.cfg:1: types.a.talk: is required, as neither by_group.g.talk nor groups.g.talk is given: expected a "
        "duration such as \"3 min\", or a distribution { dist = \"lognormal\"; mean = \"3 min\"; cv = 0.8; }\n"},
    {"types:{a:{talk=3;};};groups:{g:{staff=1;};h:{staff=1;};};",
        "test.cfg:1: types.a.groups: is required, as there are several groups: expected a list of group names, each "
        "tried after the one before; a list of names within it is tried together\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{};};",
        "test.cfg:1: trunks.t.lines: is required: contacts at once; more are blocked; expected a whole number\n"},
    {ONE_TYPE "groups:{g:{};};",
        "test.cfg:1: groups.g.staff: is required: agents scheduled; of 12.4 the last one is there on 40 % of the days (steady mode: of the replications); or else shifts, or a roster; expected a number, a list of one for each "
        "interval, rows (from, to, number) or (time, number), a table by weekday of these, or rows with dates\n"},
    {ONE_TYPE "groups:{g:{staf=2;};};",
        "test.cfg:1: groups.g.staf: unknown key, did you mean \"staff\"?\n"}, /* and not that it is required, too */
    {ONE_TYPE ONE_GROUP "run:{length=\"1 h\";};",
        "test.cfg:1: run.length: has no meaning in day mode: it belongs to run.mode = \"steady\"\n"},
    {ONE_TYPE ONE_GROUP "run:{mode=\"steady\";};",
        "test.cfg:1: run.length: is required: time that is counted; expected a duration such as \"4 min 30 s\" or \"4:30\" "
        "(units d, h, min, s, ms), or seconds as a number\n"},
    {ONE_TYPE ONE_GROUP STEADY "clock:{days=1;};",
        "test.cfg:1: clock: has no meaning in steady mode; remove it, or write \"none\" where it is inherited\n"},
    {ARRIVALS("per_interval=9;") STEADY,
        "test.cfg:1: types.a.arrivals.per_interval: has no meaning in steady mode; remove it, or write \"none\" where it "
        "is inherited\n"},
    {ARRIVALS("per_day=9;profile=[1];") STEADY,
        "test.cfg:1: types.a.arrivals.profile: has no meaning in steady mode; remove it, or write \"none\" where it is "
        "inherited\n"},
    {ONE_TYPE ONE_GROUP "groups2={};", "test.cfg:1: groups2: unknown key, did you mean \"groups\"?\n"},
    {"run=3;" ONE_TYPE ONE_GROUP, "test.cfg:1: run: expected a group { ... }, found 3\n"},
};

Test(compile_error, names_the_unknown_the_missing_and_the_meaningless_key)
{
    CHECK(KEYS);
}

static const wrong_t TYPES[] = {
    {WITH("priority=1.5;"), "test.cfg:1: types.a.priority: expected a whole number, found 1.5\n"},
    {WITH("priority=2000000;"), "test.cfg:1: types.a.priority: must be from -1000000 to 1000000, found 2000000\n"},
    {WITH("priority=\"-3\";"), ""},
    {WITH("priority=\"-1e30\";"), "test.cfg:1: types.a.priority: expected a whole number, found \"-1e30\"\n"},
    {WITH("priority=\"-2000000\";"), "test.cfg:1: types.a.priority: must be from -1000000 to 1000000, found \"-2000000\"\n"},
    {WITH("balk=\"-5 %\";"), "test.cfg:1: types.a.balk: must be from 0 to 1, found \"-5 %\"\n"},
    {WITH("target:{within=\"-5 s\";};"), "test.cfg:1: types.a.target.within: must be >= 0, found \"-5 s\"\n"},
    {WITH("wrap=\"-5 s\";"), "test.cfg:1: types.a.wrap: expected a time from 0 to 1e9 seconds, found \"-5 s\"\n"},
    {ARRIVALS("per_hour=\"-5\";"),
        "test.cfg:1: types.a.arrivals.per_hour: expected a number that is not negative, found \"-5\"\n"},
    {WITH("queue_limit=-1;"), "test.cfg:1: types.a.queue_limit: must be from 0 to 1000000000, found -1\n"},
    {WITH("channel=\"phone\";"),
        "test.cfg:1: types.a.channel: expected one of voice, email, chat, social, sms, messaging, video, web_call, "
        "web_form, post, found \"phone\"\n"},
    {WITH("channel=\"voise\";"),
        "test.cfg:1: types.a.channel: expected one of voice, email, chat, social, sms, messaging, video, web_call, "
        "web_form, post, found \"voise\", did you mean \"voice\"?\n"},
    {WITH("channel=3;"),
        "test.cfg:1: types.a.channel: expected one of voice, email, chat, social, sms, messaging, video, web_call, "
        "web_form, post, found 3\n"},
    {WITH("balk=1.5;"), "test.cfg:1: types.a.balk: must be from 0 to 1, found 1.5\n"},
    {WITH("balk=\"120 %\";"),
        "test.cfg:1: types.a.balk: expected a share such as \"80 %\" or 0.8, from 0 to 1, or shares over time, found \"120 %\"\n"},
    {WITH("balk=\"-1\";"), "test.cfg:1: types.a.balk: must be from 0 to 1, found \"-1\"\n"},
    {WITH("balk=[1];"), "test.cfg:1: types.a.balk: found 1, expected 48 for 00:00-24:00 in steps of 30 min (mon)\n"},
    {WITH("redial:{after_abandon=1.0;};"),
        "test.cfg:1: types.a.redial: every contact would come again for ever, at once: give max_attempts, a decay below "
        "1 or a smaller share\n"},
    {WITH("reconnect:{probability=1.0;delay=60;};"),
        "test.cfg:1: types.a.reconnect: every contact would come again for ever: give max_attempts, a decay below 1 or a "
        "smaller share\n"},
    {WITH("redial:{after_abandon=2;};"),
        "test.cfg:1: types.a.redial.after_abandon: must be from 0 to 1, found 2: write 0.02 or \"2 %\"\n"},
    {WITH("redial:{max_attempts=0;};"), "test.cfg:1: types.a.redial.max_attempts: must be from 1 to 65535, found 0\n"},
    {WITH("redial:{draws=\"keep\";};"), "test.cfg:1: types.a.redial.draws: expected one of fresh, kept, rest, found \"keep\"\n"},
    {WITH("target:{within=[20,10,\"20 s\"];};"),
        "test.cfg:1: types.a.target.within[2]: expected durations that differ, found \"20 s\"\n"},
    {WITH("target:{short_abandon=-5;};"), "test.cfg:1: types.a.target.short_abandon: must be >= 0, found -5\n"},
    {WITH("target:{counted_as=\"sl_excl_short\";};"),
        "test.cfg:1: types.a.target.counted_as: sl_excl_short counts short abandons: say how short, such as short_abandon = \"5 s\"\n"},
    {WITH("target:{within=[];};"),
        "test.cfg:1: types.a.target.within: expected a duration such as \"20 s\", or a list of at most 8 different ones, "
        "found []\n"},
    {WITH("target:{within=\"x\";};"),
        "test.cfg:1: types.a.target.within: expected a duration such as \"20 s\", or a list of at most 8 different ones, "
        "found \"x\"\n"},
    {WITH("target:{within=-1;};"), "test.cfg:1: types.a.target.within: must be >= 0, found -1\n"},
    {WITH("target:{counted_as=\"sl\";};"), "test.cfg:1: types.a.target.counted_as: expected " LEVELS ", found \"sl\"\n"},
    {WITH("target:{counted_as=\"asa_s\";};"), "test.cfg:1: types.a.target.counted_as: expected " LEVELS ", found \"asa_s\"\n"},
    {WITH("target:{within=[1,2,3,4,5,6,7,8,9];};"),
        "test.cfg:1: types.a.target.within: expected a duration such as \"20 s\", or a list of at most 8 different ones, "
        "found [1, 2, 3, …]\n"},
    {WITH("label=\"\";"), "test.cfg:1: types.a.label: expected a text, found \"\"\n"},
};

Test(compile_error, refuses_values_of_a_type_out_of_shape_or_range)
{
    CHECK(TYPES);
}

#define STEADY_WITH(keys) "run:{mode=\"steady\";length=9;};types:{a:{talk=60;" keys "};};groups:{g:{staff=3;};};"

static const wrong_t COURSES[] = {
    {WITH("patience:{dist=\"exponential\";mean=[60,70];};"),
        "test.cfg:1: types.a.patience.mean: found 2, expected 48 for 00:00-24:00 in steps of 30 min (mon)\n"},
    {WITH("patience:{dist=\"exponential\";mean=((\"00:00\",60),(\"08:00\",\"soon\"));};"),
        "test.cfg:1: types.a.patience.mean[1][1]: expected a duration such as \"4 min 30 s\" or \"4:30\" (units d, h, min, s, ms), or "
        "seconds as a number, found \"soon\"\n"},
    {WITH("patience:{dist=\"exponential\";mean=((\"00:00\",0));};"),
        "test.cfg:1: types.a.patience.mean: expected a time above 0 at some hour, found [[\"00:00\", 0]]\n"},
    {WITH("patience:{dist=\"lognormal\";sd=3;mean=((\"00:00\",60),(\"08:00\",70));};"),
        "test.cfg:1: types.a.patience.sd: cannot stand beside a mean that varies over time: the form of the law, such as cv, holds at all "
        "times\n"},
    {WITH("balk=((\"00:00\",0),(\"08:00\",1.5));"), "test.cfg:1: types.a.balk[1][1]: must be at most 1, found 1.5\n"},
    {WITH("balk=((\"00:00\",0),(\"08:00\",\"ten\"));"),
        "test.cfg:1: types.a.balk[1][1]: expected a share such as \"80 %\" or 0.8, from 0 to 1, found \"ten\": write 10\n"},
    {STEADY_WITH("balk=((\"00:00\",0),(\"08:00\",1));"),
        "test.cfg:1: types.a.balk: expected one value, as nothing changes over time in steady mode, found [[\"00:00\", 0], [\"08:00\", 1]]\n"},
    {STEADY_WITH("wrap=[1,2];"),
        "test.cfg:1: types.a.wrap: expected one value, as nothing changes over time in steady mode, found [1, 2]\n"},
    {ARRIVALS("gap=((\"00:00\",60),(\"08:00\",70));"),
        "test.cfg:1: types.a.arrivals.gap: a gap does not vary over time: write a rate beside it, such as per_hour, which may\n"},
    {WITH("redial:{after_balk=((\"00:00\",0),(\"08:00\",1));};"),
        "test.cfg:1: types.a.redial: every contact would come again for ever, at once: give max_attempts, a decay below 1 or a smaller share\n"},
};

Test(compile_error, refuses_what_cannot_vary_over_time)
{
    CHECK(COURSES);
}

static const wrong_t LAWS[] = {
    {WITH("patience=-3;"), "test.cfg:1: types.a.patience: expected a time from 0 to 1e9 seconds, found -3\n"},
    {WITH("patience=\"5 minutes ago\";"),
        "test.cfg:1: types.a.patience: expected a duration such as \"3 min\", or a distribution { dist = \"lognormal\"; "
        "mean = \"3 min\"; cv = 0.8; }, found \"5 minutes ago\"\n"},
    {WITH("patience:{mean=3;};"),
        "test.cfg:1: types.a.patience: a distribution needs its law: dist = \"lognormal\"; (see `ccsim list "
        "distributions`)\n"},
    {WITH("patience:{dist=\"gama\";mean=3;};"),
        "test.cfg:1: types.a.patience.dist: there is no distribution \"gama\", did you mean \"gamma\"?\n"},
    {WITH("patience:{dist=3;};"),
        "test.cfg:1: types.a.patience.dist: expected the name of a distribution such as \"lognormal\", found 3\n"},
    {WITH("patience:{dist=\"xxxxxxxx\";};"),
        "test.cfg:1: types.a.patience.dist: there is no distribution \"xxxxxxxx\"; see `ccsim list distributions`\n"},
    {WITH("patience:{dist=\"gamma\";mean=3;cw=1;};"),
        "test.cfg:1: types.a.patience.cw: unknown parameter of a distribution, did you mean \"cv\"?\n"},
    {WITH("patience:{dist=\"gamma\";mean=3;zzzzz=1;};"),
        "test.cfg:1: types.a.patience.zzzzz: unknown parameter of a distribution; known are dist, mean, cv and those of "
        "`ccsim list distributions`\n"},
    {WITH("patience:{dist=\"gamma\";mean=-3;cv=1;};"), "test.cfg:1: types.a.patience.mean: must be > 0, found -3\n"},
    {WITH("patience:{dist=\"gamma\";mean=3;cv=\"a\";};"), "test.cfg:1: types.a.patience.cv: expected a number, found \"a\"\n"},
    {WITH("patience:{dist=\"exponential\";mean=1e300;};"),
        "test.cfg:1: types.a.patience.mean: expected at most 1e9 seconds, found 1e+300\n"},
    {WITH("patience:{dist=\"empirical\";values=[1,2];weights=[1];};"),
        "test.cfg:1: types.a.patience: has 2 values and 1 weights\n"},
    {WITH("patience:{dist=\"empirical\";values=3;};"),
        "test.cfg:1: types.a.patience.values: expected a list of numbers, found 3\n"},
    {WITH("patience:{dist=\"empirical\";values=[\"3 x\"];};"),
        "test.cfg:1: types.a.patience.values[0]: expected a duration such as \"4 min 30 s\" or \"4:30\" (units d, h, min, s, ms), or "
        "seconds as a number, found \"3 x\"\n"},
    {WITH("patience=1e300;"), "test.cfg:1: types.a.patience: expected a time from 0 to 1e9 seconds, found 1e+300\n"},
};

Test(compile_error, refuses_distributions_that_are_none)
{
    CHECK(LAWS);
}

static const wrong_t ARRIVALS[] = {
    {ARRIVALS("per_hour=-1;"), "test.cfg:1: types.a.arrivals.per_hour: expected a number that is not negative, found -1\n"},
    {ARRIVALS("per_hour=1e300;"),
        "test.cfg:1: types.a.arrivals.per_hour: must be at most 3600000000 contacts, a million a second, found 1e+300\n"},
    {ARRIVALS("per_hour=9;per_day=3;"),
        "test.cfg:1: types.a.arrivals.per_day: says the same thing as per_hour: keep one of the two\n"},
    {ARRIVALS(""),
        "test.cfg:1: types.a.arrivals: expected per_minute, per_hour, per_interval or per_day, or a gap with a mean\n"},
    {ARRIVALS("profile=[1];"),
        "test.cfg:1: types.a.arrivals: expected per_minute, per_hour, per_interval or per_day, or a gap with a mean\n"},
    {ARRIVALS("per_hour=9;profile=[1,2];"),
        "test.cfg:1: types.a.arrivals.profile: a profile needs per_day, the number of contacts that it spreads\n"},
    {ARRIVALS("per_day=9;profile=[1,2];"),
        "test.cfg:1: types.a.arrivals.profile: expected 24, 48, 72, 96, 144, 288 or 1440 numbers that cover 24 hours, or "
        "rows (time, number), found 2 numbers\n"},
    {ARRIVALS("per_day=9;profile=3;"),
        "test.cfg:1: types.a.arrivals.profile: expected a list of 24, 48, 72, 96, 144, 288 or 1440 numbers that cover 24 "
        "hours, rows (from, to, number) or (time, number), a table by weekday of these, or rows with dates, found 3\n"},
    {ARRIVALS("per_day=[1,2];"),
        "test.cfg:1: types.a.arrivals.per_day: expected a number, a table of numbers by weekday, or rows (date, number), found [1, 2]\n"},
    {ARRIVALS("gap=\"none\";"),
        "test.cfg:1: types.a.arrivals: expected per_minute, per_hour, per_interval or per_day, or a gap with a mean\n"},
    {ARRIVALS("gap=0;"), "test.cfg:1: types.a.arrivals.gap: the mean gap must be at least 1e-06 s, found 0 s\n"},
    {ARRIVALS("per_hour=9;gap={dist=\"erlang\";};"),
        "test.cfg:1: types.a.arrivals.gap: erlang needs mean and k, or mean and cv\n"},
    {ARRIVALS("per_hour=9;gap=\"0 s\";"), "test.cfg:1: types.a.arrivals.gap: the mean gap must be > 0\n"},
    {ARRIVALS("per_hour=9;day_factor=2;"),
        "test.cfg:1: types.a.arrivals.day_factor: the mean of a factor must be 1, found 2: change the rates instead\n"},
    {ARRIVALS("per_hour=9;day_factor:{dist=\"gamma\";mean=2;cv=1;};"),
        "test.cfg:1: types.a.arrivals.day_factor: the mean of a factor must be 1, found 2: change the rates instead\n"},
    {ARRIVALS("per_hour=9;day_factor=\"wether\";") "day_factors:{weather:{dist=\"gamma\";cv=0.1;};};",
        "test.cfg:1: types.a.arrivals.day_factor: there is no shared day factor \"wether\", did you mean \"weather\"?\n"},
    {ARRIVALS("per_hour=9;day_factor=\"8 s\";"),
        "test.cfg:1: types.a.arrivals.day_factor: there is no shared day factor \"8 s\", nor any other: write it, or none here\n"},
    {ARRIVALS("per_day=100;profile=((\"07:00\",1),(\"08:00\",1),(\"09:00\",2));") "clock:{open=\"08:00-10:00\";};",
        "test.cfg:1: types.a.arrivals.profile: 25 % of the contacts (25 on mon) would arrive outside the opening hours "
        "08:00-10:00; change the hours or the arrivals, or write outside = \"next_opening\" (they come when it opens), \"wait\" or \"drop\"\n"},
    {ARRIVALS("per_day=100;profile=((\"07:00\",1),(\"07:00\",1));"),
        "test.cfg:1: types.a.arrivals.profile[1]: expected rows in ascending order of time, found [\"07:00\", 1]\n"},
    {ARRIVALS("per_day=100;profile=((\"7\",1),(\"08:00\",1));"),
        "test.cfg:1: types.a.arrivals.profile[0][0]: expected a time of day such as \"08:30\", from 00:00 to 24:00, "
        "found \"7\"\n"},
    {ARRIVALS("per_day=100;profile=((\"07:00\",1,2),(\"08:00\",1,2));"),
        "test.cfg:1: types.a.arrivals.profile[0][1]: expected a time of day such as \"08:30\", from 00:00 to 24:00, "
        "found 1\n"},
    {ARRIVALS("per_day=100;profile=((\"07:00\",\"08:00\",2),(\"07:30\",\"09:00\",2));"),
        "test.cfg:1: types.a.arrivals.profile[1]: expected rows in ascending order that do not overlap, found "
        "[\"07:30\", \"09:00\", 2]\n"},
    {ARRIVALS("per_day=100;profile=((\"09:00\",\"08:00\",2));"),
        "test.cfg:1: types.a.arrivals.profile[0]: expected a row whose end comes after its beginning, found [\"09:00\", "
        "\"08:00\", 2]\n"},
    {ARRIVALS("per_day=100;profile=((\"07:00\",1),3);"),
        "test.cfg:1: types.a.arrivals.profile[1]: expected a row (from, to, number) or (time, number), like the others, "
        "found 3\n"},
    {ARRIVALS("per_day=100;profile=((\"00:00\",0),(\"08:00\",0));"),
        "test.cfg:1: types.a.arrivals.profile: adds up to 0 (mon)\n"},
    {ARRIVALS("per_interval=((\"00:00\",9),(\"00:00:01\",1800000000),(\"00:00:02\",3),(\"14:00\",4));"),
        "test.cfg:1: types.a.arrivals.per_interval: must be at most a million contacts a second, found 1.8e+09 a second at "
        "00:00:01\n"},
    {ARRIVALS("per_hour=9;outside=\"wait\";"),
        "test.cfg:1: types.a.arrivals.outside: \"wait\" leaves contacts in the queue until the centre opens, which this type does with "
        "at_close = \"carry\", found \"drain\"\n"},
    {ARRIVALS("per_hour=9;outside=\"wait\";") STEADY,
        "test.cfg:1: types.a.arrivals.outside: has no meaning in steady mode; remove it, or write \"none\" where it is inherited\n"},
    {ARRIVALS("per_hour=9;outside=\"dorp\";"),
        "test.cfg:1: types.a.arrivals.outside: expected one of error, drop, next_opening, wait, found \"dorp\", did you mean \"drop\"?\n"},
    {ARRIVALS("per_day:{mon=3;};") STEADY,
        "test.cfg:1: types.a.arrivals.per_day: expected one number, as nothing changes over time in steady mode, found { "
        "… }\n"},
    {ONE_TYPE ONE_GROUP "day_factors:{x=2;y:{dist=\"gamma\";cv=0.1;};};",
        "test.cfg:1: day_factors.x: the mean of a factor must be 1, found 2: change the rates instead\n"},
};

Test(compile_error, refuses_arrivals_that_say_nothing_or_too_much)
{
    CHECK(ARRIVALS);
}

#define AB(keys_a, keys_b) "types:{a:{talk=60;arrivals:{per_hour=9;};" keys_a "};b:{talk=60;arrivals:{per_hour=9;};" keys_b "};};"
#define GH(of_g, of_h)     "groups:{g:{staff=3;" of_g "};h:{staff=3;" of_h "};};"
static const wrong_t SKILLS[] = {
    {AB("", "") GH("skills:{a:{speed=0;};aa:{};};", "skills:{b:{speed=-1;};};"),
        "test.cfg:1: groups.g.skills.a.speed: must be from 0.01 to 100, found 0\n"
        "test.cfg:1: groups.g.skills.aa: there is no type \"aa\", did you mean \"a\"?\n"
        "test.cfg:1: groups.h.skills.b.speed: must be from 0.01 to 100, found -1\n"},
    {AB("", "") GH("skills:{a:{quality=\"good\";priority=1.5;talk=60;};};", "skills:{b:{quality=2;};};"),
        "test.cfg:1: groups.g.skills.a.talk: unknown key here: it belongs at types.*.talk, talk time, where neither by_group nor the group gives "
        "one\n"
        "test.cfg:1: groups.g.skills.a.quality: expected a number such as 2 or -1.5, found \"good\"\n"
        "test.cfg:1: groups.g.skills.a.priority: expected a whole number, found 1.5\n"
        "test.cfg:1: groups.h.skills.b.quality: must be from -1 to 1, found 2\n"},
    {AB("", "") GH("skills:{a:{};};", ""),
        "test.cfg:1: types.b.groups: is required, as there are several groups and no skills name this type: expected a list of group names, each tried "
        "after the one before; a list of names within it is tried together\n"},
    {AB("groups=\"h\";", "groups=\"h\";") GH("skills:{a:{};};", "skills:{a:{};};"),
        "test.cfg:1: groups.g.skills.a: types.a.groups leaves this group out: add it there, or leave that key out\n"
        "test.cfg:1: types.b.groups: the skills of group \"h\" leave this type out: add b: { } to groups.h.skills\n"},
    {AB("", "") "groups:{g:{staff=3;skills:{a:{};};};};",
        "test.cfg:1: types.b.groups: the skills of group \"g\" leave this type out: add b: { } to groups.g.skills\n"},
    {AB("", "") "groups:{g:{staff=3;contact_selection=\"listed\";order=[\"b\",\"a\"];skills:{a:{priority=1;};b:{};};};};",
        "test.cfg:1: groups.g.skills.a: priority has no meaning with contact_selection = \"listed\": `order` says which type comes first\n"},
    {AB("", "") "groups:{g:{staff=3;agents:{x:{speed=0;};y:{skills:{c:{};};};z=3;};};};",
        "test.cfg:1: groups.g.agents.z: expected a group { ... }, found 3\n"
        "test.cfg:1: groups.g.agents.x.speed: must be from 0.01 to 100, found 0\n"
        "test.cfg:1: groups.g.agents.y.skills.c: there is no type \"c\", did you mean \"a\"?\n"},
    {AB("", "groups=\"h\";") GH("agents:{x:{skills:{a:{};b:{};};};};", ""),
        "test.cfg:1: groups.g.agents.x.skills.b: types.b.groups leaves this group out: add it there, or leave that key out\n"},
    {AB("", "") GH("skills=3;", "skills:{a:3;b:{};};"),
        "test.cfg:1: groups.g.skills: expected a group of named entries, NAME: { ... }, found 3\n"
        "test.cfg:1: groups.h.skills.a: expected a group { ... }, found 3\n"
        "test.cfg:1: types.a.groups: is required, as there are several groups and no skills name this type: expected a list of group names, each tried "
        "after the one before; a list of names within it is tried together\n"},
};

Test(compile_error, refuses_skills_that_nobody_can_have)
{
    CHECK(SKILLS);
}

static const wrong_t STAFF[] = {
    {ONE_TYPE STAFF("[1,2,3]") "clock:{open=\"08:00-18:00\";};",
        "test.cfg:1: groups.g.staff: found 3, expected 20 for 08:00-18:00 in steps of 30 min (mon)\n"},
    {ONE_TYPE STAFF("[-1.5,2.0]") "clock:{open=\"08:00-09:00\";};",
        "test.cfg:1: groups.g.staff[0]: expected a number that is not negative, found -1.5\n"},
    {ONE_TYPE STAFF("2;shrinkage=1.2"), "test.cfg:1: groups.g.shrinkage: must be from 0 to 1, found 1.2\n"},
    {ONE_TYPE STAFF("2;shrinkage={planned=15;unplanned=\"120 %\";absent=1;}"),
        "test.cfg:1: groups.g.shrinkage.absent: unknown key; known here are planned, unplanned\n"
        "test.cfg:1: groups.g.shrinkage.planned: must be from 0 to 1, found 15: write 0.15 or \"15 %\"\n"
        "test.cfg:1: groups.g.shrinkage.unplanned: expected a share such as \"80 %\" or 0.8, from 0 to 1, or shares over time, found \"120 %\"\n"},
    {ONE_TYPE STAFF("2;shrinkage={planned=[0.1,1.2];unplanned=\"often\";}") "clock:{open=\"08:00-09:00\";};",
        "test.cfg:1: groups.g.shrinkage.unplanned: expected a share such as \"80 %\" or 0.8, from 0 to 1, or shares over time, found \"often\"\n"
        "test.cfg:1: groups.g.shrinkage.planned[1]: must be at most 1, found 1.2\n"},
    {ONE_TYPE STAFF("2;shrinkage={planned=[0.1,0.2];}") "run:{mode=\"steady\";length=100;};",
        "test.cfg:1: groups.g.shrinkage.planned: expected one number, as nothing changes over time in steady mode, found [0.1, 0.2]\n"},
    {ONE_TYPE STAFF("2;shrinkage=[0.1,0.2]"),
        "test.cfg:1: groups.g.shrinkage: expected a share such as \"15 %\" or 0.15, from 0 to 1, or { planned = \"12 %\"; unplanned = \"5 %\"; }, found [0.1, "
        "0.2]\n"},
    {ONE_TYPE STAFF("2;shrinkage=1"),
        "test.cfg:1: groups.g.shrinkage: 100 % takes all agents off, so that nobody is there: write the share that is not there, such as \"33 %\"\n"},
    {ONE_TYPE STAFF("2;shrinkage=\"+3 %\""),
        "test.cfg:1: groups.g.shrinkage: expected a share such as \"15 %\" or 0.15, from 0 to 1, or { planned = \"12 %\"; unplanned = \"5 %\"; }, found \"+3 %\": "
        "write all that is not there, such as \"33 %\", not by how much it changes\n"},
    {ONE_TYPE STAFF("-1"), "test.cfg:1: groups.g.staff: expected a number that is not negative, found -1\n"},
    {ONE_TYPE STAFF("2000000"), "test.cfg:1: groups.g.staff: must be at most 1000000 agents, found 2000000\n"},
    {ONE_TYPE STAFF("\"x\""),
        "test.cfg:1: groups.g.staff: expected a number, a list of one for each interval, rows (from, to, number) "
        "or (time, number), a table by weekday of these, or rows with dates, found \"x\"\n"},
    {ONE_TYPE STAFF("[]"),
        "test.cfg:1: groups.g.staff: expected a number, a list of one for each interval, rows (from, to, number) "
        "or (time, number), a table by weekday of these, or rows with dates, found []\n"},
    {ONE_TYPE STAFF("((\"08:00\",\"12:00\",3),(\"10:00\",\"18:00\",2))"),
        "test.cfg:1: groups.g.staff[1]: expected rows in ascending order that do not overlap, found [\"10:00\", "
        "\"18:00\", 2]\n"},
    {ONE_TYPE STAFF("{mon=3") "};clock:{start=\"2026-03-03\";};",
        "test.cfg:1: groups.g.staff: has no value for tue, a day on which the centre is open\n"},
    {ONE_TYPE STAFF("{mon=3;montag=2") "};",
        "test.cfg:1: groups.g.staff.montag: unknown weekday; known are mon, tue, wed, thu, fri, sat, sun, weekdays, "
        "weekend\n"},
    {ONE_TYPE STAFF("{mon=3;tuu=2") "};", "test.cfg:1: groups.g.staff.tuu: unknown weekday, did you mean \"tue\"?\n"},
    {ONE_TYPE STAFF("(\"a\",\"b\")"),
        "test.cfg:1: groups.g.staff[0]: expected a number, found \"a\"\n"
        "test.cfg:1: groups.g.staff[1]: expected a number, found \"b\"\n"},
    {ONE_TYPE STAFF("[1,2]") STEADY,
        "test.cfg:1: groups.g.staff: expected one number, as nothing changes over time in steady mode, found [1, 2]\n"},
};

Test(compile_error, refuses_staff_that_does_not_fit_the_clock)
{
    CHECK(STAFF);
}

static const wrong_t CLOCK[] = {
    {ONE_TYPE ONE_GROUP "clock:{timezone=\"America/NewYork\";};",
        "test.cfg:1: clock.timezone: unknown time zone \"America/NewYork\", did you mean \"America/New_York\"?\n"},
    {ONE_TYPE ONE_GROUP "clock:{timezone=\"../../etc/passwd\";};",
        "test.cfg:1: clock.timezone: expected a time zone such as \"America/New_York\", found \"../../etc/passwd\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{timezone=\"/etc/localtime\";};",
        "test.cfg:1: clock.timezone: expected a time zone such as \"America/New_York\", found \"/etc/localtime\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{timezone=\"Mars/Base\";};",
        "test.cfg:1: clock.timezone: unknown time zone \"Mars/Base\"; they are called as \"Europe/Berlin\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{timezone=\"\";};",
        "test.cfg:1: clock.timezone: expected a time zone such as \"America/New_York\", found \"\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{timezone=3;};",
        "test.cfg:1: clock.timezone: expected a time zone such as \"America/New_York\", found 3\n"},
    {ONE_TYPE ONE_GROUP "clock:{start=\"2026-02-30\";};",
        "test.cfg:1: clock.start: expected a date such as \"2026-03-02\", from 1970 to 2199, found \"2026-02-30\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{start=\"1.3.2026\";};",
        "test.cfg:1: clock.start: expected a date such as \"2026-03-02\", from 1970 to 2199, found \"1.3.2026\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{start=3;};",
        "test.cfg:1: clock.start: expected a date such as \"2026-03-02\", from 1970 to 2199, found 3\n"},
    {ONE_TYPE ONE_GROUP "clock:{days=0;};", "test.cfg:1: clock.days: must be from 1 to 3660, found 0\n"},
    {ONE_TYPE ONE_GROUP "clock:{days=4000;};", "test.cfg:1: clock.days: must be from 1 to 3660, found 4000\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"8-18\";};",
        "test.cfg:1: clock.open: expected opening hours such as \"08:00-18:00\", \"08:00-12:00, 13:00-17:30\", \"22:00-06:00\", \"24h\" "
        "or \"closed\", or a table by weekday of these, found \"8-18\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"22:00-22:00\";};",
        "test.cfg:1: clock.open: opening hours must end after they begin, found \"22:00-22:00\"; a whole day is \"24h\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{open={mon=\"22:00-06:00\";tue=\"04:00-12:00\";};};",
        "test.cfg:1: clock.open.mon: opening hours must lie within a day that starts at 04:00, found \"22:00-06:00\": change "
        "clock.day_starts, or write them as two\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"04:00-12:00\";day_starts=\"06:00\";};",
        "test.cfg:1: clock.open: opening hours must lie within a day that starts at 06:00, found \"04:00-12:00\": change "
        "clock.day_starts, or write them as two\n"},
    {ONE_TYPE ONE_GROUP "clock:{day_starts=\"24:00\";};",
        "test.cfg:1: clock.day_starts: expected a time of day such as \"08:30\", from 00:00 to 23:59, found \"24:00\"\n"},
    {ONE_TYPE "groups:{g:{staff=((\"22:00\",\"06:00\",3));};};",
        "test.cfg:1: groups.g.staff[0]: expected a row whose end comes after its beginning, found [\"22:00\", \"06:00\", 3]; the day "
        "begins at 00:00: opening hours such as \"22:00-06:00\", or clock.day_starts, let it go past midnight\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"08:00-12:00, 11:00-13:00\";};",
        "test.cfg:1: clock.open: opening hours must be ascending and not overlap, found \"08:00-12:00, 11:00-13:00\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"closed\";};",
        "test.cfg:1: clock.open: the centre is closed on the day of clock.start: change that, clock.days, clock.holidays or the hours\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=\"closed\";days=7;};",
        "test.cfg:1: clock.open: the centre is closed on all 7 days from that of clock.start: change that, clock.days, clock.holidays or the hours\n"},
    {ONE_TYPE ONE_GROUP "clock:{open=3;};",
        "test.cfg:1: clock.open: expected opening hours such as \"08:00-18:00\", \"08:00-12:00, 13:00-17:30\", \"22:00-06:00\", \"24h\" "
        "or \"closed\", or a table by weekday of these, found 3\n"},
    {ONE_TYPE ONE_GROUP "clock:{open:{mon=\"closed\";};};",
        "test.cfg:1: clock.open: the centre is closed on the day of clock.start: change that, clock.days, clock.holidays or the hours\n"},
    {ONE_TYPE ONE_GROUP "clock:{open:{monn=\"24h\";};};",
        "test.cfg:1: clock.open.monn: unknown weekday, did you mean \"mon\"?\n"},
    {ONE_TYPE ONE_GROUP "clock:{holidays=\"2026-03-02\";};",
        "test.cfg:1: clock.holidays: expected a list of dates such as \"2026-12-25\", found \"2026-03-02\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{holidays=[\"2026-03-02\"];};",
        "test.cfg:1: clock.open: the centre is closed on the day of clock.start: change that, clock.days, clock.holidays or the hours\n"},
    {ONE_TYPE ONE_GROUP "clock:{holidays=[\"x\"];};",
        "test.cfg:1: clock.holidays[0]: expected a date such as \"2026-03-02\", from 1970 to 2199, found \"x\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{interval=\"1 ms\";};", "test.cfg:1: clock.interval: must be from 1 s to 24 h, found \"1 ms\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{interval=\"2 d\";};", "test.cfg:1: clock.interval: must be from 1 s to 24 h, found \"2 d\"\n"},
    {ONE_TYPE ONE_GROUP "clock:{interval=-5;};", "test.cfg:1: clock.interval: must be from 1 s to 24 h, found -5\n"},
    {ONE_TYPE ONE_GROUP "clock:{interval=\"1 s\";days=3000;};",
        "test.cfg:1: clock: 259203000 intervals are more than 200000: take a longer clock.interval or fewer days\n"},
    {ONE_TYPE ONE_GROUP "clock:{at_close=\"drained\";};",
        "test.cfg:1: clock.at_close: expected one of drain, clear, carry, found \"drained\", did you mean \"drain\"?\n"},
    {ONE_TYPE ONE_GROUP
        "clock:{open=\"00:00-01:00,02:00-03:00,04:00-05:00,06:00-07:00,08:00-09:00,10:00-11:00,12:00-13:00,14:00-15:00,16:00-17:00\";};",
        "test.cfg:1: clock.open: more than 8 opening hours on one day\n"},
};

Test(compile_error, refuses_days_and_hours_that_do_not_exist)
{
    CHECK(CLOCK);
}

static const wrong_t GROUPS[] = {
    {WITH("groups=\"h\";"), "test.cfg:1: types.a.groups: there is no group \"h\", did you mean \"g\"?\n"},
    {WITH("groups=(\"g\",\"g\");"), "test.cfg:1: types.a.groups[1]: names group \"g\" twice\n"},
    {WITH("groups=([\"g\"],\"g\");"), "test.cfg:1: types.a.groups[1]: names group \"g\" twice\n"},
    {WITH("groups=[];"),
        "test.cfg:1: types.a.groups: expected a list of group names, each tried after the one before; a list of names "
        "within it is tried together, found []\n"},
    {WITH("groups=(3);"), "test.cfg:1: types.a.groups[0]: expected the name of a group, found 3\n"},
    {WITH("groups=([]);"), "test.cfg:1: types.a.groups[0]: expected a group's name, or a list of them, found []\n"},
    {WITH("groups=\"a\";"), "test.cfg:1: types.a.groups: there is no group \"a\", which is one of types; there are g\n"},
    {WITH("outcomes:{resolved=0.7;resolution=0.7;};"),
        "test.cfg:1: types.a.outcomes.resolution: unknown key, did you mean \"resolved\"?\n"},
    {WITH("concurrency=2;"),
        "test.cfg:1: types.a.concurrency: unknown key here: it belongs at channels.*.at_once, "
        "contacts of it that an agent may have in hand at once: each takes so much of the agent, beside those of other channels too\n"},
    {WITH("by_group:{h:{talk=3;};};"), "test.cfg:1: types.a.by_group.h: there is no group \"h\", did you mean \"g\"?\n"},
    {WITH("by_group:{gg:{talk=3;};};"), "test.cfg:1: types.a.by_group.gg: there is no group \"gg\", did you mean \"g\"?\n"},
    {WITH("groups={a=1;};"),
        "test.cfg:1: types.a.groups: expected a list of group names, each tried after the one before; a list of names "
        "within it is tried together, found { … }\n"},
    {"types:{a:{talk=3;groups=\"g\";by_group:{h:{talk=4;};};};};groups:{g:{staff=1;};h:{staff=1;};};",
        "test.cfg:1: types.a.by_group.h: group \"h\" is not among the groups of this type\n"},
    {ONE_TYPE ONE_GROUP "sources:{s:{of=\"types.*.talk, groups.g.stff\";};};",
        "test.cfg:1: sources.s.of: this scenario says nothing at \"groups.g.stff\": name keys as it writes them, such as \"costs.wage, types.*.talk\"\n"},
    {"types:{a:{talk=1;};};groups:{g:{staff=1;same_role_as=\"g\";};};",
        "test.cfg:1: groups.g.same_role_as: must name another group, found its own: leave it out\n"},
    {"types:{a:{talk=1;};};groups:{g:{staff=1;site=\"hils\";};};sites:{hills:{};};",
        "test.cfg:1: groups.g.site: there is no site \"hils\", did you mean \"hills\"?\n"},
    {"types:{a:{talk=1;};};groups:{g:{staff=1;site=\"hills\";};};",
        "test.cfg:1: groups.g.site: there is no site \"hills\", nor any other: write it, or none here\n"},
    {"types:{a:{talk=1;};};groups:{g:{staff=1;site=[\"n\",\"s\"];};};sites:{n:{};s:{};};",
        "test.cfg:1: groups.g.site: expected the name of a site, found [\"n\", \"s\"]\n"},
    {ONE_TYPE ONE_GROUP "sites:{};trunks:{};day_factors:{};changes:{};", ""},
    {ONE_TYPE ONE_GROUP "sites:{n=\"none\";};trunks:{t=\"none\";};", ""},
    {"types:{a:{talk=1;};};groups:{g:{staff=1;site=\"none\";};};sites:{none:{};};",
        "test.cfg:1: sites.none: \"none\" is no name: it says that there is nothing; choose another\n"},
    {ONE_TYPE "groups:{none:{staff=1;};};",
        "test.cfg:1: groups.none: \"none\" is no name: it says that there is nothing; choose another\n"},
    {ONE_TYPE ONE_GROUP "sites:{n:3;};", "test.cfg:1: sites.n: expected a group { ... }, found 3\n"},
    {"types:{a:3;};" ONE_GROUP, "test.cfg:1: types.a: expected a group { ... }, found 3\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=0;};};", "test.cfg:1: trunks.t.lines: must be from 1 to 1000000000, found 0\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=3;types=[\"b\"];};};",
        "test.cfg:1: trunks.t.types[0]: there is no type \"b\", did you mean \"a\"?\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=3;types=[\"a\"];};u:{lines=3;types=[\"a\"];};};",
        "test.cfg:1: trunks.u.types: type \"a\" is in two trunk groups, this one and \"t\"\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=3;};u:{lines=3;};};",
        "test.cfg:1: trunks.t: needs types = [ ... ], as there are several trunk groups\n"
        "test.cfg:1: trunks.u: needs types = [ ... ], as there are several trunk groups\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=3;types=[];};};", "test.cfg:1: trunks.t.types: expected a list of names, found []\n"},
    {ONE_TYPE ONE_GROUP "trunks:{t:{lines=3;types=[\"a\",\"a\"];};};", "test.cfg:1: trunks.t.types[1]: names \"a\" twice\n"},
    {ONE_TYPE STAFF("1;contact_selection=\"listed\""),
        "test.cfg:1: groups.g: contact_selection = \"listed\" needs order = [ ... ], the types served, the first to be served first\n"},
    {ONE_TYPE STAFF("1;order=[\"a\"]"), "test.cfg:1: groups.g.order: has a meaning only with contact_selection = \"listed\"\n"},
    {ONE_TYPE STAFF("1;contact_selection=\"listed\";order=[\"b\"]"),
        "test.cfg:1: groups.g.order[0]: there is no type \"b\", did you mean \"a\"?\n"},
    {"types:{a:{talk=1;};b:{talk=1;};};groups:{g:{staff=1;contact_selection=\"listed\";order=[\"b\"];};};",
        "test.cfg:1: groups.g.order: leaves out type \"a\", which lists this group in its groups\n"},
    {"types:{a:{talk=1;groups=\"g\";};b:{talk=1;groups=\"h\";};};groups:{g:{staff=1;contact_selection=\"listed\";order=[\"a\",\"b\"];};"
     "h:{staff=1;};};",
        "test.cfg:1: groups.g.order: names type \"b\", which does not list this group in its groups\n"},
};

Test(compile_error, refuses_names_and_orders_that_do_not_fit)
{
    CHECK(GROUPS);
}

static const wrong_t RUN[] = {
    {ONE_TYPE ONE_GROUP "run:{mode=\"stedy\";};",
        "test.cfg:1: run.mode: expected one of day, steady, found \"stedy\", did you mean \"steady\"?\n"},
    {ONE_TYPE ONE_GROUP "run:{replications=0;};", "test.cfg:1: run.replications: must be from 1 to 10000000, found 0\n"},
    {ONE_TYPE ONE_GROUP "run:{seed=-1;};",
        "test.cfg:1: run.seed: expected a whole number from 0 to 18446744073709551615, beyond 9223372036854775807 as a "
        "text, found -1\n"},
    {ONE_TYPE ONE_GROUP "run:{seed=\"x\";};",
        "test.cfg:1: run.seed: expected a whole number from 0 to 18446744073709551615, beyond 9223372036854775807 as a "
        "text, found \"x\"\n"},
    {ONE_TYPE ONE_GROUP "run:{confidence=1.5;};", "test.cfg:1: run.confidence: must be from 0.5 to 0.9999, found 1.5\n"},
    {ONE_TYPE ONE_GROUP "run:{variance=\"stratifid\";};",
        "test.cfg:1: run.variance: expected one of plain, antithetic, stratified, lattice, found \"stratifid\", did you mean \"stratified\"?\n"},
    {ONE_TYPE ONE_GROUP "run:{set=10;};",
        "test.cfg:1: run.set: says how many replications are drawn together, and here each is drawn for itself: write run.variance "
        "too, such as \"stratified\"\n"},
    {ONE_TYPE ONE_GROUP "run:{variance=\"antithetic\";set=4;};",
        "test.cfg:1: run.set: must be 2, found 4: antithetic replications come in pairs\n"},
    {ONE_TYPE ONE_GROUP "run:{variance=\"lattice\";set=10;};",
        "test.cfg:1: run.set: must be a power of two, found 10: 8, 16, 32; a lattice has so many points\n"},
    {ONE_TYPE ONE_GROUP "run:{variance=\"stratified\";set=1;};", "test.cfg:1: run.set: must be from 2 to 1024, found 1\n"},
    {ONE_TYPE ONE_GROUP "run:{mode=\"steady\";length=0;};", "test.cfg:1: run.length: must be from 1e-3 to 1e12, found 0\n"},
    {ONE_TYPE ONE_GROUP "run:{mode=\"steady\";length=10;batches=1;};",
        "test.cfg:1: run.batches: must be from 2 to 100000, found 1\n"},
};

Test(compile_error, refuses_impossible_runs)
{
    CHECK(RUN);
}

static const wrong_t PLAN[] = {
    {"types:{a:{talk=30;groups=\"g\";};};groups:{g:{staff=1;};h:{staff=1;};};",
        "warning: test.cfg:1: types.a: nothing arrives: neither arrivals nor an initial state is given\n"
        "warning: test.cfg:1: groups.h: no type lists this group: it has nothing to do\n"},
    {"types:{a:{talk=3;groups=\"g\";};};groups:{g:{staff=0;};};",
        "test.cfg:1: types.a: no agent is ever scheduled for type \"a\"\n"
        "warning: test.cfg:1: types.a: nothing arrives: neither arrivals nor an initial state is given\n"},
    {ONE_TYPE STAFF("((\"08:00\",\"12:00\",3))") "clock:{open=\"09:00-18:00\";};",
        "warning: test.cfg:1: groups.g.staff: 3 agent hours on mon lie outside the opening hours 09:00-18:00 and are "
        "ignored\n"
        "warning: test.cfg:1: types.a: offered load of a is above capacity in 12 of 18 intervals, most at "
        "2026-03-02T12:00: 0.15 Erlang, 0 agents; customers never abandon, so the queue grows as long as it lasts\n"
        "warning: test.cfg:1: types.a: nobody who serves it is scheduled in 6 h of its opening hours, in which 54 contacts come: "
        "12:00-18:00 on 2026-03-02; hours of its own (`open`) would close it then\n"},
    {WITH("initial:{busy=4;};"),
        "test.cfg:1: types.a.initial.busy: 1 contacts in service find no agent: 3 of their groups are free at the start\n"},
    {"types:{a:{talk=60;at_close=\"carry\";arrivals:{per_hour=((\"06:00\",\"18:00\",9));outside=\"wait\";};initial:{waiting=2;};};};" ONE_GROUP
     "clock:{open=\"08:00-18:00\";};",
        "test.cfg:1: types.a.initial: there is no state at the first opening where contacts come before it: begin with a day more "
        "(run.run_in = 1) instead\n"},
    {WITH("initial:{waiting=4;};queue_limit=3;"), "test.cfg:1: types.a.initial.waiting: must not exceed queue_limit, 3\n"},
    {WITH("initial:{busy=3;waiting=4;};") "trunks:{t:{lines=6;};};",
        "test.cfg:1: trunks.t: has 6 lines, but 7 contacts hold one when the run begins\n"},
    {WITH("initial:{waiting=4;};") "trunks:{t:{lines=6;waiting_limit=2;};};",
        "test.cfg:1: trunks.t: lets 2 contacts wait, but 4 wait when the run begins\n"},
    {WITH("aht=300;"),
        "test.cfg:1: types.a.aht: stands beside talk, which it says already: it is talk and after-call work in one; keep one of the two\n"},
    {"types:{a:{aht=\"1 min\";wrap=60;arrivals:{per_hour=9;};};};" ONE_GROUP,
        "test.cfg:1: types.a.aht: leaves no time for the talk: of 1 min on average 1 min are after-call work (wrap)\n"},
    {"types:{a:{aht=((\"00:00\",60),(\"12:00\",300));wrap=90;arrivals:{per_hour=9;};};};" ONE_GROUP,
        "test.cfg:1: types.a.aht: leaves no time for the talk at some time: of 3 min on average 1 min 30 s are after-call work (wrap)\n"},
    {WITH("initial:{waiting=1;};backlog=2;"),
        "test.cfg:1: types.a.backlog: stands beside initial.waiting, whose contacts enter no figure: keep one of the two\n"},
    {WITH("backlog=2;") "run:{run_in=1;};",
        "test.cfg:1: types.a.backlog: the backlog of the days that count is what those of run.run_in leave: remove it, or run_in\n"},
    {WITH("backlog=2;") STEADY,
        "test.cfg:1: types.a.backlog: has no meaning in steady mode; remove it, or write \"none\" where it is inherited\n"},
    {WITH("backlog=4;queue_limit=3;"), "test.cfg:1: types.a.backlog: 4 contacts are more than queue_limit lets wait, 3\n"},
    {WITH("backlog=7;") "trunks:{t:{lines=6;};};",
        "test.cfg:1: trunks.t: has 6 lines, but 7 contacts hold one when the run begins\n"},
    {WITH("backlog=1.5;"),
        "test.cfg:1: types.a.backlog: expected a whole number, { waiting = 120; waited = \"3 h\"; }, or a CSV file of what waits, \"open.csv\", found 1.5\n"},
    {WITH("backlog:{waited=\"2 h\";};"),
        "test.cfg:1: types.a.backlog.waiting: is required where waited has no rows: how many contacts wait\n"},
    {WITH("backlog:{waiting=2;waited=((60,3));};"),
        "test.cfg:1: types.a.backlog.waiting: says 2 contacts, the rows of waited have 3: leave it out\n"},
    {WITH("backlog:{waited=((60,3),(\"long\",1),(70,0.5),(8),(\"2026-03-02T00:01\",1),(\"2026-03-01\",1));};"),
        "test.cfg:1: types.a.backlog.waited[1][0]: expected how long they have waited, such as \"2 h\", or when they came, "
        "\"2026-03-01T17:00\", found \"long\"\n"
        "test.cfg:1: types.a.backlog.waited[2][1]: expected a whole number of contacts, from 0 to 1000000, found 0.5\n"
        "test.cfg:1: types.a.backlog.waited[3]: expected a row (\"2 h\", 30) or (\"2026-03-01T17:00\", 30), perhaps with when they are due "
        "behind, \"24 h\" or a date, found [8]\n"
        "test.cfg:1: types.a.backlog.waited[4][0]: lies behind the beginning of the run, 2026-03-02T00:00\n"
        "test.cfg:1: types.a.backlog.waited[5][0]: expected a date with a time such as \"2026-03-01T17:00\", or a duration, found "
        "\"2026-03-01\"\n"},
    {WITH("backlog:{waited=((60,3,\"soon\"),(60,3,\"2026-02-30\"),(60,3,-5),(60,3,\"2026-03-01T23:58\"),(60,3,9,9));};"),
        "test.cfg:1: types.a.backlog.waited[0][2]: expected when they are due, \"2026-03-02T17:00\" or the end of a date, or how long after they came, such "
        "as \"24 h\", found \"soon\"\n"
        "test.cfg:1: types.a.backlog.waited[1][2]: expected when they are due, \"2026-03-02T17:00\" or the end of a date, or how long after they came, such "
        "as \"24 h\", found \"2026-02-30\"\n"
        "test.cfg:1: types.a.backlog.waited[2][2]: expected when they are due, \"2026-03-02T17:00\" or the end of a date, or how long after they came, such "
        "as \"24 h\", found -5\n"
        "test.cfg:1: types.a.backlog.waited[3][2]: they are due before they came: a due date lies behind the time in front of it\n"
        "test.cfg:1: types.a.backlog.waited[4]: expected a row (\"2 h\", 30) or (\"2026-03-01T17:00\", 30), perhaps with when they "
        "are due behind, \"24 h\" or a date, found [60, 3, 9, …]\n"},
    {WITH("patience=60;backlog:{waited=((60,3));};"),
        "test.cfg:1: types.a.backlog: some have waited 1 min, but hardly any customer of this type is so patient (on average 1 min): who "
        "has given up is not there any more\n"},
    {"types:{a:{talk=60;at_close=\"carry\";arrivals:{per_hour=((\"06:00\",\"18:00\",9));outside=\"wait\";};};b:{talk=60;backlog=2;};};" ONE_GROUP
     "clock:{open=\"08:00-18:00\";};",
        "test.cfg:1: types.b.backlog: the run begins while the centre is closed, as contacts come before it opens, and this type does not "
        "wait then: write at_close = \"carry\"\n"},
    {"types:{a:{talk=600;arrivals:{per_hour=90;};};};" ONE_GROUP,
        "warning: test.cfg:1: types.a: offered load of a is above capacity in 48 of 48 intervals, most at "
        "2026-03-02T00:00: 15 Erlang, 3 agents; customers never abandon, so the queue grows as long as it lasts\n"},
    {"types:{a:{talk=600;arrivals:{per_hour=90;};};};" ONE_GROUP STEADY,
        "warning: test.cfg:1: types.a: offered load of a, 15 Erlang, is not below capacity, 3 agents: the queue grows "
        "without bound, and waits say how long the run was, not how long customers wait\n"},
    {"types:{a:{talk=600;arrivals:{per_hour=18;};};};" ONE_GROUP STEADY,
        "warning: test.cfg:1: types.a: offered load of a, 3 Erlang, is not below capacity, 3 agents: the queue grows "
        "without bound, and waits say how long the run was, not how long customers wait\n"},
    {"types:{a:{talk=600;patience=90;arrivals:{per_hour=90;};};};" ONE_GROUP STEADY,
        "warning: test.cfg:1: types.a: offered load of a, 15 Erlang, is not below capacity, 3 agents\n"},
};

/* All rows' errors of one kind at once, each with its place. */
Test(compile_error, wants_rising_rows_of_shares_by_how_many_wait)
{
    static const struct {
        const char *value, *says;
    } wrong[] = {{"0.1", "test.cfg:1: types.a.balk_by_queue: expected rows (contacts, share)"},
        {"((0,0),(5))", "test.cfg:1: types.a.balk_by_queue[1]: expected a row (contacts, share) such as (10, \"2 %\")"},
        {"((0,0),(2.5,0.1))", "types.a.balk_by_queue[1][0]: expected a whole number of contacts, from 0 to 10000, found 2.5"},
        {"((3,0),(3,0.1))", "types.a.balk_by_queue[1][0]: must be more than the number of the row before, 3, found 3"},
        {"((0,0),(5,20))", "types.a.balk_by_queue[1][1]: must be from 0 to 1, found 20: write 0.2 or \"20 %\""},
        {"((0,0));balk=0.1", "types.a.balk_by_queue: cannot stand beside balk: leave out one of them"}};
    compiled_t got;
    char text[256];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(text, sizeof text, "types:{a:{talk=60;arrivals:{per_hour=9;};balk_by_queue=%s;};};" ONE_GROUP, wrong[i].value);
        compile_text(&got, text);
        cr_expect_neq(got.ret, 0);
        cr_expect_not_null(strstr(got.messages, wrong[i].says), "%s: %s", wrong[i].value, got.messages);
        compiled_free(&got);
    }
}

/* What goes by a predicted wait wants a predictor; what goes by a wait that is told, one that is. */
Test(compile_error, wants_announcements_that_can_be_made)
{
    static const struct {
        const char *value, *says;
    } wrong[] = {
        {"announce:{};",
            "types.a.announce.what: needs a predictor: write types.*.predictor, such as \"queue_abandonment\"; see `ccsim list routing`, or says"},
        {"announce:{says=60;above=30;};", "types.a.announce.above: needs a predictor"},
        {"predictor=\"last_wait\";announce:{says=60;above=30;};", "types.a.announce.above: cannot stand beside says"},
        {"announce:{what=\"place\";};", "types.a.announce.what: expected one of wait, position, found \"place\""},
        {"announce:{what=\"position\";leave_when_over=0.1;};",
            "types.a.announce.leave_when_over: cannot stand beside what = \"position\": no wait is told"},
        {"announce:{says=60;patience_curve=((0,1),(\"2 min\",0));};",
            "types.a.announce.patience_curve[1][1]: must be from 0.01 to 100, found 0"},
        {"announce:{says=60;patience_curve=((0,1),(1.5,2));};",
            "types.a.announce.patience_curve[1][0]: expected a wait of whole seconds, from 0 to 10000, found 1.5"},
        {"announce:{says=60;patience_curve=2;};", "types.a.announce.patience_curve: expected rows (wait, factor)"},
        {"balk_by_wait=((0,0),(60,0.1));", "types.a.balk_by_wait: needs a predictor"},
        {"predictor=\"last_wait\";balk=0.1;balk_by_wait=((0,0),(60,0.1));",
            "types.a.balk_by_wait: cannot stand beside balk: leave out one of them"}};
    compiled_t got;
    char text[512];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(text, sizeof text, "types:{a:{talk=60;arrivals:{per_hour=9;};%s};};" ONE_GROUP, wrong[i].value);
        compile_text(&got, text);
        cr_expect_neq(got.ret, 0);
        cr_expect_not_null(strstr(got.messages, wrong[i].says), "%s: %s", wrong[i].value, got.messages);
        compiled_free(&got);
    }
}

Test(compile_error, wants_mixtures_of_laws_that_mix)
{
    static const struct {
        const char *value, *says;
    } wrong[] = {{"", "types.a.talk: a mixture needs 1 to 20 parts: parts = ("},
        {"parts=({weight=1;dist=\"constant\";value=3;});",
            "types.a.talk.parts[0]: constant cannot be part of a mixture: expected exponential, gamma"},
        {"parts=({dist=\"exponential\";mean=3;});",
            "types.a.talk.parts[0]: expected a part of a mixture such as { weight = 0.7;"},
        {"parts=({weight=0;dist=\"exponential\";mean=3;});", "types.a.talk.parts[0].weight: must be > 0, found 0"},
        {"parts=({weight=1;dist=\"exponential\";cv=3;});", "types.a.talk.parts[0]"},
        {"mean=3;parts=({weight=1;dist=\"exponential\";mean=3;});",
            "types.a.talk.mean: cannot stand in a mixture, which has dist and parts"}};
    compiled_t got;
    char text[512];

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(text, sizeof text, "types:{a:{talk:{dist=\"mixture\";%s};arrivals:{per_hour=9;};};};" ONE_GROUP, wrong[i].value);
        compile_text(&got, text);
        cr_expect_neq(got.ret, 0);
        cr_expect_not_null(strstr(got.messages, wrong[i].says), "%s: %s", wrong[i].value, got.messages);
        compiled_free(&got);
    }
    compile_text(&got,
        "types:{a:{talk:{dist=\"mixture\";parts=({weight=1;dist=\"exponential\";mean=30;},{weight=1;dist=\"gamma\";mean=90;cv=1.5;});};"
        "arrivals:{per_hour=9;};};};" ONE_GROUP);
    cr_expect_eq(got.ret, 0, "%s", got.messages);
    compiled_free(&got);
}

Test(compile_error, doubts_a_share_that_waits_for_ever_where_everybody_does)
{
    compiled_t got;

    compile_text(&got,
        "types:{a:{talk=60;never_abandons=0.2;arrivals:{per_hour=9;};};};" ONE_GROUP "clock:{open=\"08:00-18:00\";};");
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.a.never_abandons: has no effect without patience: nobody of this type abandons\n", "%s",
        got.messages);
    compiled_free(&got);
}

Test(compile_error, doubts_routing_by_which_somebody_is_never_served)
{
    static const struct {
        const char *cfg, *says;
    } cases[] = {
        {"types:{a:{talk=60;arrivals:{per_hour=9;};};b:{talk=60;arrivals:{per_hour=9;};};};groups:{g:{staff=2;reserve:{a=2;};};};",
            "groups.g.reserve: keeps 2 agents free for others than b, and the group never has more than 2: nobody ever serves b"},
        {"types:{a:{talk=60;arrivals:{per_hour=9;};target:{service_level=0.8;within=20;};routing:{own:{groups=[\"g\"];};"
         "help:{after=20;groups=[\"h\"];};};};};groups:{g:{staff=2;};h:{staff=2;};};",
            "types.a.routing.help.after: begins when the time of the target is over"},
        {"types:{a:{talk=60;arrivals:{per_hour=9;};callback:{accept=0.5;reach=0.0;};};};groups:{g:{staff=2;};};",
            "types.a.callback.reach: nobody who is called back ever answers"},
        {"types:{a:{talk=60;arrivals:{per_hour=9;};callback:{accept=0.5;idle_more_than=2;};};};groups:{g:{staff=2;};};",
            "types.a.callback.idle_more_than: nobody is ever called back: its groups never have more than 2 agents"},
        {"types:{a:{talk=60;arrivals:{per_hour=9;};callback:{accept=0.5;idle_more_than=1;};};b:{talk=60;arrivals:{per_hour=9;};};};"
         "groups:{g:{staff=2;reserve:{a=1;};};};",
            NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        compiled_t got;

        compile_text(&got, cases[i].cfg);
        cr_expect_eq(got.ret, 0, "%s", got.messages);
        if (cases[i].says) cr_expect_not_null(strstr(got.messages, cases[i].says), "%zu: %s", i, got.messages);
        else cr_expect_null(strstr(got.messages, "never"), "%s", got.messages);
        compiled_free(&got);
    }
}

Test(compile_error, doubts_a_number_of_waits_that_nothing_takes)
{
    compiled_t got;

    compile_text(&got,
        "types:{a:{talk=60;predictor=\"last_wait\";predictor_waits=20;arrivals:{per_hour=9;};};};" ONE_GROUP
        "clock:{open=\"08:00-18:00\";};");
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.a.predictor_waits: has no effect without predictor = \"mean_wait\"\n", "%s", got.messages);
    compiled_free(&got);
    compile_text(&got, "types:{a:{talk=60;predictor_waits=10;arrivals:{per_hour=9;};};};" ONE_GROUP);
    cr_expect_str_eq(got.messages, "", "as a complete text says it: %s", got.messages);
    compiled_free(&got);
}

Test(compile_error, doubts_a_word_on_closed_hours_that_changes_nothing)
{
    compiled_t got;

    compile_text(&got,
        "types:{a:{talk=60;arrivals:{per_hour=9;outside=\"next_opening\";};};};" ONE_GROUP "clock:{open=\"08:00-18:00\";};");
    cr_expect_str_eq(got.messages,
        "warning: test.cfg:1: types.a.arrivals.outside: has no effect: all contacts arrive in opening hours; rows with times, or a profile "
        "over 24 hours, say how many come at others\n",
        "%s", got.messages);
    compiled_free(&got);
    compile_sound(&got,
        "types:{a:{talk=60;arrivals:{per_hour=9;outside=\"wait\";};reconnect:{probability=0.1;};};};" ONE_GROUP
        "clock:{open=\"08:00-18:00\";at_close=\"carry\";};");
    compiled_free(&got);
}

Test(compile_error, tells_what_only_the_whole_plan_shows)
{
    CHECK(PLAN);
}

Test(compile_error, asks_for_no_talk_that_is_written_where_only_the_clock_is_wrong)
{
    compiled_t got;

    compile_text(&got,
        "clock: { open = \"22:00-06:00\"; day_starts = \"00:00\"; };\n"
        "types: { a: { arrivals: { per_hour = 9; }; talk: { dist = \"exponential\"; mean = ((\"08:00\", 60), (\"12:00\", 90)); }; }; };\n"
        "groups: { g: { staff = 3; }; };\n");
    cr_expect_eq(got.ret, CCS_ERR_SCENARIO);
    cr_expect(strstr(got.messages, "clock.open") != NULL, "%s", got.messages);
    cr_expect(strstr(got.messages, "is required") == NULL, "%s", got.messages);
    compiled_free(&got);
}

Test(compile_error, reports_all_errors_of_a_file_at_once_each_with_its_line)
{
    static compiled_t got;

    compile_text(&got,
        "types: {\n"
        "  a: {\n"
        "    talk = \"3 mn\";\n"
        "    arrivals: {\n"
        "      per_hour = -9;\n"
        "    };\n"
        "    groups = (\"g\",\n"
        "      \"gg\");\n"
        "  };\n"
        "};\n"
        "groups: {\n"
        "  g: {\n"
        "    staff = [3, 4,\n"
        "      5];\n"
        "    stuff = 2.385;\n"
        "  };\n"
        "};\n"
        "clock: { open = \"08:00-09:00\"; };\n");
    cr_expect_str_eq(got.messages,
        "test.cfg:15: groups.g.stuff: unknown key, did you mean \"staff\"?\n"
        "test.cfg:5: types.a.arrivals.per_hour: expected a number that is not negative, found -9\n"
        "test.cfg:8: types.a.groups[1]: there is no group \"gg\", did you mean \"g\"?\n"
        "test.cfg:3: types.a.talk: expected a duration such as \"3 min\", or a distribution { dist = \"lognormal\"; mean "
        "= \"3 min\"; "
        "cv = 0.8; }, found \"3 mn\"\n"
        "test.cfg:13: groups.g.staff: found 3, expected 2 for 08:00-09:00 in steps of 30 min (mon)\n",
        "%s", got.messages);
    cr_expect_eq(got.ret, CCS_ERR_SCENARIO);
    compiled_free(&got);
}
