"""Commands, options, help: what is wrong usage, and what the program says about it."""
import re

from cli import OFFICE, SOURCE, CliTest, main


class Usage(CliTest):
    def test_no_command_is_wrong_usage_and_shows_help(self):
        self.assertIn("usage: ccsim COMMAND", self.expect(64).stderr)

    def test_unknown_commands_and_options_name_the_closest(self):
        self.expect(64, "rnu", "office.cfg", says='did you mean "run"?')
        self.expect(64, "run", "--seeed", "1", "office.cfg", says="did you mean --seed?")
        self.expect(64, "run", "--seeed=1", "office.cfg", says="did you mean --seed?")
        self.expect(64, "zebra", says='unknown command "zebra"')
        self.expect(64, "--zebra", says="unknown option --zebra")
        self.expect(64, "run", "-x", "office.cfg", says="unknown option -x")
        self.expect(64, "check", "office.cfg", "--replications", "3", says="--replications belongs to calibrate, run, compare, tradeoff, sweep, staff, schedule, optimise, validate; see ccsim help check")
        self.expect(64, "run", "office.cfg", "--reps", "3", says="unknown option --reps, did you mean --replications?")
        self.expect(64, "run", "office.cfg", "--metric", "sl", says='there is no metric "sl" here, did you mean "service_level"?')
        self.expect(64, "run", "office.cfg", "--precision", "asa_s=5%", "--precision", "offered=5%", says="--precision: is given twice")
        self.expect(64, "run", "office.cfg", "--metric", "asa_s", "--metric=offered", says="--metric: is given twice; several stand in one")
        self.expect(64, "list", "metrisc", says='did you mean "metrics"?')
        self.expect(64, "help", "rnu", says='did you mean "run"?')

    def test_operands_are_counted(self):
        self.expect(64, "run", says="SCENARIO is missing")
        self.expect(64, "run", "office.cfg", "steady.cfg", says='unexpected "steady.cfg"')
        self.expect(64, "check", says="SCENARIO... is missing")
        self.expect(64, "show", says="RESULT is missing")
        self.expect(64, "list", says="WHAT is missing")

    def test_values_are_checked(self):
        for option, value in (("-r", "0"), ("-r", "-1"), ("-r", "2.5"), ("-r", "10000001"), ("-r", ""), ("-r", "99999999999999999999"),
                              ("-j", "0"), ("-j", "many"), ("-j", "1025"), ("-s", "-1"), ("-s", "18446744073709551616"), ("-s", "1e3"),
                              ("--time-limit", "0"), ("--time-limit", "soon"), ("--time-limit", "9000 h"), ("--max-replications", "0"), ("--first-replication", "0"), ("--first-replication", "-1"),
                              ("--first-replication", "two"), ("--first-replication", "1.5"), ("--first-replication", "10000001"),
                              ("--precision", "5%"), ("--precision", "asa_s"), ("--precision", "asa_s=0%"), ("--precision", "asa_s=-1%"),
                              ("--precision", "asa_s=100%"), ("--precision", "asa_s=1"), ("--precision", "asa_s=200"),
                              ("--precision", ""), ("--precision", "asa_s@=5%"), ("--precision", "=5%"), ("--by", ""), ("--by", "day"),
                              ("--metric", ""), ("--metric", "asa_s,"), ("--entity", "")):
            extra = ["--precision", "asa_s=5%"] if option == "--max-replications" else []
            self.expect(64, "run", "office.cfg", option, value, *extra, says="ccsim run: --")

    def test_a_precision_that_is_the_whole_is_refused(self):
        self.expect(64, "run", "office.cfg", "--precision", "asa_s=1", says='--precision: is a share of the figure, less than 1, found "asa_s=1": write 1% or 0.01')
        self.expect(64, "compare", "office.cfg", "--what-if", "staff +1", "--precision", "asa_s@all=2.5", says="write 2.5% or 0.025")
        self.expect(64, "run", "office.cfg", "--precision", "asa_s=100%", says="less than 100 %")

    def test_names_that_are_not_there_get_the_closest(self):
        self.expect(64, "run", "office.cfg", "--metric", "servce_level", says='did you mean "service_level"?')
        self.expect(64, "run", "office.cfg", "--metric", "asa", says='did you mean "asa_s"?')
        self.expect(64, "run", "office.cfg", "--metric", "asa_s,zebra", says='there is no metric "zebra"')
        self.expect(64, "run", "office.cfg", "--entity", "sales", says='did you mean "type/sales"?')
        self.expect(64, "run", "office.cfg", "--entity", "Sales", says='did you mean "type/sales"?')
        self.write("alike.cfg", OFFICE.replace("general", "Sales"))
        self.expect(64, "run", "alike.cfg", "--entity", "Sales", says='did you mean "group/Sales"?')
        self.expect(64, "run", "office.cfg", "--entity", "group/genral", says='did you mean "group/general"?')
        self.expect(64, "run", "office.cfg", "--by", "trunk", says='found "trunk"')
        self.expect(64, "run", "steady.cfg", "--by", "interval", says="no intervals")
        self.expect(64, "run", "office.cfg", "--precision", "asa=5%", says='--precision: there is no metric "asa" here, did you mean "asa_s"?')
        self.expect(64, "run", "office.cfg", "--precision", "occupancy@type/sales=5%", says="occupancy is not defined for type/sales")

    def test_options_that_need_another_say_so(self):
        self.expect(64, "run", "office.cfg", "--force", says="goes with --output")
        self.expect(64, "run", "office.cfg", "--max-replications", "9", says="goes with --precision")
        self.expect(64, "run", "office.cfg", "--simultaneous", says="goes with --metric NAME,...: which figures shall hold together")
        self.expect(64, "run", "office.cfg", "--json=yes", says="takes no value")
        self.expect(64, "run", "office.cfg", "--seed", says="N must follow")
        self.expect(64, "run", "office.cfg", "-o", says="FILE must follow")

    def test_an_option_is_no_value_of_the_one_before(self):
        for args, says in ((("--csv", "--steady"), "--csv: FILE must follow, found the option --steady; if it is meant as FILE: --csv=--steady"),
                           (("-o", "-q"), "--output: FILE must follow, found the option -q"),
                           (("--metric", "--json=1"), "found the option --json=1")):
            self.expect(64, "staff" if "--csv" in args else "run", "office.cfg", *args, says=says)
        self.expect(0, "run", "office.cfg", "-r3", "-q", "--log=--json.csv")
        self.assertTrue((self.folder / "--json.csv").exists())

    def test_all_ways_to_write_an_option_mean_the_same(self):
        wanted = self.expect(0, "run", "office.cfg", "--replications", "3", "--quiet", "--threads", "2").stdout
        for args in (["-r3", "-qj2"], ["-r", "3", "-q", "-j", "2"], ["--replications=3", "-qj", "2"], ["-j9", "-r8", "-j2", "-r3", "-q"]):
            self.assertEqual(self.expect(0, "run", *args, "office.cfg").stdout, wanted, args)
        self.write("-odd.cfg", (self.folder / "office.cfg").read_text())
        self.assertEqual(self.expect(0, "run", "-r3", "-q", "--", "-odd.cfg").stdout, wanted)

    def test_help_goes_to_stdout_and_names_every_option(self):
        commands = re.findall(r"^  (\w+) ", self.expect(0, "--help").stdout, re.M)
        table = re.findall(r"^    X\((\w+),", (SOURCE / "sim/def/command.def").read_text(), re.M)
        self.assertEqual(commands, [*table, "help"])
        for command in table:
            done = self.expect(0, command, "--help")
            self.assertEqual(done.stdout, self.expect(0, "help", command).stdout)
            self.assertIn(f"usage: ccsim {command}", done.stdout)
            self.assertEqual(done.stderr, "")
        run = self.expect(0, "run", "--zebra", "-h").stdout
        for option in re.findall(r'^    X\(\w+, "([\w-]+)", .*IN\(run\)', (SOURCE / "sim/def/option.def").read_text(), re.M):
            self.assertIn(f"--{option}", run)

    def test_committed_pages_are_what_the_program_generates(self):
        for what, page in (("metrics", "docs/metrics.md"), ("keys", "docs/scenario.md")):
            if (SOURCE / page).exists():
                self.assertEqual((SOURCE / page).read_text(), self.expect(0, "list", what, "--markdown").stdout,
                                 f"{page}: write it anew with `ccsim list {what} --markdown`")

    def test_version(self):
        said = self.expect(0, "--version").stdout
        self.assertRegex(said, r"^ccsim \d+\.\d+\.\d+ \(.+\)\n")
        for word in ("-V", "-v"):
            self.assertEqual(self.expect(0, word).stdout, said)

    def test_an_option_says_what_it_does_in_this_command_only(self):
        def text(command, option, how="--help"):
            found = re.search(rf"(?m)^  .*--{option}\b((?:.|\n {{30}})*)", self.expect(0, command, how).stdout)
            return " ".join(found.group(1).split())

        self.assertIn("the page", text("report", "output"))
        self.assertIn("says its format", text("export", "output"))
        self.assertIn("HDF5", text("run", "output"))
        for command, word in (("check", "exit status only"), ("run", "no progress"), ("init", "no word")):
            self.assertIn(word, text(command, "quiet"))
        self.assertIn("(all cores)", text("run", "threads"))
        self.assertEqual(text("export", "output", "-h"), "FILE the file")

    def test_help_fits_80_columns_and_short_help_is_short(self):
        for command in re.findall(r"^    X\((\w+),", (SOURCE / "sim/def/command.def").read_text(), re.M):
            long, short = self.expect(0, command, "--help").stdout, self.expect(0, command, "-h").stdout
            for line in (long.partition("\nExample")[0] + short).splitlines(): # a command must be there to be copied
                self.assertLessEqual(len(line), 80, line)
            self.assertLess(len(short), len(long))
            self.assertEqual(re.findall(r"^  .{4}--[\w-]+", short, re.M), re.findall(r"^  .{4}--[\w-]+", long, re.M))
        self.assertLessEqual(max(map(len, self.expect(0, "help").stdout.splitlines())), 80)

    def test_errors_say_so(self):
        for args in (("run", "nosuch.cfg"), ("run", "--zebra"), ("zebra",), ("list", "zebra"), ("run", "office.cfg", "--seed", "x"), ("erlang", "d"),
                     ("show", "office.cfg"), ("run", "office.cfg", "--set", "clock.days=x")):
            self.assertRegex(self.run_program(*args).stderr, r"^error: ", args)

    def test_erlang_is_there(self):
        done = self.expect(0, "erlang", "b", "--load", "10", "--lines", "10", "--json")
        self.assertIn('"blocking_rate": 0.2145', done.stdout)
        self.expect(64, "erlang", "d")


if __name__ == "__main__":
    main()
