/* The planner's grid: intervals down, groups across, a field in each cell, then the light of each type. Cells are chosen as in a spreadsheet: arrows, Shift
   and arrows or a drag for a block; what is typed goes into all that are chosen, + and - add an agent, Delete takes back, a block is pasted from the first cell. */
const studioGrid = (function () {
    "use strict";

    const { make, people, notNumber, dayOf, dayName, clockOf, rounded, numberOf } = studioText;
    const model = studioModel;
    const signs = { met: "✓", missed: "✗", undecided: "?" };
    const holder = () => document.getElementById("grid");
    let day = null;
    let built = ""; // what the table was made for
    let fields = []; // [row][column] inputs
    let from = [0, 0];
    let to = [0, 0];
    let dragging = false;
    let said = ""; // of what was typed or pasted

    const groupsOf = () => model.outline().groups.filter(({ name }) => model.answer().base.entities.includes(`group/${name}`));
    /* A type that is parted by language or segment has the figures of its whole. */
    const typesOf = () => {
        const { entities } = model.answer().now;

        return model.outline().types.map(({ name, label }) => ({ label, entity: [`whole/${name}`, `type/${name}`].find((entity) => entities.includes(entity)) })).filter(({ entity }) => entity);
    };
    const timesOf = () => model.axis().filter((t) => dayOf(t) === day);
    const typedInto = (cells, group, t) => (cells[group] || {})[t] || 0;
    const added = (group, t) => typedInto(model.state().cells, group, t);
    /* Agents on the roster of a cell before what is typed on top: those of the scenario with all other changes. */
    const before = (group, t) => {
        const { now, cells } = model.answer();

        return rounded(now.rostered(`group/${group}`, t) - typedInto(cells, group, t));
    };

    /* ---- choosing ---- */

    const block = () => {
        const [top, bottom] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
        const [left, right] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
        const cells = [];

        for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) cells.push([y, x]);
        return cells;
    };
    const mark = () => {
        const several = from[0] !== to[0] || from[1] !== to[1];

        fields.flat().forEach((field) => field.parentNode.classList.remove("chosen"));
        if (several) block().forEach(([y, x]) => fields[y][x].parentNode.classList.add("chosen"));
    };
    const choose = (y, x, extend) => {
        const at = [Math.min(Math.max(y, 0), fields.length - 1), Math.min(Math.max(x, 0), fields[0].length - 1)];

        fields[to[0]][to[1]].tabIndex = -1;
        to = at;
        if (!extend) from = at;
        fields[at[0]][at[1]].tabIndex = 0;
        fields[at[0]][at[1]].focus();
        fields[at[0]][at[1]].select();
        mark();
    };

    /* ---- changing ---- */

    /* values: what a cell shall hold, given what it holds; null leaves it. */
    const write = (cells, values) => {
        const groups = groupsOf();
        const times = timesOf();
        const edits = [];

        cells.forEach(([y, x], i) => {
            if (y >= times.length || x >= groups.length) return;
            const group = groups[x].name;
            const base = before(group, times[y]);
            const value = values(base + added(group, times[y]), i, base);

            if (value !== null && value >= 0 && rounded(value - base) !== added(group, times[y])) edits.push([group, times[y], rounded(value - base)]);
        });
        if (edits.length) model.setCells(edits);
        else show();
    };
    const isAgents = (value) => value !== null && value >= 0;
    /* What is emptied is as it was. */
    const typed = (field) => {
        const value = numberOf(field.value);
        const [y, x] = placeOf(field);
        const cells = block();
        const isEmpty = field.value.trim() === "";

        said = isEmpty || isAgents(value) ? "" : notNumber(field.value, "a number of agents, such as 12 or 7.5");
        field.dataset.shown = field.value;
        if (said) show();
        else write(cells.some((at) => at[0] === y && at[1] === x) ? cells : [[y, x]], (_value, _i, base) => (isEmpty ? base : value));
    };
    /* What of a block that was pasted is left out, and why. */
    const leftOut = (texts, cells) => {
        const none = texts.filter((text) => text.trim() && !isAgents(numberOf(text)));
        const outside = cells.filter(([y, x]) => y >= fields.length || x >= fields[0].length).length;

        return [none.length ? `${none.length} of what was pasted, such as “${none[0].trim()}”, is not a number of agents: these cells are as they were.` : "",
            outside ? `${outside} of the pasted cells lie outside of the grid.` : ""].join(" ").trim();
    };
    const paste = (text) => {
        const rows = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
        const cells = [];
        const texts = [];

        rows.forEach((row, y) => row.forEach((words, x) => { cells.push([Math.min(from[0], to[0]) + y, Math.min(from[1], to[1]) + x]); texts.push(words); }));
        said = leftOut(texts, cells);
        write(cells, (_, i) => numberOf(texts[i]));
    };
    const copied = () => {
        const rows = new Map();

        block().forEach(([y, x]) => rows.set(y, [...(rows.get(y) || []), fields[y][x].value]));
        return [...rows.values()].map((row) => row.join("\t")).join("\n");
    };

    /* ---- keys and pointer ---- */

    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-1000, 0], PageDown: [1000, 0], Enter: [1, 0] };
    const acts = {
        "+": () => write(block(), (value) => value + 1),
        "-": () => write(block(), (value) => Math.max(0, value - 1)),
        Delete: () => write(block(), (_value, _i, base) => base),
        Escape: (field) => {
            field.value = field.dataset.shown;
            show();
        },
    };
    const placeOf = (field) => [Number(field.dataset.y), Number(field.dataset.x)];
    const onKey = (event) => {
        const field = event.target;
        const [y, x] = placeOf(field);

        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (acts[event.key]) {
            event.preventDefault();
            acts[event.key](field);
        } else if (steps[event.key]) {
            event.preventDefault();
            if (field.value !== field.dataset.shown) typed(field);
            choose(y + steps[event.key][0], x + steps[event.key][1], event.shiftKey && event.key !== "Enter");
        }
    };
    const listen = (table) => {
        const on = (name, act) => table.addEventListener(name, (event) => event.target.tagName === "INPUT" && act(event));

        on("keydown", onKey);
        on("change", ({ target }) => target.value !== target.dataset.shown && typed(target));
        on("pointerdown", (event) => {
            dragging = true;
            to = placeOf(event.target);
            if (!event.shiftKey) from = to;
            mark();
        });
        on("pointerover", (event) => {
            if (!dragging || !event.buttons) return;
            to = placeOf(event.target);
            mark();
        });
        table.addEventListener("pointerup", () => { dragging = false; });
        on("focusin", (event) => {
            const at = placeOf(event.target);

            if (!dragging && !block().some(([y, x]) => y === at[0] && x === at[1])) { from = at; to = at; mark(); }
            event.target.select();
        });
        on("copy", (event) => { event.preventDefault(); event.clipboardData.setData("text/plain", copied()); });
        on("paste", (event) => { event.preventDefault(); paste(event.clipboardData.getData("text/plain")); });
    };

    /* ---- what stands in it ---- */

    const lightOf = (side, entity, t) => {
        const grid = (side.findings.grid || []).find((row) => row.entity === entity);

        return (grid && Object.keys(signs).find((light) => grid[`${light}_intervals`].includes(t))) || null;
    };
    const build = () => {
        const groups = groupsOf();
        const types = typesOf();
        const head = make("tr", {}, make("th", { scope: "col" }, "from"), ...groups.map((g) => make("th", { scope: "col", className: "num" }, g.label)), ...types.map((g) => make("th", { scope: "col", className: "num" }, g.label)));
        const body = make("tbody", {});

        fields = timesOf().map((t, y) => {
            const row = groups.map((g, x) => make("input", { inputMode: "decimal", autocomplete: "off", tabIndex: -1, data: { y, x }, aria: { label: `${clockOf(t)}, ${g.label}: agents on the roster` } }));

            body.append(make("tr", {}, make("th", { scope: "row" }, clockOf(t)), ...row.map((field) => make("td", {}, field, make("small", {}))), ...types.map(() => make("td", { className: "num" }))));
            return row;
        });
        const table = make("table", { className: "staffing" }, make("thead", {}, head), body);

        listen(table);
        from = to = [0, 0];
        if (fields.length && fields[0].length) fields[0][0].tabIndex = 0;
        return make("div", { className: "scroll", aria: { role: "group", label: "Agents on the roster by interval and group, service level by type" } }, table);
    };
    const fill = () => {
        const { now } = model.answer();
        const groups = groupsOf();
        const types = typesOf();

        timesOf().forEach((t, y) => {
            const cells = fields[y].length ? fields[y][0].closest("tr").cells : [];

            groups.forEach(({ name }, x) => {
                const cell = fields[y][x].parentNode;
                const plus = added(name, t);
                const roster = rounded(before(name, t) + plus);
                const atWork = rounded(now.scheduled(`group/${name}`, t));
                const isShrunk = atWork !== rounded(now.rostered(`group/${name}`, t));
                const value = String(roster);
                const light = lightOf(now, `group/${name}`, t);
                const required = studioStaff.required(name, t);

                if (document.activeElement !== fields[y][x] || fields[y][x].value === fields[y][x].dataset.shown) {
                    fields[y][x].value = value;
                    fields[y][x].dataset.shown = value;
                }
                cell.className = [light, plus ? "edited" : "", cell.classList.contains("chosen") ? "chosen" : ""].filter(Boolean).join(" ");
                cell.lastChild.textContent = [required === null ? "" : `for ${required}`, light ? signs[light] : "", plus ? `${plus > 0 ? "+" : "−"}${Math.abs(plus)}` : "", isShrunk ? `(${people(atWork, "number")})` : ""].filter(Boolean).join(" ");
                cell.title = [light ? `service: ${light}` : "", isShrunk ? `${people(atWork, "number")} at work after shrinkage` : ""].filter(Boolean).join(", ");
            });
            types.forEach(({ entity }, k) => {
                const cell = cells[1 + groups.length + k];
                const row = now.at("service_level", entity, t);
                const light = lightOf(now, entity, t);

                if (!cell) return;
                cell.className = `num ${light || ""}`;
                cell.textContent = row && row.mean !== null ? `${people(row.mean, "share")} ${light ? signs[light] : ""}` : "–";
            });
        });
    };

    const chooseDay = (days) => {
        const menu = make("select", { id: "grid-day" }, ...days.map((d) => make("option", { value: d, selected: d === day }, dayName(d))));

        menu.addEventListener("change", () => { day = menu.value; built = ""; show(); });
        return make("div", { className: "row" }, make("label", { htmlFor: "grid-day" }, "Day"), menu);
    };
    const help = "Agents on the roster; in brackets those of them who are at work, where planned shrinkage takes its share. Type a number; drag or Shift and arrows choose a block, + and − add or take an agent, Delete takes a change back, Ctrl+C and Ctrl+V copy and paste as in a spreadsheet. ✓ target met, ✗ missed, ? undecided.";

    const show = () => {
        const answer = model.answer();

        if (!answer || !answer.now || !model.outline()) return;
        const days = [...new Set(answer.axis.map(dayOf))];

        if (!days.length) {
            holder().replaceChildren(make("p", {}, "The figures of this scenario are not told by time of day. Change its staff by what-ifs."));
            built = "";
            return;
        }
        if (!days.includes(day)) day = days[0];
        const key = [model.state().name, day, answer.axis.join(), groupsOf().map((g) => g.name).join(), typesOf().map((g) => g.entity).join()].join("|");

        if (key !== built) {
            holder().replaceChildren(...(days.length > 1 ? [chooseDay(days)] : []), make("p", { className: "note" }, help), make("p", { id: "grid-said", aria: { role: "status" } }), build());
            built = key;
        }
        holder().classList.toggle("stale", !model.isCurrent() || answer.errors.length > 0);
        document.getElementById("grid-said").textContent = said;
        fill();
    };

    return { groups: groupsOf, types: typesOf, show };
})();
