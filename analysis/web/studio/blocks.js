/* Replications in blocks, simulated by a crew of workers, each once: of the scenario as it was they are kept while only what is changed of it changes. Figures
   of the first n replications are merged of blocks in their order, so that they do not depend on who simulated what. */
const studioBlocks = (function () {
    "use strict";

    const most = 4; // workers
    const crew = new studioPool.Crew(Math.min(most, navigator.hardwareConcurrency || 2));
    const perBlock = 4;
    const kept = new Map(); // key of a variant -> Map of the first replication -> promise of a block
    const wanted = new Map(); // who wants -> plan
    const ids = new WeakMap();
    let lastId = 0;

    const idOf = (own) => {
        if (!ids.has(own)) ids.set(own, ++lastId);
        return ids.get(own);
    };
    /* A scenario and variants of it, {name, whatIfs}, for figures(). */
    const planOf = (of, variants) => {
        const base = `${idOf(of.own)} ${of.name}\n${of.text}`;
        const all = [{}, ...variants];

        return { key: `${base}\n${JSON.stringify(all)}`, keys: all.map(({ whatIfs }) => `${base}\n${whatIfs || ""}`), path: of.name, files: { ...of.own, [of.name]: of.text }, variants: all };
    };
    /* What someone wants from now on, instead of what they wanted before; null: nothing. What nobody wants is dropped. */
    const want = (who, plan) => {
        wanted.set(who, plan);
        const plans = [...wanted.values()].filter(Boolean);
        const keys = new Set(plans.flatMap(({ key, keys: own }) => [key, ...own]));

        [...kept.keys()].filter((key) => !keys.has(key)).forEach((key) => kept.delete(key));
        crew.keep(keys);
    };

    const message = ({ key, path, files, variants }, rest) => ({ plan: { key, path, files, variants }, ...rest });
    /* The first few are shared among all workers. */
    const cuts = (n) => {
        const found = [];
        const ahead = Math.max(1, Math.floor(perBlock / crew.lanes.length));

        for (let first = 0; first < n; first += first < perBlock ? ahead : perBlock) found.push({ first, n: Math.min(first < perBlock ? ahead : perBlock, n - first) });
        return found;
    };
    const blockOf = (plan, variant, { first, n }, rank) => {
        const key = plan.keys[variant];
        const own = kept.get(key) || new Map();

        kept.set(key, own);
        if (!own.has(first)) {
            const block = crew.ask(key, message(plan, { block: { variant, first, n } }), rank);

            own.set(first, block);
            block.catch(() => own.delete(first));
        }
        return own.get(first);
    };

    const words = ({ path, text }) => (path ? `${path}: ${text}` : text);
    /* What is said of a plan: {errors, warnings}; null: dropped. */
    const open = (plan) => {
        plan.opening = plan.opening || crew.ask(plan.key, message(plan, {}), 0);
        return plan.opening;
    };
    /* What the program prints of the first n replications, n a multiple of four. @param rank  less is sooner, from 1 @param how  {wanted} as --by and --metric say, or
       {page: true}, the report @return a text; null: dropped. A plan with errors throws them. */
    const figures = async (plan, n, rank, how) => {
        const opened = await open(plan);

        if (!opened) return null;
        if (opened.errors.length) throw new Error(opened.errors.map(words).join(" "));
        const blocks = await Promise.all(plan.keys.map((_, variant) => Promise.all(cuts(n).map((cut) => blockOf(plan, variant, cut, rank)))));

        return blocks.flat().every(Boolean) ? crew.ask(plan.key, message(plan, { figures: { blocks, ...how } }), 0, true) : null;
    };

    return { planOf, want, open, words, figures };
})();
