/* Workers with the engine. A lane does one command after another; whoever asks anew takes the place of what the lane was doing, which is broken off: its
   worker ends, and a fresh one takes its place. The page itself computes nothing. */
const studioPool = (function () {
    "use strict";

    let source = "";
    let module = null;
    let files = {};

    /* Ask once before anything else. @param base64  the engine @param shipped  {name: text}, which every command finds */
    const prepare = async (script, base64, shipped) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const isPacked = bytes[0] === 0x1f;
        const stream = new Blob([bytes]).stream();

        source = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
        module = await WebAssembly.compile(await new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).arrayBuffer());
        files = shipped;
    };

    class Lane {
        constructor() {
            this.worker = null;
            this.waiting = new Map();
            this.last = 0;
        }
        start() {
            this.worker = new Worker(source);
            this.worker.onmessage = ({ data }) => this.settle(data.id, data);
            this.worker.onerror = (event) => [...this.waiting.keys()].forEach((id) => this.settle(id, { failed: event.message }));
            this.worker.postMessage({ module, files });
        }
        settle(id, { done, failed }) {
            const waiter = this.waiting.get(id);

            this.waiting.delete(id);
            if (waiter && failed) waiter.reject(new Error(failed));
            else if (waiter) waiter.resolve(done);
        }
        /* A command, beside what the lane does. @return {exit, out, err, files} */
        ask(argv, own) {
            const id = ++this.last;

            if (!this.worker) this.start();
            this.worker.postMessage({ id, argv, files: own || {} });
            return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
        }
        /* Break off. Whoever waits gets null. */
        stop() {
            if (this.waiting.size === 0) return;
            this.worker.terminate();
            this.worker = null;
            [...this.waiting.keys()].forEach((id) => this.settle(id, { done: null }));
        }
        get busy() {
            return this.waiting.size > 0;
        }
    }

    return { prepare, Lane };
})();
