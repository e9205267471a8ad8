/* What a chart is made of: figures and times as people read them, the look that all charts share, and the spec of a kind of chart filled
   with its rows for a width. Knows nothing of the page; page.js draws. README.md says what specs and rows look like. */
const ccsimChart = (function () {
    "use strict";

    const distinct = (items) => [...new Set(items)];
    const known = (value) => value !== null && value !== undefined;

    /* ---- words ---- */

    let said = {};
    let language = "en";
    /* From now on in another language than English: its words, by their English. */
    const speak = (words, name) => {
        said = words;
        language = name;
    };
    /* A text in the language of the page; {0}, {1}: what goes into it. */
    const say = (text, ...parts) => (said[text] || text).replace(/\{(\d)\}/g, (_, i) => parts[i]);

    /* ---- figures for people ---- */

    const trimmed = (value, digits) => Math.abs(value).toLocaleString(language, { maximumFractionDigits: digits });
    /* Three significant digits or, from 100 on, whole numbers. */
    const plain = (value) => {
        const size = Math.abs(value);

        return trimmed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
    };
    const parts = (first, one, second, other) => (second ? `${first} ${one} ${second} ${other}` : `${first} ${one}`);
    const duration = (value) => {
        const seconds = Math.abs(value);
        const whole = Math.round(seconds);

        if (seconds < 90) {
            return `${plain(seconds)} s`;
        }
        if (whole < 3600) {
            return parts(Math.floor(whole / 60), "min", whole % 60, "s");
        }
        return parts(Math.floor(whole / 3600), "h", Math.round((whole % 3600) / 60), "min");
    };

    /* A value in the words of its unit: share, time or number, with + for a difference, which always has its sign. */
    const people = (value, unit) => {
        if (!known(value) || !Number.isFinite(value)) {
            return say("not defined");
        }
        const difference = unit.startsWith("+");
        const kind = difference ? unit.slice(1) : unit;
        const text = {
            share: () => trimmed(100 * value, 1) + (difference ? say(" points") : " %"),
            time: () => duration(value),
            number: () => plain(value),
        }[kind]();
        const sign = value < 0 ? "\u2212" : difference && value > 0 ? "+" : "";

        return /[1-9]/.test(text) ? sign + text : text;
    };
    /* The same beside an axis, whose title says what points are. */
    const tick = (value, unit) => {
        const seconds = Math.abs(value);

        if (unit.endsWith("time") && seconds >= 60 && seconds < 120) {
            return (value < 0 ? "\u2212" : unit.startsWith("+") ? "+" : "") + (seconds === 60 ? "1 min" : `${plain(seconds)} s`);
        }
        return people(value, unit).replace(say(" points"), "");
    };
    /* The same in a small cell: shares in percent, times in the unit that suits the highest of them. */
    const brief = (value, unit, highest) => {
        if (!known(value)) {
            return "";
        }
        if (unit === "share") {
            return String(Math.round(100 * value));
        }
        if (unit === "time") {
            return highest < 300
                ? `${Math.round(value)}s`
                : highest < 36000
                  ? `${Math.round(value / 60)}m`
                  : `${Math.round(value / 3600)}h`;
        }
        return plain(value);
    };
    const between = (low, high, unit) => {
        if (!known(low) || !known(high)) {
            return say("not known");
        }
        return low === high ? say("does not vary") : say("{0} to {1}", people(low, unit), people(high, unit));
    };

    /* ---- times ---- */

    const utc = (date, format) => date.toLocaleDateString("en-GB", { ...format, timeZone: "UTC" });
    const monthName = (date) => say(utc(date, { month: "short" }).slice(0, 3)); // "Sept" is "Sep" in tables
    const dayOf = (t) => t.slice(0, 10);
    const timeOf = (t) => t.slice(11, 16);
    const dayName = (t) =>
        say(
            "{0} {1} {2}",
            say(utc(new Date(dayOf(t) + "T12:00:00Z"), { weekday: "short" })),
            utc(new Date(dayOf(t) + "T12:00:00Z"), { day: "numeric" }),
            monthName(new Date(dayOf(t) + "T12:00:00Z")),
        );
    /* What is longer than an interval has a name instead of a time: a day 2026-03-02, a week 2026-W10, a month 2026-03. */
    const isPeriod = (t) => !t.includes("T");
    const isWeek = (t) => t[5] === "W";
    const mondayOf = (t) => {
        const date = new Date(`${t.slice(0, 4)}-01-04T12:00:00Z`); // which is in the first week, by ISO 8601

        date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7) + 7 * (Number(t.slice(6, 8)) - 1));
        return date;
    };
    const periodName = (t) =>
        isWeek(t)
            ? say("week of {0} {1}", mondayOf(t).getUTCDate(), monthName(mondayOf(t)))
            : t[7] === "-"
              ? dayName(t)
              : `${monthName(new Date(`${t.slice(0, 7)}-15T12:00:00Z`))} ${t.slice(0, 4)}`;
    const periodTick = (t) => (isWeek(t) ? periodName(t).replace(say("week of "), "") : periodName(t));
    const clock = (t, starts) => (isPeriod(t) ? periodTick(t) : starts && starts.includes(t) ? dayName(t) : timeOf(t));
    const when = (t, starts) => (isPeriod(t) ? periodName(t) : starts ? `${dayName(t)}, ${timeOf(t)}` : timeOf(t));
    /* Lines do not run through a night; from month to month they do. */
    const block = (t) => (isPeriod(t) ? "" : dayOf(t));

    /* Of the intervals, those whose beginning the axis names: as many full hours as fit, or days if there are several. */
    const ticksOf = (times, width) => {
        const starts = times.filter((t, i) => i === 0 || dayOf(t) !== dayOf(times[i - 1]));
        const fits = (list, each) => list.length * each <= width;

        if (times.length > 0 && isPeriod(times[0])) {
            const every = Math.ceil((times.length * 76) / width);

            return { starts: null, ticks: times.filter((t, i) => i % every === 0) };
        }
        if (starts.length > 1) {
            const noons = times.filter((t) => timeOf(t) === "12:00" || starts.includes(t));
            const every = Math.ceil((starts.length * 76) / width);

            return { starts, ticks: fits(noons, 76) ? noons : starts.filter((t, i) => i % every === 0) };
        }
        if (fits(times, 44)) {
            return { starts: null, ticks: times };
        }
        const hours = times.filter((t) => timeOf(t).endsWith("00"));
        const step =
            [1, 2, 3, 4, 6, 8, 12].find((n) =>
                fits(
                    hours.filter((t) => timeOf(t).slice(0, 2) % n === 0),
                    44,
                ),
            ) || 24;

        return {
            starts: null,
            ticks: hours.length ? hours.filter((t) => timeOf(t).slice(0, 2) % step === 0) : times.slice(0, 1),
        };
    };

    /* An axis of seconds has ticks that a clock has: a number of them and the end of the axis. */
    const niceSeconds = (highest, most) => {
        const step =
            [0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 14400, 43200].find(
                (s) => highest / s <= most,
            ) || 86400;
        const count = Math.max(1, Math.ceil(highest / step));

        return { yTicks: Array.from({ length: count + 1 }, (_, i) => i * step), yHighest: count * step };
    };
    const secondsAxis = (rows) =>
        niceSeconds(
            Math.max(1, ...rows.flatMap((row) => ["mean", "high", "p90"].map((name) => row[name]).filter(Number.isFinite))),
            5,
        );

    /* ---- the look ---- */

    const colourOf = (role, all) => all[role] || all[`c${role}`] || all.muted;

    /* What all charts have in common. */
    const configOf = (all, size) => ({
        font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
        background: all.ground,
        padding: 2,
        aria: false,
        customFormatTypes: true,
        view: { stroke: null },
        title: { anchor: "start", color: all.text, fontSize: 18, fontWeight: 600, offset: 14 },
        axis: {
            labelColor: all.soft,
            titleColor: all.soft,
            labelFontSize: size,
            titleFontSize: size,
            titleFontWeight: 400,
            gridColor: all.grid,
            domainColor: all.muted,
            tickColor: all.muted,
            labelPadding: 5,
            titlePadding: 8,
        },
        axisY: {
            domain: false,
            ticks: false,
            titleAngle: 0,
            titleAlign: "left",
            titleAnchor: "start",
            titleBaseline: "bottom",
            titleX: 0,
            titleY: -9,
        },
        legend: {
            orient: "top",
            direction: "horizontal",
            title: null,
            labelColor: all.text,
            labelFontSize: size,
            titleColor: all.soft,
            titleFontSize: size,
            titleFontWeight: 400,
            symbolSize: 110,
            columnPadding: 16,
            rowPadding: 4,
            offset: 28,
            labelLimit: 260,
        },
        range: { category: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => all[`c${i}`]), ramp: all.heat, heatmap: all.heat },
        line: { strokeWidth: 2.2, strokeJoin: "round", strokeCap: "round" },
        text: { color: all.text, fontSize: size },
        mark: { invalid: "break-paths-show-path-domains" },
    });

    /* ---- specs ---- */

    /* What people read of a spec: titles, and the words that a scale tells apart. */
    const worded = (name, value) => {
        if ((name === "title" || name === "datum") && typeof value === "string") {
            return say(value);
        }
        return name === "domain" && Array.isArray(value) ? value.map((each) => (typeof each === "string" ? say(each) : each)) : value;
    };
    /* A copy of a spec with values in place of "$name"; "${name}" within a longer text becomes JSON. What has no value goes, with it an
       object whose "$if" has none. */
    const fill = (node, values) => {
        if (typeof node === "string") {
            return /^\$\w+$/.test(node)
                ? values[node.slice(1)]
                : node.replace(/\$\{(\w+)\}/g, (_, name) => JSON.stringify(known(values[name]) ? values[name] : null));
        }
        if (Array.isArray(node)) {
            return node.map((item) => fill(item, values)).filter(known);
        }
        if (node === null || typeof node !== "object") {
            return node;
        }
        if ("$if" in node && !known(values[node.$if])) {
            return undefined;
        }
        const result = {};

        for (const [name, value] of Object.entries(node)) {
            const filled = value === null ? null : worded(name, fill(value, values));

            if (name !== "$if" && filled !== undefined && !(filled === null && value !== null)) {
                result[name] = filled;
            }
        }
        return result;
    };

    /* The largest x up to a limit that fits, to a millionth of the limit. */
    const largest = (fits, limit) => {
        let [low, high] = [0, limit];

        for (let i = 0; i < 20; i++) {
            const middle = (low + high) / 2;

            [low, high] = fits(middle) ? [middle, high] : [low, middle];
        }
        return low;
    };
    /* How far a column of a flow should move to stand where its ribbons come from. */
    const pull = (links, column, byId) => {
        const into = links.filter((link) => link.value > 0 && byId.has(link.from) && column.includes(byId.get(link.to)));
        const mean = (of) =>
            into.reduce((sum, link) => sum + link.value * of(link), 0) / into.reduce((sum, link) => sum + link.value, 0);
        const middle = (node) => node.across + node.size / 2;

        return into.length ? mean((link) => middle(byId.get(link.from)) - middle(byId.get(link.to))) : 0;
    };

    /* Where nodes and ribbons of a flow lie, in pixels. Columns stand side by side, on narrow screens one below the other: `along` is the
       way of the flow, `across` the thickness of nodes and ribbons. Labels stand behind a node, on narrow screens above it. */
    const flowLayout = (data, values) => {
        const nodes = data.nodes
            .filter((node) => node.value > 0)
            .map((node) => ({ ...node, text: people(node.value, "number"), fill: colourOf(node.colour, values) }));
        const columns = distinct(nodes.map((node) => node.column))
            .sort((a, b) => a - b)
            .map((column) => nodes.filter((node) => node.column === column));
        const wordy = (node) => Math.max(node.label.length, node.text.length) * values.letter + 10;
        const labelRoom = Math.max(...columns[columns.length - 1].map(wordy));
        const tall = columns.length > 1 && (values.width - labelRoom) / (columns.length - 1) < Math.max(...nodes.map(wordy));
        const thickness = 12;
        const height = tall ? columns.length * 84 + 8 : values.height;
        const step =
            columns.length < 2
                ? 0
                : (tall ? height - 46 - thickness : values.width - labelRoom - thickness) / (columns.length - 1);
        const space = tall ? values.width : height;
        const crowded = (column) => tall && column.reduce((sum, node) => sum + wordy(node), 0) > 0.8 * space; // then labels take two heights
        const slot = (column, node, size) => (tall ? Math.max(size, wordy(node) / (crowded(column) ? 2 : 1)) + 4 : size + 34);
        const thick = (value, scale) => Math.max(1.5, value * scale);
        const extent = (column, scale) => column.reduce((sum, node) => sum + slot(column, node, thick(node.value, scale)), 0);
        const scale = largest(
            (x) => columns.every((column) => extent(column, x) <= space),
            space / Math.max(...nodes.map((node) => node.value)),
        );
        const byId = new Map(nodes.map((node) => [node.id, node]));

        columns.forEach((column, i) => {
            const along = step * i + (tall ? 40 : 0);
            let across = tall ? 0 : 12;

            for (const node of column) {
                node.size = thick(node.value, scale);
                node.across = across;
                across += slot(column, node, node.size);
            }
            const shift = Math.min(
                Math.max(0, space - extent(column, scale)),
                Math.max(0, i ? pull(data.links, column, byId) : tall ? 0 : (space - extent(column, scale)) / 2),
            );

            column.forEach((node, k) => {
                const [near, far] = [node.across + shift, node.across + shift + node.size];
                const up = crowded(column) && k % 2 ? 26 : 0;
                const box = tall
                    ? { x0: near, x1: far, y0: along, y1: along + thickness }
                    : { x0: along, x1: along + thickness, y0: near, y1: far };

                Object.assign(node, box, {
                    along,
                    across: near,
                    out: near,
                    in: near,
                    labelX: tall ? box.x0 : box.x1 + 6,
                    labelY: tall ? box.y0 - 19 - up : (box.y0 + box.y1) / 2 - 2,
                });
                node.textY = node.labelY + 14;
            });
        });
        return { nodes, ribbons: ribbonsOf(data.links, nodes, { scale, thickness, values }), tall, height };
    };
    const ribbonsOf = (links, nodes, { scale, thickness, values }) => {
        const byId = new Map(nodes.map((node) => [node.id, node]));
        const rank = (link) => nodes.indexOf(byId.get(link.from)) * nodes.length + nodes.indexOf(byId.get(link.to));

        return links
            .filter((link) => link.value > 0 && byId.has(link.from) && byId.has(link.to))
            .sort((a, b) => rank(a) - rank(b))
            .flatMap((link, ribbon) => {
                const [from, to] = [byId.get(link.from), byId.get(link.to)];
                const thick = Math.max(1, link.value * scale);
                const common = {
                    ribbon,
                    fill: colourOf(link.colour || to.colour, values),
                    from: from.label,
                    to: to.label,
                    text: `${people(link.value, "number")}, ${people(link.value / from.value, "share")} of ${from.label.toLowerCase()}`,
                };
                const [begin, end] = [from.along + thickness, to.along];
                // Two points at each end make a ribbon leave and arrive level.
                const points = [
                    [begin, from.out],
                    [begin + 1, from.out],
                    [end - 1, to.in],
                    [end, to.in],
                ];

                from.out += thick;
                to.in += thick;
                return points.map(([along, across]) => ({ ...common, along, across0: across, across1: across + thick }));
            });
    };

    /* ---- rows, and the values that follow from them ---- */

    /* Packed rows as objects: {fields, texts, rows}, where a cell of a field under texts is the number of its text. Rows that are objects
       already stay as they are. */
    const unpacked = (data) => {
        if (Array.isArray(data)) {
            return data;
        }
        if (!data.fields) {
            return Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, unpacked(rows)]));
        }
        const cell = (field, value) => (data.texts[field] && value !== null ? data.texts[field][value] : value);

        return data.rows.map((row) => Object.fromEntries(row.map((value, i) => [data.fields[i], cell(data.fields[i], value)])));
    };

    const lists = (data) => (Array.isArray(data) ? [data] : Object.values(data));
    const rowsOf = (data) => lists(data).find((rows) => rows.some((row) => "t" in row)) || lists(data)[0];
    /* The rows of a choice, and those that are always shown beside it. */
    const select = (data, field, choice, always) => {
        const wanted = (row) => row[field] === choice || (known(always) && row[field] === always);
        const of = (rows) => (rows.some((row) => field in row) ? rows.filter(wanted) : rows);

        return Array.isArray(data) ? of(data) : Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, of(rows)]));
    };

    /* Rows with a name and a series, the series below each other: a row with the name of the series before those that belong to it. */
    const grouped = (rows) => {
        const series = distinct(rows.map((row) => row.series).filter(known));

        return series.length < 2
            ? rows.map((row) => ({ ...row, key: row.name }))
            : series.flatMap((name) => [
                  { key: `${name}\n`, head: name },
                  ...rows.filter((row) => row.series === name).map((row) => ({ ...row, key: `${name}\n${row.name}` })),
              ]);
    };
    /* What an axis calls a row of grouped rows: nothing for the head of a series, which has the width of the chart to itself. */
    const keyName = (key, most) => {
        const name = key.slice(key.indexOf("\n") + 1);
        const cut = name.length > most ? name.lastIndexOf(" ", most) : -1;

        return cut > 0 ? [name.slice(0, cut), name.slice(cut + 1)] : name;
    };

    /* Intervals of confidence can reach beyond what a figure can be; they are drawn up to there. Differences can be anything. */
    const bounded = (data, unit = "number") => {
        const most = unit === "share" ? 1 : Infinity;
        const of = (rows) =>
            rows.map((row) =>
                known(row.low) && known(row.high) ? { ...row, low: Math.max(0, row.low), high: Math.min(most, row.high) } : row,
            );

        if (unit.startsWith("+")) {
            return data;
        }
        return Array.isArray(data) ? of(data) : Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, of(rows)]));
    };

    const verdicts = [
        ["better", "c1", "triangle-up"],
        ["worse", "c2", "triangle-down"],
        ["same", "c7", "circle"],
        ["undecided", "c5", "diamond"],
        ["higher", "c4", "triangle-up"],
        ["lower", "c3", "triangle-down"],
    ];

    const givenOf = (self) => {
        const { choices = {}, ...params } = self.params;

        const defaults = Object.entries((self.spec.usermeta || {}).params || {}).map(([name, value]) => [
            name,
            typeof value === "string" ? say(value) : value,
        ]);

        return { ...Object.fromEntries(defaults), ...params, ...choices[self.choice] };
    };

    /* The values for a figure's spec: defaults, parameters, those of the choice, the colours, and what follows from width and rows. */
    const valuesOf = (self, data, width, all) => {
        const rows = rowsOf(data);
        const narrow = width < 480;
        const given = givenOf(self);
        const highest = known(given.highest) ? given.highest : Math.max(...rows.map((row) => row.value).filter(known), -Infinity);

        if ("lowest" in given && Number.isFinite(highest)) {
            // a scale of colours needs both ends
            given.highest =
                highest > given.lowest ? (given.unit === "time" ? niceSeconds(highest, 2).yHighest : highest) : given.lowest + 1;
        }
        const values = {
            ...all,
            ...given,
            width,
            narrow,
            letter: narrow ? 7 : 7.8,
            labelLimit: narrow ? 126 : 230,
            labelMost: narrow ? 17 : 30,
            headOffset: 0,
            xTicks: narrow ? 4 : 7,
            inner: width - 6 - (given.axisExtent || 0),
            legendValues: [given.lowest, (given.lowest + given.highest) / 2, given.highest],
            hasTargets: (data.targets && data.targets.length) || null,
            legendMet: known(given.target) ? [say("target met"), say("target missed")] : [],
            metText: say("target met"),
            missedText: say("target missed"),
            daysWord: say("all days"),
        };

        Object.assign(values, { zero: true }, zoomed(rows, given), valuesOfRows(data, rows, values), given.unit === "time" ? secondsAxis(rows) : {});
        return values;
    };
    /* Shares that all lie high have an axis of their own: from the tenth below the lowest on, and the axis says so. */
    const zoomed = (rows, { unit, title, goals = [] }) => {
        const lowest = Math.min(
            ...rows.flatMap((row) => [row.mean, row.low, row.p10]).filter(known),
            ...goals.map((goal) => goal.y),
        );

        if (unit !== "share" || !Number.isFinite(lowest) || !(lowest > 0.6) || !rows.some((row) => known(row.mean))) {
            return {};
        }
        const start = Math.min(0.9, Math.floor(lowest * 10 + 1e-9) / 10);

        return { zero: false, lowest: start, title: say("{0} (axis from {1} %)", title, Math.round(100 * start)) };
    };
    const valuesOfRows = (
        data,
        rows,
        { width, labelLimit, letter, unit, highest, bandText = "", daysText, rowHeight = 0, ...colour },
    ) => {
        const times = distinct(rows.map((row) => row.t).filter(known));
        const lines = distinct(rows.map((row) => row.row || row.key).filter(known));
        const room =
            width - (lines.length ? Math.min(labelLimit, Math.max(...lines.map((line) => line.length - line.indexOf("\n") - 1)) * letter) + 14 : 60);
        const digits = Math.max(...rows.map((row) => (known(row.value) ? brief(row.value, unit, highest).length : 0)), 1);
        const cellText = times.length ? Math.min(11, (room / times.length - 5) / (0.64 * digits)) : 0;
        const present = verdicts
            .map(([name, ...look]) => [say(name), ...look])
            .filter(([name]) => rows.some((row) => row.verdict === name));
        const keys = [
            ...(present.length ? present.map(([name]) => name) : bandText ? [say("mean"), bandText, daysText] : []),
            ...distinct(
                lists(data)
                    .flatMap((list) => list.map((row) => row.series))
                    .filter(known),
            ),
        ];
        const has = (field) => rows.some((row) => known(row[field])) || null;
        const days = rows.some((row) => known(row.p10) && row.p10 !== row.p90) || null;
        const bands = [
            [say("mean"), colour.c1, true],
            [bandText, colour.c1Band, has("low")],
            [daysText, colour.c1Faint, days],
        ].filter((band) => band[2]);
        const widths = keys.map((key) => key.length * letter + 34);
        const columns = Math.floor((width - 40) / Math.max(...widths));
        const inOneRow = widths.reduce((sum, each) => sum + each, 0) <= width - 40;

        return {
            ...ticksOf(times, room),
            tickAt: times.length && isPeriod(times[0]) ? 0.5 : 0, // a time begins a cell, a month is one
            cellText: cellText >= 7.5 ? cellText : null,
            rowsHeight: lines.length * rowHeight,
            keys: lines,
            headOffset: room - width + 8,
            headLimit: width - 8,
            dashes: keys.map((_, i) => (i < 4 ? [1, 0] : [6, 3])),
            hasInterval: has("low"),
            hasHeads: has("head"),
            hasDays: days,
            bandNames: bands.map(([name]) => name),
            bandColours: bands.map(([, fill]) => fill),
            legendColumns: Math.max(1, inOneRow ? keys.length : columns),
            verdicts: present.map(([name]) => name),
            verdictColours: present.map(([, role]) => colour[role]),
            verdictShapes: present.map(([, , shape]) => shape),
        };
    };

    /* Verdicts go by their English until they are drawn. */
    const judged = (data) => {
        const one = (row) => ({ ...row, ...(row.verdict && { verdict: say(row.verdict) }), ...(row.standing && { standing: say(row.standing) }) });

        return Array.isArray(data) ? data.map(one) : data;
    };
    /* The spec of a figure (spec, data, params, chooseBy, choice) with its rows, for a width and colours. */
    const specOf = (self, width, all) => {
        const given = givenOf(self);
        const chosen = self.choice === null ? self.data : select(self.data, self.chooseBy, self.choice, given.always);
        let data = judged(bounded(chosen, given.unit));

        if (given.grouped) {
            data = grouped(data);
        }
        const values = valuesOf(self, data, width, all);

        if (data.nodes && data.links) {
            const { tall, height, ...flow } = flowLayout(data, values);

            data = flow;
            Object.assign(values, { tall: tall || null, wide: !tall || null, height });
        }
        const spec = fill(self.spec, values);

        delete spec.usermeta;
        return Object.assign(spec, Array.isArray(data) ? { data: { values: data } } : { datasets: data });
    };

    /* What specs may use in their expressions. */
    const functions = { people, tick, brief, between, clock, when, block, keyName };

    return { distinct, known, unpacked, rowsOf, configOf, specOf, functions, speak, say };
})();
