"""Studies of ccsim sweep: the data set, and tables of its points."""
import json

from case import FOLDER, OFFICE, Case, ccsim, made, main, program


class Study(Case):
    @classmethod
    def setUpClass(cls):
        (FOLDER / "swept.cfg").write_text(OFFICE)
        cls.path = FOLDER / "study.h5"
        program("sweep", FOLDER / "swept.cfg", "--vary", "volume=0.9,1.1", "--vary", "run.service_level_of=\"contacts\",\"customers\"", "-r4",
                "--metric", "offered,asa_s@type/sales", "-q", "-o", cls.path)
        cls.shown = json.loads(program("show", cls.path, "--json"))["points"]

    def test_it_opens_with_names(self):
        study = ccsim.open(self.path)
        self.assertEqual(dict(study.sizes), {"point": 4, "replication": 4, "factor": 2, "response": 2})
        self.assertEqual(list(study["response"].values), ["offered", "asa_s@type/sales"])
        self.assertEqual(float(study["mean"].sel(point=3, response="offered")), self.shown[2]["responses"]["offered"]["mean"])
        self.assertEqual(list(study["replication"].values), [1, 2, 3, 4])

    def test_points_are_those_that_the_program_shows(self):
        table = ccsim.points(ccsim.open(self.path))
        self.assertEqual(list(table.columns), ["point", "volume", "run.service_level_of", "response", "mean", "low", "high", "replications"])
        self.assertEqual(len(table), 8)
        for row in table.itertuples():
            point = self.shown[row.point - 1]
            self.assertEqual((row.volume, row._3), tuple(point["levels"].values()))
            self.assertEqual((row.mean, row.low, row.high), tuple(point["responses"][row.response][end] for end in ("mean", "low", "high")))
            self.assertEqual(row.replications, 4)

    def test_replications_weigh_to_the_figure(self):
        table = ccsim.points(ccsim.open(self.path), by="replication")
        self.assertEqual(len(table), 4 * 4 * 2)
        for (point, response), rows in table.groupby(["point", "response"]):
            self.assertAlmostEqual((rows["value"] * rows["weight"]).sum() / rows["weight"].sum(), self.shown[point - 1]["responses"][response]["mean"], places=9)

    def test_what_is_none_is_told(self):
        with self.assertRaisesRegex(ccsim.ResultError, "is no study"):
            ccsim.points(ccsim.open(made("office")))
        with self.assertRaisesRegex(ccsim.ResultError, "points\\(\\) makes a table"):
            ccsim.frame(ccsim.open(self.path))
        with self.assertRaisesRegex(ValueError, "found 'interval'"):
            ccsim.points(ccsim.open(self.path), by="interval")


if __name__ == "__main__":
    main()
