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

        return found ? numberOf(/([+-]?[\d.]+)(?: %)?$/.exec(found.words)[1]) : null;
    };

    /* A slider with a field beside it, of one quantity: "volume +10 %".
       saying: what a list of changes says in the place of words that only the program reads; unit: what is counted, "" of numbers. */
    const slider = (label, slot, least, most, none, phrase, { saying = () => undefined, unit = "%" } = {}) => {
        const id = `slider-${slot.replace(/\W/g, "-")}`;
        const range = make("input", { type: "range", id, min: least, max: most, step: 1, aria: { label: unit ? `${label}, ${unit}` : label } });
        const field = make("input", { className: "short", inputMode: "decimal", aria: { label: `${label}, ${unit} as a number` } });
        const apply = (text) => {
            const value = numberOf(text);

            tell(value === null && text.trim() && text !== asWritten ? notNumber(text, unit ? "a number of per cent, such as 10 or -2.5" : "a number, such as 2") : "");
            if (value === null && text.trim()) return show();
            const wanted = value === null ? null : phrase(value);

            if ((changeOf(slot) || {}).words !== (wanted || undefined)) model.change(slot, wanted, wanted ? saying(value) : undefined);
            else show();
            return undefined;
        };
        let timer = 0;

        range.addEventListener("input", () => {
            field.value = range.value;
            clearTimeout(timer);
            timer = setTimeout(() => { timer = 0; apply(range.value); }, 80);
        });
        field.addEventListener("change", () => apply(field.value));
        sliders.push({ slot, range, field, none, unit, isMoving: () => timer !== 0 });
        return make("div", { className: "row" }, make("label", { className: "what", htmlFor: id }, label), range, field, unit);
    };
    const quantities = (of, name) =>
        [["Volume", "volume", -50, 100], ["Handle time", "aht", -50, 100], ["Patience", "patience", -80, 200]].map(([label, quantity, least, most]) =>
            slider(of ? `${name}: ${label.toLowerCase()}` : label, `${quantity} ${of}`, least, most, 0, (value) => words.percent(quantity, of, value)),
        );
    /* A share as it is written, in per cent; null: it is not one number. */
    const percentOf = (text) => {
        const share = /^"?([\d.]+)( ?%)?"?$/.exec(text);

        return share && rounded(Number(share[1]) * (share[2] ? 1 : 100));
    };
    const common = (values) => (new Set(values).size === 1 ? values[0] : null);
    /* The share in per cent that the scenario has of a group, or of all: null where it is not one number. */
    const shrinkageOf = (keys, names) => {
        const written = names.filter((name) => [...keys.keys()].some((key) => key.startsWith(`groups.${name}.shrinkage`)));

        return common(written.map((name) => percentOf(keys.get(`groups.${name}.shrinkage`) || "")));
    };
    const shrinkage = (keys, names, of, name) => {
        const none = shrinkageOf(keys, names);

        return slider(of ? `${name}: shrinkage` : "Shrinkage", `shrinkage ${of}`, 0, 90, none, (value) => (value === none ? null : words.shrinkage(of, value)));
    };
    const staffOf = (of, name) => slider(of ? `${name}: agents` : "Agents", `staff ${of}`, -50, 100, 0, (value) => words.percent("staff", of, value));

    /* ---- calls back, and several contacts at once ---- */

    const callback = (keys, of, label, slot) => {
        const none = common(of.map(({ name }) => percentOf(keys.get(`types.${name}.callback.accept`) || ([...keys.keys()].some((key) => key.startsWith(`types.${name}.callback.`)) ? "" : "0"))));
        const phrase = (value) => (value === none ? null : of.map(({ name }) => `types.${name}.callback.accept=${rounded(value)} %`).join(", "));
        const whose = of.length === 1 ? ` of ${of[0].label}` : "";

        return slider(label, slot, 0, 100, none, phrase, { saying: (value) => `${rounded(value)} % of those${whose} who would have to wait accept a call back` });
    };
    /* Customers on the telephone can be called back. */
    const callersOf = (keys, types) => types.filter(({ name }) => [undefined, '"voice"'].includes(keys.get(`types.${name}.channel`)));
    /* Channels of which an agent may have several contacts in hand: all that the scenario has but the telephone. */
    const atOnce = (keys, types) => {
        const written = [...keys.keys()].map((key) => (/^channels\.(\w+)\.at_once$/.exec(key) || [])[1]);
        const used = types.map(({ name }) => (keys.get(`types.${name}.channel`) || '"voice"').replaceAll('"', ""));

        return [...new Set([...written, ...used])].filter((name) => name && name !== "voice").map((name) => {
            const none = numberOf(keys.get(`channels.${name}.at_once`) || "1");

            return slider(`${name}: at once, for each agent`, `at once ${name}`, 1, 8, none, (value) => (value === none ? null : words.atOnce(name, value)), { unit: "" });
        });
    };
    const offers = (keys, types) => {
        const callers = callersOf(keys, types);
        const rows = [callers.length ? callback(keys, callers, "Accept a call back", "callback ") : null, ...atOnce(keys, types),
            callers.length > 1 ? make("details", {}, make("summary", {}, "Calls back by type of contact"), ...callers.map((e) => callback(keys, [e], `${e.label}: accept a call back`, `callback ${e.name}`))) : null].filter(Boolean);

        return rows.length ? make("fieldset", {}, make("legend", {}, "Calls back and channels"), make("p", { className: "note" }, "Of those who would have to wait, how many accept to be called back when it is quiet; how many contacts an agent has in hand at once."), ...rows) : null;
    };

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
                make("div", {}, make("fieldset", {}, make("legend", {}, "The whole centre"), ...quantities("", ""), shrinkage(keys, groups.map((e) => e.name), "", ""), staffOf("", ""),
                    make("details", {}, make("summary", {}, "By type of contact and by group"), ...types.flatMap((e) => quantities(e.name, e.label)), ...groups.flatMap((e) => [staffOf(e.name, e.label), shrinkage(keys, [e.name], e.name, e.label)]))),
                offers(keys, types) || ""),
                make("fieldset", {}, make("legend", {}, "People, on the roster before shrinkage"), staffForm(groups), groups.length > 1 ? moveForm(groups) : null, types.length > 1 ? trainForm(groups, types) : null,
                    make("p", { className: "note" }, "In words, as on the command line: 5 more agents in NAME from 10:00 to 12:00; on Monday 10-12 add 5 agents; 10 % more handle time; volume of NAME -20 %"), wordForm(),
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
        for (const { slot, range, field: number, none, unit, isMoving } of sliders) {
            const value = valueOf(slot) === null ? none : valueOf(slot);

            range.setAttribute("aria-valuetext", value === null ? asWritten : `${value} ${unit}`.trim());
            if (!isMoving()) range.value = value === null ? range.min : value;
            if (document.activeElement !== number) number.value = value === null ? asWritten : value;
        }
    };

    return { show };
})();
