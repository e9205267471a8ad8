#!/usr/bin/env python3
"""Makes the gallery: screenshots of every section of real reports in light, dark, on a phone and on paper, and the README.md that shows
them. Sections are found by the page's own <section id>s, so that a new one is in the gallery by itself.

    /usr/bin/python3 docs/gallery/make.py [PROGRAM]        PROGRAM: build/release/ccsim

Needs Chromium and Pillow (Debian: chromium, python3-pil).
"""
import html
import io
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
sys.path.insert(0, str(SOURCE / "tests" / "browser"))

from browser import Browser  # noqa: E402  (the harness of the tests)

# name, width, further arguments of open, tallest picture: what is below is cut off
MODES = (("light", 1100, {}, 2200), ("dark", 1100, {"dark": True}, 2200), ("phone", 360, {}, 2600), ("print", 708, {"print_media": True}, 1700))
WIDTHS = {"light": 49, "dark": 49, "phone": 30, "print": 60}  # of the README, per cent
PICTURE_MAX, GALLERY_MAX = 150_000, 3_000_000
SCENARIO = "scenarios/bank_day.cfg"
WHAT_IF = "Two more in lending: groups.lending.staff+=2"
REPORTS = (
    ("bank", "A result", [["run", SCENARIO, "-o", "{result}"]], f"ccsim run {SCENARIO} -o bank.h5"),
    ("two_more", "A comparison", [["compare", SCENARIO, "--what-if", WHAT_IF, "-o", "{result}"]],
     f'ccsim compare {SCENARIO} --what-if "{WHAT_IF}" -o two_more.h5'),
)
STUDIO = (("answer", 1200), ("changes", 1000), ("staff", 900), ("playback", 1000))
STUDIO_TITLES = {"answer": "The answer, beside what it was", "changes": "What if: sliders, people, words", "staff": "Staff by interval, to type and drag", "playback": "A day played back"}


def small(png, tallest):
    """A picture of at most so many pixels of height, with a palette as large as fits into the size."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, tallest)))
    for colours in (128, 64, 32, 16):
        to = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(to, "PNG", optimize=True)
        if to.tell() <= PICTURE_MAX // 2:
            break
    return to.getvalue()


def make_report(program, folder, name, commands):
    result, page = folder / f"{name}.h5", folder / f"{name}.html"
    for command in [*commands, ["report", str(result), "-o", str(page)]]:
        subprocess.run([program, *(part.replace("{result}", str(result)) for part in command), "-q"], cwd=SOURCE, check=True, stdout=subprocess.DEVNULL)
    return page


def shoot(browser, path, name, seen):
    """Pictures of all sections in all modes; of sections that an earlier report has shown, light only. @return (id, title, modes) of each"""
    found = {}
    for mode, width, how, tallest in MODES:
        page = browser.open(path, width=width, **how)
        page.settle()
        if page.problems() or any(chart["state"] != "drawn" for chart in page.charts()):
            raise SystemExit(f"{path}, {mode}: {page.problems()} {page.charts()}")
        # What floats over the page would stand in the way of pictures of its parts.
        page.evaluate("document.querySelectorAll('nav').forEach((n) => { n.style.position = 'static'; })")
        sections = page.evaluate("[...document.querySelectorAll('main > section')].map((s) => [s.id, s.querySelector('h2').textContent])")
        for section, title in sections:
            if section in seen and mode != MODES[0][0]:
                continue
            found.setdefault(section, (section, title, []))[2].append(mode)
            (HERE / f"{name}-{section}-{mode}.png").write_bytes(small(page.screenshot(f"#{section}"), tallest))
        page.close()
    seen.update(found)
    return list(found.values())


def shoot_studio(program, browser, folder):
    """The studio of the bank with five more agents from 10 to 12, and a day of it played back."""
    path = folder / "studio.html"
    subprocess.run([program, "studio", SCENARIO, "-q", "-o", str(path)], cwd=SOURCE, check=True, stdout=subprocess.DEVNULL)
    modes = (MODES[0], MODES[2])  # light, phone
    for mode, width, how, _ in modes:
        page = browser.open(path, width=width, **how)
        done = "document.documentElement.dataset.studio === 'done'"
        page.until(done)
        page.evaluate("studioModel.change('five', 'staff +5 in lending from 10:00 to 12:00')")
        page.until(done)
        page.evaluate("document.getElementById('play-day').click()")
        page.until("document.getElementById('played-clock')")
        page.evaluate("""(() => { const at = document.getElementById('played-at'); at.value = 18 * 3600; at.dispatchEvent(new Event('input'));
            document.querySelectorAll('nav, #bar').forEach((part) => { part.style.position = 'static'; }); })()""")
        for section, tallest in STUDIO:
            (HERE / f"studio-{section}-{mode}.png").write_bytes(small(page.screenshot(f"#{section}"), tallest))
        page.close()
    return text_of("studio", "The studio", f"`ccsim studio {SCENARIO} -o studio.html`, then *five more agents in lending from 10:00 to 12:00*.",
                   [(section, STUDIO_TITLES[section], [mode for mode, *_ in modes]) for section, _ in STUDIO])


def text_of(name, title, made, sections):
    lines = [f"## {title}", "", made, ""]
    for section, heading, modes in sections:
        lines += [f"### {heading}", ""]
        for row in (modes[:2], modes[2:]):
            lines += [" ".join(f'<img src="{name}-{section}-{mode}.png" width="{WIDTHS[mode]}%" alt="{html.escape(heading)}, {mode}">' for mode in row)] * bool(row)
        lines.append("")
    return lines


def main():
    program = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else SOURCE / "build/release/ccsim").resolve())
    lines = ["# Gallery", "", "What `ccsim report` and `ccsim studio` write: every section in light and dark, at the width of a phone (360 pixels), and as it is printed.",
             "Made by `/usr/bin/python3 docs/gallery/make.py`; long sections are cut.", ""]
    for old in HERE.glob("*.png"):
        old.unlink()
    seen = set()
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        for name, title, commands, command in REPORTS:
            page = make_report(program, pathlib.Path(folder), name, commands)
            lines += text_of(name, title, f"`{command}`, then `ccsim report {name}.h5 -o {name}.html`.", shoot(browser, page, name, seen))
        lines += shoot_studio(program, browser, pathlib.Path(folder))
    (HERE / "README.md").write_text("\n".join(lines).rstrip() + "\n")
    sizes = {p.name: p.stat().st_size for p in HERE.glob("*.png")}
    print(f"{len(sizes)} pictures, {sum(sizes.values()) / 1e6:.2f} MB, the largest {max(sizes.values()) / 1e3:.0f} kB")
    if max(sizes.values()) > PICTURE_MAX or sum(sizes.values()) > GALLERY_MAX:
        raise SystemExit("too large for the repository")


if __name__ == "__main__":
    main()
