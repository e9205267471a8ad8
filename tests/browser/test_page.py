"""page.css, page.js and the chart specs in a browser, on a page of made-up figures: drawing, light and dark, phone and paper, choosing,
saving, copying, failing with words, and that nothing can leave the page."""
import json
import struct
import xml.etree.ElementTree

import browser_case
import sample
from browser_case import BrowserTest


class PageTest(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.whole = cls.folder / "whole.html"
        cls.whole.write_text(sample.page())
        cls.sample = cls.folder / "sample.html"
        cls.sample.write_text(sample.page(wanted=("level", "busy", "ends")))

    def colours(self, page, chart="level"):
        """The colours in a chart and of the page."""
        return page.evaluate(f"[document.querySelector('#{chart} svg').outerHTML, getComputedStyle(document.body).backgroundColor]")

    def test_draws_every_kind_of_chart(self):
        page = self.open(self.whole)
        self.expect_drawn(page)
        specs = {p.stem for p in (sample.PAGE / "charts").glob("*.json")}
        drawn = page.evaluate("[...document.querySelectorAll('figure')].map((f) => f.dataset.spec)")
        self.assertEqual(set(drawn), specs, "the sample lacks a kind of chart")
        self.expect_accessible(page)

    def test_draws_on_a_dark_phone(self):
        page = self.open(self.whole, width=360, dark=True)
        self.expect_drawn(page)
        svg, ground = self.colours(page)
        self.assertEqual(ground, "rgb(17, 23, 29)")
        self.assertIn("#56b4e9", svg)
        self.expect_accessible(page)

    def test_theme_can_be_chosen(self):
        page = self.open(self.sample)
        light, _ = self.colours(page)
        page.evaluate("document.querySelector('button.theme').click()")
        page.settle()
        dark, ground = self.colours(page)
        self.assertEqual(ground, "rgb(17, 23, 29)")
        self.assertIn("#0072b2", light)
        self.assertNotIn("#0072b2", dark)
        self.assertEqual(page.evaluate("document.querySelector('button.theme').textContent"), "Light")
        page.evaluate("document.querySelector('button.theme').click()")
        page.settle()
        self.assertEqual(self.colours(page)[1], "rgb(255, 255, 255)")
        self.expect_drawn(page)

    def test_follows_width_and_system_theme(self):
        page = self.open(self.sample)
        page.size(500)
        page.media(dark=True)
        self.expect_drawn(page)
        self.assertEqual(self.colours(page)[1], "rgb(17, 23, 29)")
        width = page.evaluate("document.querySelector('#level svg').getBoundingClientRect().width")
        self.assertAlmostEqual(width, page.evaluate("document.querySelector('#level .plot').clientWidth"), delta=8)

    def test_is_light_and_whole_on_paper(self):
        page = self.open(self.whole, dark=True)
        page.evaluate("document.querySelector('#level details').open = true")
        page.media(dark=True, print_media=True)
        page.size(720)
        self.expect_drawn(page)
        svg, ground = self.colours(page)
        self.assertIn("#0072b2", svg)
        self.assertIn(ground, ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"))
        hidden = "['nav', '.theme', '.tools', 'figure details', 'select'].filter((s) => [...document.querySelectorAll(s)].some((e) => e.offsetParent))"
        self.assertEqual(page.evaluate(hidden), [])
        self.assertEqual(page.evaluate("document.querySelector('#level .chosen').offsetParent !== null"), True)

    def test_printing_a_dark_page_ends_dark_again(self):
        page = self.open(self.sample)
        page.evaluate("document.querySelector('button.theme').click()")
        page.settle()
        page.evaluate("""addEventListener("beforeprint", () => setTimeout(() => 0)); window.seen = [];
            new MutationObserver(() => seen.push(document.documentElement.dataset.theme)).observe(document.documentElement, {attributes: true})""")
        self.assertTrue(page.pdf().startswith(b"%PDF"))
        page.settle()
        self.assertIn("light", page.evaluate("seen"))
        self.assertEqual(page.evaluate("document.documentElement.dataset.theme"), "dark")
        self.assertNotIn("#0072b2", self.colours(page)[0])
        self.expect_drawn(page)

    def test_choosing_draws_other_rows_with_their_own_target(self):
        page = self.open(self.sample)
        words = "document.querySelector('#level svg').textContent"
        self.assertIn("target 80 %", page.evaluate(words))
        before = page.evaluate("document.querySelector('#level svg').outerHTML")
        page.evaluate("(() => { const s = document.querySelector('#level select'); s.value = 'Fraud'; s.dispatchEvent(new Event('change')); })()")
        page.settle()
        self.assertIn("target 90 %", page.evaluate(words))
        self.assertIn("Answered in 10 s", page.evaluate(words))
        self.assertNotEqual(page.evaluate("document.querySelector('#level svg').outerHTML"), before)
        self.assertTrue(page.evaluate("document.querySelector('#level .plot').getAttribute('aria-label').endsWith(': Fraud')"))

    def test_groups_differences_of_several_series(self):
        rows = [{"metric": "Service level", "series": series, "name": name, "difference": 0.1, "low": 0.05, "high": 0.15, "verdict": "better"}
                for series in ("Two more in lending, from noon on", "Longer patience of all who call") for name in ("All together", "Digital access and passwords")]
        path = self.folder / "grouped.html"
        path.write_text(sample.page(figures=[sample.figure("grouped", "difference", "Differences", "", rows, {"unit": "+share"}, "metric")]))
        for width in (1280, 390):
            page = self.open(path, width=width)
            self.expect_drawn(page)
            texts = page.evaluate("[...document.querySelectorAll('#grouped svg text')].map((t) => [...(t.querySelectorAll('tspan').length ? t.querySelectorAll('tspan') : [t])].map((e) => e.textContent).join(' '))")
            for series in ("Two more in lending, from noon on", "Longer patience of all who call"):
                self.assertEqual([t for t in texts if t.startswith(series[:12])], [series], "once, and whole")
            self.assertEqual(texts.count("Digital access and passwords"), 2, texts)
            self.assertEqual(page.evaluate("document.querySelectorAll('#grouped svg .mark-symbol path[aria-label], #grouped svg .mark-symbol.role-mark path').length"), 4)

    def test_a_menu_keeps_what_is_always_shown(self):
        names = ["Base", *(f"Variant {i}" for i in range(1, 11))]
        rows = [{"t": t, "series": name, "mean": 0.5 + 0.01 * k, "low": 0.4, "high": 0.6} for k, name in enumerate(names) for t in sample.times()]
        path = self.folder / "always.html"
        path.write_text(sample.page(figures=[sample.figure("many", "lines", "Many", "", rows, {"unit": "share", "always": "Base"}, "series")]))
        page = self.open(path)
        self.expect_drawn(page)
        self.assertEqual(page.evaluate("[...document.querySelectorAll('#many option')].map((o) => o.value)"), names[1:])
        legend = "[...document.querySelectorAll('#many svg .role-legend-label text')].map((t) => t.textContent)"
        self.assertEqual(page.evaluate(legend), ["Base", "Variant 1"])
        page.evaluate("(() => { const s = document.querySelector('#many select'); s.value = 'Variant 7'; s.dispatchEvent(new Event('change')); })()")
        page.settle()
        self.assertEqual(page.evaluate(legend), ["Base", "Variant 7"])

    def test_eight_lines_can_be_told_apart(self):
        rows = [{"t": t, "series": f"Variant {k}", "mean": 0.5 + 0.05 * k} for k in range(8) for t in sample.times()]
        path = self.folder / "eight.html"
        path.write_text(sample.page(figures=[sample.figure("eight", "lines", "Eight", "", rows, {"unit": "share"})]))
        page = self.open(path)
        self.expect_drawn(page)
        lines = page.evaluate("[...document.querySelectorAll('#eight svg .mark-line.role-mark path')].map((p) => p.getAttribute('stroke') + ' ' + (p.getAttribute('stroke-dasharray') || '1,0'))")
        self.assertEqual(len(lines), 8)
        self.assertEqual(len(set(lines)), 8)
        self.assertEqual(sum(not line.endswith("1,0") for line in lines), 4)

    def test_copies_tables(self):
        page = self.open(self.sample)
        self.browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"], browserContextId=page.context)
        page.call("Page.bringToFront")
        button = "document.querySelector('#answer .tools button')"
        page.evaluate(f"{button}.click()")
        said = f"{button}.nextSibling.textContent"
        page.until(said)
        self.assertEqual(page.evaluate(said), "2 rows copied; paste them into a spreadsheet.")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"),
                         "type\toffered\tservice level\tverdict\nBalance and transactions\t1,950 ± 28\t74 % ± 4 %\tmissed\n"
                         "Fraud\t837 ± 12\t97.5 % ± 0.3 %\tmet\n")

    def test_copies_tables_where_the_clipboard_is_not_offered(self):
        page = self.open(self.sample)
        page.evaluate("""Object.defineProperty(navigator, "clipboard", {value: undefined});
            document.execCommand = (name) => { window.copied = [name, document.activeElement.value]; return true; }; 0""")
        page.evaluate("document.querySelector('#answer .tools button').click()")
        page.until("window.copied")
        self.assertEqual(page.evaluate("copied[0]"), "copy")
        self.assertTrue(page.evaluate("copied[1]").startswith("type\toffered"))
        page.evaluate("document.execCommand = () => false; document.querySelector('#answer .tools button').click()")
        page.until("document.querySelector('#answer .tools .said').textContent.startsWith('Not copied')")

    def test_saves_pictures_light_with_their_title(self):
        page = self.open(self.sample, dark=True, width=360)
        page.evaluate("document.querySelectorAll('#level .tools button')[0].click()")
        svg = page.downloaded()[0]
        self.assertEqual(svg.name, "level.svg")
        root = xml.etree.ElementTree.fromstring(svg.read_text())
        self.assertIn("Service level is worst between 10:00 and 12:00: All contacts", "".join(root.itertext()))
        self.assertIn("#0072b2", svg.read_text())
        self.assertEqual(self.colours(page)[1], "rgb(17, 23, 29)", "the page itself stays dark")
        svg.unlink()
        page.evaluate("document.querySelectorAll('#busy .tools button')[1].click()")
        png = page.downloaded()[0]
        self.assertEqual(png.name, "busy.png")
        head = png.read_bytes()[:24]
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
        self.assertGreater(struct.unpack(">I", head[16:20])[0], 1700)
        self.assertEqual(page.problems(), [])

    def test_a_chart_that_cannot_be_drawn_says_so(self):
        path = self.folder / "broken.html"
        path.write_text(sample.page(broken=True, wanted=("level",)))
        page = self.open(path)
        charts = {chart["id"]: chart for chart in page.charts()}
        self.assertEqual(charts["no-kind"]["state"], "failed")
        self.assertIn("could not be drawn: there is no kind of chart named no-such-kind", charts["no-kind"]["words"])
        self.assertEqual(charts["no-data"]["state"], "failed")
        self.assertIn("could not be drawn", charts["no-data"]["words"])
        self.assertEqual({c["state"] for n, c in charts.items() if not n.startswith("no-")}, {"drawn"})
        self.assertEqual(page.problems(), [])
        self.expect_accessible(page)

    def test_what_is_not_defined_leaves_a_gap(self):
        rows = [{"t": t, "mean": None if i == 5 else 0.8, "low": None if i == 5 else 0.75, "high": None if i == 5 else 0.85, "p10": None, "p90": None}
                for i, t in enumerate(sample.times())]
        path = self.folder / "gap.html"
        path.write_text(sample.page(figures=[sample.figure("gap", "line-band", "A gap", "", rows, {"unit": "share"}),
                                             sample.figure("cells", "heat", "A gap", "", [{"t": r["t"], "row": "a", "value": r["mean"], "low": None, "high": None} for r in rows])]))
        page = self.open(path)
        self.expect_drawn(page)
        line = page.evaluate("[...document.querySelectorAll('#gap svg .mark-line path')].map((p) => p.getAttribute('d')).join('')")
        self.assertEqual(line.count("M"), 2, "the line has two parts")

    def test_intervals_are_drawn_no_further_than_a_share_can_be(self):
        rows = [{"t": t, "mean": 0.9, "low": -0.4, "high": 1.7, "p10": 0.9, "p90": 0.9} for t in sample.times()]
        path = self.folder / "wide.html"
        path.write_text(sample.page(figures=[sample.figure("wide", "line-band", "Wide", "", rows, {"unit": "share"}),
                                             sample.figure("change", "difference-by-interval", "Wide", "", [{**r, "verdict": "undecided"} for r in rows],
                                                           {"unit": "+share"})]))
        page = self.open(path)
        self.expect_drawn(page)
        labels = "[...document.querySelectorAll('#%s svg .role-axis-label text')].map((t) => t.textContent)"
        self.assertIn("100 %", page.evaluate(labels % "wide"))
        self.assertNotIn("120 %", page.evaluate(labels % "wide"))
        self.assertFalse([t for t in page.evaluate(labels % "wide") if t.startswith("\u2212")])
        self.assertIn("+150", page.evaluate(labels % "change"))

    def test_without_javascript_shows_tables_and_no_useless_button(self):
        page = self.browser.open(self.sample, javascript=False)
        self.addCleanup(page.close)
        self.assertIn(b"PNG", page.screenshot_of_page()[:8])
        nodes = page.call("DOM.getDocument", depth=-1)
        text = json.dumps(nodes)
        self.assertIn("Charts need JavaScript", text)
        self.assertNotIn('"BUTTON"', text)
        self.assertIn('"TABLE"', text)

    def test_nothing_can_leave_the_page(self):
        page = self.open(self.sample)
        self.assertEqual(page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')"), "refused")
        page.evaluate("new Promise((done) => { const i = new Image(); i.onerror = i.onload = done; i.src = 'https://example.org/x.png'; })")
        self.assertTrue(any("Content Security Policy" in message for message in page.messages), page.messages)
        self.assertEqual(page.evaluate("(() => { try { return eval('1'); } catch (e) { return 'refused'; } })()"), "refused")


if __name__ == "__main__":
    browser_case.main()
