"""Where commands write: never under the name of another kind of file, never over what they read or over a file of another kind."""
import os

from cli import CliTest, main

SLOW = ("-r", "9000000")


class Target(CliTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-r2", "-o", "a.h5")
        self.result = (self.folder / "a.h5").read_bytes()

    def refuses(self, status, *args, says, spares):
        before = (self.folder / spares).read_bytes() if spares else None
        self.expect(status, *args, says=says)
        if spares:
            self.assertEqual((self.folder / spares).read_bytes(), before, f"ccsim {args} has changed {spares}")

    def test_a_result_has_no_name_of_another_kind(self):
        for name, says in (
                ("out.csv", "out.csv is the name of a CSV table, and run writes a result file: -o out.h5, then ccsim export out.h5 -o out.csv"),
                ("x/out.xlsx", "-o x/out.h5, then ccsim export x/out.h5 -o x/out.xlsx"), ("out.JSON", "the name of a JSON file"),
                ("out.html", "then ccsim report out.h5 -o out.html"), ("new.cfg", "the name of a scenario, and run writes a result file: -o new.h5")):
            self.expect(64, "run", "office.cfg", *SLOW, "-o", name, says=says)
            self.expect(64, "compare", "office.cfg", *SLOW, "--what-if", "groups.general.staff+=1", "-o", name, "--force", says="compare writes")
            self.assertFalse((self.folder / name).exists())
        self.expect(0, "run", "office.cfg", "-r1", "-o", "without_suffix")
        self.expect(0, "run", "office.cfg", "-r1", "-o", "other.nc")

    def test_pages_and_tables_have_no_name_of_another_kind(self):
        for name in ("b.h5", "b.csv", "b.cfg", "b.json"):
            self.expect(64, "report", "a.h5", "-o", name, says="report writes a page: -o b.html")
        self.expect(64, "report", "a.h5", "-o", "b.PDF", says="is the name of a PDF, which a browser prints of a page, and report writes a page: -o b.html")
        for suffix in ("h5", "html", "cfg"):
            self.expect(64, "export", "a.h5", "--format", "csv", "-o", f"b.{suffix}", says="export writes a CSV table: -o b.csv")
        self.assertEqual(list(self.folder.glob("b.*")), [])

    def test_no_command_overwrites_what_it_reads(self):
        os.symlink("a.h5", self.folder / "link.html")
        os.link(self.folder / "a.h5", self.folder / "twin")
        os.symlink("office.cfg", self.folder / "link.h5")
        self.write("copy.cfg", (self.folder / "office.cfg").read_bytes())
        for name in ("a.h5", "./a.h5", "../" + self.folder.name + "/a.h5", "link.html", "twin"):
            self.refuses(73, "report", "a.h5", "-o", name, "--force", says="is the result that report reads", spares="a.h5")
            self.refuses(73, "export", "a.h5", "--format", "json", "-o", name, "--force", says="is the result that export reads", spares="a.h5")
        for name in ("office.cfg", "./office.cfg", "link.h5"):
            self.refuses(73, "run", "office.cfg", *SLOW, "-o", name, "--force", says="is the scenario that run reads", spares="office.cfg")
            self.refuses(73, "compare", "copy.cfg", "office.cfg", *SLOW, "-o", name, "--force", says="is the scenario", spares="office.cfg")

    def test_force_is_for_files_of_the_kind(self):
        self.expect(0, "report", "a.h5", "-o", "page.html")
        self.expect(0, "export", "a.h5", "-o", "table.csv")
        self.expect(0, "export", "a.h5", "-o", "book.xlsx")
        for name in ("page.html", "table.csv", "book.xlsx", "steady.cfg"):
            os.link(self.folder / name, self.folder / f"{name}.h5")
            self.refuses(73, "run", "office.cfg", *SLOW, "-o", f"{name}.h5", "--force", says="is not a result file", spares=name)
        for name in ("table.csv", "book.xlsx", "a.h5"):
            os.link(self.folder / name, self.folder / f"{name}.html")
        self.expect(0, "run", "office.cfg", "-r3", "-o", "b.h5")
        for name in ("book.xlsx", "a.h5"):
            self.refuses(73, "report", "b.h5", "-o", f"{name}.html", "--force", says="is not a page", spares=name)
            os.link(self.folder / name, self.folder / f"{name}.csv")
            self.refuses(73, "export", "b.h5", "-o", f"{name}.csv", "--force", says="is not a CSV table", spares=name)
            os.link(self.folder / name, self.folder / f"{name}.cfg")
            self.refuses(73, "init", f"{name}.cfg", "--force", says="is not a scenario", spares=name)
        self.expect(0, "report", "b.h5", "-o", "page.html", "--force")
        self.expect(0, "run", "office.cfg", "-r2", "-o", "b.h5", "--force")
        self.assertEqual((self.folder / "b.h5").read_bytes(), self.result)


if __name__ == "__main__":
    main()
