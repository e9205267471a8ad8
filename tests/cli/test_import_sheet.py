"""ccsim import of workbooks: a sheet by way of Python, its dates, times, merged cells and titles; what is no workbook, and what is not there."""
import io
import os
import pathlib
import sys
import unittest
import zipfile

from cli import SOURCE, CliTest, main
from workbooks import DATE, HEAD, LASTING, MOMENT, MONDAY, PERCENT, TIME, excel, week, workbook

sys.path.insert(0, str(pathlib.Path(SOURCE) / "analysis/python/ccsim_results"))
import sheet as sheets  # the module alone: the package wants more libraries

class Sheets(CliTest):
    def test_a_workbook_is_imported_like_its_csv(self):
        (self.folder / "week.xlsx").write_bytes(week())
        said = self.expect(0, "import", "week.xlsx", "--yes").stdout
        for words in ('Sheet "Plan" is read of "Plan", "Other": --sheet chooses another one.', '1 row above the table left out ("Planung KW 10")',
                      "each held the value of the first: A4:A27", "24 rows of 1 queue, Monday 2026-03-02", "AHT 00:04:45 read as 4 min 45 s",
                      "because it is a workbook"):
            self.assertIn(words, said)
        self.expect(0, "check", "week.cfg")
        self.assertEqual((self.folder / "week_table.csv").read_text().splitlines()[2], "2026-03-02,08:00,Service,70.5,285,15.5")

    def test_errors_name_the_rows_of_the_sheet(self):
        rows = [["A title"], HEAD, [(MONDAY, DATE), (1 / 3, TIME), "A", "many", 300, 4], [(MONDAY, DATE), (17 / 48, TIME), "A", 5, 300, 4]]
        (self.folder / "bad.xlsx").write_bytes(workbook({"S": rows}))
        self.assertIn('bad.xlsx:3: Anrufe: expected a number, found "many"', self.expect(65, "import", "bad.xlsx", "--yes").stderr)

    def test_a_sheet_is_chosen_by_name_or_number(self):
        (self.folder / "two.xlsx").write_bytes(workbook({"Notes": [["read me"]], "Plan": [["Datum", "Anrufe"], [(MONDAY, DATE), 5], [(MONDAY + 1, DATE), 6]]}))
        for name in ("Plan", "2"):
            self.assertIn('Sheet "Plan" is read', self.expect(0, "import", "two.xlsx", "--sheet", name, "--yes", "--force").stdout)
        self.assertIn('--sheet 2`', (self.folder / "two.cfg").read_text())
        self.assertIn('has no sheet "Nope"; it has "Notes", "Plan"', self.expect(65, "import", "two.xlsx", "--sheet", "Nope", "--yes").stderr)
        self.write("plain.csv", "Datum;Anrufe\n02.03.2026;5\n")
        self.assertIn("only workbooks have sheets", self.expect(64, "import", "plain.csv", "--sheet", "Plan").stderr)

    def test_what_is_damaged_is_refused_in_a_sentence(self):
        whole = week()
        for name, data in (("cut", whole[: len(whole) // 2]), ("zip", b"PK\x03\x04" + b"x" * 99)):
            (self.folder / f"{name}.xlsx").write_bytes(data)
            error = self.expect(65, "import", f"{name}.xlsx", "--yes").stderr
            self.assertIn(f"{name}.xlsx: is no XLSX workbook, or damaged", error)
            self.assertEqual(len(error.strip().splitlines()), 1)
        self.assertFalse((self.folder / "cut.cfg").exists())

    def test_without_python_it_says_what_to_do(self):
        (self.folder / "week.xlsx").write_bytes(week())
        error = self.expect(65, "import", "week.xlsx", "--yes", env={**os.environ, "PATH": "/nowhere"}).stderr
        self.assertIn("there is no python3 here: install it, or save the sheet as CSV", error)


class Converter(unittest.TestCase):
    def convert(self, *rows, **more):
        return sheets.convert(io.BytesIO(workbook({"S": rows}, **more)))[0].splitlines()

    def test_numbers_are_what_is_stored_and_dates_are_iso(self):
        self.assertEqual(self.convert(["a", "b", "c", "d", "e", "f"], [(MONDAY + 0.375, MOMENT), (0.5, TIME), (1.5, LASTING), (0.8, PERCENT), 0.1 + 0.2, 73.0]),
                         ["a,b,c,d,e,f", "2026-03-02T09:00,12:00:00,36:00:00,80 %,0.30000000000000004,73"])
        self.assertEqual(self.convert(["a", "b"], [(MONDAY - 1462, DATE), (17 / 48, TIME)], properties='<workbookPr date1904="1"/>'),
                         ["a,b", "2026-03-02,08:30:00"])

    def test_a_workbook_with_all_that_a_spreadsheet_program_writes(self):
        """Parts under other names, rich texts, booleans, errors, cached and missing values of formulas, sparse and hidden rows, hidden sheets, data descriptors, dates as ISO."""
        for main, office in (("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
                             ("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")):
            with self.subTest(main=main):
                text, said = sheets.convert(io.BytesIO(excel(main, office)), "\u00fcBERSICHT KW\u00a010")
                self.assertEqual(text.splitlines(), [
                    "Datum,Zeit,Queue,Quote,Dauer,Offen,Summe,Fehler", "", "2026-03-02T09:30,08:00:00,Kunden service,5.2 %,25:30:00,TRUE,73.5,#N/A",
                    "2026-03-03,09:30:00,a & b,80 %,00:04:45,FALSE,kurz,", "2026-03-04,10:00:00,last,1 %,00:00:05,,1000000,"])
                self.assertEqual(said, ['Sheet "\u00dcbersicht KW\u00a010" is read of "Hilfe", "\u00dcbersicht KW\u00a010": --sheet chooses another one.',
                                        "1 hidden row is read too (the first is row 4).",
                                        "1 formula has no value (the first in row 4) and counts as empty: open the workbook in the spreadsheet program and save it."])
                self.assertIn('Sheet "\u00dcbersicht KW\u00a010" is read', sheets.convert(io.BytesIO(excel(main, office)))[1][0], "the first that is shown")

    def test_quotes_and_commas_of_texts_survive(self):
        self.assertEqual(self.convert(["a", "b"], ["x, y", 1]), ["a,b", '"x, y",1'])

    def test_hostile_parts_are_refused(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as book:
            book.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
        with self.assertRaisesRegex(sheets.SheetError, "document type"):
            sheets.convert(out)
        limit, sheets.LIMIT = sheets.LIMIT, 1000
        try:
            with self.assertRaisesRegex(sheets.SheetError, "too large"):
                sheets.convert(io.BytesIO(week()))
        finally:
            sheets.LIMIT = limit


if __name__ == "__main__":
    main()
