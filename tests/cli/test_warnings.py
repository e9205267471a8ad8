"""What a reader must know before they believe a figure: told when it is found, and again wherever the result is read."""
import json

from cli import CliTest, main

ENOUGH = ("--set", "run.replications=10")
TOO_FEW = ("--set", "groups.*.staff=1", "--set", "types.*.arrivals.per_hour*=4", *ENOUGH)


class Warnings(CliTest):
    def lines(self, *args):
        return self.json_of(*args, "--json")["warnings"]

    def test_nothing_to_say_is_an_empty_list(self):
        self.assertEqual(self.lines("run", "office.cfg", *ENOUGH), [])

    def test_what_check_warns_of_travels_with_the_result(self):
        told = self.expect(0, "check", "office.cfg", *TOO_FEW).stderr.splitlines()[:-1]
        self.assertTrue(told)
        wanted = [line.split(": ", 2)[2] for line in told]  # without "warning: " and the file
        self.assertEqual(self.lines("run", "office.cfg", *TOO_FEW, "-q", "-o", "few.h5"), wanted)
        self.assertEqual(self.lines("show", "few.h5"), wanted)
        self.assertIn(f"warning: {wanted[0]}\n", self.expect(0, "show", "few.h5").stdout)
        self.expect(0, "report", "few.h5", "-o", "few.html")
        page = (self.folder / "few.html").read_text()
        self.assertIn(f'<p class="warning">{wanted[0]}</p>', page)
        self.assertLess(page.index(wanted[0]), page.index('<section'))

    def test_a_precision_that_is_not_reached_is_in_the_result(self):
        args = ("run", "office.cfg", "-r5", "--precision", "asa_s@type/sales=0.1%", "--max-replications", "12")
        done = self.expect(0, *args, "--json", "-o", "a.h5")
        (line,) = json.loads(done.stdout)["warnings"]
        self.assertTrue(line.startswith("asa_s@type/sales=0.1% is not reached after 12 replications: the half-width is"), line)
        self.assertEqual(done.stderr, f"warning: {line}\n")
        self.assertEqual(self.lines("show", "a.h5"), [line])

    def test_variants_have_their_own(self):
        lines = self.lines("compare", "office.cfg", *ENOUGH, "--what-if", "few: groups.*.staff=1, types.*.arrivals.per_hour*=4", "-o", "c.h5")
        self.assertTrue(lines)
        for line in lines:
            self.assertTrue(line.startswith("few: "), line)
        self.assertEqual(self.lines("show", "c.h5"), lines)

    def test_results_that_are_compared_tell_theirs(self):
        self.expect(0, "run", "office.cfg", "-o", "a.h5")
        self.expect(0, "run", "office.cfg", *TOO_FEW, "-q", "-o", "b.h5")
        (line,) = self.lines("show", "b.h5")
        self.assertIn(line, self.expect(0, "compare", "a.h5", "b.h5").stderr)


if __name__ == "__main__":
    main()
