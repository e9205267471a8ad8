/* The complete scenario, as `ccsim explain --full` prints it, line by line: its keys with their values, and what types and groups are called. */
const studioOutline = (function () {
    "use strict";

    const keysOf = (text) => {
        const stack = [];
        const keys = new Map();

        for (const line of text.split("\n")) {
            const opens = /^\s*(\w+): \{$/.exec(line);
            const holds = /^\s*(\w+) = (.*?);?$/.exec(line);

            if (opens) stack.push(opens[1]);
            else if (/^\s*\};$/.test(line)) stack.pop();
            else if (holds) keys.set([...stack, holds[1]].join("."), holds[2]);
        }
        return keys;
    };
    /* A string of the scenario language; JSON has no \xNN. */
    const unquoted = (text) => {
        if (!text || !text.startsWith('"')) return text;
        try {
            return JSON.parse(text.replace(/\\(?:x([0-9a-fA-F]{2})|.)/g, (whole, code) => (code ? `\\u00${code}` : whole)));
        } catch {
            return text;
        }
    };

    return (text) => {
        const keys = keysOf(text);
        const named = (kind) => {
            const names = [...new Set([...keys.keys()].filter((key) => key.startsWith(`${kind}.`)).map((key) => key.split(".")[1]))];

            return names.map((name) => ({ name, label: unquoted(keys.get(`${kind}.${name}.label`)) || name }));
        };
        const types = named("types");
        const groups = named("groups");
        const labels = new Map([["all", "All together"], ...types.map((e) => [`type/${e.name}`, e.label]), ...groups.map((e) => [`group/${e.name}`, e.label])]);

        return { text, keys, types, groups, title: unquoted(keys.get("title")) || "", label: (entity) => labels.get(entity) || entity.replace(/^(channel|group|type|whole)\//, "") };
    };
})();
