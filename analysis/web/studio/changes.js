/* What if: sliders and fields for what a scenario has, words for the rest, and the list of what is changed. */
const studioChanges = (function () {
    "use strict";

    const { make, button, refill, numberOf, notNumber, rounded } = studioText;
    const words = studioWords;
    const model = studioModel;
    const holder = () => document.getElementById("fields");
    let built = "";
    let list = null;
    const asWritten = "as written";
    const sliders = []; // {slot, range, field, none}; none: what stands there while nothing is changed, null: it is not one number

    const changeOf = (slot) => model.state().changes.find((each) => each.slot === slot);
    const valueOf = (slot) => {
        const found = changeOf(slot);

        return found ? numberOf(/([+-]?[\d.]+) %$/.exec(found.words)[1]) : null;
    };

    /* A slider with a field beside it, of one quantity: "volume +10 %". */
    const slider = (label, slot, least, most, none, phrase) => {
        const id = `slider-${slot.replace(/\W/g, "-")}`;
        const range = make("input", { type: "range", id, min: least, max: most, step: 1, aria: { label: `${label}, %` } });
        const field = make("input", { className: "short", inputMode: "decimal", aria: { label: `${label}, % as a number` } });
        const apply = (text) => {
            const value = numberOf(text);

            tell(value === null && text.trim() && text !== asWritten ? notNumber(text, "a number of per cent, such as 10 or -2.5") : "");
            if (value === null && text.trim()) return show();
            const wanted = value === null ? null : phrase(value);

            if ((changeOf(slot) || {}).words !== (wanted || undefined)) model.change(slot, wanted);
            else show();
            return undefined;
        };
        let timer = 0;

        range.addEventListener("input", () => {
            field.value = range.value;
            clearTimeout(timer);
            timer = setTimeout(() => apply(range.value), 80);
        });
        field.addEventListener("change", () => apply(field.value));
        sliders.push({ slot, range, field, none });
        return make("div", { className: "row" }, make("label", { className: "what", htmlFor: id }, label), range, field, "%");
    };
    const quantities = (of, name) =>
        [["Volume", "volume", -50, 100], ["Handle time", "aht", -50, 100], ["Patience", "patience", -80, 200]].map(([label, quantity, least, most]) =>
            slider(of ? `${name}: ${label.toLowerCase()}` : label, `${quantity} ${of}`, least, most, 0, (value) => words.percent(quantity, of, value)),
        );
    /* The share in per cent that the scenario has of a group, or of all: null where it is not one number. */
    const shrinkageOf = (keys, names) => {
        const written = names.filter((name) => [...keys.keys()].some((key) => key.startsWith(`groups.${name}.shrinkage`)));
        const shares = written.map((name) => /^"?([\d.]+)( ?%)?"?$/.exec(keys.get(`groups.${name}.shrinkage`) || ""));
        const found = new Set(shares.map((share) => share && rounded(Number(share[1]) * (share[2] ? 1 : 100))));

        return found.size === 1 ? [...found][0] : null;
    };
    const shrinkage = (keys, names, of, name) => {
        const none = shrinkageOf(keys, names);

        return slider(of ? `${name}: shrinkage` : "Shrinkage", `shrinkage ${of}`, 0, 90, none, (value) => (value === none ? null : words.shrinkage(of, value)));
    };
    const staffOf = (of, name) => slider(of ? `${name}: agents` : "Agents", `staff ${of}`, -50, 100, 0, (value) => words.percent("staff", of, value));

    /* ---- a few words ---- */

    const select = (id, items, label) => make("select", { id, aria: { label } }, ...items.map((item) => make("option", { value: item.name }, item.label)));
    const field = (value, label) => make("input", { className: "short", inputMode: "decimal", value, aria: { label } });
    const clock = (value, label) => make("input", { className: "short", value, title: "10:00", aria: { label } });
    const tell = (said) => { document.getElementById("changes-said").textContent = said; };
    const add = (text, said) => {
        if (!text) return;
        tell("");
        model.change(`words ${Date.now()} ${Math.random()}`, text, said);
    };
    /* A change by so many agents, if they are so many. */
    const addAgents = (field, phrase) => {
        const n = numberOf(field.value);

        if (n) add(phrase(n));
        else tell(notNumber(field.value, "a number of agents, such as 5 or 2.5"));
    };
    const isClock = (time) => /^\d{1,2}:\d{2}$/.test(time.value.trim());
    const staffForm = (groups) => {
        const n = field("5", "agents more, or fewer with a minus");
        const group = select("staff-group", [{ name: "", label: "every group" }, ...groups], "group");
        const from = clock("", "from");
        const to = clock("", "to");

        return make("div", { className: "row" }, n, "agents in", group, "from", from, "to", to, button("Add agents", () => {
            if (from.value.trim() === "" && to.value.trim() === "" || isClock(from) && isClock(to)) addAgents(n, (value) => words.staff(group.value, value, from.value.trim(), to.value.trim()));
            else tell("Nothing is changed: write both times, such as 10:00 and 12:00, or none for the whole day.");
        }));
    };
    const moveForm = (groups) => {
        const n = field("2", "agents who move");
        const from = select("move-from", groups, "from group");
        const to = select("move-to", groups.slice(1).concat(groups[0]), "to group");

        return make("div", { className: "row" }, "move", n, "from", from, "to", to, button("Move", () => addAgents(n, (value) => words.move(value, from.value, to.value))));
    };
    const trainForm = (groups, types) => {
        const n = field("2", "agents who learn");
        const group = select("train-group", groups, "group that learns");
        const type = select("train-type", types, "what they learn");

        return make("div", { className: "row" }, "cross-train", n, "of", group, "for", type, button("Train", () => addAgents(n, (value) => words.train(value, group.value, type.value))));
    };
    /* Any value that the scenario has, by its key: callbacks, chats at once, targets. */
    const keyForm = (keys) => {
        const path = make("input", { id: "key-path", aria: { label: "key of the scenario" }, size: 34 });
        const value = make("input", { id: "key-value", aria: { label: "its value" }, size: 14 });
        const names = make("datalist", { id: "key-names" }, ...[...keys.keys()].map((key) => make("option", { value: key })));

        path.setAttribute("list", "key-names");
        path.addEventListener("change", () => { value.value = keys.get(path.value) || ""; });
        return make("div", { className: "row" }, path, "=", value, names, button("Set", () => path.value && value.value && add(`${path.value}=${value.value}`)));
    };
    const wordForm = () => {
        const text = make("input", { id: "what-if", size: 46, aria: { label: "a change in words" } });
        const act = () => {
            add(text.value.trim());
            text.value = "";
        };

        text.addEventListener("keydown", (event) => event.key === "Enter" && act());
        return make("div", { className: "row" }, text, button("Add", act));
    };

    const build = (outline) => {
        const { types, groups, keys } = outline;

        sliders.length = 0;
        list = make("ul", { className: "changed", id: "changed" });
        holder().replaceChildren(
            list, make("p", { id: "changes-said", aria: { role: "status" } }),
            make("div", { className: "columns" },
                make("fieldset", {}, make("legend", {}, "The whole centre"), ...quantities("", ""), shrinkage(keys, groups.map((e) => e.name), "", ""), staffOf("", ""),
                    make("details", {}, make("summary", {}, "By type of contact and by group"), ...types.flatMap((e) => quantities(e.name, e.label)), ...groups.flatMap((e) => [staffOf(e.name, e.label), shrinkage(keys, [e.name], e.name, e.label)]))),
                make("fieldset", {}, make("legend", {}, "People, on the roster before shrinkage"), staffForm(groups), groups.length > 1 ? moveForm(groups) : null, types.length > 1 ? trainForm(groups, types) : null,
                    make("p", { className: "note" }, "In words, as on the command line: 5 more agents in NAME from 10:00 to 12:00 on Mon; handle time +10 %; volume of NAME -20 %"), wordForm(),
                    make("p", { className: "note" }, "Any value of the scenario, by its key:"), keyForm(keys))),
        );
    };

    const itemOf = (words_, remove) => make("li", {}, make("span", {}, words_), button("Remove", remove, { ariaLabel: `Remove ${words_}` }));
    const items = (of) => {
        const cells = studioWords.ofCells(of.cells, model.axis(), model.step());

        return [
            ...of.changes.map((each) => itemOf(each.said || each.words, () => model.change(each.slot, null))),
            ...cells.map((each) => make("li", {}, make("span", {}, each.words))),
            cells.length ? itemOf("All changes of the grid", () => model.push({ cells: {} })) : null,
        ].filter(Boolean);
    };
    const show = () => {
        const outline = model.outline();

        if (!outline) return;
        const key = `${model.state().name}|${outline.text}`;

        if (key !== built) {
            build(outline);
            built = key;
        }
        const all = items(model.state());

        refill(list, ...(all.length ? all : [make("li", {}, make("span", { className: "note" }, "Nothing is changed yet."))]));
        for (const { slot, range, field: number, none } of sliders) {
            const value = valueOf(slot) === null ? none : valueOf(slot);

            range.setAttribute("aria-valuetext", value === null ? asWritten : `${value} %`);
            if (document.activeElement !== range) range.value = value === null ? range.min : value;
            if (document.activeElement !== number) number.value = value === null ? asWritten : value;
        }
    };

    return { show };
})();
