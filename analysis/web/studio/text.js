/* Elements, figures and texts as the studio shows them. */
const studioText = (function () {
    "use strict";

    const { people } = ccsimChart.functions;

    const make = (tag, properties, ...children) => {
        const { data, aria, ...rest } = properties || {};
        const element = Object.assign(document.createElement(tag), rest);

        Object.assign(element.dataset, data);
        for (const [name, value] of Object.entries(aria || {})) element.setAttribute(name === "role" ? name : `aria-${name}`, value);
        element.append(...children.filter((child) => child !== null && child !== undefined));
        return element;
    };
    const button = (words, act, properties) => {
        const element = make("button", { type: "button", ...properties }, words);

        element.addEventListener("click", act);
        return element;
    };
    const badge = (verdict, words) => make("span", { className: `badge ${verdict}` }, words || verdict);

    /* A figure of an answer, with its half-width behind it. */
    const figure = (row, unit) => (row && row.mean !== null ? people(row.mean, unit) : "–");
    const within = (row, unit) =>
        row && row.half_width !== null && row.half_width !== undefined ? `± ${people(row.half_width, unit)}` : "";
    /* A difference, with its sign: "+1.5 points ± 0.3 points". */
    const difference = (row, unit) => {
        if (!row || row.difference === null || row.difference === undefined) return "";
        const half = row.difference_half_width;

        return people(row.difference, `+${unit}`) + (half ? ` ± ${people(half, unit).replace(" %", " points")}` : "");
    };

    const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const dayOf = (t) => t.slice(0, 10);
    const clockOf = (t) => t.slice(11, 16);
    const weekdayOf = (t) => days[new Date(`${dayOf(t)}T12:00:00Z`).getUTCDay()];
    const dayName = (t) => `${weekdayOf(t)} ${Number(t.slice(8, 10))}.${Number(t.slice(5, 7))}.`;
    const minutesOf = (clock) => 60 * Number(clock.slice(0, 2)) + Number(clock.slice(3, 5));
    const clockAt = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

    /* Without digits that only arithmetic has brought. */
    const rounded = (value) => Math.round(value * 1e6) / 1e6;
    const numberOf = (text) => {
        const value = Number(String(text).trim().replace(",", ".").replace("\u2212", "-"));

        return String(text).trim() === "" || !Number.isFinite(value) ? null : value;
    };

    return {
        make, button, badge, people, figure, within, difference, dayOf, clockOf, weekdayOf, dayName, minutesOf, clockAt, rounded,
        numberOf,
    };
})();
