"""ccsim validate: a scenario against what happened. What it finds: tests/unit/test_validation.c."""
import csv
import json

from cli import SOURCE, CliTest, main

SCENARIO = str(SOURCE / "scenarios/validate.cfg")
ACTUAL = str(SOURCE / "scenarios/validate_actual.csv")


class Validate(CliTest):
    def test_example_is_what_its_remarks_say_and_files_are_written_whole(self):
        told = self.expect(1, "validate", SCENARIO, ACTUAL, "--json", "-r", "39", "--strict", "-o", "page.html", "--csv", "figures.csv").stdout
        answer = json.loads(told)
        error = answer["error_of_service_level"][0]
        self.assertEqual(error["of"], "all")
        for truth in ("volume", "handle_time", "staffing"):  # each of them takes points away, as the day was made
            self.assertLess(error[truth] + error[truth + "_half_width"], 0, truth)
        self.assertAlmostEqual(error["simulated"] + error["volume"] + error["handle_time"] + error["staffing"] + error["model"],
                               error["happened"], places=9)
        self.assertGreater(error["happened"], error["with_truths_low"])  # the model is right, so the rest is chance
        self.assertLess(error["happened"], error["with_truths_high"])
        offered = [s for s in answer["series"] if (s["metric"], s["by"], s["of"]) == ("offered", "interval", "all")][0]
        with open(ACTUAL, newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["interval"] == "08:00"]
        self.assertEqual(offered["points"][0]["actual"], sum(float(row["offered"]) for row in rows))
        page = (self.folder / "page.html").read_text()
        self.assertNotIn("<script", page)
        self.assertIn("What the error is made of", page)
        with open(self.folder / "figures.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({row["by"] for row in rows}, {"interval", "run"})
        self.assertEqual(len([r for r in rows if (r["metric"], r["of"], r["by"]) == ("offered", "support", "interval")]), 16)

    def test_export_of_a_replication_is_read_back_and_lies_in_the_bands(self):
        self.expect(0, "run", "office.cfg", "-r", "1", "-s", "4711", "-o", "day.h5")
        self.expect(0, "export", "day.h5", "--format", "intervals", "--metric", "answered,abandoned,asa_s,aht_s,service_level", "-o", "day.csv")
        answer = self.json_of("validate", "office.cfg", "day.csv", "--json", "-r", "39")
        self.assertGreater(answer["p"], 0.05)
        self.assertEqual(answer["broken"], [])
        coverage = [s["judged"]["coverage"]["value"] for s in answer["series"] if s["by"] == "interval" and s["of"] == "all"]
        self.assertGreaterEqual(len(coverage), 5)
        self.assertGreater(sum(coverage) / len(coverage), 0.8)

    def test_limits_decide_the_exit_status_and_files_are_told(self):
        with open(ACTUAL, newline="") as file:  # without a service level whose error is to be parted
            rows = "".join(f"{row['date']},{row['interval']},{row['queue']},{row['offered']}\n" for row in csv.DictReader(file))
        self.write("offered.csv", "date,interval,queue,offered\n" + rows)
        common = ("validate", SCENARIO, "offered.csv", "-q", "-r", "39", "--strict")
        told = self.expect(0, *common, "--limit", "offered:run:bias=20%,offered:coverage=80%", "-o", "page.html").stdout
        self.assertIn("page: page.html", told)
        broken = self.expect(1, *common, "--limit", "offered:run:bias=1%")
        self.assertIn("1 limit is broken", broken.stdout)

    def test_bad_input_is_told_with_a_remedy(self):
        self.write("other.csv", "date,interval,queue,offered\n2026-05-04,08:00,sales,3\n2026-05-04,08:30,sales,3\n")
        for arguments, words in (((SCENARIO, "other.csv"), "clock.start=\"2026-05-04\""), ((SCENARIO, "none.csv"), "cannot be read"),
                                 ((SCENARIO, ACTUAL, "-r", "5"), "at least 39"), ((SCENARIO, ACTUAL, "--limit", "bias"), "equals sign")):
            refused = self.run_program("validate", *arguments)
            self.assertNotIn(refused.returncode, (0, 1))
            self.assertIn(words, refused.stderr)


if __name__ == "__main__":
    main()
