"""A sheet of an XLSX workbook as CSV, exactly: `python3 -m ccsim_results.sheet week.xlsx > week.csv`; `ccsim import week.xlsx` runs it.

Dates become 2026-03-02 and 2026-03-02T08:00, times of day and durations 08:00:00, numbers the shortest text of what is stored, cells of a merged
range the value of their first, shares that are shown in per cent 5.2 %. Lines above the table stay as empty lines, so that line numbers are row numbers. It needs nothing but Python's own
library, and takes no more of a file than LIMIT bytes: a workbook may come from a stranger.
"""
import argparse
import csv
import datetime
import io
import posixpath
import re
import sys
import unicodedata
import zipfile
from xml.etree import ElementTree

__all__ = ["SheetError", "convert"]

LIMIT = 400_000_000  # bytes of one part, unpacked
MOST_ROWS, MOST_COLUMNS = 1_048_576, 4000
_BUILT_IN = {14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
             9: "0%", 10: "0.00%", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}  # ECMA-376, 18.8.30
_DAY_0 = {False: datetime.date(1899, 12, 30), True: datetime.date(1904, 1, 1)}


class SheetError(Exception):
    """What is wrong with a workbook, in a sentence."""


def _part(book, name):
    """A part of the workbook as bytes."""
    try:
        with book.open(name) as part:
            data = part.read(LIMIT + 1)
    except KeyError:
        raise SheetError("is no XLSX workbook: save it as one in the spreadsheet program") from None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise SheetError(f"is damaged or protected by a password ({error})") from None
    if len(data) > LIMIT:
        raise SheetError("is too large: export fewer weeks")
    if b"<!DOCTYPE" in data[:4096]:
        raise SheetError("holds a document type, which no workbook has: it is not read")
    return data


def _parse(book, name):
    """A part as a tree whose names have no name spaces: those of the strict form of the standard differ."""
    try:
        tree = ElementTree.fromstring(_part(book, name))
    except ElementTree.ParseError as error:
        raise SheetError(f"is damaged ({error})") from None
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    return tree


def _related(book, name):
    """What a part refers to: the part and the last word of its kind, by the id of the reference."""
    folder, file = posixpath.split(name)
    found = {}
    for row in _parse(book, posixpath.join(folder, "_rels", file + ".rels")):
        target = row.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[row.get("Id")] = (part, row.get("Type", "").rpartition("/")[2])
    return found


def _open(book):
    """Name, part and visibility of each sheet; the parts of texts and styles; whether days count from 1904."""
    main = "xl/workbook.xml"
    if "_rels/.rels" in book.namelist():
        main = next((part for part, kind in _related(book, "").values() if kind == "officeDocument"), main)
    tree, related = _parse(book, main), _related(book, main)
    sheets = []
    for sheet in tree.iter("sheet"):
        part, kind = related.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""), ("", ""))
        if kind == "worksheet" or (not kind and "worksheets/" in part):
            sheets.append((sheet.get("name", ""), part, sheet.get("state", "visible") == "visible"))
    parts = {kind: part for part, kind in related.values()}
    properties = tree.find("workbookPr")
    return sheets, parts, properties is not None and properties.get("date1904") in ("1", "true")


def _text(element):
    """The text of a string item, without what is said of its pronunciation."""
    runs = [run.text or "" for child in element for run in ([child] if child.tag == "t" else
                                                           child.findall("t") if child.tag == "r" else [])]
    return _words("".join(runs))


def _words(text):
    """A text on one line; _x000D_ is how a workbook writes a character that XML cannot hold."""
    return " ".join(re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code.group(1), 16)), text).split())


def _formats(book, name):
    """For each style of cells the letters of its format that say date or time: "ymd", "hms", "[h]ms", "%", ""."""
    if name not in book.namelist():
        return [""]
    tree = _parse(book, name)
    codes = dict(_BUILT_IN)
    for row in tree.iterfind("numFmts/numFmt"):
        codes[int(row.get("numFmtId", "0"))] = row.get("formatCode", "")
    cells = tree.find("cellXfs")
    return [_letters(codes.get(int(row.get("numFmtId", "0")), "")) for row in (cells if cells is not None else [])] or [""]


def _letters(code):
    code = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code.lower().split(";")[0])
    lasting = re.search(r"\[(h+|m+|s+)\]", code) is not None
    code = re.sub(r"\[[^\]]*\]|am/pm|a/p|general", "", code)
    if "%" in code:
        return "%"
    letters = "".join(letter for letter in "ydhs" if letter in code)
    if "m" in code:
        letters += "m"
    return ("[h]" if lasting else "") + letters


def _clock(seconds):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _number(text, letters, from_1904):
    """A stored number as its format means it."""
    try:
        x = float(text)
    except ValueError:
        raise SheetError(f"is damaged: {text[:40]!r} stands where a number belongs") from None
    if letters == "%":
        return f"{100 * x:.12g} %"
    has_day = "y" in letters or "d" in letters
    has_time = "h" in letters or "s" in letters
    if letters and letters != "m" and 0 <= x < 3_000_000:
        seconds = round(x * 86400)
        day, rest = divmod(seconds, 86400)
        if has_day and (day >= 1 or not has_time):
            date = (_DAY_0[from_1904] + datetime.timedelta(day)).isoformat()
            return date if rest == 0 and not has_time else f"{date}T{_clock(rest)[:5 if rest % 60 == 0 else 8]}"
        return _clock(seconds if letters.startswith("[h]") or day == 0 else rest)
    return str(int(x)) if x == int(x) and abs(x) < 1e15 else repr(x)


def _serial(text, from_1904):
    """The number that stands for a date as ISO 8601 has it, of which the strict form of the standard makes use."""
    date, _, clock = text.rstrip("Z").rpartition("T")
    try:
        moment = datetime.time.fromisoformat(clock) if clock.find(":") > 0 else datetime.time()
        day = (datetime.date.fromisoformat(date or clock) - _DAY_0[from_1904]).days if date or clock.find(":") < 0 else 0
    except ValueError:
        raise SheetError(f"is damaged: {text[:40]!r} stands where a date belongs") from None
    return day + (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86400


def _place(reference):
    """"B12" as row and column, counted from 1."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference)
    if not match:
        raise SheetError(f"is damaged: {reference[:20]!r} is no cell")
    column = 0
    for letter in match.group(1):
        column = 26 * column + ord(letter) - 64
    return int(match.group(2)), column


def _cell(cell, strings, formats, from_1904):
    kind, value = cell.get("t", "n"), cell.find("v")
    if kind == "inlineStr":
        inline = cell.find("is")
        return _text(inline) if inline is not None else ""
    if value is None or value.text is None:
        return ""
    try:
        if kind == "s":
            return strings[int(value.text)]
        style = formats[int(cell.get("s", "0"))]
    except (IndexError, ValueError):
        raise SheetError("is damaged: a cell refers to what is not there") from None
    if kind == "n":
        return _number(value.text, style, from_1904)
    if kind == "d":
        return _number(repr(_serial(value.text, from_1904)), style, from_1904)
    return _words(value.text) if kind != "b" else ("TRUE" if value.text == "1" else "FALSE")


def _read(book, part, parts, from_1904, said):
    """The cells of a sheet by row and column, and its merged ranges."""
    texts = parts.get("sharedStrings", "xl/sharedStrings.xml")
    strings = [_text(item) for item in _parse(book, texts)] if texts in book.namelist() else []
    formats, cells, row = _formats(book, parts.get("styles", "xl/styles.xml")), {}, 0
    tree = _parse(book, part)
    hidden, unknown = [], []
    for line in tree.iter("row"):
        row = int(line.get("r", row + 1))
        column = 0
        if row > MOST_ROWS:
            raise SheetError("has more rows than a sheet can have")
        for cell in line.findall("c"):
            column = _place(cell.get("r"))[1] if cell.get("r") else column + 1
            if column > MOST_COLUMNS:
                raise SheetError(f"has more than {MOST_COLUMNS} columns")
            text = _cell(cell, strings, formats, from_1904)
            if text:
                cells.setdefault(row, {})[column] = text
            elif cell.find("f") is not None and cell.find("v") is None:
                unknown.append(row)
        if line.get("hidden") in ("1", "true") and row in cells:
            hidden.append(row)
    if hidden:
        said.append(f'{len(hidden)} hidden row{"s are" if len(hidden) > 1 else " is"} read too (the first is row {hidden[0]}).')
    if unknown:
        said.append(f'{len(unknown)} formula{"s have" if len(unknown) > 1 else " has"} no value (the first in row {unknown[0]}) and count{"" if len(unknown) > 1 else "s"} '
                    "as empty: open the workbook in the spreadsheet program and save it.")
    merged = []
    for item in tree.iter("mergeCell"):
        ends = item.get("ref", "").split(":")
        merged.append((_place(ends[0]), _place(ends[-1]), item.get("ref", "")))
    return cells, merged


def _header(cells):
    """The first row with as many cells as the table has, two thirds of them at least: what stands above is a title."""
    lengths = sorted(len(row) for row in cells.values())
    usual = lengths[len(lengths) // 2]
    return next((row for row in sorted(cells) if len(cells[row]) >= max(2, 2 * usual / 3)), min(cells))


def _spread(cells, merged, first, said):
    """The value of a merged range into each of its cells, below the heading."""
    told = []
    for (top, left), (bottom, right), name in merged:
        value = cells.get(top, {}).get(left)
        if value is None or top < first or (bottom - top + 1) * (right - left + 1) > MOST_ROWS:
            continue
        for row in range(top, min(bottom, max(cells)) + 1):
            for column in range(left, right + 1):
                cells.setdefault(row, {})[column] = value
        told.append(name)
    if told:
        said.append(f"Merged cells count as if each held the value of the first: {', '.join(told[:3])}{', ...' if len(told) > 3 else ''}.")


def _same(name, wanted):
    """Names of sheets are alike in any case; an umlaut may be one character or two."""
    return unicodedata.normalize("NFC", name).casefold() == unicodedata.normalize("NFC", wanted).casefold()


def _choose(sheets, wanted, said):
    """The sheet of a name or a number; without either the first that is shown."""
    names = ", ".join(f'"{name}"' for name, _, _ in sheets)
    if not sheets:
        raise SheetError("has no sheet with cells")
    if wanted is None:
        name, part, _ = next((sheet for sheet in sheets if sheet[2]), sheets[0])
    else:
        by_number = int(wanted) - 1 if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets) else None
        hits = [sheet for sheet in sheets if _same(sheet[0], wanted)] or ([sheets[by_number]] if by_number is not None else [])
        if not hits:
            raise SheetError(f'has no sheet "{wanted}"; it has {names}: --sheet takes a name or a number')
        name, part, _ = hits[0]
    said.append(f'Sheet "{name}" is read' + (f" of {names}: --sheet chooses another one." if len(sheets) > 1 else "."))
    return part


def convert(stream, sheet=None):
    """A sheet (name or number; None: the first) of the workbook in a binary stream: its CSV as text, and what is to be said, a list of sentences."""
    said = []
    try:
        book = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError):
        raise SheetError("is no XLSX workbook, or damaged: of older ones (.xls, .ods) save a copy as XLSX or CSV") from None
    with book:
        sheets, parts, from_1904 = _open(book)
        cells, merged = _read(book, _choose(sheets, sheet, said), parts, from_1904, said)
    if not cells:
        raise SheetError("holds no cells in that sheet: --sheet chooses another one")
    first = _header(cells)
    above = [row for row in sorted(cells) if row < first]
    if above:
        said.append(f'{len(above)} row{"s" if len(above) > 1 else ""} above the table left out ("{next(iter(cells[above[0]].values()))[:40]}").')
        for row in above:
            del cells[row]
    _spread(cells, merged, first, said)
    columns = sorted({column for row in cells.values() for column in row})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in range(1, max(cells) + 1):
        if row in cells:
            writer.writerow([cells[row].get(column, "") for column in columns])
        else:
            out.write("\n")
    return out.getvalue(), said


def main():
    parser = argparse.ArgumentParser(prog="python3 -m ccsim_results.sheet", description="a sheet of an XLSX workbook as CSV, on standard output")
    parser.add_argument("workbook", help="the file, or - for standard input")
    parser.add_argument("--sheet", help="name or number of the sheet (the first that is shown)")
    args = parser.parse_args()
    try:
        stream = io.BytesIO(sys.stdin.buffer.read()) if args.workbook == "-" else args.workbook
        text, said = convert(stream, args.sheet)
    except SheetError as error:
        print(error, file=sys.stderr)
        return 1
    except MemoryError:
        print("needs more memory than it may take: export fewer weeks", file=sys.stderr)
        return 1
    print("\n".join(said), file=sys.stderr)
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
