"""The report: one page from results, what it says beside what the result holds, and what happens where it cannot be made."""
import html
import json
import os
import re
import resource
import shutil
import xml.etree.ElementTree

from cli import OFFICE, SOURCE, CliTest, main

LIMIT = 2_000_000


class Page(CliTest):
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-q", "-o", "a.h5")

    def page(self, *results, name="page.html"):
        self.expect(0, "report", *results, "-q", "--force", "-o", name)
        return (self.folder / name).read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u2212", "-")

    def own(self, page):
        """The page without the libraries that draw."""
        return page.split("</main>")[0]

    def words(self, page):
        """What a reader reads above the licences, in one line."""
        text = self.own(page).split('<section id="licences"')[0]
        text = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.S)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def board(self, page):
        """variant -> column -> what stands there, of the table of all variants."""
        table = page.split('aria-label="The variants"')[1].split("</table>")[0]
        rows = {}
        for row in re.findall(r"<tr.*?</tr>", table, flags=re.S)[1:]:
            cells = re.findall(r'data-head="([^"]*)">(.*?)</t', row)
            rows[html.unescape(cells[0][1])] = dict(cells)
        return rows

    def data(self, page):
        """id -> the data of each chart, unpacked."""
        charts = re.findall(r'<figure class="chart" id="([^"]+)".*?class="data">(.*?)</script>', page, flags=re.S)
        return {name: self.unpacked(json.loads(text, parse_constant=lambda x: self.fail(f"{x} in the data of {name}"))) for name, text in charts}

    def unpacked(self, data):
        if "fields" not in data:
            return {name: self.unpacked(rows) for name, rows in data.items()}
        def cell(field, x):
            return data["texts"][field][x] if field in data["texts"] and x is not None else x
        return [{field: cell(field, x) for field, x in zip(data["fields"], row)} for row in data["rows"]]


class What(Page):
    def test_campaigns_are_held_against_their_cap_window_by_window(self):
        text = """
            clock: { start = "2026-03-02"; days = 2; open = "08:00-12:00"; };
            types: { out: { arrivals: { per_hour = 0; }; talk: { dist = "exponential"; mean = 100; }; }; };
            groups: { g: { staff = 5; }; };
            campaigns: { c: { label = "Renewals"; type = "out"; list = 200; list_every = "day"; attempts: { most = 2; spacing = 600; };
              outcome: { live = 0.3; machine = 0.4; busy = 0.05; }; ring: { live: { dist = "uniform"; min = 6; max = 40; }; };
              pacing: { mode = "power"; lines = 9; lines_per_agent = 2; }; compliance: { rules = "ofcom"; guard = "off"; }; }; };"""
        self.write("out.cfg", text)
        self.expect(0, "run", "out.cfg", "-r", 3, "-q", "-o", "out.h5")
        figures = {m: x for (m, e), x in self.figures("run", "out.cfg", "-r", 3).items() if e == "campaign/c"}
        page = self.page("out.h5")
        self.assertIn("Campaigns", self.words(page))
        table = self.own(page).split('aria-label="Abandonment against the cap by window"')[1].split("</table>")[0]
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", table, flags=re.S)[1:]]
        self.assertEqual([(row[0], row[1][:9], row[5].replace(" ", "")) for row in cells], [("Renewals", "Mon 2 Mar", "3%"), ("Renewals", "Tue 3 Mar", "3%")])
        self.assertAlmostEqual(sum(float(row[2]) for row in cells), figures["live_answers"], -1)
        # 45 minutes are no whole number of half-hours: the windows are told together
        self.write("short.cfg", text.replace('rules = "ofcom";', 'rules = "ofcom"; window = "45 min";'))
        self.expect(0, "run", "short.cfg", "-r", 3, "-q", "-o", "short.h5")
        table = self.own(self.page("short.h5")).split('aria-label="Abandonment against the cap by window"')[1].split("</table>")[0]
        cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", table, flags=re.S)[1:]]
        self.assertEqual([row[1][:22] for row in cells], ["All windows of 45 min,"])
        self.assertAlmostEqual(float(cells[0][2]), figures["live_answers"], -1)
        data = self.data(page)
        self.assertEqual({row["row"] for row in data["call-outcomes"]}, {"People", "Machines", "Nobody", "Busy", "Bad numbers"})
        last = [row for row in data["penetration"] if row["series"] == "Called at least once"][-1]
        self.assertAlmostEqual(last["mean"], figures["penetration"], 6)
        self.assertNotIn('id="outbound"', self.page("a.h5"))

    def test_pictures_for_slides_are_xml_of_16_to_9_and_always_the_same(self):
        self.expect(0, "run", "office.cfg", "-r", "5", "-q", "-o", "drawn.h5")
        self.expect(0, "compare", "office.cfg", "-r", "5", "--what-if", "<more> & \"more\": groups.general.staff=9", "-q", "-o", "drawn_two.h5")
        first = None
        for folder, result, names in (("one", "drawn.h5", "day staff grid"), ("again", "drawn.h5", "day staff grid"), ("two", "drawn_two.h5", "day staff grid comparison")):
            if folder == "again":
                (self.folder / folder).mkdir()  # it may be there
            self.expect(0, "report", result, "--pictures", folder)
            files = sorted((self.folder / folder).iterdir())
            self.assertEqual([f.stem for f in files], sorted(names.split()))
            for file in files:
                root = xml.etree.ElementTree.parse(file).getroot()
                self.assertEqual(root.get("viewBox"), "0 0 1600 900", file)
                self.assertGreater(len(root.findall("{http://www.w3.org/2000/svg}text")), 8, file)
            drawn = [f.read_bytes() for f in files]
            if folder == "again":
                self.assertEqual(drawn, first)
            first = drawn
        words = " ".join(xml.etree.ElementTree.parse(self.folder / "one" / "day.svg").getroot().itertext())
        for word in ("Service", "Sales", "target 80\u00a0%", "08:00"):
            self.assertIn(word, words, "each type has a panel")
        self.assertIn("<more> & \"more\"", "".join(xml.etree.ElementTree.parse(self.folder / "two" / "comparison.svg").getroot().itertext()))
        self.assertIn("exists", self.expect(73, "report", "drawn.h5", "--pictures", "one").stderr)
        self.expect(66, "report", "drawn.h5", "--pictures", "none/one", says="cannot be made")
        self.assertIn("--pictures", self.expect(64, "report", "drawn.h5", "--pictures", "one", "-o", "x.html").stderr)

    def test_a_brand_says_whose_page_pictures_and_slides_they_are(self):
        self.expect(0, "compare", "office.cfg", "-r", "5", "--what-if", "More: groups.general.staff=9", "-q", "-o", "own.h5")
        self.expect(0, "report", "own.h5", "-o", "ours.html")
        (self.folder / "client").mkdir()
        (self.folder / "client" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>', encoding="utf-8")
        self.write("client/brand.cfg", 'name = "Smith & Söhne"; logo = "logo.svg"; colours = ["#7a1f5c", "#2F7d32"];')
        self.expect(0, "report", "own.h5", "--brand", "client/brand.cfg", "-o", "theirs.html")
        ours, theirs = ((self.folder / name).read_text(encoding="utf-8") for name in ("ours.html", "theirs.html"))
        self.assertIn('<p class="brand">ccsim report</p>', ours)
        self.assertRegex(theirs, r'<p class="brand"><img src="data:image/svg\+xml;base64,[\w+/=]+" alt="">Smith &amp; Söhne</p>')
        self.assertIn(":root { --brand-1: #7a1f5c; --brand-2: #2F7d32; }", theirs)
        self.assertNotIn("--brand-1: ", ours)
        self.expect(0, "report", "own.h5", "--brand", "client/brand.cfg", "--pictures", "drawn")
        drawn = (self.folder / "drawn" / "comparison.svg").read_text(encoding="utf-8")
        xml.etree.ElementTree.fromstring(drawn)
        self.assertTrue("#7a1f5c" in drawn and "data:image/svg+xml;base64," in drawn and "#0072b2" not in drawn)
        self.expect(64, "report", "own.h5", "--slides", "-o", "own.pptx", says="ends in .html")
        self.expect(73, "report", "own.h5", "--brand", "client/brand.cfg", "-o", "client/brand.cfg", "--force", says="is read by report")
        self.expect(0, "report", "own.h5", "--brand", "client/brand.cfg", "--slides")
        slides = (self.folder / "own-slides.html").read_text(encoding="utf-8")
        self.assertEqual(slides.count("<section"), 3 + len(list((self.folder / "drawn").iterdir())))
        self.assertIn("Smith &amp; Söhne", slides)
        self.write("client/dated.cfg", 'name = "Smith"; title = "Where & when"; date = "2026-12-01";')
        dated = self.expect(0, "report", "own.h5", "--brand", "client/dated.cfg", "--slides", "-o", "-").stdout
        self.assertIn('<p class="period">Tuesday 1 December 2026</p>', dated)
        self.assertIn("<h1>Where &amp; when</h1>", dated)
        for text, says in (('date = "2026-02-30";', "must be a day such as"), ('date = 3;', "must be a day such as"), ('title = 3;', "must be a text of at most 100 bytes"), ('logo = "page.svg";', "neither a PNG nor an SVG")):
            self.write("client/page.svg", '<!doctype html><html><body><svg xmlns="http://www.w3.org/2000/svg"/></body></html>')
            self.write("client/wrong.cfg", text)
            self.expect(65, "report", "own.h5", "--brand", "client/wrong.cfg", "-o", "wrong.html", says=says)
        self.write("client/page.svg", '<?xml version="1.0"?>\n<!-- drawn <svg> --><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="http://www.w3.org/2000/svg"/>')
        self.expect(0, "report", "own.h5", "--brand", "client/wrong.cfg", "-o", "right.html")
        self.assertNotIn("<script", slides)
        self.assertIn("--pictures", self.expect(64, "report", "own.h5", "--slides", "--pictures", "x").stderr)
        self.assertIn("not of --slides", self.expect(64, "report", "own.h5", "--slides", "--erlang", "--force").stderr)

    def test_a_bad_brand_says_what_is_wrong_with_it(self):
        self.expect(0, "run", "office.cfg", "-r", "3", "-q", "-o", "bad.h5")
        for code, text, says in ((65, 'name = 3; colours = ["#ffcc00", "red"];\nfont = "x";', ("brand.cfg:1: name: must be a text", "#ffcc00 is too pale to be read on white: its contrast is 1.5", 'must be a colour of six digits, such as "#0a3a63", found "red"',
                                                                                      "brand.cfg:2: font: is unknown in a brand file, which says name, title, logo, date and colours")),
                                 (65, 'colours = [];', ("list of one colour or two",)), (65, 'logo = "brand.cfg";', ("brand.cfg:1: logo: brand.cfg is neither a PNG nor an SVG",)),
                                 (66, 'logo = "none.png";', ("none.png: logo: cannot be read",)), (65, 'logo = "big.png";', ("at most 300 kB",))):
            (self.folder / "big.png").write_bytes(bytes(300001))
            self.write("brand.cfg", text)
            told = self.expect(code, "report", "bad.h5", "--brand", "brand.cfg", "-o", "bad.html").stderr
            for said in says:
                self.assertIn(said, told)
            self.assertFalse((self.folder / "bad.html").exists())
        self.expect(66, "report", "bad.h5", "--brand", "nowhere.cfg", "-o", "bad.html", says="cannot be read")

    def test_pictures_of_a_week_part_the_days_and_show_who_is_missing(self):
        self.write("week.cfg", OFFICE.replace('interval = "30 min"', 'interval = "30 min"; start = "2026-03-02"; days = 3')
                   .replace('( "closers", "general" )', '( "closers" )').replace("closers: { staff = 1; }", "closers: { staff = 2; }"))
        self.expect(0, "staff", "week.cfg", "-q", "--steady", "-r", "3", "-o", "week.h5")
        (self.folder / "week").mkdir()
        self.expect(0, "report", "week.h5", "--pictures", "week")
        drawn = {file.stem: xml.etree.ElementTree.parse(file).getroot() for file in (self.folder / "week").iterdir()}
        self.assertEqual(set(drawn), {"day", "staff", "grid", "week"})
        svg = "{http://www.w3.org/2000/svg}"
        for root in drawn.values():
            self.assertIn("Monday 2 March 2026 to Wednesday 4 March 2026", "".join(root.itertext()))
        lines = [line for line in drawn["day"].iter(svg + "polyline") if "stroke-dasharray" not in line.attrib]
        self.assertEqual([len(line.get("points").split()) for line in lines], 6 * [8], "a line for each day of each type, none through the night")
        texts = [text.text for text in drawn["day"].iter(svg + "text")]
        for day in ("Mon 2 Mar", "Tue 3 Mar", "Wed 4 Mar"):
            self.assertIn(day, [text.replace("\u00a0", " ") for text in texts])
        self.assertIn("Agents required", "".join(drawn["staff"].itertext()))
        self.assertTrue([x for x in drawn["staff"].iter(svg + "rect") if x.get("fill") == "#f4b79b"], "fewer than required are scheduled")
        self.assertEqual(len([x for x in drawn["week"].iter(svg + "rect")]), 1 + 2 * 3 * 8)

    def test_a_week_of_many_types_shows_those_that_are_worst_off(self):
        types = "".join(f"t{i}: {{ arrivals: {{ per_hour = 20; }}; talk = \"4 min\"; target: {{ within = \"20 s\"; service_level = \"{60 + 5 * i} %\"; }}; groups = (\"g\"); }};\n" for i in range(6))
        self.write("many.cfg", 'clock: { start = "2026-03-02"; days = 2; open = "08:00-10:00"; interval = "30 min"; };\n'
                   f"types: {{\n{types}}};\ngroups: {{ g: {{ staff = 10; }}; }};\nrun: {{ replications = 5; }};\n")
        self.expect(0, "run", "many.cfg", "-q", "-o", "many.h5")
        (self.folder / "many").mkdir()
        self.expect(0, "report", "many.h5", "--pictures", "many")
        root = xml.etree.ElementTree.parse(self.folder / "many" / "week.svg").getroot()
        svg = "{http://www.w3.org/2000/svg}"
        texts = [text.text for text in root.iter(svg + "text")]
        self.assertEqual([t for t in texts if re.fullmatch(r"t\d", t or "")], ["t2", "t3", "t4", "t5"])
        self.assertIn("the 4 of 6 types that are worst off", "".join(root.itertext()))
        self.assertEqual(len([x for x in root.iter(svg + "rect")]), 1 + 4 * 2 * 4)

    def test_figures_are_those_of_the_result(self):
        page, figures = self.page("a.h5"), self.figures("show", "a.h5")
        found = re.findall(r'data-metric="([^"]+)" data-entity="([^"]+)" data-config="office" data-value="([^"]+)"', page)
        self.assertGreaterEqual(len(found), 7)
        for metric, entity, value in found:
            self.assertEqual(float(value), figures[metric, entity], (metric, entity))

    def test_rows_by_interval_are_those_of_the_result(self):
        rows = self.json_of("show", "a.h5", "--json", "--by", "interval", "--metric", "service_level", "--entity", "all")["metrics"]
        expected = {r["interval"]: r for r in rows if "interval" in r and "T" in r["interval"]}
        found = {r["t"]: r for r in self.data(self.page("a.h5"))["service-day"] if r["of"] == "All together"}
        self.assertEqual(list(found), list(expected))
        for t, row in found.items():
            self.assertEqual(row["mean"], expected[t]["mean"])
            self.assertAlmostEqual(row["low"], expected[t]["low"])
            self.assertAlmostEqual(row["high"], expected[t]["high"])
            self.assertLessEqual(row["p10"], row["p90"])

    def test_every_chart_has_title_data_table_and_spec(self):
        page = self.page("a.h5")
        figures = re.findall(r'<figure class="chart".*?</figure>', page, flags=re.S)
        self.assertGreaterEqual(len(figures), 8)
        self.assertEqual(set(self.data(page)), {"days", "service-day", "wait-day", "abandoned-day", "load", "occupancy", "flow", "wait-distribution", "waiting"})
        for figure in figures:
            spec = re.search(r'data-spec="([^"]+)"', figure).group(1)
            self.assertEqual(page.count(f'<script type="application/json" class="spec" id="spec-{spec}">'), 1, spec)
            self.assertRegex(figure, r"<figcaption><h3>[^<]{8,}</h3>")
            self.assertRegex(figure, r'<div class="plot" role="img" aria-label="[^"]{8,}"></div>')
            self.assertIn("<table>", figure)
        for figure in re.findall(r'data-params="([^"]*)"', page):
            json.loads(html.unescape(figure))

    def test_the_answer_tells_service_targets_worst_time_and_short_group(self):
        words = self.words(self.page("a.h5"))
        figures = self.figures("show", "a.h5")
        level = re.search(r"On average over days like this ([0-9.]+) % (\(± [0-9.]+\) )?of calls are answered within 20 s[.;]", words)
        self.assertAlmostEqual(float(level.group(1)) / 100, figures["service_level", "all"], delta=0.01)
        days = re.search(r"reached on (\d) of 7 days", words)
        self.assertEqual(int(days.group(1)), round(7 * figures["target_days", "all"]))
        rows = [r for r in self.data(self.page("a.h5"))["service-day"] if r["of"] == "All together"]
        worst = min(rows, key=lambda r: r["mean"])["t"][-5:]
        self.assertRegex(words, rf"Service is worst from (\d\d:\d\d to \d\d:\d\d, lowest from )?{worst} to ")
        self.assertRegex(words, r"The group (that is short|whose contacts wait longest) is general, busy ")
        self.assertIn("Talk time is lognormal with mean 4 min 7 s and cv 0.9", words)

    def test_all_figures_of_the_file_are_in_the_page(self):
        page = self.page("a.h5")
        rows = self.json_of("show", "a.h5", "--json")["metrics"]
        self.assertEqual(page.count(f"<summary>All figures ({len(rows)})</summary>"), 1)
        for row in rows:
            self.assertTrue(f'<th scope="row">{row["metric"]}</th><td>{row["entity"]}</td>' in page, row)

    def test_charts_of_a_week_with_four_variants_have_every_interval_and_every_queue(self):
        self.week(5)
        page = self.page("week.h5")
        rows = self.data(page)["service-day"]
        self.assertEqual(len({r["t"] for r in rows}), 5 * 24)
        self.assertEqual({r["of"] for r in rows}, {"All together", "One", "Two", "Three"})
        self.assertIn('id="service-day" data-spec="lines"', page)
        self.assertRegex(page, r'id="service-day" data-spec="lines"[^>]*data-choose="of"')
        self.assertEqual(len({r["t"] for r in self.data(page)["load"]["bars"]}), 5 * 24)
        self.assertNotIn("note window", page)
        self.assertLess(len(page), LIMIT)

    def test_a_comparison_has_verdicts_cards_and_targets_of_all_variants(self):
        self.week(1)
        page = self.page("week.h5")
        answer = page.split('<section id="answer"')[1].split("</section>")[0]
        self.assertTrue(answer.index('class="verdicts"') < answer.index('class="answer"'), "the verdict comes first")
        self.assertEqual(len(re.findall(r'<p class="verdict (\w+)"><span class="badge \1">', answer)), 4)
        self.assertRegex(html.unescape(re.sub("<[^>]+>", "", answer)), r"[0-9.]+ % (± [0-9.]+ )?of calls in time: Base\n.*of calls in time: More 1 \+")
        self.assertNotIn("groups.g.staff+=1", answer.split('class="answer"')[1].split("</p>")[0])
        self.assertIn("More 1: groups.g.staff+=1", html.unescape(answer))
        targets = page.split('<section id="targets"')[1].split("</section>")[0]
        self.assertEqual(targets.count('<div class="card '), 3)
        self.assertEqual(targets.count('<p class="variant">'), 9)
        for card in re.findall(r'<p class="variant">(.*?)</p>', targets):
            self.assertRegex(html.unescape(card), r'^More \d: [0-9.]+ % .*<span class="badge (met|missed|undecided)">.*<span class="badge \w+">')
        params = json.loads(html.unescape(re.search(r'id="service-day" data-spec="lines" data-params="([^"]*)"', page).group(1)))
        self.assertEqual(params["choices"]["All together"]["goals"], [{"y": 0.8}])
        self.assertEqual({r["series"] for r in self.data(page)["service-day"]}, {"Base", "more 1", "more 2", "more 3"})

    def test_charts_that_cannot_show_all_days_show_whole_ones_and_say_so(self):
        self.week(40)
        page = self.page("week.h5")
        rows = [r for r in self.data(page)["service-day"] if r["of"] == "All together"]
        days = sorted({r["t"][:10] for r in rows})
        self.assertLess(len(days), 40)
        self.assertEqual(len({r["t"] for r in rows}), 24 * len(days))
        notes = re.findall(r'<p class="note window">Shown (?:are|is) (\d+) of 40 days, ([A-Z][a-z]+ \d+ [A-Z][a-z]+)', page)
        self.assertEqual(len(notes), len(re.findall(r'data-spec="(?:lines|bars-lines|heat|difference-by-interval)"', page)))
        self.assertEqual({int(n) for n, _ in notes}, {len(days)})
        self.assertEqual({day.split()[1].zfill(2) for _, day in notes}, {days[0][-2:]})
        self.assertLess(len(page), LIMIT)

    def test_the_unstaffed_night_is_no_worst_hour(self):
        self.write("night.cfg", """
            clock: { open = "00:00-24:00"; interval = "1 h"; };
            types: { mail: { label = "Mail"; channel = "email"; arrivals: { per_hour = 20; }; talk = "5 min"; groups = ("m");
                             target = { within = "4 h"; service_level = 0.9; }; }; };
            groups: { m: { staff = (("00:00", "07:00", 0), ("07:00", "18:00", 4), ("18:00", "24:00", 0)); }; };
            run: { replications = 5; };""")
        self.expect(0, "run", "night.cfg", "-q", "-o", "night.h5")
        words = self.words(self.page("night.h5"))
        worst = int(re.search(r"Service is worst from (?:\S+ to \S+, lowest from )?(\d\d):00", words).group(1))
        self.assertIn(worst, range(7, 18))
        said = re.search(r"Nobody is scheduled from 00:00 to 07:00 and 18:00 to 24:00, when (\d+) of (\d+) contacts are offered", words)
        self.assertAlmostEqual(int(said.group(1)) / int(said.group(2)), 13 / 24, delta=0.06)

    def week(self, days):
        """Four variants of a quiet week of two queues."""
        queue = 'arrivals: {{ per_hour = {}; }}; talk = "3 min"; patience = "2 min"; groups = ("g"); target = {{ within = "20 s"; service_level = 0.8; }};'
        self.write("week.cfg", f"""
            clock: {{ open = "08:00-20:00"; days = {days}; start = "2026-03-02"; }};
            types: {{ one: {{ label = "One"; {queue.format(9)} }}; two: {{ label = "Two"; {queue.format(4)} }};
                      three: {{ label = "Three"; {queue.format(4)} }}; }};
            groups: {{ g: {{ staff = 2; }}; }};
            run: {{ replications = 3; }};""")
        changes = [f"--what-if=more {k}: groups.g.staff+={k}" for k in (1, 2, 3)]
        self.expect(0, "compare", "week.cfg", *changes, "-q", "-o", "week.h5")

    def balanced(self, flow, of):
        """What goes into a node of the picture goes out again. @return what each holds"""
        nodes = {n["id"]: n["value"] for n in flow["nodes"] if n["of"] == of}
        for node in nodes:
            into = sum(l["value"] for l in flow["links"] if l["of"] == of and l["to"] == node)
            out = sum(l["value"] for l in flow["links"] if l["of"] == of and l["from"] == node)
            if into and out:
                self.assertAlmostEqual(into, out, msg=(of, node))
        return nodes

    def test_a_flow_leaves_no_contact_out(self):
        nodes = self.balanced(self.data(self.page("a.h5"))["flow"], "All together")
        self.assertAlmostEqual(nodes["arrived"], self.figures("show", "a.h5")["arrived", "all"])

    def test_who_is_called_back_is_in_the_flow(self):
        self.expect(0, "run", SOURCE / "scenarios" / "callback.cfg", "-q", "-r20", "-o", "c.h5")
        page, figures = self.page("c.h5"), self.figures("show", "c.h5")
        nodes = self.balanced(self.data(page)["flow"], "All together")
        self.assertAlmostEqual(nodes["callbacks_reached"], figures["callbacks_reached", "all"])
        self.assertIn("are called back", self.words(page))

    def test_who_comes_back_from_self_service_is_no_first_attempt_of_a_type_either(self):
        self.expect(0, "run", SOURCE / "scenarios" / "call_flow.cfg", "-q", "-r5", "-o", "c.h5")
        flow, figures = self.data(self.page("c.h5"))["flow"], self.figures("show", "c.h5")
        self.assertAlmostEqual(figures["returns", "all"], figures["bounces", "flow/front"])
        for of, entity in (("All together", "all"), ("Service", "type/service")):
            nodes = self.balanced(flow, of)
            self.assertAlmostEqual(nodes["returns"], figures["returns", entity])
            self.assertAlmostEqual(nodes["fresh"], figures["arrived", entity] - figures["redials", entity] - figures["returns", entity])

    def test_the_curve_of_waits_meets_the_service_level(self):
        lines = [r for r in self.data(self.page("a.h5"))["wait-distribution"]["lines"] if r["series"] == "Service"]
        level = self.figures("show", "a.h5")["service_level", "type/service"]
        below = max(r["share"] for r in lines if r["seconds"] <= 20)
        above = min(r["share"] for r in lines if r["seconds"] >= 20)
        self.assertLessEqual(below - 0.01, level)
        self.assertGreaterEqual(above + 0.01, level)
        self.assertEqual(lines, sorted(lines, key=lambda r: (r["seconds"], r["share"])))


class CallFlows(Page):
    def setUp(self):
        super().setUp()
        shutil.copy(SOURCE / "scenarios" / "call_flow.cfg", self.folder)

    def flow(self, page, of):
        flow = self.data(page)["call-flow"]
        return ({n["id"]: n["value"] for n in flow["nodes"] if n["of"] == of}, [l for l in flow["links"] if l["of"] == of])

    def test_who_enters_a_flow_leaves_it(self):
        self.expect(0, "run", "call_flow.cfg", "-q", "-r5", "-o", "f.h5")
        page, figures = self.page("f.h5"), self.figures("show", "f.h5")
        nodes, links = self.flow(page, "Front door")
        into = {n: sum(l["value"] for l in links if l["to"] == n) for n in nodes}
        for name in ("welcome", "identify", "menu", "balance", "password", "cards"):
            out = sum(l["value"] for l in links if l["from"] == "node/front." + name)
            self.assertAlmostEqual(out, figures["visits", "node/front." + name], delta=1.0, msg=name)  # who is there at the end has not left
        self.assertAlmostEqual(into["end"], figures["ended_net", "flow/front"])
        self.assertAlmostEqual(into["end"] + into["seemed"], figures["ended", "flow/front"])
        self.assertAlmostEqual(into["hang_up"], figures["hang_ups", "flow/front"])
        self.assertAlmostEqual(into["queue"] + into["type/cards"], figures["to_queue", "flow/front"])
        words = self.words(page)
        self.assertRegex(words, r"Of 100 calls that enter Front door \d\d are contained, \d\d of them with what they came for; \d\d go on to an agent, \d hang up")
        self.assertRegex(words, "Node Visits Time there")

    def test_who_comes_to_a_node_again_is_drawn_once_more(self):
        self.expect(0, "run", "call_flow.cfg", "-q", "-r3", "--set", "flows.front.nodes.balance.otherwise=menu", "-o", "f.h5")
        self.expect(0, "run", "call_flow.cfg", "-q", "-r3", "-o", "g.h5")
        nodes, links = self.flow(self.page("f.h5", "g.h5"), "Front door, f")
        again = [l for l in links if l["from"] == "node/front.balance" and l["to"] == "node/front.menu"]
        self.assertEqual(len(again), 1)
        self.assertGreater(again[0]["value"], 100)
        columns = {(n["id"], n["colour"]): n["column"] for n in self.data(self.page("f.h5"))["call-flow"]["nodes"]}
        self.assertLess(columns["node/front.menu", "muted"], columns["node/front.balance", "muted"])
        self.assertLess(columns["node/front.balance", "muted"], columns["node/front.menu", "warn"])

    def test_without_flows_nothing_is_said_of_them(self):
        self.assertNotIn("call-flows", self.page("a.h5"))


class Kinds(Page):
    def test_several_results_are_shown_with_differences(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "groups.general.staff=7", "-o", "two_more.h5")
        page = self.page("a.h5", "two_more.h5")
        words = self.words(page)
        self.assertRegex(words, r"Two_more: service level [0-9.]+ % (± [0-9.]+ )?instead of [0-9.]+ %.*?: better\.")
        self.assertRegex(words, r"What is different in two_more Group general: [^:]*7 agents are scheduled")
        rows = self.data(page)["differences"]
        level = [r for r in rows if r["metric"] == "Service level" and r["name"] == "All together"]
        a, b = (self.figures("show", f)["service_level", "all"] for f in ("a.h5", "two_more.h5"))
        self.assertEqual(len(level), 1)
        self.assertAlmostEqual(level[0]["difference"], b - a)
        self.assertEqual(level[0]["verdict"], "better")
        self.assertEqual({r["series"] for r in self.data(page)["service-day"]}, {"a", "two_more"})
        self.assertIn("Differences by half-hour are not shown: ", words)

    def test_the_board_has_a_row_for_each_variant(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "groups.general.staff=7", "-o", "two_more.h5")
        page = self.page("a.h5", "two_more.h5")
        board = self.board(page)
        self.assertEqual(list(board), ["a (base)", "two_more"])
        hours = {}
        for name in ("a", "two_more"):
            figures = self.figures("show", f"{name}.h5")
            row = board[name if name != "a" else "a (base)"]
            hours[name] = float(row["Agent-hours scheduled"].replace(",", ""))
            self.assertAlmostEqual(float(re.match("[0-9.]+", row["Service level"]).group()) / 100, figures["service_level", "all"], delta=0.01)
            days = re.match(r"([0-9.]+) % \((\d+) to (\d+) %\)$", row["Days on target"])
            self.assertAlmostEqual(float(days.group(1)) / 100, figures["target_days", "all"], delta=0.006)
            self.assertLessEqual(int(days.group(2)), float(days.group(1)))
        self.assertEqual(board["two_more"]["Verdict"], "better")
        self.assertEqual(float(board["two_more"]["More agent-hours"]), hours["two_more"] - hours["a"])
        self.assertNotRegex(self.words(page), r"target_days \S+ [0-9.]+ % ±")

    def test_days_on_target_have_one_interval_everywhere(self):
        words = self.words(self.page("a.h5"))
        low, high = re.search(r"reached on \d of 7 days \(in the long run (\d+) to (\d+) %\)", words).groups()
        self.assertRegex(words, rf"target_days all [0-9.]+ % \({low} to {high} %\)")

    def test_every_variant_has_a_verdict_on_every_target(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "groups.general.staff=7", "-o", "two_more.h5")
        page = self.page("a.h5", "two_more.h5")
        table = page.split('aria-label="Targets by type and variant"')[1].split("</table>")[0]
        self.assertEqual(re.findall(r'data-head="Variant">(.*?)<', table), ["a", "two_more"] * (table.count("<tr") // 2))
        self.assertEqual(set(re.findall(r'data-head="Verdict">(.*?)<', table)) - {"met", "missed", "undecided"}, set())

    def test_few_variants_have_a_sentence_each_and_titles_name_the_base(self):
        for staff in (7, 8):
            self.expect(0, "run", "office.cfg", "-q", "--set", f"groups.general.staff={staff}", "-o", f"s{staff}.h5")
        page = self.page("a.h5", "s7.h5", "s8.h5")
        self.assertEqual(self.words(page).count("instead of"), 2)
        titles = dict(re.findall(r'<figure class="chart" id="([^"]+)".*?<h3>(.*?)</h3>', page, flags=re.S))
        for name in ("days", "service-day", "wait-day", "load", "occupancy", "flow", "wait-distribution"):
            self.assertTrue(titles[name].startswith("Base: "), (name, titles[name]))
        self.assertEqual({r["series"] for r in self.data(page)["differences"]}, {"s7", "s8"})
        self.assertFalse([r for r in self.data(page)["differences"] if "s7" in r["name"]])

    def test_what_cannot_be_compared_is_refused(self):
        self.expect(0, "run", "office.cfg", "-q", "--set", "clock.interval=1 h", "-o", "b.h5")
        self.expect(65, "report", "a.h5", "b.h5", "-o", "page.html", says="cannot be compared")
        self.assertFalse((self.folder / "page.html").exists())

    def test_a_steady_state_has_no_day(self):
        self.expect(0, "run", "steady.cfg", "-q", "-o", "s.h5")
        page = self.page("s.h5")
        words = self.words(page)
        self.assertIn("In the long run", words)
        self.assertIn("1 replication of 12 batches", words)
        self.assertEqual(page.count('<section id="day"'), 0)
        self.assertNotIn("Service is worst", words)
        self.assertNotIn("reached on", words)
        self.assertEqual(set(self.data(page)), {"days", "flow", "wait-distribution"})

    def test_one_replication_claims_nothing(self):
        self.expect(0, "run", "office.cfg", "-q", "-r1", "-o", "one.h5")
        words = self.words(self.page("one.h5"))
        self.assertIn("Only one day was simulated", words)
        self.assertIn("is undecided", words)
        self.assertEqual(re.findall(r".{20}± [0-9<].{9}", words), [])
        self.assertEqual(re.findall(r"(?i).{20}\b(?:nan|inf)\b", words), [])

    def test_days_kept_by_interval_are_compared_day_by_day(self):
        self.assertNotRegex(self.words(self.page("a.h5")), r"On \d of 7 days \d\d:\d\d")
        self.expect(0, "run", "office.cfg", "-q", "--keep", "intervals", "-o", "kept.h5")
        self.assertRegex(self.words(self.page("kept.h5")), r"On \d of 7 days \d\d:\d\d to \d\d:\d\d was (the worst|among the three worst)")

    def test_a_long_horizon_stays_small_and_says_what_it_leaves_out(self):
        self.expect(0, "run", "office.cfg", "-q", "-r3", "--set", "clock.days=150", "--set", "clock.interval=15 min", "-o", "long.h5")
        page = self.page("long.h5")
        self.assertLess(len(page.encode()), LIMIT)
        self.assertRegex(self.words(page), r"Shown are \d+ of 150 days, [A-Z][a-z]+day \d+ [A-Z][a-z]+ to ")

    def test_many_variants_stay_small(self):
        names = []
        for staff in range(4, 16):
            names.append(f"s{staff}.h5")
            self.expect(0, "run", "office.cfg", "-q", "-r2", "--set", f"groups.general.staff={staff}", "-o", names[-1])
        page = self.page(*names)
        self.assertLess(len(page.encode()), LIMIT)
        words = self.words(page)
        self.assertIn("12 variants", words)
        self.assertRegex(words, r"Service level against the base: .* of 11 variants")
        self.assertNotIn("instead of", words)
        board = self.board(page)
        self.assertEqual(len(board), 12)
        self.assertEqual(board["s4 (base)"]["Difference"], "")
        self.assertEqual(set(re.findall(r'data-choose="([^"]+)"', page)) & {"series"}, {"series"})
        self.assertIn('"always":"s4"', html.unescape(page))


class Frame(Page):
    def test_the_same_result_gives_the_same_bytes(self):
        self.assertTrue(self.page("a.h5") == self.page("a.h5", name="b.html"))
        done = self.expect(0, "report", "a.h5", "-o", "-")
        self.page("a.h5")
        self.assertTrue(done.stdout == (self.folder / "page.html").read_text(encoding="utf-8"))

    def test_nothing_is_fetched_from_elsewhere(self):
        page = self.page("a.h5")
        self.assertLess(len(page.encode()), LIMIT)
        self.assertEqual(re.findall(r"""(?i)\b(?:src|href|action|poster)\s*=\s*["']?\s*(?:https?:|//|[a-z0-9_-]+\.)[^"'>]*""", self.own(page)), [])
        self.assertEqual(re.findall(r"(?i)<(?:link|img|iframe|object|embed|base|form)\b", self.own(page)), [])
        self.assertEqual(re.findall(r"(?i)<script[^>]*\bsrc\b", page), [])
        self.assertEqual(page.count("default-src 'none'"), 1)

    def test_hostile_texts_stay_texts(self):
        self.write("odd.cfg", OFFICE.replace("An office", "</title></script><b>bold</b>").replace('"Service"', '"</script><img src=x onerror=alert(1)>"'))
        self.expect(0, "run", "odd.cfg", "-q", "-o", "odd.h5")
        page = self.page("odd.h5")
        self.assertEqual(page.count("<img src=x"), 0)
        self.assertEqual(page.count("<b>bold"), 0)
        self.assertIn("</script><img src=x onerror=alert(1)>", self.words(page))
        self.assertIn("</script><img src=x onerror=alert(1)>", json.dumps(self.data(page)["service-day"]))

    def test_it_is_made_in_a_second(self):
        self.page("a.h5")
        used = [resource.getrusage(resource.RUSAGE_CHILDREN)]
        self.page("a.h5")
        used.append(resource.getrusage(resource.RUSAGE_CHILDREN))
        seconds = sum(after - before for before, after in zip(used[0][:2], used[1][:2]))  # of the processor, user's and system's
        self.assertLess(seconds, 1 if "san" not in os.environ.get("CCSIM_BUILD", "") else 10)

    def test_the_page_stands_beside_the_result_unless_told_otherwise(self):
        self.assertIn("report: a.html", self.expect(0, "report", "a.h5").stdout)
        self.assertIn("On average over days like this", (self.folder / "a.html").read_text())


class BadInput(Page):
    def test_nothing_is_overwritten(self):
        self.write("page.html", "mine")
        self.expect(73, "report", "a.h5", "-o", "page.html", says="--force")
        self.assertEqual((self.folder / "page.html").read_text(), "mine")
        self.expect(73, "report", "a.h5", "-o", "no/such/folder/page.html")
        self.expect(0, "report", "a.h5", "-o", "page.html", "--force")
        self.assertNotEqual((self.folder / "page.html").read_text(), "mine")

    def test_bad_results_are_refused_and_the_page_stays(self):
        whole = (self.folder / "a.h5").read_bytes()
        self.write("cut.h5", whole[:len(whole) // 2])
        self.write("foreign.h5", "title = 1;")
        self.write("page.html", "mine")
        for status, name in ((65, "cut.h5"), (65, "foreign.h5"), (66, "missing.h5"), (66, ".")):
            self.expect(status, "report", name, "--force", "-o", "page.html", says=name)
            self.expect(status, "report", "a.h5", name, "--force", "-o", "page.html", says=name)
            self.assertEqual((self.folder / "page.html").read_text(), "mine")
        self.expect(64, "report", says="RESULT")
        self.expect(64, "report", "a.h5", "--by", "interval")

    def test_a_full_disk_is_told(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = self.run_program("report", "a.h5", "-o", "-", stdout=full)
        self.assertEqual(done.returncode, 74)


class Opened(CliTest):
    """--open: the desktop's own program gets the page, once it is written."""
    def setUp(self):
        super().setUp()
        self.expect(0, "run", "office.cfg", "-q", "-o", "a.h5")

    def opener(self, name, status):
        folder = self.folder / name
        folder.mkdir()
        program = folder / "xdg-open"
        program.write_text(f'#!/bin/sh\nprintf "%s" "$1" >"{self.folder}/{name}.seen"\nexit {status}\n', encoding="ascii")
        program.chmod(0o755)
        return {"PATH": str(folder)}

    def test_the_page_is_handed_to_the_opener_in_the_path(self):
        self.expect(0, "report", "a.h5", "--open", "-o", "a page;.html", env=self.opener("works", 0))
        self.assertTrue((self.folder / "a page;.html").exists())
        self.assertEqual((self.folder / "works.seen").read_text(), "a page;.html")

    def test_what_cannot_be_shown_is_said(self):
        self.expect(74, "report", "a.h5", "--open", "-o", "b.html", env=self.opener("fails", 3), says="b.html: is written, but xdg-open could not show it (exit status 3)")
        self.assertTrue((self.folder / "b.html").exists())
        self.expect(64, "report", "a.h5", "--open", "-o", "c.html", env={"PATH": "/nosuch"}, says="none of xdg-open, open, wslview and cygstart is here")
        self.assertFalse((self.folder / "c.html").exists())
        self.expect(64, "report", "a.h5", "--open", "-o", "-", says="not with -o -")


if __name__ == "__main__":
    main()
