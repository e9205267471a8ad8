/* engine.js - the program ccsim inside a page: ccsim.wasm, with files that live in memory. A plain script that asks nothing of the network, for a
 * worker as for a page; no other script of the page knows WASI.
 *
 *   const engine = await ccsimEngine(bytes, libraries);      // of ccsim.wasm or ccsim.wasm.gz, or a module of them; compiled once
 *   engine.command(["run", "day.cfg", "--json"], {"day.cfg": text})
 *       -> {exit, out, err, files}                           // a fresh instance each time
 *   const plan = engine.open("day.cfg", files, [{}, {name: "more", sets: ["groups.desk.staff+=2"], whatIfs: ["volume +10 %"]}]);
 *   plan.errors, plan.warnings                               // [{file, line, path, text}]; a plan with errors does nothing
 *   const block = plan.block(0, 0, 4);                       // replications 0 .. 3 of the base, here or in another worker
 *   plan.answer(0, [block]); plan.compare([[block], [other]]); plan.page([[block]]);
 *
 * files: {name: string or Uint8Array}; what comes back are those that the command wrote, as Uint8Array. What ccsim prints is text.
 * libraries: {"vendor/vega.min.js": text, ...}, with what pages draw by. The module carries none of them: a mark stands where one belongs. */
"use strict";

const ccsimEngine = (() => {
    const OK = 0, BADF = 8, EXIST = 20, INVAL = 28, ISDIR = 31, NOENT = 44, NOSYS = 52, SPIPE = 70;
    const DIRECTORY = 3, REGULAR = 4, TERMINAL = 2, UNKNOWN = 0;
    const SEEK = 0x04n, TELL = 0x20n; /* rights that a terminal has not */
    const ERR = 2;
    const CREATE = 1, EXCLUSIVE = 4, TRUNCATE = 8, APPEND = 1;
    const TOP = 3; /* the descriptor of the folder at the top */
    const encoder = new TextEncoder();
    const ENVIRONMENT = [encoder.encode("LANG=C.UTF-8\0"), encoder.encode("NO_COLOR=1\0")];

    class Exit {
        constructor(code) {
            this.code = code;
        }
    }

    /** Bytes that grow. */
    class File {
        constructor(bytes) {
            this.bytes = bytes;
            this.size = bytes.length;
            this.changed = false;
        }
        resize(size) {
            if (size > this.bytes.length) {
                const wider = new Uint8Array(Math.max(size, 2 * this.bytes.length, 1024));

                wider.set(this.bytes.subarray(0, this.size));
                this.bytes = wider;
            }
            if (size < this.size) this.bytes.fill(0, size, this.size);
            this.size = size;
            this.changed = true;
        }
        write(at, bytes) {
            if (at + bytes.length > this.size) this.resize(at + bytes.length);
            this.bytes.set(bytes, at);
            this.changed = true;
        }
        whole() {
            return this.bytes.slice(0, this.size);
        }
    }

    /** Where a path leads, from the top: no "." and "..", no slash in front. */
    function plain(path) {
        const parts = [];

        for (const part of path.split("/")) {
            if (part === "..") parts.pop();
            else if (part !== "" && part !== ".") parts.push(part);
        }
        return parts.join("/");
    }

    /* ---- time zones: those of the browser, in the form of the files that the program reads ------------------------------------- */

    const ZONES = "usr/share/zoneinfo/", FIRST_YEAR = 1990, LAST_YEAR = 2070, STEP_MS = 14 * 864e5;

    /** The moments at which the clocks of a zone change between the years above, and to what. */
    function shiftsOf(name) {
        const numbers = {year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric"};
        const format = new Intl.DateTimeFormat("en-US", {timeZone: name, hourCycle: "h23", ...numbers});
        const ahead = (ms) => {
            const [month, day, year, hour, minute, second] = format.format(ms).match(/\d+/g).map(Number);

            return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - ms) / 1000);
        };
        const shifts = [], end = Date.UTC(LAST_YEAR, 0, 1);
        let from = Date.UTC(FIRST_YEAR, 0, 1), offset = ahead(from);
        const first = offset;

        for (let to = from + STEP_MS; from < end; to += STEP_MS) {
            const then = ahead(to);
            let low = from, high = to;

            while (then !== offset && high - low > 1000) {
                const middle = low + Math.round((high - low) / 2000) * 1000;

                if (ahead(middle) === offset) low = middle;
                else high = middle;
            }
            if (then !== offset) shifts.push({at: high / 1000, ahead: then});
            from = to;
            offset = then;
        }
        return {first, shifts};
    }

    /** A file of the time zone database (RFC 8536), version 2: an empty block for old readers, then the true one, and no rule behind it. */
    function zoneFile(name) {
        const {first, shifts} = shiftsOf(name), types = [...new Set([first, ...shifts.map(({ahead}) => ahead)])];
        const bytes = [], number = (n, width) => {
            for (let i = width - 1; i >= 0; i--) bytes.push(Math.floor(n / 256 ** i) & 255);
        };
        const head = (times, kinds) => {
            bytes.push(...encoder.encode("TZif2"), ...new Uint8Array(15));
            [0, 0, 0, times, kinds, 1].forEach((n) => number(n, 4));
        };

        head(0, 1);
        bytes.push(...new Uint8Array(7));
        head(shifts.length, types.length);
        shifts.forEach(({at}) => number(at, 8));
        shifts.forEach(({ahead}) => bytes.push(types.indexOf(ahead)));
        types.forEach((ahead) => {
            number(ahead, 4);
            bytes.push(0, 0);
        });
        bytes.push(0, 10, 10);
        return new Uint8Array(bytes);
    }

    const zones = new Map(); /* they cost some 50 ms each */

    /** What a path in the folder of zones holds; null: there is none of that name. */
    function zoneAt(path) {
        const name = path.slice(ZONES.length);

        if (!zones.has(name)) {
            try {
                const all = () => Intl.supportedValuesOf("timeZone").map((zone) => `XX +0000 ${zone}\n`).join("");

                zones.set(name, name === "zone.tab" ? encoder.encode(all()) : zoneFile(name));
            } catch {
                zones.set(name, null);
            }
        }
        return zones.get(name);
    }

    /* ---- the machine ---------------------------------------------------------------------------------------------------------------- */

    /** One instance of the program, its memory, and its files. */
    class Machine {
        constructor({module, libraries}, argv, files) {
            this.module = module;
            this.libraries = libraries;
            this.argv = argv.map((text) => encoder.encode(text + "\0"));
            this.files = new Map();
            this.out = new File(new Uint8Array(0));
            this.err = new File(new Uint8Array(0));
            this.drawn = ""; /* the line of progress that stands there */
            this.tell = null; /* who is told of progress, as lines that the program draws over at a terminal */
            this.put(files);
            const input = this.files.get("dev/stdin") || new File(new Uint8Array(0));

            this.open = [{file: input, at: 0}, {file: this.out, at: 0}, {file: this.err, at: 0}, {folder: ""}];
        }
        /** Pages with the libraries in place of their marks. */
        complete(bytes, name) {
            if (!/\.html?$/.test(name)) return bytes;
            const text = new TextDecoder().decode(bytes);

            return encoder.encode(text.replace(/\/\*ccsim:([^*]+)\*\//g, (mark, library) => this.libraries[library] || mark));
        }
        put(files) {
            for (const [name, content] of Object.entries(files || {}))
                this.files.set(plain(name), new File(typeof content === "string" ? encoder.encode(content) : content.slice()));
        }
        written() {
            const written = {};

            for (const [name, file] of this.files) if (file.changed) written[name] = this.complete(file.whole(), name);
            return written;
        }
        start() {
            const wasi = {};

            for (const {module, name} of WebAssembly.Module.imports(this.module))
                if (module === "wasi_snapshot_preview1") wasi[name] = this[name] ? this[name].bind(this) : () => NOSYS;
            this.instance = new WebAssembly.Instance(this.module, {wasi_snapshot_preview1: wasi});
            return this.instance.exports;
        }

        get view() {
            const {buffer} = this.instance.exports.memory;

            if (!this.seen || this.seen.buffer !== buffer) this.seen = new DataView(buffer);
            return this.seen;
        }
        bytes(at, n) {
            return new Uint8Array(this.instance.exports.memory.buffer, at, n);
        }
        text(at, n) {
            return new TextDecoder().decode(this.bytes(at, n));
        }
        path(fd, at, n) {
            return plain((this.open[fd].folder || "") + "/" + this.text(at, n));
        }
        isFolder(path) {
            if (path === "" || path === "tmp") return true;
            for (const name of this.files.keys()) if (name.startsWith(path + "/")) return true;
            return false;
        }
        /** The vectors of a read or a write, one after the other, until take says that there is no more. */
        each(vectors, n, take) {
            for (let i = 0; i < n; i++) {
                const at = this.view.getUint32(vectors + 8 * i, true), length = this.view.getUint32(vectors + 8 * i + 4, true);

                if (length > 0 && !take(this.bytes(at, length))) return;
            }
        }
        texts(texts, at, data) {
            for (const text of texts) {
                this.view.setUint32(at, data, true);
                this.bytes(data, text.length).set(text);
                at += 4;
                data += text.length;
            }
            return OK;
        }
        sizes(texts, n, bytes) {
            this.view.setUint32(n, texts.length, true);
            this.view.setUint32(bytes, texts.reduce((sum, text) => sum + text.length, 0), true);
            return OK;
        }
        stat(at, type, size) {
            this.bytes(at, 64).fill(0);
            this.view.setUint8(at + 16, type);
            this.view.setBigUint64(at + 24, 1n, true);
            this.view.setBigUint64(at + 32, BigInt(size), true);
            return OK;
        }

        args_sizes_get(n, bytes) {
            return this.sizes(this.argv, n, bytes);
        }
        args_get(at, data) {
            return this.texts(this.argv, at, data);
        }
        environ_sizes_get(n, bytes) {
            return this.sizes(ENVIRONMENT, n, bytes);
        }
        environ_get(at, data) {
            return this.texts(ENVIRONMENT, at, data);
        }
        clock_res_get(clock, at) {
            this.view.setBigUint64(at, 1000000n, true);
            return OK;
        }
        clock_time_get(clock, precision, at) {
            const ms = clock === 0 ? Date.now() : performance.now();

            this.view.setBigUint64(at, BigInt(Math.round(ms * 1e6)), true);
            return OK;
        }
        random_get(at, n) {
            this.bytes(at, n).fill(0); /* nothing in ccsim draws from the machine */
            return OK;
        }
        proc_exit(code) {
            throw new Exit(code);
        }
        sched_yield() {
            return OK;
        }

        fd_prestat_get(fd, at) {
            if (fd !== TOP) return BADF;
            this.view.setUint32(at, 0, true);
            this.view.setUint32(at + 4, 1, true);
            return OK;
        }
        fd_prestat_dir_name(fd, at) {
            this.bytes(at, 1)[0] = 0x2f;
            return OK;
        }
        fd_fdstat_get(fd, at) {
            const entry = this.open[fd];

            if (!entry) return BADF;
            this.bytes(at, 24).fill(0);
            const isTerminal = fd === ERR && this.tell !== null;

            this.view.setUint8(at, isTerminal ? TERMINAL : fd < TOP ? UNKNOWN : entry.file ? REGULAR : DIRECTORY);
            this.view.setUint16(at + 2, entry.flags || 0, true);
            this.view.setBigUint64(at + 8, (isTerminal ? ~(SEEK | TELL) : ~0n) & 0x1fffffffn, true);
            this.view.setBigUint64(at + 16, ~0n & 0x1fffffffn, true);
            return OK;
        }
        fd_fdstat_set_flags(fd, flags) {
            if (!this.open[fd]) return BADF;
            this.open[fd].flags = flags;
            return OK;
        }
        fd_filestat_get(fd, at) {
            const entry = this.open[fd];

            if (!entry) return BADF;
            if (fd < TOP) return this.stat(at, UNKNOWN, 0);
            return entry.file ? this.stat(at, REGULAR, entry.file.size) : this.stat(at, DIRECTORY, 0);
        }
        fd_filestat_set_size(fd, size) {
            if (!this.open[fd] || !this.open[fd].file) return BADF;
            this.open[fd].file.resize(Number(size));
            return OK;
        }
        fd_read(fd, vectors, n, read) {
            const entry = this.open[fd];
            let sum = 0;

            if (!entry) return BADF;
            if (!entry.file) return ISDIR;
            this.each(vectors, n, (to) => {
                const from = entry.file.bytes.subarray(entry.at, Math.min(entry.at + to.length, entry.file.size));

                to.set(from);
                entry.at += from.length;
                sum += from.length;
                return from.length === to.length;
            });
            this.view.setUint32(read, sum, true);
            return OK;
        }
        fd_write(fd, vectors, n, written) {
            const entry = this.open[fd];
            let sum = 0;

            if (!entry || !entry.file) return BADF;
            if (entry.flags & APPEND) entry.at = entry.file.size;
            const drawn = fd === ERR && this.tell ? [] : null;

            this.each(vectors, n, (from) => {
                if (drawn) drawn.push(new TextDecoder().decode(from));
                else {
                    entry.file.write(entry.at, from);
                    entry.at += from.length;
                }
                sum += from.length;
                return true;
            });
            if (drawn) this.heard(entry, drawn.join(""));
            this.view.setUint32(written, sum, true);
            return OK;
        }
        /** What is drawn from the begin of a line is progress, until nothing stands there any more; all else is said. */
        heard(entry, text) {
            for (const part of text.split(/(?=\r)/)) {
                const isBegin = part.startsWith("\r");

                if (isBegin || this.drawn) {
                    this.drawn = (isBegin ? "" : this.drawn) + part.replace(/^\r\x1b\[K/, "");
                    if (this.drawn) this.tell(this.drawn);
                } else {
                    const bytes = encoder.encode(part);

                    entry.file.write(entry.at, bytes);
                    entry.at += bytes.length;
                }
            }
        }
        fd_seek(fd, offset, whence, at) {
            const entry = this.open[fd];

            if (!entry || !entry.file) return BADF;
            if (fd < TOP) return SPIPE;
            const to = Number(offset) + (whence === 0 ? 0 : whence === 1 ? entry.at : entry.file.size);

            if (to < 0) return INVAL;
            entry.at = to;
            this.view.setBigUint64(at, BigInt(to), true);
            return OK;
        }
        fd_tell(fd, at) {
            return this.fd_seek(fd, 0n, 1, at);
        }
        fd_sync() {
            return OK;
        }
        fd_datasync() {
            return OK;
        }
        fd_close(fd) {
            if (!this.open[fd]) return BADF;
            this.open[fd] = null;
            return OK;
        }

        path_open(fd, follow, at, n, how, rights, inherited, flags, opened) {
            const path = this.path(fd, at, n);
            let file = this.find(path);

            if (file && (how & CREATE) && (how & EXCLUSIVE)) return EXIST;
            if (!file && this.isFolder(path)) return this.give({folder: path}, opened);
            if (!file && !(how & CREATE)) return NOENT;
            if (!file) {
                file = new File(new Uint8Array(0));
                file.changed = true;
                this.files.set(path, file);
            }
            if (how & TRUNCATE) file.resize(0);
            return this.give({file, at: 0, flags}, opened);
        }
        find(path) {
            const zone = !this.files.has(path) && path.startsWith(ZONES) && zoneAt(path);

            if (zone) this.files.set(path, new File(zone));
            return this.files.get(path);
        }
        give(entry, opened) {
            let fd = TOP + 1;

            while (this.open[fd]) fd++;
            this.open[fd] = entry;
            this.view.setUint32(opened, fd, true);
            return OK;
        }
        path_filestat_get(fd, follow, at, n, to) {
            const path = this.path(fd, at, n), file = this.files.get(path);

            if (file) return this.stat(to, REGULAR, file.size);
            return this.isFolder(path) ? this.stat(to, DIRECTORY, 0) : NOENT;
        }
        path_unlink_file(fd, at, n) {
            return this.files.delete(this.path(fd, at, n)) ? OK : NOENT;
        }
        path_rename(fd, at, n, newFd, newAt, newN) {
            const from = this.path(fd, at, n), file = this.files.get(from);

            if (!file) return NOENT;
            this.files.delete(from);
            file.changed = true;
            this.files.set(this.path(newFd, newAt, newN), file);
            return OK;
        }
        path_link(fd, follow, at, n, newFd, newAt, newN) {
            const file = this.files.get(this.path(fd, at, n)), to = this.path(newFd, newAt, newN);

            if (!file) return NOENT;
            if (this.files.has(to)) return EXIST;
            this.files.set(to, file);
            return OK;
        }
        path_create_directory() {
            return OK;
        }
        path_readlink() {
            return INVAL; /* there are no links */
        }
        poll_oneoff(asked, events, n, got) {
            this.view.setUint32(got, n, true);
            return OK;
        }
    }

    /** What a bug or a lack of memory left of an instance. */
    function broken(machine, error) {
        machine.err.write(machine.err.size, encoder.encode("ccsim: " + error.message + "\n"));
        return 134;
    }

    function command(program, argv, files, tell) {
        const machine = new Machine(program, ["ccsim", ...argv], files);

        machine.tell = tell || null;
        const text = (file) => new TextDecoder().decode(file.whole());
        let exit = 0;

        try {
            machine.start()._start();
        } catch (error) {
            exit = error instanceof Exit ? error.code : broken(machine, error);
        }
        return {exit, out: text(machine.out), err: text(machine.err), files: machine.written()};
    }

    /* ---- a scenario held open (wasm/live.h) ------------------------------------------------------------------------------------------ */

    const ALL = -1, HEAD = 8; /* bytes of a block ahead of its records */

    /** A scenario and its variants compiled in an instance of their own, for as long as it is referred to. */
    class Plan {
        constructor(program, path, files, variants) {
            const words = [path];

            for (const {name, sets, whatIfs} of variants || [{}]) {
                words.push("variant", name || "");
                for (const set of sets || []) words.push("set", set);
                for (const whatIf of whatIfs || []) words.push("what-if", whatIf);
            }
            this.variants = variants ? variants.length : 1;
            this.machine = new Machine(program, ["ccsim"], files);
            this.exports = this.machine.start();
            this.exports.__wasm_call_ctors();
            this.failed = this.exports.ccs_live_open(this.give(encoder.encode(words.map((word) => word + "\0").join("")))) !== 0;
            const said = this.left().trimEnd().split("\n").filter(Boolean).map((line) => line.split("\t"));
            const of = (kind) => said.filter(([is]) => is === kind).map(([, where, at, text]) => ({...place(where), path: at, text}));

            this.errors = of("E");
            this.warnings = of("W");
            this.replications = this.failed ? 0 : this.exports.ccs_live_replications();
        }
        /** Bytes for the next call. @returns how many */
        give(bytes) {
            const at = this.exports.ccs_live_room(bytes.length);

            if (at === 0) throw new Error("out of memory");
            this.machine.bytes(at, bytes.length).set(bytes);
            return bytes.length;
        }
        leftBytes() {
            return this.machine.bytes(this.exports.ccs_live_bytes(), this.exports.ccs_live_size());
        }
        left() {
            return new TextDecoder().decode(this.leftBytes());
        }
        check(code) {
            if (code !== 0) throw new Error(this.left());
        }
        /** The records of replications first .. first + n - 1 of a variant, for an open plan of the same scenario and variants; ahead of them
         * stand first and n. */
        block(variant, first, n) {
            if (this.failed) throw new Error("the scenario has errors");
            this.check(this.exports.ccs_live_block(variant, first, n));
            const parcel = this.leftBytes(), block = new Uint8Array(HEAD + parcel.length);

            new Uint32Array(block.buffer, 0, 2).set([first, n]);
            block.set(parcel, HEAD);
            return block;
        }
        /** What `--by` and `--metric` say of the next answer: {by, metrics}, both texts; all of the whole run without. */
        want({by, metrics} = {}) {
            this.give(encoder.encode(`${by || ""}\0${metrics || ""}\0`));
            this.exports.ccs_live_want();
        }
        /** Blocks of each variant that is asked for, in the order of their numbers. */
        gather(variant, blocks, whole) {
            const n = count(blocks[0]);

            if (blocks.some((own) => count(own) !== n)) throw new Error("variants have not equally many replications");
            this.check(this.exports.ccs_live_begin(variant, n, whole ? 1 : 0));
            blocks.forEach((own, i) => own.forEach((block) =>
                this.check(this.exports.ccs_live_take(variant === ALL ? i : variant, this.give(block.subarray(HEAD))))));
        }
        /** What `ccsim run --json --replications N` prints of the N replications in the blocks, with what is wanted, such as {by: "interval", metrics: "offered,asa_s"}. */
        answer(variant, blocks, wanted) {
            this.want(wanted);
            this.gather(variant, [blocks], false);
            this.check(this.exports.ccs_live_answer());
            return this.left();
        }
        /** What `ccsim compare --json --replications N` prints; blocks of each variant. */
        compare(blocks, wanted) {
            this.want(wanted);
            this.gather(ALL, blocks, false);
            this.check(this.exports.ccs_live_answer());
            return this.left();
        }
        /** The page of `ccsim report`, of a run or, with several variants, of a comparison. */
        page(blocks) {
            this.gather(blocks.length > 1 ? ALL : 0, blocks, true);
            this.check(this.exports.ccs_live_page());
            return new TextDecoder().decode(this.machine.complete(this.leftBytes(), "page.html"));
        }
    }

    /** Replications in blocks that follow one another without a gap. */
    function count(blocks) {
        let sum = 0;

        for (const block of blocks) {
            const [first, n] = new Uint32Array(block.slice(0, HEAD).buffer);

            if (first !== sum) throw new Error(`replications ${sum} to ${first - 1} are missing`);
            sum += n;
        }
        return sum;
    }

    /** "day.cfg:7" in parts. */
    function place(where) {
        const [, file, line] = where.match(/^(.*):(\d+)$/) || [null, where, 0];

        return {file, line: Number(line)};
    }

    /** The module of its bytes, which may be packed by gzip. */
    async function compile(bytes) {
        if (bytes instanceof WebAssembly.Module) return bytes;
        if (bytes[0] !== 0x1f) return WebAssembly.compile(bytes);
        const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));

        return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
    }

    return async function ccsimEngine(bytes, libraries) {
        const program = {module: await compile(bytes), libraries: libraries || {}};

        return {
            command: (argv, files, tell) => command(program, argv, files, tell),
            open: (path, files, variants) => new Plan(program, path, files, variants),
        };
    };
})();
