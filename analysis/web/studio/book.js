/* A workbook (XLSX) of tables, as a planner goes on with figures: numbers as numbers, the first row fixed and bold. */
const studioBook = (function () {
    "use strict";

    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const packages = "http://schemas.openxmlformats.org/package/2006";
    const kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    const looks = { plain: 0, title: 1, share: 2 };

    /* Without what XML cannot hold. */
    const escaped = (text) => String(text).replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
    const letters = (column) => (column < 26 ? "" : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
    /* A number, a text, {share: 0.8}, or nothing. */
    const cell = (value, row, column, look) => {
        const place = `${letters(column)}${row + 1}`;

        if (value === null || value === undefined || value === "" || (typeof value === "number" && !Number.isFinite(value))) return "";
        if (typeof value === "object") return cell(value.share, row, column, looks.share);
        if (typeof value === "number") return `<c r="${place}" s="${look}"><v>${value}</v></c>`;
        return `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
    };
    const widthOf = (rows, column) => Math.min(60, Math.max(9, ...rows.map((row) => (typeof row[column] === "string" ? row[column].length + 2 : 0))));
    const sheet = (rows) =>
        `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${rows[0].map((_, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(rows, i)}" customWidth="1"/>`).join("")}</cols><sheetData>${rows.map((row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, y, x, y === 0 ? looks.title : looks.plain)).join("")}</row>`).join("")}</sheetData></worksheet>`;
    // The backslash is not in the text: it is there because the end of such a name would end an element of the page that the script stands in.
    const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><\/styleSheet>`;

    /* Tables [name, rows], the first row of each its heading, as a Blob. */
    const write = (tables) => {
        const parts = tables.map(([name, rows], i) => ({ id: `rId${i + 1}`, name, path: `worksheets/sheet${i + 1}.xml`, text: sheet(rows) }));
        const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
        const relations = (...rows) => `${head}<Relationships xmlns="${packages}/relationships">${rows.join("")}</Relationships>`;
        const override = (path, kind) => `<Override PartName="/xl/${path}" ContentType="${kinds}.${kind}+xml"/>`;

        return studioZip.write([
            ["[Content_Types].xml", `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("workbook.xml", "sheet.main")}${override("styles.xml", "styles")}${parts.map((part) => override(part.path, "worksheet")).join("")}</Types>`],
            ["_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))],
            ["xl/workbook.xml", `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${parts.map((part, i) => `<sheet name="${escaped(part.name)}" sheetId="${i + 1}" r:id="${part.id}"/>`).join("")}</sheets></workbook>`],
            ["xl/_rels/workbook.xml.rels", relations(...parts.map((part) => relation(part.id, "worksheet", part.path)), relation(`rId${parts.length + 1}`, "styles", "styles.xml"))],
            ["xl/styles.xml", styles],
            ...parts.map((part) => [`xl/${part.path}`, part.text]),
        ]);
    };

    return { write };
})();
