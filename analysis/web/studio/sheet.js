/* A sheet of an XLSX workbook as CSV, by the rules of the program's own reader (analysis/python/ccsim_results/sheet.py), whose CSV it is: dates as 2026-03-02, times and
   durations as 08:00:00, numbers as they are stored, cells of a merged range like their first, lines above the table empty. */
const studioSheet = (function () {
    "use strict";

    const mostRows = 1048576;
    const mostColumns = 4000;
    const builtIn = { 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss" }; // ECMA-376, 18.8.30
    const daySeconds = 86400;
    const lastDay = 3000000;

    /* ---- parts ---- */

    const parse = async (book, name) => {
        const text = await book.text(name);

        if (text.slice(0, 4096).includes("<!DOCTYPE")) throw new Error("holds a document type, which no workbook has: it is not read");
        const tree = new DOMParser().parseFromString(text, "application/xml");

        if (tree.getElementsByTagName("parsererror").length) throw new Error("is damaged");
        return tree;
    };
    /* Elements of a name in whatever name space: those of the strict form of the standard differ. */
    const all = (tree, name) => [...tree.getElementsByTagNameNS("*", name)];
    const children = (element, name) => [...element.children].filter((child) => child.localName === name);
    const child = (element, name) => children(element, name)[0] || null;
    const lastWord = (text) => text.slice(text.lastIndexOf("/") + 1);
    const joined = (folder, target) => {
        const path = [];

        for (const step of (target.startsWith("/") ? target.slice(1) : `${folder}/${target}`).split("/")) {
            if (step === "..") path.pop();
            else if (step && step !== ".") path.push(step);
        }
        return path.join("/");
    };
    /* What a part refers to, by the id of the reference. */
    const relatedOf = async (book, name) => {
        const folder = name.slice(0, Math.max(name.lastIndexOf("/"), 0));
        const tree = await parse(book, joined(folder, `_rels/${lastWord(name)}.rels`));

        return new Map([...tree.documentElement.children].map((row) => [row.getAttribute("Id"), { part: joined(folder, row.getAttribute("Target") || ""), kind: lastWord(row.getAttribute("Type") || "") }]));
    };
    const contents = async (book) => {
        let main = "xl/workbook.xml";

        if (book.has("_rels/.rels")) main = ([...(await relatedOf(book, "")).values()].find((each) => each.kind === "officeDocument") || { part: main }).part;
        const [tree, related] = [await parse(book, main), await relatedOf(book, main)];
        const sheets = all(tree, "sheet").flatMap((row) => {
            const id = [...row.attributes].find((each) => each.localName === "id" && each.prefix);
            const { part, kind } = related.get(id && id.value) || { part: "", kind: "" };

            return kind === "worksheet" || (!kind && part.includes("worksheets/")) ? [{ name: row.getAttribute("name") || "", part, shown: (row.getAttribute("state") || "visible") === "visible" }] : [];
        });
        const properties = child(tree.documentElement, "workbookPr");

        return { sheets, parts: Object.fromEntries([...related.values()].map(({ part, kind }) => [kind, part])), from1904: properties !== null && ["1", "true"].includes(properties.getAttribute("date1904")) };
    };

    /* ---- texts and formats ---- */

    /* A text on one line; _x000D_ is how a workbook writes a character that XML cannot hold. */
    const words = (text) => text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16))).trim().split(/\s+/).join(" ");
    /* The text of a string item, without what is said of its pronunciation. */
    const textOf = (element) => words([...element.children].flatMap((each) => (each.localName === "t" ? [each] : each.localName === "r" ? children(each, "t") : [])).map((run) => run.textContent).join(""));
    /* The letters of a format that say date or time: "ydm", "hm", "[h]hsm", "%", "". */
    const lettersOf = (format) => {
        const code = format.toLowerCase().split(";")[0].replaceAll(/"[^"]*"|\\.|_.|\*./g, "");
        const plain = code.replaceAll(/\[[^\]]*\]|am\/pm|a\/p|general/g, "");

        if (plain.includes("%")) return "%";
        return (/\[(h+|m+|s+)\]/.test(code) ? "[h]" : "") + [..."ydhsm"].filter((letter) => plain.includes(letter)).join("");
    };
    const formatsOf = async (book, name) => {
        if (!book.has(name)) return [""];
        const tree = (await parse(book, name)).documentElement;
        const codes = { ...builtIn };
        const cells = child(tree, "cellXfs");

        for (const row of child(tree, "numFmts") ? children(child(tree, "numFmts"), "numFmt") : []) codes[row.getAttribute("numFmtId")] = row.getAttribute("formatCode") || "";
        const found = (cells ? [...cells.children] : []).map((row) => lettersOf(codes[row.getAttribute("numFmtId") || "0"] || ""));

        return found.length ? found : [""];
    };

    /* ---- cells ---- */

    const two = (n) => String(n).padStart(2, "0");
    const clock = (seconds) => `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const dayZero = (from1904) => (from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30));
    /* To the nearest, halves to the even one, as Python does. */
    const nearest = (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
    /* A stored number as its format means it. */
    const numberText = (text, letters, from1904) => {
        const x = Number(text);

        if (text.trim() === "" || Number.isNaN(x)) throw new Error(`is damaged: '${text.slice(0, 40)}' stands where a number belongs`);
        if (letters === "%") return `${Number((100 * x).toPrecision(12))} %`;
        const hasDay = /[yd]/.test(letters);
        const hasTime = /[hs]/.test(letters);

        if (letters && letters !== "m" && x >= 0 && x < lastDay) {
            const seconds = nearest(x * daySeconds);
            const day = Math.floor(seconds / daySeconds);
            const rest = seconds % daySeconds;

            if (hasDay && (day >= 1 || !hasTime)) {
                const date = new Date(dayZero(from1904) + day * daySeconds * 1000).toISOString().slice(0, 10);

                return rest === 0 && !hasTime ? date : `${date}T${clock(rest).slice(0, rest % 60 === 0 ? 5 : 8)}`;
            }
            return clock(letters.startsWith("[h]") || day === 0 ? seconds : rest);
        }
        return String(x);
    };
    /* The number that stands for a date as ISO 8601 has it, of which the strict form of the standard makes use. */
    const serialOf = (text, from1904) => {
        const found = /^(?:(\d{4}-\d\d-\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/.exec(text);
        const day = found && found[1] ? (Date.parse(`${found[1]}T00:00:00Z`) - dayZero(from1904)) / 1000 / daySeconds : 0;

        if (!found || !(found[1] || found[2]) || Number.isNaN(day)) throw new Error(`is damaged: '${text.slice(0, 40)}' stands where a date belongs`);
        return day + (Number(found[2] || 0) * 3600 + Number(found[3] || 0) * 60 + Number(found[4] || 0)) / daySeconds;
    };
    /* "B12" as row and column, counted from 1. */
    const placeOf = (reference) => {
        const found = /^([A-Z]{1,3})([0-9]{1,7})$/.exec(reference);

        if (!found) throw new Error(`is damaged: '${reference.slice(0, 20)}' is no cell`);
        return { row: Number(found[2]), column: [...found[1]].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) };
    };
    const cellText = (cell, { strings, formats, from1904 }) => {
        const kind = cell.getAttribute("t") || "n";
        const value = child(cell, "v");

        if (kind === "inlineStr") return child(cell, "is") ? textOf(child(cell, "is")) : "";
        if (!value || value.textContent === "") return "";
        const found = kind === "s" ? strings[Number(value.textContent)] : formats[Number(cell.getAttribute("s") || "0")];

        if (found === undefined) throw new Error("is damaged: a cell refers to what is not there");
        if (kind === "s") return found;
        if (kind === "n") return numberText(value.textContent, found, from1904);
        if (kind === "d") return numberText(String(serialOf(value.textContent, from1904)), found, from1904);
        return kind === "b" ? (value.textContent === "1" ? "TRUE" : "FALSE") : words(value.textContent);
    };
    const someRows = (n, one, many) => `${n} ${n > 1 ? many : one}`;
    /* The cells of a sheet, a Map of row and of column. */
    const cellsOf = (tree, known, said) => {
        const cells = new Map();
        const hidden = [];
        const unknown = [];
        let row = 0;

        for (const line of all(tree, "row")) {
            let column = 0;

            row = Number(line.getAttribute("r") || row + 1);
            if (row > mostRows) throw new Error("has more rows than a sheet can have");
            for (const cell of children(line, "c")) {
                column = cell.getAttribute("r") ? placeOf(cell.getAttribute("r")).column : column + 1;
                if (column > mostColumns) throw new Error(`has more than ${mostColumns} columns`);
                const text = cellText(cell, known);

                if (text) cells.set(row, (cells.get(row) || new Map()).set(column, text));
                else if (child(cell, "f") && !child(cell, "v")) unknown.push(row);
            }
            if (["1", "true"].includes(line.getAttribute("hidden")) && cells.has(row)) hidden.push(row);
        }
        if (hidden.length) said.push(`${someRows(hidden.length, "hidden row is", "hidden rows are")} read too (the first is row ${hidden[0]}).`);
        if (unknown.length)
            said.push(`${someRows(unknown.length, "formula has", "formulas have")} no value (the first in row ${unknown[0]}) and ${unknown.length > 1 ? "count" : "counts"} as empty: open the workbook in the spreadsheet program and save it.`);
        return cells;
    };

    /* ---- the table ---- */

    const rowsOf = (cells) => [...cells.keys()].sort((a, b) => a - b);
    /* The first row with as many cells as the table has, two thirds of them at least: what stands above is a title. */
    const headerOf = (cells) => {
        const lengths = [...cells.values()].map((row) => row.size).sort((a, b) => a - b);
        const usual = lengths[Math.floor(lengths.length / 2)];
        const rows = rowsOf(cells);

        return rows.find((row) => cells.get(row).size >= Math.max(2, (2 * usual) / 3)) || rows[0];
    };
    /* The value of a merged range into each of its cells, below the heading. */
    const spread = (cells, ranges, first, said) => {
        const last = Math.max(...rowsOf(cells).slice(-1));
        const told = [];

        for (const name of ranges) {
            const ends = name.split(":").map(placeOf);
            const [from, to] = [ends[0], ends[ends.length - 1]];
            const value = (cells.get(from.row) || new Map()).get(from.column);

            if (value === undefined || from.row < first || (to.row - from.row + 1) * (to.column - from.column + 1) > mostRows) continue;
            for (let row = from.row; row <= Math.min(to.row, last); row++)
                for (let column = from.column; column <= to.column; column++) cells.set(row, (cells.get(row) || new Map()).set(column, value));
            told.push(name);
        }
        if (told.length) said.push(`Merged cells count as if each held the value of the first: ${told.slice(0, 3).join(", ")}${told.length > 3 ? ", ..." : ""}.`);
    };
    const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const csvOf = (cells) => {
        const columns = [...new Set([...cells.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => a - b);
        const rows = rowsOf(cells);
        const lines = [];

        for (let row = 1; row <= rows[rows.length - 1]; row++) lines.push(cells.has(row) ? columns.map((column) => quoted(cells.get(row).get(column) || "")).join(",") : "");
        return `${lines.join("\n")}\n`;
    };

    /* Whether a file's first bytes are those of a workbook. */
    const isBook = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
    /* The first sheet that is shown, of a workbook's bytes: {csv, said}; an Error says what is wrong with it, as the rest of a sentence. */
    const convert = async (bytes) => {
        const book = studioZip.open(bytes);
        const { sheets, parts, from1904 } = await contents(book);
        const said = [];

        if (!sheets.length) throw new Error("has no sheet with cells");
        const chosen = sheets.find((sheet) => sheet.shown) || sheets[0];
        const texts = parts.sharedStrings || "xl/sharedStrings.xml";
        const strings = book.has(texts) ? all(await parse(book, texts), "si").map(textOf) : [];
        const tree = await parse(book, chosen.part);

        said.push(`Sheet "${chosen.name}" is read${sheets.length > 1 ? ` of ${sheets.map((sheet) => `"${sheet.name}"`).join(", ")}: the first that is shown.` : "."}`);
        const cells = cellsOf(tree, { strings, formats: await formatsOf(book, parts.styles || "xl/styles.xml"), from1904 }, said);

        if (!cells.size) throw new Error("holds no cells in the first sheet that is shown: move the table there, or save it as CSV");
        const first = headerOf(cells);
        const above = rowsOf(cells).filter((row) => row < first);

        if (above.length) said.push(`${someRows(above.length, "row", "rows")} above the table left out ("${[...cells.get(above[0]).values()][0].slice(0, 40)}").`);
        above.forEach((row) => cells.delete(row));
        spread(cells, all(tree, "mergeCell").map((each) => each.getAttribute("ref") || ""), first, said);
        return { csv: csvOf(cells), said };
    };

    return { isBook, convert };
})();
