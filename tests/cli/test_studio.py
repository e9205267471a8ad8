"""The page that simulates: what `ccsim studio` puts into it, and what is said where it cannot be made. What it does in a browser: tests/browser/test_studio.py."""
import base64
import json
import re

from cli import OFFICE, SOURCE, CliTest, main

ENGINE = b"\0asm\1\0\0\0" + bytes(range(250))  # what begins like a module


class Studio(CliTest):
    def setUp(self):
        super().setUp()
        self.write("engine.wasm", ENGINE)

    def studio(self, *args, name="studio.html"):
        """(the page, the files in it and where it begins)"""
        self.expect(0, "studio", *args, "--engine", "engine.wasm", "-q", "--force", "-o", name)
        page = (self.folder / name).read_text(encoding="utf-8")
        return page, json.loads(re.search(r'id="studio-files">(.*?)</script>', page, re.S).group(1))

    def test_holds_the_engine_byte_for_byte_and_lets_nothing_out(self):
        page, _ = self.studio("office.cfg")
        engine = re.search(r'id="studio-engine">(.*?)</script>', page, re.S).group(1)
        self.assertEqual(base64.b64decode(engine, validate=True), ENGINE)
        self.assertIn("default-src 'none'", page)
        self.assertNotIn("{{", page.split("<script")[0])
        self.assertEqual(re.findall(r'<(?:link|img|iframe)[^>]* (?:src|href)=', page.split("<script")[0]), [])
        self.assertNotRegex(page, r"<script[^>]+src=")
        self.assertEqual(page, self.studio("office.cfg")[0], "the same page, whenever it is made")

    def test_opens_on_the_scenario_with_all_that_it_was_read_from(self):
        (self.folder / "a" / "b").mkdir(parents=True)
        (self.folder / "shared").mkdir()
        self.write("shared/base.cfg", OFFICE)
        self.write("a/b/shape.csv", "from,parts\n08:00,1\n10:00,3\n")
        self.write("a/office.cfg", 'extends = "../shared/base.cfg";\ntypes: { service: { arrivals: { per_hour = "none"; per_day = 250; profile = "b/shape.csv"; }; }; sales: { arrivals: { per_hour = "none"; per_day = 45; }; }; };\n')
        _, held = self.studio("a/office.cfg")
        self.assertEqual(held["start"], "scenario/office.cfg")
        self.assertEqual(held["files"]["shared/base.cfg"], OFFICE)
        self.assertIn("10:00,3", held["files"]["scenario/b/shape.csv"])
        self.assertFalse([name for name in held["files"] if name.startswith("/")])

    def test_takes_the_complete_text_of_a_scenario_that_reads_from_afar(self):
        (self.folder / "a" / "b").mkdir(parents=True)
        self.write("a/b/office.cfg", 'extends = "../../office.cfg";\n')
        _, held = self.studio("a/b/office.cfg")
        self.assertIn("per_hour = 62.385", held["files"]["scenario/office.cfg"])
        self.assertNotIn("extends", held["files"]["scenario/office.cfg"])

    def test_opens_on_a_gallery_of_all_shipped_scenarios(self):
        _, held = self.studio()
        self.assertIsNone(held["start"])
        shipped = [path for pattern in ("scenarios/*.cfg", "scenarios/*.csv", "scenarios/profiles/*.csv", "presets/*.cfg") for path in SOURCE.glob(pattern)]
        self.assertEqual({str(path.relative_to(SOURCE)): path.read_bytes().decode() for path in shipped}, held["files"])

    def test_a_text_cannot_break_out(self):
        self.write("office.cfg", "// </script><script>alert(1)</script>\n" + OFFICE)
        page, held = self.studio("office.cfg")
        self.assertTrue(held["files"]["scenario/office.cfg"].startswith("// </script>"))
        self.assertNotIn("alert(1)</script>", page)

    def test_says_what_is_wrong(self):
        self.expect(66, "studio", "office.cfg", "--engine", "none.wasm", says="none.wasm: cannot be read")
        self.expect(66, "studio", "office.cfg", "--engine", "office.cfg", says="is no module of WebAssembly")
        self.expect(66, "studio", "none.cfg", "--engine", "engine.wasm", says="none.cfg: cannot be read")
        self.write("engine.wasm.revision", "0.1.0 0123456789ab\n")
        self.expect(66, "studio", "office.cfg", "--engine", "engine.wasm", says="engine.wasm: is the engine of another ccsim (0.1.0 0123456789ab) than this program")
        version, revision = re.search(r"^ccsim (\S+) \((\w+)", self.expect(0, "--version").stdout).groups()
        self.write("engine.wasm.revision", f"{version} {revision}-dirty\n")
        self.studio("office.cfg")
        self.expect(64, "studio", "office.cfg", "-o", "page.h5", says="page.h5")
        self.write("studio.html", "<!doctype html>mine")
        self.expect(73, "studio", "office.cfg", "--engine", "engine.wasm", says="studio.html")
        self.write("bad.cfg", OFFICE.replace("per_hour = 11.3", "per_hour = -1"))
        self.expect(65, "studio", "bad.cfg", "--engine", "engine.wasm", "--force", says="bad.cfg:13")
        self.assertEqual((self.folder / "studio.html").read_text(), "<!doctype html>mine")

    def test_explain_tells_the_changed_scenario_as_a_file(self):
        text = self.expect(0, "explain", "office.cfg", "--full", "--what-if", "more: volume +10 %, staff +2 in general from 09:00 to 10:00").stdout
        self.write("changed.cfg", text)
        metrics = ("--metric", "offered,scheduled_agents", "--json", "-q")
        changed = self.json_of("run", "changed.cfg", *metrics)
        asked = self.json_of("run", "office.cfg", "--what-if", "volume +10 %, staff +2 in general from 09:00 to 10:00", *metrics)
        self.assertEqual(changed["metrics"], asked["metrics"])
        self.assertNotEqual(changed["metrics"], self.json_of("run", "office.cfg", *metrics)["metrics"])
        self.expect(64, "explain", "office.cfg", "--what-if", "volme +10 %", says='did you mean "volume"')


if __name__ == "__main__":
    main()
