"""Input that is missing, broken or makes no sense: the right status, the place, no crash, no hang; or a run where it makes sense."""
import os
import re

from cli import OFFICE, CliTest, main


class BadFiles(CliTest):
    def test_missing_unreadable_and_folders_are_input_errors(self):
        self.expect(66, "run", "nowhere.cfg", says="nowhere.cfg: ")
        self.expect(66, "run", ".", says=".: ")
        self.expect(66, "check", "office.cfg/x", says="office.cfg/x: ")
        self.expect(66, "show", "nowhere.h5", says="nowhere.h5: ")
        self.expect(66, "show", ".", says=".: ")
        if os.geteuid() != 0:
            self.write("secret.cfg", OFFICE).chmod(0)
            self.expect(66, "run", "secret.cfg", says="secret.cfg: ")

    def test_what_is_no_scenario_is_bad_data(self):
        for name, content in (("empty", b""), ("binary", bytes(range(256)) * 20), ("nul", b"title = \"a\0b\";"), ("latin1", b"title = \"caf\xe9\";"),
                              ("truncated", OFFICE[:len(OFFICE) // 2].encode()), ("comment", b"/* for ever"), ("string", b"title = \"for ever"),
                              ("deep", b"a = " + b"(" * 2000 + b")" * 2000 + b";"), ("large", b"# " + b"x" * (1 << 20) + b"\n" + OFFICE.encode()),
                              ("many", b"".join(b"k%d = 1;\n" % i for i in range(5000))), ("list", b"(1, 2, 3)")):
            self.write(f"{name}.cfg", content)
            for command in ("run", "check", "explain"):
                self.assertIn(f"{name}.cfg", self.expect(65, command, f"{name}.cfg").stderr)

    def test_what_is_no_result_is_bad_data(self):
        self.expect(0, "run", "office.cfg", "-o", "whole.h5")
        whole = (self.folder / "whole.h5").read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 4
        for content in (b"", b"no HDF5", whole[: len(whole) // 2], whole[:-1], bytes(flipped), b"\x89HDF\r\n\x1a\n" + bytes(500)):
            self.write("broken.h5", content)
            self.expect(65, "show", "broken.h5", says="broken.h5: ")
        self.expect(65, "show", "office.cfg", says="office.cfg: ")

    def test_standard_input_is_a_scenario_too(self):
        self.assertEqual(self.json_of("run", "-", "--json", input=OFFICE)["scenario"], "stdin")
        self.expect(65, "run", "-", input="")
        self.expect(65, "check", "-", input="types: {")


class BadMeaning(CliTest):
    def bad(self, path, value, says):
        done = self.expect(65, "check", "office.cfg", "--set", f"{path}={value}")
        self.assertIn(says, done.stderr)
        self.assertRegex(done.stderr, rf"(?m)^error: [^:\n]*:\d+: [^\n]*")

    def test_errors_name_file_line_path_found_and_expected(self):
        self.write("wrong.cfg", OFFICE.replace('mean = "3 min"', "mean = -3").replace("staff = 1;", "staf = 1;"))
        done = self.expect(65, "run", "wrong.cfg")
        self.assertRegex(done.stderr, r"(?m)^error: wrong\.cfg:8: types\.service\.patience\.mean: .*-3")
        self.assertRegex(done.stderr, r'(?m)^error: wrong\.cfg:\d+: groups\.closers\.staf: unknown key, did you mean "staff"\?')
        self.assertRegex(done.stderr, r"(?m)^\d errors$")
        self.assertEqual(done.stdout, "")

    def test_values_out_of_the_world_are_refused(self):
        self.bad("types.service.arrivals.per_hour", "-1", "-1")
        self.bad("types.service.arrivals.per_hour", "1e300", "1e")
        self.bad("types.service.arrivals.per_hour", "nan", "nan")
        self.bad("types.service.arrivals.per_hour", '"many"', "many")
        self.bad("types.service.arrivals.per_hour", "{ a = 1; }", "types.service.arrivals.per_hour")
        self.bad("types.service.patience.mean", "0", "types.service.patience.mean")
        self.bad("types.service.talk.cv", "-0.5", "types.service.talk.cv")
        self.bad("types.service.target.service_level", "1.2", "types.service.target.service_level")
        self.bad("groups.general.staff", "-2", "groups.general.staff")
        self.bad("groups.general.staff", "100000000000", "groups.general.staff")
        self.bad("clock.open", "18:00-18:00", "clock.open")
        self.bad("clock.days", "0", "clock.days")
        self.bad("clock.timezone", "Europe/Nowhere", "clock.timezone")
        self.bad("run.replications", "0", "run.replications")
        self.bad("types.service.groups", '("nobody")', "nobody")

    def test_no_type_and_no_agents_are_told(self):
        self.write("none.cfg", "types: { }; groups: { g: { staff = 1; }; };")
        self.expect(65, "run", "none.cfg", says="types")
        self.write("only.cfg", "title = \"nothing\";")
        self.expect(65, "run", "only.cfg", says="types")
        self.expect(65, "run", "office.cfg", "--set", "groups.general.staff=0", "--set", "groups.closers.staff=0", says="no agent is ever scheduled")

    def test_set_takes_its_three_forms(self):
        base = self.figures("run", "office.cfg")[("scheduled_agents", "group/general")]
        for change, wanted in (("groups.general.staff=8", 8), ("groups.general.staff*=1.4", 7), ("groups.general.staff+=2", 7),
                               ("groups.general.staff = 4", 4), ("groups.general.staff*=1.5", 7.5), ("groups.general.staff+=-1", 4),
                               ("groups.*.staff*=2", 10)):
            self.assertEqual(self.figures("run", "office.cfg", "--set", change)[("scheduled_agents", "group/general")], wanted, change)
        self.assertEqual(base, 5)
        twice = self.figures("run", "office.cfg", "--set", "groups.general.staff=8", "--set", "groups.general.staff+=1")
        self.assertEqual(twice[("scheduled_agents", "group/general")], 9)
        self.expect(65, "run", "office.cfg", "--set", "groups.general.staff", says="--set")
        self.expect(65, "run", "office.cfg", "--set", "=3", says="--set")
        self.expect(65, "run", "office.cfg", "--set", "groups.nobody.staff+=3", says="nobody")

    def test_check_reports_the_worst_and_goes_on(self):
        self.write("bad.cfg", OFFICE.replace("per_hour = 11.3", "per_hour = -11.3"))
        done = self.expect(66, "check", "bad.cfg", "nowhere.cfg", "office.cfg")
        self.assertIn("bad.cfg:", done.stderr)
        self.assertIn("nowhere.cfg:", done.stderr)
        self.assertIn("office.cfg\n", done.stdout)
        self.expect(65, "check", "office.cfg", "bad.cfg")
        self.assertEqual(self.expect(0, "check", "-q", "office.cfg").stdout, "")

    def test_load_beyond_capacity_is_a_warning(self):
        few = ("office.cfg", "--set", "groups.general.staff=1")
        done = self.expect(0, "check", *few)
        self.assertRegex(done.stderr, r"(?m)^warning: ")
        self.assertRegex(done.stdout, r"lacking\n")
        self.assertIn("is above capacity in", done.stderr)
        self.assertNotIn("warning", self.expect(0, "check", "-q", *few).stderr)


    def test_a_name_that_an_overlay_has_amiss_is_told_with_the_one_it_is_like(self):
        self.write("base.cfg", OFFICE + 'sites: { bonn: { label = "Bonn"; }; }; trunks: { main: { lines = 90; types = ["service", "sales"]; }; };')
        for overlay, message in (
            ("groups: { genreal: { staff = 9; }; };", 'groups.genreal: no type lists this group: it has nothing to do; is "general" meant?'),
            ('types: { slaes: { talk = 60; groups = ("general"); }; };', 'types.slaes: nothing arrives: neither arrivals nor an initial state is given; is "sales" meant?'),
            ('sites: { bnon: { label = "B"; }; };', 'sites.bnon: no group is at this site: it has no figures; is "bonn" meant?'),
            ('groups: { unlike: { staff = 9; }; };', "groups.unlike: no type lists this group: it has nothing to do\n"),
        ):
            self.write("over.cfg", f'extends = "base.cfg"; {overlay}')
            self.assertIn(message, self.expect(0, "check", "over.cfg").stderr)


class Changes(CliTest):
    """--set and what-ifs that do not do what they look like."""

    def test_a_name_that_is_amiss_is_refused_though_no_warnings_are_wanted(self):
        told = self.expect(65, "run", "office.cfg", "-q", "-r2", "--set", "groups.genreal.staff=9").stderr
        self.assertIn('--set:1: groups.genreal.staff: there is no "genreal" in groups; the closest is general; groups.genreal={ … } makes one', told)
        self.expect(65, "run", "office.cfg", "-q", "-r2", "--set", "groups.closer=none")

    def test_a_change_that_rounding_undoes_is_warned_of(self):
        lines = ("check", "office.cfg", "--set", "trunks={main={lines=8;};}", "--set")
        done = self.expect(0, *lines, "trunks.main.lines*=0.95")
        self.assertIn("warning: --set:2: trunks.main.lines: *= 0.95 changes nothing: lines and attempts are whole", done.stderr)
        self.assertNotIn("changes nothing", self.expect(0, *lines, "trunks.main.lines*=0.8").stderr)

    def test_five_percent_of_the_agents_are_five_percent(self):
        change = ("--set", "groups.*.staff*=0.95")
        self.assertNotIn("warning", self.expect(0, "check", "office.cfg", *change).stderr)
        self.assertEqual(self.figures("run", "office.cfg", *change)[("scheduled_agents", "all")], 5.7)
        told = self.expect(0, "explain", "office.cfg", *change).stdout
        self.assertIn("with 4.75 agents 4, and one more in 75 %", told)
        net = self.expect(0, "explain", "office.cfg", "--set", "groups.general.shrinkage=5%").stdout
        self.assertIn("4.75 agents are scheduled", net)
        self.assertIn("net of a shrinkage of 5 %: 20 agent hours gross", net)

    def test_percent_are_not_added_to_what_is_no_share(self):
        self.expect(65, "check", "office.cfg", "--set", "types.*.arrivals.per_hour+=5%",
                    says="5% cannot be added to 62.385: write *= 1.05 for as much more")
        self.expect(0, "check", "office.cfg", "--set", "types.service.target.service_level+=5%")

    def test_a_sign_behind_the_equals_is_told(self):
        self.expect(65, "check", "office.cfg", "--set", "groups.general.staff=+1", says="write += to add 1, or = 1 to set it")

    def test_a_table_is_no_scenario_and_says_what_makes_one(self):
        for name, text in (("wk10.csv", "Datum;Zeit;Queue;Anrufe\r\n02.03.2026;08:00;Service;73,2\r\n"), ("comma.csv", "\ufeffdate,time,calls\n2026-03-02,08:00,7\n"),
                           ("tabs.txt", "\nqueue\t08:00\t08:30\nservice\t7\t8\n")):
            self.write(name, text)
            for command in ("check", "run", "explain", "staff"):
                self.assertIn("1: is a table, no scenario: ccsim import makes a scenario of it", self.expect(65, command, name).stderr)
        self.write("remark.cfg", "# a; b; c\n" + OFFICE)
        self.expect(0, "check", "remark.cfg", "-q")

    def test_results_and_scenarios_are_not_taken_for_each_other(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5", "-q")
        self.expect(65, "run", "a.h5", says="is a result file, no scenario: ccsim show, compare, report and export read it")
        for command in ("show", "report", "export"):
            self.expect(65, command, "office.cfg", says="a scenario is simulated first: ccsim run FILE -o FILE.h5")


class Profiles(CliTest):
    ROWS = [f"{m // 60:02d}:{m % 60:02d},{2 + m % 7}.385" for m in range(0, 1440, 30)]

    def profile(self, status, content, says=None):
        self.write("profile.csv", content)
        self.write("day.cfg", 'types: { t: { arrivals: { per_day = 238.5; profile = "profile.csv"; }; talk = 60; }; };\n'
                              "groups: { g: { staff = 3; }; };\nrun: { replications = 2; };\n")
        return self.expect(status, "run", "day.cfg", "--json", says=says)

    def test_harmless_forms_give_the_same_numbers(self):
        plain = self.profile(0, "time,contacts\n" + "\n".join(self.ROWS) + "\n").stdout
        for content in (b"\xef\xbb\xbf" + ("time,contacts\n" + "\n".join(self.ROWS) + "\n").encode(),
                        "time,contacts\r\n" + "\r\n".join(self.ROWS) + "\r\n",
                        "time;contacts\n" + "\n".join(r.replace(",", ";").replace(".", ",") for r in self.ROWS) + "\n",
                        "# measured\ntime,contacts\n\n" + "\n".join(self.ROWS),
                        "time,contacts\n" + "\n".join(f'"{r.split(",")[0]}","{r.split(",")[1]}"' for r in self.ROWS)):
            self.assertEqual(self.profile(0, content).stdout, plain, content[:40])

    def test_broken_profiles_are_told_with_their_line(self):
        rows = self.ROWS
        for content, line in (("time,contacts\n" + "\n".join(rows[:5] + ["02:30,"] + rows[6:]), 7),
                              ("time,contacts\n" + "\n".join(rows[:5] + ["02:30,nan"] + rows[6:]), 7),
                              ("time,contacts\n" + "\n".join(rows[:5] + ["02:30,1,2"] + rows[6:]), 7),
                              ("time,contacts\n" + "\n".join(rows[:5] + ["02:30,-4"] + rows[6:]), 7),
                              ("time,contacts\n" + "\n".join(rows[:5] + ["02:30,1e999"] + rows[6:]), 7)):
            self.assertRegex(self.profile(65, content).stderr, rf"profile\.csv:{line}: ")
        self.profile(65, "", says="profile.csv")
        self.profile(65, "contacts\n" + "\n".join("1.5" for _ in range(47)), says="found 47 numbers")
        self.profile(65, bytes(range(256)), says="profile.csv")

    def test_a_missing_profile_is_told_where_it_is_named(self):
        self.write("day.cfg", 'types: { t: { arrivals: { per_day = 10; profile = "nowhere.csv"; }; talk = 60; }; };\ngroups: { g: { staff = 3; }; };\n')
        done = self.run_program("run", "day.cfg")
        self.assertIn(done.returncode, (65, 66))
        self.assertRegex(done.stderr, re.escape("nowhere.csv"))


if __name__ == "__main__":
    main()
