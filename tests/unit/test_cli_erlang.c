/* test_cli_erlang.c - the calculator at the command line: what it prints, and how it refuses. */
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/redirect.h>

#include "cli_erlang.h"

enum { ARGS_MAX = 24, LINE_MAX_LENGTH = 400, OUTPUT_MAX = 8192 };

/* Run a line whose arguments are separated by `|`, as "a|--aht|5 min". */
static int run(const char *line)
{
    char copy[LINE_MAX_LENGTH], word[] = "erlang", *args[ARGS_MAX + 1] = {word};
    int n = 1;

    snprintf(copy, sizeof copy, "%s", line);
    for (char *arg = strtok(copy, "|"); arg && n < ARGS_MAX; arg = strtok(NULL, "|")) args[n++] = arg;
    const int status = ccs_cli_erlang(n, args);

    (void) fflush(stdout);
    (void) fflush(stderr);
    return status;
}

static void read_all(FILE *from, char text[OUTPUT_MAX])
{
    text[fread(text, 1, OUTPUT_MAX - 1, from)] = '\0';
}

static void redirect(void)
{
    cr_redirect_stdout();
    cr_redirect_stderr();
}

TestSuite(cli_erlang, .init = redirect);

static void expect_prints(const char *line, const char *const *parts, size_t n)
{
    char text[OUTPUT_MAX];

    cr_expect_eq(run(line), 0, "%s", line);
    read_all(cr_get_redirected_stdout(), text);
    for (size_t i = 0; i < n; i++) cr_expect(strstr(text, parts[i]), "\"%s\" is not in\n%s", parts[i], text);
}

#define EXPECT_PRINTS(line, ...)                                                                                                 \
    expect_prints(line, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

Test(cli_erlang, reaches_several_targets_and_says_the_gross_number)
{
    EXPECT_PRINTS("c|--contacts|14|--interval|1 h|--aht|577|--target|80/60|--target|occupancy 85 %|--shrinkage|35 %",
        "  agents, the least that reach the targets              4\n",
        "  agents gross, shrinkage included                 6.1538\n");
    EXPECT_PRINTS("c|--contacts|14|--interval|1 h|--aht|578|--target|80/60|--target|occupancy 85 %|--shrinkage|35 %",
        "  agents, the least that reach the targets              5\n", "7.6923\n");
    EXPECT_PRINTS("c|--contacts|14|--interval|1 h|--aht|578|--target|80/60|--target|occupancy 40 %|--json", "\"agents\": 6,");
}

Test(cli_erlang, doubts_an_interval_of_30_seconds)
{
    char text[OUTPUT_MAX];

    cr_expect_eq(run("a|--contacts|125.6|--interval|30|--aht|285|--patience|4 min|--agents|23"), 0);
    read_all(cr_get_redirected_stderr(), text);
    cr_expect_str_eq(text,
        "warning: ccsim erlang: --interval: 30 s is a very short interval (usual is 5 min to 24 h): 30 minutes is written "
        "\"30 min\"\n");
}

Test(cli_erlang, prints_a_table_for_erlang_a)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|5 min|--patience|2 min|--agents|10|--within|20 s|--within|1 min",
        "Erlang A: 100 contacts an hour of 5 min, patience 2 min\n",
        "  have to wait                                    26.96 %\n",
        "  abandon                                          8.51 %\n",
        "  mean wait of answered contacts (ASA)            7.973 s\n", "  service level, T =                   20 s      1 min\n",
        "  sl_offered                        79.69 %    ", "  sl_incl_abandoned                 83.28 %    ",
        "  sl_answered                       87.11 %    ", "  sl_excl_abandoned                 82.66 %    ");
}

Test(cli_erlang, finds_the_agents_for_80_in_20)
{
    EXPECT_PRINTS("c|--contacts|100|--interval|30 min|--aht=3 min|--target|80/20",
        "agents, the least that reach the target              14\n", "  sl_offered                        88.84 %");
}

Test(cli_erlang, finds_the_agents_for_other_targets_and_counts)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|300|--patience|120|--target|abandoned 8.6 %|--json", "\"agents\": 10,");
}

Test(cli_erlang, judges_the_target_by_the_service_level_named)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|300|--patience|120|--target|80 % / 20 s|--counted-as|sl_incl_abandoned|--json",
        "\"agents\": 10, \"service_level\": 0.832803765");
}

Test(cli_erlang, counts_short_abandons_apart)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|4 min|--patience|90 s|--agents|7|--short-abandon|5 s",
        "  abandon soon: short abandons                    2.128 %\n",
        "  abandon, short ones left out                    14.55 %\n", "  sl_excl_short                     69.72 %\n");
    EXPECT_PRINTS(
        "a|--per-hour|100|--aht|4 min|--patience|90 s|--target|69/20|--short-abandon|5 s|--counted-as|sl_excl_short|--json",
        "\"agents\": 7, \"service_level\": 0.6972", "\"abandonment_excl_short\": 0.1455", "\"sl_excl_blocked\": 0.68236");
}

Test(cli_erlang, needs_one_agent_more_for_the_strictest_service_level)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|300|--patience|120|--target|0.8/20 s|--json", "\"agents\": 11,", "\"within_s\": 20,");
}

Test(cli_erlang, finds_the_lines_for_a_blocking_target)
{
    EXPECT_PRINTS("b|--load|10|--target|2 %", "lines, the least that reach the target               17\n", "1.295 %");
}

Test(cli_erlang, prints_json_in_seconds_with_null_for_what_is_undefined)
{
    EXPECT_PRINTS("c|--rate|100 per 30 min|--aht|3 min|--agents|14|--json",
        "{\"model\": \"erlang_c\", \"inputs\": {\"load_erlang\": 10, ",
        "\"aht_s\": 180, \"patience_s\": null, \"balk\": 0, \"places\": null, \"lines\": null}, \"agents\": 14, ",
        "\"mean_time_to_abandon_s\": null", "\"p_wait\": 0.17413193359", "\"abandonment_rate\": 0, ",
        "\"within\": [{\"within_s\": 20, \"service_level\": 0.88835001917", "]}\n");
}

Test(cli_erlang, counts_blocked_contacts_when_lines_or_places_are_limited)
{
    EXPECT_PRINTS("a|--per-hour|100|--aht|300|--patience|200|--agents|9|--lines|14|--json", "\"blocking_rate\": 0.013214870728",
        "\"places\": null, \"lines\": 14}");
}

Test(cli_erlang, finds_contacts_and_handle_times_that_the_agents_can_bear)
{
    EXPECT_PRINTS("a|--interval|30 min|--aht|285.6|--patience|2 min|--agents|22|--target|80/20",
        "  contacts an hour, the most                       256.33\n",
        "  the same in 30 min                               128.17\n", "  sl_offered                           80 %");
    EXPECT_PRINTS("a|--contacts|125.6|--interval|30 min|--patience|2 min|--agents|22|--target|80/20|--json",
        "\"aht_s\": 291.3694315", "\"service_level\": 0.80000000");
    EXPECT_PRINTS("b|--lines|10|--target|2 %", "  offered load, Erlang, the most                    5.084\n");
    EXPECT_PRINTS("b|--lines|10|--target|2 %|--aht|3 min", "  contacts an hour, the most                       101.68\n");
    EXPECT_PRINTS("b|--lines|10|--target|2 %|--per-hour|300", "  mean handle time, the longest              1 min 1.008 s\n");
}

Test(cli_erlang, prints_help)
{
    EXPECT_PRINTS("--help", "usage: ccsim erlang b|c|a [OPTIONS]\n", "--counted-as METRIC",
        "--patience TIME             mean patience, exponential (a only)");
}

Test(cli_erlang, refuses_with_status_64_and_names_the_option)
{
    static const struct {
        const char *line, *message;
    } rows[] = {
        {"", "error: ccsim erlang: say which formula: ccsim erlang b, c or a; see ccsim erlang --help\n"},
        {"d", "error: ccsim erlang: d: say which formula: ccsim erlang b, c or a; see ccsim erlang --help\n"},
        {"a|--aht|300|--agents|3|--patience|60",
            "error: ccsim erlang: give the contacts once: --rate, --per-hour, or --contacts with --interval\n"},
        {"a|--per-hour|3|--rate|3/h",
            "error: ccsim erlang: give the contacts once: --rate, --per-hour, or --contacts with --interval\n"},
        {"c|--per-hour|100|--aht|5 min|--agents|8",
            "error: ccsim erlang: --agents: 8 cannot do a load of 8.33333 Erlang when nobody "
            "abandons: the queue grows without end; at least 9 are needed\n"},
        {"c|--patience|60", "error: ccsim erlang: --patience: Erlang C has no such option, Erlang A has\n"},
        {"b|--load|10|--agents|12", "error: ccsim erlang: --agents: Erlang B has no such option: it has lines, --lines N\n"},
        {"b|--load|-3|--lines|3", "error: ccsim erlang: --load: must be a number, not negative, found \"-3\"\n"},
        {"a|--per-hour|0|--aht|300|--agents|3|--patience|60",
            "error: ccsim erlang: --per-hour: must be from 1e-12 to 1e9 per second, found 0\n"},
        {"c|--per-hour|10|--aht|300|--agents|3.5", "error: ccsim erlang: --agents: must be a whole number, found \"3.5\"\n"},
        {"c|--agents|3|--agents=4", "error: ccsim erlang: --agents: given twice\n"},
        {"c|--agents", "error: ccsim erlang: --agents: a value must follow\n"},
        {"c|--agents|--per-hour|10", "error: ccsim erlang: --agents: a value must follow, found the option --per-hour\n"},
        {"c|--foo", "error: ccsim erlang: --foo: unknown option; see ccsim erlang --help\n"},
        {"c|--per-hour|10|--aht|300|--target|80",
            "error: ccsim erlang: --target: must be like \"80/20\", \"asa 15 s\", \"abandoned 3 %\" or \"occupancy 85 %\", found \"80\"\n"},
        {"c|--per-hour|1000|--aht|300|--target|80/20|--lines|20",
            "error: ccsim erlang: --target: is missed even with 1000000 agents\n"},
        {"c|--contacts|10|--aht|300|--agents|3",
            "error: ccsim erlang: --interval: is missing: the length of the interval in which the contacts come, as \"30 min\"\n"},
        {"a|--per-hour|10|--aht|300|--agents|3",
            "error: ccsim erlang: --patience: is missing: the mean patience, as \"2 min\" (nobody abandons in Erlang C)\n"},
        {"a|--per-hour|10|--aht|300|--agents|3|--patience|60|--counted-as|sl_excl_short",
            "error: ccsim erlang: --short-abandon: is missing: the service level named counts short abandons; as \"5 s\"\n"},
        {"c|--per-hour|10|--aht|300|--agents|3|--target|80/20",
            "error: ccsim erlang: give either --agents or the --target for which to find them; with both, leave out what shall be found: "
            "the contacts or --aht\n"},
        {"b|--load|3|--lines|3|--force", "error: ccsim erlang: --force: goes with --table FILE\n"},
        {"c|--table|x.csv|--json", "error: ccsim erlang: --json: does not go with --table: a table is answered by a table\n"},
        {"c|--table|x.csv|--force", "error: ccsim erlang: --force: goes with --output FILE\n"},
        {"c|--json=3", "error: ccsim erlang: --json: takes no value, found \"3\"\n"},
    };
    char expected[OUTPUT_MAX] = "", found[OUTPUT_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(run(rows[i].line), 64, "%s", rows[i].line);
        strncat(expected, rows[i].message, sizeof expected - strlen(expected) - 1);
    }
    read_all(cr_get_redirected_stderr(), found);
    cr_expect_str_eq(found, expected);
    read_all(cr_get_redirected_stdout(), found);
    cr_expect_str_eq(found, "", "nothing to stdout");
}
