/* Variants that were pinned, side by side on the same customers: differences with intervals that shrink as replications come. */
const studioVariants = (function () {
    "use strict";

    const { make, button, badge, refill, enable, figure, within, difference } = studioText;
    const model = studioModel;
    const stages = [4, 20, 100, 400];
    const ahead = 10; // ranks: what is changed now comes first
    const columns = [["service_level", "Answered in time", "share"], ["abandonment_rate", "Abandoned", "share"], ["asa_s", "Mean wait until answered", "time"], ["occupancy", "Share of time busy", "share"], ["scheduled_agents", "Agents at work, after shrinkage", "number"]];
    const holder = () => document.getElementById("pins");
    let shown = ""; // what was asked last
    let reply = null;
    let said = "";

    const pin = () => {
        const of = model.state();
        const words = model.wordsOf(of).map((each) => each.words);
        const names = [model.baseName(of), ...of.pins.map((each) => each.name)];
        let k = of.pins.length + 1;

        while (names.includes(`Variant ${k}`)) k++;
        model.push({ pins: [...of.pins, { name: `Variant ${k}`, words, changes: of.changes, cells: of.cells }] });
    };
    const drop = (at) => model.push({ pins: model.state().pins.filter((_, i) => i !== at) });
    const take = (at) => model.push({ changes: model.state().pins[at].changes, cells: model.state().pins[at].cells });

    const planOf = (of) => studioBlocks.planOf(of, of.pins.map((each) => ({ name: each.name, whatIfs: [each.words.join(", ")] })));
    const ask = async (of, key) => {
        const plan = planOf(of);

        studioBlocks.want("pins", plan);
        for (const n of stages) {
            const text = await studioBlocks.figures(plan, n, ahead, { wanted: { metrics: columns.map(([metric]) => metric).join(",") } });

            if (text === null || key !== shown) return;
            reply = JSON.parse(text);
            table();
        }
        studioBlocks.want("pins", null); // they take room, and are not asked for again
    };

    const cellOf = (side, [metric, , unit], isBase) => {
        const row = side.at(metric, "all");

        return make("td", { className: "num" }, `${figure(row, unit)} ${within(row, unit)}`, isBase || !row || !row.words ? null : make("p", { className: "was" }, difference(row, unit), " ", badge(row.verdict, row.words)));
    };
    const rowOf = (name, i, side) => {
        const isBase = i < 0;
        const pinned = isBase ? null : model.state().pins[i];

        return make("tr", {}, make("th", { scope: "row" }, name, pinned ? make("p", { className: "was" }, pinned.changes.map((each) => each.said || each.words).join(", ") || "grid") : null),
            ...columns.map((column) => (side ? cellOf(side, column, isBase) : make("td", { className: "num" }, "…"))),
            make("td", {}, isBase ? null : button("Take", () => take(i), { ariaLabel: `Take ${name}` }), " ", isBase ? null : button("Drop", () => drop(i), { ariaLabel: `Drop ${name}` })));
    };
    const table = () => {
        const { pins } = model.state();
        const n = reply ? reply.variants[0].replications : 0;
        const sideOf = (i) => (reply && reply.variants[i + 1] ? studioModel.indexed(reply, reply.variants[i + 1].variant) : null);
        const head = make("tr", {}, make("th", { scope: "col" }, "variant"), ...columns.map(([, label]) => make("th", { scope: "col", className: "num" }, label)), make("th", { scope: "col" }, "what to do"));

        refill(holder(),
            make("p", { className: "note", aria: { role: "status" } }, said || (n ? `${n} replications of each, with the same customers.` : "Being simulated …")),
            make("div", { className: "scroll", tabIndex: 0, aria: { role: "group", label: "Variants beside the base" } },
                make("table", {}, make("thead", {}, head), make("tbody", {}, rowOf("As it was", -1, sideOf(-1)), ...pins.map((each, i) => rowOf(each.name, i, sideOf(i)))))),
            pinTool(),
        );
    };
    const pinTool = () => make("div", { className: "row" }, button("Pin what is changed now", pin, { id: "pin", disabled: model.wordsOf(model.state()).length === 0 }));

    const show = () => {
        const of = model.state();

        if (!of) return;
        const key = JSON.stringify([of.name, of.text, of.pins]);

        if (!of.pins.length) {
            studioBlocks.want("pins", null);
            shown = key;
            refill(holder(), make("p", { className: "note" }, "A variant that is pinned stays while you go on changing; all of them are compared with the scenario as it was."), pinTool());
        } else if (key !== shown) {
            shown = key;
            reply = null;
            said = "";
            table();
            ask(of, key).catch((error) => {
                said = error.message;
                table();
            });
        } else enable(document.getElementById("pin"), model.wordsOf(of).length > 0);
    };

    return { show };
})();
