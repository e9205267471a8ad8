/* What an answer says as tables, to go on with elsewhere: all its figures as CSV, and a workbook that begins with the answer. */
const studioFigures = (function () {
    "use strict";

    const model = studioModel;
    const head = ["variant", "entity", "interval", "metric", "mean", "half_width", "low", "high", "difference", "difference_half_width"];
    const shares = ["service_level", "abandonment_rate", "occupancy"];
    const names = { service_level: "Answered in time", abandonment_rate: "Abandoned", asa_s: "Mean wait until answered, s", mean_wait_s: "Mean wait, s", scheduled_agents: "Agents at work, on average",
        rostered_agents: "Agents on the roster, on average", occupancy: "Share of time busy", offered: "Contacts offered" };

    const rows = (answer) => answer.reply.metrics.map((row) => head.map((name) => (row[name] === undefined ? null : row[name])));
    const csv = (answer) => {
        const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

        return [head, ...rows(answer)].map((row) => row.map((value) => (value === null ? "" : quoted(String(value)))).join(",")).join("\n") + "\n";
    };

    const valueOf = (metric, row, field) => (!row || row[field] === null || row[field] === undefined ? null : shares.includes(metric) ? { share: row[field] } : row[field]);
    const answerTable = (answer) => {
        const { below, judged } = studioAnswer.belowOf(answer.now);
        const changed = answer.changed;
        const line = ([metric, name]) => {
            const [now, was] = [answer.now.at(metric, "all"), answer.base.at(metric, "all")];

            return [name, valueOf(metric, now, "mean"), valueOf(metric, now, "half_width"), ...(changed ? [valueOf(metric, was, "mean"), valueOf(metric, now, "difference"), valueOf(metric, now, "difference_half_width")] : [])];
        };

        return [
            ["All together", "Now", "± at 95 %", ...(changed ? ["As it was", "Difference", "± at 95 %"] : [])],
            ...Object.entries(names).filter(([metric]) => answer.now.at(metric, "all")).map(line),
            ...(judged ? [[`Intervals below target, of ${judged}`, below, null, ...(changed ? [studioAnswer.belowOf(answer.base).below] : [])]] : []),
            ["Replications", answer.n],
            ...model.wordsOf(model.state()).map((each, i) => [i ? "" : "What is changed", each.said || each.words]),
        ];
    };
    /* The planner's grid: agents on the roster by group, what is required where it was searched for, and service level by type. */
    const staffTable = (answer) => {
        const groups = studioGrid.groups();
        const types = studioGrid.types();
        const isKnown = groups.some(({ name }) => answer.axis.some((t) => studioStaff.required(name, t) !== null));

        return [
            ["Interval", ...groups.flatMap(({ label }) => [`${label}: agents`, ...(isKnown ? [`${label}: required`] : [])]), ...types.map(({ label }) => `${label}: answered in time`)],
            ...answer.axis.map((t) => [t.replace("T", " "), ...groups.flatMap(({ name }) => [answer.now.rostered(`group/${name}`, t), ...(isKnown ? [studioStaff.required(name, t)] : [])]),
                ...types.map(({ entity }) => valueOf("service_level", answer.now.at("service_level", entity, t), "mean"))]),
        ];
    };
    const book = (answer) => studioBook.write([["Answer", answerTable(answer)], ["Staff", staffTable(answer)], ["Figures", [head, ...rows(answer)]]]);

    return { csv, book };
})();
