"""Pages and slides in German: no English word of the table is left on them, figures and dates are German, and all that the sources say has its row."""
import glob
import html
import os
import re

from cli import CliTest, main

SOURCE = os.environ["CCSIM_SOURCE"]

# names are no words of any language
CENTRE = """title = "Zq";
clock: { start = "2026-03-02"; days = 5; open: { weekdays = "08:00-12:00"; weekend = "closed"; }; report = "day"; };
run: { replications = 3; seed = 5; };
types: { qa: { arrivals: { per_hour = 60; }; patience = "3 min"; talk = { dist = "exponential"; mean = "4 min"; }; target: { service_level = 0.8; within = "20 s"; };
    redial: { after_abandon = "55 %"; delay = "10 min"; }; reconnect: { delay = "20 min"; }; groups = ("ga"); };
  qb: { like = "qa"; arrivals: { per_hour = 31; }; groups = ("ga", "gb"); };
  qm: { channel = "email"; arrivals: { per_hour = 3; outside = "wait"; }; talk = "5 min"; patience = "none"; at_close = "carry"; target: { service_level = 0.9; within = "6 h"; }; groups = ("gb"); }; };
groups: { ga: { staff = 6; }; gb: { staff = 2; }; };
outcomes: { resolved = 0.7; returns = 0.9; window = "5 h"; csat: { shares = [5, 5, 9, 18, 63]; resolved = 2.2; repeat = 0.75; wait = 0.45; rush = 2; };
  churn: { first = 0.05; later = 0.09; never = 0.25; acts = 0.25; value = 808; }; };
sources: { zz: { label = "Zz"; of = "costs.wage, costs.seat"; grade = "assumed"; }; };
costs: { currency = "EUR"; wage = 19.5; benefits = 0.3; seat = 310; telephony = 0.015; licence = 110; overhead = 6; overtime = 1.5; transition = 700; self_service = 0.1;
  fine = 4; abandoned = 2.5; waiting = 0.1; income = 0.5; supervision: { wage = 24; agents = 13; }; turnover: { yearly = 0.35; recruiting = 900; training = 2100; }; };
"""
# a vendor whose contract has a line of every kind
CONTRACT = """contracts: { zk: { label = "Zk"; groups = ["gb"]; cost_plus = "12 %"; transition = 500; minimum_bill = 90000; at_risk = "10 %"; bonus = "3 %"; credits_most = 1500;
  prices: { pa: { label = "Pa"; per = "month"; price = 900; baseline = 300; band = "1 %"; additional = 1.6; reduction = 0.8; volume = "contact"; };
    pb: { label = "Pb"; per = "contact"; price = 0.3; minimum = 90000; }; };
  gains: { gx = { label = "Gx"; metric = "fcr"; of = "group/gb"; baseline = 0.3; share = "40 %"; worth = 5; }; };
  terms: { ta: { label = "Ta"; metric = "service_level"; of = "type/qb"; per = "day"; target = "99 %"; full_at = 0.2; weight = 0.4; credit = 20; };
    tb: { label = "Tb"; metric = "fcr"; of = "group/gb"; target = 0.1; full_at = 0.04; weight = 0.3; }; }; }; };
"""
LINES = ("durchgereichte Kosten", "Aufschlag auf die Kosten", "bis zur Mindestrechnung", "Übergang", "nicht genutzt", "Malus", "Bonus", "Servicegutschriften", "Gewinnbeteiligung",
         "Löhne", "Plätze", "Lizenzen", "Telefonie", "Verlust", "Erlös")
SETS = ("--what-if", "xa: types.*.pace=0.9", "--what-if", "xb: groups.ga.staff+=1, costs.wage=21")
ROW = re.compile(r'^([WS])\("((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\)$')
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


def rows():
    with open(os.path.join(SOURCE, "analysis", "words", "german.def"), encoding="utf-8") as file:
        return [match.groups()[1:] for match in map(ROW.match, file) if match]


def words(text):
    return WORD.findall(re.sub(r"%\d?\$?[-+.0-9]*(?:[lz]?[a-z])?", " ", text))


def english_only():
    english, german = set(), set()
    for en, de in rows():
        english.update(words(en))
        german.update(words(de))
    return english - german


def texts(page):
    """What people read: without scripts, styles, what is in English and says so, and what is quoted as it is written."""
    page = re.sub(r"<(style|script|pre)\b.*?</\1>", "", page, flags=re.S)
    page = re.sub(r'<p class="warning" lang="en">.*?</p>', "", page, flags=re.S)
    page = re.sub(r'<p class="note settings">.*?</p>', "", page, flags=re.S)
    page = re.sub(r'<section id="provenance".*?</section>', "", page, flags=re.S)
    titles = [m for m in re.findall(r'&quot;(?:title|[a-z]Title|[a-z]+Text)&quot;:&quot;(.*?)&quot;', page)]
    return [html.unescape(x).replace("\u00a0", " ").strip() for x in re.split(r"<[^>]*>", page)] + re.findall(r'aria-label="([^"]*)"', page) + titles


class PageLanguage(CliTest):
    def page(self, *args):
        return self.expect(0, "report", "r.h5", "-q", "-o", "-", *args).stdout

    def left(self, page):
        only = english_only()
        return {text: found for text in texts(page) if (found := [w for w in words(re.sub(r"\b\w+(\.[\w*]+)+", "", text)) if w in only])}

    def test_no_english_word_is_left_on_a_page_or_on_slides(self):
        self.write("centre.cfg", CENTRE)
        self.expect(0, "compare", "centre.cfg", *SETS, "-q", "-o", "r.h5")
        page, slides, english = self.page("--language", "de"), self.page("--slides", "--language", "de"), self.page()
        self.assertEqual(self.left(page), {})
        self.assertEqual(self.left(slides), {})
        self.assertGreater(len(self.left(english)), 100)  # what looks for them finds them
        for text in (page, slides):
            self.assertIn('<html lang="de">', text)
        self.assertIn("Montag, 2. März 2026 bis Freitag, 6. März 2026", page)
        self.assertRegex(page, r"\d+,\d %|\d+,\d\u00a0%")
        self.assertIn('id="words">', page)
        self.assertIn("<h2 id=\"money-title\">Geld</h2>", page)
        self.assertIn('<html lang="en">', english)
        self.assertNotIn('id="words">', english)
        # what an option costs stands in the answer, what it may cost and rests on in the deck
        self.assertRegex(english, r"· cost per resolution [\d.]+.*? EUR, [−+][\d.]+")
        self.assertRegex(english, r"Assumptions, with their sources \(\d+\)")
        for head in ("Risiko", "Worauf die Kennzahlen beruhen"):
            self.assertIn(f"<h2>{head}</h2>", slides)
        choices = set(re.findall("x[ab] → x[ab]", english))
        self.assertEqual(choices, {"xa → xb"}, "from each variant to each")

    def test_the_ledger_is_german_line_by_line(self):
        self.write("centre.cfg", CENTRE)
        self.write("vendor.cfg", CENTRE.replace('"Zq"', '"Zv"') + CONTRACT)
        self.expect(0, "compare", "centre.cfg", "vendor.cfg", "-q", "-o", "r.h5")
        page, slides = self.page("--language", "de"), self.page("--slides", "--language", "de")
        self.assertEqual((self.left(page), self.left(slides)), ({}, {}))
        said = texts(page)
        for line in LINES:
            self.assertTrue(any(text == line or text.endswith((": " + line, ", " + line)) for text in said), line)
        # one thing has one name
        self.assertNotIn("Strafe je Monat", page.replace("Vertragsstrafe je Monat", ""))
        # the page and the deck open with one sentence
        first = re.search(r'<p class="answer">(.*?)</p>', page, re.S).group(1)
        self.assertIn("kostet am wenigsten: ", first)
        self.assertEqual(re.search(r'<p class="answer">(.*?)</p>', slides, re.S).group(1), first)
        for text in (page, slides):
            self.assertIn("<h1>2 Optionen im Vergleich</h1>", text)

    def test_another_language_is_refused(self):
        self.expect(64, "report", "r.h5", "-o", "-", "--language", "fr", says="--language: must be en or de, found fr")

    # a text that C says through ccs_word, or adds to prose, has a row
    def test_all_that_the_sources_say_is_translated(self):
        known = {en for en, _ in rows()}
        calls = re.compile(r'\b(?:ccs_word|ccs_prose_add|ccs_page_element|ccs_page_table|ccs_page_begin_section)\(')
        literal = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*')
        missing = []
        for folder in ("report", "report/*", "slides", "picture"):
            for name in glob.glob(os.path.join(SOURCE, "analysis", folder, "*.c")):
                with open(name, encoding="utf-8") as file:
                    code = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
                for call in calls.finditer(code):
                    depth, end = 1, call.end()
                    quoted = False
                    while depth > 0:
                        if code[end] == '"' and code[end - 1] != "\\":
                            quoted = not quoted
                        elif not quoted:
                            depth += {"(": 1, ")": -1}.get(code[end], 0)
                        end += 1
                    for match in literal.finditer(code[call.end():end]):
                        text = re.sub(r'"\s*"', "", match.group())[1:-1]
                        if not re.search(r"[a-z]{2,} [a-z]{2,}", re.sub(r"%[-+.0-9]*[lz]?[a-z]", "", text)) or "\\" in text:
                            continue  # a class, a tag, JSON
                        if text not in known and not text.startswith("note "):
                            missing.append((os.path.basename(name), text))
        self.assertEqual(missing, [])


if __name__ == "__main__":
    main()
