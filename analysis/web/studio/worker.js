/* A worker of the studio: an engine, and what the page asks of it, one after another: commands, or work on a plan that it keeps open. engine.js stands
   before it. */
(function () {
    "use strict";

    let open = null; // the plan that was asked for last; others make room
    let ready = null;
    let shipped = {};

    const opened = (engine, { key, path, files, variants }) => {
        if (!open || open.key !== key) {
            open = null;
            open = { key, plan: engine.open(path, { ...shipped, ...files }, variants) };
        }
        return open.plan;
    };
    const work = (plan, { block, figures }) => {
        if (block) return plan.block(block.variant, block.first, block.n);
        if (!figures) return { errors: plan.errors, warnings: plan.warnings };
        if (figures.page) return plan.page(figures.blocks);
        return figures.blocks.length > 1 ? plan.compare(figures.blocks, figures.wanted) : plan.answer(0, figures.blocks[0], figures.wanted);
    };

    onmessage = async (event) => {
        const { id, module, files, argv, plan } = event.data;

        try {
            if (module) {
                shipped = files;
                ready = ccsimEngine(module);
                return;
            }
            const engine = await ready;
            const tell = event.data.tells ? (told) => postMessage({ id, told }) : null;
            const done = plan ? work(opened(engine, plan), event.data) : engine.command(argv, { ...shipped, ...files }, tell);

            postMessage({ id, done }, done instanceof Uint8Array ? [done.buffer] : []);
        } catch (error) {
            postMessage({ id, failed: String((error && error.message) || error) });
        }
    };
})();
