"""The page that `ccsim report` writes, in a browser: of one result and of a comparison. Charts, figures against the result file,
accessibility, light and dark, phone and paper."""
import json
import math
import os
import re
import subprocess

import h5py

import browser_case
from browser_case import BrowserTest

PROGRAM = os.environ["CCSIM_PROGRAM"]
SOURCE = os.environ["CCSIM_SOURCE"]
SECONDS = {"s": 1, "min": 60, "h": 3600}
NEEDED = ("answer", "day", "groups", "contacts", "waits", "limits", "model")


def shown(text):
    """The number that a text of figure.h begins with, and half a unit of its last digit; shares as fractions, times in seconds."""
    text = text.replace(",", "").replace("\u2212", "-").split("\u00b1")[0].strip()
    parts = re.findall(r"([+-]?\d+(?:\.(\d+))?)\s*(%|h|min|s)?(?=\s|$)", text)
    if not parts:
        return None
    unit = 0.01 if parts[0][2] == "%" else 1
    value, step = 0.0, 0.0
    for number, decimals, what in parts:
        unit = SECONDS.get(what, unit)
        value += float(number) * unit
        step = unit * 10.0 ** -len(decimals)
        if what not in SECONDS:
            break
    return value, 0.5 * step * (1 + 1e-9)


class ReportTest(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        bank = f"{SOURCE}/scenarios/bank_day.cfg"
        cls.run_program("run", bank, "-r", "40", "-o", "bank.h5")
        cls.run_program("compare", bank, "-r", "40", "--what-if", "Two more: groups.lending.staff+=2", "-o", "two.h5")
        cls.run_program("compare", bank, "-r", "10", "--what-if", "Two more in lending: groups.lending.staff+=2", "--what-if",
                        "5 % fewer: groups.*.staff*=0.95", "--what-if", "Longer patience: types.*.patience.mean*=1.5", "-o", "three.h5")
        for name in ("bank", "two", "three"):
            cls.run_program("report", f"{name}.h5", "-o", f"{name}.html")

    @classmethod
    def run_program(cls, *args):
        done = subprocess.run([PROGRAM, *args, "-q"], cwd=cls.folder, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"ccsim {args}: {done.returncode}: {done.stderr}")

    def page(self, name="bank", **how):
        return self.open(self.folder / f"{name}.html", **how)

    def test_one_result(self):
        page = self.page()
        self.assertLess((self.folder / "bank.html").stat().st_size, 2_000_000)
        sections = page.evaluate("[...document.querySelectorAll('main > section')].map((s) => s.id)")
        self.assertTrue(set(NEEDED) <= set(sections), sections)
        links = page.evaluate("[...document.querySelectorAll('nav a')].map((a) => a.hash.slice(1))")
        self.assertEqual(links, sections, "the way through the page names its sections")
        self.expect_drawn(page)
        self.expect_accessible(page)

    def test_the_grid_has_a_light_with_its_sign_and_word_in_each_cell(self):
        for how in ({}, {"width": 360, "dark": True}):
            cells = self.page(**how).evaluate("[...document.querySelectorAll('#grid td')].map((c) => [c.className, c.textContent, getComputedStyle(c).backgroundColor])")
            self.assertEqual(len(cells), 28 * (4 + 6))
            grounds = {}
            for name, text, ground in cells:
                word = name.split()[1]
                self.assertTrue(text.endswith({"met": "✓ met", "missed": "✗ missed", "undecided": "? undecided"}[word]), text)
                grounds.setdefault(word, set()).add(ground)
            self.assertEqual(len(set().union(*grounds.values())), len(grounds), "each light has a ground of its own")

    def test_the_grid_is_gone_through_by_keys(self):
        page = self.page(width=360)
        focused = "[document.activeElement.getAttribute('aria-label'), document.activeElement.parentNode.rowIndex, document.activeElement.cellIndex]"
        page.evaluate("document.querySelector('#grid td[tabindex=\"0\"]').focus()")
        for key, row, column in ((None, 1, 1), ("ArrowDown", 2, 1), ("ArrowRight", 2, 2), ("End", 2, 10), ("ArrowRight", 2, 10), ("PageUp", 1, 10), ("Home", 1, 1)):
            if key:
                page.evaluate(f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))")
            label, *at = page.evaluate(focused)
            self.assertEqual(at, [row, column], key)
        self.assertRegex(label, r"^\d\d:\d\d, .+ group: .*\b(met|missed|undecided)$")
        self.assertEqual(page.evaluate("document.querySelectorAll('#grid td[tabindex=\"0\"]').length"), 1, "one stop of the tab key")
        left = "[...document.querySelectorAll('#grid tbody th, #grid thead th:first-child')].every((c) => getComputedStyle(c).position === 'sticky' && getComputedStyle(c).left === '0px')"
        self.assertTrue(page.evaluate(left), "times stay while the grid is scrolled across")

    def test_one_result_on_a_dark_phone(self):
        page = self.page(width=360, dark=True)
        self.expect_drawn(page)
        self.expect_accessible(page)

    def test_a_comparison(self):
        self.assertLess((self.folder / "two.html").stat().st_size, 2_000_000)
        page = self.page("two")
        drawn = page.evaluate("[...document.querySelectorAll('figure')].map((f) => f.dataset.spec)")
        self.assertTrue({"difference", "lines"} <= set(drawn), drawn)
        self.expect_drawn(page)
        self.expect_accessible(page)

    def test_paper(self):
        page = self.page("two", width=720, print_media=True)
        self.expect_drawn(page)
        pdf = page.pdf()
        self.assertTrue(pdf.startswith(b"%PDF"))
        self.assertRegex(pdf, rb"MediaBox ?\[0 0 841[^]]* 59", "the grid is printed across")

    def test_slides_print_one_a_sheet_and_lose_nothing(self):
        """Sheets of 13.333 by 7.5 inches, as many as there are slides; no text leaves its slide or its picture."""
        (self.folder / "acme.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 6"><rect width="20" height="6"/></svg>', encoding="utf-8")
        (self.folder / "brand.cfg").write_text('name = "ACME"; logo = "acme.svg"; colours = ["#7a1f5c", "#2f7d32"];', encoding="utf-8")
        self.run_program("report", "three.h5", "--slides", "--brand", "brand.cfg", "-o", "slides.html")
        page = self.page("slides", width=1400, javascript=False)
        found = page.evaluate("""[...document.querySelectorAll("section")].map((s) => [s.scrollHeight > s.clientHeight || s.scrollWidth > s.clientWidth,
            ...[...s.querySelectorAll("svg text")].map((t) => [t.getBBox(), t.ownerSVGElement.viewBox.baseVal]).map(([a, b]) =>
                a.x < 0 || a.y < 0 || a.x + a.width > b.width || a.y + a.height > b.height)])""")
        self.assertGreater(len(found), 4)
        self.assertEqual([i for i, slide in enumerate(found) if any(slide)], [])
        self.assertEqual(page.evaluate("getComputedStyle(document.querySelector('h1')).color"), "rgb(122, 31, 92)")
        self.assertGreater(page.evaluate("document.querySelector('.brand img').naturalWidth"), 0)
        pdf = page.pdf()
        self.assertEqual(len(re.findall(rb"/Type */Page\b", pdf)), len(found))
        self.assertEqual(set(re.findall(rb"MediaBox ?\[0 0 (\d+) (\d+)\]", pdf)), {(b"960", b"540")})
        self.assertEqual(page.problems(), [])

    def test_tables_of_variants_lose_no_column(self):
        """On paper and on a phone every cell of the tables that compare variants lies within the page, and no row is a tower."""
        for how in ({"width": 688, "print_media": True}, {"width": 390}):
            page = self.page("three", **how)
            self.expect_drawn(page)
            found = page.evaluate("""[...document.querySelectorAll(".stacks")].filter((box) => !box.closest("details:not([open])")).map((box) => ({
                label: box.getAttribute("aria-label"), rows: box.querySelectorAll("tbody tr").length,
                right: Math.max(...[...box.querySelectorAll("tbody td")].map((c) => c.getBoundingClientRect().right)),
                tallest: Math.max(...[...box.querySelectorAll("tbody td")].map((c) => c.getBoundingClientRect().height)),
                hidden: [...box.querySelectorAll("tbody td")].filter((c) => c.textContent && !c.offsetHeight).length,
                end: document.documentElement.clientWidth}))""")
            self.assertEqual(len(found), 4, [f["label"] for f in found])
            for table in found:
                with self.subTest(table=table["label"], how=how):
                    self.assertLessEqual(table["right"], table["end"])
                    self.assertLess(table["tallest"], 90)
                    self.assertEqual(table["hidden"], 0)
                    self.assertGreater(table["rows"], 3)

    def test_a_page_of_three_what_ifs_is_accessible_on_a_phone(self):
        page = self.page("three", width=390)
        self.expect_drawn(page)
        self.expect_accessible(page)

    def test_the_page_is_one_file_that_lets_nothing_out(self):
        page = self.page("two")
        self.assertEqual(page.evaluate("""[...document.querySelectorAll("link, img, iframe, object, embed, script[src], [style*='url(']")].map((e) => e.outerHTML)"""), [])
        self.assertIn("default-src 'none'", page.evaluate("document.head.querySelector('meta[http-equiv=Content-Security-Policy]').content"))
        self.assertEqual(page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')"), "refused")

    def expect_figures_of(self, name):
        """Every figure that says which one it is equals the result file, and its text is that number rounded."""
        page = self.page(name, javascript=True)
        figures = page.evaluate("""[...document.querySelectorAll("[data-metric]")].map((e) =>
            ({...e.dataset, text: [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join("").trim()}))""")
        self.assertGreater(len(figures), 5)
        with h5py.File(self.folder / f"{name}.h5") as result:
            configs = [str(c) for c in result["config"].asstr()[:]]
            entities = [str(e) for e in result["entity"].asstr()[:]]
            for figure in figures:
                with self.subTest(figure=figure):
                    row = configs.index(figure["config"]) if "config" in figure else 0
                    true = result[figure["metric"]][row, entities.index(figure["entity"])]
                    if not figure["value"]:
                        self.assertTrue(math.isnan(true))
                        continue
                    self.assertEqual(float(figure["value"]), true)
                    found = shown(figure["text"])
                    if figure["text"]:
                        self.assertIsNotNone(found, "no number in the text")
                        self.assertAlmostEqual(found[0], true, delta=found[1])

    def test_figures_are_those_of_the_result(self):
        self.expect_figures_of("bank")

    def test_figures_of_a_comparison_are_those_of_the_result(self):
        self.expect_figures_of("two")

    def test_charts_draw_the_numbers_of_the_result(self):
        page = self.page()
        rows = page.evaluate("ccsimChart.unpacked(JSON.parse(document.querySelector('#service-day script.data').textContent))")
        with h5py.File(self.folder / "bank.h5") as result:
            all_ = [str(e) for e in result["entity"].asstr()[:]].index("all")
            level = result["service_level_by_interval"][0, all_]
            high = result["service_level_by_interval_high"][0, all_]
            begins = [str(t) for t in result["interval"].asstr()[:]]
        first = [row for row in rows if row.get("of") == rows[0].get("of")]
        self.assertGreater(len(first), 20)
        for row in first:
            at = begins.index(row["t"])
            self.assertAlmostEqual(row["mean"], level[at], delta=1e-9)
            self.assertAlmostEqual(row["high"], high[at], delta=1e-9)


if __name__ == "__main__":
    browser_case.main()
