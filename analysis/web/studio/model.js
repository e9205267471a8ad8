/* The scenario that is open, what a reader has changed of it, and what the engine answers. A state is never changed but followed by another one, so that
   undo is a step back: {name, text, own, changes, cells, pins}. Knows no element of the page; views are told. */
const studioModel = (function () {
    "use strict";

    const { dayOf, clockOf, minutesOf } = studioText;
    const metrics = ["service_level", "scheduled_agents", "rostered_agents", "occupancy", "offered", "abandonment_rate", "asa_s", "mean_wait_s"];
    const stages = [4, 20, 100];
    const wanted = { by: "interval", metrics: metrics.join(",") };
    const historyMost = 200;
    const views = [];
    const foreground = new studioPool.Lane();
    let shipped = {};
    let states = [];
    let at = -1;
    let turn = 0;
    let answer = null; // {n, base, now, axis, cells, changed, errors, warnings, turn, final}
    let outline = null; // labels and keys of the open scenario
    let times = []; // intervals of the open scenario, which outlive an error
    let baseKnown = null; // of which (name, text) outline and times are

    const state = () => states[at];
    const tell = (what) => views.forEach((view) => view(what));

    /* ---- states ---- */

    const push = (change) => {
        states = [...states.slice(Math.max(0, at + 1 - historyMost), at + 1), { ...state(), ...change }];
        at = states.length - 1;
        tell("state");
        simulate();
    };
    const step = (by) => {
        if (!states[at + by]) return;
        at += by;
        tell("state");
        simulate();
    };
    /* Another scenario: the way back leads to the one before. */
    const open = (name, text, own, rest) =>
        push({ name, text: text.replaceAll("\r\n", "\n"), own: own || {}, changes: [], cells: {}, pins: [], ...rest });
    const change = (slot, words, said) => push({ changes: studioWords.put(state().changes, slot, words, said) });
    const setCells = (edits) => {
        const cells = { ...state().cells };

        for (const [group, t, value] of edits) {
            cells[group] = { ...cells[group], [t]: value };
            if (!value) delete cells[group][t];
        }
        push({ cells });
    };

    /* ---- what an answer says ---- */

    const axisOf = (reply) =>
        reply ? reply.metrics.filter((m) => m.entity === "all" && m.metric === "offered" && /T\d\d:\d\d$/.test(m.interval || "")).map((m) => m.interval).filter((t, i, all) => all.indexOf(t) === i) : [];
    const stepOf = (axis) => {
        const steps = axis.slice(1).filter((t, i) => dayOf(t) === dayOf(axis[i])).map((t, i) => minutesOf(clockOf(t)) - minutesOf(clockOf(axis[axis.indexOf(t) - 1])));

        return steps.length ? Math.min(...steps) : 30;
    };
    /* The rows of one variant of a reply, found by metric, entity and interval. */
    const indexed = (reply, variant) => {
        const rows = new Map();
        const mine = (row) => variant === null || row.variant === variant;

        for (const row of reply.metrics.filter(mine)) rows.set(`${row.metric} ${row.entity} ${row.interval || ""}`, row);
        const at = (metric, entity, interval) => rows.get(`${metric} ${entity} ${interval || ""}`);
        const agents = (metric, entity, interval) => ((row) => (row && row.mean !== null ? row.mean : null))(at(metric, entity, interval));

        return {
            at,
            /* Agents at work as planned; on the roster, of whom shrinkage takes its share: what is changed are these. */
            scheduled: (entity, interval) => agents("scheduled_agents", entity, interval) || 0,
            rostered: (entity, interval) => agents("rostered_agents", entity, interval) ?? agents("scheduled_agents", entity, interval) ?? 0,
            targets: (reply.targets || []).filter(mine),
            met: (reply.intervals_met || []).filter(mine),
            findings: (reply.findings || []).find(mine) || (reply.findings || [{}])[0],
            entities: [...new Set(reply.metrics.filter(mine).map((row) => row.entity))],
        };
    };

    /* ---- asking the engine ---- */

    const wordsOf = (of) => [...of.changes, ...studioWords.ofCells(of.cells, axis(), stepOf(axis()))];
    const axis = () => times;
    const filesOf = (of) => ({ ...of.own, [of.name]: of.text });
    const messages = (err) =>
        err.split("\n").flatMap((line) => {
            const found = /^(error|warning): (?:ccsim \w+: )?(?:(--what-if "(?:[^"]|"(?!:))*"): )?(?:(.+?\.[A-Za-z]\w*):(\d+): )?(.*)$/.exec(line);

            return found ? [{ kind: found[1], whatIf: found[2] || null, file: found[3] || null, line: Number(found[4]) || null, text: found[5] }] : [];
        });

    const parsed = (text, isChanged) => {
        const json = JSON.parse(text);
        const [base, now] = isChanged ? json.variants.map((each) => each.variant) : [null, null];

        return { n: json.replications || json.variants[0].replications, reply: json, text, base: indexed(json, base), now: indexed(json, now), axis: axisOf(json), changed: isChanged };
    };
    /* What the program calls a scenario: its file, without the folder and the ending. Readers tell variants apart by their names. */
    const baseName = (of) => of.name.replace(/^.*\//, "").replace(/(.)\.[^.]*$/, "$1");
    const nowName = (of) => (baseName(of) === "now" ? "changed" : "now");
    const planOf = (of) => {
        const words = wordsOf(of).map((each) => each.words);

        return studioBlocks.planOf(of, words.length ? [{ name: nowName(of), whatIfs: [words.join(", ")] }] : []);
    };
    /* Of the plan, with the change that one is of, and of few replications; what replies say of the plan again is left out. */
    const warningsOf = ({ warnings }, reply) => {
        const ofPlan = warnings.map((each) => ({ kind: "warning", whatIf: (/^--what-if "(?:now|changed): (.*)"$/.exec(each.file || "") || [])[1] || null, text: studioBlocks.words(each) }));
        const ofReply = [reply, ...(reply.variants || [])].flatMap((each) => each.warnings || []).filter((text) => !warnings.some((each) => text.endsWith(each.text)));

        return [...ofPlan, ...[...new Set(ofReply)].map((text) => ({ kind: "warning", whatIf: null, text }))];
    };
    /* What is wrong with what is changed, in the words of the program. */
    const errorsOf = async (of) => {
        const words = wordsOf(of).map((each) => each.words);
        const argv = words.length ? ["compare", of.name, "--what-if", `${nowName(of)}: ${words.join(", ")}`] : ["run", of.name];
        const reply = await foreground.ask([...argv, "-r", "1", "--json"], filesOf(of));
        const said = reply ? messages(reply.err).filter((each) => each.kind === "error") : [];

        return reply && (said.length ? said : [{ kind: "error", text: reply.err.trim() || `exit ${reply.exit}` }]);
    };
    /* Labels of types and groups, and every key that the complete scenario has. */
    const learn = async (of) => {
        const key = `${of.name}\n${of.text}`;

        if (baseKnown === key) return true;
        const reply = await foreground.ask(["explain", of.name, "--full"], filesOf(of));

        if (!reply) return false;
        if (reply.exit !== 0) {
            answer = { errors: messages(reply.err).filter((each) => each.kind === "error"), warnings: [], turn, final: true };
            outline = outline || studioOutline("");
            tell("answer");
            return false;
        }
        outline = studioOutline(reply.out);
        answer = null;
        times = [];
        baseKnown = key;
        foreground.rest();
        tell("outline");
        return true;
    };

    /* One answer after the other, each of more replications; the workers go on with the next while one is merged. */
    const refine = async (of, mine) => {
        const plan = planOf(of);

        studioBlocks.want("now", plan);
        const opened = await studioBlocks.open(plan);

        if (!opened || mine !== turn) return;
        if (opened.errors.length) {
            const errors = await errorsOf(of);

            if (errors && mine === turn) settle({ ...(answer || { warnings: [] }), errors }, mine, true);
            return;
        }
        const replies = stages.map((n, i) => studioBlocks.figures(plan, n, i + 1, { wanted }));

        replies.forEach((reply) => reply.catch(() => null)); // the first that fails is told of
        for (const reply of replies) {
            const text = await reply;

            if (text === null || mine !== turn) return;
            const found = parsed(text, plan.variants.length > 1);

            times = found.axis;
            settle({ ...found, cells: of.cells, warnings: warningsOf(opened, found.reply), errors: [] }, mine, reply === replies[replies.length - 1]);
        }
    };
    const settle = (found, mine, isFinal) => {
        answer = { ...found, turn: mine, final: isFinal };
        tell("answer");
    };

    const simulate = async () => {
        const mine = ++turn;
        const of = state();

        foreground.stop();
        tell("working");
        try {
            if (!(await learn(of)) || mine !== turn) return;
            if (!times.length && Object.keys(of.cells).length) { // the grid's cells need the axis of the scenario itself
                const plan = planOf({ ...of, changes: [], cells: {} });

                studioBlocks.want("now", plan);
                const text = await studioBlocks.figures(plan, stages[0], 1, { wanted });

                if (text === null || mine !== turn) return;
                answer = { ...parsed(text, false), warnings: [], errors: [] };
                times = answer.axis;
            }
            await refine(of, mine);
        } catch (error) {
            if (mine === turn) settle({ ...(answer || { warnings: [] }), errors: [{ kind: "error", text: error.message }] }, mine, true);
        }
    };

    return {
        prepare: (files) => { shipped = files; },
        watch: (view) => views.push(view),
        open, push, change, setCells, simulate, messages, filesOf, indexed, wordsOf, baseName, nowName, planOf, axis, metrics,
        step: () => stepOf(axis()),
        undo: () => step(-1),
        redo: () => step(1),
        canUndo: () => at > 0,
        canRedo: () => at + 1 < states.length,
        state,
        answer: () => answer,
        /* Whether the answer is that of the state, and all of it. */
        settled: () => Boolean(answer && answer.turn === turn && answer.final),
        isCurrent: () => Boolean(answer && answer.turn === turn),
        outline: () => outline,
        shipped: () => shipped,
    };
})();
