/* The answer first: verdict, half-hours below target, agents, waits, each beside what it was; then service level through the day. */
const studioAnswer = (function () {
    "use strict";

    const { make, badge, refill, people, figure, within, difference } = studioText;
    const model = studioModel;
    let chart = null;

    const sum = (rows, field) => rows.reduce((total, row) => total + row[field], 0);
    const belowOf = (side) => ({ below: sum(side.met, "judged") - sum(side.met, "met"), surely: sum(side.met, "surely_below"), judged: sum(side.met, "judged") });
    const verdictOf = (side) => {
        const { set, met, missed } = side.findings.targets;

        if (!set) return { css: "same", words: "no target is set" };
        if (missed) return { css: "missed", words: `${missed} of ${set} targets missed` };
        return met === set ? { css: "met", words: set === 1 ? "target met" : `all ${set} targets met` } : { css: "undecided", words: `${set - met} of ${set} targets undecided` };
    };

    /* Of whom the headline is: all, or of several channels the one that is answered at once. */
    const mainOf = (answer) => answer.now.findings.service.entity;
    const mainSuffix = (answer) => (mainOf(answer) === "all" ? "" : `, ${mainWords(answer)}`);
    const mainWords = (answer) => (mainOf(answer) === "all" ? "all together" : model.outline().label(mainOf(answer)));

    const card = (css, name, value, small, was, data) =>
        make("div", { className: `card ${css}` }, make("p", { className: "name" }, name), make("p", { className: "value", data }, value, " ", small ? make("span", { className: "pm" }, small) : null), was ? make("p", { className: "was" }, was) : null);
    /* A metric, beside the base where something was changed. */
    const metricCard = (answer, changed, name, metric, unit, entity = "all") => {
        const now = answer.now.at(metric, entity);

        if (!now || now.mean === null) return null;
        const was = changed ? `was ${figure(answer.base.at(metric, entity), unit)}; ${difference(now, unit) || "no difference seen"}` : "";
        const css = changed && (now.verdict === "better" || now.verdict === "worse") ? now.verdict : "";

        return card(css, name, figure(now, unit), within(now, unit), was, { metric, entity, value: now.mean });
    };
    /* Those who are at work as planned, and of how many, where shrinkage takes its share. */
    const agentsName = (side) => {
        const roster = side.at("rostered_agents", "all");

        return roster && roster.mean !== null ? `Agents at work after shrinkage, of ${figure(roster, "number")} on the roster` : "Agents scheduled, on average";
    };
    const cardsOf = (answer, changed) => {
        const verdict = verdictOf(answer.now);
        const wasVerdict = verdictOf(answer.base);
        const service = answer.now.findings.service;
        const was = answer.base.findings.service;
        const below = belowOf(answer.now);
        const belowWas = belowOf(answer.base);
        const first = make("div", { className: `card ${verdict.css}` }, make("p", { className: "name" }, `Answered in time, ${mainWords(answer)}`),
            make("p", { className: "value", data: { metric: "service_level", entity: service.entity, value: service.mean } }, figure(service, "share"), " ", make("span", { className: "pm" }, within(service, "share"))),
            badge(verdict.css, verdict.words), changed ? make("p", { className: "was" }, `was ${figure(was, "share")}, ${wasVerdict.words}`) : null);

        return [
            first,
            below.judged ? card(below.surely ? "missed" : below.below ? "undecided" : "met", "Intervals below target", String(below.below), `of ${below.judged}, ${below.surely} surely`, changed ? `was ${belowWas.below}, ${belowWas.surely} surely` : "", { below: below.below }) : null,
            studioStaff.card(answer, changed),
            metricCard(answer, changed, `Abandoned${mainSuffix(answer)}`, "abandonment_rate", "share", mainOf(answer)),
            metricCard(answer, changed, `Mean wait until answered${mainSuffix(answer)}`, "asa_s", "time", mainOf(answer)),
            metricCard(answer, changed, agentsName(answer.now), "scheduled_agents", "number"),
            metricCard(answer, changed, "Share of time busy", "occupancy", "share"),
        ].filter(Boolean);
    };

    const whenWords = (answer) => {
        const worst = answer.now.findings.worst;

        return worst && worst.mean !== null && worst.interval ? `Service is worst at ${worst.interval.replace("T", " ")}: ${people(worst.mean, "share")} answered in time.` : "";
    };
    const shortWords = (answer) => {
        const group = answer.now.findings.shortest_group;

        return group && group.short ? ` The contacts of ${model.outline().label(group.entity)} wait longest.` : "";
    };

    const problems = (found) =>
        make("div", { className: "problem", aria: { role: "alert" } }, "This cannot be simulated:",
            make("ul", {}, ...found.map((each) => make("li", {}, [each.whatIf ? `${each.whatIf}: ` : "", each.line ? `line ${each.line}: ` : "", each.text].join("").replace(/--what-if "(now|changed): /, 'what if "').replace(/^--what-if: "(?:now|changed): (.*?)"(?:, character \d+,| ends)/, (_, words) => `“${words}”${_.endsWith(" ends") ? " ends" : ":"}`)))));
    /* What is wrong with a change stands open, as it is of what somebody has just typed. */
    const warnings = (found) => [
        ...found.filter((each) => each.whatIf).map((each) => make("p", { className: "note" }, make("strong", {}, `“${each.whatIf}” `), each.text)),
        folded(found.filter((each) => !each.whatIf)),
    ];
    const folded = (found) =>
        found.length ? make("details", {}, make("summary", {}, `${found.length} warning${found.length === 1 ? "" : "s"}`), make("ul", { className: "plain" }, ...found.map((each) => make("li", {}, each.text)))) : null;

    /* ---- the chart ---- */

    const rowsOf = (answer, changed) => {
        const rows = (side, series) => answer.axis.map((t) => ({ t, series, ...pick(side.at("service_level", mainOf(answer), t)) }));

        return changed ? [...rows(answer.base, "As it was"), ...rows(answer.now, "Now")] : rows(answer.now, "Now");
    };
    const pick = (row) => (row ? { mean: row.mean, low: row.low, high: row.high } : { mean: null, low: null, high: null });
    const isOfMain = (answer, { entity }) => mainOf(answer) === "all" || `channel/${(model.outline().keys.get(`types.${entity.split("/").pop()}.channel`) || "voice").replaceAll('"', "")}` === mainOf(answer);
    const goalsOf = (answer) => [...new Set(answer.now.targets.filter((target) => isOfMain(answer, target)).map((target) => target.wanted))].map((y) => ({ y }));
    const draw = (answer, changed) => {
        const rows = rowsOf(answer, changed);
        const goals = goalsOf(answer);
        const params = { unit: "share", title: "Answered in time", goals, targetText: goals.length ? "- - target" : "" };

        if (!rows.length) return;
        if (chart) {
            ccsimPage.redraw(chart, rows, params);
            return;
        }
        const json = (value) => JSON.stringify(value).replace(/</g, "\\u003c");

        chart = make("figure", { className: "chart", id: "service-now", data: { spec: "lines", params: json(params) } },
            make("figcaption", {}, make("h3", {}, "Service level through the day"), make("p", { className: "note" }, `${mainOf(answer) === "all" ? "All contacts together" : `Contacts of ${mainWords(answer)}`}, with the interval of its mean.`)),
            make("div", { className: "plot", aria: { role: "img", label: "Service level through the day" } }),
            make("script", { type: "application/json", className: "data" }, json(rows)));
        document.getElementById("day").replaceChildren(chart);
        ccsimPage.adopt(document.getElementById("day"));
    };
    const clear = () => {
        if (chart) ccsimPage.forget(chart);
        chart = null;
        document.getElementById("day").replaceChildren();
    };

    const show = () => {
        const answer = model.answer();
        const told = document.getElementById("told");
        const cards = document.getElementById("cards");

        if (!answer) return;
        const { changed } = answer;

        const isWhole = answer.now && !answer.errors.length;

        refill(told, ...(isWhole ? [make("p", {}, whenWords(answer) + shortWords(answer))] : []), ...(answer.errors.length ? [problems(answer.errors)] : []), ...(isWhole ? warnings(answer.warnings).filter(Boolean) : []));
        for (const part of [cards, document.getElementById("day")]) part.classList.toggle("stale", !model.isCurrent() || answer.errors.length > 0);
        if (!isWhole) {
            if (!answer.now) cards.replaceChildren();
            return;
        }
        refill(cards, ...cardsOf(answer, changed));
        draw(answer, changed);
    };

    return { show, clear, verdictOf, belowOf, sum };
})();
