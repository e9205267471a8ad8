"""The studio in a browser: its figures beside the program's, everything by keyboard, what is dropped on it, what it saves, and that it stays whole whatever is edited. Without
the engine beside the program there is nothing to test."""
import base64
import csv
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import zipfile

import browser_case
from browser_case import BrowserTest

PROGRAM = pathlib.Path(os.environ["CCSIM_PROGRAM"])
SOURCE = pathlib.Path(os.environ["CCSIM_SOURCE"])
sys.path[1:1] = [str(SOURCE / "tests/cli"), str(SOURCE / "analysis/python/ccsim_results")]
import sheet as sheets  # the module alone: the package wants more libraries
import workbooks

METRICS = "service_level,scheduled_agents,rostered_agents,occupancy,offered,abandonment_rate,asa_s,mean_wait_s"
DONE = "document.documentElement.dataset.studio === 'done'"
KEYS = {"Enter": ("\r", 13), "Tab": (None, 9), "Delete": (None, 46), "Escape": (None, 27), "ArrowUp": (None, 38), "ArrowDown": (None, 40), "ArrowLeft": (None, 37), "ArrowRight": (None, 39), " ": (" ", 32)}


OFFICE = """title = "An office";
clock: { open = "08:00-12:00"; interval = "30 min"; };
types: {
  service: {
    label = "Service";
    arrivals: { per_hour = 62.385; };
    patience: { dist = "exponential"; mean = "3 min"; };
    talk: { dist = "lognormal"; mean = "4 min 7 s"; cv = 0.9; };
    target: { service_level = "80 %"; within = "20 s"; };
    groups = ( "general" );
  };
  sales: { like = "service"; label = "Sales"; arrivals: { per_hour = 11.3; }; priority = 1; groups = ( "closers", "general" ); };
};
groups: { general: { label = "General"; staff = 5; }; closers: { label = "Closers"; staff = 1; }; };
run: { replications = 7; seed = 2385; };
"""


class StudioTest(BrowserTest):
    shared = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = str(cls.folder / "office.cfg")
        (cls.folder / "office.cfg").write_text(OFFICE)
        (cls.folder / "days.cfg").write_text(OFFICE.replace('open = "08:00-12:00"', 'days = 2; open = "08:00-12:00"'))
        (cls.folder / "night.cfg").write_text(OFFICE.replace('open = "08:00-12:00"', 'start = "2026-03-02"; days = 2; open = "00:00-24:00"').replace("staff = 5;", "staff = 4;"))
        (cls.folder / "now.cfg").write_text(OFFICE)
        (cls.folder / "hour.cfg").write_text(OFFICE.replace("08:00-12:00", "08:00-09:00").replace("staff = 5;", "staff = 5; shrinkage = 0.3;"))
        for name, args in (("office", [cls.office]), ("hour", [cls.folder / "hour.cfg"]), ("days", [cls.folder / "days.cfg"]), ("night", [cls.folder / "night.cfg"]), ("now", [cls.folder / "now.cfg"]), ("gallery", [])):
            cls.program("studio", *args, "-q", "-o", str(cls.folder / f"{name}.html"))

    @classmethod
    def program(cls, *args):
        done = subprocess.run([PROGRAM, *args], cwd=SOURCE, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"ccsim {args}: {done.returncode}: {done.stderr}")
        return done.stdout

    def studio(self, name="office", **how):
        page = self.open(self.folder / f"{name}.html", **how)
        page.until(DONE)
        return page

    def office_as_it_was(self):
        """The office in one page for all tests that leave no more in it than another scenario takes away: a page takes seconds to open."""
        cls = type(self)
        if not cls.shared:
            cls.shared = self.browser.open(self.folder / "office.html")
            cls.addClassCleanup(cls.shared.close)
        page = cls.shared
        page.messages.clear()
        page.requests.clear()
        page.until(DONE)
        page.evaluate("(() => { const {start, files} = JSON.parse(document.getElementById('studio-files').textContent); studioModel.open(start, files[start], {}); })()")
        self.settle(page)
        self.focus(page, ".staffing input")
        self.key(page, "ArrowUp")
        return page

    def settle(self, page):
        page.until(DONE)
        page.settle()

    def key(self, page, key, shift=False):
        text, code = KEYS.get(key, (key, ord(key[0].upper())))
        how = {"key": key, "modifiers": 8 if shift else 0, "windowsVirtualKeyCode": code, "code": key if len(key) > 1 else ""}
        page.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **how, **({"text": text} if text else {}))
        page.call("Input.dispatchKeyEvent", type="keyUp", **how)

    def focus(self, page, selector):
        self.assertTrue(page.evaluate(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); if (e) e.focus(); return Boolean(e); }})()"), selector)

    def type(self, page, selector, text):
        self.focus(page, selector)
        page.evaluate("document.activeElement.select()")
        page.call("Input.insertText", text=text)
        self.key(page, "Enter")

    def press(self, page, selector):
        """A button, by the keyboard."""
        self.focus(page, selector)
        self.key(page, "Enter")

    def saved(self, page, button):
        for file in pathlib.Path(page.folder).glob("*"):
            file.unlink()
        self.press(page, button)
        return page.downloaded()[0]

    def expect_quiet(self, page):
        self.assertEqual(page.problems(), [])
        self.assertEqual(page.overflow(), [])

    def expect_answer_of(self, page, scenario, *changes):
        """What the page shows and saves is what the program prints, to the last byte."""
        changed = ("compare", scenario, "--what-if", "now: " + ", ".join(changes)) if changes else ("run", scenario)
        wanted = self.program(*changed, "-r", "100", "--json", "--by", "interval", "--metric", METRICS, "-q")
        self.assertEqual(self.saved(page, "#save-json").read_text(), wanted)
        rows = [row for row in json.loads(wanted)["metrics"] if "interval" not in row and row.get("variant", "now") == "now"]
        shown = page.evaluate("[...document.querySelectorAll('#cards [data-metric]')].map((e) => ({...e.dataset}))")
        self.assertGreater(len(shown), 3)
        for figure in shown:
            with self.subTest(metric=figure["metric"]):
                wanted_mean, = (row["mean"] for row in rows if (row["metric"], row["entity"]) == (figure["metric"], figure["entity"]))
                self.assertEqual(float(figure["value"]), wanted_mean)

    def test_figures_are_those_of_the_program(self):
        page = self.office_as_it_was()
        self.expect_answer_of(page, self.office)
        self.type(page, "#slider-volume- + input", "10")
        self.settle(page)
        self.type(page, ".staffing input[data-y='4'][data-x='0']", "8")
        self.settle(page)
        self.expect_answer_of(page, self.office, "volume +10 %", "staff +3 in general from 10:00 to 10:30")
        self.assertIn("was", page.evaluate("document.getElementById('cards').textContent"))
        self.expect_quiet(page)

    def test_no_replication_is_simulated_twice(self):
        """Of the scenario as it was only the first edit simulates anything, of what is changed each edit every replication once, whichever worker does it."""
        page = self.studio()
        page.evaluate("""(() => { window.blocks = []; const post = Worker.prototype.postMessage; Worker.prototype.postMessage = function (message, ...rest) {
            if (message.block) blocks.push(message.block); return post.call(this, message, ...rest); }; })()""")
        for change in ("volume +10 %", "volume +11 %"):
            page.evaluate(f"blocks.length = 0; studioModel.change('volume ', '{change}')")
            self.settle(page)
            self.assertEqual(sorted(r for b in page.evaluate("blocks.filter((b) => b.variant === 1)") for r in range(b["first"], b["first"] + b["n"])), list(range(100)))
            self.assertEqual(page.evaluate("blocks.filter((b) => b.variant === 0)"), [])
        self.expect_answer_of(page, self.office, "volume +11 %")
        page.evaluate("""new Promise((done) => { let edits = 0; blocks.length = 0;
            const edit = () => { if (++edits > 4) done(); else studioModel.change('volume ', `volume +${11 + edits} %`); };
            const push = blocks.push; blocks.push = (block) => { setTimeout(edit); return push.call(blocks, block); }; edit(); })""")
        self.settle(page)
        self.assertLess(sum(b["n"] for b in page.evaluate("blocks")), 300, "what an edit no longer needs is dropped, here at its first block")
        self.expect_answer_of(page, self.office, "volume +15 %")
        self.expect_quiet(page)

    def test_every_control_is_accessible_light_dark_and_on_a_phone(self):
        for name, how in (("gallery", {}), ("office", {}), ("office", {"width": 360, "dark": True})):
            with self.subTest(name=name, how=how):
                page = self.studio(name, **how)
                self.expect_accessible(page)
                self.expect_quiet(page)

    def test_the_grid_is_worked_by_the_keyboard(self):
        page = self.office_as_it_was()
        value = "document.querySelector('.staffing input[data-y=\"%d\"][data-x=\"%d\"]').value"
        self.focus(page, ".staffing input[data-y='4'][data-x='0']")
        for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
            self.key(page, key, shift=True)
        self.key(page, "+")
        self.settle(page)
        self.assertEqual([page.evaluate(value % (y, x)) for y in (4, 5, 6) for x in (0, 1)], ["6", "2"] * 3)
        words = page.evaluate("[...document.querySelectorAll('#changed span')].map((e) => e.textContent)")
        self.assertEqual(words[:2], ["staff +1 in general from 10:00 to 11:30", "staff +1 in closers from 10:00 to 11:30"])
        self.key(page, "Delete")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelectorAll('.staffing .edited').length"), 0)
        self.press(page, "#undo")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelectorAll('.staffing .edited').length"), 6)
        page.evaluate("""(() => { const e = document.querySelector('.staffing input[data-y="0"][data-x="0"]'); e.focus(); const data = new DataTransfer();
            data.setData("text/plain", "6\\t7\\r\\n8\\t9,5\\r\\n"); e.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); })()""")
        self.settle(page)
        self.assertEqual([page.evaluate(value % (y, x)) for y in (0, 1) for x in (0, 1)], ["6", "7", "8", "9.5"])
        self.expect_quiet(page)

    def test_what_is_typed_is_taken_back_by_escape_and_stays_while_figures_come(self):
        page = self.office_as_it_was()
        first = "document.querySelector('.staffing input')"
        self.focus(page, ".staffing input")
        page.evaluate(f"{first}.select()")
        page.call("Input.insertText", text="17")
        page.evaluate("studioMain.refresh()")
        page.settle()
        self.assertEqual(page.evaluate(f"{first}.value"), "17")
        self.key(page, "Escape")
        self.assertEqual(page.evaluate(f"{first}.value"), "5")
        self.key(page, "ArrowDown")
        self.settle(page)
        self.assertEqual(page.evaluate("JSON.stringify(studioModel.state().cells)"), "{}")
        self.expect_quiet(page)

    def test_the_grid_has_the_agents_of_now_and_a_light_where_it_was_judged(self):
        page = self.office_as_it_was()
        page.evaluate("studioModel.change('staff ', 'staff +50 %')")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelector('.staffing input').value"), "7.5")
        self.type(page, ".staffing input", "9")
        self.settle(page)
        self.assertEqual(page.evaluate("studioModel.answer().now.at('scheduled_agents', 'group/general', studioModel.axis()[0]).mean"), 9)
        lights = page.evaluate("['met', 'missed', 'undecided'].map((light) => document.querySelectorAll(`.staffing td.${light}`).length)")
        self.assertEqual(lights, page.evaluate("['met', 'missed', 'undecided'].map((light) => studioAnswer.sum(studioModel.answer().now.findings.grid, light))"))
        self.assertGreater(sum(lights), 8)
        self.expect_quiet(page)

    def test_a_parted_type_has_a_column_and_hours_that_are_not_judged_no_light(self):
        page = self.studio("gallery")
        page.evaluate("document.querySelector('[data-open=\"scenarios/languages.cfg\"]').click()")
        self.settle(page)
        self.assertIn("Service", page.evaluate("[...document.querySelectorAll('.staffing thead th')].map((e) => e.textContent)"))
        self.assertRegex(page.evaluate("document.querySelector('.staffing tbody tr td:last-child').textContent"), "%")
        late = OFFICE.replace("priority = 1;", 'open = "10:00-12:00";').replace('"closers", "general"', '"closers"').replace("staff = 1;", "staff = 4;")
        page.evaluate(f"studioModel.open('scenario/late.cfg', {json.dumps(late)}, {{}})")
        self.settle(page)
        shown = page.evaluate("[...document.querySelectorAll('.staffing tbody tr')].map((row) => [row.cells[2], row.cells[4]].map((cell) => cell.className.replace('num', '').trim()))")
        self.assertEqual(shown, [["", ""]] * 4 + [["met", "met"]] * 4)
        self.expect_quiet(page)

    def test_days_of_a_week_are_changed_one_by_one(self):
        page = self.studio("days")
        self.type(page, ".staffing input[data-y='1'][data-x='1']", "3.5")
        self.settle(page)
        shown = page.evaluate("document.querySelector('#changed span').textContent")
        self.assertEqual(shown, "staff +2.5 in closers from 08:30 to 09:00 on Mon")
        metric = "JSON.stringify([...studioModel.axis()].map((t) => studioModel.answer().now.at('scheduled_agents', 'all', t).mean - studioModel.answer().base.at('scheduled_agents', 'all', t).mean).map((x) => Math.round(x * 100) / 100))"
        changes = json.loads(page.evaluate(metric))
        self.assertEqual(changes, [0, 2.5, *[0] * 14], "that half-hour of Monday and no other")
        self.expect_quiet(page)

    def test_agents_are_those_on_the_roster_of_whom_shrinkage_takes_its_share(self):
        page = self.studio("hour")
        first = "document.querySelector('.staffing input')"
        self.assertIn("(3.5)", page.evaluate(f"{first}.parentNode.textContent"))
        self.type(page, ".staffing input", "9")
        self.settle(page)
        self.assertEqual(page.evaluate(f"{first}.value"), "9")
        agents = "studioModel.answer().now.at('%s', 'group/general', studioModel.axis()[0]).mean"
        self.assertEqual(page.evaluate(agents % "rostered_agents"), 9)
        self.assertAlmostEqual(page.evaluate(agents % "scheduled_agents"), 6.3)
        self.assertIn("of 8 on the roster", page.evaluate("document.getElementById('cards').textContent"))
        self.expect_quiet(page)

    def test_what_is_no_number_is_told(self):
        page = self.office_as_it_was()
        self.type(page, ".staffing input", "six")
        self.assertEqual(page.evaluate("document.getElementById('grid-said').textContent"), "“six” is not a number of agents, such as 12 or 7.5: nothing is changed.")
        page.evaluate("""(() => { const e = document.querySelector('.staffing input[data-y="7"][data-x="1"]'); e.focus(); const data = new DataTransfer();
            data.setData("text/plain", "n/a\\t7\\r\\n8\\t9\\r\\n"); e.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); })()""")
        page.settle()
        said = page.evaluate("document.getElementById('grid-said').textContent")
        self.assertIn("1 of what was pasted, such as “n/a”, is not a number of agents", said)
        self.assertIn("3 of the pasted cells lie outside of the grid", said)
        self.type(page, "#slider-volume- + input", "ten")
        self.assertIn("“ten” is not a number of per cent", page.evaluate("document.getElementById('changes-said').textContent"))
        self.assertEqual(page.evaluate("studioModel.wordsOf(studioModel.state()).length"), 0)
        self.type(page, "#what-if", "5 more agents in general from 10:00 to 12:00")
        self.settle(page)
        self.assertEqual(page.evaluate("studioModel.answer().now.rostered('group/general', studioModel.axis()[4])"), 10)
        self.expect_quiet(page)

    def test_calls_back_and_contacts_at_once_have_sliders(self):
        scenario = self.folder / "chat.cfg"
        scenario.write_text(OFFICE.replace('label = "Sales";', 'label = "Sales"; channel = "chat";'))
        page = self.office_as_it_was()
        page.evaluate(f"studioModel.open('scenario/chat.cfg', {json.dumps(scenario.read_text())}, {{}})")
        self.settle(page)
        self.assertEqual(page.evaluate("['callback-', 'at-once-chat'].map((slot) => document.getElementById(`slider-${slot}`).nextElementSibling.value)"), ["0", "1"])
        self.type(page, "#slider-callback- + input", "40")
        self.settle(page)
        self.type(page, "#slider-at-once-chat + input", "2")
        self.settle(page)
        self.assertEqual(page.evaluate("[...document.querySelectorAll('#changed span')].map((e) => e.textContent)"), ["40 % of those of Service who would have to wait accept a call back", "channels.chat.at_once=2"])
        self.expect_answer_of(page, scenario, "types.service.callback.accept=40 %", "channels.chat.at_once=2")
        self.assertEqual(page.evaluate("document.getElementById('slider-at-once-chat').value"), "2")
        self.assertIn("Answered in time, voice", page.evaluate("document.getElementById('cards').textContent"), "the headline is of the channel that it names")
        self.expect_quiet(page)

    def test_control_z_takes_back_a_slider_that_has_just_been_moved(self):
        page = self.office_as_it_was()
        self.focus(page, "#slider-volume-")
        self.key(page, "ArrowRight")
        page.until("studioModel.state().changes.length")
        page.call("Input.dispatchKeyEvent", type="rawKeyDown", key="z", code="KeyZ", modifiers=2, windowsVirtualKeyCode=90)
        page.until("!studioModel.state().changes.length")
        self.settle(page)
        self.assertEqual(page.evaluate("document.getElementById('slider-volume-').value"), "0")
        self.expect_quiet(page)

    def test_half_widths_have_the_digits_of_their_figures(self):
        page = self.office_as_it_was()
        shown = page.evaluate("""[[0.793, 0.0021], [0.793, 0.0002], [0.793, 0], [5, 1e-15]].map(([mean, half_width]) => studioText.within({mean, half_width}, "share")).concat(
            studioText.within({mean: 123.4, half_width: 0.354}, "time"), studioText.within({mean: 12.34, half_width: 0.354}, "time"),
            studioText.difference({difference: 0.015, difference_half_width: 0.0001}, "share"))""")
        self.assertEqual(shown, ["± 0.2 points", "± < 0.1 points", "", "", "± < 1 s", "± 0.4 s", "+1.5 points ± < 0.1 points"])

    def test_links_are_followed_and_kept(self):
        page = self.studio("gallery")
        page.evaluate("studioModel.open('scenarios/starter.cfg', studioModel.shipped()['scenarios/starter.cfg'], {})")
        self.settle(page)
        self.type(page, "#slider-volume- + input", "10")
        self.settle(page)
        page.until("location.hash.startsWith('#studio=')")
        page.evaluate("studioFiles.link()")
        link = page.evaluate("location.hash")
        self.focus(page, "nav a[href='#staff']")
        self.key(page, "Enter")
        self.assertEqual(page.evaluate("[location.hash, document.activeElement.id].join()"), f"{link},staff-title")
        page.evaluate("studioModel.undo()")
        self.settle(page)
        page.evaluate("studioFiles.link()")
        page.settle()
        self.assertNotEqual(page.evaluate("location.hash"), link)
        page.evaluate(f"location.hash = '{link}'")
        page.until("studioModel.wordsOf(studioModel.state()).length === 1")
        self.settle(page)
        letters = "JSON.stringify(Array.from({length: 70000}, () => Math.random()))"
        self.assertFalse(page.evaluate(f"(studioModel.state().text += '\\n// ' + {letters}, studioFiles.link())"))
        self.assertEqual(page.evaluate("location.hash"), "", "what is there no more is not what the address says")
        page.evaluate("""(async () => { const stream = new Blob([JSON.stringify({name: "scenarios/gone.cfg"})]).stream().pipeThrough(new CompressionStream("deflate-raw"));
            const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
            location.hash = "#studio=" + btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""); })()""")
        page.until("document.getElementById('sub').textContent.includes('scenarios/gone.cfg, which this file does not have')")
        self.expect_quiet(page)

    def test_whoever_works_by_the_keyboard_stays_where_they_are(self):
        page = self.office_as_it_was()
        self.type(page, "#what-if", "volume +10 %")
        self.type(page, "#what-if", "aht +10 %")
        self.settle(page)
        at = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent)"
        self.press(page, "#changed button[aria-label='Remove volume +10 %']")
        self.settle(page)
        self.assertEqual(page.evaluate(at), "Remove aht +10 %")
        self.press(page, "#undo")
        self.settle(page)
        self.assertEqual(page.evaluate(at), "Undo")
        self.press(page, "#reset")
        self.settle(page)
        self.assertEqual(page.evaluate(at), "Undo", "of no use any more: the next one of the row")
        self.expect_quiet(page)

    def test_who_came_before_midnight_is_there_after_it(self):
        page = self.studio("night")
        self.press(page, "#play-day")
        page.until("document.getElementById('played-clock')")
        log = self.folder / "night.csv"
        self.program("run", str(self.folder / "night.cfg"), "-r", "1", "-q", "--log", str(log), "--force")
        number = lambda row, *names: sum(float(row[name] or 0) for name in names)
        spans = [(number(row, "arrived_s", "ivr_s", "wait_s"), number(row, "arrived_s", "ivr_s", "wait_s", "talk_s"), row["agent"]) for row in csv.DictReader(log.read_text().splitlines()) if row["group"] == "general"]
        at = 86400 + 60
        talking = {agent for begin, end, agent in spans if begin <= at < end}
        self.assertTrue(any(begin < 86400 and at < end for begin, end, _ in spans), "nobody talks over midnight: nothing is tested")
        page.evaluate("(() => { const e = document.querySelector('#played select[aria-label=day]'); e.value = '2026-03-03'; e.dispatchEvent(new Event('change')); })()")
        page.evaluate(f"(() => {{ const e = document.getElementById('played-at'); e.value = {at}; e.dispatchEvent(new Event('input')); }})()")
        cells = page.evaluate("[...document.querySelectorAll('#played tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)).find((row) => row[0] === 'General')")
        self.assertEqual(int(cells[1]), len(talking))
        self.assertEqual(page.evaluate("document.getElementById('played-at').getAttribute('aria-valuetext')"), "00:01")
        self.expect_quiet(page)

    def test_a_scenario_called_now_is_not_what_is_changed(self):
        page = self.studio("now")
        self.type(page, "#slider-volume- + input", "30")
        self.settle(page)
        told = json.loads(self.saved(page, "#save-json").read_text())
        self.assertEqual([each["variant"] for each in told["variants"]], ["now", "changed"])
        offered = [row["mean"] for row in told["metrics"] if row["metric"] == "offered" and row["entity"] == "all" and "interval" not in row]
        self.assertGreater(offered[1], 1.2 * offered[0])
        self.expect_quiet(page)

    def test_a_day_is_played_back_as_the_program_notes_it(self):
        page = self.studio()
        self.type(page, "#slider-volume- + input", "30")
        self.settle(page)
        self.press(page, "#play-day")
        page.until("document.getElementById('played-clock')")
        log = self.folder / "day.csv"
        self.program("run", self.office, "--what-if", "volume +30 %", "-r", "1", "-q", "--log", str(log), "--force")
        rows = list(csv.DictReader(log.read_text().splitlines()))
        at = 9.5 * 3600
        number = lambda row, *names: sum(float(row[name] or 0) for name in names)
        wanted = []
        for queue in ("sales", "service"):
            own = [row for row in rows if row["queue"] == queue]
            over = [row for row in own if number(row, "arrived_s", "ivr_s", "wait_s") <= at]
            wanted.append([sum(number(row, "arrived_s", "ivr_s") <= at < number(row, "arrived_s", "ivr_s", "wait_s") for row in own), sum(row["group"] != "" for row in over),
                           sum(row["outcome"] == "abandoned" for row in over)])
        for group in ("closers", "general"):
            own = [row for row in rows if row["group"] == group]
            begins = lambda row: number(row, "arrived_s", "ivr_s", "wait_s", "callback_s")
            talking = {row["agent"] for row in own if begins(row) <= at < begins(row) + number(row, "talk_s")}
            wanted.append([len(talking), {"closers": 1, "general": 5}[group]])
        page.evaluate(f"(() => {{ const e = document.getElementById('played-at'); e.value = {int(at)}; e.dispatchEvent(new Event('input')); }})()")
        table = page.evaluate("[...document.querySelectorAll('#played tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")
        self.assertEqual([[int(row[i]) for i in (2, 4, 5)] for row in table[:2]] + [[int(row[i]) for i in (1, 4)] for row in table[2:]], wanted)
        self.assertGreater(sum(row[0] for row in wanted[:2]), 0, "nobody waits: nothing is tested")
        self.assertEqual(page.evaluate("document.getElementById('played-at').getAttribute('aria-valuetext')"), "09:30")
        self.press(page, "#play")
        page.until("document.getElementById('played-clock').textContent > '09:34'")
        self.type(page, "#slider-volume- + input", "20")
        self.settle(page)
        self.assertEqual(page.evaluate("[document.getElementById('play').textContent, document.getElementById('play-day').disabled].join()"), "Play,false")
        self.expect_accessible(page)
        self.expect_quiet(page)

    def test_ten_edits_in_a_row_end_at_the_last(self):
        page = self.office_as_it_was()
        for i in range(1, 11):
            page.evaluate(f"studioModel.change('volume ', 'volume +{i} %')")
        self.settle(page)
        self.expect_answer_of(page, self.office, "volume +10 %")
        for _ in range(10):
            page.evaluate("studioModel.undo()")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelector('#changed').textContent"), "Nothing is changed yet.")
        self.expect_quiet(page)

    def test_exports_of_planning_tools_are_read_and_told(self):
        exports = {"planner_week.csv": (SOURCE / "scenarios/planner_week.csv").read_bytes(),
                   "english.csv": b"date,start,queue,calls,aht,agents\n" + b"".join(f"2026-03-02,{h:02d}:{m:02d},Help,{20 + h},240,{4 + h % 3}\n".encode() for h in range(8, 12) for m in (0, 30)),
                   "latin.csv": "Datum;Uhrzeit;Warteschlange;Anrufe;AHT\n".encode("latin-1") + b"".join(f"03.03.2026;{h:02d}:00;K\u00f6ln;{31 + h},5;200\n".encode("latin-1") for h in range(8, 12))}
        page = self.studio("gallery")
        for name, text in exports.items():
            with self.subTest(name=name):
                (self.folder / name).write_bytes(text)
                told = subprocess.run([PROGRAM, "import", name, "--yes", "--force", "-o", "imported.cfg"], cwd=self.folder, capture_output=True, text=True, timeout=60)
                self.assertEqual(told.returncode, 0, told.stderr)
                self.choose(page, name, text)
                page.until("document.getElementById('guesses')")
                self.assertEqual(page.evaluate("document.getElementById('guesses').textContent").strip(), told.stdout.split("\n\nimported.cfg is written")[0].strip())
                self.press(page, "#open-import")
                self.settle(page)
                self.assertEqual(page.evaluate("document.querySelectorAll('.problem').length"), 0)
                self.assertGreater(page.evaluate("document.querySelectorAll('.staffing tbody tr').length"), 3)
        self.expect_quiet(page)

    def choose(self, page, name, data):
        """A file of one's own."""
        path = self.folder / name
        path.write_bytes(data)
        page.evaluate("document.getElementById('imported').replaceChildren()")
        node = page.call("DOM.getDocument")["root"]["nodeId"]
        file = page.call("DOM.querySelector", nodeId=node, selector="#file")["nodeId"]
        page.call("DOM.setFileInputFiles", nodeId=file, files=[str(path)])

    def test_workbooks_are_read_as_the_program_reads_them(self):
        page = self.studio("gallery")
        main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        strict, pure = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
        day = [["a", "b", "c, d"], [(workbooks.MONDAY - 1462 + 0.375, workbooks.MOMENT), (1.5, workbooks.LASTING), 'say "so"'], [(0.052, workbooks.PERCENT), 0.1 + 0.2, 1e6]]
        for name, data in {"week": workbooks.week(), "excel": workbooks.excel(main, office), "strict": workbooks.excel(strict, pure),
                           "1904": workbooks.workbook({"S": day}, properties='<workbookPr date1904="1"/>')}.items():
            with self.subTest(name=name):
                found = page.evaluate(f"studioSheet.convert(Uint8Array.from(atob('{base64.b64encode(data).decode()}'), (c) => c.charCodeAt(0)))")
                text, said = sheets.convert(io.BytesIO(data))
                self.assertEqual(found["csv"], text)
                self.assertEqual([found["said"][0].split(" is read")[0], *found["said"][1:]], [said[0].split(" is read")[0], *said[1:]])
        self.choose(page, "week.xlsx", workbooks.week())
        page.until("document.getElementById('guesses')")
        for words in ('Sheet "Plan" is read of "Plan", "Other"', '1 row above the table left out ("Planung KW 10")', "24 rows of 1 queue, Monday 2026-03-02", "AHT 00:04:45 read as 4 min 45 s"):
            self.assertIn(words, page.evaluate("document.getElementById('guesses').textContent"))
        self.press(page, "#open-import")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelectorAll('.staffing tbody tr').length"), 24)
        hostile = io.BytesIO()
        with zipfile.ZipFile(hostile, "w") as book:
            book.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
        many = workbooks.workbook({"S": [workbooks.HEAD, [(workbooks.MONDAY, workbooks.DATE), (1 / 3, workbooks.TIME), "A", "many", 300, 4]]})
        for name, data, words in (("cut", workbooks.week()[:700], "is no XLSX workbook, or damaged"), ("hostile", hostile.getvalue(), "holds a document type"), ("many", many, 'row 2: Anrufe: expected a number, found "many"')):
            self.choose(page, f"{name}.xlsx", data)
            page.until("document.querySelector('#imported .problem')")
            self.assertIn(f"{name}.xlsx cannot be read", page.evaluate("document.getElementById('imported').textContent"))
            self.assertIn(words, page.evaluate("document.getElementById('imported').textContent"))
        self.expect_quiet(page)

    def test_figures_are_saved_as_a_workbook(self):
        page = self.studio("hour")
        self.type(page, ".staffing input", "9")
        self.settle(page)
        figures = list(csv.reader(self.saved(page, "#save-csv").read_text().splitlines()))
        book = self.saved(page, "#save-xlsx").read_bytes()
        table = lambda name: list(csv.reader(sheets.convert(io.BytesIO(book), name)[0].splitlines()))
        cells = lambda rows: [rows[0], *([*row[:4], *(float(cell) if cell else None for cell in row[4:])] for row in rows[1:])]
        self.assertEqual(cells(table("Figures")), cells(figures))
        self.assertEqual(table("Staff")[:2], [["Interval", "General: agents", "Closers: agents", *table("Staff")[0][3:]], [table("Staff")[1][0], "9", "1", *table("Staff")[1][3:]]])
        answer = {row[0]: row[1:] for row in table("Answer")}
        now, was = (page.evaluate(f"studioModel.answer().{side}.at('service_level', 'all').mean") for side in ("now", "base"))
        self.assertEqual([float(answer["Answered in time"][i].rstrip(" %")) for i in (0, 2)], [float(f"{100 * x:.12g}") for x in (now, was)])
        self.assertEqual(answer["What is changed"][0], "staff +4 in general from 08:00 to 08:30")
        self.expect_quiet(page)

    def test_an_error_stands_at_its_line(self):
        page = self.office_as_it_was()
        line = page.evaluate("""(() => { const lines = document.getElementById('text').value.split('\\n'); const at = lines.findIndex((l) => l.includes('per_hour = 62'));
            lines[at] = lines[at].replace('per_hour', 'per_hur'); const e = document.getElementById('text'); e.focus(); e.value = lines.join('\\n'); e.dispatchEvent(new Event('input')); return at + 1; })()""")
        page.until("document.querySelector('#text-errors li')")
        self.assertIn(f'Line {line} error: types.service.arrivals.per_hur: unknown key, did you mean "per_hour"?', page.evaluate("document.getElementById('text-errors').textContent"))
        self.assertIn(str(line), page.evaluate("[...document.querySelectorAll('.editor b')].map((e) => e.textContent)"))
        self.press(page, "#text-errors button")
        self.assertIn("per_hur", page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"))
        self.press(page, "#text-apply")
        self.settle(page)
        self.assertIn("per_hur", page.evaluate("document.querySelector('.problem').textContent"))
        self.press(page, "#undo")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelectorAll('.problem').length"), 0)
        self.expect_quiet(page)

    def test_what_is_not_understood_is_said_and_what_is_pinned_is_compared(self):
        page = self.office_as_it_was()
        self.type(page, "#what-if", "volme +10 %")
        self.settle(page)
        self.assertIn('did you mean "volume"', page.evaluate("document.querySelector('.problem').textContent"))
        self.assertIn("“volme +10 %”: \"volme\": is nothing", page.evaluate("document.querySelector('.problem').textContent"))
        self.press(page, "#undo")
        self.type(page, "#what-if", "on Sunday 10-12 add 5 agents")
        self.settle(page)
        self.assertIn("“on Sunday 10-12 add 5 agents” changes nothing: no time that it is for is one at which the centre is open", page.evaluate("document.getElementById('told').textContent"))
        self.assertEqual(page.evaluate("document.querySelectorAll('#told details').length"), 0, "it is told once, and open")
        self.press(page, "#undo")
        self.type(page, "#what-if", "move 1 from closers to general")
        self.settle(page)
        self.press(page, "#pin")
        page.until("document.getElementById('pins').textContent.startsWith('400 replications')")
        wanted = json.loads(self.program("compare", self.office, "--what-if", "Variant 1: move 1 from closers to general", "-r", "400", "--json", "-q", "--metric", "service_level"))
        row = next(r for r in wanted["metrics"] if r["entity"] == "all" and r["variant"] == "Variant 1")
        self.assertIn(page.evaluate(f"studioText.difference({json.dumps(row)}, 'share')"), page.evaluate("document.getElementById('pins').textContent"))
        self.expect_quiet(page)

    def test_the_least_agents_are_found_and_taken(self):
        page = self.studio("hour")
        self.assertEqual(page.evaluate("['', 'general', 'closers'].map((name) => document.getElementById(`slider-shrinkage-${name}`).nextElementSibling.value)"), ["as written", "30", "0"])
        page.evaluate("studioModel.change('staff ', 'staff +50 %')")
        self.settle(page)
        page.evaluate("""(() => { window.told = []; const settle = studioPool.Lane.prototype.send; studioPool.Lane.prototype.send = function (message, tell) {
            return settle.call(this, message, tell && ((words) => { told.push(words); tell(words); })); }; })()""")
        page.evaluate("[...document.querySelectorAll('#cards button')].find((b) => b.textContent === 'Find the least agents').click()")
        page.until("[...document.querySelectorAll('#cards button')].some((b) => b.textContent === 'Take this staff')", 60)
        self.assertRegex(page.evaluate("told.join()"), r"\d+ s, \d+ staffings, \d+ replications simulated")
        page.evaluate("[...document.querySelectorAll('#cards button')].find((b) => b.textContent === 'Take this staff').click()")
        self.settle(page)
        self.assertIn("0 h missing0 agent-hours spare", page.evaluate("document.getElementById('cards').textContent"))
        self.assertEqual(page.evaluate("studioModel.state().changes"), [])
        self.expect_quiet(page)

    def test_the_whole_report_is_that_of_the_program(self):
        page = self.studio()
        self.press(page, "#show-report")
        frame = "document.querySelector('#sections iframe').contentDocument"
        page.until(f"document.querySelector('#sections iframe') && {frame}?.documentElement?.dataset.charts === 'done'")
        self.assertEqual(page.evaluate(f"[...{frame}.querySelectorAll('figure')].filter((f) => f.dataset.state !== 'drawn' && !f.closest('details:not([open])')).map((f) => f.id)"), [])
        self.program("run", self.office, "-r", "100", "-q", "--force", "-o", str(self.folder / "office.h5"))
        report = self.program("report", str(self.folder / "office.h5"), "-o", "-")
        words = "[...(%s).querySelectorAll('main > section:not(#model):not(#provenance) td')].map((e) => e.textContent).join('|')"
        parsed = f"new DOMParser().parseFromString({json.dumps(report)}, 'text/html')"
        self.assertEqual(page.evaluate(words % frame), page.evaluate(words % parsed))
        self.assertIn("vega", self.saved(page, "#save-report").read_text())
        self.expect_quiet(page)

    def test_a_link_and_a_file_hold_what_is_changed(self):
        page = self.studio()
        self.type(page, "#slider-aht- + input", "7")
        self.settle(page)
        page.until("location.hash.startsWith('#studio=')")
        other = self.folder / "linked.html"
        other.write_bytes((self.folder / "office.html").read_bytes())
        link = page.evaluate("location.hash")
        file = self.saved(page, "#save-scenario")
        metrics = ("-r", "20", "--json", "-q", "--metric", "aht_s,offered")
        self.assertEqual(json.loads(self.program("run", str(file), *metrics))["metrics"], json.loads(self.program("run", self.office, "--what-if", "aht +7 %", *metrics))["metrics"])
        page.evaluate(f"(() => {{ history.replaceState(null, '', {json.dumps(link)}); location.reload(); }})()")
        page.settle()
        page.until("document.documentElement.dataset.charts === 'done'")
        self.settle(page)
        self.assertEqual(page.evaluate("document.querySelector('#changed span').textContent"), "aht +7 %")
        self.expect_quiet(page)

    def test_the_command_told_gives_the_same_figures(self):
        page = self.office_as_it_was()
        page.evaluate("studioModel.change('volume ', 'volume of \"Service\" +10 %'); studioModel.change('words', 'title=\"It\\'s\"')")
        self.settle(page)
        command = page.evaluate("document.getElementById('command').textContent").replace("ccsim", str(PROGRAM), 1)
        done = subprocess.run(["sh", "-c", f"{command} --json --metric offered -q"], cwd=self.folder, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        row = next(r for r in json.loads(done.stdout)["metrics"] if r["variant"] == "now" and r["entity"] == "all")
        self.assertAlmostEqual(page.evaluate("studioModel.answer().now.at('offered', 'all').mean"), row["mean"], delta=1e-9)
        self.expect_quiet(page)

    def test_an_error_is_undone_with_what_is_typed_into_the_grid_and_control_characters_are_no_end(self):
        page = self.office_as_it_was()
        self.type(page, ".staffing input", "9")
        self.settle(page)
        page.evaluate("studioModel.push({text: studioModel.state().text.replace('per_hour', 'per_hur')})")
        self.settle(page)
        page.evaluate("studioModel.undo()")
        page.until("studioModel.answer().now")
        self.assertTrue(page.evaluate("studioModel.answer().changed"))
        page.evaluate("studioModel.open('scenario/odd.cfg', studioModel.state().text.replace('An office', '\\\\x01An office').replaceAll('\\n', '\\r\\n'), {})")
        self.settle(page)
        self.assertIn("An office", page.evaluate("document.getElementById('title').textContent"))
        self.assertEqual(page.evaluate("studioModel.state().text.includes('\\r')"), False)
        self.expect_quiet(page)

    def test_random_edits_break_nothing(self):
        page = self.office_as_it_was()
        chance = random.Random(2385)
        acts = [lambda: f"studioModel.change('volume ', 'volume {chance.randint(-40, 60):+d} %')",
                lambda: f"studioModel.change('aht sales', 'aht of sales {chance.randint(-40, 60):+d} %')",
                lambda: f"studioModel.change('shrinkage ', 'shrinkage {chance.randint(0, 40)} %')",
                lambda: f"studioModel.setCells([['general', studioModel.axis()[{chance.randint(0, 7)}], {chance.randint(-5, 9)}]])",
                lambda: "studioModel.undo()", lambda: "studioModel.redo()", lambda: "studioModel.push({changes: [], cells: {}})",
                lambda: "document.getElementById('pin').disabled || document.getElementById('pin').click()", lambda: "studioModel.push({pins: []})"]
        for i in range(48):
            page.evaluate(chance.choice(acts)() + "; 0")
            if i % 8 == 7:
                self.settle(page)
        page.evaluate("studioModel.push({changes: [], cells: {}, pins: []}); studioModel.change('volume ', 'volume +10 %')")
        self.settle(page)
        self.expect_answer_of(page, self.office, "volume +10 %")
        self.expect_quiet(page)

    def test_nothing_leaves_and_all_is_one_small_file(self):
        self.assertLess((self.folder / "office.html").stat().st_size, 4_000_000)
        page = self.studio()
        self.assertEqual(page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')"), "refused")
        self.assertEqual(page.requests, [])


if __name__ == "__main__":
    if not (PROGRAM.parent / "ccsim.wasm").exists():
        print("no engine beside the program: skipped")
        sys.exit(browser_case.SKIPPED)
    browser_case.main()
