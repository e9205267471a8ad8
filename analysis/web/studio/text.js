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
    /* Put children in place of those that an element has. Whoever is in it with the keyboard stays at what has the same name, else at what stands there now;
       what was unfolded stays so. */
    const stops = "button:not(:disabled), input, select, textarea, summary, [tabindex]";
    const nameOf = (element) => element.id || element.getAttribute("aria-label") || element.textContent;
    const refill = (holder, ...children) => {
        const at = [...holder.querySelectorAll(stops)].indexOf(document.activeElement);
        const name = at < 0 ? "" : nameOf(document.activeElement);
        const unfolded = [...holder.querySelectorAll("details[open] > summary")].map(nameOf);

        holder.replaceChildren(...children);
        for (const summary of holder.querySelectorAll("details > summary")) if (unfolded.includes(nameOf(summary))) summary.parentNode.open = true;
        if (at < 0) return;
        const now = [...holder.querySelectorAll(stops)];
        const next = now.find((element) => nameOf(element) === name) || now[Math.min(at, now.length - 1)] || holder;

        if (next === holder) holder.tabIndex = -1;
        next.focus({ preventScroll: true });
    };
    /* A button that is of no use now hands the keyboard on to another one of its row. */
    const enable = (element, can) => {
        const had = document.activeElement === element;

        element.disabled = !can;
        const next = had && !can && element.parentNode.querySelector("button:not(:disabled)");

        if (next) next.focus({ preventScroll: true });
    };
    const badge = (verdict, words) => make("span", { className: `badge ${verdict}` }, words || verdict);

    /* A figure of an answer, with its half-width behind it. */
    const figure = (row, unit) => (row && row.mean !== null ? people(row.mean, unit) : "–");
    /* The last digit with which people() shows a value, as a step. */
    const plainDigit = (size) => (size >= 100 ? 1 : size >= 10 ? 0.1 : 0.01);
    const digitOf = (value, unit) => {
        const size = Math.abs(value);

        if (unit === "share") return 0.001;
        if (unit === "time" && size >= 90) return size < 3600 ? 1 : 60;
        return plainDigit(size);
    };
    const nothing = 1e-9; // what only arithmetic has brought
    /* A half-width in the digits of what it belongs to: "± 0.2 points", "± < 0.1 points"; "" where there is none, as of what no chance moves. */
    const halfWidth = (half, of, unit) => {
        if (!half || half < nothing) return "";
        const digit = digitOf(of, unit);
        const shown = people(Math.max(1, Math.round(half / digit)) * digit, `+${unit}`).replace("+", "");

        return `± ${half < digit ? "< " : ""}${shown}`;
    };
    const within = (row, unit) => (row ? halfWidth(row.half_width, row.mean, unit) : "");
    /* A difference, with its sign: "+1.5 points ± 0.3 points". */
    const difference = (row, unit) => {
        if (!row || row.difference === null || row.difference === undefined) return "";
        return `${people(row.difference, `+${unit}`)} ${halfWidth(row.difference_half_width, row.difference, unit)}`.trim();
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
    const notNumber = (text, wanted) => (text.trim() ? `“${text.trim()}” is not ${wanted}: nothing is changed.` : `Nothing is changed: write ${wanted}.`);

    return {
        make, button, badge, refill, enable, people, figure, within, difference, dayOf, clockOf, weekdayOf, dayName, minutesOf, clockAt, rounded,
        numberOf, notNumber,
    };
})();
