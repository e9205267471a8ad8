#!/usr/bin/env python3
"""A page with one figure of every kind, filled with made-up figures: what tests of page.css and page.js look at.

    sample.py OUTPUT.html [--broken]      --broken: with figures that cannot be drawn
"""
import html
import json
import math
import pathlib
import random
import sys

PAGE = pathlib.Path(__file__).resolve().parents[2] / "analysis" / "web"
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
TYPES = ["All contacts", "Balance and transactions", "Cards and disputes", "Payments and transfers", "Loans and mortgages",
         "Digital access and passwords", "Fraud"]
GROUPS = ["Voice basic", "Voice and chat", "Lending", "Fraud desk"]
chance = random.Random(2385)


def times(day="2026-03-03"):
    return [f"{day}T{h:02d}:{m:02d}" for h in range(7, 21) for m in (0, 30)]


def script(kind, data, **attributes):
    names = "".join(f' {k}="{v}"' for k, v in attributes.items())
    return f'<script type="application/json" class="{kind}"{names}>{json.dumps(data).replace("<", chr(92) + "u003c")}</script>'


def table(rows):
    if isinstance(rows, dict):
        rows = next(iter(rows.values()))
    names = list(rows[0])
    head = "".join(f'<th scope="col">{html.escape(n)}</th>' for n in names)

    def cell(value):
        number = isinstance(value, (int, float))
        return f'<td{" class=num" if number else ""}>{f"{value:.4g}" if number else html.escape(str(value))}</td>'
    body = "".join(f"<tr>{''.join(cell(r.get(n, '')) for n in names)}</tr>" for r in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def figure(name, spec, title, note, data, params=None, choose=None):
    chosen = f' data-choose="{choose}"' if choose else ""
    return f"""<figure class="chart" id="{name}" data-spec="{spec}" data-params="{html.escape(json.dumps(params or {}))}"{chosen}>
<figcaption><h3>{html.escape(title)}</h3><p class="note">{html.escape(note)}</p></figcaption>
<div class="plot" role="img" aria-label="{html.escape(title)}"></div>
{script("data", data)}
<details><summary>Data</summary><div class="scroll" tabindex="0" role="group" aria-label="{html.escape(title)}: data">{table(data)}</div></details>
</figure>"""


def load(i, n=28):
    """The shape of a day: two humps."""
    x = i / n
    return math.exp(-((x - 0.28) / 0.16) ** 2) + 0.75 * math.exp(-((x - 0.62) / 0.2) ** 2)


def band(ts, level, depth, noise=0.01, spread=0.1, clip=1.0):
    rows = []
    for i, t in enumerate(ts):
        mean = level - depth * load(i % 28) + chance.gauss(0, noise)
        width = spread * (0.3 + load(i % 28))
        rows.append({"t": t, "mean": mean, "low": mean - 0.25 * width, "high": min(clip, mean + 0.25 * width), "p10": max(0, mean - width),
                     "p90": min(clip, mean + width)})
    return rows


def with_series(make, names):
    return [{**row, "series": name} for k, name in enumerate(names) for row in make(k)]


def waits(ts):
    return [{"t": r["t"], **{k: 300 * max(0.002, (1 - r[k])) ** 1.6 for k in ("mean",)}, "low": 270 * max(0.002, 1 - r["high"]) ** 1.6,
             "high": 330 * max(0.002, 1 - r["low"]) ** 1.6, "p10": 240 * max(0, 1 - r["p90"]) ** 1.6, "p90": 360 * max(0, 1 - r["p10"]) ** 1.6}
            for r in band(ts, 0.97, 0.3)]


def made_up():
    ts = times()
    week = [t for d in range(2, 7) for t in times(f"2026-03-{d:02d}")]
    yield figure("level", "line-band", "Service level is worst between 10:00 and 12:00",
                 "Share answered within the target, by the half-hour in which a contact entered the queue.",
                 with_series(lambda k: band(ts, 0.97 - 0.01 * k, 0.22 + 0.03 * k), TYPES),
                 {"unit": "share", "title": "Answered in 20 s", "goals": [{"y": 0.8}], "targetText": "- - target 80 %", "highest": 1,
                  "choices": {"Fraud": {"goals": [{"y": 0.9}], "targetText": "- - target 90 %", "title": "Answered in 10 s"}}}, "series")
    yield '<div class="grid">'
    yield figure("waiting", "line-band", "Waits are longest before noon", "Mean wait of answered contacts.", waits(ts),
                 {"unit": "time", "title": "Mean wait"})
    yield figure("week", "line-band", "Five days differ little", "The same over a week of five days.", band(week, 0.96, 0.25),
                 {"unit": "share", "title": "Answered in 20 s", "highest": 1})
    yield "</div>"
    yield figure("staff", "bars-lines", "Agents follow the contacts, half an hour late", "Contacts offered above, agents below.",
                 {"bars": [{"t": t, "mean": 80 + 620 * load(i), "low": 70 + 605 * load(i), "high": 90 + 640 * load(i)} for i, t in enumerate(ts)],
                  "lines": [{"t": t, "series": s, "mean": f * (20 + 100 * load(max(0, i - 1)))} for s, f in
                            (("scheduled", 1.0), ("staffed", 1.03), ("busy", 0.92)) for i, t in enumerate(ts)]})
    yield figure("busy", "heat", "Lending is short all day", "Share of the time on duty in which agents talk or do after-call work.",
                 [{"t": t, "row": g, "value": v, "low": v - 0.02, "high": v + 0.02} for k, g in enumerate(GROUPS) for i, t in enumerate(ts)
                  for v in [min(0.99, 0.55 + 0.35 * load(i) + 0.05 * (k == 2) - 0.1 * (k == 3))]], {"title": "Occupancy"})
    yield figure("marks", "shares", "Who is not helped marks lower", "All contacts, asked for a mark or not.",
                 [{"row": t, "series": str(i + 1), "value": v} for k, t in enumerate(TYPES) for i, v in enumerate((0.05 + 0.01 * k, 0.05, 0.09, 0.18, 0.63 - 0.01 * k))],
                 {"title": "Share of contacts marked 1 (bad) to 5"})
    yield figure("weighed", "scatter", "Hurry saves less than tools", "Each variant with its intervals.",
                 [{"name": n, "x": x, "xLow": x - 0.2, "xHigh": x + 0.2, "y": y, "yLow": y - 0.003, "yHigh": y + 0.003, "standing": s}
                  for n, x, y, s in (("Base", 38.1, 0.828, "beaten"), ("Hurry", 36.7, 0.796, "beaten"), ("Tools", 34.8, 0.832, "beaten by none"), ("Two more", 38.8, 0.833, "undecided"))],
                 {"xUnit": "number", "xTitle": "Busy agents", "yUnit": "share", "yTitle": "Marked 4 or 5"})
    yield figure("over-two", "field", "Ten per cent more staff make up for ten per cent more volume", "Service level of each pair of levels.",
                 {"cells": [{"where": f"volume {x}, staff {y}", "value": 0.8 + y - x, "low": 0.78 + y - x, "high": 0.82 + y - x, "x": x, "xLow": x - 0.05,
                             "xHigh": x + 0.05, "y": y, "yLow": y - 0.05, "yHigh": y + 0.05} for x in (0.9, 1.0, 1.1) for y in (0.9, 1.0, 1.1)],
                  "line": [{"x": x, "y": x} for x in (0.9, 1.0, 1.1)]},
                 {"unit": "share", "title": "Service level", "xTitle": "volume", "yTitle": "staff", "lowest": 0.6, "highest": 1, "xValues": [0.9, 1, 1.1],
                  "yValues": [0.9, 1, 1.1], "written": 11, "hasLine": True})
    yield figure("ranked", "tornado", "Hurry matters most", "Two sides of one change share a row.",
                 [{"row": r, "name": n, "difference": d, "low": d - 0.004, "high": d + 0.004, "verdict": v}
                  for r, n, d, v in (("pace", "pace -10 %", -0.032, "worse"), ("pace", "pace +10 %", 0.021, "better"), ("staff", "staff +2", 0.005, "same"))],
                 {"unit": "+share", "title": "Marked 4 or 5, difference in points"})
    yield figure("ends", "flow", "Where contacts end", "Contacts of a day; a contact that gave up may call again.", FLOW)
    yield figure("answered", "waits", "Three of four are answered within 20 seconds", "Share of offered contacts answered within a time.",
                 {"lines": [{"series": s, "seconds": x, "share": (0.95 - 0.03 * k) * (1 - (0.5 + 0.04 * k) * math.exp(-x / (30 + 6 * k)))}
                            for k, s in enumerate(TYPES) for x in (0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)],
                  "targets": [{"series": s, "seconds": 10 if s == "Fraud" else 20, "share": 0.9 if s == "Fraud" else 0.8} for s in TYPES[1:]]})
    yield '<div class="grid">'
    yield figure("single-days", "days", "One day in three misses the target", "Each day of the 100 simulated.",
                 [{"value": min(0.99, chance.gauss(0.76, 0.13))} for _ in range(100)],
                 {"unit": "share", "title": "Answered in 20 s on that day", "target": 0.8})
    yield figure("lines-of-results", "lines", "Two more agents lift the morning", "Service level of both plans.",
                 with_series(lambda k: band(ts, 0.97, 0.3 - 0.08 * k), ["Base", "Two more in lending"]),
                 {"unit": "share", "title": "Answered in 20 s", "goals": [{"y": 0.8}], "targetText": "- - target 80 %", "highest": 1})
    yield "</div>"
    yield figure("changes", "difference", "Two more agents shorten waits", "Difference from the base, with its interval.", CHANGES,
                 {"choices": {"Service level": {"unit": "+share", "title": "percentage points"}, "Mean wait": {"unit": "+time", "title": "difference"}}}, "series")
    yield figure("changes-by-interval", "difference-by-interval", "Most is gained between 09:30 and 11:30", "Difference from the base.",
                 [{"t": t, "mean": m, "low": m - 0.02, "high": m + 0.02, "verdict": "better" if m > 0.02 else "worse" if m < -0.02 else "undecided"}
                  for i, t in enumerate(ts) for m in [0.08 * load(i) - 0.03 + chance.gauss(0, 0.005)]],
                 {"unit": "+share", "title": "percentage points"})


FLOW = {"nodes": [
    {"id": "fresh", "label": "First calls", "column": 0, "value": 17416, "colour": "1"},
    {"id": "redials", "label": "Redials", "column": 0, "value": 456, "colour": "5"},
    {"id": "repeats", "label": "Repeats", "column": 0, "value": 969, "colour": "4"},
    {"id": "arrived", "label": "Arrived", "column": 1, "value": 18841, "colour": "1"},
    {"id": "contained", "label": "Contained", "column": 2, "value": 5796, "colour": "6"},
    {"id": "offered", "label": "Offered", "column": 2, "value": 13045, "colour": "1"},
    {"id": "answered", "label": "Answered", "column": 3, "value": 12278, "colour": "3"},
    {"id": "abandoned", "label": "Abandoned", "column": 3, "value": 653, "colour": "2"},
    {"id": "balked", "label": "Balked", "column": 3, "value": 114, "colour": "5"},
    {"id": "blocked", "label": "Blocked", "column": 3, "value": 0, "colour": "7"},
    {"id": "unserved", "label": "Not served", "column": 4, "value": 767, "colour": "bad"},
    {"id": "redialled", "label": "Try again", "column": 5, "value": 456, "colour": "warn"},
    {"id": "gone", "label": "Gone", "column": 5, "value": 311, "colour": "muted"}],
    "links": [{"from": "fresh", "to": "arrived", "value": 17416}, {"from": "redials", "to": "arrived", "value": 456},
              {"from": "repeats", "to": "arrived", "value": 969}, {"from": "arrived", "to": "contained", "value": 5796},
              {"from": "arrived", "to": "offered", "value": 13045}, {"from": "offered", "to": "answered", "value": 12278},
              {"from": "offered", "to": "abandoned", "value": 653}, {"from": "offered", "to": "balked", "value": 114},
              {"from": "offered", "to": "blocked", "value": 0}, {"from": "abandoned", "to": "unserved", "value": 653},
              {"from": "balked", "to": "unserved", "value": 114}, {"from": "unserved", "to": "redialled", "value": 456},
              {"from": "unserved", "to": "gone", "value": 311}]}
CHANGES = [{"series": m, "name": n, "difference": f * d, "low": f * (d - w), "high": f * (d + w), "verdict": v}
           for m, f in (("Service level", 0.01), ("Mean wait", -1.5))
           for n, d, w, v in (("All contacts", 4.2, 0.8, "better"), ("Cards and disputes", 3.1, 1.1, "better"), ("Loans and mortgages", 9.5, 1.6, "better"),
                              ("Digital access and passwords", 0.9, 1.4, "undecided"), ("Fraud", -0.1, 0.2, "same"), ("Payments and transfers", -1.9, 0.7, "worse"))]
ANSWER = """<p class="answer">On an average day <strong>74 % of contacts are answered in 20 seconds</strong> where 80 % are wanted; it is worst
from 10:00 to 12:00, when every agent who can take loans is busy.</p>
<div class="cards">
<div class="card missed"><p class="name">Service level, all contacts</p><p class="value" data-metric="service_level" data-entity="all" data-value="0.7362">74 % <span class="pm">± 4 %</span></p>
<p class="note">wanted 80 % in 20 s; 38 % of days reach it</p><span class="badge missed">missed</span></div>
<div class="card met"><p class="name">Fraud</p><p class="value">97.5 % <span class="pm">± 0.3 %</span></p><p class="note">wanted 90 % in 10 s</p><span class="badge met">met</span></div>
<div class="card undecided"><p class="name">Loans and mortgages</p><p class="value">79.6 % <span class="pm">± 1.2 %</span></p><p class="note">wanted 80 % in 20 s</p>
<span class="badge undecided">undecided</span></div>
<div class="card"><p class="name">Abandoned</p><p class="value">5.0 % <span class="pm">± 0.7 %</span></p><p class="note">653 contacts a day</p></div></div>
<p class="warning">This run was stopped after 60 of 100 replications; intervals are wider than asked for.</p>
<p><span class="badge better">better</span> <span class="badge worse">worse</span> <span class="badge same">the same</span> <span class="badge undecided">undecided</span></p>
<div class="scroll" tabindex="0" role="group" aria-label="Types of contacts"><table><thead><tr><th scope="col">type</th><th scope="col" class="num">offered</th><th scope="col" class="num">service level</th><th scope="col">verdict</th></tr></thead>
<tbody><tr><th scope="row">Balance and transactions</th><td class="num">1,950 ± 28</td><td class="num">74 % ± 4 %</td><td><span class="badge missed">missed</span></td></tr>
<tr><th scope="row">Fraud</th><td class="num">837 ± 12</td><td class="num">97.5 % ± 0.3 %</td><td><span class="badge met">met</span></td></tr></tbody></table></div>"""


def page(broken=False, figures=None, wanted=None):
    """The whole page, with figures of one's own, or with some of the made-up ones by their ids."""
    parts = list(figures or made_up())
    if wanted:
        parts = [part for part in parts if any(f'id="{name}"' in part for name in wanted)]
    if broken:
        parts += [figure("no-kind", "no-such-kind", "No such kind", "", [{"t": "2026-03-03T07:00"}]),
                  figure("no-data", "line-band", "Data that is not JSON", "", [{"a": 1}]).replace('[{"a": 1}]', '[{"a": 1')]
    specs = "\n".join(script("spec", json.loads(p.read_text()), id=f"spec-{p.stem}") for p in sorted((PAGE / "charts").glob("*.json")))
    scripts = "\n".join(f"<script>{(PAGE / name).read_text()}</script>" for name in
                        ("vendor/vega.min.js", "vendor/vega-lite.min.js", "vendor/vega-embed.min.js", "chart.js", "page.js"))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Sample of the report page</title><style>{(PAGE / "page.css").read_text()}</style></head><body>
<a class="skip" href="#main">Skip to the figures</a>
<header class="top"><p class="brand">ccsim report</p><h1>Retail bank, the telephone on a mean weekday</h1><p class="sub">3 March 2026 · 100 replications · ± at 95 % confidence</p></header>
<nav aria-label="Sections"><ul><li><a href="#answer">The answer</a></li><li><a href="#charts">Through the day</a></li><li><a href="#model">The model</a></li></ul></nav>
<main id="main"><section id="answer" aria-labelledby="answer-title"><h2 id="answer-title">The answer</h2>{ANSWER}</section>
<section id="charts" aria-labelledby="charts-title"><h2 id="charts-title">Through the day</h2>
{chr(10).join(parts)}</section>
<section id="model" aria-labelledby="model-title"><h2 id="model-title">The model</h2><ul class="plain"><li>Six types of calls and four groups.</li><li>Patience is Weibull.</li></ul>
<dl class="facts"><dt>Seed</dt><dd>1</dd><dt>Version</dt><dd>0.1.0</dd></dl>
<details><summary>Licences</summary><pre tabindex="0">{html.escape((PAGE / "vendor" / "LICENSES.txt").read_text())}</pre></details></section></main>
<footer>Made by ccsim.</footer><noscript><p class="warning">Charts need JavaScript; every figure is also in the tables.</p></noscript>
{specs}
{scripts}
</body></html>"""


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(page("--broken" in sys.argv))
