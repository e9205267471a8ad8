/* Workers with the engine. A lane does one command after another; whoever asks anew takes the place of what the lane was doing, which is broken off: its
   worker ends, and a fresh one takes its place. A crew is several lanes that share jobs. The page itself computes nothing. */
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
            this.worker.onmessage = ({ data }) => (data.told === undefined ? this.settle(data.id, data) : this.waiting.get(data.id).tell(data.told));
            this.worker.onerror = (event) => [...this.waiting.keys()].forEach((id) => this.settle(id, { failed: event.message }));
            this.worker.postMessage({ module, files });
        }
        settle(id, { done, failed }) {
            const waiter = this.waiting.get(id);

            this.waiting.delete(id);
            if (waiter && failed) waiter.reject(new Error(failed));
            else if (waiter) waiter.resolve(done);
        }
        /* A command, beside what the lane does. @param tell  gets lines of progress @return {exit, out, err, files} */
        ask(argv, own, tell) {
            return this.send({ argv, files: own || {}, tells: Boolean(tell) }, tell);
        }
        send(message, tell) {
            const id = ++this.last;

            if (!this.worker) this.start();
            this.worker.postMessage({ id, ...message });
            return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject, tell }));
        }
        /* Break off. Whoever waits gets null. */
        stop() {
            if (this.waiting.size === 0) return;
            this.worker.terminate();
            this.worker = null;
            [...this.waiting.keys()].forEach((id) => this.settle(id, { done: null }));
        }
        /* Nothing is asked for a while: give back the memory of what was done. A worker that has begun waits for what comes. */
        rest() {
            if (this.busy || !this.worker) return;
            this.worker.terminate();
            this.start();
        }
        get busy() {
            return this.waiting.size > 0;
        }
    }

    const pauseMs = 1000;
    const patienceMs = 60; // a block that ends by then costs less than a fresh worker

    class Crew {
        constructor(n) {
            this.lanes = Array.from({ length: n }, () => new Lane());
            this.jobs = []; // those that wait, by rank
            this.pause = 0;
        }
        /* The least rank is done first. @param own  what takes much room is for the first lane alone @return what the worker said; null: dropped */
        ask(key, message, rank, own) {
            return new Promise((resolve, reject) => {
                const behind = this.jobs.findIndex((job) => job.rank > rank);

                this.jobs.splice(behind < 0 ? this.jobs.length : behind, 0, { key, message, rank, own, resolve, reject });
                this.hand();
            });
        }
        hand() {
            clearTimeout(this.pause);
            this.pause = setTimeout(() => this.lanes.some((each) => each.busy) || this.lanes.forEach((each) => each.rest()), pauseMs);
            for (const lane of this.lanes.filter((each) => !each.busy)) {
                const at = this.jobs.findIndex((job) => !job.own || lane === this.lanes[0]);
                const [job] = at < 0 ? [] : this.jobs.splice(at, 1);

                if (!job) continue;
                lane.key = job.key;
                lane.send(job.message).then(job.resolve, job.reject).finally(() => this.hand());
            }
        }
        /* Drop all but the jobs of these keys. What is being simulated may end, if it does soon. */
        keep(keys) {
            const dropped = this.jobs.filter((job) => !keys.has(job.key));

            this.jobs = this.jobs.filter((job) => keys.has(job.key));
            dropped.forEach((job) => job.resolve(null));
            for (const lane of this.lanes.filter((each) => each.busy && !keys.has(each.key))) {
                const { last } = lane;

                setTimeout(() => lane.last === last && lane.stop(), patienceMs);
            }
        }
    }

    return { prepare, Lane, Crew };
})();
