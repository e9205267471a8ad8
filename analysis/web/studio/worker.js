/* A worker of the studio: an engine, and the commands that the page asks of it, one after another. engine.js stands before it. */
(function () {
    "use strict";

    let ready = null;
    let shipped = {};

    onmessage = async (event) => {
        const { id, module, files, argv } = event.data;

        try {
            if (module) {
                shipped = files;
                ready = ccsimEngine(module);
                return;
            }
            const engine = await ready;

            postMessage({ id, done: engine.command(argv, { ...shipped, ...files }) });
        } catch (error) {
            postMessage({ id, failed: String((error && error.message) || error) });
        }
    };
})();
