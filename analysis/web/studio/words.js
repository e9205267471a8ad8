/* What a reader has changed, in the words of what-ifs (docs/what_if.md). A change is {slot, words, said}: a slot holds one change, words are for the
   engine, said for people where they differ. Cells of the grid are agents more or fewer, by group and interval. Knows no page. */
const studioWords = (function () {
    "use strict";

    const { clockOf, dayOf, weekdayOf, minutesOf, clockAt, rounded } = studioText;
    const signed = (value) => (value < 0 ? `-${rounded(-value)}` : `+${rounded(value)}`);

    /* "volume of cards +10 %"; null where nothing is changed. */
    const percent = (quantity, of, value) => (value ? `${quantity}${of ? ` of ${of}` : ""} ${signed(value)} %` : null);
    const shrinkage = (of, value) => (value === null ? null : `shrinkage${of ? ` of ${of}` : ""} ${rounded(value)} %`);
    const hours = (from, to) => (from && to ? ` from ${from} to ${to}` : "");
    const staff = (group, value, from, to) => `staff ${signed(value)}${group ? ` in ${group}` : ""}${hours(from, to)}`;
    const move = (n, from, to) => `move ${rounded(n)} from ${from} to ${to}`;
    const train = (n, group, type) => `cross-train ${rounded(n)} of ${group} for ${type}`;

    const atOnce = (channel, n) => `channels.${channel}.at_once=${rounded(n)}`;

    /* Changes with one of them put in, taken out (words null) or replaced. */
    const put = (changes, slot, words, said) => {
        const next = { slot, words, said };
        const at = changes.findIndex((each) => each.slot === slot);

        if (!words) return changes.filter((each) => each.slot !== slot);
        return at < 0 ? [...changes, next] : changes.map((each, i) => (i === at ? next : each));
    };

    /* Intervals of one day that follow each other with the same number of agents more are one change. */
    const stretches = (cells, axis) => {
        const found = [];

        axis.forEach((t, i) => {
            const value = cells[t] || 0;
            const last = found[found.length - 1];

            if (!value) return;
            if (last && last.value === value && last.end === i && dayOf(t) === dayOf(last.t)) last.end = i + 1;
            else found.push({ t, value, start: i, end: i + 1 });
        });
        return found;
    };
    const endOf = (axis, i, step) =>
        i + 1 < axis.length && dayOf(axis[i + 1]) === dayOf(axis[i]) && minutesOf(clockOf(axis[i + 1])) - minutesOf(clockOf(axis[i])) === step
            ? clockOf(axis[i + 1])
            : clockAt(Math.min(minutesOf(clockOf(axis[i])) + step, 1440));
    /* The grid's cells ({group: {t: agents}}) as changes. With several days a change names its weekday. */
    const ofCells = (cells, axis, step) => {
        const severalDays = new Set(axis.map(dayOf)).size > 1;

        return Object.entries(cells).flatMap(([group, row]) =>
            stretches(row, axis).map(({ t, value, end }) => {
                const from = clockOf(t);
                const to = endOf(axis, end - 1, step);

                return { words: staff(group, value, from, to) + (severalDays ? ` on ${weekdayOf(t)}` : "") };
            }),
        );
    };

    return { percent, shrinkage, staff, move, train, atOnce, put, ofCells };
})();
