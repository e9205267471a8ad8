/* The scenario as text: numbers of lines, errors at their lines, and the keys that may stand where the caret is. */
const studioEditor = (function () {
    "use strict";

    const { make, button } = studioText;
    const model = studioModel;
    const lane = new studioPool.Lane();
    let area = null;
    let numbers = null;
    let errors = null;
    let suggestions = null;
    let keys = null;
    let timer = 0;
    let shown = ""; // the state's, by which what is being typed is told from what was opened

    const goTo = (line) => {
        const lines = area.value.split("\n");
        const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);

        area.focus();
        area.setSelectionRange(start, start + (lines[line - 1] || "").length);
        area.parentNode.scrollTop = Math.max(0, (line - 4) * 21);
    };

    /* ---- which keys may stand here ---- */

    /* "types.sales.tal" at the caret: the groups that are open there, and the word that is begun. */
    const placeAt = (text) => {
        const path = [];
        const clean = text.replace(/\/\/[^\n]*|#[^\n]*|"[^"\n]*"/g, " ");

        for (const token of clean.matchAll(/(\w+)\s*[:=]?\s*\{|\}|\{/g)) {
            if (token[0] === "}") path.pop();
            else path.push(token[1] || "*");
        }
        return { path, word: (/(\w*)$/.exec(clean) || ["", ""])[1], inValue: /[=]\s*[^;\n{]*$/.test(clean) };
    };
    const matches = (pattern, path) => {
        const parts = pattern.split(".");

        return parts.length === path.length + 1 && path.every((name, i) => parts[i] === "*" || parts[i] === name) ? parts[path.length] : null;
    };
    const suggest = () => {
        const { path, word, inValue } = placeAt(area.value.slice(0, area.selectionStart));
        const found = inValue || !keys ? [] : keys.map((row) => ({ ...row, name: matches(row.key, path) })).filter((row) => row.name && row.name !== "*" && row.name.startsWith(word) && row.name !== word);

        suggestions.replaceChildren(...found.slice(0, 24).map((row) =>
            button(row.name, () => insert(row, word), { title: `${row["what it is"]}${row.default ? `; ${row.default} if left out` : ""}` })));
    };
    const insert = (row, word) => {
        const at = area.selectionStart;

        area.setRangeText(row.name.slice(word.length) + (row.value === "group" ? ": {" : " = "), at, at, "end");
        area.focus();
        onInput();
    };
    const learnKeys = async () => {
        if (keys) return;
        keys = [];
        const reply = await lane.ask(["list", "keys", "--json"]);

        keys = reply && reply.exit === 0 ? JSON.parse(reply.out).keys : [];
        suggest();
    };

    /* ---- errors ---- */

    const mark = (bad) => {
        const n = area.value.split("\n").length;
        const at = new Set(bad.map((each) => each.line));

        numbers.replaceChildren(...Array.from({ length: n }, (_, i) => (at.has(i + 1) ? make("b", {}, String(i + 1)) : `${i + 1}\n`)));
        area.rows = n;
    };
    /* "a/../b/c.cfg" is b/c.cfg. */
    const plain = (path) => path.split("/").reduce((parts, part) => (part === "." ? parts : part === ".." && parts.length ? parts.slice(0, -1) : [...parts, part]), []).join("/");
    const isElsewhere = ({ file }) => Boolean(file) && plain(file) !== plain(model.state().name);
    /* Lines are those of this text; what is wrong in a file that it reads is told with its name. */
    const tell = (all) => {
        const found = all.map((each) => (isElsewhere(each) ? { ...each, line: null, text: `${plain(each.file)}:${each.line}: ${each.text}` } : each));

        mark(found.filter((each) => each.kind === "error"));
        errors.replaceChildren(...found.map((each) => make("li", {}, each.line ? button(`Line ${each.line}`, () => goTo(each.line)) : "", ` ${each.kind}: ${each.text}`)));
    };
    /* What is typed is checked as it comes, and becomes the scenario only on purpose. */
    const check = async () => {
        const of = model.state();
        const reply = await lane.ask(["check", of.name, "-q"], { ...of.own, [of.name]: area.value });

        if (reply) tell(model.messages(reply.err));
    };
    const onInput = () => {
        mark([]);
        suggest();
        clearTimeout(timer);
        timer = setTimeout(() => {
            lane.stop();
            check();
        }, 400);
    };
    const apply = () => {
        if (area.value !== model.state().text) model.push({ text: area.value });
    };

    const onKey = (event) => {
        if (event.ctrlKey && event.key === " " && suggestions.firstChild) {
            event.preventDefault();
            suggestions.firstChild.focus();
        } else if (event.ctrlKey && event.key === "Enter") apply();
    };
    const build = () => {
        area = make("textarea", { id: "text", spellcheck: false, autocapitalize: "off", aria: { label: "The scenario as text", describedby: "text-help" } });
        numbers = make("pre", { aria: { hidden: "true" } });
        errors = make("ul", { className: "plain", id: "text-errors", aria: { live: "polite" } });
        suggestions = make("div", { className: "suggestions", aria: { role: "group", label: "Keys that may stand here" } });
        area.addEventListener("input", onInput);
        area.addEventListener("keydown", onKey);
        area.addEventListener("focus", learnKeys);
        for (const name of ["click", "keyup"]) area.addEventListener(name, suggest);
        document.getElementById("editor").replaceChildren(
            make("p", { className: "note", id: "text-help" }, "What is typed is checked while you type. Control and space leads to the keys that may stand at the caret, Control and Enter simulates what is written; a tap on the line of an error goes there."),
            suggestions, make("div", { className: "editor" }, numbers, area), errors, make("div", { className: "row" }, button("Simulate this text", apply, { id: "text-apply" })));
    };
    const show = () => {
        const of = model.state();

        if (!of) return;
        if (!area) build();
        const answer = model.answer();

        if (shown !== `${of.name}\n${of.text}`) {
            area.value = of.text;
            shown = `${of.name}\n${of.text}`;
            tell([]);
        }
        if (answer && area.value === of.text) tell((answer.errors || []).filter((each) => each.line && !each.whatIf));
    };

    return { show };
})();
