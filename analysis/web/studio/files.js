/* Into the page and out of it: gallery, files that are dropped, exports of planning tools, links, and what is saved. */
const studioFiles = (function () {
    "use strict";

    const { make, button } = studioText;
    const model = studioModel;
    const lane = new studioPool.Lane();
    const linkMost = 60000; // letters; more is refused by what links travel through
    const byId = (id) => document.getElementById(id);

    /* ---- the gallery ---- */

    const titleOf = (text) => (/^\s*title\s*=\s*"((?:[^"\\]|\\.)*)"/m.exec(text) || [null, ""])[1];
    const remarkOf = (text) => (/^\/\/ (.*)$/m.exec(text) || [null, ""])[1];
    const baseName = (name) => name.split("/").pop();
    const openShipped = (name) => {
        model.open(name, model.shipped()[name], {});
        byId("answer").scrollIntoView();
        byId("answer-title").tabIndex = -1;
        byId("answer-title").focus({ preventScroll: true });
    };
    const gallery = () => {
        const names = Object.keys(model.shipped()).filter((name) => name.endsWith(".cfg") && !name.startsWith("presets/"));
        const first = ["scenarios/starter.cfg", "scenarios/bank_day.cfg", "scenarios/planner_week.cfg"].filter((name) => names.includes(name));
        const item = (name) => {
            const text = model.shipped()[name];
            const title = titleOf(text) || baseName(name);
            const open = button("", () => openShipped(name), { data: { open: name } });

            open.append(make("b", {}, title), make("small", {}, `${baseName(name)}: ${remarkOf(text) || title}`));
            return make("li", {}, open);
        };
        const rest = names.filter((name) => !first.includes(name));

        byId("gallery").replaceChildren(make("ul", { className: "gallery" }, ...first.map(item)),
            make("details", {}, make("summary", {}, `${rest.length} more scenarios`), make("ul", { className: "gallery" }, ...rest.map(item))));
    };

    /* ---- files ---- */

    const readText = (file) => file.arrayBuffer().then((bytes) => new Uint8Array(bytes));
    const decode = (bytes) => new TextDecoder().decode(bytes);
    const openText = (name, text, own) => {
        model.open(`scenario/${name}`, text, own);
        byId("answer").scrollIntoView();
    };
    /* An export: what the program guesses is told with its samples, and the scenario opens on a button. */
    const refuse = (name, words) => byId("imported").replaceChildren(make("div", { className: "problem", aria: { role: "alert" } }, `${name} cannot be read: ${words}`));
    /* The first sheet of a workbook goes on as CSV. */
    const importBook = async (name, bytes) => {
        try {
            const { csv, said } = await studioSheet.convert(bytes);

            await importCsv(name.replace(/\.[^.]*$/, "") + ".csv", new TextEncoder().encode(csv), { name, said });
        } catch (error) {
            refuse(name, `it ${error.message}.`);
        }
    };
    const importFile = (name, bytes) => {
        byId("imported").replaceChildren(make("p", { className: "note" }, `Reading ${name} …`));
        return studioSheet.isBook(bytes) ? importBook(name, bytes) : importCsv(name, bytes);
    };
    /* @param from  {name, said}: the workbook that the CSV is of */
    const importCsv = async (name, bytes, from) => {
        const place = byId("imported");
        const file = from ? from.name : name;
        const done = await lane.ask(["import", `scenario/${name}`, "--yes", "-o", "scenario/imported.cfg"], { [`scenario/${name}`]: bytes });
        const made = done && done.files["scenario/imported.cfg"];

        if (!done) return;
        if (done.exit !== 0 || !made) {
            refuse(file, model.messages(done.err).map((each) => (each.line ? `row ${each.line}: ` : "") + each.text).join(" ") || done.err);
            return;
        }
        const own = { [`scenario/${name}`]: decode(bytes) };

        for (const [path, text] of Object.entries(done.files)) if (path.endsWith(".csv")) own[path] = typeof text === "string" ? text : decode(text);
        const text = typeof made === "string" ? made : decode(made);

        place.replaceChildren(make("h3", {}, `What was read from ${file}`), make("pre", { tabIndex: 0, id: "guesses" }, (from ? `${from.said.join("\n")}\n\n` : "") + done.out.split("\n\nscenario/imported.cfg is written")[0].replaceAll("scenario/", "")),
            make("div", { className: "row" }, button("Open this centre", () => openText("imported.cfg", text, own), { id: "open-import" })));
        place.scrollIntoView();
    };
    const takeAll = async (files) => {
        const scenarios = files.filter((file) => file.name.endsWith(".cfg"));

        for (const file of files) {
            const bytes = await readText(file);
            const own = {};

            if (!file.name.endsWith(".cfg") && !scenarios.length) return importFile(file.name, bytes);
            if (!file.name.endsWith(".cfg")) continue;
            for (const other of files.filter((each) => each !== file)) own[`scenario/${other.name}`] = decode(await readText(other));
            return openText(file.name, decode(bytes), own);
        }
        return undefined;
    };
    const take = (files) =>
        takeAll(files).catch((error) => byId("imported").replaceChildren(make("div", { className: "problem", aria: { role: "alert" } }, `This cannot be opened: ${error.message}`)));
    const chooser = () => {
        const input = make("input", { type: "file", multiple: true, accept: ".cfg,.csv,.txt,.tsv,.xlsx", id: "file" });

        input.addEventListener("change", () => take([...input.files]));
        byId("own").replaceChildren(make("div", { className: "row" }, make("label", { htmlFor: "file" }, "Your own file"), input));
    };
    const listenDrops = () => {
        document.addEventListener("dragover", (event) => {
            event.preventDefault();
            document.body.classList.add("drop");
        });
        document.addEventListener("dragleave", () => document.body.classList.remove("drop"));
        document.addEventListener("drop", (event) => {
            event.preventDefault();
            document.body.classList.remove("drop");
            take([...event.dataTransfer.files]);
        });
    };

    /* ---- links ---- */

    const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
    const packed = async (value) => {
        const bytes = await through(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream("deflate-raw"));
        let letters = "";

        for (const byte of bytes) letters += String.fromCharCode(byte);
        return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    };
    const unpacked = async (text) => {
        const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

        return JSON.parse(decode(await through(bytes, new DecompressionStream("deflate-raw"))));
    };
    let linked = ""; // what this page has put into the address, or followed
    const tell = (words) => byId("sub").replaceChildren(make("span", { className: "problem", aria: { role: "alert" } }, words));
    /* The state in the address: what is not shipped goes along. @return whether it is short enough; else the address holds nothing, rather than what was */
    const link = async () => {
        const { name, text, own, changes, cells, pins } = model.state();
        const isShipped = model.shipped()[name] === text;
        const letters = await packed({ name, ...(isShipped ? {} : { text, own }), changes, cells, pins });

        const fits = letters.length <= linkMost;

        linked = fits ? `#studio=${letters}` : "";
        history.replaceState(null, "", linked || location.href.split("#")[0]);
        return fits;
    };
    /* @return whether the address holds a state, which is open now */
    const follow = async () => {
        const found = /^#studio=([\w-]+)$/.exec(location.hash);

        if (!found || location.hash === linked) return false;
        linked = location.hash;
        try {
            const { name, text, own, ...rest } = await unpacked(found[1]);

            if (text === undefined && model.shipped()[name] === undefined) {
                tell(`The link is of ${name}, which this file does not have: it opens in the file that it was copied from.`);
                return false;
            }
            model.open(name, text === undefined ? model.shipped()[name] : text, own || {}, rest);
            return true;
        } catch (error) {
            tell(`The link cannot be read, as it is not whole or of another version: ${error.message}`);
            return false;
        }
    };

    /* ---- what is saved ---- */

    const stem = () => baseName(model.state().name).replace(/\.cfg$/, "");
    const give = (text, name, type) => {
        const url = URL.createObjectURL(new Blob([text], { type }));

        ccsimPage.download(url, name);
        setTimeout(() => URL.revokeObjectURL(url), 10000);
    };
    const say = (words) => { byId("saved").textContent = words; };
    const whatIfs = () => model.wordsOf(model.state()).flatMap((each) => ["--what-if", each.words]);
    const saveScenario = async () => {
        const of = model.state();

        if (!whatIfs().length) return give(of.text, baseName(of.name), "text/plain");
        const done = await lane.ask(["explain", of.name, "--full", ...whatIfs()], model.filesOf(of));

        if (done.exit !== 0) return say(`Not saved: ${model.messages(done.err).map((each) => each.text).join(" ")}`);
        return give(done.out, `${stem()}_changed.cfg`, "text/plain");
    };
    /* As a shell takes it for one word. */
    const shellWord = (text) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
    const command = () => {
        const of = model.state();
        const words = model.wordsOf(of).map((each) => each.words);
        const file = shellWord(of.name.replace(/^scenario\//, ""));
        const n = model.isCurrent() && model.answer().n ? model.answer().n : 100;

        return words.length ? `ccsim compare ${file} --what-if ${shellWord(`${model.nowName(of)}: ${words.join(", ")}`)} -r ${n}` : `ccsim run ${file} -r ${n}`;
    };
    const withAnswer = (act) => () => (model.answer() && model.answer().reply ? act(model.answer()) : say("There is nothing to save yet."));
    const saving = () => {
        byId("saving").replaceChildren(
            make("div", { className: "row" }, button("Scenario", saveScenario, { id: "save-scenario" }), button("Figures as CSV", withAnswer((answer) => give(studioFigures.csv(answer), `${stem()}.csv`, "text/csv")), { id: "save-csv" }),
                button("Workbook (XLSX)", withAnswer(async (answer) => give(await studioFigures.book(answer), `${stem()}.xlsx`, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")), { id: "save-xlsx" }),
                button("Figures as JSON", withAnswer((answer) => give(answer.text, `${stem()}.json`, "application/json")), { id: "save-json" }),
                button("Copy a link", async () => {
                    if (!(await link())) return say("This scenario is too long for a link: save it, and send the file.");
                    await ccsimPage.copy(location.href);
                    return say("The link is copied. It opens in this same file, at whoever has it, with all that is changed.");
                }, { id: "copy-link" })),
            make("p", { id: "saved", aria: { role: "status" } }),
            make("p", { className: "note" }, "Pictures are saved below each chart. The same on the command line:"), make("pre", { id: "command", tabIndex: 0 }));
    };
    const show = () => {
        if (!model.state()) return;
        byId("command").textContent = command();
    };

    const start = () => {
        gallery();
        chooser();
        listenDrops();
        saving();
    };

    return { start, follow, link, show, give, stem };
})();
