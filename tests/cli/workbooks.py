"""Workbooks (XLSX) for tests of who reads them: small ones of rows of cells, and one as a spreadsheet program writes it."""
import io
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/>'
          '<numFmt numFmtId="166" formatCode="[$-407]ddd\\ dd/mm/yy\\ hh:mm;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/>'
          '<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/></cellXfs></styleSheet>')
PLAIN, DATE, TIME, LASTING, MOMENT, PERCENT = range(6)
MONDAY = 46083  # 2026-03-02


def cell(row, column, value):
    place = f'r="{chr(64 + column)}{row}"'
    if isinstance(value, tuple):
        return f'<c {place} s="{value[1]}"><v>{value[0]!r}</v></c>'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>'
    return "" if value is None else f"<c {place}><v>{value!r}</v></c>"


def workbook(tables, merged=(), properties=""):
    """An XLSX file of sheets {name: rows of cells}: numbers, texts, (number, style)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{RELS}">{properties}<sheets>' + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(tables, 1)) + "</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", "<Relationships>" + "".join(
            f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(tables) + 1)) + "</Relationships>")
        book.writestr("xl/styles.xml", STYLES)
        for i, rows in enumerate(tables.values(), 1):
            lines = "".join(f'<row r="{r}">' + "".join(cell(r, c, value) for c, value in enumerate(row, 1)) + "</row>"
                            for r, row in enumerate(rows, 1) if row)
            ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
            book.writestr(f"xl/worksheets/sheet{i}.xml", f"<worksheet {MAIN}><sheetData>{lines}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>")
    return out.getvalue()


HEAD = ["Datum", "Zeit", "Queue", "Anrufe", "AHT", "Agenten"]


def week():
    rows = [["Planung KW 10"], [], HEAD]
    for i in range(24):
        rows.append([(MONDAY, DATE) if i == 0 else None, ((16 + i) / 48, TIME), "Service", 70.5 + i, (285 / 86400, LASTING), 15.5])
    return workbook({"Plan": rows, "Other": [HEAD]}, ["A1:F1", "A4:A27"])


class Stream(io.RawIOBase):
    """What a program writes to that cannot go back: the lengths of parts stand behind them."""
    def __init__(self):
        super().__init__()
        self.bytes = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.bytes += data
        return len(data)


def excel(main, office):
    """A workbook as Excel writes one, in either name space; names of parts are those of its references."""
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{office}/officeDocument" Target="/xl/book.xml"/></Relationships>',
        "xl/book.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr/><sheets><sheet name="Hilfe" sheetId="1" state="veryHidden" r:id="rId1"/>'
                       f'<sheet name="Bild" sheetId="2" r:id="rId2"/><sheet name="\u00dcbersicht KW\u00a010" sheetId="3" r:id="rId3"/></sheets></workbook>',
        "xl/_rels/book.xml.rels": "<Relationships>" + "".join(
            f'<Relationship Id="rId{i}" Type="{office}/{kind}" Target="{target}"/>'
            for i, (kind, target) in enumerate((("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "sheets/plan.xml"),
                                                ("sharedStrings", "texts.xml"), ("styles", "/xl/looks.xml")), 1)) + "</Relationships>",
        "xl/texts.xml": f'<sst xmlns="{main}">' + "".join(f"<si>{item}</si>" for item in (
            "<t>Datum</t>", "<t>Zeit</t>", "<t>Queue</t>", "<t>Quote</t>", "<t>Dauer</t>", "<t>Offen</t>", "<t>Summe</t>", "<t>Fehler</t>",
            '<r><t xml:space="preserve">Kunden </t></r><r><rPr><b/></rPr><t>service</t></r><rPh sb="0" eb="1"><t>no</t></rPh>', "<t>a_x000D_\n&amp; b</t>")) + "</sst>",
        "xl/looks.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="[$-407]dd/\\ mmm\\ yyyy\\ hh:mm;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/>'
                        '<numFmt numFmtId="166" formatCode="#,##0.0 &quot;Std.&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/>'
                        '<xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="166"/></cellXfs>'
                        '<dxfs><dxf><numFmt numFmtId="166" formatCode="dd/mm/yy"/></dxf></dxfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData/></worksheet>',
        "xl/sheets/plan.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:H5"/><sheetData><row r="1">' + "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{i}</v></c>' for i in range(8)) +
            '</row><row r="3"><c r="A3" s="1"><v>46083.3958333333</v></c><c r="B3" s="2"><v>0.333333333333333</v></c><c r="C3" t="s"><v>8</v></c><c r="D3" s="4"><v>5.1999999999999998E-2</v></c>'
            '<c r="E3" s="3"><v>1.0625</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" s="6"><f>SUM(A1:A2)</f><v>73.5</v></c><c r="H3" t="e"><f>NA()</f><v>#N/A</v></c></row>'
            '<row r="4" hidden="1"><c r="A4" s="5" t="d"><v>2026-03-03T00:00:00</v></c><c r="B4" s="2" t="d"><v>1899-12-31T09:30:00</v></c><c r="C4" t="s"><v>9</v></c><c r="D4" s="4"><v>0.8</v></c>'
            '<c r="E4" s="3"><v>3.2986111111111111E-3</v></c><c r="F4" t="b"><v>0</v></c><c r="G4" t="str"><f>"kurz"</f><v>kurz</v></c><c r="H4"><f>A1</f></c></row>'
            '<row r="5" spans="1:8"><c s="5"><v>46085</v></c><c s="2"><v>0.41666666666666669</v></c><c t="inlineStr"><is><t>last</t></is></c><c r="D5" s="4"><v>0.01</v></c>'
            '<c r="E5" s="3"><v>5.7870370370370373E-5</v></c><c r="G5" s="6"><v>1E6</v></c></row></sheetData></worksheet>'}
    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, xml + text)
    return bytes(out.bytes)
