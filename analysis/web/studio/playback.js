/* A day played back, of one replication: contacts on their way through call flow, queues and agents at whatever time is chosen. Its rows are those that the program
   notes of each contact (docs/log.md); nothing is decided here. */
const studioPlayback = (function () {
    "use strict";

    const { make, button, refill, people, dayName, dayOf, clockOf, minutesOf, clockAt } = studioText;
    const model = studioModel;
    const lane = new studioPool.Lane();
    const file = "playback.csv";
    const columns = ["arrived", "arrived_s", "ivr_s", "wait_s", "outcome", "group", "agent", "talk_s", "wrap_s", "callback_s", "queue"];
    const speeds = [[60, "a minute"], [300, "five minutes"], [900, "a quarter of an hour"], [3600, "an hour"]];
    const frameMs = 100;
    const mostDots = 40; // in a cell; more are a number
    const holder = () => document.getElementById("played");
    const daySeconds = 86400;
    let shown = null; // what is played: {key, days: Map of day -> {from, to, contacts}, windows on the list of all}; seconds are since the start
    let at = { day: "", s: 0 };
    let speed = 300;
    let timer = 0;
    let said = "";
    let parts = null; // elements that change with the time

    const keyOf = (of) => JSON.stringify([of.name, of.text, of.changes, of.cells]);

    /* ---- what the log says ---- */

    const cellsOf = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    /* When a contact comes, asks for an agent, waits no longer, is talked with, is done with and leaves its agent free, in seconds since the start; those that were there
       before it have come before 0. */
    const contactOf = (row) => {
        const come = Number(row.arrived_s);
        const asks = come + Number(row.ivr_s);
        const until = asks + Number(row.wait_s);
        const talk = until + Number(row.callback_s);
        const wrap = talk + Number(row.talk_s);

        return { day: dayOf(row.arrived), startedMs: Date.parse(`${row.arrived.slice(0, 19)}Z`) - 1000 * Math.floor(come + 1e-6), queue: row.queue, outcome: row.outcome, group: row.group, agent: row.agent, come, asks, until, talk, wrap, free: wrap + Number(row.wrap_s) };
    };
    const contactsOf = (text) =>
        text.trimEnd().split(/\r?\n/).slice(1).map((line) => {
            const cells = cellsOf(line);

            return Object.fromEntries(columns.map((name, i) => [name, cells[i]]));
        }).filter((row) => row.arrived).map(contactOf);
    /* Days of the scenario, and who is there in each: whoever has come before and is not through with is there too. What is left at the end belongs to the last day. */
    const daysOf = (contacts, axis) => {
        const names = [...new Set(axis.length ? axis.map(dayOf) : contacts.map((each) => each.day))].sort();
        const windows = names.map((day, i) => {
            const from = (Date.parse(`${day}T00:00:00Z`) - contacts[0].startedMs) / 1000;
            const to = i + 1 < names.length ? from + daySeconds : Infinity;

            return [day, { from, to, contacts: contacts.filter((each) => each.come < to && each.free >= from) }];
        });

        return new Map(windows.filter(([, window]) => window.contacts.length));
    };

    /* ---- at a time ---- */

    const windowAt = () => shown.days.get(at.day);
    const intervalAt = (s) => model.axis().filter((t) => dayOf(t) === at.day && windowAt().from + 60 * minutesOf(clockOf(t)) <= s).pop();
    /* "So far" begins with the day. */
    const queueAt = (contacts, s) => {
        const waiting = contacts.filter((each) => each.asks <= s && s < each.until);
        const over = contacts.filter((each) => windowAt().from <= each.until && each.until <= s);

        return {
            flow: contacts.filter((each) => each.come <= s && s < each.asks).length,
            waiting: waiting.length,
            longest: Math.max(0, ...waiting.map((each) => s - each.asks)),
            answered: over.filter((each) => each.group).length,
            abandoned: over.filter((each) => each.outcome === "abandoned").length,
        };
    };
    const groupAt = (contacts, group, s) => {
        const busy = new Map(); // agent -> whether one of their contacts is talked with

        for (const each of contacts) if (each.talk <= s && s < each.free) busy.set(each.agent, busy.get(each.agent) || s < each.wrap);
        const talking = [...busy.values()].filter(Boolean).length;
        const t = intervalAt(s);
        const scheduled = t ? Math.round(model.answer().now.scheduled(`group/${group}`, t)) : 0;

        return { talking, wrapping: busy.size - talking, free: Math.max(0, scheduled - busy.size), scheduled };
    };
    const dots = (sign, n) => (n > mostDots ? `${sign.repeat(mostDots)} … ` : sign.repeat(n));

    /* ---- what stands there ---- */

    const cell = () => make("td", { className: "num" });
    const rowOf = (label, n) => {
        const cells = Array.from({ length: n }, cell);
        const picture = make("td", { className: "dots", aria: { hidden: "true" } });

        return { cells, picture, row: make("tr", {}, make("th", { scope: "row" }, label), ...cells, picture) };
    };
    const tableOf = (label, heads, rows) =>
        make("div", { className: "scroll", tabIndex: 0, aria: { role: "group", label } },
            make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, label), ...heads.map((head) => make("th", { scope: "col", className: "num" }, head)), make("th", { scope: "col" }, "each of them"))),
                make("tbody", {}, ...rows.map(({ row }) => row))));
    const fillRow = ({ cells, picture }, texts, signs) => {
        texts.forEach((text, i) => { cells[i].textContent = text; });
        picture.textContent = signs;
    };
    const draw = () => {
        const { contacts, from } = windowAt();
        const words = clockAt(Math.floor((at.s - from) / 60));

        parts.slider.value = at.s;
        parts.slider.setAttribute("aria-valuetext", words);
        parts.clock.textContent = words;
        parts.play.textContent = timer ? "Pause" : "Play";
        for (const [queue, row] of parts.queues) {
            const now = queueAt(contacts.filter((each) => each.queue === queue), at.s);

            fillRow(row, [now.flow, now.waiting, now.waiting ? people(now.longest, "time") : "", now.answered, now.abandoned], dots("•", now.waiting));
        }
        for (const [group, row] of parts.groups) {
            const now = groupAt(contacts.filter((each) => each.group === group), group, at.s);

            fillRow(row, [now.talking, now.wrapping, now.free, now.scheduled], dots("●", now.talking) + dots("◐", now.wrapping) + dots("○", now.free));
        }
    };
    const pause = () => {
        clearInterval(timer);
        timer = 0;
    };
    const ends = () => {
        const { contacts, from, to } = windowAt();
        const first = contacts.reduce((least, each) => Math.min(least, each.come), Infinity);
        const last = contacts.reduce((most, each) => Math.max(most, each.free), -Infinity);

        return [60 * Math.floor(Math.max(first, from) / 60), 60 * Math.ceil(Math.min(last, to) / 60)];
    };
    const step = () => {
        at.s = Math.min(at.s + (speed * frameMs) / 1000, ends()[1]);
        if (at.s === ends()[1]) pause();
        draw();
    };
    const play = () => {
        if (timer) pause();
        else {
            if (at.s >= ends()[1]) [at.s] = ends();
            timer = setInterval(step, frameMs);
        }
        draw();
    };
    const menu = (label, items, chosen, act) => {
        const select = make("select", { aria: { label } }, ...items.map(([value, words]) => make("option", { value, selected: value === chosen }, words)));

        select.addEventListener("change", () => act(select.value));
        return select;
    };
    const chooseDay = (day) => {
        at = { day, s: 0 };
        [at.s] = ends();
        render();
    };
    const build = () => {
        const { contacts } = windowAt();
        const [first, last] = ends();
        const names = (field) => [...new Set(contacts.map((each) => each[field]))].filter(Boolean).sort();
        const slider = make("input", { type: "range", id: "played-at", min: first, max: last, step: 10, aria: { label: "time of day" } });
        const clock = make("strong", { id: "played-clock" });
        const queues = new Map(names("queue").map((name) => [name, rowOf(model.outline().label(`type/${name}`), 5)]));
        const groups = new Map(names("group").map((name) => [name, rowOf(model.outline().label(`group/${name}`), 4)]));

        slider.addEventListener("input", () => {
            at.s = Number(slider.value);
            draw();
        });
        parts = { slider, clock, queues, groups, play: button("Play", play, { id: "play" }) };
        return [
            make("div", { className: "row" }, parts.play, slider, clock,
                shown.days.size > 1 ? menu("day", [...shown.days.keys()].map((day) => [day, dayName(day)]), at.day, chooseDay) : null,
                menu("speed", speeds.map(([value, words]) => [String(value), `${words} a second`]), String(speed), (value) => { speed = Number(value); })),
            tableOf("Contacts", ["in the call flow", "waiting", "longest wait", "answered so far", "abandoned so far"], [...queues.values()]),
            tableOf("Agents", ["● talking", "◐ after-call work", "○ free", "scheduled"], [...groups.values()]),
        ];
    };

    const ask = async () => {
        const of = model.state();
        const key = keyOf(of);
        const words = model.wordsOf(of).flatMap((each) => ["--what-if", each.words]);

        pause();
        lane.stop();
        said = "The day is being simulated …";
        render();
        try {
            const done = await lane.ask(["run", of.name, ...words, "-r", "1", "-q", "--log", file, "--log-columns", columns.join(",")], model.filesOf(of));

            if (!done) return;
            const contacts = done.files[file] ? contactsOf(new TextDecoder().decode(done.files[file])) : [];
            const days = contacts.length ? daysOf(contacts, model.axis()) : new Map();

            said = days.size ? "" : done.exit === 0 ? "No contact of this scenario comes at a time of day." : model.messages(done.err).map((each) => each.text).join(" ") || done.err;
            shown = days.size ? { key, days } : null;
            lane.rest();
            if (shown) chooseDay(days.has(at.day) ? at.day : [...days.keys()][0]);
        } catch (error) {
            said = error.message;
        }
        render();
    };
    const isStale = () => Boolean(shown) && shown.key !== keyOf(model.state());
    const render = () => {
        refill(holder(), make("p", { className: "note" }, "One possible day, the first replication of those that the figures rest on: who waits, and what agents do, minute by minute."),
            make("div", { className: "row" }, button(shown ? "Play the day as it is changed now" : "Play a day back", ask, { id: "play-day", disabled: Boolean(shown) && !isStale() }), make("span", { aria: { role: "status" } }, said)),
            ...(shown ? build() : []));
        if (shown) draw();
    };
    let opened = ""; // of which scenario the day is
    let drawn = null; // whether it was stale when it was drawn
    const show = () => {
        const { name, text } = model.state();

        if (!model.outline()) return;
        if (`${name}\n${text}` !== opened) {
            opened = `${name}\n${text}`;
            shown = null;
            said = "";
            drawn = null;
        }
        if (!shown || isStale()) pause();
        if (isStale() !== drawn) {
            drawn = isStale();
            render();
        }
    };

    return { show };
})();
