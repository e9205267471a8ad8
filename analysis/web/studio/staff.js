/* The least agents that meet the targets, asked for on purpose, as the search takes its time: in a lane of its own, broken off by a button. What is found belongs
   to the demand that it was asked for; when that changes it is gone. */
const studioStaff = (function () {
    "use strict";

    const { make, button, people, rounded } = studioText;
    const model = studioModel;
    const lane = new studioPool.Lane();
    let found = null; // {key, rows: Map, total}
    let said = "";
    let began = 0;
    let asked = ""; // what is being searched for
    let progress = ""; // in the words of the program

    /* All but the staff itself. */
    const demandOf = (of) => of.changes.filter((each) => !/^\s*(staff|move)\b/i.test(each.words));
    const keyOf = (of) => JSON.stringify([of.name, of.text, demandOf(of)]);
    const known = () => (found && found.key === keyOf(model.state()) ? found : null);
    const required = (group, t) => {
        const row = known() && known().rows.get(`${group} ${t}`);

        return row ? rounded(row.required_gross) : null;
    };
    /* Agent-hours on the roster by which the staff of now lies below and above what is required. */
    const gaps = (side) => {
        const hours = model.step() / 60;
        let missing = 0;
        let spare = 0;
        let most = null;

        for (const row of known().rows.values()) {
            const gap = rounded(side.rostered(`group/${row.group}`, row.interval) - row.required_gross);

            if (gap < 0) missing -= gap * hours;
            else spare += gap * hours;
            if (gap < 0 && (!most || gap < most.gap)) most = { gap, t: row.interval, group: row.group };
        }
        return { missing, spare, most };
    };

    const ask = async () => {
        const of = model.state();
        const words = demandOf(of).map((each) => each.words);
        const key = keyOf(of);

        asked = key;
        began = Date.now();
        said = "";
        progress = "";
        studioMain.refresh();
        const timer = setInterval(studioMain.refresh, 1000);

        try {
            const reply = await lane.ask(["staff", of.name, ...words.flatMap((each) => ["--what-if", each]), "--json", "-r", "20"], model.filesOf(of), (words) => { progress = words; });

            if (reply && reply.out.startsWith("{")) {
                const rows = JSON.parse(reply.out).staff;

                found = { key, rows: new Map(rows.map((row) => [`${row.group} ${row.interval}`, row])) };
            } else if (reply) said = model.messages(reply.err).map((each) => each.text).join(" ") || reply.err;
        } catch (error) {
            said = error.message;
        } finally {
            clearInterval(timer);
            studioMain.refresh();
        }
    };
    const stop = () => { lane.stop(); };
    /* Nobody waits for an answer to what is not asked any more. */
    const stopOutdated = () => {
        if (!lane.busy || asked === keyOf(model.state())) return;
        stop();
        said = "The demand has changed since the search began: ask again.";
    };

    const card = (answer, changed) => {
        const head = make("p", { className: "name" }, "Agents missing and spare, on the roster");

        stopOutdated();
        if (lane.busy) {
            const seconds = Math.round((Date.now() - began) / 1000);

            return make("div", { className: "card" }, head, make("p", { className: "was", aria: { role: "status" } }, `Looking for the least agents that meet all targets: ${progress || `${people(seconds, "time")} …`}`), button("Stop", stop));
        }
        if (!known())
            return make("div", { className: "card" }, head, said ? make("p", { className: "was", aria: { role: "alert" } }, said) : null, button("Find the least agents", ask));
        const now = gaps(answer.now);
        const was = gaps(answer.base);
        const most = now.most ? `most at ${now.most.t.slice(11, 16)} in ${model.outline().label(`group/${now.most.group}`)}: ${people(-now.most.gap, "number")}` : "";

        return make("div", { className: `card ${now.missing ? "missed" : "met"}` }, head,
            make("p", { className: "value" }, `${people(now.missing, "number")} h missing`), make("p", { className: "was" }, `${people(now.spare, "number")} agent-hours spare; ${most}`),
            changed ? make("p", { className: "was" }, `was ${people(was.missing, "number")} h missing, ${people(was.spare, "number")} h spare`) : null, button("Take this staff", take));
    };
    /* The grid becomes what is required, in place of all that was changed of the staff. Words are about agents on the roster, of whom shrinkage takes its share. */
    const take = () => {
        const cells = {};

        for (const row of known().rows.values()) {
            const missing = rounded(-row.gap_gross);

            if (missing) cells[row.group] = { ...cells[row.group], [row.interval]: missing };
        }
        model.push({ changes: demandOf(model.state()), cells });
    };

    return { card, required };
})();
